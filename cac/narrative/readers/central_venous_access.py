"""Central venous access: what was placed, exchanged, removed, repaired, repositioned or checked."""

from __future__ import annotations

import re

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.line_acts import caval_catheter, cleared_inside, moved_only, picc_unnamed, port_catheter_changed, small_bore_in_neck, swapped_over_wire
from cac.narrative.line_text import alive, live_text, years
from cac.narrative.procedure import Procedure

FAMILIES = ("central_venous_access",)
#: a pocket that was made today, however the sentence is built
_POCKET = re.compile(
    r"pocket\b[^.;\n]{0,40}\b(?:creat|made|fashion|form|develop|dissect|prepared)|(?:creat|mak|made|fashion|form|develop|dissect|prepar)\w*[^.;\n]{0,40}\b(?<!old )(?<!existing )pocket|(?:placed|sutured|seated|put|secured|inserted|anchored)[^.;\n]{0,50}(?:in|into|within) (?:the|this|that|a|same|new) (?:subcutaneous |new |same )?pocket"
    r"|(?:^|[.;:]\s|and )(?:(?:subcutaneous|sub-?q|chest|port|new) )*pocket:? (?:(?:in|on|over|at|below|to) )?(?:the )?(?:right|left|r|l|rt|lt|upper|infraclav\w+|chest|below|arm|ant\w*)\b"
)
_DRAIN = re.compile(r"\bdrain\w*|abscess|nephrostom|biliary|collection|pleural|cholecystost|gastrostom")
_IN_USE = re.compile(r"(?:via|through|by|running in|given in|infus\w+ (?:in|into))\s+(?:(?:the|his|her|an?|existing|indwelling|old|[rl]ue|right|left|arm)\s+){0,4}$")
_LUMEN = re.compile(r"(?:\ball|\beach|\bevery|distal|proximal|\bblue|\bred|\bbrown|\bwhite|venous|arterial|injection|side|three|two|triple|access|infusion|medial|middle|lumen)\s+(?:of the )?(?:three |two |lumen )?$")
#: words of a placement that no removal needs
_FRESH = re.compile(r"punctur|guide-?\s?wire|seldinger|dilator|peel|venotomy|cannulat|accessed|access(?: site)? was|new (?:catheter|line|\w+ catheter)|insertion of|placement of|was (?:placed|inserted|introduced)|over (?:the |a )?(?:\w+ )?wire|\bneedle\b|dilated|\bdilat|\bstick\b|passed|threaded|tunnel(?:l?ed|ing)? (?:from|to|through|under|subcut)|micropunct|needle (?:was|seen|enter|watched)")
_PUNCTURE = re.compile(r"punctur(?!e was (?:not )?required)|cannulat|venotomy|micropunct|needle (?:was|into|in|entered|seen)|\baccessed")
_NEW = re.compile(r"new (?:catheter|line)|exchang|tunnel(?:l?ed|ing)? (?:from|to|through|under|subcut)|peel|second catheter|fresh")
_TERSE_PORT = re.compile(r"\d(?:\.\d)? ?-?fr?(?:ench)? (?:single|dual|double)?[- ]?(?:lumen )?(?:power ?)?(?:port|mediport)|(?:single|dual|double)[- ]lumen (?:power ?)?port")
#: a title that says that a port is put in
_PORT_TITLE = re.compile(r"\b(?:port(?:-?a-?cath)?|mediport|portacath|port catheter|infusaport|power ?port)s? (?:implant\w*|placement|insertion|creation)|(?:implant\w*|placement|insertion) of (?:an? |the )?(?:\w+ ){0,4}(?:port\b|portacath|mediport|port-?a-?cath)")
_STRIPPED = re.compile(r"fibrin|pericatheter|sleeve")
_MIDLINE = re.compile(r"(?:from|of|in|at|to|off|the|upper|lower|anterior|posterior|left of|right of)\s+(?:the )?(?:(?:upper|lower) )?$|(?:anterior|posterior|abdominal) $")
_WHERE = ("body", "summary", "head")
_DEVICES = ("port", "picc", "tunneled_catheter", "nontunneled_catheter", "dialysis_catheter", "central_catheter", "midline")
#: a new line told by its size, length and tip only
_SIZED = re.compile(r"\b\d{1,2}(?:\.\d)? ?f(?:r|rench)?\b|\b\d{2} ?cm\b|(?:single|double|dual|triple)[- ]lumen|\b[sdt]l\b")
_SEATED = re.compile(r"tip[^.\n]{0,40}(?:svc|cava|atri|ivc|junction|\bra\b|\bcaj\b)|(?:tip|fluoro)[^.\n]{0,20}\bcaj\b|sutur|stat-?lock|secured|flush|blood return|locked|good flow")
_NO_NEW = re.compile(r"remov|withdrawn|taken out|pulled|\bout intact|check\b|reposition|declot|repair|no procedure|in situ|\bday \d|stripp|injection of|consult")
_PLACED = re.compile(
    r"plac(?:ed|ement|ing)|insert(?:ed|ion|ing)|advanc|thread|introduc|seat(?:ed)?|(?<!re)(?<!re-)(?<!mal)position(?:ed)?|implant|tunnel|deliver|passed (?:over|through)|cannulat|line (?:via|in)\b|through (?:the |a )?(?:[\d.]+ ?f(?:r|rench)? )?peel"
)
_WORK = re.compile(r"\btip\b|\blocal\b|\blido\b|h[a]?emosta|pressure|\bcuff\b|thread|dwell|instill|wound (?:was )?(?:packed|closed|irrigat)|pocket (?:was )?irrigat|repaired|huber|fluoro|prepp|sterile|lidocaine|needle|wire|sheath|punctur|cannulat|sutur|anesthe|dilat|incision|inject|cut\b|under (?:us|fluoro)|seldinger|access")
_TUNNEL = re.compile(r"tunnel|cuff|hickman|broviac|groshong|perm-?a?-?cath|palindrome|tesio|hemosplit|split ?cath|duraflow|subcutaneous tract")
_NOT_TUNNELED = re.compile(r"non[- ]?tunnel|not tunnel|non[- ]?cuff|temporary|triple[- ]lumen|quad[- ]lumen|mahurkar|trialysis|quinton|vas-?cath|shiley|cordis|introducer|swan|swan-ganz")
_OTHER_USE = re.compile(r"pacemaker|defibrillator|\bicd\b|ventriculoperitoneal|peritoneal dialysis|pericardi|bypass (?:graft|pump)|insufflat|trocar|laparoscop|sternotomy|valve replace")
_TIP = re.compile(r"\bcaj\b|tip[^.\n]{0,60}(?:\bra\b|svc|cava|cavoatrial|caval|atri|ivc|junction)|(?:svc|cavoatrial|atri\w+)[^.\n]{0,30}tip|cavo-?atrial")
#: a line in use that nobody touched
_UNTOUCHED = re.compile(r"dialy[sz](?:es|ed|ing)(?: \w+){0,3} (?:through|via|by|with)|\bnot (?:touch|us|manipulat|disturb|address|involv|access)\w*|left (?:alone|untouched|undisturbed)|currently (?:using|has|dialy\w+)|remains? in (?:place|use)|(?:in situ|in place) and (?:not|was not)")
_ARM = re.compile(r"basilic|brachial vein|cephalic|upper arm|antecubital|forearm|arm vein")


def _is_midline(case: Case, finding: Finding) -> bool:
    """Whether "midline" is the catheter and not the middle of the body."""
    flat = case.document.flat
    after, before = flat[finding.end : finding.end + 30], flat[max(0, finding.start - 24) : finding.start]
    if "catheter" in flat[finding.start : finding.end]:
        return True
    return bool(re.match(r"\s*(?:venous |iv |access )?(?:catheter|picc|line|placement|insert|was (?:placed|inserted|left))", after)) or (not _MIDLINE.search(before) and bool(re.search(r"basilic|brachial|cephalic|picc|arm\b|vein", case.around(finding, before=1, after=1))))


def _is_lumen(case: Case, finding: Finding) -> bool:
    """Whether "port" is the hub of a lumen, or a dialysis catheter that of the peritoneum."""
    flat = case.document.flat
    before, after = flat[max(0, finding.start - 26) : finding.start], flat[finding.end : finding.end + 26]
    if finding.value == "port":
        return bool(_LUMEN.search(before)) and not re.search(r"pocket", case.sentence(finding.sentence))
    return finding.value in ("dialysis_catheter", "tunneled_catheter") and bool(re.search(r"peritoneal|\bpd $|abdomen", before)) or bool(re.match(r"[^.;\n]{0,20}peritone", after))


def read(case: Case) -> list[Procedure]:
    """Every act on a central venous access device of today."""
    devices = case.all("device", *_DEVICES, status=("done", "existing", "removed", "attempted"), roles=_WHERE)
    devices = [f for f in devices if alive(case, f) and (f.value != "midline" or _is_midline(case, f)) and not _is_lumen(case, f) and not _UNTOUCHED.search(case.sentence(f.sentence)) and not _describes(case, f)]
    unnamed = None if devices else picc_unnamed(case)
    if not devices and (cleared_inside(case) or moved_only(case) or port_catheter_changed(case)):
        devices = case.all("device", *_DEVICES, "catheter", status=("prior", "existing", "done", "removed"), roles=(*_WHERE, "background"))[:1]
    devices = devices or ([unnamed] if unnamed else [])
    out = _arterial_line(case)
    if not devices or not _WORK.search(_body(case)) or len(_OTHER_USE.findall(case.document.flat)) > 2:
        return out
    kinds = {f.value for f in devices}
    text = live_text(case)
    exchange = case.all("phrase", "same_access", roles=_WHERE)
    strip = case.all("phrase", "fibrin_strip", roles=_WHERE)
    port = [f for f in devices if f.value == "port"]
    picc = [f for f in devices if f.value == "picc"] or ([unnamed] if unnamed else [])
    lines = [f for f in devices if f.value in ("tunneled_catheter", "nontunneled_catheter", "dialysis_catheter", "central_catheter")]
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
    if lines and not (port and _ports_only(text)):
        out += _lines(case, lines, text, exchange, bool(port), bool(picc))
    out += _services(case, devices, out, strip)
    for procedure in out:
        fluoroscopy = [f for f in case.all("modality", "fluoroscopy", roles=("body", "summary")) if not re.search(r"^fluoro(?:scopy)?(?: time)?\W*(?:\d|was \d|not|none|time)|fluoro(?:scopy)?(?: time)?:? \d", case.sentence(f.sentence))]
        procedure.set("fluoroscopy", bool(fluoroscopy) or bool(re.search(r"c-?arm|(?:on|under|with|x-?ray|live) screening\b|screening (?:show|confirm|image|demonstrat)|\bscreened\b|image intensif|spot (?:film|image)|fluoro(?:scop)?\w*[^.\n]{0,30}tip|fluoro final", text)), *fluoroscopy[:1])
        procedure.set("ultrasound", case.has("modality", "ultrasound", roles=("body", "summary")))
        procedure.set("imaged", procedure.facts["fluoroscopy"] or procedure.facts["ultrasound"])
        letters = set(re.findall(r"\b([rl])(?:ijv?|cfv|scv|fem)\b", text))
        if not procedure.side and len(letters) == 1 and "placement" in procedure.name and "picc" not in procedure.name:
            procedure.side = {"r": "right", "l": "left"}[letters.pop()]
        tip = _TIP.search(text)
        procedure.set("tip_central", bool(tip))
        age = years(case)
        procedure.set("under_five", age is not None and age < 5)
    return out


def _body(case: Case) -> str:
    return " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in ("body", "summary"))


def _describes(case: Case, finding: Finding) -> bool:
    """Whether "triple lumen" only tells how many lumens a PICC, a port or a cuffed line has."""
    if finding.value not in ("nontunneled_catheter", "central_catheter") or "lumen" not in case.document.flat[finding.start : finding.end]:
        return False
    return bool(re.match(r"[^.;\n]{0,24}\b(?:picc|ports?|hickman|broviac|tunnel\w*)\b", case.document.flat[finding.end : finding.end + 40]))


def _near(case: Case, found: list[Finding], pattern: re.Pattern[str], *, roles: tuple[str, ...] = _WHERE, reach: int = 1) -> Finding | None:
    for finding in found:
        if finding.role in roles and finding.status in ("done", "attempted", "removed") and any(pattern.search(case.sentence(n)) for n in range(finding.sentence, finding.sentence + reach + 1)):
            return finding
    return None


def _make(name: str, where: Finding, side: str = "") -> Procedure:
    return Procedure("central_venous_access", name, side=side or (where.side if where.side_near else "")).because(where)


def _ports_only(text: str) -> bool:
    return not re.search(r"hemodialysis|dialysis|temporary|triple|hickman|broviac|non-?tunneled", text)


def _ports(case: Case, port: list[Finding], text: str, exchange: list[Finding]) -> list[Procedure]:
    out = []
    pocket = case.all("phrase", "port_pocket", roles=_WHERE)
    removed = case.all("phrase", "port_removed", roles=_WHERE, status=("done", "removed", "existing"))
    if not removed:  # "old left chest port removed", "port/catheter out"
        removed = [f for f in port if f.status in ("done", "removed", "prior", "existing") and re.match(r"(?:[ /]*(?:and |& )?(?:its |the )?cath(?:eter)?)?,? (?:was |were )?(?:removed|explanted|taken out|out\b)", case.document.flat[f.end : f.end + 40])][:1]
    placed = (pocket or _POCKET.search(text)) and (_near(case, port, _PLACED) or re.search(r"catheter[^.\n]{0,80}(?:cut|trimmed|connected|attached)|seated|new port|port[^.\n]{0,60}\btip\b|cath cut|\bcath (?:\w+ ){0,3}tip\b|access(?:ed|ing)?[^.\n]{0,40}(?:vein|jugular|subclavian)", text))
    if not placed and not removed and _PORT_TITLE.search(case.document.flat[:240]) and re.search(r"\bpocket\b|incision", text) and re.search(r"connect|attach|trim|cut (?:to|at)|peel|\btip\b", text) and re.search(r"punctur|needle|access|entry|entered|cannulat", text):
        placed, pocket = port[0], pocket or port[:1]
    if not placed and not removed and _TERSE_PORT.search(text) and re.search(r"pocket", text) and re.search(r"tip|wire|peel|\bus\b|ultraso|needle", text):
        placed, pocket = port[0], pocket or port[:1]
    title_only_removal = removed and not re.search(r"peel|venotomy|guidewire|punctur|seldinger|cut (?:at|to)|introduc|subclavian vein was|jugular vein was|placement|new port|exchang", text)
    if placed and not title_only_removal:
        replaced = bool(removed) and bool(exchange) and bool(re.search(r"(?:port|device)[^.\n]{0,60}(?:exchang|replac)|same (?:pocket|venous access|venotomy|tract)", text))
        where = next((f for f in port if f.status == "done" and f.side_near), next((f for f in port if f.status == "done"), port[0]))
        procedure = _make("port_replacement" if replaced else "port_placement", where, _side(case, ("left", "right"), pocket, port))
        procedure.set("peripheral", bool(re.search(r"(?:arm|forearm|brachial|basilic) (?:port|pocket)|pocket[^.\n]{0,40}(?<!-)\b(?:upper |fore)?arm\b|(?:incision|port|reservoir)[^.\n]{0,40}(?:upper arm|forearm|(?<!-)\barm\b)", text)))
        procedure.set("pump", case.has("phrase", "pump", roles=_WHERE))
        out.append(procedure)
        if removed and not replaced:
            out.append(_make("port_removal", removed[0]))
    elif removed:
        out.append(_make("port_removal", removed[0]))
    return out


def _side(case: Case, sides: tuple[str, ...], *groups: list[Finding]) -> str:
    for near in (True, False):  # a side told beside the device before one carried over from the lines above
        for group in groups:
            for finding in group:
                if finding.status == "done" and finding.side in sides and finding.side_near >= near:
                    return finding.side
    return ""


def _piccs(case: Case, picc: list[Finding], text: str, exchange: list[Finding]) -> list[Procedure]:
    midline = case.all("phrase", "midline_result", roles=_WHERE)
    picc = [f for f in picc if not _IN_USE.search(case.document.flat[max(0, f.start - 30) : f.start])]
    midline = [f for f in midline if "midline" not in f.text.lower() or _is_midline(case, f)]
    midline = [f for f in midline if not re.search(r"to the mid|below the|from the mid", case.sentence(f.sentence))]
    swapped = [f for f in exchange if re.search(r"picc|catheter|line", case.sentence(f.sentence)) and not _DRAIN.search(case.around(f, before=1, after=1))]
    moved = moved_only(case) or case.all("phrase", "line_reposition", roles=_WHERE) and not re.search(r"\bnew\b|insert|\bplac(?:ed|ement)", text)
    placed = not moved and (_near(case, picc, _PLACED, reach=2 if swapped else 1) or _brief(case, picc, text)) or (_ARM.search(text) and re.search(r"catheter[^.\n]{0,60}(?:cut|trimmed|advanc|thread|placed)", text) and picc[0])
    if moved or not placed or not isinstance(placed, Finding):
        return []
    if midline and not _TIP.search(text):
        return [_make("midline", midline[0])]
    if swapped and re.search(r"exchang|same|over (?:the |a )?(?:\S+ )?(?:guide)?wire|rewir", text) and re.search(r"old (?:picc|catheter|line)|existing|indwelling|exchang", text):
        return [_make("picc_replacement", swapped[0])]
    if re.search(r"remov\w+ of (?:the )?picc|picc (?:line )?(?:was |then )?(?:remov|pulled|withdrawn|taken out|discontinued|out\b)|pulled (?:the )?picc", text) and not re.search(r"new|plac|insert", text):
        return []
    return [_make("picc_placement", placed)]


def _lines(case: Case, lines: list[Finding], text: str, exchange: list[Finding], port: bool, picc: bool) -> list[Procedure]:
    tunneled = [m for m in _TUNNEL.finditer(_NOT_TUNNELED.sub(" ", text + " " + _head(case)))]
    temporary = _NOT_TUNNELED.search(text + " " + _head(case))
    removed = case.all("phrase", "tunneled_removed", roles=_WHERE, status=("done", "removed"))
    swap = [f for f in exchange if re.search(r"cathet|line|wire|lumen|tunnel|venotomy|stick", case.around(f, before=1, after=1))]
    placed = _near(case, [f for f in lines if f.status == "done"], _PLACED, reach=2) or _near(case, [f for f in lines if f.role == "head"], re.compile(r"plac|insert"), reach=0)
    brief = None if picc else _brief(case, lines, text)  # beside a PICC a line named in passing is none of today
    placed = placed or brief
    if placed and not brief and not _FRESH.search(_told_of(case, text, lines)):
        placed = None
    if placed and (_stripped(case, text) or (case.has("phrase", "line_reposition", roles=_WHERE) and not _PUNCTURE.search(text)) or case.has("phrase", "line_repair", roles=_WHERE) or (case.has("device", "snare", roles=_WHERE) and re.search(r"lost|retained|left in|fragment|fractured|embolized", text))) and not _NEW.search(text):
        placed = None
    out: list[Procedure] = []
    kind = "tunneled" if tunneled and not (temporary and not re.search(r"tunnel(?:l?ed|ing)? (?:from|to|under|through|subcut|the|device|a)|cuff", _NOT_TUNNELED.sub(" ", text))) else "nontunneled"
    if swap and re.search(r"exchang|rewir|changed (?:over|out)|swapped|old catheter|existing (?:catheter|line)|new (?:\S+ ){0,6}?catheter|same (?:tunnel|venotomy|tract|stick)", text) and not re.search(r"new (?:tunnel|puncture|access)|different (?:site|access)", text):
        return [_make(f"{kind}_replacement", swap[0])]
    if lines and not picc and (swapped := swapped_over_wire(case)):
        return [_make(f"{kind}_replacement", placed or lines[0]).because(swapped)]
    if placed:
        placed = _newest(case, lines, placed)
        procedure = _make(f"{kind}_placement", placed, _side(case, ("left", "right"), [placed], [f for f in lines if f.status == "done"]))
        procedure.set("two_catheters", bool(re.search(r"two (?:separate )?(?:tunneled )?catheters|tesio", text)) and kind == "tunneled")
        out.append(procedure)
        if removed and kind == "tunneled" and re.search(r"(?:\bold\b|existing|prior|right|left|\b[lr] )[^.\n]{0,40}(?:catheter|line|permcath|\btdc\b|\bcath\b)[^.\n]{0,40}(?:remov|\bout\b)|removal of", text + _head(case)) and len(re.findall(r"cuff", text)) > 1:
            out.append(_make("tunneled_removal", removed[0]))
        return out
    if removed and not port and (tunneled or not temporary) and not (temporary and not tunneled):
        if tunneled or re.search(r"cuff|dissect", text):
            return [_make("tunneled_removal", removed[0])]
    return out


def _brief(case: Case, devices: list[Finding], text: str) -> Finding | None:
    """The line a telegram opens with, placed where size and seat of a new one are told and nothing of an old one."""
    first = next((f for f in devices if f.status == "done" and (f.role == "head" or f.sentence <= 1)), None)
    if first is None or _NO_NEW.search(text) or not _SIZED.search(text) or not _SEATED.search(text):
        return None
    return first


def _newest(case: Case, lines: list[Finding], placed: Finding) -> Finding:
    """The line called new where the one found first is told of as taken out."""
    if not re.search(r"remov|\bout\b|\bold\b", case.sentence(placed.sentence)):
        return placed
    return next((f for f in lines if f.status == "done" and re.search(r"\bnew\b", case.sentence(f.sentence)) and f.sentence != placed.sentence), placed)


def _told_of(case: Case, text: str, lines: list[Finding]) -> str:
    """Sentences about a line and their neighbours; the whole body where it tells of nothing else."""
    if not any(f.role == "body" for f in lines):
        return text
    numbers = {n for f in lines if f.role in case.roles for n in range(f.sentence - 1, f.sentence + 3)}
    told = " ".join(case.sentence(n) for n in sorted(numbers))
    return told or text


def _stripped(case: Case, text: str) -> bool:
    """A snare drawn along the catheter to take off what sits around it."""
    return bool(_STRIPPED.search(text) and re.search(r"snare", text) and re.search(r"(?:tightened|drawn|pulled|stripp|looped|closed)[^.\n]{0,80}(?:catheter|down|along|back)", text))


def _head(case: Case) -> str:
    return " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role == "head")


def _services(case: Case, devices: list[Finding], done: list[Procedure], strip: list[Finding]) -> list[Procedure]:
    out = []
    text = live_text(case)
    fresh = any("placement" in p.name or "replacement" in p.name for p in done)
    if not strip and _stripped(case, text):
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
    if not repair and devices and (told := re.search(r"(?:port|catheter|line|hub|picc|segment)[^.\n]{0,50}\brepaired\b|(?:was |were )re-?connected to the (?:port|hub)", text)):
        repair = [devices[0]] if told else repair
    if repair and not fresh:
        out.append(_make("repair", repair[0]).set("with_port", any(f.value == "port" for f in devices)))
    move = case.all("phrase", "line_reposition", roles=_WHERE)
    told_moved = None if move else moved_only(case)
    if (move or told_moved) and not fresh and not strip:
        out.append(_make("reposition", move[0] if move else devices[0]).because(*([told_moved] if told_moved else [])))
    check = case.all("phrase", "line_check", roles=_WHERE)
    if check and not done and not out and re.search(r"contrast|inject", text):
        out.append(_make("contrast_check", check[0]))
    lysis = case.all("phrase", "line_lysis", roles=("body", "summary"))
    if not lysis and re.search(r"(?:\bt-?pa\b|alteplase|cathflo|activase)[^.\n]{0,60}(?:instill|dwell|inject)", text) and re.search(r"de-?clot|occlu|no (?:blood )?return|sluggish|unable to (?:aspirate|draw)|poor flow", text) and not re.search(r"circuit|fistula|graft|pleural|infusion catheter", text):
        lysis = devices[:1]
    if lysis and not fresh and not strip:
        out.append(_make("thrombolytic_declot", lysis[0]))
    return out


def _arterial_line(case: Case) -> list[Procedure]:
    found = case.all("phrase", "arterial_line", roles=_WHERE)
    if not found or not re.search(r"arterial (?:line|catheter)", _head(case)):
        return []
    return [Procedure("central_venous_access", "arterial_line").because(found[0])]
