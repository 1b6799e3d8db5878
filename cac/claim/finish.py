"""The last steps of a claim: modifiers of the encounter, the quarterly tables, what the payer wants, hospital supplies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cac.claim import encounter, ncci, payer, supplies
from cac.claim.edits.store import EditStore
from cac.claim.settle import Claim
from cac.knowledge import overlays
from cac.narrative.case import Case


def apply(claim: Claim, case: Case, day: date, *, store: EditStore | None = None, payer_file: Path | str | None = None, history: Sequence[Mapping[str, Any]] = (), operator: str = "") -> list[dict[str, Any]]:
    """Finish a settled claim in place.

    Args:
        claim: the settled claim.
        case: the case it was made from.
        day: date of service.
        store: the quarterly tables, None where none are loaded.
        payer_file: a payer overlay of the user's own, used whatever payer the encounter names.
        history: what was billed before (see `encounter.apply`).
        operator: who worked.

    Returns:
        What the payer wants known beside the claim.

    Raises:
        KnowledgeError: the payer file has another form than an overlay.
    """
    encounter.apply(claim, case, day, history=history, operator=operator)
    if store is not None:
        ncci.apply(claim, store, case, day)
    name = str(case.encounter.get("payer", ""))
    overlay = overlays.own(Path(payer_file)) if payer_file else overlays.overlay(name)
    said = [] if overlay is None else payer.apply(claim, overlay, case, day)
    if overlay is None and name:
        claim.notes.append(f"no overlay for payer {name!r}: the national rules are applied; known payers are {', '.join(overlays.payers())}")
    supplies.apply(claim, case, day)
    return said
