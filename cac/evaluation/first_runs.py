"""Records of answers for the line model: facts and verdicts, no word of a report.

A first run is the answer to a report nobody had read yet. Kept as one JSON object per report, so that trust in a
line is learned from what the program did on unseen dictation, not from what it does after repair.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cac.confidence.features import facts
from cac.confidence.fit_lines import Run
from cac.evaluation.cases import Case, CaseFileError
from cac.evaluation.score import score

_KEYS = {"id", "batch", "program", "exact", "agreed", "facts"}
_FACTS = {"words", "notes", "procedures", "queries", "asked", "rejected", "lines"}
_LINE = {"code", "units", "role", "mark", "modifiers", "evidence", "rules"}


def record(case: Case, answer: Mapping[str, Any], *, program: str) -> dict[str, Any]:
    """The record of one answer.

    A line is agreed with where its code stands in the nearest accepted list with the same units; modifiers are not
    judged. Of a label that gives only some of the lines, a line outside it is unknown (null).

    Args:
        case: the labelled report.
        answer: the answer in the contract.
        program: which program gave it, such as a commit.
    """
    outcome = score(case, answer)
    hits = {code for code, _ in outcome.hits}
    uneven = {code for code, _ in (*outcome.missing, *outcome.extra)}
    agreed = [line["code"] in hits and line["code"] not in uneven for line in answer["lines"]]
    if not case.complete:
        agreed = [verdict or None for verdict in agreed]
    return {"id": case.id, "batch": case.file, "program": program, "exact": outcome.right, "agreed": agreed, "facts": facts(answer, len(case.report.split()))}


def run(entry: Mapping[str, Any]) -> Run:
    """A record as the line model takes it."""
    return Run(entry["id"], entry["batch"], entry["facts"], tuple(entry["agreed"]), entry["exact"])


def _is_record(entry: Any) -> bool:
    if not isinstance(entry, dict) or set(entry) != _KEYS or not isinstance(entry["facts"], dict) or set(entry["facts"]) != _FACTS:
        return False
    lines = entry["facts"]["lines"]
    whole = isinstance(lines, list) and all(isinstance(line, dict) and set(line) == _LINE for line in lines)
    return whole and isinstance(entry["agreed"], list) and len(entry["agreed"]) == len(lines)


def read(path: Path) -> list[Run]:
    """Read a file of records.

    Raises:
        CaseFileError: the file cannot be read, or a line is no record.
    """
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseFileError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from None
    out = []
    for number, row in enumerate(rows, 1):
        try:
            entry = json.loads(row)
        except json.JSONDecodeError as error:
            raise CaseFileError(f"{path}, line {number}: not JSON ({error.msg})") from None
        if not _is_record(entry):
            raise CaseFileError(f"{path}, line {number}: no record of an answer; it has the keys {', '.join(sorted(_KEYS))}")
        out.append(run(entry))
    if not out:
        raise CaseFileError(f"{path}: holds no record")
    return out
