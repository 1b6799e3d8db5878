"""Words beside a work that name no work: frozen sections, air, cysts on the planning scan, tracts plugged, ways turned down."""

from __future__ import annotations

import pytest
from cac import Coder, Report


def codes(text: str, day: str = "2026-05-06") -> set[str]:
    """Codes of a report."""
    return {line["code"] for line in Coder(store="", model="").suggest(Report(text=text, date_of_service=day, claim_type="professional")).lines}


PANCREAS = "CT GUIDED CORE BIOPSY OF A PANCREATIC TAIL MASS\n\nSupine. Under CT a 17 gauge introducer was advanced to the mass, image saved. Four 18 gauge cores were taken. {0}\n\nNo complication."


@pytest.mark.parametrize(
    "aside",
    [
        "Frozen imprint read as adenocarcinoma.", "Frozen section was adequate.", "Frozen sections showed carcinoma.", "Frozen cytology: sufficient.", "A core was snap frozen for the registry.",
        "Frozen by pathology confirmed tumour.", "Introducer removed with 2 mL of Gelfoam.", "The coaxial was withdrawn over a gelatin slurry.", "Gelfoam was left behind while the introducer was withdrawn.",
        "The planning CT also shows bilateral renal cysts.", "Incidental: multiple renal cysts, diverticula.", "Cysts in both kidneys, unchanged.",
        "The needle took a sub-pleural course.", "One pleural surface was crossed.", "An FNA kit was laid out and went back.",
    ],
)
def test_a_biopsy_stays_what_it_is(aside: str) -> None:
    assert codes(PANCREAS.format(aside)) == {"48102", "77012"}


@pytest.mark.parametrize("told", ["aspirated about 200 mL of air by hand", "hand aspirated 150 cc of air", "evacuated the pleural air, 180 mL, with a syringe"])
def test_air_from_the_chest_is_no_second_sample(told: str) -> None:
    text = f"CT GUIDED LUNG BIOPSY\n\nUnder CT a 19 gauge needle was placed at the edge of the right upper lobe nodule, image saved. Four 20 gauge cores. On the way out I {told} until the lung was up.\n\nNo tube."
    assert codes(text) == {"32408"}


@pytest.mark.parametrize("energy", ["The lesion was frozen with two cryoprobes, 10 minutes freeze, 5 minutes thaw.", "We froze the tumour with two cryoprobes, two cycles of 10 minutes; the ice ball covered it."])
def test_a_tumour_that_was_frozen_is_ablated(energy: str) -> None:
    assert "50593" in codes(f"CRYOABLATION OF A LEFT RENAL TUMOUR\n\nGeneral anesthesia. Prone. Under CT two probes into the left renal mass, images saved. {energy}\n\nNo complication.")


def test_a_renal_cyst_that_was_punctured_counts() -> None:
    assert "50390" in codes("ASPIRATION OF A LEFT RENAL CYST\n\nProne. Under ultrasound a 20 gauge needle entered the left renal cyst, image saved, and 60 mL of clear fluid was aspirated. Needle out.")


PROSTATE = "TRANSPERINEAL PROSTATE BIOPSY, MRI FUSION\n\nMR contours fused on the workstation. Target 1, left mid: 4 cores. Then systematic sampling, 12 cores. Ultrasound volumes with the needle paths recorded. {0}\n\nNo complication."


@pytest.mark.parametrize("aside", ["No saturation mapping.", "Not a saturation biopsy.", "We had debated an in-bore procedure.", "In-bore was considered and declined.", "10 mL of ropivacaine as a pudendal block.", "Periprostatic and pudendal block with lidocaine under the probe.", "The in-bore slot was weeks away."])
def test_ways_turned_down_change_no_prostate_biopsy(aside: str) -> None:
    assert codes(PROSTATE.format(aside)) == codes(PROSTATE.format(""))


IN_BORE = "IN-BORE MRI PROSTATE BIOPSY\n\n{0} Transrectal needle sleeve in the 3T magnet, target 1 left mid: 3 cores under MR guidance, images saved.\n\nNo complication."


@pytest.mark.parametrize("said", ["The in-bore biopsy was performed after risks were discussed.", "After consent was discussed and signed the in-bore sampling was done.", "Sedation was offered and declined."])
def test_talk_beside_the_way_taken_leaves_it(said: str) -> None:
    assert codes(IN_BORE.format(said)) == codes(IN_BORE.format("")) != set()


def test_a_pudendal_block_alone_is_a_block() -> None:
    assert "64430" in codes("LEFT PUDENDAL NERVE BLOCK\n\nFor neuralgia. Under CT a 22 gauge needle to the left pudendal nerve at the canal, image saved. 5 mL of bupivacaine injected.")


LIVER = "LIVER SESSION\n\nGeneral anesthesia. Under CT a microwave antenna into the segment {0} tumour, 65 W for 8 minutes, images saved. Then an 18 gauge needle into the segment {1} nodule under CT, three cores, image saved.\n\nNo complication."


@pytest.mark.parametrize(("burned", "sampled", "both"), [("VIII", "III", True), ("6", "3", True), ("VI", "VI", False)])
def test_a_sample_of_another_segment_than_the_ablation(burned: str, sampled: str, both: bool) -> None:
    assert ("47000" in codes(LIVER.format(burned, sampled))) is both
