"""OPPS Addendum B."""

from collections.abc import Callable, Iterator

from cac.claim.edits.model import Tally
from cac.claim.edits.readers.cells import cell, is_amount, short_row
from cac.claim.edits.tables import Table, is_notice

Row = tuple[str, str, str, str, str, str, str]


def read(table: Table, tally: Tally, text_id: Callable[[str], int]) -> Iterator[Row]:
    """Rows (code, status indicator, rate, short text, APC, relative weight, minimum copayment).

    Raises:
        EditFileError: A row does not fit.
    """
    width = max(table.columns.values())
    for cells in table.rows:
        if is_notice(cells):
            continue
        code, status = table.code(cell(table, cells, "code")), cell(table, cells, "status")
        rate = cell(table, cells, "rate").replace("$", "").replace(",", "")
        if not code or len(cells) <= width or len(status) not in {1, 2} or not status[0].isalpha():
            raise table.error(short_row(table, cells))
        if rate and not is_amount(rate):
            raise table.error(f"the payment rate is {rate[:30]!r}: columns shifted?")
        tally.rows += 1
        tally.last_field, tally.last_free_text = cells[-1].strip(), True
        others = [cell(table, cells, name) for name in ("short", "apc", "weight", "copay")]
        yield code, status, rate, others[0], others[1], others[2], others[3]
