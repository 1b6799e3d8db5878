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
from cac.knowledge.rules import rules
from cac.knowledge.tables import SILENT
from cac.language.pipeline import read
from cac.narrative import family_words
from cac.narrative.kind import vector

#: words kept for each family, the fewest reports and files that use one, fewest reports of a family, strength of the weights, folds
KEPT, REPORTS, FILES, LEAST, STRENGTH, FOLDS = 600, 5, 2, 8, 60.0, 10
OUT = Path(family_words.__file__).with_name("family_words.csv")


class Labelled(NamedTuple):
    """A report as the list sees it: its file, its words, the families of its codes, and whether a study of arteries stands beside their treatment (None: no treatment)."""

    id: str
    file: str
    words: Mapping[str, int]
    families: frozenset[str]
    study: bool | None = None


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
    rows = [vector(report.words, rarity) for report in reports]
    table = csr_matrix(
        ([value for row in rows for value in row.values()], ([number for number, row in enumerate(rows) for _ in row], [place[word] for row in rows for word in row])),
        shape=(len(rows), len(rarity)),
    )
    adds: dict[str, dict[str, float]] = {word: {} for word in rarity}
    intercepts: dict[str, float] = {}
    support = Counter(name for report in reports for name in report.families)
    known = list(rarity)

    def learn(name: str, told: Mapping[int, bool]) -> None:
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(table[list(told)], np.array(list(told.values())))
        intercepts[name] = round(float(model.intercept_[0]), 2)
        for number in np.argsort(-abs(model.coef_[0]), kind="stable")[:KEPT]:
            adds[known[number]][name] = round(float(model.coef_[0][number]), 2)

    for name in sorted(name for name, count in support.items() if count >= LEAST and name not in SILENT):
        learn(name, {number: name in report.families for number, report in enumerate(reports)})
    treated = {number: report.study for number, report in enumerate(reports) if report.study is not None}
    if len(set(treated.values())) > 1:
        learn(family_words.STUDY, treated)
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


#: families of arterial treatment, beside which a study is separate only where the report says why
_TREATMENT = frozenset({"leg_revascularization", "stent_angioplasty", "embolization", "neurointervention", "thrombectomy", "thrombolysis"})
_ELEMENT = "arterial_angiography.prior_study"


def _study(codes: frozenset[str], families: frozenset[str]) -> bool | None:
    """Whether a claim with arterial treatment holds a study that needs its reason; None where nothing was treated."""
    studies = {give["code"] for own in rules().values() for rule in own for give in rule.give if give.get("code") and any(need["element"] == _ELEMENT for need in rule.needs)}
    return bool(codes & studies) if families & _TREATMENT else None


def main(arguments: Sequence[str]) -> None:
    """Learn from case files and folders, write the list, print the held-out counts."""
    runs, *names_ = arguments
    paths = sorted(path for name in names_ for path in (Path(name).glob("*.jsonl") if Path(name).is_dir() else [Path(name)]))
    cases = [(case, file.name) for file in read_cases(paths) for case in file.cases if case.complete]
    reports = []
    for case, file in cases:
        codes = frozenset(line.code for line in case.expected)
        families = frozenset(name for code in codes if (name := family(code)))
        reports.append(Labelled(case.id, file, family_words.words(read(case.report)), families, _study(codes, families)))
    never = frozenset(NEVER | {name for case, _ in cases for name in names(case.report)})
    write(fit(reports, never), OUT)
    probable = held_out(reports, never)
    treated = [report for report in reports if report.study is not None]
    for low in (0.02, family_words.NO_STUDY, 0.1):
        below = [report.study for report in treated if probable[report.id].get(family_words.STUDY, 1.0) < low]
        print(f"study beside a treatment below {low}: {len(below)} of {len(treated)} reports, {sum(map(bool, below))} of them with a study")
    judged = [(probable[run.id], run) for run in first_runs.read(Path(runs)) if run.id in probable]
    for least in (4.5, 5.0, untold.EXCLUDED, 6.0, 7.0):
        right = [f"{run.id}:{code}" for table, run in judged for code, agreed in _withheld(table, run, least) if agreed]
        wrong = sum(not agreed for table, run in judged for _, agreed in _withheld(table, run, least))
        print(f"against {least}: {wrong} wrong lines and {len(right)} right ones withheld {right[:6]}")


def _withheld(probable: Mapping[str, float], run: first_runs.Run, least: float) -> list[tuple[str, bool]]:
    lines = [(line["code"], family(line["code"]), agreed) for line, agreed in zip(run.facts["lines"], run.agreed, strict=True)]
    gone = untold.excluded(probable, {name for _, name, _ in lines}, least)
    return [(code, agreed) for code, name, agreed in lines if agreed is not None and name in gone]


if __name__ == "__main__":
    main(sys.argv[1:])
