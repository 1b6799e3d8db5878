"""Words that name the agents and acts of another family, and the same words where the work was done."""

from __future__ import annotations

import pytest

from cac import Coder, Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def codes(coder: Coder, text: str) -> set[str]:
    return {line["code"] for line in coder.suggest(Report(text=text, date_of_service="2026-03-02")).lines}


RENAL = (
    "RENAL ANGIOPLASTY\nHISTORY: A woman of 38 with hypertension on three drugs and a renal artery stenosis suspected on ultrasound. She was told of bleeding, rupture of the artery and loss of the kidney. "
    "{history}\nTECHNIQUE: The right common femoral artery was punctured and a 6 French sheath placed. A Cobra catheter was used to select the right renal artery. The arteriogram showed a 80 percent stenosis of its middle third, "
    "with normal branches and a homogeneous nephrogram. A wire was carried across the stenosis and the lesion was dilated with a 5 x 20 mm balloon for 45 seconds. {work} The last arteriogram showed a residual stenosis of less than "
    "10 percent and no dissection. Heparin 5000 units were given. The patient tolerated the procedure well, the sheath was removed and the groin compressed by hand for 15 minutes. There was no hematoma. Contrast 60 mL, fluoroscopy "
    "time 12 minutes.\nIMPRESSION: Angioplasty of the right renal artery with a good result. Aspirin and a duplex study in three months. The referring physician was told of the result by telephone after the end of the procedure."
)


@pytest.mark.parametrize(
    "history, work",
    [
        ("", "The artery had the look of a string of beads, which was less marked at the end."),
        ("Coronary stents in 2019 (Resolute Onyx).", "No beads were seen on the left."),
        ("", "A 5 x 15 mm Resolute Onyx stent was placed across the lesion, as nothing else of this size was at hand."),
        ("Gold markers with linked coils were placed in the pancreas in May.", ""),
    ],
)
def test_bare_name_of_an_agent_embolizes_nothing(coder: Coder, history: str, work: str) -> None:
    assert not codes(coder, RENAL.format(history=history, work=work)) & {"37241", "37242", "37243", "37244"}


@pytest.mark.parametrize(
    "work",
    [
        "A branch of the lower pole bled; two 3 mm microcoils were deployed in it until there was no further extravasation.",
        "A bleeding lower pole branch was entered with a microcatheter and embolized with Onyx.",
        "Active bleeding from a lower pole branch was treated with 0.3 mL of Onyx until stasis.",
    ],
)
def test_agent_with_its_effect_embolizes(coder: Coder, work: str) -> None:
    assert codes(coder, RENAL.format(history="", work=work)) & {"37242", "37244"}


HIP = "LEFT HIP INJECTION\nThe left hip was prepped. A 22 gauge spinal needle was directed to the femoral neck under fluoroscopy. 2 mL of Isovue outlined the capsule, an image was stored. 40 mg of Kenalog with 4 mL of ropivacaine were injected. {more}"


@pytest.mark.parametrize("more", ["Not intended as an arthrogram.", "This was not meant to be an arthrogram.", "An arthrogram was not requested.", "Position was proved rather than an arthrogram made.", "Arthrogram: none."])
def test_contrast_that_proved_the_place(coder: Coder, more: str) -> None:
    found = codes(coder, HIP.format(more=more))
    assert "20610" in found and not found & {"27093", "73525"}


@pytest.mark.parametrize("said", ["a man of 63 with a right total hip prosthesis", "who has a right hip replacement", "whose right hip was replaced in 2015"])
def test_prosthesis_of_the_other_side(coder: Coder, said: str) -> None:
    text = HIP.format(more="").replace("The left hip was prepped.", f"The procedure was explained to the patient, {said}. The left hip was prepped.")
    lines = coder.suggest(Report(text=text, date_of_service="2026-03-02")).lines
    assert [tuple(line["modifiers"]) for line in lines if line["code"] == "20610"] == [("LT",)]


def test_both_hips_are_two(coder: Coder) -> None:
    text = "BILATERAL HIP INJECTION\nRight hip: 22 gauge needle under fluoroscopy, 40 mg Kenalog with 4 mL ropivacaine injected, image stored. Left hip: 22 gauge needle under fluoroscopy, 40 mg Kenalog with 4 mL ropivacaine injected, image stored."
    lines = coder.suggest(Report(text=text, date_of_service="2026-03-02")).lines
    assert [tuple(line["modifiers"]) for line in lines if line["code"] == "20610"] == [("50",)]


TWO = (
    "JOINT PROCEDURES\nRIGHT HIP. Under fluoroscopy an 18 gauge needle was advanced to the neck of the prosthesis and 4 mL of turbid fluid aspirated for cultures. Image saved.\n"
    "LEFT KNEE. With ultrasound a 20 gauge needle entered the recess, snapshot in PACS. 26 mL of fluid were aspirated and 40 mg of triamcinolone injected.\nIMPRESSION: {summary}"
)


@pytest.mark.parametrize(
    "summary",
    [
        "Fluoroscopic aspiration of the right hip; ultrasound guided aspiration and injection of the left knee.",
        "Ultrasound-guided injection of the left knee and fluoroscopic aspiration of the right hip.",
    ],
)
def test_each_joint_keeps_its_own_guidance(coder: Coder, summary: str) -> None:
    assert {"20610", "20611", "77002"} <= codes(coder, TWO.format(summary=summary))


@pytest.mark.parametrize("verb", ["was located just medial to the artery", "was identified by palpation", "was marked beside the artery"])
def test_occipital_nerve_located_and_injected(coder: Coder, verb: str) -> None:
    text = f"HEADACHE CLINIC\nShe had her last onabotulinumtoxin cycle in December. The greater occipital nerve on the right {verb}. After negative aspiration, 3 mL of a mixture of 0.5% bupivacaine and 2% lidocaine was injected in a fan with a 27-gauge needle."
    assert "64405" in codes(coder, text)


def test_occipital_nerve_only_felt(coder: Coder) -> None:
    assert "64405" not in codes(coder, "HEADACHE CLINIC\nThe greater occipital nerve on the right was palpated and tender. Topiramate was continued and a block will be considered at the next visit.")


ASCITES = (
    "TUNNELED PERITONEAL CATHETER\n{history}\nTECHNIQUE: Ultrasound showed ascites. The peritoneum was entered with a needle under ultrasound. A cuffed catheter was tunneled through the abdominal wall and placed into the peritoneal "
    "cavity through a peel-away sheath. A drain and a stent elsewhere are unchanged. 3 liters were drained.\nIMPRESSION: Tunneled peritoneal catheter."
)


@pytest.mark.parametrize("history", ["Vancomycin (PCN anaphylaxis).", "Allergies: sulfa, PCN.", "PCN - rash, cefazolin not given.", "Allergic to PCN."])
def test_penicillin_is_no_nephrostomy(coder: Coder, history: str) -> None:
    found = codes(coder, ASCITES.format(history=history))
    assert "49418" in found and not found & {"50432", "50433", "50435", "50431"}


CIRCUIT = "FISTULOGRAM\nLeft arm fistula for dialysis. A sheath was placed in the fistula. The venogram showed a 70 percent stenosis of the cephalic vein, which was dilated with a 7 mm balloon. {more}\nIMPRESSION: Angioplasty of the outflow."


@pytest.mark.parametrize("more", ["Coronary stents (Resolute Onyx) are known.", "Gold seeds with linked coils project over the lung.", "A vascular plug of clot came out with the flush."])
def test_names_near_a_circuit(coder: Coder, more: str) -> None:
    assert "36909" not in codes(coder, CIRCUIT.format(more=more))


@pytest.mark.parametrize("more", ["Two 6 mm coils were deployed in an accessory vein.", "The accessory vein was embolized with coils.", "A competing branch was coiled."])
def test_branch_of_a_circuit_closed(coder: Coder, more: str) -> None:
    assert "36909" in codes(coder, CIRCUIT.format(more=more))


BRAIN = "CEREBRAL ANGIOGRAM\n{history}\nThe right radial artery was punctured. The left vertebral artery was selected and injected; the intracranial run shows the basilar artery. {more}"


@pytest.mark.parametrize("more", ["The left subclavian was injected with the arm cuff inflated, the intracranial left vertebral artery is patent. A transient vasospasm from the wire had cleared.", "Radial spasm was met. The TR band was inflated; the intracranial vertebral artery is normal."])
def test_cuff_and_spasm_of_the_wire(coder: Coder, more: str) -> None:
    assert "61640" not in codes(coder, BRAIN.format(history="Headache.", more=more))


def test_spasm_dilated(coder: Coder) -> None:
    text = BRAIN.format(history="Severe vasospasm on day 7 after subarachnoid hemorrhage.", more="The intracranial basilar artery was in severe spasm and was dilated with a Scepter balloon.")
    assert "61640" in codes(coder, text)
