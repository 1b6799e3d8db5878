"""A short dictation as one scene: the live words, the raw words, and the questions every organ asks of them."""

from __future__ import annotations

from dataclasses import dataclass

from cac import patterns as re
from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.guidance_words import modalities
from cac.narrative.own_needle import told
from cac.narrative.procedure import Procedure
from cac.narrative.short.words import CONTRAST, EXCHANGED, HAD, NEEDLE, NEW_TUBE, NO_HAD, NONE_LEFT, NOT_TUBE, OUT, PUNCTURE, SIZED, STAYS, SWAP, TUBE

#: longer reports are told in sentences and belong to the readers of the families
LONGEST = 1000
_SIDE = {"left": "left", "lt": "left", "l": "left", "lhs": "left", "leftsided": "left", "right": "right", "rt": "right", "r": "right", "rhs": "right"}
_SIDES = re.compile(r"(?<![\w'])(left|right|lt|rt|lhs|rhs|(?<!\d )[lr](?= (?:pcn|kidney|chest|side|neph\w*|ureter\w*|pleura\w*|duct|lung|flank|jj|stent|hemi\w*|tube|nu\b|drain)))(?:[- ]?sided)?\b(?![\w'.]*\d)(?!\.[a-z]| ?(?:[1-5]\b|/|side down|side up|lateral decub\w*|lobe of the liver|was put))")
_BOTH = re.compile(r"\b(?:bilateral(?:ly)?|both (?:sides|kidneys|chests|pleura\w*|hemithora\w+|systems|lungs|ureters|flanks|renal)|b/l|each (?:side|kidney|chest|hemithorax)|either side)\b")


def kept_tubes(text: str, *, had: bool = False) -> list[Span]:
    """Tubes of a live text that are of a size or said to stay, and are neither old ones nor taken out; see :meth:`Scene.kept`."""
    out = []
    for match in re.finditer(rf"{SIZED}|\b{TUBE}\b", text):
        low = max(text.rfind(mark, 0, match.start()) for mark in ".;\n,") + 1
        ends = [at for mark in (". ", ";", "\n", ",") if (at := text.find(mark, match.end())) >= 0]
        high = min(ends, default=len(text))
        before, after = text[max(low, match.start() - 34) : match.start()], text[match.end() : min(high, match.end() + 34)]
        sized = re.fullmatch(SIZED, match.group()) is not None
        size = re.match(r"(\d+(?:\.\d)?) ?-?f", match.group()) if sized else None
        if size and (float(size.group(1)) > 34 or re.fullmatch(r"[ .;\n-]*", text[max(0, low - 1) : match.start()]) and re.match(r" ?(?:,|with\b|w/|who\b|s/p|\. )", after) and match.start() < 60):
            continue  # "58F, lymphocele": her age and sex
        if NOT_TUBE.search(after if sized else before + after[:12]) or sized and NOT_TUBE.search(before[-14:]):
            continue
        if re.search(r"\b(?:no|without|old|existing|indwelling|previous|prior|covering|outgoing|nor|not a|remov\w+|withdr\w+|pulled|extract\w+)\b[^,]*$", before):
            continue
        if re.match(r"[^,]*?\b(?:removed|withdrawn|pulled|out|extracted|cut|discarded|exchanged|swapped|changed|uncoiled|slid)\b", after):
            continue
        if had and not sized and re.search(r"\b(?:the|his|her|its|this|that)(?: \w+)?[ -]$", before):
            continue
        if not sized and not STAYS.search(text[low:high]):
            continue
        out.append(Span(*match.span()))
    return out


@dataclass(slots=True)
class Scene:
    """One short report.

    Attributes:
        case: the case.
        text: what was done today; negated, planned and past words blanked, positions those of the report.
        raw: every word of the report.
    """

    case: Case
    text: str
    raw: str

    def says(self, regex: str) -> bool:
        """Whether the words of today match."""
        return re.search(regex, self.text) is not None

    def place(self, regex: str) -> Span | None:
        """First match in the words of today, else in all words: the tube of another day names the organ."""
        match = re.search(regex, self.text) or re.search(regex, self.raw)
        return Span(*match.span()) if match else None

    def span(self, regex: str) -> Span | None:
        """First match in the words of today."""
        match = re.search(regex, self.text)
        return Span(*match.span()) if match else None

    def had_tube(self) -> bool:
        """Whether a tube lay in the patient when the work began; what is exchanged lay there."""
        if EXCHANGED.search(self.text) and not self.needled():
            return True
        return HAD.search(NO_HAD.sub(lambda m: " " * len(m.group()), self.raw)) is not None

    def needled(self) -> bool:
        """Whether a needle went through the skin today."""
        return re.search(NEEDLE, self.text) is not None

    def entered(self) -> bool:
        """Whether an organ was reached through the skin today, in whatever words."""
        return re.search(PUNCTURE, self.text) is not None

    def swapped(self) -> bool:
        """Whether one tube made room for another."""
        return bool(SWAP.search(self.text) or self.taken_out() and NEW_TUBE.search(self.text) or self.renewed())

    def taken_out(self) -> bool:
        """Whether something was taken out."""
        return OUT.search(self.text) is not None

    def contrast(self) -> bool:
        """Whether contrast was given."""
        return CONTRAST.search(self.text) is not None

    def kept(self, *, had: bool = False) -> list[Span]:
        """Tubes of a size, or tubes said to stay, that are neither the old ones nor taken out.

        Args:
            had: a tube lay there before, so that "the tube" is that one.
        """
        return kept_tubes(self.text, had=had)

    def renewed(self) -> bool:
        """Whether a tube of a size went in after the old one came out."""
        gone = OUT.search(self.text)
        return bool(gone and any(span.start > gone.end() for span in self.kept(had=True) if re.fullmatch(SIZED, self.text[span.start : span.end])))

    def changed(self) -> bool:
        """Whether a tube of today took the place of another."""
        return self.swapped() and bool(self.kept(had=True) or re.search(SIZED, self.text))

    def told_of_a_visit(self) -> bool:
        """Whether the words are those of a ward, a clinic or a home visit."""
        return re.search(r"\bvitals\b|\bvisit\b|home health|\bclinic\b(?! (?:in|next|at))|progress note|ward round|nursing (?:note|visit)|appointment card", self.raw) is not None

    def none_left(self) -> bool:
        """Whether the report says that no tube stays."""
        return NONE_LEFT.search(self.raw) is not None

    def sides(self) -> tuple[str, ...]:
        """Sides worked on: both only where the words say so or each has its own tube."""
        if _BOTH.search(self.text):
            return ("left", "right")
        named = [_SIDE[m.group(1)] for m in _SIDES.finditer(self.raw) if not re.match(r"(?: \w+){0,2} (?:normal|unremarkable|undisturbed|not )", self.raw[m.end() : m.end() + 30])]
        found = tuple(dict.fromkeys(named))
        return found if len(found) < 2 else ()

    def guidance(self) -> tuple[str, ...]:
        """Modalities that guided, as telegrams name them."""
        found = list(modalities(self.text))
        if "ultrasound" not in found and re.search(r"\bsonic\w*|ultrason\w*|sonolog\w+|\becho\b|doppler|b-mode|\bpocus\b|transrectal probe", self.text):
            found.append("ultrasound")
        if "ct" not in found and re.search(r"\bct\b(?! (?:yesterday|last|showed|of|from|dated|on))", self.text):
            found.insert(0, "ct")
        if "fluoroscopy" not in found and re.search(r"screening|screened|image intensifier|c-?arm", self.text):
            found.append("fluoroscopy")
        return tuple(found)

    def make(self, family: str, name: str, *, target: str, where: Span, side: str = "") -> Procedure:
        """A procedure with its guidance."""
        procedure = Procedure(family, name, target=target, side=side).because(where)
        found = self.guidance()
        procedure.set("guidance", found)
        return procedure.set("first_guidance", "mr" if "mr" in found else "ct" if "ct" in found else found[0] if found else "")


def scene(case: Case) -> Scene:
    """The scene of a report."""
    return Scene(case, told(case, ("head", "background", *case.roles)).replace("\n", " "), case.document.flat.replace("\n", " "))
