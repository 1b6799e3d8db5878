"""Facts to candidate lines: the rules in force on the day, over named facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cac.findings import Span
from cac.knowledge import tables
from cac.knowledge.rules import Rule, rules
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

MAX_EVIDENCE = 6


@dataclass(slots=True)
class Candidate:
    """A line the rules propose, before the claim is settled."""

    code: str
    units: int
    side: str
    rule: str
    why: str
    sources: tuple[str, ...]
    evidence: tuple[Span, ...]
    family: str
    procedure: Procedure
    number: int  # index of the procedure in the case
    role: str = ""
    mark: str = ""
    modifiers: list[str] = field(default_factory=list)
    distinct: str = ""  # the reason that makes the line separate from others


@dataclass(slots=True)
class Rejection:
    """A code that was considered and is not on the claim."""

    code: str
    reason_kind: str
    reason: str
    rule: str
    evidence: tuple[Span, ...]
    sources: tuple[str, ...] = ()


@dataclass(slots=True)
class Need:
    """An element of documentation the report does not hold."""

    element: str
    code: str
    rule: str
    effect: str  # withhold, ask or instead
    evidence: tuple[Span, ...]


@dataclass(slots=True)
class Coded:
    """What the rules make of the procedures of a case."""

    candidates: list[Candidate] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Facts(Mapping[str, Any]):
    """The facts of one procedure, the session (``session.x``) and the encounter (``encounter.x``)."""

    def __init__(self, procedure: Procedure, case: Case) -> None:
        self.procedure, self.case = procedure, case

    def __getitem__(self, name: str) -> Any:
        if name.startswith("session."):
            return self.case.session.get(name[8:])
        if name.startswith("encounter."):
            return self.case.encounter.get(name[10:])
        if name in ("name", "target", "side", "family"):
            return getattr(self.procedure, name)
        return self.procedure.facts.get(name)

    def __iter__(self):  # type: ignore[no-untyped-def]
        yield from ("name", "target", "side", "family", *self.procedure.facts)

    def __len__(self) -> int:
        return 4 + len(self.procedure.facts)


class Wording(dict[str, Any]):
    """Facts as words for a sentence; a fact that is not known reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def holds(condition: Any, facts: Mapping[str, Any]) -> bool:
    """Whether a condition of a rule holds for the facts; an unknown fact holds nothing but ``known: false``."""
    if condition is None or condition is True:
        return True
    if "all" in condition:
        return all(holds(part, facts) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, facts) for part in condition["any"])
    if "not" in condition and "fact" not in condition:
        return not holds(condition["not"], facts)
    value = facts[condition["fact"]]
    ((operator, wanted),) = ((key, item) for key, item in condition.items() if key != "fact")
    if operator == "known":
        return (value is not None and value != "") is wanted
    if operator == "is":
        return bool(value) is wanted if isinstance(wanted, bool) else value == wanted
    if operator == "not":
        return value != wanted
    if operator == "any_of":
        return value in wanted
    if operator == "none_of":
        return value not in wanted
    if operator == "has":
        return wanted in (value or ())
    if operator == "has_any":
        return bool(set(wanted) & set(value or ()))
    if value is None:
        return False
    return value >= wanted if operator == "at_least" else value <= wanted


def facts_named(condition: Any) -> set[str]:
    """Names of the facts a condition looks at."""
    if not isinstance(condition, dict):
        return set()
    if "fact" in condition:
        return {condition["fact"]}
    return {name for value in condition.values() for part in (value if isinstance(value, list) else [value]) for name in facts_named(part)}


def _evidence(rule: Rule, procedure: Procedure, case: Case) -> tuple[Span, ...]:
    found = list(procedure.evidence.get("procedure", ()))
    names = facts_named(rule.when)
    for need in rule.needs:
        names |= facts_named(need.get("met"))
    for name in sorted(names):
        found += case.session_evidence.get(name[8:], ()) if name.startswith("session.") else procedure.evidence.get(name, ())
    unique = list(dict.fromkeys(found))[:MAX_EVIDENCE]
    return tuple(sorted(unique, key=lambda span: (span.start, span.end)))


def _value(setting: Any, facts: Mapping[str, Any], default: Any) -> Any:
    if isinstance(setting, dict) and "fact" in setting:
        value = facts[setting["fact"]]
        return default if value is None else value
    return default if setting is None else setting


def _look_up(rule: Rule, give: dict[str, Any], facts: Mapping[str, Any], day: date) -> str:
    wanted = {column: str(_value(setting, facts, "")) for column, setting in give["lookup"].items()}
    for code in tables.codes().values():
        if code.family == rule.family and tables.in_force(code.code, day) and all(str(getattr(code, column) or "") == value for column, value in wanted.items()):
            return code.code
    return ""


def _apply(rule: Rule, facts: Facts, number: int, day: date, out: Coded) -> None:
    procedure, case = facts.procedure, facts.case
    evidence = _evidence(rule, procedure, case)
    sources = tuple(f"{source['id']}, {source['at']}" if source.get("at") else source["id"] for source in rule.sources)
    words = Wording({key: str(value).replace("_", " ") if not isinstance(value, tuple) else ", ".join(map(str, value)).replace("_", " ") for key, value in facts.items() if value not in (None, "")})
    why = rule.why.format_map(words) if rule.why else ""
    for reject in rule.reject:
        out.rejections.append(Rejection(reject["code"], reject["reason_kind"], reject["reason"].format_map(words), rule.id, evidence, sources))
    if rule.note:
        out.notes.append(rule.note.format_map(words))
    for give in rule.give:
        code = give.get("code") or _look_up(rule, give, facts, day)
        if not code:
            continue
        blocked = False
        for need in rule.needs:
            if holds(need.get("met"), facts):
                continue
            effect = need.get("otherwise", "withhold")
            out.needs.append(Need(need["element"], code, rule.id, effect, evidence))
            if effect == "withhold":
                blocked = True
            elif effect == "instead":
                out.rejections.append(Rejection(code, "documentation", f"the report does not document: {need['element'].replace('_', ' ').replace('.', ', ')}", rule.id, evidence, sources))
                code = need.get("code", "")
        if blocked:
            missing = ", ".join(need["element"].replace("_", " ").replace(".", ": ") for need in rule.needs if not holds(need.get("met"), facts))
            out.rejections.append(Rejection(code, "documentation", f"the report does not document {missing}", rule.id, evidence, sources))
            continue
        units = int(_value(give.get("units"), facts, 1))
        if not code or units < 1:
            continue
        side = procedure.side if give.get("side", True) is True else str(_value(give.get("side"), facts, "") or "")
        out.candidates.append(
            Candidate(
                code, units, side, rule.id, why, sources, evidence, procedure.family, procedure, number, rule.role, rule.mark,
                [str(_value(m, facts, "")) for m in give.get("modifiers", ()) if _value(m, facts, "")], str(_value(give.get("distinct"), facts, "") or ""),
            )
        )


def code(procedures: list[Procedure], case: Case, day: date, *, without: frozenset[str] = frozenset()) -> Coded:
    """Candidate lines of a case.

    Args:
        procedures: what the narrative found.
        case: the case, for session and encounter facts.
        day: date of service; only rules in force on it are applied.
        without: ids of rules to leave out (for the test that every rule matters).
    """
    out = Coded()
    loaded = rules()
    for number, procedure in enumerate(procedures):
        facts = Facts(procedure, case)
        settled: set[str] = set()
        for rule in loaded.get(procedure.family, ()):
            if rule.id in without or rule.group in settled or not rule.in_force(day) or not holds(rule.when, facts):
                continue
            if rule.group:
                settled.add(rule.group)
            _apply(rule, facts, number, day, out)
    return out
