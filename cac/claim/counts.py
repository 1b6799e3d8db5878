"""How many of a device a report tells, and in which sizes."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Document, Finding

_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_WORD = "|".join(_NUMBERS)
#: a number that counts: not a size, a measure, a list number or part of a date
_BEFORE = re.compile(
    rf"(?<![\w.,/x-])(?<!x )(?<!by )(\d{{1,2}}|{_WORD})(?!\s*(?:x\b|by\b|mm|cm|f\b|fr|french|ml|cc|mg|gauge|g\b|[.,/%:)-]))\s+"
    r"(?:(?:\d{1,2}(?:\.\d)?\s*(?:mm|cm)|(?!\b(?:and|with|of|to|x|by|in)\b)[\w./-]+)\s+){0,4}$"
)
_AFTER = re.compile(r"^\s*(?:\(\s*x\s?(\d{1,2})\s*\)|x\s?(\d{1,2})\b(?!\s*(?:x|mm|cm|\d)))")
_SIZE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(?:mm)?\s*(?:x|by)\s*(\d{1,3}(?:\.\d+)?)|(\d{1,2}(?:\.\d+)?)[\s-]*(mm|f\b|fr\b|french)")
_WINDOW = 60
_MOST = 20  # a larger number beside a device is a size or a length


@dataclass(frozen=True, slots=True)
class Count:
    """A number of devices; ``known`` is False where a plural stands without a number, ``sized`` where a size stands."""

    number: int
    known: bool
    sized: bool


def _number(document: Document, finding: Finding) -> int | None:
    after = _AFTER.match(document.flat[finding.end : finding.end + 12])
    if after:
        return int(after[1] or after[2])
    span = document.sentences[finding.sentence]
    before = _BEFORE.search(document.flat[max(span.start, finding.start - _WINDOW) : finding.start])
    if before is None:
        return None
    number = _NUMBERS.get(before[1]) or int(before[1])
    plural = finding.text.lower().endswith("s")
    return number if number == 1 or (plural and number <= _MOST) else None


def _size(document: Document, finding: Finding) -> str:
    """The size next to a mention: the last one before it in its sentence, else one right after it."""
    span = document.sentences[finding.sentence]
    before = list(_SIZE.finditer(document.flat, max(span.start, finding.start - _WINDOW // 2), finding.start))
    found = before[-1] if before else _SIZE.search(document.flat, finding.end, min(span.end, finding.end + 14))
    if found is None:
        return ""
    return f"{found[1]}x{found[2]}" if found[1] else f"{found[3]}{found[4][0]}"


def count(document: Document, mentions: list[Finding], *, once: bool = False) -> Count:
    """Count devices over their mentions.

    A device is told again and again: mentions of one size are one device, mentions without a size are those already
    told. A number beside a mention wins. Different devices under one code add up.

    Args:
        document: the read report.
        mentions: the findings, not empty.
        once: more than one is not asked about; a plural without a number counts as one.
    """
    values = list(dict.fromkeys(finding.value for finding in mentions))
    if len(values) > 1 and not once:
        parts = [count(document, [f for f in mentions if f.value == value]) for value in values]
        return Count(sum(p.number for p in parts), all(p.known for p in parts), all(p.sized for p in parts))
    by_size: dict[str, int] = {}
    plural = False
    for finding in mentions:
        size, number = _size(document, finding), _number(document, finding)
        plural = plural or (number is None and finding.text.lower().endswith("s") and not size)
        by_size[size] = max(by_size.get(size, 0), number or 0)
    sizes = {size: max(1, number) for size, number in by_size.items() if size}
    total = max(sum(sizes.values()), by_size.get("", 0), 1)
    known = once or bool(sizes) or not plural or by_size.get("", 0) > 0
    return Count(total, known, bool(sizes))
