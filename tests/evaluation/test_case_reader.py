"""The reader takes the documented form and refuses the rest, naming file, line and fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_cases import ROW, line, write

from cac.evaluation.cases import CaseFileError, read_case_file, read_cases
from cac.evaluation.lines import Line


def test_alternatives_may_be_lists_or_objects_with_lines_and_may_leave_modifiers_out(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {"expected": [line("99990", 1, "26", certainty="arguable", why="x")], "alternatives": [[{"code": "99991", "units": 2}], {"lines": []}]},
    )
    case = read_case_file(path).cases[0]
    assert case.expected == (Line("99990", 1, ("26",), True),)
    assert case.alternatives == ((Line("99991", 2, None),), ())


def test_encounter_fields_are_kept_and_label_keys_are_not_among_them(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"patient_age": 71, "place_of_service": "22", "notes": "n", "source": "s", "payer": None})
    assert dict(read_case_file(path).cases[0].encounter) == {"patient_age": 71, "place_of_service": "22"}


@pytest.mark.parametrize(
    ("text", "units", "words"),
    [("99990", None, ""), ("99990 x2", 2, ""), ("99990 x2 units", 2, ""), ("99990 (right leg)", None, "(right leg)")],
)
def test_forms_written_behind_a_forbidden_code_are_read(tmp_path: Path, text: str, units: int | None, words: str) -> None:
    path = write(tmp_path / "a.jsonl", {"must_not": [{"code": text, "reason": "r"}]})
    (entry,) = read_case_file(path).cases[0].must_not
    assert (entry.code, entry.units, entry.words) == ("99990", units, words)


def test_conditional_without_a_checkable_form_keeps_its_reason_as_words(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"must_not": [{"code": "99990", "conditional": True, "modifiers": [], "units": None, "reason": "on one line"}]})
    assert read_case_file(path).cases[0].must_not[0].words == "on one line"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"expected": [{"code": 99990, "units": 1, "modifiers": []}]}, "code 99990 is no text of five characters"),
        ({"expected": [line("99990", 0)]}, "units 0 is no whole number from 1"),
        ({"expected": [{"code": "99990", "units": True, "modifiers": []}]}, "units True is no whole number"),
        ({"expected": [{"code": "99990", "units": 1}]}, "modifiers is missing"),
        ({"expected": [line("99990", 1, "XYZ")]}, "modifiers ['XYZ'] is no list"),
        ({"expected": [line("99990", certainty="maybe")]}, "certainty 'maybe'"),
        ({"expected": {"code": "99990"}}, "expected a list of lines"),
        ({"complete": "yes"}, "complete must be true or false"),
        ({"claim_type": "hospital"}, "claim_type 'hospital' is none of professional, facility"),
        ({"date_of_service": "June 1"}, "date_of_service 'June 1' is no day"),
        ({"report": "  "}, "report must be a text that is not empty"),
        ({"must_not": [{"code": "anything"}]}, "must_not: 'anything' does not begin with a code"),
        ({"alternatives": "none"}, "alternatives must be a list"),
    ],
)
def test_a_wrong_value_is_refused_with_file_line_and_fault(tmp_path: Path, change: dict, message: str) -> None:
    path = write(tmp_path / "bad.jsonl", {"id": "good"}, {"id": "bad", **change})
    with pytest.raises(CaseFileError) as caught:
        read_case_file(path)
    assert str(caught.value).startswith(f"{path}, line 2")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"{not json}\n", "line 1: not JSON"),
        (b'\n{"id": "\xff"}\n', "line 2: not UTF-8"),
        (b"[1]\n", "line 1: expected a JSON object"),
        (b'{"id": "a", "id": "b"}\n', "line 1: key id stands twice"),
        (b'{"id": "a"}\n', "line 1: key date_of_service, claim_type"),
        (b"\n \n", "holds no case"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(raw)
    with pytest.raises(CaseFileError, match=message):
        read_case_file(path)


def test_a_line_separator_inside_a_report_does_not_split_the_case(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**ROW, "report": "one\u2028two"}, ensure_ascii=False) + "\n", encoding="utf-8")
    assert [case.report for case in read_case_file(path).cases] == ["one\u2028two"]


def test_an_id_may_stand_only_once_in_a_file_and_over_files(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="line 2: id 'c-1' already stands on line 1"):
        read_case_file(write(tmp_path / "twice.jsonl", {}, {}))
    a, b = write(tmp_path / "a.jsonl", {}), write(tmp_path / "b.jsonl", {})
    with pytest.raises(CaseFileError, match="id 'c-1' also stands in"):
        read_cases([a, b])


def test_a_folder_stands_for_its_case_files_and_an_empty_one_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "b.jsonl", {"id": "b"})
    write(tmp_path / "a.jsonl", {"id": "a"})
    assert [file.name for file in read_cases([tmp_path])] == ["a.jsonl", "b.jsonl"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(CaseFileError, match="holds no .jsonl file"):
        read_cases([tmp_path / "empty"])
