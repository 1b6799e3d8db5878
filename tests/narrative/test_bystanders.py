"""Sentences that tell of no work are set aside, unless the rest of the report tells of the same thing."""

from __future__ import annotations

import pytest

from cac.language.pipeline import read

_PORT = "Port placement, right. The internal jugular vein was punctured under ultrasound; a reservoir was sutured into a pocket. "
_CHEST = "Left thoracentesis. Under ultrasound 600 mL of straw fluid were withdrawn through a Yueh needle. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Degenerative changes of the lumbar spine are noted.",
        "The gallbladder contains stones.",
        "There is a simple cyst in the left kidney.",
        "A pleural drain placed by surgery is in situ.",
        "The left ureteral stent placed by urology is noted.",
        "Risks including bleeding, infection, bile leak and nerve damage were explained.",
        "The nephrostomy will be exchanged in three months.",
        "The existing right nephrostomy tube was not touched today.",
        "Prior cholecystectomy and appendectomy.",
    ],
)
def test_set_aside(sentence: str) -> None:
    assert sentence.lower().rstrip(".") not in read(_PORT + sentence).flat


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (_CHEST, "Small bilateral pleural effusions are noted."),
        (_CHEST, "A chest tube placed by surgery is in place."),
        (_PORT, "The left nephrostomy was exchanged over a wire."),
        (_PORT, "The port will be removed in six months."),
    ],
)
def test_kept(report: str, sentence: str) -> None:
    assert sentence.lower() in read(report + sentence).flat
