"""Small claims and small stores for the tests of the claim."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from cac.claim import finish
from cac.claim.edits.importer import import_files
from cac.claim.edits.store import EditStore, open_store
from cac.claim.settle import Claim, settle
from cac.coding.engine import Candidate, Coded
from cac.findings import Document, Span
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

DAY = date(2026, 5, 4)
WORDS = "facts alone"


def case(day: date = DAY, **encounter: Any) -> Case:
    """A case without a text of its own."""
    document = Document(WORDS, WORDS, [], [Span(0, len(WORDS))], [0])
    return Case(document, encounter={"claim_type": "professional", "place_of_service": "22", "payer": "medicare", **encounter}, day=day)


def candidate(code: str, number: int = 0, *, family: str = "drainage", name: str = "act", target: str = "", side: str = "", units: int = 1, modifiers: tuple[str, ...] = (), **facts: Any) -> Candidate:
    """A candidate as a rule would give it."""
    procedure = Procedure(family, name, target, side, facts, {"procedure": (Span(0, 5),)})
    return Candidate(code, units, side, f"test.{code}", "why", ("source",), (Span(0, 5),), family, procedure, number, modifiers=list(modifiers))


def settled(*candidates: Candidate, reading: Case | None = None, day: date = DAY) -> Claim:
    """The claim of candidates, as settled without tables and payer."""
    return settle(Coded(list(candidates)), reading or case(day), day)


def finished(*candidates: Candidate, reading: Case | None = None, day: date = DAY, **options: Any) -> Claim:
    """The claim of candidates after the last steps."""
    reading = reading or case(day)
    claim = settled(*candidates, reading=reading, day=day)
    finish.apply(claim, reading, day, **options)
    return claim


def shown(claim: Claim) -> dict[str, list[str]]:
    """Modifiers by code."""
    return {line.code: line.modifiers for line in claim.lines}


def store_of(folder: Path, *, pairs: tuple[str, ...] = (), units: tuple[str, ...] = (), add_ons: tuple[str, ...] = (), quarter: str = "2026q2") -> EditStore:
    """A store of a few rows: ``pairs`` are ``column_1,column_2,deletion,indicator,reason``."""
    files = []
    for name, head, rows in (
        ("ncci_ptp_practitioner", "column1,column2,deletion_date,modifier_indicator,rationale", pairs),
        ("ncci_mue_practitioner", "hcpcs_code,mue_value,mai,rationale", units),
        ("ncci_addon_codes", "add_on_code,primary_code,aoc_type", add_ons),
    ):
        if rows:
            path = folder / f"{name}_{quarter}.csv"
            path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
            files.append(path)
    import_files(files, store_path=folder / "store.sqlite")
    return open_store(folder / "store.sqlite")
