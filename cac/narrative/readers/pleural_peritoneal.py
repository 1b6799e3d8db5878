"""Paracentesis, thoracentesis, pleural and peritoneal catheters, their removal, pleurodesis, fibrinolysis."""

from __future__ import annotations

from dataclasses import replace

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.guidance_words import NO_GUIDANCE, NOT_STORED, modalities
from cac.narrative.live import Station, background, open_or_endoscopic, stations, subject, title
from cac.narrative.open_chest_tube import cut_down
from cac.narrative.pleural_words import BELLY, LANDMARK, LEFT, LIVE_TOO, NOT_TUNNELLED, OUT, PLEURAL, SPARED, WATCHED, later_day, seen_beside_vessels
from cac.narrative.procedure import Procedure
from cac.narrative.short.words import NONE_LEFT
from cac.narrative.space_heads import head_space, let_down
from cac.narrative.tube_words import FRENCH, GAUGE, VOLUME

FAMILIES = ("pleural_peritoneal",)
_FAMILY = "pleural_peritoneal"
_TUNNELED = r"pleurx|\bipc\b|(?<!pressure )(?<!bp )\bcuff\b|(?:indwelling|long[- ]term|silicone) pleural catheter|counter-?incision|pleur-x|aspira\b|(?<!non)(?<!non-)(?<!non )tunnel\w*|cuffed|rocket catheter"
_TAP = r"thoracentes|thoracocent|pleurocent|\bthora\b|pleural tap|chest tap"
_PARA = r"paracentes|abdominocentes|\bpara\b(?!-| ?\d| ?aortic| ?spinal| ?median| ?tracheal)|\blvp\b|(?:ascit\w+|peritoneal|large volume|abdominal) tap|tap (?:for|of) ascites"
_PERITONEAL = r"(?:tense|distended|tap(?:ped)? (?:the |of the )?|fluid in the )\s?(?:belly|abdomen)|\bpara\b(?!-| ?\d| ?aortic| ?spinal| ?median| ?tracheal)|\blvp\b|paracentes\w+|ascit\w+|peritone\w+(?!scop)|abdominocentes\w+"
_NEEDLE = rf"safe-t|{FRENCH}|{GAUGE}|{VOLUME}|cannula|needle|yueh|catheter|centesis|angiocath|one-?step|sheath|pigtail|\btube\b|drain\b|pleurx|chest tube|\dfr?\b"
_VOLUME = rf"{VOLUME}|\d ?(?:ml|cc|l|liters?|litres?)\b|\bliters?\b|drained|aspirated|withdrawn|evacuated|obtained|returned|\bdraw\b|drew|fluid (?:was )?removed"
_CANCELLED = r"(?:thoracentesis|paracentesis|procedure) (?:was |is )?(?:not performed|cancell?ed|not done|deferred)|--? not performed|not to proceed|insufficient (?:fluid )?for (?:safe )?\w*(?:centesis|tap)|no (?:safe )?(?:window|pocket)"
_SUBJECT = (
    r"\bpneumo\b|water seal|pleur-?evac|both chests|\bthora\b|\bpara\b(?!-| ?\d| ?aortic| ?spinal| ?median| ?tracheal)|\blvp\b|thora(?:centes|cocentes|cost)|pleura|pleurx|pleur-x|chest tube|effusion|empyema|pneumothora|paracentes|ascit|peritone|lavage|\btap\b|\bptx\b|heimlich|\bipc\b|(?:tense|distended) (?:belly|abdomen)|centesis|tenckhoff|tunneled drain|chest drain|hemithorax"
)


def read(case: Case) -> list[Procedure]:
    """Procedures of the pleural and peritoneal spaces done today."""
    flat = case.document.flat
    headed = bool(head_space(flat)) and let_down(flat)
    if not headed and not re.search(f"{PLEURAL}|{_PERITONEAL}|pleurx|tunneled drain", flat):
        return []
    opened = [(station, span) for station in stations(case) if (span := cut_down(station.text))]
    if opened:
        return [Procedure(_FAMILY, "open_thoracostomy", target="pleural_space", side=station.side_of()).because(span) for station, span in opened]  # type: ignore[arg-type]
    if open_or_endoscopic(case) or _cancelled(case):
        return []
    if not headed and not re.search(_SUBJECT, subject(case)) and not re.search(r"(?:^|\n)[ ]*(?:paracentesis|thoracentesis)\s*:", flat):
        return []
    out: list[Procedure] = []
    beside = seen_beside_vessels(flat)
    for station in stations(case):
        station = replace(station, text=NOT_TUNNELLED.sub(lambda match: " " * len(match.group()), station.text))
        out += ([] if beside else _pleural(case, station)) + _peritoneal(case, station)
    return out


def _cancelled(case: Case) -> bool:
    """Whether a tap was called off and none of the others in the report drew fluid."""
    if not re.search(_CANCELLED, case.document.flat):
        return False
    drawn = r"(?:fluid|effusion|ascites)?[^.\n]{0,40}(?:removed|aspirated|drained|evacuated|withdrawn|obtained|returned|drawn)"
    return not any(re.search(rf"{VOLUME}{drawn}|(?:removed|aspirated|drained|evacuated|withdrew|withdrawn|yielded)[^.\n]{{0,40}}{VOLUME}", station.text) for station in stations(case))


def _place(case: Case, station: Station, regex: str) -> bool:
    """The station, or a report with one station and its title, is about the space."""
    if station.find(regex):
        return True
    return not station.label and bool(re.search(regex, title(case) + background(case)))


def _guide(case: Case, station: Station, procedure: Procedure) -> Procedure:
    text = station.text if station.label else station.text + title(case)
    found = modalities(text) or modalities(case.document.flat[: station.start] if station.label and not station.find(r"landmark") else "")
    # a film after the procedure and a scan before it guide nothing
    told = case.document.flat[station.start : station.end] if station.side else case.document.flat
    if not found and WATCHED.search(text):
        found = ("ultrasound",)  # nothing else shows a needle on its way into fluid
    if re.search(NO_GUIDANCE, told) and not re.search(r"(?:us|ultrasound|ct|fluoro\w*)[ -]guid|under (?:us|ultrasound|ct|fluoro)", text):
        found = ()
    if re.search(NOT_STORED, told):
        procedure.set("guidance_not_stored", True)
        found = ()
    marked = re.search(r"\bmark(?:ed|ing)\b|\b(?:put|placed|drew|left|at) (?:an? |the )?x\b", told) and not re.search(r"\b(?:watch|follow|track|seen|visuali[sz]|guid)\w*(?: \w+){0,5} (?:real[- ]time|live|on (?:the )?screen)|(?:under|real.time|live|direct|continuous|with|using)[\w -]{0,24}(?:ultrasound|sonogra|us\b|ct\b|fluoro)|(?:ultrasound|us|ct)[ -]guid", re.sub(r"\bmark(?:ed|ing)?\b[^.;\n]{0,80}|(?:ultrasound|sonograph\w*|us)[- ](?:guided )?mark\w*", " ", text))
    if marked and not LIVE_TOO.search(told):
        procedure.set("guidance_marking_only", True)
        found = ()
    return procedure.set("guidance", found)


def _headed(station: Station) -> str:
    """The space that a label names, or the head of the only work of a text."""
    return head_space(f"{station.label.strip()}:" if station.label else station.text)


def _pleural(case: Case, station: Station) -> list[Procedure]:
    headed = _headed(station)
    if headed == "belly" and let_down(station.text) and not re.search(r"pleura|thora|hemithorax|\bchest\b|\blung", station.text):
        return []  # the belly is emptied; the effusion is named for another work
    spared = SPARED.sub(lambda match: " " * len(match.group()), station.text)
    spared = LANDMARK.sub(lambda match: " " * len(match.group()), spared)
    if not re.search(r"effusion|fluid|thora|centes|\btap|drain|empyema|pneumothora|\bptx\b|pleural|pleurx|catheter|tube|pus\b|lysis|talc", spared):
        spared = re.sub(r"\bpleura\b", "      ", spared)  # a membrane that a needle for something else went through
    crossed = re.search(PLEURAL, spared)
    here = Span(*crossed.span()) if crossed else None
    if here and re.search(r"(?:knee|joint|hip|shoulder|elbow|ankle|wrist|suprapatellar)", station.text + title(case)) and not re.search(r"pleura|thora[cx]|\bchest|hemithorax|lung|empyema", station.text + title(case) + background(case)):
        return []  # the effusion of a joint
    if not here and not re.search(r"periton|ascit|abdom", station.text + title(case)):
        here = station.find(r"pleurx|pleur-x")
    if not here and re.fullmatch(r"(?:left|right|lt|rt|l|r)(?: (?:side|chest|hemithorax))?", station.label.strip()) and re.search(PLEURAL, title(case) + background(case) + _before(case, station) + _beside(case, station)) and not re.search(_PERITONEAL, title(case) + station.text):
        here = station.find(r"\S+")  # the title names the space, the label the side
    if not here and re.search(r"\bchest\b|thora|pleur|\blung\b", station.label) and re.search(_TAP + r"|\btaps\b|h[ae]*mothora|hydrothora|chylothora|chest fluid|(?:chest|lung)\b[^.\n]{0,30}fluid|effusions?\b", _before(case, station)):
        here = station.find(r"\S+")  # the lines before name the tap, the label the space
    if not here and not station.label and re.search(rf"{PLEURAL}|effusion", case.document.flat[:200]) and not re.search(r"pericard|periton|ascit|abdom", case.document.flat[:200]):
        here = station.find(r"heimlich|water seal|pleur-?evac|interspace|intercostal|atrium|midclavicular|lung up|\b(?:[5-9]|1[01]|fifth|sixth|seventh|eighth|ninth|tenth)(?:th)? (?:rib |posterior )?(?:space|ics)\b|\bics\b")  # named in the first words, as what the patient has
    if not here and headed == "chest" and (let_down(station.text) or re.search(_TUNNELED, station.text)):
        here = station.find(r"\S+")  # the head of the work names the space
    if not here and not station.label and re.search(r"\btpa\b|t-pa|alteplase|talc|doxycycline|bleomycin|fibrinoly", station.text) and re.search(PLEURAL, case.document.flat[:240]):
        here = station.find(r"\S+")  # the tube of another day is named in the first lines
    if not here and not re.search(r"pleurx|chest", station.label) and headed != "chest" and not _place(case, station, r"thoracentes\w+|chest tube|pleurx|pleural (?:drain|catheter|tube)"):
        return []
    about = station.text + title(case) + background(case) + _beside(case, station)
    if not re.search(r"pleur|thora|\bchest|water seal|hemithorax|\blungs?\b|empyema|pneumothora|\bptx\b|\bpneumo\b|heimlich|intercostal|interspace|\d(?:th)? ics\b|\bdull\w*\b[^.\n]{0,20}\bbase|hemidiaphragm|costophrenic|\brib\b|(?:left|right|bilateral|b/l|both|bibasal)[ -](?:\w+ )?effusions?|\bipc\b", about + case.document.flat[:240]):
        return []  # an effusion of something else
    if re.search(r"(?:lung|pulmonary|intraparenchymal) (?:abscess|cavity)|abscess (?:of|in) the (?:\w+ ){0,3}(?:lung|lobe)", about) and not re.search(r"(?<!no )pleural (?:effusion|drain|catheter|tube|collection)|empyema|thoracentes|chest tube|thoracostomy|into the pleural", station.text + title(case)):
        return []  # a cavity of the lung itself
    if re.search(r"pericardi", about) and not re.search(r"pleur|thoracent|thoracost|chest tube|hemithorax|empyema", about):
        return []  # the fluid round the heart
    if re.search(r"abscess|collection|biliary|nephrost|cholecyst", case.document.flat[:200] + title(case)) and not re.search(r"pleural (?:space|cavity|drain|catheter|tube|fluid|collection|effusion)|intrapleural|thora[ck]?\w*|chest (?:tube|drain)|empyema|pleurx|hemithorax|pneumothorax [^.\n]{0,40}(?:tube|drain)|\bchest\b[^.;\n]{0,40}(?:safe-?t\b|yueh|centesis|one-?step|needle|\btap\b|pigtail|\bdrain\b|\d ?-?f(?:r|rench)?\b)", spared + title(case) + station.label) and not re.search(r"effusion[^.,;\n]{0,60}\b(?:punctur|enter|needle|catheter|drain|tap|aspirat|\d+ ?(?:ml|cc))|\b(?:punctur|enter|needle|catheter|drain|tap|aspirat)\w*[^.,;\n]{0,60}effusion", spared):
        return []  # an effusion that is only seen beside the collection drained
    sides = _sides(case, station)
    made: list[Procedure] = []

    def add(name: str, *, where: str, guide: bool = False) -> Procedure:
        span = station.find(where)
        procedure = Procedure(_FAMILY, name, target="pleural_space", side=sides)
        procedure.because(span if span else station.find(r"\S+"))  # type: ignore[arg-type]
        if guide:
            _guide(case, station, procedure)
        made.append(procedure)
        return procedure

    lysis = station.find(r"\b(?:tpa|t-pa|alteplase|fibrinoly\w+|urokinase|streptokinase)[^.]{0,80}(?:instill|inject|administ|infus|\bput\b|given|push\w+|through the|via the|into the)|(?:instill|inject|administ)\w*[^.]{0,60}(?:tpa|t-pa|alteplase|fibrinolytic)")
    new_tube = station.find(r"(?:chest tube|pigtail|pleural (?:drain|catheter|tube)|catheter|drain|pleurx|thal-quick|tube)[^.]{0,80}(?:plac|insert|advanc|introduc|form|lock|left|coil|drawn|pass|deploy|position|into the pleural)|(?:plac|insert|advanc|introduc|left)\w*[^.]{0,80}(?:chest tube|pigtail|pleural (?:drain|catheter|tube)|catheter|drain\b|pleurx|thal)|\d+(?:\.\d+)? ?fr?(?:ench)?\b[^.]{0,30}(?:pigtail|chest tube|catheter|drain|pleurx|tube|thal)\b|(?:catheter|tube|pigtail|drain|wayne|thal\w*)\W{1,3}\d+(?:\.\d+)? ?-?fr?(?:ench)?\b|(?:chest tube|pleural drain|chest drain|pleural pigtail|pigtail)[^.]{0,60}(?:seldinger|\d ?-?fr?\b)|thoracostomy|pleurx[^\n]{0,120}\d ?fr?\b|tunnel\w* \d")
    needle = station.find(rf"{_TAP}|{GAUGE}|cannula|needle|punctur\w+|access\w*|yueh|centesis|angiocath|thoracentes|thoracocent|pleurocent|trocar|seldinger")
    removal = station.find(r"(?:pleurx|tunnel\w+|cuff\w*|catheter|aspira)[^.]{0,60}(?:remov|explant|pull(?!ed from|ed through)|dissect|freed|(?:teased|cut|worked) (?:\w+ )?free|came (?:out|free|away)|withdraw\w*|taken out|extract|slid out|delivered)|(?:remov|explant|withdr[ae]w|extract)\w*[^.]{0,60}(?:pleurx|tunnel\w+|pleural catheter|aspira)")
    fresh = bool(re.search(r"placement|insertion|tunnel was|new|tunneler|peel-?away|drawn through|punctur|needle|tunnel\w* \d|\d ?cm (?:\w+ )?tunnel|\baccess\b|\bentry\b|cuff in", station.text))
    if removal and not re.search(r"periton|ascit|dialysis|central venous", station.text + title(case)) and re.search(_TUNNELED, station.text + title(case)) and not re.search(r"wire|punctur|tunnel was|18g|needle (?:was )?(?:advanc|plac)|peel|yueh|safe-?t\b|one-?step|centesis", station.text):
        add("tunneled_pleural_removal", where=r"remov\w*|explant\w*|pull\w*")
        return made
    if lysis:
        add("pleural_lysis", where=r"\btpa|t-pa|alteplase|fibrinoly\w+|urokinase").set("later_day", later_day(case.document.flat))
    talc = station.find(r"(?:talc|doxycycline|bleomycin)[^.]{0,30}\b(?:through|via|down|into) the\b|(?:talc|doxycycline|bleomycin|pleurodesis)[^.]{0,90}(?:instill|inject|administ|introduc|insufflat)|(?:instill|inject|administ|introduc|perform)\w*[^.]{0,60}(?:talc|doxycycline|bleomycin|pleurodesis)")
    if talc and not lysis:
        add("pleurodesis", where=r"talc|doxycycline|bleomycin|pleurodesis")
    existing_tube = re.search(r"(?:existing|indwelling|via the|through the)(?: \w+){0,4} (?:chest tube|pleural catheter|pigtail|drain|catheter|tube)", station.text) and not re.search(r"punctur|needle", station.text)
    if existing_tube or (lysis or talc) and not station.find(rf"punctur\w+|needle|\bnew\b[^.;]{{0,30}}{FRENCH}|{FRENCH}[^.;]{{0,60}}\bunder (?:us|ultrasound|ct|fluoro)|tunnel|seldinger"):
        return made
    if not station.find(_NEEDLE) or not (new_tube or needle) or not here:
        return made
    left, out = station.find(LEFT), station.find(OUT)
    if not left and not out and not re.search(_TAP + r"|\btap\b|yueh|one-?step|safe-?t|centesis", station.text) and not re.search(NONE_LEFT, station.text):
        left = station.find(rf"{FRENCH}[^.;]{{0,24}}(?:pigtail|locking|drain\b|chest tube|thal|cope|wayne|tube\b)|(?:pigtail|drain|tube)\W{{1,3}}{FRENCH}")  # a tube of a size went in, and nothing says that it came out
    if not out and re.search(r"safe-?t|one-?step|yueh|centesis", station.text):
        out = station.find(r"(?:,|and|then) (?:both |then )?(?:removed|withdrawn|pulled|out)\b|[.;] (?:it (?:was )?)?(?:removed|withdrawn|pulled|out|off)(?=\s*(?:[.;\n]|$))")
    tunneled = station.find(_TUNNELED)
    pulled = r"(?:tube|pigtail|catheter|drain)s? (?:was |were )?(?:then )?(?:removed|pulled|discontinued|d/?c'?d)|(?:removal|pull) of (?:the )?(?:\w+ )?(?:chest tube|pigtail|pleural (?:drain|catheter))|(?:chest )?tube (?:removal|pull)"
    if re.search(pulled, station.text) and not re.search(rf"{VOLUME}|plac|insert|punctur|needle|access|seldinger|dilat|{_TAP}", station.text):
        return made  # a tube taken out
    named_tap = re.search(_TAP, station.text + (title(case) if not station.label else ""))
    if tunneled and fresh and not (out and not re.search(r"drawn|tunnel was|cuff|subcutaneous", station.text)):
        add("tunneled_pleural_catheter", where=_TUNNELED, guide=True)
    elif left and new_tube and not (out and named_tap and not station.find(r"left in|water seal|pleur-?evac|atrium|suction at")):
        add("pleural_catheter", where=r"chest tube|pigtail|catheter|drain\b|tube", guide=True)
    elif station.find(_VOLUME) and (named_tap or out or re.search("drain|pleural|effusion", station.text)) and (named_tap or not re.search(r"biops|\bcores?\b", station.text + title(case)) or re.search(r"effusion|pleural fluid|empyema", station.text)):
        add("thoracentesis", where=r"thoracentes\w+|thoracocent\w+|pleurocent\w+|effusion|pleural\w*", guide=True)
    return made


def _before(case: Case, station: Station) -> str:
    """What the report says before its first station, a list of the procedures as a rule."""
    return case.document.flat[: min(other.start for other in stations(case))] if station.label else ""


def _beside(case: Case, station: Station) -> str:
    """Text of the other stations, where this one is named by its side alone: the space is told once for both."""
    if not re.fullmatch(r"(?:left|right|lt|rt|l|r)(?: (?:side|base|one|chest|hemithorax))?", station.label.strip()):
        return ""
    return " ".join(other.text for other in stations(case) if other is not station and other.side)


def _sides(case: Case, station: Station) -> str:
    side = station.side or station.side_of()
    if side:
        return side
    head = title(case)
    if not station.label:
        if "bilateral" in head or "bilateral" in station.text:
            return "bilateral" if re.search(r"bilateral (?:\w+ )?(?:thoracentes|chest tube|pleural)", head + station.text) else ""
        found = set(re.findall(r"\b(left|right)\b", head))
        if len(found) == 1:
            return found.pop()
        match = re.search(r"\b(left|right)\b(?: \w+){0,4} (?:thoracentes|pleur|hemithorax|effusion|chest|pneumothorax)|\b(l|r)\s+(?:effusion|thoracentes|chest)", station.text + case.document.flat)
        if match:
            return match.group(1) or {"l": "left", "r": "right"}[match.group(2)]
    return ""


def _let_down(station: Station) -> bool:
    """A belly with ascites, a needle in its quadrant, a volume that came, and the needle out again."""
    return bool(re.search(r"\bascit", station.text) and station.find(r"quadrant|\b[rl]lq\b|flank|belly|abdomen|z-?track") and station.find(VOLUME + r"|\bliters?\b|\blitres?\b") and station.find(OUT)) and not re.search(r"biops|\bcores?\b|abscess|collection|gallbladder|cholecyst", station.text)


def _peritoneal(case: Case, station: Station) -> list[Procedure]:
    headed = _headed(station)
    if headed == "chest" and not re.search(r"periton|ascit|abdom|\bbelly\b", station.text):
        return []
    tap = station.find(rf"{_PARA}|paracentes\w+|abdominocentes\w+|peritoneal (?:cavity|space|fluid)|ascit\w+")
    whole = station.text + ("" if station.label else title(case))
    if not tap and (re.search(r"abdom|belly|periton|\b[rl]lq\b|lower quadrant", station.label) and re.search(_PARA + r"|ascit|\b(?:belly|abdom\w+)\b[^.\n]{0,30}fluid", _before(case, station)) or not station.label and (BELLY.search(station.text) or re.search(_PARA, title(case))) and not re.search(r"pleur|thora|effusion|chest|drain (?:left|placed)|locking|pigtail|biops|\bcores?\b", station.text)):
        tap = station.find(r"\S+")  # the lines before name the tap, the label the space
        whole += " paracentesis"
    if not tap and headed == "belly" and let_down(station.text) and not re.search(r"pleura|thora|effusion", station.text):
        tap = station.find(r"\S+")
        whole += " paracentesis"
    if not tap and not re.search(rf"{_PARA}|peritoneal|abdomen", station.label + whole):
        return []
    if not tap and "peritoneal" not in whole:
        return []
    made: list[Procedure] = []

    def add(name: str, where: str, guide: bool = False) -> None:
        span = station.find(where) or station.find(r"\S+")
        procedure = Procedure(_FAMILY, name, target="peritoneum").because(span)  # type: ignore[arg-type]
        if guide:
            _guide(case, station, procedure)
        made.append(procedure)

    tunnel = re.search(r"(?<!non)(?<!non-)(?<!non )tunnel\w*|pleurx|\bcuff(?:s|ed)?\b|tenckhoff|dialysis catheter", whole)
    peritoneal_catheter = re.search(r"periton(?:eal|eum)|ascit|\bpd (?:cath|tube)", whole)
    gone = r"(?:remov\w*|withdr[ae]w\w*|explant\w*|extract\w*|taken out|pulled out|came (?:out|away|free))"
    removal = re.search(rf"{gone}[^.]{{0,60}}(?:peritoneal|tenckhoff|pleurx|dialysis|tunneled)|(?:peritoneal|tenckhoff|pleurx|dialysis|tunneled)[^.]{{0,60}}(?:catheter|drain)[^.]{{0,90}}{gone}|\bcuffs?\b[^.]{{0,50}}(?:dissected|freed|free\b|teased|released)[^.]{{0,60}}{gone}", whole)
    punctured = station.find(rf"{_PARA}|{FRENCH}|{GAUGE}|cannula|punctur\w+|needle|access\w*|yueh|centesis|caldwell|one-?step|\d ?fr?\b|catheter")
    if re.search(r"peritoneovenous|leveen|denver shunt", whole):
        if re.search(r"inject|shuntogram|patency|contrast|tc-?99m", station.text):
            add("shunt_check", r"shunt\w*")
        return made
    if tunnel and removal and not re.search(r"punctur|needle (?:was )?(?:advanc|plac)|peel", station.text):
        add("tunneled_peritoneal_removal", r"remov\w*")
    elif tunnel and peritoneal_catheter and re.search(r"tunnel\w*|cuff", station.text) and (re.search(r"plac|insert|advanc|pull|drawn|pass|buried|peel|tunnel\w* \d", station.text) and re.search(rf"peel|punctur|needle|access|entered|entry|{GAUGE}", station.text) or re.search(r"\d ?fr?\b", station.text) and re.search(r"under (?:us|ultrasound|fluoro)|(?:us|ultrasound)[ -]guid", whole)) and not re.search(r"existing|indwelling|drained via|connected", whole):
        add("tunneled_peritoneal_catheter", r"tunnel\w*|cuff\w*", guide=True)
    elif re.search(r"peritoneal lavage|\bdpl\b", whole) and station.find(r"lavage"):
        add("lavage", r"lavage")
    elif re.search(r"peritoneogram|herniogram|peritoneography", whole):
        add("peritoneal_injection", r"peritoneo\w+|herniogr\w+|contrast")
    elif tap and punctured and not (tunnel and re.search(r"\bcuff|\btunn", station.text)) and station.find(_VOLUME) and re.search(rf"{_PARA}|ascit|peritoneal (?:cavity|fluid)", whole) and (re.search(rf"{_PARA}|tap\b", whole + title(case) + background(case)) or station.find(OUT) or re.search(r"ascit", station.text)):
        if re.search(r"abscess|pleurx", whole) and not re.search(_PARA, whole):
            return made
        if re.search(r"lock\w* (?:\w+ )?(?:pigtail|loop|catheter|drain)|pigtail|drain left|left (?:in place|indwelling|to)|sutured", station.text) and not station.find(OUT) and not re.search(_PARA, whole):
            return made  # a drain left in, no tap
        if re.search(r"small volume (?:perihepatic )?ascites|too little|no ascites|trace ascites", station.text) and "paracentesis" not in station.text:
            return made
        if not re.search(rf"{_PARA}|centesis|tap\b", whole + title(case)) and not ("ascit" in station.label and station.find(OUT)) and not _let_down(station) and not station.find(r"(?:yellow|clear|straw|amber|serous|bloody|turbid|cloudy|chylous|milky)[ \w-]{0,20} ascites|ascites (?:back|out)\b|one[- ]?step|\d ?(?:l|lit(?:er|re)s?)\b[^.;]{0,40}\b(?:let off|drained|off\b|out\b|removed|tapped)|\d ?(?:l|lit(?:er|re)s?|ml|cc)\b (?:of )?(?:[\w-]+ ){0,2}ascit|ascit\w+ (?:was |fluid )?(?:(?!\bhas\b|\bhave\b|\bhad\b|\brecur)[^.]){0,40}(?:drain|aspirat|remov|return)|into the (?:ascit|periton)|peritoneal (?:space|cavity)"):
            return made
        add("paracentesis", rf"{_PARA}|paracentes\w+|ascit\w+|peritone\w+", guide=True)
    return made
