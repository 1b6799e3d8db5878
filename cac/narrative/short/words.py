"""One list of words for each act of a tube or needle, shared by all organs of short dictations."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.tube_words import FRENCH, GAUGE

#: a tube that drains or feeds, by any name
TUBE = (
    r"(?:tubes?|drains?|catheters?|caths?|pigtails?|pcns?|pcnt|ptbds?|ptcd|nephrostom(?:y|ies)|cholecystostom(?:y|ies)|gastrostom(?:y|ies)|jejunostom(?:y|ies)|cecostomy|caecostomy|pegs?|buttons?|foleys?|malecots?|mushrooms?|copes?|skaters?|flexima|dawson|mueller|navarre|ultrathane|apdl?s?|resolve|uresil|thal(?:-?quick)?|wayne|multipurpose drain|locking loops?|curls?|mic(?:-?key)?|entuit|wills|bard|pleurx|aspira|rocket|tenckhoff|nephroureteral|nephroureterals?|pcnus?|ncus?|nucs?)"
)
#: a tube of a size: "10F", "8.5/24", "12 French"
SIZED = rf"(?:{FRENCH}|\b(?:6|7|8|8\.5|10|10\.2|12|14)/(?:2[0-8])\b|\bsize (?:8|10|12|14|16|18|20)\b)"
#: what carries a size in French and is no tube that stays
NOT_TUBE = re.compile(r"(?:sheath|dilat\w+|introducer|peel|snare|kumpe|kmp\b|bern\w*|cobra|glide\w*|angiographic|diagnostic|micro\w+|coaxial|accustick|neff|needle|wire\b|scope|yueh|safe-?t\b|one-?step|centesis|angiocath|caldwell|working|access|vascular|guid(?:e|ing) cath\w*|angled|ureteral catheter|balloon(?! (?:tube|gastrostomy|button|retain\w*|type|catheter tube|g-?tube|6 ?ml|\d+ ?ml)))")
#: a needle through the skin
PUNCTURE = (
    rf"(?:{GAUGE}|\bneedl(?:es?|ed)\b|\bspear\w*|\bjab\w*|\bpopped\b|\blet down\b|\btrocar|\bpunctur\w+|\bchiba\b|\bst(?:ick|icks|uck|ab|abbed)\b|\bde novo\b|accu-?stick|\bneff\b|micro-?(?:puncture|stick)|\bseldinger|\byueh\b|safe-?t\b|one-?step|angiocath|\bpierc\w+|\bspear\w+|\bskewer\w*|\blanc(?:ed|ing)\b|\bentr(?:y|ies)\b|\benter(?:ed|ing)?\b|\baccess(?:ed|ing)?\b|\btapp(?:ed|ing)\b|percutaneous(?:ly)?|cannulat\w+|hit\b|\bapproach(?:ed)?\b|\btransgress\w*|\bt[- ]?(?:tacks?|fasteners?|bars?)\b|gastropex\w+|peel-?away)"
)
#: a puncture that nothing but a needle of today can be
NEEDLE = rf"(?:{GAUGE}|\bneedl(?:es?|ed)\b|\bspear\w*|\bjab\w*|\bpopped\b|\blet down\b|\btrocar|\bpunctur\w+|\bchiba\b|\bst(?:ick|uck|abbed)\b|\bde novo\b|accu-?stick|\bneff\b|micro-?(?:puncture|stick)|\bseldinger|\byueh\b|safe-?t\b|angiocath|one-?step|\bpierc\w+|\btapp(?:ed|ing)\b|transgluteal|transhepatic(?:ally)?\b|\bt[- ]?(?:tacks?|fasteners?|bars?)\b)"
#: a tube that stays
STAYS = re.compile(
    r"\b(?:left|leave|leaving|lock\w*|stays?|stayed|remain\w*|seated|sits?|sitting|parked|coil\w*|curl\w*|form\w*|secur\w*|sutur\w*|stitch\w*|sewn|fix\w*|anchor\w*|tap(?:ed|ing) (?:down|in place)|stat-?lock|bags?|gravity|bulb|suction|jp|accordion|heimlich|water[- ]?seal\w*|pleur-?[eo]?-?vac|atrium|plac\w+|insert\w*|inserted|put|deploy\w*|in place|into place|position\w*|home|capped|clamped|drain\w*|laid|set|settled|lodged|railroaded|threaded|passed|fed|advanced|introduced|thal|indwelling|internal\w*|external\w*|went in|goes|to (?:bag|gravity|suction|bulb)|loop\w*)\b"
)
#: the saying that no tube stays
NONE_LEFT = re.compile(
    r"\b(?:no|without (?:a |an |any )?|nil|zero|neither) (?:\w+ ){0,3}?(?:tubes?|drains?|catheters?|pigtails?|nephrostom\w+|stents? or drains?)\b(?! (?:injur|complic|problem|malposition|dislodg|leak|kink|migrat|change|exchange))|\bnothing (?:was |is |has been )?(?:left|kept|remains?|stay\w*|in\b|indwelling)|\btubeless\b|\bdrain-?less\b|\b(?:not|none|never|no tube) (?:was |were )?(?:left|replaced|reinserted|put back)\b|\bno (?:replacement|substitute|successor)\b|\b(?:needle|catheter|cannula|tube|drain|sheath|centesis)s? (?:was |were |is |then )*(?:removed|withdrawn|pulled|out|taken out|off|extracted|slipped out)\b|\b(?:needle|cannula|catheter)s? out\b|\b(?:removed|withdrew|pulled) (?:the |all |both )?(?:needle|catheter|cannula|sheath)s?\b|\bnot (?:to be )?left\b"
)
#: a tube taken out
OUT = re.compile(
    r"\b(?:remov\w+|withdr[ae]w\w*|pulled|pulling|extract\w*|retriev\w*|explant\w*|fished|taken (?:out|away)|took (?:it |them |the \w+ )?out|slid(?:es|ing)? (?:out|free|off)|slipped (?:out|free|off)|came (?:out|away|free)|drawn out|lifted out|eased out|brought out|delivered|backed out|discard\w*|out\b(?! of (?:the )?(?:plane|range|phase|view|hospital|bed))|out (?:whole|complete|intact)|unhooked|\b(?:old|it|tube|drain|one) (?:was )?away\b|drawn\b(?! (?:up|into|through))|given up|for good|\b(?:drain|tube|catheter|one|it|pigtail|pcn|ptbd) (?:was |came |slipped |taken |then )*off\b|off over (?:a |the )?\w+|decannulat\w*|ta'?en|dropped|went out)\b"
)
SWAP = re.compile(
    r"\b(?:in place of|in lieu of|took the place of|takes the place of) (?:the |her |his )?(?:old|previous|prior|existing|former|external|first)\b|\b\d{1,2} ?(?:fr?)? (?:to|for|->) (?:an? )?\d{1,2}(?:\.\d)? ?-?f(?:r|rench)?\b|\b(?:exchang\w+|exch|swap\w*|swopp?\w*|switch\w*|trad(?:ed|ing)|rewir\w+|re-?plac\w+|chang(?:e|ed|eover|eout|ing)\b(?! (?:in|of (?:plan|position|mind|dressing)))|upsiz\w+|up-?siz\w+|downsiz\w+|renew\w*|substitut\w+|successor|like for like|same again|re-?insert\w*|re-?sit\w+|rescue\w*|re-?establish\w*|re-?cannulat\w*|re-?catheteri\w+|refreshed|convert\w*|conversion|internali[sz]\w*|railroad\w*)\b"
)
EXCHANGED = re.compile(r"\b(?:exchang(?:e|ed|ing)|exch|swap(?:ped)?|swop\w*|upsiz\w+|up-?siz\w+|downsiz\w+|rewired)\b|\b\d{1,2} ?(?:fr?)? (?:to|for|->) (?:an? )?\d{1,2}(?:\.\d)? ?-?f(?:r|rench)?\b")
#: a second tube said to be new
NEW_TUBE = re.compile(rf"\b(?:new|fresh|another|replacement|identical|larger|bigger|smaller|clean|second|successor|same[- ](?:size|type|calib\w+))\b[^.;\n]{{0,40}}?(?:{TUBE}|{SIZED}|\bone\b)|{SIZED}[^.;\n]{{0,30}}\b(?:went in|in its place|instead|took its place|over (?:the|a) (?:\w+ )?(?:wire|guide|amplatz|bentson|rosen))|\b(?:over (?:a|the|an)? ?(?:\w+ )?(?:wire|amplatz|bentson|rosen|guide))[^.;\n]{{0,60}}{SIZED}|\bfor (?:a |an |the )?(?:\w+ ){{0,3}}{SIZED}|\bto (?:a |an )?(?:\w+ )?{SIZED}|\breplaced (?:by|with)\b")
#: signs of a tube that lay in the patient when the work began
_AGE = r"(?:(?:\d+|an?|one|two|three|four|five|six|eight|ten|twelve|several|few|couple of)[ -]?(?:days?|d|wks?|weeks?|months?|mos?|yrs?|years?)[ -](?:old|ago|earlier|previously|back|prior|post|out\b)|since (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last|the)\w*|placed (?:on|in|by|last|elsewhere|previously|\d)|from (?:last|outside|elsewhere|another))"
_TROUBLE = r"(?:blocked|block(?:age)?|clog\w*|occlu\w+|obstruct\w+|plugged|leak\w*|kink\w*|crack\w*|broken|split|worn|dislodg\w*|fell|fallen|displac\w*|slipped|backed out|retract\w*|migrat\w*|encrust\w*|stopped (?:draining|working)|not draining|no longer drain\w*|sluggish|(?:over)?due|routine|elective|surveillance|in situ|in place already|already|may (?:go|come out)|no longer (?:needed|required)|not (?:flushing|running)|won'?t flush|will not flush|malfunction\w*|malposition\w*|torn|perished|burst|stuck|failing|failed|silted|flipped|of no (?:more|further) use|no use|ruined|given up)"
HAD = re.compile(
    rf"\b(?:existing|indwelling|old|previous|prior|current|chronic|long[- ]?standing|mature|established|pre-?existing|resident|usual|outgoing|retained|covering|protecting)\b[^.;\n]{{0,40}}?\b(?:{TUBE}|{SIZED}|tract|track|stents?|jj|dj|gj|access)\b|\b(?:{TUBE}|gj|jj|stents?)\b[^.;\n]{{0,40}}\b(?:{_AGE}|{_TROUBLE})|\b{_TROUBLE}\b[^.;\n]{{0,30}}\b(?:{TUBE}|gj|stents?)\b"
    rf"|\bhub (?:was )?(?:cut|snipped|divided|off)|\b(?:string|thread|suture|stitch|stitches|sutures|retention \w+)(?: was| were)? (?:then )?(?:cut|released|snipped|divided|undone|freed|loosened)|\bunlocked|\bcut the (?:hub|string|suture|stitch)|\b(?:through|via|down|up|along|into) (?:the|his|her|its|this|that) (?:\w+ ){{0,2}}(?:{TUBE}|tract|track|stoma)\b|\b(?:routine|scheduled|elective|interval|quarterly|\d+[- ]?(?:weekly|monthly|week|month)|(?:two|three|six|eight|twelve)[- ](?:weekly|monthly|week|month)) (?:\w+ ){{0,3}}(?:change|exchange|swap|check|replacement)|\b(?:tube|drain|catheter|pcn|ptbd|peg|gj) (?:change|exchange|swap|check|study|injection|evaluation|out)\b|\b(?:weeks?|months?|days?) since (?:the|his|her) last (?:change|exchange|swap)|\blast (?:change|exchange)d?\b|\bthe (?:old|locked|tired|offending) (?:one|tube|drain)|\b(?:inject\w*|study|check|contrast|\w+gram|look) (?:of|through|via|into|down|per|in|from) (?:the |his |her |a |an )?(?:[\w-]+ ){{0,3}}(?:{TUBE})|\b{TUBE} (?:was |came |slipped |taken |then )*(?:off|out)\b|\b(?:contrast|dye|omnipaque) (?:down|through|via|into) (?:it|the)\b"
)
NO_HAD = re.compile(rf"\bno (?:existing|prior|previous|old|indwelling|pre-?existing) (?:\w+ ){{0,2}}(?:{TUBE}|access|tract)|\b(?:indwelling (?:pleural|peritoneal|tunnel\w+)|chest|foley|ng|nasogastric|bladder|urinary|central|picc|port|epidural|et|endotracheal)[ -](?:tube|catheter|drain)s?")
CONTRAST = re.compile(
    r"contrast|omnipaque|visipaque|isovue|ultravist|conray|cystografin|gastrografin|iohexol|iodixanol|iopamidol|\bdye\b|opacif\w+|inject\w+|cholangio\w*|nephrosto?gra\w+|pyelogra\w+|\w+ogram\b|\w+ography\b|\bfilled\b|instill\w+|outlin\w+|hand push|delineat\w+|water-?soluble"
)
SCREENED = re.compile(r"roadrunner|\bv-?18\b|\bkumpe|\bkmp\b|fluoro\w*|\bamplatz|\bbentson|\brosen\b|\bglide-?wire|\bterumo|\w+ogram\b|screening|screened|image intensifier|\bii\b|c-?arm|x-?ray|\bcine\b|over (?:a|the|an) (?:\w+ ){0,2}(?:wire|guide\w*|bentson|amplatz|rosen|glide\w*)|wire\b|spot (?:film|view|image)s?|contrast|omnipaque|isovue|visipaque|gastrografin|under (?:live )?imag\w+")
BALLOON = re.compile(r"\b(?:balloon\w*|mustang|conquest|dorado|atlas|charger|evercross|powerflex|angioplast\w*|dilat\w+|\w*plasty)\b")
