"""Fitting the line and claim models on answers to reports nobody had seen (uses scikit-learn).

Answers the program gave before anybody read the report are the only fair measure of trust: on repaired reports
nearly every line is right. Each figure here is of batches the fitted model had not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cac.confidence.features import SILENT, claim_features, covered, line_features, logistic
from cac.confidence.fit import TrainingError

STRENGTH = 0.3
#: edges of the table of confidence against outcome
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
LEAST_LINES = 200


@dataclass(frozen=True)
class Run:
    """One answer as recorded: its facts, which lines an auditor agrees with (None: unknown), whether the claim was exact."""

    id: str
    batch: str
    facts: Mapping[str, Any]
    agreed: tuple[bool | None, ...]
    exact: bool


@dataclass(frozen=True)
class LineFit:
    """Both fitted models as plain data, and what they are worth on batches they had not seen."""

    models: dict[str, Any]
    scores: dict[str, Any]
    sure: Mapping[str, tuple[float, ...]]


def fit_lines(runs: Sequence[Run], probable: Mapping[str, Mapping[str, float]]) -> LineFit:
    """Fit the line model and on its held-out confidences the claim model.

    Args:
        runs: recorded answers.
        probable: per report the held-out probability of each family.

    Raises:
        TrainingError: too few lines or batches, or all lines right, or all wrong.
    """
    rows = [(run, number) for run in runs for number in range(len(run.agreed))]
    judged = [index for index, (run, number) in enumerate(rows) if run.agreed[number] is not None]
    features = [line_features(run.facts, number, probable.get(run.id, {})) for run, number in rows]
    truth = np.array([bool(run.agreed[number]) for run, number in rows])
    batches = np.array([run.batch for run, _ in rows])
    if len(judged) < LEAST_LINES or len(set(batches)) < 2 or len(set(truth[judged].tolist())) < 2:
        raise TrainingError(f"the line model needs {LEAST_LINES} judged lines of at least two batches, right and wrong ones; there are {len(judged)} of {len(set(batches))}")
    line, held = _held_out(features, truth, batches, set(judged))
    sure: dict[str, list[float]] = {run.id: [] for run in runs}
    for (run, _), value in zip(rows, held, strict=True):
        sure[run.id].append(value)
    whole = [claim_features(run.facts, sure[run.id], probable.get(run.id, {})) for run in runs]
    exact = np.array([run.exact for run in runs])
    claim, claimed = _held_out(whole, exact, np.array([run.batch for run in runs]), set(range(len(runs))))
    return LineFit(
        {"line": line, "claim": claim},
        {"lines": _score(truth[judged], held[judged], batches[judged]), "claims": _score(exact, claimed, np.array([run.batch for run in runs]))},
        {key: tuple(values) for key, values in sure.items()},
    )


def _held_out(features: Sequence[Mapping[str, float]], truth: np.ndarray, batches: np.ndarray, judged: set[int]) -> tuple[dict[str, Any], np.ndarray]:
    """The model on all judged rows, and for each row the probability from a model without its batch."""
    names = sorted({name for row in features for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in features])
    usable = np.array([index in judged for index in range(len(features))])
    held = np.zeros(len(features))
    for batch in sorted(set(batches.tolist())):
        inside = batches == batch
        held[inside] = _logistic(matrix, truth, names, usable & ~inside)(matrix[inside])
    fitted = _logistic(matrix, truth, names, usable)
    return {"intercept": round(fitted.intercept, 5), "weights": {n: round(w, 5) for n, w in zip(names, fitted.weights, strict=True) if round(w, 5)}}, held


@dataclass(frozen=True)
class _Fitted:
    intercept: float
    weights: list[float]

    def __call__(self, matrix: np.ndarray) -> np.ndarray:
        return np.array([logistic(value) for value in (matrix @ np.array(self.weights) + self.intercept).tolist()])


def _logistic(matrix: np.ndarray, truth: np.ndarray, names: Sequence[str], rows: np.ndarray) -> _Fitted:
    """A logistic model on measures brought to one scale; the weights are those of the measures as they are."""
    from sklearn.linear_model import LogisticRegression

    there = np.array([":" in name for name in names])
    mean = np.where(there, 0.0, matrix[rows].mean(axis=0))
    scale = np.where(there, 1.0, matrix[rows].std(axis=0))
    scale[scale == 0] = 1.0
    if len(set(truth[rows].tolist())) < 2:
        raise TrainingError("the answers outside one batch are all right or all wrong: more batches are needed")
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((matrix[rows] - mean) / scale, truth[rows])
    weights = model.coef_[0] / scale
    return _Fitted(float(model.intercept_[0] - (weights * mean).sum()), weights.tolist())


def _score(truth: np.ndarray, given: np.ndarray, batches: np.ndarray) -> dict[str, Any]:
    from sklearn.metrics import roc_auc_score

    base = float(truth.mean())
    bins = []
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        inside = (given >= low) & (given < high if high < 1 else given <= 1)
        if inside.any():
            bins.append({"from": low, "to": high, "count": int(inside.sum()), "said": round(float(given[inside].mean()), 3), "right": round(float(truth[inside].mean()), 3)})
    return {
        "count": len(truth), "right": int(truth.sum()), "share_right": round(base, 3), "batches": len(set(batches.tolist())),
        "brier": round(float(((given - truth) ** 2).mean()), 4), "brier_of_the_share": round(base * (1 - base), 4),
        "auc": round(float(roc_auc_score(truth, given)), 3), "bins": bins,
        "by_batch": {b: {"count": int((batches == b).sum()), "said": round(float(given[batches == b].mean()), 3), "right": round(float(truth[batches == b].mean()), 3)} for b in sorted(set(batches.tolist()))},
    }


def routing_table(runs: Sequence[Run], fit: LineFit, spoken_up: Callable[[Run], bool]) -> list[dict[str, Any]]:
    """What each threshold would have let pass unread: how many claims, and how many of them exact.

    Args:
        runs: recorded answers.
        fit: the fitted models.
        spoken_up: whether an unread family would have been reported.
    """
    out = []
    plain = [run for run in runs if run.facts["lines"] and not run.facts["queries"] and not run.facts["notes"] and not any(line["mark"] == "disputed" for line in run.facts["lines"])]
    for threshold in (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        passed = [run for run in plain if min(fit.sure[run.id]) >= threshold and (threshold == 0 or not spoken_up(run))]
        out.append({"ready_at": threshold, "with_lines": sum(bool(run.facts["lines"]) for run in runs), "ready": len(passed), "exact": sum(run.exact for run in passed)})
    return out


def unread_scores(runs: Sequence[Run], probable: Mapping[str, Mapping[str, float]], thresholds: Mapping[str, float | None], truth: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """How often an unread family was reported rightly in the recorded answers.

    Args:
        runs: recorded answers.
        probable: per report the held-out probability of each family.
        thresholds: per family the threshold, None where it never speaks up.
        truth: per report the families of its label.
    """
    right = wrong = missed = 0
    for run in runs:
        spoken = covered(run.facts) | SILENT
        told = {name for name, threshold in thresholds.items() if threshold is not None and probable.get(run.id, {}).get(name, 0.0) >= threshold} - spoken
        absent = truth.get(run.id, frozenset()) - spoken
        right, wrong, missed = right + len(told & absent), wrong + len(told - absent), missed + len(absent - told)
    return {"answers": len(runs), "reported": right + wrong, "right": right, "wrong": wrong, "not_reported": missed}
