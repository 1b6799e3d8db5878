"""Mechanical removal of clot from arteries, veins and pulmonary arteries."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import clot, clot_acts, lysis_course
from cac.narrative.arteries import place, root
from cac.narrative.case import Case
from cac.narrative.clot import Statement
from cac.narrative.live import background, title
from cac.narrative.procedure import Procedure

FAMILIES = ("thrombectomy",)
ORDER = 70
_FAMILY = "thrombectomy"
#: families whose procedures are another percutaneous intervention in an artery
_OTHERS = frozenset({"leg_revascularization", "stent_angioplasty", "embolization", "aortic_endograft", "vascular_other"})
_CIRCUIT = re.compile(r"fistulogra|fistulagra|dialysis (?:access|circuit|graft|fistula)|shuntogra|declot|\bav[fg]\b|arteriovenous (?:graft|fistula)|hemodialysis (?:graft|fistula)|venous anastomosis|arterial anastomosis")
_OPEN = re.compile(r"(?:longitudinal|transverse) arteriotomy|arteriotomy was (?:made|performed|created|closed with)|cut-?\s?down(?! (?:was |is )?(?:not|un))|vessel loops?|femoral exposure|surgical exposure|incision was (?:made|carried)|clamped|patch angioplasty|thromboendarterectomy|end-?arterectomy was")
#: before the words of an operation that was only weighed
_NOT_OPENED = re.compile(r"\b(?:over|instead of|rather than|versus|vs|avoid\w*|no|not|without|nor|prefer\w*|consider\w*|discuss\w*|option\w*|possible|if|would|should|before|to|for)\b[^.;]{0,40}$")
_LINE = re.compile(r"fibrin sheath|port[- ]a[- ]cath|picc|dialysis catheter|pleural|nephrostomy|biliary|foley|ureter|bladder|gallbladder|\bchest tube")
#: clot cleared from inside a line and not from a vessel
_IN_LUMEN = re.compile(r"(?:blocked|clotted|occluded|each|both|venous|arterial|red|blue|this|the|catheter|port|proximal|distal) lumens?\b(?! of the (?:vein|artery|stent|graft|aorta))|\bbrush\w*|\blumens? (?:of|was|were|then) (?:the )?(?:catheter|line|port|picc|then|cleared|brushed)|\bcytology")
#: devices that have no other use than clot
_ONLY_CLOT = re.compile(r"angio-?jet|\bindigo\b(?! carmine)|\bcat ?-?(?:6|7|8|12|rx)\b|flow-?triever|clot-?t?riever|\blightning\b|\bjeti\b|rheolytic")
_DEVICE_WORK = re.compile(rf"{clot.DEVICE}|aspirat\w*|suction|catheter|rheolytic|stent|balloon|macerat\w*|pass(?:es)?\b|pulled|basket|snare|forceps|mechanical(?:ly)?|device|sheath|canister|pharmaco")
_CLOT = re.compile(rf"{clot.CLOT}|\bclot\w*|\bcut[- ]?off\b|\bdebris\b|\bekos\w*|thrombolytic|\blysis\b|effort thromb|phlegmasia|thrombos(?:is|ed)|thrombectom|embolectom|embolism|\bdvt\b|\bpe\b|\bcasts?\b")
_VASCULAR = re.compile(r"\bpes?\b|\blobe\b|\bm?pap\b|\b[lr]ij\b|jugular|basilic|subclavian|brachiocephalic|innominate|\bcava|\bsvc\b|axillary|portal|\brenal|splenic|arter|\bsma\b|\bima\b|celiac|mesenteric|brachial|tibial|peroneal|carotid|\bvein|venous|venogra|angiogra|\bsfa\b|\bivc\b|\bgraft\b|sinus|aort|iliac|femoral|popliteal|pulmonary|\bpas?\b|\b[lr]?c[fi][av]\b")
_STRONG = re.compile(r"embol\w*[^.;]{0,30}(?:during|after|following)|distal(?:ly)? emboli[sz]\w*|\bnew\b (?:\w+ ){0,2}(?:cut-?off|filling defect|embol\w+|thromb\w+|occlusion)|bail-?\s?out")
_PULSE_COURSE = re.compile(r"(?:thrombectomy|treatment|angiojet|declotting)[^.\n]{0,40}(?:yesterday|day 1|first (?:day|session))|repeat (?:mechanical |venous |aspiration )*thrombectomy|second session")
_SECONDARY = re.compile(
    r"\b(?:on|at) (?:the |our )?(?:final|completion|check|control|last|closing|end|post\w*) (?:shots?|runs?|films?|pictures?|images?|angio\w*|injection|series)\b[^.;]{0,60}(?:clot|thromb|embol|cut[- ]?off|filling defect|debris|\bgone\b|missing)|(?:clot|thromb\w*|embol\w*|cut-?off|filling defect|debris)[^.;]{0,40}\b(?:on|at|in|by) (?:the )?(?:final|completion|check|control|last|post\w*|closing) (?:shots?|runs?|films?|pictures?|images?|angio\w*|injection|series)|\b(?:a |some )?(?:clot|embol\w+|debris|thromb\w+)[^.;]{0,20}\b(?:flew|went|travelled|traveled|broke off|washed|dropped|showered|shot) (?:off |down )?(?:in|into|to|down|distally)|(?:embol\w*|thromb\w*|clot|debris|occlusion|filling defect)[^.;]{0,60}(?:during|after|following|from) (?:the |this )?(?:angioplast|stent|atherect|balloon|treat|interven|procedure|lysis|wire|dilat|case|crossing|recanal|laser|deploy)|(?:after|following|during|post) (?:the )?(?:angioplast\w*|stent\w*|atherectomy|balloon\w*|treatment|dilat\w+|recanal\w+|pta|deployment|lithotripsy)[^.;]{0,90}(?:thromb|clot|embol|filling defect|cut-?off|occlu)"
    r"|(?:completion|control|check|final)(?: run| angiogra\w+| arteriogra\w+| injection)?\s*[:,]\s*(?:\w+ ){0,3}(?:embol|thromb|clot|cut-?off|filling defect)|not (?:there|present|seen|noted) (?:before|earlier|on the (?:first|initial|earlier))|distal(?:ly)? emboli[sz]\w*|embolized (?:distally|into|to)|\bnew\b[^.;]{0,30}(?:cut-?off|filling defect|embol|thromb|occlusion|abrupt)|(?:completion|post|final|control|repeat|check)[^.;]{0,50}(?:show\w*|reveal\w*|demonstrat\w*)[^.;]{0,50}(?:embol|thromb|clot|filling defect|cut-?off)|bail-?\s?out|unplanned|unexpected|incidental\w*|iatrogenic|was open (?:on|before|earlier)|complicat|no-?reflow|acute thrombus (?:formed|developed|was noted)|in situ thrombus (?:formed|developed)|thrombus (?:formed|developed)|shower\w*"
)
_PLANNED = re.compile(
    r"acute (?:limb|leg|arm|hand|arterial|mesenteric|lower|upper|on[- ]chronic|thromb\w*|occlu\w*|embol\w*|left|right|ischemi\w*|sma\b)|\bali\b|rutherford|embol(?:us|i|ism|ic)\b|thrombos(?:is|ed)|thromb(?:us|otic)|\bcold (?:foot|leg|hand|left|right|limb)|acutely cold|\bclots?\b|acutely ischemic|sudden"
)


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Clot removals of today outside the head, the heart and dialysis circuits."""
    statements = [s for s in clot.removals(case) if s.bed not in ("intracranial", "coronary")]
    statements = [s for s in statements if not re.search(r"\bstones?\b|\bbile\b|biliary|cholang|\bducts?\b|calcul", s.text)]
    statements = [s for s in statements if not _IN_LUMEN.search(s.text) or re.search(rf"{clot.DEVICE}|thrombectom", s.text)]
    device = re.search(clot.DEVICE, " ".join(text for _, text, _ in clot.lines(case)))
    statements = [s for s in statements if device or clot_acts.DEVICE.search(s.text) or _DEVICE_WORK.search(s.text) or re.search(r"thrombectom|embolectom|thromboaspirat", s.text)]
    if not statements or not clot.hands_on(case) or len(_CIRCUIT.findall(case.document.flat)) >= 2 and not any(s.bed == "pulmonary" for s in statements):
        return []
    body = " ".join(text for _, text, _ in clot.lines(case))
    if not _CLOT.search(case.document.flat) and not (_ONLY_CLOT.search(body) and re.search(r"occlu|acute|ischemi|\bshut\b|blocked", case.document.flat)) or not _VASCULAR.search(case.document.flat):
        return []
    if not re.search(rf"{clot.DEVICE}|thrombectom|thromboaspirat|pharmaco-?mechanical|(?:catheter|device|suction|sheath)[^.]{{0,60}}(?:thromb|clot)|(?:thromb|clot)[^.]{{0,60}}(?:catheter|device|suction|sheath)|aspirat", body) and not clot_acts.DEVICE.search(body) or _LINE.search(" ".join(s.text for s in statements)) and not re.search(r"thrombectom", body):
        return []
    if any(not _NOT_OPENED.search(body[: m.start()][-50:]) for m in _OPEN.finditer(body)) and not re.search(rf"angio-?jet|penumbra|indigo|percutaneous (?:mechanical )?thrombectom|flow-?triever|clot-?triever|rheolytic", body):
        return []
    out: list[Procedure] = []
    beds: dict[str, list[Statement]] = {}
    for statement in statements:
        beds.setdefault({"sinus": "venous"}.get(statement.bed, statement.bed), []).append(statement)
    main = {"sinus": "venous"}.get(clot.main_bed(case), clot.main_bed(case))
    for bed, own in beds.items():
        if bed != main and len(beds) > 1 and not any(re.search(rf"{clot.DEVICE}|thrombectom|aspirat", s.text) for s in own):
            continue
        if bed == "venous":
            out.append(_venous(case, own))
        elif bed == "pulmonary":
            out.append(_pulmonary(case, own))
        else:
            out.append(_arterial(case, own, found))
    return out


def _spans(statements: list[Statement]) -> list[Span]:
    return [s.where for s in statements[:3]]


def _venous(case: Case, own: list[Statement]) -> Procedure:
    made = Procedure(_FAMILY, "venous", "vein", clot.side(case, own)).because(*_spans(own))
    if any(s.bed == "sinus" for s in own):
        made.target, made.side = "dural_sinus", ""
    elif re.search(r"portal|\bsmv\b|mesenteric|\bivc\b|vena cava|\bsvc\b", " ".join(s.text for s in own)) and not re.search(r"femoral|iliac|popliteal|subclavian|axillary|iliofemoral", " ".join(s.text for s in own)):
        made.target, made.side = "central_vein", ""
    later = lysis_course.earlier(case)
    match = None if later else _PULSE_COURSE.search(title(case) + " " + background(case))
    made.set("later_day", bool(later or match), *([later] if later else []))
    return made


def _pulmonary(case: Case, own: list[Statement]) -> Procedure:
    sides = clot.lungs(case, {s.number for s in own})
    both = len(sides) == 2
    made = Procedure(_FAMILY, "pulmonary", "pulmonary_artery", "bilateral" if both else next(iter(sides), "")).because(*_spans(own))
    return made.set("both_sides", bool(both))


def _arterial(case: Case, own: list[Statement], found: list[Procedure]) -> Procedure:
    vessels = clot.arteries_in(case, own)
    side = clot.side(case, own)
    ids: dict[str, str] = {}
    for mention in vessels:
        vessel = place(mention.name, mention.side or (side if side != "bilateral" else ""))
        if vessel:
            ids.setdefault(vessel, f"{root(vessel)} {mention.side if mention.sure_side else ''}".strip())
    roots = {root(v) for v in ids}
    aortic = not roots & {"common_iliac_artery", "innominate_artery", "left_subclavian_artery"} and bool(roots)
    if aortic and len(ids) and not any(v.startswith(("left_", "right_")) for v in ids):
        side = "" if not any("renal" in v for v in ids) else side
    made = Procedure(_FAMILY, "arterial", next(iter(ids), "artery"), side).because(*_spans(own))
    one = any(_AS_ONE.search(s.text) for s in own)
    made.set("vessels", tuple(sorted(ids))).set("further", 1 if len(_units(set(ids))) > 1 and not one else 0)
    others = [p for p in found if p.family in _OTHERS and p.name not in ("catheterization",)]
    made.set("with_intervention", bool(others))
    _course(case, own, others, made)
    return made


#: arteries told of as one stretch of clot
_AS_ONE = re.compile(r"\bas (?:one|a single|a continuous|one continuous)\b(?: (?:continuous|long|single))* ?(?:channel|column|cast|unit|conduit|segment|vessel|stretch|length|tube)?|\bone (?:continuous|long|unbroken) (?:channel|column|cast|stretch|length|segment)\b")


def _units(ids: set[str]) -> set[str]:
    """Vessels counted once: a trunk and the branch below it told together are two, one artery under two names is one."""
    return {re.sub(r"^(?:left_|right_)", "", v) for v in ids}


def _course(case: Case, own: list[Statement], others: list[Procedure], made: Procedure) -> None:
    """Whether the clot was the reason for the procedure or came up during another intervention."""
    if not others:
        made.set("course", "primary")
        return
    near = [(n, t, s) for n, t, s in clot.lines(case) if any(o.number - 2 <= n <= o.number + 1 for o in own)]
    for _, text, start in near:
        match = _SECONDARY.search(text)
        if match and not re.search(r"complications?: (?:none|no)|no complic", text):
            made.set("course", "secondary", Span(start + match.start(), start + match.end()))
            return
    for number in range(len(case.document.sentences)):
        section = case.document.sections[case.document.sentence_section[number]]
        match = _STRONG.search(case.sentence(number))
        if match and section.role not in ("plan", "background") and section.name != "consent" and not re.search(r"\bno\b|without|risk", case.sentence(number)[: match.start()]):
            start = case.document.sentences[number].start
            made.set("course", "secondary", Span(start + match.start(), start + match.end()))
            return
    named = title(case) + " " + case.document.flat[:160]
    planned = _PLANNED.search(background(case)) or _PLANNED.search(named)
    if re.search(r"thrombectom|embolectom|thromboaspirat", named) or planned:
        first = min((w.start for p in others for w in p.evidence.get("procedure", ()) if w.start > own[0].where.start - 100000), default=0)
        made.set("course", "primary" if own[0].where.start <= first or re.search(r"thrombectom|embolectom", named) else "secondary" if not planned else "primary")
        return
    made.set("course", "secondary" if own[0].where.start > max((w.start for p in others for w in p.evidence.get("procedure", ())), default=0) else "")
