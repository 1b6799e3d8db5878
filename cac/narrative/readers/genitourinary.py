"""Kidney, ureter and bladder work through the skin: study, tubes, stents, exchange, removal, add-ons."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.guidance_words import modalities
from cac.narrative.live import Station, background, by_side, open_or_endoscopic, opening, stations, subject, title
from cac.narrative.procedure import Procedure
from cac.narrative.tube_acts import swapped
from cac.narrative.short.scene import kept_tubes
from cac.narrative.short.words import SIZED
from cac.narrative.tube_words import BALLOONED, FRENCH, GAUGE
from cac.narrative.urinary_words import BRUSHED, CONVERTED, CYSTS_SEEN, FILLED, KIDNEY_ENTERED, NEW_STENT, WIDENED, only_side, stent_caught, stoma_catheter_renewed, told_before

FAMILIES = ("genitourinary",)
_TOPIC = (
    r"\bsp (?:tube|cath)|\bspc\b|\bnus\b|\bpcnu\b|\bnuc\b|\brug\b|\bvcug\b|\bneph tube|\bperc(?:utaneous)? neph|nephrost\w+|\bpcn\w*\b|\bspt\b|supra-pubic|nephroureter\w+|ureteral (?:\w+ )?stent|ureteric stent|double[- ]?j|\bjj\b|antegrade|pyelostom\w+|collecting system|calyx|calyces|suprapubic|cystostom\w+|cystogra\w+"
    r"|urethrogra\w+|loopogra\w+|ileal conduit|ureterostom\w+|whitaker|renal cyst|kidney cyst|bosniak|\bcysts?\b[^.;\n]{0,24}kidney|nephrolithotom\w+|\bpcnl\b|ureterogra\w+|bladder"
)
_NEW = GAUGE + r"|\bst(?:ick|uck)\b|de novo|needle|chiba|punctur\w+|accustick|\d\dg\b|access(?:ed)? (?:\w+ ){0,4}(?:calyx|collecting|system|kidney)|no prior access|(?:us|ultrasound)[^.]{0,20}calyx|(?<!no )new (?:\w+ ){0,3}access|\b(?:entry|entered|freshly)\b[^.;\n]{0,30}\b(?:cal(?:yx|yces|ix|ices)|cal[iy]ceal)\b|\b(?:cal(?:yx|yces|ix|ices)|cal[iy]ceal)\b[^.;\n]{0,24}\b(?:entered|freshly|entry|punctur\w+|access)\b|(?<!in a )(?<!in the )(?<!within a )(?:mid|lower pole|interpolar) calyx(?! (?:stone|fragment|calcul|contains|holds|is|was (?:dilated|seen)))"
_OLD = r"existing|pre-?existing|indwelling|old (?:tube|catheter)|tube (?:was )?removed over|(?:tube|catheter|nephrostomy|stent)s?(?: was| were)? (?:then |subsequently )?(?:exchang|chang|replac|cut|inject|upsiz)\w*|exchanged?\b|tube (?:check|exchange|change)|via tube|through (?:the )?(?:\w+ ){0,3}(?:nephrostomy|tube|catheter)|conver\w+"
_PUT = r"\b(?:plac\w+|left\b(?= (?:in|to|at|with|across|over|behind|within|indwelling|there|open|clamped|capped|an?|the|one|through|above|below|for|on|as|via|draining|too|also)\b)|(?:was|were|be|is|been|and) (?:\w+ )?left\b|form\w+|lock\w*|insert\w*|advanc\w+|deploy\w*|push\w*|leave|new\b|exchang\w+|replac\w+|position\w*|coil\w*|for a\b|upsiz\w+|chang(?:e|ed|ing)\b|swap\w*|exch\b|conver\w+)"
_FR = r"\d+(?:\.\d+)? ?-?f(?:r|rench)?\b"
_NU = r"\bnu (?:catheter|tube|stent)s?\b|\b(?:r|l|rt|lt|right|left|both|new|old|\d\d|cm|f|fr|french) nus?\b|nephroureter\w+|\bpcnu\b|\bnus\b|\bnuc\b|nephro-ureter\w+"
_STENT = r"(?:ureteral|ureteric|double[- ]?j|jj|double pigtail|dj|internal|universa|percuflex)(?: \w+){0,3} stents?|double[- ]?j\b|\bjj\b|\bdjs?\b|double pigtail|\bstent\b"
#: a stent that is there already and is only looked at
_STAYING = re.compile(
    rf"\b(?:{_STENT})s? (?:(?:placed |left |put in )?by (?:the )?\w+ )?(?:(?:remain\w*|is|was|are|were|stays?|stayed|appears?|appeared|looks?|continues?)(?: \w+)? (?:well|in (?:good|satisfactory|place|position|situ|unchanged)|unchanged|patent|still|seen|noted|unmoved|visible|functioning|draining|unaltered)|in (?:situ|place)\b|unchanged|(?:did|does) not\b)[^.;]*|(?:{_STENT})s? (?:patent|untouched|undisturbed)\b|(?:down|along|around|past|beside|through|alongside|upper (?:coil|loop) of|lower (?:coil|loop) of|clear of|off) the (?:\w+ )?(?:{_STENT})|(?:{_STENT})s?(?:'s)? (?:(?:upper|lower|proximal|distal) )?(?:coil|loop|curl|end)s?\b(?! (?:formed|deployed|placed))[^.;,]*"
)
_PCN = r"\bneph tubes?|\bperc(?:utaneous)? nephs?\b|nephrostom\w+|\bpcnt?s?\b|\bkidney (?:tube|drain)s?\b"
#: a cyst, and what closes it
_CYST = re.compile(r"(?:renal|kidney|parapelvic|bosniak)[^.\n]{0,40}\bcysts?\b|\bcysts?\b[^.;\n]{0,24}(?:kidney|renal|bosniak)")

_SUBJECT = (
    r"\bsp (?:tube|cath)|\bspc\b|\bnus\b|\bnuc\b|\brug\b|\bvcug\b|\bneph tube|\bperc(?:utaneous)? neph|nephrost|\bspt\b|supra-pubic|calyx|calyces|renal pelv|(?:renal|kidney) cyst|cyst\w*[^.\n]{0,24}kidney|\bpcn|nephroureter|ureteral|ureteric|antegrade (?:nephro|pyelo|ureter|(?:r|l|left|right)\b(?! (?:common |superficial )?(?:femoral|popliteal|cfa|sfa|leg|groin|approach|access|puncture))|study)|suprapubic|cystogra|urethrogra|loopogra|conduit|whitaker|renal cyst|pcnl|bladder|\bgu tube|kidney drain|hydronephrosis|double.?j|\bjj\b|ureterostom|ureterogra|antegrade (?:\w+ ){0,2}stent|double pigtail"
)


def read(case: Case) -> list[Procedure]:
    """Urinary procedures through the skin done today."""
    flat = case.document.flat
    if not re.search(_TOPIC, flat) or open_or_endoscopic(case):
        return []
    if re.search(r"(?:cysto|uretero)scop\w+(?! in (?:19|20)\d\d)|resectoscope", " ".join(s.text for s in stations(case))) and not re.search(r"nephrostom|nephroureter|suprapubic|antegrade|percutaneous", title(case) + case.document.flat[:60]):
        return []
    done = " ".join(s.text for s in stations(case))
    if not re.search(_SUBJECT, subject(case)) and not (not title(case).strip() and KIDNEY_ENTERED.search(done)):
        return []
    if re.search(r"(?:cysto|uretero)scop\w*", done) and re.search(r"retrograde|orifice|meatus|under vision|laser|lithotomy position|\b2[0-4] ?-?f(?:r|rench)? (?:rigid |flexible )?cystoscope", done) and not re.search(r"antegrade|calyx|calyces|\bprone\b|nephroscope|\bflank (?:was|were) prepped|through the nephrostomy|snare", done):
        return []  # work through the urethra with a scope
    out: list[Procedure] = []
    places = stations(case)
    shared = flat[: places[0].start] if places[0].label else ""
    for station in (places if places[0].label else by_side(places[0], r"pcn|nephro|nus\b|ureter|tube|kidney|stent|antegrade")):
        out += _bladder(case, station) or _kidney(case, station, shared)
    return out


def _guide(case: Case, station: Station, procedure: Procedure) -> Procedure:
    found = modalities(station.text + title(case))
    procedure.set("guidance", found)
    return procedure.set("first_guidance", "ct" if "ct" in found else found[0] if found else "")


def _bladder(case: Case, station: Station) -> list[Procedure]:
    topic = station.text + ("" if station.label else title(case))
    text = station.text

    def make(name: str, where: str) -> Procedure:
        span = station.find(where) or station.find(r"\S+")
        return _guide(case, station, Procedure("genitourinary", name, target="bladder").because(span))  # type: ignore[arg-type]

    if re.search(r"supra-?pubic|\bcystostomy|\bsp (?:tube|cath)|\bsp[ct]\b", topic) and re.search(r"exch|replac|chang|swap|check|remov", topic) and not re.search(rf"{GAUGE}|needle|punctur|trocar|\bstick\b|\bstuck\b|peel-?away", text):
        return []
    if re.search(r"supra-?pubic|\bcystostomy|\bsp (?:tube|cath)|\bsp[ct]\b", topic) and re.search(rf"{GAUGE}|needle|punctur|trocar|access|\bstick\b|\bstuck\b|dilated to|peel-?away|over (?:an? |the )?(?:\w+ )?(?:wire|amplatz)|seldinger|(?:us|ultrasound|fluoro\w*|ct)[ -]guid\w*[^.]{{0,60}}\d ?fr?\b", text) and re.search(r"catheter|tube|foley|pigtail|drain\b|malecot|\bsp[ct]\b", text):
        if re.search(r"suprapubic aspirat|bladder aspirat", topic):
            return [make("bladder_trocar_aspiration" if re.search(r"trocar|intracath", text) else "bladder_aspiration", r"suprapubic|bladder")]
        return [make("suprapubic_catheter", r"suprapubic\w*|cystostom\w+|bladder")]
    if re.search(r"suprapubic aspirat|bladder aspirat", topic) and re.search(r"needle|punctur", text):
        return [make("bladder_aspiration", r"suprapubic|bladder")]
    if re.search(_PCN + "|" + _NU + r"|antegrade|ureteral stent", topic):
        return []
    if _CYST.search(topic + opening(case)):
        return []  # the cystogram is that of a cyst
    if re.search(r"loopogra\w+|(?:ileal conduit|conduit|stoma)[^.]{0,80}(?:inject|contrast|foley)", topic) and not re.search(r"stent|exchang", text) and not stoma_catheter_renewed(text):
        return [make("loopogram", r"loopogra\w+|conduit|stoma")]
    if re.search(r"voiding cysto|\bvcug\b", topic) and re.search(r"contrast|fill|instill", text):
        return [make("voiding_cystogram", r"voiding|vcug|bladder")]
    if re.search(r"retrograde urethro\w+|\brug\b", topic) and re.search(r"contrast|inject", text):
        return [make("retrograde_urethrogram", r"retrograde|urethro\w+|rug")]
    if re.search(r"cystogra\w+", topic) and re.search(r"contrast|fill|instill", text) and re.search(r"foley|catheter", text):
        return [make("cystogram", r"cystogra\w+|bladder")]
    return []


def _kidney(case: Case, station: Station, shared: str) -> list[Procedure]:
    text, head = station.text, title(case) + (" " + opening(case) if station.label else "")
    topic = CYSTS_SEEN.sub(" ", text + ("" if station.label else head))
    if not re.search(_PCN + "|" + _NU + r"|nephrostogra|antegrade|ureteral|calyx|calyceal|collecting system|renal pelvis|ureteric|double[- ]?j|\bjj\b|whitaker|renal cyst|\bpcnl\b|conduit|ureterostom|" + _CYST.pattern, topic + (head + told_before(station.side, shared, _PCN + "|" + _NU) if station.label else "")):
        return []
    if station.label and not re.search(_PCN + "|" + _NU + r"|antegrade|stent|calyx|renal|kidney|ureter|collecting|nephro", text + told_before(station.side, shared, _PCN + "|" + _NU)):
        return []
    where = station.find(_TOPIC) or station.find(r"tube|catheter|stent|\S+")
    side = station.side_of() or ("" if station.label else _head_side(case, station))
    made: list[Procedure] = []
    if not re.search(r"wire|fluoro|contrast|inject|needle|ultrasound|\bus\b|nephrostogram|sheath|snare|catheter|access|french|antegrade|\d ?fr?\b", text):
        return []  # talk of tubes, no work on one

    def add(name: str) -> Procedure:
        procedure = Procedure("genitourinary", name, target=f"kidney_{station.start}", side=side).because(where)  # type: ignore[arg-type]
        made.append(_guide(case, station, procedure))
        return procedure

    raw = case.document.flat[station.start : station.end]
    if re.search(r"whitaker|pressure[- ]flow", topic):
        add("pressure_study")
        return made
    if _CYST.search(CYSTS_SEEN.sub(" ", topic + opening(case))) and not re.search(_PCN, text):
        if FILLED.search(text) or not re.search(rf"aspirat|punctur|needle|drained|{GAUGE}", text):
            return made  # filled with a sclerosant: the reader of drains tells it
        add("cyst_puncture")
        return made
    if re.search(r"nephrolithotomy|\bpcnl\b|nephrolithotripsy", topic) and re.search(r"nephroscope|lithotrip|ultrasonic|fragment", text):
        add("stone_removal").set("large", bool(re.search(r"(?:[2-9]\.\d|[3-9]) ?cm|staghorn|complex", topic)))
        return made
    if stoma_catheter_renewed(text) and not re.search(_PCN, text):
        add("conduit_stent_change")
        return made
    if re.search(r"ileal conduit|ureterostomy|urostomy|conduit", text) and re.search(r"(?:stent|catheter)[^.]{0,60}(?:exchang|chang|replac)|(?:exchang|chang|replac)\w*[^.]{0,60}(?:stent|catheter)", topic) and re.search(r"stoma|through the conduit|retrograde", text) and not re.search(_PCN, text) and not (re.search(_NU, text) and re.search(r"\bflank|\bprone\b|renal pelvis", text) and not re.search(r"(?:through|via|from|out of) the (?:\w+ ){0,2}(?:stoma|conduit|urostomy)", text)):
        add("conduit_stent_change")
        return made
    if WIDENED.search(text) and re.search(r"endourolog\w*|\bpcnl\b|nephrolithotom\w+|nephrolithotrip\w+|endoscop\w+|nephroscop\w+|ureteroscop\w+|stone|lithotrip\w+|working sheath|amplatz sheath", topic + head):
        widened = add("tract_dilation")
        widened.set("access", "new" if re.search(_NEW, text) and not re.search(r"(?:existing|indwelling|mature|old) (?:\S+ ){0,3}(?:nephrostomy|tube|catheter|pcn|tract|access)", text) else "existing")
        return made
    if re.search(r"ureterostom|ureterogra", topic + head) and re.search(r"ureterostom|(?:ureteral|ureteric) catheter", text) and re.search(r"inject|contrast|instill", text) and not re.search(_PCN + r"|exchang|replac|changed", text) and not re.search(_NEW, text):
        add("ureterogram")
        return made
    fresh = bool(re.search(_NEW, text)) and not re.search(r"(?:existing|indwelling) (?:\S+ ){0,3}(?:nephrostomy|tube|catheter|pcn)(?! on the (?:other|contra))", text)
    unnamed = not re.search(_OLD + r"|exch\b|swap|chang|check|remov|\bout\b|nephrostogram", text + head)
    if unnamed and re.search(FRENCH, text) and re.search(r"ultrasound|\bus\b|\bu/s\b", topic) and re.search(_PCN + "|" + _NU, topic):
        fresh = True  # a tube of a size put in under ultrasound, nothing said of one in place
    old = bool(re.search(_OLD, text + ("" if station.label else head)))
    was = told_before(side, shared, _PCN + "|" + _NU)
    laid = _STAYING.sub(" ", text)
    stent = re.search(rf"(?:{_STENT})[^.]{{0,80}}{_PUT}|{_PUT}[^.]{{0,60}}(?:{_STENT})|{_FR}[^.\n]{{0,20}}(?:{_STENT})|antegrade[^.\n]{{0,20}}(?:ureteral )?stent|(?:{_STENT})[^.\n]{{0,30}}\b(?:antegrade|thru|through|via)\b|(?:{_STENT})[^.;\n]{{0,40}}(?:\bbladder\b|\d ?x ?2\d\b)|\b\d(?:\.\d)? ?x ?2\d\b[^.;\n]{{0,20}}(?:{_STENT})", laid)
    if re.search(_NU, text) and not re.search(r"double[- ]?j|\bjj\b|\bdj\b|double pigtail|(?<!-)(?<!/)internal (?:ureteral )?stent|(?<!nephro)(?<!nephro-)ureteral stent", text):
        stent = None
    if stent and not re.search(r"antegrad\w+ (?:\w+ )?(?:ureteral )?stent|double[- ]?j|\bjj\b|\bdj\b|double pigtail|internal|ureteral stent|ureteric stent|ureteral (?:\w+ ){0,2}stent|\bstent\b[^.;\n]{0,60}\bbladder|\b[6-9]/2\d stent|\bureter\b[^.\n]{0,80}\bstent", topic + head):
        stent = None
    if re.search(r"stent (?:is |was )?(?:seen|noted|in (?:good )?position)|patent stent", text) and not re.search(r"stent[^.]{0,40}(?:placed|deployed|pushed|advanced)", text):
        stent = None
    nu = re.search(rf"(?:{_NU})[^.]{{0,80}}{_PUT}|{_PUT}[^.]{{0,60}}(?:{_NU})|{_FR}[^.\n]{{0,30}}(?:{_NU})", text)
    kept_name = _NU if station.label and (re.search(_NU, station.label) or re.search(_NU, was) and not re.search(_PCN, was + text)) else ""
    if not nu and kept_name and (swapped(text) or re.search(rf"\bnew (?:one|tube|catheter)\b|\bold (?:catheter|tube|one|stent)? ?out\b[^.;]{{0,30}}\bnew\b|\b(?:new|fresh|replacement)\b[^.;]{{0,30}}{_FR}", text)):
        nu = re.search(_NU, station.label) or re.search(_NU, was)  # the label or the history names the catheter, the words under it only its size
    if re.search(r"would not (?:cross|pass|go|advance)|could not (?:be )?(?:cross|pass|negotiat|travers)\w*|(?:not|un)[ -]?crossable|gave up|unable to (?:cross|pass|negotiate|traverse)|failed to (?:cross|pass)", raw) and re.search(rf"(?:new|fresh|another)[^.]{{0,30}}(?:{_PCN})", text):
        nu = None  # the tube asked for did not go down; a nephrostomy was left again
    pcn = re.search(rf"(?:{_PCN}|pigtail|drainage catheter|ultrathane|flexima)[^.]{{0,80}}{_PUT}|{_PUT}[^.]{{0,70}}(?:{_PCN}|pigtail|drainage catheter)|{_FR}[^.\n]{{0,30}}(?:{_PCN}|pigtail|locking|cope\b|dawson|ultrathane|\bloop\b|drainage catheter)", text)
    if not pcn and fresh and kept_tubes(text) and re.search(_PCN + r"|\bcal(?:yx|yces|ix|ices)\b|both kidneys|obstruct|hydro|pyo", topic + head) and not re.search(r"needle (?:was )?(?:removed|out)", text):
        pcn = re.search(SIZED, text)  # a telegram names the tube by its size alone
    none_left = re.search(r"no (?:external |nephrostomy |safety )?(?:tube|catheter|nephrostomy)(?: \w+){0,2} (?:left|on the|remain)|no (?:external )?tube(?! (?:is |was |currently |presently |now )*(?:in place|in situ|present|at present|before|so far))|(?:tube|nephrostomy|catheter) (?:was )?(?:then )?removed(?: completely)?[. ]*(?:dressing|$)|tubeless|no nephrostomy(?! (?:tube )?(?:is |was |currently )*(?:in place|present|before))", raw)
    stopped = re.search(r"(?:was )?(?:terminated|aborted|abandoned|discontinued|halted|called off|stopped (?:because|for|due|at|before|prior|early|owing|given|there|here|and)|not completed)", raw) and re.search(r"no (?:\w+ ){0,2}(?:tube|catheter|drain)|unsuccessful|not completed|withdrawn|terminated|aborted|(?:needle|wire)[^.]{0,40}(?:pulled|removed|taken out)", raw)
    study = re.search(r"nephrostogra\w+|contrast|pyelogra\w+|inject\w+|opacif\w+", text)
    act: Procedure | None = None
    if stent and re.search(r"transurethral|through the urethra|urethral meatus|via the urethra|per urethr\w+|trans-?urethral\w*|\burethral? (?:sheath|access|catheter|route)|\bmeatus\b|from below|retrieved? (?:\w+ ){0,4}bladder|snared? (?:\w+ ){0,6}bladder", text) and not re.search(r"percutaneous access|flank|calyx", text):
        act = add("transurethral_stent_exchange" if re.search(r"exchang|replac|new\b", re.sub(r"\b(?:no|not|without) (?:an? |any |being )?(?:new|exchang\w*|replac\w*)", " ", raw + " " + topic)) else "transurethral_stent_removal")
    elif re.search(rf"(?:snar|captur|retriev|grasp|grabb|caught|lasso)\w*[^.;]{{0,40}}\b(?:proximal|upper|renal|top) (?:pigtail|loop|coil|end|curl)", text) and re.search(_STENT, raw) or re.search(rf"(?:{_STENT})[^.;]{{0,60}}(?:snare|captur|retriev|grasp|grabb|caught)|(?:snar|captur|retriev|grasp|grabb|caught)\w*[^.;]{{0,60}}(?:{_STENT})", text) or re.search(r"stents?\b(?:(?!\bplaced\b|\bvia\b|\bnephrostom|\bpcn\b|\btube\b|\bsheath\b|\bwire\b|[.;,])(?:.|\n)){0,60}(?:snar|retriev|remov|grasp)|(?:snar|retriev|grasp)\w*[^.]{0,60}stent", text) and re.search(r"flank|nephrostomy|percutaneous|calyx|antegrade|sheath", text) and not re.search(r"nephrostomy tube (?:was )?removed", text):
        act = add("antegrade_stent_exchange" if stent and re.search(r"new (?:\S+ ){0,4}stent|exchang|replac", topic) else "antegrade_stent_removal")
    elif stent and stent_caught(text, raw) and not re.search(_PCN, text):
        act = add("antegrade_stent_exchange" if NEW_STENT.search(text) else "antegrade_stent_removal")
    elif stent:
        left_too = pcn and re.search(rf"(?:{_PCN}|pigtail nephro|safety)[^.]{{0,60}}(?:left|plac|capped|form|kept|exchang|to (?:gravity|bag)|\b(?:besides?|too|also|as well|in addition|in the (?:renal )?pelvis)\b)|(?:left|plac|leav|kept)\w*[^.]{{0,60}}(?:{_PCN}|safety)|\bsafety (?:nephrostomy|tube|catheter|drain)[.:] (?:[^.]|\.\d){{0,90}}\b(?:left|plac|kept|lock)", text) and not none_left
        act = add("stent").set("access", "existing" if not fresh else "new").set("tube_left", bool(left_too))
    elif nu and re.search(_PCN, was) and not re.search(_NU, was) and re.search(r"\b(?:tube|catheter|pcn|nephrostomy)(?: \w+)? (?:removed|out|off|withdrawn|pulled|exchanged)\b", text):
        act = add("conversion")
    elif nu and CONVERTED.search(topic):
        act = add("conversion")
    elif nu and re.search(rf"convert|conver\w+|(?:{_PCN})(?: tube| catheter)? (?:only|alone)\b|(?:replac\w+|in place of|instead of|in exchange for) (?:the |her |his )?(?:\w+ )?(?:{_PCN})", topic) or nu and not fresh and re.search(r"nephrostomy|\bpcn\b", was or text) and not re.search(_NU, was) and re.search(rf"convert|nephrostomy (?:tube |catheter )?(?:was )?(?:removed|exchanged for)[^.]*nephroureter|\b(?:{_PCN})(?: tube| catheter)?[^.;]{{0,30}}\b(?:removed|out|off|withdrawn|pulled|taken out|exchanged for)\b(?:[^.]|\.\d){{0,40}}[.;]?(?:[^.]|\.\d){{0,60}}(?:{_NU})", topic):
        act = add("conversion")
    elif nu and fresh:
        act = add("nephroureteral").set("access", "new")
    elif nu:
        act = add("nephroureteral").set("access", "existing")
    elif fresh and stopped and re.search(r"nephrostomy|calyx|collecting", topic + head):
        act = add("nephrostomy").set("access", "new").set("discontinued_modifier", "53")
    elif fresh and pcn and not none_left:
        act = add("nephrostomy").set("access", "new")
    elif fresh and study:
        act = add("nephrostogram").set("access", "new")
    elif re.search(_PCN, topic + head + was + shared) and (swapped(text) or re.search(r"\bexchang\w+|\breplac\w+|upsiz\w+|downsiz\w+|\bchanged?\b(?! in\b)|swap\w*|\bnew\b(?! (?:hydro|filling|finding|leak|stricture))|\b(?:fresh|another|identical|replacement)\b[^.;]{0,20}\d ?fr?\b|\bput back\b", text)) and (pcn or re.search(r"exchang|chang|swap|replac", topic + was) or re.search(rf"\bnew\b[^.;]{{0,30}}{FRENCH}", text)) and not none_left:
        act = add("nephrostomy").set("access", "existing")
    elif re.search(r"remov\w+|(?:pcn|tube|nephrostomy|catheter) out\b|\b(?:taken|lifted|slid|drawn|slipped) out\b|\b(?:withdrawn|pulled)\b(?! back)", text) and re.search(r"tube|nephrostomy|catheter|pcn", text) and not re.search(r"left in place|tube was left|reconnected|recapped", text) and re.search(r"fluoro|over (?:a |the )?(?:\w+ )?wire|bentson|guidewire|contrast", topic):
        act = add("nephrostomy_removal")
    elif re.search(r"nephrostogra\w+|pyelogra\w+|inject\w+|instill\w+|contrast (?:study|run|examination|via|through|down)|contrast was (?:run|given)|(?:tube|pcn|nus) (?:check|study)", text) and re.search(_PCN + "|" + _NU + r"|nephrostogra\w+|(?:via|through) (?:\w+ ){0,2}tubes?", topic + head + shared):
        act = add("nephrostogram").set("access", "existing")
    if act is None:
        return made
    if re.search(BALLOONED + r"|(?<!non-)(?<!non )(?<!not )(?<!un)(?<!mildly )(?<!moderately )dilat(?!ed (?:pelvis|cal[iy]|ureters?\b(?! (?:strict|stenos|narrow))|collecting|system|renal|and tortuous))\w+[^.;]{0,80}(?:stricture|ureter|upj|anastomo)|(?:stricture|ureter\w*|upj|anastomo\w+)[^.]{0,90}(?:dilat\w+|balloon\w*|inflat\w+)|balloon[^.]{0,60}(?:inflat|dilat|across (?:the )?(?:\w+ )?(?:stricture|stenosis|narrowing|anastomosis|obstruction))|ureteroplast\w+[^.]{0,40}(?:balloon|mm)|(?:mustang|conquest)[^.]{0,60}inflat", text) and re.search(r"balloon|atm|mustang|conquest|\d ?mm", text) and re.search(r"ureter|upj|uvj|strictur|anastomo|narrow|waist", text) and not re.search(r"tract (?:was )?(?:dilated|balloon)", text):
        add("ureteral_dilation")
    if BRUSHED.search(text):
        add("ureteral_biopsy")
    if re.search(r"(?:ureter\w*)[^.]{0,60}(?:emboli[sz]\w+|coils\b|occlu\w+ with|plug)|(?:emboli[sz]\w*|coils\b|plug\w*)[^.]{0,60}ureter", text) and re.search(r"emboli[sz]|coils\b|plug\b", text) and re.search(r"fistula|leak|occlu", topic):
        add("ureteral_occlusion")
    return made


def _head_side(case: Case, station: Station) -> str:
    if alone := only_side(case.document.flat):
        return alone
    head = title(case) + background(case)
    if re.search(r"bilateral|\bb/l\b|\bbilat\b|\b(?:each|either) (?:side|kidney)|\br (?:and|&|\+) l\b|\bl (?:and|&|\+) r\b|(?:right and left|left and right)(?: \w+){0,2} (?:nephro|pcn|neph|tube|kidney)\w*|both (?:renal |of the )?(?:pelv[ei]s|pcns|nephs)|both (?:kidneys|sides|tubes|nephrostom\w+|nephroureter\w+|pcns?|over)", head + station.text) and not re.search(r"bilateral (?:hydro|ureteral obstruction)", head):
        return "bilateral"
    sides = set(re.findall(r"\b(left|right)\b", title(case)))
    if len(sides) == 1:
        return sides.pop()
    match = re.search(r"\b(left|right|r|l)\b(?: \w+){0,4} (?:kidney|nephro|ureter|pcn|collecting|calyx)", station.text)
    return {"l": "left", "r": "right"}.get(match.group(1), match.group(1)) if match else ""
