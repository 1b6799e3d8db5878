"""Central venous access: what was placed, exchanged, removed, repaired, repositioned or checked."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding, Span
from cac.narrative import line_brief, line_told
from cac.narrative.arterial_line import arterial_line, stretches
from cac.narrative.case import Case
from cac.narrative.line_acts import caval_catheter, central_unnamed, cleared_inside, lost_piece, moved_only, other_side, picc_unnamed, port_catheter_changed, port_out, small_bore_in_neck, swapped_over_wire
from cac.narrative.line_finding import WHERE, describes, is_lumen, is_midline, near, picc_out, reach_of
from cac.narrative.line_text import alive, live_text, years
from cac.narrative.line_words import (
    ARM, DRAIN, FRESH, IN_USE, LINE_PLACED_TODAY, LINE_TO_COME, LYSED_BEFORE, NEW, NOTHING_DONE, NOT_TUNNELED, NO_NEW, OTHER_USE, PLACED, POCKET,
    PORT_SWAP, PORT_TITLE, PUNCTURE, SEATED, SIZED, STRIPPED, TAKEN_OUT, TERSE_PORT, TIP, TUNNEL, UNTOUCHED, WORK,
)
from cac.narrative.merely_seen import without
from cac.narrative.procedure import Procedure

FAMILIES = ("central_venous_access",)
#: length of a body that holds no more than a title; the act is then told under the heading of the procedure
_BARE = 80
_WHERE = WHERE
#: a line that is not needed any more is there all the same
_NO_LONGER = re.compile(r"\b(?:no (?:longer|further|more|ongoing)|not? (?:\w+ )?need\w*)\b[^.;\n]*$")
_DEVICES = ("port", "picc", "tunneled_catheter", "nontunneled_catheter", "dialysis_catheter", "central_catheter", "midline")


def read(case: Case) -> list[Procedure]:
    """Every act on a central venous access device of today: what set phrases tell, else what the report tells as a whole."""
    out = _named(case)
    found = [p for p in out if p.name != "arterial_line"]
    acts = line_told.told(case)
    if out and not found and not acts and (rest := stretches(case)):  # a central line told beside it is read without it
        alone = without(case, rest)
        found, acts = _named(alone), line_told.told(alone)
        return out + (found or _told(alone, acts))
    if len(found) == 1 and found[0].name == "tunneled_replacement" and (changed := line_told.converted(case)):
        found[0].name = "tunneled_placement"
        found[0].set("two_catheters", False).because(changed)
    elif len(found) == 1 and found[0].name in _CLAIMED and acts and line_told.outweighs(case, acts[0][0], found[0].name):
        out = [p for p in out if p is not found[0]] + _told(case, acts)
    elif not found and acts:
        out = out + _told(case, acts)
    return out


#: a line put in, which a report on what was mended or moved names without its puncture
_CLAIMED = ("port_placement", "picc_placement", "tunneled_placement", "nontunneled_placement")


def _told(case: Case, acts: tuple[tuple[str, Span], ...]) -> list[Procedure]:
    """Procedures of acts told without a set phrase."""
    out = []
    for name, where in acts:
        act, side = line_told.ACTS.get(name, name), line_told.side(case)
        made = Procedure("central_venous_access", act, side=side).because(where)
        made.set("peripheral", name == "port_arm_placement").set("two_catheters", False).set("pump", False)
        out.append(made.set("with_port", name == "repair_port").set("caval_catheter", False))
    return _with_facts(case, out, live_text(case))


def _named(case: Case) -> list[Procedure]:
    """Acts told by a set phrase."""
    devices = case.all("device", *_DEVICES, status=("done", "existing", "removed", "attempted"), roles=_WHERE)
    devices = [f for f in devices if alive(case, f) and (f.value != "midline" or is_midline(case, f)) and not is_lumen(case, f) and not UNTOUCHED.search(case.sentence(f.sentence)) and not describes(case, f) and not _to_come(case, f) and not lost_piece(case, f)]
    unnamed = None if devices else picc_unnamed(case)
    if not devices and (cleared_inside(case) or moved_only(case) or port_catheter_changed(case) or line_brief.stripped(case, live_text(case)) or line_brief.cuff_freed(case)):
        known = case.all("device", *_DEVICES, "catheter", status=("prior", "existing", "done", "removed", "negated"), roles=(*_WHERE, "background"))
        known = [f for f in known if f.status != "negated" or _NO_LONGER.search(case.document.flat[max(0, f.start - 50) : f.start])]
        devices = ([f for f in known if f.value in _DEVICES] or known)[:1]
    devices = devices or ([unnamed] if unnamed else [])
    out = _arterial_line(case)
    if not devices and (unnamed_line := central_unnamed(case)):
        kind = "tunneled" if TUNNEL.search(live_text(case)) else "nontunneled"
        out.append(Procedure("central_venous_access", f"{kind}_placement").because(unnamed_line).set("two_catheters", False))
        return _with_facts(case, out, live_text(case))
    if NOTHING_DONE.search(case.document.flat):
        return out
    if not devices or not WORK.search(_body(case)) or len(OTHER_USE.findall(case.document.flat)) > 2:
        return out
    kinds = {f.value for f in devices}
    text = live_text(case)
    exchange = case.all("phrase", "same_access", roles=_WHERE)
    strip = case.all("phrase", "fibrin_strip", roles=_WHERE)
    port = [f for f in devices if f.value == "port"]
    picc = [f for f in devices if f.value == "picc"] or ([unnamed] if unnamed else [])
    lines = [f for f in devices if f.value in ("tunneled_catheter", "nontunneled_catheter", "dialysis_catheter", "central_catheter")]
    if port or lines:
        picc = [f for f in picc if not picc_out(case, f)]
        kinds = kinds if picc else kinds - {"picc"}
    if picc and small_bore_in_neck(case):
        lines, picc = [*lines, *picc], []
        kinds.discard("picc")
    if port and (changed := port_catheter_changed(case)):
        out.append(_make("port_catheter_replacement", port[0]).because(changed))
        picc, lines, port, kinds = [], [], [], {"port"}
    if port:
        out += _ports(case, port, text, exchange)
    if picc or "midline" in kinds:
        out += _piccs(case, picc or [f for f in devices if f.value == "midline"], text, exchange)
    if picc and not re.search(r"tunnel|\bcuff", text):
        lines = [f for f in lines if f.text.lower() != "groshong"]  # the valve of the catheter in the arm
    if lines and not (port and _ports_only(text)):
        out += _lines(case, lines, text, exchange, bool(port), bool(picc))
    out += _services(case, devices, out, strip)
    return _with_facts(case, out, text)


def _to_come(case: Case, finding: Finding) -> bool:
    """Whether a line is one of the course to come, told without a heading, and put in by no verb of the same statement."""
    words = case.sentence(finding.sentence)
    return finding.role == "body" and finding.status == "done" and LINE_TO_COME.search(words) is not None and not LINE_PLACED_TODAY.search(words) and len(words) < 300


def _with_facts(case: Case, out: list[Procedure], text: str) -> list[Procedure]:
    """The procedures with what guided them, where the tip lies and the age of the patient."""
    for procedure in out:
        fluoroscopy = [f for f in case.all("modality", "fluoroscopy", status=("done", "removed"), roles=("body", "summary")) if not re.search(r"^fluoro(?:scopy)?(?: time)?\W*(?:\d|was \d|not|none|time)|fluoro(?:scopy)?(?: time)?:? \d", case.sentence(f.sentence))]
        procedure.set("fluoroscopy", bool(fluoroscopy) or bool(re.search(r"c-?arm|(?:on|under|with|x-?ray|live) screening\b|(?:^|[,;] ?|and )screening(?=,| (?:i|we|the)\b)|screening (?:show|confirm|image|demonstrat)|\bscreened\b|image intensif|spot (?:film|image)|fluoro(?:scop)?\w*[^.\n]{0,30}tip|fluoro final", text)), *fluoroscopy[:1])
        procedure.set("ultrasound", case.has("modality", "ultrasound", roles=("body", "summary")))
        procedure.set("imaged", procedure.facts["fluoroscopy"] or procedure.facts["ultrasound"])
        letters = set(re.findall(r"\b([rl])(?:ijv?|cfv|scv|fem)\b", text))
        if not procedure.side and len(letters) == 1 and "placement" in procedure.name and "picc" not in procedure.name:
            procedure.side = {"r": "right", "l": "left"}[letters.pop()]
        tip = TIP.search(text)
        procedure.set("tip_central", bool(tip))
        age = years(case)
        procedure.set("under_five", age is not None and age < 5)
    return out


def _body(case: Case) -> str:
    told = " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in ("body", "summary"))
    return told if len(told) > _BARE else f"{_head(case)} {told}"


def _make(name: str, where: Finding, side: str = "") -> Procedure:
    return Procedure("central_venous_access", name, side=side or (where.side if where.side_near else "")).because(where)


def _ports_only(text: str) -> bool:
    return not re.search(r"hemodialysis|dialysis|temporary|triple|hickman|broviac|non-?tunneled", text)


def _ports(case: Case, port: list[Finding], text: str, exchange: list[Finding]) -> list[Procedure]:
    out = []
    pocket = case.all("phrase", "port_pocket", roles=_WHERE)
    removed = case.all("phrase", "port_removed", roles=_WHERE, status=("done", "removed", "existing"))
    if not removed:  # "old left chest port removed", "port/catheter out"
        removed = [f for f in port if f.status in ("done", "removed", "prior", "existing") and re.match(r"(?:[ /]*(?:and |& |with )?(?:its |the )?cath(?:eter)?)?,? (?:was |were )?(?:removed|explanted|taken out|out\b)", case.document.flat[f.end : f.end + 40])][:1]
    if not removed and port_out(case):
        removed = port[-1:]
    placed = (pocket or POCKET.search(text)) and (near(case, port, PLACED) or re.search(r"catheter[^.\n]{0,80}(?:cut|trimmed|connected|attached)|seated|new port|port[^.\n]{0,60}\btip\b|cath cut|\bcath (?:\w+ ){0,3}tip\b|access(?:ed|ing)?[^.\n]{0,40}(?:vein|jugular|subclavian)", text))
    if not placed and not removed and PORT_TITLE.search(case.document.flat[:240]) and re.search(r"\bpocket\b|incision", text) and re.search(r"connect|attach|trim|cut (?:to|at)|peel|\btip\b|tunnel", text) and re.search(r"punctur|needle|access|entry|entered|cannulat|landmark|seldinger|\bstick\b|\bstuck\b|\bvein\b", text):
        placed, pocket = port[0], pocket or port[:1]
    if not placed and not removed and TERSE_PORT.search(text) and re.search(r"pocket", text) and re.search(r"tip|wire|peel|\bus\b|ultraso|needle", text):
        placed, pocket = port[0], pocket or port[:1]
    if not placed and removed and PORT_SWAP.search(_head(case) + case.document.flat[:120]) and re.search(r"\bnew\b[^.\n]{0,30}(?:port|reservoir|device)", text):
        placed, pocket = port[0], pocket or port[:1]
    title_only_removal = removed and not re.search(r"peel|venotomy|guidewire|punctur|seldinger|cut (?:at|to)|introduc|subclavian vein was|jugular vein was|placement|new (?:\S+ ){0,3}?\w*port\b|exchang|tunnel(?:l?ed|ing) (?:up|to|from|over|under|through|toward)|trimmed|needle (?:\w+ )?(?:watched|seen|enter)", text)
    if placed and not title_only_removal:
        replaced = bool(PORT_SWAP.search(text + _head(case))) and not other_side(text) or bool(removed) and bool(exchange) and bool(re.search(r"(?:port|device)[^.\n]{0,60}(?:exchang|replac)|same (?:pocket|venous access|venotomy|tract)", text))
        where = next((f for f in port if f.status == "done" and f.side_near), next((f for f in port if f.status == "done"), port[0]))
        procedure = _make("port_replacement" if replaced else "port_placement", where, (_side_of_new(case, port) if removed else "") or _side(case, ("left", "right"), pocket, port))
        procedure.set("peripheral", bool(re.search(r"(?:arm|forearm|brachial|basilic) (?:port|pocket)|pocket[^.\n]{0,40}(?<!-)\b(?:upper |fore)?arm\b|(?:incision|port|reservoir)[^.\n]{0,40}(?:upper arm|forearm|(?<!-)\barm\b)", text)))
        procedure.set("pump", case.has("phrase", "pump", roles=_WHERE))
        out.append(procedure)
        if removed and not replaced:
            out.append(_make("port_removal", removed[0]))
    elif removed:
        out.append(_make("port_removal", removed[0]))
    return out


def _side_of_new(case: Case, port: list[Finding]) -> str:
    """The side of the port that went in, where another came out in the same session."""
    told = [f for f in port if f.side in ("left", "right") and PLACED.search(case.sentence(f.sentence)) and not re.search(r"remov|explant|\bold\b|existing|erod|infect|expos", case.sentence(f.sentence))]
    return told[0].side if told else ""


def _side_of_entry(case: Case) -> str:
    """The side of the vein that was looked at or punctured for the new line, where an old one came out elsewhere."""
    for finding in case.all("vein", roles=("body", "summary")):
        told = case.sentence(finding.sentence)
        if finding.side in ("left", "right") and finding.side_near and re.search(r"ultraso|\bus\b|needle|punctur|access|stuck|cannulat|entered|patent", told) and not re.search(r"remov|\bold\b|existing|infect|has had|pressure|held|drain", told):
            return finding.side
    return ""


def _side(case: Case, sides: tuple[str, ...], *groups: list[Finding]) -> str:
    for near in (True, False):  # a side told beside the device before one carried over from the lines above
        for group in groups:
            for finding in group:
                if finding.status == "done" and finding.side in sides and finding.side_near >= near:
                    return finding.side
    return ""


def _piccs(case: Case, picc: list[Finding], text: str, exchange: list[Finding]) -> list[Procedure]:
    midline = case.all("phrase", "midline_result", roles=_WHERE)
    picc = [f for f in picc if not IN_USE.search(case.document.flat[max(0, f.start - 30) : f.start])]
    midline = [f for f in midline if "midline" not in f.text.lower() or is_midline(case, f)]
    midline = [f for f in midline if not re.search(r"to the mid|below the|from the mid", case.sentence(f.sentence))]
    swapped = [f for f in exchange if re.search(r"picc|catheter|line", case.sentence(f.sentence)) and not DRAIN.search(case.around(f, before=1, after=1))]
    if picc and (told := swapped_over_wire(case)):
        return [_make("picc_replacement", picc[0]).because(told)]
    moved = moved_only(case) or case.all("phrase", "line_reposition", roles=_WHERE) and not re.search(r"\bnew\b|insert|\bplac(?:ed|ement)", text)
    placed = not moved and (near(case, picc, PLACED, reach=2 if swapped else 1) or line_brief.brief(case, picc, text) or line_brief.told_whole(case, picc)) or (ARM.search(text) and re.search(r"catheter[^.\n]{0,60}(?:cut|trimmed|advanc|thread|placed)", text) and picc[0])
    if not placed and not moved and all(f.value == "midline" for f in picc) and re.search(r"punctur|cannulat|\bstuck|\bstick\b|needle|\b2\d ?-?g", text) and SIZED.search(text):
        placed = picc[0]
    if moved or not placed or not isinstance(placed, Finding):
        return []
    if (midline or all(f.value == "midline" for f in picc)) and not TIP.search(text):
        return [_make("midline", (midline or picc)[0])]
    if swapped and re.search(r"exchang|same|over (?:the |a )?(?:\S+ )?(?:guide)?wire|rewir", text) and re.search(r"old (?:picc|catheter|line)|existing|indwelling|exchang", text):
        return [_make("picc_replacement", swapped[0])]
    if re.search(r"remov\w+ of (?:the )?picc|picc (?:line )?(?:was |then )?(?:remov|pulled|withdrawn|taken out|discontinued|out\b)|pulled (?:the )?picc", text) and not re.search(r"new|plac|insert", text):
        return []
    return [_make("picc_placement", placed)]


def _lines(case: Case, lines: list[Finding], text: str, exchange: list[Finding], port: bool, picc: bool) -> list[Procedure]:
    tunneled = [m for m in TUNNEL.finditer(NOT_TUNNELED.sub(" ", text + " " + _head(case)))]
    temporary = NOT_TUNNELED.search(text + " " + _head(case))
    removed = case.all("phrase", "tunneled_removed", roles=_WHERE, status=("done", "removed"))
    swap = [f for f in exchange if alive(case, f) and re.search(r"cathet|line|wire|lumen|tunnel|venotomy|stick", case.around(f, before=1, after=1))]
    placed = near(case, [f for f in lines if f.status == "done" and not line_brief.coming_out(case, f)], PLACED, reach=2) or near(case, [f for f in lines if f.role == "head"], re.compile(r"plac|insert"), reach=0)
    brief = None if picc else line_brief.brief(case, lines, text)  # beside a PICC a line named in passing is none of today
    placed = placed or brief
    if placed and not brief and not FRESH.search(line_brief.told_of(case, text, lines)):
        placed = None
    if placed and (line_brief.stripped(case, text) or cleared_inside(case) or (case.has("phrase", "line_reposition", roles=_WHERE) and not PUNCTURE.search(text)) or case.has("phrase", "line_repair", roles=_WHERE) or (case.has("device", "snare", roles=_WHERE) and re.search(r"lost|retained|left in|fragment|fractured|embolized", text))) and not NEW.search(text):
        placed = None
    out: list[Procedure] = []
    kind = "tunneled" if tunneled and not (temporary and not re.search(r"tunnel(?:l?ed|ing)? (?:from|to|under|through|subcut|the|device|a)|cuff", NOT_TUNNELED.sub(" ", text))) else "nontunneled"
    if swap and re.search(r"exchang|rewir|changed (?:over|out)|swapped|old catheter|existing (?:catheter|line)|new (?:\S+ ){0,6}?catheter|same (?:tunnel|venotomy|tract|stick)", text) and not re.search(r"new (?:tunnel|puncture|access)|different (?:site|access)", text):
        return [_make(f"{kind}_replacement", swap[0])]
    if lines and not picc and (swapped := swapped_over_wire(case)):
        return [_make(f"{kind}_replacement", placed or lines[0]).because(swapped)]
    if placed and kind == "tunneled" and (removed or TAKEN_OUT.search(text)):
        fresh = next((f for f in lines if (f.value == "nontunneled_catheter" or NOT_TUNNELED.search(case.sentence(f.sentence))) and f.status == "done" and (PLACED.search(case.sentence(f.sentence)) or PUNCTURE.search(case.sentence(f.sentence))) and not TUNNEL.search(NOT_TUNNELED.sub(" ", case.sentence(f.sentence)))), None)
        if fresh is not None:
            return [_make("nontunneled_placement", fresh).set("two_catheters", False), _make("tunneled_removal", removed[0] if removed else lines[0])]
    if placed:
        placed = line_brief.newest(case, lines, placed)
        procedure = _make(f"{kind}_placement", placed, (_side_of_entry(case) if removed or TAKEN_OUT.search(text) else "") or _side(case, ("left", "right"), [placed], [f for f in lines if f.status == "done"]))
        procedure.set("two_catheters", bool(re.search(r"two (?:separate )?(?:tunneled )?catheters|tesio", text)) and kind == "tunneled")
        out.append(procedure)
        if kind == "tunneled" and not removed and TAKEN_OUT.search(text) and re.search(r"\bleft\b|\bl\b", text) and re.search(r"\bright\b|\br\b", text):
            other = next((f for f in lines if f.sentence != placed.sentence), placed)
            out.append(_make("tunneled_removal", other))
        elif removed and kind == "tunneled" and TAKEN_OUT.search(text) and len({f.side for f in case.document.findings if f.kind == "device" and f.value in _DEVICES and f.side in ("left", "right")} | set(re.findall(r"\b(left|right)\b", text))) > 1:
            out.append(_make("tunneled_removal", removed[0]))
        elif removed and kind == "tunneled" and re.search(r"(?:\bold\b|existing|prior|right|left|\b[lr] )[^.\n]{0,40}(?:catheter|line|permcath|\btdc\b|\bcath\b)[^.\n]{0,40}(?:remov|\bout\b)|removal of", text + _head(case)) and len(re.findall(r"cuff", text)) > 1:
            out.append(_make("tunneled_removal", removed[0]))
        return out
    drawn = [f for f in lines if line_brief.coming_out(case, f)]
    if drawn and kind == "tunneled":
        return [_make("tunneled_removal", removed[0] if removed else drawn[0])]
    if not removed and not port and kind == "tunneled" and TAKEN_OUT.search(text):
        return [_make("tunneled_removal", lines[0])]
    if removed and not port and (tunneled or not temporary) and not (temporary and not tunneled):
        if tunneled or re.search(r"cuff|dissect", text):
            return [_make("tunneled_removal", removed[0])]
    return out


def _head(case: Case) -> str:
    return " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role == "head")


def _services(case: Case, devices: list[Finding], done: list[Procedure], strip: list[Finding]) -> list[Procedure]:
    out = []
    text = live_text(case)
    fresh = any("placement" in p.name or "replacement" in p.name for p in done)
    if not strip and line_brief.stripped(case, text):
        strip = devices[:1]
    if not fresh and (inside_told := cleared_inside(case)):
        return [_make("intraluminal_clearing", devices[0]).because(inside_told)]
    if strip and not fresh:
        inside = bool(re.search(r"intraluminal|brush|wire through the lumen|within the lumen", text))
        stripped = _make("intraluminal_clearing" if inside else "sheath_stripping", strip[0])
        caval = None if inside else caval_catheter(case)
        if caval:
            stripped.set("other_access", True, caval)
        out.append(stripped.set("caval_catheter", caval is not None, *([caval] if caval else [])))
    repair = case.all("phrase", "line_repair", roles=_WHERE)
    if not repair and devices and (told := re.search(r"(?:port|catheter|line|hub|picc|segment)[^.\n]{0,50}\brepaired\b|(?:was |were )re-?connected to the (?:port|hub)|(?:catheter|tubing)[^.;\n]{0,60}(?:re-?(?:connect|attach|seat|join|fix)\w*|(?:pushed|slid|fitted|put|pulled|threaded) back on\w*)[^.;\n]{0,40}(?:port|hub|stem|connector|reservoir|nipple)|(?:locking (?:ring|collar|sleeve)|hub|clamp|luer|connector|extension (?:limb|leg|tube)|pigtail limb)s? (?:was |were )?(?:replaced|changed|spliced|repaired)", text)):
        repair = [devices[0]] if told else repair
    if repair and not fresh:
        out.append(_make("repair", repair[0]).set("with_port", any(f.value == "port" for f in devices)))
    move = case.all("phrase", "line_reposition", roles=_WHERE)
    told_moved = None if move else moved_only(case)
    if (move or told_moved) and not fresh and not strip:
        out.append(_make("reposition", move[0] if move else devices[0]).because(*([told_moved] if told_moved else [])))
    check = case.all("phrase", "line_check", roles=_WHERE)
    if not check and (re.search(r"(?:contrast|dye) (?:study|injection|check) of (?:the |a |an |his |her )?(?:\w+ ){0,3}(?:picc|ports?|line|catheter|hickman|permcath)|lin(?:e)?ogra(?:m|phy)", text + _head(case))):
        check = devices[:1]
    if check and not done and not out and re.search(r"contrast|inject", text):
        out.append(_make("contrast_check", check[0]))
    lysis = case.all("phrase", "line_lysis", roles=("body", "summary"))
    text = LYSED_BEFORE.sub(" ", text)
    if not lysis and re.search(r"(?:\bt-?pa\b|alteplase|cathflo|activase)[^.\n]{0,60}(?:instill|dwell|inject)", text) and re.search(r"de-?clot|occlu|no (?:blood )?return|sluggish|unable to (?:aspirate|draw)|poor flow|block\w*|clott\w*|(?:will|does|would|could|did) not (?:draw|aspirate|flush|give)|won't (?:draw|flush)", text) and not re.search(r"circuit|fistula|graft|pleural|infusion catheter", text):
        lysis = devices[:1]
    if lysis and not fresh and not strip:
        out.append(_make("thrombolytic_declot", lysis[0]))
    return out


def _arterial_line(case: Case) -> list[Procedure]:
    found = case.all("phrase", "arterial_line", roles=_WHERE)
    if found and re.search(r"arterial (?:line|catheter)", _head(case)):
        return [Procedure("central_venous_access", "arterial_line").because(found[0])]
    told = arterial_line(case)
    return [Procedure("central_venous_access", "arterial_line").because(told)] if told else []
