"""Arteries of the kidneys that a report names without the word artery: studies, sides with their part, rows of a kidney."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.case import Case

_RENAL = re.compile(r"\brenal(?=\s+(?:selective\s+)?(?:arteriogra|angiogra(?:m|phy) (?:was|show|demon|perf|reveal|ap\b|dsa)|angiograms?\s*[:,]|dsa\b|runs?\b))")
#: the artery of a kidney told by its side and its part alone, in a report on kidneys
_RENAL_PART = re.compile(r"\b(?:left|right|both|lt|rt)\s+(?:main(?:s| trunks?| stems?| arter\w+)?|trunk|accessory(?: (?:upper|lower)[ -]polar?)?|(?:upper|lower)[ -]pol(?:e|ar)[ -](?:accessory|artery|supernumerary)|single(?: main)?|dominant)\b(?! (?:portal|hepatic|bronch|stem bronch|pulm|renal|iliac|duct|pancrea|vein|spleen|kidney))|(?<=kidney[:,] )(?:(?:main |renal )?(?:trunk|stem|artery)|main|both arteries)\b")
#: the adjective beside a treatment or the lesion treated: "renal stent, left", "ostial renal stenoses", "each renal was wired"
_TREATED = re.compile(r"\brenals?(?=\s+(?:stent(?:s|ing|ed)?\b(?![ -]?grafts?)|angioplast\w*|pta\b|stenos[ie]s\b|in-?stent\b|ostial\b|(?:was|were) (?:then |each )?(?:wired|crossed|stented|ballooned|dilated)))(?:\s+\w+,\s*(?P<after>left|right|lt|rt|l|r)\b)?")
#: the bare adjective behind a word of motion: "IMA guide into L renal"
_INTO = re.compile(r"\b(?:into|to|in|engag\w+|select\w*|cannulat\w+)\s+(?:the )?(?P<side>left|right|lt|rt|l|r)\.? renal\b(?=\s*(?:[;,.]|$|and\b|with\b|over\b))")
#: the row of a kidney and the branches it goes on to: "Rt kidney: main, then upper seg & lower seg"
_ROW = re.compile(r"\b(?P<side>left|right|lt|rt|l|r)\.? kidney\s*[:,-]")
_ROW_PART = re.compile(r"\b(?P<main>main(?: (?:trunk|artery|renal))?|(?:renal )?(?:trunk|stem))\b|\b(?:upper|lower|mid|middle|anterior|posterior|superior|inferior|apical|polar)(?: pole)? (?:seg(?:s|ment\w*)?|division|branch)\b(?: artery)?")


def _finding(case: Case, name: str, start: int, end: int, side: str = "") -> Finding:
    number = next((n for n, s in enumerate(case.document.sentences) if s.start <= start < s.end), 0)
    owner = case.document.sections[case.document.sentence_section[number]]
    return Finding("artery", name, start, end, case.document.flat[start:end], number, side=side, section=owner.name, role=owner.role)


def _rows(case: Case) -> list[Finding]:
    """The artery of a kidney and its branches in the row of that kidney."""
    out = []
    for head in _ROW.finditer(case.document.flat):
        end = next((s.end for s in case.document.sentences if s.start <= head.start() < s.end), head.end())
        side = "left" if head["side"][0] == "l" else "right"
        out += [_finding(case, "renal_artery" if m["main"] else "segmental_renal_artery", m.start(), m.end(), side) for m in _ROW_PART.finditer(case.document.flat, head.end(), end)]
    return out


def named(case: Case) -> list[Finding]:
    """Renal arteries that do not say "artery"."""
    out = _rows(case)
    out += [_finding(case, "renal_artery", m.start("side"), m.end(), "left" if m["side"][0] == "l" else "right") for m in _INTO.finditer(case.document.flat)]
    for match in _TREATED.finditer(case.document.flat):
        end = match.start() + len("renal")
        side = {"l": "left", "r": "right"}.get((match["after"] or "")[:1], "")
        out.append(_finding(case, "renal_artery", match.start(), end, side))
    parts = _RENAL_PART.finditer(case.document.flat) if re.search(r"\brenals?\b|kidney|nephr", case.document.flat) and not re.search(r"hepat|bronch|portal|coronary|biliary|ureter|pulmon", case.document.flat) else ()
    for match in (*_RENAL.finditer(case.document.flat), *parts):
        number = next((n for n, s in enumerate(case.document.sentences) if s.start <= match.start() < s.end), 0)
        if any(f.start < match.end() and match.start() < f.end for f in out):
            continue
        if not re.search(r"\b(?:no|not|without|prior|previous)\s+(?:\w+\s+){0,2}$", case.document.flat[max(0, match.start() - 40) : match.start()]):
            owner = case.document.sections[case.document.sentence_section[number]]
            out.append(Finding("artery", "renal_artery", match.start(), match.end(), match.group(), number, section=owner.name, role=owner.role))
    return out
