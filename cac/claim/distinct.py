"""Whether two lines are separate services, by the facts of the report, and which modifier says so.

A modifier never stands merely to pass an edit: without a fact that makes two services distinct there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from cac.claim.line import Line
from cac.coding.engine import Candidate
from cac.knowledge import tables

DISTINCT = "59"
#: what makes a service distinct, with the modifier that says it more exactly than the general one
EXACT = {"structure": "XS", "encounter": "XE", "practitioner": "XP", "non_overlapping": "XU"}
FORMS = (DISTINCT, *EXACT.values())
_SIDES = ("left", "right")
_BESIDE = ("guidance", "imaging", "sedation")


@dataclass(frozen=True, slots=True)
class Reason:
    """What makes a service distinct: a kind of ``EXACT`` and a sentence."""

    kind: str
    text: str


def _side(candidate: Candidate) -> str:
    return candidate.side or candidate.procedure.side


def _words(target: str) -> str:
    return target.replace("_", " ")


def _root(target: str) -> str | None:
    """The vascular family of a vessel; None for what is no vessel or a trunk."""
    vessel = tables.vessels().get(target)
    return None if vessel is None else vessel.root


def between(one: Candidate, other: Candidate) -> Reason | None:
    """What makes the second service distinct from the first, or None where no fact does.

    Args:
        one: the service of column 1.
        other: the service of column 2.
    """
    known = tables.codes()
    kinds = (known[one.code].kind, known[other.code].kind)
    sides = (_side(one), _side(other))
    if sides[0] in _SIDES and sides[1] in _SIDES and sides[0] != sides[1]:
        return Reason("structure", f"done on the {sides[1]} side, {one.code} on the {sides[0]} side")
    parents = known[other.code].add_on_to
    if one.code in parents:
        return Reason("non_overlapping", f"an add-on of {one.code}, billed beside it")
    if one.number == other.number or "sedation" in kinds:
        return None
    if parents and tables.ANY_PARENT not in parents and known[other.code].family == other.family != one.family:
        return Reason("structure", f"belongs to another procedure ({_words(other.procedure.name)}) than {one.code}")
    served = other.procedure.facts.get("served_family", one.family)
    if kinds[1] == "guidance" and served != one.family and other.procedure.name != one.procedure.name:
        return Reason("structure", f"guidance of another access ({_words(str(other.procedure.facts['serves']))}) than {one.code}")
    first, second = one.procedure.target, other.procedure.target
    if kinds[1] == "guidance" and known[other.code].family != other.family != one.family:  # guidance given with the procedure it serves
        return Reason("structure", f"guidance of another procedure ({_words(second or other.procedure.name)}) than {one.code}")
    if not first or not second or first == second:
        return None
    if kinds[1] == "guidance" and one.procedure.name != other.procedure.name:
        return Reason("structure", f"guidance of another procedure ({_words(second)}) than {one.code} ({_words(first)})")
    if kinds[0] in _BESIDE or kinds[1] in _BESIDE:
        return None
    roots = (_root(first), _root(second))
    if first in tables.vessels() or second in tables.vessels():
        if None in roots or roots[0] == roots[1]:
            return None
        return Reason("structure", f"another vascular family ({_words(second)}) than {one.code} ({_words(first)})")
    return Reason("structure", f"another site ({_words(second)}) than {one.code} ({_words(first)})")


def lines(one: Line, other: Line) -> Reason | None:
    """What makes every service of the second line distinct from every service of the first."""
    reasons = [between(a, b) for a in one.candidates for b in other.candidates]
    return reasons[0] if reasons and all(reasons) else None


def kind_of(line: Line) -> str:
    """The kind of distinctness behind the general modifier of a line, empty where the facts do not tell."""
    if line.distinct:
        return line.distinct
    marked = [c for c in line.candidates if DISTINCT in c.modifiers] or line.candidates
    facts = [c.procedure.facts for c in marked]
    if all(f.get("study_modifier") == DISTINCT and f.get("intervention") for f in facts):
        return "non_overlapping"
    if any(f.get("study_modifier") == DISTINCT for f in facts):
        return ""
    return "structure" if any(c.procedure.target or _side(c) for c in marked) else ""
