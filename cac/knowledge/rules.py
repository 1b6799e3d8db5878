"""The rules, documentation needs and claim relations of every family, loaded and checked.

``families/<family>/rules.yaml``::

    family: drainage
    defaults: {sources: [{id: "...", at: "N-031"}], reviewed_through: "2026-12-30"}
    rules:
      - id: "drainage.visceral"
        when: {all: [{fact: name, is: drain_placement}, {fact: site_class, any_of: [visceral]}]}
        give: {code: "49405", units: 1}                  # or a list; or {lookup: {territory: {fact: t}}, ...}
        reject: {code: "77012", reason_kind: included, reason: "..."}
        group: "drainage.placement"                      # of one group only the first rule that holds counts
        needs: [{element: "drainage.left_in_place", met: {...}, otherwise: withhold|ask|instead, code: "10160"}]
        why: "own words, {target} and other facts in braces"
        role, mark, first_day, last_day, sources: optional

A condition is ``{all: [...]}``, ``{any: [...]}``, ``{not: ...}`` or a leaf ``{fact: name, <op>: value}`` with
op one of is, not, any_of, none_of, at_least, at_most, has, has_any, known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from cac.knowledge.strict import ROOT, KnowledgeError, read_yaml

FAMILIES = ROOT / "families"
OPERATORS = ("is", "not", "any_of", "none_of", "at_least", "at_most", "has", "has_any", "known")
_RULE_KEYS = {"id", "when", "give", "reject", "group", "needs", "why", "role", "mark", "note", "first_day", "last_day", "reviewed_through", "sources"}
_GIVE_KEYS = {"code", "lookup", "units", "side", "modifiers", "distinct", "kind"}
_NEED_KEYS = {"element", "met", "otherwise", "code"}
_ELEMENT_KEYS = {"id", "element", "question", "options", "effect", "affects", "sources", "first_day", "last_day", "fact"}
_BUNDLE_KEYS = {"id", "keep", "drop", "scope", "when_keep", "when_drop", "unless", "modifier", "reason", "first_day", "last_day", "sources", "mark"}
_REASON_KINDS = ("documentation", "included", "edit", "not_performed", "date", "payer", "units")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what must hold, what it gives, what it needs, when it is in force and who says so."""

    id: str
    family: str
    when: Any
    give: tuple[dict[str, Any], ...]
    reject: tuple[dict[str, Any], ...]
    group: str
    needs: tuple[dict[str, Any], ...]
    why: str
    role: str
    mark: str
    note: str
    first_day: date | None
    last_day: date | None
    sources: tuple[dict[str, str], ...]

    def in_force(self, day: date) -> bool:
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of documentation with the compliant question for it."""

    id: str
    element: str
    question: str
    options: tuple[str, ...]
    effect: str
    affects: tuple[str, ...]
    sources: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One relation between lines of a claim: what is included in what, and what makes it separate."""

    id: str
    keep: dict[str, Any]
    drop: dict[str, Any]
    scope: str
    when_keep: Any
    when_drop: Any
    unless: Any
    modifier: str
    reason: str
    first_day: date | None
    last_day: date | None
    sources: tuple[dict[str, str], ...]

    def in_force(self, day: date) -> bool:
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


def _day(value: str | None, where: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise KnowledgeError(f"{where}: {value!r} is no day; write \"2026-01-01\"") from None


def _unknown(entry: dict[str, Any], allowed: set[str], where: str) -> None:
    extra = sorted(set(entry) - allowed)
    if extra:
        raise KnowledgeError(f"{where}: unknown key {extra[0]!r}; allowed are {', '.join(sorted(allowed))}")


def check_condition(condition: Any, where: str) -> None:
    """Refuse a condition the engine could not evaluate."""
    if condition is None or condition is True:
        return
    if not isinstance(condition, dict):
        raise KnowledgeError(f"{where}: a condition is a mapping, not {condition!r}")
    if "fact" in condition:
        operators = [key for key in condition if key != "fact"]
        if len(operators) != 1 or operators[0] not in OPERATORS:
            raise KnowledgeError(f"{where}: fact {condition['fact']!r} needs exactly one of {', '.join(OPERATORS)}, has {operators}")
        return
    keys = set(condition)
    if len(keys) != 1 or not keys <= {"all", "any", "not"}:
        raise KnowledgeError(f"{where}: a condition is all, any, not or a fact; has {sorted(keys)}")
    (key, value), = condition.items()
    for part in [value] if key == "not" else value:
        check_condition(part, where)


def _many(value: Any) -> tuple[dict[str, Any], ...]:
    return () if value is None else tuple(value) if isinstance(value, list) else (value,)


def _rule(entry: dict[str, Any], family: str, defaults: dict[str, Any], path: str) -> Rule:
    where = f"{path}, rule {entry.get('id', '?')}"
    _unknown(entry, _RULE_KEYS, where)
    merged = {**defaults, **entry}
    if not entry.get("id") or not merged.get("sources") or not (entry.get("give") or entry.get("reject") or entry.get("note")):
        raise KnowledgeError(f"{where}: a rule has an id, a source and gives, rejects or notes something")
    check_condition(entry.get("when"), where)
    for give in _many(entry.get("give")):
        _unknown(give, _GIVE_KEYS, where)
        if ("code" in give) == ("lookup" in give):
            raise KnowledgeError(f"{where}: give names either a code or a lookup")
    for reject in _many(entry.get("reject")):
        if reject.get("reason_kind") not in _REASON_KINDS:
            raise KnowledgeError(f"{where}: reason_kind is one of {', '.join(_REASON_KINDS)}")
    for need in _many(entry.get("needs")):
        _unknown(need, _NEED_KEYS, where)
        check_condition(need.get("met"), where)
        if need.get("otherwise", "withhold") not in ("withhold", "ask", "instead"):
            raise KnowledgeError(f"{where}: otherwise is withhold, ask or instead")
    return Rule(
        entry["id"], family, entry.get("when"), _many(entry.get("give")), _many(entry.get("reject")), entry.get("group", ""),
        _many(entry.get("needs")), entry.get("why", ""), entry.get("role", ""), merged.get("mark", ""), entry.get("note", ""),
        _day(merged.get("first_day"), where), _day(merged.get("last_day"), where), tuple(merged["sources"]),
    )


def _bundle(entry: dict[str, Any], defaults: dict[str, Any], path: str) -> Bundle:
    where = f"{path}, relation {entry.get('id', '?')}"
    _unknown(entry, _BUNDLE_KEYS, where)
    merged = {**defaults, **entry}
    for key in ("id", "keep", "drop", "reason", "sources"):
        if not merged.get(key):
            raise KnowledgeError(f"{where}: {key} is missing")
    for key in ("when_keep", "when_drop", "unless"):
        check_condition(entry.get(key), where)
    selectors = [entry[key] if isinstance(entry[key], dict) else {"codes": entry[key]} for key in ("keep", "drop")]
    return Bundle(
        entry["id"], selectors[0], selectors[1], entry.get("scope", "claim"), entry.get("when_keep"), entry.get("when_drop"),
        entry.get("unless"), entry.get("modifier", ""), entry["reason"], _day(merged.get("first_day"), where), _day(merged.get("last_day"), where),
        tuple(merged["sources"]),
    )


def _files(name: str) -> list[tuple[str, Path]]:
    return [(path.parent.name, path) for path in sorted(FAMILIES.glob(f"*/{name}"))]


@lru_cache(maxsize=1)
def rules() -> dict[str, tuple[Rule, ...]]:
    """Every rule by family."""
    out: dict[str, tuple[Rule, ...]] = {}
    seen: set[str] = set()
    for family, path in _files("rules.yaml"):
        content = read_yaml(path) or {}
        where = f"families/{family}/rules.yaml"
        _unknown(content, {"family", "defaults", "rules"}, where)
        loaded = tuple(_rule(entry, family, content.get("defaults") or {}, where) for entry in content.get("rules") or ())
        for rule in loaded:
            if rule.id in seen:
                raise KnowledgeError(f"{where}: rule id {rule.id!r} stands twice; ids are permanent and unique")
            seen.add(rule.id)
        out[family] = loaded
    return out


@lru_cache(maxsize=1)
def elements() -> dict[str, Element]:
    """Every element of documentation by id."""
    out: dict[str, Element] = {}
    for family, path in _files("documentation.yaml"):
        where = f"families/{family}/documentation.yaml"
        content = read_yaml(path) or {}
        _unknown(content, {"family", "defaults", "elements"}, where)
        defaults = content.get("defaults") or {}
        for entry in content.get("elements") or ():
            _unknown(entry, _ELEMENT_KEYS, f"{where}, {entry.get('id')}")
            merged = {**defaults, **entry}
            options = tuple(entry.get("options") or ())
            if options[-2:] != ("other: ____", "unable to determine"):
                options = (*options, "other: ____", "unable to determine")
            if entry["id"] in out:
                raise KnowledgeError(f"{where}: element {entry['id']!r} stands twice")
            out[entry["id"]] = Element(
                entry["id"], entry["element"], entry["question"], options, entry.get("effect", ""), tuple(entry.get("affects") or ()),
                tuple(merged.get("sources") or ()),
            )
    return out


@lru_cache(maxsize=1)
def bundles() -> tuple[Bundle, ...]:
    """Every relation between lines, family by family."""
    out: list[Bundle] = []
    for family, path in _files("bundles.yaml"):
        content = read_yaml(path) or {}
        where = f"families/{family}/bundles.yaml"
        _unknown(content, {"family", "defaults", "relations"}, where)
        out += [_bundle(entry, content.get("defaults") or {}, where) for entry in content.get("relations") or ()]
    return tuple(out)


def rule_ids() -> list[str]:
    """Ids of all rules and relations."""
    return [rule.id for family in rules().values() for rule in family] + [bundle.id for bundle in bundles()]
