"""Blocks and destruction of peripheral and sympathetic nerves."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import replace

from cac.findings import Finding
from cac.narrative import levels, nerve_told
from cac.narrative.case import Case
from cac.narrative.clause_sense import of_today_text, sense, sense_at, today
from cac.narrative.common import sides_of, sole_side, titled
from cac.narrative.joint_words import SONO
from cac.narrative.kept import kept_image
from cac.narrative.live import NOT_STORED, blanked
from cac.narrative.needle_drug import given
from cac.narrative.procedure import Procedure

FAMILIES = ("nerve_block",)
_WHERE = ("body", "summary", "head")
_NEEDLE = re.compile(r"radio-?freq|\blesion(?:ed|ing)\b|electrode|\b[6-9]\d ?(?:/|x|for) ?\d{2,3} ?(?:s|sec)|lignoc|chiroc|levobup|triam|\bla\b|needle|\binj|gauge|\brfa?\b|\b\d{2} ?c\b|\b\d{2} ?-?g\b|\bml\b|\bcc\b|bupi|ropi|lidoc|marcaine|cannula|probe|catheter|infiltrat")
_SURGERY = re.compile(r"(?<!surgery )(?<!operation )incision was (?:made|carried)|suture ligat|laparoscop(?:e\b|ic(?:ally)? (?:port|trocar|guid|approach|visual|view|assist)|y was)|craniotomy|thoracotomy was|sternotomy\b(?! (?:pain|wound|scar|pre|post))|(?<!after )(?<!before )(?<!s/p )(?<!post )(?<!post-)(?<!prior )(?<!previous )arthroplasty\b(?! (?:pain|is planned|planned|scheduled|tomorrow|today|under|patient|candidate|decision|next|in \d|\())")
#: an operation named for the day, which the block only serves
_SERVES = re.compile(r"(?:^|\n)\W*(?:planned |scheduled |proposed )?(?:surgery|operation|surgical procedure|indication|reason|diagnosis|for)(?: planned| scheduled)? ?:[^\n]*|\b(?:undergoing|scheduled for|prior to|before|after|following|status post|s/p|for|post|since|had) (?:\w+ ){0,5}arthroplasty")
#: what was done to a nerve, told beside its name
_BLOCKED = re.compile(r"\bbl(?:oc)?ks?\b|\bblock(?:ed|ade)\b|\binj(?:s|ection|ections|ected)?\b|\bcatheter\b(?=[^.;\n]{0,120}(?:thread|infus|ropi|bupi))")
_DESTROYED = re.compile(r"\b(?:neurolysis|neurotomy|rfa?|radiofrequency|cryo(?:neurolysis|ablation)|rhizotomy|chemodenervation)\b")
_AGENT = re.compile(r"(?:\d ?%|absolute|dehydrated|\bml|\bcc)(?: of)?(?: \d+ ?%)?(?: absolute| dehydrated)? (?:alcohol|ethanol|etoh|phenol)\b|\b(?:phenol|alcohol|ethanol|etoh)\b(?: \(?| in water ?| in glycerin ?)\d+(?:\.\d+)? ?(?:%|ml\b|cc\b|percent)")
#: radiofrequency that destroys no nerve
_PULSED = re.compile(r"\bpulsed\b(?! (?:doppler|wave|fluoro))|\bprf\b|\b42 ?(?:degrees|deg\b|°|c\b)")
#: both sides of something else than the nerve
_BOTH_ELSEWHERE = re.compile(r"\b(?:radiculopath\w*|stenos[ie]s|pain|spread|spurling|positive|numbness|weakness|arms?|hands?|legs?)\b[^.;\n]{0,24}\b(?:bilateral\w*|both sides|b/l)\b|\b(?:bilateral|b/l) (?:[clt] ?-?\d|radicul\w*|arms?|legs?|hands?|shoulders?|necks?|stenos\w*|foramin\w*|upper|lower|symptoms?|numbness|weakness)\b")
#: the word told before the name of the nerve
_BLOCK_OF = re.compile(r"\b(?:blocks?|blk|blockade|blocked|an[ae]stheti[sz]ed|numbed)\b(?: of| to| at| on| for|[,:(-])* ?(?:the |left |right |lt |rt |bilateral |both )*$")
#: a catheter that has its name from the nerve
_CATHETER_OF = re.compile(r"(?: nerve| plexus| plane)?(?: block)? catheter\b(?! (?:removal|removed|was removed|pulled))")
_DESTROY = re.compile(r"alcohol|phenol|ethanol|etoh\b|radiofreq|\brf[ant]?\b|cryo|thermal|lesion(?:s|ed|ing)?\b|degrees|freez|ablat|rhizotom|neurotom|neurolys|denervat|cooled|coolief|coagulat|\bburn(?:s|ed|t|ing)?\b|\b[5-9]\d ?(?:c|°|deg)\b")

#: the third occipital nerve named with its joint
_UPPERMOST = re.compile(r"\bfacets?\b|zygapophys|medial branch|\bc ?-?2 ?[-/] ?c? ?3 joint")
#: ultrasound by its two letters in upper case
_US = re.compile(r"\b(?:with|under|by|using|via|real[- ]time|live|and) US\b|\bUS[- ](?:guid|probe|image|visuali)|\(US\)|(?:^|[\n.;,:] ?)US(?:[.,:;]| guid)")
#: a scan that was looked at and guided nothing
_SEEN_ON = re.compile(r"(?:\bon|prior|previous|recent|earlier|outside|diagnostic|staging|last|known from|per|by)(?: the| a| his| her)? $")
#: needles into the prostate, for which the perineum is numbed
_PROSTATE_NEEDLED = re.compile(r"prostat\w*\b[^.\n]{0,60}\b(?:biops\w+|bx|cores?|brachytherapy|fiducials?)\b|\btransperineal\b[^.\n]{0,40}\b(?:biops\w+|bx|cores?|sampling|template)\b|\bperiprostatic\b[^.\n]{0,40}\bblock")
#: drug given through a needle at the nerve, told away from the name of the block
_INJECTED = re.compile(r"(?:needle|gauge|\d{2} ?g\b|\binj|infiltrat)[\s\S]*(?:ropi|bupi|lido|marcaine|steroid|dexamethasone|kenalog|triamcinolone|depo|ml\b|cc\b|mg\b)")


def read(case: Case) -> list[Procedure]:
    """Nerves blocked or destroyed, one procedure each; studies of uterus and tubes."""
    out: list[Procedure] = []
    acts = today(case, "act", "nerve_block", "nerve_destruction", "basivertebral_ablation", roles=_WHERE)
    beside = _beside_the_name(case)
    acts += beside
    acts = [f for f in acts if sense(case, f) not in ("other_day", "later", "denied")]
    of_nerves = {f.sentence for f in case.all("nerve", roles=_WHERE)}
    acts += [replace(f, value="nerve_destruction") for f in case.all("act", "ablate", roles=_WHERE) if f.sentence in of_nerves and "cryo" in f.text.lower()]
    acts += _branch_burned(case, acts)
    nerves = [f for f in today(case, "nerve", roles=_WHERE) if sense(case, f) not in ("other_day", "later", "denied")]
    by_name = bool(acts)
    if not acts:
        acts = nerve_told.told(case, nerves)
    if not acts and (ribs := nerve_told.at_the_ribs(case)):
        nerves, acts = ribs, [replace(f, kind="act", value="nerve_block") for f in ribs]
    if not acts or not (_NEEDLE.search(case.document.flat) or given(of_today_text(case))) or _NOTHING.search(case.document.flat) and not given(of_today_text(case)) or _in_an_operation(case):
        return out
    bvn = [f for f in acts if f.value == "basivertebral_ablation"]
    if bvn:
        bodies = levels.treated(case, re.compile(r"cannula|probe|ablat|pedic|needle"), pairs=False) or levels.headed(case, pairs=False)
        out.append(Procedure("nerve_block", "basivertebral_ablation").because(bvn[0]).set("bodies", max(2, len(bodies))).set("further", max(0, len(bodies) - 2)))
        return out
    nerves = [f for f in nerves if f.value != "pudendal" or not re.search(r"\binternal\s*$", case.document.flat[max(0, f.start - 12) : f.start])]  # the artery
    if _PROSTATE_NEEDLED.search(case.document.flat):  # the local for the perineum
        nerves = [f for f in nerves if f.value != "pudendal"]
    if "carpal tunnel" in case.document.flat:  # the nerve of the tunnel that was filled
        nerves = [f for f in nerves if not f.text.lower().startswith("median")]
    if len({f.value for f in nerves}) > 1:  # a fascia beside which the nerve lies is no plane that was filled
        nerves = [f for f in nerves if "fascial_plane" not in f.value or not _BESIDE_IT.search(case.document.flat[max(0, f.start - 24) : f.start]) or re.match(r" (?:block|plane|compartment|catheter|injection)", case.document.flat[f.end : f.end + 12])]
    if _UPPERMOST.search(case.document.flat):  # the nerve of the uppermost facet joint
        nerves = [f for f in nerves if not f.text.lower().startswith("third occipital")]
    named: dict[str, set[int]] = {}
    for finding in nerves:
        named.setdefault(finding.value, set()).add(finding.sentence)
    groups: dict[str, list[Finding]] = {}
    for finding in nerves:
        near = [a for a in acts if a.value != "basivertebral_ablation" and (abs(a.sentence - finding.sentence) <= 3 or a.sentence in named.get(finding.value, ()) and _INJECTED.search(case.around(finding, after=2)))]
        if near and (not by_name or _NEEDLE.search(case.around(finding, before=1, after=4)) or given(case.around(finding, before=1, after=4)) or ((finding.role == "head" or finding.sentence < 2 or titled(case, finding)) and _NEEDLE.search(blanked(case)))):
            groups.setdefault(finding.value, []).append(finding)
    if len(groups) > 1:
        groups.pop("other_peripheral", None) if any(re.search(r"peripheral nerve", f.text.lower()) for f in groups.get("other_peripheral", [])) else None
    if {"axillary", "brachial_plexus"} <= groups.keys() and "axilla" in case.document.flat:
        del groups["brachial_plexus"]  # the plexus met in the axilla
    if groups.keys() & _SYMPATHETIC and not re.search(r"paravertebral (?:nerve )?(?:block|space|injection)", case.document.flat):
        groups.pop("paravertebral", None)  # the way to the plexus beside the body
    beside_the_spine = case.has("act", "facet_neurotomy", "facet_injection", "transforaminal_injection", "epidural_injection", roles=("head", "body"))
    for value, found in groups.items():
        text = " ".join(case.around(f, after=3) for f in found)
        destroyed = any(a.value == "nerve_destruction" and (a.sentence, a.role) and abs(a.sentence - f.sentence) <= 3 for a in acts for f in found) and bool(_DESTROY.search(case.document.flat))
        agent = bool(_AGENT.search(text if len(groups) > 1 else text + " " + of_today_text(case)))
        destroyed = destroyed or agent and value in ("celiac", "superior_hypogastric", "intercostal", "lumbar_sympathetic", "plantar_digital", "other_peripheral", "femoral", "sciatic", "ilioinguinal", "pudendal", "genicular", "suprascapular")
        named_as = {a.value for a in beside if any(a.start == f.start for f in found)}
        elsewhere = {a.sentence for a in beside if a.value == "nerve_destruction"}
        if named_as == {"nerve_block"} and not agent and (case.has("act", "facet_neurotomy", "si_neurotomy", roles=_WHERE) or all(a.sentence in elsewhere for a in acts if a.value == "nerve_destruction")):
            destroyed = False
        own = [f for f in found if f.side_near] or found  # a side told beside the nerve stands over one carried from the sentence before
        sides = {s for f in own for s in sides_of(sole_side(case, f)) if s}
        if re.search(r"bilateral|both sides|b/l|bilat\b|(?:per|each|both) sides?|repeated (?:on|for) the (?:right|left|opposite|other|contralateral)|on each side", _BOTH_ELSEWHERE.sub(" ", text)):
            sides = {"left", "right"}
        procedure = Procedure("nerve_block", "nerve_destruction" if destroyed else "nerve_block", value, levels.side_of(sides)).because(acts[0], found[0])
        procedure.set("nerve", value, found[0])
        procedure.set("cold", destroyed and bool(re.search(r"cryo\w*(?!\w*\?)|ice ?ball|freez", blanked(case))))
        procedure.set("pulsed", destroyed and bool(_PULSED.search(of_today_text(case))) and not re.search(r"phenol|alcohol|cryo", text))
        procedure.set("catheter", bool(re.search(r"(?:perineural|indwelling|infusion) catheter|catheter (?:was )?(?:left|threaded|advanced)|thread\w* (?:the |a )?catheter|(?:nerve|plexus|plane|block|esp|tap|iliaca) catheter", text)))
        for modality in ("ultrasound", "fluoroscopy", "ct"):
            reach = (0, 1) if beside_the_spine else (2, 3)  # the imaging of the other procedure is not that of the nerve
            near = [m for f in found for m in case.near(f, "modality", modality, before=reach[0], after=reach[1])] or ([] if beside_the_spine else case.all("modality", modality))
            near = [m for m in near if not (beside_the_spine and _OF_THE_SPINE.search(case.sentence(m.sentence)))]
            near = [m for m in near if modality != "ct" or not _SEEN_ON.search(case.document.flat[max(0, m.start - 24) : m.start])]
            if modality != "ultrasound" and re.search(NOT_STORED, case.document.flat.replace("\n", " ")):
                near = []
            told = modality == "ultrasound" and not near and (_US.search(case.document.text) or SONO.search(of_today_text(case)) and not case.has("modality", "ultrasound", status=("negated",)))
            procedure.set(modality, bool(near or told), *near[:1])
        procedure.set("image_stored", kept_image(case) is not None)
        procedure.set("bilateral", len(sides) > 1)
        if value == "intercostal":
            procedure.set("further", max(0, _intercostals(case) - 1))
            procedure.set("count", _intercostals(case))
        if value == "paravertebral":
            sites = {level.value for f in found for level in case.near(f, "level")}
            procedure.set("further", max(0, len(sites) - 1))
        if value == "genicular":
            count = len({n for n in ("superolateral", "superomedial", "inferomedial") if n in case.document.flat.replace("superior lateral", "superolateral").replace("superior medial", "superomedial").replace("inferior medial", "inferomedial")})
            if 0 < count < 3:
                procedure.set("reduced_modifier", "52")
        out.append(procedure)
    return out


#: the saying that no needle went in
_NOTHING = re.compile(r"\bnothing (?:was )?(?:injected|given|done)\b|\bno (?:needle|block|injection) (?:was )?(?:passed|done|performed|given|inserted|placed)\b|\bnot (?:needled|injected)\b|\bsent back\b")
#: what lies beside a fascia
_BESIDE_IT = re.compile(r"\b(?:under|underneath|beneath|deep to|below|above|superficial to|through|piercing|pierced|past|between) (?:the )?$")
#: words of work at the spine itself
_OF_THE_SPINE = re.compile(r"pillars?|medial branch|facet|cannula|foramin|epidural|interlaminar|\bc ?-?\d|\bl ?-?[1-5]\b")
_SYMPATHETIC = {"stellate", "lumbar_sympathetic", "superior_hypogastric", "celiac"}
#: a drug that numbs or calms a nerve, and the giving of it
_GIVEN = re.compile(r"\b(?:inject\w*|infiltrat\w*|deposit\w*|placed|given|instill\w*|administ\w*|delivered)\b")
_NUMBS = re.compile(r"ropi|bupi|lido|ligno|marcaine|xylocaine|mepiv|dexameth|kenalog|triamcin|depo|methylpred|betameth|celestone|local an[ae]sthetic")
_HEADS = re.compile(r"^\W*(?:\d\W+)?(?:(?:left|right|bilateral|r|l|rt|lt|the|greater|lesser|third|block of|injection of) )*$")
_ABOUT = re.compile(r"\b(?:around|onto|about|over|adjacent to|beside|next to|at|surrounding|along) (?:the )?(?:(?:left|right|greater|lesser) )*$")


def _drug_at(sentence: str, start: int) -> bool:
    """Whether a sentence that begins with a nerve, or tells of a drug around it, says that the drug was given."""
    if not (_GIVEN.search(sentence) and _NUMBS.search(sentence)) or re.search(r"facet|medial branch|epidural|foramen|\bskin\b|avoid", sentence):
        return False
    return bool(_HEADS.match(sentence[:start]) or _ABOUT.search(sentence[:start]))


#: a needle brought to what is named next
_TO_THE_NERVE = re.compile(r"(?:needle|gauge|\d{2} ?-?g\b|tip|quincke|chiba)\b[^.;\n]{0,140}\b(?:to|at|onto|around|beside|near|toward|adjacent to|next to|alongside|against|by|into|upon|on)\b (?:the )?(?:(?:left|right|greater|lesser|each|both|bilateral|level of the|region of the) )*$")
#: a nerve looked for before the needle
_LOCATED = re.compile(r"(?: nerves?)?(?: (?:on (?:each|both|either|the (?:left|right)) sides?|bilaterally))?,? (?:was|were|is|are) (?:\w+ )?(?:located|identified|found|palpated|targeted|locali[sz]ed|approached|marked|isolated)\b")
#: a drug for a nerve with its amount, no skin numbed
_AMOUNT = re.compile(rf"(?:\d ?(?:ml|cc|mg)\b(?:[^.;\n]|\.\d){{0,60}}(?:{_NUMBS.pattern})|(?:{_NUMBS.pattern})\w*[^;\n]{{0,40}}\d ?(?:ml|cc|mg)\b|\d ?(?:ml|cc) (?:each|per side|a side|apiece))")
_SKIN = re.compile(r"[^.;\n]*\b(?:skin|subcutaneous\w*|wheal|superficial\w*|dermal|local (?:infiltration|an[ae]+sthe\w+) (?:of|to|with|was)|numbed)\b[^.;\n]*")
#: work of other families, in whose reports a nerve is a landmark
_LANDMARK = re.compile(r"\bbiops|\bdrain|emboli|angiogra|arthrogra|\bstent|nephrost|gastrost|facet|medial branch|epidural|foramin|sacro-?iliac|vertebroplast|kyphoplast|incision|ablat|\brfa?\b|radiofreq|cryo|arthroscop")


def _needled(case: Case, nerve: Finding) -> bool:
    """Whether a nerve heads a sentence, or a needle is told at it, and a numbing drug with its amount follows."""
    if _LANDMARK.search(of_today_text(case)):
        return False
    span = case.document.sentences[nerve.sentence]
    before = case.document.flat[span.start : nerve.start]
    if not (_HEADS.match(before) or _TO_THE_NERVE.search(before) or _LOCATED.match(case.document.flat, nerve.end)):
        return False
    follows = _SKIN.sub(" ", " ".join(case.sentence(n) for n in range(nerve.sentence, nerve.sentence + 5)))
    return bool(_AMOUNT.search(follows)) and bool(re.search(r"needle|\d{2} ?-?g\b|gauge|inject", follows))


def _branch_burned(case: Case, acts: list[Finding]) -> list[Finding]:
    """A peripheral nerve or its branch at which a lesion by heat was made, where the title only says "ablation"."""
    if any(f.value == "nerve_destruction" for f in acts) or re.search(r"facet|medial branch|zygapophys|sacro-?iliac", case.document.flat) or not case.has("act", "ablate", roles=("head", "body")):
        return []
    return [replace(f, kind="act", value="nerve_destruction") for f in today(case, "nerve", "other_peripheral", "femoral", "suprascapular", "genicular", "intercostal", roles=("head", "body")) if _BURNED.search(case.around(f, after=2)) and not sense(case, f)]


#: heat at the end of a needle
_BURNED = re.compile(r"\b(?:[6-9]\d ?(?:degrees|deg\b|°|c\b)|lesion(?:ed|ing)?\b[^.;\n]{0,40}\b(?:sec|s\b|min|\d+ ?c\b)|cooled|thermal lesion|radiofrequency lesion|\d+ ?(?:s|sec|seconds)\b[^.;\n]{0,20}\b\d\d ?c\b)")


def _in_an_operation(case: Case) -> bool:
    """Whether the report tells of an operation of today, and not only of the operation that a block serves."""
    served = [m.span() for m in _SERVES.finditer(case.document.flat)]
    return any(
        case.section_at(m.start()) not in ("background", "plan") and not sense_at(case, m.start()) and not any(a <= m.start() < b for a, b in served)
        for m in _SURGERY.finditer(case.document.flat)
    )


def _beside_the_name(case: Case) -> list[Finding]:
    """Blocks and destructions told beside the name of a nerve ("GON block", "RF ablation of the genicular nerves")."""
    out = []
    facets = _UPPERMOST.search(case.document.flat)
    for nerve in today(case, "nerve", roles=_WHERE):
        if facets and nerve.text.lower().startswith("third occipital"):
            continue  # the nerve of the uppermost facet joint
        span = case.document.sentences[nerve.sentence]
        flat = case.document.flat
        last = nerve.end + 44 if re.match(r" ?(?:n|nn|br)\. ", flat[nerve.end : nerve.end + 6]) else span.end  # a nerve written short ends no sentence
        around = flat[max(span.start, nerve.start - 34) : min(last, nerve.end + 40)]
        blocked = _BLOCKED.search(flat, nerve.start, last)
        at_once = blocked is not None and blocked.start() < nerve.end + 12 and not _DESTROYED.search(flat, nerve.start, blocked.end())
        kind = "nerve_destruction" if _DESTROYED.search(around) and not at_once else "nerve_block" if blocked and blocked.start() < nerve.end + 40 else ""
        if not kind and _drug_at(flat[span.start : span.end], nerve.start - span.start):
            kind = "nerve_block"
        if not kind and _BLOCK_OF.search(flat, max(span.start, nerve.start - 40), nerve.start):
            kind = "nerve_block"
        if not kind and _AGENT.search(flat, nerve.end, min(span.end, nerve.end + 160)) and re.search(r"needle|\d{2} ?-?g\b|gauge", case.around(nerve, after=2)) and _GIVEN.search(case.around(nerve, after=2)):
            kind = "nerve_destruction"
        if not kind and _needled(case, nerve):
            kind = "nerve_block"
        if not kind and _CATHETER_OF.match(flat, nerve.end) and re.search(r"\binfus|thread\w*|ml ?/ ?h|per hour", flat):
            kind = "nerve_block"
        if kind:
            out.append(replace(nerve, kind="act", value=kind))
    return out


def _intercostals(case: Case) -> int:
    words = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
    text = case.document.flat
    span = re.search(r"(?:spaces?|ribs?|intercostals?|levels?|nerves?|blocks?|\bright|\bleft|\brt|\blt|\br|\bl|t)\s*(?:number(?:s|ed)? )?(\d{1,2}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven))(?:th|st|nd|rd)?\s*(?:to|through|thru|-)\s*(?:t)?(\d{1,2}|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))", text)
    if span:
        low, high = (int(p) if p.isdigit() else words.get(p, 0) for p in span.groups())
        if 0 < low < high <= 12:
            return high - low + 1
    if listed := re.search(r"\b(\d{1,2}(?:th|st|nd|rd)?(?:(?:, ?and|,| and|,? &|/|\+) ?\d{1,2}(?:th|st|nd|rd)?)+) (?:right |left |rt |lt |r |l )?(?:intercostal|ribs?\b|icn)|(?:ribs?|intercostals?(?: nerves?)?|spaces?) (\d{1,2}(?:(?:, ?and|,| and|,? &|/|\+) ?\d{1,2})+)\b(?! ?(?:ml|cc|mg|%))", text):
        return len({n for n in re.findall(r"\d{1,2}", listed.group(1) or listed.group(2)) if 0 < int(n) <= 12}) or 1
    named = {int(n) for n in re.findall(r"(?<![a-z\d])t(\d{1,2})(?!\d)", text)} | {int(n) for n in re.findall(r"(\d{1,2})(?:th|st|nd|rd)(?= ?(?:,|/|\+|rib|intercostal|and|&|nerve|space))", text)}
    number = re.search(r"(?<![a-z\d-])(two|three|four|five|six|seven|eight|\d) (?:intercostal|levels|nerves|ribs)", text)
    if number:
        return int(number.group(1)) if number.group(1).isdigit() else words[number.group(1)]
    return len(named) or 1
