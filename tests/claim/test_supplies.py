"""Devices, contrast and drugs of the hospital claim: counts, units, questions."""

from __future__ import annotations

import pytest

from cac import Coder, Report

LEAD = "Date of service: 05/04/2026. TECHNIQUE: Right common femoral artery access. The catheter was advanced into the right renal artery. "
STENT = "A 6 x 18 mm Herculink stent was deployed in the right renal artery stenosis. "


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(store="")


def supplies(coder: Coder, text: str, claim_type: str = "facility") -> tuple[dict[str, int], dict[str, list[str]]]:
    """Units by HCPCS code, and codes by id of the question."""
    answer = coder.suggest(Report(text=LEAD + STENT + text, claim_type=claim_type)).to_dict()
    for line in answer["lines"]:
        assert line["evidence"] and all(LEAD and (LEAD + STENT + text)[e["start"] : e["end"]] == e["text"] for e in line["evidence"])
    lines = {line["code"]: line["units"] for line in answer["lines"] if line["code"][0].isalpha()}
    return lines, {q["id"]: q["affects"] for q in answer["queries"] if q["id"].startswith("supplies.")}


@pytest.mark.parametrize(
    ("text", "code", "units"),
    [
        ("", "C1876", 1),
        ("A second stent, 5 x 15 mm, was placed proximally.", "C1876", 2),
        ("Closure with a 6F Angio-Seal closure device.", "C1760", 1),
        ("Total contrast: 80 mL Omnipaque 350.", "Q9967", 80),
        ("Visipaque 270, 45 mL, was used.", "Q9966", 45),
        ("Heparin 5,000 units IV was given.", "J1644", 5),
        ("Heparin 5500 units IV was given.", "J1644", 6),
        ("Heparin 3000 units IV was given, then another 2000 units of heparin.", "J1644", 5),
        ("Midazolam 2.5 mg and fentanyl 150 mcg were given IV.", "J2250", 3),
        ("Midazolam 2.5 mg and fentanyl 150 mcg were given IV.", "J3010", 2),
        ("Nitroglycerin 200 mcg x 2 was injected.", "J2305", 1),
        ("Alteplase 4 mg was laced.", "J2997", 4),
    ],
)
def test_counts_and_units(coder: Coder, text: str, code: str, units: int) -> None:
    assert supplies(coder, text)[0].get(code) == units


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("No closure device was used.", "C1760"),
        ("No heparin was given.", "J1644"),
        ("Allergy: none to heparin 5000 units.", "J1644"),
        ("The line was locked with heparin 5000 units flush.", "J1644"),
        ("tPA at 1 mg/h will run overnight.", "J2997"),
        ("The patient will return for an IVC filter.", "C1880"),
        ("A chest port was seen on the scout.", "C1788"),
    ],
)
def test_what_was_not_used_is_no_supply(coder: Coder, text: str, code: str) -> None:
    assert code not in supplies(coder, text)[0]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Contrast 90 mL.", "supplies.contrast_strength"),
        ("Omnipaque 300 was injected.", "supplies.contrast_volume"),
        ("Intravenous heparin was given.", "supplies.drug_dose"),
    ],
)
def test_what_is_missing_is_asked(coder: Coder, text: str, question: str) -> None:
    assert question in supplies(coder, text)[1]


def test_a_professional_claim_carries_no_supply(coder: Coder) -> None:
    assert supplies(coder, "Heparin 5,000 units IV was given. 80 mL Omnipaque 350.", "professional") == ({}, {})
