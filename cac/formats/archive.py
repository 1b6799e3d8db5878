"""Readers of archives: jsonl files and folders of text files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cac.report import ENCOUNTER_FIELDS, Report, ReportError


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be read: where it stands and why, without its text."""

    where: str
    reason: str


def rows(source: Path, *, defaults: dict[str, Any]) -> Iterator[tuple[str, Report] | Bad]:
    """Reports of an archive in order.

    Args:
        source: jsonl file or folder of ``.txt`` files.
        defaults: encounter fields for rows that lack them.

    Raises:
        ReportError: the source does not exist or has no readable form.
    """
    if source.is_dir():
        yield from _folder(source, defaults)
    elif not source.exists():
        raise ReportError(f"{source}: no such file or folder")
    elif source.suffix in (".jsonl", ".ndjson"):
        yield from _jsonl(source, defaults)
    else:
        raise ReportError(f"{source}: unknown form; give a .jsonl file or a folder of .txt files")


def _folder(source: Path, defaults: dict[str, Any]) -> Iterator[tuple[str, Report] | Bad]:
    for path in sorted(source.rglob("*.txt")):
        name = path.relative_to(source).as_posix()
        data = path.read_bytes()
        if not data.strip() or b"\x00" in data:
            yield Bad(name, "empty file" if not data.strip() else "binary data, not text")
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
        yield name, Report(text=text, report_id=path.stem, **{k: v for k, v in defaults.items() if v is not None})


def _jsonl(source: Path, defaults: dict[str, Any]) -> Iterator[tuple[str, Report] | Bad]:
    with source.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{source.name} line {number}"
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                yield Bad(where, f"no JSON: {error.msg} at column {error.colno}")
                continue
            if not isinstance(row, dict):
                yield Bad(where, "a row is a JSON object")
                continue
            text = row.get("text", row.get("report"))
            if not isinstance(text, str) or not text.strip():
                yield Bad(where, "no text: the row needs a key text or report with the dictation")
                continue
            fields = {k: v for k, v in defaults.items() if v is not None}
            fields |= {k: row[k] for k in ENCOUNTER_FIELDS if row.get(k) not in (None, "")}
            if isinstance(fields.get("history"), list):
                fields["history"] = tuple(fields["history"])
            yield where, Report(text=text, report_id=str(row.get("report_id", row.get("id", number))), **fields)
