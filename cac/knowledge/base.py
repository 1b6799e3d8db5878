"""What the knowledge base says about itself: version, reviewed dates, what an answer was made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from cac.knowledge.strict import ROOT, read_yaml
from cac.report import Report


@lru_cache(maxsize=1)
def coverage() -> dict[str, Any]:
    """Version and reviewed dates, from ``coverage.yaml``."""
    return dict(read_yaml(ROOT / "coverage.yaml"))


def period() -> tuple[date, date]:
    """First and last day whose rules were reviewed."""
    return date.fromisoformat(coverage()["reviewed_from"]), date.fromisoformat(coverage()["reviewed_through"])


def reviewed(day: date | None) -> str:
    """Empty where the day is reviewed; else the sentence that says it is not."""
    if day is None:
        return "no date of service is given or stated: rules are dated, give one (2026-06-01)"
    first, last = period()
    if first <= day <= last:
        return ""
    return f"not reviewed for this date: the rules were confirmed for {first.isoformat()} to {last.isoformat()}, the date of service is {day.isoformat()}"


def encounter(report: Report, stated: dict[str, Any]) -> tuple[Report, list[str]]:
    """The report with what its text states filled in where the encounter is silent, and notes on that."""
    filled = {key: value for key, value in stated.items() if getattr(report, key) in (None, "")}
    notes = []
    given = report.date_of_service
    if given and stated.get("date_of_service") and stated["date_of_service"] != given:
        notes.append(f"the report states the date {stated['date_of_service'].isoformat()}, the encounter says {given}: the encounter's date is used")
    return replace(report, **filled), notes


def routing(lines: list[dict[str, Any]], queries: list[dict[str, Any]], notes: list[str]) -> dict[str, Any]:
    """Where the answer goes: ready, review or query, with the reasons."""
    reasons: list[str] = []
    decision = "ready"
    if not lines:
        decision, reasons = "review", ["no line on the claim"]
    disputed = sorted({line["code"] for line in lines if line.get("mark") == "disputed"})
    if disputed:
        decision = "review"
        reasons.append(f"authorities differ on {', '.join(disputed)}")
    if notes and lines:
        decision = "review"
        reasons.append("a note needs a look")
    if queries:
        decision = "query"
        reasons.append(f"documentation is missing for {', '.join(sorted({code for q in queries for code in q['affects']}))}")
    return {"decision": decision, "confidence": None, "reasons": reasons}


def stamp(day: date | None) -> dict[str, Any]:
    """What the answer was made from."""
    return {"version": coverage()["version"], "as_of": day.isoformat() if day else None, "ncci": "not loaded", "model": "not loaded"}
