"""Arteries of the brain: the territory a statement is about, drugs infused there and for how long."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative import clot
from cac.narrative.case import Case
from cac.narrative.live import background, title

ANTERIOR = r"m[1-4]\b|mca\b|middle cerebral|aca\b|a[1-3]\b(?= |,|\.)|anterior cerebral|ica\b|internal carotid|carotid (?:terminus|t\b|siphon)|supraclinoid|ica-?t\b|anterior circulation|cca\b|carotid|ophthalmic|angular|sylvian|pericallosal|hemispher\w+"
POSTERIOR = r"basilar|vertebral|\bverts?\b|vertebrobasilar|posterior circulation|\bpca\b|posterior cerebral|\bp[123]\b|\bpica\b|\baica\b|cerebellar|\bv4\b"
_SIDED = re.compile(rf"\b(left|right|bilateral|both|lt|rt|l|r)[\s-]+(?:(?:proximal|mid|distal|superior|inferior|cervical|supraclinoid|petrous|cavernous|division|segment|dominant|occluded|the|intracranial|distal cervical|anterior|terminal|and)[\s-]+){{0,4}}(?:{ANTERIOR})")
_GLUED = re.compile(r"\b([lr])(?:ica|mca|aca|cca)\b")
_AFTER = re.compile(rf"(?:{ANTERIOR})[^.;]{{0,16}}\b(?:on the |of the |, )?(left|right)\b(?! (?:femoral|radial|groin|common femoral|vert\w*|p[1-3]\b|pca|[ie]ca\b|internal|external|common))")
_POSTERIOR = re.compile(POSTERIOR)
_WORDS = {"l": "left", "r": "right", "lt": "left", "rt": "right", "both": "bilateral"}
DRUG = r"verapamil|nicardipine|milrinone|nimodipine|papaverine|melphalan|carboplatin|topotecan|methotrexate|bevacizumab|chemotherapy|calcium channel blocker|vasodilators?|eptifibatide|abciximab|mannitol|cisplatin|clevidipine"
_SHORT = re.compile(r"radial cocktail|anti-?spasm|spasmolytic|through the (?:radial )?sheath|via (?:the )?(?:radial )?sheath|radial (?:artery )?(?:spasm|sheath)|intravenous|\biv\b|\bdrip\b|oral|\bpo\b")
_MINUTES = re.compile(r"(?:over|for|lasting|during|across|x)\s*(?:about |approximately |a total of |a |the |at least |more than |approx\.? |~)?(\d+)(?:\s*(?:-|to)\s*(\d+))?\s*(?:min|minutes?|mins?)\b|(\d+)[ -]?(?:min|minutes?)\b (?:slow )?(?:infusion|intra-?arterial|each)")
_HOURS = re.compile(r"(?:over|for) (?:one|an|1|two|2) hours?")
_GIVEN = re.compile(r"infus\w*|administ\w*|inject\w*|given|deliver\w*|drip|instill\w*|push|slowly|over \d|\d+ ?mg")
_BRIEF = re.compile(r"\bpush\b|bolus|hand inject")


@dataclass(frozen=True, slots=True)
class Territory:
    """Right or left carotid, or vertebrobasilar, with the words."""

    circulation: str
    side: str
    where: Span


def sides(text: str) -> set[str]:
    """Carotid territories a text names, and ``posterior``."""
    out: set[str] = set()
    for match in [*_SIDED.finditer(text), *_AFTER.finditer(text)]:
        word = _WORDS.get(match.group(1), match.group(1))
        out |= {"left", "right"} if word == "bilateral" else {word}
    out |= {_WORDS[m.group(1)] for m in _GLUED.finditer(text)}
    if _POSTERIOR.search(text):
        out.add("posterior")
    return out


#: the side that heads a paragraph: "RIGHT: JB2 to the common carotid"
_HEADED = re.compile(r"(?:^|\n)\W*(left|right)(?: side| carotid| neck)?\s*[:\u2013-]")


def headed_side(flat: str, at: int) -> str:
    """The side that heads the paragraph in which a position stands, if any."""
    headed = [*_HEADED.finditer(flat, max(0, flat.rfind("\n\n", 0, at)), at)]
    return headed[-1][1] if headed else ""


def treated(case: Case, statements: list[clot.Statement]) -> list[Territory]:
    """Territories in which clot was treated: by the statements, their neighbours, the occlusion named, the title."""
    lines = {n: (t, s) for n, t, s in clot.lines(case)}
    named: dict[str, Span] = {}
    for statement in statements:
        for key in sides(statement.text):
            named.setdefault(key, statement.where)
    if "posterior" in named and len(named) > 1 and not re.search(r"basilar|\bpca\b|vertebrobasilar|posterior cerebral|\bp[1-3]\b", " ".join(s.text for s in statements)):
        named.pop("posterior")
    if not named:
        for statement in statements:
            for step in (-1, 1, -2, -3):
                text = lines.get(statement.number + step, ("", 0))[0]
                found = {k for part in re.split(r"[;.]", text) for k in sides(part) if re.search(r"occlu|thromb|clot|cut-?off|embol|into|to the|guide|cath|advanced|tip", part)}
                if found and not named:
                    named = {key: statement.where for key in found}
    if not named or len(named) > 1:
        for text in (title(case), background(case), case.document.flat):
            found = set()
            for part in re.split(r"[;.\n]", text):
                if re.search(r"occlu|thrombect|lvo|cut-?off|clot\b|embolectomy", part) and not re.search(r"\bno\b|patent|without", part):
                    found |= sides(part)
            if len(found) == 1 and (not named or found <= set(named)):
                key = found.pop()
                named = {key: named.get(key, statements[0].where)}
                break
    if not named:
        for text in (title(case), case.document.flat[:200]):
            found = set(re.findall(r"\b(left|right)\b", text))
            if len(found) == 1:
                named = {found.pop(): statements[0].where}
                break
    if not named:
        named = {"": statements[0].where}
    return [Territory("posterior" if key == "posterior" else "anterior", "" if key == "posterior" else key, where) for key, where in sorted(named.items())]


@dataclass(frozen=True, slots=True)
class Infusion:
    """A drug given into an artery of the brain."""

    territory: Territory
    minutes: int | None
    drug: str


def infusions(case: Case) -> list[Infusion]:
    """Drugs, no lytics, given into carotid or vertebral territories, one entry for each territory."""
    if not re.search(DRUG, case.document.flat):
        return []
    lines = clot.lines(case)
    last: set[str] = set()
    found: dict[str, Infusion] = {}
    whole = " ".join(t for _, t, _ in lines)
    for index, (_, text, start) in enumerate(lines):
        drugs = list(re.finditer(DRUG, text))
        for position, drug in enumerate(drugs):
            end = drugs[position + 1].start() if position + 1 < len(drugs) else len(text)
            part = text[0 if position == 0 else drug.start() - 30 : end]
            around = text[max(0, drug.start() - 60) : drug.end() + 80]
            if not _GIVEN.search(around) or _SHORT.search(around) or re.search(r"\bno\b|\bnot\b|consider|if needed|will", text[max(0, drug.start() - 24) : drug.start()]):
                continue
            keys = sides(part) or sides(text) or last
            if not keys:
                for back in range(index - 1, max(-1, index - 4), -1):
                    keys = sides(lines[back][1])
                    if keys:
                        break
            if not keys:
                continue
            minutes = _minutes(part) or _minutes(text) or (_minutes(lines[index + 1][1]) if index + 1 < len(lines) and not re.search(DRUG, lines[index + 1][1]) and re.search(r"infus|each|given|dose", lines[index + 1][1]) else None)
            if minutes is None and _BRIEF.search(around):
                minutes = 1
            if minutes is None:
                each = re.search(r"each (?:vessel |infusion |dose |was )*(?:infused |given |administered )*(?:over|for|lasting|took) (\d+)", whole)
                minutes = int(each.group(1)) if each else None
            for key in keys:
                territory = Territory("posterior" if key == "posterior" else "anterior", "" if key == "posterior" else key, Span(start + drug.start(), start + drug.end()))
                known = found.get(key)
                if known is None:
                    found[key] = Infusion(territory, minutes, drug.group())
                elif minutes is not None:
                    found[key] = Infusion(known.territory, minutes + (known.minutes or 0), known.drug)
        here = sides(text)
        if here and re.search(r"cath|advanced|select|tip|into|inject|run", text):
            last = here
    return list(found.values())


_NUMBERS = {"ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "five": 5, "four": 4, "three": 3, "two": 2, "eight": 8}
_NUMBER = re.compile(r"\b(" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\b(?= ?-?min)")


def _minutes(text: str) -> int | None:
    text = _NUMBER.sub(lambda m: str(_NUMBERS[m.group(1)]), text)
    if _HOURS.search(text):
        return 60
    if re.search(r"(?:over|for) (?:about |approximately )?(?:a )?half (?:an )?hour|thirty-minute|half-hour", text):
        return 30
    values = [int(a or c) for a, _, c in _MINUTES.findall(text)]
    return max(values) if values else None
