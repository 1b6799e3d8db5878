"""Spine, joints, nerves and sedation: who watched, levels of a session, films of a myelogram, a side told by the other, what was only planned."""

from __future__ import annotations

import pytest

from cac import Coder, Report

BIOPSY = """CT-GUIDED CORE BIOPSY, LIVER MASS
Technique: Supine. Under CT guidance a 17 G coaxial needle was advanced into the liver mass and three 18 G core samples were obtained. CT images archived.
{}
Complications: none.
"""
MYELOGRAM = """{} MYELOGRAM
Technique: Prone. 22G Whitacre at L2-3 under fluoroscopy, clear CSF. 12 mL Isovue-M 300 instilled. {}
Findings: {}
Read by me. CT will follow and be reported separately."""
TUBES = """FALLOPIAN TUBE RECANALIZATION
Infertility. Outside HSG: left tube does not fill, right normal with spill.
{}
Lithotomy, speculum, tenaculum. 9F balloon cannula seated. HSG: right tube fills and spills, left stops at the cornu.
Through the cannula a 5F catheter was wedged in the left cornu; 3F microcatheter with 0.018 wire, two passes across the interstitial portion. Selective salpingogram: left tube patent with spill. {}
"""


def codes(text: str) -> dict[str, int]:
    """Codes and units of a report."""
    lines = Coder(store="", model="").suggest(Report(text=text, date_of_service="2026-06-01", claim_type="professional", place_of_service="22")).lines
    return {line["code"]: line["units"] for line in lines}


def modifiers(text: str, code: str) -> list[str]:
    """Modifiers of a code of a report."""
    lines = Coder(store="", model="").suggest(Report(text=text, date_of_service="2026-06-01", claim_type="professional", place_of_service="22")).lines
    return next(line["modifiers"] for line in lines if line["code"] == code)


GIVEN = "Conscious sedation was run by the operator with midazolam 2 mg and fentanyl 100 ug between 10:15 and 10:52. "


@pytest.mark.parametrize(
    "told",
    [
        'The form reads "Independent trained observer: ____".',
        "Independent trained observer: [blank].",
        "Independent trained observer: ***",
        "Name of the monitoring nurse was not entered.",
        "The field for the independent observer is empty.",
        "Observer left blank.",
        "The note does not say which nurse was the dedicated observer.",
        "It is not recorded who monitored the patient.",
        "The sedation nurse was shared between two rooms.",
    ],
)
def test_a_blank_for_the_one_who_watched_is_no_observer(told: str) -> None:
    assert "99152" not in codes(BIOPSY.format(GIVEN + told))


@pytest.mark.parametrize(
    "told",
    [
        "Independent trained observer: CT nurse.",
        "Independent observer: *** RN.",
        "Observer (independent, trained): J. Patel, RN.",
        "An RN with no other task watched throughout; her name is not recorded.",
        "A nurse with no other duty recorded the vital signs.",
    ],
)
def test_one_who_watched_is_an_observer(told: str) -> None:
    assert "99152" in codes(BIOPSY.format(GIVEN + told))


def test_levels_of_several_works_are_counted_once() -> None:
    text = "KYPHOPLASTY T12 AND L2\nProne, biplane fluoroscopy.\nT12: bipedicular 10 g cannulas. Core biopsy of the body with a trephine. Balloons inflated. 4 cc cement.\nL2: bipedicular. Balloons inflated. 5 cc PMMA.\nNo leak."
    assert codes(text) == {"22513": 1, "22515": 1}
    text = "PAIN CLINIC\n1. Right L4-5 transforaminal epidural: 22 G to the foramen under fluoroscopy, 1 mL contrast, 6 mg dexamethasone.\n2. Right L5-S1 transforaminal epidural: 22 G needle into foramen, contrast good, 6 mg dexamethasone.\n3. Left knee: 22 G needle, 40 mg Kenalog injected, no imaging.\n"
    assert codes(text) == {"64483": 1, "64484": 1, "20610": 1}


@pytest.mark.parametrize("mark", ["({})", "{}.", "{})"])
def test_levels_that_head_items_of_their_own_are_all_treated(mark: str) -> None:
    work = "22 g needle, contrast in joint, 20 mg Depo, fluoro."
    items = "\n".join(f"{mark.format(n)} RIGHT {level} FACET. {work}" for n, level in zip("123", ("L3-4", "L4-5", "L5-S1"), strict=True))
    assert codes("FACETS\n" + items + "\n") == {"64493": 1, "64494": 1, "64495": 1}
    knee = "\n" + mark.format("4") + " LEFT KNEE. 22 g needle, 40 mg Depo and lidocaine 4 ml. No image.\n"
    assert codes("FACETS\n" + items + knee) == {"64493": 1, "64494": 1, "64495": 1, "20610": 1}


@pytest.mark.parametrize(
    ("films", "code"),
    [
        ("Lumbar AP, lateral and oblique views. No cervical films requested.", "62304"),
        ("Lumbar AP, lateral and oblique views. No flexion and extension views were obtained because of pain.", "62304"),
        ("Lumbar AP and lateral views. The thoracic column was passed but no films of that region were taken.", "62304"),
        ("No films were taken; patient sent to CT.", "62284"),
        ("No myelographic radiographs were obtained; patient sent to CT.", "62284"),
        ("Conventional films: none. CT performed.", "62284"),
    ],
)
def test_films_left_out_elsewhere_deny_no_myelogram(films: str, code: str) -> None:
    assert code in codes(MYELOGRAM.format("LUMBAR", films, "L3-4 stenosis." if code == "62304" else "see CT."))


def test_contrast_in_the_sac_and_films_are_a_myelogram() -> None:
    assert codes("Lateral C1-C2 stick under fluoro, 22 G spinal, CSF back, 10 mL Omnipaque 300 into the subarachnoid space. AP and lateral cervical films read by me: C5-6 bar.") == {"61055": 1, "72240": 1}
    assert codes("C1-2 puncture for CSF, failed lumbar taps. Fluoro. 22G posterior third, 10 mL clear fluid to lab.") == {"61050": 1, "77003": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seated. US: linear probe, semispinalis identified. 25 G to the fascial plane, 3 mL 0.5% ropi + 4 mg dex each side; greater occipital nerves surrounded. Images saved.", {"64405": 1, "76942": 1}),
        ("Rib fractures L 6-8. Linear probe; 22G needle under the T6 rib, 4 mL 0.5% bupivacaine; the same at T7; the same at T8. Pleural sliding intact after. Machine was unable to store pictures, none kept.", {"64420": 1, "64421": 2}),
        ("Fractured ribs 4-7 on the left. Each rib undersurface reached with a 22 g needle, 3 ml of 0.5% marcaine per rib, aspirating first for blood and air. No imaging.", {"64420": 1, "64421": 3}),
        ("Right pleural effusion. US, 22 G lidocaine, Yueh below the 8th rib, 700 mL straw fluid removed, catheter out. Image saved.", {"32555": 1}),
        ("CT-guided left pudendal nerve block. 22G Chiba to the plane between the sacrospinous and sacrotuberous ligaments. 4 mL 0.25% bupivacaine with 40 mg triamcinolone. Axial images saved.", {"64430": 1, "77012": 1}),
    ],
)
def test_nerves_told_by_what_was_done_there(text: str, expected: dict[str, int]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "units", "modifier"),
    [
        ("BILATERAL SI JOINT INJECTION\nRight SIJ: 22 G into the inferior third under fluoro, contrast outlines recess, 40 mg Kenalog + 1 ml bupi.\nLeft SIJ: ditto.", "27096", 1, "50"),
        ("Right SIJ injection. Fluoro. 22 G, contrast, 40 mg Kenalog. Left SIJ also sore but left alone.", "27096", 1, "RT"),
        ("Both knees. Right knee: US, 22 G, 40 mg Kenalog, still stored. Left knee: same.", "20611", 1, "50"),
        ("HIP STEROID, BOTH HIPS.\nRt hip: 22 G to the head-neck junction using fluoroscopy, contrast 1 ml in the joint, 80 mg Depo-Medrol.\nLt hip: the same, 40 mg Depo-Medrol.\nOne stored spot each. No ultrasound.", "20610", 1, "50"),
        ("BILATERAL KNEE INJECTION\nRight knee: ultrasound, 22 G, 40 mg Kenalog. Image saved.\nLeft knee: by palpation only, 22 G, 40 mg Kenalog.", "20611", 1, "RT"),
        ("Right suprascapular nerve block\nThe patient sat with the right hand on the left shoulder. Linear probe, suprascapular notch identified. 22 G needle in plane. 8 mL of 0.25% levobupivacaine. Picture archived.", "64418", 1, "RT"),
    ],
)
def test_the_side_of_a_needle(text: str, code: str, units: int, modifier: str) -> None:
    assert codes(text)[code] == units
    assert modifier in modifiers(text, code)


@pytest.mark.parametrize(
    ("consent", "after", "modifier"),
    [
        ("She was counselled that both tubes or none could be opened.", "The right one wasn't catheterized, as it was open.", "LT"),
        ("", "The right tube was not entered.", "LT"),
        ("", "Then the right ostium was engaged and the tube recanalized the same way.", "50"),
    ],
)
def test_tubes_talked_of_are_not_entered(consent: str, after: str, modifier: str) -> None:
    assert modifier in modifiers(TUBES.format(consent, after), "58345")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Procedure planned: L4-5 interlaminar epidural\nProcedure performed: caudal epidural\n22 G through the hiatus, fluoro, epidurogram, 80 mg depo.", {"62323": 1}),
        ("ORDERED: CT-guided core biopsy of the left lower lobe nodule.\nACTUALLY DONE: Fine needle aspiration only.\n22 G needle into the nodule under CT, 4 passes for cytology. Images saved.", {"10009": 1}),
        ("Scheduled procedure: Bilateral knee injections\nPerformed: right knee only\nRight knee: US, 22 g, 40 mg Kenalog, still saved.", {"20611": 1}),
        ("Planned procedure: Left L4 and L5 TFESI\nProcedure done: same\n22 g to L4 and L5 foramina left, fluoro, contrast, 8 mg dex each.", {"64483": 1, "64484": 1}),
        ("The kyphoplasty of L2 was done on 3 May. Today is a follow up with lumbar radiographs: cement unchanged.", {}),
        ("Left hip joint: 22G spinal needle to the head-neck junction under screening; 1 mL of Omnipaque; 80 mg of Depo-Medrone. One image was kept. Should the groin pain turn out to be from L2, a transforaminal injection is another option.", {"20610": 1, "77002": 1}),
    ],
)
def test_what_was_planned_or_is_an_option_is_not_done(text: str, expected: dict[str, int]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Oligometastatic RCC, left adrenal 2.8 cm. Prone CT. Three IceRod needles; 10-8-10 freeze-thaw-freeze, ice followed on CT every three minutes. Kidney and pancreas tail kept apart with 200 mL saline.", "60699"),
        ("Painful lytic L3 met from RCC. Biplane fluoro. Bilateral transpedicular 10G cannulae. OsteoCool 20 mm probes in both halves of the tumor, 15 min at 70 C.", "20982"),
        ("Left renal mass 2.5 cm, RCC. CT cryoablation with two IceRod probes, 10-8-10. Colon pushed away with fluid.", "50593"),
    ],
)
def test_the_organ_a_metastasis_came_from_is_not_the_one_ablated(text: str, code: str) -> None:
    assert {"60699", "20982", "50593"} & set(codes(text)) == {code}


@pytest.mark.parametrize(
    "kin",
    [
        "His wife had a kyphoplasty here last month and his brother underwent a liver biopsy.",
        "FAMILY HISTORY: Mother had a breast biopsy and a port.\n",
        "\nFHx: father - nephrostomy, sister - stent.\n",
        "\nFamily history: colon cancer.\n\n",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_what_relatives_had_is_no_work(kin: str, before: bool) -> None:
    knee = "Right knee, US, 18 g, 40 mL drawn, 40 mg Kenalog in, still saved."
    assert codes(f"{kin} {knee}" if before else f"{knee} {kin}") == {"20611": 1}


def test_a_line_may_end_anywhere() -> None:
    assert codes("The child's mother was present. Right\nknee, US, 18 g, 40 mL drawn, still\nsaved.") == {"20611": 1}


def test_a_sac_in_the_belly_is_not_that_of_the_cord() -> None:
    text = "ENDOLEAK EMBOLIZATION. Right groin, 6F sheath. Microcatheter through the SMA into the sac at L3-4, Onyx, coils. Needle hole closed with Mynx. Contrast 71 mL. Spinal ischemia explained; films not available. Back pain none."
    assert "62284" not in codes(text)
