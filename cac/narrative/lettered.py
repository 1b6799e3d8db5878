"""Targets of a list taken up again by their letter: "A: 4 passes. B: 3 passes.", "A first ... B then approached"."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.marked import definitions
from cac.narrative.own_needle import told
from cac.narrative.sampling import Lesion

#: passes counted by the letter
_BY_LETTER = re.compile(r"(?:^|[\n.;,(]\s*)([a-d])\s*(?::|=|-|,|x)\s*(?:x\s*)?\d+ ?(?:passes|pass|cores?|samples?|fna|aspirat|x\b)")
#: a letter that opens the sentence on its target
_LETTER_OPENS = re.compile(r"[\s\-*•(]*(?:procedure|technique|method|description)?\s*:?\s*(?:first |then |next |target |lesion |site |part )*([a-d])\b(?:[).:,]| (?:was|first|then|next|second|last|afterwards|now|likewise|similarly|approached|reached|sampled|biopsied|done|taken|via|through|under|from|in|with|by|using)\b)")
#: a letter on the pot
_LETTERED_POT = re.compile(r"\b(?:pot|jar|container|label(?:l?ed)?|marked)(?: as)? \"?([a-d])\b\"?")


def lettered(case: Case, taken: list[Lesion]) -> list[Lesion]:
    """Lesions of a list of targets (A, B, C) whose passes are told by the letter: "A: 4 passes. B: 3 passes."."""
    known = definitions(case)
    if len(known) < 2 or len(known) <= len(taken):
        return []
    flat = case.document.flat
    counted = {m.group(1) for m in _BY_LETTER.finditer(flat)} & set(known)
    if len(counted) < 2:
        return _taken_up(case, taken, known)
    whole = " ".join(lesion.text for lesion in taken)
    acts = [act for lesion in taken for act in lesion.acts]
    spans = [span for lesion in taken for span in lesion.spans]
    return [Lesion(site=known[letter][0], side=known[letter][1], ordinal=str(number), acts=acts, spans=spans, text=whole, label=letter) for number, letter in enumerate(sorted(counted), 1)]


def _taken_up(case: Case, taken: list[Lesion], known: dict[str, tuple[str, str]]) -> list[Lesion]:
    """Lesions of a list whose letter opens the sentences that tell of its needle: "A first, ... B then approached"."""
    by: dict[str, Lesion] = {}
    letter = ""
    acts = {act.sentence: [a for lesion in taken for a in lesion.acts if a.sentence == act.sentence] for lesion in taken for act in lesion.acts}
    live = told(case, case.roles)
    for number, span in enumerate(case.document.sentences):
        if case.document.sections[case.document.sentence_section[number]].role not in case.roles:
            continue
        match = _LETTER_OPENS.match(case.sentence(number)) or _LETTERED_POT.search(case.sentence(number))
        letter = match.group(1) if match and match.group(1) in known else letter
        if number in acts and letter:
            site, side = known[letter]
            lesion = by.setdefault(letter, Lesion(site=site, side=side, ordinal=str(len(by) + 1), label=letter))
            lesion.acts += acts[number]
        if letter in by:
            by[letter].text += "\n" + live[span.start : span.end].replace("\n", " ")
            by[letter].spans.append(span)
    return list(by.values()) if len(by) > 1 else []
