"""Statements that only name work are known by their grammar; statements of work done are not taken for them."""

from __future__ import annotations

import pytest

from cac.language.named_only import judged
from cac.language.pipeline import read

ONLY_NAMED = (
    "Liver biopsy was considered and deferred.",
    "Cryoablation of the renal mass was discussed at the conference and put off.",
    "He declined a nephrostomy.",
    "The family does not want a gastrostomy.",
    "Hepatology advised against TIPS.",
    "Percutaneous biopsy, transjugular biopsy and observation were the options discussed.",
    "A discogram would be the next step.",
    "Repeat vertebroplasty may be considered in three months.",
    "If the pain returns, a celiac plexus block would be an option.",
    "Should the abscess recur, a drain will be needed.",
    "IVC filter retrieval is scheduled for June.",
    "Thinking ahead: lateral branch neurotomy if relief is short.",
    "Port removal has to wait until the wound heals.",
    "Fistulogram: not requested",
    "Stellate ganglion block: no",
    "Myelogram: declined by patient",
    "T7 fracture noted, not treated.",
    "The ninth interspace was tender but not blocked.",
    "No biopsy was needed.",
    "The coil was opened by mistake and discarded.",
    "A covered stent was on standby and returned unopened.",
    "Consent included possible embolization.",
    "Possible chest tube was on the consent.",
    "Anesthesia placed an arterial line.",
    "Urology exchanged the Foley before the patient came down.",
    "She had a kyphoplasty at another hospital in 2019.",
    "An IVC filter from an earlier admission is seen.",
    "A past IVC filter is noted.",
    "Had the bleeding persisted, coils would have been used.",
    "Renal denervation is being studied at the university.",
    "Surgery was chosen over embolization.",
)
WORK = (
    "Liver biopsy was considered and performed.",
    "Stenting was discussed and the patient agreed.",
    "A nephrostomy was therefore placed.",
    "The stent was opened and deployed across the stenosis.",
    "A coil was prepared and delivered into the gastroduodenal artery.",
    "The old drain was removed over a wire.",
    "The biliary stricture could not be crossed.",
    "A filter was deployed below the renal veins.",
    "Superficial femoral artery: 6 x 80 drug-coated balloon, no stent.",
    "The catheter was next moved into the left common carotid artery.",
    "Then the left kidney: not dilated, nephrostomy punctured under ultrasound.",
    "Images of the biopsy needle were not saved.",
    "Paracentesis was chosen instead of waiting.",
    "No prior angiogram was available.",
    "The patient was moved to the ultrasound room for the left breast biopsy.",
)


def _whole(sentence: str) -> bool:
    told = sentence.lower()
    return [(low, high) for low, high, _ in judged(told)] == [(0, len(told))]


@pytest.mark.parametrize("sentence", ONLY_NAMED)
def test_only_named(sentence: str) -> None:
    assert _whole(sentence)


@pytest.mark.parametrize("sentence", WORK)
def test_work_is_not_only_named(sentence: str) -> None:
    assert not [kind for _, _, kind in judged(sentence.lower()) if kind != "idle"]


def test_what_is_named_nowhere_else_is_left_out() -> None:
    report = "Left knee injection. 21 gauge needle, 40 mg triamcinolone. Genicular nerve ablation was discussed as well. Band-aid."
    assert "genicular" not in read(report).flat


def test_what_is_named_elsewhere_is_left_out_on_trial_only() -> None:
    document = read("Right nephrostomy. Under ultrasound the kidney was punctured, 8 F placed. Left nephrostomy was considered and deferred.")
    assert "considered" in document.flat
    assert [document.flat[span.start : span.end] for span in document.only_named] == ["left nephrostomy was considered and deferred."]


def test_a_part_behind_a_semicolon_is_left_out_alone() -> None:
    text = read("Knee injection. Left knee injected with 40 mg triamcinolone; celiac plexus block not indicated.").flat
    assert "triamcinolone" in text and "plexus" not in text
