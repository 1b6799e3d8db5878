"""Whether a venous study stands apart from its treatment: no earlier study, a change, or the ground of the decision."""

from __future__ import annotations

import pytest

from cac.language.pipeline import read
from cac.narrative.case import Case
from cac.narrative.vein_prior import separate

APART = (
    "No venogram before.",
    "No previous catheter or CT venography.",
    "No cross-sectional venography exists.",
    "No venogram, CTV or MRV so far.",
    "No MR or CT venography has been done.",
    "No phlebogram or contrast CT in the past.",
    "The veins of this limb have never been imaged but for duplex.",
    "He has only had a duplex.",
    "First venogram of this arm.",
    "CTV was inconclusive for motion.",
    "Unenhanced MRI suspicious for iliac narrowing.",
    "This is new information on which the treatment depended.",
    "On the strength of these pictures I went on to treat.",
    "I decided to remove it mechanically.",
    "Seeing this, we elected to stent.",
    "This led to the decision for thrombectomy.",
    "These runs allowed me to decide on treatment in one session.",
    "Based on this venogram, intervention was undertaken.",
    "Given these findings the decision was made to proceed with lysis.",
    "Swelling has since worsened since the CTV of May.",
    "The venogram determined the need for a stent.",
    "She never had a venogram.",
    "Without any prior venogram, a diagnostic study came first.",
    "CT venogram was mistimed and the iliacs were not assessed.",
)
ONE_WITH_THE_TREATMENT = (
    "No venogram was done today.",
    "No completion venogram.",
    "The diagnostic venogram of 5/12/26 showed the lesion; planned stent.",
    "CTV had fully mapped this in May.",
    "Known from CT venogram so only working shots.",
    "CT yesterday so no need for diagnostic pictures.",
    "Venogram before and after for guidance only.",
    "Left leg venogram shows thrombus.",
    "No thrombus on the venogram.",
    "Returns for planned stenting of the lesion seen on the venogram two weeks ago.",
    "I elected to use the right jugular vein.",
    "We decided against sedation.",
    "No filling defect on the venogram before closing.",
    "No repeat venogram was obtained after ballooning.",
    "No contrast reaction.",
    "Limited venogram was made only to position the stent.",
    "No need for a new diagnostic run.",
    "CT venogram on 3 March demonstrated compression of the left common iliac vein.",
    "There was no residual stenosis on the final venogram.",
    "MRV of last week, good quality, defined the occlusion.",
    "Formal diagnostic venography was not undertaken.",
    "No prior DVT.",
)


def _verdict(text: str) -> bool | None:
    return separate(Case(read(f"Left leg. Popliteal vein punctured. {text} Stent placed.")))[0]


@pytest.mark.parametrize("text", APART)
def test_a_study_of_its_own(text: str) -> None:
    assert _verdict(text) is True


@pytest.mark.parametrize("text", ONE_WITH_THE_TREATMENT)
def test_pictures_of_the_treatment(text: str) -> None:
    assert _verdict(text) is not True
