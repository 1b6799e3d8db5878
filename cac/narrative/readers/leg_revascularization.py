"""Revascularization of the leg: treated vessels by territory, service and lesion."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.endograft import ENDOGRAFT_WORK
from cac.narrative.live import blanked
from cac.narrative.procedure import Procedure
from cac.narrative.treated import Treated, treated

FAMILIES = ("leg_revascularization",)
ORDER = 60

#: artery -> (territory, vessel that counts, vessel that counted when the foot was part of the calf)
UNITS = {
    "common_iliac_artery": ("iliac", "common_iliac", "common_iliac"),
    "internal_iliac_artery": ("iliac", "internal_iliac", "internal_iliac"),
    "external_iliac_artery": ("iliac", "external_iliac", "external_iliac"),
    "iliac_artery": ("iliac", "iliac", "iliac"),
    "common_femoral_artery": ("femoral_popliteal", "common_femoral_profunda", "femoral_popliteal"),
    "profunda_femoris_artery": ("femoral_popliteal", "common_femoral_profunda", "femoral_popliteal"),
    "superficial_femoral_artery": ("femoral_popliteal", "superficial_femoral_popliteal", "femoral_popliteal"),
    "popliteal_artery": ("femoral_popliteal", "superficial_femoral_popliteal", "femoral_popliteal"),
    "anterior_tibial_artery": ("tibial_peroneal", "anterior_tibial", "anterior_tibial"),
    "posterior_tibial_artery": ("tibial_peroneal", "posterior_tibial", "posterior_tibial"),
    "peroneal_artery": ("tibial_peroneal", "peroneal", "peroneal"),
    "tibioperoneal_trunk": ("tibial_peroneal", "tibioperoneal_trunk", "tibioperoneal_trunk"),
    "dorsalis_pedis_artery": ("inframalleolar", "dorsalis_pedis", "anterior_tibial"),
    "lateral_plantar_artery": ("inframalleolar", "plantar", "posterior_tibial"),
    "medial_plantar_artery": ("inframalleolar", "plantar", "posterior_tibial"),
    "plantar_artery": ("inframalleolar", "plantar", "posterior_tibial"),
    "pedal_arch": ("inframalleolar", "pedal_arch", "anterior_tibial"),
}
_GENERAL = {"iliac": "iliac"}
_PART = {"tibioperoneal_trunk": ("posterior_tibial", "peroneal"), "pedal_arch": ("dorsalis_pedis", "plantar")}
_SERVICES = ("stent_atherectomy", "atherectomy", "stent", "angioplasty")


class _Vessel:
    """One vessel that counts, with everything done in it."""

    def __init__(self, territory: str, unit: str, side: str) -> None:
        self.territory, self.unit, self.side = territory, unit, side
        self.parts: list[Treated] = []

    def service(self) -> str:
        done = {s for part in self.parts for s in part.services}
        if self.territory == "inframalleolar":
            return "angioplasty" if done - {"lithotripsy"} or "lithotripsy" in done else ""
        cut = "atherectomy" in done and self.territory != "iliac"
        if "stent" in done:
            return "stent_atherectomy" if cut else "stent"
        return "atherectomy" if cut else "angioplasty"

    def lesion(self) -> tuple[str, Span | None]:
        for wanted in ("occlusion", "stenosis"):
            for part in self.parts:
                if part.lesion == wanted:
                    return wanted, part.lesion_where
        return "", None

    def where(self, service: str) -> list[Span]:
        return [s for part in self.parts for s in part.services.get(service, [])]


_LEG_ARTERY = r"(?:iliac|femoral|sfa|cfa|[lr]?eia|[lr]?cia|iia|hypogastric|profunda|popliteal|tibial|peroneal|tibioperoneal)"
_INJURY = r"(?:pseudo-?aneurysm|aneurysm|rupture|laceration|transection|extravasation|av fistula|arteriovenous fistula|perforation|blowout|stab|gunshot)"
_CAUSE = re.compile(rf"{_LEG_ARTERY}[^.\n]{{0,30}}{_INJURY}|{_INJURY}[^.\n]{{0,20}}(?:of|in|from|to) (?:the )?(?:mid |distal |proximal )?(?:left |right )?(?:superficial |common |external |internal |deep )?{_LEG_ARTERY}")

#: the saying that the artery is not narrowed by disease
_DENIED = re.compile(r"\b(?:no|without|not|absence of|non-?)\s*(?:an? |any |from |due to |related to )?(?:underlying |significant |evidence of )?(?:athero\w+|occlusive|plaque)(?! (?:in|of) the (?:other|contralateral|left|right))")
#: a torn wall as the reason of the session, not the tear a balloon left
_TORN = re.compile(rf"(?:iatrogenic|spontaneous|traumatic|catheter[- ](?:induced|related)|access[- ](?:site|related)|sheath[- ]related|retrograde|fibromuscular)(?: [\w/-]+){{0,4}} dissection|dissection[^.\n]{{0,40}}(?:from|after|following|caused by|due to) (?:[\w-]+ ){{0,4}}(?:cathet\w+|ablation|access|arterial line|iabp|balloon pump|trauma|injury|sheath|impella|tavr|tavi|coronary)|{_LEG_ARTERY}(?: artery)? dissection")
_BY_BALLOON = re.compile(r"flow[- ]limiting|residual|after (?:the )?(?:angioplasty|balloon\w*|pta|dilat\w+|predilat\w+)|post-?(?:angioplasty|pta|balloon|dilat\w+)|bail-?out|no dissection")


def _torn(case: Case, part: Treated) -> Span | None:
    """Words of a dissection that was the reason of the stent."""
    flat = case.document.flat
    match = next((m for m in _TORN.finditer(flat) if not re.search(r"\b(?:no|without|not)\b[^.;]{0,24}$", flat[max(0, m.start() - 30) : m.start()])), None)
    if match is None or "atherectomy" in part.services:
        return None
    if _DENIED.search(flat):
        return Span(*match.span())
    if _BY_BALLOON.search(flat) or any(_occlusive(case.sentence(m.sentence)) for m in part.mentions) or part.lesion:
        return None
    return Span(*match.span())


def _occlusive(text: str) -> bool:
    return bool(re.search(r"stenos|stenot|occlu|\bcto\b|\d ?%|plaque|claudic|athero", text))


def _nonocclusive(case: Case, part: Treated) -> Span | None:
    """Words that make the lesion an aneurysm or an injury and not occlusive disease."""
    if (torn := _torn(case, part)) is not None:
        return torn
    if part.lesion and not all(re.search(r"aneurysm|extravasation|laceration|fistula", case.sentence(m.sentence)) for m in part.mentions):
        return None
    flat = case.document.flat
    for match in _CAUSE.finditer(flat):
        if not re.match(r"s?\s*\?", flat[match.end() : match.end() + 3]) and not re.search(r"\b(?:no|without|not|prior|abdominal aortic)\b[^.]{0,24}$", flat[max(0, match.start() - 28) : match.start()]) and not re.search(r"\bno\b|without|\baaa\b|healed|prior", match.group()):
            return Span(*match.span())
    return None


#: arteries that go on into one another, the upper one first
_NEXT_BELOW = (
    ("common_iliac_artery", "external_iliac_artery"), ("common_iliac_artery", "internal_iliac_artery"), ("external_iliac_artery", "common_femoral_artery"),
    ("common_femoral_artery", "superficial_femoral_artery"), ("common_femoral_artery", "profunda_femoris_artery"), ("popliteal_artery", "tibioperoneal_trunk"),
    ("popliteal_artery", "anterior_tibial_artery"), ("anterior_tibial_artery", "dorsalis_pedis_artery"), ("posterior_tibial_artery", "plantar_artery"),
    ("posterior_tibial_artery", "lateral_plantar_artery"), ("posterior_tibial_artery", "medial_plantar_artery"),
)
#: the saying that one lesion lies in two arteries
_BRIDGE = re.compile(r"\b(?:one|single|same|continuous|contiguous|confluent|unbroken)\b[^.;:]{0,24}\b(?:lesion|stenos[ie]s|occlusion|segment|cto|plaque|disease)\b|\bas one\b|bridging (?:the )?(?:lesion|stenosis|occlusion)|(?:lesion|stenosis|occlusion|cto|plaque|disease)[^.;]{0,40}\b(?:extend\w*|running|runs|continu\w+|reach\w*|cross\w*|going|spill\w*)\b[^.;]{0,30}\b(?:into|to|onto)\b")
_NOT_BRIDGE = re.compile(r"\bseparate|distinct|discrete|two lesions|tandem|each lesion|second lesion")


def _bridged(case: Case, found: list[Treated]) -> list[Treated]:
    """Treated arteries where one lesion that runs on from one into the next, treated by the same act, counts once."""
    out = list(found)
    for upper, lower in _NEXT_BELOW:
        for one in [t for t in out if t.name == upper]:
            for two in [t for t in out if t.name == lower and t.side == one.side]:
                shared = {(s.start, s.end) for s in one.evidence} & {(s.start, s.end) for s in two.evidence}
                both = {m.sentence for m in one.mentions} & {m.sentence for m in two.mentions}
                texts = [case.sentence(n) for n in sorted({n + step for n in both for step in (-1, 0, 1)}) if 0 <= n < len(case.document.sentences)]
                if shared and any(_BRIDGE.search(t) for t in texts) and not any(_NOT_BRIDGE.search(t) for t in texts):
                    for service, spans in two.services.items():
                        one.services.setdefault(service, []).extend(s for s in spans if s not in one.services.get(service, []))
                    if two.lesion == "occlusion" and one.lesion != "occlusion":
                        one.lesion, one.lesion_where = two.lesion, two.lesion_where
                    out.remove(two)
    return out


def read(case: Case, before: list[Procedure]) -> list[Procedure]:
    """One procedure for each vessel that counts, the most intensive of each territory and leg first.

    Args:
        case: a read report.
        before: what other readers have found; catheter work told in the statement of a treatment is marked as part of it.
    """
    found = [t for t in treated(case) if t.name in UNITS]
    if found and len(ENDOGRAFT_WORK.findall(blanked(case, roles=("body", "head")))) >= 2:  # the landing zone of the graft
        found = [t for t in found if t.name not in ("common_iliac_artery", "iliac_artery")]
    found = _bridged(case, found)
    if not found:
        return []
    by_unit: dict[tuple[str, str, str], _Vessel] = {}
    out: list[Procedure] = []
    for part in found:
        territory, unit, _ = UNITS[part.name]
        cause = _nonocclusive(case, part)
        if cause is not None and "stent" in part.services:
            made = Procedure("leg_revascularization", "nonocclusive_stent", part.name, part.side).because(*part.services["stent"])
            made.set("cause", "nonocclusive", cause)
            if not any(p.name == made.name and p.side == made.side for p in out):
                out.append(made)
            continue
        by_unit.setdefault((part.side, territory, unit), _Vessel(territory, unit, part.side)).parts.append(part)
    _on_the_way(case, before, found)
    vessels = _settled(list(by_unit.values()))
    return out + _numbered(vessels)


def _on_the_way(case: Case, before: list[Procedure], found: list[Treated]) -> None:
    """Mark catheterizations of a leg artery whose only words are those of its treatment, whatever side was read for them."""
    at = {(m.name, m.sentence) for part in found for m in part.mentions}
    at |= {(part.name, n) for part in found for span in part.evidence for n, s in enumerate(case.document.sentences) if s.start <= span.start < s.end}
    for procedure in before:
        path = procedure.facts.get("path") or ()
        if procedure.name != "catheterization" or not isinstance(path, tuple) or not path:
            continue
        last = str(path[-1]).removeprefix("left_").removeprefix("right_")
        numbers = {n for span in procedure.evidence["procedure"] for n, s in enumerate(case.document.sentences) if s.start <= span.start < s.end}
        if last in UNITS and numbers and all((last, n) in at for n in numbers) and procedure.side not in {part.side for part in found if part.name == last}:
            procedure.set("in_treatment", True)


def _settled(vessels: list[_Vessel]) -> list[_Vessel]:
    """Without vessels that are part of another treated one."""
    out = list(vessels)
    for vessel in vessels:
        mates = [v for v in out if v is not vessel and v.side == vessel.side and v.territory == vessel.territory]
        if vessel.unit in _PART and (kin := [v for v in mates if v.unit in _PART[vessel.unit]]):
            kin[0].parts += vessel.parts
            out.remove(vessel)
        elif vessel.unit in _GENERAL and (mates := mates or [v for v in out if v is not vessel and not vessel.side and v.territory == vessel.territory]):
            mates[0].parts += vessel.parts
            out.remove(vessel)
    return out


def _numbered(vessels: list[_Vessel]) -> list[Procedure]:
    made: list[Procedure] = []
    for vessel in vessels:
        service = vessel.service()
        lesion, where = vessel.lesion()
        words = [s for part in vessel.parts for s in part.evidence]
        procedure = Procedure("leg_revascularization", "revascularization", vessel.unit, vessel.side).because(*words)
        procedure.set("territory", vessel.territory).set("service", service)
        procedure.set("rank", 2 * (len(_SERVICES) - _SERVICES.index(service)) + (lesion == "occlusion"))
        procedure.set("earlier_unit", UNITS[vessel.parts[0].name][2])
        procedure.set("earlier_territory", "tibial_peroneal" if vessel.territory == "inframalleolar" else vessel.territory)
        if lesion:
            procedure.set("lesion_known", True, *[where] if where else [])
        procedure.set("lesion", "complex" if lesion == "occlusion" else "straightforward", *[where] if where else [])
        cut = vessel.where("atherectomy")
        if cut:
            procedure.set("atherectomy", True, *cut)
        shock = vessel.where("lithotripsy")
        if shock:
            procedure.set("lithotripsy", True, *shock)
        made.append(procedure)
    made.sort(key=lambda p: -p.facts["rank"])
    seen: set[tuple[str, str]] = set()
    earlier: set[tuple[str, str]] = set()
    units: set[tuple[str, str, str]] = set()
    for procedure in made:
        key = (procedure.side, str(procedure.facts["territory"]))
        procedure.set("sequence", "additional" if key in seen else "initial")
        seen.add(key)
        old = (procedure.side, str(procedure.facts["earlier_territory"]))
        unit = (*old, str(procedure.facts["earlier_unit"]))
        procedure.set("earlier_sequence", "part" if unit in units else "additional" if old in earlier else "initial")
        earlier.add(old)
        units.add(unit)
    return made
