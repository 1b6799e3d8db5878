"""How many lesions a text says were needled or marked."""

from __future__ import annotations

from cac import patterns as re

#: the saying that each of several was needled
_EACH = re.compile(r"\beach\b[^.\n]{0,40}(?:sampl|biops|aspirat|passes|cores?|needle|fna|x ?\d)|(?:passes|dips|cores?|x ?\d|samples|throws|bites) (?:from |of |for |in |at |per |into )?(?:each|both)\b(?! (?:about |~ ?|of |measuring |some )?\d+(?:\.\d+)? ?(?:cm|mm)\b| (?:about|some|roughly) )|\bboth (?:were |was )?(?:sampl|biops|aspirat|needl)")
#: a target with its side
_TARGET = re.compile(r"\b(left|right|isthm\w+|rt|lt)\b((?: [a-z]+| \d){0,5}?) (?:nodules?|lesion|lymph node|node|mass|(?:lobe|pole)(?= (?:and|&|plus)\b|,))(?! (?:was |is )?(?:not|stable|unchanged|known))\b")


def sited(text: str) -> int:
    """How many places one sentence names when each of them is said to have been needled."""
    if not _EACH.search(text):
        return 1
    return max((len({m.group(1)[0] + m.group(2) for m in _TARGET.finditer(part)}) for part in re.split(r"\.\s|\n", text)), default=1) or 1


#: the items of a list of targets, and what makes an item a target
_ITEM = re.compile(r"(?:^|[\n.;:,(]\s*|\s)\(?#?([a-e1-6])[).:]\s*(?=(?:the |a )?[a-z\d])")
_PLACED = re.compile(r"\b(?:left|right|lt|rt|upper|mid|lower|isthm\w+|pole|lobe|level|nodules?|nodes?|lesions?|mass(?:es)?|cysts?|axill\w+|neck|groin|segment|seg|o'?clock|tr[345]|ti-?rads|\d+(?:\.\d)? ?(?:mm|cm))\b")

_OTHER_WORK = re.compile(r"centesis|drain|\btap\b|\bport\b|picc|ablat|\btube\b|catheter|marrow|inject|block|embol|stent")


def enumerated(text: str) -> int:
    """How many targets a list names when the acts after it are told of each: "(A) left pole. (B) isthmus. Four passes each."."""
    each = _EACH.search(text)
    if each is None:
        return 1
    items = [m for m in _ITEM.finditer(text) if _PLACED.search(text[m.end() : m.end() + 60]) and not _OTHER_WORK.search(re.split(r"[.;\n]", text[m.end() : m.end() + 90])[0])]
    for row in ("abcde", "123456"):
        count = 0
        for item in items:
            count += item.group(1) == row[count : count + 1]
        if count > 1:
            return count
    return 1


#: several localisers round one lesion
_ONE_TARGET = re.compile(r"bracket|\b(?:either|each|both|opposite) (?:end|edge|side|margin|pole|aspect)s?\b|\b(?:one|single|same|a) (?:lesion|mass|group|cluster)\b[^.;\n]{0,20}\b(?:two|both)\b|\b(?:anterior|medial|superior|upper) and (?:posterior|lateral|inferior|lower) (?:end|edge|margin|extent|border)")
#: several localisers told by their number
_SEVERAL_PUT = re.compile(r"\b(two|both|three|2|3) (?:[\w-]+ ){0,2}?(?:seeds|reflectors|tags|magseeds|scouts|localizers|localisers)\b")


def repeated(text: str) -> int:
    """How often one act of marking was done ("placement x 2"), 1 where it says nothing; wires that bracket one lesion are one."""
    times = re.search(r"\b(?:placement|locali[sz]ation|seed|magseed|reflector|scout|tag|wire)s? ?x ?([2-4])\b", text)
    if _ONE_TARGET.search(text):
        return 1
    several = _SEVERAL_PUT.search(text)
    return int(times.group(1)) if times else {"two": 2, "both": 2, "2": 2, "three": 3, "3": 3}[several.group(1)] if several else 1


def counted(text: str) -> int:
    """How many lesions a text says were needled ("both nodules", "three separate masses"), 1 where it says nothing."""
    best = 1
    each = re.search(r"\b(?:seed|wire|marker|clip|reflector|tag|localizer)s?\b[^.;\n]{0,24}\b(?:at|in|for|to|into|beside) (?:each|both)\b|\beach (?:\w+ ){0,2}(?:with|got|received|had) (?:a|one)\b", text)
    several = re.search(r"\b(?:x ?([2-4])|two|three|four|both)\b", text) if each else None
    if several:
        best = int(several.group(1) or {"two": 2, "three": 3, "four": 4, "both": 2}[several.group()])
    named = {m.group(1) for m in re.finditer(r"(?:^|[.;,\n] ?)\(?((?![\w /]*(?:needle|introducer|device|coaxial|core|pass|biops|gauge|guide|type|access|fna|sampl|tool|gun|system|trocar|site|procedure|first|second|then|technique|method))[a-z][\w /]{0,24}?)\s?(?:[:=-]|\bwith\b)\s?\d\d ?-?(?:g|ga|gauge) ?x ?\d", text)}
    if len(named) > 1:
        best = max(best, len(named))
    rows = "".join(re.findall(r"(?:^|\n) ?#?([a-f1-6])[ .):]+[a-z][^\n]*?\b\d\d ?-?(?:g|ga|gauge)\b", text))
    if len(rows) > 1 and (rows in "abcdef" or rows in "123456") and rows[0] in "a1":
        best = max(best, len(rows))
    times = re.search(r"\b(?:thyroid|nodules?|nodes?|lesions?|masses|sites?|targets?) x ?([2-4])\b(?! ?(?:pass|core|sample|specimen|throw|mm|cm|bite|piece|strip|\.\d))", text)
    if times:
        best = max(best, int(times.group(1)))
    words = {"two": 2, "both": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4, "each": 1}
    for match in re.finditer(r"\b(two|both|three|four|2|3|4)\b(?: of the)?(?: (?!pass|core|sample|needle|sep\w+ pass)[a-z]+){0,4} (?:lesions|nodules|nodes|masses|tumors|tumours|targets|cysts|foci|(?:calc\w* )?(?:groups|clusters)|distortions|metastases)\b", text):
        if re.search(r"no |prior|known|stable|previous", match.group(0)):
            continue
        best = max(best, words[match.group(1)])
    for match in re.finditer(r"\b(?:nodules|lesions|nodes|masses|targets|sites|cysts) #?([1-6a-e])((?:(?:,| and| &|, and) #?[1-6a-e]\b)+)", text):
        best = max(best, 1 + len(re.findall(r"[1-6a-e]\b", re.sub(r"and", "", match.group(2)))))
    return best
