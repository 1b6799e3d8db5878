"""Sections of an IR report from the heading grammar.

A heading is known wording followed by a colon anywhere a phrase can start, or alone on a line; in speech
without any mark, a heading word where no grammar would put it. Words before a colon that are no heading
("Access: right common femoral") are labels inside the section they stand in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from cac.findings import Section
from cac.knowledge.strict import read_yaml
from cac.language.rules import SectionRule
from cac.language.terms import expand

_FILE = Path(__file__).with_name("lexicon") / "sections.yaml"
#: words before a colon, at the start of a line or after the end of a phrase
_COLON = re.compile(r"(?:^|\n|(?<=[.;,|!?)\]*-]))[ ]*(?:\d{1,2}[.)][ ]*|[-*#]+[ ]*)?([a-z(][a-z0-9 /&()'-]{1,48}?)[ ]*\**:-?")
_DASH = re.compile(r"^[ ]*([a-z][a-z /&()'-]{1,48}?)[ ]+-{1,2}[ ]+", re.M)
_LINE = re.compile(r"^[ ]*[*#=]*[ ]*([a-z][a-z /&()'-]{1,48}?)[ ]*[*#=]*[ .-]*$", re.M)
_SPOKEN = frozenset("indication indications technique findings impression comparison complications plan procedure anesthesia history".split())
_NOT_BEFORE = frozenset("the a an this that of for in and or no any these those with without her his following above prior previous entire same sterile usual seldinger our imaging procedure's".split())
_NOT_AFTER = frozenset("of was were is are for in at by to that which are, has had will would time site and or as described tray room with table were".split())


@lru_cache(maxsize=1)
def headings() -> dict[str, tuple[str, str]]:
    """Every known heading, normalised, with (section name, role)."""
    out: dict[str, tuple[str, str]] = {}
    for entry in read_yaml(_FILE):
        for term in entry["headings"]:
            for literal in expand(term):
                out.setdefault(_plain(literal), (entry["name"], entry["role"]))
    return out


def section_rules() -> list[SectionRule]:
    """The heading grammar as medspaCy ``SectionRule`` objects."""
    return [SectionRule(literal + ":", name) for literal, (name, _) in headings().items()]


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9&()/]+", " ", heading.lower().replace("(s)", "s")).split())


def _known(words: str) -> tuple[str, str] | None:
    return headings().get(_plain(words))


def _spoken(flat: str) -> list[tuple[int, int, str, tuple[str, str]]]:
    out = []
    words = list(re.finditer(r"[a-z']+", flat))
    for index, match in enumerate(words):
        word = match.group()
        if word not in _SPOKEN:
            continue
        before = words[index - 1].group() if index else ""
        after = words[index + 1].group() if index + 1 < len(words) else ""
        if before in _NOT_BEFORE or after in _NOT_AFTER or (word == "procedure" and index > 3):
            continue
        if word in ("complications", "history", "anesthesia", "plan", "procedure") and before in _NOT_BEFORE | {"no", "immediate", "medical", "local", "general"}:
            continue
        known = _known(word)
        if known:
            out.append((match.start(), match.end(), word, known))
    return out


def find(flat: str) -> list[Section]:
    """The sections of a report, in order, covering the whole text."""
    hits: dict[int, tuple[int, str, tuple[str, str]]] = {}
    for match in _COLON.finditer(flat):
        known = _known(match.group(1))
        if known:
            hits[match.start(1)] = (match.end(), match.group(1), known)
    for pattern in (_DASH, _LINE):
        for match in pattern.finditer(flat):
            known = _known(match.group(1))
            if known and match.start(1) not in hits:
                hits[match.start(1)] = (match.end(), match.group(1), known)
    if len(hits) < 2 and flat.count(":") < 3:
        for start, end, word, known in _spoken(flat):
            hits.setdefault(start, (end, word, known))
    out: list[Section] = []
    starts = sorted(hits)
    if not starts or starts[0] > 0:
        out.append(Section("body", "body", 0, starts[0] if starts else len(flat)))
    for start, following in zip(starts, [*starts[1:], len(flat)], strict=False):
        _, heading, (name, role) = hits[start]
        out.append(Section(name, role, start, following, heading))
    return _settle(out, flat)


def _settle(sections: list[Section], flat: str) -> list[Section]:
    """Give what precedes the first heading, and a long text under a head heading, the role they play."""
    out = []
    has_technique = any(section.name in ("technique", "findings") and section.end - section.start > 150 for section in sections)
    for index, section in enumerate(sections):
        role = section.role
        length = section.end - section.start
        if section.name == "body" and index == 0 and len(sections) > 1 and length < 400 and has_technique:
            role = "head"
        if section.name in ("procedures", "title") and not has_technique and length > 350:
            role = "body"  # the narrative stands under "Procedure:"
        elif section.name == "procedures" and length > 900:
            role = "body"
        if role != section.role:
            section = Section(section.name, role, section.start, section.end, section.heading)
        out.append(section)
    return out
