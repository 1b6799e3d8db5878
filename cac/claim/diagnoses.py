"""Diagnoses for the lines of a claim: candidates from indication and findings, ranked, with what would settle them.

Only what the report states as present is a candidate. A diagnosis written as possible, suspected or to be ruled out is
none on an outpatient or professional claim; a hospital inpatient claim may carry it and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cac.claim import mentions
from cac.claim.edits import lookups
from cac.claim.edits.store import EditStore
from cac.claim.line import Line
from cac.findings import Span
from cac.knowledge import diagnoses_table, tables
from cac.knowledge.diagnoses_table import SOURCE, Diagnosis
from cac.narrative.case import Case

MOST = 12
_INPATIENT_PLACE = "21"
_WEIGHTS = {"postoperative_diagnosis": 6, "preoperative_diagnosis": 5, "indication": 5, "impression": 4, "findings": 3}
_ROLE_WEIGHTS = {"head": 4, "summary": 4, "background": 2, "body": 2}
_NOT_READ = ("consent", "comparison", "plan", "complications", "materials", "sedation", "allergies", "medications")
_FOLLOWERS = ("guidance", "sedation", "imaging", "catheter")
#: families whose side tells nothing of the side of the disease
_ELSEWHERE = frozenset({"central_venous_access", "pleural_peritoneal", "enteral", "ivc_filter", "guidance", "sedation", "arterial_angiography"})
_OTHER = {"left": "right", "right": "left"}


@dataclass(slots=True)
class _Found:
    """A diagnosis with one code and the words that tell it."""

    entry: Diagnosis
    side: str
    code: str
    score: int
    spans: list[Span] = field(default_factory=list)
    uncertain: bool = False
    from_procedure: bool = False


def candidates(case: Case, lines: list[Line], day: date, *, store: EditStore | None = None) -> list[dict[str, Any]]:
    """Ranked diagnoses of a case.

    Args:
        case: the read report.
        lines: lines of the finished claim.
        day: date of service.
        store: the quarterly tables; where it has the ICD-10-CM list of the day, codes that are not billable are left out.

    Returns:
        Entries with code, label, rank, the lines they support, warning, alternatives and question, and evidence as spans.
    """
    inpatient = case.encounter.get("claim_type") == "facility" and str(case.encounter.get("place_of_service", "")) == _INPATIENT_PLACE
    families = {tables.codes()[line.code].family for line in lines if line.code in tables.codes()}
    found = _settled(case, _mentioned(case, inpatient=inpatient, families=families), _sides(lines))
    for one in found:
        one.score += 4 * bool(families & set(one.entry.families)) - 2 * _vague(one)
    found.sort(key=lambda one: (-one.score, min(span.start for span in one.spans), one.code))
    out: list[dict[str, Any]] = []
    for one in found:
        checked = _checked(store, one.code, day)
        if checked is not None and len(out) < MOST:
            out.append(_shown(one, lines, len(out) + 1, checked))
    return _primary(out, lines)


def _sides(lines: list[Line]) -> dict[str, set[str]]:
    """Sides of the procedures by family, of families that work where the disease is."""
    known = tables.codes()
    out: dict[str, set[str]] = {}
    for line in lines:
        if line.told_side and line.code in known and known[line.code].family not in _ELSEWHERE:
            out.setdefault(known[line.code].family, set()).add({"bilateral": "both"}.get(line.told_side, line.told_side))
    return out


def _mentioned(case: Case, *, inpatient: bool, families: set[str]) -> Iterator[tuple[Diagnosis, Span, int, bool]]:
    """Every stated mention with its weight, and whether it is uncertain."""
    text = case.document.flat
    for entry in diagnoses_table.diagnoses():
        for anchor in entry.anchors:
            if anchor in text:
                break
        else:  # none stands in the text
            if entry.anchors:
                continue
        if entry.context is not None and not entry.context.search(text):
            continue
        for match in entry.words.finditer(text):
            span = Span(*match.span())
            section = _section(case, span.start)
            if section is None or section[0] in _NOT_READ or section[1] == "plan":
                continue
            if section[1] == "body" and not families & set(entry.families):
                continue
            sentence = mentions.sentence_of(case, span.start)
            if entry.unless is not None and entry.unless.search(text, sentence.start, sentence.end):
                continue
            state = mentions.state(case, text, span)
            if state == "negated" or state == "past" and not entry.code_is_history or state == "uncertain" and not inpatient:
                continue
            yield entry, span, _WEIGHTS.get(section[0], _ROLE_WEIGHTS.get(section[1], 1)), state == "uncertain"


def _section(case: Case, position: int) -> tuple[str, str] | None:
    found = None
    for section in case.document.sections:
        if section.start <= position:
            found = (section.name, section.role)
    return found


def _settled(case: Case, mentioned: Iterator[tuple[Diagnosis, Span, int, bool]], sides: dict[str, set[str]]) -> list[_Found]:
    """One entry for each code; of one group and side only the first that holds."""
    text = case.document.flat
    taken: dict[tuple[str, str], str] = {}  # group and side -> id
    found: dict[str, _Found] = {}
    for entry, span, weight, uncertain in mentioned:
        side, from_procedure = (mentions.side(case, text, span) if entry.sided else ""), False
        own = {one for family in entry.families for one in sides.get(family, ())}
        if entry.sided and not side and len(own) == 1:
            side, from_procedure = own.pop(), True
        for each, code in _codes(entry, side):
            near = (each, "both", "none") if each in _OTHER else ("left", "right", "both", "none")
            blocked = any(taken.get((entry.group, s), entry.id) != entry.id for s in near)
            if blocked or (entry.fallback and any(group.startswith(tuple(entry.fallback.split())) and group != entry.group for group, _ in taken)):
                continue
            taken[entry.group, each] = entry.id
            one = found.setdefault(code, _Found(entry, each, code, 0))
            one.score = max(one.score, weight)
            one.spans.append(span)
            one.uncertain = uncertain
            one.from_procedure = from_procedure
    return _joined(found)


def _codes(entry: Diagnosis, side: str) -> list[tuple[str, str]]:
    """Side and code pairs of an entry for a side that was told (or not)."""
    if side == "both" and "both" not in entry.codes:
        return [(each, entry.codes[each]) for each in ("right", "left") if each in entry.codes]
    key = side if side in entry.codes else "none"
    return [(key, entry.codes[key])] if key in entry.codes else []


def _joined(found: dict[str, _Found]) -> list[_Found]:
    """Right and left of one diagnosis become its code for both sides; a side makes the code without a side needless."""
    for one in list(found.values()):
        both = one.entry.codes.get("both")
        other = one.entry.codes.get(_OTHER.get(one.side, ""), "")
        if both and one.code in found and other in found:
            pair = (found.pop(one.code), found.pop(other))
            joined = found.setdefault(both, _Found(one.entry, "both", both, 0))
            joined.score = max(joined.score, *(p.score for p in pair))
            joined.spans += [span for p in pair for span in p.spans]
    sided = {one.entry.id for one in found.values() if one.side != "none"}
    return [one for one in found.values() if one.side != "none" or one.entry.id not in sided]


def _vague(one: _Found) -> bool:
    return (one.entry.sided and one.side == "none") or "not stated" in one.entry.label or one.entry.warning.startswith("low specificity") or "not specified" in one.entry.label


def _checked(store: EditStore | None, code: str, day: date) -> str | None:
    """What the code was checked against, None where the list of the day does not have it as billable."""
    if store is None:
        return "not checked"
    entry = lookups.icd10(store, code, day)
    if entry is None:
        return "not checked" if not any(release.kind == "icd10" for release in store.releases) else None
    return (entry.release + (" (older than the date of service)" if entry.outdated else "")) if entry.billable else None


def _alternatives(one: _Found) -> list[str]:
    """More exact codes that the answer to the question could lead to."""
    if not _vague(one):
        return []
    own = [code for side, code in one.entry.codes.items() if side != one.side] if one.side == "none" else []
    side = one.side if one.side != "none" else ""
    others = [e.codes[side] if side in e.codes else next(iter(e.codes.values())) for e in diagnoses_table.by_group()[one.entry.group] if e.id != one.entry.id and e.codes]
    return list(dict.fromkeys(own or others))[:8]


def _shown(one: _Found, lines: list[Line], rank: int, checked: str) -> dict[str, Any]:
    known = tables.codes()
    supports = [line.code for line in lines if line.code in known and known[line.code].family in one.entry.families]
    warnings = [one.entry.warning] if one.entry.warning else []
    question = one.entry.question
    if one.entry.sided and one.side == "none":
        warnings.insert(0, "the side is not stated")
        question = question or "Which side is affected?"
    if one.from_procedure:
        warnings.append("the side is that of the procedure; the report does not state it with the diagnosis")
    if one.uncertain:
        warnings.append("written as uncertain: inpatient hospital claims only")
    return {
        "code": one.code, "system": "ICD-10-CM", "label": one.entry.named(one.side), "rank": rank, "lines": list(dict.fromkeys(supports)), "specific": not _vague(one),
        "warning": "; ".join(warnings), "alternatives": _alternatives(one), "question": question if _vague(one) or one.entry.question else "",
        "rule": one.entry.id, "sources": [SOURCE], "mark": one.entry.mark, "checked": checked, "evidence": list(dict.fromkeys(one.spans))[:4],
    }


def _primary(out: list[dict[str, Any]], lines: list[Line]) -> list[dict[str, Any]]:
    """Lines that go with a procedure (guidance, sedation, imaging) hang on its first diagnosis."""
    known = tables.codes()
    first = next((entry for entry in out if entry["lines"]), None)
    if first is not None:
        bare = [line.code for line in lines if line.code in known and known[line.code].kind in _FOLLOWERS and all(line.code not in entry["lines"] for entry in out)]
        first["lines"] += list(dict.fromkeys(bare))
    return out
