"""Rows of cells from csv, tab separated text and workbooks, with the header (however many lines) put together."""

import csv
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, zip_longest

from cac.claim.edits.model import EditFileError
from cac.claim.edits.sources import Lines, Progress, Source, open_bytes, open_lines

CODE = re.compile(r"(?=[A-Z]{0,4}\d)[0-9A-Z]{4}[0-9A-Z]")
_CODE_LIKE = re.compile(r"(?=.*\d)[0-9A-Z][0-9A-Z.]{2,7}")
_PREAMBLE_ROWS = 40
_PROGRESS_ROWS = 1 << 14
_UNKNOWN_ROWS = 1 << 30


@dataclass
class Table:
    """A table about to be read; `line` tells the line reached, `unterminated` (at the end) a last line cut short."""

    name: str
    titles: list[str]
    header: list[str]
    rows: Iterator[list[str]]
    line: Callable[[], int]
    unterminated: Callable[[], bool]
    workbook: bool = False
    columns: dict[str, int] = field(default_factory=dict)

    def error(self, message: str) -> EditFileError:
        """An error that names the file and the line."""
        return EditFileError(f"{self.name}: line {self.line()}: {message}")

    def code(self, cell: str) -> str:
        """A procedure code of a cell, "" when it is none; a workbook may have lost leading zeros."""
        text = cell.strip()
        if self.workbook and text.isdigit():
            text = text.zfill(5)
        return text if len(text) == 5 and CODE.fullmatch(text) else ""


@contextmanager
def open_table(source: Source, head: list[str], progress: Progress | None = None) -> Iterator[Table]:
    """Open a source as a table, positioned on its first row of data.

    Args:
        source: What to read.
        head: First lines of a text source (they decide the separator); not used for a workbook.
        progress: Told how far the reading is.

    Raises:
        EditFileError: No row of data follows the header.
    """
    if source.workbook:
        with _sheet_rows(source, progress) as (rows, line):
            yield _positioned(source, rows, line, lambda: False)
        return
    with open_lines(source, progress) as lines:
        reader = csv.reader(lines, delimiter=separator(head), quoting=_quoting(head))
        yield _positioned(source, reader, lambda: reader.line_num, lambda: lines.unterminated)


def separator(head: list[str]) -> str:
    """Tab or comma, whichever the lines have more of."""
    return "\t" if sum(line.count("\t") for line in head) > sum(line.count(",") for line in head) else ","


def _quoting(head: list[str]) -> int:
    """Quotes are plain characters in the tab separated files."""
    return csv.QUOTE_NONE if separator(head) == "\t" else csv.QUOTE_MINIMAL


def normal(text: str) -> str:
    """A header cell in small letters with single blanks.

    >>> normal("HCPCS/\\nCPT Code")
    'hcpcs cpt code'
    """
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _is_data(cells: list[str]) -> bool:
    first = cells[0].strip() if cells else ""
    if len(cells) > 2 and cells[2].strip() in {"3", "4", "7", "8"} and cells[1].strip().isdigit():
        return True
    return bool(_CODE_LIKE.fullmatch(first)) and (len(cells) == 1 or any(cell.strip() for cell in cells[1:]))


def _positioned(
    source: Source, rows: Iterator[list[str]], line: Callable[[], int], unterminated: Callable[[], bool]
) -> Table:
    titles: list[str] = []
    stacked: list[list[str]] = []
    for cells, _ in zip(rows, range(_PREAMBLE_ROWS)):
        if _is_data(cells):
            header = [normal(" ".join(parts)) for parts in zip_longest(*stacked, fillvalue="")]
            return Table(source.name, titles, header, chain([cells], rows), line, unterminated, source.workbook)
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) == 1:
            titles.append(" ".join(filled[0].split()))
        elif filled:
            stacked.append(cells)
    raise EditFileError(f"{source.name}: no table that we know (no row of codes near its top)")


@contextmanager
def _sheet_rows(
    source: Source, progress: Progress | None
) -> Iterator[tuple[Iterator[list[str]], Callable[[], int]]]:
    """Rows of the longest sheet of a workbook."""
    import io
    import zipfile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    with open_bytes(source) as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(stream.read()), read_only=True, data_only=True)
        except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
            raise EditFileError(f"{source.name}: the workbook is damaged or cut short") from None
        reached = [0]
        # The longest sheet is the table, the others are notices; the size a workbook states can be wrong.
        sheet = max(book.worksheets, key=lambda one: one.max_row or _UNKNOWN_ROWS)
        total = sheet.max_row or 0
        sheet.reset_dimensions()

        def rows() -> Iterator[list[str]]:
            width = 0
            for values in sheet.iter_rows(values_only=True):
                width = max(width, len(values))
                reached[0] += 1
                if progress and reached[0] % _PROGRESS_ROWS == 0:
                    progress(reached[0], total)
                yield [cell_text(value) for value in values] + [""] * (width - len(values))

        try:
            yield rows(), lambda: reached[0]
        finally:
            book.close()


def cell_text(value: object) -> str:
    """A workbook cell as the text file would have it.

    >>> cell_text(7), cell_text(2.0), cell_text(None)
    ('7', '2', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y%m%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def is_notice(cells: list[str]) -> bool:
    """A blank row, or a remark below the table: one cell of several words."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return not filled or (len(filled) == 1 and " " in filled[0] and len(filled[0]) > 12)


def lines_of(lines: Lines) -> Iterator[tuple[int, str]]:
    """Numbered lines without their ends."""
    for number, line in enumerate(lines, start=1):
        yield number, line.rstrip("\r\n")
