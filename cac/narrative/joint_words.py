"""Words of injections and aspirations of joints: drugs, films, landmarks, complaints, things only seen."""

from __future__ import annotations

from cac import patterns as re
from cac.narrative.needle_drug import STEROID as _STEROID

WHERE = ("body", "summary", "head")
CLASS = {
    "shoulder": "major", "hip": "major", "hip_bursa": "major", "knee": "major", "elbow": "intermediate", "wrist": "intermediate", "ankle": "intermediate",
    "acromioclavicular": "intermediate", "tmj": "intermediate", "small": "small",
}
NEEDLE = re.compile(r"\bpunctur|\btapped|needle|\binj|aspirat|\basp\b|gauge|syringe|\d{2} ?g\b")
WORK = re.compile(rf"{_STEROID}|\binj|aspirat|\basp\b|hydrod|bupi|ropi|\blido\b|methylpred|needle|instill|arthrogra|contrast|steroid|triamcinolone|kenalog|depo|cortisone|bupivacaine|intra-?articular|marcaine|lidocaine|fluid|celestone|visco|synvisc|euflexxa|orthovisc|monovisc|hyalgan|supartz|durolane|gelsyn|hymovis|hyaluron")
CROSS = re.compile(r"\bmri?\b|magnetic resonance|\bct\b|to mr|pre-?mr|gadolinium|gadavist|magnevist|dotarem|multihance|prohance")
FILMS = re.compile(r"\b(?:stress|spot|plain) films? (?:through|of|in|show)|(?:radiographs?|films?|views?|images?) (?:\w+ ){0,5}?(?:obtained|taken|acquired|stored|show|demonstrat)|post[- ]?injection (?:radiograph|film|view)|multiple views|exercise|radiographic arthro|conventional arthro")
#: films of the joint told by their projections or by who read them
EXPOSED = re.compile(r"\b(?:films?|views?|radiographs?|projections?)\b[^.;\n]{0,24}\b(?:ap|pa|frontal|lateral|obliques?|frog|stress|deviation|internal|external|weight)\b|\bstress views?\b|(?:radiographs?|films?|exposures?|views?|projections?)\b[^.;\n]{0,90}\b(?:followed|exposed|made|taken|obtained|acquired|filed|archived|stored|read|interpreted|repeated|reported|described)|(?:fluoroscopic|radiographic|film|x-?ray) series|\b(?:ap|frontal|lateral|oblique|frog|tunnel|skyline|axillary|internal rotation|external rotation)\b[^.;\n]{0,60}\b(?:radiographs?|films?|exposures?|views?|projections?)\b")
#: fluoroscopy that was not used
NO_FLUOROSCOPY = re.compile(r"\b(?:fluoro\w*|x-?ray|c-?arm)\b[^.;\n]{0,40}\b(?:exceed\w*|not (?:used|available|possible|needed|required)|unavailable|avoid\w*|contra-?indicated|declined|could not|cannot|broken|down)\b[^.;\n]*|\b(?:instead of|rather than|in place of|to avoid|avoiding|without|no|not|unable to (?:use|fit)) (?:the )?(?:fluoro\w*|x-?rays?|radiation)")
NOT_FILMS = re.compile(r"no other radiograph|no (?:additional|further) (?:radiograph|film|view|image)|spot (?:ap )?stored")
NO_ARTHROGRAM = re.compile(r"no (?:diagnostic |formal |contrast |separate )?arthrogra(?:m|ms|phy|phies)\b(?! (?:films?|radiographs?|images?|series|views?) (?:were|was) )|no (?:diagnostic |formal )?arthrogram series|not (?:(?:intended|meant|planned|done|made|performed|given|asked|ordered|requested|used) (?:as |to be |for )?)?(?:an? )?(?:diagnostic |formal |full )?arthrogra|arthrogra(?:m|phy) ?(?:: ?(?:no\b|none\b|not\b)|(?:was|is|being) (?:not|never) (?:done|made|intended|performed|requested|ordered|obtained|planned|part)\b)|(?:rather than|instead of|never|without) (?:an? )?(?:diagnostic |formal )?arthrogra(?:m|phy)\b")
#: films that were not made after the injection
NO_FILMS = re.compile(r"\bno (?:(?:arthrogra\w+|conventional|plain|spot|further|additional|post-?injection|other|radiographic|separate|formal|diagnostic|stress|overhead|delayed|x-?ray|exercise|post) ){0,3}(?:radiographs?|films?|views?|exposures?|radiography)\b(?![^.;\n]{0,12}(?:abnormal|contrast))|(?:radiographs?|films?|arthrogra\w+ (?:series|films?|images?)) ?: ?(?:none|no\b|not|nil)|(?:radiographs?|films?)[^.;\n]{0,16} (?:was|were) not (?:obtained|taken|made|acquired|exposed|performed)|no (?:conventional|radiographic|formal|plain)(?: film)? arthrogra\w+|fluoroscopy (?:served |was used |used )?(?:only|solely|just)")
#: a study by CT or MR that cannot be had or was not part of this one
NO_CROSS = re.compile(r"[^.;\n]*\b(?:cannot|can't|can not|unable|impossible|contra-?indicat\w*|not (?:possible|planned|available|requested|tolerat\w+|allowed|permitted|performed|an option)|degraded|refus\w+|declin\w+|unhelpful|incompatible|non-?conditional|unsafe|claustrophob\w*|no (?:other |further |additional )?(?:mri?|ct|cross|imaging)|without (?:mri?|ct))\b[^.;\n]*")
GADOLINIUM = re.compile(r"\bgd\b|\bgad\w*\b(?! ?(?:enhanc|mri))|magnevist|multihance|prohance|dotarem|clariscan")
#: work on a joint told beside its name
BESIDE = re.compile(rf"{_STEROID}|\binj(?:s|ection|ections|ected)?\b|\baspirat\w+|\basp\b|\btap(?:ped)?\b|steroid|cortisone|kenalog|\bdepo\b|triamcinolone|visco|synvisc|euflexxa|orthovisc|monovisc|hyalgan|supartz|durolane|gelsyn|hymovis|hyaluron|\bprp\b|(?<!single )(?<!single-)\bshots?\b|arthrocentes")
#: what goes into or comes out of a joint
INTO_A_JOINT = re.compile(rf"{_STEROID}|steroid|triamcin|kenalog|\bdepo\b|depo-?medrol|cortisone|methylpred|betameth|celestone|dexameth|\bdex\b|bupi|marcaine|ropi|visco|synvisc|euflexxa|orthovisc|monovisc|hyalgan|supartz|durolane|gelsyn|hymovis|hyaluron|\bprp\b|intra-?art|joint|synovi|septic|infect|prosthe|crystal|\bgout|gram stain|culture|dry tap|cyst|bursa|cloudy|effusion|\bgad")
VESSELS = re.compile(r"venogra|phlebo|sclero[ts]|varic|saphenous|angiogra|arteriogra|lymph|dorsal (?:foot|hand) vein|dorsum of|catheter-directed")
DIGIT = re.compile(r"\b(1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|thumb|index|middle|ring|little)\b")
FINGER = {"first": "1", "thumb": "1", "second": "2", "index": "2", "third": "3", "middle": "3", "fourth": "4", "ring": "4", "fifth": "5", "little": "5"}
STEROID = re.compile(_STEROID)
ARTHROGRAM = ("shoulder", "hip", "knee", "elbow", "wrist", "ankle", "tmj")
DRUG = re.compile(rf"{_STEROID}|needling|depo|bupi|marcaine|ropi|prp\b|plasma|tenotomy|fenestrat")
ORGAN_LIGAMENT = re.compile(r"loss[ -]of[ -]resist|\blamina|epidural|flavum|intrathecal|interspinous|falciform|round ligament|inguinal ligament|gastrocolic|broad ligament|ligament of treitz|arcuate|ligamentum|\bsi\b|sacro-?iliac|teres|hepatogastric|liver")
#: a ligament that was itself injected
INTO_LIGAMENT = re.compile(r"inject\w*[^.;\n]{0,40}ligament|into (?:the )?(?:\w+ ){0,2}ligament|ligaments? (?:inject\w+|infiltrat\w+|prolotherapy|(?:steroid|cortisone) inject\w+)|prolotherapy")
NERVE_GANGLION = re.compile(r"stellate|celiac|sphenopalatine|pterygopalatine|gasserian|trigeminal|dorsal root|sympathetic|impar\b|geniculate|superior cervical|ganglion (?:block|of impar|rf\b|neurol)|splanchnic")
OTHER_WORK = re.compile(r"arthroplasty|arthroscop|incision was made|debrid|fracture reduction|ablat|emboli[sz]|genicular|\bgae\b|micro-?cath|angiogra|sheath|biops")


#: a joint under a cushion, a hand laid on it, a joint bent for the position of the patient
POSTURE = re.compile(r"(?:under|beneath|behind|between) (?:the |both |his |her |each )?(?:left |right |flexed |bent )?$|(?:hand|palm|arm) (?:placed |resting |laid |lying )?(?:on|over|across) (?:the |his |her )?(?:left |right |opposite |contralateral )?$|\bstiff |\bhumpback")
#: what is said of a joint, a bursa or a ligament that was only seen
SEEN = re.compile(r"(?: flexion)? creases?\b|(?: |-)(?:rolls?|bolsters?|pads?|rests?|wedges?|blades?|straps?|girdles?|height|level|width|immobili[sz]er|brace|coil|precautions)\b|s?(?: itself| space| recess)?,? (?:(?:also |then |only |partly |partially |faintly |promptly |normally )?(?:fills?|filled|opacif\w+|communicat\w+)\b|(?:does|do|did) not (?:fill|opacify|communicate)|(?:is|are|was|were|appears?|looks?|seems?) (?:\w+ )?(?:intact|normal|smooth|torn|thickened|unremarkable|preserved|quiet|asymptomatic|arthritic|narrowed|not (?:fill|seen|opacif|involved|examined|injected|entered|touched))|(?:shows?|showed) |intact\b|tear\b|rupture\b|thickening\b|(?:was |were |is )?(?:kept clear|avoided|spared)\b|with(?:out)? (?:a )?tear)")
#: a cyst, a bursa or a ligament that was only noticed
NOTICED = re.compile(r"(?: \w+)?(?: was| were| is)? (?:also )?(?:seen|identified|noted|visuali[sz]ed|present)\b(?! by palp| and )")
BY_THE_WAY = re.compile(r"cyst|bursa|ligament|fascia")
INTACT = re.compile(r"(?:intact|normal|torn|thickened|unremarkable|transverse|interosseous|collateral|cruciate|scapulolunate|tear of the|kept clear of|superficial to|deep to|beneath|beside|below|under|medial to|lateral to|along|avoiding|past) (?:the )?(?:\w+ ){0,2}$")
#: sheaths of tendons and nerves, no sheath of a vessel
OWN_SHEATH = re.compile(r"(?:tendon|flexor|peroneal|biceps|compartment|synovial|extensor|nerve|rectus|the|into|in|within|its|first|1st|common) sheaths?|sheaths? (?:of the|distend\w*|thicken\w*|inject\w*)|(?:needle|image)[^.\n]{0,20}sheath")


#: what is felt at a joint
FELT = re.compile(r"\b(?:pains?|pressure|aching?|aches?|stiffness|swelling|swollen|tenderness|numbness|soreness|discomfort|weakness|range of motion|rotation|movement)\b[^.;\n]{0,24}$")
#: a complaint or an illness that has its name from the joint
HURTS = re.compile(r"(?: joint)?[ -](?:pains?|aching|aches?|stiffness|swelling|tenderness|numbness|soreness|discomfort|weakness|complaints?|arthritis|osteoarthritis|oa|arthrosis|replacement|scope)\b")
#: ultrasound told by its probe or by the way the needle is seen
SONO = re.compile(r"\buss\b|\busg\b|\bscanned (?:in|and|with|the)\b|(?:under|with|using|via|live|real[- ]time|guided?|on)[^.\n]{0,40}(?:ultraso|sonogra|\bus\b)|(?:ultraso\w+|sonograph\w+|\bus)[- ](?:guid|visuali)|ultraso\w+|sonogra|\bsono\b|transducer|(?:linear|curved|curvilinear|convex|hockey[ -]?stick|footprint|mhz)(?: array)? (?:probe|transducer)|\bprobe (?:held|over|on|in|placed|position|cover)|\b(?:in|out[ -]of)[ -]plane\b")
SPINE = re.compile(r"\bepidural|\bfacets?\b|transforaminal|medial branch|sacro-?iliac|nerve (?:root )?block|plexus block|ganglion block|myelogra|lumbar puncture|vertebroplast|kyphoplast")
#: the saying that a needle went in by hand
BY_HAND = re.compile(r"\b(?:no|without(?: any)?) (?:image|imaging|image guidance|guidance|images?|pictures?)(?: (?:used|needed|guidance))? ?(?:[.;,\n)]|$)|\b(?:un-?guided|non-?guided|blind(?:ly)?|by (?:palpation|touch|feel|landmarks?)|landmark(?:s| technique| guided| based|-guided|-based)?|palpation[- ]guided)\b")
#: a side told as the one before it
SAME = re.compile(r"\b(?:(?:the |done )?same(?! (?:day|session|visit|sitting|time|degenerat\w*|chang\w*|pain|patholog\w*|finding\w*|osteoarth\w*))|ditto|identical(?:ly)?|likewise|mirror(?:ed|s)?|repeated|as (?:above|on the (?:other|right|left)))\b")
#: a study that is read, whose injection another report tells
READ_ONLY = re.compile(r"interpretation only|\b(?:contrast|injection|arthrogram|joint)\b[^.;\n]{0,30}\b(?:injected|performed|done|given) (?:\w+ )?(?:by (?:dr|another|a colleague|the)|earlier)|\bread(?:ing)? only\b|\binjection\b[^.;\n]{0,40}\b(?:separate(?:ly)?|elsewhere|other report|another (?:report|accession|physician|radiologist)|by dr)\b")
