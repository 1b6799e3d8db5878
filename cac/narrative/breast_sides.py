"""The two breasts told one after the other: "RIGHT: ...", "LEFT", "First the right. ... Then the left." ."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import replace

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.own_needle import told
from cac.narrative.sampling import Lesion

#: the side that heads a paragraph or opens the sentences on it
_OPENS = re.compile(
    r"(?:^|(?<=[.;\n])|(?<=\n[ \t])|(?<=[.;] ))[ \t*#\-\d.)(]*(?:(?:first(?:ly)?|then|next|now|second(?:ly)?|finally|lastly|and|in|on|for|to|at|turning|moving|going|over|attention|we|i|turned|moved|went|started|starting|began|beginning|with|after that|afterwards|subsequently)[ ,]+)*(?:the |her )?(?P<side>left|right|lt|rt)(?: breast| side| one)?(?: first| next| then| second)?[ \t]*(?=[:.,\n\-\u2013]|$)"
)
#: a needle or a device at work
_WORKED = re.compile(r"\b\d{1,2} ?-?(?:g|ga|gauge)\b|needle|kopans|introducer|probe|device|\bseeds?\b|reflector|hook-?wire|\bwires?\b|\bcores?\b|samples|lidocaine|lignocaine|\blido\b")
#: work given up before anything was taken
_GIVEN_UP = re.compile(r"\b(?:abandon\w*|abort\w*|terminat\w*|discontinu\w*|called off|stopped|halted|not (?:completed|continued)|gave up|unsafe to (?:go on|continue|proceed))\b|\bbiops\w*[^.;\n]{0,20} not (?:done|performed|possible)")
_NOTHING = re.compile(r"\b(?:no|without(?: any)?|before (?:any|a|the first)|not a) (?:\w+ )?(?:specimens?|samples?|tissue|cores?|material)\b")
_TAKEN = re.compile(r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: \w+){0,2} (?:samples|cores|specimens|pieces|passes|strips)\b|\b(?:samples|cores|specimens) ?x ?\d")


def sides(case: Case) -> list[tuple[str, int, int]]:
    """Side, start and end of the stretches on each breast; nothing where the report is not told breast by breast."""
    live = told(case, case.roles)
    marks: list[tuple[str, int]] = []
    for match in _OPENS.finditer(live):
        side = "left" if match["side"][0] == "l" else "right"
        if not marks or marks[-1][0] != side:
            marks.append((side, match.start()))
    if len(marks) > 2:  # what was seen of each side, then what was done
        marks = marks[-2:]
    if len(marks) != 2:
        return []
    (one, start), (other, turn) = marks
    out = [(one, start, turn), (other, turn, len(live))]
    return out if all(_WORKED.search(live[low:high]) for _, low, high in out) else []


def by_side(case: Case, lesions: list[Lesion]) -> list[Lesion]:
    """Lesions with those divided that took in the needles of both breasts."""
    parts = sides(case)
    if not parts or not lesions:
        return lesions
    live = told(case, case.roles)
    out: list[Lesion] = []
    for lesion in lesions:
        groups = [(side, low, high, [f for f in lesion.acts if low <= f.start < high]) for side, low, high in parts]
        groups = [group for group in groups if group[3]]
        if len(groups) == 1 and len(groups[0][3]) == len(lesion.acts) and lesion.side in ("", "bilateral"):
            lesion.side = groups[0][0]
        if len(groups) < 2:
            out.append(lesion)
            continue
        for side, low, high, acts in groups:
            out.append(replace(lesion, side=side, ordinal="", label=side, text=live[low:high], acts=acts, spans=[Span(low, high)], clocks=set()))
    return out


def given_up(case: Case, lesion: Lesion) -> bool:
    """Whether the words on one breast say that its sampling was given up, and count nothing taken."""
    if lesion.label not in ("left", "right") or len(lesion.spans) != 1:
        return False
    words = case.document.flat[lesion.spans[0].start : lesion.spans[0].end]
    return bool(_GIVEN_UP.search(words) and _NOTHING.search(words) and re.search(r"biops|sampl", words) and not _TAKEN.search(words))


#: a line of a list that names the work: no needle, no count, nothing that was seen
_AT_IT = re.compile(r"\b\d{1,2} ?-?(?:g|ga|gauge)\b|\b\d+ (?:\w+ )?(?:cores|samples|passes|specimens)\b|\bx ?\d|\b(?:was|were)\b|needle|lidocaine|samples|passes")


def without_list(case: Case, found: list[Lesion]) -> list[Lesion]:
    """Lesions without those that only a list at the head names, where the needles are told further on."""
    named = [all(not _AT_IT.search(case.sentence(f.sentence)) for f in lesion.acts) for lesion in found]
    last = max((n for n, only in enumerate(named) if not only), default=-1)
    if not any(named) or last < 0 or any(only and n > last or only and found[n].ordinal for n, only in enumerate(named)):
        return found
    rest = [lesion for lesion, only in zip(found, named, strict=True) if not only]
    told = " ".join(lesion.text for lesion in rest)
    listed = {lesion.side for lesion, only in zip(found, named, strict=True) if only}
    return rest if all(re.search(rf"\b{side}\b", told) for side in listed if side in ("left", "right")) else found
