"""The words of a report without its comparison and past history, for questions on what kind of report it is.

A vessel or a study of an earlier day, told under a heading of its own, must not make a reader believe that its
kind of work was done today.
"""

from __future__ import annotations

from cac.narrative.case import Case, once

_PAST = ("comparison", "history")


@once
def own_words(case: Case) -> str:
    """The flat text with the sections on comparison and history blanked, but for sentences that tell of today's work."""
    from cac.narrative.arteries import told  # which asks for these words itself

    flat, sections, alive = case.document.flat, case.document.sections, told(case)
    owners = case.document.sentence_section
    chars = list(flat)
    for section in sections:
        if section.role == "background" and section.heading and section.name in _PAST:
            chars[section.start : section.end] = [c if c == "\n" else " " for c in flat[section.start : section.end]]
    for number in alive:
        if sections[owners[number]].name in _PAST:
            span = case.document.sentences[number]
            chars[span.start : span.end] = flat[span.start : span.end]
    return "".join(chars)
