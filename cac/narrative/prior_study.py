"""Whether a diagnostic angiogram stands apart from the treatment of the same session.

A study is separate where no earlier catheter or CT angiogram exists, where the condition changed, or where the
earlier study was inadequate; it is not where an adequate earlier study fixed the plan or the images served as a
map. Where the report is silent the answer is not known.
"""

from __future__ import annotations

import re

from cac.findings import Span
from cac.narrative.arteries import told
from cac.narrative.case import Case
from cac.narrative.live import blanked

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
_STUDY = r"(?:angiogra\w*|arteriogra\w*|ctp?a\b|ct angiogra\w*|catheter (?:study|angiogra\w*|arteriogra\w*)|imaging|stud(?:y|ies)|embolization)"
_YES = re.compile(
    rf"\bno (?:prior |previous )?(?:ct|cta|mr|mra|invasive|catheter|conventional)(?:(?:,| or| nor| and|/)+ ?(?:ct|cta|mr|mra|mri|catheter|invasive|conventional))* (?:angiogra\w*|arteriogra\w*|venogra\w*)|\bno (?:prior|previous|earlier|known|recent|other)\b[^.;]{{0,50}}{_STUDY}|(?:has|have|had) (?:not|never) (?:had|undergone|been)\b[^.;]{{0,50}}(?:{_STUDY}|studied)|never had[^.;]{{0,40}}{_STUDY}"
    rf"|no {_STUDY}[^.;]{{0,30}}(?:ever|available|exists?|obtained|on file|done|before|previously|to date|in the past)|no cta\b|neither[^.;]{{0,60}}(?:angiogra|arteriogra|\bcta\b)|without (?:a )?prior {_STUDY}|never been (?:studied|imaged)|not previously (?:studied|imaged)|first (?:angiogram|arteriogram)"
    r"|degraded by|not (?:interpretable|assessable|evaluable|assessed)|uninterpretable|unevaluable|could not be (?:evaluated|assessed|interpreted)|obscured by|non-?\s?diagnostic|inadequate|not conclusive|inconclusive|indeterminate|equivocal|suboptimal|poor quality|limited by|was limited|motion (?:artifact|degraded)|could not (?:define|show|exclude)|not well (?:seen|defined|shown)|discrepan"
    r"|no longer reflects|new (?:rest pain|symptoms?|ulcer|wound|tissue loss|occlusion)|worsen\w*|has (?:changed|progressed)|change in (?:clinical|symptom|condition)|clinical change|progression since|since then new"
    r"|decision (?:was )?(?:then )?(?:made )?to (?:treat|intervene|proceed|emboli[sz]e|coil)|based on (?:this|these|the) (?:study|angiogra\w*|arteriogra\w*|diagnostic|findings)|to (?:decide|determine) (?:on |upon |the |whether|if)|to find out|(?:requested|asked|ordered|referred|sent)(?: \w+){0,3} to (?:look for|search for|find|identify|locali[sz]e)|no catheter (?:angiogra|arteriogra)|prior (?:angiogra\w*|study)[: ]+(?:\[x\] )?none|because of this new|new finding|angiogra\w* (?:\w+ )?before the (?:graft|bypass|stent)|decision (?:was )?made for|given (?:these|this|the|those) (?:angiographic )?findings|no (?:\w+ )?cross-?\s?sectional (?:imaging|study)|elected to (?:treat|intervene|proceed|emboli[sz]e)|decided (?:upon|to treat)|decided after (?:the|this) (?:angiogra|arteriogra|diagnostic)"
    r"|(?<!no )(?<!separate )(?<!further )diagnostic (?:angiogra\w*|arteriogra\w*|study) (?:was |were )?(?:needed|necessary|required|indicated)"
)
_NO = re.compile(
    rf"(?:prior|previous|recent|outside|complete|full|adequate|good[- ]quality|diagnostic)\b[^.;]{{0,60}}{_STUDY}[^.;]{{0,80}}(?:adequate|reviewed|complete|good quality|same (?:lesion|findings)|showed|demonstrat\w*|show)"
    rf"|{_STUDY}[^.;]{{0,60}}(?:adequate|good quality|of diagnostic quality|complete and reviewed|unequivocal)|demonstrated on (?:the )?(?:prior |recent |ct )?(?:cta|ct angiogra|angiogra|arteriogra)"
    r"|for road-?\s?map|road-?map (?:injection|image|run|only)|known lesion|confirms the (?:ct|cta|known|prior)|no change in symptoms|symptoms unchanged|unchanged since|no (?:new |separate |further |repeat )?diagnostic (?:run|study|angiogra\w*|arteriogra\w*)"
    r"|(?:embolization|treatment|intervention|stent\w*|angioplasty) (?:was )?(?:has been )?(?:decided|agreed|planned)|is unequivocal|no interval change|(?:today is )?for treatment only|ctpa is diagnostic|to steer and|returns? for (?:the )?(?:planned |treatment|stent|angioplasty|embol)|staged (?:treatment|intervention)|known (?:stenosis|occlusion|aneurysm|pseudoaneurysm) (?:on|from|by)"
    r"|(?:angiogra\w*|arteriogra\w*|cta)\b[^.;]{0,40}(?:\d+ (?:days?|weeks?|wks?|months?) ago|last (?:week|month)|yesterday)|images? (?:were )?(?:only )?for (?:guidance|positioning|measure)|(?:mapping|planning) (?:angiogra\w*|arteriogra\w*|study)? ?(?:was |were )?(?:done|performed|on \d)|complete diagnostic"
)
_DATED = re.compile(r"\d{1,2}/\d{1,2}|\bago\b|\blast\b|prior|previous|underwent|outside|through this department|hospital")
_INTERVENTION = re.compile(
    r"angioplast|\bpta\b|aspirations\b|aspiration, clot|clots? (?:was |were )?(?:removed|retrieved|extracted)|\bindigo\b|angio-?jet|\bjeti\b|clot-?triever|embolized|embolised|embolization|embolisation|embolizing|chemoembol|radioembol|stent (?:was |were )?(?:then )?(?:placed|deployed|implanted|positioned)|(?:balloon|bare|covered|expand\w+|self)[^.]{0,40}stent|stented|stenting|atherectom"
    r"|thrombectom|thrombolysis|thromboaspirat|aspiration (?:was|of)|pass 1|\d+ passes|\bcoil(?:s|ed|ing)?\b|microcoil|embosphere|\bpva\b|particles|gelfoam|\bglue\b|onyx|n-?bca|amplatzer|vascular plug|balloon (?:was |then )?(?:inflat|dilat|to \d|up)|\d+ ?(?:mm)? ?x ?\d+ ?(?:mm )?balloon|\bdcb\b|tpa\b|alteplase|tenecteplase|y-?90|microspheres|solitaire|trevo|lithotripsy|endograft|stent graft|viabahn|(?:verapamil|nicardipine|milrinone|nimodipine|melphalan)[^.]{0,50}(?:infus\w*|intra-?arterial\w*|over \d+)|shockwave|tace\b|(?<!of[ -])\bbeads?\b|doxorubicin|lipiodol|theraspheres?|sir-?spheres|aspirated|deployed|pre-?dilat\w+|post-?dilat\w+|kissing|ballooned|flowtriever|infusion catheter|imipenem|\bstent\b[^.]{0,30}(?:placed|deploy|in the|to the|across)"
)


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
        if re.search(r"\bno\b[^.\n]{0,40}$|\bnot\b[^.\n]{0,30}$|without [^.\n]{0,25}$|for (?:planned|possible)|\?\s*$|\+/-\s*$|discuss|plan|before |ahead of |prior|preparation|mapping for|work-?up|in-stent|existing|patent [^.\n]{0,20}$|old |known |previous", before) or re.search(r"^[^.\n]{0,30}(?:not (?:performed|done|placed|needed)|deferred|tomorrow|another (?:day|session)|to be (?:scheduled|discussed|considered))", body[match.end() : match.end() + 50]):
            continue
        if "balloon" in match.group() and re.search(r"balloon guide|cuff|tr band", line):
            continue
        return Span(*match.span())
    return None


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
    verdicts: dict[tuple[bool, bool], Span] = {}
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.role == "plan" or section.name in ("complications", "sedation", "consent", "materials"):
            continue
        text = case.sentence(number)
        here = bool(own.search(text))
        if not here and others.search(re.sub(r"(?:kidney|renal) (?:function|failure|insufficiency|disease)", " ", text)):
            continue
        yes, no = _YES.search(text), _NO.search(text)
        if not yes and not _DATED.search(text):
            yes = re.search(r"(?:full|complete) diagnostic", text)
        if yes:
            verdicts.setdefault((here, True), Span(span.start + yes.start(), span.start + yes.end()))
        elif no:
            verdicts.setdefault((here, False), Span(span.start + no.start(), span.start + no.end()))
    for here in (True, False):
        for value in (True, False):
            if (here, value) in verdicts:
                return value, verdicts[here, value]
    return None, None
