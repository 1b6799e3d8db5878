"""The artery of an act told by the part of the body or by the kind of its lesion: "the occlusion in the thigh was crossed".

In: the diseased arteries told before an act, and its place. Out: those meant, or none where the words do not decide.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.arteries import Mention
from cac.narrative.case import Case

_THE_OCCLUSION = re.compile(r"(?:\b(?:the|this|that)|^\W*(?:the )?) ?(?:long |short |chronic |total |chronic total |whole |entire |second |other |distal |proximal )*(?:occlusion|cto|occluded segment)\b")


_OCCLUSION_OF = re.compile(r"(?<!no )\b(?:occlusion|cto) (?:of|in|involving) (?:(?:the|his|her|left|right|distal|proximal|mid|entire|whole) )*$")
#: a part of the body told instead of the artery
_REGIONS = (
    (re.compile(r"\b(?:in|at|of|within|from) the (?:left |right |upper |lower |mid |distal |proximal )*thigh\b"), ("superficial_femoral", "popliteal", "profunda")),
    (re.compile(r"\b(?:in|at|of|within) the (?:left |right )?(?:pelvis|iliac (?:segment|axis|system))\b"), ("common_iliac", "external_iliac", "internal_iliac", "iliac")),
    (re.compile(r"\b(?:in|at|of|within) the (?:left |right |upper |lower )*(?:calf|shin|crural (?:segment|vessels))\b"), ("anterior_tibial", "posterior_tibial", "peroneal", "tibioperoneal")),
    (re.compile(r"\b(?:in|at|of|within) the (?:left |right )?(?:foot|forefoot|midfoot)\b"), ("dorsalis", "plantar", "lateral_plantar", "medial_plantar", "pedal")),
)


def by_region(case: Case, before: list[Mention], start: int, sentence: int) -> list[Mention]:
    """The one diseased artery of the part of the body that the statement names before the act."""
    low = case.document.sentences[sentence].start
    text = case.document.flat[low:start]
    for region, names in _REGIONS:
        if region.search(text):
            here = [m for m in before if m.name.startswith(names)]
            return [here[-1]] if len({(m.name, m.side) for m in here}) == 1 else []
    return []


#: work told as done along stents that lay there before
_IN_STENT = re.compile(r"\b(?:through|in|inside|within|along|of|across|throughout) (?:the |both |all )?(?:(?:whole|entire|old|occluded|full|thrombosed|existing|previous|prior|length|of|the|stenosed|long) )*(?:stents?\b(?! (?:was|were) )|stented)|\bin-?stent\b")
_STENTS_FIRST = re.compile(r"\W*(?:the )?(?:old |occluded |thrombosed |existing )*stents?\b(?! (?:was|were) (?:then )?(?:placed|deployed|implanted|released|delivered|positioned))")
_STENTED = re.compile(r"[^.;,]{0,24}\bstents?\b|[^.;,]{0,12}\bin-?stent")
_STENTED_BEFORE = re.compile(r"\b(?:stented|stents? (?:in|of|within|to)|in-?stent \w+ (?:of|in)) (?:(?:the|his|her|left|right|l|r|mid|distal|proximal|entire) )*$")


def by_stent(case: Case, before: list[Mention], start: int, end: int, sentence: int) -> list[Mention]:
    """The one artery told of as holding stents, where the statement of an act or the one before it works along them."""
    flat = case.document.flat
    span = case.document.sentences[sentence]
    if not (_IN_STENT.search(flat[end : span.end]) or _IN_STENT.search(flat[span.start : start]) or any(_STENTS_FIRST.match(case.sentence(n)) for n in (sentence - 1, sentence) if n >= 0)):
        return []
    holding = [m for m in before if _STENTED.match(flat, m.span.end, min(m.span.end + 60, case.document.sentences[m.sentence].end)) or _STENTED_BEFORE.search(flat[max(0, m.span.start - 50) : m.span.start])]
    return [holding[-1]] if len({(m.name, m.side) for m in holding}) == 1 else []


def by_kind(case: Case, before: list[Mention], topic: list[Mention], sentence: int) -> list[Mention]:
    """The one occluded artery where work goes on in "the occlusion" and the artery told of last is not occluded."""
    first = topic[-1].sentence + 1 if topic else max(0, sentence - 2, before[-1].sentence + 1)
    flat = case.document.flat
    if any(_THE_STENOSIS.search(case.sentence(n)) for n in range(max(first, sentence - 1), sentence + 1)):
        narrow = [m for m in before if m.sentence >= sentence - 4 and _narrowed(case, before, m)]
        shut = before[-1] if before and _SHUT_HERE.match(flat[before[-1].span.end :]) else None
        if shut is not None and len({(m.name, m.side) for m in narrow}) == 1 and narrow[-1].name != shut.name:
            return [narrow[-1]]
    if not any(_THE_OCCLUSION.search(case.sentence(n)) for n in range(max(first, sentence - 3), sentence + 1)):
        return []
    shut_ones = [m for m in before if _OCCLUSION_OF.search(flat[max(0, m.span.start - 60) : m.span.start]) or _SHUT_HERE.match(flat[m.span.end :])]
    if any(m.name.endswith("_iliac_artery") and m.name != "iliac_artery" for m in shut_ones):
        shut_ones = [m for m in shut_ones if m.name != "iliac_artery"]  # told in the title by the name of the region
    names = {(m.name, m.side) for m in shut_ones}
    if len({name for name, _ in names}) != 1 or any(m.name == shut_ones[-1].name for m in topic):
        return []
    return [shut_ones[-1]] if topic or before[-1].name != shut_ones[-1].name else []


#: words right behind an artery that say it is shut
_SHUT_HERE = re.compile(r"[^,;.:]{0,6}[:,]?[^,;.]{0,24}?(?<!no )(?:occlu(?:ded|sion)|\bcto\b)(?! balloon)|[^,;.]{0,4}\bcto\b")
_THE_STENOSIS = re.compile(r"\b(?:the|this|that) (?:short |focal |tight |residual |underlying |severe |culprit |fixed |\d+ ?% )*(?:stenosis|narrowing|stricture)\b")
_NARROW_HERE = re.compile(r"(?<!no )(?<!no residual )(?<!without )\b(?:stenos[ei]s|narrowing|stricture)\b")


def _narrowed(case: Case, before: list[Mention], m: Mention) -> bool:
    """Whether a narrowing is told of an artery in its sentence before the next artery is named."""
    end = min([case.document.sentences[m.sentence].end, *(o.span.start for o in before if o.span.start > m.span.end)])
    return _NARROW_HERE.search(case.document.flat, m.span.end, end) is not None
