"""Cysts emptied or filled through a needle: of the thyroid, apart from cells taken of a nodule, and of a bone."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.live import subject
from cac.narrative.needle_guidance import guide
from cac.narrative.own_needle import told
from cac.narrative.procedure import Procedure

#: the cyst as the thing treated
_CYST = re.compile(r"\b(?:cysts?|cystic)\b")
#: a cyst of a bone, named by its kind or by the bone it sits in
_BONES = r"bone|humer\w+|femur|femoral|tibia\w*|fibula\w*|calcane\w+|radius|ulna\w*|metaphys\w+|pelvi\w+|ilium|iliac|clavicle|talus|metacarp\w+|phalan\w+"
_BONE_CYST = rf"(?:unicameral |simple |solitary |aneurysmal )?bone cyst|\b(?:unicameral|solitary|aneurysmal|simple)\b[^.;\n]{{0,20}}\bcyst\b[^.;\n]{{0,40}}\b(?:{_BONES})\b|\b(?:{_BONES})\b[^.;\n]{{0,40}}\b(?:unicameral|solitary|aneurysmal) (?:bone )?cyst|\bubc\b"
#: fluid taken from it
_EMPTIED = re.compile(r"\b\d+(?:\.\d+)? ?(?:ml|cc)\b[^.;\n]{0,60}\b(?:fluid|colloid|blood|aspirat\w+|drained|removed|withdrawn|evacuated|drawn|yield\w*|came)|\b(?:aspirat\w+|drained|removed|withdrawn|evacuated|drawn|yield\w*)\b[^.;\n]{0,60}\b\d+(?:\.\d+)? ?(?:ml|cc)\b|\b(?:collaps\w+|emptied|decompress\w+|aspirated (?:to dryness|completely|dry))\b|\b\d+(?:\.\d+)? ?(?:ml|cc)\b(?! (?:of )?(?:\d ?%|\d\.\d|lidocaine|lignocaine|xylocaine|local|ethanol|alcohol|saline|syringe|bupiv\w*))")
#: cells taken, by which the work is a fine needle sample
_CELLS = re.compile(r"\bcores?\b|\bfnas?\b|fine[ -]needle|\b(?:smears?|slides|cell block|cytolyt)\b[^.;\n]{0,30}(?:made|prepared|sent)|passes (?:into|of|through|from) the (?:solid|wall|nodule)|\b(?:wall|solid|mural|rim) (?:part |component |portion |nodule )?(?:was |were )?(?:samples?|sampled|biopsied|passes|needled)|thyroseq|afirma|thygenext|\b(?:two|three|four|five|six|\d)\b[^.;\n]{0,12}\b(?:sticks|passes)\b")
_NOT_CELLS = re.compile(r"(?:no|not|without|never|nor)\b[^.;\n]{0,40}")


def thyroid_cyst(case: Case, found: list[Procedure]) -> list[Procedure]:
    """The aspiration of a thyroid cyst, where no other reader has told it and no cells were taken of it."""
    if any(p.name == "thyroid_cyst_aspiration" for p in found):
        return []
    body = told(case, case.roles).replace("\n", " ")
    about = subject(case)
    first = next((m for m in re.finditer(r"thyroid", case.document.flat[:400])), None)
    if first is None or not re.search(r"thyroid", about) and not re.search(r"thyroid", case.document.flat[:400]) or re.search(r"breast|kidney|renal|liver|hepatic", about[:200]) or not _CYST.search(about) or not _CYST.search(case.document.flat[:600]):
        return []
    if not _EMPTIED.search(body) or not re.search(r"needle|\b\d{2} ?-?(?:g|ga|gauge)\b|angiocath|catheter", body) or _CELLS.search(_NOT_CELLS.sub(" ", body)) or re.search(r"ablat|thyroglossal|parathyroid", about[:120] + body):
        return []
    procedure = Procedure("biopsy", "thyroid_cyst", target="thyroid").because(Span(*first.span()))
    guided = guide(case, procedure, body, body, Span(0, len(case.document.flat)))
    return [procedure.set("guided", "" if procedure.facts.get("image_not_stored") else guided)]


def bone_cyst(case: Case) -> list[Procedure]:
    """A bone cyst that was aspirated and injected through the skin."""
    body = told(case, case.roles).replace("\n", " ")
    here = case.says(_BONE_CYST)
    if not here or not re.search(r"inject|instill", body) or not re.search(r"needle|\d{2} ?-?(?:g|ga|gauge)\b", body) or not re.search(r"methylpred|steroid|depo|bone marrow|calcium|doxycycline|demineralized|graft", body) or re.search(r"incision (?:was )?made|curett", body):
        return []
    procedure = Procedure("biopsy", "bone_cyst", target="bone").because(here[0])
    procedure.set("guided", guide(case, procedure, body, body))
    return [procedure]
