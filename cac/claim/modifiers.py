"""Modifiers from the fee-schedule indicators and the facts of the case, each with its reason."""

from __future__ import annotations

from cac.claim.line import Line
from cac.knowledge import tables
from cac.narrative.case import Case

#: places in which the facility owns the equipment (CMS place of service codes)
_FACILITY_PLACES = frozenset({"19", "21", "22", "23", "24", "26", "31", "34", "51", "52", "56", "61"})


def apply(line: Line, lines: list[Line], case: Case) -> None:
    """Add the modifiers a line needs.

    Professional component, bilateral and side follow from the indicators of the fee schedule; the reason for
    a distinct service and for reduced or discontinued work come with the candidates.
    """
    fact = tables.codes()[line.code]
    claim_type = case.encounter.get("claim_type", "professional")
    place = str(case.encounter.get("place_of_service", "22"))
    if fact.pc_tc == "1" and claim_type == "professional" and place in _FACILITY_PLACES:
        line.add("26", "the facility owns the equipment; the physician bills the professional component")
    if fact.bilateral == "1":
        if line.side == "bilateral":
            line.add("50", "done on both sides; fee-schedule bilateral indicator 1")
        elif line.side in ("left", "right"):
            line.add({"left": "LT", "right": "RT"}[line.side], f"done on the {line.side} side")
    elif fact.bilateral == "3" and line.side in ("left", "right"):
        line.add({"left": "LT", "right": "RT"}[line.side], f"done on the {line.side} side")
    for candidate in line.candidates:
        for modifier in candidate.modifiers:
            line.add(modifier, candidate.distinct or candidate.why)
    order(line)


def order(line: Line) -> None:
    """Put the modifiers in their order: what changes payment, what tells services apart, the side."""
    line.modifiers.sort(key=lambda m: (0, "") if m in ("26", "TC") else (2, m) if m in ("RT", "LT", "50") else (1, m))
