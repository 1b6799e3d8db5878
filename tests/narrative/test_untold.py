"""Work of which nothing but a stray word speaks is withheld; two works told in one report both stay."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from cac import Coder, Report
from cac.coding import untold
from cac.knowledge import tables
from cac.narrative import family_words

ASCITES = (
    "TUNNELED PERITONEAL CATHETER\n{history}\nTECHNIQUE: Ultrasound showed a large volume of ascites. The peritoneum was entered in the right lower quadrant with a needle under ultrasound. "
    "A cuffed catheter was tunneled through the abdominal wall and placed into the peritoneal cavity through a peel-away sheath; the tip lies in the pelvis on a fluoroscopic image. "
    "3 liters of ascites were drained. Incisions were closed.\nIMPRESSION: Tunneled peritoneal drainage catheter for malignant ascites."
)
NEPHROSTOMY = (
    "\nSECOND PROCEDURE: RIGHT PERCUTANEOUS NEPHROSTOMY for hydronephrosis. Under ultrasound a lower pole calyx of the right kidney was punctured with a 21 gauge needle. "
    "Antegrade nephrostogram showed obstruction of the ureter. The tract was dilated and an 8 French nephrostomy catheter was formed in the renal pelvis and left to drainage."
)


def codes(coder: Coder, text: str) -> set[str]:
    return {line["code"] for line in coder.suggest(Report(text=text, date_of_service="2025-05-15")).lines}


@pytest.mark.parametrize(
    "history",
    (
        "Allergies: PCN (anaphylaxis).",
        "Vancomycin was given because of PCN anaphylaxis. Duodenal stent and biliary stent from March are noted.",
        "A reducible hernia; TIPS was judged unsuitable in clinic.",
        "Patient is a 58-year-old with pancreatic cancer, biliary stent 1/2025, weekly paracenteses.",
        "Drains and stents elsewhere: the duodenal and biliary stents project as expected.",
    ),
)
def test_a_stray_word_of_other_work_gives_no_line(coder: Coder, history: str) -> None:
    assert codes(coder, ASCITES.format(history=history)) == {"49418"}


def test_two_works_told_in_one_report_both_stay(coder: Coder) -> None:
    assert {"49418", "50432"} <= codes(coder, ASCITES.format(history="Gastric cancer.") + NEPHROSTOMY)


def test_a_withheld_line_is_shown_with_its_reason(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = ASCITES.format(history="Gastric cancer.") + NEPHROSTOMY
    monkeypatch.setattr(family_words, "probabilities", lambda words: {"pleural_peritoneal": 0.9, "genitourinary": 0.001})
    answer = coder.suggest(Report(text=text, date_of_service="2025-05-15"))
    assert "50432" not in {line["code"] for line in answer.lines}
    shown = next(entry for entry in answer.rejected if entry["code"] == "50432")
    assert shown["rule"] == untold.RULE and shown["reason_kind"] == "not_performed" and shown["evidence"]
    assert "pleural peritoneal" in shown["reason"]


def test_one_family_alone_is_never_withheld(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(family_words, "probabilities", lambda words: dict.fromkeys(family_words.weights().intercepts, 0.0))
    assert codes(coder, ASCITES.format(history="Gastric cancer.")) == {"49418"}


@pytest.mark.parametrize(
    ("probable", "gone"),
    (
        ({"biopsy": 0.51, "tips": 0.004}, {"tips": "biopsy"}),
        ({"biopsy": 0.51, "tips": 0.005}, {}),
        ({"biopsy": 0.49, "tips": 0.0001}, {}),
        ({"biopsy": 0.99, "tips": 0.03}, {"tips": "biopsy"}),
        ({"biopsy": 0.99, "tips": 0.05}, {}),
        ({"biopsy": 0.99}, {}),
    ),
)
def test_both_sides_of_the_borders(probable: dict[str, float], gone: dict[str, str]) -> None:
    assert untold.excluded(probable, ["biopsy", "tips"]) == gone


def test_a_family_the_list_does_not_know_is_never_excluded() -> None:
    assert untold.excluded({"biopsy": 0.99}, ["biopsy", "foreign_body"]) == {}


def test_the_list_holds_plain_words_and_known_families() -> None:
    families = {fact.family for fact in tables.codes().values()}
    with (files("cac.narrative") / "family_words.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    assert len(rows) > 2000
    assert not [row["word"] for row in rows[1:] if not re.fullmatch(r"[a-z]{2,}", row["word"])]
    assert {pair.split(":")[0] for row in rows for pair in row["families"].split()} <= (families - tables.SILENT) | {family_words.STUDY}


RUNOFF = """ABDOMINAL AORTOGRAM WITH RUNOFF
HISTORY: Claudication of both legs. No earlier angiogram, no CT angiogram.
TECHNIQUE: The left common femoral artery was entered with a 19 gauge needle, 5 French sheath. A pigtail at L1 for an abdominal aortogram; it was then pulled to just above the bifurcation for stepped runoff of both legs.
FINDINGS: Aorta without aneurysm. Right superficial femoral artery occluded, popliteal refills, peroneal to the ankle. Left superficial femoral artery 60 percent, anterior tibial to the foot.
The catheter and sheath were removed, manual compression.
IMPRESSION: Multilevel disease. {advice} Discussed with vascular surgery.
"""


@pytest.mark.parametrize("advice", ("Suitable for endarterectomy with right SFA stent or a bypass.", "Medical treatment."))
def test_a_treatment_that_is_only_advised_leaves_the_study_alone(coder: Coder, advice: str) -> None:
    assert codes(coder, RUNOFF.format(advice=advice)) == {"36200", "75625", "75716"}
