"""Veins that were stented or dilated: which vessel counts, on which side, by which service.

Common iliac; external iliac with common femoral; femoral with popliteal; the veins below the knee: each is one vessel
for counting, as for intravascular ultrasound. One stent across two of them treats one lesion and counts once.
"""

from __future__ import annotations

from cac import patterns as re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from cac.findings import Span
from cac.narrative.arteries import Mention, told
from cac.narrative.case import Case
from cac.narrative.lesion_words import WIDE
from cac.narrative.live import blanked, title
from cac.narrative.procedure import Procedure
from cac.narrative.stent_told import named_alone, thought_of
from cac.narrative.vein_units import UNITS as UNITS  # asked for here by the reader of intravascular ultrasound
from cac.narrative.veins import limb_side, mentions, venous

_ORDER = ("superior_vena_cava", "inferior_vena_cava")
_ACTS = re.compile(
    r"(?P<stent>\bstent(?:ed|ing|s)?\b(?! (?:graft )?(?:card|patent|struts?|edge))|wallstent|venovo|\babre\b|\bvici\b|zilver vena|\bduo\b (?:hybrid|extend)|viabahn|gianturco|\bz-?stent|protege|palmaz)"
    r"|(?P<balloon>venoplast\w*|angioplast\w*|\bptas?\b|balloon(?:ed|ing|s)?\b|(?:pre|post)-?\s?dilat\w+|\bpre-?balloon\w*|dilat(?:ed|ation|ion|ations|ing)\b|\bplast(?:y|ied)\b|conquest|\batlas\b|mustang|dorado|armada|advance 35|evercross|z-?med|\bpowerflex|\bxxl\b|cutting balloon)"
    r"|(?P<size>\b\d{1,2}(?:\.\d)? ?(?:mm)? ?(?:x|by|times) ?\d{2,3}\b)"
)
_NOT = re.compile(r"(?:\bno\b|\bnot\b|\bnever\b|\bnothing\b|\bnone\b|\bwithout\b|instead of|rather than|avoid\w*|\bif\b|in case|possible|planned|plan for|consider\w*|\bvs\.?\b|would|existing|previous\w*|prior|\bold\b|known|in-$|declin\w+|deferr?\w*|decided against|neither|nor|years? ago|history of|s/p|status post|through the|within the (?:prior|old))[^.;:\n]{0,26}$")
_NOT_AFTER = re.compile(r"^[^.;\n]{0,30}\b(?:(?:was|were|is|are) (?:not|un)\s?\w*|n't|avoided|deferred|unnecessary|declined|in the room|on the shelf|on standby|available|not (?:placed|needed|used|required|done|performed|deployed|indicated|opened)|(?:of|from|in|since|placed) (?:19|20)\d\d|ago\b|card\b|today\?)")
_OTHER = re.compile(rf"{WIDE}|" r"occlusion balloon|balloon occlusion|balloon[- ](?:occlu|tip|expand)|wedge|macerat|fibrin|tract|balloon catheter (?:was )?used for (?:thrombect|embolect)|fogarty|sweep|dilat(?:ed|ation)? (?:vein|ovarian|gonadal|varic|collateral|pelvic|parauter|left|right|renal|bile|duct|\d)|\d+ ?mm dilated|serial dilat|dilators?\b|skin|coil|embol|pericard|retriev|filter|wire-guided|occlud\w+ by balloon|reposition\w+|tips\b|balloon (?:was |is )?(?:up|held up|kept up|left (?:up|inflated)|inflow|outflow)\b|sclerosant|\bsts\b|\bfoam\b|gastro-?renal|\bgrs\b|\bb?rto\b")
_PRE_POST = re.compile(r"(?:pre|post)-?\s?dilat|pre-?balloon|post-?\s?(?:deploy|stent|pta|balloon)|prior to stent|before stent")
_SEPARATE = re.compile(r"separate|distinct|second lesion|another (?:lesion|stenosis)|tandem lesions|discrete|two (?:separate )?(?:lesions|stenoses)|each (?:was|lesion|vein)|both (?:lesions|stenoses)|respectively|gap normal|skip")
_LESION = re.compile(r"stenos|stenot|occlu|narrow|compress|tumou?r|syndrome|kink|fibros|\d ?%|percent|synechi|web|scar|spur|lesion|stricture|pancak|recanal|thromb|may-?thurner|residual|pinch|crush|squeez|flatten|\bslit|trabecul|post-?phlebitic|phlebosclero|string|crossed by|waist|tight|membran|scler|mm2\b|attenuat|beak|irregular")
_ACCESS = re.compile(r"access|punctur|sheath|approach|needle|micropunct|ultrasound|stick|entered|prone")
_PUT = re.compile(r"deploy|plac(?:ed|ing|ement)|position|implant|releas|stented|stenting|\d ?(?:mm )?(?:x|by) ?\d|insert|across|into|kissing|landed|\bput\b|\bused\b|extend|stents? (?:to|in|of|from)\b")
_DONE = re.compile(r"venoplast|angioplast|\bptas?\b|dilat(?:ed|ion|ation)|ballooned|\bplast|\d ?(?:mm ?)?(?:x|by) ?\d|\d+ ?mm[^.;]{0,24}balloon|balloon[^.;]{0,30}\d+ ?mm|inflat|\b\d{1,2} ?mm[^.;]{0,14}(?:conquest|\batlas\b|mustang|dorado|armada|evercross|\bxxl\b|powerflex|z-?med)|\bwaist\b")


#: a stent that begins at the cava and so lines the common iliac vein
_FROM_CONFLUENCE = re.compile(r"\b(?:from|at|starting at|beginning at|flush with)\s+(?:the\s+)?(?:(?:iliac|ilio-?caval|caval|venous|common iliac)\s+)?(?:confluence|bifurcation|vena cava|ivc|inferior vena cava)\b")


@dataclass(slots=True)
class TreatedVein:
    """One vessel that counts, with its service and words."""

    unit: str
    side: str
    services: dict[str, list[Span]] = field(default_factory=dict)
    separate: bool = False
    named: bool = False  # an act of its own sentence names it
    name: str = ""
    body: bool = False  # told outside the title


def treated(case: Case, *, alone: bool = False) -> list[TreatedVein]:
    """Vessels treated today in order of the first act; a vessel inside the reach of another's stent is left out.

    Args:
        case: a read report.
        alone: the report tells of no other work, so that an act without a vein is one in the vein it is about.
    """
    live = _live(case)
    if not re.search(r"stent|venovo|abre\b|vici\b|plast|balloon|dilat|\bpta\b|conquest|\batlas\b|palmaz|mustang|dorado|powerflex|\bxxl\b|viabahn|zilver", live):
        return []
    named = [m for m in mentions(case) if m.name in UNITS]
    if not named:
        return []
    out: dict[tuple[str, str], TreatedVein] = {}
    reached: set[tuple[str, str]] = set()
    topic: list[Mention] = []
    homeless: list[tuple[str, Span, bool]] = []  # acts of which no statement tells the vein
    starts = [s.start for s in case.document.sentences]
    last_service, last_sentence = "", -1
    for match in _ACTS.finditer(live):
        number = max(0, bisect_right(starts, match.start()) - 1)
        service = _service(case, live, match, number, last_service if last_sentence == number else "")
        if not service:
            continue
        last_service, last_sentence = service, number
        owners, several = _owners(case, named, match.start(), match.end(), number, service)
        told_here = bool(owners)
        owners = _on_both_sides(case, owners, number, service)
        if not owners:
            owners = _topic(case, named, topic, match.start(), number)
            several = bool(owners) and len({_key(case, m) for m in owners}) > 1 and bool(re.search(r"\beach\b|\bboth\b|respectively|kissing|bilateral", case.sentence(number)))
        if not owners:
            homeless.append((service, Span(match.start(), match.end()), case.document.sections[case.document.sentence_section[number]].role == "body"))
            continue
        told_here = told_here or any(_labelled(case, m) for m in owners)
        topic = owners
        keys = list(dict.fromkeys(_key(case, m) for m in owners))
        counted = _counted(case, keys, number, several, service)
        reached |= set(keys) if service == "stent" else set()
        if service == "stent" and _FROM_CONFLUENCE.search(case.sentence(number)):
            reached |= {("common_iliac", side) for unit, side in keys if unit == "external_iliac_common_femoral"}
        for key in counted:
            where = Span(match.start(), match.end())
            pre_post = service == "balloon" and bool(_PRE_POST.search(match.group()))
            entry = out.setdefault(key, TreatedVein(*key))
            entry.name = entry.name or next((m.name for m in owners if _key(case, m) == key), "")
            entry.services.setdefault("dilation" if pre_post else service, []).append(where)
            entry.named = entry.named or told_here
            entry.body = entry.body or case.document.sections[case.document.sentence_section[number]].role == "body"
            entry.separate = entry.separate or bool(_SEPARATE.search(case.sentence(number)))
        if service == "stent":
            for key in keys:
                if key not in counted and key in out and "stent" not in out[key].services:
                    out.pop(key)
    if not out and homeless and alone:
        return _homed(case, named, homeless)
    sick = {(_key(case, m)[0]) for m in named if _is_lesion(case, m) and not _is_access(case, m)}
    entitled = re.search(r"venoplast|angioplast|\bpta\b|balloon", title(case) or case.document.flat[:160])
    if any(v.body for v in out.values()):  # a title names what the body tells of more exactly
        out = {key: v for key, v in out.items() if v.body}
    kept = [v for v in out.values() if "stent" in v.services or v.unit in sick or entitled]
    if any("stent" in v.services for v in kept):  # a balloon without a vein of its own made way for the stent
        kept = [v for v in kept if "stent" in v.services or (v.named and (v.unit, v.side) not in reached)]
    return _settled(case, kept, reached)


#: families that stand beside the treatment of a vein and leave its acts to it
_BESIDE = frozenset({"ivus", "guidance", "sedation", "venography", "stent_angioplasty"})


#: work in which a balloon or a stent serves another end
_OTHER_WORK = re.compile(r"\bfoam|\bcoils?\b|\bglue\b|n-?bca|sclero|endoscop|\beus\b|bile duct|biliary|ureter|fine needle|biops|abscess|\bdrain|nephrost|\btipss?\b|fistulogra|\bav[fg]\b")


def is_alone(case: Case, found: list[Procedure]) -> bool:
    """Whether a report on veins has no work of another family that a balloon or stent could belong to."""
    return all(p.family in _BESIDE for p in found) and venous(case) and not _OTHER_WORK.search(case.document.flat)


def _homed(case: Case, named: list[Mention], homeless: list[tuple[str, Span, bool]]) -> list[TreatedVein]:
    """Acts without a vein given to the vein the report is about."""
    out: dict[tuple[str, str], TreatedVein] = {}
    stented = any(service == "stent" for service, _, _ in homeless)
    for m in _only(case, named):
        entry = out.setdefault(_key(case, m), TreatedVein(*_key(case, m), name=m.name, named=True))
        for service, where, body in homeless:
            entry.services.setdefault("dilation" if service == "balloon" and stented else service, []).append(where)
            entry.body = entry.body or body
    return _settled(case, [v for v in out.values() if v.body], set())


def _only(case: Case, named: list[Mention]) -> list[Mention]:
    """The vein that a report of one vein is about: the first named that is no way in, no landmark and no place of a catheter."""
    flat = case.document.flat
    own = [m for m in named if not _is_access(case, m) and m.status in ("done", "existing") and not _LANDMARK.search(flat[max(0, m.span.start - 60) : m.span.start]) and not _WAY.search(flat[max(0, m.span.start - 40) : m.span.start])]
    sick = [m for m in own if _is_lesion(case, m)]
    first = (sick or own)[:1]
    return first if len({_key(case, m) for m in (sick or own) if m.sentence == (first[0].sentence if first else -1)}) == 1 else []


#: a vein on the way to another
_WAY = re.compile(r"\b(?:via|from|through|reached from|approach from|by way of|out of)\s+(?:the |a |an )?(?:\w+ ){0,1}$")


def _labelled(case: Case, m: Mention) -> bool:
    """Whether a vein is the heading of a line ("- LEFT BCV: focal stenosis")."""
    start = case.document.sentences[m.sentence].start
    return re.fullmatch(r"[\s\d).*#-]*(?:left|right|l|r|the)?\s*", case.document.flat[start : m.span.start]) is not None and case.document.flat[m.span.end : m.span.end + 2].lstrip().startswith((":", "-"))


def _settled(case: Case, found: list[TreatedVein], reached: set[tuple[str, str]]) -> list[TreatedVein]:
    """Sides completed, and the cava dropped where a branch is stented into it."""
    sides = {v.side for v in found if v.side}
    for vein in found:
        if not vein.side and len(sides) == 1 and vein.unit not in _ORDER:
            vein.side = next(iter(sides))
    merged: dict[tuple[str, str], TreatedVein] = {}
    for vein in found:
        kept = merged.setdefault((vein.unit, vein.side), vein)
        if kept is not vein:
            for service, spans in vein.services.items():
                kept.services.setdefault(service, []).extend(spans)
    return list(merged.values())


def _live(case: Case) -> str:
    body = blanked(case, roles=tuple(role for role in case.roles if role != "summary"))
    keep = told(case)
    chars = [" "] * len(body)
    for number, span in enumerate(case.document.sentences):
        if number in keep:
            chars[span.start : span.end] = case.document.flat[span.start : span.end] if body[span.start : span.end].strip() else body[span.start : span.end]
    return "".join(chars)


def _service(case: Case, live: str, match: re.Match[str], number: int, last: str) -> str:
    sentence = case.document.sentences[number]
    flat = case.document.flat
    before, after = flat[max(sentence.start, match.start() - 48) : match.start()], flat[match.end() : sentence.end]
    kind = match.lastgroup or ""
    if kind != "stent" and re.search(r"fibrin|sheath disrupt", " ".join(case.sentence(n) for n in (number - 1, number, number + 1))):
        return ""
    if kind == "size":
        if last:
            return last
        words = live[sentence.start : sentence.end]
        if re.search(r"\bstents?\b|stenting", (title(case) or flat[:120])) and not re.search(r"balloon|plast|atlas|conquest|dilat", words) and re.match(r"1\d ?(?:mm)? ?x ?(?:[4-9]\d|1\d\d)", match.group()) and number:
            return "stent"
        return "stent" if re.search(r"stent|venovo|abre\b|vici\b|\b(?:express(?: ld)?|palmaz|omnilink|icast|vbx|viabahn|protege|smart control|luminexx|zilver|covera|sinus[- ](?:obliquus|venous|xl)|blueflow|optimed) (?:\w+ ){0,2}(?:was |were )?(?:deployed|placed|put|released|implanted|across|laid|landed)", words) and not _NOT.search(before) else "balloon" if re.search(r"balloon|plast|conquest|atlas|mustang|dilat|\bpta\b", words) and not _NOT.search(before) else ""
    if _NOT.search(before) or _NOT_AFTER.match(after) or thought_of(flat, sentence.start, sentence.end, match):
        return ""
    if kind == "stent" and re.search(r"(?:balloon\w*|dilat\w+|angioplast\w*|atlas|conquest|ivus)[^.;\n]{0,30}\b(?:within|in|inside|of|through)\s+(?:the |this |that )?(?:\w+ ){0,4}$", before):
        return ""
    if kind == "stent" and re.search(r"snar|\bmoved\b|migrat|retriev|embolized|withdrawn|\bremoved\b", flat[max(sentence.start, match.start() - 30) : min(sentence.end, match.end() + 50)]):
        return ""
    if re.search(r"\b(?:after|following|before|prior to|until|position|siz(?:e|ing of)|guid(?:e|ing)|through|beyond)\s+(?:the |this |new |venous |iliac )*$", before):
        return ""
    if kind == "balloon" and match.group().startswith("dilat") and re.search(r"\b(?:tract|track|tunnel|peel-?away|skin|subcutan\w+|soft tissues?|fascia\w*|serial\w*|dilators?|venotomy|puncture site|percutaneous)\b", case.sentence(number)) and not re.search(r"balloon|angioplast|venoplast|\d ?(?:mm)? ?x ?\d", case.sentence(number)):
        return ""
    near = flat[max(sentence.start, match.start() - 22) : min(sentence.end, match.end() + 26)]
    if _OTHER.search(near):
        return ""
    if kind == "stent" and (re.match(r"[^.;,\n]{0,50}\b(?:is|was|were|are) (?:\w+ly )?(?:narrow|stenos|occlu|patent|open|compress|fractur|thrombos|in good)", after) or re.search(r"(?:below|above|distal to|proximal to|beyond|adjacent to|end of|edge of) (?:the |this |old |prior )*$", before)):
        return ""
    if kind == "stent" and not _PUT.search(case.sentence(number)) and not named_alone(case, match, number, before, after) and not (case.document.sections[case.document.sentence_section[number]].role == "head"):
        return ""
    if kind == "stent" and re.search(r"\bstents?\b$|stented$", match.group()) and re.match(r"\s*(?:is|was|were|are)?\s*(?:widely |fully |well )?(?:patent|open|apposed|expanded|in good)", after):
        return ""
    if kind == "stent" and re.match(r"\s*(?:only )?(?:comes?|came|is (?:only )?(?:made|sold|available)|was (?:the )?(?:shortest|longest|only)|would|could|had to|surveillance|card)\b", after):
        return ""
    if kind == "stent" and re.match(r"\s*(?:was |were )?(?:then )?(?:post|pre|balloon|dilat|again)", after) and "deploy" not in after[:40] and "plac" not in after[:40] and re.search(r"the\s+$", before):
        return ""
    if kind == "balloon" and re.match(r"\s*(?:\w+ )?(?:of|in|inside|within) (?:the |both )?(?:new )?stents?\b", flat[match.end() : match.end() + 30]):
        return ""
    if kind == "balloon" and not _DONE.search(case.sentence(number)):
        return ""
    if case.document.sections[case.document.sentence_section[number]].name in ("consent", "complications", "materials", "sedation"):
        return ""
    return kind


def _key(case: Case, m: Mention) -> tuple[str, str]:
    unit = UNITS[m.name]
    if unit in _ORDER or unit in ("portal", "superior_mesenteric", "splenic", "azygos"):
        return unit, ""
    return unit, m.side or limb_side(case)


#: a vein that only marks where a stent or balloon ends
_LANDMARK = re.compile(r"\b(?:(?:flar|protrud|project|extend|hang|reach)\w* (?:\w+ )?(?:into|to|in)|past|beyond|short of|opposite|sparing|not into|clear of|just (?:above|below|proximal to|distal to|central to|peripheral to|inside|at)|stopping (?:at|before|above|below)|without (?:covering|jailing|crossing)|away from)\s+(?:the\s+)?(?:(?:left|right|origin|mouth|ostium|orifice|of|entry|inflow|confluence|junction)\s+(?:the\s+)?){0,4}$")


#: a vein that a wire or catheter was led to
_LED_TO = re.compile(r"\b(?:cath\w*|\w*wires?|glide\w*|kumpe|mpa|berenstein|navicross|sheath)\b(?![^.;]*(?:stent|balloon|\d ?x ?\d))[^.;]{0,50}\b(?:to|into|up|past)\s+(?:the\s+)?(?:left |right )?$")


def _owners(case: Case, named: list[Mention], start: int, end: int, number: int, service: str) -> tuple[list[Mention], bool]:
    """Veins the statement names for an act, and whether each counts alone."""
    sentence = case.document.sentences[number]
    flat = case.document.flat
    here = [m for m in named if m.sentence == number and not _is_access(case, m) and not _LANDMARK.search(flat[max(sentence.start, m.span.start - 60) : m.span.start]) and not re.search(r"\breached (?:from|via|through) (?:the )?$", flat[max(sentence.start, m.span.start - 30) : m.span.start])]
    here = [m for m in here if not _LED_TO.search(flat[max(sentence.start, m.span.start - 70) : m.span.start])] or here
    if not here:
        return [], False
    stop = min([sentence.end, *[end + m.start() for m in re.finditer(r"[;.]\s|\bthen\b|followed by|\bivus\b|\bvenogra|\brepeat\b", flat[end : sentence.end])]])
    after = [m for m in here if end <= m.span.start < stop and m.span.start - end < 130]
    begin = max([sentence.start, *[sentence.start + m.end() for m in re.finditer(r"[;.]\s|\bthen\b", flat[sentence.start : start])]])
    before = [m for m in here if begin <= m.span.start < start]
    if after and re.search(r"\b(?:in|of|into|across|at|within|from|through|over|to|for|along|:)\s*(?:the\s+)?(?:[a-z-]+\s+){0,4}$|^[\s\dxmby,.-]*(?:balloon|stent|angioplasty|placement|was|were|deployed|placed)?\s*$", flat[end : after[0].span.start]):
        group = after
    elif before:
        group = before
    elif after:
        group = after
    else:
        wide = [m for m in here if m.span.start < start]
        group = wide[-1:] if wide else []
    if not group:
        return [], False
    several = bool(_SEPARATE.search(case.sentence(number))) or len(group) > 1 and all(_SIZED.match(flat[m.span.end : min(sentence.end, m.span.end + 40)]) for m in group)
    return group, several


#: a stent of its own for each side, the vein named once
_EACH_SIDE = re.compile(r"\d ?x ?\d+[^.;\n]{0,40}\b(?:(?:left|lt)\b[^.;\n]{0,60}\d ?x ?\d+[^.;\n]{0,40}\b(?:right|rt)|(?:right|rt)\b[^.;\n]{0,60}\d ?x ?\d+[^.;\n]{0,40}\b(?:left|lt))\b|\b(?:one|a stent) (?:stent )?(?:per|on each|for each|in each|to each) side\b")


def _on_both_sides(case: Case, owners: list[Mention], number: int, service: str) -> list[Mention]:
    """The vein of one side and its fellow, where a statement tells of a stent for each side."""
    if service != "stent" or len({m.side for m in owners}) != 1 or owners[0].side not in ("left", "right") or not _EACH_SIDE.search(case.sentence(number)):
        return owners
    return [*owners, *(replace(m, side="left" if m.side == "right" else "right") for m in owners)]


#: a vein followed by the size of its own balloon or stent ("subclavian 10 mm, innominate 14 mm")
_SIZED = re.compile(r"\s*(?:vein)?\s*[:(,-]?\s*(?:was |to |with |by |at )?(?:a |an )?\d{1,2}(?: ?mm)? ?(?:mm\b|x ?\d)")


def _counted(case: Case, keys: list[tuple[str, str]], number: int, several: bool, service: str) -> list[tuple[str, str]]:
    """Which of the vessels an act names count: one for each side where one act bridges them."""
    keys = [k for k in keys if k[0] not in _ORDER] or keys
    if len(keys) < 2:
        return keys
    if several and not re.search(r"no separate|same lesion|single lesion|overlap", case.sentence(number)):
        return keys
    seen: dict[str, tuple[str, str]] = {}
    for key in keys:
        seen.setdefault(key[1], key)
    return list(seen.values())


def _topic(case: Case, named: list[Mention], topic: list[Mention], start: int, number: int) -> list[Mention]:
    """Veins told of last before an act that names none: those with a lesion."""
    before = [m for m in named if m.span.start < start and number - m.sentence <= 6 and not _is_access(case, m) and _is_lesion(case, m)]
    if topic and (not before or topic[-1].span.start >= before[-1].span.start or number - topic[-1].sentence <= 2):
        return topic
    if not before:
        worse = [m for m in named if m.span.start < start and _is_lesion(case, m) and not _is_access(case, m)]
        return worse[-1:]
    group = [m for m in before if m.sentence == before[-1].sentence]
    return group if re.search(r"\beach\b|\bboth\b|respectively|kissing", case.sentence(number)) else group[:1] if len({_key(case, m) for m in group}) == 1 else [m for m in group if _is_lesion(case, m)][:1]


def _is_lesion(case: Case, m: Mention) -> bool:
    sentence = case.document.sentences[m.sentence]
    flat = case.document.flat
    after = re.split(r"[.;]|, (?:common|external|cfv|eiv|femoral)", flat[m.span.end : min(sentence.end, m.span.end + 80)])[0]
    before = re.split(r"[.;:]", flat[max(sentence.start, m.span.start - 60) : m.span.start])[-1]
    if re.match(r"\s*(?:vein |veins )?(?:is |are |was |were |both |widely |fills? |: )*(?:normal|patent|open|fine|clear|promptly|unremarkable|ok)", after):
        return False
    return bool(_LESION.search(after) or _LESION.search(before)) and not re.search(r"\bno (?:\w+ )?(?:stenos|thromb|lesion)", before[-24:])


def _is_access(case: Case, m: Mention) -> bool:
    sentence = case.document.sentences[m.sentence]
    flat = case.document.flat
    near = re.split(r"[,;:.]\s", flat[max(sentence.start, m.span.start - 40) : m.span.start])[-1] + re.split(r"[,;:.]", flat[m.span.end : min(sentence.end, m.span.end + 30)])[0]
    return bool(_ACCESS.search(near)) and not _LESION.search(near) and not re.search(r"stent|balloon|plast|dilat", near)
