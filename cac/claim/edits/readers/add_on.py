"""Add-on codes with their primary codes."""

from collections.abc import Callable, Iterator

from cac.claim.edits.model import Tally
from cac.claim.edits.readers.cells import cell, day_number, short_row
from cac.claim.edits.tables import Table, is_notice

Row = tuple[str, str, str, int, int]
_TYPES = {"1": "1", "2": "2", "3": "3", "I": "1", "II": "2", "III": "3"}


def read(table: Table, tally: Tally, text_id: Callable[[str], int]) -> Iterator[Row]:
    """Rows (add-on, primary, type, first day, last day).

    Raises:
        EditFileError: A row does not fit.
    """
    from cac.claim.edits.facts import setting

    contractor = setting("contractor_parent")
    for cells in table.rows:
        if is_notice(cells):
            continue
        code = table.code(cell(table, cells, "code"))
        parent = cell(table, cells, "parent")
        kind = _TYPES.get(cell(table, cells, "type").removeprefix("Type ").strip())
        if parent != contractor:
            parent = table.code(parent)
        if not code or not kind or not parent:
            raise table.error(short_row(table, cells))
        begun, ended = day_number(cell(table, cells, "effective")), day_number(cell(table, cells, "deletion"))
        if begun is None or ended is None:
            raise table.error(f"no valid day: {','.join(cells)[:60]!r}")
        tally.rows += 1
        tally.dated = tally.dated or begun > 0
        yield code, parent, kind, begun, ended


