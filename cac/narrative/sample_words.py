"""Words of a report on needle samples: its subject, other trades, the ends and the acts of the needle."""

from __future__ import annotations

from cac import patterns as re

#: the subject of a report on samples
ABOUT = r"biops|\bfnas?\b|fnab|fine[ -]needle|\bcores?\b|needle aspirat|marrow aspirat|\bbx\b|trephine|aspirat\w* (?:of|from) (?:the )?(?:bone )?marrow|\bneedled (?:once|twice|thrice)|marrow (?:attempt|procedure|exam\w*|study|studies|sampl\w*|collection|harvest|note|tap)\b|jamshidi|tru-?cut|aspiration cytology|\b2[1-7] ?-?(?:g|ga|gauge)\b[^.\n]{0,60}(?:passes|slides|smears|aspirat)|(?:thyroid|nodule|node|mass|lesion)s? aspirat|aspirat\w* of (?:a |the )?(?:\w+ ){0,3}(?:nodule|node|mass|lesion|thyroid)|\b(?:tissue|needle|mass|lesion|nodule|nodal|node|parenchym\w+|liver|hepatic|renal|kidney|lung|pulmonary|omental|bone|thyroid|guided|directed|targeted) sampl(?:ing|ed)\b|\bsampl(?:ing|ed) (?:of |from )?(?:an? |the |this |both |two )?(?:[\w.-]+ ){0,5}?(?:nodules?|nodes?|mass(?:es)?|lesions?|tumou?rs?|parenchyma|liver|kidney|bone)\b"
NOT_OURS = re.compile(
    r"\b(?:eus\b|endoscop\w+|ebus|bronchoscop\w+|endobronchial|transbronchial|colonoscop\w+|cystoscop\w+|excisional|incisional|shave|punch|transjugular|endomyocardial|myocardial|hysteroscop\w+|endometrial|cervical lesion|sentinel|excision|mediastinoscop\w+|open biops\w+|stereotactic brain|craniotom\w+|burr)\b"
)
#: a needle that went through a scope
SCOPE = re.compile(r"\b(?:scope|bronchoscope|echoendoscope|endoscope)\b (?:was |is )?(?:then )?(?:introduced|advanced|inserted|passed|exchanged|withdrawn)|\b(?:linear|radial) (?:ebus|eus)\b|(?:ebus|eus) (?:scope|probe|bronchoscope)|(?:introduced|exchanged|advanced|passed)[^.;\n]{0,30}\bscope\b|vizishot|vocal cords")
SUBJECT = re.compile(rf"(?:{ABOUT})")
#: a needle by its size and its passes, in reports that never say the word of sampling
COUNTED = re.compile(r"\b(?:1[4-9]|2\d)(?:/\d\d)? ?-?(?:g|ga|gauge)(?:\b[^.;\n]{0,26}\b| ?)x ?\d\b(?! ?(?:mm|cm|min|in\b|inch|\.\d))")
#: pieces won and counted
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|several|multiple|single)"
WON = r"(?:cores?|worms|lengths|jabs|slips|trephines?|snips|plugs|samples?|specimens?|pieces?|strips?|threads?|bites?|bits|slivers|filaments?|cylinders?|fragments|passes|dips|stabs|plunges|shots?|throws?|firings|aspirates)"
PIECES = re.compile(rf"\b(?:needled|punctured|jabbed|speared|stabbed)\b[^.;\n]{{0,40}}\b(?:twice|thrice|\w+ times)\b|\b{_COUNT} (?:[\w-]+ ){{0,3}}{WON}\b|\b{WON}\b ?[x:] ?\d|\bx ?\d (?:cores?|passes|samples?)")
#: a needle by its size
SIZED = re.compile(r"\b(?:1[1-9]|2[0-7])(?:/\d\d)? ?-?(?:g|ga|gauge)\b|\b1[4-9]/(?:1[6-9]|2[0-5])\b(?![/.\d])|\b1[1-9]/(?:1[2-9]|2[0-5])\b(?= (?:coax\w*|system|set|needles?))")
#: where tissue goes
LAB = re.compile(r"formalin|patholog|histolog|\bpath\b|cytolog|\bcyto\b|\bslides?\b|smears?|rpmi|flow cytometry|glutaraldehyde|glomerul|tissue|decal\w*|\brose\b|frozen section|touch prep|michel")
#: the heading of a paper of the laboratory, which tells what a needle of another day brought
RESULT = re.compile(r"\W*(?:addendum[: -]+)?(?:surgical |final |cyto)?(?:pathology|cytology|histology|path) ?(?:addendum|reports?|results?|correlation|concordance|review)\b")
NEAR = re.compile(r"(?:non[- ]?diagnostic|inconclusive|prior|previous|recent|outside|earlier|benign)(?: \w+){0,3}? $|\beus[ -]*(?:guided )?$")
ELSEWHERE = re.compile(r"\beus\b|by (?:oncology|hematology|surgery|pulmonology|the surgeon)|separate(?:ly)? (?:note|report|dictat)|outside hospital|previously biops|biopsy[- ]proven|\bwill (?:be|undergo|return)|is to undergo|discuss\w*|recommend\w*|would (?:be|need|like)|candidate|amenable|consider\w*|we plan|options?\b|^\s*(?:history|indication)\b|loss of resistance|for hemostasis")
STRONG = ("core", "vacuum", "fna", "biopsy", "aspirate", "cytology")
ABLATED = re.compile(r"(?:microwave|radiofrequency|cryo\w*|thermal|irreversible electroporation)? ?(?:ablation|ablated|cryoablat\w*)[^.]{0,60}(?:perform|minutes|min\b|watts|cycle|applied|\d)|(?:(?:cryo|ablation|microwave|rf|neuwave|emprint) ?probe|antenna|electrode)s?[^.]{0,60}(?:advanc|plac|insert|position)|\bfreez\w+(?! frame)|\bthaw")
APART = re.compile(r"(?:separate|different|other|second|another) (?:\w+ ){0,2}(?:lesion|mass|nodule|tumou?r)|lesion b\b|lesion 2\b")
STOPPED = re.compile(r"(?:procedure|case|biopsy|attempt|study)(?: \w+){0,3} (?:terminated|aborted|discontinued|stopped|abandoned|cancell?ed|halted)|(?:terminated|aborted|discontinued|stopped|abandon(?:ed)?|halt(?:ed)?|terminate) (?:the )?(?:procedure|case|biopsy)|\bdiscontinued\b|\bno (?:tissue|sample|specimen)s?(?: \w+){0,2} (?:obtained|taken|collected)|\bno samples?\b|\bno (?:tissue|sample|specimen|core)s?(?: \w+){0,2} (?:removed|had|won|acquired|secured|retrieved|recovered|harvested|got)\b|\b(?:i|we|operator) (?:therefore |then |thus |had to )?(?:stop(?:ped)?|gave up|desist\w*|abandon\w*|halted|quit|called (?:it off|a halt|it a day))\b|\bbefore (?:any|a|the first) (?:sample|core|specimen|tissue|pass)|\b(?:ended|stopped|terminated|halted|closed|abandoned) (?:there|here|early|at this point|at that point|for (?:patient |the patient.?s )?(?:safety|bleeding|pain)|because|due to|in view of)|\bincomplete (?:procedure|biopsy)|decision (?:was )?(?:made )?to (?:stop|abort|terminate)")
DONE = re.compile(r"needle|gauge|\d{2} ?-?ga?\b|obtained|taken|passes|acquired|sampled|biopsied|collected|advanced|performed|x ?\d|(?:\d+|one|two|three|four|five|six|several|multiple) (?:\w+[ -]){0,3}(?:cores?|samples?|specimens?)|specimens?|aspirat|deployed|fired|cylinders?\b|\bcores?\b[^.;\n]{0,20}\b\d+(?:\.\d)? ?(?:cm|mm)\b|each side")
#: marrow that was thought of and not taken
NO_MARROW = re.compile(r"\bmarrow\b ?: {4,}|[^.;\n]*\bmarrow\b ?:? ?(?:was |were )?(?:no|not|none|nil)\b[^.;\n]*|[^.;\n]*\bmarrow\b[^.;\n]{0,40}(?:\?|\b(?:cancel\w*|not (?:done|taken|sampled|needed|requested|today)|declin\w*|deferr\w*|will be|request was|elsewhere|by h(?:a)?ematology)\b)[^.;\n]*|[^.;\n]*\b(?:cancel\w*|no|not|without|declin\w*|deferr\w*)\b(?: \w+){0,3} marrow\b[^.;\n]*")
#: marrow as a sign on a scan, or as what ran out of a bone
MARROW_SIGN = re.compile(r"(?:bone )?marrow (?:replac\w*|signal|edema|oedema|infiltrat\w*|involv\w*|blood|clot|changes?|abnormalit\w*|uptake|lesions?)")
#: the saying that nothing came out
NOTHING_HAD = re.compile(r"\b(?:no|without(?: any)?|before any) (?:\w+ )?(?:specimens?|samples?|tissue|aspirate|cores?|material)\b(?! (?:needle|biops))")
#: a core tried for and not had
CRUMBLED = re.compile(r"\b(?:cores?|trephine|biops\w+)\b[^.;\n]{0,40}\b(?:attempt\w*|tried)\b[^.;\n]{0,60}\b(?:crumbl\w*|unsuccess\w*|fail\w*|nothing|could not|no (?:usable|adequate|tissue))\b")
#: what was asked for, told before the first needle
ASKED = re.compile(r"\b(?:request\w*|asked|separate samplings|two (?:different |separate )?(?:samples|samplings|biopsies|targets|procedures)|both the)\b")
ENTERED = re.compile(r"(?:needle|introducer|coaxial|trocar|cannula|\b\d{2} ?-?(?:g|ga|gauge) guide)[^.]{0,80}(?:moved forward|pushed|stepped|walked|driven|steered|guided|brought|directed|threaded|went|advanc|insert|plac|position|pass|introduc|through|into)|(?:needle|introducer|coaxial|trocar|cannula) (?:\w+ )?(?:was|is|lay|sat|had been|in) (?:already )?(?:in|at|within|inside|near|against|the)\b|(?:needle|jamshidi|trocar)[^.]{0,40}\benter\w*|(?:advanc|insert|introduc|plac|pass)\w*[^.]{0,60}(?:needle|introducer|coaxial|trocar)")
#: a target named and let alone
SPARED = re.compile(r"\b(?:was|were|is|are)? ?(?:therefore |then |thus )?not (?:\w+ )?(?:sampled|biopsied|aspirated|targeted|needled|approached|punctured)\b|\bleft alone\b|\b(?:biops\w+|fna|sampling|aspiration) (?:was |is )?(?:therefore )?(?:cancel\w+|deferred|omitted|not (?:done|performed|needed))")
