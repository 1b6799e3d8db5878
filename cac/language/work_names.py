"""Names of work and of what is worked with, in groups: a report that tells of one of a group may mean another of it."""

from __future__ import annotations

from cac import patterns as re

#: each group is one kind of work under its names
_GROUPS = tuple(
    re.compile(rf"\b(?:{names})")
    for names in (
        r"biops|marrow|cores?\b|fna\b|sampl|fine[- ]needle",
        r"thoracent|pleur|chest (?:tube|drain)|effusion|hemithor|empyem",
        r"paracent|ascit|peritoneal",
        r"drain|pigtail|abscess|collection|sinogram|upsiz",
        r"bili|cholang|ptc\b|ptbd|common duct|cholecyst|gall ?bladder|ercp",
        r"nephro|pcn|ureter|double[- ]j|jj\b|cysto(?:gra|st)|supra-?pubic|foley|percutaneous nephro",
        r"gastro|g-?j?-?tube|gj\b|jejuno|peg\b|feeding|cecost|naso|ng tube|dobhoff|t-fasten",
        r"ablat|frozen|electroporation|cryo|microwave|rf\b|rfa\b|radio-?freq|antenna",
        r"epidural|esi\b|disco|facet|medial branch|lateral branch|transforam|sacroiliac|si joint|caudal|interlam|rhizot|neurot|pulsed|[ctls]\d+(?:-\d)? level",
        r"lumbar (?:punct|drain)|lps?\b|myelo|dural|blood patch|csf\b|intrathecal|spinal (?:needle|tap)|cistern|thecal",
        r"kypho|vertebro|sacropl|augment|cement|fracture",
        r"block|plexus|gangli|neuroly|nerve|genicular|interspace",
        r"joint|arthro|knee|hip\b|shoulder|bursa|trigger|hyaluron|wrist|ankle|elbow|baker",
        r"breast|mammo|clip|ducto|wire locali|savi\b|magseed|galacto|seed|axill",
        r"hystero|hsg\b|fallop|uter|fibroid|ovar|iud\b",
        r"fiducial|marker|seeds?\b|clip",
        r"prostat",
        r"filter|ivc filter|cavogra|cavagra",
        r"picc|ports?\b|port-|hickman|tunnel|permcath|central (?:venous |line|cath)|arterial line|midline|dialysis cath|jugular|cvc\b|non-?tunnel|fibrin",
        r"fistul|graft|dialy|avf\b|avg\b|declot",
        r"emboli|coil|plug|particle|glue\b|onyx|gelfoam|y-?90|beads?\b|tace\b|sclero|spheres|amplatzer",
        r"angiogra|arteriogra|aortogra",
        r"angioplast|balloon|stent|atherect|lithotrip|pta\b|dcb\b|bypass",
        r"thrombect|flowtriever|penumbra|angio-?jet|ekos\b|inari\b|lytic|aspiration (?:thromb|cath)|clot|lys(?:is|ed)|thromboly|tpa\b|altepl|tenect|infusion cath|thrombus",
        r"venogra|vein sampl|venous sampl|pressures|wedge",
        r"ivus|intravascular ultra|oct\b",
        r"saphen|venaseal|gsv\b|ssv\b|phlebect|varicos|foam|perforator|endovenous",
        r"tips\b|portal|brto\b|shunt|transjugular",
        r"evar\b|tevar\b|endograft|stent[- ]graft|aneurysm|limb exten|aaa\b",
        r"snare|retriev|foreign|fragment",
        r"lymph|thoracic duct|chyl",
        r"thrombin|pseudoaneurysm",
        r"carotid|cerebr|vertebral art|stroke|intracran|pipeline|flow divert|mma\b",
        r"pacemaker|defibrill|loop recorder|leads?\b",
        r"denervat",
    )
)
#: names of no kind of their own
_ANY = re.compile(r"\b(?:injection|sonography|tube|catheter|line\b|puncture|aspirat|exchang|tap(?:s|ped)?\b)")


def named(text: str) -> list[re.Pattern[str]]:
    """The groups of which a text names anything; the group without a kind where it names no other.

    >>> len(named("a nephrostomy was thought about"))
    1
    """
    found = [names for names in _GROUPS if names.search(text)]
    return found or ([_ANY] if _ANY.search(text) else [])
