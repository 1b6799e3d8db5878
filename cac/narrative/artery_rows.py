"""Arteries a report names without a name of their own: sisters in a row, hepatic segments, bare lumbar levels.

"Lower and mid pole branches" are two arteries, "particles into segment 6" tells of the artery of that segment, and
in a report that treats lumbar arteries "left L3" is one of them.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import replace

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.embolic_words import ACT

_WORD = r"(?:upper|lower|mid|middle|superior|inferior|anterior|posterior|medial|lateral|central|apical)"
#: a sister named by its adjective alone before the one that bears the noun
_SISTER = re.compile(
    rf"\b(?P<first>{_WORD}(?:[ -](?:{_WORD}|polar))?)(?: (?:pole|polar|division|divisional|branch|trunk|segment))?"
    r"\s*(?:,|/|&|\+|\band\b|\bthen\b|\bplus\b|\bafter that\b|\bfollowed by\b|\bbefore\b|\bto\b|\bas well as\b|\bnext\b|\binto\b|\bthe\b|\bboth\b|\balso\b|\s)+$"
)
_STARTS = re.compile(rf"(?:the |right |left )?{_WORD}\b")
_SISTERS = {
    "internal_iliac_anterior_division": "internal_iliac_posterior_division", "right_anterior_hepatic_artery": "right_posterior_hepatic_artery",
}
_SISTERS |= {b: a for a, b in _SISTERS.items()}
_SAME = frozenset({"splenic_polar_branch_artery", "segmental_renal_artery", "genicular_artery"})

#: a hepatic segment as the goal of a catheter or of an agent
_INTO_SEGMENT = re.compile(
    r"(?:\binto|\bto|\bin|-{0,2}>|=>|\bthen|,|;|:|\+|&|\band|\bof)\s+(?:the\s+)?(?:left |right |hepatic )?(?P<name>(?:seg(?:ment)?s?\.?|sg)\s?(?P<number>[1-8]|iv|iii|ii|i|viii|vii|vi|v)[ab]?)\b"
    r"(?![ -]*(?:\w+ )?(?:lesions?|tumou?rs?|mass(?:es)?|hcc|nodules?|mets?|metasta\w+|hepatoma|disease|cancer|recurrence|dome|lacerat\w*|injur\w*|bleed\w*|haematoma|hematoma|duct|vein|portal|uptake|perfus\w*|enhanc\w*|blush|stain|abscess|cyst|artery|branch|feeder|pedicle|vessel|twig|tributary|subseg\w*))"
)
_OF_SEGMENT = {
    1: "caudate_hepatic_artery", 2: "left_segmental_hepatic_artery", 3: "left_segmental_hepatic_artery", 4: "middle_hepatic_artery",
    5: "right_anterior_hepatic_artery", 6: "right_posterior_hepatic_artery", 7: "right_posterior_hepatic_artery", 8: "right_anterior_hepatic_artery",
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_CATHETER = re.compile(r"cathet|micro|progreat|select|\bruns?\b|cannulat|-{0,2}>|branch|\d ?f(?:r|rench)?\b")
_SCANNED = re.compile(r"\b(?:ct|mri?|cta|mra|pet|scan|ultrasound|biopsy)\b")

_LUMBARS = re.compile(r"\bsegmentals?\b(?! (?:renal|hepatic|branch|vein|pulmonary|duct|splenic|resection))|intercostals?\b(?! (?:space|nerve|drain|tube|approach|block))|lumbar(?! (?:spine|punct|vertebra|drain|fusion|disc|level))")
_LEVEL = re.compile(r"\b(?P<side>left|right|lt|rt|l|r)[ -]+(?P<level>l[ -]?(?:[1-5]|one|two|three|four|five)|t[ -]?(?:[3-9]|1[0-2]))\b(?! ?(?:vertebra|body|pedicle|nerve|lamina|foramen|transverse|spinous|fracture|level|[-/] ?[tls]?\d|lumbar (?:arter|trunk|branch)|lumbar\b(?!s)|segmental\b|intercostal\b|radic))")


def implied(case: Case, found: list[tuple[Finding, str, str]]) -> list[tuple[Finding, str, str]]:
    """Arteries told of without a name of their own, as (finding, name, side).

    Args:
        case: a read report.
        found: the arteries the report names.
    """
    return [*_sisters(case, found), *_segments(case), *_levels(case), *_in_context(case)]


def _sisters(case: Case, found: list[tuple[Finding, str, str]]) -> list[tuple[Finding, str, str]]:
    out = []
    flat = case.document.flat
    for finding, name, side in found:
        if name not in _SAME and name not in _SISTERS or not _STARTS.match(flat, finding.start, finding.end):
            continue
        low = case.document.sentences[finding.sentence].start
        match = _SISTER.search(flat[max(low, finding.start - 60) : finding.start])
        if not match:
            continue
        own = _STARTS.match(flat, finding.start, finding.end)
        if own and own.group().split()[-1] == match["first"] and name in _SISTERS:
            continue
        start = max(low, finding.start - 60) + match.start("first")
        end = start + len(match["first"])
        if any(f is not finding and f.start < end and start < f.end for f, _, _ in found):
            continue
        out.append((replace(finding, start=start, end=end, text=flat[start:end]), _SISTERS.get(name, name), side))
    return out


def _finding(case: Case, value: str, start: int, end: int, side: str = "") -> Finding:
    number = next((n for n, s in enumerate(case.document.sentences) if s.start <= start < s.end), 0)
    owner = case.document.sections[case.document.sentence_section[number]]
    return Finding("artery", value, start, end, case.document.flat[start:end], number, side=side, section=owner.name, role=owner.role)


def _segments(case: Case) -> list[tuple[Finding, str, str]]:
    """Hepatic segments a catheter or an agent went to."""
    flat = case.document.flat
    if not re.search(r"\bseg|\bsg ?\d", flat) or not ACT.search(flat):
        return []
    out = []
    for span in case.document.sentences:
        text = flat[span.start : span.end]
        if _SCANNED.search(text) or not (ACT.search(text) or _CATHETER.search(text)):
            continue
        for name, start, end in _listed(text):
            out.append((_finding(case, name, span.start + start, span.start + end), name, ""))
        for match in _INTO_SEGMENT.finditer(text):
            if any(start <= match.start("name") < end for start, end in (m.span() for m in _SEGMENT_LIST.finditer(text))):
                continue
            number = _ROMAN.get(match["number"]) or int(match["number"])
            if number in _OF_SEGMENT and not re.search(r"\b(?:no|not|tumou?rs?|lesions?|hcc|mets?|supply\w*|disease|nodules?) (?:\w+ ){0,2}$", text[max(0, match.start() - 24) : match.start() + 1]):
                name = _OF_SEGMENT[number]
                out.append((_finding(case, name, span.start + match.start("name"), span.start + match.end("name")), name, ""))
    return out


_SEGMENT_LIST = re.compile(r"\b(?:seg(?:ment)?s?\.?|sg)\s?(?P<list>(?:[1-8]|iv|iii|ii|i|viii|vii|vi|v)[ab]?(?:(?: ?(?:,|&|\+|/)(?: and)? ?| and | plus )(?:[1-8]|iv|iii|ii|i|viii|vii|vi|v)[ab]?\b)+) (?:hepatic |arterial |sub-?segmental |tumou?r )*(?:pedicles|branches|arteries|feeders|vessels|twigs)\b")


def _listed(text: str) -> list[tuple[str, int, int]]:
    """Hepatic arteries of a list of segments ("segment II, III and IVa pedicles"), as (artery, start, end)."""
    out = []
    for match in _SEGMENT_LIST.finditer(text):
        for one in re.finditer(r"\b(?P<number>[1-8]|iv|iii|ii|i|viii|vii|vi|v)[ab]?\b", match["list"]):
            number = _ROMAN.get(one["number"]) or int(one["number"])
            out.append((_OF_SEGMENT[number], match.start("list") + one.start(), match.start("list") + one.end()))
    return out


#: levels that head a sentence and were entered one by one: "T8 and T10 opacified separately by selective catheter"
_LEVEL_ROW = re.compile(r"\W*(?P<levels>(?:t|l) ?-?\d{1,2}(?:(?:,| and|,? &| plus|/) ?(?:t|l) ?-?\d{1,2}\b)*) (?=(?:(?:were|was|each|both|also|then|likewise|separately|individually) )*(?:selected|selectively|catheteri[sz]ed|cannulated|engaged|injected|opacified|filmed|coiled|embol\w+|glued)\b)(?!fracture|body|vertebra)")


def _levels(case: Case) -> list[tuple[Finding, str, str]]:
    """Levels told by side alone in a report that treats lumbar or intercostal arteries."""
    flat = case.document.flat
    if not _LUMBARS.search(flat) or not ACT.search(flat):
        return []
    out = []
    for match in _LEVEL.finditer(flat):
        name, side = "lumbar_artery" if match["level"][0] == "l" else "posterior_intercostal_artery", {"l": "left", "r": "right"}[match["side"][0]]
        out.append((_finding(case, name, match.start(), match.end(), side), name, side))
    for span in case.document.sentences:
        text = flat[span.start : span.end]
        row = _LEVEL_ROW.match(text)
        for one in re.finditer(r"\b(?:t|l) ?-?\d{1,2}\b", row["levels"]) if row else ():
            name = "lumbar_artery" if one.group()[0] == "l" else "posterior_intercostal_artery"
            start = span.start + row.start("levels") + one.start()
            if not any(f.start <= start < f.end for f, _, _ in out):
                out.append((_finding(case, name, start, start + len(one.group())), name, ""))
    return out


#: initials that mean an artery in reports on one organ only: (what the report is on, the initials, the artery)
_INITIALS = (
    (re.compile(r"\bbph\b|prostat|\bpae\b|\bluts\b"), re.compile(r"\b(?P<side>left|right|[lr]t?)\.? ?pas?\b(?! (?:view|film|and lat|chest))|\b(?P<both>both|bilateral) pas\b|\bpas\b(?= (?:both|bilat))"), "prostatic_artery"),
    (re.compile(r"fibroid|uter|\bufe\b|\buae\b|\bpph\b|adenomyosis"), re.compile(r"\b(?P<side>left|right|[lr]t?)\.? ?uas?\b|\b(?P<both>both|bilateral) uas\b|\buas\b"), "uterine_artery"),
    (re.compile(r"shoulder|capsulitis"), re.compile(r"\bsuprascapular\b(?! (?:nerve|block|notch))"), "suprascapular_artery"),
    (re.compile(r"epistaxis|nose|nasal"), re.compile(r"\b(?P<side>left|right|[lr]t?) facial\b(?! (?:nerve|vein|pain|droop|weak|swell|bone))|\b(?P<both>both|bilateral) facials\b"), "facial_artery"),
    (re.compile(r"knee|genicul|\bgae\b"), re.compile(r"\b(?:superior|inferior|sup|inf|supero|infero) ?(?:medial|lateral|med|lat)\b(?= (?:and|,|then|branch|feeder|artery))"), "genicular_artery"),
)


def _in_context(case: Case) -> list[tuple[Finding, str, str]]:
    """Arteries told by initials that only the organ of the report explains."""
    flat, out = case.document.flat, []
    if not ACT.search(flat) or len(flat.split()) > 140:
        return out
    for topic, initials, name in _INITIALS:
        if topic.search(flat):
            for match in initials.finditer(flat):
                told = match.groupdict().get("side") or ""
                side = {"l": "left", "r": "right"}.get(told[:1], "bilateral" if match.groupdict().get("both") else "")
                finding = _finding(case, name, match.start(), match.end(), side)
                out.append((replace(finding, side_near=True) if side else finding, name, "" if side == "bilateral" else side))
    return out
