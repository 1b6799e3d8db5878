"""Documents that carry no procedure: nothing may be given for them, and work of today is never lost to their kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cac import Coder, Report

BLIND = Path(__file__).parents[2] / "corpora" / "blind" / "mini_neg.jsonl"


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize("case", [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()], ids=lambda case: case["id"])
def test_no_line_where_nothing_was_done(program: Coder, case: dict[str, str]) -> None:
    given = program.suggest(Report(text=case["report"], date_of_service=case["date_of_service"])).to_dict()["lines"]
    assert not given, [line["code"] for line in given]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Dr. Lind,\nToday I aspirated the right pleural effusion of your patient. Under ultrasound guidance with stored images a 5 French Yueh catheter was advanced into the right pleural space and 900 mL of fluid was drained. The catheter was removed.",
        "PROGRESS NOTE - ICU procedure\nParacentesis: right lower quadrant prepped with chlorhexidine, lidocaine, under ultrasound guidance (image saved) a 6 French catheter was advanced into the ascites and 4 liters were removed. Catheter removed.",
        "INTERVENTIONAL RADIOLOGY CONSULTATION AND PROCEDURE\nThe abdomen was prepped and draped. After lidocaine and under real-time ultrasound guidance with image stored a one-step catheter was inserted into the peritoneal cavity and 3.5 L of ascites was drained, catheter removed.",
    ],
)
def test_work_of_today_told_in_a_letter_or_note_counts(program: Coder, text: str) -> None:
    assert program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]
