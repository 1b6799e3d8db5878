"""Patterns that look before they search answer as the standard library does."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cac
from cac import patterns
from cac.pattern_heads import beginnings

ROOT = Path(__file__).resolve().parents[2]


def looking(pattern: str) -> patterns.Pattern | None:
    """The pattern as it is after many uses; None where it has no needles."""
    found = patterns.Pattern(pattern)
    return found if found.read() else None


def told(matches: Any) -> list[Any]:
    return [(m.span(), m.groups(), m.lastgroup, m.groupdict()) for m in matches]


def same(ours: patterns.Pattern, text: str, pos: int = 0, endpos: int = 10**9) -> None:
    """Compare every way to search, the text looked at and not."""
    theirs = re.compile(ours.pattern)
    for use in range(5):
        if use == 0:
            patterns.forget()
        first, second = ours.search(text, pos, endpos), theirs.search(text, pos, endpos)
        assert (first and told([first])) == (second and told([second])), (ours.pattern, text)
        assert told(ours.finditer(text, pos, endpos)) == told(theirs.finditer(text, pos, endpos)), (ours.pattern, text)
        assert ours.findall(text, pos, endpos) == theirs.findall(text, pos, endpos)
    assert ours.sub("_", text) == theirs.sub("_", text)
    assert ours.sub(lambda m: m.group().upper(), text, 1) == theirs.sub(lambda m: m.group().upper(), text, 1)
    assert ours.subn("_", text) == theirs.subn("_", text)
    assert ours.split(text) == theirs.split(text)


def own_patterns() -> list[str]:
    """Every pattern the rooms have made so far, modules loaded and some reports coded."""
    for info in pkgutil.walk_packages(cac.__path__, "cac."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)
    coder = cac.Coder(store="")
    for file in sorted((ROOT / "corpora" / "golden").glob("*.jsonl")):
        case = json.loads(file.read_text(encoding="utf-8").splitlines()[0])
        coder.suggest(cac.Report(text=case["report"], date_of_service=case["date_of_service"]))
    return sorted({entry.pattern for entry in patterns._known.values() if not entry.flags})


def test_every_pattern_of_the_program_finds_what_the_standard_library_finds() -> None:
    texts = []
    for file in sorted((ROOT / "corpora" / "blind").glob("*.jsonl")):
        texts += [json.loads(line)["report"].lower() for line in file.read_text(encoding="utf-8").splitlines()[:2]]
    long = " \n".join(texts)[:6000]
    cut = [long[at : at + size] for at, size in ((100, 40), (900, 90), (2000, 200), (3000, 700))]
    found = own_patterns()
    assert len(found) > 1000
    read = [pattern for entry in found if (pattern := looking(entry))]
    assert len(read) > 0.8 * len(found)
    for number, pattern in enumerate(read):
        if not re.search(r"\[\^[^]]*\]\*.*\[\^", pattern.pattern):  # those look long at a long text
            assert told(pattern.finditer(long)) == told(re.finditer(pattern.pattern, long)), pattern.pattern
        for text in (cut[number % 4], texts[number % len(texts)][:900]):
            for _ in range(3):
                assert told(pattern.finditer(text)) == told(re.finditer(pattern.pattern, text)), pattern.pattern
            assert told(pattern.finditer(text, 20, 77)) == told(re.compile(pattern.pattern).finditer(text, 20, 77)), pattern.pattern


PIECES = ("a", "b", "ab", "tip", "stent", " ", "-", ".", "é", "Ω", r"\d", r"\d{1,2}", r"\w+", r"\w", r"\s*", r"\s", "[ -]?", "[ab]", "[^.;]{0,3}", "[^a]", r"\b", r"\B", "^", "$", "(?=a)", "(?!b)", "(?<!a)", "(?<=b )", "a?", "(?:ab)+", "(?:a|)", "(?:stent)?s", "a{2,3}?", "[a-c]", "[a-z]", ".")
expression = st.recursive(
    st.sampled_from(PIECES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"({part})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: rf"\b(?:{'|'.join(parts)})\b"),
    ),
    max_leaves=9,
)
words = st.lists(st.sampled_from(["a", "b", "ab", "aab", "tip", "tips", "stent", "stents", " ", "  ", "-", ".", ";", "\n", "3", "42", "é", "Ω", "_", "c", "²", "\u00a0"]), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(pattern=expression, text=words, pos=st.integers(0, 12), end=st.integers(0, 40))
def test_made_up_patterns_find_what_the_standard_library_finds(pattern: str, text: str, pos: int, end: int) -> None:
    ours = looking(pattern)
    if ours:
        same(ours, text)
        same(ours, text * 3, pos, pos + end)


@pytest.mark.parametrize(
    ("pattern", "needles"),
    [
        (r"\bus\b", {(b" us ", 1)}),
        (r"angio-?jet", {(b"angiojet", 0), (b"angio je", 0)}),
        (r"[^.]*\btpa\b", {(b" tpa ", -1)}),
        (r"stents?\b|\d fr\b", {(b"stent ", 0), (b"stents ", 0), (b"0 fr ", 0)}),
    ],
)
def test_the_needles_of_a_pattern(pattern: str, needles: set[tuple[bytes, int]]) -> None:
    assert {tuple(needle) for needle in beginnings(pattern, 0) or ()} == needles


@pytest.mark.parametrize("pattern", [r"\w+", "", r"a?", r"(?i)stent", r"[;,]", r"(?=stent)", r"\b|stent"])
def test_a_pattern_that_may_begin_with_anything_is_searched_as_it_is(pattern: str) -> None:
    assert beginnings(pattern, 0) is None


def test_a_mistake_in_a_pattern_is_said_at_once_where_asked() -> None:
    with pytest.raises(re.error):
        patterns.checked("(stent")


def test_every_pattern_of_the_program_compiles() -> None:
    for pattern in own_patterns():
        re.compile(pattern)


def test_a_pattern_of_its_own_is_the_same_object() -> None:
    assert patterns.compile("stent") is patterns.compile("stent")
    assert patterns.search("stent", "a stent") is not None
    assert patterns.compile("STENT", re.I).search("stent") is not None
