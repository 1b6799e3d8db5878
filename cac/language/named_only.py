"""Statements that only name work: talked about, declined, to come, not needed, laid out and unused, done by others or on another day.

The words of work in such a statement are told of no work today. A statement is judged by its own grammar (is there a
word that says the work was not done here, and none that says what was done?) and by the rest of the report: what is
named nowhere else can be left out before anything reads the report; what is named elsewhere too may be the name, the
reason or the denial of the work, and is left out on trial only (:mod:`cac.narrative.merely_seen`).
"""

from __future__ import annotations

from cac import patterns as re
from cac.language import named_only_words as words
from cac.language.work_names import named


def _mere(part: str) -> str:
    """What a statement is: ``sure``, ``talk``, ``past`` or ``seen`` where it only names work, ``idle`` where no word tells of an act, ``work`` where it tells of some, else empty."""
    told = part.strip(" .,;:!?-*\n")
    over = words.OVER.search(told)
    passed = told if over is None or named(over.group()) or named(told[: over.start()]) else told[: over.start()] + " " + told[over.end() :]
    spared = words.AT_THE_END.sub("", words.TO_COME.sub(" ", words.TURNED.sub(" ", passed)))
    if not named(told):
        return "work" if words.ACTED.search(words.LOOKED.sub(" ", spared)) or words.WENT_ON.search(spared) else ""
    if words.FAILED.search(told) or words.BEARS.search(spared) or words.STUDY.search(told) and words.GOOD.search(told):
        return "work"
    if re.match(r"last [a-z]+ed\b", told) and words.PAST.search(told):
        return "past"
    if words.FORM.match(told) or words.LATER_NOTE.search(told):
        return "sure"
    if words.LAID_OUT.search(told) and words.UNUSED.search(told):
        return "work" if words.ACTED.search(words.UNUSED.sub(" ", words.LAID_OUT.sub(" ", told))) else "sure"
    if words.WENT_ON.search(spared):
        return "work"
    consent = words.CONSENT.search(told) is not None
    bare = words.CONSENT.sub(" ", words.TALK.sub(" ", spared)) if consent else words.TALK.sub(" ", spared)
    if not words.ACTED.search(words.LOOKED.sub(" ", bare)):
        if consent or spared != told:
            return "work" if words.TOOLED.search(bare) and not words.TO_COME.search(told) else "sure"
        if bare != told:
            return "talk"
    if (words.OTHERS.match(told) or words.BY.search(told) and not words.ACTED.search(words.BY.sub(" ", told))) and not re.search(r"\b(?:we|i|us)\b", told):
        return "past"
    if len(told) < words.SHORT and not words.TABLE.search(told) and (words.PAST.search(told) or words.OLD_SEEN.search(told)):
        return "past"
    if len(told) < words.SHORT and words.DEVICE_SEEN.search(told) and not words.ACTED.search(told) and not words.TABLE.search(told):
        return "seen"
    if words.IDLE.search(told) and not words.OWN.match(told) and not words.AT_WORK.search(spared) and not words.ACTED.search(words.LOOKED.sub(" ", bare)) and not words.TOOLED.search(told) and not words.FOUND.search(told) or len(told) < words.SHORT and words.PAST.search(told) and words.HAD.search(told):
        return "idle"
    return "work" if words.ACTED.search(told) or words.TOOLED.search(told) else ""


def judged(text: str) -> list[tuple[int, int, str]]:
    """The statements of a sentence that only name work.

    Args:
        text: flat text of one sentence.

    Returns:
        (start, end, kind) of each; kind is ``sure``, ``talk``, ``past``, ``seen`` or ``idle``. One that covers the sentence stands alone.
    """
    marks = [0, *(match.end() for match in words.PARTS.finditer(text)), len(text)]
    parts = [(a, b, _mere(text[a:b]) if b - a <= words.LONG else "work") for a, b in zip(marks, marks[1:], strict=False)]
    kinds = {kind for _, _, kind in parts if kind}
    if not kinds or kinds == {"work"}:
        return []
    if "work" not in kinds:
        weakest = next(kind for kind in ("idle", "seen", "past", "talk", "sure") if kind in kinds)
        return [(0, len(text), weakest)]
    return [(a, b, kind) for a, b, kind in parts if kind not in ("", "work", "idle") and (b == len(text) or text[:b].rstrip().endswith(";")) and (a == 0 or text[:a].rstrip().endswith(";"))]


def told_elsewhere(said: str, rest: str) -> bool:
    """Whether work that a statement names is named in the rest of the report too.

    Args:
        said: flat text of the statement.
        rest: flat text of the rest of the report.
    """
    return any(names.search(rest) for names in named(said))
