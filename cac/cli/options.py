"""Values of options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence

from cac.report import ReportError

READY_AT = "Confidence a line needs to pass unread, such as 0.9, or biopsy=0.95 for one family; may be repeated."
MODEL = "Folder of the confidence model (default: the one that ships); empty for none."


def thresholds(values: Sequence[str] | None) -> dict[str, float]:
    """Thresholds by family from their written form; the empty name stands for all other families.

    Raises:
        ReportError: a value is no share, or a family is unknown.

    >>> thresholds(["0.9", "biopsy=0.95"])
    {'': 0.9, 'biopsy': 0.95}
    """
    out: dict[str, float] = {}
    for value in values or ():
        family, _, number = value.rpartition("=")
        family = family.strip()
        try:
            share = float(number)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            raise ReportError(f"--ready-at {value!r}: give a share from 0 to 1, such as 0.9 or biopsy=0.95")
        if family:
            _known(family, value)
        out[family] = share
    return out


def _known(family: str, value: str) -> None:
    from cac.knowledge import tables

    families = sorted({fact.family for fact in tables.codes().values()})
    if family not in families:
        raise ReportError(f"--ready-at {value!r}: family {family!r} is unknown; the families are {', '.join(families)}")
