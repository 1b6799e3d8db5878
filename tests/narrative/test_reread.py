"""One stray remark does not silence a report, and a report that calls its work off stays silent."""

from __future__ import annotations

import pytest

from cac import Coder, Report
from cac.findings import Span
from cac.narrative import reread
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

LIVER = """Ultrasound-guided core needle biopsy of liver mass

INDICATION: Hepatitis C, 3 cm segment VI mass on MRI, histology wanted.

PROCEDURE: Informed consent. Time-out. Ultrasound showed a hypoechoic mass in segment VI {near}. Skin prepped, lidocaine. A 17 gauge
introducer was advanced to the edge of the mass under real time ultrasound and an image of the tip recorded. 18 gauge biopsy needle
passed coaxially 4 times, four good cores in formalin. {end}

IMPRESSION: Segment VI liver mass, ultrasound-guided core biopsy. Pathology pending.
"""


def codes(text: str) -> list[str]:
    return [line.get("code") for line in Coder(store="").suggest(Report(text=text, date_of_service="2025-04-08", payer="medicare")).to_dict()["lines"]]


@pytest.fixture
def silenced(monkeypatch):
    """Readers that find a biopsy unless one word stands in the text."""

    def read(case: Case) -> list[Procedure]:
        flat = case.document.flat
        at = flat.find("biopsy")
        if "jugular" in flat or at < 0:
            return []
        return [Procedure("biopsy", "core", evidence={"procedure": (Span(at, at + 6),)})]

    return read


def settled(text: str, read) -> tuple[list[Procedure], Case]:
    from cac.language.pipeline import read as parsed

    case = Case(parsed(text))
    return reread.settled(case, read, lambda _, procedures: {p.family for p in procedures}), case


def test_a_landmark_does_not_silence_the_biopsy():
    assert codes(LIVER.format(near="2 cm from a branch of the right hepatic vein", end="")) == codes(LIVER.format(near="2 cm from the capsule", end="")) == ["47000", "76942"]


def test_the_sentence_that_stood_against_the_work_is_left_out_and_told(silenced):
    found, case = settled(LIVER.format(near="in supine position", end="The jugular line was not in the way."), silenced)
    assert [p.family for p in found] == ["biopsy"]
    given = LIVER.format(near="in supine position", end="The jugular line was not in the way.")
    start = given.index("The jugular line")
    assert any(f"characters {start} to {start + len('The jugular line was not in the way.')}" in note for note in case.notes)


def test_two_such_sentences_are_no_stray_remark(silenced):
    assert settled(LIVER.format(near="by the jugular approach", end="The jugular sheath came out."), silenced)[0] == []


@pytest.mark.parametrize("end", ["The jugular biopsy was cancelled.", "It could not be reached from the jugular."])
def test_a_sentence_that_calls_the_work_off_always_stands(silenced, end):
    assert settled(LIVER.format(near="in supine position", end=end), silenced)[0] == []


def test_a_document_of_another_kind_is_not_read_again(silenced):
    letter = "Discharge summary\n\nHospital course: the patient was seen by hepatology for abnormal liver tests. Liver biopsy was performed last year through the jugular vein. Discharged home on diuretics. Follow-up in clinic in two weeks. Condition at discharge stable. Medications on discharge: spironolactone."
    assert settled(letter, silenced)[0] == []


TUBE = """PROCEDURE: Replacement of dislodged gastrostomy tube.

SERVICE: {service}

HISTORY: Nursing home resident after a stroke whose gastrostomy tube of 2023 fell out this morning.

PROCEDURE: The daughter gave permission by telephone. The stoma in the left upper abdomen was clean and the skin was wiped with saline. {done} The outer
bumper was brought to 3 cm at the skin. Gastric juice with a pH of 3 was drawn back and air was heard over the stomach. The tract was neither dilated nor probed, and no contrast was given. Feeds may be started in two hours.
"""
PUT_IN = "A lubricated 20 French balloon replacement gastrostomy tube was passed down the mature tract and the balloon was inflated with 15 mL of water."


@pytest.mark.parametrize("service", ["Gastroenterology consult.", "Gastroenterology."])
def test_a_first_line_of_a_note_does_not_silence_work_that_is_told(service):
    assert codes(TUBE.format(service=service, done=PUT_IN)) == ["43762"]


def test_a_note_that_says_that_nothing_was_done_stays_silent():
    assert codes(TUBE.format(service="Gastroenterology consult.", done="The family declined the replacement and no procedure was performed.")) == []
