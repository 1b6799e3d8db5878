"""The rooms of the house and their one-way doors."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cac"
#: what each room may import; later rooms may use earlier ones, never the other way round
ALLOWED: dict[str, set[str]] = {
    "pattern_heads": set(),
    "patterns": {"pattern_heads"},
    "report": set(),
    "findings": set(),
    "knowledge": {"patterns", "report"},
    "language": {"patterns", "report", "knowledge", "findings"},
    "narrative": {"patterns", "report", "knowledge", "findings"},
    "coding": {"patterns", "report", "knowledge", "findings", "narrative"},
    "claim": {"patterns", "report", "knowledge", "findings", "narrative", "coding"},
    "queries": {"patterns", "report", "knowledge", "findings", "narrative", "coding", "claim"},
    "confidence": {"patterns", "report", "knowledge", "findings", "suggestion"},
    "suggestion": set(),
    "formats": {"report", "suggestion"},
}


def modules() -> list[tuple[str, Path]]:
    """Every module with the room it stands in."""
    out = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        out.append((parts[0], path))
    return out


def imported(path: Path) -> set[str]:
    """Names of the rooms a module imports."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            parts = name.split(".")
            if parts[0] == "cac" and len(parts) > 1:
                rooms.add(parts[1])
            elif name == "cac" and isinstance(node, ast.ImportFrom):
                rooms.update(alias.name for alias in node.names if (PACKAGE / alias.name).is_dir() or (PACKAGE / f"{alias.name}.py").exists())
    return rooms


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_what_stands_before_it(room: str) -> None:
    found = [(path.name, imported(path) - ALLOWED[room] - {room}) for owner, path in modules() if owner == room]
    assert found, f"room {room} has no module"
    assert {name: sorted(rooms) for name, rooms in found if rooms} == {}


def test_only_language_imports_spacy() -> None:
    guilty = [str(p.relative_to(ROOT)) for owner, p in modules() if owner != "language" and re.search(r"^\s*(?:import|from) (?:spacy|medspacy)", p.read_text(encoding="utf-8"), re.M)]
    assert guilty == []


def test_engine_code_names_no_code_number() -> None:
    guilty = []
    for owner, path in modules():
        if owner in ("knowledge", "evaluation"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"[\"'](?:0\d{3}T|[1-9]\d{4}|[A-Z]\d{4})[\"']", line):
                guilty.append(f"{path.relative_to(ROOT)}:{number}")
    assert guilty == []


def test_files_stay_small() -> None:
    assert [str(p.relative_to(ROOT)) for _, p in modules() if p.stat().st_size > 24_000] == []


def test_the_names_of_the_spacy_components_are_known() -> None:
    from cac.language.pipeline import COMPONENTS, pipeline

    assert pipeline().pipe_names == list(COMPONENTS) == ["cac_sentences", "cac_findings", "cac_status"]
