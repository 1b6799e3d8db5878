"""Venous beds that were studied: region, sides, words, and whether the study stands apart from treatment."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative.arteries import told
from cac.narrative.case import Case
from cac.narrative.live import blanked
from cac.narrative.vein_walk import VeinWalk
from cac.narrative.veins import ARM, CAVA, LEG, PORTAL, limb_side

_GRAM = re.compile(r"(?:spleno-?)?(?:veno|phlebo|cavo|venacavo|porto)gra(?:m|ms|phy|phic)\b|\b(?:ivc|svc) ?-?grams?\b|\bvenos?\b(?= (?:w|show|perf))")
_NOT_A_STUDY = re.compile(
    r"(?:\bct\b|\bmr\b|\bmri\b|computed|magnetic|duplex|prior|previous|earlier|old|known|outside|last|\bno\b|\bnot\b|without|recent|diagnosed (?:on|by)|seen on|from (?:the )?(?:\w+ )?)\s*(?:\w+[ -]){0,2}$"
)
_NOT_AFTER = re.compile(r"^[- ]guided\b|^[^.;\n]{0,40}(?:not (?:performed|done|obtained|repeated|necessary|needed)|\bago\b|last (?:week|month|year)|was (?:not|deferred)|from (?:january|february|march|april|may|june|july|august|september|october|november|december)|in (?:19|20)\d\d|(?:scheduled|recommended|planned))")
_CHECK = re.compile(r"(?:repeat|completion|final|post\w*|follow-?\s?up|control|subsequent|after\w*|wedged?(?: co2)?|co2 wedged|balloon|position|check|road-?map|mapping|contrast test|gentle|small)[ -]*(?:\w+[ -]){0,2}$")
_CHECK_AFTER = re.compile(r"^[^.;\n]{0,50}(?:for (?:position|road-?map|guidance)|confirm\w* (?:position|placement|catheter|satisf)|(?:no|without) residual|with (?:1|2|3|one|two) ml|\((?:1|2|3) ml\)|after (?:stent|angioplast|ballo|thrombect|embol))")
_WORDS: tuple[tuple[str, str], ...] = (
    ("pulmonary", r"pulmonary"),
    ("svc", r"superior (?:vena )?cav\w*|\bsvc\b|superior vena"),
    ("ivc", r"inferior (?:vena )?cav\w*|\bivc\b|(?<!superior )vena cav\w+|infrarenal"),
    ("splenic_puncture", r"spleno-?porto|splenic puls?p|transsplenic"),
    ("portal", r"\bportal|porto|spleno-?portal|mesenteric"),
    ("adrenal", r"adrenal"),
    ("renal", r"\brenal|\blrv\b|\brrv\b|nutcracker"),
    ("hepatic", r"hepatic"),
    ("sagittal", r"sagittal"),
    ("jugular", r"jugular|\bij\b|(?:transverse|sigmoid|petrosal|cavernous|dural|venous|cerebral) (?:venous )?sinus|cerebral ven|intracranial"),
    ("orbital", r"orbital|ophthalmic"),
    ("epidural", r"epidural|vertebral plexus"),
    ("gonadal", r"gonadal|ovarian|spermatic|testicular|pelvic ven|varicocele|gastrorenal|shunt|varic"),
    ("arm", r"\barms?\b|upper extremit\w+|upper limb|subclavian|axillary|brachial|basilic|cephalic|innominate|brachiocephalic|\bue\b|\bl?r?ue\b|(?<!by )(?<!via )\bhands?\b(?!\s*$|[- ](?:inject\w*|run|push\w*|shot|flush\w*|puff\w*|bolus))|thoracic inlet|thoracic outlet"),
    ("leg", r"\blegs?\b|lower extremit\w+|lower limb|iliac|iliofemoral|iliocaval|femoral|popliteal|ascending|descending|pelvic|pelvis|calf|thigh|\bl?r?le\b|\bcf?v\b|\bl?r?[ce]iv\b|\bl?r?cfv\b|foot|saphen"),
    ("central", r"central"),
)
_REGION = tuple((name, re.compile(words)) for name, words in _WORDS)
_SIDE = re.compile(r"\b(left|right|lt|rt)\b|\b(bilat\w*|both)\b")

@dataclass(frozen=True, slots=True)
class Study:
    """A venous bed that was studied: region, side (left, right, both or empty), words."""

    region: str
    side: str
    where: Span
    title: bool = False


def studies(case: Case, walk: VeinWalk) -> list[Study]:
    """Venous studies told in the body, else in the title."""
    body = blanked(case, roles=("body",) if "head" not in case.roles else ("body", "summary", "head"))
    alive = told(case)
    out: list[Study] = []
    bare: list[Study] = []
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if number not in alive or section.name in ("materials", "complications", "sedation", "consent", "comparison"):
            continue
        text = body[span.start : span.end]
        for match in _GRAM.finditer(text):
            study = _study(case, walk, number, text, match, section.name)
            if study is not None:
                (out if number > 1 or any(words.search(text) for _, words in _REGION) or _TOLD_OF.search(text) else bare).append(study)
    out += [more for study in out for more in [_cava_too(case, study)] if more is not None and not any(o.region == more.region for o in out)]
    if not all(any(s.region == cava for s in out) for cava in ("ivc", "svc")):  # a cava of the list of procedures, shown in the body without the word
        listed = {s.region for s in _titles(case, walk)} & {"ivc", "svc"} - {s.region for s in out}
        out += [s for s in shown(case, walk) if s.region in listed] if listed and out else []
    out = out or bare  # "venography and pressures" above the text names no vein where the text names them
    if not out or all(s.region in ("gonadal", "pulmonary") for s in out):
        out += _titles(case, walk)
    if not out and (filmed := _filmed(case, walk, body)):
        out.append(filmed)
    if any(p.name == "superior_sagittal_sinus" for p in walk.positions):  # the sinus the tip lay in, whatever the title calls the study
        out = [Study("sagittal", "", s.where, s.title) if s.region == "jugular" and (s.title or s.where.start < 60) else s for s in out]
    return out


def _cava_too(case: Case, study: Study) -> Study | None:
    """The vena cava studied with the limbs, told in one breath: "venogram of both legs and the cava"."""
    if study.region not in ("leg", "arm"):
        return None
    match = re.match(r"[^.;:\n]{0,50}\b(?:and|plus|with|&|\+) (?:of )?(?:the )?(?P<cava>ivc|cava|inferior vena cava|svc|superior vena cava)\b(?! (?:filter|catheter|sheath|clear|patent|normal))", case.document.flat[study.where.end : study.where.end + 90])
    if match is None:
        return None
    start = study.where.end + match.start("cava")
    return Study("svc" if match["cava"].startswith(("s", "superior")) or study.region == "arm" and match["cava"] == "cava" else "ivc", "", Span(start, start + len(match["cava"])))


#: contrast given, and what it showed; a study by any other name
_GIVEN = re.compile(r"contrast|\binject\w*|\bruns?\b|\bfilms?\b|\bfilmed|opacif\w*|\bdsa\b|hand puff|\bpuffs?\b|omnipaque|visipaque|isovue|\bco2\b|\bpictures?\b|imaged")
_SEEN = re.compile(r"\d ?%|per ?cent|filling defect|\bnormal\b|patent|stenos\w*|narrow\w*|occlu\w*|compress\w*|thromb\w*|\bclot|collateral\w*|reflux\w*|\bweb\b|\bopen\b|\bclear\b|varic\w*|impression")
_NOT_GIVEN = re.compile(r"\bno (?:contrast|injection|venogra\w*|runs?|films?)|not inject|without (?:contrast|injection)|\bct\b[^.;]{0,20}contrast|contrast (?:\w+ )?ct")
_ORGANS = frozenset({"renal", "hepatic", "ivc", "svc", "sagittal", "jugular"})


def shown(case: Case, walk: VeinWalk) -> list[Study]:
    """Beds shown through a catheter in them, where the report speaks of contrast and of what it showed and never of a venogram."""
    out: list[Study] = []
    for p in walk.positions:
        region = region_of(p.name)
        if region not in _ORGANS or any(s.region == region and s.side == p.side for s in out):
            continue
        told = " ".join(_NOT_GIVEN.sub(" ", case.sentence(n)) for n in range(p.sentence, min(p.sentence + 4, len(case.document.sentences))))
        own = case.document.flat[p.where.end : case.document.sentences[p.sentence].end]
        if _GIVEN.search(told) and _SEEN.search(told) or re.match(r"\s*(?:\w+ ?){0,3}:", own) and _SEEN.search(own):
            out.append(Study(region, p.side if region == "renal" else "", p.where))
    return out


#: a statement of a study done, and not its name alone
_TOLD_OF = re.compile(r"\b(?:was|were|is|are|show\w*|perform\w*|inject\w*|obtained|done|demonstrat\w*|reveal\w*|patent|open|clear)\b")
#: contrast through a needle in a small vein of a limb, followed on films: a venogram by another name
_SMALL_VEIN = re.compile(r"\b(?:dorsal|dorsum|hand|wrist|forearm|ante-?cubital|foot|pedal|toe|ankle|superficial|peripheral)\b[^.;\n]{0,30}\b(?:vein|veins|iv|angio-?cath|cannula)\b|\b(?:iv|cannula|angio-?cath|butterfly|\d\d ?g(?:auge)?)\b[^.;\n]{0,30}\b(?:dorsal|dorsum|hand|wrist|forearm|ante-?cubital|foot|pedal|ankle)\b")
_FILMED = re.compile(r"(?:contrast|omnipaque|visipaque|isovue|\bco2)\b[^.\n]{0,80}\b(?:films?|images?|imaged|imaging|runs?|dsa|pictures?|filmed|followed|spot|acquired|series)\b|(?:films?|images?|runs?|dsa|pictures?|series)\b[^.\n]{0,40}\b(?:with|during|after|while) [^.\n]{0,20}(?:contrast|injection)")


def _filmed(case: Case, walk: VeinWalk, body: str) -> Study | None:
    """A limb filmed while contrast ran through a vein of its hand or foot."""
    vein = _SMALL_VEIN.search(body)
    films = _FILMED.search(body)
    if vein is None or films is None or not re.search(r"inject|push|infus|ran\b|given|instill|contrast", films.group()):
        return None
    region = "leg" if re.search(r"foot|pedal|toe|ankle|leg|saphen", vein.group()) else "arm"
    return Study(region, _side(case.sentence(0)) or _fallback_side(case, walk, region), Span(*films.span()))


def _titles(case: Case, walk: VeinWalk) -> list[Study]:
    head = blanked(case, roles=("head",))
    out = []
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.role != "head" and number > 1:
            continue
        text = head[span.start : span.end] if section.role == "head" else case.sentence(number)
        for match in _GRAM.finditer(text):
            study = _study(case, walk, number, text, match, "title")
            if study is not None:
                out.append(Study(study.region, study.side, study.where, True))
    return out


def _study(case: Case, walk: VeinWalk, number: int, text: str, match: re.Match[str], section: str) -> Study | None:
    span = case.document.sentences[number]
    before, after = text[: match.start()], text[match.end() :]
    clause = re.split(r"[.;]|,(?= (?:then|and then))|\bthen\b", before)[-1][-70:]
    if _NOT_A_STUDY.search(before[-34:]) and not re.search(r"diagnostic (?:\w+ ){0,3}$", before[-40:]) or _NOT_AFTER.match(after):
        return None
    explicit = re.search(r"diagnostic (?:\w+ ){0,3}$", before[-40:])
    if not explicit and (_CHECK.search(before[-34:]) or _CHECK_AFTER.match(after)) and section != "title":
        return None
    where = Span(span.start + match.start(), span.start + match.end())
    word = match.group()
    phrase = re.split(r"[.;:(]", after)[0][:70]
    of = re.match(r"\s*(?:(?:was|were) (?:then |also )?(?:performed|obtained|done|carried out|made)\s*)?(?:of|in|from|through|over|for|with|at)\b([^.;:]{0,60})", after)
    region = ""
    if "porto" in word:
        region = "splenic_puncture" if "spleno" in word and re.search(r"splenic (?:puncture|needle)|percutaneous splen|transsplenic", case.document.flat) else "portal"
    elif word.startswith(("svc", "ivc")):
        region = word[:3]
    elif "cavo" in word:
        region = "svc" if re.search(r"superior|\bsvc\b", clause + phrase + (case.sentence(number - 1) if number else "")[-60:]) and not re.search(r"inferior|\bivc\b", clause) else "ivc"
    if not region:
        own = clause[-44:] + (" of " + of.group(1) if of else "")
        region = _last_region(clause[-44:]) or _first_region(of.group(1) if of else "")
        if region == "gonadal" and re.search(r"pelvic ven", own) and walk.accesses and walk.accesses[0].name in LEG:
            region = "gonadal"
    if region == "central":
        region = "svc" if any(p.name == "superior_vena_cava" for p in walk.positions) else "arm"
    side = _side(clause[-44:] + " | " + (of.group(1) if of else ""))
    if not side and (section == "title" or not number):
        side = _side(phrase)
    if not region and section == "title":
        region, side = _first_region(phrase), side or _side(phrase)
    if not region:
        region, near_side = _by_position(walk, number, where)
        side = side or near_side
    if not region and section != "title" and _CLOTTED.search(case.document.flat):  # the limb the report is about
        near = _first_region(after)
        limbs = {name for name, words in _REGION if name in ("arm", "leg") and words.search(case.document.flat)}
        region = near if near in ("arm", "leg") else next(iter(limbs)) if len(limbs) == 1 else ""
    if not region or region == "pulmonary":
        return None
    if not side and region in ("leg", "arm", "renal", "adrenal"):
        side = _fallback_side(case, walk, region)
    return Study(region, side, where, section == "title")


#: a limb swollen by clot
_CLOTTED = re.compile(r"\bdvt\b|thrombos|thrombus|\bclot|phlegmasia|may-?thurner|paget|swollen|swelling|post-?thrombotic")


def _last_region(text: str) -> str:
    best, at = "", -1
    for name, words in _REGION:
        for match in words.finditer(text):
            if match.end() > at:
                best, at = name, match.end()
    return best


def _first_region(text: str) -> str:
    best, at = "", 999
    for name, words in _REGION:
        match = words.search(text)
        if match and match.start() < at:
            best, at = name, match.start()
    return best


def _side(text: str) -> str:
    sides = {("both" if m[2] else {"lt": "left", "rt": "right"}.get(m[1], m[1])) for m in _SIDE.finditer(text)}
    return "both" if "both" in sides or {"left", "right"} <= sides else next(iter(sides), "")


def region_of(name: str) -> str:
    """Study region of a vein."""
    if name in PORTAL:
        return "portal"
    if name in CAVA:
        return "svc" if name != "inferior_vena_cava" else "ivc"
    if name in LEG:
        return "leg"
    if name in ARM:
        return "arm"
    return {
        "renal_vein": "renal", "renal_vein_branch": "renal", "adrenal_vein": "adrenal", "hepatic_vein": "hepatic", "internal_jugular_vein": "jugular", "sigmoid_sinus": "jugular", "transverse_sinus": "jugular",
        "inferior_petrosal_sinus": "jugular", "superior_sagittal_sinus": "sagittal", "superior_ophthalmic_vein": "orbital", "gonadal_vein": "gonadal", "gastrorenal_shunt": "gonadal",
    }.get(name, "")


def _by_position(walk: VeinWalk, number: int, where: Span) -> tuple[str, str]:
    """Region of a study that names none: the place of the catheter told of last, else the punctured limb."""
    before = [p for p in walk.positions if p.where.start < where.start and number - p.sentence <= 2]
    if before:
        return region_of(before[-1].name), before[-1].side
    access = [a for a in walk.accesses if a.where.start < where.start] or walk.accesses
    if access and (access[-1].name in LEG or access[-1].name in ARM):
        region = region_of(access[-1].name)
        same = {a.side for a in access if region_of(a.name) == region}
        return region, "both" if {"left", "right"} <= same and access[-1].sentence - access[-2].sentence <= 1 else access[-1].side
    return "", ""


def _fallback_side(case: Case, walk: VeinWalk, region: str) -> str:
    veins = LEG if region == "leg" else ARM if region == "arm" else {"renal_vein"} if region == "renal" else {"adrenal_vein"}
    sides = {p.side for p in walk.positions if p.name in veins and p.side} or {a.side for a in walk.accesses if a.name in veins and a.side}
    if {"left", "right"} <= sides:
        return "both"
    return next(iter(sides), "") or (limb_side(case) if region in ("leg", "arm") else "")
