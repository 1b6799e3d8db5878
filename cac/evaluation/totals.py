"""Sums of outcomes, ratios and their 95 % Wilson intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from cac.evaluation.score import Outcome, Units

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Ratio:
    """A share with its counts; ``value`` is None for zero of zero."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, or None where there is no data."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval, or None where there is no data."""
        return wilson(self.hits, self.of)

    def to_dict(self) -> dict[str, Any]:
        """Return value, interval and counts."""
        bounds = self.interval
        return {
            "value": None if self.value is None else round(self.value, 6),
            "interval_95": None if bounds is None else [round(x, 6) for x in bounds],
            "hits": self.hits,
            "of": self.of,
        }


def wilson(hits: int, of: int) -> tuple[float, float] | None:
    """Return the 95 % Wilson score interval of a share, None for zero of zero.

    >>> [round(x, 3) for x in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not of:
        return None
    share, square = hits / of, Z95 * Z95
    centre = (share + square / (2 * of)) / (1 + square / of)
    half = Z95 * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return (max(0.0, centre - half), min(1.0, centre + half))


@dataclass(frozen=True)
class Totals:
    """The measures of a set of outcomes.

    Exact claims, precision and wrong units are over complete cases; recall is over all. A silent coder is exact on every case
    that accepts an empty list, so exact claims are also given apart for cases in which codes are due and in which silence is right. The intervals of precision, recall, units
    and modifiers take lines as independent, which lines of one report are not quite: read them as a lower bound.
    """

    cases: int
    complete: int
    errors: int
    exact: Ratio
    exact_coded: Ratio
    exact_empty: Ratio
    precision: Ratio
    recall: Ratio
    wrong_units: int
    forbidden_codes: int
    forbidden_cases: int
    units: Ratio
    modifiers: Ratio

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, None where one of them has no data."""
        p, r = self.precision.value, self.recall.value
        if p is None or r is None:
            return None
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def wrong_per_report(self) -> float | None:
        """Wrong units per complete case."""
        return self.wrong_units / self.complete if self.complete else None

    def to_dict(self) -> dict[str, Any]:
        """Return the measures with counts and intervals."""
        f1, wrong = self.f1, self.wrong_per_report
        return {
            "cases": self.cases,
            "complete": self.complete,
            "errors": self.errors,
            "exact": self.exact.to_dict(),
            "exact_coded": self.exact_coded.to_dict(),
            "exact_empty": self.exact_empty.to_dict(),
            "precision": self.precision.to_dict(),
            "recall": self.recall.to_dict(),
            "f1": None if f1 is None else round(f1, 6),
            "wrong_units": self.wrong_units,
            "wrong_per_report": None if wrong is None else round(wrong, 6),
            "forbidden_codes": self.forbidden_codes,
            "forbidden_cases": self.forbidden_cases,
            "units": self.units.to_dict(),
            "modifiers": self.modifiers.to_dict(),
        }


def add_up(outcomes: Iterable[Outcome]) -> Totals:
    """Add the outcomes of a set of cases."""
    rows = list(outcomes)
    whole = [row for row in rows if row.complete]
    wrong = sum(_sum(row.extra) for row in whole)
    hits_whole = sum(_sum(row.hits) for row in whole)
    hits = sum(_sum(row.hits) for row in rows)
    judged = sum(row.modifiers_judged for row in rows)
    return Totals(
        cases=len(rows),
        complete=len(whole),
        errors=sum(row.error is not None for row in rows),
        exact=_right(whole),
        exact_coded=_right([row for row in whole if row.coded]),
        exact_empty=_right([row for row in whole if not row.coded]),
        precision=Ratio(hits_whole, hits_whole + wrong),
        recall=Ratio(hits, hits + sum(_sum(row.missing) for row in rows)),
        wrong_units=wrong,
        forbidden_codes=sum(len(row.forbidden) for row in rows),
        forbidden_cases=sum(bool(row.forbidden) for row in rows),
        units=Ratio(sum(row.units_right for row in rows), sum(row.matched_codes for row in rows)),
        modifiers=Ratio(judged - sum(len(row.modifier_misses) for row in rows), judged),
    )


def by_label(outcomes: Iterable[Outcome]) -> dict[str, dict[str, int]]:
    """Count units per code: tp, fp, fn and support (units in the accepted lists)."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in outcomes:
        for name, part in (("tp", row.hits), ("fn", row.missing), ("fp", row.extra)):
            for code, number in part:
                counts[code][name] += number
    return {
        code: {"tp": n["tp"], "fp": n["fp"], "fn": n["fn"], "support": n["tp"] + n["fn"]}
        for code, n in sorted(counts.items())
    }


def _right(rows: Sequence[Outcome]) -> Ratio:
    return Ratio(sum(row.right for row in rows), len(rows))


def _sum(part: Units) -> int:
    return sum(number for _, number in part)
