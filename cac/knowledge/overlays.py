"""Payer overlays: dated, cited changes to the national rules, one YAML file for each payer.

``payers/<payer>.yaml``, and a user's own file in the same form::

    payer: "example"
    name: "Example Health"
    aliases: ["example plan"]
    reviewed_through: "2026-12-31"
    plans: {north: ["example north"]}                    # optional: plans that differ
    sources: {example-2026: {title: "...", at: "..."}}
    rules:
      - id: "example.bilateral"
        topic: bilateral                                  # see TOPICS
        form: two_lines                                   # see FORMS; topics without forms are notes
        text: "own words"
        codes: ["37254-37299"]                            # optional; none = every code
        keep, plan, claim_type, places, first_day, last_day, mark: optional
        sources: [{id: "example-2026", at: "p. 3"}]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cac.knowledge.strict import ROOT, KnowledgeError, check_choice, check_keys, parse_span, read_yaml, shown

FOLDER = ROOT / "payers"
#: forms of each topic; a topic without forms is said beside the claim and changes nothing
FORMS: dict[str, frozenset[str]] = {
    "distinct": frozenset({"exact", "general"}),                      # X{EPSU} or 59
    "bilateral": frozenset({"one_line", "one_line_two_units", "two_lines"}),
    "multiple": frozenset({"append", "leave"}),                       # 51 on further procedures
    "side": frozenset({"required"}),
    "supply": frozenset({"facility_only", "anywhere"}),
    "imaging": frozenset({"drop"}),                                   # codes fall away beside those of keep
}
NOTES = frozenset({"imaging_note", "frequency", "prior_authorization", "coverage", "edits"})
TOPICS = frozenset(FORMS) | NOTES
MARKS = frozenset({"", "verified", "unverified", "corrected", "disputed"})
_RULE_KEYS = ("form", "codes", "keep", "plan", "claim_type", "places", "first_day", "last_day", "mark")
_CODES = re.compile(r"[0-9A-V]\d{3}[0-9T](?:-[0-9A-V]\d{3}[0-9T])?")


@dataclass(frozen=True, slots=True)
class PayerRule:
    """One change or note of a payer."""

    id: str
    topic: str
    form: str
    text: str
    codes: tuple[str, ...]
    keep: tuple[str, ...]
    plan: str
    claim_type: str
    places: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    mark: str
    sources: tuple[str, ...]

    def covers(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Overlay:
    """The rules of a payer; ``plan`` is the one a report names, empty where it names none."""

    payer: str
    name: str
    plan: str
    rules: tuple[PayerRule, ...]
    plans: tuple[str, ...] = ()

    def rule(self, topic: str, day: date, *, claim_type: str) -> PayerRule | None:
        """The rule of a topic that decides: of the plan before the general one, the later before the earlier."""
        found = [rule for rule in self.rules if rule.topic == topic and self._holds(rule, day, claim_type)]
        return max(found, key=lambda rule: (bool(rule.plan), rule.first_day or date.min)) if found else None

    def notes(self, day: date, *, claim_type: str) -> list[PayerRule]:
        """Rules that are said beside the claim; without a plan named, those of every plan."""
        return [rule for rule in self.rules if rule.topic in NOTES and self._holds(rule, day, claim_type, every_plan=True)]

    def _holds(self, rule: PayerRule, day: date, claim_type: str, *, every_plan: bool = False) -> bool:
        of_plan = rule.plan in ("", self.plan) or (every_plan and not self.plan)
        return rule.covers(day) and of_plan and rule.claim_type in ("", claim_type)


def plain(name: str) -> str:
    """A payer's name for comparison: small letters and digits.

    >>> plain("Blue-Cross  Blue Shield")
    'blue cross blue shield'
    """
    return " ".join(re.findall(r"[a-z0-9]+", name.lower()))


def load(path: Path) -> tuple[Overlay, dict[str, str]]:
    """Read one overlay and the names it answers to (name to plan).

    Raises:
        KnowledgeError: the file has another form; the message names file, rule, key and what is allowed.
    """
    where = shown(path)
    content = check_keys(read_yaml(path), required=("payer", "name", "reviewed_through", "sources", "rules"), optional=("aliases", "plans"), where=where)
    plans = {plan: [str(name) for name in names] for plan, names in (content.get("plans") or {}).items()}
    known = {}
    for key, entry in (content["sources"] or {}).items():
        check_keys(entry, required=("title",), optional=("at", "url"), where=f"{where}, source {key!r}")
        known[key] = entry["title"] + (f", {entry['at']}" if entry.get("at") else "")
    rules = tuple(_rule(entry, known, plans, where) for entry in content["rules"] or ())
    ids = [rule.id for rule in rules]
    twice = next((rule for rule in ids if ids.count(rule) > 1), None)
    if twice:
        raise KnowledgeError(f"{where}: rule id {twice!r} stands twice; ids are unique")
    names = {plain(name): "" for name in (content["payer"], content["name"], *(content.get("aliases") or ()))}
    names |= {plain(name): plan for plan, entries in plans.items() for name in entries}
    return Overlay(content["payer"], content["name"], "", rules, tuple(plans)), names


def _rule(entry: Any, known: dict[str, str], plans: dict[str, list[str]], path: str) -> PayerRule:
    where = f"{path}, rule {entry.get('id', '?') if isinstance(entry, dict) else '?'}"
    check_keys(entry, required=("id", "topic", "text", "sources"), optional=_RULE_KEYS, where=where)
    topic = check_choice(entry["topic"], allowed=TOPICS, where=where, key="topic")
    form = entry.get("form", "")
    if topic in FORMS:
        check_choice(form, allowed=FORMS[topic], where=where, key="form")
    elif form:
        raise KnowledgeError(f"{where}: topic {topic} has no form; leave it out")
    if (topic == "imaging") != bool(entry.get("keep")):
        raise KnowledgeError(f"{where}: keep names the codes beside which imaging falls away; it belongs to topic imaging, and is needed there")
    for key in ("codes", "keep"):
        for code in entry.get(key) or ():
            if not isinstance(code, str) or not _CODES.fullmatch(code):
                raise KnowledgeError(f'{where}: {key} has {code!r}; a code or a range "37254-37299" in quotes is expected')
    plan = entry.get("plan", "")
    if plan:
        check_choice(plan, allowed=plans, where=where, key="plan")
    claim_type = check_choice(entry.get("claim_type", ""), allowed=("", "professional", "facility"), where=where, key="claim_type")
    mark = check_choice(entry.get("mark", ""), allowed=MARKS, where=where, key="mark")
    first, last = parse_span({"first_day": entry.get("first_day") or "", "last_day": entry.get("last_day") or ""}, where=where)
    cited = []
    for source in entry["sources"] or ():
        check_keys(source, required=("id",), optional=("at",), where=where)
        if source["id"] not in known:
            raise KnowledgeError(f"{where}: source {source['id']!r} is not among the sources of the file: {', '.join(known)}")
        cited.append(f"{source['id']}: {known[source['id']]}" + (f", {source['at']}" if source.get("at") else ""))
    if not cited:
        raise KnowledgeError(f"{where}: sources is empty; at least one is expected")
    return PayerRule(
        entry["id"], topic, form, entry["text"], tuple(entry.get("codes") or ()), tuple(entry.get("keep") or ()), plan, claim_type,
        tuple(str(place) for place in entry.get("places") or ()), first, last, mark, tuple(cited),
    )


@cache
def _all() -> dict[str, Overlay]:
    """Every overlay of the knowledge base by each of its names."""
    out: dict[str, Overlay] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        overlay, names = load(path)
        for name, plan in names.items():
            if name in out:
                raise KnowledgeError(f"{shown(path)}: the name {name!r} stands in {out[name].payer} too")
            out[name] = Overlay(overlay.payer, overlay.name, plan, overlay.rules, overlay.plans)
    return out


def payers() -> list[str]:
    """Payers with an overlay."""
    return sorted({overlay.payer for overlay in _all().values()})


def overlay(name: str) -> Overlay | None:
    """The overlay of a payer by any of its names, None where there is none."""
    return _all().get(plain(name))


@cache
def own(path: Path) -> Overlay:
    """The overlay of a user's own file.

    Raises:
        KnowledgeError: see `load`.
    """
    return load(path)[0]
