"""Whether work told for one side was done on the other side too, however the narrative turns to it.

The side of a sentence is the side of its last word; a narrative that treats the left, "then the right", "did the
other side the same way" or "one needle on each side" names the second side away from the act and its levels.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case, once
from cac.narrative.clause_sense import of_today_text

_WORK = r"(?:needle|gauge|\d{2} ?g\b|inject|inj\b|block|enter|treat|lesion|burn|ablat|cannula|probe|electrode|\bcement|pmma|contrast|arthrogra|omnipaque|isovue|dye\b|steroid|depo|kenalog|triamcin|dexameth|bupi|marcaine|ropi|lido|access|punctur|aspirat|placed|deliver|deposit|instill|\bdone\b|joints?|targets?|procedure|(?:\bsij?s?|sacro-?iliacs?|facets?|foram\w+|hips?|knees?|shoulders?|sides?|left|right|lt|rt)\b\W{1,4}(?:(?:the |done )?same\b|ditto|identical\w*|likewise|as (?:above|for|on)|mirror|repeat))"
#: both sides in a word
_EACH = re.compile(r"\b(?:on|at|in|for|per|from|to) (?:each|either|both) (?:of the )?sides?\b(?! of)|\b(?:each|either|both) sides?\b(?! of)|\bbilateral(?:ly)?\b|\bbilat\b|\bb/l\b|\bboth(?= ?(?:si\b|sij|sacro|joints?|facets?|knees|hips|shoulders|ankles|wrists|elbows|thumbs|heels|sacral|alae?\b|nerves\b|[.,;\n]|$))|\bapiece on (?:each|both)|\btwo sided\b|\b(?:left and right|right and left|l (?:and|&|\+) r|r (?:and|&|\+) l|l/r|r/l)\b")
_SAME = r"(?:same(?! (?:visit|day|session|sitting|time|appointment|trip|encounter|morning|afternoon|patient|table|tray|kit))|identical\w*|likewise|similar\w*|repeat\w*|mirror\w*|in (?:the )?(?:same|like|turn)|also|exact\w*|as (?:above|before)|again|too\b|next\b|then\b|afterwards?|was (?:then )?(?:done|treated|injected|entered|blocked))"
_DENIED = re.compile(r"\b(?:not|no|untouched|defer\w*|spared|declin\w*|left alone|intact|never|without|nothing|skip\w*|asymptomatic|only|pain[- ]free|ordered|booked|next (?:week|month|visit|time|session)|later|will|plan\w*|return)\b")
_OPPOSITE = r"(?:(?:the )?(?:other|opposite|contralateral|second|remaining) (?:side|joints?|facets?|level|foram\w+|hip|knee|shoulder|ala|one)|(?:the )?contralateral)"
_PIECES = re.compile(r"[^.;\n]+(?:\.\d[^.;\n]*)*")


@once
def _pieces(case: Case) -> tuple[str, ...]:
    """The clauses of today's work that tell of a needle, a drug, heat or cement."""
    text = of_today_text(case)
    for span in case.document.sentences:  # a line that ends inside a sentence is only wrapped
        text = text[: span.start] + text[span.start : span.end].replace("\n", " ") + text[span.end :]
    return tuple(m.group() for m in _PIECES.finditer(text) if re.search(_WORK, m.group()))


def both(case: Case, side: str = "", place: str = "") -> bool:
    """Whether both sides were treated.

    Args:
        case: the report.
        side: the side the work was told for; empty where it was told for none.
        place: kind of the place treated, where clauses about another kind say nothing.
    """
    if side == "bilateral":
        return True
    sides = [side] if side else ["left", "right"]
    pieces = [p for p in _pieces(case) if not (place and _of_another(p, place))]
    return any(_turns(piece, one) for piece in pieces for one in sides) or (not side and any(_EACH.search(p) and not _DENIED.search(p) for p in pieces))


#: kinds of place, of which each side may have its own
_PLACES = {
    "facet": r"facets?|medial branch\w*|zygapophys\w+|z-? ?joints?|mbbs?|(?:lumbar|cervical|thoracic) (?:facets?|rfa?|medial)",
    "sacroiliac": r"si|sijs?|sacro-?iliac",
    "foramen": r"foram\w+|roots?|tfe?si|snrb",
    "hip": r"hips?|trochant\w+|femoroacetab\w+",
    "knee": r"knees?|genicular",
    "shoulder": r"shoulders?|subacromial|glenohumeral|ac joint",
}


def _of_another(piece: str, place: str) -> bool:
    """Whether a clause names places of other kinds alone."""
    named = {name for name, words in _PLACES.items() if re.search(rf"\b(?:{words})\b", piece)}
    return bool(named) and place not in named


def _place_after(piece: str, side_word: str) -> str:
    """Kind of place named right behind a side ("right SI joint"); else empty."""
    return next((name for name, words in _PLACES.items() if re.search(rf"\b{side_word}\b(?: sided?| \w+)? (?:{words})\b", piece)), "")


def _parted(piece: str, side_word: str, other_word: str) -> bool:
    """Whether a clause names another kind of place for each side ("left facets with heat, cortisone in the right SI joint")."""
    one, other = _place_after(piece, side_word), _place_after(piece, other_word)
    return bool(one and other) and one != other


def _turns(piece: str, side: str) -> bool:
    """Whether a clause goes on from one side to the other or does the other the same way."""
    if _DENIED.search(re.sub(r"\bno (?:vascular|blood|heme|csf|intravascular|paresthesia\w*|resistance|leak\w*|complication\w*|venous)\b|without (?:vascular|complication\w*|intravascular|difficulty|incident|resistance)", " ", piece)):
        return False
    other = "right" if side == "left" else "left"
    other_word = rf"(?:{other}|{'rt' if other == 'right' else 'lt'})"
    side_word = rf"(?:{side}|{'lt' if other == 'right' else 'rt'})"
    level = r"(?! ?(?:side )?(?:at )?[clts] ?-?\d)"
    after = rf"\b{side_word}\b[^.;]{{0,70}}?(?:,|\band\b|&|\bthen\b|\bfollowed by\b|\bnext\b|/|\bto\b) ?(?:and |then |next |finally |followed by )*(?:on |in |at |into |to |for )?(?:the |his |her )?{other_word}\b{level}"
    before = after.replace(side_word, "@").replace(other_word, side_word).replace("@", other_word)
    if re.search(rf"(?:{after})|(?:{before})", piece) and not re.search(r"\b[clts] ?-?\d[^.;]*\b(?:left|right)\b[^.;]*\b[clts] ?-?\d[^.;]*\b(?:left|right)\b", piece):
        return True
    if _parted(piece, side_word, other_word):
        return False
    there = rf"(?:\b{other_word}\b{level}|{_OPPOSITE})"
    return bool(re.search(rf"{there}[^.;]{{0,90}}\b{_SAME}|\b{_SAME}[^.;]{{0,70}}?{there}", piece))
