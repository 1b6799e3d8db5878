"""The seeded audit of the shared cases, with the labels standing for the reports: the comparison alone."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path

import pytest

from cac.claim.edits.importer import import_files
from cac.claim.edits.store import open_store
from cac.evaluation.cases import read_cases

BENCH = Path(__file__).resolve().parents[1] / "bench" / "bench_audit.py"


def test_the_comparison_finds_seeded_errors_and_says_nothing_of_the_rest(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("bench_audit", BENCH)
    assert spec is not None and spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    sys.modules["bench_audit"] = bench
    spec.loader.exec_module(bench)
    if not (bench.SHARED / "cases").is_dir() or not (bench.SHARED / "data").is_dir():
        pytest.skip("the shared cases and tables are not beside the checkout")
    cases = [case for file in read_cases([bench.SHARED / "cases"]) for case in file.cases if case.expected]
    import_files([bench.SHARED / "data" / name for name in bench.TABLES], store_path=tmp_path / "store.sqlite")
    with open_store(tmp_path / "store.sqlite") as store:
        errors = bench.seeded(cases, 200, random.Random(7), store)
        got = bench.measure(errors, {e.case.id: bench.answer_of_labels(e.case) for e in errors}, store)
    assert len(errors) == 200 and set(got["totals"].values()) == {25}
    assert sum(got["found"].values()) >= 196
    assert sum(got["alarms"].values()) < 0.02 * sum(got["clean"].values())
