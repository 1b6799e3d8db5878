"""Modifiers that the encounter decides: repeats, global periods, sessions, discontinued and increased work.

They follow from what was billed before (``history``) and who worked (``operator``); where the history does not tell the
relation, a question is asked and nothing is added.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from cac.claim import distinct, modifiers
from cac.claim.line import Line
from cac.claim.settle import Claim
from cac.coding.engine import Need
from cac.findings import Span
from cac.knowledge import tables
from cac.narrative.case import Case

REPEAT_SAME, REPEAT_OTHER, STAGED, RETURN, UNRELATED = "76", "77", "58", "78", "79"
STOPPED, STOPPED_BEFORE, STOPPED_AFTER = "53", "73", "74"
_GLOBAL = {"000": 0, "010": 10, "090": 90}
_SOURCE = "CMS Claims Processing Manual, ch. 12, sect. 40 (global surgery); unverified"
_RELATIONS = {"staged": STAGED, "planned": STAGED, "return": RETURN, "complication": RETURN, "related": RETURN, "unrelated": UNRELATED}
_WHY = {
    STAGED: "planned or staged procedure inside the global period", RETURN: "unplanned return for a related problem inside the global period",
    UNRELATED: "unrelated procedure inside the global period of another",
}
#: words of increased work; they raise a question, never a modifier
_INCREASED = (
    r"(?:significantly|substantially|unusually|extremely|exceptionally|markedly) (?:more )?(?:difficult|complex|prolonged|challenging|laborious)"
    r"|technically (?:very |extremely |quite |highly )?(?:difficult|challenging)(?! to)"
    r"|(?:twice|double|two times|three times) the (?:usual|normal|typical|expected)"
    r"|(?:additional|extra) \d{2,3} (?:minutes|min) (?:of |were )?(?:work|effort|time|required|needed|spent)"
)
_ANESTHESIA = r"sedation (?:was )?(?:given|administered|achieved|started|begun)|(?:midazolam|versed|fentanyl|propofol|lidocaine)|general anesthesia|(?:skin|needle)[^.]{0,40}(?:anesthetized|punctur|inserted|advanced)"


def apply(claim: Claim, case: Case, day: date, *, history: Sequence[Mapping[str, Any]] = (), operator: str = "") -> None:
    """Add the modifiers that the encounter tells, and questions where it does not tell enough.

    Args:
        claim: the claim, changed in place.
        case: for claim type and the words of the report.
        day: date of service.
        history: what was billed before: ``code``, ``date``, and where known ``operator``, ``relation`` (staged, return,
            unrelated) and ``session`` (another session of the same day).
        operator: who worked today.
    """
    earlier = [row for row in (_row(entry) for entry in history) if row is not None]
    for line in claim.lines:
        _repeat(line, earlier, day, operator)
        _session(line, earlier, day)
    _global_period(claim, earlier, day, operator)
    if case.encounter.get("claim_type") == "facility":
        _stopped(claim.lines, case)
    else:
        _increased(claim, case)


def _row(entry: Mapping[str, Any]) -> tuple[str, date, str, str, str] | None:
    """Code, day, operator, relation and session of a row of the history; None where it names no code or day."""
    code, when = str(entry.get("code") or ""), str(entry.get("date") or entry.get("date_of_service") or "")
    try:
        day = date.fromisoformat(when[:10])
    except ValueError:
        return None
    return (code, day, str(entry.get("operator") or ""), str(entry.get("relation") or "").lower(), str(entry.get("session") or "")) if code else None


def _add(line: Line, modifier: str, why: str) -> None:
    line.add(modifier, why)
    line.sources.setdefault(modifier, _SOURCE)
    modifiers.order(line)


def _repeat(line: Line, earlier: Sequence[tuple[str, date, str, str, str]], day: date, operator: str) -> None:
    for code, when, who, _, _ in earlier:
        if code == line.code and when == day:
            same = not who or not operator or who == operator
            _add(line, REPEAT_SAME if same else REPEAT_OTHER, f"repeats {code} of the same day by {'the same' if same else 'another'} physician")
            return


def _session(line: Line, earlier: Sequence[tuple[str, date, str, str, str]], day: date) -> None:
    """Another session of the same day makes a service distinct: the exact modifier of an encounter."""
    if set(distinct.FORMS) & set(line.modifiers):
        return
    for code, when, _, _, session in earlier:
        if when == day and session and code != line.code and not {REPEAT_SAME, REPEAT_OTHER} & set(line.modifiers):
            line.distinct = "encounter"
            _add(line, distinct.EXACT["encounter"], f"another session than {code} of the same day ({session})")
            return


def _global_period(claim: Claim, earlier: Sequence[tuple[str, date, str, str, str]], day: date, operator: str) -> None:
    known = tables.codes()
    lines = [line for line in claim.lines if line.code in known and known[line.code].global_days in _GLOBAL]
    if not lines:
        return
    for code, when, who, relation, session in sorted(earlier, key=lambda row: row[1], reverse=True):
        length = _GLOBAL.get(known[code].global_days) if code in known else None
        if not length or not when < day <= when + timedelta(days=length) or (who and operator and who != operator):
            continue
        modifier = _RELATIONS.get(relation)
        if modifier is None:
            evidence = lines[0].evidence
            claim.needs.append(Need("modifiers.global_period", lines[0].code, "encounter.global_period", "ask", evidence))
            return
        for line in lines:
            _add(line, modifier, f"{_WHY[modifier]} of {code} ({when.isoformat()}, {length} days)")
        return


def _stopped(lines: Sequence[Line], case: Case) -> None:
    """On a hospital claim a stopped procedure is told by when it stopped: before or after anesthesia began."""
    for line in lines:
        if STOPPED in line.modifiers:
            after = bool(case.says(_ANESTHESIA))
            new = STOPPED_AFTER if after else STOPPED_BEFORE
            line.modifiers.remove(STOPPED)
            line.reasons.pop(STOPPED, "")
            _add(line, new, f"hospital claim: stopped {'after' if after else 'before'} anesthesia or the procedure had begun")


def _increased(claim: Claim, case: Case) -> None:
    known = tables.codes()
    first = next((line for line in claim.lines if line.code in known and known[line.code].global_days in _GLOBAL), None)
    said = [span for span in case.says(_INCREASED) if not re.search(r"\b(?:not|no|without)\b", case.document.flat[max(0, span.start - 20) : span.start])] if first else []
    if first and said:
        claim.needs.append(Need("modifiers.increased_service", first.code, "encounter.increased_service", "ask", tuple(Span(s.start, s.end) for s in said[:3])))
