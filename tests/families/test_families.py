"""Facts to lines: every case of ``tests/families/*.yaml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cac.evaluation.facts import FactsCase, answer, read_facts

HERE = Path(__file__).parent
CASES = read_facts(HERE)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.family}: {case.name}"[:110] for case in CASES])
def test_facts_give_the_expected_lines(case: FactsCase) -> None:
    given = answer(case)
    expected = sorted((e["code"], e.get("units", 1), tuple(sorted(e.get("modifiers") or ()))) for e in case.expect["lines"] or ())
    assert sorted(given.lines) == expected
    if "queries" in case.expect:
        assert sorted(given.queries) == sorted(case.expect["queries"] or ())
    assert not set(case.expect.get("rejected") or ()) - set(given.rejected)


def test_every_case_file_was_collected() -> None:
    counted = sum(file.read_text(encoding="utf-8").count("\n- ") + file.read_text(encoding="utf-8").startswith("- ") for file in HERE.glob("*.yaml"))
    assert len(CASES) == counted > 0
