"""HCPCS Level II: fixed-width records, the same with a header (csv, workbook), and a plain list of codes."""

from collections.abc import Callable, Iterator

from cac.claim.edits import facts
from cac.claim.edits.model import EditFileError, Tally
from cac.claim.edits.readers.cells import cell, day_number, short_row
from cac.claim.edits.tables import Table, is_notice

Row = tuple[str, str, str, str, str, str, int, int]
_FIRST = {"3", "7"}
_CONTINUED = {"4": "3", "8": "7"}
_FIELDS = ("code", "sequence", "record", "long", "short", "coverage", "betos", "tos", "added", "effective", "ended")


def read(table: Table, tally: Tally, text_id: Callable[[str], int]) -> Iterator[Row]:
    """Rows (code, short, long, coverage, BETOS, type of service, first day, last day) of the form with a header.

    Raises:
        EditFileError: A row does not fit.
    """
    width = max(table.columns.values())

    def records() -> Iterator[tuple[int, dict[str, str]]]:
        for cells in table.rows:
            if is_notice(cells):
                continue
            if len(cells) <= width:
                raise table.error(short_row(table, cells))
            yield table.line(), {name: cell(table, cells, name) for name in _FIELDS}

    yield from _joined(table.name, records(), tally)


def read_fixed(
    name: str, lines: Iterator[tuple[int, str]], tally: Tally, text_id: Callable[[str], int]
) -> Iterator[Row]:
    """The same rows from numbered fixed-width records; the disclaimer lines before them are passed over.

    Raises:
        EditFileError: A record does not fit.
    """
    columns = facts.fixed("hcpcs")
    least = max(column.end for column in columns)

    def records() -> Iterator[tuple[int, dict[str, str]]]:
        begun = False
        for number, line in lines:
            record = {column.field: line[column.start : column.end].strip() for column in columns}
            if not begun:
                begun = len(line) > least and record["sequence"].isdigit() and record["record"] in _FIRST
                if not begun:
                    continue
            if not line.strip("\x1a "):
                continue
            if len(line) < least and record["record"] in _FIRST:
                raise EditFileError(f"{name}: line {number}: the record is cut short: {line[:40]!r}")
            yield number, record

    yield from _joined(name, records(), tally)


def _joined(name: str, records: Iterator[tuple[int, dict[str, str]]], tally: Tally) -> Iterator[Row]:
    """Rows from records, long texts put together over the continuation records."""
    tally.dated = True
    open_record: dict[str, str] | None = None
    for number, record in records:
        code, kind = record["code"], record["record"]
        if not record["sequence"].isdigit() or len(code) != (5 if kind in {"3", "4"} else 2) or not code.isalnum():
            raise EditFileError(
                f"{name}: line {number}: not a HCPCS record (file cut short or shifted?): {code!r} {kind!r}"
            )
        if kind in _FIRST:
            if open_record:
                yield _row(name, number, open_record, tally)
            open_record = record
        elif kind in _CONTINUED and open_record and open_record["code"] == code:
            open_record["long"] += " " + record["long"]
        else:
            raise EditFileError(f"{name}: line {number}: record {kind!r} of {code} continues nothing before it")
    if open_record:
        yield _row(name, 0, open_record, tally)


def _row(name: str, number: int, record: dict[str, str], tally: Tally) -> Row:
    days = [day_number(record[field]) for field in ("added", "effective", "ended")]
    added, effective, ended = (day or 0 for day in days)
    if None in days or not record["long"]:
        where = f"before line {number}" if number else "last record"
        raise EditFileError(f"{name}: {where}: {record['code']} has no text or a day that is none: columns shifted?")
    tally.rows += 1
    tally.latest = max(tally.latest, added, effective)
    tally.last_field, tally.last_free_text = record["ended"] or record["effective"], True
    kept = (record["coverage"], record["betos"], record["tos"])
    return (record["code"], record["short"], " ".join(record["long"].split()), *kept, added or effective, ended)


def read_list(table: Table, tally: Tally, text_id: Callable[[str], int]) -> Iterator[Row]:
    """The same rows from the plain csv list.

    Raises:
        EditFileError: A row does not fit.
    """
    width = len(table.header)
    tally.dated = tally.last_free_text = True
    for cells in table.rows:
        if is_notice(cells):
            continue
        code = cell(table, cells, "code")
        added, ended = day_number(cell(table, cells, "added")), day_number(cell(table, cells, "ended"))
        bad = len(code) not in {2, 5} or not code.isalnum() or cell(table, cells, "listed") not in {"0", "1"}
        if bad or added is None or ended is None or len(cells) != width:
            raise table.error(short_row(table, cells))
        tally.rows += 1
        tally.last_field = cells[-1].strip()
        texts = [cell(table, cells, name) for name in ("short", "long", "coverage", "betos", "tos")]
        yield code, texts[0], texts[1], texts[2], texts[3], texts[4], added, ended
