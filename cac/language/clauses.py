"""Clauses of a sentence: where one statement ends and the next begins."""

from __future__ import annotations

from cac import patterns as re
from bisect import bisect_right

_CUT = re.compile(
    r";|:(?=\s)|\s(?=(?:but|however|although|though|whereas|until|because|therefore|so that|after which|at which|in which)\b)"
    r"|,\s+(?=(?:and|then|which|so|while|with subsequent)\b)"
    r"|,\s+(?=(?:the|a|an|this|we|i|he|she|it|there|both|two|three)\s)"
    r"|\s(?=and\s+(?:then|the|a|an|this|was|were|we|i|it|there|subsequently|no)\s)"
    r"|\s(?=and\s+[a-z]{3,12}ed\s)"
    r"|\s(?=since (?:(?:the |a |an )?(?:bedside|blind|ward|floor|earlier|first|neurology|resident|ed|it|he|she|this|patient|body|habitus)\b))"
    r"|\s(?=(?:after|following|since|because) (?:the |an? |his |her |their |two |three |prior |previous |last |earlier |first |non-?diagnostic |inconclusive |inadequate |failed |atypical |indeterminate )+(?:[\w-]+ )?(?:fnas?|biops(?:y|ies)|aspirat(?:ion|e)s?|cytology|sampling)\b)"
    r"|\s-{1,2}\s"
)


def cuts(flat: str, start: int, end: int) -> list[int]:
    """Positions at which a new clause begins inside one sentence, the start of the sentence first."""
    return [start, *(match.end() for match in _CUT.finditer(flat, start, end) if start < match.end() < end)]


def number_of(positions: list[int], at: int) -> int:
    """Index of the clause that holds a position."""
    return max(0, bisect_right(positions, at) - 1)
