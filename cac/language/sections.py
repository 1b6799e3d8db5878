"""Sections of an IR report from the heading grammar.

A heading is known wording followed by a colon anywhere a phrase can start, or alone on a line; in speech
without any mark, a heading word where no grammar would put it. Words before a colon that are no heading
("Access: right common femoral") are labels inside the section they stand in.
"""

from __future__ import annotations

from cac import patterns as re
from functools import lru_cache
from pathlib import Path

from cac.findings import Section
from cac.knowledge.strict import read_yaml
from cac.language.rules import SectionRule
from cac.language.sentences import between_commas
from cac.language.terms import expand

_FILE = Path(__file__).with_name("lexicon") / "sections.yaml"
#: words before a colon, at the start of a line or after the end of a phrase
_COLON = re.compile(r"(?:^|\n|(?<=[.;,|!?)\]*-]))[ ]*(?:\d{1,2}[.)][ ]*|[-*#]+[ ]*)?([a-z(][a-z0-9 /&()'-]{1,48}?)[ ]*\**:-?")
_DASH = re.compile(r"^[ ]*([a-z][a-z /&()'-]{1,48}?)[ ]+-{1,2}[ ]+", re.M)
_LINE = re.compile(r"^[ ]*[*#=]*[ ]*([a-z][a-z /&()'-]{1,48}?)[ ]*[*#=]*[ .-]*$", re.M)
#: labels of one run or place, headings only where they open a line
_AT_LINE_START = frozenset("angiogram angiography images imaging access closure biopsy drainage embolization treatment intervention pressures right left result results".split())
_SPOKEN = frozenset("indication indications technique findings impression comparison complications plan procedure anesthesia history".split())
_STOP = re.compile(r"[a-z%)]{2}\.\s+[a-z]")
_NOT_BEFORE = frozenset("the a an this that of for in and or no any these those with without her his following above prior previous entire same sterile usual seldinger our imaging procedure's".split())
_NOT_AFTER = frozenset("fixed made agreed stands unchanged confirmed of was were is are for in at by to that which are, has had will would time site and or as described tray room with table were".split())


@lru_cache(maxsize=1)
def headings() -> dict[str, tuple[str, str]]:
    """Every known heading, normalised, with (section name, role)."""
    out: dict[str, tuple[str, str]] = {}
    for entry in read_yaml(_FILE):
        for term in entry["headings"]:
            for literal in expand(term):
                out.setdefault(_plain(literal), (entry["name"], entry["role"]))
    return out


def section_rules() -> list[SectionRule]:
    """The heading grammar as medspaCy ``SectionRule`` objects."""
    return [SectionRule(literal + ":", name) for literal, (name, _) in headings().items()]


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9&()/]+", " ", heading.lower().replace("(s)", "s")).split())


def _known(words: str) -> tuple[str, str] | None:
    return headings().get(_plain(words)) or _composed(_plain(words))


_AND = re.compile(r"\s*(?:/|&|\+|,|\band\b|\bwith\b)\s*")
#: words that say whose or how much a section is and leave its kind as it was
_QUALIFIER = re.compile(r"^(?:the|brief|short|detailed|full|relevant|pertinent|patient|procedural|procedure|operative|intraoperative|interventional|radiologic|radiological|radiology|imaging|angiographic|clinical|current|pre|post|preprocedure|postprocedure|preprocedural|postprocedural|immediate|additional|other|final)\s+|\s+(?:in detail|in brief|details?|summary|section|notes?)$")
#: which kind a heading of two kinds is: the one a coder must not lose
_RANK = ("sedation", "technique", "findings", "procedures", "title", "indication", "history", "preoperative_diagnosis", "postoperative_diagnosis", "impression", "plan", "comparison", "complications", "materials", "consent", "header")


@lru_cache(maxsize=4096)
def _composed(plain: str) -> tuple[str, str] | None:
    """The kind of a heading made of known headings ("consent and sedation") or of one with a qualifier ("detailed technique")."""
    parts = [part for part in _AND.split(plain) if part]
    found = []
    for part in parts:
        known = headings().get(part)
        while not known and (shorter := _QUALIFIER.sub("", part, count=1)) != part:
            part, known = shorter, headings().get(shorter)
        if not known or (len(parts) == 1 and known[0] in ("title", "procedures", "header", "technique") and not plain.endswith("in detail")):
            return None  # "interventional radiology procedure note" is a title and opens nothing
        found.append(known)
    return min(found, key=lambda kind: _RANK.index(kind[0])) if found else None


def _spoken(flat: str) -> list[tuple[int, int, str, tuple[str, str]]]:
    out = []
    words = list(re.finditer(r"[a-z']+", flat))
    marked = len(_STOP.findall(flat)) >= 3  # dictated with its full stops: a heading opens a sentence
    for index, match in enumerate(words):
        word = match.group()
        if word not in _SPOKEN:
            continue
        before = words[index - 1].group() if index else ""
        if marked and index and not re.search(r"[.;!?\n]\s*$", flat[max(0, match.start() - 6) : match.start()]):
            continue
        after = words[index + 1].group() if index + 1 < len(words) else ""
        if before in _NOT_BEFORE or after in _NOT_AFTER or (word == "procedure" and index > 3):
            continue
        if word in ("complications", "history", "anesthesia", "plan", "procedure") and before in _NOT_BEFORE | {"no", "immediate", "medical", "local", "general"}:
            continue
        if flat[match.start() - 1 : match.start()] == "(" or re.match(r" ?[),]", flat[match.end() :]) or re.match(r" ?[.;]", flat[match.end() :]) and before and flat[match.start() - 2 : match.start() - 1].isalnum():
            continue  # the end of a sentence or an aside ("under anesthesia.", "ga (anesthesia)") is no heading
        known = _known(word)
        if known:
            out.append((match.start(), match.end(), word, known))
    return out


#: the four letters of a progress note, each opening a line
_LETTER = re.compile(r"^[ ]*([soap]) ?[:.)-][ ]", re.M)
_LETTERS = {"s": ("history", "background"), "o": ("technique", "body"), "a": ("impression", "summary"), "p": ("plan", "plan")}


def _lettered(flat: str) -> list[re.Match[str]]:
    """The letters of a note told as subjective, objective, assessment and plan, where at least three stand in this order."""
    found = list(_LETTER.finditer(flat))
    told = "".join(match.group(1) for match in found)
    return found if len(told) >= 3 and told in ("soap", "soa", "sop", "sap", "oap") else []


#: a heading of the next visit that in a form also heads what a needle or drain gave
_CAME_BACK = frozenset(("return", "returns"))
_AN_AMOUNT = re.compile(r"[ \t]*(?:about |approx\w*\.? |~ ?|some |immediate |frank )?(?:\d+(?:[.,]\d+)? ?(?:ml|cc|l|lit(?:er|re)s?)\b|(?:[a-z/-]+ ){0,2}(?:pus|fluid|bile|urine|blood|air|ascites|serous|purulent|straw|turbid|clear|cloudy)\b)")


def find(flat: str) -> list[Section]:
    """The sections of a report, in order, covering the whole text."""
    hits: dict[int, tuple[int, str, tuple[str, str]]] = {}
    for match in _COLON.finditer(flat):
        known = _known(match.group(1))
        opens = not flat[: match.start(1)].rstrip(" *#-0123456789.)").strip(" ") or flat[: match.start(1)].rstrip(" *#-").endswith("\n")
        if known and not (known[0] == "findings" and flat[: match.start(1)].rstrip(" ").endswith(",")) and (opens or match.group(1).strip() not in _AT_LINE_START):  # "vessel selected, angiogram: ..." goes on
            hits[match.start(1)] = (match.end(), match.group(1), known)
    for pattern in (_DASH, _LINE):
        for match in pattern.finditer(flat):
            known = _known(match.group(1))
            if known and match.start(1) not in hits:
                hits[match.start(1)] = (match.end(), match.group(1), known)
    for start, (end, heading, known) in hits.items():
        if known[1] == "plan" and heading.strip() in _CAME_BACK and _AN_AMOUNT.match(flat, end):
            hits[start] = (end, heading, ("body", "body"))  # what came out of the needle, and no next visit
    told = any(known[0] in ("technique", "procedures") for _, _, known in hits.values())
    for match in _lettered(flat):  # what is objective holds the work where no heading of its own does
        letter = "s" if told and match.group(1) == "o" else match.group(1)
        hits.setdefault(match.start(1), (match.end(), match.group(1), _LETTERS[letter]))
    if len(hits) < 2 and flat.count(":") < 3:
        for start, end, word, known in _spoken(flat):
            hits.setdefault(start, (end, word, known))
    for start in sorted(hits):
        item = _next_item(flat, start)
        if item and not any(start < other <= item for other in hits):
            hits[item] = (item, "", ("body", "body"))
    for start in sorted(hits):
        if hits[start][2][1] in ("background", "plan") and (after := _after_paragraph(flat, start)) and after not in hits:
            nearest = min((other for other in hits if other > start), default=len(flat))
            if after < nearest:
                hits[after] = (after, "", ("body", "body"))
    out: list[Section] = []
    starts = sorted(hits)
    if not starts or starts[0] > 0:
        out.append(Section("body", "body", 0, starts[0] if starts else len(flat)))
    for start, following in zip(starts, [*starts[1:], len(flat)], strict=False):
        _, heading, (name, role) = hits[start]
        out.append(Section(name, role, start, following, heading))
    return _settle(out, flat)


def _after_paragraph(flat: str, start: int) -> int:
    """Where the next paragraph begins, for a heading in the midst of a line; 0 where the heading opens its line."""
    line = flat.rfind("\n", 0, start) + 1
    if len(re.findall(r"[a-z]{2,}", flat[line:start])) < 3:
        return 0
    end = flat.find("\n\n", start)
    line_end = flat.find("\n", start)
    if flat.startswith("plan", start) and 0 <= line_end and start < 0.4 * len(flat) and _WORK.search(flat, line_end, line_end + 90):
        end = line_end  # what was planned, told in one breath before the work
    following = re.compile(r"\S").search(flat, end + 1) if end >= 0 else None
    return following.start() if following else 0


_NUMBERED = re.compile(r"[ ]*(\d{1,2})[.)][ ]")


def _next_item(flat: str, start: int) -> int:
    """Where the next item of a numbered list begins, for a heading inside an item; 0 where there is none."""
    line = flat.rfind("\n", 0, start) + 1
    number = _NUMBERED.match(flat, line)
    end = flat.find("\n", start)
    following = _NUMBERED.match(flat, end + 1) if end >= 0 else None
    if number and following and int(following.group(1)) == int(number.group(1)) + 1:
        return end + 1
    return 0


_CUE = re.compile(
    r"prepped|draped|lidocaine|time[ -]?out|punctur|was accessed|were accessed|was entered|accessed (?:with|using|under|via)|needle (?:was|is|in|entry|advanced|placed|inserted|introduced)|using (?:ct|ultrasound|us|mr|fluoroscop\w+) guidance|cores? (?:obtained|taken)|was advanced|were advanced|sheath|catheter (?:was|is|into|to|in)\b"
    r"|under (?:direct |continuous |real[ -]time |live )?(?:ultraso|sono|fluoro|ct |us |mr )|with ultrasound|evaluated with ultrasound|micropuncture|guidewire|contrast (?:was )?inject|was placed|were placed|was selected|was performed"
    r"|incision|was obtained|anesthetized|sterile (?:technique|fashion|manner)|local an[ae]+sthe|ultrasound\b.{0,40}patent|was injected|was inserted|was deployed|was removed over|seldinger|access\b.{0,30}(?:via|through|was|obtained|gained)|access without ultraso|catheteri[sz]ed and (?:angio|arterio)gra|(?:vein|artery|\bcf[av]) accessed|was directed|\baspirations\b|infusion (?:was )?(?:started|begun|stopped)"
    r"|\b(?:us|u/s|ultrasound|sono\w*|ct|fluoro\w*)[ -]guid\w* (?:\d|stick|access|needle|puncture|entry|pass)|\b\d{2} ?-?g(?:a|auge)?\b[^.]{0,20}(?:needle|gun|stick|chiba|core|trocar|introducer|spinal|quincke|coax|yueh|angiocath)|\blido\b|lignocaine|real[ -]time us\b|(?:(?<=[.!?] )|(?<=\n))(?:pt |patient |placed )?(?:prone|supine)\b|(?:(?<=[.!?] )|(?<=\n))with (?:the )?(?:patient|pt|her|him) (?:in )?(?:the |a )?(?:left |right )?(?:prone|supine|lateral|decubitus|sitting|seated|oblique|lithotomy)\b|sterile (?:skin )?prep\w*"
)
#: work at the table in fewer words than a cue needs, for the line after an indication
_WORK = re.compile(r"\b[lr]?ijv?\b|\bvia\b|catheter|\bcath\b|groin|\b[lr]?cf[av]\b|femoral|jugular|radial|brachial|\d ?(?:fr?|french)\b|\b\d{2} ?-?g(?:a|auge)?\b|needle|->|selected|punctur")
#: work with a catheter under a heading that elsewhere names the study
_HANDS_ON = re.compile(r"\b(?:engaged|selected|cannulated|catheteri[sz]ed|injected|hand injections?|runs? (?:was|were|of|in|from)|filmed)\b")
#: a catheter on its way, told among the findings
_MOVED = re.compile(r"\b(?:catheter|pigtail|omni|flush|microcatheter|cobra|sos)\b (?:was |is |then |next |tip |subsequently |placed |parked |set )*(?:(?:at |to )?(?:l[1-4]|t1[0-2])\b|(?:taken |went |brought |led )?(?:up[- ]and[- ]over|over the (?:bifurcation|horn|top))|moved|advanced|brought|pulled back|withdrawn to|taken (?:up|over|to|into)|repositioned|selectively)")
#: a line that opens with the way in
_WAY_IN = re.compile(r"[ ]*(?:the )?(?:(?:right|left|rt|lt|r|l)\.? ?)?(?:common )?(?:groin|femoral|radial|brachial|wrist|[rl]?c?fa|[rl]?cf[av]|jugular|[rl]?ij)\b(?![^.\n]{0,40}\b(?:pain|numb|block|lidocaine only)\b)")
#: a line that says of a vessel that it was entered
_ENTERED = re.compile(r"[ ]*(?:\d{1,2}[.)][ ]*|[-*>]+[ ]*)?(?!no\b)(?:[a-z][a-z0-9 /'-]{2,50}?)?(?:\b(?:artery|arteries|vein|veins|trunk|axis|sma|ima|celiac|coeliac|cfa|gda|aorta|intercostal|lumbar)\b)[^.:;\n]{0,40}?[:,]?[ ](?:was |were )?(?:selected|engaged|entered|catheteri[sz]ed|cannulated|injected|punctured)\b")
_ARROW = re.compile(r"->|=>|\binto\b|\bselected\b|advanced|catheterized")
#: sizes of tools and amounts, which a list of procedures does not tell
_SIZES = re.compile(r"\b\d+(?:\.\d+)?[ -]?(?:f|fr|french|g|gauge|mm|ml|cc|mg|inch|units)\b|\d ?x ?\d|\bwas (?:engaged|selected|placed|advanced|made|taken|used)\b|\bcatheteri[sz]ed\b|\bcannulated\b|\binjection in\b|\bformed in\b")
_BEFORE = re.compile(r"ago|prior|previous|history|last |status post|s/p|20[012]\d|outside|underwent|had been|has had|past|scheduled|planned|presents? for|referred|here for|will |if ")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")
#: a heading that is itself an item of a list, and another item of it
_ITEM_BEFORE = re.compile(r"(?:^|\n)[ ]*[-*>\u2022]+[ ]*$")
_LIKE_ITEM = re.compile(r"[ ]*[-*>\u2022]+[ ]*[a-z]")
#: what a further line of consent goes on about
_OF_CONSENT = re.compile(r"risk|consent|benefit|alternativ|understo|agree|question|discuss|explain|wish|sign|time ?-?out|verif|witness|bleed|infect|allerg|confirmed|identif")
#: sections that say one thing in one line or paragraph
_SHORT = frozenset("header consent comparison preoperative_diagnosis postoperative_diagnosis sedation materials complications".split())


def _pieces(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(m.end() for m in _SENTENCE.finditer(flat, start, end) if m.end() < end), end]
    cuts = sorted({*cuts, *(cut for a, b in zip(cuts, cuts[1:], strict=False) for cut in between_commas(flat, a, b))})
    return list(zip(cuts, cuts[1:], strict=False))


def _acts(flat: str, start: int, end: int) -> int:
    """How many sentences of a stretch tell of work at the table."""
    return sum(1 for a, b in _pieces(flat, start, end) if _CUE.search(flat, a, b) and not _BEFORE.search(flat, a, b))


def _settle(sections: list[Section], flat: str) -> list[Section]:
    """Give back to the body what stands under a heading that cannot hold it.

    Dictation often has no heading for the narrative: it follows the indication, the consent or the list of
    procedures after a line break or in the same breath. A background section therefore ends where work at the
    table begins, unless a section of technique tells the work.
    """
    told = any(section.name in ("technique", "body") and _acts(flat, section.start, section.end) >= 2 for section in sections)
    out: list[Section] = []
    bodies = sum(s.end - s.start for s in sections if s.role == "body" and s.name not in _SHORT)
    for index, section in enumerate(sections):
        if section.name == "findings" and _MOVED.search(flat, section.start, section.end):
            section = Section("technique", "body", section.start, section.end, section.heading)
        if section.name == "findings" and not told and (cut := _work_after_findings(flat, section)):
            out.append(Section(section.name, section.role, section.start, cut, section.heading))
            section = Section("body", "body", cut, section.end)
        if section.name == "materials" and _ARROW.search(flat, section.start, section.end):
            section = Section("technique", "body", section.start, section.end, section.heading)
        acts = _acts(flat, section.start, section.end)
        if section.name == "body" and index == 0 and len(sections) > 1 and told and acts == 0:
            section = Section(section.name, "head", section.start, section.end, section.heading)
        elif section.name == "title" and section.start > 0.2 * len(flat) and _HANDS_ON.search(flat, section.start, section.end):
            section = Section("technique", "body", section.start, section.end, section.heading)
        elif section.name in ("procedures", "title") and (acts >= 2 or (len(sections) == 1 and len(_SIZES.findall(flat, section.start, section.end)) >= 2) or (section.end - section.start > 220 and len(_SIZES.findall(flat, section.start, section.end)) >= 2)):
            section = Section(section.name, "body", section.start, section.end, section.heading)
        if section.role == "background" or section.name in _SHORT or (section.role == "plan" and not told):
            cut = _end_of_background(section, flat, told)
            if not cut and bodies < 80 and section.role in ("background", "plan"):
                line = flat.find("\n", section.start + len(section.heading) + 2)
                cut = line + 1 if 0 <= line < section.end - 60 and (section.role == "background" or _done_as_planned(flat[line : section.end])) else 0
                if line < 0 and section.name in ("indication", "history"):
                    cut = _in_the_same_line(flat, section)
            if cut:
                out.append(Section(section.name, section.role, section.start, cut, section.heading))
                out.append(Section("body", "body", cut, section.end))
                continue
        out.append(section)
    return out if any(s.role == "body" and s.name not in _SHORT for s in out) else _below_the_name(out, flat)


def _below_the_name(sections: list[Section], flat: str) -> list[Section]:
    """A report without a narrative of its own: the lines below the name of the procedure are it, where they tell of tools or amounts."""
    out: list[Section] = []
    for section in sections:
        line = flat.find("\n", section.start)
        if section.name in ("procedures", "title") and 0 <= line < section.end - 1 and _SIZES.search(flat, line, section.end):
            out += [Section(section.name, section.role, section.start, line + 1, section.heading), Section("body", "body", line + 1, section.end)]
        else:
            out.append(section)
    return out


_BLANK = re.compile(r"\n[ ]*\n[ ]*(?=\S)")


def _work_after_findings(flat: str, section: Section) -> int:
    """Where the narrative begins in a report that puts its findings first: the paragraph with the first work; else 0."""
    if not _acts(flat, section.start, section.end):
        return 0
    starts = [m.end() for m in _BLANK.finditer(flat, section.start, section.end) if m.end() < section.end]
    return next((a for a, b in zip(starts, [*starts[1:], section.end], strict=False) if _acts(flat, a, b) and (_acts(flat, a, section.end) >= 2 or len(_SIZES.findall(flat, a, b)) >= 2)), 0)


def _in_the_same_line(flat: str, section: Section) -> int:
    """Where the work begins in a report of one line that opens with its reason: at the first sentence with a tool of a size; else 0."""
    pieces = _pieces(flat, section.start, section.end)
    for number, (a, b) in enumerate(pieces[1:], 1):
        if _SIZES.search(flat, a, b) and not _BEFORE.search(flat, a, b):
            if len(_SIZES.findall(flat, a, section.end)) < 2:
                return 0
            while number > 1 and pieces[number - 1][1] - pieces[number - 1][0] < 40 and not _BEFORE.search(flat, *pieces[number - 1]):
                number -= 1  # level and imaging stand in short sentences before the needle
            return pieces[number][0]
    return 0


def _done_as_planned(rest: str) -> bool:
    """Whether the lines after a plan of one line tell the work itself: tools with their sizes, and nothing to come in the first line."""
    first = re.split(r"[.\n]", rest.strip(), maxsplit=1)[0]
    return len(_SIZES.findall(rest)) >= 2 and not re.search(r"\b(?:will|to be|follow-?up|return|clinic|weeks?|months?|continue|then d/c)\b", first) and not re.match(r"[-*\d]", first)


def _end_of_background(section: Section, flat: str, told: bool) -> int:
    """Where the narrative begins inside a section that is none, or 0."""
    pieces = _pieces(flat, section.start, section.end)
    inline = section.name in ("indication", "history") and bool(re.match(r"[ :*-]*[a-z0-9]", flat[section.start + len(section.heading) : section.end]))
    item = section.name in _SHORT and _ITEM_BEFORE.search(flat[max(0, section.start - 8) : section.start])
    paragraph = 0  # where the paragraph began that is being read, if it is not the first of the section
    for number, (a, b) in enumerate(pieces[1:], 1):
        new_line = "\n" in flat[pieces[number - 1][0] : a] and flat[a - 1] == "\n"
        new_paragraph = re.search(r"\n[ ]*\n[ ]*$", flat[section.start : a]) is not None
        cue = _CUE.search(flat, a, b) and not _BEFORE.search(flat, a, b)
        if section.name in _SHORT and (new_paragraph or (new_line and cue)):
            return a
        if section.name == "consent" and new_line and flat[: a - 1].rstrip().endswith((".", "!")) and not _OF_CONSENT.search(flat, a, b):
            return a  # consent is told in a line or two, whatever follows
        if new_line and item and _LIKE_ITEM.match(flat, a):
            return a  # the next item of the list to which the heading belongs
        if section.name == "sedation" and not told and _WAY_IN.match(flat, a):
            return a
        if new_line and (section.name in _SHORT or section.role == "background") and _ENTERED.match(flat, a):
            return a
        paragraph = paragraph if not new_paragraph else a
        if cue and not told and paragraph:
            return paragraph  # the narrative begins with its paragraph, not with the first word of work in it
        if cue and (new_paragraph or not told):
            return a
        if section.name in ("header", "preoperative_diagnosis", "postoperative_diagnosis") and not told and _WORK.search(flat, a, b) and not _BEFORE.search(flat, a, b):
            return a
        if inline and section.name == "indication" and not told and "\n" not in flat[section.start : section.end].strip() and _WORK.search(flat, a, b) and not _BEFORE.search(flat, a, b):
            return a  # all in one paragraph: the heading holds for its first words only
        if inline and not told and not _BEFORE.search(flat, a, b) and (new_paragraph or (new_line and flat[: a - 1].rstrip().endswith((".", "?", "!")) and _WORK.search(flat, a, pieces[min(number + 1, len(pieces) - 1)][1]))):
            return a
    return 0
