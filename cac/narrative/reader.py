"""From a case to its procedures: every family's reader in turn.

A reader is a module of ``cac.narrative.readers`` with ``FAMILIES`` (the families it may report) and
``read(case) -> list[Procedure]``; adding a file adds a family. ``ORDER`` (default 50) lets a reader that
needs what another has found come later: it may look at ``case.procedures`` through the argument ``found``.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from cac import patterns as re
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType

from cac.narrative import dated, denied, merely_seen, occasion, put_off, readers, reread, session, shown
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure


@lru_cache(maxsize=1)
def modules() -> tuple[ModuleType, ...]:
    """Every reader module, in reading order."""
    found = [importlib.import_module(f"{readers.__name__}.{info.name}") for info in pkgutil.iter_modules(readers.__path__) if not info.name.startswith("_")]
    return tuple(sorted(found, key=lambda module: (getattr(module, "ORDER", 50), module.__name__)))


@lru_cache(maxsize=None)
def _looks_back(read: Callable[..., list[Procedure]]) -> bool:
    """Whether a reader wants what others have found."""
    return len(inspect.signature(read).parameters) > 1


def _call(read: Callable[..., list[Procedure]], case: Case, found: list[Procedure]) -> list[Procedure]:
    return read(case, found) if _looks_back(read) else read(case)


_AT_THE_TABLE = re.compile(
    r"accessed|punctured|prepped|draped|sheath|guidewire|was (?:advanced|inserted|placed|deployed|selected|injected|removed|obtained|performed|inflated|positioned|aspirated)|were (?:advanced|inserted|placed|deployed|selected|injected|removed|obtained|performed|taken)|needle|micro\w+ |fluoro|contrast|arteriogram|angiogram|venogram|lidocaine|balloon|coils?\b|pre-?close\w*|perclose|proglide"
)


#: a statement that tells the patient what may go wrong
_RISKS = re.compile(r"\b(?:risks?|hazards?|dangers?|what (?:could|can|might) go wrong|possible complications|potential complications|complications (?:such as|including))\b")
_SAID = re.compile(r"discuss|explain|inform|consent|underst|review|includ|went over|gone over|talked (?:through|over|about)|spoke about|detailed|accept|benefits|alternatives|such as")


def _of_today(case: Case) -> str:
    """The flat text without the paragraphs that only say what is to come or what may go wrong: no reader may take a word from there."""
    flat, out = case.document.flat, list(case.document.flat)
    for span in case.document.sentences:
        text = flat[span.start : span.end]
        if _RISKS.search(text) and _SAID.search(text) and not _AT_THE_TABLE.search(text):
            out[span.start : span.end] = " " * (span.end - span.start)
    for section in case.document.sections:
        if section.role != "plan" and section.name != "consent":
            continue
        for match in re.finditer(r"[^\n]+", flat[section.start : section.end]):
            if not _AT_THE_TABLE.search(match.group()):
                out[section.start + match.start() : section.start + match.end()] = " " * len(match.group())
    return "".join(out)


def read(case: Case, serves: reread.Serves) -> list[Procedure]:
    """The procedures of a case, in the order of the readers; read again where one sentence kept silent what the whole tells of.

    Args:
        case: the case to read.
        serves: see `reread.settled`.

    Returns:
        Procedures; one that has no evidence for the act itself is a fault of its reader and raises.
    """
    return reread.settled(case, _once, serves, anyhow=_anyhow)


def _once(case: Case) -> list[Procedure]:
    """The procedures of a case; none where it is of a kind that carries none."""
    return _anyhow(case, silent=occasion.silent)


def _anyhow(case: Case, silent: Callable[[Case], bool] = occasion.nothing_done) -> list[Procedure]:
    """The procedures of a case of any form, read without what is only mentioned where the rest tells of work."""
    never = merely_seen.never_work(case)
    if never:
        merely_seen.adopt(case, merely_seen.without(case, never))
    case.document.flat = _of_today(case)
    if silent(case):  # the kind of a document shows in what it puts off, too
        return []
    if later := put_off.spans(case.document.flat, [(span.start, span.end) for span in case.document.sentences]):
        merely_seen.adopt(case, merely_seen.without(case, later))
    found = session.together(merely_seen.without(case, []), _whole(case), _read)
    for procedure in found:
        shown.imaging(case, procedure)
    return found


def _whole(case: Case) -> list[Procedure]:
    """The procedures of a case read as one, without what is only mentioned where the rest tells of work."""
    asides = merely_seen.spans(case)
    if asides:
        rest = merely_seen.without(case, asides)
        found = _without_names(rest)
        if merely_seen.tells(found):
            merely_seen.adopt(case, rest)
            return found
    return _without_names(case)


def _without_names(case: Case) -> list[Procedure]:
    """The procedures of a case without those that stand only in statements which name work that was not done, or name it idly."""
    _without_agreed(case)
    names, idle = merely_seen.only_named(case), merely_seen.idle(case)
    bare = merely_seen.without(case, names) if names else None
    barest = merely_seen.without(case, [*names, *idle]) if idle else None
    best, found = case, _read(case)
    if bare is not None:
        less = _read(bare)
        if merely_seen.tells(less) and merely_seen.within(less, found):
            best, found = bare, less
    if barest is not None and (best is bare or not names) and len(found) > 1:
        less = _read(barest)
        if merely_seen.tells(less) and merely_seen.part_of(less, found):
            best, found = barest, less
    if best is not case:
        merely_seen.adopt(case, best)
    return found


def _without_agreed(case: Case) -> None:
    """Leave out lists of what was agreed to, where they alone name some of the work."""
    if lists := merely_seen.agreed(case):
        bare, full = merely_seen.without(case, lists), merely_seen.without(case, [])
        less, found = _read(bare), _read(full)
        if merely_seen.tells(less) and merely_seen.less(less, found):
            merely_seen.adopt(case, merely_seen.without(case, lists))


def _read(case: Case) -> list[Procedure]:
    found: list[Procedure] = []
    case.document.flat = _of_today(case)
    dated.settle(case)
    denied.settle(case)
    for module in modules():
        for procedure in _call(module.read, case, found):
            if not procedure.evidence.get("procedure"):
                raise ValueError(f"{module.__name__}: procedure {procedure.name} has no evidence for the act itself")
            found.append(procedure)
    return found
