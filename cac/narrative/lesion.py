"""The lesion of an artery that was treated: occluded or narrowed, by the words at every place that names it."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.arteries import Mention
from cac.narrative.case import Case
from cac.narrative.lesion_words import NARROW, SHUT_OTHERWISE
from cac.narrative.limb import is_access, side_of
from cac.narrative.table_row import table_row

_COMPLEX = re.compile(rf"\bctos?\b|chronic total|\btotal(?:ly)?(?: \w+){{0,2}} occlu|(?<!steno-)(?<!sub)(?<!re)(?<!near )(?<!subtotal )(?<!nearly )(?<!without )(?<!no )(?<!not )(?<!non)(?<!non-)occlu(?:ded|sion|sions)\b(?! balloon| pressure| of the (?:flow|balloon))|recanali[sz]|re-?opened|short occlusion|\bclosed\b(?! (?:with|by|using|device|at the|suture))|{SHUT_OTHERWISE}")
_SIMPLE = re.compile(rf"{NARROW}|stenos|stenot|narrow|\d+ ?%|\d+ percent|percent|disease|recoil|lesion|plaque|subtotal|sub-total|near[- ]occlu|string sign|web\b|\btight\b|pinched|squeezed")
#: a clause on the result and not on the lesion
_AFTERWARDS = re.compile(r"residual|recoil|remain\w*|\bafter(?:wards)?\b|\bpost\b|result|completion|final|down to|reduced|improved")
#: words that say without doubt that blood still passed
_NARROWED = re.compile(r"stenos[ie]s\b|stenotic|narrowed|narrowing|\b[1-9]\d ?(?:%|per ?cent)")
_NO_OCCLUSION = re.compile(r"\b(?:no|not|none|neither|nothing|nowhere|non|without|near|nearly|subtotal|sub-total|rather than|never|almost|impending|functional)\b[ -][^.;,]{0,14}$|\b(?:no|without|not|never)\b (?:[a-z-]+ ){0,3}stenos[ie]s (?:or|and|nor) $|\b(?:no|without|not)\b[^.;,]{0,16}, $")
#: conduits told beside an artery: what is said of them is not said of it
_CONDUIT = re.compile(r"(?:(?<!no )\b(?:failed|old|known|prior|previous|vein|prosthetic|ptfe|femoro?\w*|fem)[ -](?:\w+[ -]){0,3})bypass\b|\bbypass graft|\bgraft (?:is|was|known|stump)")
#: an artery named only to tell another lesion apart from it
APART = re.compile(r"\b(?:(?:not|non-?) ?(?:contiguous|continuous|confluent|in continuity|connected|joined|related|part|in contiguity|touching|adjoining|extending|spilling)|(?:separate[d]?|apart|distinct|discrete|discontinuous|remote|far|away|independent|different|unrelated|isolated(?! to\b)|other|clear of|well away|(?:un)?connected))(?: (?:and \w+ )?)? ?(?:with|from|to|of|than)(?: (?:the|his|her|that|those|lesions?|disease|stenos[ie]s|occlusion|in|of|treated|left|right|first|upper|proximal|distal|mid))*\s+$")
#: what may stand between arteries that are told together
JOIN = re.compile(r"^[\s,/&+()-]*(?:(?:and|then|the|both|artery|arteries|left|right|l|r|lt|rt|proximal|prox|mid|distal|upper|lower|origin|segments?|plus|through|to|into|via|incl|including|p1|p2|p3|above|knee|below|ak|bk|bilateral|as well as|also|entire|whole|contiguous|adjacent|adjoining|neighbou?ring|ipsilateral|native|segment)[\s,/&+().-]*)*$")


def lesion(case: Case, name: str, side: str, named: list[Mention], main: str) -> tuple[str, Span | None]:
    """What was wrong with a treated artery, by the words at every place that names it.

    Args:
        case: a read report.
        name: the artery without its side.
        side: its side.
        named: every artery of the report.
        main: the leg the report is about.

    Returns:
        "occlusion", "stenosis" or nothing, and the words; "recanalized" alone says occlusion only where no stenosis is told.
    """
    flat = case.document.flat
    lysed = _lysed(case)
    simple: Span | None = None
    opened: Span | None = None
    later: Span | None = None
    narrowed = False
    for index, m in enumerate(named):
        sentence = table_row(case, named, m.span.start, m.sentence)
        if m.name != name or side_of(case, m, main) != side or is_access(case, m) or APART.search(flat[sentence.start : m.span.start]):
            continue
        low = max([sentence.start, *[o.span.end for o in named if o.sentence == m.sentence and o.span.end <= m.span.start and not JOIN.match(flat[o.span.end : m.span.start])]])
        high = min([sentence.end, *[o.span.start for o in named if o.sentence == m.sentence and o.span.start >= m.span.end and not JOIN.match(flat[m.span.end : o.span.start])]])
        high = _carry(case, named, m, high, sentence.end)
        conduit = _CONDUIT.search(flat, m.span.end, high)
        high = conduit.start() if conduit else high
        before, after = flat[low : m.span.start], flat[m.span.end : high]
        if high < sentence.end:  # the words just before the next artery are its own
            tail = re.search(r"(?:,|;|\band\b)[^,;]*$", after)
            if tail and (_COMPLEX.search(tail.group()) or _SIMPLE.search(tail.group())) and _SIMPLE.search(after[: tail.start()] + before[-30:]):
                after = after[: tail.start()]
        cut = max(before.rfind(","), before.rfind(";"))
        before = before[cut + 1 :] if cut >= 0 else before
        joined = before.rfind(" and ")
        if joined >= 0 and low > sentence.start and (_COMPLEX.search(after[:40]) or _SIMPLE.search(after[:40])):
            before = before[joined:]  # "occlusion of one artery and stenosis of the next"
        whole = [(low + (len(flat[low : m.span.start]) - len(before)), before), (m.span.end, after)]
        for offset, text in whole:
            for match in _COMPLEX.finditer(text):
                where = Span(offset + match.start(), offset + match.end())
                if match.group().startswith(("recanal", "reopen", "re-open")):
                    opened = opened or where
                elif not _NO_OCCLUSION.search(text[: match.start()]) and not (where.start < lysed):
                    if where.start < sentence.end:
                        return "occlusion", where
                    later = later or where  # told in a sentence after the one that names the artery
            narrowed = narrowed or any(not re.search(r"residual|recoil|left\b", text[max(0, m.start() - 20) : m.end() + 12]) and not _AFTERWARDS.search(re.split(r"[,;:]\s|\.\s", text[: m.start()])[-1]) for m in _NARROWED.finditer(text))
            match = _SIMPLE.search(text)
            if match and simple is None:
                simple = Span(offset + match.start(), offset + match.end())
    if later is not None and not narrowed:
        return "occlusion", later
    if simple is not None:
        return "stenosis", simple
    return ("occlusion", opened) if opened else ("", None)


#: the clot that an infusion had cleared, and the narrowing that came to light
_CLEARED = re.compile(
    r"\b(?:clots?|thromb\w+|occlusion)\b[^.;]{0,50}\b(?:gone|cleared|lysed|dissolved|resolved|resolution|disappeared|cleaned out|no longer)\b|\b(?:complete|near[- ]complete|full|total|excellent|good|successful) (?:clot )?(?:lysis|clearance|resolution|clearing)\b|\bno (?:residual|remaining|more|further) (?:clot|thromb\w+)|\b(?:now|again|otherwise|widely) (?:patent|open)\b|\blysed overnight"
)
_UNMASKED = re.compile(r"\b(?:underlying|unmask\w*|culprit|uncover\w*|reveal\w*|causative|responsible|residual|remaining|beneath|exposed|brought to light|focal)\b[^.;]{0,60}(?:stenos|narrow)|(?:stenos[ie]s|narrowing)\b[^.;]{0,40}\b(?:unmasked|uncovered|as the cause|responsible|underneath|remains?|left|exposed|came to light|now seen)\b")


def _lysed(case: Case) -> int:
    """Where a later visit of a course of lysis tells of the narrowing that the cleared clot had hidden; 0 where none does."""
    from cac.narrative import lysis_course  # asks the readers of clot, which ask this one

    flat = case.document.flat
    narrowed = _UNMASKED.search(flat)
    return narrowed.start() if narrowed and _CLEARED.search(flat) and lysis_course.earlier(case) is not None else 0


def _carry(case: Case, named: list[Mention], m: Mention, high: int, end: int) -> int:
    """The end of what is told of an artery: sentences that follow and name no other one belong to it."""
    if high < end:
        return high
    number = m.sentence + 1
    while number < len(case.document.sentences) and number <= m.sentence + 3:
        if case.document.sentence_section[number] != case.document.sentence_section[m.sentence]:
            break
        first = next((o for o in named if o.sentence == number), None)
        if first is not None:
            apart = APART.search(case.document.flat[case.document.sentences[number].start : first.span.start])
            high = case.document.sentences[number].start + apart.start() if apart else high
            break
        high = case.document.sentences[number].end
        number += 1
    return high
