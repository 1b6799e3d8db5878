"""Coverage of the rules: for every code in force, its rule, a case that gives it, a near miss, the missing word, its dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cac.evaluation.facts import FactsCase
from cac.knowledge import tables
from cac.knowledge.rules import Rule, rules
from cac.knowledge.tables import CodeFact

NOTHING_NEEDED = "needs nothing more"
WHOLE_PERIOD = "whole period"


@dataclass(frozen=True, slots=True)
class Row:
    """One code of one family; an empty cell is a gap."""

    family: str
    code: str
    rule: str
    positive: str
    near_miss: str
    missing_documentation: str
    dates: str

    @property
    def gaps(self) -> tuple[str, ...]:
        """Names of the empty cells."""
        return tuple(name for name in ("rule", "positive", "near_miss", "missing_documentation", "dates") if not getattr(self, name))


def givers() -> dict[str, list[Rule]]:
    """For every code the rules that can give it, by number or by look-up."""
    out: dict[str, list[Rule]] = {}
    for family, owned in rules().items():
        for rule in owned:
            for give in (*rule.give, *({"code": n["code"]} for n in rule.needs if n.get("code"))):
                if give.get("code"):
                    out.setdefault(give["code"], []).append(rule)
                elif "lookup" in give:
                    for fact in tables.codes().values():
                        if fact.family == family and all(_fits(fact, column, setting) for column, setting in give["lookup"].items()):
                            out.setdefault(fact.code, []).append(rule)
    return out


def _fits(fact: CodeFact, column: str, setting: Any) -> bool:
    value = str(getattr(fact, column) or "")
    return bool(value) if isinstance(setting, dict) else value == str(setting)


def table(facts: Collection[FactsCase], labelled: Iterable[Any], *, first: date, last: date) -> list[Row]:
    """The coverage of every code in force on some day of a period.

    Args:
        facts: facts cases.
        labelled: labelled reports (with ``id``, ``expected`` and ``date_of_service``).
        first, last: the period.

    Returns:
        One row for each code, in order of family and code.
    """
    known = givers()
    reports = list(labelled)
    out = []
    for fact in sorted(tables.codes().values(), key=lambda f: (f.family, f.code)):
        if (fact.first_day and fact.first_day > last) or (fact.last_day and fact.last_day < first):
            continue
        by = known.get(fact.code, [])
        out.append(Row(fact.family, fact.code, ", ".join(dict.fromkeys(rule.id for rule in by)), *_cases(fact, by, facts, reports), _dates(fact, facts, first, last)))
    return out


def _cases(fact: CodeFact, by: list[Rule], facts: Collection[FactsCase], reports: list[Any]) -> tuple[str, str, str]:
    families = {rule.family for rule in by}
    own = [case for case in facts if families & {p["family"] for p in case.given["procedures"]}]
    positive = next((case.name for case in own if fact.code in case.codes), "") or next((r.id for r in reports if any(line.code == fact.code for line in r.expected)), "")
    near = next((case.name for case in own if fact.code not in case.codes and fact.code in (case.expect.get("rejected") or ())), "") or next((case.name for case in own if fact.code not in case.codes), "")
    elements = {need["element"] for rule in by for need in rule.needs}
    missing = next((case.name for case in own if elements & set(case.expect.get("queries") or ())), "") if elements else NOTHING_NEEDED if by else ""
    return positive, near, missing


def _dates(fact: CodeFact, facts: Collection[FactsCase], first: date, last: date) -> str:
    starts = fact.first_day and first < fact.first_day <= last
    ends = fact.last_day and first <= fact.last_day < last
    if not starts and not ends:
        return WHOLE_PERIOD
    inside = next((case.name for case in facts if fact.code in case.codes), "")
    edge = fact.first_day if starts else (fact.last_day or last) + timedelta(days=1)
    outside = next((case.name for case in facts if fact.code not in case.codes and (date.fromisoformat(case.day) < edge if starts else date.fromisoformat(case.day) >= edge)), "")
    return f"{inside} / {outside}" if inside and outside else ""


def render(rows: list[Row]) -> str:
    """The table as text: families with their counts, then every gap."""
    lines = []
    for family in dict.fromkeys(row.family for row in rows):
        own = [row for row in rows if row.family == family]
        lines.append(f"{family:<26}{len(own):>4} codes  {sum(not row.gaps for row in own):>4} complete")
    gaps = [row for row in rows if row.gaps]
    lines.append(f"{len(rows)} codes, {len(rows) - len(gaps)} complete, {len(gaps)} with a gap")
    lines += [f"  {row.family}  {row.code}: no {', no '.join(row.gaps)}" for row in gaps]
    return "\n".join(lines)
