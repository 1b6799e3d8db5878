"""The course of a lytic infusion: whether it was begun on an earlier day."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import clot
from cac.narrative.case import Case

CATHETER = r"infusion catheter|lysis catheter|thrombolysis catheter|\bekos\w*|uni-?\s?fuse|\d+ ?cm (?:of )?(?:side-?\s?)?holes|\d+ ?cm (?:infusion|treatment|working) (?:length|zone|segment)|cragg|mcnamara|multi-?\s?side-?\s?hole|side-?hole catheter|infusion wire|fountain|bashir|katzen|infusion (?:system|length|set\b|cath\b)|speed-?lyser|pro-?infuse"
_CATHETER, _DRUG = CATHETER, clot.LYTIC
_EXISTING = re.compile(
    rf"terminat\w+ of [^.\n]{{0,30}}(?:lysis|infusion)|\bday ?#? ?[2-9] (?:of )?ekos|(?:{_DRUG}) \d+(?:\.\d+)? ?mg total|total (?:{_DRUG})|(?:lysis|thrombolysis|lytic|tpa|cdt|infusion|therapy|treatment)[^.\n]{{0,20}}\b(?:day|#) ?#?(?:[2-9]|two|three|four)\b|\b(?:hospital )?day ?#? ?(?:[2-9]|two|three|four|2/)\b[^.\n]{{0,40}}(?:lysis|thrombolysis|lytic|therapy|treatment|tpa|infusion)|(?:lysis|thrombolysis|lytic|infusion|therapy)[,:;]? (?:the )?(?:second|third|fourth|2nd|3rd|last|final) day|still (?:running|infusing)|(?:second|third|fourth|2nd|3rd|next|final|last) day (?:of|for)[^.\n]{{0,40}}(?:lysis|thrombolysis|lytic|therapy|infusion|treatment|tpa)"
    rf"|(?:lysis|lytic|thrombolysis|tpa|infusion) (?:catheter )?(?:check|recheck|re-?check|follow[- ]?up|termination|f/u)|(?:check|follow[- ]?up|f/u|recheck|completion)[^.\n]{{0,40}}(?:of|after|for|during|on)[^.\n]{{0,20}}(?:lysis|lytic|thrombolysis|catheter[- ]directed|tpa|infusion)|ekos\w*[^.\n]{{0,24}}yesterday|(?:existing|indwelling)[^.\n]{{0,40}}(?:{_CATHETER}|infusion|lysis|ekos|sheath)|(?:infusion|lysis|ekos)[^.\n]{{0,12}} catheters?[^.\n]{{0,16}}(?:in place|in situ|indwelling)"
    rf"|(?:{_DRUG}|infusion|infused|ran|running|run)[^.\n]{{0,30}}\b(?:overnight|since yesterday)|(?:ran|received|completed|has had|had (?:been )?(?:on )?|infused (?:at|for)|was infused)[^.\n]{{0,40}}(?:for|x) ?\d+(?:\.\d+)? ?(?:h|hr|hrs|hours)\b|overnight (?:(?:pulmonary|venous|arterial|bilateral|low[- ]dose|continuous) )?(?:{_DRUG}|infusion|lytic|catheter|ekos)|(?:after|following|underwent|s/p|status post) (?:an? )?(?:\d+|overnight|twelve|twenty|twenty-?four|eighteen|sixteen)[^.\n]{{0,30}}(?:{_DRUG}|infusion)|\d+ ?(?:h|hr|hrs|hours) of (?:{_DRUG}|catheter|infusion)|(?:lysis|thrombolysis|infusion|tpa|{_DRUG}) (?:was )?(?:started|initiated|begun|placed) (?:yesterday|last night|on \d|\d+/\d+|\d+ (?:h|hours|days?) ago|the (?:day|night) before)|(?:placed|inserted|left) (?:yesterday|last night)|yesterday(?![^.\n]{{0,60}}\b(?:complete|planned|decided|agreed|adequate))[^.\n]{{0,60}}(?:{_DRUG}|infusion|lysis)|catheter[- ]directed (?:therapy|thrombolysis|lysis),? (?:day [2-9]|completion|termination)|completion of (?:catheter[- ]directed|lysis|thrombolysis|lytic)"
)
_PLAN_TEXT = re.compile(r"tomorrow|\bwill\b|next morning|in the morning|\bin am\b|\bam for\b|plan\b|to be |scheduled|return to|return for|recheck in|for (?:re-?)?check|overnight stay|tonight")


#: a visit told by its number
_AGAIN = re.compile(r"\b(?:round|session|visit|look|trip|sitting|treatment|lap|day|check) (?:no\.? ?|number |# ?)?(?:[2-9]|two|three|four|ii|iii)\b(?! ?(?:mg|ml|h\b|hrs?|hours|of \d))|\b(?:second|third|2nd|3rd|next|repeat|return|final|last) (?:visit|look|session|round|trip|sitting|check|lap|day)\b|\bback (?:in|to|on) (?:the )?(?:ir|lab|suite|table|angio\w*|room)\b|\b(?:came|comes|brought|returns?|returned|fetched) (?:back|from the (?:icu|unit|ward))\b|\bmorning after\b|\blysis (?:continues|goes on|is over|over|ended|finished|complete\w*)|\bat \d+ ?(?:h|hrs?|hours)\b|\b(?:finish\w*|end(?:ing)?|completion|conclusion|wrap-?up) of [^.;]{0,24}(?:lysis|lytic|infusion|tpa|treatment)|\b\d+ ?(?:h|hrs?|hours) (?:in\b|into|later|on\b|of\b)|^[^.]{0,40}\bnext (?:morning|day)\b|\bafter (?:a|the|one) night\b|\b(?:last night|yesterday)'?s?\b")
_LYSIS_WORD = re.compile(rf"\blysis\b|{_DRUG}|{_CATHETER}|\bcdt\b|\binfusion\b|\bdrip\b|infusing")


#: what happened yesterday and was no lysis
_OTHER_EVENT = re.compile(r"\b(?:cta?|ct angiogra\w*|mra|duplex|scan\w*|ultraso\w*|imag\w+|admitted|arrived|seen|presented|referred|onset|noted|noticed|began|pain|numb\w*|cold|operated|surgery|deliver\w+)\b[^.;,]{0,20}$")


def _again(case: Case, number: int, text: str) -> re.Match[str] | None:
    """The words of a second or later visit of a course of lysis, told in its sentence or at the head of the report."""
    match = _AGAIN.search(text)
    if match is None or not (_LYSIS_WORD.search(text) or number <= 1 and _LYSIS_WORD.search(case.sentence(number + 1) + case.sentence(number + 2))):
        return None
    if match.group().startswith(("yesterday", "last night")) and _OTHER_EVENT.search(text[: match.start()]):
        return None
    return match if not re.search(r"occlu\w*|symptom|pain|onset|cold|numb|shut|swell\w*|cta?\b|duplex", text[max(0, match.start() - 40) : match.end() + 30]) or _LYSIS_WORD.search(text[max(0, match.start() - 30) : match.end() + 30]) else None


_RUNNING = re.compile(rf"\bekos\b|\bekosonic|(?<![a-z])(?:{_DRUG})[^.;]{{0,40}}(?:/ ?|\bper |\ban )(?:h|hr|hour)\b|(?:mg|units?)\b[^.;]{{0,24}}(?:/ ?|\bper |\ban )(?:h|hr|hour)\b|\binfusion catheter")


def drug_running(case: Case) -> list[Span]:
    """Words of a lysis catheter or of a drug that runs by the hour, in the live text."""
    return [Span(start + match.start(), start + match.end()) for _, text, start in clot.lines(case) for match in _RUNNING.finditer(text)] if earlier(case) is None else []


def earlier(case: Case) -> Span | None:
    """Words that say the infusion was begun on an earlier day.

    Plans for the night and for tomorrow do not count, nor does what background sections say of other courses.
    """
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number)
        if section.role == "plan" or section.name in ("consent", "materials"):
            continue
        match = _EXISTING.search(text) or _again(case, number, text)
        if match is None:
            continue
        if "overnight" in match.group() and re.search(r"\b(?:placed|start\w*|begun|began|initiat\w*|left|position\w*|begin|hung|to run|will|secured|run|infuse|stay|kept|observ\w*)\b", text) and not re.search(r"yesterday|\bran\b|returns?|exist|indwell|day ?#? ?[2-9]|has been|had been|residual|shows?", text):
            continue
        around = text[max(0, match.start() - 60) : match.end() + 60]
        heading = number == 0 and re.match(r"[^.]{0,40}\bnext (?:morning|day)\b", text) is not None  # the title of the visit, no plan
        if not heading and _PLAN_TEXT.search(around) and not re.search(r"exist|indwell|yesterday|ran overnight|returns? (?:from|to ir|to the|for)|#\s?[2-9]|day [2-9]", around):
            continue
        if re.search(r"\b(?:no|not|without|if|outside)\b[^.]{0,20}$", text[max(0, match.start() - 24) : match.start()]):
            continue
        if "sheath" in match.group() and not re.search(_DRUG + "|" + _CATHETER, case.document.flat[:600] + text):
            continue
        return Span(span.start + match.start(), span.start + match.end())
    return None
