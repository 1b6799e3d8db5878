"""Learn the weighted words of `cac.narrative.family_words` from labelled reports (uses scikit-learn).

``python -m cac.evaluation.family_words FIRST_RUNS CASES...`` writes the list anew. FIRST_RUNS (``models/first_runs.jsonl``)
are judged answers to reports that nobody had read; on them it prints how many lines `cac.coding.untold` would have withheld
and how many of those were right, each by a list that was learned without the file of the report.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cac.coding import untold
from cac.confidence.features import NEVER, family
from cac.confidence.fit import names
from cac.evaluation import first_runs
from cac.evaluation.cases import read_cases
from cac.language.pipeline import read
from cac.narrative import family_words

#: words kept for each family, the fewest reports and files that use one, fewest reports of a family, strength of the weights, folds
KEPT, REPORTS, FILES, LEAST, STRENGTH, FOLDS = 600, 5, 2, 8, 60.0, 10
OUT = Path(family_words.__file__).with_name("family_words.csv")


class Labelled(NamedTuple):
    """A report as the list sees it: its file, its words, and the families of its codes."""

    id: str
    file: str
    words: Mapping[str, int]
    families: frozenset[str]


def fit(reports: Sequence[Labelled], never: frozenset[str]) -> family_words.Weights:
    """The list learned from reports; no word of ``never`` is in it."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen, files = Counter[str](), dict[str, set[str]]()
    for report in reports:
        for word in report.words:
            seen[word] += 1
            files.setdefault(word, set()).add(report.file)
    rarity = {word: round(math.log((1 + len(reports)) / (1 + n)) + 1, 4) for word, n in sorted(seen.items()) if n >= REPORTS and len(files[word]) >= FILES and word not in never}
    place = {word: number for number, word in enumerate(rarity)}
    rows = [family_words.vector(report.words, rarity) for report in reports]
    table = csr_matrix(
        ([value for row in rows for value in row.values()], ([number for number, row in enumerate(rows) for _ in row], [place[word] for row in rows for word in row])),
        shape=(len(rows), len(rarity)),
    )
    adds: dict[str, dict[str, float]] = {word: {} for word in rarity}
    intercepts: dict[str, float] = {}
    support = Counter(name for report in reports for name in report.families)
    for name in sorted(name for name, count in support.items() if count >= LEAST and name not in untold.SILENT):
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(table, np.array([name in report.families for report in reports]))
        intercepts[name] = round(float(model.intercept_[0]), 2)
        known = list(rarity)
        for number in np.argsort(-abs(model.coef_[0]), kind="stable")[:KEPT]:
            adds[known[number]][name] = round(float(model.coef_[0][number]), 2)
    return family_words.Weights(rarity, adds, intercepts)


def write(known: family_words.Weights, out: Path) -> None:
    """Write the list as a table; the row without a word holds the log odds of no word."""
    def pairs(values: Mapping[str, float]) -> str:
        return " ".join(f"{name}:{value:g}" for name, value in sorted(values.items()))

    with out.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(("word", "rarity", "families"))
        rows.writerow(("", "", pairs(known.intercepts)))
        rows.writerows((word, f"{rarity:g}", pairs(known.adds[word])) for word, rarity in known.rarity.items())


def held_out(reports: Sequence[Labelled], never: frozenset[str]) -> dict[str, dict[str, float]]:
    """Probability of each family for each report, from a list learned without its file."""
    from sklearn.model_selection import GroupKFold

    out: dict[str, dict[str, float]] = {}
    for train, test in GroupKFold(min(FOLDS, len({report.file for report in reports}))).split(reports, groups=[report.file for report in reports]):
        known = fit([reports[number] for number in train], never)
        for number in test:
            out[reports[number].id] = family_words.probabilities(reports[number].words, known)
    return out


def main(arguments: Sequence[str]) -> None:
    """Learn from case files and folders, write the list, print the held-out counts."""
    runs, *names_ = arguments
    paths = sorted(path for name in names_ for path in (Path(name).glob("*.jsonl") if Path(name).is_dir() else [Path(name)]))
    cases = [(case, file.name) for file in read_cases(paths) for case in file.cases if case.complete]
    reports = [
        Labelled(case.id, file, family_words.words(read(case.report)), frozenset(name for line in case.expected if (name := family(line.code))))
        for case, file in cases
    ]
    never = frozenset(NEVER | {name for case, _ in cases for name in names(case.report)})
    write(fit(reports, never), OUT)
    probable = held_out(reports, never)
    judged = [(probable[run.id], run) for run in first_runs.read(Path(runs)) if run.id in probable]
    for low in (0.002, 0.005, untold.EXCLUDED, 0.02):
        for high in (0.3, untold.TOLD, 0.8):
            right = [f"{run.id}:{code}" for table, run in judged for code, agreed in _withheld(table, run, low, high) if agreed]
            wrong = sum(not agreed for table, run in judged for _, agreed in _withheld(table, run, low, high))
            print(f"below {low}, other above {high}: {wrong} wrong lines and {len(right)} right ones withheld {right[:6]}")


def _withheld(probable: Mapping[str, float], run: first_runs.Run, low: float, high: float) -> list[tuple[str, bool]]:
    pairs = [(line["code"], agreed) for line, agreed in zip(run.facts["lines"], run.agreed, strict=True)]
    own = {name: probable[name] for code, _ in pairs if (name := family(code)) in probable}
    best = max(own.values(), default=0.0)
    return [(code, agreed) for code, agreed in pairs if agreed is not None and best >= high and own.get(family(code), 1.0) < low]


if __name__ == "__main__":
    main(sys.argv[1:])
