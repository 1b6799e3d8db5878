"""Short dictations that no reader of a family could read: tubes and spaces by a table of what was there, went in and stays."""

from __future__ import annotations

from cac.narrative.case import Case
from cac.narrative.live import open_or_endoscopic
from cac.narrative.procedure import Procedure
from cac.narrative.short import biliary, enteral, spaces, urinary
from cac.narrative.short.scene import LONGEST, scene

FAMILIES = ("biliary", "genitourinary", "enteral", "pleural_peritoneal", "drainage")
ORDER = 96
#: what may stand beside without telling what the report is about
_BESIDE = ("sedation", "guidance", "vascular_access_guidance")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Procedures of a short report of which no other reader told anything."""
    if any(p.family not in _BESIDE for p in found) or len(case.document.flat) > LONGEST or open_or_endoscopic(case):
        return []
    here = scene(case)
    if here.told_of_a_visit():
        return []
    for organ in (biliary, urinary, enteral, spaces):
        made = organ.read(here)
        if made:
            return made
    return []
