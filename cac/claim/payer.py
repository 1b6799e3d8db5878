"""What a payer changes on a claim, and what it wants known beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from cac.claim import distinct, modifiers
from cac.claim.bundling import matches
from cac.claim.line import Line
from cac.claim.settle import Claim
from cac.coding.engine import Rejection
from cac.knowledge import tables
from cac.knowledge.overlays import Overlay, PayerRule
from cac.narrative.case import Case

BILATERAL, MULTIPLE = "50", "51"
_SIDES = {"RT": "right", "LT": "left"}
_MARKED = ("RT", "LT", BILATERAL)
_REDUCED = ("2", "3")  # fee-schedule multiple-procedure indicators that reduce further procedures


def apply(claim: Claim, overlay: Overlay, case: Case, day: date) -> list[dict[str, Any]]:
    """Change a claim in place as the payer wants it.

    Args:
        claim: the claim by national rules.
        overlay: the payer's rules.
        case: for claim type and place of service.
        day: date of service.

    Returns:
        Notes of the payer on the codes of the claim (coverage, frequency, prior authorization, edits).
    """
    claim_type = str(case.encounter.get("claim_type", "professional"))
    rules = {topic: overlay.rule(topic, day, claim_type=claim_type) for topic in ("supply", "imaging", "distinct", "bilateral", "multiple", "side")}
    if (supply := rules["supply"]) and supply.form == "facility_only" and claim_type != "facility":
        _drop(claim, overlay, supply, [line for line in claim.lines if tables.codes()[line.code].kind == "device"])
    for rule in (r for r in overlay.rules if r.topic == "imaging" and r.covers(day) and r.plan in ("", overlay.plan)):
        if any(matches({"codes": list(rule.keep)}, line.code) for line in claim.lines):
            _drop(claim, overlay, rule, [line for line in claim.lines if rule.codes and matches({"codes": list(rule.codes)}, line.code)])
    if exact := rules["distinct"]:
        _distinct(claim.lines, overlay, exact)
    if form := rules["bilateral"]:
        claim.lines = [new for line in claim.lines for new in _bilateral(line, overlay, form)]
    if (multiple := rules["multiple"]) and multiple.form == "append":
        _multiple(claim.lines, overlay, multiple)
    out = _sides(claim.lines, overlay, rules["side"])
    return out + [_note(rule, overlay, codes) for rule, codes in _noted(claim.lines, overlay, case, day, claim_type)]


def _cited(rule: PayerRule) -> str:
    mark = f"; {rule.mark}" if rule.mark not in ("", "verified") else ""
    return f"{'; '.join(rule.sources)}{mark}"


def _meant(rule: PayerRule, code: str) -> bool:
    return not rule.codes or matches({"codes": list(rule.codes)}, code)


def _drop(claim: Claim, overlay: Overlay, rule: PayerRule, lines: list[Line]) -> None:
    for line in lines:
        claim.lines.remove(line)
        claim.rejections.append(Rejection(line.code, "payer", f"{overlay.name}: {rule.text}", rule.id, line.evidence, rule.sources))
    claim.rejections.sort(key=lambda rejection: rejection.code)


def _distinct(lines: Iterable[Line], overlay: Overlay, rule: PayerRule) -> None:
    """The exact modifier in place of the general one where the facts tell the kind, or the other way round."""
    for line in lines:
        kind = distinct.kind_of(line)
        if rule.form == "exact" and distinct.DISTINCT in line.modifiers and kind:
            _replace(line, distinct.DISTINCT, distinct.EXACT[kind], overlay, rule)
        elif rule.form == "general":
            for exact in set(distinct.EXACT.values()) & set(line.modifiers):
                _replace(line, exact, distinct.DISTINCT, overlay, rule)


def _replace(line: Line, old: str, new: str, overlay: Overlay, rule: PayerRule) -> None:
    line.modifiers = [new if modifier == old else modifier for modifier in line.modifiers]
    why = line.reasons.pop(old, "")
    line.reasons[new] = f"{why}; {overlay.name}: {rule.text}" if why else f"{overlay.name}: {rule.text}"
    line.sources[new] = _cited(rule)
    modifiers.order(line)


def _bilateral(line: Line, overlay: Overlay, rule: PayerRule) -> list[Line]:
    """A bilateral line in the form the payer wants."""
    if BILATERAL not in line.modifiers or not _meant(rule, line.code):
        return [line]
    why = f"{line.reasons.get(BILATERAL, 'done on both sides')}; {overlay.name}: {rule.text}"
    if rule.form == "two_lines":
        return [_one_side(line, side, why, rule) for side in ("RT", "LT")]
    if rule.form == "one_line_two_units":
        line.units *= 2
    line.reasons[BILATERAL] = why
    line.sources[BILATERAL] = _cited(rule)
    return [line]


def _one_side(line: Line, side: str, why: str, rule: PayerRule) -> Line:
    kept = [m for m in line.modifiers if m != BILATERAL]
    reasons = {m: r for m, r in line.reasons.items() if m != BILATERAL}
    new = Line(line.code, line.units, _SIDES[side], list(line.candidates), [*kept, side], {**reasons, side: why}, line.distinct, {**line.sources, side: _cited(rule)})
    modifiers.order(new)
    return new


def _multiple(lines: list[Line], overlay: Overlay, rule: PayerRule) -> None:
    """The modifier for several procedures on each but the first of those the fee schedule reduces."""
    reduced = [line for line in lines if tables.codes()[line.code].mult_proc in _REDUCED and not tables.codes()[line.code].is_add_on and _meant(rule, line.code)]
    for line in reduced[1:]:
        line.add(MULTIPLE, f"{overlay.name}: {rule.text}")
        line.sources[MULTIPLE] = _cited(rule)
        modifiers.order(line)


def _sides(lines: Iterable[Line], overlay: Overlay, rule: PayerRule | None) -> list[dict[str, Any]]:
    if rule is None:
        return []
    bare = [line.code for line in lines if tables.codes()[line.code].bilateral == "1" and not set(_MARKED) & set(line.modifiers) and _meant(rule, line.code)]
    return [_note(rule, overlay, bare)] if bare else []


def _noted(lines: list[Line], overlay: Overlay, case: Case, day: date, claim_type: str) -> Iterable[tuple[PayerRule, list[str]]]:
    place = str(case.encounter.get("place_of_service", ""))
    for rule in overlay.notes(day, claim_type=claim_type):
        codes = [line.code for line in lines if _meant(rule, line.code)]
        if codes and (not rule.places or place in rule.places):
            yield rule, list(dict.fromkeys(codes))


def _note(rule: PayerRule, overlay: Overlay, codes: list[str]) -> dict[str, Any]:
    return {
        "kind": "payer", "topic": rule.topic, "payer": overlay.name, "plan": rule.plan, "text": rule.text, "codes": codes, "rule": rule.id,
        "sources": list(rule.sources), "mark": rule.mark or "verified",
    }
