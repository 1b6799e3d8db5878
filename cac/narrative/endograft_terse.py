"""Endografts told by their parts alone: names of grafts, what is of an earlier day, and where an extension reached."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.course import Told, undone

#: an extension told by where it went
REACHED = re.compile(r"\b(?:carried|ran|run|taken|brought|down|on|out)? ?(?:in)?to (?:the )?(?:mid |distal |proximal )?(?:left |right |[lr] )?(?:external|[lr]?eia)\b")
#: grafts that are made with two legs
TWO_LEGS = re.compile(r"\b(?:excluder|endurant|zenith (?:flex|alpha abdominal)|ovation|\bafx2?\b|treo|incraft|\balto\b|c3 delivery)\b|\b(?:two|both|2) (?:\w+ )?legs\b")
HISTORY = re.compile(r"\bplanned (?:\w+ )?(?:t?evar|endo-?graft|stent-?graft)|\b(?:t?evar|endo-?graft|stent-?graft|repair)\b[^.;\n]{0,60}\b(?:next (?:week|month)|tomorrow|in \d+ (?:days|weeks))|\b(?:is|was|are|being) (?:booked|scheduled|planned|due|to be (?:placed|implanted|done))\b|\b(?:ahead of|before|prior to|in preparation for|awaiting|upcoming|future) (?:the |an? |his |her )?(?:\w+ )?(?:endo-?graft|evar|stent-?graft)|\bin (?:19|20)\d\d\b|\bhad (?:an?|undergone|received)\b|years? (?:ago|later|earlier|before)")
OLD_GRAFT = re.compile(r"\b(?:old|indwelling|existing|prior|previous|earlier|known|remote) (?:\w+ )?(?:excluder|endurant|zenith|ovation|\bafx2?\b|treo|incraft|\balto\b|c-?tag|valiant|navion)\b|\b(?:excluder|endurant|zenith|ovation|afx2?|treo|incraft|alto|c-?tag|valiant|navion)\b[^.\n]{0,24}(?:(?:of|from|since|in|placed|,|\() ?(?:\d{1,2}/)?(?:19|20)\d\d|(?:months?|years?|yrs?) (?:ago|earlier|before|old))|(?:prior|previous\w*|existing|status post|s/p|history of|known|remote|old|after|earlier|indwelling|in (?:19|20)\d\d)[^.\n]{0,60}(?:\bt?evar\b|endo-?graft|stent[- ]?graft|endovascular (?:aneurysm|aortic|repair|aaa))|\b(?:old|indwelling|existing|prior|previous|original|earlier)\s+(?:\w+ ){0,2}(?:limbs?|main body|endo-?graft|stent-?graft)|\b(?:p?evar|endo-?graft|stent-?graft)\s*[,(]?\s*(?:of |from |done )?(?:\d{1,2}/)?(?:19|20)\d\d|(?:\bt?evar\b|endo-?graft|stent[- ]?graft|endovascular (?:aneurysm |aortic )*repair)[^.\n]{0,40}(?:in (?:19|20)\d\d|ago\b|placed (?:in|elsewhere|outside)|(?:months?|years?) (?:ago|earlier|before))|type (?:i|1|iii|3)[abc]? endoleak[^.\n]{0,60}(?:after|from|of|previous|prior|follow)|component separation|migrat\w+[^.\n]{0,40}(?:endo|graft|main body)")
#: a graft or a part of it by its own name, which in a telegram of the day is in
_PART = re.compile(r"\b(?:(?:bifurcated|aorto-?(?:bi-?|uni-?)?iliac|tube|iliac|covered|thoracic) (?:\w+ )?(?:endo-?graft|stent-?graft|graft|device|body)|main body|(?:graft|excluder|gore|ipsi\w*) trunk|(?:(?:contra\w*|ipsi\w*|iliac) (?:limbs?|legs?)|(?:left|right|[lr]|both|two) limbs?)\b(?! (?:was|were|is|are) (?:patent|occluded))|excluder|endurant|zenith|ovation|\bafx2?\b|treo|incraft|\balto\b|c-?tag|valiant|navion|\brenu\b|aortic cuff|cuff|limb (?:extension|extender)|extender)\b")


def told_of_parts(told: list[Told]) -> Span | None:
    """The first part of a graft that a telegram names without a verb, in a report that tells of a groin or a sheath."""
    if not any(_ENTERED.search(t.text) for t in told):
        return None
    old = OLD_GRAFT.search("\n".join(t.text for t in told)) is not None
    for sentence in told:
        for match in _PART.finditer(sentence.text):
            if old and not _SIZED.search(sentence.text):
                continue  # parts of the graft of an earlier day that are looked at
            near = sentence.text[max(0, match.start() - 70) : match.end() + 50]
            if not undone(sentence.text, match.start(), match.end()) and not HISTORY.search(near) and not OLD_GRAFT.search(near) and not re.search(r"\b(?:type|leak|endoleak|aneurysm|growing|ectatic) ?$", sentence.text[: match.start()]):
                return sentence.span(match)
    return None


#: the size of a part, which only one put in today is told with
_SIZED = re.compile(r"\b\d{1,3}(?:\.\d)? ?(?:mm )?(?:x|by) ?\d|\b\d{2} ?f(?:r|rench)?\b|\b(?:new|second|further|another|added?|extra|extension|extender)\b")
#: the way in for a graft
_ENTERED = re.compile(r"groins?\b|femoral|\b[lr]?cfas?\b|\b(?:1[2-9]|2[0-6]) ?f(?:r|rench)?\b|percutaneous|\bperc\b|pre-?clos|perclose|proglide|cut-?\s?down|expos")
