"""A failure of the program on one report is one row set aside: named by kind and place, without words of the report."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cac import Coder, Report
from cac.cli import main
from cac.narrative import reader
from cac.report import ReportFault

SECRET = "Placement of a port through the right jugular vein, patient Quux"


@pytest.fixture()
def broken(monkeypatch):
    """A reader that fails on reports with Quux in them."""
    read = reader.read

    def fails(case, serves):
        if "quux" in case.document.flat:
            raise KeyError(case.document.flat)
        return read(case, serves)

    monkeypatch.setattr(reader, "read", fails)


def test_a_fault_names_kind_and_place_and_no_text(broken) -> None:
    with pytest.raises(ReportFault) as caught:
        Coder().suggest(Report(text=SECRET, date_of_service="2026-03-02"))
    assert "KeyError at test_faults.py:" in str(caught.value)
    assert "quux" not in str(caught.value).lower() and caught.value.__cause__ is None


def test_a_batch_goes_on_after_a_fault(broken, tmp_path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = ["Paracentesis with ultrasound guidance.", SECRET, "Right thoracentesis."]
    source.write_text("".join(json.dumps({"report_id": str(i), "report": text, "date_of_service": "2026-03-02"}) + "\n" for i, text in enumerate(texts)), encoding="utf-8")
    main._mount()
    result = CliRunner().invoke(main.app, ["batch", str(source), "--out", str(out)])
    assert result.exit_code == 1
    assert [json.loads(row)["report_id"] for row in out.read_text(encoding="utf-8").splitlines()] == ["0", "2"]
    (bad,) = [json.loads(row) for row in (tmp_path / "out.jsonl.bad.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "KeyError" in bad["reason"] and "quux" not in bad["reason"].lower()


def test_rows_that_are_no_reports_are_set_aside_with_their_place(tmp_path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"report": "Right thoracentesis.", "date_of_service": "2026-03-02"}\nno json\n[1]\n{"report_id": "4"}\n{"report": "Paracentesis.", "date_of_service": "2026-02-31"}\n', encoding="utf-8")
    main._mount()
    assert CliRunner().invoke(main.app, ["batch", str(source), "--out", str(out)]).exit_code == 1
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
    bad = [json.loads(row) for row in (tmp_path / "out.jsonl.bad.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["where"] for row in bad] == [f"in.jsonl line {n}" for n in (2, 3, 4, 5)]
    assert "2026-02-31" in bad[3]["reason"]
