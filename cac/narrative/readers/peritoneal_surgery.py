"""Peritoneal dialysis catheters through the open and shunts from the peritoneum to a vein."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("pleural_peritoneal",)
ORDER = 63
_DIALYSIS = re.compile(r"tenckhoff|(?:peritoneal dialysis|\bpd\b|\bcapd\b) (?:\w+ ){0,2}catheter|(?:coiled|swan[- ]neck|curl) (?:\w+ ){0,2}catheter")
_PLACED = re.compile(r"\b(?:placed|inserted|introduced|advanced|positioned|placement|insertion|implanted)\b")
_OPEN = re.compile(r"cut-?down|mini-?laparotomy|(?:peritoneum|peritoneal cavity|abdomen) (?:was |is )?(?:then )?(?:opened|entered|incised|grasped|picked up)|(?:fascia|rectus sheath|sheath|linea alba)[^.;\n]{0,40}(?:opened|incised|divided|entered)|purse-?string|dissect\w+[^.;\n]{0,60}(?:fascia|peritoneum|rectus)|open (?:technique|placement|insertion|tenckhoff|pd catheter|peritoneal)")
_SCOPE = re.compile(r"laparoscop\w*|pneumoperitoneum|peritoneoscop\w*|veress")
_NEEDLE_WAY = re.compile(r"seldinger|peel-?away|percutaneous\w*|micropunct\w*|(?:needle|angiocath\w*)[^.;\n]{0,60}(?:peritone\w+|abdom\w+)")
_EXTENSION = re.compile(r"(?:sub-?cutaneous|extended|pre-?sternal|upper (?:abdominal|chest)|remote) (?:\w+ ){0,3}(?:extension|exit[- ]site)|extension catheter|pre-?sternal (?:\w+ )?catheter")
_DELAYED = re.compile(r"exteriori[sz]\w+|delayed (?:creation|exit)|(?:buried|embedded) (?:\w+ ){0,3}catheter|second stage|unroof\w*|brought out through (?:a )?new (?:skin )?exit")
_BURIED = re.compile(r"buried|embedded|moncrief|subcutaneous(?:ly)? (?:segment|limb|end)|exteriori[sz]\w+|unroof")
_SHUNT = re.compile(r"peritoneo-?venous shunt|denver (?:ascites )?shunt|leveen|denver (?:valve|catheter|pump)")
_SHUNT_ACT = (
    ("removed", re.compile(r"\bremov(?:ed|al)\b|explant\w*|taken out|extract\w+|ligated and removed")),
    ("revised", re.compile(r"\brevis\w+|\breplac(?:ed|ement)|reposition\w*|exchang\w*|unclog\w*|declot\w*")),
    ("placed", re.compile(r"\b(?:plac(?:ed|ement)|insert(?:ed|ion)|creat(?:ed|ion)|implant(?:ed|ation)|tunnel\w+|introduced|advanced)\b")),
)


def read(case: Case) -> list[Procedure]:
    """Open dialysis catheters, exit sites made later, shunts from the peritoneum to a vein."""
    return [*_catheter(case), *_shunt(case)]


def _catheter(case: Case) -> list[Procedure]:
    if not _DIALYSIS.search(case.document.flat):
        return []
    text = seldom.today(case)
    about = seldom.about(case)
    if _DELAYED.search(about) and _BURIED.search(about) and not re.search(r"\b(?:will be|to be|later) (?:exteriori|unroof|brought)", about) and (where := seldom.done(case, _DIALYSIS, _DELAYED)):
        return [Procedure("pleural_peritoneal", "delayed_exit_site", "peritoneum").because(*where[:2])]
    if _SCOPE.search(about) or _NEEDLE_WAY.search(about) or not _OPEN.search(about):
        return []
    where = seldom.done(case, _DIALYSIS, _PLACED)
    if not where:
        return []
    made = Procedure("pleural_peritoneal", "open_dialysis_catheter", "peritoneum").because(*where[:2])
    return [made.set("extended", bool(_EXTENSION.search(about)))]


def _shunt(case: Case) -> list[Procedure]:
    if not _SHUNT.search(case.document.flat):
        return []
    for name, words in _SHUNT_ACT:
        if name != "placed" and not words.search(seldom.opening(case)) and not seldom.together(case, _SHUNT, words):
            continue
        where = seldom.done(case, _SHUNT, words)
        if where and re.search(r"incis\w+|pocket|tunnel\w*|peel-?away|sutur\w*|jugular|subclavian|femoral|vein", seldom.today(case)):
            made = Procedure("pleural_peritoneal", f"shunt_{name}", "peritoneum").because(*where[:2])
            return [made]
    return []
