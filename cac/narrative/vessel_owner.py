"""Which artery an act is said to be in, and which arteries are told of as diseased.

In: the arteries of a report and the place of an act. Out: the arteries the statement itself names as treated by the
act, or whether something is wrong with an artery where it is named, or whether it is the heading of what follows.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import arteries
from cac.narrative.acts import ACTS, VERBS
from cac.narrative.arteries import Mention
from cac.narrative.case import Case
from cac.narrative.lesion import APART, JOIN
from cac.narrative.lesion_words import SICK, SPARED
from cac.narrative.limb import is_access
from cac.narrative.table_row import table_row

_VESSEL_WORD = r"(?:popliteal|sfa|cfa|pfa|eia|cia|iia|pop|tibials?|peroneal|profunda|femoral|common|external|internal|iliacs?|superficial|anterior|posterior|tp|tpt|trunk|at|pt|dp|renal|left|right|vessels?)"
_HEALTHY = re.compile(rf"^(?:[\s,/&:=|]|and\b|arter(?:y|ies)\b|is\b|are\b|was\b|were\b|widely\b|the\b|remains?\b|also\b|appear\w*|looks?\b|which\b|{_VESSEL_WORD}\b)*(?:patent|normal|fine|ok|healthy|clear(?! of)|not treated|no treatment|untreated|unremarkable|(?:still |both |also |were |was )*fill(?:s|ed|ing)? (?:the )?(?:plantar |pedal )?(?:arch|foot|well|normally|promptly|briskly|on (?:both|either|each)|bilateral\w*)|(?:(?:origin|ostium|take-?off|orifice) )?(?:(?:was|were|is|are|left|kept) )*(?:uncovered|covered(?! (?:stent|self|balloon))|preserved|spared|jailed|overstented|untouched|not (?:covered|jailed|compromised|crossed|involved))|mild\w*|minimal\w*|without (?:significant |focal )?(?:stenosis|disease)|free of|open\b)")
_HEALTHY_BEFORE = re.compile(rf"\b{SPARED} (?:the |both |its |left |right )*(?:[\w-]+ ){{1,3}}?(?:and|or|&|/|,) (?:the |left |right )*$|\b(?:short of|shy of|ahead of|clearing|preserving|protecting|not covering|without covering)\s+(?:the |its |left |right )*$|" r"\b(?:and |but )?not (?:in |into |of )?(?:the |his |her )?(?:left |right )?$|(?:\bnormal|\bcollaterals (?:to|from|via)(?: the| a)?|\bbetween(?: it and| this and)?(?: the)?|clear of(?: the| a)?|(?:separate|apart|distinct|away) from(?: the| a)?|sparing(?: the)?|not involving(?: the)?|\bpatent|\bhealthy|(?:distal|proximal|adjacent|close|next) to(?: the| a)?(?: (?:origin|ostium|take-?off|level|bifurcation))?(?: of)?(?: the| a)?|beyond|below|above|past)\s+(?:[a-z]+\s+){0,2}$|\bnormal (?:[a-z-]+,? ){1,6}(?:and |& )?$")
_RESULT = re.compile(r"no (?:significant |visible )?residual|good (?:filling|flow)|brisk|completion|final (?:run|angiogra|arteriogra|picture|image)|improved flow|in-?line flow")
_ON_THE_WAY = re.compile(r"(?:wire|catheter|cath|advanced|passed|tip|navigated)[^.;:]{0,80}(?:into|to|in|down)\s+(?:the )?(?:left |right )?(?:distal |proximal |mid )?$")
#: a wire led into an artery that the same sentence then treats
_WIRED = re.compile(r"wire(?: (?!sheath|access|punct)[^\s.;:]+){0,10} (?:into|to|in|down|through|across|along)\s+(?:the )?(?:left |right )?(?:distal |proximal |mid )?$")
_GOAL = re.compile(r"\b(?:of|in|into|across|at|within|inside|for|over|to|on|from|through|throughout|covering|:|,|spanning|along)\s*(?:(?:the|a|an|both|each|whole|entire|native|proximal|prox|mid|distal|ostial|origin|upper|lower|segment|long|short|left|right|l|r|bilateral|same|this|stenosis|stenotic|occlusion|occluded|lesion|diseased|calcified|portion|of|and|lt|rt|\d+ ?%|chronic|total|severe|ostium|stent|stents|in-stent|restenosis)\s+){0,8}$")
_NEXT = re.compile(r"^(?:\s|-|:|\(x?\d\)|stents?|balloons?|covered|self|expand\w+|nitinol|bare|metal|drug|eluting|coated|was|were|then|\d+(?:\.\d+)?|mm|x|by|the|left|right|of|l\b|r\b|angioplasty|placement|deployment|inflation|pta)*$")


#: branches of the aorta a guide is brought to in order to work there
_BRANCHES = re.compile(r"renal|celiac|mesenteric|subclavian|hepatic|splenic")
_GUIDED = re.compile(r"\b(?:guide|guiding cath\w*|catheter|sheath|attention|system)\b(?:(?!wire)[^.;:]){0,40}\b(?:into|to|in|at)\s+(?:(?:the|left|right|proximal|ostium|origin|ostial|of)\s+)*$")
_ENTERED = re.compile(r"\s*(?:artery |origin |ostium )?(?:was|were) (?:then |next |also )?entered\b")
#: narrowing too slight to be treated
_MINOR = re.compile(r"^[\s:=|-]*(?:artery )?(?:has |shows |with )?(?:an? |only )?[<~]?\s?[1-4]?\d ?%(?! residual)")


_LED_TO = re.compile(r"(?:(?!wire)[^.;:]){0,40}(?:\b(?:into|to|in|at|engag\w+|hook\w*|select\w*|cannulat\w*)|->|=>|>)\s*(?:(?:the|left|right|proximal|ostium|origin|ostial|of)\s+)*")


def _led_to(case: Case, m: Mention) -> bool:
    """Whether a catheter told by its brand was led to a branch of the aorta."""
    tools = (f.end for f in case.document.by_sentence.get(m.sentence, ()) if f.kind == "catheter_name" and f.end <= m.span.start)
    return any(_LED_TO.fullmatch(case.document.flat, end, m.span.start) for end in tools)


_RE_ENTERED = re.compile(r"\bre-?(?:entered|entry)\b[^.;]{0,30}\b(?:at|in|into|within) (?:the )?(?:\w+ )?$")


def is_lesion(case: Case, m: Mention) -> bool:
    """Whether something is wrong with an artery where it is named."""
    if is_access(case, m) or (m.name in arteries.AORTA and not _narrow_aorta(case.document.flat, m)):
        return False
    sentence = case.document.sentences[m.sentence]
    flat = case.document.flat
    after = flat[m.span.end : min(sentence.end, m.span.end + 70)]
    before = flat[max(sentence.start, m.span.start - 50) : m.span.start]
    if (_GUIDED.search(before) or _led_to(case, m)) and _BRANCHES.search(m.name) and not _HEALTHY.match(after):
        return True
    if _BRANCHES.search(m.name) and _ENTERED.match(after):
        return True
    if _HEALTHY.match(after) or _ON_THE_WAY.search(before) or _HEALTHY_BEFORE.search(before) or APART.search(before):
        return False
    if m.name == "superficial_femoral_artery" and _RE_ENTERED.search(before):
        return True  # the wire came back into the artery whose occlusion it had left
    if _MINOR.match(after) and not ACTS.search(case.sentence(m.sentence)):
        return False
    if label(case, m):
        return True
    if _RESULT.search(case.sentence(m.sentence)) and not ACTS.search(case.sentence(m.sentence)):
        return False
    return bool(re.search(rf"{SICK}|stenos|stenot|occlu|narrow|\bcto\b|disease|lesion|plaque|\d ?%|percent|aneurysm|treat|recanal|\bopen(?:ing)? the\b|\btackl|\baddress|angioplast|stent|atherect|wired|crossed|traversed|select|engag|cannulat", after + " " + before))


#: what makes an artery the heading of the sentences after it, besides its standing alone
_TURN = re.compile(r"(?:first|next|then|second|third|now|also|lastly|finally|followed|work|treatment|intervention|treated|started|addressed|was|the|i|we|turned|to|attention|moved|on|proceeded|went|dealt|with)\b")


def label(case: Case, m: Mention) -> bool:
    """Whether an artery is the heading of what follows."""
    sentence = case.document.sentences[m.sentence]
    flat = case.document.flat
    rest = flat[sentence.start : m.span.start] + " " + flat[m.span.end : min(sentence.end, m.span.end + 60)]
    rest = _TURN.sub("", rest)
    rest = re.sub(rf"{_VESSEL_WORD}\b|arter(?:y|ies)\b|\b[a-h1-9][.)]|[\s/,&()*#.:-]|\band\b", "", rest)
    start = re.sub(r"[\s\d).(*#a-h-]|\b(?:left|right|l|r|the)\b", "", flat[sentence.start : m.span.start])
    return not rest or (not start and flat[m.span.end : m.span.end + 2].lstrip(" ").startswith((":", "-")))


def owner(case: Case, live: str, named: list[Mention], start: int, end: int, number: int) -> tuple[list[Mention], bool]:
    """The arteries an act is said to be in, and whether the statement itself names them."""
    flat = case.document.flat
    sentence = table_row(case, named, start, number)
    here = [m for m in named if m.sentence == number and not APART.search(flat[sentence.start : m.span.start]) and sentence.start <= m.span.start < sentence.end and (m.name not in arteries.AORTA or _narrow_aorta(flat, m))]
    if not here:
        return [], False
    following = [m for m in here if m.span.start >= end and not _told_healthy(flat, m, sentence.end)]
    preceding = [m for m in here if m.span.end <= start]
    word = flat[start:end].strip(" -")
    before_first = [m for m in preceding if not is_access(case, m) and not _HEALTHY.match(flat[m.span.end : sentence.end]) and not _HEALTHY_BEFORE.search(flat[sentence.start : m.span.start]) and not _ON_THE_WAY.search(flat[sentence.start : m.span.start])]
    stop = next((m.start() + end for m in re.finditer(r"[.;:]\s|->|\bthen\b|followed by", flat[end : sentence.end])), sentence.end)
    if word in VERBS and before_first and re.search(r"\b(?:was|were|then|and|is|also|primarily|each)\b|^[^.;]{0,40}$", flat[before_first[-1].span.end : start]):
        return _group(flat, here, before_first[-1], back=True), True
    own = _just_before(case, flat, sentence.start, here, preceding, start)
    if own is not None and not re.match(r"\s*(?:[\dx.]+ ?(?:mm)?\s*)?(?:stents?|balloons?|placed|deployed|inflated|was|were)?\s*(?:of|in|into|across|within|to|at)\b", flat[end : sentence.end]):
        return _group(flat, here, own, back=True), True
    ruler = _ruler(flat, sentence.start, sentence.end, here, before_first, end)
    ahead = None
    for m in following:
        if m.span.start > stop or m.span.start - end > 140 or (ruler is not None and _heads_clause(flat, sentence.start, sentence.end, here, m)):
            break
        between = flat[end : m.span.start]
        if _HEALTHY_BEFORE.search(between) or (is_access(case, m) and (before_first or re.search(r"\b(?:from|via|through|by)\b[^,;]{0,24}$", between))):
            continue
        if _GOAL.search(between) or _NEXT.match(between):
            if not re.search(r"(?:flow|run-?off|continu\w+|line|embol\w*|wire|catheter|filter|sheath)[^,;]{0,24}$", between):
                ahead = m
                break
    if ruler is not None and (ahead is None or not re.match(r"[^,;]{0,40}\b(?:of|in|into|across|within|at|to)\b", flat[end : ahead.span.start])):
        return _group(flat, here, ruler, back=True), True
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
    near = [m for m in following if not is_access(case, m) and not _HEALTHY_BEFORE.search(flat[end : m.span.start]) and not _SHOWN.search(flat[end : m.span.start]) and m.span.start - end < 90 and (m.span.start <= stop)]
    if not near and not preceding:  # "stents, 8 x 39 right and left, were then brought into the common iliac arteries"
        near = [m for m in following if re.search(r"\b(?:into|in|to|across|within)\s+(?:the |both )?$", flat[end : m.span.start]) and "." not in flat[end : m.span.start]][:1]
    if near:
        return _group(flat, here, near[0], back=False), True
    wired = [m for m in preceding if _WIRED.search(flat[sentence.start : m.span.start])]
    return ([wired[-1]], True) if wired else ([], False)


#: what may stand before an artery that opens its clause, and what makes it the subject of the acts behind it
_OPENS = re.compile(r"(?:^|[,;:.(]|\band\b|\bthen\b|\bbut\b|\bwhile\b|\+|&)\s*(?:(?P<prefix>for|in|at|on|within|to) )?(?:(?:the|his|her|left|right|l|r|lt|rt|proximal|prox|mid|distal|native|whole|occluded|diseased|stenotic|ostial) )*$")
_SUBJECT = re.compile(rf"\s*(?:(?:{SICK}|\d+|cm|mm|long|short|focal|severe|mid|ostial|at|its|origin|too|also)\w*[\s(),]*){{0,6}}\s(?:-{{1,2}}>?|\u2013|=|->) |\s*(?:artery\b|lesion\b|origin\b|ostium\b|segment\b|trunk\b)?\s*(?:\([^)]*\)\s*)?(?:(?:only|just|merely|then|also|alone|now|each)\b\s*)*(?:with\b|w/|wanted\b|deserved\b|accepted\b|treated\b|got\b|gets\b|had\b|has\b|received\b|took\b|needed\b|required\b|underwent\b|:|=|-{{1,2}}>|>|\u2013|- )")


def _heads_clause(flat: str, low: int, high: int, here: list[Mention], m: Mention) -> bool:
    """Whether an artery opens a clause of its own ("for the popliteal ...", ", EIA with ...") that goes on to tell an act."""
    opens = _OPENS.search(flat[low : m.span.start])
    if opens is None or not (opens["prefix"] or _SUBJECT.match(flat, m.span.end, high)):
        return False
    behind = [o.span.start for o in here if o.span.start > m.span.end and not JOIN.match(flat[m.span.end : o.span.start])]
    return ACTS.search(flat, m.span.end, min([high, *behind[:1]])) is not None


_BARE = re.compile(r"\s*(?:artery |trunk |origin |lesion )?(?:[:=-] ?)?(?:got |took |had |was |then )?(?:(?:\d[\d.]*(?: ?mm)?(?: ?x ?\d[\d.]*)?(?: ?mm)?|[a-z][\w-]*) ){0,2}")
_NOT_BARE = re.compile(r"\b(?:and|with|of|in|into|to|for|from|via|then|after|no|not|patent|normal|per)\b")


def _just_before(case: Case, flat: str, low: int, here: list[Mention], preceding: list[Mention], start: int) -> Mention | None:
    """The artery that opens the clause of an act and stands just before it, where an earlier one heads the whole line: "iliac: CIA stent 9 x 29, EIA stent 8 x 60"."""
    if not preceding or len({m.name for m in here}) < 2 or is_access(case, preceding[-1]):
        return None
    m = preceding[-1]
    between = flat[m.span.end : start]
    if not _OPENS.search(flat[low : m.span.start]) or not _BARE.fullmatch(between) or _NOT_BARE.search(between) or _SUBJECT_OF_ROW.match(flat, m.span.end):
        return None
    return m


#: what a picture taken after an act showed of another artery
_SHOWN = re.compile(r"\b(?:check|completion|control|final|last|next|repeat)?\s*(?:runs?|angio\w*|arteriogra\w*|pictures?|shots?|films?|images?|injection|series)\b[^.;]{0,30}\b(?:show\w*|reveal\w*|demonstrat\w*|disclos\w*|unmask\w*)\b")
#: arteries told in a row before what was done to all of them
_SUBJECT_OF_ROW = re.compile(r"\s*(?:,|and\b|&|/)")


def _ruler(flat: str, low: int, high: int, here: list[Mention], before: list[Mention], end: int) -> Mention | None:
    """The artery whose clause an act stands in, where another artery of the sentence has a clause of its own."""
    heads = [m for m in here if _heads_clause(flat, low, high, here, m)]
    if len({m.name for m in heads}) < 2:
        return None
    own = [m for m in before if m in heads]
    if not own or any(m.span.start > own[-1].span.end and not _OTHER_WAY.search(flat[own[-1].span.end : m.span.start]) for m in before):
        return None
    return own[-1]


#: an artery told of within the clause of another one as the end or the way
_OTHER_WAY = re.compile(r"\b(?:from|via|through|down to|up to|into|to)\b[^,;]*$")

#: a lesion that goes on from one artery into the next
_ONE_LESION = re.compile(r"\b(?:extending|crossing|continuing|reaching|running|going)\b[^.;:]{0,12}\b(?:into|to|on to)\b")


def _told_healthy(flat: str, m: Mention, end: int) -> bool:
    """Whether the words just after an artery, without going on to another one, say that it was spared or is open."""
    match = _HEALTHY.match(flat[m.span.end : end])
    return match is not None and not re.search(r"[,/&|:=]|\band\b", match.group())


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


#: arteries told in a row with their lesions, to which one act was done alike
_EACH = re.compile(r"\b(?:each|both|all (?:two|three|four)|in turn|respectively|alike)\b")
_JOIN_SICK = re.compile(r"^[\s,/&+()\d.%-]*(?:(?:and|then|the|both|artery|arteries|left|right|l|r|lt|rt|proximal|prox|mid|distal|upper|lower|origin|segments?|plus|percent|per cent|stenos[ie]s|stenotic|stenosed|narrow\w*|tight|occlu\w+|ctos?|lesions?|disease\w*|long|short|focal|cm|mm|calcified|severe|total|chronic)[\s,/&+().\d%-]*)*$")


#: one act told of a second place: "inflation in the anterior tibial (2.5 mm) and, through a second wire, in the peroneal"
_AND_IN = re.compile(r"\s*(?:artery )?(?:\([^()]*\))?[\s,]*\b(?:and|then)\b[\s,]*(?:(?:then|also|again|through|via|over|after|with)\b[^,.;<]{0,40},\s*)?(?:in|of|across) (?:the )?(?:(?:left|right|proximal|mid|distal) )*$")


def is_gone(flat: str, m: Mention) -> bool:
    """Whether the words behind an artery say it is healthy."""
    return _HEALTHY.match(flat[m.span.end : m.span.end + 60]) is not None


def _group(flat: str, here: list[Mention], anchor: Mention, *, back: bool) -> list[Mention]:
    """An artery with those joined to it by "and", a comma or a slash."""
    index = here.index(anchor)
    out = [anchor]
    shared = not back and _EACH.search(flat[anchor.span.end : here[-1].span.end + 60].split(". ")[0]) is not None
    step = -1 if back else 1
    at = index
    while 0 <= at + step < len(here):
        one, other = (here[at + step], here[at]) if back else (here[at], here[at + step])
        if not back and _AND_IN.match(flat[one.span.end : other.span.start]) and not is_gone(flat, other):
            out.append(here[at + step])
            at += step
            continue
        if one.span.start == other.span.start or JOIN.match(flat[one.span.end : other.span.start]) or shared and _JOIN_SICK.match(flat[one.span.end : other.span.start]) or one.span.end >= other.span.start:
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
