"""What the words of a document say about its kind: does it carry a procedure of today?

A weighted list of words (``kind_words.csv``) learned from labelled documents, next to what the rules of `occasion`
saw. Only a document that is very sure to carry no procedure is told so; everything else is left to the readers.
The list is rebuilt by ``python -m cac.evaluation.kinds``.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from cac import patterns as re

#: a document is told to carry no procedure above this probability
SURE = 0.95
#: the head of a document, whose words count once more of their own
HEAD_LINES, HEAD_CHARACTERS = 2, 160
#: the most that each evidence of the rules can come to, see `occasion.evidence`
MOST = 3.0

_WORD = re.compile(r"[a-z]{2,}")
_SURE = math.log(SURE / (1 - SURE))


class Weights(NamedTuple):
    """The learned list: inverse frequency and weight of each word, weight of each evidence, the intercept."""

    words: Mapping[str, tuple[float, float]]
    evidence: Mapping[str, float]
    intercept: float


def terms(flat: str) -> Counter[str]:
    """How often each word stands in a document; those of its first lines once more with ``^`` before them.

    >>> sorted(terms("discharge summary\\nstable"))
    ['^discharge', '^stable', '^summary', 'discharge', 'stable', 'summary']
    """
    head = " ".join([line for line in flat.splitlines() if line.strip()][:HEAD_LINES])[:HEAD_CHARACTERS]
    return Counter([*_WORD.findall(flat), *(f"^{word}" for word in _WORD.findall(head))])


def vector(counts: Mapping[str, int], words: Mapping[str, float]) -> dict[str, float]:
    """Damped counts of the known words, weighted by rarity, of length one.

    Args:
        counts: see `terms`.
        words: inverse frequency of each known word.
    """
    values = {word: (1 + math.log(count)) * words[word] for word, count in counts.items() if word in words}
    length = math.sqrt(math.fsum(value * value for value in values.values())) or 1.0
    return {word: value / length for word, value in values.items()}


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The learned list as it ships."""
    words: dict[str, tuple[float, float]] = {}
    evidence: dict[str, float] = {}
    intercept = 0.0
    with (files("cac.narrative") / "kind_words.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["kind"] == "word":
                words[row["term"]] = float(row["idf"]), float(row["weight"])
            elif row["kind"] == "evidence":
                evidence[row["term"]] = float(row["weight"])
            else:
                intercept = float(row["weight"])
    return Weights(words, evidence, intercept)


def by_words(known: Weights, counts: Mapping[str, int]) -> float:
    """Log odds of no procedure by the words alone."""
    told = vector(counts, {word: idf for word, (idf, _) in known.words.items()})
    return known.intercept + math.fsum(value * known.words[word][1] for word, value in told.items())


def by_evidence(known: Weights, evidence: Mapping[str, float]) -> float:
    """What the rules saw adds to the log odds of no procedure."""
    return math.fsum(known.evidence.get(name, 0.0) * value for name, value in evidence.items())


def probability(flat: str, evidence: Mapping[str, float]) -> float:
    """Probability that a document carries no procedure of today.

    Args:
        flat: its flat text.
        evidence: what the rules saw (see `occasion.evidence`).
    """
    known = weights()
    return 1 / (1 + math.exp(-by_words(known, terms(flat)) - by_evidence(known, evidence)))


def carries_none(flat: str, evidence: Callable[[], Mapping[str, float]]) -> bool:
    """Whether a document is very sure to carry no procedure of today.

    Args:
        flat: its flat text.
        evidence: what the rules saw (see `occasion.evidence`); asked for only where the words leave it open.
    """
    known = weights()
    odds = by_words(known, terms(flat))
    if odds + math.fsum(MOST * weight for weight in known.evidence.values() if weight > 0) < _SURE:
        return False
    return odds + by_evidence(known, evidence()) >= _SURE
