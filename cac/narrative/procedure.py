"""A procedure as the narrative tells it: what was done to what, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cac.findings import Finding, Span


@dataclass(slots=True)
class Procedure:
    """One act of treatment, diagnosis or guidance with its facts.

    Attributes:
        family: folder of the knowledge base whose rules code it.
        name: what it is inside the family (``drain_placement``, ``core_biopsy`` ...).
        target: organ, vessel, space or level.
        side: left, right, bilateral or empty.
        facts: named facts for the rules; values are bool, str, int, float or tuple of str.
        evidence: the words that support each fact; ``procedure`` for the act itself, never empty.
    """

    family: str
    name: str
    target: str = ""
    side: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def set(self, fact: str, value: Any, *where: Finding | Span) -> Procedure:
        """Record a fact with its evidence; returns the procedure."""
        self.facts[fact] = value
        if where:
            self.evidence[fact] = (*self.evidence.get(fact, ()), *(Span(w.start, w.end) for w in where))
        return self

    def because(self, *where: Finding | Span) -> Procedure:
        """Add words that support the act itself; returns the procedure."""
        return self._add("procedure", where)

    def _add(self, key: str, where: tuple[Finding | Span, ...]) -> Procedure:
        self.evidence[key] = (*self.evidence.get(key, ()), *(Span(w.start, w.end) for w in where))
        return self
