"""Localisers put in the breast, told by device, guidance and target in a telegram without a verb.

"Needle loc, left. Mammo guidance. Calcs. Kopans." says all that a coder needs and no act.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Span

#: a device that is left to find the lesion again, or the name of the work
_DEVICE = re.compile(r"\b(?:needle|wire|seed|tag|scout|reflector|mammo\w*|stereo\w*|us|sono|mri?)[- ]loc(?:s|ali[sz]\w*)?\b|\b(?:hook-?)?wires?\b|\bkopans\b|\bhawkins\b|\bdualok\b|\bmagseeds?\b|\bmag seeds?\b|\bseeds?\b|\breflectors?\b|\bscouts?\b|\btags?\b|\blocali[sz](?:ation|ed|er|ing)\b|\bhookwires?\b")
_GUIDED = re.compile(r"stereo\w*|tomo\w*|\bdbt\b|mammo\w*|\bgrid\b|ultraso\w*|sono\w*|\bus\b|u/s|\bmri?\b|alphanumeric")
#: what the device was put into, or how it came to lie
_TARGET = re.compile(r"\b\d+ ?(?:mm|cm)\b|\bhook|\bmass(?:es)?\b|\blesions?\b|\bcalc\w*|microcalc\w*|distortion|asymmetr\w*|\bfocus\b|\bclips?\b|enhanc\w*|\bnodules?\b|\bcancers?\b|o'?clock|\b\d{1,2}:\d\d\b|\bdcis\b|\bidc\b|\bilc\b|beep\w*|orthogonal|\bcc\b|\bmlo\b|position")
#: another trade, another day, or a device that was only seen
_NOT = re.compile(r"specimen|\bcores?\b|\bvacuum|\bbiops(?:y|ies) (?:of|was|were|today|x)|\bfna\b|aspirat|\bin situ\b|removed|excised|\bbooked\b|\bclinic\b|consult|will (?:be|have|need)|\brequest\w*|tomorrow for|no (?:seed|wire|reflector|device|marker)|(?:seed|wire|reflector)s? (?:was |were |is |are )?(?:seen|again|stable|unchanged|noted|visible)|screening (?:mammo|exam)|surveillance|prostat|\bport\b|catheter|guide-?wire|glide-?wire|sheath|drain|biliary|kidney|lung|bi-?rads")
_NUMBER = {"two": 2, "both": 2, "pair of": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_MANY = re.compile(r"\b(two|three|four|both|[2-4]|pair of) (?:[\w-]+ ){0,2}?(?:seeds|wires|reflectors|tags|magseeds|scouts|lesions|masses|targets|sites|groups)\b|\b(?:seeds?|wires?|reflectors?|magseeds?|scouts?|tags?) ?x ?([2-4])\b")
_RIGHT = re.compile(r"\bright\b|\brt\b|(?<![a-z.'/])r (?=breast|\d|axilla|uoq|loq|uiq|liq|upper|lower|outer|inner|retro)|\br(?=[,.:;)])")
_LEFT = re.compile(r"\bleft\b|\blt\b|(?<![a-z.'/])l (?=breast|\d|axilla|uoq|loq|uiq|liq|upper|lower|outer|inner|retro)|\bl(?=[,.:;)])")
_BOTH = re.compile(r"\bbilateral\b|\bboth (?:breasts|sides)\b|\bb/l\b|\beach (?:breast|side)\b")

_NODE = re.compile(r"\baxilla\w*\b(?! tail)|\bnodes?\b|\bnodal\b")
_IN_BREAST = re.compile(r"\bbreasts?\b(?! (?:ca\b|cancer|carcinoma|surg\w+))|o'?clock|\b\d{1,2}:\d\d\b|calc\w*|distortion|asymmetr\w*|\b[ul][oi]q\b|retroareolar|\bmass(?:es)?\b")


@dataclass(frozen=True, slots=True)
class Localised:
    """Localisers of one breast."""

    side: str
    units: int
    where: Span


def localised(body: str) -> list[Localised]:
    """Localisers told in the live text of a report of the breast room; none where other work or another day is told."""
    device = _DEVICE.search(body)
    if device is None or _NOT.search(body) or not _GUIDED.search(body) or not _TARGET.search(body):
        return []
    if _NODE.search(body) and not _IN_BREAST.search(re.sub(r"\b(?:no|not|neither|without)\b[^.;\n]*|\b(?:ca|cancer|carcinoma|surgery) of the (?:left |right )?breast", " ", body)):
        return []  # the node of the armpit has codes of its own
    where = Span(*device.span())
    sides = [side for side, pattern in (("right", _RIGHT), ("left", _LEFT)) if pattern.search(body)]
    many = _MANY.search(body)
    units = _NUMBER.get(many.group(1) or many.group(2), 1) if many and "bracket" not in body else 1
    if _BOTH.search(body) or len(sides) == 2:
        return [Localised(side, max(1, units // 2), where) for side in ("right", "left")]
    return [Localised(sides[0] if sides else "", units, where)]
