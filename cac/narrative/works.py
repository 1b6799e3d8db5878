"""The works of a session told one after the other, each under words that name its place, side or kind.

"LIVER. ... RIGHT PLEURA. ...", "Drain 1 ... Drain 2 ...", "(A) Thermal radiofrequency, right ... (B) Left SI joint ...", "Turning to
the left, ...": the organ, the side and the needle of one work say nothing of another. So each is read as a report
of its own, with those words of the report's head that do not belong to another work.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from cac import patterns as re
from cac.findings import Document, Finding, Section, Span
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

#: how an item of a list begins, by the style of its count
_ITEMS = (
    ("figure", r"\(?\d{1,2}[.)\]:]+(?! ?\d)|\[\d\]|\d ?//|#\d[.):]*"),
    ("letter", r"\([a-d]\)|[a-d][.)](?= )"),
    ("roman", r"\(?(?:i{1,3}|iv)[.)]+(?= )"),
    ("counted", r"(?:part|proc(?:edure)?|technique|site|target|lesion|drain|stage|item|biopsy|tube|puncture|tap|level|node|nodule|mass|collection|abscess|joint|injection|task|problem|request|sample|specimen)s? ?(?:no\.? ?|number ?|# ?)?(?:\d|i{1,3}|one|two|three|four|[a-d])\b"),
    ("ordinal", r"(?:first|second|third)(?:ly)?(?: (?:procedure|part|site|target|lesion|drain|work|item|biopsy|tube|pass|stage|collection|side|job|task|request|thing))?(?=[ :,.-])"),
)
#: a place, a side or a kind of work by which a work is named
_PLACE = re.compile(
    r"\b(?:right|left|rt|lt|r|l|bilateral|both|chest|pleura\w*|lungs?|thora\w+|belly|abdom\w+|perito\w+|ascit\w+|taps?|liver|hepatic|seg\w*|gall ?bladder|gb|biliary|bile|ducts?|spleen|splenic|pancrea\w+|kidneys?|renal|adrenals?|pelvi[cs]|pelvis|presacral|subphrenic|transgluteal|marrow|bones?|iliac|nodes?|nodal|lymph\w*|thyroid|parotid|salivary|submandibular|parathyroid|neck|axilla\w*|breasts?|groin|inguinal|thigh|arm|leg|calf|buttock|gluteal"
    r"|hip|knee|shoulder|elbow|wrist|ankle|foot|hand|glenohumeral|bursa\w*|joints?|tendon\w*|muscles?|psoas|flank|retroperito\w+|mesent\w+|oment\w+|quadrant|r[ul]q|l[ul]q|epigastr\w+|mediastin\w+|prostate|testis|uter\w+|tub(?:e|al)s?|bladder|ureters?|nephrost\w+|pcn|nu|nus|stents?|masses|mass|lesions?|nodules?|collections?|abscess\w*|cysts?|lymphoceles?|seromas?|h(?:a)?ematomas?|catheters?|drains?|port|line|picc|cvc|ipc|pleurx"
    r"|spine|cervical|thoracic|lumbar|caudal|sacr\w+|si|sij|sacroiliac|facets?|medial branch(?:es)?|epidural|interlaminar|transforaminal|foramen|nerves?|ganglion|plexus|genicular|radiofrequency|rf|rfa|neurotomy|sympathetic|[ctls]\d{1,2}(?: ?[-/] ?[ctls]?\d{1,2})?"
    r"|peg|gj|g-?tube|j-?tube|gastrost\w+|gastrojejunost\w+|jejunost\w+|lp|lumbar puncture|myelogra\w+|blood patch|biops\w+|aspirat\w+|fna|core|thoracentesis|paracentesis|arthrogra\w+|injections?|blocks?|ablation|microwave|cryo\w*|localization|localisation|wire|seed|clip|marker|sclero\w+|cholangiogra\w+|cholecystost\w+|ptbd|drainage|exchange|removal|vertebroplasty|kyphoplasty|augmentation|sacroplasty|hsg|hysterosalping\w+|filter|magnet|mri|stereo\w*|ultrasound|mammo\w*)\b"
)
_END = r"[ \t]*(?P<end>:|\.(?= |\n|$)|\(|\n|$|--|–|—| - | // |, (?=[a-z ]{3,20}[:.]))"
_WORDS = r"(?P<words>[a-z\d#][^\n.:()–—;]{0,60}?)"
_TOPIC = r"(?P<words>[a-z\d#](?:[^\n.:()–—;]|\.(?=\d)){0,90}?)(?P<end>[:.;(\n–—]|--| - |$)"
_ITEM = re.compile(r"[ \t]*[-*•=]*[ \t]*(?:" + "|".join(f"(?P<{style}>{words})" for style, words in _ITEMS) + r")[-:.,–— )]*" + _TOPIC)
_LABEL = re.compile(r"[ \t]*[-*•=>]*[ \t]*" + _WORDS + _END)
#: words that go on to the next place inside running text
_TURN = re.compile(
    r"(?:^|(?<=[.;\n]))[ \t]*(?:(?:turning|moving|switching|going|proceeding|attention(?: was)?(?: then)?(?: turned| directed| moved)?|(?:i|we) (?:then |next )?(?:turned|moved|went|proceeded)|next(?: up)?|then|finally|secondly|and now|now)[ ,]+(?:on |over |back |around )?(?:to |for |with |came |comes )?(?:the |her |his |a )?(?P<to>[a-z]+(?: [a-z]+){0,2})"
    r"|(?:(?:the )?(?:patient|pt)|she|he)(?:'s| was| is)?(?: then| now| next)*(?: was| then| now)* (?:turned|rolled|repositioned|flipped|sat up|laid|moved|slid|transferred|stood|brought)\b[^.;\n]*"
    r"|(?:turned|rolled|repositioned|flipped|moved) (?:supine|prone|onto|over|across|to)\b[^.;\n]*|same (?:room|session|sitting|table)\b[^.;\n]*|(?:new|fresh|separate|second) (?:prep|tray|field|sterile|pack|kit|gloves)\b[^.;\n]*)"
)
#: work at a place: a needle, a tube, contrast, cores
_ENTRY = re.compile(
    r"needle|\b\d{1,2}(?:\.\d)? ?-?(?:f|fr|french|g|ga|gauge)\b|\b(?:eight|nine|ten|eleven|twelve|thirteen|fourteen|sixteen|seventeen|eighteen|nineteen|twenty|twenty[ -](?:one|two|five)) (?:french|gauge)\b|\bcath(?:eter)?\b|pigtail|\baspirat|\binject|\bcores?\b|\bpunctur|\bwires?\b|lidocaine|lignocaine|\blido\b|cannula|trocar|jamshidi|yueh|\bsheath|\btube\b|probe|electrode|cement|contrast|\d ?(?:ml|cc|mg|cm3)\b"
)
#: a cuffed catheter taken out, for which no needle is needed
_TAKEN_OUT = re.compile(r"\bcuff\w*\b[^.;\n]{0,40}\b(?:freed|free|dissect\w*|released|loosened|mobili[sz]ed)\b|\b(?:freed|dissect\w*|released|loosened|mobili[sz]ed)\b[^.;\n]{0,30}\bcuff")
#: the first words of work in running text
_AT_WORK = re.compile(r"\b(?:prepped|draped|cleaned|cleansed|prepared|sterile|chlorhexidine|chloraprep|betadine|lidocaine|lignocaine|local|supine|prone|sat up|seated|decubitus|under (?:ct|ultrasound|fluoro\w*|us)|ultrasound (?:of|show\w*|over)|needle|injected|probe|c-?arm|scanner)\b")
#: headings of the parts of one work, no works
_STEP = re.compile(
    r"\b(?:access|cross\w*|clos\w+|technique|findings?|imaging|position\w*|an[ae]+sthesia|sedation|dilat\w+|deploy\w+|consent|time[- ]?out|prep\w*|indications?|histor\w+|complications?|contrast|medications?|meds|equipment|materials|comparison|allerg\w+|labs?|dose|specimens?|samples?|hemostasis|haemostasis|post|after|results?|impression|plan|summary|conclusion|recs?|recommend\w*|follow|comment|opinion|addendum|estimated|ebl|fluoro\w*|total|note|attending|operator|date|patient|diagnos[ie]s|reason|clinical|referr\w+|order\w*|pre|risk\w*|eligib\w+|assessment|images?|films?|read|steps?|check|safety|outcome|course|disposition|discharge|confirm\w*|target(?:ing)?$|scout|marking|measurements?|numbers|vitals|tolerance|aftercare|medication|skin|local)\b"
)
#: steps that a list counts, no works
_DOING = re.compile(r"\b(?:incision|tunnel|dilated|advanced|placed|passed|inserted|prepped|draped|positioned|punctured|into the|over the|was|were|then)\b")
#: where works end and the report of the whole goes on
_AFTER = re.compile(
    r"[ \t]*[-*•]*[ \t]*(?:(?:post|after|afterwards|aftercare|completion|complications?|comps?|compl|ae|adverse|sedation|meds?|medications?|anesthesia|impression|imp|i/p|a/p|comments?|plans?|disposition|dispo|disp|summary|findings summari\w+|assessment|results?|specimens?|ebl|blood loss|estimated|fluoro\w*|ft|total|dose|dlp|final|conclusions?|both|all|discharge|follow\w*|recovery|upright|erect|portable|chest (?:film|x-?ray|radiograph)|cxr|recs?|recommend\w*|opinions?|labels?|labs|no complication\w*|the patient tolerated|patient tolerated|pt tolerated|tolerated|tolerance|vitals?|sutures?|counts?|course|incidental\w*|addendum|rx|samples|cultures|radiation|anticoag\w*|equipment|cement|the end|end of|follow)\b)"
)
_BLANK = re.compile(r"\n[ \t]*\n(?=[ \t]*\S)")
_OUT = ("plan", "background", "head", "summary")
#: parts of the head that name no place of work
_NOT_TOLD = ("consent", "sedation", "comparison", "materials")


@dataclass(frozen=True, slots=True)
class Work:
    """One work of a session: where its words stand, and the words that name it."""

    start: int
    end: int
    name: str


def find(case: Case) -> list[Work]:
    """The works of a report, in order; none where fewer than two are told apart.

    Args:
        case: the case.
    """
    flat = case.document.flat
    stops = _stops(case)
    styles: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for style, start, name, place in _labels(case):
        if not any(low <= start < high for low, high in stops):
            styles[style].append((start, name, place))
    found = []
    for style, marks in styles.items():
        placed: set[str] = set()
        for run in _runs(marks) if style in ("figure", "letter", "roman") else [marks]:
            works = _cut(flat, [mark[:2] for mark in run], stops)
            if len(works) > 1 and len({work.name for work in works}) > 1 and sum(place or _count(name) in placed for _, name, place in run) > 1:
                found.append((style.startswith(("label", "capitals")), -works[0].start if len(run) < len(marks) else works[0].start, works))
            placed |= {_count(name) for _, name, place in run if place}
    if found:  # items before labels, the earliest list, but of one told twice the later: what comes first describes, then it is treated
        return min(found, key=lambda one: one[:2])[2]
    return _turned(case, stops)


def _count(name: str) -> str:
    """The count that an item begins with."""
    return re.sub(r"\W", "", name.split(" ")[0])


def _runs(marks: list[tuple[int, str, bool]]) -> list[list[tuple[int, str, bool]]]:
    """Items by count: 1, 2, 3 and then 1, 2 again are two lists."""
    runs: list[list[tuple[int, str, bool]]] = []
    seen: set[str] = set()
    for mark in marks:
        count = _count(mark[1])
        if not runs or count in seen or count in ("1", "a", "i"):
            runs.append([])
            seen = set()
        seen.add(count)
        runs[-1].append(mark)
    return [run for run in runs if len(run) > 1]


def _stops(case: Case) -> list[tuple[int, int]]:
    """Stretches that belong to no work: sections of other roles and closing remarks."""
    flat, sections = case.document.flat, case.document.sections
    out = [(s.start, s.end) for s in sections if (s.role in _OUT or s.name in ("sedation", "complications")) and not (s.role == "summary" and len(_ENTRY.findall(flat[s.start : s.end])) > 9)]
    for line in re.finditer(r"[^\n]+", flat):
        if _AFTER.match(line.group()):
            out.append((line.start(), line.end()))
    return sorted(out)


def _labels(case: Case) -> list[tuple[str, int, str, bool]]:
    """Words that may name a work: style of the label, position, words, whether they name a place or a kind of work."""
    flat, text = case.document.flat, case.document.text
    out = []
    for line in re.finditer(r"[^\n]+", flat):
        starts = [line.start(), *(line.start() + m.end() for m in re.finditer(r"[.;:] +(?=[(\[#]?[a-z\d])", line.group()))]
        for at in starts:
            first = at == line.start()
            item = _ITEM.match(flat, at)
            if item and (first or item.group("counted") or item.group("ordinal") or re.match(r"[ \t]*[(\[#\d]", flat[at : at + 3])):
                style = next(style for style, _ in _ITEMS if item.group(style))
                words = " ".join(item.group("words").split()[:7])
                place = _PLACE.search(words) and not _STEP.match(words) and not _DOING.search(words)
                if style not in ("counted", "ordinal"):
                    out.append((style, at, f"{item.group(style)} {words}".strip(), bool(place)))
                    continue
                if place or first or text[item.start(style)].isupper():
                    out.append((style, at, f"{item.group(style)} {words}".strip(), True))
                    continue
            label = _LABEL.match(flat, at)
            if not label:
                continue
            words = label.group("words").strip()
            raw = text[label.start("words") : label.end("words")].strip()
            if len(words.split()) > (6 if first else 2) or _STEP.search(words) or not raw[:1].isupper() and not (first and label.group("end") in "\n:"):
                continue
            if _PLACE.search(words) and (first or label.group("end") in ":."):
                out.append((f"label {label.group('end').strip()[:1]}", at, words, True))
            elif first and raw.isupper() and label.group("end") in ("\n", "") and len(words) > 3:
                out.append(("capitals", at, words, True))
    return out


def _cut(flat: str, marks: list[tuple[int, str]], stops: list[tuple[int, int]]) -> list[Work]:
    """The stretches between marks in which something is done; one without an entry of its own goes with the one before it."""
    works: list[Work] = []
    for number, (start, name) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(flat)
        end = min([end, *(low for low, _ in stops if low > start)])
        entries = len(_ENTRY.findall(flat[start:end]))
        if entries >= 2 or entries and _TAKEN_OUT.search(flat[start:end]):
            works.append(Work(start, end, name))
        elif works and works[-1].end == start:
            works[-1] = Work(works[-1].start, end, works[-1].name)
    if len(works) > 1 and not any(_BLANK.search(flat, work.start, work.end - 2) for work in works[:-1]):
        last = works[-1]
        blank = _BLANK.search(flat, last.start, last.end)
        if blank and len(_ENTRY.findall(flat[last.start : blank.start()])) > 1:
            works[-1] = Work(last.start, blank.start(), last.name)  # each is one paragraph, so is the last
    return works


def _turned(case: Case, stops: list[tuple[int, int]]) -> list[Work]:
    """Works told in running text that turns from one place to the next."""
    flat = case.document.flat
    turns = [m for m in _TURN.finditer(flat) if (m.group("to") is None or _PLACE.search(m.group("to"))) and not any(low <= m.start() < high for low, high in stops)]
    bodies = [s for s in case.document.sections if s.role == "body" and s.name not in ("sedation", "complications")]
    if not turns or not bodies:
        return []
    start = max((s.start for s in bodies if s.start <= turns[0].start()), default=0)
    start = next((span.start for span in case.document.sentences if start <= span.start < turns[0].start() and _AT_WORK.search(flat[span.start : span.end])), start)
    marks = [(start, ""), *((m.start(), m.group().strip()) for m in turns)]
    works = _cut(flat, marks, [stop for stop in stops if stop[0] > start])
    return works if len(works) > 1 else []


def _vocabulary(flat: str) -> set[str]:
    """Words that tell one work from another."""
    return {word[:7] for word in re.findall(r"[a-z]{4,}|\b[lr]\b|[ctl]\d", flat)}


def _head(case: Case, works: list[Work], work: Work) -> list[tuple[int, int]]:
    """Stretches before the works that belong to one of them or to all."""
    flat = case.document.flat
    words = {one: _vocabulary(flat[one.start : one.end]) for one in works}
    own = {one: words[one] - set().union(*(words[other] for other in works if other is not one)) for one in works}
    named = {one: _vocabulary(one.name) for one in works}
    out = []
    for section in case.document.sections:
        if section.start >= works[0].start or section.name in _NOT_TOLD or section.role in ("summary", "plan"):
            continue
        for match in re.finditer(r"(?:[^\n.;]|\.(?=\d))+", flat[section.start : min(section.end, works[0].start)]):
            said = _vocabulary(match.group())
            counted = [one for one in works if re.match(rf"\W*{re.escape(_count(one.name))}\b", match.group())] if re.match(r"\W*(?:\d|[a-d]|i{1,3}|iv)\b", work.name) else []
            if counted and work not in counted:
                continue
            if all(said & named[one] & own[one] for one in works):
                out.append((section.start + match.start(), section.start + match.end()))  # names them all
                continue
            points = {one: len(said & own[one]) + 3 * len(said & named[one] & own[one]) for one in works}
            if points[work] >= max(points.values()):
                out.append((section.start + match.start(), section.start + match.end()))
    return out


def excerpt(case: Case, works: list[Work], work: Work, *, head: bool = True) -> tuple[Case, list[tuple[int, int]]]:
    """The words of one work as a report of its own.

    Args:
        case: the whole.
        works: all works of the session.
        work: the one wanted.
        head: whether the words before the works that are its own or everybody's stand before it.

    Returns:
        The case, and the stretches of the whole that it holds, in order, one after the other.
    """
    whole = case.document
    parts = [*(_head(case, works, work) if head else []), (work.start, work.end)]
    text, flat, sentences, owners, findings, sections, down = "", "", [], [], [], [], []
    for low, high in parts:
        shift = len(text) - low
        here = next(s for s in reversed(whole.sections) if s.start <= low)
        body = low == work.start
        name, role = ("body", "body") if body else (here.name, here.role)
        if not sections or sections[-1].name != name or sections[-1].role != role:
            sections.append(Section(name, role, low + shift, high + shift, here.heading if low == here.start else ""))
        else:
            sections[-1] = replace(sections[-1], end=high + shift)
        numbers = {}
        for number, span in enumerate(whole.sentences):
            a, b = max(span.start, low), min(span.end, high)
            if a < b:
                numbers[number] = len(sentences)
                sentences.append(Span(a + shift, b + shift))
                owners.append(len(sections) - 1)
        findings += [
            replace(f, start=f.start + shift, end=f.end + shift, sentence=numbers[f.sentence], section=name, role=role)
            for f in whole.findings if low <= f.start and f.end <= high and f.sentence in numbers
        ]
        down += [Span(s.start + shift, s.end + shift) for s in whole.turned_down if low <= s.start and s.end <= high]
        text += whole.text[low:high]
        flat += whole.flat[low:high]
        if not body:
            text, flat = text + ".\n", flat + ".\n"
    by_sentence: dict[int, list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.sentence, []).append(finding)
    sections = [replace(s, end=sections[i + 1].start if i + 1 < len(sections) else len(text)) for i, s in enumerate(sections)]
    return Case(Document(text, flat, sections, sentences, owners, findings, by_sentence=by_sentence, turned_down=down), encounter=case.encounter, day=case.day), parts


def put_back(procedure: Procedure, parts: list[tuple[int, int]]) -> Procedure:
    """A procedure read in an excerpt, with its evidence at the positions of the whole report."""
    def whole(at: int) -> int:
        for low, high in parts:
            if at <= high - low:
                return low + at
            at -= high - low + 2
        return parts[-1][1]

    procedure.evidence = {fact: tuple(Span(whole(s.start), max(whole(s.start) + 1, whole(s.end))) for s in spans) for fact, spans in procedure.evidence.items()}
    return procedure
