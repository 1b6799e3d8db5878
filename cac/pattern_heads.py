"""What a match of a regular expression must begin with, or at least hold.

The parse tree of the standard library is read conservatively: what is not understood ends a beginning early, and
conditions without width (look-around, word borders) may only be dropped, or kept where they say which kind of
character stands there. Characters are read as symbols: a letter is itself, a digit ``0``, all else a blank.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

try:
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # another Python: patterns are searched as they are
    op = parser = None

#: length of the pieces a text is looked up by, and of the longest beginning
GRAM, LONG = 4, 8
#: so many different beginnings are told apart; and so many characters of a class
_MOST, _CLASS = 400, 12
#: what a needle of each length costs: the shorter, the more texts hold it
_COST = {1: 4000, 2: 400, 3: 60, 4: 10, 5: 6, 6: 4, 7: 3, 8: 2}


class Needle(NamedTuple):
    """Symbols that stand where a match begins; ``lead`` is 1 where the first is the blank before it, -1 where they may stand anywhere in the match."""

    symbols: bytes
    lead: int


class _Head(NamedTuple):
    """A beginning under way: its symbols, whether a word border is asked for at its end, whether it is complete."""

    symbols: str = ""
    lead: int = 0
    border: bool = False
    closed: bool = False


def symbol(char: str) -> str:
    """The symbol of a character."""
    if char.isascii():
        return "0" if char.isdigit() else char if char.isalnum() or char == "_" else " "
    return "0" if char.isdecimal() else "\x80" if char.isalnum() else " "


def _closed(head: _Head) -> _Head:
    """A beginning that ends here; the border of a word is a blank after it."""
    symbols = head.symbols
    if head.border and not head.closed and symbols and symbols[-1] != " ":
        symbols += " "
    return head._replace(symbols=symbols[:LONG], border=False, closed=True)


def _with(head: _Head, char: str) -> _Head | None:
    """A beginning with one more symbol; None where a word border forbids it."""
    symbols, lead = head.symbols, head.lead
    if head.border:
        if symbols and (symbols[-1] == " ") == (char == " "):
            return None
        if not symbols and char != " ":
            symbols, lead = " ", 1
    symbols += char
    return _Head(symbols[:LONG], lead, False, len(symbols) >= LONG)


def _class(items: Sequence[Any]) -> set[str] | None:
    """The symbols of a class of characters; None where they are too many to tell."""
    out: set[str] = set()
    for kind, value in items:
        if kind is op.LITERAL:
            out.add(symbol(chr(value)))
        elif kind is op.RANGE and value[1] - value[0] < 100:
            out.update(symbol(chr(code)) for code in range(value[0], value[1] + 1))
        elif kind is op.CATEGORY and value is op.CATEGORY_DIGIT:
            out.add("0")
        elif kind is op.CATEGORY and value is op.CATEGORY_SPACE:
            out.add(" ")
        else:
            return None
    return out if len(out) <= _CLASS else None


def _grown(heads: set[_Head], tree: Iterable[Any]) -> set[_Head]:
    """The beginnings after one more piece of a pattern."""
    for kind, value in tree:
        under_way = {head for head in heads if not head.closed}
        if not under_way:
            return heads
        done = heads - under_way
        heads = done | _after(under_way, kind, value)
        if len(heads) > _MOST:
            heads = {head if head.closed else _closed(head) for head in done | under_way}
    return heads


def _after(heads: set[_Head], kind: Any, value: Any) -> set[_Head]:
    if kind is op.LITERAL:
        return {new for head in heads if (new := _with(head, symbol(chr(value))))}
    if kind is op.IN:
        symbols = _class(value)
        if symbols is not None:
            return {new for head in heads for char in symbols if (new := _with(head, char))}
    elif kind is op.AT:
        return {head._replace(border=True) for head in heads} if value is op.AT_BOUNDARY else heads
    elif kind in (op.ASSERT, op.ASSERT_NOT):
        return heads
    elif kind is op.BRANCH:
        return set().union(*(_grown(heads, branch) for branch in value[1]))
    elif kind is op.SUBPATTERN and not value[1] and not value[2]:
        return _grown(heads, value[3])
    elif kind is op.ATOMIC_GROUP:
        return _grown(heads, value)
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeated(heads, *value)
    return {_closed(head) for head in heads}


def _repeated(heads: set[_Head], least: int, most: int, tree: Any) -> set[_Head]:
    out: set[_Head] = set() if least else set(heads)
    current = heads
    for count in range(1, min(int(most), LONG) + 1):
        current = _grown(current, tree)
        if count >= least:
            out |= current
        if len(out) + len(current) > _MOST:
            break
    else:
        if most <= LONG:
            return out
    return {head if head.closed else _closed(head) for head in out | current}


def _needles(tree: Any) -> tuple[Needle, ...] | None:
    """The beginnings of a piece of a pattern; None where it may begin with anything."""
    found = {_closed(head) if not head.closed else head for head in _grown({_Head()}, tree)}
    if not found or any(not head.symbols.strip() for head in found):
        return None
    symbols = {(head.symbols, head.lead) for head in found}
    return _few({Needle(s.encode("latin-1"), lead) for s, lead in symbols})


def _few(needles: set[Needle]) -> tuple[Needle, ...]:
    """Needles without those that begin with another, and one for many that begin alike."""
    alike: dict[tuple[bytes, int], set[Needle]] = {}
    for needle in needles:
        alike.setdefault((needle.symbols[:GRAM], needle.lead), set()).add(needle)
    short = [Needle(*key) for key, group in alike.items() if len(group) > 2 or Needle(*key) in group]
    kept = {needle for group in alike.values() if len(group) < 3 for needle in group} | set(short)
    return tuple(sorted(n for n in kept if not any(s.lead == n.lead and s.symbols != n.symbols and n.symbols.startswith(s.symbols) for s in short)))


def _cost(needles: tuple[Needle, ...]) -> int:
    return sum(_COST[len(needle.symbols)] for needle in needles)


def _held(tree: Sequence[Any]) -> tuple[Needle, ...] | None:
    """Needles one of which every match holds somewhere, as few and as long as can be; None where there are none."""
    best: tuple[Needle, ...] | None = None
    for number, (kind, value) in enumerate(tree):
        choices = [_needles(tree[number:])]
        if kind is op.SUBPATTERN and not value[1] and not value[2]:
            choices.append(_held(list(value[3])))
        elif kind is op.BRANCH:
            parts = [_held(list(branch)) for branch in value[1]]
            choices.append(None if None in parts else tuple(sorted(set().union(*parts))))  # type: ignore[arg-type]
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0]:
            choices.append(_held(list(value[2])))
        for choice in choices:
            if choice and (best is None or _cost(choice) < _cost(best)):
                best = choice
    return best


def _ways(tree: list[Any], most: int = 300) -> list[list[Any]]:
    """The alternatives a pattern begins with, each with what follows it."""
    for number, (kind, value) in enumerate(tree):
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        before, after = tree[:number], tree[number + 1 :]
        if kind is op.SUBPATTERN and not value[1] and not value[2]:
            return _ways([*before, *value[3], *after], most)
        if kind is op.BRANCH and len(value[1]) <= most:
            return [way for branch in value[1] for way in _ways([*before, *branch, *after], most // len(value[1]))]
        break
    return [tree]


def beginnings(pattern: str, flags: int) -> tuple[Needle, ...] | None:
    """The needles of a pattern, one of which stands where a match begins or in it; None where nothing is known."""
    if parser is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = parser.parse(pattern, flags)
    if tree.state.flags & (op.SRE_FLAG_IGNORECASE | op.SRE_FLAG_LOCALE | op.SRE_FLAG_ASCII):
        return None
    out: set[Needle] = set()
    for way in _ways(list(tree)):
        first = _needles(way)
        if first is None or _cost(first) >= 3000:
            held = _held(way)
            if held is None:
                return None
            first = tuple(needle._replace(lead=-1) for needle in held)
        out.update(first)
    few = _few(out)
    return few if sum(len(needle.symbols) < GRAM for needle in few) <= 12 and _cost(few) < 10_000 else None
