"""The model as files: found, checked, loaded once.

A model is a folder: ``terms.csv`` (per term the reports that have it, its weight and, in hundredths, what it adds to
the log odds of each family), ``lines.json`` (the line and claim models) and ``meta.json`` (version, checksums, data,
scores, thresholds). Plain text: a reader can look up why "thrombectomy device" speaks for a family.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from cac.knowledge.strict import KnowledgeError

TERMS, LINES, META, CARD = "terms.csv", "lines.json", "meta.json", "CARD.md"
SCHEMA = "cac.model/1"
#: environment: folder of the model to use, empty for none
VARIABLE = "CAC_MODEL"
#: weights are stored as whole hundredths
SCALE = 100
_PLACES = (Path(__file__).resolve().parents[2] / "models" / "claims", Path(sys.prefix) / "share" / "cac-ir" / "models" / "claims")


@dataclass(frozen=True)
class Linear:
    """A logistic model over named features."""

    intercept: float
    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The log odds; a feature the model does not know adds nothing."""
        return self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in sorted(features.items()))


@dataclass(frozen=True)
class Model:
    """A loaded model; ``thresholds`` holds the families it may speak up for."""

    version: str
    families: tuple[str, ...]
    terms: Mapping[str, int]
    idf: np.ndarray
    weights: np.ndarray
    intercepts: np.ndarray
    thresholds: Mapping[str, float]
    lines: Linear
    claims: Linear
    ready_at: float


def find(given: Path | str | None = None) -> Path | None:
    """The folder of the model to use.

    Args:
        given: a folder; empty for none; None to look: ``CAC_MODEL``, the checkout, the installed data.

    Returns:
        The folder, or None where no model is wanted or none is found.

    Raises:
        KnowledgeError: a folder was named and holds no model.
    """
    named = os.environ.get(VARIABLE) if given is None else str(given)
    if named == "":
        return None
    if named is not None:
        if not (Path(named) / META).is_file():
            raise KnowledgeError(f"{named}: no model there ({META} is missing); give a folder that `cac train` wrote")
        return Path(named)
    return next((place for place in _PLACES if (place / META).is_file()), None)


@lru_cache(maxsize=2)
def load(folder: Path) -> Model:
    """Load a model, once per process.

    Raises:
        KnowledgeError: a file is missing, changed since it was written or of another form.
    """
    meta = _read(folder, META)
    try:
        if meta["schema"] != SCHEMA:
            raise KnowledgeError(f"{folder.name}/{META}: form {meta['schema']!r} is not {SCHEMA}; train the model anew")
        raw = {name: (folder / name).read_bytes() for name in (TERMS, LINES)}
        for name, data in raw.items():
            if hashlib.sha256(data).hexdigest() != meta["files"][name]:
                raise KnowledgeError(f"{folder.name}/{name}: changed since the model was written; restore it or train the model anew")
        families, names, idf, weights = _table(raw[TERMS].decode("utf-8"))
        linear = json.loads(raw[LINES])
        return Model(
            meta["version"], families, {name: index for index, name in enumerate(names)}, idf, weights[1:] / SCALE, weights[0] / SCALE,
            {name: entry["threshold"] for name, entry in meta["families"].items() if entry["threshold"] is not None},
            Linear(**linear["line"]), Linear(**linear["claim"]), float(meta["ready_at"]),
        )
    except OSError as error:
        raise KnowledgeError(f"{folder.name}: the model is not whole ({error.strerror})") from None
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, KnowledgeError):
            raise
        raise KnowledgeError(f"{folder.name}: not a model of form {SCHEMA}; train the model anew") from None


def _read(folder: Path, name: str) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / name).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise KnowledgeError(f"{folder.name}/{name}: no JSON object; restore the file or train the model anew") from None


def _table(text: str) -> tuple[tuple[str, ...], list[str], np.ndarray, np.ndarray]:
    """Families, terms, weights of terms, and log odds in hundredths (first row: the intercepts)."""
    head, *rows = text.splitlines()
    families = tuple(head.split(",")[3:])
    names, numbers = zip(*(row.split(",", 1) for row in rows), strict=True)
    values = np.fromstring(",".join(numbers), dtype=np.float64, sep=",").reshape(len(rows), len(families) + 2)
    return families, list(names[1:]), values[1:, 1].copy(), values[:, 2:]
