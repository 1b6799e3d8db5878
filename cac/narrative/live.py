"""Stations of a report (each tube, side or collection) and their live text.

The live text of a station is the flat text of what was done there: words that are negated, planned, past or
hypothetical are blanked, so that positions stay those of the report.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Section, Span
from cac.narrative.asides import asides
from cac.narrative.case import Case, once
from cac.narrative.denied import DENIED_GUIDANCE
from cac.narrative.guidance_words import NOT_STORED as NOT_STORED  # asked for here by readers
from cac.narrative.guidance_words import modalities as modalities
from cac.narrative.items import told_by_item
from cac.narrative.operation_words import OPEN, OPERATION, SURGERY, TALKED_OF
from cac.narrative.tube_words import AT_WORK
from cac.narrative.turns import Turn, shared, told_by_turn

DEAD = frozenset({"negated", "failed", "aborted", "planned", "prior", "hypothetical"})
_OUT = ("materials", "sedation", "complications")
_KEY = (
    r"(?:left|right|lt|rt|drain|tube|catheter|collection|abscess|site|access|abdomen|belly|chest|hemithorax|thorax|pelvis|pelvic|liver|hepatic|thigh|gluteal|flank|kidney"
    r"|gj|paracentesis|thoracentesis|pleural|gallbladder|bile duct|paracolic|picc|port|biopsy|supra-?pubic|nephroureteral|nephrostomy|pcnu?)"
)
_LABEL = re.compile(
    rf"(?:^|(?<=\n)|(?<=\.\s)|(?<=:\s))[ \t#*\-\d.)(]*(?P<label>[rl](?= ?(?::|- ))|(?:[a-z]+(?: |-)){{0,3}}{_KEY}(?:s?(?: |-)(?:[a-z]+|#?\d+)){{0,3}}s?\s*(?:#?\d+)?\s*(?:\([^)\n]{{0,80}}\))?)\s*(?P<mark>:|\.(?=\s)|\n|-\s|,(?=\s)(?:[^.:;,\n]{{3,60}}:)?)"
)
#: names of the fields of a form, no stations
_FIELD = re.compile(r"\s*(?:access (?:imaging|route|technique|needle|guidance|method)|(?:contrast|injection) (?:via|through|into) (?:the )?(?:\w+ )?(?:tube|catheter|drain)s?|(?:two|three|four|both|multiple|several) [a-z ]+|access|site|catheter|(?:drain|tube|catheter|access|puncture|entry) (?:left|size|type|removed|output|site|side|used|secured)|(?:type|size|side|site) of (?:catheter|drain|tube)|new (?:catheter|tube|drain)|old (?:catheter|tube|drain))\s*$")
_LATER = re.compile(r"^\s*(?:[\d.)\-*]+\s*)?(?:rtc|return|plan\b|recommend|will |next (?!the |an? |we |both |left |right |selective|[a-z -]{0,40}(?:arter(?:y|ies)|branch|feeder|trunk|division|genicular|hepatic|gastric|iliac|carotid|vertebral|lumbar|intercostal|colic|uterine|prostatic|subclavian)\b(?! (?:embol|angiogra|exchange|in \d|at \d)))|follow(?!ed\b|ing\b)|if |routine (?:change|exchange)|call |may |repeat |weekly |recs?\b|consider|re-?try|drain check (?:in|next|at|on|after)\b|come back)")
#: what another service does on another day
_BY_OTHERS = re.compile(r"every \d|\bby (?:urolog|surger|gi\b|gastroenterolog)\w*[^.\n]{0,20}(?:every|in \d|at \d|later|next)|(?:exchange|change|follow-?up|surveillance|removal)[^.\n]{0,30}(?:every|in \d+ (?:weeks|months))|(?:plan|recommend|schedul|refer)\w*[^.\n]{0,34}$")
_GUIDED = re.compile(r"\b(?:ultrasound|sonograph\w*|sono|fluoro\w*|ct[ -]guid\w*|under ct|ct fluoro\w*|real[ -]time us|under us|us guid\w*|u/s|us[ -]guided|us puncture|puncture of (?:the |a )?(?:\w+ ){0,3}cal(?:yx|yces)|cal(?:yx|yces) (?:was |were )?(?:punctured|accessed))\b")


_PRONOUN = re.compile(r"(?<![,;:.] )\bus\b(?![ -]guid| \d| fluoro| [rl][lu]q\b| transhepatic)(?<!under us)(?<!real time us)(?<!real-time us)(?<!live us)(?<!with us guid)")
_CLOSE = re.compile(r"\n\s*(?:findings ?/ ?imp\w*|imp\b|impression|summary|conclusion|procedures performed|recs?\b|a/p|assessment|plan\b|ebl\b|post proc\w*)")


@dataclass(frozen=True, slots=True)
class Station:
    """One tube, side or collection.

    Attributes:
        label: the heading of the station, empty where the report has one station.
        side: side the label names.
        start, end: the stretch.
        text: live text, blank outside the stretch; same positions as the report.
    """

    label: str
    side: str
    start: int
    end: int
    text: str

    def find(self, regex: str) -> Span | None:
        """First match of a pattern in the live text."""
        match = re.search(regex, self.text)
        return Span(*match.span()) if match else None

    def count(self, regex: str) -> int:
        """How often a pattern stands in the live text."""
        return len(re.findall(regex, self.text))

    def side_of(self, default: str = "") -> str:
        """Side of the label, else the only side the live text names."""
        if self.side:
            return self.side
        sides = {w for w in re.findall(r"(?<!was )(?<!were )(?<!been )(?<!are )\b(left|right|bilateral|bilaterally)\b(?! in place| in situ| side while| side to| lateral| side (?:down|up)| decub| indwelling|, )", self.text)}
        sides |= {{"lt": "left", "rt": "right"}[w] for w in re.findall(r"\b(lt|rt)\b", self.text)}
        if sides & {"bilateral", "bilaterally"} or {"left", "right"} <= sides:
            return default
        return next(iter(sides), default)


#: where speech without stops goes on from the reason to the work
_SPOKEN_ON = re.compile(r"\s\s+(?=\w)|[.;]\s+|\s(?=(?:from an?|through an?|via an?|under (?:us|ultrasound|ct|fluoro\w*)|using|with the patient|i|we|patient was|the skin) )")


_FAILED = re.compile(r"fail|could not|couldn't|unable|unsuccess|impossible|would not")


@once
def _rescued(case: Case) -> list[tuple[int, int]]:
    """Stretches under a one-line heading of the background that go on as the body of a report without headings."""
    flat, sections = case.document.flat, case.document.sections
    told = sum(s.end - s.start for s in sections if s.role == "body" and s.name not in (*_OUT, "findings"))
    out = []
    for section in sections:
        if section.role != "background" or section.name not in ("history", "comparison", "consent", "header", "indication"):
            continue
        line = flat.find("\n", section.start + len(section.heading) + 4)
        if line < 0 and told < 60 and (cut := _SPOKEN_ON.search(flat, section.start + len(section.heading) + 12, section.end)) and section.end - cut.end() > 120 and len(re.findall(AT_WORK + r"|needle|inject|placed|put in|advanced|aspirat|entered|punctur", flat[cut.end() : section.end])) > 1:
            out.append((cut.end(), section.end))  # speech without stops under "indication"
            continue
        if line < 0 or line >= section.end - 60:
            continue
        mark = _LABEL.search(flat, line, section.end)
        if mark and re.search(r"[A-Z]{4}", case.document.text[mark.start("label") : mark.end("label")]) and _stands(case, mark):
            out.append((mark.start("label"), section.end))
        elif told < 250:
            out.append((line, section.end))
    return out


#: a line of a form
_FIELDS = re.compile(r"(?:^|(?<=\n))[ \t]*[a-z][a-z /()]{1,24}[:=] ?\S[^\n]{0,90}(?=\n|$)")


@once
def left_out(case: Case) -> tuple[str, ...]:
    """Sections left out of the live text; a form or a telegram that has its work under headings of materials keeps these."""
    told = sum(len(case.document.flat[s.start : s.end].split()) for s in case.document.sections if s.role == "body" and s.name not in _OUT)
    kept = any(s.name == "materials" and not s.heading.strip().lower().startswith("contrast") for s in case.document.sections)
    form = told < 90 and len(_FIELDS.findall(case.document.flat)) >= 8
    return tuple(name for name in _OUT if name != "materials") if (told < 12 or form) and kept else _OUT


@once
def _thin(case: Case) -> bool:
    """Whether hardly any work is told outside of headings of sedation, materials and complications."""
    return sum(len(case.document.flat[s.start : s.end].split()) for s in case.document.sections if s.role == "body" and s.name not in _OUT) < 40


def _tells_of_contrast(case: Case, section: Section) -> bool:
    """Whether a stretch under "Contrast:" says what the contrast showed, as telegrams do, and not how much of it was used."""
    if section.name != "materials" or not section.heading.strip().lower().startswith("contrast"):
        return False
    words = case.document.flat[section.start : section.end]
    return bool(re.search(r"\b(?:patent|obstruct\w+|flow\w*|cavity|position|opacif\w+|leak|fistula|stricture|stenosis|confirm\w*|show\w*|duoden\w+|jejun\w+|stomach|bladder|ureter\w*|duct\w*|collection|tract|spill\w*|tubes?|communicat\w*|system|instill\w*|residual|dilat\w+|levels?|uvj|upj|normal|calyx|calyces|kidney|wire|plac\w+|advanc\w+|locked|removed|exchanged|needle|hydro\w*|in the|fill\w*|outlin\w+)\b", words))


@once
def contrast_told(case: Case) -> bool:
    """Whether a line of its own tells of contrast given ("Contrast: 20 mL", "Contrast: residual cavity")."""
    return bool(re.search(r"(?:^|\n|[.;]\s)\s*contrast(?: \w+)?\s*[:\-]\s*(?!none|no\b|n/a|nil|not|0\b|allerg)\w", case.document.flat))


@once
def _asides(case: Case) -> list[tuple[int, int]]:
    """Stretches that tell of no work of the day."""
    return asides(case.document.flat, [(span.start, span.end) for span in case.document.sentences])


@once
def blanked(case: Case, *, roles: tuple[str, ...] = ("body", "summary")) -> str:
    """The flat text with everything that was not done today blanked."""
    flat = case.document.flat
    chars = [c if c == "\n" else " " for c in flat]
    out = left_out(case)
    for section in case.document.sections:
        if section.role in roles and (section.name not in out or _tells_of_contrast(case, section)):
            chars[section.start : section.end] = flat[section.start : section.end]
    for section in case.document.sections if _thin(case) else ():  # prose that goes on under a heading of one line
        line = flat.find("\n", section.start, section.end)
        if section.name in out and line >= 0 and section.role in roles and len(re.findall(AT_WORK + r"|needle|inject|placed|advanced|aspirat", flat[line : section.end])) > 2:
            chars[line : section.end] = flat[line : section.end]
    rescued = _rescued(case)
    for start, end in rescued:
        chars[start:end] = flat[start:end]
    for number, span in enumerate(case.document.sentences):
        if _LATER.match(case.sentence(number)):
            _blank(chars, span.start, span.end)
    for finding in case.document.findings:
        if any(start <= finding.start < end and (finding.status != "failed" or not _FAILED.search(flat[start : finding.end + 60])) for start, end in rescued) and finding.status in ("prior", "planned", "hypothetical", "failed"):
            continue  # the section gave the status, not the words
        if finding.kind == "measure" and finding.status == "prior" and finding.role == "body":
            continue  # the size of the old tube, which goes today
        if finding.status in DEAD and finding.kind != "modality":
            _blank(chars, finding.start, finding.end)
    for span in case.past:
        _blank(chars, span.start, span.end)
    for start, end in _asides(case):
        _blank(chars, start, end)
    for span in case.document.turned_down:
        _blank(chars, span.start, span.end)
    for match in DENIED_GUIDANCE.finditer(flat):
        _blank(chars, *match.span())
    for match in _PRONOUN.finditer(case.document.text):
        _blank(chars, *match.span())
    return "".join(chars)


def _blank(chars: list[str], start: int, end: int) -> None:
    for index in range(start, end):
        if chars[index] != "\n":
            chars[index] = " "


def _side(label: str) -> str:
    left, right = re.search(r"\b(?:left|lt)\b|^l\b(?! ?[1-5])", label.strip()), re.search(r"\b(?:right|rt)\b|^r\b", label.strip())
    return "left" if left and not right else "right" if right and not left else ""


@once
def stations(case: Case) -> list[Station]:
    """Stations of the body, or one station for the whole report."""
    roles = case.roles
    whole = blanked(case, roles=roles)
    body = blanked(case, roles=("body",))
    marks = [m for m in _LABEL.finditer(case.document.flat) if body[m.start("label") : m.end()].strip() and _stands(case, m)]
    if marks:
        close = _CLOSE.search(case.document.flat, marks[0].end())
        marks = [m for m in marks if close is None or m.start() < close.start()]
    marks = _told_apart(marks)
    if len(marks) > 1 and _heads(case, marks[0], body[marks[0].end() : marks[1].start("label")]):
        marks = marks[1:]
    if len(marks) < 2:
        numbered = _numbered(case, body)
        if numbered:
            return numbered
        close = _CLOSE.search(case.document.flat, len(case.document.flat) // 4)
        turns = told_by_turn(body, close.start() if close else len(body))
        if turns:
            return [_of_turn(turn, body) for turn in turns]
        head = case.document.flat if len(case.document.sections) < 2 else ""
        return [Station("", _side(_title(case)) if not head else "", 0, len(whole), whole)]
    out = []
    for index, mark in enumerate(marks):
        end = marks[index + 1].start("label") if index + 1 < len(marks) else _end(case, mark.start("label"))
        start = mark.start("label")
        text = " " * start + body[start:end] + " " * (len(body) - end)
        out.append(Station(mark.group("label"), _side(mark.group("label")), start, end, text))
    told = [s for s in out if len(s.text.split()) > len(s.label.split()) + 1]
    if len(told) > 1:
        out = told  # a heading alone is no station
    last: dict[str, Station] = {}
    for station in out:  # what stands twice is first described, then treated
        if _key(station) not in last or len(station.text.split()) > 8:
            last[_key(station)] = station
    out = [station for station in out if last[_key(station)] is station]
    turns = shared([Turn(s.label, s.side, [(s.start, s.end)]) for s in out], body, max(s.end for s in out))
    return [_of_turn(turn, body) for turn in turns]


def _key(station: Station) -> str:
    """What makes two labels one: the side where they name nothing else."""
    return station.side if re.fullmatch(r"(?:left|right|lt|rt|l|r)(?: side)?", station.label.strip()) else station.label


def _of_turn(turn: Turn, body: str) -> Station:
    """The station of a turn, whose text may stand in several stretches; it starts with its own."""
    chars = [c if c == "\n" else " " for c in body]
    for low, high in turn.ranges:
        chars[low:high] = body[low:high]
    return Station(turn.label, turn.side, *turn.own, "".join(chars))


#: a label of nothing but a thing, which in a form with sides is a field
_THING = re.compile(r"\s*(?:(?:the|new|both|existing) )?(?:tube|drain|catheter|collection|site|access|abscess|kidney|chest|pleural|port)s?\s*$")


def _told_apart(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Labels without the title of a report that is told side by side, and without the fields of its form."""
    sides = {_side(mark.group("label")) for mark in marks}
    if {"left", "right"} <= sides:  # "LEFT", then "Nephrostogram through the tube:" on the next line
        marks = [m for before, m in zip([None, *marks], marks, strict=False) if _side(m.group("label")) or before is None or not _side(before.group("label")) or m.start("label") - before.end() > 3]
        marks = [m for m in marks if _side(m.group("label")) or not (_THING.match(m.group("label")) or re.search(r"\b(?:bilateral|both|b/l)\b", m.group("label")))]
    return marks


def _heads(case: Case, mark: re.Match[str], told: str) -> bool:
    """Whether a label is the title of the report: its first line, without a colon, and no work told before the next label."""
    return not case.document.flat[: mark.start("label")].strip(" \t\n#*-") and mark.group("mark") != ":" and not re.search(AT_WORK + r"|needle|aspirat|inject", told)


#: how a sentence comes to the tube of a side
_TURN = r"(?:(?:then|next|first(?:ly)?|second(?:ly)?|finally|now|similarly|likewise|attention (?:was )?(?:then |next )?(?:turned|directed) to|(?:i|we) (?:then |next |now )?(?:turned|moved|went) to|on|for|via|through),? )?(?:the |her |his |existing |indwelling |old )*"


def by_side(whole: Station, what: str) -> list[Station]:
    """The only station, or one for each side where sentences of their own tell of work on the right and on the left.

    Args:
        whole: the station of a report without labels.
        what: pattern of what stands after the side ("right tube injected").
    """
    work = r"exchang|chang|plac|remov|convert|replac|inject|nephrostogram|cholangiogram"
    close = _CLOSE.search(whole.text)
    ending = close.start() if close else len(whole.text)
    starts: list[re.Match[str]] = []
    for m in re.finditer(rf"(?:^|[.\n]\s*)(?:{_TURN})?(?P<side>left|right|lt|rt)\b(?= (?:{what}))[^.\n]*(?:{work})", whole.text[:ending]):
        if m["side"][0] not in {other["side"][0] for other in starts}:
            starts.append(m)
    if len(starts) != 2:
        return [whole]
    out = []
    for number, mark in enumerate(starts):
        low, high = mark.start("side"), starts[1].start("side") if number == 0 else ending
        text = " " * low + whole.text[low:high] + " " * (len(whole.text) - high)
        out.append(Station(mark["side"], "left" if mark["side"][0] == "l" else "right", low, high, text))
    return out


_PROBLEM = re.compile(
    r"(?:^|(?<=\n))[ \t*#\-]*(?:problem|issue|procedure|item|part|task|request|service|session part)\s*(?:#|no\.?|number)?\s*(?:[1-6a-e]|one|two|three|four|five|i{1,3}|iv)\b\s*[:.)\-]+[ \t]*(?P<label>[^.\n:]{3,80})"
)


def _numbered(case: Case, body: str) -> list[Station]:
    """Stations of a report dictated problem by problem, or item by item of its list."""
    flat = case.document.flat
    found = list(_PROBLEM.finditer(flat))
    places = [(m["label"].strip(), m.start(), n.start()) for m, n in zip(found, found[1:], strict=False)]
    if found:
        end = re.compile(r"\n[ \t]*\n").search(flat, found[-1].end())
        places.append((found[-1]["label"].strip(), found[-1].start(), end.start() if end else len(flat)))
    if len(places) < 2:
        places = told_by_item(flat)
    return [Station(label, _side(label), a, b, " " * a + body[a:b] + " " * (len(body) - b)) for label, a, b in places] if len(places) > 1 else []


#: a side that may open a paragraph in capitals ("LEFT, the withdrawn tube: ...")
_SIDE_ALONE = re.compile(r"(?:the )?(?:left|right|lt|rt)(?: (?:side|kidney|tube|drain|catheter|chest|hemithorax|flank))?")

#: a place that may open a row, with its side or quadrant behind it ("Chest, right:", "Abdomen, left flank:")
_PLACE_ALONE = re.compile(r"(?:the )?(?:chest|abdomen|belly|hemithorax|thorax|pelvis|liver|kidney|thigh|flank|pleural(?: space)?)")


def _stands(case: Case, mark: re.Match[str]) -> bool:
    """A label is upper case, capitalised or numbered, and stands at the start of a line or ends with a colon."""
    if _FIELD.match(mark.group("label")):
        return False
    raw = case.document.text[mark.start("label") : mark.end("label")]
    line = mark.start("label") == 0 or "\n" in case.document.text[max(0, mark.start() - 1) : mark.start("label")]
    alone, tail = _SIDE_ALONE.fullmatch(mark.group("label").strip()) is not None, mark.group("mark")[1:]
    if mark.group("mark")[:1] == "," and tail:  # "Right kidney, never drained before:", "Chest, right:"
        return (line or raw[:1].isupper()) and (alone or _PLACE_ALONE.fullmatch(mark.group("label").strip()) is not None)
    if mark.group("mark") == "," and not (alone and raw.isupper() and not case.document.text.isupper()):
        return False
    if mark.group("mark") in (":", "- ", "-"):
        return line or raw.split()[0].isupper() or raw.lower() in ("left", "right") or re.search(r"#\s?\d", raw) is not None
    letters = re.sub(r"[^A-Za-z]", "", raw)
    return line and (letters.isupper() or re.fullmatch(r"(?:left|right)(?: \w+)? (?:side|kidney|lobe|system|access|drain|tube|leg|chest|hemithorax|flank|groin)(?: first| next| then| last| second)?", raw.strip().lower()) is not None)


def _end(case: Case, start: int) -> int:
    close = _CLOSE.search(case.document.flat, start)
    if close:
        return close.start()
    for section in case.document.sections:
        if section.start > start and (section.role != "body" or section.name in _OUT):
            return section.start
    return len(case.document.flat)


@once
def _title(case: Case) -> str:
    return " ".join(case.document.flat[s.start : s.end] for s in case.document.sections if s.role == "head")


def title(case: Case) -> str:
    """Flat text of title and procedure list."""
    return _title(case)


@once
def opening(case: Case) -> str:
    """First sentence or line of the report, by which a report without headings says what it is about."""
    match = re.match(r"\W*(?:[^.\n]|\.(?=\d))+", case.document.flat)
    return match.group()[:200] if match else ""


@once
def background(case: Case) -> str:
    """Flat text of indication, history and comparison."""
    return " ".join(case.document.flat[s.start : s.end] for s in case.document.sections if s.role == "background")


@once
def _present(case: Case) -> str:
    """Flat text of everything but history and consent told under a heading of their own."""
    flat = case.document.flat
    return " ".join(flat[s.start : s.end] for s in case.document.sections if not (s.role == "background" and s.heading and s.name in ("history", "consent")))


#: the line of a report that says what was done, wherever it stands
_NAMED = re.compile(r"(?:^|(?<=\n))[ \t#*\d.)\-]*(?:procedures?|operations?|intervention|service|exam(?:ination)?|type of procedure|procedure performed)(?: \w+){0,2} ?[:\-][^\n]{3,160}")


@once
def subject(case: Case) -> str:
    """What the report says it is about: its first lines, title, list of procedures and impression."""
    flat = case.document.flat
    summary = " ".join(flat[s.start : s.end] for s in case.document.sections if s.role == "summary")
    rescued = " ".join(flat[start : start + 200] for start, _ in _rescued(case))
    labels = " ".join([*(station.label for station in stations(case)), *(match.group() for match in _NAMED.finditer(blanked(case)))])
    whole = _present(case) if len(flat) < 1100 else blanked(case) if len(case.document.sections) < 3 and len(flat) < 2000 else ""
    return " ".join((flat[:240], _title(case), summary, rescued, labels, whole))


@once
def open_or_endoscopic(case: Case) -> bool:
    """Whether the body tells of open surgery or endoscopy and of no image guidance."""
    body = blanked(case)
    found = {match.group(0) for match in OPEN.finditer(body) if not _BY_OTHERS.search(body[max(0, match.start() - 40) : match.end() + 70]) and not TALKED_OF.search(_clause(body, match))}
    if re.search(r"\bcuff\w*|tunnel\w*|pleurx", body):  # a cuff is freed by dissection
        found = {word for word in found if "dissect" not in word and word not in ("hemostat", "kelly", "curved clamp")}
    if len({match.group(0) for match in SURGERY.finditer(body)}) > 1:
        return True  # screening during an operation guides no needle
    if not found:
        found = {match.group(0) for match in OPEN.finditer(title(case))} & OPERATION
    return bool(found) and not _GUIDED.search(body)


def _clause(text: str, match: re.Match[str]) -> str:
    """The clause a match stands in."""
    low = max(text.rfind(mark, 0, match.start()) for mark in ".;\n") + 1
    ends = [at for mark in ".;\n" if (at := text.find(mark, match.end())) >= 0]
    return text[low : min(ends, default=len(text))]
