"""No claim of the shared reports keeps a pair that the tables forbid, nor an add-on without a primary."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from cac import Coder, Report
from cac.claim.edits.check import check_claim
from cac.claim.edits.importer import import_files
from cac.claim.edits.model import ClaimLine
from cac.claim.edits.store import open_store
from cac.claim.ncci import apart
from cac.knowledge import tables

SHARED = Path(os.environ.get("CAC_SHARED") or Path(__file__).resolve().parents[3] / "shared")
TABLES = ("ncci_ptp_practitioner_2024q3_ir_active.csv.gz", "ncci_mue_practitioner_2024q3.csv")


def test_no_forbidden_pair_is_left_on_a_claim(tmp_path: Path) -> None:
    files = [SHARED / "cases" / "fresh_vascular.jsonl"]
    if not all(path.exists() for path in [*files, *(SHARED / "data" / name for name in TABLES)]):
        pytest.skip("the shared cases and tables are not beside the checkout")
    path = tmp_path / "store.sqlite"
    import_files([SHARED / "data" / name for name in TABLES], store_path=path)
    coder, seen, joined = Coder(store=path), 0, 0
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    with open_store(path) as store:
        for row in rows:
            answer = coder.suggest(Report(text=row["report"], report_id=row["id"], date_of_service=row["date_of_service"]))
            lines = [ClaimLine(line["code"], line["units"], tuple(line["modifiers"])) for line in answer.lines]
            found = check_claim(store, lines, date.fromisoformat(row["date_of_service"]))
            assert [(row["id"], p.column_1, p.column_2) for p in found.pairs if not p.allowed or not apart(lines, p)] == []
            present = {line.code for line in lines}
            orphans = [code for code in present if (parents := tables.codes()[code].add_on_to) and "*" not in parents and not present & set(parents)]
            assert orphans == []
            seen, joined = seen + 1, joined + len(found.pairs)
    assert seen == len(rows) and joined > 10
