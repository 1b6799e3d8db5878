"""The audit of one claim: each kind of finding, and what is no finding."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cac.claim.audit.compare import audit
from cac.claim.audit.model import AuditedReport, CodedLine
from cac.claim.audit.tables import summary, to_csv, worklist

DAY = date(2026, 5, 4)


def line(code: str, *modifiers: str, units: int = 1, **more: Any) -> dict[str, Any]:
    return {"code": code, "units": units, "modifiers": list(modifiers), "rule": "rule", "sources": ["source"], "why": "the report tells it", "evidence": [{"start": 0, "end": 4, "text": "drain"}], **more}


def answer(*lines: dict[str, Any], rejected: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    encounter = {"claim_type": "professional", "place_of_service": "22"}
    return {"report_id": "r", "encounter": encounter, "lines": list(lines), "rejected": list(rejected), "queries": [], "notes": []}


def coded(*lines: str) -> list[CodedLine]:
    """Lines of the form ``CODE-MOD x2``."""
    out = []
    for text in lines:
        mark, _, units = text.partition(" x")
        code, *modifiers = mark.split("-")
        out.append(CodedLine("r", code, int(units or 1), tuple(modifiers), "kim"))
    return out


def said(found: AuditedReport) -> list[tuple[str, str]]:
    return [(one.line.code, f.kind) for one in found.lines for f in one.findings] + [(shown, f.kind) for shown, f in found.missing]


CASES = [
    ("the same lines", [line("49406"), line("77012", "26")], ["49406", "77012-26"], []),
    ("a line is missing", [line("49406"), line("99152")], ["49406"], [("99152", "missing")]),
    ("a second side is missing", [line("36247", "RT"), line("36247", "59", "LT")], ["36247-RT"], [("36247-59-LT", "missing")]),
    ("nothing in the report stands for it", [line("49406")], ["49406", "32555"], [("32555", "unsupported")]),
    ("too many units", [line("64484", units=1)], ["64484 x2"], [("64484", "wrong_units")]),
    ("too few units", [line("64484", units=3)], ["64484 x2"], [("64484", "wrong_units")]),
    ("the other side", [line("50432", "RT")], ["50432-LT"], [("50432", "wrong_modifier")]),
    ("the other side of a code without sides", [line("37236", side="right")], ["37236-LT"], [("37236", "wrong_modifier")]),
    ("a side beside a code without sides", [line("37236", side="right")], ["37236-RT"], []),
    ("no side", [line("50432", "RT")], ["50432"], [("50432", "missing_modifier")]),
    ("both sides as 50 or as two lines", [line("50432", "50")], ["50432-RT", "50432-LT"], []),
    ("50 left out", [line("50432", "50")], ["50432"], [("50432", "missing_modifier")]),
    ("50 for one side", [line("50432", "LT")], ["50432-50"], [("50432", "wrong_modifier")]),
    ("professional component left out", [line("77012", "26")], ["77012"], [("77012", "missing_modifier")]),
    ("technical in place of professional", [line("77012", "26")], ["77012-TC"], [("77012", "wrong_modifier")]),
    ("component of a code without components", [line("49406")], ["49406-26"], [("49406", "wrong_modifier")]),
    ("distinct without a reason", [line("10160")], ["10160-59"], [("10160", "wrong_modifier")]),
    ("distinct left out", [line("10160", "59")], ["10160"], [("10160", "missing_modifier")]),
    ("an exact form of distinct", [line("10160", "59")], ["10160-XS"], []),
    ("ended code", [line("37254", "LT")], ["37220-LT"], [("37220", "out_of_date"), ("37254-LT", "missing")]),
    ("reduced, the report tells the whole service", [line("49406")], ["49406-52"], [("49406", "wrong_modifier")]),
    ("a code of another field", [line("49406")], ["49406", "99213-25"], []),
]


@pytest.mark.parametrize(("lines", "given", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_kind_of_finding(lines: list[dict[str, Any]], given: list[str], expected: list[tuple[str, str]]) -> None:
    assert sorted(said(audit(answer(*lines), coded(*given), day=DAY))) == sorted(expected)


def test_a_rejected_code_is_unsupported_with_its_reason() -> None:
    gone = {"code": "76942", "reason_kind": "documentation", "reason": "no permanent image", "rule": "guidance.image", "sources": ["s"], "evidence": []}
    found = audit(answer(line("49083"), rejected=(gone,)), coded("49083", "76942-26"), day=DAY)
    (finding,) = found.lines[1].findings
    assert (finding.kind, finding.reason, finding.rule) == ("unsupported", "no permanent image", "guidance.image")


def test_guidance_inside_another_code_is_named() -> None:
    found = audit(answer(line("49083")), coded("49083", "76942-26"), day=DAY)
    assert found.lines[1].findings[0].reason == "guidance is part of 49083"


def test_an_ended_code_names_the_line_that_replaces_it() -> None:
    found = audit(answer(line("37254", "LT")), coded("37220-LT"), day=DAY)
    assert found.lines[0].findings[0].expected == "37254-LT"


def test_worklist_puts_the_most_money_first_and_counts_add_up() -> None:
    rows = [CodedLine("r", "49406", charge=100.0, coder="kim"), CodedLine("r", "32555", charge=50.0, coder="kim"), CodedLine("r", "49083", charge=400.0, coder="lee")]
    found = audit(answer(line("49406"), line("99152")), rows, day=DAY)
    listed = worklist([found])
    assert [(row["line"], row["stake"]) for row in listed] == [("49083", 400.0), ("32555", 50.0), ("99152", None)]
    counts = summary([found])
    assert (counts["lines"], counts["confirmed"], counts["by_reason"]["unsupported"]) == (3, 1, {"findings": 2, "stake": 450.0})
    assert counts["by_coder"]["kim"] == {"lines": 2, "confirmed": 1, "unsupported": 1}
    assert to_csv([found]).splitlines()[1].startswith("r,2026-05-04,lee,49083,unsupported,")


def test_the_side_of_an_add_on_is_that_of_its_primary() -> None:
    supported = answer(line("64483", "LT"), line("64484", "LT"))
    assert said(audit(supported, coded("64483-LT", "64484"), day=DAY)) == []
    assert said(audit(supported, coded("64483", "64484"), day=DAY)) == [("64483", "missing_modifier")]


def test_supplies_of_a_hospital_claim_are_compared() -> None:
    found = audit(answer(line("49406"), line("Q9967", units=80)), coded("49406", "Q9967 x60"), day=DAY)
    assert said(found) == [("Q9967", "wrong_units")]


def test_a_label_of_a_quality_set_is_remarked_on() -> None:
    found = audit(answer(line("49406")), coded("49406", "G4000"), day=DAY)
    assert found.lines[1].status == "not_judged" and "no service" in found.lines[1].note


def test_the_money_of_a_line_counts_once() -> None:
    gone = {"code": "76942", "reason_kind": "edit", "reason": "column 2 of 49083", "rule": "ncci.pair", "sources": [], "evidence": []}
    rows = [CodedLine("r", "49083"), CodedLine("r", "76942", modifiers=("26",), charge=80.0)]
    found = audit(answer(line("49083"), rejected=(gone,)), rows, day=DAY)
    assert [(f.kind, f.stake) for f in found.lines[1].findings] == [("edit_conflict", 80.0), ("unsupported", None)]
