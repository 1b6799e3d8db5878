"""What was embolized: system, surgical fields, side, and reports whose occlusion belongs to another family."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, replace

from cac.findings import Span
from cac.narrative import access as sites
from cac.narrative import vein_walk
from cac.narrative.arteries import AORTA, Mention, chain, mentions, place as vessel_id, told
from cac.narrative.case import Case
from cac.narrative.catheter import walk
from cac.narrative.embolic import Act
from cac.narrative.embolization_reason import ACTIVE, BLEED, Reason, Story, said

_FIELDS = (
    ("splenic_artery", "spleen"), ("gastroduodenal_artery", "bowel"), ("left_gastric_artery", "bowel"), ("right_gastric_artery", "bowel"), ("common_hepatic_artery", "liver"),
    ("replaced_right_hepatic_artery", "liver"), ("replaced_left_hepatic_artery", "liver"), ("replaced_common_hepatic_artery", "liver"), ("celiac_trunk", ""),
    ("superior_mesenteric_artery", "bowel"), ("inferior_mesenteric_artery", "bowel"), ("internal_iliac_artery", "pelvis"), ("median_sacral_artery", "pelvis"), ("gonadal_artery", "pelvis"),
    ("lumbar_artery", "pelvis"), ("inferior_epigastric_artery", "pelvis"), ("inferior_phrenic_artery", "liver"), ("bronchial_artery", "chest"), ("intercostobronchial_trunk", "chest"),
    ("posterior_intercostal_artery", "chest"), ("subcostal_artery", "chest"),
)
_ENTRY = frozenset({"common_femoral_artery", "radial_artery", "brachial_artery"})
_KNEE = re.compile(r"genicular")
_LEG = ("superficial_femoral_artery", "profunda_femoris_artery", "popliteal_artery", "common_femoral_artery", "external_iliac_artery")
_BRAIN = frozenset("anterior_cerebral_artery middle_cerebral_artery posterior_cerebral_artery basilar_artery posterior_inferior_cerebellar_artery anterior_communicating_artery posterior_communicating_artery internal_carotid_artery vertebral_artery ophthalmic_artery anterior_inferior_cerebellar_artery superior_cerebellar_artery anterior_choroidal_artery".split())
_MENINGEAL = re.compile(r"middle meningeal|\bmmae?\b|subdural|\bcsdh\b|\bsdh\b")
_CNS = re.compile(
    r"(?:brain|cerebral|intracranial|dural|pial|cerebellar|occipital lobe|parietal|frontal lobe|temporal lobe|posterior fossa|spinal cord|spinal dural|spinal)\s+(?:\w+ ){0,2}(?:avm|arteriovenous|fistula|avf|aneurysm|tumou?r|mass|malformation)|(?:acom\w*|pcom\w*|mca|aca|pica|basilar|ica|carotid terminus|anterior communicating|posterior communicating|middle cerebral|ophthalmic|supraclinoid|paraclinoid|cavernous|berry|saccular)\b[^.\n]{0,50}aneurysm"
    r"|aneurysm[^.\n]{0,40}(?:acom|pcom|mca\b|basilar|communicating|middle cerebral|carotid terminus|pica)|meningioma|subarachnoid|carotid[- ]?cavernous|cavernous[- ]?carotid|cavernous sinus|\bccf\b|\bdavf\b|spetzler|hemangioblastoma|vein of galen|spinal dural|perimedullary|cord (?:avm|avf)|subdural"
)
_HEAD = re.compile(r"epistaxis|sphenopalatine|nose ?bleed|nasopharyn\w*|juvenile|\bjna\b|carotid body|paraganglioma|glomus|tongue|oral cavity|oropharyn\w*|laryn\w*|carotid blowout|thyroid|goiter|goitre|scalp|facial (?:avm|vascular|artery)|external carotid|neck (?:mass|tumor|avm|bleed)|mandib\w+|maxill\w+|lingual artery|tonsil\w*")
_DIALYSIS = re.compile(r"dialysis|fistulogra|\bav[fg]\b|arteriovenous (?:fistula|graft)|av (?:fistula|graft)|brachio-?(?:cephalic|basilic)|radio-?cephalic")
_CIRCUIT = re.compile(r"accessory (?:vein|branch)|side branch|competing|collateral (?:vein|branch)|outflow branch|branch vein|tributar")
_LYMPH = re.compile(r"thoracic duct|cisterna chyli|chyl\w+|lymph\w* leak|lymphatic leak|lymphorrh\w+|lymphangiogra\w+|plastic bronchitis")
_GONADAL = re.compile(r"varicoc\w+|scrotal varic\w+|(?:gonadal|spermatic|ovarian|testicular) vein|pelvic (?:congestion|venous)|pelvic varic\w+|parametrial vein|vulvar varic\w+")
_VARICES = re.compile(r"(?:gastric|esophageal|oesophageal|gastroesophageal|cardiofundal|fundal|stomal|duodenal|rectal|ectopic|peristomal|parastomal|anastomotic)\s+(?:\w+ )?(?:varic\w+|varix)|variceal|\b(?:brto|parto|carto|bato)\b|gastro-?\s?renal shunt|coronary vein|left gastric vein|spleno-?renal shunt|porto-?systemic (?:shunt|collateral)")
_VENOUS_WAY = re.compile(r"gastro-?renal|left renal vein|adrenal vein|coronary vein|left gastric vein|posterior gastric vein|portal|\btips\b|transhepatic|trans-?splenic|jugular|splenic vein|mesenteric vein|retrograde|shunt|femoral vein|\bcfv\b|\brij\b|varix|varices (?:were|was)")
_PORTAL = re.compile(r"\bportal\b(?! hypertens| pressure| tract)|portal vein emboli\w+|\bpve\b|portal (?:vein )?branch\w*|portal vein\w*|future liver remnant|\bflr\b")
_PORTAL_ACT = re.compile(r"portal vein emboli\w+|\bpve\b|embol\w+[^.\n]{0,80}portal|portal[^.\n]{0,120}embol\w*|future liver remnant|\bflr\b|hepatic vein emboli|venous deprivation|(?:glue|glued|coil|coils|plugs?|particles|n-?bca|lipiodol|pva)[^.\n]{0,60}portal|portal[^.\n]{0,80}(?:glue\w*|coil\w*|plug\w*|particles|n-?bca|occluded|closed)")
_MALFORMATION = re.compile(r"(?:venous|lymphatic|veno-?lymphatic|lymphovenous|low[- ]flow|slow[- ]flow|vascular)\s+(?:vascular )?malformation|lymphangioma|cystic hygroma|klippel|\b(?:vm|lm)\b(?= )|macrocystic")
_FAST = re.compile(r"arteriovenous|\bavms?\b|high[- ]flow|arterial (?:feed|inflow)|nidus")
_LUNG = re.compile(r"pulmonary (?:arteriovenous|avm|artery (?:pseudo)?aneurysm)|\bpavms?\b|(?:av|arteriovenous) (?:malformation|fistula)s? of the lung|lung avm|rasmussen|\bhht\b|osler")
_TIPS = re.compile(r"\btips\b|transjugular intrahepatic")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an embolization was done.

    Attributes:
        system: arterial, venous, portal, lymphatic or head.
        fields: surgical fields, first treated first.
        target: vessel, field or organ for the user.
        side: side of the only field, if it has one.
        nervous: in the head: brain, meninges or cord.
        disputed: what authorities differ on, empty where they do not.
        elsewhere: the occlusion is part of another family's procedure.
    """

    system: str
    fields: tuple[str, ...]
    target: str = ""
    side: str = ""
    nervous: bool = False
    disputed: str = ""
    elsewhere: bool = False


def _field(mention: Mention) -> str:
    vessel = vessel_id(mention.name, mention.side)
    steps = chain(vessel)
    if not steps:
        return ""
    if any("carotid" in v or "vertebral" in v or v in _BRAIN for v in steps) or mention.name == "carotid_artery":
        return "head"
    if "thyroid" in mention.name:
        return "head"
    if _KNEE.search(mention.name):
        return f"{mention.side} knee".strip()
    if any(v.endswith("renal_artery") or "capsular" in v for v in steps):
        return f"{mention.side} kidney".strip()
    if any("adrenal" in v for v in steps):
        return f"{mention.side} adrenal".strip()
    for name, field in _FIELDS:
        if any(v == name or v.removeprefix("left_").removeprefix("right_") == name for v in steps):
            if field == "liver" and any(v in ("gastroduodenal_artery", "right_gastric_artery") for v in steps):
                return "bowel"
            return field
    if any(v.removeprefix("left_").removeprefix("right_") in _LEG for v in steps):
        return f"{mention.side} leg".strip()
    if any("subclavian" in v or "axillary" in v or "mammary" in v or "innominate" in v for v in steps):
        arm = any(v.endswith(("brachial_artery", "radial_artery", "ulnar_artery")) for v in steps)
        return f"{mention.side} arm".strip() if arm else "chest"
    return ""


def treated(case: Case, found: list[Act]) -> list[Mention]:
    """Arteries the acts were in: those named in the statement, else the last one entered or named before it."""
    alive = told(case)
    access = [a.where for a in sites.read(case)]
    named = [
        m for m in mentions(case)
        if m.sentence in alive and m.name not in AORTA and not m.skin and m.status in ("done", "existing", "attempted", "removed") and not any(a.start <= m.span.start < a.end for a in access)
    ]
    out: list[Mention] = []
    for act in found:
        if act.agent == "verb" and case.document.flat[act.where.start : act.where.start + 3] in ("to ", "we ") or act.sentence not in alive or case.document.sections[case.document.sentence_section[act.sentence]].role == "summary":
            continue
        here = [m for m in named if m.sentence == act.sentence]
        before = [m for m in named if m.span.end <= act.where.start]
        chosen = [m for m in here if m.name not in _ENTRY] or here or [m for m in before if m.name not in _ENTRY][-1:] or before[-1:]
        out += [m for m in chosen if m not in out]
    return out


def read(case: Case, found: list[Act]) -> Place:
    """The place of the acts of a report."""
    story = Story(case)
    body = " ".join(case.sentence(n) for n in sorted(told(case)))
    text = story.text
    agents = {a.agent for a in found}
    subject = text
    vessels = treated(case, found) or [p.step.mention for p in walk(case).positions if p.order][-1:]
    if "diverter" in agents:
        return replace(_head_place(vessels, subject), nervous=True)
    organs = {f.split()[-1] for f in map(_field, vessels) if f} & {"kidney", "liver", "spleen", "bowel", "pelvis"}
    if len(_DIALYSIS.findall(subject)) >= 2 and not organs and (_CIRCUIT.search(body) or not re.search(r"arteriogra", body)):
        return Place("venous", (), elsewhere=True)
    fields = tuple(dict.fromkeys(f for f in map(_field, vessels) if f))
    slow = said(subject, _MALFORMATION)
    if agents <= {"sclerosant", "verb", "antibiotic"} and not (slow or said(subject, _GONADAL) or said(subject, _VARICES) or _FAST.search(subject) or fields):
        return Place("venous", (), elsewhere=True)
    if said(subject, _LYMPH) and not slow and (agents & {"glue", "coil", "verb"}):
        return Place("lymphatic", ("thoracic duct",), "thoracic_duct")
    if _PORTAL_ACT.search(body + " " + subject[:400]) and said(subject, _PORTAL) and not said(subject, _VARICES) and ("liver" not in fields or re.search(r"portal vein emboli|\bpve\b", subject)) and not (agents & {"isotope", "chemo"}) and re.search(r"hepatectomy|resection|remnant|\bflr\b|hypertroph|lobectomy|\bpve\b|portal vein emboli|segmentectomy|sectionectomy|venous deprivation|\blvd\b|liver surgery|\bflr", subject):
        return Place("portal", ("liver",), "portal_vein", disputed="no authority says whether portal branch occlusion before resection is venous embolization or infarction of an organ")
    if said(subject, _VARICES) and _VENOUS_WAY.search(body) and not (fields and "head" not in fields and re.search(r"arteriogra|angiogra", body) and not _TIPS.search(body)):
        return Place("venous", ("varices",), "varices")
    if (said(subject, _GONADAL) or any(p.name == "gonadal_vein" for p in vein_walk.walk(case).positions)) and re.search(r"vein|venogra|varic|\b[lr]?cfv\b|\b[lr]?ij\b|jugular", body):
        side = _sides(body, subject)
        return Place("venous", ("pelvis",), "gonadal_vein", side, disputed="whether both sides of a varicocele are one field or two is answered differently by payers" if side == "bilateral" and "varicocele" in subject else "")
    if slow and not (_FAST.search(subject) and fields):
        return Place("venous", ("malformation",), "malformation")
    if said(subject, _LUNG) and re.search(r"pulmonary|segment|lobe|feed|\\bpa\\b", body) and not (set(fields) & {"chest"}):
        return Place("arterial", ("lung",), "pulmonary_artery")
    if _head(fields, subject, body):
        return _head_place(vessels, subject)
    target = vessels[0].name if vessels else ""
    side = vessels[0].side if vessels and len({m.side for m in vessels}) == 1 else ""
    return Place("arterial", fields, target, side)


def _head(fields: tuple[str, ...], subject: str, body: str) -> bool:
    if fields:
        return fields[0] == "head" and fields.count("head") >= len(fields) / 2
    return bool((said(subject, _HEAD) or said(subject, _CNS)) and re.search(r"carotid|vertebral|maxillary|meningeal|cerebral|thyroid|lingual|facial|occipital|segmental|radicul|spinal|intercostal|lumbar", body))


def _head_place(vessels: list[Mention], subject: str) -> Place:
    names = {m.name for m in vessels}
    meningeal = bool(_MENINGEAL.search(subject)) and (not names or "middle_meningeal_artery" in names)
    nervous = bool(said(subject, _CNS)) or bool(names & (_BRAIN - {"internal_carotid_artery", "vertebral_artery"})) or meningeal
    outside = said(subject, re.compile(r"epistaxis|nasopharyn\w*|angiofibroma|carotid body|paraganglioma|glomus|thyroid|tongue|oropharyn\w*|laryn\w*|scalp|mandib\w+|blowout|neck (?:mass|tumou?r|bleed\w*|avm|cancer|wound)"))
    if outside and not said(subject, re.compile(r"subdural|meningioma|brain|dural|intracranial (?:aneurysm|avm|tumor)")):
        nervous = False
    disputed = "the middle meningeal artery leaves the external carotid; authorities differ on its code for subdural haematoma" if meningeal and re.search(r"subdural|\bcsdh\b|\bsdh\b", subject) else ""
    sides = {m.side for m in vessels if m.side}
    return Place("head", ("head",), vessels[0].name if vessels else "head", sides.pop() if len(sides) == 1 else "", nervous, disputed)


def _sides(body: str, subject: str) -> str:
    found = set(re.findall(r"\b(left|right)\b(?: \w+){0,2} (?:gonadal|ovarian|spermatic|testicular|varicocele|internal spermatic)", body + " " + subject))
    return "bilateral" if "bilateral" in subject or len(found) == 2 else next(iter(found), "")


def reason(story: Story, place: Place) -> Reason:
    """The reason of an occlusion of veins, portal branches or lymph ducts."""
    if place.system == "lymphatic":
        return Reason("lymph_leak", story.says(_LYMPH))
    if place.system == "portal" or place.target in ("malformation", "gonadal_vein"):
        return Reason("other")
    quiet = re.search(r"no (?:prior or current |current |active |recent |prior )?bleed|never bled|primary prophyla|non-?bleeding|no stigmata|has not bled", story.text)
    bled = said(story.text, BLEED) or re.search(r"history of (?:recurrent )?(?:variceal |gastric variceal )?(?:bleed|hemorrh)|recent(?:ly)? (?:variceal )?(?:bleed|bled|hemorrh)|bled (?:last|twice|\d)", story.text)
    active = story.says(ACTIVE)
    return Reason("hemorrhage", active or Span(*bled.span())) if active or bled and not quiet else Reason("other")
