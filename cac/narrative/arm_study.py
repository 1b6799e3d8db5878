"""Angiography of an arm from the trunks of the arch, as against injections made for what they send to the head."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.catheter import Position, Walk

#: injections of the subclavian artery that were made for what it sends to the head
_HEAD_VIEWS = re.compile(r"cerebral angio|vertebral angio|(?:vertebral|cerebral|posterior fossa|\bhead) (?:views?|films?|filming|images|imaging|projections?)|over the (?:posterior fossa|skull|head)")
_ARM_WORDS = re.compile(r"upper extremity (?:arterio|angio)|arm (?:arterio|angio)|subclavian (?:arterio|angio)")
_ARMS = ("axillary", "brachial", "radial", "ulnar")
#: what a film from a trunk was to show
_LIMB = re.compile(r"\barms?\b|\bhands?\b|\bfingers?\b|\bthumb\b|\bdigit|upper (?:limb|extremity)|vertebral|head views")
_ARM_SHOWN = re.compile(r"\barm\b|\bhand\b(?!-| inject)|\bfingers?\b|\bthumb\b|upper (?:limb|extremity)|\baxillary\b|\bbrachial\b|\bulnar\b")


def told(found: Walk, flat: str) -> bool:
    """Whether the report is a study of an arm."""
    arms = [p for p in found.positions if any(w in p.vessel for w in _ARMS) and p.order]
    return bool(arms) or bool(_ARM_WORDS.search(flat)) and not _HEAD_VIEWS.search(flat)


def from_trunk(found: Walk, body: str) -> bool:
    """Whether a trunk of the arch was selected and filmed for arm or head."""
    trunks = [p for p in found.positions if p.step.how in ("select", "list", "image", "told") and p.step.imaged and p.vessel.endswith(("subclavian_artery", "innominate_artery"))]
    return bool(trunks) and _LIMB.search(body) is not None


def through_innominate(position: Position) -> bool:
    """Whether the right arm was filmed from the innominate artery."""
    return position.vessel == "innominate_artery" and _ARM_SHOWN.search(position.step.text) is not None
