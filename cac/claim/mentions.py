"""Whether a stretch of a report states a diagnosis as present today, and of which side."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case

_CLAUSE = re.compile(r"[;:\n]|\bbut\b|\bhowever\b|\balthough\b|[.] ")
_NEGATED = re.compile(
    r"\b(?:no|not|without|denies|denied|negative for|absence of|free of|never|neither|nor|resolved|resolution of|ruled out|excluded?|rather than)\b(?!\s+(?:only|change|longer a candidate))"
)
_NEGATED_AFTER = re.compile(r"^[^.;\n]{0,30}?\b(?:(?:is|was|were|are|has been|have been) (?:not |ruled out|excluded|absent|negative)|not (?:seen|present|identified)|unlikely|resolved)")
#: words by which a diagnosis is not established; never coded on an outpatient claim (ICD-10-CM guidelines, section IV.H)
_UNCERTAIN = re.compile(
    r"(?:\b(?:rule[- ]?out|r/o|possible|possibly|probable|probably|suspected|suspicious|suspicion|questionable|likely|presumed|concern(?:ing)?|worrisome|"
    r"evaluat\w+|assess|consistent with|compatible with|working diagnosis|may (?:be|have|represent)|might|versus|vs|differential|screen\w*|risks?|in case|should|if|prevent\w*|prophyla\w+|could)\b|\?)"
)
_INSIDE = re.compile(r"\b(?:no|not|without|patent)\b")
_UNCERTAIN_AFTER = re.compile(r"^\s*(?:\?|(?:is |was |are |were )?(?:suspected|questioned|not excluded|cannot be excluded|possible|vs\b|versus\b|to be ruled out))")
_PAST = re.compile(r"\b(?:history of|h/o|hx of|hx|remote|prior|previous|status post|s/p|family history)\b")
_SIDE = re.compile(r"\b(left|right|bilateral(?:ly)?|both|lle|rle|lue|rue|[lr]t?)\b")
_SIDES = {"lle": "left", "lue": "left", "l": "left", "lt": "left", "rle": "right", "rue": "right", "r": "right", "rt": "right", "both": "both"}
_FAR = 70


def sentence_of(case: Case, position: int) -> Span:
    """The sentence that holds a position; the whole text where none does."""
    spans = case.document.sentences
    return next((span for span in spans if span.start <= position < span.end), Span(0, len(case.document.flat)))


def _before(text: str, start: int, low: int) -> str:
    """The clause before a position."""
    stretch = text[low:start]
    ends = [match.end() for match in _CLAUSE.finditer(stretch)]
    return stretch[ends[-1] :] if ends else stretch


def state(case: Case, text: str, span: Span) -> str:
    """``stated``, ``negated``, ``uncertain`` or ``past``, by the words of the clause around a diagnosis."""
    sentence = sentence_of(case, span.start)
    before, after = _before(text, span.start, sentence.start), text[span.end : min(sentence.end + 1, span.end + 60)]
    if _INSIDE.search(text, span.start, span.end) or _NEGATED.search(before) or _NEGATED_AFTER.search(after):
        return "negated"
    if _UNCERTAIN.search(before) or _UNCERTAIN_AFTER.match(after):
        return "uncertain"
    if _PAST.search(before[-60:]):
        return "past"
    return "stated"


def side(case: Case, text: str, span: Span) -> str:
    """The side told with a diagnosis: inside its words, else the nearest side word of its sentence, else empty."""
    sentence = sentence_of(case, span.start)
    inside = [match for match in _SIDE.finditer(text, span.start, span.end) if len(match[1]) > 1]
    found = inside or [m for m in _SIDE.finditer(text, sentence.start, sentence.end) if min(abs(m.start() - span.end), abs(span.start - m.end())) <= _FAR]
    if not found:
        return ""
    names = {_SIDES.get(m[1], "both" if m[1].startswith("bi") else m[1]) for m in inside}
    if len(names) == 2 and names == {"left", "right"}:
        return "both"
    nearest = min(found, key=lambda m: min(abs(m.start() - span.end), abs(span.start - m.end())) if not inside else 0)
    word = nearest[1]
    return _SIDES.get(word, "both" if word.startswith("bi") else word)
