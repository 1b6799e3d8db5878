"""Clauses that tell of no work today: devices left alone, things declined or not tried, what others will do, what went before."""

from __future__ import annotations

from cac import patterns as re

_WORK = r"(?:touch|disturb|manipulat|us|examin|check|chang|exchang|replac|remov|inject|access|stud|evaluat|address|assess|tri|attempt|pursu|request|order|perform|undertak|treat|dilat|stent|drain|plac|need|requir|requested|convert|upsiz|punctur|sampl|biops|tapp|enter|look|aspirat|access|cannulat|catheteri[sz]|ablat|emboli[sz]|coil|pass|advanc|inflat|deploy|instill|intend|want|sought|revis|cross)"
_DONE = rf"(?:{_WORK}(?:e?d|ied|en|t)?|done|put in|left|taken|requested|undertaken)"
#: "was not touched", "not requested", "neither used": the clause up to the mark or the conjunction before it
_NOT_DONE = re.compile(rf"\b(?:(?:was|were|is|are|has been|have been|had been) )?(?:not|never|neither|neither was|neither were)(?: (?:been|be|otherwise|even|actually|itself|then|yet|again|today))? {_DONE}\b[^.;,:\n]{{0,60}}|\bnothing(?: else| new)?(?: was| needed(?: to be)?| had to be)? (?:re-?placed|changed|exchanged|swapped|upsized|removed|placed|inserted|punctured)\b|\b(?:judged|deemed|thought|felt|considered|found|was|were)(?: to be)? (?:unneeded|unnecessary|not (?:needed|necessary|required|indicated)|superfluous|redundant|needless)\b[^.;,:\n]{{0,60}}")
#: what somebody may or will do on another day
_TO_COME = re.compile(
    r"\b(?:will|may|should|might|shall|would|can|could|is to|are to|ought to)(?: \w+ly)?(?: have to| need to)? (?:(?:be|get) (?:\w+ly )?)?(?:(?:begin|start|commence|resume|started|begun|commenced|resumed|tried|pulled|taken out|brought|booked|left|given|made|sought|decided|assessed|reviewed|internali[sz]ed|stented|drained|tapped|injected|checked|upsized|used)|arranged|considered|scheduled|offered|planned|removed|exchanged|changed|replaced|converted|placed|attempted|repeated|performed|done|do|remove|exchange|change|replace|perform|convert|place|attempt|reattempt|return|come back|undergo|carry out|be needed|be required|follow|take|be (?:feasible|possible|an option|appropriate|reasonable|helpful|useful|safe|suitable|indicated|necessary))\b"
)
#: what others are left to do: "ward to remove it tomorrow"
_OTHERS_TO = re.compile(r"\b(?:ward|floor|nurses?|nursing|team|urolog\w+|surg(?:ery|eons?)|gi|clinic|service|facility|hospice|home health|gastroenterolog\w+|oncolog\w+|icu|primary|referrer|gp|district nurse)s? (?:staff )?to (?:remove|pull|take|change|exchange|replace|arrange|book|place|do|perform|drain|tap|inject|convert|stent|decide|cap|clamp|schedule)\b")
#: what is on offer should things turn out badly: "10F drain if it reaccumulates"
_IN_CASE = re.compile(r"[^.;,\n]*\bif (?:it|this|these|that|they|she|he|the|symptoms?|output|fevers?|pain|fluid|collection|effusion|drainage|more)\b[^.;\n]{0,24}\b(?:re-?accumulat|recur|re-?fill|return|persist|fail|worsen|increas|drop|fall|remain|develop|spike|does not|doesn't|is not|isn't|becomes?|comes?|bleed|block|leak|reappear|grow|climb|ris)\w*[^.;\n]*")
#: what was made ready for the worst: "had a pigtail open but did not use it", "8F kit on standby, stayed in its packet"
_AT_HAND = re.compile(
    r"\b(?:(?:did not|didn't|never|had no (?:need|occasion|reason|call) to|did not (?:need|have) to|didn't (?:need|have) to)(?: actually| in the end)? (?:use|need|required?|used|needed|open|insert|place|deploy|touch)(?:ed|d)? (?:it|them|these|those|either(?: of them)?|any of (?:it|them|these))|(?:stayed|remained|left|kept|returned|went back|put back)(?: closed| sealed| unopened| unused)?(?: in| to)? (?:its|their|the) (?:packet|packaging|pack|wrapper|box|shelf|cupboard)|(?:stayed|remained|was left|were left|left) (?:unopened|unused|sealed|on the shelf)|(?:on|as a) stand-?by|(?:unopened|unused)(?=\s*[.;,\n)]))"
)
#: "tPA: discussed, none given today"
_NONE_GIVEN = re.compile(r"\bnone(?: of (?:it|them|these))?(?: was| were)? (?:given|instilled|administered|injected|used|placed|inserted)\b(?: today)?")
_CAN = re.compile(r"\b(?:could|would)\b(?! be (?:arranged|considered|scheduled|offered|planned|feasible|possible|an option|appropriate|reasonable|helpful|useful|suitable|indicated))")
_DECLINED = re.compile(r"\b(?:declin\w+|refus\w+|does not want|did not want|not keen on|asked (?:again )?about|wants to know about|(?:we |was )?discussed|(?:we |i )?(?:talked|spoke|thought) (?:about|over|of)|(?:we |i )?(?:debated|weighed|toyed with)|(?:whether|if) (?:or not )?to|counsel\w+ (?:about|on|regarding)) (?:(?!in favou?r of\b|and (?:so|therefore) )[^.;,:\n]){2,80}")
#: the same with the verb at the end: "talc, a pigtail and so on have all been talked over"
_SPOKEN_OF = re.compile(
    r"\b(?:was|were|is|are|has|have|had|got)(?: all| both| each| also| only| briefly| initially| previously| already| again)*(?: been)?(?: all| both| each| also| only| briefly)* (?:talked (?:over|through|about|of)|spoken (?:of|about)|discussed|mentioned|gone over|thought (?:about|of|over)|considered|contemplated|weighed(?: up)?|debated|toyed with|decided against|turned down)\b(?! (?:and|then|but) (?:placed|done|performed|chosen|used|carried))"
)
#: what was asked for first, and what another thing took the place of
_WISHED = re.compile(
    r"\b(?:was|were|is|had been|has been) (?:initially |originally |first |also )?(?:requested|ordered|planned|intended|considered|scheduled|booked|asked for|contemplated)\b[^.;\n]{0,40}?(?:,? but|,? however|,? although|,? yet)\b"
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in lieu of|as opposed to) (?!(?:the |her |his )?(?:old|previous|existing|prior|former)\b)[^.;,\n]{2,60}")
#: "three days after antegrade stent plus nephrostomy": what went before, up to the words that come back to the day
_SINCE = re.compile(
    r"\b(?:days?|weeks?|wks?|months?|years?|hours?)(?: \w+)? (?:after|following|since|status post|s/p|out from|post|from)\b(?:(?! with\b| by\b| and (?:now|is|has)\b| the patient| she\b| he\b| who\b| we\b| i\b| here\b| now\b| returns?\b| presents?\b| came\b| comes\b| for (?:a |an |the )?(?:\w+ )?(?:check|exchange|removal|change)|[.;,:\n(]).){3,90}"
)
#: a device of another organ or service that the patient merely has
_CARRIED = re.compile(
    r"(?:\b(?:she|he|patient|they) (?:keeps|retains|still (?:has|carries))\b|\b(?:has|have|had|carries|carrying|wears|with) (?:also|additionally|in addition)\b|\balso (?:has|have|had|carries|wears)\b|\b(?:placed|inserted|put in|managed|followed|looked after|changed|exchanged) (?:elsewhere|at an outside|at another|by another)\b|under the care of)"
)
_LEFT_ALONE = re.compile(
    r"\b(?:untouched|undisturbed|left alone|not (?:\w+ )?(?:touched|disturbed|manipulated|examined|used|addressed|evaluated)|neither (?:was |were |is )?(?:used|checked|touched|changed|examined)|did(?:n't| not) (?:handle|touch|use|examine|disturb|manipulate|address)|not part of (?:today|this (?:visit|procedure|exam|study|session|request))\w*|(?:which|that|and)? ?(?:urology|surgery|gi|gastroenterology|nephrology|pulmonary|another (?:team|service)|the (?:\w+ )?(?:team|service|surgeons|urologists)) (?:looks? after|manages?|follows?|handles?|takes? care of|is following|will manage)|no change (?:was )?made to)\b"
)
#: what somebody else did and dictates
_BY_ANOTHER = re.compile(r"\bby (?:my|a|another|the other) (?:colleague|operator|radiologist|physician|surgeon)\b|\bwho (?:dictates|reports|will dictate|will report)\b")
#: what was ordered, booked or asked for and not done: "order placed for CT with abscessogram"
_ORDERED = re.compile(r"\b(?:orders?|requests?|referral|booking|appointment|authori[sz]ation|slot)(?: (?:has|have))?(?: (?:been|was|were|is))? ?(?:placed|entered|put in|sent|made|submitted|obtained)? (?:today )?for (?!today)[^.;\n]{3,90}")
#: what others did on the ward before the patient came: "replaced blindly on the floor this morning"
_BEFORE = re.compile(
    r"\b(?:re-?placed|placed|put in|inserted|changed|exchanged|swapped|injected|checked)(?: (?:only|just|last|some|about|by \w+|here|elsewhere|there))* (?:\d+|an?|one|two|three|four|five|six|seven|eight|ten|a few|several|some|a couple of) (?:hours?|h|days?|wks?|weeks?|months?|mos?|yrs?|years?) (?:ago|earlier|back|before|previously)\b(?: (?:elsewhere|at an? \w+ \w+|by \w+))?|"
    r"\b(?:re-?placed|placed|put (?:in|back)|inserted|re-?inserted|changed|exchanged|removed|pulled|upsized|swapped)(?: \w+){0,3} (?:(?:on the (?:floor|ward|unit)|at (?:the|a|her|his|an?) (?:nursing (?:home|facility)|facility|snf|outside \w+|referring \w+|other hospital)|by (?:the |a )?(?:nurs\w+|floor|ward|ed\b|er\b|emergency|night|home|family|referring|previous|paramedics|ems|wound nurse)(?: \w+)?)|(?:in the (?:ed|er|icu|emergency \w+|or)) (?=(?:this morning|yesterday|overnight|last|earlier|on|two|three|\d)))[^.;,\n]{0,40}"
)
#: the next visit, in a clause without a verb of today: "cystoscopic stent change at three months"
_DUE = re.compile(
    r"\b(?:change|exchange|removal|replacement|swap|check|visit|review|follow-?up|study|\w+ogram|surveillance|reassessment)\b[^.;\n]{0,50}\b(?:at|in|every|within|after) (?:about )?(?:\d+|one|two|three|four|six|eight|ten|twelve|a few|several|the next)(?: ?(?:-|to|or) ?\d+)? (?:days?|weeks?|wks?|months?|mos?|hours?|h)\b"
)
_DEVICE = re.compile(r"\b(?:drains?|tubes?|catheters?|nephrostom\w+|stents?|ports?|piccs?|lines?|pleurx|gastrostom\w+|cholecystostom\w+|pcns?|pegs?|double-?j|jj|pacemakers?|filters?|foley)\b")
#: work at the table; a clause that tells of it is kept when the next one only denies something
_WORKED = re.compile(r"\b(?:needle|wire|contrast|inject\w+|advanced|inserted|placed|exchanged|punctured|aspirated|drained|removed|withdrawn|left|passed|deployed|dilated|stented|accessed|entered|flushed|crossed|obtained|performed|saved|stored|archived|used|given|sent|fluoro\w*|ultraso\w+)\b")
#: characters of a sentence that is one breath; longer ones are dictation without stops
_LONG = 240
#: "she has a right nephrostomy and a biliary stent"
_HAS = re.compile(r"\b(?:patient|pt|she|he|lady|gentleman|man|woman|child|boy|girl)\b[^.;,\n]{0,24}\b(?:has|have|had) (?:an?|his|her|two|both|bilateral|known|existing|indwelling|also|got)\b[^.;\n]{2,100}")
#: stems by which a device is named again where it is worked on
_STEM = re.compile(r"nephrost|pcn|nephroureter|biliary|cholecyst|ureteral stent|double.?j|gastrost|\bpeg\b|pleurx|chest tube|suprapubic|\bport\b|picc|dialysis catheter|ileostom|pacemaker")
_COLLECTED = re.compile(r"abscess|collection|effusion|ascites|seroma|lymphocele|ha?ematoma|empyema|paracentesis|thoracentesis|biopsy|embol|angiogra")
_TUBE_TITLE = re.compile(r"exchang|chang|check|remov|tube|conver|replac|swap|catheter|drain|gram\b|stud|inject")
_BREAK = re.compile(r"[.;,:\n(]\s*|\b(?:and|but|so|because|while|although|which|who|that)\s+")


_REACTION = r"(?:anaphyla\w*|allerg\w*|hives|urticaria|rash(?! (?:around|at|about|near))|reactions?|intoleran\w*|sensitiv\w*|angio-?edema|swell(?:s|ing)|itch\w*)"
#: penicillin by the letters that also stand for a nephrostomy
_PENICILLIN = re.compile(rf"\bpcn\b[ :,=(/>-]{{1,4}}(?:(?:severe|mild|childhood|remote|true|drug) )?{_REACTION}|{_REACTION}\b(?: ?(?:to|with|from|after|:|-|=|on|is|are|include|includes) ?| )(?:(?!tubes?\b)[\w/-]+,? (?:and )?){{0,4}}\bpcn\b|\bnk?d?a (?:except|save|but|other than)(?: for)? pcn\b")
#: a part of the body as what was left alone, in a sentence that tells of work elsewhere
_OTHER_SIDE = re.compile(r"\b(?:side|lung|leg|limb|arm|lobe)\b")


def asides(flat: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that tell of no work of the day.

    Args:
        flat: flat text of the report.
        sentences: (start, end) of its sentences.

    Returns:
        (start, end) of each stretch; words there are no evidence of an act.
    """
    out: list[tuple[int, int]] = []
    first = re.split(r"\n|\.\s", flat.lstrip(), maxsplit=1)[0]
    for start, end in sentences:
        text = flat[start:end]
        alone = _LEFT_ALONE.search(text) if len(text) < _LONG else None
        if alone and _DEVICE.search(text) and (_CARRIED.search(text) or not re.search(r"\b(?:wire|contrast|needle|punctur\w+|advanced|inserted|placed|exchanged|removed over)\b", text)):
            begin = _clause(text, alone.start(), marks=".;,:\n")
            whole = _CARRIED.search(text) or not (_DEVICE.search(text[begin : alone.start()]) or _OTHER_SIDE.search(text[begin : alone.start()]))
            out.append((start, end) if whole else (start + begin, end))
            continue
        carried = _CARRIED.search(text)
        if carried and _DEVICE.search(text, carried.start()):
            out.append((start + _clause(text, carried.start(), marks=".;\n"), start + _stop(text, carried.end())))
        has = _HAS.search(text) if start > 0 and (_COLLECTED.search(first) or not _TUBE_TITLE.search(first)) else None
        stems = set(_STEM.findall(has.group())) if has else set()
        if has and stems and not any(stem in flat[:start] or stem in flat[end:] for stem in stems):
            out.append((start + has.start(), start + has.end()))  # named once, as something the patient has
        for match in _NOT_DONE.finditer(text):
            out.append((start + _subject(text, match.start()), start + match.end()))
        for match in _TO_COME.finditer(text):
            if not _CAN.match(match.group()):
                begin = _subject(text, match.start())
                out.append((start + begin, start + _stop(text, match.end(), bracket=text[:begin].endswith("("))))
        for pattern in (_BY_ANOTHER, _DUE):
            for match in pattern.finditer(text):
                if pattern is _DUE and not flat[:start].strip() and " every " in match.group():
                    continue  # "Nephrostomy change, every 10 weeks" names the work of the day
                begin = _subject(text, match.start())
                if pattern is _BY_ANOTHER or not re.search(r"\b(?:was|were|today|over (?:a |the )?wire)\b", text[_clause(text, match.start(), marks=".;\n") : match.end()]):
                    out.append((start + (_clause(text, match.start(), marks=".;\n") if pattern is _DUE else begin), start + _stop(text, match.end())))
        for match in _IN_CASE.finditer(text):
            if not re.search(r"\b(?:was|were|has been|have been)\b", match.group()):
                out.append((start + match.start(), start + match.end()))
        for match in _OTHERS_TO.finditer(text):
            out.append((start + match.start(), start + _stop(text, match.end())))
        for match in _SPOKEN_OF.finditer(text):
            begin = _clause(text, match.start(), marks=".;:\n")
            if not _WORKED.search(text[begin : match.start()]) and len(text) < _LONG:
                out.append((start + begin, start + match.end()))
        for match in _NONE_GIVEN.finditer(text):
            out.append((start + _clause(text, match.start(), marks=".;\n"), start + match.end()))
        for match in _AT_HAND.finditer(text):
            begin = _clause(text, match.start(), marks=".;:\n")
            if not _WORKED.search(text[begin : match.start()]):
                out.append((start + begin, start + match.end()))
        for match in _WISHED.finditer(text):
            out.append((start + _subject(text, match.start()), start + match.end()))
        for pattern in (_DECLINED, _SINCE, _PENICILLIN, _INSTEAD, _BEFORE, *((_ORDERED,) if start > 0 and re.search(r"\b(?:placed|entered|put in|sent|made|submitted) (?:today )?for\b|\bwill\b|\bhas been\b", text) else ())):
            out += [(start + match.start(), start + match.end()) for match in pattern.finditer(text)]
    return out


def _subject(text: str, at: int) -> int:
    """Where the clause of a verb begins; a verb without a subject takes the clause before it, where that tells of no work."""
    marks = [0, *(mark.end() for mark in _BREAK.finditer(text, 0, at) if mark.end() <= at)]
    begin = marks.pop()
    while marks and text.count(")", begin, at) > text.count("(", begin, at):
        begin = marks.pop()  # "the drain (placed Tuesday) was not touched": the bracket stands behind its subject
    while marks and not text[begin:at].strip() and not _WORKED.search(text[marks[-1] : at]) and not re.search(r"[.:\n]", text[marks[-1] : at]):
        begin = marks.pop()
    return begin


def _clause(text: str, at: int, *, marks: str) -> int:
    """Where the stretch before a position begins, after the last of the marks."""
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


def _stop(text: str, at: int, *, bracket: bool = False) -> int:
    """Where a clause ends, at the next mark; a clause that stands in brackets ends with them."""
    closed = text.find(")", at) if bracket else -1
    if closed >= 0:
        return closed
    match = re.compile(r"[.;\n](?=\s|$)").search(text, at)
    return match.start() if match else len(text)
