"""Marrow taken from two bones: what came from the left and what from the right."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.own_needle import undenied
from cac.narrative.target_words import SIDES

_SIDE = re.compile(r"\b(left|right|lt|rt)\b(?! (?:lateral )?(?:decubitus|lateral position|side (?:down|up)))")
_PULLED = re.compile(r"aspirat|\bpulls?\b")
_CUT = re.compile(r"\bcores?\b|trephine|biops")
#: a tool at work, without which a clause only names the bone
_WORKED = re.compile(r"\d ?(?:cm|mm|ml|cc)\b|\b\d{1,2} ?-?(?:g|ga|gauge)\b|jamshidi|obtained|taken|cut\b|performed|done|collected|aspirated|needle|\bonly\b|x ?\d")


def by_side(text: str) -> dict[str, tuple[bool, bool]]:
    """What each side gave, as (aspirate, core).

    Args:
        text: live text of the marrow work.

    Returns:
        One entry for each side told with work of its own; empty where the text does not tell two sides apart.
    """
    out: dict[str, tuple[bool, bool]] = {}
    side = ""
    for clause in re.split(r"(?<=[.;])\s|\n", text):
        sides = {SIDES[m.group(1)] for m in _SIDE.finditer(clause)}
        if len(sides) > 1:
            side = ""
            continue
        side = next(iter(sides), side)
        kept = undenied(clause)
        if not side or not _WORKED.search(kept) or not (_PULLED.search(kept) or _CUT.search(kept)):
            continue
        before = out.get(side, (False, False))
        out[side] = (before[0] or bool(_PULLED.search(kept)), before[1] or bool(_CUT.search(kept)))
    return out if len(out) == 2 else {}
