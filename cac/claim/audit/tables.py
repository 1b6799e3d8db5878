"""Results of an audit: worklist, summaries, and the forms they are written in."""

from __future__ import annotations

import csv
import io
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from cac.claim.audit.model import CONFIRMED, KINDS, MISSING, NOT_JUDGED, AuditedLine, AuditedReport, Finding

SCHEMA = "cac.audit/1"
WIDTH = 80
COLUMNS = ("report_id", "date_of_service", "coder", "line", "status", "reason", "report_supports", "evidence", "rule", "sources", "stake")


def plain(line: AuditedLine) -> str:
    """A coded line the way a coder writes it."""
    mark = "-".join((line.line.code, *line.line.modifiers))
    return f"{mark} x{line.line.units}" if line.line.units != 1 else mark


def worklist(reports: Iterable[AuditedReport]) -> list[dict[str, Any]]:
    """One row per finding, the most money first; rows without an amount after those with one, in the order of the input."""
    rows = []
    for report in reports:
        coders = sorted({line.line.coder for line in report.lines if line.line.coder})
        for line in report.lines:
            rows += [_row(report, line.line.coder, plain(line), finding) for finding in line.findings]
        rows += [_row(report, " ".join(coders), shown, finding) for shown, finding in report.missing]
    return sorted(rows, key=lambda row: -(row["stake"] if row["stake"] is not None else -1.0))


def _row(report: AuditedReport, coder: str, line: str, finding: Finding) -> dict[str, Any]:
    says = " ... ".join(" ".join(entry["text"].split()) for entry in finding.evidence)
    values = (report.report_id, report.day, coder, line, finding.kind, finding.reason, finding.expected, says, finding.rule, "; ".join(finding.sources), finding.stake)
    return dict(zip(COLUMNS, values, strict=True))


def summary(reports: Sequence[AuditedReport]) -> dict[str, Any]:
    """Counts of lines and findings in all, by reason, by coder and by code.

    A line with several findings counts once in its status and once for each finding in the reasons.
    """
    reasons: Counter[str] = Counter()
    coders: dict[str, Counter[str]] = {}
    codes: dict[str, Counter[str]] = {}
    stakes: dict[str, float] = {}
    lines: Counter[str] = Counter()
    for report in reports:
        names = sorted({line.line.coder for line in report.lines})
        for line in report.lines:
            lines[line.status] += 1
            for key, table in ((line.line.coder, coders), (line.line.code, codes)):
                table.setdefault(key, Counter())["lines"] += 1
                table[key][line.status] += 1
            for finding in line.findings:
                reasons[finding.kind] += 1
                stakes[finding.kind] = stakes.get(finding.kind, 0.0) + (finding.stake or 0.0)
        for shown, finding in report.missing:
            reasons[MISSING] += 1
            stakes[MISSING] = stakes.get(MISSING, 0.0) + (finding.stake or 0.0)
            codes.setdefault(shown[:5], Counter())[MISSING] += 1
            if len(names) == 1:
                coders.setdefault(names[0], Counter())[MISSING] += 1
    return {
        "reports": len(reports), "clean_reports": sum(report.clean for report in reports), "lines": sum(lines.values()), "confirmed": lines[CONFIRMED],
        "not_judged": lines[NOT_JUDGED], "by_reason": {kind: {"findings": reasons[kind], "stake": round(stakes.get(kind, 0.0), 2)} for kind in KINDS if reasons[kind]},
        "by_coder": {name: dict(counts) for name, counts in sorted(coders.items())}, "by_code": {code: dict(counts) for code, counts in sorted(codes.items())},
    }


def to_dict(reports: Sequence[AuditedReport], *, unmatched: dict[str, list[str]], knowledge: dict[str, Any]) -> dict[str, Any]:
    """The whole audit as plain data."""
    return {
        "schema": SCHEMA,
        "reports": [
            {
                "report_id": report.report_id, "date_of_service": report.day,
                "lines": [
                    {
                        "code": one.line.code, "units": one.line.units, "modifiers": list(one.line.modifiers), "coder": one.line.coder, "status": one.status,
                        "note": one.note, "evidence": list(one.evidence), "findings": [asdict(finding) for finding in one.findings],
                    }
                    for one in report.lines
                ],
                "missing": [{"line": shown, **asdict(finding)} for shown, finding in report.missing], "queries": report.queries, "notes": report.notes,
            }
            for report in reports
        ],
        "worklist": worklist(reports), "summary": summary(reports), "unmatched": unmatched, "knowledge": knowledge,
    }


def to_csv(reports: Sequence[AuditedReport]) -> str:
    """The worklist as csv."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows({**row, "stake": "" if row["stake"] is None else f"{row['stake']:.2f}"} for row in worklist(reports))
    return out.getvalue()


def to_text(reports: Sequence[AuditedReport], *, unmatched: dict[str, list[str]], knowledge: dict[str, Any]) -> str:
    """The audit for a terminal of 80 columns."""
    counts = summary(reports)
    out = [f"{counts['reports']} reports, {counts['lines']} lines: {counts['confirmed']} confirmed, {counts['not_judged']} not judged; {counts['clean_reports']} reports without a finding", ""]
    rows = worklist(reports)
    out.append("WORKLIST" if rows else "WORKLIST: empty")
    for row in rows:
        amount = "" if row["stake"] is None else f"  {row['stake']:,.2f}"
        out += _wrap(f"{row['report_id']}  {row['line']}  {row['status'].replace('_', ' ')}{amount}", "  ")
        out += _wrap(row["reason"], "      ")
        if row["report_supports"] and row["report_supports"] != row["line"]:
            out += _wrap(f"the report supports {row['report_supports']}", "      ")
        if row["evidence"]:
            out += _wrap(f'"{row["evidence"]}"', "      ")
    if counts["by_reason"]:
        out += ["", f"{'BY REASON':<22}{'findings':>10}{'at stake':>14}"]
        out += [f"  {kind.replace('_', ' '):<20}{entry['findings']:>10}{entry['stake']:>14,.2f}" for kind, entry in counts["by_reason"].items()]
    for title, table in (("BY CODER", counts["by_coder"]), ("BY CODE", counts["by_code"])):
        out += ["", f"{title:<22}{'lines':>10}{'confirmed':>12}{'findings':>10}"]
        for name, entry in table.items():
            wrong = sum(number for status, number in entry.items() if status in KINDS)
            out.append(f"  {(name or '(not named)')[:20]:<20}{entry.get('lines', 0):>10}{entry.get(CONFIRMED, 0):>12}{wrong:>10}")
    for name, ids in unmatched.items():
        if ids:
            out += ["", *_wrap(f"{name.replace('_', ' ')}: {', '.join(ids[:20])}{' ...' if len(ids) > 20 else ''}", "")]
    out += ["", *_wrap(f"knowledge {knowledge['version']}, NCCI {knowledge['ncci']}, fee schedule {knowledge.get('fee_schedule', 'not loaded')}", "")]
    return "\n".join(out)


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent) or [indent.rstrip()]
