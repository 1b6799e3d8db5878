"""The side a narrative turns to, and the CT of the spine a report itself describes."""

from __future__ import annotations

import pytest

from cac.language.pipeline import read
from cac.narrative.both_sides import both
from cac.narrative.case import Case
from cac.narrative.spine_ct import described


@pytest.mark.parametrize(
    ("text", "side", "expected"),
    [
        ("The left joint was entered with a 22G needle and injected. The other side was done the same way.", "left", True),
        ("Needle into the right joint, then the left, contrast in each.", "right", True),
        ("Left facets injected with depo. The right sided joints were likewise injected.", "left", True),
        ("One needle was placed on each side.", "", True),
        ("REPEATED ON THE CONTRALATERAL SIDE: NEEDLE, CONTRAST, DEPO.", "left", True),
        ("The left joint was entered with a 22G needle. The right side was not treated.", "left", False),
        ("Right joint injected with depo. The left joint was injected last month.", "right", False),
        ("22G needle to right L4, then left L5, contrast at each.", "right", False),
        ("Ordered: bilateral injections. Only the left was injected with depo.", "", False),
    ],
)
def test_the_other_side_counts_where_it_was_treated(text: str, side: str, expected: bool) -> None:
    assert both(Case(read(text)), side) is expected


@pytest.mark.parametrize(
    ("text", "filmed", "regions"),
    [
        ("LUMBAR MYELOGRAM WITH CT\n22G at L2-3, 12 mL Omnipaque.\nPost myelogram CT of the lumbar spine: L4-5 stenosis.", True, ("lumbar",)),
        ("CT myelogram cervical spine. 22G at L3-4, Omnipaque instilled.\nFINDINGS: C5-6 stenosis.", False, ("cervical",)),
        ("CT MYELOGRAM THORACIC AND LUMBAR\n22G, Isovue.\nTHORACIC CT: disc T8-9.\nLUMBAR CT: stenosis L4-5.", False, ("thoracic", "lumbar")),
        ("Lumbar myelogram. 22G, Omnipaque, films show stenosis. Post myelogram CT is dictated separately.", True, ()),
        ("Lumbar myelogram. 22G, Omnipaque, films show stenosis. CT lumbar spine read by Dr. Lin shows stenosis.", True, ()),
        ("Lumbar myelogram. 22G, Omnipaque, films show stenosis. Prior CT reviewed.", True, ()),
        ("Lumbar myelogram. 22G, Omnipaque, films show stenosis. CT to follow.", True, ()),
    ],
)
def test_a_scan_counts_only_where_this_report_describes_it(text: str, filmed: bool, regions: tuple[str, ...]) -> None:
    assert described(Case(read(text)), filmed=filmed, studied=("lumbar",)).regions == regions
