"""What the readers took for work while the words of the report speak of other work altogether.

"PCN anaphylaxis" in a report on an ascites catheter is no nephrostomy. Where the words of a report all but exclude a
family (`cac.narrative.family_words`) and tell of another that has lines of its own, the lines of the first are
withheld, and shown among the rejected codes. Held against reports that no word of the list was learned from, nearly
all lines withheld so were wrong (``python -m cac.evaluation.family_words``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cac.coding.engine import Candidate, Coded, Rejection
from cac.knowledge import tables
from cac.knowledge.tables import SILENT
from cac.narrative import family_words

#: a family is excluded below the one probability, where another with lines of its own is above the other
EXCLUDED, TOLD = 0.01, 0.5
RULE = "words_of_other_work"
SOURCE = "cac: words of labelled reports"


def excluded(probable: Mapping[str, float], families: Iterable[str]) -> dict[str, str]:
    """Families that the words exclude, each with the family they tell of instead.

    Args:
        probable: probability of each family by the words of the report.
        families: the families that have lines.

    >>> excluded({"biopsy": 0.9, "tips": 0.001, "drainage": 0.3}, ["biopsy", "tips", "drainage"])
    {'tips': 'biopsy'}
    """
    own = sorted({name for name in families if name in probable}, key=lambda name: (-probable[name], name))
    if not own or probable[own[0]] < TOLD:
        return {}
    return {name: own[0] for name in own if probable[name] < EXCLUDED}


def withhold(coded: Coded, words: Mapping[str, int]) -> None:
    """Move the lines of excluded families, and of what served them, to the rejected codes; their questions go.

    Args:
        coded: what the rules made of the procedures; changed in place.
        words: how often each word stands in the report (`family_words.words`).
    """
    families = {family for candidate in coded.candidates if (family := _family(candidate)) not in SILENT}
    if len(families) < 2:
        return
    gone = excluded(family_words.probabilities(words), families)
    if not gone:
        return
    owners: dict[int, set[str]] = {}
    for candidate in coded.candidates:
        if (family := _family(candidate)) not in SILENT:
            owners.setdefault(candidate.number, set()).add(family)
    without = {number: min(names) for number, names in owners.items() if names <= set(gone)}
    kept: list[Candidate] = []
    for candidate in coded.candidates:
        family = _family(candidate)
        family = family if family in gone else without.get(candidate.number, "")
        if not family:
            kept.append(candidate)
            continue
        told = gone[family].replace("_", " ")
        reason = f"the report tells of {told}; nothing but this mention speaks of {family.replace('_', ' ')}"
        coded.rejections.append(Rejection(candidate.code, "not_performed", reason, RULE, candidate.evidence, (SOURCE,)))
    coded.candidates[:] = kept
    coded.needs[:] = [need for need in coded.needs if (fact := tables.codes().get(need.code)) is None or fact.family not in gone]


def _family(candidate: Candidate) -> str:
    fact = tables.codes().get(candidate.code)
    return fact.family if fact else candidate.family
