"""The vocabulary as data: YAML blocks to medspaCy target rules to one trie.

One file per subject in ``cac/language/lexicon/``; a file is a list of blocks::

    - kind: device
      values:
        pigtail_catheter: ["{pigtail|locking loop} [drainage] catheter"]
    - kind: phrase
      patterns:
        stored_image: {anchor: [stored, archived], regex: ["..."]}

``kind: ignore`` marks stretches in which nothing else is read. Term syntax: :mod:`cac.language.terms`.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from cac.knowledge import tables
from cac.knowledge.strict import KnowledgeError, read_yaml
from cac.language.rules import TargetRule
from cac.language.terms import expand

FOLDER = Path(__file__).with_name("lexicon")
_PLAIN = {"act", "phrase", "ignore", "side", "outcome"}  # kinds whose terms take no plural
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s-]", re.UNICODE)


@dataclass(slots=True)
class Pattern:
    """A regular expression tried only where one of its anchor words stands in the report."""

    kind: str
    value: str
    anchors: tuple[str, ...]
    regex: re.Pattern[str]


@dataclass(slots=True)
class Lexicon:
    """The loaded vocabulary."""

    trie: dict[str, Any] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)
    rules: list[Any] = field(default_factory=list)


def _add(trie: dict[str, Any], literal: str, kind: str, value: str) -> None:
    node = trie
    for word in _WORD.findall(literal.lower()):
        node = node.setdefault(word, {})
    hits = node.setdefault("", [])
    if (kind, value) not in hits:
        hits.append((kind, value))


def blocks() -> list[tuple[Path, dict[str, Any]]]:
    """Every block of every lexicon file, with the file it stands in."""
    out: list[tuple[Path, dict[str, Any]]] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name in {"status.yaml", "sections.yaml"}:
            continue
        for block in read_yaml(path) or []:
            unknown = set(block) - {"kind", "values", "patterns", "plural"}
            if unknown or "kind" not in block:
                raise KnowledgeError(f"{path.name}: a block has kind, values, patterns, plural; found {sorted(unknown) or 'no kind'}")
            out.append((path, block))
    return out


def literals() -> list[tuple[str, str, str]]:
    """Every literal term as (text, kind, value), the vessel names of the vessel table among them."""
    out: list[tuple[str, str, str]] = []
    for path, block in blocks():
        kind = block["kind"]
        plural = block.get("plural", kind not in _PLAIN)
        for value, terms in (block.get("values") or {}).items():
            for term in terms:
                try:
                    out.extend((literal, kind, value) for literal in expand(str(term), plural=plural))
                except ValueError as error:
                    raise KnowledgeError(f"{path.name}, {kind} {value}: {error}") from error
    for vessel in tables.vessels().values():
        for term in (vessel.name, *vessel.synonyms):
            if len(term) > 2 and "(" not in term and "not matchable" not in term:
                out.extend((literal, "vessel", vessel.id) for literal in expand(term.lower(), plural=not term.endswith("s")))
    return out


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The whole vocabulary, read once."""
    lexicon = Lexicon()
    for literal, kind, value in literals():
        _add(lexicon.trie, literal, kind, value)
        if "injection" in literal:
            _add(lexicon.trie, re.sub(r"\binjections?\b", "inj", literal), kind, value)
            _add(lexicon.trie, re.sub(r"\binjections?\b", "injs", literal), kind, value)
    for path, block in blocks():
        for value, pattern in (block.get("patterns") or {}).items():
            for regex in pattern["regex"]:
                try:
                    compiled = re.checked(regex)
                except re.error as error:
                    raise KnowledgeError(f"{path.name}, pattern {value}: {error}") from error
                lexicon.patterns.append(Pattern(block["kind"], value, tuple(pattern["anchor"]), compiled))
    return lexicon


def target_rules() -> list[Any]:
    """The vocabulary as medspaCy ``TargetRule`` objects, for a pipeline of stock components."""
    return [TargetRule(literal, kind.upper(), metadata={"value": value}) for literal, kind, value in literals()]
