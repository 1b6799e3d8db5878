"""Runner, result file, misses, comparison, removal: with a coder that only pretends."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from eval_cases import answer, line, write

from cac.evaluation.cases import read_cases
from cac.evaluation.compare import ResultFileError, compare, read_result, render_comparison
from cac.evaluation.misses import list_misses
from cac.evaluation.removal import NOT_SEEN, SAME, WRONG_BEFORE, removal_test, render_removal
from cac.evaluation.report import render, render_misses
from cac.evaluation.results import build_result
from cac.evaluation.runner import report_fields, run

SECRET = "a very recognisable kidney"


def parrot(given: Mapping[str, Any]) -> dict[str, Any]:
    """Gives the codes that stand in the text, as a coder would that reads nothing else."""
    if "broken" in given["text"]:
        raise ValueError(f"cannot read {given['text']}")
    words = given["text"].split()
    codes = [word for word in words if word.isdigit()]
    return answer(
        *({**line(code), "rule": f"r.{code}", "evidence": [{"text": SECRET}]} for code in codes),
        rejected=[{"code": "99992", "rule": "r.reject", "reason_kind": "documentation", "reason": "no image kept"}],
        queries=[{"id": "q.image", "element": "permanent image", "affects": ["99992"]}],
    )


def corpus(folder: Path) -> Path:
    return write(
        folder / "made.jsonl",
        {"id": "right", "report": "99990", "expected": [line("99990")]},
        {"id": "wrong", "report": f"99991 {SECRET}", "expected": [line("99992")], "family": "biliary", "kind": "ir"},
        {"id": "fails", "report": f"broken {SECRET}", "expected": [line("99990")]},
    )


def results(folder: Path, suggest=parrot) -> tuple[dict[str, Any], list]:
    files = read_cases([corpus(folder)])
    answers = run([case for file in files for case in file.cases], suggest)
    return build_result(files, answers, selection={"limit": None}), answers


def test_a_report_gets_the_encounter_fields_of_the_case_and_a_default_payer(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", {"patient_age": 9, "colour": "red"}, {"id": "c-2", "payer": "other"})
    first, second = read_cases([tmp_path])[0].cases
    assert report_fields(first, {"patient_age", "payer"}) == {
        "report_id": "c-1",
        "text": "An invented report about a kidney.",
        "date_of_service": "2026-06-01",
        "claim_type": "professional",
        "payer": "medicare",
        "patient_age": 9,
    }
    assert report_fields(second)["payer"] == "other"


def test_a_case_that_raises_is_counted_and_the_run_goes_on_without_report_text(tmp_path: Path) -> None:
    result, answers = results(tmp_path)
    assert [a.error is None for a in answers] == [True, True, False]
    assert answers[2].error.startswith("ValueError at test_runs.py:")
    assert result["overall"]["errors"] == 1
    assert SECRET not in json.dumps(result)


def test_an_answer_outside_the_contract_counts_as_an_error(tmp_path: Path) -> None:
    files = read_cases([corpus(tmp_path)])
    (first, *_) = run(files[0].cases[:1], lambda given: {"claim": []})
    assert first.error.startswith("KeyError")


def test_the_result_file_names_corpus_versions_and_counts(tmp_path: Path) -> None:
    result, _ = results(tmp_path)
    digest = hashlib.sha256((tmp_path / "made.jsonl").read_bytes()).hexdigest()
    assert result["corpus"]["files"] == [{"name": "made.jsonl", "sha256": digest, "cases": 3}]
    assert result["corpus"]["sha256"] == hashlib.sha256(digest.encode()).hexdigest()
    assert result["knowledge"]["version"] == ["k1"]
    assert result["by"]["family"]["renal"]["exact"]["hits"] == 1
    assert result["by"]["family"]["renal"]["cases"] == 2
    assert result["labels"]["99990"] == {"tp": 1, "fp": 0, "fn": 1, "support": 2}
    assert results(tmp_path)[0] == result


def test_misses_say_what_the_coder_said_about_them(tmp_path: Path) -> None:
    _, answers = results(tmp_path)
    wrong, fails = list_misses(answers)
    assert (wrong["id"], wrong["kind"], wrong["missing"], wrong["extra"]) == ("wrong", "claim", {"99992": 1}, {"99991": 1})
    assert wrong["evidence"] == {"99991": [f"[r.99991] {SECRET}"]}
    assert wrong["rejected"] == {"99992": ["[r.reject] documentation: no image kept"]}
    assert wrong["queries"] == {"99992": ["[q.image] permanent image"]}
    assert (fails["id"], fails["kind"]) == ("fails", "error")


def test_text_tables_fit_80_columns_and_show_counts(tmp_path: Path) -> None:
    result, answers = results(tmp_path)
    text = render(result) + render_misses(list_misses(answers))
    assert max(len(row) for row in text.splitlines()) <= 80
    assert "exact claims                   33.3 %     6.1 to 79.2 %  1 of 3 complete cases" in text
    assert "  expected:  99992\n  given:     99991\n  missing:   99992\n  extra:     99991" in text
    row = next(row for row in text.splitlines() if row.startswith("biliary"))
    assert row.split() == ["biliary", "1", "0/1", "0.0", "0-79", "0.0", "0.0", "0.0", "1.00"]


def test_an_empty_set_prints_no_data(tmp_path: Path) -> None:
    files = read_cases([corpus(tmp_path)])
    text = render(build_result(files, [], selection={}))
    assert "exact claims                  no data           no data  0 of 0 complete cases" in text
    assert "Part of the corpus: a look, not a result." in text


def test_comparison_names_what_became_right_and_wrong(tmp_path: Path) -> None:
    before, _ = results(tmp_path)
    after, _ = results(tmp_path, lambda given: answer(line("99992" if SECRET in given["text"] else "99993")))
    found = compare(before, after)
    assert [c["id"] for c in found["became_right"]] == ["wrong"]
    assert [c["id"] for c in found["became_wrong"]] == ["right"]
    assert [c["id"] for c in found["changed_same_verdict"]] == ["fails"]
    assert found["measures"]["errors"] == {"before": 1, "after": 0, "difference": -1}
    assert found["measures"]["exact"]["difference"] == 0.0
    text = render_comparison(found)
    assert "Became right: 1\n  wrong  biliary\n    before: 99991\n    after:  99992" in text
    assert max(len(row) for row in text.splitlines()) <= 80


def test_results_of_other_corpora_are_compared_on_shared_cases_and_said_so(tmp_path: Path) -> None:
    before, _ = results(tmp_path)
    after = {**before, "corpus": {**before["corpus"], "sha256": "0"}, "cases": before["cases"][1:]}
    found = compare(before, after)
    assert (found["compared"], found["only_before"], found["same_corpus"]) == (2, ["right"], False)
    assert "The corpora differ" in render_comparison(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "line 1: not JSON"), ("{}", "no result file of schema"), ('{"schema": "cac.evaluation/1", "evaluation_version": 0}', "not comparable"), ('{"schema": "cac.evaluation/1", "evaluation_version": 1, "cases": []}', "exact, .* is missing")],
)
def test_a_file_that_is_no_result_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(text)
    with pytest.raises(ResultFileError, match=message):
        read_result(path)


def test_removal_tells_guarded_rules_from_survivors_and_runs_only_where_a_rule_appears(tmp_path: Path) -> None:
    path = write(
        tmp_path / "golden.jsonl",
        {"id": "g1", "report": "99990", "expected": [line("99990")]},
        {"id": "g2", "report": "99991", "expected": [line("99993")]},
    )
    calls: list[tuple[frozenset[str], str]] = []

    def make(without: Collection[str]):
        def suggest(given: Mapping[str, Any]) -> dict[str, Any]:
            calls.append((frozenset(without), given["report_id"]))
            found = parrot(given)
            found["lines"] = [{**row, "rules": ["r.quiet"]} for row in found["lines"] if row["rule"] not in without]
            return found

        return suggest

    result = removal_test(read_cases([path])[0].cases, make, ["r.99990", "r.99991", "r.quiet", "r.never"])
    assert dict(result.guarded) == {"r.99990": ("g1",)}
    assert {s.rule: s.reason for s in result.survivors} == {"r.99991": WRONG_BEFORE, "r.quiet": SAME, "r.never": NOT_SEEN}
    assert (frozenset({"r.99990"}), "g2") not in calls
    assert result.runs == len(calls) == 6
    assert "survivors: 3" in render_removal(result)


def test_a_rule_that_only_sets_modifiers_is_guarded_by_the_modifiers_of_the_label(tmp_path: Path) -> None:
    path = write(tmp_path / "golden.jsonl", {"report": "x", "expected": [line("99990", 1, "26")]})

    def make(without: Collection[str]):
        return lambda given: answer({**line("99990", 1, *([] if "r.mod" in without else ["26"])), "rules": ["r.mod"]})

    assert dict(removal_test(read_cases([path])[0].cases, make, ["r.mod"]).guarded) == {"r.mod": ("c-1",)}
