"""Long arterial dictation: lists, headings and ways of the catheter, and what only looks like work."""

from __future__ import annotations

import pytest

from cac import Coder, Report
from cac.narrative.surveyed import surveyed

DAY = "2026-04-14"
HEAD = "Cerebral angiogram for tinnitus, no earlier study. Right CFA by palpation, 5F. The following vessels were catheterized and imaged with a Davis:\n"
BLEED = "Lower GI bleed, first angiogram, CT was without contrast. Right CFA, 5F.\n"
SMA = "Type II endoleak, sac growing after EVAR, planned on a complete CTA. Right CFA 5F. "
LEG = "Left leg claudication. Complete CTA run-off of 3/2 reviewed, treatment planned on it. Right CFA 6F, sheath over the bifurcation. "
CASES = (
    # a list by bracketed numbers goes on behind what an item has to say
    (HEAD + "(1) Right internal carotid artery, AP and lateral head.\n(2) Left common carotid artery. Attempts at the left internal were given up; neck and head were filmed from the common.\n(3) Left vertebral artery, Towne and lateral.", "36226", True),
    (HEAD + "(1) Right internal carotid artery, AP and lateral head.\n(2) Left common carotid artery, neck and head.\nFindings:\n(1) Left vertebral artery: fills from the left subclavian, normal.", "36226", False),
    # an artery that heads its paragraph
    (BLEED + "1. IMA. RIM catheter engaged; DSA in two obliques. No leak, left colic normal.\n2. SMA. Exchanged for a Sos; DSA, 5 for 30. Normal.", "36245", True),
    (BLEED + "Aortogram through a pigtail at T12.\n1. IMA. Patent on the aortogram.\n2. SMA. Patent, not selected.", "36245", False),
    # arcades between trunks, stations without a name
    (SMA + "Sos to the SMA. Microcatheter: SMA > middle colic > left branch > marginal > ascending left colic > back down to the IMA trunk. Three Concerto coils in the IMA trunk. Injection: jet into the sac has gone.", "36247", True),
    (SMA + "Sos to the SMA. Microcatheter: SMA > middle colic > left branch > marginal > ascending left colic > back down to the IMA trunk. Three Concerto coils in the IMA trunk. Injection: jet into the sac has gone.", "37244", False),
    (SMA + "Sos to the SMA, injection: the marginal fills the IMA, 36 cm away. SMA injection shows no sac. Nothing was embolized.", "36247", False),
    # the arch as a way, and the arch filmed
    ("Both arms, thoracic outlet. Right CFA 5F. JB1 into the innominate and out to the right subclavian; runs of the arm. The catheter was withdrawn to the arch and the left subclavian engaged, same runs of the arm. The arch was not injected.", "75605", False),
    ("Both arms, thoracic outlet. Right CFA 5F. JB1 into the innominate and out to the right subclavian; runs of the arm. The catheter was withdrawn to the arch and the left subclavian engaged, identical series of the arm.", "75716", True),
    # the stenosis crossed, the popliteal by its segment
    (LEG + "The SFA thrombus is gone and a short 85% stenosis has come to light at the adductor hiatus. AT and peroneal patent, PT occluded at the ankle. The stenosis was crossed and a 6 x 60 Supera placed. Ballooned with 6.", "37267", True),
    (LEG + "The SFA thrombus is gone and a short 85% stenosis has come to light at the adductor hiatus. AT and peroneal patent, PT occluded at the ankle. The stenosis was crossed and a 6 x 60 Supera placed. Ballooned with 6.", "37286", False),
    (LEG + "Popliteal 75% at P2-P3. The P2-P3 narrowing was dilated with a 5 x 60 Ranger, residual 15%.", "37263", True),
    # both sides of a pair, and services that the title alone names
    ("Kissing stents. CTA complete: right common iliac 80% at its origin, left common iliac 90% at its origin, left external iliac separate 75%. Both CFAs 7F. 8 x 39 VBX right and 8 x 39 VBX left, blown up together. Left external: 7 x 60 Absolute Pro. All open.", "37258", True),
    ("Bilateral iliac reconstruction with lithotripsy. CTA complete: occluded left common iliac, 70% right common iliac. Both CFAs accessed, 8F. Shockwave M5 7.0, six cycles in the left common iliac. Kissing VBX 8 x 39 each side. Sheaths out. Pulses good. Home tomorrow. Aspirin.", "37262", True),
    # a stent as the place a catheter went to, a graft that is a stent
    ("SMA in-stent restenosis, CTA complete, balloon planned. Right CFA 6F. MPA to the SMA stent, wire across. 7 x 40 Passeo 2 min at 10 atm, residual 15%.", "37236", False),
    ("SMA in-stent restenosis, CTA complete, balloon planned. Right CFA 6F. MPA to the SMA stent, wire across. 7 x 40 Passeo 2 min at 10 atm, residual 15%.", "37246", True),
    ("Mesenteric ischaemia, EVAR none. CTA complete, stent planned. Left brachial 6F. MPA into the SMA. BeGraft 7 x 37 deployed with 2 mm into the aorta, flared.", "33881", False),
    ("Mesenteric ischaemia, EVAR none. CTA complete, stent planned. Left brachial 6F. MPA into the SMA. BeGraft 7 x 37 deployed with 2 mm into the aorta, flared. In case symptoms persist: laparoscopic ligament release.", "36245", True),
    # reasons and denials of embolization
    ("Splenic pseudoaneurysm, haematemesis. First angiogram. Right CFA 5F. Celiac run, C2. Progreat into the splenic artery. Nester coils 8 mm x 4 distal, then across. SMA engaged: no filling of the sac. Nothing was embolised there.", "37244", True),
    ("Polyarteritis? First angiogram. Right CFA 4F. SMA engaged, runs: beading. Celiac engaged, run: 4 mm aneurysm. Sheath out, pressure. Embolisation of the aneurysm if it grows.", "37242", False),
    ("Uterine artery embolization. Menorrhagia, multifibroid uterus. Right CFA 5F. Left uterine artery with a Progreat, Embospheres 500-700 to stasis; the same on the right.", "37243", True),
    ("Native left kidney, fistula after biopsy on a complete CTA, closure planned. Right CFA 5F. Cobra to the left renal artery, Progreat to the lower pole segmental artery. Two 4 mm Concerto coils. Early vein gone.", "37242", True),
    # a branch through the left hepatic, an accessory artery of the kidney, the next label
    ("Y90 of segment 4 as mapped on 3/2. Right CFA 5F. Cobra to the celiac. Direxion into the right hepatic artery and its anterior division, vial one of glass spheres, 1.1 GBq. A second one into the left hepatic artery and then the segment 4 branch, vial two.", "36248", True),
    ("Renal FMD, no earlier study. Right CFA 5F. Left: Cobra into the main left renal artery, DSA. Right: same Cobra into the main right renal artery, DSA. The upper pole accessory artery was selected as well and injected.", "36254", False),
    ("Genicular embolization, left knee pain. Right CFA 4F, over the bifurcation to the left popliteal. Progreat in the superior medial genicular: blush; imipenem 0.6 ml until pruned. Next inferior lateral genicular: blush; same drug 0.4 ml.", "36248", True),
    # the plan, another day and the scan are no work
    ("Buttock claudication, no CTA. Left CFA 5F. Pigtail at L2: aorta, pelvis and both legs in one injection with table stepping to the ankles. Right CIA 60, left CIA 70. Plan kissing stents. Manual 12 min.", "37258", False),
    ("Second day of lysis, left popliteal, begun yesterday. Through the existing catheter: half of the clot gone. The catheter was moved on, alteplase goes on at 1 mg/h. Next check tomorrow; angioplasty then if there is a stenosis.", "37263", False),
    ("PAN? No angiography before. Right CFA 5F. C2 to the right renal, DSA. C2 to the left renal, DSA. Embolization only if bleeding.", "36252", True),
    ("Celiac stenosis 75% on the CTA of 3/10, complete study and decision made on it in the mesenteric conference. Ligament released by surgery in November (laparoscopic). Left brachial 6F. MPA to the celiac, run. V18 across, 7 x 18 Palmaz Blue, flared.", "75726", False),
    ("Celiac stenosis 75% on the CTA of 3/10, complete study and decision made on it in the mesenteric conference. Ligament released by surgery in November (laparoscopic). Left brachial 6F. MPA to the celiac, run. V18 across, 7 x 18 Palmaz Blue, flared.", "36245", True),
    # documents and headings
    ("Splenic artery aneurysm, elective coiling\nAneurysm of 24 mm on the CTA. Decided in clinic.\nRight CFA 5F, Sos in the celiac. Renegade into the splenic artery. Ruby coils 8 mm x 3 distal, sac packed, coils in front.", "37242", True),
    ("Cerebral angiogram, first study\nSedation: mine, 11:05 - 12:01, with a nurse assigned only to him.\nRight groin by feel, 5F. H1.\nLeft ICA - selected - AP/lat/obl.\nRight CCA - selected - neck and head AP/lat.", "36224", True),
    ("IR EMERGENT CONSULT AND PROCEDURE\nBleeding ulcer, melaena, no CTA. Right CFA stuck, 5F.\nSos into celiac, 5 for 20: bleeding at the GDA.\nMicrocatheter through the CHA to the GDA. Interlock coils across.", "37244", True),
    ("IR CONSULT\nBleeding ulcer, melaena. CTA shows bleeding at the GDA. Coils through a microcatheter in the GDA would be offered if she bleeds again.", "37244", False),
    ("Acute right leg, embolus. Chose suction over lysis and over cut-down. Left CFA 6F, up and over. Right leg run: popliteal cut-off, no earlier imaging. Indigo CAT 8 across the popliteal, two passes, red clot.", "37184", True),
)
LOOKED = (
    ("both common femoral arteries were inspected sonographically; the left was preferred", True),
    ("duplex look at both groins, patent right one chosen", True),
    ("right and left wrists were interrogated with ultrasound; the right was better", True),
    ("both common femoral arteries were evaluated and both were accessed", False),
    ("both groins were prepped and the right one used", False),
    ("ultrasound of the left groin; the artery is patent and was used", False),
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder(store="", model="")


@pytest.mark.parametrize(("text", "code", "given"), CASES, ids=[f"{code} {number}" for number, (_, code, _) in enumerate(CASES)])
def test_long_arterial(program: Coder, text: str, code: str, given: bool) -> None:
    lines = program.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert (code in {line["code"] for line in lines}) is given


@pytest.mark.parametrize(("text", "told"), LOOKED)
def test_a_look_at_both_sides_is_one_site(text: str, told: bool) -> None:
    assert surveyed(text) is told
