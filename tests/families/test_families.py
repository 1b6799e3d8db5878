"""Facts to lines: every case of ``tests/families/*.yaml``."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cac.claim.settle import settle
from cac.coding import engine
from cac.findings import Document, Span
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure
from cac.queries.physician import queries
from cac.report import day_of

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
CASES = [(file.stem, case) for file in FILES for case in yaml.safe_load(file.read_text(encoding="utf-8")) or []]
WORDS = "facts alone"


def answer(case: dict) -> tuple[list[dict], list[str], list[str]]:
    """Lines, query elements and rejected codes for the facts of a case."""
    given = case["given"]
    document = Document(WORDS, WORDS, [], [Span(0, len(WORDS))], [0])
    encounter = {"claim_type": "professional", "place_of_service": "22", "payer": "medicare", **(given.get("encounter") or {})}
    day = day_of(case["dos"])
    reading = Case(document, encounter=encounter, day=day, session=dict(given.get("session") or {}))
    procedures = []
    for entry in given["procedures"]:
        facts = {key: tuple(value) if isinstance(value, list) else value for key, value in (entry.get("facts") or {}).items()}
        procedures.append(Procedure(entry["family"], entry["name"], entry.get("target", ""), entry.get("side", ""), facts, {"procedure": (Span(0, 5),)}))
    coded = engine.code(procedures, reading, day)
    claim = settle(coded, reading, day)
    lines = [{"code": line.code, "units": line.units, "modifiers": sorted(line.modifiers)} for line in claim.lines]
    return lines, sorted(query.id for query in queries(coded.needs)), sorted(r.code for r in claim.rejections)


@pytest.mark.parametrize(("family", "case"), CASES, ids=[f"{family}: {case['name']}"[:110] for family, case in CASES])
def test_facts_give_the_expected_lines(family: str, case: dict) -> None:
    lines, asked, rejected = answer(case)
    expected = [{"code": e["code"], "units": e.get("units", 1), "modifiers": sorted(e.get("modifiers") or [])} for e in case["expect"]["lines"] or []]
    assert sorted(lines, key=str) == sorted(expected, key=str)
    if "queries" in case["expect"]:
        assert asked == sorted(case["expect"]["queries"] or [])
    for code in case["expect"].get("rejected") or []:
        assert code in rejected


def test_every_case_file_was_collected() -> None:
    counted = sum(file.read_text(encoding="utf-8").count("\n- ") + file.read_text(encoding="utf-8").startswith("- ") for file in FILES)
    assert len(CASES) == counted > 0
