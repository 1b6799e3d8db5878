"""What a report dates to another day was not done today: "exchanged on 8/13", "core biopsy was done 01/15/2026"."""

from __future__ import annotations

from cac import patterns as re
from datetime import date

from cac.findings import Span
from cac.narrative.case import Case

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NAMES = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_NAME = rf"(?P<name>{_NAMES})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_FIGURES = r"(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?:/(?P<y>(?:20)?\d\d))?(?![\d/])(?! ?(?:cm|mm|inch|in\b|strength|of\b|fr|f\b|levels?|discs?|joints?|facets?|inter\w+|cores|passes|views|ribs?|full|way))"
#: a date that is not behind a figure of size
DATE = rf"(?:{_FIGURES}|(?:the )?(?P<before>{_DAY}) (?:of )?(?P<after>{_NAMES})(?! \d{{1,2}}\b| (?:be|need|have|require|also|not|still|return|go|come|help)\b)(?:,? (?P<that>20\d\d))?|{_NAME}(?: (?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?! ?(?:mm|cm|f|fr|g|ml)\b))?(?:,? (?P<year>20\d\d))?|(?P<only>20(?:0[1-9]|[12]\d))\b(?! ?(?:units?|u|ml|cc|mg|mcg|h|hrs?|hours|iu)\b))"
_DID = r"(?:done|performed|placed|plcd|put in|inserted|created|exchanged|changed|upsized|replaced|removed|taken|obtained|biopsied|sampled|drained|aspirated|treated|ablated|embolized|stented|deployed|injected|tapped|implanted|carried out)"
_TOLD = re.compile(rf"\b{_DID}\b(?P<between>(?: (?!today|then|at\b|and\b|but\b|under\b|through\b|over\b|into\b|was\b|were\b)[\w/-]+){{0,5}}?) (?:(?:on|in|of|back in|since|dated|from) )?{DATE}")
_ASIDE = re.compile(r"\([^()\n]{3,160}\)")


def settle(case: Case) -> None:
    """Give the status prior to what stands in a clause, or in brackets, with an act dated to another day."""
    if case.day is None:
        return
    flat = case.document.flat
    clauses, past = [], []
    for match in _TOLD.finditer(flat):
        if not other_day(match, case.day) or case.section_at(match.start()) == "head":
            continue
        clauses.append(_clause(flat, match.start(), match.end()))
        past += [Span(match.start(), match.end()), clauses[-1]]
    for aside in _ASIDE.finditer(flat):
        if any(aside.start() <= span.start and span.end <= aside.end() for span in past):
            past.append(Span(aside.start(), aside.end()))
    if not past:
        return
    for finding in case.document.findings:
        if finding.status not in ("done", "attempted", "removed"):
            continue
        acted = finding.kind in ("act", "sampling", "marker", "document", "phrase") and any(s.start <= finding.start < s.end for s in clauses)
        if acted or any(s.start <= finding.start < s.end for s in past if s not in clauses):
            finding.status = "prior"
    case.past = tuple(past)


def _clause(flat: str, start: int, end: int) -> Span:
    """The clause up to the date, from the mark before it."""
    begin = max(flat.rfind(mark, 0, start) for mark in (". ", "; ", "\n", "(", ": ", ", ", " - ")) + 1
    more = re.compile(r" ?(?:\(|(?:by|with|via|under|at|through|using|showing|which|and (?:was|were|showed))\b)[^.;,\n]{0,80}").match(flat, end)
    return Span(max(begin, start - 120), more.end() if more else end)


def other_day(match: re.Match[str], day: date) -> bool:
    """Whether a date is not that of the session; without a day the month decides, without a month the year."""
    year = match["y"] or match["year"] or match["only"] or match["that"]
    if year and int(year) % 100 != day.year % 100:
        return True
    if match["only"]:
        return False
    month = int(match["m"]) if match["m"] else _MONTHS[(match["name"] or match["after"])[:3]]
    told = match["d"] or match["day"] or re.sub(r"\D", "", match["before"] or "")
    if not told and not year and not re.search(r"\b(?:in|since|last|of) \S+$", match.group()):
        return False  # "placed may be" is no month
    if month != day.month:
        return True
    return bool(told) and int(told) != day.day
