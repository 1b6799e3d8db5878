"""Whether a venous study stands apart from the treatment of the same session.

It does where no earlier venogram exists, where the earlier one was inadequate or the patient has changed since, and
where today's pictures were the ground of the treatment; it does not where an earlier study fixed the plan or the
pictures only steered the work. Where the report is silent the answer is not known.
"""

from __future__ import annotations

from cac import patterns as re
from typing import TYPE_CHECKING

from cac.findings import Span

if TYPE_CHECKING:
    from cac.narrative.case import Case

_GRAM = r"(?:(?:ct|mr)[ -]?)?(?:veno|phlebo|cavo|angio)gra\w+"
_SCAN = r"(?:ctv|mrv|cta|(?:contrast(?:ed|-enhanced)? )?(?:ct|mri?)(?: (?:pelvis|abdomen|venous phase))?|cross-?\s?sectional(?: \w+)?|catheter(?:-based)? (?:study|imaging)|(?:venous |pelvic |contrast |axial )?(?:imaging|stud(?:y|ies)))"
_ANY = rf"(?:{_GRAM}|{_SCAN})"
_NONE = r"\b(?:no|nil|without(?: any| an?)?|never (?:had|undergone|been offered)(?: an?| any)?|absence of(?: any)?|lack(?:s|ing)?(?: any| an?)?)"
#: words between "no" and the study, which may itself be a list
_BETWEEN = r"(?: (?!dvt|clot\w*|thromb\w+|filling|stenos\w+|complic\w*|residual|extravas\w*|collateral\w*|reflux|evidence|sign|need|change|further|repeat|completion|post\w*|separate|formal|iodinated|sedation|delay|due|doubt|lytic\w*|filter)[\w/-]+,?){0,5}?"
_LIST = rf"(?:[ ,/]+(?:or|nor|and|of|for|in|on|the|this|that|her|his|any|left|right|legs?|arms?|limbs?|side|pelvis|abdomen|cava|ivc|svc|chest|veins?|iliac|iliacs|{_ANY}))*"
_EVER = r",?[ ]+(?:(?:was |were |is |are |has been |have been )?(?:before\b(?! (?:stent|balloon|closing|removal|thromb|lysis|the (?:stent|balloon|sheath)))|ever\b|in the past|previously|on file|on record|on the system|available|to date|hitherto|so far|at (?:any|another|an outside|our|the outside) \w+|elsewhere|beforehand|up to now|until (?:now|today))|(?:exists?|existed)\b|(?:has|have|had) (?:ever |yet |previously )?been (?:obtained|done|performed|made|taken|requested)|(?:obtained|done|performed|made|taken) (?:before|previously|elsewhere|to date|in the past|beforehand|so far|yet))"
_PRIOR = r"(?:prior|previous|earlier|known|recent|other|existing|preceding|old|outside|antecedent|historic\w*)"
#: no earlier study
_FIRST = re.compile(
    rf"{_NONE} {_PRIOR}\b(?: [\w/,-]+){{0,5}}? {_ANY}\b|{_NONE}{_BETWEEN} {_ANY}{_LIST}{_EVER}|{_NONE} (?:ctv|mrv|(?:ct|mr)[ -]veno\w*)\b|{_NONE} cross-?\s?sectional (?:veno\w+|imaging|stud\w+)|{_NONE} {_GRAM}{_LIST},? (?:ctv|mrv)\b"
    rf"|(?:{_GRAM}|imaging|stud(?:y|ies)|\bctv?\b|\bmrv?\b)[^.;]{{0,40}}(?:was|were|has|have|had)? ?(?:not|never) (?:been )?(?:done|performed|obtained|available|had)(?! (?:today|here|after|again))|never had[^.;]{{0,40}}venogra|\b(?:veins?|limb|leg|arm|pelvis|system|iliacs?)\b[^.;]{{0,20}}\bnever (?:been )?(?:imaged|filmed|studied|shown|looked at)"
    rf"|\b(?:none|nothing) (?:before|prior|previously|earlier)\b|never had one|first[- ]ever|\bduplex only\b|\b(?:only|just) (?:ever )?(?:had )?(?:an? |the )?(?:duplex|doppler|ultrasound)\b|first (?:for this|ever|(?:\w+ )?venogra|diagnostic|(?:\w+ )?(?:look|study) (?:at|of))|venogra\w+,? (?:the |as the |this )?first\b|(?:first|initial) time (?:that )?(?:the )?(?:full )?(?:extent|anatomy|lesion|veins?|clot|disease)\b"
    r"|\bnew (?:data|information|findings?) (?:up)?on which"
)
_FAILED = r"(?:non-?\s?diagnostic|inadequate|inconclusive|indeterminate|equivocal|suboptimal|limited by|not conclusive|uninterpretable|degraded|could not (?:define|show|see|exclude|assess|be (?:seen|defined|assessed))|(?:did|does) not (?:show|define|include|cover|reach|answer)|not (?:well )?(?:seen|defined|shown|visuali[sz]ed|assessed|interpretable)|raised (?:the )?question|(?:poor|bad)(?:ly)? (?:quality|opacif\w+|timed|bolus)|mistimed|suspicious (?:of|for))"
#: an earlier study that could not answer, or a patient no longer as it showed
_CHANGED = re.compile(
    rf"{_FAILED}|(?:anatomy|condition|symptoms?|clinical\w*|exam\w*)[^.;]{{0,30}}(?:has|have|had) (?:since )?(?:changed|progressed|worsened)|recurr|new(?:ly)? (?:swell|thromb|symptom|pain)|worse(?:n|ning)? since|(?:has|have|had) since (?:become|developed|worsened|progressed)|on account of (?:this|the) change"
    r"|to (?:see|assess|show|check|find|establish) (?:what|how much|whether)[^.;]{0,24}(?:remain|is left|persist|still there)"
)
_TREAT = r"(?:treat|stent|interven|proceed|clear|lys|remov|dilat|balloon|angioplast|venoplast|plac|go (?:on|ahead)|going (?:on|ahead)|went (?:on|ahead)|mechanical|thrombectom|aspirat|recanal|declot|open (?:it|the|this|up)|deal with|embol|coil|work|clot|single[- ]session|therap|same[- ]session)"
_THESE = r"(?:this|these|those|that|it|them|the (?:above|venogra\w*|study|findings?|images?|pictures|runs?|diagnostic|result\w*|appearances?))"
#: today's pictures as the ground of the treatment
_GROUND = re.compile(
    rf"to (?:establish|define|determine|evaluate|decide|delineate)[^.;]{{0,50}}(?:extent|anatomy|disease|treat|decision|whether|inflow|outflow|intervention)|used to decide|\b(?:based|relying|resting|depend\w+|hing\w+|rest(?:ed|s)|turn(?:ed|s)) (?:up)?on {_THESE}|\b(?:on|upon|given|with|because of|in view of|in (?:the )?light of|from|off|after|seeing|having seen) (?:the )?(?:(?:basis|strength|back|grounds?) of )?{_THESE}[^.;]{{0,60}}\b(?:i|we|it was|was|were|decided|decision|elected|chosen|opted|went|proceeded|treat\w+|intervention|session)\b[^.;]{{0,40}}\b(?:decid|decision|elect|cho[so]|opt|went on|proceed|{_TREAT})"
    rf"|\bled (?:me |us )?(?:directly |straight |then )?to (?:(?:the |a |our |my )?(?:decision|choice|plan)|(?:the |immediate |mechanical )?{_TREAT})|\b(?:i|we|operator|team) (?:then |therefore |thus |so |now )?(?:decided|elected|chose|opted|resolved|determined)(?: \w+){{0,3}}? (?:to|on|upon|for|that|against)\b[^.;]{{0,30}}{_TREAT}|decision (?:was |is )?(?:then |therefore |thus )?(?:made|taken|reached)?(?: by me)?(?: here| today| on table| at this point)? ?(?:to|for|on) (?:\w+ ){{0,2}}?{_TREAT}|decision (?:was )?(?:then )?(?:made|taken)\b[^.;]{{0,4}}(?:,|$)|(?:elected|decided|chose|opted) to {_TREAT}|elected (?:for|upon) |(?:allowed|enabled|let|permitted) (?:me|us)(?: to)? (?:decide|plan|choose)"
    rf"|unknown extent|extent (?:was )?(?:un|not )known|(?:up)?on (?:which|whose) (?:the |this |all )?(?:\w+ )?(?:rest|remainder|treatment|decision|intervention|plan)|{_THESE} (?:then )?(?:determined|dictated|governed|drove|prompted|settled|decided|led)\b|(?:determined|dictated|governed|drove|prompted|settled) (?:the )?(?:need|treatment|therapy|choice|decision|intervention|plan|strategy|matter)|diagnostic (?:\w+ ){{0,3}}(?:veno|cavo|phlebo)gra\w+[^.;]{{0,60}}(?:was |were )?(?:needed|necessary|required)"
)
#: the bare name of a diagnostic study
_NAMED = re.compile(r"diagnostic (?:\w+ ){0,3}(?:veno|cavo|phlebo)gra")
_WHEN = r"(?:\b(?:\d+|an?|one|two|three|four|five|six|several|few) (?:days?|weeks?|wks?|months?|mos?) (?:ago|earlier|before|back|prior)|\bago\b|\blast (?:week|month|year|mon|tues|wednes|thurs|fri|spring|summer|autumn|fall|winter)\w*|\byesterday|\bearlier this (?:week|month)|\b(?:of|on|from|dated|in) (?:\d{1,2}/\d{1,2}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:early |late )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b)"
_SHOWS = r"(?:show\w*|demonstrat\w*|establish\w*|defin\w*|map\w*|delineat\w*|confirm\w*|complete|adequate|good quality|reviewed|used|satisfactory|diagnostic|display\w*|depict\w*|documented|characteri[sz]\w*)"
#: an earlier study that answered, a plan made on it
_SHOWN = re.compile(
    rf"(?:{_GRAM}|ctv|mrv|ivus)\b[^.;]{{0,40}}{_WHEN}[^.;]{{0,60}}{_SHOWS}|{_WHEN}[^.;]{{0,30}}(?:{_GRAM}|ctv|mrv)[^.;]{{0,50}}{_SHOWS}|{_SHOWS} (?:by|on|from|at|with) (?:the |a |an |her |his )?(?:\w+ ){{0,3}}?(?:{_GRAM}|ctv|mrv)\b[^.;]{{0,40}}{_WHEN}"
    rf"|(?:ctv|mrv|(?:ct|mr)[ -]?venogra\w+|{_PRIOR} (?:\w+ )?(?:{_GRAM}|ctv|mrv))[^.;]{{0,40}}\b(?:had|has|have) (?:already |fully |previously )?(?:{_SHOWS}|settled|fixed)|(?:formal |separate |new )?diagnostic (?:venogra\w*|study|imaging|run) (?:was |were )?(?:not|never|neither)\b|no need for (?:\w+ )?(?:diagnostic|further|new|repeat)|{_NONE} (?:new |separate |further |repeat |formal )?diagnostic (?:venogra|stud|run|pict|imag)"
    r"|(?:returns?|here|presents?|comes?|back|attends?|brought back|admitted) (?:today )?for (?:the )?(?:planned |staged |scheduled |elective |definitive )*(?:treatment|stent|angioplast|venoplast|intervention)|planned (?:for )?(?:stent|angioplast|venoplast|intervention)|(?:for|as) (?:steering|navigation|guidance|positioning|orientation|measuring|sizing)\b[^.;]{0,12}\b(?:only|alone)|only (?:for|to|as) (?:guid\w+|position\w*|roadmap\w*|road-map\w*|steer\w*|siz\w+|measur\w*|locali\w+|navigat\w*)|(?:only|just|merely) (?:working|guiding|guidance|positioning|road-?map\w*|treatment) (?:shots?|runs?|images?|injections?|pictures|films?|puffs?)|(?:shots?|pictures|images?|runs?|films?|injections?) (?:were |was )?(?:only|just|solely|merely) (?:to|for)"
)
_NO = re.compile(
    rf"(?:prior|previous|recent|outside|complete|full|adequate)\b[^.;]{{0,60}}(?:venogra|ctv|mrv|\bct\b|\bmr\b|ivus)[^.;]{{0,80}}(?:adequate|reviewed|complete|good quality|same|showed|demonstrat\w*|show|used|available and)|venogra\w+[^.;]{{0,50}}{_WHEN}"
    r"|known (?:may-?thurner|stenosis|occlusion|compression|lesion)?[^.;]{0,30}\b(?:on|from|by) (?:the |a |her |his )?(?:\w+ )?(?:ct|mr|veno|phlebo)|treatment only|unchanged since|road-?map (?:venogra|image|only|run)|for road-?map|no change (?:in|since)"
)
_OUT = ("complications", "sedation", "consent", "materials")


def _weigh(text: str) -> tuple[int, re.Match[str] | None]:
    """How a sentence speaks on the question: odd for a study of its own, even for none, the higher the surer."""
    first = _FIRST.search(text)
    if (changed := _CHANGED.search(text)) and (first is None or changed.start() != first.start()):
        return 7, changed
    shown = _SHOWN.search(text)
    if first or (ground := _GROUND.search(text)) and not shown:
        return 5, first or ground
    if shown:
        return 4, shown
    if no := _NO.search(text):
        return 2, no
    return 1, _NAMED.search(text)


def separate(case: Case) -> tuple[bool | None, Span | None]:
    """Whether the venous study stands apart from the treatment.

    Args:
        case: a read report.

    Returns:
        True, False or None where the report does not say, and the words that say so.
    """
    verdicts: dict[int, Span] = {}
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.role == "plan" or section.name in _OUT:
            continue
        rank, match = _weigh(case.sentence(number))
        if match:
            verdicts.setdefault(rank, Span(span.start + match.start(), span.start + match.end()))
    if not verdicts:
        return None, None
    best = max(verdicts)
    if best == 5 and 4 in verdicts and not _FIRST.search(case.document.flat[verdicts[5].start : verdicts[5].end]):
        best = 4  # a plan made on an earlier study is not undone by a decision told of today
    return best % 2 == 1, verdicts[best]
