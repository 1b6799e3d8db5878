"""The parts of the two statements that decide most add-on work, each said in many ways: sedation and ultrasound at an access."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cac import Coder, Report

PHRASES = yaml.safe_load((Path(__file__).parent / "statements" / "phrases.yaml").read_text(encoding="utf-8"))
PLAIN = {
    "observer": "RN Smith, dedicated observer with no other duties", "supervised": "Moderate sedation supervised by me", "minutes": "start 10:02, stop 10:40",
    "patency": "patent", "real_time": "needle entry was seen in real time", "stored": "image archived",
}
SEDATION = (
    "{supervised} with midazolam 2 mg and fentanyl 100 mcg. {observer}. {minutes}.", "{supervised}; Versed 2, fentanyl 100; {observer}; {minutes}.",
    "Sedation: Versed 2 mg, fentanyl 100 mcg. {supervised}, {observer}, {minutes}.",
)
ULTRASOUND = (
    "Right internal jugular vein examined with ultrasound, {patency}; {real_time}; {stored}.", "US used on the right jugular: {patency}, {real_time}, {stored}.",
    "Right neck. I looked at the jugular vein with the probe, it is {patency}. Micropuncture: {real_time}. {stored}.",
)
NEPHROSTOMY = """LEFT PERCUTANEOUS NEPHROSTOMY
Indication: hydronephrosis.
{statement}
Prone, prepped and draped. Under ultrasound guidance a lower pole calyx of the left kidney was punctured with a 21 gauge needle. Contrast under
fluoroscopy showed a dilated collecting system. Over a wire the tract was dilated and an 8 French nephrostomy tube was placed, pigtail in the
renal pelvis, to bag drainage. Fluoroscopy 3.1 min.
Impression: left nephrostomy."""
CATHETER = """TUNNELED DIALYSIS CATHETER
Indication: end stage renal disease.
{statement}
A wire was passed to the inferior vena cava. A 14.5 French cuffed hemodialysis catheter was tunneled from the right chest and placed through a
peel-away sheath. Under fluoroscopy the tip is in the right atrium. Both lumens aspirate and flush.
Impression: right internal jugular tunneled catheter."""
CODES = {**dict.fromkeys(("observer", "supervised", "minutes"), ("99152", SEDATION, NEPHROSTOMY)), **dict.fromkeys(("patency", "real_time", "stored"), ("76937", ULTRASOUND, CATHETER))}


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder(model="", store="")


def given(program: Coder, text: str) -> list[str]:
    return [line["code"] for line in program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]]


def said(part: str, phrase: str, form: str) -> str:
    """A statement with one part said in another way; sentences begin with a capital."""
    words = PLAIN | {part: phrase}
    return form.format(**words) if ";" in form or "," in form.split("{")[-2] else form.format(**{key: value[0].upper() + value[1:] for key, value in words.items()})


@pytest.mark.parametrize("part", sorted(CODES))
def test_every_way_of_saying_a_part_is_read(program: Coder, part: str) -> None:
    code, forms, report = CODES[part]
    missed = [(phrase, form) for phrase in PHRASES[part] for form in forms if code not in given(program, report.format(statement=said(part, phrase, form)))]
    assert len(PHRASES[part]) >= 20
    assert not missed


@pytest.mark.parametrize("part", ["observer", "minutes", "patency", "real_time", "stored"])
def test_without_the_part_there_is_no_line(program: Coder, part: str) -> None:
    code, forms, report = CODES[part]
    for form in forms:
        statement = form.format(**(PLAIN | {part: ""}))
        assert code not in given(program, report.format(statement=statement)), statement


@pytest.mark.parametrize(
    ("code", "report", "statement"),
    [
        ("99152", NEPHROSTOMY, "Moderate sedation supervised by me, midazolam 2 mg, start 10:02, stop 10:40. RN Ahmed circulated and charted vitals."),
        ("99152", NEPHROSTOMY, "Midazolam 2 mg by my order, 10:02-10:40, pushed by the nurse, who was fetching supplies as well as charting the vitals."),
        ("99152", NEPHROSTOMY, "Moderate sedation, midazolam 2 mg, 10:02-10:08, dedicated RN observer, supervised by me."),
        ("99152", NEPHROSTOMY, "Moderate sedation by anesthesia, 10:02-10:40, CRNA monitored."),
        ("76937", CATHETER, "Right internal jugular vein patent by ultrasound; punctured by landmark."),
        ("76937", CATHETER, "Ultrasound: right IJ patent. Needle seen entering in real time. No image saved."),
        ("76937", CATHETER, "The vein was marked with ultrasound before prep, patent, picture kept; stick by feel."),
    ],
)
def test_what_looks_alike_gives_no_line(program: Coder, code: str, report: str, statement: str) -> None:
    assert code not in given(program, report.format(statement=statement))
