"""What sets rare kinds of lines apart: two ports through two veins, a pump under the skin, an artery cut down upon."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("central_venous_access",)
ORDER = 60
_TWO_PORTS = re.compile(r"(?:two|2|both|second|paired) (?:separate |single[- ]lumen |subcutaneous |implanted |venous |new |access )*(?:ports|port\b(?! (?:site|lumen|film))|reservoirs)")
_TWO_VEINS = re.compile(r"(?:two|2|second|separate|both|each) (?:separate |distinct |different )?(?:venous |vein |venotomy |puncture |access )+(?:sites?|punctures?|accesses|entries|sticks?)?|two (?:veins|sites|venotomies)|jugular[^.\n]{0,200}(?:and|then|second)[^.\n]{0,120}(?:subclavian|other|left|right) (?:\w+ )?(?:jugular|vein)")
_PUMP = re.compile(r"(?:subcutaneous|implant\w*|infusion) (?:\w+ )?pump")
_CUT = re.compile(r"cut-?down|(?:artery|radial|brachial|femoral)[^.;\n]{0,60}(?:exposed|dissected|isolated)|(?:expos|dissect|isolat)\w*[^.;\n]{0,40}(?:radial|brachial|femoral|artery)")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Sets facts on lines that another reader has found; adds no procedure."""
    lines = [p for p in found if p.family == "central_venous_access"]
    if not lines:
        return []
    text = seldom.today(case)
    for line in lines:
        if line.name == "port_placement":
            line.set("two_catheters", bool(_TWO_PORTS.search(text) and _TWO_VEINS.search(text)))
        elif line.name == "port_replacement" and _PUMP.search(text):
            line.set("pump", True)
        elif line.name == "arterial_line":
            line.set("cut_down", any(seldom.live(told, m) for told in seldom.sentences(case) for m in _CUT.finditer(told.text)))
    return []
