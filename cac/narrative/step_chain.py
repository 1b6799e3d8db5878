"""Arteries told in a row: chains of arrows, lists behind an arrow, "then to", "as was".

A sentence comes tagged: vessels as <n>, catheters as {c}.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable

from cac.findings import Span
from cac.narrative.arteries import Mention
from cac.narrative.case import Case
from cac.narrative.step_words import VIA

_ARROWED = re.compile(r"(?:<(\d+)>|\{c\})[^<>.;]{0,45}?(?:-{0,2}>|=>)\s*(?:(?:the|sel|selective|micro\w*|deep|proximal|prox|mid|distal|left|right|l|r|lower|upper|anterior|posterior|superior|inferior|replaced|accessory|medial|lateral|middle|main|dominant|first|second|\d\w*)\s+){0,4}<(\d+)>")
#: what was seen along a chain of arteries, in a line that tells of no catheter
_FLOW = re.compile(r"<\d+>(?:(?!->|=>)[^<>.;]){0,20}?(?:patent|occlu\w+|\d+ ?%|stenos\w+|origin plaque)")
_WORK = re.compile(r"\{c\}|\{w\}|advanc|select|inject|\bruns?\b|arteriogra|angiogra|cathet|engag|\bdsa\b|\d ?(?:mm|ml)\b|coil|embol")
#: nothing but the arrow between an artery and the next
_ONLY_WAY = re.compile(r"\s*(?:artery|trunk|origin)?\s*(?:-{0,2}>|=>)\s*(?:[a-z]+\s+){0,3}")
_LISTED = re.compile(r"\s*(?:,|&|and|then|\+)\s*(?:then\s+)?(?:(?:the|left|right|l|r)\s+)*<(\d+)>")
_AS_WAS = re.compile(r"\bas (?:was|were|is)\s+(?:also\s+)?(?:the\s+)?<(\d+)>")
_ON_TO = re.compile(r",?\s*(?:and\s+)?then\s+(?:on\s+)?(?:in)?to\s+(?:the\s+|a\s+)?<(\d+)>")


#: a chain of arrows, and the words that make it one of findings
_ARROW = re.compile(r"-{0,2}>(?!\s*\d)|=>")
_SEEN = re.compile(r"\b(?:patent|occlu\w+|stenos\w+|show\w*|normal|fill\w*|suppl\w*|drain\w*|feed\w*|no|not|never)\b|\d ?%")
_STEP_OF = re.compile(r"\s*(?:[a-z][\w'-]*\s+){0,5}<(\d+)>")


def _long_chain(tagged: str) -> list[int]:
    """Vessels of a way told with three arrows or more, on which stations without a name may stand: "SMA > middle colic > marginal > IMA"."""
    for clause in re.split(r"[;:]|\.(?=\s|$)", re.sub(r"<(\d+)>", "\u2039\\1\u203a", tagged)):
        stations = [part.replace("\u2039", "<").replace("\u203a", ">") for part in _ARROW.split(clause)]
        if len(stations) < 4 or any(len(part.split()) > 9 for part in stations[:-1]) or _SEEN.search(clause):
            continue
        found = [_STEP_OF.match(part) or (re.search(r"<(\d+)>\s*$", part) if not number else None) for number, part in enumerate(stations)]
        return [int(match[1]) for match in found if match]
    return []


def in_row(tagged: str, named: list[Mention], hits: list[tuple[int, str]], live: Callable[[Mention], bool]) -> list[tuple[int, str]]:
    """Arteries of a chain ("celiac -> common hepatic"), and those joined to an artery that was entered."""
    found = dict(hits)
    at = len(tagged) if _FLOW.search(tagged) and not _WORK.search(tagged) else 0
    while match := _ARROWED.search(tagged, at):
        for group in (1, 2):
            index = int(match[group]) if match[group] else -1
            if index >= 0 and live(named[index]) and named[index].name not in (_ACCESS_NAMES if group == 1 else ()):
                found.setdefault(index, "move")
        if match[1] and found.get(int(match[1])) == "move" and _ONLY_WAY.fullmatch(tagged, match.end(1) + 1, match.start(2) - 1):
            found[int(match[1])] = "pass"
        behind = _LISTED.match(tagged, match.end())
        while behind:  # "-> left renal, left ovarian: run"
            if live(named[int(behind[1])]):
                found.setdefault(int(behind[1]), "move")
            behind = _LISTED.match(tagged, behind.end())
        at = match.start(2) - 1
    for index in _long_chain(tagged) if found or "{c}" in tagged else ():
        if live(named[index]) and named[index].name not in _ACCESS_NAMES:
            found.setdefault(index, "move")
    if (via := VIA.search(tagged)) and live(named[int(via.group(2))]):
        found.setdefault(int(via.group(2)), "move")
    if (first := re.match(rf"\s*(?:and\s+)?{_ON_TO.pattern.removeprefix(',?')}", tagged)) and live(named[int(first[1])]):
        found.setdefault(int(first[1]), "move")
    if found:
        for pattern in (_AS_WAS, _ON_TO):
            for match in pattern.finditer(tagged):
                if live(named[int(match[1])]):
                    found.setdefault(int(match[1]), "move")
    return sorted(found.items())


_ACCESS_NAMES = frozenset({"common_femoral_artery", "radial_artery", "brachial_artery", "common_femoral_vein", "internal_jugular_vein", "femoral_vein", "ulnar_artery", "axillary_artery"})


_GRAFT = re.compile(r"\b(?<!stent )(?<!stent-)(?<!endo)(?<!vein )(?:bypass|graft)\b(?! (?:hood|anastomos|origin|surgery|limb))")
_LEG_GRAFT = re.compile(r"\bfem(?:oro)?-?(?:pop|tib|peroneal|distal|crural)\w*[^.;\n]{0,24}(?:bypass|graft)|(?:fem\w*|iliac)[- ]?(?:(?:to|above|below|knee|ak|bk|the|mid|distal|proximal)[- ])*(?:pop\w*|tib\w*|peroneal|distal|crural|pedal)[^.;\n]{0,24}(?:bypass|graft)|leg (?:bypass|graft)")


def with_graft(case: Case, named: list[Mention]) -> list[Mention]:
    """The arteries named, with a leg bypass that is later called the graft alone."""
    flat = case.document.flat
    first = next((m for m in named if m.name == "leg_bypass_graft"), None)
    told_of = _LEG_GRAFT.search(flat)
    if first is None and told_of is None:
        return named
    side = first.side if first else next(iter(re.findall(r"\b(left|right)\b", flat[max(0, told_of.start() - 60) : told_of.end()])[-1:]), "") if told_of else ""
    out = list(named)
    for number, span in enumerate(case.document.sentences):
        for match in _GRAFT.finditer(flat, span.start, span.end):
            if not any(m.span.start < match.end() and match.start() < m.span.end for m in named):
                out.append(Mention("leg_bypass_graft", side, Span(*match.span()), number, 0, "done", "", False, False))
    return sorted(out, key=lambda m: m.span.start)
