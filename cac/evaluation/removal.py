"""Removal test: with a rule taken out, at least one golden case must fail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from cac.evaluation.cases import Case
from cac.evaluation.report import WIDTH
from cac.evaluation.runner import Suggest, run
from cac.evaluation.score import Outcome

MakeSuggest = Callable[[Collection[str]], Suggest]
NOT_SEEN = "appears in no case"
SAME = "claims unchanged without it"
WRONG_BEFORE = "changes only claims that are wrong with it too"


@dataclass(frozen=True)
class Survivor:
    """A rule whose removal makes no case fail, why, and in how many cases it appears."""

    rule: str
    reason: str
    cases: int


@dataclass(frozen=True)
class Removal:
    """The result of a removal test: rules tried, those that hold a case (rule -> case ids), those that do not."""

    rules: int
    cases: int
    runs: int
    guarded: Mapping[str, tuple[str, ...]]
    survivors: tuple[Survivor, ...]


def removal_test(
    cases: Sequence[Case], make_suggest: MakeSuggest, rule_ids: Iterable[str], *, accepted: Collection[str] | None = None
) -> Removal:
    """Take out each rule in turn and see whether a case fails that passed.

    All cases run once with every rule; afterwards a rule is tried only on the cases in whose answer it appears (lines,
    rejected, queries). A rule that acts without being named in the answer is therefore a survivor.

    Args:
        cases: the golden cases.
        make_suggest: builds the coder without the given rules.
        rule_ids: ids of all rules.
        accepted: see `runner.report_fields`.

    Returns:
        The rules that a case guards, and the survivors with the reason.
    """
    rules = sorted(set(rule_ids))
    answers = run(cases, make_suggest(frozenset()), accepted=accepted)
    seen: dict[str, list[int]] = {rule: [] for rule in rules}
    for index, answer in enumerate(answers):
        for rule in rules_named(answer.suggestion or {}):
            if rule in seen:
                seen[rule].append(index)
    guarded: dict[str, tuple[str, ...]] = {}
    survivors: list[Survivor] = []
    runs = len(cases)
    for rule, where in seen.items():
        if not where:
            survivors.append(Survivor(rule, NOT_SEEN, 0))
            continue
        again = run([cases[i] for i in where], make_suggest(frozenset({rule})), accepted=accepted)
        runs += len(where)
        pairs = [(answers[i].outcome, second.outcome) for i, second in zip(where, again, strict=True)]
        fails = tuple(a.case_id for a, b in pairs if passes(a) and not passes(b))
        if fails:
            guarded[rule] = fails
        else:
            changed = any(_claim(a) != _claim(b) for a, b in pairs)
            survivors.append(Survivor(rule, WRONG_BEFORE if changed else SAME, len(where)))
    return Removal(len(rules), len(cases), runs, guarded, tuple(survivors))


def passes(outcome: Outcome) -> bool:
    """Tell whether a golden case passes: claim right, nothing forbidden, modifiers as labelled."""
    return outcome.right and not outcome.forbidden and not outcome.modifier_misses


def _claim(outcome: Outcome) -> Any:
    return (sorted((line.code, line.units, line.modifiers) for line in outcome.given), outcome.error)


def rules_named(answer: Any) -> set[str]:
    """Collect the rule ids that an answer names under ``rule`` or ``rules``, at any depth."""
    found: set[str] = set()
    if isinstance(answer, Mapping):
        for key, value in answer.items():
            if key == "rule" and isinstance(value, str):
                found.add(value)
            elif key == "rules" and isinstance(value, (list, tuple)):
                found.update(item for item in value if isinstance(item, str))
            found |= rules_named(value)
    elif isinstance(answer, (list, tuple)):
        for item in answer:
            found |= rules_named(item)
    return found


def render_removal(result: Removal) -> str:
    """Write a removal test as text: counts, then survivors by reason."""
    rows = [
        f"{result.rules} rules, {result.cases} cases, {result.runs} runs of the coder",
        f"guarded by a case: {len(result.guarded)}",
        f"survivors: {len(result.survivors)}",
    ]
    for reason in (SAME, WRONG_BEFORE, NOT_SEEN):
        group = [survivor for survivor in result.survivors if survivor.reason == reason]
        if group:
            rows += ["", f"{reason}: {len(group)}"]
            for survivor in group:
                count = f" ({survivor.cases} cases)" if survivor.cases else ""
                rows += wrap(survivor.rule + count, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
    return "\n".join(rows) + "\n"
