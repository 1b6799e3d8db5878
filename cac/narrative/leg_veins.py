"""Superficial veins of the leg: which vein of which leg a statement is about, and how it was closed."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, replace

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.course import Told
from cac.narrative.target_words import SIDES

_SAPHENOUS = r"(?: saph\w*)?(?: vein| veins|s)?"
VEINS = re.compile(
    rf"(?P<aasv>anterior accessory(?: great| greater)?{_SAPHENOUS}|accessory (?:great |greater )?saphenous(?: vein)?|\baa?g?sv\b|\basv\b|anterior saphenous|(?<!posterior )accessory (?:vein|trunk|branch))"
    rf"|(?P<pasv>posterior accessory(?: great| greater)?{_SAPHENOUS}|posteromedial accessory|\bpasv\b)"
    rf"|(?P<gsv>(?:great|greater|long) saph\w*(?: vein| veins)?|\b[rl]?gsvs?\b|\blsv\b)"
    rf"|(?P<ssv>(?:small|short|lesser) saph\w*(?: vein| veins)?|\b[rl]?ssvs?\b)"
    r"|(?P<giacomini>giacomini(?: vein)?|(?:cranial|thigh) extension(?: of the \w+)?|intersaphenous vein)"
    r"|(?P<perforator>perforat(?:or|ing)(?: veins?|s)?(?! pressure)|\bperforators\b)"
)
_SIDE = re.compile(r"\b(left|right|lt|rt|bilateral\w*|both(?= (?:the )?(?:legs?|lower|limbs?|sides|extrem|gsv|ssv|great|small|short|long|saph|thighs?|calves)))\b|\b([rl])(?=gsv|ssv)|(?<![a-z])([lr])(?= (?:gsv|ssv|great|small|leg|lower|le\b|thigh|calf|aasv|ant))")
METHODS = re.compile(
    r"(?P<radiofrequency>radio-?\s?frequency|\brfa\b|\brf\b|closure-?\s?(?:fast|rfs|plus)|venefit|closureplus|vnus|\bevrf\b)"
    r"|(?P<laser>\blasers?\b|\bevl[ta]\b|\bevlas?\b|\belas\b|\blaser(?:ed)?\b|\d{3,4}[- ]?nm\b|joules?|\bj/cm|vena-?cure|cooltouch|nevertouch)"
    r"|(?P<adhesive>vena-?seal|cyano-?acrylate|\bglue\b|adhesive (?:closure|ablation|embol)|n-?butyl|\bnbca\b|variclose)"
    r"|(?P<mechanochemical>clari-?vein|mechano-?chemical|mechanico-?chemical|\bmoca\b|rotating wire)"
    r"|(?P<chemical_catheter>balloon[- ](?:isolat|occlud)\w*[^.\n]{0,60}scleros|catheter[- ]directed chemical)"
)
_OFF = re.compile(
    r"\bno reflux\b|competent(?<!incompetent)|not (?:treated|addressed|refluxing|ablated)|left alone|staged|was not|were not|untreated|normal caliber|previous\w*|prior\b|last (?:year|month)|years? ago|months? ago|\bin (?:19|20)\d\d|will be|scheduled|to be (?:treated|scheduled|done)|later date|deferred|next (?:visit|session|week|month)|in \w+ weeks|at another|no other"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A superficial vein with its leg."""

    vein: str
    side: str
    text: str
    before: str
    after: str
    where: Span
    sentence: int
    many: bool


def side_at(text: str, position: int) -> str:
    """The leg named last before a place in a sentence, else first behind it, else empty."""
    found = [(m.start(), m.group(1) or m.group(2) or m.group(3)) for m in _SIDE.finditer(text)]
    if not found:
        return ""
    before = [word for place, word in found if place <= position]
    word = before[-1] if before else found[0][1]
    return SIDES.get(word, "bilateral")


def title_side(text: str) -> str:
    """The leg a title or a whole report names alone, both where it names two."""
    sides = {SIDES.get(m.group(1) or m.group(2) or m.group(3), "bilateral") for m in _SIDE.finditer(text)}
    if "bilateral" in sides or {"left", "right"} <= sides:
        return "bilateral"
    return next(iter(sides), "")


def mentions(told: list[Told], *, default: str = "") -> list[Mention]:
    """Every superficial vein the course names, with the leg that the words or the last leg named give."""
    out: list[Mention] = []
    carried = "" if default == "bilateral" else default
    for sentence in told:
        text = sentence.text
        matches = list(VEINS.finditer(text))
        for index, match in enumerate(matches):
            low = matches[index - 1].end() if index else 0
            high = matches[index + 1].start() if index + 1 < len(matches) else len(text)
            side = side_at(text[: match.end()], match.start()) or carried or side_at(text, match.start())
            many = bool(re.search(r"s$", match.group(0)) and match.lastgroup == "perforator") or bool(re.search(r"(?:two|three|four|2|3|4|both) (?:\w+ ){0,3}$", text[low : match.start()])) and match.lastgroup == "perforator"
            out.append(Mention(match.lastgroup or "", side, text, text[max(low, match.start() - 130) : match.start()], text[match.end() : min(high, match.end() + 160)], sentence.span(match), sentence.number, many))
        last = [m for m in _SIDE.finditer(text) if not _OTHER_DAY.search(_clause_at(text, m.start()))]
        if last and (not default or default == "bilateral" or matches and not _MEASURED.search(text) or _TREATING.search(text)):
            word = last[-1].group(1) or last[-1].group(2) or last[-1].group(3)
            if word in SIDES:
                carried = SIDES[word]
    return out


#: a clause that puts its leg off to another day, a sentence of measurements, and one that tells of treatment
_OTHER_DAY = re.compile(r"later (?:day|date|time|on|visit|session)|another (?:day|time|visit|session)|\blater\b|next (?:week|month|visit)|scheduled|to be (?:treated|done|scheduled)|in \w+ (?:weeks|months)|not treated|no treatment|untreated|will be|contralateral|asymptomatic|(?:mild|minor|minimal|no|trace) reflux")
_MEASURED = re.compile(r"\d ?(?:mm|s|sec\w*)\b[^.;]{0,30}reflux|reflux[^.;]{0,40}\d ?(?:s|sec\w*)\b|(?:reflux|duplex|ultrasound|vein) (?:study|mapping|exam)")
_TREATING = re.compile(r"access|cannulat|punctur|needle|tumescen|inject|introducer|sheath|fiber|catheter|prepp|draped|ablat|closed|avuls|turned to|attention")


def _clause_at(text: str, at: int) -> str:
    """The clause a place stands in."""
    low = max(text.rfind(mark, 0, at) for mark in ".;\n") + 1
    ends = [end for mark in ".;\n" if (end := text.find(mark, at)) >= 0]
    return text[low : min(ends, default=len(text))]


#: what was treated before, as a mark of where today's work lies
_BESIDE_OLD = re.compile(r"\b(?:below|above|beyond|distal to|proximal to|caudal to|cranial to|under|adjacent to|next to|beside|alongside|from) (?:the |a |an |her |his )?(?:previously|prior|previous|old|earlier|formerly) [\w-]+(?: (?:segment|portion|vein|trunk|part|stump|site|length|area))?")


def off(mention: Mention) -> bool:
    """Whether the words beside a vein say that it was not treated today."""
    mention = replace(mention, before=_BESIDE_OLD.sub(" ", mention.before), after=_BESIDE_OLD.sub(" ", mention.after))
    clause = re.split(r"[;.]|, (?:and|but|while)\b|\bbut\b", mention.after)[0]
    return bool(_OFF.search(clause) or re.search(r"(?:\bno\b|\bnot\b|without|previous\w*|prior|spare|staged|future|deferred)[^.;]{0,40}$", mention.before))


def methods(text: str) -> list[tuple[str, int]]:
    """Methods of closure that a text names, with their places."""
    text = _BESIDE_OLD.sub(lambda m: " " * len(m.group()), text)
    return [(m.lastgroup or "", m.start()) for m in METHODS.finditer(text)]


def leg_report(case: Case) -> bool:
    """Whether a report is about superficial veins of the leg."""
    return bool(VEINS.search(case.document.flat) or re.search(r"varicos|varices|spider|telangiect|reticular vein|phlebectom|tributar|sclerotherap|\bavuls|\bstabs\b|crochet hook|(?:mueller|muller|oesch|varady) hook|varithena|asclera|polidocanol|sotradecol|aethoxysklerol|leg veins?\b", case.document.flat))
