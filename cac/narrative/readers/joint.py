"""Joints, bursae, tendons, trigger points: injection, aspiration, arthrography."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import replace

from cac.findings import Finding
from cac.narrative import joint_station, joint_told
from cac.narrative.case import Case
from cac.narrative.clause_sense import at_the_visit, of_today_text, runs_on, sense
from cac.narrative.denied import DENIED_GUIDANCE
from cac.narrative.common import sides_of, sole_side
from cac.narrative.joint_words import (
    ARTHROGRAM,
    BESIDE,
    BY_HAND,
    BY_THE_WAY,
    CLASS,
    CROSS,
    DIGIT,
    DRUG,
    EXPOSED,
    FELT,
    FILMS,
    FINGER,
    GADOLINIUM,
    HURTS,
    INTACT,
    INTO_A_JOINT,
    INTO_LIGAMENT,
    NEEDLE,
    NERVE_GANGLION,
    NOTICED,
    NOT_FILMS,
    NO_ARTHROGRAM,
    NO_CROSS,
    NO_FILMS,
    NO_FLUOROSCOPY,
    ORGAN_LIGAMENT,
    OWN_SHEATH,
    POSTURE,
    READ_ONLY,
    SAME,
    SEEN,
    SONO,
    SPINE,
    STEROID,
    VESSELS,
    WHERE,
    WORK,
)
from cac.narrative.kept import kept_image
from cac.narrative.levels import side_of
from cac.narrative.live import blanked
from cac.narrative.needle_drug import given
from cac.narrative.procedure import Procedure

FAMILIES = ("joint",)
ORDER = 52


def read(case: Case, before: list[Procedure]) -> list[Procedure]:
    """Injections and aspirations of joints and soft tissue done today."""
    spinal = any(p.family == "spine_injection" for p in before)  # the guidance there is not that of the joint
    spoken = runs_on(case)
    acts = [f for f in case.all("act", "joint_injection", "arthrogram", roles=WHERE, status=None if spoken else ("done",)) if _of_today(case, f)]
    soft = [f for f in case.all("soft", roles=WHERE, status=None if spoken else ("done", "existing")) if _of_today(case, f) and not _OPERATED.match(case.document.flat, f.end)]
    joints = [f for f in case.all("joint", roles=WHERE, status=None if spoken else ("done",)) if _of_today(case, f)]
    if joint_told.by_the_wrist(case.document.flat):
        joints = [f for f in joints if f.value != "wrist"]
    joints = _not_only_felt(case, joints, bool(soft))
    acts += _beside_the_name(case, acts, joints)
    acts += joint_told.told(case, joints) if not acts and not soft else []
    soft += _cyst_of_the_diagnosis(case, soft)
    if any(f.value == "carpal_tunnel" for f in soft):  # the wrist is where the tunnel is
        joints = [f for f in joints if f.value != "wrist" or re.search(r"joint|radiocarpal|intra-?articular", case.sentence(f.sentence))]
    if READ_ONLY.search(case.document.flat) and not re.search(r"\b\d{2} ?-?(?:g|ga|gauge)\b|\bneedle", case.document.flat):
        return []
    worked = NEEDLE.search(case.document.flat) or given(of_today_text(case)) or joint_told.filled(of_today_text(case))
    at_sheath = {f.sentence for f in soft if f.value in ("tendon_sheath", "tendon_origin", "ganglion")} | {f.sentence for f in case.all("nerve", roles=WHERE)}
    joints = [f for f in joints if f.sentence not in at_sheath or not _BARE.fullmatch(f.text.lower()) or re.search(r"joint|intra-?articular|bursa", case.sentence(f.sentence))]
    if not worked or not (acts or (soft and (case.has("act", "inject", "aspirate", roles=WHERE) or any(f.value == "trigger_point" for f in soft) or any(f.value == "ganglion" for f in soft) and re.search(r"\bjelly|gelatin\w*|mucin\w*|mucoid|\d ?(?:ml|cc)\b", blanked(case, roles=WHERE)) or BESIDE.search(blanked(case, roles=WHERE)) or DRUG.search(blanked(case, roles=WHERE)) or _JELLY.search(of_today_text(case))))) or joint_told.other_work(OWN_SHEATH.sub(" ", blanked(case, roles=WHERE))) > 1:
        return []
    out = _joints(case, acts, joints, spinal) or _joints(case, acts, _of_the_indication(case, acts), spinal)
    out += _soft(case, soft, out)
    return out


def _cyst_of_the_diagnosis(case: Case, soft: list[Finding]) -> list[Finding]:
    """The ganglion cyst of the diagnosis, where the narrative goes on with "the cyst" and draws its jelly."""
    if any(f.value == "ganglion" for f in soft) or not _JELLY.search(of_today_text(case)):
        return []
    number = next((n for n in range(len(case.document.sentences)) if _JELLY.search(case.sentence(n))), 0)
    return [replace(f, sentence=number, status="done") for f in case.all("soft", "ganglion", roles=("background",), status=None) if f.status != "prior" and not sense(case, f)][:1]


#: an operation done there once
_OPERATED = re.compile(r" (?:release|surgery|decompress\w*|operation|repair|reconstruction|debridement|transfer)\b")
#: the part of a limb in which a sheath or a tendon lies
_BARE = re.compile(r"(?:shoulder|hip|knee|elbow|wrist|ankle|thumb|finger)s?|big toe|great toe|hallux")
#: roots and nerves, whose ganglia are no cysts
_NEAR_ROOTS = re.compile(r"\broots?\b|foram(?:en|in)|neuralg|plexus|\bnerves?\b|horner|sympath")
#: a cyst that was punctured and what came out
_JELLY = re.compile(r"\b(?:cyst|ganglion|mass|lesion)\b[^\n]{0,160}(?:gelatin\w*|mucin\w*|mucoid|jelly|viscous|viscid|synovial|aspirat\w*|ruptur\w*)|(?:gelatin\w*|mucin\w*|mucoid|jelly|viscous)[^\n]{0,80}\b(?:cyst|ganglion)\b")


def _of_the_indication(case: Case, acts: list[Finding]) -> list[Finding]:
    """The one joint of indication or diagnosis, where a joint was tapped or injected and the narrative does not name it again."""
    if not any(f.role in WHERE and _ANY_JOINT.search(f.text.lower()) for f in acts) or case.all("soft", roles=WHERE):
        return []
    named = [f for f in case.all("joint", roles=("background",), status=None) if f.section in ("indication", "preoperative_diagnosis", "history") and f.status != "prior" and not sense(case, f) and not at_the_visit(case, f.start)]
    if len({(f.value, sole_side(case, f)) for f in named}) != 1:
        return []
    return [replace(f, sentence=acts[0].sentence, side=sole_side(case, f), side_near=True) for f in named[:1]]


#: an act that is done to joints alone
_ANY_JOINT = re.compile(r"arthrocentesis|joint|intra-?articular")


def _of_today(case: Case, finding: Finding) -> bool:
    """Whether a mention belongs to the work of today and is no landmark, posture or thing seen."""
    if sense(case, finding) in ("other_day", "later", "denied") or at_the_visit(case, finding.start):
        return False
    flat = case.document.flat
    before, after = flat[max(0, finding.start - 44) : finding.start], flat[finding.end : finding.end + 60]
    if finding.kind == "joint" and POSTURE.search(before):
        return False
    if finding.kind != "act" and BY_THE_WAY.search(finding.text.lower()) and NOTICED.match(after) and "palp" not in after:
        return False
    return finding.kind == "act" or not SEEN.match(after) and not (finding.kind == "soft" and INTACT.search(before))


def _not_only_felt(case: Case, joints: list[Finding], soft: bool) -> list[Finding]:
    """Joints without those that only hurt ("a little pressure in the shoulder"), where others, a tendon or a muscle are named or the spine was treated."""
    flat = case.document.flat
    felt = [f for f in joints if f.role == "body" and (FELT.search(flat[max(0, f.start - 40) : f.start]) or HURTS.match(flat, f.end) and not re.search(r"needle|\binject|aspirat", case.sentence(f.sentence)))]
    if soft or len(felt) < len(joints) or SPINE.search(flat):
        return [f for f in joints if f not in felt]
    return joints


def _beside_the_name(case: Case, acts: list[Finding], joints: list[Finding]) -> list[Finding]:
    """Injections told beside the name of a joint ("hip inj", "Baker cyst aspiration", "joint: left hip")."""
    known = {f.sentence for f in acts}
    out: list[Finding] = []
    if VESSELS.search(case.document.flat):
        return out
    for joint in joints:
        if not INTO_A_JOINT.search(case.around(joint, before=1, after=4 if joint.role != "head" and joint.sentence else len(case.document.sentences))):
            continue
        span = case.document.sentences[joint.sentence]
        told = of_today_text(case) if runs_on(case) else blanked(case, roles=WHERE)
        last = joint.end + 110 if len(told) < 260 and re.search(r"\d{2} ?g\b|needle|gauge", told) else min(span.end, joint.end + 40)  # one line of telegram style
        near = BESIDE.search(told, max(span.start, joint.start - 40), last)
        form = re.search(r"(?:joint|site|location|procedure|level|area)s? ?: ?$", case.document.flat[max(0, joint.start - 24) : joint.start].replace("left ", "").replace("right ", ""))
        near = near or joint_told.heads_its_item(case, joint.start, joint.end) or _prepared(case, joint) or _opens(case, joint, joints) or _entered(told[span.start : span.end], joint.start - span.start, joint.end - span.start)
        if joint.sentence not in known and (near or form and DRUG.search(case.document.flat)):
            out.append(replace(joint, kind="act", value="joint_injection"))
    return out


#: a drug that goes into joints, and what is drawn from them
_JOINT_DRUG = re.compile(r"steroid|triamcin|kenalog|\bdepo\b|depo-?medrol|cortisone|methylpred|betameth|celestone|dexameth|visco|synvisc|euflexxa|orthovisc|monovisc|hyalgan|supartz|durolane|gelsyn|hymovis|hyaluron|\bprp\b|fluid|synovial|\bpus\b|blood|effusion|bupi|marcaine|ropi|gad")
_GIVEN_INTO = re.compile(r"\b(?:inject\w*|instill\w*|deposit\w*|deliver\w*|plac\w*|infiltrat\w*|administ\w*|aspirat\w*|withdr\w*|drawn|drew|remov\w*|obtained)\b[^.;\n]{0,110}\b(?:into|in|within|from|of) (?:the |his |her |each |both )?(?:\w+ ){0,2}$")
_TAKES = re.compile(r"[^.;\n]{0,70}\b(?:entered|punctured|accessed|cannulated|approached|needled|inject\w*|aspirat\w*|infiltrat\w*)\b")


#: the way to a joint told before the needle
_ON_THE_WAY = re.compile(r"needle|gauge|\d{2} ?g\b|intensif|fluoro|\bprobe\b|\bapproach|portal|prepp?ed|cleansed|cleaned|marked|flexed|palpat|sterile|aseptic")


def _prepared(case: Case, joint: Finding) -> bool:
    """Whether a joint is named with the approach or the preparation, and the next sentences tell of a needle and a drug for joints or of fluid."""
    if joint.role == "head" or not _ON_THE_WAY.search(case.sentence(joint.sentence)) or SPINE.search(case.document.flat):
        return False
    after = " ".join(case.sentence(n) for n in range(joint.sentence, joint.sentence + 6))
    return bool(re.search(r"\binject\w*|\baspirat\w*|\binstill", after) and STEROID.search(after) and re.search(r"needle|gauge|\d{2} ?g\b", after))


#: the amount of a drug that goes into joints
_DOSE = re.compile(rf"\d (?:of )?(?:{STEROID.pattern})|\d ?(?:mg|ml|cc|u|units?)\b[^.;\n]{{0,30}}(?:{STEROID.pattern}|synvisc|euflexxa|orthovisc|monovisc|durolane|gelsyn|hyalgan|supartz|hyaluron|\bprp\b)|(?:{STEROID.pattern}|synvisc|euflexxa|orthovisc|monovisc|durolane|gelsyn|hyalgan|supartz|hyaluron|\bprp\b)[^.;\n]{{0,30}}\b\d+(?:\.\d+)? ?(?:mg|ml|cc)\b")
#: fluid drawn from a joint, or a wash of a dry one, for the laboratory
_DRAWN = re.compile(r"\b(?:aspirat\w*|withdr\w*|drawn|drew|took off|taken off|removed|washed|lavage\w*|washout|dry|back|obtained|yield\w*|fluid|pus)\b[^.;\n]{0,90}\b(?:cultures?|cell count|gram stain|crystals?|micro\w*|lab\w*|synovasure|alpha[- ]?defensin)\b")
_NERVES_OR_SOFT = re.compile(r"\bnerve|\bblock\b|tendon|sheath|bursa|fascia|muscle|cyst|ligament|\bpeng\b")


def _opens(case: Case, joint: Finding, joints: list[Finding]) -> bool:
    """Whether a report begins with its one joint, and then tells of a needle and of a dose for joints."""
    if joint.sentence > 1 and joint.role != "head" or len({j.value for j in joints}) > 1:
        return False
    told = of_today_text(case)
    return bool(re.search(r"needle|gauge|\d{2} ?g\b", told) and (_DOSE.search(told) or _DRAWN.search(told))) and not SPINE.search(told) and not _NERVES_OR_SOFT.search(told)


def _entered(sentence: str, start: int, end: int) -> bool:
    """Whether a sentence tells that a joint was entered and a drug given or fluid drawn, in either order of the words.

    Args:
        sentence: the words of today of one sentence.
        start, end: where the name of the joint stands in it.
    """
    if not _JOINT_DRUG.search(sentence) or SPINE.search(sentence) or not re.search(r"needle|gauge|\d{2} ?g\b|inject|aspirat|\d ?(?:ml|cc|mg)\b", sentence):
        return False
    return bool(_GIVEN_INTO.search(sentence[:start]) or _TAKES.match(sentence[end:]))


def _worked(case: Case, finding: Finding) -> bool:
    text = case.around(finding, after=4 if finding.role == "body" else 0)
    return bool(WORK.search(text))


def _joints(case: Case, acts: list[Finding], joints: list[Finding], spinal: bool) -> list[Procedure]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    digits: dict[tuple[str, str], set[str]] = {}
    small = any(f.role == "body" for f in joints)
    cysts = {f.sentence for f in case.all("soft", "ganglion", roles=WHERE) if f.status == "done"}
    tendons = case.all("soft", roles=WHERE, status=None)
    filled = any(f.value == "arthrogram" for f in acts)
    if filled:  # what fills or does not fill is seen on the arthrogram
        joints = [f for f in joints if f.role != "body" or f.section != "findings" or NEEDLE.search(case.sentence(f.sentence))]
    joints = [f for f in joints if not any(t.start <= f.start and f.end <= t.end for t in tendons)]  # "tennis elbow" is no joint
    bursae = [f.start for f in joints if "bursa" in f.text.lower()]
    joints = [f for f in joints if "bursa" in f.text.lower() or not any(f.end < start <= f.end + 3 for start in bursae)]  # "hip greater trochanteric bursa"
    joints = [f for f in joints if f.sentence not in cysts or re.search(r"joint|intra-?articular", case.sentence(f.sentence))]
    joints = joint_station.without_idle_sides(case, joints)
    near_sides = _near_sides(case, joints)
    for finding in joints:
        if small and finding.role == "head" and not acts:
            continue
        if not _worked(case, finding) and finding.sentence not in {a.sentence for a in acts}:
            continue
        name = finding.value
        told = finding.side if finding.side_near else near_sides.get(name) or sole_side(case, finding) or _side_of_the_complaint(case, name)
        for side in ("left", "right") if told == "bilateral" else (told,):
            groups.setdefault((name, side), []).append(finding)
            if digit := name == "small" and DIGIT.search(case.document.flat[max(0, finding.start - 12) : finding.end]):
                digits.setdefault((name, side), set()).add(FINGER.get(digit.group(1), digit.group(1)[:1]))
    named = {value for value, side in groups if side}
    groups = {key: found for key, found in groups.items() if key[1] or key[0] not in named}
    headed = {f.value for f in joints if f.role == "head"}
    if headed and any(value in headed for value, _ in groups):
        groups = {key: found for key, found in groups.items() if key[0] in headed or any(NEEDLE.search(case.sentence(f.sentence)) for f in found if f.role == "body")}
    out = []
    for (value, side), found in groups.items():
        if side and SAME.search(" ".join(case.sentence(f.sentence) for f in joints if f.value == value and f.side == side)):  # told with the words of the other side
            found = found + groups.get((value, "right" if side == "left" else "left"), [])
        text = joint_station.words(case, value, side, found, spinal=spinal) if len(groups) > 1 or spinal else _whole(case)
        arthrogram = [f for f in acts if f.value == "arthrogram" and (f.side in ("", side, "bilateral") or not side) and not NO_ARTHROGRAM.search(case.document.flat)]
        arthrogram = [f for f in arthrogram if any(g.sentence == f.sentence for g in found) or len({v for v, _ in groups}) == 1]
        if not arthrogram and value in ARTHROGRAM and GADOLINIUM.search(text) and not DRUG.search(text):
            arthrogram = found[:1]
        if arthrogram and STEROID.search(text) and not (GADOLINIUM.search(text) or CROSS.search(case.document.flat) or FILMS.search(text) or any(f.role == "head" for f in arthrogram)):
            arthrogram = []  # contrast that only proved the place of a treatment
        procedure = Procedure("joint", "arthrogram_injection" if arthrogram and value not in ("hip_bursa", "small", "acromioclavicular") else "joint_injection", value, side)
        procedure.because(*(arthrogram[:1] or acts[:1] or found[:1]), found[0])
        procedure.set("joint", value, found[0]).set("class", CLASS[value]).set("count", max(1, len(digits.get((value, side), ()))))
        named_us = any(joint_station.holds(case, value, side, found, f) for f in case.all("modality", "ultrasound", roles=WHERE))
        unaided = re.search(r"no (?:ultrasound|imaging)|without (?:ultrasound|imaging)", text)
        alone = [f for f in found if f.role == "body" and len({j.value for j in joints if j.sentence == f.sentence}) == 1]
        by_hand = BY_HAND.search(text if len(groups) == 1 else " ".join(case.sentence(n) for n in joint_station.stretch(case, value, side, alone)))
        text = NO_FLUOROSCOPY.sub(" ", DENIED_GUIDANCE.sub(" ", text))
        ultrasound = (named_us or SONO.search(text)) and not unaided
        seen = [f for f in case.all("modality", "fluoroscopy", roles=WHERE) if joint_station.holds(case, value, side, found, f)] if len(groups) > 1 or spinal else case.all("modality", "fluoroscopy", roles=WHERE)
        fluoro = [f for f in seen if not NO_FLUOROSCOPY.search(case.document.flat[max(0, f.start - 30) : f.end + 30])] or re.search(r"fluoro|c-?arm|image intensif|spot (?:saved|image|film)|x-?ray|\bscreen(?:ed|ing)\b(?! (?:for|question|test|lab|mammo|tool|form))", text)
        procedure.set("ultrasound", bool(ultrasound) and not by_hand)
        procedure.set("fluoroscopy", bool(fluoro) and not by_hand)
        procedure.set("ct", bool(re.search(r"ct[- ]guid|(?:under|with|by|using) ct\b|ct fluoro|ct slices|\bct,", text)))
        stored = kept_image(case)
        procedure.set("image_stored", bool(stored), *([stored] if stored else ()))
        procedure.set("films", bool(FILMS.search(text) or EXPOSED.search(text)) and not NOT_FILMS.search(text) and not NO_FILMS.search(case.document.flat) and not _crossed(case))
        procedure.set("anesthesia", bool(re.search(r"general anesth", case.document.flat)))
        out.append(procedure)
    sites = [p for p in out if p.name == "joint_injection"]
    if any(p.name == "arthrogram_injection" for p in out) or len({p.side for p in sites}) > 1 and len({_imaged(p) for p in sites}) > 1:
        for procedure in sites:
            if not _imaged(procedure) or any(p.name == "arthrogram_injection" for p in out):
                procedure.set("distinct_modifier", "59")
    return out


def _side_of_the_complaint(case: Case, name: str) -> str:
    """The only side on which complaint or reason name a joint, other days left out; else empty."""
    found = {f.side for f in case.all("joint", name, roles=("background",), status=None) if f.side and f.side_near and f.status != "prior" and not sense(case, f) and not at_the_visit(case, f.start)}
    return found.pop() if len(found) == 1 else ""


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
    return bool(CROSS.search(NO_CROSS.sub(" ", of_today_text(case))))


def _whole(case: Case) -> str:
    """The words of today's work in title, body and summary."""
    return " ".join(of_today_text(case).split(" "))


def _soft(case: Case, soft: list[Finding], joints: list[Procedure]) -> list[Procedure]:
    out = []
    for value in ("trigger_point", "ganglion", "carpal_tunnel", "tendon_sheath", "tendon_origin"):
        found = [f for f in soft if f.value == value and (_worked(case, f) or NEEDLE.search(case.document.flat) or given(of_today_text(case)))]
        if value == "ganglion":  # a ganglion of nerves is no cyst
            if _NEAR_ROOTS.search(case.document.flat) and not re.search(r"\bcysts?\b|gel|jelly|mucin", case.document.flat):
                continue
            found = [f for f in found if not NERVE_GANGLION.search(case.document.flat[max(0, f.start - 40) : f.end + 14])]
        if value in ("tendon_sheath", "tendon_origin"):
            found = [f for f in found if not f.text.lower().startswith("ligament") or INTO_LIGAMENT.search(case.sentence(f.sentence))]
            found = [f for f in found if DRUG.search(case.document.flat if f.role == "head" or f.sentence < 2 else case.around(f, before=1, after=3 if joints else 7)) and not ORGAN_LIGAMENT.search(case.sentence(f.sentence))]
        if not found or (joints and value in ("tendon_sheath", "tendon_origin") and not any(NEEDLE.search(case.sentence(f.sentence)) or given(re.split(r"[.;\n]", case.document.flat[f.end : f.end + 90])[0]) for f in found)):
            continue
        procedure = Procedure("joint", value, value, side_of({s for f in found for s in sides_of(sole_side(case, f))})).because(found[0])
        procedure.set("ultrasound", case.has("modality", "ultrasound")).set("fluoroscopy", case.has("modality", "fluoroscopy"))
        procedure.set("image_stored", kept_image(case) is not None)
        if value == "trigger_point":
            muscles = set(re.findall(r"trapezius|levator scapul|rhomboid|quadratus lumborum|piriformis|gluteus \w+|paraspinal|splenius|sternocleidomastoid|infraspinatus|supraspinatus|latissimus|multifidus|iliocostalis|erector spinae|semispinalis|deltoid|scalene", case.document.flat))
            number = re.search(r"(three|four|five|six|3|4|5|6|multiple) (?:or more )?muscles", case.document.flat)
            procedure.set("muscles", max(len(muscles), 3 if number else 1))
        out.append(procedure)
    return out
