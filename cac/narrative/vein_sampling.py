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
_DRAWN = re.compile(r"sampl\w*|blood (?:was |were |is )?(?:drawn|taken|obtained|collected|aspirated|withdrawn)|aspirat\w+|drawn|renins?|aliquot|specimens?|cortisol|acth|\bpth\b|\btubes?\b|\bblood\b")
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
    return _as_a_whole(case, about, live)


#: what a gland or sinus is sampled for, and what says that blood was taken by catheter from it
_FOR = (
    ("adrenal", re.compile(r"\bavs\b|adrenal (?:vein |venous )?sampl|aldosteron|\bconn'?s?\b|cosyntropin|cortisol")),
    ("petrosal_sinus", re.compile(r"\bb?ipss\b|petrosal|cushing")),
    ("renal", re.compile(r"renin")),
)
_BY_CATHETER = re.compile(r"cathet|\bc2\b|cobra|simmons|\bmik|sheath|micro|femoral|groin|\br?cfv\b|drawn|selected|cannulat|trunk")
_TAKEN = re.compile(r"\btubes?\b|\bblood\b|\bsampl(?:ed|es?)\b|drawn|aliquots?|specimens?|\bml (?:each|from)|\d ml each")
#: sides of the way in, which are none of the gland
_WAY_SIDE = re.compile(r"\b(?:left|right|lt|rt|l|r) (?:common )?(?:femoral|groin|cfv|neck|jugular|ij|internal jugular|radial|arm)\b")
_SIDE_WORD = re.compile(r"\b(left|right)\b")
_EACH = re.compile(r"\b(?:both|each|bilateral\w*|two) (?:\w+ ){0,2}?(?:adrenals?|renals?|petrosals?|sides?|glands?|veins?|sinus(?:es)?|jugulars?|ips\b)|\bbilateral|\bboth sides|inferior petrosals\b")


def _as_a_whole(case: Case, about: str, live: str) -> list[Procedure]:
    """Sampling told without naming a vein: what for, a catheter, blood taken, and the sides."""
    organ, words = next(((organ, words) for organ, words in _FOR if words.search(about)), ("", None))
    if words is None or not _BY_CATHETER.search(live) or not _TAKEN.search(live) or not re.search(r"sampl|\bavs\b|ipss|renin|aldosteron|conn'?s|cushing", case.document.flat):
        return []
    plain = _WAY_SIDE.sub(" ", live)
    sides = {"left", "right"} if _EACH.search(plain) else set(_SIDE_WORD.findall(plain))
    sides -= {side for side in sides if _lost(case, side, organ)}
    if not sides:
        return []
    taken = _TAKEN.search(live)
    return [_made(organ, len(sides), "bilateral" if len(sides) == 2 else next(iter(sides)), [Span(*taken.span())])] if taken else []


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
