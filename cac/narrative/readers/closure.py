"""A device that closes the artery, which no physician bills."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("arterial_angiography",)
ORDER = 97
_DEVICE = re.compile(r"angio-?seal|perclose|pro-?glide|pro-?style|star-?close|mynx\w*|vascade|exoseal|manta\b|closure device|femoseal|celt\b|cardiva")
_USED = re.compile(r"deploy\w*|clos\w+|h(?:a?e)mostasis|plac\w+|used|appl\w+|with\b|seal\w*|achiev\w*")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """The closure of a puncture by a device, told so that the code for it can be refused with its reason."""
    if not found or not _DEVICE.search(case.document.flat):
        return []
    where = seldom.together(case, _DEVICE, _USED)
    return [Procedure("arterial_angiography", "closure_device").because(where[0])] if where else []
