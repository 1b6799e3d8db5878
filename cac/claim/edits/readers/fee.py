"""Relative values and indicators of the fee schedule: by header, or fixed width."""

import re
from collections.abc import Callable, Iterator

from cac.claim.edits import facts
from cac.claim.edits.model import EditFileError, Tally
from cac.claim.edits.readers.cells import is_amount, short_row
from cac.claim.edits.schema import FEE_AMOUNTS, FEE_FIELDS
from cac.claim.edits.tables import CODE, Table, is_notice

_PRINTED = re.compile(r"\d+\.\d\d")
_AMOUNTS = [FEE_FIELDS.index(name) for name in FEE_AMOUNTS]
_STATUS, _MODIFIER, _GLOBAL = (FEE_FIELDS.index(name) for name in ("status", "modifier", "global_days"))
_INDICATORS = [
    FEE_FIELDS.index(name) for name in ("multiple", "bilateral", "assistant", "co_surgeon", "team", "pctc")
]


def read(table: Table, tally: Tally, text_id: Callable[[str], int]) -> Iterator[tuple[str, ...]]:
    """Rows in the order of `FEE_FIELDS`, from a table with a header.

    Raises:
        EditFileError: A row does not fit.
    """
    places = [table.columns.get(name, -1) for name in FEE_FIELDS]
    width = max(places)
    for cells in table.rows:
        if is_notice(cells):
            continue
        if len(cells) <= width:
            raise table.error(short_row(table, cells))
        values = [cells[place].strip() if place >= 0 else "" for place in places]
        values[0] = table.code(values[0])
        if not _fits(values):
            raise table.error(short_row(table, cells))
        tally.rows += 1
        tally.last_field = cells[-1].strip()
        yield tuple(values)
    if table.unterminated() and not _PRINTED.fullmatch(tally.last_field):
        raise table.error(f"cut short: the last line ends in {tally.last_field!r}")


def read_fixed(
    name: str, lines: Iterator[tuple[int, str]], tally: Tally, text_id: Callable[[str], int]
) -> Iterator[tuple[str, ...]]:
    """Rows in the order of `FEE_FIELDS`, from numbered fixed-width records; header records are passed over.

    Raises:
        EditFileError: A record does not fit.
    """
    columns = {column.field: column for column in facts.fixed("fee")}
    spans = [(columns[name].start, columns[name].end) if name in columns else (0, 0) for name in FEE_FIELDS]
    width = 0
    for number, line in lines:
        if line.startswith(("HDR", "TRL")) or not line.strip():
            continue
        width = width or len(line)
        values = [line[start:end].strip() for start, end in spans]
        if len(line) != width or not CODE.fullmatch(values[0]) or not _fits(values):
            raise EditFileError(
                f"{name}: line {number}: the record does not fit (file cut short or shifted?): {line[:40]!r}"
            )
        tally.rows += 1
        tally.last_field = line[-4:]
        yield tuple(values)


def _fits(values: list[str]) -> bool:
    return (
        bool(values[0])
        and len(values[_STATUS]) == 1
        and values[_STATUS].isalpha()
        and len(values[_MODIFIER]) in {0, 2}
        and len(values[_GLOBAL]) in {1, 2, 3}
        and all(not values[at] or is_amount(values[at]) for at in _AMOUNTS)
        and all(len(values[at]) <= 1 for at in _INDICATORS)
    )
