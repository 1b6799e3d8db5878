"""Central lines are read from what the report tells as a whole; plans, other devices and lines pulled at the bedside are none."""

from __future__ import annotations

import pytest

from cac import Coder, Report

DAY = "2026-04-14"
CASES = (
    ("Broken segment: the connector of the left chest port had worked loose. Pocket reopened, tube pushed back on the stem, collar renewed. Huber good.", {"36576"}),
    ("PICC curled up the left jugular. Stiff wire and a flush under screening put its end in the SVC.", {"36597", "76000"}),
    ("Portogram: needle in the right chest port, Isovue by hand: jet at the SVC, no leak, tip good.", {"36598"}),
    ("Loop snare from the right groin about the shaft of the left tunnelled line, three downward sweeps took off the fibrin. Contrast after: clean.", {"36595", "75901"}),
    ("Temporary right IJ Quinton wired out; a cuffed 23 cm catheter drawn through a fresh chest tunnel over that wire, tip right atrium.", {"36558"}),
    ("5 month old, R femoral 4F double lumen, landmark, 8 cm, stitched.", {"36555"}),
    ("Left femoral 10F sheath, 4F pigtail to the cava, sutured.", set()),
    ("INDICATIONS: Four weeks after right lumpectomy.\n\nOPERATIVE NOTE: The left subclavian vein was cannulated by landmark. A pocket was developed on the fascia. The 8-French catheter was tunneled to the stick site, cut and fed through the peel-away sheath. The catheter was locked on the reservoir, which was held with two stitches. A Huber needle drew freely.", {"36561"}),
    ("PICC no longer needed. Pulled at the bedside, 41 cm, tip intact.", set()),
    ("A port will be placed next week: chest pocket, right IJ, 8F. Explained.", set()),
)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


@pytest.mark.parametrize(("text", "codes"), CASES, ids=[" ".join(text.split()[:3]) for text, _ in CASES])
def test_line_as_a_whole(program: Coder, text: str, codes: set[str]) -> None:
    given = program.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert {line["code"] for line in given} == codes
