"""Arterial catheters and angiograms, with the kidneys and with neck and head.

Every report with an arterial catheter passes here, whatever else was done: families of intervention state in
their relations what they include.
"""

from __future__ import annotations

from cac import patterns as re
from typing import Any

from cac.findings import Span
from cac.narrative import arm_study, imaging, neck_head, prior_study
from cac.narrative.access import Access
from cac.narrative.arteries import AORTA, chain, thoracic, under
from cac.narrative.case import Case
from cac.narrative.catheter import Family, Position, Walk, walk, with_treated
from cac.narrative.circuit import SURE
from cac.narrative.endograft import endograft_told
from cac.narrative.imaging import Bed
from cac.narrative.kidney_study import kidneys_studied, of_kidney
from cac.narrative.live import blanked
from cac.narrative.own_words import own_words
from cac.narrative.film_words import EARLIER
from cac.narrative.procedure import Procedure
from cac.narrative.step_words import AFTERWARDS
from cac.narrative.treated import treated as treated_arteries
from cac.narrative.veins import of_veins

FAMILIES = ("arterial_angiography", "renal_angiography", "cervicocerebral")
ORDER = 40
_QUICK = re.compile(r"\b[lr]fa\b|\bangio\b|arter|aort|carotid|celiac|coeliac|\bs?ima\b|\bsma\b|\b[lr]?cfa\b|groin|angiogra|cerebral|radial|vertebral|\b[lr]?ica\b|\bcca\b")
#: arteries told without that word
_ALSO_QUICK = re.compile(r"intercostal|\blumbars\b|subclavian|innominate|\b[lr]?ecas?\b|\bicas\b|\bccas\b|\bverts?\b|mammary|\b[lr]ima\b|axillary|brachiocephalic")
_VEINS = re.compile(r"\bveins?\b|venous|venogra|fistula|dialysis|\bav[fg]\b|\bport\b|\bpicc\b|pleur|thoracost|chest tube|lymph|\bnodes?\b")
#: regions whose arteries a telegram names without the word, where no vein is told of
_REGION_ONLY = re.compile(r"femoral|popliteal|dorsalis pedis|(?:anterior|posterior) tibial|iliac|\brenals?\b|\b[lr]?sfa\b|angio|brachial|subclavian|\bruns?\b|\bdsa\b")
_VESSEL = re.compile(r"arter|aort|angiogra|arteriogra|cathet|\bsheath\b|\d ?fr?\b|guide-?wire|selectiv|emboli")
_VENOUS = re.compile(r"vein|venous|venogra|\bvena\b|caval|\bivc|\bsvc\b|jugular|fistul|dialysis|\bports?\b|picc|varico|gonadal")
_CARDIAC = re.compile(r"coronary (?:angiogra|arteriogra|arter)|left heart cath|ventriculogra|left main|judkins")
_DIALYSIS = re.compile(r"fistul[ao]gram|(?<!dural )(?<!pial )(?<!spinal )\bavf\b|\bavg\b|av (?:fistula|graft)|arteriovenous (?:fistula|graft) (?:was|is|declot|evaluat)|dialysis (?:access|circuit|graft|fistula)|shuntogram|declot|venous outflow")
_OPEN = re.compile(r"endarterectomy was|longitudinal arteriotomy|bypass (?:was|graft was) (?:performed|sewn|tunneled)|anastomosis was (?:performed|created|completed)|end-to-side|cross-?clamp|aortic cross")
_SURGERY = re.compile(r"laparoscop|cholecystectom|craniotomy (?:was|flap)|laparotomy was|midline incision")
_ANGIO = re.compile(r"selective|engaged|\bfilmed\b|\bstudied\b|arteriogra|angiogra|aortogra|\bdsa\b|emboli[sz]|run-?off|thrombectom|selectively|\bruns?\b|\bselected\b|injected|\bviews\b|\bstent")
_AORTA_TOLD = re.compile(r"\baort|\barch\b|arteri|angiogra|carotid|vertebral")
_FOLLOW_UP = re.compile(r"(?:lytic|lysis|thrombolysis) check|(?:lytic|lysis) (?:follow-?up|day 2|termination)")
_EXISTING = re.compile(r"(?:through|via) (?:the )?existing (?:\w+ )?(?:catheter|sheath|infusion)")
_TOOL = re.compile(r"cathet|microcath|\bcobra|\bsos\b|simmons|headhunter|glidecath|pigtail|sheath|access|french guide|\df guide|\bselected\b|engaged|\d ?fr?\b")
_BILE = re.compile(r"cholangiogra|biliary|ptbd|bile duct")
_ARTERIAL = re.compile(r"arteriogra|hepatic arter|(?<!ol)angiogra|arterial access|femoral arter|\bcfa\b|embol")
#: an operation that is only thought of
_LATER = re.compile(r"^[^.\n]*(?:discuss\w*|consider\w*|recommend\w*|propos\w*|plan\w*|refer\w*|booked|schedul\w*|candidate|to (?:follow|be)|next|option|offered|if\b|team|opinion|conference)")
_IF = re.compile(r"\b(?:if|in case|should|would|may|might|could|plan\w*|next step|consider\w*|options?|later|surgeons? (?:will|to))\b[^.\n]*$")
_EXPLICIT = re.compile(r"arteriogra|angiogra|\bdsa\b|\bruns?\b|power inj|series")


def read(case: Case) -> list[Procedure]:
    """Catheterizations, angiograms, renal and cervicocerebral studies of the report."""
    flat = own_words(case)
    quick = _QUICK.search(flat) is not None or _REGION_ONLY.search(flat) is not None and not _VENOUS.search(flat)
    if not quick and not _ALSO_QUICK.search(flat):
        return []
    if not _VESSEL.search(flat) and case.has("act", "arthrogram", "joint_injection", "facet_injection", "transforaminal_injection", "epidural_injection", "lumbar_puncture", "myelography", "nerve_block", roles=("body", "head")):
        return []  # a run of contrast in a joint or about a nerve
    told_text = blanked(case, roles=("body", "head"))
    if any(not EARLIER.search(told_text[max(0, m.start() - 90) : m.start()]) and not _LATER.search(told_text[m.end() : m.end() + 70]) and not _IF.search(told_text[max(0, m.start() - 90) : m.start()]) for m in _SURGERY.finditer(told_text)):
        return []
    found = with_treated(case, walk(case))
    arm = any(a.stated for a in found.accesses) and found.families and not _VEINS.search(flat)
    if not quick and not arm and not _entered(case, found):
        return []
    beds = imaging.beds(case)
    entered = [p for p in found.positions if p.order or p.vessel in AORTA or "subclavian" in p.vessel]  # what a sheath passed does not count
    stated = [a for a in found.accesses if a.stated]
    if _veins_alone(case, found):
        return []
    if not (entered or (beds and (stated or any(b.region != "leg" and not b.title for b in beds)))) or (_OPEN.search(flat) and not found.families):
        return []
    if not found.families and not stated and not any(b.region != "leg" for b in beds):
        return []
    treated = prior_study.intervention(case) or _device(case)
    aortic = any(b.region != "leg" and not b.title for b in beds) and _AORTA_TOLD.search(flat) is not None
    if not found.accesses and aortic:
        found.accesses = [Access("common_femoral_artery", "", "retrograde", Span(0, 0), False)]
    if not stated and not _entered(case, found) and (not _TOOL.search(blanked(case, roles=("body",))) and not (found.families and case.has("catheter_name", status=None)) or not (_ANGIO.search(flat) or aortic)) and not (found.families and treated):
        return []
    if _FOLLOW_UP.search(flat[:250]) or _EXISTING.search(blanked(case, roles=("body",))):
        return []
    if not stated and _BILE.search(flat) and not _ARTERIAL.search(flat):
        return []
    cardiac = len(_CARDIAC.findall(flat)) >= 2
    dialysis = SURE.search(flat) and not stated or len(_DIALYSIS.findall(flat)) >= 2
    if dialysis and not (stated and any(f.deepest.order >= 1 and not _own_arm(f) for f in found.families)):
        return []
    treated = treated or next((p.step.evidence for p in found.positions if p.step.how == "treat"), None)
    out: list[Procedure] = []
    arm = arm_study.told(found, flat)
    head = neck_head.read(case, found, [] if cardiac else beds, _shared(case, treated, "head"))
    if cardiac:
        head = []
    kidneys = kidneys_studied(case, found, _shared(case, treated, "renal"))
    hidden: list[Position] = []
    apart = {p.side for p in head if not treated or p.facts.get("separate_from_intervention")}
    hidden += [p for p in neck_head.covered(found, arm=arm) if apart and (p.side in apart or apart == {q.side for q in head})]
    out += head
    if kidneys and (not treated or kidneys[0].facts.get("separate_from_intervention")):
        hidden += [p for p in found.positions if of_kidney(p)]
    out += kidneys
    if endograft_told(blanked(case, roles=("body", "head"))):  # access, aorta and iliac arteries are the path of the graft
        found.families = [f for f in found.families if not f.key[0] == "common_iliac_artery" or "internal_iliac_artery" in chain(f.deepest.vessel)]
        found.positions = [p for p in found.positions if any(p in f.positions for f in found.families)]
        beds = []
        found.accesses = []
    out += _catheters(found, hidden, beds, head=bool(head), cardiac=cardiac, treated=treated is not None)
    out += _angiograms(case, found, beds, treated, head=head, kidneys=kidneys, cardiac=cardiac, arm=arm)
    return out


def _veins_alone(case: Case, found: Walk) -> bool:
    """Whether a report on veins names the vessels entered by names that arteries and veins share ("common iliac")."""
    return of_veins(case, [p.step.mention.span for p in found.positions] + [a.where for a in found.accesses if a.stated])


#: studies that look at the arteries of the neck from outside
_SCANNER = re.compile(r"\b(?:ct|computed tomogra\w*|mr|magnetic resonance)\s*[- ]?\s*(?:angiogra\w*|of the (?:head|neck|brain))|\bcta\b|\bmra\b|duplex|doppler|ultraso\w*")
_HANDS = re.compile(r"cathet|sheath|micropunct|pressure (?:held|for|\d)|hand pressure|manual (?:pressure|compression)|angio-?seal|perclose|\b[4-9] ?fr?\b|groin|femoral|radial|brachial|closure|select|engag|hook|inject|film|enter(?:ed|ing)|micro|\b\d\.\d ?fr?\b|particles|\bpva\b|emboli[sz]|coil|biplane|\bdsa\b|(?:cerebral|carotid|spinal|arm|plain|catheter|conventional) (?:angio|arterio)")


#: the arteries a study of the cord goes through, and the words that tell of it
_SEGMENTAL = ("lumbar_artery", "posterior_intercostal_artery")
_CORD = re.compile(r"spinal|\bcord\b|adamkiewicz|vertebrectom|corpectom|radiculo|myelopath|(?:[tl]\d{1,2}|vertebral|spine) (?:fistula|metasta\w*|avm|lesion|tumou?r)")
_NOT_NECK = re.compile(r"subclavian|innominate|mammary|intercostal|bronchial")


def _entered(case: Case, found: Walk) -> bool:
    """Whether arteries of neck, arms or spine were entered in a report that is not that of a scanner."""
    body = blanked(case, roles=("body", "head"))
    neck = [p for p in found.positions if p.order and p.step.how != "treat" and p.step.mention.sure_side and thoracic(p.vessel) and not _NOT_NECK.search(p.vessel)]
    if not neck and arm_study.from_trunk(found, body) and _HANDS.search(body):
        return not _VEINS.search(case.document.flat)
    if neck:
        return _HANDS.search(body) is not None or len(neck) > 1 and not _SCANNER.search(body)
    segments = [p for p in found.positions if p.step.mention.name in _SEGMENTAL and p.step.how != "treat" and p.step.level]
    return bool(segments) and _CORD.search(case.document.flat) is not None and _HANDS.search(body) is not None


def _device(case: Case) -> Span | None:
    """The words of a stent or balloon told by its brand alone."""
    return next((span for part in treated_arteries(case) if part.mentions and part.services.keys() & {"stent", "angioplasty"} for span in part.evidence if isinstance(span, Span)), None)


_STEP_ON = re.compile(r"\s*(?:,|\band\b|\bthen\b|\bto\b|\binto\b|\bthe\b|-{0,2}>|=>|\bon\b)*(?:\s|,|\band\b|\bthen\b|\bto\b|\binto\b|\bthe\b|>)*")
_PLURAL = re.compile(r"\b(?:both|each|runs|arteriograms|angiograms|injections|respectively|every)\b")


def _one_film(case: Case, way: Position, tip: Position) -> bool:
    """Whether an artery is the way to its branch, named with it before one film: "to common hepatic and GDA, arteriogram"."""
    low, high = way.step.mention.span.end, tip.step.mention.span.start
    if not under(tip.vessel, way.vessel) or way.step.mention.sentence != tip.step.mention.sentence or high < low:
        return False
    return _STEP_ON.fullmatch(case.document.flat, low, high) is not None and not _PLURAL.search(case.sentence(tip.step.mention.sentence))


def _own_arm(family: Family) -> bool:
    return thoracic(family.deepest.vessel)


def _shared(case: Case, treated: Span | None, region: str) -> dict[str, Any]:
    """Facts on treatment and separateness that every study of a region carries."""
    facts: dict[str, Any] = {"intervention": treated is not None}
    if treated is not None:
        value, where = prior_study.separate(case, region)
        for other in ("leg", "renal", "visceral") if region == "aorta" and value is None else ():
            if value is None:
                value, where = prior_study.separate(case, other)
        if value is not None:
            facts["separate_from_intervention"] = value
        facts["separate_known"] = value is not None
        if value:
            facts["study_modifier"] = "59"
    return facts


def _catheters(found: Walk, hidden: list[Position], beds: list[Bed], *, head: bool, cardiac: bool, treated: bool) -> list[Procedure]:
    """Catheter placements by vascular family, or the nonselective one of an access."""
    out: list[Procedure] = []
    ids = {id(p) for p in hidden}
    families = []
    for family in found.families:
        if id(family.deepest) not in ids:
            families.append(family)
    families.sort(key=lambda f: -min(3, f.deepest.order))
    best = min(3, families[0].deepest.order) if families else 0
    seen: set[tuple[int, bool]] = set()
    for family in families:
        p = family.deepest
        order = min(3, p.order)
        made = Procedure("arterial_angiography", "catheterization", p.vessel, p.side).because(*[q.step.evidence for q in family.positions if q.order] or [p.step.evidence])
        made.set("order", p.order).set("selective", order).set("tree", "thoracic" if family.thoracic else "abdominal")
        made.set("vascular_family", " ".join(part for part in family.key if part)).set("access", family.access.name).set("access_side", family.access.side)
        made.set("path", p.path).set("further", len([q for q in family.further if id(q) not in ids]))
        if order < best or ((order, family.thoracic) in seen and not p.side):
            made.set("family_modifier", "59")
        seen.add((order, family.thoracic))
        out.append(made)
    in_aorta = False
    for access in found.accesses:
        own = [p for p in found.positions if p.access == access]
        if any(p.order for p in own) or head and not own:
            continue
        aortic = [p for p in own if p.vessel in AORTA]
        covered = head or any(id(p) in ids for p in found.positions)
        from_aorta = [b for b in beds if b.region != "leg"] if access == found.accesses[0] else []
        if (aortic or from_aorta) and in_aorta:
            continue
        if (aortic or from_aorta) and not covered and not cardiac:
            in_aorta = True
            where = aortic[0].step.evidence if aortic else from_aorta[0].where
            made = Procedure("arterial_angiography", "catheterization", "aorta", "").because(where)
            made.set("order", 0).set("selective", 0).set("position", "translumbar" if access.name == "abdominal_aorta" else "aorta").set("access", access.name).set("access_side", access.side)
            if out:
                made.set("family_modifier", "59")
            out.append(made)
        elif access.stated and not treated and not covered and not cardiac and not aortic and not from_aorta and any(b.region == "leg" for b in beds):
            made = Procedure("arterial_angiography", "catheterization", access.name, access.side).because(access.where)
            made.set("order", 0).set("selective", 0).set("position", "neck" if "carotid" in access.name else "extremity").set("access", access.name).set("access_side", access.side)
            out.append(made)
    return out


def _region(position: Position) -> str:
    steps = chain(position.vessel)
    first = steps[-1] if steps else ""
    if of_kidney(position) or not first:
        return ""
    if any("adrenal" in v for v in steps[:1]):
        return "adrenal"
    if first == "common_iliac_artery":
        return "pelvic" if "internal_iliac_artery" in steps and position.vessel not in ("iliolumbar_artery", "lateral_sacral_artery") else "leg"
    if first in ("posterior_intercostal_artery", "lumbar_artery", "subcostal_artery", "median_sacral_artery"):
        return "spinal"
    if first in ("innominate_artery", "left_subclavian_artery", "aberrant_right_subclavian_artery", "left_common_carotid_artery"):
        if "mammary" in position.vessel:
            return "internal_mammary"
        if any(w in v for v in steps for w in ("carotid", "vertebral")) or position.vessel == "innominate_artery":
            return ""
        return "arm"
    return "bronchial" if thoracic(position.vessel) else "visceral"


_REASON = {"visceral": "visceral", "bronchial": "thoracic", "pelvic": "pelvic", "leg": "leg", "arm": "arm", "spinal": "thoracic", "adrenal": "visceral", "internal_mammary": "thoracic", "thoracic_aorta": "thoracic", "abdominal_aorta": "aorta", "aorta_runoff": "leg"}


#: contrast given while an occlusion was being crossed is no study of its own
_CROSSING = re.compile(r"\battempt\w*|\bre-?entry\b|\bsub-?intimal|\b(?:could not|failed to|unable to|would not) (?:be )?(?:cross|pass|re-?enter|advance)\w*|\bcap\b")


def _angiograms(case: Case, found: Walk, beds: list[Bed], treated: Span | None, *, head: list[Procedure], kidneys: list[Procedure], cardiac: bool, arm: bool) -> list[Procedure]:
    out: list[Procedure] = []

    def add(region: str, side: str, where: list[Span], further: int = 0) -> None:
        made = Procedure("arterial_angiography", "angiogram", region, side).because(*where)
        made.set("region", region).set("further", further)
        if region in ("leg", "arm") and side in ("left", "right"):
            made.set("side_modifier", {"left": "LT", "right": "RT"}[side])
        for key, value in _shared(case, treated, _REASON[region]).items():
            made.set(key, value)
        out.append(made)

    groups: dict[tuple[str, str], list[Position]] = {}
    for position in found.positions:
        region = "arm" if not head and arm_study.through_innominate(position) else _region(position)
        if not region or not position.order or position.step.map_only or not position.step.imaged:
            continue
        if region == "arm" and (head and not arm or any(under(p.vessel, position.vessel) and p.step.mention.sentence == position.step.mention.sentence and _region(p) != "arm" for p in found.positions)):
            continue
        key = (position.side or "right") if region == "arm" else position.side if region in ("pelvic", "leg", "arm", "adrenal", "internal_mammary") else " ".join(position.family)
        groups.setdefault((region, key), []).append(position)
    legs = {key: group for (region, key), group in groups.items() if region == "leg"}
    runoff = [b for b in beds if b.region == "leg"]
    for (region, key), group in groups.items():
        if region in ("leg", "adrenal") or region == "arm" and ("arm", "left") in groups and key == "right":
            continue
        first: dict[tuple[str, str], Position] = {}
        for p in group:
            first.setdefault((p.vessel, p.step.mention.branch), p)
        ends = [p for p in first.values() if p.step.how != "pass" or not any(o is not p and under(o.vessel, p.vessel) for o in group)]
        ends = [p for p in ends if not any(_one_film(case, p, o) for o in ends)] or ends[-1:]
        further = [p for p in ends[1:] if p.order >= 2 and (treated is None or p.step.how in ("list", "label", "image") or _EXPLICIT.search(AFTERWARDS.sub(" ", p.step.text)))]
        if region == "arm":
            further = [p for p in further if p.vessel.removeprefix("left_").removeprefix("right_") not in ("subclavian_artery", "axillary_artery", "brachial_artery", "innominate_artery")]
        side = "bilateral" if region == "arm" and ("arm", "left") in groups and ("arm", "right") in groups else group[0].side or (key if region == "arm" else "")
        add(region, side, [p.step.evidence for p in group], len(further))
    adrenals = [p for (region, _), group in groups.items() if region == "adrenal" for p in group]
    if adrenals:
        sides = {p.side for p in adrenals}
        add("adrenal", "bilateral" if {"left", "right"} <= sides else next(iter(sides)), [p.step.evidence for p in adrenals])
    thoracic_beds = [b for b in beds if b.region == "thoracic_aorta"]
    if thoracic_beds and not cardiac and not head:
        add("thoracic_aorta", "", [thoracic_beds[0].where])
    abdominal = [b for b in beds if b.region == "abdominal_aorta"]
    sides = {s for b in runoff for s in (("left", "right") if b.side == "both" else (b.side,)) if s}
    if runoff and not sides and not any(legs):
        sides = {"left", "right"} if abdominal else {a.side for a in found.accesses if a.side and a.name != "radial_artery"}
    further = [p for group in legs.values() for p in {q.vessel: q for q in group}.values() if p.vessel != "common_iliac_artery"]
    one_station = bool(runoff) and any(b.sentence == a.sentence and not b.title for b in runoff for a in abdominal)
    if abdominal and {"left", "right"} <= sides and not any(b.moved for b in runoff) and (not legs or one_station):
        add("aorta_runoff", "", [abdominal[0].where, runoff[0].where], len(further) if treated is None else 0)
        return out
    if abdominal and not (kidneys and not sides):
        add("abdominal_aorta", "", [abdominal[0].where])
    sides |= {key for key in legs if key}
    if sides and not cardiac:
        where = [b.where for b in runoff] + [p.step.evidence for group in legs.values() for p in group]
        selected = [p for group in legs.values() for p in {q.vessel: q for q in group}.values() if p.vessel != "common_iliac_artery" and not _CROSSING.search(p.step.text)]
        earlier = any(not b.title and b.where.start < min(p.step.mention.span.start for p in selected) and b.sentence != min(p.step.mention.sentence for p in selected) for b in runoff) if selected else False
        further = 0 if treated is not None or not selected else 1 if earlier else sum(max(0, len({p.vessel for p in group if p.vessel != "common_iliac_artery"}) - 1) for group in legs.values())
        add("leg", "bilateral" if len(sides) == 2 else next(iter(sides)), where, further)
    elif cardiac and runoff:
        made = Procedure("arterial_angiography", "angiogram", "iliofemoral", "").because(runoff[0].where)
        out.append(made.set("region", "iliofemoral_at_cardiac_catheterization"))
    return out
