"""Answers for one code on a day: HCPCS Level II, ICD-10-CM, fee schedule, OPPS."""

from datetime import date
from decimal import Decimal
from typing import Any

from cac.claim.edits import facts
from cac.claim.edits.model import Choice, FeeEntry, HcpcsEntry, Icd10Entry, OppsEntry, Release
from cac.claim.edits.quarters import day_number, number_day
from cac.claim.edits.schema import FEE_AMOUNTS, FEE_FIELDS
from cac.claim.edits.store import EditStore, choose


def hcpcs(store: EditStore, code: str, day: date) -> HcpcsEntry | None:
    """A Level II code or modifier; ended ones stay in the table, so look at `in_force`.

    Args:
        store: The open store.
        code: Code or two-character modifier.
        day: Date of service.

    Returns:
        The entry, or None where the table of that day does not have it or none is loaded.
    """
    choice = choose(store, "hcpcs", day)
    found = _row(store, choice, "hcpcs", "short, long, coverage, betos, tos, first_day, last_day", code=code)
    if found is None:
        return None
    row, choice, release = found
    first, last, number = row[5], row[6], day_number(day)
    return HcpcsEntry(
        code, *row[:5],
        first_day=number_day(first) if first else None,
        last_day=number_day(last) if last else None,
        in_force=(first or day_number(release.first_day)) <= number and (not last or number <= last),
        release=_named(choice), outdated=choice.outdated,
    )  # fmt: skip


def icd10(store: EditStore, code: str, day: date) -> Icd10Entry | None:
    """A diagnosis code, with or without its dot.

    Returns:
        The entry, or None where the table of that day does not have it or none is loaded.
    """
    choice = choose(store, "icd10", day)
    plain = code.replace(".", "").upper()
    found = _row(store, choice, "icd10", "title, status", code=plain)
    if found is None:
        return None
    row, choice, _ = found
    dotted = plain if len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"
    return Icd10Entry(dotted, row[0], row[1] == "billable", row[1], _named(choice), choice.outdated)


def fee(store: EditStore, code: str, modifier: str, day: date) -> FeeEntry | None:
    """Relative values and indicators of a code with a modifier ("", 26, TC, 53).

    Returns:
        The entry, or None where the schedule of that day does not have it or none is loaded.
    """
    choice = choose(store, "fee", day)
    found = _row(store, choice, "fee", ", ".join(FEE_FIELDS), code=code, modifier=modifier)
    if found is None:
        return None
    row, choice, _ = found
    values = {
        name: Decimal(value or "0") if name in FEE_AMOUNTS else value
        for name, value in zip(FEE_FIELDS, row, strict=True)
    }
    return FeeEntry(**values, release=_named(choice), outdated=choice.outdated)


def opps(store: EditStore, code: str, day: date) -> OppsEntry | None:
    """Hospital outpatient status and rate of a code.

    Returns:
        The entry, or None where the addendum of that day does not have it or none is loaded.
    """
    choice = choose(store, "opps", day)
    found = _row(store, choice, "opps", "status, rate, short, apc, weight, copay", code=code)
    if found is None:
        return None
    row, choice, _ = found
    rate = Decimal(row[1]) if row[1] else None
    return OppsEntry(code, row[0], rate, *row[2:], release=_named(choice), outdated=choice.outdated)


def _named(choice: Choice) -> str:
    return f"{facts.kinds()[choice.kind].family} {choice.quarter}"


def _row(
    store: EditStore, choice: Choice, table: str, columns: str, **key: str
) -> tuple[tuple[Any, ...], Choice, Release] | None:
    """The row of a key with the choice and the release it was found in."""
    where = " AND ".join(f"{name} = ?" for name in key)
    for one in choice.chain():
        for release in one.releases:
            found = store.connection.execute(
                f"SELECT {columns} FROM {table} WHERE release = ? AND {where}", (release.id, *key.values())
            ).fetchone()
            if found:
                return tuple(found), one, release
    return None
