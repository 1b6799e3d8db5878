"""Money at stake, by the fee schedule in the store; nothing where none is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cac.claim.audit.model import CodedLine
from cac.claim.edits import lookups
from cac.claim.edits.store import EditStore
from cac.knowledge import tables

_COMPONENTS = ("26", "TC", "53")
_BOTH_SIDES = 1.5  # payment of a bilateral line, fee-schedule bilateral indicator 1
_OFFICE = frozenset({"11", "12", "20", "49", "50", "71", "72"})  # places of service paid the non-facility amount


class Prices:
    """Amounts of lines on one day at one place of service."""

    def __init__(self, store: EditStore | None, day: date | None, encounter: Mapping[str, Any]) -> None:
        self._store, self._day = store, day
        self._office = str(encounter.get("place_of_service", "")) in _OFFICE
        self._hospital = encounter.get("claim_type") == "facility"

    def line(self, line: CodedLine) -> float | None:
        """The amount of a line by the schedule, else its charge, else None."""
        each = self._each(line)
        if each is None:
            return line.charge
        fact = tables.codes().get(line.code)
        both = _BOTH_SIDES if "50" in line.modifiers and fact is not None and fact.bilateral == "1" else 1.0
        return round(each * line.units * both, 2)

    def units(self, line: CodedLine, number: float) -> float | None:
        """The amount of some units of a line."""
        each = self._each(line)
        return None if each is None else round(each * number, 2)

    def _each(self, line: CodedLine) -> float | None:
        if self._store is None or self._day is None:
            return None
        if self._hospital:
            entry = lookups.opps(self._store, line.code, self._day)
            return float(entry.rate) if entry is not None and entry.rate is not None else None
        component = next((m for m in line.modifiers if m in _COMPONENTS), "")
        row = lookups.fee(self._store, line.code, component, self._day) or (lookups.fee(self._store, line.code, "", self._day) if component else None)
        if row is None:
            return None
        return float((row.total_nonfacility if self._office else row.total_facility) * row.conversion_factor)
