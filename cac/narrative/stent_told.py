"""Whether a stent or balloon a statement names is one of today: told without a verb, or only thought of.

In: a read report and the match of an act in it. Out: yes or no.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case

_FUTURE = re.compile(r"\bwill\b|\bmay\b|\bmight\b|\bdepending on\b|\bcould be\b|\bwould be\b|tomorrow|\belective\b|re-?consider\w*|\bif\b[^.;]{0,60}(?:found|seen|persist\w*|need\w*|remain\w*|recur\w*|shown|present)|at (?:\w+ )?(?:weeks|months)|at a later|next (?:session|week|visit|step)|staged|to be (?:\w+ )?(?:done|placed|stented|decided|considered)")
_HAPPENED = re.compile(r"\b(?:was|were) (?:then |now |next |successfully )?(?:placed|deployed|dilated|stented|released|inserted|ballooned|treated|inflated|performed|done|implanted|advanced|post|pre)|\b(?:placed|deployed|stented|ballooned|dilated) (?:a|the|with|to|across|in)\b|\d ?(?:mm )?(?:x|by) ?\d")


#: stents by name, by number and by size, as a telegram tells of those it put in
_BRAND = re.compile(r"wallstent|venovo|\babre\b|\bvici\b|zilver vena|\bduo\b|viabahn|gianturco|z-?stent|protege|palmaz|smart|blazer|covera|\bvbx\b|icast")
_COUNTED = re.compile(r"\b(?:one|two|three|four|single|overlapping|second|another|further|double-barrel|kissing|\d{1,2}(?:\.\d)?(?: ?mm)?(?: ?x ?\d+)?)\b[^.;:]{0,24}$")


def named_alone(case: Case, match: re.Match[str], number: int, before: str, after: str) -> bool:
    """Whether a stent told without a verb is one of today: by its name, or counted, in the body, and not as an old one."""
    if case.document.sections[case.document.sentence_section[number]].role != "body" or re.search(r"\b(?:the|this|that|his|her|known|old|prior|in|through|below|above|inside|within|of)\s+(?:\w+ )?$", before) and not _COUNTED.search(before):
        return False
    if re.match(r"[^.;\n]{0,40}\b(?:patent|open|occlu|thrombos|narrow|stenos|in-?stent|migrat|fractur|crush|ago|years|removed)", after):
        return False
    vein = re.search(r"iliac|femoral|cava|\b[is]vc\b|subclav|innominate|brachioc|vein|\b[lr]?[ce]iv\b|cfv|\blrv\b", case.sentence(number))
    return bool(_BRAND.search(match.group()) or vein and _COUNTED.search(before) or vein and re.match(r"\s*(?:x ?\d|:|to |in |into |across |from |over )", after))


def thought_of(flat: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Whether the clause of an act speaks of what may come ("stenting then if compression is found")."""
    low = max([start, *[start + m.end() for m in re.finditer(r"[;.]\s", flat[start : match.start()])]])
    stop = next((match.end() + m.start() for m in re.finditer(r"[;.]\s", flat[match.end() : end])), end)
    clause = flat[low:stop]
    return bool(_FUTURE.search(clause)) and not _HAPPENED.search(clause)
