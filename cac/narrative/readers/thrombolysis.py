"""Infusion of a lytic drug through a catheter, by calendar day of the course."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import clot, lysis_course
from cac.narrative.case import Case
from cac.narrative.clot import Statement
from cac.narrative.live import title
from cac.narrative.procedure import Procedure

FAMILIES = ("thrombolysis",)
ORDER = 71
_FAMILY = "thrombolysis"
_DRUG = clot.LYTIC
_QUICK = re.compile(rf"{_DRUG}|\bekos\b|ekosonic|infusion (?:catheter|set|system)")
_CATHETER = lysis_course.CATHETER
_RATE = r"\d(?:\.\d+)? ?(?:mg|milligrams?|units?|u)\b ?(?:/|per|an|every|each)? ?(?:side|each|catheter|lung)? ?(?:/|per|an|every)? ?(?:h|hr|hour)\b|(?:mg|milligrams?)[ /]*(?:per|/|an) ?(?:h|hr|hour)\b|\d(?:\.\d+)? ?mg each side (?:for|x|over) \d+ ?h"
_GO = r"start\w*|initiat\w*|begun|began|begin|commenc\w*|hung|running|hooked|connected|set at|was set|infus(?:ed|ion|ing)|drip|delivered|(?:is|was) going|instituted|turned on|\bat\b"
_START = re.compile(rf"(?:{_DRUG})[^.;]{{0,110}}(?:{_RATE})|(?:{_RATE})[^.;]{{0,50}}(?:{_DRUG})|(?:{_DRUG}|infusion)[^.;]{{0,60}}\b(?:start\w*|initiat\w*|begun|began|commenc\w*|hung|instituted)\b|(?:start\w*|initiat\w*|begun|began|commenc\w*|hung|institut\w*)\b[^.;]{{0,50}}(?:{_DRUG}|lytic infusion|infusion of (?:{_DRUG}))|(?:overnight|continuous|prolonged|catheter-?\s?directed) (?:infusion|thrombolysis|lysis)[^.;]{{0,60}}(?:{_GO})|(?:{_DRUG})[^.;]{{0,40}}(?:drip|continuous infusion|infusion)\b")
_STOP = re.compile(
    rf"(?:infusion|{_DRUG}|lytic therapy|\btherapy)[^.;]{{0,50}}\b(?:stop\w*|discontinu\w*|terminat\w*|ended|off\b|ceas\w*|conclud\w*|d/c'?d?|completed|finished|turned off)|\b(?:stop\w*|discontinu\w*|terminat\w*|end(?:ed|ing) of|ceas\w*|cessation|conclud\w*|d/c'?d?)\b[^.;]{{0,40}}(?:infusion|{_DRUG})"
    rf"|(?:{_CATHETER}|infusion catheters?|lysis catheters?|\bcatheters? (?:and|&) (?:\w+ ){{0,2}}sheaths?|sheaths? (?:and|&) (?:\w+ ){{0,2}}catheters?)[^.;]{{0,60}}(?:remov\w*|\bout\b|withdrawn|pulled|taken out)|(?:remov\w*|pulled|withdr\w+)[^.;]{{0,50}}(?:infusion|lysis|ekos)\w* (?:catheter|system|device)|\b(?:drip|pump|lytics?|the drug|infusate)\b[^.;]{{0,30}}\b(?:off|stop\w*|discontinu\w*|shut (?:off|down)|ended)\b|(?:stop\w*|turn\w* off|shut (?:off|down)|switch\w* off)[^.;]{{0,20}}\b(?:drip|pump|lytics?)\b|\b(?:hardware|everything|all (?:the )?(?:catheters|hardware|devices|lines|lysis)|the whole system|lysis system)\b[^.;]{{0,30}}\b(?:out\b|removed|pulled|withdrawn)|(?:removed|pulled|took out|withdr\w+) (?:all |the )*(?:hardware|everything)\b|\bcath(?:eter)? out\b|\boff and (?:all )?out\b|\ball out\b|\b(?:lines|catheters?|sheaths?|hardware) out\b|termination of|lysis termination|final (?:day|check|venogram|lysis)"
)
_NOT_STOP = re.compile(r"exchang\w*|replac\w*|reposition\w*|temporar\w*|briefly|held|heparin (?:drip |gtt |infusion )?(?:was |is )?(?:stopped|off|discontinued)|sedation drip|pressors?\b|not (?:stopped|discontinued|removed)")
_ON = re.compile(
    rf"(?:infusion|{_DRUG}|therapy)[^.;]{{0,60}}\b(?:continu\w*|restart\w*|re-?start\w*|resum\w*|re-?initiat\w*|re-?commenc\w*|another|further|additional|more hours?|go(?:es)? on|increased|for (?:an|one) more|kept (?:on|going))|(?:continu\w*|restart\w*|resum\w*|re-?initiat\w*|re-?commenc\w*|keep|extend\w*)\b(?! (?:anti|heparin|apixaban|eliquis|lovenox|aspirin))[^.;]{{0,50}}(?:infusion|{_DRUG})|(?:therapy|lysis|treatment|infusion) continues|(?:infusion|lysis|ekos) catheter[^.;]{{0,60}}(?:left (?:in|to|running|secured|across)|secured|sutured|re-?sutured|advanced|repositioned|re-?positioned|exchanged|replaced)|(?:recheck|re-check|return)[^.;]{{0,40}}tomorrow|new (?:infusion|lysis|ekos) catheter"
)
_ELSEWHERE = re.compile(r"intrapleural|pleural|empyema|\bpicc\b|port (?:a cath|catheter)|cathflo|fibrin sheath|catheter declot|occluded (?:port|lumen)|intrathecal|intraventricular|abscess|epidural lysis|adhesions?|dornase|bone|lytic lesion|nephrostomy|peritone|dialysis catheter|hemolysis")
_CIRCUIT = re.compile(r"fistulogra|dialysis (?:access|circuit|graft|fistula)|declot|\bavg\b|arteriovenous graft")

#: a catheter led into an artery of a lung
_IN_LUNG = re.compile(r"(?:cath\w*|wire|pigtail|kumpe|select\w*|advanc\w*|manipulat\w*|navigat\w*)\b[^.;\n]{0,90}\b(?:left|right)\b[^.;\n]{0,30}(?:lob(?:e|ar)|pulmonary|\bpa\b)")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """The day of lysis the report tells of, if any."""
    flat = case.document.flat
    if not _QUICK.search(flat) or not clot.hands_on(case) and (lysis_course.earlier(case) is None or clot.letter(case)):
        return []
    whole = " ".join(text for _, text, _ in clot.lines(case, summary=True))
    if len(_ELSEWHERE.findall(whole)) >= 2 and not re.search(_CATHETER, whole) or len(_CIRCUIT.findall(flat)) >= 2 and not re.search(_CATHETER, whole):
        return []
    main = clot.main_bed(case)
    if main in ("intracranial", "coronary"):
        return _stroke(case) if main == "intracranial" else []
    earlier = lysis_course.earlier(case)
    if earlier is not None:
        return _later(case, earlier, main)
    return _first(case, main)


#: the same catheter and drug on either side
_TWO_SIDES = re.compile(r"\b(?:in|through|via|into|from|down|per) each\b|\beach (?:leg|side|limb|catheter|one|iliac|groin)\b|\bboth (?:sides|legs|limbs|catheters|groins)\b|\bone (?:from|in|on|through|for) each\b|\bbilateral\w*|\btwo (?:\w+ ){0,2}catheters\b")
#: a dose that runs by the hour
_HOURLY = re.compile(r"(?:\bmg|milligrams?|\bunits?|\bu|\bml|\bcc|\d)\b[^.;]{0,16}(?:/ ?|\bper |\ban |\bevery |\beach )(?:h|hr|hour)\b|\b(?:mg|milligrams?|units?)\b[^;]{0,40}\b(?:over|x|for) ?(?:the next )?(?:\d+|[a-z]+(?:-[a-z]+)?) ?(?:h|hrs?|hours)\b|\b(?:going|running|runs|dripping|drips|hung) (?:in |through |overnight)|\bhourly\b")
_IS_DRUG = re.compile(rf"(?<![a-z])(?:{_DRUG})")


#: a dose by the hour that names no drug, beside a lysis catheter
_BY_CATHETER = re.compile(r"\b\d(?:\.\d+)? ?mgs?\b ?(?:/|per|an|each|every)? ?(?:side|each|catheter|lung)? ?(?:/|per|an|every) ?(?:h|hr|hour)\b")


#: "tPA 1, heparin 500" beside a lysis catheter
_BARE_DOSE = re.compile(rf"(?<![a-z])(?:{_DRUG}) (?:at |going at |running at |stays at )?\d(?:\.\d+)?\b(?! ?(?:mgs?\b ?(?!/|per|an|h)|ml|cc|day|week))")


def _dosed(text: str, catheter: bool) -> re.Match[str] | None:
    """The drug of a sentence that gives its rate in any order of words."""
    return (_IS_DRUG.search(text) if _HOURLY.search(text) else None) or (_BARE_DOSE.search(text) if catheter else None)


def _first(case: Case, main: str) -> list[Procedure]:
    statements = []
    every = clot.lines(case)
    lysing = any(re.search(_CATHETER, text) for _, text, _ in every)
    running = re.search(rf"\bekos\b|ekosonic|lysis|lytic|infusion catheter|{_DRUG}", case.document.flat) is not None
    for number, text, start in every:
        match = _START.search(text) or _dosed(text, lysing) or (_BY_CATHETER.search(text) if running and not re.search(r"heparin", text) else None)
        if match is None or re.search(r"pulse-?\s?spray|power ?pulse|\blac(?:ed|ing)\b|bolus only", match.group()) and not re.search(_RATE, text):
            continue
        if re.search(r"\b(?:systemic|intravenous|peripheral|iv) (?:\w+ )?(?:lytic|thrombolytic|tpa|alteplase|thrombolysis|tnk)|risks?|contraindicat|candidate|heparin (?:infusion|drip)", match.group() + text[max(0, match.start() - 30) : match.start()]) and not re.search(_RATE, match.group()):
            continue
        if re.search(r"\bno (?:\w+ ){0,2}$|\bnot (?:\w+ ){0,2}$|without (?:\w+ ){0,2}$", text[max(0, match.start() - 24) : match.start()]) or re.search(r"(?:not|n't) (?:start|initiat|given|used|needed)", match.group()):
            continue
        statements.append(Statement(number, text, Span(start + match.start(), start + match.end()), clot.bed(text, main) or main))
    catheter = [(n, t, s) for n, t, s in every if re.search(_CATHETER, t)]
    if not statements:
        return []
    rate = any(re.search(_RATE, s.text) or _HOURLY.search(s.text) for s in statements)
    text = " ".join(s.text for s in statements)
    if not catheter and not rate:
        return []
    if not catheter and not re.search(r"catheter|sheath|\bcath\b|side-?holes?", " ".join(t for n, t, _ in every)):
        return []
    made = Procedure(_FAMILY, "first_day", "", "").because(*[s.where for s in statements[:3]])
    beds = {s.bed for s in statements} & {"pulmonary", "venous", "sinus", "arterial"}
    bed = main if main in beds or not beds else next(iter(sorted(beds)))
    made.set("system", "venous" if bed in ("venous", "sinus") else "arterial").set("bed", bed)
    made.target = {"pulmonary": "pulmonary_artery", "sinus": "dural_sinus"}.get(bed, "vein" if bed == "venous" else "artery")
    near = [Statement(n, t, Span(s, s + 1), bed) for n, t, s in catheter] + statements
    if bed == "pulmonary":
        sides = clot.lungs(case, {s.number for s in near} | {number for number, text, _ in every if _IN_LUNG.search(text)})
        made.side = "bilateral" if len(sides) == 2 else next(iter(sides), "")
        made.set("both_sides", made.side == "bilateral")
    elif bed != "sinus":
        made.side = clot.side(case, near)
        made.set("both_sides", False)
        joined = " ".join(s.text for s in near)
        if re.search(r"(?:catheters? )[^.]{0,60}(?:both|bilateral|each (?:leg|side))|two infusion catheters", joined) or _TWO_SIDES.search(joined) and re.search(r"\b(?:left|lt|l)\b.*\b(?:right|rt|r)\b|\b(?:right|rt|r)\b.*\b(?:left|lt|l)\b|\bboth\b|bilateral", " ".join(text for _, text, _ in every)) or clot.side_in(title(case)) == "bilateral" and len(catheter) >= 2:
            made.side = "bilateral"
        if re.search(r"portal|\bsmv\b|superior mesenteric|\bsma\b|celiac", joined):
            made.side = ""
        if made.side == "bilateral":
            made.set("both_sides", True)
    made.set("infusion", True)
    return [made]


def _later(case: Case, earlier: Span, main: str) -> list[Procedure]:
    every = clot.lines(case, summary=True)
    if not re.search(rf"{_DRUG}|{_CATHETER}", case.document.flat):
        return []
    stop: Span | None = None
    on: Span | None = None
    told_at = {number for number, _, _ in every}
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.name in ("consent", "materials", "history", "indication", "comparison") and number not in told_at:
            continue
        raw, start = re.sub(r"(?<=\d)\.(?=\d)", ",", case.sentence(number)), span.start  # 0.5 mg is no end of a sentence
        for match in _STOP.finditer(raw):
            if _NOT_STOP.search(raw[max(0, match.start() - 30) : match.end() + 40]) or re.search(r"\bwill be\b|tomorrow|\bif\b|when fibrinogen", raw) or re.search(r"\b(?:no|not|after)\b[^.]{0,12}$", raw[max(0, match.start() - 14) : match.start()]):
                continue
            stop = Span(start + match.start(), start + match.end())
        for match in _ON.finditer(raw):
            if re.search(r"\b(?:no|not|without)\b[^.]{0,14}$", raw[max(0, match.start() - 16) : match.start()]) or re.search(r"no (?:further|additional|more) (?:\w+ )?(?:lysis|tpa|infusion)", raw):
                continue
            on = Span(start + match.start(), start + match.end())
    if on is None:  # the plan tells whether the infusion goes on
        for section in case.document.sections:
            if section.role == "plan":
                match = re.search(rf"continu\w*[^.;]{{0,40}}(?:{_DRUG}|lytic)|(?:{_DRUG})[^.;]{{0,40}}(?:continu|overnight|another)|(?:lysis|lytic) (?:re)?check|recheck (?:in|tomorrow)", case.document.flat[section.start : section.end])
                if match:
                    on = Span(section.start + match.start(), section.start + match.end())
    if stop is None and on is None:  # a drug that runs by the hour today
        on = next((Span(start + where.start(), start + where.end()) for number, text, start in clot.lines(case) if (where := _dosed(text, False)) and not re.search(r"overnight|yesterday|last night|\bran\b|since|total|for \d+ ?h|x ?\d+ ?h", text)), None)
    if stop is None and on is None:
        if not re.search(r"check|follow-?up|f/u|venogra|angiogra", case.document.flat):
            return []
        made = Procedure(_FAMILY, "later_day", "", "").because(earlier)
        return [made.set("ended", False).set("course_known", False).set("system", "venous" if main in ("venous", "sinus") else "arterial")]
    ended = stop is not None and (on is None or on.start < stop.start)
    where = stop if ended else on
    assert where is not None
    made = Procedure(_FAMILY, "later_day", "", "").because(earlier, where)
    return [made.set("ended", ended).set("course_known", True).set("system", "venous" if main in ("venous", "sinus") else "arterial")]


def _stroke(case: Case) -> list[Procedure]:
    """Lysis through a vein for stroke, where it is what the report is about."""
    head = title(case)
    match = re.search(r"(?:intravenous|\biv\b) (?:\w+ ){0,3}(?:thrombolysis|tpa|alteplase|tenecteplase|thrombolytic)", head)
    if not match or re.search(r"thrombectom|angiogra|cathet|emboli", head) or clot.removals(case):
        return []
    at = case.document.flat.find(match.group())
    return [Procedure(_FAMILY, "intravenous_stroke", "brain", "").because(Span(at, at + len(match.group())))]
