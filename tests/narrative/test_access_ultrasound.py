"""Ultrasound at an access in other wordings: judged, watched, kept or not, of one or two accesses, or of no vessel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from cac import Coder, Report
from cac.narrative.sonographic import KEPT, NOT_KEPT, PATENT, WATCHED
from cac.narrative.surveyed import surveyed

Codes = Callable[[str], Counter]


@pytest.fixture(scope="module")
def codes() -> Codes:
    """Codes and units of a report, without a model or a store."""
    coder = Coder(store="", model="")
    return lambda text: Counter({line["code"]: line["units"] for line in coder.suggest(Report(text=text, date_of_service="2026-03-04", place_of_service="22")).to_dict()["lines"]})


@pytest.mark.parametrize("text", ["vein completely effaced with transducer pressure", "no echogenic material within the lumen", "femoral artery was disease free", "no evidence of dvt in the accessed vein", "ij is big and open", "vein with respiratory phasicity", "vein patentcy checked"])
def test_a_vessel_judged(text: str) -> None:
    assert PATENT.search(text)


@pytest.mark.parametrize("text", ["no flow in the vein", "the vein was large", "open repair of the artery"])
def test_a_vessel_not_judged_open(text: str) -> None:
    assert not PATENT.search(text)


@pytest.mark.parametrize("text", ["access made while watching the ultrasound screen", "the needle path was displayed throughout", "needle was guided in under active scanning", "needle under us all the way into the vein", "tip identified in the lumen as it entered", "a picture of the needle in the artery during insertion"])
def test_a_needle_watched(text: str) -> None:
    assert WATCHED.search(text)


@pytest.mark.parametrize("text", ["a needle was passed into the vein", "a picture of the needle", "needle tip identified on fluoroscopy"])
def test_a_needle_not_watched(text: str) -> None:
    assert not WATCHED.search(text)


@pytest.mark.parametrize("text", ["image retention", "a still was exported to pacs", "a picture of the needle in the lumen is part of the permanent record"])
def test_a_picture_kept(text: str) -> None:
    assert KEPT.search(text) and not NOT_KEPT.search(text)


@pytest.mark.parametrize("text", ["no recorded image for the file", "no archived picture", "none of the images were saved", "nothing was saved", "image archiving was omitted", "pictures were deleted", "image retention: no", "the handheld does not store images", "device has no storage"])
def test_a_picture_not_kept(text: str) -> None:
    assert NOT_KEPT.search(text)


@pytest.mark.parametrize(("text", "looked"), [
    ("ultrasound survey shows both femorals; right is patent and free of disease", True),
    ("i looked at both cfas with the probe and went for the left", True),
    ("puncture right and left femoral veins: both looked at with ultrasound, right patent, left patent", False),
    ("both groins scanned, needles seen entering right and left", False),
])
def test_a_look_at_both_sides(text: str, looked: bool) -> None:
    assert surveyed(text) is looked


ILIAC = "KISSING ILIAC STENTS. {} 7F sheaths. 8 x 39 iCast stents were placed in the right and left common iliac arteries and inflated together."


@pytest.mark.parametrize(("text", "units"), [
    ("Right CFA open on US, needle seen live, image saved. Left CFA the same way: open, live, image saved.", 2),
    ("Using sonography, the left common femoral artery (patent) was entered with the needle in view, image to PACS. The right side was done identically, with its own image to PACS.", 2),
    ("US both CFAs: patent. Real-time sticks x 2. Images x 2 in PACS.", 2),
    ("Right CFA open on US, needle seen live, image saved. Left CFA likewise, no image saved.", 1),
])
def test_two_accesses(codes: Codes, text: str, units: int) -> None:
    assert codes(ILIAC.format(text))["76937"] == units


@pytest.mark.parametrize("text", [
    "Thoracentesis, left. With the linear probe no intercostal vessels were seen and the effusion was anechoic. The needle was guided into it in real time. Image archived. 900 mL.",
    "Right axillary node biopsy. Axillary vein patent and compressible. Needle seen live in the node by ultrasound. Image stored. Four 16 gauge cores.",
    "Pelvic abscess drainage. The route was scanned with ultrasound and the iliac vessels, which were patent, avoided. Trocar needle watched. Image filed. 10 Fr drain.",
    "Interscalene block. Linear probe, jugular vein open. Needle in plane, seen in real time. 15 mL ropivacaine around the plexus. Image saved.",
])
def test_no_vessel_was_entered(codes: Codes, text: str) -> None:
    found = codes(text)
    assert found and "76937" not in found


def test_a_fluid_and_a_vein_in_one_session(codes: Codes) -> None:
    assert codes("Thoracentesis, left, under ultrasound: needle into the effusion, image saved, 900 mL. Then tunneled dialysis catheter: right internal jugular vein patent on ultrasound, needle entry seen in real time, image saved. 19 cm Palindrome tunneled and placed through a peel-away, tip in the right atrium by fluoroscopy.")["76937"] == 1


@pytest.mark.parametrize(("words", "given"), [("General anesthesia offered and declined.", True), ("General anesthesia was considered but not needed.", True), ("General anesthesia by Dr. Stone.", False)])
def test_anesthesia_that_was_talked_of(codes: Codes, words: str, given: bool) -> None:
    text = f"CT-guided liver biopsy. {words} Sedation: midazolam 2 mg and fentanyl 100 mcg under my direction, independent nurse observer, 10:02 to 10:40. Under CT guidance an 18 gauge core biopsy of the right hepatic mass was obtained."
    assert ("99152" in codes(text)) is given


def test_a_picc_taken_out_beside_a_port(codes: Codes) -> None:
    text = "Port placement. She has a right arm PICC (placed 3/1, no longer needed). Right IJ punctured under ultrasound. A pocket was made on the chest, a PowerPort implanted and its catheter tunneled to the neck, tip at the cavoatrial junction by fluoroscopy. {}"
    assert not {"36573", "36569"} & set(codes(text.format("The PICC was then pulled.")))


def test_a_stent_at_the_anastomosis_with_clean_central_veins(codes: Codes) -> None:
    found = codes("Right forearm loop graft, clotted. Crossed 7F sheaths. AngioJet, Fogarty of the arterial plug. Imaging to the SVC: 90% venous anastomosis stenosis, recoil after 8 mm balloon, 8 x 50 Viabahn laid across it. Central veins clean.")
    assert found["36906"] == 1 and "36908" not in found
