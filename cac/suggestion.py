"""The public answer, contract ``cac.suggestion/1``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

SCHEMA = "cac.suggestion/1"


@dataclass(slots=True)
class Suggestion:
    """What the program says about one report. Keys of :meth:`to_dict` may be added, never renamed."""

    report_id: str
    encounter: dict[str, Any]
    lines: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    queries: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    procedures: list[dict[str, Any]] = field(default_factory=list)
    diagnoses: list[dict[str, Any]] = field(default_factory=list)
    measures: list[dict[str, Any]] = field(default_factory=list)
    suggestions: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    routing: dict[str, Any] = field(default_factory=dict)
    knowledge: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain data in the order of the contract."""
        return {
            "schema": SCHEMA, "report_id": self.report_id, "encounter": self.encounter, "lines": self.lines, "rejected": self.rejected,
            "queries": self.queries, "findings": self.findings, "procedures": self.procedures, "diagnoses": self.diagnoses,
            "measures": self.measures, "suggestions": self.suggestions, "notes": self.notes, "routing": self.routing, "knowledge": self.knowledge,
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The answer as JSON; the same report gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
