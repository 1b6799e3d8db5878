"""Ultrasound guidance of vascular access: one procedure per access site that ultrasound guided."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding, Span
from cac.knowledge import tables
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure
from cac.narrative.sonographic import KEPT, NOT_KEPT, PATENT, WATCHED
from cac.narrative.surveyed import surveyed

FAMILIES = ("guidance",)
ORDER = 80

_ULTRASOUND = re.compile(r"(?<!intravascular )ultraso\w+|sonogra\w+|\bsono(?:site|graphed)?\b|(?<![a-z])u/?s(?![a-z])|\bb-?mode\b|\bduplex\b|gr[ae]y-?\s?scale|\b(?:linear|vascular|high[- ]frequency|hockey[- ]stick) (?:array )?(?:probe|transducer)|\b(?:short|long)[- ]axis\b|\bprobe\b(?=[^.;\n]{0,80}\bneedle\b)|\b(?:look\w*|examin\w+|check\w*|scann\w+|inspect\w*|survey\w*|imaged|interrogat\w+|evaluat\w+|assess\w*|seen|open|patent|confirm\w*|compress\w*|effac\w*|collaps\w*|flatten\w*)\b[^.;\n]{0,60}\b(?:probe|transducer)\b|\b(?:probe|transducer)\b[^.;\n]{0,60}\b(?:patent|open|compress\w*|show\w*)\b|(?:artery|vein|jugular|basilic) (?:was |were )?(?:first )?scanned\b")
_NOT_ACCESS = re.compile(
    r"nephrostom|calyx|calyc|gallbladder|biliary|bile duct|abscess|collection|ascites|pleural|effusion|thrombin|pseudoaneurysm|biops|lesion|mass|nodule|seroma|lymphocele|\bcysts?\b|(?:fluid|anechoic|hypoechoic|cystic) (?:\w+ )?(?:pocket|area|structure)|into (?:the|a|this) (?:\w+ )?(?:pocket|cavity|fluid|joint|swelling|nodes?)\b"
    r"|no ultrasound|ultrasound (?:was )?not|without ultrasound|us not|perineural|tumescent"
)
_PUNCTURE = re.compile(r"\btip (?:was )?(?:watch|seen|follow|track|visib|visuali|display|shown|identif|in the lumen)|\bbevel\b|went in\b|punctur|access|needle|cannulat|stick|micropuncture|entered|entry|venipuncture|venotomy|arteriotomy|approach|stuck|sheath|angiocath")
_VESSEL = re.compile(
    r"arter|vein|vena|venous|jugular|femoral|radial|brachial|basilic|cephalic|subclavian|popliteal|saphenous|axillary|groin|fistula|graft|(?<![a-z])(?:[lr]?c?fa|[lr]?cfv|[lr]?ijv?|[lr]?ejv?|[lr]ra|sfa|gsv|ssv|avf|avg|ra|pta|dp)s?(?![a-z])|neck|vessel"
)
#: vessels a needle to something else keeps clear of
_PASSED_BY = re.compile(r"(?:intercostal|epigastric|intervening|interposed|overlying|crossing|mammary|large|major|adjacent|nearby) (?:\w+ )?(?:vessels?|arter\w+|veins?|branch\w*)|neurovascular|(?:avoid\w*|away from|clear of|sparing|no) (?:\w+ ){0,2}vessels?")
#: where a needle goes that enters no vessel
_CAVITY = re.compile(r"pleural|peritone|effusion|ascit|\bfluid\b(?! (?:bolus|status|balance))|\bcollection|abscess|nephrostom|calyx|calyc|gallbladder|biliary|bile duct|\bjoint\b|\bcysts?\b|seroma|lymphocele|h(?:a?)ematoma cavity|bursa|\btendon|perineural|nerve block|biops")
#: families whose needles enter no vessel, and those that go along with any
_NO_VESSEL = frozenset({"ablation", "biliary", "biopsy", "breast", "drainage", "enteral", "genitourinary", "gynecologic", "joint", "lumbar_puncture", "lymphatic", "markers", "nerve_block", "pleural_peritoneal", "prostate", "pseudoaneurysm", "sedation", "spine_injection", "supplies", "vertebral_augmentation"})
_BOTH = re.compile(r"\b(?:us|ultrasound|sono\w*)(?: \w+){0,2} (?:both|bilateral|each)\b(?! (?:before|after|pre|post|during)\b)|\bboth\b[^.]{0,40}(?:us|ultrasound)[ -]guid|(?:saved|stored|archived|images?) ?(?:x ?2|2)\b|\bx ?2 (?:saved|stored)|\bboth (?:patent|veins|arteries|vessels|accesses|sites|punctures)|each (?:vessel|vein|artery|access|site|puncture)|separate images|two images|both common femoral|images? of (?:each|both)")
_ENTRIES = frozenset({"common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery", "popliteal_artery"})
#: what a statement on the puncture may document, by the fact it gives
_TELLS = {"patency": PATENT, "real_time": WATCHED, "stored": KEPT}
#: telegrams: one word in the statement on ultrasound itself
_BRIEF = {
    "patency": re.compile(r"\bopen\b"),
    "real_time": re.compile(r"watch\w* (?:the )?needle|seen (?:entering|going in|to enter)"),
    "stored": re.compile(r"\b(?:saved|stored|archived|kept|retained|printed|recorded|captured|preserved|exported|logged|filed)\b|\bcopy\b|\bon file\b|\bin (?:the )?(?:chart|record|pacs)\b|\[x\] (?:image|picture|pic)\b|\bpic\b(?! ?line)"),
}
#: a sentence of its own on the picture kept ("Archived.", "Captured and archived.")
_ALONE = re.compile(r"\W*(?:\w+ ){0,2}(?:saved|stored|archived|kept|retained|printed|recorded|captured|filed|exported|in the chart)(?: \w+){0,4}\W*$")
_IMAGING_WORDS = re.compile(r"image|picture|\bpics?\b|photo|\bcop(?:y|ies)\b|\bgrab|print|frame|still|snap|screen|hard ?-?cop|record|archiv|pacs|stored|saved|cine|patent|compress|thromb|needle|\btip\b|watched|real[- ]?time|\blive\b")
#: devices put in through a guided access, and the family they belong to
_SERVED = {"filter": "ivc_filter", **dict.fromkeys(("port", "picc", "tunneled_catheter", "nontunneled_catheter", "dialysis_catheter", "central_catheter", "midline"), "central_venous_access")}
_JUGULAR = re.compile(r"(?<![a-z])[lr]?ijv?(?![a-z])|jugular")
_PRIOR = re.compile(r"indication|history|last week|prior|yesterday|previous|outside|dvt by|plan:")


def read(case: Case, before: list[Procedure] | None = None) -> list[Procedure]:
    """Access sites whose puncture ultrasound guided, with what documents it.

    Args:
        case: a read report.
        before: what other readers have found, if known; a line that was only there is served by no puncture.
    """
    if before and {p.family for p in before} <= _NO_VESSEL:
        return []  # no work of the session goes through a vessel: vessels were looked at to be avoided
    lines = before is None or any(p.family == "central_venous_access" and p.name.endswith(("placement", "replacement")) for p in before)
    sites: list[tuple[str, str, int, Finding | None, Span]] = []
    likened: set[int] = set()
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.role not in case.roles or section.name in ("title", "complications"):
            continue
        text = case.sentence(number)
        match = _ULTRASOUND.search(text) or _implied(text, " ".join(case.sentence(n) for n in (number - 2, number - 1)), case.sentence(number + 1))
        alike = None if match or not sites or not sites[-1][1] else _alike(text, sites[-1][1])
        if alike and not _NOT_ACCESS.search(text):
            here = Span(span.start + alike.start(), span.start + alike.end())
            other = "left" if sites[-1][1] == "right" else "right"
            if not any(s[1] == other for s in sites):
                sites.append((sites[-1][0].replace(sites[-1][1], other), other, number, None, here))
                likened.add(number)
            continue
        if not match:
            continue
        here = case.document.sentence_section[number]
        if not _VESSEL.search(_PASSED_BY.sub(" ", case.sentence(number - 1) + " " + text)) and _CAVITY.search(" ".join(case.sentence(n) for n in range(number, min(number + 4, len(case.document.sentences))) if case.document.sentence_section[n] == here)):
            continue  # the needle went to fluid or an organ
        window = text if _PUNCTURE.search(text) and _VESSEL.search(text) else f"{case.sentence(number - 2)} {case.sentence(number - 1)} {text} {case.sentence(number + 1)}"
        told = sum(_brief(case, number, fact, number + 3) is not None for fact in _TELLS) > 1
        if not _PUNCTURE.search(text) and any(_ULTRASOUND.search(case.sentence(n)) and _PUNCTURE.search(case.sentence(n)) and _VESSEL.search(case.sentence(n)) for n in (number + 1, number + 2)):
            continue  # a look before the puncture, which the next statement tells of
        if not (told or _PUNCTURE.search(window)) or not _VESSEL.search(window) or _NOT_ACCESS.search(text[max(0, match.start() - 90) : match.end() + 110]) or _PRIOR.search(text) and not re.search(r"patent|real[- ]?time|\blive\b", text):
            continue
        vessel = _vessel_of(case, number)
        side = vessel.side if vessel else next((f.side for f in case.document.by_sentence.get(number, ()) if f.side_near), "") or _side_before(case, number)
        told_of = text if _VESSEL.search(text) else f"{case.sentence(number - 2)} {case.sentence(number - 1)}"  # "Right IJ is open. Local. Needle entry seen live."
        jugular = f"{side}_internal_jugular_vein" if not vessel and _JUGULAR.search(told_of) else ""
        key = (vessel.value if vessel else jugular if jugular in tables.vessels() else "", side)
        if sites and (number - sites[-1][2] <= 2 and not (key[1] and sites[-1][1] and key[1] != sites[-1][1])):
            continue
        same = [s for s in sites if (not key[0] or not s[0] or s[0] == key[0]) and (not key[1] or not s[1] or s[1] == key[1])]
        if same:
            if len(sites) == 1 and _documented(case, number) > _documented(case, sites[0][2]):  # a line of a form named the access before the narrative told of it
                sites[0] = (key[0] or sites[0][0], key[1] or sites[0][1], number, vessel or sites[0][3], Span(span.start + match.start(), span.start + match.end()))
            continue
        sites.append((key[0], key[1], number, vessel, Span(span.start + match.start(), span.start + match.end())))
    out = []
    for index, (value, side, number, vessel, where) in enumerate(sites):
        first = max(0, number - 2) if index == 0 else number
        last = sites[index + 1][2] - 1 if index + 1 < len(sites) else number + 4
        procedure = Procedure("guidance", "vascular_access", value, side).because(where)
        looked = surveyed(case.sentence(number), case.sentence(number + 1))
        procedure.set("sites", 2 if not looked and (side == "bilateral" or _BOTH.search(case.sentence(number))) else 1)
        for fact, document in (("patency", "patency_evaluated"), ("real_time", "real_time_guidance"), ("stored", "image_stored")):
            found = [
                f for f in case.all("document", document, status=("done", "existing"))
                if first <= f.sentence <= max(last, number) and not (fact == "stored" and NOT_KEPT.search(case.sentence(f.sentence)))
            ]
            if found:
                procedure.set(fact, True, found[0])
            elif number in likened and fact != "stored" and out and out[-1].facts.get(fact):
                procedure.set(fact, True, where)
            elif brief := _brief(case, number, fact, last) or (len(sites) == 1 and (fact == "patency" and _earlier(case, number) or fact == "stored" and _later(case, number))):
                procedure.set(fact, True, brief)
        serves = next((f for f in case.all("device", *_SERVED, status=("done", "existing", "attempted")) if number <= f.sentence <= max(last, number) + 6 and (index + 1 == len(sites) or f.sentence < sites[index + 1][2])), None)
        if serves is not None and (lines or _SERVED[serves.value] != "central_venous_access"):
            procedure.set("serves", serves.value, serves).set("served_family", _SERVED[serves.value])
        out.append(procedure)
    return out


#: an access told by its likeness to the one before, on the other side
_ALIKE = re.compile(r"\b(?:likewise|identical(?:ly)?|(?:the )?same (?:way|manner|fashion|technique|steps?|method)|similar(?:ly)?|repeated|ditto|in kind)\b")
_OTHER = {"left": re.compile(r"\b(?:right|rt|r)\b|\br(?=c?f[av]\b)"), "right": re.compile(r"\b(?:left|lt|l)\b|\bl(?=c?f[av]\b)")}


def _alike(text: str, side: str) -> re.Match[str] | None:
    """The words for a puncture of the other side that went as the one before and whose own picture was kept."""
    if side not in _OTHER or not _OTHER[side].search(text) or NOT_KEPT.search(text) or not (KEPT.search(text) or _BRIEF["stored"].search(text)):
        return None
    return _ALIKE.search(text)


def _implied(text: str, before: str, after: str) -> re.Match[str] | None:
    """The vessel judged, where a passage tells of it, of the needle watched and of a picture kept, which only ultrasound gives.

    The vessel may be judged up to two statements before the puncture, and the picture told of right after it.
    """
    watched = _TELLS["real_time"].search(text) or _BRIEF["real_time"].search(text)
    if watched is None or not _PUNCTURE.search(text) or re.search(r"fluoro|\bct\b|screening|contrast", text):
        return None
    kept = next((found for words in (text, after) for tell in (_TELLS, _BRIEF) if (found := tell["stored"].search(words))), None)
    own = _TELLS["patency"].search(text) or _BRIEF["patency"].search(text)
    if kept and own and _VESSEL.search(text):
        return own
    judged = _TELLS["patency"].search(before) if _VESSEL.search(before) and not _PRIOR.search(before) else None
    return watched if kept and judged and (_VESSEL.search(text) or _NEEDLE.search(text)) else None


#: a needle by name or size
_NEEDLE = re.compile(r"needle|\b(?:18|19|20|21|22) ?-?g(?:a|auge)?\b|micro-?punct")


#: the side as the first letter of a short name ("LIJ", "RCFV")
_LETTERED = re.compile(r"(?<![a-z])([lr]) ?(?:ijv?|ejv?|cfv|cfa|fv|fa|scv|sfa)(?![a-z])")


def _side_before(case: Case, number: int) -> str:
    """The side of the vessel named in one of the two statements before, which this one goes on about."""
    letter = _LETTERED.search(case.sentence(number))
    if letter:
        return "left" if letter.group(1) == "l" else "right"
    if _VEIN_OR_ARTERY.search(case.sentence(number)):
        return ""
    for near in (number - 1, number - 2):
        here = [f for f in case.document.by_sentence.get(near, ()) if f.kind in ("vessel", "vein", "artery") and f.side in ("left", "right")]
        if here:
            return here[-1].side if len({f.side for f in here}) == 1 else ""
    return ""


#: the look at a vessel before its puncture, told without the word ultrasound
_LOOKED = re.compile(r"\bscann\w*|\bprobe\b|transducer|insonat\w*|short[- ]axis|long[- ]axis|surveyed|mapped|interrogat\w*|sono\w*|compressib\w*|\bcompress(?:es|ed)\b")


_VEIN_OR_ARTERY = re.compile(r"\b(?:veins?|arter(?:y|ies)|jugular|[lr]?ijv?|[lr]?cfv|[lr]?cfa|basilic|subclavian|femoral v\w*)\b")


def _earlier(case: Case, number: int) -> Span | None:
    """Ultrasound of the access vessel told some sentences before the puncture."""
    for near in range(number - 1, max(-1, number - 7), -1):
        text = case.sentence(near)
        looked = _ULTRASOUND.search(text) or _VEIN_OR_ARTERY.search(text) and (_LOOKED.search(text) or near and _LOOKED.search(case.sentence(near - 1)) and not _PRIOR.search(case.sentence(near - 1)))
        named = _VESSEL.search(text) or len(text.split()) < 9 and near and _LOOKED.search(case.sentence(near - 1)) and _VESSEL.search(case.sentence(near - 1))
        looked = looked or named and not _VESSEL.search(text)
        match = PATENT.search(text) if looked and named and not _PRIOR.search(text) else None
        if match:
            start = case.document.sentences[near].start
            return Span(start + match.start(), start + match.end())
    return None


#: what the picture kept shows, and pictures of another kind
_OF_ENTRY = re.compile(r"\b(?:veins?|venous|artery|vessel|needle|lumen|puncture|access|entry|jugular|ijv?|femoral|ultraso\w+|sono\w*|us|scan)\b")
_OTHER_PICTURE = re.compile(r"fluoro\w*|radiograph|x-?ray|\bfilm\b|spot|\btip\b|venogra\w*|cavogra\w*|angiogra\w*|arteriogra\w*|contrast|\brun\b|\bdsa\b|screening|stent|balloon")


def _later(case: Case, number: int) -> Span | None:
    """A picture of the puncture told as kept some sentences after it, where none is told as lost."""
    for near in range(number + 1, min(number + 10, len(case.document.sentences))):
        text = case.sentence(near)
        if NOT_KEPT.search(text) and not _OTHER_PICTURE.search(text):
            return None
        match = KEPT.search(text)
        if match and _OF_ENTRY.search(text) and not _OTHER_PICTURE.search(text):
            start = case.document.sentences[near].start
            return Span(start + match.start(), start + match.end())
    return None


def _documented(case: Case, number: int) -> int:
    """How many of the facts the passage about a statement on ultrasound documents."""
    return sum(_brief(case, number, fact, number + 4) is not None for fact in _TELLS)


def _brief(case: Case, number: int, fact: str, last: int) -> Span | None:
    """Where the passage on the puncture documents a fact: the statement on ultrasound, then those around it."""
    for near in (number, number + 1, number - 1, number + 2, number + 3):
        if not 0 <= near < len(case.document.sentences) or near > max(last, number):
            continue
        text, start = case.sentence(near), case.document.sentences[near].start
        if near != number and not (near == number - 1 and fact == "patency") and not (near == number + 1 and fact == "patency" and (_VESSEL.search(text) or len(text.split()) < 7)) and not ((_IMAGING_WORDS.search(text) or _PUNCTURE.search(text)) and (near == number + 1 or _PUNCTURE.search(text) or _ULTRASOUND.search(text) or fact == "stored")):
            continue
        if near == number - 1 and (_PRIOR.search(text) or not (_VESSEL.search(text) or _PUNCTURE.search(text))):
            continue
        if fact == "stored" and NOT_KEPT.search(text):
            return None
        match = _TELLS[fact].search(text) or (_BRIEF[fact].search(text) if near == number or fact == "stored" and _ALONE.match(text) else None)
        if match:
            return Span(start + match.start(), start + match.end())
    return None


def _vessel_of(case: Case, number: int) -> Finding | None:
    known = tables.vessels()
    for offset in (0, -1):
        own = [f for f in case.document.by_sentence.get(number + offset, ()) if f.kind == "artery" and f.value in _ENTRIES and f.side in ("left", "right") and f.status in ("done", "existing")]
        if not offset and own and not any(f.kind == "vessel" for f in case.document.by_sentence.get(number, ())):
            return own[0]  # told by a short name
        for finding in case.document.by_sentence.get(number + offset, ()):
            if finding.kind == "vessel" and finding.value in known and finding.status in ("done", "existing"):
                return finding
    return None
