"""Work whose parts a facility claim tells in one code: combinations of a surgery center, the arthrogram of the sacroiliac joint."""

from __future__ import annotations

import re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("biliary", "genitourinary")
ORDER = 91
#: tube work and the work beside it that a surgery center tells in one code
_PAIRS = (
    ("biliary", "center_exchange_with_stones", ("exchange", ""), "stone_removal"),
    ("genitourinary", "center_nephroureteral_with_dilation", ("nephroureteral", "existing"), "ureteral_dilation"),
    ("genitourinary", "center_conversion_with_dilation", ("conversion", ""), "ureteral_dilation"),
    ("genitourinary", "center_nephrostomy_with_dilation", ("nephrostomy", "existing"), "ureteral_dilation"),
    ("genitourinary", "center_conduit_with_dilation", ("conduit_stent_change", ""), "ureteral_dilation"),
)
_DRUG = re.compile(r"kenalog|depo|triamcinolone|methylprednisolone|betamethasone|celestone|dexamethasone|steroid|bupivacaine|ropivacaine|marcaine|anesthetic (?:was )?injected|therapeutic")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Combinations of a surgery center; marks a joint that was only filled with contrast."""
    if case.encounter.get("claim_type") != "facility":
        return []
    for procedure in found:
        if procedure.name == "si_injection":
            procedure.set("arthrography_only", _DRUG.search(seldom.today(case)) is None and re.search(r"arthrogra|contrast", seldom.today(case)) is not None)
    out: list[Procedure] = []
    for family, name, (tube, access), beside in _PAIRS:
        first = next((p for p in found if p.family == family and p.name == tube and (not access or p.facts.get("access") == access)), None)
        second = next((p for p in found if p.family == family and p.name == beside), None)
        if first and second and not out:
            out.append(Procedure(family, name, first.target, first.side).because(*first.evidence["procedure"][:1], *second.evidence["procedure"][:1]))
    return out
