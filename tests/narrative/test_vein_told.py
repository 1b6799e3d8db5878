"""Veins treated, shown and sampled, read without a verb; stents of other days, balloons for other ends and plans are none."""

from __future__ import annotations

import pytest

from cac import Coder, Report

DAY = "2026-04-14"
CASES = (
    ("SVC stent: lung cancer. RCFV. 14x60 Wallstent across the stricture.", "37238", True),
    ("Left subclavian vein, two weeks after rib resection. L basilic access. 10 x 40 and 12 x 40 balloons, residual 20%.", "37248", True),
    ("Left iliac stent of 2019 patent. Popliteal access, venogram only, no balloon.", "37238", False),
    ("RIJ. Gonadal vein: coils, foam under a balloon of 10 mm. No stent.", "37248", False),
    ("Both renal veins studied for thrombus. Femoral access, Simmons engaged right then left, contrast injections. Right renal vein: normal. Left: filling defect.", "75833", True),
    ("Adrenal sampling for Conn's. Left side done easily via the common trunk, three tubes. Right vein not found in ninety minutes.", "36500", True),
    ("Conn's syndrome, adrenal sampling planned. Femoral sheath, then cancelled before any catheter. No samples.", "36500", False),
    ("Venaseal L GSV: 21 aliquots of glue, probe pressure, 44 cm.", "36482", True),
    ("Vein clinic. Options of glue and laser for the left GSV explained, no procedure.", "36482", False),
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "code", "given"), CASES, ids=[" ".join(text.split()[:3]) for text, _, _ in CASES])
def test_vein_told(program: Coder, text: str, code: str, given: bool) -> None:
    lines = program.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert (code in {line["code"] for line in lines}) is given
