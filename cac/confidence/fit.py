"""Fitting the family model: vocabulary, weights, scores by grouped cross-validation (uses scikit-learn).

A group is a case file: reports of one writer or one kind never stand on both sides of a split.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

#: a term is kept where at least so many reports of so many files have it
TERM_REPORTS, TERM_FILES = 5, 2
#: a family is learned where at least so many reports carry one of its codes
FAMILY_REPORTS = 8
FOLDS = 10
#: a family may speak up above the threshold that gives this precision out of fold with at least so many hits
PRECISION, HITS, LOWEST = 0.9, 5, 0.8
#: strength of the weights (inverse of the regularisation)
STRENGTH = 60.0

_NAME = r"([A-Z][a-z]+)(?:,?[ -]([A-Z][a-z]+))?"
_NAMED = re.compile(
    r"\b(?:Dr|Drs|Doctor|Mr|Mrs|Ms|Miss|Nurse)\b\.?\s+" + _NAME
    + r"|\b(?:Patient|Name|Attending|Operator|Physician|Surgeon|Radiologist|Assistant|Resident|Fellow)s?[ ]*:[ ]*" + _NAME
    + r"|\b([A-Z][a-z]+),?\s+(?:MD|M\.D\.|DO|RN|PA-C|NP|RT\(R\))(?![A-Za-z])"
)


class TrainingError(ValueError):
    """The cases cannot train a model; the message says what is missing."""


@dataclass(frozen=True)
class Example:
    """One labelled report: how often each term stands in it, and the families of its codes."""

    id: str
    group: str
    counts: Mapping[str, int]
    families: frozenset[str]


@dataclass(frozen=True)
class FamilyFit:
    """The fitted family model; ``held_out`` has the probabilities of each report from a model that saw no report of its file."""

    families: tuple[str, ...]
    terms: tuple[str, ...]
    reports: tuple[int, ...]
    idf: np.ndarray
    weights: np.ndarray
    intercepts: np.ndarray
    held_out: Mapping[str, Mapping[str, float]]
    scores: Mapping[str, dict[str, Any]]


def names(text: str) -> set[str]:
    """Names of persons by the title or label before or the degree after them, in lower case.

    >>> sorted(names("Patient: Poe, Ann. Dr. Ada Quux and Jane Roe, MD"))
    ['ada', 'ann', 'poe', 'quux', 'roe']
    """
    return {word.lower() for groups in _NAMED.findall(text) for word in groups if word}


def vocabulary(examples: Sequence[Example], people: set[str]) -> dict[str, int]:
    """The terms kept, each with the number of reports that have it.

    Args:
        examples: the labelled reports.
        people: words that name persons; no term has one of them.
    """
    reports: Counter[str] = Counter()
    files: dict[str, set[str]] = {}
    for example in examples:
        reports.update(example.counts.keys())
        for term in example.counts:
            files.setdefault(term, set()).add(example.group)
    kept = (t for t in reports if reports[t] >= TERM_REPORTS and len(files[t]) >= TERM_FILES and not people & set(t.split()))
    return {term: reports[term] for term in sorted(kept)}


def fit_families(examples: Sequence[Example], people: set[str]) -> FamilyFit:
    """Fit one logistic model per family, with out-of-fold scores.

    Raises:
        TrainingError: the cases come from one file, or no family has enough reports.
    """
    groups = sorted({example.group for example in examples})
    if len(groups) < 2:
        raise TrainingError("cases from at least two files are needed: a file is never on both sides of a split")
    support = Counter(family for example in examples for family in example.families)
    families = tuple(sorted(name for name, count in support.items() if count >= FAMILY_REPORTS))
    if not families:
        raise TrainingError(f"no family has {FAMILY_REPORTS} labelled reports")
    kept = vocabulary(examples, people)
    if not kept:
        raise TrainingError(f"no word stands in {TERM_REPORTS} reports of {TERM_FILES} files")
    idf = np.round(np.log((1 + len(examples)) / (1 + np.array(list(kept.values()), dtype=np.float64))) + 1, 3)
    matrix = _matrix(examples, list(kept), idf)
    truth = np.array([[name in example.families for name in families] for example in examples])
    weights, intercepts = _fit(matrix, truth)
    held_out = _held_out(matrix, truth, [example.group for example in examples])
    return FamilyFit(
        families, tuple(kept), tuple(kept.values()), idf, weights, intercepts,
        {example.id: dict(zip(families, row.tolist(), strict=True)) for example, row in zip(examples, held_out, strict=True)},
        {name: _score(truth[:, column], held_out[:, column], examples) for column, name in enumerate(families)},
    )


def _matrix(examples: Sequence[Example], terms: Sequence[str], idf: np.ndarray) -> csr_matrix:
    from scipy.sparse import csr_matrix

    number = {term: index for index, term in enumerate(terms)}
    rows, columns, values = [], [], []
    for row, example in enumerate(examples):
        known = sorted((number[term], count) for term, count in example.counts.items() if term in number)
        column = [index for index, _ in known]
        value = (1 + np.log(np.array([count for _, count in known], dtype=np.float64))) * idf[column]
        rows += [row] * len(column)
        columns += column
        values += (value / (np.sqrt((value * value).sum()) or 1.0)).tolist()
    return csr_matrix((values, (rows, columns)), shape=(len(examples), len(terms)))


def _fit(matrix: csr_matrix, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (term by family) and intercepts; a family without an example on one side is never read."""
    from sklearn.linear_model import LogisticRegression

    weights, intercepts = np.zeros((matrix.shape[1], truth.shape[1])), np.full(truth.shape[1], -9.0)
    for column in range(truth.shape[1]):
        if 0 < truth[:, column].sum() < len(truth):
            model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=500).fit(matrix, truth[:, column])
            weights[:, column], intercepts[column] = model.coef_[0], model.intercept_[0]
    return weights, intercepts


def _held_out(matrix: csr_matrix, truth: np.ndarray, groups: Sequence[str]) -> np.ndarray:
    from sklearn.model_selection import GroupKFold

    out = np.zeros(truth.shape)
    for train, test in GroupKFold(min(FOLDS, len(set(groups)))).split(matrix, groups=groups):
        weights, intercepts = _fit(matrix[train], truth[train])
        out[test] = 1 / (1 + np.exp(-(matrix[test] @ weights + intercepts)))
    return np.round(out, 4)


def _score(truth: np.ndarray, given: np.ndarray, examples: Sequence[Example]) -> dict[str, Any]:
    from sklearn.metrics import average_precision_score

    threshold = pick(truth, given)
    told = given >= (0.5 if threshold is None else threshold)
    hits, said, support = int((told & truth).sum()), int(told.sum()), int(truth.sum())
    return {
        "reports": support, "files": len({e.group for e, here in zip(examples, truth, strict=True) if here}), "threshold": threshold,
        "tp": hits, "fp": said - hits, "fn": support - hits,
        "precision": round(hits / said, 3) if said else None, "recall": round(hits / support, 3),
        "average_precision": round(float(average_precision_score(truth, given)), 3),
    }


def pick(truth: np.ndarray, given: np.ndarray) -> float | None:
    """The lowest threshold with the wanted precision on held-out probabilities, None where none has enough hits.

    >>> pick(np.array([True] * 6 + [False]), np.array([0.99, 0.99, 0.9, 0.9, 0.9, 0.9, 0.85]))
    0.86
    """
    for hundredths in range(round(LOWEST * 100), 100):
        told = given >= hundredths / 100
        hits = int((told & truth).sum())
        if hits >= HITS and hits / int(told.sum()) >= PRECISION:
            return hundredths / 100
    return None
