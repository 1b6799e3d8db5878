"""From the light syntax of the lexicon to literal terms.

    {a|b}   one of several, each may be several words or nothing
    [x]     may be missing
    ~verb   every form of a regular or known irregular verb
    #       any number
    word!   no plural is added to the last word

>>> sorted(expand("[left] renal {artery|vein}"))[:2]
['left renal artery', 'left renal vein']
>>> sorted(expand("~place"))
['place', 'placed', 'places', 'placing']
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Iterator

_IRREGULAR = {
    "put": "put puts putting", "take": "take takes taken took taking", "get": "get gets got gotten getting",
    "draw": "draw draws drew drawn drawing", "run": "run runs ran running", "cut": "cut cuts cutting",
    "leave": "leave leaves leaving", "hold": "hold holds held holding", "shoot": "shoot shoots shot shooting",
    "sew": "sew sews sewed sewn sewing", "give": "give gives gave given giving", "begin": "begin begins began begun beginning",
    "find": "find finds found finding", "see": "see sees saw seen seeing", "do": "do does did done doing",
    "bring": "bring brings brought bringing", "send": "send sends sent sending", "set": "set sets setting",
    "go": "go goes went gone going", "make": "make makes made making", "stick": "stick sticks stuck sticking",
    "lay": "lay lays laid laying", "break": "break breaks broke broken breaking", "burn": "burn burns burned burnt burning",
    "freeze": "freeze freezes froze frozen freezing", "spread": "spread spreads spreading", "show": "show shows showed shown showing",
    "blow": "blow blows blew blown blowing", "keep": "keep keeps kept keeping", "catheterize": "catheterize catheterizes catheterized catheterizing catheterise catheterises catheterised catheterising",
}
_DOUBLE = set(
    "tap plug stop plan clip tip strip wrap drop pop map cap trim skip transfer refer prep snag tag pin scrub flip slip swab"
    " rub".split()
)


def verb_forms(verb: str) -> list[str]:
    """Every written form of an English verb given its infinitive."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb].split()
    if verb in _DOUBLE:
        stem = verb + verb[-1]
        return [verb, verb + "s", stem + "ed", stem + "ing"]
    if verb.endswith("e"):
        forms = [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        forms = [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    elif re.search(r"(s|x|z|ch|sh)$", verb):
        forms = [verb, verb + "es", verb + "ed", verb + "ing"]
    else:
        forms = [verb, verb + "s", verb + "ed", verb + "ing"]
    if verb.endswith("ize"):
        forms += [form.replace("iz", "is") for form in forms]
    if verb.endswith("el"):  # cannulate is regular; travel, tunnel take one l or two
        forms += [verb + "led", verb + "ling"]
    return forms


def _split_options(body: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for index, char in enumerate(body):
        if char in "{[":
            depth += 1
        elif char in "}]":
            depth -= 1
        elif char == "|" and depth == 0:
            parts.append(body[start:index])
            start = index + 1
    parts.append(body[start:])
    return parts


def _closing(text: str, start: int) -> int:
    pairs, depth = {"{": "}", "[": "]"}, 0
    for index in range(start, len(text)):
        if text[index] in pairs:
            depth += 1
        elif text[index] in pairs.values():
            depth -= 1
            if depth == 0:
                return index
    raise ValueError(f"unclosed bracket in term {text!r}")


def _raw(text: str) -> Iterator[str]:
    match = re.search(r"[{\[]", text)
    if match is None:
        yield text
        return
    start = match.start()
    end = _closing(text, start)
    options = _split_options(text[start + 1 : end])
    if text[start] == "[":
        options = [*options, ""]
    for option in options:
        for head in _raw(option):
            for tail in _raw(text[end + 1 :]):
                yield text[:start] + head + tail


def expand(term: str, *, plural: bool = False) -> set[str]:
    """Every literal a term stands for; ``plural`` adds the plural of the last word."""
    out: set[str] = set()
    for raw in _raw(term):
        words: list[list[str]] = []
        for word in raw.split():
            words.append(verb_forms(word[1:]) if word.startswith("~") else [word])
        literals = [""]
        for options in words:
            literals = [f"{left} {right}".strip() for left in literals for right in options]
        for literal in literals:
            if not literal:
                continue
            if literal.endswith("!"):
                out.add(literal[:-1])
                continue
            out.add(literal)
            if plural and literal[-1].isalpha() and len(literal) > 3 and not literal.endswith("s"):
                if literal.endswith("y") and literal[-2] not in "aeiou":
                    out.add(literal[:-1] + "ies")
                elif re.search(r"(x|z|ch|sh)$", literal):
                    out.add(literal + "es")
                else:
                    out.add(literal + "s")
    return out
