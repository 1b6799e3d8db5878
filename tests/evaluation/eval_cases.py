"""Builders of cases and answers for the tests of the evaluation. Codes are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cac.evaluation.cases import Case, read_case_file

ROW = {
    "id": "c-1",
    "date_of_service": "2026-06-01",
    "claim_type": "professional",
    "report": "An invented report about a kidney.",
    "expected": [],
    "alternatives": [],
    "complete": True,
    "must_not": [],
    "gaps": [],
    "family": "renal",
    "basis": "fresh",
}


def line(code: str, units: int = 1, *modifiers: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "units": units, "modifiers": list(modifiers), **more}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps({**ROW, **row}) + "\n" for row in rows), encoding="utf-8")
    return path


def case(folder: Path, **changes: Any) -> Case:
    """Build a case through the reader, so that the tests score what the reader gives."""
    return read_case_file(write(folder / "one.jsonl", changes)).cases[0]


def answer(*lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"schema": "cac.suggestion/1", "lines": list(lines), "knowledge": {"version": "k1", "ncci": "none", "model": "none"}, **more}
