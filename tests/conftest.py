"""Shared places and objects of the tests."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

os.environ.setdefault("CAC_DATA_HOME", str(Path(__file__).resolve().parent / "no-store"))  # never the tables of the user who runs the tests
ROOT = Path(__file__).resolve().parent.parent


def shared() -> Path:
    """The folder with the labelled cases and the genuine CMS files beside the checkout."""
    return Path(os.environ.get("CAC_SHARED") or ROOT.parent / "shared")


def cases(*names: str) -> list[dict]:
    """Labelled cases of the repository and, where present, of the shared folder."""
    files = sorted((ROOT / "corpora" / "golden").glob("*.jsonl"))
    files += sorted((shared() / "cases").glob("*.jsonl")) if (shared() / "cases").is_dir() else []
    return [json.loads(line) for file in files if not names or file.stem in names for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="session")
def coder():
    from cac import Coder

    return Coder()
