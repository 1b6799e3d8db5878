"""Terms of a report, probabilities of families, entries for what nothing covers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cac.confidence import families, features, fit
from cac.confidence.model import Linear, Model
from cac.language.pipeline import read

FLAT = Linear(0.0, {})


def model(*, thresholds: dict[str, float] | None = None) -> Model:
    """Two families and three terms, so that each figure can be worked out by hand."""
    return Model(
        "m-1", ("biopsy", "guidance"), {"core": 0, "core needle": 1, "liver": 2}, np.array([1.0, 2.0, 1.0]), np.array([[3.0, 1.0], [4.0, 0.0], [-1.0, 0.0]]),
        np.array([-1.0, 0.5]), {"biopsy": 0.8, "guidance": 0.1} if thresholds is None else thresholds, FLAT, FLAT, 0.8,
    )


def test_terms_stand_at_their_places_and_skip_what_carries_nothing() -> None:
    document = read("TECHNIQUE: The core of the needle was advanced. Dr. Quux on March 3.")
    found = features.terms(document)
    assert {document.text[start:end] for start, end in found["core needle"]} == {"core of the needle"}
    assert "march" not in found and "dr" not in found and not any(char.isdigit() for term in found for char in term)


@pytest.mark.parametrize("heading", ["HISTORY", "INDICATION", "PLAN", "CONSENT"])
def test_what_was_not_done_today_is_not_read(heading: str) -> None:
    body = "TECHNIQUE: A sheath was placed."
    assert features.terms(read(f"{heading}: Liver biopsy with a core needle.\n{body}")).keys() == features.terms(read(body)).keys()


def test_case_wraps_and_spacing_change_no_term() -> None:
    text = "TECHNIQUE: The core needle was advanced into the liver under ultrasound guidance and samples were taken."
    count = {term: len(places) for term, places in features.terms(read(text)).items()}
    for other in (text.upper(), text.replace(" ", "  "), text.replace("into the", "into\u00a0the")):
        assert {term: len(places) for term, places in features.terms(read(other)).items()} == count


def test_a_probability_is_the_one_worked_out_by_hand() -> None:
    found = {"core": [(0, 4), (9, 13)], "core needle": [(0, 11)], "unknown": [(20, 27)]}
    core, pair = 1 + math.log(2), 2.0
    length = math.hypot(core, pair)
    odds = -1 + (3 * core + 4 * pair) / length
    assert families.probabilities(model(), found) == {"biopsy": round(1 / (1 + math.exp(-odds)), 4), "guidance": round(1 / (1 + math.exp(-0.5 - core / length)), 4)}


def test_a_report_without_a_known_term_gets_the_intercepts() -> None:
    assert families.probabilities(model(), {}) == {"biopsy": 0.2689, "guidance": 0.6225}


def test_the_numpy_product_is_the_fitted_model() -> None:
    """What answers at run time is what scikit-learn fitted, up to the hundredth the weights are stored in."""
    from cac.confidence.model import SCALE

    texts = [("core needle biopsy liver " * 2, "biopsy"), ("drain placed abscess pigtail", "drainage")]
    documents = [(read(f"TECHNIQUE: {text} number {'one two three four five'.split()[i % 5]}."), name, f"f{i % 3}") for i in range(20) for text, name in texts]
    examples = [fit.Example(str(n), group, {t: len(p) for t, p in features.terms(d).items()}, frozenset({name})) for n, (d, name, group) in enumerate(documents)]
    fitted = fit.fit_families(examples, set())
    stored = Model("m", fitted.families, {t: i for i, t in enumerate(fitted.terms)}, fitted.idf, np.round(fitted.weights * SCALE) / SCALE, np.round(fitted.intercepts * SCALE) / SCALE, {}, FLAT, FLAT, 0.8)
    exact = 1 / (1 + np.exp(-(fit._matrix(examples, fitted.terms, fitted.idf) @ fitted.weights + fitted.intercepts)))
    given = [list(families.probabilities(stored, features.terms(document)).values()) for document, _, _ in documents]
    assert fitted.families == ("biopsy", "drainage")
    assert np.abs(np.array(given) - exact).max() < 0.01


def test_an_unread_family_is_told_with_its_words() -> None:
    text = "TECHNIQUE:  A core\n needle was advanced into the liver. Core samples were taken."
    document = read(text)
    found = features.terms(document)
    probable = families.probabilities(model(), found)
    (entry,) = families.unread(model(), document, found, probable, set())
    assert (entry["kind"], entry["family"], entry["codes"], entry["sources"]) == ("unread_family", "biopsy", [], ["model:m-1"])
    assert entry["probability"] == round(probable["biopsy"], 2) > 0.8
    assert [span["text"] for span in entry["evidence"]] == ["core\n needle"]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in entry["evidence"])


def test_a_family_below_its_threshold_or_spoken_of_is_not_told() -> None:
    document = read("TECHNIQUE: A core needle was advanced into the liver.")
    found = features.terms(document)
    probable = families.probabilities(model(), found)
    assert families.unread(model(), document, found, probable, {"biopsy"}) == []
    assert families.unread(model(thresholds={"biopsy": probable["biopsy"] + 0.01}), document, found, probable, set()) == []
    assert families.unread(model(thresholds={}), document, found, probable, set()) == []


def test_guidance_is_never_told() -> None:
    document = read("TECHNIQUE: A core needle.")
    found = features.terms(document)
    assert [e["family"] for e in families.unread(model(thresholds={"guidance": 0.0}), document, found, families.probabilities(model(), found), set())] == []


def test_names_of_persons_are_found_by_title_and_degree() -> None:
    assert fit.names("Dr. Ada Quux, assisted by Jane Roe, MD and Nurse Poe. Doctor placed a stent.\nPatient: Doe, Ann\nPatient tolerated") == {"ada", "quux", "roe", "poe", "doe", "ann"}


def test_a_term_needs_reports_and_files() -> None:
    def example(number: int, group: str, *terms: str) -> fit.Example:
        return fit.Example(str(number), group, dict.fromkeys(terms, 1), frozenset())

    many = [example(n, f"f{n % 2}", "common", "quux", "quux common", *(["rare"] if n < 4 else []), *(["local"] if n % 2 else [])) for n in range(12)]
    assert fit.vocabulary(many, {"quux"}) == {"common": 12}
