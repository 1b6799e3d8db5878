"""Filters, shunts and lost pieces are read from verb and object; plans, scopes and filters in arteries are none."""

from __future__ import annotations

import pytest

from cac import Coder, Report

DAY = "2026-04-14"
CASES = (
    ("Cava filter. RIJ stick. Cavogram clean, 22 mm. Denali lowered to L2 and let go under the renal veins.", {"37191"}),
    ("Filter out today. RIJ 11F. Cavogram clear. The hook was lassoed, the sheath slid over the legs and all of it came out whole.", {"37193"}),
    ("Filter retrieval planned. RIJ, cavogram shows clot in the cone of the filter. I went no further, snare not opened.", {"36010", "75825"}),
    ("Ascites. RIJ. From the right hepatic vein the second throw of the needle entered the right portal vein. The track was ballooned to 8. Viatorr laid across. Portosystemic gradient 20 to 8.", {"37182"}),
    ("Broken PICC tip in the right atrium. RCFV 8F. A snare was closed around the fragment, which was drawn down and out through the sheath.", {"37197"}),
    ("EGD for a swallowed coin. Snare retrieval of the foreign body from the stomach with a basket.", set()),
    ("LCFA up and over 7F. Right SFA 80% stenosis. SpiderFX filter below. HawkOne 4 cuts, 5 x 60 balloon. Filter retrieval, little debris. CTA known.", {"37271"}),
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "codes"), CASES, ids=[" ".join(text.split()[:3]) for text, _ in CASES])
def test_act_and_object(program: Coder, text: str, codes: set[str]) -> None:
    given = program.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert {line["code"] for line in given} == codes
