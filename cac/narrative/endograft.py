"""The aorta and its endograft: kind of graft, rupture, extensions, and how each groin was entered."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, field

from cac.findings import Span
from cac.narrative.course import Told, undone
from cac.narrative.target_words import SIDES

_SIDE = re.compile(r"\b(left|right|lt|rt|bilateral\w*|both|each)\b|(?<![a-z0-9])([lr])(?= ?(?:cfa|common|groin|femoral|cia|eia|iia|side|\d\d ?f))|\b([lr])(?=cfa\b|cia\b|eia\b|iia\b)|(?<![a-z0-9'/-])(?<!\d )(?<!mr )(?<!mr\. )(?<!ms\. )(?<!dr\. )([lr])(?![a-z0-9'/-])|\b((?:two|2) groins|either side|two[- ]sided)\b")
_SIZE = re.compile(r"\b(\d{1,2})(?:\.\d)?[- ]?(?:fr\b|f\b|french\b|fr\.)")
OPENED = re.compile(r"cut-?\s?downs?\b|(?:groins?|femorals?|cfas?) (?:were |was )?(?:surgically )?opened|\bcut ?down on\b|surgical(?:ly)? (?:expos\w+|access\w*|open\w*)|arteries (?:were )?(?:opened|slung|looped)|\b(?:slung|vessel loops)\b|dissected (?:out|free|down)|\bdissection\b|expos(?:ed|ures?)\b(?!\s*(?:\?|: ?(?:no|none)\b))|(?:groin|oblique|transverse|vertical|longitudinal|femoral|infra\w+|skin|retroperitoneal|flank|supra\w+|small|\bcm) incisions?|incisions? (?:was |were )?made|openly|open (?:femoral|access|exposure|approach|iliac|brachial|axillary)|arteriotom(?:y|ies) (?:was|were) (?:closed|repaired)|clamped")
PUNCTURED = re.compile(r"percutaneous\w*|\bperc\b|perclos\w*|pro-?glide|pro-?style|pre-?clos\w*|\bmanta\b|micro-?punctur\w*|punctur\w*|seldinger|\bstick\b|\bstuck\b|\baccess(?:ed)?\b")
_CLOSER = re.compile(r"perclos\w*|pro-?glide|pro-?style|pre-?clos\w*|\bmanta\b|suture[- ]mediated|closure device|percutaneous(?:ly)? (?:\w+ )?clos\w*|closed percutaneously|prostar|angio-?\s?seal|pro-?glides?")
SITES = {
    "femoral": re.compile(r"femoral(?! (?:vein|bypass|crossover))|\bgroins?\b|\b[rl]?cfas?\b|(?:bilateral|both sides?) (?:percutaneous|open) (?:access|approach)|percutaneous bilateral access|percutaneous access (?:bilaterally|on both sides)"),
    "iliac": re.compile(r"iliac (?:exposure|conduit|artery was exposed|artery exposed)|retroperitoneal (?:exposure|incision|approach)|(?:expos\w+|dissect\w+|conduit)[^.;\n]{0,50}iliac|iliac[^.;\n]{0,50}(?:conduit|expos\w+|dissected)"),
    "axillary": re.compile(r"axillary|subclavian artery (?:was )?(?:expos|dissect)|infraclavicular"),
    "brachial": re.compile(r"brachial"),
}
#: words of a report that tells of an endograft
ENDOGRAFT_WORK = re.compile(r"endovascular (?:abdominal |thoracic )*(?:aortic )?(?:aneurysm )?repair|\btevar\b|main (?:body|trunk)|trunk body|excluder|endurant|zenith|contralateral (?:limb|gate)|iliac limb|proximal cuff|thoracic endograft")
_PARTS = re.compile(r"\b(?:limbs?|bifurcated|cut-?downs?|pre-?clos\w*|perclose|proglides?|main body|1[2-9] ?f(?:r|rench)?|2[0-6] ?f(?:r|rench)?|endo-?leak|aorto-?\w+iliac)\b")
_BRANDS = re.compile(r"\b(?:excluder|endurant|zenith|ovation|treo|incraft|renu|c-?tag|valiant|navion|bifurcated)\b")
_CONDUIT = re.compile(r"conduit")


def endograft_told(text: str) -> bool:
    """Whether a text tells of an endograft put in, by two words of such work or by a graft and its parts."""
    return len(ENDOGRAFT_WORK.findall(text)) >= 2 or bool(_BRANDS.search(text)) and bool(re.search(r"aort|\baaa\b|\bevar\b|\btaa\b", text)) and len({m.group() for m in _PARTS.finditer(text)}) >= 1 and not re.search(r"emboli[sz]|onyx", text)


@dataclass(slots=True)
class Entry:
    """How one artery of entry was reached: opened or punctured, with a conduit, with the largest sheath told."""

    site: str
    side: str
    opened: bool = False
    punctured: bool = False
    conduit: bool = False
    closed: bool = False
    french: int = 0
    where: list[Span] = field(default_factory=list)


def _word(match: re.Match[str]) -> str:
    """The word of a side, whichever way it is written."""
    return next((group for group in match.groups() if group), "")


def sides_in(text: str, start: int, end: int, *, default: str = "") -> tuple[str, ...]:
    """Sides a stretch of a sentence is about: the nearest words around it."""
    found = [(m.start(), _word(m)) for m in _SIDE.finditer(text)]
    if not found:
        return (default,) if default in ("left", "right") else ("left", "right") if default == "bilateral" else ()
    if any(SIDES.get(word, "bilateral") == "bilateral" and abs(place - start) < 120 for place, word in found):
        return ("left", "right")
    near = {SIDES[word] for place, word in found if word in SIDES and start - 70 <= place <= end + 40}
    if not near:
        nearest = SIDES.get(min(found, key=lambda f: abs(f[0] - start))[1], "bilateral")
        near = {"left", "right"} if nearest == "bilateral" else {nearest}
    return tuple(sorted(near))


def entries(told: list[Told], *, default: str = "") -> dict[tuple[str, str], Entry]:
    """Arteries of entry by site and side."""
    out: dict[tuple[str, str], Entry] = {}
    loose: list[int] = []
    last: tuple[str, ...] = ()
    for sentence in told:
        text = sentence.text
        for site, regex in SITES.items():
            for match in regex.finditer(text):
                window = text[max(0, match.start() - 110) : match.end() + 110]
                own = _own_clause(text, match, regex)
                window = own or window
                opened, punctured = _live(window, OPENED), _live(window, PUNCTURED)
                if site == "iliac" and not opened and not _CONDUIT.search(window) or site != "femoral" and site != "iliac" and not opened:
                    continue
                if site == "brachial" and not re.search(r"brachial[^.;\n]{0,60}(?:cut|expos|dissect|open)|(?:cut|expos|dissect|open)\w*[^.;\n]{0,60}brachial", window):
                    continue
                if not opened and not punctured:
                    continue
                sides = sides_in(own, 0, len(own)) if own else sides_in(text, match.start(), match.end(), default=default)
                last = sides or last
                for side in sides or ("",):
                    entry = out.setdefault((site, side), Entry(site, side))
                    entry.opened |= bool(opened)
                    entry.punctured |= bool(punctured)
                    entry.conduit |= bool(_CONDUIT.search(window)) and not undone(text, match.start(), match.end())
                    entry.where.append(sentence.span(match))
        if not any(regex.search(text) for regex in SITES.values()):
            _groins_unnamed(sentence, out, last)
        _sized_sides(sentence, out)
        if _CLOSER.search(text):
            named = sides_in(text, _CLOSER.search(text).start(), _CLOSER.search(text).end()) if _SIDE.search(text) else ()  # type: ignore[union-attr]
            for (site, side), entry in out.items():
                if site == "femoral" and (not named or side in named):
                    entry.closed = True
        _sizes(text, out, loose, last)
    groins = [e for (site, _), e in out.items() if site == "femoral"]
    if loose and groins:
        punctured_only = [e for e in groins if not e.opened]
        if len(groins) == 1:
            groins[0].french = max([groins[0].french, *loose])
        elif len(loose) >= 2 or len(punctured_only) == 1:
            for entry, french in zip([e for e in groins if not e.french], sorted(loose, reverse=True), strict=False):
                entry.french = french
    return out


#: what is entered, opened or closed and is no groin
_NO_GROIN = re.compile(r"vein|venous|jugular|radial|gallbladder|subclavian|carotid|abdomen|laparot|\bliver\b|endoleak|\bsac\b|\bsma\b|renal (?:arter\w+ )?(?:was|were)|lumbar")
_ALL = re.compile(r"\b(?:all|both|bilateral\w*|each|two|everything|entirely|wholly|totally|fully)\b")


def _groins_unnamed(sentence: Told, out: dict[tuple[str, str], Entry], last: tuple[str, ...]) -> None:
    """Groins of an endograft that a telegram does not name: "18F R, 16F L, all percutaneous, Perclose x 2 each"."""
    text = sentence.text
    if not (_live(text, OPENED) or _live(text, PUNCTURED)) or _NO_GROIN.search(text):
        return
    whole = _ALL.search(text) is not None
    for clause in [text] if whole and not (_live(text, OPENED) and _live(text, PUNCTURED)) else re.split(r"[;,]", text):
        opened, punctured = _live(clause, OPENED), _live(clause, PUNCTURED)
        if not opened and not punctured:
            continue
        match = next(m for m in (*OPENED.finditer(clause), *PUNCTURED.finditer(clause)))
        sides = sides_in(clause, 0, len(clause)) or (("left", "right") if whole else last if len(last) == 2 else ())
        for side in sides:
            entry = out.setdefault(("femoral", side), Entry("femoral", side))
            entry.opened |= opened
            entry.punctured |= punctured
            entry.where.append(sentence.span(match) if clause is text else Span(sentence.start, sentence.start + len(text)))


#: sheaths told by bare sizes and sides: "percutaneous: 16 R, 12 L", "two sheaths (18 right, 16 left) with preclosure"
_BARE_SIZE = re.compile(r"(?<![x.\d-])(?<!x )(?<!by )(?<!\d )(?P<size>1[2-9]|2[0-6]) ?(?:f(?:r|rench)? )?(?:on the |in the )?(?P<side>right|left|rt|lt|r|l)\b(?! ?[\d/])(?! (?:mm|cm|iliac|limb|leg|renal|common|external|internal))")
_SHEATHS = re.compile(r"\bsheaths?\b|percutaneous|\bperc\b|pre-?clos|perclose|pro-?glide|pro-?style|\bmanta\b")


def _sized_sides(sentence: Told, out: dict[tuple[str, str], Entry]) -> None:
    """Groins told by the bare size of the sheath and its side, in a sentence on sheaths put through the skin."""
    text = sentence.text
    found = [m for m in _BARE_SIZE.finditer(text) if not undone(text, m.start(), m.end())]
    if len({m["side"][0] for m in found}) < 2 or not _SHEATHS.search(text) or _NO_GROIN.search(text):
        return
    for match in found:
        side = SIDES[match["side"]]
        entry = out.setdefault(("femoral", side), Entry("femoral", side))
        entry.punctured |= not _live(text, OPENED)
        entry.opened |= _live(text, OPENED) and not _live(text, PUNCTURED)
        entry.french = max(entry.french, int(match["size"]))
        entry.where.append(sentence.span(match))


def _own_clause(text: str, match: re.Match[str], site: re.Pattern[str]) -> str:
    """The clause of an access whose neighbour tells of another one ("right cutdown; left percutaneous"), else nothing."""
    low = max(text.rfind(mark, 0, match.start()) for mark in (";", ", ")) + 1
    high = min((at for mark in (";", ", ") if (at := text.find(mark, match.end())) >= 0), default=len(text))
    own = text[low:high]
    beside = [part for part in re.split(r"[;,]", text[:low] + ";" + text[high:]) if site.search(part) and _SIDE.search(part) and (OPENED.search(part) or PUNCTURED.search(part))]
    return own if beside and _SIDE.search(own) and (OPENED.search(own) or PUNCTURED.search(own)) else ""


def _live(window: str, regex: re.Pattern[str]) -> bool:
    return any(not re.search(r"\b(?:no|not|without|avoid\w*|instead of|rather than|convert\w* to)\b[^.;]{0,25}$", window[: m.start()]) for m in regex.finditer(window))


def _sizes(text: str, out: dict[tuple[str, str], Entry], loose: list[int], last: tuple[str, ...]) -> None:
    """Largest sheath of each groin."""
    marks = [(m.start(), m.end(), SIDES.get(_word(m), "bilateral")) for m in _SIDE.finditer(text)]
    for match in _SIZE.finditer(text):
        french = int(match.group(1))
        if not 4 <= french <= 28:
            continue
        after = [side for a, _, side in marks if 0 <= a - match.end() <= 42 and not _SIZE.search(text[match.end() : a]) and not re.search(r"[;.]", text[match.end() : a])]
        before = [side for _, b, side in marks if 0 <= match.start() - b <= 70 and not re.search(r"[;.]", text[b : match.start()])]
        follows = bool(re.match(r"\s*(?:(?:sheath|dry-?seal|introducer|device|on|in)s? (?:the )?)?(?:right|left|[lr]\b|rt\b|lt\b|via|up\b|(?:\w+ ){0,4}(?:on|in|for|to|through|into) the (?:left|right|contra|ipsi))", text[match.end() : match.end() + 50]))
        side = after[0] if after and (follows or not before) else before[-1] if before else after[0] if after else ""
        if not side and len(last) == 1:
            side = last[0]
        wanted = ("left", "right") if side == "bilateral" or not side and len(last) == 2 and re.search(r"sheaths", text) else (side,)
        hit = False
        for one in wanted:
            entry = out.get(("femoral", one))
            if entry:
                entry.french, hit = max(entry.french, french), True
        if not hit:
            loose.append(french)
