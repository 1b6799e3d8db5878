"""Arteries of neck, head and arms that a short dictation names without a verb of motion.

"Rt common carotid, intracranial frames: normal" and "both ICAs and left vertebral filmed" tell of a catheter as
surely as a sentence with one. A clause is read as what stands before the arteries, the arteries, and what stands
behind them; the arteries count as entered where an act, a film or a label of their own stands beside them and
nothing before them makes them part of a finding.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import step_words as words
from cac.narrative.arteries import AORTA, Mention
from cac.narrative.case import Case
from cac.narrative.prior_study import intervention
from cac.narrative.step_finish import live
from cac.narrative.step_telegram import brief
from cac.narrative.step_words import Taken


NECK = frozenset({"carotid_artery", "common_carotid_artery", "internal_carotid_artery", "external_carotid_artery", "vertebral_artery"})
_TRUNKS = frozenset({"subclavian_artery", "innominate_artery"})
_JOIN = r"(?:[\s,+/&>]|\band\b|\bthen\b|\bplus\b|\bthe\b|\bnext\b|\bfinally\b|\blastly\b|\balso\b|\bfollowed by\b|\bas well as\b|\balong with\b|\bboth\b|\bproximal\b|\bdistal\b|\barter(?:y|ies)\b|\bon to\b|\binto\b|\bto\b|-{0,2}>)*"
_ROW = re.compile(rf"<\d+>(?:{_JOIN}<\d+>)*(?:\s*arter(?:y|ies)\b|\s*trunk\b)?")
#: words of a catheter put there
ACT = r"(?:select(?!ion of)\w*|super-?select\w*|(?:micro)?cath(?:et\w*|ed|s)?\b|cannul\w*|canali\w*|engag\w*|enter(?:ed|ing)|hook\w*|intubat\w*|park\w*|pick(?:ed|s)?\b|tap(?:ped)?\b|visit\w*|access\w*|went (?:up |in)|reached|gained|taken|probed|caught|sub-?selected|advanc\w*|navigat\w*|placed|position\w*|seated|steered|tracked|led\b|moved|tip\b|guide\b|up (?:the|to|in)\b|\{c\}|\b[456] ?fr?\b)"
#: words of a film made there
FILM = r"(?:film\w*|\bruns?\b|\bran\b(?! out)|inject\w*|\binj\b|shots?\b|imag(?:ed|es|ing)|angiogra\w*|arteriogra\w*|angios?\b|\bdsa\b|series|views?\b|frames?\b|projections?\b|planes\b|cine\b|biplane|\b3-?d\b|spin\b|rotational|\bap\b|\blat(?:eral)?s?\b|townes?\b|obliques?\b|acquisitions?|puff\w*|stud(?:y|ied|ies)\b|opacifi\w*|recorded|examined|interrogat\w*|heads?\b(?! of)|intracranial(?:ly)?\b|cerebral\b)"
_DONE = re.compile(rf"(?:{ACT}|{FILM})")
#: what makes the arteries behind it part of a finding, a plan or an earlier day
_SPOILT = re.compile(
    r"\b(?:no\b|not\b|never|without|unable|nor\b|neither|fill\w*|suppl\w*|feed\w*|fed\b|collateral\w*|reflux\w*|cross-?\s?fl\w*|reconstitut\w*|revascul\w*|patent|steno\w*|occlu\w*|narrow\w*|aneurysms?|avms?\b|fistula\w*|dissect\w*|tumou?r|lesion|thromb\w*|clot\b|plaque|disease|stroke|tia\b|bleed\w*|h(?:ae|e)morrh\w*|blowout|history|known|prior\b|previous\w*|earlier|coiled|clipped|clipping|stent\w*|status post|s/p|after\b|follow-?up of|for\b|planned|plan\b|scheduled|will\b|would|if\b|consider\w*|origins?|ostium|ostia|level of|adjacent|near\b|beside|below|above|towards?|show\w*|demonstrat\w*|reveal\w*|seen|outlin\w*|fills?|aris\w*|arose|comes? off|normal|supplied|compress\w*|blood(?:ed)?|pressure|pulses?|duplex|doppler|cta?\b|mra?\b|mri\b|wada|test|lab\b|because|since|unless|attempt\w*|tried|fail\w*|declin\w*|refus\w*|defer\w*|cancel\w*|suspect\w*|concern\w*|question\w*|\?|branch(?:es)? of|from an?\b|side of|territor\w*|there (?:is|are|was|were)\b|beading|calcif\w*|irregular\w*|tortuo\w*|infundib\w*|(?:distal|proximal|lateral|medial|anterior|posterior|short|just) (?:to|of)|cover\w*|cent(?:er|re)d)"
)
#: a catheter got its shape there
_SHAPED = re.compile(r"\b(?:re-?)?(?:formed|shaped|reconstituted|looped|turned|made up)\s+(?:up\s+)?(?:in|over|at|off|on)\s+(?:the\s+)?$")
#: behind the arteries: they were not entered, or belong to the name of a lesion
_NOT_ENTERED = re.compile(
    r"\s*(?:[:,-]\s*)?(?:(?:was|were|is|are)\s+)?(?:not\b|never\b|un(?:able|successful|studied|touched)\b|could\b|cannot|deferred|omitted|skipped|left alone|left out|attempted|n/a|nil\b|(?:seen|filled|opacified|shown|visuali[sz]ed|imaged|studied|from)\s+(?:only\s+|well\s+)?(?:from|on|via|through|the arch|by|with|across)\b)"
    r"|\s*(?:(?:was|were|is|are)\s+)?(?:seen\b|fill(?:s|ed|ing)?\b|visible|visuali[sz]ed\b|opacif\w*|supplie[sd]\b|also seen|origins?\b|mouth\b|ostia\b|ostium\b|take-?offs?\b|ends?\b|stump\b|territor\w+|distribution|circulations?\b|supply\b|feeders?\b|branches\b|wall\b|bifurcation\b|bulb\b|stenos\w+|occlusion\b|aneurysms?\b|dissection\b|stroke\b|tia\b|infarct\w*|thromb\w+|clot\b|disease\b|plaque\b|lesion\b|pseudoaneurysm\b|injury\b|trauma\b|blowout\b|tumou?r\b|stents?\b|stenting\b|coils?\b|pipeline\b|graft\b|endarterectomy|bypass\b|avm\b|fistula\b|spasm\b|sacrifice|cutdown|compression\b|sheath\b(?! in)|puncture\b|stick\b|hypoplasia\b|symptom\w*|block\b)"
)
#: a row of arteries that the images found sound
_FOUND = re.compile(r"<\d+>|:|\b(?:show|demonstrat|reveal|normal|patent|stenos|but|clear|intact|unremarkable|widely|smooth|open\b|fine\b|fill|with (?:no|a)\b)\w*")
#: "Vert tip", "vertebral-type catheter": the tool, not the artery
_TOOL = re.compile(r"\s*(?:-?\s?(?:type|shaped?|curve|tip|slip|glide\w*|cath\w*|select)\b|-?\s*\{c\})")
#: a verb that takes the artery before it for its object
_TAKEN = re.compile(r"\s*(?:artery |trunk |arteries )?[,(]?\s*(?:(?:was|were|then|also|next|separately|each|both|all|in turn|individually|selectively|directly|gently|easily|finally|now|had been|and)\s+){0,4}(?:(?:super-?|sub-?)?select(?:ed|ively)\w*|cannul\w*|canali[sz]ed|catheteri[sz]ed|cathed|engaged|entered|reached|hooked|intubated|picked|tapped|visited|caught|filmed|injected|shot|imaged|studied|interrogated|probed|accessed|runs?|injections?|series|dsa|studies|angios?|taken (?:\\w+ )?(?:by|one|1)|angiogra\w*|arteriogra\w*)\b(?! (?:from|off) the arch)")
#: films that need no further word
_PLAINLY_FILMED = re.compile(r"film|\bruns?\b|inject|\bdsa\b|angiogra|\bviews\b|frames|\bshot|series|projections|biplane|planes\b")
#: done like the artery before
_ALIKE = re.compile(r"\s*(?:arter(?:y|ies)\s*)?,?\s*(?:was |were |done |taken )*(?:likewise|too\b|also\b|similarly|as well|ditto|in the same (?:way|manner|fashion)|on (?:that|the same) side (?:too|also|as well)|same (?:views|projections|runs|protocol|way|again))")
_BUT_FILMED = re.compile(r"\b(?:not|never)\b")
#: the arteries head their clause: nothing before them but order, tools, acts
_HEADING = re.compile(rf"(?:\s|[-*•>#.,:&+]|\d{{1,2}}[.):]|#\s?\d{{1,2}}|\(?[a-h]\)|(?:\b(?:the|then|next|also|and|so|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|finally|last(?:ly)?|vessels?|arter(?:y|ies)|only|just|both|each|main|sequence|order|turn|positions?|vessels|selectively|four-vessel|super-?selective|selective|of|in|into|via|through|with|from|on|to|up|at|by|cath(?:eter)?|route|approach|we|i|findings?|results?|runs?|dsa|cerebral|carotid|angio\w*|arteriogra\w*|injections?|injected|selected|catheteri[sz]ed|studied|images?|imaging|native|dominant|distal|proximal|cervical)\b)|\{{c\}})*")
#: the row is the way of the catheter: behind its puncture, or one artery "then" the next and nothing more
_ACCESS = re.compile(r"[\s,.:-]*(?:(?:from|via|through|by|using|with|the|a|an|us|ultrasound|guided|under|single|wall)\s+)*<(\d+)>\s*(?:\d ?fr?\b\s*)?(?:access|route|approach|puncture|sheath|stick|groin|entry|way)?[\s,:;-]*(?:(?:then|first(?:ly)?|to|into|up|on|the|and|we|went|over|around|arch)\s+|[,>-]\s*)*")
_VIA_ACCESS = re.compile(r"\s*,?\s*(?:via|from|through|by way of)\s+(?:the\s+|an?\s+)?<(\d+)>")
_STEPPED = re.compile(r">\s*,?\s*(?:and\s+)?(?:then\b|-{0,2}>|followed by|next\b|on to\b|into\b|to\b)")
_ROW_ALONE = re.compile(r"\s*(?:$|[.;,(]|with\b|each\b|both\b|in turn|and)")
_SITES = frozenset({"common_femoral_artery", "radial_artery", "brachial_artery", "axillary_artery", "ulnar_artery", "superficial_femoral_artery"})
_VENOUS = re.compile(r"\bveins?\b|venous|venogra|fistula|dialysis|\bav[fg]\b|endograft|tevar")
#: the trunk through which an artery was reached, told amid a row
_BY_WAY = re.compile(r"(?<=>)\s*,?\s*(?:by way of|via|through|from|off|out of|across)\s+(?:the\s+)?<(\d+)>")
#: the arteries of the clause before are what this one tells of: "left vertebral arises off the arch; engaged with a JR4"
_GOES_ON = re.compile(r"\s*(?:(?:it|this|that|which|and|then|was|were|also|easily|still|nevertheless|selectively)\s+)*(?:select|engag|enter|cannul|canali[sz]|catheteri[sz]|hook|intubat|prob|film|inject|imag)ed\b(?! (?:from|not))")
#: a vertebral artery that is a view of the injection of its trunk: "left subclavian with vertebral filming"
_VIEW_OF = re.compile(r"\b(?:includ\w*|incl)\.?\s+(?:the\s+|its\s+)?$")
_VIEW_WITH = re.compile(r"(?:\bwith|w/|&|\+|\band)\s+(?:the\s+|its\s+)?$")
_VIEWS = re.compile(r"\s*(?:filming|views?|imaging|images|films|projections?)\b")
#: contrast, and no catheter, came there
_CROSSED = re.compile(r"\b(?:cross-?\s?(?:over|fill\w*|flow)|collaterals?|flow|filling|reflux|steal)\s+(?:in)?to\s+(?:the\s+)?$")
_LEFT_OUT = re.compile(r"\s*(?::|-|,|\()[^;.<]*\bnot (?:selectively )?(?:studied|selected|catheteri[sz]ed|injected|filmed|imaged|entered|engaged|examined|visited|attempted|cannulated|needed|pursued)\b")
_AT_VERTEBRAL = re.compile(r"\s*(?:at|near|opposite|by|beside)\s+(?:the\s+)?<\d+>\s*(?:origin|ostium|take-?off)\s*:")
#: an artery of the other side that was looked at beside the sick one
_COMPARED = re.compile(r"\s*(?:arter(?:y|ies)\s*)?,?\s*\(?(?:for|as|in)\s+(?:an?\s+)?(?:comparison|completeness|control|reference|collaterals?|cross-?\s?flow)\b\)?\s*(?:[:,(-]|$)")
_LABEL = re.compile(r"\s*(?:\(?(?:with|and|plus|,)? ?(?:an? |the )?(?:arm |blood pressure |bp |pressure )?cuff(?: inflated| up)?\)?\s*)?(?::|-\s|–|—|=|\.{2,}|\s-)")
#: a report whose neck arteries were seen from the arch alone
_FROM_ARCH = re.compile(r"\b(?:did not|didn't|no|nothing|none|not|never|without|preclud\w*|prevent\w*|non-?)\b[^.;]{0,40}\b(?:select|engag|catheteri|cannul)\w*|\bfrom the (?:arch|ascending)|(?:arch|aortic) (?:run|injection|study|aortogra\w+) only|only (?:an? )?(?:arch|aortogram)")
_SCAN = re.compile(r"\bcta?\b|\bmra?\b|\bmri\b|duplex|doppler|\bprior\b|previous|\bold\b|outside|last (?:year|month|week)")


def with_told(case: Case, named: list[Mention], taken: Taken) -> Taken:
    """The arteries entered, with those of neck and arms that a telegram tells of."""
    if not any(m.name in NECK or m.name in _TRUNKS for m in named):
        return taken
    known = {index for index, _ in taken}
    before = any(named[i].name in NECK for i in known)
    strict = before and not brief(case)
    arch = _FROM_ARCH.search(case.document.flat) is not None
    arms = any(m.name in _SITES and live(m) for m in named) and not _VENOUS.search(case.document.flat)
    treated = intervention(case) is not None
    out = list(taken)
    rows: dict[int, list[int]] = {}
    for index, mention in enumerate(named):
        rows.setdefault(mention.sentence, []).append(index)
    for number, tagged in _lines(case, named, rows):
        section = case.document.sections[case.document.sentence_section[number]]
        if section.name in words.SKIP or (section.name == "findings" and before):
            continue
        last: list[int] = []
        for clause in re.split(r"[;]|\.(?=\s|$)|(?<=\s)(?=\d\)\s)", tagged):
            clause = _BY_WAY.sub(lambda m: " " if named[int(m[1])].name in _TRUNKS else m[0], clause)
            gone = _shown_only(clause, named)
            out = [(i, how) for i, how in out if i not in gone]
            taken_now = {i for i, _ in out}
            if len(last) == 1 and last[0] not in taken_now and live(named[last[0]]) and _GOES_ON.match(clause):
                out.append((last[0], "list" if re.search(FILM, clause) else "select"))
            last = [i for i in map(int, re.findall(r"<(\d+)>", clause)) if named[i].name in NECK]
            out += _clause(clause, named, out, labels=not arch and not strict and (section.name != "findings" or any(case.document.sentence_section[named[i].sentence] == case.document.sentence_section[number] for i, _ in out)), strict=strict, arms=arms, treated=treated, arch=arch)
    return out


def _lines(case: Case, named: list[Mention], rows: dict[int, list[int]]) -> list[tuple[int, str]]:
    from cac.narrative.arteries import told
    from cac.narrative.steps import tagged_line

    alive = told(case)
    return [(n, tagged_line(case, n, [(i, named[i]) for i in rows[n]])) for n in sorted(rows) if n in alive]


def _clause(clause: str, named: list[Mention], out: Taken, *, labels: bool, strict: bool, arms: bool, treated: bool, arch: bool) -> Taken:
    """Arteries one clause tells of as entered that are not taken yet."""
    found: Taken = []
    at = 0
    while row := _ROW.search(clause, at):
        at = row.end()
        indices = [int(i) for i in re.findall(r"<(\d+)>", row.group())]
        wanted = [i for i in indices if (named[i].name in NECK or named[i].name in _TRUNKS) and live(named[i])]
        if not wanted:
            continue
        prefix, tail = clause[: row.start()], clause[row.end() :]
        cut = re.split(r",|:|\bso\b|\bthen\b|\band last(?:ly)?\b|\blastly\b|\bfinally\b|\bnext\b(?! to)", prefix)[-1]
        gone = _shown_only(clause, named)
        wanted = [i for i in wanted if i not in gone]
        if not wanted:
            continue
        if _SPOILT.search(cut) or _NOT_ENTERED.match(tail) or _TOOL.match(tail) or _SCAN.search(clause):
            continue
        how, course = "", False
        near = _FOUND.split(tail)[0][:70]
        near = "" if _BUT_FILMED.search(near) else re.sub(r"(?<!with )(?<!using )(?<!via )\s\{c\}", " ", near)
        before_it = cut[-40:] if not re.search(r"<\d+>", cut) else cut.rsplit(">", 1)[-1][-40:]
        mates = {i: way for i, way in [*out, *found] if i in indices}
        if mates and "pass" not in mates.values():
            how = next(iter(mates.values()))  # a row is of one fate
        elif (way := _VIA_ACCESS.match(tail)) and named[int(way[1])].name in _SITES and _HEADING.fullmatch(prefix):
            how = "list"
        elif strict:
            said = _TAKEN.match(tail)
            how = "" if said is None else "list" if re.search(FILM, said.group()) else "select"
            how = how or ("list" if _HEADING.fullmatch(prefix) and _PLAINLY_FILMED.search(near[:44]) or _ALIKE.match(tail) else "")
        elif _DONE.search(near) or _DONE.search(before_it):
            how = "list" if re.search(FILM, near + " " + before_it) else "select"
        elif (way := _ACCESS.fullmatch(prefix)) and named[int(way[1])].name in _SITES and not _VENOUS.search(prefix + tail):
            how, course = "list", True
        elif treated and re.search(r"\b(?:via|through|from|up)\s+(?:the\s+)?$", cut) and named[wanted[0]].name in NECK:
            how = "move"  # the way to what was treated
        elif _HEADING.fullmatch(prefix) and _COMPARED.match(tail) and not arch:
            how = "list"
        elif labels and _ALIKE.match(tail):
            how = "list"
        elif labels and (_STEPPED.search(row.group()) or len(wanted) > 1 and named[wanted[0]].name in NECK) and _HEADING.fullmatch(prefix) and _ROW_ALONE.match(tail):
            how, course = "list", True
        elif labels and _HEADING.fullmatch(prefix) and _LABEL.match(tail) and (named[wanted[0]].name in NECK or arms):
            how = "list"
        elif labels and _HEADING.fullmatch(prefix) and _AT_VERTEBRAL.match(tail) and named[wanted[0]].name in _TRUNKS:
            how = "list"
        if not how:
            continue
        if not course:
            wanted = [i for i in wanted if named[i].sure_side or named[i].name == "innominate_artery"]
        for index in wanted:
            mention = named[index]
            taken = {i for i, _ in [*out, *found]}
            if index in taken or _within(mention, named, taken) and not re.search(ACT, near + before_it):
                continue
            found.append((index, how))
    return found


def _shown_only(clause: str, named: list[Mention]) -> set[int]:
    """Arteries of neck and arms that a clause tells of as seen and not as entered, whatever word stands beside them."""
    out: set[int] = set()
    for mark in re.finditer(r"<(\d+)>", clause):
        mention, before, after = named[int(mark[1])], clause[: mark.start()], clause[mark.end() :]
        trunk = any(named[i].name in _TRUNKS and named[i].side in (mention.side, "") for i in map(int, re.findall(r"<(\d+)>", before)))
        view = mention.name == "vertebral_artery" and trunk and (_VIEW_OF.search(before) or _VIEW_WITH.search(before) and _VIEWS.match(after))
        if mention.name in AORTA and _SHAPED.search(before):
            out.add(int(mark[1]))
        if mention.name in NECK | _TRUNKS and (view or _CROSSED.search(before) or _LEFT_OUT.match(after)):
            out.add(int(mark[1]))
    return out


def _within(mention: Mention, named: list[Mention], taken: set[int]) -> bool:
    """Whether an artery is what the injection of its trunk showed."""
    trunk = {"internal_carotid_artery": ("common_carotid_artery", "carotid_artery"), "external_carotid_artery": ("common_carotid_artery", "carotid_artery"), "vertebral_artery": ("subclavian_artery", "innominate_artery")}.get(mention.name, ())
    return any(named[i].name in trunk and named[i].side == mention.side for i in taken)
