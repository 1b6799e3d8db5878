"""Turns of a report: "Part 2, pelvis.", "Then the left base, same technique", "Next, the one in the gutter" each open the work at another place.

A turn holds the stretches of the text that tell of one tube, side or collection. A turn that only says that the
same was done again takes over the words of the turn before it; what a closing sentence says of both belongs to each.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, field

from cac.narrative.tube_words import FRENCH, GAUGE, VOLUME

#: work that shows that a stretch tells of a needle or a tube
WORK = re.compile(
    rf"{FRENCH}|{GAUGE}|\d ?(?:ml|cc|l|lit(?:er|re)s?)\b|{VOLUME}|needle|\bwires?\b|amplatz|punctur\w+|\bstick\b|\bstuck\b|centesis|\btap(?:ped)?\b|exchang\w+|swap\w*|upsiz\w+|inject\w+|aspirat\w+|trocar|locking|pigtail|sheath|chiba|yueh|contrast (?:study|run|check|injection)"
)
#: "same technique", "done in like manner", "identical steps": the words of the turn before it hold again
SAME = re.compile(
    r"\b(?:the |in (?:the |a |an )?|by (?:the )?|with (?:the )?)?(?:same|identical|similar|like|analogous)(?: exact)? (?:procedure|technique|steps?|manner|fashion|way|method|approach|sequence|thing|protocol|set-?up)s?\b|\b(?:done|performed|treated|drained|tapped|exchanged|changed|placed|handled|managed|carried out) (?:the same|similarly|likewise|identically|alike)\b|\bsimilarly\b|\blikewise\b|\bditto\b"
    r"|\bidentically\b|\b(?:procedure|process|steps?|technique|sequence|this|all (?:of )?(?:this|that)) (?:was|were|is) (?:then )?(?:repeated|duplicated|mirrored)\b|(?<!done )(?<!of )(?<!to )(?<!at )\bthe same(?: was| were)? (?:done|performed|repeated|carried)\b|(?:^|[:,.]) ?same\b(?! (?:day|table|position|room|suite|visit|patient|field|drape|setting|side|place|collection|abscess|cavity|access|tract|session|catheter|tube|drain|space|pocket|needle|wire|site|size|calib\w+|length|type|kind|brand|french|fr\b|level|calyx|duct|entry))|\b(?:we |i )?repeated (?:the|this|it|on|for|all)\b"
)
_OF_BOTH = re.compile(r"\b(?:both|each|all)(?: of)?(?: the| these)?(?: new| two| three)? (?:\w+ )?(?:drains?|tubes?|catheters?|pigtails?|sides?|loops?|sites?|collections?|abscess(?:es)?|cavit(?:y|ies)|pockets?)\b|(?:^|[.\n] ?)\W*(?:both|each) (?:was |were )?(?:\w+ )?(?:sutured|stitched|secured|sewn|placed|capped|connected|attached|left|to|hooked|locked|removed|out|withdrawn|taken)\b|\b(?:drains|tubes|catheters|pigtails|loops) (?:were |both )?(?:\w+ )?(?:sutured|stitched|secured|sewn|placed|capped|connected|attached|left|to|hooked|removed|out|withdrawn|taken)\b(?<!drains to)")
#: a needle, a tube or contrast at work
_TOLD = re.compile(WORK.pattern + r"|contrast|\w+gram\b")
_BREAK = r"(?:^|(?<=[.;\n])|(?<=[.;:] )|(?<=\n[ \t])|(?<=\n[ \t][ \t]))"
_TURN = (
    r"(?:(?:and |so |but )?(?:turning (?:then |next |now )?(?:over )?to|then|next|now|first(?:ly)?|second(?:ly)?|third|also|finally|lastly|last|after(?:wards?| (?:that|this))|subsequently|similarly|likewise|in (?:the )?(?:same|like|similar|identical) (?:way|manner|fashion)|with that done|moving (?:on )?to(?: the)?"
    r"|(?:my |our )?attention (?:was |is )?(?:then |next |now )?(?:turned|directed|shifted|moved|given) (?:to|on)(?:wards?)?|(?:we|i) (?:then |next |now )?(?:turned|moved|went|proceeded|switched|started|began)(?: over| on| our attention)? (?:to|with|on|at|in)|(?:starting|beginning) (?:with|on|at)|as (?:for|to)|for|on|at|in|from|over|through|via|regarding|to)\b[,: -]*)*"
)
_OWNED = r"(?:(?:the|a|an|her|his|its|existing|indwelling|old|other) )*"
#: words after a side that are no place of a tube
_NO_PLACE = r"(?! ?(?:lateral|decub\w*|side (?:down|up)|down\b|up\b|arm\b|groin|femoral|common femoral|radial|ij\b|internal jugular|jugular|hand|wrist|subclavian|brachial|anterior oblique|posterior oblique|upper extrem|in place|in situ|now\b|away|after|before|where|there|then))"
_SIDE = re.compile(
    rf"{_BREAK}[ \t#*\-\d.)]*{_TURN}{_OWNED}(?P<side>left|right|lt|rt)\b{_NO_PLACE}|\b(?:and|then|while|whereas|after which)(?: on)? (?:the )?(?P<also>left|right|lt|rt) (?:side|one|base|chest|kidney|drain|tube|catheter|hemithorax|effusion|nephrostomy|collection)? ?(?:was|were|is|received|got|had|done)\b|\b(?:same|identical|similar|repeated|likewise|mirrored)\b[^.;\n]{{0,50}}\b(?:on|at|in|for) (?:the )?(?P<again>left|right|lt|rt|other side|contralateral|opposite)\b"
)
#: the part that names itself: "Part 1, liver.", "Procedure 2. Abdomen.", "Site 1: splenic abscess", "PROCEDURE, RIGHT THIGH"
_PART = re.compile(
    rf"{_BREAK}[ \t#*\-]*(?:(?:part|procedure|stage|step|site|area|target|collection|abscess|pocket|drain|drainage|tube|catheter|side|intervention|problem) ?(?:#|no\.? ?|number |site )?(?P<n>[1-4]|one|two|three|four|[ab]\b|i{{1,3}}\b)(?: of \w+)?|(?P<nth>first|second|third) (?:part|procedure|site|area|target|collection|abscess|pocket|drain|drainage|tube|catheter))\b(?:[ \t]*[.,:;)(\-\u2013\u2014]+|[ \t]*\n)[ \t]*(?P<label>[^.\n:;)]{{3,80}})"
    r"|(?:^|(?<=\n))[ \t#*\-]*(?:procedure|technique|description|details?|intervention|drainage)s?[ \t]*[,:\-\u2013\u2014/(]+[ \t]*(?P<line>(?:[a-z]+[ -]){0,3}?[a-z]+)\)?[ \t]*(?=\n)"
)
#: another place of the same kind: "Next, the one in the left gutter", "The second collection", "A separate stick"
_OTHER = re.compile(
    rf"{_BREAK}[ \t]*{_TURN}(?:the )?(?:(?P<first>first|(?:one|larger|largest|biggest|main|upper|superior|dominant) (?:was|in|of|abscess|collection|pocket))|(?P<next>second|third|next(?! (?:week|visit|month|day|step|change|exchange|available))|other|another|additional|separate|smaller|remaining|lower|inferior))\b[,]?(?: (?:the|a|an|we|i|one))?(?: (?:one|collection|abscess|pocket|drain|site|was|in|cavity|stick|puncture|access|catheter|tube|loculation|needle|\w+ (?:one|collection|abscess|pocket|drain|cavity|catheter|tube|loculation|needle)))\b"
)
_REGION = r"(?:l[ul]q|r[ul]q|(?:left|right) (?:upper|lower) quadrant|pelvi[cs]|hepatic|liver|perihepatic|subhepatic|subphrenic|subdiaphragmatic|splenic|perisplenic|gutter|paracolic|pancrea\w+|peripancreatic|lesser sac|glute\w+|transgluteal|thigh|psoas|flank|midline|mesenteric|retroperitoneal|presacral|epigastric|abdominal wall|pleural|chest)"
#: a tube or a collection by its region: "The pelvic tube", "The left paracolic abscess"
_BY_REGION = re.compile(rf"{_BREAK}[ \t#*\-]*{_TURN}{_OWNED}(?P<region>(?:left |right )?{_REGION})(?: (?:gutter|space|fossa))? (?:drain|tube|catheter|pigtail|abscess|collection|pocket|one)\b")
#: in speech without stops the next place opens anywhere
_SPOKEN = re.compile(r"\bthe (?:(?P<first>first)|(?P<next>second|third|other)) (?:one|collection|abscess|pocket|drain|cavity|site|catheter|tube)\b")
#: a side that is only looked at
_ONLY_SEEN = re.compile(r"\b(?:not|never|no|un\w+|normal|clear|patent|empty|absent|didn't|did not|atroph\w+|spared)\b")
_NUMBER = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "a": 1, "b": 2, "i": 1, "ii": 2, "iii": 3}


@dataclass(slots=True)
class Turn:
    """The stretches that tell of one tube, side or collection.

    Attributes:
        label: the words that open it.
        side: left, right or empty.
        ranges: (start, end) of each stretch, in order of position.
        own: the stretch that it opens.
    """

    label: str
    side: str
    ranges: list[tuple[int, int]] = field(default_factory=list)
    own: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        self.own = self.ranges[0]


def told_by_turn(body: str, end: int) -> list[Turn]:
    """Turns of a report whose tubes have no headings that stand out.

    Args:
        body: live text of the body.
        end: where the closing lines (impression, plan) begin.

    Returns:
        Two turns or more, or nothing.
    """
    for way in (_by_part, _by_side, _by_other, _by_place):
        found = way(body, end)
        if len(found) > 1:
            return shared(found, body, end)
    return []


def shared(turns: list[Turn], body: str, end: int) -> list[Turn]:
    """Turns with what is said of all of them, and with the words that "same technique" stands for.

    Args:
        turns: the turns in order of position.
        body: live text of the body.
        end: where the closing lines begin.
    """
    own = [list(turn.ranges) for turn in turns]
    for number, turn in enumerate(turns[1:], 1):
        told = "".join(body[a:b] for a, b in own[number])
        if SAME.search(told[:260]):
            turn.ranges += own[number - 1]
    first = own[0][0][0]
    if not any(_TOLD.search(body[a:b]) for ranges in own for a, b in ranges) and _TOLD.search(body[:first]):
        for turn in turns:  # only what was seen stands under each side; the work stands before them
            turn.ranges.insert(0, (0, first))
    for number in range(1, len(own)):
        last = own[number][-1]
        for sentence in re.finditer(r"(?:[^.\n]|\.(?=\d))+", body[last[0] : end if number + 1 == len(own) else last[1]]):
            if _OF_BOTH.search(sentence.group()):
                low, high = last[0] + sentence.start(), last[0] + sentence.end()
                for turn in turns[:number]:
                    turn.ranges.append((low, high))
    for turn in turns:
        turn.ranges.sort()
    return turns


def _cut(body: str, opened: list[tuple[str, str, int]], end: int) -> list[Turn]:
    """Turns from their openings, where each has work of its own."""
    out: list[Turn] = []
    for number, (label, side, start) in enumerate(opened):
        stop = opened[number + 1][2] if number + 1 < len(opened) else end
        told = body[start:stop]
        if len(set(WORK.findall(told))) < 1 and not SAME.search(told[:260]):
            return []
        out.append(Turn(label, side, [(start, stop)]))
    return out


def _side_of(words: str) -> str:
    left, right = re.search(r"\b(?:left|lt)\b", words), re.search(r"\b(?:right|rt)\b", words)
    return "left" if left and not right else "right" if right and not left else ""


def _by_part(body: str, end: int) -> list[Turn]:
    """Parts that name themselves with a number, or lines that name the procedure and its place."""
    opened: list[tuple[str, str, int]] = []
    lines: list[tuple[str, str, int]] = []
    for match in _PART.finditer(body, 0, end):
        if match["line"]:
            lines.append((match["line"].strip(), _side_of(match["line"]), match.start()))
            continue
        mark = match["n"] or match["nth"]
        number = int(mark) if mark.isdigit() else _NUMBER[mark]
        if number == 1:
            opened = []
        if number == len(opened) + 1:
            opened.append((match["label"].strip(), _side_of(match["label"]), match.start()))
    if len(opened) < 2:
        opened = lines if len({label for label, _, _ in lines}) == len(lines) and all(re.search(_PLACES, label) for label, _, _ in lines) else []
    return _cut(body, opened, end) if len(opened) > 1 else []


_PLACES = r"left|right|liver|hepatic|splen|pelvi|abdom|chest|pleur|thigh|glute|psoas|kidney|renal|flank|gallbladder|biliary|gutter|subphrenic|lung|neck|thyroid|groin|quadrant"


def _by_side(body: str, end: int) -> list[Turn]:
    """Sentences that open with one side, later with the other."""
    opened: list[tuple[str, int]] = []
    for match in _SIDE.finditer(body, 0, end):
        word = match["side"] or match["also"] or match["again"]
        clause = re.split(r"[.;\n]", body[match.end() : match.end() + 80])[0]
        if _ONLY_SEEN.search(clause) and not WORK.search(clause):
            continue  # "left ducts not filled"
        if word in ("other side", "contralateral", "opposite"):
            word = "right" if opened and opened[-1][0] == "left" else "left"
        side = "left" if word[0] == "l" else "right"
        if not opened or opened[-1][0] != side:
            opened.append((side, match.start()))
    if match_first := _first_side(body, opened):
        opened.insert(0, match_first)
    if len(opened) != 2:
        return []
    return _cut(body, [(side, side, at) for side, at in opened], end)


def _first_side(body: str, opened: list[tuple[str, int]]) -> tuple[str, int] | None:
    """The side of the work told before the only opening of a side that says "the same"."""
    if len(opened) != 1:
        return None
    side, at = opened[0]
    stop = re.compile(r"[.\n](?=\s|$)").search(body, at)
    if not SAME.search(body[max(0, at - 60) : (stop.end() if stop else len(body)) + 120]):
        return None
    other = "right" if side == "left" else "left"
    before = re.search(rf"\b{other}\b", body[:at])
    return (other, 0) if before and WORK.search(body[:at]) else None


def _by_place(body: str, end: int) -> list[Turn]:
    """Tubes or collections called by their region, one after the other."""
    opened: list[tuple[str, str, int]] = []
    for match in _BY_REGION.finditer(body, 0, end):
        if not opened or opened[-1][0] != match["region"]:
            opened.append((match["region"], _side_of(match["region"]), match.start()))
    turns = _cut(body, opened, end) if len(opened) in (2, 3) and len({label for label, _, _ in opened}) == len(opened) else []
    told = ["".join(body[a:b] for a, b in turn.ranges) for turn in turns]
    return turns if all(len(set(WORK.findall(text))) > 1 or re.search(r"inject|exchang|contrast", text) for text in told) else []


def _by_other(body: str, end: int) -> list[Turn]:
    """Collections taken one after the other without sides: each stretch tells of its own tube or volume."""
    opened: list[tuple[str, str, int]] = []
    unmarked = 250 * len(re.findall(r"[.;\n]", body.strip())) < len(body.strip())
    for match in (_SPOKEN if unmarked else _OTHER).finditer(body, 0, end):
        if match["first"] and not opened or match["next"]:
            stop = re.compile(r"[.,:;\n]").search(body, match.end())
            label = body[match.start() : stop.start() if stop else len(body)].strip(" \n\t.,")[:90]
            opened.append((label, "", match.start()))
    if len(opened) == 1 and re.search(r"\b(?:second|next|other|another|separate|additional|smaller)\b", opened[0][0]):
        opened.insert(0, ("", "", 0))
    turns = _cut(body, opened, end) if len(opened) in (2, 3) else []
    tube = re.compile(rf"{FRENCH}(?! \w*(?:sheath|dilator))")
    told = ["".join(body[a:b] for a, b in turn.ranges) for turn in turns]
    return turns if all(tube.search(text) and re.search(r"pus|drain|pigtail|lock|loop|cultur|ml\b|cc\b|left|aspirat|bulb|bag|tube", text) for text in told) else []
