"""Candidates to claim: dates, inclusion, guidance, add-on parents, units, modifiers, order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cac.claim import bundling, modifiers
from cac.claim.line import Line
from cac.coding.engine import Candidate, Coded, Need, Rejection
from cac.knowledge import tables
from cac.narrative.case import Case

_RANK = {"primary": 0, "category_iii": 0, "unlisted": 1, "add_on": 2, "catheter": 3, "imaging": 4, "guidance": 5, "sedation": 6}


@dataclass(slots=True)
class Claim:
    """The lines that may be billed and what was taken off with the reason."""

    lines: list[Line] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)  # questions that arise on the finished claim


def settle(coded: Coded, case: Case, day: date, *, without: frozenset[str] = frozenset()) -> Claim:
    """The claim of a case.

    Args:
        coded: candidates and rejections of the rules.
        case: session and encounter facts (claim type, place of service, payer).
        day: date of service.
        without: ids of relations to leave out.
    """
    claim = Claim(rejections=list(coded.rejections), notes=list(coded.notes))
    live = _in_force(coded.candidates, day, claim)
    live, dropped = bundling.apply(live, case, day, without=without)
    claim.rejections += dropped
    live = _guidance(live, claim)
    live = _with_parents(live, claim)
    claim.lines = [line for line in _merge(live, claim)]
    for line in claim.lines:
        modifiers.apply(line, claim.lines, case)
    claim.lines = _ordered(claim.lines)
    claim.rejections = _unique(claim)
    return claim


def _in_force(candidates: list[Candidate], day: date, claim: Claim) -> list[Candidate]:
    live = []
    for candidate in candidates:
        if tables.in_force(candidate.code, day):
            live.append(candidate)
        else:
            claim.rejections.append(Rejection(candidate.code, "date", f"not in force on {day.isoformat()}", candidate.rule, candidate.evidence, candidate.sources))
    return live


def _guidance(candidates: list[Candidate], claim: Claim) -> list[Candidate]:
    """Leave out guidance that the code of the same procedure includes or never allows."""
    relations = tables.guidance()
    out = []
    for candidate in candidates:
        partner = next(
            (
                other for other in candidates
                if other.number == candidate.number and other.code != candidate.code
                and (pair := relations.get((other.code, candidate.code))) is not None and pair.relation in ("included", "never")
            ),
            None,
        )
        if partner is None:
            out.append(candidate)
        else:
            claim.rejections.append(Rejection(candidate.code, "included", f"guidance is part of {partner.code}", candidate.rule, candidate.evidence, candidate.sources))
    return out


def _with_parents(candidates: list[Candidate], claim: Claim) -> list[Candidate]:
    """Take off add-ons whose primary is not on the claim, until nothing more goes."""
    live = list(candidates)
    while True:
        orphan = next((c for c in live if not has_parent(c.code, {other.code for other in live})), None)
        if orphan is None:
            return live
        live.remove(orphan)
        claim.rejections.append(Rejection(orphan.code, "included", "an add-on is billed only with a primary procedure, and none is on the claim", orphan.rule, orphan.evidence, orphan.sources))


def has_parent(code: str, present: set[str]) -> bool:
    """Whether a code may stand beside the codes present: it is no add-on, or one of its primaries is there."""
    known = tables.codes()
    parents = known[code].add_on_to
    if not parents:
        return True
    if "*" in parents:  # the contractor decides which: any code that stands alone
        return any(not known[other].add_on_to and known[other].kind not in ("guidance", "sedation") for other in present - {code})
    return bool(present & set(parents))


def _merge(candidates: list[Candidate], claim: Claim) -> list[Line]:
    lines: list[Line] = []
    for candidate in candidates:
        fact = tables.codes()[candidate.code]
        sided = fact.bilateral in ("1", "3")
        side = candidate.side if sided else ""
        once = fact.kind in ("guidance",)
        for line in lines:
            if line.code == candidate.code and (line.side == side or once or not sided) and bool(line.candidates[0].distinct and candidate.distinct) == bool(line.candidates[0].distinct or candidate.distinct):
                if once and fact.mue not in (None, "") and line.units + candidate.units > int(fact.mue):
                    line.candidates.append(candidate)
                else:
                    line.units += candidate.units
                    line.candidates.append(candidate)
                break
        else:
            lines.append(Line(candidate.code, candidate.units, side, [candidate]))
    return _both_sides(lines)


def _both_sides(lines: list[Line]) -> list[Line]:
    """Left and right lines of one bilateral code become one line with side bilateral."""
    out: list[Line] = []
    for line in lines:
        partner = next((o for o in out if o.code == line.code and {o.side, line.side} == {"left", "right"} and o.units == line.units == 1 and _same_place(o, line)), None)
        if partner is not None and tables.codes()[line.code].bilateral == "1":
            partner.side = "bilateral"
            partner.candidates += line.candidates
        else:
            out.append(line)
    return out


def _same_place(one: Line, other: Line) -> bool:
    """Whether two lines of opposite sides are the two sides of one place, not a left shoulder and a right knee."""
    targets = {c.procedure.target for line in (one, other) for c in line.candidates if c.family == "joint"}
    return len(targets) < 2


def _ordered(lines: list[Line]) -> list[Line]:
    """The lines as a claim is read: procedures in the order of the report, then catheters, imaging, guidance and sedation; an add-on stands after the last of its parents."""
    known = tables.codes()
    ranked = sorted(lines, key=_order)
    out = [line for line in ranked if known[line.code].kind != "add_on"]
    for line in ranked:
        if known[line.code].kind == "add_on":
            family = {line.code, *known[line.code].add_on_to}
            after = max((place for place, other in enumerate(out, start=1) if other.code in family), default=None)
            out.insert(sum(_order(other) < _order(line) for other in out) if after is None else after, line)
    return out


def _order(line: Line) -> tuple[int, int, str]:
    kind = tables.codes()[line.code].kind
    first = min((span.start for span in line.evidence), default=0)
    return (_RANK.get(kind, 1), first if kind == "primary" else 0, line.code)


def _unique(claim: Claim) -> list[Rejection]:
    on_claim = {line.code for line in claim.lines}
    out: dict[str, Rejection] = {}
    for rejection in claim.rejections:
        if rejection.code not in on_claim:
            out.setdefault(rejection.code, rejection)
    return [out[code] for code in sorted(out)]
