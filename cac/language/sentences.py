"""Sentences of dictation.

Full stops are missing, doubled or glued to the next word; lines are wrapped or are items of a list; speech
recognition leaves no mark at all. The splitter reads the flat text (see :func:`cac.language.tokens.flatten`).
"""

from __future__ import annotations

from cac import patterns as re

from cac.language.normal import ROW

#: no text is wrapped at more characters than these
LONGEST = 140
_TITLE_OF = re.compile(r"\b(?:nurse|rn|crna|sister|tech(?:nologist)?|observer|physician|doctor|colleague|fellow|resident|radiologist)\s+$")
_ABBREVIATIONS = frozenset(
    "dr mr mrs ms prof st approx vs no nos fig e.g i.e eg ie etc inc co jr sr pt dob mrn a.m p.m am pm fr ga vol wt ht ext int incl approx"
    " lt rt inf sup ant post lat med prox dist dept md do pa np ca cf gm mg ml mcg cc cm mm hr hrs min sec tab ref diam".split()
)
_UNITS_MAY_END = frozenset("mg ml mcg cc cm mm hr hrs min sec gm am pm a.m p.m md do pa np etc fr ga lt rt inc co ca ext int post med no".split())
_STOP = re.compile(r"[.!?]+(?=[\s\"')\]]|$|[a-z])")
_BLANK = re.compile(r"\n[ ]*\n+")
_ITEM = re.compile(r"\n[ ]*(?=(?:\(?\d{1,2}[.)][ ]|\(?[a-h]\)[ ]|[-*\u2022][ ]|[a-z][a-z0-9 #/&()'-]{1,48}:(?:\s|$)))")
_SUBJECT = re.compile(
    r"(?<=[a-z0-9)]) (?=(?:the|a|an|this|these|that|there|we|i|it|then|next|subsequently|following|after|using|under|patient|no|"
    r"access|hemostasis|local|moderate|ultrasound|fluoroscopy|images?|sterile|post|final|both|his|her|and then) )"
)
_OPEN_END = re.compile(r"\b(?:into|to|in|of|from|with|via|over|through|at|for|on|under|by|was|were|the|a|whether|or|nor|than|between|if)\s$")
_VERB = re.compile(
    r" (?:was|were|is|are|has|had|have|been|shows?|showed|demonstrates?|demonstrated|reveals?|revealed|tolerated|advanced|placed|"
    r"obtained|performed|accessed|punctured|selected|removed|used|noted|seen|given|achieved|confirmed|infused|injected|drained) "
)


def _full_stops(flat: str) -> list[int]:
    cuts = []
    for match in _STOP.finditer(flat):
        start, end = match.span()
        before = re.search(r"[^\s(]+$", flat[max(0, start - 12) : start])
        word = before.group().strip("(\"'") if before else ""
        after = flat[end : end + 1]
        if match.group() == ".":
            if after.isalpha() and not (len(word) > 2 and flat[end : end + 2].isalpha() and "." not in word):
                continue  # e.g, U.S, 1.5x
            if after.isalpha() and re.match(r"[a-z]{1,4}(?:\.|\b\.)", flat[end : end + 6]):
                continue
            if re.fullmatch(r"\d{1,2}|[a-z]", word) and flat[max(0, start - len(word) - 1) : start - len(word)] in ("", "\n"):
                continue  # the number of a list item
            if word in _ABBREVIATIONS and (word not in _UNITS_MAY_END or re.match(r"\s+[\d(]", flat[end:])):
                continue
            if len(word) == 1 and word.isalpha() and (re.match(r"\s*[a-z]{1,2}\.", flat[end:]) or _TITLE_OF.search(flat[max(0, start - 24) : start - 1])):
                continue  # initials of a person
        cuts.append(end)
    return cuts


def _hard_breaks(flat: str) -> list[int]:
    """Line ends that are not the wrapping of a paragraph."""
    cuts = [match.end() for match in _BLANK.finditer(flat)]
    cuts += [match.end() for match in _ITEM.finditer(flat)]
    lines = flat.split("\n")
    position = 0
    filled = [line for line in lines if line.strip()]
    width = max((len(line) for line in filled), default=0)
    for line, following in zip(lines, lines[1:], strict=False):
        position += len(line) + 1
        first = following.split(" ", 1)[0] if following.strip() else ""
        if not line.strip() or not following.strip():
            continue
        if ROW.search(line) and ROW.search(following) or ROW.search(line) and following[:1].isalpha() and line.count("|") > 1:
            cuts.append(position)
        elif width > LONGEST or len(line.rstrip()) + 1 + len(first.strip()) <= 0.72 * width:  # lines of a paragraph each end where they end
            cuts.append(position)
    return cuts


def _unpunctuated(flat: str, start: int, end: int) -> list[int]:
    """Cuts inside a stretch that runs on for many words without a full stop."""
    if end - start < 260:
        return []
    cuts, last = [], start
    marks = [match.end() for match in _SUBJECT.finditer(flat, start, end)] + [end]
    for mark, following in zip(marks, marks[1:], strict=False):
        if mark - last < 28:
            continue
        behind = _VERB.search(flat, last - 1 if last else 0, mark)
        ahead = _VERB.search(flat, mark, min(max(following, mark + 60), end))
        if behind and ahead and flat[mark - 2] not in "," and not _OPEN_END.search(flat, last, mark):
            cuts.append(mark)
            last = mark
    return cuts


#: speech whose only marks are commas: longer stretches without a stop hold more than one statement
_BREATHLESS = 500
#: a word that makes a statement of a piece between two commas
_TELLS = re.compile(r"\b(?:was|were|is|are|had|has|[a-z]{3,}ed|seen|given|taken|put|done|made|cut|drawn|shows?|shown|went|came|held|aspirates|flushes)\b")


def between_commas(flat: str, start: int, end: int) -> list[int]:
    """Cuts at the commas of a stretch that holds the work of a whole report in one breath.

    Args:
        flat: flat text of the report.
        start: where a stretch without a stop begins.
        end: where it ends.
    """
    if end - start < _BREATHLESS or flat.count(",", start, end) * 160 < end - start:
        return []
    cuts, last = [], start
    marks = [match.end() for match in re.finditer(r", (?=[a-z])", flat[start:end])]
    for mark, following in zip(marks, [*marks[1:], end - start], strict=True):
        if start + mark - last >= 28 and _TELLS.search(flat, last, start + mark) and _TELLS.search(flat, start + mark, start + following):
            cuts.append(start + mark)
            last = start + mark
    return cuts


def split(flat: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, white space trimmed, in order.

    >>> split("rt sfa. if needed, stent. 1. next")
    [(0, 7), (8, 25), (26, 28), (29, 33)]
    """
    cuts = sorted({0, len(flat), *_full_stops(flat), *_hard_breaks(flat)})
    extra = [cut for a, b in zip(cuts, cuts[1:], strict=False) for cut in (*_unpunctuated(flat, a, b), *between_commas(flat, a, b))]
    cuts = sorted({*cuts, *extra})
    out = []
    for a, b in zip(cuts, cuts[1:], strict=False):
        piece = flat[a:b]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            out.append((a + lead, b - (len(piece) - len(piece.rstrip()))))
    return out
