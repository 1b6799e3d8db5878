"""Arteries that were treated: which vessel, on which side, by which service, and what the lesion was.

The body is read as a row of acts (balloon, stent, atherectomy, lithotripsy) and of arteries. An act belongs to the
artery it is said to be in ("stent in the SFA"), else to the artery that the statement is about ("SFA: stent"),
else to the artery told of last ("the lesion was ballooned"). An artery without an act was not treated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cac.findings import Span
from cac.narrative import arteries
from cac.narrative.acts import ACTS, VERBS, WORK, find_acts, live_text
from cac.narrative.arteries import Mention, told
from cac.narrative.case import Case, once
from cac.narrative.lesion import JOIN, lesion
from cac.narrative.limb import arterial, is_access, leg_side, side_of, vessels

_VESSEL_WORD = r"(?:popliteal|sfa|cfa|pfa|eia|cia|iia|pop|tibials?|peroneal|profunda|femoral|common|external|internal|iliacs?|superficial|anterior|posterior|tp|tpt|trunk|at|pt|dp|renal|left|right|vessels?)"
_HEALTHY = re.compile(rf"^(?:[\s,/&:=|]|and\b|arter(?:y|ies)\b|is\b|are\b|was\b|were\b|widely\b|the\b|remains?\b|also\b|appear\w*|looks?\b|which\b|{_VESSEL_WORD}\b)*(?:patent|normal|fine|ok|healthy|clear(?! of)|not treated|no treatment|untreated|unremarkable|mild\w*|minimal\w*|without (?:significant |focal )?(?:stenosis|disease)|free of|open\b)")
_HEALTHY_BEFORE = re.compile(r"\b(?:and |but )?not (?:in |into |of )?(?:the |his |her )?(?:left |right )?$|(?:\bnormal|\bcollaterals (?:to|from|via)(?: the| a)?|\bbetween(?: it and| this and)?(?: the)?|clear of(?: the| a)?|(?:separate|apart|distinct|away) from(?: the| a)?|sparing(?: the)?|not involving(?: the)?|\bpatent|\bhealthy|(?:distal|proximal|adjacent|close|next) to(?: the| a)?(?: (?:origin|ostium|take-?off|level|bifurcation))?(?: of)?(?: the| a)?|beyond|below|above|past)\s+(?:[a-z]+\s+){0,2}$|\bnormal (?:[a-z-]+,? ){1,6}(?:and |& )?$")
_RESULT = re.compile(r"no (?:significant |visible )?residual|good (?:filling|flow)|brisk|completion|final (?:run|angiogra|arteriogra|picture|image)|improved flow|in-?line flow")
_CLOSED = re.compile(r"\bclosure\b|closed with|h[ae]+mostasis|angio-?\s?seal|perclose|proglide|mynx|manual (?:pressure|compression)|sheaths? (?:was |were )?(?:removed|out|pulled)|tr band|minutes of pressure|star ?close")
_ON_THE_WAY = re.compile(r"(?:wire|catheter|cath|advanced|passed|tip|navigated)[^.;:]{0,80}(?:into|to|in|down)\s+(?:the )?(?:left |right )?(?:distal |proximal |mid )?$")
#: a wire led into an artery that the same sentence then treats
_WIRED = re.compile(r"wire(?: (?!sheath|access|punct)[^\s.;:]+){0,10} (?:into|to|in|down|through|across|along)\s+(?:the )?(?:left |right )?(?:distal |proximal |mid )?$")
_GOAL = re.compile(r"\b(?:of|in|into|across|at|within|inside|for|over|to|on|from|through|throughout|covering|:|,|spanning|along)\s*(?:(?:the|a|an|both|each|whole|entire|native|proximal|prox|mid|distal|ostial|origin|upper|lower|segment|long|short|left|right|l|r|bilateral|same|this|stenosis|stenotic|occlusion|occluded|lesion|diseased|calcified|portion|of|and|lt|rt|\d+ ?%|chronic|total|severe|ostium|stent|stents|in-stent|restenosis)\s+){0,8}$")
_NEXT = re.compile(r"^(?:\s|-|:|\(x?\d\)|stents?|balloons?|covered|self|expand\w+|nitinol|bare|metal|drug|eluting|coated|was|were|then|\d+(?:\.\d+)?|mm|x|by|the|left|right|of|l\b|r\b|angioplasty|placement|deployment|inflation|pta)*$")


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


@once
def treated(case: Case) -> list[Treated]:
    """Every artery treated today, in order of its first act."""
    live = live_text(case)
    if not ACTS.search(live):
        return []
    acts = find_acts(case, live)
    if not acts or not (len(WORK.findall(live)) >= 2 or any(act[0] == "size" or re.search(r"stenos|stenot|occlu|\d ?%|percent|narrow|\bcto\b|\d ?x ?\d|perforat|ruptur", case.sentence(act[3])) for act in acts)):
        return []
    named = arterial(case, vessels(case))
    main = leg_side(case)
    out: dict[tuple[str, str], Treated] = {}
    topic: list[Mention] = []
    lesions = [m for m in named if _is_lesion(case, m)]
    last = ("", -1)
    closed = next((n for n in range(len(case.document.sentences)) if n > (acts[0][3] if acts else 0) and _CLOSED.search(case.sentence(n)) and n in told(case)), len(case.document.sentences))
    homeless: list[tuple[str, int, int]] = []
    for service, start, end, sentence in acts:
        if service == "size":
            if last[1] == sentence:
                service = last[0]
            elif _bare_balloon(case, start, end, sentence):
                service = "angioplasty"
            else:
                continue
        last = (service, sentence)
        own, near = _owner(case, live, named, start, end, sentence)
        if not own and sentence <= closed:
            own = _keyed(case, named, start, sentence) or _told_of(case, lesions, topic, start, sentence)
        own = _paired(case, own, lesions, sentence)
        if near:
            topic = own
        if not own:
            homeless.append((service, start, end))
        for m in own:
            key = (m.name, side_of(case, m, main))
            entry = out.setdefault(key, Treated(*key))
            entry.services.setdefault(service, []).append(Span(start, end))
            entry.mentions.append(m)
    if not out and homeless:
        for m in _from_title(case, named) or lesions[:1]:
            key = (m.name, side_of(case, m, main))
            entry = out.setdefault(key, Treated(*key))
            for service, start, end in homeless:
                entry.services.setdefault(service, []).append(Span(start, end))
            entry.mentions.append(m)
    result = _one_side(out)
    for entry in result:
        entry.lesion, entry.lesion_where = lesion(case, entry.name, entry.side, named, main)
    return result


def _paired(case: Case, own: list[Mention], lesions: list[Mention], sentence: int) -> list[Mention]:
    """Both arteries of a pair where an act is told of the pair by one name without a side."""
    if len({m.name for m in own}) == 1 and "kissing" in case.sentence(sentence):
        pair = {m.side: m for m in lesions if m.name == own[0].name and m.side and m.sentence <= sentence}
        return list(pair.values()) if len(pair) == 2 else own
    if len(own) != 1 or own[0].sure_side or own[0].side and case.document.flat[own[0].span.start : own[0].span.end].startswith(own[0].side):
        return own
    if not (_BOTH_SIDES.search(case.sentence(sentence)) or re.search(r"(?:iliacs|femorals|arteries|[a-z]fas|[a-z]ias|renals)$", case.document.flat[own[0].span.start : own[0].span.end])):
        return own
    pair = {m.side: m for m in lesions if m.name == own[0].name and m.side and m.sentence <= sentence}
    return list(pair.values()) if len(pair) == 2 else own


_LESION_TOLD = re.compile(r"stenos|stenot|occlu|\bctos?\b|\d ?%|percent|narrow")
_NO_BALLOON = re.compile(r"lumen|\bmm2|sheath|coil|\bplug|aneurysm|\bsac\b|\bneck\b|lesion (?:measur|size)|measur|catheter|cath\b|wire\b|infusion|filter|biops|needle|nodul|mass\b|\bcm\b(?= x)|endograft|limb\b")


def _bare_balloon(case: Case, start: int, end: int, sentence: int) -> bool:
    """A balloon told by its size alone, after a wire was passed."""
    numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", case.document.flat[start:end])]
    text = case.sentence(sentence)
    around = text + " ".join(case.sentence(n) for n in range(max(0, sentence - 3), sentence))
    if _LESION_TOLD.search(around) and 15 <= numbers[-1] <= 300 and 1.5 <= numbers[0] <= 12 and (any(m.lastgroup != "size" for m in ACTS.finditer(case.document.flat)) or re.search(r"crossed|wired|recanali", case.document.flat)) and not re.match(r"\s*(?:cm|fr?\b|ml|cc)", case.document.flat[end : end + 5]) and not _NO_BALLOON.search(text):
        return True
    if re.search(r"stenos|occlu|\d ?%", text) and numbers[-1] >= 15 and numbers[0] <= 9 and re.search(r"balloon|\bpta\b|angioplast", case.document.flat) and not re.search(r"lumen|\bmm2|sheath|coil|\bcm\b", text):
        return True
    return numbers[-1] >= 15 and numbers[0] <= 14 and not re.match(r"\s*cm\b", case.document.flat[end : end + 4]) and not re.search(r"lumen|matrix|sheath|coil|node|mass|mps\b", text[:60]) and bool(re.search(r"crossed|wired|wire ", case.sentence(sentence - 1) + text))


#: acts told of both sides at once
_BOTH_SIDES = re.compile(r"kissing|\bboth (?:sides|legs|iliacs?|limbs|lesions|stents|arteries)|bilateral|on (?:each|either) side|each side|simultaneous|\bright\b[^.;]{2,40}\bleft\b|\bleft\b[^.;]{2,40}\bright\b")


#: a lesion or vessel told by a letter or number of its own
_KEY_SET = re.compile(r"\b(?:lesion|target(?: lesion| vessel)?|vessel|segment|site)\s*(?:#|no\.?)?\s*([a-d]|[1-5]|one|two|three|four)\b[\s:=).(\u2013-]{1,4}")
_KEY_USED = re.compile(r"(?:^\W*|\b(?:lesion|target|vessel|segment|site)\s*#?\s*)([a-d]|[1-5]|one|two|three|four)\s*(?:[:=)\u2013-]|\b(?= was| were| received| got| then| treated| with))")


def _keyed(case: Case, named: list[Mention], start: int, sentence: int) -> list[Mention]:
    """The artery a key stands for ("lesion B") before an act whose sentence names none."""
    flat, sentences = case.document.flat, case.document.sentences
    keys: dict[str, Mention] = {}
    for number, span in enumerate(sentences[: sentence + 1]):
        for match in _KEY_SET.finditer(flat, span.start, min(span.end, start)):
            first = next((m for m in named if m.sentence == number and 0 <= m.span.start - match.end() <= 30), None)
            if first is not None:
                keys.setdefault(match[1], first)
    if len(keys) < 2:
        return []
    for number in range(sentence, max(-1, sentence - 5), -1):
        used = [m for m in _KEY_USED.finditer(case.sentence(number)) if sentences[number].start + m.start() < start]
        if used:
            return [keys[used[-1][1]]] if used[-1][1] in keys else []
    return []


_THE_OCCLUSION = re.compile(r"\bthe (?:long |short |chronic |total |chronic total |whole |entire |second |other |distal |proximal )*(?:occlusion|cto|occluded segment)\b")


def _by_kind(case: Case, before: list[Mention], topic: list[Mention], sentence: int) -> list[Mention]:
    """The one occluded artery where work goes on in "the occlusion" and the artery told of last is not occluded."""
    first = topic[-1].sentence + 1 if topic else sentence
    if not any(_THE_OCCLUSION.search(case.sentence(n)) for n in range(max(first, sentence - 3), sentence + 1)):
        return []
    flat = case.document.flat
    shut = [m for m in before if re.match(r"[^,;.:]{0,6}[:,]?[^,;.]{0,24}?(?<!no )(?:occlu(?:ded|sion)|\bcto\b)(?! balloon)|[^,;.]{0,4}\bcto\b", flat[m.span.end :])]
    names = {(m.name, m.side) for m in shut}
    if len({name for name, _ in names}) != 1 or any(m.name == shut[-1].name for m in topic):
        return []
    return [shut[-1]] if topic else []


def _told_of(case: Case, lesions: list[Mention], topic: list[Mention], start: int, sentence: int) -> list[Mention]:
    """The artery told of last before an act that names none."""
    before = [m for m in lesions if m.span.start < start]
    meant = _by_kind(case, before, topic, sentence)
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
        twins = [m for m in before if m.name == before[-1].name and sentence - m.sentence <= 9]
        pair = {m.side: m for m in twins if m.side}
        if len(pair) == 2:
            return list(pair.values())
    if len(names) > 1 and re.search(r"\beach\b|\bboth\b|kissing|respectively|all (?:three|lesions)", text):
        return group
    distance = sentence - max([before[-1].sentence, *[m.sentence for m in topic]])
    if distance > 9:
        return []
    if distance > 3 and not _label(case, before[-1]) and len({(m.name, m.side) for m in before if before[-1].sentence - m.sentence < 6}) > 1:
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


#: narrowing too slight to be treated
_MINOR = re.compile(r"^[\s:=|-]*(?:artery )?(?:has |shows |with )?(?:an? |only )?[<~]?\s?[1-4]?\d ?%(?! residual)")


def _is_lesion(case: Case, m: Mention) -> bool:
    """Whether something is wrong with an artery where it is named."""
    if is_access(case, m) or (m.name in arteries.AORTA and not _narrow_aorta(case.document.flat, m)):
        return False
    sentence = case.document.sentences[m.sentence]
    flat = case.document.flat
    after = flat[m.span.end : min(sentence.end, m.span.end + 70)]
    before = flat[max(sentence.start, m.span.start - 50) : m.span.start]
    if _HEALTHY.match(after) or _ON_THE_WAY.search(before) or _HEALTHY_BEFORE.search(before):
        return False
    if _MINOR.match(after) and not ACTS.search(case.sentence(m.sentence)):
        return False
    if _label(case, m):
        return True
    if _RESULT.search(case.sentence(m.sentence)) and not ACTS.search(case.sentence(m.sentence)):
        return False
    return bool(re.search(r"stenos|stenot|occlu|narrow|\bcto\b|disease|lesion|plaque|\d ?%|percent|aneurysm|treat|recanal|angioplast|stent|atherect|wired|crossed|traversed|select|engag|cannulat", after + " " + before))


#: what makes an artery the heading of the sentences after it, besides its standing alone
_TURN = re.compile(r"(?:first|next|then|second|third|now|also|lastly|finally|followed|work|treatment|intervention|treated|started|addressed|was|the|i|we|turned|to|attention|moved|on|proceeded|went|dealt|with)\b")


def _label(case: Case, m: Mention) -> bool:
    """Whether an artery is the heading of what follows."""
    sentence = case.document.sentences[m.sentence]
    flat = case.document.flat
    rest = flat[sentence.start : m.span.start] + " " + flat[m.span.end : min(sentence.end, m.span.end + 60)]
    rest = _TURN.sub("", rest)
    rest = re.sub(rf"{_VESSEL_WORD}\b|arter(?:y|ies)\b|\b[a-h1-9][.)]|[\s/,&()*#.:-]|\band\b", "", rest)
    start = re.sub(r"[\s\d).(*#a-h-]|\b(?:left|right|l|r|the)\b", "", flat[sentence.start : m.span.start])
    return not rest or (not start and flat[m.span.end : m.span.end + 2].lstrip(" ").startswith((":", "-")))


def _owner(case: Case, live: str, named: list[Mention], start: int, end: int, number: int) -> tuple[list[Mention], bool]:
    """The arteries an act is said to be in, and whether the statement itself names them."""
    flat = case.document.flat
    sentence = case.document.sentences[number]
    here = [m for m in named if m.sentence == number and sentence.start <= m.span.start < sentence.end and (m.name not in arteries.AORTA or _narrow_aorta(flat, m))]
    if not here:
        return [], False
    following = [m for m in here if m.span.start >= end]
    preceding = [m for m in here if m.span.end <= start]
    word = flat[start:end]
    before_first = [m for m in preceding if not is_access(case, m) and not _HEALTHY.match(flat[m.span.end : sentence.end]) and not _HEALTHY_BEFORE.search(flat[sentence.start : m.span.start]) and not _ON_THE_WAY.search(flat[sentence.start : m.span.start])]
    stop = next((m.start() + end for m in re.finditer(r"[.;:]\s|->|\bthen\b|followed by", flat[end : sentence.end])), sentence.end)
    if word in VERBS and before_first and re.search(r"\b(?:was|were|then|and|is|also|primarily|each)\b|^[^.;]{0,40}$", flat[before_first[-1].span.end : start]):
        return _group(flat, here, before_first[-1], back=True), True
    ahead = None
    for m in following:
        if m.span.start > stop or m.span.start - end > 140:
            break
        between = flat[end : m.span.start]
        if _HEALTHY_BEFORE.search(between) or (is_access(case, m) and (before_first or re.search(r"\b(?:from|via|through|by)\b[^,;]{0,24}$", between))):
            continue
        if _GOAL.search(between) or _NEXT.match(between):
            if not re.search(r"(?:flow|run-?off|continu\w+|line|embol\w*|wire|catheter|filter|sheath)[^,;]{0,24}$", between):
                ahead = m
                break
    if ahead is not None and before_first:
        gap_before = start - before_first[-1].span.end
        direct = _NEXT.match(flat[end : ahead.span.start]) or re.search(r"\b(?:of|in|into|across|within|at|to)\b", flat[end : ahead.span.start])
        labelled = re.match(r"^[\s\d).(*#-]*$", re.sub(r"\b(?:left|right|l|r|the)\b", "", flat[sentence.start : before_first[0].span.start]))
        if labelled and not direct and gap_before < 120:
            ahead = None
    if ahead is not None:
        return _group(flat, here, ahead, back=False), True
    if before_first:
        if len({m.name for m in before_first}) > 1 and re.search(r"\b(?:both|each|all)\b", flat[before_first[-1].span.end : start]):
            return before_first, True
        row = before_first[0]
        rows = _group(flat, here, row, back=False)
        if len(rows) > 1 and row is not before_first[-1] and _row(flat, sentence.start, row, max(m.span.end for m in rows)) and not _row(flat, _break(flat, sentence.start, before_first[-1].span.start), before_first[-1]):
            return rows, True
        if row is not before_first[-1] and _row(flat, sentence.start, row) and not _row(flat, _break(flat, sentence.start, before_first[-1].span.start), before_first[-1]):
            return _group(flat, here, row, back=False), True
        if row is not before_first[-1] and not re.sub(r"[\s\d).(*#-]|\b(?:left|right|l|r|the)\b", "", flat[sentence.start : row.span.start]) and _ONE_LESION.search(flat[row.span.end : before_first[-1].span.start]) and ":" in flat[before_first[-1].span.end : start]:
            return [row], True
        return _group(flat, here, before_first[-1], back=True), True
    near = [m for m in following if not is_access(case, m) and not _HEALTHY_BEFORE.search(flat[end : m.span.start]) and m.span.start - end < 90 and (m.span.start <= stop)]
    if not near and not preceding:  # "stents, 8 x 39 right and left, were then brought into the common iliac arteries"
        near = [m for m in following if re.search(r"\b(?:into|in|to|across|within)\s+(?:the |both )?$", flat[end : m.span.start]) and "." not in flat[end : m.span.start]][:1]
    if near:
        return _group(flat, here, near[0], back=False), True
    wired = [m for m in preceding if _WIRED.search(flat[sentence.start : m.span.start])]
    return ([wired[-1]], True) if wired else ([], False)


#: a lesion that goes on from one artery into the next
_ONE_LESION = re.compile(r"\b(?:extending|crossing|continuing|reaching|running|going)\b[^.;:]{0,12}\b(?:into|to|on to)\b")


def _row(flat: str, low: int, m: Mention, end: int = 0) -> bool:
    """Whether an artery stands as the label of a row: at its start, with a mark after it."""
    start = re.sub(r"[\s\d).(*#a-h-]|\b(?:left|right|l|r|the|step|lesion|vessel|no)\b", "", flat[low : m.span.start])
    return not start and bool(re.match(r"\s*(?:arter(?:y|ies)\b\s*)?(?:\([^)]*\)\s*)?[:|=\u2013-]", flat[end or m.span.end : (end or m.span.end) + 50]))


def _break(flat: str, low: int, at: int) -> int:
    """The place after the last mark that ends a clause before a place."""
    return low + max((flat[low:at].rfind(mark) for mark in ";.,"), default=-1) + 1


_SICK_AORTA = re.compile(r"(?:infrarenal|abdominal|distal) (?:aort\w+|segment)[^.;\n]{0,60}(?:stenos|coarct|occlu|narrow)|(?:stenos\w+|coarctation|occlusion|narrowing) (?:of|in) (?:the )?(?:infrarenal|abdominal|distal) aort")


def _narrow_aorta(flat: str, m: Mention) -> bool:
    """Whether the aorta itself is the lesion and not a place on the way."""
    around = flat[max(0, m.span.start - 40) : m.span.end + 40]
    if m.name == "abdominal_aorta" and _SICK_AORTA.search(flat) and re.search(r"(?:stent\w*|balloon\w*|dilat\w+|angioplasty)[^.;]{0,40}\b(?:in|of|across|within|to) (?:the )?(?:\w+ )?$", flat[max(0, m.span.start - 60) : m.span.start]):
        return True
    return m.name in ("abdominal_aorta", "descending_thoracic_aorta") and bool(re.search(r"stenos|coarct|occlu|atherect", around)) and not re.search(r"\binto\b|extend|aneurysm", around)


_OTHER_ACT = re.compile(r"^[^a-z]*[,;+&][^a-z]*(?:left|right|l|r|lt|rt|the|mid|distal|proximal)?\s*$")


def _group(flat: str, here: list[Mention], anchor: Mention, *, back: bool) -> list[Mention]:
    """An artery with those joined to it by "and", a comma or a slash."""
    index = here.index(anchor)
    out = [anchor]
    step = -1 if back else 1
    at = index
    while 0 <= at + step < len(here):
        one, other = (here[at + step], here[at]) if back else (here[at], here[at + step])
        if one.span.start == other.span.start or JOIN.match(flat[one.span.end : other.span.start]) or one.span.end >= other.span.start:
            if back and _OTHER_ACT.search(flat[one.span.end : other.span.start]) and ACTS.search(flat[max(0, one.span.start - 60) : one.span.start].rpartition(". ")[2]):
                break  # "angioplasty of the SFA, popliteal stent"
            out.append(here[at + step])
            at += step
        else:
            break
    for m in here:  # both sides of one name stand at one place
        if m.span.end == anchor.span.end and m not in out:
            out.append(m)
    return out
