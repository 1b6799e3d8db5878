"""The walk of a catheter through veins: where it entered, which veins it reached, how selective that is."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, replace

from cac.findings import Span
from cac.narrative import steps
from cac.narrative.arteries import Mention, told
from cac.narrative.case import Case
from cac.narrative.embolic_words import ACT
from cac.narrative.line_text import told_of_today
from cac.narrative.veins import ARM, CAVA, LEG, PORTAL, chain, depth, mentions

_SITES = (LEG | ARM | {"internal_jugular_vein", "external_jugular_vein"}) - {"internal_iliac_vein", "common_iliac_vein", "iliac_vein", "brachiocephalic_vein"}
_STRONG = re.compile(r"\bentered\b|access|punctur|\bstick|stuck|micropunc|seldinger|cannulat|approach|needle|venipunct|angiocath|\b(?:18|20|21|22)\s?(?:g\b|ga\b|gauge)|\biv\b")
_SHEATH = re.compile(r"sheath|introducer|scanned|\bus\b|ultrasound|sonogra|patent|prone")
_NOT_SITE = re.compile(r"closed|hemosta|removed|pulled|manual|(?<!via )(?<!through )catheteriz|select|balloon|stent(?!s? (?:was|were) not)|angioplast|venogra\w+ (?:of|showed)|stenos|thromb|occlu|duplex|dvt")
_GOAL = re.compile(r"(?:\b(?:into|to|in|within|inside|toward|up to|down to)|->)\s+(?:the\s+)?(?:\w+\s+){0,1}$")
_ARROW = re.compile(r"(?:->|(?:^|\s)>|-->|=>|>>)\s*(?:the\s+)?(?:\w+\s+){0,2}<(\d+)>")
_DEVICE_IN = re.compile(
    r"(?:catheter|catheters|pigtail|kumpe|cobra|berenstein|mpa\b|simmons|c2\b|sos\b|omni|glidecath|clottriever|flowtriever|angiojet|penumbra|indigo|lightning|ivus|probe|visions|infusion catheter|ekos|cath\b|microcath\w*|balloon|sheath|aspirat\w+ catheter|\bmp\b|vert\b|davis|progreat|tip)"
    r"[^.;<]{0,60}?(?:\bto|into|\bin|within|inside|from|through|(?:aspiration|thrombectomy) of)\s+(?:the\s+)?(?:level of the\s+|origin of the\s+|mouth of the\s+)?(?:[a-z]+\s+){0,3}<(\d+)>"
)
_FROM_CAVA = re.compile(r"(?:ivus|intravascular ultrasound|pull-?\s?back|pulled back|withdrawn|sample\w*|pressures?)[^.<]{0,60}(?:from|in|of|at)\s+(?:the\s+)?(?:\w+\s+){0,2}<(\d+)>")
_GRAM_AT = re.compile(r"(?:injection|hand injection|power injection|run|venogra\w+|dsa)\s+(?:was |were )?(?:performed |obtained |done |made )?(?:from|with the catheter in|through a catheter in)\s+(?:the\s+)?(?:\w+\s+){0,2}<(\d+)>")
_LABEL = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*\u2022]|\([a-z\d]\))?\s*(?:the )?(?:<\d+>\s*(?:and|&|,)\s*)?<(\d+)>\s*(?:\([^)]*\)\s*)?[:,-][^.]{0,90}(?:cathet|microcath|balloon|venogra|select|coil|foam|plug|\bglue\b|sampl|mpa|\bc2\b|cobra|simmons|progreat|inject)")
_SAME = re.compile(r"^\s*(?:\d[.)]\s*)?(?:the )?same (?:was |procedure |technique |treatment )?(?:\w+ ){0,3}(?:done|repeated|performed|carried out)?\s*(?:from|in|for|on|at|through)\s+(?:the )?<(\d+)>|repeated (?:in|from|on|for|at) (?:the )?<(\d+)>")
_THEN = re.compile(r"<\d+>[^.;<]{0,30}?\b(?:then|and(?: then| from there)?|,)\s+(?:further |deep |on )?(?:in)?to\s+(?:the |a )?(?:\w+\s+){0,2}<(\d+)>|<\d+>\s*(?:,\s*)?then\s+(?:the |l |r |left |right ){0,2}<(\d+)>")
#: a catheter led through one vein or more into the next
_ON_THROUGH = re.compile(r"\b(?:through|across|along|via|past|up|down)\s+(?:the\s+)?(?:\w+\s+){0,2}<\d+>(?:\s*(?:,|and|&|/)\s*(?:the\s+)?(?:\w+\s+){0,2}<\d+>)*\s*,?\s*(?:and\s+)?(?:then\s+)?(?:on\s+|deep\s+|further\s+)?(?:in)?to\s+(?:the\s+)?(?:\w+\s+){0,3}<(\d+)>")
#: what closes a vein, told as put into it
_CLOSED_IN = re.compile(r"(?:coils?|foam|plugs?|\bglue\b|sclerosant|sotradecol|polidocanol|tetradecyl|n-?bca|gelfoam)\b[^.;<]{0,70}\b(?:in|into|within|inside|along|down|of|through)\s+(?:the\s+)?(?:\w+\s+){0,2}<(\d+)>")
_CATHETER = re.compile(r"cath|kumpe|cobra|berenstein|mpa\b|glidecath|\bvert\b|pigtail|probe|simmons")
_NAMED_GRAM = re.compile(r"<(\d+)>\s*(?:venogra\w+|phlebogra\w+)")
_ORGAN = frozenset({"gonadal_vein", "adrenal_vein", "internal_iliac_vein", "renal_vein", "hepatic_vein", "gastrorenal_shunt"})
_CLOSABLE = frozenset({"gonadal_vein", "internal_iliac_vein", "gastrorenal_shunt"})
_WEDGE = re.compile(r"<(\d+)>[^.;<]{0,40}\b(?:wedged?|occlusion balloon|balloon occlusion|free pressure|was (?:then )?(?:selected|cannulated|catheteri[sz]ed|entered|engaged))")
_NOT_THERE = re.compile(r"wire\b(?![^<]{0,40}(?:cath|over))|fragment|thromb(?!ectomy)|clot(?!triever)|filter|extend|reflux|collateral|drain|fills?\b|flow(?!triever)")
_WIRE_ONLY = re.compile(r"over (?:a |an |the )?(?:\w+ )?(?:wire|glidewire|amplatz|rosen)\s+(?:parked |left |placed )?in\s+(?:the )?$|(?<!over a )(?<!over the )(?<!over )(?<!catheter and )(?<!cath and )(?<!catheter/)(?<!catheter \+ )(?<!catheter & )(?<!catheter with )(?:\bwire|glidewire)\b(?:(?!cath|kumpe|mpa|sheath|micro)[^.;,]){0,26}\b(?:in|into|to)\s+(?:the )?(?:\w+ )?$")
#: a stent or balloon put there, which is no catheter led there
_PUT_THERE = re.compile(r"\b\w*stents?\b(?:(?!cath|\bmpa\b|\btip\b)[^.;]){0,60}\b(?:in|into|to|across|within|from)\s+(?:the )?(?:\w+ ){0,2}$")
#: a vein named only to tell where the cava was searched, or how far the films went
_PLACE_ONLY = re.compile(r"\b(?:films?|images?|imaging|pictures|shots?|filmed|imaged|followed|views?)\b[^.;:\n]{0,24}\b(?:to|through to|as far as)\s+(?:the )?$|(?:(?:wall|cava|\bivc),? (?:(?:just|immediately|directly|slightly) )?|\b(?:just|immediately|directly|slightly|\d ?(?:cm|mm)) )(?:below|above|inferior to|caudal to|superior to|cranial to|at the level of) (?:the )?$")


#: how a vein is told to look, with no catheter led there
_STANDS = re.compile(r"\s*(?:itself )?(?:runs?|is|was|remains?|remained|stays?|stayed|appears?|looks?|looked) (?:still |widely |entirely |fully |now )*(?:free|patent|open|clear|normal|spared|preserved|unaffected|unobstructed|intact|unremarkable)\b")
_LED = re.compile(r"\b(?:into|to|in|at|select\w*|enter\w*|engag\w*|cath\w*) (?:the )?(?:\w+ )?$")
#: the punctured vein, from which a catheter was led elsewhere
_WAY_IN = re.compile(r"\b(?:from|via|by way of|out of) (?:the )?(?:left |right )?$")
#: a vein passed on the way to the cava
_PASSED = re.compile(r"\bthrough (?:the |this |that |each |both )?(?:\w+ ){0,2}$")
_ON_TO_CAVA = re.compile(r"[^.;,\n]{0,24}\b(?:into|to|up to|and into) (?:the )?(?:inferior vena cava|ivc|cava)\b")
_SIDED_LATE = frozenset({"sigmoid_sinus", "transverse_sinus", "cavernous_sinus", "inferior_petrosal_sinus", "renal_vein_branch", "gonadal_vein", "adrenal_vein", "internal_iliac_vein"})
_MIDLINE = frozenset({"superior_sagittal_sinus", "straight_sinus"})


@dataclass(frozen=True, slots=True)
class VeinAccess:
    """A venous puncture: vein without side, side, words."""

    name: str
    side: str
    where: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class VeinPosition:
    """A place the catheter reached.

    Attributes:
        name: vein without side.
        side: left, right, middle or empty.
        order: 0 not selective, 1 first order and so on, counted from the vena cava or the punctured vein.
        path: veins passed, first branch first, the vein itself last.
        where: the words that say so.
        sentence: number of the sentence.
        access: the puncture it was reached from.
    """

    name: str
    side: str
    order: int
    path: tuple[str, ...]
    where: Span
    sentence: int
    access: VeinAccess | None

    @property
    def cava(self) -> bool:
        return self.name in CAVA


@dataclass(slots=True)
class VeinWalk:
    """Punctures, positions and the veins named."""

    accesses: list[VeinAccess]
    positions: list[VeinPosition]
    named: list[Mention]

    def deepest(self) -> list[VeinPosition]:
        """Selective positions of which none lies on the way to another, one for each vein."""
        selective = [p for p in self.positions if p.order >= 1]
        ends: dict[tuple[str, str], VeinPosition] = {}
        for p in selective:
            on_the_way = any(o is not p and len(o.path) > len(p.path) and o.path[: len(p.path)] == p.path for o in selective)
            if not on_the_way:
                ends.setdefault((p.name, p.side), p)
        if len(ends) > 1 and any("sinus" in name and name not in _MIDLINE for name, _ in ends):
            for key in [k for k in ends if k[0] in _MIDLINE]:  # the midline sinuses continue the one that was entered
                ends.pop(key)
        for key in list(ends):  # a vein told once without its side is the one told with it
            if not key[1] and any(name == key[0] and side for name, side in ends):
                ends.pop(key)
        return list(ends.values())


#: the vein named last, by its pronoun
_IT_WAS = re.compile(r"\W*(?:(?:it|this|this one|the vein|this vein) (?:was|is) (?:then |next |also |easily |\w+ly )*)?(?:selected|cannulated|catheteri[sz]ed|entered|engaged|hooked)\b")


def walk(case: Case) -> VeinWalk:
    """The walk of the venous catheters of a report.

    Args:
        case: a read report.

    Returns:
        Punctures, positions in order and the veins named; empty lists where no vein is named.
    """
    named = [m for m in mentions(case) if not _PLACE_ONLY.search(case.document.flat[max(0, m.span.start - 60) : m.span.start]) and told_of_today(case, m.span.start)]
    if not named:
        return VeinWalk([], [], [])
    named = _other_side(case, named)
    accesses = _accesses(case, named)
    skip = {id(m) for m in named for a in accesses if a.where == m.span}
    found = steps.entered(case, named)[0]
    taken = {index for index, _ in steps.telegram(case, named, found)[1]}
    alive = told(case)
    by_sentence: dict[int, list[tuple[int, Mention]]] = {}
    for index, m in enumerate(named):
        by_sentence.setdefault(m.sentence, []).append((index, m))
    for number, here in by_sentence.items():
        section = case.document.sections[case.document.sentence_section[number]]
        if number not in alive or section.name in ("complications", "consent", "materials"):
            continue
        plain = _plain(case, number, here)
        for pattern in (_ARROW, _GRAM_AT, _DEVICE_IN, _FROM_CAVA):
            for match in pattern.finditer(plain):
                if pattern is _DEVICE_IN and _NOT_THERE.search(match.group()):
                    continue
                if pattern is _FROM_CAVA and named[int(match.group(1))].name not in CAVA:
                    continue
                taken.add(int(match.group(1)))
        for pattern in (_LABEL, _SAME):
            match = pattern.search(plain)
            if match and named[int(next(g for g in match.groups() if g))].name not in CAVA | {"iliac_vein", "common_femoral_vein", "femoral_vein", "popliteal_vein", "external_iliac_vein", "common_iliac_vein"}:
                taken.add(int(next(g for g in match.groups() if g)))
        for match in _NAMED_GRAM.finditer(plain):
            if named[int(match.group(1))].name in _ORGAN and section.role == "body" and number and not re.search(r"\b(?:no|not|without|prior|ct|mr)\b[^<]{0,24}$", plain[: match.start()]):
                taken.add(int(match.group(1)))
        for match in _THEN.finditer(plain):
            if any(i in taken for i, _ in here):
                taken.add(int(match.group(1) or match.group(2)))
        for match in _ON_THROUGH.finditer(plain):
            if (any(i in taken for i, _ in here) or _CATHETER.search(plain[: match.start()])) and not re.search(r"\b(?:not|never|unable|failed)\b", plain[: match.start()]):
                taken.add(int(match.group(1)))
        for match in _CLOSED_IN.finditer(plain):
            if named[int(match.group(1))].name in _CLOSABLE and not re.search(r"\b(?:no|not|without|prior|old|existing|previous)\b[^.;<]{0,30}$", plain[: match.start()]):
                taken.add(int(match.group(1)))
        for match in _WEDGE.finditer(plain):
            if named[int(match.group(1))].name == "hepatic_vein" or "was" in match.group():
                taken.add(int(match.group(1)))
        own = [index for index, m in here if m.name not in CAVA]
        if own and named[own[0]].name in _ORGAN and number + 1 in alive and _IT_WAS.match(case.sentence(number + 1)):
            taken.add(own[0])
    positions: list[VeinPosition] = []
    for index in sorted(taken):
        m = named[index]
        if id(m) in skip or m.status not in ("done", "existing", "attempted", "removed") or m.sentence not in alive:
            continue
        section = case.document.sections[case.document.sentence_section[m.sentence]]
        if section.role in ("plan",) or re.search(r"\b(?:not|never)\b (?:\w+ )?(?:entered|catheteri|select|cannulat|engaged)|could not be|unable to|without (?:enter|select|catheter)", _own_words(case, m, named)) and not re.search(r"then|eventually|finally", case.sentence(m.sentence)):
            continue
        lead = case.document.flat[max(case.document.sentences[m.sentence].start, m.span.start - 60) : m.span.start]
        if _WIRE_ONLY.search(lead) or _PUT_THERE.search(lead) or re.match(r"\s*(?:venous )?(?:sheath|access|approach|route)\b", case.document.flat[m.span.end : m.span.end + 18]):
            continue
        if _WAY_IN.search(lead) and any(_kin(a.name, m.name) for a in accesses):
            continue
        if _STANDS.match(case.document.flat, m.span.end) and not _LED.search(lead) or _PASSED.search(lead) and _ON_TO_CAVA.match(case.document.flat, m.span.end):
            continue
        access = _access_of(m, accesses)
        if not m.side and positions and positions[-1].side in ("left", "right") and m.name in _SIDED_LATE:
            m = replace(m, side=positions[-1].side)
        positions.append(_position(m, access))
    if not accesses and len(positions) > 1 and positions[0].name in ("femoral_vein", "common_femoral_vein", "internal_jugular_vein") and not any(p.name in LEG | ARM or p.name == positions[0].name for p in positions[1:]):
        positions = positions[1:]  # the first of a row that leads elsewhere is where the catheter went in
    return VeinWalk(accesses, positions, named)


#: the vein of the other side told as "right side: vein ..." after that of the first was named
_SAME_VEIN = re.compile(r"\b(?P<side>left|right)(?: side)?\s*[:,-]?\s*(?:the )?(?:vein|one)\b(?! (?:was|were|is) not)|\b(?:the )?same (?:was )?(?:done |repeated |performed )?(?:on|for|at) (?:the )?(?P<other>left|right)\b")


_SIDE_LABEL = re.compile(r"\s*(?:[-*]\s*)?(?P<side>left|right|[lr]t?)(?P<other>)(?: side)?\s*[:,-]\s")


def _other_side(case: Case, named: list[Mention]) -> list[Mention]:
    """The veins named, with the gonadal vein of the other side that is only called the vein."""
    first = next((m for m in named if m.name == "gonadal_vein" and m.side), None)
    if first is None or not steps.occludes(case):
        return named
    out = list(named)
    for number in sorted(told(case)):
        match = _SAME_VEIN.search(case.sentence(number))
        labelled = _SIDE_LABEL.match(case.sentence(number)) if number and not match else None
        if labelled and ACT.search(case.sentence(number)):
            match = labelled
        side = {"l": "left", "r": "right"}[(match["side"] or match["other"])[0]] if match else ""
        if match and not any(m.sentence == number and m.name not in CAVA for m in named) and not any(m.name == "gonadal_vein" and m.side == side and m.sentence for m in named):
            at = case.document.sentences[number].start
            out.append(replace(first, side=side, span=Span(at + match.start(), at + match.end()), sentence=number, status="done", sure_side=True))
    return sorted(out, key=lambda m: m.span.start)


def _own_words(case: Case, m: Mention, named: list[Mention]) -> str:
    """What a sentence says of a vein: from shortly before it to the next vein."""
    start, end = case.document.sentences[m.sentence].start, case.document.sentences[m.sentence].end
    following = min((o.span.start for o in named if o.sentence == m.sentence and o.span.start >= m.span.end), default=end)
    earlier = max((o.span.end for o in named if o.sentence == m.sentence and o.span.end <= m.span.start), default=start)
    return case.document.flat[max(earlier, m.span.start - 30) : min(following, m.span.start + 130)]


def _plain(case: Case, number: int, here: list[tuple[int, Mention]]) -> str:
    """The flat sentence with veins as <n> and nothing else marked."""
    span = case.document.sentences[number]
    out, at = [], span.start
    for (start, end), group in sorted({(m.span.start, m.span.end): [i for i, o in here if o.span == m.span] for _, m in here}.items()):
        if start < at:
            continue
        out += [case.document.flat[at:start], " , ".join(f"<{i}>" for i in group)]
        at = end
    out.append(case.document.flat[at : span.end])
    return "".join(out)


#: a telegram opens with the vein that was punctured: "Rt IJ, Kumpe.", "R CFV."
_OPENS = re.compile(r"\s*(?:(?:via|from|through|access:?|by|us|u/s|ultrasound|the|right|left|[lr]t?)\s+)*")
_SHORT_ACCESS = re.compile(r"\s*(?:vein)?\s*(?:\.?\s*$|,?\s*(?:\d ?fr?\b|sheath|us\b|micro|to\b|then\b|>|mpa|kumpe|cobra|bern\w*|c2|sim\w*|[a-z/ ]{1,24}\.?$))")
_WAYS_IN = frozenset({"internal_jugular_vein", "common_femoral_vein", "femoral_vein", "basilic_vein", "external_jugular_vein", "brachial_vein"})


def _accesses(case: Case, named: list[Mention]) -> list[VeinAccess]:
    flat, alive = case.document.flat, told(case)
    found: list[tuple[int, VeinAccess]] = []
    for m in named:
        section = case.document.sections[case.document.sentence_section[m.sentence]]
        if m.name not in _SITES or m.status in ("negated", "failed", "planned", "hypothetical") or section.role in ("plan", "summary") or section.name in ("complications", "findings"):
            continue
        if m.sentence not in alive and section.role != "head":
            continue
        sentence = case.document.sentences[m.sentence]
        before = flat[max(sentence.start, m.span.start - 60) : m.span.start]
        after = re.split(r";", flat[m.span.end : min(sentence.end, m.span.end + 80)])[0]
        following = case.sentence(m.sentence + 1)[:90] if m.sentence + 1 < len(case.document.sentences) else ""
        if _GOAL.search(before) and not re.search(r"access|punct|needle|\biv\b|cannula|sheath (?:was )?(?:placed|in)|stick", before):
            continue
        near = re.split(r"[,;:]\s", before)[-1] + flat[m.span.start : m.span.end] + re.split(r"[,;]\s", after)[0]
        central = m.name in ("subclavian_vein", "axillary_vein", "external_iliac_vein")
        through = re.search(r"(?:via|through|from|using|by way of)\s+(?:the |a )?(?:\w+ ){0,1}$", before[-24:]) and not re.search(r"cathet|wire|kumpe|advanced|taken|passed|pullback", case.sentence(m.sentence)[: m.span.start - sentence.start])
        rank = 3 if _STRONG.search(near) else 0 if central else 2 if through or _STRONG.search(before + after) else 1 if _SHEATH.search(before[-30:] + after + following) else 0
        if rank and rank < 3 and _NOT_SITE.search(near):
            rank = 0
        if rank == 1 and section.role == "head":
            rank = 0
        if not rank and _OPENS.fullmatch(before) and _SHORT_ACCESS.match(after) and m.name in _WAYS_IN:
            rank = 2
        if not rank and re.match(r"\s*(?:->|-->|=>)", after):
            rank = 3
        if rank:
            found.append((rank, VeinAccess(m.name, m.side, m.span, m.sentence)))
    best = max((rank for rank, _ in found), default=0)
    kept: list[VeinAccess] = []
    for rank, access in found:
        if rank < min(best, 2):
            continue
        twin = next((k for k in kept if k.side == access.side and _kin(k.name, access.name) or k.name == access.name and not (k.side and access.side)), None)
        if twin is None:
            kept.append(access)
    return kept


def _kin(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"common_femoral_vein", "femoral_vein"}


def _access_of(m: Mention, accesses: list[VeinAccess]) -> VeinAccess | None:
    before = [a for a in accesses if a.where.start < m.span.start]
    return before[-1] if before else (accesses[0] if accesses else None)


def _position(m: Mention, access: VeinAccess | None) -> VeinPosition:
    if m.name in CAVA:
        return VeinPosition(m.name, "", 0, (), m.span, m.sentence, access)
    if m.name in PORTAL or m.name == "portal_vein":
        return VeinPosition(m.name, m.side, 0, (), m.span, m.sentence, access)
    path = chain(m.name, m.side)[::-1]
    order = depth(path)
    if access is not None and (not access.side or not m.side or access.side == m.side):
        own = set(chain(access.name, m.side or access.side))
        shared = [v for v in path if v in own]
        if shared and len(shared) == len(path):
            return VeinPosition(m.name, m.side, 0, path, m.span, m.sentence, access)
        if shared:
            order = max(1, depth(path[len(shared) :]))
        under = set(chain(m.name, m.side)) >= own  # below the puncture in the same limb
        if under:
            order = max(1, depth(path[len(own) :])) if len(path) > len(own) else 0
    elif access is not None and path:
        own = set(chain(access.name, access.side))
        shared = [v for v in path if v in own]
        order = max(1, depth(path[len(shared) :])) if shared else order
    return VeinPosition(m.name, m.side, order, path, m.span, m.sentence, access)
