"""The store a process works with: opened once, opened anew where the file or the process changes."""

import os
from pathlib import Path

from cac.claim.edits.store import EditStore, default_store_path, open_store

_Key = tuple[int, str]
_Mark = tuple[int, int, int]
_OPEN: dict[_Key, tuple[_Mark, EditStore]] = {}


def current(path: Path | str | None = None) -> EditStore | None:
    """The store that is loaded.

    Args:
        path: The store file; the one in the user's data folder when None.

    Returns:
        The open store, shared by all callers of this process, or None where there is no table in it.

    Raises:
        StoreError: The file is not a store of ours, or of another version.
    """
    place = Path(path) if path else default_store_path()
    try:
        state = place.stat()
    except OSError:
        return None
    mark, key = (state.st_mtime_ns, state.st_size, state.st_ino), (os.getpid(), str(place))
    known = _OPEN.get(key)
    if known is None or known[0] != mark:
        # A connection of the parent process is left alone: closing it here would touch what the parent uses.
        if known is not None:
            known[1].close()
        known = _OPEN[key] = (mark, open_store(place))
    return known[1] if known[1].releases else None
