"""One coded claim against what the report supports, line by line."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from cac.claim.audit.model import (
    EDIT_CONFLICT, MISSING, MISSING_MODIFIER, NOT_JUDGED, OUT_OF_DATE, UNSUPPORTED, WRONG_MODIFIER, WRONG_UNITS,
    AuditedLine, AuditedReport, CodedLine, Finding,
)
from cac.claim.audit.modifiers import differences
from cac.claim.audit.money import Prices
from cac.claim.audit.units import BILATERAL, expand, paired
from cac.claim.distinct import DISTINCT
from cac.claim.edits import lookups
from cac.claim.edits.check import check_claim
from cac.claim.edits.model import ClaimLine
from cac.claim.edits.store import EditStore
from cac.claim.ncci import apart
from cac.knowledge import hcpcs_notes, rules, tables

Supported = Mapping[str, Any]


def written(code: str, units: int, modifiers: Sequence[str]) -> str:
    """A line the way a coder writes it: code, modifiers behind hyphens, units behind an x."""
    return "-".join((code, *modifiers)) + (f" x{units}" if units != 1 else "")


def audit(answer: Mapping[str, Any], coded: Sequence[CodedLine], *, day: date | None, store: EditStore | None = None) -> AuditedReport:
    """Audit the claim of one report.

    Args:
        answer: the suggestion for the report, as plain data of the contract.
        coded: the lines somebody coded for it.
        day: date of service.
        store: the quarterly tables, for edits and for money at stake.

    Returns:
        Every coded line with its findings, and the lines the report supports that are not on the claim.
    """
    claim_type = str(answer["encounter"].get("claim_type", "professional"))
    out = AuditedReport(str(answer["report_id"]), day.isoformat() if day else "", [AuditedLine(line) for line in coded], queries=len(answer["queries"]))
    out.notes = list(answer["notes"])
    prices = Prices(store, day, answer["encounter"])
    by_code: dict[str, list[Supported]] = {}
    for line in answer["lines"]:
        by_code.setdefault(line["code"], []).append(line)
    out.notes += _above_table(coded, store, day, claim_type)
    conflicts = _conflicts(out.lines, by_code, store, day, claim_type)
    for code in dict.fromkeys(line.code for line in coded):
        lines = [line for line in out.lines if line.line.code == code]
        if _dated(code, day):
            _out_of_date(lines, code, day, by_code, coded, prices)
        elif code in by_code:
            _same_code(out, lines, by_code[code], claim_type, prices)
        elif code not in tables.codes():  # supplies of a hospital claim are compared above, where the report tells them
            _outside(lines, code, day, store)
        else:
            _unsupported(lines, answer, by_code, coded, prices, conflicts)
    for line in out.lines:
        if line.line.code in conflicts and not line.findings:
            _say_conflict(line, conflicts, prices)
    _missing(out, by_code, coded, prices)
    return out


def _dated(code: str, day: date | None) -> bool:
    fact = tables.codes().get(code)
    return day is not None and fact is not None and not fact.covers(day)


def _out_of_date(lines: list[AuditedLine], code: str, day: date | None, by_code: Mapping[str, list[Supported]], coded: Sequence[CodedLine], prices: Prices) -> None:
    fact = tables.codes()[code]
    ended = fact.last_day is not None and day is not None and fact.last_day < day
    when = f"ended on {fact.last_day}" if ended else f"begins on {fact.first_day}"
    now = _instead(code, by_code, coded)
    for line in lines:
        line.say(Finding(OUT_OF_DATE, f"{code} is not in force on {day}: it {when}", now, "code.dates", fact.sources, stake=prices.line(line.line)))


def _instead(code: str, by_code: Mapping[str, list[Supported]], coded: Sequence[CodedLine]) -> str:
    """The supported line of the same family that is not on the claim, as written, where there is just one."""
    fact = tables.codes()[code]
    on_claim = {line.code for line in coded}
    found = [s for other, lines in by_code.items() if other not in on_claim and other in tables.codes() and tables.codes()[other].family == fact.family for s in lines]
    return written(found[0]["code"], found[0]["units"], found[0]["modifiers"]) if len(found) == 1 else ""


def _outside(lines: list[AuditedLine], code: str, day: date | None, store: EditStore | None) -> None:
    """A code the knowledge base does not hold: judged only where the HCPCS table says it has ended."""
    entry = lookups.hcpcs(store, code, day) if store is not None and day is not None else None
    for line in lines:
        if entry is not None and not entry.in_force:
            line.say(Finding(OUT_OF_DATE, f"{code} is not in force on {day}; {entry.release} has it until {entry.last_day}", "", "code.dates", (entry.release,)))
        else:
            line.status, line.note = NOT_JUDGED, "; ".join(hcpcs_notes.notes(code)) or "outside the procedures this program codes"


def _unsupported(
    lines: list[AuditedLine], answer: Mapping[str, Any], by_code: Mapping[str, list[Supported]], coded: Sequence[CodedLine], prices: Prices, conflicts: Mapping[str, tuple[str, str]],
) -> None:
    code = lines[0].line.code
    entry = next((r for r in answer["rejected"] if r["code"] == code), None)
    asked = next((q for q in answer["queries"] if code in q["affects"]), None)
    included = _included(code, coded)
    if not (entry or included or asked or code in conflicts) and code not in _ruled():
        for line in lines:
            line.status, line.note = NOT_JUDGED, "the program has no rules yet for the family of this code"
        return
    reason = entry["reason"] if entry else included or "the report describes no service that this code stands for"
    if asked and not entry:
        reason = f"the report does not tell {asked['element']}"
    for line in lines:
        if code in conflicts:
            _say_conflict(line, conflicts, prices)
        elif entry and entry["reason_kind"] == "edit":
            line.say(Finding(EDIT_CONFLICT, reason, "", entry["rule"], tuple(entry.get("sources", ())), tuple(entry["evidence"]), prices.line(line.line)))
        line.say(
            Finding(
                UNSUPPORTED, reason, _instead(code, by_code, coded), entry["rule"] if entry else "audit.not_in_report",
                tuple(entry.get("sources", ())) if entry else (), tuple(entry["evidence"]) if entry else (), prices.line(line.line),
            )
        )


@lru_cache(maxsize=1)
def _ruled() -> frozenset[str]:
    """Codes of the families that have rules; the others are known by their facts alone."""
    families = {family for family, found in rules.rules().items() if found}
    return frozenset(code for code, fact in tables.codes().items() if fact.family in families)


def _included(code: str, coded: Sequence[CodedLine]) -> str:
    """Why a guidance code falls away beside another code of the claim, by the guidance relations."""
    for other in coded:
        pair = tables.guidance().get((other.code, code))
        if pair is not None and pair.relation in ("included", "never"):
            return f"guidance is part of {other.code}"
    return ""


def _same_code(out: AuditedReport, lines: list[AuditedLine], supported: list[Supported], claim_type: str, prices: Prices) -> None:
    have = [unit for line in lines for unit in expand(line, line.line.units, line.line.modifiers)]
    want = [unit for number, line in enumerate(supported) for unit in expand(number, line["units"], line["modifiers"])]
    pairs, surplus, lacking = paired(have, want)  # type: ignore[arg-type]
    rest = {number for number in range(len(supported)) if all(u.owner != number for _, u in pairs)}
    for line in lines:
        mine = [b for a, b in pairs if a.owner is line]
        line.evidence = tuple(supported[mine[0].owner]["evidence"]) if mine else ()  # type: ignore[call-overload]
    for line in lines:
        own = [u for u in surplus if u.owner is line]
        if not own:
            continue
        whole = len(own) == len(expand(line, line.line.units, line.line.modifiers))
        expected = " and ".join(written(s["code"], s["units"], s["modifiers"]) for s in supported)
        if whole:
            line.say(Finding(UNSUPPORTED, "the report supports fewer lines of this code", expected, supported[0]["rule"], tuple(supported[0]["sources"]), tuple(supported[0]["evidence"]), prices.line(line.line)))
        elif BILATERAL in line.line.modifiers:
            line.say(Finding(WRONG_MODIFIER, "modifier 50: the report tells one side", expected, supported[0]["rule"], tuple(supported[0]["sources"]), tuple(supported[0]["evidence"]), prices.units(line.line, 0.5)))
        else:
            line.say(_units(line, supported, expected, prices, -len(own)))
    for number in rest:
        entry = supported[number]
        out.missing.append((written(entry["code"], entry["units"], entry["modifiers"]), _lacking(entry, prices)))
    short = [u for u in lacking if u.owner not in rest]
    if short:
        line = next(a.owner for a, b in pairs if b.owner == short[0].owner)
        entry = supported[short[0].owner]  # type: ignore[call-overload]
        expected = written(entry["code"], entry["units"], entry["modifiers"])
        if short[0].bilateral and BILATERAL not in line.line.modifiers:
            line.say(Finding(MISSING_MODIFIER, "modifier 50: the report tells both sides", expected, entry["rule"], tuple(entry["sources"]), tuple(entry["evidence"]), prices.units(line.line, 0.5)))
        else:
            line.say(_units(line, supported, expected, prices, len(short)))
    for line in lines:
        mine = [(a, b) for a, b in pairs if a.owner is line]
        if mine and line.status not in (UNSUPPORTED,):
            entry = supported[mine[0][1].owner]  # type: ignore[call-overload]
            beside = {one.line.code for one in out.lines}
            for kind, reason in differences(mine[0][0], mine[0][1], entry, several=len(lines) > 1 or len(supported) > 1, marked=(_marked(have), _marked(want)), claim_type=claim_type, beside=beside):
                expected = written(entry["code"], entry["units"], entry["modifiers"])
                line.say(Finding(kind, reason, expected, entry["rule"], tuple(entry["sources"]), tuple(entry["evidence"]), prices.line(line.line)))


def _marked(units: Sequence[Any]) -> bool:
    return any(DISTINCT in unit.others for unit in units)


def _units(line: AuditedLine, supported: list[Supported], expected: str, prices: Prices, difference: int) -> Finding:
    total = sum(len(expand(0, s["units"], s["modifiers"])) for s in supported)
    more = "more" if difference < 0 else "fewer"
    return Finding(
        WRONG_UNITS, f"{abs(difference)} {more} than the report supports ({total} in all)", expected, supported[0]["rule"], tuple(supported[0]["sources"]),
        tuple(supported[0]["evidence"]), prices.units(line.line, abs(difference)),
    )


def _missing(out: AuditedReport, by_code: Mapping[str, list[Supported]], coded: Sequence[CodedLine], prices: Prices) -> None:
    on_claim = {line.code for line in coded}
    for code, lines in by_code.items():
        if code not in on_claim:
            out.missing += [(written(s["code"], s["units"], s["modifiers"]), _lacking(s, prices)) for s in lines]


def _lacking(entry: Supported, prices: Prices) -> Finding:
    wanted = CodedLine("", entry["code"], entry["units"], tuple(entry["modifiers"]))
    return Finding(MISSING, entry["why"], written(entry["code"], entry["units"], entry["modifiers"]), entry["rule"], tuple(entry["sources"]), tuple(entry["evidence"]), prices.line(wanted))


def _conflicts(lines: Sequence[AuditedLine], supported: Collection[str], store: EditStore | None, day: date | None, claim_type: str) -> dict[str, tuple[str, str]]:
    """The code of each pair that may not stand, with column 1 or 2 it meets and the reason.

    It is the column 2 code; where the report supports that one and not the other, it is the other.
    """
    if store is None or day is None:
        return {}
    shown = [ClaimLine(one.line.code, one.line.units, one.line.modifiers) for one in lines if not _dated(one.line.code, day)]
    out: dict[str, tuple[str, str]] = {}
    for pair in check_claim(store, shown, day, claim_type=claim_type).pairs:
        if pair.allowed and apart(shown, pair):
            continue
        blamed = pair.column_1 if pair.column_2 in supported and pair.column_1 not in supported else pair.column_2
        place = f"column 2 of {pair.column_1}" if blamed == pair.column_2 else f"column 1 of {pair.column_2}"
        out.setdefault(blamed, (f"NCCI {pair.release}", f"{place}, indicator {pair.indicator} ({pair.reason})"))
    return out


def _above_table(coded: Sequence[CodedLine], store: EditStore | None, day: date | None, claim_type: str) -> list[str]:
    """Units above the table, as a warning: what the report tells decides on the units."""
    if store is None or day is None:
        return []
    found = check_claim(store, [ClaimLine(line.code, line.units, line.modifiers) for line in coded], day, claim_type=claim_type).units
    return [f"MUE {unit.release}: the claim has {unit.units} units of {unit.code}, the table allows {unit.limit}" for unit in found]


def _say_conflict(line: AuditedLine, conflicts: Mapping[str, tuple[str, str]], prices: Prices) -> None:
    release, text = conflicts[line.line.code]
    line.say(Finding(EDIT_CONFLICT, f"{release}: {text}", "", "ncci.pair", (release,), line.evidence, prices.line(line.line)))
