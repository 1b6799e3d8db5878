"""Levels of the spine: which were treated, on which side, in blocks of the report.

A pair (L4-L5) names a disc, a facet joint or a foramen; a single level (L4) a vertebral body, a nerve root or
a medial branch. The body is cut into blocks: a sentence that names levels with what follows it up to the next
sentence that names others.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cac.findings import Finding, Span
from cac.narrative.case import Case
from cac.narrative.clause_sense import only_spread, runs_on, sense

_ORDER = {"C": 0, "T": 10, "L": 30, "S": 40}
FAILED = re.compile(
    r"unsuccessful|not injected|no (?:medication|injection|cement|drug|medicine|injectate)\b|no (?:contrast|steroid)\b.{0,20}(?:injected|given|placed)|abandon|could not be|aborted|deferred|was not (?:treated|injected|performed|ablated|accessed)|never got|unable to|were not (?:treated|injected)|not treated|not done|(?:inspected|examined|viewed|looked at|visuali[sz]ed|profiled|evaluated) only|only (?:inspected|viewed|looked at|examined|profiled)"
)
#: a line of a form that gives the levels of today
_FORM = re.compile(r"^\W*(?:levels?|sites?|targets?|nerves?|joints?|discs?|foramina|foramen|(?:joints?|levels?|nerves?) (?:treated|covered|blocked|injected|ablated)) ?[:=]")
#: cement that went in all the same, after one pedicle or one needle had been given up
_CEMENTED = re.compile(r"(?<!no )(?:cement|pmma|methacrylate)\b[^.]{0,50}(?:inject|deliver|instill|deposit|introduc|fill)|(?<!not )(?:inject|deliver|instill)\w*[^.]{0,40}(?:cement|pmma|methacrylate)")


@dataclass(slots=True)
class Block:
    """Levels named together with the words that tell what was done there."""

    levels: list[Finding]
    text: str
    spans: list[Span] = field(default_factory=list)


def key(level: str) -> int:
    """Place of a level from the skull down."""
    first = level.split("-")[0]
    return _ORDER[first[0]] + int(first[1:])


def is_pair(level: str) -> bool:
    """Whether a level names two vertebrae."""
    return "-" in level


def region(level: str) -> str:
    """``cervical_thoracic`` or ``lumbar_sacral``; T12-L1 counts with the upper set."""
    return "cervical_thoracic" if level[0] in "CT" else "lumbar_sacral"


def _told(case: Case, finding: Finding, status: Sequence[str]) -> bool:
    """Whether a level is named for the work of today, done or denied."""
    if only_spread(case, finding) or sense(case, finding) in ("other_day", "later", "scan") or not joined(finding.value):
        return False
    return runs_on(case) or finding.status in status or sense(case, finding) == "denied"


def joined(level: str) -> bool:
    """Whether a pair names neighbours; "L2-S2" is a stretch that was scanned or filled."""
    return not is_pair(level) or key_below(level) - key(level) <= 1 or tuple(level.split("-")) in {("L5", "S1"), ("T12", "L1"), ("C7", "T1"), ("C8", "T1"), ("L6", "S1"), ("L4", "S1")}


def key_below(level: str) -> int:
    """Place of the lower vertebra of a pair."""
    return key(level.split("-")[-1])


#: a sentence about the other side or about what was left, no part of the block before it
_ASIDE = re.compile(r"^\s*(?:the )?(?:right|left|other|opposite|contralateral) (?:side|sided?|foramen|joints?|facets?|levels?)\b[^.]{0,60}(?:\bnot\b|untouched|alone|\bno\b)|^\s*(?:no|none)\b")


def blocks(case: Case, *, status: Sequence[str] = ("done",)) -> list[Block]:
    """The blocks of the body in order."""
    out: list[Block] = []
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.role not in case.roles or section.role == "head":
            continue
        named = [f for f in case.document.by_sentence.get(number, ()) if f.kind == "level" and _told(case, f, (*status, "failed", "negated", "attempted"))]
        if named:
            out.append(Block(named, case.sentence(number), [span]))
        elif out and section.role == "body" and not _ASIDE.search(case.sentence(number)):
            out[-1].text += " " + case.sentence(number)
            out[-1].spans.append(span)
    return out


#: both sides told once behind a list of levels
_BOTH_BEHIND = re.compile(r"[^.;:\n]{0,40}?\b(?:right and left|left and right|right & left|left & right|r ?(?:&|and|\+) ?l|l ?(?:&|and|\+) ?r|both sides|on each side)\b")


def both_told(case: Case, finding: Finding) -> bool:
    """Whether both sides are told behind the list that a level stands in ("L4-5, L5-S1, right and left")."""
    return _BOTH_BEHIND.match(case.document.flat, finding.end) is not None


def treated(case: Case, acts: re.Pattern[str], *, pairs: bool | None = None) -> dict[str, tuple[set[str], list[Finding]]]:
    """Levels whose block tells of the act, each with its sides and findings.

    Args:
        case: the case.
        acts: words of the act in the flat text of a block.
        pairs: only pairs, only single levels, or both.
    """
    out: dict[str, tuple[set[str], list[Finding]]] = {}
    failed: set[tuple[str, str]] = set()
    last_failed: dict[str, int] = {}
    alone: dict[str, int] = {}
    for block in blocks(case):
        own = block.text if len(block.levels) else ""
        stop = FAILED.search(own)
        bad = stop is not None and not _CEMENTED.search(own, stop.end())
        if not acts.search(own) and not bad:
            continue
        for finding in block.levels:
            if pairs is not None and is_pair(finding.value) is not pairs:
                continue
            sides = {"left", "right"} if finding.side == "bilateral" or both_told(case, finding) else {finding.side} if finding.side else {""}
            denied = sense(case, finding) == "denied"
            if bad or denied or finding.status in ("failed", "negated") and not runs_on(case):
                failed |= {(finding.value, side) for side in sides}
                if len({f.value for f in block.levels}) == 1 and bad:
                    last_failed[finding.value] = finding.start
                continue
            if len({f.value for f in block.levels}) == 1:
                alone[finding.value] = finding.start
            known, found = out.setdefault(finding.value, (set(), []))
            known |= sides
            found.append(finding)
    for level, side in failed:
        if level in out and side in out[level][0] and len(out[level][0]) > 1:
            out[level][0].discard(side)
    for level, place in last_failed.items():  # told on its own as failed after it was named among others
        if level in out and level not in alone and out[level][0] <= {""} | {side for other, side in failed if other == level} and all(f.start < place for f in out[level][1]):
            del out[level]
    return dict(sorted(out.items(), key=lambda item: key(item[0])))


def headed(case: Case, *, pairs: bool | None = None) -> dict[str, tuple[set[str], list[Finding]]]:
    """Levels of the title, the list of procedures and the impression, each with its sides."""
    out: dict[str, tuple[set[str], list[Finding]]] = {}
    named = [f for f in case.all("level", roles=("head", "summary", "body"), status=None) if f.status == "done" or runs_on(case)]
    named += [f for f in case.all("level", status=("existing", "planned", "prior"), roles=("background",)) if _FORM.match(case.sentence(f.sentence)) and f not in named]
    for finding in named:
        if finding.role == "body" and finding.sentence > 2 or sense(case, finding) or only_spread(case, finding) or not joined(finding.value):
            continue
        if pairs is not None and is_pair(finding.value) is not pairs:
            continue
        sides = {"left", "right"} if finding.side == "bilateral" else {finding.side} if finding.side else {""}
        known, found = out.setdefault(finding.value, (set(), []))
        known |= sides
        found.append(finding)
    return dict(sorted(out.items(), key=lambda item: key(item[0])))


#: what stands before a level that heads its line or sentence
_OPENS = re.compile(r"(?:^|[\n;]|\. )[ \t]*[-*\u2022(\[]*(?:[a-h\d]{1,2}[.):\]]+ ?)?(?:(?:right|left|bilateral|both|rt|lt|r|l|b/l|at|the|then|next|second|third|level|facets?|joints?|site|tfesi|mbb) ?[:,-]? ?)*$")
#: a needle, a drug or heat of its own
_OWN_WORK = re.compile(r"needle|\b\d{2} ?-?(?:g|ga|gauge)\b|\bmg\b|\b(?:ml|cc)\b|cannula|electrode|probe|\b[6-9]\d ?(?:c\b|\u00b0|deg)|inject|contrast|\bsame\b|likewise|ditto|identical")


def kept(case: Case, found: dict[str, tuple[set[str], list[Finding]]], named: dict[str, tuple[set[str], list[Finding]]]) -> dict[str, tuple[set[str], list[Finding]]]:
    """Levels treated that the heading names too, or that head an item of their own with needle and drug; all of them where neither is so.

    Args:
        case: the case.
        found: levels of which the body tells.
        named: levels of the heading.
    """
    chosen = {level: data for level, data in found.items() if not named or level in named or any(_heads_item(case, f) for f in data[1])}
    return chosen or found


def _heads_item(case: Case, finding: Finding) -> bool:
    flat = case.document.flat
    end = flat.find("\n", finding.end)
    return finding.role == "body" and _OPENS.search(flat[max(0, finding.start - 60) : finding.start]) is not None and _OWN_WORK.search(flat[finding.end : end if end > 0 else len(flat)]) is not None


def side_of(sides: set[str]) -> str:
    """One word for a set of sides."""
    sides = sides - {""}
    return "bilateral" if len(sides) > 1 else next(iter(sides), "")
