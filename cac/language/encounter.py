"""Encounter facts the report itself states: date of service, age, sex."""

from __future__ import annotations

from cac import patterns as re
from datetime import date
from typing import Any

from cac.findings import Document

_MONTHS = "january february march april may june july august september october november december".split()
_DAY = r"(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|(?:%s|%s)\.? \d{1,2},? \d{4})" % ("|".join(_MONTHS), "|".join(m[:3] for m in _MONTHS))
_SERVICE = re.compile(r"(?:date of (?:service|procedure|exam|operation|study|examination)|procedure date|dos|service date|exam date|date)\s*:?\s*" + _DAY)
_AGE = re.compile(r"\b(\d{1,3})[\s-]*(?:y/?o\b|yrs?[\s-]*old|years?[\s-]*old|year[\s-]old|y\.o\.)|\bage\s*:?\s*(\d{1,3})(?:\s*(?:y\b|yrs?\b|years?\b|(?=[\s,;/|)]*(?:$|\n|sex|m\b|f\b|male|female|wt|weight|dob))))")
_MONTHS_OLD = re.compile(r"\b(\d{1,2})[\s-]*(?:months?|mos?)[\s-]*old")
#: ages told by a word alone, in years
_YOUNG = re.compile(r"\b(?:is|was|this|an?|our|the) (?:\w+ )?(newborn|neonate|infant|toddler)\b(?! (?:formula|feeding|warmer|scale))")
_ABOUT = {"newborn": 0.0, "neonate": 0.0, "infant": 0.5, "toddler": 2.0}
_SEX = re.compile(r"\b(female|male|woman|man|lady|gentleman|girl|boy)\b")


def _day(text: str) -> date | None:
    try:
        if re.match(r"\d{4}-", text):
            return date.fromisoformat(text)
        if "/" in text:
            month, day, year = (int(part) for part in text.split("/"))
            return date(year + 2000 if year < 100 else year, month, day)
        name, day_text, year_text = re.split(r"[\s,.]+", text)
        month = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(name[:3]))
        return date(int(year_text), month, int(day_text))
    except (ValueError, StopIteration):
        return None


_THINGS = (
    r"(?:graft|fistulae?|avf|avg|ptfe|stents?|access|devices?|port|mediport|permcath|picc|catheters?|filters?|scan|study|imaging|prosthesis|bypass|fractures?|wound|ulcers?|scar|shunt|tips|pacemaker|leads?|lines?|tubes?|drains?|conduit|transplant|implants?"
    r"|thromb\w+|clots?|dvt|occlusion|collection|abscess|hematoma|pseudoaneurysm|anastomosis|circuit)"
)
#: what else is so many years or months old: a graft, a stent, a clot, a child of the patient
_OF_A_THING = re.compile(rf"\b{_THINGS}\b[^.;\n]{{0,20}}$")
_OF_ANOTHER = re.compile(rf"[ -]{{0,2}}(?:(?:son|daughter|child(?:ren)?|grand\w+|mri|ct)\b|(?:(?!with|who|on|has|had|for|here|and|presents)[\w-]+[ -]){{0,4}}?{_THINGS}\b)")


def _of_the_patient(flat: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first age that is not the age of a thing or of somebody else."""
    return next((m for m in pattern.finditer(flat) if not _OF_A_THING.search(flat[max(0, m.start() - 40) : m.start()]) and not _OF_ANOTHER.match(flat, m.end())), None)


def from_text(document: Document) -> dict[str, Any]:
    """Facts of the encounter read from the text; what it does not state is absent."""
    out: dict[str, Any] = {}
    service = _SERVICE.search(document.flat)
    if service and (day := _day(service.group(1))):
        out["date_of_service"] = day
    age = _of_the_patient(document.flat, _AGE)
    years = int(age.group(1) or age.group(2)) if age else 999
    if years <= 110:
        out["patient_age"] = float(years)
    elif months := _of_the_patient(document.flat, _MONTHS_OLD):
        out["patient_age"] = round(int(months.group(1)) / 12, 2)
    elif young := _YOUNG.search(document.flat):
        out["patient_age"] = _ABOUT[young.group(1)]
    sex = _SEX.search(document.flat)
    if sex:
        out["patient_sex"] = "female" if sex.group(1) in ("female", "woman", "lady", "girl") else "male"
    return out
