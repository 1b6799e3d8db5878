"""Regions of the skin by the muscles under it, where a needle went in on its way to something else."""

from __future__ import annotations

from cac import patterns as re

#: regions of the skin by the muscles under it: where a needle went in, unless something grows there
_REGION = re.compile(r"paraspin(?:al|ous)|glute(?:al|us)|rectus|pectoralis|trapezius")
_SKIN_AFTER = re.compile(r" (?:skin )?(?:region|area|side|entry|puncture|skin|site|point|stick|start|access|corridor|position|window|level|space|soft tissues?)\b| ?(?:,|at [ctls]\d)")
_SKIN_BEFORE = re.compile(r"\b(?:from|via|skin over|entry|entered|entry (?:site|point)|punctured?|through|by)(?: (?:a|an|the|was|is|just|right|left|posterior|prone|low|high|skin)){0,4} $")
_HELD_IN = re.compile(r"\b(?:in|of|within|into|mass|lesion|nodule|tumou?r)(?: (?:the|a|her|his|right|left)){0,2} $")
_GROWTH = re.compile(r" (?:\w+ ){0,2}(?:mass|lesion|nodule|tumou?r|metasta\w+|abnormalit\w+|muscles? (?:for|was|were|sampl|biops|mass|lesion))")


def entry_region(named: str, before: str, after: str) -> bool:
    """Whether a muscle names the place where the needle went in, not what it took.

    Args:
        named: the words of the place.
        before: flat text before them.
        after: flat text after them.

    >>> entry_region("paraspinal", "from the right ", " region"), entry_region("paraspinal", "mass in the right ", " region")
    (True, False)
    """
    if not _REGION.fullmatch(named):
        return False
    if _SKIN_AFTER.match(after):
        return not _HELD_IN.search(before)
    return bool(_SKIN_BEFORE.search(before)) and not _GROWTH.match(after)
