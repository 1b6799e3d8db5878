"""Endografts told by their parts and sheaths by bare sizes, legs and aorta told as film; look-alikes stay silent."""

from __future__ import annotations

import pytest

from cac import Coder, Report

DAY = "2026-04-14"
CASES = (
    # parts of a graft without a verb
    ("AAA 5.6 cm. Both groins percutaneous, 18F right, 14F left, ProGlide. Endurant main body right, contra limb left. No leak.", "34705", True),
    ("AAA 5.6 cm, EVAR with an Endurant booked for next week. Both groins percutaneous, 5F. Pigtail, aortogram for sizing only.", "34705", False),
    ("Old Excluder from 2019, surveillance. Right groin 5F. Pigtail in the main body, runs: no endoleak. Both limbs patent.", "34705", False),
    # bare sizes with sides
    ("AAA. Excluder main body right, contralateral limb left. Percutaneous: 18 R, 14 L, ProGlides.", "34713", True),
    ("AAA. Excluder main body right, limbs 16 x 12 right and 14 x 10 left. Bilateral groin cutdowns.", "34713", False),
    # a branched iliac device alone
    ("Left branched iliac device alone for a 40 mm common iliac aneurysm, the aorta not covered. Left femoral percutaneous 16F, ProGlide. Internal branch into the hypogastric artery.", "34718", True),
    ("Left common iliac aneurysm. An iliac branch device was considered and not used. Left femoral percutaneous 5F, pelvic angiogram only.", "34718", False),
    # graft from groin to groin
    ("AAA. Aorto-uni-iliac Renu to the right, plug in the left common iliac. Bilateral groin cutdowns. Crossover PTFE 8 mm right-to-left femoral.", "34813", True),
    ("AAA. Aorto-uni-iliac Renu to the right, plug in the left common iliac. Bilateral groin cutdowns. Old crossover graft pulsating.", "34813", False),
    # films of the legs
    ("Claudication. Right CFA 5F. Pigtail at L1, aorta shot. Pulled to the bifurcation, stepped both legs to the toes.", "75716", True),
    ("Claudication. Right CFA 5F. Pigtail at L1, aorta shot: normal. Both legs claudicate, duplex of the legs reviewed.", "75716", False),
    ("Rest pain. Left CFA 5F, catheter over the horn to the right external iliac. Cine of the right leg down to the foot.", "75710", True),
    ("Endoleak check. Right CFA 4F. CO2 aortography within the stent-graft, AP. Sac black, limbs run.", "75630", False),
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "code", "given"), CASES, ids=[" ".join(text.split()[:3]) + f" {number}" for number, (text, _, _) in enumerate(CASES)])
def test_parts_and_films(program: Coder, text: str, code: str, given: bool) -> None:
    lines = program.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert (code in {line["code"] for line in lines}) is given
