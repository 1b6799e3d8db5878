"""Arteries a report names, and the tree they belong to.

A mention is an artery with its side; the tree is that of the knowledge base, seen from the aorta or from the
artery that was punctured.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, replace
from functools import lru_cache

from cac.findings import Finding, Span
from cac.knowledge import tables
from cac.narrative import past_study, renal_words
from cac.narrative.artery_rows import implied
from cac.narrative.carotid_words import carotid_words
from cac.narrative.case import Case, once
from cac.narrative.live import blanked
from cac.narrative.own_words import own_words

AORTA = frozenset({"ascending_aorta", "aortic_arch", "descending_thoracic_aorta", "abdominal_aorta", "aortic_bifurcation", "aorta"})
_THORACIC = frozenset({"ascending_aorta", "aortic_arch", "descending_thoracic_aorta"})
_SIDE_BEFORE = re.compile(
    r"(?:(?P<one>left|right)(?:\s*(?:,|and|then|and then|&|/|or)\s*)+(?:the\s+)?(?P<two>left|right)|(?P<both>bilateral|bilat\.?|both|two-sided)|(?P<word>left|right|lt\.?|rt\.?))"
    r"\s+(?:the\s+|main\s+|native\s+|proximal\s+|mid\s+|distal\s+|upper\s+|lower\s+|pole\s+|superior\s+|inferior\s+|cervical\s+|origin of the\s+|dominant\s+|polar\s+|accessory\s+){0,3}$"
)
#: the other side told before a name that holds its own: "the right and" before "left common carotid arteries"
_TWIN_BEFORE = re.compile(r"(?<!on the )(?<!on )\b(left|right|lt|rt)\s*(?:(?:,|\band then\b|\band\b|\bthen\b|&|/|\+)\s*)+(?:the\s+)?$")
#: "R and L" before a name of both sides
_LETTERS_BEFORE = re.compile(r"(?<![A-Za-z.])(?:R\s*(?:and|&|/|\+|,)\s*L|L\s*(?:and|&|/|\+|,)\s*R)\s+(?:main\s+|mid\s+|proximal\s+|distal\s+)?$")
_LETTER_BEFORE = re.compile(r"(?<![A-Za-z.])([LR])\s+(?:main\s+|mid\s+|proximal\s+|distal\s+)?$")
#: paired arteries, of which "each" and "on both sides" tell two
_PAIRED = frozenset("internal_iliac_artery internal_iliac_anterior_division internal_iliac_posterior_division uterine_artery prostatic_artery internal_pudendal_artery obturator_artery vesical_artery superior_vesical_artery inferior_vesical_artery vaginal_artery renal_artery gonadal_artery bronchial_artery inferior_gluteal_artery superior_gluteal_artery sphenopalatine_artery internal_maxillary_artery facial_artery external_carotid_artery internal_carotid_artery common_carotid_artery carotid_artery vertebral_artery middle_meningeal_artery common_iliac_artery".split())
_EACH_BEFORE = re.compile(r"\b(?:each|either)\s+(?:main\s+|proximal\s+|distal\s+)?$")
_L, _R = r"(?:left|lt|l)\b\.?(?: side)?", r"(?:right|rt|r)\b\.?(?: side)?"
_JOIN = r"\s*(?:,|&|/|\+|\band\b|\bthen\b|\bfollowed by\b|\bbefore\b|\bon\b|\bthe\b|\s)+\s*"
_BOTH_AFTER = re.compile(rf"\s*(?:artery|arteries)?\s*[,(]?\s*(?:(?:on|first|of|in|at)\s+)*(?:the\s+)?(?:{_L}(?: first)?{_JOIN}{_R}|{_R}(?: first)?{_JOIN}{_L}|both sides|either side|each side|bilateral(?:ly)?\b|bilat\b|b/l\b)(?!\s*(?:groin|femoral|radial|iliac|uterine|ovarian|[a-z]+ (?:artery|arteries)))")
_ONE_AFTER = re.compile(rf"\s*(?:artery)?\s*(?:\(\s*(?:(?P<left>{_L})|(?P<right>{_R}))\s*\)|on (?:the )?(?:(?P<on_left>{_L})|(?P<on_right>{_R})))(?!\s*(?:and|then|&|groin|femoral|radial))")
_SIDE_INSIDE = re.compile(r"\b(left|right)\b")
_VEIN = re.compile(r"^(?:\s+and\s+\w+)?\s*(?:vein|venous|venogra|catheter\b|nerve|sheath\b|pulse|flow\b)")
_BRANCH = re.compile(r"\b(superior|inferior|medial|lateral|upper|lower|anterior|posterior|descending|mid(?:dle)?|interlobar|accessory|second|third|anterolateral|posterolateral|polar|[tl][ -]?\d{1,2}|[2-8]|ii|iii|iv|v|vi|vii|viii)\b")
_SEGMENT = re.compile(r"\b([2-8][ab]?|ii|iii|iva?b?|v|vi|vii|viii)\b")
_SEGMENTS = frozenset({"right_anterior_hepatic_artery", "right_posterior_hepatic_artery"})
_BELOW = re.compile(r"\bbranch(?:es)? (?:off |of )(?:the )?(?:\w+ )?$")
_INTO_BRANCH = re.compile(r"(?: artery| branch)?,? (?:and|then|to|into|or) (?:then |into |the |a |its )*(?:sub-?segmental|tertiary|distal) (?:feed\w+|branch\w*|arter\w+|divisions?)|[^.;,<]{0,12},? (?:then|and) (?:further |on |more distally )?(?:into|to) (?:its|one of its|a|the) (?:\w+ ){0,2}?(?:distal |terminal |small )(?:\w+ )?(?:branch|branches|arcade|arcades|feeder|pedicle)\b")
_SEGMENT = re.compile(r"\bseg(?:ment)?s? ?([2-8]|ii|iii|iv|v|vi|vii|viii)\b")
_WORK = re.compile(r"microcatheter|selective arteriogram|catheter (?:was|reformed)|arteriogram (?:was|ap|rao|lao)|was (?:selected|catheterized)|advanced")
_TABLE = re.compile(r"cathet|access|sheath|punctur|select|pigtail|inject")
#: studies that were not made before
_NEVER_DONE = re.compile(r"\b(?:no|never|without|previous|prior)\b[^.;]{0,40}\b(?:cathet\w*|access\w*|inject\w*)")
#: what makes an artery entered whatever a run-on sentence denied before it
_ENTERED_NEXT = re.compile(r"\s*(?:artery |arteries )?(?:(?:was|were) (?:then |also |next |separately )?)?(?:super-?)?(?:select(?:ed|ively)|catheteri[sz]ed|cannulated|engaged|injected|microcatheter)")
#: a catheter moved there, behind a denial of something else in a run-on sentence
_MOVED_INTO = re.compile(r"\b(?:exchanged (?:to|for)|left|parked|seated|settled) (?:an? |the )?(?:[\w-]+ ){0,2}(?:cathet\w*|cath)\s+in\s+(?:the\s+)?$|(?:cathet\w*|microcath\w*|\bcath|progreat|renegade)\b(?:(?!\b(?:no|not|never|unable|could|failed|without)\b)[^.;,])*\b(?:to|into)\s+(?:the\s+)?$")
#: the catheter that bears the name of the vertebral artery
_VERT_TOOL = re.compile(r"(?:wire|advantage|bentson|glide\w*|\d ?f(?:r|rench)?|\b(?:a|an|angled|taper\w*|same|\d{2,3} ?cm|with|using|w/|by|over))\s*[/+&]?\s*$")
_LED_ON = re.compile(r"\s*(?:catheter )?(?:to|into|in|up to|engag\w+|hook\w+|select\w*|advanced|over)\s+(?:the )?(?:left|right|lt|rt|l|r|celiac|coeliac|sma|arch|innominate)\b")
_WITH_WIRE = re.compile(r"\s*(?:and|over|with|/|\+|&)\s*(?:an?\s+|the\s+)?(?:glide\w*|bentson|\w*wire|terumo|advantage|v-?18|roadrunner|synchro)\b")
_VERT_ARTERY = re.compile(r"\s*(?:arter|origin|ostium|stenos|injection|run\b|ending|occlu|dissec|aneurysm|disease|plaque|fistul|territor|thromb|\d ?%)")
_MIDDLE = frozenset({"basilar_artery", "anterior_communicating_artery"})
#: names without a place in the tree, with the place they mean
_MEANT = {"leg_bypass_graft": "superficial_femoral_artery", "aorta": "abdominal_aorta", "ima": "inferior_mesenteric_artery", "iliac_artery": "common_iliac_artery", "carotid_artery": "common_carotid_artery", "interosseous_artery": "common_interosseous_artery"}


@dataclass(frozen=True, slots=True)
class Mention:
    """An artery named in the report.

    Attributes:
        name: name without the side, as the lexicon or the vessel table has it.
        side: left, right or empty.
        span: where, side words included.
        branch: words that tell sister branches of one name apart.
    """

    name: str
    side: str
    span: Span
    sentence: int
    clause: int
    status: str
    branch: str = ""
    skin: bool = False  # a place of the body surface, not the artery
    sure_side: bool = False
    below: bool = False  # a branch of the artery, not itself


@lru_cache(maxsize=None)
def place(name: str, side: str) -> str:
    """Id in the vessel table of an artery, empty where the table has none."""
    known = tables.vessels()
    name = _MEANT.get(name, name)
    for candidate in (name, f"{side or 'left'}_{name}"):
        if candidate in known and known[candidate].system == "arterial":
            return candidate
    return ""


@lru_cache(maxsize=None)
def chain(vessel: str) -> tuple[str, ...]:
    """The vessels from one back to the aorta, the aorta left out."""
    known, out = tables.vessels(), []
    at: str | None = vessel or None
    while at is not None and at not in AORTA:
        out.append(at)
        at = known[at].parent
    return tuple(out)


@lru_cache(maxsize=None)
def root(vessel: str) -> str:
    """First vessel of the vascular family."""
    steps = chain(vessel)
    return steps[-1] if steps else ""


def thoracic(vessel: str) -> bool:
    """Whether the family leaves the aorta above the diaphragm."""
    first = root(vessel)
    return bool(first) and tables.vessels()[first].parent in _THORACIC


def depth(steps: tuple[str, ...]) -> int:
    """Selective order of a path: continuations of a vessel add no order."""
    known = tables.vessels()
    return sum(1 for vessel in steps if not known[vessel].continuation)


def under(vessel: str, ancestor: str) -> bool:
    """Whether a vessel is a branch of another one."""
    return vessel != ancestor and ancestor in chain(vessel)


@once
def told(case: Case) -> frozenset[int]:
    """Numbers of the sentences that tell what was done, wherever their heading put them."""
    body = blanked(case, roles=tuple(role for role in case.roles if role != "summary"))
    out = {n for n, span in enumerate(case.document.sentences) if re.search(r"[a-z0-9]", body[span.start : span.end])}
    for index, section in enumerate(case.document.sections):
        if section.role == "plan" and section.heading.startswith("follow") and len(_WORK.findall(case.document.flat, section.start, section.end)) >= 2:
            out |= {n for n, owner in enumerate(case.document.sentence_section) if owner == index}
    sections = case.document.sections
    if not any(sections[case.document.sentence_section[n]].name != "findings" and _TABLE.search(_NEVER_DONE.sub(" ", case.sentence(n))) for n in out):
        out |= {n for n, owner in enumerate(case.document.sentence_section) if n and sections[owner].role == "head"}
    return frozenset(out)


#: a size of beads is written like a segment of the middle cerebral artery
_BEAD_SIZE = re.compile(r"(?:beads?|\bdeb|\blc|\bdc|tandem|embozene) m[1-4]$")
_SHAPE = re.compile(r"[ -]*(?:shape|guid|cath(?!eteri[sz]))")  # a catheter named after an artery
#: a polar artery with an origin of its own, which is a main artery of the kidney
_OWN_ORIGIN = re.compile(r"\b(?:separate|accessory|supernumerary|aberrant|additional|second|independent)\s+(?:(?:left|right|main)\s+)?$")
_REPLACED = re.compile(r"\b(?:replaced|aberrant)\s+$")
#: arteries of the kidney beyond the segmental ones
_BEYOND_SEGMENT = re.compile(r"interlobar|arcuate|sub-?segmental")
_DUCT = re.compile(r"\s*(?:bile )?ducts?\b")


def _is_tool(flat: str, found: Finding) -> bool:
    """Whether "vert" is the catheter of that name: behind a wire or a size, or led to another artery."""
    if _VERT_ARTERY.match(flat, found.end):
        return False
    before = flat[max(0, found.start - 24) : found.start]
    return _VERT_TOOL.search(before) is not None or _WITH_WIRE.match(flat, found.end) is not None or _LED_ON.match(flat, found.end) is not None and re.search(r"(?:^|[.;:,\n])\s*(?:the |then |next )*$", before) is not None


@once
def mentions(case: Case) -> list[Mention]:
    """Every artery the body names, in order of position, one entry for each side."""
    known = tables.vessels()
    found: list[tuple[Finding, str, str]] = []
    for finding in case.document.findings:
        if finding.kind == "artery":
            side, _, name = finding.value.rpartition(" ")
            found.append((finding, name, side))
        elif finding.kind == "vessel" and finding.value in known and known[finding.value].system == "arterial":
            side, name = "", finding.value
            for word in ("left", "right"):
                twin = f"{'right' if word == 'left' else 'left'}_{finding.value.removeprefix(word + '_')}"
                if finding.value.startswith(word + "_") and twin in known and "hepatic" not in finding.value:
                    side, name = word, finding.value.removeprefix(word + "_")
            found.append((finding, name, side))
    found += implied(case, found)
    found = [entry for entry in found if entry[1] != "middle_cerebral_artery" or not _BEAD_SIZE.search(case.document.flat[max(0, entry[0].start - 8) : entry[0].end])]
    found += [(f, f.value, f.side) for f in renal_words.named(case)]
    found += [(f, "lumbar_artery" if f.text.lower().split()[-1].startswith("l") else "posterior_intercostal_artery", f.side) for f in _spinal_levels(case)]
    found += [(f, f.value, f.side) for f in carotid_words(case)]
    found = [e for e in found if not (e[1] == "vertebral_artery" and e[0].text.lower() in ("vert", "vertebral") and _is_tool(case.document.flat, e[0]))]
    blocked = [(f.start, f.end) for f in case.document.findings if f.kind == "no_artery"]
    found = [e for e in found if e[1] != "ima" or not _SHAPE.match(case.document.flat, e[0].end)]
    kept: list[tuple[Finding, str, str]] = []
    for entry in sorted(found, key=lambda e: (e[0].start - e[0].end, e[0].kind != "artery", e[0].start)):
        low, high = entry[0].start, entry[0].end
        if _DUCT.match(case.document.flat, high):
            continue
        if not any(a <= low and high <= b for a, b in blocked) and not any(low < o.end and o.start < high for o, _, _ in kept):
            kept.append(entry)
    kept = [(f, "renal_artery", side) if name == "segmental_renal_artery" and ("accessory" in f.text.lower() or "pol" in f.text.lower() and _OWN_ORIGIN.search(case.document.flat[max(0, f.start - 40) : f.start])) else (f, name, side) for f, name, side in kept]
    kept = [(f, f"replaced_{name}", side) if name in ("left_hepatic_artery", "right_hepatic_artery") and _REPLACED.search(case.document.flat[max(0, f.start - 24) : f.start]) else (f, name, side) for f, name, side in kept]
    kept = [(f, "splenic_artery", side) if name == "splenic_polar_branch_artery" and re.fullmatch(r"(?:mid|middle|central)[ -]splenic(?: artery)?", f.text.lower()) else (f, name, side) for f, name, side in kept]
    own = own_words(case)
    if not re.search(r"iliac|pelvi|uter|prostat|hypogastric|gluteal|\b[lr]?iias?\b|partum|\bpph\b|pudend|vesical|bladder|obturator", own):
        if re.search(r"renal|kidney|nephr", own) and "hepat" not in own:
            kept = [(f, "segmental_renal_artery" if name.startswith("internal_iliac_") and name.endswith("_division") else name, side) for f, name, side in kept]
        liver = {"internal_iliac_anterior_division": "right_anterior_hepatic_artery", "internal_iliac_posterior_division": "right_posterior_hepatic_artery"}
        kept = [(f, liver.get(name, name), side) for f, name, side in kept if name not in liver or "hepat" in own]
    out: list[Mention] = []
    if not re.search(r"renal|kidney|nephr", own):  # a segmental artery without its organ
        other = "splenic_polar_branch_artery" if re.search(r"splen", own) else ""
        kept = [(f, other, side) if name == "segmental_renal_artery" and other else (f, name, side) for f, name, side in kept if other or name != "segmental_renal_artery"]
    if re.search(r"pulmonary|\bpe\b|\b[rl]pa\b|flowtriever", own):  # lungs have interlobar and segmental arteries too
        kept = [entry for entry in kept if entry[1] != "segmental_renal_artery" or re.search(r"renal|pole", entry[0].text.lower())]
    for finding, name, side in kept:
        out += _sided(case, finding, name, side)
    rescued = {n for n in told(case) if case.document.sections[case.document.sentence_section[n]].role in ("background", "plan", "head")}
    out = [replace(m, status="done") if m.sentence in rescued and m.status in ("prior", "existing", "planned") else m for m in out]
    out = [replace(m, status="prior") if m.status in ("done", "existing") and past_study.elsewhen(case, m.span.start) else m for m in out]
    out = [replace(m, status="done") if m.status in ("negated", "failed") and _ENTERED_NEXT.match(case.document.flat, m.span.end) else m for m in out]
    out = [replace(m, status="done") if m.status == "negated" and _MOVED_INTO.search(case.document.flat[case.document.sentences[m.sentence].start : m.span.start]) else m for m in out]
    return sorted(_side_of_its_name(case, out), key=lambda m: m.span.start)


#: a side that is that of the access and not of the artery named behind it
_ENTRY_SIDE = re.compile(r"\b(?:from|via|through) (?:the |a )?(?:left|right|rt|lt|[lr])\b|\b(?:left|right|rt|lt|[lr]) (?:groin|femoral|c?fa\b|cfa|radial|brachial|access|approach|puncture|stick)|\b[lr]c?fa\b|over (?:the )?(?:bifurcation|top|horn)|up[- ]and[- ]over|cross-?\s?over|contralateral")


def _side_of_its_name(case: Case, named: list[Mention]) -> list[Mention]:
    """Arteries whose side was carried over from the access, with the one side their name bears elsewhere."""
    sure: dict[str, set[str]] = {}
    for m in named:
        if m.sure_side and m.side and m.status not in ("negated", "prior", "planned", "hypothetical"):
            sure.setdefault(m.name, set()).add(m.side)
    told_of = sure.copy()
    for m in named:
        if m.sure_side and m.side:
            told_of[m.name] = {*told_of.get(m.name, ()), m.side}
    return [
        replace(m, side=next(iter(sides))) if m.side and not m.sure_side and len(sides := sure.get(m.name) or told_of.get(m.name, set())) == 1 and m.side not in sides and (_ENTRY_SIDE.search(case.sentence(m.sentence)) or _side_of_access(case, m)) else m
        for m in named
    ]


_ANY_SIDE = re.compile(r"\b(?:left|right|lt|rt)\b")


def _side_of_access(case: Case, m: Mention) -> bool:
    """Whether the last side told before an artery is that of the puncture."""
    last = max((match.start() for match in _ANY_SIDE.finditer(case.document.flat, max(0, m.span.start - 900), m.span.start)), default=-1)
    return last >= 0 and any(entry.start() <= last < entry.end() for entry in _ENTRY_SIDE.finditer(case.document.flat, max(0, last - 30), last + 40))


def _twins(case: Case, finding: Finding, name: str, start: int) -> list[Mention]:
    """Both arteries of "right and left hepatic arteries", where the name holds the second side alone."""
    own = re.match(r"(left|right)_(?P<rest>.+)", name)
    other = f"{'right' if own[1] == 'left' else 'left'}_{own['rest']}" if own else ""
    pairs = ((name, ""), (other, "")) if own and other in tables.vessels() and ("hepatic" in name or "gastric" in name or "colic" in name) else ((own["rest"] if own else name, "left"), (own["rest"] if own else name, "right"))
    return [Mention(called, side, Span(start, finding.end), finding.sentence, finding.clause, finding.status, "", False, True) for called, side in pairs]


#: the segmental arteries of a spinal angiogram, told by side and level alone
_SPINAL = re.compile(r"spinal (?:digital subtraction )?(?:angiogra|arteriogra|dsa)|(?:angiogra\w*|arteriogra\w*) of the spin|spinal (?:dural|av|arteriovenous)|\bsdavf\b|myelopath|radiculo-?(?:meningeal|medullary|pial)|adamkiewicz|cord (?:angiogra|arteriogra|dsa)|dural (?:av ?f|fistula)")
_LEVEL = re.compile(r"\b(?P<side>left|right|lt|rt|bilateral|both|l|r)[ -]+(?P<level>[tl]-?\d{1,2})\b(?! ?(?:vertebra|body|pedicle|nerve|lamina|foramen|transverse|spinous|[-/] ?[tls]?\d|intercostal|lumbar|segmental|radic))")


def _spinal_levels(case: Case) -> list[Finding]:
    """Segmental arteries that do not say "artery"."""
    out: list[Finding] = []
    if not _SPINAL.search(case.document.flat):
        return out
    for match in _LEVEL.finditer(case.document.flat):
        number = next((n for n, s in enumerate(case.document.sentences) if s.start <= match.start() < s.end), 0)
        owner = case.document.sections[case.document.sentence_section[number]]
        out.append(Finding("artery", "spinal_level", match.start(), match.end(), match.group(), number, side={"l": "left", "r": "right", "b": ""}[match["side"][0]], section=owner.name, role=owner.role))
    return out


def _sided(case: Case, finding: Finding, name: str, side: str) -> list[Mention]:
    flat = case.document.flat
    sentence = case.document.sentences[finding.sentence]
    if _VEIN.match(flat[finding.end : finding.end + 24]) and not flat[finding.start : finding.end].endswith(("artery", "arteries")):
        return []
    start = finding.start
    before = flat[sentence.start : start]
    twin = _TWIN_BEFORE.search(before) if flat.startswith(("left", "right", "lt", "rt"), start) else None
    if twin and twin[1][0] != flat[start]:
        return _twins(case, finding, name, sentence.start + twin.start())
    sure, sides = True, (side,)
    inside = _SIDE_INSIDE.search(flat[finding.start : finding.end])
    marked = _SIDE_BEFORE.search(before)
    letters = _LETTERS_BEFORE.search(case.document.text[max(sentence.start, start - 24) : start])
    letter = _LETTER_BEFORE.search(case.document.text[max(sentence.start, start - 14) : start])
    if marked:
        start = sentence.start + marked.start()
        sides = ("left", "right") if marked["both"] else (marked["one"], marked["two"]) if marked["one"] and marked["one"] != marked["two"] else ({"lt": "left", "rt": "right"}.get((marked["word"] or marked["one"]).strip("."), marked["word"] or marked["one"]),)
    elif letters:
        start = max(sentence.start, start - 24) + letters.start()
        sides = ("left", "right")
    elif letter:
        start = max(sentence.start, start - 14) + letter.start(1)
        sides = ({"L": "left", "R": "right"}[letter.group(1)],)
    elif side:
        sides = (side,)
    elif inside and "hepatic" not in name and "colic" not in name and "gastr" not in name:
        sides = (inside.group(1),)
    elif name in _PAIRED and (_BOTH_AFTER.match(flat, finding.end, sentence.end) or _EACH_BEFORE.search(before)):
        sides = ("right", "left")
    elif after := _ONE_AFTER.match(flat, finding.end, sentence.end):
        sides = ("left",) if after["left"] or after["on_left"] else ("right",)
    elif finding.side in ("left", "right"):
        sides, sure = (finding.side,), finding.side_near
    elif finding.side == "bilateral" and finding.side_near:
        sides = ("left", "right")
    else:
        sides, sure = ("",), False
    if not (marked or letter or side or inside) and flat[finding.start : finding.end].endswith("arteries") and {"left", "right"} <= set(_SIDE_INSIDE.findall(before[-80:])):
        sides = ("left", "right")  # both are told of before
    vessel = place(name, sides[0])
    if name in _MIDDLE or name in AORTA or (vessel and vessel == _MEANT.get(name, name) and not tables.vessels()[vessel].side_sensitive):
        sides = ("",)
    words = flat[max(sentence.start, finding.start - 22) : finding.end]
    if re.fullmatch(r"(?:[1-8]|[iv]+)[ab]?", finding.text):
        words = f"segment {finding.text}"  # one of a list of segments
    branch = " ".join(_SEGMENT.findall(words) if "hepatic" in name else _BRANCH.findall(words)) if name in ("right_anterior_hepatic_artery", "right_posterior_hepatic_artery", "genicular_artery", "segmental_renal_artery", "left_segmental_hepatic_artery", "jejunal_branch_artery", "splenic_polar_branch_artery", "lumbar_artery", "posterior_intercostal_artery", "prostatic_artery", "ileal_branch_artery", "cecal_branch_artery", "sigmoid_branch_artery", "profunda_perforating_branch_artery") else " ".join(_SEGMENT.findall(words)) if name in _SEGMENTS else ""
    return [Mention(name, one, Span(start, finding.end), finding.sentence, finding.clause, finding.status, branch, re.search(r"groin|wrist", flat[finding.start : finding.end]) is not None, sure, _BELOW.search(before) is not None or _INTO_BRANCH.match(flat, finding.end, sentence.end) is not None or name == "segmental_renal_artery" and _BEYOND_SEGMENT.search(flat, finding.start, finding.end) is not None) for one in sides]
