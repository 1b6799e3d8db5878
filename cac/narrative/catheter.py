"""The catheter walk: where it entered, which arteries it entered in turn, how selective that is.

The acts of a report are read in order. An artery counts as entered where a catheter is moved into it, it is
selected, or it is studied by an injection of its own; arteries that were seen only, or were the goal of a wire,
do not count. :func:`walk` is the entrance; other readers may call it for access sites, positions and families.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, field, replace

from cac.findings import Span
from cac.knowledge import tables
from cac.narrative import access as sites
from cac.narrative import steps
from cac.narrative.access import Access
from cac.narrative.arteries import AORTA, chain, depth, place, root, thoracic, under
from cac.narrative.case import Case
from cac.narrative.limb import leg_side
from cac.narrative.step_finish import Step


@dataclass(frozen=True, slots=True)
class Position:
    """A place the catheter reached.

    Attributes:
        vessel: id in the vessel table.
        side: left, right or empty.
        access: the access site it was reached from.
        order: 0 not selective, 1 first order and so on, counted from the aorta or the punctured artery.
        path: vessels passed, first branch first, the vessel itself last.
        family: key of the vascular family (root, side, level); empty where not selective.
        step: the words that say so.
    """

    vessel: str
    side: str
    access: Access
    order: int
    path: tuple[str, ...]
    family: tuple[str, str, str]
    step: Step


@dataclass(slots=True)
class Family:
    """What was entered of one vascular family from one access."""

    key: tuple[str, str, str]
    access: Access
    positions: list[Position]
    deepest: Position
    further: list[Position] = field(default_factory=list)

    @property
    def thoracic(self) -> bool:
        return thoracic(self.deepest.vessel)


@dataclass(slots=True)
class Walk:
    """The walk of all arterial catheters of a report."""

    accesses: list[Access]
    positions: list[Position]
    families: list[Family]

    def entered(self, *vessels: str, side: str = "") -> list[Position]:
        """Positions in the vessels named (ids without side accepted) or in their branches."""
        wanted = {place(v, s) for v in vessels for s in ("left", "right")}
        return [p for p in self.positions if (not side or p.side in ("", side)) and wanted & set(chain(p.vessel))]


def walk(case: Case) -> Walk:
    """The catheter walk of a report.

    Args:
        case: a read report.

    Returns:
        Access sites, positions in order and families; empty lists where no artery was catheterized.
    """
    taken = steps.read(case)
    accesses = sites.read(case)
    if not accesses and not taken:
        return Walk([], [], [])
    if not accesses:
        accesses = [Access("common_femoral_artery", "", "retrograde", Span(0, 0), False)]
    positions: list[Position] = []
    for step in taken:
        access = _access_of(step, accesses)
        side = step.mention.side or _guess(step, positions, access)
        if step.mention.name.startswith(_LEG) and not step.mention.sure_side and side == access.side and leg_side(case) in ("left", "right"):
            side = leg_side(case)
        vessel = _variant(step, place(step.mention.name, side), positions)
        if not vessel and step.mention.name not in AORTA:
            continue
        if "basilar_artery" in chain(vessel) and not step.trunk:  # one vessel of two roots: that of the way taken
            way = next((p.vessel for p in reversed(positions) if p.vessel in ("left_vertebral_artery", "right_vertebral_artery")), "")
            step = replace(step, trunk=way) if way == "right_vertebral_artery" else step
        positions.append(_position(vessel, side if _sided(step.mention.name, vessel) else "", access, step))
    beyond = [p for p in positions if p.vessel != _LIMB]
    positions = beyond if any(p.order for p in beyond) else positions  # the limb of an endograft is only the way
    return Walk(accesses, positions, families(positions))


_LIMB = "iliac_limb_of_an_aortic_endograft"
_LEG = ("common_femoral", "superficial_femoral", "profunda", "popliteal", "anterior_tibial", "posterior_tibial", "peroneal", "tibioperoneal")
#: arteries whose treatment has its own rules on catheters, and those of the arm that are the way
_OTHER_TREATMENT = re.compile(r"carotid|vertebral|cerebral|basilar|ophthalmic|meningeal|coronary|pulmonary|brachial|radial|ulnar|axillary|graft")
_CIRCUIT = re.compile(r"fistula|dialysis|\bav[fg]\b")


def with_treated(case: Case, found: Walk) -> Walk:
    """The walk with the arteries that were ballooned or stented and not told as entered: the device was there.

    Arteries of the leg are left out: their treatment includes the catheter.
    """
    from cac.narrative.limb import LIMB
    from cac.narrative.treated import treated

    more = []
    for part in treated(case):
        vessel = place(part.name, part.side)
        if not part.services.keys() & {"stent", "angioplasty"} or _OTHER_TREATMENT.search(part.name) or ("subclavian" in part.name and _CIRCUIT.search(case.document.flat)):
            continue
        if not vessel or part.name.startswith(LIMB) or part.name in AORTA or not part.mentions or any(vessel in chain(p.vessel) for p in found.positions):
            continue
        mention = part.mentions[0]
        step = Step(mention, "treat", mention.span, mention.span.end, "", False)
        access = _access_of(step, found.accesses) if found.accesses else Access("common_femoral_artery", "", "retrograde", Span(0, 0), False)
        more.append(_position(vessel, part.side if _sided(part.name, vessel) else "", access, step))
    more += _of_clot(case, found) if not found.positions and not more else []
    if not more:
        return found
    positions = [*found.positions, *more]
    return Walk(found.accesses, positions, families(positions))


def _of_clot(case: Case, found: Walk) -> list[Position]:
    """The arteries of a leg in which clot was taken out, where the report tells nothing of the way there."""
    from cac.narrative import clot
    from cac.narrative.limb import LIMB
    from cac.narrative.treated import treated

    if treated(case):
        return []
    out = []
    for mention in clot.arteries_in(case, [s for s in clot.removals(case) if s.bed == "arterial"]):
        side = mention.side or leg_side(case)
        vessel = place(mention.name, side)
        if mention.name.startswith(LIMB) and side in ("left", "right") and vessel:
            step = Step(mention, "treat", mention.span, mention.span.end, "", False)
            access = _access_of(step, found.accesses) if found.accesses else Access("common_femoral_artery", "", "retrograde", Span(0, 0), False)
            out.append(_position(vessel, side, access, step))
    return out


def _sided(name: str, vessel: str) -> bool:
    return bool(vessel) and (vessel.startswith(("left_", "right_")) and vessel != name or root(vessel) in _SIDED or _table_sided(vessel))


def _table_sided(vessel: str) -> bool:
    return tables.vessels()[vessel].side_sensitive


_SIDED = frozenset({"common_iliac_artery", "gonadal_artery", "inferior_phrenic_artery"})


_SEGMENTALS = frozenset({"posterior_intercostal_artery", "lumbar_artery", "subcostal_artery"})


def _access_of(step: Step, accesses: list[Access]) -> Access:
    before = [a for a in accesses if a.where.start <= step.mention.span.start]
    return before[-1] if before else accesses[0]


def _guess(step: Step, positions: list[Position], access: Access) -> str:
    """Side of an artery named without one: that of the branch entered before, else across from the puncture."""
    for position in reversed(positions):
        if position.side and root(place(step.mention.name, position.side)) == root(position.vessel):
            return position.side
    return step.title_side


def _variant(step: Step, vessel: str, positions: list[Position]) -> str:
    if step.mention.name == "bronchial_artery" and positions and positions[-1].vessel == "intercostobronchial_trunk":
        return vessel
    if vessel == "left_common_carotid_artery" and step.bovine:
        return "bovine_left_common_carotid_artery"
    return vessel


def _position(vessel: str, side: str, access: Access, step: Step) -> Position:
    if not vessel or vessel in AORTA:
        return Position(vessel or "abdominal_aorta", "", access, 0, (), ("", "", ""), step)
    path = chain(vessel)[::-1]
    if step.trunk:
        path = (*chain(step.trunk)[::-1], vessel)
    order = depth(path) + (step.mention.below and step.how in ("move", "select", "told"))
    start = place(access.name, access.side or side)
    same = not access.side or not side or access.side == side
    if start:
        own = chain(start)
        arm = thoracic(start)
        if same and (vessel == start or vessel in own) and (arm or root(vessel) == "common_iliac_artery" or vessel in ("radial_artery",)):
            return Position(vessel, side, access, 0, path, ("", "", ""), step)
        if arm and root(vessel) == root(start):
            shared = [v for v in path if v in own]
            path = path[len(shared):]
            order = depth(path)
        elif same and side and access.way == "antegrade" and under(vessel, start):
            path = path[path.index(start) + 1 :]
            order = max(1, depth(path))
    first = root(vessel)
    if step.trunk:
        first = root(step.trunk)
    key = (first, side if first in _SIDED or _table_sided(first) or step.level and first in _SEGMENTALS else "", "" if step.trunk else step.level)
    return Position(vessel, side, access, order, path, key, step)


def families(positions: list[Position]) -> list[Family]:
    """Positions grouped by vascular family and access, with the deepest and the further branches."""
    groups: dict[tuple[tuple[str, str, str], Access], list[Position]] = {}
    for position in positions:
        if position.order:
            groups.setdefault((position.family, position.access), []).append(position)
    out = []
    for (key, access), entered in groups.items():
        ends: dict[tuple[str, str], Position] = {}
        for position in entered:
            known = ends.get((position.vessel, position.step.mention.branch))
            if known is None or position.order > known.order:
                ends[position.vessel, position.step.mention.branch] = position
        named = {vessel for vessel, branch in ends if branch}
        leaves = [
            p for (vessel, branch), p in ends.items()
            if not any(under(o.vessel, vessel) or (_trunk(o) and o.vessel != vessel and vessel in chain(_trunk(o))) for o in ends.values()) and not (vessel in named and not branch)
            and not (not p.step.mention.below and any(o.vessel == vessel and o.step.mention.below and o.step.how in ("move", "select", "told") for o in ends.values()))
        ]
        through = [p for p in leaves if p.step.how == "pass" and any(o is not p and o.step.mention.sentence == p.step.mention.sentence and o.step.mention.span.start > p.step.mention.span.start for o in leaves)]
        through += [p for p in leaves if any(o is not p and _way_to(p, o) for o in leaves)]
        leaves = [p for p in leaves if not any(p is q for q in through)]  # vessels on the way to another one
        leaves.sort(key=lambda p: -p.order)
        if leaves:
            out.append(Family(key, access, entered, leaves[0], [p for p in leaves[1:] if p.order >= 2]))
    return out


#: arteries from which one of another place in the tree may arise
_MAY_GIVE = {"prostatic_artery": frozenset({"obturator_artery", "internal_pudendal_artery", "inferior_vesical_artery", "superior_vesical_artery", "vesical_artery", "gluteal_pudendal_trunk", "inferior_gluteal_artery", "internal_iliac_anterior_division"})}
_ARCADES = frozenset({"arc_of_riolan", "marginal_artery_of_drummond"})
_ONWARD = re.compile(r"(?:[a-z ]{3,20}:)?[a-z ]*?(?:,|-{0,2}>|=>|\bthen\b|\bto\b|\binto\b|\bvia\b)\s*(?:(?:and|then|the|to|into|on|its|with|left|right|origin|of)\s+)*")


def _way_to(way: Position, tip: Position) -> bool:
    """Whether an artery was only passed on the way to one that may arise from it, or an arcade on the way into another trunk."""
    if way.step.mention.sentence != tip.step.mention.sentence or way.step.mention.span.start >= tip.step.mention.span.start:
        return False
    if way.vessel in _ARCADES:
        return bool(tip.step.trunk)
    giver, given = (position.vessel.removeprefix("left_").removeprefix("right_") for position in (way, tip))
    return way.side == tip.side and giver in _MAY_GIVE.get(given, ()) and _ONWARD.fullmatch(way.step.text.strip() + " ") is not None


def _trunk(position: Position) -> str:
    """The trunk a variant branch hangs on, empty for normal anatomy."""
    return position.step.trunk
