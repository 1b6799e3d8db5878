"""Pictures in three dimensions reckoned from a study, and where they were reckoned."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("guidance",)
ORDER = 92
_THREE = r"(?:3 ?-? ?d\b|three[- ]dimensional|volume[- ]render\w*|maximum intensity projection\w*|\bmips?\b|multi-?planar)"
#: the pictures were reckoned; a rotational run alone is a way to take them
_RENDERED = re.compile(
    rf"{_THREE}[^.;\n]{{0,60}}\b(?:reconstruct\w*|render\w*|reformat\w*|post-?process\w*|models?|projections?)\b|\b(?:reconstruct\w*|render\w*|reformat\w*|post-?process\w*)\b[^.;\n]{{0,60}}{_THREE}|{_THREE}[^.;\n]{{0,80}}work ?station|\bvolume[- ]rendered\b|(?:rotational|spin)\b[^.;\n]{{0,80}}\b(?:reconstruct\w*|render\w*|post-?process\w*)|{_THREE} spin[^.;\n]{{0,60}}(?:reconstruct|render|process)\w*"
)
_TRUE_THREE = re.compile(r"3 ?-? ?d\b|three[- ]dimensional|volume[- ]render\w*|rotational|maximum intensity|\bmips?\b")
#: a machine of its own
_APART = re.compile(r"(?:independent|separate|dedicated|stand-?alone|off-?line|remote|external|vitrea|terarecon|aquarius|leonardo|syngo(?: x)?|advantage|osirix|post-?processing|3 ?-?d) (?:\w+ ){0,3}work ?station|work ?station (?:that is |which is )?(?:independent|separate|apart)|vitrea|terarecon|aquarius|osirix|(?:off|away from) the (?:angio\w*|scanner|imaging) (?:console|system|suite)")
#: the machine that took the pictures
_HERE = re.compile(r"(?:on|at|by|with) (?:the )?(?:\w+ ){0,2}(?:scanner|console|angio\w* (?:system|unit|equipment|suite)|c-?arm|acquisition (?:station|console))")
#: who saw to it
_WATCHED = re.compile(r"(?:under|with) (?:my|the|concurrent|direct|personal)[^.;\n]{0,40}supervis\w*|supervis\w+ by|concurrent(?:ly)? supervis\w*|\b(?:i|we) (?:personally |then |also )?(?:reconstruct|render|post-?process|perform|process|creat|generat|manipulat)\w*|by (?:me|myself|the (?:author|operator|physician|undersigned|radiologist|neurointerventionalist))\b|my supervision")
#: pictures that only point the way to a needle or to the vessels of a treatment
_FOR_NEEDLE = re.compile(r"biops\w+|needle|\bcores?\b|ablat\w+|probe|vertebroplast|kyphoplast|fusion (?:imaging|software|targeted)|registration|navigation|cone[- ]beam|\bcbct\b|dynact|xper ?ct|mapping|roadmap|ultrasound|\bsweep\b|electro-?anatomic|carto|transesophageal|mammogra")
#: studies whose own code holds the rendering
_HELD = re.compile(r"\bcta\b|ct angio\w*|\bmra\b|mr angio\w*|computed tomographic angio")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Rendering told of in the course, once for a session."""
    if not re.search(r"reconstruct|render|reformat|post-?process|work ?station", case.document.flat) or not found:
        return []
    for told in seldom.sentences(case):
        for match in _RENDERED.finditer(told.text):
            near = told.text
            if not seldom.live(told, match) or not _TRUE_THREE.search(near) or _HELD.search(near):
                continue
            after = next((t.text for t in seldom.sentences(case) if t.number == told.number + 1 and re.search(r"work ?station|post-?process|supervis", t.text)), "")
            words = f"{near} {after}"
            made = Procedure("guidance", "rendering").because(told.span(match))
            apart, here = _APART.search(words), _HERE.search(words)
            made.set("place", "apart" if apart else "scanner" if here else "")
            made.set("supervised", bool(_WATCHED.search(words)))
            made.set("for_needle", bool(_FOR_NEEDLE.search(near)) or any(p.family in ("biopsy", "ablation", "prostate", "drainage", "breast", "vertebral_augmentation", "spine_injection", "nerve_block") for p in found))
            return [made]
    return []
