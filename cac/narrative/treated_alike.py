"""Arteries whose treatment is told by reference: by a key, as one of a pair, or as done like the one before.

In: a read report, its arteries and the place of an act. Out: the arteries meant by "lesion B", by two stents "side by
side", and by "peroneal handled identically".
"""

from __future__ import annotations

from dataclasses import replace

from cac import patterns as re
from cac.narrative.arteries import Mention
from cac.narrative.case import Case

#: a lesion or vessel told by a letter or number of its own
_KEY_SET = re.compile(r"\b(?:lesion|target(?: lesion| vessel)?|vessel|segment|site)\s*(?:#|no\.?)?\s*([a-d]|[1-5]|one|two|three|four)\b[\s:=).(\u2013-]{1,4}")
_KEY_USED = re.compile(r"(?:^\W*|\b(?:lesion|target|vessel|segment|site)\s*#?\s*)([a-d]|[1-5]|one|two|three|four)\s*(?:[:=)\u2013-]|\b(?= was| were| received| got| then| treated| with))")


def keyed(case: Case, named: list[Mention], start: int, sentence: int) -> list[Mention]:
    """The artery a key stands for ("lesion B") before an act whose sentence names none."""
    flat, sentences = case.document.flat, case.document.sentences
    keys: dict[str, Mention] = {}
    for number, span in enumerate(sentences[: sentence + 1]):
        for match in _KEY_SET.finditer(flat, span.start, min(span.end, start)):
            first = next((m for m in named if m.sentence == number and 0 <= m.span.start - match.end() <= 30), None)
            if first is not None:
                keys.setdefault(match[1], first)
    if len(keys) < 2:
        return []
    for number in range(sentence, max(-1, sentence - 5), -1):
        used = [m for m in _KEY_USED.finditer(case.sentence(number)) if sentences[number].start + m.start() < start]
        if used:
            return [keys[used[-1][1]]] if used[-1][1] in keys else []
    return []


#: two devices that lie beside one another where the aorta parts
_ABREAST = re.compile(
    r"\bkissing\b|\b(?:two|twin|paired|matched|2|both|a pair of|pair)\b[^.;]{2,90}\b(?:side by side|side-by-side|abreast|in parallel|double[- ]barrel\w*|kiss)\b"
    r"|\b(?:stents|balloons|grafts|stent-?grafts|endoprostheses|vbxs?|icasts?|devices|scaffolds)\b[^.;]{0,60}\b(?:side[- ]by[- ]side|abreast|in parallel|double[- ]barrel\w*|simultan\w+|together|at the same time|from (?:each|either|both) (?:groin|side)s?)\b[^.;]{0,60}\b(?:bifurcation|distal aorta|terminal aorta|aortic (?:fork|carina|split|ending)|into the aorta|carina)\b"
    r"|\b(?:bifurcation|distal aorta|terminal aorta|aortic carina)\b[^.;]{0,60}\b(?:stents|balloons|grafts|stent-?grafts)\b[^.;]{0,60}\b(?:side[- ]by[- ]side|abreast|in parallel|simultan\w+|together|at the same time)\b"
)
_PAIR = ("common_iliac_artery", "iliac_artery")


def before_kissing(case: Case, start: int, sentence: int) -> bool:
    """Whether an act stands in a clause before the one that tells of kissing devices."""
    rest = case.document.flat[start : case.document.sentences[sentence].end]
    return "kissing" in rest and "kissing" not in re.split(r"[;.]", rest)[0]


def abreast(case: Case, named: list[Mention], start: int, sentence: int) -> list[Mention]:
    """Both common iliac arteries where a sentence tells of two devices side by side and names no other artery of the leg."""
    if not _ABREAST.search(case.sentence(sentence)):
        return []
    here = [m for m in named if m.sentence == sentence and not m.name.startswith(("aort", "abdominal_aort"))]
    if any(m.name not in _PAIR for m in here):
        return []
    if here and here[0].sure_side and len({m.side for m in here}) == 1 and before_kissing(case, start, sentence):
        return []  # "right: stent 8 x 39; kissing inflation at the end"
    iliac = [m for m in here or named if m.name == "common_iliac_artery"]
    return [replace(iliac[0], side=side, sure_side=True, status="done", sentence=sentence) for side in ("right", "left")] if iliac else []


_DONE = r"(?:handled|treated|dealt with|managed|done|taken care of|tackled|opened|re-?opened|recanali[sz]ed|ballooned|dilated|stented|worked on)"
_SAME_WAY = r"(?:identically|likewise|similarly|alike|(?:in )?(?:exactly |just )?the same(?: way| manner| fashion)?|in (?:a |an )?(?:like|identical|similar) (?:fashion|manner|way)|too\b|also\b|as well)"
#: said behind an artery: that it was treated as the one before
_BEHIND = re.compile(rf"[^.;:]{{0,36}}?\b(?:{_DONE} (?:\w+ )?{_SAME_WAY}|{_SAME_WAY} {_DONE}|(?:got|had|received|underwent|given) the same(?: treatment| again| thing)?(?=\s*[,.;]|$)|ditto)")
#: said before it
_AHEAD = re.compile(r"\b(?:same|ditto|likewise|identical treatment|repeated)(?: (?:again|treatment|thing|was|done|sequence|repeated|then|also|steps))* (?:for|in|to|on) (?:(?:the|left|right|occluded|diseased|narrowed|stenotic) )*$")
_NOT = re.compile(r"\b(?:no|not|never|neither|nor|without|left alone|patent|untouched)\b")


def likewise(case: Case, found: list[Mention]) -> list[Mention]:
    """Arteries told of as treated like the one before, with no act of their own."""
    flat, out = case.document.flat, []
    for m in found:
        if m.status in ("negated", "planned", "hypothetical", "prior"):
            continue
        sentence = case.document.sentences[m.sentence]
        high = min([sentence.end, *[o.span.start for o in found if o.sentence == m.sentence and o.span.start > m.span.end]])
        behind = _BEHIND.match(flat, m.span.end, high)
        ahead = _AHEAD.search(flat[sentence.start : m.span.start])
        words = behind.group() if behind else flat[m.span.end : m.span.end + 24] if ahead else ""
        if (behind or ahead) and not _NOT.search(words):
            out.append(m)
    return sorted(out, key=lambda m: m.span.start)
