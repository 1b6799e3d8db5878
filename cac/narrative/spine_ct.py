"""The CT of the spine after contrast in the thecal sac: which regions this report itself describes.

A CT that is to come, or that another reader or another report describes, is no work of this one.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.clause_sense import sense_at

REGIONS = ("cervical", "thoracic", "lumbar")
_CT = r"(?:\bcts?\b(?![- ](?:guid|fluoro))|\bcomputed tomograph\w*)"
_NAMED = re.compile(_CT)
#: a scan of another place or of another day
_OTHER = re.compile(r"\b(?:head|brain|cranial|chest|abdom\w*|sinus|body|coronary|pet)[ /-]ct\b|\bct[- ](?:of )?(?:the )?(?:head|brain|chest|abdom\w*|sinus\w*|angio\w*|pelvis)|\b(?:prior|previous|old|outside|recent|earlier|comparison|last|preoperative|available|cells?|plt|platelets?|wbc|rbc)\b[^.;\n]{0,24}\bct\b|\bct\b[^.;\n]{0,30}\b(?:reviewed|compar\w+)\b|(?:under|with|by|using|via) ct\b(?! (?:of|scan|imag))|\bct (?:guid|fluoro|suite|table was)|\bno ct\b|without (?:a )?ct\b")
#: the scan is told elsewhere: in another report, by another reader, later
_ELSEWHERE = re.compile(r"\bseparate(?:ly)?\b|\bto follow\b|\bfollows\b(?! (?:show|demonstr))|\bdictated (?:by|under|in|apart|elsewhere)|\b(?:its|their|his|her|an?) own (?:accession|report|number|dictation)|\baccession\b|\b(?:read|interpreted|reported|reviewed|dictated) (?:\w+ )?by (?!(?:me\b|myself|the (?:undersigned|operator|author|same)|this|undersigned))|\bother (?:reader|number|report|accession)|\bneuroradiolog\w*|\bwill be\b|\bto be\b|\bbeing (?:performed|done|read)|\bpending\b|\bsee (?:the )?(?:ct )?(?:separate |own )?(?:report|dictation)|\breport follows|\bscheduled\b|\brequested\b|\bgoing to be\b|\bplanned\b|\bafterwards? to\b|\bnot (?:read|interpreted|reported)|\bstudies? (?:is|are) reported|\bby (?:dr|doctor)\b|\bunder another\b|\bby (?:the )?(?:diagnostic|body|other|another|covering|on-?call|neuro)\b")
#: what is seen in a spine on a scan
_SEEN = re.compile(r"stenos|narrow|disc\b|disk\b|protrusion|extrusion|herniat|osteophyt|spondyl|compress|flatten|impinge|facet|foram|spur\b|uncovertebral|bulg|protru|canal|cord\b|conus|cauda|screw|hardware|fusion|alignment|listhes|arachnoid|root\b|roots\b|sac\b|effac|block\b|lucen|fractur|leak|extravas|diverticul|normal|unremarkable|indent|ridge|laminectom|syrinx|tumou?r|mass\b|nodul")
#: words with which a scan is described, beside its name
_TELLS = re.compile(r"\b(?:shows?|showed|shown|demonstrat\w+|reveal\w*|confirm\w*|depict\w*|finds?|found|findings?|impression|interpretation|images? show|there is|with)\b|:")
_WORDS = {
    "cervical": re.compile(r"\bcervical\b|\bc[- ]?spine\b|\bneck\b|\bc-?[1-7] ?(?:-|to|through) ?[ct]-?\d|\bskull base to t"),
    "thoracic": re.compile(r"\bthoracic\b|\bt[- ]?spine\b|\bdorsal spine\b|\bt-?\d{1,2} ?(?:-|to|through) ?(?:t-?\d|l-?1\b)"),
    "lumbar": re.compile(r"\blumb(?:ar|osacral)\b|\bl[- ]?s?[- ]?spine\b|\b(?:l-?\d|t-?1[0-2]) ?(?:-|to|through) ?(?:s-?\d|l-?[3-5]|sacrum)\b"),
}
_ROUTE = re.compile(r"\blumbar (?:approach|puncture|access|route|injection|needle|tap)\b|\b(?:via|by|through|from) (?:a |the )?lumbar\b")
#: the title or a line that says that the study is a CT after contrast in the sac
_STUDY = re.compile(rf"{_CT}[- ]?(?:myelo\w*|scan\b[^.\n]{{0,40}}intrathecal|[^.\n]{{0,40}}(?:with|after|following) (?:the )?intrathecal)|(?:post[- ]?myelo\w*|myelo\w*)[- /]?(?:and |\+ ?|with |/ ?|, ?)?(?:post[- ]?myelo\w* )?{_CT}")


@dataclass(frozen=True, slots=True)
class SpineScan:
    """Regions of the spine whose CT a report describes, and where it says so."""

    regions: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()


def _sentences(case: Case) -> list[int]:
    return [n for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in ("head", "body", "summary")]


def _regions_in(text: str) -> tuple[str, ...]:
    text = _ROUTE.sub(" ", text)
    return tuple(name for name, pattern in _WORDS.items() if pattern.search(text))


def _mentions(case: Case, numbers: list[int]) -> list[tuple[int, int]]:
    """Sentence and place of each name of a CT of today's spine."""
    out = []
    for number in numbers:
        span, text = case.document.sentences[number], case.sentence(number)
        if _OTHER.search(text) and not _STUDY.search(text):
            continue
        for match in _NAMED.finditer(text):
            if sense_at(case, span.start + match.start()) not in ("other_day", "denied"):
                out.append((number, span.start + match.start()))
    return out


def _told_elsewhere(case: Case, mentions: list[tuple[int, int]]) -> bool:
    """Whether the report says of the scan, in its sentence or in the next one about it, that it is told elsewhere."""
    for number, _ in mentions:
        if _ELSEWHERE.search(case.sentence(number)):
            return True
        after = case.sentence(number + 1)
        if re.match(r"\W*(?:those|these|this|they|it|that|which|see|report|the (?:scan|study|images))\b", after) and _ELSEWHERE.search(after):
            return True
    return False


def _described(case: Case, number: int, place: int) -> bool:
    """Whether what the scan shows is told behind its name, in the sentence or under the line that it heads."""
    span = case.document.sentences[number]
    rest = case.document.flat[place : span.end]
    section = case.document.sections[case.document.sentence_section[number]]
    if section.role != "head" and _TELLS.search(rest) and _SEEN.search(rest):
        return True
    label = re.match(rf"{_CT}[^.:\n]{{0,60}}(?:findings?)? ?(?::|\.? ?\n)", case.document.flat[place:])
    following = " ".join(case.sentence(n) for n in range(number, min(number + 4, len(case.document.sentences))))
    if label and section.role != "head":
        return bool(_SEEN.search(following))
    return bool(re.search(r"\bfindings?\b|\bshows?\b|\bshowed\b|\bdemonstrat", rest)) and bool(_SEEN.search(following))


def _findings_section(case: Case) -> bool:
    """Whether findings or an impression of the spine are told at all."""
    for section in case.document.sections:
        text = case.document.flat[section.start : section.end]
        if (section.name in ("findings", "impression") or section.role == "summary") and _SEEN.search(text):
            return True
    return bool(re.search(r"(?:^|\n|\. )\W*(?:findings?|impression|conclusion|results?)\b", case.document.flat)) and bool(_SEEN.search(case.document.flat))


def described(case: Case, *, filmed: bool, studied: tuple[str, ...]) -> SpineScan:
    """Regions whose CT after intrathecal contrast this report reads.

    Args:
        case: the report.
        filmed: films of a myelogram were read too, so that findings need not be those of the scan.
        studied: regions of the myelogram or of the title, where the scan names none.
    """
    numbers = _sentences(case)
    mentions = _mentions(case, numbers)
    if not mentions or _told_elsewhere(case, mentions):
        return SpineScan()
    told = [(n, at) for n, at in mentions if _described(case, n, at)]
    if not told and not filmed and _findings_section(case):  # nothing else was imaged: the findings are those of the scan
        told = mentions
    if not told:
        return SpineScan()
    named = tuple(dict.fromkeys(region for n, _ in told for region in _regions_in(case.sentence(n))))
    named = named or tuple(dict.fromkeys(region for n, _ in mentions for region in _regions_in(case.sentence(n)))) or studied
    flat = case.document.flat
    evidence = tuple(Span(at, _NAMED.match(flat, at).end()) for _, at in told[:2])  # type: ignore[union-attr]
    return SpineScan(tuple(r for r in REGIONS if r in named), evidence)


def contrast_for_ct(case: Case) -> bool:
    """Whether contrast went into the sac for a CT of the spine, where no myelogram is named."""
    text = " ".join(case.sentence(n) for n in _sentences(case))
    return bool(_STUDY.search(text) or _FOR_CT.search(text)) and bool(_CONTRAST.search(text))


_FOR_CT = re.compile(rf"intrathecal (?:contrast|injection|iohexol|omnipaque|isovue|iopamidol)[^.\n]{{0,60}}\b(?:for|before|prior to|preceding)\b[^.\n]{{0,20}}{_CT}|{_CT} (?:of the )?(?:\w+ ){{0,3}}spine\b[^.\n]{{0,30}}intrathecal")
_CONTRAST = re.compile(r"omnipaque|isovue|iohexol|iopamidol|contrast|\bomni\b|visipaque|oxilan")
