"""Arteries that head a small paragraph of their own: "IMA. RIM catheter engaged; DSA ...", "Microcatheter. Right hepatic: ...".

In: the arteries of a report and those known as entered. Out: those whose heading is followed by a catheter, a selection
or an injection in its own words, and those that head the lines after a sentence that tells of a catheter alone.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import step_words as words
from cac.narrative.arteries import AORTA, Mention, place, root, told
from cac.narrative.case import Case
from cac.narrative.step_finish import live
from cac.narrative.step_words import Tag, Taken


_MARK = r"\s*(?:\d{1,2}[.)]|[-*•>]+|[a-h][.)])?\s*(?:(?:then|next|first|finally|lastly|now|and|the)\b,?\s+)*"
#: a sentence that is an artery and nothing else
_ALONE = re.compile(rf"{_MARK}<(\d+)>\s*(?:artery|trunk|axis|origin)?\s*(?:\(\s*\{{c\}}[^()]*\)\s*)?[.:]?\s*$")
#: work told before any other artery is named
_WORKED = re.compile(r"[^<;]{0,60}?(?:\{c\}|\b(?:engag\w+|select\w*|cathet\w*|cannulat\w*|hook\w+|enter(?:ed|ing)|dsa|runs?|inject\w*|micro\w*)\b|\b\d+(?:\.\d+)? ?(?:cc|ml)?(?:/s(?:ec)?)? (?:for|x|at) (?:a total of )?\d+)")
_UNDONE = re.compile(r"\b(?:not|never|no (?:attempt|need|catheter\w*|selective|run|injection)|unable|could|cannot|failed|attempt\w*|deferred|omitted|skipped|instead|previous\w*|prior|ago|will|would|if|plan\w*)\b|n't\b")
#: a sentence that tells of a catheter and of nothing else
_TOOL = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•>]+)?\s*(?:(?:then|next|now|and|with|over|via|through|using|coaxial(?:ly)?|exchanged? (?:for|to)|switched to|changed (?:to|for)|down to|an?|the|selective\w*|superselective\w*|[\d.]+ ?(?:f|fr|french)?)[\s,]+)*\{c\}(?:[\s,]*(?:\{c\}|\{w\}|[\d.]+ ?(?:f|fr|french)?|over|with|and|an?|the|coaxial(?:ly)?|used|system|in|through|\+|/))*\s*[.:]\s*$")
#: said of the catheter beforehand: that it went into the vessels that the findings list
PROMISED = re.compile(
    r"(?:\{c\}|\bselect|\bcathet|cannul|\binject|engag|navigat|enter(?:ed|ing)|\bfilm|\btaken|advanc|\bstudied)[^.;<]*\b(?:vessels?|arteries|branches|trunks)\b[^.;<]{0,40}\b(?:below|listed|described|detailed|named|reported|enumerated|mentioned|set out|under (?:the )?findings|in (?:the )?findings|that follow|as follows)\b"
    r"|\b(?:following|listed|below) (?:named )?(?:vessels|arteries|branches|trunks)\b[^.;<]{0,60}(?:select|cathet|cannul|inject|engag|film|stud|enter)"
)
#: said of all arteries of a kind, which the lines behind then name: "the trunk of each mesenteric artery was catheterized"
EACH_KIND = re.compile(r"^(?!.*\b(?:not|never|unable|no)\b)[^.;<]*\b(?:each|every|all|all (?:of the )?three|the three|both)\b (?:of the |the )?(?:\w+ )?(?:mesenteric|visceral|splanchnic|gut|renal|carotid|vertebral|cerebral|neck|great|bronchial) (?:arter(?:y|ies)|vessels?|trunks?)\b[^.;<]{0,50}\b(?:select\w*|catheteri[sz]ed|engaged|entered|cannulated|hooked|probed)\b")
#: an item of such a list: an artery at its head and what was found in it
_LISTED = re.compile(rf"{_MARK}<\d+>\s*(?:arter(?:y|ies)|trunk|axis)?\s*(?:[:,.(\u2013-]|\{{c\}}|$)")
#: of such an item: seen without a catheter in it
_ONLY_SEEN = re.compile(r"^(?:\s*\d{1,2}[.)])?[^.;]*<\d+>[^.;]{0,24}?\b(?:fill\w*(?= (?:only|from|via|by|across|faintly|retro\w*|through|late|poorly))|seen|opacif\w*|visuali[sz]ed|shown|supplied|reflux\w*|imaged|studied|evaluated|not\b|never|unable|could|deferred|omitted)\b(?: (?:only|well|faintly|poorly|briefly|again))?(?: (?:by|from|on|via|through|across|with))?|^(?:\s*\d{1,2}[.)])?[^.;]*<\d+>[^.;]{0,16}\b(?:by|via|on|from) (?:reflux|collaterals?|cross|the (?:arch|aortogram|other|left|right|opposite))")


def promised_item(tagged: str) -> bool:
    """Whether a statement of the findings is the item of a list of vessels that the catheter was said to have entered."""
    return _LISTED.match(tagged) is not None and _ONLY_SEEN.match(tagged) is None


#: the place could not be entered, so the film was made from the artery that heads the paragraph
_INSTEAD = re.compile(r"\s*(?:the\s+)?<\d+>[^.;]*\b(?:could not|not be|cannot|unable|impossible|failed|too tortuous|would not)\b[^.;]*?\b(?:inject\w*|film\w*|runs?|dsa|stud\w+|imag\w+)\b[^.;]{0,30}\b(?:here|from (?:here|there|this)|at this (?:point|level|place)|in place|instead|in situ)\b")
_LABEL = re.compile(rf"{_MARK}<(\d+)>\s*(?:artery|trunk|axis|branch)?\s*(?::|-\s)\s*(?!not\b|never\b|no(?:t)? (?:selected|entered|studied|injected))")


def headed(case: Case, named: list[Mention], taken: Taken, tag: Tag) -> Taken:
    """The arteries entered with those that head what was done in them.

    Args:
        case: a read report.
        named: its arteries.
        taken: those known as entered, as (index, how).
        tag: the sentence of a number with vessels as <n>, catheters as {c} and wires as {w}.
    """
    known = {index for index, _ in taken}
    out = list(taken)
    alive = sorted(told(case))
    tool = -1  # the section of the last sentence that told of a catheter alone
    lines = {number: tag(number) for number in alive if case.document.by_sentence.get(number)}
    for number in alive:
        owner = case.document.sentence_section[number]
        section = case.document.sections[owner]
        line = lines.get(number, "")
        if section.name in words.SKIP or section.role != "body":
            tool = -1
            continue
        if _TOOL.match(line):
            tool = owner
            continue
        if tool not in (owner, -1):
            tool = -1
        if (alone := _ALONE.match(line)) and _entered(named[int(alone[1])]) and int(alone[1]) not in known:
            after = lines.get(number + 1, "") if number + 1 < len(case.document.sentences) and case.document.sentence_section[number + 1] == owner else ""
            work = _WORKED.match(after)
            if _INSTEAD.match(after):
                out.append((int(alone[1]), "label"))
            elif work and not _UNDONE.search(after[: work.end() + 40].split(";")[0]):
                out.append((int(alone[1]), "label"))
        label = _LABEL.match(line)
        if tool == owner and label and _entered(named[int(label[1])]) and int(label[1]) not in known and not _UNDONE.search(line[: label.end() + 60]):
            out.append((int(label[1]), "list"))
        elif tool == owner and line and not label and (re.match(r"\s*(?:the )?\{c\}", line) or words.AFTERWARDS.search(line)):
            tool = -1
    out += _shown_trunks(case, named, out, {n: line for n, line in lines.items() if case.document.sections[case.document.sentence_section[n]].role == "body" and case.document.sections[case.document.sentence_section[n]].name not in words.SKIP})
    return sorted(dict.fromkeys(out))


#: trunks of the gut that a telegram tells of as a label with what the film showed
_TRUNKS = frozenset({"celiac_trunk", "superior_mesenteric_artery", "inferior_mesenteric_artery", "ima"})
_SHOWN = re.compile(rf"{_MARK}<(\d+)>\s*(?:axis|trunk|artery)?\s*(?::|-\s)\s*(?![^.;]*\b(?:not|never|cta?|mra|duplex|scan|unable|from the aort\w+|on the aort\w+)\b)[^.;]*?(?:\bneg(?:ative)?\b|normal|anatomy|replaced|patent|tumou?r|blush|no (?:leak|bleed\w*|extrav\w*|source)|clean|clear|unremarkable|conventional|hypervascular|aneurysm|beading|supply|delayed)")


def _shown_trunks(case: Case, named: list[Mention], taken: Taken, lines: dict[int, str]) -> Taken:
    """Trunks that head a statement on what their film showed, where a report without findings goes on into branches of the gut."""
    if any(s.name == "findings" for s in case.document.sections):
        return []
    deep = [i for i, how in taken if how in ("move", "select", "label", "list") and named[i].name not in _TRUNKS and root(place(named[i].name, named[i].side)) in _TRUNKS]
    if not deep:
        return []
    known = {i for i, _ in taken}
    last = max(named[i].sentence for i in deep)
    labels = [int(m[1]) for n, line in sorted(lines.items()) if n <= last + 1 and (m := _SHOWN.match(line)) and named[int(m[1])].name in _TRUNKS and live(named[int(m[1])])]
    return [(i, "list") for i in labels if i not in known and not any(named[k].name == named[i].name for k in known)]


def _entered(mention: Mention) -> bool:
    way = mention.name in words.WAYS_IN and not (mention.name == "vertebral_artery" and mention.sure_side)
    return live(mention) and mention.name not in AORTA and not way and bool(place(mention.name, mention.side))
