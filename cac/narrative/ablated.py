"""What an ablation destroyed and with which energy: organs, sides, lesions and lobes from the words around the act."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Sequence
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

#: cold used on a tissue in place; a frozen section, a frozen sample and a frozen joint are none
FROZE = r"(?<!snap )(?<!snap-)(?<!fresh )(?<!flash )(?<!sent )(?<!kept )(?<!stored )(?<!shipped )\bfroze\w*\b(?![ -](?:for (?:\w+ )?(?:research|storage|bank\w*|molecular|genom\w*|study|stud\w+|trial|later)|sections?|plasma|shoulder|red|samples?|imprints?|touch|path\w*|by path\w*|histolog\w*|cytolog\w*|specimens?|slides?|diagnos[ie]s|biops\w+|cores?\b|(?:was |were |is )?(?:read|sent|reported|adequate|deferred|call|requested)|cuts?\b|margins?|analysis|report|result|confirm\w*|show\w*|sufficien\w*|material|platelets|pelvis|hip|capsul\w*|embryos?))"
#: words of each energy, the one that names a device of its own first
ENERGIES = {
    "electroporation": r"electroporation|nano-?knife|\bire\b",
    "histotripsy": r"histotrips\w+",
    "focused_ultrasound": r"\bhifu\b|high[- ]intensity focus+ed ultrasound|mr-?guided focus+ed ultrasound|\bmrgfus\b|focus+ed ultrasound",
    "water_vapor": r"water vapor|rezum",
    "cryo": FROZE + r"|\bfreez\w*(?! spray)|\bice\b[^.;\n]{0,20}\bprobes?\b|\bprobes?\b[^.;\n]{0,30}\bice\b|endocare|visual[- ]?ice|cryo(?!precipitate|neuro)\w*|ice ?ball|ice ?(?:rod|sphere|force|seed|pearl)\w*",
    "microwave": r"microwave|\bmwa\b|acculis|\bamica\b|\bsulis\b|\bpr ?-?1[57]\b|\blk ?-?15\b|neuwave|emprint|\bcertus|solero",
    "radiofrequency": r"radio-?\s?frequency|\brfa?\b|cool-?tip|osteocool|starburst|leveen|\brita\b|moving[- ]shot|(?:internally |water[- ]|perfusion[- ]|saline[- ])?cooled (?:[\w-]+ )?electrode|(?:expandable|multi-?tined|cluster|monopolar|bipolar) electrode",
    "laser": r"\blaser\b|\blitt\b",
    "ethanol": r"(?:ethanol|alcohol) (?:ablation|injection)|(?:ablation|injection)[^.\n]{0,30}(?:ethanol|alcohol)|\bpei\b",
}
_ORGANS = {
    "thyroid": r"thyroid(?!ectomy)|isthmus",
    "prostate": r"prostat\w+",
    "breast": r"breast(?! cancer metas| ca\b| metasta| primary)|fibroadenoma",
    "adrenal": r"adrenal|aldosteronoma",
    "pancreas": r"pancrea\w+",
    "uterus": r"uterine fibroid|fibroids?\b|leiomyoma|uterus",
    "bone": r"osteoid osteoma|osteoblastoma|vertebra\w*|(?<![a-z\d-])[tl]\d{1,2}\b(?!-weighted)|sacr(?:um|al)|ili(?:um|ac (?:bone|wing|crest|blade|lesion|metas\w+|mets?\b|deposit|tumou?r|mass))|acetabul\w+|femur|femoral (?:neck|head|shaft|lesion|nidus)|humer\w+|scapula\w*|tibia\w*|fibula|\bribs?\b|sternum|bone|bony|osseous|ischi\w+|pubic|clavic\w+|calcane\w+|talus|skelet\w+",
    "kidney": r"kidneys?|renal(?! (?:function|insuff|artery|vein|failure|disease|cell (?:carcinoma )?metas))|\brcc\b",
    "lung": r"lungs?\b|pulmonary (?:nodule|metas\w+|tumou?r|lesion|mass)|(?:upper|lower|middle)[- ]lobe|\b(?:rul|rll|rml|lul|lll)\b|lingula\w*",
    "liver": r"(?<!de)liver|hepatic|hepatoma|hepatocellular|\bhccs?\b|\bseg(?:ment)?s?\.? ?(?:[1-8][ab]?\b|[iv]{1,4}[ab]?\b)|caudate",
    "mediastinum": r"mediastin\w+",
    "spleen": r"spleen|splenic (?:lesion|mass|metas\w+)",
    "pleura": r"pleural (?:lesion|metas\w+|mass|implant|nodule)|pleura\b",
    "abdomen": r"retroperitone\w+|peritoneal (?:lesion|implant|metas\w+|nodule)|mesenter\w+ (?:mass|lesion)|lymph node|adenopathy|presacral|pelvic (?:mass|recurrence|sidewall)|abdominal (?:mass|recurrence)",
    "soft_tissue": r"desmoid|soft[- ]tissue (?:mass|tumou?r|lesion|metas\w+|recurrence|nodule|sarcoma)|(?:chest|abdominal|body) wall|muscle (?:mass|metas\w+|lesion)|psoas|gluteal (?:mass|lesion|desmoid)|thigh|vascular malformation|endometrioma|calf|paraspinal (?:mass|lesion)|sarcoma",
}
_ABLATION = re.compile(
    r"\w*ablat\w*|\bcryo(?:therapy)?\b(?! ?probe)|\brfa\b|\bmwa\b|nano-?knife|electroporation|\bire\b|histotrips\w+|\bhifu\b|focus+ed ultrasound|water vapor|rezum|(?:ethanol|alcohol) injection|\bpei\b|cryosurgery|microwave of|microwaved|cryo of|rfa? of|\brf\b"
)
#: applicators by their names, read where no word of ablation is left
_TOOL = re.compile("|".join(ENERGIES[energy] for energy in ("cryo", "microwave", "radiofrequency", "laser")) + r"|\belectrodes?\b|\bantennas?\b|\bfreez\w+|\bburns?\b")
#: a tumour of bone that has grown into the wall around it
_RIB = re.compile(r"\bribs?\b|stern\w+|ili(?:um|ac (?:bone|wing|crest|mets?\b|metas\w+|lesion|deposit))|\b(?:&|and|into) (?:the )?bone\b|\bbone (?:&|and)\b|\b(?:bone|bony|osseous) (?:metas\w+|lesion|tumou?r)")
_DENY = re.compile(r"(?:previous|prior|history of|s/p|status post|underwent|earlier|last|returns? after|since|candidate for|possible|future|may|will|plan\w*|consider\w*|outside|no |not |risks? of|discuss\w*|versus|vs\.?|scheduled for|explain\w*|referred for|options?|offer\w*|instead of|rather than)(?: \w+){0,4} *$")
_NUMBER = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "both": 2, "2": 2, "3": 3, "4": 4, "5": 5, "1": 1}
_SIDED = ("kidney", "lung", "breast", "adrenal")
_LEFT = re.compile(r"\b(?:left|lt|lul|lll|lingula\w*)\b|(?<![a-z.])l (?=kidney|renal|lung|breast|adrenal|lower|upper|(?:1[0-2]|[1-9]):)")
_RIGHT = re.compile(r"\b(?:right|rt|rul|rll|rml)\b|(?<![a-z.])r (?=kidney|renal|lung|breast|adrenal|lower|upper|middle|(?:1[0-2]|[1-9]):)")


@dataclass(frozen=True, slots=True)
class Target:
    """One organ (and side) that was ablated.

    Attributes:
        organ: organ, or the tissue where no organ of its own is meant.
        side: left or right for paired organs.
        where: words that name the act.
        near: words around the acts.
        words: words of the sentences that name act and organ together.
        lesions: how many lesions were treated.
        lobes: for the thyroid, how many lobes.
    """

    organ: str
    side: str
    where: Span
    near: str
    words: str
    lesions: int = 1
    lobes: int = 1


def energy_of(text: str) -> str:
    """The energy a text names, empty where it names none; what is denied or past does not count."""
    best, first = "", len(text) + 1
    for energy, regex in ENERGIES.items():
        for match in re.finditer(regex, text):
            if _DENY.search(text[max(0, match.start() - 50) : match.start()]):
                continue
            if energy in ("electroporation", "histotripsy", "focused_ultrasound", "water_vapor"):
                return energy
            if match.start() < first:
                best, first = energy, match.start()
            break
    return best


def _sentence(text: str, position: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, position) for mark in ("\n", ". ", "; ")) + 1
    ends = [text.find(mark, position) for mark in ("\n", ". ", ";")]
    return start, min([e for e in ends if e >= 0], default=len(text))


#: the organ that a metastasis came from
_ORIGIN_BEFORE = re.compile(r"\b(?:oligo-?)?(?:metasta\w+|mets?)(?: from| of)?(?: an?| the| known| treated| prior| resected| clear[- ]cell| her| his)* ?$")
_ORIGIN_AFTER = re.compile(r"(?:(?:[ -]cell)?(?: carcinoma| cancer| ca\b| primary)|(?<=\brcc)|(?<=\bhcc)),? (?:oligo-?)?(?:metasta\w+|mets?)\b(?: to| in)? (?!from|of)(?=\w)")
#: a neighbour that was kept off the heat or the cold
_KEPT_OFF = re.compile(r"[^.;\n]{0,40}\b(?:kept (?:apart|away|off|clear|safe)|held (?:apart|away|off)|displaced|protected|pushed (?:away|aside|off)|separated|hydro-?dissected|dissected (?:off|away)|spared|moved away)\b")


def _organ(text: str, at: int) -> list[str]:
    """Organs of a stretch, the nearest to the act first."""
    found = []
    for organ, regex in _ORGANS.items():
        for match in re.finditer(regex, text):
            if re.search(r"(?:protect|away from|adjacent|abut\w*|displac\w+|near|clear of|from) (?:\w+ ){0,3}$", text[: match.start()][-40:]):
                continue
            if re.match(r"[- ]?(?:cell|primary)\b", text[match.end() :]) and organ not in ("kidney",):
                continue
            if _ORIGIN_BEFORE.search(text[max(0, match.start() - 50) : match.start()]) or _ORIGIN_AFTER.match(text, match.end()) or _KEPT_OFF.match(text, match.end()):
                continue
            distance = match.start() - at if match.start() >= at else (at - match.end()) + 3
            found.append((distance, organ))
    if len({organ for _, organ in found}) > 1:  # the kind of tumour is no place beside an organ
        found = [item for item in found if item[1] != "soft_tissue" or re.search(_ORGANS["soft_tissue"].rpartition("|")[0], text)]
    return list(dict.fromkeys(organ for _, organ in sorted(found)))


def _sides(text: str) -> set[str]:
    if re.search(r"bilateral|both (?:kidneys|lungs|breasts|sides)", text):
        return {"left", "right"}
    return {side for side, regex in (("left", _LEFT), ("right", _RIGHT)) if regex.search(text)}


def targets(case: Case, whole: str, about: str) -> list[Target]:
    """Organs the acts of ablation name, those of title and impression before those of the narrative.

    Args:
        case: the report under reading.
        whole: live text of title, narrative and impression; positions are those of the report.
        about: what the report says it is about.

    Returns:
        One target for each organ and side; none where no organ is named.
    """
    hits: dict[str, list[tuple[int, int, int, int]]] = {}
    for match in _ABLATION.finditer(whole):
        if _DENY.search(whole[max(0, match.start() - 45) : match.start()]):
            continue
        role = case.section_at(match.start())
        if role not in ("head", "body", "summary"):
            continue
        start, end = _sentence(whole, match.start())
        organs = _organ(whole[start:end], match.start() - start)
        if organs[:1] == ["soft_tissue"] and "bone" in organs and _RIB.search(whole[start:end]):
            organs = ["bone", *(o for o in organs if o not in ("bone", "soft_tissue"))]  # the part of a bone tumour in the wall is the tumour of the bone
        weight = 3 if role == "head" or match.start() < 160 else 2 if role == "summary" else 1
        listed = re.search(r" and |, |&|/", whole[start:end]) is not None
        for index, organ in enumerate(organs[: 2 if listed else 1]):
            if index == 0 or (weight > 1 and re.search(rf"(?:{_ORGANS[organs[0]]})[^.]*\b(?:and|&)\b[^.]*(?:{_ORGANS[organ]})|(?:{_ORGANS[organ]})[^.]*\b(?:and|&)\b[^.]*(?:{_ORGANS[organs[0]]})", whole[start:end])):
                hits.setdefault(organ, []).append((weight, match.start(), start, end))
    if not hits:
        named = _organ(about[:400], 0)
        if named[:1] == ["soft_tissue"] and "bone" in named and _RIB.search(about[:400]):
            named.remove("soft_tissue")
        first = next((m for words in (_ABLATION, _TOOL) for m in words.finditer(whole) if not _DENY.search(whole[max(0, m.start() - 45) : m.start()])), None)
        if not named or not first:
            return []
        hits[named[0]] = [(1, first.start(), *_sentence(whole, first.start()))]
    told = {organ for organ, found in hits.items() if any(weight > 1 for weight, *_ in found)}
    if not told:
        told = {max(hits, key=lambda organ: len(hits[organ]))}
    if "bone" in told and "soft_tissue" in told:
        told.discard("soft_tissue")
    if told & {"lung", "liver", "kidney", "bone", "adrenal"}:
        told -= {"pleura", "abdomen", "mediastinum"} if not told & {"bone"} else {"pleura"}
    out: list[Target] = []
    for organ in sorted(told, key=lambda o: hits[o][0][1]):
        found = hits[organ]
        near = " ".join(whole[start:end] for _, _, start, end in found)
        _, at, start, end = found[0]
        word = _ABLATION.match(whole, at) or _TOOL.match(whole, at)
        where = Span(at, word.end() if word else at + 1)
        sides = _sides(near) if organ in _SIDED else set()
        if not sides and organ in _SIDED:
            sides = {s for m in re.finditer(_ORGANS[organ], whole) for s in _sides(whole[max(0, m.start() - 25) : m.end()])}
            sides = sides if len(sides) == 1 else set()
        if len(sides) == 2 and not re.search(r"bilateral|both|left[^.]{0,60}\band\b[^.]{0,60}right|right[^.]{0,60}\band\b[^.]{0,60}left", near):
            first = _sides(whole[found[0][2] : found[0][3]])
            sides = first if len(first) == 1 else sides
        own = " ".join(whole[s:e] for _, _, s, e in found if len(_organ(whole[s:e], 0)) == 1)
        for side in sorted(sides) or [""]:
            out.append(Target(organ, side, where, near, own or near, max(_count(near), _clocks(whole) if organ == "breast" else 1), _lobes(near, whole) if organ == "thyroid" else 1))
    return out


def elsewhere_ablated(site: str, side: str, text: str, found: Sequence[Procedure]) -> bool:
    """Whether every ablation of the session was of another organ, or on another side, than a sample.

    Args:
        site: class of the site of the sample.
        side: side its own words give it, empty where they give none.
        text: words of the lesion that was sampled.
        found: what other readers have found.
    """
    ablations = [p for p in found if p.family == "ablation"]
    organ = "bone" if "bone" in site else site
    sides = {side} & {"left", "right"} or _sides(text)
    return bool(ablations) and all(p.target != organ and {p.target, organ} <= set(_ORGANS) or p.side and len(sides) == 1 and p.side not in sides for p in ablations)


#: a segment of the liver, and work of heat or cold
_SEGMENT = re.compile(r"\bseg(?:ment)?s?\.? ?([1-8]|i{1,3}|iv|vi{0,3})[ab]?\b")
_HEAT = re.compile(r"\d ?w(?:atts?)?\b|probes?\b|antenn|electrode|freez|froze|ice ?ball|thaw|ablat|burn|microwav")
#: the sample told as of something that was left alone
_ONLY_SAMPLED = re.compile(r"\b(?:isn't|wasn't|is not|was not|not|never) (?:to be )?(?:ablated|treated|burned|frozen)\b|\b(?:sampled|biopsied) (?:only|but not (?:ablated|treated))\b|\b(?:biopsy|sampling) only\b")


def other_segment(text: str, whole: str) -> bool:
    """Whether a sample was of a segment of the liver in which nothing was ablated.

    Args:
        text: words of the lesion that was sampled.
        whole: words of the narrative.
    """
    numbers = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
    cut = " ".join(s for s in re.split(r"(?<=[.;])\s|\n", text) if re.search(r"\bcores?\b|biops|sampl", s))
    named = {numbers.get(m.group(1), m.group(1)) for m in _SEGMENT.finditer(cut if _SEGMENT.search(cut) else text)}
    heated: set[str] = set()
    for sentence in re.split(r"(?<=[.;])\s|\n", whole):
        if _HEAT.search(sentence) and not re.search(r"\bcores?\b|biops|sampl", sentence) and not _ONLY_SAMPLED.search(sentence):
            heated |= {numbers.get(m.group(1), m.group(1)) for m in _SEGMENT.finditer(sentence)}
    return len(named) == 1 and bool(heated) and not named & heated


def _clocks(whole: str) -> int:
    """Clock positions of the breast at which an applicator worked."""
    worked = (s for s in re.split(r"(?<=[.;])\s|\n", whole) if re.search(r"probe|needle|freez|ice ?ball|ablat|treated|cryo|nick", s) and not re.search(r"biops|\bcore\b|not treated|left alone", s))
    return len({m.group(1) for s in worked for m in re.finditer(r"\b(1[0-2]|[1-9])(?:(?::[03]0)|(?= o'?clock))", s)}) or 1


def _count(text: str) -> int:
    times = re.search(r"(?:tumou?rs?|lesions?|masses|nodules?|fibroadenomas?|metastases) ?x ?([2-5])\b", text)
    if times:
        return int(times.group(1))
    match = re.search(r"\b(one|two|three|four|five|both|[1-5]) (?:\w+ ){0,3}?(?:tumou?rs?|lesions?|masses|nodules?|fibroadenomas?|metastases)", text)
    return _NUMBER.get(match.group(1), 1) if match else 1


def _lobes(near: str, whole: str) -> int:
    text = near + " " + " ".join(s for s in re.split(r"[.\n]", whole) if re.search(r"nodule|lobe|isthmus", s) and re.search(r"electrode|ablat|treat|moving|\brf", s))
    named = {name for name, regex in (("left", r"left (?:\w+ ){0,3}?(?:lobe|nodule|thyroid)"), ("right", r"right (?:\w+ ){0,3}?(?:lobe|nodule|thyroid)")) if re.search(regex, text)}
    energized = r" ?: [^.;]{0,60}(?:\d ?w\b|watts|moving|\d ?min)"
    each = re.search(r"\bleft" + energized, whole) and re.search(r"\bright" + energized, whole)
    return 2 if len(named) == 2 or each or re.search(r"\b(?:one|a nodule) (?:in|per|on) (?:each|either) (?:lobe|side)|\b(?:each|either) lobe\b|\b(?:right and left|left and right|r and l|l and r|r ?& ?l) (?:lobes?|nodules?|thyroid)", text) or re.search(r"bilateral|both lobes", text) else 1
