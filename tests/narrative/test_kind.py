"""The kind of a document by its words: summaries and operations stay silent, reports of the same acts do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cac import Coder, Report
from cac.confidence.features import NEVER
from cac.evaluation import kinds
from cac.evaluation.cases import read_cases
from cac.narrative import kind, occasion

CORPORA = Path(__file__).parents[2] / "corpora"

#: a summary without a heading: only its words tell what it is
SUMMARY = """The patient was admitted electively for treatment of a liver tumor after being turned down for resection by surgery. The radiologists reached the segment 8
branch of the right hepatic artery with a microcatheter and gave one vial of doxorubicin beads with stasis. That night there was fever and vomiting; it resolved.
For belly tightness a paracentesis removed four liters. Diuretics were resumed and antibiotics continued. He walked the ward on the fourth day and ate a regular diet.
Discharge diagnosis: hepatocellular carcinoma. Discharged home in fair condition on spironolactone, furosemide, nadolol and oxycodone daily. Follow up with the
hepatology clinic in two weeks and oncology next month. Discharge time 35 minutes."""

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
    assert occasion.READS_LIKE_NONE in answer["notes"]


def test_the_words_alone_silence_it(program: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind, "carries_none", lambda flat, evidence: False)
    answer = program.suggest(Report(text=SUMMARY, date_of_service="2026-03-04")).to_dict()
    assert {"37243", "36247"} <= {line["code"] for line in answer["lines"]}


def test_the_report_of_an_act_gives_its_line(program: Coder) -> None:
    answer = program.suggest(Report(text=REPORT, date_of_service="2026-03-04")).to_dict()
    assert [line["code"] for line in answer["lines"]] == ["50432"]


def test_the_list_holds_words_alone_and_evidence_the_rules_can_give() -> None:
    known = kind.weights()
    assert len(known.words) == kinds.KEPT
    assert all(word.lstrip("^").isalpha() for word in known.words)
    assert not NEVER.intersection(word.lstrip("^") for word in known.words)
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
