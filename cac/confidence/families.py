"""Which families does the text describe? Suggestions where the answer does not speak about one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from cac.confidence.features import SILENT, Place
from cac.confidence.model import Model
from cac.findings import Document

#: how many stretches of the report an entry shows
SHOWN = 3


def probabilities(model: Model, found: Mapping[str, list[Place]]) -> dict[str, float]:
    """Probability of each family that the text describes it.

    Args:
        model: a loaded model.
        found: terms of the report (see `features.terms`).
    """
    numbers, values = _vector(model, found)
    odds = model.intercepts + (model.weights[numbers] * values[:, None]).sum(axis=0)
    # Rounded, so that the order of additions never shows.
    return dict(zip(model.families, np.round(1 / (1 + np.exp(-odds)), 4).tolist(), strict=True))


def _vector(model: Model, found: Mapping[str, list[Place]]) -> tuple[list[int], np.ndarray]:
    known = sorted((model.terms[term], len(places)) for term, places in found.items() if term in model.terms)
    numbers = [number for number, _ in known]
    values = (1 + np.log(np.array([count for _, count in known], dtype=np.float64))) * model.idf[numbers]
    return numbers, values / (np.sqrt((values * values).sum()) or 1.0)


def unread(model: Model, document: Document, found: Mapping[str, list[Place]], probable: Mapping[str, float], spoken: set[str]) -> list[dict[str, Any]]:
    """Entries for families that the text describes and the answer does not speak about, most probable first.

    Args:
        model: a loaded model.
        document: the report.
        found: its terms.
        probable: probability of each family.
        spoken: families of the lines, rejected codes and questions of the answer.
    """
    names = [name for name, threshold in model.thresholds.items() if probable[name] >= threshold and name not in spoken | SILENT]
    return [
        {
            "kind": "unread_family", "family": name, "probability": round(probable[name], 2), "codes": [],
            "text": f"reads like {name.replace('_', ' ')}; no line, rejected code or question covers it",
            "evidence": [document.shown(*place) for place in _words(model, found, name)], "sources": [f"model:{model.version}"],
        }
        for name in sorted(names, key=lambda name: (-probable[name], name))
    ]


def _words(model: Model, found: Mapping[str, list[Place]], name: str) -> list[Place]:
    """First places of the terms that speak most for a family, in the order of the report; none inside another."""
    numbers, values = _vector(model, found)
    column = model.families.index(name)
    added = dict(zip(numbers, (model.weights[numbers, column] * values).round(6).tolist(), strict=True))
    ranked = sorted((-added[model.terms[term]], term) for term in found if term in model.terms)
    places: list[Place] = []
    for gain, term in ranked:
        start, end = found[term][0]
        if gain < 0 and len(places) < SHOWN and not any(start < other_end and other_start < end for other_start, other_end in places):
            places.append((start, end))
    return sorted(places)
