"""The last steps of a claim: the quarterly tables of the day."""

from __future__ import annotations

from datetime import date

from cac.claim import ncci
from cac.claim.edits.store import EditStore
from cac.claim.settle import Claim
from cac.narrative.case import Case


def apply(claim: Claim, case: Case, day: date, *, store: EditStore | None = None) -> None:
    """Finish a settled claim in place.

    Args:
        claim: the settled claim.
        case: the case it was made from.
        day: date of service.
        store: the quarterly tables, None where none are loaded.
    """
    if store is not None:
        ncci.apply(claim, store, case, day)
