"""Manifest and card of a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_cases import line, write

from cac.evaluation.corpus import CorpusError, check_card, check_manifest, read_facts, render_card, write_card, write_manifest


def corpus(folder: Path) -> Path:
    home = folder / "made"
    home.mkdir()
    write(home / "a.jsonl", {"expected": [line("99990"), line("99991")]}, {"id": "c-2", "family": "biliary", "complete": False})
    (home / "card.toml").write_text('title = "Made cases"\nlicence = "CC0-1.0"\n', encoding="utf-8")
    write_manifest(home)
    return home


def test_the_manifest_counts_the_cases(tmp_path: Path) -> None:
    manifest = json.loads((corpus(tmp_path) / "manifest.json").read_text())
    file = manifest["files"]["a.jsonl"]
    assert (manifest["name"], manifest["cases"]) == ("made", 2)
    assert (file["cases"], file["complete"], file["without_lines"], file["lines"]) == (2, 1, 1, 2)
    assert file["family"] == {"biliary": 1, "renal": 1}
    assert file["year_of_service"] == {"2026": 2}


def test_an_untouched_corpus_agrees_with_its_manifest(tmp_path: Path) -> None:
    assert check_manifest(corpus(tmp_path)) == []


def test_a_changed_label_is_noticed_though_no_count_moves(tmp_path: Path) -> None:
    home = corpus(tmp_path)
    path = home / "a.jsonl"
    path.write_text(path.read_text().replace("99991", "99992"))
    assert "a.jsonl: sha256 differs from the manifest" in check_manifest(home)


def test_files_that_come_and_go_are_noticed(tmp_path: Path) -> None:
    home = corpus(tmp_path)
    (home / "a.jsonl").rename(home / "b.jsonl")
    problems = check_manifest(home)
    assert "a.jsonl: stands in the manifest, not in the folder" in problems
    assert "b.jsonl: stands in the folder, not in the manifest" in problems


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    home = corpus(tmp_path)
    (home / "manifest.json").unlink()
    with pytest.raises(CorpusError, match="write it with write_manifest"):
        check_manifest(home)


def test_the_card_shows_stated_and_counted_facts_and_unknown_ones(tmp_path: Path) -> None:
    home = corpus(tmp_path)
    text = render_card(home)
    assert text.startswith("# Made cases\n")
    assert "**Licence.** CC0-1.0" in text
    assert "**Personal data.** unknown" in text
    assert "| `a.jsonl` | 2 | 1 | 1 | 2 |" in text


def test_a_card_that_was_edited_by_hand_is_noticed(tmp_path: Path) -> None:
    home = corpus(tmp_path)
    assert check_card(home) == ["CARD.md: missing; write it with write_card"]
    path = write_card(home)
    assert check_card(home) == []
    path.write_text(path.read_text() + "better\n")
    assert check_card(home) == ["CARD.md: not written from card.toml and manifest.json"]


@pytest.mark.parametrize(("text", "message"), [('colour = "red"', "colour is no field of a card"), ("title = 3", "title must be a text"), ("=", "card.toml")])
def test_wrong_facts_are_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "card.toml").write_text(text)
    with pytest.raises(CorpusError, match=message):
        read_facts(tmp_path)
