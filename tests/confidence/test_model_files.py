"""The shipped model: plain, small, checked on load, true to its card; what a broken model says."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from cac.confidence import card, fit, write
from cac.confidence.model import find, load
from cac.evaluation.cases import read_cases
from cac.knowledge.strict import KnowledgeError
from tests.conftest import ROOT

SHIPPED = ROOT / "models" / "claims"
META = json.loads((SHIPPED / "meta.json").read_text(encoding="utf-8"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "claims"))


def test_the_model_is_plain_text_and_small() -> None:
    files = {path.name: path.read_bytes() for path in SHIPPED.iterdir()}
    assert sorted(files) == ["CARD.md", "lines.json", "meta.json", "terms.csv"]
    assert sum(map(len, files.values())) < 2_500_000
    for data in files.values():
        data.decode("ascii")


def test_terms_are_common_words_without_digits_and_names() -> None:
    model = load(SHIPPED)
    people = {word for file in read_cases([ROOT / "corpora" / "golden", ROOT / "corpora" / "blind"]) for case in file.cases for word in fit.names(case.report)}
    with (SHIPPED / "terms.csv").open(encoding="utf-8", newline="") as source:
        reports = {row["term"]: int(row["reports"]) for row in csv.DictReader(source)}
    words = {word for term in model.terms for word in term.split()}
    assert len(people) > 80
    assert sorted(words & people) == []
    assert sorted(word for word in words if not (word.isascii() and word.isalpha() and word.islower() and len(word) > 1)) == []
    assert sorted(words & {"january", "monday", "dr", "mrs", "doctor"}) == []
    assert min(reports[term] for term in model.terms) >= 3
    assert max(len(term.split()) for term in model.terms) == 2


def test_the_card_says_what_the_figures_say() -> None:
    assert (SHIPPED / "CARD.md").read_text(encoding="utf-8") == card.render(META)


def test_scores_keep_their_floors_and_floors_are_near() -> None:
    with (ROOT / "models" / "floors.csv").open(encoding="utf-8", newline="") as source:
        floors = {row["measure"]: float(row["floor"]) for row in csv.DictReader(source)}
    values = write.measures(META)
    assert floors == META["floors"] and set(floors) == set(values)
    assert write.below(META) == []
    assert {name: values[name] for name in floors if values[name] - floors[name] > 0.08} == {}


def test_confidence_is_calibrated_on_batches_the_fit_had_not_seen() -> None:
    for what, least in (("lines", 100), ("claims", 100)):
        bins = [entry for entry in META[what]["bins"] if entry["count"] >= least]
        assert len(bins) >= 4
        # What is promised too high misleads; a line that is more often right than said only costs a look.
        assert {entry["from"]: entry for entry in bins if entry["said"] - entry["right"] > 0.1 or entry["right"] - entry["said"] > 0.15} == {}
        assert META[what]["brier"] < META[what]["brier_of_the_share"]


def test_a_family_that_speaks_up_was_precise_with_enough_hits() -> None:
    speaking = {name: entry for name, entry in META["families"].items() if entry["threshold"] is not None}
    assert len(speaking) >= 20
    assert [name for name, e in speaking.items() if e["precision"] < fit.PRECISION or e["tp"] < fit.HITS or e["threshold"] < fit.LOWEST] == []
    assert set(load(SHIPPED).thresholds) == set(speaking)


def test_the_model_knows_the_reports_it_learned_from() -> None:
    """A file of weights that shifted by a row or a column reads nothing right."""
    from cac.confidence import families, features
    from cac.language.pipeline import read

    model = load(SHIPPED)
    cases = [case for file in read_cases([ROOT / "corpora" / "golden"]) for case in file.cases if case.complete][::4]
    right = told = wanted = 0
    for case in cases:
        read_as = {name for name, value in families.probabilities(model, features.terms(read(case.report))).items() if value >= 0.5}
        labelled = {features.family(line.code) for line in case.expected} & set(model.families)
        right, told, wanted = right + len(read_as & labelled), told + len(read_as), wanted + len(labelled)
    assert len(cases) > 100
    assert right / told > 0.95 and right / wanted > 0.95


@pytest.mark.parametrize("name", ["terms.csv", "lines.json"])
def test_a_changed_file_is_refused(copy: Path, name: str) -> None:
    with (copy / name).open("a", encoding="utf-8") as sink:
        sink.write("\n")
    with pytest.raises(KnowledgeError, match=f"claims/{name}: changed since the model was written"):
        load(copy)


def test_a_missing_file_is_refused(copy: Path) -> None:
    (copy / "lines.json").unlink()
    with pytest.raises(KnowledgeError, match="the model is not whole"):
        load(copy)


@pytest.mark.parametrize(("content", "message"), [("{", "no JSON object"), ("{}", "not a model of form"), ('{"schema": "cac.model/0"}', "form 'cac.model/0' is not cac.model/1")])
def test_an_unknown_form_is_refused(copy: Path, content: str, message: str) -> None:
    (copy / "meta.json").write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load(copy)


def test_where_the_model_is_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, copy: Path) -> None:
    monkeypatch.delenv("CAC_MODEL", raising=False)
    assert find() == SHIPPED
    assert find("") is None
    assert find(copy) == copy
    monkeypatch.setenv("CAC_MODEL", "")
    assert find() is None
    monkeypatch.setenv("CAC_MODEL", str(copy))
    assert find() == copy
    monkeypatch.setenv("CAC_MODEL", str(tmp_path / "nothing"))
    with pytest.raises(KnowledgeError, match="no model there"):
        find()


def test_an_installed_package_carries_the_model() -> None:
    """The place pyproject.toml installs the files to is one of those looked at."""
    import sys
    import tomllib

    from cac.confidence import model

    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["data-files"]
    assert [Path(sys.prefix) / place for place, files in data.items() if files == ["models/claims/*"]] == [model._PLACES[1]]
