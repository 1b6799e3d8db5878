"""A session of several works: what the reading of the whole passed over, told by the reading of each work alone.

The whole is read first. Only where it serves fewer works than the report tells apart are they read one by one, each in
its own words (`works`), and put together: words of the head may add what the work leaves out (what the old tube drains),
never another kind of work.
"""

from __future__ import annotations

from collections.abc import Callable

from cac import patterns as re
from cac.findings import Finding, Span
from cac.narrative import works
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure
from cac.narrative.works import Work

#: a label that names nothing but a side
_SIDE = re.compile(r"\W*(?:the )?(?:left|right|lt|rt|l|r)(?: side)?\W*")

Read = Callable[[Case], list[Procedure]]

#: families that stand beside a work and are none themselves
_COMPANY = frozenset({"sedation", "guidance"})
#: a line to watch the pressure, which goes with the work of others
_LINE = "arterial_line"
#: families that are read along the whole path of a catheter: its parts are no works
_PATH = frozenset({
    "arterial_angiography", "cervicocerebral", "renal_angiography", "pulmonary_angiography", "leg_revascularization", "stent_angioplasty", "embolization", "neurointervention", "aortic_endograft",
    "thrombectomy", "thrombolysis", "venography", "ivus", "dialysis_circuit", "tips", "transjugular", "venous_ablation",
})
#: families in which the same act at another place is another work
_BY_PLACE = frozenset({"biopsy", "joint", "pleural_peritoneal"})
#: families whose acts are told apart by words that one work lends to another: put in, emptied, taken out
_BY_ACT = frozenset({"pleural_peritoneal", "drainage"})

#: acts whose levels are counted over the whole session: one level is the first, the others are further ones
_BY_LEVEL = frozenset({"augmentation", "vertebroplasty", "transforaminal_injection", "facet_injection", "facet_neurotomy", "discography"})


def together(case: Case, found: list[Procedure], read: Read) -> list[Procedure]:
    """The procedures of a session, read work by work where the reading of the whole misses one.

    Args:
        case: the case as it is read; facts of the session told in a work are added to it.
        found: what the reading of the whole found.
        read: reads a case to its procedures.
    """
    told = works.find(case)
    if not told:
        return found
    parts = [(work, *_of(case, told, work, read)) for work in told]
    heard = [procedure for _, procedures, _ in parts for procedure in _alone(procedures)]
    if any(procedure.family in _PATH for procedure in heard):
        return found
    places = [_places(procedure, told) for procedure in found]
    if any(not place and p.family not in _COMPANY and p.family not in {h.family for h in heard} and _told_at_work(case, p, told[0].start) for p, place in zip(found, places, strict=True)):
        return found  # the whole knows of a work that no part tells of
    served = {min(places[n], default=-1) for n, procedure in enumerate(found) if procedure.family not in _COMPANY}
    speaking = {n for n, (_, procedures, _) in enumerate(parts) if _alone(procedures)}
    # clear: every work tells of one family; sure: the whole has something of its own in each of them
    clear = len(speaking) == len(parts) and all(len({p.family for p in _alone(procedures)}) == 1 for _, procedures, _ in parts)
    sure = all(any(places[n] == {number} for n, p in enumerate(found) if p.family not in _COMPANY) for number in speaking)
    if all(_SIDE.fullmatch(work.name) for work in told) and {"left", "right"} <= {p.side for p in found if p.family not in _COMPANY}:
        return found  # the same on either side, and both are known
    if sure and _fewer_spaces(heard, found):
        return found  # one work on the chest and one on the belly, of which a part alone shows only one
    each = clear and _counts(heard) == _counts(found) and len({p.family for p in heard}) == len(heard) > 1
    alike = len({p.family for p in heard}) == 1 and heard[0].family in {p.family for p in found}
    clearer = clear and not sure
    other = clear and len({p.family for p in heard}) == 1 and heard[0].family in _BY_ACT and len(heard) == len(told) and (_acts(heard) != _acts(found) or _guided(heard) > _guided(found))
    news = _more(heard, found) or clearer and not alike and _kinds(heard) != _kinds(found) or other
    passed_over = len(served) < len(speaking) or clearer or other
    if not each and not (len(speaking | served) > 1 and news and passed_over):
        return found
    out = [procedure for procedure in found if procedure.family == "sedation"]
    for number, (_, procedures, session) in enumerate(parts):
        mine = [procedure for n, procedure in enumerate(found) if places[n] == {number} and procedure.family != "sedation"]
        elsewhere = {p.family for n in speaking - {number} for p in _alone(parts[n][1])}
        kept = {p.family for p in _alone(mine)}
        if any(p.name == _LINE for p in mine):
            kept = set()
        elif number in speaking and (clear or not kept or kept & {p.family for p in _alone(procedures)} or kept <= elsewhere):
            mine = procedures
            for fact, value in session.items():
                case.session.setdefault(fact, value)
        out += mine
    kinds = _kinds(heard)
    out += [p for p, place in zip(found, places, strict=True) if not place and p.family not in _COMPANY and (p.family, p.name) not in kinds and _told_at_work(case, p, told[0].start)]
    return _levels_once(out, found)


def _levels_once(out: list[Procedure], found: list[Procedure]) -> list[Procedure]:
    """The procedures with an act at several levels told once, as the whole counts them, where several works tell of it."""
    kinds = [(p.family, p.name) for p in out if p.name in _BY_LEVEL]
    counted = {kind for kind in kinds if kinds.count(kind) > 1 and any((p.family, p.name) == kind for p in found)}
    return [p for p in out if (p.family, p.name) not in counted] + [p for p in found if (p.family, p.name) in counted]


def _told_at_work(case: Case, procedure: Procedure, begin: int) -> bool:
    """Whether the words for a procedure stand where a report tells of its work, which begins at a position."""
    return any(span.start >= begin and case.section_at(span.start) in ("body", "summary") for span in procedure.evidence["procedure"])


def _kinds(procedures: list[Procedure]) -> set[tuple[str, str]]:
    return {(p.family, p.name) for p in _alone(procedures)}


def _acts(procedures: list[Procedure]) -> list[tuple[str, str]]:
    return sorted((p.family, p.name) for p in _alone(procedures))


def _fewer_spaces(heard: list[Procedure], found: list[Procedure]) -> bool:
    """Whether the works, read alone, tell of the same family and of fewer of its spaces than the whole."""
    spaces = {(p.family, p.target) for p in _alone(found)}
    return {p.family for p in _alone(heard)} == {p.family for p in _alone(found)} <= _BY_ACT and {(p.family, p.target) for p in _alone(heard)} < spaces


def _guided(procedures: list[Procedure]) -> int:
    """How many acts were seen to be guided."""
    return sum(bool(p.facts.get("guidance")) for p in _alone(procedures))


def _counts(procedures: list[Procedure]) -> list[tuple[str, str, str]]:
    return sorted((p.family, p.name, p.target) for p in _alone(procedures))


def _alone(procedures: list[Procedure]) -> list[Procedure]:
    return [procedure for procedure in procedures if procedure.family not in _COMPANY and procedure.name != _LINE]


def _of(case: Case, told: list[Work], work: Work, read: Read) -> tuple[list[Procedure], dict]:
    """The procedures of one work and what it says of the session: what its own words tell, as its head completes it."""
    bare, parts = works.excerpt(case, told, work, head=False)
    own = [works.put_back(p, parts) for p in read(bare) if p.family != "sedation"]
    whole, parts = works.excerpt(case, told, work)
    full = [works.put_back(p, parts) for p in read(whole) if p.family != "sedation"]
    kinds = _kinds(own)
    both = kinds & _kinds(full)
    if both:
        return [p for p in full if p.family in _COMPANY or (p.family, p.name) in both], whole.session
    return (own, bare.session) if kinds and not _alone(full) else (full, whole.session)


def _more(heard: list[Procedure], found: list[Procedure]) -> bool:
    """Whether the works tell of an act, a place or a drain that the whole did not."""
    found = _alone(found)
    families = {p.family for p in heard}
    if not (len(families) == 1 and families <= {p.family for p in found}) and not _kinds(heard) <= _kinds(found):
        return True
    if not {(p.family, p.target) for p in heard if p.family in _BY_PLACE} <= {(p.family, p.target) for p in found}:
        return True
    return sum(p.family == "drainage" for p in heard) > sum(p.family == "drainage" for p in found)


def _places(procedure: Procedure, told: list[Work]) -> set[int]:
    """Numbers of the works in which the words for a procedure stand."""
    spans: tuple[Finding | Span, ...] = procedure.evidence["procedure"]
    return {n for n, work in enumerate(told) for span in spans if work.start <= span.start < work.end}
