"""Arteries entered that a telegram tells without a verb: a catheter and an artery in one clause, an artery and its film.

The row of tokens in :mod:`cac.narrative.steps` wants motion and a goal. Here a clause is asked only for a catheter
(or its tip, or a film) and an artery with nothing between them that makes the artery a finding, a landmark or
the place the catheter came from.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import step_words as words
from cac.narrative.arteries import AORTA, Mention, place
from cac.narrative.film_words import FILM
from cac.narrative.step_finish import live
from cac.narrative.step_words import Taken


#: words between a catheter and an artery after which the artery is seen, beside, left or not reached
_PARTED = re.compile(
    r"\b(?:show\w*|reveal\w*|demonstrat\w*|confirm\w*|depict\w*|delineat\w*|outlin\w*|suppl\w*|fill\w*|feed\w*|aris\w*|originat\w*|patent|occlu\w*|stenos\w*|stenot\w*|normal\w*|absent|variant|seen|noted|visible|visuali\w*|opacif\w*|reconstitut\w*|collateral\w*"
    r"|no|not|never|nothing|without|unable|cannot|could|failed|fail\w*|attempt\w*|tried|avoid\w*|instead|rather|from|off|via|through|past|beyond|beside|near|toward\w*|towards|above|below|under|over|opposite|between|adjacent|level|proximal to|distal to|short of|origins? of|ostium of|because|to (?:see|show|look|check|assess|exclude|study)|for possible|for planned|prior|previous\w*|old|known|existing|is|are|which|that|if|will|would|plan\w*|remov\w*|withdr\w*|pulled|retract\w*|retriev\w*|out of|exchanged|measur\w*|locat\w*|identif\w*|find\w*|accessed|punctur\w*|access|sheath|stick|approach)\b|n't\b|[:;]|\{w\}"
)
#: the way over to the other side
_OVER = re.compile(r"\b(?:up and )?over (?:the )?(?:(?:aortic |iliac )?(?:horn|top|bifurcation|fork|flow divider|carina))\b")
_DENIED = re.compile(r"\b(?:not|never|unable|cannot|could|couldn't|failed|unsuccess\w*|abandon\w*|attempt\w*|tried|without|no (?:selective|catheter\w*|further|other|separate)|if|will|would|plan\w*|previous\w*|prior|last|ago|earlier|history|recommend\w*|consider\w*|should|may|might|deferred|instead|rather)\b|n't\b")
#: a goal told right before an artery of the way or of the leg
_GOAL = re.compile(r"(?:\b(?:to|into|in|within|inside|tip|down|onto|reached|reaching|engag\w+|hook\w*|lodged|seated|parked|wedged|select\w*|cannulat\w*|catheteri[sz]\w*)|->|=>|>)\s+(?:(?:the|its|a|proximal|mid|distal|ostial|lower|upper|native|main|contralateral)\s+)*$")
_TIP = re.compile(r"\{c\}|\btip\b|\b(?:\d ?f(?:r|rench)? )?(?:cath|guide|rdc|mpa?)\b")
#: a film told of the artery: before it ("run of the", "filmed:"), or behind it
_FILM_OF = re.compile(rf"\b(?:{FILM})\s*(?:(?:of|in|into|within|at|was|were|made|done|taken|obtained|performed|the|both|each|selective\w*|super-?selective\w*|main|and|then|first|next|also|bilateral\w*|,|&|\+|/)\s*)*(?:<\d+>\s*(?:(?:artery|trunk|axis|arteries|,|and|then|the|&|\+|/)\s*)*)*$")
_ITS_FILM = re.compile(rf"\s*(?:artery|arteries|trunk|axis|branch|origin selected|main|stem|division)?\s*(?:(?:,|-|was|were|then|also|both|each|selective\w*|super-?selective\w*|separately|individually|hand|power|by|with|and|a|ap|lao|rao|lateral|biplane|2d|3d|\+|/|&|w)\s*)*(?:<\d+>\s*(?:,|and|&|\+|/)?\s*)*\b(?:{FILM})\b(?!\s*(?:of|from|show\w*) (?:the )?aort)")
#: an artery and the catheter named behind it
_ITS_CATHETER = re.compile(r"\s*(?:artery|trunk|axis|branch|main|stem)?\s*[,(=:-]?\s*(?:(?:w/?|with|by|using|on|via|through)\s+)?(?:(?:an?|the|same|our|[\d.]+|\d ?f(?:r|rench)?|f|fr|french)\s+)*\{c\}(?!\s*(?:was |were |is )?(?:not|never)\b)(?!\s*(?:,\s*)?(?:remov\w*|withdr\w*|out\b|pulled|retract\w*|exchang\w*))")
#: a film told as selective: "right renal arteriogram selectively", and an artery told by the way to it and the catheter
_SELECTIVE_FILM = re.compile(r"\s*(?:artery )?(?:(?:arterio|angio)gra(?:ms?|phy)|runs?|dsa|injections?),? (?:was |were )?(?:done |made |obtained |performed |taken )?(?:super-?)?selectively\b")
_VIA_GROIN = re.compile(r"\s*(?:artery )?(?:reached |approached |entered )?(?:via|through|from|by way of)\s+(?:the\s+|a\s+)?<\d+>\s*(?:access |approach |puncture )?[(,:-]?\s*(?:with |by )?(?:an? |the )?(?:\d ?f(?:r|rench)? )?\{c\}")
#: the row of a kidney that tells of work and not of what was seen
_KIDNEY_ROW = re.compile(r"\W*(?:left|right|lt|rt|l|r)\.? kidney\s*[:,-](?=.*(?:\bthen\b|\{c\}|\btip\b|cath|select|inject|\bruns?\b|\bmicro|\bdsa\b))")
#: a catheter told as used to enter arteries in a row: "RDC used to engage in sequence: right renal, left renal"
_USED_FOR = re.compile(r"(?:\{c\}|\b(?:rdc|mpa?|cobra|sos|c2|cath(?:eter)?)\b)\s*(?:was |were |then |also )*(?:used|employed|taken|chosen|served)? ?(?:to|for) (?:super-?|sub-?)?(?:select\w*|engag\w+|cannulat\w+|catheteri[sz]\w+|hook\w*|enter\w*|prob\w+|intubat\w+|inject\w*|stud(?:y|ying))\b(?:(?!\b(?:not|no|but|failed|unable|without|could)\b)[^<.;]){0,40}(?=<)")
_FINDING_OF = re.compile(r"\s*(?:artery|trunk|axis|origin|ostium)?\s*(?:origins?|ostium|ostia|orifices?|stump|aneurysm|pseudoaneurysm|territory|distribution|beds?|circulation|perfusion)\b")
#: a catheter that sits in the mouth of an artery
_SEATED = re.compile(r"\{c\}\s*(?:(?:then|now|next|tip|left|seated|parked|placed)\s+)*(?:in|into)\s+(?:the\s+)?$")
_MOUTH = re.compile(r"\s*(?:artery )?(?:origin|ostium|stump|mouth)\b")
#: what an artery is told of as a sight: "remains occluded"
_STATE = re.compile(r"\s*(?:artery|trunk|axis|arteries)?\s*(?:remain\w*|is|are|has|had|stays?|appear\w*|look\w*)\b")
_SOUND = re.compile(r"\s*(?:artery |arteries )?(?:normal|patent|unremarkable|intact|clear|present|absent|hypoplastic|dominant)\b")
#: a catheter, or its tip, and the aorta it stands in or above whose end it stands
_IN_AORTA = re.compile(r"(?:\{c\}|\btip\b|\bside-?holes\b|\bflush\b)(?:(?!\b(?:from|show\w*|of the|removed|withdrawn)\b)[^:;<]){0,60}\b(?:in|into|to|at|above|near|within|up|over|parked)\s+(?:(?:the|distal|lower|upper|proximal|level of)\s+)*$")
_SCAN = re.compile(r"\b(?:cta?|mra?|mri|duplex|doppler|ultrasound|angio-?ct|scan)\b")


def _entered_by(clause: str, at: int, mention: Mention) -> bool:
    """Whether a clause tells that a catheter was in the artery named at a place of it."""
    before, after = clause[:at], clause[clause.index(">", at) + 1 :]
    free = mention.name in words.TREE_FREE or mention.name.startswith(("tibio", "lateral_plantar", "medial_plantar", "plantar", "pedal", "genicular"))
    tools = [m.end() for m in _TIP.finditer(before)]
    if tools and (not _FINDING_OF.match(after) or _SEATED.search(before) and _MOUTH.match(after)):
        between = before[tools[-1] :]
        if len(between) < 90 and not _PARTED.search(re.sub(r"<\d+>|\bover (?:a |the |an )?\{w\}|\bover (?:a|the|an)? ?(?:[\w.]+ )?wire\b", " ", _OVER.sub(" ", between))) and (not free or _GOAL.search(before) or before.rstrip().endswith("tip")):
            return True
    if _SELECTIVE_FILM.match(after) and not _SCAN.search(clause) and not _PARTED.search(before[-24:]) or mention.name not in words.WAYS_IN and _VIA_GROIN.match(after):
        return True
    if free:
        return False
    if _ITS_CATHETER.match(after) and "mammary" not in mention.name and not re.search(r"\b(?:off|from)\s+(?:the\s+|its\s+)?$", before):
        return True
    if _SCAN.search(clause):
        return False
    seen = _SOUND.match(after) and "<" in before  # "right vertebral filmed, PICA normal"
    return (_FILM_OF.search(before) is not None and not seen and not _FINDING_OF.match(after) and not _STATE.match(after)) or _ITS_FILM.match(after) is not None and not _PARTED.search(before[-24:])


_FLUSH = re.compile(r"\b(?:omni-?\s?flush|omni|pigtail|flush|uf|tennis racket|straight flush)\b(?! sos)|aortogra")
_CHOSEN = re.compile(r"select|cannulat|engag|catheteri[sz]|hook|intubat|enter|->|=>|\brdc\b|cobra|\bsos\b|\bc2\b|\bguide\b")


def flush_at(flat: str, tagged: str, index: int) -> bool:
    """Whether a renal artery is where a flush catheter stood, or what an aortogram was to show."""
    if re.search(rf"\b(?:mark|show|see|locate|outline|define|find|identify)\w*\s+(?:the\s+|both\s+)*<{index}>", tagged):
        return True
    return _FLUSH.search(flat) is not None and not _CHOSEN.search(flat)


def told_tersely(tagged: str, named: list[Mention], hits: Taken, *, flat: str) -> Taken:
    """The arteries entered, with those a clause tells by a catheter or a film beside their name."""
    found = dict(hits)
    if (row := _USED_FOR.search(tagged)) and not _DENIED.search(tagged):
        for mark in re.finditer(r"<(\d+)>(?!\s*(?:origin|ostium|stump))", tagged[row.end() :].split(".")[0]):
            if live(named[int(mark[1])]) and place(named[int(mark[1])].name, named[int(mark[1])].side) and named[int(mark[1])].name not in words.WAYS_IN and (":" in row.group() or mark.start() == 0):
                found.setdefault(int(mark[1]), "told")
    if _KIDNEY_ROW.match(tagged) and not _DENIED.search(tagged):
        for mark in re.findall(r"<(\d+)>", tagged):
            if live(named[int(mark)]) and named[int(mark)].name in ("renal_artery", "segmental_renal_artery"):
                found.setdefault(int(mark), "list")
    for clause in re.split(r"(?<=[;])|(?<=\.)(?=\s)", tagged):
        marks = list(re.finditer(r"<(\d+)>", clause))
        if marks and not _DENIED.search(clause):
            for mark in marks:
                index = int(mark[1])
                mention = named[index]
                if index in found or not live(mention):
                    continue
                if mention.name in AORTA and _IN_AORTA.search(clause[: mark.start()]) and "needle" not in clause:
                    found[index] = "move"
                if mention.name in AORTA or not place(mention.name, mention.side):
                    continue
                if _entered_by(clause, mark.start(), mention) and not (mention.name == "renal_artery" and flush_at(flat, tagged, index)):
                    found[index] = "told"
    return sorted(found.items())
