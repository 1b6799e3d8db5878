"""The corpora of the repository agree with their manifests and cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from cac.evaluation.corpus import check_card, check_manifest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted({file.parent for file in (ROOT / "corpora").glob("*/*.jsonl")})


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_manifest_and_card_are_true(folder: Path) -> None:
    assert check_manifest(folder) + check_card(folder) == []
