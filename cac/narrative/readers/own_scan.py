"""A scan that is the report's own study: CT of the aorta with both legs, for stereotaxy or of follow-up, ultrasound of a limb."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("arterial_angiography", "guidance")
ORDER = 96
#: this reader is asked even in reports of a scan, which tell of no work at the table
SPEAKS_IN = "scan"
_PARTS = ("technique", "comparison", "findings", "impression", "conclusion", "clinical", "indication", "history", "report", "opinion")
_RUNOFF = re.compile(r"(?:\bcta\b|ct[ -]?angio\w*|computed tomograph\w* angio\w*)[^\n]{0,100}(?:run-?off|(?:both|bilateral) (?:lower )?(?:legs|extremit\w*|limbs)|lower (?:extremit\w*|limb))|(?:aort\w*|lower extremit\w*)[^\n]{0,60}run-?off[^\n]{0,40}(?:\bcta\b|ct[ -]?angio)")
_AORTA = re.compile(r"aort\w*|abdom\w*")
_STEREOTAXY = re.compile(r"\bct\b[^\n]{0,60}(?:stereota\w+|stealth|brainlab|navigation protocol|neuro-?navigation)|(?:stereota\w+|stealth|brainlab|neuro-?navigation)[^\n]{0,60}\bct\b")
_LIMITED = re.compile(r"(?:limited|localized|follow-?up limited) (?:\w+ ){0,3}(?:ct\b|computed tomograph\w*)|\bct\b[^\n]{0,60}(?:limited|localized follow-?up)|computed tomograph\w*[^\n]{0,40}limited")
_LIMB = re.compile(r"(?:ultraso\w+|\bus\b|sonogra\w+)[^\n]{0,60}(?:shoulder|elbow|wrist|\bhand\b|\bhip\b|knee|ankle|\bfoot\b|thigh|\bcalf\b|forearm|upper arm|extremit\w+|achilles|popliteal fossa)|(?:shoulder|elbow|wrist|\bhip\b|knee|ankle|thigh|forearm|extremit\w+)[^\n]{0,40}(?:ultraso\w+|sonogra\w+)")
_VESSELS = re.compile(r"duplex|doppler|venous|vein|\bdvt\b|arter\w+|vascular|graft|fistula|infant|\bhips\b")
#: what a complete study of a joint has to tell of
_STRUCTURES = (re.compile(r"effusion|joint (?:space|fluid|recess)"), re.compile(r"tendon|cuff|ligament"), re.compile(r"muscle|bursa|soft tissue|nerve"))


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """The scan a report is about, where no procedure was read in it."""
    flat = case.document.flat
    if found or sum(1 for word in _PARTS if re.search(rf"(?:^|[\n.]) *{word}\b", flat)) < 2 or re.search(r"(?:abort|cancel)\w+|not performed", flat):
        return []
    start = len(flat) - len(flat.lstrip())
    end = flat.find("\n", start)
    head = flat[start : end if end > 0 else start + 160][:200]
    if re.search(r"guid|biops|drain|aspirat|ablat|inject|placement|catheter(?! angio)|request|plan\b|clinic|letter|consult", head):
        return []
    for name, family, words in (("ct_runoff", "arterial_angiography", _RUNOFF), ("ct_stereotactic", "guidance", _STEREOTAXY), ("ct_limited", "guidance", _LIMITED)):
        match = words.search(head)
        if match and (name != "ct_runoff" or _AORTA.search(head) and re.search(r"aorta\b", flat)) and re.search(r"finding|impression|conclusion|report\b", flat[end:]):
            return [Procedure(family, name).because(Span(start + match.start(), start + match.end()))]
    limb = _LIMB.search(head)
    if limb and not _VESSELS.search(re.sub(r"non-? ?vascular", "", head)) and re.search(r"finding|impression|conclusion", flat[end:]):
        made = Procedure("guidance", "limb_ultrasound").because(Span(start + limb.start(), start + limb.end()))
        whole = re.search(r"\bcomplete\b", head) is not None and all(words.search(flat) for words in _STRUCTURES)
        return [made.set("complete", whole).set("limited", bool(re.search(r"\blimited\b|\blump\b|\bmass\b|soft tissue|baker|abscess|foreign body", head)))]
    return []
