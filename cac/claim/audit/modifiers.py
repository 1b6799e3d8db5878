"""Modifiers of a coded unit against those of the unit the report supports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from cac.claim.audit.model import MISSING_MODIFIER, WRONG_MODIFIER
from cac.claim.audit.units import Unit
from cac.claim.distinct import DISTINCT, FORMS
from cac.knowledge import tables

_COMPONENTS = ("26", "TC")
#: modifiers that only the encounter can decide; without its history they are not judged
_FROM_ENCOUNTER = frozenset({"22", "24", "25", "51", "57", "58", "76", "77", "78", "79"})
_SHORTENED = frozenset({"52", "53", "73", "74"})
_SIDED = ("1", "3")
_TOLD = {"right": "RT", "left": "LT"}


def differences(
    coded: Unit[Any], supported: Unit[Any], entry: Mapping[str, Any], *, several: bool, marked: tuple[bool, bool], claim_type: str, beside: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """What is wrong with the modifiers of a unit: kind of finding and reason.

    Args:
        coded: the unit somebody coded.
        supported: the unit the report supports.
        entry: the supported line, for the reasons of its modifiers.
        several: the code stands on the claim more than once; then a modifier for distinct services is judged for all together.
        marked: whether any coded and any supported unit of the code carries such a modifier.
        claim_type: professional or facility.
        beside: codes of the claim; the side of an add-on is that of its primary, on which a missing side is told.
    """
    fact = tables.codes().get(entry["code"])
    if fact is None:  # a supply of a hospital claim: it has neither side nor component
        return
    why = entry.get("modifier_reasons") or {}
    yield from _side(coded, supported, fact.bilateral, _TOLD.get(str(entry.get("side", "")), ""), spared=bool(set(fact.add_on_to) & set(beside)))
    have, want = coded.others, supported.others
    if several:
        if marked[1] and not marked[0] and DISTINCT in want:
            yield MISSING_MODIFIER, f"modifier 59 or X{{EPSU}}: {_reason(why)}"
        have, want = have - {DISTINCT}, want - {DISTINCT}
    for modifier in sorted(want - have):
        if modifier == "26" and "TC" in have:
            yield WRONG_MODIFIER, f"TC in place of 26: {why.get('26', 'the professional component is billed')}"
        elif modifier == DISTINCT:
            yield MISSING_MODIFIER, f"modifier 59 or X{{EPSU}}: {_reason(why)}"
        else:
            yield MISSING_MODIFIER, f"modifier {modifier}: {why.get(modifier, 'the report supports it')}"
    for modifier in sorted(have - want - _FROM_ENCOUNTER):
        if modifier == "TC" and "26" in want:
            continue
        reason = _needless(modifier, fact.pc_tc, claim_type)
        if reason:
            yield WRONG_MODIFIER, f"modifier {modifier}: {reason}"


def _side(coded: Unit[Any], supported: Unit[Any], bilateral: str, told: str, *, spared: bool) -> Iterator[tuple[str, str]]:
    side = supported.side or told
    if side and coded.side and coded.side != side and not coded.bilateral:
        yield WRONG_MODIFIER, f"modifier {coded.side}: the report tells the other side ({side})"
    elif supported.side and not coded.side and not supported.bilateral and bilateral in _SIDED and not spared:
        yield MISSING_MODIFIER, f"modifier {supported.side}: the report tells the side"


def _needless(modifier: str, pc_tc: str, claim_type: str) -> str:
    if modifier in _COMPONENTS:
        return "the code has no professional and technical component" if pc_tc != "1" else f"not on this {claim_type} claim"
    if modifier == DISTINCT:
        return "the report tells no other side, site, session or separate study that would justify it"
    if modifier in _SHORTENED:
        return "the report describes the whole service"
    return ""


def _reason(why: Mapping[str, str]) -> str:
    return next((why[form] for form in FORMS if form in why and why[form]), "the report tells a distinct service")
