"""Clot taken out or dissolved through a catheter: which statements tell of it, and in which bed of vessels.

The body is read sentence by sentence without what is negated, planned or past. A statement of removal needs a
device or the word for clot with a verb of removal; a statement of infusion needs a lytic drug with a rate or a
start. The bed is that of the sentence, else of its neighbours, else of the whole report.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative import clot_acts
from cac.narrative.arteries import AORTA, Mention, told
from cac.narrative.case import Case
from cac.narrative.limb import is_access
from cac.narrative.live import background, blanked, title
from cac.narrative.treated import vessels

DEVICE = (
    r"angio-?jet|indigo\b|\bpenumbra\b(?! coil)|\bcat[ -]?(?:[3-8]|12|16|d|rx|sv|tm)\b|flow-?triever|clot-?t?riever|\binari\b|\bsolitaire\b|\btrevo\b|embotrap|stent-?\s?(?:re)?triever|stent retriever"
    r"|\btigertriever|\baspirex|\brotarex|\blightning\b(?! bolus storm)|\bfogarty\b|\bcleaner\b|\bclearlumen|rheolytic|\bpossis\b|trerotola|angiovac|alphavac|\bjeti\b|revcore|\bartix\b|\bpounce\b|symphony (?:catheter|system|device|16|24)"
    r"|\bt(?:16|20|24)\b|\btriever\b|\bace ?(?:60|64|68)\b|\bjet ?7\b|\bred ?(?:62|68|72|43)\b|\bsofia\b|\bzoom ?(?:35|45|55|71|88)\b|\bvecta\b|\breact[ -]?(?:68|71)\b|[345]max\b|freeclimb|catalyst ?\d|\baxs\b|millipede|stent-?triever|tiger-?triever|export (?:catheter|aspiration)|\bpronto\b|aspiration catheter|thrombectomy (?:catheter|device|system)|\bsymphony\b|\bhydra?jet\b|mechanical thrombectomy (?:catheter|device)|\bt-?24\b|\bt-?16\b|\bproteus\b|\bnimbus\b|\bcerenovus\b|\bneva\b|over-the-wire fogarty"
)
CLOT = r"thromb(?:us|i|otic material)|\bclots?\b|embol(?:us|i|ic material)\b|filling defects?"
_VERB = r"aspirat\w*|suction\w*|retriev\w*|extract\w*|remov\w*|evacuat\w*|harvest\w*|macerat\w*|fragment(?:ed|ation)|debulk\w*|ingest\w*"
_WORD = r"thrombectom(?:y|ies)|embolectom(?:y|ies)|thrombo-?aspiration|pharmaco-?mechanical"
_ACTION = r"pass(?:es)?\b|\bplugs?\b|\bout\b|\bpulls?\b|\bcasts?\b|\bdebulk\w*|aspirat\w*|\bruns?\b|activat\w*|retriev\w*|remov\w*|extract\w*|engag\w*|withdrawn|pulled|deployed|unsheathed|advanced|used|performed|times\b|x ?\d|suction\w*|pulse|tici|clot|thromb\w*"
REMOVAL = re.compile(
    rf"(?:{_WORD})|(?:{_VERB})[^.;]{{0,50}}(?:{CLOT})|(?:{CLOT})[^.;]{{0,60}}(?:was|were|is|then|been|being)?\s*(?:{_VERB})|aspirat\w*[^.;]{{0,40}}\bpass(?:es)?\b|\bpass(?:es)?\b[^.;]{{0,40}}aspirat\w*|(?:{CLOT})[^.;]{{0,30}}(?:came out|obtained|in the canister|returned)|\b(?:fistfuls?|handfuls?|chunks?|wads?|ropes?|casts?|strings?|plugs?|gobs|lumps|loads|mouthfuls?) of (?:\w+ ){{0,3}}(?:{CLOT}|thrombus|debris)|\b(?:coring element|element|coring device|disc|disk|basket|mesh|net)\b[^.;]{{0,50}}\b(?:pulled|dragged|drawn|withdrawn|retracted|hauled|swept|brought)\b|(?:swept|hauled|sucked|vacuumed|scooped|dragged|pulled|raked|hoovered)[^.;]{{0,40}}(?:{CLOT})|(?:{CLOT})[^.;]{{0,40}}\b(?:was|were|got|then)?\s*(?:swept|hauled|sucked|vacuumed|scooped|dragged|pulled|raked|hoovered)\b|(?:{DEVICE})(?:[^.;]|\.(?=\d)){{0,90}}(?:{_ACTION})|(?:{_ACTION})(?:[^.;]|\.(?=\d)){{0,60}}(?:{DEVICE})|\badapt\b(?= (?:technique|pass\w*|x|\d|with|aspiration|first))|(?:direct|contact) aspiration\b|solumbra"
)
_NOT_REMOVAL = re.compile(
    r"\b(?:no|not|without|never|instead of|rather than|declin\w+|defer\w*|prior|previous|earlier|yesterday|consider\w*|possible|need for|if|would|will|plan\w*|backup|standby|stand-by|available|discuss\w*|candidate for|transfer\w* for|referred for|presents? for|for)\b[^.;]{0,40}$"
)
_NOT_AFTER = re.compile(r"^[^.;]{0,40}\b(?:not (?:performed|done|used|needed|necessary|indicated|pursued|attempted|required|carried)|deferred|declined|unnecessary|to be|will be|not chased|was considered|risks?\b)")
LYTIC = r"\btpa\b|\bt-pa\b|\brt-?pa\b|alteplase|tenecteplase|\btnk\b|activase|urokinase|reteplase|retavase|\blytics?\b|thrombolytics?\b|thrombolysis|lysis\b"

BEDS = {
    "intracranial": r"\bm[1-4]\b|\ba[12] segment|\bp[12] segment|\bmca\b|\baca\b|\bpca\b|middle cerebral|anterior cerebral|posterior cerebral|basilar|intracranial|\btici\b|ica[- ](?:terminus|t\b|l\b)|carotid (?:terminus|t\b)|cerebral arter|supraclinoid|internal carotid terminus|angular branch|\bica-?t\b|vertebrobasilar|ophthalmic",
    "sinus": r"sagittal sinus|transverse sinus|sigmoid sinus|straight sinus|dural (?:venous )?sinus|cerebral (?:venous|sinus|vein)|venous sinus|torcul\w*|vein of galen|\bcvst?\b|\bsss\b",
    "pulmonary": r"pulmonary (?:arter\w+|trunk|embol\w+)|\b[lr]?pas?\b|main pa\b|lobar (?:arter\w+|trunk|branch\w*)|\btruncus anterior|interlobar",
    "coronary": r"coronary|\blad\b|\bcircumflex\b|\bobtuse marginal\b",
    "venous": r"\bveins?\b|venous|\bivc\b|vena cava|\bcaval?\b|\bsvc\b|\bc[fi]v\b|\bdvt\b|\bbeiv\b|\beiv\b|\b[lr]civ\b|\bpv\b|\bsmv\b|portal|jugular|clot-?triever|venogra\w+|\btips\b|iliocaval|popliteal (?:site|access|sheath|stick|puncture|approach)\b|\bprone\b|basilic|axillo-?subclavian|effort thromb\w+|paget|may-?thurner|phlegmasia|iliofem\w* (?:clot|dvt|thromb\w+)",
    "arterial": r"arter(?:y|ies|ial)|\b[lr]?sfa\b|\b[lr]?cfa\b|\b[lr]?cia\b|\b[lr]?eia\b|\bpfa\b|tibial|peroneal|\btpt\b|tp trunk|tibioperoneal|\bsma\b|celiac|renal|bypass|\bgraft\b|aort\w+|dorsalis|pedal|\bat\b(?= (?:was|is|now|and|occl|open|into))|profunda",
}
_OWN_ARTERY = re.compile(r"(?:femoral|iliac|popliteal|tibial|brachial|radial|ulnar|renal|mesenteric|celiac|axillary|subclavian|splenic|hepatic) arter|\b[lr]?(?:sfa|cfa|cia|eia|sma)\b|peroneal|bypass|tpt\b|aort")
_OWN_VEIN = re.compile(r"\bdvt\b|iliac|\bivc\b|\bsvc\b|cava|\b[lr]?c[ie]v\b|venogra|clot-?triever|(?:clots?|thromb\w+) (?:in|of|from) (?:the )?(?:\w+ ){0,2}vein")
_PULMONARY_VEIN = re.compile(r"pulmonary (?:arter\w+|trunk|embol\w+)|vein (?:bypass|graft)|(?:saphenous |reversed )vein|arteriovenous")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that tells of removal or infusion.

    Attributes:
        number: number of the sentence.
        text: its live text.
        where: the words of the act.
        bed: intracranial, sinus, pulmonary, coronary, venous or arterial.
    """

    number: int
    text: str
    where: Span
    bed: str


def lines(case: Case, *, summary: bool = False) -> list[tuple[int, str, int]]:
    """Live sentences of the body in order: number, text, position."""
    live = blanked(case, roles=("body", "summary", "head") if summary else tuple(role for role in case.roles if role != "summary"))
    alive = told(case)
    out = []
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if summary and section.role in ("summary", "head") or number in alive:
            text = live[span.start : span.end]
            if text.strip():
                out.append((number, text, span.start))
    if not any(_HANDS.search(text) for _, text, _ in out):
        out += _run_on(case, {number for number, _, _ in out})
    return sorted(out)


def _run_on(case: Case, known: set[int]) -> list[tuple[int, str, int]]:
    """Sentences that follow a heading on sedation or materials on its own line and tell the whole work of a telegram."""
    flat, out = case.document.flat, []
    for index, section in enumerate(case.document.sections):
        if section.name in ("sedation", "materials", "complications") and len(_HANDS.findall(flat, section.start, section.end)) >= 3:
            own = [n for n, owner in enumerate(case.document.sentence_section) if owner == index and n not in known]
            spans = [case.document.sentences[n] for n in own]
            out += [(n, flat[span.start : span.end], span.start) for n, span in zip(own, spans, strict=True)]
    return out


_HANDS = re.compile(r"\d ?fr?\b|shuttle|\b[lr]fa\b|perclose|mynx|angio-?\s?seal|access|punctur|sheath|\bstick\b|stuck|micropunct|groin|\b[lr]?c[fv][av]\b|\b[lr]?c?fv\b|femoral|radial|jugular|popliteal|basilic|brachial|cath|guide|\bij\b|\brij\b|prone|cut-?down|seldinger|transhepatic|exposed")
_LETTER = re.compile(r"discharge summary|progress note|\bclinic (?:note|visit|letter)|clinic letter|consult(?:ation)? note|history and physical|\bh&p\b|icu note|ward note|daily note|\bdear dr|telephone encounter|transfer summary|nursing note|\bed note")


def letter(case: Case) -> bool:
    """Whether the report is a letter or a note of the ward."""
    return _LETTER.search(case.document.flat[:260]) is not None


def hands_on(case: Case) -> bool:
    """Whether the body tells of work through a vessel today: an access or a catheter, and no letter or ward note."""
    if letter(case):
        return False
    return any(_HANDS.search(case.sentence(number)) for number, _, _ in lines(case))


def main_bed(case: Case) -> str:
    """The bed most of the report is about."""
    flat = case.document.flat
    if re.search(r"\bnihss\b|\baspects\b|\btici\b|stroke|\blkw\b|\blvo\b|last (?:known )?well|hemipleg|hemipares|aphasi|\bcrao\b|central retinal", flat) and re.search(BEDS["intracranial"], flat):
        return "intracranial"
    if len(re.findall(BEDS["sinus"], flat)) >= 2:
        return "sinus"
    if len(re.findall(r"\bv/?q\b|(?:lower|upper|middle) lobe (?:\w+ ){0,4}(?:arter\w+|branch)|filling defects? (?:of|in) the (?:\w+ ){0,2}lobe|pulmonary (?:embol|arter|thromb)\w+|\bpe\b|\brv/lv\b|\bpert\b|\bctpa\b|saddle|\bsub-?massive|\bm?pap?\b|mean pa\b|\b[lr]pa\b|interlobar|flow-?triever|lightning flash|intermediate[- ](?:high[- ])?risk|intermediate[- ]high|\brv (?:strain|dysfunction|dilat\w+)", flat)) >= 2 and re.search(r"pulmonary arter|\bm?pap?s?\b|flow-?triever|main pa\b|\b[lr]pa\b|\blob(?:e|ar)\b|both lungs|triever|lightning flash|\btrunk\b", flat) and not re.search(r"\bdvt\b[^.]{0,60}\bclot-?triever|clot-?triever[^.]{0,80}(?:iliac|femoral)", flat):
        return "pulmonary"
    plain = _PULMONARY_VEIN.sub(" ", flat)
    veins, arts = len(re.findall(BEDS["venous"], plain)), len(re.findall(BEDS["arterial"], plain))
    return "venous" if veins > arts else "arterial"


def bed(text: str, main: str) -> str:
    """The bed a sentence names, empty where it names none or does not decide."""
    plain = _PULMONARY_VEIN.sub(lambda m: m.group() if m.group().startswith("pulmonary") else " ", text)
    named = [name for name, words in BEDS.items() if re.search(words, plain)]
    if main in named:
        return main
    if main == "pulmonary" and named == ["venous"] and not _OWN_VEIN.search(plain):
        return main  # the vein is the way in
    for name in ("coronary", "sinus", "pulmonary", "intracranial"):
        if name in named and (name != "intracranial" or main == "sinus" or main == "intracranial" or "carotid" in text or "vertebral" in text or "mca" in text or "basilar" in text):
            return name
    if named == ["arterial"] and main != "arterial" and (not _OWN_ARTERY.search(plain) or "compress" in plain):
        return main
    return named[0] if len(named) == 1 and named[0] != "intracranial" else ""


def _placed(found: list[tuple[int, str, Span]], all_lines: list[tuple[int, str, int]], main: str) -> list[Statement]:
    by_number = {number: text for number, text, _ in all_lines}
    out = []
    for number, text, where in found:
        here = bed(text, main)
        for other in (number - 1, number + 1, number - 2):
            if not here and not re.search(r"\baccess|punctur|\bstick\b|micropunct|\bus\b|ultraso|sonogra", by_number.get(other, "")):
                here = bed(by_number.get(other, ""), main)
        out.append(Statement(number, text, where, here or main))
    return out


#: a pass that brought nothing, told beside one that did
_NO_CLOT = re.compile(rf"\b(?:no|without|nothing|negative for)\s+(?:\w+ ){{0,2}}(?:{CLOT})")
_CLOT_OUT = re.compile(rf"(?:{_VERB})[^.;]{{0,50}}(?:{CLOT})|(?:{CLOT})[^.;]{{0,60}}(?:{_VERB}|came|returned|obtained|in the canister)")


def removals(case: Case) -> list[Statement]:
    """Statements of clot removal by device, in order."""
    every = lines(case)
    found = _told_by_phrase(case, every) or _told_by_words(case, every)
    return _placed(found, every, main_bed(case))


def _told_by_words(case: Case, every: list[tuple[int, str, int]]) -> list[tuple[int, str, Span]]:
    """Sentences that tell of clot taken out by a device, or by suction and what it brought, in any order of words."""
    if not clot_acts.ABOUT.search(case.document.flat):
        return []
    told_of = [(number, text, start, clot_acts.taken_out(text)) for number, text, start in every]
    return [(number, text, Span(start + where.start, start + where.end)) for number, text, start, where in told_of if where is not None]


def _told_by_phrase(case: Case, every: list[tuple[int, str, int]]) -> list[tuple[int, str, Span]]:
    """Sentences that tell of clot removal in a set phrase."""
    if not re.search(rf"thrombectom|embolectom|thromboaspirat|{DEVICE}|(?:{_VERB})[^.;]{{0,50}}(?:{CLOT})|(?:{CLOT})[^.;]{{0,60}}(?:{_VERB})", case.document.flat):
        return []
    found = []
    for number, text, start in every:
        bare = _NO_CLOT.sub(lambda m: " " * len(m.group()), text)
        text = bare if bare != text and _CLOT_OUT.search(bare) else text
        for match in REMOVAL.finditer(text):
            word = re.match(_WORD, match.group())
            before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
            if _NOT_REMOVAL.search(before) and not re.search(r"\b(?:then|used|was|were|performed|for (?:the |a )?(?:mechanical|aspiration|suction))\b[^.;]{0,14}$", before) or _NOT_AFTER.match(after):
                continue
            if word and re.search(r"(?:date|day|hours?|minutes?|post|after|since|status post|s/p|access for)\s+$", before):
                continue
            if re.search(r"no (?:residual |significant |more )?(?:thromb|clot|filling|embol)|free of|without (?:thromb|clot|embol|filling)", match.group()):
                continue
            found.append((number, text, Span(start + match.start(), start + match.end())))
            break
    return found


def arteries_in(case: Case, statements: list[Statement]) -> list[Mention]:
    """Arteries the statements say were cleared, access and passage left out."""
    numbers = {s.number for s in statements}
    out = []
    for mention in vessels(case):
        if mention.sentence not in numbers or mention.name in AORTA or mention.skin or mention.status in ("negated", "planned", "hypothetical", "prior"):
            continue
        if mention.name in _ENTRY and is_access(case, mention):
            continue
        sentence = case.document.sentences[mention.sentence]
        before = case.document.flat[max(sentence.start, mention.span.start - 30) : mention.span.start]
        after = case.document.flat[mention.span.end : min(sentence.end, mention.span.end + 40)]
        if re.search(r"(?:through|via|past|from|punctur\w+|access\w*|sheath (?:in|into)|filter in)\s+(?:the )?(?:\w+ )?$", before) and not re.search(r"(?:aspirat\w+|remov\w+|retriev\w+|extract\w+|clot|thrombus)\b[^.;]{0,24}from\s+(?:the )?(?:\w+ )?$", case.document.flat[max(sentence.start, mention.span.start - 60) : mention.span.start]):
            continue
        if re.match(r"\s*(?:access|punctur|approach|sheath|is patent|was patent|patent|widely patent)", after) or _REFILLED.match(after) and re.search(r"\b(?:until|till|so that|with|after which|and)\b[^.;]{0,30}$", before):
            continue
        out.append(mention)
    return out


_ENTRY = frozenset({"common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery"})
#: vessels that showed the result
_REFILLED = re.compile(r"\s*(?:(?:artery|arteries|branch(?:es)?|arcades?|and|vessels?)\s*)*(?:filled|fills?|filling|run\b|ran\b|flow\w*|re-?appeared|opacified|were open|was open|visible)")


def side_in(text: str) -> str:
    """The one side a text names for the vessel at work; access sites are left out."""
    plain = re.sub(r"(?:via|through|from|using|accessed?|punctured?|puncture of)\s+(?:the |a )?(?:existing |indwelling )?(?:left|right|lt|rt|l|r)\b[^.;,]{0,40}?(?:access|approach|sheath|puncture|groin|cfa|femoral|jugular|radial|popliteal)", " ", text)
    plain = re.sub(r"(?:left|right|lt|rt)\s+(?:common femoral|femoral|cfa|radial|popliteal|jugular|internal jugular|groin|ij)\s*(?:artery|vein)?\s*(?:access|approach|sheath|puncture)", " ", plain)
    plain = re.sub(r"(?:left|right|lt|rt) groin\b|(?:left|right|lt|rt) (?:common femoral|femoral|cfa|radial)(?: artery| vein)? (?:was |puncture|stick|ultrasound)", " ", plain)
    plain = re.sub(r"\b(?:left|was left)\s+(?:in|to|for|on|open|indwelling|with|running|through|across|inside|within|there|behind|overnight|at|where|buried|lying|dwelling)\b|right (?:heart|atri\w+|ventric\w+)", " ", plain)
    sides = {"left" if w.startswith("l") else "right" for w in re.findall(r"\b(left|right|lt|rt)\b", plain)}
    sides |= {"left" if w == "l" else "right" for w in re.findall(r"\b([lr])(?:cfa|sfa|cia|eia|iia|civ|eiv|cfv|fv|pa|ica|cca|mca|le)\b", plain)}
    sides |= {"left" if w == "l" else "right" for w in re.findall(r"(?<![a-z'])([lr]) (?:main )?(?:pa\b|pulmonary|popliteal|sfa|leg|fem\w*|iliac|iliofem\w*|tibial|peroneal|profunda|subclavian|brachial|axillary|renal|civ|eiv)\b", plain)}
    if re.search(r"\bbilateral\w*|\bboth (?:legs|lower|iliac|sides|lungs|pulmonary|main|pas?\b|left and right|right and left)", plain):
        return "bilateral"
    return "bilateral" if len(sides) == 2 else next(iter(sides), "")


#: sides of the way in and of the heart, which are no lungs
_NO_LUNG = re.compile(r"\b(?:left|right|l|r|lt|rt)\.? (?:heart|atri\w+|ventric\w+|(?:common )?femoral|(?:internal )?jugular|ij\b|groin|cf[va]\b|leg\b|arm\b|iliac|side (?:down|up))|\br(?:ij|fv|cfv|a|v)\b|\bl(?:ij|fv|cfv)\b|\bleft (?:in|to|alone|for|with|running|on)\b|bundle branch")


#: a lung told as free of clot or not treated
_SPARED = re.compile(r"\b(?:left|right|lt|rt|l|r)\b(?: (?:side|lung|pa|main|pulmonary artery|one))?(?: (?:was|is|looked|stayed))? ?(?:\w+ )?(?:clear|clean|free|normal|spared|negative|negligible|minimal\w*|trivial|insignificant|only (?:tiny |small |minor |scattered )?(?:subsegmental|specks?|wisps?)|untouched|not (?:entered|worth|touched|targeted|attempted)|not treated|left alone|ok|fine|open)\b|\bno (?:\w+ ){0,3}(?:on|in) the (?:left|right)\b")


def lungs(case: Case, numbers: set[int]) -> set[str]:
    """The lungs whose arteries some statements name; those of the whole report where they name none."""
    texts = [" ".join(text for number, text, _ in lines(case) if number in numbers), " ".join(text for _, text, _ in lines(case)), case.document.flat]
    for text in texts:
        plain = _SPARED.sub(" ", _NO_LUNG.sub(" ", text))
        if re.search(r"\bboth\b|bilateral\w*(?! (?:leg|lower|duplex|femoral|groin|dvt|extremit|arm|iliac|lymph|pleural|effusion|infiltrat|hip|knee))|\beach\b(?! (?:time|pass|aspirat\w*|run|throw|syringe|attempt|pull|go\b|of the (?:passes|aspirations)))|\bper (?:side|lung)\b|either (?:side|lung)|saddle", plain):
            return {"left", "right"}
        found = {word for word, letters in (("left", "l"), ("right", "r")) if re.search(rf"\b{word}\b|\b{letters}t\b|\b{letters}pa\b|\b{letters}[ulm]l\b|\b{letters} (?:main|pa|pulm|lower|upper|inter)", plain)}
        if found:
            return found
    return set()


def side(case: Case, statements: list[Statement]) -> str:
    """Side of the treated bed: of the statements, of title, of indication, of the body."""
    own = {side_in(s.text) for s in statements} - {""}
    for text in (title(case), case.document.flat[:220], background(case)):
        found = side_in(text)
        if found in ("left", "right") and (not own or found in own or own == {"bilateral"} or len(own) == 1 and not re.search(r"renal|arter", " ".join(s.text for s in statements))):
            return found
    if len(own) == 1:
        return own.pop()
    flat = case.document.flat
    counts = {w: len(re.findall(rf"\b{w}\b (?:lower|leg|limb|upper|arm|common iliac v|external iliac v|iliac v|iliofem|femoropop|superficial)", flat)) for w in ("left", "right")}
    if counts["left"] != counts["right"]:
        return max(counts, key=lambda w: counts[w])
    return "bilateral" if own == {"left", "right"} else ""
