"""Words that open, name, number and close the targets of a needle, each pattern with what it finds."""

from __future__ import annotations

from cac import patterns as re

#: what a target is called
THING = r"(?:site|lesion|target|nodule|node|lump|swelling|mass|biopsy(?: site)?|procedure|area|region|location|level|cyst|tumou?r|specimen|fna|roi|(?:calc\w* )?group|cluster|calcifications?)"
#: a target by its kind
TARGET = re.compile(r"\b(?:nodule|lesion|node|mass|tumou?r|lump)\b")
NOT_THING = r"(?! (?:mm|cm|core|cores|pass|passes|x)\b)"
LABEL = re.compile(rf"^[\s\-*#(•]*(?:{THING})\s*(?:#|no\.?|number)?\s*(?P<n>\d|one|two|three|four|five|(?<![a-z])[a-e]|i{{1,3}}|iv)\b(?![a-z'\-]){NOT_THING}(?!\s*(?:was|were)? ?(?:mm|cm))")
INLINE = re.compile(r"\b(?:nodule|lesion|node|lump|mass|site|target|cyst)\s*(?:#|no\.?|number)?\s*([1-6]|(?<![a-z])[a-e])\b(?![a-z'\-.:/])(?! ?(?:mm|cm|ml|cc|x\b))")
#: "#1 right inferior; #2 left superior"
HASHED = re.compile(r"(?<![\w.])# ?([1-6])\b")
#: "repositioned for B", "moved on to C"
TO_LETTER = re.compile(r"\b(?:repositioned|moved|turned|went|on|next|proceed\w*|switch\w*|same|repeated)(?: \w+){0,2} (?:for|to|at) (?:group |lesion |site |target |cluster )?(?P<n>[b-e])\b(?=[,.;:\n]|\s*$| (?:with|from|via|through|under|using|and)\b)")
LIST = re.compile(r"^[\s\-*(•\[]*(?:#? ?(?P<n>\d)[.)\]]|#? ?(?P<l>[a-d])[.)\]]|(?:part |# ?)(?P<p>[a-e\d])\b)[:\s]*(?=\S)")
LIST_BEGINS = re.compile(r":\s(?:(?P<n>1)[.)]|(?P<l>a)[.)]|(?P<p>(?!))) \S")
SIZED_ITEM = re.compile(r"\d(?:\.\d)? ?(?:cm|mm)\b[^\n]*\b\d{2} ?-?(?:g|ga|gauge)\b")
ORDINAL = re.compile(r"\b(?:the |a |an |this |its )?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|another|additional|other|remaining|different|separate)(?: (?:more |discrete |distinct |separate |adjacent |smaller |larger |target |suspicious |right |left |thyroid |liver |hepatic |lung |breast |cervical |axillary |neck |abnormal |retroperitoneal )?)(?:(?:\w+ ){0,3})" + THING + r"\b")
TURN = re.compile(r"attention (?:was |is )?(?:then |next |subsequently |now )?(?:turned|directed|given|drawn)|(?:procedure|process|technique|steps?|biopsy|fna)(?: was| were)? (?:then )?(?:repeated|duplicated)|\bsimilarly\b|\blikewise\b|in (?:a |an )?(?:similar|identical|the same) (?:fashion|manner|way)|(?:same|identical|similar) technique|^next\b|^then the\b|repositioned")
COLON = re.compile(r"^[\s\-*#(•]*(?:\d[.)]\s*)?(?P<label>lt|rt|[a-z0-9](?:[^:.\n]|:\d\d|\.\d){2,70}):(?!\d)")
DASHED = re.compile(r"^[\s\-*#(•]*(?P<label>(?:left|right|lt|rt|upper|lower|isthm\w+)(?: [\w]+){0,3}? (?:nodule|node|lesion|mass|lobe|kidney|lung|breast|axilla|side|groin|neck)|(?:lung|liver|adrenal|kidney|spleen|pancreas|parotid|thyroid|marrow|bone marrow|bone|lymph node|node|lesion|omentum|pleura|breast|axilla|mass)(?: (?:biopsy|core|lesion|mass|node|nodule|fna|aspirate|sampling))?) ?(?:-|\u2013|\u2014|->|=) ")
#: a sentence that only names side, place and modality: the heading of a part
HEADED = re.compile(r"^[\s\-*#(\u2022\[]*(?:\d[.)\]]\s*)?(?P<label>(?:left|right|lt|rt) (?:stereotactic|ultraso\w+|mri?|tomosynthesis|breast|axilla\w*|neck|groin|lobe|kidney|lung|thyroid|parotid|thigh|iliac|hip|node|nodule|lesion|mass)(?:,? (?:stereotactic|ultraso\w+|us|mri?|ct|tomo\w*|guided|biops\w+|core|fna|node|nodule|lesion|mass|bone|crest|lobe)){0,4})\s*[.:]?\s*$")
#: a sentence of nothing but the name of a target: "Parotid.", "Node.", "Marrow."
NAMED_ALONE = re.compile(r"^[\s\-*#(\u2022]*(?P<label>(?:the )?(?:parotid|submandibular|salivary|lymph node|node|nodal|thyroid|liver|hepatic|lung|pulmonary|adrenal|kidney|renal|marrow|bone marrow|bone|iliac|breast|axilla|pleura|pleural|spleen|pancreas|omentum|omental|muscle|retroperitone\w+|para-?aortic)(?: (?:gland|lesion|mass|nodule|node|core|cores|biopsy|fna|aspirate|aspiration|sampling|crest))?)\s*[.:]\s*$")
AVOID_BEFORE = re.compile(r"(?:(?:(?:to|just) the )?(?:left|right|lateral|medial) of|(?:stay\w*|keep\w*|kept|keep|well|steer\w*) (?:off|clear of|out of|away from)|hugging|skirting|grazing|through|via|across|avoid\w*|away from|lateral to|medial to|adjacent to|abutting|near|(?<!went )(?<!moved )(?<!came )anterior to|(?<!went )(?<!moved )(?<!came )posterior to|between|travers\w+|displac\w+|superficial to|overlying|next to|uninvolved|deep to|invading|above|below|behind|beneath|under|beside|along(?:side)?|around|parallel to|tangential to|close to|apart from|clear of|edge of|just (?:outside|off)|without|from (?:a |an )?(?:\w+ )?approach|spared?|sparing|trans)(?: (?:a|an|the|of|short|segment|small|normal|left|right|overlying|adjacent|intervening|some|amount)){0,4} *$")
AVOID_AFTER = re.compile(r"^(?:'s)? *(?:(?:skin )?entry\b|: *(?:intact|clear|normal|free|not|no\b|un(?!der|til)\w+)|margin|capsule|(?:\w+ )?(?:approach|route|access|path\w*|corridor|trajectory)\b|(?:cell )?(?:cancer|carcinoma|adenocarcinoma|primary)\b(?! (?:mass|lesion|nodule|biops))|muscle to|window|block|vein|artery|vessels|fissure|line|(?:was |were |is )?not (?:crossed|entered|traversed|violated|breached|involved|punctured|touched|in the way)|(?:was|were|is|are|looks?|looked|appears?|appeared|seems?|seemed|remains?|remained)(?: entirely| completely| grossly)? (?:avoided|normal|unremarkable|clear|passed by|spared|intact|untouched|uninvolved|crossed|traversed)|avoided|untouched|spared|(?:,? (?:or |nor |and )?\w+){0,4} (?:in|along) (?:the |its |our )?(?:way|path|trajectory|track|corridor)\b)")
PLACE = re.compile(
    r"\b(upper|mid|middle|lower|superior|inferior|isthm\w+|dome|apex|base|level (?:[ivx]{1,3}|\d)[ab]?|seg(?:ment)? (?:[ivx]{1,4}|\d)[ab]?|\d{1,2}(?::\d\d)? ?o'?clock|\d{1,2}:\d\d|[ctls]\d{1,2}\b|supraclavicular|axilla\w*|inguinal|iliac|sacr\w+|rib|anterior|posterior|lateral|medial|uoq|uiq|loq|liq|retroareolar)\b"
)
LEFT_ALONE = re.compile(r"not (?:be )?(?:sampled|biopsied|aspirated|targeted|treated|needled)|left alone|(?:appear|look|seem)(?:s|ed)?(?: \w+)? (?:normal|benign|reactive)|unremarkable|\bneg(?:ative)? (?:axillary |regional )?(?:lns?|lymph nodes?|nodes?|axilla)\b|(?:lymph nodes?|nodes?|axilla) (?:neg|negative|normal|clear)\b|benign[- ]appearing|below (?:the )?(?:size )?threshold")
CLOCK = re.compile(r"\b((?:[1-9]|1[0-2])(?::[03]0)?)(?:(?<=:[03]0)| o'?clock)(?= (?:mass|lesion|position|o'?clock|calc|cyst|focus|nodule|enhanc|site|target|axis))")
#: the same where the clock stands alone, which only the breast room says so
HOUR = re.compile(r"(?:\b(?:at|@|in the|left|right|lt|rt)|^\W*|[:;,(]) ?((?:[1-9]|1[0-2]):[03]0|(?:[1-9]|1[0-2]) ?o'?clock)(?![\d:])(?! ?(?:am|pm|h\b|hrs|a\.m|p\.m))")
SIDES = {"l": "left", "r": "right", "left": "left", "lt": "left", "right": "right", "rt": "right"}
#: what became of the samples, told after the last target; no act of its own
SENT = re.compile(r"[\s\-*]*(?:the |all |these |both )?(?:tissue |biopsy |core |cytolog\w+ )?(?:specimens?|samples?|cores?|tissue|smears|aspirates?)\b[^.]{0,30}\b(?:sent|submitted|forwarded|delivered|handed|taken to|went|air[- ]dried|alcohol[- ]fixed|stained|label\w+|prepared|decalcif\w+)\b|[\s\-*•]*(?:path|pathology|histology|lab|pots?|labelled|labeled)\b[^.]{0,6}")
#: a hilum that is not that of the lung
OTHER_HILUM = re.compile(r"(?:splenic|renal|hepatic|liver|fatty|nodal|echogenic|preserved|normal|thick\w*|absent|lost|loss of|no|its|kidney|spleen) (?:\w+ )?$")
#: a needle with its passes
PASSES = re.compile(r"\b\d{2} ?-?(?:g|ga|gauge)\b[^,;]{0,14}\bx ?\d")
#: where one sentence goes on to another target
CUT = re.compile(r" (?=\((?:[2-6]|[b-e])\) \w)|; |,? (?:and )?then |, followed by |, and (?:of |from |in |at )?(?:the|a|an|another|one|two) |, | (?=(?:left|right|lt|rt) (?:\w+ ){0,3}?(?:nodule|node|lesion|mass|lobe|kidney|lung|breast) ?(?:[:\u2013\u2014=]|- |->))")
#: a position of the breast told by the clock
AT_CLOCK = re.compile(r"^\W*(?:1[0-2]|[1-9]):[03]0\b|\b(?:1[0-2]|[1-9]):[03]0,? ?n ?\d|\b(?:1[0-2]|[1-9]):[03]0 (?:and|mass|lesion|nodule|focus|calc)\w*|\b(?:left|right|lt|rt|[lr])(?: breast)?,? (?:1[0-2]|[1-9]):[03]0\b|\b(?:1[0-2]|[1-9]):[03]0,? ?\d+ ?cm (?:from|fn\b)|\b(?:at|@) ?(?:1[0-2]|[1-9])(?::[03]0)\b|\b(?:1[0-2]|[1-9])(?::[03]0)? ?o'?clock|^[\s(\-*]*(?:[a-e]|#? ?[1-6])[.):]+\s*(?:1[0-2]|[1-9]):[03]0\b")
#: a vertebra told by its level alone, with a tool of bone
LEVEL = re.compile(r"\b[tls]\d{1,2}\b[^.;\n]{0,60}\b(?:drill\w*|transpedic\w*|pedic\w*|lytic|sclerotic|bone|jamshidi|murphy|endplate)\b|\b[tl]\d{1,2}\b[^.;\n]{0,30}\b(?:biops\w*|bonopty|cores?)\b|\b(?:drill\w*|transpedic\w*|pedic\w*|bone|jamshidi|murphy)\b[^.;\n]{0,60}\b[tls]\d{1,2}\b")
#: a row of a form under a number, which is no target of its own ("6. Specimen: 4 passes")
FORM_ROW = re.compile(r"^[\s\-*(\u2022]*(?:\d{1,2}|[a-h])[.)]\s*(?:[a-z]+ ){0,2}?(?:position|cooperation|complications?|specimens?|samples?|needles?|device|instruments?|passes|shots|number|technique|guidance|guide|modality|method|approach|depth|distance|route|an(?:a)?esthesia|sedation|medications?|contrast|emphysema|h(?:a)?emorrhage|h(?:a)?emoptysis|pneumothorax|cavity|necrosis|size|findings?|indications?|diagnos[ei]s|remarks?|disposition|instructions?|conclusion|impression|lesions|history|consent|condition|plan|recommendations?|result|imag(?:e|es|ing)|dose|time|location|lobe|operator|equipment|preparation)\b[^:.\n]{0,30}:")
#: a target taken up again by its letter alone: "A first: ...", "B: 3 cores"
LETTER_AGAIN = re.compile(r"^[\s\-*(•]*(?P<n>[a-e])(?: (?:was |is )?(?:first|then|next|second|last|after|likewise))?\s*(?:[:,=]|-{1,2} )")
#: the mark of a list alone
BARE = re.compile(r"\s*[(\-*•]*\s*(?:\d|[a-d])[.)]\s*$")
#: a target of the list at which nothing was done
CALLED_OFF = re.compile(r"\b(?:biops\w+|fna|sampling|aspiration|target\w*|procedure|cores?) (?:was |were |is |therefore )*(?:cancell?ed|deferred|omitted|not (?:done|performed|taken|attempted))|nothing (?:was )?done|no longer (?:seen|visible|enhanc\w+|present)|not (?:sampled|biopsied|needled|targeted|punctured)|left (?:alone|in peace)")
#: a needle by its size
GAUGE_ONLY = re.compile(r"\b\d{1,2} ?-?(?:g|ga|gauge)\b")
GAUGE = re.compile(r"\b\d{1,2} ?-?(?:g|ga|gauge)\b|\bcores?\b|\bpass(?:es)?\b|aspirated|gauge")
#: a needle on its way in
NEEDLED = re.compile(r"\b(?:needle|coaxial|introducer|trocar|cannula|drill|oncontrol|on control|jamshidi|bonopty|murphy|arrow|\d{1,2} ?-?(?:g|ga|gauge))\b[^.;]{0,60}\b(?:enter\w*|advanc\w+|plac\w+|insert\w*|direct\w+|pass\w+|brought|guided|led|steered|reached|driven|drilled|drove|walked|hammered|screwed|tapped)\b|\b(?:advanc\w+|plac\w+|insert\w*|direct\w+|pass\w+|brought|guided)\b[^.;]{0,40}\b(?:needle|coaxial|introducer|trocar)\b")
SHALLOW = re.compile(r"\b(?:neck|cervical|axill\w+|inguinal|groin|supraclav\w+|infraclav\w+|submandib\w+|jugulodigastric)\b")
CENTRAL = re.compile(r"mediastin|hilar|hilum|paratrach|subcarinal|retroperit|para-?aortic|mesenter|pelvi|iliac|porta")
SITE_WORDS = re.compile(r"^ *(?:gland |lobe |body |head |tail )?(?:lesion|mass|nodul|node|cortex|parenchym|tumou?r|biops|lymph)")
#: a target that one modality does not show is there all the same
UNSEEN = re.compile(r"[^.;\n]{0,40}?\b(?:not|never|nor|hardly|poorly|in|un)[ -]?(?:be |been |well |clearly |reliably |adequately |convincingly |really )*(?:seen|visible|visuali[sz]ed|identified|demonstrated|appreciated|conspicuous|shown|found|discernible|resolved|apparent)(?: (?:well|clearly|reliably|at all))? ?(?:on|by|with|at|under|using|through|sonographically|in)\b(?: (?:the|today'?s|grey-?scale|gr[ae]yscale|bedside|limited|initial|unenhanced|non-?contrast))* ?(?:ultraso\w+|us\b|u/s|sono\w*|ct\b|mri?\b|fluoro\w*|mammogra\w+|tomo\w*)?")
#: a bone that the needle slides over on its way ("walked over the upper border of the fifth rib")
BONE_PASSED = re.compile(r"\b(?:over|past|off|on top of|border|edge|margin|atop)(?: of)?(?: the| an?| its)?(?: (?:superior|upper|inferior|lower|top|left|right|border|edge|margin|of|the|same|\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)){0,5} *$")
#: the space between two ribs, or the line through a bone
BONE_SPACE = re.compile(r" ?(?:inter)?spaces?\b| (?:line|interval|notch level)\b| (?:was |is )?(?:used|taken|served) as (?:a |the )?landmark")
