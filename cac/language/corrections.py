"""Slips of the tongue that the speaker takes back at once: "the right, correction, left thigh" is the left thigh.

Only a slip of the same kind as what replaces it is blanked (a side for a side, a level for a level, a size for a
size), so that a sentence which goes on after "sorry" to something else keeps its words.
"""

from __future__ import annotations

from cac import patterns as re

_MARK = (
    r"(?:correction|sorry|i(?:'m| am) sorry|excuse me|pardon(?: me)?|apologies|my mistake|my error|scratch that|strike that|delete that|make that|i mean|i meant|rather(?! than)|no wait|wait no|wait|oops|correct that(?: to)?"
    r"|let me correct (?:that|myself)|that(?: is|'s| was)? (?:wrong|incorrect|a slip)|should (?:be|read|say)|(?:it|that) should (?:be|read|say))"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_KINDS = (
    r"(?:left|right|lt|rt)",
    r"[ctls] ?\d{1,2}(?:[ /-]+[ctls]? ?\d{1,2})?",
    rf"{_NUMBER}[ -]?(?:french|fr|f|gauge|ga|g|ml|cc|mm|cm|mg|minutes|min)",
    rf"{_NUMBER}",
)
#: a slip with up to three words behind it, the mark, and what replaces it
_SLIPS = tuple(re.compile(rf"\b(?P<slip>{kind})\b(?P<tail>(?: [\w'-]+){{0,3}}?)\s?[,.;:(\u2013\u2014-]+\s*{_MARK}\b[,.;:)\u2013\u2014-]*\s+(?:(?:that|it|this)(?: is| was|'s)? )?(?:the |on the |at |an? )?(?P<said>{kind})\b") for kind in _KINDS)


def blanked(flat: str) -> str:
    """The flat text with every slip and its taking back blanked; positions stay.

    >>> blanked("the right, correction, left thigh")
    'the                    left thigh'
    """
    if not re.search(_MARK, flat):
        return flat
    out = flat
    for pattern in _SLIPS:
        for match in pattern.finditer(out):
            if match["slip"] != match["said"]:
                start, end = match.start("slip"), match.start("said")
                out = out[:start] + "".join(c if c == "\n" else " " for c in out[start:end]) + out[end:]
    return out
