"""The words of imaging that a procedure relies on, where its reader took the imaging from the whole report.

A line that needs imaging shows the coder where the report tells of it: the modality nearest to the act, and the image kept.
"""

from __future__ import annotations

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

#: modality findings that show a modality
_SHOWN_BY = {"ultrasound": ("ultrasound",), "fluoroscopy": ("fluoroscopy",), "ct": ("ct", "cone_beam_ct"), "mr": ("mr",)}


def imaging(case: Case, procedure: Procedure) -> None:
    """Add the words of imaging to the facts on imaging that have none; the facts stay as they are."""
    told = {name: value for name, value in procedure.facts.items() if value and not procedure.evidence.get(name)}
    for name, value in told.items():
        wanted = value if name == "guidance" and isinstance(value, tuple) else (name,) if name in _SHOWN_BY and value is True else ("fluoroscopy", "ct") if name == "imaged" else ()
        found = [span for modality in wanted if (span := _nearest(case, procedure, "modality", _SHOWN_BY.get(modality, ())))]
        if name == "image_stored":
            found = [span] if (span := _nearest(case, procedure, "document", ("image_stored",))) else []
        if found:
            procedure.set(name, value, *found)


def _nearest(case: Case, procedure: Procedure, kind: str, values: tuple[str, ...]) -> Span | None:
    """The finding nearest to the act: of the body where it has one, else of the head."""
    act = procedure.evidence["procedure"][0].start
    for roles in (None, ("head",)):
        if found := case.all(kind, *values, roles=roles) if values else []:
            return min((finding.span for finding in found), key=lambda span: (abs(span.start - act), span.start))
    return None
