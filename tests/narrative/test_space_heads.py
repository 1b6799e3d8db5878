"""Heads that name the space of a work, collections with a block of their own, and vessels that nobody entered."""

import pytest

from cac.narrative.asides import asides
from cac.narrative.outside_vessels import _WAY_IN
from cac.narrative.space_heads import head_space, let_down, own_collection


@pytest.mark.parametrize(
    ("text", "space"),
    [
        ("part 2 - belly. marked and numbed. 5 fr yueh, 3 l out.", "belly"),
        ("1) abdomen: numbed. 8 fr one-step, 4 liters.", "belly"),
        ("chest first. seated. 5 fr yueh, 700 ml.", "chest"),
        ("right base: seated. yueh, 900 ml straw.", "chest"),
        ("l hemithorax: 6 fr safe-t-centesis.", "chest"),
        ("the abdomen was soft. the needle went in.", ""),
        ("chest: 700 ml.\nabdomen: 3 l.", ""),
    ],
)
def test_head_names_the_space(text: str, space: str) -> None:
    assert head_space(text) == space


@pytest.mark.parametrize("text", ["abdomen: 5 fr yueh, 3.2 l, out.", "right base: needle in under us, 800 ml."])
def test_space_let_down(text: str) -> None:
    assert let_down(text)


@pytest.mark.parametrize("text", ["abdomen: needle into the abscess, 30 ml.", "belly: soft.", "chest: 12 fr pigtail, 800 ml.", "abdomen: cuffed catheter, 2 l."])
def test_other_work_lets_nothing_down(text: str) -> None:
    assert not let_down(text)


def test_collection_in_a_block_of_its_own() -> None:
    assert own_collection("ducts. wire across.\n\nliver abscess. 18 g needle, pus, 10 fr drain.\n\nfilms kept.")


@pytest.mark.parametrize("text", ["biliary drain. needle into a duct, pus.", "the abscess seen before is gone. needle into the duct."])
def test_tube_of_the_ducts_is_no_collection(text: str) -> None:
    assert not own_collection(text)


@pytest.mark.parametrize("text", ["talc and a long term tunneled tube were both discussed.", "the transrectal way was thought about.", "a stent and forceps biopsy have been talked over."])
def test_what_was_only_spoken_of(text: str) -> None:
    assert asides(text, [(0, len(text))])


@pytest.mark.parametrize("text", ["the needle was advanced after the ways were discussed.", "the drain was exchanged."])
def test_work_is_no_talk(text: str) -> None:
    assert not asides(text, [(0, len(text))])


@pytest.mark.parametrize(("text", "entered"), [("celiac arteriogram", True), ("right femoral access", True), ("five bites with the radial jaw", False), ("mid-axillary line", False), ("tumour encases the right hepatic artery", False)])
def test_way_into_an_artery(text: str, entered: bool) -> None:
    assert bool(_WAY_IN.search(text)) is entered
