"""Steps of the catheter in telegrams: vessels named in the course of the work without a verb that says so.

In dictation of a few words an artery that stands in the telling of the work was entered, unless the words say
otherwise: "Common hepatic, then right posterior sectoral", "left uterine to stasis, PVA", "left lumbar, coiled". The
reader of :mod:`cac.narrative.steps` wants motion or a verb; this one speaks where that one is silent.

What must not count: vessels a finding, a scan, a plan or the history tells of; the vessel a branch comes off; flow,
filling and supply; what was spared, tried in vain, or lies near; the puncture.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import replace

from cac.findings import Span
from cac.narrative.arteries import AORTA, Mention, chain, place, told
from cac.narrative.case import Case, once
from cac.narrative.embolic_words import ACT, NO_ACT, UNDONE
from cac.narrative import step_telegram_words as said
from cac.narrative.live import blanked
from cac.narrative.step_finish import live
from cac.narrative.step_words import Tag, Taken


@once
def occludes(case: Case) -> bool:
    """Whether an embolic agent or act stands in what was done."""
    flat = case.document.flat
    roles = tuple(dict.fromkeys((*case.roles, "head")))
    shown = blanked(case, roles=roles if brief(case) else tuple(role for role in roles if role != "summary"))
    dead = [m.span() for pattern in (UNDONE, NO_ACT) for m in pattern.finditer(flat)]
    if any(not any(a < m.end() and m.start() < b for a, b in dead) for m in ACT.finditer(shown)):
        return True
    return brief(case) and any(_given(said.AS_PLANNED.sub(" ", case.sentence(n))) for n in told(case))


_UNSURE = re.compile(r"\b(?:if|will|would|should|may|plan\w*|discuss\w*|options?|candidate|recommend\w*|consider\w*|risks?|prior|previous|old|existing|ago|history|s/p|status post|scheduled|booked)\b")


#: where an artery comes from, which a sentence with marks leaves out
_ARISES = re.compile(r"\s*(?:artery )?\(?(?:arises|arising|arose|originates|originating|comes off|takes off)\b[^.;]*[.;)]")


def _given(text: str) -> bool:
    """Whether a sentence names an agent and nothing that takes it back."""
    return not _UNSURE.search(text) and any(m.lastgroup != "verb" for m in ACT.finditer(text)) and _agent(text)


def brief(case: Case) -> bool:
    """Whether a report is a telegram, in which what is named is what was done."""
    return len(case.document.flat.split()) < 140


def walked(case: Case, named: list[Mention], taken: Taken, tag: Tag) -> tuple[list[Mention], Taken]:
    """The vessels entered with those that a telegram tells of by name alone.

    Args:
        case: a read report.
        named: vessels of one tree, in order of the report.
        taken: those known as entered, as (index, how).
        tag: the sentence of a number with vessels as <n>, catheters as {c} and wires as {w}.
    """
    if not named:
        return named, taken
    if not occludes(case):
        return named, [*taken, *_labels(case, named, taken)]
    start = said.AT_WORK.search(case.document.flat)
    begun = start.start() if start else len(case.document.flat)
    known, named, out = {i for i, _ in taken}, list(named), list(taken)
    here: dict[int, list[int]] = {}
    for index, mention in enumerate(named):
        here.setdefault(mention.sentence, []).append(index)
    alive = told(case)
    last: int | None = None  # the vessel the last act can have been in
    for number in sorted(alive):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.name in ("materials", "sedation", "complications", "consent", "header", "findings") or section.role == "summary":
            continue
        text, first = case.sentence(number), case.document.sentences[number].start
        tagged = tag(number)
        if ";" in tagged and said.NOT_WORK.search(tagged):  # a clause that tells of another day is left out of the sentence
            kept = ";".join(" " if said.NOT_WORK.search(said.AS_PLANNED.sub(" ", part)) else part for part in tagged.split(";"))
            tagged = kept if "<" in kept else tagged
        if not said.NOT_WORK.search(said.AS_PLANNED.sub(" ", tagged)) or brief(case) and len(text) > 120 and _agent(text):
            free = [i for i in here.get(number, ()) if i not in known and _may_be(named[i]) and not _ARISES.match(case.document.flat, named[i].span.end)]
            if free:
                out += [(i, how) for i, how in _clauses(tagged, named, free, known, worked=case.document.sentences[number].end >= begun or bool(number) and _given(text), opening=number == 0, brief=brief(case))]
                known = {i for i, _ in out}
            if _agent(text) and not any(i in known for i in here.get(number, ())) and brief(case):
                own = [i for i in here.get(number, ()) if _may_be(named[i]) and not said.NOT_BEFORE.search(_lead(case, named[i]))]
                goal = own[0] if own and number and not said.NOT_AFTER.match(case.document.flat, named[own[0]].span.end) else last if not here.get(number) else None
                if goal is not None and goal not in known:
                    out.append((goal, "move"))  # what was left in a vessel came there by a catheter
                    known.add(goal)
        named, out = _counted(case, number, tagged, named, out)
        seen = [i for i in here.get(number, ()) if live(named[i]) and named[i].name not in AORTA]
        if seen:
            own = [i for i in seen if _may_be(named[i]) and not said.NOT_BEFORE.search(_lead(case, named[i])) and (said.HURT.match(case.document.flat, named[i].span.end) or not said.NOT_AFTER.match(case.document.flat, named[i].span.end))]
            last = None if any(i in known for i in seen) or not own or number == 0 or said.NOT_WORK.search(tagged) or said.DENIED.search(tagged) or not said.LESION.search(text) else own[0]
    if _FIRST_STUDY.search(case.document.flat):
        out += _labels(case, named, out)
    return named, sorted(dict.fromkeys(out))


#: the first films of these vessels, told by label before the treatment
_FIRST_STUDY = re.compile(r"\bfirst (?:ever |catheter |invasive |diagnostic )*(?:angiogra\w*|arteriogra\w*)(?! (?:in|on|of|was done|at|dated|by) \d)|\bno (?:prior|previous|earlier) (?:catheter |invasive )?(?:angiogra\w*|arteriogra\w*)|\bnever (?:imaged|filmed|studied|angiogrammed)\b")
#: arteries that feed an organ, which a diagnostic telegram labels by name
_ORGANS = frozenset("celiac_trunk superior_mesenteric_artery inferior_mesenteric_artery ima bronchial_artery intercostobronchial_trunk internal_iliac_artery splenic_artery common_hepatic_artery gastroduodenal_artery left_gastric_artery".split())
_ASIDE = re.compile(r"\b(?:not|never|could|unable|from the aorta|on (?:the )?(?:ct|aortogram))\b")


def _labels(case: Case, named: list[Mention], taken: Taken) -> Taken:
    """Arteries of organs filmed one after the other, told by their label and finding: "SMA: normal. IMA: normal. Celiac: nil"."""
    if not brief(case) or said.FLUSH.search(case.document.flat) and not re.search(r"\bno (?:\w+ ){0,4}cta?\b|nor cta?\b|\bonly (?:an? )?(?:unenhanced|plain|non-?\s?contrast|noncontrast) ct\b|\bct (?:was |is )?unenhanced", case.document.flat) or not re.search(r"angiogra|arteriogra|catheter|bleed|gib\b|emboli", case.document.flat) or re.search(r"^\s*(?:ct|mr)\b", case.document.flat):
        return []
    alive, known = told(case), {i for i, _ in taken}
    out = []
    for index, mention in enumerate(named):
        sentence = case.document.sentences[mention.sentence]
        before, after = case.document.flat[sentence.start : mention.span.start], case.document.flat[mention.span.end : sentence.end]
        if mention.sentence in alive and mention.name in _ORGANS and live(mention) and said.LABEL.fullmatch(before.removeprefix("left ").removeprefix("right ")) and said.COLON.match(after) and not _ASIDE.search(after):
            out.append((index, "list"))
    return [hit for hit in out if hit[0] not in known] if len(out) + len(known) >= 2 else []


def _may_be(mention: Mention) -> bool:
    return live(mention) and mention.name not in AORTA and mention.name not in said.ENTRIES


def _lead(case: Case, mention: Mention) -> str:
    return case.document.flat[max(case.document.sentences[mention.sentence].start, mention.span.start - 50) : mention.span.start]


def _agent(text: str) -> bool:
    """Whether a sentence tells of an agent given or an occlusion done."""
    dead = [m.span() for pattern in (UNDONE, NO_ACT) for m in pattern.finditer(text)]
    return any(not any(a < m.end() and m.start() < b for a, b in dead) for m in ACT.finditer(text))


def _clauses(tagged: str, named: list[Mention], free: list[int], entered: set[int], *, worked: bool, opening: bool, brief: bool) -> Taken:
    """Vessels of one sentence that were entered by what their clause says."""
    out: Taken = []
    at = 0
    for cut in [*(m.end() for m in said.BREAK.finditer(tagged)), len(tagged)]:
        clause, at = tagged[at:cut], cut
        marks = [(m.start(), m.end(), int(m.group()[1:-1])) for m in re.finditer(r"<\d+>", clause)]
        if not any(i in free for _, _, i in marks) or said.DENIED.search(clause):
            continue
        if said.AFTER.search(clause):
            continue
        agent, act = _agent(clause), said.ACTS.search(clause)
        finite = said.FINITE.search(clause)
        for low, high, index in marks:
            if index not in free:
                continue
            before, after = clause[:low], clause[high:]
            label = said.LABEL.fullmatch(before) and said.COLON.match(after)
            closed = bool(brief and said.HURT.match(after) and _agent(re.split(r"<\d+>|[;.]", after[:70])[0]))
            if said.NOT_BEFORE.search(re.sub(r"<\d+>", " ", before)[-50:]) or not label and not closed and said.NOT_AFTER.match(after):
                continue
            if ":" in before and (any(named[int(i)].name not in said.ENTRIES for i in re.findall(r"<(\d+)>", before.rsplit(":", 1)[0])) or said.IMAGE.search(before.rsplit(":", 1)[0]) or said.TOLD_OF.search(before.rsplit(":", 1)[0])):
                if not (agent and not said.IMAGE.search(before) and ACT.search(after.split(">")[-1][:50])):
                    continue  # what a film of the vessel before the colon showed
            if label:
                beyond = re.split(r"<\d+>|\.\s", tagged[cut:])[0] if clause.endswith(";") and not agent and not act else ""
                given = bool(beyond) and not said.DENIED.search(beyond) and (_agent(beyond) or bool(said.SAME.search(beyond)))
                if (agent or act or given or "{c}" in after) and not (opening and not act):
                    out.append((index, "label" if act and said.IMAGE.search(after) else "move"))
                continue
            shown = said.SHOWN.search(before)
            if shown and not said.ACTS.search(before, shown.end() if shown.end() < len(before) else shown.start() + 4) and "{c}" not in before[shown.start() :]:
                continue
            segment = re.split(r"[,:]", before)[-1] + clause[low:high]
            whole = segment + re.match(r"[^,:]*", after).group()  # type: ignore[union-attr]
            row = said.ROW.fullmatch(whole.strip(" .;")) or said.ROW.fullmatch(segment) and said.ROW_ON.match(after) and (agent or act or "{c}" in clause or said.LED.search(whole))
            joined = said.JOINED.search(before)
            if joined and int(joined[1]) in {*entered, *(i for i, _ in out)} and not (said.FINDING.search(clause) and not agent) and not opening:
                out.append((index, "move"))
                continue
            if row and not (said.FINDING.search(clause) and not agent) and (worked or "{c}" in clause) and not (opening and not worked) and not (finite and not act and not agent):
                out.append((index, "move"))
            elif (agent or act) and worked and (not finite or act) and (brief or agent and not said.FINDING.search(clause)) and _near(clause, low, high, agent=agent):
                out.append((index, "image" if not agent and act and said.IMAGE.fullmatch(act.group()) else "move"))
        for (_, high, index), (low, _, following) in reversed(list(zip(marks, marks[1:], strict=False))):  # "right T9 and left T9 segmentals: PVA"
            if index in free and following in {i for i, _ in out} and index not in {i for i, _ in out} and _BETWEEN.fullmatch(clause[high:low]) and not said.NOT_BEFORE.search(re.sub(r"<\d+>", " ", clause[: high - len(str(index)) - 2])[-50:]):
                out.append((index, "move"))
    return out


_BETWEEN = re.compile(r"(?:[\s,&+/]|\b(?:and|then|plus|both|the|left|right|[lr]t?|also)\b)+")


def _near(clause: str, low: int, high: int, *, agent: bool) -> bool:
    """Whether an act or an agent stands beside a vessel with no other vessel between."""
    before = clause[:low].rsplit(">", 1)[-1][-60:]
    after = re.split(r"<\d+>", re.sub(r"\b(?:off|from|via|out of)\s+(?:the\s+|its\s+)?<\d+>", " ", clause[high:]))[0][:60]
    return bool(said.ACTS.search(before) or said.ACTS.search(after) or agent and (ACT.search(before) or ACT.search(after)))


def _counted(case: Case, number: int, tagged: str, named: list[Mention], taken: Taken) -> tuple[list[Mention], Taken]:
    """With the branches told by their number: "each of its three distal branches by microcatheter"."""
    match = said.COUNTED.search(tagged)
    if not match or said.DENIED.search(tagged) or said.NOT_WORK.search(tagged) or not ("{c}" in tagged or said.SOLID.search(tagged)) or said.SHOWN.search(tagged[: match.start()]):
        return named, taken
    told_count = match["two"] or match["one"] or ("two" if match.group().startswith("both") or match["pair"] else "")
    count = said.NUMBERS.get(told_count) or (int(told_count) if told_count else 0)
    at = case.document.sentences[number].start
    if re.search(r"<\d+>", tagged[match.end() :]):
        return named, taken  # they are named
    before = [i for i, _ in sorted(taken) if named[i].sentence in (number, number - 1) and named[i].span.start <= case.document.sentences[number].end]
    if count < 2 or not before:
        return named, taken
    host = named[before[-1]]
    parent = chain(place(host.name, host.side))[1:2]
    here = [i for i in before if named[i].name == host.name or parent and chain(place(named[i].name, named[i].side))[1:2] == parent]
    if len({(named[i].name, named[i].branch) for i in here}) >= count or host.branch or host.below or host.name in said.ENTRIES or host.name in AORTA or host.name.endswith("_vein"):
        return named, taken
    named, taken = list(named), list(taken)
    for one in range(count):
        start = max(host.span.end, at + 1) + one
        named.append(replace(host, span=Span(start, start + 1), sentence=number, branch=f"branch {one + 1}", below=True))
        taken.append((len(named) - 1, "move"))
    return named, taken
