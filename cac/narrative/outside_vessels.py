"""Whether a session worked outside vessels only, so that coils, balloons and glue belong to ducts, tracts and tubes."""

from __future__ import annotations

from collections.abc import Sequence

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.live import blanked, title
from cac.narrative.procedure import Procedure

#: work beside which an agent or a balloon treats a vessel only where one is named
_FAMILIES = frozenset({"biliary", "genitourinary", "drainage", "enteral", "pleural_peritoneal", "biopsy", "breast", "spine_injection", "vertebral_augmentation"})
_VESSEL = re.compile(
    r"arter|\bvein|\bveno|venous|(?<!chol)angiogra|\bvessels?\b|aneurysm|c(?:o)?eliac|\bsma\b|\bima\b|femoral|radial|jugular|\bportal\b|varic|varix|shunt|malformation|\bavms?\b|\bavf\b|extravasat|lymph|chyl|thoracic duct|cisterna|feeder|nidus|arteriovenous|micro-?catheter|tumou?r blush|hypervascular|\bdsa\b|\bchemo|spheres|particles"
)

#: words of a needle, a catheter or contrast in an artery
_WAY_IN = re.compile(
    r"arteriogra|(?<!chol)angiogra|\bdsa\b|micro-?catheter|\b(?:sub-?)?selectiv|arter\w* (?:was |were )?catheteri[sz]|arterial (?:access|sheath|line|puncture|entry|stent|run)|\b(?:femoral|radial|brachial|cfa|sfa)\b(?! jaw| nerve| head| neck| vessels? (?:avoid|spar))"
)


#: marks for radiation, for surgery or for a later scan
_MARKS = re.compile(r"fiducial|(?:tracking|radiation|radiotherapy|sbrt|gold|seed|tissue|coil|lesion|tumou?r|surgical) (?:[\w-]+ )?mark(?:er|ing)s?\b|cyber-?knife|locali[sz]ation (?:coil|marker)")


def no_artery_entered(case: Case, before: Sequence[Procedure]) -> bool:
    """Whether the work found is that of ducts and of the urinary tract, and today's words tell of no way into an artery.

    An artery named in such a report is one that a scan showed or a needle kept clear of; the balloon was in the duct.

    Args:
        case: a read report.
        before: what other readers have found.
    """
    return any(p.family in {"biliary", "genitourinary"} for p in before) and _WAY_IN.search(blanked(case, roles=("body",))) is None


#: words of a needle, a sheath or contrast in a vein
_VEIN_IN = re.compile(r"venogra|phlebogra|cavogra|portogra|\b(?:trans)?jugular|\bfemoral\b|\bvenous (?:access|sheath|puncture|entry|limb|stent|outflow)|\bveins? (?:was |were )?(?:then )?(?:punctur|enter|access|catheteri[sz]|cannulat|stent|dilat|select|cross|recanali[sz])\w*|\b(?:punctur|enter|access|cannulat|catheteri[sz]|stent|dilat|recanali[sz]|select)\w* (?:of |in |into )?(?:the )?(?:\w+ ){0,4}veins?\b")


def no_vein_entered(case: Case, before: Sequence[Procedure]) -> bool:
    """Whether a stent was put in a duct or a ureter and today's words tell of no way into a vein.

    Args:
        case: a read report.
        before: what other readers have found.
    """
    return any(p.family in {"biliary", "genitourinary"} and p.name in {"stent", "dilation", "ureteral_dilation"} for p in before) and _VEIN_IN.search(blanked(case, roles=("body",))) is None


def marked_only(case: Case) -> bool:
    """Whether marks were left by a needle and today's words tell of no way into an artery: coils are marks there.

    Args:
        case: a read report.
    """
    return _MARKS.search(title(case) + blanked(case)) is not None and _WAY_IN.search(blanked(case, roles=("body",))) is None


def outside_vessels(case: Case, before: Sequence[Procedure]) -> bool:
    """Whether work outside vessels was found and today's words name no vessel.

    Args:
        case: a read report.
        before: what other readers have found.
    """
    return any(p.family in _FAMILIES for p in before) and _VESSEL.search(blanked(case)) is None
