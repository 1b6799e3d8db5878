"""The case: a read report with the questions that readers of procedures ask of it."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from cac.findings import Document, Finding, Span

Answer = TypeVar("Answer")

#: roles of sections that tell what was done today
BODY = ("body", "summary")
DONE = ("done",)


def once(work: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let a function of a case answer once for each report; its answer must not be changed by those who ask."""

    @wraps(work)
    def ask(case: Case, *args: Any, **options: Any) -> Answer:
        key = (work, args, tuple(options.items()))
        if key not in case.known:
            case.known[key] = work(case, *args, **options)
        return case.known[key]

    return ask


@dataclass(slots=True)
class Case:
    """One report under reading.

    Attributes:
        document: text, sentences, sections, findings.
        encounter: the facts of the encounter (``patient_age``, ``claim_type`` ...).
        day: date of service.
        session: facts about the whole session, set by readers, visible to all rules as ``session.<name>``.
        notes: sentences for the user that no rule carries.
    """

    document: Document
    encounter: dict[str, Any] = field(default_factory=dict)
    day: date | None = None
    session: dict[str, Any] = field(default_factory=dict)
    session_evidence: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    roles: tuple[str, ...] = BODY
    _index: dict[tuple[str, str], list[Finding]] = field(default_factory=dict)
    #: answers already worked out for this report, by function and arguments
    known: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)
    #: stretches dated to another day than the session
    past: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for finding in self.document.findings:
            self._index.setdefault((finding.kind, finding.value), []).append(finding)
            self._index.setdefault((finding.kind, ""), []).append(finding)
        body = sum(s.end - s.start for s in self.document.sections if s.role == "body" and s.name not in ("materials", "sedation", "complications"))
        if body < 60:  # nothing but a title, an indication or an impression: read what there is
            self.roles = ("body", "summary", "head")

    # -- findings -----------------------------------------------------------------------------------------------
    def all(
        self,
        kind: str,
        *values: str,
        status: Sequence[str] | None = DONE,
        side: str = "",
        roles: Sequence[str] | None = None,
    ) -> list[Finding]:
        """Findings of a kind (and of the values given) in order of position.

        Args:
            kind: kind of finding.
            values: values wanted; none means all.
            status: statuses accepted; ``None`` accepts every status.
            side: left or right; empty accepts every side.
            roles: roles of sections to read; the body and the summary where not given.
        """
        found: Iterable[Finding]
        if not values:
            found = self._index.get((kind, ""), ())
        elif len(values) == 1:
            found = self._index.get((kind, values[0]), ())
        else:
            found = sorted((f for v in values for f in self._index.get((kind, v), ())), key=lambda f: f.start)
        wanted = self.roles if roles is None else roles
        return [
            f for f in found
            if f.role in wanted and (status is None or f.status in status) and (not side or f.side in (side, "bilateral"))
        ]

    def first(self, kind: str, *values: str, **options: Any) -> Finding | None:
        """The first finding :meth:`all` would return."""
        found = self.all(kind, *values, **options)
        return found[0] if found else None

    def has(self, kind: str, *values: str, **options: Any) -> bool:
        """Whether :meth:`all` finds anything."""
        return bool(self.all(kind, *values, **options))

    def near(
        self,
        finding: Finding,
        kind: str,
        *values: str,
        before: int = 0,
        after: int = 0,
        same_clause: bool = False,
        status: Sequence[str] | None = DONE,
    ) -> list[Finding]:
        """Findings in the sentence of another one, or up to some sentences before or after, nearest first."""
        out = []
        for number in range(finding.sentence - before, finding.sentence + after + 1):
            for other in self.document.by_sentence.get(number, ()):
                if other is finding or other.kind != kind or (values and other.value not in values):
                    continue
                if status is not None and other.status not in status:
                    continue
                if same_clause and (other.sentence != finding.sentence or other.clause != finding.clause):
                    continue
                out.append(other)
        return sorted(out, key=lambda other: (abs(other.sentence - finding.sentence), abs(other.start - finding.start)))

    def nearest(self, finding: Finding, kind: str, *values: str, **options: Any) -> Finding | None:
        """The nearest finding :meth:`near` would return."""
        found = self.near(finding, kind, *values, **options)
        return found[0] if found else None

    # -- words --------------------------------------------------------------------------------------------------
    def sentence(self, number: int) -> str:
        """The flat text (lower case) of one sentence."""
        if not 0 <= number < len(self.document.sentences):
            return ""
        span = self.document.sentences[number]
        return self.document.flat[span.start : span.end]

    def around(self, finding: Finding, *, before: int = 0, after: int = 0) -> str:
        """The flat text of the sentence of a finding and of its neighbours."""
        return " ".join(self.sentence(n) for n in range(finding.sentence - before, finding.sentence + after + 1))

    def says(self, regex: str, *, roles: Sequence[str] | None = None) -> list[Span]:
        """Stretches of the flat text that match, in sections of the roles given (body and summary by default)."""
        wanted = self.roles if roles is None else roles
        out = []
        for match in re.finditer(regex, self.document.flat):
            section = self.section_at(match.start())
            if section in wanted:
                out.append(Span(*match.span()))
        return out

    def section_at(self, position: int) -> str:
        """The role of the section that holds a position."""
        role = "body"
        for section in self.document.sections:
            if section.start <= position:
                role = section.role
        return role

    # -- session ------------------------------------------------------------------------------------------------
    def tell(self, fact: str, value: Any, *where: Finding | Span) -> None:
        """Record a fact of the whole session."""
        self.session[fact] = value
        if where:
            self.session_evidence[fact] = tuple(Span(w.start, w.end) for w in where)
