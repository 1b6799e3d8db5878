"""Blood sampled by catheter from the veins of organs: which organ, which sides."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.arteries import told
from cac.narrative.case import Case
from cac.narrative.live import blanked, subject
from cac.narrative.procedure import Procedure
from cac.narrative.veins import mentions

_SUBJECT = re.compile(r"(?:adrenal|renal|petrosal|parathyroid|ovarian|gonadal|hepatic|pancreatic|portal|selective|\bvein|venous|\bven|sinus)[^.\n]{0,24}sampl|\bavs\b|\bipss\b|\bbipss\b|renin|aldosteron|localiz[^.\n]{0,40}(?:parathyroid|insulin)|(?:samples?|blood)[^.\n]{0,40}(?:drawn|taken|obtained|collected|for (?:cortisol|aldosterone|renin|acth|pth))|sampl\w+ (?:of|from|was)")
_NO_SAMPLE = re.compile(r"\bno (?:blood |venous )?samples?(?: \w+)? (?:was |were )?(?:drawn|taken|obtained|collected)(?! from (?:the )?(?:left|right))|without (?:venous |blood )?sampling|sampl\w+ (?:was |were )?not (?:performed|done|taken|obtained)")
_DRAWN = re.compile(r"sampl\w*|blood (?:was |were |is )?(?:drawn|taken|obtained|collected|aspirated|withdrawn)|aspirat\w+|drawn|renins?|aliquot|specimens?|cortisol|acth|\bpth\b")
_ORGANS = (
    ("adrenal", frozenset({"adrenal_vein", "inferior_phrenic_vein"}), re.compile(r"adrenal|aldosteron|\bavs\b|cortisol")),
    ("petrosal_sinus", frozenset({"inferior_petrosal_sinus", "cavernous_sinus"}), re.compile(r"petrosal|\bb?ipss\b|cushing")),
    ("renal", frozenset({"renal_vein"}), re.compile(r"renin")),
    ("parathyroid", frozenset({"thyroid_vein", "thymic_vein", "vertebral_vein", "internal_thoracic_vein", "internal_jugular_vein", "brachiocephalic_vein"}), re.compile(r"parathyroid|\bpth\b")),
    ("ovarian", frozenset({"gonadal_vein"}), re.compile(r"(?:ovarian|gonadal) (?:vein |venous )?sampl|testosterone|androgen")),
    ("hepatic", frozenset({"hepatic_vein"}), re.compile(r"hepatic (?:vein |venous )?sampl|insulin|calcium stimul|arterial stimulation")),
)
_MISSED = re.compile(r"(?:could not|couldn't|not (?:be )?(?:successfully )?(?:cannulat|cathet|found|sampl|enter|select|engag|identif)|unable to|unsuccess|failed|never (?:found|entered)|not found|no (?:usable |adequate )?samples?\b)")
_LABEL = re.compile(r"(?:^|\n)\s*(?:[-*\d.)]+\s*)?(left|right)(?: side| adrenal)?\s*[:.-]")
_NO_CATHETER = re.compile(r"percutaneous biops|needle biops|fine needle|core biops")


def read(case: Case) -> list[Procedure]:
    """One sampling procedure with its organ and the number of veins or glands sampled; empty where none was."""
    about = subject(case)
    live = blanked(case, roles=("body", "head") if "head" not in case.roles else case.roles)
    if _NO_SAMPLE.search(case.document.flat) or not _SUBJECT.search(about) or not _DRAWN.search(live) or _NO_CATHETER.search(about) and not re.search(r"venous sampl|vein sampl", about):
        return []
    named = mentions(case)
    alive = told(case)
    for organ, veins, words in _ORGANS:
        if not words.search(about):
            continue
        here = [m for m in named if m.name in veins and m.sentence in alive and m.status not in ("negated", "planned", "hypothetical", "prior", "failed")]
        labelled = list(_LABEL.finditer(live)) if re.search(r"(?:vein|venous) (?:blood )?sampl|\bavs\b|petrosal|\bb?ipss\b", about) else []
        if not here and not labelled:
            continue
        if not any(_DRAWN.search(case.sentence(n)) for m in here for n in range(m.sentence, m.sentence + 4)) and not labelled:
            continue
        if organ == "parathyroid":
            return [_made(organ, len({(m.name, m.side) for m in here}), "", [m.span for m in here])]
        sides = {m.side for m in here if m.side}
        sides |= {m.group(1) for m in labelled}
        if re.search(r"bilateral|both (?:adrenal|renal|petrosal|sides|glands|veins)", about + live) and not sides:
            sides = {"left", "right"}
        missed = {side for side in sides if _lost(case, side, organ)}
        sides -= missed
        if not sides:
            continue
        spans = [m.span for m in here if not m.side or m.side in sides] or [Span(m.start(1), m.end(1)) for m in labelled]
        return [_made(organ, len(sides), "bilateral" if len(sides) == 2 else next(iter(sides)), spans)]
    return []


def _lost(case: Case, side: str, organ: str) -> bool:
    """Whether the report says that the vein of one side was not reached and tells of no sample from it."""
    short = organ.split("_")[0]
    lost = False
    summary = {n for n, owner in enumerate(case.document.sentence_section) if case.document.sections[owner].role == "summary"}
    for number in sorted(told(case) | summary):
        text = case.sentence(number)
        for match in re.finditer(rf"\b{side}\b[^.;]{{0,40}}(?:{short}|side|vein|one)?", text):
            near = text[max(0, match.start() - 50) : match.end() + 60]
            if _MISSED.search(near) and not re.search(r"at first|initially|eventually|finally|then (?:found|enter|cannul|success)", text):
                other = "left" if side == "right" else "right"
                if not re.search(rf"\b{other}\b", near) or re.search(rf"{side}[^.;]{{0,50}}{_MISSED.pattern}", near):
                    lost = True
    return lost


def _made(organ: str, units: int, side: str, spans: list[Span]) -> Procedure:
    made = Procedure("venography", "sampling", organ).because(*spans[:4])
    return made.set("units", max(1, min(4, units))).set("reads", max(1, min(2, units))).set("sides", side).set("distinct_modifier", "59" if units > 1 else "")
