"""What was taken from a marrow, aspirate or core, and from which of two bones."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.marrow_sides import by_side
from cac.narrative.own_needle import undenied
from cac.narrative.procedure import Procedure
from cac.narrative.sample_words import CRUMBLED
from cac.narrative.sampling import Lesion


def set_marrow(procedure: Procedure, lesion: Lesion, head: str) -> None:
    text = undenied(CRUMBLED.sub(" ", lesion.text))
    dry = re.search(r"dry tap|no aspirate|aspirate\w* (?:was |were |could )?(?:not|unobtainable)", lesion.text)
    aspirate = not dry and re.search(r"aspirat|\basp\b|\b(?:first|second|initial|repeat|redirected|\d) (?:pull|draw)s?\b|\b(?:pull|draw|pulled|drawn|withdr\w+)\b[^.;\n]{0,30}\b\d+ ?(?:ml|cc)\b|\b\d+(?:\.\d)? ?(?:ml|cc)\b[^.;\n]{0,30}\b(?:marrow|smears?|flow|cytogenet\w+|spicules?|particles|heparin|edta|pulled|drawn|withdrawn)\b|\b(?:spicul\w+|particles) (?:seen|present|noted|good)", text) and not re.search(r"dry tap|no aspirate|aspirat\w+ (?:was |were )?(?:not|unsuccessful|attempted)|unable to aspirate|aspirate could not", text)
    cut = re.search(r"\bcores?\b|trephine|biops(?:y|ies) ?:? ?\d|biops(?:y|ies) (?:x ?\d|specimen|sample|needle|core|was|were|obtained|taken)|(?:marrow|needle|bone) biops|and biops|biopsied", text)
    procedure.set("aspirate", bool(aspirate)).set("biopsy", bool(cut))
    if not aspirate and not cut:
        procedure.set("biopsy", bool(re.search(r"biops|\bcore|trephine", head)))
        procedure.set("aspirate", bool(not dry and re.search(r"aspirat", head)))


def each_bone(made: Procedure, lesion: Lesion) -> list[Procedure]:
    """The marrow of two bones as two procedures where one bone gave another kind of sample than the other."""
    sides = by_side(lesion.text) if made.target == "marrow" else {}
    if len(sides) < 2 or len(set(sides.values())) < 2:
        return [made]
    out = []
    for side, (pulled, cut) in sides.items():
        one = Procedure(made.family, made.name, target=made.target, side=side).because(*lesion.acts[:2])
        for fact, value in made.facts.items():
            one.set(fact, value)
        out.append(one.set("aspirate", pulled).set("biopsy", cut).set("units", 1).set("several", False))
    return out
