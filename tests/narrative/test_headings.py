"""Headings made of known headings, and where a section gives way to the narrative."""

from __future__ import annotations

import pytest

from cac.language.pipeline import read

SECTIONS = [
    ("CONSENT AND SEDATION: I directed moderate sedation.", "sedation"),
    ("Clinical context: pain for two weeks.", "indication"),
    ("FINDINGS/TECHNIQUE: The aorta is patent.", "technique"),
    ("Brief hx: none.", "history"),
    ("Technique in detail: the groin was prepped.", "technique"),
    ("HISTORY AND ALLERGIES: none.", "history"),
    ("Impression and recommendations: done.", "impression"),
    ("Notes for the floor: drain stays, flush daily.", "plan"),
    ("ICU ORDERS: return tomorrow for removal.", "plan"),
    ("PRE/POST OP DIAGNOSIS: aneurysm.", "preoperative_diagnosis"),
    ("Requesting service: surgery wants a drain.", "indication"),
    ("Outcome: technical success.", "impression"),
]


@pytest.mark.parametrize(("line", "name"), SECTIONS, ids=[line.split(":")[0] for line, _ in SECTIONS])
def test_a_heading_of_known_parts_is_known(line: str, name: str) -> None:
    found = read(f"PROCEDURE: Biopsy.\n{line}\nIMPRESSION: Done.").sections
    assert name in {section.name for section in found}


def test_a_title_with_the_word_note_opens_nothing() -> None:
    found = read("INTERVENTIONAL RADIOLOGY PROCEDURE NOTE\nLeft nephrostomy exchange.\nTECHNIQUE: Exchanged over a wire.").sections
    assert not any(section.heading.startswith("interventional radiology") for section in found)


@pytest.mark.parametrize(
    "report",
    [
        "Clinical: claudication.\n\nThe right CFA was punctured and a 5 French catheter advanced to the celiac trunk. Celiac arteriogram normal.",
        "Indication: claudication. No prior study.\nVia the right CFA a Cobra catheter selected the celiac trunk and an arteriogram was made.",
        "Sedation: fentanyl 25 mcg, RN monitored, 12 minutes.\nCeliac trunk selected, arteriogram: normal.",
    ],
)
def test_the_narrative_after_a_one_line_heading_is_the_body(report: str) -> None:
    document = read(report)
    place = document.flat.index("celiac")
    section = next(s for s in document.sections if s.start <= place < s.end)
    assert section.role == "body" and section.name not in ("sedation", "consent")


def test_a_run_in_the_midst_of_a_line_is_no_heading() -> None:
    document = read("TECHNIQUE: Catheter to the left internal iliac artery. Angiogram: no leak. Microcatheter to the left uterine artery. Angiogram: normal.")
    assert {section.name for section in document.sections} == {"technique"}


SOAP = """BLOOD PATCH
S: 29 F, headache after labor epidural; occipital nerve injections elsewhere did not help.
O: Prone. Under fluoroscopy a 20 gauge Tuohy was advanced at L3-4, contrast epidural, 20 mL of autologous blood injected.
A: Epidural blood patch.
P: CT myelogram and repeat patch if the headache returns."""


def test_the_letters_of_a_progress_note_are_its_sections() -> None:
    told = {section.heading: section.role for section in read(SOAP).sections if len(section.heading) == 1}
    assert told == {"s": "background", "o": "body", "a": "summary", "p": "plan"}


def test_what_is_objective_is_background_where_the_work_has_its_own_heading() -> None:
    text = SOAP.replace("O: Prone.", "O: afebrile, walking.\nTechnique: Prone.")
    assert {section.heading: section.role for section in read(text).sections}["o"] == "background"


def test_two_letters_alone_are_no_note() -> None:
    assert not any(len(section.heading) == 1 for section in read("Angiogram\nA: aorta normal.\nP: popliteal occluded.").sections)


@pytest.mark.parametrize(
    ("text", "status"),
    [("Old 14F removed.", "done"), ("The existing tube was then injected.", "done"), ("Prior drain placement in March.", "prior"), ("Old biopsy removed from the list.", "done")],
)
def test_what_is_done_to_the_old_is_done_today(text: str, status: str) -> None:
    acts = [finding for finding in read(text).findings if finding.kind == "act" and finding.value in ("remove", "inject", "place")]
    assert [finding.status for finding in acts][-1:] == [status]


@pytest.mark.parametrize("text", ["There is a PICC in the right arm, placed last week by the line team.", "The right chest tube, inserted yesterday by surgery, is in place.", "He has a left port, implanted in 2021."])
def test_a_device_told_with_its_day_after_a_comma_is_of_that_day(text: str) -> None:
    assert {finding.status for finding in read(text).findings if finding.kind == "device"} == {"prior"}
