"""Take the words of a required element out of a report: the code that needs them goes, and the report is asked for them.

Every line of the repository's and the shared reports is tried whose rule withholds a code, or codes it down, without an
element. The sentences that document the element are cut out; where the act is told in the same sentence, only the clause.
Put back, the words give the first answer again, as the same text always does (`test_invariants`).
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cac.coding import engine
from cac.findings import Span
from cac.knowledge.rules import rules
from cac.language.pipeline import read
from cac.narrative import reader
from cac.narrative.case import Case
from cac.report import day_of
from tests.conftest import cases

RULES = {rule.id: rule for own in rules().values() for rule in own}
WITHHOLD = ("withhold", "instead")
CUTS = 6
_BORDER = re.compile(r"[,;:.()\n]| and | with ")


def served(_: Case, procedures: list) -> set[str]:
    return {procedure.family for procedure in procedures}


def coded(case: dict, text: str) -> tuple[Case, engine.Coded]:
    day = day_of(case["date_of_service"])
    told = Case(read(text), encounter={"claim_type": case.get("claim_type", "professional"), "payer": "medicare"}, day=day)
    return told, engine.code(reader.read(told, served), told, day)


def documented(told: Case, candidate: engine.Candidate) -> dict[str, list[Span]]:
    """The words that document each element which the rule of a candidate cannot do without."""
    out = {}
    for need in RULES[candidate.rule].needs:
        if need.get("otherwise", "withhold") in WITHHOLD:
            names = engine.facts_named(need.get("met"))
            out[need["element"]] = [span for name in sorted(names) for span in (told.session_evidence.get(name[8:], ()) if name.startswith("session.") else candidate.procedure.evidence.get(name, ()))]
    return out


def without(told: Case, spans: list[Span], *, clauses: bool) -> str:
    """The text as given without the sentences, or the clauses, that hold some words."""
    document = told.document
    holes = [(s.start, s.end) for s in document.sentences if any(s.start < span.end and span.start < s.end for span in spans)]
    if clauses:
        holes = []
        for span in spans:
            low = max((match.end() for match in _BORDER.finditer(document.text, 0, span.start)), default=0)
            high = _BORDER.search(document.text, span.end)
            holes.append((low, high.start() if high else len(document.text)))
    text = document.given or document.text
    for start, end in sorted(set(holes), reverse=True):
        low, high = document.placed(start, end)
        text = text[:low] + text[high:]
    return text


def outcome(case: dict, told: Case, candidate: engine.Candidate, element: str, spans: list[Span]) -> str:
    """What comes of a code when the words of an element are cut out, again and again while others document it."""
    text = told.document.given or told.document.text
    act = candidate.procedure.evidence["procedure"]
    clauses = any(s.start < span.end and span.start < s.end and s.start < own.end and own.start < s.end for s in told.document.sentences for span in spans for own in act)
    for _ in range(CUTS):
        text = without(told, spans, clauses=clauses)
        told, answer = coded(case, text)
        same = [other for other in answer.candidates if other.code == candidate.code]
        if not same:
            asked = any(need.element == element for need in answer.needs)
            return "asked" if asked else "gone"
        spans = [span for other in same for name, words in documented(told, other).items() if name == element for span in words]
        if not spans:
            return "stays" if any(element in documented(told, other) for other in same) else "other rule"
    return "many"


@pytest.fixture(scope="module")
def tried() -> dict[str, Counter[str]]:
    out: dict[str, Counter[str]] = {}
    for case in cases():
        told, answer = coded(case, case["report"])
        done = set()
        for candidate in answer.candidates:
            for element, spans in documented(told, candidate).items():
                if spans and (candidate.code, element) not in done:
                    done.add((candidate.code, element))
                    out.setdefault(element, Counter())[outcome(case, told, candidate, element, spans)] += 1
    return out


@pytest.mark.parametrize("element", ["guidance.permanent_image", "guidance.real_time_entry", "guidance.vessel_patency", "joint.permanent_image", "sedation.minutes", "sedation.observer"])
def test_a_code_goes_with_the_words_of_its_element(tried: dict[str, Counter[str]], element: str) -> None:
    found = tried[element]
    assert sum(found.values()) >= 5
    assert set(found) <= {"asked", "gone"}, found


def test_most_cuts_are_asked_for(tried: dict[str, Counter[str]]) -> None:
    """Silent is only what was cut together with every word of the act, such as a whole telegram."""
    total: Counter[str] = sum((found for name, found in tried.items() if name.startswith(("guidance.", "joint.", "sedation."))), Counter())
    assert total["asked"] >= 0.7 * sum(total.values()), total


def test_imaging_told_in_other_words_is_rare(tried: dict[str, Counter[str]]) -> None:
    """A tube or a spine needle whose imaging is cut out as it is shown may still be imaged by words that are not shown."""
    total: Counter[str] = sum(tried.values(), Counter())
    assert total["stays"] + total["many"] <= 0.05 * sum(total.values()), {name: found for name, found in tried.items() if found["stays"] + found["many"]}
