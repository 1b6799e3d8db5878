"""NCCI PTP pairs: the CMS layout (tab separated or workbook, with days) and the plain csv (deletion day only)."""

from collections.abc import Callable, Iterator

from cac.claim.edits.model import Tally
from cac.claim.edits.readers.cells import day_number, day_after, short_row
from cac.claim.edits.tables import Table, is_notice

Row = tuple[str, str, int, int, str, int]


def read(table: Table, tally: Tally, text_id: Callable[[str], int]) -> Iterator[Row]:
    """Rows (column 1, column 2, first day, last day, indicator, text).

    Args:
        table: A table with the columns of the layout `ptp`.
        tally: Filled in: counts, range of pairs, newest day, share of indicator 0.
        text_id: Number of a rationale text.

    Raises:
        EditFileError: A row does not fit.
    """
    at = table.columns
    one, two, deletion, modifier, rationale = (
        at[name] for name in ("column_1", "column_2", "deletion", "indicator", "rationale")
    )
    effective = at.get("effective", -1)
    tally.dated = effective >= 0
    codes: dict[str, str] = {}
    days: dict[str, int | None] = {}
    texts: dict[str, int] = {}
    rows = active = zero = latest = 0
    low, high = "~", ""
    reason = ""
    for cells in table.rows:
        try:
            first, second = codes.get(cells[one]), codes.get(cells[two])
            indicator, ended, reason = cells[modifier].strip(), days.get(cells[deletion], -1), cells[rationale]
            begun = days.get(cells[effective], -1) if effective >= 0 else 0
        except IndexError:
            if is_notice(cells):
                continue
            raise table.error(short_row(table, cells)) from None
        if first is None:
            if is_notice(cells):
                continue
            first = _learn(table, codes, cells[one], "column 1")
        if second is None:
            second = _learn(table, codes, cells[two], "column 2")
        if ended == -1:
            ended = days[cells[deletion]] = day_number(cells[deletion])
        if begun == -1:
            begun = days[cells[effective]] = day_number(cells[effective])
        if ended is None or begun is None or (effective >= 0 and not begun):
            raise table.error(f"no valid day of effect or deletion: {','.join(cells)[:60]!r}")
        if indicator not in {"0", "1", "9"} or (not reason and indicator):
            raise table.error(f"modifier indicator {indicator!r} with rationale {reason[:30]!r}: columns shifted?")
        if reason not in texts:
            texts[reason] = text_id(reason.strip())
        rows += 1
        if not ended:
            active += 1
            zero += indicator == "0"
        if begun > latest:
            latest = begun
        if ended and ended >= latest:
            latest = day_after(ended)
        pair = first + second
        if pair > high:
            high = pair
        if pair < low:
            low = pair
        yield first, second, begun, ended, indicator, texts[reason]
    tally.rows, tally.active, tally.active_zero, tally.latest = rows, active, zero, latest
    tally.first_key, tally.last_key, tally.last_field = low, high, reason.strip()


def _learn(table: Table, codes: dict[str, str], cell: str, column: str) -> str:
    code = table.code(cell)
    if not code:
        raise table.error(f"{column} is {cell.strip()[:30]!r}, not a code: columns shifted?")
    codes[cell] = code
    return code
