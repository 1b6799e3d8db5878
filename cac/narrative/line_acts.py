"""Single acts on a central venous line that a report tells in its own words, whatever the order of the words."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding, Span
from cac.narrative.case import Case, once
from cac.narrative.line_text import live_flat

_LINE = r"(?:catheters?|caths?|lines?|picc|permcath|hickman|cvc|limb|lumens?|hub)"
_WIRE = r"(?:(?:guide-?)?wires?|amplatz|bentson|rosen|glidewire|lunderquist|stiff glide\w*|benson|v-?18|j-?wires?)"
#: a tool at work inside the lumen of a line
_INSIDE = re.compile(
    rf"(?:brush\w*|{_WIRE}|snare|balloon|stylet|biopsy forceps|mechanical device)[^.;\n]{{0,80}}(?:(?:down|through|in|into|inside|within|along|up) (?:the |each |both )?(?:\w+[ -]){{0,3}}(?:lumens?|limbs?|ports? of the|inside of the catheter)|back and forth|to and fro|in and out)"
    r"|(?:endo-?luminal|intra-?luminal|in-?lumen) (?:\w+ ){0,2}(?:brush\w*|clear\w*|obstruct\w*|clot|thromb\w*|fibrin|occlu\w*|disrupt\w*|material)|(?:lumens?|limbs?) (?:was|were) (?:\w+ )?(?:brushed|cleared|reamed|re-?canali[sz]ed|swept)[^.;\n]{0,40}(?:brush|wire|snare|balloon|mechanic)"
)
#: what came out of the lumen, or that it runs again
_OPENED = re.compile(r"(?:clots?|fibrin|thrombus|plug|debris|cast|material)\b[^.;\n]{0,60}(?:came|clear|remov|dislodg|retriev|expel|aspirat|out|extract|deliver)|(?:clear|dislodg|remov|retriev|aspirat|extract)\w*[^.;\n]{0,50}(?:clots?|fibrin|thrombus|plug|debris)|(?:lumens?|limbs?)[^.;\n]{0,50}(?:patent|open|free(?:ly)?|clear(?:ed)?|restored|flush\w*|runs?|re-?opened)|brush")
_BLOCKED = re.compile(r"block\w*|occlu\w*|obstruct\w*|clot\w*|fibrin|sluggish|no (?:blood )?return|not aspirat\w*|cannot|thromb\w*|unable to")
_NEW_LINE = re.compile(r"\bnew (?:\S+ ){0,7}?(?:catheter|line|picc|permcath|hickman|port|device|one)\b|\bexchang(?:ed|e of)|(?:catheter|line|picc) (?:was )?(?:exchanged|replaced|changed)|\breplacement\b|second (?:catheter|line)|peel-?\s?away")

_PORT_KEPT = re.compile(
    r"(?:ports?\b|reservoir|housing|chamber|\bhub)(?: body)?[^.;\n]{0,90}(?:\bleft in situ|\b(?:was|is|and|left|itself|being) (?:\w+ )?(?:kept|retained|preserved|re-?used|saved|sound|left (?:in\b|undisturbed|attached)|in situ|not (?:replaced|changed|exchanged))|\bkept\b|\bretained\b|\bre-?used\b)|(?:on ?to|to|with|into) (?:the |that |its )?(?:existing|same|old|original|retained|indwelling|in-?situ) (?:chest |implanted |\w+ )?(?:ports?\b|reservoir|housing)"
    r"|(?:same|existing|original|old) (?:ports?|reservoir) (?:\w+ )?(?:was )?(?:kept|retained|re-?used|reattached|re-?connected)|(?:replacement|exchange|change|revision) of (?:the )?(?:port )?catheter (?:only|alone|component)|catheter[- ]only|catheter (?:portion|component|part) (?:only )?(?:was )?(?:replaced|exchanged)"
)
_NEW_CATHETER = re.compile(r"\b(?:new|fresh|replacement) (?:\S+ ){0,6}?(?:catheter|tubing|silicone)\b|(?:catheter|tubing) (?:was )?(?:replaced|exchanged|changed)|replacement (?:of (?:the )?)?catheter|another (?:\S+ ){0,3}catheter")
_OLD_OUT = re.compile(rf"(?:old|existing|fractured|broken|damaged|kinked|malpositioned|short|occluded|leaking|cracked)[^.;\n]{{0,30}}(?:catheter|tubing)[^.;\n]{{0,50}}(?:remov|withdr|out\b|disconnect|discard|taken|pulled|cut)|disconnect|detach|uncoupl|unlocked|(?:remov|withdr|pull)\w*[^.;\n]{{0,30}}(?:old|existing) (?:catheter|tubing)|over (?:the|a) (?:\w+ )?{_WIRE}")

_MOVED = re.compile(
    r"\breposition(?:ing|ed)?\b|re-?direct(?:ed|ing)\b|re-?manipulat|(?:bring|brings|brought|draw|pull|flip|drop|push|steer|move|get|got|drew|drawn|pulled|withdrawn|withdrew|retracted|backed|advanced|pushed|steered|guided|flipped|flicked|tugged|moved|swung|dislodged|dropped|popped|straightened)\b[^.;\n]{0,70}(?:tip|catheter|line|picc|it|loop)?[^.;\n]{0,60}(?:svc|vena cava|atri\w+|cavo-?atrial|junction|out of (?:the )?(?:right |left )?(?:internal )?(?:jugular|azyg\w+|innominate|axillary|subclavian|contralateral|ij))"
    r"|(?:drawn|drew|pulled|withdrawn|retracted|backed)(?: back| out)? (?:by )?\d+(?:\.\d)? ?(?:cm|mm)|re-?advanced|straighten\w*[^.;\n]{0,60}|\btip (?:now |then |has |had )?(?:fell|dropped|flipped|moved|went|swung|popped|falls|drops|slid|lay|lies)\b[^.;\n]{0,30}(?:svc|cava|atri|junction|down)"
)
#: the line of before is the line of after
_SAME_LINE = re.compile(
    rf"\bsame {_LINE}\b|{_LINE}\b[^.;\n]{{0,40}}\b(?:was|were|is) (?:itself )?(?:not|never) (?:replaced|exchanged|changed|removed)|(?:existing|indwelling|malpositioned|mal-?positioned|displaced|migrated|flipped|looped|coiled) (?:\S+ ){{0,4}}?{_LINE}|{_LINE}[^.;\n]{{0,60}}(?:malposition|flipped|looped|coiled|cross\w+ (?:up )?into|turned up|pointing up|migrated)|without (?:exchange|replac\w+)|no (?:new (?:catheter|line|puncture|venipuncture)|exchange)|reposition\w*"
)
_ASTRAY = re.compile(r"mal-?\s?position|flipped|looped|coiled|cross\w+ (?:up )?into|turned (?:up|back)|pointing up|migrat|displaced|wrong|astray|(?:in|into|to|up) (?:the |an? |his |her )?(?:right |left |contralateral |r |l |rt |lt |ipsilateral )?(?:internal )?(?:jugular|azyg|innominate|axillary|ij)|too (?:deep|far|high|short|low)|out of position|in the (?:mid |lower |low |deep )?(?:right )?(?:atri|ventric)")
#: a line by its name
_NAMED_LINE = re.compile(r"\bpicc\b|\bports?\b|portacath|mediport|permcath|hickman|broviac|groshong|\bcvc\b|(?:dialysis|central|central venous|tunnel\w*|subclavian|jugular|(?:double|triple|dual|single)[- ]lumen|cuffed|access|infusion|chemo\w*) (?:\w+ )?(?:catheter|line)\b")

_ARM_ENTRY = re.compile(r"(?:basilic|brachial|cephalic|median cubital|antecubital)(?: vein)?\b[^.\n]{0,140}(?:cannulat|punctur|access|enter|stick|needle|venipunct)|(?:cannulat|punctur|access|enter|stick|venipunct)\w*[^.\n]{0,60}(?:basilic|brachial|cephalic|median cubital|antecubital)|(?:basilic|brachial|cephalic)(?: vein)?[^.\n]{0,60}\b(?:stuck|hit|felt|palpated)\b")
_THREADED = re.compile(r"catheter\b[^.\n]{0,120}(?:thread|advanc|insert|introduc|passed|placed|cut to|trimmed|measured)|(?:thread|advanc|insert|introduc|passed|placed)\w*[^.\n]{0,60}catheter")
_CENTRAL_TIP = re.compile(r"\b(?:svc|superior vena cava|cavo-?\s?atrial|caj|right atri\w+|inferior vena cava|p[ -]wave)\b")
_LONG_TERM = re.compile(r"antibiotic|infusion|\btpn\b|parenteral|chemo|iv therapy|intravenous|vancomycin|ceftriaxone|home|weeks of|difficult access|ward")
_NO_PICC = re.compile(r"fistul|dialysis|arteriogra|angiogra|venogra|coronary|cardiac cath|pacemaker|pacing|thromboly|thrombectom|angioplast|stent|pocket|tunnel|midline|axillary vein tip|filter|biops|snare|fragment")

_NECK_ENTRY = re.compile(r"(?:jugular|subclavian|femoral|\b[rl]?ijv?\b)(?: vein)?[^.;\n]{0,80}(?:punctur|access|enter|entry|needle|cannulat|stick|venotomy|micropunct)|(?:punctur|access|entered|needle|cannulat|stick|micropunct)\w*[^.;\n]{0,60}(?:jugular|subclavian|femoral v|\b[rl]?ijv?\b)")
_TUNNEL = re.compile(r"tunnel|\bcuff")

_CHANGED = re.compile(
    rf"\bswap\w*|\bexchang\w*|\brewir\w*|rail-?roaded|{_LINE} change\b|chang(?:ed|ing) (?:out|over)|(?:old|existing|damaged|cracked|clotted|blocked|indwelling|previous|faulty|infected|current|first|temporary|non-?tunnel\w+) (?:\S+ ){{0,3}}?(?:{_LINE}|one)\b[^.;\n]{{0,40}}(?:\bout\b|\boff\b|remov|withdr|drawn|pulled|slid)[^.;\n]{{0,30}}(?:over|along|on|leaving) (?:the |a |it|them|two |that |both )?(?:\w+ )*?{_WIRE}?"
)
_SAME_HOLE = re.compile(rf"(?:original|existing) (?:tunnel|tract|track|venotomy)|same (?:skin |neck )?(?:hole|entry|vein|venotomy|tract|track|tunnel|site|stick|puncture|venous (?:entry|access))|over the same (?:\w+ )?{_WIRE}|over (?:(?:the|a|an|that|it|them|both|two) ?(?:\S+ )*?)?{_WIRE}|along (?:them|it|the {_WIRE})|no new (?:veni)?(?:puncture|stick|access)")
#: a line drawn off a wire that stays
_OFF_WIRE = re.compile(rf"{_LINE}\b[^.;\n]{{0,30}}\b(?:(?:slid|slipped|taken|came|brought) (?:off|out over|back over|out along)|(?:drawn|pulled|withdrawn|removed|backed) (?:\w+ )?(?:off|over|along)) (?:(?:the |a |both |two )?(?:\w+ )*?{_WIRE}|it\b|them\b)|over (?:a|the) (?:\S+ )?{_WIRE}[^.;\n]{{0,50}}\b(?:it|they|{_LINE}) (?:was |were )?(?:\w+ )?(?:taken out|removed|withdrawn|pulled|drawn out|slid out)")
#: a line changed over a wire, said in one breath; no sheath or dilator on its way in
_REWIRED = re.compile(
    rf"(?:(?:picc|permcath|perma-?cath|hickman|broviac|groshong|palindrome|midline|cvc|tdc|lumen|(?:dialysis|tunnel+ed|central|indwelling|existing|old) (?:\S+ ){{0,2}}?(?:catheter|line))\b(?:(?!sheath|dilat|introduc|needle|micro|punctur|snare|diagnostic|kumpe|balloon)[^;\n]){{0,90}}?|(?:^|[.;\n])\s*)"
    rf"\b(?:exchang\w*|swap\w*|replac(?:ed|ement)|chang(?:ed|e)(?: out| over)?|re-?plac\w*)\b(?:(?!sheath|dilat|introduc|needle|micro|snare)[^.;\n]){{0,30}}?\bover (?:(?:a|an|the|its) )?(?:\S+ ){{0,2}}?{_WIRE}|\bre-?wired\b"
)
_NEW_IN = re.compile(rf"\bnew\b|replacement|fresh|(?:another|second) (?:\S+ ){{0,3}}?{_LINE}|another of|a second one|upsiz\w*|larger|in its place|instead")


#: characters around an act in which another device would be the one it was done to
_BESIDE = 260


def _beside(text: str, match: re.Match[str]) -> str:
    """The text around an act; a device told elsewhere belongs to the history of the patient."""
    return text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]


def _span(match: re.Match[str] | None) -> Span | None:
    return Span(match.start(), match.end()) if match else None


@once
def cleared_inside(case: Case) -> Span | None:
    """Words that tell of a tool that cleared the inside of a line which stays, else nothing."""
    text = live_flat(case)
    tool = _INSIDE.search(text)
    if tool is None or not _NAMED_LINE.search(case.document.flat) or not _OPENED.search(text) or not _BLOCKED.search(case.document.flat) or _NEW_LINE.search(text) or re.search(r"fistula|graft|ureter|biliary|nephrostom", _beside(text, tool)):
        return None
    if not re.search(r"brush|clots?\b|fibrin|thromb|plug|debris|obstruct", text):
        return None
    return _span(tool)


@once
def port_catheter_changed(case: Case) -> Span | None:
    """Words that tell that a port kept its reservoir and got a new catheter, else nothing."""
    text = live_flat(case)
    kept, new = _PORT_KEPT.search(text), _NEW_CATHETER.search(text)
    if kept is None or new is None or not _OLD_OUT.search(text) or re.search(r"new (?:\S+ ){0,4}?(?:port|reservoir)\b(?! cath)", text):
        return None
    return _span(new)


#: the body of a port taken out of its pocket, however it is called
_PORT_OUT = re.compile(
    r"\b(?:reservoir|housing|port(?:acath|-a-cath)?|mediport|port ?/ ?catheter|chamber)\b(?:(?:,| and| with| plus| &|/) ?(?:its |the |whole |entire |attached |short |short stump|stump|of |catheter|tubing|line|all |\w+ ){0,5}?)?(?:,? (?:was|were|are|is|then|both|now|all|freed and|dissected free and|dissected out and|cut down (?:up)?on and))* ?"
    r"(?:removed|explanted|delivered|taken out|extracted|excised|withdrawn|lifted out|brought out|pulled out|popped out|shelled out|came (?:free|out)|out (?:intact|whole|complete|together|in (?:one|toto|total)))\b"
    r"|\b(?:reservoir|housing|port)\b(?: (?:was|and its \w+))? (?:freed|dissected|mobili[sz]ed|shelled)[^.;\n]{0,30}\. ?(?:the )?(?:catheter|tubing|whole|entire|it|unit|device|both)\b[^.;\n]{0,40}\b(?:slid|came|out|pulled|withdrawn|removed|drawn|delivered)"
    r"|\b(?:removed|removing|removal of|explanted|explant of|delivered|extracted|excised|took out|lifted out|shelled out) (?:(?:the|her|his|an?|old|existing|left|right|infected|eroded|entire|whole|chest|wall|implanted|intact|subcutaneous|complete|both) ){0,5}(?:reservoir|mediport|port(?:acath|-a-cath)?\b(?! (?:site|cath)))"
)


#: the same by any other verb, ended by how it came
_PORT_CAME = re.compile(r"\b(?:port|reservoir|chamber|mediport|portacath|port-?a-?cath|device|housing|capsule contents)\b[^.;\n]{0,60}\b(?:came|come|brought|taken|lifted|slid|eased|shelled|popped|pulled|dissected|peeled|withdrawn|delivered|drawn)\b[^.;\n]{0,24}\b(?:out|free|whole|intact|in full|complete\w*|in one piece|en bloc|in (?:its )?entirety|from the pocket)\b|\b(?:take|taking|took|taken|get|got) out (?:of )?(?:the |an? |this |his |her |that |old |left |right |infected |existing |chest |arm )*(?:port\b|mediport|portacath|reservoir)|\b(?:scar|capsule|pocket)\b[^.;\n]{0,40}\b(?:opened|incised|entered|cut)\b[^.;\n]{0,60}\b(?:reservoir|port|chamber|device)\b[^.;\n]{0,24}\b(?:freed|dissected|mobili[sz]ed|loosened|released|shelled)\b")


@once
def port_out(case: Case) -> Span | None:
    """Words that tell that the body of a port was taken out today, else nothing."""
    text = live_flat(case)
    match = next((m for m in (*_PORT_OUT.finditer(text), *_PORT_CAME.finditer(text)) if case.section_at(m.start()) in ("body", "summary") and not re.search(r"attach(?:ed|ing)? (?:to|onto|with)|re-?attach|attachment|plac", m.group())), None)
    if match is None or not re.search(r"pocket|incis|capsule|scar|dissect|suture|opened|blunt|lidocaine|local|cut ?down", text):
        return None
    return _span(match)


@once
def moved_only(case: Case) -> Span | None:
    """Words that tell that a line was only brought to its right place, else nothing."""
    text = live_flat(case)
    same = _SAME_LINE.search(case.document.flat) or not re.search(r"remov|explant|taken out|\bout over\b", text)
    if not _NAMED_LINE.search(case.document.flat) or not _ASTRAY.search(case.document.flat) or not same or _NEW_LINE.search(text) or re.search(r"nephrostom|biliary|gastrostom|drain(?:age)? catheter|feeding tube|strip\w*|\bports? (?:pocket|was implanted)|pocket (?:was )?(?:made|created)", text):
        return None
    moved = _MOVED.search(text)
    return None if moved and re.search(r"fistula|filter", _beside(text, moved)) else _span(moved)


@once
def picc_unnamed(case: Case) -> Finding | None:
    """The catheter of a report that tells of a line from an arm vein to the central veins and never calls it PICC."""
    text = live_flat(case)
    entry, tip = _ARM_ENTRY.search(text), _CENTRAL_TIP.search(text)
    if entry is None or tip is None or not _THREADED.search(text) or not _LONG_TERM.search(text) or _NO_PICC.search(text):
        return None
    return next((f for f in case.all("device", "catheter", "central_catheter") if re.search(r"thread|advanc|insert|introduc|passed|placed|cut|trimmed|measured", case.sentence(f.sentence))), None)


@once
def small_bore_in_neck(case: Case) -> Span | None:
    """Words that tell that what is called PICC was tunneled into a vein of the neck, chest or groin, else nothing."""
    text = live_flat(case)
    entry = _NECK_ENTRY.search(text)
    return _span(entry) if entry and _TUNNEL.search(text) and not _ARM_ENTRY.search(text) else None


#: a catheter told by size and lumens only
_LUMENS = re.compile(r"\b\d{1,2}(?:\.\d)? ?-?(?:f|fr|french)\b[^.;\n]{0,40}\b(?:single|double|dual|triple|quad|[23])[- ]?lumen\b|(?:single|double|dual|triple|quad)[- ]lumen[^.;\n]{0,30}\b\d{1,2} ?-?(?:f|fr|french)\b")
_LEFT_IN = re.compile(r"over (?:the |a )?(?:\w+ )?wire|sutur|stitch|secured|\btip\b|slid|placed|inserted|advanced|peel")


@once
def central_unnamed(case: Case) -> Span | None:
    """The words of a central catheter told by its lumens and its vein, where no line is named at all, else nothing."""
    text = live_flat(case)
    lumens = _LUMENS.search(text)
    if lumens is None or not _NECK_ENTRY.search(text) and not re.search(r"(?:jugular|subclavian|femoral)[^.\n]{0,60}(?:patent|open)[^\n]{0,80}needle", text) or not _LEFT_IN.search(text) or re.search(r"sheath[^.;\n]{0,30}lumen|biliary|drain|nephrostom|angiogra|venogra|balloon", text):
        return None
    return _span(lumens)


@once
def swapped_over_wire(case: Case) -> Span | None:
    """Words that tell that a line was changed for a new one through the same hole, else nothing."""
    text = live_flat(case)
    changed = _CHANGED.search(text) or _OFF_WIRE.search(text)
    apart = re.search(r"new (?:tunnel|puncture|access|venotomy|site)|different (?:site|vein|access)|(?:fresh|second|separate) puncture", text)
    if (rewired := _REWIRED.search(text)) and not apart and not re.search(r"snare|stripp|de novo", text):
        return _span(rewired)
    if changed is None or apart or not _SAME_HOLE.search(case.document.flat) or not _NEW_IN.search(text):
        return None
    if re.search(r"snare|stripp", text) and not re.search(rf"(?:\bnew\b|fresh|another|replacement) (?:\S+ ){{0,6}}?{_LINE}\b", text):
        return None  # the tool was exchanged, not the line
    return _span(changed)


#: another catheter than the line, brought into the vena cava for work on the line
_CAVAL = re.compile(r"(?:angled|pigtail|guiding|guide|diagnostic|selective|multi-?purpose|berenstein|kumpe|cobra|directional|hockey-?stick|5 ?fr?\w*|4 ?fr?\w*|a|an) (?:\S+ ){0,2}?catheter (?:was |were )?(?:\w+ )?(?:taken|advanced|passed|brought|placed|positioned|guided|led|manipulated|introduced)[^.;\n]{0,60}(?:superior vena cava|inferior vena cava|\bsvc\b|\bivc\b|vena cava)|catheteri[sz]\w+ of the (?:superior|inferior) vena cava|(?:superior vena cava|inferior vena cava|\bsvc\b|\bivc\b)[^.;\n]{0,20}(?:was |were )catheteri[sz]ed")


@once
def caval_catheter(case: Case) -> Span | None:
    """Words that tell that a catheter other than the line itself was brought into the vena cava, else nothing."""
    return _span(_CAVAL.search(live_flat(case)))


def other_side(text: str) -> bool:
    """Whether the old port is told of on one side and the new pocket or puncture on the other: no exchange through one vein."""
    old = {m[1] for m in re.finditer(r"\bold (?:\w+ )?(left|right)\b", text)} | {m[1] for m in re.finditer(r"\b(left|right) (?:\w+ ){0,2}?old\b", text)}
    new = {m[1] for m in re.finditer(r"(?:new|pocket|accessed|punctured|micropuncture)[^.;\n]{0,24}\b(left|right)\b", text)} | {m[1] for m in re.finditer(r"\b(left|right) (?:ij|internal jugular|subclavian)\b", text)}
    return len(old) == 1 and bool(new) and not old & new


_BROKEN = re.compile(r"\b(?:broken|fractured|sheared|snapped|retained|embolized|lost|migrated|severed|(?:piece|fragment|segment|part|end) of (?:an? |the |his |her )?)(?:[- ]off)? ?(?:\w+ )?$")
_ITS_PIECE = re.compile(r"\s*(?:catheter )?(?:tip|fragment|piece|segment|remnant)\b")


def lost_piece(case: Case, finding: Finding) -> bool:
    """Whether a line is named for the broken piece of it that a snare brings out."""
    flat = case.document.flat
    if not re.search(r"snare|goose-?\s?neck|lasso|basket|forceps", flat):
        return False
    return bool(_BROKEN.search(flat[max(0, finding.start - 40) : finding.start])) and (bool(_ITS_PIECE.match(flat, finding.end)) or not re.search(r"plac|insert|new\b", case.sentence(finding.sentence)))
