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
    "collateral": (HEAD + "Right CFA. The SMA was selected. Microcatheter to the middle colic artery, then through the arc of Riolan to the left colic and retrograde into the inferior mesenteric artery.", {"left_colic_artery": 3}),  # an arcade is a way, no order of its own
    "seen only": (HEAD + "Right CFA. The celiac trunk was selected: splenic and left gastric arteries patent, right hepatic seen on the celiac run.", {"celiac_trunk": 1}),
    "flush catheter": ("Abdominal aortogram\nThe left CFA was punctured. Pigtail at the renal arteries, aortogram: normal aorta.", {}),
    "earlier study": ("Embolization\nHis mapping last month included celiac, SMA and left gastric arteriography.\nToday the right CFA was punctured. A catheter was placed in the celiac trunk.", {"celiac_trunk": 1}),
    "object of two verbs": (HEAD + "Right CFA. The celiac was catheterized with a Sos and injected laterally, and once frontal for the hepatic and splenic beds.", {"celiac_trunk": 1}),
    "catheter told behind": (HEAD + "Right CFA. The left gastric was tortuous, microcatheter in to the middle third.", {"left_gastric_artery": 2}),
    "tried, told behind": (HEAD + "Right CFA. Celiac trunk selected, run. Microcatheter advance to the dorsal pancreatic artery was attempted but spasm prevented it.", {"celiac_trunk": 1}),
    "denied before the comma": (HEAD + "Right CFA. As the celiac run did not explain it, the gastroduodenal artery was selected with a microcatheter.", {"gastroduodenal_artery": 3}),
    "film of each": (HEAD + "Through the right CFA: SMA, then IMA. Each one had a power run.", {"superior_mesenteric_artery": 1, "inferior_mesenteric_artery": 1}),
    "enumerated": (HEAD + "Right CFA. Injected one after the other: celiac, SMA and IMA.", {"celiac_trunk": 1, "superior_mesenteric_artery": 1, "inferior_mesenteric_artery": 1}),
    "arcade from above": (HEAD + "Right CFA. SMA selected. Microcatheter into the middle colic, then the marginal artery.", {"marginal_artery_of_drummond": 3}),
    "both sides of one name": ("Cerebral angiography\nRight CFA. A catheter was used to select the right and left internal carotid arteries.", {"right_internal_carotid_artery": 3, "left_internal_carotid_artery": 2}),
    "bearer of the aneurysm": ("Embolization of a splenic artery aneurysm\nRight CFA. Catheter in the celiac trunk, microcatheter into the aneurysm, 12 coils.", {"splenic_artery": 2}),
    "arrow to an artery of the arm": ("Right arm angiogram\nL CFA access, 5F. Catheter > innominate > R subclavian > R brachial, run. Microcatheter 2.4F > R radial artery origin, run.", {"right_radial_artery": 3}),
    "palmar arch is no aortic arch": ("Right arm angiogram\nL CFA access, 5F. Catheter > innominate > R subclavian, run.\nRun: incomplete deep palmar arch.", {"right_subclavian_artery": 2}),
    "feeder of the thigh": ("AVM of the left thigh\nRt CFA; left CIA, EIA, then profunda and its lateral circumflex feeder selected with an Echelon 10; Onyx 2 mL.", {"lateral_circumflex_femoral_artery": 4}),
    "likewise": ("Cerebral angiography\nRight CFA. Right ICA injected, left ICA likewise.", {"right_internal_carotid_artery": 3, "left_internal_carotid_artery": 2}),
    "polar branch of a spleen, kidney in the past": (HEAD + "Right CFA. Catheter to the celiac, the splenic artery and the lower polar branch, coils.\nPAST HISTORY: right nephrectomy 2012.", {"splenic_polar_branch_artery": 3}),
    "row behind a row": ("Cerebral angiography\nRight CFA. Left ICA angiogram, then right ICA and right ECA.", {"left_internal_carotid_artery": 2, "right_internal_carotid_artery": 3}),
    "filmed from": ("Cerebral angiography\nRight CFA. Catheter in the arch. From the left subclavian at the vertebral orifice the posterior fossa was filmed.", {"left_subclavian_artery": 1}),
    "past the mouth": ("Embolization of an aneurysm of the spleen\nLeft radial. 6F guide catheter to the celiac ostium then mid splenic artery.", {"splenic_artery": 2}),
    "end branch of a tool's row": (HEAD + "Right CFA. SMA selected. Microcatheter: ileocolic, then right branch to the vasa recta of the cecum.", {"vasa_recta": 3}),
    "replaced from the left gastric": (HEAD + "Left radial. Celiac. Microcatheter to the left gastric and on into the replaced LHA.", {"replaced_left_hepatic_artery": 3}),
}


@pytest.mark.parametrize("name", PATHS)
def test_the_deepest_vessel_of_each_family(name: str) -> None:
    text, expected = PATHS[name]
    found = walk(Case(read(text)))
    assert {family.deepest.vessel: family.deepest.order for family in found.families} == expected


SIDES = {
    "spinal levels": ("Spinal angiography\nRight CFA, 5F Cobra. Selected in turn: right T9, left T9 and left L1.", {("posterior_intercostal_artery", "right"), ("posterior_intercostal_artery", "left"), ("lumbar_artery", "left")}),
    "the other side alike": ("Uterine embolization\nRight CFA. Catheter to the left internal iliac, microcatheter into the left uterine artery. The same was done on the right side.", {("uterine_artery", "left"), ("uterine_artery", "right")}),
    "the other side not": ("Uterine embolization\nRight CFA. Catheter to the left internal iliac, microcatheter into the left uterine artery. The same was not possible on the right side.", {("uterine_artery", "left")}),
}


@pytest.mark.parametrize("name", SIDES)
def test_the_deepest_vessel_of_each_side(name: str) -> None:
    text, expected = SIDES[name]
    found = walk(Case(read(text)))
    assert {(family.deepest.vessel, family.deepest.side) for family in found.families} == expected
