"""Quarters: their days, and how titles and file names state them."""

import re
from datetime import date, timedelta

from cac.claim.edits import facts

MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_QUARTER = re.compile(r"(20\d\d)[ _-]?q([1-4])(?!\d)")
_VERSION = re.compile(r"(?:cci[a-z]*|ptp|edits)[ _-]*v(\d\d)([0-3])r\d")
_SCHEDULE = re.compile(r"rvu(\d\d)[_-]" + _MONTH)
_RELATIVE_VALUES = re.compile(r"rvu(\d\d)([a-d])(?![a-z])")
_US_DAY = re.compile(r"(?<!\d)(\d\d)[-_/](\d\d)[-_/](20\d\d)(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d\d)-(\d\d)(?!\d)")
_FISCAL = re.compile(r"fy ?(20\d\d)(?: ?[_-]? ?" + _MONTH + ")?")
_YEAR_NAME = re.compile(r"(20\d\d)[ _-]{0,2}" + _MONTH)
_NAME_YEAR = re.compile(r"(?<![a-z])" + _MONTH + r"[ _.,-]{0,2}(20\d\d)")
_TITLE = re.compile(r"(20\d\d)[a-z ]{10,80}?\b" + _MONTH + r" release")
_CODES_YEAR = re.compile(r"icd-?10-?cm[a-z_-]*?[ _-](20\d\d)")


def quarter_of(day: date) -> str:
    """Name of the quarter of a day, in the form YYYYQn."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def valid_quarter(text: str) -> str:
    """A quarter as a user writes it, in our form.

    Raises:
        ValueError: It is not of the form YYYYQn.
    """
    found = re.fullmatch(r"(20\d\d)[ _-]?[qQ]([1-4])", text.strip())
    if not found:
        raise ValueError(f"quarter {text!r} is not of the form YYYYQn")
    return f"{found[1]}Q{found[2]}"


def days_of(quarter: str, *, months: int = 3) -> tuple[date, date]:
    """First and last day of a release; a yearly one (12 months) lasts until the fiscal year ends on 30 September."""
    year, number = int(quarter[:4]), int(quarter[-1])
    first = date(year, 3 * number - 2, 1)
    if months > 3:
        return first, date(year + (number == 4), 9, 30)
    after = date(year + 1, 1, 1) if number == 4 else date(year, 3 * number + 1, 1)
    return first, after - timedelta(days=1)


def day_number(day: date) -> int:
    """A day as the number YYYYMMDD, the form the store keeps."""
    return int(day.strftime("%Y%m%d"))


def number_day(number: int) -> date:
    """The day of a number YYYYMMDD."""
    return date.fromisoformat(str(number))


def quarter_in(text: str, *, fiscal: bool = False) -> str:
    """The quarter that a title or a file name states, or "".

    Args:
        text: A title, a header cell or a file name.
        fiscal: A bare year is a fiscal year, which begins in October of the year before.
    """
    text = text.lower()
    if found := _QUARTER.search(text):
        return f"{found[1]}Q{found[2]}"
    if found := _VERSION.search(text):
        return f"{int(facts.setting('ncci_version_epoch')) + int(found[1])}Q{int(found[2]) + 1}"
    if found := _RELATIVE_VALUES.search(text):
        return f"20{found[1]}Q{'abcd'.index(found[2]) + 1}"
    if found := _FISCAL.search(text):
        month = MONTHS[found[2]] if found[2] else 10
        return _of(int(found[1]) - (month >= 10), month)
    if found := _TITLE.search(text):
        return _of(int(found[1]), MONTHS[found[2]])
    if found := _SCHEDULE.search(text):
        return _of(int(f"20{found[1]}"), MONTHS[found[2]])
    if found := _YEAR_NAME.search(text):
        return _of(int(found[1]), MONTHS[found[2]])
    if found := _NAME_YEAR.search(text):
        return _of(int(found[2]), MONTHS[found[1]])
    # A day of publication may stand beside the month of the release: the month was looked for first.
    if found := _US_DAY.search(text):
        return _of(int(found[3]), int(found[1]))
    if found := _YEAR_MONTH.search(text):
        return _of(int(found[1]), int(found[2]))
    if fiscal and (found := _CODES_YEAR.search(text)):
        return f"{int(found[1]) - 1}Q4"
    return ""


def _of(year: int, month: int) -> str:
    return f"{year}Q{(month + 2) // 3}" if 1 <= month <= 12 else ""
