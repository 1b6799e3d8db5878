"""What a file is, by its content: kind of table, setting, quarter."""

import re
from dataclasses import dataclass

from cac.claim.edits import facts
from cac.claim.edits.model import EditFileError, NearMissError
from cac.claim.edits.quarters import quarter_in
from cac.claim.edits.sources import Source, read_head
from cac.claim.edits.tables import Table, normal, open_table

_HCPCS_RECORD = re.compile(r".{3}[ 0-9A-Z]{2}\d{5}[3478].{200,}")
_FEE_RECORD = re.compile(r"[0-9A-Z]{5}.{52}[A-Z].{40,}\d\.\d\d *")
_ICD_ORDER = re.compile(r"\d{5} [A-Z](?=[0-9A-Z]*\d)[0-9A-Z]{2,6} +[01] \S.*")
_ICD_CODE = re.compile(r"[A-Z](?=[0-9A-Z]*\d)[0-9A-Z]{2,6}( +\S.*)?")
_SETTINGS = {
    "practitioner": re.compile(r"practitioner|physician|ccipra|(?<![a-z])prac(?![a-z])", re.I),
    "hospital": re.compile(r"hospital|ccioph|outpatient|facility", re.I),
    "dme": re.compile(r"(?<![a-z])dme|supplier", re.I),
}


@dataclass(frozen=True)
class Recognised:
    """A source, what it is, and what its titles and its name say of setting and quarter ("" = nothing)."""

    source: Source
    layout: str
    kind: str
    head: tuple[str, ...]
    setting: str
    setting_by_name: str
    quarter: str
    quarter_by_name: str


def recognise(source: Source) -> Recognised:
    """Tell what a source is.

    Raises:
        EditFileError: It is none of the tables we read; the message says which one it resembles and what is missing.
    """
    head = [] if source.workbook else read_head(source)
    texts: list[str] = []
    layout = _fixed_layout(head)
    if layout:
        kind = layout.removesuffix("_fixed").removesuffix("_order").removesuffix("_codes")
    else:
        with open_table(source, head) as table:
            layout, kind = match_layout(table)
            texts = [*table.titles, *table.header]
    fiscal = kind == "icd10"
    stated = [quarter_in(text, fiscal=fiscal) for text in texts if not text.lower().startswith("released")]
    names = [source.member, source.path.name] if source.member else [source.path.name]
    named = [quarter_in(name, fiscal=fiscal) for name in names]
    return Recognised(
        source, layout, kind, tuple(head),
        setting=_setting(" ".join(texts)), setting_by_name=next(filter(None, map(_setting, names)), ""),
        quarter=next(filter(None, stated), ""), quarter_by_name=next(filter(None, named), ""),
    )


def _setting(text: str) -> str:
    return next((name for name, pattern in _SETTINGS.items() if pattern.search(text)), "")


def _fixed_layout(head: list[str]) -> str:
    if any(_HCPCS_RECORD.fullmatch(line) for line in head):
        return "hcpcs_fixed"
    if any(_FEE_RECORD.fullmatch(line) and "," not in line for line in head):
        return "fee_fixed"
    lines = [line for line in head if line.strip()][:20]
    if lines and sum(bool(_ICD_ORDER.fullmatch(line)) for line in lines) * 2 > len(lines):
        return "icd10_order"
    if lines and sum(bool(_ICD_CODE.fullmatch(line)) for line in lines) * 2 > len(lines):
        return "icd10_codes"
    return ""


def match_layout(table: Table) -> tuple[str, str]:
    """Layout and kind whose columns the header of a table has; sets `table.columns`.

    Raises:
        EditFileError: No layout has all its required columns in the header.
    """
    nearest: tuple[float, str, list[str]] = (0.0, "", [])
    for layout, (kind, columns) in facts.layouts().items():
        found: dict[str, int] = {}
        for column in columns:
            pattern = re.compile(column.pattern)
            place = next((at for at, text in enumerate(table.header) if pattern.fullmatch(text)), None)
            if place is not None:
                found[column.field] = place
        missing = [column.field for column in columns if column.required and column.field not in found]
        if not missing:
            table.columns = found
            return layout, kind
        share = sum(column.required for column in columns if column.field in found) / len(columns)
        nearest = max(nearest, (share, kind, missing))
    share, kind, missing = nearest
    if share >= 0.4:
        raise NearMissError(
            f"{table.name}: resembles a {kind} table, but these columns are missing or shifted: {', '.join(missing)}"
        )
    shown = ", ".join(normal(text) for text in table.header[:4]) or "none"
    raise EditFileError(f"{table.name}: not a table that we know (header: {shown[:80]})")
