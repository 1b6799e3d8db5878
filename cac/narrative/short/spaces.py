"""Pleura, peritoneum, pericardium, collections and sinus tracts in short dictations."""

from __future__ import annotations

from cac import patterns as re
from cac.narrative.guidance_words import NO_GUIDANCE, NOT_STORED
from cac.narrative.procedure import Procedure
from cac.narrative.short.scene import Scene
from cac.narrative.short.words import NEEDLE, SCREENED, SIZED
from cac.narrative.tube_words import VOLUME

_PLEURA = r"pleura\w*|\b\d{1,2}(?:th|rd|nd) (?:rib )?space|pleur-?x\b|(?:t-?pa|alteplase)\b[^.]{0,30}(?:dnase|dornase)|thora(?:cent|coc|cost|x\b|cic cavity)\w*|\bchest\b|hemi-?thora\w*|empyema|pneumothora\w*|h(?:a)?emothora\w*|hydrothora\w*|chylothora\w*|\bptx\b|(?<!joint )(?<!pericardial )\beffusions?\b|intercostal|\b\d(?:th|rd|nd)? ?(?:ics|interspace|intercostal)|costophrenic|\bipc\b|lung (?:up|re-?expand\w*|fully expanded)|dyspn\w*|lung trapped|trapped lung"
_STRONG_PLEURA = re.compile(r"trapped lung|\b\d{1,2}(?:th|rd|nd) (?:rib )?space|lung (?:is |was )?trapped|pleur\w*|(?:t-?pa|alteplase)\b[^.]{0,30}(?:dnase|dornase)|thora\w*|\bchest\b|hemi-?thora\w*|empyema|\bptx\b|\beffusions?\b|intercostal|\bics\b|interspace|\bipc\b|dyspn\w*")
_STRONG_BELLY = re.compile(r"\b(?:belly|abdomen)\b[^.]{0,30}(?:full|tense|distended|water|fluid)|cirrho\w*[^.]{0,40}(?:tense|belly|abdomen)|pleur-?x (?:for|in|into|to) (?:the )?(?:abdom|belly|peritone)\w*|(?:abdominal|peritoneal) (?:pleur-?x|drain)|\b(?:[rl]lq|(?:left|right) (?:lower quadrant|flank|iliac fossa))\b[^.]{0,60}(?:pocket|caldwell|yueh|one-?step|safe-?t\b|centesis|cannula|paracent)|ascit\w*|peritone(?:al|um)|paracent\w*|\blvp\b")
_TUNNELLED = re.compile(r"(?<!non)(?<!non-)(?<!non )(?<!un)tunnel+\w*|\bcuff\w*|pleur-?x\b|\baspira\b|\brocket\b|\bipc\b|tenckhoff|counter-?incision|indwelling pleural")
_LYTIC = r"\bt-?pa\b|alteplase|fibrinoly\w*|lytics?\b|urokinase|streptokinase|dnase|dornase|\bmist-?2\b"
_SCLEROSER = r"\btalc\b|doxycycline|bleomycin|pleurodes\w*|tetracycline|povidone"
_CLOSER = r"doxycycline|tetracycline|ethanol|alcohol|betadine|povidone|\btalc\b|bleomycin|tetradecyl|sotradecol|polidocanol|sclerosant|sclerosing agent"
_GIVEN = r"instill\w*|inject\w*|given|run in|infus\w*|put|down|through|via|into|pushed|administ\w*|delivered|flushed|dwell\w*|clamp\w*|rolled|slurry"
_FLUID = re.compile(rf"{VOLUME}|\d ?(?:ml|cc|l)\b|lit(?:er|re)s?\b|tapped|drained (?:dry|off)|\bto dryness|hissed|gush\w*")
#: an operation that went before and names no organ of today
_AFTER_SURGERY = re.compile(r"\b(?:post|after|following|since|s/p|status[- ]post|recent|prior|previous)(?:[- ]op\w*)?[ -](?:the |a |an |her |his |open |lap(?:aroscopic)? |emergency |\w+al )?\w*(?:ectomy|otomy|ostomy|plasty|oscopy|oscopic)\b|\bport-free\b")
_OPENED = re.compile(r"thoracoscop|thoracotomy|vats|laparoscop|laparotomy")


def read(scene: Scene) -> list[Procedure]:
    """Work on a space or a collection."""
    today = _AFTER_SURGERY.sub(" ", scene.text)
    if _OPENED.search(today) or re.search(r"\bnerves?\b|neuralgia|\bblocks?\b(?! of)|bupivacaine|ropivacaine|biops|\bcores?\b|ablat|emboli[sz]|nephrost|cholecyst|biliary|\bbile duct|gastrost|shunt|dialysis (?:access|fistula)|fistulogra|joint|\bknee\b|\bhip\b|picc|\bport\b|jugular|lumbar (?:puncture|drain)|breast|locali[sz]|\bstents?\b", today):
        return []
    return _pericardium(scene) or _pleura(scene) or _peritoneum(scene) or _sinus(scene) or _collection(scene)


def _guided(scene: Scene, procedure: Procedure) -> Procedure:
    """Guidance of the needle, none where the report denies it or only marked the skin."""
    if re.search(NO_GUIDANCE, scene.raw) or re.search(NOT_STORED, scene.raw):
        procedure.set("guidance", ()).set("first_guidance", "")
    return procedure


def _pericardium(scene: Scene) -> list[Procedure]:
    where = scene.span(r"pericardi\w+")
    if where is None or not scene.needled() or not re.search(r"tampon\w*|drain\w*|tap\w*|aspirat\w*|effusion|centesis|\bml\b|\bcc\b", scene.text):
        return []
    left = scene.kept() and not scene.none_left()
    made = scene.make("drainage", "pericardial_drain" if left else "pericardiocentesis", target="pericardium", where=where)
    return [made.set("infant_or_congenital", bool(re.search(r"congenital heart|tetralogy|single ventricle|fontan", scene.raw)) or (scene.case.encounter.get("patient_age") or 99) <= 5)]


def _pleura(scene: Scene) -> list[Procedure]:
    where = scene.span(_PLEURA)
    if where is None or not _STRONG_PLEURA.search(scene.raw) or re.search(r"pericardi|abscess of the lung|lung abscess|liver|hepatic|spleen|renal|kidney", scene.text) or _STRONG_BELLY.search(scene.text) and not re.search(r"pleura\w*|thora\w*|\bchest\b", scene.text):
        return []
    sides = scene.sides()
    side = "bilateral" if len(sides) == 2 else next(iter(sides), "")
    made: list[Procedure] = []

    def add(name: str) -> Procedure:
        made.append(_guided(scene, scene.make("pleural_peritoneal", name, target="pleural_space", where=where, side=side)))
        return made[-1]

    tunnelled, had, kept = _TUNNELLED.search(scene.text), scene.had_tube(), scene.kept()
    if re.search(rf"(?:{_LYTIC})\b[^.]{{0,80}}(?:{_GIVEN})|(?:{_GIVEN})[^.]{{0,80}}(?:{_LYTIC})", scene.text):
        add("pleural_lysis").set("later_day", bool(re.search(r"\b(?:second|third|fourth|subsequent|2nd|3rd|4th|repeat|another|final|last) (?:\w+ )?(?:dose|day|instillation|session|round)|\b(?:day|dose)s? (?:#|no\.? )?(?:[2-6]|two|three|four)\b", scene.text)))
        if had and not scene.needled() or not kept:
            return made
    elif re.search(rf"(?:{_SCLEROSER})\b[^.]{{0,90}}(?:{_GIVEN})|(?:{_GIVEN})[^.]{{0,80}}(?:{_SCLEROSER})", scene.text) and not re.search(r"pleurodesis (?:achieved|complete|successful|occurred)|(?:auto|spontaneous) ?pleurodes", scene.text):
        add("pleurodesis")
        return made
    if tunnelled and scene.taken_out() and not scene.needled() and not re.search(r"tunnel(?:led|ed|ler|er)? (?:to|from|\d|under|through|out)|\d+ ?cm tunnel|peel", scene.text) and re.search(r"freed|dissect\w*|blunt\w*|slid|remov\w*|withdr\w*|pulled|extract\w*|out\b|explant\w*|delivered|stitch|sutur", scene.text):
        add("tunneled_pleural_removal")
        return made
    if not (scene.needled() or re.search(SIZED, scene.text) and not had or re.search(r"centesis|\btap(?:ped)?\b", scene.text)):
        return made
    none = scene.none_left() and not re.search(r"\b(?:underwater|water[- ]?seal|suction|heimlich|atrium|pleur-?[eo]?-?vac|left in|stays?|secur\w*|sutur\w*|lock\w*)\b", scene.text)
    tap = re.search(r"centesis|\btap(?:ped|s)?\b|safe-?t\b|one-?step|yueh|angiocath", scene.text) and not re.search(r"pigtail|lock\w*|left (?:in|to)|underwater|seal|suction|heimlich", scene.text)
    if tunnelled and (kept or not had and (scene.entered() or re.search(r"tunnel\w* (?:in\b|with|under|to|\d)", scene.text)) and _FLUID.search(scene.text)) and not none:
        add("tunneled_pleural_catheter")
    elif kept and not none and not tap and not re.search(r"(?:,|and|then) (?:removed|withdrawn|pulled|out)\b", scene.text) and re.search(SIZED + r"|pigtail|chest (?:drain|tube)|seldinger|locking", scene.text):
        add("pleural_catheter")
    elif _FLUID.search(scene.text) and (none or tap or scene.taken_out()):
        if len(sides) == 2 and not re.search(r"\bboth\b|bilateral|each|\bleft\b[^.]*\bright\b|\bright\b[^.]*\bleft\b", scene.text):
            made[-1:] = made[-1:]
        add("thoracentesis")
    return made


def _peritoneum(scene: Scene) -> list[Procedure]:
    where = scene.span(_STRONG_BELLY.pattern)
    if where is None or re.search(r"abscess|collection|\bpus\b(?! swab)|pseudocyst|biloma|urinoma", scene.text):
        return []
    made: list[Procedure] = []

    def add(name: str) -> None:
        made.append(_guided(scene, scene.make("pleural_peritoneal", name, target="peritoneum", where=where)))

    tunnelled, kept = _TUNNELLED.search(scene.text), scene.kept()
    none = scene.none_left() and not re.search(r"\b(?:capped|stays?|secur\w*|sutur\w*)\b", scene.text)
    if tunnelled and scene.taken_out() and not scene.needled() and not re.search(r"\d+ ?cm tunnel|tunnel(?:led|ed|ler|er)? (?:to|from|\d|under|through|out)|peel|ultrasound entry|entered", scene.text):
        add("tunneled_peritoneal_removal")
    elif tunnelled and (kept or re.search(SIZED, scene.text) or _FLUID.search(scene.text)) and re.search(rf"{NEEDLE}|entr(?:y|ies)|enter\w*|access\w*|peel|plac\w*|insert\w*|tunnel", scene.text) and not scene.had_tube():
        add("tunneled_peritoneal_catheter")
    elif _FLUID.search(scene.text) and re.search(rf"{NEEDLE}|centesis|\btap(?:ped)?\b|cannula|catheter|sheath", scene.text) and not (kept and not none and re.search(r"pigtail|lock\w*|left (?:in|to)|bag|gravity", scene.text)):
        add("paracentesis")
    return made


def _sinus(scene: Scene) -> list[Procedure]:
    """Contrast into a hole in the skin that nothing lies in."""
    where = scene.span(r"\b(?:sinus(?:es)?|orifice|opening|(?:discharging|draining|weeping|leaking|chronic|open) (?:\w+ )?(?:hole|wound|pit|sinus|stoma)|fistula\w*|sinogra\w+|fistulogra\w+|track|tract|pit)\b")
    if where is None or re.search(r"\bmaxill|sphenoid|frontal sinus|cavernous|anal fistula plug|dialysis|\bav\b|graft|arm\b|venous|carotid", scene.text) or scene.needled() or not scene.contrast() or not re.search(r"\b(?:discharg\w*|drain\w*|hole|orifice|sinus|fistul\w*|opening|weep\w*|leak\w*|pit|wound|scar)\b", scene.raw):
        return []
    if not re.search(r"feeding tube|catheter|cannula|angiocath|tube|foley|probe|tip of|blunt|sheath|syringe|dilator", scene.text) or re.search(r"(?:existing|indwelling|through the|via the) (?:\w+ ){0,2}(?:drain|tube|catheter)|drain(?:age)? (?:catheter|tube)|pigtail|\bstring\b|side ?-?holes?|\b(?:tube|drain|catheter) (?:was |were )?(?:then )?(?:pulled|removed|withdrawn|changed|exchanged|cut)|\bdrains? (?:was|were|is|are) (?:evaluated|checked|studied|injected)", scene.text):
        return []
    return [scene.make("drainage", "sinogram", target="sinus", where=where)]


_COLLECTION = r"abscess\w*|collections?\b|seroma\w*|h(?:a)?ematoma\w*|lymphocele\w*|lymphocoele\w*|biloma\w*|urinoma\w*|pseudocyst\w*|phlegmon\w*|\bcavity|pockets?\b|loculat\w*|\bpus\b|purulen\w*|\bcysts?\b|\bwon\b|walled[- ]off|necros[ie]s"


def _collection(scene: Scene) -> list[Procedure]:
    """A collection drained or emptied, or its drain changed or looked at."""
    from cac.narrative.readers.drainage import _CLASSES  # the same classes of site

    where = scene.place(_COLLECTION)
    had, none = scene.had_tube(), scene.none_left() and not re.search(r"\b(?:to (?:bulb|bag|gravity|suction)|bulb|gravity|lock\w*|secur\w*|sutur\w*|stays?)\b", scene.text)
    if where is None:
        return []
    kept = scene.kept(had=had)
    if re.search(r"thyroid|ganglion|baker|bone cyst|unicameral|ovarian cyst|breast|renal cyst|kidney cyst|cyst(?:s)? of the (?:left |right )?kidney|bosniak", scene.text):
        return []
    made: list[Procedure] = []

    def add(name: str, text: str = "", number: int = 0) -> None:
        procedure = scene.make("drainage", name, target=f"collection {number}" if number else "collection", where=where)
        made.append(procedure.set("contrast", scene.contrast()).set("site_class", site_in(text or scene.text, _CLASSES) or site_in(scene.raw, _CLASSES)))

    fresh = scene.needled() or re.search(r"\b(?:enter\w*|access\w*|approach\w*|reached|target\w*|via|through|under|percutaneous\w*|with (?:ct|us|ultrasound)|ct|us|ultrasound\w*)\b", scene.text) is not None
    agent = re.search(rf"(?:{_CLOSER})\b[^.;]{{0,100}}\b(?:{_GIVEN}|left|for (?:\d+|an? )|\d+ ?min|positions?\b|rotat\w*|turn\w*|aspirated back|sucked back|recovered|q ?\d+ ?min)|(?:{_GIVEN})[^.;]{{0,80}}(?:{_CLOSER})", scene.text)
    if agent and re.search(r"lymphoc\w+|seroma|cyst|cavity|collection|pocket", scene.raw) and not re.search(r"malformation|varic|nerve|hemorrhoid", scene.raw):
        add("sclerosis")
        return made
    if had and not scene.needled():
        if scene.changed() and re.search(SCREENED.pattern + r"|\bct\b|ultraso\w*", scene.text):
            add("drain_exchange")
        elif scene.contrast() and not scene.taken_out() and re.search(r"drain|catheter|tube|pigtail", scene.text):
            add("drain_check")
        return made
    sized = [span for span in kept if re.fullmatch(SIZED, scene.text[span.start : span.end])]
    if fresh and kept and not none and not had:
        places = apart(scene.text, [span.start for span in sized], _CLASSES)
        if len(places) > 1:
            for number, text in enumerate(places, 1):
                add("drain_placement", text, number)
        else:
            add("drain_placement")
    elif scene.needled() and _FLUID.search(scene.text) and not had and not kept:
        add("aspiration")
    return made


def site_in(text: str, classes: tuple[tuple[str, str], ...]) -> str:
    """Class of the site of a collection by its words."""
    if re.search(r"trans-?rectal\w*|trans-?vaginal\w*|endorectal|endovaginal|through the (?:rectum|vagina|rectal wall|vaginal)|per rectum|via the rectum", text):
        return "transrectal"
    if re.search(r"(?:abdominal|anterior|chest|body) wall (?:abscess|collection|seroma|hematoma|haematoma)|rectus sheath|subcutaneous", text):
        return "soft_tissue"
    hits = [(m.start(), name) for name, regex in classes[1:] if (m := re.search(rf"\b(?:{regex})", text))]
    return min(hits)[1] if hits else ""


def apart(text: str, sizes: list[int], classes: tuple[tuple[str, str], ...]) -> list[str]:
    """Words of each collection, where a text says that several took a tube of their own.

    Args:
        text: live text.
        sizes: where the tubes of a size stand.
        classes: classes of site with their patterns.
    """
    if len(sizes) < 2 or not re.search(r"\b(?:two|both|2|three|separate|unconnected|distinct|each|former|latter|second|other)\b", text) or re.search(r"same (?:collection|cavity|abscess)|single (?:collection|abscess|cavity)", text):
        return []
    whole = site_in(text, classes)
    out = []
    for before, at in zip([0, *sizes], sizes[:3], strict=False):
        named = next((piece for marks in (".;,", ".;") if site_in(piece := _piece(text, at, marks), classes)), "")
        out.append(named or _back(text, before, at, classes) or whole and text)
    return out


def _back(text: str, low: int, at: int, classes: tuple[tuple[str, str], ...]) -> str:
    """The last sentence before a tube that names a place, not farther back than the tube before it."""
    for piece in reversed(re.split(r"(?<=[.;\n])\s+", text[low:at])):
        if site_in(piece, classes):
            return piece
    return ""


def _piece(text: str, at: int, marks: str) -> str:
    """The stretch around a position between two marks; a stop ends it only before a space."""
    low = max(text.rfind(mark, 0, at) for mark in marks) + 1
    ends = [e for mark in marks if (e := text.find(". " if mark == "." else mark, at)) >= 0]
    return text[low : min(ends, default=len(text))]
