"""Sessions of several works under words of their own: each is read by itself, none is counted twice."""

from __future__ import annotations

import pytest
from cac import Coder, Report
from cac.language.pipeline import read
from cac.narrative import works
from cac.narrative.case import Case

HEAD = "CT AND ULTRASOUND INTERVENTION\n\nTwo requests were dealt with at one visit. Consent and time out done.\n\n"
LUNG = "19 gauge introducer to the edge of the left lower lobe nodule under CT fluoroscopy, images stored. Four 20 gauge cores in formalin."
BELLY = "Large pocket in the left lower quadrant, ascites. Lidocaine. 5 French Yueh under live ultrasound, image kept. 3.2 liters of straw colored fluid removed, catheter out."
MARROW = "11 gauge Jamshidi into the left posterior iliac crest with CT for the angle. Aspirate 8 mL with spicules, then a trephine core of 2 cm."
HIP = "Fluoroscopy. 22 gauge spinal needle to the head-neck junction of the right hip, contrast outlines the joint, spot film saved. Kenalog 40 mg and ropivacaine injected."
DRAIN = "18 gauge needle under CT into the pelvic abscess, Amplatz wire, 12 French locking pigtail formed in the collection and left to bulb suction. 90 mL of pus."
CHEST = "Moderate free effusion at the right base. 6 French one-step catheter with the needle watched on ultrasound, picture saved. 900 mL off the right pleural space, catheter withdrawn."

#: how two works are told apart
STYLES = (
    "LUNG. {0}\n\nBELLY. {1}",
    "Lung: {0}\nAbdomen: {1}",
    "LEFT LUNG\n{0}\n\nABDOMEN\n{1}",
    "Part 1, lung biopsy. {0}\n\nPart 2, paracentesis. {1}",
    "1. Lung biopsy. {0}\n\n2. Paracentesis. {1}",
    "(A) Left lung. {0}\n(B) Abdomen. {1}",
    "I. Lung. {0}\n\nII. Abdomen. {1}",
    "#1. Lung nodule. {0}\n#2. Ascites. {1}",
    "Procedure 1 - lung biopsy. {0}\n\nProcedure 2 - paracentesis. {1}",
    "Lung - {0}\n\nAbdomen - {1}",
    "[1] LUNG {0}\n\n[2] ABDOMEN {1}",
)


def codes(text: str, day: str = "2026-05-06") -> dict[str, int]:
    """Codes and units of a report."""
    lines = Coder(store="", model="").suggest(Report(text=text, date_of_service=day, claim_type="professional")).lines
    return {line["code"]: line["units"] for line in lines}


@pytest.mark.parametrize("style", STYLES)
def test_two_works_in_any_style(style: str) -> None:
    assert codes(HEAD + style.format(LUNG, BELLY) + "\n\nNo complication. Home in two hours.") == {"32408": 1, "49083": 1}


@pytest.mark.parametrize("style", STYLES)
def test_the_order_of_works_changes_nothing(style: str) -> None:
    swapped = style.replace("{0}", "{x}").replace("{1}", "{0}").replace("{x}", "{1}")
    for one, other in (("LUNG", "BELLY"), ("LEFT LUNG", "ABDOMEN"), ("Left lung", "Abdomen"), ("Lung biopsy", "Paracentesis"), ("lung biopsy", "paracentesis"), ("Lung nodule", "Ascites"), ("Lung", "Abdomen")):
        if one in swapped and other in swapped:
            swapped = swapped.replace(one, "\0").replace(other, one).replace("\0", other)
            break
    assert codes(HEAD + swapped.format(LUNG, BELLY)) == {"32408": 1, "49083": 1}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("Hip", HIP), ("Pelvis", DRAIN), {"20610": 1, "77002": 1, "49406": 1}),
        (("Marrow", MARROW), ("Chest", CHEST), {"38222": 1, "77012": 1, "32555": 1}),
        (("Pelvis", DRAIN), ("Chest", CHEST), {"49406": 1, "32555": 1}),
        (("Hip", HIP), ("Abdomen", BELLY), {"20610": 1, "77002": 1, "49083": 1}),
    ],
)
def test_works_of_different_kinds(first: tuple[str, str], second: tuple[str, str], expected: dict[str, int]) -> None:
    for a, b in ((first, second), (second, first)):
        assert codes(f"{HEAD}{a[0].upper()}. {a[1]}\n\n{b[0].upper()}. {b[1]}\n\nTolerated well.") == expected


@pytest.mark.parametrize(
    "text",
    [
        # steps of one work
        "TECHNIQUE\n1. Access: right CFA under ultrasound with a 21 gauge needle.\n2. Catheter: 5 French Cobra into the celiac artery.\n3. Closure: 6 French Angio-Seal.",
        # findings by place, nothing done there
        "FINDINGS\nRight kidney: no hydronephrosis.\nLeft kidney: small stone.\nLiver: normal.",
        # a form
        "Side: right\nCatheter: 8 French pigtail\nFluid: 900 mL\nSite: chest",
        # a plan
        "PLAN\n1. Right chest tube check with 10 mL of contrast tomorrow.\n2. Left nephrostomy exchange, 10 French, on Monday.",
    ],
)
def test_what_is_no_session_of_works(text: str) -> None:
    assert works.find(Case(read(text))) == []


def test_levels_of_one_work_stay_one_work() -> None:
    text = (
        "KYPHOPLASTY\n\nProne, moderate sedation by anesthesia.\n\nT12. 10 gauge cannulas through both pedicles, balloons inflated, 4 mL of cement under fluoroscopy.\n\n"
        "L2. 10 gauge cannulas through both pedicles, balloons inflated, 3.5 mL of cement under fluoroscopy.\n\nNo leak."
    )
    assert codes(text) == {"22513": 1, "22515": 1}


def test_evidence_stands_at_its_place_in_the_whole() -> None:
    text = HEAD + STYLES[0].format(LUNG, BELLY)
    for line in Coder(store="", model="").suggest(Report(text=text, date_of_service="2026-05-06", claim_type="professional")).lines:
        for span in line["evidence"]:
            assert text[span["start"] : span["end"]] == span["text"]
