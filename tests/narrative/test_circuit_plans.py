"""What was planned for a dialysis circuit, a cuff inflated for reflux and a word on later punctures are no work and hide none."""

from __future__ import annotations

import pytest

from cac import Coder, Report

CASES = (
    ("AV fistula study. Duplex said outflow stenosis, so he came with the plan of angioplasty. Antegrade micropuncture of the forearm cephalic vein, 4F. Contrast and reflux with the cuff inflated. Anastomosis, cephalic and arch open, less than 30% narrowing.", {"36901"}),
    ("Angiogram of left AV fistula. Nephrology access center. Retrograde cannulation with a 5F sheath. No stenosis greater than 50%.", {"36901"}),
    ("Left brachiocephalic AVF. Fistulogram through antegrade puncture of the fistula. Arch 80% stenosis; 8x40 Conquest, recoil. 9x60 Covera stent graft deployed. The stent graft must not be punctured.", {"36903"}),
    ("Clotted left forearm loop graft. Two sheaths in the graft. Trerotola in both limbs, Fogarty for the plug. Venous anastomosis 70% stenosis 7x40 balloon. Left innominate vein 80% stenosis; the same lesion failed balloon twice this year, so a 14x40 stent was placed.", {"36905", "36908"}),
    ("Tunneled dialysis catheter check. The left arm AV graft was not accessed today.", set()),
)


@pytest.mark.parametrize(("text", "codes"), CASES, ids=[" ".join(text.split()[:4]) for text, _ in CASES])
def test_a_circuit_by_what_was_done(text: str, codes: set[str]) -> None:
    given = Coder(store="", model="").suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]
    assert {line["code"] for line in given} == codes
