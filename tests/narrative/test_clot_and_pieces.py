"""Clot taken out and lost pieces caught, in whatever words; and what looks like them and is neither."""

from __future__ import annotations

import pytest

from cac.language.pipeline import read
from cac.narrative import limb, stray
from cac.narrative.case import Case
from cac.narrative.clot_acts import taken_out

TAKEN = (
    "indigo cat8 cleared it.",
    "clottriever sheath; catheter and wire up into the ivc; 5 sweeps.",
    "16f lightning flash with separator, r femoral vein.",
    "suction through the 8f guide, four passes.",
    "sixty ml syringe on the guide sucked the clot away.",
    "a cast of clot was dragged into the sheath.",
)
NOT_TAKEN = (
    "the sheath was aspirated and flushed.",
    "no clot was aspirated.",
    "angiojet was considered.",
    "an indigo system was kept on standby.",
    "thrombectomy device last year elsewhere.",
    "the catheter was drawn back so as to lie in the remaining clot.",
    "half of the clot has cleared on the drip.",
)
CAUGHT = (
    "port catheter snapped; distal piece draped from right atrium to rpa. en snare from the right cfv grabbed the tail, everything out intact.",
    "a coil had migrated to the left pulmonary artery. sheath 10f, rfv. tri-lobe snare engaged a loop, coil came out in full.",
    "j-wire lost in the ivc during a line attempt. right femoral vein 8f, amplatz snare around it, whole wire withdrawn.",
)
NOT_CAUGHT = (
    "port catheter snapped; piece in the right atrium. snare tried for an hour, could not be engaged, left in place for surgery.",
    "through-and-through wire: the wire was snared from the femoral artery and brought out for the floss technique; lost motion in the leg.",
    "broken filter: snare around the hook, filter removed from the ivc.",
)


@pytest.mark.parametrize("text", TAKEN)
def test_clot_is_read_as_taken_out(text: str) -> None:
    assert taken_out(text) is not None


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_clot_is_not_read_as_taken_out(text: str) -> None:
    assert taken_out(text) is None


@pytest.mark.parametrize("text", CAUGHT)
def test_a_lost_piece_is_read_as_caught(text: str) -> None:
    assert stray.caught(text, text) is not None


@pytest.mark.parametrize("text", NOT_CAUGHT)
def test_other_snares_catch_no_lost_piece(text: str) -> None:
    assert stray.caught(text, text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Left common and external iliac arteries 80%, stented through the right groin.", ["common_iliac_artery", "external_iliac_artery"]),
        ("Left iliac: the external 70%, the common 90%, both stented.", ["iliac_artery", "external_iliac_artery", "common_iliac_artery"]),
        ("Right leg, ant tib and post tib angioplasty 2.5 mm.", ["anterior_tibial_artery", "posterior_tibial_artery"]),
        ("Right leg, fem-pop CTO stented.", ["superficial_femoral_artery"]),
        ("ALL OF THE SFA STENOSES WERE FOUND AT THE SAME PLACE IN THE LEFT LEG as drawn before.", ["superficial_femoral_artery"]),
    ],
)
def test_leg_arteries_by_short_names(text: str, names: list[str]) -> None:
    assert [m.name for m in limb.vessels(Case(read(text)))] == names
