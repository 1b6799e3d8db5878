"""Remarks on HCPCS codes that coders meet and public pages describe wrongly."""

from __future__ import annotations

from functools import cache

from cac.knowledge.strict import ROOT, read_table

_HEAD = ("first", "last", "note", "source")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(row for _, row in read_table(ROOT / "tables" / "hcpcs_notes.csv", root=ROOT, head=_HEAD))


def notes(code: str) -> list[str]:
    """What is to be known of a code, in the order of the table; empty for most."""
    return [row["note"] for row in _rows() if len(code) == len(row["first"]) and row["first"] <= code <= row["last"]]
