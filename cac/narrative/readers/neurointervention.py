"""Treatment in arteries of neck and brain: clot, drugs, balloons, stents, test occlusion."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import brain, clot
from cac.narrative.brain import Territory
from cac.narrative.case import Case
from cac.narrative.lesion_words import SPARED
from cac.narrative.live import title
from cac.narrative.own_words import own_words
from cac.narrative.procedure import Procedure
from cac.narrative.treated import treated

FAMILIES = ("neurointervention",)
ORDER = 72
_FAMILY = "neurointervention"
_QUICK = re.compile(r"carotid|vertebral|cerebral|intracranial|basilar|\bmca\b|\bm[12]\b|\bp1\b|\bpca\b|\baca\b|\bcas\b|\btcar\b|\b[lr]?ccas?\b|\bicas?\b|nihss|innominate|brachiocephalic|\b[lr]?ica\b")
_SURGERY = re.compile(r"craniotomy (?:was|flap)|endarterectomy was (?:performed|done|carried)|patch angioplasty|shunt was placed in the (?:carotid|internal)|laminectom|discectom")
_LYTIC_INTO = re.compile(rf"(?:{clot.LYTIC})[^.;]{{0,80}}(?:intra-?arterial\w*|microcatheter|into the|through the (?:micro)?cath|\bia\b)|(?:intra-?arterial|\bia\b)[^.;]{{0,30}}(?:{clot.LYTIC})")
_NO_PASS = re.compile(r"no (?:thrombectomy )?pass(?:es)? (?:was|were)? ?(?:made|performed|attempted)|(?:already|spontaneous\w*) recanali[sz]|no (?:target|large vessel) occlusion|thrombectomy (?:was )?(?:not (?:performed|attempted|possible|needed)|aborted|deferred)|clot (?:was |had )?(?:resolved|gone|lysed|no longer)|occlusion (?:was |had )?(?:resolved|no longer)")
_STENT = re.compile(
    r"\bstent(?:s|ed|ing)?\b|\bxact\b|acculink|\bprecise (?:pro|rx|stent|\d)|\d ?x ?\d+ (?:mm )?precise\b|wallstent|roadsaver|\bcasper\b|c-?guard|\bprotege\b|enroute stent|nexstent|wingspan|neuroform|enterprise (?:stent|\d)|herculink|omnilink|express (?:ld|sd|stent|\d)|icast|viabahn|resolute|onyx frontier|\bxience|synergy (?:stent|\d)|\bcredo\b"
)
_PUT = re.compile(r"deploy\w*|plac(?:ed|ement|ing)|implant\w*|releas\w*|across|open(?:ed)? in|\d(?:\.\d)? ?(?:-\d+ ?)?(?:mm )?(?:x|by|×|\*) ?\d|overlapping|\b(?:two|three|one) (?:\w+ )?(?:stents|acculink|xact|wallstent)|in situ|laid|put in|went in|was set|delivered|expanded|landed|from the (?:ica|bulb)|positioned|stented|landed|was used|angioplasty and stenting|stenting")
#: reports on a fistula or on the great veins name the innominate and the arch, too
_OF_VEINS = re.compile(r"\bav[fg]\b|fistul|dialy\w+ (?:access|circuit|graft)|\bsvc\b|superior vena|venous|\bveins?\b|venogra|cephalic arch")
_OF_ARTERIES = re.compile(r"carotid|\bcca\b|\bica\b|arterial access|(?:innominate|brachiocephalic|subclavian) (?:artery|trunk)|aortic arch|arch aortogra|\bstroke|\btia\b")
#: stents made for the arteries of the brain
_SKULL_STENT = re.compile(r"neuroform|wingspan|enterprise|\bcredo\b")
#: stents made for the carotid bifurcation
_NECK_STENT = re.compile(r"xact|acculink|precise|wallstent|roadsaver|casper|c-?guard|protege|enroute|nexstent")
_NOT_STENT = re.compile(r"stent[- ]?(?:re)?triever|retriever|in-?stent|stent (?:is|was) patent|existing stent|prior stent|previous stent|old stent|(?:no|without|not) (?:\w+ ){0,3}stent|stent(?:ing)? (?:was )?(?:not|deferred|considered|declined)|stent[- ]assist|coronary stent|stent retriev|plan\w* (?:for )?(?:\w+ )?stent|consider\w* stent|stent (?:platform|card)|staged stent|flow divert|pipeline|surpass")
_BALLOON = re.compile(r"angioplast\w*|balloon (?:was |dilat|inflat|angioplast)|pre-?dilat\w*|post-?dilat\w*|dilat(?:ed|ation|ion)|gateway|transform|scepter|hyperglide|hyperform|inflat\w+|\bviatrac\b|ballooned|\bpoba\b|\bpta\b|maverick|mini-?\s?trek|\btrek\b|euphora|sprinter|coyote|neurospeed|submaximal")
_SPASM = re.compile(r"vaso-?spasm|\bspasm\b|post-?sah|delayed cerebral ischemia|\bdci\b")
#: spasm that a wire or a catheter made, and a family or a ward that only watches for it
_PROVOKED = re.compile(r"[^.;\n]*\b(?:transient|catheter|wire|guide-?wire|sheath|radial|access|mild|minor|iatrogenic|induced|mechanical)\b[^.;\n]{0,60}\b(?:vaso-?)?spasm\b[^.;\n]*|[^.;\n]*\b(?:vaso-?)?spasm\b[^.;\n]{0,60}\b(?:guide|guide-?wire|wire|catheter|sheath|resolved|cleared|radial|cocktail)\b[^.;\n]*|\bno (?:\w+ ){0,3}(?:vaso-?)?spasm\b|spasm watch")
#: a cuff on the arm that was inflated
_CUFF = re.compile(r"\b(?:bp |blood pressure |arm |pressure |sphygmo\w* )?cuff\b[^.;\n]{0,20}\binflat\w*|\binflat\w*[^.;\n]{0,20}\bcuff\b|\b(?:tr|radial|compression) band\b[^.;\n]{0,30}\binflat\w*")
_PROTECTION = re.compile(r"emboshield|nav ?6|spider|filter-?wire|angioguard|accunet|embolic protection|protection (?:device|filter|system)|distal (?:filter|protection)|\bepd\b|\bfilter (?:was |is )?(?:\w+ )?(?:deploy|open|plac|position|retriev|recaptur|captur|remov)|(?:retriev|recaptur|captur|deploy|open)\w* (?:the |of the )?(?:\w+ )?filter|filter\b|guardwire|\bfibernet|paladin")
_PROXIMAL = re.compile(r"mo\.?ma\b|proximal (?:protection|balloon|occlusion)|flow[- ]revers\w*|reversal of flow|tcar|transcarotid|enroute|gore flow")
_NO_PROTECTION = re.compile(r"\b(?:no|without|w/o|not|unable to (?:pass|place|cross|deliver)[^.;]{0,20}|could not[^.;]{0,20}|lack of)\s*(?:an? |the |any )?(?:\w+ ){0,3}(?:embolic protection|protection|filter|epd)|(?:protection|filter|epd)[^.;]{0,30}(?:not (?:used|possible|placed|deployed|employed|available)|could not|would not|omitted|unable|n't)|unprotected")
_CERVICAL = re.compile(r"carotid|\bica\b|\bcca\b|\b[lr](?:ica|cca)\b|carotid bifurcation|\bbulb\b")
_CHEST = re.compile(r"innominate(?! vein| and| or)|brachiocephalic (?:artery|trunk)|intrathoracic (?:common )?carotid|(?:ostium|ostial|origin|proximal|arch)[^.;]{0,30}(?:common carotid|\bl?cca\b)|(?:common carotid|\bl?cca\b)[^.;]{0,20}(?:ostium|ostial|origin)|\borigin\b[^.;]{0,30}\b\d ?mm\b[^.;]{0,16}\b(?:in|into|inside) (?:the )?(?:aortic )?arch\b")
#: a stent carried into the great vessel itself
_INTO_CHEST = re.compile(r"\b(?:into|across|in|at|to)\s+(?:the\s+)?(?:(?:right|left|proximal)\s+)*(?:(?:origin|ostium|mouth) of the\s+)?(?:innominate|brachiocephalic)(?! vein)[^.;]{0,20}\b(?:ostium|origin|artery|trunk|stenosis|lesion)")
_SKULL = re.compile(r"intracranial|\bm1\b|\bmca\b|middle cerebral|basilar|supraclinoid|cavernous|petrous|\bv4\b|intradural|anterior cerebral|wingspan|\bpca\b|\bm2\b|ica[- ]terminus")
_VERT = re.compile(r"vertebral|\bv[123]\b|\b[lr]va\b|\bverts?\b")
_SUBJECT = re.compile(r"(?:carotid|vertebral|innominate|brachiocephalic|intracranial|basilar|\bica\b|\bcca\b|\bm1\b|middle cerebral|\bmca\b|\bcas\b|\btcar\b)")
#: a device with its size or its act is work done, whatever the report leaves out
_DEVICES = re.compile(rf"(?:{brain.DRUG})[^.;]{{0,60}}(?:\bica\b|carotid|vertebral|\bmca\b|basilar|\b[lr]?ica\b)|(?:\bica\b|carotid|vertebral|\bmca\b|basilar)[^.;]{{0,60}}(?:{brain.DRUG})|(?:{clot.DEVICE})|(?:{_STENT.pattern})[^.;]{{0,40}}\d|\d[^.;]{{0,20}}(?:{_STENT.pattern})|(?:{_PROXIMAL.pattern})|hyperglide|hyperform|scepter|transform|gateway|neuroform|wingspan|emboshield|nav ?6|spider|filter-?wire|angioguard|accunet|\b(?:balloon\w*|pta|angioplast\w*|dilat\w*|predilat\w*|postdilat\w*|poba)\b[^.;]{{0,30}}\d|\d[^.;]{{0,20}}\b(?:balloon\w*|angioplast\w*|dilat\w*|poba)\b")
#: arteries whose stents this module tells of
_OWN = re.compile(r"carotid|vertebral|innominate|brachiocephalic|cerebral|basilar|communicating|ophthalmic|aort")
_VEINS = re.compile(r"dialysis|fistula|\bvein|venous|venogra|\bsvc\b")
_OPEN_NECK = re.compile(r"cut-?\s?down|neck (?:incision|exposure)|(?:surgical|open)(?:ly)? (?:exposure|exposed)|carotid (?:artery |bifurcation )?(?:(?:was|already|being|having been|surgically|openly) ){0,3}(?:exposed|opened|controlled|clamped)|(?:open|surgical) (?:neck|carotid)|clamp\w* (?:the )?(?:\w+ )?(?:carotid|common|bifurcation|internal)|(?:common|carotid|bifurcation) clamped|endarterectomy|exposed (?:the )?(?:left |right )?(?:common )?carotid|carotid (?:was )?(?:surgically |openly )?exposed|retrograde (?:through|via|from)[^.;]{0,40}carotid")
_TEST = re.compile(r"(?:balloon )?test occlusion|temporary (?:balloon )?occlusion|\bbto\b|(?:balloon|occlusion)[^.;]{0,60}(?:inflat\w*|occlu\w*)[^.;]{0,80}(?:\d+|thirty|twenty|fifteen) ?minutes?[^.;]{0,60}(?:neuro|exam|deficit)")
_VESSELS = {
    "anterior": (r"\bm1\b|middle cerebral|\bmca\b|\bm2\b", r"\ba1\b|anterior cerebral|\baca\b|\ba2\b", r"\bica\b|internal carotid|supraclinoid|carotid terminus"),
    "posterior": (r"basilar", r"vertebral|\bv4\b", r"\bpca\b|posterior cerebral|\bp1\b"),
}


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Treatments of today in arteries of neck and brain."""
    if not _QUICK.search(own_words(case)):
        return []
    lines = clot.lines(case)
    whole = " ".join(text for _, text, _ in lines)
    if clot.letter(case) or not _DEVICES.search(whole) and not (clot.hands_on(case) and re.search(r"cath|sheath|micropunct|\bguide|access|\bwire|\bcfa\b|femoral|radial|punctur|shuttle|groin|cut-?down|retrograde|antegrade|deployed|\d ?fr?\b", whole)):
        return []
    if _SURGERY.search(whole) and not re.search(r"tcar|stent", whole):
        return []
    out = _clot(case)
    out += _infusion(case)
    spasm = _dilations(case, lines)
    out += spasm
    out += _stents(case, lines, found, skull=not spasm)
    out += _test(case, lines, found)
    _settle_studies(out, found)
    return out


def _settle_studies(made: list[Procedure], found: list[Procedure]) -> None:
    """Studies of a treated territory are part of the treatment: no question on earlier studies is due for them."""
    whole = [p for p in made if p.name != "test_occlusion" and (p.name != "infusion" or p.facts["prolonged"]) and p.name != "spasm_dilation"]
    for study in found:
        if study.family != "cervicocerebral" or study.facts.get("separate_known"):
            continue
        circulation = {"carotid": "anterior", "external_carotid": "anterior", "vertebral": "posterior"}.get(study.name, "")
        if any(p.facts.get("circulation") == circulation and (p.side == study.side or circulation == "posterior" and not p.side) for p in whole):
            study.set("separate_known", True).set("separate_from_intervention", True)  # the relation to the treatment leaves it out


def _clot(case: Case) -> list[Procedure]:
    statements = [s for s in clot.removals(case) if s.bed == "intracranial"]
    lysed = []
    if clot.main_bed(case) == "intracranial":
        for number, text, start in clot.lines(case):
            match = _LYTIC_INTO.search(text)
            if match and not re.search(r"\biv\b|intravenous|systemic|prior to|no (?:\w+ )?(?:ia|intra)", text):
                lysed.append(clot.Statement(number, text, Span(start + match.start(), start + match.end()), "intracranial"))
    strong = [s for s in statements if re.search(rf"{clot.DEVICE}|aspirat|stent|retriev|pass|thrombectomy (?:was |then )?(?:perform|done|carried|using|with)|thrombectomy,? (?:with|using|\d|one|two|three)|suction|passes", s.text)]
    if not strong and not lysed or _NO_PASS.search(" ".join(t for _, t, _ in clot.lines(case, summary=True))) and not re.search(r"\b(?:pass|passes) ?(?:#? ?\d|one|two|three)|\d pass|tici (?:2|3)", case.document.flat):
        return []
    out = []
    for territory in brain.treated(case, strong or lysed):
        made = Procedure(_FAMILY, "clot_removal", territory.circulation, territory.side).because(*[s.where for s in (strong or lysed)[:3]])
        out.append(_circulation(made, territory))
    return out


def _circulation(made: Procedure, territory: Territory) -> Procedure:
    return made.set("circulation", territory.circulation).set("territory", f"{territory.side} carotid".strip() if territory.circulation == "anterior" else "vertebrobasilar")


def _infusion(case: Case) -> list[Procedure]:
    out = []
    for index, infusion in enumerate(sorted(brain.infusions(case), key=lambda i: -(i.minutes or 0))):
        made = Procedure(_FAMILY, "infusion", infusion.territory.circulation, infusion.territory.side).because(infusion.territory.where)
        _circulation(made, infusion.territory).set("drug", infusion.drug).set("minutes_known", infusion.minutes is not None)
        made.set("prolonged", infusion.minutes is not None and infusion.minutes >= 10).set("sequence", "initial" if index == 0 else "additional")
        if infusion.minutes is not None:
            made.set("minutes", infusion.minutes)
        out.append(made)
    return out


def _dilations(case: Case, lines: list[tuple[int, str, int]]) -> list[Procedure]:
    """Balloon dilation of spastic arteries, one procedure for each artery."""
    if not _SPASM.search(_PROVOKED.sub(" ", case.document.flat)):
        return []
    out: list[Procedure] = []
    seen: set[tuple[str, str]] = set()
    for _, text, start in lines:
        match = _BALLOON.search(_CUFF.sub(lambda cuff: " " * len(cuff.group()), text))
        if match is None or re.search(r"\bno\b[^.;]{0,20}angioplast|not (?:needed|performed|done)|balloon guide|coil|verapamil was|stent", text) and not re.search(r"balloon angioplast|dilated", text):
            continue
        if not _SKULL.search(text) and not re.search(r"\ba1\b|\bica\b", text):
            continue
        for circulation, names in _VESSELS.items():
            for name in names:
                for hit in re.finditer(name, text):
                    sides = brain.sides(text[max(0, hit.start() - 28) : hit.end() + 2]) - {"posterior"}
                    if circulation == "anterior" and not sides:
                        sides = brain.sides(text) - {"posterior"}
                    if re.match(r"\s*(?:was |is )?(?:guide|guiding|cath|select|engag|inject|run\b)", text[hit.end() :]) or re.search(r"(?:guide|catheter)[^.;,]{0,30}(?:in|into|to) (?:the )?(?:\w+ )?$", text[: hit.start()]):
                        continue
                    for side in sorted(sides) if circulation == "anterior" else [""]:
                        if (name, side) in seen:
                            continue
                        seen.add((name, side))
                        territory = Territory(circulation, side, Span(start + match.start(), start + match.end()))
                        made = Procedure(_FAMILY, "spasm_dilation", circulation, side).because(territory.where)
                        _circulation(made, territory)
                        known = {p.facts["territory"] for p in out}
                        made.set("sequence", "initial" if not out else "same_territory" if made.facts["territory"] in known else "other_territory")
                        out.append(made)
    return out


def _stents(case: Case, lines: list[tuple[int, str, int]], found: list[Procedure], *, skull: bool) -> list[Procedure]:
    """Stents in carotid, innominate, vertebral and intracranial arteries; balloons in intracranial ones."""
    whole = " ".join(text for _, text, _ in lines)
    coiled = any(p.family == "embolization" and p.name == "head_embolization" for p in found)
    if not _QUICK.search(whole + title(case)) and re.search(r"biliary|\bducts?\b|ureter|duoden|colon|esophag|trache|fistula|\bgraft\b|vein", whole):
        return []  # a stent of another organ, in a patient who once had one in the neck
    if not _SUBJECT.search(title(case) + case.document.flat[:300] + _reason(case)) or len(_VEINS.findall(whole)) > len(re.findall(r"arter|carotid|vertebral|\bica\b|cerebral", whole)):
        return []
    places: dict[tuple[str, str], list[Span]] = {}
    last = ""
    elsewhere = {span.start for part in treated(case) if not _OWN.search(part.name) for span in part.evidence}
    for _, text, start in lines:
        here = _where(text)
        if here == "cervical" and _PROTECTION.search(text) and not (_STENT.search(text) or _BALLOON.search(text)) and last == "chest":
            here = ""  # the place of the filter
        for match in _STENT.finditer(text):
            around = text[max(0, match.start() - 40) : match.end() + 40]
            if start + match.start() in elsewhere or _NOT_STENT.search(around) or not _PUT.search(text[max(0, match.start() - 90) : match.end() + 120]):
                continue
            spot = here or last or _where(title(case)) or _where(case.document.flat[:200]) or _where(_reason(case))
            if _NECK_STENT.search(match.group()) and spot == "skull" and here != "skull":
                spot = "cervical"
            spot = "skull" if _SKULL_STENT.search(match.group()) else spot
            if spot:
                places.setdefault((spot, _side(case, text, start)), []).append(Span(start + match.start(), start + match.end()))
            break
        if here:
            last = here
    out: list[Procedure] = []
    sides_of: dict[str, set[str]] = {}
    for spot, side in places:
        sides_of.setdefault(spot, set()).add(side)
    for (spot, side), where in places.items():
        if not side and len(sides_of[spot]) > 1 or spot == "chest" and _OF_VEINS.search(case.document.flat) and not _OF_ARTERIES.search(case.document.flat):
            continue
        if spot == "skull":
            if not coiled and skull and not re.search(r"aneurysm (?:was|coil)|flow divert", whole):
                out.append(_skull("intracranial_stent", case, side, where))
            continue
        made = Procedure(_FAMILY, {"cervical": "carotid_stent", "chest": "intrathoracic_stent", "vertebral": "vertebral_stent"}[spot], {"cervical": "cervical_carotid", "chest": "intrathoracic_carotid", "vertebral": "vertebral"}[spot], side).because(*where[:3])
        made.set("circulation", "posterior" if spot == "vertebral" else "anterior")
        if spot == "cervical":
            _protect(case, lines, made)
        if spot == "chest":
            made.set("open_neck", bool(_open_neck(whole)))
        if spot == "vertebral":
            made.set("sequence", "initial" if not any(p.name == "vertebral_stent" for p in out) else "additional")
        out.append(made)
    if skull and not coiled and not any(p.name == "intracranial_stent" for p in out) and re.search(r"stenos|atheroscl|\bicad\b|plaque|narrow|\d ?%|residual", case.document.flat):
        told = ""
        for _, text, start in lines:
            match = _BALLOON.search(text)
            told = _where(text) or told
            if match and (_SKULL.search(text) or told == "skull" and not places) and not re.search(r"balloon guide|no angioplast|not (?:performed|done)", text) and re.search(r"angioplast|balloon|gateway|poba|\bpta\b|\d ?x ?\d|\batm\b|\btrek\b|maverick|euphora|sprinter|coyote|submaximal|scepter|transform", text) and not re.search(r"\bcuff\b|(?:fusiform|aneurysmal|stenotic|ectatic|stable|segmental|saccular) dilatation", text):
                out.append(_skull("intracranial_angioplasty", case, _side(case, text), [Span(start + match.start(), start + match.end())]))
                break
    return out


#: headings under which only earlier days are told
_EARLIER_DAYS = re.compile(r"past|prior|previous|surgical|\bp[ms]h\b|social|family|allerg|medication|compar")


def _reason(case: Case) -> str:
    """Indication and present history; what is told of earlier days under a heading of its own is no reason for today."""
    sections = case.document.sections
    return " ".join(case.document.flat[s.start : s.end] for s in sections if s.role == "background" and not _EARLIER_DAYS.search(s.heading))


def _open_neck(text: str) -> bool:
    """Whether the carotid artery was entered through an open neck."""
    return any(not re.search(r"\b(?:no|not|without|avoid\w*|instead of)\b[^.;]{0,24}$", text[max(0, m.start() - 30) : m.start()]) for m in _OPEN_NECK.finditer(text))


def _skull(name: str, case: Case, side: str, where: list[Span]) -> Procedure:
    posterior = re.search(r"basilar|vertebral|\bv4\b|\bpca\b", case.document.flat[max(0, where[0].start - 120) : where[0].end + 120]) is not None
    made = Procedure(_FAMILY, name, "posterior" if posterior else "anterior", "" if posterior else side).because(*where[:3])
    return _circulation(made, Territory("posterior" if posterior else "anterior", "" if posterior else side, where[0]))


#: the vertebral artery as a mark for a device in another one, and as the name of a catheter
_BESIDE_VERT = re.compile(rf"\b{SPARED} (?:(?:the|its|left|right|l|r|lima|and|origin|ostium|of)\s)*vert(?:ebral)?s?\b|\b(?:via|through|over|with|using|/|\d ?f(?:r|rench)?) ?(?:an? |the )?(?:\d ?f(?:r|rench)? )?vert(?:ebral)?\b(?! (?:artery|origin|ostium|stenosis))")


def _where(text: str) -> str:
    text = re.sub(r"\bvert(?:ebral)?s?\b[^.;]{0,16}(?:beyond|distal|preserved|patent|spared|covered)|(?:proximal|distal) to the (?:\w+ )?vertebral", " ", text)
    text = _BESIDE_VERT.sub(" ", text)
    text = re.sub(r"intracranial(?:ly)?[^.;,]{0,30}(?:normal|patent|unremarkable|intact|no )", " ", text)
    if _SKULL.search(text):
        return "skull"
    if _INTO_CHEST.search(text) or _CHEST.search(text) and not re.search(r"\bica\b|internal carotid|bifurcation|bulb", text):
        return "chest"
    if _VERT.search(text) and not re.search(r"vertebral cath", text):
        return "vertebral"
    return "cervical" if _CERVICAL.search(text) else ""


def _side(case: Case, text: str, at: int = 0) -> str:
    found = brain.sides(text) - {"posterior"} or set(re.findall(r"\b(left|right)\b(?! (?:common femoral|femoral|radial|groin|cfa|subclavian vein))", text))
    if len(found) == 1:
        return found.pop()
    if at and (headed := brain.headed_side(case.document.flat, at)):
        return headed
    for wider in (title(case), case.document.flat[:240], _reason(case)):
        for part in re.split(r"[.;\n]", wider):
            if re.search(r"carotid|\bica\b|vertebral|stent|innominate", part):
                found = set(re.findall(r"\b(left|right)\b", part)) or brain.sides(part) - {"posterior"}
                if len(found) == 1:
                    return found.pop()
    counts = {w: len(re.findall(rf"\b{w} (?:internal |common |cervical )?(?:carotid|ica\b|cca\b|vertebral)", case.document.flat)) for w in ("left", "right")}
    return max(counts, key=lambda w: counts[w]) if counts["left"] != counts["right"] else ""


def _protect(case: Case, lines: list[tuple[int, str, int]], made: Procedure) -> None:
    denied: Span | None = None
    for name, words in (("proximal", _PROXIMAL), ("distal", _PROTECTION)):
        for number, text, start in lines:
            none = _NO_PROTECTION.search(case.sentence(number))
            if none:
                denied = denied or Span(start + none.start(), start + none.end())
            match = next((m for m in words.finditer(text) if not (none and (name == "distal" or none.start() <= m.start() < none.end()))), None)
            if match and "protection" not in made.facts:
                made.set("protection", name, Span(start + match.start(), start + match.end()))
    if denied and "protection" not in made.facts:
        made.set("protection", "none", denied)
        return
    if "protection" not in made.facts:
        head = title(case) + case.document.flat[-700:]
        if _NO_PROTECTION.search(head):
            made.set("protection", "none")
        elif _PROTECTION.search(head):
            made.set("protection", "distal")


def _test(case: Case, lines: list[tuple[int, str, int]], found: list[Procedure]) -> list[Procedure]:
    for _, text, start in lines:
        match = _TEST.search(text)
        if match and re.search(r"inflat|occlu", text) and not re.search(r"balloon guide|thrombect|flow arrest|\bno\b[^.]{0,20}test|not (?:performed|done|tolerated due)", text):
            if not re.search(r"test occlusion|temporary|\bbto\b|tolerance", case.document.flat):
                continue
            made = Procedure(_FAMILY, "test_occlusion", "head_neck_artery", _side(case, text)).because(Span(start + match.start(), start + match.end()))
            return [made.set("circulation", "posterior" if _VERT.search(text) else "anterior")]
    return []
