"""A central venous line told in whatever words: what stands in the report as a whole, not which phrase names the act.

In: a read report whose lines no set phrase speaks of. Out: (name of the act, its words), or nothing. An act is told by
its parts, in any order and by any verb: a line, a vein and what came of it for a new one; a line out of its place and
the place it was brought to for one moved; a snare and a sleeve for one stripped.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case, once
from cac.narrative.line_text import live_flat
from cac.narrative.line_words import LUMEN, LYSED_BEFORE, NOT_TUNNELED, NOTHING_DONE, TUNNEL
from cac.narrative.live import blanked

#: a port by any of its names; "port" that is the hub of a lumen is told apart by what stands before it
_PORT = re.compile(r"\b(?:port\b(?! ?(?:site|wine|of entry))|port-?a-?caths?|portacath\w*|mediport|power-?ports?|chemo-?port|infus-?a-?port|vortex|passport)")
_RESERVOIR = re.compile(r"\breservoir\b|\bhousing\b|\bport chamber\b|\bseptum\b")
_PICC = re.compile(r"\bpiccs?\b|peripherally inserted|\bpower ?picc")
_CUFFED = re.compile(r"tunn?ell?ed (?:\S+ ){0,3}?(?:cath\w*|line|cvc|dialysis|hd)|tunn?el\w*|\bhickman|\bbroviac|\bgroshong|perma?-?cath|palindrome|glide-?path|hemo-?split|duraflow|tesio|\bcuffed\b|(?<!aortic )(?<!rotator )(?<!extension )(?<!bp )(?<!pressure )(?<!arm )\bcuff\b(?! (?:(?:was |is )?(?:occl|inflat|deflat|pressure|leak|tear|repair|up\b|pumped|compress)|(?:on|a?round) the \w*arm))|\btdc\b|titan hd|hemo-?star|equistream|\bleonard\b|\bpowerline\b")
_BARE = re.compile(r"(?:triple|quad\w*|double|dual|single|[23])[ -]?lumen|trialysis|mahurkar|quinton|vas-?cath|shiley|niagara|gamcath|\bcv[cl]s?\b|central (?:venous )?(?:line|catheter|access)|dialysis (?:line|catheter|access)|\b[tqds]lc?\b(?= (?:cvc|line|cath))|\bcordis\b|\bmac introducer|non-?\s?(?:tunnel|cuff)\w*|\b(?:temp\w*|acute) (?:hd|dialysis|access) ?(?:line|cath\w*)?|\bmedcomp|pheresis (?:line|catheter)|vascath")
_ANY = re.compile("|".join(p.pattern for p in (_PORT, _PICC, _CUFFED, _BARE)) + r"|\bcentral lines?\b|\bcvc\b|\bmidline\b|\bpac\b")

_NECK = re.compile(r"jugular|\b[rl]?\s?(?:i|e)jv?\b|subclavian|\bscv\b|femoral|\b[rl]?cfv\b|\bneck\b|\bgroin\b|innominate|brachiocephalic|translumbar|transhepatic")
_ARM = re.compile(r"basilic|brachial(?! plexus| artery)|cephalic|\barm\b|antecubital|\bacf\b|\b[rl]ue\b")
_ENTRY = re.compile(r"punct|\bstick\b|\bstuck\b|needle|seldinger|\bacces+|landmark|cannul|\bentered|\bentry|wire\b|dilator|dilated|peel|ultraso|\bus\b|\bsono|\bprobe\b|scann|blind(?:ly)?\b")
_SEAT = re.compile(r"\btip\b|\bend\b[^.;\n]{0,24}(?:svc|cava|atri|caj)|sutur|stitch|\bsewn|secured|stat-?lock|\b\d{1,2}(?:\.\d)? ?cm\b|\bdraws?\b|aspirat|flush|\block(?:ed|s)?\b|biopatch|heparin|\bcut\b|trimm|\bcaj\b|\bsvc\b|cavo-?atri|atri\w+|blood (?:return|gas)|lumens? (?:all )?(?:run|work|patent)")
_SIZE = re.compile(r"\b\d{1,2}(?:\.\d)? ?-?f(?:r|rench)?\b|lumen\b")
_CENTRAL = re.compile(r"\bsvc\b|cava|\bcaj\b|cavo-?\s?atri|atri(?:um|al|o)|\bra\b")
#: a line that lies there already, and what is wrong with it or done with it
_THERE = re.compile(
    r"exist|indwell|(?<!year )(?<!years )(?<!month )(?<!months )(?<!week )(?<!weeks )(?<!day )(?<!days )(?<!-)\bold\b|mal-?func|dysfunc|flipp|curl|coil|\bloop|mis-?direct|mis-?plac|mal-?pos|migrat|block|clott|occlu|sluggish|cannot|can't|won'?t|will not|unable|\bleak|broken|broke\b|fractur|snapp|kink|\bday \d|remov|explant|\bout\b|exchang|swap|chang(?:ed|e)|rewir|fibrin|sleeve|\bcheck|\bstudy|gram\b|infect|erod|no longer|treatment over|salvag|untouched|not touched|reposition|strip"
)
_NEW = re.compile(r"\bnew(?:ly)?\b|\bfresh|replacement|\bplaced\b|inserted|implant")
#: work of another kind, in which a catheter with lumens is a tool
_OTHER_WORK = re.compile(r"arthrogra|\barthro\b|myelogra|discogra|\bjoints?\b|rotator|filter|\bstent|biops|venogra|angiogra|arteriogra|cav[oa]gra|emboli[sz]|thrombectom|\btips\b|angioplast|venoplast|ablat|nephrostom|biliary|gastrostom|pleur|perito|ascit|\bivus\b|\bsampl|balloon|fistulogra|declot(?!ting of (?:the )?(?:line|cath|port))|graft (?:punct|access|enter)|drainage|abscess|chest tube|coronary|pacing|pacemaker|swan|\becmo\b|balloon pump|ureter|epidural|intrathecal|ommaya|shunt|laparosc|midline incision|arterial line")

_OUT = re.compile(r"\b(?:out\b(?!put|flow|patient|side|line)|remov\w+|explant\w*|extract\w+|excis\w+|deliver\w+|withdr[ae]w\w*|taken away|came (?:away|free)|shelled|lifted|pulled|slid)")
_CUT_DOWN = re.compile(r"incis|knife|scalpel|\bscar\b|pocket|capsule|sutur|closed|closure|dissect|monocryl|vicryl|dermabond|\blido\w*|\blocal\b|blunt|traction|cut-?\s?down|pressure|ha?emosta|anaesth|anesth|forceps|clamp")
_ITS_BODY = re.compile(r"\breservoir|\bport\b|portacath|mediport|port-?a-?cath|\bchamber|\bcatheter|\btub(?:e|ing)\b|\bcath\b|\bline\b|\bit\b|\bwhole\b|\beverything|\bdevice|\bunit\b|\bboth\b|hickman|broviac|permcath|\ball of")
_FRESH = re.compile(r"punct|micropunct|\bpeel|new (?:\S+ ){0,4}(?:port|catheter|line)|second (?:port|catheter|line)|seldinger|\btrimm|exchang|over (?:a|the) (?:\w+ )?(?:guide)?wire|needle (?:seen|watched|follow|track|enter)")

_LYTIC = re.compile(r"\bt-?pa\b|alteplase|cathflo|activase|urokinase|reteplase|tenecteplase|\brt-?pa\b")
_GIVEN = re.compile(r"lumen|dwel|\bleft\b|instill|inject|\bhrs?\b|hours?|\bmins?\b|minutes?|into|each|down the")
_DEAF = re.compile(r"block|occlu|clot|sluggish|no (?:blood )?return|\bdraw|aspirat|flush|thromb|\bbleed back|withdraw")
_SNARE = re.compile(r"snare|goose-?\s?neck|amplatz|\blasso|\bloop\b")
_SLEEVE = re.compile(r"sleeve|fibrin|\bstrip|\bpeel(?:ed)?\b(?!-?\s?away)|biofilm|sheath (?:off|from around|around)|\bfilm\b (?:off|around)")
_DRAWN = re.compile(r"swe[ep]p|about the|strok|pull|draw|stripp|\bdown\b|pass(?:es|ed)?\b|tighten|peel|times\b|cinch|slid|closed|encircl|round|around")
_ASTRAY = re.compile(r"mal-?\s?pos|mis-?direct|mis-?plac|flipp|curl|coil|looped|\bloop\b|cross(?:ed|ing) (?:the midline|over|up|to|into)|turned (?:up|back|north)|point(?:ing|s|ed) (?:up|north|cephalad)|migrat|displac|wrong (?:way|vein|place|direction)|astray|gone up|went up|going up|\bup the neck|too (?:deep|far|high|short|low)|out of position|ectopic|in(?:to)? (?:the |an? |his |her )?(?:right |left |contralateral |ipsilateral |opposite |r |l )?(?:internal )?(?:jugular|\bij\b|azyg|axillary)")
_MOVER = re.compile(r"wire|flush|saline|snare|deflect|pigtail|power inject|\bpull|push|whip|flick|flip|swung|drop|advanc|withdr|retract|back(?:ed)?\b|steer|manoeuv|maneuv|manipul|\bmov|brought|bring|\bput\b|redirect|reposition|straighten|stiff|tug|coax|guid")
_PART = re.compile(r"connector|\bhub\b|\bstem\b|collar|locking|\bsleeve\b|clamp|luer|extension (?:leg|limb|tube|piece)|pigtail limb|\blimb\b|external (?:segment|portion|part|piece|leg|limb)|septum|barb|nipple|coupling")
_MENDED = re.compile(r"repair|splic|glued|re-?seat|re-?connect|re-?attach|re-?join|re-?fix|renew|replac|chang|pushed (?:back )?on|put back|tighten|re-?secur|anchor|turned (?:the )?(?:right|over|back)|re-?coupl|re-?fitt|new (?:connector|hub|clamp|collar|luer|locking|extension|end|sleeve)|cut back")
_KEPT = re.compile(r"(?:reservoir|port|chamber|housing)\b[^.;\n]{0,40}(?:retain|kept|left|saved|preserv|re-?used|stay|same|untouched|good|sound|fine)|(?:old|same|existing|original) (?:port|reservoir|chamber|housing)")
_NEW_TUBE = re.compile(r"(?:new|fresh|replacement|another) (?:\S+ ){0,4}?(?:catheter|tub(?:e|ing)|silicone)|(?:catheter|tubing) (?:was )?(?:replaced|renewed|exchanged|changed|swapped)")
_LINE = r"(?:cath\w*|lines?|piccs?|permcath|hickman|broviac|cvc|one|lumen|it|them|trialysis|mahurkar|quinton)"
_SWAPPED = re.compile(
    rf"\b(?:old|existing|first|faulty|bad|indwelling|damaged|previous) (?:\S+ )?{_LINE}\b[^.;\n]{{0,40}}\b(?:off|out|withdrawn|removed|drawn)\b|\b(?:exchang\w*|swapp?\w*|chang(?:ed|e|ing)|rewir\w+|replaced|rail-?road\w*)\b[^.;\n]{{0,50}}\b{_LINE}\b|\b{_LINE}\b[^.;\n]{{0,60}}\b(?:exchang\w*|swapp?ed|changed|rewired|replaced|rail-?roaded|wired out)\b|wire exchange"
)
_ONE_HOLE = re.compile(r"same (?:\w+ )?(?:hole|site|vein|tunnel|tract|track|venotomy|stick|puncture|entry|access|skin)|(?:old|existing|original) (?:\w+ )?(?:tunnel|tract|track|hole|venotomy|site)|over (?:a|the|an|it)?[^.;\n]{0,24}\bwire\b|\bwired out|\brewir|no new (?:puncture|stick|access)|wire exchange|exchange (?:over )?wire")
_CONTRAST = re.compile(r"contrast|omnipaque|isovue|visipaque|iohexol|iodixanol|optiray|ultravist|\bdye\b|iodin\w+|\bco2\b|conray|oxilan")
_SHOWS = re.compile(r"\btip\b|\bflow|leak|kink|sheath|sleeve|patent|reflux|\bjet|\bsvc\b|cava|thromb|clot|extravas|free(?:ly)?\b|deflect|backtrack|fracture|intact|disconnect")
_INTO_IT = re.compile(r"inject|through (?:it|the|each|this|her|his)|\bvia\b|\bdown (?:it|the)|\bpush|\bhand\b|\brun\b|instill|into the (?:port|line|hub|catheter|lumen)|linogra|port-?o-?gram|portogra|catheterogra|\bstudy\b|\bcheck")
#: a report on another part of the body
_ELSEWHERE = re.compile(r"\bendo-?graft\b[^\n]{0,160}\b(?:renals|aort\w+|endoleak|bifurcation|no leak)\b|\bdrains?\b|pancrea|paracolic|pleur|thoracent|perito|paracent|ascit|biliary|cholecyst|gallbladder|nephrost|gastrost|epidural|caudal|intrathecal|lymph node|fistulogra|shuntogra|saphen|endoleak|aort(?:a|o|ic)|run-?off|varic|abscess|home health|nursing visit|excisional|wound care|lumpectom|mastectom")


#: the point of a number, which ends no statement
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


@once
def _texts(case: Case) -> tuple[str, str]:
    """The live text of the work (positions of the report), and the whole report without what is to come."""
    lines = live_flat(case)
    kept = blanked(case, roles=tuple(dict.fromkeys((*case.roles, "summary", "head"))))
    live = "".join(c if kept[n] == c else (" " if c != "\n" else c) for n, c in enumerate(lines))
    return _DECIMAL.sub(",", live), _DECIMAL.sub(",", lines)


def _span(match: re.Match[str] | None) -> Span | None:
    return Span(*match.span()) if match else None


def _clauses(text: str) -> list[tuple[int, str]]:
    """Statements of a text with their positions."""
    out, low = [], 0
    for mark in re.finditer(r"[.;](?=\s|$)|\n", text):
        out.append((low, text[low : mark.start()]))
        low = mark.end()
    out.append((low, text[low:]))
    return [(at, told) for at, told in out if told.strip()]


def _beside(live: str, *patterns: re.Pattern[str]) -> Span | None:
    """The first statement in which every pattern is found: the words of the first pattern."""
    for at, told in _clauses(live):
        if all(p.search(told) for p in patterns):
            match = patterns[0].search(told)
            assert match is not None
            return Span(at + match.start(), at + match.end())
    return None


def _port_named(flat: str) -> bool:
    """Whether a port is spoken of, and not the hub of a lumen."""
    if _RESERVOIR.search(flat) and re.search(r"pocket|chest|\barm\b|huber|\bport\b", flat):
        return True
    return any(not LUMEN.search(flat[max(0, m.start() - 26) : m.start()]) for m in _PORT.finditer(flat))


#: acts that differ only in a fact
ACTS = {"repair_port": "repair", "port_arm_placement": "port_placement"}


def side(case: Case) -> str:
    """The side the live text names, where it names one."""
    live, flat = _texts(case)
    told = {m[0] for m in re.findall(r"\b(left|right|lt|rt)\b", live)} | {m[0] for m in re.findall(r"\b([lr])\s?(?:ijv?|ejv?|scv|cfv|femoral|jugular|subclavian|neck|groin|basilic|brachial|cephalic|chest)\b", live)}
    return {"l": "left", "r": "right"}[told.pop()] if len(told) == 1 else ""


def outweighs(case: Case, act: str, other: str) -> bool:
    """Whether an act told as a whole stands against a placement read from the name of a line and no puncture."""
    live, _ = _texts(case)
    if act == "sheath_stripping" or act == "port_replacement" and other == "port_placement" or act.endswith("_replacement") and act.split("_")[0] == other.split("_")[0]:
        return not re.search(r"(?:new|fresh|separate) (?:puncture|stick|access|tunnel|venotomy)", live)
    return act in ("repair", "repair_port", "reposition", "contrast_check", "port_catheter_replacement") and not _FRESH.search(live) and not re.search(r"punct|micropunct|venotomy|needle (?:into|in|entered|seen|watch)|\bstick\b|seldinger|cannulat", live)


@once
def told(case: Case) -> tuple[tuple[str, Span], ...]:
    """Acts on a line by their names, with the words that tell of each; empty where none is told."""
    live, flat = _texts(case)
    if not _ANY.search(flat) and not (_SIZE.search(live) and re.search(r"lumen|\bline\b|\bcatheter\b", live)) or NOTHING_DONE.search(flat) or _ELSEWHERE.search(live):
        return ()
    for work in (_stripped, _cleared, _tube_changed, _port_swapped, _mended, _moved, _swapped, _taken_out, _put_in, _shown, _in_a_part):
        found = work(live, flat)
        if found is not None:
            return (found,)
    return ()


def _stripped(live: str, flat: str) -> tuple[str, Span] | None:
    if not _ANY.search(flat) or not _SNARE.search(live) or not _SLEEVE.search(live) or not _DRAWN.search(live) or re.search(r"new (?:\S+ ){0,3}(?:catheter|line)|retriev|filter|fragment|embolized", live):
        return None
    where = _span(_SNARE.search(live))
    return ("sheath_stripping", where) if where else None


def _cleared(live: str, flat: str) -> tuple[str, Span] | None:
    text = LYSED_BEFORE.sub(lambda m: " " * len(m.group()), live)
    if not _ANY.search(flat) or not _DEAF.search(flat) or re.search(r"fistula|graft|pleur|infusion catheter|ekos|thrombectom|\bdvt\b|lysis catheter", flat):
        return None
    where = _beside(text, _LYTIC, _GIVEN)
    return ("thrombolytic_declot", where) if where else None


def _tube_changed(live: str, flat: str) -> tuple[str, Span] | None:
    tube = _NEW_TUBE.search(live)
    if tube is None or not _port_named(flat) or not _KEPT.search(live) or re.search(r"new (?:\S+ ){0,3}(?:port\b(?! cath)|reservoir)", live):
        return None
    return "port_catheter_replacement", Span(*tube.span())


def _port_swapped(live: str, flat: str) -> tuple[str, Span] | None:
    """A port changed for another through the vein it had."""
    swap = re.search(r"\b(?:port|reservoir|unit|device|mediport)\b[^.;\n]{0,30}\b(?:replac|exchang|swap|chang)\w*|(?:replac|exchang|swap|chang)\w*[^.;\n]{0,30}\b(?:port\b(?! cath)|reservoir|mediport)|\bnew (?:\S+ ){0,4}?(?:port\b(?! cath)|reservoir)", live)
    if swap is None or not _port_named(flat) or not re.search(r"\bnew\b|fresh|replacement|another", live) or not re.search(r"(?:over|along|on) (?:a|the|that|this|it)[^.;\n]{0,20}\bwire|wire (?:kept|left|held|through)|same (?:vein|venotomy|venous|tract|access)", live):
        return None
    return "port_replacement", Span(*swap.span())


def _mended(live: str, flat: str) -> tuple[str, Span] | None:
    if not _ANY.search(flat) or re.search(r"new (?:\S+ ){0,3}(?:port\b(?! cath)|reservoir|line\b|catheter\b)|exchang|explant|punctur|micropunct|\bpeel|\btunnel(?:l?ed|ing) (?:from|to|under)", live):
        return None
    where = _beside(live, _PART, _MENDED)
    if where is None or not re.search(r"crack|leak|loose|broke|split|fractur|damag|apart|torn|tear|disconnect|flipp|turned|slipp|came off|worn|snapp|detach|separat", flat):
        return None
    return ("repair_port" if _port_named(flat) else "repair"), where


def _moved(live: str, flat: str) -> tuple[str, Span] | None:
    astray = _ASTRAY.search(flat)
    if astray is None or not _ANY.search(flat) or re.search(r"\bnew (?:\S+ ){0,5}(?:catheter|line|picc|port)|exchang|swap|explant|remov|peel|punctur|replaced|pocket|snapp|fragment|embolized|fibrin|sleeve|filter|\bstent", live):
        return None
    if _OTHER_WORK.search(live):
        return None
    for at, words in _clauses(live):
        mover = _MOVER.search(words)
        if mover and _CENTRAL.search(words) and at + mover.end() > astray.start() and not re.search(r"\b(?:no|not|unable|could not|fail\w*|refused)\b", words):
            return "reposition", Span(at + mover.start(), at + mover.end())
    return None


def _kind(live: str) -> str:
    """Whether the line of the live text lies in a tunnel."""
    plain = NOT_TUNNELED.sub(" ", live) if re.search(r"non|not tunn|un-?tunn", live) else live
    return "tunneled" if TUNNEL.search(plain) or _CUFFED.search(plain) or _BORED.search(plain) else "nontunneled"


#: a tunnel by other words
_BORED = re.compile(r"\b(?:track|tract|channel)\b[^.;\n]{0,50}(?:clavic|chest|subcut|exit|skin)|(?:clavic|chest|subcut)[^.;\n]{0,50}\b(?:track|tract|channel)\b|\bretention cuff|exit site (?:on|at|in) the chest")


#: a line without a tunnel wired out and a cuffed one put in its stead is a new line
_TEMPORARY = re.compile(r"non-?\s?tunn?el\w*|non-?cuff\w*|temporary|\btemp\b|\bacute\b|quinton|vas-?cath|mahurkar|trialysis|triple[- ]lumen|shiley|niagara")
_CONVERTED = re.compile(r"conver(?:t|s)\w*|upgrad\w*|exchang\w*|chang\w*|swap\w*|wired? out|over (?:a|the|it)[^.;\n]{0,20}wire|replac\w*")


def converted(case: Case) -> Span | None:
    """The words that tell that a line without a tunnel was changed for a tunneled one; nothing where both have none or both have one."""
    live, flat = _texts(case)
    temporary = _TEMPORARY.search(live) or _TEMPORARY.search(flat)
    if temporary is None or not _CONVERTED.search(live):
        return None
    cuffed = re.search(r"(?<!non)(?<!non-)(?<!non )(?<!un)(?<!not )\b(?:tunn?ell?ed|tunnel\b|cuffed|cuff\b|permcath|palindrome|hickman)", live[temporary.start() :] if temporary.start() < len(live) else live)
    old = re.search(r"(?:tunn?ell?ed|cuffed|permcath|palindrome)[^.;\n]{0,30}(?:to|for|with)[^.;\n]{0,20}(?:temporary|non-?tunn|quinton|trialysis|mahurkar)|(?:old|existing) (?:tunnel|tract|cuff)|\bcuff\b[^.;\n]{0,30}(?:freed|dissect|releas|loosen)", live)
    return Span(temporary.start(), temporary.end()) if cuffed and not old and re.search(r"\btunn?el|\bcuff", live) else None


def _swapped(live: str, flat: str) -> tuple[str, Span] | None:
    swap = _SWAPPED.search(live)
    if swap is None or not _ANY.search(flat) or not _ONE_HOLE.search(live) or _OTHER_WORK.search(live):
        return None
    if re.search(r"(?:new|fresh|second) (?:\S+ )?(?:puncture|access|tunnel|site|venotomy)|conver(?:t|sion)", live):
        return None
    if not re.search(r"exist|\bold\b|indwell|\bday \d|poor|leak|broken|crack|infect|clott|block|kink|mal|dysfun|\bnew\b|fresh|another|exchang|swap|chang|upsiz|replac", flat):
        return None
    if _port_named(flat) and not _PICC.search(flat) and not _CUFFED.search(flat):
        return None
    kind = "picc" if _PICC.search(flat) else _kind(live)
    return f"{kind}_replacement", Span(*swap.span())


def _taken_out(live: str, flat: str) -> tuple[str, Span] | None:
    if _FRESH.search(live) or not _CUT_DOWN.search(live) or re.search(r"snare|fragment|filter|pleur|perito|ascit|drain", live):
        return None
    port, cuffed = _port_named(flat), _CUFFED.search(NOT_TUNNELED.sub(" ", flat))
    if not port and not cuffed:
        return None
    where = _beside(live, _OUT, _ITS_BODY)
    if where is None or not re.search(r"out\b|remov|explant|extract|excis|deliver|withdr|came|shelled|slid|pulled", live[where.start : where.end]):
        return None
    if port and re.search(r"pocket|capsule|reservoir|incis|scar|knife|scalpel|dissect|monocryl|vicryl|dermabond|sutur", live):
        return "port_removal", where
    return ("tunneled_removal", where) if cuffed and re.search(r"cuff|dissect|traction|cut-?\s?down|blunt|\blocal\b|lido", live) else None


#: a line of before that came out
_PULLED = re.compile(r"tip (?:was )?intact|\b(?:piccs?|lines?|catheters?|hickman|cvc)\b[^.;\n]{0,24}\b(?:pulled|drawn (?:back|out)|removed|withdrawn|out)\b")


def _put_in(live: str, flat: str) -> tuple[str, Span] | None:
    """A new line: the line, the vein it went into and two of entry, size and seat."""
    if _OTHER_WORK.search(live) or _PULLED.search(live) and not _NEW.search(live):
        return None
    parts = sum(bool(p.search(live)) for p in (_ENTRY, _SEAT, _SIZE))
    neck, arm = _NECK.search(live), _ARM.search(live)
    named = _device(live)
    if named is None or not (neck or arm):
        return None
    kind, match = named
    if parts < (1 if kind == "port" else 2):
        return None
    low = max((live.rfind(mark, 0, match.start()) for mark in (". ", ";", "\n")), default=-1) + 1
    ends = [at for mark in (". ", ";", "\n") if (at := live.find(mark, match.end())) >= 0]
    own = live[low : min(ends, default=len(live))]
    if _THERE.search(own) and not _NEW.search(own):
        return None
    if kind == "port":
        if not re.search(r"pocket|huber|reservoir|implant|dermabond", live) or not re.search(r"\btip\b|\bcut\b|trimm|tub(?:e|ing)|catheter|\bsvc\b|atri|\bra\b|cath\b", live):
            return None
        return ("port_arm_placement" if not neck and arm else "port_placement"), Span(*match.span())
    if kind == "picc":
        return ("picc_placement", Span(*match.span())) if _CENTRAL.search(live) or re.search(r"\b[345]\d ?cm\b", live) else None
    if kind == "line":
        if arm and not neck:
            return ("picc_placement", Span(*match.span())) if _CENTRAL.search(live) and not _kind(live) == "tunneled" else None
        kind = _kind(live)
    return f"{kind}_placement", Span(*match.span())


#: what a paragraph on a new line tells, each in whatever words
_WHOLE = (_NECK, re.compile(r"punct|needle|\bstick\b|\bstuck\b|\bentered\b|access"), re.compile(r"\btip\b|cavo-?atri|atri\w+"), re.compile(r"tunnel|\bcuff|lumen|dialysis (?:catheter|line)"), re.compile(r"\bcatheter\b|\bline\b"))


def _in_a_part(live: str, flat: str) -> tuple[str, Span] | None:
    """A new line told whole in a paragraph of its own, in a session with other work."""
    if not _OTHER_WORK.search(live):
        return None
    for part in re.finditer(r"(?:[^\n]|\n(?![ \t]*\n))+", live):
        if not all(words.search(part.group()) for words in _WHOLE) or _OTHER_WORK.search(part.group()) or _THERE.search(part.group()) and not _NEW.search(part.group()):
            continue
        alone = " " * part.start() + part.group() + " " * (len(live) - part.end())
        if (found := _put_in(alone, alone)) is not None:
            return found
    return None


#: a line told by its size
_BY_SIZE = re.compile(r"\b\d{1,2}(?:\.\d)? ?-?f(?:r|rench)?\b[^.;\n]{0,30}\b(?:line|lumen)\b|lumen\b[^.;\n]{0,20}\b\d{1,2}(?:\.\d)? ?-?f(?:r|rench)?\b|\bline\b[^.;\n]{0,20}\b\d{1,2}(?:\.\d)? ?-?f(?:r|rench)?\b")


def _device(live: str) -> tuple[str, re.Match[str]] | None:
    """The line put in, by what it is."""
    for match in _PORT.finditer(live):
        if not LUMEN.search(live[max(0, match.start() - 26) : match.start()]):
            return "port", match
    if (match := _RESERVOIR.search(live)) and re.search(r"pocket|chest|\barm\b|elbow", live):
        return "port", match
    for kind, pattern in (("picc", _PICC), ("line", _CUFFED), ("line", _BARE)):
        if match := pattern.search(live):
            return kind, match
    match = _BY_SIZE.search(live)
    return ("line", match) if match and not re.search(r"sheath|pigtail|lock|diagnostic|angiograph|guid|infusion", match.group()) else None


def _shown(live: str, flat: str) -> tuple[str, Span] | None:
    """Contrast given through a line that lies there, and what it showed."""
    contrast = _CONTRAST.search(live)
    if contrast is None or not _ANY.search(flat) or _OTHER_WORK.search(re.sub(r"stud\w+|venogra\w+", " ", live)) or re.search(r"snare|wire\b|exchang|\bnew\b|punctur|micropunct|peel", live):
        return None
    if not _SHOWS.search(live) or not _INTO_IT.search(live):
        return None
    return "contrast_check", Span(*contrast.span())
