"""What a report on central venous lines tells of the line worked on: other lines, plans and denials left out.

A report names lines nobody touched ("the left port stays"), lines to come ("a cuffed line is planned") and work of
other days ("inserted elsewhere last week"). The live text keeps positions of the report and blanks these.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.case import Case, once

#: any device or access that may lie in a patient beside the line of the day
_THING = re.compile(r"\b(?:ports?|portacath|mediport|picc|midline|lines?|catheters?|cv[cl]|uvc|permcath|hickman|broviac|groshong|drain|sheath|filter|fistula|avf|graft|pacemaker|leads?|swan|it|one)\b")
#: the thing is told to be as it was
_AS_IT_WAS = re.compile(
    r"\b(?:stays?|remains?|still in(?: situ| place)?|(?:was|is|were|to be) (?:retained|kept)\b(?=[^.;]{0,40}(?:request|for (?:now|later|future|chemo|dialysis|access)|as |until|in (?:place|situ)))|retained at|keeps (?:a|an|her|his|the)|left (?:alone|undisturbed|untouched)|not (?:touched|disturbed)|untouched|undisturbed"
    r"|(?:was|were|is|are|been) (?:not|never) (?:\w+ )?(?:touched|accessed|handled|used|examined|manipulated|disturbed|exchanged|studied|addressed|moved|interrogated|scanned|involved|part)|not (?:touched|accessed|handled|manipulated|disturbed|interrogated|involved)|(?:did not|didn't|was careful not to) (?:\w+ )?(?:handle|touch|access|use|disturb|examine|manipulate)"
    r"|need(?:s|ed) nothing|(?:is|was|are|looks?|appears?) well (?:placed|positioned|sited)|prefers? not to|continues? to be used|(?:is|are) (?:\w+ )?(?:still|currently) (?:used|in use)|in use by|belongs to|for (?:another|other) (?:use|purpose))\b"
)
#: words that single the thing out from the line of the day
_ANOTHER = re.compile(r"\b(?:left|right|lt|rt|other|second|her|his|another|an?|existing|umbilical|pleural|arterial|contralateral|earlier|capped|older?|separate|maturing|from \w+|\w+'s)\b|\bthe \w+ (?:port|picc|line|catheter|fistula|graft|filter|drain|sheath)\b")
#: what makes a statement one on today's line whatever else it says
_TODAY = re.compile(r"\bnew\b|punctur|advanc|exchang|thread|over (?:a|the) (?:\w+ )?wire|\btip\b|dissect|injected|was (?:placed|inserted|removed)\b|sutured|repaired|reposition|brush")
#: what is to come
_COMING = re.compile(
    r"\b(?:is|are|was|has been|have been) (?:being |now |also )?(?:planned|scheduled|booked|intended)\b|\bplanned (?:for|next|on|once|when|if|after|in|mon|tue|wed|thu|fri|sat|sun)|\b(?:will|to|can|may|should) (?:then |later )?be (?:\w+ )?(?:removed|pulled|placed|exchanged|converted|inserted|taken|changed|sited|replaced|tunnel\w*|upgraded|considered)\b"
    r"|\blater (?:in|this|that|on in) (?:the )?(?:week|month|day|admission|stay)\b|^\W*(?:and )?if (?:he|she|it|this|they|the (?:patient|line|catheter|problem)|renal function|flow) (?:\w+ ){0,3}(?:surviv\w*|fails?|needs?|recurs?|persists?|improves?|remains?|flips?|clots?|recovers?|returns?|happens?)\b|\bwill (?:need|have|get|return|come|require|pull|remove|place|consider)\b|^\s*(?:plan|plans|remove|return|rtc|disposition|follow[- ]up|pull)\b|\b(?:tomorrow|next (?:week|month|session|monday|tuesday|wednesday|thursday|friday|visit)|at a later date|in due course)\b"
)
#: work of another day or hospital: only the verb is taken out, the line stays
_EARLIER = re.compile(r"\bhad (?:already |just )?been (?:\w+ )?(?:removed|pulled|taken out|exchanged|placed|inserted|changed)\b|\b(?:removed|pulled|taken out|discontinued)(?= (?:on the (?:floor|ward|unit)|earlier|yesterday|this morning|last|by (?:the )?(?:icu|ward|floor|nurs\w*|unit|referr\w*)))|\b(?:was |were |had been |been )?(?:placed|inserted|implanted|positioned|sited|put in|tunnel?led|exchanged|changed|repositioned|repaired)(?= (?:\d|in (?:19|20)\d\d|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|another|the (?:icu|ed|or|emergency|operating|theatre|ward)|icu|theatre)|on (?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|admission)|at (?:an(?:other)? |the )?(?:outside|other|\w+ ?hospital|osh|admission|another|diagnosis)|elsewhere|last|yesterday|by (?:surg|the (?:icu|surg|ed|ward|vascular)|another|anesth)|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|several|some|a few) (?:hours|days|weeks|months|years)))")
#: what is denied, up to the end of its phrase
_DENIED = re.compile(
    r"\b(?:no|without(?: an?)?|not(?: an?)?|never|nor)\b[ -]+(?:\w+[ -]+){0,3}?(?:tunnel\w*|cuff\w*|cut-?down|pocket|port|picc|punctur\w*|venipunctur\w*|ultrasound|us|sono\w*|fluoro\w*|imaging|images?|x-?rays?|screening|contrast|catheter|line|exchang\w*|replac\w*|thrombolytic|t-?pa|alteplase|brush|snare|strip\w*|sheath|stick|access|site|venotomy)\b[^.;,:\n]{0,40}"
    r"|\b(?:tunnel|cuff|pocket|ultrasound|fluoroscopy|imaging|guidance|contrast)\s*[:=]\s*(?:none|no|nil|n/a|not used|not done)\b|\bnon-? ?(?:tunnel\w*|cuffed)|\buncuffed|\buntunnel\w*"
)
#: a line the patient has, with nothing wrong with it
_HAS = re.compile(r"^\W*(?:and |but )?(?:s?he|(?:the )?(?:patient|pt)|(?:mr|ms|mrs)\.? \w+) (?:also |still |already |currently )*(?:has|carries|came with|arrived with|keeps)\b")
_TROUBLE = re.compile(r"mal-?posit|malfunct|infect|occlu|clot|broken|leak|exchang|remov|no longer|needs?\b|kink|block|flipped|fracture|poor|sluggish|unable|cannot|not (?:work|draw|flush)|tip|fever|bacter|erod|expos|pain")
_SPLIT = re.compile(r";|,? but |, (?:and|while|whereas|though|although) |\bwhile the\b|\bwhereas\b|\n")


@once
def _dead(case: Case) -> tuple[tuple[int, int], ...]:
    """Stretches that tell of other lines or of what is to come."""
    out: list[tuple[int, int]] = []
    flat = case.document.flat
    for span in case.document.sentences:
        low = span.start
        for mark in [*(span.start + m.start() for m in _SPLIT.finditer(flat[span.start : span.end])), span.end]:
            clause = flat[low:mark]
            other = _THING.search(clause) and _AS_IT_WAS.search(clause) and _ANOTHER.search(clause) and not _TODAY.search(clause)
            if other or (_HAS.search(clause) and _THING.search(clause) and not _TROUBLE.search(flat[low : span.end]) and not _TODAY.search(clause)) or (_COMING.search(clause) and not re.search(r"\bnew\b|was (?:placed|inserted|removed)", clause)):
                out.append((low, mark))
            low = mark
    return tuple(out)


def told_of_today(case: Case, position: int) -> bool:
    """Whether a place of the report stands in no statement on lines left as they were or on what is to come."""
    return not any(start <= position < end for start, end in _dead(case))


#: cuffed catheters of spaces that are no vessels, and any vessel
_OTHER_SPACE = re.compile(r"\bpleur\w+[^.\n]{0,30}(?:catheter|drain)|pleurx|peritoneal (?:\w+ ){0,2}(?:catheter|drain)|ascit\w+[^.\n]{0,30}(?:catheter|drain)|(?:catheter|drain)[^.\n]{0,40}(?:pleural|peritoneal) (?:space|cavity)")
_VESSEL = re.compile(r"\b(?:veins?|venous|jugular|ijv?|subclavian|femoral|svc|ivc|cavo?|caval?|cavoatrial|atri\w+|venotomy|brachiocephalic|innominate|basilic|cephalic|port|picc|dialysis catheter|permcath|hickman|broviac|cvc)\b")


def alive(case: Case, finding: Finding) -> bool:
    """Whether a finding stands in a statement on the line of the day."""
    return told_of_today(case, finding.start) and not (_OTHER_SPACE.search(case.document.flat) and not _VESSEL.search(case.document.flat))


@once
def live_flat(case: Case) -> str:
    """The report without other lines, plans, denials and the work of other days; positions are those of the report."""
    flat = case.document.flat
    chars = list(flat)
    for start, end in _dead(case):
        chars[start:end] = " " * (end - start)
    for pattern in (_DENIED, _EARLIER):
        for match in pattern.finditer(flat):
            chars[match.start() : match.end()] = " " * (match.end() - match.start())
    return "".join(chars)


@once
def live_text(case: Case) -> str:
    """Body and summary of :func:`live_flat` as one line."""
    clean = live_flat(case)
    kept = [span for n, span in enumerate(case.document.sentences) if case.document.sections[case.document.sentence_section[n]].role in ("body", "summary")]
    return " ".join(clean[span.start : span.end] for span in kept)


_WORDS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {"a": 1, "fifteen": 15, "eighteen": 18}
_NUM = r"(?P<n>\d{1,2}|" + "|".join(_WORDS) + ")"
#: months in one unit of an age
_UNIT = {"d": 0.03, "w": 0.23, "m": 1.0, "y": 12.0}
_OLD = re.compile(rf"\b{_NUM}[ -]*(?P<u>day|week|wk|month|mth|mo|year|yr|yo)s?\b[ -]*(?:old|of age|m\b|f\b|male|female|boy|girl|infant|baby|child|neonate)\b(?! (?:cath|line|picc|port|fistula|graft|tunnel|dialysis|left|right|stent|filter|drain|clot|thromb))")
_AGE_FIELD = re.compile(rf"\bage\s*[:=]?\s*{_NUM}\s*(?P<u>d|days?|w|wks?|weeks?|m|mos?|mths?|months?|y|yrs?|years?)\b")
_BABY = re.compile(r"\b(?:neonate|newborn|preterm|premature|ex-?prem\w*|nicu (?:patient|baby)|infant|toddler)\b(?! (?:formula|feeding|warmer|scale|unit|team))")


@once
def years(case: Case) -> float | None:
    """Age in years: as the encounter gives it, else as the report tells it in days, weeks, months or words."""
    known = case.encounter.get("patient_age")
    if known is not None:
        return float(known)
    match = _AGE_FIELD.search(case.document.flat) or _OLD.search(case.document.flat)
    if match:
        number = int(match.group("n")) if match.group("n").isdigit() else _WORDS[match.group("n")]
        return number * _UNIT[match.group("u")[0]] / 12
    return 0.5 if _BABY.search(case.document.flat) else None
