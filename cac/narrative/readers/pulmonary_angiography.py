"""Pulmonary artery catheters and angiograms."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import clot, lysis_course, prior_study
from cac.narrative.case import Case
from cac.narrative.live import blanked
from cac.narrative.procedure import Procedure
from cac.narrative.step_telegram import occludes

FAMILIES = ("pulmonary_angiography",)
_PA = r"(?:pulmonary arter(?:y|ies|ial)|\bpas?\b|pulmonary trunk)"
_QUICK = re.compile(r"\b(?:upper|lower|middle) lobe (?:\w+ ){0,4}(?:segmental|arter)|\bpavms?\b|(?:right|left) pulmonary|pulmonary (?:av\b|arteriovenous)|lung avm|pulmonary (?:arter|angio|arterio|trunk|embol)|\b[lr]?pa\b|\bpe\b|\bm?pap?s?\b")
_ACT = r"(?:\bto\b|\bin\b|select\w*|catheteri[sz]\w*|engag\w*|cannulat\w*|enter\w*|advanc\w*|navigat\w*|placed|position\w*|into|to the|in the|inject\w*|->|intub\w*|tip)"
_MAIN = re.compile(rf"{_ACT}[^.]{{0,50}}(?:main {_PA}|main pa\b|pulmonary (?:trunk|outflow)|right (?:ventricle|atrium|heart))|pigtail to main|(?:main {_PA}|pulmonary trunk)[^.]{{0,30}}(?:inject|angiogra|arteriogra|run|enter|select)|{_ACT}[^.]{{0,30}}(?<!left )(?<!right )pulmonary artery")
_SIDED = re.compile(rf"(?P<before>{_ACT}[^.;]{{0,60}}?)?\b(?P<side>left|right|bilateral|both|each|either|right and left|left and right|l|r)\s+(?P<main>main )?(?:(?P<deep>segmental|basal|basilar|subsegmental|lingular)\s+(?:\w+ )?)?{_PA}(?P<after>[^.]{{0,60}}?(?:select|catheteri|engag|cannulat|inject|angiogra|arteriogra|dsa|entered|run))?")
_ABBR = re.compile(r"\b(?P<side>[lr])pa\b")
#: a side told as the label of a statement, and lobar or interlobar branches, which are of the first order
_LABELLED = re.compile(r"(?:^|[\n.;])\s*(?:\d[.)]\s*|[-*]\s*)?(?P<side>left|right) (?:main )?(?:pulmonary artery|pa|lung|side)\s*[:\-|/][^.\n]{0,80}?(?:pigtail|cath|wire|aspirat|t-?\d\d|triever|device|same|select|advanc|inject|pass)", re.M)
_LOBAR = re.compile(rf"{_ACT}[^.;]{{0,70}}?\b(?P<side>left|right)\s+(?:main (?:and|&|to)\s+|main pulmonary (?:artery )?(?:and|&)\s+)?(?:(?:proximal|distal|main)\s+)?(?:(?:(?:upper|lower|middle) lob(?:e|ar)|lobar|descending|interlobar|inter lobar|truncus anterior|main)\b)")
_SEGMENT = re.compile(r"(?:segmental|subsegmental|basal|feeding)[^.]{0,30}(?:artery|arteries|branch\w*|\bpa\b)")
_DEEPER = re.compile(r"(?:microcath\w*|select\w*|->|\binto\b|\bto\b|\bthen\b|catheteri[sz]ed|advanced)[^.;\n]{0,40}\b(?:seg(?:ment(?:al)?)?|subsegmental|basal|bas|apical|lingular)\b\s*(?:seg(?:mental)?\s+)?(?:a\b|arter\w+|branch\w*|pa\b|\()")
#: a segmental artery that was itself entered, whatever was told before
_ENTERED_DEEP = re.compile(r"(?:(?P<side>left|right) )?(?:\w+ ){0,3}(?:segmental|subsegmental|basal|lingular|feeding)\b[^.;\n]{0,40}\b(?:was|were) (?:then |also |next )?(?:entered|selected|catheteri[sz]ed|cannulated|engaged|reached)")
#: selective films told by their side, and feeders of a malformation closed with plugs or coils
_FILMED = re.compile(r"(?<!no )(?<!prior )\b(?P<side>left|right|bilateral|both)(?: selective| main)? pulmonary (?:arterio|angio)gra\w+(?! (?:not|was not|deferred))")
_FEEDER = re.compile(r"\b(?:(?P<side>left|right) (?:(?:upper|lower|middle) lobe|lung|lingular?)|(?P<lobe>[lr][ulm]l))\b[^.;\n]{0,40}\b(?:feeders?|feeding (?:arter\w+|branch\w*|vessel)|segmental|pavm|avm)\b[^.\n]{0,40}\b(?:mvp|plugs?|coils?|embol\w+|amplatzer|microcath\w*)")
#: malformations of the lung, and the segment whose artery was entered or closed, in whatever words
_MALFORMED = re.compile(r"\bpavms?\b|pulmonary (?:av\b|avm|arteriovenous)|lung avm|osler|\bhht\b")
_CLOSED_SEGMENT = re.compile(r"(?:\b(?P<side>left|right|[lr])\b[^.;,\n]{0,24})?(?:\b(?P<lobe>[lr][uml]l)\b[^.;\n]{0,24})?\b(?:(?:(?:superior|anterior|posterior|medial|lateral|apical|apicoposterior|inferior|postero-?basal|antero-?basal|latero-?basal|medio-?basal)(?: basal)?|basal|lingular?|lingula) (?:segment\w*|sub-?segment\w*|branch\w*|arter\w+|feed\w+|division)|(?:sub-?)?segmental (?:branch\w*|arter\w+|feed\w+|pa\b)|\ba ?(?:10|[1-9])[ab]?\b|feed(?:er|ing)\w*(?: (?:artery|vessel|branch))?)")
_STUDY = re.compile(r"pulmonary (?:arterio|angio)gra\w+|pulmonary (?:arterial |artery )?(?:injection|run|dsa)|(?:arterio|angio)gra\w+|\bdsa\b|inject\w*|filmed")
#: a study by a scanner, and one that was not done
_NO_STUDY = re.compile(r"\b(?:ct|mr|cect|computed tomograph\w*|multi-?detector)[ -]+$|\b(?:no|not|n't|never|without)\b(?: \w+){0,5} $")
#: a piece that lies there, which the catheter went to fetch
_PIECE_IN = re.compile(r"\b(?:fragment|piece|segment|remnant|foreign body|strut|coil|tubing|wire)s?\b(?: \w+)? (?:in|within|into|inside|across|at|reaching|extending to)\s+(?:the )?$")
#: right and left pulmonary arteries however they are joined: "right then left main pulmonary artery", "both PAs", "L and R PA"
_WORD = r"(?:left|right|lt|rt|l|r)"
_PART = r"(?:main|proximal|distal|interlobar|descending|(?:upper|middle|lower) lob(?:e|ar)|lingular)?"
_NAMED = re.compile(rf"\b(?P<one>{_WORD}|both|bilateral|each)\b(?:\s+(?:main|proximal|distal|interlobar|(?:upper|middle|lower) lobe|lingular))?(?:(?:\s*(?:,|/|&|\+|\band\b|\bthen\b|\bnext\b|\bfollowed by\b|\bas well as\b))+\s*(?:(?:in|into|the|to)\s+)*(?P<two>{_WORD})\b)?\s*{_PART}\s*(?:branch(?:es)? )?(?:{_PA}|pulm(?:onary)?\b(?: art\w*)?|pulmonaries\b|branch\b(?! (?:of (?!the pulm|the main)|vein|point)))(?:(?:\s*(?:,|/|&|\+|\band\b|\bthen\b|\bfollowed by\b))+\s*(?:in(?:to)? )?(?:the\s+)?(?P<last>{_WORD})\b\s*{_PART}\s*{_PA})?|\b(?P<short>[lr])pa\b(?:\s*(?:,|/|&|\+|\band\b|\bthen\b)+\s*(?P<other>[lr])pa\b)?")
_DID = re.compile(r"select\w*|triever\w*|\bekos\w*|aspirat\w*|cath\w*|cannul\w*|engag\w*|enter(?:ed|ing)|hook\w*|intubat\w*|park\w*|advanc\w*|navigat\w*|pass(?:ed|ing)|steer\w*|pigtail|grollman|montefiore|\bmpa\b|berman|swan|\binto\b|\bup\b|->|→|\bto (?:the )?$|filmed|\bruns?\b|inject\w*|\binj\b|\bdsa\b|angio\w*|arteriogra\w*|series|\bviews?\b|\bcine\b|biplane|\b(?:lao|rao)\b|shot|imaged|studied|\bframes?\b")
_FOUND = re.compile(r"\b(?:no\b|not\b|never|without|unable|could|prior|previous|known|on ct|cta|ctpa|echo|embol\w*|clot|thromb\w*|filling defects?|fill\w*|web\w*|steno\w*|occlu\w*|patent|normal|dilated|enlarged|aneurysm\w*|show\w*|demonstrat\w*|reveal\w*|supply\w*|supplied|aris\w*|pressures?|mean\b|planned|will|if\b|ct\b|burden|extend\w*|straddl\w*|saddle|involv\w*)\b")
_MORE_STUDY = re.compile(r"(?<!no )\bruns?\b(?! of)|\bfilmed\b|\bseries\b(?! of)|\bviews?\b|\bcine\b|\bbiplane\b|\b(?:lao|rao)\b|\binjections?\b|\binj\b|\bframes\b|\bangios?\b|\bshots?\b|\bprojections?\b|\bplanes\b")
_VENOUS = re.compile(r"femoral vein|jugular|\bij\b|\brij\b|common femoral venous|\b[lr]?cfv\b|venous access|\bvein\b|groin|\b[lr]fv\b|\b[lr]ij\b")


def read(case: Case) -> list[Procedure]:
    """Deepest pulmonary position of each side and the angiogram taken there."""
    flat = case.document.flat
    if not _QUICK.search(flat) and not (_SEGMENT_NAME.search(flat) and _LUNG.search(flat) and not _LIVER.search(flat)):
        return []
    body = blanked(case, roles=("body",))
    work = _without_findings(case, body)
    segments = [] if _LIVER.search(flat) or not _LUNG.search(flat) else _segments_told(work)
    told = [*_told(work), *segments]
    trunk = any(_DID.search(part) and not _FOUND.search(part.split("trunk")[0].split("main")[0]) for part in re.findall(rf"[^.;\n]*(?:pulmonary trunk|main {_PA}|main pulmonary|\bmpa\b (?:run|injection))[^.;\n]*", work))
    if clot.main_bed(case) == "pulmonary" and (clot.removals(case) or lysis_course.drug_running(case)) and _VENOUS.search(flat):
        pass  # clot was treated in the lungs, so a catheter lay there
    elif not told and not trunk and (not _VENOUS.search(flat) or not _MALFORMED.search(flat) and not re.search(r"pulmonary (?:angio|arterio|arter\w+ (?:angio|pressure|inject|was|were|select|then|cathet|enter|run|branch))|thrombectom|triever|\bekos\b|\bpa\b[^.]{0,40}(?:select|pressure|inject|angiogra|mean|dsa)|into the (?:left|right|main) pulmonary|avm|main pulmonary", work)):
        return []
    depth: dict[str, int] = {}
    where: dict[str, list[Span]] = {}
    last = -99
    for match in _SIDED.finditer(work):
        lead = work[max(0, match.start("side") - 30) : match.start("side")]
        paired = match.start("side") - last < 12 and re.search(r"(?:\band|&|,|\+)\s*(?:the |then )?$", lead)
        cleared = re.search(r"(?:aspirated|aspiration (?:of|from|in)|thrombectomy (?:of|from|in)|passes (?:in|of|from))\s+(?:the |both )?$", lead)
        if not match["before"] and not match["after"] and not paired and not cleared or _PIECE_IN.search(lead):
            continue
        last = match.end("main") if match["main"] else match.end("side")
        last = max(last, match.start("after") if match["after"] else match.end())
        if re.match(r"[^.]{0,30}\bnot\b", work[match.end("main") if match["main"] else match.end("side") : match.end() + 50]):
            continue
        word = match["side"]
        sides = ("left", "right") if word not in ("left", "right", "l", "r") else ({"l": "left", "r": "right"}.get(word, word),)
        tail = work[match.end() : match.end() + 50]
        deep = match["deep"] is not None or bool(_SEGMENT.match(tail.lstrip()))
        for side in sides:
            depth[side] = max(depth.get(side, 0), 2 if deep else 1)
            where.setdefault(side, []).append(Span(match.start("side"), match.end()))
    for match in _ABBR.finditer(work):
        side = {"l": "left", "r": "right"}[match["side"]]
        depth[side] = max(depth.get(side, 0), 1)
        where.setdefault(side, []).append(Span(*match.span()))
    for match in re.finditer(r"(left|right) (?:(?:upper|lower|middle) lobe (?:segmental|basal)|segmental|basal|lingular)[^.]{0,40}(?:arter\w+|branch\w*|\bpa\b)?[^.]{0,30}(?:select|catheteri|inject|superselect|entered|microcath)|(?:microcath\w*|select\w*|catheter)[^.]{0,50}(left|right) (?:(?:upper|lower|middle) lobe )?(?:segmental|subsegmental|basal|lingular)[^.]{0,30}(?:arter|branch|segmental)", work):
        side = match.group(1) or match.group(2)
        depth[side] = 2
        where.setdefault(side, []).append(Span(*match.span()))
    for match in _FILMED.finditer(work):
        for side in ("left", "right") if match["side"] in ("bilateral", "both") else (match["side"],):
            depth[side] = max(depth.get(side, 0), 1)
            where.setdefault(side, []).append(Span(*match.span()))
    for match in _FEEDER.finditer(work):
        side = match["side"] or {"l": "left", "r": "right"}[match["lobe"][0]]
        depth[side] = 2
        where.setdefault(side, []).append(Span(*match.span()))
    if _MALFORMED.search(flat) and occludes(case):
        for match in _CLOSED_SEGMENT.finditer(work):
            word = match["side"] or (match["lobe"] or "")[:1]
            known = set(re.findall(r"\b(left|right)\b", work)) | {{"l": "left", "r": "right"}[w[0]] for w in re.findall(r"\b([lr][uml]l)\b", flat)}
            side = {"l": "left", "r": "right"}.get(word, word) or (next(iter(known)) if len(known) == 1 else next(iter(re.findall(r"\b(left|right)\b", work[: match.start()])[-1:]), ""))
            if side and not re.search(r"\b(?:no|not|left alone|too small|untreated|next session)\b", work[match.start() : match.end() + 30]):
                depth[side] = 2
                where.setdefault(side, []).append(Span(*match.span()))
    if len(depth) == 1 and (match := _DEEPER.search(work) or _ENTERED_DEEP.search(work)):
        side = next(iter(depth))
        depth[side] = 2
        where[side].append(Span(*match.span()))
    for match in [*_LABELLED.finditer(work), *(_LOBAR.finditer(work) if re.search(r"thrombectom|triever|\bekos\b|aspirat|lysis|pulmonary (?:angio|arterio)", work) else ())]:
        if re.search(r"\bnot\b|\bno\b", match.group()):
            continue
        depth[match["side"]] = max(depth.get(match["side"], 0), 1)
        where.setdefault(match["side"], []).append(Span(match.start("side"), match.end()))
    for side, span in told:
        depth[side] = 2 if (side, span) in segments else depth.get(side, 1)
        where.setdefault(side, []).append(span)
    if len(depth) == 1 and 2 not in depth.values() and (match := _DEEPER.search(work)):
        side = next(iter(depth))
        depth[side] = 2
        where[side].append(Span(*match.span()))
    if not depth:
        _of_treatment(case, depth, where)
    treated = prior_study.intervention(case)
    facts: dict[str, object] = {"intervention": treated is not None}
    if treated is not None:
        value, _ = prior_study.separate(case, "pulmonary")
        facts["separate_known"] = value is not None
        if value is not None:
            facts["separate_from_intervention"] = value
        if value:
            facts["study_modifier"] = "59"
    out: list[Procedure] = []
    study = next((m for m in _STUDY.finditer(work) if not _NO_STUDY.search(work[max(0, m.start() - 70) : m.start()])), None) or (_MORE_STUDY.search(work) if told or trunk else None)
    main = _MAIN.search(work)
    if depth:
        for side, level in sorted(depth.items()):
            made = Procedure("pulmonary_angiography", "catheterization", "segmental_pulmonary_artery" if level == 2 else "pulmonary_artery", side).because(*where[side][:3])
            made.set("selective", level).set("order", level)
            out.append(made)
    elif main:
        made = Procedure("pulmonary_angiography", "catheterization", "main_pulmonary_artery", "").because(Span(*main.span()))
        out.append(made.set("selective", 0).set("order", 0))
    if out and study:
        made = Procedure("pulmonary_angiography", "angiogram", "pulmonary_artery", "bilateral" if len(depth) == 2 else next(iter(depth), "")).because(Span(*study.span()))
        made.set("selective", bool(depth)).set("both_sides", len(depth) == 2)
        for key, value in facts.items():
            made.set(key, value)
        out.append(made)
    return out


def _of_treatment(case: Case, depth: dict[str, int], where: dict[str, list[Span]]) -> None:
    """The pulmonary arteries in which clot was treated, where no words tell how the catheter came there."""
    if clot.main_bed(case) != "pulmonary":
        return
    statements = [s for s in clot.removals(case) if s.bed == "pulmonary"]
    spans = [s.where for s in statements] or lysis_course.drug_running(case)
    numbers = {n for n, s in enumerate(case.document.sentences) for w in spans if s.start <= w.start < s.end}
    for side in clot.lungs(case, numbers) if spans else ():
        depth[side] = 1
        where.setdefault(side, []).extend(spans[:2])


#: a segmental artery of the lung by its name, the lung it lies in, and organs whose segments sound alike
_SEGMENT_NAME = re.compile(r"\b(?:sub-?)?segmental (?:pulmonary )?(?:arter\w+|branch\w*|pa\b)|\b(?:basal|lingular|apico-?posterior|apical|superior|anterior|posterior|medial|lateral)(?: basal)? (?:sub-?)?segment(?:al)?(?: arter\w+| branch\w*)?\b")
_LUNG_SIDE = re.compile(r"\b(?:(?P<side>left|right)\b(?=[^.;,]{0,30}\b(?:lobe|lung|segment\w*|lingula\w*|pulmonary)\b)|(?P<lobe>[lr])[uml]l\b)")
_LUNG = re.compile(r"\blungs?\b|pulmon|h(?:a?)emoptysis|perfusion scan|v/q\b|\bpe\b|\bcteph\b|rasmussen|\b[lr][ul]l\b")
_LIVER = re.compile(r"hepat|liver|\brenal|kidney|splen|spinal|\bcord\b|bronchoscop|biops|lumbar|intercostal")


def _segments_told(work: str) -> list[tuple[str, Span]]:
    """Sides of segmental pulmonary arteries that a clause names beside an act or a film."""
    out: list[tuple[str, Span]] = []
    for part in re.finditer(r"(?:[^.;\n]|\.(?=\d))+", work):
        text = part.group()
        name = _SEGMENT_NAME.search(text)
        side = _LUNG_SIDE.search(text)
        if name is None or side is None or not _DID.search(text) or _FOUND.search(text[: name.start()]) or re.search(r"\b(?:not|never|scan|ct)\b", text[: name.end() + 25]):
            continue
        out.append(({"l": "left", "r": "right"}.get(side["lobe"] or "", side["side"]), Span(part.start() + name.start(), part.start() + name.end())))
    return out


def _told(work: str) -> list[tuple[str, Span]]:
    """Sides of pulmonary arteries that a clause names beside an act or a film and not as a finding."""
    out: list[tuple[str, Span]] = []
    if re.search(r"\bsnar\w+|foreign body|fragment|fractured", work):
        return out  # where a piece of a device lay
    for part in re.finditer(r"(?:[^.;\n]|\.(?=\d))+", work):
        text = part.group()
        for match in _NAMED.finditer(text):
            before, after = text[: match.start()], text[match.end() : match.end() + 60]
            tail = _FOUND.split(after)[0]
            near = re.split(r":|,\s*(?=no\b)", before)[-1]
            if _FOUND.search(near[-50:]) or re.match(r"\s*(?:was |were )?(?:not\b|never)", after) or not _DID.search(near) and not _DID.search(tail):
                continue
            words = {w for w in (match["one"], match["two"], match["last"], match["short"], match["other"]) if w}
            sides = {"left", "right"} if words & {"both", "bilateral", "each"} else {{"l": "left", "r": "right"}[w[0]] for w in words}
            out += [(side, Span(part.start() + match.start(), part.start() + match.end())) for side in sorted(sides)]
    return out


def _without_findings(case: Case, body: str) -> str:
    chars = list(body)
    for section in case.document.sections:
        if section.name == "findings":
            chars[section.start : section.end] = " " * (section.end - section.start)
    return "".join(chars)
