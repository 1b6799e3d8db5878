"""A sentence that has nothing to do with the work of today changes no claim, whatever report it ends."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from cac import Coder, Report
from cac.evaluation.cases import read_cases
from cac.evaluation.runner import report_fields
from cac.report import ENCOUNTER_FIELDS

GOLDEN = Path(__file__).parents[2] / "corpora" / "golden"
#: reports tried with each sentence
TRIED = 9
SENTENCES = (
    "The patient tolerated the procedure well.",
    "Vital signs remained stable throughout.",
    "The patient left the department in stable condition.",
    "EBL 5 mL.",
    "No immediate complications.",
    "Sterile dressing applied.",
    "No pneumothorax on the post-procedure chest radiograph.",
    "I was present for the entire procedure.",
    "The patient is a 67-year-old man.",
    "Past medical history: hypertension, diabetes, gout.",
    "History of coronary stents in 2016.",
    "Prior cholecystectomy and appendectomy.",
    "Status post left total hip replacement.",
    "Aspirin and clopidogrel were held for five days.",
    "INR 1.1, platelets 210.",
    "Cefazolin 2 g IV was given before the procedure.",
    "Time-out was performed.",
    "Informed consent was obtained after discussion of risks including bleeding, infection, vessel injury and stroke.",
    "Follow up in clinic in two weeks.",
    "If symptoms recur, repeat imaging will be considered.",
    "Results were discussed with the referring physician by telephone.",
    "The patient will be admitted overnight for observation.",
    "Bed rest for four hours, then ambulate.",
    "The previous CT was reviewed.",
    "Comparison: CT of 3 weeks ago.",
    "The patient denies fever or chills.",
    "No family history of bleeding disorder.",
    "There is a PICC in the right arm, placed last week by the line team.",
    "Incidental note is made of gallstones.",
    "There is a simple cyst in the left kidney.",
    "Discharge instructions were given in writing.",
    "The fellow participated under my direct supervision.",
    "Warfarin may be resumed tomorrow.",
    "Antibiotics should continue for a total of 14 days.",
    "Blood pressure was 128/72 and pulse 76.",
    "The patient's daughter drove her home.",
    "Next appointment on Thursday at 9:30.",
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder(model="", store="")


@pytest.fixture(scope="module")
def reports() -> list[dict]:
    return [report_fields(case, ENCOUNTER_FIELDS) for file in read_cases([GOLDEN]) for case in file.cases if case.expected]


def claim(program: Coder, fields: dict) -> list[tuple]:
    return sorted((line["code"], line["units"], tuple(line["modifiers"])) for line in program.suggest(Report(**fields)).to_dict()["lines"])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_nothing_changes_no_claim(program: Coder, reports: list[dict], sentence: str) -> None:
    first = zlib.crc32(sentence.encode())
    for step in range(TRIED):
        fields = reports[(first + step * 47) % len(reports)]
        text = fields["text"].rstrip()
        text += "" if text.endswith((".", "!", "?")) else "."
        assert claim(program, fields | {"text": f"{text}\n{sentence}"}) == claim(program, fields | {"text": text}), text[:120]
