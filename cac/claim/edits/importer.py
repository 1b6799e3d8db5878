"""Bring CMS files into the store: all files of one call in one transaction, or none."""

import csv
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import datetime
from pathlib import Path
from typing import Any

from cac.claim.edits import facts
from cac.claim.edits.model import EditFileError, NearMissError, Release, Tally
from cac.claim.edits.quarters import days_of, number_day, quarter_of
from cac.claim.edits.recognise import Recognised, match_layout, recognise
from cac.claim.edits.schema import TABLES
from cac.claim.edits.sources import READ_ERRORS, Progress, Source, open_lines, open_sources, sha256_of
from cac.claim.edits.store import read_releases, writing
from cac.claim.edits.tables import lines_of, open_table

Twins = dict[tuple[Path, str, str], tuple[str, int]]
Watch = Callable[[str], Progress]
_FREE_TEXT_ROWS = 1000
_SHRUNK = 0.9


@dataclass(frozen=True)
class Imported:
    """What became of one table: loaded, replaced an older import, or was there already."""

    file_name: str
    kind: str
    quarter: str
    rows: int
    action: str
    notes: tuple[str, ...] = ()


def import_files(
    paths: list[Path],
    *,
    store_path: Path,
    quarter: str = "",
    setting: str = "",
    replace: bool = False,
    watch: Watch | None = None,
) -> list[Imported]:
    """Import files into the store.

    Args:
        paths: Files in any of the layouts and packings.
        store_path: The store file, created when absent.
        quarter: The quarter, where neither content nor name states it.
        setting: practitioner, hospital or dme, likewise.
        replace: Accept a table much shorter than the one it replaces.
        watch: Called with the name of each table; gives the function told of the progress.

    Returns:
        One entry per table.

    Raises:
        EditFileError: A file is not one of ours, cut short, shifted or contradicts itself. The store is as it was.
        StoreError: The store cannot be written.
    """
    found: list[tuple[Recognised, str]] = []
    skipped: dict[str, tuple[str, ...]] = {}
    for path in paths:
        sources = open_sources(path)
        known, errors = _recognised(sources)
        if not known:
            nothing = EditFileError(f"{path.name}: no table that we know in the archive")
            raise errors[0] if len(sources) == 1 else nothing
        checksum = sha256_of(path)
        found.extend((one, checksum) for one in known)
        if errors:
            names = ", ".join(source.name for source in sources if source not in [one.source for one in known])
            skipped[known[0].source.name] = (f"left aside in the archive: {names}",)
    done: list[Imported] = []
    twins: Twins = {}
    with writing(store_path) as connection:
        for one, checksum in found:
            loader = _Loader(connection, one, checksum, quarter, setting, replace, twins)
            result = loader.load(watch(one.source.name) if watch else None)
            done.append(replaced(result, notes=result.notes + skipped.get(one.source.name, ())))
        _note_extracts(done, read_releases(connection))
    return done


def _note_extracts(done: list[Imported], releases: tuple[Release, ...]) -> None:
    """Add a note to the last import of each table that is still far from whole."""
    last = {(one.kind, one.quarter): at for at, one in enumerate(done)}
    for (kind, quarter), at in last.items():
        rows = sum(one.rows for one in releases if (one.kind, one.quarter) == (kind, quarter))
        least = facts.kinds()[kind].complete_rows
        if rows < least:
            note = f"{rows:,} rows, a whole table has over {least:,}: it counts as an extract"
            done[at] = replaced(done[at], notes=(*done[at].notes, note))


def _recognised(sources: list[Source]) -> tuple[list[Recognised], list[EditFileError]]:
    known: list[Recognised] = []
    errors: list[EditFileError] = []
    for source in sources:
        try:
            known.append(recognise(source))
        except READ_ERRORS:
            raise EditFileError(f"{source.name}: the archive is damaged or cut short") from None
        except csv.Error as error:
            errors.append(EditFileError(f"{source.name}: not a readable table ({error})"))
        except NearMissError:
            raise
        except EditFileError as error:
            errors.append(error)
    return known, errors


@dataclass
class _Loader:
    """One table on its way into the store."""

    connection: sqlite3.Connection
    one: Recognised
    checksum: str
    stated_quarter: str
    stated_setting: str
    replace: bool
    twins: Twins
    texts: int = 0

    def load(self, progress: Progress | None) -> Imported:
        name = self.one.source.name
        family = self.one.kind
        table, width = TABLES[family]
        tally = Tally()
        release = self.connection.execute(
            "INSERT INTO releases VALUES (NULL, ?, '', '', '', ?, ?, 0, 0, '', '', '')", (family, name, self.checksum)
        ).lastrowid
        insert = f"INSERT OR IGNORE INTO {table} VALUES ({release}{', ?' * width})"
        before = self.connection.total_changes
        try:
            with _rows(self.one, tally, self._text_id, progress) as (rows, unterminated):
                self.connection.executemany(insert, rows)
                cut = unterminated()
        except READ_ERRORS:
            raise EditFileError(f"{name}: the archive is damaged or cut short") from None
        except csv.Error as error:
            raise EditFileError(f"{name}: not a readable table ({error})") from None
        if not tally.rows:
            raise EditFileError(f"{name}: no row of data")
        if cut and not _last_row_whole(tally):
            raise EditFileError(f"{name}: cut short: the last line ends in {tally.last_field[-30:]!r}, no line end")
        repeated = tally.rows - (self.connection.total_changes - before - self.texts)
        if repeated and table != "ptp" and table != "add_on":
            tally.notes.append(f"{repeated:,} repeated rows were left out")
        kind = self._kind(tally)
        quarter = self._quarter(tally)
        return self._finish(int(release or 0), kind, quarter, tally)

    def _text_id(self, text: str) -> int:
        row = self.connection.execute("SELECT id FROM texts WHERE text = ?", (text,)).fetchone()
        if row:
            return int(row[0])
        self.texts += 1
        return int(self.connection.execute("INSERT INTO texts VALUES (NULL, ?)", (text,)).lastrowid or 0)

    def _kind(self, tally: Tally) -> str:
        one = self.one
        if one.kind not in {"ptp", "mue"}:
            return one.kind
        inside = one.setting
        if one.kind == "ptp" and not inside and tally.active >= int(facts.setting("setting_rows")):
            share = tally.active_zero / tally.active
            if share > float(facts.setting("practitioner_floor")):
                inside = "practitioner"
            elif share < float(facts.setting("hospital_ceiling")):
                inside = "hospital"
        stated = self.stated_setting or one.setting_by_name
        if inside and stated and inside != stated:
            raise EditFileError(f"{one.source.name}: content of a {inside} table, but named or stated as {stated}")
        setting = inside or stated
        if not setting:
            raise EditFileError(
                f"{one.source.name}: practitioner or hospital? Neither content nor name tells: state it with --setting"
            )
        return f"{one.kind}-{setting}"

    def _quarter(self, tally: Tally) -> str:
        one, name = self.one, self.one.source.name
        stated = self.stated_quarter or one.quarter_by_name
        if one.quarter and stated and one.quarter != stated:
            raise EditFileError(f"{name}: the content says {one.quarter}, but it is named or stated as {stated}")
        newest = quarter_of(number_day(tally.latest)) if tally.latest else ""
        quarter = one.quarter or stated or newest
        if not quarter:
            raise EditFileError(f"{name}: neither content nor name tells the quarter: state it with --quarter")
        # A HCPCS list may announce days of the coming quarter; a table of pairs never does.
        if one.kind == "ptp" and newest > quarter:
            raise EditFileError(f"{name}: it holds days of {newest}, so it cannot be the table of {quarter}")
        if one.kind == "ptp" and newest and newest < quarter and tally.rows >= _FREE_TEXT_ROWS:
            tally.notes.append(f"newest day inside is of {newest}")
        return quarter

    def _finish(self, release: int, kind: str, quarter: str, tally: Tally) -> Imported:
        fact = facts.kinds()[kind]
        old = [
            other
            for other in read_releases(self.connection)
            if (other.kind, other.quarter) == (kind, quarter)
            and (self.one.kind != "ptp" or _overlap(other, tally))
        ]
        if any(other.sha256 == self.checksum and other.file_name == self.one.source.name for other in old):
            self._delete([release])
            return Imported(self.one.source.name, kind, quarter, tally.rows, "already loaded")
        key = (self.one.source.path, kind, quarter)
        twin, twin_rows = self.twins.get(key, ("", 0))
        if twin and self.one.kind != "ptp" and tally.rows <= twin_rows:
            self._delete([release])
            return Imported(self.one.source.name, kind, quarter, tally.rows, f"left aside, {twin} is the same table")
        self.twins[key] = (self.one.source.name, tally.rows)
        before = sum(other.rows for other in old)
        if tally.rows < before * _SHRUNK and not self.replace:
            raise EditFileError(
                f"{self.one.source.name}: {tally.rows:,} rows would replace {before:,} of {kind} {quarter} "
                "(cut short, or an extract?): use --replace if that is meant"
            )
        self._delete([other.id for other in old])
        first, last = days_of(quarter, months=fact.months)
        self.connection.execute(
            "UPDATE releases SET kind=?, quarter=?, first_day=?, last_day=?, rows=?, dated=?, first_key=?, last_key=?, "
            "imported_at=? WHERE id=?",
            (kind, quarter, first.isoformat(), last.isoformat(), tally.rows, int(tally.dated), tally.first_key,
             tally.last_key, datetime.now().isoformat(timespec="seconds"), release),
        )  # fmt: skip
        action = f"replaced {before:,} rows" if old else "loaded"
        return Imported(self.one.source.name, kind, quarter, tally.rows, action, tuple(tally.notes))

    def _delete(self, releases: list[int]) -> None:
        table, _ = TABLES[self.one.kind]
        for release in releases:
            self.connection.execute(f"DELETE FROM {table} WHERE release = ?", (release,))
            self.connection.execute("DELETE FROM releases WHERE id = ?", (release,))


def _overlap(other: Release, tally: Tally) -> bool:
    """Whether two tables of pairs cover the same stretch of pairs: then they are no parts of one release."""
    return other.first_key <= tally.last_key and tally.first_key <= other.last_key


def _last_row_whole(tally: Tally) -> bool:
    """Whether a last line without its end can still be a whole row."""
    if tally.last_free_text:
        return tally.rows < _FREE_TEXT_ROWS
    known = facts.rationales()
    return tally.last_field in known or not any(text.startswith(tally.last_field) for text in known)


@contextmanager
def _rows(
    one: Recognised, tally: Tally, text_id: Callable[[str], int], progress: Progress | None
) -> Iterator[tuple[Iterator[Any], Callable[[], bool]]]:
    """The rows of a recognised source, by the reader of its layout."""
    from cac.claim.edits.readers import add_on, fee, hcpcs, icd10, mue, opps, ptp

    by_line = {
        "hcpcs_fixed": hcpcs.read_fixed,
        "fee_fixed": fee.read_fixed,
        "icd10_order": icd10.read_order,
        "icd10_codes": icd10.read_codes,
    }
    by_header = {
        "ptp": ptp.read, "mue": mue.read, "add_on": add_on.read, "fee": fee.read, "hcpcs": hcpcs.read,
        "hcpcs_list": hcpcs.read_list, "opps": opps.read, "icd10_list": icd10.read_list,
    }  # fmt: skip
    if one.layout in by_line:
        with open_lines(one.source, progress) as lines:
            rows: Iterator[Any] = by_line[one.layout](one.source.name, lines_of(lines), tally, text_id)
            yield rows, lambda: lines.unterminated
        return
    with open_table(one.source, list(one.head), progress) as table:
        match_layout(table)
        yield by_header[one.layout](table, tally, text_id), table.unterminated
