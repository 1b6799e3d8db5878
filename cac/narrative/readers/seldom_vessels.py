"""Catheter work with codes for emerging technology: nerves of renal and pulmonary arteries, bypass by stent grafts, venous valves, sensors, coherence tomography."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure
from cac.narrative.seldom import rare

FAMILIES = ("vascular_other", "leg_revascularization", "venography", "ivus")
ORDER = 64
_ENERGY = r"ablat\w*|denervat\w*|radio-?frequency|\brf\b|ultrasound energy|sonication|treatments? (?:were |was )?(?:delivered|applied)|applied|delivered"
_ACTS = (
    rare("vascular_other", "renal_denervation", r"renal (?:\w+ )?(?:sympathetic )?(?:nerve )?denervation|symplicity|paradise (?:system|catheter|balloon)|renal sympathetic", _ENERGY),
    rare("vascular_other", "pulmonary_denervation", r"pulmonary artery (?:\w+ )?denervation|\bpadn\b|denervation of (?:the )?(?:\w+ )?pulmonary arter", _ENERGY),
    rare("leg_revascularization", "bypass_through_vein", r"\bdetour\b (?:system|procedure|bypass|endovascular)|percutaneous transmural arterial bypass|\bptab\b|femoral-?popliteal bypass through the (?:femoral )?vein|torus stent graft|endocross", r"stent[- ]?grafts?|deployed|crossing|bypass|advanced"),
    rare("leg_revascularization", "venous_arterialization", r"(?:deep |venous |transcatheter |percutaneous )*(?:venous |vein |deep vein )?arteriali[sz]ation|limflow|\btadv\b|\bdva\b", r"stent[- ]?grafts?|deployed|crossing|valvulotom\w+|created|advanced|performed"),
    rare("venography", "venous_valve", r"venovalve|bioprosthetic (?:venous )?valve|prosthetic venous valve", r"implant\w*|insert\w*|sutured|deployed|placed"),
    rare("venography", "caval_sensor", r"(?:wireless |implantable )?(?:ivc|inferior vena cava|caval|venous area) (?:\w+ )?sensor|future-?hf|firesor\w*", r"deploy\w*|implant\w*|released|placed|insert\w*"),
    rare("venography", "caval_sensor_setup", r"(?:ivc|inferior vena cava|caval) (?:\w+ )?sensor", r"(?:set-?up|education|trained|training|calibrat\w+)[^.;\n]{0,80}(?:remote|monitor|home|belt)|(?:remote|home|monitor\w*)[^.;\n]{0,60}(?:set-?up|education|training)"),
    rare("venography", "caval_sensor_monitoring", r"(?:ivc|inferior vena cava|caval) (?:\w+ )?sensor", r"remote (?:\w+ )?monitor\w*[^.;\n]{0,120}(?:review|interpret|days|transmi)\w*|(?:review|interpret)\w*[^.;\n]{0,100}(?:transmi\w+|remote)"),
    rare("ivus", "coherence_tomography", r"optical coherence tomograph\w*|\boct\b(?! ?\d{1,2}(?:,|th|\b ?20))", r"pull-?back|performed|acquired|obtained|catheter|images?|run"),
)
_HEAD = re.compile(r"carotid|vertebral arter|basilar|middle cerebral|\bmca\b|\bica\b|\bm1\b|intracranial|cavernous|supraclinoid|petrous|subclavian")
_INSIDE = re.compile(r"intracranial|middle cerebral|\bmca\b|\bm1\b|basilar|cavernous|supraclinoid|petrous|ophthalmic segment|anterior cerebral|dural venous|transverse sinus")
_HOW = re.compile(r"ultrasound|sonication|paradise|gradient")


def read(case: Case) -> list[Procedure]:
    """Emerging catheter work of today."""
    out: list[Procedure] = []
    for act in _ACTS:
        if not act.thing.search(case.document.flat):
            continue
        where = seldom.done(case, act.thing, act.work)
        text = seldom.about(case)
        if not where:
            continue
        made = Procedure(act.family, act.name, side=seldom.side(case, where)).because(*where[:2])
        if act.name == "coherence_tomography":
            if not _HEAD.search(text) or re.search(r"coronar|\blad\b|\brca\b", text):
                continue
            parts = _tomographs(text)
            out += [Procedure("ivus", act.name, side=made.side).because(*where[:2]).set("inside", inside).set("further", number - 1) for inside, number in parts]
            continue
        if act.name == "renal_denervation":
            made.set("both_sides", made.side in ("bilateral", ""))
            if made.side == "" and not re.search(r"bilateral|both|left and right|right and left", text):
                made.set("both_sides", False).set("side_told", False)
            else:
                made.set("side_told", True)
        if act.name == "pulmonary_denervation":
            made.set("ultrasound_energy", bool(_HOW.search(text)))
        if act.name.startswith("caval_sensor") and any(p.name == "caval_sensor" for p in out):
            continue
        out.append(made)
    return out


def _tomographs(text: str) -> list[tuple[bool, int]]:
    """Whether inside the skull, and how many vessels, for each part of the head and neck that was imaged."""
    named = {m.group() for told in re.findall(r"[^.;]*(?:coherence tomograph|\boct\b)[^.;]*", text) for m in re.finditer(r"(?:left|right) (?:\w+ ){0,2}(?:carotid|vertebral|cerebral|mca|ica)|basilar|\bm1\b", told)}
    inner = {name for name in named if _INSIDE.search(name)}
    if not named:
        return [(_INSIDE.search(text) is not None, 1)]
    return [(inside, len(some)) for inside, some in ((False, named - inner), (True, inner)) if some]
