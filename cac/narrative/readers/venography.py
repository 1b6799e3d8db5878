"""Venous catheters, venous studies, portal access and sampling from organ veins."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import prior_study, vein_sampling, vein_treated
from cac.narrative.arteries import told
from cac.narrative.case import Case
from cac.narrative.live import blanked, subject
from cac.narrative.procedure import Procedure
from cac.narrative.step_telegram import occludes
from cac.narrative.vein_prior import separate
from cac.narrative.vein_studies import Study, shown, studies
from cac.narrative.vein_walk import VeinPosition, VeinWalk, walk
from cac.narrative.veins import ARM, LEG, NO_TISSUE

FAMILIES = ("venography",)
ORDER = 55

_QUICK = re.compile(r"\bportal\b|vein|venous|veno|cava|\bivc\b|\bsvc\b|cavo|porto|jugular|petrosal|varico|\b[lr]?[ce]iv\b|\b[lr]?cfv\b|may-?thurner|renin|\b[rlm]hv\b|\b[lr]rv\b|\b[rl]?ijv?\b|petrosal|\bsss\b|sinus|phlebo")
_WORK = re.compile(r"\bstuck\b|->|\bsampled\b|clottriever|flowtriever|angiojet|thrombectom|cobra|simmons|\bmicro\b|\bcoils?\b|snare|balloon|cathet|venogra|cavogra|portogra|sheath|wire|punctur|access|needle|cannula|inject|microcath|ivus|\bselected\b|\bcores?\b|\bmpa\d?\b|\bc2\b|berenstein|pigtail|omni|glide|\bsos\b|headhunter|\bmik|butterfly|\b2\d ?-?g(?:auge)?\b|\brij\b|\br?cfv\b|hand run|phlebogra|\bfilms?\b|\bgram\b|entered|engaged|seated|parked|\btubes\b|drawn|common trunk|\bstick\b")
_DIALYSIS = re.compile(r"fistula?gra\w*|shuntogra\w*|\bavf\b|\bavg\b|av (?:fistula|graft)|arteriovenous (?:fistula|graft)|dialysis (?:circuit|graft|fistula)|brachio-?cephalic fistula|hemodialysis (?:fistula|graft)|outflow vein|arterial anastomosis|declot")
_CVA = re.compile(r"picc|tunnel|\bport\b|port-?a-?cath|hickman|permcath|central (?:venous )?(?:line|catheter|access)|dialysis catheter|(?:dual|double|triple|single)[ -]lumen|mediport|reservoir")
_CARDIAC = re.compile(r"right heart cath|swan|coronary (?:angio|arterio)|left heart cath|pacemaker|pacing|\bicd\b|electrophysiol|ablation catheter|atrial (?:fibrillation|flutter) ablation|ventriculogra|transvenous pac|biventricular|\blead\b[^.]{0,30}(?:atri|ventric)|cardiac cath")
_OPEN = re.compile(r"bovie|electrocauter\w*|laparotom\w*|thoracotom\w*|sternotom\w*|vessel loops?|cystoscop\w*|laparoscop\w*|endarterectom\w*|arteriotomy was|prolene|bypass graft was|incision was (?:made|carried)|bronchoscop\w*|fascia was")
_FOLLOW_UP = re.compile(r"lysis check|lytic check|(?:thrombolysis|lysis|lytic)[^.\n]{0,40}(?:follow-?\s?up|day (?:2|3|two|three)|final|termination|end|second day|check)|(?:through|via|thru) (?:the )?existing (?:\w+ )?(?:catheter|sheath|infusion)|f/u venous lysis|existing (?:infusion|lysis) catheter")
_BIOPSY = re.compile(r"(?:transjugular|transvenous|tj)[ -]*(?:\w+ )?(?:liver |hepatic |renal |kidney |lung )?biops|tjlb")
_PRESSURE = re.compile(r"(?:wedged?|free|hepatic venous|portal|portosystemic|\bhvpg)[^.\n]{0,40}(?:pressure|gradient|mm\s?hg|\b\d{1,2}\b)|pressures?[^.\n]{0,60}(?:wedged?|free|portal|hepatic)|\bhvpg\b|gradient")
_PORTAL_ACCESS = re.compile(r"trans-?hepatic (?:\w+ ){0,2}portogra|trans-?hepatic (?:access|puncture|route|approach|entry)\b[^;\n]{0,70}portogra|transhepatic[^.;\n]{0,40}\bportal\b(?! (?:pressure|hypert|gradient|triad))|direct portogra|(?:right|left)[ -](?:hepatic )?lobe punctur[^\n]{0,80}portogra|portogra\w*[^.;\n]{0,40}\b(?:via|through|by) (?:an? )?(?:\w+[ -]){0,3}(?:lobe )?punctur|punctur\w* (?:of|into|in) (?:a |the )?[^.\n]{0,30}portal|(?:percutaneous|transhepatic|trans-hepatic|ultrasound|\bus\b|needle|chiba)[^.\n]{0,90}portal[^.\n]{0,40}(?:punctur|access|enter|cannulat|catheteri|stick)|portal[^.\n]{0,60}(?:punctured|accessed|entered)[^.\n]{0,40}(?:transhepatic|percutaneous|ultrasound|needle|chiba)|(?:transhepatic|percutaneous)[^.\n]{0,60}(?:punctur\w+|access)[^.\n]{0,40}portal|transhepatic portal|percutaneous(?:ly)? (?:access\w*|punctur\w*)[^.\n]{0,40}portal|\b(?:stick|punctur\w*|entry|access(?:ed)?|hit)\b[^.;\n]{0,40}\bportal (?:vein|branch|radicle|system|sector)|(?<!no )\bportal (?:vein |branch |radicle |venous )?(?:entry|access|puncture|stick)\b|(?:trans-?hepatic|percutaneous)(?:ly)?[^.;\n]{0,40}\bportal (?:vein|branch|radicle|system|tributary|venous)|\bportal (?:vein|branch|radicle|venous)[^.;\n]{0,40}\b(?:transhepatic|percutaneous)(?:ly)?\b|(?:2[0-2] ?-?g\w*|chiba|neff|accustick)\b[^.;\n]{0,50}\bportal (?:vein|branch|radicle)")
_TIPS = re.compile(r"\btips\b|portosystemic shunt|rosch|colapinto|\bdips\b|transjugular intrahepatic")
_VENOUS_TREATMENT = re.compile(r"clot-?t?riever|\bcat ?-?(?:6|7|8|12)\b|\bjeti\b|\bcleaner\b|zelante|flowtriever|venoplast|angiojet|rheolytic|inari|thrombectom|lightning|indigo|trellis|ekos|infusion catheter|tpa|alteplase")
_EMBOLIZATION = re.compile(r"emboli[sz]|\bcoil(?:s|ed)?\b|foam|sclerosant|sotradecol|polidocanol|amplatzer|vascular plug|\bbrto\b|\bparto\b|\bcarto\b|n-?bca|glue")
#: work whose own pictures are part of it
_NOT_STUDIED_BESIDE = frozenset({"tips", "ivc_filter", "foreign_body", "thrombectomy", "thrombolysis", "central_venous_access", "transjugular", "embolization", "pulmonary_angiography", "dialysis_circuit"})
_STUDY_SEPARATE = re.compile(r"gradient requested|separate(?:ly)? (?:requested|indicat)|nutcracker|raised (?:the )?question")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Catheter positions, studies, portal access and sampling of the report."""
    flat = case.document.flat
    if not _QUICK.search(flat):
        return []
    live = blanked(case, roles=("body", "head") if "head" not in case.roles else case.roles)
    if not (_WORK.search(live) or occludes(case)) or len(_OPEN.findall(live)) >= 2 or len(_CARDIAC.findall(live)) >= 2 or len(_DIALYSIS.findall(live)) >= 2:
        return []
    sampled = vein_sampling.read(case)
    if sampled:
        return sampled
    ways = walk(case)
    seen = [s for s in studies(case, ways) if s.region != "gonadal" or _EMBOLIZATION.search(live)]
    if not seen and not any(p.family in _NOT_STUDIED_BESIDE for p in found):
        seen = shown(case, ways)
    if any(p.family == "tips" for p in found):
        seen = [s for s in seen if s.region != "jugular"]  # the way of the shunt
    if any(p.family == "pulmonary_angiography" for p in found) or re.search(r"pulmonary (?:angio|arterio)gra", live):
        seen = [s for s in seen if s.region in ("ivc", "svc", "leg") and not s.title]
        return _imaged_only(case, ways, seen) if not prior_study.intervention(case) else []
    treated = _treated(case, live, found)
    access_device = [p for p in found if p.family == "central_venous_access"]
    tissue = any(p.family == "transjugular" for p in found)
    if access_device or not tissue and (_CVA.search(subject(case)) and not seen and not (_VENOUS_TREATMENT.search(live) or _EMBOLIZATION.search(live) or re.search(r"stent|plasty", live))):
        return []
    through_vein = next((p for p in found if p.family == "transjugular"), None)
    biopsy = (through_vein is not None or bool(_BIOPSY.search(live))) and not NO_TISSUE.search(flat)
    shunt = bool(_TIPS.search(live)) and not biopsy and bool(re.search(r"portal|portogra|shunt", live))
    if not seen and not treated and not biopsy and not (occludes(case) and (_PORTAL_ACCESS.search(live) or any(p.order for p in ways.positions))) and not _hepatic_pressures(ways, live) and not any(p.family in ("ivus", "transjugular") for p in found):
        return []
    if _FOLLOW_UP.search(live):
        return []
    embolized = treated is not None and bool(_EMBOLIZATION.search(live)) and any(p.family == "embolization" for p in found) or treated is not None and bool(_EMBOLIZATION.match(case.document.flat, treated.start))
    out = _catheters(case, ways, seen, treated=treated is not None, embolized=embolized, biopsy=biopsy, tissue=through_vein)
    caval = [p for p in found if p.family == "ivus" and any("inferior_vena_cava" in v for v in p.facts.get("vessels", ()))]
    if not out and caval:  # the probe that shows the cava stands in it
        made = Procedure("venography", "catheterization", "inferior_vena_cava").because(*caval[0].evidence["procedure"][:1])
        out.append(made.set("selective", 0).set("order", 0).set("position", "vena_cava").set("embolization", False))
    if treated is None and not biopsy and (implied := _implied(seen, out, live)):
        out = [p for p in out if p.facts.get("position") != "vena_cava"] + implied
    if not shunt:
        out += _portal(case, live, treated=treated is not None)
    out += _studies(case, ways, seen, live, treated=treated, embolized=embolized, biopsy=biopsy)
    return out


def _treated(case: Case, live: str, found: list[Procedure]) -> Span | None:
    """The words of a venous treatment done today, if any."""
    for vein in vein_treated.treated(case, alone=vein_treated.is_alone(case, found)):
        return next(iter(vein.services.values()))[0]
    in_head = any(case.document.sections[case.document.sentence_section[n]].role == "head" for n in told(case))
    body = blanked(case, roles=("body", "head") if in_head else ("body",) if "head" not in case.roles else case.roles)
    for pattern in (_VENOUS_TREATMENT, _EMBOLIZATION):
        for match in pattern.finditer(body):
            before = body[max(0, match.start() - 40) : match.start()]
            if not re.search(r"\b(?:no|not|nothing|none|nil|without|possible|if|for planned|before|after)\b[^.\n]{0,34}$", before) and not re.search(r"tract[^.\n]{0,24}$", before) and not re.search(r"^[^.\n]{0,24}(?:not |tract)", body[match.end() : match.end() + 30]):
                return Span(*match.span())
    return None


def _hepatic_pressures(ways: VeinWalk, live: str) -> bool:
    return any(p.name == "hepatic_vein" for p in ways.positions) and bool(re.search(r"wedge|hvpg", live))


def _imaged_only(case: Case, ways: VeinWalk, seen: list[Study]) -> list[Procedure]:
    """A vena cava studied on the way to the pulmonary arteries."""
    caval = [s for s in seen if s.region in ("ivc", "svc")]
    if not caval:
        return []
    made = Procedure("venography", "catheterization", "vena_cava").because(caval[0].where).set("selective", 0).set("order", 0).set("position", "vena_cava").set("family_modifier", "59")
    return [made, *_study(case, caval[0].region, {""}, [caval[0].where], {"intervention": False})]


def _catheters(case: Case, ways: VeinWalk, seen: list[Study], *, treated: bool, embolized: bool, biopsy: bool, tissue: Procedure | None = None) -> list[Procedure]:
    out: list[Procedure] = []
    ends = ways.deepest()
    if biopsy and not ends:
        match = _BIOPSY.search(case.document.flat)
        where = Span(*match.span()) if match else tissue.evidence["procedure"][0] if tissue else None
        if where is not None:
            kidney = re.search(r"renal|kidney", case.document.flat[max(0, where.start - 30) : where.end + 10] if match else case.document.flat)
            made = Procedure("venography", "catheterization", "renal_vein" if kidney else "hepatic_vein").because(where)
            out.append(made.set("selective", 1).set("order", 1).set("position", "branch"))
    best = max((min(2, p.order) for p in ends), default=0)
    counted: dict[int, int] = {}
    for p in sorted(ends, key=lambda p: -min(2, p.order)):
        selective = min(2, p.order)
        made = Procedure("venography", "catheterization", p.name, p.side if p.side in ("left", "right") and _limbed(p) else "").because(p.where)
        made.set("selective", selective).set("order", p.order).set("position", "branch").set("path", p.path)
        if p.access is not None:
            made.set("access", p.access.name).set("access_side", p.access.side)
        if counted and (selective < best or selective in counted):
            made.set("family_modifier", "59")
        counted[selective] = counted.get(selective, 0) + 1
        out.append(made)
    caval = [p for p in ways.positions if p.cava]
    imaged = [s for s in seen if s.region in ("ivc", "svc") and not s.title] or [s for s in seen if s.region in ("ivc", "svc")]
    if not out and (caval or imaged):
        where = caval[0].where if caval else imaged[0].where
        made = Procedure("venography", "catheterization", caval[0].name if caval else "vena_cava").because(where)
        made.set("selective", 0).set("order", 0).set("position", "vena_cava").set("embolization", embolized)
        out.append(made)
    if not treated:
        out += _injections(ways, seen, bool(out), out)
    return out


def _implied(seen: list[Study], made: list[Procedure], live: str) -> list[Procedure]:
    """The selective position without which a kidney or liver vein cannot be studied, where a telegram names the catheter only."""
    out: list[Procedure] = []
    for region, name in (("renal", "renal_vein"), ("hepatic", "hepatic_vein")):
        own = [s for s in seen if s.region == region]
        if not own or any(p.target == name for p in made) or not re.search(r"\bcath|cobra|\bc2\b|simmons|glidecath|selected|engaged|wedge", live):
            continue
        sides = {side for s in own for side in (("left", "right") if s.side == "both" else (s.side,))} if region == "renal" else {""}
        if len(sides) > 1:
            sides.discard("")
        for side in sorted(sides):
            at = Procedure("venography", "catheterization", name, side).because(own[0].where).set("selective", 1).set("order", 1).set("position", "branch")
            out.append(at)
    return out


def _limbed(p: VeinPosition) -> bool:
    return p.name not in ("hepatic_vein",)


def _injections(ways: VeinWalk, seen: list[Study], central: bool, catheters: list[Procedure]) -> list[Procedure]:
    """Contrast injected into a vein of the limb that was studied."""
    out = []
    catheter_sides = {a.side for a in ways.accesses[:1]} if central else set()
    for region, veins in (("leg", LEG), ("arm", ARM)):
        limb = [s for s in seen if s.region == region]
        if not limb:
            continue
        sides = {side for s in limb for side in (("left", "right") if s.side == "both" else (s.side,))} - ({""} if len({s.side for s in limb}) > 1 else set())
        for side in sorted(sides):
            reached = any(c.facts.get("order") and c.target in veins and (not side or c.side == side) for c in catheters)
            from_center = central and (side in catheter_sides and ways.accesses[0].name in veins or not any(a.name in veins and a.side == side for a in ways.accesses))
            if reached or from_center:
                continue
            access = next((a for a in ways.accesses if a.name in veins and a.side in (side, "")), None)
            made = Procedure("venography", "injection", region, side).because(access.where if access else limb[0].where)
            made.set("region", region)
            if central:
                made.set("family_modifier", "59")
            out.append(made)
    return out


def _portal(case: Case, live: str, *, treated: bool) -> list[Procedure]:
    match = _PORTAL_ACCESS.search(live)
    if not match:
        return []
    return [Procedure("venography", "portal_access", "portal_vein").because(Span(*match.span())).set("intervention", treated)]


def _facts(case: Case, treated: Span | None) -> dict[str, object]:
    facts: dict[str, object] = {"intervention": treated is not None}
    if treated is not None:
        value, _ = separate(case)
        facts["separate_known"] = value is not None
        if value is not None:
            facts["separate_from_intervention"] = value
        if value:
            facts["study_modifier"] = "59"
    return facts


def _studies(case: Case, ways: VeinWalk, seen: list[Study], live: str, *, treated: Span | None, embolized: bool, biopsy: bool) -> list[Procedure]:
    out: list[Procedure] = []
    regions = list(dict.fromkeys(s.region for s in seen if s.region not in ("gonadal", "central", "pulmonary")))
    wedged_study = bool(re.search(r"(?:hepatic|wedged?|free|balloon)[^.;\n]{0,50}venogra", live)) and bool(_PRESSURE.search(live))
    if not seen and _hepatic_pressures(ways, live) and (not biopsy or wedged_study):
        hepatic = next(p for p in ways.positions if p.name == "hepatic_vein")
        seen = [Study("hepatic", "", hepatic.where)]
        regions = ["hepatic"]
    facts = _facts(case, treated)
    for region in regions:
        own = [s for s in seen if s.region == region]
        if treated is not None and all(s.title for s in own):
            continue
        if embolized and region not in ("renal",):
            continue
        if embolized and not _STUDY_SEPARATE.search(case.document.flat):
            continue
        told = [s for s in own if not s.title] or own
        sides = {side for s in told for side in (("left", "right") if s.side == "both" else (s.side,))} or {""}
        if len(sides) > 1:
            sides.discard("")
        if region == "portal" and not _PORTAL_ACCESS.search(live):
            continue
        extra = dict(facts)
        if region in ("hepatic", "portal"):
            extra["pressures"] = bool(_PRESSURE.search(live))
        if region == "hepatic" and biopsy:
            if not extra["pressures"]:
                continue
            extra |= {"intervention": True, "separate_known": True, "separate_from_intervention": True, "study_modifier": "59"}
        out += _study(case, region, sides, [s.where for s in told[:3]], extra)
    return out


def _study(case: Case, region: str, sides: set[str], where: list[Span], facts: dict[str, object]) -> list[Procedure]:
    both = {"left", "right"} <= sides
    side = "bilateral" if both else next(iter(sides), "")
    made = Procedure("venography", "venogram", region, side).because(*where)
    made.set("region", region).set("both_sides", both)
    if side in ("left", "right") and region in ("leg", "arm", "renal"):
        made.set("side_modifier", {"left": "LT", "right": "RT"}[side])
    for key, value in facts.items():
        made.set(key, value)
    return [made]
