"""The text as the program reads it, with the way back to the text as given.

Runs of blanks become one blank, line ends become ``\\n``, and a line end that only wraps a paragraph becomes a
blank, so that spacing and wrapping change nothing that is read. ``origin[i]`` is the position in the given text
of character ``i`` of the normal text; ``origin[len]`` is the end.
"""

from __future__ import annotations

from cac import patterns as re
from array import array

_BLANK = frozenset(" \t\u00a0\u2007\u202f\x0b\x0c")
#: signs that word processors put in place of a letter of the keyboard
_ALIKE = {"\u00d7": "x", "\u2715": "x", "\u2a2f": "x", "\u2010": "-", "\u2011": "-"}
_STARTS_ITEM = re.compile(r"[ \t]*(?:\d{1,2}[.)]\s|\d{1,2}\s+[RL]\s+[A-Za-z]|[-*\u2022#>]|[A-Za-z][\w /&()'-]{0,48}:)")


_CHOICE = re.compile(r"\[[ xX_]?\]|[\u2610\u2611\u2612]")

#: a row of a table
ROW = re.compile(r"\|[^|\n]*\||\S / [^/\n]* / \S|\t[^\t\n]+\t")


def _wraps(line: str, following: str, width: int) -> bool:
    """Whether the end of a line is only the wrapping of a paragraph."""
    if not line.strip() or not following.strip() or _STARTS_ITEM.match(following):
        return False
    if _CHOICE.search(line) or ROW.search(line):  # a line of a form or of a table
        return False
    if len(line.rstrip()) < 30 or line.rstrip().endswith((":", "*")):
        return False
    first = following.split(None, 1)[0]
    return len(line.rstrip()) + 1 + len(first) > 0.72 * width and not (line.rstrip()[-1] in ".!?" and len(line) < 0.5 * width)


def normalise(text: str) -> tuple[str, array[int]]:
    """The normal text and the origin of each of its characters.

    >>> normalise("a  b\\r\\nc")[0]
    'a b\\nc'
    """
    lines = text.replace("\r\n", "\n ").replace("\r", "\n").split("\n") if "\r" in text else text.split("\n")
    width = max((len(line) for line in lines), default=0)
    wrapped = width <= 140 and len(lines) > 3
    breaks = [wrapped and _wraps(a, b, width) for a, b in zip(lines, lines[1:], strict=False)]
    out: list[str] = []
    origin = array("l")
    number = -1
    skip = False
    for index, char in enumerate(text):
        if skip:
            skip = False
            continue
        if char == "\r":
            skip = text[index + 1 : index + 2] == "\n"
            char = "\n"
        if char in "\n\u2028\u2029":
            number += 1
            char = " " if number < len(breaks) and breaks[number] else "\n"
        elif char in _BLANK:
            char = " "
        else:
            char = _ALIKE.get(char, char)
        if char == " " and out and out[-1] == " ":
            continue
        out.append(char)
        origin.append(index)
    origin.append(len(text))
    return "".join(out), origin
