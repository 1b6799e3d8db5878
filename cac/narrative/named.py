"""The findings as the answer shows them, the five named kinds among them.

Modality and device come from the vocabulary. Access site, laterality and catheter selectivity are read:
a vessel or space that a needle entered, every word that names a side, and the order of the catheter's walk.
"""

from __future__ import annotations

from cac import patterns as re
from typing import Any

from cac.findings import Document, Finding
from cac.narrative.procedure import Procedure

_SIDE = re.compile(r"(?<![a-z])(left|right|bilateral|bilaterally)(?![a-z])(?! (?:in place|in situ|open|within))")
_GAP = 12  # words between the act of access and the vessel it names


def findings(document: Document, procedures: list[Procedure]) -> list[dict[str, Any]]:
    """Every finding as plain data in order of position."""
    rows = [_row(document, f.kind, f.value, f.side, f.status, f.start, f.end, f.section) for f in document.findings]
    rows += _access_sites(document) + _lateralities(document) + _selectivities(document, procedures)
    rows.sort(key=lambda row: (row["start"], -row["end"], row["kind"], row["value"]))
    return rows


def _row(document: Document, kind: str, value: str, side: str, status: str, start: int, end: int, section: str) -> dict[str, Any]:
    return {"kind": kind, "value": value, "side": side, "status": status, **document.shown(start, end), "section": section}


def _access_sites(document: Document) -> list[dict[str, Any]]:
    rows = []
    for found in document.by_sentence.values():
        acts = [f for f in found if f.kind == "act" and f.value == "access"]
        for place in (f for f in found if f.kind in ("vessel", "access_vessel")):
            act = min(acts, key=lambda a: abs(a.start - place.start), default=None)
            if act is None or len(document.flat[min(act.end, place.end) : max(act.start, place.start)].split()) > _GAP:
                continue
            rows.append(_row(document, "access_site", place.value, place.side, act.status if place.status == "done" else place.status, place.start, place.end, place.section))
    return rows


def _lateralities(document: Document) -> list[dict[str, Any]]:
    rows = []
    for number, sentence in enumerate(document.sentences):
        section = document.sections[document.sentence_section[number]]
        near = document.by_sentence.get(number, [])
        for match in _SIDE.finditer(document.flat, sentence.start, sentence.end):
            other: Finding | None = next((f for f in near if f.start >= match.start()), near[-1] if near else None)
            side = "bilateral" if match.group(1).startswith("bi") else match.group(1)
            rows.append(_row(document, "laterality", side, side, other.status if other else "done", match.start(), match.end(), section.name))
    return rows


def _selectivities(document: Document, procedures: list[Procedure]) -> list[dict[str, Any]]:
    rows = []
    for procedure in procedures:
        order = procedure.facts.get("order")
        if order is None:
            continue
        span = procedure.evidence["procedure"][-1]
        words = {0: "nonselective", 1: "first_order", 2: "second_order"}.get(int(order), "third_order_or_higher")
        section = next((s.name for s in reversed(document.sections) if s.start <= span.start), "body")
        rows.append(_row(document, "selectivity", words, procedure.side, "done", span.start, span.end, section))
    return rows
