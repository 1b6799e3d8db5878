"""Stent and balloon in arteries outside the leg's occlusive disease, the neck's bifurcation and the brain."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.live import blanked
from cac.narrative.outside_vessels import no_artery_entered, outside_vessels
from cac.narrative.procedure import Procedure
from cac.narrative.readers.leg_revascularization import UNITS
from cac.narrative.treated import treated
from cac.narrative.veins import of_veins

FAMILIES = ("stent_angioplasty",)
ORDER = 61

_ELSEWHERE = re.compile(r"carotid|vertebral|cerebral|basilar|ophthalmic|meningeal|communicating|coronary|cerebellar|pulmonary|graft")
_ARM = re.compile(r"brachial|radial|ulnar|axillary|interosseous|palmar")
_CIRCUIT = re.compile(r"dialysis|fistulogra|\bav[fg]\b|arteriovenous (?:fistula|graft)|\bavf\b")
_ATHERECTOMY = {"aorta": "aorta", "renal": "renal", "celiac": "visceral", "mesenteric": "visceral", "hepatic": "visceral", "splenic": "visceral", "innominate": "brachiocephalic", "subclavian": "brachiocephalic"}

#: a stent that holds the coils of an aneurysm in place is part of their placing
_FOR_COILS = re.compile(r"stent[- ](?:assist\w*|supported)|stent[^.]{0,60}(?:across the neck|over the neck|bridg\w+ the neck)[^.]{0,60}coil|coil\w*[^.]{0,160}stent[^.]{0,60}(?:neck|hold|scaffold|support|keep|retain)|(?:scaffold|hold|support|retain|jail)\w*[^.]{0,30}coils")


def read(case: Case, before: list[Procedure]) -> list[Procedure]:
    """One procedure for each treated artery; arteries with a stent first."""
    if outside_vessels(case, before) or no_artery_entered(case, before):
        return []  # the tract of a drain was dilated
    found = [t for t in treated(case) if t.name not in UNITS and not _ELSEWHERE.search(t.name) and t.name not in ("aorta", "aortic_bifurcation")]
    if not found:
        return []
    circuit = len(_CIRCUIT.findall(blanked(case))) >= 2
    merged: dict[tuple[str, str], Procedure] = {}
    for part in found:
        if circuit and _ARM.search(part.name) or of_veins(case, [m.span for m in part.mentions]):
            continue
        stent = "stent" in part.services
        if stent and _FOR_COILS.search(case.document.flat) and any(re.search(r"aneurysm|neck|coil", case.sentence(m.sentence)) for m in part.mentions):
            continue
        name = "stent" if stent else "angioplasty" if "angioplasty" in part.services else ""
        cut = part.services.get("atherectomy")
        if not name and not cut:
            continue
        made = Procedure("stent_angioplasty", f"arterial_{name or 'atherectomy'}", part.name, part.side).because(*part.evidence)
        made.set("system", "arterial").set("service", name or "atherectomy")
        if cut:
            made.set("atherectomy", next((area for word, area in _ATHERECTOMY.items() if word in part.name), "other"), *cut)
        merged[part.name, part.side] = made
    out = sorted(merged.values(), key=lambda p: p.name != "arterial_stent")
    count = {"arterial_stent": 0, "arterial_angioplasty": 0}
    for made in out:
        if made.name in count:
            made.set("sequence", "additional" if count[made.name] else "initial")
            count[made.name] += 1
    if count["arterial_stent"] and count["arterial_angioplasty"]:
        for made in out:
            if made.name == "arterial_angioplasty":
                made.set("beside_stent", True).set("separate_vessel_modifier", "59")
    return out
