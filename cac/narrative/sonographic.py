"""Words of imaging at a puncture: the vessel judged before it, the needle watched, the picture kept.

Each pattern is built from parts (who, does what, to what) rather than from sentences, so that the order of the
words, the voice and the wording of the dictation do not matter.
"""

from __future__ import annotations

from cac import patterns as re

_NEEDLE = r"(?:needles?|micro-?needles?|tips?|bevel|trocar|angiocath\w*|cannula)"
_ENTRY = r"(?:entry|entries|entrance|puncture|access|stick|cannulation|insertion|passage|venipuncture|advance(?:ment)?|placement|throw)"
_SEEN = r"(?:seen|saw|watch\w*|follow\w*|observ\w*|visuali[sz]\w*|monitor\w*|track\w*|viewed|view\b|imaged|in sight|visible|on (?:the )?(?:screen|monitor)|documented|witnessed|confirmed (?:entering|to enter|in the lumen|within))"
_SONO = r"(?:ultrason\w*|ultraso\w*|sono\w*|us\b|u/s\b|image|imaging|visual\w*|vision|scan\w*|doppler|probe|observation|monitoring|guidance)"
_PICTURE = r"(?:images?|imgs?|pics?|pictures?|photo\w*|prints?|frames?|stills?|snap-?shots?|snaps?|screen[ -]?(?:shots?|captures?|grabs?)|captures?|grabs?|hard ?-?cop(?:y|ies)|record(?:ing)?s?|cine(?: (?:loops?|clips?))?|clips?|loops?|jpe?gs?|dicoms?|sonograms?|films?|spots?|documentation)"
_KEEP = r"(?:saved|stored|storage|archiv\w*|kept|keep|retain\w*|retention|filed|file|printed|print\b|record\w*|captur\w*|plac\w+|sent|notes|folder|upload\w*|transfer\w*|pacs|chart|permanent\w*|preserved|document\w*|attached|deposited|entered|on record|obtained|taken|logged|pushed|export\w*)"

#: the vessel judged: open, compressible, without clot, or found closed
PATENT = re.compile(
    r"\bpaten(?:t|t?(?:cy|cies|ce))\b|\bpermeable (?:vein|artery|vessel|lumen)|(?:vein|artery|vessel) (?:\w+ )?permeable\b|\beffac(?:e[sd]?|eable|ing|ement)\b|disease[- ]free|free of disease|compressib\w+|\bcompress(?:es|ed|ing)\b(?! (?:dressing|bandage))|full(?:y)? compress\w*|(?:widely |wide |appeared |was |is |are |were |be |and |large |big )open\b(?! (?:surg|repair|procedure))|\bopen (?:vessel|vein|artery|lumen)|\banechoic|echo-?free|(?:no|without|free (?:of|from)|absence of|clear of)(?: \w+){0,3} (?:thromb\w+|clots?|dvt|filling defects?|plaque)\b|(?:thrombus|clot)-?free|(?:non-?|not |un)(?:thrombosed|occluded)|\bunobstructed|no (?:intra-?luminal |luminal |internal )?(?:echo\w*|filling|material|debris)(?: \w+){0,2} (?:in|within|inside|of) (?:the |its )?(?:lumen|vein|artery|vessel)|no (?:intra-?luminal|luminal) (?:echo\w*|filling|material|debris)|\bcollaps\w+ (?:easily|fully|completely|readily|well|normally|with|under|on)\b|squash\w*|flatten\w* (?:with|under|easily|completely)"
    r"|(?:good|normal|brisk|pulsatile|phasic|spontaneous|triphasic|free|preserved) (?:\w+ ){0,2}(?:flow|waveform|signal|phasicity)|\bphasicity\b|(?<!no )(?<!slow )(?<!poor )\bflow (?:in|within|through) (?:it|the (?:\w+ ){0,2}(?:vein|artery|vessel|lumen))|(?:sonographic|ultraso)\w+ normal|\bopen,|colou?r (?:fill|flow)\w*|(?:lumen|vein|artery|vessel|jugular|[lr]?ijv?|[lr]?cf[va]|basilic|brachial|femoral|radial)\b(?: vein| artery)?,? (?:(?:was|is|looked|looks|appeared|appears|seen|found|itself|also|fully|entirely|completely|perfectly|and) )*(?:clear\b(?! of\b)|clean\b|healthy\b|collapsible|empty of|free\b(?= (?:of|from|throughout|flow)|[.,;]))|\b(?:clear|clean|healthy|normal) (?:vessel|lumen|vein|artery)\b|\bcollapsible\b"
)
#: the needle seen at the moment of entry
WATCHED = re.compile(
    rf"\breal[- ]?time|\blive\b(?! births?)|under (?:direct|constant|continuous|simultaneous|concurrent) (?:\w+ )?{_SONO}|(?:continuous|simultaneous|concurrent|dynamic|constant|uninterrupted)(?:ly)? (?:\w+ )?{_SONO}|{_SONO} (?:\w+ )?(?:continuous|simultaneous|concurrent|throughout)\w*"
    rf"|{_ENTRY} (?:was |made |done |performed )?(?:under|with|in) (?:\w+ )?(?:vision|view|sight|visual\w*)|\b(?:punctured|entered|stuck|accessed|cannulated) (?:\w+ )?(?:on|under|in) (?:the )?(?:screen|vision|view|monitor|sight)|\bon-?screen\b|\bdynamic(?:ally)? (?:\w+ )?guid\w*|(?:punctured|entered|stuck|accessed|cannulated|needled|access|puncture|entry) (?:was )?(?:made |done |performed |gained |obtained )?while (?:looking|watching|scanning|imaging|viewing|insonating|observing)|\bdirect (?:ultrason\w+|ultraso\w+|sono\w+|us) (?:visual\w*|vision|view\w*|observation|monitoring|guidance)|under direct (?:vision|visual\w+)"
    rf"|{_NEEDLE}\b[^.;\n]{{0,30}}\bunder (?:\w+ )?(?:vision|view|sight|visuali[sz]ation)|{_NEEDLE}\b[^.;\n]{{0,70}}\b(?:{_SEEN})|(?:{_SEEN})\b[^.;\n]{{0,60}}\b{_NEEDLE}\b|{_NEEDLE}\b[^.;\n]{{0,40}}\b(?:displayed|shown|identified|demonstrated|under us|under ultrasound|on ultrasound|in (?:one|the same) plane|in-?plane)\b[^.;\n]{{0,40}}\b(?:throughout|all (?:the|along the) way|(?:during|at|as|while|until|upon|on|with) (?:it |the |its )*(?:{_ENTRY}|enter\w*|went|stick))|(?:{_PICTURE})\b[^.;\n]{{0,60}}\b{_NEEDLE}\b[^.;\n]{{0,30}}\b(?:during|at the (?:moment|time|instant) of|on|upon|while|as it) (?:the |its )?(?:{_ENTRY}\b|enter\w*|went|pass\w*)|\b(?:with|under|by) (?:active|ongoing|steady|unbroken|persistent) {_SONO}|{_ENTRY}\b[^.;\n]{{0,60}}\b(?:was |were |being |is |is being )?(?:seen|watched|followed|observed|visuali[sz]ed|monitored|tracked|viewed|witnessed|under (?:vision|us|ultraso\w+) throughout)"
    rf"|(?:watch\w*|follow\w*|observ\w*|visuali[sz]\w*|track\w*|monitor\w*|saw|seeing)\b[^.;\n]{{0,40}}\b(?:{_ENTRY}|enter\w*|go(?:es|ing)? in\w*|come into|pierc\w+|penetrat\w+)|\b(?:it|needle) (?:was )?kept in (?:view|plane)|kept in view|in-?plane (?:needle )?(?:visual\w*|view)"
)
#: a picture of it kept
KEPT = re.compile(
    rf"\b(?:{_NEEDLE}|{_ENTRY})\b[^.;\n]{{0,60}}\b(?:imaged|real[- ]?time|live|seen|watched|visuali[sz]ed|under (?:us|ultrasound))\b[^.;\n]{{0,30}}\band (?:\w+ly )?(?:recorded|saved|stored|archived|captured|documented|kept)\b|"
    r"\b(?:recorded|stored|saved|archived|documented|captured|retained|filed) (?:\w+ )?permanently|\bpermanently (?:\w+ )?(?:recorded|stored|saved|archived|documented|captured|retained|filed)|(?:saved|stored|archived|recorded|documented|captured|sent|filed|uploaded) (?:in|to|on|into) (?:the )?(?:pacs|archive|permanent record|medical record)|"
    rf"\b{_PICTURE}\b[^.;\n]{{0,70}}\b{_KEEP}|\b{_KEEP}\b[^.;\n]{{0,50}}\b{_PICTURE}\b|\b{_PICTURE} ?(?:are |is |were |was |went |go |all )?(?:in|to|on|>|->|into|:|with) ?(?:the |our |his |her )?(?:patient'?s? |case |medical |hospital |us |picture )?(?:pacs|charts?|archive|files?|records?|system|notes|folder|emr|ehr|epr|ris\b|vna\b|server|report\b|disc\b|yes|y\b)"
)
#: what a picture that is kept is called, and what befalls one that is not
_HELD = r"(?:saved|stored|archiv(?:ed|al)|kept|retained|recorded|captured|printed|permanent|filed|documented|hard|preserved)"
_GONE = r"(?:not\b|un-?available|never|none|could ?n[o']t|lost\b|failed|omitted|deleted|erased|overwritten|missing|forgotten|skipped|corrupted|discarded)"
#: no picture kept
NOT_KEPT = re.compile(
    rf"\bno (?:(?:us|ultrasound|sonographic|access|needle|{_HELD}) ){{0,3}}(?:{_PICTURE})\b|{_PICTURE}\b[^.;\n]{{0,30}}\b{_GONE}|{_PICTURE} (?:retention|storage|archiv\w+|capture|saved|stored|kept)? ?[:=] ?(?:no\b|none|not\b|n\b)|\bnone of (?:the |our |these )?(?:\w+ )?{_PICTURE}\b|\bnothing (?:was |were |could be |got )?{_HELD}|\b(?:not|never) (?:\w+ )?(?:saved|stored|archived|recorded|kept|retained|captured|printed|obtained|taken)|machine froze|without (?:\w+ ){{0,2}}(?:image|picture|record|stor\w+|archiv\w+)"
    r"|\b(?:did|do|does|could|would|can) ?(?:not|n't) (?:\w+ )?(?:save|store|archive|record|keep|print|capture|retain)|did not (?:\w+ )?take|(?:has|had|have|with) no (?:\w+ )?(?:storage|archive|memory|printer|recorder)|forgot"
)
