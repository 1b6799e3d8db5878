"""Facts cases: named facts in, the lines of the claim out; they test rules without any text.

One YAML file for each family, a list of cases::

    - name: "thirty minutes by the operator"
      dos: "2026-03-02"
      given: {procedures: [{family: sedation, name: moderate_sedation, facts: {minutes: 30}}]}
      expect: {lines: [{code: "99152", units: 1, modifiers: []}], queries: [], rejected: ["99153"]}
      because: [{id: "project-rules-nonvascular", at: "N-090"}]

``expect.lines`` is the complete claim; ``queries`` and ``rejected`` are checked where given.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cac.knowledge.strict import KnowledgeError, read_yaml

_WORDS = "facts alone"


@dataclass(frozen=True, slots=True)
class FactsCase:
    """Facts of one session and what they must give."""

    family: str
    name: str
    day: str
    given: dict[str, Any]
    expect: dict[str, Any]

    @property
    def codes(self) -> frozenset[str]:
        """Codes the claim must hold."""
        return frozenset(line["code"] for line in self.expect.get("lines") or ())


@dataclass(frozen=True, slots=True)
class FactsAnswer:
    """Lines, ids of queries, rejected codes and the rules that spoke."""

    lines: tuple[tuple[str, int, tuple[str, ...]], ...]
    queries: tuple[str, ...]
    rejected: tuple[str, ...]
    rules: frozenset[str]


def read_facts(folder: Path) -> list[FactsCase]:
    """Every case of a folder, in order of files and lines.

    Raises:
        KnowledgeError: a file holds no list of cases, or a case lacks name, dos, given or expect.
    """
    out = []
    for path in sorted(Path(folder).glob("*.yaml")):
        for number, entry in enumerate(read_yaml(path) or [], 1):
            missing = [key for key in ("name", "dos", "given", "expect") if not isinstance(entry, dict) or key not in entry]
            if missing:
                raise KnowledgeError(f"{path.name}, case {number}: {missing[0]} is missing")
            out.append(FactsCase(path.stem, entry["name"], entry["dos"], entry["given"], entry["expect"]))
    return out


def answer(case: FactsCase, *, without: Collection[str] = frozenset()) -> FactsAnswer:
    """What the rules and the claim make of the facts of a case; ``without`` leaves out rules and relations by id."""
    from cac.claim.bundling import matches
    from cac.claim.settle import settle
    from cac.coding import engine
    from cac.findings import Document, Span
    from cac.knowledge.rules import bundles
    from cac.narrative.case import Case
    from cac.narrative.procedure import Procedure
    from cac.queries.physician import queries
    from cac.report import day_of

    document = Document(_WORDS, _WORDS, [], [Span(0, len(_WORDS))], [0])
    encounter = {"claim_type": "professional", "place_of_service": "22", "payer": "medicare", **(case.given.get("encounter") or {})}
    day = day_of(case.day)
    reading = Case(document, encounter=encounter, day=day, session=dict(case.given.get("session") or {}))
    procedures = []
    for entry in case.given["procedures"]:
        facts = {key: tuple(value) if isinstance(value, list) else value for key, value in (entry.get("facts") or {}).items()}
        procedures.append(Procedure(entry["family"], entry["name"], entry.get("target", ""), entry.get("side", ""), facts, {"procedure": (Span(0, 5),)}))
    left_out = frozenset(without)
    coded = engine.code(procedures, reading, day, without=left_out)
    claim = settle(coded, reading, day, without=left_out)
    lines = tuple(sorted((line.code, line.units, tuple(sorted(line.modifiers))) for line in claim.lines))
    codes = {c.code for c in coded.candidates}
    parted = {b.id for b in bundles() if b.modifier and b.id not in left_out and any(matches(b.keep, c) for c in codes) and any(matches(b.drop, c) for c in codes)}
    spoke = {c.rule for c in coded.candidates} | {r.rule for r in claim.rejections} | {n.rule for n in coded.needs} | parted
    return FactsAnswer(lines, tuple(sorted(query.id for query in queries(coded.needs))), tuple(sorted(r.code for r in claim.rejections)), frozenset(spoke))


def passes(case: FactsCase, given: FactsAnswer) -> bool:
    """Whether an answer is what the case expects."""
    expected = tuple(sorted((e["code"], e.get("units", 1), tuple(sorted(e.get("modifiers") or ()))) for e in case.expect.get("lines") or ()))
    if given.lines != expected:
        return False
    if "queries" in case.expect and given.queries != tuple(sorted(case.expect["queries"] or ())):
        return False
    return all(code in given.rejected for code in case.expect.get("rejected") or ())


def guarded_rules(cases: list[FactsCase]) -> dict[str, str]:
    """Rules whose removal makes a case fail, each with the first such case."""
    out: dict[str, str] = {}
    for case in cases:
        first = answer(case)
        if not passes(case, first):
            continue
        for rule in first.rules - out.keys():
            if not passes(case, answer(case, without={rule})):
                out[rule] = f"{case.family}: {case.name}"
    return out
