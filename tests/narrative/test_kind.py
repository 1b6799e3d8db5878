"""The kind of a document by its words: summaries and operations stay silent, reports of the same acts do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cac import Coder, Report
from cac.evaluation import kinds
from cac.evaluation.cases import read_cases
from cac.narrative import kind, occasion

CORPORA = Path(__file__).parents[2] / "corpora"

SUMMARY = """DISCHARGE SUMMARY
ADMITTED: Monday. DISCHARGED: Saturday.
HOSPITAL COURSE: The patient came through the emergency department with fever and flank pain. Radiology placed a left percutaneous
nephrostomy tube on the night of admission and urine drained well. On the third day a PICC was inserted by the line team. Cultures grew
E. coli and antibiotics were narrowed. She was afebrile from the second day, walking the ward and eating a regular diet.
DISCHARGE MEDICATIONS: ciprofloxacin, tamsulosin, acetaminophen.
FOLLOW-UP: Urology clinic in two weeks for ureteroscopy. CONDITION: stable."""

REPORT = """LEFT PERCUTANEOUS NEPHROSTOMY
Prone, prepped and draped. Under ultrasound guidance a lower pole calyx of the left kidney was punctured with a 21 gauge needle. Contrast
under fluoroscopy showed a dilated collecting system. Over a wire the tract was dilated and an 8 French nephrostomy tube was placed, pigtail in
the renal pelvis, to bag drainage."""


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder(model="")


def test_a_summary_of_others_work_gives_no_line_and_says_why(program: Coder) -> None:
    answer = program.suggest(Report(text=SUMMARY, date_of_service="2026-03-04")).to_dict()
    assert answer["lines"] == []
    assert occasion.READS_LIKE_NONE in answer["notes"] or any("no procedure" in note for note in answer["notes"])


def test_the_report_of_the_same_act_gives_its_line(program: Coder) -> None:
    answer = program.suggest(Report(text=REPORT, date_of_service="2026-03-04")).to_dict()
    assert [line["code"] for line in answer["lines"]] == ["50432"]


def test_the_list_holds_words_alone_and_evidence_the_rules_can_give() -> None:
    known = kind.weights()
    assert len(known.words) == kinds.KEPT
    assert all(word.lstrip("^").isalpha() for word in known.words)
    names = {"work", "through the skin", "open", "open at length", "note", "scan", "heart", "tissue", "nothing"}
    assert set(known.evidence) <= names | {f"work {name}" for name in occasion._WORK}


def test_a_list_learned_from_half_of_the_files_tells_the_other_half_apart() -> None:
    """Documents it has not seen: most of those without a procedure are told, hardly any other."""
    files = [*read_cases(sorted(CORPORA.glob("*/mini_*.jsonl"))), *read_cases(sorted(CORPORA.glob("blind/mixed_*.jsonl")))]
    pairs = [(case, file.name) for file in files for case in file.cases]
    data = kinds.Learned([case for case, _ in pairs], [name for _, name in pairs])
    train = [row for row, (case, _) in enumerate(pairs) if not case.id.startswith("b5m")]
    weights = kinds.fit(data, train)
    rest = [row for row in range(len(pairs)) if row not in set(train)]
    told = {row: kinds.probability(weights, data.terms[row], data.evidence[row]) for row in rest}
    none, others = [row for row in rest if data.none[row]], [row for row in rest if not data.none[row]]
    assert len(none) >= 30 and len(others) >= 15
    assert sum(told[row] >= 0.5 for row in none) >= 0.85 * len(none)
    assert sum(told[row] >= kind.SURE for row in others) == 0
