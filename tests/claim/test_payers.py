"""Payer overlays: one claim, five payers, the user's own file, and what the loader refuses."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from claim_tools import candidate, case, finished, shown  # noqa: E402

from cac.claim import finish  # noqa: E402
from cac.knowledge import overlays, tables  # noqa: E402
from cac.knowledge.strict import KnowledgeError  # noqa: E402

BOTH = dict(family="genitourinary", name="nephrostomy")
OWN = """
payer: "own"
name: "Own Health"
reviewed_through: "2026-12-31"
sources: {own-2026: {title: "Own Health handbook 2026", at: "p. 3"}}
rules:
"""


def claim(payer: str, **more: object):
    """Both kidneys, a second vascular family told apart, under one payer."""
    reading = case(payer=payer, **more)
    return finished(
        candidate("50432", 0, side="left", **BOTH), candidate("50432", 1, side="right", **BOTH),
        candidate("36247", 2, family="arterial_angiography", target="left_renal_artery"),
        candidate("36246", 3, family="arterial_angiography", target="splenic_artery", modifiers=("59",)), reading=reading,
    )


@pytest.mark.parametrize(
    ("payer", "both", "second"),
    [
        ("medicare", [["50"]], "59"),
        ("uhc", [["50"]], "XS"),
        ("Aetna", [["50"]], "XS"),
        ("Cigna", [["50"]], "59"),
        ("Blue Cross Blue Shield", [["50"]], "59"),
        ("BCBSND", [["RT"], ["LT"]], "59"),
        ("anthem", [["50"]], "XS"),
    ],
)
def test_the_same_claim_under_each_payer(payer: str, both: list[list[str]], second: str) -> None:
    lines = claim(payer).lines
    assert [line.modifiers for line in lines if line.code == "50432"] == both
    (other,) = [line for line in lines if line.code == "36246"]
    assert other.modifiers == [second]
    if second != "59":
        assert other.sources[second] and other.reasons[second]


def test_every_change_of_the_claim_names_its_source() -> None:
    for line in claim("bcbs nd").lines:
        if line.code == "50432":
            (side,) = line.modifiers
            assert "bcbsnd-bilateral" in line.sources[side]


def test_a_diagnostic_study_beside_treatment_is_non_overlapping() -> None:
    study = candidate("75710", 1, family="arterial_angiography", name="angiogram", target="leg", side="left", modifiers=("59",), study_modifier="59", intervention=True)
    lines = finished(candidate("37254", 0, family="leg_revascularization", side="left"), study).lines
    assert [line.modifiers for line in lines if line.code == "75710"] == [["26", "59"]]


def test_notes_of_the_payer_carry_codes_and_source() -> None:
    reading = case(payer="medicare", place_of_service="22")
    from claim_tools import settled

    settled_claim = settled(candidate("64493", 0, family="spine_injection"), reading=reading)
    notes = finish.apply(settled_claim, reading, reading.day)
    assert [(n["topic"], n["codes"]) for n in notes] == [("prior_authorization", ["64493"])]
    office = case(payer="medicare", place_of_service="11")
    assert finish.apply(settled(candidate("64493", 0, family="spine_injection"), reading=office), office, office.day) == []


def test_an_unknown_payer_is_said() -> None:
    assert any("no overlay for payer 'acme'" in note for note in claim("acme").notes)


def own(tmp_path: Path, rules: str) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN + rules, encoding="utf-8")
    return path


def test_a_file_of_the_users_own(tmp_path: Path) -> None:
    path = own(
        tmp_path,
        '  - {id: "own.51", topic: multiple, form: append, text: "51 on further procedures", sources: [{id: "own-2026"}]}\n'
        '  - {id: "own.50", topic: bilateral, form: one_line_two_units, text: "two units", sources: [{id: "own-2026"}]}\n'
        '  - {id: "own.us", topic: imaging, form: drop, codes: ["76942"], keep: ["50432"], text: "ultrasound is in the nephrostomy", sources: [{id: "own-2026"}]}\n',
    )
    reading = case(payer="medicare")
    got = finished(candidate("50432", 0, side="bilateral", **BOTH), candidate("36558", 1, family="central_venous_access"), candidate("76942", 2, family="biopsy", name="biopsy"), reading=reading, payer_file=path)
    assert [tables.codes()[code].mult_proc for code in ("50432", "36558")] == ["2", "2"]
    assert sorted((line.code, line.units, tuple(line.modifiers)) for line in got.lines) == [("36558", 1, ("51",)), ("50432", 2, ("50",))] or sorted(
        (line.code, line.units, tuple(line.modifiers)) for line in got.lines
    ) == [("36558", 1, ()), ("50432", 2, ("51", "50"))]
    assert [(r.code, r.reason_kind) for r in got.rejections] == [("76942", "payer")]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('  - {id: "x", topic: discount, text: "t", sources: [{id: "own-2026"}]}', "topic is 'discount'"),
        ('  - {id: "x", topic: bilateral, form: three, text: "t", sources: [{id: "own-2026"}]}', "form is 'three'"),
        ('  - {id: "x", topic: coverage, form: exact, text: "t", sources: [{id: "own-2026"}]}', "has no form"),
        ('  - {id: "x", topic: coverage, text: "t", sources: [{id: "other"}]}', "'other' is not among the sources"),
        ('  - {id: "x", topic: coverage, text: "t", sources: []}', "sources is empty"),
        ('  - {id: "x", topic: coverage, text: "t", codes: [37254], sources: [{id: "own-2026"}]}', "not in quotes"),
        ('  - {id: "x", topic: coverage, text: "t", colour: red, sources: [{id: "own-2026"}]}', "unknown key 'colour'"),
        ('  - {id: "x", topic: coverage, text: "t", plan: north, sources: [{id: "own-2026"}]}', "plan is 'north'"),
        ('  - {id: "x", topic: imaging, form: drop, text: "t", codes: ["76942"], sources: [{id: "own-2026"}]}', "keep names the codes"),
        ('  - {id: "x", topic: coverage, text: "t", first_day: 2026-01-01, sources: [{id: "own-2026"}]}', "not in quotes"),
    ],
)
def test_what_the_loader_refuses(tmp_path: Path, rule: str, said: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        overlays.load(own(tmp_path, rule + "\n"))
    assert said in str(error.value)


def test_the_five_payers_load_and_their_codes_exist() -> None:
    assert len(overlays.payers()) == 5
    for name in overlays.payers():
        found = overlays.overlay(name)
        assert found is not None and found.rules
        for rule in found.rules:
            assert all(code in tables.codes() for code in rule.codes if "-" not in code), rule.id


def test_modifiers_shown_for_a_reader(tmp_path: Path) -> None:
    assert shown(claim("medicare"))["36247"] == []


def test_a_broken_file_is_said_before_the_first_report(tmp_path: Path) -> None:
    from cac import Coder

    with pytest.raises(KnowledgeError):
        Coder(store="", payer_file=own(tmp_path, '  - {id: "x"}\n'))
    with pytest.raises(KnowledgeError):
        Coder(store="", payer_file=tmp_path / "absent.yaml")
