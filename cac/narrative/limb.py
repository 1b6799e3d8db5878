"""Arteries by every name, and the leg a report is about.

Abbreviations that are words too (AT, PT) are read where they stand in capitals; an artery without a side belongs to
the leg that is treated; in a report on veins an artery is called an artery.
"""

from __future__ import annotations

from cac import patterns as re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from cac.findings import Span
from cac.narrative import arteries
from cac.narrative.arteries import Mention
from cac.narrative.case import Case, once
from cac.narrative.lesion_words import NARROW, SHUT, SICK
from cac.narrative.limb_names import with_short_names
from cac.narrative.live import blanked, title

_ACCESS = re.compile(r"access|punctur|approach|sheath|retrograde|antegrade|groin|closure|clos(?:ed|e)\b(?= (?:with|by|using|w/|via))|perclose|proglide|angio-?\s?seal|mynx|up[- ]and[- ]over|crossover|contralateral|micropunct|hemosta|haemosta|sheathogram|(?<!re-)(?<!re)entered|(?<!re-)(?<!re)entry|parked|\bvia\b|from the|manual (?:pressure|compression)|star ?close|exoseal|wire (?:into|in|to|was)|filter|spider|embolic protection|\bperc\b")
_LESION = re.compile(rf"{SHUT}|{NARROW}|stenos|stenot|occlu|narrow|\bcto\b|disease|lesion|plaque|calcif|\d ?%|percent|dissect|restenos|aneurysm|flush|thromb|lesions?|treat|angioplast|balloon|stent|atherect|recanal")
_LEG = re.compile(r"(?:(?<=side:)|(?<=side: )|(?<=leg:)|(?<=limb:))\s*(left|right)\b|\b(left|right|lt|rt|bilateral|both|l|r)\b[ .]*(?:lower (?:extremity|limb)|legs?\b|le\b|sfa|iliac|fem|superf|popl|tib|btk|limb|foot|(?:(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|great|big|lateral|medial) )?(?:toes?|heel|hallux|calf|thigh|ankle|forefoot|malleol\w+)\b|cia\b|eia\b|at\b|tpt)")
#: abbreviations that are words too: read where they stand in capitals in a text that is not all capitals
_CAPITALS = re.compile(r"\b(?P<side>[LR])?(?P<name>AT|PT|DP|TPT|PFA|LPA|(?<![Ww]/ )(?<!\bwith )(?<!\ban )(?<!Fr )(?<![0-9]F )(?<!cm )(?<!using )(?<!by )(?<!over )MPA(?! ?[12]\b| (?:guide|cath|shape|and (?:wire|glide)|over|through|into)))\b(?! (?:therapy|INR))")
_CAPITAL_NAMES = {"AT": "anterior_tibial_artery", "PT": "posterior_tibial_artery", "DP": "dorsalis_pedis_artery", "TPT": "tibioperoneal_trunk", "PFA": "profunda_femoris_artery", "LPA": "lateral_plantar_artery", "MPA": "medial_plantar_artery"}
#: the same letters in a text without capitals: what stands around them tells that an artery is meant
_SPOKEN = re.compile(r"(?:(?<=\bthe )|(?<=\bleft )|(?<=\bright )|(?<=\bmid )|(?<=\bdistal )|(?<=\bproximal )|(?<=\bprox )|(?<=\bl )|(?<=\br ))(?P<side>(?!))?(?P<name>(?:at|dp|tpt|pfa)\b(?! (?:the|a|an|bedside|home|this|that|rest|\d+ ?(?:atm|mm|cm|minutes))\b)|pt\b(?= (?:from|artery|occlu\w+|cto|stenos\w+|lesion|origin|ostium|and|with|down|through|was (?:wired|crossed|ballooned|occluded|treated|dilated|open\b|patent|stented|recanal\w+|selected|left alone|not crossed)|had (?:an?|\d)|got a|\d+ ?(?:%|percent))|[,:]))")
BESIDE_SIDE = re.compile(r"\b(?:left|right|lt|rt|l|r|bilateral|both)\b|\b[lr](?:sfa|cfa|cia|eia|iia|fa|at|pt|dp|tpt|pfa)\b")
LIMB = ("common_iliac", "internal_iliac", "external_iliac", "iliac", "common_femoral", "superficial_femoral", "profunda", "popliteal", "anterior_tibial", "posterior_tibial", "peroneal", "tibioperoneal", "dorsalis", "lateral_plantar", "medial_plantar", "plantar", "pedal")
_LEG_TEXT = re.compile(r"\b[lr]?cfa\b|\bfoot\b|\btoes?\b|\bheel\b|atherectom|\bdcb\b|\bpop\b|\bclt?i\b|xience|\bdes\b|\bsfa\b|tibial|peroneal|popliteal|femoral|\bleg\b|lower extremity|iliac|below[- ]knee|\bbtk\b|\bdp\b|plantar")


#: a class of ischemia written as the letters of an artery are
_CLASS = re.compile(r"\b(?:rutherford|class|grade|category|stage|fontaine|type)\W*(?:\w+ )?$")
#: "both" said of lesions and not of the artery that stands in the same sentence
_BOTH_OF_THEM = re.compile(r"\bboth\s+(?:(?:of (?:them|these|which)|lesions?|vessels?|stenos[ie]s|occlusions?|segments?|arteries)\s+)?(?:were|are|was|had|have|then|got|received|underwent|treated|ballooned|crossed)\b")
#: two sides told before an artery
_TWO_SIDED = re.compile(r"\b(?:both|bilat\w*|b/l|each|either|kissing)\b|\b(?:left|lt|l)\b.*\b(?:right|rt|r)\b|\b(?:right|rt|r)\b.*\b(?:left|lt|l)\b|s$|(?:s|arteries) ?$")
#: an artery that only gives a bypass its name
_OF_CONDUIT = re.compile(r"\s*(?:artery )?(?:vein |ptfe |saphenous |prosthetic )?(?:bypass|graft)\b")
_CONDUIT_FROM = re.compile(r"(?:fem\w*|ili\w+|aort\w+|ax\w+)[- ]*(?:(?:to|ak|bk|above|below|knee|the)[- ]*)*$")
_GRAFT_WORD = re.compile(r"bypass|graft")


def _settled(case: Case, found: list[Mention]) -> list[Mention]:
    """Mentions without classes of ischemia, without a second side that "both" gave, and with a territory told as a disease told as its artery."""
    flat = case.document.flat
    out: list[Mention] = []
    for m in found:
        word = flat[m.span.start : m.span.end]
        before = flat[case.document.sentences[m.sentence].start : m.span.start]
        if word.endswith("iia") and _CLASS.search(before[-24:]):
            continue
        if _OF_CONDUIT.match(flat, m.span.end) and _CONDUIT_FROM.search(before):
            continue
        if m.name == "leg_bypass_graft" and not _GRAFT_WORD.search(flat[m.span.start : m.span.end + 24]) and (not _GRAFT_WORD.search(flat) or re.match(r"\s*(?:disease|occlusi\w+|stenos[ie]s|segment|lesion|cto|pta|intervention|angioplasty|territory|axis)", flat[m.span.end :])):
            m = replace(m, name="superficial_femoral_artery")
        if m.side and not re.search(r"both|bilat", word) and (_BOTH_OF_THEM.search(before) or not _TWO_SIDED.search(before + word)) and any(o is not m and o.span == m.span and o.side != m.side for o in found):
            if not any(o.span == m.span for o in out):
                out.append(replace(m, side="", sure_side=False))
            continue
        out.append(m)
    return out


@once
def vessels(case: Case) -> list[Mention]:
    """Arteries with those told by capital letters alone or by a short name."""
    return with_short_names(case, _by_letters(case))


def _by_letters(case: Case) -> list[Mention]:
    """Arteries told by their names, and those told by capital letters."""
    found = _settled(case, [m for m in arteries.mentions(case) if not m.skin])
    raw = case.document.text
    letters = [c for c in raw if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) < 0.02 * len(letters):
        capital = _SPOKEN if _LEG_TEXT.search(case.document.flat) else None
    elif sum(c.isupper() for c in letters) > 0.7 * len(letters):
        capital = _LEG_TEXT.search(case.document.flat) and re.compile(r"\b(?P<side>[LR])?(?P<name>TPT|PFA)\b")
    else:
        capital = _CAPITALS if _LEG_TEXT.search(case.document.flat) else None
    if not capital:
        return found
    taken = [(m.span.start, m.span.end) for m in found]
    starts = [s.start for s in case.document.sentences]
    for match in capital.finditer(raw):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        number = max(0, bisect_right(starts, match.start()) - 1)
        before = raw[max(0, match.start() - 14) : match.start()]
        if match["name"] == "MPA" and (_TOOL_AHEAD.match(raw, match.end()) or _TOOL_SIZE.search(before)):
            continue
        if match["name"] in ("AT", "PT", "DP") and _shouted(case.document.sentences[number], raw):
            continue
        word = re.search(r"(?:^|[\s(])(left|right|Left|Right|LEFT|RIGHT|L|R|Lt|Rt)\.?\s+(?:mid |distal |proximal )?$", before)
        side = match["side"] or (word[1][0].upper() if word else "")
        start = match.start() - len(before) + word.start(1) if word and not match["side"] else match.start()
        found.append(Mention(_CAPITAL_NAMES[match["name"].upper()], {"L": "left", "R": "right", "": ""}[side], Span(start, match.end()), number, 0, "done", "", False, bool(side)))
    found += _tibial_letters(case, found)
    return sorted(found, key=lambda m: m.span.start)


#: the multipurpose catheter bears the letters of the medial plantar artery
_TOOL_AHEAD = re.compile(r"(?i)\s*(?:[12]\b|catheter|cath\b|guide|into|in\b|to\b|onto|engag|select|cannulat|hook|over\b|tip\b|up\b|down\b|through|pass|(?:was|is) (?:used|advanced|exchanged|placed|passed|led|formed|taken)|and (?:an? )?(?:\w+ )?(?:wire|glidewire|bentson|rosen)|-{0,2}>|=>|/)")
_TOOL_SIZE = re.compile(r"(?i)\d ?(?:f|fr|french)\b\s*(?:x ?\d+ ?)?(?:cm )?$|\b(?:with|by|using|same) (?:an? |the )?$")


def _shouted(span: Span, raw: str) -> bool:
    """Whether a sentence of several words stands in capitals, where "AT" is a word like any other."""
    letters = [c for c in raw[span.start : span.end] if c.isalpha()]
    return len(letters) > 24 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


#: the tibial arteries by three letters, one of which also means angioplasty
_TIBIAL = re.compile(r"(?:(?<![A-Za-z])(?P<side>[Ll]eft|[Rr]ight|LEFT|RIGHT|L|R|Lt|Rt|LT|RT)\.? )?(?:(?:[Pp]rox(?:imal)?|[Mm]id|[Dd]ist(?:al)?) )?\b(?P<name>ATA|PTA)\b")
_AS_ARTERY = re.compile(r"\s*(?:[:=|-]|was (?:wired|crossed|occluded|patent|treated|stented|ballooned)|is\b|has\b|had\b|wired|crossed|occlu\w+|stenos\w+|cto\b|patent|\d+ ?%|total|lesion|disease\w*|recanal\w*|and peroneal|and ata\b|not treated|chronically|angioplasty|stent)")


def _tibial_letters(case: Case, found: list[Mention]) -> list[Mention]:
    """"ATA" and, where the report names arteries so, "PTA"."""
    raw, flat = case.document.text, case.document.flat
    if not re.search(r"\bATA\b", raw) or not _LEG_TEXT.search(flat + (" tibial" if re.search(r"\bPTA\b|\bpero", raw) else "")):
        return []
    starts = [s.start for s in case.document.sentences]
    out = []
    for match in _TIBIAL.finditer(raw):
        if any(m.span.start < match.end() and match.start() < m.span.end for m in found):
            continue
        if match["name"] == "PTA" and not (_AS_ARTERY.match(flat, match.end()) or re.search(r"\b(?:the|into|in|of|ata (?:and|&|,)) $", flat[: match.start("name")][-12:])):
            continue
        side = {"l": "left", "r": "right", "": ""}[(match["side"] or "")[:1].lower()]
        number = max(0, bisect_right(starts, match.start()) - 1)
        name = "anterior_tibial_artery" if match["name"] == "ATA" else "posterior_tibial_artery"
        out.append(Mention(name, side, Span(*match.span()), number, 0, "done", "", False, bool(side)))
    return out


def arterial(case: Case, named: list[Mention]) -> list[Mention]:
    """Without names that mean veins: in a report on veins an artery is called an artery."""
    live = blanked(case, roles=case.roles)
    if len(re.findall(r"\bveins?\b|venous|venogra|venoplast|\bdvt\b|may-?thurner|\bciv\b|\beiv\b|\bcfv\b|\bivc\b|cavogra|jugular|basilic|\bsvc\b|iliofemoral|clot-?t?riever|\bprone\b", live)) <= 1.2 * len(re.findall(r"arter|angiogra|\bsfa\b|\bcfa\b|\bcia\b|\beia\b", live)):
        return named
    return [m for m in named if not re.search(r"compress|crossing|may-?thurner|impress", case.sentence(m.sentence)) and not _OVERLYING.search(case.document.flat[max(0, m.span.start - 60) : m.span.start]) and re.search(r"arter|trunk|\baxis|\b[lr]?(?:sfa|cfa|cia|eia|sma)\b", case.document.flat[m.span.start : m.span.end])]


#: an artery told of as the neighbour of a vein
_OVERLYING = re.compile(r"\b(?:under(?:neath)?|beneath|behind|below|deep to|posterior to|between|by|from|with|against|at(?: the level of)?|level of|pinched \w+|crossed \w+|of|against|beside|overlying|overriding|where)(?: (?:the|an?|his|her|overlying|crossing|adjacent|pulsating|spine|vertebra\w*|and|right|left|compressing|overriding|common|calcified))*\s*$")


#: a leg told of as treated on another day
_PAST = re.compile(r"\b(?:prior|previous(?:ly)?|history of|hx of|s/p|status post|earlier)\b[^,:]*$")


#: said before the artery of the way in
_BY_WAY = re.compile(r"\b(?:via|from(?: above| below)?|through|access|sheath|approach|entry|route|stick|puncture)\W{1,3}(?:the )?$")
#: the way in with its side, and "left" as a verb
_WAY_IN = re.compile(r"\b(?:left|right|lt|rt|l|r)\.? (?:(?:common|femoral|groin|artery|vein|radial|brachial|arm|wrist|axillary|jugular|ij|heart|atri\w+|ventric\w+|kidney|renal|carotid|side up|hand)\b|cf[av]\b|f[av]\b)|\b(?:was|were|is|and|then) left\b|\bleft (?:in|to|for|on|open|alone|as|it|her|him|untreated|unstented|behind|the room|overnight)\b|\bright (?:away|after|before|at|up|to|angle)\b")


@once
def leg_side(case: Case) -> str:
    """The leg the report is about, by its title, its labels and its words; both or empty where it does not tell."""
    for text in (title(case), case.document.flat[:300], blanked(case)):
        names = Counter({"lt": "left", "l": "left", "rt": "right", "r": "right", "both": "bilateral"}.get(m[1] or m[2], m[1] or m[2]) for m in _LEG.finditer(text) if not _PAST.search(re.split(r"[.;\n]", text[: m.start()])[-1][-70:]) and not re.search(r"access|punct|sheath|groin|retrograde|approach", re.split(r"[.,;:\n]", text[m.start() : m.end() + 22])[0]) and not (m.group().endswith("fem") and _BY_WAY.search(text[: m.start()])))
        if names["bilateral"] or (names["left"] and names["right"]):
            if len(names) and text is not title(case):
                top = names.most_common(2)
                if len(top) == 1 or top[0][1] > 2 * top[1][1]:
                    return top[0][0]
            continue
        if names:
            return next(iter(names))
    work = Counter(m.side for m in vessels(case) if m.side and m.name.startswith(LIMB) and not is_access(case, m) and re.search(r"cathet|wire|advanced|stent|balloon|crossed|taken|placed", case.sentence(m.sentence)) and BESIDE_SIDE.search(case.document.flat[max(0, m.span.start - 4) : m.span.end]))
    if not work:
        sides = {m.group()[0] for m in re.finditer(r"\b(?:left|right|lt|rt|l|r|lle|rle)\b", _WAY_IN.sub(" ", case.document.flat))}
        if len(sides) == 1:
            return "left" if sides == {"l"} else "right"
    if work and len(work) == 1 or (len(work) > 1 and work.most_common(2)[0][1] >= 3 * work.most_common(2)[1][1]):
        return work.most_common(1)[0][0]
    return ""


_SIZED = re.compile(r"\s*(?:artery|access)?,?\s*(?:\d{1,2}|four|five|six|seven|eight|nine|ten|eleven|twelve) ?-?(?:f|fr|french)\b")


#: an artery named as the place of entry whatever else the sentence tells
_ENTRY_WORD = re.compile(r"\s*(?:artery|arterial)?\s*(?:punctures?|access(?:es)?|approach|sticks?|entry|route)\b")
_ENTRY_NAMES = frozenset({"common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery"})
_FROM = re.compile(r"\b(?:from|via) (?:(?:the|an?|both|ipsilateral|contralateral|left|right|l|r|lt|rt|percutaneous|retrograde|antegrade) )*(?:[lr]?cfa (?:and|&) (?:(?:the|left|right|l|r) )*)?$")
#: an artery told of with the way it was reached
_REACHED_BY = re.compile(r"\s*(?:artery )?(?:(?:was|is|then|next|done|treated|crossed|recanalized|occlusion|lesion|cto) )*(?:from|via|through|by) (?:an? |the )?(?:[\w-]+ ){0,3}(?:stick|access|puncture|approach|sheath)\b")
#: an artery as the heading of how it was reached and treated ("left EIA: crossover, 7 x 40 ...")
_HEADING = re.compile(r"\s*(?:artery )?[:=] ?(?:from |via )?(?:crossover|up[- ]and[- ]over|contralateral|antegrade|retrograde|over the (?:top|horn|bifurcation))\b[^.\n]{0,24}\d ?(?:mm)? ?x ?\d")
#: arteries that are entered from within and never through the skin
_NEVER_ACCESS = re.compile(r"celiac|coeliac|mesenteric|renal|hepatic|splenic|gastr|colic|ileal|jejunal|\bima\b|lumbar|bronchial|intercostal|vertebral|innominate|subclavian")


#: what may stand beside an artery that is told as the way in by its name alone
_WAY = re.compile(r"\b(?:left|right|l|r|lt|rt|artery|retro(?:grade)?|ante(?:grade)?|cross-?over|up and over|over the (?:top|horn)|contralateral|ipsilateral|approach|access|stick|us|ultrasound|guided|micropuncture|sheath|long|in|then|via|from|entry|the)\b|\d{1,2} ?-?(?:f|fr|french)\b|[^a-z0-9]")


#: the artery from which a lesion was crossed backwards
_BACK_FROM = re.compile(r"\b(?:retrograde(?:ly)?|backwards|from below)\b[^.;,]{0,16}\b(?:from|via|through) (?:(?:the|a|an?|left|right|distal|l|r) )*$")


def _stands_alone(case: Case, m: Mention) -> bool:
    """Whether a sentence is nothing but an artery through which one enters, and neither it nor the next tells of a lesion there."""
    flat = case.document.flat
    span = case.document.sentences[m.sentence]
    rest = flat[span.start : m.span.start] + " " + flat[m.span.end : span.end]
    if _WAY.sub("", rest):
        return False
    following = case.sentence(m.sentence + 1)
    return not re.match(rf"\W*(?:\w+\W+){{0,3}}?(?:{SICK}|balloon|stent|atherect|\d+(?:\.\d+)? ?x ?\d)", following)


def is_access(case: Case, m: Mention) -> bool:
    """Whether an artery is named as the way in and not as the place of work."""
    if _NEVER_ACCESS.search(m.name):
        return False
    flat = case.document.flat
    if m.name not in _ENTRY_NAMES and (_REACHED_BY.match(flat, m.span.end) or _HEADING.match(flat, m.span.end)):
        return False
    if _ENTRY_WORD.match(flat, m.span.end):
        return True
    if m.name in _ENTRY_NAMES and re.fullmatch(r"\W*(?:left |right |[lr] |lt |rt )?\W*", case.sentence(m.sentence).replace(flat[m.span.start : m.span.end], "")) and m.sentence + 1 < len(case.document.sentences) and re.match(r"\W*\d{1,2} ?(?:f\b|fr\b|french)", case.sentence(m.sentence + 1)):
        return True  # "R CFA. 6F sheath."
    if _BACK_FROM.search(flat[max(0, m.span.start - 50) : m.span.start]):
        return True
    if m.name in _ENTRY_NAMES and _stands_alone(case, m):
        return True
    if m.name in _ENTRY_NAMES and _FROM.search(flat[max(0, m.span.start - 60) : m.span.start]) and not re.match(r"\s*(?:artery )?(?:down |up |distally )?(?:to|into|through|origin|bifurcation)\b", flat[m.span.end : m.span.end + 24]):
        return True
    if m.name in ("common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery") and _SIZED.match(case.document.flat, m.span.end):
        return True
    sentence = case.document.sentences[m.sentence]
    flat = case.document.flat
    around = flat[max(sentence.start, m.span.start - 40) : min(sentence.end, m.span.end + 26)]
    clause = re.split(r"[,;]", flat[sentence.start : m.span.start])[-1][-40:] + flat[m.span.start : m.span.end] + re.split(r"[,;.]", flat[m.span.end : sentence.end])[0][:26]
    return bool(_ACCESS.search(clause)) and not _LESION.search(clause) or bool(re.search(r"(?:access|punctur\w*|sheath|approach)", around) and not _LESION.search(around))


def side_of(case: Case, m: Mention, main: str) -> str:
    """Side of an artery: the word beside it, else the leg the report is about."""
    flat = case.document.flat
    if m.side and flat[m.span.start : m.span.end].endswith("arteries"):
        return m.side
    if m.side and (main not in ("left", "right") or BESIDE_SIDE.search(flat, max(0, m.span.start - 4), m.span.end)):
        return m.side
    return main if main in ("left", "right") and m.name.startswith(LIMB) else m.side
