"""Short dictations that no reader of a family could read: tubes and spaces by a table of what was there, went in and stays."""

from __future__ import annotations

from types import ModuleType

from cac import patterns as re
from cac.narrative.case import Case
from cac.narrative.live import open_or_endoscopic
from cac.narrative.procedure import Procedure
from cac.narrative.short import biliary, enteral, spaces, urinary
from cac.narrative.short.scene import LONGEST, Scene, scene

FAMILIES = ("biliary", "genitourinary", "enteral", "pleural_peritoneal", "drainage")
ORDER = 96
#: what may stand beside without telling what the report is about
_BESIDE = ("sedation", "guidance", "vascular_access_guidance")


_ORGANS = (
    (biliary, re.compile(r"biliary|\bbile\b|cholangi|\bptbd|\bptc\b|gall ?bladder|cholecyst|hepatic duct|\bcbd\b|hilum|\bducts?\b")),
    (urinary, re.compile(r"nephro|\bpcnu?s?\b|ureter|cal(?:yx|yces)|\bjj\b|double[- ]?j|kidney|renal pelvis|hydronephro")),
    (enteral, re.compile(r"gastrost|\bpegs?\b|\bgj\b|\bg[- ]j\b|(?<!hepatico)(?<!hepatico-)(?<!choledocho)jejunost|stomach|c(?:a)?ecost|naso-?(?:gastric|jejunal)|\bng\b|button")),
    (spaces, re.compile(r"pleura|thora|\bchest\b|empyema|effusion|ascit|paracent|peritone|abscess|collection|seroma|lymphocele|urinoma|biloma|pericardi|pneumothorax")),
)


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Procedures of a short report of which no other reader told anything."""
    if len(case.document.flat) > LONGEST or open_or_endoscopic(case):
        return []
    here = scene(case)
    if here.told_of_a_visit():
        return []
    told = [p for p in found if p.family not in _BESIDE]
    if not told:
        for organ in (biliary, urinary, enteral, spaces):
            made = organ.read(here)
            if made:
                return made
    return _by_part(here, told)


def _by_part(here: Scene, told: list[Procedure]) -> list[Procedure]:
    """Sentences of one organ after those of another, each part read on its own where no procedure was found in it."""
    parts: list[tuple[ModuleType, int, int]] = []
    for span in here.case.document.sentences:
        words = here.raw[span.start : span.end]
        named = [organ for organ, regex in _ORGANS if regex.search(words)]
        if len(named) > 1:
            return []
        if named and (not parts or parts[-1][0] is not named[0]):
            parts.append((named[0], span.start, span.end))
        elif parts:
            parts[-1] = (parts[-1][0], parts[-1][1], span.end)
    if len(parts) < 2 or len({id(organ) for organ, _, _ in parts}) < len(parts):
        return []
    out: list[Procedure] = []
    for organ, low, high in parts:
        if any(low <= where.start < high for p in told for where in p.evidence.get("procedure", ())):
            continue
        alone = Scene(here.case, " " * low + here.text[low:high] + " " * (len(here.text) - high), " " * low + here.raw[low:high] + " " * (len(here.raw) - high))
        out += organ.read(alone)
    return out
