"""The words of a report that belong to one joint, where several are treated or one is only mentioned."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Sequence

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.clause_sense import of_today_text
from cac.narrative.common import sole_side
from cac.narrative.joint_words import NEEDLE, SONO, WHERE

#: a sentence about the spine, which tells nothing of a joint beside it
_AT_THE_SPINE = re.compile(r"\brfa?\b|radiofreq|facet|medial branch|epidural|foram|interlaminar|sacro-?iliac|\bsi joint|\bsij\b|tuohy|\b[clt] ?-?\d+ ?[-/] ?[clts]? ?\d")
_FLUOROSCOPIC = re.compile(r"fluoro|c-?arm|image intensif|x-?ray|\bscreening\b")
#: where one item of a sentence ends and the next begins
_CLAUSE = re.compile(r";|, (?:and |then )?|\band\b|\+|\bplus\b|\bfollowed by\b|\bthen\b|\n")
#: a joint named for its prosthesis, or for an illness that nobody treats today
_REPLACED = re.compile(r"(?: joint)? (?:prosthes[ie]s|replacement|arthroplasty|implant|resurfacing|hemiarthroplasty|replaced|fused|fusion)\b|(?: joint)?,? (?:(?:was|is|has been) )?(?:replaced|pinned|fused|operated|not (?:treated|touched|injected|examined))\b")
_AS_WELL = re.compile(r"(?: joint)? (?:is |was |also |too )*(?:hurts?|painful|bad|worse|better|asymptomatic|symptom-?free|quiet|next (?:month|week|time|visit)|will be|on another)\b")


def stretch(case: Case, value: str, side: str, found: Sequence[Finding]) -> set[int]:
    """Sentences about one joint: from its mentions to the next joint or side.

    Args:
        case: the report under reading.
        value: name of the joint.
        side: its side, empty where none is told.
        found: its mentions.
    """
    sentences = sorted({f.sentence for f in found})
    others = {f.sentence for f in case.all("joint", roles=WHERE) if (f.value, f.side) != (value, side) and not (f.value == value and not f.side)}
    chosen: set[int] = set()
    for number in sentences:
        for step in range(number, min(number + 7, len(case.document.sentences))):
            if step != number and step in others:
                break
            chosen.add(step)
    return chosen


def words(case: Case, value: str, side: str, found: Sequence[Finding], *, spinal: bool) -> str:
    """The words of today about one joint; of a sentence that gives each of several joints its own guidance, its own part."""
    live = of_today_text(case)
    own = {f.sentence for f in found}
    texts = []
    for number in sorted(stretch(case, value, side, found)):
        text = " ".join(live[a:b] for a, b in _own(case, number, value, side))
        if number in own or not spinal or not _AT_THE_SPINE.search(text):
            texts.append(text)
    return " ".join(texts)


def holds(case: Case, value: str, side: str, found: Sequence[Finding], told: Finding) -> bool:
    """Whether a mention of a modality stands in the words about one joint."""
    return told.sentence in stretch(case, value, side, found) and any(a <= told.start < b for a, b in _own(case, told.sentence, value, side))


def _own(case: Case, number: int, value: str, side: str) -> list[tuple[int, int]]:
    """The parts of a sentence that speak of one joint: all of it, unless its items name several joints and different guidance."""
    span = case.document.sentences[number]
    whole = [(span.start, span.end)]
    joints = [f for f in case.all("joint", roles=None, status=None) if f.sentence == number]
    if len({(f.value, f.side) for f in joints}) < 2:
        return whole
    flat = case.document.flat
    cuts = [span.start, *(m.start() for m in _CLAUSE.finditer(flat, span.start, span.end)), span.end]
    owner: list[tuple[int, int, str, str]] = []
    waiting = span.start
    for low, high in zip(cuts, cuts[1:], strict=False):
        named = next((f for f in joints if low <= f.start < high), None)
        if named is not None:
            owner.append((waiting, high, named.value, named.side))
            waiting = high
    if len(owner) < 2:
        return whole
    guided = [(bool(SONO.search(flat[a:b])), bool(_FLUOROSCOPIC.search(flat[a:b]))) for a, b, _, _ in owner]
    if len(set(guided)) < 2 or (False, False) in guided:
        return whole
    return [(a, b) for a, b, name, where in owner if name == value and (not side or not where or where == side)]


def without_idle_sides(case: Case, joints: list[Finding]) -> list[Finding]:
    """Joints without the other side of a treated one that is named only for its prosthesis or its complaint."""
    flat = case.document.flat

    def idle(f: Finding) -> bool:
        before = flat[max(0, f.start - 14) : f.start]
        return bool(_REPLACED.match(flat, f.end) or _AS_WELL.match(flat, f.end) or re.search(r"\b(?:total|partial|prosthetic|artificial|replaced|metal) (?:left |right )?$", before) and not re.match(r" (?:inject|aspirat)", flat[f.end : f.end + 12])) and not NEEDLE.search(case.sentence(f.sentence)[max(0, f.start - case.document.sentences[f.sentence].start - 60) :])

    sides: dict[str, dict[str, list[Finding]]] = {}
    for finding in joints:
        if side := finding.side if finding.side_near else sole_side(case, finding):
            sides.setdefault(finding.value, {}).setdefault(side, []).append(finding)
    gone: list[Finding] = []
    for told in sides.values():
        still = [side for side, found in told.items() if not all(idle(f) for f in found)]
        if len(told) > 1 and still:
            gone += [f for side, found in told.items() if side not in still for f in found]
    return [f for f in joints if f not in gone]
