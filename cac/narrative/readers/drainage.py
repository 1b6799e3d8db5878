"""Drains of collections outside duct systems: placement, aspiration, exchange, check, sclerosis; pericardium."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.drain_words import CHEST_SEEN, THROUGH_LIVER, AGENT, DYE_IN, FLUID, LINE_TITLE, SCLEROSANT, renewed_over_wire
from cac.narrative.guidance_words import modalities
from cac.narrative.kept import image_denied
from cac.narrative.live import Station, background, blanked, contrast_told, open_or_endoscopic, stations, subject, title
from cac.narrative.procedure import Procedure
from cac.narrative.short.scene import kept_tubes
from cac.narrative.short.spaces import apart, site_in
from cac.narrative.space_heads import own_collection
from cac.narrative.tube_acts import TUBE, swapped, told_in_turn
from cac.narrative.tube_words import FRENCH, GAUGE, PUNCTURE, SWAPPED

FAMILIES = ("drainage",)
_COLLECTION = FLUID + r"|ascit\w+ drain\b|(?:loculated|infected) (?:\w+ )?ascites|abscess\w*|collections?\b|seroma\w*|ha?ematoma\w*|lymphocele\w*|biloma\w*|urinoma\w*|pseudocyst\w*|phlegmon|necrosis|cavity|\bcysts?\b|walled.off|lesser sac"
_TARGET = FLUID + r"|ascit\w+ drain\b|(?:loculated|infected) (?:\w+ )?ascites|abscess\w*|fluid collections?|collections?\b|seroma\w*|ha?ematoma\w*|lymphocele\w*|biloma\w*|urinoma\w*|pseudocyst\w*|\bcysts?\b"
_OTHER = r"nephrostom\w+|nephroureter\w*|cholecystostom\w+|transhepatic|biliary drain\w*|ptbd|cholangiogra\w+|gastrostom\w+|jejunostom\w+|thoracentes\w+|paracentes\w+|empyema (?:drain\w*|tube|catheter)|pleurx|pleural (?:effusion|space|drain|catheter|cavity)|chest tube|suprapubic|lumbar drain|ventricul\w+|arthro\w+|joint aspirat\w*|breast\b(?!-?fe)|intrathecal|ureteral stent"
_DRAIN = r"pigtail|drain(?:age)? (?:catheter|tube)|locking|\bdrains?\b(?! (?:sponge|guard))|apdl?\b|flexima|multipurpose drain|dawson|skater|\d+(?:\.\d+)? ?-?fr?(?:ench)?\b[^.]{0,30}catheter|catheter"
_ENTRY = rf"{GAUGE}|\bst(?:ick|uck)\b|\bpass(?:es)? x|needle|trocar|punctur\w+|chiba|access\w*|yueh|seldinger"
_PUT = r"plac\w+|insert\w*|advanc\w+|coil\w*|lock\w*|form\w*|deploy\w*|left\b|introduc\w+|position\w*"
_LEFT = (
    r"(?:placed|inserted|positioned) and left\b|\bleft (?:an? |one |the )(?:\S+ ){0,4}(?:pigtail|drain|catheter)|(?:drain|catheter|pigtail|tube)(?: \w+){0,3} (?:was|were) left\b|(?:drain|catheter|pigtail|tube)(?: \w+){0,2} left (?:in|within|inside|there|behind|coiled|for)\b|left (?:in (?:place|situ|the|to)|indwelling|through|to (?:\w+ )?(?:jp|bulb|gravity|suction|drain))|(?:to|connected to|attached to|hooked to|placed to)(?: a| an| the)? ?(?:jp|bulb|gravity|suction|accordion|bag|drainage bag|external|jackson)"
    r"|lock\w*|(?:loop|pigtail|cope)(?: \w+){0,3} (?:formed|reformed|coiled|locked)|coiled|secured|sutured|stat-?lock|stitch|percu-?stay|drain placement|drainage catheter placement|\bto (?:\w+ )?(?:bag|jp|bulbs?|gravity|bulb suction|accordion)\b|bag drainage|(?:to|connected to|attached to) (?:a |an |the )?(?:closed |underwater |low )?(?:vacuum|drainage|collection|suction)(?: \w+)? (?:bottle|bag|system|container|canister)|\bto stay\b|(?:stays?|remains?|remained|kept) (?:in (?:place|situ)|indwelling|overnight)|\b(?:jp|jp bulb|gravity|bulb|leg bag|bag)(?= ?[.,;\n]|$)|catheter left\W{0,8}(?:x\W|yes)"
)
_OUT = r"(?:catheter|needle|yueh|sheath|drain)(?: \w+){0,3} (?:removed|withdrawn|pulled|out\b)|(?:removed|withdrew|pulled) (?:the )?(?:catheter|needle)|no (?:drain|catheter)(?: \w+){0,2} left"
_CLASSES = (
    ("transrectal", r"transrectal\w*|transvaginal\w*|through the (?:rect\w+|vagin\w+)|(?:rectal|vaginal) (?:wall|route|approach)|per rectum|endocavit\w+|endorectal|endovaginal"),
    ("visceral", r"liver|hepatic(?! flexure| artery)|segment (?:[2-8]|[iv]+)\b|intra-?hepatic|intra-?splenic|splenic parenchym\w*|splenic\b(?! (?:bed|fossa|flexure|hilum))|spleen\b|kidney|(?<!peri)renal (?:abscess|cortex|collection)|intrarenal|lung\b|pulmonary|mediastin\w+|intrapancreatic|ovar\w+|tubo-?ovarian|prostat\w+|uter(?:us|ine)"),
    ("peritoneal", r"splen\w+ (?:bed|fossa)|\bl[lu]q\b|periton\w+|ascit\w+|\b[rl][lu]q\b|retroperiton\w+|paracolic|pelvi[sc]\b|pelvic|abdom\w+(?! wall)|psoas|iliacus|perinephric|pararenal|perirenal|subhepatic|perihepatic|subphrenic|subdiaphragm\w+|perisplenic|peripancreatic|pancrea\w+|lesser sac|appendi\w+|diverticul\w+|presacral|bladder flap|perivesical|paravesical|interloop|morison|cul.de.sac|douglas|transgluteal|rectovesical|rectouterine|vesicouterine|sciatic foramen|prevesical|space of retzius|gutter|mesenter\w+|lower quadrant|upper quadrant|lymphocele|urinoma|biloma|pseudocyst|gallbladder fossa|periappendiceal|omental|extraperitoneal"),
    ("soft_tissue", r"thigh|glute\w+|buttock|calf|arm\b|forearm|shoulder|neck|axill\w+|breast\b(?!-?fe)|abdominal wall|chest wall|subcutaneous|soft tissue|muscle|intramuscular|vastus|quadriceps|groin|inguinal|flank wall|back\b|paraspinal|incision\w*|leg\b|knee|hip|perineal|scalp|submandibular|popliteal|rectus sheath|stump|wound"),
)
_CLOSED = re.compile(r"lymphocele|seroma|\bcysts?\b|collection|cavity|lymphatic malformation")

_SUBJECT = (
    r"\bdrain(?:s|age|ed|ing)?\b|aspirat|evacuat|sclero(?:sis|therapy)|seroma|lymphocele|sinogra|pericardi|hematoma (?:aspirat|drain|evacuat)|cyst (?:aspirat|drain)"
)


_DRAINED = re.compile(r"\bdrain(?:s|ed|age|ing)?\b|pigtail|\bpus\b|purulent|locking|\bloop\b|(?:to|gravity|leg) bag|\bbulb\b|cultures?\b|\bsinogram|abscessogram|upsiz\w+")


def read(case: Case) -> list[Procedure]:
    """Drainage, aspiration, exchange and checks done today."""
    flat = case.document.flat
    if not re.search(rf"{_COLLECTION}|pericard|\bdrain|sinogram|abscessogram", flat) or open_or_endoscopic(case):
        return []
    if LINE_TITLE.search(re.split(r"\n|\.\s", flat.lstrip(), maxsplit=1)[0]) and not _DRAINED.search(blanked(case, roles=("body", "summary"))):
        return []  # a line put in because of an abscess
    about = subject(case)
    if not re.search(_SUBJECT, about) and not (re.search(_TARGET, about) and (re.search(rf"{FRENCH}|pigtail|needle|{GAUGE}", about) or re.search(DYE_IN + r"|(?:tube|catheter) (?:check|study|injection|evaluation)", flat))):
        return []
    out: list[Procedure] = []
    for station in _apart(case, stations(case)):
        out += _pericardium(case, station) or _station(case, station)
    return out


def _apart(case: Case, found: list[Station]) -> list[Station]:
    """Paragraphs as stations where the title tells of a new drain and of the exchange of another."""
    if len(found) == 1 and not found[0].label:
        body = blanked(case, roles=("body",))
        close = re.search(r"\n[ \t]*(?:impression|imp|summary|conclusion)\b", body)
        text = body[: close.start()] + " " * (len(body) - close.start()) if close else body
        turns = told_in_turn(text, _TARGET + r"|pockets?\b|loculations?")
        if turns:
            return [Station(f"drain {number}", "", low, high, " " * low + text[low:high] + " " * (len(text) - high)) for number, (low, high) in enumerate(turns, 1)]
    head = title(case) + case.document.flat[:240]
    if len(found) != 1 or not re.search(r"exchang\w+ (?:of )?(?:the |an? )?(?:existing|indwelling|old|right|left|\w+ )", head) or not re.search(r"\bnew\b[^.\n]{0,50}(?:drain|abscess)|drainage of|placement", head):
        return found
    text, out, at = found[0].text, [], 0
    for piece in re.split(r"(\n[ \t]*\n)", case.document.flat):
        end = at + len(piece)
        if piece.strip() and text[at:end].strip() and re.search(r"drain|catheter|collection|abscess", text[at:end]):
            out.append(Station(f"paragraph {len(out) + 1}", "", at, end, " " * at + text[at:end] + " " * (len(text) - end)))
        at = end
    shared = [m.span() for m in re.finditer(r"\bboth (?:drains|catheters|tubes)[^.\n]*", text)]
    for low, high in shared:  # what is said of both belongs to each
        out = [Station(s.label, s.side, s.start, s.end, s.text[:low] + text[low:high] + s.text[high:]) for s in out]
    return out if len(out) > 1 else found


def _topic(case: Case, station: Station) -> str:
    return station.text if station.label else station.text + title(case)


def _guide(case: Case, station: Station, procedure: Procedure) -> Procedure:
    found = modalities(_topic(case, station))
    if procedure.name == "aspiration" and image_denied(case, "ultrasound"):
        found = tuple(name for name in found if name != "ultrasound")
    if not found and station.label and procedure.name != "aspiration":
        found = modalities(title(case)) or modalities(case.document.flat[: stations(case)[0].start]) or (modalities(stations(case)[0].text) if not stations(case)[0].label else ()) or modalities(" ".join(other.text for other in stations(case)))
    procedure.set("guidance", found)
    return procedure.set("first_guidance", "mr" if "mr" in found else "ct" if "ct" in found else found[0] if found else "")


def _pericardium(case: Case, station: Station) -> list[Procedure]:
    topic = station.text if station.label else title(case) + "\n" + case.document.flat[:160] + "\n" + station.text
    where = station.find(r"pericardiocent\w+|pericardi\w+") or (station.find(r"effusion|needle|catheter") if re.search(r"pericardi(?!tis)\w+", topic) else None)
    if not where or re.search(r"pericardi\w+ window", topic) or re.search(r"pericardi\w+ (?:effusion is|effusion, )", station.text) and not re.search(r"pericardi\w+ (?:drain|catheter|tap|tube)|pericardiocent", topic) or not station.find(rf"needle|punctur|\bwire\b|{FRENCH}|{GAUGE}|pericardiocentesis (?:was )?(?:performed|done)|\d ?(?:ml|cc)\b") or not re.search(r"subxiph\w+|subcostal|parasternal|apical|pericardiocent\w+|pericardial (?:space|sac|fluid|drain\w*|catheter|tube|tap)", topic):
        return []
    left = station.find(_LEFT) and not station.find(_OUT) and station.find(r"pigtail|drain\b|catheter")
    procedure = _guide(case, station, Procedure("drainage", "pericardial_drain" if left else "pericardiocentesis", target="pericardium").because(where))
    congenital = re.search(r"(?<!no )(?<!no known )(?<!no history of )(?<!without )(?<!negative for )(?<!denies )(?:congenital heart|congenital cardiac|tetralogy|single ventricle|fontan)(?! (?:disease|anomal\w+|defects?|history)?:? ?(?:none|no\b|absent|denied|excluded|negative))", case.document.flat)
    procedure.set("infant_or_congenital", bool(congenital) or (case.encounter.get("patient_age") or 99) <= 5)
    return [procedure]


def _site(case: Case, station: Station) -> str:
    """Class of the site: the route through rectum or vagina, else the label, else the words about the collection."""
    if station.find(_CLASSES[0][1] + r"(?! (?:stump|cancer))") and station.find(r"(?:trans-?rectal\w*|trans-?vaginal\w*|(?:through|across) the (?:(?:anterior|posterior|rectal|vaginal) )?(?:rect|vagin|wall|fornix)\w*|endocav\w+|endorectal|endovaginal|per rectum|(?:rectal|vaginal) wall)[^.]*") and not re.search(r"no (?:safe )?(?:transrectal|transvaginal)", station.text):
        return "transrectal"
    near = "".join(re.findall(rf"[^.\n]{{0,70}}(?:{_COLLECTION}|drain)[^.\n]{{0,40}}", station.text))
    for text in (station.label, title(case) if not station.label else "", near, station.text, background(case) if not station.label else ""):
        if not text:
            continue
        wall = re.search(r"abdominal wall|chest wall|rectus sheath|subcutaneous", text)
        if wall:
            return "soft_tissue"
        # perinephric and the like are named after an organ and lie outside it
        hits = [(m.start(), name) for name, regex in _CLASSES[1:] if (m := re.search(rf"\b(?:{regex})", text))]
        if hits:
            return min(hits)[1]
    return ""


def kidney_cyst(case: Case, topic: str) -> bool:
    """Whether what is emptied is a cyst of the kidney and no abscess."""
    return bool(re.search(r"(?:renal|kidney|bosniak)[^.\n]{0,40}\bcysts?\b|\bcysts?\b[^.;\n]{0,24}(?:kidney|renal|bosniak)", topic + case.document.flat[:200])) and not re.search(r"abscess|hematoma|urinoma|infected|lymphocele|seroma", topic)


def _sites(text: str) -> list[str]:
    """Classes of the sites that stand before or after collections named together ("subphrenic and left paracolic abscesses")."""
    named = re.search(rf"([^.:\n]{{4,90}}?)\b(?:abscesses|collections|seromas|ha?ematomas|bilomas|lymphoceles|urinomas)\b", text)
    if not named or " and " not in named.group(1):
        return []
    out = []
    for part in re.split(r" and |, ", named.group(1)):
        hits = [(m.start(), name) for name, regex in _CLASSES[1:] if (m := re.search(rf"\b(?:{regex})", part))]
        if hits:
            out.append(min(hits)[1])
    return out


def _station(case: Case, station: Station) -> list[Procedure]:
    topic = _topic(case, station)
    other = re.search(_OTHER, (CHEST_SEEN if re.search(r"biliary|\bbile\b|cholangi|\bducts?\b|ptbd", topic) else THROUGH_LIVER).sub(" ", topic))
    where = station.find(_COLLECTION)
    if where is None and re.search(r"\bpus\b|purulen|abscess", station.text + title(case)):
        where = station.find(r"pockets?\b|loculations?")
    if where is None and station.label and re.search(_COLLECTION + r"|fluid (?:aspirat|drain)\w+", station.label + case.document.flat[: station.start]):
        where = station.find(rf"pocket|cavity|{FRENCH}|{GAUGE}")  # the list before it names the collection
    drain = station.find(r"\bdrains?\b|pigtail|drainage catheter|abscessogra\w+|sinogra\w+|catheter")
    if drain is None and station.label and re.search(r"\bdrain|abscess|collection", case.document.flat[: station.start]):
        drain = station.find(r"\btubes?\b|contrast (?:study|run|check|injection)\b")
    if not where and not drain or other and not re.search(r"abscess|lymphocele|seroma|biloma|urinoma|hematoma|fluid collection", topic):
        return []
    if other and not re.search(r"(?:abscess|collection|seroma|hematoma|lymphocele|biloma|urinoma)(?: \w+){0,4} (?:drain|aspirat)|drain\w*,?(?: \w+){0,6} (?:abscess|collection)|(?:into|inside|within|in) the (?:\w+ ){0,2}(?:collection|abscess|hematoma|seroma|biloma|lymphocele)", topic):
        return []
    if re.search(r"\b(?:angiogra|arteriogra|venogra|embolization|biopsy|fistulagram)", title(case)) and not re.search(r"drain|aspirat|abscess", title(case)):
        return []
    if not where and re.search(_OTHER + r"|biliary|\bbile ducts?\b|hepatic duct|\bcbd\b|kidney|renal pelvis|\bpcn\b|gallbladder", case.document.flat[station.start : station.end]):
        return []  # the tube of a duct system
    if re.search(r"\b(?<!non)(?<!non-)(?<!un)tunnel\w*|\bcuff(?:ed|s)?\b|pleurx", topic) and re.search(r"ascit\w+|peritoneal|pleura\w*|effusion", topic) and not re.search(r"abscess", topic):
        return []  # a cuffed catheter of a space that refills
    span = where or drain
    contrast = station.find(r"contrast|omnipaque|visipaque|isovue|opacif\w+|inject(?:ed|ion)[^.]{0,40}(?:cavity|drain|catheter)|abscessogra\w+|sinogra\w+|hand injection|inject\w* \d+ ?(?:ml|cc)\b[^.;]{0,24}\b(?:fill|opacif|outlin)")
    fresh = station.find(rf"(?:{_ENTRY})") or (station.find(r"percutaneous(?:ly)? (?:\w+ ){0,2}drain\w*|(?:ct|us|ultrasound|sono\w*)[ -]guid\w+ (?:\w+ ){0,5}drain(?:age|ed)?\b(?! (?:check|exchange))|drainage of (?:a |an |the )?(?:\w+ ){0,4}(?:abscess|collection|seroma|hematoma|biloma|lymphocele|pseudocyst)") if not re.search(r"existing|indwelling|exchang|check|sinogra|abscessogra", topic) else None)
    exchanged = station.find(rf"(?:{TUBE}|\b(?:it|this|was|were)\b)(?: \w+){{0,3}} {SWAPPED}[^.;]{{0,30}}(?:over|for|to|with|wire)") or station.find(r"exchang\w+ (?:over|for|through|via|with|to)|(?:drain|catheter|tube|pigtail|was|were)(?: \w+){0,4} (?:exchanged|upsized|replaced|changed)|(?:exchanged|upsized|replaced|downsized)\b|(?:drain|catheter) (?:exch\b|change\b|swap)|drain exchange|catheter exchange|\b(?:exchange|change|replacement) of (?:the |an? )?(?:\w+ ){0,5}(?:drain|catheter|tube|pigtail)|(?:drain|catheter|tube) (?:upsiz|downsiz)\w+")
    turned_over = swapped(station.text) or renewed_over_wire(station.text, case.document.flat[station.start : station.end])
    if not exchanged and turned_over:
        exchanged = station.find(TUBE)
    exchanged_tube = exchanged and (turned_over or re.search(rf"{SWAPPED}[^.;]{{0,40}}\b(?:over|for)\b", station.text) or re.search(r"existing|indwelling|old (?:drain|catheter)|prior (?:drain|catheter)|(?:drain|catheter|tube)(?: \w+){0,3} (?:was |were )?(?:exchang|chang|replac|upsiz|cut)|drain exchange|exchange of|tract|over (?:a |the )?(?:wire|amplatz|bentson)[^.]*(?:new|exchang)|exchanged", topic))
    if re.search(r"\bbaker'?s?\b|popliteal cyst|\bganglion\b|synovial cyst|\bbursa", topic) and not re.search(r"abscess|h(?:a)?ematoma|seroma|collection", topic):
        return []  # told by the reader of joints
    if kidney_cyst(case, topic) and not station.find(AGENT):
        return []  # told by the reader of the urinary tract
    made: list[Procedure] = []

    def add(name: str) -> Procedure:
        procedure = Procedure("drainage", name, target=station.label.strip() or "collection", side=station.side_of()).because(span)  # type: ignore[arg-type]
        procedure.set("elsewhere", own_collection(case.document.flat)).set("site_class", _site(case, station)).set("contrast", bool(contrast) or contrast_told(case))
        made.append(_guide(case, station, procedure))
        return procedure

    def several(name: str) -> None:
        """The procedure once for each collection where the text says that each took its own catheter."""
        first = add(name)
        each = re.search(r"(?:\beach\b|\bboth\b|respectively|in the (?:other|second))", station.text) and re.search(r"\bx ?2\b|\btwo\b|\b2 (?:drains|catheters|pigtails|abscesses|collections)|abscesses|collections|pigtails|drains\b|catheters", topic)
        sites = _sites(station.text)
        places = apart(station.text, [s.start for s in kept_tubes(station.text) if re.fullmatch(FRENCH, station.text[s.start : s.end])], _CLASSES) if not station.label else []
        if len(places) > 1 and len(sites) < 2 and re.search(r"\b(?:two|both|three|2|3) (?:[\w/-]+ ){0,3}(?:abscess|collection|pocket|seroma|h(?:a)?ematoma|lymphocele)\w*", station.text):
            first.set("site_class", site_in(places[0], _CLASSES))
            for number, text in enumerate(places[1:], 2):
                add(name).set("site_class", site_in(text, _CLASSES)).target = f"collection {number}"
            return
        if each and not station.label and len(sites) > 1 and not re.search(r"same (?:collection|abscess|cavity)|single (?:collection|abscess)", station.text):
            first.set("site_class", sites[0])
            for number, site in enumerate(sites[1:3], 2):
                add(name).set("site_class", site).target = f"collection {number}"

    agent = station.find(AGENT)
    if agent and (_CLOSED.search(topic) or not station.label and _CLOSED.search(case.document.flat[:200])) and not re.search(r"lymphatic malformation|venous malformation|varic|pleurodesis|nerve|ganglion", topic):
        add("sclerosis")
    if exchanged_tube and not (fresh and re.search(rf"new (?:access|puncture)|{PUNCTURE}", station.text)) and re.search(r"drain|abscess|collection|pigtail|cavity|dawson|transgluteal|sump", topic + (case.document.flat[:160] if station.label else "")):
        add("drain_exchange")
        return made
    sized = station.find(rf"{FRENCH}[^.;]{{0,30}}(?:pigtail|locking|apdl?|drain\b|drainage catheter|flexima|multipurpose)")
    sized = sized or next((s for s in kept_tubes(station.text) if re.fullmatch(rf"(?:{FRENCH})", station.text[s.start : s.end]) and not re.match(r"[456](?:\.\d)? ?-?f", station.text[s.start : s.end])), None)
    if fresh and where and (sized or station.find(_PUT) or station.find(_LEFT) or station.find(r"needle[^.;]{0,40}\b(?:in|into|to)\b|punctur\w+|\bentered\b")) or station.find(r"trocar technique|percutaneous drain placement"):
        aspirated = station.find(r"aspirat\w+|evacuat\w+|drain\w*|withdrawn|\bml\b|\bcc\b|returned|\bout\b")
        device = station.find(_DRAIN) or sized
        if device and (station.find(_LEFT) or sized and not station.find(_OUT + r"|aspirat\w* only")) and not (station.find(_OUT) and not station.find(r"left in (?:place|situ)|locking|locked|bulb|gravity|accordion")):
            if not agent or station.find(r"new|placed"):
                several("drain_placement")
            return made
        if aspirated and not agent and (station.find(_TARGET) or re.search(_COLLECTION + r"|fluid|pocket", station.label)) and (re.search(r"aspirat|evacuat|drain|tap\b|abscess|collection", subject(case)) or re.search(_TARGET, case.document.flat[:120])):
            add("aspiration")
        return made
    if station.find(_TARGET) and station.find(_OUT) and station.find(r"\bml\b|\bcc\b|aspirat\w+|evacuat\w+") and not agent:
        if not fresh and not station.find(r"aspirat\w+|evacuat\w+|needle") or station.find(r"existing|indwelling|suture cut|unlocked|drain (?:was )?removed") and not station.find(r"yueh|over wire|over its needle"):
            if not (contrast and station.find(r"inject\w*|abscessogra\w+|sinogra\w+|" + DYE_IN)):
                return made  # a tube pulled; where contrast went in first, it is a check
        else:
            add("aspiration")
            return made
    device = station.find(rf"{FRENCH}[^.]{{0,40}}(?:drain|pigtail|flexima|apdl?|locking|catheter|dawson|loop)|(?:catheter|pigtail)\W{{1,3}}{FRENCH}|\bdrain(?:age)?\b[^.]{{0,60}}{FRENCH}")
    evidence = r"dilat|wire|through the rectum|under (?:ct|us|ultrasound|real)|\bpus\b|purulen\w+|\d ?(?:ml|cc|l|lit(?:er|re)s?)\b|placed|placement|drainage\b|drained"
    stays = station.find(_LEFT) or (sized if station.label and re.search(r"\b(?:both|all|each|two|three)\b[^.;\n]{0,40}\b(?:left|bags?|bulbs?|gravity|suction|locked|secured|sutured|stay)", case.document.flat) else None)
    if where and device and stays and station.find(evidence) and not station.find(r"existing|indwelling|in place|in situ from|(?:drain|tube|catheter) in for \w+ (?:days|weeks|d\b|wks?)|left (?:where|as) it (?:is|was)|(?:drain|tube|catheter) (?:check|injection|study|evaluation|removed|out\b|pulled)|abscessogra|sinogra|contrast (?:via|through|into)"):
        if not (agent and not station.find(r"new|placed")):
            several("drain_placement")
        return made
    closed = re.search(SCLEROSANT, case.document.flat[station.start : station.end])
    injected = station.find(r"inject\w+|abscessogra\w+|sinogra\w+|(?:drain|tube|catheter) (?:check|study|evaluation)" + ("" if closed else "|" + DYE_IN))
    if contrast and injected and not agent and drain and re.search(r"(?:drain|catheter|tube) (?:check|injection|study|evaluation)|abscessogra|sinogra|through (?:the|an|existing)[^.]{0,40}(?:drain|catheter|tube)|into the (?:existing |indwelling )?(?:drain|catheter)|drain\b|(?:inject\w*|injection)[^.]{0,60}fluoro|" + DYE_IN, topic + (case.document.flat[:160] if station.label else "")) and (re.search(r"cavity|collection|abscess|fistula|sinus|tract\b|potential space|\btrack\b", station.text) or re.search(DYE_IN, station.text) and re.search(r"collaps|pocket|residual|obliterat|shrunk|\bleak", station.text)):
        if re.search(r"sinus tract|fistulogram|sinogram", topic) and not re.search(r"\bdrains?\b(?! (?:site|hole))|\bdrainage (?:catheter|tube)|pigtail|(?:of|via|down) (?:the |an? )?(?:(?!feeding|small|fresh|new)\w+ ){0,3}(?:catheter|tube)\b|\bstring\b|\bloop\b|tube out\b", topic):
            add("sinogram")
        else:
            add("drain_check")
    return made
