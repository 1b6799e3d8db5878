"""Sentences that stand by: risks explained, things seen on the way, devices of other services, old operations, later plans.

A sentence of this sort tells of no work. It is blanked before anything reads the report, so that a gallstone noticed
beside a port makes no bile duct of it. Where the same thing is named anywhere else in the report the sentence may be
the reason, the target or the result of the work; then it stays.
"""

from __future__ import annotations

from cac import patterns as re
from cac.findings import Span
from cac.language import named_only
from cac.language.named_only_words import SERVICE

#: longest sentence that is blanked; longer ones are dictation without stops
_LONG = 190
#: words of work at the table; "placed by" and the like are taken out before they are looked for
_WORK = re.compile(
    r"\b(?:needles?|wires?|guidewires?|contrast|inject\w*|advanc\w+|insert\w*|plac(?:ed|ing|ement)|exchanged|punctur\w+|aspirat\w*|removed|withdrawn|passed|deploy\w+|dilated|stented|access(?:ed)?|"
    r"entered|flushed|crossed|performed|saved|stored|archived|sheath\w*|fluoro\w*|ultraso\w+|sono\w*|sampled|biops(?:y|ied)|cores?|drained|drainage|tapped|treated|infiltrat\w+|anesthe\w+|"
    r"selected|engag\w+|catheteri[sz]\w+|cannulat\w+|emboli[sz]\w+|coil\w*|ablat\w+|target\w*|ct|gauge|\d+ ?(?:g|f|fr|ml|mg|cc)|under|guid\w+|today|now|then|using|used|interpret\w*|films?|views?|pull\w*|taken|sent|cut|sutur\w*|"
    r"therefore|thus|so|hence|but|which|because|however|stenos\w+|occlu\w+|thromb\w+|clot\w*|leak\w*|extravas\w+|fill\w*|opacif\w*|drain(?:s|ing)?|position(?:ed)?|tip|approach|window|through|via|into)\b"
)
#: what others put in on another day
_BY_SERVICE = re.compile(rf"\b(?:placed|inserted|put in|managed|followed|looked after|changed|exchanged|sited|left)(?: (?:last|this|the|two|three|a|\d+|week|weeks|month|months|days?|ago|previous|yesterday|earlier|in|\d{{4}}))*(?: at the bedside)? by {SERVICE}\b")
#: left alone, or in use for something else
_ALONE = re.compile(
    r",? (?:(?:is|are|was|were) )?(?:not (?:touched|disturbed|manipulated|examined|addressed|part of this \w+)|left (?:alone|undisturbed|untouched|in place)|untouched|accessed (?:for|by) (?:the |an? |her |his )?(?:infusion|chemo\w*|nurs\w+|ward|antibiotics|tpn))(?: (?:today|at this (?:time|visit)|during this \w+))?\b"
)
_SEEN = r"(?:(?:is|are|was|were) )?(?:(?:also|again|incidentally|partly|partially|still|just) )?(?:noted|seen|present|evident|identified|visuali[sz]ed|observed|in situ|in place|in (?:good|satisfactory|stable) position|unchanged|stable|known|visible|demonstrated|incidental(?:ly)?)"
_SEEN_END = re.compile(rf"\b{_SEEN}(?: (?:in|at|on|within|over|of) (?:the )?[a-z0-9 -]{{2,40}})?(?: (?:again|as before|unchanged|incidentally|from \d{{4}}))?\.?$")
_THERE = re.compile(r"^(?:incidental(?:ly)?(?: note (?:is )?(?:made )?of)?|note (?:is |was )?made of|there (?:is|are|was|were)|also (?:noted|seen)|(?:the )?(?:patient|pt|she|he) (?:also )?(?:has|carries|wears|is on))\b")
_STATE = re.compile(r"^(?:the |both |a )?[a-z -]{3,40} (?:is|are|contains?|shows?|looks?|appears?|measures?) (?:mildly |moderately |markedly |severely |slightly |somewhat )?(?:enlarged|stones?|gallstones?|sludge|calcified|fatty|atrophic|unremarkable|normal|distended|shrunken|nodular|cirrhotic|mild|degenerative|tortuous)\b")
_RISK = re.compile(r"\b(?:risks?|complications|hazards|consent\w*)\b[^.;\n]{0,80}\b(?:includ\w+|such as|of|like|explain\w*|discuss\w*|described|reviewed|not limited to|understood|accepted|obtained|are|were|:)")
#: what a paper lists, which is not what was done
_PAPER = re.compile(r"(?:the |her |his )?(?:signed )?(?:consents?(?: form)?|order(?: form)?|request(?: form)?|requisition|referral(?: form)?|booking|tick ?-?box(?:es)?|template|check ?-?list)\b[^.;:\n]{0,30}\b(?:mention|list|name|cover|includ|read|say|stat|quot|spell)\w*\b")
_HISTORY = re.compile(r"^(?:(?:past |previous )?(?:medical |surgical |significant )?history (?:of|includes|is significant for)|(?:pmh|psh|pshx|pmhx|past (?:medical|surgical) history) ?:|prior|previous|status post|s/p|known|she had|he had|the patient had|pt had)\b")
_OLD_WORK = re.compile(r"\b(?:\w+ectomy|repair|replacement|bypass|stents? in \d{4}|\w+plasty|surgery|operations?|(?:biops(?:y|ies)|paracentes[ie]s|thoracentes[ie]s|drainage|procedure|line|port|picc)(?: (?:in \d{4}|last (?:week|month|year)|(?:\w+ )?(?:weeks|months|years) ago))|hypertension|diabetes|disease|cancer|asthma|copd)\b")
_LATER = re.compile(
    r"\b(?:will (?:be|need|undergo|return|have|come|require)|plans? (?:a|an|to|for)|is (?:planned|scheduled|booked|due)|are (?:planned|scheduled|booked|due)|(?:may|should|can|could) be (?:resumed|considered|repeated|exchanged|removed|restarted|needed|required)|to be (?:considered|exchanged|removed|repeated|arranged))\b"
)
#: a plan that says something of the claim of today, or how the patient came to be a patient
_BEARS = re.compile(r"\b(?:stag\w+|separate\w*|dictat\w*|second (?:stage|session)|admit\w*|inpatient|observation|discharg\w*|bill\w*|report\w*|read|interpret\w*|cod(?:e|ed|ing)|no|not|never|without|transplant\w*|single|solitary|absent|congenital)\b")

#: things and devices, each with the words that tell that the report is about it or its place
_KINDS = tuple(
    (re.compile(rf"\b(?:{thing})"), re.compile(rf"\b(?:{about})"))
    for thing, about in (
        (r"degenerative (?:change|disease|disc)|facet|spondyl|scolio|osteophyt|compression fracture|lumbar spine|listhesis|schmorl|disc (?:bulge|disease|protrusion)|low back pain|spinal stenosis",
         r"lumbar|spin[ae]|vertebr|facet|dis[ck]|[ltcs]\d|epidural|medial branch|kypho|thecal|myelo|csf|interlaminar|foram|radicul|sacr|canal|cistern|lumbago|back pain|si joint|coccy|caudal|sympathetic|plexus|dorsal root"),
        (r"pleural|effusions?\b|atelectas|emphysem|hydrothorax|chest tube", r"pleur|effus|thora|lung|pulmon|hemithora|empyem|chest (?:tube|drain)|\w+ lobe|pigtail|loculat|\bdrain|costophrenic|hepatic|intercostal|serratus|\brib"),
        (r"ascites|free fluid", r"ascit|paracent|perit|abdom|belly|liver|hepat|tips|portal|fluid|drain|pleurx|tap\b"),
        (r"(?:simple |renal |small |cortical )*cysts? (?:in|of) the (?:left |right )?kidney|kidney stone|renal (?:cyst|stone|calcul|cortical)|hydroneph|ureter|nephrostom|ureteral stent|double j|jj stent|nephroureteral",
         r"ren[ao]|kidney|neph|ureter|pcn|flank|hydro|calic|calyc|cyst|collecting system|pelvicaly|urine|bladder"),
        (r"(?:hepatic|liver|biliary|splenic|pancreatic|ovarian|adnexal) (?:cyst|lesion|hemangioma|steatosis)|steatosis|fatty liver|cirrhosis|liver\b|biliary", r"liver|hepat|cyst|bili|duct|chol|portal|tips|segment|ascit|adnex|ovar|pancrea|ercp"),
        (r"gall ?stones?|gall ?bladder|cholelith|sludge", r"gall|chol|bili|duct|gb\b|perihep|cystic"),
        (r"plaque|atheroscl|calcifi|atheroma|tortuo", r"arter|iliac|aort|femoral|sfa|cfa|angio|stent|balloon|carotid|popliteal|tibial|runoff|graft|vessel|radial|breast|mammo|tomo|stereo"),
        (r"lymph nodes?|lymphadenopath|adenopath|nodes?\b", r"node|nodal|lymph|axill|biops|fna|mediastin|neck|groin|core|breast"),
        (r"thyroid|goit", r"thyr|neck|nodul|fna|biops|isthmus|lobe"),
        (r"spleen|splenomeg|splenule", r"splen|spleen|portal|tips|varic"),
        (r"hernia|fibroid|diverticul|prostat", r"hernia|fibroid|uter|uae|ufe|diverticul|prostat|abscess|myoma|gastr|collection|pelvi"),
        (r"cardiomegaly|pericardial", r"cardi|heart|pericard"),
        (r"(?:lung|pulmonary|adrenal) nodul", r"lung|nodul|pulmon|adren|biops|lobe|ablat"),
        (r"nephrostom|ureteral stent|double j|jj stent|nephroureteral", r"ren[ao]l|kidney|neph|ureter|pcn|flank|hydro|calic|calyc|collecting system|pelvicaly"),
        (r"picc\b", r"picc|peripherally inserted|basilic|brachial|midline|cephalic"),
        (r"(?:chest )?port(?:-?a-?cath)?s?\b(?! of entry)", r"port|reservoir|chamber|huber|mediport|bardport|pocket"),
        (r"(?:chest|pleural) (?:tube|drain)s?", r"pleur|effus|thoracent|thoracost|hemithor|chest (?:tube|drain)|empyem|pneumothorax (?:drain|evac)"),
        (r"foley|urinary catheter|bladder catheter", r"foley|urin|bladder|suprapub|cysto|ureth|prostat"),
        (r"nasogastric|ng tube|feeding tube|dobhoff|orogastric|gastrostom|peg\b", r"nasog|ng tube|gastr|feed|peg\b|jejun|stomach|bumper|dobhoff|mic-?key|duoden"),
        (r"(?:ivc |caval |cava )filters?\b", r"filter|ivc|cava\b|caval|vena"),
        (r"pacemaker|icd\b|defibrillator|loop recorder", r"pacemaker|icd\b|defib|lead|subclavian|venogra"),
        (r"tips\b|shunt", r"tips|shunt|portal|hepatic"),
        (r"(?:arteriovenous |av |arm )?(?:fistula|avf|avg)\b|hemodialysis|dialysis", r"fistul|avf|avg|graft|dialy|circuit|thrill|hd\b|anastomo|permcath|tunnel|shunt"),
        (r"arterial line|internal jugular line|central line|cvc", r"arter|jugular|central|line|catheter|lumen"),
        (r"(?:biliary|hepatic|abdominal|pelvic|surgical|jp|jackson|wound) ?(?:drains?|stents?|pratt)", r"drain|bili|duct|abscess|collection|perc|chol|fluid"),
    )
)
#: where the devices begin, which others put in and look after
_FIRST_DEVICE = next(index for index, (thing, _) in enumerate(_KINDS) if thing.search("picc")) - 1  # the nephrostomy stands before it
#: words that name nothing
_EMPTY = frozenset(
    "small large multiple several moderate minor minimal right left bilateral there noted patient placed today prior history status previous after before being since still known chronic mild severe "
    "changes change amount lower upper about which without with their other seen where would could should under three weeks months years month scheduled considered planned exchanged incidental "
    "existing present team service surgery clinic procedure position will with from that this have been were they then them last week next also into here into year days back some very fine well home line side done".split()
)


#: the side that opens a line and heads all that follows ("Right kidney, never drained before: new hydronephrosis")
_SIDE_OPENS = re.compile(r"(?:the )?(?:left|right|lt|rt)(?: (?:side|kidney|tube|drain|catheter|chest|lung|lobe|hemithorax|flank|breast|system|ducts?))?(?: ?:|(?:,| ?\()[^.:;\n]{3,60}:)")
#: a sentence that speaks of what the one before it named
_GOES_ON = re.compile(r"(?:it|this|these|they|both|each|the (?:vein|artery|vessel|branch|lesion|stenosis|narrowing|collection|latter|same))(?: \w+)? (?:was|were|is|are)\b")


def blanked(flat: str, sentences: list[tuple[int, int, str]]) -> tuple[str, set[int], list[Span], list[Span]]:
    """The flat text without the sentences that stand by; same length.

    Args:
        flat: flat text of the report.
        sentences: (start, end, role) of its sentences.

    Returns:
        The text, the starts of the sentences blanked, the statements left that only name work, and those that name work without a word of an act.
    """
    gone: set[int] = set()
    out = list(flat)
    bare = list(flat)
    told: list[tuple[int, int, bool, str, bool]] = []
    left: list[Span] = []
    idle: list[Span] = []
    for (start, end, role), following in zip(sentences[1:], [*sentences[2:], (len(flat), len(flat), "")], strict=False):
        if role == "head" and not _TELLS.search(flat, start, end):
            continue
        if role not in ("head", "background") and end - start <= _LONG and _stands_by(flat, start, end):
            gone.add(start)
            _blank(out, _after_side(flat, start, end), end)
            _blank(bare, start, end)
            continue
        for low, high, kind in named_only.judged(flat[start:end]):
            if role == "background" and kind != "sure":
                continue  # the reason, and what led to it
            if kind == "idle":
                if not _GOES_ON.match(flat, following[0]):
                    idle.append(Span(start + low, start + high))
                continue
            told.append((start + low, start + high, not low and start + high == end, kind, role != "background"))
            _blank(bare, start + low, start + high)
    rest = "".join(bare)
    for low, high, whole, kind, tried in told:
        if not named_only.told_elsewhere(flat[low:high], rest):
            _blank(out, _after_side(flat, low, high), high)
            if whole:
                gone.add(low)
        elif kind != "seen" and tried:
            left.append(Span(low, high))
    return "".join(out), gone, left, idle


#: a sentence or a field that was answered, as against the names that stand in a title
_TELLS = re.compile(r"\b(?:was|were|is|are|has|had|have|will|would|may|might|could|should)\b|[:?] ?(?:no|none|n/a|not \w+)\b")


def _after_side(flat: str, start: int, end: int) -> int:
    """Where a statement begins after the side that opens its line."""
    first = not flat[flat.rfind("\n", 0, start) + 1 : start].strip()
    opens = _SIDE_OPENS.match(flat, start, end) if first else None
    return opens.end() if opens else start


def _blank(chars: list[str], start: int, end: int) -> None:
    for index in range(start, end):
        if chars[index] != "\n":
            chars[index] = " "


def _stands_by(flat: str, start: int, end: int) -> bool:
    """Whether a sentence tells of no work and of nothing that the rest of the report tells of."""
    said = flat[start:end].strip()
    bare = _BY_SERVICE.sub(" ", _ALONE.sub(" noted", said))
    if _RISK.search(said) and re.search(r"\brisks?\b|\bhazards?\b|\bdangers?\b|\bcomplications (?:includ|such|explain|discuss)", said):
        return not re.search(r"\b(?:needle|wire|punctured|advanced|placed|inserted|access was|sheath|catheter was|fluoroscop\w+|ultrasound|injected|ml|mg)\b", said)
    if _PAPER.match(said):
        return not re.search(r"\b(?:needle|wire|punctured|advanced|inserted|sheath|fluoroscop\w+|ultrasound|injected|ml|mg)\b", said)
    said = _ALONE.sub(" noted", said)
    if _BEARS.search(said):
        return False
    rest = flat[:start] + " " + flat[end:]
    if _LATER.search(said):
        return len(said) < 130 and not re.search(r"[,;]| and ", _LATER.split(said)[0]) and not _DONE.search(said) and not _told(said, rest)
    by = bool(_BY_SERVICE.search(said))
    kinds = [about for thing, about in (_KINDS[_FIRST_DEVICE:] if by else _KINDS) if thing.search(said)]
    if any(about.search(rest) for about in kinds) or not by and _told(said, rest):
        return False
    if _HISTORY.search(said) and _OLD_WORK.search(said):
        return not re.search(r"\b(?:was|were) (?:removed|exchanged|placed|done|used)\b|\btoday\b|needle|wire", said)
    if not kinds or _WORK.search(re.sub(r"\b(?:in|through|via) (?:good |satisfactory |stable )?(?:position|place|situ|an?|the|his|her)\b|\bdrains (?:clear|urine)\b|\bchest (?:tube|drain)s?\b|\b\w+ drains?\b", " ", bare)):
        return False
    return by or bool(_SEEN_END.search(said) or _THERE.search(said) or _STATE.search(said))


_DONE = re.compile(r"\b(?:was|were|has been|have been)\b|\btoday\b|\bnow\b")


def _told(said: str, rest: str) -> bool:
    """Whether a name in the sentence stands elsewhere in the report."""
    stems = {word[:5] for word in re.findall(r"[a-z]{4,}", said) if word not in _EMPTY}
    return any(re.search(rf"\b{stem}", rest) for stem in stems)
