"""The dialysis circuit: study, angioplasty, stent, clot removal, central work, embolization, creation of a fistula."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.circuit import SURE, Work, work
from cac.narrative.course import Told, course, undone
from cac.narrative.live import blanked, subject, title
from cac.narrative.procedure import Procedure

FAMILIES = ("dialysis_circuit",)
ORDER = 45
_FAMILY = "dialysis_circuit"
_NAMED = re.compile(
    r"\bav[fg]s?\b|\bbvt\b|a-?v (?:\w+ )?(?:fistula|graft|access|shunt)|arteriovenous (?:\w+ ){0,3}(?:fistula|graft|access|shunt)|(?:loop|ptfe|gore-?tex|acuseal|flixene|artegraft|bovine|thigh|forearm|upper arm|bridge|straight|brachial\w*[- ](?:axillary|basilic|cephalic)) (?:\w+ )?graft|brachio-?cephalic (?:\w+ )?fistula|radio-?cephalic|brachio-?basilic|basilic (?:vein )?transposition|brachial artery to basilic|endo-?avf|\bfistula\b"
)
_KIDNEY = re.compile(r"dialysis|\besrd\b|\besk[df]\b|renal failure|kidney (?:failure|disease)|\bhd\b|\bckd\b|nephrolog|venous pressures?|swing segment|juxta-?\s?anastomo|cephalic|basilic|arterial limb|venous limb|venous anastomosis|cannulation (?:zone|segment|difficult)|difficult cannulation|transposition|\bjas\b|\bthrill\b|haemodialysis|immature|periph\w* outflow|recanali[sz]ed thr|(?:arterial|inflow) plug|swing (?:point|site)|\bcircuit\b|(?:clotted|pulseless|thrombosed) (?:left |right |l |r )?(?:arm |forearm |upper arm )?(?:av[fg]|graft|fistula)|\bbvt\b|\bbbavf\b|loop graft|arterial end|\bhigh (?:venous )?pressures?|\blow flows?\b|cannulat")
_OTHER_FISTULA = re.compile(r"\bdural|\bpial|spinal (?:av|arterio)|carotid[- ]cavernous|enter\w+ fistula|enterocutaneous|biliary fistula|bronch\w+ fistula|pulmonary (?:avm|arterio)|vesico|colo\w+ fistula|fistula[- ]in[- ]ano|anal fistula|urinary fistula|pancreatic fistula|renal (?:av|arterio)|perineal|rectovag")
_CIRCUIT_WORD = r"(?:fistula|graft|\bavf\b|\bavg\b|(?:dialysis|a-?v|hemodialysis) access|circuit|outflow|cephalic|basilic|venous limb|arterial limb|loop|conduit|anastomo\w+|brachial vein|shunt|cannulation zone|draining vein|venous side|arterial side|accessory vein|branch)"
_ENTRY = r"(?:punctur\w*|access(?:ed|es)?\b|cannulat\w*|\bstick|\bstuck\b|enter(?:ed|ing)\b|entry|needle|micro-?punct\w*|\bsheaths?\b|introducer)"
_ENTERED = re.compile(rf"{_CIRCUIT_WORD}[^.;\n]{{0,90}}{_ENTRY}|{_ENTRY}[^.;\n]{{0,90}}{_CIRCUIT_WORD}")
_ANY_ENTRY = re.compile(_ENTRY)
_NO_CIRCUIT = re.compile(r"\b(?:no|without)(?: \w+){0,2} (?:av|a-v|arteriovenous|permanent|dialysis) (?:access|fistula|graft)")
_VEIN_ENTRY = re.compile(r"(?:femoral|jugular) vein[^.;\n]{0,50}(?:punctur|access|sheath|cannulat|needle)|(?:punctur|access|cannulat)\w*[^.;\n]{0,50}(?:femoral|jugular) vein|\bcfv\b|\bijv?\b (?:access|punctur|sheath)")
_NOT_ENTERED = re.compile(r"(?<!stent )(?<!stent-)(?<!covered )(?:fistula|graft|access|avf|avg|circuit)\b(?:(?!\bmust\b|\bshould\b|\bmay\b|\bshall\b|\b(?:is|are|to) not to\b)[^.;\n]){0,60}\b(?:not|never) (?!to be )(?:\w+ ){0,2}(?:punctured|accessed|studied|cannulated|entered)(?! (?:there|again|for|until|at dialysis|over|within|next))|without (?:puncture|access) of the (?:fistula|graft)")
_STUDY = re.compile(r"fistul[ao]\s?gra|shunt[ao]gra|graft[ao]gra|angiogra|arteriogra|venogra|contrast|\bruns?\b|opacif|\bdsa\b|\bimag(?:es|ing|ed)\b|\bfilms?\b|hand inject|injection (?:of|through|via|showed|shows)|pictures (?:were |was )?(?:taken|made|from|show)|reflux(?:ed)? (?:to|across|into|through|of)|diagnostic (?:only|study|run)|injected (?:by|through|via)")
_STUDY_WORD = re.compile(r"(?:angio|arterio|veno)gra\w+ (?:of|through|for) (?:the |his |her |an? )?(?:left |right )?(?:\w+ ){0,3}(?:fistula|av[fg]|access|graft)\b|\b(?:fistula|av[fg]|dialysis access|av access|access) (?:angiogra|arteriogra|venogra)|fistul[ao]\s?gra|shunt[ao]gra|graft[ao]gra|de-?clot\w*(?! (?:of )?(?:the |a )?(?:\w+ )?(?:tunnel\w*|catheter|dialysis catheter|line|port|picc))")
_CLOT = re.compile(
    r"thrombectom\w*|de-?clot\w*|thrombolys\w*|\blys(?:e|ed|is)\b|lytic|angio-?jet|trerotola|\bptd\b|\bcleaner\b|arrow[- ]|\bindigo\b|penumbra|lightning|pulse[- ]?spray|\blac(?:ed|ing)\b|\bt-?pa\b|alteplase|tenecteplase|urokinase|fogarty|macerat\w*|embolectomy (?:balloon|catheter)"
    r"|(?:clots?|thromb\w+|plug)[^.;\n]{0,40}(?:aspirat|remov|extract|pulled|pushed|swept|clear|suction|mobili|dislodg|evacuat|treated with)|(?:aspirat|remov|extract|pull|suction|clear|mobili|dislodg|evacuat)\w*[^.;\n]{0,40}(?:clots?\b|thromb\w+|arterial plug|\bplug\b)|thrombo-?aspirat\w*|angiovac|flowtriever|clottriever|inari"
)
_CLOT_NOT = re.compile(r"\b(?:dvt|leg|iliac|iliofemoral|pulmonary|\bpe\b)\b[^.;]{0,30}\b(?:19|20)\d\d\b|no (?:\w+ ){0,3}(?:clot|thromb)|without (?:\w+ ){0,2}(?:clot|thromb)|heparin lock|\blumens?\b|(?:dialysis|tunneled|hemodialysis|central venous) catheter|catheter port|hd catheter|dialysis catheter (?:was )?(?:lock|fill|load)|thrombectomy (?:was )?not|wall[- ]adherent[^.]{0,40}(?:left|not)|prevent|prophyla|(?:was|were) (?:first |last )?declotted")
_EMBOLIZED = re.compile(
    r"emboli[sz](?:ed|ation|ing)\b|\b(?:micro-?)?coil(?:s|ed|ing)?\b|vascular plugs?|amplatzer|\bavp\b|\bmvp\b|micro-?plugs?|plug (?:was )?(?:deployed|placed|released)|\bazur\b|\bnester|tornado|\bglue\b|n-?bca|onyx"
)
#: the branch that steals from a fistula
_BRANCH = re.compile(r"(?:accessory|side|collateral|competing|stealing|tributary)\b[^.;\n]{0,20}\b(?:branch\w*|veins?|tributar\w+|outflow)|branch\w*[^.;\n]{0,20}\bsteal\w*|collaterals\b")
#: an agent put into a branch of the circuit, not named for what lies elsewhere or is called so
_PUT_THERE = re.compile(r"emboli[sz]|deploy|\bplac|\bput\b|releas|detach|\binto\b|\bin (?:the|an?|it|each|one|two)\b|across|occlu|\d ?mm|\d ?x ?\d|accessory|collateral|\bbranch|tributar|\bside\b|steal|\bcoil(?:ed|ing)\b|\bclosed|competing|divert|\bwith\b|\busing|\bx ?\d|\b\d ?x\b|plugged|until|stasis")
_NO_VESSEL_OF_IT = re.compile(r"resolute|coronary|marker|fiducial|linked coils|amplatz (?:super|wire|stiff)|\bmri?\b|project over|plug of (?:clot|thromb)|(?:arterial|clot|thrombus|platelet|fibrin) plug\b(?![^.;\n]*\bcoil)")
_EMBOLUS = re.compile(r"(?:distal|arterial|pulmonary|air|peripheral|downstream|hand|no) emboli[sz]ation|emboli[sz]ation (?:to|of) the (?:hand|forearm arter|radial|ulnar|digit|lung|pulmonary|brachial)|protect\w*|glue ablation|coiled (?:catheter|wire|tubing|in)|prior coil|previous coil|old coil|existing coil|glue (?:dressing|skin)|skin glue|dermabond")
_OPEN = re.compile(
    r"graftotomy|venotomy was|(?:longitudinal|transverse) (?:arteriotomy|venotomy|graftotomy)|vessel loops?|end-to-(?:side|end)|side-to-side anastomosis (?:was )?(?:created|performed|sewn)|anastomosis was (?:performed|constructed|sewn|created|fashioned|amputated|taken down)|clamps? (?:were|was) (?:applied|placed)|vascular clamps?|(?:sharp|blunt) (?:and \w+ )?dissection|dissected (?:out|free)"
    r"|interposition graft|tunnel(?:ed|er) (?:subcutaneous|through)|(?:skin )?incision was (?:made|created|carried)|\b[5-7]-?0 prolene|ligated|bovie|electrocautery|cut ?down|open thrombectomy|(?:vein|basilic) (?:was )?mobilized|surgicel|arteriotomy was"
    r"|\bbulldogs?\b|(?:controlled|encircled|control) with (?:\w+ )?loops|\bend to (?:end|side)\b|incision (?:was )?(?:re-?)?opened|graft (?:was )?(?:cut (?:across|open)|transected|divided|excised|freed|explanted|pulled out)|whole graft was|[5-7]-0 (?:gore-?tex|pds|polypropylene)|(?:arterial|axillary|venous|old|previous) incision|patch (?:angioplasty|was sewn|sewn)|closed (?:loosely|in layers)|layered closure"
)
_CREATION = re.compile(r"ellipsys|wavelinq|wave-?linq|endo-?avf|percutaneous (?:\w+ ){0,3}(?:av |arteriovenous )?fistula (?:creation|formation)|(?:creation|formation) of (?:an? |the )?(?:percutaneous|endovascular)[^.]{0,40}fistula|endovascular (?:\w+ ){0,3}fistula (?:creation|formation)|thermal resistance anastomosis|fistula (?:was )?created (?:with|using|by) (?:radiofreq|thermal|magnet)")
_CREATED = re.compile(r"electrode|magnet|radiofrequency|\brf\b|fus(?:ed|ion)|thermal|activat|anastomosis (?:was |is )?(?:created|formed|made)|fistula (?:was |is )?(?:created|formed|made)|align")
_TWO_ACCESSES = re.compile(r"wavelinq|wave-?linq|(?:brachial|radial|ulnar) arter\w*[^.\n]{0,80}(?:punctur|access|sheath|cannulat)|(?:punctur|access|sheath|cannulat)\w*[^.;\n]{0,60}(?:brachial|radial|ulnar) arter|separate (?:arterial|access)|two (?:separate )?access|both (?:the )?(?:artery and (?:the )?vein|vein and (?:the )?artery)|arterial (?:catheter|magnet)|venous (?:catheter|magnet)")
_ONE_ACCESS = re.compile(r"ellipsys|(?:single|one)[- ](?:venous )?(?:access|puncture|pass)|thermal resistance|(?:into|to|through)[^.\n]{0,40}(?:proximal )?radial artery[^.\n]{0,60}(?:from|through|needle|from the vein)")
#: a second access denied
_NO_SECOND = re.compile(r"\b(?:no|without an?y?|not? (?:need|require)\w*)\b[^.;\n]{0,24}(?:separate|second|arterial|additional|other|radial|ulnar|brachial)[^.;\n]{0,50}|(?:artery|arterial)[^.;\n]{0,30}\bnot (?:separately |directly )?(?:punctured|accessed)")
_NEED = re.compile(
    r"immature|non-?\s?matur|not (?:yet )?matur|failing to mature|failure to mature|matur|deep (?:vein|fistula|lying|and)|mm deep|too deep|(?:difficult|hard|not) (?:to )?(?:be )?(?:feel|felt|palpa\w*|access|cannulat\w*|stick|punctur\w*)|non-?palpable|not (?:reliably |easily |well |clearly )?(?:palpable|felt)|cannot be (?:\w+ )?felt|could not be (?:\w+ )?(?:felt|palpated)"
    r"|difficult (?:access|cannulation|puncture|palpation)|pulseless|no (?:pulse|thrill)|thrombosed|clotted|hematoma|edema|obes|infiltrat|tortuous|small[- ]calib|failed (?:palpation|attempt|blind)|necessary|(?<!not )(?<!no )\bneeded\b(?! (?:today|no))|to (?:find|locate|map) (?:it|the (?:vein|fistula|outflow|graft))|required"
)
_US = re.compile(r"ultraso|sonogra|\bsono\b|\bus\b[- ]?guid|under us|\bu/s\b|\bus\b(?= (?:show|confirm|was|used|for|of|with|to|image|needed|because|since|demonstrat)|:|,)")
_FEMORAL = re.compile(r"(?:from|via|through) (?:the |a )?(?:right |left |common )*(?:femoral|groin|jugular|ij\b|transfemoral)|(?:femoral|jugular|\bcfv\b|\bij\b)[^.;\n]{0,40}(?:approach|sheath|access)")
_ARTERIAL_ENTRY = re.compile(r"(?:brachial|radial|femoral|ulnar) arter\w*[^.;\n]{0,50}(?:punctur|access|sheath|cannulat|needle)|(?:punctur|access|cannulat|needle|sheath)\w*[^.;\n]{0,50}(?:brachial|radial|femoral|ulnar) arter|transradial|transbrachial")
_EXISTING_ENTRY = re.compile(r"(?:existing|indwelling|in-?situ|previously placed|already in place) (?:\w+ ){0,2}(?:dialysis )?(?:needle|sheath|cannula|access needle)s?")


#: a fistula or graft that is only meant to be made, or no longer in use
_ONLY_MEANT = re.compile(r"listed for|schedul\w+ for|booked for|refer\w* for|await\w*|planned|\bplans? (?:for|to)|candidate for|vein mapping|will (?:have|get|need|undergo)|to be (?:created|made|considered)|until (?:the|his|her|a) [^.;]{0,40}matur|while (?:the|his|her|a) [^.;]{0,40}matur|is maturing|still maturing|evaluat\w+ for|not yet (?:ready|usable|mature)|(?:failed|abandoned|clotted|thrombosed|ligated|lost) (?:\w+ ){0,4}(?:in (?:19|20)\d\d|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:last|years?|months?) )")
#: work on the circuit that is still to come
_TO_COME = re.compile(r"\b(?:will|to) be (?:\w+ )?(?:de-?clotted|treated|dilated|revised|studied|evaluated|addressed|angioplastied|opened)\b|(?:de-?clot\w*|fistulogra\w*|shuntogra\w*|angioplast\w*)[^.;\n]{0,40}\b(?:tomorrow|planned|scheduled|booked|next (?:week|month)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)")
#: a catheter or port opened, no circuit
_LINE_DECLOT = re.compile(r"(?:ports?|line|catheters?|picc|lumens?|permcath|hickman) de-?clot|de-?clot\w* (?:of )?(?:the |a |his |her )?(?:\w+ )*?(?:ports?|line|catheters?|picc|lumens?|permcath)\b")
_CANNULA = re.compile(r"scribner|external (?:arteriovenous |a-?v )?(?:cannula|shunt)|(?:arteriovenous|a-?v) cannula|quinton[- ]scribner")
_NONVASCULAR = re.compile(r"(?:ventriculo-?\s?(?:peritoneal|atrial|pleural)|\bvp|lumbo-?peritoneal|peritoneo-?venous|le-?veen|denver) shunt|csf shunt|baclofen pump|intrathecal pump|infusion pump")


def _shunts(case: Case, told: list[Told], text: str) -> list[Procedure]:
    """A cannula outside the skin that was cleared, or a contrast study of a shunt that is no vessel."""
    if _CANNULA.search(text + title(case)) and (clot := _first(told, _CLOT)):
        balloon = re.search(r"fogarty|balloon", text)
        return [Procedure(_FAMILY, "external_cannula", "external_cannula", _side(case)).because(clot).set("balloon", bool(balloon))]
    if _NONVASCULAR.search(text + title(case)) and re.search(r"shunt[ao]gra|contrast", text + title(case)):
        inject = _first(told, re.compile(r"(?:contrast|isovue|omnipaque|iohexol|iopamidol)[^.\n]{0,60}inject\w*|inject\w*[^.\n]{0,60}(?:contrast|isovue|omnipaque|iohexol|iopamidol)"))
        if inject and re.search(r"reservoir|valve|pump|needle|punctur|access", text):
            return [Procedure(_FAMILY, "nonvascular_shunt_study", "shunt", "").because(inject)]
    return []


def read(case: Case) -> list[Procedure]:
    """The one procedure on a dialysis circuit of the session, or the creation of a fistula through the skin."""
    flat = case.document.flat
    if _CANNULA.search(flat) or _NONVASCULAR.search(flat):
        told = course(case)
        return _shunts(case, told, "\n".join(t.text for t in told))
    if not SURE.search(flat) and not (_NAMED.search(flat) and _KIDNEY.search(flat)):
        return []
    if _LINE_DECLOT.search(flat) and not _NAMED.search(flat):
        return []
    about = subject(case)
    if not (SURE.search(about) or _NAMED.search(about)) or _OTHER_FISTULA.search(about):
        return []
    if not any((SURE.search(s) or _NAMED.search(s)) and not _ONLY_MEANT.search(s) for s in map(case.sentence, range(len(case.document.sentences)))):
        return []
    if _NO_CIRCUIT.search(flat) and not _STUDY_WORD.search(flat):
        return []
    told = [t for t in course(case) if not _TO_COME.search(t.text)]
    text = "\n".join(t.text for t in told)
    if len({m.group(0) for m in _OPEN.finditer(blanked(case, roles=("body",)))}) >= 2:
        return []
    made = _creation(case, told, text)
    if made:
        return [made]
    by_artery = _ARTERIAL_ENTRY.search(text) and _STUDY_WORD.search(text)
    if _NOT_ENTERED.search(flat) and not by_artery or not _entered(case, told, text):
        return []
    if re.search(r"thrombin\b", text) and not _STUDY_WORD.search(flat):
        return []
    if not _STUDY.search(text + title(case)) and not _CLOT.search(text) and not work(told).done and not work(told).unplaced and not (_BRANCH.search(text) and _EMBOLIZED.search(text)):
        return []
    return [_circuit(case, told, text)]


def _creation(case: Case, told: list[Told], text: str) -> Procedure | None:
    if not _CREATION.search(text + title(case)) or not _CREATED.search(text) or not _ANY_ENTRY.search(text):
        return None
    first = next((t.span(m) for t in told if (m := _CREATION.search(t.text))), None) or next((t.span(m) for t in told if (m := _CREATED.search(t.text))), None)
    if first is None or re.search(r"(?:prior|previous|existing|mature|maturation of)[^.\n]{0,40}(?:ellipsys|wavelinq|endo-?avf|percutaneous)|(?:ellipsys|wavelinq|endo-?avf) (?:fistula|avf|created|\w+ \d{4})", text) and not re.search(r"electrode|magnet|radiofrequency|fus(?:ed|ion)|activat", text):
        return None
    made = Procedure(_FAMILY, "fistula_creation", "", _side(case)).because(first)
    claimed = _NO_SECOND.sub(" ", text)
    two, one = _TWO_ACCESSES.search(claimed), _ONE_ACCESS.search(text + title(case))
    if one and _NO_SECOND.search(text) or re.search(r"single[- ](?:venous[- ])?(?:access|puncture|catheter)|one (?:venous )?(?:access|puncture)\b", text + title(case)):
        two = None
    if re.search(r"ellipsys", text) and not re.search(r"wave-?linq", text):
        two = None
    return made.set("accesses", 2 if two else 1 if one else 0)


def _entered(case: Case, told: list[Told], text: str) -> bool:
    """Whether the circuit was punctured, or imaged through an artery or a needle in place."""
    if any(_ENTERED.search(t.text) and not re.search(r"hold|dialysis (?:nurse|unit|staff)|difficult cannulation", t.text[:20]) for t in told):
        return True
    return bool(re.search(r"sheath|balloon|wire|cathet|contrast|inject|access(?:es)?\b|micropunct|needle|\d ?fr?\b|\d\d ?g\b|\bpta\b|angioplast|angiojet|penumbra|fogarty|trerotola|cleaner|\bruns\b|conquest|mustang|dorado|\batlas\b|lutonix|in\.?pact|viabahn|covera|\b\d{1,2} ?x ?\d{2}\b", text)) and bool(_STUDY_WORD.search(text + title(case)) or not _VEIN_ENTRY.search(text) and (_first(told, _CLOT, _CLOT_NOT) or work(told).done or work(told).unplaced))


def _side(case: Case) -> str:
    for where in (title(case), case.document.flat[:300], blanked(case)):
        sides = set(re.findall(r"\b(left|right)\b[^.\n]{0,30}(?:arm|fistula|avf|avg|graft|brachi|radio|thigh|forearm|access|upper ext|lower ext)", where))
        if len(sides) == 1:
            return sides.pop()
    return ""


def _first(told: list[Told], regex: re.Pattern[str], refuse: re.Pattern[str] | None = None) -> Span | None:
    for sentence in told:
        for match in regex.finditer(sentence.text):
            if undone(sentence.text, match.start(), match.end()):
                continue
            if refuse is not None and refuse.search(sentence.text[max(0, match.start() - 50) : match.end() + 50]):
                continue
            return sentence.span(match)
    return None


def _circuit(case: Case, told: list[Told], text: str) -> Procedure:
    done: Work = work(told)
    entry = next((t.span(m) for t in told if (m := _ENTERED.search(t.text))), None) or next((t.span(m) for t in told if (m := _STUDY.search(t.text) or _ANY_ENTRY.search(t.text) or _CLOT.search(t.text))), None)
    entry = entry or next((where for places in done.done.values() for where in places), None) or next((Span(t.start, t.start + len(t.text)) for t in told), Span(0, len(case.document.flat)))
    made = Procedure(_FAMILY, "circuit", "dialysis_circuit", _side(case)).because(entry)
    clot = _first(told, _CLOT, _CLOT_NOT)
    made.set("clot", clot is not None, *([clot] if clot else []))
    peripheral, central = done.level("peripheral"), done.level("central")
    if peripheral == central == "none" and done.unplaced:
        peripheral = "stent" if any(kind == "stent" for kind, _ in done.unplaced) else "angioplasty"
        made.set("segment_stated", False, *[where for _, where in done.unplaced])
    else:
        made.set("segment_stated", True)
    made.set("peripheral", peripheral, *done.done.get(("peripheral", peripheral), [])[:2])
    made.set("central", central, *done.done.get(("central", central), [])[:2])
    coils = _first([t for t in told if _PUT_THERE.search(t.text) and not _NO_VESSEL_OF_IT.search(t.text)], _EMBOLIZED, _EMBOLUS)
    made.set("embolization", coils is not None, *([coils] if coils else []))
    made.set("central_route", "other" if central != "none" and _elsewhere(told, done.done[("central", central)]) else "circuit")
    direct = any(_ENTERED.search(t.text) for t in told)
    arterial = _first(told, _ARTERIAL_ENTRY)
    existing = _first(told, _EXISTING_ENTRY)
    indirect = arterial if arterial and not _direct_puncture(text) else existing if existing and not re.search(r"punctur|micropunct|21[- ]?g", text) else None
    made.set("direct_puncture", indirect is None and direct, *([indirect] if indirect else []))
    if indirect:
        made.set("reduced_modifier", "52")
    need = any(_US.search(t.text) and _NEED.search(t.text) for t in told)
    made.set("guided_access_needed", need)
    return made


def _direct_puncture(text: str) -> bool:
    word = r"(?:fistula|graft|\bavf\b|\bavg\b|outflow|cephalic|basilic|venous limb|loop|circuit|access)"
    return bool(re.search(rf"{word}[^.;\n]{{0,50}}(?:was|were)? ?(?:\w+ )?(?:punctured|accessed|cannulated|stuck|entered)|(?:punctur\w+|access(?:ed)?|cannulat\w+|stick|needle) (?:of |into |in )?(?:the )?(?:\w+ ){{0,2}}{word}", text))


def _elsewhere(told: list[Told], where: list[Span]) -> bool:
    """Whether every central act came through another vein than the circuit."""
    near = [t.text for t in told for span in where if t.start <= span.start < t.start + len(t.text)]
    return bool(near) and all(_FEMORAL.search(text) and not re.search(r"through[- ]and[- ]through|flossing|snared", text) for text in near)
