"""The invariants of the design over every report of the repository and of the shared cases."""

from __future__ import annotations

import json
import socket

import jsonschema
import pytest

from cac import Report
from cac.knowledge import tables
from cac.report import day_of
from cac.schema import schema
from tests.conftest import cases

CASES = cases()
FOLDED = {"left": "right", "right": "left"}


def report(case: dict, text: str | None = None) -> Report:
    return Report(text=case["report"] if text is None else text, report_id=case["id"], date_of_service=case["date_of_service"], claim_type=case.get("claim_type", "professional"))


def lines(answer: object) -> list[tuple[str, int]]:
    return sorted((line["code"], line["units"]) for line in answer.lines)


@pytest.fixture(scope="module")
def answers(coder) -> dict[str, object]:
    return {case["id"]: coder.suggest(report(case)) for case in CASES}


def test_there_are_reports() -> None:
    assert len(CASES) >= 80
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_every_line_and_query_has_its_words_at_its_offsets(answers) -> None:
    texts = {case["id"]: case["report"] for case in CASES}
    wrong = []
    for name, answer in answers.items():
        spans = [e for line in answer.lines for e in line["evidence"]] + [i for query in answer.queries for i in query["indicators"]]
        spans += [e for entry in answer.rejected for e in entry["evidence"]] + answer.findings
        wrong += [name for span in spans if texts[name][span["start"] : span["end"]] != span["text"] or not span["text"].strip()]
        wrong += [name for line in answer.lines if not line["evidence"] or not line["rule"] or not line["sources"]]
        wrong += [name for query in answer.queries if not query["indicators"]]
    assert sorted(set(wrong)) == []


def test_every_answer_meets_the_schema(answers) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    wrong = {name: [error.message[:80] for error in validator.iter_errors(answer.to_dict())] for name, answer in answers.items()}
    assert {name: errors for name, errors in wrong.items() if errors} == {}


def test_no_code_out_of_force_and_no_add_on_without_a_primary(answers) -> None:
    wrong = []
    for case in CASES:
        codes = [line["code"] for line in answers[case["id"]].lines]
        for code in codes:
            fact = tables.codes()[code]
            if not tables.in_force(code, day_of(case["date_of_service"])):
                wrong.append((case["id"], code, "out of force"))
            if fact.add_on_to and "*" not in fact.add_on_to and not set(fact.add_on_to) & set(codes):
                wrong.append((case["id"], code, "no primary"))
    assert wrong == []


def test_the_same_input_gives_the_same_bytes(coder, answers) -> None:
    for case in CASES[::7]:
        assert coder.suggest(report(case)).to_json() == answers[case["id"]].to_json()


def test_spacing_and_line_wraps_change_nothing(coder, answers) -> None:
    """White space inside lines: doubled spaces leave every claim as it was."""
    changed = [case["id"] for case in CASES[::3] if lines(coder.suggest(report(case, case["report"].replace(" ", "  ")))) != lines(answers[case["id"]])]
    assert len(changed) <= len(CASES[::3]) * 0.02, changed


def test_an_unrelated_paragraph_changes_nothing(coder, answers) -> None:
    extra = "\n\nPLAN: Follow up in clinic in two weeks. Resume diet and home medication. A tunneled catheter or a biopsy may be considered later."
    changed = [case["id"] for case in CASES[::3] if lines(coder.suggest(report(case, case["report"] + extra))) != lines(answers[case["id"]])]
    assert changed == []


def test_a_date_nobody_reviewed_is_an_answer_of_its_own(coder) -> None:
    for day in ("2024-12-31", "2026-12-31", "2031-06-01"):
        answer = coder.suggest(Report(text=CASES[0]["report"], date_of_service=day))
        assert answer.lines == []
        assert any("not reviewed" in note for note in answer.notes)


def test_no_socket_is_opened(coder, monkeypatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    assert json.loads(coder.suggest(report(CASES[1])).to_json())["schema"] == "cac.suggestion/1"


@pytest.mark.parametrize("mark", ["'", "''", "' '", "\"", "`", "\u2019", "\u201cx\u201d", "\u00bd", "\u2022", "\u200b", "\ufeff", "\u00b2", "{}", "<1>", "[ ]", "||", "\\", "%s", "'some kind of angiogram' elsewhere"])
def test_odd_marks_are_only_marks(coder: Coder, mark: str) -> None:
    """A mark that means nothing, alone or between words, never stops the reading."""
    report = f"PROCEDURE: Paracentesis {mark}\nTECHNIQUE: {mark} Under ultrasound guidance {mark} a 5 French catheter was advanced {mark}into the peritoneal cavity and 2 liters {mark} were drained. Image stored. {mark}"
    assert isinstance(coder.suggest(Report(text=report, date_of_service="2026-03-01")).to_dict()["lines"], list)
