"""Lymphangiography, access of the thoracic duct, tracer injection for the sentinel node, lymphovenous bypass."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.live import blanked, subject, title
from cac.narrative.procedure import Procedure

FAMILIES = ("lymphatic",)
ORDER = 35

_QUICK = re.compile(r"lympha?|thoracic duct|cisterna|chyl|sentinel|sulfur colloid")
_STUDY = re.compile(r"lymph(?:angio)?gra\w+|lymphogra\w+|(?:lipiodol|ethiodol|ethiodized oil)[^.\n]{0,60}(?:inject|node|lymph)|(?:node|lymphatic|lymph vessel)s?[^.\n]{0,120}(?:lipiodol|ethiodol|ethiodized oil|contrast)")
_INJECTED = re.compile(r"(?:lipiodol|ethiodol|ethiodized oil|oily contrast|iodized oil|contrast|gadolinium)[^.\n]{0,60}(?:was |were )?(?:slowly |hand )?(?:inject|infus|instill|administ)|inject\w*[^.\n]{0,60}(?:lipiodol|ethiodol|ethiodized|oil|contrast)|(?:lipiodol|ethiodol|ethiodized oil|ethiodised oil)[^.\n]{0,30}\d|\d+ ?(?:ml|cc)[^.\n]{0,24}(?:lipiodol|ethiodol|ethiodized)")
_ENTERED = re.compile(r"(?:lymph )?nodes?[^.\n]{0,60}(?:punctur|access|enter|needle|cannulat|stuck|target)|(?:punctur|access|needle|cannulat|stick|into|in)\w*[^.\n]{0,70}(?:lymph )?nodes?\b|intranodal|pedal|dorsum of|dorsal (?:foot|hand)|web ?space|lymphatic (?:vessel |channel )?(?:was |were )?(?:isolated|cannulated|cut ?down|dissect)|cut-?down")
_FAILED = re.compile(r"(?:lymphangiogra\w*|node|cannulation)[^.\n]{0,50}(?:could not|unsuccessful|unable|failed|not possible)|(?:could not|unable to)[^.\n]{0,40}(?:cannulate|access|puncture|opacify)[^.\n]{0,24}(?:node|lymph)")
_SIDE = re.compile(r"\b(left|right|lt|rt)\b|\b(bilateral\w*|both|each)\b")
_GROIN = re.compile(r"(?:left|right|lt|rt|bilateral|both|each)\b[^.;\n]{0,60}(?:nodes?|groins?|inguinal|foot|feet|pedal|dorsum|hands?|arms?|legs?)")
_NOT_SIDE = re.compile(r"pleural|chest|effusion|was not chosen|not (?:chosen|used|punctured)|avoided|neck|jugular|hemithorax|subclavian|thorax|leak")
_ABOVE = re.compile(r"lumbar lymph|iliac lymph|retroperitone\w+|pelvi\w+|abdom\w+|cisterna|thoracic duct|para-?aortic|lumbar (?:trunk|chain)|lower abdomen")
_LIMB_ONLY = re.compile(r"(?:extremit\w+|leg|arm|limb|upper|calf|thigh|lymphedema)")
_DUCT = re.compile(r"(?:thoracic duct|cisterna(?! magna)(?: chyli)?)[^.\n]{0,100}(?:cannulat|access|punctur|catheteri|enter(?:ed)|microcath|needle|wire)|(?:cannulat|access|punctur|catheteri|entered|needle|microcath|wire|chiba)\w*[^.\n]{0,80}(?:thoracic duct|cisterna(?! magna))")
_NO_DUCT = re.compile(r"\bno (?:duct|thoracic|attempt)|(?:not|never)[^.\n]{0,24}(?:accessed|cannulated|attempted|punctured)|(?:duct|cisterna)[^.\n]{0,60}(?:could not be|unable|failed|unsuccess|not)|deferred|(?:could not|unable to|failed to|if|plan(?:ned)? (?:for|to)|observe)")
_EMBOLIZED = re.compile(r"emboli[sz]|\bcoil|n-?bca|\bglue\b|onyx|disrupt|maceration|sclero")
_TRACER = re.compile(r"(?:inject\w*|administ\w*|intradermal\w*|subareolar|peritumoral|periareolar)(?:[^.\n]|\.\d){0,90}(?:technetium|tc-?\s?99m|sulfur colloid|tilmanocept|lymphoseek|isosulfan|lymphazurin|methylene blue|radiotracer|tracer)|(?:technetium|tc-?\s?99m|sulfur colloid|tilmanocept|lymphoseek|isosulfan blue|radiotracer)(?:[^.\n]|\.\d){0,90}inject")
_SENTINEL = re.compile(r"sentinel|lymphoscintigra|lymphatic mapping")
_BYPASS = re.compile(r"lymph(?:o|atico)-?venous (?:bypass|anastomos|shunt)|lymphaticovenular anastomos")


def read(case: Case) -> list[Procedure]:
    """Lymphatic work of today."""
    if not _QUICK.search(case.document.flat):
        return []
    live = blanked(case, roles=("body", "head") if "head" not in case.roles else case.roles)
    body = blanked(case, roles=("body",) if "head" not in case.roles else case.roles)
    return [*_bypass(case, live), *_tracer(case, live), *_lymphangiogram(case, live, body), *_duct(case, body)]


def _lymphangiogram(case: Case, live: str, body: str) -> list[Procedure]:
    study = _STUDY.search(live)
    if not study or not _INJECTED.search(body) or not (_ENTERED.search(live)) or _FAILED.search(body):
        return []
    if _SENTINEL.search(subject(case)) and not re.search(r"lymphangiogra", live):
        return []
    sides = _sides(case, live)
    both = {"left", "right"} <= sides
    side = "bilateral" if both else next(iter(sides), "")
    where = Span(*study.span())
    injected = _INJECTED.search(body)
    spans = [where, Span(*injected.span())] if injected else [where]
    region = "trunk" if _ABOVE.search(_imaged(case, body)) or not _LIMB_ONLY.search(title(case) + subject(case)) else "limb"
    out = [Procedure("lymphatic", "injection", "lymphatics", side).because(*spans).set("both_sides", both)]
    image = Procedure("lymphatic", "lymphangiogram", region, side).because(where).set("region", region).set("both_sides", both)
    embolized = _EMBOLIZED.search(body)
    if embolized:
        image.set("study_modifier", "59")
    out.append(image)
    return out


def _imaged(case: Case, body: str) -> str:
    body = re.sub(r"[^.;\n]*\b(?:not|never) (?:indicated|needed|required|done|performed|attempted|planned|necessary|pursued)\b", " ", body)
    return re.sub(r"(?:no|without|not)[^.\n]{0,30}", " ", body)


def _sides(case: Case, live: str) -> set[str]:
    found: set[str] = set()
    for match in _GROIN.finditer(live):
        text = match.group()
        after = live[match.end() : match.end() + 24]
        if _NOT_SIDE.search(text + after):
            continue
        for one, both in _SIDE.findall(text):
            found |= {"left", "right"} if both else {{"lt": "left", "rt": "right"}.get(one, one)}
    if re.search(r"\b(?:R ?(?:&|and|\+|/) ?L|L ?(?:&|and|\+|/) ?R)\b", case.document.text) or re.search(r"(?:lipiodol|ethiodol|oil|ml|cc)[^.\n]{0,24}(?:each (?:side|groin)|bilaterally|per side|both sides)", live):
        found |= {"left", "right"}
    if not found:
        head = title(case) or case.document.flat[:160]
        for one, both in _SIDE.findall(head):
            if not re.search(r"chylothorax|effusion|leak", head):
                found |= {"left", "right"} if both else {{"lt": "left", "rt": "right"}.get(one, one)}
    if not found and re.search(r"\bnodes\b|\bgroins\b|feet", live):
        found = {"left", "right"} if re.search(r"groins|feet", live) else set()
    return found


def _duct(case: Case, body: str) -> list[Procedure]:
    for match in _DUCT.finditer(body):
        near = body[max(0, match.start() - 40) : match.end() + 50]
        if _NO_DUCT.search(near) and not re.search(r"success|then (?:cannulat|enter|access)", near):
            continue
        made = Procedure("lymphatic", "duct_access", "thoracic_duct").because(Span(*match.span()))
        open_way = re.search(r"incision|thoracoscop|thoracotom|supraclavicular (?:cut|incision)|exposed|dissect", body)
        return [made.set("open", bool(open_way)).set("embolized", bool(_EMBOLIZED.search(body)))]
    return []


def _tracer(case: Case, live: str) -> list[Procedure]:
    match = _TRACER.search(live)
    if not match or not _SENTINEL.search(case.document.flat):
        return []
    if re.search(r"by nuclear medicine|earlier (?:today )?(?:by|in)|prior to (?:arrival|surgery) by|in nuclear medicine", live) and not re.search(r"i (?:personally )?injected", live):
        return []
    sides = {{"lt": "left", "rt": "right"}.get(one, one) for one, _ in _SIDE.findall(title(case) or case.document.flat[:200]) if one}
    return [Procedure("lymphatic", "tracer_injection", "sentinel_node", next(iter(sides)) if len(sides) == 1 else "").because(Span(*match.span()))]


def _bypass(case: Case, live: str) -> list[Procedure]:
    match = _BYPASS.search(live)
    if not match or not re.search(r"anastomos\w+ (?:was|were)|sutur|microscop|nylon|end-to-(?:end|side)", live):
        return []
    sides = {one for one, _ in _SIDE.findall(title(case) or case.document.flat[:200]) if one}
    return [Procedure("lymphatic", "bypass", "lymphatics", next(iter(sides)) if len(sides) == 1 else "").because(Span(*match.span()))]
