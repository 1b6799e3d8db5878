"""Central lines told briefly: a telegram, a whole placement in one statement, a cuff freed, a sleeve stripped.

In: a read report and the findings of its lines. Out: the finding that was placed, or whether the act is told.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.line_finding import reach_of
from cac.narrative.line_text import live_text
from cac.narrative.line_words import NO_NEW, SEATED, SIZED, STRIPPED, TAKEN_OUT, TIP


def brief(case: Case, devices: list[Finding], text: str) -> Finding | None:
    """The line a telegram opens with, placed where size and seat of a new one are told and nothing of an old one."""
    first = next((f for f in devices if f.status == "done" and (f.role == "head" or f.sentence <= 1)), None)
    if first is None or NO_NEW.search(text) or not SIZED.search(text) or not SEATED.search(text):
        return None
    return first


def told_whole(case: Case, devices: list[Finding]) -> Finding | None:
    """A line whose puncture, size and tip stand together in one or two statements without a verb."""
    for finding in devices:
        words = case.sentence(finding.sentence)
        if finding.status == "done" and finding.role in case.roles and SIZED.search(words) and (SEATED.search(words) or TIP.search(words)) and not re.search(r"remov|pulled|exist|\bold\b|known", words) and re.search(r"punctur|needle|peel|stick|wire|entered|access", case.around(finding, before=1, after=0)):
            return finding
    return None


def newest(case: Case, lines: list[Finding], placed: Finding) -> Finding:
    """The line called new where the one found first is told of as taken out."""
    if not re.search(r"remov|\bout\b|\bold\b", case.sentence(placed.sentence)):
        return placed
    return next((f for f in lines if f.status == "done" and re.search(r"\bnew\b", case.sentence(f.sentence)) and f.sentence != placed.sentence), placed)


def told_of(case: Case, text: str, lines: list[Finding]) -> str:
    """Sentences about a line and their neighbours; the whole body where it tells of nothing else."""
    if not any(f.role == "body" for f in lines):
        return text
    numbers = {n for f in lines if f.role in case.roles for n in range(f.sentence - 1, f.sentence + 1 + reach_of(case, f, 2))}
    told = " ".join(case.sentence(n) for n in sorted(numbers))
    return told or text


def stripped(case: Case, text: str) -> bool:
    """A snare drawn along the catheter to take off what sits around it."""
    return bool(STRIPPED.search(text) and re.search(r"snare", text) and re.search(r"(?:tightened|drawn|pulled|stripp|looped|closed)[^.\n]{0,80}(?:catheter|down|along|back)", text))


def cuff_freed(case: Case) -> bool:
    """Whether a cuffed line is told as taken out, though the line itself is named in the history only."""
    if re.search(r"pleur|peritone|ascit|abdom|dacron|chest tube", case.document.flat):
        return False  # cuffed drains
    if TAKEN_OUT.search(live_text(case)):
        return True
    return bool(case.all("phrase", "tunneled_removed", roles=("body", "summary"), status=("done", "removed"))) and bool(re.search(r"\bcuff\b[^.;\n]{0,80}(?:loose|freed|free\b|dissect|releas|mobili|teased|separat|spread)|(?:loosen|freed|dissect|releas|mobili)\w*[^.;\n]{0,40}\bcuff\b", live_text(case)))


#: the cuff or the line loosened and drawn out
_LOOSED = re.compile(r"\bcuff\b[^.\n]{0,60}\b(?:dissect\w*|freed|free|released|loosened|mobili[sz]ed|teased)\b|\b(?:dissect\w*|freed|released|loosened|mobili[sz]ed)\b[^.\n]{0,40}\bcuff\b")
_DRAWN_OUT = re.compile(r"\b(?:pulled|removed|withdrawn|drawn out|delivered|extracted|out|slid)\b")


def coming_out(case: Case, finding: Finding) -> bool:
    """Whether the statement of a line tells only of a cuff that was freed and a line that came out."""
    words = case.sentence(finding.sentence)
    if not _LOOSED.search(words) or not _DRAWN_OUT.search(words):
        return False
    return not re.search(r"\bnew\b|\bplaced\b|insert|exchang|replac|over (?:a|the) (?:\w+ )?wire|peel|advanc|punctur", words)
