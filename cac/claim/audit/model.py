"""Data of the audit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

CONFIRMED, MISSING, UNSUPPORTED, WRONG_UNITS = "confirmed", "missing", "unsupported", "wrong_units"
MISSING_MODIFIER, WRONG_MODIFIER = "missing_modifier", "wrong_modifier"
EDIT_CONFLICT, OUT_OF_DATE, NOT_JUDGED = "edit_conflict", "out_of_date", "not_judged"
KINDS = (MISSING, UNSUPPORTED, WRONG_UNITS, MISSING_MODIFIER, WRONG_MODIFIER, EDIT_CONFLICT, OUT_OF_DATE)


class ClaimFileError(ValueError):
    """A file of claims cannot be read; the message is one line that says where and what is wrong."""


@dataclass(frozen=True, slots=True)
class CodedLine:
    """A line that somebody coded.

    Attributes:
        report_id: the report it belongs to.
        code, units, modifiers: the line.
        coder: who coded it, empty where the file does not say.
        charge: amount billed, None where the file does not say.
        day: date of service of the line as written, empty where the file does not say.
        where: place in the file, for messages.
    """

    report_id: str
    code: str
    units: int = 1
    modifiers: tuple[str, ...] = ()
    coder: str = ""
    charge: float | None = None
    day: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a line, or what is missing, with what the report supports instead."""

    kind: str
    reason: str
    expected: str = ""
    rule: str = ""
    sources: tuple[str, ...] = ()
    evidence: tuple[dict[str, Any], ...] = ()
    stake: float | None = None


@dataclass(slots=True)
class AuditedLine:
    """A coded line with its findings; without any it is confirmed (or not judged)."""

    line: CodedLine
    findings: list[Finding] = field(default_factory=list)
    status: str = CONFIRMED
    note: str = ""
    evidence: tuple[dict[str, Any], ...] = ()

    def say(self, finding: Finding) -> None:
        """Add a finding; the first one gives the line its status and stands for its money."""
        if not self.findings:
            self.status = finding.kind
        elif any(other.stake is not None for other in self.findings):
            finding = replace(finding, stake=None)
        self.findings.append(finding)


@dataclass(slots=True)
class AuditedReport:
    """The audit of one report: its coded lines, what is missing, and what was looked at."""

    report_id: str
    day: str
    lines: list[AuditedLine] = field(default_factory=list)
    missing: list[tuple[str, Finding]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    queries: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.missing and not any(line.findings for line in self.lines)
