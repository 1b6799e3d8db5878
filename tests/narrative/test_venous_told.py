"""Filters, shunts, tissue through a vein and lost pieces read from the whole report; checks, plans and drains are none."""

from __future__ import annotations

import pytest

from cac import Coder, Report

DAY = "2026-04-14"
CASES = (
    ("Caval filter by IVUS, ICU. R CFV 10F. Renal inflow and confluence marked on pullback. Celect sits at L3.", "37191", True),
    ("Tilted Celect. From the right neck a snare took the hook, sheath half way over, straightened and reopened below the renals.", "37192", True),
    ("Filter removal. RIJ 11F. Snare. Hook embedded, laser sheath freed it. All struts counted. Cavogram smooth.", "37193", True),
    ("Here for filter removal. RIJ pigtail, cavogram: clot in half the cone. The snare was not opened.", "37193", False),
    ("Bleeding varices. After jugular access the portal vein was hit through the middle hepatic vein; Viatorr 8x6x2. Gradient 24 to 9.", "37182", True),
    ("Ascites again, shunt made 2021. Thrombosed Viatorr crossed from the neck, 10x40 angioplasty. Portosystemic gradient 6.", "37183", True),
    ("Shunt made 2021, surveillance. RIJ. Portal and atrial pressures only, gradient 7, no intervention.", "37183", False),
    ("Liver tissue via the neck, INR 2.4. RIJ, MPA to RHV, stiff cannula, 18G, 4 passes, cores 1.5 cm.", "37200", True),
    ("HVPG. RIJ, balloon catheter in right hepatic vein, free 8, wedged 23. No tissue requested.", "37200", False),
    ("Snapped PICC: distal 9 cm in right PA. RCFV 8F. Goose neck round one end, dragged to the groin, out with the sheath.", "37197", True),
    ("Pelvic abscess drain check. A snare was not needed; old catheter fragment seen in the skin and pulled out with forceps.", "37197", False),
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "code", "given"), CASES, ids=[" ".join(text.split()[:3]) + f" {number}" for number, (text, _, _) in enumerate(CASES)])
def test_report_as_a_whole(program: Coder, text: str, code: str, given: bool) -> None:
    lines = program.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert (code in {line["code"] for line in lines}) is given
