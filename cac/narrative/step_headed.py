"""Arteries that head a small paragraph of their own: "IMA. RIM catheter engaged; DSA ...", "Microcatheter. Right hepatic: ...".

In: the arteries of a report and those known as entered. Out: those whose heading is followed by a catheter, a selection
or an injection in its own words, and those that head the lines after a sentence that tells of a catheter alone.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable

from cac.narrative import step_words as words
from cac.narrative.arteries import AORTA, Mention, place, told
from cac.narrative.case import Case
from cac.narrative.step_finish import live

Taken = list[tuple[int, str]]
Tag = Callable[[int], str]

_MARK = r"\s*(?:\d{1,2}[.)]|[-*•>]+|[a-h][.)])?\s*(?:(?:then|next|first|finally|lastly|now|and|the)\b,?\s+)*"
#: a sentence that is an artery and nothing else
_ALONE = re.compile(rf"{_MARK}<(\d+)>\s*(?:artery|trunk|axis|origin)?\s*(?:\(\s*\{{c\}}[^()]*\)\s*)?[.:]?\s*$")
#: work told before any other artery is named
_WORKED = re.compile(r"[^<;]{0,60}?(?:\{c\}|\b(?:engag\w+|select\w*|cathet\w*|cannulat\w*|hook\w+|enter(?:ed|ing)|dsa|runs?|inject\w*|micro\w*)\b|\b\d+(?:\.\d+)? ?(?:cc|ml)?(?:/s(?:ec)?)? (?:for|x|at) (?:a total of )?\d+)")
_UNDONE = re.compile(r"\b(?:not|never|no (?:attempt|need|catheter\w*|selective|run|injection)|unable|could|cannot|failed|attempt\w*|deferred|omitted|skipped|instead|previous\w*|prior|ago|will|would|if|plan\w*)\b|n't\b")
#: a sentence that tells of a catheter and of nothing else
_TOOL = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•>]+)?\s*(?:(?:then|next|now|and|with|over|via|through|using|coaxial(?:ly)?|exchanged? (?:for|to)|switched to|changed (?:to|for)|down to|an?|the|selective\w*|superselective\w*|[\d.]+ ?(?:f|fr|french)?)[\s,]+)*\{c\}(?:[\s,]*(?:\{c\}|\{w\}|[\d.]+ ?(?:f|fr|french)?|over|with|and|an?|the|coaxial(?:ly)?|used|system|in|through|\+|/))*\s*[.:]\s*$")
_LABEL = re.compile(rf"{_MARK}<(\d+)>\s*(?:artery|trunk|axis|branch)?\s*(?::|-\s)\s*(?!not\b|never\b|no(?:t)? (?:selected|entered|studied|injected))")


def headed(case: Case, named: list[Mention], taken: Taken, tag: Tag) -> Taken:
    """The arteries entered with those that head what was done in them.

    Args:
        case: a read report.
        named: its arteries.
        taken: those known as entered, as (index, how).
        tag: the sentence of a number with vessels as <n>, catheters as {c} and wires as {w}.
    """
    known = {index for index, _ in taken}
    out = list(taken)
    alive = sorted(told(case))
    tool = -1  # the section of the last sentence that told of a catheter alone
    lines = {number: tag(number) for number in alive if case.document.by_sentence.get(number)}
    for number in alive:
        owner = case.document.sentence_section[number]
        section = case.document.sections[owner]
        line = lines.get(number, "")
        if section.name in words.SKIP or section.role != "body":
            tool = -1
            continue
        if _TOOL.match(line):
            tool = owner
            continue
        if tool not in (owner, -1):
            tool = -1
        if (alone := _ALONE.match(line)) and _entered(named[int(alone[1])]) and int(alone[1]) not in known:
            after = lines.get(number + 1, "") if number + 1 < len(case.document.sentences) and case.document.sentence_section[number + 1] == owner else ""
            work = _WORKED.match(after)
            if work and not _UNDONE.search(after[: work.end() + 40].split(";")[0]):
                out.append((int(alone[1]), "label"))
        label = _LABEL.match(line)
        if tool == owner and label and _entered(named[int(label[1])]) and int(label[1]) not in known and not _UNDONE.search(line[: label.end() + 60]):
            out.append((int(label[1]), "list"))
        elif tool == owner and line and not label and (re.match(r"\s*(?:the )?\{c\}", line) or words.AFTERWARDS.search(line)):
            tool = -1
    return sorted(dict.fromkeys(out))


def _entered(mention: Mention) -> bool:
    way = mention.name in words.WAYS_IN and not (mention.name == "vertebral_artery" and mention.sure_side)
    return live(mention) and mention.name not in AORTA and not way and bool(place(mention.name, mention.side))
