"""Arteries a telegram tells of without a verb, and the look-alikes that no catheter entered."""

from __future__ import annotations

import pytest

from cac import Coder, Report
from cac.language.pipeline import read
from cac.narrative.case import Case
from cac.narrative import vein_walk
from cac.narrative.catheter import walk
from cac.narrative.step_telegram import occludes

ENTERED = {
    "row": ("Haemobilia. L radial, 4F. Common hepatic, then right posterior sectoral. Microcoils x 2.", {"right_posterior_hepatic_artery": 5}),
    "row behind the access": ("Hemothorax. Via R CFA: left subclavian, left internal mammary. Coils either side of the tear.", {"left_internal_mammary_artery": 2}),
    "vessel and end point": ("Fibroids. Left fem. Right uterine to stasis with PVA. Left uterine to stasis, PVA.", {"uterine_artery": 4}),
    "lesion, then the agent": ("Stab wound. Lt CFA. Rt superior gluteal artery truncated. Coils beyond and before.", {"superior_gluteal_artery": 4}),
    "branches by number": ("Bleeding piles. RCFA > IMA > superior rectal, then each of its three distal branches by microcatheter. Coils.", {"superior_rectal_artery": 3}),
    "segment": ("HCC. Lt radial. Right hepatic, micro into seg 6. Beads 2 mL.", {"right_posterior_hepatic_artery": 5}),
    "sisters": ("Hypersplenism. R CFA. Splenic artery, then lower and mid pole branches selected. PVA.", {"splenic_polar_branch_artery": 3}),
    "two sides behind": ("Fibroids. L radial. Micro to the uterine on the right then the left. Embospheres.", {"uterine_artery": 4}),
}
NOT_ENTERED = {
    "seen in a film": ("Bleeding. Right CFA. SMA selected: ileocolic, right colic normal. Celiac selected: coils in the GDA.", {"ileocolic_artery", "right_colic_artery"}),
    "spared": ("HCC. Right CFA. Right hepatic artery, beads; cystic artery spared.", {"cystic_artery"}),
    "not found": ("Bleeding. Right CFA. Left L3 lumbar selected, coils. Left L4 lumbar: not found.", {"gastroduodenal_artery"}),
    "asked for": ("PPH. Asked for uterine artery embolization. R CFA. Anterior division, Gelfoam.", {"uterine_artery"}),
    "scan": ("Trauma. CT showed a blush of the splenic artery. R CFA. Right renal artery selected, coils.", {"splenic_artery"}),
}


@pytest.mark.parametrize("name", ENTERED)
def test_vessels_of_a_telegram_are_entered(name: str) -> None:
    text, wanted = ENTERED[name]
    found = {p.vessel: p.order for p in walk(Case(read(text))).positions}
    assert {vessel: found.get(vessel) for vessel in wanted} == wanted


@pytest.mark.parametrize("name", NOT_ENTERED)
def test_look_alikes_are_not_entered(name: str) -> None:
    text, never = NOT_ENTERED[name]
    assert not never & {p.vessel for p in walk(Case(read(text))).positions}


VEINS = {
    "row": ("Left varicocele. Rt IJ, Kumpe. L renal vein, L gonadal to the inguinal ring. STS foam 6 ml, Nester coils.", {("gonadal_vein", "left")}),
    "the vein of the other side": ("Varicoceles. Right femoral vein. Spermatic vein on L. Coils. Right side: vein tested from the cava, coils.", {("gonadal_vein", "left"), ("gonadal_vein", "right")}),
    "denied further on": ("Ovarian vein embolization. RIJ. The left renal vein was entered, but the left ovarian vein could not be engaged.", {("renal_vein", "left")}),
}


@pytest.mark.parametrize("name", VEINS)
def test_veins_of_a_telegram_are_entered(name: str) -> None:
    text, wanted = VEINS[name]
    found = {(p.name, p.side) for p in vein_walk.walk(Case(read(text))).positions}
    assert wanted <= found
    assert name != "denied further on" or ("gonadal_vein", "left") not in found


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("HCC. R radial. RHA as planned, 1.4 GBq TheraSphere given.", True),
        ("Fibroids. R CFA. L uterine, 3 syringes 500-700.", True),
        ("Fibroids. Embolization discussed, particles explained.", False),
        ("GI bleed. R CFA. SMA and IMA runs clean. No embolization.", False),
    ],
)
def test_an_agent_named_in_a_telegram_was_given(text: str, given: bool) -> None:
    assert occludes(Case(read(text))) is given


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("Ped struck, sacral fracture, bleeding. Left radial, 5F. Right internal iliac main trunk then left internal iliac main trunk. Non-selective Gelfoam slurry to both until sluggish.", "37244", ""),
        ("HCC. Right femoral. Segment II, III and IVa pedicles were each catheterised, 2.0F, and charged with doxorubicin beads.", "36248", ""),
        ("Trauma, grade IV spleen. R CFA 5F. C2 to celiac and on into the main splenic artery. Vascular plug 8 mm dropped between dorsal pancreatic and pancreatica magna.", "36246", "36247"),
        ("Gastric varices, no recent bleed. RFV 8F. Catheter through the left renal vein into the gastrorenal shunt, occlusion balloon inflated. Foam of 3% sodium tetradecyl, 18 cc.", "37241", "37183"),
        ("Asymptomatic left renal arteriovenous fistula; no haemorrhage. Brachial access. Left main renal, posterior division feeder. 16 mm vascular plug, then coils. Cardiac index fell at once.", "37242", "37244"),
    ],
)
def test_what_a_telegram_gives_and_does_not(text: str, wanted: str, unwanted: str) -> None:
    given = [line["code"] for line in Coder().suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]]
    assert wanted in given and unwanted not in given
