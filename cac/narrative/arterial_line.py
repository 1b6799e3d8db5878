"""A catheter put into an artery of the wrist, arm, groin or foot to watch the pressure and to draw blood.

In: a read report. Out: the words that tell that such a line was placed today, else nothing.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case, once

_SITE = r"(?:radial|ulnar|brachial|axillary|femoral|dorsalis pedis|pedal)"
#: an axillary or midaxillary line of the chest wall is a landmark
_LANDMARK = r"(?<!anterior )(?<!posterior )(?<!mid )(?<!mid-)(?<!midaxillary )"
_LINE = re.compile(rf"\barterial (?:\w+ )?(?:line|catheter|cannula)s?\b|\ba-?\s?lines?\b|\bart lines?\b|{_LANDMARK}\b{_SITE} (?:artery |arterial )?(?:catheter|cannula|line)\b(?! (?:vein|venous))")
#: the line is of another day, stays, or is of the circuit
_NOT_NOW = re.compile(r"already|\bhad\b|existing|indwelling|previous|\bprior\b|in (?:place|situ|use)|left (?:alone|undisturbed|untouched)|not touched|remains?|\bstays?\b|\bfrom\b|\bhas\b|\bhave\b|\bwith\b|monitor(?:ed|ing)? (?:via|by|through)|by (?:the )?(?:anesth|icu|nurs|referr)|will be|\bplan|to be placed|zeroed by|arterial line of the circuit|\bno (?:\w+ )?(?:arterial|a-)|\bnot\b|remov|pulled|samples? (?:from|via)")
_PUT = re.compile(r"\b(?:plac(?:ed|ement)|insert(?:ed|ion)|introduc\w+|cannulat\w+|sited|started|catheteri[sz]ed|threaded|slid)\b")
#: what only the insertion of such a line tells of
_DONE = re.compile(r"allen|pulsatile|\bflash\b|waveform|wave form|palpat\w*|\bpulse\b|transduc\w+|\barrow\b|\b(?:18|20|22) ?-?(?:g|ga|gauge)\b|seldinger|bright red")


@once
def arterial_line(case: Case) -> Span | None:
    """Words that tell that a line was put into an artery for monitoring, else nothing."""
    document = case.document
    for number, span in enumerate(document.sentences):
        section = document.sections[document.sentence_section[number]]
        if section.role == "plan" or section.name in ("history", "indication", "comparison", "consent", "complications"):
            continue
        text = case.sentence(number)
        named = _LINE.search(text)
        if named is None or _NOT_NOW.search(_PUT.sub(" ", text)):
            continue
        heading = len(text) - len(named.group()) < 40
        follows = " ".join(case.sentence(n) for n in range(number, min(number + 9, len(document.sentences))))
        if (heading or _PUT.search(text)) and _DONE.search(follows) and _PUT.search(follows):
            return Span(span.start + named.start(), span.start + named.end())
    return None
