"""Arteries entered that a sentence tells behind their name, by the other side, or by what the catheter went to."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import replace

from cac.findings import Span
from cac.narrative import step_row_words as rows
from cac.narrative import step_words as words
from cac.narrative.arteries import AORTA, Mention, place, root, told
from cac.narrative.case import Case
from cac.narrative.step_finish import live
from cac.narrative.step_words import Taken


#: arteries of the pelvis and the kidneys, whose two sides are treated alike
_PAIRED = frozenset({"internal_iliac_artery", "uterine_artery", "prostatic_artery", "internal_pudendal_artery", "obturator_artery", "renal_artery", "segmental_renal_artery", "ovarian_artery", "inferior_vesical_artery", "internal_iliac_anterior_division"})


_SAME = re.compile(r"\bsame (?:[\w.-]+ ){0,3}$")


def _same_tool(case: Case, number: int, start: int) -> bool:
    """Whether what is called the same from a place in a sentence on is the catheter and not the work: "right: same Cobra into ..."."""
    at = case.document.sentences[number].start + start
    tools = (f.start for f in case.document.by_sentence.get(number, ()) if f.kind == "catheter_name" or f.kind == "device" and f.value in ("catheter", "microcatheter"))
    return any(_SAME.search(case.document.flat, at, tool) for tool in tools if tool > at)


def mirrored(case: Case, named: list[Mention], taken: Taken) -> tuple[list[Mention], Taken]:
    """With the arteries of the other side where a sentence only says that the same was done there."""
    alive, named, taken = told(case), list(named), list(taken)
    for number in sorted(alive):
        text = case.sentence(number)
        match = words.MIRRORED.search(text)
        if not match or words.UNDONE.search(text):
            continue
        if _same_tool(case, number, match.start()):
            continue
        beside = [m for m in named if m.sentence == number and m.name not in AORTA and not _SPRINGS.search(case.document.flat[max(0, m.span.start - 30) : m.span.start])]
        if beside and not any(named[i].name == m.name for i, _ in taken for m in beside):
            continue
        at = case.document.sentences[number].start
        before = [(named[i], how) for i, how in sorted(taken) if named[i].span.start < at and named[i].side in ("left", "right")]
        if not before:
            continue
        told_side = {"l": "left", "r": "right"}.get((match["side"] or match["first"] or match["own"])[0])
        side = told_side or ("left" if before[-1][0].side == "right" else "right")
        if any(m.side == side for m, _ in before) or not any(m.name in _PAIRED for m, _ in before):
            continue
        for mention, how in before:
            named.append(replace(mention, side=side, span=Span(at + match.start(), at + match.end()), sentence=number, sure_side=True))
            taken.append((len(named) - 1, how))
    return named, taken


#: the artery of the other side told as the next one: "the right renal artery and thereafter the left-sided one"
_THE_OTHER = re.compile(r"\s*(?:artery)?,? (?:and |then |followed by |thereafter |afterwards |next |also )+(?:in )?(?:the )?(?P<side>left|right)(?:[- ]sided)? (?:one|artery|twin|side|counterpart)\b(?! (?:was|were|could|is) not)")


def other_one(case: Case, named: list[Mention], taken: Taken) -> tuple[list[Mention], Taken]:
    """With the artery of the other side that is told behind one entered as "the left-sided one"."""
    named, taken = list(named), list(taken)
    for index, how in list(taken):
        mention = named[index]
        match = _THE_OTHER.match(case.document.flat, mention.span.end)
        if match and mention.name in _PAIRED and mention.side in ("left", "right") and match["side"] != mention.side:
            named.append(replace(mention, side=match["side"], span=Span(match.start("side"), match.end()), sure_side=True))
            taken.append((len(named) - 1, how))
    return named, taken


#: where the artery of the other side comes from
_SPRINGS = re.compile(r"\b(?:from|off|out of|branch of)\s+(?:the\s+|its\s+)?(?:\w+\s+)?$")
#: the artery of the other side, told by its side alone: "took the left uterine artery, then by Waltman loop the right"
_THEN_SIDE = re.compile(r"\b(?:then|and|next|followed by|later|afterwards|finally)\b(?: [\w-]+){0,6}? the (?:left|right|other|opposite|contralateral)(?: one| side)?(?: [a-z]+ly)?\s*(?:[.;,]|$)")


def other_side(case: Case, named: list[Mention], taken: Taken) -> tuple[list[Mention], Taken]:
    """With the artery of the other side where the sentence that tells of the first ends with the side alone."""
    named, taken = list(named), list(taken)
    flat = case.document.flat
    for index, how in sorted(taken):
        mention = named[index]
        if mention.name not in _PAIRED or mention.side not in ("left", "right"):
            continue
        other = "left" if mention.side == "right" else "right"
        match = _THEN_SIDE.search(flat, mention.span.end, case.document.sentences[mention.sentence].end)
        if not match or match.start() - mention.span.end > 30 or mention.side in match.group().split() or words.UNDONE.search(match.group()) or re.search(r"groin|radial|femoral|access|puncture|sheath", match.group()):
            continue
        if not any(named[i].name == mention.name and named[i].side == other for i, _ in taken):
            named.append(replace(mention, side=other, span=Span(*match.span()), sure_side=True))
            taken.append((len(named) - 1, how))
    return named, taken


#: arcades through which a catheter goes from one trunk into the other, and words that tell of such a way
_ARCADES = frozenset({"marginal_artery_of_drummond", "arc_of_riolan"})
_ARCADE = re.compile(r"\b(?:marginal|drummond|riolan|meandering|arcade|arc\b|retrograde\w*|reverse)")
_MESENTERIC = frozenset({"superior_mesenteric_artery", "inferior_mesenteric_artery", "celiac_trunk"})
#: between two trunks: contrast that flowed, or the catheter led out and in anew
_ANEW = re.compile(r"\b(?:fill\w*|opacif\w*|flow\w*|show\w*|demonstrat\w*|suppl\w*|feed\w*|reconstitut\w*|withdr\w*|remov\w*|pulled|exchang\w*|separate\w*|engag\w*|select\w*|no|not)\b|[.;]")


def by_arcade(case: Case, named: list[Mention], taken: Taken) -> dict[int, Mention]:
    """Vessels of another trunk that were reached through an arcade named before them in the sentence, with the vessel left for it."""
    out: dict[int, Mention] = {}
    for index, _ in sorted(taken):
        mention = named[index]
        trunk = root(place(mention.name, mention.side))
        if mention.name in _ARCADES or trunk not in _MESENTERIC:
            continue
        before = [m for m in named if m.sentence == mention.sentence and m.span.end <= mention.span.start and live(m)]
        here = [m for m in before if m.name not in _ARCADES and root(place(m.name, m.side)) in _MESENTERIC - {trunk}]
        arcades = [m for m in before if m.name in _ARCADES]
        if not here and arcades:  # the trunk was told of in the sentence before
            here = [named[i] for i, _ in sorted(taken) if named[i].span.end <= arcades[0].span.start and named[i].name not in _ARCADES][-1:]
        if not here or root(place(here[-1].name, here[-1].side)) in ("", trunk):
            continue
        stretch = case.document.flat[here[-1].span.end : mention.span.start]
        way = _ARCADE.search(stretch)
        if way and not _ANEW.search(stretch, way.start()):
            out[index] = here[-1]
    return out


def from_trunk(tagged: str, named: list[Mention]) -> Taken:
    """The subclavian a vertebral artery was filmed from instead: "right vertebral: from the subclavian, not selected; injected at its origin"."""
    if not re.match(r"\s*(?:\d{1,2}[.)]|[-*•>]+)?\s*<\d+>", tagged) or not re.search(r"\bnot (?:selected|entered|engaged|catheteri[sz]ed|cannulated)|could not|unable", tagged):
        return []
    first = int(re.findall(r"<(\d+)>", tagged)[0])
    trunk = next((i for i in map(int, re.findall(r"<(\d+)>", tagged)[1:]) if named[i].name.endswith(("subclavian_artery", "innominate_artery"))), None)
    if trunk is None or not named[first].name.endswith("vertebral_artery") or not re.search(r"(?<!not )inject|\bruns?\b|film(?:ed|ing)|imaged", tagged):
        return []
    named.append(replace(named[trunk], side=named[first].side, sure_side=True))
    return [(len(named) - 1, "image")]


_TRUNK_OF = re.compile(r"\b(?:off|from|arising from|branch of)\s+(?:the\s+)?(?:proximal |distal |main )?$")


def told_late(tagged: str, named: list[Mention], hits: Taken) -> Taken:
    """The arteries entered, with those whose catheter or film is told behind their name."""
    found = dict(hits)
    for pattern, how in ((words.THEN_FILMED, "select"), (words.CATHETER_IN_IT, "move"), (words.SELECTIVE, "image"), (words.SAME_ON, "move"), (words.MICRO_AFTER, "move"), (words.LABEL_FAR, "label"), (rows.PAST_MOUTH, "move")):
        for match in pattern.finditer(tagged):
            if pattern is words.CATHETER_IN_IT and _TRUNK_OF.search(tagged[: match.start()]):
                continue  # the trunk it comes off
            if live(named[int(match[1])]) and named[int(match[1])].name not in AORTA:
                found.setdefault(int(match[1]), how)
    if (match := rows.FILMED_FROM.match(tagged)) and live(named[int(match[1])]) and named[int(match[1])].name not in words.TREE_FREE:
        found.setdefault(int(match[1]), "image")
    for match in rows.THEN_ROW.finditer(tagged):
        for index in map(int, re.findall(r"<(\d+)>", match["row"])):
            if found and min(found) < index and live(named[index]) and named[index].name not in AORTA:
                found.setdefault(index, "image")
    for match in rows.LIKEWISE.finditer(tagged) if any(index in found for index in map(int, re.findall(r"<(\d+)>", tagged))) else ():
        for index in map(int, re.findall(r"<(\d+)>", match["row"])):
            if live(named[index]) and named[index].name not in AORTA and any(index > other for other in found):
                found.setdefault(index, "select")
    for match in words.WAS_NEXT.finditer(tagged):
        index = int(match[1] or match[2])
        if live(named[index]) and named[index].name not in AORTA:
            found.setdefault(index, "select")
    if way := words.WAY_WITH.match(tagged):
        for index in map(int, re.findall(r"<(\d+)>", way.group())):
            if live(named[index]) and named[index].name not in words.TREE_FREE:
                found.setdefault(index, "move")
    return sorted(found.items())


#: an artery named by its aneurysm, and a catheter that went to the aneurysm
_ITS_ANEURYSM = re.compile(r"\s*(?:artery )?(?:\w+ )?(?:pseudo-?)?aneurysms?\b")
_TO_ANEURYSM = re.compile(r"(?:cathet\w*|microcath\w*|\bmicro\b|progreat|renegade|headway|excelsior|lantern|direxion|truselect|echelon)\b[^.;]{0,60}\b(?:to|into|in|beyond|across|past|through|within|reached|crossed)\b[^.;]{0,24}\b(?:pseudo-?)?(?:aneurysm|sac)\b|(?:coils?|coiled|packed|framing|plugs?)\b[^.;]{0,60}\b(?:in|into|within|across|of)\s+(?:the )?(?:\w+ )?(?:pseudo-?)?(?:aneurysm|sac|neck)\b")
#: families whose aneurysms are treated through the branch that bears them
_BEARING = frozenset({"celiac_trunk", "superior_mesenteric_artery", "left_renal_artery", "right_renal_artery", "inferior_mesenteric_artery"})


def at_aneurysm(case: Case, named: list[Mention], taken: Taken) -> tuple[list[Mention], Taken]:
    """With the one artery that bears the aneurysm the catheter went to, where its name stands elsewhere."""
    flat = case.document.flat
    bearers = [m for m in named if m.status in ("done", "existing", "attempted", "removed") and _ITS_ANEURYSM.match(flat, m.span.end) and root(place(m.name, m.side)) in _BEARING]
    if len({(m.name, m.side) for m in bearers}) != 1 or not taken:
        return named, taken
    bearer = bearers[0]
    if any(named[i].name == bearer.name for i, _ in taken):
        return named, taken
    named, taken = list(named), list(taken)
    for number in sorted(told(case)):
        match = _TO_ANEURYSM.search(case.sentence(number))
        at = case.document.sentences[number].start
        if match and not words.UNDONE.search(match.group()) and any(named[i].span.start <= at + match.end() for i, _ in taken):
            named.append(replace(bearer, span=Span(at + match.start(), at + match.end()), sentence=number, status="done"))
            taken.append((len(named) - 1, "move"))
            break
    return named, taken
