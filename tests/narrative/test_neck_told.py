"""Arteries of neck and head that a dictation tells by label, row, view or a word; and those that only came into sight."""

from __future__ import annotations

import pytest

from cac import Coder, Report
from cac.language.pipeline import read
from cac.narrative import steps
from cac.narrative.case import Case

DAY = "2026-04-14"
#: words, and the arteries a catheter entered by them
ENTERED = (
    ("Groin 5F. #1 Rt internal carotid, biplane films: normal. #2 Lt vertebral, tip V2: normal.", {("right", "internal_carotid_artery"), ("left", "vertebral_artery")}),
    ("Catheter positions: RICA / LICA / RVA. Filmed: intracranial, each. Perclose.", {("right", "internal_carotid_artery"), ("left", "internal_carotid_artery"), ("right", "vertebral_artery")}),
    ("A Berenstein went to the right common carotid by way of the innominate, the left common carotid, and then the left subclavian.", {("right", "common_carotid_artery"), ("left", "common_carotid_artery"), ("left", "subclavian_artery")}),
    ("Right vertebral arose late from the subclavian; engaged with a Simmons, posterior fossa filmed.", {("right", "vertebral_artery")}),
    ("Glide catheter into each common carotid, both filmed over neck and head.", {("right", "common_carotid_artery"), ("left", "common_carotid_artery")}),
    ("Carotid duplex unclear. Both commons cannulated from the groin with a JB1, neck and head projections.", {("right", "common_carotid_artery"), ("left", "common_carotid_artery")}),
)
#: words, and arteries they name that no catheter entered
SEEN = (
    ("Pigtail in ascending aorta, flush run. Both cervical carotids patent, mild disease.", ("left", "carotid_artery")),
    ("Left subclavian selected with vertebral filming: reversed.", ("left", "vertebral_artery")),
    ("Left subclavian injection includes the left vertebral up to the basilar: intact.", ("left", "vertebral_artery")),
    ("Right vertebral selected and filmed, brisk cross-over to left vertebral.", ("left", "vertebral_artery")),
    ("Left vertebral: entered with a JB1, Townes and lateral: normal. Right vertebral: small on MRA, not studied.", ("right", "vertebral_artery")),
    ("Left internal carotid filmed. Right internal carotid could not be reached.", ("right", "internal_carotid_artery")),
)


def _arteries(text: str) -> set[tuple[str, str]]:
    return {(step.mention.side, step.mention.name) for step in steps.read(Case(read(text)))}


@pytest.mark.parametrize(("text", "arteries"), ENTERED, ids=[" ".join(text.split()[:5]) for text, _ in ENTERED])
def test_arteries_entered(text: str, arteries: set[tuple[str, str]]) -> None:
    """A label, a row, a film and a word that goes on tell of a catheter as surely as a sentence with a verb of motion."""
    assert arteries <= _arteries(text)


@pytest.mark.parametrize(("text", "artery"), SEEN, ids=[" ".join(text.split()[:5]) for text, _ in SEEN])
def test_arteries_only_seen(text: str, artery: tuple[str, str]) -> None:
    """What contrast showed, what was left out and what was a view of its trunk was not entered."""
    assert artery not in _arteries(text)


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder()


CASES = (
    ("Diagnostic cerebral angiogram, right groin 5F. Right common carotid, JB1: bulb smooth, intracranial views normal. Left internal carotid, head films: M1 aneurysm. Left vertebral, Townes and lateral: normal.", {"36223", "36224", "36226"}),
    ("Symptomatic left ICA stenosis, carotid stent. Groin. Left common carotid selected. MCA and ACA patent. NAV6 filter opened high in the petrous part. Xact 8-6 x 40 across the bifurcation. Filter out.", {"37215"}),
)


@pytest.mark.parametrize(("text", "codes"), CASES, ids=[" ".join(text.split()[:5]) for text, _ in CASES])
def test_neck_in_short_reports(program: Coder, text: str, codes: set[str]) -> None:
    given = program.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert {line["code"] for line in given} == codes
