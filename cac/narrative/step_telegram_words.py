"""Words by which a telegram tells that a vessel was entered, seen, spared or only named."""

from __future__ import annotations

from cac import patterns as re

#: vessels through which one gets in
ENTRIES = frozenset(
    "common_femoral_artery radial_artery brachial_artery axillary_artery ulnar_artery aorta external_iliac_artery superficial_femoral_artery popliteal_artery iliac_artery anterior_tibial_artery posterior_tibial_artery peroneal_artery"
    " dorsalis_pedis_artery carotid_artery common_iliac_artery"
    " internal_jugular_vein external_jugular_vein common_femoral_vein femoral_vein iliac_vein common_iliac_vein external_iliac_vein inferior_vena_cava superior_vena_cava right_atrium brachiocephalic_vein subclavian_vein axillary_vein brachial_vein basilic_vein".split()
)
#: whether anything at the table has been told of yet
AT_WORK = re.compile(
    r"\b(?:sheath|stick|stuck|punctur\w*|access\w*|groins?|(?:trans)?radial|(?:trans)?femoral|fem|jugular|ijv?|cfv|popliteal|brachial|wrist|neck|[lr]?cf[av]|[lr]fa|[lr]ij|[lr]?cfv|\d(?:\.\d)? ?f(?:r|rench)?|cathet\w*|micro\w*|cannulat\w*|select\w*|seldinger|transhepatic|needle|cross-?over|arteriogra\w*|angiogra\w*|dsa|runs?)\b|\{[cw]\}"
)
#: told of another day, of a scan, or of what is to come
NOT_WORK = re.compile(
    r"\b(?:cta|ctv|mra|mri|mr|ct|duplex|doppler|scans?|scanned|pet|endoscop\w*|egd|colonoscop\w*|cystoscop\w*|bronchoscop\w*|known|history|hx|s/p|status post|post-?op|presents?|presenting|admitted|symptomatic|incidental|referred|old|prior|previous(?:ly)?|last(?! (?:branch|vessel|run|coils?))|ago|yesterday\w*|last night|earlier today|moved to|migrat\w*|will|should|would|discuss\w*|options?|risks?|consent|if|booked|clinic|tomorrow|next (?:session|week|month|visit)|to be|plan(?:ned|s)?|return|recommend\w*|follow-?up|indication|diagnosis|complain\w*|outside|asked for|request\w*|decision|kept for|stage)\b|\bpod ?\d|\bday \d|\b\d+[- ]?(?:y/?o|years?|yr)\b"
)
AS_PLANNED = re.compile(r"\b(?:as|per|than|position) (?:\w+ )?(?:plan(?:ned)?|mapped|mapping|before|intended|previously|last time)\b|\bct\b(?= (?:guid|fluoro))|\bat (?:the )?[\w']+ request\b|\b(?:on|upon|by) request\b|\bcone[- ]?beam ct\b")
#: what an artery is told in relation to, so that it is not the goal itself
NOT_BEFORE = re.compile(
    r"\b(?:from|off|of|near|beside|next to|adjacent to|by|beyond|past|no|not|without|never|spar(?:e|ed|ing)|preserv\w+|protect\w*|avoid\w*|suppl\w+|fed|feed\w*|fill\w*|reflux\w*(?: in| into| to)?|opacif\w+|drain\w*(?: in| into| to| via)?|origins?|ostium|between(?:\s+(?:[\w-]+\s+){0,4}(?:and|&))?|above|below|distal to|proximal to|around|collaterals?|anastomos\w+|communicat\w+|flow|flows?(?: in| into| to)|clips?|stents?|graft|and no|against|toward\w*|territor(?:y|ies)|contribution|connect\w*(?: with| to)?|opposite|behind|across from|instead of|rather than|native|patent|normal|intact|occluded|thrombosed|absent|missing|versus|vs|or|if|stump of|aneurysm of|bleed\w*|extravasation|injury to|leak|blush|jets?|contrast)\s+(?:in\s+|at\s+|to\s+|into\s+)?(?:the\s+|an?\s+|its\s+|his\s+|her\s+|any\s+|left\s+|right\s+|[lr]t?\s+|main\s+|proximal\s+|distal\s+|large\s+|other\s+)*$"
)
#: what is said of an artery that was seen
NOT_AFTER = re.compile(
    r"\s*(?:artery|arteries|vein|trunk)?\s*[,-]?\s*(?:pseudo-?aneurysm|aneurysm|stump|territor\w+|(?:out|in)flow|bleed\w*|injur\w*|lacerat\w*|blow-?out|ruptur\w*|origins?|ostium|take-?off|stenos\w+|supply|supplied|supplies|suppl\w+|fed\b|feeds|distribution|avm|avf|fistula|malformation|embol\w+ (?:today|for|planned|next)|patent|intact|normal|spared|preserved|unremarkable|occluded|thrombosed|absent|arises|arising|comes off|reconstitut\w*|fills|filling|opacif\w+|seen|visible|visuali[sz]ed|identified|noted|not\b|could|unable|was not|were not|left alone|untouched|is\b|are\b|remain\w*|still\b|fossa|region|area|nodes?\b|lymph|anatomy|variant|flow|pulse|compress\w*|reflux|incompeten\w*|varic\w*|sheath|access|approach|puncture|stick|closed|closure|with (?:angio|mynx|perclose))"
)
DENIED = re.compile(r"(?:\{c\}|\bcatheter|\bmicrocatheter|\bcath)\s*(?:was |were |is )?(?:not|never)\b|\b(?:could(?:n't)?(?: not)?|can(?:not|'t)|unable|fail(?:ed|ure)|impossible|abandon\w*|gave up|given up|never|not (?:found|done|performed|seen)|not (?:be |been )?(?:enter|select|cathet|cannul|engag|reach|treat|embol|needed|attempt|visit|pursued|studied|inject|touch|crossed)\w*|no attempt|would not|wouldn't|refus\w*|in vain|without success|unsuccess\w*|deferred|omitted|skipped|no need)\b")
#: acts on a vessel: it was entered, filmed or treated
ACTS = re.compile(
    r"\b(?:(?:super-?|sub-?)?select(?:ed|ively|ive|ion)?|(?:micro-?)?cathet(?:eri[sz]\w+|d|ed)?|cath'?d|cannulat\w*|engag\w*|enter(?:ed|ing)|hooked|intubated|probed|tested|sounded|wired|caught|gained|reached|accessed|visited|explored|interrogated|checked|tackled|followed|traversed|crossed|navigated|found|looked (?:at|into)|hit|got|taken|took|"
    r"shot|filmed|imaged|injected|inj|run|runs|dsa|angiogra\w*|arteriogra\w*|venogra\w*|phlebogra\w*|"
    r"treated|closed|shut(?: down)?|occluded|sacrificed|packed|sealed|blocked|plugged|infarcted|pruned|dosed|coiled|glued|embol\w+|sclerosed|foamed|trapped|sandwiched|excluded|filled|stasis|maa|mci|macroaggregated|tc-?99m?|to (?:near |complete )?(?:stasis|pruning|stagnation)|given|receiv\w+|delivered|infused|deployed|placed|released|landed|same (?:recipe|treatment|again|technique|way|agents?|dose|procedure|approach|method|thing|here|there|with)|same(?= *(?:[.;,]|$))|likewise|ditto|similarly|as above|idem)\b"
)
#: the agent of the artery before
SAME = re.compile(r"\bsame (?:drug|agents?|dose|amount|mix\w*|particles|beads|spheres|coils|recipe|treatment|again|technique|way|thing)\b|\b(?:likewise|ditto|idem)\b")
IMAGE = re.compile(r"\b(?:shot|filmed|imaged|injected|inj|injections?|runs?|dsa|angiogra\w*|arteriogra\w*|venogra\w*|phlebogra\w*)\b")
#: verbs of what was seen, which make a clause a finding unless an act is told in it
FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had|shows?|showed|shown|showing|demonstrat\w*|reveal\w*|suppl(?:y|ies|ied)|fills?|arises?|feeds?|looks?|remain\w*|appear\w*|depict\w*|confirm\w*|outlin\w*|suggest\w*)\b")
#: a finding on the vessels of a clause
FINDING = re.compile(r"\b(?:preserved|spared|kept|refill\w*|normal|clean|patent|open|intact|unremarkable|fine|clear|negative|ok|okay|nil|no (?:active |further |contrast |obvious )?(?:bleed\w*|blush|extrav\w*|leak|lesion|supply|flow|fistula|spasm|abnormal\w*|contribution|feeder)|opacif\w*|territor\w*|arises?|arising|gives?|gave off|small|diminutive|absent|plaque|classic|conventional|variant|supplied|perfus\w*|tumou?rs?|lesions?|lymphatics?|anatomy|nodes?)\b|\d+ ?%")
#: what makes the last vessel named the goal of the agent that follows
LESION = re.compile(r"truncat|pseudo-?aneurysm|\bpsa\b|blush|extrav|bleed|leak|\bjets?\b|active|\bavm|fistula|aneurysm|hypertroph|abnormal|irregular|pooling|stain|tumou?r|nidus|shunt|transect|lacerat|cut-?off|spasm")
SHOWN = re.compile(r"\b(?:show\w*|demonstrat\w*|reveal\w*|suppl\w+|fill\w*|opacif\w*|fed|feeding|visuali\w*|depict\w*|saw|seen|noted|identified|see)\b[^;:]*$")
#: words a row of vessels is made of besides the vessels
ROW = re.compile(
    r"(?:<\d+>|\{[cw]\}|[,&/+()\[\]-]|-{0,2}>|=>|\b(?:then|and|to|into|in|on|onto|via|through|the|an?|its|main|proximal|prox|mid|distal|left|right|further|deep|out|over|across|up|down|next|finally|first|firstly|second|secondly|third|lastly|last|also|plus|same|there|with|w|by|using|from there|trunk|artery|arteries|vein|veins|axis|stem|branch|branches|division|feeder|we|i|went|selective|selectively|super-?selective(?:ly)?|superselective|vessel|vessels|both|each|separately|individually|sequentially|successively|turn|after|one|other|another|two|three|of|level|horn|cross-?over|contralateral|ipsilateral|side|bilateral|bilaterally|long|reverse|curve|curved|loop|waltman|again|position|tip|at|now|sub-?segmental|segmental|superior|inferior|anterior|posterior|medial|lateral|upper|lower|pole|polar|wire|guide|coaxial|coaxially|fr?|french|system|l|r|lt|rt|micro\w*)\b|\d(?:\.\d+)?|\s)+"
)
#: the vessel before, and nothing but words of a row
JOINED = re.compile(r"<(\d+)>(?:[\s,&+/]|-{0,2}>|=>|\b(?:and|then|to|into|on|onto|the|an?|its|next|also|plus|finally|lastly|later|afterwards|thereafter|left|right|[lr]t?|one|both|further|deep|artery|trunk|branch|separately|after|that|before)\b)*$")
#: what may follow a vessel of a row: the next, a tool, an agent, a size, the end
ROW_ON = re.compile(r"\s*(?:artery|arteries|vein|veins|trunk|axis|branch|branches|stem|origin)?\s*(?:$|[,;.)(/+&\d-]|->|=>|>|<|\{|\b(?:then|and|to|into|by|with|w|via|using|from|through|in|on|for|at|x|plus|both|each|next|also|likewise|same|separately|individually|successively|proximal|mid|distal|right|left|[lr]t?|one|selected|entered|reached)\b)")
#: several branches of an artery told by their number
COUNTED = re.compile(
    r"\b(?:each|all|both|(?P<one>two|three|four|five|[2-5]))(?:\s+(?:of|its|the|these|those|distal|terminal|separate|different|small|feeding|main|further|tiny|supplying|individual))*\s*(?P<two>two|three|four|five|[2-5])?\s*(?:(?:distal|terminal|separate|feeding|small|main|tiny|polar|tertiary|third[- ]order|segmental|sub-?segmental|supplying|individual|rectal|tumou?r)\s+){0,2}(?:branches|divisions|feeders|pedicles|rami|twigs|limbs)\b"
    r"|\b(?:(?:right|left|anterior|posterior|upper|lower|medial|lateral|superior|inferior)(?: and |/| & |, )(?:the )?(?P<pair>right|left|anterior|posterior|upper|lower|medial|lateral|superior|inferior))(?: terminal| distal| main)? (?:branches|divisions|limbs|rami)\b(?= of (?:it|this|that)|[,.;]|$)"
)
#: a catheter in each branch, and no liquid or particles that flowed there
SOLID = re.compile(r"\b(?:coil\w*|micro-?coils?|plugs?|(?:super-?|sub-?)?select\w*|cathet\w*|cannulat\w*|engag\w*|enter(?:ed|ing)|micro\w*|separately|individually|each|in turn|one (?:by|after)|reached|probed)\b")
#: one vessel after the other
LED = re.compile(r"\bthen\b|\b(?:in)?to\b|->|=>|>\s*<")
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
#: what is wrong with a vessel that is closed in the same breath
HURT = re.compile(r"\s*(?:artery )?\s*[,-]?\s*(?:also |with (?:an? )?)?(?:pseudo-?aneurysm|aneurysm|stump|bleed\w*|injur\w*|lacerat\w*|blow-?out|ruptur\w*|avm|avf|fistula|malformation)")
TOLD_OF = re.compile(r"\b(?:views?|run-?offs?|not done|findings?|showed|anatomy|supply|survey|report)\b")
#: films after the treatment
AFTER = re.compile(r"\b(?:completion|final|post-?(?:embol\w*|treatment|coil\w*)?|control|check)\s+(?:\w+\s+){0,2}(?:runs?|angiogra\w*|arteriogra\w*|venogra\w*|injections?|dsa|films?|images?|series)\b")
LABEL = re.compile(r"\s*(?:[-*•>]+|\d{1,2}[.)])?\s*(?:then\s+|next\s+|also\s+|the\s+)*$")
COLON = re.compile(r"\s*(?:artery|vein|trunk)?\s*(?::|=|\s-\s)")
BREAK = re.compile(r";|(?<=[a-z>})])\.(?=\s)|,?\s\b(?:but|however|whereas|although)\b")
FLUSH = re.compile(r"aortogra|flush|pigtail|\bcta?\b|\bmra\b")
