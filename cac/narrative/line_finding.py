"""Findings of central lines: what a finding names, and whether its placement is told near it.

In: a read report and findings of devices. Out: the finding whose placement is told, or whether a word means a device.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.line_text import live_flat
from cac.narrative.line_words import LUMEN, MIDLINE

#: roles of the parts of a report that may tell of the work of today
WHERE = ("body", "summary", "head")


def is_midline(case: Case, finding: Finding) -> bool:
    """Whether "midline" is the catheter and not the middle of the body."""
    flat = case.document.flat
    after, before = flat[finding.end : finding.end + 30], flat[max(0, finding.start - 24) : finding.start]
    if "catheter" in flat[finding.start : finding.end]:
        return True
    return bool(re.match(r"\s*(?:venous |iv |access )?(?:catheter|picc|line|placement|insert|was (?:placed|inserted|left))", after)) or (not MIDLINE.search(before) and bool(re.search(r"basilic|brachial|cephalic|axilla|picc|arm\b|vein", case.around(finding, before=1, after=3))))


def is_lumen(case: Case, finding: Finding) -> bool:
    """Whether "port" is the hub of a lumen, or a dialysis catheter that of the peritoneum."""
    flat = case.document.flat
    before, after = flat[max(0, finding.start - 26) : finding.start], flat[finding.end : finding.end + 26]
    if finding.value == "port":
        return bool(LUMEN.search(before)) and not re.search(r"pocket", case.sentence(finding.sentence))
    return finding.value in ("dialysis_catheter", "tunneled_catheter") and bool(re.search(r"peritoneal|\bpd $|abdomen", before)) or bool(re.match(r"[^.;\n]{0,20}peritone", after))


def describes(case: Case, finding: Finding) -> bool:
    """Whether "triple lumen" only tells how many lumens a PICC, a port or a cuffed line has."""
    if finding.value not in ("nontunneled_catheter", "central_catheter") or "lumen" not in case.document.flat[finding.start : finding.end]:
        return False
    return bool(re.match(r"[^.;\n]{0,24}\b(?:picc|ports?|hickman|broviac|tunnel\w*)\b", case.document.flat[finding.end : finding.end + 40]))


def _live_sentence(case: Case, number: int) -> str:
    """A sentence without other lines, plans and work of other days."""
    if not 0 <= number < len(case.document.sentences) or case.document.sections[case.document.sentence_section[number]].name in ("history", "indication", "comparison", "consent"):
        return ""
    span = case.document.sentences[number]
    return live_flat(case)[span.start : span.end]


def reach_of(case: Case, finding: Finding, reach: int) -> int:
    """How far below a device its placement is told: farther where the device is the heading of a passage."""
    span = case.document.sentences[finding.sentence]
    return max(reach, 6) if span.end - span.start < 70 and re.match(r"\W*(?:\d|#|\(?[a-e]\)|procedure|left|right|line|placement|central|triple|quad|dialysis|cordis|introducer|mahurkar|vas-?cath|trialysis|subclavian|jugular|femoral|emergen\w+|bedside|temporary|non-?tunnel)", case.sentence(finding.sentence)) and not re.search(r"\b(?:was|were|is|has|had|remov\w+|exchang\w*|check|reposition\w*|repair|clear\w*|strip\w*|de-?clot\w*|study|inject\w*|evaluat\w*|lysis|disrupt\w*)\b", case.sentence(finding.sentence)) else reach


def near(case: Case, found: list[Finding], pattern: re.Pattern[str], *, roles: tuple[str, ...] = WHERE, reach: int = 1) -> Finding | None:
    """The first device beside which, or in the statements after which, a pattern is told of today."""
    for finding in found:
        if finding.role not in roles or finding.status not in ("done", "attempted", "removed"):
            continue
        far = reach_of(case, finding, reach) if reach else 0
        own = case.sentence(finding.sentence)
        if finding.role == "head" and re.search(r"remov|explant|extract", own) and not re.search(r"plac|insert|exchang|replac|new\b", own):
            own = ""  # "removal of tunneled line" tells of no tunnel made
        if pattern.search(own) or any(pattern.search(_live_sentence(case, n)) for n in range(finding.sentence + 1, finding.sentence + far + 1)):
            return finding
    return None


#: a PICC taken out, or in since another day, beside another line that was placed
_OUT_AFTER = re.compile(r"(?: line| catheter)?(?: (?:from|in|of) (?:the |his |her )?(?:\w+ ){1,3})?,? ?\(?(?:removal|(?:(?:was|is|were|has been|then|also|now|and|subsequently|no longer) )*(?:pulled|removed|withdrawn|taken out|discontinued|explanted|out\b|needed|required|placed (?:on |in |at |by |elsewhere|\d|last|earlier|previously)))")
_OUT_BEFORE = re.compile(r"(?:remov(?:ed|ing|al)|pulled|withdr\w+|took out|taking out|discontinu\w+|existing|indwelling|old|previous|came with|arrived with|presents? with|has|had)(?: of)?(?: (?:the|an?|his|her|old|existing|right|left|arm|upper|extremity|indwelling|temporary|single|double|lumen|basilic|brachial|[rl]ue))* $")


def picc_out(case: Case, finding: Finding) -> bool:
    """Whether a PICC is told as removed or as one of another day."""
    flat = case.document.flat
    return bool(_OUT_AFTER.match(flat, finding.end) or _OUT_BEFORE.search(flat[max(0, finding.start - 60) : finding.start]))
