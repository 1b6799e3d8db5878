"""What stands beside work in a vessel and is none: fluid, a joint, a sac, an hour named by an act, a thing that was meant."""

from __future__ import annotations

import pytest

from cac import Coder, Report
from cac.narrative.acts import _NOT_AN_ACT
from cac.narrative.joint_told import by_the_wrist
from cac.narrative.occasion import _UNTOUCHED
from cac.narrative.pleural_words import seen_beside_vessels
from cac.narrative.veins import _INTENDED
from cac.narrative.venous_device_acts import _NEVER_MADE, _PORTAL_ENTRY


@pytest.fixture(scope="module")
def codes():
    """The codes of a report, without a model or a store."""
    coder = Coder(store="", model="")
    return lambda text, day="2025-06-10": {line["code"] for line in coder.suggest(Report(text=text, date_of_service=day)).to_dict()["lines"]}


@pytest.mark.parametrize("text", [
    "tevar for transection. left hemothorax on ct. chest tube by the trauma team.",
    "wallstent 14 x 60 across the svc. ct also showed a small left effusion, not addressed.",
    "zilver stent in the iliac vein. bilateral effusions noted.",
])
def test_fluid_in_the_chest_is_only_seen(text):
    assert seen_beside_vessels(text)


@pytest.mark.parametrize("text", [
    "tevar done. then the left effusion was tapped with an 8 fr pigtail, 900 ml.",
    "wallstent in the svc. right thoracentesis, 1.2 l of straw fluid.",
    "yueh needle into the right effusion, 700 ml",
    "stent deployed. chest tube placed for pneumothorax.",
])
def test_fluid_in_the_chest_is_drained(text):
    assert not seen_beside_vessels(text)


@pytest.mark.parametrize("text, only", [
    ("left wrist prepared, barbeau type a, radial artery entered", True),
    ("entry at the wrist, tr band with 12 ml of air", True),
    ("right wrist, snuffbox puncture, 5 f", True),
    ("wrist joint injected with triamcinolone", False),
    ("mr arthrogram of the wrist, radial artery avoided", False),
    ("25 g into the radiocarpal space, radial artery seen and avoided", False),
])
def test_the_wrist_as_a_way_in(text, only):
    assert by_the_wrist(text) is only


@pytest.mark.parametrize("text", [
    "skin was not punctured", "the groin was never entered", "artery not yet punctured", "decision made not to proceed",
    "cancelled before any sedation", "no skin incision was made", "no needle was made", "called off before puncture",
])
def test_a_patient_left_untouched(text):
    assert _UNTOUCHED.search(text)


@pytest.mark.parametrize("text", ["vein not seen to be patent", "aborted after the third pass", "the left artery could not be entered", "no incision was closed"])
def test_a_patient_who_was_touched(text):
    assert not _UNTOUCHED.search(text)


@pytest.mark.parametrize("text", ["no prior shunt", "without a previous tips", "tips was turned down in 2021 for encephalopathy", "shunt had been considered", "tips was discussed last year", "never had a tips"])
def test_a_shunt_never_made(text):
    assert _NEVER_MADE.search(text)


@pytest.mark.parametrize("text", ["prior tips from 2019", "existing shunt narrowed", "tips occluded", "shunt check", "tips was placed in 2020"])
def test_a_shunt_of_before(text):
    assert not _NEVER_MADE.search(text)


@pytest.mark.parametrize("text", ["colapinto turned forward, two throws; the second drew blood and showed a right portal vein branch", "rosch needle, four tries; dye filled the portal vein"])
def test_the_portal_vein_entered(text):
    assert _PORTAL_ENTRY.search(text)


def test_the_portal_vein_missed():
    assert not _PORTAL_ENTRY.search("colapinto, six throws; none reached a portal vein")


@pytest.mark.parametrize("text, meant", [
    (": i had intended to study them", True), (" were meant to be treated", True), (", we had planned to look", True),
    (" was catheterized", False), (": selected, as had been planned", False), (" was studied as intended", False),
])
def test_a_vein_that_was_only_meant(text, meant):
    assert bool(_INTENDED.match(text)) is meant


@pytest.mark.parametrize("text", ["post stenotic ballooning", "post-stenotic dilatation", "fusiform ballooning"])
def test_a_wide_artery_is_no_balloon(text):
    assert _NOT_AN_ACT.search(text)


def test_a_balloon_is_a_balloon():
    assert not _NOT_AN_ACT.search("ballooning to 6 mm of the stenosis")


THROMBIN = "Right groin lump after a heart catheter. Ultrasound: 3 cm pseudoaneurysm of the right common femoral artery. Under continuous ultrasound a 22 gauge spinal needle entered the sac and 500 units of thrombin were {}. Flow gone. Images were stored."


@pytest.mark.parametrize("how", ["dripped in", "let drip slowly", "injected"])
def test_a_spinal_needle_in_an_aneurysm(codes, how):
    given = codes(THROMBIN.format(how))
    assert "36002" in given and not given & {"62270", "62328"}


def test_a_spinal_needle_in_the_back(codes):
    assert codes("Lumbar puncture for meningitis. L3-4, 22 gauge spinal needle, clear CSF dripped, four tubes to the lab.") & {"62270", "62328"}


LEG = (
    "Right leg claudication; CTA last week showed a right SFA stenosis. Left common femoral access, 6F sheath over the bifurcation. "
    "Right SFA: 5 x 100 balloon, then a 6 x 100 Supera stent with good result. {} Perclose."
)


@pytest.mark.parametrize("words", [
    "After the stent the run showed normal flow in the tibioperoneal trunk and the peroneal artery.",
    "Following the stent, the anterior tibial artery filled better.",
    "Once the stent was open, spasm in the peroneal artery gave way to nitroglycerin.",
])
def test_an_act_that_only_tells_the_hour(codes, words):
    given = codes(LEG.format(words))
    assert "37226" in given and not given & {"37228", "37230", "37232", "37234"}


def test_an_act_after_another(codes):
    given = codes(LEG.format("After the stent the peroneal artery, 90% stenosed, was dilated with a 3 x 80 balloon."))
    assert {"37226", "37228"} <= given


def test_the_valve_of_an_arm_line(codes):
    given = codes("PICC. Left basilic vein entered under ultrasound, patent, image stored. 4F single lumen Groshong cut to 44 cm through the peel-away, tip in the lower SVC on the final film. 60 year old.")
    assert "36573" in given and "36558" not in given


def test_a_cuff_drawn_out_beside_a_new_port(codes):
    given = codes(
        "PORT PLACEMENT AND LINE REMOVAL. Right internal jugular vein patent, entered under live ultrasound, image kept. Pocket made below the right clavicle, 8F single lumen port, catheter tunneled to the neck, through the peel-away, "
        "tip at the cavoatrial junction on fluoroscopy. On the left the cuff of the Hickman was dissected free and the whole tunneled catheter pulled. Patient is 50 years old."
    )
    assert {"36561", "36589"} <= given and "36558" not in given


@pytest.mark.parametrize(
    "text",
    (
        "8 x 37 mm balloon expandable stents were set side by side at the bifurcation and inflated together.",
        "8 x 39 VBX stents were deployed simultaneously at the aortic bifurcation.",
        "Across the distal aorta 8 x 39 mm stents were inflated together.",
    ),
)
def test_stents_side_by_side_where_the_aorta_parts_are_one_in_each_common_iliac(coder: Coder, text: str) -> None:
    head = "PROCEDURE: Iliac stents. CTA was complete: 90% stenosis at the origin of both common iliac arteries. Both groins were punctured, 7F sheaths. "
    lines = coder.suggest(Report(text=head + text, date_of_service="2025-05-06")).lines
    assert [(line["code"], line["modifiers"]) for line in lines] == [("37221", ["50"])]


@pytest.mark.parametrize(
    ("text", "further"),
    (
        ("The left external iliac lesion, separated from the stent by a normal segment, was opened with a 7 x 20 balloon.", "37222"),
        ("A lesion in the left external iliac artery, 3 cm away from the stent, was dilated with a 7 x 20 balloon.", "37222"),
        ("The left external iliac lesion, clearly apart from the first stent, was stented with a 7 x 40 Zilver.", "37223"),
    ),
)
def test_a_stent_from_which_a_lesion_lies_apart_is_not_placed_in_it(coder: Coder, text: str, further: str) -> None:
    head = "PROCEDURE: Iliac stents.\nLeft CFA, 7F. An 8 x 37 mm stent was placed in the left common iliac artery. "
    lines = coder.suggest(Report(text=head + text, date_of_service="2025-05-06")).lines
    assert {line["code"] for line in lines} == {"37221", further}
