"""Modifiers the encounter decides: repeats, sessions, global periods, stopped and increased work."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from claim_tools import WORDS, candidate, case, finished  # noqa: E402

from cac.findings import Document, Span  # noqa: E402
from cac.narrative.case import Case  # noqa: E402
from cac.report import Report  # noqa: E402


def modifiers(history: list[dict[str, Any]], code: str = "22514", **more: Any) -> list[str]:
    got = finished(candidate(code, family="vertebral_augmentation"), history=history, **more)
    return next(line.modifiers for line in got.lines if line.code == code)


@pytest.mark.parametrize(
    ("row", "operator", "expected"),
    [
        ({"code": "22514", "date": "2026-05-04", "operator": "a"}, "a", ["76"]),
        ({"code": "22514", "date": "2026-05-04", "operator": "a"}, "b", ["77"]),
        ({"code": "22513", "date": "2026-04-28", "relation": "staged"}, "", ["58"]),
        ({"code": "22513", "date": "2026-04-28", "relation": "return"}, "", ["78"]),
        ({"code": "22513", "date": "2026-04-28", "relation": "unrelated"}, "", ["79"]),
        ({"code": "22513", "date": "2026-04-28", "relation": "staged", "operator": "a"}, "b", []),
        ({"code": "22513", "date": "2026-04-20", "relation": "staged"}, "", []),
        ({"code": "49406", "date": "2026-05-03", "relation": "staged"}, "", []),
        ({"code": "49406", "date": "2026-05-04", "session": "morning"}, "", ["59"]),
        ({"code": "22513", "date": "spring", "relation": "staged"}, "", []),
        ({"code": "22514", "date": "2026-05-03"}, "", []),
    ],
)
def test_dates_and_relation_decide(row: dict[str, Any], operator: str, expected: list[str]) -> None:
    from cac.knowledge import tables

    assert (tables.codes()["22513"].global_days, tables.codes()["49406"].global_days) == ("010", "000")
    assert modifiers([row], operator=operator) == expected


def test_a_global_period_without_a_relation_is_asked() -> None:
    got = finished(candidate("22514", family="vertebral_augmentation"), history=[{"code": "22513", "date": "2026-04-28"}])
    assert [need.element for need in got.needs] == ["modifiers.global_period"]
    assert got.lines[0].modifiers == []


def reading(text: str, **encounter: Any) -> Case:
    flat = text.lower()
    from datetime import date

    return Case(Document(text, flat, [], [Span(0, len(text))], [0]), encounter={"claim_type": "professional", "place_of_service": "22", "payer": "medicare", **encounter}, day=date(2026, 5, 4))


@pytest.mark.parametrize(
    ("text", "modifier"),
    [("Sedation was given; the needle was inserted and the procedure was then stopped.", "74"), ("Stopped because of a blood pressure of 220 on arrival.", "73")],
)
def test_a_stopped_procedure_on_a_hospital_claim(text: str, modifier: str) -> None:
    got = finished(candidate("49406", modifiers=("53",)), reading=reading(text, claim_type="facility"))
    assert got.lines[0].modifiers == [modifier]
    kept = finished(candidate("49406", modifiers=("53",)), reading=reading(text))
    assert kept.lines[0].modifiers == ["53"]


@pytest.mark.parametrize(("text", "asked"), [("The procedure was extremely difficult and took twice the usual time.", True), ("The procedure was not technically difficult.", False), (WORDS, False)])
def test_increased_work_is_a_question_never_a_modifier(text: str, asked: bool) -> None:
    got = finished(candidate("49406"), reading=reading(text))
    assert [need.element for need in got.needs] == (["modifiers.increased_service"] if asked else [])
    assert got.lines[0].modifiers == []


def test_the_history_of_a_report_reaches_the_claim() -> None:
    from cac import Coder

    text = "Date of service: 05/04/2026. Under CT guidance an 8 French pigtail catheter was placed in the pelvic abscess and left to bag drainage."
    rows = ({"code": "49406", "date": "2026-05-04", "operator": "a"},)
    answer = Coder(store="").suggest(Report(text=text, history=rows, operator="b"))
    assert answer.lines[0]["modifiers"] == ["77"] and "77" in answer.lines[0]["modifier_sources"]
    assert case().encounter["payer"] == "medicare"
