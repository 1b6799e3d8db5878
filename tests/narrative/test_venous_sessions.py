"""Long sessions on veins: what is named beside the work, sizes per vein, guidance told over two statements, ages of things."""

from __future__ import annotations

import pytest

from cac import Coder, Report
from cac.language.encounter import from_text
from cac.language.pipeline import read
from cac.language.sentences import between_commas
from cac.narrative.intraservice import intraservice


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder(store="", model="")


def _codes(program: Coder, text: str) -> list[str]:
    return [line["code"] for line in program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]]


@pytest.mark.parametrize(("text", "age"), [
    ("62 year old man with a fistula", 62.0), ("the graft is 7 months old", None), ("a 9 month old with biliary atresia", 0.75),
    ("an 8 month old left jugular dialysis catheter", None), ("a clot 2 months old", None), ("a 3 month old boy", 0.25), ("2 year old brachiocephalic fistula", None),
])
def test_the_age_of_a_thing_is_not_that_of_the_patient(text: str, age: float | None) -> None:
    assert from_text(read(text)).get("patient_age") == age


def test_each_length_of_time_has_its_own_words() -> None:
    assert intraservice("vital signs every five minutes total sedation time thirty one minutes")[0] == 31
    assert intraservice("screening time 7 min 20 s, sedation began 11:02, finished 11:40")[0] == 38


BREATH = (
    "port placement, indication lymphoma, the patient was placed supine and prepped, ultrasound showed an open right internal jugular vein, the vein was entered with a micropuncture needle,"
    " the wire went down to the cava under fluoro, a pocket was made below the clavicle, an 8 french port was placed in it and the catheter tunneled to the neck,"
    " the catheter was cut and passed through a peel away sheath, the tip is seen at the cavoatrial junction, it aspirates and flushes, the pocket was closed with vicryl and monocryl,"
    " she had a line on the left in 2019 that was taken out, end of dictation"
)


def test_one_breath_of_commas_holds_more_than_one_statement(program: Coder) -> None:
    flat = BREATH.lower()
    assert len(between_commas(flat, 0, len(flat))) > 5
    assert between_commas(flat[:300], 0, 300) == []
    assert "36561" in _codes(program, BREATH)


def test_the_needle_watched_after_the_vein_was_judged(program: Coder) -> None:
    told = "Left varicocele embolization. Neck scanned: right IJV wide and patent. {} 4F sheath. Cobra to the left renal vein and into the left testicular vein. Nester coils x4 with 3% STS foam."
    assert "76937" in _codes(program, told.format("21G puncture of it visualised in real time, image to PACS."))
    assert "76937" not in _codes(program, told.format("21G puncture of it."))
    assert "76937" not in _codes(program, told.format("21G puncture of it visualised in real time."))


def test_a_look_at_both_veins_is_one_site(program: Coder) -> None:
    text = "PORT PLACEMENT. Right internal jugular vein: open on ultrasound both before and after prep, needle watched going in live under ultrasound, picture kept. Pocket below the clavicle, 8F port, catheter tunneled, peel-away by fluoroscopy, tip at the cavoatrial junction."
    units = [line["units"] for line in program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"] if line["code"] == "76937"]
    assert units == [1]


VEINS = "Subclavian and innominate vein stenoses, right arm swelling, known from CT venogram. Right brachial vein puncture, Kumpe to the SVC. "


def test_veins_with_a_size_each_count_each(program: Coder) -> None:
    assert {"37248", "37249"} <= set(_codes(program, VEINS + "Right subclavian 10 mm, right innominate 14 mm balloons."))
    assert "37249" not in _codes(program, VEINS + "Right subclavian dilated with a 10 mm balloon.")


def test_nothing_dilated_is_no_angioplasty(program: Coder) -> None:
    text = "Edema, IVC narrowing after transplant? Right common femoral vein punctured. Pigtail to the infrarenal IVC, cavogram: mild narrowing, gradient 2. Nothing was dilated. No earlier venogram."
    assert "37248" not in _codes(program, text)
    assert "75825" in _codes(program, text)


def test_names_that_arteries_share_are_veins_in_a_report_on_veins(program: Coder) -> None:
    text = """Left leg DVT. Left popliteal vein punctured, 8F. Venogram: femoral and iliac veins full of clot. Kumpe to the IVC. ClotTriever, five passes, clot out.
IVUS from the popliteal to the cava. Common iliac: pressed flat by the right artery, 40 mm2. External iliac - common femoral: no clot left, 150 mm2. Venovo 16 x 120 across the common iliac."""
    codes = _codes(program, text)
    assert not {"36245", "36246", "36247", "75710", "37236", "37221"} & set(codes)
    assert {"37187", "37238", "37252", "37253"} <= set(codes)


def test_a_line_put_in_because_of_an_abscess_drains_nothing(program: Coder) -> None:
    text = "PICC placement. Perforated appendix with abscess, needs weeks of antibiotics. Right basilic vein patent on ultrasound, 21G needle in under live ultrasound, image saved. 4F single lumen PICC, tip at the cavoatrial junction on fluoroscopy. The abscess drain (placed Monday by surgery) was not touched."
    assert _codes(program, text) == ["36573"]


def test_a_strut_fetched_from_a_filter_that_stays(program: Coder) -> None:
    text = "Broken filter strut in the right ventricle. Right femoral vein, 12F. Loop snare on the strut, drawn into the sheath and out. The filter itself stays, bound in the cava."
    assert _codes(program, text) == ["37197"]


def test_the_piece_in_a_lung_artery_is_no_place_of_the_catheter(program: Coder) -> None:
    text = "Lost piece of a port catheter. Right femoral vein. The end of the fragment in the left pulmonary artery was freed, gooseneck snare closed on it in the right atrium, out through the sheath whole."
    assert _codes(program, text) == ["37197"]


def test_boxes_of_lines_left_open_say_nothing(program: Coder) -> None:
    text = "Filter retrieval. Right IJ, 11F sheath. Cavogram clean. Hook snared, filter collapsed into the sheath and removed whole.\n____ filter placed  ____ filter repositioned  _X_ filter removed"
    assert _codes(program, text) == ["37193"]


GRAFT = """Left arm dialysis graft without thrill, clotted. Graft entered both ways, 6F. AngioJet through the graft, Fogarty for the plug. Venous anastomosis 80%, 7 mm Conquest. Films to the atrium. It clotted again on the table and I gave it up.

{}"""


def test_a_line_told_in_a_paragraph_of_its_own(program: Coder) -> None:
    line = "Next a catheter. Right internal jugular vein open on ultrasound, punctured, wire to the IVC. 23 cm catheter tunneled from the chest, peel-away, tip in the right atrium on fluoroscopy, both lumens good."
    assert {"36558", "36905"} <= set(_codes(program, GRAFT.format(line)))
    assert "36558" not in _codes(program, GRAFT.format("He has a tunneled catheter in the right internal jugular vein, tip in the right atrium, both lumens good, for now."))


def test_a_pass_that_met_a_bile_duct_is_no_biliary_work(program: Coder) -> None:
    text = "TIPS for ascites. Right IJ, 10F. Right hepatic vein, wedged CO2 portogram. Colapinto needle: first pass biliary, second pass right portal vein. Tract dilated 8 mm, Viatorr 8 x 7 + 2. Gradient 18 to 7."
    assert _codes(program, text) == ["37182"]


def test_a_stent_for_each_side(program: Coder) -> None:
    told = "Bilateral iliac vein obstruction, CT venogram adequate. Both common femoral veins punctured, catheters to the IVC. {} from the confluence to the end of the common iliac vein."
    assert {"37238", "37239"} <= set(_codes(program, told.format("Abre 14 x 120 on the right and 14 x 100 on the left")))
    assert "37239" not in _codes(program, told.format("Left side: Abre 14 x 120"))


def test_a_port_changed_for_a_new_one(program: Coder) -> None:
    text = "PORT CHANGE. The old scar was opened and the port taken out of its pocket. Catheter cut, wire down it to the IVC on fluoroscopy. New reservoir and catheter over the wire through the same vein by peel-away, tip at the cavoatrial junction, sewn into the same pocket. Flushes."
    assert "36582" in _codes(program, text)


def test_a_wire_lost_beside_a_filter(program: Coder) -> None:
    text = "A guidewire was lost in the cava in the ED; also DVT with bleeding. Right IJ, 10F. Snare closed around the lost wire, pulled into the sheath and out, complete. Cavogram: no clot. Denali filter deployed below the renal veins."
    assert {"37197", "37191"} <= set(_codes(program, text))
