"""Assertion: the status of every finding, from its section and from the words around it.

The rules are medspaCy ``ConTextRule`` objects read from ``lexicon/status.yaml``; stock ConText negates across
clauses and knows neither "was not performed" nor "could not be deployed", so the reach of each rule is ours.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cac.findings import Document, Finding, Span
from cac.knowledge.strict import read_yaml
from cac.language.matcher import words_of
from cac.language.rules import ConTextRule
from cac.language.terms import expand

_FILE = Path(__file__).with_name("lexicon") / "status.yaml"
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s-]", re.UNICODE)
_PRIORITY = ("aborted", "failed", "negated", "hypothetical", "planned", "prior", "removed", "existing", "attempted")
_NP_STOP = frozenset(
    "was were is are be been had has to with from through via into for by using then showed shows demonstrated revealed and"
    " , ; : . ( which that over across within a an another".split()
)
_LIST_STOP = frozenset("but however except ; although though whereas therefore because since until where so other".split())
#: how far a word reaches in speech without marks
_BREATH = 8
#: what makes a list of the words before and after a comma
_JOINED = frozenset("and or nor as well both all each".split())
#: words between a comma and a verb that are no subject of their own
_NO_SUBJECT = frozenset("was were is are be been being had has have which that who it this these those they therefore thus hence then also finally still however though unfortunately ultimately eventually again today".split())
_TIMES = frozenset("day days week weeks month months year years".split())
_NEW_SUBJECT = frozenset(
    "the a an this that we i it there then she he patient final completion subsequently both which his her good excellent normal patent"
    " successful widely brisk continued".split()
)


_SPOKEN_ON = frozenset("then we i next was were after using".split())


@dataclass(frozen=True, slots=True)
class _Modifier:
    status: str
    direction: str
    reach: str
    start: int  # token index in its sentence
    end: int
    char: int
    clause: int


@lru_cache(maxsize=1)
def _trie() -> dict[str, Any]:
    trie: dict[str, Any] = {}
    for rule in context_rules():
        node = trie
        for word in _WORD.findall(rule.literal):
            node = node.setdefault(word, {})
        node.setdefault("", []).append((rule.metadata["status"], rule.direction.lower(), rule.metadata["reach"]))
    return trie


@lru_cache(maxsize=1)
def context_rules() -> tuple[Any, ...]:
    """The status words as medspaCy ``ConTextRule`` objects."""
    rules = []
    for entry in read_yaml(_FILE):
        direction = {"both": "BIDIRECTIONAL"}.get(entry["direction"], entry["direction"].upper())
        for term in entry["terms"]:
            for literal in sorted(expand(term)):
                rules.append(
                    ConTextRule(literal, entry["status"].upper(), direction=direction, metadata={"status": entry["status"], "reach": entry["reach"]})
                )
    return tuple(rules)


def _modifiers(words: list[tuple[str, int, int]], clause_of: list[int]) -> list[_Modifier]:
    trie, found = _trie(), []
    index = 0
    while index < len(words):
        nodes, position, best = [trie], index, None
        while position < len(words) and nodes:
            word = words[position][0]
            following = [node[word] for node in nodes if word in node]
            if word[0].isdigit() and not (position == index + 1 and words[index][0] == "in" and _counts(words, position)):
                following += [node["#"] for node in nodes if "#" in node]
            position += 1
            hits = [hit for node in following for hit in node.get("", ())]
            if hits:
                best = (position, hits)
            nodes = following
        if best is None:
            index += 1
            continue
        end, hits = best
        for status, direction, reach in hits:
            found.append(_Modifier(status, {"bidirectional": "both"}.get(direction, direction), reach, index, end, words[index][1], clause_of[index]))
        index = end if any(hit[0] == "none" for hit in hits) else index + 1
    masks = [(m.start, m.end) for m in found if m.status == "none"]
    longest: list[_Modifier] = []
    for modifier in found:
        if modifier.status == "none" or any(a <= modifier.start and modifier.end <= b for a, b in masks):
            continue
        if any(o.start <= modifier.start and modifier.end <= o.end and (o.end - o.start) > (modifier.end - modifier.start) and o.status != "none" for o in found):
            continue
        longest.append(modifier)
    return longest


def _counts(words: list[tuple[str, int, int]], position: int) -> bool:
    """Whether the number after "in" counts things ("in 4 places") and is no year and no date ("in 3 weeks")."""
    number = words[position][0]
    following, third = (words[place][0] if place < len(words) else "" for place in (position + 1, position + 2))
    return len(number) < 4 and following.isalpha() and (following not in _TIMES or third == "old")  # "in a 3 year old boy" is no time


def _measured_apart(between: list[str], finding: Finding, words: list[tuple[str, int, int]]) -> bool:
    """Whether a measure after a comma starts a fact of its own: "no sedation, 14 f catheter, to bag"."""
    told = between + [words[finding.token][0]] if finding.token < len(words) else between
    return "," in told and any(word[0].isdigit() for word in told[told.index(",") :]) and not {"or", "nor"}.intersection(told)


def _in_brackets(words: list[tuple[str, int, int]], start: int, end: int, leaves: str, enters: str) -> bool:
    """Whether a bracket parts two words: what is said inside brackets is not said of what stands outside."""
    named = [word for word, _, _ in words[start:end]]
    return named.count(leaves) > named.count(enters)


def _reaches(modifier: _Modifier, finding: Finding, words: list[tuple[str, int, int]]) -> bool:
    if modifier.start >= finding.token and modifier.end <= finding.token_end:
        return False
    if _in_brackets(words, modifier.end, finding.token, ")", "(") or _in_brackets(words, finding.token_end, modifier.start, "(", ")"):
        return False
    after = finding.token >= modifier.end or finding.token <= modifier.start < finding.token_end
    if after and modifier.direction in ("forward", "both"):
        between = [word for word, _, _ in words[modifier.end : finding.token]]
        if modifier.reach == "np":
            return len(between) <= 6 and not _NP_STOP.intersection(between) and not _done_to_the_old(modifier, finding, words)
        if modifier.reach == "sentence":
            return True
        if modifier.reach == "list":
            if len(between) > 16 or _LIST_STOP.intersection(between) or ":" in between[1:]:  # behind a colon a statement of its own begins
                return False
            for index, word in enumerate(between[:-1] if between else []):
                if word in (",", "and", "with", ".") and between[index + 1] in _NEW_SUBJECT:
                    return False
            if _unmarked(words, least=18) and any(word in _SPOKEN_ON or word in ("the", "a") and index > 1 for index, word in enumerate(between)):  # speech without marks has gone on to the next thing
                return False
            if between and between[-1] in (",",) and finding.token < len(words) and words[finding.token][0] in _NEW_SUBJECT:
                return False
            if _measured_apart(between, finding, words):
                return False
            return True
        if modifier.status == "failed" and _measured_apart(between, finding, words):
            return False
        return finding.clause == modifier.clause and not (_unmarked(words) and len(between) > _BREATH)
    if not after and modifier.direction in ("backward", "both"):
        if modifier.reach == "sentence":
            return True
        return finding.clause == modifier.clause and not _of_another(words[finding.token_end : modifier.start]) and not (_unmarked(words) and modifier.start - finding.token_end > _BREATH)
    return False


#: acts by which an old device came about; every other act is done to it today ("old 14 F removed", "existing tube injected")
_MADE_IT = frozenset(("place", "insert", "deploy", "implant", "create", "embolize", "stent"))


def _done_to_the_old(modifier: _Modifier, finding: Finding, words: list[tuple[str, int, int]]) -> bool:
    """Whether an adjective of what was there before is followed by its noun and by what was done to it."""
    if finding.kind != "act" or finding.value in _MADE_IT or modifier.status not in ("prior", "existing") or finding.token <= modifier.end:
        return False
    verb = words[finding.token][0]
    return verb.endswith(("ed", "awn", "aken")) and finding.token_end == finding.token + 1


def _unmarked(words: list[tuple[str, int, int]], *, least: int = 30) -> bool:
    """Whether a sentence of more words than the least is speech without marks, in which one breath holds the whole report."""
    return len(words) > least and not any(word in (",", ";", ":") for word, _, _ in words)


#: verb forms without a subject of their own that do not end in -ed
_PARTICIPLES = frozenset("put done made left seen given taken known found shown drawn cut set begun gone".split())


def _of_another(between: list[tuple[str, int, int]]) -> bool:
    """Whether a word after the last comma is what the modifier speaks of: "cores x4, images not recorded" denies the images alone."""
    named = [word for word, _, _ in between]
    if "," not in named or ")" in named:
        return False
    tail = named[len(named) - named[::-1].index(",") :]
    if tail and (tail[0].endswith("ed") or tail[0] in _PARTICIPLES):
        return False  # "a PICC in the right arm, placed last week": what was done to the thing before the comma
    return not _JOINED.intersection(tail) and any(word.isalpha() and word not in _NO_SUBJECT for word in tail)


def _base(finding: Finding) -> str:
    if finding.role == "plan":
        return "planned"
    if finding.section in ("history", "comparison"):
        return "prior"
    if finding.section == "consent":
        return "hypothetical" if finding.kind == "act" else "existing"
    if finding.role == "background":
        return "planned" if finding.kind == "act" else "existing"
    return "done"


#: the answer to a question, which denies nothing of what follows ("Impar? No - superior hypogastric block")
_ANSWER = re.compile(r"(?:no|nope|not so)\b ?(?:[-\u2013\u2014:,;.])")
#: an answer that turns the question down
_TURNED_DOWN = re.compile(r"\W*(?:(?:no|nope|not|negative|cancel\w*)\b(?! (?:\w+ ){0,2}(?:complication|problem|issue|leak))|[^.?\n]{0,30}\b(?:chosen|instead|preferred)\b)")


def _turned_down(flat: str, start: int, end: int) -> int:
    """Where the last part of a sentence begins, where that is a question which the next words turn down; else the end."""
    if not flat[start:end].rstrip().endswith("?") or not _TURNED_DOWN.match(flat, end):
        return end
    if len(flat[start:end].split()) < 6:
        return start
    last = max([start, *(start + mark.end() for mark in re.finditer(r"[,;:.] | - |\b(?:for|with|of|to|by|at|in|from|as|than|or|and|the|an?|under|via) ", flat[start:end]))])
    words = [last + word.start() for word in re.finditer(r"\S+", flat[last:end])]
    return words[-2] if len(words) > 2 else last


def assign(document: Document, spans: list[tuple[int, int]], clause_positions: dict[int, list[int]]) -> None:
    """Set ``status`` of every finding of a document."""
    from cac.language.clauses import number_of

    for sentence in document.sentences:
        if (asked := _turned_down(document.flat, sentence.start, sentence.end)) < sentence.end:
            document.turned_down.append(Span(asked, sentence.end))
    for number, findings in document.by_sentence.items():
        sentence = document.sentences[number]
        words = words_of(document.flat, spans, sentence.start, sentence.end)
        positions = clause_positions[number]
        clause_of = [number_of(positions, start) for _, start, _ in words]
        starts = [start for _, start, _ in words]
        modifiers = _modifiers(words, clause_of)
        if _ANSWER.match(document.flat, sentence.start) and document.flat[: sentence.start].rstrip().endswith("?"):
            modifiers = [m for m in modifiers if m.start]
        asked = _turned_down(document.flat, sentence.start, sentence.end)
        for finding in findings:
            base = _base(finding)
            if not finding.token_end:  # a pattern: place it among the words
                finding.token = next((i for i, start in enumerate(starts) if start >= finding.start), len(starts))
                finding.token_end = next((i for i, start in enumerate(starts) if start >= finding.end), len(starts))
            statuses = {m.status for m in modifiers if _reaches(m, finding, words)}
            chosen = next((status for status in _PRIORITY if status in statuses), base)
            if chosen in ("removed", "existing") and finding.kind == "act":
                chosen = next((status for status in _PRIORITY if status in statuses - {"removed", "existing"}), base)
            if base != "done" and chosen in ("attempted", "removed", "existing"):
                chosen = base
            if finding.end > asked and chosen == "done":
                chosen = "negated"
            finding.status = chosen
