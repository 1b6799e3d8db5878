"""Diagnoses that reports of interventional radiology tell, from ``diagnoses/diagnoses.csv``, checked on load.

A row is one diagnosis with its codes by side. Rows stand in the order in which they are tried: of one group and side
only the first that holds counts (gangrene before rest pain). ``words`` is what the report says, ``context`` what must
stand anywhere in it, ``unless`` what must not stand in the sentence; ``anchors`` are pieces one of which every match
of ``words`` contains (they make the search fast).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cac.knowledge.strict import ROOT, KnowledgeError, read_table

_HEAD = "id group words context unless right left both none label families warning question fallback mark anchors".split()
_CODE = re.compile(r"[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?")
SOURCE = "project-icd10"
_SIDES = ("right", "left", "both", "none")
_WORDS = {"right": "right", "left": "left", "both": "both sides", "none": ""}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One diagnosis with its codes by side."""

    id: str
    group: str
    words: re.Pattern[str]
    context: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    codes: dict[str, str]
    label: str
    families: tuple[str, ...]
    warning: str
    question: str
    fallback: str
    mark: str
    anchors: tuple[str, ...]

    @property
    def sided(self) -> bool:
        """Whether the codes tell a side."""
        return bool(set(self.codes) - {"none"})

    @property
    def code_is_history(self) -> bool:
        """Whether the code itself tells a history or status, so that past words belong to it."""
        return all(code.startswith("Z") for code in self.codes.values())

    def named(self, side: str) -> str:
        """The label with the side of a code."""
        if not self.sided:
            return self.label
        return f"{self.label}, {_WORDS[side] or 'side not stated'}"


def _pattern(text: str, where: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text) if text else None
    except re.error as error:
        raise KnowledgeError(f"{where}: {text!r} is no regular expression ({error})") from None


@cache
def diagnoses() -> tuple[Diagnosis, ...]:
    """Every diagnosis in the order of trying.

    Raises:
        KnowledgeError: a row has another form; the message names line and column.
    """
    out: list[Diagnosis] = []
    seen: set[str] = set()
    for where, row in read_table(ROOT / "diagnoses" / "diagnoses.csv", root=ROOT, head=_HEAD):
        codes = {side: row[side] for side in _SIDES if row[side]}
        words = _pattern(row["words"], where)
        if words is None or not codes:
            raise KnowledgeError(f"{where}: words and at least one code are needed")
        if wrong := next((code for code in codes.values() if not _CODE.fullmatch(code)), None):
            raise KnowledgeError(f"{where}: {wrong!r} is no ICD-10-CM code; write it with its dot")
        if row["id"] in seen:
            raise KnowledgeError(f"{where}: id {row['id']!r} stands twice; ids are unique")
        seen.add(row["id"])
        out.append(
            Diagnosis(
                row["id"], row["group"], words, _pattern(row["context"], where), _pattern(row["unless"], where), codes, row["label"],
                tuple(row["families"].split()), row["warning"], row["question"], row["fallback"], row["mark"], tuple(a for a in row["anchors"].split("|") if a),
            )
        )
    return tuple(out)


@cache
def by_group() -> dict[str, tuple[Diagnosis, ...]]:
    """Diagnoses of each group, in order."""
    out: dict[str, tuple[Diagnosis, ...]] = {}
    for entry in diagnoses():
        out[entry.group] = (*out.get(entry.group, ()), entry)
    return out
