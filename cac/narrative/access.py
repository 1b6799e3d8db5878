"""Arterial access sites: vessel, side, antegrade or retrograde."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative.arteries import Mention, mentions, told
from cac.narrative.case import Case
from cac.narrative.surveyed import surveyed
from cac.narrative.lesion_words import SICK

_SITES = frozenset(
    "common_femoral_artery superficial_femoral_artery popliteal_artery radial_artery brachial_artery axillary_artery ulnar_artery anterior_tibial_artery"
    " posterior_tibial_artery peroneal_artery dorsalis_pedis_artery carotid_artery common_carotid_artery leg_bypass_graft profunda_femoris_artery abdominal_aorta external_iliac_artery".split()
)
_STRONG = re.compile(r"access|punctur|\bstick|stuck|micropuncture|seldinger|cannulat|entered|approach|needle|single wall|translumbar|antegrade|retrograde")
#: a puncture that was only spoken of
_OFFERED = re.compile(r"^[^.;]{0,40}\b(?:offered|proposed|refused|declined|was discussed|was considered)\b")
_SHEATH = re.compile(r"sheath|\b[3-9]\s?(?:f|fr|french)\b|introducer|tr band|angiocath|arteriotomy|was opened")
_NOT = re.compile(r"not (?:attempted|accessed|punctured|used)|too small|closed|closure|clos|hemosta|compress(?!ib)|mynx|angio-?\s?seal|perclose|removed|pulled|pulse|doppler|limited oblique|sheath injection|art(?:erial)? line")
_CATHETER = re.compile(r"catheter|glidecath|microcath|kumpe|\bcobra|\brim\b|\bomni|pigtail|berenstein|quick-?\s?cross|\bvert\b|simmons|\bsos\b|\bmpa?\b|\bcxi\b|navicross|\bjb1\b|\bh1\b|\bc2\b|tip\b")
#: an artery a catheter was led to, told by an arrow
_LED_BY_ARROW = re.compile(r"(?:" + _CATHETER.pattern + r"|>)(?:[^.;\n]|\.(?=\d))*(?:-{0,2}>|=>)\s*(?:the\s+)?$")
_GROIN = re.compile(r"\b(left|right) groin\b")
_VEIN = re.compile(r"\bvein|venous|jugular|\bcfv\b")


#: an artery of the arm that was filmed or reached from above, or ends a stretch that the film showed
_FILMED_ARM = re.compile(r"\s*(?:artery\s*)?(?:from above|(?:run|injection|arteriogra\w+|angiogra\w+|dsa)\b(?! (?:sheath|access)))")
_REACHED_ARM = re.compile(r"\b(?:subclavian|axillary|innominate|brachial)\s+(?:artery\s+)?(?:through|to|down to|into|as far as)\s+(?:the\s+)?$|\bselected\s+(?:the\s+)?$")
#: how a telegram goes on from the artery that was punctured
_ON_THE_WAY = re.compile(r"\s*(?:(?:artery|retro\w*|ante\w*),? )?(?:[,;]\s*(?:\w+ )?(?:flush|pigtail|omni|cath\w*|sheath|crossover|cross-over|up and over|guide|\d ?f|wire|sos|cobra|kumpe|glide\w*|contra)|up and over|up-and-over|over (?:the )?(?:top|horn|bifurcation)|cross-?over|crossed over|->|-->)")


@dataclass(frozen=True, slots=True)
class Access:
    """A puncture.

    Attributes:
        name: artery without side.
        side: left, right or empty.
        way: antegrade or retrograde.
        where: the words.
        stated: False where the report names no puncture and the femoral artery is assumed.
    """

    name: str
    side: str
    way: str
    where: Span
    stated: bool = True


#: the way in of a session to come: "staged treatment later via femoral"
_TO_COME = re.compile(r"\b(?:staged|later|next (?:time|week|session)|returns?|will|planned|to follow)\b[^.;]{0,40}\b(?:via|through|from|by)\s+(?:the |a )?$")


def read(case: Case) -> list[Access]:
    """Arterial access sites in order; sheath exchanges and closures of the same artery are one site."""
    found: list[tuple[int, Access]] = []
    alive = told(case)
    for mention in mentions(case):
        section = case.document.sections[case.document.sentence_section[mention.sentence]]
        if mention.name not in _SITES or mention.status in ("negated", "failed", "planned", "hypothetical", "aborted"):
            continue
        if mention.status == "prior" and section.role != "body":
            continue
        if section.role in ("plan", "summary") or section.name in ("complications", "findings"):
            continue
        if _TO_COME.search(case.document.flat[case.document.sentences[mention.sentence].start : mention.span.start]):
            continue
        elected = _elected(case, mention) if mention.sentence in alive and mention.side else ""
        if elected and elected != mention.side:
            found.append((3, Access(mention.name, elected, "antegrade" if _antegrade(case, mention) else "retrograde", mention.span)))
            continue
        rank = _rank(case, mention, "body" if mention.sentence in alive else section.role)
        if section.role == "background" and mention.sentence not in alive:
            after = case.document.flat[mention.span.end : mention.span.end + 20]
            rank = 2 if re.match(r"\s*(?:arterial )?(?:access|approach)[.,]", after) else 0
        if rank:
            groin = _GROIN.search(case.sentence(mention.sentence)) if not mention.side and mention.name == "common_femoral_artery" else None
            found.append((rank, Access(mention.name, groin.group(1) if groin else mention.side, "antegrade" if _antegrade(case, mention) else "retrograde", mention.span)))
    if not found:
        return _side_alone(case, alive)
    best = max(rank for rank, _ in found)
    kept: list[Access] = []
    for rank, access in found:
        if rank < min(best, 2) and rank < best:
            continue
        twin = next((k for k in kept if k.name == access.name and (not k.side or not access.side or k.side == access.side)), None)
        if twin is None:
            kept.append(access)
        elif not twin.side and access.side:
            kept[kept.index(twin)] = Access(access.name, access.side, access.way, twin.where)
    return kept


#: the side of the groin told alone: "from the right: catheter over the bifurcation", "RT access, 5F"
_FROM_SIDE = re.compile(r"\b(?:from|via|through|by way of) (?:the |a )?(?P<a>left|right|rt|lt)\b(?= *(?:side\b|[:;,.(]|\d ?f|up\b|over\b|to\b|crossover|a\b|an\b|sheath|side,))(?! side of)|(?:^|[.;,] *)(?P<b>left|right|rt|lt) (?:sided )?(?:access|puncture|stick|entry|approach)\b|\b(?:single-?wall|retrograde|antegrade) (?P<c>left|right|rt|lt) (?:access|puncture|stick|entry)\b")
_OTHER_ENTRY = re.compile(r"vein|venous|jugular|radial|brachial|nephro|biops|drain|transhepatic|percutaneous trans|subcostal|intercostal")


#: the groin by its side, a short word and the size of the sheath: "Rt fem 4F"
_FEM = re.compile(r"\b(?P<side>left|right|lt|rt|l|r)\.? (?:fem\b\.?|femoral)(?:,| -)? ?(?:retro\w* |stick |access )?[4-8] ?f(?:r|rench)?\b")


#: the one of two sites that was taken, told by its side alone: "the left femoral was calcified; the right was chosen"
_TAKEN = re.compile(
    r"[;,.:\u2013-]\s*(?:so |and |but |hence |therefore |thus |then )*(?:the )?(?P<side>left|right|lt|rt|other|opposite|contralateral)(?: (?:one|side|groin|femoral|wrist|artery|was|were|therefore|thus|then|instead|accordingly|deemed|being))* "
    r"(?:chosen|used|selected|preferred|taken|picked|elected|favou?red|punctured|accessed|stuck|entered|suitable|better)\b"
    r"|[;,.]\s*(?:so |and |hence |therefore |thus |then )*(?:we |i )?(?:chose|used|took|picked|preferred|switched to|went (?:to|for|with)|opted for|moved to|turned to|elected|settled on) (?:the )?(?P<own>left|right|lt|rt|other|opposite|contralateral)\b"
)


def _elected(case: Case, mention: Mention) -> str:
    """The side that was taken instead of the site a sentence tells of, empty where it tells of no such choice."""
    sentence = case.document.sentences[mention.sentence]
    text = case.document.flat[mention.span.end : sentence.end + 60]
    choice = _TAKEN.search(text)
    if choice is None or re.search(r"punctur|\bstick\b|cannulat|\baccess(?:ed)?\b|\bentered\b", text[: choice.start()]):
        return ""
    side = (choice["side"] or choice["own"])[0]
    if side in "lr":
        return "left" if side == "l" else "right"
    return {"left": "right", "right": "left"}.get(mention.side, "")


def _side_alone(case: Case, alive: frozenset[int]) -> list[Access]:
    """The groin of a telegram that tells the side of its access and no artery."""
    if _OTHER_ENTRY.search(case.document.flat) or not re.search(r"cathet|sheath|\bguide\b|micro-?cath|\b[4-9] ?f(?:r|rench)?\b", case.document.flat):
        return []
    for number in sorted(alive):
        span = case.document.sentences[number]
        if case.document.sections[case.document.sentence_section[number]].role == "body" and (match := _FEM.search(case.document.flat, span.start, span.end)):
            return [Access("common_femoral_artery", "left" if match["side"][0] == "l" else "right", "retrograde", Span(*match.span()))]
        if case.document.sections[case.document.sentence_section[number]].role == "body" and (match := _FROM_SIDE.search(case.document.flat, span.start, span.end)):
            side = {"l": "left", "r": "right"}[(match["a"] or match["b"] or match["c"])[0]]
            return [Access("common_femoral_artery", side, "antegrade" if "antegrade" in match.group() else "retrograde", Span(*match.span()))]
    return []


def _rank(case: Case, mention: Mention, role: str) -> int:
    """3 a puncture in the same clause, 2 a sheath or an approach, 1 prepped only, 0 no access."""
    flat = case.document.flat
    sentence = case.document.sentences[mention.sentence]
    text = flat[sentence.start : sentence.end]
    before = flat[max(sentence.start, mention.span.start - 60) : mention.span.start]
    after = flat[mention.span.end : min(sentence.end, mention.span.end + 70)]
    near = before + after
    if re.match(r"\s*to (?:the )?(?:foot|feet|toes?|ankles?|knees?|calf|mid)\b", after):
        return 0
    if _FILMED_ARM.match(after) and not re.search(r"punctur|access|needle|stick", before) or _REACHED_ARM.search(before):
        return 0
    if mention.name == "abdominal_aorta":
        return 3 if "translumbar" in text else 0
    if len(re.split(r"[:;,.\n]", before)[-1].strip()) < 16 and re.match(r"\s*[,:;(-]?\s*(?:under |with |by |via )?(?:us\b|ultrasound|\d ?fr?\b|stick|seldinger|micropunct)", after) and mention.name in ("common_femoral_artery", "radial_artery", "brachial_artery") and not _VEIN.search(near):
        return 3 if role == "body" else 2
    if mention.name in ("common_femoral_artery", "radial_artery", "brachial_artery") and not re.split(r"[,:;.\n]", before)[-1].strip() and re.match(r"\s*[.;]?\s*$", after):
        return 2 if role == "body" else 0
    if role == "body" and mention.name in ("common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery") and not re.split(r"[:;.\n]", before)[-1].strip() and _ON_THE_WAY.match(after) and not re.search(SICK, after[:30]) and not _VEIN.search(near) and flat[mention.span.start : mention.span.end].endswith(("fa", "groin", "artery", "radial", "brachial", "femoral")):
        return 2
    following = case.sentence(mention.sentence + 1) if mention.sentence + 1 < len(case.document.sentences) else ""
    if surveyed(text, following) and not re.search(r"punctur|\bstick\b|\bstuck\b|cannulat|seldinger|\baccess(?:ed)?\b|\bentered\b|\bneedle", near):
        return 1  # looked at before one was chosen
    if role == "body" and mention.name in ("common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery", "popliteal_artery") and re.search(r"ultraso|sonogra|\bus\b", text) and re.search(r"needle|punctur|micropunct|\bstick|access|\bentry\b|\bentered\b|\bwall\b|\blumen", text + " " + following) and not re.match(r"\s*(?:artery )?(?:and \w+ )?(?:systems?|segments?|runs?|obliques?|axis|axes)\b", after) and not _VEIN.search(near) and not re.search(r"pseudoaneurysm|thrombin|completion|closure", text):
        return 3
    if _OFFERED.search(after) or _NOT.search(near) and not re.search(r"access|punctur|micropuncture", near):
        return 0
    if _VEIN.search(near) and not re.search(r"arter|groin", flat[mention.span.start : mention.span.end]):
        return 0
    if mention.name not in ("common_femoral_artery", "radial_artery", "brachial_artery") and (not re.search(r"access|punctur|stick|micropuncture|retrograde|antegrade|cut-?down|entered with|\b(?:18|19|20|21|22) ?-?g(?:a|auge)?\b", before[-34:] + after[:40]) or re.search(r"\b(?:vert|cath\w*|bifurcation|to|into|sheath (?:tip )?in)\b[^.,]{0,14}$", before)):
        return 0
    if _CATHETER.search(before[-45:]) and re.search(r"\b(?:into|to|in|within|inside|at)\s+(?:the\s+)?$", before) and not re.search(r"punctur|access|needle", near):
        return 0
    if _LED_BY_ARROW.search(before) and not re.search(r"punctur|access|needle|\bstick", before):
        return 0
    if re.search(r"\bto\s+(?:the )?$", before) and not re.search(r"access|punctur|needle|stick", before[-40:]):
        return 0
    if re.search(r"(?:over the (?:\w+ )?bifurcation|up[- ]and[- ]over|crossover|crossed)[^.;]{0,30}$", before):
        return 0  # where the sheath was led from the other side
    if re.search(r"\bfrom\s+(?:the )?$", before) and re.match(r"[^.;]{0,40}(?:angiogra|arteriogra|\bruns?\b|diagnostic|inject|\bdsa\b)", after) and not re.search(r"access|punctur", near):
        return 0  # where the run was made from
    if _STRONG.search(near) or re.search(r"(?:through|via|from|by way of)\s+(?:the |a )?$", before):
        return 3 if role == "body" else 2
    if _SHEATH.search(near):
        return 2
    if re.search(r"prepped|prep\b|draped|groin", near):
        return 1
    if role == "body" and mention.name in ("common_femoral_artery", "radial_artery", "brachial_artery") and re.search(r"[(,;]\s*(?:from |via |through |by )?(?:the )?$", before) and re.match(r"\s*(?:artery)?\s*[),;.]", after) and re.search(r"\d ?f(?:r|rench)?\b|cathet|sheath|\bdsa\b|inject|select|engag|cannulat", text) and not re.search(r"patent|stenos|occlu|normal|plaque|disease|and|run-?off", near):
        return 2
    return 1 if role == "body" and len(text.split()) <= 6 else 0


def _antegrade(case: Case, mention: Mention) -> bool:
    text = case.sentence(mention.sentence)
    at = text.find("antegrade")
    return at >= 0 and not re.match(r"antegrade (?:flow|fashion flow|filling)", text[at:]) and re.search(r"antegrade", text) is not None and "retrograde" not in text
