"""The list of misses: what was expected, what was given, and what the coder said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cac.evaluation.lines import show
from cac.evaluation.results import line_dict
from cac.evaluation.runner import Answer


def list_misses(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """List every case that is not right, suggests a forbidden code, or differs in modifiers only.

    Args:
        answers: the answers of a run.

    Returns:
        One entry per such case: kind (``error``, ``claim``, ``forbidden``, ``modifiers``), id, family, expected and given
        lines, missing and extra units, the evidence texts of the extra lines, the reasons in ``rejected`` and the
        queries that concern a missing code. Evidence is report text: show it, do not store it.
    """
    return [_entry(answer, kind) for answer in answers if (kind := miss_kind(answer))]


def miss_kind(answer: Answer) -> str | None:
    """Name what is wrong with an answer, None where nothing is."""
    out = answer.outcome
    if out.error is not None:
        return "error"
    if out.missing or out.extra:
        return "claim"
    if out.forbidden or out.look:
        return "forbidden"
    return "modifiers" if out.modifier_misses else None


def _entry(answer: Answer, kind: str) -> dict[str, Any]:
    case, out = answer.case, answer.outcome
    suggestion = answer.suggestion or {}
    missing = dict(out.missing)
    forbidden = dict(out.forbidden)
    return {
        "id": case.id,
        "family": case.family,
        "kind": kind,
        "error": out.error,
        "complete": case.complete,
        "accepted": out.accepted,
        "expected": [line_dict(line) | {"arguable": line.arguable} for line in case.expected],
        "given": [line_dict(line) for line in out.given],
        "missing": missing,
        "extra": dict(out.extra),
        "forbidden": forbidden,
        "forbidden_in_some_form": dict(out.look),
        "modifiers": [f"{miss.expected} given {miss.given}" for miss in out.modifier_misses],
        "evidence": {code: evidence_of(suggestion, code) for code in sorted({*dict(out.extra), *forbidden, *dict(out.look)})},
        "rejected": {code: rejected_reasons(suggestion, code) for code in missing},
        "queries": {code: queries_about(suggestion, code) for code in missing},
        "expected_text": show(case.expected),
        "given_text": show(out.given),
    }


def evidence_of(suggestion: Mapping[str, Any], code: str) -> list[str]:
    """Return the evidence texts of the lines with a code, each headed by its rule."""
    return [
        f"[{line.get('rule', 'no rule')}] {' | '.join(str(e['text']) for e in line.get('evidence') or ()) or '(no evidence)'}"
        for line in suggestion.get("lines") or ()
        if line["code"] == code
    ]


def rejected_reasons(suggestion: Mapping[str, Any], code: str) -> list[str]:
    """Return why a code was considered and rejected."""
    return [
        f"[{entry.get('rule', 'no rule')}] {entry.get('reason_kind', '')}: {entry.get('reason', '')}"
        for entry in suggestion.get("rejected") or ()
        if entry.get("code") == code
    ]


def queries_about(suggestion: Mapping[str, Any], code: str) -> list[str]:
    """Return the elements asked for in queries that affect a code."""
    return [
        f"[{query.get('id', 'no id')}] {query.get('element', '')}"
        for query in suggestion.get("queries") or ()
        if code in (query.get("affects") or ())
    ]
