"""Angiograms and treatments of another day told in passing: what they included was not entered today.

"Her first chemoembolization in March included celiac and superior mesenteric angiography", "mapping was done on
01/15 with full arteriography", "at which the hepatic arteries were catheterized".
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case, once
from cac.narrative.dated import DATE, other_day

_WORK = r"(?:(?:chemo|radio)?emboli[sz]ations?|(?:deb-?)?tace|sirt|tare|y-?\s?90|mapping|planning|work-?up|arteriogra\w+|angiogra\w+|(?:catheter )?study|sessions?|treatments?|procedures?|admission|coiling|stenting|embolized|coiled|stented)"
_BETWEEN = r"(?:(?! today|\bhere\b|\bnow\b|\bthen\b)[^.;\n]){0,70}?"
#: a work with its date, or a date with its work
_DATED = re.compile(rf"\b{_WORK}\b(?:{_BETWEEN}\b(?:on|in|of|from|dated|since|back in) |\s*\(\s*|\s+){DATE}")
#: a work told as earlier without a date
_EARLIER = re.compile(
    rf"\b{_WORK}\b{_BETWEEN}\b(?:last (?:week|month|year|spring|summer|fall|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|yesterday|(?:\d+|one|two|three|four|five|six|several|a few) (?:days?|weeks?|wks?|months?|mos?|years?|yrs?) (?:ago|earlier|before|prior|(?:after|from|post) (?:the |her |his )?(?:bleed\w*|h(?:a?)emorrhage|ictus|rupture|sah)))\b"
    rf"|(?<!no )(?<!without )(?<!any )(?<!not )\b(?:(?:the|her|his|my|our|their) (?:first|last|prior|previous|earlier|initial|original)|previously|prior|previous|earlier|outside)\s+(?:\w+ ){{0,3}}{_WORK}\b"
    rf"|\b(?:first|last|prior|previous|earlier|outside)\s+(?:\w+ ){{0,2}}attempts?\b(?=[^.;\n]{{0,40}}\b(?:(?:in|at|by) (?:another|an outside|the outside|a different|the referring)|elsewhere|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:19|20)\d\d|ago|last (?:week|month|year)))"
)
#: words that bring the telling back to today
_TODAY = re.compile(r"\b(?:today|now\b|this (?:time|session|morning|admission)|presents?|returns?|returned|comes? back|(?:he|she|patient) is here|here (?:for|today)|currently|we (?:then )?(?:proceed|went)|(?:was )?(?:prepped|accessed|punctured|cannulated)|brought (?:to|into)|sheath|micropuncture)|[;\n]|$")
#: work of today told in the same sentence
_NOW = re.compile(r"\btoday\b|\b(?:punctured|accessed|cannulated|prepped|sheath (?:was )?placed)\b|microcatheter|\bcatheter (?:was|to)\b")
#: a sentence that goes on telling of the work before it
_GOES_ON = re.compile(r"\s*(?:that|which|at which|in which|during which|when|where|with (?:full|complete|selective))\b")


@once
def spans(case: Case) -> tuple[Span, ...]:
    """The stretches that tell of arterial work on another day."""
    flat, out = case.document.flat, []
    found = [m for m in _EARLIER.finditer(flat)]
    if case.day is not None:
        found += [m for m in _DATED.finditer(flat) if other_day(m, case.day)]
    for match in found:
        if case.section_at(match.start()) in ("plan", "summary"):
            continue
        begin = max(flat.rfind(mark, 0, match.start()) for mark in (".", ";", ":", "\n", "(")) + 1
        if _NOW.search(flat, begin, match.start()):
            begin = match.start()  # one run-on sentence tells of today and looks back
        begin = max([begin, *(m.end() + begin for m in re.finditer(r"\b(?:today|now|but|and then)\b|, (?:and )?(?=\w+ (?:was|were))", flat[begin : match.start()]))])
        end, last = _TODAY.search(flat, match.end()), next((s.end for s in case.document.sentences if s.end >= match.end()), len(flat))
        out.append(Span(begin, min(last, end.start() if end else last)))
    for before, after in zip(case.document.sentences, case.document.sentences[1:], strict=False):
        if any(s.start < before.end <= s.end + 2 for s in out) and _GOES_ON.match(flat, after.start):
            end = _TODAY.search(flat, after.start)
            out.append(Span(after.start, min(after.end, end.start() if end else after.end)))
    return tuple(out)


def elsewhen(case: Case, start: int) -> bool:
    """Whether a place stands in the telling of another day."""
    return any(span.start <= start < span.end for span in spans(case))
