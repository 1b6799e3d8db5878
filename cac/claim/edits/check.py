"""Check a claim against the tables in force on its date of service."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from cac.claim.edits import facts
from cac.claim.edits.model import AddOnConflict, Choice, ClaimLine, EditReport, PairConflict, Release, UnitConflict
from cac.claim.edits.quarters import day_number
from cac.claim.edits.store import EditStore, choose

_SETTINGS = {"professional": "practitioner", "facility": "hospital"}
_NOT_APPLICABLE = "9"


def check_claim(
    store: EditStore, lines: Sequence[ClaimLine], day: date, *, claim_type: str = "professional", payer: str = ""
) -> EditReport:
    """Check a claim.

    Args:
        store: The open store.
        lines: Lines of the claim, all of one day and one provider.
        day: Date of service; it selects the tables.
        claim_type: professional (practitioner tables) or facility (outpatient hospital tables).
        payer: Named payer; where the CMS tables may not be its own, a warning says so.

    Returns:
        Every pair that a PTP edit joins, units above the MUE value, add-ons without a primary, and warnings on what
        was not checked or checked with an older table.

    Raises:
        ValueError: Unknown claim type.
    """
    if claim_type not in _SETTINGS:
        raise ValueError(f"claim type {claim_type!r} is neither professional nor facility")
    setting = _SETTINGS[claim_type]
    kinds = (f"ptp-{setting}", f"mue-{setting}", "add-on")
    ptp, mue, add_on = (choose(store, kind, day) for kind in kinds)
    unknown = unknown_codes(store, lines, ptp, mue)
    message = facts.payer_message(payer) if payer else ""
    add_ons, open_questions = _add_ons(store, lines, add_on, day)
    warnings = [choice.warning for choice in (ptp, mue, add_on) if choice.warning] + open_questions
    if unknown:
        warnings.append(
            f"Not in the tables of {ptp.quarter or mue.quarter}: {', '.join(unknown)}; "
            "nothing is known about these codes, which is not the same as no edit."
        )
    return EditReport(
        pairs=tuple(_pairs(store, lines, ptp, day)),
        units=tuple(_units(store, lines, mue)),
        add_ons=tuple(add_ons),
        warnings=tuple(warnings + [message] * bool(message)),
        releases=f"{facts.kinds()[ptp.kind].family} {ptp.quarter}" if ptp.quarter else "not loaded",
    )


def ptp_row(store: EditStore, column_1: str, column_2: str, day: date, choice: Choice) -> tuple[str, str] | None:
    """Indicator and reason of the edit in force on a day for a pair in this order, or None.

    Args:
        store: The open store.
        column_1: Code of column 1.
        column_2: Code of column 2.
        day: Date of service.
        choice: The release chosen for the day.
    """
    for one in choice.chain():
        if edit := _ptp_rows(store, column_1, [column_2], day, one).get(column_2):
            return edit
    return None


def _ptp_rows(
    store: EditStore, column_1: str, others: Sequence[str], day: date, choice: Choice
) -> dict[str, tuple[str, str]]:
    """Edits in force between a column 1 code and others; of several rows of a pair the one without end wins."""
    number = day_number(day)
    best: dict[str, tuple[int, str, str]] = {}
    for release in choice.releases:
        if not _covers(release, column_1):
            continue
        marks = ",".join("?" * len(others))
        rows = store.connection.execute(
            "SELECT column_2, first_day, last_day, indicator, texts.text FROM ptp JOIN texts ON texts.id = ptp.text "
            f"WHERE release = ? AND column_1 = ? AND column_2 IN ({marks})",
            (release.id, column_1, *others),
        )
        for code, first, last, indicator, text in rows:
            begun = number >= (first or day_number(release.first_day))
            if not begun or (last and last < number) or indicator == _NOT_APPLICABLE:
                continue
            end = last or 99999999
            if code not in best or end > best[code][0]:
                best[code] = (end, indicator, text)
    return {code: (indicator, text) for code, (_, indicator, text) in best.items()}


def _covers(release: Release, column_1: str) -> bool:
    return not release.first_key or release.first_key[:5] <= column_1 <= release.last_key[:5]


def _pairs(store: EditStore, lines: Sequence[ClaimLine], choice: Choice, day: date) -> list[PairConflict]:
    codes = list(dict.fromkeys(line.code for line in lines))
    edits: dict[tuple[str, str], tuple[str, str, str]] = {}
    for one in choice.chain():
        for code in codes if len(codes) > 1 else ():
            others = [other for other in codes if other != code]
            for other, edit in _ptp_rows(store, code, others, day, one).items():
                edits.setdefault((code, other), (*edit, one.quarter))
    found = []
    for first, second in combinations(codes, 2):
        for pair in ((first, second), (second, first)):
            if pair in edits:
                indicator, reason, quarter = edits[pair]
                allowed = indicator == "1" and _lifted(lines, *pair)
                found.append(PairConflict(*pair, indicator, reason, allowed, quarter))
    return found


def _lifted(lines: Sequence[ClaimLine], column_1: str, column_2: str) -> bool:
    """Whether in every pairing of their lines one of the two has a modifier that lifts an edit.

    Presence is all the tables ask; whether the record supports the modifier is decided elsewhere.
    """
    allowing = facts.allowing_modifiers()

    def bare(code: str) -> bool:
        return any(line.code == code and not allowing.intersection(line.modifiers) for line in lines)

    return not (bare(column_1) and bare(column_2))


def _units(store: EditStore, lines: Sequence[ClaimLine], choice: Choice) -> list[UnitConflict]:
    found = []
    for code in dict.fromkeys(line.code for line in lines):
        row = None
        for one in choice.chain():
            for release in one.releases:
                row = row or store.connection.execute(
                    "SELECT units, mai, texts.text, ? FROM mue JOIN texts ON texts.id = mue.text "
                    "WHERE release = ? AND code = ?",
                    (one.quarter, release.id, code),
                ).fetchone()
        if not row:
            continue
        limit, mai, reason, quarter = row
        each = [line.units for line in lines if line.code == code]
        units = max(each) if mai == "1" else sum(each)
        if units > limit:
            found.append(UnitConflict(code, units, limit, mai, reason, quarter))
    return found


def _add_ons(
    store: EditStore, lines: Sequence[ClaimLine], choice: Choice, day: date
) -> tuple[list[AddOnConflict], list[str]]:
    """Add-ons without a primary. Where the contractor decides, any code that is no add-on itself may be one."""
    number, contractor = day_number(day), facts.setting("contractor_parent")
    codes = list(dict.fromkeys(line.code for line in lines))
    parents: dict[str, set[str]] = {}
    for code in codes:
        for release in (part for one in choice.chain() for part in one.releases):
            rows = store.connection.execute(
                "SELECT parent, first_day, last_day FROM add_on WHERE release = ? AND code = ?", (release.id, code)
            )
            for parent, first, last in rows:
                if first <= number and (not last or number <= last):
                    parents.setdefault(code, set()).add(parent)
    possible = any(code not in parents for code in codes)
    conflicts, questions = [], []
    for code, listed in parents.items():
        named = tuple(sorted(listed - {contractor}))
        if any(parent in codes for parent in named):
            continue
        if contractor not in listed or not possible:
            conflicts.append(AddOnConflict(code, named, choice.quarter))
        elif named:
            questions.append(f"{code}: no listed primary code on the claim; the contractor decides on others.")
    return conflicts, questions


def unknown_codes(store: EditStore, lines: Sequence[ClaimLine], ptp: Choice, mue: Choice) -> list[str]:
    """Codes of the claim that neither the PTP table (as column 1) nor the MUE table holds; [] when neither is whole."""
    choices = [("ptp", "column_1", one) for one in ptp.chain()] + [("mue", "code", one) for one in mue.chain()]
    if all(one.extract or not one.releases for _, _, one in choices):
        return []
    unknown = []
    for code in dict.fromkeys(line.code for line in lines):
        known = False
        for table, column, one in choices:
            for release in one.releases:
                known = known or bool(
                    store.connection.execute(
                        f"SELECT 1 FROM {table} WHERE release = ? AND {column} = ? LIMIT 1", (release.id, code)
                    ).fetchone()
                )
        if not known:
            unknown.append(code)
    return unknown
