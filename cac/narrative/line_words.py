"""Words by which reports on central venous lines tell of devices, acts and their traces; patterns on the flat text."""

from __future__ import annotations

from cac import patterns as re

#: a pocket that was made today, however the sentence is built
POCKET = re.compile(
    r"pocket\b[^.;\n]{0,40}\b(?:creat|made|fashion|form|develop|dissect|prepared)|(?:creat|mak|made|fashion|form|develop|dissect|prepar)\w*[^.;\n]{0,40}\b(?<!old )(?<!existing )pocket|(?:placed|sutured|seated|put|secured|inserted|anchored)[^.;\n]{0,50}(?:in|into|within) (?:the|this|that|a|same|new) (?:subcutaneous |new |same )?pocket"
    r"|(?:^|[.;:]\s|and )(?:(?:subcutaneous|sub-?q|chest|port|new) )*pocket:? (?:(?:in|on|over|at|below|to) )?(?:the )?(?:right|left|r|l|rt|lt|upper|infraclav\w+|chest|below|arm|ant\w*)\b|(?:^|[.;:,]\s|and )(?:(?:subcutaneous|sub-?q|new|right|left|r|l) )*chest (?:wall )?pocket(?= ?[.;,])|(?:^|[.;:,]\s|and )(?:(?:subcutaneous|sub-?q|a|the) )?pocket (?:over|above|onto|on) (?:the )?(?:\w+ )?(?:pectoral\w*|fascia|rib|sternum)"
)
#: a lytic given before today or by others
LYSED_BEFORE = re.compile(r"[^.;\n]*(?:\bt-?pa\b|alteplase|cathflo|activase)[^.;\n]*\b(?:last|yesterday|ago|earlier|previous\w*|prior|twice|three times|(?:two|three|\d) (?:rounds|times|doses|dwells)|without (?:success|effect|benefit|result|improvement)|failed|did not (?:help|work)|on the (?:floor|ward|unit)|(?:at|in|by) (?:the )?(?:infusion|dialysis|oncology) (?:cent\w+|unit|clinic|nurse\w*)|by (?:the )?(?:nurs\w+|ward|floor))\b[^.;\n]*|[^.;\n]*\b(?:despite|after|failed|tried|status post|s/p|no (?:response|benefit) (?:to|from))\b[^.;\n]{0,40}(?:\bt-?pa\b|alteplase|cathflo|activase)[^.;\n]*")
DRAIN = re.compile(r"\bdrain\w*|abscess|nephrostom|biliary|collection|pleural|cholecystost|gastrostom")
IN_USE = re.compile(r"(?:via|through|by|running in|given in|infus\w+ (?:in|into))\s+(?:(?:the|his|her|an?|existing|indwelling|old|[rl]ue|right|left|arm)\s+){0,4}$")
LUMEN = re.compile(r"(?:\ball|\bboth|\b[23]|\beach|\bevery|distal|proximal|\bblue|\bred|\bbrown|\bwhite|venous|arterial|injection|side|three|four|five|two|triple|quad|access|infusion|medial|middle|lumen|its)\s+(?:of the )?(?:two |three |four |five |lumen )?$")
#: words of a placement that no removal needs
FRESH = re.compile(r"punctur|guide-?\s?wire|seldinger|dilator|peel|venotomy|cannulat|accessed|access(?: site)? was|new (?:catheter|line|\w+ catheter)|insertion of|placement of|was (?:placed|inserted|introduced)|over (?:the |a )?(?:\w+ )?wire|\bneedle\b|dilated|\bdilat|\bstick\b|passed|threaded|tunnel(?:l?ed|ing)? (?:from|to|through|under|subcut)|micropunct|needle (?:was|seen|enter|watched)")
PUNCTURE = re.compile(r"punctur(?!e was (?:not )?required)|cannulat|venotomy|micropunct|needle (?:was|into|in|entered|seen)|\baccessed")
NEW = re.compile(r"new (?:catheter|line)|exchang|tunnel(?:l?ed|ing)? (?:from|to|through|under|subcut)|peel|second catheter|fresh")
TERSE_PORT = re.compile(r"\d(?:\.\d)? ?-?fr?(?:ench)? (?:single|dual|double)?[- ]?(?:lumen )?(?:power ?)?(?:port|mediport)|(?:single|dual|double)[- ]lumen (?:power ?)?port")
#: a title that says that a port is put in
PORT_TITLE = re.compile(r"^\W*(?:(?:right|left|chest|rt|lt|r|l|power|arm|ij|new|single|double|lumen)[ -]+)*(?:port|mediport|portacath)\b(?![^.\n]{0,40}(?:check|remov|\bout\b|study|clot|repair|revis|exchang|inject|infect|malfunc|eval|flush|not\b|catheter tip))|\b(?:port(?:-?a-?cath)?|mediport|portacath|port catheter|infusaport|power ?port)s? (?:implant\w*|placement|insertion|creation)|(?:implant\w*|placement|insertion) of (?:an? |the )?(?:\w+ ){0,4}(?:port\b|portacath|mediport|port-?a-?cath)")
#: a port changed for a new one in the same pocket and through the same vein
PORT_SWAP = re.compile(r"\b(?:port\b(?! cath)|mediport|portacath|port-?a-?cath) (?:change|exchange|swap|replacement)\b|(?:exchang|replac|swap|chang)\w* (?:of |for )?(?:the |a |an )?(?:\w+ ){0,4}(?:port\b(?! cath)|mediport|portacath)[^\n]{0,700}(?:new|fresh)[^\n]{0,60}port[^\n]{0,80}(?:same|old|existing|original) pocket|(?:old|existing|worn|infected|broken) (?:\w+ )?port[^\n]{0,500}over (?:the |a )?(?:\w+ )?wire[^\n]{0,400}new[^\n]{0,60}port[^\n]{0,120}same (?:pocket|vein|venotomy|venous access|tract)")
#: a cuffed line freed and drawn out, no wire left behind
TAKEN_OUT = re.compile(r"cuff\b[^.;\n]{0,50}(?:freed|free\b|dissect\w*|released|mobili[sz]ed|undermined|worked (?:loose|free)|loosen\w*|loose\b|teased|separated|spread|stripped off|broke\w* (?:loose|free)|came (?:loose|free|away))[^.;\n]{0,80}(?:remov|\bout\b|withdr|pulled|drawn|whole|intact|entire)(?![^.;\n]{0,20} over)|(?:freed|dissect\w*|released)[^.;\n]{0,30}cuff\b[^.;\n]{0,80}(?:remov|\bout\b|withdr|pulled|drawn|whole|intact|entire)(?![^.;\n]{0,20} over)|cuff (?:was )?(?:freed|dissect\w*|released|loosened|mobili[sz]ed)(?: free)?\. (?:\w+ ){0,4}(?:out|removed|pulled|withdrawn) (?:in|whole|intact|complete)|(?:(?:free|freed|freeing|dissect\w*|loosen\w*|mobili[sz]\w*) (?:up )?(?:the )?cuff|cuff\b[^.;\n]{0,40}(?:freed|dissect\w*|loosen\w*|mobili[sz]\w*))[^.;\n]{0,40}\. ?(?:the |then )?(?:entire |whole |old )?(?:catheter|line|it) (?:\w+ ){0,3}?(?:came|out|slid|slipped|pulled|removed|withdrawn|drawn|delivered)")
#: a statement of the course to come, without a heading: what is planned when cultures are clean, for the time without a line
LINE_TO_COME = re.compile(r"\bline[- ]holiday\b|catheter[- ](?:free )?holiday|\b(?:when|once|after|until|as soon as)\b[^.;\n]{0,40}\b(?:cultures?|bacter\w+|afebrile|fever|sepsis|infection|needed|necessary|antibiotics|negative|clear(?:ed|s)?|ready|matur\w+)\b|\b(?:will|may|can|should|would) (?:need|require|get|have|be|return|place|undergo)\b|\bif\b[^.;\n]{0,40}\b(?:recur|need|require|fever|fail)\w*|\b(?:in|within|after) (?:\d+|one|two|three|four|five|a few) (?:-\d+ )?(?:hours|days|weeks)\b|to (?:return|come back) for|next (?:week|session|month)|tomorrow")
#: what tells that the line was put in all the same
_PLACED_TODAY = r"\b(?:was|were) (?:then |now |next |successfully |also )?(?:placed|inserted|advanced|threaded|introduced|tunnel\w*|positioned|exchanged|sutured|punctured|accessed|cut|passed|seated)|\d ?(?:fr?|french|cm)\b"
LINE_PLACED_TODAY = re.compile(_PLACED_TODAY)
STRIPPED = re.compile(r"fibrin|pericatheter|sleeve")
MIDLINE = re.compile(r"(?:from|of|in|at|to|off|the|upper|lower|anterior|posterior|left of|right of)\s+(?:the )?(?:(?:upper|lower) )?$|(?:anterior|posterior|abdominal) $")
#: a new line told by its size, length and tip only
SIZED = re.compile(r"\b\d{1,2}(?:\.\d)? ?f(?:r|rench)?\b|\b\d{2} ?cm\b|(?:single|double|dual|triple)[- ]lumen|\b[sdt]l\b")
SEATED = re.compile(r"tip[^.\n]{0,40}(?:svc|cava|atri|ivc|junction|\bra\b|\bcaj\b)|(?:tip|fluoro)[^.\n]{0,20}\bcaj\b|sutur|stat-?lock|secured|flush|stitch|\bdraws?\b|aspirat\w+|spot of tip|tip (?:at|in|on|to) |blood return|locked|good flow|(?:live|us|ultrasound) (?:needle )?guid\w+|needle (?:seen|watched|entry)")
NO_NEW = re.compile(r"contrast (?:study|check|injection) of|(?:line|port|picc|catheter) (?:study|check)|linogra|remov|withdrawn|taken out|pulled|\bout intact|check\b|reposition|declot|repair|no procedure|in situ|\bday \d|stripp|injection of|consult")
PLACED = re.compile(
    r"plac(?:ed|ement|ing)|insert(?:ed|ion|ing)|advanc|thread|introduc|seat(?:ed)?|(?<!re)(?<!re-)(?<!mal)position(?:ed)?|implant|tunnel|deliver|passed (?:over|through)|cannulat|line (?:via|in)\b|\b(?:slid|slipped|eased|glided|fed|railroaded|rail-roaded|lowered|dropped|went|put) (?:in|into|over|down|through|up|along)\b|(?:catheter|line|lumen|cannula) (?:\w+ )?over (?:the |a |this )?(?:\w+ )?wire|\d ?(?:fr?|french|cm)\b[^.;\n]{0,40}(?:to the hub|hubbed|[,;] ?(?:sutured|stitched|secured|sewn)\b|(?:sutured|stitched|secured|sewn) (?:in )?(?:at|in)\b|\bto \d+ ?cm)|over (?:the |a )?(?:\w+ )?wire to (?:the|its) hub|taken (?:in )?over|loaded over|\bsited\b|through (?:the |a )?(?:[\d.]+ ?f(?:r|rench)? )?peel"
)
WORK = re.compile(r"\bpocket (?:re)?opened|trimmed|\bbrush|re-?connect|\bsewn\b|\bstitched\b|amplatz|statlock|\btip\b|\blocal\b|\blido\b|h[a]?emosta|pressure|\bcuff\b|thread|dwell|instill|wound (?:was )?(?:packed|closed|irrigat)|pocket (?:was )?irrigat|repaired|huber|fluoro|prepp|sterile|lidocaine|needle|wire|sheath|punctur|cannulat|sutur|anesthe|dilat|incision|inject|cut\b|under (?:us|fluoro)|seldinger|access")
#: the saying that no line was worked on
NOTHING_DONE = re.compile(r"\bno (?:lines?|catheters?|devices?|piccs?|ports?) (?:was |were )?(?:placed|inserted|removed|changed|exchanged|manipulated)(?:,? (?:or|nor|and) (?:placed|removed|changed|exchanged|manipulated))")
TUNNEL = re.compile(r"tunnel|(?<!bp )(?<!pressure )(?<!correlates to )(?<!correlates with )(?<!correlated with )(?<!to the )(?<!with the )(?<!arm )(?<!balloon )(?<!tube )(?<!ett )(?<!rotator )(?<!invasive )(?<!to )cuff(?! (?:pressures?|readings?|bp|leak|measure\w*|inflat\w*|values?|blood|deflat\w*))|hickman|broviac|groshong|perm-?a?-?cath|palindrome|tesio|hemosplit|split ?cath|duraflow|subcutaneous tract")
NOT_TUNNELED = re.compile(r"non[- ]?tunnel|not tunnel|non[- ]?cuff|temporary|triple[- ]lumen|quad[- ]lumen|mahurkar|trialysis|quinton|vas-?cath|shiley|cordis|introducer|swan|swan-ganz")
OTHER_USE = re.compile(r"pacemaker|defibrillator|\bicd\b|ventriculoperitoneal|peritoneal dialysis|pericardi|bypass (?:graft|pump)|insufflat|trocar|laparoscop|sternotomy|valve replace")
TIP = re.compile(r"\bcaj\b|tip[^.\n]{0,60}(?:\bra\b|svc|cava|cavoatrial|caval|atri|ivc|junction)|(?:svc|cavoatrial|atri\w+)[^.\n]{0,30}tip|cavo-?atrial")
#: a line in use that nobody touched
UNTOUCHED = re.compile(r"dialy[sz](?:es|ed|ing)(?: \w+){0,3} (?:through|via|by|with)|\bnot (?:touch|us|manipulat|disturb|address|involv|access)\w*|left (?:alone|untouched|undisturbed)|currently (?:using|has|dialy\w+)|remains? in (?:place|use)|(?:which|it|that) (?:is|was|works|looks?) (?:fine|well|ok|okay|good|healthy|clean)\b|(?:in situ|in place) and (?:not|was not)")
ARM = re.compile(r"basilic|brachial vein|cephalic|upper arm|antecubital|forearm|arm vein")
