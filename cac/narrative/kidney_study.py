"""Studies of the arteries of the kidneys: which sides, and how deep the catheter went."""

from __future__ import annotations

from typing import Any

from cac import patterns as re
from cac.findings import Span
from cac.narrative.arteries import chain
from cac.narrative.case import Case
from cac.narrative.catheter import Position, Walk
from cac.narrative.procedure import Procedure


def of_kidney(position: Position) -> bool:
    """Whether a place of the catheter is an artery of a kidney."""
    return any(v.endswith("renal_artery") and "adrenal" not in v for v in chain(position.vessel)) and "adrenal" not in position.vessel and position.vessel != "iliac_origin_renal_artery"


def kidneys_studied(case: Case, found: Walk, facts: dict[str, Any]) -> list[Procedure]:
    """One procedure for each depth of renal study, with the sides it covers.

    Args:
        case: a read report.
        found: the walk of the catheter.
        facts: what every study of the region carries.
    """
    depth: dict[str, int] = {}
    where: dict[str, list[Span]] = {}
    horseshoe = re.search(r"horseshoe[^.]*\.[^.]*(?:each|all)[^.]*(?:three|arteries)?[^.]*(?:select|cathet)|\beach (?:of (?:the|these) )?(?:\w+ )?(?:was|were) (?:\w+ )?(?:select|cathet|engag|cannul)|all (?:three|four|of them|these)? ?(?:arteries )?were (?:\w+ )?(?:select|cathet)", case.document.flat)
    if "horseshoe" in case.document.flat and horseshoe:
        depth = {"left": 1, "right": 1}
        where = {"left": [Span(*horseshoe.span())], "right": []}
    for position in found.positions:
        if position.step.how == "treat" or not of_kidney(position) or not (position.step.imaged or not facts["intervention"]) or position.step.map_only:
            continue
        side = position.side or ("left" if position.vessel.startswith("left_") else "right" if position.vessel.startswith("right_") else "")
        deep = 2 if "segmental" in position.vessel or "capsular" in position.vessel else 1
        depth[side] = max(depth.get(side, 0), deep)
        where.setdefault(side, []).append(position.step.evidence)
    if not depth:
        return []
    if "" in depth and len(depth) > 1:
        depth.pop("")
    out = []
    for level, name in ((2, "superselective"), (1, "main")):
        sides = [s for s, d in depth.items() if d == level]
        if not sides:
            continue
        spans = [w for s in sides for w in where.get(s, [])] or [w for ws in where.values() for w in ws]
        made = Procedure("renal_angiography", name, "renal_artery", sides[0] if len(sides) == 1 else "bilateral").because(*spans)
        made.set("order", level).set("both_sides", len(sides) == 2)
        for key, value in facts.items():
            made.set(key, value)
        if level == 1 and len(set(depth.values())) == 2:
            made.set("study_modifier", "59")
        out.append(made)
    return out
