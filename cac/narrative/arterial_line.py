"""A catheter put into an artery of the wrist, arm, groin or foot to watch the pressure and to draw blood.

In: a read report. Out: the words that tell that such a line was placed today, else nothing.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case, once

_SITE = r"(?:radial|ulnar|brachial|axillary|femoral|dorsalis pedis|pedal)"
#: an axillary or midaxillary line of the chest wall is a landmark
_LANDMARK = r"(?<!anterior )(?<!posterior )(?<!mid )(?<!mid-)(?<!midaxillary )"
_LINE = re.compile(rf"\barterial (?:\w+ )?(?:line|catheter|cannula)s?\b|\ba-?\s?lines?\b|\bart lines?\b|{_LANDMARK}\b{_SITE} (?:artery |arterial )?(?:catheter|cannula|line)\b(?! (?:vein|venous))")
#: the line is of another day, stays, or is of the circuit
_NOT_NOW = re.compile(r"already|\bhad\b|existing|indwelling|previous|\bprior\b|in (?:place|situ|use)|left (?:alone|undisturbed|untouched)|not touched|remains?|\bstays?\b|\bfrom\b|\bhas\b|\bhave\b|\bwith\b|monitor(?:ed|ing)? (?:via|by|through)|by (?:the )?(?:anesth|icu|nurs|referr)|will be|\bplan|to be placed|zeroed by|arterial line of the circuit|\bno (?:\w+ )?(?:arterial|a-)|\bnot\b|remov|pulled|samples? (?:from|via)")
#: the line of the anesthesia or ward team
_BY_OTHERS = re.compile(r"\btheirs?\b|\bby them\b|an[a]?esth|\bcrna\b|\bicu team|\bby (?:the )?(?:\w+ )?(?:team|service|nurs\w*|residents?|surg\w+|intensivist\w*|dr\b)|\bper (?:the )?(?:icu|ward|unit)\b")
#: how a heading begins
_BEFORE = re.compile(r"\W*(?:(?:\d|[a-c])\W+)?(?:[a-z]+ ){0,2}$")
_PUT = re.compile(r"\b(?:plac(?:ed|ement)|insert(?:ed|ion)|introduc\w+|cannulat\w+|sited|started|catheteri[sz]ed|threaded|slid)\b")
#: what only the insertion of such a line tells of
_DONE = re.compile(r"allen|pulsatile|\bflash\b|waveform|wave form|palpat\w*|\bpulse\b|transduc\w+|\barrow\b|\b(?:18|20|22) ?-?(?:g|ga|gauge)\b|seldinger|bright red")


@once
def arterial_line(case: Case) -> Span | None:
    """Words that tell that a line was put into an artery for monitoring, else nothing."""
    document = case.document
    for number, span in enumerate(document.sentences):
        section = document.sections[document.sentence_section[number]]
        if section.role == "plan" or section.name in ("history", "indication", "comparison", "consent", "complications"):
            continue
        text = case.sentence(number)
        named = _LINE.search(text)
        if named is None or _NOT_NOW.search(_PUT.sub(" ", text)):
            continue
        if _BY_OTHERS.search(text):
            continue
        heading = len(text) - len(named.group()) < 40
        behind = text[named.end() :].strip(" .\n")
        reach = 9 if number < 3 or _BEFORE.match(text[: named.start()]) and (not behind or ":" in behind[:24]) else 3
        follows = " ".join(case.sentence(n) for n in range(number, min(number + reach, len(document.sentences))))
        signs = {m.group()[:5] for m in _MARKS.finditer(text)}
        if (heading or _PUT.search(text)) and _DONE.search(follows) and _PUT.search(follows) or _AT.search(text) and len(signs) > 2:
            return Span(span.start + named.start(), span.start + named.end())
    return _opened_with(case)


def stretches(case: Case) -> list[tuple[int, int]]:
    """Statements that tell of a line into an artery and of nothing else.

    Args:
        case: a read report.
    """
    out = []
    for number, span in enumerate(case.document.sentences):
        text = case.sentence(number)
        if (_LINE.search(text) or out and out[-1][1] >= case.document.sentences[number - 1].end and _MARKS.search(text)) and not re.search(r"\b(?:veins?|venous|jugular|[lr]?ijv?|cvc|lumen|subclavian|svc|atri\w+|picc|central)\b", text):
            out.append((span.start, span.end))
    return out


#: the line as what the report is about, in the many ways it is called
_SUBJECT = re.compile(rf"{_LINE.pattern}|\barterial (?:\w+ )?(?:monitoring|access)\b|(?:invasive|intra-?arterial|continuous|beat[- ]to[- ]beat) (?:arterial )?(?:blood )?pressure|\babp\b|{_LANDMARK}\b{_SITE} (?:artery )?(?:\d\d ?g|angiocath|a-?\s?line|art)\b")
_AT = re.compile(rf"{_LANDMARK}\b(?:{_SITE}|wrist|dp\b|groin|a\. (?:radialis|femoralis))")
#: what tells that it went in, whether or not a verb does
_MARKS = re.compile(r"\ballen\b|pulsatile|\bflash(?:ed|back)?\b|wave-?\s?forms?|\btrac(?:e|ing)s?\b|palpat\w*|transduc\w+|\barrow\b|\b(?:16|18|20|21|22|24) ?-?(?:g|ga|gauge)\b|seldinger|bright red|over[- ](?:the[- ])?(?:wire|needle)|sutur\w*|stitch\w*|\bstat-?lock\b|tegaderm|dress\w+|secured|\bzero\w*|calibrat\w*|\bmap\b|passes\b|\bpass\b|\battempts?\b|micropunctur\w*|angiocath\w*|catheter-over|good (?:trace|curve|flow|pulse)|dampen\w*|\bmmhg\b|pressure bag|draws? (?:well|back|freely)|sampl\w+")
_ELSEWHERE = re.compile(r"\b(?:will be|to be (?:placed|sited|done)|plan\w*|if\b|by (?:the )?(?:an[a]?esth\w*|icu team|nurs\w*)|not (?:placed|needed|required)|unable|could not|unsuccess\w*|abandon\w*|fail(?:ed|ure)|already (?:in|placed)|existing|in situ|remains?)\b")
_NEW = re.compile(r"\b(?:new|replac\w*|swap\w*|exchang\w*|chang\w*|re-?sit\w*|re-?wir\w*|fresh|second|another|plac\w*|insert\w*|cannulat\w*|sited|in\b)")
#: work through an artery or beside it that is more than the line
_MORE = re.compile(r"angiogra|arteriogra|emboli[sz]|\bstent|angioplast|thrombect|lysis|\bdrain\b|biops|nephrostom|endograft|\bevar\b|\bfistul|craniotom|laparo|anastomos|intubat(?:ed|ion) (?:was|by)|coronary|intra-?aortic")


def _opened_with(case: Case) -> Span | None:
    """The line where it is the subject of the whole report and its signs are told, with or without a verb."""
    document = case.document
    named = None
    for number, span in enumerate(document.sentences[:3]):
        if named is None and (found := _SUBJECT.search(document.flat, span.start, span.end)):
            text = case.sentence(number)
            if _ELSEWHERE.search(text) or re.search(r"\b(?:remov\w*|pulled|\bout\b)", text) and not _NEW.search(text):
                return None
            named = Span(*found.span())
    body = " ".join(case.sentence(n) for n in range(len(document.sentences)) if document.sections[document.sentence_section[n]].role != "plan")
    if named is None or not _AT.search(body) or _MORE.search(body) or len({m.group()[:5] for m in _MARKS.finditer(body)}) < 2:
        return None
    if re.search(r"\b(?:unable|could not|unsuccess\w*|abandon\w*|gave up|procedure failed)\b", body):
        return None
    return named
