"""The dialysis circuit: its peripheral and central segments, and what was done in each."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, field

from cac.findings import Span
from cac.narrative.course import Told, undone

#: words that name a dialysis circuit and nothing else
SURE = re.compile(r"(?:forearm|upper arm|thigh) loop\b(?! recorder)|\b(?:rc|bc|bb|bt|rb) ?-?(?:fistula|avf)\b|(?:wrist|forearm|upper arm|elbow|thigh|arm) fistula\b|fistula[^.\n]{0,40}(?:never|not|failed to|non-?|im)\s?matur\w*|(?:non-?|im)matur\w+ (?:\w+ ){0,2}(?:fistula|avf)|fistul[ao]\s?gra|de-?clot\w*(?! (?:of )?(?:the |a )?(?:\w+ )?(?:tunnel\w*|catheter|dialysis catheter|line|port|picc))|(?<!ventricular )(?<!vp )(?<!peritoneal )shunt[ao]gra|graft[ao]gra|dialysis (?:access|circuit|graft|fistula|shunt)|access (?:circuit|evaluation|intervention)|\b(?:rc|bc|bb) (?:av)?f\b|\bav[fg]\b[^.\n]{0,30}(?:angio\b|angiogra|\bpta\b|plasty|intervention)|ellipsys|wave-?linq|\bavg\b|a-?v graft|arteriovenous graft|radio-?cephalic|brachio-?(?:cephalic|basilic) (?:\w+ )?(?:fistula|avf|transpos)|(?:brachio|axillo|femoro)-?\s?(?:axillary|femoral) (?:\w+ )?(?:loop )?graft\b(?=[^\n]{0,400}(?:venous anastomosis|shunt|thrill|dialysis))|graft\b[^\n]{0,160}\bvenous anastomosis|\bendo-?avf|loop graft|\bhero\b(?= (?:graft|device|access|conduit|shunt)|,| \()|(?:ptfe|gore-?tex|acuseal|flixene|artegraft|bovine|vectra|propaten) (?:\w+ )?loop\b|loop (?:ptfe|gore-?tex|access)\b|(?:brachio|axillo|femoro)-?\s?(?:axillary|femoral|basilic|cephalic) (?:ptfe|gore-?tex|acuseal|artegraft|flixene)\b")
_FISTULA_NAME = r"(?! ?-?(?:fistula|avf|avg|av\b|arterio|access|graft|loop|transpos|primary))"
_SITES = re.compile(
    r"(?P<central>subclav(?:ian)?\b(?! (?:arter|steal|art\b))|innominate(?! arter)|(?:left|right|lt|rt|\bl|\br|\bthe) brachio-?cephalic" + _FISTULA_NAME + r"|brachio-?cephalic(?=\s?:\s?\d)|brachio-?cephalic (?:vein|trunk|stenos|confluence)|\bbcv\b|\bscv\b|\bsvc\b|superior vena cava|cavo-?atrial|central (?:venous|vein|stenos|lesion|segment|outflow|occlus|disease)"
    r"|inferior vena cava|\bivc\b|(?:external|common) (?:and (?:external|common) )?iliac(?! arter)|iliac veins?)"
    r"|(?P<artery>(?:subclavian|innominate|axillary|brachial|radial|ulnar|feeding|inflow) arter\w+|arterial inflow)"
    r"|(?P<peripheral>cephalic arch|\barch\b(?! aort)|cephalic(?! arch)|basilic|axillary|axilla\b|brachial veins?|median cubital|antecubital|perforat\w+ vein|juxta-?\s?\w*|jux to|\bja[sa]s?\b|peri-?anastomo\w*|anast(?:omo\w+|s?\b)|\bva\b|swing (?:segment|point|site)|out-?flow|(?:venous|graft|fistula|access) outlet|\boutlet (?:stenos|lesion|narrow)|intra-?graft|(?<!stent )(?<!stent-)(?<!covered )\bgrafts?\b|fistula\w*(?<!gram)(?<!grams)|\bavf\b|\bavg\b"
    r"|cannulation (?:zone|segment|site|area)|needle (?:zone|site)s?|(?:venous|arterial) limb|conduit|\binflow\b|forearm|upper arm|run-?off vein|draining vein|puncture zone|(?:common |superficial )?femoral vein|saphenous|pseudo-?aneurysm)"
)
_PATH = re.compile(
    r"(?:(?:imag\w+|film\w*|venogra\w+|fistulogra\w+|shuntogra\w+|runs?|contrast|inject\w+|opacif\w+|follow\w*|studied|seen)(?: (?!stenos|narrow|lesion)\w+){0,3} (?:to|as far as|through to)|through|thru|via|from|by way of|sheath (?:in|into)|access(?:ed)?|(?:punctur\w+|access(?:ed)?|cannulat\w+|needle|stick|stuck|entry|sheath)(?: (?!stenos|narrow|lesion|circuit|vein|dysfunc|of\b)\w+){0,3} (?:in|into|at|up)|punctur\w+|cannulat\w+|enter\w*|wire\w* (?:\w+ ){0,4}(?:to|into|in)|catheter\w* (?:\w+ ){0,4}(?:to|into|in)|advanced (?:\w+ ){0,3}(?:to|into)|flow (?:in|to|through)|thrill (?:in|over|along|at)|runs? to|down to|drain\w* (?:in)?to|toward\w*|up to|beyond|past|below|above|distal to|proximal to|pulse in|adjacent to|short of|close to|near|(?:ending|stopping|landing|ends|stops|stopped|ended|landed) (?:at|before|in|short of|just before)|not (?:into|covering|cover)|spar(?:ing|ed)|clear of)\s+(?:the |this |his |her |an? |left |right |existing |ptfe |native |deep |distal |proximal )*$"
)
_LESION = re.compile(r"stenos|stenot|narrow|occlu|\d ?%|percent|lesion|recoil|web\b|tight|restenos|disease")
_SOUND = re.compile(r"\bno\b|\bnot\b|\bwithout\b|patent|normal|free of|\bopen\b|unremarkable|\bclear\b|\bok\b|fine\b|widely")
_TREATMENTS = re.compile(
    r"(?P<stent>(?<!\bin-)(?<!\bin )\bstents?\b(?:[- ]grafts?)?|stent-?grafts?|stented|stenting|viabahn|\bvbx\b|covera\b|fluency|\bflair\b|wallstent|luminexx|icast|lifestream|wrapsody|venovo|zilver|s\.?m\.?a\.?r\.?t\.? control|covered endoprosthes\w+)"
    r"|(?P<balloon>angioplast\w*|venoplast\w*|plastied|\bpt[ab]s?\b|\bpoba\b|ballooned|ballooning|balloons?\b|(?:pre|post)?-?\s?dilat(?:ed|ing|ion|ions|ation|ations)\b|mustang|conquest|dorado|atlas|lutonix|in\.?pact|sterling|armada|ultraverse|charger|athletis|vaccess|gladiator|angiosculpt|\bdcb\b|drug[- ](?:coated|eluting)|\binflat(?:ed|ion|ions)\b|\d+ ?atm\b|atmospheres)"
)
_NOT_BALLOON = re.compile(
    r"fogarty|embolectomy|thrombectomy balloon|occlusion balloon|balloon occlusion|occlud\w+ balloon|balloon[- ](?:expand|mount|tip|assisted thromb)|maceratio|macerat|aneurysm\w* dilat|dilated (?:vein|collateral|aneurysm|cephalic|basilic|superficial|segment)|tract|dilator|post-?stenotic|inflated (?:\w+ ){0,2}cuff|\bcuff\b[^.;\n]{0,20}inflat|tourniquet|blood pressure|ectatic|pulled (?:the )?(?:arterial )?plug|sweep|swept|two dilated"
)
_OLD_STENT = re.compile(r"\b(?:in|within|through|inside|across|existing|prior|previous\w*|old|known|patent|present|indwelling|of the|edge of|into) (?:the |an? |his |her )?(?:existing |prior |previous |old |known |patent |indwelling |cephalic |arch |venous |placed |covered |left |right |innominate |subclavian |axillary )*(?:self-expanding )?$")
_PLACED = re.compile(r"deploy|plac|implant|insert|land(?:ed|ing)|releas|laid|\bput\b|stented|stenting|position|post-?\s?dilat|seated|treated with|(?:\d+(?:\.\d+)?) ?(?:mm)? ?(?:x|by) ?\d|->|chosen|bridged|covered the|excluded (?:by|with)|\bused\b")
_STATE = re.compile(r"\bin-?\s?stent|stent(?:[- ]graft)?s? (?:re-?stenosis|stenosis|occlusion|thrombosis|fracture|card|was patent|is patent|widely patent|remains?|patent|edge|struts?|itself|placed (?:in (?:19|20)|last|\d))|previously stented|(?:prior|previous|existing|old|known)(?: \w+){0,4} stent")
_BRIDGE = re.compile(r"into|extend|junction|\bto\b|through|[-/]|continu|spanning|crossing")
#: a balloon told by its size alone behind the lesion ("cephalic stenosis 8x40")
_BALLOON_SIZE = re.compile(r"\b(?:[4-9]|1[0-8])(?:\.\d)? ?(?:mm)? ?x ?(?:20|30|40|60|80|100)\b")
_OTHER_SIZE = re.compile(r"stent|viabahn|covera|graft \d|coil|plug|sheath|catheter|aneurysm|thrombus|collection|measur|cutting of|endoprosthes")
#: a narrowing and the size it was brought to ("JAS to 5 mm"), no measurement
_TO_SIZE = re.compile(r"(?:\bto|->|=>|@) ?(?:[3-9]|1[0-8])(?:\.\d)? ?mm\b|(?<![\d.x] )(?<![\d.x])(?:[4-9]|1[0-8])(?:\.\d)? ?mm\b(?=[^.;\n]{0,24}(?:\d ?%|per ?cent) (?:residual|left|remain\w*))")
_MEASURED = re.compile(r"measur|narrow\w* (?:down )?to|taper\w*|diameter|calib|down to|from \d|depth|deep|caval|enlarg|increas|sheath|flap|distance|reduc\w+ to|stenos\w+ to")
#: central veins told as open, alone or in a row
_OPEN_AFTER = re.compile(r"(?: veins?|\s*,|\s*/|\s*&| and| plus| subclavian| innominate| brachio-?cephalic| svc| superior vena cava| cava| axillary| central)* (?:all |both |are |is |was |were |remain(?:s|ed)? |look(?:s|ed)? )*(?:widely |fully |entirely |also |both )*(?:patent|normal|open|clear|clean|healthy|fine|ok|okay|good|unremarkable|unobstructed|sound|free of|without)\b")


@dataclass(frozen=True, slots=True)
class Site:
    """A named place of the circuit in one sentence."""

    segment: str  # peripheral, central or artery
    start: int
    end: int
    path: bool


@dataclass(slots=True)
class Work:
    """What was done in the circuit: for each segment the treatments with their words."""

    done: dict[tuple[str, str], list[Span]] = field(default_factory=dict)
    unplaced: list[tuple[str, Span]] = field(default_factory=list)

    def has(self, segment: str, treatment: str) -> bool:
        return (segment, treatment) in self.done

    def add(self, segment: str, treatment: str, where: Span) -> None:
        self.done.setdefault((segment, treatment), []).append(where)

    def level(self, segment: str) -> str:
        """Highest treatment of a segment: stent, angioplasty or none."""
        return "stent" if self.has(segment, "stent") else "angioplasty" if self.has(segment, "angioplasty") else "none"


#: a place a device was kept out of
_SPARED = re.compile(r"\b(?:not|without|never|no|avoid\w*)\b(?: \w+){0,3}? (?:protrud|extend|encroach|project|hang|reach|cross|cover|jail|enter|go|run|intrud|overlap|involv)\w*(?: (?:into|in|onto|to|over|across|past|on))?(?: the)?(?: \w*)?$|\b(?:shy of|sparing|clear of|stop\w* (?:at|before|short of)|stay\w* out of|out of|peripheral to|flush with|away from)(?: the)?(?: \w*)?$")


def sites(text: str) -> list[Site]:
    """Places of the circuit that a sentence names."""
    out = []
    for match in _SITES.finditer(text):
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 30]
        path = bool(_PATH.search(before)) or bool(_SPARED.search(before)) or bool(re.match(r" (?:sheath|puncture|access)\b", after))
        if path and re.search(r"\bfrom (?:the )?(?:\w+ ){0,2}$", before) and re.match(r"(?: vein)?,? (?:to|into|through|across|extending)\b", after) and not re.search(r"fistula|graft|access|av[fg]", match.group(0)):
            path = False  # the length that was treated, not the way to it
        if out and out[-1].path and text[out[-1].end : match.start()] in ("-", "/", "–", " / ", " - "):
            path = True  # "short of the axillary-subclavian junction"
        if match.lastgroup == "central" and _OPEN_AFTER.match(text[match.end() : match.end() + 70]):
            path = True  # seen and found open
        out.append(Site(match.lastgroup or "", match.start(), match.end(), path))
    return out


def treatments(text: str) -> list[tuple[str, re.Match[str]]]:
    """Balloon and stent work that a sentence tells as done."""
    out: list[tuple[str, re.Match[str]]] = []
    for match in _TREATMENTS.finditer(text):
        low, high = max(0, match.start() - 40), match.end() + 40
        if undone(text, match.start(), match.end()):
            continue
        if match.lastgroup == "stent":
            if any(m.start() <= match.start() < m.end() for m in _STATE.finditer(text)) or _OLD_STENT.search(text[low : match.start()]) or not _PLACED.search(text):
                continue
            out.append(("stent", match))
            continue
        near = text[max(0, match.start() - 26) : match.end() + 26]
        if _NOT_BALLOON.search(near):
            continue
        word = match.group(0)
        if word.startswith("balloon") and word in ("balloon", "balloons") and not re.search(r"\d ?(?:mm|x|atm)|\d by \d|\bopened|inflat|dilat|angioplast|pta|\bused (?:across|in|at|on|for)\b|(?:four|five|six|seven|eight|nine|ten|twelve|fourteen) (?:by|millimet)|high[- ]pressure|cutting|drug|waist|result|residual", text[low:high]):
            continue
        out.append(("angioplasty", match))
    if not out and (size := _BALLOON_SIZE.search(text)) and _LESION.search(text[: size.start()]) and not _OTHER_SIZE.search(text) and not undone(text, size.start(), size.end()):
        out.append(("angioplasty", size))
    if not out and (size := _TO_SIZE.search(text)) and _SITES.search(text[max(0, size.start() - 40) : size.start()]) and not _MEASURED.search(text) and not _OTHER_SIZE.search(text) and not undone(text, size.start(), size.end()):
        out.append(("angioplasty", size))
    return out


def _lesions(text: str) -> list[Site]:
    """Places that a sentence calls narrowed."""
    out = []
    for site in sites(text):
        left = max(text.rfind(mark, 0, site.start) for mark in (",", ";", " but ", " while ", "\n"))
        rights = [p for p in (text.find(mark, site.end) for mark in (",", ";", " but ", " while ", "\n")) if p >= 0]
        clause = text[left + 1 : min(rights, default=len(text))]
        if _LESION.search(clause) and not _SOUND.search(re.sub(r"no(?:t)? (?:residual|clot|thromb)\w*|occlu\w+ with outflow|reflux", "", clause)):
            out.append(site)
    return out


def _segments(text: str, found: list[Site]) -> set[str]:
    """Segments of the places an act is about; one lesion over the border counts as peripheral."""
    kinds = {site.segment for site in found}
    if {"peripheral", "central"} <= kinds:
        ordered = sorted(found, key=lambda s: s.start)
        pairs = [(a, b) for a, b in zip(ordered, ordered[1:], strict=False) if a.segment != b.segment]
        between = [text[a.end : b.start] for a, b in pairs]
        after = text[ordered[-1].end : ordered[-1].end + 18]
        if all(len(gap) < 40 and not re.search(r"\band\b|,|;|&|then|\+", gap) and (_BRIDGE.search(gap) or "junction" in after) for gap in between):
            return {"peripheral"} | (kinds - {"central"})
    return kinds


def _wanted(text: str, first: int, last: int, low: int, high: int, found: list[Site]) -> list[Site]:
    """Places of one act: those behind it up to the next act, else those before it back to the last act."""
    behind = [s for s in found if last <= s.start < high and not s.path]
    goal = re.match(r"[^.;]{0,60}?\b(?:of|in|into|at|across|to treat|within|over|for|spanning|through|covering|on)\b", text[last:high])
    before = [s for s in found if low <= s.start < first and not s.path]
    colon = text.rfind(":", low, first)
    if before and colon >= 0 and before[-1].end <= colon + 1 and colon - before[-1].end < 30:
        return [s for s in before if s.end <= colon + 1]
    if behind and (goal or not before):
        return behind
    comma = max(text.rfind(mark, low, first) for mark in (", ", "; "))
    return [s for s in before if s.start > comma] or before or behind


#: what parts one act from the next
_PARTED = re.compile(r"[,;:]|\band\b|\bthen\b|\bbut\b|\bwhile\b")


def _grouped(text: str, acts: list[tuple[str, re.Match[str]]], found: list[Site]) -> list[tuple[str, re.Match[str], int, int, int]]:
    """Acts as (kind, first words, end, lower bound, upper bound): "a 14 mm Atlas was inflated in ..." is one act in two words."""
    out: list[tuple[str, re.Match[str], int, int, int]] = []
    index = 0
    while index < len(acts):
        kind, match = acts[index]
        last = match.end()
        low = acts[index - 1][1].end() if index else 0
        while index + 1 < len(acts) and acts[index + 1][0] == kind:
            begin = acts[index + 1][1].start()
            if _PARTED.search(text, last, begin) or any(last <= site.start < begin for site in found):
                break
            index += 1
            last = acts[index][1].end()
        index += 1
        out.append((kind, match, last, low, acts[index][1].start() if index < len(acts) else len(text)))
    return out


def work(course: list[Told]) -> Work:
    """Balloon and stent work of the course by segment."""
    out = Work()
    topic: set[str] = set()
    lesions: list[set[str]] = []
    waiting: list[tuple[str, Span]] = []
    for sentence in course:
        text = sentence.text
        found = sites(text)
        acts = treatments(text)
        own: set[str] = set()
        for kind, match, last, low, high in _grouped(text, acts, found):
            wanted = _wanted(text, match.start(), last, low, high, found)
            segments = _segments(text, wanted)
            if not segments and own:
                segments = own
            if not segments and re.search(r"\b(?:both|each|all|these)\b[^.]{0,20}(?:lesion|stenos|area|segment|site|narrow)|(?:lesion|stenos|area|segment|narrowing)(?:s|es)\b", text) and lesions:
                segments = set().union(*lesions)
            if not segments:
                segments = topic
            where = sentence.span(match)
            if not segments:
                waiting.append((kind, where))
                continue
            own = segments
            for segment in segments:
                out.add(segment, kind, where)
        if own:
            topic = own
        narrowed = _lesions(text)
        if narrowed and not acts:
            segments = _segments(text, narrowed)
            lesions.append(segments)
            topic = segments if len(segments) == 1 else {narrowed[-1].segment}
    if waiting and not out.done:
        out.unplaced = waiting
    return out
