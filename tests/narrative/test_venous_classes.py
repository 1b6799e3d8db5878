"""Work on veins and circuits in other wordings: what names it, what only lists it, which vein it was done in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from cac import Coder, Report
from cac.language.pipeline import read
from cac.narrative import circuit, merely_seen
from cac.narrative.case import Case
from cac.narrative.course import undone
from cac.narrative.sonographic import PATENT

Codes = Callable[[str], Counter]


@pytest.fixture(scope="module")
def codes() -> Codes:
    """Codes and units of a report, without a model or a store."""
    coder = Coder(store="", model="")
    return lambda text: Counter({line["code"]: line["units"] for line in coder.suggest(Report(text=text, date_of_service="2026-03-04", place_of_service="22")).to_dict()["lines"]})


DECLOT = "{} Crossed 6F sheaths. Cleaner with 2 mg tPA, over-the-wire Fogarty for the arterial plug. 7 mm balloon at the venous anastomosis. Flow is back."


@pytest.mark.parametrize("name", [
    "Clotted right forearm PTFE loop.", "Thrombosed left brachioaxillary PTFE.", "HeRO graft left arm, no bruit.", "Clotted left upper arm BVT.", "Acuseal loop in the left thigh, no thrill.", "Declot of the left AVG.",
])
def test_a_circuit_under_its_other_names(codes: Codes, name: str) -> None:
    assert codes(DECLOT.format(name))["36905"] == 1


def test_no_circuit_is_a_loop_of_wire(codes: Codes) -> None:
    assert not any(code.startswith("3690") for code in codes("Right leg arteriogram. A wire loop formed in the SFA. 6F sheath. 5 mm balloon of the popliteal artery, thrombus aspirated with a Penumbra."))


FISTULA = "Left brachiocephalic AVF, arm swelling. Punctured near the anastomosis, fistulogram down to the atrium. {}"


@pytest.mark.parametrize("told", [
    "A second puncture higher in the cephalic vein was needed; through it a 14 mm Atlas was inflated in the left innominate vein, 80 to 20%.",
    "Second access farther up in the basilic vein; over a stiff wire a 12 mm balloon was inflated in the left subclavian vein, 75 to 15%.",
    "Left innominate 80%. Innominate 14 mm, 10% residual.",
])
def test_the_vein_entered_is_not_the_vein_dilated(codes: Codes, told: str) -> None:
    found = codes(FISTULA.format(told))
    assert found["36907"] == 1 and found["36901"] == 1 and not found["36902"]


def test_the_vein_dilated_may_be_the_one_entered(codes: Codes) -> None:
    found = codes(FISTULA.format("The cephalic vein 75% stenosis was dilated with an 8 mm Mustang."))
    assert found["36902"] == 1 and not found["36907"]


@pytest.mark.parametrize(("text", "kinds"), [
    ("jas to 5 mm.", ["angioplasty"]), ("cephalic arch 8 mm, 10% residual.", ["angioplasty"]), ("cephalic arch narrowed down to 3 mm.", []), ("the vein is 8 mm deep at the arch.", []), ("the cephalic vein measures 6 mm, 10% residual clot.", []),
])
def test_a_size_that_a_narrowing_was_brought_to(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in circuit.treatments(text)] == kinds


def test_an_act_of_another_day_ends_at_the_next_thing() -> None:
    for text, act in (("given the short interval since the last angioplasty an 8 x 50 viabahn was deployed", "viabahn"), ("after two prior dilatations a 9 x 60 viabahn was placed", "viabahn")):
        assert not undone(text, text.index(act), text.index(act) + len(act))
    assert undone("the previous 8 x 50 viabahn is patent", 18, 25)


AGREED = "{} Clotted left forearm AVG. Sheaths x2. Trerotola, Fogarty. 7 x 80 balloon of the venous anastomosis. Thrill."


@pytest.mark.parametrize("words", [
    "Consent was taken for declot, angioplasty, stent, coil embolization and tunneled line.", "Informed consent was obtained for thrombectomy, angioplasty, embolization and catheter placement.",
    "The consent form lists declot, stenting, embolization or tunneled catheter.", "Consented for angioplasty / stent / coil embolization.",
])
def test_what_was_agreed_to_is_a_list(codes: Codes, words: str) -> None:
    found = codes(AGREED.format(words))
    assert found["36905"] == 1 and not found["36909"] and not found["36906"] and not found["36558"]


def test_a_list_of_one_is_no_list() -> None:
    def case(text: str) -> Case:
        return Case(read(text), encounter={}, day=None)

    assert merely_seen.agreed(case("AVG. Consent obtained for declot, stent and coil embolization. Sheath placed."))
    assert not merely_seen.agreed(case("Knee. Consent obtained for aspiration. Needle in."))
    assert not merely_seen.agreed(case("Knee. After consent for aspiration, biopsy and lavage an 18 gauge needle was advanced."))


IVUS = "Left leg swelling, May-Thurner on the CT venogram of last month. Left popliteal vein entered, 10F sheath. {} 16 x 100 Abre to the CIV, post 16."


@pytest.mark.parametrize(("told", "further"), [
    ("Visions PV .035 pulled back from the cava to the femoral vein. IVC clean. Left CIV 80% compressed. EIV and CFV normal.", 2),
    ("Eagle Eye catheter: CFV 120 mm2, EIV 60 mm2, left CIV 38 mm2.", 1),
    ("IVUS was drawn from the left common iliac vein to the common femoral vein.", 1),
    ("Intravascular ultrasound of the left common iliac vein: 70% area loss.", 0),
])
def test_the_vessels_of_a_run_of_the_probe(codes: Codes, told: str, further: int) -> None:
    found = codes(IVUS.format(told))
    assert found["37252"] == 1 and found["37253"] == further


def test_a_line_beside_a_filter_keeps_its_picture(codes: Codes) -> None:
    text = "Right femoral vein by landmark, cavogram, Option Elite filter released below the renal veins. {} Right IJ patent on ultrasound, needle seen entering in real time, image saved. {}"
    assert codes(text.format("Then a line.", "7F triple lumen catheter placed over the wire, tip SVC."))["76937"] == 1
    assert not codes("Right IJ patent on ultrasound, needle seen entering in real time, image saved. Cavogram, Denali filter deployed. An existing left subclavian triple lumen was left alone.")["76937"]


@pytest.mark.parametrize("text", [
    "Bedside filter by IVUS guidance. RCFV under US. IVUS shows both renal veins and no clot. Option deployed infrarenal. Sheath out.",
    "groin stick on the right sheath in gram of the cava no clot single cava the filter a celect was dropped under the renals no tilt sheath pulled pressure held",
    "IVC FILTER: RIJ. Omni flush, gram: cava 24mm, no DVT, renals L1. Gunther Tulip below. Good.",
    "Cavogram: no thrombus, single cava 21 mm, Denali filter deployed with apex at L1-2. Right IJ by landmark. DVT with recent GI bleeding.",
])
def test_a_filter_by_whatever_words(codes: Codes, text: str) -> None:
    assert codes(text)["37191"] == 1


@pytest.mark.parametrize("text", [
    "Request filter. RIJ access, pigtail cavogram: megacava 36 mm. No filter placed, referred back.", "ICU: filter from 2019 in situ. Right femoral vein patent, real time US entry, picture saved, 20 cm triple lumen placed, sutured. Draws well.",
])
def test_no_filter(codes: Codes, text: str) -> None:
    assert not codes(text)["37191"]


ABLATION = "Microwave ablation of a 2 cm HCC in segment 5 under CT. {} Under CT guidance with local by an 18 gauge needle, a 17G Emprint antenna was placed. 100 W x 6 min, CT during the burn."


@pytest.mark.parametrize("told", ["Arterial line, also theirs.", "A-line by CRNA.", "GETA; an arterial line was placed by the anesthesia team.", "Radial arterial line per anaesthetics."])
def test_a_line_of_the_other_team(codes: Codes, told: str) -> None:
    assert not codes(ABLATION.format(told))["36620"]


def test_two_lines_in_one_sitting(codes: Codes) -> None:
    found = codes("Shock, ICU. 1. Left IJ triple lumen catheter placed by landmark, tip by x-ray SVC. 2. Arterial line: right radial artery palpated, 20G Arrow inserted, good waveform.")
    assert found["36556"] == 1 and found["36620"] == 1


@pytest.mark.parametrize("text", ["the lumen was clear", "right ijv looked clear and healthy", "a clean vessel", "vein healthy and fully collapsible", "the ij was free of clot"])
def test_a_vessel_called_clear(text: str) -> None:
    assert PATENT.search(text)


@pytest.mark.parametrize("text", ["lungs clear", "the fluid was clear", "clear of the artery", "the patient was healthy"])
def test_what_else_is_clear(text: str) -> None:
    assert not PATENT.search(text)


@pytest.mark.parametrize(("text", "code"), [
    ("PICC right basilic exchanged over guidewire for a 5F double lumen, fluoroscopy, tip cavoatrial junction, image saved.", "36584"), ("Pt's left PICC was rewired; 5 Fr DL, 46 cm; spot film tip SVC/RA.", "36584"),
    ("TDC exchange, RIJ. Cuff freed. Swapped over a stiff Glidewire to a 19 cm Palindrome, same exit. Tip RA by fluoroscopy.", "36581"),
    ("Left PICC malpositioned and pulled. New access: left brachial vein under US, patent, needle seen, image saved. 5F PICC 44 cm, tip SVC fluoroscopy.", "36573"),
])
def test_a_line_changed_over_a_wire(codes: Codes, text: str, code: str) -> None:
    assert codes(text)[code] == 1


LEGS = "RIGHT LEG\nRight GSV accessed below the knee under ultrasound, 7F. VenaSeal tip 5 cm from the SFJ, 12 aliquots. Closed.\n\nLEFT LEG\nThe small saphenous at mid calf cannulated under ultrasound. {}\n"


def test_a_vein_told_with_foam_is_closed_by_foam(codes: Codes) -> None:
    found = codes(LEGS.format("Varithena 5 mL in the left small saphenous vein with the popliteal junction held."))
    assert found["36482"] == 1 and found["36465"] == 1 and not found["37242"] and not found["37241"]
    assert codes(LEGS.format("VenaSeal, 8 aliquots. Closed."))["36482"] == 1


def test_veins_in_a_row_count_each(codes: Codes) -> None:
    found = codes("Right GSV, then right posterior accessory vein via its own micropuncture, both radiofrequency, 7 cm and 3 cm catheters, tumescent.")
    assert found["36475"] == 1 and found["36476"] == 1


OVARIAN = "RIJ. Left renal vein, then the left ovarian vein to the brim; sotradecol foam and coils. {}"


@pytest.mark.parametrize("told", [
    "Right ovarian vein found on the cava just below the right renal vein, cannulated with a Simmons, foam and coils.", "The right ovarian vein was found arising from the anterior IVC just below the right renal vein. It was selected, foam and coils.",
    "The catheter was directed to the IVC wall below the right renal vein, where the right ovarian vein was selected. Foam and coils.",
])
def test_a_vein_that_marks_a_place(codes: Codes, told: str) -> None:
    found = codes(OVARIAN.format(told))
    assert found["36012"] == 1 and found["36011"] == 1


@pytest.mark.parametrize(("told", "both"), [
    ("Triever to the right descending PA, 4 aspirations, dark clot each time. Bilateral leg duplex pending.", False), ("FlowTriever to the left PA then right PA; aspiration of both sides.", True),
])
def test_each_time_is_not_each_lung(told: str, both: bool) -> None:
    coder = Coder(store="", model="")
    lines = coder.suggest(Report(text=f"Acute PE, CTPA today complete. Right femoral vein 24F. {told} Mean PA 34 to 22.", date_of_service="2026-03-04")).to_dict()["lines"]
    assert {line["code"]: "50" in line["modifiers"] for line in lines} == {"37184": both, "36014": both}


@pytest.mark.parametrize(("text", "code"), [
    ("Encephalopathy after TIPS 2025. Shunt reduction: RIJ, catheter through TIPS, 10 mm Viatorr deployed within it. Gradient 5 to 12.", "37183"),
    ("TIPS for ascites. RIJ, RHV, Colapinto into the right portal vein. Tract dilated 8 mm. Viatorr 8-10/7. PSG 19 to 6.", "37182"),
    ("TJLB for coagulopathy. RIJ, 9F. MPA in right hepatic vein. 18 G side cut x 3 adequate.", "37200"),
])
def test_work_in_the_liver_told_briefly(codes: Codes, text: str, code: str) -> None:
    assert codes(text)[code] == 1
