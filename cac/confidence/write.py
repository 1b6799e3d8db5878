"""Writing a model folder: the same fits give the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from cac.confidence import card
from cac.confidence.fit import FAMILY_REPORTS, PRECISION, TERM_FILES, TERM_REPORTS, FamilyFit
from cac.confidence.fit_lines import LineFit
from cac.confidence.model import CARD, LINES, META, SCALE, SCHEMA, TERMS


def table(fit: FamilyFit) -> str:
    """The family model as ``terms.csv``; the first row holds the intercepts."""
    rows = ["term,reports,idf," + ",".join(fit.families), "(intercept),0,0," + _hundredths(fit.intercepts)]
    rows += [f"{term},{reports},{idf:g},{_hundredths(row)}" for term, reports, idf, row in zip(fit.terms, fit.reports, fit.idf.tolist(), fit.weights, strict=True)]
    return "\n".join(rows) + "\n"


def _hundredths(values: np.ndarray) -> str:
    return ",".join(str(round(value * SCALE)) for value in values.tolist())


def macro(fit: FamilyFit) -> float:
    """The mean of the average precision over the families, each counting the same."""
    return round(sum(entry["average_precision"] for entry in fit.scores.values()) / len(fit.scores), 3)


def write(folder: Path, fit: FamilyFit, lines: LineFit, *, data: Sequence[Mapping[str, Any]], counts: Mapping[str, Any], unread: Mapping[str, Any], routing: Sequence[Mapping[str, Any]], ready_at: float, floors: Mapping[str, float]) -> dict[str, Any]:
    """Write the model and its card.

    Args:
        folder: where to; made if it is not there.
        fit, lines: the fitted models.
        data: name, checksum and size of each file learned from.
        counts: reports used and left out, and what the line model learned from.
        unread: score of the reported unread families.
        routing: what each threshold would have let pass.
        ready_at: lowest confidence of a line that may pass unread where the user says nothing.
        floors: lowest acceptable value of the measures it names.

    Returns:
        The content of ``meta.json``.
    """
    files = {TERMS: table(fit), LINES: json.dumps(lines.models, indent=1, sort_keys=True) + "\n"}
    sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    meta = {
        "schema": SCHEMA,
        "version": "claims-" + hashlib.sha256("".join(sums.values()).encode()).hexdigest()[:10],
        "files": sums,
        "terms": len(fit.terms),
        "vocabulary": {"reports_at_least": TERM_REPORTS, "files_at_least": TERM_FILES, "family_reports_at_least": FAMILY_REPORTS, "threshold_precision": PRECISION},
        "data": list(data),
        "counts": dict(counts),
        "macro_average_precision": macro(fit),
        "families": dict(fit.scores),
        "unread": dict(unread),
        "lines": lines.scores["lines"],
        "claims": lines.scores["claims"],
        "ready_at": ready_at,
        "routing": list(routing),
        "floors": dict(floors),
    }
    files[META] = json.dumps(meta, indent=1, ensure_ascii=False) + "\n"
    files[CARD] = card.render(meta)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return meta


def below(meta: Mapping[str, Any]) -> list[str]:
    """The measures that are below their floor, one sentence each."""
    values = measures(meta)
    unknown = sorted(set(meta["floors"]) - set(values))
    return [f"floor {name}: no such measure" for name in unknown] + [
        f"{name} is {values[name]}, its floor is {floor}" for name, floor in meta["floors"].items() if name in values and values[name] < floor
    ]


def measures(meta: Mapping[str, Any]) -> dict[str, float]:
    """The measures that can have a floor; each is better when higher."""
    lines, claims, unread = meta["lines"], meta["claims"], meta["unread"]
    return {
        "macro_average_precision": meta["macro_average_precision"],
        "unread_precision": round(unread["right"] / unread["reported"], 3) if unread["reported"] else 0.0,
        "line_auc": lines["auc"],
        "line_skill": round(1 - lines["brier"] / lines["brier_of_the_share"], 3),
        "claim_auc": claims["auc"],
        "claim_skill": round(1 - claims["brier"] / claims["brier_of_the_share"], 3),
    }
