"""Every code in force has a rule, a case that gives it, a near miss, the missing word and its dates; gaps are known by name."""

from __future__ import annotations

from pathlib import Path

from cac.evaluation.cases import read_cases
from cac.evaluation.coverage import table
from cac.evaluation.facts import read_facts
from cac.knowledge import base

ROOT = Path(__file__).resolve().parents[2]
KNOWN = Path(__file__).with_name("coverage_gaps.txt")


def gaps() -> dict[str, str]:
    """Code and reason of every gap that is known."""
    lines = [line.split(maxsplit=2) for line in KNOWN.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {code: reason for _, code, reason in lines}


def test_no_cell_is_empty_but_the_known_ones() -> None:
    first, last = base.period()
    labelled = [case for file in read_cases([ROOT / "corpora" / "golden"]) for case in file.cases]
    rows = table(read_facts(ROOT / "tests" / "families"), labelled, first=first, last=last)
    open_now = {row.code: ", ".join(row.gaps) for row in rows if row.gaps}
    known = gaps()
    assert {code: cells for code, cells in open_now.items() if code not in known} == {}
    assert sorted(set(known) - set(open_now)) == []  # a gap that was closed leaves the list
