"""Coverage articles as notes on medical necessity: which diagnoses found are on the covered list of a procedure.

The lists are the user's: ``coverage.json`` in the data folder, procedure code to ``{"covered": [...], "lcdIds": [...],
"notCovered": [...]}`` as the Medicare coverage database gives them. Lists of several contractors may be merged in it,
so a note says what the list holds and decides nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from cac.claim.edits.model import StoreError
from cac.claim.edits.store import data_folder

FILE = "coverage.json"


def path() -> Path:
    """Where the lists are looked for."""
    return data_folder() / FILE


@lru_cache(maxsize=4)
def _load(place: Path, changed: int) -> Mapping[str, Any]:
    try:
        content = json.loads(place.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise StoreError(f"{place}: no JSON object of procedure codes with their covered diagnoses") from None
    if not isinstance(content, dict) or not all(isinstance(entry, dict) and isinstance(entry.get("covered"), list) for entry in content.values()):
        raise StoreError(f"{place}: each procedure code needs a list \"covered\" of diagnoses")
    return content


def notes(lines: Sequence[str], diagnoses: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One note for each procedure of the claim that the lists know.

    Args:
        lines: codes of the claim.
        diagnoses: the ranked diagnoses found.

    Returns:
        Notes with the diagnoses that are on the list; none where no list is loaded.

    Raises:
        StoreError: the file of lists has another form.
    """
    place = path()
    try:
        changed = place.stat().st_mtime_ns
    except OSError:
        return []
    known = _load(place, changed)
    found = [entry["code"] for entry in diagnoses]
    out = []
    for code in dict.fromkeys(lines):
        entry = known.get(code)
        if not entry or not entry["covered"]:
            continue
        covered = [one for one in found if one in set(entry["covered"])]
        excluded = [one for one in found if one in set(entry.get("notCovered") or ())]
        names = ", ".join(entry.get("lcdIds") or ()) or "the list"
        text = f"on the covered list of {names}: {', '.join(covered)}" if covered else f"none of the diagnoses found is on the covered list of {names}"
        if excluded:
            text += f"; listed as not covered: {', '.join(excluded)}"
        out.append({"kind": "coverage", "codes": [code], "diagnoses": covered, "text": text, "rule": "coverage.list", "sources": list(entry.get("lcdIds") or ()) or [FILE], "mark": "unverified"})
    return out
