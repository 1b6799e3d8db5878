"""Kidney, ureter and bladder in short dictations."""

from __future__ import annotations

from cac import patterns as re
from cac.narrative.procedure import Procedure
from cac.narrative.short.scene import Scene
from cac.narrative.short.words import BALLOON, SCREENED

_TRACT = (
    r"nephrost\w*|nephro-?ureter\w*|\bpcns?\b|\bpcnt\b|\bpcnus?\b|\bncus?\b|\bnucs?\b|\bnus?\b(?= ?(?:tube|cath|stent|\d))|cal(?:yx|yces|ix|ices)\b|cal[iy]ceal|pelvi-?cal\w+|pyelo\w+|collecting system|renal pelvis|\bpelvis of the kidney|\bmoiety\b|infundibul\w+|ureter\w*|\b[pu]uj\b|\bupj\b|\b[uv]vj\b|\bvuj\b|hydronephro\w*|pyonephro\w*|\bjjs?\b|\bj-?j\b|double[- ]?[jp]\w*|\bdjs?\b|kidneys?|antegrade (?:[\w-]+ )?(?:study|nephro\w*|pyelo\w*|ureter\w*|contrast|injection)|urethra\w*|stents?\b[^.;]{0,40}\bbladder|bladder\b[^.;]{0,40}\bstents?"
)
_TUBED = r"nephrost\w*|\bpcns?\b|\bpcnt\b|\bperc(?:utaneous)? neph\w*|\bneph tubes?"
_NU = r"nephro-?ureter\w*|\bpcnus?\b|\bncus?\b|\bnucs?\b|\bnus\b|\bnu (?:tube|cath\w*|stent)|internal[ /-]*external (?:ureter\w*|\d|stent|catheter|tube)|\b8(?:\.5)?/2\d\b"
_JJ = r"\bjjs?\b|\bj-?j\b|double[- ]?j\w*|\bdjs?\b|double[- ]?pig\w*|ureter(?:al|ic) (?:\w+ ){0,2}stents?|antegrade (?:\w+ ){0,2}stents?|internal (?:ureter\w* )?stents?|universa|percuflex|polaris|inlay|\b(?:6|7|8|10)(?:\.\d)?(?: ?-?fr?)? ?x ?2\d\b|\bstents?\b"
_JJ_LIES = re.compile(rf"(?:{_JJ})[^.;,]{{0,20}}\b(?:fine|patent|drains?|undisturbed|in situ|in place|unchanged|works?|working|functioning|stays|remains|blocked|encrusted|obstructed)\b|\bstent'?s (?:upper|lower|proximal|distal)|the (?:\w+ )?stent (?:was )?(?:not|un)\w*")
_NOT_HERE = re.compile(r"biops|\bcores?\b|transplant (?:renal )?artery|renal arter|emboli[sz]|ablat|bile\b|biliary|abscess|whitaker|loopogra|conduit|urinoma|lymphocele|nephroscop|lithotrip|\bcysts?\b|angiogra|stenosis of the renal|breast|fistulogra|hemodialysis|haemodialysis|dialysis")
_URETHRAL = re.compile(r"urethra\w*|transurethral\w*|meatus|per urethram|retrograde")
_CAUGHT = re.compile(r"snar\w*|grasp\w*|captur\w*|grab\w*|caught|lasso\w*|trapp\w*|retriev\w*|forceps|basket\w*|hook\w*")


def read(scene: Scene) -> list[Procedure]:
    """Work on one kidney or on both."""
    where = scene.place(_TRACT)
    if where is None or _NOT_HERE.search(scene.text) or re.search(r"lymphoc\w+|abscess|urinoma|collection", scene.raw) and not re.search(_TUBED, scene.text):
        return []
    sides = scene.sides()
    each = len(sides) == 2
    side = "bilateral" if each else next(iter(sides), "")
    made: list[Procedure] = []

    def add(name: str) -> Procedure:
        made.append(scene.make("genitourinary", name, target="kidney_short", where=where, side=side))
        return made[-1]

    had = scene.had_tube()
    needled = scene.needled() or re.search(r"\b(?:new|fresh|de novo|second) (?:\w+ ){0,3}(?:access|puncture|entry|stick)\b|\b(?:access(?:ed)?|entered|entry|approach\w*)\b[^.;]{0,40}\bcal(?:yx|yces|ix|ices)|\bcal(?:[iy]ceal|yx) (?:entry|access|puncture|stick)", scene.text) is not None
    none = scene.none_left() and not re.search(r"\b(?:left in|to bag|bag|gravity|capped|lock\w*|secur\w*|sutur\w*)\b", scene.text)
    jj, nu, pcn = re.search(_JJ, _JJ_LIES.sub(" ", scene.text)), re.search(_NU, scene.text), re.search(_TUBED, scene.raw)
    fresh = needled and not (had and (pcn or nu) and not re.search(r"\b(?:new|fresh|de novo|second) (?:\w+ ){0,3}(?:access|puncture|entry|stick)", scene.text))
    kept = scene.kept(had=had and not fresh)
    if jj and _URETHRAL.search(scene.text) and _CAUGHT.search(scene.text) and not fresh and not pcn:
        new = re.search(rf"\bnew (?:\w+ ){{0,4}}(?:{_JJ})|exchang\w*|replaced\b(?! by)|swap\w*|another", scene.text) and not re.search(r"not (?:re-?placed|exchanged|changed)|no (?:new|replacement)", scene.raw)
        add("transurethral_stent_exchange" if new else "transurethral_stent_removal")
        return made
    if jj and _CAUGHT.search(scene.text) and (fresh or had or pcn) and not _URETHRAL.search(scene.text) and re.search(rf"(?:{_JJ})[^.]{{0,80}}(?:{_CAUGHT.pattern})|(?:{_CAUGHT.pattern})[^.]{{0,80}}(?:{_JJ})", scene.text):
        add("antegrade_stent_exchange" if re.search(rf"\bnew (?:\w+ ){{0,4}}(?:{_JJ})|exchang\w*|replac\w*|another", scene.text) else "antegrade_stent_removal")
        return made
    laid = jj and re.search(rf"(?:{_JJ})[^.;]{{0,90}}\b(?:plac\w*|deploy\w*|push\w*|advanc\w*|releas\w*|insert\w*|laid|position\w*|coil\w*|curl\w*|loops?|bladder|form\w*|down|across|over|through|antegrade\w*|seated|internali\w*)|\b(?:plac\w*|deploy\w*|push\w*|advanc\w*|releas\w*|insert\w*|laid|internali\w*|antegrade|over the wire)\b[^.;]{{0,70}}(?:{_JJ})", scene.text) and not (nu and not re.search(r"double|\bjj\b|\bdj\b", scene.text))
    if not (fresh or had or pcn or nu):  # no way into the kidney is told
        return []
    if laid:
        left = re.search(rf"(?:{_TUBED}|safety|covering|\d ?fr?(?:ench)?\b)[^.;]{{0,70}}\b(?:left|kept|stays?|remains?|besides?|too|as well|also|above|capped|retained|placed|bag|gravity|in the (?:renal )?pelvis|lock\w*)", scene.text) and not (none or re.search(r"(?:tube|pcn|nephrostomy)[^.;]{0,24}\b(?:removed|out|withdrawn|pulled|off)\b|tubeless|no (?:covering |safety |external )?(?:nephrostomy|tube|pcn)", scene.raw))
        add("stent").set("access", "new" if fresh else "existing").set("tube_left", bool(left))
    elif nu and fresh:
        add("nephroureteral").set("access", "new")
    elif nu and had and pcn and not re.search(rf"(?:existing|old|indwelling|current|due|blocked|routine)[^.;]{{0,30}}(?:{_NU})|(?:{_NU})[^.;]{{0,30}}(?:exchang|swap|chang|due|old|blocked|removed|out\b)", scene.raw):
        add("conversion")
    elif nu and (had or scene.swapped()) and (kept or scene.changed()) and not none:
        add("nephroureteral").set("access", "existing")
    elif fresh and kept and not none:
        add("nephrostomy").set("access", "new")
    elif fresh and scene.contrast():
        add("nephrostogram").set("access", "new")
    elif fresh or not (had or scene.swapped()):
        return []
    elif scene.changed() and SCREENED.search(scene.text):
        add("nephrostomy").set("access", "existing")
    elif scene.taken_out() and not scene.renewed() and SCREENED.search(scene.text):
        add("nephrostomy_removal")
    elif scene.contrast() and not scene.taken_out():
        add("nephrostogram").set("access", "existing")
    if made and BALLOON.search(scene.text) and re.search(r"strictur\w*|stenos[ie]s|anastomos\w*|narrow\w*|waist|\bupj\b|\bpuj\b|\buvj\b|\bvuj\b", scene.text) and re.search(r"balloon|mustang|conquest|dorado|atlas|charger|\d ?mm", scene.text) and not re.search(r"tract (?:was )?(?:dilat|balloon)", scene.text):
        add("ureteral_dilation")
    if made and re.search(r"\bbrush\w*|forceps biops", scene.text):
        add("ureteral_biopsy")
    return made
