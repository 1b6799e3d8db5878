"""Vessels studied by intravascular ultrasound: each counts once, whatever the number of runs."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import arteries, veins
from cac.narrative.arteries import Mention, told
from cac.narrative.case import Case
from cac.narrative.vein_treated import UNITS as VEIN_UNITS

_ARTERY_UNITS = {
    "common_femoral_artery": "external_iliac_common_femoral_artery", "external_iliac_artery": "external_iliac_common_femoral_artery",
    "superficial_femoral_artery": "femoral_popliteal_artery", "popliteal_artery": "femoral_popliteal_artery",
}
_IVUS = re.compile(r"\bivus\b|intra-?\s?vascular (?:ultra)?s(?:ound|onogr\w+)|intravascular us\b|\bvisions\b(?= (?:pv|probe|cath\w*|\.?0|0?\.\d)|\.)|(?:0?\.0(?:14|18|35)\"?|pv) visions\b|eagle[ -]?eye\b|opticross|\bvolcano\b")
_DENIED = re.compile(r"not used|\bivus\s*[:=-]\s*(?:none|no\b|not\b|nil\b|n/a|-)|no ivus|without ivus|ivus (?:was )?not|consider|(?:ivus|intra-?\s?vascular us|intravascular ultrasound)[^.;\n]{0,30}\b(?:not|un) ?(?:suggested|indicated|needed|required|warranted|recommended|necessary|performed|done|planned|advised)|(?:no need for|instead of|rather than|recommend|suggest|advise)\w* (?:an? |the )?(?:\w+ )?(?:ivus|intra-?\s?vascular)|not available|unavailable|ivus (?:in|at) (?:\d|six|twelve|follow)|declin")
#: a study of another day, or one to come
_OTHER_DAY = re.compile(r"(?:ivus|intra-?\s?vascular \w+)[^.;\n]{0,40}\b(?:ago|last (?:week|month|year)|in (?:19|20)\d\d|from (?:19|20)\d\d|on \d{1,2}/\d)|\b(?:known|prior|previous|earlier|outside|reconsider\w*|will be|to be)\b[^.;\n]{0,60}\b(?:ivus|intra-?\s?vascular u\w+)")
_STOP = re.compile(r"stent|balloon|deployed|venogra|arteriogra|angiogra|plan\b|heparin|wire|thrombectom|treatment|intervention|sheath (?:was )?removed|recommend|impression|complication|consent|fluoro")
_MEASURE = re.compile(r"\d ?mm|\d ?%|percent|area|diameter|normal|stenos|compress|no (?:thromb|stenos)|lumen|patent|reference|\d{2,3}\b|web|scar|wall|spur|plaque|calcif|clean|clear|\bfine\b|\bok\b|unremarkable|narrow|tight|flatten|synechi|trabecul|disease|\bopen\b|pinch|kink|slit|intact|\bsmall\b|\bfree\b|occlu|\bref\b|dissect|\bflap\b")
#: the probe drawn from one vessel to another: what lies between is seen
_DRAWN = re.compile(r"\b(?:pull\w*(?:[ -]?back)?|withdr\w+|drawn|draw\w*|run|ran|swept|sweep|recorded|scanned|retracted|carried|walked|brought|taken)\b[^.;\n]*\bfrom\b[^.;\n]*\b(?:to|into|down|through)\b")
#: veins in the order of a probe on its way from the cava to the knee
_COURSE = ("inferior_vena_cava", "common_iliac", "external_iliac_common_femoral", "femoral_popliteal")
#: how the vessel of the access is told of, which is entered and not studied
_ACCESS = re.compile(r"access|punctur|micropunct|needle|seldinger|sheath|\b\d{1,2} ?-?(?:f|fr|french)\b|us[- ]guid|under (?:us|ultrasound)|\bus\b")
#: a first line with none of these names the procedure and tells nothing of it
_TOLD = re.compile(r"\b(?:was|were|is|are|show\w*|demonstrat\w*|perform\w*|imaged|examined|measur\w*|advanced|passed|pull\w*)\b|\d ?mm|\d ?%")
_SKIP = re.compile(r"access|\bre-?(?:enter|entry)|punctur|through (?:the )?(?:\w+ )?sheath|crossing|compression by|behind|not (?:imaged|examined|studied|seen)")


def vessels(case: Case) -> tuple[tuple[str, ...], list[Span]]:
    """Vessels studied as "side vessel", and the words that say so; empty where the modality was not used."""
    venous = veins.venous(case)
    named = veins.mentions(case) if venous else arteries.mentions(case)
    alive = told(case)
    units: list[str] = []
    titled: list[str] = []
    where: list[Span] = []
    number = 0
    total = len(case.document.sentences)
    while number < total:
        text = case.sentence(number)
        section = case.document.sections[case.document.sentence_section[number]]
        match = _IVUS.search(text)
        if not match or (number not in alive and section.role != "summary" and not re.match(r"\s*repeat", text)) or section.role == "plan" or _DENIED.search(text) or _OTHER_DAY.search(text) or section.name in ("materials", "consent"):
            number += 1
            continue
        where.append(Span(case.document.sentences[number].start + match.start(), case.document.sentences[number].start + match.end()))
        last, counted = number, len(units)
        repeat = re.search(r"repeat|after|post|final|again|completion|auto-?populated|procedure list", text)
        here = [m for m in named if m.sentence == number and _counts(case, m, match.start(), first=True)]
        behind = [m for m in here if m.span.start >= case.document.sentences[number].start + match.start()]
        (titled if section.role == "head" or (number == 0 and not _TOLD.search(text)) else units).extend(_unit(m, venous) for m in behind or here)
        drawn = _DRAWN.search(text) if venous else None
        own = len(units)
        for later in range(number + 1, min(total, number + 6)):
            words = case.sentence(later)
            if _STOP.search(words) or not (_MEASURE.search(words) or _IVUS.search(words)) or later not in alive or (_ACCESS.search(words) and not _IVUS.search(words)):
                break
            units += [_unit(m, venous) for m in named if m.sentence == later and _counts(case, m, 0, first=False)]
            last = later
        if drawn:
            listed = list(dict.fromkeys(units[own:]))
            units[counted:] = listed if len(listed) > 1 else _between(units[counted:own]) + listed
        if not units[counted:] and not repeat:  # the vessel is the one told of last
            back = next(([m for m in named if m.sentence == n and m.status not in ("negated", "planned") and m.name not in arteries.AORTA and _counts(case, m, 0, first=False)] for n in range(number - 1, max(-1, number - 7), -1) if any(m.sentence == n for m in named)), [])
            units += [_unit(m, venous) for m in back[:1]]
        number = max(last, number) + 1
    found = tuple(dict.fromkeys(unit for unit in units or titled if unit))
    sided = {u.split(" ", 1)[1] for u in found if " " in u}
    return tuple(u for u in found if " " in u or u not in sided), where


def _between(ends: list[str]) -> list[str]:
    """The vessels at either end of a run of the probe and those between them on one side."""
    sides = {unit.split(" ", 1)[0] for unit in ends if " " in unit}
    at = [_COURSE.index(name) for unit in ends if (name := unit.split(" ", 1)[-1]) in _COURSE]
    if len(at) < 2 or len(sides) > 1:
        return ends
    side = next(iter(sides), "")
    seen = _COURSE[min(at) : max(at) + 1]
    return [*ends, *(name if name == _COURSE[0] else f"{side} {name}".strip() for name in seen)]


def _unit(m: Mention, venous: bool) -> str:
    if venous:
        unit = VEIN_UNITS.get(m.name, m.name)
        return unit if m.name in veins.CAVA else f"{m.side} {unit}".strip()
    return f"{m.side} {_ARTERY_UNITS.get(m.name, m.name)}".strip()


def _counts(case: Case, m: Mention, at: int, *, first: bool) -> bool:
    if m.status in ("negated", "planned", "hypothetical") or m.name == "right_atrium":
        return False
    sentence = case.document.sentences[m.sentence]
    flat = case.document.flat
    before = re.split(r"[,;:]\s", flat[max(sentence.start, m.span.start - 34) : m.span.start])[-1]
    after = re.split(r"[,;.]", flat[m.span.end : min(sentence.end, m.span.end + 30)])[0]
    if _SKIP.search(before) or re.match(r"\s*(?:access|approach|sheath|artery|crossing|confluence|outlet|inlet|end\b|side\b)", after) or re.search(r"not (?:imaged|examined|studied|seen)", after):
        return False
    own = flat[sentence.start + at : sentence.end] if first else flat[sentence.start : sentence.end]
    stop = re.search(r"(?:stent|balloon)\b[^.;]{0,40}(?:deploy|plac|inflat)|\d ?x ?\d+[^.;]{0,30}(?:stent|balloon|venovo|abre)", own)
    if stop and m.span.start > sentence.start + (at if first else 0) + stop.start():
        return False
    ranged = re.search(r"\bfrom (?:the )?(?:left |right )?$", before) and re.match(r" (?:vein |artery )?(?:all the way )?(?:down |up |back |out )?(?:through|to|into|across|and)\b", flat[m.span.end : sentence.end]) and re.search(r"\b(?:run|ran|drawn|drew|pulled|withdrawn|retracted|walked|carried|swept|sweep|scanned|imag\w+|survey\w*|recorded|travell?ed|taken|done|performed|passed|moved|used)\b", flat[sentence.start : m.span.start])
    return bool(ranged) or not (re.search(r"(?:via|through|from) (?:the )?(?:left |right )?$", before) and not re.search(r"pull-?\s?back|pulled|withdrawn", flat[sentence.start : m.span.start]))
