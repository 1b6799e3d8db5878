"""Learn the weighted words of `cac.narrative.kind` from labelled documents (uses scikit-learn).

``python -m cac.evaluation.kinds corpora/golden corpora/blind`` writes the list anew and prints how it did on documents
of files it had not seen. Names of persons, days and months are no words of the list, and a word counts only where several files use it.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from cac.confidence.features import NEVER, logistic
from cac.confidence.fit import names
from cac.evaluation.cases import Case as Labelled
from cac.evaluation.cases import read_cases
from cac.language.pipeline import read
from cac.narrative import kind, occasion
from cac.narrative.case import Case

#: words kept, the fewest documents and files that use one, strength of the weights, folds
KEPT, DOCUMENTS, FILES, STRENGTH, FOLDS = 600, 4, 2, 30.0, 10
#: the evidence of the rules counts this much beside the words
SCALE = 0.3
OUT = Path(kind.__file__).with_name("kind_words.csv")


class Learned:
    """Documents as numbers: their words, the evidence of the rules, and whether they carry no procedure."""

    def __init__(self, cases: Sequence[Labelled], groups: Sequence[str]) -> None:
        read_ = [Case(read(case.report), encounter={}, day=None) for case in cases]
        self.groups = list(groups)
        self.terms = [kind.terms(case.document.flat) for case in read_]
        self.evidence = [occasion.evidence(case) for case in read_]
        self.none = np.array([not case.expected and not any(case.alternatives) for case in cases])
        self.never = NEVER | {name for case in cases for name in names(case.report)}


def fit(data: Learned, rows: Sequence[int]) -> kind.Weights:
    """The list learned from some of the documents."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    documents, files = Counter[str](), dict[str, set[str]]()
    for row in rows:
        for word in data.terms[row]:
            documents[word] += 1
            files.setdefault(word, set()).add(data.groups[row])
    idf = {word: math.log((1 + len(rows)) / (1 + n)) + 1 for word, n in sorted(documents.items()) if n >= DOCUMENTS and len(files[word]) >= FILES and word.lstrip("^") not in data.never}

    def learn(words: Mapping[str, float], *, rules: bool) -> tuple[Any, Any]:
        shown = [kind.vector(data.terms[row], words) | ({f"={name}": SCALE * value for name, value in data.evidence[row].items()} if rules else {}) for row in rows]
        numbers = DictVectorizer()
        table = numbers.fit_transform(shown)
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", random_state=0)
        return numbers, model.fit(table, data.none[list(rows)])

    numbers, model = learn(idf, rules=False)
    order = np.argsort(-abs(model.coef_[0]), kind="stable")[:KEPT]
    kept = {word: idf[word] for word in sorted(numbers.feature_names_[place] for place in order)}
    numbers, model = learn(kept, rules=True)
    found = dict(zip(numbers.feature_names_, model.coef_[0].tolist(), strict=True))
    words = {word: (round(idf[word], 4), round(weight, 4)) for word, weight in found.items() if not word.startswith("=")}
    return kind.Weights(words, {name[1:]: round(SCALE * weight, 4) for name, weight in found.items() if name.startswith("=")}, round(float(model.intercept_[0]), 4))


def probability(weights: kind.Weights, counts: Mapping[str, int], evidence: Mapping[str, float]) -> float:
    """Probability that a document carries no procedure."""
    return logistic(kind.by_words(weights, counts) + kind.by_evidence(weights, evidence))


def held_out(data: Learned) -> np.ndarray:
    """Probability of each document from a list learned without its file."""
    from sklearn.model_selection import GroupKFold

    out = np.zeros(len(data.terms))
    for train, test in GroupKFold(min(FOLDS, len(set(data.groups)))).split(data.terms, groups=data.groups):
        weights = fit(data, train.tolist())
        out[test] = [probability(weights, data.terms[row], data.evidence[row]) for row in test]
    return out


def write(weights: kind.Weights, out: Path) -> None:
    """Write the list as a table."""
    with out.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(("kind", "term", "idf", "weight"))
        rows.writerow(("intercept", "", "", weights.intercept))
        rows.writerows(("evidence", name, "", weight) for name, weight in sorted(weights.evidence.items()))
        rows.writerows(("word", word, idf, weight) for word, (idf, weight) in sorted(weights.words.items()))


def main(arguments: Sequence[str]) -> None:
    """Learn from the case files of folders, write the list, print the held-out counts."""
    paths = sorted(path for name in arguments for path in (Path(name).glob("*.jsonl") if Path(name).is_dir() else [Path(name)]))
    pairs = [(case, file.name) for file in read_cases(paths) for case in file.cases]
    data = Learned([case for case, _ in pairs], [group for _, group in pairs])
    told = held_out(data)
    write(fit(data, range(len(pairs))), OUT)
    for least in (0.5, 0.8, 0.9, kind.SURE, 0.98):
        wrong = [case.id for (case, _), none, value in zip(pairs, data.none, told, strict=True) if value >= least and not none]
        print(f"{least}: {int((data.none & (told >= least)).sum())} of {int(data.none.sum())} documents without a procedure, {len(wrong)} of {int((~data.none).sum())} others {wrong[:8]}")


if __name__ == "__main__":
    main(sys.argv[1:])
