"""Answers as text for an 80-column terminal, as JSON, as HTML."""

from __future__ import annotations

import html
import json
import textwrap
from typing import Any

from cac.suggestion import Suggestion

WIDTH = 80
_BOLD, _DIM, _GREEN, _YELLOW, _RED, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[33m", "\x1b[31m", "\x1b[0m"
_FIVE = ("modality", "access_site", "laterality", "selectivity", "device")


def render(answer: Suggestion, *, format: str, color: bool = False) -> str:
    """One answer in the format wanted."""
    if format == "json":
        return answer.to_json(indent=1)
    if format == "html":
        return _html(answer.to_dict())
    return _text(answer.to_dict(), color)


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=True) or [indent.rstrip()]


def _quote(evidence: list[dict[str, Any]]) -> str:
    return " ... ".join(f'"{" ".join(entry["text"].split())}"' for entry in evidence)


def _text(answer: dict[str, Any], color: bool) -> str:
    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_OFF}" if color else text

    day = answer["encounter"].get("date_of_service") or "no date"
    out = [f"{answer['report_id'] or 'report'}  {day}  {answer['encounter'].get('claim_type', '')}  {answer['encounter'].get('payer', '')}", ""]
    out.append(paint(_BOLD, "CLAIM") if answer["lines"] else paint(_BOLD, "CLAIM: no line"))
    for line in answer["lines"]:
        modifiers = "-" + "-".join(line["modifiers"]) if line["modifiers"] else ""
        head = f"  {line['code']}{modifiers}"
        lead = f"{head:<20}x{line['units']}  "
        label = textwrap.wrap(line["label"], WIDTH - len(lead)) or [""]
        out += [paint(_GREEN, (lead if not number else " " * len(lead)) + part) for number, part in enumerate(label)]
        out += _wrap(line["why"], "      ")
        for modifier, why in (line.get("modifier_reasons") or {}).items():
            source = (line.get("modifier_sources") or {}).get(modifier, "")
            out += _wrap(f"{modifier}: {why}" + (f" ({source})" if source else ""), "      ")
        out += [paint(_DIM, row) for row in _wrap(_quote(line["evidence"]), "      ")]
        mark = f" ({line['mark']})" if line.get("mark") and line["mark"] != "verified" else ""
        sure = "" if line["confidence"] is None else f"; confidence {line['confidence']:.2f}"
        out += [paint(_DIM, row) for row in _wrap(f"rule {line['rule']}{mark}; {'; '.join(line['sources'])}{sure}", "      ")]
    if answer["rejected"]:
        out += ["", paint(_BOLD, "CONSIDERED, NOT BILLED")]
        for entry in answer["rejected"]:
            out += _wrap(f"{entry['code']}  [{entry['reason_kind']}] {entry['reason']}", "  ")
    if answer["queries"]:
        out += ["", paint(_YELLOW, "QUERIES TO THE PHYSICIAN")]
        for query in answer["queries"]:
            out += _wrap(f"{query['element']} (affects {', '.join(query['affects'])})", "  ")
            out += _wrap(query["question"], "    ")
            out += _wrap(" / ".join(query["options"]), "    ")
    payer = [entry for entry in answer["suggestions"] if entry.get("kind") == "payer"]
    if payer:
        out += ["", paint(_BOLD, "THE PAYER")]
        for entry in payer:
            mark = f" ({entry['mark']})" if entry["mark"] != "verified" else ""
            out += _wrap(f"{entry['payer']}, {entry['topic'].replace('_', ' ')}, {' '.join(entry['codes'])}: {entry['text']}", "  ")
            out += [paint(_DIM, row) for row in _wrap(f"{'; '.join(entry['sources'])}{mark}", "      ")]
    if answer["diagnoses"]:
        out += ["", paint(_BOLD, "DIAGNOSES")]
        for entry in answer["diagnoses"]:
            out += _wrap(f"{entry['code']}  {entry.get('label', '')}  for {', '.join(entry.get('lines') or ()) or 'no line'}", "  ")
            out += [paint(_DIM, row) for row in _wrap(_quote(entry.get("evidence") or []), "      ")]
            if entry.get("warning"):
                out += _wrap(entry["warning"], "      ")
            if entry.get("alternatives"):
                out += _wrap(f"more exact: {', '.join(entry['alternatives'])}. {entry.get('question', '')}", "      ")
    covered = [entry for entry in answer["suggestions"] if entry.get("kind") == "coverage"]
    if covered:
        out += ["", paint(_BOLD, "MEDICAL NECESSITY")]
        for entry in covered:
            out += _wrap(f"{' '.join(entry['codes'])}: {entry['text']}", "  ")
    unread = [entry for entry in answer["suggestions"] if entry.get("kind") == "unread_family"]
    if unread:
        out += ["", paint(_YELLOW, "NOT COVERED")]
        for entry in unread:
            out += _wrap(f"{entry['text']} ({entry['probability']:.2f})", "  ")
            out += [paint(_DIM, row) for row in _wrap(_quote(entry["evidence"]), "      ")]
    if answer["notes"]:
        out += ["", paint(_BOLD, "NOTES")]
        for note in answer["notes"]:
            out += _wrap(f"- {note}", "  ")
    routing = answer["routing"]
    if routing:
        sure = "" if routing["confidence"] is None else f", whole claim exact with probability {routing['confidence']:.2f}"
        out += ["", *_wrap(f"routing: {routing['decision']}{sure}" + (f" ({'; '.join(routing['reasons'])})" if routing["reasons"] else ""), "")]
    known = answer["knowledge"]
    if known:
        out += _wrap(f"knowledge {known['version']}, as of {known['as_of']}, NCCI {known['ncci']}, model {known['model']}", "")
    return "\n".join(out)


def _html(answer: dict[str, Any]) -> str:
    def cell(text: Any) -> str:
        return f"<td>{html.escape(str(text))}</td>"

    def table(title: str, head: list[str], rows: list[list[Any]]) -> str:
        if not rows:
            return ""
        top = "".join(f"<th>{html.escape(name)}</th>" for name in head)
        body = "".join("<tr>" + "".join(cell(value) for value in row) + "</tr>" for row in rows)
        return f"<h2>{title}</h2><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"

    parts = [
        table("Claim", ["code", "units", "modifiers", "confidence", "label", "why", "evidence", "rule", "sources"],
              [[e["code"], e["units"], " ".join(e["modifiers"]), "" if e["confidence"] is None else e["confidence"], e["label"], e["why"], _quote(e["evidence"]), e["rule"], "; ".join(e["sources"])] for e in answer["lines"]]),
        table("Considered, not billed", ["code", "kind", "reason"], [[e["code"], e["reason_kind"], e["reason"]] for e in answer["rejected"]]),
        table("Queries", ["element", "question", "options", "affects"], [[e["element"], e["question"], " / ".join(e["options"]), " ".join(e["affects"])] for e in answer["queries"]]),
        table("Diagnoses", ["code", "label", "for", "warning", "more exact", "question", "evidence"],
              [[e["code"], e.get("label", ""), " ".join(e.get("lines") or ()), e.get("warning", ""), " ".join(e.get("alternatives") or ()), e.get("question", ""), _quote(e.get("evidence") or [])] for e in answer["diagnoses"]]),
        table("Payer and coverage", ["codes", "topic", "note", "sources"],
              [[" ".join(e.get("codes") or ()), e.get("topic", e["kind"]), e["text"], "; ".join(e["sources"])] for e in answer["suggestions"] if e.get("kind") in ("payer", "coverage")]),
        table("Not covered", ["family", "probability", "note", "evidence"],
              [[e["family"], e["probability"], e["text"], _quote(e["evidence"])] for e in answer["suggestions"] if e.get("kind") == "unread_family"]),
        table("Notes", ["note"], [[note] for note in answer["notes"]]),
    ]
    style = "body{font:14px sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #999;padding:4px;text-align:left;vertical-align:top}"
    title = html.escape(answer["report_id"] or "report")
    empty = "" if answer["lines"] else "<p>No line on the claim.</p>"
    return f"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{style}</style></head><body><h1>{title}</h1>{empty}{''.join(parts)}</body></html>"


def render_findings(findings: list[dict[str, Any]], *, format: str) -> str:
    """Findings as a table (the five named kinds first) or as JSON."""
    if format == "json":
        return json.dumps(findings, ensure_ascii=False, indent=1)
    out = []
    kinds = [*_FIVE, *sorted({f["kind"] for f in findings} - set(_FIVE))]
    for kind in kinds:
        rows = [f for f in findings if f["kind"] == kind]
        if not rows:
            continue
        out += [kind.upper().replace("_", " ")]
        for f in rows:
            words = " ".join(f["text"].split())
            out.append(f"  {f['value'][:26]:<27}{f['side'][:9]:<10}{f['status'][:12]:<13}{f['section'][:11]:<12}{words[:16]}".rstrip())
    return "\n".join(out) if out else "nothing found"
