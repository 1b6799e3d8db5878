"""Statements that only name work: talked about, declined, to come, not needed, laid out and unused, done by others or on another day.

The words of work in such a statement are told of no work today. A statement is judged by its own grammar (is there a
word that says the work was not done here, and none that says what was done?) and by the rest of the report: what is
named nowhere else can be left out before anything reads the report; what is named elsewhere too may be the name, the
reason or the denial of the work, and is left out on trial only (:mod:`cac.narrative.merely_seen`).
"""

from __future__ import annotations

from cac import patterns as re
from cac.language.work_names import named

#: longest statement that is judged; longer ones are dictation without stops
_LONG = 210
#: longest statement that is taken for one of another day
_SHORT = 130
_BE = r"(?:(?:was|were|is|are|been|be|being|had been|has been|have been|has|got|will be|would be)\b(?: (?:also|again|then|therefore|thus|briefly|initially|originally|first|only|still|just|all|\w+ly|at (?:this|that) (?:time|point|stage)))*)"
_TALKED = r"(?:discussed|considered|offered|proposed|mentioned|raised|suggested|brought up|put forward|talked (?:over|about|through)|spoken of|gone (?:through|over)|explained|entertained|contemplated|thought (?:about|of)|weighed(?: up)?|looked into|debated|floated|reviewed with|named|recommended|advised|requested|asked (?:for|about)|inquired about|put to (?:him|her|them|the \w+))"
_TURNED_DOWN = r"(?:declined?|refused|turned down|rejected|dismissed|ruled out|cancell?ed|put off|postponed|deferred|called off|shelved|advised against|decided against|abandoned (?:years|long)|passed over|vetoed|countermanded|not (?:pursued|wanted|taken up|covered|authori[sz]ed|approved))"
#: the statement is about what was talked about; the work may have been done all the same
TALK = re.compile(
    rf"\b{_BE} {_TALKED}\b|^(?:[\w/ -]{{2,60}}) {_TALKED}\b(?! (?:the|an?)\b)|\b(?:we|i|he|she|they|patient|pt|family|son|daughter|wife|husband|mother|father|parents|team|surgeons?|oncolog\w+|hepatolog\w+|referr\w+|ward|board) (?:have |has |had |also |then |again |briefly |\w+ly )*(?:discussed|considered|talked|spoke|asked|inquired|enquired|wondered|thought about|raised|mentioned|suggested|proposed|floated|debated|weighed)\b"
    r"|\boptions? (?:put|given|offered|discussed|were|are|included?)\b|\b(?:options?|alternatives?|choices)\b[^:]{0,30}:|\bdiscussion (?:of|about|on)\b|\bcounsel\w+ (?:about|on|regarding)\b|\bmention(?:ed)? (?:of|in)\b"
)
#: the statement says itself that the work was not done
TURNED = re.compile(
    rf"\b{_BE} {_TURNED_DOWN}\b|^[\w/ ,-]{{2,60}}\b{_TURNED_DOWN}\b|\b(?:declin(?:es|ed)|refus(?:es|ed)|turned down|decided against|decides against|opted against|advis(?:es|ed) against|chose not to have|does not (?:want|wish)|did not (?:want|wish)|is not keen|was not keen|prefers? to wait|would rather (?:not|wait)|is thinking about|will think about|wants? to think|not something we)\b"
    r"|\bno (?:indication|need|reason|wish|request|plans?|call|cause|place) (?:for|to)\b|\b(?:not|never|neither(?: was| were| of \w+)?)(?: (?:been|be|to be|otherwise|felt|felt to be|thought|deemed|judged|considered|currently|at present|yet|actually|clinically|really|even|in fact|then|\w+ly))* (?:(?!need to|indeed|enter|select|catheteri|cannulat|cross|reach|imag|film|visuali|identif|opacif|record|stor|sav|documented|guid|confirmed|resolved|improved|changed|dilated|distended|enlarged)[a-z]{3,}ed\b|done|begun|given|taken|sought|undertaken|made|necessary|part of|the subject(?: of \w+ \w+)?|for (?:drainage|treatment|biopsy|today|now)|under treatment|on the list|looked (?:at|for)|an option|wise|helpful|useful|sensible|on (?:today's |the |this )?(?:list|cards|table|programme)|due|(?:felt|thought|deemed|judged) to be \w+)"
    r"|\b(?:and|but|then|later) (?:then |later |was |were )*(?:deferred|declined|rejected|refused|cancell?ed|withdrawn|postponed|skipped|dropped|shelved)\b|\b(?:skipped|omitted|turned down|noticed and left|seen and left|unnecessary|needless|superfluous|unneeded|contraindicated|left (?:alone|undisturbed|untouched|as (?:it|they) (?:was|were))|untreated|without intervention|no intervention|can wait|could wait)\b|^no \w[\w /-]{2,50} (?:was|were|is) (?:therefore |then |felt |thought |deemed |\w+ly )*(?:[a-z]{3,}ed|done|given|taken|undertaken|necessary|made)\b|(?:^|\band |[,;] )(?:no|without)(?: further| immediate| any)? (?:biops\w+|emboli\w+|stent(?:ing|s)?|angioplasty|aspiration|ablation|intervention|treatment|thrombectomy|thrombolysis|lysis|sclerotherapy|injection|filter|atherectomy|sampling|drainage|retrieval|kyphoplasty|vertebroplasty)(?: \w+){0,2}$|\bno [\w -]{2,40} (?:requested|planned|needed|required|wanted|indicated|offered|called for|asked for|warranted)$|\b(?:then |later |and )+(?:[\w ]{0,30})?(?:withdrew|dropped) (?:it|the \w+)|\bnothing (?:was )?(?:done|sampled|treated|placed|injected)\b"
    r"|\b(?:too (?:small|shallow|thin|deep|little|early|frail|unwell) (?:for|to))\b"
)
#: one thing taken in place of another
_OVER = re.compile(r"\b(?:chose|picked|opted for|favou?red|prefers?|preferred|wants?|(?:was|were) (?:chosen|preferred|picked))\b[^.;]{0,30}? (?:over|instead of|rather than|not)\b")
#: the statement is about another day to come
TO_COME = re.compile(
    r"\b(?:had (?:the|it|he|she|they|this|that|her|his) [^.;]{2,50}, [^.;]{2,40} would have(?: been)?(?: \w+ed)?|would have been \w+ed|(?:may|might|would|should|will|shall)(?: \w+){0,2}? be (?:\w+ly )?(?:[a-z]{3,}ed|taken|done|given|put in|made|sought)\b|(?:is|are) (?:being|to be) [a-z]{3,}ed|had to be [a-z]{3,}ed to|moved to (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|next \w+|another (?:day|date|session)|the (?:afternoon|following|next))\b|only if\b|have to wait|has to wait|held back|next (?:visit|session|time|week|month|step|year|clinic|admission|cycle|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:in line|thing|option|choice))\b|would be (?:the )?next|(?:would|could|might|will|may|should) (?:then |also |always |still |only |later |\w+ly )*(?:be (?:(?:the|a|an|our|his|her) )?(?:next|fallback|thought about|considered|tried|offered|entertained|planned|needed|required|indicated|attempted|revisited|arranged|requested|reconsidered|looked at|started|called for|necessary|appropriate|reasonable|option|candidate|alternative|idea|possibility|dealt with|addressed|scheduled|booked|decided|discussed|done|performed|repeated|placed|removed|exchanged|sought|for another|made|better|preferable|preferred|wise|worth\w*|left only)|be (?:an? )?(?:\w+ )?(?:option|candidate|alternative|idea|possibility|consideration|choice|step)|follow|go back|come (?:back|up|to|later|next)|need|require|return|have|undergo|consider|upsi[sz]e|proceed|try|attempt|repeat|exchange|convert|remove|replace|create|do|perform|place|make sense|take|help|want|wait|like)"
    r"|is (?:due|planned|scheduled|booked|set|slated|pending|awaited|arranged|foreseen|reserved|on the (?:list|books)|to (?:be|have|follow|come|undergo|return)|for (?:another|a later|next))|are (?:due|planned|scheduled|booked|set|pending|awaited|to be|not to be)|(?:has|have) been (?:planned|scheduled|booked|arranged|set)|plans? (?:a|an|to|for|on|is)\b|at a (?:later|separate|second|future) (?:date|time|stage|sitting|session|visit)|down the (?:road|line)|(?:for|of) another patient|in (?:the )?future|for (?:the future|later|another (?:day|session|visit|time)|a (?:later|separate) (?:day|session|visit|date))|on another day|later (?:on|this week)|fall-?back|plan b\b|back-?up|contingency|if (?:the|this|these|it|he|she|they|pain|symptoms|bleeding|that|there|flows?|relief|ascites|anything|needed|necessary|not|no|\w+ (?:is|are|was|were|rises?|falls?|fails?|recurs?|returns?|persists?|drops?|grows?|enlarges?|worsens?|stops?|continues?|comes?|goes?|holds?|wears?|proves?|progress\w*))\b|^should (?:the |an? |his |her |this |these |he|she|they|it|any|more|\w+ )\b|in (?:case|the event) (?:of|that)|unless\b|something to think|thinking ahead|to think about|candidates? for|(?<!not )a candidate\b|maybe (?:later|next)|some (?:other )?(?:day|time)|another (?:day|time)|on hold|pending (?:insurance|approval|authori[sz]ation|results?)|in reserve|last resort|off the table|out of the question|had in mind|in mind (?:only|to)|on the cards|awaits?\b|to be arranged|to follow\b|to be (?:done|placed|decided|lasered|treated|repaired|seen)|in due course|one day\b|an? (?:\w+ )?(?:alternative|option)\b|(?:in|after|within) (?:about |roughly )?(?:\d+|an?|one|two|three|four|six|eight|ten|twelve|some|several|few)(?: (?:to|or|-) ?\d+)? (?:days?|weeks?|months?|years?)(?:'? time)?$|\btomorrow\b|still (?:under|being) (?:discussion|discussed|weighed)|under discussion)"
)
#: the answer of a form: a label and no
FORM = re.compile(r"^(?![^:?=]*\b(?:was|were|advanced|placed|up to|tip at|at [ltc]\d)\b)[\w /()&,'.+-]{3,60}? ?[:?=] ?(?:no|none|n ?/ ?a|na|nil|n|not (?:(?:clinically |at all |yet )?(?:done|performed|used|needed|required|indicated|requested|given|placed|taken|attempted|applicable|carried out|undertaken|necessary|wanted|planned|opened|ordered|pursued|treated|injected|today))|declined|deferred|unnecessary|contra-?indicated|never|refused|cancell?ed|omitted|skipped)\b(?: (?:by|at|for|on|due|because|per|today|this|needed|required|performed|done|\()[^.:;]{0,40}|, not given)?$")
_LAID_OUT = re.compile(r"\b(?:opened|unpacked|unwrapped|made up|wheeled in|tested|brought|prepared|drawn up|loaded|set (?:out|up)|laid out|ready|available|in the (?:room|suite|lab|cart)|on (?:the )?(?:table|shelf|stand-?by|hand|field)|at hand|stand-?by|brought (?:in|up)|ordered|warmed|primed|thawed|hydrated|flushed and|kept|fetched|pulled from stock)\b")
_UNUSED = re.compile(r"\b(?:(?:not|never|neither(?: was| were)?)(?: \w+)? (?:used|needed|required|opened|given|mixed|deployed|employed|inserted|introduced|called upon|touched|placed|fired|connected|switched on)|unused|unopened|sealed|went unused|thrown (?:away|out)|wasted|returned|never connected|un(?:needed|wrapped|touched)|(?:put|set|laid) (?:aside|back|away)|went back|(?:was|were|and) (?:discarded|thrown away|returned|binned|wasted|handed back|restocked)|returned (?:to|unused)|discarded|by mistake|in error|erroneously|inadvertently|as (?:a )?(?:back-?up|reserve|precaution)|just in case|for teaching|changed (?:its|his|her|their|our|the) minds?|no longer)\b")
#: services of their own
SERVICE = r"(?:(?:the|another|a|an|her|his|our) )?(?:[a-z]+ )?(?:team|service|surgery|surgeons?|urology|urologists?|gastroenterology|gi|pulmon\w+|nephrology|cardiology|anesthesia|an(?:a)?esthe\w+|icu|ward|floor|nurs\w+|oncology|hospital|ed|er|emergency \w+|vascular|orthop\w+|neurosurgery|line team|colleagues?)"
#: services of their own, as who did something
_OTHERS = re.compile(
    r"^(?:earlier |meanwhile,? |before (?:the case|this|we started),? |afterwards,? )?(?:the |our |her |his )?(?:\w+ )?(?:an(?:a)?esthesia|an(?:a)?esthe(?:tist|siologist)s?|crna|urolog(?:y|ists?)|surgery|surgeons?|gi|gastroenterolog(?:y|ists?)|nephrolog(?:y|ists?)|cardiolog(?:y|ists?)|pulmon\w+(?: medicine| service)?|respiratory (?:physicians?|team)|hematology|oncolog(?:y|ists?)|radiation oncology|rheumatology|orthop\w+|neurosurg\w+|neurolog(?:y|ist|y resident)|gyn(?:a?ecolog)\w+|obstetrics|icu(?: team)?|line team|picc team|pain (?:clinic|team|service)|palliative care|ward(?: nurse| team)?|floor(?: nurse| team)?|nurs(?:e|es|ing)|ed|er|emergency \w+|paramedics|ems|primary team|transplant team|vascular surgery|hospitalist|endoscop\w+|dialysis (?:nurse|unit|staff))(?: (?:team|service|resident|fellow|nurse|colleagues))? "
    r"(?:(?:had|has|have|then|already|also|just|kindly|separately) )*(?:placed|put|inserted|did|performed|carried|exchanged|changed|removed|pulled|took|tried|gave|tapped|drained|aspirated|injected|biops\w+|clipped|interrogated|sited|started|stented|replaced|opened|created|blocked|repaired|attempted|proposed|suggested|advised|measured|obtained|floated|ablated|treated|repositioned|plans?|will|would|asked|requested|recommended|has|decided)\b"
)
_PAST = re.compile(
    r"\b(?:in|since|from|of|back in|during|dated|on) (?:(?:early|late|mid|the (?:spring|summer|fall|autumn|winter) of) )?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w* )?(?:19|20)\d\d\b|\b(?:ago|years? back|months? back|yesterday|last (?:week|month|year|night|spring|summer|fall|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|admission|visit)|the (?:week|day|month) before|(?:days|weeks|months|years) (?:earlier|before)|earlier (?:this|in the) (?:week|month|year)|over the years|(?:an?|the) (?:\w+ )?(?:outside|another|sister|county|referring|other|university|local) (?:hospital|facility|institution|center|centre|clinic)|(?:at|in|from) (?:an? |the |another )?(?:\w+ )?(?:outside|another|sister|county|referring|other|university|local) (?:hospital|facility|institution|center|centre|clinic)|elsewhere|in (?:(?:his|her) )?(?:childhood|teens|youth)|before (?:the )?transfer|in the (?:ed|er|emergency \w+)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:the )?(?:spring|summer|fall|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
#: a thing from before, as it is seen
_OLD_SEEN = re.compile(
    r"^[\w /-]{3,40} (?:19|20)\d\d(?:,|$)|\b(?:an?|the|his|her|their|old|prior|previous|earlier|past) (?:\w+ ){0,3}?(?:earlier|old|previous|past|prior|known) [^.;]{2,50}\b(?:is|are|was|were) (?:again |also |still )*(?:seen|noted|visible|present|in place|identified|evident|unchanged|known)\b|\b(?:from|of) an? (?:earlier|old|previous|past|prior) [^.;]{2,50}\b(?:is|are|was|were) (?:again |also |still )*(?:seen|noted|visible|present|in place|identified|evident)\b|\b(?:is|are|was|were) (?:again |also |still )*(?:seen|noted|visible|present|in place|identified|evident)\b[^.;]{0,40} from an? (?:earlier|old|previous|past|prior)\b|^(?:prior|previous|past|old|earlier) [\w -]{3,60}(?:\([^)]*\) )?(?:is |was |are |were )?(?:benign|negative|noted|seen|remote|helpful|uneventful|elsewhere)"
)
#: what is told at the table and not of the past
_TABLE = re.compile(r"\d ?(?:f|fr|french|g|ga|gauge|mm|cm|ml|cc|mg|mcg|u|l|lit\w+|units|sec|min|h)\b|\d ?x ?\d|\b(?:needles?|wires?|sheaths?|over (?!the (?:years|last))|through|up to|withdrawn|pulled|came out|today|now|then|ballooned|using|under|via|advanced|here)\b")
_CONSENT = re.compile(r"\bconsent\w*\b[^.]{0,40}\b(?:covered|covers|included|includes|including|named|names|mentions?|mentioned|listed|lists|also|form|for possible|possible|extended)|\bon the consent\b|\bpart of (?:the|her|his) consent\b|^consent ?:|\bpossible\b[^.]{3,120}\b(?:were|was) (?:also )?(?:consented|signed|agreed)|\bconsent(?:ed)?\b.*\bpossible\b|\bas possible$")
_LATER_NOTE = re.compile(r"^(?:\(?(?:late )?addendum\)?|added (?:later|on))\b[^.]{0,40}(?:days?|weeks?|months?) (?:later|after|on)|\(addendum\)|^(?:\w+ )?(?:days?|weeks?|months?) later\b")

#: what others put in or did, told behind the thing
_BY = re.compile(rf"\b(?:placed|inserted|put in|managed|followed|looked after|changed|exchanged|sited|left|sent|done|performed|taken(?: out)?|removed|given)\b(?: \w+){{0,3}}? by {SERVICE}\b")
#: eyes alone
_LOOKED = re.compile(r"\b(?:having (?:\w+ ){1,4}[a-z]+ed|looked(?: at)?|scanned|exposed|inspected|surveyed|stayed|remained|collapsed|enlarged|narrowed|noticed|observed|developed|needed)\b")
_DEVICE_SEEN = re.compile(
    r"\b(?:pacemakers?|defibrillators?|ports?|picc|hickman|stents?|filters?|coils?|clips?|grafts?|fistulas?|tubes?|drains?|catheters?|seeds?|markers?|cement|devices?|tips|lines?|iud|shunts?|pigtail|leads?|prosthesis)\b[^.;]{0,50}?\b(?:(?:is|are|was|were|lies|lie|sits|sit) (?:also |again |still |incidentally )*(?:seen|noted|visible|present|in (?:place|situ|position)|identified|evident|in the (?:left|right|chest|stomach|duodenum|bladder|groin|neck|arm|pelvis|abdomen|svc|ivc)|with (?:its|the) tip)|spans?|noted|seen)\b"
    r"|\b(?:there (?:is|are|was|were)|note is made of|incidental\w*) [^.;]{0,40}\b(?:pacemakers?|ports?|picc|stents?|filters?|coils?|clips?|grafts?|tubes?|drains?|catheters?|seeds?|cement|tips|iud|shunts?|leads?)\b"
)
#: what was done at the table, told with a verb
_ACTED = re.compile(
    r"\b(?!(?:promis|judg|deem|studi|promot|wonder|direct|need|indicat|requir|justifi|warrant|tunnel|guid|retain|infect|relat|cover|coat|detach|expand|ad|bas|refer|want|wish|ask|book|order|prefer|advis|interest|frail|fail|isolat|enlarg|calcifi|thicken|increas|complicat|unopen|unus|seal|repeat|embed|buri|separat|delay|stag|limit|perforat|infrared|supervis|thought|lett|propos|suggest|talk|discuss|consider|offer|mention|explain|dislodg|plann|schedul|request|not|notic|observ|own|nam|cramp|bleed|recommend|declin|refus|rejected|consent|cancell|cancel|remember|benefit|suspect|resolv|feed|old|said)ed\b)(?!(?:need|bleed|feed|speed|indeed|seed|bed|red|med|ted|shed|used to)\b)[a-z]{2,}ed\b"
    r"|\b(?:taken|done|carried out|used(?! to\b)|given|withdrawn|put in|sent|begun|made|took|got|went|came|ran|drew|fed|slid|shot|gave|drove|spun|showed|shows|hit|stuck|cut|over (?:a|the) (?:\w+ )?wire|through (?:a|the) (?:\w+ )?(?:sheath|needle|catheter))\b"
)
#: the turn to the work: what was talked about was chosen or begun
_WENT_ON = re.compile(r"\b(?:proceed\w*|went ahead|go(?:ing)? ahead|chosen|chose|elected|opted(?! against)|instead|accept\w+|agree(?:d|s|able|ment)?|prefer(?:red|s) (?!to wait)|decided (?:to|on|upon|for)|decision (?:was|made|to)|consents? to|today|now\b(?! being)|therefore|thus|accordingly|hence|so (?:we|i|the|an?)\b|favou?red|settled on|needle|gauge|\d ?(?:fr?|french|ga?|ml|cc|mg)\b(?! (?:cyst|lesion)))\b")
#: failed work is work; studies before bear on the study of today, kept images and sedation on what may be billed
_FAILED = re.compile(r"\b(?:could not|couldn't|cannot|can't|would not|wouldn't|unable|unsuccess\w*|fail(?:ed|ure)(?! if)|(?<!not )(?<!be )(?<!never )(?<!been )attempt(?:ed|s)|aborted|abandoned(?! for years| long)|terminated|stopped)\b")
_BEARS = re.compile(
    r"\b(?:images?|saved|stored|recorded|archived|documented|sedation|monitor\w*|imaging|ultrasound (?:machine|was)|fluoroscop\w+|machine|separate(?:ly)? (?:report|dictat|bill|cod)\w*|bill\w*|staged? (?:second|first)|cta|ct angiogra\w*|mra|duplex|diagnostic|non-?diagnostic|completion|roadmap|no (?:prior|previous|earlier|other|known|ct|mri?|mra|imaging)|before (?:today|this|now)|never had|first (?:ever|study)|transplant\w*|solitary|absent|congenital|left in (?:place|situ)|removed at the end|no (?:drain|tube|catheter|clip|marker|stent) (?:was )?left|pregnan\w*|so (?:it|we|this|that|the|i|a)\b|this (?:procedure|case|study|exam\w*)|the (?:procedure|case|study|exam\w*) (?:was|is|had))\b"
)
#: a study of another day and what it was worth
_STUDY = re.compile(r"angiogra|arteriogra|aortogra|venogra|\bcta?\b|\bmra?\b|stud(?:y|ies)\b|imaging")
_GOOD = re.compile(r"adequate|quality|showed|reviewed|conclusive")
_PARTS = re.compile(r";\s+|\s{2,}(?=[a-z][\w /-]{2,30}[:?] )|\s-{1,2}\s|, (?=(?:but|and|so|while|although|though) (?:the|we|i|he|she|it|they|was|is|will|would|this|that|\w+ (?:was|were|is|are|will|would|prefers?))\b)")


#: a verb that may say something else than work
_IDLE = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|may|might|can|could|should|shall|does|do|did|asks?|asked|wants?|wanted|wishes|wished|needs?|awaits?|remains?|remained|belongs?|plans?|prefers?|preferred|intends?|hopes?|hoped|holds?|held|keeps?|kept|contains?|carries|wears|restarts?|resumes?|starts|begins|follows|comes|goes|goes on|wondered|promised|raised|chose|sits|lies|spans|helps?)\b")
#: a statement whose subject is the work of today
_OWN = re.compile(r"[\w /-]{3,30}:|(?:this\b|it\b|the (?:procedure|study|case|operation|intervention|exam\w*)|procedure|today|he|she|(?:the )?(?:patient|pt)|\d\d?[- ]y\w*)\b(?! (?:lost|had|has had|asks?|asked|wants?|read|remembers|prefers?|declin|refus|may|might|will|would))")
#: verbs of the hand at the table, undenied
_AT_WORK = re.compile(
    r"\b(?:advanced|inserted|placed|deployed|injected|punctured|accessed|aspirated|drained|removed|exchanged|taken|obtained|performed|done|carried out|treated|emboli[sz]ed|coiled|stented|dilated|ablated|biopsied|sampled|tapped|used|given|passed|crossed|selected|catheteri[sz]ed|cannulated|entered|engaged|inflated|sent|filled|opacified|withdrawn|upsized|put in|infused|instilled|measured|blocked|infiltrated|sutured|secured|closed|released|captured|snared|retrieved|positioned|begun|made|completed|reached|achieved|showed|confirmed|ballooned|parked|moved|filmed|pulled|opened|freed|looped|formed|locked|flushed|attached|connected|prepped|draped|left|tunnel+ed|cut|burned|lesioned|cemented|mixed|balloon(?:ing)?|proceeded|underwent|repaired|seated|landed|delivered|implanted|sealed|occluded|recanali[sz]ed|lysed|laced|spun|swept|cleared|retracted|exposed|numbed|anestheti[sz]ed|screened|guided|needle|wire|sheath|fluoro\w*|ultraso\w+|now|today|then)\b"
)
#: what was found, which may be the place or the result of the work
_FOUND = re.compile(r"\d ?%|\b(?:patent|normal|stenos\w+|blush|compressible|flows?|pocket|deepest|septat\w+|anechoic|opacif\w+|fills?|extravas\w+|occlu\w+|residual|injections? shows?|gradient|pressure|arteriography|angiography|venography|cavity|tract)\b(?! (?:is|are|was|were) (?:not|for|off|on|out))")
#: what a patient had on another day
_HAD = re.compile(r"\b(?:had|has had|gave|got|underwent|was|were|last|received|tapped|did|coiled|placed|put)\b")
#: work told without a verb ("5 x 80 balloon, no stent")
_TOOLED = re.compile(r"\d ?x ?\d|->|\d ?(?:f|fr|french|g|ga|gauge|ml|mg|min)\b|\bmm balloon|\b(?:needle|wire|sheath|dsa|runs?|pigtail at|pta|out)\b|balloon (?:angioplasty )?alone")
#: the day, where it stands behind a denial
_AT_THE_END = re.compile(r"\b(?:today|now|at (?:present|this (?:time|visit|stage)))\W*$")


def _mere(part: str) -> str:
    """What a statement is: ``sure``, ``talk``, ``past`` or ``seen`` where it only names work, ``idle`` where no word tells of an act, ``work`` where it tells of some, else empty."""
    told = part.strip(" .,;:!?-*\n")
    over = _OVER.search(told)
    passed = told if over is None or named(over.group()) or named(told[: over.start()]) else told[: over.start()] + " " + told[over.end() :]
    spared = _AT_THE_END.sub("", TO_COME.sub(" ", TURNED.sub(" ", passed)))
    if not named(told):
        return "work" if _ACTED.search(_LOOKED.sub(" ", spared)) or _WENT_ON.search(spared) else ""
    if _FAILED.search(told) or _BEARS.search(spared) or _STUDY.search(told) and _GOOD.search(told):
        return "work"
    if re.match(r"last [a-z]+ed\b", told) and _PAST.search(told):
        return "past"
    if FORM.match(told) or _LATER_NOTE.search(told):
        return "sure"
    if _LAID_OUT.search(told) and _UNUSED.search(told):
        return "work" if _ACTED.search(_UNUSED.sub(" ", _LAID_OUT.sub(" ", told))) else "sure"
    if _WENT_ON.search(spared):
        return "work"
    consent = _CONSENT.search(told) is not None
    bare = _CONSENT.sub(" ", TALK.sub(" ", spared)) if consent else TALK.sub(" ", spared)
    if not _ACTED.search(_LOOKED.sub(" ", bare)):
        if consent or spared != told:
            return "work" if _TOOLED.search(bare) and not TO_COME.search(told) else "sure"
        if bare != told:
            return "talk"
    if (_OTHERS.match(told) or _BY.search(told) and not _ACTED.search(_BY.sub(" ", told))) and not re.search(r"\b(?:we|i|us)\b", told):
        return "past"
    if len(told) < _SHORT and not _TABLE.search(told) and (_PAST.search(told) or _OLD_SEEN.search(told)):
        return "past"
    if len(told) < _SHORT and _DEVICE_SEEN.search(told) and not _ACTED.search(told) and not _TABLE.search(told):
        return "seen"
    if _IDLE.search(told) and not _OWN.match(told) and not _AT_WORK.search(spared) and not _ACTED.search(_LOOKED.sub(" ", bare)) and not _TOOLED.search(told) and not _FOUND.search(told) or len(told) < _SHORT and _PAST.search(told) and _HAD.search(told):
        return "idle"
    return "work" if _ACTED.search(told) or _TOOLED.search(told) else ""


def judged(text: str) -> list[tuple[int, int, str]]:
    """The statements of a sentence that only name work.

    Args:
        text: flat text of one sentence.

    Returns:
        (start, end, kind) of each; kind is ``sure``, ``talk``, ``past``, ``seen`` or ``idle``. One that covers the sentence stands alone.
    """
    marks = [0, *(match.end() for match in _PARTS.finditer(text)), len(text)]
    parts = [(a, b, _mere(text[a:b]) if b - a <= _LONG else "work") for a, b in zip(marks, marks[1:], strict=False)]
    kinds = {kind for _, _, kind in parts if kind}
    if not kinds or kinds == {"work"}:
        return []
    if "work" not in kinds:
        weakest = next(kind for kind in ("idle", "seen", "past", "talk", "sure") if kind in kinds)
        return [(0, len(text), weakest)]
    return [(a, b, kind) for a, b, kind in parts if kind not in ("", "work", "idle") and (b == len(text) or text[:b].rstrip().endswith(";")) and (a == 0 or text[:a].rstrip().endswith(";"))]


def told_elsewhere(said: str, rest: str) -> bool:
    """Whether work that a statement names is named in the rest of the report too.

    Args:
        said: flat text of the statement.
        rest: flat text of the rest of the report.
    """
    return any(names.search(rest) for names in named(said))
