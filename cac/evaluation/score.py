"""Pure scoring of one answer against one labelled case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cac.evaluation.cases import Case, Forbidden
from cac.evaluation.lines import Line, count_units, modifiers_agree, show, unit_count

Units = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ModifierMiss:
    """A code of the claim whose modifiers differ from the label."""

    code: str
    expected: str
    given: str


@dataclass(frozen=True)
class Match:
    """The given lines held against one accepted list; counts are units, ``wanted`` is what the list asks for."""

    lines: tuple[Line, ...]
    hits: Units
    missing: Units
    extra: Units

    @property
    def exact(self) -> bool:
        """No unit is missing and none is too many."""
        return not self.missing and not self.extra


@dataclass(frozen=True)
class Outcome:
    """What one case came to. ``right``: the whole claim (complete case), or every labelled unit and nothing forbidden.

    ``extra`` is empty for incomplete cases: there, further lines are no error. ``look`` names codes that are
    wrong only in a form said in words, which a reader has to judge; ``coded`` tells that no accepted list is empty: silence is wrong.
    """

    case_id: str
    right: bool
    complete: bool
    coded: bool
    error: str | None
    accepted: str
    given: tuple[Line, ...]
    hits: Units
    missing: Units
    extra: Units
    forbidden: tuple[tuple[str, str], ...]
    look: tuple[tuple[str, str], ...]
    matched_codes: int
    units_right: int
    modifiers_judged: int
    modifier_misses: tuple[ModifierMiss, ...]


def given_lines(suggestion: Mapping[str, Any]) -> tuple[Line, ...]:
    """Take the lines of a suggestion (contract ``cac.suggestion/1``)."""
    return tuple(
        Line(str(line["code"]), int(line.get("units", 1)), tuple(line.get("modifiers") or ()))
        for line in suggestion["lines"]
    )


def match(given: Counter[str], accepted: Sequence[Line]) -> Match:
    """Hold given units against one accepted list; an arguable line may be there or not, as a whole.

    >>> match(Counter({"99990": 1}), [Line("99990", 1), Line("99991", 1, (), True)]).exact
    True
    """
    hits: dict[str, int] = {}
    missing: dict[str, int] = {}
    extra: dict[str, int] = {}
    totals = _allowed_totals(accepted)
    for code in sorted(set(given) | set(totals)):
        have = given[code]
        # Between two equally near totals the larger: the code itself was right.
        want = min(totals.get(code, {0}), key=lambda total: (abs(total - have), -total))
        for target, count in ((hits, min(have, want)), (missing, want - have), (extra, have - want)):
            if count > 0:
                target[code] = count
    return Match(tuple(accepted), tuple(hits.items()), tuple(missing.items()), tuple(extra.items()))


def _allowed_totals(lines: Sequence[Line]) -> dict[str, set[int]]:
    totals: dict[str, set[int]] = {}
    for code in {line.code for line in lines}:
        own = [line for line in lines if line.code == code]
        fixed = sum(unit_count(line) for line in own if not line.arguable)
        open_ = [unit_count(line) for line in own if line.arguable]
        totals[code] = {fixed + sum(part) for n in range(len(open_) + 1) for part in combinations(open_, n)}
    return totals


def score(case: Case, suggestion: Mapping[str, Any] | None, *, error: str | None = None) -> Outcome:
    """Score one answer.

    Args:
        case: the labelled case.
        suggestion: the answer of the coder as a mapping, or None where it failed.
        error: what failed; such a case is never right, and all its labelled units are missing.

    Returns:
        The outcome against the nearest accepted list (the expected one, or an alternative).
    """
    given = given_lines(suggestion) if suggestion is not None else ()
    name, best = _nearest(case, given)
    forbidden, look = _forbidden(case.must_not, given, best)
    judged, misses = judge_modifiers(case, best, given)
    matched = [code for code, _ in best.hits]
    uneven = {code for code, _ in (*best.missing, *best.extra)}
    right = best.exact if case.complete else not best.missing and not forbidden
    return Outcome(
        case_id=case.id,
        right=right and error is None,
        complete=case.complete,
        coded=not any(match(Counter(), lines).exact for lines in (case.expected, *case.alternatives)),
        error=error,
        accepted=name,
        given=given,
        hits=best.hits,
        missing=best.missing,
        extra=best.extra if case.complete else (),
        forbidden=forbidden,
        look=look,
        matched_codes=len(matched),
        units_right=sum(code not in uneven for code in matched),
        modifiers_judged=judged,
        modifier_misses=misses,
    )


def _nearest(case: Case, given: tuple[Line, ...]) -> tuple[str, Match]:
    have = count_units(given)
    lists = [("expected", case.expected)]
    lists += [(f"alternative {i}", lines) for i, lines in enumerate(case.alternatives, start=1)]

    def rank(item: tuple[int, str, Match]) -> tuple[float, ...]:
        index, _, found = item
        hit, miss, over = (sum(n for _, n in part) for part in (found.hits, found.missing, found.extra))
        if not case.complete:
            over = 0
        overlap = 2 * hit / (2 * hit + miss + over) if hit + miss + over else 1.0
        # Where nothing agrees the expected list is the measure, not the shortest one.
        nearness = -(miss + over) if hit else 0
        return (overlap, nearness, -len(judge_modifiers(case, found, given)[1]), -index)

    _, name, best = max(((i, name, match(have, lines)) for i, (name, lines) in enumerate(lists)), key=rank)
    return name, best


def judge_modifiers(case: Case, found: Match, given: Sequence[Line]) -> tuple[int, tuple[ModifierMiss, ...]]:
    """Compare modifiers code by code on the codes that both sides have.

    A list that does not state modifiers takes those of the expected list for the same code; a code for which no list
    states any is not judged.

    Returns:
        The number of codes judged, and those that differ.
    """
    judged = 0
    misses: list[ModifierMiss] = []
    for code, _ in found.hits:
        wanted = [line for line in found.lines if line.code == code]
        if any(line.modifiers is None for line in wanted):
            wanted = [line for line in case.expected if line.code == code]
        if not wanted:
            continue
        have = [line for line in given if line.code == code]
        judged += 1
        if not modifiers_agree(wanted, have, minimum=case.modifiers_are_minimum):
            misses.append(ModifierMiss(code, show(wanted), show(have)))
    return judged, tuple(misses)


def _forbidden(
    entries: Sequence[Forbidden], given: Sequence[Line], best: Match
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    hits: dict[str, str] = {}
    look: dict[str, str] = {}
    total = count_units(given)
    uneven = {code for code, _ in (*best.missing, *best.extra)}
    for entry in entries:
        if not total[entry.code]:
            continue
        own = [line for line in given if line.code == entry.code]
        listed = [line for line in best.lines if line.code == entry.code]
        if entry.modifiers:
            wrong = _carry(own, entry.modifiers) and not _carry(listed, entry.modifiers)
            wrong = wrong and entry.units in (None, total[entry.code])
        elif listed and entry.code not in uneven:
            # The accepted list has this code with these units: the warning is about another form of it.
            wrong = False
        elif entry.words:
            look.setdefault(entry.code, f"{entry.words}: {entry.reason}" if entry.words != entry.reason else entry.reason)
            wrong = False
        else:
            wrong = entry.units in (None, total[entry.code])
        if wrong:
            hits.setdefault(entry.code, entry.reason)
    return tuple(hits.items()), tuple(look.items())


def _carry(lines: Sequence[Line], modifiers: Sequence[str]) -> bool:
    """Tell whether a line carries all the modifiers; a right and a left line together carry 50."""
    sides = {m for line in lines for m in line.modifiers or ()}
    for line in lines:
        own = set(line.modifiers or ())
        if {"RT", "LT"} <= sides and own & {"RT", "LT"}:
            own.add("50")
        if set(modifiers) <= own:
            return True
    return False
