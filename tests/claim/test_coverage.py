"""Coverage lists of the user as notes; remarks on codes that public pages describe wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cac import Coder, Report
from cac.claim import coverage
from cac.claim.edits.model import StoreError
from cac.knowledge import hcpcs_notes

TEXT = "INDICATION: Pelvic abscess. TECHNIQUE: Under CT guidance an 8 French pigtail catheter was placed in the pelvic abscess and left to bag drainage."


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAC_DATA_HOME", str(tmp_path))
    return tmp_path / coverage.FILE


@pytest.mark.parametrize(("covered", "text"), [(["K65.1"], "on the covered list of L1: K65.1"), (["K75.0"], "none of the diagnoses found is on the covered list of L1")])
def test_a_list_says_which_diagnoses_it_holds(lists: Path, covered: list[str], text: str) -> None:
    lists.write_text(json.dumps({"49406": {"covered": covered, "lcdIds": ["L1"]}}), encoding="utf-8")
    answer = Coder().suggest(Report(text=TEXT, date_of_service="2026-05-04"))
    assert [(s["codes"], s["text"]) for s in answer.suggestions if s["kind"] == "coverage"] == [(["49406"], text)]


def test_without_lists_nothing_is_said(lists: Path) -> None:
    assert coverage.notes(["49406"], [{"code": "K65.1"}]) == []


def test_a_file_of_another_form_is_refused(lists: Path) -> None:
    lists.write_text("[]", encoding="utf-8")
    with pytest.raises(StoreError):
        coverage.notes(["49406"], [])


def test_labels_of_quality_sets_are_no_services() -> None:
    assert any("no service" in note for note in hcpcs_notes.notes("G4000"))
    assert hcpcs_notes.notes("G4039") == [] and hcpcs_notes.notes("C1725") == []
