"""Sites of access that were looked at before one of them was chosen: "both groins were scanned; the right was preferred".

In: a sentence, flat. Out: whether it tells of a look at both sides and of no puncture of both.
"""

from __future__ import annotations

from cac import patterns as re

_SITES = r"(?:groins?|(?:common )?femorals?(?: arteries| veins)?|c?fas?|cfvs?|wrists?|radials?(?: arteries)?|brachials?|arms?|necks?|jugulars?|ijs?|ijvs?|(?:internal )?jugular veins|sides|arteries|veins|sites|vessels|candidates?)"
_BOTH = rf"(?:both|bilateral|either|each|right and left|left and right|left and the right|right and the left|rt and lt|lt and rt|l and r|r and l|candidate)(?: \w+){{0,2}} {_SITES}"
_LOOKED = r"(?:looked at|looked|inspected|evaluated|examined|scanned|assessed|surveyed|screened|interrogated|compared|checked|insonated|viewed|measured|mapped|imaged|seen)"
_SURVEYED = re.compile(rf"\b{_BOTH}\b[^.;]{{0,40}}\b(?:were |was )?(?:first |initially |both |also |briefly )*{_LOOKED}\b|\b(?:look(?:ed)?|survey(?:ed)?|scan(?:ned)?|check(?:ed)?|inspect(?:ed|ion)?|examin\w+|compar\w+|sonograph\w*|ultrasound|us|duplex|u/s)\b[^.;]{{0,24}}\b(?:at |of )?{_BOTH}\b|\bboth (?:\w+ ){{0,3}}?{_LOOKED}\b")
_PUNCTURED = re.compile(r"\b(?:both|each)\b[^.;]{0,40}\b(?:punctured|accessed|cannulated|stuck|entered)\b|\b(?:punctured|accessed|cannulated|stuck|entered)\b[^.;]{0,20}\b(?:both|each|bilateral)|\b(?:needles?|punctur\w+|access\w*|cannulation|entr(?:y|ies)|sheaths?|images?)\b[^.;]{0,30}\b(?:both|each|bilateral|right and left|left and right)\b|\bneedles\b")


#: one of the two taken
_CHOSEN = re.compile(r"\b(?:preferred|preferable|chosen|choice|chose|selected|favou?red|elected|picked|taken|better|best|used|suitable|nominated|settled|opted|decided|went (?:for|with)|going (?:for|with)|less|more|larger|bigger|smaller|softer|healthier|cleaner|straighter|wider|shallower|superior)\b")


#: a side, and the two of them named together
_SIDE = re.compile(r"\b(?:right|left|rt|lt|r|l)\b|\b[rl](?=(?:cfa|cfv|ijv?)\b)")
_BOTH_SIDES = re.compile(r"\b(?:right and left|left and (?:the )?right|right and the left|rt and lt|lt and rt|l and r|r and l)\b")


def surveyed(text: str, following: str = "") -> bool:
    """Whether a sentence tells of a look at both sides of an access, of which one was then taken.

    Args:
        text: the sentence.
        following: the sentence after it, in which the choice may be told.

    >>> surveyed("both common femoral arteries were inspected sonographically; the left was preferred")
    True
    >>> surveyed("both common femoral arteries were accessed under ultrasound")
    False
    """
    if _SURVEYED.search(text) is None or _PUNCTURED.search(text) is not None:
        return False
    return _CHOSEN.search(text + " " + following) is not None or len({found[0] for found in _SIDE.findall(_BOTH_SIDES.sub(" ", text))}) == 1
