"""Arteries that were treated: which vessel, on which side, by which service, and what the lesion was.

The body is read as a row of acts (balloon, stent, atherectomy, lithotripsy) and of arteries. An act belongs to the
artery it is said to be in ("stent in the SFA"), else to the artery that the statement is about ("SFA: stent"),
else to the artery told of last ("the lesion was ballooned"). An artery without an act was not treated.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, field, replace

from cac.findings import Span
from cac.narrative.acts import ACTS, WORK, find_acts, live_text
from cac.narrative.arteries import Mention, told
from cac.narrative.case import Case, once
from cac.narrative.lesion import lesion
from cac.narrative.lesion_words import NARROW, SHUT
from cac.narrative.limb import BESIDE_SIDE, LIMB, arterial, is_access, leg_side, side_of, vessels
from cac.narrative.treated_alike import abreast, before_kissing, keyed, likewise
from cac.narrative.treated_place import by_kind, by_region, by_stent
from cac.narrative.vessel_owner import is_lesion, label, owner

_CLOSED = re.compile(r"\bclosure\b|closed with|h[ae]+mostasis|angio-?\s?seal|perclose|proglide|mynx|manual (?:pressure|compression)|sheaths? (?:was |were )?(?:removed|out|pulled)|tr band|minutes of pressure|star ?close")


@dataclass(slots=True)
class Treated:
    """One artery that was treated.

    Attributes:
        name: artery without the side, as in the vessel table.
        side: left, right or empty.
        services: what was done, with the words that say so.
        lesion: occlusion, stenosis or empty where the report does not say.
        lesion_where: the words on the lesion.
    """

    name: str
    side: str
    services: dict[str, list[Span]] = field(default_factory=dict)
    lesion: str = ""
    lesion_where: Span | None = None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def evidence(self) -> list[Span]:
        """Words of every service, in order of position."""
        return sorted((s for spans in self.services.values() for s in spans), key=lambda s: s.start)


#: "plan both vessels be stented"
_TO_BE = re.compile(r"\b(?:vessels?|arter(?:y|ies)|lesions?|both|it|they|stenos[ie]s) (?:to )?be (?:both )?$")
#: an artery told as missing, and one that was only the way
_MISSING = re.compile(r"\s*(?:artery )?(?:is |was )?(?:absent|not (?:seen|present|visuali[sz]ed|opacified))\b")
_WAY = re.compile(r"\b(?:negotiat\w+|traversing|travers\w+|threading) (?:through )?(?:the )?$")


def _only_seen(case: Case, mention: Mention) -> bool:
    """Whether an artery is told as missing, as a collateral, or as the way to the one treated."""
    flat = case.document.flat
    return mention.name == "arc_of_riolan" or _MISSING.match(flat, mention.span.end) is not None or _WAY.search(flat[max(0, mention.span.start - 30) : mention.span.start]) is not None


@once
def treated(case: Case) -> list[Treated]:
    """Every artery treated today, in order of its first act."""
    live = live_text(case)
    if not ACTS.search(live):
        return []
    acts = find_acts(case, live)
    if not acts or not (WORK.search(live) or any(act[0] == "size" or re.search(rf"{SHUT}|{NARROW}|\d ?x ?\d|perforat|ruptur", case.sentence(act[3])) for act in acts)):
        return []
    named = [m for m in _without_labels(case, arterial(case, vessels(case))) if not _only_seen(case, m)]
    acts = [act for act in acts if not _TO_BE.search(case.document.flat[max(0, act[1] - 30) : act[1]])]
    main = leg_side(case)
    out: dict[tuple[str, str], Treated] = {}
    topic: list[Mention] = []
    lesions = [m for m in named if is_lesion(case, m)] or _named_only(case, named)
    last = ("", -1)
    closed = _end_of_work(case, lesions, acts)
    told_last: tuple[list[Mention], int] = ([], -9)
    homeless: list[tuple[str, int, int]] = []
    for index, (service, start, end, sentence) in enumerate(acts):
        if service == "size":
            if (named_next := _named_next(case, acts, index)):
                service = named_next
            elif last[1] == sentence or last[0] == "angioplasty" and 0 < sentence - last[1] <= 2 and _AND_NEXT.search(case.sentence(sentence)):
                service = last[0]
            elif _bare_balloon(case, start, end, sentence) or _beside_artery(case, named, start, end):
                service = "angioplasty"
            else:
                continue
        last = (service, sentence)
        own, near = _plural(case, named, lesions, start, sentence) or abreast(case, named, start, sentence), False
        if not own:
            own, near = owner(case, live, named, start, end, sentence)
        if not own and sentence <= closed:
            own = keyed(case, named, start, sentence) or _after_a_turn(case, lesions, told_last, start, sentence) or _told_of(case, lesions, topic, start, end, sentence) or _going_on(case, lesions, told_last, start, sentence)
        own = _of_label(case, _paired(case, own, lesions, start, sentence), lesions, start, sentence, near=near)
        own = [m for m in own if not _HELD.match(case.document.flat, m.span.end)]
        if own:
            told_last = (own, sentence)
        if near:
            topic = own
        if not own:
            homeless.append((service, start, end))
        for m in own:
            key = (m.name, _side(case, m, named, main))
            entry = out.setdefault(key, Treated(*key))
            entry.services.setdefault(service, []).append(Span(start, end))
            entry.mentions.append(m)
    if not out and homeless:
        for m in _from_title(case, named) or lesions[:1]:
            key = (m.name, _side(case, m, named, main))
            entry = out.setdefault(key, Treated(*key))
            for service, start, end in homeless:
                entry.services.setdefault(service, []).append(Span(start, end))
            entry.mentions.append(m)
    for m in likewise(case, lesions + [m for m in named if m not in lesions and not is_access(case, m)]):
        source = [t for t in out.values() if t.mentions and t.name != m.name and min(o.span.start for o in t.mentions) < m.span.start]
        key = (m.name, _side(case, m, named, main))
        if source and key not in out:
            near_one = max(source, key=lambda t: max(o.span.start for o in t.mentions if o.span.start < m.span.start))
            out[key] = Treated(*key, services={service: list(spans) for service, spans in near_one.services.items()}, mentions=[m])
    result = _told_in_body(case, _one_side(out))
    for entry in result:
        entry.lesion, entry.lesion_where = lesion(case, entry.name, entry.side, named, main)
    return result


def _told_in_body(case: Case, found: list[Treated]) -> list[Treated]:
    """Without the arteries that the title alone names, where the narrative tells of the same services in others: it says which."""
    end = case.document.sentences[0].end if len(case.document.sentences) > 6 else 0
    body = [entry for entry in found if any(span.start >= end for span in entry.evidence)]
    return [entry for entry in found if entry in body or not all(any(service in other.services for other in body) for service in entry.services)]


def _named_next(case: Case, acts: list[tuple[str, int, int, int]], index: int) -> str:
    """The service of the device whose size this is ("7 x 40 balloon"), empty where the size stands alone."""
    _, _, end, _ = acts[index]
    if index + 1 < len(acts) and acts[index + 1][0] != "size" and acts[index + 1][1] - end < 26 and not re.search(r"[,;.:+]|\b(?:and|then|followed|after)\b", case.document.flat[end : acts[index + 1][1]]):
        return acts[index + 1][0]
    return ""


def _named_only(case: Case, named: list[Mention]) -> list[Mention]:
    """Arteries of the leg beyond the groin in a telegram that tells of its lesions apart from them ("RIGHT CIA + EIA. BOTH 80 PERCENT.")."""
    flat = case.document.flat
    if len(flat) > 900 or not _LESION_TOLD.search(flat):
        return []
    return [m for m in named if m.name.startswith(LIMB) and m.name not in ("common_femoral_artery", "iliac_artery") and m.status == "done" and not is_access(case, m)]


#: the side that heads a sentence, and the ordinal that takes up one of the arteries told before
_SIDE_LABEL = re.compile(r"(?:^|[;,] )\W*(?:on the )?(?P<side>left|right|lt|rt|l|r)(?: side| leg| one)?\s*[:=-]")
_ORDINAL = re.compile(r"^\W*(?:the )?(?P<which>first|former|upper one|second|latter|lower one|third)\b(?! (?:order|pass|stage|session|wire|balloon|stent|attempt|run|look|time|ever))")
_IN_THE_LATTER = re.compile(r"[^.;]{0,30}?\b(?:in|into|to|for|of|across) the (?P<which>former|latter|first|second|third)\b(?! (?:order|pass|stage|portion|part|segment))")
_PLACE = {"first": 0, "former": 0, "upper one": 0, "second": 1, "latter": -1, "lower one": -1, "third": 2}


def _of_label(case: Case, own: list[Mention], lesions: list[Mention], start: int, sentence: int, *, near: bool) -> list[Mention]:
    """The artery of the side that heads the sentence of an act ("L: 75 percent, balloon"), or the one an ordinal takes up."""
    low = case.document.sentences[sentence].start
    text = case.document.flat[low:start]
    if near:
        return own
    if (match := _ORDINAL.search(text) or _IN_THE_LATTER.match(case.document.flat, start)) is not None:
        for number in range(sentence - 1, max(-1, sentence - 4), -1):
            row = list({(m.name, m.side): m for m in lesions if m.sentence == number}.values())
            if len(row) >= 2:
                place = _PLACE[match["which"]]
                return [row[place]] if place < len(row) else own
    labels = list(_SIDE_LABEL.finditer(text))
    if not labels or not own:
        return own
    side = "left" if labels[-1]["side"].startswith("l") else "right"
    of_side = [m for m in own if m.side == side] or [m for m in lesions if m.name == own[-1].name and m.side == side and m.sentence <= sentence]
    return of_side[-1:] or [replace(own[-1], side=side, sure_side=True)]


#: an artery told of as the one that was entered and closed
_HELD = re.compile(r"\s*(?:artery )?(?:manual )?(?:pressure|held|compress\w*|puncture|access|sheath|site|closure|closed|pulse|haemosta\w*|hemosta\w*)\b")
#: a part of the leg that heads a line and names no artery of its own
_LABEL = re.compile(r"(?:femoral|iliac|fem|tibial)s?")


def _without_labels(case: Case, named: list[Mention]) -> list[Mention]:
    """Arteries without the headings of lines that go on to name the artery: "Femoral: SFA occlusion"."""
    flat = case.document.flat
    return [
        m for m in named
        if not (_LABEL.fullmatch(flat[m.span.start : m.span.end]) and flat[m.span.end : m.span.end + 2].strip().startswith(":") and any(o.sentence == m.sentence and 0 < o.span.start - m.span.end < 40 for o in named))
    ]


#: the next artery taken with a balloon told by its size
_AND_NEXT = re.compile(r"^\W*(?:and |then )?(?:next|then|same|also|likewise|similarly|second(?:ly)?|third|after (?:this|that))\b|\b(?:again|likewise|as well|too)\b")


def _end_of_work(case: Case, lesions: list[Mention], acts: list[tuple[str, int, int, int]]) -> int:
    """The sentence that closes the session: the first on closure after which no further lesion is told of and treated."""
    last = len(case.document.sentences)
    heads = told(case)
    for number in range(acts[0][3] + 1, last):
        if number not in heads or not _CLOSED.search(case.sentence(number)):
            continue
        later = [m.sentence for m in lesions if m.sentence > number and m.sentence in heads and case.document.sections[case.document.sentence_section[m.sentence]].role == "body"]
        if not any(0 <= act[3] - at <= 3 and act[0] != "stent" for at in later for act in acts):
            return number
    return last


def _going_on(case: Case, lesions: list[Mention], before: tuple[list[Mention], int], start: int, sentence: int) -> list[Mention]:
    """The artery of the act before, where the work goes on within a few sentences and no other artery is told of."""
    own, at = before
    if not own or sentence - at > 3 or any(m.sentence > at and m.span.start < start for m in lesions):
        return []
    return own


def _after_a_turn(case: Case, lesions: list[Mention], before: tuple[list[Mention], int], start: int, sentence: int) -> list[Mention]:
    """The artery of the act before, where that was not the artery named last and nothing new was named since."""
    own, at = before
    if not own or sentence - at > 2 or _ALL_OF_THEM.search(case.sentence(sentence)) or _BOTH_SIDES.search(case.sentence(sentence)):
        return []
    since = [m for m in lesions if own[-1].span.start < m.span.start < start]
    if not since or any(m.sentence >= at for m in since) or all(m.name == own[-1].name for m in since):
        return []
    return _going_on(case, lesions, before, start, sentence)


#: the lesions told of before taken up as one subject
_ALL_OF_THEM = re.compile(r"(?:^|[,;:] ?|\band |\bthen |\b(?:groin|sheath|access|guide|approach|radial|brachial|femoral) )(?:both|each|all(?: (?:two|three|four))?|the two|the three|these(?: two| three)?)\s+(?:of (?:them|these|which|the \w+)\s+|lesions?\s+|vessels?\s+|stenos[ie]s\s+|occlusions?\s+|segments?\s+|arteries\s+|arter(?:y|ies)\s+|trunks?\s+|origins?\s+|ostia\s+|renals?\s+|sides?\s+|ones?\s+)?(?:was|were|are|got|received|underwent|had|treated|ballooned|stented|crossed|selected|dilated|wired|engaged|cannulated|angioplastied)\b")


def _plural(case: Case, named: list[Mention], lesions: list[Mention], start: int, sentence: int) -> list[Mention]:
    """The arteries whose lesions were told of one by one before "both were treated with ...", where no artery stands between."""
    low = case.document.sentences[sentence].start
    subject = _ALL_OF_THEM.search(case.document.flat[low:start])
    if subject is None or any(low + subject.start() <= m.span.start < start for m in named):
        return []
    last: dict[tuple[str, str], Mention] = {}
    for m in lesions:
        if sentence - 4 <= m.sentence <= sentence and m.span.start < low + subject.start():
            last[m.name, m.side] = m
    count = 2 if re.search(r"both|two", subject.group()) else 3 if "three" in subject.group() else 0
    group = list(last.values())
    return group[-count:] if len(group) >= max(2, count) else []


def _side(case: Case, m: Mention, named: list[Mention], main: str) -> str:
    """Side of a treated artery: outside the leg a side that was only carried over yields to the one its name bears elsewhere."""
    side = side_of(case, m, main)
    if m.name.startswith(LIMB) or _beside(case, m):
        return side
    sure = {o.side for o in named if o.name == m.name and o.side and _beside(case, o)}
    return next(iter(sure)) if len(sure) == 1 else side


def _beside(case: Case, m: Mention) -> bool:
    """Whether a side stands beside an artery's name."""
    return BESIDE_SIDE.search(case.document.flat, max(0, m.span.start - 4), m.span.end) is not None


def _paired(case: Case, own: list[Mention], lesions: list[Mention], start: int, sentence: int) -> list[Mention]:
    """Both arteries of a pair where an act is told of the pair by one name without a side."""
    if len({m.name for m in own}) == 1 and "kissing" in case.sentence(sentence) and not (len(own) == 1 and own[0].sure_side and before_kissing(case, start, sentence)):
        pair = {m.side: m for m in lesions if m.name == own[0].name and m.side and m.sentence <= sentence}
        return list(pair.values()) if len(pair) == 2 else own
    if len(own) != 1 or own[0].sure_side or own[0].side and case.document.flat[own[0].span.start : own[0].span.end].startswith(own[0].side):
        return own
    if not (_BOTH_SIDES.search(case.sentence(sentence)) or _EACH_SIDE.search(case.sentence(sentence)) or re.search(r"(?:iliacs|femorals|arteries|[a-z]fas|[a-z]ias|renals)$", case.document.flat[own[0].span.start : own[0].span.end])):
        return own
    pair = {m.side: m for m in lesions if m.name == own[0].name and m.side and m.sentence <= sentence}
    if len(pair) != 2 and _EACH_SIDE.search(case.sentence(sentence)) and _BOTH_NAMED.search(case.document.flat):
        return [replace(own[0], side=side) for side in ("right", "left")]
    return list(pair.values()) if len(pair) == 2 else own


#: one device for each side, and the pair of arteries named as one
_EACH_SIDE = re.compile(r"\b(?:two|twin|paired|matched|2|both|a pair of)\b[^.;]{2,90}\b(?:at the same (?:time|moment)|at once|simultan\w+|together|in unison|side by side|in parallel)\b|\bon the right\b[^.;]{2,60}\bon the left\b|\bon the left\b[^.;]{2,60}\bon the right\b|kissing|simultaneous\w*[^.;]{0,60}\b(?:both|each)\b")
_BOTH_NAMED = re.compile(r"\b(?:iliacs?|[ce]ias?|renals?)\b[^.;]{0,36}\b(?:on|of|at) (?:each|either|both) sides?\b|\b(?:both|bilateral|each|two) (?:of the )?(?:proximal |ostial |the )?(?:common |external )?(?:iliac|renal)s?\b|\bboth (?:[cer]ia|renal)s?\b")
_LESION_TOLD = re.compile(rf"{SHUT}|{NARROW}|stenos|stenot|occlu|\bctos?\b|\d ?%|percent|narrow")
_NO_BALLOON = re.compile(r"lumen|\bmm2|sheath|coil|\bplug|aneurysm|\bsac\b|\bneck\b|lesion (?:measur|size)|measur|catheter|cath\b|wire\b|infusion|filter|biops|needle|nodul|mass\b|\bcm\b(?= x)|endograft|limb\b")


def _bare_balloon(case: Case, start: int, end: int, sentence: int) -> bool:
    """A balloon told by its size alone, after a wire was passed."""
    numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", case.document.flat[start:end])]
    text = case.sentence(sentence)
    around = text + " ".join(case.sentence(n) for n in range(max(0, sentence - 3), sentence))
    if _LESION_TOLD.search(around) and 15 <= numbers[-1] <= 300 and 1.5 <= numbers[0] <= 12 and (any(m.lastgroup != "size" for m in ACTS.finditer(case.document.flat)) or re.search(r"crossed|wired|recanali", case.document.flat) or re.search(r"\b(?:got|received|took|each|both|treated with)\b", text)) and not re.match(r"\s*(?:cm|fr?\b|ml|cc)", case.document.flat[end : end + 5]) and not _NO_BALLOON.search(text):
        return True
    if re.search(r"stenos|occlu|\d ?%", text) and numbers[-1] >= 15 and numbers[0] <= 9 and re.search(r"balloon|\bpta\b|angioplast", case.document.flat) and not re.search(r"lumen|\bmm2|sheath|coil|\bcm\b", text):
        return True
    return numbers[-1] >= 15 and numbers[0] <= 14 and not re.match(r"\s*cm\b", case.document.flat[end : end + 4]) and not re.search(r"lumen|matrix|sheath|coil|node|mass|mps\b", text[:60]) and bool(re.search(r"crossed|wired|wire ", case.sentence(sentence - 1) + text))


def _beside_artery(case: Case, named: list[Mention], start: int, end: int) -> bool:
    """Whether a size that fits a balloon stands just beside an artery of the leg, in a report on a lesion that tells of no other device."""
    flat = case.document.flat
    numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", flat[start:end])]
    if len(numbers) != 2 or not (1.5 <= numbers[0] <= 9 and 15 <= numbers[1] <= 300) or re.match(r"\s*(?:cm|fr?\b|ml|cc|ulcer|wound)", flat[end:]) or not _LESION_TOLD.search(flat) or _NO_BALLOON.search(flat[max(0, start - 30) : end + 30]):
        return False
    near = [m for m in named if m.name.startswith(LIMB) and not is_access(case, m) and (0 <= m.span.start - end < 12 or 0 <= start - m.span.end < 30) and not re.search(r"[.;]", flat[min(end, m.span.end) : max(start, m.span.start)])]
    return bool(near)


#: acts told of both sides at once
_BOTH_SIDES = re.compile(r"kissing|\bboth (?:sides|legs|iliacs?|limbs|lesions|stents|arteries)|bilateral|on (?:each|either) side|each side|simultaneous|\bright\b[^.;]{2,40}\bleft\b|\bleft\b[^.;]{2,40}\bright\b")


def _told_of(case: Case, lesions: list[Mention], topic: list[Mention], start: int, end: int, sentence: int) -> list[Mention]:
    """The artery told of last before an act that names none."""
    before = [m for m in lesions if m.span.start < start]
    meant = by_region(case, before, start, sentence) or by_stent(case, before, start, end, sentence) or (by_kind(case, before, topic, sentence) if before else [])
    if meant:
        return meant
    if topic and (not before or max(m.span.start for m in topic) >= before[-1].span.start):
        return topic if sentence - topic[-1].sentence <= 9 else []
    if not before:
        return []
    group = [m for m in before if m.sentence == before[-1].sentence]
    names = {(m.name, m.side) for m in group}
    text = case.sentence(sentence)
    if _BOTH_SIDES.search(text):
        for name in dict.fromkeys(m.name for m in reversed(before) if sentence - m.sentence <= 9):
            pair = {m.side: m for m in before if m.name == name and m.side and sentence - m.sentence <= 9}
            if len(pair) == 2:
                return list(pair.values())
    if len(names) > 1 and re.search(r"\beach\b|\bboth\b|kissing|respectively|all (?:three|lesions)", text):
        return group
    distance = sentence - max([before[-1].sentence, *[m.sentence for m in topic]])
    if distance > 9:
        return []
    if distance > 3 and not label(case, before[-1]) and len({(m.name, m.side) for m in before if before[-1].sentence - m.sentence < 6}) > 1:
        return topic or []
    return [m for m in group if m.span.end == before[-1].span.end]


def _from_title(case: Case, named: list[Mention]) -> list[Mention]:
    """Arteries of the title whose treatment the title names."""
    heads = [m for m in named if case.document.sections[case.document.sentence_section[m.sentence]].role == "head"]
    return [m for m in heads if ACTS.search(case.sentence(m.sentence)) and not is_access(case, m)]


def _one_side(found: dict[tuple[str, str], Treated]) -> list[Treated]:
    """Arteries told once with and once without their side are one."""
    sides = {side for _, side in found if side}
    for name, side in list(found):
        if side:
            continue
        home = next((s for s in sides if (name, s) in found), next(iter(sides)) if len(sides) == 1 else "")
        if not home:
            continue
        lost = found.pop((name, ""))
        kept = found.setdefault((name, home), Treated(name, home))
        for service, spans in lost.services.items():
            kept.services.setdefault(service, []).extend(spans)
        kept.mentions += lost.mentions
    return list(found.values())
