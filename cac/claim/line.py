"""A line of the claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from cac.coding.engine import Candidate
from cac.findings import Span


@dataclass(slots=True)
class Line:
    """One line: a code with units and modifiers and the candidates it stands for."""

    code: str
    units: int
    side: str
    candidates: list[Candidate]
    modifiers: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)  # modifier -> why
    distinct: str = ""  # what makes the line distinct, where the edits asked for it (see ``distinct.EXACT``)
    sources: dict[str, str] = field(default_factory=dict)  # modifier -> source of the rule that asks for it

    @property
    def evidence(self) -> tuple[Span, ...]:
        spans = dict.fromkeys(span for candidate in self.candidates for span in candidate.evidence)
        return tuple(sorted(spans, key=lambda span: (span.start, span.end)))

    @property
    def told_side(self) -> str:
        """The one side the report tells for the line, empty where it tells none or several."""
        sides = {candidate.side or candidate.procedure.side for candidate in self.candidates}
        return self.side or (sides.pop() if len(sides) == 1 else "")

    def add(self, modifier: str, why: str) -> None:
        """Add a modifier once, with its reason."""
        if modifier not in self.modifiers:
            self.modifiers.append(modifier)
        self.reasons.setdefault(modifier, why)
