"""Whether a diagnostic angiogram stands apart from the treatment of the same session.

A study is separate where no earlier catheter or CT angiogram exists, where the condition changed, or where the
earlier study was inadequate; it is not where an adequate earlier study fixed the plan or the images served as a
map. Where the report is silent the answer is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cac import patterns as re

from cac.findings import Span
from cac.narrative import family_words
from cac.narrative.arteries import told
from cac.narrative.case import Case, once
from cac.narrative.embolic_words import ACT, NO_ACT, UNDONE
from cac.narrative.live import blanked
from cac.narrative.prior_words import GROUND, GUIDED, SIZES, STUDY

if TYPE_CHECKING:
    from cac.narrative.clot import Statement

REGIONS = {
    "visceral": r"celiac|\bsma\b|mesenteric|splen|hepat|\bgda\b|liver|visceral|\bima\b",
    "pelvic": r"pelvi|internal iliac|hypogastric|uterine|prostat",
    "leg": r"\bleg\b|\blegs\b|lower extremit|run-?off|femor|popliteal|tibial|knee|limb|iliac|\bfoot\b|toes?\b",
    "arm": r"\barm\b|upper extremit|subclavian|brachial|hand\b|finger",
    "head": r"carotid|vertebral|cerebral|posterior fossa|intracranial|neck",
    "renal": r"renal|kidney",
    "thoracic": r"bronch|thoracic|hemoptysis|chest|intercostal",
    "pulmonary": r"pulmonary|\bpe\b|ctpa|\bpa\b",
    "aorta": r"aort",
}
_YES = re.compile(
    rf"\bno (?:prior |previous )?(?:ct|cta|mr|mra|invasive|catheter|conventional)(?:(?:,| or| nor| and|/)+ ?(?:ct|cta|mr|mra|mri|catheter|invasive|conventional))* (?:angiogra\w*|arteriogra\w*|venogra\w*)|\bno (?:prior|previous|earlier|known|recent|other)\b[^.;]{{0,50}}{STUDY}|(?:has|have|had) (?:not|never) (?:had|undergone|been)\b[^.;]{{0,50}}(?:{STUDY}|studied)|never had[^.;]{{0,40}}{STUDY}"
    rf"|\b(?:none|nothing) (?:was |had been |has been |yet )?(?:imaged |filmed |scanned |studied )?(?:before|prior|previously|earlier|beforehand)\b|\bno scans?\b(?! (?:since|showed|was|were|today))|\bnot (?:been )?(?:scanned|imaged) (?:before|yet|at all|so far)\b|\bfirst[- ]ever\b|\bduplex only\b|\b(?:only|just) (?:an? )?(?:duplex|ultrasound|dopplers?|ankle pressures|pressures|abis?|toe pressures|non-?invasive\w*)\b|\bnever (?:filmed|angiogrammed|imaged|studied|had one)\b|\b(?:nobody|no one)\b[^.;]{{0,30}}(?:angiogra|arteriogra|\bcta?\b|imag)|\bfirst (?:\w+ )?(?:study|look)\b|no other (?:\w+ )?imaging(?: \w+)? (?:ever|exists?|available|done)|no (?:angiogra\w*|arteriogra\w*|cta)[^.;]{{0,20}}exist|no {STUDY}[^.;]{{0,30}}(?:ever|available|exists?|obtained|on file|done|before|previously|to date|in the past)|\b(?:cta?|mra?|ctpa|ct angiogra\w*) (?:(?:was|is|were) )?(?:could not|couldn't|cannot|can't|not) (?:be )?(?:done|performed|obtained|possible|feasible|given|had)\b|\b(?:cta?|mra?|ctpa) (?:impossible|contra-?indicated)|\bno (?:\w+ )?(?:angiogra\w*|arteriogra\w*|cta|study|studies|imaging|scans?|films?) (?:\w+ ){{0,2}}since\b|\b(?:apart|aside) from (?:an? |the )?(?:\w+ ){{0,2}}(?:duplex|ultrasound|dopplers?|abis?)\b[^.;]{{0,50}}\bno(?:thing| imaging| study| other)|no cta\b|\bno ct\b (?:possible|done|available|obtained|performed|made|beforehand|yet|feasible|because|as\b|was|had|here)|(?:needed|necessary|required) to (?:find|locate|identify|define|see|establish)|to (?:find|locate|search for) the (?:source|bleed\w*|site|feeder)|without (?:any )?(?:prior |previous )?(?:ct|imaging)\b|no (?:angiogra\w*|arteriogra\w*),? (?:or|nor|and|/) ?(?:ct angiogra\w*|cta?\b|mra\b)|first (?:ever |time )?(?:\w+ ){{0,2}}(?:angiogra\w*|arteriogra\w*)(?! (?:in|on|of|was done|at|dated|by)\b)|neither[^.;]{{0,60}}(?:angiogra|arteriogra|\bcta\b)|without (?:a )?prior {STUDY}|never been (?:studied|imaged)|not previously (?:studied|imaged)|first (?:angiogram|arteriogram)"
    r"|\bno (?:arterial|angiographic|vascular)(?: phase| imaging| study| images?){1,2}[^.;]{0,20}\b(?:so far|yet|before|ever|available|done|performed|obtained|exists?)\b|(?:angiogra\w*|arteriogra\w*|study|runs?)\b[^.;]{0,24}\b(?:was|were|is) (?:needed|required|necessary|indicated) (?:as|because|since)\b|degraded by|not (?:interpretable|assessable|evaluable|assessed)|uninterpretable|unevaluable|could not be (?:evaluated|assessed|interpreted|read|judged|relied (?:up)?on)|(?:arterio|angio)gra\w+\b[^.;]{0,40}(?:was |is )?(?:needed|required|necessary) before (?:deciding|any|a decision|choosing|treat\w+)|obscured by|non-?\s?diagnostic|inadequate|not conclusive|inconclusive|indeterminate|equivocal|suboptimal|poor quality|limited by|was limited|motion (?:artifact|degraded)|could not (?:define|show|exclude)|not well (?:seen|defined|shown)|discrepan"
    r"|no longer reflects|new (?:rest pain|symptoms?|ulcer|wound|tissue loss|occlusion)|worsen\w*|has (?:changed|progressed)|change in (?:clinical|symptom|condition)|clinical change|progression since|since then new"
    r"|decision (?:was )?(?:then )?(?:made )?to (?:treat|intervene|proceed|emboli[sz]e|coil)|based on (?:this|these|the) (?:study|angiogra\w*|arteriogra\w*|diagnostic|findings)|to (?:decide|determine) (?:on |upon |the |whether|if)|to find out|(?:requested|asked|ordered|referred|sent)(?: \w+){0,3} to (?:look for|search for|find|identify|locali[sz]e)|no catheter (?:angiogra|arteriogra)|prior (?:angiogra\w*|study)[: ]+(?:\[x\] )?none|because of this new|new finding|angiogra\w* (?:\w+ )?before the (?:graft|bypass|stent)|decision (?:was )?made for|given (?:these|this|the|those) (?:angiographic )?findings|no (?:\w+ )?(?:cross-?\s?sectional|catheter|invasive|angiographic)(?:(?:,| or| nor| and|/)+ ?(?:catheter|invasive|ct|mr|cross-?sectional|angiographic|arterial))* (?:arterial |vascular )?(?:imaging|stud(?:y|ies))|\b(?:from|on|by|with) (?:an? )?(?:mra?|duplex|ultrasound|dopplers?) (?:only|alone)\b|\b(?:reader|radiologist|report|scan|study|it|they|nobody)\b[^.;]{0,24}\b(?:could(?: not|n't)|unable to|did not|would not) (?:be )?(?:grad\w+|measure\w*|judg\w+|settle\w*|resolve\w*|quantif\w+|decide\w*|commit)\b|\bblooming\b|streak artefacts?|streak artifacts?|elected to (?:treat|intervene|proceed|emboli[sz]e)|decided (?:upon|to treat)|decided after (?:the|this) (?:angiogra|arteriogra|diagnostic)"
    r"|(?<!no )(?<!separate )(?<!further )diagnostic (?:angiogra\w*|arteriogra\w*|study) (?:was |were )?(?:needed|necessary|required|indicated)"
)
_NO = re.compile(
    rf"(?:prior|previous|recent|outside|complete|full|adequate|good[- ]quality|diagnostic)\b[^.;]{{0,60}}{STUDY}[^.;]{{0,80}}(?:adequate|reviewed|complete|good quality|same (?:lesion|findings)|showed|demonstrat\w*|show)"
    rf"|{STUDY}[^.;]{{0,60}}(?:adequate|good quality|of diagnostic quality|complete and reviewed|unequivocal)|demonstrated on (?:the )?(?:prior |recent |ct )?(?:cta|ct angiogra|angiogra|arteriogra)"
    r"|for road-?\s?map|road-?map (?:injection|image|run|only)|known lesion|confirms the (?:ct|cta|known|prior)|no change in symptoms|symptoms unchanged|unchanged since|no (?:new |separate |further |repeat )?diagnostic (?:run|study|angiogra\w*|arteriogra\w*)"
    r"|(?:embolization|treatment|intervention|stent\w*|angioplasty) (?:was )?(?:has been )?(?:decided|agreed|planned)|\bno (?:\w+ )?diagnostic (?:angiogra\w*|arteriogra\w*|study|imaging|runs?)(?: \w+)? (?:is|was|were|being|therefore|thus)? ?(?:needed|necessary|required|planned|intended|repeated|called for)|is unequivocal|no interval change|(?:(?:today|now|this session|here)(?: is)?[ :,]*(?:for )?|for )treatment only|treatment only(?: today)?\b|ctpa is diagnostic|to steer and|returns? for (?:the )?(?:planned |treatment|stent|angioplasty|embol)|staged (?:treatment|intervention)|known (?:stenosis|occlusion|aneurysm|pseudoaneurysm) (?:on|from|by)"
    r"|(?:angiogra\w*|arteriogra\w*|cta)\b[^.;]{0,40}(?:\d+ (?:min(?:ute)?s?|hours?|hrs?|h|days?|weeks?|wks?|months?) ago|last (?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|yesterday)|images? (?:were )?(?:only )?for (?:guidance|positioning|measure)|(?:mapping|planning) (?:angiogra\w*|arteriogra\w*|study)? ?(?:was |were )?(?:done|performed|on \d)|complete diagnostic"
)
_FAILED = r"(?:non-?\s?diagnostic|inadequate|insufficient|incomplete|limited(?! to (?:road|guid|position|treat|the |what|a few)| injections?| (?:hand )?injections?)|suboptimal|poor(?:ly)?\b|degraded|uninterpretable|unhelpful|equivocal|inconclusive|(?:did|does|could|can|was|were)(?:n't| not|not) (?:\w+ )?(?:adequately |fully |clearly |well )?(?:show|visuali[sz]e|demonstrate|define|depict|assess|evaluate|include|cover|exclude|opacif|seen|delineate|extend)\w*|not (?:adequate\w*|interpretable|assessable|evaluable|assessed|diagnostic|well seen)|obscured|cannot exclude|no (?:lateral|oblique|selective|run-?off|distal|tibial) (?:views?|images?|runs?|films?|vessels?)|(?:of )?the (?:right|left|other|opposite|contralateral) (?:leg|side|arm|limb|kidney) only|gave no information|only \d+ (?:\w+ )?(?:films?|images?)|(?:films?|images|disc|report) (?:\w+ )?(?:not|un)\s?available)"
#: an earlier study that could not answer, or a patient no longer as the study showed
_SURE_YES = re.compile(
    rf"(?:{STUDY}|ctpa|mra|mrv|ctv|venogra\w+|fistulogra\w+)\b[^;]{{0,90}}\b{_FAILED}|{_FAILED}[^.;]{{0,50}}(?:{STUDY}|mra|mrv|ctv|venogra\w+)"
    r"|(?:did|does|do|had|has|have)(?: not|n't) (?:have |include |contain |come with |get )?(?:an? |any )?(?:\w+ ){0,2}?(?:angiographic|arterial) (?:phase|sequence)|\b(?:no|without an?y?|lack\w*(?: an?)?) (?:\w+ )?(?:angiographic|arterial)[- ](?:phase|sequence)\b"
    r"|clinical(?:ly)? (?:deteriorat\w+|declin\w+|change)|\bdeteriorat\w+|decompensat\w+|re-?bled\b|re-?bleeding (?:since|overnight|after)|since (?:become|developed|worsened|progressed|then)|on account of (?:this|the) change|change in (?:exam\w*|symptoms|clinical|condition|status)|new finding|(?:symptoms?|disease|condition|exam\w*|clinical \w+|wound|pain|claudication|sx)\b[^.;]{0,30}\b(?:has|have|had) (?:since |clearly |markedly |now )?(?:changed|progressed|worsened|advanced)|(?:progressed|worsened|changed) since|new (?:\w+ )?(?:swelling|rest pain|ulcer\w*|gangrene|tissue loss|occlusion|loss of|bleeding|thrombus) since|outside (?:of )?the treated (?:territory|area|bed|field)|remote from the treated"
)
_UNCHANGED = re.compile(r"(?:no|not|nothing|without)\b[^.;]{0,24}(?:chang\w+|progress\w+|deteriorat\w+|worsen\w+|new (?:finding|symptom))|unchanged|stable|identical|are the same")
#: an adequate study at hand, a decision made before today, images that only served the treatment
_SURE_NO = re.compile(
    rf"(?:{STUDY}|ctpa|mra|mrv|ctv|venogra\w+)\b[^;]{{0,70}}(?:entirely satisfactory|(?:excellent|good|high|full diagnostic|diagnostic|adequate)[ -](?:quality|study)|technically adequate|(?:fully|completely|well) (?:characteri[sz]ed|delineated|defined|demonstrated|shown|seen|mapped)|complete study|\((?:[^()]*, ?)?complete(?!,? (?:with|and) (?:interpret|report|image))|was complete|is complete|all anatomy|served as (?:the )?planning)|(?:fully|completely|well) (?:characteri[sz]ed|delineated|defined|mapped) (?:on|by|with) (?:\w+ ){{0,2}}(?:{STUDY}|mra)|(?:excellent|good|high)[- ]quality (?:{STUDY}|mra|mrv|ctv)"
    rf"|decision\b[^.;]{{0,50}}(?:already|before (?:arrival|today)|in clinic|(?:at|in) (?:the |our |a )?(?:joint |multidisciplinary |neuro\w*[ -]?|vascular |hepatobiliary |weekly |mesenteric |renal |stroke |aortic |limb |tumou?r |liver |transplant )*(?:mdt|conference|(?:tumou?r )?board|rounds|meeting)|made on (?:that|the (?:ct|cta|mra|ctv|prior))|on the basis of (?:it|that|the (?:ct|prior)))|decision to (?:\w+ )?(?:was )?(?:made|taken) (?:then|at that time|at (?:the )?conference)|decision to (?:intervene|treat|stent|embolize) had (?:already )?been|(?:plan|planned|agreed)\b[^.;]{{0,40}}(?:made )?on (?:that|the (?:ct|cta|prior|earlier|previous)) (?:study|scan|angiogra\w*)?|confirm\w* the findings of|(?:stented|treated|embolized|embolised|ballooned) as planned|(?:(?!embolization){STUDY}|mra|ctv|mrv)\b[^.]{{0,130}}(?:planned|plan (?:was )?(?:made|fixed)|(?<!to be )(?<!will be )(?<!would be )decided|booked|listed|fixed) (?:\w+ )?(?:from|on|upon) (?:it|them|this|that)\b|on the basis of (?:a |the |an? \w+ )?(?:ct angiogra\w*|cta|mra)|(?:planned|listed|booked|scheduled|assigned) (?:for (?:treatment|embol\w+) )?(?:from|on) (?:the )?(?:cta?|mra|ct angiogra\w*)|known [^.;]{{0,40}}\((?:{STUDY}|mra)[^)]{{0,40}}(?:well seen|good|clear)"
)
#: a scan whose quality is praised further on
_PRAISED = re.compile(r"\b(?:cta|mra|ctv|ct angiogra\w*)\b[^.]{0,220}\b(?:good|excellent|high|diagnostic) quality\b|\b(?:agrees?|agreed|concord\w+|in keeping|consistent|matches|matched) with (?:the )?(?:prior |outside |earlier )?(?:cta|ct angiogra\w*|mra)\b")
_NEVER = re.compile(r"\bnever\b[^.;]{0,30}(?:had|undergone|been)|no (?:prior|previous|earlier)\b")
_DATED = re.compile(r"\d{1,2}/\d{1,2}|\bago\b|\blast\b|prior|previous|underwent|outside|through this department|hospital")
_INTERVENTION = re.compile(
    r"\bflow[- ]?divert\w*|\bsurpass\b|\bpipeline\b(?= (?:flex|vantage|shield|\d|was|deployed|placed|opened|across))|\bcat ?-?(?:3|5|6|7|8|12|d|rx)\b|\blightning (?:bolt|flash|7|12|16)\b|(?:clots?|thromb\w+|embol\w+) (?:was |were )?(?:cored|sucked|suctioned|vacuumed|stripped) (?:out|free|away)|\b(?:tornado|nester|interlock|azur|concerto|hilal|axium|penumbra pod|ruby)s?\b(?= (?:coils?|\d))|\d+ (?:\w+ )?(?:tornado|nester|interlock|azur|concerto|hilal|axium|ruby)s?\b|angioplast|\bpta\b|aspirations\b|aspiration, clot|clots? (?:was |were )?(?:removed|retrieved|extracted)|\bindigo\b|angio-?jet|\bjeti\b|clot-?t?riever|embolized|embolised|embolization|embolisation|embolizing|chemoembol|radioembol|stent (?:was |were )?(?:then )?(?:placed|deployed|implanted|positioned)|(?:balloon|bare|covered|expand\w+|self)[^.]{0,40}stent|stented|stenting|atherectom"
    r"|thrombectom|thrombolysis|thromboaspirat|aspiration (?:was|of)|pass 1|\d+ passes|\bcoil(?:s|ed|ing)?\b|microcoil|embospheres?|embozenes?|hydropearls?|bead ?block|\bpva\b|particles|gelfoam|\bglue\b|onyx|n-?bca|amplatzer|vascular plug|balloon (?:was |then )?(?:inflat|dilat|to \d|up)|\d+ ?(?:mm)? ?x ?\d+ ?(?:mm )?balloon|\bdcb\b|tpa\b|alteplase|tenecteplase|y-?90|microspheres|(?:resin|glass) spheres|spheres (?:was|were)|solitaire|trevo|lithotripsy|endograft|stent graft|viabahn|(?:verapamil|nicardipine|milrinone|nimodipine|melphalan)[^.]{0,50}(?:infus\w*|intra-?arterial\w*|over \d+)|shockwave|tace\b|(?<!of[ -])\bbeads?\b|doxorubicin|lipiodol|theraspheres?|sir-?spheres|aspirated|deployed|pre-?dilat\w+|post-?dilat\w+|kissing|ballooned|flowtriever|infusion catheter|imipenem|(?:opti|hepa|quadra|nex)-?spheres?|\bstent\b[^.]{0,30}(?:placed|deploy|in the|to the|across)"
)


_NOT_GIVEN = re.compile(r"\b(?:no|not|without|prior|previous|old|existing|known|history|if|plan\w*|consider\w*|discuss\w*|recommend\w*|candidate|options?|ready|intend\w*|scheduled|for|risk|s/p|status post|ago|deferred|nothing|rather than|instead of)\b[^.;]{0,40}$")


def clot_removals(case: Case) -> list[Statement]:
    """Statements of clot taken out of an artery today."""
    from cac.narrative import clot

    return [s for s in clot.removals(case) if s.bed == "arterial"]


def intervention(case: Case) -> Span | None:
    """The words of an arterial treatment done today, if any."""
    live = blanked(case, roles=("body", "head"))
    chars = [" "] * len(live)
    for number in told(case):
        span = case.document.sentences[number]
        chars[span.start : span.end] = live[span.start : span.end]
    body = "".join(chars)
    for match in _INTERVENTION.finditer(body):
        line = body[max(0, match.start() - 50) : match.end() + 50]
        before = body[max(0, match.start() - 45) : match.start()]
        if re.search(r"\bno\b[^.;\n]{0,40}$|\bnothing\b[^.;\n]{0,24}$|intent(?:ion)? (?:to|of)\b[^.\n]{0,20}$|if (?:a |the )?[^.\n]{0,30}$|\bnot\b[^.\n]{0,30}$|without [^.\n]{0,25}$|for (?:planned|possible)|(?:ready|prepared|intended|come|hoped|equipped) to\b[^.\n]{0,30}$|\?\s*$|\+/-\s*$|discuss|plan|\boffer\w*|recommend|suggest|\bpropos|candidate|options?\b|before |ahead of |(?:\bthe |\band )(?:later|subsequent|future|eventual|coming) $|prior|\bpre-?\s?$|preparation|mapping for|work-?up|in-stent|existing|patent [^.\n]{0,20}$|old |known |previous|\b(?:last|this past) (?:year|month|week|spring|summer|fall|autumn|winter)(?:'s)?\s+$|\byesterday's\s+$|\b(?:\d+|one|two|three|six|several) (?:days?|wks?|weeks?|mos?|months?|yrs?|years?) (?:after|following|post|since|s/p|out from)\b[^.\n]{0,30}$|follow-?up (?:of|after)\b[^.\n]{0,30}$|(?:status post|\bs/p)\b[^.\n]{0,40}$", before) or re.search(r"^ (?:mass|ball|pack|artifacts?|artefacts?|compaction|burden)\b|^[^.\n]{0,14}\b(?:only |just )?(?:if|in case|should)\b|^[^.\n]{0,30}(?:not (?:performed|done|placed|needed|opened|used|given|inflated|deployed)|un-?(?:opened|used|needed|necessary)|on the (?:table|shelf|trolley)|in the (?:room|box)|(?:is |was |has been )?(?:booked|scheduled|to follow|next|later|at a (?:second|later|further))\b|on (?:stand-?by|hand)|at hand|stayed|ready\b|available|offered|declined|discussed|refused|deferred|tomorrow|another (?:day|session)|to be (?:scheduled|discussed|considered))", body[match.end() : match.end() + 50]):
            continue
        if re.search(r"\b(?:nothing|none|neither|nor)\b[^.;,\n]{0,24}$|\b(?:mynx|angio-?\s?seal|perclose|proglide|exo-?seal|star-?close|vascade|celt|manta)\W+(?:\w+ ){0,2}$", case.document.flat[max(0, match.start() - 45) : match.start()]):
            continue
        at = min(match.start(), 20)
        if "coil" in match.group() and any(m.start() <= at < m.end() for m in UNDONE.finditer(body[match.start() - at : match.end() + 40])):
            continue
        if "balloon" in match.group() and re.search(r"balloon guide|cuff|tr band", line):
            continue
        return Span(*match.span())
    removed = [s.where for s in clot_removals(case)] if re.search(r"thromb|\bclot|embol", case.document.flat) else []
    if removed:
        return removed[0]
    for number in sorted(told(case)) if len(case.document.flat.split()) < 140 else ():  # a telegram: an agent told by name or size alone
        span = case.document.sentences[number]
        text = case.document.flat[span.start : span.end]
        gone = [m.span() for pattern in (UNDONE, NO_ACT) for m in pattern.finditer(text)]
        for match in ACT.finditer(text):
            if (number or match.lastgroup != "isotope") and match.lastgroup != "verb" and not any(a < match.end() and match.start() < b for a, b in gone) and not _NOT_GIVEN.search(text[max(0, match.start() - 50) : match.start()]):
                return Span(span.start + match.start(), span.start + match.end())
    return None


#: a report of fewer different words is not judged by them
_ENOUGH = 80


@once
def treatment_alone(case: Case) -> bool:
    """Whether the words of a report on arterial treatment are those of reports without a study of its own."""
    counts = family_words.words(case.document)
    if len(counts) < _ENOUGH:
        return False
    told_of = family_words.probabilities(counts)
    return told_of.get(family_words.STUDY, 1.0) < family_words.NO_STUDY


def separate(case: Case, region: str) -> tuple[bool | None, Span | None]:
    """Whether the diagnostic study of a region is separate from the treatment, with the words that say so.

    Args:
        case: a read report.
        region: a key of ``REGIONS``.

    Returns:
        True, False or None where the report does not say.
    """
    own = re.compile(REGIONS[region])
    others = re.compile("|".join(words for name, words in REGIONS.items() if name != region))
    verdicts: dict[tuple[bool, int], Span] = {}
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.role == "plan" or section.name in ("complications", "sedation", "consent", "materials"):
            continue
        text = case.sentence(number)
        here = bool(own.search(text))
        if not here and others.search(re.sub(r"(?:kidney|renal) (?:function|failure|insufficiency|disease)", " ", text)):
            continue
        rank, match = _weigh(text)
        if match:
            verdicts.setdefault((here, rank), Span(span.start + match.start(), span.start + match.end()))
    if not verdicts:
        return None, None
    here, rank = max(verdicts, key=lambda found: (found[1] >= 4, found[0], found[1]) if found[1] < 5 else (True, True, found[1]))
    if rank == 3 and treatment_alone(case):
        return False, verdicts[here, rank]  # a weak word, and nothing else in the report is as where a study stood apart
    return rank % 2 == 1, verdicts[here, rank]


#: an earlier scan as what "it" stands for
_SCAN_BEFORE = re.compile(r"\b(?:cta|mra|ct angiogra\w*|mr angiogra\w*|ctpa)\b")


def _weigh(text: str) -> tuple[int, re.Match[str] | None]:
    """How a sentence speaks on the question: odd for a separate study, even for none, the higher the surer."""
    sure = _SURE_YES.search(text)
    if sure and not _UNCHANGED.search(text):
        return 5, sure
    if (no := _SURE_NO.search(text) or _PRAISED.search(text)) and not _NEVER.search(text):
        return 4, no
    ground = next((m for m in GROUND.finditer(text) if not SIZES.search(re.split(r"[.;]", text[: m.end()])[-1])), None)
    if ground and ground.group().endswith(" it") and _SCAN_BEFORE.search(text[: ground.start()]) and not _NEVER.search(text):
        return 4, ground  # "CTA shows 75%; decision made on it"
    if yes := ground or _YES.search(text):
        return 3, yes
    if not _DATED.search(text) and (yes := re.search(r"(?:full|complete) diagnostic", text)):
        return 3, yes
    return 2, _NO.search(text) or GUIDED.search(text)
