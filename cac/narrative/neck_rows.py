"""Arteries of the neck told as rows: "1 R ICA, neck normal", "Left internal carotid. Head views.", "* L vert: none".

One line for each artery is how a cerebral angiogram is often told. Where rows of that form stand beneath each other
and an act or a film is told with some of them, the artery at the head of every row was entered, unless the row
says otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from cac import patterns as re
from cac.narrative import step_words as words
from cac.narrative.arteries import Mention
from cac.narrative.case import Case
from cac.narrative.neck_told import ACT, FILM, NECK
from cac.narrative.step_finish import live
from cac.narrative.step_words import Taken

_TRUNKS = frozenset({"subclavian_artery", "innominate_artery"})
#: what may stand before the artery at the head of a row
_HEAD = re.compile(r"\W*(?:\(?\d{1,2}[.):]?\s+|\(?[a-h][.)]\s+)?(?:(?:the|then|next|native|selective|lastly|finally|first|dominant|artery|vessel)\s+|(?:right|left) common\s*(?:->|>|,|then|to|into)*\s*)*\W*$")
#: what follows it in a row that tells of no entrance
_NOT = re.compile(r"[^.;]{0,60}?\b(?:could not|cannot|can't|not (?:be )?(?:entered|selected|catheteri[sz]ed|studied|injected|imaged|filmed|engaged|examined|done|attempted|reached|needed)|not able|not get\b|unable|failed|unsuccessful\w*|omitted|deferred|skipped|left alone|(?:seen|filled|fills|filling|shown|opacified|visuali[sz]ed|known)\b[^.;]{0,20}\b(?:from|by|via|on|through|with|across)|refluxe[sd]|(?:on|by) (?:the )?(?:cta|mra|ct|duplex))\b")
#: a label whose first word is a finding: the artery is described, and not told as a place of the catheter
_OF_LESION = re.compile(r"\s*(?:stenos\w+|occlusion|aneurysm|dissection|territor\w+|stroke|infarct\w*|disease|plaque|origin|bifurcation|bulb|stent|coil\w*|strokes?|symptom\w*|endarterectomy|tia\w*)\b")
_ENTERED = re.compile(rf"{ACT}|{FILM}")
#: a report whose neck arteries were seen from the arch alone
_ARCH_ONLY = re.compile(r"(?:arch|aortic) (?:run|injection|study|aortogra\w+) only|only (?:an? )?(?:arch|aortogram)|\bfrom the (?:arch|ascending)|no (?:\w+ )?(?:vessel|artery|branch)[^.;]{0,20}(?:select|cathet|engag)")


def with_rows(case: Case, named: list[Mention], taken: Taken) -> tuple[list[Mention], Taken]:
    """The arteries named and entered, with those at the head of rows.

    Args:
        case: a read report.
        named: the arteries it names.
        taken: those known to have been entered.
    """
    rows = _rows(case, named)
    heads = {named[i].name + named[i].side for i, _ in rows}
    known = {i for i, _ in taken}
    if len(heads) < 3 or _ARCH_ONLY.search(case.document.flat) or not any(i in known or _ENTERED.search(_told(case, i, body, named)) for i, body in rows):
        return named, taken
    first = rows[0][0]
    if any(named[i].name in NECK and i < first for i in known):
        return named, taken  # the way was told before, and the rows are what it showed
    named, out = list(named), list(taken)
    for index, body in rows:
        mention = named[index]
        text = _told(case, index, body, named)
        if index in known or _NOT.match(text[: _next(named, index) - mention.span.end]) or _OF_LESION.match(text):
            continue
        if mention.status == "negated":
            mention = named[index] = replace(mention, status="done")  # "selected: none" tells of what was seen
        if not live(mention):
            continue
        common = any(named[i].name == "common_carotid_artery" and named[i].side == mention.side and i < index for i, _ in rows)
        if common and mention.name in ("internal_carotid_artery", "external_carotid_artery") and not _ENTERED.search(text[:60]):
            continue
        out.append((index, "list"))
    return named, sorted(out)


def _rows(case: Case, named: list[Mention]) -> list[tuple[int, tuple[int, int]]]:
    """Arteries at the head of a line, with the stretch of text up to the next one."""
    document, found = case.document, []
    for index, mention in enumerate(named):
        section = document.sections[document.sentence_section[mention.sentence]]
        if mention.name not in NECK | _TRUNKS or not (mention.sure_side or mention.name == "innominate_artery") or section.name in (*words.SKIP, "findings") or section.role in ("background", "plan", "summary"):
            continue
        line = document.text.rfind("\n", 0, mention.span.start) + 1
        if mention.span.start - line < 40 and _HEAD.fullmatch(document.flat[line : mention.span.start]):
            found.append((index, line))
    ends = [line for _, line in found][1:] + [len(document.flat)] * bool(found)
    return [(index, (line, end)) for (index, line), end in zip(found, ends, strict=True)]


def _next(named: list[Mention], index: int) -> int:
    """Where the next artery of another name is told: what is denied behind it is not denied of this one."""
    return next((m.span.start for m in named[index + 1 :] if (m.name, m.side) != (named[index].name, named[index].side)), named[index].span.end + 400)


def _told(case: Case, index: int, body: tuple[int, int], named: list[Mention]) -> str:
    """What a row says behind its artery, up to the end of its line."""
    at = named[index].span.end
    return case.document.text[at : body[1]].partition("\n")[0].lower()
