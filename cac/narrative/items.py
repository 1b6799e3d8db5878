"""Paragraphs that go through a list item by item: "(A) right exchange (B) left nephrostogram", then "A) Prone ... B) Via ..."."""

from __future__ import annotations

from cac import patterns as re

_MARK = re.compile(r"(?:(?<=\n)|^|(?<=[.;:] )|(?<=[a-z] )(?<!segment )(?<!level )(?<!grade )(?<!stage )(?<!type )(?<!zone )(?=[1-6]\) ))[ \t]*(?P<open>\(?)(?:procedure |item |part |no\.? ?|#)?(?P<n>[1-6]|[a-f]|i{1,3}|iv)(?P<close>[.)]|\)[.:]?|:)[ \t]+(?=\S)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORK = re.compile(
    r"\d ?(?:l|lit(?:er|re)s?)\b|centesis|catheters?\b|cannula|\bkit\b|needle|wire|contrast|punctur|advanced|inserted|\bplaced|removed|exchanged|inject|aspirat|\d+(?:\.\d+)? ?-?(?:f|fr|french|g|ga|gauge|ml|cc)\b|fluoro|ultraso|guidance|access|formed|sutured|drained"
)


def _number(text: str, *, roman: bool) -> int:
    if text.isdigit():
        return int(text)
    if roman and text in _ROMAN:
        return _ROMAN[text]
    return ord(text[0]) - ord("a") + 1


def told_by_item(flat: str) -> list[tuple[str, int, int]]:
    """Paragraphs that take up the items of a list given before them.

    Args:
        flat: flat text of the report.

    Returns:
        (words of the item in the list, start, end) of each paragraph; empty where no list of two or more items
        is gone through twice, first in short and then with the work.
    """
    marks = list(_MARK.finditer(flat))
    roman = any(m["n"] == "ii" for m in marks)
    runs: list[list[tuple[int, re.Match[str]]]] = []
    for mark in marks:
        number = _number(mark["n"], roman=roman)
        if number == 1:
            runs.append([(1, mark)])
        elif runs and number == runs[-1][-1][0] + 1:
            runs[-1].append((number, mark))
    runs = [run for run in runs if len(run) > 1]
    if len(runs) == 1:
        return _told_once(flat, [mark for _, mark in runs[0]])
    if len(runs) < 2 or len(runs[0]) != len(runs[1]):
        return []
    listed, told = runs[0], runs[1]
    names = [_line(flat, mark.end()) for _, mark in listed]
    starts = [mark.start("n") for _, mark in told]
    ends = [*starts[1:], _last(flat, starts[-1])]
    bodies = [flat[a:b] for a, b in zip(starts, ends, strict=True)]
    if any(len(name) > 140 for name in names) or any(len(body) < 40 or not _WORK.search(body) for body in bodies):
        return []
    return list(zip(names, starts, ends, strict=True))


#: what an item of a list with its work behind a colon is about
_TUBE_WORK = re.compile(r"abdomen|belly|chest|hemithorax|\bkidney\b|pelvis|liver|drain|tube|catheter|abscess|collection|nephrost|biliary|ptbd|pcn|thoracent|paracent|cholecyst|gastrost|aspirat")


def _told_once(flat: str, marks: list[re.Match[str]]) -> list[tuple[str, int, int]]:
    """Items of one list that each name a tube up to a colon and then tell the work ("1. Check of the drain: contrast ...")."""
    starts = [mark.start("n") for mark in marks]
    ends = [*starts[1:], _last(flat, starts[-1])]
    out = []
    for mark, start, end in zip(marks, starts, ends, strict=True):
        name, mark_after, told = _named(flat[mark.end() : end])
        if not mark_after or len(name) > 70 or re.search(r"[.\n]", name) or not _TUBE_WORK.search(name) or len(set(_WORK.findall(told))) < 2:
            return []
        out.append((name.strip(), start, end))
    return out


def _named(item: str) -> tuple[str, str, str]:
    """An item as its name, the mark behind it and the work ("Pelvic abscess behind the bladder, Seldinger, 12F")."""
    name, colon, told = item.partition(":")
    if colon and len(name) <= 70 and "." not in name:
        return name, colon, told
    found = re.compile(r"[,;]|\.(?=\s)| - ").search(item)
    return (item[: found.start()], found.group(), item[found.end() :]) if found else (item, "", "")


def _line(flat: str, start: int) -> str:
    """Words of an item of the list, to the end of its line or sentence."""
    end = re.compile(r"\n|\.(?=\s|$)|;|\s\(?[b-f2-6][.)]\s").search(flat, start)
    return flat[start : end.start() if end else len(flat)].strip()


def _last(flat: str, start: int) -> int:
    """Where the last paragraph ends: at the next blank line, or at the end."""
    end = flat.find("\n\n", start)
    if end < 0:
        end = flat.find("\n", start)
    return end if end >= 0 else len(flat)
