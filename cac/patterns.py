"""Regular expressions that look before they search: ``from cac import patterns as re``.

A report is asked about two thousand questions and says no to nine of ten. Each text is therefore looked at once
(its four-letter pieces, digits taken as one and marks as blanks), and a pattern is tried only where one of the
beginnings its match must have stands in the text. The answers are those of :mod:`re`; patterns are read and
compiled when they are used, so that a process pays only for those it needs.
"""

from __future__ import annotations

import re as plain
import sys
from collections.abc import Callable, Iterator, Sequence
from re import DOTALL, IGNORECASE, MULTILINE, UNICODE, I, M, Match, escape
from typing import Any

from cac.pattern_heads import GRAM, Needle, beginnings, symbol

__all__ = ["DOTALL", "IGNORECASE", "MULTILINE", "UNICODE", "I", "M", "Match", "Pattern", "compile", "escape", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"]

_LOOKING = ("search", "finditer", "findall", "sub", "subn", "split")
_PLAIN = ("match", "fullmatch", "groups", "groupindex")
#: more places than this are left to the search itself
_MANY = 24
#: a pattern is read for its needles when it is used so often
_OFTEN = 40
_END = sys.maxsize
_ASCII = bytes(ord(symbol(chr(code))) if code < 128 else code for code in range(256))
#: texts already looked at: their symbols and the pieces of four that stand in them; before, how often they were searched
_seen: dict[str, tuple[bytes, set[int]] | int] = {}
_known: dict[Any, Any] = {}


def _look(text: str, seen: int, dear: bool) -> tuple[bytes, set[int]] | None:
    """The symbols of a text, a blank at both ends, and every piece of four symbols as a number; None for a text rarely searched, unless the search is ``dear``."""
    if not seen and len(_seen) > 4000:
        _seen.clear()
    if len(text) < 12 or (seen < 3 if len(text) < 150 else seen < 1) and not dear:
        _seen[text] = seen + 1
        return None
    symbols = text.encode("ascii").translate(_ASCII) if text.isascii() else "".join(map(symbol, text)).encode("latin-1")
    symbols = b" " + symbols + b" "
    view, size = memoryview(symbols), len(symbols)
    pieces: set[int] = set()
    for first in range(GRAM):
        pieces.update(view[first : first + (size - first) // GRAM * GRAM].cast("I"))
    _seen[text] = symbols, pieces
    return symbols, pieces


def forget() -> None:
    """Forget the texts looked at, as a report is done."""
    _seen.clear()


class Pattern:
    """A pattern with the methods of :class:`re.Pattern`, read and compiled at its first use."""

    __slots__ = ("__weakref__", "compiled", "flags", "pattern", *_LOOKING, *_PLAIN)

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __class_getitem__(cls, _: Any) -> type[Pattern]:
        return cls

    def __getattr__(self, name: str) -> Any:
        if name == "compiled":
            self.compiled = plain.compile(self.pattern, self.flags)
        elif name in _PLAIN:
            setattr(self, name, getattr(self.compiled, name))
        elif name in _LOOKING:
            self._take(_counted(self))
        return object.__getattribute__(self, name)

    def _take(self, works: Sequence[Callable[..., Any]]) -> None:
        for method, work in zip(_LOOKING, works, strict=True):
            setattr(self, method, work)

    def read(self) -> bool:
        """Read the pattern for its needles; whether it has any. Its searches look first from now on."""
        needles = beginnings(self.pattern, self.flags)
        self._take(_looking(self, needles) if needles else [getattr(self.compiled, method) for method in _LOOKING])
        return bool(needles)


def _counted(pattern: Pattern) -> list[Callable[..., Any]]:
    """The searches of a pattern as they are; it is read when it has been used often, as reading costs more than a few searches."""
    left = _OFTEN

    def counted(method: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def search(*args: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if left:
                return work(*args, **options)
            pattern.read()
            return getattr(pattern, method)(*args, **options)

        return search

    return [counted(method, getattr(pattern.compiled, method)) for method in _LOOKING]


def _looking(pattern: Pattern, needles: tuple[Needle, ...]) -> tuple[Callable[..., Any], ...]:
    """``search``, ``finditer``, ``findall``, ``sub``, ``subn`` and ``split`` of a pattern whose match begins with a needle, or holds one."""
    by_piece: dict[int, list[tuple[int, Needle]]] = {}
    short = [needle for needle in needles if len(needle.symbols) < GRAM]
    for needle in needles:
        if len(needle.symbols) >= GRAM:
            first, last = (int.from_bytes(piece, sys.byteorder) for piece in (needle.symbols[:GRAM], needle.symbols[-GRAM:]))
            by_piece.setdefault(first, []).append((last, needle))
    wanted = frozenset(by_piece)
    dear = len(needles) > 20
    def places(text: str, symbols: bytes, pieces: set[int], pos: int, endpos: int) -> list[int] | None:
        """Where a match may begin, in order; anywhere when None."""
        size = len(text)
        if endpos < size and symbols[endpos + 1] != 32 and symbols[endpos] != 32:
            return None  # a word is cut: its end is none of the text
        hits = [needle for piece in wanted & pieces for last, needle in by_piece[piece] if last in pieces]
        if short:
            hits += [needle for needle in short if needle.symbols in symbols]
        if len(hits) * 8 > endpos - pos:
            return None  # a short stretch of a long text
        found: set[int] = set()
        for needle in hits:
            _stand(symbols, needle, pos, endpos, found)
            if found and needle.lead < 0:
                return None
        return sorted(found)

    def search(text: str, pos: int = 0, endpos: int = _END) -> Match[str] | None:
        seen = _seen.get(text, 0)
        if seen.__class__ is int:
            seen = _look(text, seen, dear)
            if seen is None:
                return pattern.compiled.search(text, pos, endpos)
        symbols, pieces = seen
        if not short and endpos >= len(text) and wanted.isdisjoint(pieces):
            return None
        at = places(text, symbols, pieces, pos, endpos)
        if at is None:
            return pattern.compiled.search(text, pos, endpos)
        if len(at) > _MANY:
            return pattern.compiled.search(text, at[0], endpos)
        for place in at:
            if found := pattern.match(text, place, endpos):
                return found
        return None

    def walk(text: str, at: list[int], endpos: int) -> Iterator[Match[str]]:
        done = 0
        for place in at:
            if place >= done and (found := pattern.match(text, place, endpos)):
                yield found
                done = found.end()

    def finditer(text: str, pos: int = 0, endpos: int = _END) -> Iterator[Match[str]]:
        seen = _seen.get(text, 0)
        if seen.__class__ is int:
            seen = _look(text, seen, dear)
            if seen is None:
                return pattern.compiled.finditer(text, pos, endpos)
        symbols, pieces = seen
        if not short and endpos >= len(text) and wanted.isdisjoint(pieces):
            return iter(())
        at = places(text, symbols, pieces, pos, endpos)
        if at is None:
            return pattern.compiled.finditer(text, pos, endpos)
        if len(at) > _MANY:
            return pattern.compiled.finditer(text, at[0], endpos)
        return walk(text, at, endpos) if at else iter(())

    def findall(text: str, pos: int = 0, endpos: int = _END) -> list[Any]:
        first = search(text, pos, endpos)
        return pattern.compiled.findall(text, first.start(), endpos) if first else []

    def sub(repl: Any, text: str, count: int = 0) -> str:
        return pattern.compiled.sub(repl, text, count) if search(text) else text

    def subn(repl: Any, text: str, count: int = 0) -> tuple[str, int]:
        return pattern.compiled.subn(repl, text, count) if search(text) else (text, 0)

    def split(text: str, maxsplit: int = 0) -> list[Any]:
        return pattern.compiled.split(text, maxsplit) if search(text) else [text]

    return search, finditer, findall, sub, subn, split


def _stand(symbols: bytes, needle: Needle, pos: int, endpos: int, found: set[int]) -> None:
    """Add every place in a stretch of the text where a match would begin with a needle, or one place that shows it is held."""
    lead = max(needle.lead, 0)
    low = pos + 1 - (1 if needle.lead else 0)
    stop = min(endpos, len(symbols)) + len(needle.symbols)
    place = symbols.find(needle.symbols, low, stop)
    while place >= 0:
        found.add(place - 1 + lead)
        place = symbols.find(needle.symbols, place + 1, stop) if needle.lead >= 0 else -1


def __getattr__(name: str) -> Any:
    return getattr(plain, name)


def compile(pattern: Any, flags: int = 0) -> Any:  # noqa: A001
    """The pattern of a text, the same for the same text."""
    if not isinstance(pattern, str):
        return pattern
    key = (pattern, int(flags)) if flags else pattern
    found = _known.get(key)
    if found is None:
        if len(_known) > 8000:  # patterns made with words of reports
            for old in list(_known)[:4000]:
                del _known[old]
        found = _known[key] = Pattern(pattern, int(flags))
    return found


def checked(pattern: str) -> Any:
    """The pattern, compiled at once, so that a mistake in it is said now (:class:`re.error`)."""
    plain.compile(pattern)
    return compile(pattern)


def search(pattern: Any, text: str, flags: int = 0) -> Match[str] | None:
    """As :func:`re.search`."""
    return (not flags and _known.get(pattern) or compile(pattern, flags)).search(text)


def match(pattern: Any, text: str, flags: int = 0) -> Match[str] | None:
    """As :func:`re.match`."""
    return (not flags and _known.get(pattern) or compile(pattern, flags)).match(text)


def fullmatch(pattern: Any, text: str, flags: int = 0) -> Match[str] | None:
    """As :func:`re.fullmatch`."""
    return (not flags and _known.get(pattern) or compile(pattern, flags)).fullmatch(text)


def finditer(pattern: Any, text: str, flags: int = 0) -> Iterator[Match[str]]:
    """As :func:`re.finditer`."""
    return (not flags and _known.get(pattern) or compile(pattern, flags)).finditer(text)


def findall(pattern: Any, text: str, flags: int = 0) -> list[Any]:
    """As :func:`re.findall`."""
    return (not flags and _known.get(pattern) or compile(pattern, flags)).findall(text)


def split(pattern: Any, text: str, maxsplit: int = 0, flags: int = 0) -> list[Any]:
    """As :func:`re.split`."""
    return compile(pattern, flags).split(text, maxsplit)


def sub(pattern: Any, repl: Any, text: str, count: int = 0, flags: int = 0) -> str:
    """As :func:`re.sub`."""
    return (not flags and _known.get(pattern) or compile(pattern, flags)).sub(repl, text, count)


def subn(pattern: Any, repl: Any, text: str, count: int = 0, flags: int = 0) -> tuple[str, int]:
    """As :func:`re.subn`."""
    return compile(pattern, flags).subn(repl, text, count)
