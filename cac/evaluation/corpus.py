"""Corpora of labelled cases: manifest with counts and checksums, and the card written from it.

A corpus is a folder ``corpora/<name>/`` with case files (``*.jsonl``), ``card.toml`` (what people state about it),
``manifest.json`` (what is counted) and ``CARD.md`` (written from both).
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from cac.evaluation.cases import Case, CaseFile, read_cases
from cac.evaluation.results import corpus_sha256

SCHEMA = "cac.corpus/1"
MANIFEST, FACTS, CARD = "manifest.json", "card.toml", "CARD.md"
CARD_FIELDS = {
    "title": "Title",
    "purpose": "For",
    "not_for": "Not for",
    "origin": "Where the reports come from",
    "licence": "Licence",
    "labels": "How the labels were made",
    "labelled_by": "By whom",
    "splits": "Splits, and why they do not leak",
    "personal_data": "Personal data",
    "limits": "Known limits",
}


class CorpusError(ValueError):
    """A corpus folder cannot be used; the message names file and what is wrong."""


def build_manifest(folder: Path) -> dict[str, Any]:
    """Count the cases of a corpus.

    Args:
        folder: ``corpora/<name>/``.

    Returns:
        Checksum of the corpus and, per file, checksum and counts (cases, complete, lines, per family, basis and kind).

    Raises:
        CaseFileError: a case file cannot be read, or there is none.
    """
    files = read_cases([folder])
    return {
        "schema": SCHEMA,
        "name": folder.resolve().name,
        "sha256": corpus_sha256(files),
        "cases": sum(len(file.cases) for file in files),
        "files": {file.name: _count(file) for file in files},
    }


def _count(file: CaseFile) -> dict[str, Any]:
    return {
        "sha256": file.sha256,
        "cases": len(file.cases),
        "complete": sum(case.complete for case in file.cases),
        "without_lines": sum(not case.expected for case in file.cases),
        "lines": sum(len(case.expected) for case in file.cases),
        "family": _tally(file.cases, "family"),
        "basis": _tally(file.cases, "basis"),
        "kind": _tally(file.cases, "kind"),
        "year_of_service": dict(sorted(Counter(case.date_of_service[:4] for case in file.cases).items())),
    }


def _tally(cases: tuple[Case, ...], name: str) -> dict[str, int]:
    return dict(sorted(Counter(value for case in cases if (value := getattr(case, name))).items()))


def write_manifest(folder: Path) -> Path:
    """Write ``manifest.json`` of a corpus; the same cases give the same bytes.

    Raises:
        CaseFileError: as `build_manifest`.
    """
    path = folder / MANIFEST
    path.write_text(json.dumps(build_manifest(folder), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def check_manifest(folder: Path) -> list[str]:
    """Compare a corpus with its manifest.

    Returns:
        One sentence per difference, naming the file and what differs; empty where all agrees.

    Raises:
        CaseFileError: as `build_manifest`.
        CorpusError: the manifest is missing or is no manifest.
    """
    stated, found = read_manifest(folder), build_manifest(folder)
    problems = [
        f"{MANIFEST}: {key} is {stated.get(key)!r}, the folder has {found[key]!r}"
        for key in ("name", "cases", "sha256")
        if stated.get(key) != found[key]
    ]
    old, new = stated.get("files", {}), found["files"]
    problems += [f"{name}: stands in the manifest, not in the folder" for name in sorted(set(old) - set(new))]
    problems += [f"{name}: stands in the folder, not in the manifest" for name in sorted(set(new) - set(old))]
    for name in sorted(set(old) & set(new)):
        differing = [key for key in sorted(set(old[name]) | set(new[name])) if old[name].get(key) != new[name].get(key)]
        problems += [f"{name}: {key} differs from the manifest" for key in differing]
    return problems


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a corpus.

    Raises:
        CorpusError: it is missing or is no manifest.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror}); write it with write_manifest") from error
    except ValueError as error:
        raise CorpusError(f"{path}: not JSON") from error
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise CorpusError(f"{path}: no manifest of schema {SCHEMA}")
    return manifest


def read_facts(folder: Path) -> dict[str, str]:
    """Read ``card.toml``: what people state about the corpus. Fields left out are ``unknown``.

    Raises:
        CorpusError: the file is missing, no TOML, has a field that no card knows, or a value that is no text.
    """
    path = folder / FACTS
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from error
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path}: {error}") from error
    for key, value in facts.items():
        if key not in CARD_FIELDS:
            raise CorpusError(f"{path}: {key} is no field of a card; allowed: {', '.join(CARD_FIELDS)}")
        if not isinstance(value, str):
            raise CorpusError(f"{path}: {key} must be a text")
    return {key: str(facts.get(key, "")).strip() or "unknown" for key in CARD_FIELDS}


def render_card(folder: Path) -> str:
    """Write the card of a corpus from its facts and its manifest.

    Raises:
        CorpusError: facts or manifest cannot be read.
    """
    facts, manifest = read_facts(folder), read_manifest(folder)
    title = facts.pop("title")
    rows = [f"# {manifest['name'] if title == 'unknown' else title}", ""]
    for key, text in facts.items():
        rows += [f"**{CARD_FIELDS[key]}.** {text}", ""]
    rows += [f"{manifest['cases']} cases, corpus sha256 `{manifest['sha256']}`.", ""]
    rows += ["| file | cases | complete label | without lines | lines | sha256 |", "|---|---|---|---|---|---|"]
    for name, file in manifest["files"].items():
        rows.append(
            f"| `{name}` | {file['cases']} | {file['complete']} | {file['without_lines']} | {file['lines']} | `{file['sha256'][:12]}` |"
        )
    families: Counter[str] = Counter()
    for file in manifest["files"].values():
        families.update(file["family"])
    rows += ["", "| family | cases |", "|---|---|", *(f"| {name} | {n} |" for name, n in sorted(families.items()))]
    return "\n".join(rows) + "\n"


def write_card(folder: Path) -> Path:
    """Write ``CARD.md`` of a corpus.

    Raises:
        CorpusError: as `render_card`.
    """
    path = folder / CARD
    path.write_text(render_card(folder), encoding="utf-8")
    return path


def check_card(folder: Path) -> list[str]:
    """Tell whether ``CARD.md`` is the card that facts and manifest give; one sentence where it is not."""
    path = folder / CARD
    if not path.is_file():
        return [f"{CARD}: missing; write it with write_card"]
    return [] if path.read_text(encoding="utf-8") == render_card(folder) else [f"{CARD}: not written from {FACTS} and {MANIFEST}"]


def main(folders: list[str]) -> None:
    """Write manifest and card of each folder: ``python -m cac.evaluation.corpus corpora/golden``."""
    for name in folders:
        print(write_manifest(Path(name)))
        print(write_card(Path(name)))


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
