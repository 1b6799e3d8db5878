"""Injections and neurotomy at the spine told by their target and the needle work, where no phrase names the act.

Fifty radiologists call a transforaminal injection by fifty names; all name the target (foramen, facet joint, medial
branch, sacroiliac joint, epidural space) and say that a needle or a probe went there with a drug or with heat.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.clause_sense import of_today_text
from cac.narrative.needle_drug import DOSE, DRUG, NEEDLE, STEROID, given

_HEAT = re.compile(r"\b(?:rf[akn]?|heat(?:ed|ing)?(?! pack)|radiofrequency|radio-?frequency|thermal|thermocoag\w+|lesion(?:s|ed|ing)?|burn(?:ed|t|ing|s)?|cooled|cauteri\w+|ablat\w+|rhizotom\w*|rhizolys\w*|neurotom\w*|denervat\w*|coagulat\w*|cook(?:ed|ing)?|sear(?:ed|ing)|zapp(?:ed|ing))\b")
_DEGREES = re.compile(r"\b[6-9]\d for \d{2,3}\b|\brfa\b|\brfk\b|\d\d ?/ ?\d\d+ ?s(?:ec)?\b|\bdegrees?\b|\d ?°|\bdeg\b|\d{2} ?c\b|\b(?:sixty|seventy|eighty|ninety)\b|seconds|generator|electrode|\brf\b|radiofreq")
#: the heat of a lesion, in figures or words
_HOT = re.compile(r"\b[6-9]\d (?:for|x|@|/) ?\d{2,3}\b|\b(?:[6-9]\d|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))? ?(?:degrees?|deg\b|°|c\b)(?! (?:oblique|tilt|caudal|cranial|ipsi|contra|of obliq|ceph))")
#: the work of other families, in whose reports a target of the spine is a landmark or a finding
_OTHER = re.compile(r"\bbiops|vertebroplast|kyphoplast|sacroplast|\bcement|myelogra|discogra|diskogra|\bdrain(?:age|ed)?\b|blood patch|celiac|coeliac|hypogastric|sympathetic|\bimpar\b|walther|stellate|splanchnic|intercostal|cryoabl|aneurysm|emboli[sz]|angiogra|arteriogra|lumbar puncture|spinal tap|basivertebral|intracept|\bbvn|stimulator (?:trial|lead)|cordotomy|tumou?r ablation|metasta|osteoid")
_LEVEL = r"\b[clts] ?-?\d{1,2}\b"
_TARGETS = {
    "transforaminal_injection": re.compile(
        r"\btrans-?foraminals?\b|\btf(?:e|es|esi|si|i)s?\b|\b(?:neural |neuro)?foram(?:en|ina)\b|\b(?:exiting |selective |spinal )?nerve roots?\b(?! (?:pain|irritat|compress|symptom|signs|impinge|contact|displac|avuls))|\bnerve root sleeve|\broot (?:block|sleeve|injection|infiltration)|\bperiradicular|\bsnrbs?\b"
        rf"|{_LEVEL}(?:(?:,| and|,? &|/|,? plus) ?{_LEVEL})* (?:exiting |spinal |dorsal )?roots?\b(?! (?:pain|irritat|compress|symptom|signs|impinge|contact|displac|distribut|lesion|avuls|ganglion|territor))|\bsub-?pedicular\b|\broots?\b(?= (?:on|at|of|left|right|both|l|r|lt|rt)\b[^.;\n]{0,16}\b[lcst] ?\d)|\bexiting nerves?\b|\bneurograms?\b|\b(?:dorsal|posterior|sacral|s1) (?:hole|foram\w+)\b|\b(?:under|below|beneath|underneath) the (?:[ls]\d )?pedicle"
    ),
    "facet_injection": re.compile(
        r"\bfacets?\b|\bzygapophys\w+|\bz-? ?joints?\b|\bmedial branch(?:es)?\b|\bdorsal ram(?:us|i)\b|\bmbbs?\b|\bmbs?\b(?= |,)"
        rf"|{_LEVEL} ?[-/] ?(?:{_LEVEL}|s?\d\b)(?:(?:,| and|,? &|,? plus)+ ?{_LEVEL} ?[-/] ?(?:{_LEVEL}|s?\d\b))* (?:(?:left|right|both|bilateral|rt|lt|l|r) )?joints?\b"
    ),
    "si_injection": re.compile(r"\bsacro-?iliac\b|\bsi(?: |-)joints?\b|\bsijs?\b|\bsi(?= (?:region|area|jt|ligaments?)\b)"),
    "si_nerve_block": re.compile(r"\blateral branch(?:es)?\b"),
    "epidural_injection": re.compile(r"\bepidural(?:ly|s)?\b|\binterlaminar\b|\btranslaminar\b|\bcaudal\b(?! (?:tilt|angul|oblique|direction|end|cranial|to\b|aspect|margin|edge|limb|most|spread|flow|extension|half|third|part))(?<!cranio-caudal)(?<!cranio caudal)(?<!craniocaudal)(?<!to caudal)|\b(?:sacral )?hiatus\b(?! hernia)|\bcornu(?:a|ae)?\b|\bsacro-?coccygeal (?:membrane|ligament)\b|\btail-?bone (?:route|approach|way|injection|epidural)\b|\bsacral canal\b"),
}
#: an epidural catheter threaded to a level, and the foramen by its name
_CATHETER_UP = re.compile(r"\bcatheter\b[^.;\n]{0,80}\b(?:threaded|inserted|advanced|passed)\b|\b(?:threaded|inserted|advanced|passed)\b[^.;\n]{0,40}\bcatheter\b")
_FORAMEN_NAMED = re.compile(r"trans-?foram|\btf(?:e|es|esi|si)s?\b|foram(?:en|ina)|snrb|pedicle")
#: radiofrequency in pulses, and not the question whether it was
PULSED_MODE = re.compile(r"(?<!no )(?<!not )(?<!non-)pulsed (?:radiofrequency|rf|mode)\b(?! ?(?:\?|:) ?(?:no|none|not|nil))(?! (?:was |is )?(?:not|never))|42 ?(?:degrees|c)\b")
#: a report without any of these has no target of the spine
_ANY = re.compile(r"foram|tf?e?si|\btfes?\b|nerve root|\broot (?:block|sleeve|inj|infil)|periradic|snrb|facet|zygapoph|z-? ?joint|branch|dorsal ram|\bmbb?s?\b|sacro-?iliac|\bsi(?: |-)joint|\bsij|epidural|interlaminar|translaminar|caudal|hiatus|cornu|sacro-?coccyg|tail-?bone|sacral canal|tuohy|touhy|hustead|exiting|neurogram|pedicle|\bholes?\b|\bsi\b|\broots?\b|sub-?pedic|joints?\b|intra-?articular|\brf[akn]?\b|radiofreq|denervat|neurotom|rhizotom|lost resistance|loss[ -]of[ -]resistance|\blor\b")
#: where a word of the target is a landmark or the way of the contrast and no target
_NO_TARGET = re.compile(r"(?:process(?:es)? of (?:the )?(?:\w+ )?(?:[ctls]\S+ )?|(?:lateral|edge|border|margin|medial|superior|inferior) (?:to|of|edge|margin|border)[^.;]{0,40}|no |not (?:in|into|the) |avoid\w*[^.;]{0,30}|excluded? [^.;]{0,14}|(?:spread|flow|reflux|track|extend|extension|run|ran|ruptur|burst|leak|escap|decompress|drain|empt)\w*[^.;]{0,40}in ?to (?:the )?|without [^.;]{0,30}|\bor (?:a )?|clear of [^.;]{0,14})$")
#: the nerves of a joint burned, where they were named before
_BURNED = re.compile(r"\b(?:burn(?:ed|ing|t)?|lesion(?:s|ed|ing)?|ablat\w+|heat(?:ed|ing)?|cook(?:ed|ing))\b[^.]{0,80}\b(?:nerves?|branch(?:es)?|joints?|levels?|spots?)\b")
_EPIDURAL_ROUTE = re.compile(r"cornu|sacro-?coccyg|tail-?bone|hustead|drip method|drop method|from behind|tuohy|touhy|loss[ -]of[ -]resistance|\blor\b|lost (?:the )?resistance|resistance (?:was )?(?:lost|gave way)|hanging drop|epidural space|interlaminar|sacral hiatus|caudal|epidurogra|ligamentum flavum|paramedian")
#: bones of the limb that have facets too
_BONES_OF_THE_LIMB = re.compile(r"lunate|scaphoid|\bradius\b|glenoid|subtalar|calcane|talocalc|\btalus|talar|patell|\bclavic")
_SPINAL = re.compile(r"lumbar|cervical|thoracic|\bspin(?:e|al)|\b[clt] ?-?\d{1,2}\b|lumbosacral")
#: an illness that has its name from the target
_ILLNESS = re.compile(r"(?: joints?)?[ -](?:mediated|loading|arthr\w+|syndrome|pain|tender\w*|hypertroph\w*|disease|degenerat\w*|overgrowth|dysfunction|origin|generated|related|effusion)")
#: the way into the epidural space by feel, where the narrative does not name the space
_BY_FEEL = re.compile(r"loss[ -]of[ -]resistance|\blor\b|lost (?:the )?resistance|resistance (?:was )?(?:lost|gave way)|hanging drop|(?:drip|drop|air|saline) (?:method|test|technique)|epidrum|ligamentum flavum|\bflavum\b")
_TUOHY = re.compile(r"tuohy|touhy|epidural needle|crawford|hustead|weiss needle")
_ROUTE_NAMED = re.compile(r"interlaminar|translaminar|caudal|sacral hiatus")
_NAMED_EPIDURAL = re.compile(r"epidural|\b[lct]?esis?\b")
_INTERSPACE = re.compile(rf"interspace|inter-?space|interspinous|paramedian|midline|{_LEVEL} ?[-/]")


def told(case: Case, known: set[str]) -> list[Finding]:
    """Acts told by their target, for the kinds that no phrase has named.

    Args:
        case: the report under reading.
        known: kinds of act already found.

    Returns:
        One finding of kind ``act`` for each mention of a target in work of today.
    """
    flat = case.document.flat
    if not _ANY.search(flat):
        return []
    live = of_today_text(case)
    if _OTHER.search(live):
        return []
    drug, heat = given(live), bool(_HEAT.search(live) and _DEGREES.search(live))
    if not (drug or heat):
        return []
    out: list[Finding] = []
    for value, pattern in _TARGETS.items():
        named = _named(case, pattern, live)
        if value == "transforaminal_injection" and _CATHETER_UP.search(live) and not _FORAMEN_NAMED.search(live):
            continue  # a catheter brought up to the root from below
        if value == "transforaminal_injection" and not any(re.match(r"trans|tf|snrb|periradic", flat[a:b]) for a, b in named):
            named = [(a, b) for a, b in named if _at_the_foramen(flat, live, a, b)]
        if value == "facet_injection" and any("lateral branch" in live[max(0, a - 200) : b + 200] for a, b in named):
            named = [(a, b) for a, b in named if not flat[a:b].startswith("dorsal ram")]
        hot = value == "facet_injection" and heat and known <= {"facet_injection"} and any(_HEAT.search(live[max(0, a - 70) : b + 40]) for a, b in named)
        if known and not hot:  # another act is named by a phrase: a further one must stand in a title or at the head of an item
            named = [(a, b) for a, b in named if _headed(case, a) or _LABEL.match(live, b) and _OPENS.search(live, max(0, a - 40), a) or value == "si_injection" and _own_needle(live, a, b)]
        if value == "epidural_injection":
            foraminal = known | {f.value for f in out}
            if not (_EPIDURAL_ROUTE.search(live) or named and re.search(STEROID, live)) or not re.search(r"epidural|caudal|interlaminar", flat if _BY_FEEL.search(live) and _TUOHY.search(live) else live) and not _NAMED_EPIDURAL.search(flat) and not (named or _BY_FEEL.search(live) and _TUOHY.search(live) and _INTERSPACE.search(live)) and not _felt(flat, live) or "transforaminal_injection" in foraminal and not (known and any(_ROUTE_NAMED.match(flat, a) for a, _ in named)):
                continue
        if value == "facet_injection" and _BONES_OF_THE_LIMB.search(flat):
            named = [(a, b) for a, b in named if not flat[a:b].startswith("facet") or _SPINAL.search(live)]
        named = [(a, b) for a, b in named if not (_ILLNESS.match(flat, b) and case.section_at(a) == "summary")]
        if not named and value == "epidural_injection" and not known and not out and "paravertebral" not in flat and (feel := _felt(flat, live)):
            named = [feel.span()]
        if not named and value == "facet_injection" and heat and not known and _BURNED.search(live):  # the nerves are named with the blocks before
            named = [m.span() for m in pattern.finditer(flat)] and [m.span() for m in _BURNED.finditer(live)][:1]
        if not named:
            continue
        cold = value == "si_injection" and bool(known & {"si_nerve_block", "si_neurotomy"})
        if cold:  # the joint of the other side, with a drug of its own
            named = [(a, b) for a, b in named if _cold_item(live, a)]
            if not named:
                continue
        if heat and not cold and value in ("facet_injection", "si_injection", "si_nerve_block") and _treated_with_heat(live, named):
            value = "facet_neurotomy" if value == "facet_injection" else "si_neurotomy"
        elif not drug:
            continue
        if value in known or value == "si_nerve_block" and "si_neurotomy" in known or value == "facet_injection" and known & {"facet_neurotomy", "si_neurotomy"}:
            continue
        if value != "epidural_injection" and not any(_worked(live, a, len(live) if case.section_at(a) == "head" else b) for a, b in named):
            continue
        out += [f for a, b in named if (f := _finding(case, value, a, b, beside=bool(known)))]
    if any(f.value == "si_nerve_block" for f in out):
        out = [f for f in out if f.value != "si_injection"]
    return out or ([] if known else _implied(case, live, heat=heat))


#: a joint entered or a nerve of it burned, told by the levels alone
_INTRA_ARTICULAR = re.compile(r"\bintra-?articular(?:ly)?\b|\barthrogra\w+")
_PAIR = re.compile(rf"{_LEVEL} ?[-/] ?(?:[clts] ?-?)?\d{{1,2}}\b")
_NO_FACET = re.compile(r"ganglion|\bdrg\b|\broots?\b|genicul|sacro-?iliac|\bsij?\b|lateral branch|\bs[1-4]\b[^.;\n]{0,12}\bs[1-4]\b|shoulder|\bhips?\b|\bknees?\b|intercostal|trigemin|\bdisc\b|basivert|occipital nerve|sympath")


def _implied(case: Case, live: str, *, heat: bool) -> list[Finding]:
    """Facet joints told by their levels alone: filled as joints, or their nerves burned ("RF L4/5 and L5/S1, 80 C 90 s")."""
    if heat and (pulsed := re.search(r"\bpulsed\b|\bprf\b", live)) and re.search(r"root ganglion|\bdrg\b|\broots?\b", live):
        found = _finding(case, "transforaminal_injection", *pulsed.span())
        return [found] if found else []
    pair = _PAIR.search(live)
    if _NO_FACET.search(live) or not (pair or heat and re.search(rf"{_LEVEL}[^.;\n]{{1,12}}{_LEVEL}", live)):
        return []
    if pair and given(live) and _INTRA_ARTICULAR.search(live) and not heat:
        found = _finding(case, "facet_injection", *pair.span())
    elif heat and (hot := _LESIONED.search(live)) and (_HOT.search(live) or _TIMED.search(live)):
        found = _finding(case, "facet_neurotomy", *hot.span())
    else:
        return []
    return [found] if found else []


#: words of radiofrequency, and a lesion by its heat and time
_LESIONED = re.compile(r"\brf[akn]?\b|radio-?frequency|denervat\w*|neurotom\w*|rhizotom\w*|\blesion(?:s|ed|ing)\b|\bburn(?:s|ed|t)?\b")
_TIMED = re.compile(r"\b[6-9]\d ?(?:x|/|for|@|°|c\b|deg\w*)[^.;\n]{0,8}\b\d{2,3} ?(?:s|secs?|seconds|min)\b|\b[6-9]\d(?:x|/)\d{2,3}")


def _felt(flat: str, live: str) -> re.Match[str] | None:
    """The way into the epidural space by feel or by its own needle, where the space is not named."""
    feel, own = _BY_FEEL.search(live), _TUOHY.search(live)
    if feel and own and _NAMED_EPIDURAL.search(flat):
        return feel
    if (feel or own) and _INTERSPACE.search(live) and re.search(STEROID, live) and not re.search(r"impar|coccyx|trial|\blead\b", live):
        return feel or own
    return None


def _headed(case: Case, start: int) -> bool:
    """Whether a mention stands in a title or in the first words of an item."""
    if case.section_at(start) == "head":
        return True
    line = case.document.flat[max(0, start - 40) : start]
    return bool(re.search(r"(?:^|\n|\. )\W*(?:\d{1,2}[.)]|[a-d][.)]|(?:procedure|site|item|part|second|also|then)[ \w]{0,8}[:,]) ?(?:\w+[ -]){0,3}(?:[ctls]\S* )?$", line))


#: a needle brought into the joint that is named next
_NEEDLE_TO = re.compile(r"(?:needles?|\d{2} ?-?(?:g|ga|gauge)\b|quincke|chiba|tip)\b[^.;\n]{0,90}\b(?:to|into|in|at|toward|onto|entered|enters|within|of)\b[^.;\n]{0,40}$")
#: a target that labels its line or sentence
_LABEL = re.compile(r"(?: joints?| inj\w*| block\w*)?(?: at)?(?:,? (?:left|right|bilateral|lt|rt|l|r))?(?:,? (?:and )?[ctls]-?\d\S*){0,3} ?[:=]")
_OPENS = re.compile(r"(?:^|[\n.;]) *(?:(?:on the|in the|at the|then|next|second|first|and|finally|left|right|bilateral|lt|rt|l|r|the|[ctls]\d\S*) )*$")
_INTO_IT = re.compile(r"[^.;\n]{0,30}\b(?:entered|punctured|accessed|inject\w+|cannulated|needled|arthrogra\w+)\b")


def _cold_item(live: str, start: int) -> bool:
    """Whether the line of a target tells of a steroid and of no heat."""
    low, high = live.rfind("\n", 0, start) + 1, live.find("\n", start)
    line = live[low : high if high > 0 else len(live)]
    return re.search(STEROID, line) is not None and not _HEAT.search(line) and not _HOT.search(line) and "branch" not in line


#: a needle brought into a disc, and what was drawn from it
_IN_THE_DISC = re.compile(r"(?:needle|gauge|\d{2} ?g\b|trocar|cannula)\b[^.;\n]{0,90}\b(?:in|into|within|to|entered|of|at) (?:the )?(?:[\w/-]+ ){0,3}(?:disc|disk)(?: space)?\b")
_DRAWN = re.compile(r"\b(?:aspirat\w*|drawn|withdr\w*|drew|wash\w*|lavage|cores?|biops\w*|pus)\b")
_FOR_THE_LAB = re.compile(r"\b(?:cultures?|gram stain|micro\w*|patholog\w*|lab\w*|specimens?|afb|fungal)\b")


def from_the_disc(case: Case) -> list[Finding]:
    """Fluid or tissue drawn from a disc for the laboratory, where no phrase names the act."""
    live = of_today_text(case)
    place = _IN_THE_DISC.search(live)
    if place is None or not _DRAWN.search(live, place.start()) or not _FOR_THE_LAB.search(live, place.start()) or re.search(r"discogra|diskogra|concordan|provocat|epidural|foramen", live):
        return []
    found = _finding(case, "disc_aspiration", *place.span())
    return [found] if found else []


def _own_needle(live: str, start: int, end: int) -> bool:
    """Whether a joint named beside other work has a needle and a drug of its own."""
    reached = _NEEDLE_TO.search(live, max(0, start - 140), start) or _INTO_IT.match(live, end)
    return bool(reached) and bool(DRUG.search(live, max(0, start - 140), end + 320))


def _named(case: Case, pattern: re.Pattern[str], live: str) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(live) if not _NO_TARGET.search(live[max(0, m.start() - 50) : m.start()]) and not (m.group().startswith("foram") and live[: m.start()].endswith("sacral "))]


def _at_the_foramen(flat: str, live: str, start: int, end: int) -> bool:
    """Whether a needle is told at a foramen or a root with its level ("needle into the right L5-S1 foramen")."""
    near = live[max(0, start - 130) : end + 60]
    return bool(re.search(r"needle|gauge|\d{2} ?g\b|block|infiltrat|inject", near) and re.search(r"\b[clts](?: ?-?\d|[ ](?:one|two|three|four|five|six|seven|eight)\b)", live[max(0, start - 40) : end + 30]))


def _treated_with_heat(live: str, named: list[tuple[int, int]]) -> bool:
    """Whether heat is told in the stretch after or just before a target."""
    return any(_HEAT.search(near) or _HOT.search(near) for a, b in named for near in [live[max(live.rfind("\n", 0, a), a - 80, 0) : b + 900]])


def _worked(live: str, start: int, end: int) -> bool:
    """Whether needle and drug, or heat, are told in the stretch about a target."""
    near = live[max(0, start - 200) : end + 900]
    return given(near) or bool(_HEAT.search(near))


def _finding(case: Case, value: str, start: int, end: int, *, beside: bool = False) -> Finding | None:
    """The act at a target; beside other work it takes the side of its item where its own words name none."""
    number = next((n for n, s in enumerate(case.document.sentences) if s.start <= start < s.end), None)
    if number is None:
        return None
    section = case.document.sections[case.document.sentence_section[number]]
    side = next((f.side for f in reversed(case.document.by_sentence.get(number, ())) if f.start <= start and f.side_near and f.side), "")
    adjective = re.search(r"\b(left|right|bilateral|rt|lt)(?: \w+)?[ -]+$", case.document.flat[max(0, start - 24) : start])
    side = side or ({"rt": "right", "lt": "left"}.get(adjective[1], adjective[1]) if adjective else "")
    if beside and not side:
        side = next((f.side for f in reversed(case.document.by_sentence.get(number, ())) if f.start <= start and f.side), "")
    return Finding("act", value, start, end, case.document.text[start:end], sentence=number, section=section.name, role=section.role, side=side)
