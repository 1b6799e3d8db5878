"""What a report says, as plain data: sections, sentences, findings.

Positions are Unicode character offsets into the text as given, lower bound inclusive, upper exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

#: the ten statuses of a finding
STATUSES = (
    "done", "attempted", "failed", "aborted", "planned", "prior", "existing", "removed", "negated", "hypothetical",
)
#: roles of sections that tell nothing of today's work
ASIDE = frozenset({"background", "plan"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the report."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under one heading.

    Attributes:
        name: our name of the section (``technique``, ``indication`` ...; ``body`` where no heading rules).
        role: what the section is to a coder: head, body, summary, background or plan.
        start, end: the stretch it covers, heading included.
        heading: the heading as written, empty where there is none.
    """

    name: str
    role: str
    start: int
    end: int
    heading: str = ""


@dataclass(slots=True)
class Finding:
    """A mention with its status, side and place in the report."""

    kind: str
    value: str
    start: int
    end: int
    text: str
    sentence: int = 0
    clause: int = 0
    section: str = "body"
    role: str = "body"
    side: str = ""          # left, right, bilateral or empty
    side_near: bool = False  # the side stands in the same sentence
    status: str = "done"
    number: float | None = None
    unit: str = ""
    token: int = 0
    token_end: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(slots=True)
class Document:
    """A read report: its text with everything found in it, in order of position."""

    text: str
    flat: str  # same length as text: lower case, one kind of space, hyphen and quote
    sections: list[Section]
    sentences: list[Span]
    sentence_section: list[int]
    findings: list[Finding] = field(default_factory=list)
    #: the text as given, and the position in it of every character of ``text`` (empty: the same)
    given: str = ""
    origin: Sequence[int] = ()
    #: the same findings by sentence number
    by_sentence: dict[int, list[Finding]] = field(default_factory=dict)
    #: questions that the next words turn down ("Ganglion impar? No, ...")
    turned_down: list[Span] = field(default_factory=list)
    #: statements that only name work of which the rest of the report tells too
    only_named: list[Span] = field(default_factory=list)
    #: statements that name work and have no word of an act
    idle: list[Span] = field(default_factory=list)

    def placed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of ``text`` as positions in the text as given, lower inclusive, upper exclusive."""
        if not self.origin or end <= start:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1

    def shown(self, start: int, end: int) -> dict[str, Any]:
        """A stretch of ``text`` with its positions and words in the text as given."""
        low, high = self.placed(start, end)
        return {"start": low, "end": high, "text": (self.given or self.text)[low:high]}
