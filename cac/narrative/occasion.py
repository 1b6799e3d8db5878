"""Whether a report tells of a procedure at all: advice, chart review, visit or a diagnostic scan has none to code."""

from __future__ import annotations

import re

from cac.narrative.case import Case

#: what the first lines of a note without a procedure call themselves
_NOTE = re.compile(
    r"e-?consult|consult(?:ation)?\b|chart review|record review|(?:image|imaging|film|case|referral) (?:review|discussion|triage)|second opinion|curbside|tumou?r board|\bmdt\b|multidisciplinary|(?:telephone|phone|video|tele\w*|virtual|inter-?professional)[ -](?:\w+ )?(?:note|call|encounter|consult\w*|visit|advice|conversation)"
    r"|clinic(?: |/|:|$)|office (?:visit|note)|outpatient visit|follow-?up (?:visit|note|clinic)|progress note|ward round|rounds?\b|pre-?procedur\w* (?:visit|assessment|evaluation|note|clinic)|planning (?:note|meeting)|informal (?:advice|opinion|request)|advice\b|no patient contact|new patient|h&p|history and physical"
)
#: the saying that nothing was done
_NOTHING = re.compile(
    r"\bno (?:invasive |image[ -]guided |ir |interventional |percutaneous |bedside )?(?:procedures?|interventions?)(?: (?:was|were|is|has been|have been|of any kind))?(?: (?:yet|performed|done|undertaken|carried out|attempted|today|at this (?:visit|time)|provided|given|billed))"
    r"|\bnothing (?:was )?(?:done|performed|placed|attempted)\b(?! (?:else|further))|(?:procedure|intervention)s? (?:was |were )?not (?:performed|done|carried out) (?:today|at this)|no (?:patient contact|hands-?on)|not (?:seen|examined) in person|no imaging was (?:acquired|performed|obtained)|without (?:any )?(?:procedure|intervention) (?:today|being)"
)
#: work at the table, which advice has not
_TABLE = re.compile(
    r"prepped|draped|lidocaine|lignocaine|\blido\b|sterile|time[ -]?out|local an[ae]+sthe|under (?:direct |real[ -]time |live )?(?:ultrasound|fluoro\w*|ct) guidance|\d{2} ?-?g(?:a|auge)? (?:needle|chiba|spinal)|sheath|guidewire|micropuncture|needle (?:was )?(?:advanced|inserted|placed|removed)|midazolam|moderate sedation|(?:was|were) (?:advanced|inserted|deployed|punctured|cannulated|injected)"
)
_SCAN = re.compile(
    r"^\W*(?:(?:diagnostic )?(?:exam(?:ination)?|study|procedure|title)\s*:?\s*)?(?:diagnostic )?(?:contrast[ -]enhanced |unenhanced |non-?contrast |high[ -]resolution |multiphas\w+ |follow-?up |interval )?(?:ct|mri?|pet[ /-]?ct|mrcp|computed tomography|magnetic resonance)\b(?![ -]*(?:guid|fluoro|myelo|arthro|discogra|angiogra))[^.\n]{0,90}"
)
_ACT_IN_NAME = re.compile(
    r"guid|biops|drain|aspirat|inject|ablat|plac|insert|block|punctur|localiz|marker|fiducial|arthro|myelo|angiogra|venogra|embol|exchange|remov|catheter|cordotomy|plasty|sclero|thoracent|paracent|nephrost|tube|needle|cryo"
)


def silent(case: Case) -> bool:
    """Whether the report is a note or a diagnostic scan that tells of no procedure."""
    flat = case.document.flat
    if _diagnostic_scan(flat):
        return True
    if _TABLE.search(flat):
        return False
    return bool(_NOTE.search(flat[:220]) and _NOTHING.search(flat))


def _diagnostic_scan(flat: str) -> bool:
    """A cross-sectional study with its technique and findings, without a needle."""
    name = _SCAN.match(flat)
    if name is None or _ACT_IN_NAME.search(name.group()):
        return False
    parts = sum(1 for word in ("technique", "comparison", "findings", "impression", "clinical") if re.search(rf"(?:^|\n) *{word}\b", flat))
    return parts >= 3 and _TABLE.search(flat) is None
