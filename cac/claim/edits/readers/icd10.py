"""ICD-10-CM: the code file, the order file, and the plain csv."""

import re
from collections.abc import Callable, Iterator

from cac.claim.edits.model import EditFileError, Tally
from cac.claim.edits.readers.cells import cell, short_row
from cac.claim.edits.tables import Table, is_notice

Row = tuple[str, str, str]
_CODE = re.compile(r"[A-Z](?=[0-9A-Z]*\d)[0-9A-Z]{2,6}")
_ORDER = re.compile(r"(\d{5}) ([A-Z](?=[0-9A-Z]*\d)[0-9A-Z]{2,6}) {1,5}([01]) (\S.*)")
_SHORT = 60


def read_order(
    name: str, lines: Iterator[tuple[int, str]], tally: Tally, text_id: Callable[[str], int]
) -> Iterator[Row]:
    """Rows (code, title, status) of the order file: columns 7-13 code, 15 flag, 78 on long title.

    Raises:
        EditFileError: A line does not fit.
    """
    for number, line in lines:
        if not line.strip():
            continue
        found = _ORDER.fullmatch(line.rstrip())
        code, flag, short, long = line[6:13].strip(), line[14:15], line[16:76].strip(), line[77:].strip()
        if not found or found[2] != code or found[3] != flag or not long or len(long) < len(short) < _SHORT:
            raise _misfit(name, number, line)
        tally.rows += 1
        tally.last_field, tally.last_free_text = long, True
        yield code, long, "billable" if flag == "1" else "header"


def read_codes(
    name: str, lines: Iterator[tuple[int, str]], tally: Tally, text_id: Callable[[str], int]
) -> Iterator[Row]:
    """Rows of the code file: code, blanks to column 8, title; or the code alone.

    Raises:
        EditFileError: A line does not fit.
    """
    titled: bool | None = None
    for number, line in lines:
        if not line.strip():
            continue
        code, title = line[:7].strip(), line[7:].strip()
        if titled is None:
            titled = bool(title)
        if not _CODE.fullmatch(code) or bool(title) != titled or line[7:8].strip() and line[6:7].strip():
            raise _misfit(name, number, line)
        tally.rows += 1
        tally.last_field, tally.last_free_text = title, True
        yield code, title, "billable"


def read_list(table: Table, tally: Tally, text_id: Callable[[str], int]) -> Iterator[Row]:
    """Rows of the plain csv; a code without either flag is a header, one that was billable before has ended.

    Raises:
        EditFileError: A row does not fit.
    """
    for cells in table.rows:
        if is_notice(cells):
            continue
        code, dotted = cell(table, cells, "code"), cell(table, cells, "dotted")
        valid, billable = cell(table, cells, "valid"), cell(table, cells, "billable")
        fits = _CODE.fullmatch(code) and dotted.replace(".", "") == code and len(cells) == len(table.header)
        if not fits or valid not in {"0", "1"} or billable not in {"", "0", "1"}:
            raise table.error(short_row(table, cells))
        tally.rows += 1
        title = cell(table, cells, "title")
        tally.last_field, tally.last_free_text = title, True
        yield code, title, "billable" if valid == "1" else "ended" if billable == "1" else "header"


def _misfit(name: str, number: int, line: str) -> EditFileError:
    return EditFileError(f"{name}: line {number}: not an ICD-10-CM line (file cut short or shifted?): {line[:40]!r}")
