"""MUE values with their adjudication indicator."""

from collections.abc import Callable, Iterator

from cac.claim.edits.model import Tally
from cac.claim.edits.readers.cells import short_row
from cac.claim.edits.tables import Table, is_notice

Row = tuple[str, int, str, int]


def read(table: Table, tally: Tally, text_id: Callable[[str], int]) -> Iterator[Row]:
    """Rows (code, units, indicator, text).

    Raises:
        EditFileError: A row does not fit.
    """
    places = [table.columns[name] for name in ("code", "units", "mai", "rationale")]
    reason = ""
    for cells in table.rows:
        if is_notice(cells):
            continue
        if max(places) >= len(cells):
            raise table.error(short_row(table, cells))
        code_cell, units, mai, reason = (cells[place].strip() for place in places)
        code = table.code(code_cell)
        if not code or not units.isdigit() or mai[:1] not in {"1", "2", "3"} or mai[1:2].isdigit():
            raise table.error(short_row(table, cells))
        if reason.isdigit():
            raise table.error(f"the rationale is {reason!r}: columns shifted?")
        tally.rows += 1
        yield code, int(units), mai[0], text_id(reason)
    tally.last_field = reason
