"""One behaviour of the scoring per test."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval_cases import answer, case, line

from cac.evaluation.score import Outcome, score


def scored(folder: Path, *given: dict, **changes: object) -> Outcome:
    return score(case(folder, **changes), answer(*given))


def test_equal_codes_and_units_are_exact_whatever_the_order(tmp_path: Path) -> None:
    out = scored(tmp_path, line("99991"), line("99990", 2), expected=[line("99990", 2), line("99991")])
    assert (out.right, out.missing, out.extra, out.hits) == (True, (), (), (("99990", 2), ("99991", 1)))


def test_a_unit_too_many_is_wrong(tmp_path: Path) -> None:
    out = scored(tmp_path, line("99990", 2), expected=[line("99990")])
    assert (out.right, out.extra, out.units_right, out.matched_codes) == (False, (("99990", 1),), 0, 1)


def test_an_extra_line_is_wrong_even_on_an_empty_label(tmp_path: Path) -> None:
    assert scored(tmp_path, expected=[]).right
    assert not scored(tmp_path, line("99990"), expected=[]).right


def test_an_alternative_is_as_good_as_the_expected_list_but_a_mixture_is_not(tmp_path: Path) -> None:
    label = {"expected": [line("99990"), line("99991")], "alternatives": [[line("99992"), line("99993")]]}
    out = scored(tmp_path, line("99992"), line("99993"), **label)
    assert (out.right, out.accepted) == (True, "alternative 1")
    assert not scored(tmp_path, line("99990"), line("99993"), **label).right


def test_each_arguable_line_may_be_left_out_as_a_whole_but_not_in_part(tmp_path: Path) -> None:
    label = {"expected": [line("99990"), line("99991", 2, certainty="arguable"), line("99992", certainty="arguable")]}
    for given in ([line("99990")], [line("99990"), line("99992")], [line("99990"), line("99991", 2), line("99992")]):
        assert scored(tmp_path, *given, **label).right
    assert scored(tmp_path, line("99990"), line("99991"), **label).missing == (("99991", 1),)
    assert scored(tmp_path, line("99992"), **label).missing == (("99990", 1),)


def test_a_left_out_arguable_line_is_no_miss(tmp_path: Path) -> None:
    out = scored(tmp_path, expected=[line("99990"), line("99991", certainty="arguable")])
    assert out.missing == (("99990", 1),)


@pytest.mark.parametrize(
    "given",
    [[line("99990", 1, "50")], [line("99990", 2)], [line("99990", 1, "RT"), line("99990", 1, "LT")]],
)
@pytest.mark.parametrize(
    "expected",
    [[line("99990", 1, "50")], [line("99990", 1, "RT"), line("99990", 1, "LT")]],
)
def test_bilateral_forms_have_the_same_units(tmp_path: Path, given: list, expected: list) -> None:
    assert scored(tmp_path, *given, expected=expected).right


def test_one_side_of_a_bilateral_line_is_wrong(tmp_path: Path) -> None:
    assert not scored(tmp_path, line("99990", 1, "RT"), expected=[line("99990", 1, "50")]).right


def test_extra_lines_of_an_incomplete_case_are_no_error_but_missing_ones_are(tmp_path: Path) -> None:
    label = {"expected": [line("99990")], "complete": False}
    out = scored(tmp_path, line("99990"), line("99991"), **label)
    assert (out.right, out.extra) == (True, ())
    assert scored(tmp_path, line("99991"), **label).missing == (("99990", 1),)


def test_where_nothing_agrees_the_expected_list_is_the_measure_not_the_shortest(tmp_path: Path) -> None:
    out = scored(tmp_path, expected=[line("99990"), line("99991")], alternatives=[[line("99992")]])
    assert (out.accepted, out.missing) == ("expected", (("99990", 1), ("99991", 1)))


def test_a_failed_coder_is_never_right_and_misses_all(tmp_path: Path) -> None:
    assert not score(case(tmp_path, expected=[]), None, error="ValueError").right
    assert score(case(tmp_path, expected=[line("99990", 3)]), None, error="x").missing == (("99990", 3),)


def entry(code: str, **more: object) -> dict:
    return {"code": code, "reason": "because", "modifiers": [], "units": None, "conditional": False, **more}


def test_a_forbidden_code_is_counted(tmp_path: Path) -> None:
    label = {"expected": [line("99990")], "must_not": [entry("99991")]}
    assert scored(tmp_path, line("99990"), line("99991"), **label).forbidden == (("99991", "because"),)
    assert scored(tmp_path, line("99990"), **label).forbidden == ()


def test_a_forbidden_code_makes_an_incomplete_case_wrong(tmp_path: Path) -> None:
    assert not scored(tmp_path, line("99990"), line("99991"), expected=[line("99990")], complete=False, must_not=[entry("99991")]).right


@pytest.mark.parametrize(
    ("form", "wrong", "fine"),
    [
        ({"modifiers": ["52"]}, [line("99991", 1, "52")], [line("99991")]),
        ({"modifiers": ["50"]}, [line("99991", 1, "RT"), line("99991", 1, "LT")], [line("99991", 1, "RT")]),
        ({"units": 3}, [line("99991", 3)], [line("99991", 2)]),
    ],
)
def test_a_conditional_code_is_wrong_in_its_form_only(tmp_path: Path, form: dict, wrong: list, fine: list) -> None:
    label = {"expected": [line("99990")], "must_not": [entry("99991", conditional=True, **form)]}
    assert [code for code, _ in scored(tmp_path, *wrong, **label).forbidden] == ["99991"]
    out = scored(tmp_path, *fine, **label)
    assert (out.forbidden, out.look) == ((), ())


def test_a_form_said_in_words_is_shown_and_not_counted(tmp_path: Path) -> None:
    out = scored(tmp_path, line("99991"), expected=[line("99990")], must_not=[entry("99991", conditional=True)])
    assert (out.forbidden, out.look) == ((), (("99991", "because"),))


def test_a_forbidden_number_of_units_does_not_hit_the_accepted_number(tmp_path: Path) -> None:
    label = {"expected": [line("99991")], "must_not": [{"code": "99991 x2", "reason": "one per session"}]}
    assert scored(tmp_path, line("99991"), **label).forbidden == ()
    assert scored(tmp_path, line("99991", 2), **label).forbidden == (("99991", "one per session"),)


def test_a_code_of_the_accepted_list_is_not_forbidden_by_a_warning_about_another_form(tmp_path: Path) -> None:
    out = scored(tmp_path, line("99991", 1, "50"), expected=[line("99991", 1, "50")], must_not=[entry("99991")])
    assert (out.right, out.forbidden, out.look) == (True, (), ())


@pytest.mark.parametrize(
    ("expected", "given", "agree"),
    [
        (("26", "59"), ("26", "XU"), True),
        (("26",), ("26", "59"), False),
        (("26",), (), False),
        ((), ("RT",), True),
        (("RT",), (), False),
        (("RT",), ("LT",), False),
        (("RT", "53"), ("53", "RT"), True),
        ((), ("26",), False),
    ],
)
def test_modifiers_of_a_fresh_label(tmp_path: Path, expected: tuple, given: tuple, agree: bool) -> None:
    out = scored(tmp_path, line("99990", 1, *given), expected=[line("99990", 1, *expected)])
    assert (out.modifiers_judged, len(out.modifier_misses)) == (1, 0 if agree else 1)
    assert out.right


def test_modifiers_of_a_published_label_are_a_minimum(tmp_path: Path) -> None:
    label = {"basis": "authority_case", "expected": [line("99990", 1, "59")]}
    assert scored(tmp_path, line("99990", 1, "26", "XS"), **label).modifier_misses == ()
    assert len(scored(tmp_path, line("99990", 1, "26"), **label).modifier_misses) == 1


def test_right_and_left_lines_carry_the_modifiers_of_a_bilateral_line(tmp_path: Path) -> None:
    label = {"expected": [line("99990", 1, "50", "26")]}
    assert scored(tmp_path, line("99990", 1, "RT", "26"), line("99990", 1, "LT", "26"), **label).modifier_misses == ()
    assert len(scored(tmp_path, line("99990", 1, "RT", "26"), line("99990", 1, "RT", "26"), **label).modifier_misses) == 1


def test_two_units_without_a_side_equal_a_bilateral_line(tmp_path: Path) -> None:
    assert scored(tmp_path, line("99990", 2), expected=[line("99990", 1, "50")]).modifier_misses == ()
    assert len(scored(tmp_path, line("99990"), expected=[line("99990", 1, "RT")]).modifier_misses) == 1


def test_silence_is_right_where_an_accepted_list_is_empty(tmp_path: Path) -> None:
    assert scored(tmp_path, expected=[line("99990")]).coded
    assert not scored(tmp_path, expected=[line("99990", certainty="arguable")]).coded
    assert not scored(tmp_path, expected=[line("99990")], alternatives=[[]]).coded


def test_further_lines_of_one_code_may_be_told_apart_by_59_and_one_must_where_the_label_says_so(tmp_path: Path) -> None:
    apart = [line("99990", 1, "26"), line("99990", 1, "26", "59")]
    assert scored(tmp_path, *apart, expected=[line("99990", 2, "26")]).modifier_misses == ()
    assert scored(tmp_path, *apart, expected=[line("99990", 2, "26", "59")]).modifier_misses == ()
    assert len(scored(tmp_path, line("99990", 2, "26"), expected=[line("99990", 2, "26", "59")]).modifier_misses) == 1
    assert len(scored(tmp_path, line("99990", 2, "26", "59"), expected=[line("99990", 2, "26")]).modifier_misses) == 1


def test_an_alternative_without_modifiers_takes_those_of_the_expected_list(tmp_path: Path) -> None:
    label = {"expected": [line("99990", 1, "26"), line("99991")], "alternatives": [[{"code": "99990", "units": 1}, {"code": "99992", "units": 1}]]}
    out = scored(tmp_path, line("99990"), line("99992", 1, "59"), **label)
    assert (out.right, out.modifiers_judged, [miss.code for miss in out.modifier_misses]) == (True, 1, ["99990"])
