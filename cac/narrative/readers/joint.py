"""Joints, bursae, tendons, trigger points: injection, aspiration, arthrography."""

from __future__ import annotations

import re
from dataclasses import replace

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.clause_sense import of_today_text, runs_on, sense
from cac.narrative.denied import DENIED_GUIDANCE
from cac.narrative.common import sole_side
from cac.narrative.kept import kept_image
from cac.narrative.levels import side_of
from cac.narrative.live import blanked
from cac.narrative.procedure import Procedure

FAMILIES = ("joint",)
_WHERE = ("body", "summary", "head")
_CLASS = {
    "shoulder": "major", "hip": "major", "hip_bursa": "major", "knee": "major", "elbow": "intermediate", "wrist": "intermediate", "ankle": "intermediate",
    "acromioclavicular": "intermediate", "tmj": "intermediate", "small": "small",
}
_NEEDLE = re.compile(r"needle|\binj|aspirat|\basp\b|gauge|syringe|\d{2} ?g\b")
_WORK = re.compile(r"\binj|aspirat|\basp\b|hydrod|bupi|ropi|\blido\b|methylpred|needle|instill|arthrogra|contrast|steroid|triamcinolone|kenalog|depo|cortisone|bupivacaine|intra-?articular|marcaine|lidocaine|fluid")
_CROSS = re.compile(r"\bmri?\b|magnetic resonance|\bct\b|to mr|pre-?mr|gadolinium|gadavist|magnevist|dotarem|multihance|prohance")
_FILMS = re.compile(r"(?:radiographs?|films?|views?|images?) (?:\w+ ){0,5}?(?:obtained|taken|acquired|stored|show|demonstrat)|post[- ]?injection (?:radiograph|film|view)|multiple views|exercise|radiographic arthro|conventional arthro")
#: films of the joint told by their projections or by who read them
_EXPOSED = re.compile(r"(?:radiographs?|films?|exposures?|views?|projections?)\b[^.;\n]{0,90}\b(?:followed|exposed|made|taken|obtained|acquired|filed|archived|stored|read|interpreted|repeated)|\b(?:ap|frontal|lateral|oblique|frog|tunnel|skyline|axillary|internal rotation|external rotation)\b[^.;\n]{0,60}\b(?:radiographs?|films?|exposures?|views?|projections?)\b")
_NOT_FILMS = re.compile(r"no other radiograph|no (?:additional|further) (?:radiograph|film|view|image)|spot (?:ap )?stored")
_NO_ARTHROGRAM = re.compile(r"no (?:diagnostic |formal |contrast |separate )?arthrogra(?:m|ms|phy|phies)\b(?! (?:films?|radiographs?|images?|series|views?) (?:were|was) )|no (?:diagnostic |formal )?arthrogram series|not (?:an? )?(?:diagnostic )?arthrogra")
#: films that were not made after the injection
_NO_FILMS = re.compile(r"\bno (?:(?:arthrogra\w+|conventional|plain|spot|further|additional|post-?injection|other|radiographic|separate|formal|diagnostic|stress|overhead|delayed|x-?ray|exercise|post) ){0,3}(?:radiographs?|films?|views?|exposures?|radiography)\b(?![^.;\n]{0,12}(?:abnormal|contrast))|(?:radiographs?|films?|arthrogra\w+ (?:series|films?|images?)) ?: ?(?:none|no\b|not|nil)|(?:radiographs?|films?)[^.;\n]{0,16} (?:was|were) not (?:obtained|taken|made|acquired|exposed|performed)|no (?:conventional|radiographic|formal|plain)(?: film)? arthrogra\w+|fluoroscopy (?:served |was used |used )?(?:only|solely|just)")
#: a study by CT or MR that cannot be had or was not part of this one
_NO_CROSS = re.compile(r"[^.;\n]*\b(?:cannot|can't|can not|unable|impossible|contra-?indicat\w*|not (?:possible|planned|available|requested|tolerat\w+|allowed|permitted|performed|an option)|degraded|refus\w+|declin\w+|unhelpful|incompatible|non-?conditional|unsafe|claustrophob\w*|no (?:other |further |additional )?(?:mri?|ct|cross|imaging)|without (?:mri?|ct))\b[^.;\n]*")
_GADOLINIUM = re.compile(r"\bgad\w*\b(?! ?(?:enhanc|mri))|magnevist|multihance|prohance|dotarem|clariscan")
#: work on a joint told beside its name
_BESIDE = re.compile(r"\binj(?:s|ection|ections|ected)?\b|\baspirat\w+|\basp\b|\btap(?:ped)?\b|steroid|cortisone|kenalog|\bdepo\b|triamcinolone|viscosuppl|synvisc|\bprp\b")
#: what goes into or comes out of a joint
_INTO_A_JOINT = re.compile(r"steroid|triamcin|kenalog|\bdepo\b|depo-?medrol|cortisone|methylpred|betameth|celestone|dexameth|\bdex\b|bupi|marcaine|ropi|hyaluron|synvisc|\bprp\b|intra-?art|joint|synovi|septic|infect|prosthe|crystal|\bgout|gram stain|culture|dry tap|cyst|bursa|cloudy|effusion|\bgad")
_VESSELS = re.compile(r"venogra|phlebo|sclero[ts]|varic|saphenous|angiogra|arteriogra|lymph|dorsal (?:foot|hand) vein|dorsum of|catheter-directed")
_DIGIT = re.compile(r"\b(1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|thumb|index|middle|ring|little)\b")
_FINGER = {"first": "1", "thumb": "1", "second": "2", "index": "2", "third": "3", "middle": "3", "fourth": "4", "ring": "4", "fifth": "5", "little": "5"}
_STEROID = re.compile(r"steroid|triam|kenalog|\bdepo\b|depo-?medrol|cortisone|methylpred|betameth|celestone|dexameth")
_ARTHROGRAM = ("shoulder", "hip", "knee", "elbow", "wrist", "ankle", "tmj")
_DRUG = re.compile(r"steroid|needling|triamcin|kenalog|depo|cortisone|methylpred|betameth|celestone|dexameth|bupivacaine|marcaine|ropivacaine|prp\b|plasma|tenotomy|fenestrat")
_ORGAN_LIGAMENT = re.compile(r"loss[ -]of[ -]resist|\blamina|epidural|flavum|intrathecal|interspinous|falciform|round ligament|inguinal ligament|gastrocolic|broad ligament|ligament of treitz|arcuate|ligamentum|teres|hepatogastric|liver")
#: a ligament that was itself injected
_INTO_LIGAMENT = re.compile(r"inject\w*[^.;\n]{0,40}ligament|into (?:the )?(?:\w+ ){0,2}ligament|ligaments? (?:inject\w+|infiltrat\w+|prolotherapy|(?:steroid|cortisone) inject\w+)|prolotherapy")
_NERVE_GANGLION = re.compile(r"stellate|celiac|sphenopalatine|pterygopalatine|gasserian|trigeminal|dorsal root|sympathetic|impar\b|geniculate|superior cervical|ganglion (?:block|of impar|rf\b|neurol)|splanchnic")
_OTHER_WORK = re.compile(r"arthroplasty|arthroscop|incision was made|debrid|fracture reduction|ablat|embolis?z|angiogra|sheath|biops")


#: a joint under a cushion, a hand laid on it, a joint bent for the position of the patient
_POSTURE = re.compile(r"(?:under|beneath|behind|between) (?:the |both |his |her |each )?(?:left |right |flexed |bent )?$|(?:hand|palm|arm) (?:placed |resting |laid |lying )?(?:on|over|across) (?:the |his |her )?(?:left |right |opposite |contralateral )?$|\bstiff |\bhumpback")
#: what is said of a joint, a bursa or a ligament that was only seen
_SEEN = re.compile(r"(?: flexion)? creases?\b|s?(?: itself| space| recess)?,? (?:(?:also |then |only |partly |partially |faintly |promptly |normally )?(?:fills?|filled|opacif\w+|communicat\w+)\b|(?:does|do|did) not (?:fill|opacify|communicate)|(?:is|are|was|were|appears?|looks?|seems?) (?:\w+ )?(?:intact|normal|smooth|torn|thickened|unremarkable|preserved|quiet|asymptomatic|arthritic|narrowed|not (?:fill|seen|opacif|involved|examined|injected|entered|touched))|(?:shows?|showed) |intact\b|tear\b|rupture\b|thickening\b|(?:was |were |is )?(?:kept clear|avoided|spared)\b|with(?:out)? (?:a )?tear)")
#: a cyst, a bursa or a ligament that was only noticed
_NOTICED = re.compile(r"(?: \w+)?(?: was| were| is)? (?:also )?(?:seen|identified|noted|visuali[sz]ed|present)\b(?! by palp| and )")
_BY_THE_WAY = re.compile(r"cyst|bursa|ligament|fascia")
_INTACT = re.compile(r"(?:intact|normal|torn|thickened|unremarkable|transverse|interosseous|collateral|cruciate|scapulolunate|tear of the|kept clear of|superficial to|deep to|beneath|beside|below|under|medial to|lateral to|along|avoiding|past) (?:the )?(?:\w+ ){0,2}$")
#: sheaths of tendons and nerves, no sheath of a vessel
_OWN_SHEATH = re.compile(r"(?:tendon|flexor|peroneal|biceps|compartment|synovial|extensor|nerve|rectus|the|into) sheaths?|sheaths? (?:of the|distend\w*|thicken\w*|inject\w*)|(?:needle|image)[^.\n]{0,20}sheath")


#: what is felt at a joint
_FELT = re.compile(r"\b(?:pains?|pressure|aching?|aches?|stiffness|swelling|swollen|tenderness|numbness|soreness|discomfort|weakness|range of motion|rotation|movement)\b[^.;\n]{0,24}$")
_SPINE = re.compile(r"\bepidural|\bfacets?\b|transforaminal|medial branch|sacro-?iliac|nerve (?:root )?block|plexus block|ganglion block|myelogra|lumbar puncture|vertebroplast|kyphoplast")


def read(case: Case) -> list[Procedure]:
    """Injections and aspirations of joints and soft tissue done today."""
    spoken = runs_on(case)
    acts = [f for f in case.all("act", "joint_injection", "arthrogram", roles=_WHERE, status=None if spoken else ("done",)) if _of_today(case, f)]
    soft = [f for f in case.all("soft", roles=_WHERE, status=None if spoken else ("done",)) if _of_today(case, f)]
    joints = [f for f in case.all("joint", roles=_WHERE, status=None if spoken else ("done",)) if _of_today(case, f)]
    joints = _not_only_felt(case, joints)
    acts += _beside_the_name(case, acts, joints)
    if not _NEEDLE.search(case.document.flat) or not (acts or (soft and (case.has("act", "inject", "aspirate", roles=_WHERE) or any(f.value == "trigger_point" for f in soft) or _BESIDE.search(blanked(case, roles=_WHERE)) or _DRUG.search(blanked(case, roles=_WHERE))))) or len(_OTHER_WORK.findall(_OWN_SHEATH.sub(" ", blanked(case, roles=_WHERE)))) > 1:
        return []
    out = _joints(case, acts, joints)
    out += _soft(case, soft, out)
    return out


def _of_today(case: Case, finding: Finding) -> bool:
    """Whether a mention belongs to the work of today and is no landmark, posture or thing seen."""
    if sense(case, finding) in ("other_day", "later", "denied"):
        return False
    flat = case.document.flat
    before, after = flat[max(0, finding.start - 44) : finding.start], flat[finding.end : finding.end + 60]
    if finding.kind == "joint" and _POSTURE.search(before):
        return False
    if finding.kind != "act" and _BY_THE_WAY.search(finding.text.lower()) and _NOTICED.match(after) and "palp" not in after:
        return False
    return finding.kind == "act" or not _SEEN.match(after) and not (finding.kind == "soft" and _INTACT.search(before))


def _not_only_felt(case: Case, joints: list[Finding]) -> list[Finding]:
    """Joints without those that only hurt ("a little pressure in the shoulder"), where others are named or the spine was treated."""
    flat = case.document.flat
    felt = [f for f in joints if f.role == "body" and _FELT.search(flat[max(0, f.start - 40) : f.start])]
    if len(felt) < len(joints) or _SPINE.search(flat):
        return [f for f in joints if f not in felt]
    return joints


def _beside_the_name(case: Case, acts: list[Finding], joints: list[Finding]) -> list[Finding]:
    """Injections told beside the name of a joint ("hip inj", "Baker cyst aspiration", "joint: left hip")."""
    known = {f.sentence for f in acts}
    out: list[Finding] = []
    if _VESSELS.search(case.document.flat):
        return out
    for joint in joints:
        if not _INTO_A_JOINT.search(case.around(joint, before=1, after=4 if joint.role != "head" and joint.sentence else len(case.document.sentences))):
            continue
        span = case.document.sentences[joint.sentence]
        told = of_today_text(case) if runs_on(case) else blanked(case, roles=_WHERE)
        last = joint.end + 110 if len(told) < 260 and re.search(r"\d{2} ?g\b|needle|gauge", told) else min(span.end, joint.end + 40)  # one line of telegram style
        near = _BESIDE.search(told, max(span.start, joint.start - 40), last)
        form = re.search(r"(?:joint|site|location|procedure|level|area)s? ?: ?$", case.document.flat[max(0, joint.start - 24) : joint.start].replace("left ", "").replace("right ", ""))
        if joint.sentence not in known and (near or form and _DRUG.search(case.document.flat)):
            out.append(replace(joint, kind="act", value="joint_injection"))
    return out


def _worked(case: Case, finding: Finding) -> bool:
    text = case.around(finding, after=4 if finding.role == "body" else 0)
    return bool(_WORK.search(text))


def _joints(case: Case, acts: list[Finding], joints: list[Finding]) -> list[Procedure]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    digits: dict[tuple[str, str], set[str]] = {}
    small = any(f.role == "body" for f in joints)
    cysts = {f.sentence for f in case.all("soft", "ganglion", roles=_WHERE) if f.status == "done"}
    tendons = case.all("soft", roles=_WHERE, status=None)
    filled = any(f.value == "arthrogram" for f in acts)
    if filled:  # what fills or does not fill is seen on the arthrogram
        joints = [f for f in joints if f.role != "body" or f.section != "findings" or _NEEDLE.search(case.sentence(f.sentence))]
    joints = [f for f in joints if not any(t.start <= f.start and f.end <= t.end for t in tendons)]  # "tennis elbow" is no joint
    bursae = [f.start for f in joints if "bursa" in f.text.lower()]
    joints = [f for f in joints if "bursa" in f.text.lower() or not any(f.end < start <= f.end + 3 for start in bursae)]  # "hip greater trochanteric bursa"
    joints = [f for f in joints if f.sentence not in cysts or re.search(r"joint|intra-?articular", case.sentence(f.sentence))]
    near_sides = _near_sides(case, joints)
    for finding in joints:
        if small and finding.role == "head" and not acts:
            continue
        if not _worked(case, finding) and finding.sentence not in {a.sentence for a in acts}:
            continue
        name = finding.value
        told = finding.side if finding.side_near else near_sides.get(name) or sole_side(case, finding)
        for side in ("left", "right") if told == "bilateral" else (told,):
            groups.setdefault((name, side), []).append(finding)
            if digit := name == "small" and _DIGIT.search(case.document.flat[max(0, finding.start - 12) : finding.end]):
                digits.setdefault((name, side), set()).add(_FINGER.get(digit.group(1), digit.group(1)[:1]))
    named = {value for value, side in groups if side}
    groups = {key: found for key, found in groups.items() if key[1] or key[0] not in named}
    headed = {f.value for f in joints if f.role == "head"}
    if headed and any(value in headed for value, _ in groups):
        groups = {key: found for key, found in groups.items() if key[0] in headed or any(_NEEDLE.search(case.sentence(f.sentence)) for f in found if f.role == "body")}
    out = []
    for (value, side), found in groups.items():
        text = _station(case, value, side, found) if len(groups) > 1 else _whole(case)
        arthrogram = [f for f in acts if f.value == "arthrogram" and (f.side in ("", side, "bilateral") or not side) and not _NO_ARTHROGRAM.search(case.document.flat)]
        arthrogram = [f for f in arthrogram if any(g.sentence == f.sentence for g in found) or len({v for v, _ in groups}) == 1]
        if not arthrogram and value in _ARTHROGRAM and _GADOLINIUM.search(text) and not _DRUG.search(text):
            arthrogram = found[:1]
        if arthrogram and _STEROID.search(text) and not (_GADOLINIUM.search(text) or _CROSS.search(case.document.flat) or _FILMS.search(text) or any(f.role == "head" for f in arthrogram)):
            arthrogram = []  # contrast that only proved the place of a treatment
        procedure = Procedure("joint", "arthrogram_injection" if arthrogram and value not in ("hip_bursa", "small", "acromioclavicular") else "joint_injection", value, side)
        procedure.because(*(arthrogram[:1] or acts[:1] or found[:1]), found[0])
        procedure.set("joint", value, found[0]).set("class", _CLASS[value]).set("count", max(1, len(digits.get((value, side), ()))))
        named_us = any(f.sentence in _stretch(case, value, side, found) for f in case.all("modality", "ultrasound", roles=_WHERE))
        ultrasound = named_us or re.search(r"(?:under|with|using|via|live|real[- ]time|guided?)[^.\n]{0,40}(?:ultraso|sonogra|\bus\b)|(?:ultraso\w+|sonograph\w+|\bus)[- ](?:guid|visuali)|ultraso\w+|sonogra", text)
        text = DENIED_GUIDANCE.sub(" ", text)
        fluoro = re.search(r"fluoro|c-?arm|image intensif|spot (?:saved|image|film)|x-?ray", text)
        procedure.set("ultrasound", bool(ultrasound) and not re.search(r"no (?:ultrasound|imaging)|without (?:ultrasound|imaging)", text))
        procedure.set("fluoroscopy", bool(fluoro))
        procedure.set("ct", bool(re.search(r"ct[- ]guid|under ct|ct fluoro", text)))
        stored = kept_image(case)
        procedure.set("image_stored", bool(stored), *([stored] if stored else ()))
        procedure.set("films", bool(_FILMS.search(text) or _EXPOSED.search(text)) and not _NOT_FILMS.search(text) and not _NO_FILMS.search(case.document.flat) and not _crossed(case))
        procedure.set("anesthesia", bool(re.search(r"general anesth", case.document.flat)))
        out.append(procedure)
    sites = [p for p in out if p.name == "joint_injection"]
    if any(p.name == "arthrogram_injection" for p in out) or len({p.side for p in sites}) > 1 and len({_imaged(p) for p in sites}) > 1:
        for procedure in sites:
            if not _imaged(procedure) or any(p.name == "arthrogram_injection" for p in out):
                procedure.set("distinct_modifier", "59")
    return out


def _imaged(procedure: Procedure) -> bool:
    """Whether ultrasound with its record stands behind an injection."""
    return bool(procedure.facts["ultrasound"] and procedure.facts["image_stored"])


def _near_sides(case: Case, joints: list[Finding]) -> dict[str, str]:
    """The only side told beside each joint in work of today; joints told with both sides apart are left out."""
    sides: dict[str, set[str]] = {}
    for finding in joints:
        span = case.document.sentences[finding.sentence]
        told = finding.side if finding.side_near else sole_side(case, replace(finding, side="")) if span else ""
        if told:
            sides.setdefault(finding.value, set()).add(told)
    return {value: next(iter(found)) for value, found in sides.items() if len(found) == 1}


def _crossed(case: Case) -> bool:
    """Whether a study by CT or MR belongs to the injection: it follows, or gadolinium was given."""
    return bool(_CROSS.search(_NO_CROSS.sub(" ", of_today_text(case))))


def _station(case: Case, value: str, side: str, found: list[Finding]) -> str:
    """The words about one joint: from its mentions to the next joint or side."""
    return " ".join(case.sentence(n) for n in sorted(_stretch(case, value, side, found)))


def _whole(case: Case) -> str:
    """The words of today's work in title, body and summary."""
    return " ".join(of_today_text(case).split(" "))


def _stretch(case: Case, value: str, side: str, found: list[Finding]) -> set[int]:
    sentences = sorted({f.sentence for f in found})
    others = {f.sentence for f in case.all("joint", roles=_WHERE) if (f.value, f.side) != (value, side) and not (f.value == value and not f.side)}
    chosen: set[int] = set()
    for number in sentences:
        for step in range(number, min(number + 7, len(case.document.sentences))):
            if step != number and step in others:
                break
            chosen.add(step)
    return chosen


def _sides(side: str) -> tuple[str, ...]:
    return ("left", "right") if side == "bilateral" else (side,)


def _soft(case: Case, soft: list[Finding], joints: list[Procedure]) -> list[Procedure]:
    out = []
    for value in ("trigger_point", "ganglion", "carpal_tunnel", "tendon_sheath", "tendon_origin"):
        found = [f for f in soft if f.value == value and (_worked(case, f) or _NEEDLE.search(case.document.flat))]
        if value == "ganglion":  # a ganglion of nerves is no cyst
            found = [f for f in found if not _NERVE_GANGLION.search(case.document.flat[max(0, f.start - 40) : f.end + 14])]
        if value in ("tendon_sheath", "tendon_origin"):
            found = [f for f in found if f.text.lower() != "ligament" or _INTO_LIGAMENT.search(case.sentence(f.sentence))]
            found = [f for f in found if _DRUG.search(case.document.flat if f.role == "head" or f.sentence < 2 else case.around(f, before=1, after=3 if joints else 7)) and not _ORGAN_LIGAMENT.search(case.sentence(f.sentence))]
        if not found or (joints and value in ("tendon_sheath", "tendon_origin") and not any(_NEEDLE.search(case.sentence(f.sentence)) for f in found)):
            continue
        procedure = Procedure("joint", value, value, side_of({s for f in found for s in _sides(sole_side(case, f))})).because(found[0])
        procedure.set("ultrasound", case.has("modality", "ultrasound")).set("fluoroscopy", case.has("modality", "fluoroscopy"))
        procedure.set("image_stored", kept_image(case) is not None)
        if value == "trigger_point":
            muscles = set(re.findall(r"trapezius|levator scapul|rhomboid|quadratus lumborum|piriformis|gluteus \w+|paraspinal|splenius|sternocleidomastoid|infraspinatus|supraspinatus|latissimus|multifidus|iliocostalis|erector spinae|semispinalis|deltoid|scalene", case.document.flat))
            number = re.search(r"(three|four|five|six|3|4|5|6|multiple) (?:or more )?muscles", case.document.flat)
            procedure.set("muscles", max(len(muscles), 3 if number else 1))
        out.append(procedure)
    return out
