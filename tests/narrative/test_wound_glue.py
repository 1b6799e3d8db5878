"""Glue on the skin at the end of a report treats no vessel; glue in a vessel does."""

from __future__ import annotations

import pytest

from cac.language import wound

SKIN = (
    "The site was closed with skin glue and Steri-Strips.",
    "Incisions closed with 3-0 nylon and glue.",
    "Both incisions were then sealed with glue.",
    "4-0 Monocryl, glue and a dressing.",
    "Glue to the skin nick.",
    "Cyanoacrylate was applied to the incision.",
    "Neck puncture site glued.",
)
VESSEL = (
    "LGA closed with glue.",
    "Glue was injected into the varix.",
    "T9 intercostal bleeding, glue.",
    "The fistula was occluded with n-BCA glue 1:3.",
    "Glue and coils to the left bronchial.",
    "The bleeding site was closed with glue.",
)


@pytest.mark.parametrize("said", SKIN)
def test_glue_on_the_skin_is_blanked(said: str) -> None:
    blanked = wound.blanked(said.lower())
    assert len(blanked) == len(said)
    assert "glu" not in blanked and "acryl" not in blanked


@pytest.mark.parametrize("said", VESSEL)
def test_glue_in_a_vessel_stays(said: str) -> None:
    assert wound.blanked(said.lower()) == said.lower()
