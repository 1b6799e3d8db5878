"""Markers outside the breast: soft-tissue localisation, fiducials for radiation in chest, abdomen, pelvis and prostate."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.counting import counted
from cac.narrative.live import subject, title
from cac.narrative.marked import marked
from cac.narrative.needle_guidance import guide
from cac.narrative.own_needle import surgical, today, told
from cac.narrative.procedure import Procedure
from cac.narrative.sampled import refined
from cac.narrative.sampling import LIVE, Lesion, sites_of, titles

FAMILIES = ("markers",)
ORDER = 75
_REGION = {
    "lung": "thorax", "pleura": "thorax", "esophagus": "thorax", "prostate": "prostate", "superficial_node": "soft_tissue", "soft_tissue": "soft_tissue",
    "muscle": "soft_tissue", "chest_wall": "soft_tissue", "breast": "breast", "liver": "abdomen", "kidney": "abdomen", "pancreas": "abdomen", "retroperitoneum": "abdomen",
    "deep_node": "abdomen", "spleen": "abdomen", "bile_duct": "abdomen", "psoas": "abdomen", "thyroid": "soft_tissue", "salivary": "soft_tissue",
}


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Markers put today, one procedure for each region (fiducials) or each lesion (soft tissue)."""
    flat = case.document.flat
    if not re.search(r"fiducial|marker|clip|seed|wire|reflector|transponder|visicoil|locali[sz]|gold anchor|scout|\btag\b|rfid|pintuition|hydromark|biomarc|tumark", flat):
        return []
    body = told(case).replace("\n", " ")
    if surgical(case) and not re.search(r"percutaneous|ultrasound|\bct\b", body) or re.search(r"laparoscop|bronchoscope|endoscope|eus\b.{0,40}fiducial", today(told(case))):
        return []
    out = [*_fiducials(case, body), *_soft_tissue(case, body)]
    soft = [p for p in out if p.facts["region"] == "soft_tissue"]
    for number, procedure in enumerate(soft):
        procedure.set("further", number > 0)
        procedure.set("further_units", int(procedure.facts["units"]) - (0 if number else 1))
    return out


def _region(case: Case, lesion: Lesion, *, alone: bool) -> tuple[str, str]:
    site = lesion.site
    if alone or not site:
        weights: dict[str, float] = {site: 1.5} if site else {}
        opening = titles(case)
        for number, owner in enumerate(case.document.sentence_section):
            role = case.document.sections[owner].role
            factor = 3.0 if role == "head" or number == 0 or number in opening else 1.0 if role in ("summary", "body") else 0.3
            if any(f.sentence == number for f in lesion.acts):
                factor = 4.0
            for weight, finding in sites_of(case, number, kind="sampled_site", roles=("head", "body", "summary", "background")):
                weights[finding.value] = weights.get(finding.value, 0) + weight * factor
        site = max(weights, key=lambda key: weights[key]) if weights else ""
        if not site and alone:  # "pancreatic head adenocarcinoma" names the organ by its cancer
            named = case.all("sampled_site", roles=None, status=(*LIVE, "prior"))
            site = named[0].value if len({f.value for f in named}) == 1 else ""
    around = " ".join((title(case), case.document.flat[:400], told(case)))
    site = refined(site, lesion.text, around, marrow=False)
    if not site and re.search(r"prostat|\btrus\b|spaceoar|denonvilliers|transperineal", around):
        site = "prostate"  # told by its probe or its spacer
    if re.search(r"prostate bed|prostatectomy bed|prostatic fossa", around) and site == "prostate":
        return "abdomen", "prostate_bed"
    return _REGION.get(site, "bone" if "bone" in site or site in ("marrow", "disc") else ""), site


def _made(case: Case, lesion: Lesion, region: str, site: str, body: str) -> Procedure:
    procedure = Procedure("markers", "marker", target=site, side=lesion.side).because(*lesion.acts[:3])
    procedure.set("region", region)
    procedure.set("apart", bool(re.search(r"\b(?:different|another|separate)\b(?: \w+){0,3} (?:node|lesion|nodule|mass|target)", lesion.text)))
    guide(case, procedure, lesion.text, body, *lesion.spans)
    procedure.set("guided", "" if procedure.facts.get("image_not_stored") else procedure.facts["modality"])
    return procedure


def _terse(case: Case, body: str) -> list[Lesion]:
    """A title that names the markers, and a body that counts or places them without naming them again."""
    opening = titles(case) | {0}
    named = [f for f in case.all("marker", "fiducial", roles=("head", *case.roles)) if f.role == "head" or f.sentence in opening]
    if not named or not re.search(r"needles?\b|\d{2} ?-?(?:g|ga|gauge)\b|introducer|trocar|trans-?rectal|transperineal|\btrus\b|percutaneous|under (?:ct|us|ultraso)|ultraso\w+|\bct\b", body) or not re.search(r"\b(?:markers?|seeds?|fiducials?|pieces|coils?)\b[^.\n]{0,50}(?:\d|\b(?:one|two|three|four|five|base|apex|mid|left|right|deployed|released|dropped|left|in place)\b)|\b(?:\d|one|two|three|four|five) (?:\w+ ){0,2}(?:markers?|seeds?|fiducials?|pieces|coils?)\b", body):
        return []
    return [Lesion(text=body, acts=named[:1])]


def _fiducials(case: Case, body: str) -> list[Procedure]:
    out: list[Procedure] = []
    seen: set[str] = set()
    placed = marked(case, "fiducial") or _terse(case, body)
    for lesion in placed:
        region, site = _region(case, lesion, alone=len(placed) == 1)
        if region == "breast" or not region or region in seen and region != "soft_tissue":
            continue
        seen.add(region)
        procedure = _made(case, lesion, region, site, body).set("fiducial", True)
        procedure.set("units", 1)
        out.append(procedure)
    return out


def _soft_tissue(case: Case, body: str) -> list[Procedure]:
    out: list[Procedure] = []
    if not re.search(r"locali[sz]|marker|clip|seed|reflector|scout|biops|\bfna\b|\btagg?(?:ed|ing)?\b|hydromark|tumark|biomarc|ultraclip|mark(?:ed|ing)\b", subject(case)):
        return out
    placed = marked(case, "clip", "localizer")
    for lesion in placed:
        if lesion.site == "breast":
            continue
        region, site = _region(case, lesion, alone=len(placed) == 1)
        if region != "soft_tissue":
            continue
        if lesion.side == "bilateral" and len(placed) > 1:
            lesion.side = ""  # "both nodes" of one armpit
        procedure = _made(case, lesion, region, site, body)
        procedure.set("units", counted(lesion.text) if len(placed) == 1 else 1)
        out.append(procedure)
    return out
