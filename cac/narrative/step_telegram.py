"""Steps of the catheter in telegrams: vessels named in the course of the work without a verb that says so.

In dictation of a few words an artery that stands in the telling of the work was entered, unless the words say
otherwise: "Common hepatic, then right posterior sectoral", "left uterine to stasis, PVA", "left lumbar, coiled". The
reader of :mod:`cac.narrative.steps` wants motion or a verb; this one speaks where that one is silent.

What must not count: vessels a finding, a scan, a plan or the history tells of; the vessel a branch comes off; flow,
filling and supply; what was spared, tried in vain, or lies near; the puncture.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable
from dataclasses import replace

from cac.findings import Span
from cac.narrative.arteries import AORTA, Mention, chain, place, told
from cac.narrative.case import Case, once
from cac.narrative.embolic_words import ACT, NO_ACT, UNDONE
from cac.narrative.live import blanked
from cac.narrative.step_finish import live

Taken = list[tuple[int, str]]
Tag = Callable[[int], str]

#: vessels through which one gets in
_ENTRIES = frozenset(
    "common_femoral_artery radial_artery brachial_artery axillary_artery ulnar_artery aorta external_iliac_artery superficial_femoral_artery popliteal_artery iliac_artery anterior_tibial_artery posterior_tibial_artery peroneal_artery"
    " dorsalis_pedis_artery carotid_artery common_iliac_artery"
    " internal_jugular_vein external_jugular_vein common_femoral_vein femoral_vein iliac_vein common_iliac_vein external_iliac_vein inferior_vena_cava superior_vena_cava right_atrium brachiocephalic_vein subclavian_vein axillary_vein brachial_vein basilic_vein".split()
)
#: whether anything at the table has been told of yet
_AT_WORK = re.compile(
    r"\b(?:sheath|stick|stuck|punctur\w*|access\w*|groins?|(?:trans)?radial|(?:trans)?femoral|fem|jugular|ijv?|cfv|popliteal|brachial|wrist|neck|[lr]?cf[av]|[lr]fa|[lr]ij|[lr]?cfv|\d(?:\.\d)? ?f(?:r|rench)?|cathet\w*|micro\w*|cannulat\w*|select\w*|seldinger|transhepatic|needle|cross-?over|arteriogra\w*|angiogra\w*|dsa|runs?)\b|\{[cw]\}"
)
#: told of another day, of a scan, or of what is to come
_NOT_WORK = re.compile(
    r"\b(?:cta|ctv|mra|mri|mr|ct|duplex|doppler|scans?|scanned|pet|endoscop\w*|egd|colonoscop\w*|cystoscop\w*|bronchoscop\w*|known|history|hx|s/p|status post|post-?op|presents?|presenting|admitted|symptomatic|incidental|referred|old|prior|previous(?:ly)?|last(?! (?:branch|vessel|run|coils?))|ago|yesterday\w*|last night|earlier today|moved to|migrat\w*|will|should|would|discuss\w*|options?|risks?|consent|if|booked|clinic|tomorrow|next (?:session|week|month|visit)|to be|plan(?:ned|s)?|return|recommend\w*|follow-?up|indication|diagnosis|complain\w*|outside|asked for|request\w*|decision|kept for|stage)\b|\bpod ?\d|\bday \d|\b\d+[- ]?(?:y/?o|years?|yr)\b"
)
AS_PLANNED = re.compile(r"\b(?:as|per|than|position) (?:\w+ )?(?:plan(?:ned)?|mapped|mapping|before|intended|previously|last time)\b|\bct\b(?= (?:guid|fluoro))|\bcone[- ]?beam ct\b")
#: what an artery is told in relation to, so that it is not the goal itself
_NOT_BEFORE = re.compile(
    r"\b(?:from|off|of|near|beside|next to|adjacent to|by|beyond|past|no|not|without|never|spar(?:e|ed|ing)|preserv\w+|protect\w*|avoid\w*|suppl\w+|fed|feed\w*|fill\w*|reflux\w*(?: in| into| to)?|opacif\w+|drain\w*(?: in| into| to| via)?|origins?|ostium|between|above|below|distal to|proximal to|around|collaterals?|anastomos\w+|communicat\w+|flow|flows?(?: in| into| to)|clips?|stents?|graft|and no|against|toward\w*|territor(?:y|ies)|contribution|connect\w*(?: with| to)?|opposite|behind|across from|instead of|rather than|native|patent|normal|intact|occluded|thrombosed|absent|missing|versus|vs|or|if|stump of|aneurysm of|bleed\w*|extravasation|injury to|leak|blush|jets?|contrast)\s+(?:in\s+|at\s+|to\s+|into\s+)?(?:the\s+|an?\s+|its\s+|his\s+|her\s+|any\s+|left\s+|right\s+|[lr]t?\s+|main\s+|proximal\s+|distal\s+|large\s+|other\s+)*$"
)
#: what is said of an artery that was seen
_NOT_AFTER = re.compile(
    r"\s*(?:artery|arteries|vein|trunk)?\s*[,-]?\s*(?:pseudo-?aneurysm|aneurysm|stump|territor\w+|bleed\w*|injur\w*|lacerat\w*|blow-?out|ruptur\w*|origins?|ostium|take-?off|stenos\w+|supply|supplied|supplies|suppl\w+|fed\b|feeds|distribution|avm|avf|fistula|malformation|embol\w+ (?:today|for|planned|next)|patent|intact|normal|spared|preserved|unremarkable|occluded|thrombosed|absent|arises|arising|comes off|reconstitut\w*|fills|filling|opacif\w+|seen|visible|visuali[sz]ed|identified|noted|not\b|could|unable|was not|were not|left alone|untouched|is\b|are\b|remain\w*|still\b|fossa|region|area|nodes?\b|lymph|anatomy|variant|flow|pulse|compress\w*|reflux|incompeten\w*|varic\w*|sheath|access|approach|puncture|stick|closed|closure|with (?:angio|mynx|perclose))"
)
_DENIED = re.compile(r"\b(?:could(?:n't)?(?: not)?|can(?:not|'t)|unable|fail(?:ed|ure)|impossible|abandon\w*|gave up|given up|never|not (?:found|done|performed|seen)|not (?:be |been )?(?:enter|select|cathet|cannul|engag|reach|treat|embol|needed|attempt|visit|pursued|studied|inject|touch|crossed)\w*|no attempt|would not|wouldn't|refus\w*|in vain|without success|unsuccess\w*|deferred|omitted|skipped|no need)\b")
#: acts on a vessel: it was entered, filmed or treated
_ACTS = re.compile(
    r"\b(?:(?:super-?|sub-?)?select(?:ed|ively|ive|ion)?|(?:micro-?)?cathet(?:eri[sz]\w+|d|ed)?|cath'?d|cannulat\w*|engag\w*|enter(?:ed|ing)|hooked|intubated|probed|tested|sounded|wired|caught|gained|reached|accessed|visited|explored|interrogated|checked|tackled|followed|traversed|crossed|navigated|found|looked (?:at|into)|hit|got|taken|took|"
    r"shot|filmed|imaged|injected|inj|run|runs|dsa|angiogra\w*|arteriogra\w*|venogra\w*|phlebogra\w*|"
    r"treated|closed|shut(?: down)?|occluded|sacrificed|packed|sealed|blocked|plugged|infarcted|pruned|dosed|coiled|glued|embol\w+|sclerosed|foamed|trapped|sandwiched|excluded|filled|stasis|maa|mci|macroaggregated|tc-?99m?|to (?:near |complete )?(?:stasis|pruning|stagnation)|given|receiv\w+|delivered|infused|deployed|placed|released|landed|same (?:recipe|treatment|again|technique|way|agents?|dose|procedure|approach|method|thing|here|there|with)|same(?= *(?:[.;,]|$))|likewise|ditto|similarly|as above|idem)\b"
)
_IMAGE = re.compile(r"\b(?:shot|filmed|imaged|injected|inj|injections?|runs?|dsa|angiogra\w*|arteriogra\w*|venogra\w*|phlebogra\w*)\b")
#: verbs of what was seen, which make a clause a finding unless an act is told in it
_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had|shows?|showed|shown|showing|demonstrat\w*|reveal\w*|suppl(?:y|ies|ied)|fills?|arises?|feeds?|looks?|remain\w*|appear\w*|depict\w*|confirm\w*|outlin\w*|suggest\w*)\b")
#: a finding on the vessels of a clause
_FINDING = re.compile(r"\b(?:preserved|spared|kept|refill\w*|normal|clean|patent|open|intact|unremarkable|fine|clear|negative|ok|okay|nil|no (?:active |further |contrast |obvious )?(?:bleed\w*|blush|extrav\w*|leak|lesion|supply|flow|fistula|spasm|abnormal\w*|contribution|feeder)|opacif\w*|territor\w*|arises?|arising|gives?|gave off|small|diminutive|absent|plaque|classic|conventional|variant|supplied|perfus\w*|tumou?rs?|lesions?|lymphatics?|anatomy|nodes?)\b|\d+ ?%")
#: what makes the last vessel named the goal of the agent that follows
_LESION = re.compile(r"truncat|pseudo-?aneurysm|\bpsa\b|blush|extrav|bleed|leak|\bjets?\b|active|\bavm|fistula|aneurysm|hypertroph|abnormal|irregular|pooling|stain|tumou?r|nidus|shunt|transect|lacerat|cut-?off|spasm")
_SHOWN = re.compile(r"\b(?:show\w*|demonstrat\w*|reveal\w*|suppl\w+|fill\w*|opacif\w*|fed|feeding|visuali\w*|depict\w*|saw|seen|noted|identified|see)\b[^;:]*$")
#: words a row of vessels is made of besides the vessels
_ROW = re.compile(
    r"(?:<\d+>|\{[cw]\}|[,&/+()\[\]-]|-{0,2}>|=>|\b(?:then|and|to|into|in|on|onto|via|through|the|an?|its|main|proximal|prox|mid|distal|left|right|further|deep|out|over|across|up|down|next|finally|first|firstly|second|secondly|third|lastly|last|also|plus|same|there|with|w|by|using|from there|trunk|artery|arteries|vein|veins|axis|stem|branch|branches|division|feeder|we|i|went|selective|selectively|super-?selective(?:ly)?|superselective|vessel|vessels|both|each|separately|individually|sequentially|successively|turn|after|one|other|another|two|three|of|level|horn|cross-?over|contralateral|ipsilateral|side|bilateral|bilaterally|long|reverse|curve|curved|loop|waltman|again|position|tip|at|now|sub-?segmental|segmental|superior|inferior|anterior|posterior|medial|lateral|upper|lower|pole|polar|wire|guide|coaxial|coaxially|fr?|french|system|l|r|lt|rt|micro\w*)\b|\d(?:\.\d+)?|\s)+"
)
#: the vessel before, and nothing but words of a row
_JOINED = re.compile(r"<(\d+)>(?:[\s,&+/]|-{0,2}>|=>|\b(?:and|then|to|into|on|onto|the|an?|its|next|also|plus|finally|lastly|later|afterwards|thereafter|left|right|[lr]t?|one|both|further|deep|artery|trunk|branch|separately|after|that|before)\b)*$")
#: what may follow a vessel of a row: the next, a tool, an agent, a size, the end
_ROW_ON = re.compile(r"\s*(?:artery|arteries|vein|veins|trunk|axis|branch|branches|stem|origin)?\s*(?:$|[,;.)(/+&\d-]|->|=>|>|<|\{|\b(?:then|and|to|into|by|with|w|via|using|from|through|in|on|for|at|x|plus|both|each|next|also|likewise|same|separately|individually|successively|proximal|mid|distal|right|left|[lr]t?|one|selected|entered|reached)\b)")
#: several branches of an artery told by their number
_COUNTED = re.compile(
    r"\b(?:each|all|both|(?P<one>two|three|four|five|[2-5]))(?:\s+(?:of|its|the|these|those|distal|terminal|separate|different|small|feeding|main|further|tiny|supplying|individual))*\s*(?P<two>two|three|four|five|[2-5])?\s*(?:(?:distal|terminal|separate|feeding|small|main|tiny|polar|tertiary|third[- ]order|segmental|sub-?segmental|supplying|individual|rectal|tumou?r)\s+){0,2}(?:branches|divisions|feeders|pedicles|rami|twigs|limbs)\b"
    r"|\b(?:(?:right|left|anterior|posterior|upper|lower|medial|lateral|superior|inferior)(?: and |/| & |, )(?:the )?(?P<pair>right|left|anterior|posterior|upper|lower|medial|lateral|superior|inferior))(?: terminal| distal| main)? (?:branches|divisions|limbs|rami)\b(?= of (?:it|this|that)|[,.;]|$)"
)
#: a catheter in each branch, and no liquid or particles that flowed there
_SOLID = re.compile(r"\b(?:coil\w*|micro-?coils?|plugs?|(?:super-?|sub-?)?select\w*|cathet\w*|cannulat\w*|engag\w*|enter(?:ed|ing)|micro\w*|separately|individually|each|in turn|one (?:by|after)|reached|probed)\b")
#: one vessel after the other
_LED = re.compile(r"\bthen\b|\b(?:in)?to\b|->|=>|>\s*<")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
#: what is wrong with a vessel that is closed in the same breath
_HURT = re.compile(r"\s*(?:artery )?\s*[,-]?\s*(?:also |with (?:an? )?)?(?:pseudo-?aneurysm|aneurysm|stump|bleed\w*|injur\w*|lacerat\w*|blow-?out|ruptur\w*|avm|avf|fistula|malformation)")
_TOLD_OF = re.compile(r"\b(?:views?|run-?offs?|not done|findings?|showed|anatomy|supply|survey|report)\b")
#: films after the treatment
_AFTER = re.compile(r"\b(?:completion|final|post-?(?:embol\w*|treatment|coil\w*)?|control|check)\s+(?:\w+\s+){0,2}(?:runs?|angiogra\w*|arteriogra\w*|venogra\w*|injections?|dsa|films?|images?|series)\b")
_LABEL = re.compile(r"\s*(?:[-*•>]+|\d{1,2}[.)])?\s*(?:then\s+|next\s+|also\s+|the\s+)*$")
_COLON = re.compile(r"\s*(?:artery|vein|trunk)?\s*(?::|=|\s-\s)")
_BREAK = re.compile(r";|(?<=[a-z>})])\.(?=\s)|,?\s\b(?:but|however|whereas|although)\b")
_FLUSH = re.compile(r"aortogra|flush|pigtail|\bcta?\b|\bmra\b")


@once
def occludes(case: Case) -> bool:
    """Whether an embolic agent or act stands in what was done."""
    flat = case.document.flat
    shown = blanked(case, roles=tuple(dict.fromkeys((*case.roles, "head"))))
    dead = [m.span() for pattern in (UNDONE, NO_ACT) for m in pattern.finditer(flat)]
    if any(not any(a < m.end() and m.start() < b for a, b in dead) for m in ACT.finditer(shown)):
        return True
    return brief(case) and any(_given(AS_PLANNED.sub(" ", case.sentence(n))) for n in told(case))


_UNSURE = re.compile(r"\b(?:if|will|would|should|may|plan\w*|discuss\w*|options?|candidate|recommend\w*|consider\w*|risks?|prior|previous|old|existing|ago|history|s/p|status post|scheduled|booked)\b")


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
    start = _AT_WORK.search(case.document.flat)
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
        if not _NOT_WORK.search(AS_PLANNED.sub(" ", tagged)) or brief(case) and len(text) > 120 and _agent(text):
            free = [i for i in here.get(number, ()) if i not in known and _may_be(named[i])]
            if free:
                out += [(i, how) for i, how in _clauses(tagged, named, free, known, worked=case.document.sentences[number].end >= begun or bool(number) and _given(text), opening=number == 0, brief=brief(case))]
                known = {i for i, _ in out}
            if _agent(text) and not any(i in known for i in here.get(number, ())) and brief(case):
                own = [i for i in here.get(number, ()) if _may_be(named[i]) and not _NOT_BEFORE.search(_lead(case, named[i]))]
                goal = own[0] if own and number and not _NOT_AFTER.match(case.document.flat, named[own[0]].span.end) else last if not here.get(number) else None
                if goal is not None and goal not in known:
                    out.append((goal, "move"))  # what was left in a vessel came there by a catheter
                    known.add(goal)
        named, out = _counted(case, number, tagged, named, out)
        seen = [i for i in here.get(number, ()) if live(named[i]) and named[i].name not in AORTA]
        if seen:
            own = [i for i in seen if _may_be(named[i]) and not _NOT_BEFORE.search(_lead(case, named[i])) and (_HURT.match(case.document.flat, named[i].span.end) or not _NOT_AFTER.match(case.document.flat, named[i].span.end))]
            last = None if any(i in known for i in seen) or not own or number == 0 or _NOT_WORK.search(tagged) or _DENIED.search(tagged) or not _LESION.search(text) else own[0]
    return named, sorted(dict.fromkeys(out))


#: arteries that feed an organ, which a diagnostic telegram labels by name
_ORGANS = frozenset("celiac_trunk superior_mesenteric_artery inferior_mesenteric_artery ima bronchial_artery intercostobronchial_trunk internal_iliac_artery splenic_artery common_hepatic_artery gastroduodenal_artery left_gastric_artery".split())
_ASIDE = re.compile(r"\b(?:not|never|could|unable|from the aorta|on (?:the )?(?:ct|aortogram))\b")


def _labels(case: Case, named: list[Mention], taken: Taken) -> Taken:
    """Arteries of organs filmed one after the other, told by their label and finding: "SMA: normal. IMA: normal. Celiac: nil"."""
    if not brief(case) or _FLUSH.search(case.document.flat) and not re.search(r"\bno (?:\w+ ){0,4}cta?\b|nor cta?\b", case.document.flat) or not re.search(r"angiogra|arteriogra|catheter|bleed|gib\b|emboli", case.document.flat) or re.search(r"^\s*(?:ct|mr)\b", case.document.flat):
        return []
    alive, known = told(case), {i for i, _ in taken}
    out = []
    for index, mention in enumerate(named):
        sentence = case.document.sentences[mention.sentence]
        before, after = case.document.flat[sentence.start : mention.span.start], case.document.flat[mention.span.end : sentence.end]
        if mention.sentence in alive and mention.name in _ORGANS and live(mention) and _LABEL.fullmatch(before.removeprefix("left ").removeprefix("right ")) and _COLON.match(after) and not _ASIDE.search(after):
            out.append((index, "list"))
    return [hit for hit in out if hit[0] not in known] if len(out) + len(known) >= 2 else []


def _may_be(mention: Mention) -> bool:
    return live(mention) and mention.name not in AORTA and mention.name not in _ENTRIES


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
    for cut in [*(m.end() for m in _BREAK.finditer(tagged)), len(tagged)]:
        clause, at = tagged[at:cut], cut
        marks = [(m.start(), m.end(), int(m.group()[1:-1])) for m in re.finditer(r"<\d+>", clause)]
        if not any(i in free for _, _, i in marks) or _DENIED.search(clause):
            continue
        if _AFTER.search(clause):
            continue
        agent, act = _agent(clause), _ACTS.search(clause)
        finite = _FINITE.search(clause)
        for low, high, index in marks:
            if index not in free:
                continue
            before, after = clause[:low], clause[high:]
            label = _LABEL.fullmatch(before) and _COLON.match(after)
            closed = bool(brief and _HURT.match(after) and _agent(re.split(r"<\d+>|[;.]", after[:70])[0]))
            if _NOT_BEFORE.search(re.sub(r"<\d+>", " ", before)[-50:]) or not label and not closed and _NOT_AFTER.match(after):
                continue
            if ":" in before and (any(named[int(i)].name not in _ENTRIES for i in re.findall(r"<(\d+)>", before.rsplit(":", 1)[0])) or _IMAGE.search(before.rsplit(":", 1)[0]) or _TOLD_OF.search(before.rsplit(":", 1)[0])):
                if not (agent and not _IMAGE.search(before) and ACT.search(after.split(">")[-1][:50])):
                    continue  # what a film of the vessel before the colon showed
            if label:
                if (agent or act or "{c}" in after) and not (opening and not act):
                    out.append((index, "label" if act and _IMAGE.search(after) else "move"))
                continue
            shown = _SHOWN.search(before)
            if shown and not _ACTS.search(before, shown.end() if shown.end() < len(before) else shown.start() + 4) and "{c}" not in before[shown.start() :]:
                continue
            segment = re.split(r"[,:]", before)[-1] + clause[low:high]
            whole = segment + re.match(r"[^,:]*", after).group()  # type: ignore[union-attr]
            row = _ROW.fullmatch(whole.strip(" .;")) or _ROW.fullmatch(segment) and _ROW_ON.match(after) and (agent or act or "{c}" in clause or _LED.search(whole))
            joined = _JOINED.search(before)
            if joined and int(joined[1]) in {*entered, *(i for i, _ in out)} and not (_FINDING.search(clause) and not agent) and not opening:
                out.append((index, "move"))
                continue
            if row and not (_FINDING.search(clause) and not agent) and (worked or "{c}" in clause) and not (opening and not worked) and not (finite and not act and not agent):
                out.append((index, "move"))
            elif (agent or act) and worked and (not finite or act) and (brief or agent and not _FINDING.search(clause)) and _near(clause, low, high, agent=agent):
                out.append((index, "image" if not agent and act and _IMAGE.fullmatch(act.group()) else "move"))
        for (_, high, index), (low, _, following) in reversed(list(zip(marks, marks[1:], strict=False))):  # "right T9 and left T9 segmentals: PVA"
            if index in free and following in {i for i, _ in out} and index not in {i for i, _ in out} and _BETWEEN.fullmatch(clause[high:low]) and not _NOT_BEFORE.search(re.sub(r"<\d+>", " ", clause[: high - len(str(index)) - 2])[-50:]):
                out.append((index, "move"))
    return out


_BETWEEN = re.compile(r"(?:[\s,&+/]|\b(?:and|then|plus|both|the|left|right|[lr]t?|also)\b)+")


def _near(clause: str, low: int, high: int, *, agent: bool) -> bool:
    """Whether an act or an agent stands beside a vessel with no other vessel between."""
    before = clause[:low].rsplit(">", 1)[-1][-60:]
    after = re.split(r"<\d+>", re.sub(r"\b(?:off|from|via|out of)\s+(?:the\s+|its\s+)?<\d+>", " ", clause[high:]))[0][:60]
    return bool(_ACTS.search(before) or _ACTS.search(after) or agent and (ACT.search(before) or ACT.search(after)))


def _counted(case: Case, number: int, tagged: str, named: list[Mention], taken: Taken) -> tuple[list[Mention], Taken]:
    """With the branches told by their number: "each of its three distal branches by microcatheter"."""
    match = _COUNTED.search(tagged)
    if not match or _DENIED.search(tagged) or _NOT_WORK.search(tagged) or not ("{c}" in tagged or _SOLID.search(tagged)) or _SHOWN.search(tagged[: match.start()]):
        return named, taken
    told_count = match["two"] or match["one"] or ("two" if match.group().startswith("both") or match["pair"] else "")
    count = _NUMBERS.get(told_count) or (int(told_count) if told_count else 0)
    at = case.document.sentences[number].start
    if re.search(r"<\d+>", tagged[match.end() :]):
        return named, taken  # they are named
    before = [i for i, _ in sorted(taken) if named[i].sentence in (number, number - 1) and named[i].span.start <= case.document.sentences[number].end]
    if count < 2 or not before:
        return named, taken
    host = named[before[-1]]
    parent = chain(place(host.name, host.side))[1:2]
    here = [i for i in before if named[i].name == host.name or parent and chain(place(named[i].name, named[i].side))[1:2] == parent]
    if len({(named[i].name, named[i].branch) for i in here}) >= count or host.branch or host.below or host.name in _ENTRIES or host.name in AORTA or host.name.endswith("_vein"):
        return named, taken
    named, taken = list(named), list(taken)
    for one in range(count):
        start = max(host.span.end, at + 1) + one
        named.append(replace(host, span=Span(start, start + 1), sentence=number, branch=f"branch {one + 1}", below=True))
        taken.append((len(named) - 1, "move"))
    return named, taken
