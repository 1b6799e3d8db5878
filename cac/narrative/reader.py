"""From a case to its procedures: every family's reader in turn.

A reader is a module of ``cac.narrative.readers`` with ``FAMILIES`` (the families it may report) and
``read(case) -> list[Procedure]``; adding a file adds a family. ``ORDER`` (default 50) lets a reader that
needs what another has found come later: it may look at ``case.procedures`` through the argument ``found``.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType

from cac.narrative import readers
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


def read(case: Case) -> list[Procedure]:
    """The procedures of a case, in the order of the readers.

    Returns:
        Procedures; one that has no evidence for the act itself is a fault of its reader and raises.
    """
    found: list[Procedure] = []
    for module in modules():
        for procedure in _call(module.read, case, found):
            if not procedure.evidence.get("procedure"):
                raise ValueError(f"{module.__name__}: procedure {procedure.name} has no evidence for the act itself")
            found.append(procedure)
    return found
