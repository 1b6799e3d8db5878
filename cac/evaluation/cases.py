"""Strict reader of labelled case files (one JSON object per line)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cac.evaluation.lines import Line
from cac.report import CLAIM_TYPES

REQUIRED = ("id", "date_of_service", "claim_type", "report", "expected", "complete", "family")
OPTIONAL = ("alternatives", "must_not", "gaps", "basis", "notes", "kind", "difficulty", "vignette", "source", "origin")
LINE_KEYS = frozenset({"code", "units", "modifiers", "certainty", "why"})
CODE = re.compile(r"[0-9A-Z]{5}")
MODIFIER = re.compile(r"[0-9A-Z]{2}")
TIMES = re.compile(r"\s*x\s*(\d+)(?:\s+units?)?", re.IGNORECASE)
# The authorities behind these labels mostly leave modifiers unsaid: what they state is the least.
MINIMUM_BASES = frozenset({"authority_case", "authority_rule", "cpt_text"})


class CaseFileError(ValueError):
    """A case file cannot be read; the message names file, line and what is wrong."""


@dataclass(frozen=True)
class Forbidden:
    """A code that must not be on the claim.

    ``units`` and ``modifiers`` narrow it to a form that can be checked; ``words`` holds a form said in words only.
    """

    code: str
    reason: str
    units: int | None = None
    modifiers: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Case:
    """One labelled report. ``encounter`` holds the encounter fields given with the case."""

    id: str
    family: str
    date_of_service: str
    claim_type: str
    report: str = field(repr=False)
    expected: tuple[Line, ...]
    complete: bool
    alternatives: tuple[tuple[Line, ...], ...] = ()
    must_not: tuple[Forbidden, ...] = ()
    basis: str = "unknown"
    kind: str = ""
    difficulty: str = ""
    origin: str = ""
    file: str = ""
    encounter: Mapping[str, Any] = field(default_factory=dict)

    @property
    def modifiers_are_minimum(self) -> bool:
        """Whether further modifiers beside the labelled ones are no error."""
        return self.origin == "published" or self.basis in MINIMUM_BASES


@dataclass(frozen=True)
class CaseFile:
    """The cases of one file with its checksum and the keys of lines that nothing reads."""

    name: str
    sha256: str
    cases: tuple[Case, ...]
    unused_line_keys: tuple[str, ...] = ()


def read_case_file(path: Path) -> CaseFile:
    """Read one case file.

    Args:
        path: a jsonl file.

    Returns:
        Its cases, in order.

    Raises:
        CaseFileError: the file cannot be opened, a line is no JSON object of the documented form, or an id repeats.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be read ({error.strerror})") from error
    cases: list[Case] = []
    first_line: dict[str, int] = {}
    unused: set[str] = set()
    for number, raw in enumerate(data.split(b"\n"), start=1):
        if not raw.strip():
            continue
        where = f"{path}, line {number}"
        row = _parse(raw, where)
        case = _case(row, where, path.stem, unused)
        if case.id in first_line:
            raise CaseFileError(f"{where}: id {case.id!r} already stands on line {first_line[case.id]}")
        first_line[case.id] = number
        cases.append(case)
    if not cases:
        raise CaseFileError(f"{path}: holds no case")
    return CaseFile(path.name, hashlib.sha256(data).hexdigest(), tuple(cases), tuple(sorted(unused)))


def read_cases(paths: Sequence[Path]) -> tuple[CaseFile, ...]:
    """Read several case files; a folder stands for its ``*.jsonl`` files.

    Raises:
        CaseFileError: as `read_case_file`; also a folder without case files, or an id that stands in two files.
    """
    files: list[CaseFile] = []
    home: dict[str, str] = {}
    for path in _expand(paths):
        found = read_case_file(path)
        for case in found.cases:
            if case.id in home:
                raise CaseFileError(f"{path}: id {case.id!r} also stands in {home[case.id]}")
            home[case.id] = str(path)
        files.append(found)
    return tuple(files)


def _expand(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("*.jsonl"))
            if not inside:
                raise CaseFileError(f"{path}: the folder holds no .jsonl file")
            found.extend(inside)
        else:
            found.append(path)
    return found


def _parse(raw: bytes, where: str) -> dict[str, Any]:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(items)
        if len(result) != len(items):
            twice = sorted({key for key, _ in items if [k for k, _ in items].count(key) > 1})
            raise CaseFileError(f"{where}: key {', '.join(twice)} stands twice")
        return result

    try:
        row = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=pairs)
    except UnicodeDecodeError as error:
        raise CaseFileError(f"{where}: not UTF-8 (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise CaseFileError(f"{where}: not JSON ({error.msg}, column {error.colno})") from error
    if not isinstance(row, dict):
        raise CaseFileError(f"{where}: expected a JSON object")
    return row


def _case(row: dict[str, Any], where: str, stem: str, unused: set[str]) -> Case:
    missing = [key for key in REQUIRED if key not in row]
    if missing:
        raise CaseFileError(f"{where}: key {', '.join(missing)} is missing")
    if not isinstance(row["complete"], bool):
        raise CaseFileError(f"{where}: complete must be true or false")
    claim_type = _text(row, "claim_type", where)
    if claim_type not in CLAIM_TYPES:
        raise CaseFileError(f"{where}: claim_type {claim_type!r} is none of {', '.join(CLAIM_TYPES)}")
    lists = [
        _lines(value, f"{where}, alternative {i}", unused, modifiers_needed=False)
        for i, value in enumerate(_list(row, "alternatives", where), start=1)
    ]
    return Case(
        id=_text(row, "id", where),
        family=_text(row, "family", where),
        date_of_service=_day(row, where),
        claim_type=claim_type,
        report=_text(row, "report", where),
        expected=_lines(row["expected"], f"{where}, expected", unused, modifiers_needed=True),
        complete=row["complete"],
        alternatives=tuple(lists),
        must_not=tuple(_forbidden(value, where) for value in _list(row, "must_not", where)),
        basis=str(row.get("basis") or "unknown"),
        kind=str(row.get("kind") or ""),
        difficulty=str(row.get("difficulty") or ""),
        origin=str(row.get("origin") or ""),
        file=stem,
        encounter={k: v for k, v in row.items() if k not in REQUIRED and k not in OPTIONAL and v is not None},
    )


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise CaseFileError(f"{where}: {key} must be a text that is not empty")
    return value


def _day(row: Mapping[str, Any], where: str) -> str:
    value = _text(row, "date_of_service", where)
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise CaseFileError(f"{where}: date_of_service {value!r} is no day of the form 2026-06-01") from error


def _list(row: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise CaseFileError(f"{where}: {key} must be a list")
    return value


def _lines(value: Any, where: str, unused: set[str], *, modifiers_needed: bool) -> tuple[Line, ...]:
    if isinstance(value, dict) and "lines" in value:
        value = value["lines"]
    if not isinstance(value, list):
        raise CaseFileError(f"{where}: expected a list of lines")
    return tuple(
        _line(item, f"{where}, item {i}", unused, modifiers_needed) for i, item in enumerate(value, start=1)
    )


def _line(item: Any, where: str, unused: set[str], modifiers_needed: bool) -> Line:
    if not isinstance(item, dict):
        raise CaseFileError(f"{where}: expected an object with code and units")
    code, units, certainty = item.get("code"), item.get("units"), item.get("certainty")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise CaseFileError(f"{where}: code {code!r} is no text of five characters")
    if not _is_count(units):
        raise CaseFileError(f"{where}: units {units!r} is no whole number from 1")
    if certainty not in (None, "sure", "arguable"):
        raise CaseFileError(f"{where}: certainty {certainty!r} is neither sure nor arguable")
    if modifiers_needed and item.get("modifiers") is None:
        raise CaseFileError(f"{where}: modifiers is missing")
    unused.update(set(item) - LINE_KEYS)
    return Line(code, units, _modifiers(item.get("modifiers"), where), certainty == "arguable")


def _modifiers(value: Any, where: str) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(m, str) and MODIFIER.fullmatch(m) for m in value):
        raise CaseFileError(f"{where}: modifiers {value!r} is no list of two-character texts")
    return tuple(value)


def _forbidden(item: Any, where: str) -> Forbidden:
    where = f"{where}, must_not"
    entry = {"code": item} if isinstance(item, str) else item
    text = entry.get("code") if isinstance(entry, dict) else None
    if not isinstance(text, str) or not (found := re.match(r"[0-9A-Z]{5}(?![0-9A-Z])", text)):
        raise CaseFileError(f"{where}: {text!r} does not begin with a code of five characters")
    units = entry.get("units")
    if units is not None and not _is_count(units):
        raise CaseFileError(f"{where}: units {units!r} is no whole number from 1")
    modifiers = _modifiers(entry.get("modifiers"), where) or ()
    # Some labels write the form beside the code: "99990 x2", "99990 (right leg)".
    words = text[found.end() :].strip()
    if times := TIMES.fullmatch(words):
        units, words = int(times.group(1)), ""
    reason = str(entry.get("reason") or "")
    if entry.get("conditional") and units is None and not modifiers and not words:
        words = reason or "in one form only"
    return Forbidden(found.group(), reason, units, modifiers, words)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
