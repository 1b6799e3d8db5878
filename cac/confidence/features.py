"""What the models see: terms of a report, facts of an answer. No digit and no name is a term."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from typing import Any

from cac.findings import ASIDE, Document
from cac.knowledge import tables
from cac.knowledge.tables import SILENT


_WORD = re.compile(r"[a-z]{2,}")
_EMPTY = frozenset("the an of to and in was were with for is at on by as from it be this that had has".split())
#: words of dates and titles: what they stand beside is nobody's procedure
NEVER = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday dr doctor mrs".split()
)
_SKIPPED = _EMPTY | NEVER
_LEAST, _MOST = 1e-3, 1 - 1e-3

Place = tuple[int, int]


def terms(document: Document) -> dict[str, list[Place]]:
    """Words and pairs of neighbouring words of what was done, with their places in ``document.text``.

    Sections of history, consent and plan are left out. Words that carry nothing ("the", "was"), of dates and of
    titles neither count nor part a pair.
    """
    found: dict[str, list[Place]] = {}
    for section in document.sections:
        if section.role in ASIDE:
            continue
        before, begin = "", 0
        for match in _WORD.finditer(document.flat, section.start, section.end):
            word = match.group()
            if word in _SKIPPED:
                continue
            found.setdefault(word, []).append(match.span())
            if before:
                found.setdefault(f"{before} {word}", []).append((begin, match.end()))
            before, begin = word, match.start()
    return found


def family(code: str) -> str:
    """Family of a code, empty for supplies and codes outside the tables."""
    fact = tables.codes().get(code)
    return fact.family if fact else ""


def facts(answer: Mapping[str, Any], words: int) -> dict[str, Any]:
    """The facts of an answer that the line model uses: plain numbers and codes, no word of the report.

    Args:
        answer: an answer in the contract, without confidence.
        words: number of words of the report.
    """
    asked = [code for query in answer["queries"] for code in query["affects"]]
    return {
        "words": words,
        "notes": len(answer["notes"]),
        "procedures": len(answer["procedures"]),
        "queries": len(answer["queries"]),
        "asked": sorted(set(asked)),
        "rejected": sorted({entry["code"] for entry in answer["rejected"]}),
        "lines": [
            {
                "code": line["code"], "units": line["units"], "role": line["role"], "mark": line.get("mark") or "none",
                "modifiers": len(line["modifiers"]), "evidence": len(line["evidence"]), "rules": len(line.get("rules") or (1,)),
            }
            for line in answer["lines"]
        ],
    }


def covered(known: Mapping[str, Any]) -> set[str]:
    """Families that a line, a rejected code or a question of the answer speaks about."""
    return {family(code) for code in [*(line["code"] for line in known["lines"]), *known["rejected"], *known["asked"]]}


def unread(known: Mapping[str, Any], probable: Mapping[str, float]) -> float:
    """The highest probability of a family that the answer does not speak about."""
    spoken = covered(known) | SILENT
    return max((value for name, value in probable.items() if name not in spoken), default=0.0)


def doubt(probable: Mapping[str, float]) -> float:
    """How undecided the family model is about the report: its entropy summed over the families."""
    return -sum(p * math.log(p) + (1 - p) * math.log(1 - p) for value in probable.values() if _LEAST < (p := value) < _MOST)


def weakest(known: Mapping[str, Any], probable: Mapping[str, float]) -> float:
    """Log odds of the least probable family on the claim; 0 where no line has a family that texts describe."""
    own = {family(line["code"]) for line in known["lines"]} - SILENT - {""}
    return min((logit(probable.get(name, 0.5)) for name in own), default=0.0)


def line_features(known: Mapping[str, Any], number: int, probable: Mapping[str, float]) -> dict[str, float]:
    """Named features of one line; what a name of the form ``kind:value`` stands for is there or not.

    Args:
        known: `facts` of the answer.
        number: which line.
        probable: probability of each family that the text describes it.
    """
    line = known["lines"][number]
    own = family(line["code"])
    others = [family(other["code"]) for index, other in enumerate(known["lines"]) if index != number]
    return {
        f"family:{own or 'none'}": 1.0,
        f"role:{line['role']}": 1.0,
        f"mark:{line['mark']}": 1.0,
        "family_logit": logit(probable.get(own, 0.5)),
        "unread_logit": logit(unread(known, probable)),
        "weakest_logit": weakest(known, probable),
        "doubt": doubt(probable),
        "families_read": float(sum(value > 0.5 for value in probable.values())),
        "asked_about": float(line["code"] in known["asked"]),
        "log_queries": math.log1p(known["queries"]),
        "log_lines": math.log1p(len(known["lines"])),
        "log_rejected": math.log1p(len(known["rejected"])),
        "log_notes": math.log1p(known["notes"]),
        "log_procedures": math.log1p(known["procedures"]),
        "log_words": math.log1p(known["words"]),
        "log_evidence": math.log1p(line["evidence"]),
        "rules": float(line["rules"]),
        "several_units": float(line["units"] > 1),
        "has_modifier": float(line["modifiers"] > 0),
        "same_family": float(others.count(own)),
    }


def claim_features(known: Mapping[str, Any], sure: Collection[float], probable: Mapping[str, float]) -> dict[str, float]:
    """Named features of a whole claim.

    Args:
        known: `facts` of the answer.
        sure: confidence of each line.
        probable: probability of each family that the text describes it.
    """
    return {
        "silent": float(not sure),
        "silent_logit": 0.0 if sure else logit(unread(known, probable)),
        "lowest_logit": logit(min(sure)) if sure else 0.0,
        "weakest_logit": weakest(known, probable),
        "doubt": doubt(probable),
    }


def logit(value: float) -> float:
    """The log odds of a probability, kept away from the ends.

    >>> logit(0.5)
    0.0
    """
    value = min(max(value, _LEAST), _MOST)
    return math.log(value / (1 - value))


def logistic(value: float) -> float:
    """The probability of log odds.

    >>> logistic(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
