"""The quarterly tables applied to a claim: pairs, units, add-ons.

Of a pair the column 2 code goes to the rejections, or keeps a modifier where the facts of the report make it a
distinct service. Units above the table are a warning: the number in the report is what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cac.claim import distinct, modifiers
from cac.claim.edits import facts
from cac.claim.edits.check import check_claim
from cac.claim.edits.model import ClaimLine, EditReport, PairConflict, UnitConflict
from cac.claim.edits.store import EditStore, choose
from cac.claim.line import Line
from cac.claim.settle import Claim, has_parent
from cac.coding.engine import Rejection
from cac.narrative.case import Case

NOT_LOADED = "not loaded"
PAIR_RULE, PARENT_RULE = "ncci.pair", "ncci.add_on"
_SETTINGS = {"professional": "practitioner", "facility": "hospital"}
_OPEN_INDICATOR = "1"
_SIDES = ("RT", "LT")


def quarters(store: EditStore | None, day: date, *, claim_type: str) -> dict[str, str]:
    """The quarter of each table that answers for a day, or "not loaded".

    Args:
        store: the open store, None where there is none.
        day: date of service.
        claim_type: professional or facility.
    """
    setting = _SETTINGS[claim_type]
    kinds = {"ncci": f"ptp-{setting}", "mue": f"mue-{setting}", "add_on_table": "add-on", "fee_schedule": "fee"}
    return {name: (choose(store, kind, day).quarter if store else "") or NOT_LOADED for name, kind in kinds.items()}


def apply(claim: Claim, store: EditStore, case: Case, day: date) -> None:
    """Hold a claim against the tables in force on its day; the claim is changed in place.

    Args:
        claim: the settled claim.
        store: the open store.
        case: for claim type and payer.
        day: date of service.
    """
    claim_type = str(case.encounter.get("claim_type", "professional"))
    payer = str(case.encounter.get("payer", ""))
    while True:
        lines = [_shown(line) for line in claim.lines]
        report = check_claim(store, lines, day, claim_type=claim_type, payer=payer)
        conflict = next((pair for pair in report.pairs if not pair.allowed or not apart(lines, pair)), None)
        if conflict is None:
            break
        _resolve(claim, conflict)
    claim.notes += [note for note in _warnings(claim, report) if note not in claim.notes]


def _shown(line: Line) -> ClaimLine:
    return ClaimLine(line.code, line.units, tuple(line.modifiers))


def _resolve(claim: Claim, pair: PairConflict) -> None:
    first = [line for line in claim.lines if line.code == pair.column_1]
    for line in [line for line in claim.lines if line.code == pair.column_2]:
        against = [one for one in first if not _apart(one, line)]
        if pair.indicator == _OPEN_INDICATOR and not against:
            continue
        found = [distinct.lines(one, line) for one in against] if pair.indicator == _OPEN_INDICATOR else []
        reason = found[0] if found and all(found) else None
        if reason is None:
            _reject(claim, line, pair)
            continue
        line.distinct = line.distinct or reason.kind
        line.add(distinct.DISTINCT, f"{reason.text}; NCCI {pair.release} joins the two (indicator 1)")
        modifiers.order(line)


def apart(lines: Sequence[ClaimLine], pair: PairConflict) -> bool:
    """Whether every line of one code is told apart from every line of the other, not by the same side on both."""
    by_code = [[line for line in lines if line.code == code] for code in (pair.column_1, pair.column_2)]
    return all(_apart(one, other) for one in by_code[0] for other in by_code[1])


def _apart(one: Line | ClaimLine, other: Line | ClaimLine) -> bool:
    """Whether modifiers on the two lines tell the services apart; a side does only beside the other side."""
    marks = [set(line.modifiers) & facts.allowing_modifiers() for line in (one, other)]
    if any(mark - set(_SIDES) for mark in marks):
        return True
    return bool(marks[0] and marks[1]) and marks[0] != marks[1]


def _reject(claim: Claim, line: Line, pair: PairConflict) -> None:
    never = pair.indicator != _OPEN_INDICATOR
    tail = "no modifier opens it" if never else "the report tells no other side, site or session that would make it distinct"
    text = f"NCCI {pair.release}: column 2 of {pair.column_1}, indicator {pair.indicator} ({pair.reason}); {tail}"
    claim.lines.remove(line)
    _say(claim, Rejection(line.code, "edit", text, PAIR_RULE, line.evidence, (f"ncci-ptp {pair.release}",)))
    for orphan in [one for one in claim.lines if not has_parent(one.code, {other.code for other in claim.lines})]:
        claim.lines.remove(orphan)
        text = f"an add-on is billed only with a primary procedure; {line.code} left the claim by an NCCI edit"
        _say(claim, Rejection(orphan.code, "edit", text, PARENT_RULE, orphan.evidence, (f"ncci-ptp {pair.release}",)))


def _say(claim: Claim, rejection: Rejection) -> None:
    if all(line.code != rejection.code for line in claim.lines):
        claim.rejections = sorted([r for r in claim.rejections if r.code != rejection.code] + [rejection], key=lambda r: r.code)


def _warnings(claim: Claim, report: EditReport) -> list[str]:
    return [*report.warnings, *(_units(unit) for unit in report.units), *_parents(report)]


def _units(unit: UnitConflict) -> str:
    spans = {"1": "on a line; the rest belongs on a line of its own", "2": "a day, by policy: no appeal", "3": "a day; more needs a record that supports it"}
    return f"MUE {unit.release}: {unit.code} has {unit.units} units, the table allows {unit.limit} {spans.get(unit.mai, 'a day')}"


def _parents(report: EditReport) -> list[str]:
    out = []
    for entry in report.add_ons:
        shown = ", ".join(entry.parents[:6]) or "the contractor decides which"
        out.append(f"add-on table {entry.release}: it names no primary of {entry.code} that is on the claim ({shown})")
    return out
