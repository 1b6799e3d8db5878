"""Thrombin injected through the skin into a pseudoaneurysm of a limb."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.course import Told, course, undone
from cac.narrative.live import title
from cac.narrative.procedure import Procedure

FAMILIES = ("pseudoaneurysm",)
ORDER = 55
_SAC = re.compile(r"pseudo-?\s?aneurysm\w*|false aneurysm\w*|\bpsa\b")
_AGENT = re.compile(r"thrombin|thrombosing agent|collagen[^.\n]{0,20}inject|fibrin sealant")
_INJECTED = re.compile(r"inject\w*|instill\w*|administ\w*|slow push|given|deliver\w*|deposit\w*|\d ?(?:units?|u|iu|ml|cc)\b|aliquots?")
_LIMB = re.compile(r"femoral|groin|\bc?[rl]?cfa\b|\bsfa\b|profunda|popliteal|tibial|brachial|radial|axillary|ulnar|\barm\b|\bleg\b|thigh|forearm|wrist|antecubital|elbow|extremit|fistula|graft|puncture site|access site|iliac|calf")
_TRUNK = re.compile(r"splenic|hepatic|renal|mesenteric|\bgda\b|gastroduodenal|pancreat\w+|aort(?:a|ic)|visceral|celiac|carotid|pulmonary|intercostal|cystic artery|epigastric|ventric")
_US = re.compile(r"ultraso\w+|sonogra\w+|duplex|\bsono\b|\bus\b[- ]?guid\w*|under us|\bus probe|under (?:live |real[- ]time |direct |continuous )us\b|\bus\b(?=\s*[:,-]| (?:show|demonstrat|visuali|confirm|real|was|needle))|colou?r doppler|\b(?:by|with|on|using|via|per|w/|in) us\b|\bus[- ](?:steered|controlled|directed|monitored)|\b(?:steered|watched|seen|tip|tracked|guided|followed) (?:\w+ ){0,2}(?:on|by|with|under) (?:us|doppler|colou?r|scan\w*)\b|\bscanned\b|linear (?:probe|transducer)|transducer|\bprobe\b")
_IMAGE = re.compile(r"(?:image|picture|clip|film|frame|still)s?[^.\n]{0,40}(?:saved|stored|kept|archiv\w*|recorded|retained|captured|printed|sent)|(?:saved|stored|archived|recorded|kept)[^.\n]{0,30}(?:image|picture|clip)s?|pacs")
_COMPRESSED = re.compile(r"(?:transducer|probe|ultrasound|us|sono\w*)(?:[- ]guided)?[^.\n]{0,40}compress(?!ib)\w*|compress(?!ib)\w*[^.\n]{0,40}(?:transducer|probe|under ultrasound|under us)")
_CATHETER = re.compile(r"microcatheter|coil (?:was|were) (?:deployed|placed)|covered stent (?:was )?(?:deployed|placed)|through the (?:micro)?catheter")
_TWO = re.compile(r"(?:two|2|both) (?:separate |distinct |discrete )?(?:\w+ )?(?:pseudo-?\s?aneurysms|psas)|second (?:separate )?pseudo-?\s?aneurysm|bilateral (?:\w+ ){0,3}pseudo-?\s?aneurysm")
_CLOSURE = re.compile(r"arteriotomy (?:site )?(?:was )?(?:sealed|closed)|seal the (?:arteriotomy|tract)|tract (?:was )?(?:sealed|embolized)")


def read(case: Case) -> list[Procedure]:
    """Injections of a limb pseudoaneurysm done today, one for each sac or side."""
    flat = case.document.flat
    if not _SAC.search(flat):
        return []
    told = course(case)
    pressed = next((t.span(m) for t in told if (m := _COMPRESSED.search(t.text)) and not undone(t.text, m.start(), m.end())), None)
    if pressed and _US.search(flat) and not any(_AGENT.search(t.text) and _INJECTED.search(t.text) and not undone(t.text, m.start(), m.end()) for t in told for m in [_AGENT.search(t.text)] if m):
        return [Procedure("pseudoaneurysm", "compression", _target(flat), next(iter(_sides(case, told)), "")).because(pressed)]
    if not _AGENT.search(flat):
        return []
    text = "\n".join(t.text for t in told)
    acts = [(t, m) for t in told for m in _AGENT.finditer(t.text) if not undone(t.text, m.start(), m.end()) and _INJECTED.search(t.text)]
    acts = [(t, m) for t, m in acts if not re.search(r"(?:compress|gelfoam|topical|sprayed|soaked)[^.]{0,30}$", t.text[: m.start()]) and not re.search(r"(?:allerg|exposure|history|previous|prior)[^.]{0,20}$|^[^.]{0,20}(?:allerg|exposure)", t.text[max(0, m.start() - 30) : m.start()])]
    if not acts or _CATHETER.search(text) and not re.search(r"\d+[- ]?g(?:auge)?\b|needle", text) or _CLOSURE.search(text):
        return []
    where = flat
    trunk = _TRUNK.search(" ".join(case.sentence(n) for n in range(len(case.document.sentences)) if _SAC.search(case.sentence(n))))
    if not _LIMB.search(where) or trunk and not _LIMB.search(" ".join(case.sentence(n) for n in range(len(case.document.sentences)) if _SAC.search(case.sentence(n)))):
        return []
    sides = _sides(case, told)
    out = []
    for side in sides:
        made = Procedure("pseudoaneurysm", "injection", _target(flat), side).because(*[t.span(m) for t, m in acts[:2]])
        made.set("sacs", 2 if len(sides) == 1 and _TWO.search(text) and not re.search(r"lobe|bilobed|multilocul|chamber", text) else 1)
        guide = next((t.span(m) for t in told if (m := _US.search(t.text)) and not undone(t.text, m.start(), m.end())), None)
        if guide is None and (head := _US.search(title(case) or flat[:200])):
            guide = acts[0][0].span(acts[0][1]) if head else None
        made.set("guidance.ultrasound", guide is not None, *([guide] if guide else []))
        made.set("guidance.image_stored", any(not re.search(r"\b(?:no|not|without|none)\b[^.;,]{0,14}$|\b(?:no|not|never|without)\b", flat[max(0, m.start() - 14) : m.end()]) for m in _IMAGE.finditer(flat)))
        out.append(made)
    return out


def _target(flat: str) -> str:
    names = (("femoral", "common_femoral_artery"), ("groin", "common_femoral_artery"), ("cfa", "common_femoral_artery"), ("brachial", "brachial_artery"), ("radial", "radial_artery"), ("popliteal", "popliteal_artery"), ("axillary", "axillary_artery"))
    return next((vessel for word, vessel in names if word in flat), "extremity_artery")


def _sides(case: Case, told: list[Told]) -> tuple[str, ...]:
    """The limb treated: named beside the sac, in the title, or anywhere."""
    near = [case.sentence(n) for n in range(len(case.document.sentences)) if _SAC.search(case.sentence(n))]
    for text in (title(case), case.document.flat[:250], " ".join(near), "\n".join(t.text for t in told), case.document.flat):
        sides = {{"lt": "left", "rt": "right"}.get(w, w) for w in re.findall(r"\b(left|right|lt|rt|bilateral)\b(?! heart| ventric| atri| coron| main| hand hold)", text)}
        sides |= {{"l": "left", "r": "right"}[w] for w in re.findall(r"\b([lr])(?:cfa|sfa| cfa| groin| femoral| brachial)\b", text)}
        if "bilateral" in sides:
            return ("left", "right")
        if len(sides) == 1:
            return (sides.pop(),)
        if len(sides) == 2:
            done = {w for t in told for m in _AGENT.finditer(t.text) for w in re.findall(r"\b(left|right)\b", t.text)}
            if len(done) == 1:
                return (done.pop(),)
            if len(done) == 2:
                return ("left", "right")
    return ("",)
