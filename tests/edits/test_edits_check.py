"""A claim against the tables: pairs, units, add-ons, modifiers, and the warnings about what was not known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import edit_files as made
import pytest

from cac.claim.edits import facts
from cac.claim.edits.check import check_claim
from cac.claim.edits.importer import import_files
from cac.claim.edits.model import AddOnConflict, ClaimLine, PairConflict, UnitConflict
from cac.claim.edits.store import EditStore, open_store

IN_QUARTER = date(2024, 8, 1)


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[EditStore]:
    """A store with the plain csv forms of one quarter."""
    files = [
        made.write(tmp_path, "ncci_ptp_practitioner_2024q3.csv", made.PTP_CSV),
        made.write(tmp_path, "ncci_mue_practitioner_2024q3.csv", made.MUE_CSV),
        made.write(tmp_path, "ncci_addon_2024q3.csv", made.ADD_ON_CSV),
    ]
    import_files(files, store_path=tmp_path / "store.sqlite")
    with open_store(tmp_path / "store.sqlite") as store:
        yield store


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[EditStore]:
    """A store with the CMS layout, days of effect and all."""
    path = made.write(tmp_path, "ccipra-v322r0-f1.txt", made.ptp_cms())
    import_files([path], store_path=tmp_path / "dated.sqlite")
    with open_store(tmp_path / "dated.sqlite") as store:
        yield store


def lines(*texts: str) -> list[ClaimLine]:
    """Claim lines from CODE-MOD-MOD."""
    return [ClaimLine(text.split("-")[0], 1, tuple(text.split("-")[1:])) for text in texts]


def test_a_pair_is_found_in_either_order_with_its_columns(plain: EditStore) -> None:
    expected = (PairConflict("36247", "36200", "1", "More extensive procedure", False, "2024Q3"),)
    for order in (("36247", "36200"), ("36200", "36247")):
        report = check_claim(plain, lines(*order), IN_QUARTER)
        assert (report.pairs, report.conflict, report.releases) == (expected, True, "NCCI 2024Q3")


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        ("36247", "36200-59", True), ("36247-XS", "36200", True), ("36247", "36200-RT", True), ("36247-LC", "36200", True),
        ("36247", "36200-22", False), ("36247-26", "36200-51", False), ("36247-50", "36200", False), ("36247", "36200-76", False),
        ("36247", "36591-59", False),
    ],
)  # fmt: skip
def test_only_an_ncci_modifier_lifts_only_a_pair_with_indicator_1(
    plain: EditStore, first: str, second: str, allowed: bool
) -> None:
    report = check_claim(plain, lines(first, second), IN_QUARTER)
    assert [pair.allowed for pair in report.pairs] == [allowed]
    assert report.conflict is not allowed


def test_one_line_without_modifier_keeps_the_conflict(plain: EditStore) -> None:
    report = check_claim(plain, lines("36247", "36200-59", "36200"), IN_QUARTER)
    assert [pair.allowed for pair in report.pairs] == [False]


def test_modifiers_of_the_manual_are_all_there() -> None:
    assert len(facts.allowing_modifiers()) == 31 + 6 + 7
    assert {"E1", "FA", "T9", "LM", "24", "79", "27", "XU"} <= facts.allowing_modifiers()


@pytest.mark.parametrize(
    ("pair", "day", "indicator"),
    [
        (("13121", "13120"), date(1995, 12, 31), None), (("13121", "13120"), date(1996, 1, 1), "0"),
        (("17000", "17281"), date(1999, 7, 1), "1"), (("17000", "17281"), date(2004, 12, 31), "1"),
        (("17000", "17281"), date(2005, 1, 1), None), (("36901", "36902"), date(2021, 12, 31), "0"),
        (("36901", "36902"), date(2022, 1, 1), None), (("36901", "36902"), date(2023, 12, 31), None),
        (("36901", "36902"), date(2024, 1, 1), "1"), (("36901", "76937"), date(2026, 6, 30), None),
        (("36901", "76937"), date(2026, 7, 1), "1"), (("36901", "76937"), date(2027, 1, 1), "1"),
    ],
)  # fmt: skip
def test_a_pair_with_several_ranges_counts_only_on_their_days(
    dated: EditStore, pair: tuple[str, str], day: date, indicator: str | None
) -> None:
    report = check_claim(dated, lines(*pair), day)
    assert [found.indicator for found in report.pairs] == ([indicator] if indicator else [])
    assert report.releases == "NCCI 2026Q3"


def test_the_plain_form_is_in_force_from_its_quarter_and_not_before(plain: EditStore) -> None:
    before = check_claim(plain, lines("36247", "36200"), date(2024, 6, 30))
    assert (before.pairs, before.releases) == ((), "not loaded")
    assert any("no table for 2024-06-30 is loaded" in warning for warning in before.warnings)
    assert len(check_claim(plain, lines("36247", "36200"), date(2024, 7, 1)).pairs) == 1
    assert check_claim(plain, lines("36901", "36000"), IN_QUARTER).pairs == ()


def test_an_older_table_is_used_with_a_warning(plain: EditStore) -> None:
    report = check_claim(plain, lines("36247", "36200"), date(2026, 3, 1))
    assert (len(report.pairs), report.pairs[0].release) == (1, "2024Q3")
    assert any("2024Q3" in warning and "older than the date of service 2026-03-01" in warning for warning in report.warnings)


def test_the_release_of_the_day_is_taken_among_several(plain: EditStore, tmp_path: Path) -> None:
    later = made.PTP_CSV.replace("36247,36200,,1", "36247,36200,,0")
    import_files([made.write(tmp_path, "ncci_ptp_practitioner_2024q4.csv", later)], store_path=tmp_path / "store.sqlite")
    with open_store(tmp_path / "store.sqlite") as store:
        found = [check_claim(store, lines("36247", "36200"), day).pairs[0] for day in (date(2024, 9, 30), date(2024, 10, 1))]
    assert [(pair.indicator, pair.release) for pair in found] == [("1", "2024Q3"), ("0", "2024Q4")]


def test_units_are_limited_per_line_or_per_day(plain: EditStore) -> None:
    per_day = [ClaimLine("36247", 1), ClaimLine("36247", 2, ("59",)), ClaimLine("36200", 2), ClaimLine("36200", 2, ("59",))]
    assert check_claim(plain, per_day, IN_QUARTER).units == (UnitConflict("36247", 3, 2, "3", "Clinical: Data", "2024Q3"),)
    per_line = check_claim(plain, [ClaimLine("36200", 3)], IN_QUARTER)
    assert per_line.units == (UnitConflict("36200", 3, 2, "1", "CMS Policy", "2024Q3"),)
    assert check_claim(plain, [ClaimLine("36247", 2)], IN_QUARTER).units == ()


def test_an_add_on_needs_a_listed_primary_unless_the_contractor_decides(plain: EditStore) -> None:
    alone = check_claim(plain, lines("36248", "36200"), IN_QUARTER)
    assert alone.add_ons == (AddOnConflict("36248", ("36246", "36247"), "2024Q3"),)
    assert check_claim(plain, lines("36248", "36247"), IN_QUARTER).add_ons == ()
    assert check_claim(plain, lines("76937", "36200"), IN_QUARTER).add_ons == ()
    assert check_claim(plain, lines("76937"), IN_QUARTER).add_ons == (AddOnConflict("76937", (), "2024Q3"),)
    open_question = check_claim(plain, lines("36227", "36200"), IN_QUARTER)
    assert open_question.add_ons == ()
    assert any(warning.startswith("36227: no listed primary") for warning in open_question.warnings)


def test_a_facility_claim_asks_the_hospital_tables(plain: EditStore) -> None:
    report = check_claim(plain, lines("36247", "36200"), IN_QUARTER, claim_type="facility")
    assert (report.pairs, report.releases) == ((), "not loaded")
    with pytest.raises(ValueError, match="neither professional nor facility"):
        check_claim(plain, [], IN_QUARTER, claim_type="dental")


def test_an_empty_store_answers_not_loaded(tmp_path: Path) -> None:
    with open_store(tmp_path / "none.sqlite") as store:
        report = check_claim(store, lines("36247", "36200"), IN_QUARTER)
    assert (report.pairs, report.releases, len(report.warnings)) == ((), "not loaded", 3)
    assert not (tmp_path / "none.sqlite").exists()


def test_a_payer_with_other_tables_is_named_in_a_warning(plain: EditStore) -> None:
    counts = {payer: len(check_claim(plain, lines("36200"), IN_QUARTER, payer=payer).warnings) for payer in ("medicare", "x")}
    assert counts["x"] == counts["medicare"] + 1
