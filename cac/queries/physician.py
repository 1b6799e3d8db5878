"""Unmet documentation needs as neutral questions to the physician."""

from __future__ import annotations

from dataclasses import dataclass

from cac.coding.engine import Need
from cac.findings import Span
from cac.knowledge.rules import elements


@dataclass(frozen=True, slots=True)
class Query:
    """One question: what the report says, what it does not say, and what would change."""

    id: str
    element: str
    question: str
    options: tuple[str, ...]
    indicators: tuple[Span, ...]
    affects: tuple[str, ...]
    effect: str


def queries(needs: list[Need]) -> list[Query]:
    """One query per missing element, with the codes that depend on it."""
    known = elements()
    out: dict[str, Query] = {}
    for need in needs:
        element = known.get(need.element)
        if element is None:
            raise KeyError(f"rule {need.rule}: element {need.element!r} is in no documentation.yaml")
        before = out.get(need.element)
        indicators = tuple(dict.fromkeys((*(before.indicators if before else ()), *need.evidence)))[:6]
        affects = tuple(dict.fromkeys((*(before.affects if before else ()), need.code)))
        out[need.element] = Query(element.id, element.element, element.question, element.options, indicators, affects, element.effect)
    return list(out.values())
