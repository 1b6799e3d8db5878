"""Terms and patterns of the lexicon found in a report, longest first."""

from __future__ import annotations

from cac import patterns as re
from bisect import bisect_left, bisect_right

from cac.findings import Document, Finding
from cac.language import clauses
from cac.language.lexicon import Lexicon

_NUMBER = re.compile(r"\d+(?:\.\d+)?$|\.\d+$")


def words_of(flat: str, spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[str, int, int]]:
    """The tokens of a stretch that count for matching: white space and hyphens are left out."""
    low = bisect_left(spans, (start, start))
    out = []
    for a, b in spans[low:]:
        if a >= end:
            break
        word = flat[a:b]
        if word.strip() and word != "-":
            out.append((word, a, b))
    return out


def _walk(trie: dict, words: list[tuple[str, int, int]], index: int) -> list[tuple[int, list[tuple[str, str]]]]:
    """Every end (exclusive token index) at which a term that starts here is complete."""
    found = []
    nodes = [trie]
    position = index
    while nodes and position < len(words):
        word = words[position][0]
        following = []
        for node in nodes:
            child = node.get(word)
            if child is None and "'" in word and (plain := word.replace("'s", "").replace("'", "")):
                child = node.get(plain)
            if child is not None:
                following.append(child)
            if "#" in node and _NUMBER.match(word):
                following.append(node["#"])
        position += 1
        hits = [hit for node in following for hit in node.get("", ())]
        if hits:
            found.append((position, hits))
        nodes = following
    return found


def match_words(lexicon: Lexicon, words: list[tuple[str, int, int]]) -> list[tuple[str, str, int, int]]:
    """(kind, value, first token, last token exclusive), the longest per kind at every start."""
    out: list[tuple[str, str, int, int]] = []
    for index in range(len(words)):
        if words[index][0] not in lexicon.trie and "#" not in lexicon.trie and "'" not in words[index][0]:
            continue
        best: dict[str, int] = {}
        hits: dict[str, list[str]] = {}
        for end, found in _walk(lexicon.trie, words, index):
            for kind, value in found:
                if best.get(kind, 0) < end:
                    best[kind], hits[kind] = end, []
                hits[kind].append(value)
        for kind, end in best.items():
            out.extend((kind, value, index, end) for value in hits[kind])
    return out


def _drop_contained(hits: list[tuple[str, str, int, int]]) -> list[tuple[str, str, int, int]]:
    """Leave out what lies inside a longer hit of its kind or inside an ``ignore``."""
    masks = [(a, b) for kind, _, a, b in hits if kind == "ignore"]
    out = []
    for kind, value, a, b in hits:
        if kind == "ignore" or any(x <= a and b <= y for x, y in masks):
            continue
        if any(k == kind and x <= a and b <= y and y - x > b - a for k, _, x, y in hits):
            continue
        out.append((kind, value, a, b))
    return out


def find(document: Document, lexicon: Lexicon, spans: list[tuple[int, int]]) -> None:
    """Add every term and pattern of the lexicon to the document, in order of position."""
    flat = document.flat
    findings: list[Finding] = []
    for number, sentence in enumerate(document.sentences):
        words = words_of(flat, spans, sentence.start, sentence.end)
        if not words:
            continue
        positions = clauses.cuts(flat, sentence.start, sentence.end)
        hits = match_words(lexicon, words)
        for kind, value, a, b in _drop_contained(hits):
            start, end = words[a][1], words[b - 1][2]
            findings.append(
                Finding(kind, value, start, end, document.text[start:end], number, clauses.number_of(positions, start), token=a, token_end=b)
            )
    vocabulary = {flat[a:b] for a, b in spans}
    starts = [sentence.start for sentence in document.sentences]
    for pattern in lexicon.patterns:
        if pattern.anchors and vocabulary.isdisjoint(pattern.anchors):
            continue
        for match in pattern.regex.finditer(flat):
            group = 1 if pattern.regex.groups else 0
            if match.start(group) < 0 or match.start(group) == match.end(group):
                continue
            start, end = match.span(group)
            number = max(0, bisect_right(starts, start) - 1)
            sentence = document.sentences[number]
            positions = clauses.cuts(flat, sentence.start, sentence.end)
            findings.append(
                Finding(pattern.kind, pattern.value, start, end, document.text[start:end], number, clauses.number_of(positions, start))
            )
    for finding in findings:
        section = document.sections[document.sentence_section[finding.sentence]]
        finding.section, finding.role = section.name, section.role
    findings.sort(key=lambda f: (f.start, -f.end, f.kind, f.value))
    document.findings = findings
    by_sentence: dict[int, list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.sentence, []).append(finding)
    document.by_sentence = by_sentence
