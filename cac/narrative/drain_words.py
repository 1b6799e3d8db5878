"""Words of drains and of what they drain, told in other words than the usual ones."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.short.words import HAD
from cac.narrative.tube_words import FRENCH, GAUGE

#: fluid under the skin or in a wound that no other word names
FLUID = r"(?:subcutaneous|soft tissue|wound|stump|thigh|calf|gluteal|buttock|arm|incisional|postoperative|post-?op|superficial|deep|anechoic|complex|loculated|hypoechoic) fluid\b(?! (?:was|were) (?:not|absent))|fluid (?:aspiration|pocket|swelling)"
#: contrast down a tube, in other words than injection
DYE_IN = r"(?:contrast|dye|omnipaque|isovue|visipaque|ultravist|iohexol|conray|gastrografin)[^.;\n]{0,40}\b(?:in|into|through|via|down|per|by)\b(?: (?:the|this|that|each|his|her|existing|indwelling))* (?:\w+ )?(?:drain|catheter|tube|pigtail|\d+ ?fr?\b)|(?:contrast|dye|omnipaque|isovue|visipaque|ultravist|iohexol|conray|gastrografin) by hand\b|contrast (?:stays|stayed|remains|remained|fills|filled|outlines|outlined|collects|collected|pools|pooled|enters|entered|flows|flowed|passes|passed|runs|ran) \w+|contrast (?:study|run|check|exam\w*|look)\b|\b(?:study|check|look|run) with (?:contrast|dye)"
#: what closes an emptied cavity when it is left in it, and cavities that are closed so
SCLEROSANT = r"(?:doxycycline|tetracycline|ethanol|(?:dehydrated|absolute|desiccated|\d\d ?%|pure) (?:ethyl )?alcohol|alcohol (?=(?:was |were )?(?:instill|inject|infus|dwell|put))|betadine|povidone|talc|bleomycin|sotradecol|(?:sodium )?tetradecyl|polidocanol|sclerosants?|sclerosing agent)"
AGENT = (
    rf"{SCLEROSANT}[^.;]{{0,90}}\b(?:instill\w*|inject\w*|infus\w*|introduc\w*|dwell\w*|put (?:in|into|through|down)|placed (?:in|into|through|via|down)|run in|in (?:for|x)|given (?:in|through|via)|left (?:in|for|to)|(?:in|into) (?:it|the (?:\w+ ){{0,2}}(?:cyst|cavity|space|pocket|sac|lymphocele|seroma|catheter|drain)))"
    rf"|\b(?:instill\w*|inject\w*|introduc\w*|put in|pushed|infus\w*)\b[^.;]{{0,70}}{SCLEROSANT}|sclerotherapy was performed|sclerosed with"
)
_WIRE = r"(?:wire|guide-?wire|rosen|amplatz|bentson|glide-?wire|lunderquist|super ?stiff|j-?wire|newton|terumo)"
#: a tube of a size brought in over a wire, which where a drain lay before takes its place
_OVER_WIRE = re.compile(rf"\bover (?:a|an|the|this|that) (?:[\w.-]+ ){{0,2}}{_WIRE}\b(?:[^.;]|\.\d){{0,120}}?{FRENCH}(?! ?(?:sheath|dilator|introducer))[^.;]{{0,40}}\b(?:drains?|catheter|pigtail|tube|thal\S*|flexima|locking|cope)\b[^.;]{{0,40}}\b(?:seated|placed|put|left|locked|formed|advanced|in\b|laid|set|passed|positioned|coiled|went)|{FRENCH}[^.;]{{0,40}}\b(?:drains?|catheter|pigtail|tube|flexima|locking|cope)\b[^.;]{{0,40}}\bover (?:a|an|the|this|that) (?:[\w.-]+ ){{0,2}}{_WIRE}\b")
_NEEDLED = re.compile(rf"{GAUGE}|\bneedles?\b|\bpunctur\w+|\bchiba\b|\byueh\b|trocar|new access|fresh access")


def renewed_over_wire(text: str, raw: str) -> bool:
    """Whether a drain of a size went in over a wire where one lay before and no needle went in.

    Args:
        text: live text of a station.
        raw: every word of it.
    """
    return bool(_OVER_WIRE.search(text) and HAD.search(raw) and not _NEEDLED.search(text))
#: a first line that names a venous line and no drainage, and what only a drainage tells of
LINE_TITLE = re.compile(r"^(?!.*\b(?:drain\w*|abscess|aspirat\w*|collection)\b).*\b(?:piccs?|port(?:-?a-?cath)?|mediport|tunn?ell?ed|hickman|broviac|permcath|central (?:venous )?(?:line|catheter|access)|dialysis (?:line|catheter))\b")
#: fluid of the chest that is only seen beside the collection
CHEST_SEEN = re.compile(r"\b(?:ct|scans?|mri|films?|cxr|radiographs?|x-?rays?|ultrasound)\b[^.;\n]{0,60}\b(?:show\w*|reveal\w*|demonstrat\w*|not(?:ed|es)|report\w*)[^.;\n]{0,40}\b(?:pleural )?effusions?|\bpleural (?:effusion|fluid)s?,? (?:is |was |which is )?(?:small|trace|tiny|minimal|unchanged|simple)\b|\b(?:small|trace|tiny|minimal|known|unchanged|reactive|adjacent|sympathetic|no|without)(?: \w+){0,3} pleural (?:effusion|fluid)")

#: the same where no bile duct is told of: the way of a needle through the liver
THROUGH_LIVER = re.compile(rf"{CHEST_SEEN.pattern}|\btranshepatic(?:ally)?\b")
