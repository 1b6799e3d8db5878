"""Catheters led into an artery that the sentence takes up by a pronoun, and arteries found and then studied.

In: the arteries of a report and those known as entered. Out: with them the artery that "into this vessel" or "inside it"
means, and the one that is told as found or as arising somewhere where the next statement opens with its selective film.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import step_words as words
from cac.narrative.arteries import AORTA, Mention, place, told
from cac.narrative.case import Case
from cac.narrative.step_finish import live
from cac.narrative.step_words import Tag, Taken


_KIND = r"(?:vessel|artery|branch|trunk|feeder|limb|stem|pedicle)"
#: a catheter and, behind it, the artery taken up by a pronoun; a sheath or a wire is gone through, not into
_INTO_IT = re.compile(
    rf"\{{c\}}(?:(?!\b(?:not|never|no|unable|could|from|off|withdrawn|removed|pulled|exchanged|out of)\b)[^.;<]){{0,90}}?"
    rf"(?:\b(?:into|down|inside|within|along|deep in(?:to)?|well in(?:to)?|in(?:to)? the (?:mouth|trunk|stem|mid portion) of) (?:it\b(?! (?:was|is)\b)|this\b(?! (?:position|way|point|time|sheath|catheter|wire|stage|lesion|aneurysm|sac|cavity|area|region|patient|collection|segment of))|that\b(?! (?:was|is|the)\b))"
    rf"|\b(?:into|down|inside|within|along|in|through|up) (?:this|that|the same|the said|said|the very same)(?: \w+)? {_KIND}\b)"
)
#: an artery as the subject of where it was found or how it arises, and nothing done in it yet
_FOUND = re.compile(
    rf"\s*(?:\d{{1,2}}[.)]|[-*•>]+)?\s*(?:(?:then|next|now|and|finally|the|an?|single|separate|large|enlarged|hypertrophied|tortuous|normal|second|additional|further|accessory|dominant)\b,?\s+)*<(\d+)>\s*{_KIND}?\s*"
    r"(?:(?:was|were|is|could be|then|also|now|seen|shown|noted|found|readily|easily|quickly|eventually|again|to)\s+){0,4}"
    r"(?:found|located|identified|sought|localised|localized|discovered|spotted|recogni[sz]ed|com(?:es?|ing) off|came off|aris(?:es?|ing)|arose|originat\w+|tak(?:es?|ing) off|took off|leav(?:es|ing)|left the|had (?:a|its)|has (?:a|its)|branch(?:es|ed))\b"
)
#: the film that opens the next statement
_SELECTIVE = re.compile(r"\s*(?:(?:the|a|its|this|then|and|on|with|by|hand|power|micro-?catheter|full|multi\w*)\s+)*(?:super-?|sub-?)?selective(?:ly)?\b,? (?:hand |power |micro\w* |digital |biplane )?(?:arteriogra\w+|angiogra\w+|dsa|runs?|inject\w*|films?|filmed|stud\w+|series|views?|images?|imaged|imaging)")
_DENIED = re.compile(r"\b(?:not|never|no|unable|without|could|deferred|omitted|abandoned|failed|attempt\w*)\b")


def taken_up(case: Case, named: list[Mention], taken: Taken, tag: Tag) -> Taken:
    """The arteries entered, with those that a pronoun takes up or whose selective film opens the next sentence.

    Args:
        case: a read report.
        named: its arteries.
        taken: those known as entered, as (index, how).
        tag: the sentence of a number with vessels as <n>, catheters as {c} and wires as {w}.
    """
    known = {index for index, _ in taken}
    out = list(taken)
    alive = sorted(told(case))
    sections = case.document.sentence_section
    for number in alive:
        section = case.document.sections[sections[number]]
        if section.name in words.SKIP or section.name == "findings" or section.role != "body":
            continue
        line = tag(number)
        for into in _INTO_IT.finditer(line):
            index = _meant(line[: into.start()], [tag(n) for n in (number - 1, number - 2) if n in alive and sections[n] == sections[number]], named)
            if index is not None and index not in known:
                out.append((index, "move"))
                known.add(index)
        subject = _FOUND.match(line)
        if subject and int(subject[1]) not in known and _goal(named[int(subject[1])]) and number + 1 < len(sections) and sections[number + 1] == sections[number]:
            film = _SELECTIVE.match(tag(number + 1))
            if film and not _DENIED.search(tag(number + 1)[film.end() : film.end() + 40].split(".")[0].split(";")[0].split(":")[0]) and not _DENIED.search(line[: subject.end()]):
                out.append((int(subject[1]), "label"))
                known.add(int(subject[1]))
    return sorted(dict.fromkeys(out))


def _goal(mention: Mention) -> bool:
    """Whether an artery is one that a catheter is led into beyond the way in."""
    return live(mention) and mention.name not in AORTA and mention.name not in words.WAYS_IN and bool(place(mention.name, mention.side))


def _meant(before: str, earlier: list[str], named: list[Mention]) -> int | None:
    """The artery a pronoun means: the last one before it in its sentence, else the one of the sentences before."""
    for text in (before, *earlier):
        behind = [int(i) for i in re.findall(r"<(\d+)>", text)]
        if behind:
            subject = behind[-1] if text is before else behind[0] if len(behind) == 1 else behind[-1]
            return subject if _goal(named[subject]) else None
    return None
