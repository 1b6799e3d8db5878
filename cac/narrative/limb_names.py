"""Arteries of the leg by the short and the elliptic names that dictation gives them.

In: a read report and the arteries found by their full names. Out: the same with those told as "the external", "ext iliac",
"fem-pop", "ant tib", "common and external iliacs" or "RPOP"; a short name gives way to a full one at the same place.
"""

from __future__ import annotations

from cac import patterns as re
from bisect import bisect_right
from dataclasses import replace

from cac.findings import Span
from cac.narrative.arteries import Mention
from cac.narrative.case import Case

_CONDUIT = r"(?! ?(?:vein\b|veins\b|venous|(?:\w+ ){0,2}(?:bypass|graft)))"
_SHORT = (
    ("superficial_femoral_artery", rf"fem(?:oro|oral)?[- ]?pop(?:liteal)?s?\b{_CONDUIT}|sup(?:erf\w*|erficial)?\.? fem(?:s|orals?)?\b{_CONDUIT}|(?:adductor|hunter'?s?) (?:canal|hiatus)"),
    ("profunda_femoris_artery", r"deep fem\b(?! vein)|profundas?\b"),
    ("popliteal_artery", r"(?:ak |bk |p[123] )?\bpops?\b(?! ?(?:up|off|in\b|out))|(?:(?<=\bat )|(?<=\bin )|(?<=\bthe )|(?<=\bof )|(?<=\binto ))p[123]\b(?! (?:segment of the pca|wave|day))|p[123](?: ?(?:-|\u2013|/|and|to|&) ?p?[123])?(?= (?:occlu|stenos|lesion|cto|segment|narrow|disease|junction|thromb|clot)|: | \d+ ?%)"),
    ("external_iliac_artery", r"ext(?:ern)?\.? il(?:iacs?)?\b(?! v)|external il\b"),
    ("common_iliac_artery", r"com+(?:on)?\.? il(?:iacs?)?\b(?! v)"),
    ("internal_iliac_artery", r"int\.? il(?:iacs?)?\b(?! v)|internal il\b"),
    ("anterior_tibial_artery", r"ant(?:erior)?\.? tib(?:s|ials?)?\b(?! (?:tend|musc|vein))"),
    ("posterior_tibial_artery", r"post(?:erior)?\.? tib(?:s|ials?)?\b(?! (?:tend|musc|nerve|vein))"),
    ("tibioperoneal_trunk", r"tib(?:io)?[- /]?per(?:oneal|on)?[- ]trunk|\btp[- ]?trunk|common tibial trunk"),
    ("peroneal_artery", r"pero(?:n|neus)?\b(?! (?:tend|nerve|vein))|perineal artery|fibular artery"),
    ("common_iliac_artery", r"[cC]ias\b"), ("external_iliac_artery", r"eias\b"), ("superficial_femoral_artery", r"sfas\b"), ("common_femoral_artery", r"cfas\b"),
    ("dorsalis_pedis_artery", r"dors(?:alis|\.)? ped(?:is)?\b|\bdpa\b"),
    ("lateral_plantar_artery", r"lat\.? plantar"),
    ("medial_plantar_artery", r"med\.? plantar"),
)
_SIDED = r"(?:(?<![a-z])(?P<side>left|right|lt|rt|l|r|both|bilateral)\.? (?:(?:proximal|prox|mid|distal|dist|native|whole|entire|ostial|diseased|occluded|stenotic) )*)?"
_FINDERS = tuple((name, re.compile(rf"{_SIDED}(?<![a-z0-9])(?:{words})")) for name, words in _SHORT)
_LETTERS = re.compile(r"\b(?P<side>[LR])(?P<name>ATA|PTA|POP|Pop|pop|DPA|TPT)\b")
_BY_LETTERS = {"ata": "anterior_tibial_artery", "pta": "posterior_tibial_artery", "pop": "popliteal_artery", "dpa": "dorsalis_pedis_artery", "tpt": "tibioperoneal_trunk"}
_KINDS = {
    ("common", "iliac"): "common_iliac_artery", ("external", "iliac"): "external_iliac_artery", ("internal", "iliac"): "internal_iliac_artery",
    ("common", "femoral"): "common_femoral_artery", ("superficial", "femoral"): "superficial_femoral_artery", ("deep", "femoral"): "profunda_femoris_artery",
    ("anterior", "tibial"): "anterior_tibial_artery", ("posterior", "tibial"): "posterior_tibial_artery",
}
_ONE = r"(?:common|external|internal|superficial|deep|anterior|posterior)"
_AND = r"(?:\s*(?:,|&|/|\+|\band\b|\bplus\b|\bto\b|\bthrough\b|\bas well as\b)\s*)+(?:(?:the|left|right|both|l|r|lt|rt|distal|proximal|mid)\s+)*"
#: "common and external iliac arteries": the noun stands once
_JOINED = re.compile(rf"{_SIDED}\b(?P<kind>{_ONE})\b(?={_AND}(?:{_ONE}{_AND})*{_ONE} (?P<noun>iliac|femoral|tibial))")
#: the artery a short name belongs to, told before it by any of its names
_NOUNS = {"iliac": r"iliac|\b[lr]?[ceia]ias?\b|hypogastric", "femoral": r"femoral|\b[lr]?[sc]fas?\b|profunda", "tibial": r"tibial"}
#: "the external": the noun stood before
_ELLIPTIC = re.compile(rf"(?:\b(?:the|left|right|l|r|lt|rt|his|her|its|and|in|into|of|for|across|at)|[:;.,(]) (?:(?:proximal|distal|mid|ostial|left|right) )*(?P<kind>common|external|internal|superficial|anterior|posterior)\b(?=\s*(?:[,.;:)(=]|\b(?:and|was|were|had|has|with|on|then|both|also|too|got|took|received|lesions?|stenos\w+|occlu\w+|narrow\w+|tight|shut|clos\w+|block\w*|gone|stents?|balloon\w*|at|is|only|again|open\w*|i|we|it|got|pre-?dilated|\d+)\b|$))")
_OTHER_NOUN = re.compile(r"carotid|jugular|hepatic|pudendal|rotation|fixat|malleol|oblique")
_LEG = re.compile(r"\bpopliteal|\bpop\b|\bleg\b|iliac|femoral|\b[lr]?[sc]fas?\b|tibial|peroneal|plantar|\bdp\b|\bcto\b|claudic|\bfoot\b|\blimb\b|\btoe\b|\bcfa\b|run-?off|\bcli\b|\bclti\b|rutherford|\b[lr]?[ce]ias?\b")


def with_short_names(case: Case, found: list[Mention]) -> list[Mention]:
    """The arteries of the leg with those told by short names.

    Args:
        case: a read report.
        found: arteries told by their names.

    Returns:
        All of them, in order of position.
    """
    flat, raw = case.document.flat, case.document.text
    if not _LEG.search(flat):
        return found
    starts = [s.start for s in case.document.sentences]
    out = list(found)

    def add(name: str, side: str, start: int, end: int) -> None:
        inside = [m for m in out if m.span.start < end and start < m.span.end]
        if any(m.name not in ("iliac_artery", "common_femoral_artery") or (m.name == "common_femoral_artery" and flat[m.span.start : m.span.end].endswith(("cfa", "artery", "groin"))) for m in inside):
            return
        for m in inside:  # "iliac" alone, where "ext iliac" was said
            out.remove(m)
            side = side or m.side
        number = max(0, bisect_right(starts, start) - 1)
        mention = Mention(name, "", Span(start, end), number, 0, "done", "", False, bool(side))
        sides = {"left": ("left",), "lt": ("left",), "l": ("left",), "right": ("right",), "rt": ("right",), "r": ("right",), "both": ("left", "right"), "bilateral": ("left", "right")}.get(side, ("",))
        out.extend(replace(mention, side=one) for one in sides)

    for name, finder in _FINDERS:
        for match in finder.finditer(flat):
            add(name, match["side"] or "", *match.span())
    for match in _JOINED.finditer(flat):
        name = _KINDS.get((match["kind"], match["noun"]))
        if name:
            mate = next((m for m in found if m.span.start <= match.start("noun") < m.span.end), None)
            add(name, match["side"] or (mate.side if mate else ""), *match.span())
    for match in _ELLIPTIC.finditer(flat) if not _OTHER_NOUN.search(flat) else ():
        noun = "iliac" if match["kind"] in ("common", "external", "internal") else "femoral" if match["kind"] == "superficial" else "tibial"
        if re.search(_NOUNS[noun], flat[: match.start()]):
            word = re.search(r"\b(?:left|right|lt|rt|l|r)\b", match.group())
            before = [m for m in out if m.span.end <= match.start() and m.side and m.sure_side and m.name.endswith(("iliac_artery", "femoral_artery", "tibial_artery"))]
            add(_KINDS[match["kind"], noun], word.group() if word else before[-1].side if before else "", *match.span("kind"))
    for match in _LETTERS.finditer(raw) if len(raw) == len(flat) else ():
        add(_BY_LETTERS[match["name"].lower()], match["side"].lower(), *match.span())
    return sorted(out, key=lambda m: m.span.start)
