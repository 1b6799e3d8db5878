"""Where a sample was taken: the class of the organ, its side, and the sentences that belong to one lesion."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.breast_words import breast_room
from cac.narrative.case import Case
from cac.narrative.sample_words import MARROW_SIGN, NO_MARROW, SPARED
from cac.narrative.sampled import BONES, same
from cac.narrative.sampling import LIVE, Lesion, heading, sites_of, titles


#: the pleura itself as the target of a needle, not as what it goes through
_PLEURA_MEANT = re.compile(
    r"\bpleura\w*[ -](?:based |surface |parietal |soft[- ]tissue )?(?:\w+ )?(?:mass\w*|nodul\w*|thicken\w*|plaques?|lesions?|biops\w*|rind|tumou?rs?|implants?|deposits?|metasta\w*|disease|carcinomatosis|peel|samples?|cores?)\b"
    r"|\b(?:biops\w*|bx|cores?|samples?|specimens?|sampl\w+|thicken\w*|nodular|mass|nodules?|lesion|rind|mesothelioma)(?: \w+){0,2} (?:of|from|in|on|along|arising from|involving)(?: \w+){0,3} pleura\w*|\b(?:thickened|nodular|diseased|abnormal|enhancing|fdg[- ]avid) (?:\w+ )?pleura\b|\bmesothelioma\b"
)


def site_of(case: Case, lesion: Lesion, *, alone: bool) -> tuple[str, Finding | None]:
    """Class of the site of a lesion from its own words, weighed with the title and indication where it is the only one."""
    weights: dict[str, float] = {}
    lead: dict[str, Finding] = {}
    flat = case.document.flat
    numbers = {n for n, span in enumerate(case.document.sentences) if any(span.start <= own.start < span.end for own in lesion.spans)}

    def add(number: int, roles: tuple[str, ...], factor: float) -> None:
        for weight, finding in sites_of(case, number, kind="sampled_site", roles=roles):
            if number in numbers and not any(span.start <= finding.start < span.end for span in lesion.spans) or finding.value == "marrow" and (NO_MARROW.search(case.sentence(number)) or MARROW_SIGN.match(flat, finding.start)):
                continue
            weights[finding.value] = weights.get(finding.value, 0) + weight * factor
            lead.setdefault(finding.value, finding)

    acted = {f.sentence for f in lesion.acts}
    for number in numbers:
        add(number, case.roles, 2.0 if number in acted else 1.0)
    if lesion.label and lesion.site:
        weights[lesion.site] = weights.get(lesion.site, 0) + 12
    elif lesion.site and lesion.ordinal and not weights:
        weights[lesion.site] = 12  # the list that defined the targets named it
    opening = titles(case)
    spared = {f.value for n in range(1, len(case.document.sentences)) if SPARED.search(case.sentence(n)) for f in case.document.by_sentence.get(n, ()) if f.kind == "sampled_site"}
    if alone or not weights:
        for number, owner in enumerate(case.document.sentence_section):
            role = case.document.sections[owner].role
            if role == "head" or number == 0 or number in opening:
                add(number, ("head", role), 3.0)
                listed = {f.value for _, f in sites_of(case, number, kind="sampled_site", roles=("head", role))}
                dropped = {value for value in listed if any(same(value, other) for other in spared)}
                for value in dropped & set(weights) if listed - dropped else ():
                    weights.pop(value)
            elif role == "summary":
                add(number, ("summary",), 1.5)
            elif role == "background" and not weights:
                add(number, ("background",), 0.5)
    if alone and not weights:
        for number in range(len(case.document.sentences)):  # the target named only where its history is told
            for weight, finding in sites_of(case, number, kind="sampled_site", roles=("head", "background", *case.roles), status=(*LIVE, "prior")):
                if re.search(r"nodule|lesion|mass|node|tumou?r|parenchym", finding.text.lower() + flat[finding.end : finding.end + 24].split(".")[0]):
                    weights[finding.value] = weights.get(finding.value, 0) + weight
                    lead.setdefault(finding.value, finding)
    if not weights and not breast_room(case) and re.search(r"\b[tls]\d{1,2}\b", lesion.text + heading(case)) and re.search(r"pedic\w*|vertebr|lytic|sclerotic|\bbone|murphy|jamshidi|drill|lamina|bonopty|oncontrol|\b(?:8|9|1[0-3]) ?-?(?:g|ga|gauge)\b", lesion.text + heading(case)):
        return "deep_bone", None
    for specific, generic in (("superficial_node", "node"), ("deep_node", "node"), ("muscle", "soft_tissue"), ("chest_wall", "soft_tissue"), ("superficial_bone", "deep_bone"), ("retroperitoneum", "soft_tissue")):
        if specific == "superficial_bone" and generic in lead and not re.search(r"bone|lesion|lytic|sclerotic|osseous", lead[generic].text.lower()):
            continue  # two bones of their own
        if specific in weights and generic in weights:
            weights[specific] += weights.pop(generic)
    if "pleura" in weights and not _PLEURA_MEANT.search(flat) and any(f.role == "head" or f.sentence == 0 or f.sentence in opening for f in case.all("sampled_site", "lung", roles=("head", "body"), status=None)):
        weights["lung"] = weights.get("lung", 0) + weights.pop("pleura")  # named as what the needle crossed on its way
    if not weights:
        return "", None
    best = max(weights, key=lambda site: weights[site])
    return best, lead.get(best)


def side_of(case: Case, lesion: Lesion) -> str:
    sides = [f.side for f in lesion.acts + lesion.sites if f.side in ("left", "right", "bilateral")]
    if not sides:
        sides = [f.side for f in case.all("sampled_site", roles=("head",), status=None) if f.side]
    if not sides:  # the organ was told with its side before the work began
        every = {f.side for f in case.all("sampled_site", *{f.value for f in lesion.sites}, roles=None, status=None) if f.side and not re.search(r"normal|unremarkable|absent|removed|ectomy|solitary", case.sentence(f.sentence))} if lesion.sites else set()
        sides = list(every) if len(every) == 1 else []
    return max(set(sides), key=sides.count) if sides else ""


def merged(case: Case, taken: list[Lesion]) -> list[Lesion]:
    """A lesion without a site of its own and without a number belongs to the one before it."""
    out: list[Lesion] = []
    for lesion in taken:
        before = out[-1] if out else None
        if before is not None and {before.site, lesion.site} <= set(BONES) - {"disc"} and ("marrow" in before.label or re.search(r"\bmarrow\b", heading(case) + " " + case.sentence(0))) and not re.search(r"(?:bone|lytic|sclerotic|osseous) lesion", heading(case)) and not lesion.ordinal:
            before.text += lesion.text  # aspirate and core of one marrow
            before.acts += lesion.acts
            before.spans += lesion.spans
        elif before is not None and not lesion.site and not lesion.ordinal and not (lesion.label and lesion.side and before.side and lesion.side != before.side):
            before.text += lesion.text
            before.acts += lesion.acts
            before.spans += lesion.spans
        else:
            if before is not None and not lesion.site:
                lesion.site, lesion.side = before.site, lesion.side or before.side
            out.append(lesion)
    return out
