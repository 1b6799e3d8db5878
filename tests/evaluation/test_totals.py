"""Sums, intervals and their text."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_cases import answer, case, line

from cac.evaluation.report import number, percent
from cac.evaluation.score import score
from cac.evaluation.totals import Ratio, add_up, by_label, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    # Newcombe 1998, table I, method 3 (Wilson without continuity correction).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_agrees_with_the_published_examples(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


def test_zero_of_zero_is_no_data() -> None:
    assert Ratio(0, 0).to_dict() == {"value": None, "interval_95": None, "hits": 0, "of": 0}
    assert (percent(None), number(None)) == ("no data", "no data")


def test_measures_of_a_small_set_counted_by_hand(tmp_path: Path) -> None:
    def one(*given: dict, **label: object):
        return score(case(tmp_path, **label), answer(*given))

    outcomes = [
        one(line("99990"), line("99991", 2), expected=[line("99990"), line("99991", 2)]),
        one(line("99990"), line("99993"), expected=[line("99990"), line("99992", 2)], must_not=[{"code": "99993", "reason": "r"}]),
        one(line("99990"), line("99999"), expected=[line("99990"), line("99994")], complete=False),
        one(expected=[]),
        score(case(tmp_path, expected=[line("99995")]), None, error="ValueError"),
    ]
    total = add_up(outcomes)
    assert (total.cases, total.complete, total.errors) == (5, 4, 1)
    assert (total.exact, total.exact_coded, total.exact_empty) == (Ratio(2, 4), Ratio(1, 3), Ratio(1, 1))
    assert total.precision == Ratio(4, 5)
    assert total.recall == Ratio(5, 9)
    assert total.f1 == pytest.approx(2 * (4 / 5) * (5 / 9) / (4 / 5 + 5 / 9))
    assert total.wrong_per_report == 1 / 4
    assert (total.forbidden_codes, total.forbidden_cases) == (1, 1)
    assert total.units == Ratio(4, 4)
    assert by_label(outcomes)["99990"] == {"tp": 3, "fp": 0, "fn": 0, "support": 3}
    assert by_label(outcomes)["99992"] == {"tp": 0, "fp": 0, "fn": 2, "support": 2}
    assert by_label(outcomes)["99993"] == {"tp": 0, "fp": 1, "fn": 0, "support": 0}
    assert "99999" not in by_label(outcomes)


def test_nothing_given_and_nothing_expected_leaves_precision_and_f1_without_data(tmp_path: Path) -> None:
    total = add_up([score(case(tmp_path, expected=[]), answer())])
    assert (total.exact.value, total.precision.value, total.f1) == (1.0, None, None)
