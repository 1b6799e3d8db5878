"""Turns: parts, sides and places that prose takes up one after the other."""

from __future__ import annotations

import pytest

from cac.narrative.turns import told_by_turn

TWO = {
    "part": ("part 1, spleen. 18 g needle, 8 f pigtail to bag. part 2, buttock. 10 f drain to bulb.", ["spleen", "buttock"]),
    "line": ("procedure, left flank\n18 g needle, 8 f pigtail.\nprocedure, right thigh\n10 f drain.", ["left flank", "right thigh"]),
    "side": ("left base first: 5 f yueh, 700 ml. then the right base, 6 f catheter, 400 ml.", ["left", "right"]),
    "same": ("an 8 f pigtail went into the right chest. the same procedure was then performed on the left side.", ["right", "left"]),
    "other": ("first the subphrenic pocket: needle, 12 f drain locked, pus. next, the one in the gutter: 10 f drain, pus.", None),
    "place": ("the pelvic drain was injected with contrast. the hepatic drain was exchanged over a wire.", ["pelvic", "hepatic"]),
}
ONE = {
    "position": "right lateral decubitus. 18 g needle into the cavity. left arm raised. 10 f drain to bulb.",
    "seen": "the second collection was seen only and left alone. 18 g needle, 10 f drain locked in the first one.",
    "one side": "right base: 5 f yueh, 700 ml. catheter removed. left lung clear.",
}


@pytest.mark.parametrize("name", TWO)
def test_two_turns(name: str) -> None:
    """Each way of taking up the next place opens a turn."""
    text, labels = TWO[name]
    turns = told_by_turn(text, len(text))
    assert len(turns) == 2
    assert labels is None or [turn.label for turn in turns] == labels


@pytest.mark.parametrize("name", ONE)
def test_one_turn(name: str) -> None:
    """Positions, collections only seen and findings of the other side open none."""
    assert told_by_turn(ONE[name], len(ONE[name])) == []


def test_same_takes_over_the_words_before_it() -> None:
    """The turn that says "same technique" holds the words of the turn before it, and what is said of both."""
    text = "left base first: 5 f yueh under ultrasound, 700 ml. then the right base, same technique, 400 ml. both catheters were removed."
    left, right = told_by_turn(text, len(text))
    assert "ultrasound" in "".join(text[a:b] for a, b in right.ranges)
    assert "both catheters" in "".join(text[a:b] for a, b in left.ranges)
