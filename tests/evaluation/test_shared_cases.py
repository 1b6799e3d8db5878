"""The shared labelled cases can be read and, answered with their own labels, are all right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from eval_cases import answer

from cac.evaluation.cases import read_cases
from cac.evaluation.score import score

SHARED = Path(os.environ.get("CAC_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "cases"


def test_every_label_and_every_alternative_scores_as_right() -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared cases are not beside this checkout")
    files = read_cases([SHARED])
    tried = 0
    for case in (case for file in files for case in file.cases):
        for lines in (case.expected, *case.alternatives):
            given = [{"code": ln.code, "units": ln.units, "modifiers": list(ln.modifiers or ())} for ln in lines]
            out = score(case, answer(*given))
            tried += 1
            assert out.right and not out.missing and not out.extra, (case.id, out)
            assert not out.forbidden, (case.id, out.forbidden)
            if lines is case.expected:
                assert not out.modifier_misses, (case.id, out.modifier_misses)
    assert tried == sum(1 + len(case.alternatives) for file in files for case in file.cases) > 253
