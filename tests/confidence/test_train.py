"""``cac train`` and the records it learns from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cac.cli import main
from cac.confidence.model import load
from cac.evaluation import first_runs
from cac.evaluation.cases import read_case_file
from cac.knowledge import tables
from tests.conftest import ROOT

FIRST_RUNS = ROOT / "models" / "first_runs.jsonl"
WORDS = {"drainage": "pigtail drain left in the abscess cavity", "tips": "portal vein shunt stent graft with gradient", "enteral": "gastrostomy tube placed through the stomach wall"}
CODE = {name: next(code for code, fact in sorted(tables.codes().items()) if fact.family == name) for name in WORDS}


@pytest.fixture(scope="module", autouse=True)
def mounted() -> None:
    main._mount()


def train(*arguments: object) -> Result:
    return CliRunner().invoke(main.app, ["train", *map(str, arguments)])


def corpus(folder: Path, files: int = 4, reports: int = 12) -> Path:
    """Files of short reports; the last file alone has the family tips."""
    folder.mkdir(exist_ok=True)
    for number in range(files):
        kinds = ["tips"] if number == files - 1 else ["drainage", "enteral"]
        rows = [
            {"id": f"t{number}-{n}", "date_of_service": "2026-03-02", "claim_type": "professional", "complete": True, "family": kind, "report": f"TECHNIQUE: Today {WORDS[kind]} and more.\nPatient: Quux, Ann.",
             "expected": [{"code": CODE[kind], "units": 1, "modifiers": []}]}
            for n in range(reports) for kind in [kinds[n % len(kinds)]]
        ]
        (folder / f"file_{number}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_the_same_cases_give_the_same_bytes(tmp_path: Path) -> None:
    cases = corpus(tmp_path / "cases")
    for name in ("one", "two"):
        result = train(cases, "--first-runs", FIRST_RUNS, "--out", tmp_path / "out")
        assert result.exit_code == 0, result.output
        (tmp_path / "out").rename(tmp_path / name)
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert sorted(first) == ["CARD.md", "lines.json", "meta.json", "terms.csv"]
    assert first == second


def test_a_trained_model_answers_and_a_family_of_one_file_scores_nothing(tmp_path: Path) -> None:
    """Scores are held out by file: what stands in one file only cannot have been learned elsewhere."""
    result = train(corpus(tmp_path / "cases"), "--first-runs", FIRST_RUNS, "--out", tmp_path / "m", "--ready-at", "0.7")
    assert result.exit_code == 0, result.output
    meta = json.loads((tmp_path / "m" / "meta.json").read_text(encoding="utf-8"))
    scores = {name: (e["reports"], e["files"], e["tp"], e["fn"], e["threshold"] is None) for name, e in meta["families"].items()}
    assert scores == {"drainage": (18, 3, 18, 0, False), "enteral": (18, 3, 18, 0, False), "tips": (12, 1, 0, 12, True)}
    assert result.output.splitlines()[3].split()[:6] == ["drainage", "18", f"{meta['families']['drainage']['threshold']:.2f}", "18", "0", "0"]
    model = load(tmp_path / "m")
    assert model.families == ("drainage", "enteral", "tips") and model.ready_at == 0.7
    assert "pigtail drain" in model.terms and not any({"quux", "ann"} & set(term.split()) for term in model.terms)
    assert [entry["name"] for entry in meta["data"]] == [f"file_{n}.jsonl" for n in range(4)] + ["first_runs.jsonl"]
    assert "first runs: the program as it was" in (tmp_path / "m" / "CARD.md").read_text(encoding="utf-8")


def test_no_path_of_the_machine_stands_in_the_model(tmp_path: Path) -> None:
    train(corpus(tmp_path / "cases"), "--first-runs", FIRST_RUNS, "--out", tmp_path / "m")
    assert str(tmp_path) not in "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "m").iterdir())


def test_a_missed_floor_is_exit_one(tmp_path: Path) -> None:
    floors = tmp_path / "floors.csv"
    floors.write_text("measure,floor\nmacro_average_precision,1.1\nline_auc,0.1\n", encoding="utf-8")
    result = train(corpus(tmp_path / "cases"), "--first-runs", FIRST_RUNS, "--out", tmp_path / "m", "--floors", floors)
    assert result.exit_code == 1
    assert "macro_average_precision is" in result.output and "its floor is 1.1" in result.output and "line_auc is" not in result.output


def refused(result: Result, *parts: str) -> None:
    assert result.exit_code == 2, result.output
    (line,) = result.output.strip().splitlines()
    assert line.startswith("cac train: ") and all(part in line for part in parts), line


def test_bad_input_is_one_clear_line(tmp_path: Path) -> None:
    cases, out = corpus(tmp_path / "cases"), tmp_path / "m"
    (tmp_path / "empty").mkdir()
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x"}\n', encoding="utf-8")
    refused(train(tmp_path / "nothing.jsonl", "--out", out), "nothing.jsonl", "cannot be read")
    refused(train(tmp_path / "empty", "--out", out), "holds no .jsonl file")
    refused(train(bad, "--out", out), "bad.jsonl, line 1", "is missing")
    refused(train(cases / "file_0.jsonl", "--first-runs", FIRST_RUNS, "--out", out), "at least two files")
    refused(train(cases, "--first-runs", bad, "--out", out), "bad.jsonl, line 1", "no record of an answer")
    row = json.loads(FIRST_RUNS.read_text(encoding="utf-8").splitlines()[0])
    row["facts"]["lines"][0].pop("role")
    (tmp_path / "short.jsonl").write_text(json.dumps(row), encoding="utf-8")
    refused(train(cases, "--first-runs", tmp_path / "short.jsonl", "--out", out), "short.jsonl, line 1", "no record of an answer")
    refused(train(cases, "--first-runs", tmp_path / "no", "--out", out), "cannot be read")
    refused(train(cases, "--floors", bad, "--out", out), "columns are measure,floor")
    refused(train(cases, "--out", out), "200 judged lines")
    few = corpus(tmp_path / "few", reports=4)
    refused(train(few, "--first-runs", FIRST_RUNS, "--out", out), "no family has 8 labelled reports")
    assert not out.exists()


def case(tmp_path: Path, complete: bool = True) -> object:
    row = {"id": "a", "date_of_service": "2026-03-02", "claim_type": "professional", "report": "Four words of text", "complete": complete, "family": "x",
           "expected": [{"code": "99990", "units": 1, "modifiers": []}, {"code": "99991", "units": 2, "modifiers": []}, {"code": "99992", "units": 1, "modifiers": [], "certainty": "arguable"}]}
    (tmp_path / "c.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return read_case_file(tmp_path / "c.jsonl").cases[0]


def answer(*codes: tuple[str, int]) -> dict:
    lines = [{"code": code, "units": units, "modifiers": ["RT"], "role": "primary", "mark": "", "evidence": [], "rules": ["r"]} for code, units in codes]
    return {"lines": lines, "queries": [{"affects": ["99991"]}], "notes": ["n"], "procedures": [], "rejected": [{"code": "99993"}]}


def test_a_line_is_agreed_with_by_code_and_units(tmp_path: Path) -> None:
    found = first_runs.record(case(tmp_path), answer(("99990", 1), ("99991", 1), ("99992", 1), ("99994", 1)), program="p")
    assert found["agreed"] == [True, False, True, False]
    assert (found["exact"], found["batch"], found["program"]) == (False, "c", "p")
    assert {key: found["facts"][key] for key in ("words", "notes", "queries", "asked", "rejected")} == {"words": 4, "notes": 1, "queries": 1, "asked": ["99991"], "rejected": ["99993"]}
    assert first_runs.record(case(tmp_path), answer(("99990", 1), ("99991", 2)), program="p")["exact"] is True


def test_a_line_outside_an_incomplete_label_is_unknown(tmp_path: Path) -> None:
    assert first_runs.record(case(tmp_path, complete=False), answer(("99990", 1), ("99994", 1)), program="p")["agreed"] == [True, None]


def test_the_shipped_records_are_of_blind_reports_and_hold_no_text() -> None:
    runs = first_runs.read(FIRST_RUNS)
    blind = {case.id: case for path in sorted((ROOT / "corpora" / "blind").glob("*.jsonl")) for case in read_case_file(path).cases}
    assert len(runs) > 800 and len({run.id for run in runs}) == len(runs)
    assert [run.id for run in runs if run.id not in blind or blind[run.id].file != run.batch] == []
    values = {value for run in runs for line in run.facts["lines"] for value in (line["role"], line["mark"])}
    assert values <= {"primary", "add_on", "catheter", "imaging", "guidance", "sedation", "unlisted", "category_iii", "device", "none", *tables.MARKS}
    assert {key for run in runs for key in run.facts} == {"words", "notes", "procedures", "queries", "asked", "rejected", "lines"}
    assert sum(run.exact for run in runs) / len(runs) < 0.7, "records of repaired answers would teach blind trust"
