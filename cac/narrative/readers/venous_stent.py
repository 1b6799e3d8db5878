"""Stents and balloon angioplasty of veins outside the dialysis circuit."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.live import blanked
from cac.narrative.outside_vessels import no_vein_entered
from cac.narrative.procedure import Procedure
from cac.narrative.vein_treated import TreatedVein, is_alone, treated

FAMILIES = ("stent_angioplasty",)
ORDER = 58

_QUICK = re.compile(r"stent|venoplast|angioplast|balloon|\bpta\b|venovo|\babre\b|\bvici\b|dilat|conquest|\batlas\b|mustang|dorado|palmaz|powerflex|\bxxl\b|viabahn|zilver|plasti?ed")
_VEIN = re.compile(r"vein|venous|veno|\bivc\b|\bsvc\b|cava|\b[lr]?[ce]iv\b|may-?thurner")
_DIALYSIS = re.compile(r"fistula?gra\w*|shuntogra\w*|\bavf\b|\bavg\b|av (?:fistula|graft)|arteriovenous (?:fistula|graft)|dialysis (?:circuit|graft|fistula)|brachio-?cephalic fistula|hemodialysis (?:fistula|graft|access)|outflow vein|arterial anastomosis|declot|venous anastomosis|cephalic arch")
_OPEN = re.compile(r"bovie|electrocauter\w*|laparotom\w*|thoracotom\w*|sternotom\w*|vessel loops?|cystoscop\w*|laparoscop\w*|endarterectom\w*|incision was (?:made|carried)|fascia was")
_TIPS = re.compile(r"\btips\b|portosystemic shunt|rosch|colapinto|\bdips\b")

_REVERSED = re.compile(r"\btcar\b|transcarotid|enroute|flow[- ]revers\w*|reversal of flow")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """One procedure for each vein stented, and for each vein dilated that holds no stent."""
    flat = case.document.flat
    if not _QUICK.search(flat) or not _VEIN.search(flat):
        return []
    if no_vein_entered(case, found):
        return []  # a vein that a scan showed; the stent lies in a duct
    live = blanked(case, roles=("body", "head", "summary"))
    if _REVERSED.search(live) and re.search(r"carotid|\btcar\b|enroute", live):
        return []  # the vein that takes the blood of a carotid artery
    if _TIPS.search(live) and re.search(r"portosystemic|viatorr|hepatic vein|shunt", live) or len(_DIALYSIS.findall(live)) >= 2 or len(_OPEN.findall(live)) >= 2:
        return []
    veins = treated(case, alone=is_alone(case, found))
    stented = [v for v in veins if "stent" in v.services]
    dilated = [v for v in veins if "balloon" in v.services and "stent" not in v.services]
    if not stented and not dilated:
        dilated = [v for v in veins if "dilation" in v.services]
    out = [_made("venous_stent", v, index, single=len(stented) == 1) for index, v in enumerate(stented)]
    out += [_made("venous_angioplasty", v, index, single=False, stent=bool(stented)) for index, v in enumerate(dilated)]
    return out


def _made(name: str, vein: TreatedVein, index: int, *, single: bool, stent: bool = False) -> Procedure:
    spans = [s for service in ("stent", "balloon", "dilation") for s in vein.services.get(service, [])]
    made = Procedure("stent_angioplasty", name, vein.name or vein.unit, vein.side).because(*spans[:4])
    made.set("sequence", "first" if index == 0 else "further").set("vessel", vein.unit).set("system", "venous")
    if single and vein.side in ("left", "right"):
        made.set("side_modifier", {"left": "LT", "right": "RT"}[vein.side])
    if stent and index == 0:
        made.set("distinct_modifier", "59")
    return made
