"""Confidence, suggestions and routing of whole answers: nothing of it touches the claim."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cac import Coder, Report
from cac.confidence import features
from cac.confidence.layer import NO_MODEL
from cac.confidence.model import find, load
from tests.conftest import ROOT, cases

CASES = [case for case in cases() if case["id"].startswith(("v-", "n-"))][::3]
DRAIN = "TECHNIQUE: Under CT guidance an 18 gauge needle was advanced into the right pelvic abscess, a wire was coiled, the tract was dilated and a 10 French pigtail catheter was placed into the abscess cavity and left to bag drainage."


def report(case: dict) -> Report:
    return Report(text=case["report"], report_id=case["id"], date_of_service=case["date_of_service"], claim_type=case.get("claim_type", "professional"))


@pytest.fixture(scope="module")
def without() -> Coder:
    return Coder(model="")


def bare(answer: dict) -> dict:
    """An answer without what the model may set."""
    lines = [{key: value for key, value in line.items() if key != "confidence"} for line in answer["lines"]]
    suggestions = [entry for entry in answer["suggestions"] if entry["kind"] != "unread_family"]
    notes = [note for note in answer["notes"] if note != NO_MODEL]
    return {**answer, "lines": lines, "suggestions": suggestions, "notes": notes, "routing": None, "knowledge": {**answer["knowledge"], "model": None}}


def test_the_model_adds_no_line_and_takes_none_off(coder: Coder, without: Coder) -> None:
    assert len(CASES) > 100
    changed = [case["id"] for case in CASES if bare(coder.suggest(report(case)).to_dict()) != bare(without.suggest(report(case)).to_dict())]
    assert changed == []


def test_every_line_and_answer_has_a_confidence_below_certainty(coder: Coder) -> None:
    answers = [coder.suggest(report(case)) for case in CASES]
    values = [line["confidence"] for answer in answers for line in answer.lines] + [answer.routing["confidence"] for answer in answers]
    assert all(0.01 <= value <= 0.99 for value in values)
    assert len(set(values)) > 30
    assert {answer.knowledge["model"] for answer in answers} == {load(find()).version}


def test_the_model_can_only_ask_for_a_look(coder: Coder, without: Coder) -> None:
    steps = {(without.suggest(report(case)).routing["decision"], coder.suggest(report(case)).routing["decision"]) for case in CASES}
    assert steps <= {("ready", "ready"), ("ready", "review"), ("review", "review"), ("query", "query")}
    assert {("ready", "ready"), ("ready", "review"), ("query", "query")} <= steps


def test_without_a_model_the_answer_says_so(without: Coder) -> None:
    answer = without.suggest(Report(text=DRAIN, date_of_service="2026-03-02"))
    assert answer.lines and [line["confidence"] for line in answer.lines] == [None] * len(answer.lines)
    assert (answer.routing["decision"], answer.routing["confidence"]) == ("ready", None)
    assert answer.knowledge["model"] == "not loaded" and NO_MODEL in answer.notes


def test_a_line_below_the_threshold_is_reviewed_with_the_reason() -> None:
    given = Report(text=DRAIN, date_of_service="2026-03-02")
    (line,) = Coder(ready_at={"": 0.0}).suggest(given).lines
    assert Coder(ready_at={"": 0.0}).suggest(given).routing["decision"] == "ready"
    asked = Coder(ready_at={"": 0.0, "drainage": 0.999}).suggest(given).routing
    assert asked["decision"] == "review"
    assert asked["reasons"] == [f"{line['code']}: confidence {line['confidence']:.2f} is below 1.00"]
    assert Coder(ready_at={"": 0.999, "drainage": 0.0}).suggest(given).routing["decision"] == "ready"


def test_an_unread_family_is_suggested_and_reviewed(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The readers are made blind: what the text describes must come from the model alone."""
    from cac.narrative import reader

    monkeypatch.setattr(reader, "read", lambda case, serves: [])
    text = next(case["report"] for case in CASES if case["family"] == "dialysis_circuit" and case["expected"])
    answer = coder.suggest(Report(text=text, date_of_service="2026-03-02"))
    told = {entry["family"]: entry for entry in answer.suggestions if entry["kind"] == "unread_family"}
    assert "dialysis_circuit" in told and answer.lines == []
    assert told["dialysis_circuit"]["evidence"]
    assert all(text[span["start"] : span["end"]] == span["text"] for entry in told.values() for span in entry["evidence"])
    assert answer.routing["decision"] == "review"
    assert "reads like dialysis circuit, nothing covers it" in answer.routing["reasons"]


def test_a_day_nobody_reviewed_gets_no_suggestion(coder: Coder) -> None:
    answer = coder.suggest(Report(text=DRAIN, date_of_service="2031-03-02"))
    assert [entry for entry in answer.suggestions if entry["kind"] == "unread_family"] == []
    assert answer.routing["confidence"] is None


def test_an_unrelated_paragraph_changes_no_probability_of_a_family(coder: Coder) -> None:
    from cac.confidence import families
    from cac.language.pipeline import read

    model, extra = load(find()), "\nPLAN: Return for liver biopsy and for thrombectomy of the graft."
    assert families.probabilities(model, features.terms(read(DRAIN + extra))) == families.probabilities(model, features.terms(read(DRAIN)))


def test_scikit_learn_is_not_loaded_to_answer() -> None:
    code = (
        "import sys; from cac import Coder, Report;"
        f"a = Coder().suggest(Report(text={DRAIN!r}, date_of_service='2026-03-02'));"
        "print(a.routing['confidence'], [n for n in ('sklearn', 'pickle5', 'joblib') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    confidence, loaded = done.stdout.strip().split(" ", 1)
    assert (0 < float(confidence) < 1, loaded) == (True, "[]")


def test_facts_hold_codes_and_numbers_alone(coder: Coder) -> None:
    answer = coder.suggest(report(CASES[0])).to_dict()
    words = [value for value in json.dumps(features.facts(answer, 12)).replace('"', " ").replace(",", " ").split() if value.strip("[]{}:").isalpha()]
    assert set(words) <= {
        "words", "notes", "procedures", "queries", "asked", "rejected", "lines", "code", "units", "role", "mark", "modifiers", "evidence", "rules",
        "primary", "catheter", "imaging", "guidance", "sedation", "none", "verified", "unverified", "corrected", "disputed",
    }
