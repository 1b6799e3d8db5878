"""``cac audit``: claims that somebody coded, held against their reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

if TYPE_CHECKING:
    from cac.claim.audit.model import AuditedReport, CodedLine
    from cac.report import Report


def audit(
    source: Annotated[Path, typer.Argument(metavar="IN", help="Reports: a jsonl file, a folder of text files or one text file.")],
    claims: Annotated[Path, typer.Option(help="Coded lines: csv with report_id, code, units, modifiers, or an 837 file.")],
    format: Annotated[str, typer.Option(help="text, json or csv (the worklist).")] = "text",
    out: Annotated[Optional[Path], typer.Option(help="File to write instead of standard output.")] = None,
    dos: Annotated[Optional[str], typer.Option(help="Date of service where neither report nor claim has one.")] = None,
    claim: Annotated[str, typer.Option(help="professional or facility, where a row does not say.")] = "professional",
    payer: Annotated[str, typer.Option(help="Payer whose rules apply, where a row does not say.")] = "medicare",
    payer_file: Annotated[Optional[Path], typer.Option(help="A payer overlay of your own, a YAML file checked on load.")] = None,
    store: Annotated[Optional[Path], typer.Option(help="File of the CMS tables (default: in the user's data folder).")] = None,
) -> None:
    """Audit coded claims line by line. Exit code 1 when something was found."""
    import json

    from cac.claim.audit import tables
    from cac.claim.audit.model import ClaimFileError
    from cac.claim.audit.read import read_claims
    from cac.claim.edits.model import StoreError
    from cac.cli.main import InputError

    if format not in ("text", "json", "csv"):
        raise InputError(f"format {format!r} is unknown: use text, json or csv")
    try:
        coded = read_claims(claims)
        reports, unmatched, knowledge = _audited(source, coded, {"date_of_service": dos, "claim_type": claim, "payer": payer}, store, payer_file)
    except (ClaimFileError, StoreError) as error:
        raise InputError(str(error)) from None
    if format == "json":
        text = json.dumps(tables.to_dict(reports, unmatched=unmatched, knowledge=knowledge), ensure_ascii=False, indent=1)
    elif format == "csv":
        text = tables.to_csv(reports).rstrip("\n")
    else:
        text = tables.to_text(reports, unmatched=unmatched, knowledge=knowledge)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text + "\n", encoding="utf-8")
    for name, ids in unmatched.items():
        if ids:
            typer.echo(f"{len(ids)} {name.replace('_', ' ')}", err=True)
    if any(not report.clean for report in reports):
        raise typer.Exit(1)


def _audited(source: Path, coded: list[CodedLine], defaults: dict[str, Any], store: Path | None, payer_file: Path | None) -> tuple[list[AuditedReport], dict[str, list[str]], dict[str, Any]]:
    from dataclasses import replace
    from datetime import date

    from cac.claim.audit.compare import audit as compare
    from cac.claim.edits import session
    from cac.coder import Coder
    from cac.formats.archive import Bad
    from cac.knowledge.base import stamp
    from cac.report import ReportError

    by_report: dict[str, list[CodedLine]] = {}
    for line in coded:
        by_report.setdefault(line.report_id, []).append(line)
    coder, opened = Coder(store=store, payer_file=payer_file), session.current(store)
    reports: list[AuditedReport] = []
    unmatched: dict[str, list[str]] = {"reports_without_a_claim": [], "reports_not_read": []}
    knowledge, seen = stamp(None), set()
    for row in _rows(source, defaults):
        if isinstance(row, Bad):
            unmatched["reports_not_read"].append(f"{row.where}: {row.reason}")
            continue
        report = row[1]
        lines = by_report.get(report.report_id)
        seen.add(report.report_id)
        if lines is None:
            unmatched["reports_without_a_claim"].append(report.report_id)
            continue
        if not report.date_of_service and lines[0].day:
            report = replace(report, date_of_service=lines[0].day)
        try:
            answer = coder.suggest(report).to_dict()
        except ReportError as error:
            unmatched["reports_not_read"].append(f"{row[0]}: {error}")
            continue
        day = answer["encounter"].get("date_of_service")
        reports.append(compare(answer, lines, day=date.fromisoformat(day) if day else None, store=opened))
        knowledge = answer["knowledge"]
    unmatched["claims_without_a_report"] = [name for name in by_report if name not in seen]
    return reports, unmatched, knowledge


def _rows(source: Path, defaults: dict[str, Any]) -> Any:
    """Reports of an archive, or the one report of a text file, named as the file."""
    from cac.cli.main import read_text
    from cac.formats.archive import rows
    from cac.report import Report

    if source.suffix == ".txt" and source.is_file():
        given: Report = Report(text=read_text(str(source)), report_id=source.stem, **{k: v for k, v in defaults.items() if v is not None})
        return [(source.name, given)]
    return rows(source, defaults=defaults)
