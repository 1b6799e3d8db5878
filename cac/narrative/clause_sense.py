"""What the clause of a mention is about: the work of today, or another day, a scan, a plan, a denial.

The clause is cut by marks and, where speech carries no marks, by the words with which a speaker starts anew. Its
answer does not rest on the status of a finding, which in speech without marks reaches too far.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.case import Case, once

#: cuts inside a written sentence
_CUT = re.compile(r"[;\n]|\((?=(?:[^()\s]+ ){4,}[^()]*\))|(?<=[a-z\d])\)(?= \w)|\bin (?:a |an |this |the )?(?:patient|pt|man|woman|lady|gentleman|female|male|\d{2} ?-?y)\b|\.(?= |$)|,? \b(?:but|whereas|while|therefore|although|though|however|instead)\b|, so\b|(?:, | and |\bso )(?:now )?today\b|\bso today\b|\btoday\b(?= (?:we|i|he|she|the|only|for|is|was)\b)")
#: cuts inside speech without marks
_SPOKEN_CUT = re.compile(
    r" (?:so today|so|today|and then|then|next|we(?!(?:re|ll)\b)|i|he|she|they|patient|prone|supine|same|pictures?|images?|needles? out|found|went|checked|gave|put|looked|picked|numbed|saved|plan|no (?:complications?|problems?|issues|imaging|x-?ray|sedation)|opening pressure|closing pressure|under fluoro\w*|nothing|tolerated|(?<!mri )(?<! ct )had|both|also|because|which (?:is|was|were|had)|skipping|sparing|leaving|except|but|mri)(?= )"
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_TREATED = r"(?:inject\w*|bl(?:oc)?ks?\b|blocked|mbbs?\b|tfesis?\b|snrbs?\b|shots?\b|steroids?|esis?\b|epidurals?|transforaminals?|ablat\w*|rfas?\b|rhizotom\w*|neurotom\w*|denervat\w*|burn\w*|treat\w*|done\b|cement\w*|kyphoplast\w*|vertebroplast\w*|punctur\w*|aspirat\w*|tap(?:ped)?\b|arthrogra\w*|myelogra\w*|fus(?:ed|ion)\b|scoped|replaced|repair\w*|surgery|operat\w*|discectom\w*|laminectom\w*|arthroplast\w*|replacement|viscosuppl\w*|prp\b|synvisc\S*|cortisone|botox|tenex|hydrodilat\w*)"
#: a joint or a level that "got a shot" got it today; a patient got it before
_NO_PLACE = r"(?<!\d )(?<!joint )(?<!joints )(?<!knee )(?<!knees )(?<!hip )(?<!hips )(?<!shoulder )(?<!side )(?<!level )(?<!levels )(?<!facet )(?<!body )(?<!bodies )(?<!vertebra )(?<!root )(?<!bursa )(?<!one )(?<!two )(?<!three )(?<!four )(?<!five )(?<!six )(?<!seven )(?<!eight )(?<!nine )(?<!ten )(?<!eleven )(?<!twelve )(?<!each )(?<!other )"
_OTHER_DAY = re.compile(
    rf"\bday \d+ (?:after|post|following|since)\b|\b(?:post-?procedure|follow-?up|telephone|phone) (?:phone |telephone )?call\b|\b(?:lps?|taps?|lumbar punctures?|aspirations?|blocks?) (?:was|were|had been) (?:negative|normal|unremarkable|unrevealing|non-?diagnostic|clear|benign|inconclusive)\b|\bago\b|\b(?:hours?|days?|weeks?|months?|years?) (?:after|since|following|out from|post|s/p)\b(?! the (?:needle|inject|contrast|test))|\b(?:last|past|previous|prior|earlier this|the other) (?:week|month|year|night|spring|summer|fall|autumn|winter|visit|session|time|{_MONTH})\b|\b(?:previous(?:ly)?|prior|earlier|formerly|elsewhere|yesterday|status post|s/p|known|old|history of|hx of)\b[^;]{{0,60}}{_TREATED}|{_TREATED}[^;]{{0,20}}\b(?:19|20)\d\d\b|{_TREATED}[^;]{{0,60}}\b(?:previously|elsewhere|yesterday|before(?= *(?:$|,))|at (?:another|an outside) (?:hospital|clinic|institution))\b"
    rf"|\b(?:in|since|on|from|of|back in)(?: late| early| mid)? (?:{_MONTH}\b(?! \d{{1,2}},? at)|(?:19|20)\d\d\b|(?:the )?(?:spring|summer|fall|autumn|winter)\b)"
    rf"|\b(?:had|has had|underwent|gotten|{_NO_PLACE}(?:received|got))\b(?: \w+){{0,2}} (?:an?|one|two|three|four|several|some|multiple|his|her|\w+ sided|bilateral|left|right|[ctls]\d)\b[^;]{{0,50}}{_TREATED}"
    rf"|{_TREATED}[^;]{{0,60}}\b(?:gave|provided|brought|produced|lasted|helped|with)\b[^;]{{0,40}}\b(?:relief|weeks|months|days|help|benefit|improvement|effect)\b(?! (?:was|is) seen)|\bby (?:his|her|the|their|a) (?:gp|pcp|family doctor|physician|surgeon|orthop\w+|rheumatolog\w+)\b|\b(?:19|20)\d\d ?\)"
    rf"|\b(?:first|second|third|two|three|both|good|positive|successful|diagnostic|comparative|confirmatory|earlier) (?:\w+ ){{0,3}}(?:blocks?|injections?|mbbs?|esis?|tfesis?|snrbs?)\b[^;]{{0,40}}\b(?:in {_MONTH}|gave|on {_MONTH}|on \d|x ?\d|provided|relief)"
)
#: a date in figures
_FIGURES = re.compile(r"\b(?:on|since|from|dated|(?:report|note|exam|study|mri|ct|injections?|blocks?|films?|radiographs?|procedure|visit) of) (?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?:/(?:20)?\d\d)?\b(?! ?(?:level|disc|joint|facet|foram|strength|side|inter))")
_LATER = re.compile(
    rf"\b(?:will|would|may|might|could|can|should|shall)\b(?: \w+){{0,2}}? (?:be|do|repeat|consider|proceed|need|return|discuss|try|add|move|go|look|set|get|have|undergo|help)\b(?<!could be seen)|\bto be (?:discussed|considered|done|treated|scheduled|injected|repeated|taken up|addressed|arranged|booked|planned|decided|revisited|reviewed|looked at|set up|offered|requested|given (?:at|on|next|later|in))\b|\b(?:asks?|asked|asking|inquired|enquired|wonders?|wondered) (?:about|whether|regarding)\b|\bconsider(?:ed|ing)?\b|\b(?:was|were|been|is) (?:also )?(?:offered|proposed|suggested|recommended|advised|declined|refused|brought up|mentioned|contemplated|talked about|discussed)\b|\bdiscussed (?:as well|too|also|again|briefly|at length|for (?:later|next))\b|\b(?:thinking|looking) ahead\b|\b(?:declin|refus)(?:ed|es|ing) (?:an?|the|any|further)\b|\bcandidates? for\b|\bif (?:\w+ ){1,4}(?:relief|holds?|lasts?|works?|fails?|returns?|recurs?|persists?|wanes?|wears|declares?|helps)\b|\bif (?:the |this |it |he |she |his |her |pain|no |symptoms|not |needed|there|short|positive|negative|relief|positional|postural|headaches?|persist\w*|recurr\w*|insufficient|ineffective|unsuccessful|refractory|helpful|successful|benefit|response|wors\w*|improve\w*|inadequate|incomplete|good|effective|concordant|she|less|more|greater|at least|\d)|\bnext (?:visit|session|time|week|month|step)\b|\b(?:is|are) (?:scheduled|planned|due|awaiting|going to)\b|\bawaiting\b|\btomorrow\b|\bupcoming\b|\bscheduled (?:for|to|on|in)\b|\bbooked (?:as|for)|\b(?:originally|initially|was|were) (?:booked|planned|scheduled|requested|intended|consented)\b|\bwatch\b[^;]{{0,30}}\blater\b|\bfollow-?up\b|\breturns? (?:in|for)\b|\bplan(?:s|ned)? (?:to|for|is)\b|^\s*plan\b"
)
_DENIED = re.compile(
    rf"\b(?:no|without) (?:\w+ ){{0,3}}?(?:needles?|injections?|inj|punctures?|work|treatment|lesions?)\b|\b(?:was|were|is|are) (?:therefore |deliberately |purposely |also )?not (?:\w+ )?(?:{_TREATED}|entered|examined|touched|accessed|studied|filmed|imaged|assessed|needled|cannulated|attempted|reached|approached|performed|included)|\bnot (?:indicated|needed|planned|justified|warranted|requested)\b|,? (?:and |then |but )*(?:refused|turned down|rejected)\b\W*(?:$|by\b)|\bnot (?:{_TREATED}|entered|examined|touched|accessed|studied|performed|attempted|included)|\b(?:left|let) alone\b|\bnothing (?:on|at|was done|in)\b|\bneither\b|\bnot today\b|\bno (?:[\w/-]+ ){{1,4}}(?:was|were) (?:\w+ )?(?:{_TREATED}|entered|examined|touched|accessed|needled)|\bskip(?:ped|ping)\b|\bspar(?:ed|ing)\b|\bexcept(?:ing)?\b|\bdeferred\b|\bcancel"
)
_WORK = re.compile(r"\bneedles?\b|\d{2} ?-?(?:g|ga|gauge)\b|\binject(?:ed|ion of)\b|\btip\b|\bentered\b|\bunder (?:fluoro|ct|us|ultra)|guid|cannula|trocar|probe|introducer|(?<!no )contrast (?:was|showed|confirmed|outlined|spread|flowed)|cement")
_SCAN = re.compile(r"(?<!\bno )(?<!without )\b(?:mri?s?|ct|cat scan|x-?rays?|plain films?|radiographs?|emg|scan|pet|spect|bone scan|imaging|myelogram)\b[^;]{0,70}\b(?:show\w*|describ\w*|demonstrat\w*|reveal\w*|list\w*|report\w*|document\w*|not(?:es|ed)|with|of|from|has|had|shows?|is|was|suggest\w*|finds?|found|confirm\w*)\b|^\s*(?:on )?(?:mri?|ct|x-?ray)s? ?:|\b(?:arthritic|degenerat\w+|arthropath\w+|stenosis|stenotic|herniat\w+|bulg\w+|protrusion|spondyl\w+)\b[^;]{0,40}\b(?:on|by|per) (?:the |his |her |an? )?(?:\w+ )?(?:mri?|ct|x-?ray|scan|imaging)")
#: pictures made in the work of today
_TAKEN = re.compile(r"\b(?:taken|obtained|exposed|acquired|made|archived|stored|saved|printed|filed|followed|kept)\b")
#: how far the contrast ran is no place of treatment
_SPREAD = re.compile(r"\b(?:flow\w*|spread\w*|reach\w*|extend\w*|extension|ran|track\w*|outlin\w*|fill(?:ed|ing)?|opacif\w*|epidurogram|pattern)\b[^;.]{0,50}?\b(?:to|from|between|as far as|toward|up|down|reaching|past|over|above|below)(?: the| about| approximately| roughly| as far as| to| level of)*(?: level of)? ?(?:[ctls] ?-?\d{1,2}(?: vertebra| body| level)? (?:to|through|and|-) )?$")


#: a name of the work
_ACT_NAMED = re.compile(r"arthrogra|inject|\bblocks?\b|\besi\b|epidural|\brfa?\b|ablation|neurotomy|myelogra|aspiration|puncture|plasty|infiltration")
#: a denial right before a mention
_REFUSED = re.compile(r"\b(?:no|not|without|never|any)(?: \w{1,6})? $")


def _runs_on(text: str) -> bool:
    """Whether a stretch is speech without marks."""
    return len(text.split()) > 28 and len(re.findall(r"[.,;:]", text)) * 30 < len(text.split())


@once
def clause(case: Case, position: int) -> tuple[int, int]:
    """Start and end of the clause that holds a position of the flat text."""
    flat = case.document.flat
    span = next((s for s in reversed(case.document.sentences) if s.start <= position), None)
    low, high = (span.start, span.end) if span else (0, len(flat))
    if runs_on(case):
        low, high, pattern = 0, len(flat), _SPOKEN_CUT
    elif _runs_on(flat[low:high]):
        pattern = _SPOKEN_CUT
    else:
        pattern = _CUT
    start, end = low, high
    for match in pattern.finditer(flat, low, high):
        if match.start() < position:
            start = match.start()
        elif match.start() > position:
            end = match.start()
            break
    return start, end


@once
def runs_on(case: Case) -> bool:
    """Whether the report is speech without marks."""
    return _runs_on(case.document.flat)


def _apart(case: Case, date: re.Match[str]) -> bool:
    """Whether a date in figures is not that of the session."""
    return case.day is None or (int(date["month"]), int(date["day"])) != (case.day.month, case.day.day)


@once
def _sense(case: Case, start: int, end: int) -> str:
    """``other_day``, ``later``, ``denied``, ``scan``, ``illness`` or empty for the work of today."""
    text = case.document.flat[start:end]
    if _OTHER_DAY.search(text) or any(_apart(case, m) for m in _FIGURES.finditer(text)):
        return "other_day"
    if _LATER.search(text):
        return "later"
    if _DENIED.search(text):
        return "denied"
    if not _WORK.search(text) and not _TAKEN.search(text) and _SCAN.search(text):
        return "scan"
    return ""


def sense(case: Case, finding: Finding) -> str:
    """What the clause of a finding is about; empty for the work of today."""
    return sense_at(case, finding.start)


def sense_at(case: Case, position: int) -> str:
    """What the clause at a position of the flat text is about; empty for the work of today."""
    start, end = clause(case, position)
    found = _sense(case, start, end)
    if found == "other_day" and (stop := _reason_behind(case.document.flat[start:end]) or _named_first(case, start, end)) and position < start + stop:
        found = _sense(case, start, start + stop)
    if found == "later" and (purpose := _PURPOSE.search(case.document.flat[start:end])) and position < start + purpose.start():
        found = _sense(case, start, start + purpose.start())  # what the work is for lies ahead, the work does not
    if found in ("denied", "later") and (stop := _named_apart(case.document.flat[start:end], _DENIED if found == "denied" else _ASKED)) and position < start + stop:
        return ""
    return found


#: the operation or the day that the work of today serves
_PURPOSE = re.compile(r", (?:[\w-]+ ){0,3}(?:surgery|operation|theatre|list|manipulation|mua|\w+ectomy|\w+plasty|\w+otomy|repair|discharge|physio\w*|mri?|ct)\b[^;,]{0,20}\b(?:tomorrow|next (?:week|month|\w+day)|later (?:today|this week)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|,? (?:for|before|ahead of|prior to|in preparation for) (?:(?!\bif\b)[^;])*\b(?:tomorrow|next (?:week|month|\w+day)|later (?:today|this week)|upcoming|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
#: a reason told behind the work, with the day on which it began
_REASON = re.compile(rf",? (?:for|because of|due to|to treat|in the setting of) (?=[^;]*\b(?:hours?|days?|weeks?|months?|years?) (?:after|since|following|post|out from|s/p)\b)")
#: what the work brought about, so that it lies behind
_LIES_BEHIND = re.compile(r"\bago\b|\b(?:gave|provided|brought|lasted|helped|relief|had|underwent|received|previous|prior)\b")


def _reason_behind(text: str) -> int:
    """End of the work in a clause that goes on with its reason and the day of that ("blood patch for headache 5 days after an epidural"); else 0."""
    reason = _REASON.search(text)
    if reason is None or not _ACT_NAMED.search(text[: reason.start()]) and not re.search(r"\bpatch", text[: reason.start()]) or _LIES_BEHIND.search(text):
        return 0
    return reason.start()


def _named_first(case: Case, start: int, end: int) -> int:
    """End of the name of the work with which a report begins, before the comma of its reason ("Blood patch, PDPH after LP 3 days ago"); else 0."""
    flat = case.document.flat
    text = flat[start:end]
    comma = text.find(", ")
    if flat[:start].strip() or not 0 < comma < 60 or _LIES_BEHIND.search(re.sub(r"\bago\b", " ", text)) or re.match(r", (?:\d|an? |one |two |three |four |five |six |last |in |on )", text[comma:]):
        return 0
    return comma if _ACT_NAMED.search(text[:comma]) or re.search(r"\bpatch", text[:comma]) else 0


#: what was asked for and is told behind the name of the work
_ASKED = re.compile(r"\b(?:was|were) (?:originally |initially |first )?(?:booked|planned|scheduled|requested|intended|consented|offered|proposed|ordered|suggested)\b")


def _named_apart(text: str, apart: re.Pattern[str]) -> int:
    """End of the first part of a clause where it names the work and a later part denies or asks for another thing ("wrist arthrogram, three compartments not studied"); else 0."""
    comma = text.find(", ")
    if comma < 0 or not _ACT_NAMED.search(text[:comma]) or _DENIED.search(text[:comma]) or _LATER.search(text[:comma]):
        return 0
    denial = apart.search(text, comma)
    if denial is None:
        return 0
    subject = text[text.rfind(",", 0, denial.start()) + 1 : denial.start()].split()
    return comma if (len(subject) > 1 or subject and re.fullmatch(r"[clts]-?\d{1,2}(?:[-/][clts]?\d{1,2})?", subject[0])) and subject[0] not in ("and", "or", "nor") else 0


def today(case: Case, kind: str, *values: str, roles: tuple[str, ...] | None = None) -> list[Finding]:
    """Findings done today; in speech without marks the clause decides and not the status."""
    if not runs_on(case):
        return case.all(kind, *values, roles=roles)
    return [f for f in case.all(kind, *values, roles=roles, status=None) if not sense(case, f) and not _REFUSED.search(case.document.flat[max(0, f.start - 12) : f.start])]


#: headings of what was felt, seen or told at the visit, whose lines tell of no needle
_VISIT = re.compile(r"(?:^|(?<=\n))[ \t*#\-]*(?:pe|p/e|physical(?: exam\w*)?|physical findings|on exam\w*|exam(?:ination)?|focused exam\w*|musculoskeletal(?: exam\w*)?|msk(?: exam)?|neuro(?:logic\w*)?(?: exam\w*)?|inspection|palpation|rom|range of motion|strength|x-?rays?|radiographs?|films?|imaging(?: review\w*| studies)?|mri|studies|data|objective|subjective|[so]|hpi|history of present illness|vitals?|ros|review of systems|meds|medications|allergies|pmh|psh|social(?: history)?) ?[:.-][^\n]*")
_AT_THE_NEEDLE = re.compile(r"needle|\binject(?:ed|ion of)|gauge|\d{2} ?g\b|aspirat|\bguid|arthrogra|fluoro|procedure|puncture|block\b|prepped|draped|sterile|ultraso")


#: words of the hand and the eye, without which "examination" may be the title of the work
_FELT_OR_SEEN = re.compile(r"tender|range of motion|\brom\b|strength|reflex|effusion|swell|gait|abduct|flexion|extension|swollen|spurling|straight leg|\bslr\b|neurovascular|palpa|afebrile|alert|\bbp\b|distress|crepit|stable|positive|negative|motor|sensation|well[- ]appearing|taut")


@once
def _visits(case: Case) -> list[tuple[int, int]]:
    out = []
    for match in _VISIT.finditer(case.document.flat):
        title = match.group().lstrip(" \t*#-").startswith(("exam", "imaging", "studies", "data"))
        if not _AT_THE_NEEDLE.search(match.group()) and (not title or _FELT_OR_SEEN.search(match.group())):
            out.append(match.span())
    return out


def at_the_visit(case: Case, position: int) -> bool:
    """Whether a position stands in a line of the examination, of films looked at or of complaints."""
    return any(start <= position < end for start, end in _visits(case))


@once
def of_today_text(case: Case) -> str:
    """The flat text with the clauses of other days, plans, denials and scans blanked, and the background; same positions."""
    flat = case.document.flat
    chars = list(flat)
    for section in case.document.sections:
        if section.role in ("background", "plan") and section.name not in ("consent", "header"):
            chars[section.start : section.end] = " " * (section.end - section.start)
    for before, section in zip(case.document.sections, case.document.sections[1:], strict=False):
        if before.role == "plan" and section.role == "body" and not section.heading and "\n" not in flat[before.end - 3 : section.start + 1]:
            stop = flat.find("\n", section.start, section.end)  # the plan goes on in the same line
            chars[section.start : (stop if stop > 0 else section.end)] = " " * ((stop if stop > 0 else section.end) - section.start)
    for start, end in _visits(case):
        chars[start:end] = " " * (end - start)
    spans = [(0, len(flat))] if runs_on(case) else [(s.start, s.end) for s in case.document.sentences]
    for start, end in spans:
        position = start
        while position < end:
            _, stop = clause(case, position)
            stop = max(stop, position + 1)
            if sense_at(case, position):
                chars[position:stop] = " " * (stop - position)
            elif purpose := _PURPOSE.search(flat, position, stop):
                chars[purpose.start() : stop] = " " * (stop - purpose.start())
            position = stop + 1
    for span in case.document.turned_down:
        chars[span.start : span.end] = " " * (span.end - span.start)
    return "".join(chars)


def only_spread(case: Case, finding: Finding) -> bool:
    """Whether a level is named only as the reach of contrast ("epidural flow from L3 to L5")."""
    start, _ = clause(case, finding.start)
    return bool(_SPREAD.search(case.document.flat[start : finding.start]))
