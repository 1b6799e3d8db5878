"""Arterial work dictated as a telegram: catheter and artery in one clause, film and limb in one clause, and what only looks like it."""

from __future__ import annotations

import pytest

from cac.language.pipeline import read
from cac.narrative import film_beds, imaging
from cac.narrative.arterial_line import arterial_line
from cac.narrative.case import Case
from cac.narrative.catheter import walk

ENTERED = {
    "catheter beside": ("Right CFA 5F. Cobra celiac, micro left gastric, both filmed.", {"celiac_trunk", "left_gastric_artery"}),
    "film behind": ("Right CFA 5F. Celiac pictures, then SMA pictures with the same catheter.", {"celiac_trunk", "superior_mesenteric_artery"}),
    "tip in the leg": ("Right groin 6F crossover sheath, tip left SFA.", {"superficial_femoral_artery"}),
    "catheter and wire": ("Right CFA. A catheter and Astato wire were advanced into the left SFA.", {"superficial_femoral_artery"}),
    "parked over the horn": ("From the left femoral, Rim over the horn, parked right EIA.", {"external_iliac_artery"}),
    "renals under a flush catheter": ("Right CFA. Omni flush at the renals, aortogram.", set()),
    "seen from the aorta": ("Right CFA. Pigtail at L1, aortogram: celiac and SMA patent.", set()),
    "scan": ("CT angiogram of the celiac last week. Right CFA, pigtail in the aorta, aortogram.", set()),
    "not reached": ("Right CFA. Cobra could not engage the celiac.", set()),
    "beds": ("Right CFA. Sos in the celiac and one frontal film for the splenic bed.", {"celiac_trunk"}),
    "graft part": ("EVAR. The iliac component placed in the right hypogastric.", set()),
}


@pytest.mark.parametrize("name", ENTERED)
def test_arteries_entered(name: str) -> None:
    text, expected = ENTERED[name]
    assert {p.vessel for p in walk(Case(read(text))).positions if p.order} == expected


LEGS = {
    "stepped both legs to the toes": True,
    "digital runs of both lower limbs": True,
    "the right leg alone was studied by injecting the side-arm of the sheath": True,
    "pelvis and legs, hand pictures": True,
    "iliofemoral obliques and legs to mid-shin": True,
    "duplex of the left leg was reviewed": False,
    "left leg not imaged": False,
    "upper limb runs": False,
    "both limbs locked with heparin, images saved": False,
    "the angiogram shows an occlusion and the leg is cold": False,
    "completion runs of the left leg": False,
    "venogram of the left leg": False,
}


@pytest.mark.parametrize("text", LEGS)
def test_films_of_a_leg(text: str) -> None:
    assert (film_beds.legs(text) is not None) == LEGS[text]


def test_two_places_of_the_flush_catheter() -> None:
    moved = Case(read("Right CFA 5F. Omni at L1, DSA belly. Omni down to L4, both legs filmed to the feet."))
    held = Case(read("Right CFA 5F. Omni at L1, DSA belly and from the same position both legs filmed to the feet."))
    assert [(b.region, b.moved) for b in imaging.beds(moved)] == [("abdominal_aorta", False), ("leg", True)]
    assert [(b.region, b.moved) for b in imaging.beds(held)] == [("abdominal_aorta", False), ("leg", False)]


LINES = {
    "Arterial line for pressors. Left radial, Allen ok, 20 G Arrow. Good trace, stitched.": True,
    "Art line. R femoral 18G, wire, one pass, waveform good.": True,
    "Arterial line removed. Left radial, pressure held, dressing.": False,
    "Arterial line to be placed by anesthesia. Radial pulse palpable, Allen ok.": False,
    "Radial arterial line attempted, unable to thread the wire, waveform poor, abandoned.": False,
}


@pytest.mark.parametrize("text", LINES)
def test_lines_for_pressure(text: str) -> None:
    assert (arterial_line(Case(read(text))) is not None) == LINES[text]
