"""How likely the words of a report tell of a family of procedures, by a weighted list of words per family.

The list (``family_words.csv``) is learned from labelled reports, one logistic regression per family, and rebuilt by
``python -m cac.evaluation.family_words``. History, consent and plan are not counted. Words alone never make a
procedure: `cac.coding.untold` holds what the readers found against them, `cac.narrative.reread` what they did not
find, and `cac.narrative.prior_study` a weak word for a separate study.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from cac import patterns as re
from cac.findings import ASIDE, Document
from cac.narrative.kind import vector

#: beside the families: that a diagnostic study of arteries stands apart from their treatment; below this it does not
STUDY, NO_STUDY = "(study)", 0.05
_WORD = re.compile(r"[a-z]{2,}")


class Weights(NamedTuple):
    """The learned list: rarity of each word, what it adds to the log odds of families, and their log odds without any word."""

    rarity: Mapping[str, float]
    adds: Mapping[str, Mapping[str, float]]
    intercepts: Mapping[str, float]


def words(document: Document) -> Counter[str]:
    """How often each word stands in what a report tells of today's work."""
    return Counter(word for section in document.sections if section.role not in ASIDE for word in _WORD.findall(document.flat, section.start, section.end))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The learned list as it ships."""
    rarity: dict[str, float] = {}
    adds: dict[str, dict[str, float]] = {}
    intercepts: dict[str, float] = {}
    with (files("cac.narrative") / "family_words.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            pairs = (pair.split(":") for pair in row["families"].split())
            if row["word"]:
                rarity[row["word"]] = float(row["rarity"])
                adds[row["word"]] = {name: float(value) for name, value in pairs}
            else:
                intercepts = {name: float(value) for name, value in pairs}
    return Weights(rarity, adds, intercepts)


def probabilities(counts: Mapping[str, int], known: Weights | None = None) -> dict[str, float]:
    """The probability of each family that the list knows, by the words alone (see `words`)."""
    known = known or weights()
    odds = {name: [value] for name, value in known.intercepts.items()}
    for word, value in vector(counts, known.rarity).items():
        for name, weight in known.adds[word].items():
            odds[name].append(weight * value)
    return {name: 1 / (1 + math.exp(-math.fsum(parts))) for name, parts in odds.items()}
