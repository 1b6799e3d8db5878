"""What a report merely mentions beside its work is no act; a target told in the same words is."""

from __future__ import annotations

import pytest

from cac import Coder, Report

WORK = (
    "US-guided paracentesis, right lower quadrant. 5 F Yueh, image saved, 3.2 L of ascites drained, catheter out.",
    "Left knee joint, 20G needle, 40 mg triamcinolone injected under fluoroscopy after contrast.",
    "CT-guided core biopsy of a right upper lobe lung nodule. 19G coaxial, four 20G cores, images saved.",
)
ASIDES = (
    "There is a simple cyst in the left kidney.",
    "Small bilateral pleural effusions are noted.",
    "Past medical history: diabetes, hypertension, chronic kidney disease.",
    "The puncture site was closed with skin glue.",
    "Multiple hepatic cysts are seen.",
    "Gallbladder contains stones.",
)


def _codes(program: Coder, text: str) -> list[str]:
    return [line["code"] for line in program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]]


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("work", WORK)
def test_an_aside_changes_no_line(program: Coder, work: str, aside: str) -> None:
    assert _codes(program, f"{work} {aside}") == _codes(program, work) != []


def test_a_target_told_as_seen_is_a_target(program: Coder) -> None:
    assert "49405" in _codes(program, "There is a 6 cm abscess in the right lobe of the liver. Under CT an 18G needle, wire, 10F pigtail left to bag, 60 mL pus.")
