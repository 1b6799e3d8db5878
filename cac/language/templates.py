"""Templates: options of a form that were left unticked say nothing about the case.

A form marks its choices before the words ("[x] right CFA [ ] left CFA") or behind them ("right [x] left [ ]").
Words of an unticked choice are blanked in the flat text; its length, and with it every offset, stays.
"""

from __future__ import annotations

from cac import patterns as re

_BOX = re.compile(r"\[(?P<mark>[ xX*\u2713\u2714_]?)\]|\((?P<round>[ xX])\)(?=\s)|[\u2610]|(?<![A-Za-z0-9_])_{1,4}(?P<line>[xX\u2713\u2714])_{1,4}(?=\s*[A-Za-z])|(?:^|(?<=\s))_{2,6}(?=\s?[A-Za-z])")
_TICKED = frozenset("xX*\u2713\u2714")
#: where the words of a choice end
_END = re.compile(r"\[[ xX*_\u2713\u2714]?\]|(?:^|(?<=\s))_{1,6}(?:[xX\u2713\u2714]_+)?(?=\s*[A-Za-z])|\([ xX]\)\s|[\u2610\u2611\u2612]|\n|\s{3,}|[;|]|\.\s+(?=\S[^\n]{0,20}:)|(?<=[a-z])\s{2,}(?=\S[^\n]{0,24}:)")


#: a ticked "no" denies the label it answers
_DENIED = re.compile(r"\s*(?:no|none|n/a|not (?:used|performed|done|placed|applicable|given))\b(?! (?:vessel|complication|change|residual))", re.I)
_QUESTION = re.compile(r"([A-Za-z][A-Za-z /()-]*):\s*(?:\[[^\]]?\][^\[\]:]*)*$")


def unticked(text: str) -> list[tuple[int, int]]:
    """Stretches of the words of choices left unticked, lower bound inclusive, upper exclusive."""
    out: list[tuple[int, int]] = []
    if "[" not in text and "(" not in text and "\u2610" not in text and "__" not in text:
        return out
    start = 0
    for line in text.splitlines(keepends=True):
        out += [(start + low, start + high) for low, high in _of_line(line)]
        start += len(line)
    return out


def _of_line(line: str) -> list[tuple[int, int]]:
    boxes = [box for box in _BOX.finditer(line)]
    if boxes and all(box.group().startswith("_") for box in boxes) and not any(box["line"] for box in boxes):
        return []  # blanks to be filled in
    if not boxes:
        return []
    before = line[: boxes[0].start()].rstrip(" \t")
    ahead = not before.strip(" -*#\t0123456789.)") or before.endswith((":", "?", ">", "-", "|", "/"))
    behind = line[boxes[-1].end() :]
    ahead = ahead or not (not behind.strip() or re.match(r"\s{2,}|\s*[.;,]|\s*\S[^\n]{0,24}:", behind))
    out = []
    previous = 0
    for box in boxes:
        ticked = (box["mark"] or box["round"] or box["line"] or "") in _TICKED and bool(box["mark"] or box["round"] or box["line"])
        behind_word = not ticked and re.match(r"\s*(?:[;,.|\n]|$)", line[box.end() :])
        if ahead and behind_word:
            words = re.search(r"[A-Za-z][^\[\]:;,|\n]*$", line[previous : box.start()])
            if words:
                out.append((previous + words.start(), box.start()))
        elif ahead:
            end = _END.search(line, box.end())
            stop = end.start() if end else len(line)
            if not ticked and line[box.end() : stop].strip():
                out.append((box.end(), stop))
        else:
            words = re.search(r"[A-Za-z][^\[\]:;|\n]*$", line[previous : box.start()])
            if not ticked and words:
                out.append((previous + words.start(), box.start()))
        if ahead and ticked and _DENIED.match(line[box.end() :]) and (asked := _QUESTION.search(line[: box.start()])):
            out.append(asked.span(1))
        previous = box.end()
    return out


def blanked(flat: str, text: str) -> str:
    """The flat text without the words of unticked choices; same length."""
    stretches = unticked(text)
    if not stretches:
        return flat
    chars = list(flat)
    for low, high in stretches:
        for index in range(low, high):
            if chars[index] != "\n":
                chars[index] = " "
    return "".join(chars)
