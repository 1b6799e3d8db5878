"""Arterial beds that were imaged from the aorta, from the access or from the branches the catheter entered."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, replace

from cac.findings import Span
from cac.narrative import access, film_beds, flush_told
from cac.narrative.arteries import told
from cac.narrative.case import Case
from cac.narrative.live import blanked
from cac.narrative.step_words import TITLE

_AORTOGRAM = re.compile(r"aortogra\w+|aortic (?:flush |arch )?(?:injection|run|angiogra\w+|dsa)|(?:injection|angiogra\w+|dsa|run) (?:was |were )?(?:performed |obtained |done )?(?:of|in|at|from) the (?:abdominal |thoracic |ascending |infrarenal |descending )*aorta|flush (?:injection|angiogra\w+)|arch (?:angiogra\w+|injection|runs?|study|dsa)|aorta:? (?:was )?(?:injected|imaged|filmed|studied)|(?<!to )the abdomen\b[^.;]{0,40}\b(?:legs|extremities|run-?off)\b[^.;]{0,30}(?:filmed|imaged|studied|acquired|recorded|run\b)|(?:omni(?: ?flush)?|pigtail|flush|catheter)[^.;\n<]{0,24}\b(?:l1|l2|t12)(?:[ -]l1)?\b\s*(?:[:,;-]|->|for |run|ap\b|dsa)")
_LOCATING = re.compile(r"[^.;,]{0,30}\b(?:to|for) (?:locat\w+|find\w*|identif\w+|set\w*|locali[sz]\w+|mark\w*)\b[^.;]{0,50}\b(?:origins?|ostia|ostium|take-?offs?|view|angle|obliquity)\b")
_ARCH = re.compile(r"\barch\b|ascending|\bthoracic\b|\blao\b")
_RUNOFF = re.compile(
    r"(?:cover\w*|includ\w*|show\w*)[^.;]{0,90}(?:both|bilateral) (?:femoral|legs|iliofemoral|lower|superficial)[^.;]{0,20}(?:arter\w+|systems?|limbs?)?|"
    r"(?<!vessel )(?<!vessel-)(?<!one )(?<!two )(?<!three )(?<!good )(?<!single )(?<!only )run-?\s?off(?! (?:vessel|unchanged|preserved|stable|is|was (?!performed|obtained|done|filmed|then|acquired|imaged|also|carried|taken)|via|through|to the foot|intact|preserved))|bolus[- ]?chase|lower extremit\w+ (?:selective )?(?:arterio|angio)gra\w+|\bleg (?:arterio|angio)gra\w+|(?:arterio|angio)gra\w+ of (?:the |both |each )?(?:left |right |entire )*(?:legs?|lower|lower extremit\w+)"
    r"|stations? (?:to|down)|imaged (?:to|down to) the (?:foot|feet|ankles?)|femoral-?popliteal angiogra\w+|femoral (?:arterio|angio)gra\w+|iliofemoral (?:arterio|angio)gra\w+|visualization of the (?:left|right) lower extremity|(?:both )?legs? (?:were |was )?(?:imaged|filmed|studied)|legs were|hip to (?:foot|ankle)|(?:left|right|both) (?:leg|lower extremity)s? (?:runs?|dsa|imaging|studied)|pelvis and (?:both )?legs\b(?=[^.]{0,60}(?:stepping|table|chase|\bl[34]\b|filmed|\bruns?\b))|pelvi\w+ (?:and (?:both|bilateral) (?:legs?|lower)|through feet)"
)
_MOVED = re.compile(r"(?:withdrawn|pulled(?: back| down)?|lowered|brought|reposition\w+|retracted|moved|placed|drawn back|dropped|advanced|then)\b[^.]{0,60}(?:bifurcation|distal aorta|terminal aorta|above the iliac|lower aorta|low aorta|l3|l4)")
_MOVED_AFTER = re.compile(r"(?:after|by) (?:moving|pulling|withdrawing|lowering)|run-?off from the (?:distal|lower|terminal) aorta|from (?:the|just above the) (?:aortic )?bifurcation")
_CLOSURE = re.compile(r"closure|angio-?\s?seal|mynx|perclose|exoseal|starclose|puncture site|access site|arteriotomy|sheath injection|for device")
_LISTED = re.compile(r"auto-?populated|^\s*procedures? (?:list|performed)")
_BOTH = re.compile(r"both|bilat\b|bilateral|legs\b|extremities|iliofemorals|feet")
_ENTRY_SIDE = re.compile(r"\b(?:left|right|lt|rt)\s+(?:common femoral|femoral|cfa|radial|brachial|groin)\b(?: artery)?")
_GRAFTED = re.compile(r"endo-?grafts?\b|stent-?grafts?\b|\bt?evar\b|endoleak")
#: a side told as not studied
_LEFT_OUT = re.compile(r"\b(?:left|right|lt|rt|contralateral|other|opposite)(?: (?:leg|side|limb|lower extremity|run-?off))?(?: (?:was|is))? (?:not|never) (?:\w+ )?(?:studied|imaged|filmed|injected|shot|examined|looked|evaluated|done|included|run)\b|\bno (?:run|films?|images?|injection|imaging|study) (?:of|on) the (?:left|right|other)\b")
_SIDE = re.compile(r"\b(left|right)\b|\b(?:(lt|lle|l(?= (?:leg|lower|foot|limb|run-?off|extremity|le\b)))|(rt|rle|r(?= (?:leg|lower|foot|limb|run-?off|extremity|le\b))))\b")


_HAND = re.compile(r"\b(?:hands?|arms?|fingers?|forearms?|palm\w*|digit\w*|upper (?:extremit|limb)\w*)\b")
_LEG_WORD = re.compile(r"\b(?:legs?|foot|feet|iliac|femoral|sfa|popliteal|tibial|calf|lower)\b")
#: the arch and a film of it, in whatever order, with the arteries that leave it
_AT_ARCH = re.compile(r"\b(?:aortic )?arch\b(?! (?:stent|graft|repair|type))|ascending(?: aorta)?\b")
_ARCH_FILM = re.compile(r"\bruns?\b|inject\w*|film\w*|\bshots?\b|pigtail|flush|imag(?:ed|ing)|angiogra\w*|aortogra\w*|\bdsa\b|\bml\b|\b(?:lao|rao)\b|opacif\w*|power")
_BRANCHES = re.compile(r"carotid|vertebral|great vessel|bifurcation|\bcca|\bica|\bneck\b|innominate|ostia|origins|\btype (?:i{1,3}|[123])\b|supra-?aortic|subclavian|brachiocephalic")
_NOT_ARCH = re.compile(r"\b(?:withdrawn|pulled|drawn|brought|returned|retracted|backed|back)\b[^.;]{0,24}\b(?:to|into|in)\s+(?:the\s+)?(?:aortic\s+)?arch\s*(?:,|\band\b|\bfrom where\b|\bto\b)|\barch(?:\s*(?:-{0,2}>|=>|→|to the|into)|,? then\b)|\b(?:no|not|without|never|prior|previous|planned|endograft|tevar|fistula|cephalic|palmar|plantar|foot|hand|vein|venous|pulmonary)\b[^.;]{0,30}\b(?:arch|ascending)\b|\b(?:cephalic|palmar|plantar|pedal|azyg\w*|vertebral|dental)\s+arch|endograft|tevar|\bcta?\b|\bmra?\b")

#: the arch told as not filmed, wherever the report says so
_ARCH_SPARED = re.compile(r"\b(?:aortic )?arch(?: itself)?,? (?:was|is|were) (?:deliberately |therefore )?(?:not|never) (?:formally |separately )?(?:injected|filmed|studied|imaged|run|opacified)|\bno (?:formal |separate )?(?:arch|thoracic)(?: aort\w*)? (?:injection|run|film|aortogra\w*|angiogra\w*|study|imaging)|\bwithout (?:an? )?arch (?:injection|run|aortogra\w*)|\barch (?:injection|run|aortogra\w*) (?:was |were )?(?:not (?:done|made|performed|needed|obtained)|omitted|deferred|skipped)")


@dataclass(frozen=True, slots=True)
class Bed:
    """A bed imaged without or beside a selective position: region, side, words."""

    region: str
    side: str
    where: Span
    moved: bool = False
    title: bool = False
    sentence: int = -1


#: arteries of the leg through which that leg can be studied from the puncture
LEG_SITES = ("common_femoral", "superficial_femoral", "popliteal", "anterior_tibial", "posterior_tibial", "peroneal", "dorsalis_pedis", "leg_bypass")
#: the aorta in which a curved catheter got its shape
_SHAPED = re.compile(r"\b(?:re-?)?(?:formed|shaped|reconstituted|looped)\s+(?:up\s+)?(?:in|over|at|off)\s+(?:the\s+)?(?:(?:distal|descending|thoracic|abdominal)\s+)*(?:aorta|arch)\b")


def beds(case: Case) -> list[Bed]:
    """Aortic studies and run-offs told outside the findings."""
    body = blanked(case, roles=("body", "head"))
    return [replace(bed, sentence=next((n for n, s in enumerate(case.document.sentences) if s.start <= bed.where.start < s.end), -1)) for bed in _with_telegrams(case, body, _told(case, body)) if bed.region != "thoracic_aorta" or not _ARCH_SPARED.search(case.document.flat)]


def _told(case: Case, body: str) -> list[Bed]:
    alive, located = told(case), False
    grafted = _GRAFTED.search(case.document.flat) is not None
    out: list[Bed] = []
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if number not in alive or (section.name == "findings" and section.heading.strip() not in ("angiogram", "imaging", "angiography")) or _LISTED.search(case.sentence(number)) or section.name in ("materials", "complications", "sedation"):
            continue
        text = body[span.start : span.end]
        for match in _AORTOGRAM.finditer(text):
            if text[max(0, match.start() - 8) : match.start()].strip().endswith("pelvic") or re.search(r"\b(?:completion|final|post-?\w*)\s+(?:\w+\s+)?$", text[max(0, match.start() - 34) : match.start()]):
                continue
            located = located or _LOCATING.match(text, match.end()) is not None
            if located and (_LOCATING.match(text, match.end()) or text[: match.start()].endswith("the ")):
                continue  # a look for the ostium is part of the selective study
            near = case.sentence(number - 1) + " " + text if number else text
            region = "thoracic_aorta" if _ARCH.search(text) or ("abdom" not in text and "l1" not in text and re.search(r"ascending aorta|aortic arch|in arch|in the arch|descending thoracic|proximal descending", near)) else "abdominal_aorta"
            out.append(Bed(region, "", Span(span.start + match.start(), span.start + match.end())))
        if not any(b.region == "thoracic_aorta" for b in out) and (at := _AT_ARCH.search(text)) and _ARCH_FILM.search(text) and _BRANCHES.search(text + " " + case.sentence(number + 1)) and not _NOT_ARCH.search(text) and section.role == "body":
            out.append(Bed("thoracic_aorta", "", Span(span.start + at.start(), span.start + at.end())))
        if not any(b.where.start >= span.start for b in out) and not located and not _ARCH.search(text) and not _SHAPED.search(text) and (where := film_beds.station(text) or film_beds.belly(text)):
            if not re.search(r"\b(?:completion|final|post-?\w*)\s+(?:\w+\s+)?$", text[max(0, where[0] - 34) : where[0]]):
                out.append(Bed("abdominal_aorta", "", Span(span.start + where[0], span.start + where[1])))
        match = max((m for m in _RUNOFF.finditer(text) if not re.search(r"\b(?:no|not|without|neither)\b[^.;:]{0,34}$|\b(?:cta?|mra?|ct angiogra\w+|mr angiogra\w+)\b(?: (?:of|with|and|the|abdomen|aorta|aortic|pelvis|abdominal|bilateral|leg|legs)\b)*[ -]*$", text[: m.start()])), key=lambda m: m.start(), default=None)
        if match and _HAND.search(text[match.start() : match.end() + 30]) and not _LEG_WORD.search(text):
            match = None  # the run-off of an arm
        of_arm = match is None and _HAND.search(text) is not None and not _LEG_WORD.search(text.replace("femoral", ""))
        if match and not (_CLOSURE.search(text + (case.sentence(number + 1) if "iliofemoral" in text or "femoral angio" in text or "femoral arterio" in text else "")) and "run" not in text):
            window = text[max(0, match.start() - 60) : match.end() + 60]
            window = _LEFT_OUT.sub(" ", _ENTRY_SIDE.sub(" ", window))
            sides = {a or ("left" if b else "right") for a, b, _ in _SIDE.findall(window)}
            side = "both" if _BOTH.search(window) or len(sides) == 2 else next(iter(sides), "")
            side = side or _sides_below(case, number) or _side_told(text, text)
            earlier = body[max(0, span.start - 260) : span.start + match.start()]
            moved = bool(_MOVED.search(earlier)) or bool(_MOVED_AFTER.search(text)) or bool(_MOVED.match(text[match.end() :].lstrip(" ,;:-").removeprefix("with ").removeprefix("the ").removeprefix("catheter ").removeprefix("pigtail ")))
            out.append(Bed("leg", side, Span(span.start + match.start(), span.start + match.end()), moved or _second_place(body, out, span.start + match.start(), span.start + match.end()), number == 0 or section.role == "head"))
        elif section.role != "head" and not of_arm and (found := film_beds.legs(text, grafted=grafted)) and not (_LISTED.search(text) or "arm" in found.clause and "side" not in found.clause):
            side = _side_told(found.clause, text)
            where = Span(span.start + found.start, span.start + found.end)
            out.append(Bed("leg", side, where, _second_place(body, out, where.start, where.end), number == 0 and len(case.document.sentences) > 4 and TITLE.match(case.sentence(0)) is not None))
    return out


def _with_telegrams(case: Case, body: str, out: list[Bed]) -> list[Bed]:
    """The beds with the aorta and the legs that a short report tells of by the place of the catheter alone."""
    if len(case.document.flat) > 1500:
        return out
    flushed = any(b.region == "abdominal_aorta" for b in out)
    legs = any(b.region == "leg" and not b.title for b in out)
    for number in sorted(told(case)):
        span = case.document.sentences[number]
        section = case.document.sections[case.document.sentence_section[number]]
        if section.name in ("materials", "complications", "sedation", "comparison") or section.role in ("plan", "background"):
            continue
        text = body[span.start : span.end]
        if not flushed and not _SHAPED.search(text) and not _AT_ARCH.search(text) and (at := flush_told.aorta_filmed(text, case.sentence(number + 1), body[span.end :])):
            out.append(Bed("abdominal_aorta", "", Span(span.start + at.start(), span.start + at.end())))
            flushed = True
        if flushed and not (number == 0 and TITLE.match(text)) and (of := flush_told.legs_filmed(text)):
            where = Span(span.start + of.start(), span.start + of.end())
            side = _side_told(of.group(), of.group())
            if not legs:
                out.append(Bed("leg", side or "both", where, _second_place(body, out, where.start, where.end)))
                legs = True
            else:  # "the whole right limb filmed: ... PT runoff"
                out = [replace(b, side=side) if b.region == "leg" and not b.side and side and span.start <= b.where.start < span.end else b for b in out]
    return out if any(b.region == "leg" and not b.title for b in out) else out + _from_the_stick(case, body)


def _from_the_stick(case: Case, body: str) -> list[Bed]:
    """The leg studied through the needle or sheath of a puncture of one of its own arteries."""
    sites = [a for a in access.read(case) if a.stated]
    if len(sites) != 1 or not sites[0].name.startswith(LEG_SITES) or not (sites[0].way == "antegrade" or not sites[0].name.startswith("common_femoral")):
        return []
    for number in sorted(told(case)):
        span = case.document.sentences[number]
        section = case.document.sections[case.document.sentence_section[number]]
        if section.role == "body" and section.name not in ("materials", "complications", "sedation", "comparison") and (match := flush_told.through_the_stick(body[span.start : span.end], case.sentence(number + 1))):
            return [Bed("leg", sites[0].side, Span(span.start + match.start(), span.start + match.end()))]
    return []


def _second_place(body: str, found: list[Bed], start: int, end: int) -> bool:
    """Whether the catheter was moved down between the last film of the aorta and the film of the legs."""
    last = max((b.where.end for b in found if b.region == "abdominal_aorta"), default=-1)
    return last >= 0 and film_beds.lowered(body[last:end])


#: the leg that heads a sentence of findings
_HEADED = re.compile(r"\W*(?:the )?(?P<side>left|right|lt|rt|l|r)\b(?: (?:side|leg|limb|lower (?:extremity|limb)|run-?off))?\s*[-:=\u2013]")


def _sides_below(case: Case, number: int) -> str:
    """The sides that head the sentences after one on a film of the legs without a side."""
    heads = [m["side"][0] for n in range(number + 1, min(number + 24, len(case.document.sentences))) if (m := _HEADED.match(case.sentence(n))) and (n < number + 9 or _LEG_WORD.search(m.group()))]
    return "both" if {"l", "r"} <= set(heads) else {"l": "left", "r": "right"}[heads[0]] if heads else ""


def _side_told(clause: str, sentence: str) -> str:
    """The side of the limb filmed: told in the clause without its access, else in the sentence."""
    for text in (clause, sentence):
        text = _LEFT_OUT.sub(" ", _ENTRY_SIDE.sub(" ", text))
        sides = {a or ("left" if b else "right") for a, b, _ in _SIDE.findall(text)}
        if _BOTH.search(text) or len(sides) == 2 or re.search(r"\blimbs\b|\beach (?:leg|side|limb)|femorals\b|\bles\b", text):
            return "both"
        if sides:
            return next(iter(sides))
    return ""
