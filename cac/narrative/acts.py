"""Acts of a treatment inside an artery: balloon, stent, atherectomy, lithotripsy, told as done today.

In: a read report. Out: each act with its service, its place and the sentence it stands in; a device that is only seen,
that was put in on another day, denied, planned or could not be brought through is no act.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.arteries import told
from cac.narrative.case import Case
from cac.narrative.lesion_words import WIDE
from cac.narrative.limb import vessels
from cac.narrative.live import blanked

#: words of each service, and sizes of devices
ACTS = re.compile(
    r"(?P<atherectomy>atherectom\w*|hawkone|turbo-?hawk|silver-?hawk|\bhawk\b|\b\d+ cuts\b|jetstream|diamondback|\bcsi\b|rotablat\w*|rotarex|(?:micro|classic|solid)[ -]crown|\b\d\.\d+ ?(?:mm )?crowns?\b|\b(?:same|the) crown\b|orbital(?! (?:rim|floor|view))|excimer|auryon|turbo[- ]?(?:elite|power)|\d\.\d ?(?:mm )?laser|\blaser\b(?! (?:ablat|fib|vein|light|guid|level|beam|assist|sheath|lead|extract|lithotrip|pointer|cut))|phoenix|pantheris|laser (?:of|to|catheter|fiber|probe|in|through|debulk\w*)|debulk\w*|lasered|\boas\b|rotational(?! (?:angio|spin|ct|cone|dsa|run|thromb|3d|device for))|plaque (?:excision|shaving|removal)|\bburr\b)"
    r"|(?P<lithotripsy>lithotrip\w*|lithoplast\w*|sonic pulses|acoustic pulses|\b\d{2,3} pulses\b|shock-?\s?wave|\bivl\b)"
    r"|(?P<stent>\b(?:re-?)?stent(?:ed|ing)\b|\bstent(?:s|-graft|graft| graft)?\b|\b(?:des|bms|dess)\b(?! moines)|\bsupera\b|life-?\s?stent|life ?star\b|\bxience|resolute|promus|onyx frontier|synergy (?:des|\d)|everflex|prot[eé]g[eé]|\bmisago\b|\bpulsar\b|luminexx|visi-?pro|begraft|advanta\b(?: v| stent|,| \d)|wall-?stent|\btigris\b|scuba stent|dynamic stent|assurant|formula (?:stent|\d)|complete se|viabahn|\bvbx\b|omnilink|express(?! (?:consent|script|his|her|my|our|wish))|icast|lifestream|herculink|palmaz|everflex|eluvia|zilver|\binnova\b|absolute\b(?! (?:alcohol|ethanol|etoh|contra|risk|value|minimum|need|neutro|indic))|\bepic\b|\bgenesis\b|s\.m\.a\.r\.t|smart (?:flex|control|stent)|covera\b|fluency|scaffold(?:s|ed|ing)?\b|endoprosthes[ie]s|interwoven|self[- ]?expand(?:ing|able|er)s?\b(?! stent)|balloon[- ]?expand(?:able|er|ing)s?\b(?! (?:stent|covered stent|bare))|covered (?:device|tube|prosthes\w+)s?\b|re-?lin(?:ed|ing)\b|\besprit\b|\btacks?\b(?= (?:endo|deploy|placed|x))|absolute pro|\bvmi\b)"
    r"|(?P<angioplasty>angioplast\w*|\bptas?\b|ballooned|ballooning|balloons?\b|(?:pre|post)?-?\s?dilat(?:ed|ion|ation|ations|ing)\b|\bdcb\b|venoplast\w*|\bpoba\b|plastied|(?<![a-z])plasty\b|mustang|armada|coyote|ultraverse|in\.?pact|lutonix|ranger\b|stellarex|nanocross|chocolate|angiosculpt|vascutrak|\bsterling\b|drug[- ]coated|\binflations?\b|inflated|(?<=mm )debs?\b|\bscoring\b|(?<!cut )\bcutting (?:balloon|device)|serranator|admiral|passeo|pacific (?:plus|xtreme)|jade balloon|\bopened up (?:with|using)|blown up|\bopened\b(?= (?:up )?(?:to |with |at )?(?:an? )?\d)|\bplain\b(?= \d)|paclitaxel|sirolimus|drug[- ](?:elut\w+ )?balloon|drug[- ](?:coated |eluting )?(?=\d(?:\.\d+)? ?(?:mm)? ?(?:x|by) ?\d))"
    r"|(?P<size>\d+(?:\.\d+)? ?(?:mm)? ?(?:x|by) ?\d+(?:\.\d+)?|(?:(?<=\bwith )|(?<=\bwith a )|(?<=\bgot a )|(?<=\b, a )|(?<=\bto ))\d(?:\.\d+)?(?: ?/ ?\d(?:\.\d+)?)? ?mm\b(?! (?:balloon|stent|dcb|nc|des|scaffold|residual|self|covered|sheath|xience|supera|lumen)))"
)
#: acts told as what happened to an artery
VERBS = frozenset({"stented", "ballooned", "plastied", "predilated", "postdilated", "dilated", "pre-dilated", "post-dilated", "inflated"})
_NOT_AN_ACT = re.compile(rf"{WIDE}|" r"\b(?:behind|beneath|under|against|upstream of|protected by|flow (?:arrest|control) (?:with|by)) (?:an? |the )?(?:[\d.]+ ?mm )?(?:occlusion |occluding |compliant |inflated )*balloons?\b|occlusion (?:micro-?)?balloon|\bscaffold (?:position|fracture)|(?:balloon|self)[- ]?expand\w*(?=(?: covered| bare| metal| nitinol| \w+)? stents?)|balloon[- ](?:mount\w*|tamponade|guide|occlusion|tip\w*|catheter was exchanged)|stent (?:card|fracture|struts?|edge|lumen)|dilat(?:ed|ation|ion) (?:ducts?|of the (?:pupil|tract))|dilated (?:[\w-]+ ){0,3}(?:veins?|venules?|arter\w+|aorta|segments?|sinus|varic\w+|vessels?|collaterals?)\b|\bnothing (?:(?:was|were|is|has been|had been|got|had to be|needed to be|else|further|more|below|above|at all|here|today)\s+){0,3}(?:(?:pre|post)?-?(?:dilated|stented|ballooned|inflated|placed|deployed|plastied|angioplastied|aspirated|treated|opened|done|lasered|debulked)(?:\s*,\s*(?:or |nor |and )?|\s+(?:or|nor|and)\s+|\b)){1,4}|\bstented (?:(?:left|right|l|r|lt|rt) )?(?:sfa|superficial femoral\w*|popliteal|[ce]ia|iliac|femoral|segment|artery)(?: artery)?(?= (?:re-?)?(?:thrombosed|clotted|re-?occluded|occluded|shut|went down|closed|restenosed))|post-?\s?sten\w* (?:dilat|balloon|bulg)\w+|(?:aneurysmal|fusiform|focal) ballooning|\bballooning (?:of the (?:sac|sinus|aorta|wall)|beyond)|aneurysmal\w* dilat\w+|inflat\w+ (?:\w+ ){0,2}(?:cuff|lung)|cuff[^.;,]{0,12}inflat\w+|post-?\s?sten\w* dilatation|tract (?:was )?dilat\w+|stent (?:that|which) (?:was|is) (?:patent|widely)")
_OLD = re.compile(r"\b(?:no|without|neither|nor)\s+(?:(?:balloons?|angioplasty|pta|stent\w*|atherectomy|lysis|thrombolysis|thrombectomy|lithotripsy|laser|dcb|drug-coated|or|nor|and|further|additional|adjunctive|ivl|scaffolds?)[\s,/]*)*$|(?:\b(?:day|pod|week|wk|month|hours?|days|weeks|months) ?#?\d* (?:after|post|following|out from|since|s/p)\b|\bpost[- ]op\w*|\bagainst\b|\bbefore (?:any|the first)\b|\bsans\b|\bw/o\b|refrain\w* from|abst\w+ from|\b(?:no|little) need (?:for|of)|omit\w*|\bobviat\w*|\bno\b|\bnot\b|\bnone\b|\bzero\b|\bnever\b|\bwithout\b|instead of|rather than|avoid\w*|\bif\b|in case|possible|planned|plan:|plan for|consider\w*|versus|\bvs\.?|would|existing|previous\w*|prior|\bold\b|known|\bin-$|\bin-? ?$|patent|outside|preexisting|remote|unable|neither|nor|(?:as|if|when|where) needed|protect\w* (?:with|by|using)|years? ago|history of|\b(?:he|she|patient|pt|who|they) (?:also |already |still )?(?:has|have|carr(?:ies|y))(?: had)?\b(?![^.;:]*(?:stenos|occlu|narrow|lesion|%|percent|plaque|recoil|dissection|residual))|s/p|status post|\bhad (?:a|an)\b(?![^.;:]*(?:stenos|occlu|narrow|lesion|%|percent|plaque|recoil|dissection|residual))|have a|after (?:the )?earlier)[^.;:\n]{0,28}$")
_AFTER_NOT = re.compile(r"^(?:(?!\b(?:was|were|plac\w+|deployed|because|since|as)\b)[^.;,\n]){0,60}\bwould (?:be|have been|make)\b|^s?\s*(?:placement |insertion |here )?(?:was|were|is|are|being)? ?(?:thus |therefore |also )?(?:felt|thought|judged|considered|deemed|regarded as|believed|held) (?:to be )?(?:un\w+|in(?:advisable|appropriate)|not\b|ill-?advised|contra-?indicated|too\b|risky|hazardous|dangerous|premature|superfluous|needless|futile|excessive|overkill)|^\s*(?:then |later |next |only |tomorrow )*(?:if|in case|should there)\b|^s?\s+(?:should|must|may|might|could) (?:be|have|get|need|undergo)\b|^(?:(?!perform|plac|done|deploy|undert|carried)[^.;\n]){0,30}?\b(?:was |were |is |are |been |then |therefore )*(?:discussed|offered|recommended|advised|suggested|explained|proposed|declined|refused|reviewed with)\b|^\s*:?\s*(?:\[x\]\s*)?(?:none|n/a|nil|no)\b|^[^.;\n]{0,26}\b(?:(?:was|were|is|are) (?:not|un)\s?(?:needed|necessary|required|used|placed|performed|done|deployed|inflated|attempted|opened)|not (?:needed|necessary|required|used|placed|performed|done|deployed|attempted|indicated)|n't (?:needed|necessary|required)|avoided|deferred|unnecessary|(?:was |were |is |kept |held )?(?:available|on standby|ready|in reserve|at hand)\b|(?:is |was |to be )?(?:scheduled|planned|staged)\b|to follow|next (?:week|month|visit|session)|will be|was available|was considered|not|years? ago|(?:\w+ ){0,3}(?:ago|in (?:19|20)\d\d|placed (?:two|three|\d+) years))\b")
#: work that a lesion would be fit for
_FIT_FOR = re.compile(r"\b(?:suitable|amenable|eligible|appropriate|best (?:served|treated)) (?:for|to|by|with)\b[^.;\n]{0,80}$")
#: statements about something else than an artery of the body's trunk and limbs
_NOT_HERE = re.compile(r"perform a|\btamps?\b|\bcement|kypho|to the need|if needed|risks?\b|consent|alternatives|biliary|bile duct|\bducts?\b|ureter\w*|double[- ]j|\besoph\w+|duodenal stent|trache\w+|coloni?c? stent|intra-?aortic balloon|\biabp\b|\blad\b|coronary(?! (?:\w+ )?(?:balloon|wire|guide|catheter|dilat|stent|des\b|micro))|circumflex|diagonal|\brca\b|saphenous vein graft to|bakri|uterine tamponade|uter(?:us|ine) (?:atony|segment|cavity|cervix)|cervi(?:x\b|cal canal)|speculum|hystero\w+|deflated after|fiducial|gold (?:marker|seed)")
#: work told before, named again for the hour: "after the stent the run showed a new defect"
_TIME_OF = re.compile(r"(?:^|[.;:,] ?)\W*(?:right |just |immediately |directly |soon |shortly )*(?:after|following|before|once|since) (?:the|that|this|each|both)(?: (?:new|first|second|last|final))? $")
_DONE_THEN = re.compile(r"^s?(?: \w+)? (?:was|were|had been|is|are|being)\b|^s? (?:deployment|placement|insertion|in the|of the|to the|at the)\b|^[^.;,]{0,12}\d ?(?:mm|x|atm)")
_BALLOON_WORK = re.compile(r"^\W*(?:the )?[a-z][\w /]{1,24}\s?[-:=\u2013]\s*(?:just )?(?:an? |plain )?balloons?\b|\bto (?:both|each|all)\b|percent|\bgot an?\b|residual|recoil|gradient|narrow|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve) by \w+|\d\.\d|\d ?%|dilat|inflat|\d ?(?:mm|x|by|atm)|angioplast|\bpta\b|\bdcb\b|stenos|recanal|lesion|good result|occlus|treated")
WORK = re.compile(r"engaged|\bguide\b|french|selected|passes|\d ?f\b|femoral|groin|sheath|wire|catheter|punctur|\baccess|crossed|arteriogra|angiogra|inflat|deployed|up[- ]and[- ]over|crossover|approach|retrograde|antegrade|\d ?mm\b|\b[lr]?cfa\b|\b[lr]fa\b|over the (?:top|horn)|contralateral|ipsilateral|brachial|radial\b|mynx|angio-?seal|perclose|\bcelt\b|proglide|manual (?:pressure|hold|compression)|visipaque|omnipaque|fluoro|heparin|\d atm|pulses\b")
_STATED = re.compile(r"stented (?:segment|length|portion|area|zone|region|vessel|part|site|sfa|artery|stretch)|(?:across|through|within|inside|proximal|distal|old|both|existing|entire) (?:the |entire )?(?:\w+ ){0,2}stents?\b(?! (?:was|were) (?:placed|deployed))|stents? (?:were |was )?placed (?:in )?(?:19|20)\d\d|in-?stent|(?:through|thru|across|past|inside) (?:the |his |her |this |an? )(?:occluded |thrombosed |clotted )?stents?\b(?! (?:was|were|delivery))|instent|\bstents?\s*(?::|,|\bis|\bwas|\bare|\bwere|\bremains?)?\s*(?:widely |now |again |both |had |have |has |completely |totally |fully |chronically |long )*(?:occluded|patent|thrombosed|open\b|stenosed|clotted|blocked|shut\b|closed\b|went down|gone down|kinked|crushed|fractured|failing|failed)|(?:on \d{1,2}/\d{1,2}[^.;]{0,30})?\b(?:underwent|undergone|has had|had had)\b[^.;:]{0,60}stent\w*(?:[^.;:]{0,30}angioplasty)?|\bhad (?:(?:an?|two|his|her|their|left|right|both|bilateral|iliac|sfa|cia|eia|femoral|common|external|superficial|popliteal|renal|carotid|artery|arterial|prior|previous|kissing|angioplasty and|balloon angioplasty and) ){0,6}stent\w*(?:[^.;:]{0,30}angioplasty)?|stent (?:re-?stenosis|stenosis|occlusion|thrombosis|is patent|was patent|widely patent)|(?:prior|previous|existing|old|known)(?: \w+){0,4} stents?")

#: words that put a stent to work in its own clause
_PUT = re.compile(r"\b(?:plac\w+|deploy\w*|implant\w*|releas\w*|deliver\w*|insert\w*|laid|position\w*|advanced|opened|today|new|additional|further|another|second|then|landed|mo[u]?lded|post-?dilat\w*|used|added|bridged|received|required|needed|extended)\b|\d ?(?:mm)? ?(?:x|by) ?\d|->|\bx ?\d|\bwith (?:a|an|two|one)\b|=")
_YEAR = re.compile(r"\b(?:from|of|in|since|dated?|placed|implanted|inserted|deployed|put in) (?:\w+ ){0,3}(?:19|20)\d\d\b|\b(?:19|20)\d\d\s*(?:$|\))|\b(?:years?|months?|weeks?|days?) (?:ago|back|before|earlier|previously|prior|old)\b|last (?:year|month|week)|for (?:an )?(?:old|earlier|previous|prior|remote)\b")
_OLD_BEFORE = re.compile(r"\b(?:patent|old|existing|known|prior|previous(?:ly)?(?: placed| deployed| implanted)?|indwelling|thrombosed|occluded|fractured|earlier|pre-?existing|historic\w*|remote|outside|original|surveillance of)(?:,? (?:and|the|left|right|l|r|lt|rt|common|external|internal|iliac|superficial|femoral|sfa|cia|eia|popliteal|artery|renal|carotid|covered|bare|metal|nitinol|overlapping|two|both|mid|distal|proximal|kissing|limb|limbs|\w+-\w+))*\s+$")
_OLD_AFTER = re.compile(r"^(?:(?:s\b)?\s*\([^)]*\))?(?: (?!then|placed|deployed|across|for|with|and)[\w-]+){0,5}?[ :,-]*(?:(?:is|was|are|were|remains?|appears?|looks?|seen|both|widely|already|which (?:is|was|were|are)|that (?:is|was|were|are)) )*(?:patent|open\b|occluded|thrombosed|unremarkable|uninvolved|not treated|untouched|left alone|in place\b|in situ|without (?:re-?)?stenosis|no re-?stenosis|free of|crossed|traversed)")
#: a stent told right away as sound or shut
_SOUND = re.compile(r"s? (?:(?:is|was|were|are|looked|appear\w*|seemed) )?(?:under-?\s?expanded|mal-?apposed|deformed|collapsed|re-?stenosed)\b|s? (?:(?:is|are|was|were|remains?|remained|still|again|now|widely|both|fully|itself|also) )*(?:still|remains?|remained|widely|again) (?:(?:widely|fully|completely|well) )*(?:patent|open|occluded|thrombosed|free|clear)\b")
#: a stent with its year, or one that a wire went through
_OF_CLOT = re.compile(r"\blysis\b|thrombolysis|thrombos\w+|\bclotted\b|\bclots?\b|thrombectomy")
_LOST_STENT = re.compile(r"^s?\s*(?:(?:had|has|was|that|which|then|just)\s+)*(?:escaped|migrat\w+|emboli[sz]\w+|travel\w+|dislodged|slipped|lost|wander\w+|snared|lassoed|drifted)\b")
_GONE_THROUGH = re.compile(r"^s?\s*,?\s*\(?(?:from |of )?(?:19|20)\d\d\b|^s?(?:\s+(?:was|were|then|easily|again|segment|itself))*\s+(?:traversed|crossed|negotiated|wired|passed|recanali[sz]ed|re-?entered|entered|engaged|probed|penetrated|threaded|navigated|tunnel?led|gone through|went through)\b")
#: a stent named as the place of other work
_OBJECT = re.compile(r"\b(?:separat\w+|distinct|apart|remote|away|clear|\d ?(?:mm|cm))(?: \w+)? (?:from|of) (?:the|this|that|our|both)(?: [a-z-]+){0,2}\s+$|\b(?:at|through|within|inside|along) (?:the|both|his|her|this) (?:new |placed |deployed |treated )?$|\b(?:below|above|beyond|past|adjacent to|next to|near|behind|around|upstream of|edge of|end of|margin of)(?: (?:the|a|his|her|left|right|old|prior|previous|existing|sfa|iliac|popliteal|femoral))+\s+$|\b(?:thrombectomy|atherectomy|aspiration|angioplasty|pta|ballooning|dilat\w+|laser|recanali[sz]\w+|occlusion|thrombosis|re-?stenosis|stenosis|evaluation|imaging|patency|angiogra\w+|debulking|edges?|ends?|margins?|mm (?:distal|proximal)|distal|proximal|beyond|downstream|upstream)(?: (?:of|in|within|across|inside|at|to|from))(?: (?:the|a|his|her|left|right|l|r|lt|rt|common|external|internal|iliac|superficial|femoral|[lr]?sfa|[lr]?cia|[lr]?eia|popliteal|artery|renal|carotid|covered|bare|nitinol|overlapping|both|mid|distal|proximal|existing|old|prior|previous))*\s+$")
#: a stent as the place a catheter or a wire went to
_DESTINATION = re.compile(r"\b(?:to|into|in|at|through|across|past|inside|within|of|beyond) (?:the|his|her|this|its|that)(?: [\w-]+){0,3}\s+$")
#: an act tried and not brought about
_COULD_NOT = re.compile(r"^(?:(?! and | but |\bthen\b)[^.;,]){0,40}?\b(?:could|would|did|can|was|were|is) ?(?:n[o']t|not) (?:be )?(?:possible|able|successful|cross\w*|pass\w*|advance\w*|track\w*|deliver\w*|negotiat\w*|reach\w*|enter\w*|go\b|follow|achieved)|^(?:(?! and | but |\bthen\b)[^.;,]){0,30}?\b(?:failed|impossible|refused|unsuccessful\w*|abandoned|aborted|withheld|reserved|declined|kept (?:in reserve|on standby))")
_TRIED = re.compile(r"\b(?:failed|failure of|unsuccessful\w*|attempt(?:s|ed)?(?: at| to)?|tried(?: to)?|could ?n[o']t(?: \w+){0,4}|unable to(?: \w+){0,4}|nor|neither(?: \w+){0,3})\s+(?:[a-z-]+ ){0,4}$")
_SUCCESS = re.compile(r"success|worked|good result|residual (?:of )?\d")
#: a sentence that lists what was done on other days
_HISTORY_LIST = re.compile(r"^\W*(?:[\w ]{1,20}:\s*)?(?:prior|previous(?:ly)?|history of|hx(?: of)?|past|s/p|status post|remote|old)\b(?:(?!\b(?:was|were|then|today|now|we|i|new)\b)[^.;:\n]){0,140}$")
#: a sentence that opens with the plan: "Plan kissing stents"
_PLAN_FIRST = re.compile(r"^\W*(?:the |our )?(?:plan|recommend|suggest|consider|advise)s?\b[^.;:\n]{0,40}$|^\W*(?:(?:early |first thing )?tomorrow|(?:in|after) (?:the |\d+(?:[- ](?:to |or )?\d+)? )?(?:morning|hours?|hrs?|days?|weeks?|months?)|next (?:morning|day|week|month|session|step|visit)|later(?: today| this week)?|then tomorrow)\b[^.;\n]{0,60}$|^[^.;\n]*\b(?:probable|likely|eventual|anticipated|expected|prospective|future)\s+(?:\w+ ){0,2}$")
#: a sentence that tells what was planned, and one that tells at the same time that it was carried out
_INTENDED = re.compile(r"\b(?:planned|intended|scheduled|booked|agreed|conference|board|the plan (?:was|is|had been)|our plan|offered|proposed|hoped|strategy|consented to)\b")
_DECIDED = re.compile(r"\b(?:decided|decision|elected|opted|chose|chosen|recommended|wanted|felt (?:that )?|to have)\b")
_CARRIED_OUT = re.compile(r"\b(?:was|were|is|are)(?: (?:then|next|now|therefore|first|also|successfully|primarily))? (?:placed|deployed|implanted|released|dilated|stented|ballooned|treated|inflated|advanced|positioned|delivered|inserted|performed|done|used|laid|landed)\b|\d ?(?:mm)? ?(?:x|by) ?\d|\d ?atm|\binflated\b|\bdeployed\b|\bwith (?:good|excellent) result|residual|as planned")
#: the first words of work at the table
_AT_TABLE = re.compile(r"\bprepp?ed\b|\bprepared\b|\bdraped\b|punctur|\bneedle\b|\bsheaths?\b|time-?\s?out|micropunct|lidocaine|\bstick\b|\bstuck\b|\baccess(?:ed)?\b|\b[4-9] ?-?f(?:r|rench)?\b|\bpalpat\w+|\bcrossover\b|up[- ]and[- ]over")


def _only_meant(case: Case, number: int, started: int) -> bool:
    """Whether a sentence tells what somebody meant to do, not what was done; a decision before the work begins is such."""
    text = case.sentence(number)
    if _CARRIED_OUT.search(text):
        return False
    return bool(_INTENDED.search(text)) or bool(_DECIDED.search(text)) and case.document.sentences[number].start < started


#: what ends the reach of a denial or a plan
_TURNED = re.compile(r"\bbut\b|\bhowever\b|\bwhereas\b|\bthereafter\b")


def _clause(flat: str, low: int, start: int, end: int, high: int) -> tuple[str, str]:
    """The words of the clause around an act, before and after it."""
    before = re.split(r"[;:]|,(?! (?:and|the|left|right) )|\. ", flat[low:start])[-1]
    after = re.split(r"[;]|,(?! (?:patent|occluded|open|widely|not))|\. |\.$", flat[end:high])[0]
    return before, after


def _seen_only(word: str, before: str, after: str) -> bool:
    """Whether a stent is one of another day that is only seen."""
    if not word.startswith("stent") or word in ("stented", "stenting"):
        return False
    if _OBJECT.search(before) or _DESTINATION.search(before) and not _PUT.search(after) and not _PUT.search(before):
        return True
    if _GONE_THROUGH.match(after):
        return True
    if _OLD_BEFORE.search(before) and not _PUT.search(after):
        return True
    if _SOUND.match(after):
        return True
    year = _YEAR.search(before + " " + after)
    if year:
        return not re.search(r"\btoday\b|\bnew\b|\bthen\b", before + after)
    if _PUT.search(before) or _PUT.search(after):
        return False
    return bool(_OLD_BEFORE.search(before) or _OLD_AFTER.match(after))


def _other_day(before: str, after: str) -> bool:
    """Whether the clause of an act dates it to another year or time."""
    return bool(_YEAR.search(before[-60:] + " | " + after[:60])) and not re.search(r"\btoday\b|\bnew\b|\bthen\b|re-?stenos|in-stent|\bstents? (?:from|of)\b", before + after)


def live_text(case: Case) -> str:
    """The flat text of what was done today, all else blanked."""
    roles = tuple(role for role in case.roles if role != "summary")
    body = blanked(case, roles=roles)
    keep = told(case)
    chars = [" "] * len(body)
    for number, span in enumerate(case.document.sentences):
        if number in keep:
            chars[span.start : span.end] = body[span.start : span.end]
    flat = case.document.flat
    text = "".join(chars)
    # the words of an act whose vessel has a past status stay readable: only acts themselves are judged by status
    return text if ACTS.search(text) else (blanked(case, roles=case.roles) if ACTS.search(blanked(case, roles=case.roles)) else flat if len(flat) < 500 else text)

def find_acts(case: Case, live: str) -> list[tuple[str, int, int, int]]:
    """Acts done, each with its service, place and sentence."""
    flat = case.document.flat
    out = []
    dead = [m.span() for m in _NOT_AN_ACT.finditer(flat)] + [m.span() for m in _STATED.finditer(flat)]
    dead += [(m.span.start, m.span.end) for m in vessels(case)]  # "PTA" is an artery too
    number = 0
    table = _AT_TABLE.search(live)
    started = table.start() if table else 0
    meant: dict[int, bool] = {}
    for match in ACTS.finditer(live):
        start, end = match.span()
        if any(a <= start < b or start < a < end for a, b in dead):
            continue
        while number + 1 < len(case.document.sentences) and case.document.sentences[number + 1].start <= start:
            number += 1
        if meant.setdefault(number, _only_meant(case, number, started)):
            continue
        sentence = case.document.sentences[number]
        before, after = _TURNED.split(flat[sentence.start : start])[-1], flat[end : sentence.end]
        if match.lastgroup != "size" and (_OLD.search(before[-48:]) or _FIT_FOR.search(before) or _AFTER_NOT.match(after)):
            continue
        if match.lastgroup in ("stent", "angioplasty", "atherectomy") and _HISTORY_LIST.match(before) and not re.search(r"\d ?x ?\d|deploy|dilated", before + after):
            continue
        if match.lastgroup in ("stent", "angioplasty", "atherectomy", "lithotripsy") and _PLAN_FIRST.match(before) and not _CARRIED_OUT.search(after):
            continue
        if match.lastgroup == "size" and _OLD.search(before[-30:]):
            continue
        if match["angioplasty"] == "pta" and re.match(r"\s*(?:patent|occluded|is|and (?:at|peroneal)|run)", after):
            continue
        if _NOT_HERE.search(case.sentence(number)) or (match.lastgroup in ("angioplasty", "size") and "tamponad" in case.sentence(number)):
            continue
        if flat[start:end] in ("balloon", "balloons") and not _BALLOON_WORK.search(case.sentence(number)):
            continue
        if flat[start:end] == "rotarex" and re.search(r"clot|thromb|embol", case.sentence(number)) and "atherect" not in case.sentence(number):
            continue  # it took out clot and no plaque
        if _TIME_OF.search(before) and any(service == match.lastgroup for service, *_ in out) and not _DONE_THEN.match(after):
            continue
        clause = _clause(flat, sentence.start, start, end, sentence.end)
        if flat[start:end] in ("stent", "stents") and _OF_CLOT.search(case.sentence(number)) and not _PUT.search(case.sentence(number)):
            continue  # the stents that clotted
        if match.lastgroup == "stent" and _LOST_STENT.match(after):
            continue
        if match.lastgroup != "size" and (_seen_only(flat[start:end], *clause) or _other_day(*clause) or _COULD_NOT.match(clause[1]) or (_TRIED.search(clause[0]) and not _SUCCESS.search(after))):
            continue
        out.append((match.lastgroup or "", start, end, number))
    return out

