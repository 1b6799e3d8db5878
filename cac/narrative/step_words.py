"""Words by which the steps of a catheter are read: motion, selection, images, agents, lists."""

from __future__ import annotations

from collections.abc import Callable

from cac import patterns as re

#: arteries entered, as (index, how), and the sentence of a number with vessels, catheters and wires as tags
Taken = list[tuple[int, str]]
Tag = Callable[[int], str]

MOVE = r"(?P<move>advanc\w*|laid\b(?= (?:\w+ ){0,2}(?:through|across|along|down|into|within)\b)|pass(?:ed|ing)|navigat\w*|maneuver\w*|manoeuvr\w*|direct(?:ed|ing)|steer\w*|brought|parked|position(?:ed|ing)|reposition\w*|negotiat\w*|track(?:ed|ing)|thread\w*|manipulat\w*|introduc\w*|moved|stepped|sent|snaked|driven|got\b|took\b|gone|going|ran\b|(?<=was )run\b(?= (?:on |right |straight |over |all the way )*(?:down|up|out|along|into|over|on|across|to)\b)|(?<=were )run\b(?= (?:on |over )*(?:down|up|into|over)\b)|(?<=to )(?:lie|rest|sit)\b(?= (?:in|within|at|inside)\b)|climbed|slid|placed|placement|plac(?:e|ing)|withdrawn|pulled(?: back)?|retracted|taken|guided|went|dropped|seated|formed|reformed|tip|end-?\s?holes?\b|distal hole|exchanged|catheterization|turned|continued|left in|wedged|reach(?:ed|es|ing)|sited|flipped|swung|hung|popped|rotated|coaxed|walked|worked|nudged|floated|docked|lodged|landed|shifted|redirected|re-directed|relocated|transferred|sat\b|resting|rested|insert(?:ed|ion))"
SELECT = r"(?P<select>(?:super-?|sub)?select(?:ed|ing|ion of|ive(?:ly)? (?:catheteri[sz]\w+|cannulat\w+|engag\w+|placement|inject\w+|study of|studied|position\w*|arteriogra\w+ (?:of|in|from)|angiogra\w+ (?:of|in|from)))|(?:super-?|sub-?)?select\b|(?:micro-?)?catheteri[sz](?:ed|ing|ation of)|engag(?:ed|ing|ement|e)|cannulat(?:ed|ing|ion|e)|entered|entering|interrogated|hooked|embolized|embolised|coiled|subselect\w*|catheteri[sz]e|injected|injecting|intubated|studied|picked(?: up)?|canali[sz]ed|tapped)"
IMAGE = r"(?P<image>(?:arterio|angio)gra(?:m|ms|phy|phic run|phic runs)|injections?|dsa\b|runs?\b(?!-?\s?off (?:in)?to\b| (?:backwards?|retrograde|antegrade|parallel|behind|towards?)\b)|arteriographic)"
TOKEN = re.compile(
    r"(?P<vessel><\d+>)|(?P<cath>\{c\})|(?P<wire>\{w\})|" + SELECT + "|" + MOVE + "|" + IMAGE
    + r"|(?P<not>\bnot\b|\bnever\b|unable|could not|couldn't|cannot|failed|unsuccessful\w*|without (?:enter|select|catheter)\w*|rather than|instead of)"
    + r"|(?P<goal>\b(?:into|to|in|within|inside|onto|down|up|across|through|at|of|for)\b|->|-->|=>|>)"
    + r"|(?P<away>\b(?:from|via|off|above(?!-?\s?knee)|below(?!-?\s?knee)|near|under|toward\w*|adjacent|proximal to|distal to|origin of|origins of|ostium of|ostia of|level of|between|just above|just below|by|past|beyond)\b)"
    + r"|(?P<link>,|\band\b|\bthen\b|&|/|\bplus\b|\bfollowed by\b|\bnext\b|\balso\b|\bthe\b|\beach\b|\bboth\b|\bsuccessively\b|\(|\)|\bfinally\b|\ba\b|\ban\b|\blastly\b|\d+[.)])"
    + r"|(?P<stop>\b(?:until|till|show\w*|demonstrat\w*|reveal\w*|patent|normal|is|are|arises|arising|arise|suppl\w+|fill\w*|which|with|extravasat\w*|reproduc\w+|occlu\w+|stenos\w+|because|but|however|origin\w*|ostium|feeding(?!\s+<)|beyond which|seen|visible|noted|identified|covering|cover|including|outlin\w*|depict\w*|display\w*|to show|to include|to exclude|for evaluation|for assessment)\b|;|\.(?=\s|$)|:)"
    + r"|(?P<word>[a-z0-9][a-z0-9'-]*)"
)
LIST_HEAD = re.compile(r"(?:\{c\}|select|cathet|cannul|inject|engag|enter|stud)[^<:.;]*\b(?:following|these|below|in turn|in (?:this|that|the following) (?:order|sequence)|one (?:after|by|at)|as follows|each|respectively)\b[^<:.;]{0,60}:\s*$|\b(?:following|these)\b[^<:.;]{0,40}(?:select|cathet|cannul|inject|engag|enter|stud)[^<:.;]{0,60}:\s*$|following (?:vessels|arteries|branches|veins)\b[^<]{0,90}:\s*$|(?:select|cathet|inject|stud|enter)\w*(?: \w+){0,8}\s*(?:\([^)]*\))?\s*:?\s*$|levels? (?:\w+ ){0,3}(?:select|inject|stud|cathet)\w*[^<.;]{0,40}:\s*$|^(?:then|next|thereafter|afterwards)?,?\s*(?:with|using)\s+(?:a\s+|an\s+|the\s+)?(?:[\w-]+\s+){0,2}\{c\}[^<.;]{0,30}:\s*$|vessels? (?:injected|selected|catheteri[sz]ed|studied)(?: and (?:findings|results|runs))?")
ITEM = re.compile(r"^\s*the\s+<\d+>\s*[-:;]|^\s*(?:(?:\d{1,2}[.)]|[-*•>]+|\([a-z\d]\)|[a-h][.)])\s*(?:the\s+)?|(?:the )?)(?:(?:left|right|l|r)\s+)?(?:[tl]\d{1,2}\s+)?<\d+>")
BULLET = re.compile(r"\s*[-*•>]|\s*[a-h][.)]\s|\s*\d{1,2}[.)]\s|\s*(?:the )?<\d+>\s*:")
LABEL_WITH = re.compile(r"^\s*(?:[-*•>]|\d+[.)])?\s*(?:then\s+|next\s+|finally\s+)?(?:the\s+)?<(\d+)>\s*(?:(?:main |proximal |distal )?(?:trunk|stem)\s*)?(?:(?:first|next|then|last|second|third|now|finally|too|also)\s*)?(?:w/|with|->|-->|=>|/|-|:|,|\()\s*(?:(?!\b(?:not|never|no)\b)(?:[^<.;]|\.(?=\d))){0,30}?(?:\{c\}(?!\s*(?:was |were |is )?(?:not|never)\b)|selective|superselective|dsa|arteriogra|angiogra|runs?\b|ap\s*(?:/|,|and|&|\+)\s*lat|(?:lateral|oblique|biplane|towne|same) (?:and \w+ )?views?|obliques\b|selected|catheteri[sz]ed|inj\b|injected|power inj|gelfoam|embolized|particles|\bpva\b|\bmaa\b|\bmci\b|\bcbct|cone[- ]beam|\d ?(?:mm|ml) (?:\w+ )?coils?|doxorubicin|\bbeads\b|same\b)")
LEVEL = re.compile(r"\b([tl])-?(\d{1,2})\b")
IMAGED = re.compile(r"\bap (?:and|&|/)|\blateral\b|oblique|\b[lr]ao\b|projections?\b|arteriogra|angiogra|\bdsa\b|\bruns?\b|inject|\binj\b|(?:diagnostic|complete|full|selective|identical|same|similar|like|further|second|whole|dynamic) (?:sets? of )?series\b|images?\b|imaging|imaged|views?\b|film|cine|stud(?:y|ies) (?:was |were |is )?(?:also |then )?(?:made|done|obtained|performed|taken|carried out)|(?:further|selective|second|separate|similar|superselective) stud(?:y|ies)|\d+ (?:for|at|/) ?\d+|\d+ x ?\d+(?=\s*(?:ml|cc|injection|run|fps))|studied|visuali[sz]ed|opacif|blush|pictures?\b|\bpics?\b|\bangio\b(?!-?\s?seal)|\brepeated\b(?! (?:dilat|inflat|attempt|balloon))")
BOTH_DONE = re.compile(r"(?:runs?|images?|dsa|injections?|arteriogra\w+|angiogra\w+|series)[^.]{0,40}(?:both|each|bilateral)|(?:both|each)[^.]{0,40}(?:runs?|imaged|injected|arteriogra|angiogra|dsa|studied)")
ONLY_MAP = re.compile(r"road-?\s?map|scout|position (?:angiogram|check|shot)|guide shots?|completion|confirmed position|for position|to confirm (?:position|the known|catheter)|confirms the (?:ct|known)|(?:for|to) orient\w*|test (?:injection|shot|puff)|\bpuffs?\\b|hand injection confirmed")
#: images after the treatment, which show its result
AFTERWARDS = re.compile(r"\b(?:completion|final|repeat|check|control|post(?:-?\s?(?:emboli[sz]ation|treatment|coil\w*|procedur\w*|intervention))?|follow-?\s?up)\s+(?:[\w-]+\s+){0,4}?(?:runs?\b|(?:arterio|angio)gra\w*|dsa\b|injections?|series|images?|imaging|cone)|(?:runs?|(?:arterio|angio)gra\w*|imaging) (?:after|following|post) (?:the )?(?:emboli[sz]ation|treatment|coil\w*)")
TREE_FREE = frozenset({"common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery", "external_iliac_artery", "popliteal_artery", "superficial_femoral_artery", "iliac_artery", "carotid_artery", "vertebral_artery", "abdominal_aorta", "aorta", "anterior_tibial_artery", "posterior_tibial_artery", "peroneal_artery", "profunda_femoris_artery", "dorsalis_pedis_artery", "common_iliac_artery", "renal_artery", "lumbar_artery"})
BESIDE = re.compile(r"\s*(?:artery )?(?:mouth|origins?|ostium|ostia|take-?offs?|bifurcation|stump origin)\b(?! ?(?:,|and) (?:then )?advanced)(?! (?:was|were) (?:select|cathet|engag|cannul))")
VIA = re.compile(r"(?:via|through)\s+(?:the\s+)?<(\d+)>\s*(?:into|to)\s+(?:the )?(?:[a-z]+\s+){0,2}<(\d+)>")
FROM = re.compile(r"(?:gelfoam|particles|slurry|coils?|embolized|embolization|delivered|infused|injected|embosphere|pva|arteriogra\w+|angiogra\w+|dsa|runs?)(?:(?!extravas|blush|bleed|fill|suppl|feed|aris|origin|separate)[^.<]){0,40}\bfrom\s+(?:the )?(?:[a-z]+\s+){0,1}<(\d+)>")
EMBOLIZED = re.compile(r"(?:emboli[sz]ation of|embolized|embolised)\s+(?:the )?(?:[a-z]+\s+){0,1}<(\d+)>(?!\s*(?:\w+ )?(?:aneurysm|pseudoaneurysm|avm|malformation|tumou?r|mass|fistula))")
AGENT = r"(?:(?:micro)?coils?|gel-?foam|pva|particles|spheres|embospheres?|embozenes?|microspheres|onyx|n-?bca|glue|(?:vascular |amplatzer )?plugs?|slurry|pledgets|beads|imipenem|sir-?\s?spheres?|theraspheres?|y-?90)\b"
TREATED = re.compile(rf"<(\d+)>(?:\s*(?:branch|trunk|feeder|stump|artery))?(?:\s*[,:;(-]\s*(?:then )?(?:[\w.-]+ ){{0,4}}|\s+(?:w/|with )?(?:[\d.]+ ?(?:gbq|mci|ml|cc|vials?) (?:of )?)?){AGENT}(?!\s*(?:are|were|was|is|stable|in place|unchanged|seen|noted|present|remain))")
PUT_IN = re.compile(rf"{AGENT}[^.;<]{{0,60}}\b(?:deployed|placed|injected|delivered|given|infused|released|administered)\s+(?:in|into|within|across|through)\s+(?:the )?(?:[a-z]+\s+){{0,2}}<(\d+)>")
CLEARED = re.compile(r"(?:thrombectomy|thromboaspiration|aspiration|aspirated|angiojet|rheolytic)(?:[^.<;]{0,40}\b(?:of|in|from)\s+|\s+(?=(?:[lr]t?|left|right)?\s*<))(?:the\s+)?(?:(?:proximal|mid|distal|occluded|main)\s+)?<(\d+)>")
THEN = re.compile(r"\s*,?\s*(?:and\s+)?then\s+(?:the\s+)?<(\d+)>(?=\s*(?:[.;,]|$|was\b|were\b))")
ROW = re.compile(r"(?:\s|,|/|->|=>|>|\+|\(|\)|\bthen\b|\band\b|\bto\b|\binto\b|\bthe\b|\bmain\b|\bnext\b|<\d+>)+")
LEAD = re.compile(r"\s*(?:(?:left|right|l|r|liver|spleen|kidney|pelvis)(?: side)?\s*[:.-]\s*)?(?:(?:[a-z]+|\{c\})(?: [a-z]+)?\s*;\s*)?((?:<\d+>|[\s,>/-]|\bthen\b|\band\b|\binto\b|\bto\b|\bthe\b|\bmain\b)+)")
AGENT_NEXT = re.compile(rf"same (?:spheres|particles|agent|beads|coils|embolic)|(?:\d ?(?:ml|cc|mm|vials?|cm)\b|\d{{2,3}} ?(?:-|to) ?\d{{3,4}}|\d)[^.]{{0,24}}{AGENT}|{AGENT}[^.]{{0,24}}(?:\d ?(?:ml|cc|mm|vials?)\b|\d{{2,3}} ?(?:-|to) ?\d{{3,4}}|x ?\d)")
EACH = re.compile(r"^\s*(?:each|all|both)\b(?: (?:of )?(?:the |these )?(?:two|three|four|them|these|vessels?|arteries|branches))*[^.<]{0,20}(?:was|were) (?:then |each |individually |separately )?(?:(?:super)?selective\w* )?(?:catheteri|select|cannulat|engag|inject|film|stud)|^\s*(?:each|all|both)\b(?: (?:of )?(?:the |these )?(?:one|two|three|four|them|these|vessels?|arteries|branches))*\s+(?:had|got|received|underwent)\s+(?:an? |its own |their own |their )?(?:\w+ ){0,2}(?:runs?|dsa|angiogra\w*|arteriogra\w*|injections?|series)\b")
SKIP = ("materials", "sedation", "complications", "consent", "header")
#: a selection told as tried and, further on, as not achieved
UNTIL = re.compile(r"\b(?:until|till)\b[^.;]*\b(?:filled|opened|ran|flow\w*|appeared|seen|visible|opacif\w+|clear\w*|returned)\b")
TRIED = re.compile(r"(?:attempt\w*|tried|trying|efforts?|endeavou?r\w*)\b[^.;]*?(?:;\s*(?=(?:this|these|they|it|neither|both|all|but|spasm|no|without|unable)\b)[^.;]*?)?(?:could not|could neither|couldn't|neither|prevented|precluded|were not (?:reached|entered|engaged|successful)|failed|unsuccessful\w*|without success|not successful|gave up|given up|abandon\w*|not (?:be )?(?:possible|achieved|entered|engaged|feasible)|in vain|no success|to no avail)[^.;]*")
#: the heading row of a table of vessels
TABLE = re.compile(r"\s*(?:vessels?|arter(?:y|ies)|branch(?:es)?|veins?|position)\s*(?:\||/|,|;|\t|-|:)\s*(?:\w+ )?(?:catheters?|\{c\}|\{w\}|wires?|findings?|results?|tool|selective|order|position|comment)")
ROW_ITEM = re.compile(r"\s*(?:\d+[.)]\s*)?(?:[a-z0-9-]+\s+){0,3}<\d+>")
#: what an injection showed, told instead of the injection
SHOWED = re.compile(r"\bextrav|\blooks? (?:fine|ok|good|normal)|\bneg(?:ative)?\b|\bblush|\bstain|pseudoaneurysm|bleeding point|(?:no|contrast|active) leak|fistula|hypervascular|stenos|\bspasm|truncat|tumou?r|\bnodules?\b|\blesions?\b|perfus|extrahepatic|opacif|\bnidus|shunt|arcade|beading|aneurysm|narrow|no (?:active )?bleed|\bvaries|\bsupply|patent|unremarkable|\bnormal|\babsent\b|\breplaced\b|conventional")
#: a first line that names the study and tells of no work
TITLE = re.compile(r"(?!.*(?:\{c\}|\{w\}|\bwas\b|\bwere\b|select|advanc|cathet(?!erization)|\bvia\b|access|punctur|->|inject|engaged|placed|microc|\d ?(?:fr?|french)\b))[^.]{3,120}\.?\s*$")
#: the clot taken from the artery entered
TAKEN_OUT = re.compile(r"\baspirat(?:ion|ed)\b|clot (?:was )?(?:removed|retrieved|extracted|aspirated)|thrombectomy (?:was )?(?:performed|done|carried out)|angiojet")
#: a catheter that followed vessels to a place beyond
FOLLOWED = re.compile(r"(?:(?:\bwe|\bi|\{c\}[^.;<]{0,40})\s+(?:followed|traversed|traced|negotiated|went (?:along|through))|(?:was|were) (?:worked|taken|led|steered|navigated|advanced) along)\s+(?:the\s+)?<\d+>[^.;]*")
#: a label that names an artery and says that it was entered: "left T8 intercostal: selected", "- microcatheter, occipital artery: ..."
LABEL_ENTERED = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•>]+)?\s*(?P<label>(?:(?!\b(?:not|no|never)\b)[a-z0-9'-]+[\s,]+){0,4}<\d+>[^:;.]*):\s*(?!not\b|never\b|no\b)(?:\w+ )?(?:(?:super-?|sub-?)?selected|entered|engaged|cannulated|catheteri[sz]ed|injected|studied)\b(?! (?:not|only on))|\s*(?:\d{1,2}[.)]|[-*•>]+)?\s*\{c\}\s*(?:,|in|to|into|:)\s*(?P<armed>(?:[a-z]+\s+){0,2}<\d+>)\s*:")
#: scans told in a line of their own
SCANNED = re.compile(r"\s*(?:cta|ct|mra|mri?|duplex|ultrasound|us|ct angiogra\w+)\b[^:]{0,30}:")
#: vessels told after the saying that each of them was entered
EACH_OF = re.compile(r"each of (?:these|the|those)[^:.]{0,60}(?:entered|selected|catheteri[sz]ed|cannulated|engaged|treated|emboli[sz]ed)[^<:]{0,40}:")
#: a short sentence on the microcatheter alone
TOOL_ONLY = re.compile(r"\s*(?:a |the )?micro-?cath\w*[^.]{0,40}\.?\s*$|\s*same\b")
#: an item of a list of vessels that was left out
LEFT_OUT = re.compile(r"^[^:;.|]*<\d+>[^:;.|]{0,20}\s*(?:[:|,-]|was|were)\s*(?:\w+, |(?:attempted|tried)[^.;|]{0,40}(?=\b(?:not|un)))?(?:not|never|un)\s?(?:studied|entered|selected|injected|catheteri[sz]ed|cannulated|examined|touched|engaged|treated)")
#: what stands between an artery and the verb of which it is the object
PASSIVE = re.compile(r"[\s,:|()-]*(?:(?:\b(?:x ?\d|taken|one by one|successively|graft|conduit|artery|arteries|vein|veins|trunk|stem|branch|branches|feeders?|pedicles?|divisions?|ramus|rami|origin|system|itself|both|each|proximal|distal|main)\b[\s,]*)|(?:\b(?:was|were|is|are|been|be|had|has|have|could|then|also|next|selectively|superselectively|first|successfully|subsequently|separately|individually|easily|again|now|finally|lastly|in turn|in (?:a )?similar (?:fashion|manner)|(?:arising |originating |coming )?(?:at|from|off) (?:the )?(?:level of )?(?:the )?(?:[tl]-?\d{1,2}(?:-[tl]?\d{1,2})?|aorta|level)|similarly|likewise|initially|readily|therefore|thereafter|later|not)\b[\s,]*))*")
#: "artery selected: findings" tells what its injection showed
SELECTED_LABEL = re.compile(r"\s*\(?(?:selected|entered|engaged|injected|cannulated)\)?[^.;:]{0,20}[:;]\s*(?!microcath|coil|particles|gel|embos|glue|\d+ ?(?:ml|cc|coils|vials|x)|\d{2,3} ?- ?\d)[a-z\d]")
#: a flush catheter held at the height of an artery and not in it
AT_LEVEL = re.compile(r"\b(?:at|near|just above|just below|above|below)\s+(?:the\s+)?(?:level of\s+(?:the\s+)?)?<(\d+)>(?!\s*(?:origin|ostium)?\s*(?:was|were) (?:selected|engaged))")

#: telegram: the next artery and its film, "then right ICA for 3D spin", "next SMA: run"
THEN_FILMED = re.compile(r"(?:\b(?:then|next|finally|lastly)\b,?\s+(?:to\s+)?(?:the\s+)?)<(\d+)>\s*(?:(?:main |proximal |distal )?(?:trunk|stem)\s*)?(?:for|with|[:,x(-])\s*(?:an?\s+|the\s+)?(?:[a-z0-9-]+\s+){0,2}(?:3d|3-d|spin|rotational|runs?\b|dsa\b|angiogra|arteriogra|injection|cone[- ]?beam)")
#: the artery first, the catheter in it afterwards: "the right uterine was corkscrewed, microcatheter in to the horizontal part"
CATHETER_IN_IT = re.compile(r"<(\d+)>(?!\s*(?:was |were )?(?:not|patent|occluded)\b)[^<.:]{0,90}[,;]\s*(?:and\s+)?(?:the\s+|a\s+)?(?:[\d.]+ ?(?:f|fr|french)?\s+)?\{c\}\s*(?:was\s+|then\s+)*(?:advanced\s+|passed\s+|went\s+|led\s+|tip\s+)?(?:in\b(?!\s+(?:the\s+)?aorta)|into\s+(?:it|its|this|there)\b)")
#: a wire led the way and the catheter came over it
OVER_IT = re.compile(r"\s*(?:was |were )?(?:then )?(?:advanced |passed |followed |brought |tracked )?(?:\{c\}\s*)?(?:over (?:it|this|the same)\b|over (?:the )?\{w\}|behind it\b|after it\b|followed\b)")
#: a microcatheter and, after the colon, the branches it entered one after the other
TOOL_LIST = re.compile(r"\s*(?:\d+[.)]|[-*•>]+)?\s*(?:then\s+)?(?:with\s+)?(?:the\s+|an?\s+)?\{c\}(?:\s+to|\s+into|\s+in)?\s*:\s*(?:[a-z]+\s+){0,2}<\d+>")

#: the artery that opens the next statement, and the verb that says it was entered
NEW_SUBJECT = re.compile(r",\s*(?:(?:and|so|therefore|then|the|an?)\s+)*$")
IS_TAKEN = re.compile(r"\s*(?:artery |branch |trunk )?(?:was|were)\s+(?!not\b|never\b)(?:\w+\s+){0,2}(?:(?:super-?|sub-?)?selected|(?:micro-?)?catheteri[sz]ed|cannulated|engaged|entered|injected)")
#: what was tried, told after the artery: "advance to the superior gluteal was attempted but spasm prevented it"
TRIED_AFTER = re.compile(r"[^.;:]*<\d+>(?:[^.;:<]*\b(?:was|were)|\s*[:,-])\s+(?:then |also |next )?(?:attempted|tried|sought|intended)\b[^.;]*\b(?:never (?:engaged|entered|reached)|prevent\w*|preclud\w*|fail\w*|unsuccess\w*|without success|not (?:be )?(?:possible|achieved|successful|entered|engaged|reached|found)|could not|abandon\w*|gave up|given up|in vain|stopped|to no avail|but (?:the )?(?:spasm|angle|tortuos\w+|acute|stenosis|occlusion)\b)[^.;]*")
#: selective work told without its verb: "selective left renal by hand"
SELECTIVE = re.compile(r"(?<!non)(?<!non-)(?<!non )\b(?:super-?)?selective\s+(?:injections?\s+(?:of|in|into)\s+)?(?:the\s+)?<(\d+)>(?!\s*(?:could|was not|were not|not|is|are))")
#: the same work on the other side
MIRRORED = re.compile(r"(?:\b(?:the )?(?:same|likewise|identical\w*|similar\w*|repeat(?:ed)?|mirror\w*|ditto|equally|matching|process)\b[^.;<]{0,40}?\b(?:(?:on|for|at|in|to) (?:the )?|, )(?P<side>left|right|lt|rt|other|opposite|contralateral)\b(?: side)?(?! (?:groin|femoral|radial|arm|leg))|\b(?P<first>left|right|other|opposite) side\b[^.;<]{0,24}\b(?:same|likewise|identical\w*|similarly|in (?:the )?(?:same|similar|identical))|(?:^|[.;\n] ?)\W*(?P<own>left|right)(?: side)?[:,-] (?:the )?(?:same|likewise|identical\w*|similarly|ditto)\b)")
#: microcatheters told by their size alone
MICRO_SIZE = re.compile(r"\b(?:coaxial(?:ly)? )?(?:1\.[5-9]|2\.[0-9]) ?(?:f|fr|french)\b(?!\s*(?:sheath|dilator|\{c\}|to\b|-))")
#: a guide or a long catheter named just before the artery it sits in, which ends the statement; arteries through which one enters do not count
SITS_IN = re.compile(r"(?:\btip of (?:the |a )?(?:\w+ )?|\bsupport|\b\d{1,2} ?-?(?:f|fr|french)(?: long)?|\bguid(?:e|ing)|\blong)\s*\{c\}\s*$")
IN_MOUTH = re.compile(r"(?:\b\d{1,2} ?-?(?:f|fr|french)(?: long)?|\bguid(?:e|ing)|\blong)\s*\{c\}\s+(?:was |then |parked |seated |placed |set )*(?:in|at|into)\s+(?:the )?$")
ENDS_THERE = re.compile(r"\s*(?:artery|ostium|origin|trunk)?\s*(?:[.,;:]|$)")
WAYS_IN = frozenset({"common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery", "abdominal_aorta", "aorta", "iliac_artery", "carotid_artery", "vertebral_artery"})
#: a guide or a long sheath told by its size and the artery it stands in: "7F guide left renal", "6F to right SFA"
LONG_SHEATH = re.compile(r"\b(?:\d{1,2} ?-?(?:f|fr|french)\b(?: (?:guide|guiding|long|sheath|ansel|destination|shuttle|flexor|raabe|balkin|system|catheter))*|(?:guide|guiding)(?: (?:sheath|catheter))?|long sheath)\s+(?:was |then )*(?:parked|placed|seated|advanced|brought|led|taken|engaged|set|sat|lay|left|put|went|run|up|down)?\s*(?:in|into|to|at|down to|up to|up into)?\s*(?:the )?(?:(?:ostium|origin|mouth) (?:of )?(?:the )?)?(?=(?:<\d+>) ?(?:ostium|origin|trunk|mouth)?\s*(?:[.,;:]|$|and\b|then\b|with\b|through\b|for\b))")
#: the way of the catheter told by arrows from line to line
ARROW_LINE = re.compile(r"\s*(?:-{0,2}>|=>)\s*(?=(?:[a-z]+\s+){0,2}<)")
#: neck arteries of a report told by labels
TRUNK_LABEL = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•>]+)?\s*<(\d+)>\s*(?:\(?(?:with|and|plus|,)? ?(?:an? |the )?(?:arm |blood pressure |bp |pressure )?cuff(?: inflated| up)?\)?\s*)?:(?!\s*(?:was |were )?(?:not|never|deferred|omitted))")
NECK_TRUNKS = frozenset({"internal_carotid_artery", "common_carotid_artery", "external_carotid_artery", "vertebral_artery", "left_internal_carotid_artery", "left_common_carotid_artery", "subclavian_artery", "left_subclavian_artery"})
#: a side that was left out
UNDONE = re.compile(r"\b(?:not|no|never|unable|without|will|planned|deferred|another|next (?:week|session|month)|could not|failed)\b")
#: "same on the right uterine", "similarly in the left prostatic artery"
SAME_ON = re.compile(r"\b(?:same|likewise|similarly|repeated|identical\w*)\b(?:(?!\b(?:no|not|nothing|never|without|team)\b)[^.;,<]){0,40}\b(?:on|for|in|at|into|to|with)\s+(?:the\s+)?<(\d+)>(?!\s*(?:could|was not|were not|not|is|are))")
#: the vessels behind a verb and a colon: "injected one at a time: right T9, right T10 and left L1"
ENUMERATED = re.compile(r"^(?!.*\b(?:not|never|unable)\b)[^<:.;]*\b(?:(?:super-?|sub-?)?selected|(?:micro-?)?catheteri[sz]ed|injected|cannulated|engaged|entered|studied|filmed)\b[^<:.;]{0,50}:\s*(?:the\s+)?(?=<)")
#: the way of a microcatheter: "celiac - common hepatic - right hepatic"
TOOL_ROW = re.compile(r"[^<]*<\d+>(?:\s*(?:-{0,2}>|=>|[-/,>]|,?\s*(?:and )?then|to|into|on to)\s*(?:(?:the|its|an?|one|right|left|distal|lower|upper)\s+)*(?:(?:branch|division|feeder|ramus)\s+(?:to|into|and)\s+(?:the\s+)?)?<\d+>)+")
#: an artery and the microcatheter behind it, with the agent or the film: "right uterine micro, glue 1:3"
MICRO_AFTER = re.compile(rf"<(\d+)>\s*[(,]?\s*\{{c\}}\s*\)?[,:]?\s*(?!(?:was|were|is)\b|remov|exchang|withdr|pulled)[^.;<]{{0,24}}?(?:{AGENT}|\bglue\b|\bdsa\b|\bruns?\b|superselect)")
#: an artery, how it arises, and after the colon its film: "left bronchial, common with a second: run"
LABEL_FAR = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•>]+)?\s*(?:the\s+)?<(\d+)>(?!\s*:)(?:(?!\b(?:not|never|no|unable|could)\b)[^:.;]){1,60}:\s*(?:(?:selective|power|hand|full|single)\s+)?(?:runs?\b|dsa\b|(?:arterio|angio)gra\w+|inject\w*|filmed\b|select(?:ed|ive)\b)")
#: the way of a catheter told with it at the end: "middle colic, then marginal to vasa recta with a microcatheter"
WAY_WITH = re.compile(r"\s*<\d+>(?:(?!\b(?:not|never|no|was|were|is|are|from)\b)[^.;:])*?\b(?:then|into|to)\b(?:(?!\b(?:not|never|no|was|were|is|are|from)\b)[^.;:])*?<\d+>\s*(?:with|by|using|via|through)\s+(?:the\s+|an?\s+)?\{c\}")
#: "the left common carotid was next": taken in its turn
WAS_NEXT = re.compile(r"<(\d+)>\s+(?:was|came|followed)\s+next\b(?! (?:to|time|week))|\bnext (?:was|came) (?:the )?<(\d+)>")

#: what goes into an artery and is no catheter
GRAFT_PART = re.compile(r"\b(?:(?<!ivc )(?<!cava )filter|component|limb|endo-?graft|stent-?graft|main body|endoprosthesis)\b[^<{.;]{0,40}$")
#: arteries of the leg and the way to them
LEG = ("common_femoral", "superficial_femoral", "profunda", "popliteal", "anterior_tibial", "posterior_tibial", "peroneal", "tibioperoneal", "common_iliac", "external_iliac", "dorsalis", "leg_bypass", "subclavian", "radial", "brachial", "axillary")
#: "the coiled left internal carotid": treated on an earlier day
TREATED_ONCE = re.compile(r".{0,8}?\b(?:the|her|his|of|already)\s+(?:coiled|embolized)\s*<\d+>")
#: levels of segmental arteries named in a row before the word artery, and behind the first of them
LEVELS_BEFORE = re.compile(r"(?:\b[tl]-?\d{1,2}\b(?:\s|,|&|/|\+|\band\b)*)+$")
LEVELS_BEHIND = re.compile(r"(?:\s*(?:,|&|/|\+|\band\b)+\s*[tl]-?\d{1,2}\b(?! (?:intercostal|lumbar|segmental|subcostal)))+")
