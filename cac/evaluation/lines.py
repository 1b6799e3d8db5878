"""Lines of a claim as the evaluation counts them: units, sides, modifiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BILATERAL = "50"
DISTINCT = "59"
DISTINCT_FORMS = frozenset({"59", "XE", "XS", "XP", "XU"})
SIDES = ("RT", "LT")


@dataclass(frozen=True)
class Line:
    """One line of a claim; ``modifiers`` is None where the label does not state them."""

    code: str
    units: int
    modifiers: tuple[str, ...] | None = ()
    arguable: bool = False


@dataclass(frozen=True)
class Unit:
    """One unit of a line: its side, whether the side comes from modifier 50, the other modifiers."""

    side: str | None
    bilateral: bool
    others: frozenset[str]


def unit_count(line: Line) -> int:
    """Count the units of a line; a bilateral line counts as two.

    >>> unit_count(Line("99990", 1, ("50",)))
    2
    """
    return line.units * (2 if line.modifiers and BILATERAL in line.modifiers else 1)


def count_units(lines: Iterable[Line]) -> Counter[str]:
    """Count units per code over the lines of a claim."""
    total: Counter[str] = Counter()
    for line in lines:
        total[line.code] += unit_count(line)
    return total


def expand(line: Line) -> tuple[Unit, ...]:
    """Split a line into its units: modifier 50 becomes one right and one left unit, X{EPSU} become 59."""
    modifiers = line.modifiers or ()
    others = frozenset(
        DISTINCT if m in DISTINCT_FORMS else m for m in modifiers if m not in (*SIDES, BILATERAL)
    )
    if BILATERAL in modifiers:
        return tuple(Unit(side, True, others) for side in SIDES) * line.units
    sides = [m for m in modifiers if m in SIDES]
    side = "+".join(sorted(set(sides))) or None
    return (Unit(side, False, others),) * line.units


def side_agrees(wanted: Unit, given: Unit) -> bool:
    """Tell whether the side of a given unit is acceptable.

    A side is required only where the label states one, and a side beside a label without one is accepted
    practice. Two units without a side equal one line with modifier 50.
    """
    if wanted.side is None or wanted.side == given.side:
        return True
    return wanted.bilateral and given.side is None


def unit_agrees(wanted: Unit, given: Unit, *, minimum: bool, free: frozenset[str] = frozenset()) -> bool:
    """Compare the modifiers of one unit.

    Args:
        wanted: the unit of the label.
        given: the unit of the coder.
        minimum: the label states the least; further modifiers are no error.
        free: modifiers that are judged elsewhere and ignored here.

    Returns:
        True where the side agrees and the other modifiers are equal (or, with ``minimum``, contained).
    """
    need, have = wanted.others - free, given.others - free
    return side_agrees(wanted, given) and (need <= have if minimum else need == have)


def modifiers_agree(wanted: Sequence[Line], given: Sequence[Line], *, minimum: bool) -> bool:
    """Compare the modifiers of all lines of one code.

    Units are paired as well as possible. Of a code with several units, modifier 59 is judged for the code as a whole:
    where the label states it, at least one unit must carry it; where the label does not, one unit must be free of it
    (the further lines may be told apart by it).
    """
    need = [unit for line in wanted for unit in expand(line)]
    have = [unit for line in given for unit in expand(line)]
    free: frozenset[str] = frozenset()
    if len(need) > 1 and len(have) > 1:
        free = frozenset({DISTINCT})
        stated = any(DISTINCT in unit.others for unit in need)
        if stated and not any(DISTINCT in unit.others for unit in have):
            return False
        if not stated and not minimum and all(DISTINCT in unit.others for unit in have):
            return False
    edges = [
        [j for j, unit in enumerate(have) if unit_agrees(want, unit, minimum=minimum, free=free)] for want in need
    ]
    return _most_pairs(edges) == min(len(need), len(have))


def _most_pairs(edges: Sequence[Sequence[int]]) -> int:
    """Return the size of the largest pairing of a two-sided graph (augmenting paths)."""
    partner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in partner or place(partner[j], seen):
                partner[j] = i
                return True
        return False

    return sum(place(i, set()) for i in range(len(edges)))


def show(lines: Iterable[Line]) -> str:
    """Write lines the way a coder does: ``99990-26-RT x2, 99991``; nothing is ``(none)``."""
    parts = []
    for line in lines:
        text = "-".join((line.code, *(line.modifiers or ())))
        parts.append(f"{text} x{line.units}" if line.units != 1 else text)
    return ", ".join(parts) or "(none)"
