"""Vertebroplasty, vertebral augmentation and sacroplasty: bodies treated and how."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import replace

from cac.findings import Finding
from cac.narrative import levels
from cac.narrative.both_sides import both as on_both
from cac.narrative.case import Case
from cac.narrative.clause_sense import clause, of_today_text, sense, today
from cac.narrative.procedure import Procedure

FAMILIES = ("vertebral_augmentation",)
_ACTS = re.compile(r"\bcement|pmma|methacrylate|cannula|trocar|needle|pedic|balloon|tamp|cavity|vertebroplast|kyphoplast|augment|treated")
_COMPLETED = re.compile(r"(?:completed|performed|done|successful\w*|cement\w*|filled)[^.;\n]{0,40}(?:via|through|from|on) (?:the )?(?:left|right|other|contralateral|opposite)")
_CAVITY = ("augmentation",)


def read(case: Case) -> list[Procedure]:
    """One procedure for the session: method, bodies, region of the first."""
    acts = today(case, "act", "vertebroplasty", "augmentation", "cement_injection", "sacroplasty", roles=("body", "summary", "head"))
    acts = [f for f in acts if sense(case, f) != "other_day"]
    if not [f for f in acts if f.value != "cement_injection"] and _COMPLETED.search(case.document.flat):  # one pedicle given up, the body filled through the other
        acts += case.all("act", "vertebroplasty", "augmentation", status=("aborted", "failed", "attempted"), roles=("body", "summary", "head"))
    cement = today(case, "device", "cement") + today(case, "act", "cement_injection")
    old = {f.sentence for f in case.all("act", "vertebroplasty", "augmentation", "sacroplasty", status=("prior", "existing"))} - {f.sentence for f in acts if f.value != "cement_injection"}
    acts, cement = [f for f in acts if f.sentence not in old], [f for f in cement if f.sentence not in old]
    if cement and not [f for f in acts if f.value != "cement_injection"]:
        acts = _by_cement(case, cement) + [f for f in acts if _GOES_IN.search(case.sentence(f.sentence)) or _WAY.search(case.sentence(f.sentence))]
    if not cement and any(_OPERATION.match(f.text.lower()) for f in acts) and _CAVITY_FILLED.search(case.document.flat) and not case.has("device", "cement", status=("negated", "aborted", "planned")):
        cement = acts[:1]  # a kyphoplasty told with its cavity and what went into it
    if not cement and acts and _WAY.search(case.document.flat) and _FILLED.search(of_today_text(case)) and not case.has("device", "cement", status=("negated", "aborted", "planned")):
        cement = acts[:1]  # a telegram that gives needle and amount
    if not acts or not cement:
        return []
    out = []
    sacral = [f for f in acts if f.value == "sacroplasty"]
    if sacral:
        sides = {f.side for f in case.all("act", "sacroplasty", roles=("body", "summary", "head"))}
        both = "bilateral" in sides or {"left", "right"} <= sides or bool(re.search(r"bilateral|both (?:sacral|sides|al(?:a|ae)\b|wings)", case.document.flat)) or on_both(case, next(iter(sides), "")) or on_both(case)
        out.append(Procedure("vertebral_augmentation", "sacroplasty").because(sacral[0]).set("bilateral", both, sacral[0]))
    bodies = {level: data for level, data in levels.treated(case, _ACTS, pairs=False).items() if not all(_as_before(case, f) for f in data[1])}
    if not bodies and all(f.status != "done" for f in acts if f.value != "cement_injection"):
        spots = {f.sentence for f in acts}
        for finding in case.all("level", status=("aborted", "failed", "attempted", "done")):
            if finding.sentence in spots and "-" not in finding.value:
                bodies.setdefault(finding.value, (set(), []))[1].append(finding)
    named = levels.headed(case, pairs=False)
    if not bodies and not named:  # "L1/L3 vertebroplasty"
        for pair, data in (levels.treated(case, _ACTS, pairs=True) or levels.headed(case, pairs=True)).items():
            if any("/" in f.text for f in data[1]):
                bodies |= dict.fromkeys(pair.split("-"), data)
    if named and bodies:
        bodies = {level: found for level, found in bodies.items() if level in named or levels_cemented(case, level)}
    bodies = {level: found for level, found in (bodies or named).items() if level[0] != "S"}
    if not bodies:
        return out
    cavity = today(case, "act", *_CAVITY, roles=("body", "summary", "head"))
    plain = today(case, "act", "vertebroplasty", roles=("body", "summary", "head"))
    balloon = today(case, "device", "balloon")
    denied = case.has("device", "balloon", status=("negated",)) or case.has("act", "augmentation", status=("negated",))
    augmented = bool(cavity or balloon) and not (denied and plain)
    methods = {level: "augmentation" if augmented else "vertebroplasty" for level in bodies}
    if cavity and plain:  # both are named: each body by the words beside it
        methods |= {level: method for level in bodies if (method := _method(case, level))}
    for method in ("augmentation", "vertebroplasty"):
        chosen = [level for level in bodies if methods[level] == method]
        if not chosen:
            continue
        procedure = Procedure("vertebral_augmentation", method).because(acts[0], bodies[chosen[0]][1][0])
        procedure.set("bodies", tuple(chosen), *[bodies[level][1][0] for level in chosen])
        procedure.set("count", len(chosen)).set("further", len(chosen) - 1)
        letters = {level[0] for level in chosen}
        procedure.set("cervical_only", letters == {"C"})
        procedure.set("upper", bool(letters & {"C", "T"}))
        if method == "vertebroplasty" and "augmentation" in methods.values():
            procedure.set("distinct_modifier", "59")
        out.append(procedure)
    return out


#: the name of the operation itself
_OPERATION = re.compile(r"kypho|\bbkps?\b|\bkp\b|vertebral (?:body )?augment")
#: a cavity, and the amount that filled it
_CAVITY_FILLED = re.compile(r"(?:cavity|void|balloon|tamp)\w*[^\n]{0,60}?(?:\d(?:\.\d+)? ?(?:cc|ml)\b(?! (?:of )?(?:contrast|omnipaque|isovue|saline|lido|bupi|marcaine)))")
#: an amount that is no contrast, no drug and no blood
_FILLED = re.compile(r"\b\d(?:\.\d+)? ?(?:cc|ml)s?\b(?! (?:of )?(?:contrast|omnipaque|isovue|saline|lido|ligno|bupi|marcaine|local|blood))")
#: where the cement went
_SACRUM = re.compile(r"sacral (?:al(?:a|ae|ar)\b|wings?|bod(?:y|ies)|zone|insufficiency|fracture)|\bsacrum\b|\bs[12]\b[^.;\n]{0,20}\bala")
_BODY = re.compile(r"vertebra|(?<!foreign )\bbod(?:y|ies)\b|endplate|compression (?:fracture|fx)|\bvcf\b|pedic|trabecul")
#: the way of a needle into a body, and cement going in
_WAY = re.compile(r"pedic|jamshidi|trocar|cannula|needle|\b(?:8|10|11|13) ?-?(?:g|ga|gauge)\b|introducer|osteo-?introducer")
_GOES_IN = re.compile(r"inject\w*|instill\w*|deliver\w*|deposit\w*|introduc\w*|\bfed\b|\blet (?:in|into|down)|\bslowly let|fill\w*|\bput (?:in|into)|push\w*|plac\w*|administ\w*|pour\w*|pass\w*|infus\w*|express\w*|went in|flow\w*|cemented|\d ?(?:ml|cc)\b|cement(?:ing)? of|given|advanc\w*")
#: cement that holds a screw, a joint or a limb
_OTHER_CEMENT = re.compile(r"arthroplast|femoral (?:stem|component|canal)|tibial (?:tray|component)|acetabul|\bscrews?\b|laminectom|hemiarthro|\bhumer|spacer|\bplate\b|cranio")


def _by_cement(case: Case, cement: list[Finding]) -> list[Finding]:
    """The act of cement put through a needle into a vertebral body or the sacrum, where no word names the operation."""
    flat = case.document.flat
    if _OTHER_CEMENT.search(flat) or not _WAY.search(flat):
        return []
    for finding in cement:
        if not _GOES_IN.search(case.sentence(finding.sentence)) or sense(case, finding):
            continue
        near = case.around(finding, before=3, after=1)
        sacrum, body = _SACRUM.search(near), _BODY.search(near)
        if sacrum and not re.search(r"\b[tl] ?-?\d", near):
            return [replace(finding, kind="act", value="sacroplasty")]
        if body and _WAY.search(near):
            return [replace(finding, kind="act", value="vertebroplasty")]
    return []


def _method(case: Case, level: str) -> str:
    """The method named in the sentences of a level, the list of procedures first; empty where both or none is."""
    for roles in (("head",), ("body",), ("summary",)):
        numbers = {f.sentence for f in case.all("level", level, roles=roles)}
        found = {f.value for f in case.all("act", "augmentation", "vertebroplasty", roles=roles) if f.sentence in numbers}
        if len(found) == 1:
            return found.pop()
    return ""


#: cement or a fracture that was there before
_BEFORE = re.compile(r"\b(?:unchanged|old|healed|chronic|remote|pre-?existing|existing|prior|previous(?:ly)?|already|known|earlier)\b|\bcement\b[^.;\n]{0,20}\b(?:is|was|remains|again|also)\b[^.;\n]{0,14}\b(?:seen|noted|stable|present|in place|identified|visible)\b|\bas before\b|\bcement (?:is|was) (?:obviously|clearly|plainly)\b|\bcement (?:stable|seen|noted|in place|in situ|present)\b")


#: a body from which the others were counted
_COUNTED_FROM = re.compile(r"\bcount\w*[^.;\n]{0,16} from (?:the )?(?:\w+ )?$|\b(?:above|below|relative to|adjacent to|next to|caudal to|cranial to) (?:the )?(?:\w+ ){0,2}$")


def _as_before(case: Case, finding: Finding) -> bool:
    """Whether the clause of a level tells of an old fracture or of old cement and of no work."""
    start, end = clause(case, finding.start)
    if sense(case, finding) in ("other_day", "denied", "later") or _COUNTED_FROM.search(case.document.flat[max(0, finding.start - 40) : finding.start]):
        return True
    text = case.document.flat[start:end]
    return bool(_BEFORE.search(text)) and not re.search(r"trocar|needle|cannula|balloon|inject|deliver|instill|pedic|access", text)


def levels_cemented(case: Case, level: str) -> bool:
    """Whether cement is told in the block of a level that no heading names."""
    return any(level in {f.value for f in block.levels if not _as_before(case, f)} and re.search(r"\bcement|pmma|methacrylate", block.text) for block in levels.blocks(case))
