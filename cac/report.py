"""A report and the facts of its encounter."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

CLAIM_TYPES = ("professional", "facility")
MAX_CHARACTERS = 1_000_000


class ReportError(ValueError):
    """The input is no report: the message says what, where and what to do."""


class ReportFault(ReportError):
    """The program failed on one report. The message names the kind and place of the failure, never words of the report."""

    def __init__(self, error: Exception) -> None:
        super().__init__(f"the report could not be coded: {fault(error)}; code it by hand and report the fault")


def fault(error: Exception) -> str:
    """Kind and place of a failure, without its message: messages of exceptions may quote the report."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


@dataclass(frozen=True, slots=True)
class Report:
    """One operative report with what is known of the encounter.

    Attributes:
        text: the report as dictated or transcribed.
        report_id: the archive's own identifier.
        date_of_service: ISO day or ``date``; ``None`` lets the text say it.
        claim_type: ``professional`` or ``facility``.
        place_of_service: CMS place of service code; ``22`` (outpatient hospital) where nothing else is known.
        payer: name of a payer overlay.
        patient_age: years.
        patient_sex: ``female`` or ``male``.
        operator, history: what the encounter tells about who works and what was billed before (free keys).
    """

    text: str
    report_id: str = ""
    date_of_service: date | str | None = None
    claim_type: str = "professional"
    place_of_service: str = "22"
    payer: str = "medicare"
    patient_age: float | None = None
    patient_sex: str = ""
    operator: str = ""
    specialty: str = ""
    diagnosis: str = ""
    history: tuple[dict[str, Any], ...] = ()

    def encounter(self) -> dict[str, Any]:
        """The encounter facts as the contract shows them, without the text."""
        out: dict[str, Any] = {}
        for entry in fields(self):
            if entry.name in ("text", "report_id", "history"):
                continue
            value = getattr(self, entry.name)
            if value in ("", None) and entry.name not in ("date_of_service",):
                continue
            out[entry.name] = value.isoformat() if isinstance(value, date) else value
        return out


ENCOUNTER_FIELDS = tuple(entry.name for entry in fields(Report) if entry.name not in ("text", "report_id"))


def day_of(value: date | str | None) -> date | None:
    """A day from an ISO or US form.

    Raises:
        ReportError: the value is no day.

    >>> day_of("2026-06-01"), day_of("6/1/2026")
    (datetime.date(2026, 6, 1), datetime.date(2026, 6, 1))
    """
    if value is None or isinstance(value, date):
        return value
    text = value.strip()
    if not text:
        return None
    try:
        if "/" in text:
            month, day, year = text.split("/")
            return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ReportError(f"date of service {value!r} is no day: write it as 2026-06-01") from None


def checked(report: Report) -> Report:
    """The report with its date read and its fields checked.

    Raises:
        ReportError: a field cannot be used; the message names it.
    """
    if not isinstance(report.text, str):
        raise ReportError("the report is no text: give it as a string")
    if len(report.text) > MAX_CHARACTERS:
        raise ReportError(f"the report has {len(report.text):,} characters, more than {MAX_CHARACTERS:,}: split the file into single reports")
    if report.text.count("\x00") > 0:
        raise ReportError("the report holds binary data, not text: convert it to plain text first")
    if report.claim_type not in CLAIM_TYPES:
        raise ReportError(f"claim type {report.claim_type!r} is unknown: use {' or '.join(CLAIM_TYPES)}")
    age = report.patient_age
    if age is not None and not 0 <= float(age) <= 130:
        raise ReportError(f"patient age {age!r} is no age in years: use 0 to 130")
    return replace(report, date_of_service=day_of(report.date_of_service), patient_age=None if age is None else float(age))
