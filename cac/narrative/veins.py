"""Veins a report names, and the tree they belong to.

A mention is a vein with its side; the tree is that of the knowledge base, seen from the vena cava or from the vein
that was punctured.
"""

from __future__ import annotations

from cac import patterns as re
from functools import lru_cache

from cac.findings import Finding, Span
from cac.knowledge import tables
from cac.narrative.arteries import Mention, told
from cac.narrative.case import Case
from cac.narrative.live import blanked, title

CAVA = frozenset({"inferior_vena_cava", "superior_vena_cava", "right_atrium"})
PORTAL = frozenset({"portal_vein", "splenic_vein", "superior_mesenteric_vein", "left_gastric_vein", "short_gastric_vein"})
ARM = frozenset({"subclavian_vein", "axillary_vein", "brachial_vein", "basilic_vein", "cephalic_vein", "median_cubital_vein", "hand_vein", "brachiocephalic_vein", "radial_vein"})
LEG = frozenset(
    "common_iliac_vein internal_iliac_vein external_iliac_vein iliac_vein common_femoral_vein femoral_vein deep_femoral_vein popliteal_vein posterior_tibial_vein anterior_tibial_vein"
    " peroneal_vein great_saphenous_vein small_saphenous_vein foot_vein".split()
)
#: a biopsy that yielded nothing because no vein was entered
NO_TISSUE = re.compile(r"\bno (?:samples?|cores?|tissue|specimens?|biops\w+)\b(?! complic)(?: (?:was|were) (?:taken|obtained|procured|secured)|[.,;]|$)|\b(?:tissue|biops\w+|sampling|cores?)\b[^.;\n]{0,30}\b(?:no longer (?:wanted|needed|required|necessary)|not (?:taken|obtained|performed|needed|attempted|done|pursued)|abandoned|called off|cancel\w+)|\bno (?:biopsy )?(?:needle|device) (?:was |were )?(?:ever )?(?:passed|opened|fired|used|advanced)|(?:before|without) (?:any )?(?:tissue|biops\w+|samples?|cores?) (?:was|were|being|could be) (?:taken|obtained)")
#: a vein named first, and then what was meant to be done to it: "Internal iliac veins: I had intended to study them"
_INTENDED = re.compile(r"s?\s*[:,\u2013-]?\s*(?:i|we|it|they|these|this|which)?\s*(?:had|was|were)\s+(?:been |originally |initially |at first )?(?:intended|planned|meant|hoped|wanted|to (?:be|have been))\b(?! targets?)")
#: names the vessel table lacks, with the place they mean
_MEANT = {
    "iliac_vein": "common_iliac_vein", "foot_vein": "posterior_tibial_vein", "hand_vein": "radial_vein", "thyroid_vein": "superior_thyroid_vein",
    "gastrorenal_shunt": "gastrorenal_shunt",
}
#: veins that hang on a vein of the table but are not in it
_EXTRA = {"renal_vein_branch": "renal_vein", "transplant_renal_vein": "external_iliac_vein"}
_MIDDLE = frozenset({"inferior_vena_cava", "superior_vena_cava", "right_atrium", "azygos_vein", "hemiazygos_vein", "superior_sagittal_sinus", "straight_sinus", "thymic_vein", "gastrorenal_shunt", "ascending_lumbar_vein", *PORTAL})
_SIDE_BEFORE = re.compile(
    r"(?<![a-z])(?:(?P<one>left|right|lt\.?|rt\.?|l|r)(?:\s*(?:,|and|then|and then|&|/|or|\+)\s*)+(?:the\s+)?(?P<two>left|right|lt\.?|rt\.?|l|r)|(?P<both>bilateral|both|the two|each of the two)|(?P<word>left|right|lt\.?|rt\.?))"
    r"\s+(?:the\s+|main\s+|native\s+|proximal\s+|mid\s+|distal\s+|upper\s+|lower\s+|central\s+|peripheral\s+|patent\s+|dilated\s+|common\s+and\s+external\s+|dominant\s+|inferior\s+|superior\s+|internal\s+){0,3}$"
)
_LETTER_BEFORE = re.compile(r"(?<![A-Za-z.])([LR])\.?\s+(?:main\s+|mid\s+|proximal\s+|distal\s+|[Ii]nt(?:ernal)?\s+)?$")
_SIDE_AFTER = re.compile(r"\s*(?:,\s*)?(?:\(?(left|right|bilateral(?:ly)?)\)?)(?:\s*side)?(?=\s*(?:[,.;:)]|$|was|were|and))|\s*(?:on|of) (?:the )?(left|right|l|r)\b(?: side)?(?!\s*(?:groin|femoral|neck|jugular))")
_LETTERS = {"l": "left", "r": "right", "lt": "left", "rt": "right"}
_ARTERY = re.compile(r"^\s*(?:and (?!\w+ed\b)\w+ )?(?:arter|a\b(?=\.|,|;|\)|\s*$|\s+(?:was|were|is|and)\b)|nerve|head\b|neck|compression by|confluence|bif\b|bifurcation|crest|bone|wing|plexus block|sheath was closed|fossa|pulse|triangle)")
_VENOUS_WORD = re.compile(r"\bveins?\b|venous|venogra|venoplast|\bdvt\b|may-?thurner|\bvenovo\b|\babre\b|\bvici\b|clot-?triever|\bl?r?[ce]iv\b|\b[lr]?cfv\b|\bivc\b|\bsvc\b|cavogra|thrombophleb")
_ARTERIAL_WORD = re.compile(r"arter(?!ioport|ial blood)|angiogra|\b[lr]?[sc]fa\b|\b[lr]?[ce]ia\b|aort|claudic|runoff")


@lru_cache(maxsize=None)
def place(name: str, side: str) -> str:
    """Id in the vessel table of a vein, empty where the table has none."""
    known = tables.vessels()
    name = _MEANT.get(name, name)
    for candidate in (f"{side or 'left'}_{name}", name):
        if candidate in known and known[candidate].system in ("venous", "portal"):
            return candidate
    return ""


@lru_cache(maxsize=None)
def chain(name: str, side: str) -> tuple[str, ...]:
    """The vein and the veins from it back to the vena cava, the cava left out; ids carry the side."""
    known, out = tables.vessels(), []
    if name in _EXTRA:
        return (f"{side or 'left'} {name}", *chain(_EXTRA[name], side))
    at: str | None = place(name, side)
    while at is not None and at and at not in CAVA:
        out.append(at if at.startswith(("left_", "right_")) or not known[at].side_sensitive else f"{side} {at}")
        at = known[at].parent
    return tuple(out)


@lru_cache(maxsize=None)
def _continues(vessel: str) -> bool:
    known = tables.vessels()
    name = vessel.split(" ")[-1]
    return name in known and bool(known[name].continuation)


def depth(path: tuple[str, ...]) -> int:
    """Selective order of a path: continuations of a vein add no order."""
    return sum(1 for vessel in path if not _continues(vessel))


def venous(case: Case) -> bool:
    """Whether the report is about veins, so that a name without its kind means a vein."""
    live = blanked(case, roles=("body", "head", "background"))
    if not _VENOUS_WORD.search(live) and not _ARTERIAL_WORD.search(live):
        live = case.document.flat  # told in the first line alone
    return len(_VENOUS_WORD.findall(live)) >= 2 * len(_ARTERIAL_WORD.findall(live)) and bool(_VENOUS_WORD.search(live))


#: names that an artery shares with the vein beside it, and words that make it an artery
_SHARED = re.compile(r"iliac|femor|poplit|tibial|peroneal|subclavian|axillary|brachial|radial|ulnar|innominate|brachiocephalic|hypogastric")
_NAMED_ARTERY = re.compile(r"arter|aort|\b[lr]?[sc]fa\b|\b[lr]?[ce]ia\b|trunk")


def of_veins(case: Case, spans: list[Span]) -> bool:
    """Whether stretches that read like arteries are veins: a report on veins, and names that both share.

    Args:
        case: a read report.
        spans: the words of the vessels.
    """
    words = [case.document.flat[where.start : where.end + 10] for where in spans]
    return bool(words) and venous(case) and all(_SHARED.search(told) and not _NAMED_ARTERY.search(told) for told in words)


_LIMB = re.compile(r"\b(left|right|lt|rt|bilateral|both)\b[ .]*(?:lower|upper|legs?\b|arms?\b|(?:common |external |internal )?iliac|iliofem|fem|popl|subclav|axill|basilic|brachi|cephalic|calf|thigh|\bl?[ce]iv\b|cfv|foot|hand|le\b|ue\b)")


@lru_cache(maxsize=4)
def _limb_side(head: str, flat: str) -> str:
    """The limb the report is about; empty where both are or none is told."""
    for text in (head, flat):
        sides = [_LETTERS.get(side, side) for side in _LIMB.findall(text)]
        left, right = sides.count("left"), sides.count("right")
        if "bilateral" in sides or "both" in sides:
            return ""
        if left and (not right or left >= 4 * right):
            return "left"
        if right and (not left or right >= 4 * left):
            return "right"
        if left or right:
            return ""
    return ""


def limb_side(case: Case) -> str:
    """The limb the report is about, by its title, else by its words."""
    return _limb_side(title(case) or case.document.flat[:160], case.document.flat)


def mentions(case: Case) -> list[Mention]:
    """Every vein the report names, in order of position, one entry for each side."""
    kinds = ("vein", "vein_name") if venous(case) else ("vein",)
    found = [f for f in case.document.findings if f.kind in kinds]
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.kind != "vein", f.start - f.end, f.start)):
        if not any(finding.start < o.end and o.start < finding.end for o in kept) and not _ARTERY.match(case.document.flat[finding.end : finding.end + 18]):
            kept.append(finding)
    alive = told(case)
    out: list[Mention] = []
    for finding in sorted(kept, key=lambda f: f.start):
        out += _sided(case, finding, finding.sentence in alive)
    return out


#: a report on the veins above the heart, in which "cava" is the upper one
_UPPER = re.compile(r"superior (?:vena )?cav|\bsvc\b")


def _sided(case: Case, finding: Finding, alive: bool) -> list[Mention]:
    flat, text = case.document.flat, case.document.text
    fixed, _, name = finding.value.rpartition(" ")
    if flat[finding.start : finding.end] == "cava" and _UPPER.search(flat) and not re.search(r"\binferior|\bivc\b|infra-?renal|cavogra", flat):
        name = "superior_vena_cava"
    sentence = case.document.sentences[finding.sentence]
    before = flat[sentence.start : finding.start]
    start, sure = finding.start, True
    marked = _SIDE_BEFORE.search(before)
    letter = _LETTER_BEFORE.search(text[max(sentence.start, start - 16) : start])
    inside = re.search(r"\b(left|right)\b", flat[finding.start : finding.end])
    sides: tuple[str, ...]
    if name in _MIDDLE or name in CAVA:
        sides = ("",)
    elif fixed:
        sides = (fixed,)
    elif inside:
        sides = (inside.group(1),)
    elif marked:
        start = sentence.start + marked.start()
        one, two = (_LETTERS.get((marked[g] or "").strip("."), marked[g] or "") for g in ("one", "two"))
        word = _LETTERS.get((marked["word"] or "").strip("."), marked["word"] or "")
        sides = ("left", "right") if marked["both"] else (one, two) if one and one != two else (word or one,)
        if word and name == "hepatic_vein" and re.search(r"middle,? (?:and )?(?:left|right)|(?:right|left),? (?:and )?middle", before[-40:]):
            sides = (word,)
    elif letter:
        sides = ({"L": "left", "R": "right"}[letter.group(1)],)
    elif _SIDE_AFTER.match(flat[finding.end : finding.end + 24]):
        told_after = _SIDE_AFTER.match(flat[finding.end : finding.end + 24])
        word = (told_after[1] or _LETTERS.get(told_after[2], told_after[2])) if told_after else ""
        sides = ("left", "right") if word.startswith("bilat") else (word,)
    elif name in LEG | ARM and limb_side(case) and not re.search(r"\b(?:bilateral|both|contralateral)\b", case.sentence(finding.sentence)):
        sides, sure = (limb_side(case),), False
    elif finding.side in ("left", "right"):
        sides, sure = (finding.side,), finding.side_near
    elif finding.side == "bilateral" and finding.side_near:
        sides = ("left", "right")
    else:
        sides, sure = ("",), False
    if name == "hepatic_vein" and re.search(r"middle (?:and \w+ )?$", before):
        sides = ("middle",)
    status = "done" if alive and finding.status in ("prior", "existing", "planned") and case.document.sections[case.document.sentence_section[finding.sentence]].role != "body" else finding.status
    if status == "done" and _INTENDED.match(case.document.flat, finding.end):
        status = "planned"
    return [Mention(name, one, Span(start, finding.end), finding.sentence, finding.clause, status, "", False, sure) for one in sides]
