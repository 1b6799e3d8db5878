"""Arteries told by a row, a shape or a way, and what was only the way, missing, to come or seen."""

from __future__ import annotations

import pytest

from cac import Coder, Report

DAY = "2026-04-14"
CASES = (
    ("Vasculitis? R CFA 5F RDC. Rt kidney: main, then lower seg. Lt kidney: main, then anterior division.", "36254", True),
    ("Vasculitis? CT reviewed. Rt kidney: main artery normal, lower seg small. Lt kidney: normal. No angiography done.", "36254", False),
    ("Hypertension. R CFA 5F. RDC used to engage in sequence: right main renal (DSA, normal), left main renal (DSA, normal).", "36252", True),
    ("Hypertension. R CFA 5F. Pigtail aortogram at L1 to show the renals: right main renal normal, left main renal normal.", "36252", False),
    ("Hypertension. R CFA 6F. IMA guide into L renal; selective angiogram: 40% ostial.", "36245", False),
    ("Hypertension. R CFA 6F. IMA guide into L renal; selective angiogram: 40% ostial.", "36251", True),
    ("We engaged the right renal artery and thereafter the left-sided one with an IMA-shaped guide, right groin. Both trunks normal.", "36252", True),
    ("Right uterine artery via the left groin (Roberts catheter), post caesarean. Normal on angiography, no embolic used.", "75736", True),
    ("Left radial 5F. Pigtail - abdominal aorta. Aorta plaque nil. Treatment later via femoral.", "36140", False),
    ("Approach - left common femoral 5F. Catheter brought over the horn and seated in the right SFA; runs to the foot.", "36247", True),
    ("Right CFA 5F. Catheter over the horn to the left SFA, runs to the foot. Mynx deployed. Angioplasty offered, patient wants to think.", "75710", True),
    ("L groin access 5F. Exchanged to an angled catheter in the right profunda as the SFA origin was absent. Profunda injection to the foot.", "36247", True),
    ("L groin access 5F. No catheter in the right profunda as its origin was absent. Sheath injection of the left leg to the foot.", "36247", False),
    ("Infrarenal ulcer. Right femoral 20F preclosed; straight cuff-type endograft laid between renals and bifurcation. No leak.", "36558", False),
    ("Splenic aneurysm. Right CFA. Viabahn 7x50 laid across the neck after negotiating the celiac and the splenic artery.", "37237", False),
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "code", "given"), CASES, ids=[" ".join(text.split()[:3]) + f" {number}" for number, (text, _, _) in enumerate(CASES)])
def test_arteries_told(program: Coder, text: str, code: str, given: bool) -> None:
    lines = program.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert (code in {line["code"] for line in lines}) is given
