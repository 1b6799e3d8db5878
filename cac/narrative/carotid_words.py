"""Branches of the carotid arteries named by one word: "left internal, left external and both verts"."""

from __future__ import annotations

from cac import patterns as re
from cac.findings import Finding

from cac.narrative.case import Case

#: carotid branches by one word, in a report on the neck: "left internal, left external and both verts"
_CAROTID_WORD = re.compile(r"\b(?P<side>left|right|lt|rt|bilateral|both|l|r)\s+(?P<word>internal|external|common)s?\b(?=\s*(?:[,.;:/&+()-]|$|\n|(?:and|then|incl\w*|left|right|was|were|all|both|each|for|with|likewise|(?:super-?)?select\w*|catheteri[sz]\w*|cath(?:ed)?|cannul\w*|engaged|entered|hooked|filmed|imaged|studied|injected|runs?|dsa|angio\w*|arteriogra\w*|injections?|shots?|in|vert\w*)\b))")
#: branches of the external carotid named without the word artery
_BRANCH_WORD = re.compile(r"\b(?P<side>left|right|lt|rt|bilateral|both|l|r)\s+(?P<word>lingual|facial|occipital)s?\b(?=\s*(?:[,.;:/&+)-]|$|\n|(?:and|then|was|were|both|each|entered|closed|glued|for|with|via|by|selected|filmed|injected|feeders?|trunk|branch|pedicle|run|dsa|micro\w*|embol\w*)\b))")
_NECK_REPORT = re.compile(r"carotid|\bneck (?:and|&|\+) (?:head|brain|skull)|(?:head|brain) (?:and|&|\+) neck\b|cerebral angio|vertebrals?\b|\b[ie]cas?\b|neuro-?angio|epistaxis|nose-?\s?bleed|sphenopalatine|maxillary|middle meningeal|\bverts\b|(?:four|six|4|6)[- ]vessel")
_OTHER_INTERNAL = re.compile(r"iliac|jugular|pelvi|hypogastr|hernia|rectal|biliary|\bdrain")


def carotid_words(case: Case) -> list[Finding]:
    """Carotid branches named without the word carotid."""
    flat, out = case.document.flat, []
    if not _NECK_REPORT.search(flat) or _OTHER_INTERNAL.search(flat):
        return []
    branches = [(m, f"{m['word'].replace(' ', '_')}_artery") for m in _BRANCH_WORD.finditer(flat)]
    for match, name in [*((m, f"{m['word']}_carotid_artery") for m in _CAROTID_WORD.finditer(flat)), *branches]:
        number = next((n for n, s in enumerate(case.document.sentences) if s.start <= match.start() < s.end), 0)
        owner = case.document.sections[case.document.sentence_section[number]]
        side = {"l": "left", "r": "right", "b": ""}[match["side"][0]]
        out.append(Finding("artery", name, match.start("word") if match["side"][0] == "b" else match.start(), match.end(), match.group(), number, side=side, section=owner.name, role=owner.role))
    return out
