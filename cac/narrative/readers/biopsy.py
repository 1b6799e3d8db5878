"""Needle sampling of organs, nodes, soft tissue, bone and marrow: cores and fine needle aspiration, lesion by lesion."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable

from cac.findings import Finding, Span
from cac.narrative.ablated import elsewhere_ablated, other_segment
from cac.narrative.case import Case
from cac.narrative.counting import counted, enumerated, sited
from cac.narrative.cysts import bone_cyst, thyroid_cyst
from cac.narrative.marrow_sample import each_bone, set_marrow, unnamed_marrow
from cac.narrative.live import background, subject, title
from cac.narrative.lettered import lettered
from cac.narrative.needle_guidance import blind, discontinued, guide
from cac.narrative.own_needle import of_today, surgical, today, told, undenied
from cac.narrative.procedure import Procedure
from cac.narrative.sample_words import ABLATED, ABOUT, APART, ASKED, COUNTED, DONE, ELSEWHERE, ENTERED, LAB, MARROW_SIGN, NEAR, NOTHING_HAD, NOT_OURS, NO_MARROW, PIECES, RESULT, SIZED, SCOPE, STOPPED, STRONG, SUBJECT
from cac.narrative.sample_site import merged, side_of, site_of
from cac.narrative.sampled import BONES, OTHER_FAMILIES, refined, same, technique
from cac.narrative.sampling import LIVE, Lesion, heading, lesions, sentences, sites_of, spaced, titles

FAMILIES = ("biopsy",)
ORDER = 70
_FAMILY = "biopsy"


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Samples taken today, one procedure for each lesion."""
    flat = case.document.flat
    about = subject(case)
    if any(p.family == "transjugular" for p in found):
        return []  # tissue won through a vein
    cyst = bone_cyst(case) or thyroid_cyst(case, found)
    if cyst:
        return cyst
    if not (SUBJECT.search(flat) and SUBJECT.search(about) or _wordless(case, about + told(case, ("head", *case.roles)), found)) or not _ours(case):
        return []
    roles = tuple(role for role in case.roles if role != "summary") or case.roles
    live = told(case, roles).replace("\n", " ")
    whole = "\n".join(spaced(live[s.start : s.end]) for s in (case.document.sentences[n] for n in sentences(case, roles)))
    taken = lesions(case, acts=_acts(case), roles=roles, same=same)
    if not any(_real(lesion) for lesion in taken) and "head" not in roles:
        taken = [lesion for lesion in lesions(case, acts=_acts(case), roles=(*roles, "head"), same=same) if re.search(r"\d{2} ?-?(?:g|ga|gauge)\b", lesion.text)]
    if not any(_real(lesion) for lesion in taken) and "summary" in case.roles:
        taken = lesions(case, acts=_acts(case), roles=case.roles, same=same)
    if re.search(r"fiducial|marker|seed|locali[sz]|\bwire\b|reflector", heading(case)) and not re.search(ABOUT, heading(case)):  # the needle of a marker is no sample
        taken = [lesion for lesion in taken if any(f.value in ("core", "vacuum", "fna") for f in lesion.acts)]
    some = any(_real(lesion) for lesion in taken)
    taken = [lesion for lesion in taken if _real(lesion) or some and lesion.says(r"\b(?:sampled|biopsied|aspirated|passes)\b")] or _terse(case, whole, roles)
    if not taken or (case.says(STOPPED.pattern) and (not _obtained(whole) or not any(f.value in ("core", "vacuum", "fna", "aspirate") for lesion in taken for f in lesion.acts) and NOTHING_HAD.search(flat))):
        return _stopped(case, whole, roles)
    taken = lettered(case, taken) or merged(case, taken)
    out: list[Procedure] = []
    kinds = [technique(lesion, undenied(heading(case))) for lesion in taken]
    known = {(core, fna) for core, fna, _ in kinds if core or fna}
    for lesion, kind in zip(taken, kinds, strict=True):
        if not kind[0] and not kind[1] and len(known) == 1:
            kind = (*next(iter(known)), "as the other lesion")
        made = _procedure(case, lesion, whole, kind, alone=len(taken) == 1, found=found)
        if made is not None:
            out += each_bone(made, lesion)
    return _several(out)


def _wordless(case: Case, about: str, found: list[Procedure]) -> bool:
    """Whether pieces won through a needle of a size are told of an organ, and no other reader knows what for."""
    if any(p.family not in ("sedation", "guidance") for p in found) or not case.has("sampled_site", roles=("head", "background", *case.roles), status=(*LIVE, "prior")):
        return False
    if re.search(r"fiducial|\bseeds?\b|visicoil|gold anchor", about) and not LAB.search(about):
        return False  # the needle of a marker
    if case.has("sampling", "core", roles=case.roles) and PIECES.search(about):
        return True  # a needle named by its maker has no need of a size
    tissue = LAB.search(about) or case.has("sampling", "core", "vacuum", "fna", roles=case.roles)
    return bool(COUNTED.search(about) or SIZED.search(about) and PIECES.search(about) or tissue and SIZED.search(about) and (PIECES.search(about) or case.has("sampling", "core", "vacuum", roles=("head", *case.roles))))


def _ours(case: Case) -> bool:
    """Whether the report is about a needle through the skin and not about surgery, endoscopy or a vein."""
    if surgical(case) or len(case.document.flat) < 600 and RESULT.match(case.document.flat):
        return False
    head = today(title(case) + "\n" + "\n".join(case.document.flat[s.start : s.end] for n, s in enumerate(case.document.sentences) if s.start < 200 and case.document.sections[case.document.sentence_section[n]].role not in ("background", "plan")))
    if NOT_OURS.search(head) and not re.search(r"percutaneous|(?:ct|ultrasound|us|fluoroscop\w+)[ -]guided", re.sub(r"endo\w+ (?:ultraso\w+|us)[ -]guid\w+", " ", head)):
        return False
    body = told(case, case.roles)
    if re.search(r"bronchoscope|endoscope|echoendoscope|cystoscope|laparoscop|\bwas excised\b|elliptical incision|jugular[^.]{0,80}(?:liver|hepatic)[^.]{0,40}biops|transjugular|\btjlb\b|\btj (?:\w+ )?(?:liver|biops|bx)|\btj (?:route|approach)|\brhv\b|right hepatic vein", today(body) + head) or SCOPE.search(body):
        return False
    return re.search(r"biops|fna|needle|cores?\b|aspirat|marrow|\bpass(?:es)?\b|\b[12]\d ?-?(?:g|ga|gauge)\b", body) is not None or PIECES.search(body) is not None and SIZED.search(body) is not None


def _terse(case: Case, whole: str, roles: tuple[str, ...]) -> list[Lesion]:
    """A title that names the sampling, and a body that counts passes without naming it again."""
    named = [f for f in case.all("sampling", "core", "fna", "biopsy", roles=("head", *roles)) if f.role == "head" or f.sentence in titles(case)]
    if not named or not re.search(r"\d{2} ?-?(?:g|ga|gauge)\b", whole) or not re.search(r"x ?\d|pass|cytolog|slides|formalin|patholog|adequate", whole):
        return []
    spans = [case.document.sentences[n] for n in sentences(case, roles)]
    return [Lesion(text=whole, acts=named[:2], spans=spans)]


def _acts(case: Case) -> Callable[[Finding], bool]:
    """Whether a finding is an act of sampling of this session and of this operator."""

    def act(finding: Finding) -> bool:
        if finding.kind != "sampling" or finding.value not in STRONG or ELSEWHERE.search(case.sentence(finding.sentence)) and not (SIZED.search(case.sentence(finding.sentence)) and PIECES.search(case.sentence(finding.sentence))):
            return False
        return of_today(case, finding) and not NEAR.search(case.document.flat[max(0, finding.start - 40) : finding.start])

    return act


def _real(lesion: Lesion) -> bool:
    """Acts that say that something was taken, not only that it was asked for."""
    strong = [f for f in lesion.acts if f.value in ("core", "vacuum", "fna")]
    if strong and (DONE.search(lesion.text) or PIECES.search(lesion.text)):
        return True
    spoken = re.search(r"samples?\b|specimens?|biops\w+|\bbx\b[^\n]*x ?\d|adequate|glomerul|trephine|cylinders?\b|aspirat\w+|\bpass(?:es)?\b|\bx ?\d", lesion.text) or PIECES.search(lesion.text)
    needle = SIZED.search(lesion.text) or re.search(r"needle|\d{2} ?-?(?:g|ga|gauge)\b|trocar|coaxial|jamshidi|oncontrol|on control|monopty|marrow|trephine|\bpsis\b|iliac crest", lesion.text)
    return bool(needle and (spoken or any(f.value == "cytology" for f in lesion.acts)))


def _obtained(text: str) -> bool:
    text = re.sub(r"\b(?:no|before (?:any|a|the first)|without (?:any |a )?|prior to (?:any |the first )?|not (?:a|one|any)) ?(?:\w+ )?(?:tissue|sampl\w*|specimens?|cores?|biops\w*|pass(?:es)?)\b[^.]*", " ", text)
    if PIECES.search(re.sub(r"\b(?:no|not|never|without|before|planned|intended|instead of|after (?:the )?first)\b[^.;\n]*", " ", text)):
        return True
    return re.search(r"(?:cores?|marrow|\bml|samples?|specimens?|passes|aspirates?|tissue)\b[^.]{0,60}(?:obtained|taken|collected|acquired|made|submitted|sent|placed in|were performed)|(?:obtained|taken|collected)[^.]{0,40}(?:cores?|samples?|specimens?)|x ?\d (?:cores|passes)|\d{2} ?-?(?:g|gauge)[^.]{0,40}x ?\d", text) is not None


def _procedure(case: Case, lesion: Lesion, whole: str, kind: tuple[bool, bool, str], *, alone: bool, found: list[Procedure]) -> Procedure | None:
    head = heading(case)
    site, where = site_of(case, lesion, alone=alone)
    around = " ".join((head, case.document.flat[:300], background(case), whole)) if alone else lesion.text
    own = lesion.text if alone else "\n".join(s for s in lesion.text.split("\n") if not ASKED.search(s) and not (re.search(r"\bmarrow\b", s) and re.search(r"\blesion|vertebr|\b[tl]\d\b", s) and not re.search(r"\d{1,2} ?-?(?:g|ga|gauge)\b|aspirate", s)))
    own, head = (MARROW_SIGN.sub(" ", NO_MARROW.sub(" ", text)) for text in (own, head))
    tool = "" if site == "superficial_bone" and re.search(r"\b(?:lesion|lytic|sclerotic|mass|metasta\w+)\b", own + head) and not re.search(r"\bmarrow\b", own + head) or site in ("deep_bone", "disc") and (not alone or re.search(r"vertebr|pedic|lesion|lytic|sclerotic|fracture|\b[tl]\d{1,2}\b", own + head)) else "|jamshidi"
    marrow = bool(re.search(r"\bmarrow\b" + tool, own + (head if alone else "")))
    marrow = marrow or bool(re.search(r"\bmarrow\b", head + " " + case.sentence(0))) and not re.search(r"bone lesion|bone biops|lytic|sclerotic", head + " " + case.sentence(0)) and site == "superficial_bone"
    marrow = marrow or site == "superficial_bone" and unnamed_marrow(own + " " + (around if alone else ""))
    site = refined(site, lesion.text, around, marrow=marrow and (site in BONES))
    if site == "marrow" and any(p.family == "vertebral_augmentation" for p in found) and not re.search(r"iliac|ilium|\bpsis\b|sternum|aspirat", lesion.text):
        site = "deep_bone"  # a core through the cannula of the body that is filled
    core, fna, how = kind
    site = site or ("unspecified" if fna and not core else "")
    if not site or site in OTHER_FAMILIES or not core and not any(f.value == "fna" for f in lesion.acts) and any(p.family in ("biliary", "genitourinary", "drainage", "pleural_peritoneal") for p in found) and site in ("unspecified", "liver", "kidney", "pleura"):
        return None  # fluid or a brush sent for cells is no needle of a lesion
    side = lesion.side or (side_of(case, lesion) if alone else "")
    procedure = Procedure(_FAMILY, "sample", target=site, side=side)
    procedure.because(*_proof(lesion, where))
    procedure.set("site", site, *([where] if where else [])).set("core", core).set("fna", fna).set("technique", how)
    procedure.set("units", max(counted(lesion.text) if not lesion.ordinal else 1, sited((head + "\n" if alone else "") + lesion.text) if alone or not lesion.ordinal else 1, enumerated(whole) if alone else 1))
    if any(f.side == "bilateral" and f.side_near for f in lesion.acts) and site not in ("kidney", "marrow") and procedure.facts["units"] == 1:
        procedure.set("units", 2 if re.search(r"bilateral|both (?!the\b|throws|passes|cores|samples|specimens|needles|times|occasions|strips|pieces|shots)|right and left|left and right|each side", "\n".join(s for s in lesion.text.split("\n") if not re.search(r"mammogra|\bviews?\b|films?\b", s))) else 1)
    procedure.set("several", procedure.facts["units"] > 1)
    if site == "marrow":
        procedure.set("fna", False)
        set_marrow(procedure, lesion, head)
    if site in ("deep_bone", "superficial_bone"):
        acted = " ".join(case.sentence(f.sentence) for f in lesion.acts)
        augmented = any(p.family == "vertebral_augmentation" for p in found)
        procedure.set("augmented_here", augmented and not re.search(r"iliac|femur|femoral|humer|acetab|ischi|\bribs?\b|sacr|sternum", acted))
    if ABLATED.search(whole) or any(p.family == "ablation" for p in found):
        near = {f.side for f in lesion.acts if f.side_near and f.side in ("left", "right")}
        told = lesion.text if near or not alone else " ".join(case.sentence(f.sentence) for f in lesion.acts)  # "left kidney is small" gives the sample no side
        procedure.set("ablated_here", not APART.search(whole) and not elsewhere_ablated(site, lesion.side if near or not alone else "", told, found) and not (site == "liver" and other_segment(lesion.text, whole)))
    _guidance(case, procedure, lesion, whole)
    procedure.set("microbubbles", bool(re.search(r"lumason|definity|optison|sonovue|sulfur hexafluoride|contrast[ -]enhanced ultraso|\bceus\b|microbubble", whole)))
    return procedure


def _guidance(case: Case, procedure: Procedure, lesion: Lesion, whole: str) -> None:
    """Set ``modality`` and ``guided``: the modality whose own guidance line the sample may carry."""
    found = guide(case, procedure, lesion.text, whole, *lesion.spans)
    fna_only = procedure.facts["fna"] and not procedure.facts["core"]
    lost = bool(procedure.facts.get("image_not_stored"))
    if fna_only and (lost or not found):
        procedure.set("no_imaging_told", lost or blind(case.document.flat))
        procedure.set("modality", "none")
    direct = procedure.facts["core"] or procedure.target in (*BONES, "stopped")
    separate = direct and procedure.target not in ("lung", "spleen", "soft_tissue", "parathyroid", "node") and not lost and not fna_only and not procedure.facts.get("augmented_here") and not procedure.facts.get("ablated_here")
    procedure.set("guided", found if separate else "")


def _proof(lesion: Lesion, where: Finding | None) -> list[Finding]:
    strong = [f for f in lesion.acts if f.value in ("core", "vacuum", "fna")] or lesion.acts
    return [*strong[:3], *([where] if where else [])]


def _several(made: list[Procedure]) -> list[Procedure]:
    """Mark what is a further lesion of the same kind, and what differs from the first in modality."""
    first: dict[str, Procedure] = {}
    most = max((int(p.facts.get("units", 1)) for p in made), default=1)
    if len(made) > 1 and most <= len(made):  # lesions told one by one need no count
        for procedure in made:
            procedure.set("units", 1).set("several", False)
    for procedure in made:
        if procedure.facts.get("fna") and not procedure.facts.get("core"):
            key = str(procedure.facts.get("modality") or "none")
            further = key in first
            procedure.set("further", further)
            first.setdefault(key, procedure)
        cored = "core " + procedure.target
        if procedure.facts.get("core"):
            procedure.set("again", cored in first)
            first.setdefault(cored, procedure)
        units = int(procedure.facts.get("units", 1))
        procedure.set("further_units", units if procedure.facts.get("further") else units - 1)
    cores = any(p.facts.get("core") for p in made)
    for procedure in made:
        procedure.set("beside_core", cores and not procedure.facts.get("core"))
        kinds = [key for key in first if not key.startswith("core ")]
        if procedure.facts.get("fna") and not procedure.facts.get("core") and len(kinds) > 1 and not procedure.facts["further"] and first[kinds[0]] is not procedure:
            procedure.set("second_modality", "59").set("second_modality_reason", "another lesion under another modality")
    return made


def _stopped(case: Case, whole: str, roles: tuple[str, ...]) -> list[Procedure]:
    """A biopsy that was stopped after the needle had gone in and before anything was taken."""
    stop = case.says(STOPPED.pattern)
    named = heading(case) + " " + case.sentence(0) + " " + told(case, (*roles, "head"))[:200] + " " + " ".join(case.document.flat[s.start : s.end] for s in case.document.sections if s.role == "summary")
    if not re.search(ABOUT, named) or re.search(r"fiducial|marker|ablat", heading(case) + case.sentence(0)) and not re.search(r"biops", title(case) + case.sentence(0)):
        return []
    if not stop or not ENTERED.search(whole) or _obtained(whole) and not NOTHING_HAD.search(case.document.flat):
        return []
    weights: dict[str, int] = {}
    where: dict[str, Finding] = {}
    opening = titles(case)
    for number in range(len(case.document.sentences)):
        for weight, finding in sites_of(case, number, kind="sampled_site", roles=("head", *case.roles), status=(*LIVE, "aborted", "failed")):
            weights[finding.value] = weights.get(finding.value, 0) + weight * (3 if finding.role == "head" or number == 0 or number in opening else 1)
            where.setdefault(finding.value, finding)
    if not weights:
        return []
    site = max(weights, key=lambda key: weights[key])
    found = where[site]
    text = title(case) + " " + case.document.flat[:200] + " " + whole
    site = refined(site, text, text, marrow="marrow" in text)
    if site in OTHER_FAMILIES:
        return []
    fna = bool(re.search(r"\bfna\b|fine[ -]needle", title(case) + case.document.flat[:150])) and not re.search(r"\bcore", whole)
    procedure = Procedure(_FAMILY, "sample", target=site, side=found.side).because(stop[0], found)
    procedure.set("site", site, found).set("core", not fna).set("fna", fna).set("units", 1).set("further_units", 0)
    procedure.set("stopped", True, stop[0]).set("discontinued_modifier", discontinued(case)).set("aspirate", False).set("biopsy", True)
    _guidance(case, procedure, Lesion(text=whole, spans=[Span(0, len(case.document.flat))]), whole)
    return [procedure]

