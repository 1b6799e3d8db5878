"""`cac evaluate` from outside, with a coder that only pretends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from eval_cases import answer, line, write
from typer.testing import CliRunner

from cac.cli.evaluate import evaluate
from cac.evaluation import runner as evaluation_runner

app = typer.Typer()
app.command()(evaluate)


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(evaluation_runner, "coder_suggest", lambda without=frozenset(): lambda given: answer(line("99990")))
    return write(
        tmp_path / "made.jsonl",
        {"id": "a", "expected": [line("99990")], "family": "biliary", "kind": "ir"},
        {"id": "b", "expected": [], "basis": "other"},
        {"id": "c", "expected": [line("99990")], "difficulty": "hard"},
    )


def call(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def ids(*words: object) -> list[str]:
    result = call(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    return [row["id"] for row in json.loads(result.stdout)["cases"]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["a", "b", "c"]),
        (["--family", "Biliary"], ["a"]),
        (["--family", "biliary", "--family", "hard"], ["a", "c"]),
        (["--family", "made"], ["a", "b", "c"]),
        (["--family", "ir"], ["a"]),
        (["--basis", "other"], ["b"]),
        (["--id", "c", "--id", "a"], ["a", "c"]),
        (["--limit", "2"], ["a", "b"]),
    ],
)
def test_options_choose_cases(cases: Path, options: list[str], expected: list[str]) -> None:
    assert ids(cases, *options) == expected


def test_the_result_file_is_what_json_prints(cases: Path, tmp_path: Path) -> None:
    result = call(cases, "--format", "json", "--out", tmp_path / "r.json")
    assert json.loads(result.stdout) == json.loads((tmp_path / "r.json").read_text())


def test_text_lists_misses_only_when_asked(cases: Path) -> None:
    assert "2 of 3 complete cases" in call(cases).stdout
    assert "Misses" not in call(cases).stdout
    listed = call(cases, "--errors")
    assert "Misses: 1 (claim 1)\n\nb  renal  claim\n  expected:  (none)\n  given:     99990" in listed.stdout
    assert listed.exit_code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere.jsonl"], "nowhere.jsonl: cannot be read"),
        ([], "no case file given"),
        (["CASES", "--family", "cardiac"], "--family 'cardiac' fits no case; the cases have biliary"),
        (["CASES", "--family", "biliary", "--basis", "other"], "fits no case"),
        (["CASES", "--id", "zz"], "--id 'zz' fits no case"),
        (["--compare", "CASES", "CASES"], "not JSON"),
        (["CASES", "--compare", "CASES", "CASES"], "takes two result files and no cases"),
        (["CASES", "--out", "no/such/folder/r.json"], "cannot be written"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(cases: Path, words: list[str], message: str) -> None:
    result = call(*(cases if word == "CASES" else word for word in words))
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_keys_that_nothing_reads_are_named(cases: Path) -> None:
    write(cases, {"patient_agee": 7, "patient_age": 7, "expected": [line("99990", colour="red")]})
    assert call(cases).stderr == "cac evaluate: keys that nothing reads: colour (in a line), patient_agee\n"


def test_two_result_files_are_compared(cases: Path, tmp_path: Path) -> None:
    call(cases, "--out", tmp_path / "a.json")
    call(cases, "--limit", "1", "--out", tmp_path / "b.json")
    result = call("--compare", tmp_path / "a.json", tmp_path / "b.json")
    assert result.exit_code == 0
    assert "1 cases compared\nThe selections differ" in result.stdout
    assert "Only in the first file: 2\n  b, c" in result.stdout


def test_removal_is_run_with_the_rules_of_the_knowledge(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cac.knowledge import rules

    monkeypatch.setattr(rules, "rule_ids", lambda: ["r.one", "r.two"])
    result = call(cases, "--removal")
    assert result.exit_code == 0
    assert result.stdout == "2 rules, 3 cases, 3 runs of the coder\nguarded by a case: 0\nsurvivors: 2\n\nappears in no case: 2\n  r.one\n  r.two\n"
