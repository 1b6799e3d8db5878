"""Lesions of a report: what was needled one after the other, each with its site, side, words and acts.

The body is read sentence by sentence. A sentence may open a new lesion (a label, an ordinal, another organ or
side, "attention was turned to"); acts go to the lesion that is open. What has no act in the end is no lesion.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cac.findings import Finding, Span
from cac.narrative.breast_words import QUADRANT, breast_room
from cac.narrative.entry_region import entry_region
from cac.narrative.case import Case, once
from cac.narrative.live import left_out, title
from cac.narrative.own_needle import FIELD, in_fields, run_on, to_come, told
from cac.narrative.sample_words import PIECES
from cac.narrative.target_words import (
    AT_CLOCK, AVOID_AFTER, AVOID_BEFORE, BARE, BONE_PASSED, BONE_SPACE, CALLED_OFF, CENTRAL, CLOCK, COLON, CUT, DASHED, FORM_ROW, GAUGE, GAUGE_ONLY, HASHED, HOUR, HEADED, INLINE, LABEL, LETTER_AGAIN,
    LEFT_ALONE, LEVEL, LIST, LIST_BEGINS, NAMED_ALONE, NEEDLED, ORDINAL, OTHER_HILUM, PASSES, PLACE, SENT, SHALLOW, SIDES, SITE_WORDS, SIZED_ITEM,
    TARGET, TO_LETTER, TURN, UNSEEN,
)

_OUT = ("materials", "sedation", "complications", "disposition", "medications")
LIVE = ("done", "existing", "attempted", "removed")
_NUMBER = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "first": "1", "second": "2", "third": "3", "fourth": "4",
           "a": "1", "b": "2", "c": "3", "d": "4", "e": "5", "i": "1", "ii": "2", "iii": "3", "iv": "4", "another": "+", "additional": "+", "other": "+", "remaining": "+", "different": "+", "separate": "+"}


@dataclass(slots=True)
class Lesion:
    """One target with what was done there.

    Attributes:
        site: class of the site, empty where the words of the lesion name none.
        side: left, right, bilateral or empty.
        ordinal: number or letter the report gives it, empty where it gives none.
        place: words that tell it from others of the same organ.
        text: live flat text of its sentences.
        acts: the findings that say that it was needled.
    """

    site: str = ""
    side: str = ""
    ordinal: str = ""
    place: frozenset[str] = frozenset()
    text: str = ""
    sites: list[Finding] = field(default_factory=list)
    acts: list[Finding] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    label: str = ""
    clocks: set[str] = field(default_factory=set)

    def says(self, regex: str) -> bool:
        """Whether the live text of the lesion matches."""
        return re.search(regex, self.text) is not None


def sites_of(case: Case, number: int, *, kind: str, roles: Sequence[str], status: Sequence[str] = LIVE) -> list[tuple[int, Finding]]:
    """Sites a sentence names as a target, each with its weight, heaviest first."""
    out = []
    flat = case.document.flat
    if LEFT_ALONE.search(case.sentence(number)) and not re.search(r"\d{2} ?-?(?:g|ga|gauge)\b", case.sentence(number)):
        return []
    for finding in case.document.by_sentence.get(number, ()):
        going_on = number in run_on(case) and finding.status in (*LIVE, "prior")
        unseen = finding.status in ("negated", "failed") and finding.kind == kind and UNSEEN.match(flat, finding.end)
        if finding.kind != kind or not going_on and (finding.role not in roles or finding.status not in status and not unseen):
            continue
        start = case.document.sentences[number].start
        before, after = flat[max(start, finding.start - 50) : finding.start], flat[finding.end : finding.end + 40]
        if AVOID_BEFORE.search(before) or AVOID_AFTER.match(after):
            continue
        if number and to_come(case, finding):
            continue
        if finding.value in ("superficial_bone", "deep_bone") and (BONE_PASSED.search(before) or BONE_SPACE.match(after)):
            continue
        if finding.value in ("superficial_bone", "deep_bone") and re.match(r" (?:fossa|artery|vein|vessels|nodes?|chain|graft|stent|allograft)\b", after):
            continue
        if finding.value in ("node", "superficial_node") and re.search(r"sentinel (?:lymph )?$", before):
            continue
        if finding.value in ("soft_tissue", "muscle", "pleura") and re.match(r"[ -](?:tissues?|fat|spaces?|surfaces?|interfaces?|reflections?|passes|pass|punctures?|crossings?|travers\w+|transgress\w+|violations?|lines?|entry|entries|air|gas|fluid|effusions?|cavity)\b", after):
            continue
        if entry_region(finding.text.lower(), before, after):
            continue
        if finding.value == "lung" and "hil" in finding.text.lower() and OTHER_HILUM.search(before):
            continue
        if finding.value == "lung" and _BARE_LOBE.fullmatch(finding.text.lower()) and _thyroid_room(case):
            finding = replace(finding, value="thyroid")
        weight = 1
        if re.search(r"lesion|mass|nodul|node|tumor|parench|cortex", finding.text.lower()) or SITE_WORDS.match(after):
            weight += 2
        if re.search(r"\b(?:of|in|into|within|from|to|at)(?: the| a| this)?(?: \S+){0,2} $", before):
            weight += 1
        out.append((weight, finding))
    return sorted(out, key=lambda item: (-item[0], item[1].start))


#: a lobe told by its place alone
_BARE_LOBE = re.compile(r"(?:upper|lower|middle) lobe")
_LUNG = re.compile(r"\blungs?\b|pulmon|pneumothora|pleura|bronch|chest|\bct\b")


@once
def _thyroid_room(case: Case) -> bool:
    """Whether a report speaks of the thyroid and of nothing in the chest, so that its lobes are those of the gland."""
    return "thyroid" in case.document.flat and not _LUNG.search(case.document.flat)


def sentences(case: Case, roles: Sequence[str]) -> list[int]:
    """Numbers of the sentences of the narrative."""
    out = []
    opening, outside, going_on = titles(case), left_out(case), run_on(case)
    for number, owner in enumerate(case.document.sentence_section):
        section = case.document.sections[owner]
        if number in going_on or section.role in roles and (section.name not in _OUT or section.name == "materials" and "materials" not in outside or in_fields(case, case.document.sentences[number].start)) and number not in opening:
            out.append(number)
    return out


#: labels that name a target by its kind alone
_KINDS = frozenset({"node", "lymph node", "ln", "nodule", "thyroid nodule", "mass", "cyst", "parotid", "gland"})
_TITLE_WORDS = re.compile(r"biops|\bcores?\b|\bfnas?\b|aspirat|localiz|localis|marker|fiducial|(?:gold|fiducial) seeds?|procedure|report|center|centre|hospital|department|division|clinic|imaging|institute|radiology|note\b|placement")
_TELLS = re.compile(r"\b\d\d ?-?ga?x ?\d|\b(?:was|were|is|are|has|had|with \d|\d{1,2} ?-?(?:g|ga|gauge)|under (?:ct|us|ultrasound|fluoro)|advanced|obtained|taken|placed|deployed|performed|aspirated|\d+ ?(?:ml|cc)|(?:cores?|passes|gauge|ga?) ?x ?\d|\d+ (?:cores|passes|samples)|gauge|image stored|picture saved|(?:images?|pictures?|frames?|stills?) (?:stored|saved|kept|archived|filed|retained)|through|via|not|planned|known|steered|throughout)\b|\bcores?\b[^.;]{0,20}\b\d+(?:\.\d)? ?(?:cm|mm)\b|\beach side\b")


def titles(case: Case) -> set[int]:
    """Numbers of the opening sentences that are a title and tell nothing yet."""
    out: set[int] = set()
    for number in range(min(8, len(case.document.sentences))):
        flat = case.sentence(number)
        if case.document.sections[case.document.sentence_section[number]].role not in ("body", "head"):
            continue
        if len(flat) > 170 or _TELLS.search(flat) or PIECES.search(flat) or LABEL.match(flat) or FIELD.match(flat):
            break
        if _TITLE_WORDS.search(flat):
            out.add(number)
    return out if len(out) < len(case.document.sentences) else set()  # one line tells title and work together


def spaced(text: str) -> str:
    """A text with "25Gx4" written as "25g x4", so that the size and the count stand as words."""
    return re.sub(r"(\b\d\d ?-?ga?)x ?(?=\d)", r"\1 x", text)


def heading(case: Case) -> str:
    """Flat text of title, list of procedures and the opening sentences that are a title."""
    return " ".join((title(case), *(case.sentence(n) for n in sorted(titles(case)))))


def _ordinal(flat: str) -> tuple[str, bool]:
    """(ordinal, explicit): the number a sentence gives its target, and whether a noun goes with it."""
    if FORM_ROW.match(flat):
        return "", False
    match = LABEL.match(flat)
    if match:
        return _NUMBER.get(match.group("n"), match.group("n")), True
    match = ORDINAL.search(flat)
    if match and not re.search(r"(?:second|first|third) (?:needle|pass|set|sample)", flat):
        return _NUMBER.get(match.group("n"), match.group("n")), True
    moved = TO_LETTER.search(flat)
    if moved:
        return _NUMBER[moved.group("n")], True
    inline = {_NUMBER.get(m, m) for m in INLINE.findall(flat)}
    if len(inline) == 1:
        return inline.pop(), True
    match = LIST.match(flat) or LIST_BEGINS.search(flat)
    if match:
        word = match.group("n") or match.group("l") or match.group("p")
        return _NUMBER.get(word, word), False
    return "", False


def _raw_label(case: Case, span: Span) -> str:
    flat = case.document.flat[span.start : span.end]
    match = COLON.match(flat) or DASHED.match(flat) or HEADED.match(flat) or NAMED_ALONE.match(flat)
    if not match or re.search(r"\b(?:was|were|is|are|be|been)\b", match.group("label")):
        return ""
    raw = case.document.text[span.start : span.end][match.start("label") : match.end("label")]
    return match.group("label") if raw[:1].isupper() or raw[:1].isdigit() or raw in SIDES else ""


def lesions(case: Case, *, acts: Callable[[Finding], bool], kind: str = "sampled_site", roles: Sequence[str] = ("body",), same: Callable[[str, str], bool] = lambda a, b: a == b) -> list[Lesion]:
    """Lesions of the narrative in order; those without an act are left out.

    Args:
        case: the case.
        acts: whether a finding is an act of the kind looked for.
        kind: kind of finding that names a site.
        roles: roles of the sections to read.
        same: whether two classes of site may be the same target.
    """
    live = told(case, tuple(roles))
    out: list[Lesion] = []
    current = Lesion()
    listed: set[str] = set()
    defined: dict[str, tuple[str, str]] = {}
    recent: frozenset[str] = frozenset()
    held: Lesion | None = None
    for number, span, here in _parts(case, roles, kind=kind, acts=acts):
        flat = case.document.flat[span.start : span.end]
        listing = flat
        if number and span.start == case.document.sentences[number].start and BARE.match(case.sentence(number - 1)):
            listing = case.sentence(number - 1).strip() + " " + flat  # the mark of the list stands alone as a sentence
        ordinal, explicit = _ordinal(listing)
        again = LETTER_AGAIN.match(flat) if not ordinal and len(defined) > 1 else None
        if again and _NUMBER[again["n"]] in defined:
            ordinal, explicit = _NUMBER[again["n"]], True
        label = _raw_label(case, span)
        sites = [(weight, f) for weight, f in sites_of(case, number, kind=kind, roles=roles) if span.start <= f.start < span.end]
        lead = _lead(sites, label, flat, span)
        target = _class_of(lead, flat)
        by_clock = ""
        naming = bool(here or label or ordinal or not current.acts)  # a target may be named before its needle
        if lead is None and naming and (AT_CLOCK.search(flat) or QUADRANT.search(flat)) and breast_room(case):
            target = "breast"
            told_sides = {SIDES[word] for word in re.findall(r"\b(left|right|lt|rt|[lr](?= (?:breast )?(?:1[0-2]|[1-9])(?::[03]0| ?o'?clock)))\b", flat)}
            by_clock = next(iter(told_sides)) if len(told_sides) == 1 else current.side if LIST.match(listing) else ""  # a list stands under its side
        elif lead is None and here and LEVEL.search(flat) and not re.search(r"pi-?rads|transperineal|transrectal|\btrus\b", case.document.flat):
            target = "deep_bone"
        side = lead.side if lead is not None and (lead.side_near or not current.side) else ""
        side = side or by_clock
        if label and current.side == "bilateral" and current.acts and not GAUGE_ONLY.search(current.text):
            current.side = next((SIDES[word] for word in re.findall(r"\b(left|right|lt|rt)\b", label)), current.side)  # both sides were only named so far
        if lead is None and label:
            side = next((SIDES[word] for word in re.findall(r"\b(left|right|lt|rt)\b", label)), "")
        place = frozenset(PLACE.findall(flat[:90] if label or ordinal else flat)) if lead is not None or label or target == "breast" or here and TARGET.search(flat) else frozenset()
        turned = bool(TURN.search(flat))
        strong = bool(label or ordinal or turned or here or NEEDLED.search(flat))
        heavy = bool(here and sites and sites[0][0] >= 3 and LIST.match(listing)) or bool(here and LIST.match(listing) and SIZED_ITEM.search(flat))
        clocks = {m.group(1) for m in CLOCK.finditer(flat)} if here else set()
        if here and not clocks and breast_room(case):
            clocks = {m.group(1) for m in HOUR.finditer(flat)}
        inline = {_NUMBER.get(m, m) for m in (*INLINE.findall(flat), *HASHED.findall(flat))}
        listed |= inline if len(inline) > 1 else set()
        if ordinal and not explicit and here and LIST.match(listing) and (ordinal in listed or _defined(out, current) >= 2 and any(o.ordinal == ordinal for o in [*out, current])):
            explicit = True  # "A) four passes" takes up "Nodule A - right mid pole"
        if ordinal and target and not here and (LIST.match(listing) or LABEL.match(listing)):
            defined.setdefault(ordinal, (target, side))
        if current.acts and not current.site and target and (label or ordinal) and (first := _titled_site(case, kind)) and (explicit or not same(first.value, target)):
            current.site, current.side = first.value, current.side or first.side  # the first target was named by the title alone
        taken_up = explicit and not current.acts and ordinal in defined and len(defined) > 1 and span.start != case.document.sentences[0].start
        apart = taken_up or bool(here and current.acts and target and target != current.site and span.start != case.document.sentences[number].start)
        if apart or _opens(current, target, side, place, ordinal=ordinal, explicit=explicit, turned=turned, strong=strong, label=label, same=same) or _moved(current, clocks, ordinal, heavy=heavy):
            named = bool(ordinal or label or turned)
            earlier = next((o for o in out if not explicit and not clocks and target and same(o.site, target) and o.side == (side or o.side) and (not named or not place or place == o.place)), None)
            if explicit and ordinal != "+":
                earlier = next((o for o in [*out, current] if o.ordinal == ordinal and (not target or not o.site or same(o.site, target))), None)
            if current not in out:
                out.append(current)
            room = _room(case, number) if current.acts else ""
            opened = Lesion(text=room, side=side or ("" if current.acts else current.side))
            if not current.acts and not current.ordinal and not explicit or ordinal == "1" and explicit and not current.acts and not current.ordinal:
                opened.text = "\n".join(current.text.split("\n")[-3:])  # the room and the position told before the first target
            if taken_up:
                earlier = None
            if explicit and earlier is None and len(defined) > 1 and ordinal in defined:
                opened.site, opened.side = defined[ordinal][0], side or defined[ordinal][1]
            current = earlier or opened
        elif (label or LIST.match(listing)) and not current.acts and len({f.value for f in current.sites}) > 1 and not all(same(a.value, b.value) for a in current.sites for b in current.sites):
            current = Lesion(ordinal=ordinal)  # the targets were named before the first of them
        late = bool(current.acts and not here and current.ordinal and any(o.site for o in out))
        holds = held is current and not label and not current.acts  # the name above it holds
        if target and (not current.site or not current.acts) and not late and not holds:
            current.site = target
            held = current if label and (NAMED_ALONE.match(flat) or DASHED.match(flat) or HEADED.match(flat)) else held
        if side and (not current.side or not current.acts):
            current.side = side
        current.clocks |= clocks
        recent = place or recent
        if here and not current.acts and recent and len(current.place) > len(recent):
            current.place = recent  # of the places named before the work, the last is the one
        elif not current.acts or not current.place:
            current.place = current.place | place if not current.acts else place
        current.ordinal = ordinal if explicit or (ordinal and not current.ordinal) else current.ordinal
        current.label = current.label or label
        current.sites += [f for _, f in sites]
        current.acts += here
        current.text += "\n" + spaced(live[span.start : span.end].replace("\n", " "))
        current.spans.append(span)
    if current not in out:
        out.append(current)
    found = [lesion for lesion in out if lesion.acts and not (CALLED_OFF.search(lesion.text) and not GAUGE.search(lesion.text))]
    return [lesion for lesion in found if any(not SENT.match(case.sentence(act.sentence)) for act in lesion.acts)] or found


def _parts(case: Case, roles: Sequence[str], *, kind: str, acts: Callable[[Finding], bool]) -> list[tuple[int, Span, list[Finding]]]:
    """Sentences of the narrative with their acts, cut where one sentence tells of two targets, each with a site and an act."""
    out: list[tuple[int, Span, list[Finding]]] = []
    going_on = run_on(case)
    for number in sentences(case, roles):
        span = case.document.sentences[number]
        here = [f for f in case.document.by_sentence.get(number, ()) if (f.status == "done" and f.role in roles or number in going_on and f.status in ("done", "existing", "prior")) and acts(f)]
        sites = [f for _, f in sites_of(case, number, kind=kind, roles=roles)] if len(here) > 1 else []
        at = span.start
        for cut in CUT.finditer(case.document.flat, span.start, span.end) if len(sites) > 1 or len(here) > 1 else ():
            stretches = ((at, cut.start()), (cut.start(), span.end))
            classes = [{f.value for f in sites if a <= f.start < b} for a, b in stretches]
            if breast_room(case) and cut.group() not in (" ", ", ") and not all(classes):  # two positions of the clock in one breast
                classes = [named or {"breast"} & ({"breast"} if AT_CLOCK.search(case.document.flat[a:b]) else set()) for named, (a, b) in zip(classes, stretches, strict=True)]
            if cut.group() == ", " and (classes[0] & classes[1] or not all(PASSES.search(case.document.flat[a:b]) for a, b in stretches)):
                continue
            if all((cut.group() == " " or classes[n]) and any(a <= f.start < b and (f.value != "biopsy" or re.search(r"\d", f.text)) for f in here) for n, (a, b) in enumerate(stretches)):
                out.append((number, Span(at, cut.start()), [f for f in here if at <= f.start < cut.start()]))
                at = cut.start()
        out.append((number, Span(at, span.end), [f for f in here if f.start >= at]))
    return out


def _room(case: Case, number: int) -> str:
    """The heading in capitals just above a sentence, which tells the room or the machine of what follows."""
    if not number:
        return ""
    span = case.document.sentences[number - 1]
    raw = case.document.text[span.start : span.end]
    return "\n" + case.sentence(number - 1) if raw.isupper() and len(raw) < 70 and not re.search(r"\d{2} ?G", raw) else ""


def _class_of(lead: Finding | None, flat: str) -> str:
    """Class of the site a sentence is about; a node of the neck, armpit or groin is a superficial one."""
    if lead is None:
        return ""
    return "superficial_node" if lead.value == "node" and SHALLOW.search(flat) and not CENTRAL.search(flat) else lead.value


def _titled_site(case: Case, kind: str) -> Finding | None:
    """The only class of site that the opening lines name, as the target of what is done before another is named."""
    found = [f for number in sorted(titles(case)) for _, f in sites_of(case, number, kind=kind, roles=("head", "body"))]
    return found[0] if found and len({f.value for f in found}) == 1 else None


def _defined(out: list[Lesion], current: Lesion) -> int:
    """How many numbered or lettered targets were named before anything was done to them."""
    return sum(1 for lesion in {id(o): o for o in [*out, current]}.values() if lesion.ordinal and (lesion.site or lesion.label))


def _lead(sites: list[tuple[int, Finding]], label: str, flat: str, span: Span) -> Finding | None:
    """The site a sentence is about: that of its label, else the heaviest."""
    if not sites:
        return None
    if label:
        inside = [f for _, f in sites if f.start - span.start < len(label) + 8]
        if inside:
            return inside[0]
    return sites[0][1]


def _opens(
    current: Lesion, target: str, side: str, place: frozenset[str], *, ordinal: str, explicit: bool, turned: bool, strong: bool, label: str,
    same: Callable[[str, str], bool],
) -> bool:
    if not current.acts:
        return bool(explicit and ordinal != current.ordinal and not (ordinal == "+" and current.label and current.site))
    if explicit and ordinal and ordinal != (current.ordinal or "1"):
        return True
    if label in _KINDS and current.label in _KINDS and label.split()[-1] != current.label.split()[-1]:
        return True
    if not target and not (label and side):
        return False
    other_site = bool(target and current.site) and not same(current.site, target)
    other_side = bool(side and current.side) and side != current.side and "bilateral" not in (side, current.side)
    other_place = bool(place and current.place) and not place & current.place
    if strong and (other_site or other_side):
        return True
    return other_place and (turned or bool(label) or bool(ordinal))


def _moved(current: Lesion, clocks: set[str], ordinal: str, *, heavy: bool) -> bool:
    """Another clock position of the breast, or the next item of a list with a target and an act of its own."""
    if not current.acts:
        return False
    if len(clocks) == 1 and len(current.clocks) == 1 and not clocks & current.clocks:
        return True
    return heavy and bool(ordinal and current.ordinal) and ordinal != current.ordinal
