"""Numbers with units, levels of the spine, counts in words, times of the clock."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Document, Finding

_UNITS = {
    "french": r"fr\b|french\b|f\b(?!\.)", "gauge": r"ga\b|gauge\b|g\b(?=[\s-]*(?:needle|spinal|core|coax|chiba|fna|bone|introducer|tru|ang|micro|cut|fine|access|quincke|whitacre|x|fr|\(|,|\.|biopsy|guide|inch|temno|mission|bard))",
    "mm": r"mm\b|millimeters?\b", "cm": r"cm\b|centimeters?\b", "ml": r"ml\b|cc\b|ccs\b|milliliters?\b", "l": r"l\b|liters?\b|litres?\b",
    "minutes": r"min\b|mins\b|minutes?\b", "hours": r"hrs?\b|hours?\b", "mg": r"mg\b|milligrams?\b", "mcg": r"mcg\b|micrograms?\b|ug\b",
    "percent": r"%|percent\b", "mmhg": r"mm ?hg\b", "units": r"units?\b", "year": r"(?:y/?o\b|[- ]?years?[- ]old|yr[- ]old|year[- ]old)",
    "mci": r"mci\b|gbq\b", "tesla": r"tesla\b",
}
WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "single": 1, "both": 2, "a": 1, "an": 1, "couple": 2, "pair": 2, "several": 3, "multiple": 2,
}
_MEASURE = re.compile(r"(?<![\w.])(\d+(?:[.,]\d+)?|\.\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)[\s-]*(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _UNITS.items()) + ")")
_LEVEL = re.compile(r"(?<![a-z])(c|t|l|s)[\s-]?(\d{1,2})(?:(?:[\s]?[-/][\s]?|[\s]+(?:to)[\s]+|(?=[ctls]\d)|[ ](?=\d{1,2}(?![\d/.:%-])(?! ?(?:cc|g|ga|gauge|needles?|inch|x|times|minutes?|mins?|of|per|sec|seconds?|mcg|milli\w*|ml|mm|cm|mg|lesions?|units?|degrees?|percent|weeks?|days?|months?|years?|hours?|out|french|fr)\b)))(?:(c|t|l|s)[\s-]?)?(\d{1,2}))?(?![\d%.]\d|\d|%|[\s-]?(?:mm|cm|ml|mg|fr|french|weeks?|days?|hours?)\b)")
_LISTED = re.compile(r"(?<![a-z])[ctls]\d{1,2}(?: ?/ ?[ctls]\d{1,2}){2,}")
_SPOKEN_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SPOKEN = re.compile(rf"(?<![a-z'])(c|t|l|s) ({_SPOKEN_NUMBER})\b(?:(?:[ ]?[-/][ ]?| to | )(?:(c|t|l|s) )?({_SPOKEN_NUMBER})\b)?(?! (?:level|attempt|needle|pass|cc|ml|mg|milli))")
#: a further single level after two told by their letters
_NEXT_SPOKEN = re.compile(rf" (?:medial branch|mb\b|dorsal ram|branch|nerves|vertebrae|bodies|pedicles)|,?(?: and|,)? (?:c|t|l|s) (?:{_SPOKEN_NUMBER})\b(?! (?:(?:c|t|l|s) )?(?:{_SPOKEN_NUMBER})\b)")
_MAX = {"c": 8, "t": 12, "l": 6, "s": 5}


def value_of(word: str) -> float | None:
    """The number a word or figure stands for.

    >>> value_of("two"), value_of("1,500"), value_of("x")
    (2.0, 1500.0, None)
    """
    if word in WORDS:
        return float(WORDS[word])
    try:
        return float(word.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", word) else word.replace(",", "."))
    except ValueError:
        return None


def levels(match: re.Match[str]) -> list[str]:
    """Levels named by one match of the level pattern, in short form (``L4-L5`` is one disc level, two vertebrae)."""
    region, first, other, second = match.groups()
    if second is None and len(first) == 2 and int(first) > _MAX[region] and int(first[1]) == int(first[0]) + 1 and int(first[1]) <= _MAX[region]:
        return [f"{region.upper()}{first[0]}-{region.upper()}{first[1]}"]  # L45 is L4-L5
    if int(first) > _MAX[region] or int(first) == 0:
        return []
    if second is None or int(second) == 0:
        return [f"{region.upper()}{first}"]
    spoken = " " in match.group() and re.fullmatch(r"[ctls][ -]?\d{1,2} \d{1,2}", match.group()) is not None  # "c5 6", and no "l4 2 needles"
    if spoken and (int(second) != int(first) + 1 and (region, first, second) not in (("l", "5", "1"), ("t", "12", "1"), ("c", "7", "1"))):
        return [f"{region.upper()}{first}"]
    other = other or ({"l": "s", "t": "l", "c": "t"}[region] if spoken and second == "1" else region)
    if int(second) > _MAX[other]:
        return [f"{region.upper()}{first}"]
    return [f"{region.upper()}{first}-{other.upper()}{second}"]


def _spoken(match: re.Match[str]) -> list[str]:
    """Levels told in words ("l four five", "c six to c seven"); two that are no neighbours are two levels."""
    region, first, other, second = match.groups()
    upper = int(WORDS.get(first, 11 if first == "eleven" else 0))
    if upper > _MAX[region]:
        return []
    if second is None:
        return [f"{region.upper()}{upper}"]
    lower, below = int(WORDS.get(second, 11 if second == "eleven" else 0)), other or region
    if lower > _MAX[below]:
        return [f"{region.upper()}{upper}"]
    following = _NEXT_SPOKEN.match(match.string, match.end())
    if other and following and " to " not in match.group() and "-" not in match.group() and "/" not in match.group():  # "c five c six and c seven": a list
        return [f"{region.upper()}{upper}", f"{below.upper()}{lower}"]
    near = lower == upper + 1 if below == region else (region, below, upper, lower) in {("l", "s", 5, 1), ("t", "l", 12, 1), ("c", "t", 7, 1)}
    if near or " to " in match.group():
        return [f"{region.upper()}{upper}-{below.upper()}{lower}"]
    return [f"{region.upper()}{upper}", f"{below.upper()}{lower}"] if other else [f"{region.upper()}{upper}"]


def find(document: Document) -> list[Finding]:
    """Measures (kind ``measure``, value = unit) and levels (kind ``level``) of a report."""
    out = []
    for match in _MEASURE.finditer(document.flat):
        number = value_of(match.group(1))
        unit = match.lastgroup or ""
        out.append(Finding("measure", unit, match.start(), match.end(), document.text[match.start() : match.end()], number=number, unit=unit))
    listed = [match.span() for match in _LISTED.finditer(document.flat)]
    for match in _LEVEL.finditer(document.flat):
        if any(start <= match.start() < end for start, end in listed) and match.group(4):  # "L3/L4/L5" names three levels
            singles = [f"{(match.group(1)).upper()}{match.group(2)}", f"{(match.group(3) or match.group(1)).upper()}{match.group(4)}"]
        else:
            singles = levels(match)
        for level in singles:
            out.append(Finding("level", level, match.start(), match.end(), document.text[match.start() : match.end()]))
    for match in _SPOKEN.finditer(document.flat):
        for level in _spoken(match):
            out.append(Finding("level", level, match.start(), match.end(), document.text[match.start() : match.end()]))
    return out
