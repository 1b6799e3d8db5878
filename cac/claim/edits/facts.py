"""The small fixed facts of the package, read once from its data folder."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Kind:
    """A kind of table; a release with fewer rows than `complete_rows` is shown as an extract."""

    kind: str
    label: str
    family: str
    complete_rows: int
    months: int


@dataclass(frozen=True)
class Column:
    """A column of a layout with a header, or a field of a fixed-width one (positions from 0, end exclusive)."""

    field: str
    required: bool = True
    pattern: str = ""
    start: int = 0
    end: int = 0


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache
def kinds() -> Mapping[str, Kind]:
    """Kinds of table by name."""
    return {
        row["kind"]: Kind(row["kind"], row["label"], row["family"], int(row["complete_rows"]), int(row["months"]))
        for row in _rows("kinds.csv")
    }


@lru_cache
def layouts() -> Mapping[str, tuple[str, tuple[Column, ...]]]:
    """Layouts with a header: name to (kind, columns)."""
    found: dict[str, tuple[str, tuple[Column, ...]]] = {}
    for row in _rows("layouts.csv"):
        column = Column(row["field"], required=row["required"] == "1", pattern=row["pattern"])
        known = found.get(row["layout"], (row["kind"], ()))
        found[row["layout"]] = (row["kind"], (*known[1], column))
    return found


@lru_cache
def fixed(layout: str) -> tuple[Column, ...]:
    """Fields of a fixed-width layout."""
    return tuple(
        Column(row["field"], start=int(row["first"]) - 1, end=int(row["last"]))
        for row in _rows("fixed.csv")
        if row["layout"] == layout
    )


@lru_cache
def allowing_modifiers() -> frozenset[str]:
    """Modifiers that let a pair with indicator 1 stand."""
    return frozenset(row["modifier"] for row in _rows("modifiers.csv"))


@lru_cache
def rationales() -> frozenset[str]:
    """Known rationale texts."""
    return frozenset(row["rationale"] for row in _rows("rationales.csv"))


@lru_cache
def setting(name: str) -> str:
    """A named number or word of `settings.csv`."""
    return {row["name"]: row["value"] for row in _rows("settings.csv")}[name]


def payer_message(payer: str) -> str:
    """What to tell about the use of the CMS tables for a payer ("" = nothing)."""
    rows = {row["payer"]: row["message"] for row in _rows("payers.csv")}
    key = payer.strip().lower()
    return rows.get(key, rows["*"]).format(payer=payer)
