"""The local store: where it is, how it is opened, which release answers for a day."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from cac.claim.edits import facts
from cac.claim.edits.model import Choice, Release, StoreError
from cac.claim.edits.schema import DDL, VERSION

_FILE = "edits.sqlite"
_COLUMNS = (
    "id, kind, quarter, first_day, last_day, file_name, sha256, rows, dated, first_key, last_key, imported_at"
)


@dataclass
class EditStore:
    """An open store; `releases` is read once, `chosen` remembers the answer for a kind and day."""

    connection: sqlite3.Connection
    path: Path | None
    releases: tuple[Release, ...]
    chosen: dict[tuple[str, date], Choice] = field(default_factory=dict)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def __enter__(self) -> "EditStore":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def data_folder() -> Path:
    """The user's data folder: $CAC_DATA_HOME, or $XDG_DATA_HOME/cac, or ~/.local/share/cac."""
    if own := os.environ.get("CAC_DATA_HOME"):
        return Path(own)
    if shared := os.environ.get("XDG_DATA_HOME"):
        return Path(shared) / "cac"
    return Path.home() / ".local" / "share" / "cac"


def default_store_path() -> Path:
    """The store file in the user's data folder."""
    return data_folder() / _FILE


def open_store(path: Path | None = None) -> EditStore:
    """Open the store for reading; where there is none yet, an empty one that knows no table.

    Args:
        path: The store file; the default one when None.

    Returns:
        The open store, to be closed by the caller.

    Raises:
        StoreError: The file is not a store of ours, or of another version.
    """
    path = path or default_store_path()
    if not _there(path):
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        connection.executescript(DDL)
        return EditStore(connection, None, ())
    # mode=rw, not ro: a store left by an interrupted import has to be rolled back before it can be read.
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, check_same_thread=False)
    try:
        connection.execute("PRAGMA query_only = ON")
        _check_version(connection, path)
        return EditStore(connection, path, read_releases(connection))
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(f"{path}: cannot be read as an edit store ({error})") from None
    except StoreError:
        connection.close()
        raise


def _there(path: Path) -> bool:
    """Whether there is a store file; an empty file is none yet."""
    return path.exists() and (not path.is_file() or path.stat().st_size > 0)


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise StoreError(f"{path}: store version {version}, this program reads {VERSION}: import the files anew")


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction on the store; on any error the store is as it was (and not there if it was not there).

    Raises:
        StoreError: The store cannot be created or written.
    """
    existed = _there(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
    except (OSError, sqlite3.OperationalError) as error:
        raise StoreError(f"{path}: cannot be opened for writing ({error})") from None
    done = False
    try:
        if existed:
            _check_version(connection, path)
        else:
            connection.executescript(f"BEGIN; {DDL} COMMIT;")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
        done = True
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: the store cannot be written ({error})") from None
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.close()
        if not done and not existed:
            path.unlink(missing_ok=True)


def read_releases(connection: sqlite3.Connection) -> tuple[Release, ...]:
    """All finished releases, by kind, quarter and part."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM releases WHERE quarter <> '' ORDER BY kind, quarter, first_key, id"
    )
    return tuple(
        Release(
            row[0], row[1], row[2], date.fromisoformat(row[3]), date.fromisoformat(row[4]), *row[5:8], bool(row[8]),
            *row[9:],
        )
        for row in rows
    )  # fmt: skip


def choose(store: EditStore, kind: str, day: date) -> Choice:
    """The release of a kind that answers for a day.

    The release of that day comes first. Then a later one that carries the days of effect (it holds the history);
    then the last one before the day, with a warning. A later one without days never answers for an earlier day.

    Args:
        store: The open store.
        kind: Kind of table, as in `kinds.csv`.
        day: Date of service.

    Returns:
        The choice; without releases when nothing answers, and then `warning` says why.
    """
    known = store.chosen.get((kind, day))
    if known is None:
        known = store.chosen[kind, day] = _choose(store, kind, day)
    return known


def _choose(store: EditStore, kind: str, day: date) -> Choice:
    fact = facts.kinds()[kind]
    groups: dict[str, tuple[Release, ...]] = {}
    for release in store.releases:
        if release.kind == kind:
            groups[release.quarter] = (*groups.get(release.quarter, ()), release)
    if not groups:
        return Choice(kind, warning=f"{fact.label}: no table is loaded; nothing was checked against it.")
    ranked = _ranked(groups, day, fact.complete_rows)
    if not ranked:
        return Choice(
            kind, warning=f"{fact.label}: no table for {day} is loaded (earliest: {min(groups)}); nothing was checked."
        )
    chain: list[Choice] = []
    for quarter in ranked:
        parts = groups[quarter]
        extract = sum(part.rows for part in parts) < fact.complete_rows
        chain.append(Choice(kind, parts, quarter, parts[0].last_day < day, extract))
        if not extract:
            break
    return replace(chain[0], warning=_warning(fact.label, chain, day), fallbacks=tuple(chain[1:]))


def _warning(label: str, chain: list[Choice], day: date) -> str:
    first, others = chain[0], chain[1:]
    said = []
    if first.outdated:
        said.append(
            f"{label}: the table used is of {first.quarter} (until {first.releases[0].last_day}), older than the date "
            f"of service {day}; codes and edits that are newer are not in it."
        )
    if first.extract:
        rows = sum(part.rows for part in first.releases)
        said.append(f"{label}: the {first.quarter} table loaded is an extract ({rows:,} rows);")
        where = ", ".join(f"{one.quarter} (older than the date of service)" if one.outdated else one.quarter
                          for one in others)  # fmt: skip
        said.append(f"what it lacks is looked up in {where}." if others else "what it lacks proves nothing.")
    return " ".join(said)


def _ranked(groups: dict[str, tuple[Release, ...]], day: date, complete: int) -> list[str]:
    """Quarters that may answer for a day, best first: of the day, later with days of effect, older."""
    current = [q for q, parts in groups.items() if parts[0].first_day <= day <= parts[0].last_day]
    later = [q for q, parts in groups.items() if parts[0].first_day > day and all(part.dated for part in parts)]
    older = [q for q, parts in groups.items() if parts[0].last_day < day]
    later.sort(key=lambda q: (sum(part.rows for part in groups[q]) < complete, q))
    return [*sorted(current, reverse=True), *later, *sorted(older, reverse=True)]
