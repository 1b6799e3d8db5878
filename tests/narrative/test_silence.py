"""Documents that carry no procedure: nothing may be given for them, and work of today is never lost to their kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cac import Coder, Report

BLIND = Path(__file__).parents[2] / "corpora" / "blind" / "mini_neg.jsonl"


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize("case", [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()], ids=lambda case: case["id"])
def test_no_line_where_nothing_was_done(program: Coder, case: dict[str, str]) -> None:
    given = program.suggest(Report(text=case["report"], date_of_service=case["date_of_service"])).to_dict()["lines"]
    assert not given, [line["code"] for line in given]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Dr. Lind,\nToday I aspirated the right pleural effusion of your patient. Under ultrasound guidance with stored images a 5 French Yueh catheter was advanced into the right pleural space and 900 mL of fluid was drained. The catheter was removed.",
        "PROGRESS NOTE - ICU procedure\nParacentesis: right lower quadrant prepped with chlorhexidine, lidocaine, under ultrasound guidance (image saved) a 6 French catheter was advanced into the ascites and 4 liters were removed. Catheter removed.",
        "INTERVENTIONAL RADIOLOGY CONSULTATION AND PROCEDURE\nThe abdomen was prepped and draped. After lidocaine and under real-time ultrasound guidance with image stored a one-step catheter was inserted into the peritoneal cavity and 3.5 L of ascites was drained, catheter removed.",
    ],
)
def test_work_of_today_told_in_a_letter_or_note_counts(program: Coder, text: str) -> None:
    assert program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]


ERCP = """PROCEDURE: ERCP with sphincterotomy and stent.
INDICATION: Cholangitis. Radiology was on standby for a transhepatic drain.
The duodenoscope was passed to the second portion. The bile duct was cannulated over a wire, contrast filled a dilated common duct with stones.
A sphincterotomy was made, a balloon was swept and two stones came out. A 10 Fr x 7 cm plastic stent was placed across the papilla."""
DUPLEX = """LOWER EXTREMITY VENOUS DUPLEX, LEFT
Ordering diagnosis: swelling, left iliac vein stent.
The common femoral, femoral and popliteal veins compress fully. The stent in the left common iliac vein shows color flow.
CONCLUSIONS: no acute thrombosis."""
BYPASS = """OPERATION: Left femoral to popliteal bypass with vein.
INDICATION: occluded SFA stents.
Groin incision; the common femoral was dissected out and looped. A second incision exposed the popliteal. The saphenous vein was harvested, its
branches tied, pulled through a deep tunnel and sewn end to side with 5-0 Prolene; the distal end was sewn to the popliteal with 6-0. No completion
arteriogram was felt to be needed. The wounds were closed with Vicryl and staples."""


@pytest.mark.parametrize("text", [ERCP, DUPLEX, BYPASS], ids=["ercp", "duplex", "bypass"])
def test_work_through_a_scope_or_the_open_and_scans_give_no_line(program: Coder, text: str) -> None:
    assert program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rendezvous access for ERCP. A right posterior duct was newly punctured under fluoroscopy, cholangiogram with filling defects. A 5F catheter and wire were passed through the papilla into the duodenum; the endoscopist grasped the wire with the scope. My catheter was removed and the tract plugged. No drain left.", "47541"),
        ("Midline in the right basilic vein: under ultrasound a 4F midline catheter was inserted by the physician into the right basilic vein, tip in the axillary vein.", "36410"),
    ],
)
def test_work_by_needle_beside_a_scope_or_at_a_vein_counts(program: Coder, text: str, code: str) -> None:
    assert code in [line["code"] for line in program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]]


@pytest.mark.parametrize("words", ["On pip-tazo for sepsis.", "The kidney is ectopic and crosses midline."])
def test_a_drug_is_no_joint_and_the_middle_no_catheter(program: Coder, words: str) -> None:
    text = f"Left nephrostomy. {words} Under ultrasound a lower calyx was punctured, contrast under fluoroscopy showed a dilated system, an 8 French nephrostomy tube was placed with the pigtail in the renal pelvis."
    assert [line["code"] for line in program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]] == ["50432"]
