"""Injections and neurotomy of spine and sacroiliac joint, adhesiolysis, discography."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import replace

from cac.findings import Finding
from cac.narrative import levels, spine_targets
from cac.narrative.both_sides import both
from cac.narrative.case import Case
from cac.narrative.clause_sense import clause, of_today_text, runs_on, sense
from cac.narrative.common import form_side, guided, sole_side
from cac.narrative.live import blanked
from cac.narrative.needle_drug import given, screened
from cac.narrative.procedure import Procedure

FAMILIES = ("spine_injection",)
_WHERE = ("body", "summary", "head")
_INJECT = re.compile(r"\binj|needle|bl(?:oc)?k|tfesi|\besi\b|snrb|\bmbb|bupi|ropi|\blido\b|\bdex\b|\d{2} ?g\b|steroid|bupivacaine|marcaine|lidocaine|depo|kenalog|triamcinolone|dexamethasone|celestone|betamethasone|contrast|entered|infiltrat|anesthetiz|facet|foram|root|joint")
_LESION = re.compile(r"lesion|radiofrequency|\brf\b|rfa|ablat|degrees|cannula|probe|electrode|neurotom|rhizotom|denervat|needle|medial branch")
_DISC = re.compile(r"\binj|nucle|\bpsi\b|fissur|\btear|\bleak|degenerat|normal|smooth|\d ?(?:ml|cc)\b|\d/10|manomet|provo[ck]|\d{2} ?g\b|disco|opening|pressure|contrast|needle|volume|entered|pain")
_TAKEN_OUT = re.compile(r"catheter(?:s)?(?: and (?:the )?needle)?(?: (?:was|were|is))?(?: then| both| all)? (?:removed|withdrawn|pulled|taken out)|(?:removed|withdrew|pulled) (?:the )?(?:needle and )?(?:the )?(?:\w+ )?catheter")
#: the nerves of facet joints, by name or by level
_OF_JOINTS = re.compile(r"facet|medial branch|\bmbb?s?\b|zygapophys|z-? ?joint|dorsal ram|third occipital|lumbar|cervical|thoracic|\b[clt] ?-?\d{1,2}\b|\b[clt] (?:one|two|three|four|five|six|seven|eight)\b")
_RAMUS = re.compile(r"dorsal ram(?:us|i)")
#: the saying that the needle went in without any imaging
_UNAIDED = re.compile(r"\b(?:no|without|lacking) (?:an? |the )?(?:c-?arm|image intensifier|ii\b|screening|x-?rays?)\b(?! (?:abnorm|find))|\bno (?:fluoro\w*|imaging|image guidance|radiologic\w*|x-?ray)(?: guidance)?(?: or (?:ct|ultrasound|us|fluoro\w*))?(?: guidance)? ?(?:[.,;\n()]|$|was|were|used|available)|without (?:any )?(?:imaging|image guidance|fluoro\w*|x-?ray)|(?:imaging|guidance|image guidance) ?: ?(?:none|no\b|nil|n/a|landmark)|(?:fluoro\w*|imaging|c-?arm|image intensifier)(?: machine| unit)? (?:was |were |is )?(?:not (?:used|available|needed|required|working)|unavailable|contra-?indicated|impossible|out of (?:service|order)|down\b|broken)|(?:landmark|blind|palpation) technique\b|\bby landmarks?\b|landmarks? (?:palpated|only|alone)")
#: a line or sentence about a joint of the limbs, a muscle or a tendon, whose guidance is not that of the spine
_OF_A_LIMB = re.compile(r"[^\n.;]*\b(?:shoulder|subacromial|glenohumeral|knees?|hips?|trochant\w+|elbow|wrist|ankle|bursa|tendon|trigger points?|occipital|carpal|thumb|heel)\b[^\n.;]*")
#: words of the way into the epidural space from behind, and of the way through the foramen
_FROM_BEHIND = re.compile(r"interlaminar|translaminar|caudal|tuohy|touhy|\blor\b|loss[ -]of[ -]resistance|paramedian|\bilesi\b")
_THROUGH_FORAMEN = re.compile(r"foram|\btf?esis?\b|\btfe?si|nerve root|\broots?\b|snrb|periradic|pedicle")
#: a catheter brought into the epidural space and left there for an infusion
_CATHETER = re.compile(r"\bcatheter\b[^.;\n]{0,50}\b(?:threaded|advanced|passed|fed|left|secured|fixed|taped|inserted|placed|slid|connected|in situ|in place|\d+ cm)\b|\b(?:thread|advanc|pass|fed|slid|insert|plac)\w*[^.;\n]{0,40}\bcatheter\b")
_INFUSED = re.compile(r"\binfus(?:ion|ed|ing)\b|\bpumps?\b|\bpcea\b|ml ?/ ?h(?:r|our)?\b|ml per hour|\bleft (?:in place|in situ|indwelling)\b|catheter[^.;\n]{0,40}\b(?:secured|fixed|taped|sutured|tunnel\w+)")
_NO_CATHETER = re.compile(r"\bno (?:epidural |indwelling )?catheter\b|catheter(?:s)? ?: ?(?:not|none|no\b|nil|n/a)|catheter (?:was |were )?not (?:placed|used|left|inserted|threaded)|without (?:a |any )?catheter")
#: words of the joints of the spine
_INTO_FACETS = re.compile(r"facet|medial branch|\bmbb?s?\b|zygapophys|z-? ?joint|dorsal ram|third occipital")
_ACTS = ("epidural_injection", "transforaminal_injection", "facet_injection", "facet_neurotomy", "si_injection", "si_nerve_block", "si_neurotomy", "adhesiolysis", "discography", "disc_decompression", "disc_aspiration")

_STEROID_OR_PAIN = re.compile(r"steroid|triamcin|kenalog|depo|methylpred|betameth|celestone|dexameth|epidurogra|radicul|stenosis of the spine|spinal stenosis|back pain|sciatica|herniat")
_OPERATED = re.compile(r"cystoscop|laparoscop|incis(?:ed|ion)|bovie|electrocautery|dissect|arthroplast|cesarean|fascia was")


def read(case: Case) -> list[Procedure]:
    """Procedures at the spine done today."""
    acts = [f for f in case.all("act", *_ACTS, roles=_WHERE, status=None if runs_on(case) else ("done",)) if f.section != "sedation"]
    acts = [f for f in acts if sense(case, f) not in ("other_day", "later", "denied")]
    if not _OF_JOINTS.search(case.document.flat):  # a rhizotomy of another nerve
        acts = [f for f in acts if f.value != "facet_neurotomy"]
    acts += _after_an_attempt(case, acts) + _catheters(case, acts)
    if not re.search(r"epidur|caudal|racz|sacral|hyaluronidase|hypertonic", case.document.flat):
        acts = [f for f in acts if f.value != "adhesiolysis"]
    acts += _into_the_sacroiliac_joint(case, acts)
    acts += spine_targets.from_the_disc(case) if not acts else []
    by_target = spine_targets.told(case, {f.value for f in acts})
    acts += by_target
    if any(f.value in ("si_nerve_block", "si_neurotomy") for f in acts):  # the branch of L5 goes with those of the sacrum
        acts = [f for f in acts if f.value not in ("facet_injection", "facet_neurotomy") or not _RAMUS.search(f.text.lower())]
    if not _STEROID_OR_PAIN.search(case.document.flat) and _OPERATED.search(blanked(case)):  # a block for the anesthesia of an operation
        acts = [f for f in acts if f.value != "epidural_injection"]
    if not acts or not by_target and not _narrated(case):
        return []
    acts = [f if f.side else replace(f, side=sole_side(case, f)) for f in acts]
    if _root_pulsed(case):
        lead = next((f for f in acts if f.value in ("transforaminal_injection", "facet_neurotomy")), acts[0])
        return [Procedure("spine_injection", "root_pulsed").because(lead)]
    by = {value: [f for f in acts if f.value == value] for value in _ACTS}
    out: list[Procedure] = []
    neurotomy = by["facet_neurotomy"] and not (by["si_neurotomy"] and not by["facet_neurotomy"])
    if neurotomy:
        out += _joints(case, "facet_neurotomy", by["facet_neurotomy"], _LESION)
    elif by["facet_injection"]:
        out += _joints(case, "facet_injection", by["facet_injection"], _INJECT)
    if by["discography"]:
        out += _discs(case, by["discography"])
    if by["adhesiolysis"]:
        days = bool(re.search(r"(?:second|2nd|third|3rd) (?:day|session)|day (?:2|two|3|three)|2 days|two days|series of (?:two|three|2|3)", case.document.flat))
        out.append(Procedure("spine_injection", "adhesiolysis").because(by["adhesiolysis"][0]).set("several_days", days))
        return out
    if by["transforaminal_injection"]:
        out += _roots(case, by["transforaminal_injection"])
    foraminal = by["transforaminal_injection"]
    plain = [f for f in by["epidural_injection"] if not any(_one_name(case, f, t) for t in foraminal)]
    if by["epidural_injection"] and (not foraminal or _interlaminar(case, plain)):
        out.append(_epidural(case, by["epidural_injection"]))
    if by["si_neurotomy"]:  # the block of the nerves that are burned went before or is part of it
        by["si_nerve_block"] = []
    for name in ("si_injection", "si_nerve_block", "si_neurotomy"):
        if by[name]:
            out.append(_sacroiliac(case, name, by[name]))
    for name in ("disc_decompression", "disc_aspiration"):
        if by[name]:
            procedure = Procedure("spine_injection", name).because(by[name][0])
            guided(case, procedure, by[name])
            out.append(procedure)
    return out


#: a nerve root or its ganglion, and radiofrequency that only modulates it
_ROOT = re.compile(r"dorsal root ganglion|\bdrg\b|nerve roots?\b|root ganglion")
_PULSES = re.compile(r"\bpulsed (?:rf|radio|mode)|\bprf\b|\bpulsed\b[^.;\n]{0,30}\b(?:rf|radiofreq)|\b42 ?(?:°|degrees|deg\b|c\b)")
_INJECTED = re.compile(r"(?:triamcin|kenalog|\bdepo\b|dexameth|\bdex\b|methylpred|betameth|celestone|steroid)")


def _root_pulsed(case: Case) -> bool:
    """Whether pulsed radiofrequency at a root was the whole work: no steroid went in and no branch of a facet was burned."""
    live = of_today_text(case)
    if not (_ROOT.search(live) and _PULSES.search(live)) or re.search(r"medial branch|facet|lateral branch", live):
        return False
    return not _INJECTED.search(re.sub(r"\b(?:no|without)(?: \w+)? (?:steroids?|\w+one)\b", " ", live))


def _into_the_sacroiliac_joint(case: Case, acts: list[Finding]) -> list[Finding]:
    """A needle told in the sacroiliac joint with a drug, where the title calls it otherwise."""
    if any(f.value in ("si_injection", "si_neurotomy") for f in acts):
        return []
    if re.search(r"lateral branch|nerve supply|nerve block|dorsal ram", case.document.flat):  # the nerves of the joint and not the joint
        return []
    spans = case.says(_SACROILIAC) if not acts and re.search(r"\d{2} ?g\b|needle", case.document.flat) and not re.search(r"\brfa?\b|radiofreq|ablat", case.document.flat) else []
    for span in spans + case.says(r"(?:needle|inject)[^.\n]{0,60}(?:in ?to|within|in) (?:the )?(?:left |right )?(?:sacroiliac|si) joint[^.\n]{0,80}inject"):
        finding = next((f for number, s in enumerate(case.document.sentences) if s.start <= span.start < s.end for f in case.document.by_sentence.get(number, ())), None)
        if finding is not None:
            return [replace(finding, kind="act", value="si_injection", start=span.start, end=span.end, text=case.document.text[span.start : span.end])]
    return []


#: a sacroiliac joint named with the drug, where nothing else is told
_SACROILIAC = r"(?:\bsacroiliac|\bsi|\bsij)(?: (?:joint|jt)s?)?\b[^\n]{0,110}\b(?:depo|kenalog|steroid|triamcin\w+|methylpred\w*|bupi\w*|marcaine)\b"


def _after_an_attempt(case: Case, acts: list[Finding]) -> list[Finding]:
    """Acts told as attempted at one level where the needle was moved to another and the drug was given."""
    if not re.search(r"(?:moved|changed|redirected|switched|relocated|repeated|proceeded|re-?attempted|second attempt|then)\b[^\n]{0,120}(?:\blor\b|loss[ -]of[ -]resistance|epidurogram|contrast|spread|success|obtained|entered)", case.document.flat):
        return []
    told = {f.value for f in acts}
    return [replace(f, status="done") for f in case.all("act", "epidural_injection", "transforaminal_injection", "facet_injection", "si_injection", status=("attempted", "failed"), roles=_WHERE) if f.value not in told]


def _catheters(case: Case, acts: list[Finding]) -> list[Finding]:
    """An epidural catheter placed, where no injection is named."""
    if any(f.value in ("epidural_injection", "adhesiolysis") for f in acts) or not (re.search(r"tuohy|touhy|loss[ -]of[ -]resistance|\blor\b|threaded|infus", case.document.flat) or _INFUSED.search(case.document.flat)):
        return []
    found = [f for f in case.all("phrase", "epidural_catheter", roles=_WHERE) if "epidural" in f.text.lower()]
    return [replace(f, kind="act", value="epidural_injection") for f in found[:1]]


def _one_name(case: Case, one: Finding, other: Finding) -> bool:
    """Whether two acts stand so near that they are one name ("transforaminal epidural injection"), and not two items."""
    low, high = sorted((one, other), key=lambda f: f.start)
    return high.start - low.start < 45 and not re.search(r"[.;\n]\s*(?:\d|[a-z])|\bplus\b|\band (?:a )?(?:caudal|interlaminar)", case.document.flat[low.end : high.end])


def _narrated(case: Case) -> bool:
    return (given(case.document.flat) or bool(re.search(r"needle|\binj|nucleogra|manomet|\bpsi\b|electrode|\blesions?\b|\brf\b|rf[an]\b|radiofreq|\d ?deg|cannula|catheter|probe|\b\d{2} ?-?g(?:a|auge)?\b|tuohy|touhy|quincke|contrast|epidurogram|\bmg\b|\bml\b|\b[6-9]\d ?(?:c\b|°|x ?\d|/ ?\d|for \d)|neurogram", case.document.flat))) and any(s.role == "body" for s in case.document.sections)


def _interlaminar(case: Case, plain: list[Finding]) -> bool:
    """A second, interlaminar route was completed beside the transforaminal one."""
    told = [m for m in re.finditer(r"interlaminar|loss[ -]of[ -]resistance|caudal|translaminar|tuohy|touhy|sacral hiatus", case.document.flat) if case.section_at(m.start()) == "body"]
    given_up = re.search(r"(?:interlaminar|tuohy|caudal|loss[ -]of[ -]resistance)[^\n]{0,400}?(?:unsuccess|abandon|not possible|could not|failed|aborted|converted|changed to|switched|instead|false loss|no (?:contrast or )?medication|convert|no loss of resistance)", case.document.flat)
    return bool(plain and told) and not given_up


def _with_image(case: Case, procedure: Procedure, near: list[Finding]) -> None:
    guided(case, procedure, near)
    modalities = procedure.facts.get("guidance", ())
    if _UNAIDED.search(_OF_A_LIMB.sub(" ", case.document.flat)):
        procedure.set("imaged", False).set("ultrasound_only", "ultrasound" in modalities)
        return
    seen = bool({"fluoroscopy", "ct"} & set(modalities)) or case.has("modality", "fluoroscopy", "ct", status=("done", "attempted", "failed")) or bool(re.search(r"ap and lateral|\bdsa\b|digital subtraction|lateral view|lateral projection|oblique view|radiograph|epidurogram|image intensif|contrast (?:material|medium|agent|dye)? ?(?:was |were )?(?:administered|injected|given|instilled)|c-?arm|\bflour\w*|(?:^|\n)\W*(?:under |with |by )?fluoro\w*\b ?[.,;:]|\bap ?(?:/|&|\+) ?lat|(?:omnipaque|isovue|iohexol|iopamidol|visipaque|conray)\b(?:[^.;\n]|\.(?=\d)){0,60}\b(?:spread|epidural|outlin\w+|flow\w*|pattern|confirm\w*|showed|demonstrat\w*|uptake)|\bfl(?:[.:,;]|[- ]guid)|\bclo\b(?: view)?|contralateral oblique|(?<!no )\b(?:contrast|dye)\b(?! allerg)[^.;\n]{0,40}\b(?:spread\w*|flow\w*|outlin\w+|pattern|pooled|uptake|runoff|run-off)\b|contrast (?:ia\b|is ia\b|in the joint|intra-?articular)|arthrographic pattern", case.document.flat)) or screened(of_today_text(case))
    procedure.set("imaged", seen)
    procedure.set("ultrasound_only", "ultrasound" in modalities and not seen)


def _joints(case: Case, name: str, acts: list[Finding], words: re.Pattern[str]) -> list[Procedure]:
    """Facet joints: pairs as named; medial branches of n neighbouring vertebrae are n - 1 joints."""
    pairs = levels.treated(case, words, pairs=True)
    named = levels.headed(case, pairs=True)
    nerves = {level: found for level, found in levels.treated(case, words, pairs=False).items()}
    head_nerves = levels.headed(case, pairs=False)
    found: dict[str, tuple[set[str], list[Finding]]]
    if pairs:
        found = levels.kept(case, pairs, named)
    elif named:
        found = named
    else:
        found = _from_nerves(nerves or head_nerves)
    if found and case.has("act", "transforaminal_injection", roles=_WHERE):
        found = _by_route(case, found, _INTO_FACETS, _THROUGH_FORAMEN)
        named = {level: data for level, data in named.items() if level in found}
    if not found:
        found = {"": ({f.side for f in acts}, acts[:1])}
    sided = _other_side_too(case, _sided(found, named, acts, form_side(case)))
    region = levels.region(sided[0][0]) if sided[0][0] else _region(case)
    out = []
    for rank, (level, side, where) in enumerate(sided, 1):
        procedure = Procedure("spine_injection", name, level, side).because(acts[0], where[0])
        procedure.set("rank", rank).set("region", region, where[0])
        _with_image(case, procedure, acts)
        procedure.set("pulsed", bool(spine_targets.PULSED_MODE.search(case.document.flat)))
        out.append(procedure)
    return out


def _sided(found: dict[str, tuple[set[str], list[Finding]]], headed: dict[str, tuple[set[str], list[Finding]]], acts: list[Finding], form: str) -> list[tuple[str, str, list[Finding]]]:
    """Levels with their side, those of both sides first; one told without a side takes that of the heading, else the one all others share."""
    told = {level: levels.side_of(sides) or levels.side_of(headed[level][0] if level in headed else set()) for level, (sides, _) in found.items()}
    shared = {side for side in told.values() if side} or {levels.side_of({s for f in acts for s in (("left", "right") if f.side == "bilateral" else (f.side,))})}
    common = next(iter(shared)) if len(shared) == 1 else ""
    return sorted(((level, told[level] or common or form, where) for level, (_, where) in found.items()), key=lambda item: item[1] != "bilateral")


def _other_side_too(case: Case, sided: list[tuple[str, str, list[Finding]]]) -> list[tuple[str, str, list[Finding]]]:
    """Levels all told on one side or on none, with both where the narrative goes on to the other side."""
    sides = {side for _, side, _ in sided}
    if len(sides) != 1 or "bilateral" in sides or not both(case, next(iter(sides))):
        return sided
    return [(level, "bilateral", where) for level, _, where in sided]


def _from_nerves(nerves: dict[str, tuple[set[str], list[Finding]]]) -> dict[str, tuple[set[str], list[Finding]]]:
    ordered = list(nerves)
    if len(ordered) < 2:
        return nerves
    out = {}
    for upper, lower in zip(ordered, ordered[1:], strict=False):
        if levels.key(lower) - levels.key(upper) <= 1 or (upper[0], lower[0]) in (("L", "S"), ("C", "T"), ("T", "L")):
            sides = nerves[upper][0] | nerves[lower][0]
            out[f"{upper}-{lower}"] = (sides, nerves[upper][1] + nerves[lower][1])
    return out or nerves


def _region(case: Case) -> str:
    text = case.document.flat
    upper, lower = len(re.findall(r"cervical|thoracic", text)), len(re.findall(r"lumbar|sacral|caudal|lumbosacral", text))
    return "cervical_thoracic" if upper > lower else "lumbar_sacral"


def _by_route(case: Case, found: dict[str, tuple[set[str], list[Finding]]], own: re.Pattern[str], other: re.Pattern[str]) -> dict[str, tuple[set[str], list[Finding]]]:
    """Levels without those named only for the other route; all of them where none would be left."""
    kept = {}
    for level, (sides, where) in found.items():
        words = [case.document.flat[a:b] for a, b in (clause(case, f.start) for f in where)]
        if any(own.search(text) or not other.search(text) for text in words):
            kept[level] = (sides, where)
    return kept or found


def _roots(case: Case, acts: list[Finding]) -> list[Procedure]:
    """Foramina: a pair is entered at its upper vertebra in the lumbar spine; each root counts once."""
    found = levels.treated(case, _INJECT) or levels.headed(case)
    found = _by_route(case, _by_route(case, found, _THROUGH_FORAMEN, _FROM_BEHIND), _THROUGH_FORAMEN, _INTO_FACETS)
    head = _by_route(case, _by_route(case, levels.headed(case), _THROUGH_FORAMEN, _FROM_BEHIND), _THROUGH_FORAMEN, _INTO_FACETS)
    if head and found:
        found = levels.kept(case, found, head | {level: found[level] for level in found if any(level.split("-")[0] == other.split("-")[0] for other in head)})
    roots: dict[str, tuple[set[str], list[Finding]]] = {}
    for level, (sides, where) in found.items():
        pieces = level.split("-")
        root = pieces[1] if level[0] == "C" and len(pieces) > 1 else pieces[0]
        known, places = roots.setdefault(root, (set(), []))
        known |= sides
        places += where
    if not roots:
        roots = {"": ({f.side for f in acts}, acts[:1])}
    sided = _other_side_too(case, _sided(roots, head, acts, form_side(case)))
    out = []
    for rank, (root, side, where) in enumerate(sided, 1):
        procedure = Procedure("spine_injection", "transforaminal_injection", root, side).because(acts[0], where[0])
        procedure.set("rank", rank).set("region", levels.region(root) if root else _region(case), where[0])
        _with_image(case, procedure, acts)
        out.append(procedure)
    return out


def _epidural(case: Case, acts: list[Finding]) -> Procedure:
    found = _by_route(case, levels.treated(case, _INJECT) or levels.headed(case), _FROM_BEHIND, _THROUGH_FORAMEN)
    level = min(found, key=lambda name: found[name][1][0].start, default="")
    procedure = Procedure("spine_injection", "epidural_injection", level).because(acts[0])
    caudal = re.search(r"caudal(?! (?:tilt|angul|oblique|direction|end|cranial|to\b))|sacral hiatus", case.document.flat)
    procedure.set("region", "lumbar_sacral" if caudal else levels.region(level) if level else _region(case))
    catheter = case.first("phrase", "epidural_catheter")
    if catheter is None and _CATHETER.search(case.document.flat) and _INFUSED.search(case.document.flat):
        catheter = acts[0]
    if catheter is not None and (_TAKEN_OUT.search(case.document.flat) or _NO_CATHETER.search(case.document.flat)):
        catheter = None
    procedure.set("catheter", catheter is not None, *([catheter] if catheter else []))
    neurolytic = re.search(r"phenol|dehydrated alcohol|absolute alcohol|hypertonic saline", case.document.flat)
    procedure.set("neurolytic", bool(neurolytic))
    _with_image(case, procedure, acts)
    return procedure


def _sacroiliac(case: Case, name: str, acts: list[Finding]) -> Procedure:
    side = levels.side_of({s for f in acts for s in (("left", "right") if f.side == "bilateral" else (f.side,))})
    side = "bilateral" if any(levels.both_told(case, f) for f in acts) else side or form_side(case)
    procedure = Procedure("spine_injection", name, "sacroiliac_joint", "bilateral" if both(case, side, "sacroiliac") else side).because(acts[0])
    _with_image(case, procedure, acts)
    return procedure


def _discs(case: Case, acts: list[Finding]) -> list[Procedure]:
    found = levels.treated(case, _DISC, pairs=True)
    bad = {f.value for block in levels.blocks(case) if levels.FAILED.search(block.text) and len(block.levels) == 1 for f in block.levels}
    found = {level: data for level, data in found.items() if level not in bad} or {k: v for k, v in levels.headed(case, pairs=True).items() if k not in bad}
    if not found:
        return []
    region = levels.region(next(iter(found)))
    procedure = Procedure("spine_injection", "discography").because(acts[0], *[where[0] for _, where in found.values()])
    procedure.set("discs", len(found)).set("levels", tuple(found)).set("region", region)
    return [procedure]
