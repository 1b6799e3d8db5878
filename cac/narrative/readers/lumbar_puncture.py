"""Lumbar puncture, blood patch, intrathecal drugs, myelography."""

from __future__ import annotations

import re

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.common import guided
from cac.narrative.procedure import Procedure

FAMILIES = ("lumbar_puncture",)
_WHERE = ("body", "summary", "head")
_REGION = {
    "cervical": re.compile(r"cervical (?:\w+ ){0,3}?(?:myelogra|images?|films?|views?|spine|canal|region|segment)|cervical\s*:|cervical (?:and|,)|into the cervical|c-spine"),
    "thoracic": re.compile(r"thoracic (?:\w+ ){0,3}?(?:myelogra|images?|films?|views?|canal|region|segment)|thoracic\s*:|thoracic (?:and|,)|into the thoracic|t-spine"),
    "lumbar": re.compile(r"lumbar (?:\w+ ){0,3}?(?:myelogra|images?|films?|views?|canal|region|spine films)|lumbar\s*:|lumbar (?:and|,)|lumbosacral"),
}
_FILMS = re.compile(r"\bviews?\b|\bfilms?\b|\bimages\b|radiographs?|upright|oblique|\blateral\b|\bap\b|spot|block at|stenosis|findings|impression|root sleeves|defect")
_TAKEN = re.compile(r"(?:films?|views?|radiographs?|images?) (?:were |was )?(?:obtained|taken|acquired|made|show|demonstrat)|block at|(?:myelogra\w+|films?|images?) (?:show|demonstrat|reveal)|(?:films?|views?|radiographs?|images?|spots?)\b[^.\n]{0,80}(?:archived|stored|saved|sent to pacs|filed|in pacs)|(?:read|interpreted|reported) by (?:me|myself|the (?:operator|undersigned))|i (?:have )?(?:read|interpreted|reviewed) the (?:myelogra|films|images)|(?:cervical|thoracic|lumbar)\s*:[^.\n]{0,90}(?:narrow|defect|cut-?off|stenos|block|patent|normal|fill|expan|compress|impression|indent)")
_NOT_BEGUN = re.compile(r"before (?:any |the )?needle (?:insertion|placement|entry|was)|no needle (?:was )?(?:placed|inserted|advanced)")
_LISTED = re.compile(r"\b(?:ap|pa|lat(?:eral)?|obl(?:ique)?s?|upright|flexion|extension)\b[^.\n]{0,40}(?:films?|views?|images)\b(?! to follow)")
_CLOSING = re.compile(r"\bcp\b ?:? ?(?:of |was )?\d|closing")
_LOCAL = re.compile(r"injection only|no (?:conventional|plain|radiographic|spot)(?: \w+)? ?(?:films?|views?|images|radiographs)|no myelograph|ct only|ct (?:myelogra\w+ )?(?:to follow|only)|for ct myelogra")
_BRAIN = re.compile(r"burr hole|ventricul(?:ar|ostomy)|\bevd\b|twist drill|shunt (?:valve|tap)|ommaya")
_NO_MYELOGRAM = re.compile(r"(?:no|without) (?:dural puncture|intrathecal (?:spread|contrast|flow))|myelogram without")
_NEEDLE = re.compile(r"needle|gauge|\d{2} ?g\b|tuohy|touhy|csf|cerebrospinal|opening pressure|\bop\b|intrathecal|thecal|puncture|subarachnoid")


def read(case: Case) -> list[Procedure]:
    """Punctures of the thecal sac done today, one procedure each."""
    acts = {value: case.all("act", value, roles=_WHERE) for value in ("lumbar_puncture", "myelography", "blood_patch", "intrathecal_chemo")}
    if _NOT_BEGUN.search(case.document.flat):
        return []
    if not any(acts.values()) or not _NEEDLE.search(case.document.flat) or (_BRAIN.search(case.document.flat) and "lumbar" not in case.document.flat):
        return []
    if "myelogra" not in case.document.flat or _NO_MYELOGRAM.search(case.document.flat):
        acts["myelography"] = []
    if acts["blood_patch"] and not (re.search(r"\blung\b|pleura|pneumothora", case.document.flat) and not re.search(r"epidural|dural|headache|lumbar", case.document.flat)) and re.search(r"epidural|dural|csf|headache|intrathecal|lumbar|spinal|\bebp\b|autologous|tuohy|touhy|\blor\b|\bl ?\d", case.document.flat):
        return [_imaged(case, Procedure("lumbar_puncture", "blood_patch").because(acts["blood_patch"][0]), acts["blood_patch"])]
    if acts["myelography"] and _told(case, acts["myelography"]):
        return [_myelogram(case, acts["myelography"])]
    found = acts["intrathecal_chemo"] or acts["lumbar_puncture"]
    if not found or not _told(case, found):
        return []
    name = "intrathecal_chemotherapy" if acts["intrathecal_chemo"] else "lumbar_puncture"
    procedure = Procedure("lumbar_puncture", name).because(found[0])
    therapeutic = case.first("phrase", "therapeutic_lp", roles=("body", "summary", "head", "background"), status=None)
    volume = [f for f in case.all("measure", "ml") if f.number and 20 <= f.number <= 80 and re.search(r"csf|cerebrospinal|fluid|removed|drained", case.sentence(f.sentence))]
    diagnostic_only = re.search(r"diagnostic (?:lumbar puncture|lp|tap)", case.document.flat) and not re.search(r"diagnostic and therapeutic|therapeutic", case.document.flat)
    procedure.set("therapeutic", bool((therapeutic or volume or _CLOSING.search(case.document.flat)) and not diagnostic_only), *([therapeutic] if therapeutic else volume[:1]))
    return [_imaged(case, procedure, found)]


def _told(case: Case, found: list[Finding]) -> bool:
    """The needle work is told outside history and indication."""
    return any(_NEEDLE.search(case.sentence(n)) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in case.roles)


def _imaged(case: Case, procedure: Procedure, near: list[Finding]) -> Procedure:
    guided(case, procedure, near)
    modalities = set(procedure.facts["guidance"]) | {f.value for f in case.all("modality", "fluoroscopy", "ct", status=("done", "attempted"))}
    procedure.set("imaged", bool({"fluoroscopy", "ct"} & modalities))
    return procedure


def _myelogram(case: Case, found: list[Finding]) -> Procedure:
    procedure = Procedure("lumbar_puncture", "myelography").because(found[0])
    text = " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in ("body", "head", "summary"))
    text = re.sub(r"\blumbar (?:approach|puncture|access|route|injection)", " ", text)
    for letter, name in (("c", "cervical"), ("t", "thoracic"), ("l", "lumbar")):
        text = re.sub(rf"(?<![a-z]){letter}[- ]spine\b", f"{name} spine", text)
    regions = [name for name, pattern in _REGION.items() if pattern.search(text)]
    title = [name for name in _REGION if re.search(rf"{name}[^.:\n]{{0,40}}myelogra|myelogra\w*[^.:\n]{{0,30}}{name}", text)]
    if title:
        regions = title
    regions = [name for name in regions if not re.search(rf"{name}\s*:?[^.\n]{{0,60}}(?:not (?:filmed|imaged|studied|evaluated|included)|no films)", text)]
    if listed := re.search(r"myelogra\w*: ?((?:cervical|thoracic|lumbar)(?:(?:, ?| and |, and )(?:cervical|thoracic|lumbar))+)", text):
        regions = [name for name in _REGION if name in listed.group(1)]
    if re.search(r"(?:total|complete|entire|whole)[ -](?:spine )?myelogra", text):
        regions = list(_REGION)
    procedure.set("regions", tuple(regions)).set("region_count", len(regions)).set("region", regions[0] if len(regions) == 1 else "")
    high = case.first("phrase", "c1_c2_puncture", roles=_WHERE)
    procedure.set("cervical_puncture", high is not None, *([high] if high else []))
    other = case.first("phrase", "read_by_other", roles=("body", "summary", "plan"), status=None)
    later_ct = other is not None and re.search(r"\bct\b", case.sentence(other.sentence)) is not None
    films = bool(_FILMS.search(text)) and (not _LOCAL.search(text) or bool(_TAKEN.search(text)) or bool(_LISTED.search(text)))
    procedure.set("ct_only", bool(_LOCAL.search(text)) and not films)
    procedure.set("interpreted", films and (other is None or later_ct))
    return _imaged(case, procedure, found)
