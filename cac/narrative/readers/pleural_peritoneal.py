"""Paracentesis, thoracentesis, pleural tubes, tunneled pleural and peritoneal catheters, fibrinolysis."""

from __future__ import annotations

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.common import guided, headed
from cac.narrative.procedure import Procedure

FAMILIES = ("pleural_peritoneal",)


def read(case: Case) -> list[Procedure]:
    """Procedures of the pleural and peritoneal spaces done today."""
    out = []
    for value in ("paracentesis", "thoracentesis"):
        found = case.all("act", value)
        if not found or not _performed(case, found):
            continue
        for side in sorted({f.side if value == "thoracentesis" else "" for f in found if f.side_near} or {""}):
            procedure = Procedure("pleural_peritoneal", value, side=side).because(*[f for f in found if not side or f.side == side][:2])
            guided(case, procedure, found)
            out.append(procedure)
    return out


def _performed(case: Case, found: list[Finding]) -> bool:
    """The body tells of a needle, fluid or catheter, not only of the name of the procedure."""
    return headed(case, found) or case.has("act", "drain", "aspirate", "access", "place", "advance", "remove")
