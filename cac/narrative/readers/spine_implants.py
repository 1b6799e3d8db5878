"""The sacroiliac joint fused and the lumbar canal widened through the skin."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("spine_injection", "vertebral_augmentation")
ORDER = 63
_JOINT = re.compile(r"sacro-?iliac|\bsi joint|\bsij\b")
_FUSED = re.compile(r"\bfusion\b|arthrodesis|\bfused\b|ifuse|transfix\w*|cornerloc|linq\b|\bpsif\b|transloc|simmetry|(?:allograft|implants?|dowel|screws?)[^.;\n]{0,80}(?:placed|inserted|implanted|impacted|advanced|deployed|seated)|(?:placed|inserted|implanted|impacted|deployed|seated)[^.;\n]{0,60}(?:allograft|implants?|dowel|screws?)")
_IMPLANT = re.compile(r"implant|allograft|dowel|screw|ifuse|cornerloc|linq\b|psif|transloc|simmetry")
_ACROSS = re.compile(r"transfix\w*|ifuse|triangular|lateral(?: to medial| approach|ly)|across (?:the )?(?:\w+ )?(?:sacro-?iliac|si) joint|screws?|from (?:the )?ili(?:um|ac)[^.;\n]{0,40}(?:into|to) (?:the )?sacrum|simmetry")
_WITHIN = re.compile(r"intra-?articular|within (?:the )?(?:\w+ )?joint|into (?:the )?(?:\w+ )?(?:sacro-?iliac |si )?joint(?: space)?|posterior (?:approach|intra|inter)|interpositional|allograft|dowel|cornerloc|linq\b|psif")
_CANAL = re.compile(r"\bpild\b|\bmild\b(?= (?:procedure|device|technique|decompress|lumbar|kit|portal|tissue|bone))|minimally invasive lumbar decompression|percutaneous (?:image-guided )?(?:\w+ )?(?:decompression|laminotomy|laminectomy)|image-guided (?:\w+ )?decompression|ligamentum flavum[^.;\n]{0,60}(?:resect|sculpt|debulk|remov|decompress)|(?:resect|sculpt|debulk|remov)\w*[^.;\n]{0,50}ligamentum flavum")
_CUT = re.compile(r"sculpt\w*|rongeur|debulk\w*|resect\w*|trocar|portal|cannula|decompress\w*|laminotomy|removed")
_OPEN = re.compile(r"open laminectomy|midline incision|microscope|endoscope|discectomy|pedicle screw|interspinous|disc decompression|nucleoplasty")
_DISC = re.compile(r"nucleus|nucleoplasty|intra-?discal|disc decompress|discectomy")


def read(case: Case) -> list[Procedure]:
    """Fusions of the sacroiliac joint and decompressions of the canal done today."""
    return [*_fusion(case), *_decompression(case)]


def _fusion(case: Case) -> list[Procedure]:
    flat = case.document.flat
    if not _JOINT.search(flat) or not re.search(r"fusion|arthrodesis|fused|ifuse|transfix|cornerloc|linq\b|psif|transloc|simmetry|dowel", seldom.opening(case) + seldom.today(case)):
        return []
    where = seldom.done(case, _JOINT, _FUSED)
    text = seldom.about(case)
    if not where or not _IMPLANT.search(text) or re.search(r"cement|sacroplasty|pmma", text):
        return []
    made = Procedure("spine_injection", "sacroiliac_fusion", side=seldom.side(case, where)).because(*where[:2])
    across, within = _ACROSS.search(text) is not None, _WITHIN.search(text) is not None
    named = re.search(r"transfix\w*|ifuse|triangular|simmetry", text) is not None
    return [made.set("implant", "transfixing" if named or across and not within else "intra_articular" if within else "")]


def _decompression(case: Case) -> list[Procedure]:
    if not _CANAL.search(case.document.flat):
        return []
    text = seldom.about(case)
    if not _CANAL.search(text) or not _CUT.search(seldom.today(case)) or _OPEN.search(text) or _DISC.search(text):
        return []
    where = seldom.done(case, _CANAL, _CUT)
    if not where:
        return []
    levels = {re.sub(r"[^0-9s]", "", m.group()) for m in re.finditer(r"\bl ?-?[1-5] ?[-/] ?(?:l ?-?|s ?-?)?[1-5]\b", text)}
    upper = re.search(r"\bc ?-?[2-7] ?[-/] ?(?:c ?-?|t ?-?)?\d|\bt ?-?\d{1,2} ?[-/] ?(?:t ?-?)?\d{1,2}|cervical|thoracic", text) is not None and not levels
    made = Procedure("vertebral_augmentation", "canal_decompression").because(*where[:2])
    return [made.set("region", "cervical_thoracic" if upper else "lumbar").set("further", max(0, len(levels) - 1)).set("trial", bool(re.search(r"blinded|randomi[sz]ed|clinical trial|\bced\b", case.document.flat)))]
