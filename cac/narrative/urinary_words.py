"""Sentences of kidney work told without the usual names: an old stent caught, a stoma catheter renewed, one side only."""

from __future__ import annotations

from cac import patterns as re

#: a stent of another day, by its state
OLD_STENT = re.compile(r"\b(?:migrat\w*|retained|encrusted|old|existing|indwelling|fractured|malposition\w*|displaced|blocked|forgotten|obstructed|occluded|failed|broken|proximally) (?:[\w-]+ ){0,3}(?:stents?|jj|dj|double[- ]?j)\b|\b(?:stent|jj|double[- ]?j)s?\b[^.;\n]{0,40}\b(?:migrat\w*|retract\w*|coil(?:ed)? up|curled up|slipped|out of (?:the )?(?:\w+ )?reach|beyond (?:the )?reach|broken|fractured|encrusted)\b")
#: the act of catching, where the sentence before named the stent
CAUGHT = re.compile(r"\b(?:snar|captur|grasp|grabb|lasso|hook|trapp)\w*|\bcaught\b|\b(?:extract|retriev)\w*\b[^.;\n]{0,40}\bsheath")
#: a stent put in its place
NEW_STENT = re.compile(r"\b(?:new|fresh|replacement|another|second)\b[^.;\n]{0,30}\b(?:stents?|jj|dj|double[- ]?j|double pigtail)\b")
#: a ureteral catheter that comes out of a stoma
STOMA_CATHETER = re.compile(r"\b(?:trans-?stomal|stomal|conduit) (?:ureter\w* )?(?:stents?|catheters?|tubes?)\b|\b(?:single-?j|bander|ureteral catheter|ureteric catheter|stent|catheter)s?\b[^.;\n]{0,40}\b(?:through|via|from|out of|at|in) the (?:\w+ )?(?:stoma|conduit|pouch)\b")
_RENEWED = re.compile(r"\b(?:old|existing|previous) (?:one|catheter|stent|tube)\b|\bwire (?:up|through|down|along|into) (?:the|it)\b|\bexchang\w*|\bchang\w*|\breplac\w*|\bswap\w*")
_NEW = re.compile(r"\b(?:new|fresh|another|identical|same[- ]size\w*|replacement)\b[^.;\n]{0,40}\b(?:\d+(?:\.\d)? ?-?f(?:r|rench)?\b|stent|catheter|one\b)")
#: the side that is left for another day
_OTHER_DAY = re.compile(r"\b(left|right)\b(?: (?:side|kidney|tube|one|nephrostomy|pcn))? ?(?:[:,-] ?|was |is |to be )?(?:done |left |kept |scheduled |deferred )?(?:(?:for |on )?(?:another|a later|a different|the next) (?:day|time|session|visit|sitting)|next (?:week|month|time|session|visit)|not (?:done|treated|touched|changed|addressed|exchanged)|untouched|deferred|later\b)")
#: a nephrostomy that gave way to a tube down to the bladder
CONVERTED = re.compile(r"\b(?:swap\w*|trad(?:ed|ing)|exchang\w*|chang\w*|switch\w*|turn\w*|conver\w*)(?: out)? (?:the |her |his |this |that |existing |old |(?:right|left) )*(?:percutaneous )?(?:nephrostom\w+|pcns?)(?: tubes?| catheters?)? (?:for|to|into|over to|out for)\b(?:[^.;\n]|\.\d){0,50}\b(?:nephro-?ureter\w+|pcnus?\b|nus?\b|internal[ /-]*external)|\b(?:nephrostom\w+|pcns?)(?: tubes?| catheters?)? (?:was |were |is )?(?:then )?(?:swap\w*|trad(?:ed|ing)|exchang\w*|chang\w*|switch\w*|turn\w*|conver\w*)(?: out)? (?:for|to|into|over to)\b(?:[^.;\n]|\.\d){0,50}\b(?:nephro-?ureter\w+|pcnus?\b|nus?\b|internal[ /-]*external)")

#: cells or bits of the ureter won through the tract, and no tube cleaned by a brush
BRUSHED = re.compile(r"\b(?:brush\w*|forceps)\b[^.;\n]{0,140}\b(?:cytolog\w*|biops\w+|sampl\w+|patholog\w*|ureter\w*|strictur\w*|lesion|tumou?r|mass|specimens?|filling defect|preservative|cells)\b|\b(?:biops\w+|sampl\w+|ureter\w*|strictur\w*|lesion|tumou?r|filling defect)\b[^.;\n]{0,90}\b(?:brush\w*|forceps)\b")
#: work in the kidney that a report without a title tells in its body alone
KIDNEY_ENTERED = re.compile(r"\bcal(?:yx|yces|ix|ices)\b[^.;\n]{0,30}\b(?:entered|punctured|accessed|stuck)\b|\b(?:entered|punctured|accessed)\b[^.;\n]{0,30}\bcal(?:yx|yces|ix|ices)\b|\b(?:double[- ]?j|jj|nephroureteral \w+|nephrostomy(?: tube)?)\b[^.;\n]{0,30}\b(?:was|were) (?:then )?(?:pushed|placed|advanced|left|exchanged|removed|deployed|changed|replaced)")
#: a tract widened for the endoscope: "dilated with a balloon to 30F", "30 Fr working sheath"
WIDENED = re.compile(
    r"(?:tract|track|access|channel)\b[^.;]{0,80}(?:dilat|balloon|enlarg|widen|upsiz)\w*(?:[^.;]|\.\d){0,90}\b(?:1[89]|2\d|3[0-4]) ?-?f(?:r|rench)?\b|(?:dilat|balloon|enlarg|widen)\w*(?:[^.;]|\.\d){0,80}\b(?:tract|track|access)\b(?:[^.;]|\.\d){0,60}\b(?:1[89]|2\d|3[0-4]) ?-?f(?:r|rench)?\b"
    r"|\b(?:1[89]|2\d|3[0-4]) ?-?f(?:r|rench)? (?:\w+ ){0,3}(?:working|amplatz|access|peel-?away|renal) sheath|(?:working|amplatz|renal access) sheath[^.;]{0,30}\b(?:1[89]|2\d|3[0-4]) ?-?f(?:r|rench)?\b|nephromax|amplatz dilat\w+"
)


def stoma_catheter_renewed(text: str) -> bool:
    """Whether a catheter that runs through a stoma up to the kidney was renewed over a wire."""
    return bool(STOMA_CATHETER.search(text) and _RENEWED.search(text) and _NEW.search(text))


def stent_caught(text: str, raw: str) -> bool:
    """Whether a stent of another day was caught from above, told over two sentences."""
    return bool(OLD_STENT.search(raw) and CAUGHT.search(text))


def only_side(text: str) -> str:
    """The side worked on where the other is said to wait ("left side another day"); empty where none waits."""
    found = {match.group(1) for match in _OTHER_DAY.finditer(text)}
    return {"left": "right", "right": "left"}[found.pop()] if len(found) == 1 else ""

#: cysts of the kidneys in a list of what the images also showed: several, and no needle in the same sentence
CYSTS_SEEN = re.compile(
    r"(?:(?<=[.;\n])|^)(?![^.;\n]*(?:aspirat|punctur|needle|drain|tapp?ed|emptied|inject|sclero|gauge|\d ?(?:ml|cc)\b))[^.;\n]*"
    r"\b(?:(?:bilateral|bilat|multiple|several|scattered|numerous|few|both|other|incidental|unchanged|stable|benign|simple|tiny|small)\b[^.;\n]{0,24}\b(?:renal|kidney|parapelvic|cortical) cysts|cysts (?:in|of) (?:both |the )?kidneys)\b[^.;\n]*"
)
#: an agent that closes a cyst
FILLED = re.compile(r"(?:ethanol|alcohol|doxycycline|sclerosant|povidone|betadine|tetradecyl|polidocanol|bleomycin)[^.;]{0,60}\b(?:instill|inject|infus|introduc|dwell|put|in\b|left)|(?:instill|inject|introduc)\w*[^.;]{0,60}(?:ethanol|alcohol|doxycycline|sclerosant|sclerosing|povidone|betadine|tetradecyl|polidocanol|bleomycin)")


def told_before(side: str, shared: str, tubes: str) -> str:
    """What the text before the stations says of the tube of one side."""
    if not side:
        return ""
    other = {"left": "right", "right": "left"}.get(side, "left|right")
    found = [match.group(1) for match in re.finditer(rf"\b{side}\b((?:(?!\b(?:{other})\b)[^;\n]){{0,120}})", shared)]
    found += [match.group(1) for match in re.finditer(rf"\b{side[0]}t?(?=:| (?:{tubes}|nu\b))((?:(?!\b[rl]t?\b)[^;\n]){{0,60}})", shared)]
    told = next((words for words in found if re.search(tubes, words)), "")
    both = None if told else re.search(r"\b(?:both|bilateral|each|two)\b[^.\n]{0,60}", shared) if not found else re.search(rf"\b(?:both|bilateral)\b (?:(?!\b(?:left|right)\b)[^.,;\n]){{0,30}}(?:{tubes})[^.\n]{{0,30}}", shared)
    return told or (both.group() if both else next(iter(found), ""))
