"""Vessels and studies of earlier days, told at the end under a heading of their own, make no work of today."""

from __future__ import annotations

import pytest

from cac import Coder, Report

PAST = "\nCOMPARISON: CT angiogram of the abdomen 3 days ago.\nPAST HISTORY: Left carotid stent 2019, right nephrectomy, uterine embolization 2015.\n"
REPORTS = {
    "lysis of an arm vein": "Catheter-directed thrombolysis, right arm. No prior venogram.\nRight basilic vein access. Venogram: thrombus from the axillary vein through the subclavian vein. A 4 Fr catheter was negotiated into the superior vena cava, then replaced with an infusion catheter in the axillary-subclavian segment. Alteplase 0.75 mg/h started at 15:30, to run overnight.",
    "stent of the ureter": "Nephrostomy removal, right, three days after antegrade double-J stent.\nContrast via the nephrostomy passes down the stent to the bladder. A guidewire was inserted and the tube withdrawn over the wire under fluoroscopy. The stent remained well positioned.",
    "coil as a breast marker": "Left breast ultrasound-guided core biopsy.\nAfter lidocaine a 12-gauge vacuum-assisted device was placed beneath the lesion with live ultrasound. Five samples. A HydroMARK coil was deployed.",
}


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_claim(name: str) -> None:
    coder = Coder(store="")

    def codes(text: str) -> list[tuple[str, int]]:
        return sorted((line["code"], line["units"]) for line in coder.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"])

    plain = codes(REPORTS[name])
    assert plain and codes(REPORTS[name] + PAST) == plain
