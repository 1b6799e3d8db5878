"""The result of an evaluation as plain data: what stands in the result file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cac import __version__
from cac.evaluation.cases import CaseFile
from cac.evaluation.lines import Line, show
from cac.evaluation.runner import Answer
from cac.evaluation.totals import add_up, by_label

SCHEMA = "cac.evaluation/1"
# Raise when scores stop being comparable with earlier ones.
EVALUATION_VERSION = 1
GROUPS: dict[str, Callable[[Answer], str]] = {
    "family": lambda answer: answer.case.family,
    "file": lambda answer: answer.case.file,
    "basis": lambda answer: answer.case.basis,
    "kind": lambda answer: answer.case.kind,
    "difficulty": lambda answer: answer.case.difficulty,
}


def build_result(files: Sequence[CaseFile], answers: Sequence[Answer], *, selection: Mapping[str, Any]) -> dict[str, Any]:
    """Build the result of a run.

    Args:
        files: the case files as read (all of them, also cases not run).
        answers: what was run.
        selection: the options that narrowed the run; empty for the whole corpus.

    Returns:
        Plain data without any report text: corpus with checksums, versions, measures overall and per group, counts per
        label, and one short row per case.
    """
    outcomes = [answer.outcome for answer in answers]
    return {
        "schema": SCHEMA,
        "evaluation_version": EVALUATION_VERSION,
        "corpus": {
            "sha256": corpus_sha256(files),
            "cases": sum(len(file.cases) for file in files),
            "cases_run": len(answers),
            "files": [{"name": f.name, "sha256": f.sha256, "cases": len(f.cases)} for f in files],
        },
        "selection": {key: value for key, value in selection.items() if value},
        "code": code_version(),
        "knowledge": knowledge_versions(answers),
        "overall": add_up(outcomes).to_dict(),
        "by": {name: _by(answers, key) for name, key in GROUPS.items()},
        "labels": by_label(outcomes),
        "cases": [_row(answer) for answer in answers],
    }


def _by(answers: Sequence[Answer], key: Callable[[Answer], str]) -> dict[str, Any]:
    names = sorted({key(answer) for answer in answers} - {""})
    return {name: add_up(a.outcome for a in answers if key(a) == name).to_dict() for name in names}


def _row(answer: Answer) -> dict[str, Any]:
    out = answer.outcome
    return {
        "id": out.case_id,
        "family": answer.case.family,
        "file": answer.case.file,
        "right": out.right,
        "complete": out.complete,
        "error": out.error,
        "accepted": out.accepted,
        "given": [line_dict(line) for line in out.given],
        "missing": dict(out.missing),
        "extra": dict(out.extra),
        "forbidden": dict(out.forbidden),
        "modifiers": [f"{miss.expected} given {miss.given}" for miss in out.modifier_misses],
    }


def line_dict(line: Line) -> dict[str, Any]:
    """Return a line as code, units and modifiers."""
    return {"code": line.code, "units": line.units, "modifiers": list(line.modifiers or ())}


def show_rows(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write the given lines of a result file the way a coder does."""
    return show(Line(row["code"], row["units"], tuple(row["modifiers"])) for row in rows)


def corpus_sha256(files: Sequence[CaseFile]) -> str:
    """Return one checksum over the checksums of the files; names and order do not matter."""
    return hashlib.sha256("\n".join(sorted(file.sha256 for file in files)).encode()).hexdigest()


def code_version() -> dict[str, str]:
    """Return the version of the package and one checksum over its program and knowledge files."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".yaml", ".csv"} and path.is_file():
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return {"version": __version__, "sha256": digest.hexdigest()}


def knowledge_versions(answers: Sequence[Answer]) -> dict[str, list[str]]:
    """Return the versions of knowledge, edits and model that the answers name (more than one is possible)."""
    found: dict[str, set[str]] = {"version": set(), "ncci": set(), "model": set()}
    for answer in answers:
        if answer.suggestion is None:
            continue
        knowledge = answer.suggestion.get("knowledge") or {}
        for key, values in found.items():
            values.add(str(knowledge.get(key) or "unknown"))
    return {key: sorted(values) or ["unknown"] for key, values in found.items()}
