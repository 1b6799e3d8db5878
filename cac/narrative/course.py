"""The course of a report: its sentences as flat text in which what was not done today is blanked."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Sequence
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative.arteries import told
from cac.narrative.case import Case
from cac.narrative.live import blanked

_UNDONE_BEFORE = re.compile(
    r"(?:\bno\b|\bnot\b|\bnothing\b|\bnone\b|n't\b|\bnever\b|\bwithout\b|\binstead of\b|\brather than\b|\bavoid\w*|\bif\b|\bin case\b|\bpossible\b|\bplanned\b|\bplan(?:s|ned)? (?:for|to|of)\b|\bplan:|\b(?:sent|referred|booked|listed|here|came|consent\w*|thought|meant|hoping|hoped|intend\w*) (?:\w+ )?(?:for|to)\b|\brequest\w*|\bwant(?:ed|s)\b|\bintention (?:of|to)\b|\bview to\b|\bconsider\w*|\bversus\b|\bvs\.?|\bwould\b|\bprevious\w*"
    r"|\bprior\b(?! to)|\blast\b|\bold\b|\bearlier\b|\bexisting\b|\bunable to\b|\bneither\b|\bnor\b|\bhistory of\b|\bs/p\b|\bstatus post\b|\bhad (?:a|an)\b|\bmay\b|\bmight\b|\bfuture\b|\bneed for\b|\bfailed\b|\bdeclin\w+|\bcould not be\b|\bcandidate\b|\bdeferred?\b|\bin lieu of\b|\bpod ?#? ?\d+\b|\bpost-?op(?:erative)? day\b|\bdays? (?:after|post)\b)[^.;:\n]{0,38}$"
)
_UNDONE_AFTER = re.compile(
    r"^[^.;\n]{0,30}?(?:\b(?:was|were|is|are)(?: (?:then|also))? (?:not|un)\s?(?:needed|necessary|required|used|placed|performed|done|deployed|inflated|attempted|opened|given|indicated)|\bnot (?:needed|necessary|required|used|placed|performed|done|deployed|attempted|indicated|given)"
    r"|n't (?:needed|necessary|required)|\bavoided\b|\bdeferred\b|\bunnecessary\b|\b(?:was|is|are|will|to|could|should|may|can) (?:to )?(?:be )?(?:considered|discussed|planned|offered|reserved)\b|\b(?:\d+|one|two|three|four|six|eight|several) (?:days?|weeks?|wks?|months?|mos?|yrs?|years?) (?:ago|earlier|before)\b|\b(?:offered|proposed|planned|scheduled|booked|reserved|arranged|considered)(?: (?:later|for|at|next|another|in|on|when|if|only)\b|$)|\bago\b|\bin (?:19|20)\d\d|\blast (?:week|month|year)\b)"
)

#: another act of the past, before the one in question ("since the last angioplasty an 8 x 50 ...")
_PAST_OTHER = re.compile(r"\b(?:last|previous|prior|old|earlier)\b *(?:\w+ +){0,2}?(?=(?:an?|one|two|three|the) (?:\d|\w+[- ](?:millimet|by)|second|new|longer|larger))")

_WORK = re.compile(r"was (?:\w+ )?(?:placed|dilated|deployed|punctured|accessed|treated|injected|performed|inflated|crossed|advanced|occluded|removed)|were (?:\w+ )?(?:placed|dilated|deployed|punctured|accessed|treated|injected|performed)|stenos\w*|angioplast\w*|balloons?\b|\bstent\w*|thromb\w+|punctured|accessed|cannulated|deployed|perclos\w*|preclos\w*|percutaneous|\bperc\b|closure|catheterized|inject\w*|ablat\w*")

_ACT = re.compile(r"\b(?:was|were) (?:then |each )?(?:performed|accessed|punctured|made|placed|prepped|prepared|cannulated|exposed|entered|carried out|obtained)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the course.

    Attributes:
        number: number of the sentence in the document.
        start: its place in the report.
        text: flat text, dead words blanked.
    """

    number: int
    start: int
    text: str

    def span(self, match: re.Match[str]) -> Span:
        """A match in the text as a stretch of the report."""
        return Span(self.start + match.start(), self.start + match.end())


def course(case: Case, *, roles: Sequence[str] = ("body", "summary", "head"), skip: Sequence[str] = ("complications", "sedation")) -> list[Told]:
    """The sentences that tell what was done today, in order.

    Args:
        case: the report.
        roles: roles of sections that may tell it; a title counts only where the body tells nothing.
        skip: names of sections left out.
    """
    live = blanked(case, roles=tuple(roles))
    numbers = set(told(case))
    live, more = _under_supplies(case, live, tuple(roles))
    numbers |= more
    live, more = _behind_indication(case, live)
    numbers |= more
    roles = (*roles, "background") if more else roles
    live, more_told = _restored(case, live, frozenset(numbers), tuple(roles))
    numbers |= more_told
    if len(_WORK.findall("".join(live[case.document.sentences[n].start : case.document.sentences[n].end] for n in numbers))) < 2:
        live, more = _under_background(case, live)
        numbers |= more
        roles = (*roles, "background", "plan") if more else roles
    out = []
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if number in numbers and (section.name not in skip or number in more_told) and section.role in roles:
            out.append(Told(number, span.start, live[span.start : span.end]))
    return out


def _under_supplies(case: Case, live: str, roles: tuple[str, ...]) -> tuple[str, set[int]]:
    """Sentences of work that stand under a heading of supplies ("Contrast: ...", "Access site: ..."), with their text."""
    flat, sections = case.document.flat, case.document.sections
    numbers: set[int] = set()
    for index, section in enumerate(sections):
        if section.name != "materials" or section.role not in roles or len(_WORK.findall(flat, section.start, section.end)) < 2:
            continue
        live = live[: section.start] + flat[section.start : section.end] + live[section.end :]
        numbers |= {n for n, owner in enumerate(case.document.sentence_section) if owner == index}
    return live, numbers


#: an order in time ("following a predilatation, a stent was placed") and no plan to follow
_AFTER_THAT = re.compile(r"following (?:which|this|that|these|an?|the|pre-?\w+|balloon\w*|dilat\w+|angioplast\w*|informed|local|successful|thrombectomy|lysis|heparin\w*)\b[^.\n]{0,160}\b(?:was|were)\b")
#: a statement of work in a telegram, without a verb
_TERSE_WORK = re.compile(r"\bstick\b|\d ?f(?:r|rench)?\b|\d ?(?:mm )?(?:x|by) ?\d|\d ?%|fistulogra|shuntogra|\bpta\b|stent|balloon|sheath|punctur|accessed|needle|incision|inject|thrombectom|deploy")


def _restored(case: Case, live: str, known: frozenset[int], roles: tuple[str, ...]) -> tuple[str, set[int]]:
    """Sentences of work taken for a plan, and lines of a telegram that go on behind the line on sedation."""
    flat, sections = case.document.flat, case.document.sections
    numbers: set[int] = set()
    for number, span in enumerate(case.document.sentences):
        section = sections[case.document.sentence_section[number]]
        told_after = section.role in roles and _AFTER_THAT.match(case.sentence(number).strip())
        behind = section.name == "sedation" and "\n" in flat[section.start : span.start + 1].strip("\n") and _TERSE_WORK.search(flat, span.start, span.end)
        if number not in known and (told_after or behind):
            live = live[: span.start] + flat[span.start : span.end] + live[span.end :]
            numbers.add(number)
    return live, numbers


def _behind_indication(case: Case, live: str) -> tuple[str, set[int]]:
    """Sentences on a new line behind the indication that tell of work, where a body without a heading follows."""
    flat, sections = case.document.flat, case.document.sections
    numbers: set[int] = set()
    for index, section in enumerate(sections[:-1]):
        if section.name != "indication" or sections[index + 1].heading or sections[index + 1].role != "body":
            continue
        for number in [n for n, owner in enumerate(case.document.sentence_section) if owner == index][1:]:
            span = case.document.sentences[number]
            if "\n" in flat[max(0, span.start - 2) : span.start + 1] and _ACT.search(flat, span.start, span.end):
                live = live[: span.start] + flat[span.start : span.end] + live[span.end :]
                numbers.add(number)
    return live, numbers


def _under_background(case: Case, live: str) -> tuple[str, set[int]]:
    """Sentences of work that go on in the paragraph of the indication, or behind the word "plan" inside a line."""
    flat = case.document.flat
    numbers: set[int] = set()
    for index, section in enumerate(case.document.sections):
        inside = section.role == "plan" and section.start > 0 and flat[section.start - 1] not in "\n\r"
        if not (section.name == "indication" or inside) or len(_WORK.findall(flat, section.start, section.end)) < 2:
            continue
        own = [n for n, owner in enumerate(case.document.sentence_section) if owner == index][1:]
        for number in own:
            span = case.document.sentences[number]
            live = live[: span.start] + flat[span.start : span.end] + live[span.end :]
        numbers |= set(own)
    return live, numbers


def undone(text: str, start: int, end: int) -> bool:
    """Whether the words beside an act say that it was not done, was done before or is only thought of."""
    before = re.split(r"[,:]|\bbut\b|\bso\b|\btherefore\b", text[max(0, start - 60) : start].rpartition(";")[2])
    near = before[-1] if len(before[-1]) > 4 else " ".join(before[-2:])
    near = _PAST_OTHER.sub(" ", near)
    return bool(_UNDONE_BEFORE.search(near) or _UNDONE_AFTER.search(re.split(r"[;.]|, (?:a|the|so|therefore|then)\b", text[end : end + 70])[0]))
