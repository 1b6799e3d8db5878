"""Markers left in tissue: lesions of a report in which a clip, seed, wire or fiducial was put today."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.sampled import same
from cac.narrative.sampling import Lesion, lesions, sites_of

_PUT = r"deploy\w*|plac(?:ed|ing|ement)|insert\w*|position(?:ed|ing)|advanc\w*|implant\w*|left (?:in|at|within)|(?<!^)(?<!\n)\bleft\b(?! ?(?:breast|side|axill\w*|lateral|upper|lower|[ul][oi]q|:|\d|lobe|kidney|lung|neck|groin|hand|mass|lesion|node|cyst|outer|inner|medial|and right|stereo\w*|ultraso\w*))|\btagged\b|released|push(?:ed)?\b|unloaded|expelled|ejected|discharged|seeded|were put|set\b|localiz\w+|localis\w+|hook (?:\w+ ){0,3}(?:engaged|beyond|past|deep|distal)|\b(?:beyond|through) the (?:lesion|mass|target|clip)|delivered|put\b|dropped|laid|introduc\w*|exchanged for|performed|passed|bracket\w*|clipped|marked|\bstick\b|\bthru\b|\binto\b|(?:seed|fiducial|marker)s? #?\d\b[: ]*(?:is |was )?(?:at|in|anterior|posterior|medial|lateral|caudal|cranial|cephalad|superior|inferior|adjacent|within|near|along|around|center|base|apex|mid)|(?:seeds?|fiducials?|markers?|kopans|hawkins|wires?|reflector|tag|visicoils?|gold anchors?|polymarks?)\b(?:[^.;\n]|\.\d){0,30}\b(?:in the|around|about|within|inside|beside|near|through|along|at)\b|(?:seeds?|fiducials?|markers?|placement|scouts?|reflectors?) x ?\d|\b(?:one|two|three|four|[1-4]) (?:[\w-]+ ){0,2}(?:wires|seeds|reflectors|tags|fiducials)\b|(?:via|through) (?:a |an )?\d|\b(?:via|through) (?:the |a |an )?(?:[\w-]+ )?needle"
_OLD = re.compile(
    r"previously|at the (?:site of the )?(?:prior|previous|biopsy) clip|surgical clips|cholecystectomy clips|clips? (?:from|of|is|are|was) (?:visible|seen|identified|noted|again|present|in (?:good|expected|satisfactory))|\bno (?:clip|marker)|without (?:a )?(?:clip|marker)|(?:clip|marker|wire|fiducials?|seeds?) (?:\w+ ){0,2}(?:declined|deferred|not )|not (?:placed|deployed)|\bwill (?:be|undergo)|scheduled|request\w*|per (?:rad|surgeon|onc)|wants?\b|tomorrow|next week|\blots? (?:numbers?|nos?\b|#)|\bserial numbers?|\bimplant (?:cards?|logs?|records?)|\[ \]"
)
#: a telegram that only names what was left: "Tumark clip."
_ALONE = re.compile(r"\W*(?:(?!no\b|prior\b|old\b|known\b|previous)[\w-]+ ){0,4}(?:clip|marker|hydromark|tumark|ultraclip|seed|reflector|magseed|wire)(?: x ?\d)?\W*$")
#: the reflector called Scout, apart from a scout image
_RADAR = re.compile(r"savi|reflector|radar|console|merit|scout (?:localiz|tag|device|marker|placement)|(?:localiz\w+|tag) (?:\w+ )?scout")
#: "clip at 4 o'clock -> seed", the telegram of a deployment
_ARROW = re.compile(r"(?:->|=>|\u2192|>>)\s*(?:\w+ )?(?:#\s*\w+|seed|magseed|marker|clip|wire|tag|reflector|scout|coil|fiducial)|(?:needles?\b|\b\d{2} ?-?(?:g|ga|gauge)\b|introducer|trocar)[^.;\n]{0,40}\b(?:\d|one|two|three|four|five)\b (?:\w+ ){0,2}(?:gold anchors?|fiducials?|gold|markers?|seeds?|coils)\b")
#: the operation the marker waits for, which says nothing about the day of the marker
_BEFORE_SURGERY = re.compile(r"\b(?:for|before|ahead of|prior to|in time for)\b[^.;\n]{0,50}\b(?:surgery|operation|excision|removal|dissection|resection|lumpectomy|mastectomy|ectomy|or)\b[^.;\n]{0,20}\b(?:tomorrow|next (?:week|month|\w+day)|on \w+day|this \w+day)\b")
_POST = re.compile(r"^\s*(?:post|two[- ]view|2-view|final|follow|impression|assessment|specimen|mammogram|films)|post-?(?:procedure|biopsy|clip|deployment|localization|placement) (?:\d[- ]view )?(?:mammo|film|image|digital|2|two|cc)")


#: a clip of moving pictures, told by what it shows or by its being kept
_FILMED_BEFORE = re.compile(r"\b(?:saved?|stored?|kept|archived?|recorded|filed|captured|cine|video|movie|dvd|digital|dynamic|sono\w*|us|u/s|ultraso\w+|live|short|sweep|doppler|needle|tip)[ -]$")
_FILMED_AFTER = re.compile(r"s?,?(?: (?:was|were|are|is|has been|have been|all|also|both|of (?:it|this|that|the (?:needle|tip|entry|puncture))))* (?:saved|stored|archived|kept|recorded|filed|captured|uploaded|printed|retained|sent to pacs|(?:in|to|on) (?:the )?(?:pacs|archive|file|record))\b")


def _of_film(flat: str, finding: Finding) -> bool:
    """Whether a clip is a strip of moving pictures and no marker."""
    if finding.text.lower() not in ("clip", "clips"):
        return False
    return bool(_FILMED_BEFORE.search(flat[max(0, finding.start - 20) : finding.start]) or _FILMED_AFTER.match(flat[finding.end :]))


def acts(case: Case, *kinds: str) -> Callable[[Finding], bool]:
    """Whether a finding tells of a marker of one of the kinds put today."""

    def act(finding: Finding) -> bool:
        if finding.kind != "marker" or finding.value not in kinds:
            return False
        if finding.value == "clip" and _of_film(case.document.flat, finding):
            return False
        flat = case.sentence(finding.sentence)
        if finding.text.lower() == "scout" and not _RADAR.search(case.document.flat):
            return False
        if _POST.search(flat) or "specimen" in flat or not _opens(case, finding, flat) and not re.search(_PUT, flat) and not _ARROW.search(flat) and not _ALONE.match(flat):
            return False
        start = case.document.sentences[finding.sentence].start
        flat = re.sub(r"\([^()]*\)", lambda m: m.group() if m.start() <= finding.start - start < m.end() else " " * len(m.group()), flat)
        arrow = [m.end() for m in re.finditer(r"->|=>|\u2192|>>", flat) if m.end() <= finding.start - start]
        flat = flat[arrow[-1] :] if arrow else flat
        start += arrow[-1] if arrow else 0
        flat = _BEFORE_SURGERY.sub(lambda m: " " * len(m.group()), flat)
        clause = re.split(r"[;.]", flat[: finding.end - start + 60])[-1] if ";" in flat else flat
        if re.search(r"(?:prior|previous|existing|old)(?: \w+){0,2} $", case.document.flat[max(0, finding.start - 40) : finding.start]):
            return False
        return not _OLD.search(clause)

    return act


#: a report that begins with the marker and its guidance ("Stereotactic Magseed: calcifications right breast")
_GUIDED = re.compile(r"stereo\w*|tomo\w*|mammo\w*|\bgrid\b|ultraso\w*|sono\w*|\bus\b|u/s|\bmri?\b|\bloc\b|locali[sz]\w*")
_LIES = re.compile(r"\b\d+ ?(?:mm|cm)\b|\bhook|verif\w*|confirm\w*|good position|satisfactory|orthogonal\w*|\bviews?\b|\bcc\b|\bmlo\b|\bbeep\w*|in (?:the )?(?:mass|lesion|target|centre|center|calc\w*)|taped?|theatre|surg\w*")
_STAYED = re.compile(r"\b(?:in situ|existing|seen|visible|noted|removed|excised|migrat\w*|previous\w*|prior|old|consult\w*|plan\w*|book\w*|clinic|request\w*|specimen|reason|history|known|where|surveillance|follow-?up)\b")


def _opens(case: Case, finding: Finding, flat: str) -> bool:
    """Whether the first sentence or the title names the marker with its guidance, and the report tells where it came to lie."""
    if finding.sentence and finding.role != "head" or _STAYED.search(flat) or finding.value not in ("localizer", "wire"):
        return False
    return bool(_GUIDED.search(flat) and _LIES.search(case.document.flat[finding.end :]))


def definitions(case: Case) -> dict[str, tuple[str, str]]:
    """Targets a list defines by letter or number ("A. left breast 1:00"): letter -> (site, side)."""
    out: dict[str, tuple[str, str]] = {}
    for number, span in enumerate(case.document.sentences):
        flat = case.sentence(number)
        match = re.match(r"^[\s\-*(•]*(?:target |lesion |site )?([a-d])(?:[.):]|\s*-)\s", flat)
        if match is None and span.start >= 3:
            before = case.document.flat[span.start - 4 : span.start]
            match = re.search(r"(?:^|\n| )([a-d])(?:[.):]|\s*-)\s*$", before)
        if match is None:
            continue
        sites = sites_of(case, number, kind="sampled_site", roles=("body", "summary", "background", "plan", "head"))
        if sites:
            lead = min((f for _, f in sites), key=lambda f: f.start)
            out.setdefault(match.group(1), (lead.value, lead.side))
    return out


def lettered(case: Case, *kinds: str) -> list[tuple[str, str, Finding]]:
    """Markers put in targets named by letter, as (site, side, finding); a list of targets must define the letters."""
    known = definitions(case)
    if len(known) < 2:
        return []
    act = acts(case, *kinds)
    out: list[tuple[str, str, Finding]] = []
    used: set[str] = set()
    for finding in case.all("marker", *kinds, status=("done", "existing")):
        if not act(finding):
            continue
        tail = case.document.flat[finding.end : finding.end + 90]
        match = re.match(r"[^.;]{0,60}?\b(?:in|at|into|for|to)(?: (?:target|site|lesion))? ([a-d])\b(?![a-z'])", tail)
        if match and match.group(1) in known and match.group(1) not in used:
            used.add(match.group(1))
            site, side = known[match.group(1)]
            out.append((site, side, finding))
    return out


def marked(case: Case, *kinds: str) -> list[Lesion]:
    """Lesions in which a marker of one of the kinds was put today, in order."""
    roles = tuple(role for role in case.roles if role != "summary") or case.roles
    by_letter = lettered(case, *kinds)
    if by_letter:
        return [Lesion(site=site, side=side, ordinal=str(index), acts=[finding], text=case.sentence(finding.sentence)) for index, (site, side, finding) in enumerate(by_letter, 1)]
    return lesions(case, acts=acts(case, *kinds), roles=roles, same=same)
