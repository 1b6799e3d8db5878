"""Diagnoses: what is stated, of which side, how exact, and never what is only suspected."""

from __future__ import annotations

import re

import pytest

from cac import Coder, Report
from cac.knowledge import diagnoses_table

DAY = "2026-05-04"
LEG = " TECHNIQUE: Right common femoral artery access. The catheter was advanced into the left superficial femoral artery. Angioplasty of the left superficial femoral artery stenosis was done with a 5 mm balloon."
DRAIN = " TECHNIQUE: Under CT guidance an 8 French pigtail catheter was placed in the pelvic abscess and left to bag drainage."
LUNG = " TECHNIQUE: Under ultrasound guidance a right thoracentesis was done with a catheter, 900 mL removed."


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(store="")


def found(coder: Coder, indication: str, body: str, **more: object) -> list[dict]:
    text = f"INDICATION: {indication}.{body}"
    answer = coder.suggest(Report(text=text, date_of_service=DAY, **more)).to_dict()
    for entry in answer["diagnoses"]:
        assert entry["evidence"] and all(text[e["start"] : e["end"]] == e["text"] for e in entry["evidence"])
        assert set(entry["lines"]) <= {line["code"] for line in answer["lines"]}
    return answer["diagnoses"]


def codes(coder: Coder, indication: str, body: str = DRAIN, **more: object) -> list[str]:
    return [entry["code"] for entry in found(coder, indication, body, **more)]


@pytest.mark.parametrize(
    ("indication", "first"),
    [
        ("Peripheral arterial disease with rest pain of the left leg", "I70.222"),
        ("PAD, gangrene of the left foot, rest pain", "I70.262"),
        ("PAD with a nonhealing ulcer of the left heel", "I70.244"),
        ("PAD with left leg claudication", "I70.212"),
        ("PAD with bilateral claudication", "I70.213"),
        ("Peripheral vascular disease", "I73.9"),
    ],
)
def test_the_worst_stage_of_the_leg_counts(coder: Coder, indication: str, first: str) -> None:
    got = found(coder, indication, LEG)
    assert got[0]["code"] == first
    assert got[0]["lines"]
    assert [entry["code"] for entry in got if entry["code"].startswith("I7")] == [first]


@pytest.mark.parametrize(
    "indication", ["Rule out pelvic abscess", "Possible pelvic abscess", "Suspected pelvic abscess", "Pelvic abscess?", "Concern for pelvic abscess", "No pelvic abscess", "Evaluate for pelvic abscess", "History of pelvic abscess", "Pelvic abscess was ruled out"]
)
def test_what_is_not_established_is_no_diagnosis(coder: Coder, indication: str) -> None:
    body = " TECHNIQUE: Under CT guidance an 8 French pigtail catheter was placed in the collection in the pelvis and left to bag drainage."
    assert "K65.1" not in codes(coder, indication, body)
    assert "K65.1" not in codes(coder, indication, body, claim_type="facility")


def test_a_hospital_inpatient_claim_may_carry_it_and_says_so(coder: Coder) -> None:
    body = " TECHNIQUE: Under CT guidance an 8 French pigtail catheter was placed in the collection in the pelvis and left to bag drainage."
    got = found(coder, "Probable pelvic abscess", body, claim_type="facility", place_of_service="21")
    assert [(entry["code"], "uncertain" in entry["warning"]) for entry in got] == [("K65.1", True)]


def test_an_unspecified_code_names_alternatives_and_the_question(coder: Coder) -> None:
    (entry,) = [e for e in found(coder, "Cirrhosis with portal hypertension and ascites", LUNG) if e["code"] == "K74.60"]
    assert not entry["specific"] and "K70.30" in entry["alternatives"] and entry["question"].endswith("?")


def test_swapping_the_sides_swaps_the_codes(coder: Coder) -> None:
    swap = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    body = re.sub(r"\b(left|right|Left|Right)\b", lambda m: swap[m[0]], LEG)
    assert codes(coder, "PAD with rest pain of the left leg", LEG)[0] == "I70.222"
    assert codes(coder, "PAD with rest pain of the right leg", body)[0] == "I70.221"


def test_the_side_of_the_procedure_stands_in_with_a_warning(coder: Coder) -> None:
    entry = found(coder, "PAD with claudication", LEG)[0]
    assert entry["code"] == "I70.212" and "side is that of the procedure" in entry["warning"]


def test_diagnoses_hang_on_the_lines_they_support(coder: Coder) -> None:
    got = {entry["code"]: entry["lines"] for entry in found(coder, "ESRD on hemodialysis with a pelvic abscess", DRAIN)}
    assert "49406" in got["K65.1"] and got["N18.6"] == []


def test_every_anchor_stands_in_what_its_words_match() -> None:
    for entry in diagnoses_table.diagnoses():
        assert entry.anchors, entry.id
        for anchor in entry.anchors:
            assert anchor == anchor.lower()
    assert len(diagnoses_table.diagnoses()) > 250
