"""Whether a report is of the breast room, told by its films, its clock and its tools where the breast is not named."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case, once

#: words of the breast room; two of them make a report of the breast
_HINTS = (
    r"mammo(?!tome)\w*|tomosynthesis|\b(?:cc|mlo|ml|lm)[ /-]+(?:and )?(?:mlo|ml|lm|cc|view|views|approach|projection)\b|two[- ]view|\bortho(?:gonal)? (?:view|film)",
    r"\bcm ?fn\b|cm from (?:the )?nipple|\bnipple\b|retroareolar|subareolar|\bareola\w*",
    r"bi-?rads",
    r"\b(?:micro)?calcs?\b|microcalcif\w*|calcifications?\b",
    r"\b[ul][oi]q\b|\b(?:upper|lower)[- ](?:outer|inner)\b|\baxillary tail\b",
    r"\b(?:1[0-2]|[1-9])(?::[03]0)? ?o'?clock\b|\b(?:mass|lesion|nodule|cyst) (?:at )?(?:1[0-2]|[1-9]):[03]0\b|\b(?:1[0-2]|[1-9]):[03]0 (?:mass|lesion|nodule|position|axis|cyst|focus|calc)\w*",
    r"eviva|celero|mammotome|encor\b|\batec\b|suros|brevera|revolve|finesse|\bvab\b|vacuum[- ]assist\w*|prone table|stereo(?:tactic|tactically| pairs?| unit)?\b",
    r"faxitron|\b(?:seed|wire|magseed|reflector|hook-?wire)\b[^.;\n]{0,30}\b\d{1,2}:\d\d|\bspecimens? (?:films?|radiogra\w+|x-?rays?|mammogra\w+)|(?:radiograph|film|x-?ray)s? of (?:the )?(?:\w+ ){0,2}specimen|\b(?:mri?|us|stereo\w*|mammo\w*)[- ](?:guided )?(?:wire|seed)s?\b",
    r"\b(?:seed|wire|needle|magseed|scout|tag|reflector) loc(?:ali[sz]\w+)?\b|magseed|hook-?wires?\b|\b(?:own|ribbon|coil|wing|q|heart) clips?\b|locali[sz]er\b|lociqo|\brfid\b|pintuition|savi|i-?125 seed|kopans|hawkins|\b(?:ribbon|coil|cork|top ?hat|heart|barrel|bow ?tie|butterfly|venus|wing|hourglass|t|x|q|m|s|o)[- ](?:shaped )?(?:clip|marker)\b|hydromark",
    r"\blumpectom\w+|\bwle\b|wide local|fibroadenoma|\bdcis\b|\b(?:ductal|lobular) (?:carcinoma|ca)\b|\bibc\b|\bidc\b|\bilc\b",
)
_HINT = tuple(re.compile(regex) for regex in _HINTS)
#: organs whose reports share such words
_ELSEWHERE = re.compile(r"prostat|thyroid|kidney|renal|(?<!de)liver|hepatic|\blung\b|lobe\b|vertebra|iliac|marrow|femor|pancrea|aort|\bbrain\b|\bskull\b|fistula|graft")
#: a side with a position of the clock, and what lies there
_SIDED_HOUR = re.compile(r"\b(?:left|right|lt|rt|[lr]),? ((?:1[0-2]|[1-9]):[03]0)\b(?! ?(?:am|pm|h\b|hrs))")
_LESION = re.compile(r"\bcysts?\b|\bmass(?:es)?\b|\blesions?\b|\bnodules?\b")
_ARMPIT = re.compile(r"axilla(?! (?:tail|was|is|normal|neg))")
#: a quadrant of the breast
QUADRANT = re.compile(r"\b[ul][oi]q\b|\b(?:upper|lower)[- ](?:outer|inner)\b|\bretroareolar\b|\bsubareolar\b")


@once
def breast_room(case: Case) -> bool:
    """Whether the breast is named near the head, or two kinds of words of the breast room stand for it."""
    flat = case.document.flat
    return bool(re.search(r"\bbreasts?\b", flat[:400])) or unnamed_breast(case)


@once
def unnamed_breast(case: Case) -> bool:
    """Whether the report never names the breast and is still of the breast room."""
    flat = case.document.flat
    if re.search(r"\bbreasts?\b", flat) or _ELSEWHERE.search(flat):
        return False
    if len({m.group(1) for m in _SIDED_HOUR.finditer(flat)}) > 1 and _LESION.search(flat):
        return True
    if _ARMPIT.search(flat) and not (QUADRANT.search(flat) or re.search(_HINTS[5], flat)):
        return False  # a node alone, which takes a clip as well
    return sum(bool(hint.search(flat)) for hint in _HINT) >= 2
