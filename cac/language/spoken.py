"""Spoken numbers before a unit and the shortest abbreviations, written out, with the way back to the text as given."""

from __future__ import annotations

from cac import patterns as re
from array import array

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
_NUMBERS = {word: number for number, word in enumerate(_ONES, start=1)} | _TENS
_UNIT = r"(?:gauge|french|millilit(?:er|re)s?|cent?imet(?:er|re)s?|millimet(?:er|re)s?|milligrams?|ml|cc|cm|mm|mg)\b"
_SPOKEN = re.compile(rf"\b(?:(?P<tens>{'|'.join(_TENS)})[ -](?P<ones>{'|'.join(_ONES[:9])})|(?P<word>{'|'.join(_NUMBERS)}))(?= {_UNIT})", re.IGNORECASE)
#: a size told in words ("eight by forty")
_NUMBER = rf"(?:(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_ONES[:9])})|{'|'.join(_NUMBERS)}|\d+(?:\.\d+)?)"
_SIZE = re.compile(rf"\b(?P<one>{_NUMBER})(?: (?:millimet(?:er|re)s?|mm))?(?P<by> by )(?P<two>{_NUMBER})\b", re.IGNORECASE)
#: spoken numbers of hepatic segments and of the levels of segmental arteries
_SPOKEN_PLACE = re.compile(rf"(?:(?<=\bsegment )|(?<=\bseg ))(?:{'|'.join(_ONES[:8])})\b|(?<=\b[tl] )(?:{'|'.join(_ONES[:12])})(?= (?:lumbar|intercostal|segmental)\b)", re.IGNORECASE)
#: levels of lumbar arteries in a report that closed some
_SPOKEN_LEVEL = re.compile(r"(?:(?<=\bleft l )|(?<=\bright l ))(?:one|two|three|four|five)\b", re.IGNORECASE)
_OCCLUDED = re.compile(r"\b(?:coil|embol|glue|gel-?foam)", re.IGNORECASE)
_SHORT = (
    (re.compile(r"\bBMA?[Bb][Xx]\b|\bBM [Bb][Xx]\b|\bbmbx\b"), "bone marrow biopsy"),
    (re.compile(r"\b[Bb][Xx]s?\b|\bBXS\b"), "biopsy"),
    (re.compile(r"\bLNs?\b"), "lymph node"),
    (re.compile(r"\b(?:USG|[Uu]sg|USS|Uss|uss|U/S|u/s)\b"), "ultrasound"),
)


def _number(words: str) -> str:
    """The digits of a number told in words or digits."""
    parts = re.split(r"[ -]", words.lower())
    return words if words[0].isdigit() else str(sum(_NUMBERS[part] for part in parts))


def _digits(match: re.Match[str]) -> str:
    if match.group("word"):
        return str(_NUMBERS[match.group("word").lower()])
    return str(_TENS[match.group("tens").lower()] + _NUMBERS[match.group("ones").lower()])


def written(text: str, origin: array[int]) -> tuple[str, array[int]]:
    """The text with spoken numbers as digits and abbreviations in full, and the origin of each character.

    >>> written("fifteen gauge", array("l", range(14)))[0]
    '15 gauge'
    """
    found = [(m.start(), m.end(), _digits(m)) for m in _SPOKEN.finditer(text)]
    for match in _SIZE.finditer(text):
        found += [(match.start(name), match.end(name), _number(match[name])) for name in ("one", "two") if not match[name][0].isdigit()]
    found += [(m.start(), m.end(), str(_NUMBERS[m.group().lower()])) for m in _SPOKEN_PLACE.finditer(text)]
    if _OCCLUDED.search(text):
        found += [(m.start(), m.end(), str(_NUMBERS[m.group().lower()])) for m in _SPOKEN_LEVEL.finditer(text)]
    for pattern, full in _SHORT:
        found += [(m.start(), m.end(), full.upper() if m.group().isupper() and text.isupper() else full) for m in pattern.finditer(text)]
    if not found:
        return text, origin
    out, where, at = [], array("l"), 0
    for start, end, new in sorted(found):
        if start < at:
            continue
        out.append(text[at:start])
        where.extend(origin[at:start])
        out.append(new)
        last = len(new) - 1
        where.extend(origin[end - 1] if index == last else origin[min(start + index, end - 1)] for index in range(len(new)))
        at = end
    out.append(text[at:])
    where.extend(origin[at:])
    return "".join(out), where
