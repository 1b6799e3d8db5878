"""The last step of an answer: confidence of its lines, unread families, routing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cac.confidence import families, features
from cac.confidence.features import logistic
from cac.confidence.model import Model, find, load
from cac.findings import Document
from cac.suggestion import Suggestion

__all__ = ["ANY", "NO_MODEL", "apply", "find"]

NO_MODEL = "no model is loaded: lines carry no confidence and routing follows the rules alone"
#: key of the threshold for families without one of their own
ANY = ""


def apply(answer: Suggestion, document: Document, *, model: Path | None, ready_at: Mapping[str, float] | None = None, coded: bool = True) -> None:
    """Set confidence, add suggestions and settle routing in place; lines stay as they are.

    Args:
        answer: the finished answer.
        document: the report it answers.
        model: folder of the model (see `find`); None for none.
        ready_at: lowest confidence of a line that may pass unread, by family (the empty name for all others).
        coded: whether the rules were applied; an answer for a day nobody reviewed gets no suggestion.

    Raises:
        KnowledgeError: the model cannot be used.
    """
    if model is None:
        answer.notes.append(NO_MODEL)
        return
    loaded = load(model)
    found = features.terms(document)
    probable = families.probabilities(loaded, found)
    known = features.facts(answer.to_dict(), len((document.given or document.text).split()))
    sure = [logistic(loaded.lines.log_odds(features.line_features(known, number, probable))) for number in range(len(answer.lines))]
    for line, value in zip(answer.lines, sure, strict=True):
        line["confidence"] = _shown(value)
    answer.knowledge["model"] = loaded.version
    if not coded or not found:
        return
    answer.routing["confidence"] = _shown(logistic(loaded.claims.log_odds(features.claim_features(known, sure, probable))))
    entries = families.unread(loaded, document, found, probable, features.covered(known))
    answer.suggestions += entries
    _route(answer, loaded, ready_at or {}, [entry["family"] for entry in entries])


def _shown(value: float) -> float:
    """A probability as shown: two decimals, and never the certainty that no count of ours supports."""
    return round(min(max(value, 0.01), 0.99), 2)


def _route(answer: Suggestion, model: Model, ready_at: Mapping[str, float], unread: list[str]) -> None:
    """Raise ``ready`` to ``review`` where a line is unsure or a family unread; a ``query`` stays one."""
    reasons = [f"reads like {name.replace('_', ' ')}, nothing covers it" for name in unread]
    for line in answer.lines:
        least = ready_at.get(features.family(line["code"]), ready_at.get(ANY, model.ready_at))
        if line["confidence"] < least:
            reasons.append(f"{line['code']}: confidence {line['confidence']:.2f} is below {least:.2f}")
    if reasons and answer.routing["decision"] == "ready":
        answer.routing["decision"] = "review"
    answer.routing["reasons"] += list(dict.fromkeys(reasons))
