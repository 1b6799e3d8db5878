"""Where the catheter went, however the report is built: tables, arrows, labels, failed selections, collateral ways."""

from __future__ import annotations

import pytest

from cac.language.pipeline import read
from cac.narrative.case import Case
from cac.narrative.catheter import walk

HEAD = "Mesenteric angiography\nIndication: bleeding. No prior angiogram.\n"
PATHS = {
    "table": (HEAD + "Access: right CFA, 5 Fr.\nVessel | Catheter | Findings\nCeliac trunk | 5F Cobra | patent\nSuperior mesenteric artery | 5F Cobra | patent\n", {"celiac_trunk": 1, "superior_mesenteric_artery": 1}),
    "arrows": (HEAD + "R CFA > celiac > common hepatic > proper hepatic > right hepatic artery, runs normal.", {"right_hepatic_artery": 4}),
    "label": (HEAD + "Right CFA access, 5F catheter.\nCeliac trunk: entered. Normal branching.\nSuperior mesenteric artery: selected; jejunal branches normal.\nInferior mesenteric artery: not entered.", {"celiac_trunk": 1, "superior_mesenteric_artery": 1}),
    "failed": (HEAD + "The right CFA was punctured and a pigtail catheter placed in the abdominal aorta for aortography. Attempts were made to cannulate the celiac axis and then the superior mesenteric artery, but neither could be entered.", {}),
    "failed afterwards": (HEAD + "The right CFA was punctured. The celiac trunk was selected and injected. We then tried to get the microcatheter into the dorsal pancreatic artery but could not.", {"celiac_trunk": 1}),
    "apposition": (HEAD + "Right CFA. The right bronchial artery, arising on its own from the aorta at T5, was selected and injected. The left bronchial artery, a separate origin lower down, was selected and injected.", {"right_bronchial_artery": 1, "left_bronchial_artery": 1}),
    "collateral": (HEAD + "Right CFA. The SMA was selected. Microcatheter to the middle colic artery, then through the arc of Riolan to the left colic and retrograde into the inferior mesenteric artery.", {"left_colic_artery": 4}),
    "seen only": (HEAD + "Right CFA. The celiac trunk was selected: splenic and left gastric arteries patent, right hepatic seen on the celiac run.", {"celiac_trunk": 1}),
    "flush catheter": ("Abdominal aortogram\nThe left CFA was punctured. Pigtail at the renal arteries, aortogram: normal aorta.", {}),
}


@pytest.mark.parametrize("name", PATHS)
def test_the_deepest_vessel_of_each_family(name: str) -> None:
    text, expected = PATHS[name]
    found = walk(Case(read(text)))
    assert {family.deepest.vessel: family.deepest.order for family in found.families} == expected
