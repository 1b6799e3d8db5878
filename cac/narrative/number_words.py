"""Counts written in figures or words, as speech has them: "twenty-three", "a", "41"."""

from __future__ import annotations

from cac import patterns as re

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SMALL = {word: number for number, word in enumerate(ONES, start=1)} | {"a": 1, "an": 1}


def value(words: str) -> int:
    """A number below one hundred in words, or any in figures.

    >>> value("twenty-three"), value("41"), value("a")
    (23, 41, 1)
    """
    if words.isdigit():
        return int(words)
    return sum(TENS.get(word, _SMALL.get(word, 0)) for word in re.split(r"[ -]", words))
