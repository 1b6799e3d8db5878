"""Lines of one code as units with a side, paired between what was coded and what the report supports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cac.claim.distinct import DISTINCT, FORMS

BILATERAL, SIDES = "50", ("RT", "LT")
Owner = TypeVar("Owner")


@dataclass(frozen=True)
class Unit(Generic[Owner]):
    """One unit: its side, whether the side comes from the bilateral modifier, the other modifiers, its line."""

    owner: Owner
    side: str
    bilateral: bool
    others: frozenset[str]


def expand(owner: Owner, units: int, modifiers: Sequence[str]) -> list[Unit[Owner]]:
    """The units of a line; a bilateral line counts as a right and a left one."""
    others = frozenset(DISTINCT if m in FORMS else m for m in modifiers if m not in (*SIDES, BILATERAL))
    if BILATERAL in modifiers:
        return [Unit(owner, side, True, others) for _ in range(units) for side in SIDES]
    named = [m for m in SIDES if m in modifiers]
    if len(named) == 2 and units == 2:
        return [Unit(owner, side, False, others) for side in named]
    return [Unit(owner, named[0] if len(named) == 1 else "", False, others)] * units


def _fit(coded: Unit[Owner], supported: Unit[Owner]) -> tuple[int, int]:
    """How well two units agree, higher is better: the side first, then the other modifiers."""
    side = 2 if coded.side == supported.side else 1 if not coded.side or not supported.side else 0
    return side, -len(coded.others ^ supported.others)


def paired(coded: list[Unit[Owner]], supported: list[Unit[Owner]]) -> tuple[list[tuple[Unit[Owner], Unit[Owner]]], list[Unit[Owner]], list[Unit[Owner]]]:
    """Pairs of units, then the coded ones left over, then the supported ones left over."""
    left, right = list(enumerate(coded)), list(enumerate(supported))
    order = sorted(((_fit(a, b), -i, -j) for i, a in left for j, b in right), reverse=True)
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in order:
        if -i in used[0] or -j in used[1]:
            continue
        used[0].add(-i)
        used[1].add(-j)
        pairs.append((coded[-i], supported[-j]))
    return pairs, [u for i, u in left if i not in used[0]], [u for j, u in right if j not in used[1]]
