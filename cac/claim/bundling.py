"""What is included in what: the relations of the knowledge base applied to candidates."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from cac.coding.engine import Candidate, Facts, Rejection, holds
from cac.knowledge import tables
from cac.knowledge.rules import Bundle, bundles
from cac.narrative.case import Case


@lru_cache(maxsize=None)
def _expanded(codes: tuple[str, ...]) -> frozenset[str]:
    out: set[str] = set()
    for entry in codes:
        first, dash, last = entry.partition("-")
        if not dash:
            out.add(entry)
        else:
            out.update(code for code in tables.codes() if len(code) == len(first) and first <= code <= last)
    return frozenset(out)


def matches(selector: dict[str, Any], code: str) -> bool:
    """Whether a code is meant by a selector: ``codes`` (ranges allowed), ``family``, ``kind``, ``except``."""
    fact = tables.codes().get(code)
    if "codes" in selector:
        codes = selector["codes"]
        if code not in _expanded(tuple([codes] if isinstance(codes, str) else codes)):
            return False
    if "family" in selector:
        families = selector["family"]
        if fact is None or fact.family not in ([families] if isinstance(families, str) else families):
            return False
    if "kind" in selector:
        kinds = selector["kind"]
        if fact is None or fact.kind not in ([kinds] if isinstance(kinds, str) else kinds):
            return False
    return not ("except" in selector and code in _expanded(tuple(selector["except"])))


def _same_side(one: str, other: str) -> bool:
    return not one or not other or one == other or "bilateral" in (one, other)


def _in_scope(scope: str, keep: Candidate, drop: Candidate) -> bool:
    if scope == "procedure":
        return keep.number == drop.number
    if scope == "side":
        return _same_side(keep.side or keep.procedure.side, drop.side or drop.procedure.side)
    if scope == "target":
        return keep.procedure.target == drop.procedure.target and _same_side(keep.procedure.side, drop.procedure.side)
    if scope == "family":
        return keep.family == drop.family
    if scope == "access":
        return keep.procedure.facts.get("access") == drop.procedure.facts.get("access")
    return True


def apply(candidates: list[Candidate], case: Case, day: date, *, without: frozenset[str] = frozenset()) -> tuple[list[Candidate], list[Rejection]]:
    """Candidates that stay and rejections for those that are included in another."""
    kept = list(candidates)
    rejected: list[Rejection] = []
    for relation in bundles():
        if relation.id in without or not relation.in_force(day):
            continue
        for drop in [c for c in kept if matches(relation.drop, c.code)]:
            partner = next((k for k in kept if k is not drop and k.code != drop.code and matches(relation.keep, k.code) and _applies(relation, k, drop, case)), None)
            if partner is None:
                continue
            if relation.modifier and (relation.unless is None or holds(relation.unless, Facts(drop.procedure, case))):
                if relation.modifier not in drop.modifiers:
                    drop.modifiers.append(relation.modifier)
                drop.distinct = drop.distinct or relation.reason
                continue
            if relation.unless is not None and holds(relation.unless, Facts(drop.procedure, case)):
                continue
            kept.remove(drop)
            sources = tuple(f"{s['id']}, {s['at']}" if s.get("at") else s["id"] for s in relation.sources)
            rejected.append(Rejection(drop.code, "included", f"{relation.reason} ({partner.code})", relation.id, drop.evidence, sources))
    return kept, rejected


def _applies(relation: Bundle, keep: Candidate, drop: Candidate, case: Case) -> bool:
    return (
        _in_scope(relation.scope, keep, drop)
        and holds(relation.when_keep, Facts(keep.procedure, case))
        and holds(relation.when_drop, Facts(drop.procedure, case))
    )
