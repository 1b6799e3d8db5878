"""Work that a report only mentions changes no claim, wherever the sentence stands: consent, history, plans, other services, unused tools."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from cac import Coder, Report
from cac.evaluation.cases import read_cases
from cac.evaluation.runner import report_fields
from cac.report import ENCOUNTER_FIELDS

GOLDEN = Path(__file__).parents[2] / "corpora" / "golden"
#: reports tried with each sentence
TRIED = 4
#: families of the program whose own reports may mean a sentence, and the sentence
MENTIONS = (
    ("biopsy ablation", "A transthoracic lung biopsy was discussed with his son and put off."),
    ("biopsy transjugular", "Options put to him: percutaneous liver biopsy, transjugular biopsy, or waiting."),
    ("pleural_peritoneal", "Paracentesis tray was in the room, unopened."),
    ("pleural_peritoneal", "A right effusion was seen; it was too small for thoracentesis."),
    ("pleural_peritoneal thrombolysis", "tPA through the chest tube may be started by the pulmonary service tomorrow."),
    ("drainage", "An abscessogram through the old tube can wait until next month."),
    ("drainage", "Percutaneous drainage of the liver abscess was brought up by the referrer and we advised against it."),
    ("biliary", "PTC with biliary drainage is the fallback if the ERCP on Friday fails."),
    ("biliary", "Internalizing the external biliary drain would be for another session."),
    ("genitourinary", "We spoke about conversion to a nephroureteral catheter, which he does not want."),
    ("genitourinary", "Antegrade ureteral stenting has been cancelled by the urologist."),
    ("genitourinary", "The nephrostomy tray was opened by mistake and discarded."),
    ("enteral", "Cecostomy was mentioned in the referral letter."),
    ("spine_injection nerve_block", "Lateral branch RF at S1 to S3 was talked about for the future."),
    ("spine_injection", "A discogram at L5-S1 would be the thing to consider next."),
    ("spine_injection lumbar_puncture", "Consent mentions dural puncture, blood patch and nerve injury."),
    ("lumbar_puncture", "The myelogram had to be moved to Monday."),
    ("vertebral_augmentation", "The consent named T9 and T10 vertebroplasty as possible."),
    ("nerve_block spine_injection joint", "Genicular nerve RF was discussed as well."),
    ("nerve_block", "The 9th interspace was tender but not blocked."),
    ("nerve_block", "Anesthesia performed an interscalene block in the holding area."),
    ("joint", "Trigger point injections are something to think about."),
    ("breast biopsy", "The right breast cyst was seen and not aspirated."),
    ("ivc_filter", "The filter removal set was opened in error."),
    ("ivc_filter venography", "A past IVC filter is noted below the renal veins."),
    ("central_venous_access", "Should access be lost, a femoral tunneled catheter would be the next choice."),
    ("dialysis_circuit thrombectomy", "Fistulogram of the right arm graft is set for next Monday."),
    ("embolization", "Embolization would be next if bleeding goes on."),
    ("embolization", "Particles were drawn up and never given."),
    ("stent_angioplasty renal_angiography", "Renal artery stenting was turned down by nephrology."),
    ("leg_revascularization stent_angioplasty", "Iliac stenting was considered by vascular surgery, who prefer bypass."),
    ("thrombectomy thrombolysis", "The PERT team decided against thrombectomy."),
    ("venography transjugular", "Adrenal vein sampling was proposed by endocrinology and is still under discussion."),
    ("neurointervention cervicocerebral", "A pipeline device from 2020 spans the left ICA."),
    ("tips transjugular", "TIPS was discussed with hepatology as a later option."),
    ("venous_ablation", "Foam sclerotherapy of spider veins was discussed, not performed."),
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder(model="", store="")


@pytest.fixture(scope="module")
def reports() -> list[dict]:
    return [report_fields(case, ENCOUNTER_FIELDS) for file in read_cases([GOLDEN]) for case in file.cases if case.expected]


def claim(answer: dict) -> list[tuple]:
    return sorted((line["code"], line["units"], tuple(line["modifiers"])) for line in answer["lines"])


@pytest.mark.parametrize(("families", "sentence"), MENTIONS)
def test_a_mention_changes_no_claim(program: Coder, reports: list[dict], families: str, sentence: str) -> None:
    first, tried = zlib.crc32(sentence.encode()), 0
    for step in range(12):
        fields = reports[(first + step * 53) % len(reports)]
        text = fields["text"].rstrip()
        text += "" if text.endswith((".", "!", "?")) else "."
        answer = program.suggest(Report(**fields | {"text": text})).to_dict()
        if {procedure["family"] for procedure in answer["procedures"]} & set(families.split()):
            continue
        assert claim(program.suggest(Report(**fields | {"text": f"{text}\n{sentence}"})).to_dict()) == claim(answer), text[:120]
        tried += 1
        if tried == TRIED:
            break
    assert tried
