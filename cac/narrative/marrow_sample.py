"""What was taken from a marrow, aspirate or core, and from which of two bones."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.marrow_sides import by_side
from cac.narrative.own_needle import undenied
from cac.narrative.procedure import Procedure
from cac.narrative.sample_words import CRUMBLED
from cac.narrative.sampling import Lesion


#: the crest, what hangs on it, and what a bone lesion would be called
_CREST = re.compile(r"iliac (?:crest|spine)|\b[pa]sis\b|\bsternum|\bsternal")
_BLOOD = re.compile(r"roll prep\w*|clot section|spicul\w*|dry tap|trephine|myelo(?:fibrosis|ma|dysplas\w+|proliferat\w+|id)|\bmds\b|\b(?:pan)?cytopeni\w+|leuk[a]?emi\w*|\baml\b|\bcll\b|lymphoma|gammopathy|\bmgus\b|thrombocytop\w+|cytogenetic\w*|h(?:a)?ematolog\w+")
_LESION = re.compile(r"lesion|lytic|sclerotic|\bmass\b|metasta\w+|osteomyel\w+|fracture|\bavid")


def unnamed_marrow(text: str) -> bool:
    """Whether a needle in the crest was for the marrow, where the text never says the word."""
    return bool(_CREST.search(text) and len({m.group() for m in _BLOOD.finditer(text)}) > 1 and not _LESION.search(text))


def set_marrow(procedure: Procedure, lesion: Lesion, head: str) -> None:
    text = undenied(CRUMBLED.sub(" ", lesion.text))
    dry = re.search(r"dry tap(?! history)|no aspirate|aspirat\w*[^.;\n]{0,30}\b(?:nothing|dry|fail\w*|unsuccessful\w*|no (?:fluid|blood|return|yield|material))\b|aspirate\w* (?:was |were |could )?(?:not|unobtainable)", lesion.text)
    aspirate = not dry and re.search(r"aspirat|\basp\b|\bliquid\b|\bsmears?\b|(?:ml|cc) (?:on|onto|for) (?:slides|smears?|flow)|\b(?:first|second|initial|repeat|redirected|\d) (?:pull|draw)s?\b|\b(?:pull|draw|pulled|drawn|withdr\w+)\b[^.;\n]{0,30}\b\d+ ?(?:ml|cc)\b|\b\d+(?:\.\d)? ?(?:ml|cc)\b[^.;\n]{0,30}\b(?:marrow|smears?|flow|cytogenet\w+|spicules?|particles|heparin|edta|pulled|drawn|withdrawn)\b|\b(?:spicul\w+|particles) (?:seen|present|noted|good)", text) and not re.search(r"dry tap|no aspirate|aspirat\w+ (?:was |were )?(?:not|unsuccessful|attempted)|unable to aspirate|aspirate could not", text)
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
