"""Words of the pleura that is spared on the way to something else, and of a belly that is emptied."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.tube_words import VOLUME

#: the pleura that a track to something else keeps clear of
SPARED = re.compile(
    r"(?:avoid\w*|below|beneath|caudal to|clear of|spar\w+|inferior to|away from|without (?:crossing|transgress\w+|travers\w+)|(?:not|never) (?:cross|transgress|travers)\w*)(?: \w+){0,3} pleura\w*(?: \w*(?:space|reflection|recess))?|(?:no |trans)pleural (?:transgression|crossing|violation)|pleural (?:reflection|transgression)|(?:small|trace|tiny|minimal|known|unchanged|reactive|adjacent) (?:\w+ )?pleural effusion(?! (?:was|were) (?:punctured|drained|aspirated|tapped))"
)
#: the belly emptied, where no word names the fluid
BELLY = re.compile(rf"\b(?:belly|abdomen|abdominal)\b(?:[^\n]){{0,240}}(?:centesis|yueh|safe-t|one-?step|\bcannula\b)[^\n]{{0,200}}(?:{VOLUME}|\d ?(?:l|lit(?:er|re)s?|ml|cc)\b)")
#: the pleura as a line on the screen
LANDMARK = re.compile(r"\b(?:sub|extra|trans|para|juxta)-pleural\b|\bpleural (?:line|reflection|interface|edge|stripe|surface|entry|crossing|pass|puncture|sliding|slide|movement|motion|breach|injury|cupola|dome)s?\b|\bpleura(?:e)? (?:was |were |is |are |kept |always |well |clearly |then )*(?:seen|visuali[sz]ed|visible|identified|in view|intact|unbreached|not (?:\w+ )?(?:crossed|breached|entered|touched|violated|transgressed)|moving|sliding|respected|spared)\b|\b(?:above|superficial to|short of|deep to|off|away from|clear of|over|anterior to|against|down to|displac\w+|depress\w*|push\w*|indent\w*|tent\w*|avoid\w*) (?:of )?the (?:parietal |visceral )?pleura\b")
#: a site that was marked and then entered under the eye all the same
LIVE_TOO = re.compile(r"\bmark\w*\b[^.;\n]{0,24}\b(?:and|then|plus|with|\+|followed by)\b[^.;\n]{0,24}\b(?:live|real[- ]time|guid\w+|watch\w*|follow\w*|seen|under (?:us|ultrasound))|\b(?:live|real[- ]time) (?:entry|puncture|needle|insertion|access)\b")
#: a tunnel or a cuff that is said not to be there
NOT_TUNNELLED = re.compile(r"\b(?:neither|not|no|nor|never|without|non)\b(?:[ -]+(?!but\b|only\b)[\w-]+){0,6}?[ -]+(?:tunnel\w*|cuff\w*)(?:,? (?:or|nor|and|/) (?:\w+ ){0,2}(?:tunnel\w*|cuff\w*))?")
#: words of a tube that stays
LEFT = (
    r"left (?:in place|in situ|indwelling|to )|(?:to|placed (?:on|to)|connected to|attached to|hooked to|on|to) (?:a |an |low |wall |the |continuous |dry |-?\d+ ?cm )*(?:suction|water seal|pleur-?evac|atrium|gravity|bulb|drainage (?:bag|system|chamber)|heimlich|bag\b|chest drain|jp\b|underwater)"
    r"|(?:loop|pigtail|cope)(?: \w+){0,3} (?:formed|locked|coiled)|locking|sutured|secured (?:with|to|in)|stat-?lock|pleurx|(?<!non )(?<!non-)tunnel|retention|stitched|\bsewn\b|mefix|fixed (?:with|to|at|in)|\bchest (?:bottle|drainage)|tube stays|(?:drain|tube|catheter|pigtail) (?:was |is )?(?:then )?(?:fixed|anchored|taped)|heimlich|water seal|pleur[eo]?-?[ev]?vac|\batrium\b|-20\b"
)
#: words of a needle or catheter that came out again
OUT = r"(?:catheter|cath|cannula|needle|sheath|drain|centesis|yueh|tube|safe-t)s?(?: \w+){0,4} (?:removed|withdrawn|pulled|taken out|out\b|came out)|(?:removed|withdrew|pulled) (?:the |both )?(?:catheter|needle|sheath)"
#: a needle that was seen to go in, where the words do not say again by what
WATCHED = re.compile(r"\b(?:live|real[- ]time|direct|continuous) (?:imaging|vision|visuali[sz]ation|screen|needle (?:entry|visuali[sz]ation|guidance)|image)\b|\b(?:while|as) (?:i |we )?watch\w*(?: (?:it|(?:the |its )?(?:needle|tip|catheter)))?(?: tip)?,? (?:on|go|going|enter|entering|in)\b|\b(?:with|under) the probe (?:on|over|held|in|watching)\b|\bunder (?:the )?(?:probe|live view)\b|\bwatched (?:it )?(?:go in|enter|on (?:the )?screen)")
#: work inside arteries and veins, named with the device that was left or the vessel that was opened
_IN_VESSELS = re.compile(r"\b(?:t?evar|endografts?|stent-?\s?grafts?|(?:aortic|thoracic) endoprosthes[ie]s|wallstent|protege|vici|abre|zilver|palmaz|express ld|stent (?:deployed|released|placed)|[cs]-?tag|valiant|zenith|relay ?pro)\b")
#: something of the chest, and what a hand does to it in the same statement
_OF_THE_CHEST = r"(?:thora(?!cic aort)\w+|pleur\w+|effusions?|h[ae]*mothorax|hydrothorax|pneumothorax|empyema|chest (?:tube|drain|cavity)|hemithorax|pigtail drain)"
_HANDLED = r"(?:punctur\w*|needle|insert\w*|plac(?:ed|ement)|drain(?:ed|age)|tapped|aspirat\w*|remov\w*|evacuat\w*|instill\w*|tunnel\w*|centesis|yueh|safe-t|yield\w*|obtained|\d ?(?:ml|cc|lit\w+|l)\b|\d ?-?(?:f|fr|french|g|ga|gauge)\b)"
_TAPPED = re.compile(rf"thoracentes|thoracocent|pleurocent|pleurx|pleural (?:drain|tap|catheter)|{_OF_THE_CHEST}[^.;\n]{{0,110}}\b{_HANDLED}|{_HANDLED}[^.;\n]{{0,110}}\b{_OF_THE_CHEST}")
_BY_OTHERS = re.compile(r"[^.;\n]*\b(?:by|per) (?:the )?(?:trauma|surg\w+|thoracic|ed|er|icu|emergency|pulmon\w+|referring|outside|cardio\w+|ward|paramedics?)\b[^.;\n]*")


def seen_beside_vessels(flat: str) -> bool:
    """Whether a chest that only shows fluid or air stands in a report on a stent or graft inside a vessel.

    Args:
        flat: the report, lower case.
    """
    return bool(_IN_VESSELS.search(flat)) and not _TAPPED.search(_BY_OTHERS.sub(" ", flat))
#: names of pleural work
PLEURAL = r"\bpneumo\b|water seal|pleur-?evac|both (?:chests|hemithora\w+)|(?:chest|belly|abdominal) fluid|(?:left|right) chest\b[^.\n]{0,40}(?:tap|centesis|tube|drain|needle)|(?<!extra)(?<!extra-)pleura\w*|thoracentes\w+|thoracocentes\w+|hemithorax|chest tube|pneumothora\w+|(?<!pericardial )(?<!joint )effusion|empyema|pleurocentes\w+|thoracostomy|\bthora\b|\bptx\b|heimlich|\bipc\b"


_LYTIC = r"(?:tpa|t-pa|alteplase|lytics?|lysis|fibrinoly\w+|dornase|dnase|urokinase|streptokinase|instillations?|intrapleural|therapy|treatment)"
_TO_COME = re.compile(r"planned|tonight|tomorrow|scheduled|to follow|\bwill\b|\bnext\b|\bif\b|\bdue\b|\bplan\b|\bmay\b|\bevery\b|consider")
#: a day counted, a dose after the first, or the first told as given before today
_LATER_DAY = re.compile(
    r"(?:second|third|fourth|subsequent|2nd|3rd|4th|repeat) (?:\w+ )?(?:dose|day|instillation|session)|(?:day|dose)s? (?:#|no\.? )?(?:2|3|4|5|6|two|three|four|five|six)\b"
    rf"|(?:first|1st|initial|earlier|previous) (?:\w+ )?(?:doses?|instillations?|{_LYTIC})\b[^.;\n]{{0,30}}\b(?:yesterday|last night|the day before|days? ago)|doses? (?:1|one)\b[^.;\n]{{0,40}}\b(?:yesterday|last night)"
    rf"|\b{_LYTIC}\b[^.;\n]{{0,30}}\b(?:started|begun|began|initiated|first given|given)\b[^.;\n]{{0,16}}\b(?:yesterday|last night|the day before|(?:one|two|three|\d) days? ago)"
)
#: a first day told with its date
_BEGUN_ON = re.compile(rf"\b{_LYTIC}\b[^.;\n]{{0,24}}\b(?:started|begun|began|initiated|first given)\b(?: by \w+)? (?:on )?(?P<day>\d{{1,2}}/\d{{1,2}})\b")
#: a day counted from something else
_OTHER_COUNT = re.compile(r"antibiotic|antimicrob|\w+cillin|bactam|\bcef\w+|vanco|meropenem|metronidazole|post-?op|hospital day|\bday \w+ (?:after|of (?:admission|drainage|antibio|hospital|tube|chest))|(?:insertion|placement)|\btube day|\bdrain day|steroid|prednis|\bpod\b|chemo")


def later_day(flat: str) -> bool:
    """Whether a fibrinolytic given today was given on an earlier day too.

    Args:
        flat: flat text of the report.

    >>> later_day("lytic day 2. alteplase was instilled"), later_day("alteplase was instilled. antibiotics day 4")
    (True, False)
    """
    parts = [part for part in re.split(r"[.;\n]", flat) if not _TO_COME.search(part)]
    if any(_LATER_DAY.search(part) and not _OTHER_COUNT.search(part) for part in parts):
        return True
    begun = next((match for part in parts if (match := _BEGUN_ON.search(part))), None)
    return bool(begun) and not re.search(rf"(?<!\d){re.escape(begun['day'])}\b", flat[:90])
