"""Questions several readers ask: guidance with its record, left in place or not, what the head names."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Sequence

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.clause_sense import runs_on, today
from cac.narrative.procedure import Procedure

#: modalities that can guide a needle, most specific first
GUIDANCE = ("ct", "mr", "stereotactic", "ultrasound", "fluoroscopy", "cone_beam_ct")


def headed(case: Case, found: Sequence[Finding]) -> bool:
    """Whether something is named outside the title and the list of procedures."""
    return any(f.role != "head" for f in found)


#: the line of a report that names the work
_NAMES_WORK = re.compile(r"\W*(?:procedures?|operations?|intervention|treatment|service|exam(?:ination)?|blocks?(?: type)?|injections?|nerves?(?: blocked)?|joints?(?: injected)?)(?: (?:performed|done|note|name|today|title))? ?(?:\(s\))? ?[:\-]")


def titled(case: Case, finding: Finding) -> bool:
    """Whether a finding stands in a line that names the work ("Procedure: bilateral occipital nerve blocks")."""
    start = case.document.flat.rfind("\n", 0, finding.start) + 1
    return finding.role in ("head", "body") and _NAMES_WORK.match(case.document.flat, start) is not None


_SIDES = {"left": "left", "lt": "left", "right": "right", "rt": "right"} | dict.fromkeys(("bilateral", "bilaterally", "bilat", "b/l"), "bilateral")


def sides_of(side: str) -> tuple[str, ...]:
    """The sides a word of a side stands for: two for bilateral."""
    return ("left", "right") if side == "bilateral" else (side,)


def sole_side(case: Case, finding: Finding) -> str:
    """Side of a finding, else the only side its sentence names ("glenohumeral injection, right, 21 G"), else empty."""
    if finding.side:
        return finding.side
    span = case.document.sentences[finding.sentence]
    named = {_SIDES[word] for word in re.findall(r"(?<![a-z])(left|right|lt|rt|bilateral|bilaterally|bilat|b/l)(?![a-z])", case.document.flat[span.start : span.end])}
    return named.pop() if len(named) == 1 else form_side(case) if not named else ""


def form_side(case: Case) -> str:
    """The side a form gives on a line of its own ("Side: right"), else empty."""
    found = {_SIDES[match.group(1)] for match in re.finditer(r"(?:^|\n)[ ]*(?:side|laterality)s? ?[:=-] ?(left|right|lt|rt|bilateral|bilat)\b", case.document.flat)}
    return found.pop() if len(found) == 1 else ""


def guided(case: Case, procedure: Procedure, near: Sequence[Finding] = (), *, window: int = 3) -> str:
    """Set the guidance facts of a procedure from the words around its acts, else from the whole body.

    Facts: ``guidance`` (tuple of modalities), ``guidance.<modality>``, ``guidance.image_stored``,
    ``guidance.real_time``; returns the first modality or an empty string.
    """
    found: dict[str, Finding] = {}
    anchors = [f for f in near if f.role in case.roles] or list(near)
    for anchor in anchors:
        for other in case.near(anchor, "modality", before=window, after=window):
            if other.value in GUIDANCE and other.role in case.roles:
                found.setdefault(other.value, other)
    if not found and runs_on(case):  # speech without marks: the clause decides
        for other in today(case, "modality", *GUIDANCE):
            found.setdefault(other.value, other)
    if not found:
        for other in case.all("modality", *GUIDANCE):
            found.setdefault(other.value, other)
    if not found:
        for other in case.all("modality", *GUIDANCE, roles=("head",)):
            found.setdefault(other.value, other)
    ordered = [m for m in GUIDANCE if m in found]
    procedure.set("guidance", tuple(ordered), *[found[m] for m in ordered])
    for modality in ordered:
        procedure.set(f"guidance.{modality}", True, found[modality])
    stored = today(case, "document", "image_stored")
    if stored:
        procedure.set("guidance.image_stored", True, stored[0])
    real_time = case.all("document", "real_time_guidance")
    if real_time:
        procedure.set("guidance.real_time", True, real_time[0])
    return ordered[0] if ordered else ""
