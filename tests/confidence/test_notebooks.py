"""Notebooks run from top to bottom and are stored without output."""

from __future__ import annotations

import runpy
import warnings
from pathlib import Path

import pytest

from tests.conftest import ROOT

NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").iterdir() if path.suffix in (".py", ".ipynb"))


def test_the_notebooks_are_the_ones_listed() -> None:
    listed = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in NOTEBOOKS] == ["confidence.py"]
    assert all(f"`{path.name}`" in listed for path in NOTEBOOKS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        space = runpy.run_path(str(path))
    out = capsys.readouterr().out
    assert len(space["per_family"]) == len(space["model"].families)
    assert space["reliability"]["lines"] < 0.06 and space["reliability"]["claims"] < 0.08
    assert (space["seen"]["mean where labelled"] > 0.6).all() and (space["seen"]["mean elsewhere"] < 0.1).all()
    assert "calibration error" in out and "nan" not in out.split("## Routing")[-1][-200:]
