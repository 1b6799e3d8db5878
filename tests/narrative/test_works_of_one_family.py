"""Sessions whose works are of one family: what is said of one is not said of the other."""

from __future__ import annotations

import pytest
from cac import Coder, Report
from cac.language.pipeline import read
from cac.language.spoken import written
from cac.narrative.asides import asides
from cac.narrative.breast_sides import sides
from cac.narrative.case import Case
from array import array


def codes(text: str, day: str = "2026-05-06") -> dict[str, int]:
    """Codes and units of a report."""
    found: dict[str, int] = {}
    for line in Coder(store="", model="").suggest(Report(text=text, date_of_service=day, claim_type="professional")).lines:
        found[line["code"]] = found.get(line["code"], 0) + line["units"]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1) Left tunnelled pleural drain out: dry for two weeks. Local, cuff teased free, catheter delivered whole.\n2) Right chest tap: 8F Safe-T-Centesis under live ultrasound, 1.1 L straw fluid, catheter out, picture kept.", {"32552": 1, "32555": 1}),
        ("A. REMOVAL, tunneled left pleural catheter (put in last month). Dry. Lidocaine, the cuff was freed through the exit site, the catheter came out whole.\n\nB. PLACEMENT, tunneled peritoneal catheter. Ultrasound needle entry, image kept, wire to the pelvis under fluoroscopy. Tunnel to the flank, cuffed catheter through a peel-away. 3 L of ascites drained.", {"32552": 1, "49418": 1}),
        ("Ascitic tap. Under real-time USG, 6F catheter into the left iliac fossa pocket, 4 litres let out, catheter removed, image saved.\n\nPleural tap. Patient seated. Spot marked by ultrasound over the right ninth space; the machine was taken away. 16G cannula without USG, 700 ml drained, cannula out.", {"49083": 1, "32554": 1}),
        ("Both chests. LEFT: parapneumonic, septated. US-guided Seldinger, 12F locking pigtail, water seal. RIGHT: free effusion, 5F Yueh under US, 600 mL, out at the end. Neither tube is tunneled or has a cuff. Stills of each entry archived.", {"32557": 1, "32555": 1}),
        ("BILATERAL THORACENTESIS.\nRIGHT: 8th space, 5 French Yueh placed while watching the needle on the screen. 1400 cc. Catheter out.\nLEFT: same technique, 7th space. 800 cc. Catheter out.\nUltrasound images of both sides saved.\nPortable chest film: no pneumothorax.", {"32555": 1}),
        ("Two drains seen. PELVIC DRAIN: Isovue by hand, cavity gone, no fistula; string cut, drain pulled. LEFT FLANK DRAIN: contrast outlines a 5 cm cavity; over a wire the 8F exchanged for a 12F locking drain under fluoroscopy, sutured.", {"49424": 1, "76080": 1, "49423": 1, "75984": 1}),
        ("Both nephrostomies. RIGHT: contrast in, old 8F out over a Bentson, new 8F locked in the pelvis, spot filed. LEFT: changed ten days ago at another hospital; injected today, tip good, ureter drains to the bladder, nothing replaced.", {"50435": 1, "50431": 1}),
        ("Bilateral tube change.\nLEFT, the nephrostomy: wire through it, new 10F locking catheter, pelvis.\nRIGHT, the nephroureteral: cut, stiff wire to bladder, new 10F 26 cm nephroureteral catheter, loops in bladder and pelvis. Fluoroscopy stored.", {"50435": 1, "50387": 1}),
        ("TUBE DAY.\n\nRIGHT NEPHROURETERAL: 10 cc contrast into the hub. Wire to the bladder, old catheter out, new 8.5F x 24 in. Fluoroscopy, spots stored.\n\nSUPRAPUBIC: bladder filled through the Foley. Ultrasound to watch the needle. 18G above the pubis, urine back. 035 wire. 16F catheter through a peel-away, balloon 10 cc.", {"50387": 1, "51102": 1}),
    ],
)
def test_each_work_is_read_by_its_own_words(text: str, expected: dict[str, int]) -> None:
    found = codes(text)
    assert {code: found.get(code, 0) for code in expected} == expected
    assert set(found) - set(expected) <= {"76942"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Localisation day.\nLeft breast: ultrasound, radar reflector put in the 12 mm mass at 5:00, image filed.\nRight breast: mammographic grid, hookwire through the coil clip, orthogonal view good. Ultrasound not used on the right.", {"19285", "19281"}),
        ("Bilateral breast biopsies. First the right. Mass at 2 o'clock; 12G vacuum device beneath it under live ultrasound, six samples. Ribbon marker. Then the left. Calcifications, stereotactic upright unit, stereo pair, 9G probe, twelve samples, coil marker.", {"19083", "19081"}),
        ("Bilateral breast work. First the right. Mass at 2 o'clock; 12G vacuum-assisted device beneath it under live ultrasound, six samples. Ribbon marker. Images kept. Then the left. Calcifications for stereotactic sampling, upright unit, stereo pair, 9G probe advanced. Before the first sample was cut she fainted; probe withdrawn. The left biopsy was abandoned with no tissue and no clip.", {"19083", "19081"}),
        ("BILATERAL US GUIDED CORE BIOPSY\nRight breast: 9:00 mass, 14G Achieve x4, coil clip. Left breast: 2:00 mass, 14G Achieve x5, ribbon clip. Stills archived.", {"19083", "19084"}),
    ],
)
def test_each_breast_has_its_own_modality(text: str, expected: set[str]) -> None:
    assert set(codes(text)) == expected


def test_breasts_are_divided_only_where_both_are_worked_on() -> None:
    assert [side for side, _, _ in sides(Case(read("LEFT: 14G, 4 cores of the mass.\nRIGHT: hookwire through the clip."), encounter={}, day=None))] == ["left", "right"]
    assert sides(Case(read("LEFT: 14G, 4 cores of the mass.\nRIGHT: normal."), encounter={}, day=None)) == []


@pytest.mark.parametrize("words", ["pleura crossed once", "lidocaine to the parietal pleura", "17G guide to the pleura", "tip parked at the pleura first"])
def test_the_pleura_on_the_way_to_the_lung_is_no_target(words: str) -> None:
    assert set(codes(f"CT guided core biopsy, left upper lobe nodule. {words}. 20G cores x 4 of the nodule in formalin.")) == {"32408"}


def test_a_mass_of_the_pleura_is_a_target() -> None:
    assert "32400" in codes("CT-guided core biopsy of nodular pleural thickening, right base. 17G introducer along the rib, 16G cores x 5 from the pleural nodule. Images stored.")


@pytest.mark.parametrize(
    "words",
    ["We had a Heimlich valve and an 8F pigtail open but did not use them.", "The 8 French pigtail stayed in its packet.", "An 8F pigtail and Heimlich valve on standby.", "A 8F pigtail had been laid out, but we did not need it.", "Pleural drain, 8F pigtail, to suction: discussed, none placed."],
)
def test_what_was_at_hand_and_not_used_is_no_work(words: str) -> None:
    text = f"CT biopsy of the left upper lobe. 19G guide, 20G cores x3. Small pneumothorax, air aspirated through the guide. {words}"
    assert set(codes(text)) == {"32408"}
    flat = words.lower()
    assert any("pigtail" in flat[a:b] for a, b in asides(flat, [(0, len(flat))]))


def test_a_tube_that_was_put_in_is_work() -> None:
    flat = "an 8f pigtail was opened, advanced over the wire and put to suction; we did not need a second."
    assert not any("pigtail" in flat[a:b] for a, b in asides(flat, [(0, len(flat))]))


@pytest.mark.parametrize("word", ["USG", "usg", "USS", "U/S", "u/s"])
def test_short_names_of_ultrasound_are_written_out(word: str) -> None:
    text = f"under {word} guidance"
    assert written(text, array("l", range(len(text) + 1)))[0] == "under ultrasound guidance"


@pytest.mark.parametrize(("line", "role"), [("Return: 150 mL pus", "body"), ("Return : straw fluid", "body"), ("Return: clinic in two weeks", "plan")])
def test_what_came_back_is_no_next_visit(line: str, role: str) -> None:
    document = read(f"Technique: 18G needle, 12F locking drain.\n{line}\n")
    assert document.sections[-1].role == role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PTBD. Left segment III duct stuck with a 21G needle under ultrasound. Contrast: hilar block, crossed. A 10.2 French Ultrathane internal-external catheter passed over the Amplatz, loop in the third part of the duodenum. Right sided puncture was planned but not required. Bag.", {"47534"}),
        ("PTBD day 6, right external drain, anastomotic stricture. Tube injected. Glidewire and Kumpe through the hepaticojejunostomy. A 10F internal-external catheter now sits with its pigtail in the jejunum in place of the old one.", {"47535"}),
        ("ICU bedside gallbladder drain. 18G Chiba under portable ultrasound, bile back, Amplatz, 8.5F Cope loop, sewn in. Contrast study through the tube in three weeks.", {"47490"}),
    ],
)
def test_biliary_tubes_told_in_few_words(text: str, expected: set[str]) -> None:
    assert set(codes(text)) == expected
