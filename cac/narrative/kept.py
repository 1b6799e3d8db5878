"""Whether an image of the guidance was kept, however the sentence is built."""

from __future__ import annotations

import re

from cac.findings import Span
from cac.narrative.case import Case, once
from cac.narrative.live import NOT_STORED
from cac.narrative.sonographic import KEPT

_ABSENT = re.compile(rf"{NOT_STORED}|not (?:saved|stored|archived|recorded|kept|printed|captured)|no (?:\w+ )?(?:images?|pictures?|hard copy)\b")


@once
def kept_image(case: Case) -> Span | None:
    """Where the report says that an image of the guidance was kept; nothing where it denies it.

    Args:
        case: the report under reading.

    Returns:
        The words, or ``None`` where no image is said to be kept.
    """
    found = [f for f in case.all("document", "image_stored") if not _ABSENT.search(case.sentence(f.sentence))]
    if found:
        return found[0].span
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number)
        match = KEPT.search(text) if section.role in case.roles else None
        if match and not _ABSENT.search(text):
            return Span(span.start + match.start(), span.start + match.end())
    return None
