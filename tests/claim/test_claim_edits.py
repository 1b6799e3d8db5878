"""The quarterly tables on a claim: column 2 goes, or stays with a modifier only where a fact makes it distinct."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from claim_tools import candidate, case, finished, shown, store_of  # noqa: E402

from cac import Coder, Report  # noqa: E402

OPEN = "49405,49083,,1,Misuse of Column Two code with Column One code"
NEVER = "49405,49083,,0,More extensive procedure"


def test_column_2_goes_where_nothing_makes_it_distinct(tmp_path: Path) -> None:
    with store_of(tmp_path, pairs=(OPEN,)) as store:
        claim = finished(candidate("49405", 0), candidate("49083", 1), store=store)
    assert shown(claim) == {"49405": []}
    (gone,) = claim.rejections
    assert (gone.code, gone.reason_kind) == ("49083", "edit")
    assert "column 2 of 49405" in gone.reason and "2026Q2" in gone.reason


def test_column_2_of_another_site_stays_with_the_reason(tmp_path: Path) -> None:
    with store_of(tmp_path, pairs=("49405,49083,,1,Misuse of Column Two code with Column One code",)) as store:
        claim = finished(candidate("49405", 0, target="liver"), candidate("49083", 1, target="thigh"), store=store)
    (line,) = [one for one in claim.lines if one.code == "49083"]
    assert set(line.modifiers) & {"59", "XS"}
    assert any("thigh" in reason for reason in line.reasons.values())


def test_indicator_0_is_never_opened(tmp_path: Path) -> None:
    with store_of(tmp_path, pairs=(NEVER,)) as store:
        claim = finished(candidate("49405", 0, target="liver", side="right"), candidate("49083", 1, target="pelvis", side="left"), store=store)
    assert list(shown(claim)) == ["49405"]
    assert "no modifier opens it" in claim.rejections[0].reason


def test_the_same_side_on_both_lines_does_not_open_a_pair(tmp_path: Path) -> None:
    pair = ("37254,36247,,1,Misuse of Column Two code with Column One code",)
    first = dict(family="leg_revascularization", name="treatment", target="left_common_iliac_artery")
    other = dict(family="arterial_angiography", name="catheterization", target="left_common_iliac_artery")
    with store_of(tmp_path, pairs=pair) as store:
        same = finished(candidate("37254", 0, side="left", **first), candidate("36247", 1, side="left", **other), store=store)
        apart = finished(candidate("37254", 0, side="left", **first), candidate("36247", 1, side="right", **other), store=store)
    assert "36247" not in shown(same)
    assert "RT" in shown(apart)["36247"]


def test_an_add_on_goes_with_its_primary(tmp_path: Path) -> None:
    pair = ("47536,64483,,0,Misuse of Column Two code with Column One code",)
    with store_of(tmp_path, pairs=pair) as store:
        claim = finished(candidate("47536", 0, family="biliary"), candidate("64483", 1, family="spine_injection"), candidate("64484", 1, family="spine_injection"), store=store)
    assert list(shown(claim)) == ["47536"]
    assert {r.code for r in claim.rejections} == {"64483", "64484"}


def test_units_above_the_table_are_a_warning(tmp_path: Path) -> None:
    with store_of(tmp_path, pairs=(OPEN,), units=("49405,2,3,Clinical: Data",)) as store:
        claim = finished(candidate("49405", 0, units=3), store=store)
    assert claim.lines[0].units == 3
    assert any("MUE 2026Q2: 49405 has 3 units, the table allows 2" in note for note in claim.notes)


def test_an_older_table_is_used_with_a_visible_warning(tmp_path: Path) -> None:
    with store_of(tmp_path, pairs=(OPEN,), quarter="2024q3") as store:
        claim = finished(candidate("49405", 0), candidate("49083", 1), store=store)
    assert any("older than the date of service 2026-05-04" in note for note in claim.notes)
    assert list(shown(claim)) == ["49405"]


TEXT = "Indication: pelvic abscess. Under ultrasound guidance an 8 French pigtail catheter was placed in the pelvic abscess and left to bag drainage."


def test_the_answer_names_the_quarter_or_not_loaded(tmp_path: Path) -> None:
    store_of(tmp_path, pairs=(OPEN,)).close()
    report = Report(text=TEXT, date_of_service="2026-05-04")
    with_table, without = Coder(store=tmp_path / "store.sqlite").suggest(report), Coder(store="").suggest(report)
    assert (with_table.knowledge["ncci"], without.knowledge["ncci"]) == ("2026Q2", "not loaded")
    assert with_table.knowledge["mue"] == "not loaded"
    assert [line["code"] for line in with_table.lines] == [line["code"] for line in without.lines]


def test_an_empty_data_folder_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAC_DATA_HOME", str(tmp_path))
    report = Report(text=TEXT, date_of_service="2026-05-04")
    assert Coder().suggest(report).to_json() == Coder(store="").suggest(report).to_json()


def test_facts_of_a_case_reach_the_check_of_the_facility(tmp_path: Path) -> None:
    with store_of(tmp_path, pairs=(OPEN,)) as store:
        claim = finished(candidate("49405", 0), candidate("49083", 1), reading=case(claim_type="facility"), store=store)
    assert sorted(shown(claim)) == ["49083", "49405"]
    assert any("hospital" in note and "no table is loaded" in note for note in claim.notes)
