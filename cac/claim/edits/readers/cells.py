"""Checks that several readers share."""

import re
from datetime import date, timedelta

from cac.claim.edits.tables import Table

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?: 00:00:00)?")
_AMOUNT = re.compile(r"-?\d*\.?\d+")


def day_number(text: str) -> int | None:
    """A day YYYYMMDD or YYYY-MM-DD as a number, 0 for blank or `*`, None when it is no day."""
    text = text.strip()
    if text in {"", "*"}:
        return 0
    found = _DAY.fullmatch(text)
    if not found:
        return None
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return int(found[1] + found[2] + found[3])


def day_after(number: int) -> int:
    """The day after a last day in force, as a number."""
    return int((date.fromisoformat(str(number)) + timedelta(days=1)).strftime("%Y%m%d"))


def is_amount(text: str) -> bool:
    """Whether a cell is a number as the fee schedules print it."""
    return bool(_AMOUNT.fullmatch(text))


def cell(table: Table, cells: list[str], field: str) -> str:
    """The cell of a column that the layout may lack, without blanks around it."""
    place = table.columns.get(field)
    return cells[place].strip() if place is not None and place < len(cells) else ""


def short_row(table: Table, cells: list[str]) -> str:
    """Message for a row that does not fit, most likely because the file is cut short or shifted."""
    shown = ",".join(cells)[:60]
    return f"the row does not fit its header (file cut short or columns shifted?): {shown!r}"
