"""The words of a report that tell of a needle of today: lines of a form kept, other days, other ways and plans left out.

A form puts its guidance, its route and its targets under headings that elsewhere list materials; a letter speaks of
the endoscopy that failed, of the open biopsy that may follow and of last month's histology. Readers of needle work
take their words from here.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.case import Case, once
from cac.narrative.denied import DENIED_GUIDANCE
from cac.narrative.live import DEAD, blanked, open_or_endoscopic

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
#: labels of lines of a form that tell of the act and not of its materials
FIELD = re.compile(
    r"\W*(?:(?:image |imaging |needle )?guidance|imaging|modality|probe|transducer|approach|(?:access )?route|technique|method|(?:target|lesion|nodule|node|lump|mass|site|cyst|area|roi|seed|marker|fiducial|clip|wire)s?(?: ?(?:no\.?|number|#)? ?#?\w{1,5})?|passes|cores|sampl\w+|biops\w+|specimens?|needle passes|(?:marrow |core |bone |clot |biopsy |smear |fna |trephine )?(?:aspirat\w*|biops\w+|core|trephine|fna)(?: (?:needle|device|gun|system|specimen|sample|result|site)s?)?(?: (?:obtained|taken|performed|done|collected|adequate|adequacy|length|sent|quality))?|procedure|description|details?|steps?|needles?|device|gauge|tissue|(?:left|right|lt|rt)(?: (?:breast|lobe|kidney|lung|side|neck|axilla))?|#?[1-6a-d])\s*(?:[:)\]]|- |\. )"
)
#: headings under which lines of a form may stand
_FORM = ("materials", "sedation", "complications", "medications")
_LABELLED = re.compile(r"\W*[a-z][\w /#&-]{1,34}:")
#: what is only on offer, to come, or another's
_LATER = re.compile(
    r"\b(?:could|would|may|might|can|will|should|shall|to) (?:\w+ ){0,2}?be (?:\w+ )?(?:offered|considered|discussed|arranged|scheduled|performed|done|repeated|needed|required|booked|attempted|planned|tried|undertaken|requested|referred|reviewed|made|followed|necessary|pursued|organi[sz]ed|added|taken)"
    r"|\bremains? (?:an |the |a )?(?:\w+ )?(?:option|alternative|possib\w+|fallback|available)|(?:is|are|was|were|as) (?:an |the |a )(?:\w+ )?(?:option|alternative)|\b(?:is|are|was|were|had been|has been) (?:also |previously |already |then )?(?:considered|discussed|thought|offered|declined|refused|rejected|ruled out|weighed)\b"
    rf"|\b(?:next|later this|the following) (?:week|month|year|visit|{_DAY})|\bnext\W*$|\btomorrow\b|\bin (?:\w+ ){{1,2}}(?:weeks|months|days)(?:'| time)|(?:could|would|might) (?:\w+ )?be (?:\w+ )?(?:feasible|possible|reasonable|appropriate|safe|technically)|\b(?:referred|booked|scheduled|listed|wait\w* list\w*|down) for\b|\b(?:planned|scheduled|booked|listed|arranged) (?:by|with)\b|\b(?:we|i|team|they|urolog\w+|surger\w+|surgeons?|oncolog\w+|pulmonolog\w+|gastroenterolog\w+|hematolog\w+|haematolog\w+) (?:will|would|may|might|could|plans?|intends?|prefers?)\b|\b(?:plan|recommend\w*|suggest\w*|advis\w+|consider|propose\w*|proceed)(?:ed|s)? (?:to|for|with|that|is|a|an|repeat|surgical|excision\w*|open)\b|^\W*(?:if|should|in case)\b|\b(?:biops\w*|fna|marrow|excision|resection|surgery|lobectomy|\w*ectomy|\w*ablation|cryo\w*|mwa|rfa|sbrt|port|embo\w*|angiogra\w*|drain\w*|mri|pet\w*)\b[^.;\n]{{0,40}}\bif (?!any|adequate|possible)|\bif (?:this|the|it|that|these|histolog\w*|patholog\w*|cytolog\w*|result\w*|needed|necessary|required|negative|non)\b"
)
#: what was tried or done before, by others, and what was not chosen
_ANOTHER = re.compile(
    r"\b(?:unsuccess\w+|fail\w*|non[- ]?diagnostic|inadequate|inconclusive|insufficient|negative|previous\w*|prior|earlier|last (?:week|month|year|time|night|\w+day)|\bago\b|history of|in (?:19|20)\d\d|\w+(?:ed|omy|copy|tion|psy|done) (?:19|20)\d\d\b|outside|elsewhere|not (?:needed|required|possible|feasible|done|performed|chosen|used|available|an option|suitable|indicated|tolerated|accessible|reachable|safe)|unsuitable|instead of|rather than|rather,|contraindicat\w*|too (?:risky|frail|small|distal)|declin\w*|refus\w*|inaccessible|no (?:endobronchial|endoscop\w+) (?:lesion|access|target|route))\b"
    rf"|\bin (?:early |late |mid-? ?)?{_MONTH}\b|\b{_MONTH}(?:'s| 20\d\d)"
)
#: a sampling of another day told before or after its word
_PAST_BEFORE = re.compile(
    rf"(?:known (?:from|on|by|since)|proven (?:by|on|at|with)|established (?:by|on|at)|diagnosed (?:by|on|at)|confirmed (?:by|on|at) (?:a |an )?(?:earlier|previous|prior|outside|recent)|already (?:has|had|have)|following|since)(?: the| a| an| his| her| their| our)?(?: [\w'-]+){{0,3}} $|\b(?:{_MONTH}(?:'s)?|(?:{_DAY}|yesterday|(?:last|previous|prior|earlier|recent) [\w-]+|week|month|year)'s?)(?: [\w-]+){{0,2}} $"
)
_PAST_AFTER = re.compile(rf"[^.;,\n]{{0,30}}?\b(?:in|of|on|from|dated|,) (?:early |late |mid-? ?)?(?:{_MONTH}\b(?! \d{{1,2}}, today)|(?:19|20)\d\d\b|last \w+|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})| (?:early |late |mid-? ?)?(?:{_MONTH} )?(?:19|20)\d\d\b(?![-/.]\d)|[^.;,\n]{{0,30}}?\b(?:on|from|dated) \d{{1,2}}/\d{{1,2}}\b| (?:on )?\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)| ?:? ?(?:x ?\d |had |has |have |was |were |been |twice |again )*(?:benign|non[- ]?diagnostic|inconclusive|bethesda|previously|reported)\b|[^.;,\n]{{0,20}}?\b(?:\w+ )?(?:weeks?|months?|years?|days?) (?:ago|before|earlier)\b")
#: a tool laid out or a sample thought of, and left
_UNTOUCHED = re.compile(r"(?: (?:needle|device|gun|set|biops(?:y|ies)|specimens?|samples?|sampling|system|was|were|is|are|had been|has been|itself|today|this time|being|\w+ly|of \w+))*,? (?:not|never|neither|un)(?: been)? ?(?:opened|used|taken|needed|necessary|performed|done|obtained|attempted|requested|made|required|sought|acquired|indicated|collected|unpacked|cut|sent|wanted|planned|passed|inserted)\b|\s?[:\-]\s?(?:none|nil|not done|not taken|not performed|not attempted|no\b|deferred|declined|cancell?ed|omitted)\b|[^.;,\n]{0,12}\b(?:was |were )?(?:cancell?ed|deferred|declined|omitted|postponed|called off)\b| (?:biops\w+ |bx )?(?:was |were |had been |is )?(?:planned|scheduled|booked|intended|requested|ordered)\b(?! and)(?! \w* ?under)")
_NOT_BEFORE = re.compile(r"\b(?:no|not|never|without|neither|nor|before (?:any|a|the first)|prior to (?:any|the first)|instead of|rather than|in place of|omit\w*|deferr\w*|declin\w*)(?: (?:an?|the|any|further|another|separate|additional|formal|trying|attempting|taking|making|obtaining|doing|need for))*(?: [\w-]+)?(?: or| nor)? $")
#: work of today done once more
_AGAIN = re.compile(r"\W*(?:repeat|follow-?up)\b")
#: open and endoscopic work, told as done
_TRADE = re.compile(
    r"\b(?:bovie|electrocautery|laparoscop\w+|laparotom\w+|thoracotom\w+|thoracoscop\w+|vats|penrose|cystoscop\w+|ureteroscop\w+|gastroscop\w+|egd|colonoscop\w+|bronchoscop\w+|endobronchial|ebus|echoendoscop\w+|mediastinoscop\w+|excis\w+|fascia was|peritoneum was (?:opened|entered)|i ?& ?d|debride\w*)"
)


@once
def field_spans(case: Case) -> tuple[tuple[int, int], ...]:
    """Sentences that stand under a heading of materials and tell of guidance, route or targets."""
    out: list[tuple[int, int]] = []
    keep, last = False, -1
    for number, span in enumerate(case.document.sentences):
        owner = case.document.sentence_section[number]
        if case.document.sections[owner].name not in _FORM:
            continue
        text = case.sentence(number)
        keep = bool(FIELD.match(text)) or keep and owner == last and not _LABELLED.match(text)
        last = owner
        if keep:
            out.append((span.start, span.end))
    return tuple(out)


def in_fields(case: Case, position: int) -> bool:
    """Whether a position lies in a sentence that tells of the act under a heading of materials."""
    return any(start <= position < end for start, end in field_spans(case))


@once
def told(case: Case, roles: tuple[str, ...] = ("body", "summary")) -> str:
    """Flat text of what was done today with the lines of a form; plans and offers blanked, positions those of the report."""
    chars = list(blanked(case, roles=roles))
    flat = case.document.flat
    for start, end in field_spans(case):
        chars[start:end] = flat[start:end]
        dead = [(f.start, f.end) for f in case.document.findings if start <= f.start < end and f.status in DEAD and f.kind != "modality"]
        dead += [match.span() for match in DENIED_GUIDANCE.finditer(flat, start, end)]
        for first, last in dead:
            chars[first:last] = " " * (last - first)
    if case.document.sentences and not "".join(chars[: case.document.sentences[0].end]).strip() and _AGAIN.match(flat) and case.document.sections[case.document.sentence_section[0]].role in roles:
        span = case.document.sentences[0]
        chars[span.start : span.end] = flat[span.start : span.end]  # "Repeat biopsy" as the name of the work, no plan
    for start, end in _pieces(flat):
        if _LATER.search(flat[start:end]):
            chars[start:end] = [c if c == "\n" else " " for c in chars[start:end]]
    return "".join(chars)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Sentences, the parts between semicolons, and what was done because of the part before it."""
    out, at = [], 0
    for mark in re.finditer(r"(?<!\bdr)(?<!\bmr)(?<!\bno)[.!?](?=\s)|[;\n]|,(?= (?:therefore|hence|thus|so(?! (?:that|far)))\b)", text):
        out.append((at, mark.end()))
        at = mark.end()
    return [*out, (at, len(text))]


def today(text: str) -> str:
    """A text without the pieces that speak of other days, of ways not taken and of what may come."""
    return " ".join(text[start:end] for start, end in _pieces(text) if not _LATER.search(text[start:end]) and not _ANOTHER.search(text[start:end]))


@once
def run_on(case: Case) -> frozenset[int]:
    """Sentences that stand under a one-line heading of history or indication and go on as the work of today."""
    live = told(case, case.roles)
    out = set()
    for number, span in enumerate(case.document.sentences):
        if case.document.sections[case.document.sentence_section[number]].role != "background" or span.end - span.start < 4:
            continue
        words = live[span.start : span.end].split()
        if len(words) * 2 >= len(case.sentence(number).split()) and not re.search(r"\b(?:previous|prior|history|ago|past)\b|\bin (?:19|20)\d\d", case.sentence(number)):
            out.add(number)
    return frozenset(out)


#: a lung let up again: what came out of the chest was no sample
_AIR = re.compile(r"\b(?:ml|cc|lit(?:er|re)s?|l|all|much|bubbles?|amount|volume|residual|remaining|pleural|free) (?:of )?(?:the )?(?:pleural |residual |free |intrapleural )?air\b|\bair\b[^.;\n]{0,40}\b(?:aspirated|evacuated|removed|withdrawn)\b|\b(?:aspirated|evacuated)\b[^.;\n]{0,40}\bair\b|\bpneumothora\w+\b[^.;\n]{0,40}\baspirated\b")
#: tools made ready that no word says were used
_LAID_OUT = re.compile(r"s? ?(?:kit|tray|set|pack|needles?|gun|slides|equipment)?\b[^.,;\n]{0,24}\b(?:laid out|in readiness|on stand-?by|at the ready|kept ready|was ready|were ready|had been (?:laid|prepared|opened|drawn)|having been (?:laid|prepared|opened))\b")


@once
def surgical(case: Case) -> bool:
    """Whether the report tells of open or endoscopic work as done, and not only names it as the other way."""
    return open_or_endoscopic(case) and bool(_TRADE.search(today(told(case, case.roles))))


def of_today(case: Case, finding: Finding) -> bool:
    """Whether a word of sampling is told of today: not of a dated or known result, a tool left unopened, a denial."""
    flat = case.document.flat
    start = case.document.sentences[finding.sentence].start
    before, after = flat[max(start, finding.start - 70) : finding.start], flat[finding.end : finding.end + 80].split("\n")[0]
    if finding.text.lower() in ("sampling", "biopsy") and re.search(r"\b(?:before|prior to|pre)[ -]$", before):
        return False
    if _PAST_BEFORE.search(before) or _PAST_AFTER.match(after) and finding.value != "aspirate":
        return False
    if finding.value == "aspirate" and _AIR.search(_piece(flat, finding.start)):
        return False
    return not (_UNTOUCHED.match(after) or _LAID_OUT.match(after) or _NOT_BEFORE.search(before) or _LATER.search(_piece(flat, finding.start)))


def to_come(case: Case, finding: Finding) -> bool:
    """Whether the piece of a sentence that holds a finding speaks of what may come."""
    return _LATER.search(_piece(case.document.flat, finding.start)) is not None


def _piece(flat: str, position: int) -> str:
    start = max(flat.rfind(mark, 0, position) for mark in ("\n", ". ", "; "))
    ends = [e for mark in ("\n", ". ", ";") if (e := flat.find(mark, position)) >= 0]
    return flat[start + 1 : min(ends, default=len(flat))]


def undenied(text: str) -> str:
    """A text without the clauses that deny something ("no aspirate attempted", "a trephine was not opened")."""
    text = re.sub(r"\bwithout (?:any )?(?:difficult\w*|complication\w*|incident|problems?|issues?|trouble|event|delay)\b", " ", text)
    text = re.sub(r"\bwithout\b[^.;,\n]*", " ", text)
    return re.sub(r"[^.;,:\n]*\b(?:no|not|never|neither|nor|unable|declined|deferred)\b[^.;,\n]*", " ", text)
