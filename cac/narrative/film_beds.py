"""Beds told as a film and a part of the body in one clause: "stepped both legs to the toes", "cine of the belly".

Words of the film and words of the limb may stand in any order; what makes the limb a finding, an access, a scan
or a plan is asked for afterwards. :func:`cac.narrative.imaging.beds` asks here where its own phrases are silent.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.narrative.film_words import FILM

#: a limb, or the tree of its arteries, as what is filmed
_LEG = (
    r"(?:legs?|lower limbs?|(?<!bronchial )(?<!intercostal )(?<!graft )limbs?|(?:(?<=left )|(?<=right )|(?<=bka )|(?<=aka )|(?<=amputation ))stump|lower extremit(?:y|ies)|extremit(?:y|ies)|lower ext|les?\b|[lr]les?\b|(?:ilio-?)?femorals?(?= (?:systems?|segments?|runs?|obliques?|views?|arteriogra\w+|angiogra\w+|dsa|bed|axis|axes|tree|level|film\w*|series|station|and|to)\b)|ilio-?femorals?|iliofem\w*|femoro-?popliteals?|fem-?pop (?:segments?|station)"
    r"|(?:thigh|calf|calves|shin|shins|knee|knees|foot|feet|ankles?|toes|tibials?|infra-?popliteal|crural|popliteal)s?|run-?\s?offs?|outflow(?: vessels)?)"
)
_LIMB = re.compile(rf"\b{_LEG}\b")
_FILM = re.compile(rf"\b(?:{FILM}|stepp?(?:ed|ing)?|step-?table|moving[- ]table|chased?|bolus(?:es)?[- ]?chas\w*|bolus(?:es)?|contrast|opacified|power[- ]inject\w*|stations?|passes?|road ?map of|mapped|imag\w*|ran(?= (?:the |both |each |his |her )*(?:left|right|legs?|limbs?|other|opposite|stump|contralateral))|examined|interrogated|exposed|swept|followed down|gave|yielded|captured|covered)\b")
_NO_FILM = re.compile(r"\b(?:duplex|doppler|ultraso\w*|cta?|ct angiogra\w*|mra?|mri|scan|abis?|x-?ray|reviewed|outside|previous|prior|earlier|last|old|ago|known|history|abi|normal|completion|final|check|post-?\w*|repeat|control|after (?:the )?(?:balloon|stent|angioplast|dilat|thromb|emboli)\w*|closure|closed|hemosta\w*|compress\w*|sheath shot|puncture site|plan\w*|recommend\w*|consider\w*|for (?:surgery|bypass)|tomorrow|later|next|will|would|should|refer\w*|booked|contrast (?:used|volume|total|allergy|dose|amount))\b")
_DENIED = re.compile(r"\b(?:no|not|never|without|nothing|neither|nor|deferred|omitted|avoid\w*|skipped|spared|instead|unable|couldn't|could)\b|n't\b")
_SEEN = re.compile(r"\b(?:show\w*|reveal\w*|demonstrat\w*|confirm\w*|found|finding|suggest\w*|because|patent|occlu\w+|stenos\w+|reconstitut\w*|is|are|has|have|claudicat\w*|ischa?emi\w*|ulcer\w*|wound\w*|pain|gangren\w*|cold|swollen)\b|:")
#: films of the groin before it is closed
_CLOSURE = re.compile(r"closure|angio-?\s?seal|mynx|perclose|proglide|exoseal|star-?close|puncture|arteriotomy|access site|entry site|for device")
#: films of the arm, the chest or the veins
_OTHER_TREE = re.compile(r"\b(?:upper (?:extremit\w*|limbs?)|(?<!side[- ])arms?|forearm|hands?(?! ?-?(?:inject|push|pictur|film|pump|run|shot|dsa|boost|puff|series|compress|pressure|held|syringe))|subclavian|axillary|brachial|radial|ulnar|fistula|graft|venogra\w*|veins?|venous|saphen\w*|[gs]sv|cav(?:a|al|ogra\w*)|ivc|lymph\w*|nodes?|heparin|locked|lumens|(?:double|dual|triple)[- ]lumen|dialysis|hemodialysis)\b")
#: a part below which the tree was followed from above
_DOWN = re.compile(r"\b(?:down )?(?:to|through|as far as|until|up to|into)\s+(?:the |both |mid-?|lower |upper )*(?:knees?|feet|foot|ankles?|toes|calf|calves|shins?|mid-?\w+|thighs?|tibials?|popliteals?|trifurcations?|plantar\w*|forefoot)\b")
_TREE = re.compile(r"\b(?:tree|arteries|vessels|iliacs|iliac|pelvis|femorals?|legs?|runoff|bolus|contrast|whole|everything|aorta|[lr]\d)\b")
_BELLY = re.compile(
    rf"\b(?:{FILM}|acquisitions?|co2|contrast)\b\s*(?:(?:of|in|into|at|from|through|over|across|the|was|were|made|taken|obtained|done|upper|whole|entire|ap|and|lateral|by|hand|power|with|flush|,|-)\s*)*(?:<>|abdominal aorta|infrarenal aorta|(?:supra|juxta|para|infra)-?renal aorta|belly|abdomen|aorta)\b(?! (?:branch|origin|and its branches were)| (?:and|to) (?:the )?(?:pelvi\w*|legs?) ct)"
    rf"|\b(?:abdominal aorta|aorta|belly|abdomen)\s*(?:(?:was|were|then|first|ap|and|lateral|,|:|-|by|with|co2|power|hand|flush)\s*)+(?:film(?:ed|ing)?|dsa|runs?|inject(?:ed|ions?)|shot|cine|imaged|series|recorded|opacified|studied|pictures?|mapped|angiogra\w+)\b"
)
#: where a flush catheter stands for an aortogram
_STATION = re.compile(r"(?:\b(?:omni(?: ?flush)?|pigtail|flush|uf|royal flush|straight flush|sos|tennis racket|catheter|cath|side-?holes?|tip)\b)[^.;]{0,60}\b(?:l1|l2|t12|t11|d12|supra-?renal|juxta-?renal|para-?renal|renal (?:level|arter\w+|origins?)|visceral (?:segment|level|aorta)|upper (?:abdominal )?aorta)\b")
_LOW = re.compile(r"(?:\b(?:to|at|above|over|near|in|into|position(?:ed)?|two|second|,|:|down|from|until)\s+(?:just |right |immediately |directly |well )?(?:above |over |proximal to |at )?(?:the )?(?:aortic |iliac )?(?:bifurcation|distal aorta|terminal aorta|lower aorta|low aorta|infrarenal (?:position|aorta)|fork|l3|l4|l5|l4-5|l4-l5|l3-4))\b|\b(?:second|next|lower|low|distal|another|new) (?:position|station|level)\b|\bposition (?:two|2|b|ii)\b|\b(?:catheter|flush|omni|pigtail|it|tip)\b[^.;]{0,24}\b(?:pulled|withdrawn|brought|dropped|drawn|moved|lowered|retracted|backed|came|slid|taken)\b(?: (?:back|down|lower|low))?")
_ONE = re.compile(r"\b(?:one|single|same|this) (?:position|station|pass|injection|level|place|site|catheter position)\b|without (?:moving|repositioning)|not (?:moved|repositioned)")
_PART = re.compile(r"[;]|(?<=[a-z)]):(?=\s)|,(?=\s*(?:and\s+)?(?:then|next|finally)\b)")


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of a sentence that tells of a film of a limb."""

    start: int
    end: int
    clause: str


#: limbs that are those of an endograft
_GRAFT_LIMBS = re.compile(r"\b(?:both |the |two |iliac |left |right )*limbs?\b(?= (?:run|patent|open|fill\w*|opacif\w*|flow\w*|inject\w*|imaged|of the)\b|[,.;])")


def legs(text: str, *, grafted: bool = False) -> Told | None:
    """The clause of a sentence that tells of a film of a leg, else nothing.

    Args:
        text: one live sentence, flat.
        grafted: whether the report tells of an endograft, whose limbs are no legs.
    """
    if grafted:
        text = _GRAFT_LIMBS.sub(lambda m: " " * len(m.group()), text)
    if (row := _FILM_ROW.match(text)) and (rest := _row(text, row.end())) is not None:
        return rest
    if not _FILM.search(text):
        return None
    low = 0
    for mark in [*_PART.finditer(text), None]:
        high = mark.start() if mark else len(text)
        clause = text[low:high]
        found = _one(clause) if not (_CLOSURE.search(text) and not re.search(r"\bruns?\b|\blegs?\b|limb|extremit", clause)) else None
        if found is not None:
            return Told(low + found[0], low + found[1], clause)
        low = mark.end() if mark else high
    return None


#: a label of films with what was filmed behind it: "injections: aorta; right limb from the popliteal; left limb from the sheath"
_FILM_ROW = re.compile(r"\W*(?:(?:selective|hand|dsa) )?(?:injections?|injected|runs?|films?|filmed|series|shots?|acquisitions?|sequences|stations?)(?: (?:of|made|obtained|taken|done))?\s*:")
_SIDED_LIMB = re.compile(rf"\b(?:left|right|both|lt|rt|l|r|each|bilateral)\s+(?:{_LEG})\b")


def _row(text: str, low: int) -> Told | None:
    """The legs in a row of things filmed, from the first to the last of them."""
    spans = []
    for part in re.finditer(r"[^;,]+", text[low:]):
        limb = _SIDED_LIMB.search(part.group())
        if limb and not (_SEEN.search(part.group()) or _DENIED.search(part.group()) or _OTHER_TREE.search(part.group()) or _NO_FILM.search(part.group())):
            spans.append((low + part.start() + limb.start(), low + part.end()))
    return Told(spans[0][0], spans[-1][1], text[spans[0][0] : spans[-1][1]]) if spans else None


def _one(clause: str) -> tuple[int, int] | None:
    clause = _ONE.sub(lambda m: " " * len(m.group()) if m.group().startswith(("without", "not")) else m.group(), clause)
    films = [m for m in _FILM.finditer(clause) if not _LIMB.fullmatch(m.group())]
    if not films or _NO_FILM.search(clause) or _OTHER_TREE.search(clause):
        return None
    limbs = [m for m in _LIMB.finditer(clause) if not re.match(r"\s*(?:access|sheath|puncture|stick|approach|wound|ulcer|pain|swelling|amput\w*|claudic\w*|isch\w*|raised|elevated|straight|bent|fistula|nerve|block|bypass (?:was|graft placed))", clause[m.end() :])]
    for limb in limbs:
        for film in films:
            a, b = sorted((limb.span(), film.span()))
            between = clause[a[1] : b[0]]
            if len(between) > 70 or _SEEN.search(between) or _DENIED.search(clause[max(0, a[0] - 30) : b[1] + 16]):
                continue
            if limb.group().startswith(("thigh", "calf", "calves", "shin", "knee", "foot", "feet", "ankle", "toe", "tibial", "infra", "crural", "popliteal", "outflow")) and not (_DOWN.search(clause) and _TREE.search(clause) or re.search(r"\b(?:film|step|chase|run|inject|shot|shoot|dsa|imaged|angiogra|arteriogra|bolus|stations?|series|views?)", clause)):
                continue
            if film.group() in ("contrast", "passes", "pass", "bolus", "station", "gave", "yielded", "captured", "covered", "contrast") and not (_DOWN.search(clause) or film.group() not in ("gave", "yielded", "captured", "covered") and re.search(r"\b(?:down|to both|both|each|left|right|that|through)\b", clause)):
                continue
            return a[0], b[1]
    return None


def belly(text: str) -> tuple[int, int] | None:
    """Where a sentence tells of a film of the abdominal aorta by the film and the part alone."""
    for match in _BELLY.finditer(text):
        near = text[max(0, match.start() - 40) : match.end() + 30]
        if not _NO_FILM.search(near) and not _DENIED.search(text[max(0, match.start() - 34) : match.end() + 24]) and not _SEEN.search(match.group().replace(":", " ")):
            return match.span()
    return None


def station(text: str) -> tuple[int, int] | None:
    """A flush catheter at the height of the renal arteries with a film told in the same sentence."""
    found = _STATION.search(text)
    if found is None or _DENIED.search(text[max(0, found.start() - 20) : found.end()]):
        return None
    return found.span() if _FILM.search(text[found.end() :]) or _DOWN.search(text[found.end() :]) else None


def lowered(between: str) -> bool:
    """Whether the catheter was led to a second, lower place between the film of the aorta and that of the legs."""
    return _LOW.search(between) is not None and not _ONE.search(between)
