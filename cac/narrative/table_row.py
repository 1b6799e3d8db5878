"""Rows of a table told as text: the stretch that belongs to one artery that stands at its start as label."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.arteries import Mention
from cac.narrative.case import Case

#: the end of a row of a table whose lines were joined
_ROW_END = re.compile(r"(?:%|\d|\)|[a-z])\s+$")
_NO_ROW_END = re.compile(r"\b(?:the|of|in|and|to|into|with|for|both|left|right|from|at|on)\s+$", re.IGNORECASE)
_ROW_MARK = re.compile(r"\s*(?:arter(?:y|ies)\b\s*)?(?:\([^)]*\)\s*)?[:|=\u2013-]")


def table_row(case: Case, named: list[Mention], start: int, number: int) -> Span:
    """The stretch an act is read in: its sentence, or its row where several rows of the sentence start with an artery as label."""
    span = case.document.sentences[number]
    raw, flat = case.document.text, case.document.flat
    labels: set[int] = set()
    for m in named:
        if m.sentence != number or not _ROW_MARK.match(flat, m.span.end):
            continue
        before = raw[span.start : m.span.start]
        if re.fullmatch(r"[\s\d).(*#|-]*", before[before.rfind("\n") + 1 :]) or (raw[m.span.start].isupper() and _ROW_END.search(before) and not _NO_ROW_END.search(before)):
            labels.add(m.span.start)
    if len(labels) < 2:
        return Span(span.start, span.end)
    low = max((at for at in labels if at <= start), default=span.start)
    high = min((at for at in labels if at > start), default=span.end)
    return Span(low, high)
