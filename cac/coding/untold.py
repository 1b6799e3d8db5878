"""What the readers took for work while the words of the report speak of other work altogether.

"PCN anaphylaxis" in a report on an ascites catheter is no nephrostomy. Where the words of a report speak against a
family (`cac.narrative.family_words`) and for another that has lines of its own, the lines of the first are shown among
the rejected codes, and the rest is read without the remark. Held against reports that no word of the list was learned
from, nearly all lines withheld so were wrong (``python -m cac.evaluation.family_words``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from cac.coding.engine import Candidate, Coded, Rejection
from cac.findings import Span
from cac.knowledge import tables
from cac.knowledge.tables import SILENT
from cac.narrative import family_words, merely_seen
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

#: another family with lines of its own is told of above this probability
TOLD = 0.5
#: log odds against a family, and half of those for the other, that exclude it
EXCLUDED = 5.5
#: remarks are left out for another reading where they are no more than this share of the report
REMARKS = 0.3
RULE = "words_of_other_work"
SOURCE = "cac: words of labelled reports"

Again = Callable[[Case], tuple[list[Procedure], Coded]]


def excluded(probable: Mapping[str, float], families: Iterable[str], least: float = EXCLUDED) -> dict[str, str]:
    """Families that the words exclude, each with the family they tell of instead.

    Args:
        probable: probability of each family by the words of the report.
        families: the families that have lines.
        least: how much has to speak against a family.

    >>> excluded({"biopsy": 0.9, "tips": 0.001, "drainage": 0.3}, ["biopsy", "tips", "drainage"])
    {'tips': 'biopsy'}
    """
    own = sorted({name for name in families if name in probable}, key=lambda name: (-probable[name], name))
    if not own or probable[own[0]] < TOLD:
        return {}
    instead = _log_odds(probable[own[0]]) / 2
    return {name: own[0] for name in own[1:] if instead - _log_odds(probable[name]) > least}


def _log_odds(value: float) -> float:
    value = min(max(value, 1e-9), 1 - 1e-9)
    return math.log(value / (1 - value))


def settled(case: Case, whole: Case, procedures: list[Procedure], coded: Coded, words: Mapping[str, int], again: Again) -> tuple[list[Procedure], Coded]:
    """Procedures and lines without those of excluded families, whose codes go to the rejected ones.

    The report is read once more without the remarks that alone spoke of them, as they may have coloured the rest (a
    stent that is only advised makes a study one beside a treatment). Where that reading still tells of them, or of
    less besides, their lines are withheld from the first.

    Args:
        case: the case as it was read; takes over the reading that is kept.
        whole: the case before it was read.
        procedures: what was read.
        coded: what the rules made of it.
        words: how often each word stands in the report (`family_words.words`).
        again: reads and codes a case.
    """
    places: dict[str, set[Span]] = {}
    for candidate in coded.candidates:
        if (family := _family(candidate)) not in SILENT:
            places.setdefault(family, set()).update(candidate.evidence)
    if len(places) < 2:
        return procedures, coded
    gone = excluded(family_words.probabilities(words), places)
    if not gone:
        return procedures, coded
    told = {name for name in places if name not in gone}
    own = {span for name in gone for span in places[name]} - {span for name in told for span in places[name]}
    remarks = [(s.start, s.end) for s in whole.document.sentences if any(s.start <= span.start < s.end for span in own)]
    if sum(end - start for start, end in remarks) <= REMARKS * len(whole.document.flat):
        bare = merely_seen.without(whole, remarks)
        fewer, less = again(bare)
        kept = [candidate for candidate in coded.candidates if _family(candidate) not in gone]
        codes = {candidate.code for candidate in kept}
        same = _lines(kept) == _lines([candidate for candidate in less.candidates if candidate.code in codes])
        if same and not any(_family(candidate) in gone for candidate in less.candidates):
            merely_seen.adopt(case, bare)
            less.rejections.extend(_rejected(candidate, gone[_family(candidate)], _family(candidate)) for candidate in coded.candidates if _family(candidate) in gone)
            return fewer, less
    _withhold(coded, gone)
    return procedures, coded


def _lines(candidates: list[Candidate]) -> Counter[tuple[str, int, str]]:
    return Counter((candidate.code, candidate.units, candidate.side) for candidate in candidates)


def _withhold(coded: Coded, gone: Mapping[str, str]) -> None:
    """Move the lines of excluded families, and of what served them, to the rejected codes; their questions go."""
    owners: dict[int, set[str]] = {}
    for candidate in coded.candidates:
        if (family := _family(candidate)) not in SILENT:
            owners.setdefault(candidate.number, set()).add(family)
    without = {number: min(names) for number, names in owners.items() if names <= set(gone)}
    kept: list[Candidate] = []
    for candidate in coded.candidates:
        family = _family(candidate)
        family = family if family in gone else without.get(candidate.number, "")
        if family:
            coded.rejections.append(_rejected(candidate, gone[family], family))
        else:
            kept.append(candidate)
    coded.candidates[:] = kept
    coded.needs[:] = [need for need in coded.needs if (fact := tables.codes().get(need.code)) is None or fact.family not in gone]


def _rejected(candidate: Candidate, told: str, family: str) -> Rejection:
    reason = f"the report tells of {told.replace('_', ' ')}; nothing but this mention speaks of {family.replace('_', ' ')}"
    return Rejection(candidate.code, "not_performed", reason, RULE, candidate.evidence, (SOURCE,))


def _family(candidate: Candidate) -> str:
    fact = tables.codes().get(candidate.code)
    return fact.family if fact else candidate.family
