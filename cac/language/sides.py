"""Laterality: which side each finding is about."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Document, Finding

_MARK = re.compile(r"(?<![a-z])(left|right|lt|rt|bilaterally|bilateral|bilat|b/l|both|l|r)(?![a-z'])")
_SIDE = {"left": "left", "lt": "left", "l": "left", "right": "right", "rt": "right", "r": "right"}
_LEFT_VERB_AFTER = frozenset("in to at the open for on behind alone within as attached indwelling by with unchanged untouched a untreated our his her room".split())
_NOUN_AFTER = re.compile(r"\s*(?:atri|ventric|heart|away|now|after|bundle|main pulmonary)")
_BEHIND = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:of|on|in|at|from|for)\s+)?(?:the\s+|his\s+|her\s+|patient's\s+)?(left|right|lt|rt)(?:[\s-]sided?)?(?![a-z])(?!\s+[a-z]*(?:artery|vein|kidney|lobe|leg|common|groin|femoral|iliac|renal|internal|external|lung|atri|upper|lower|hepatic))")
_AT_END = re.compile(r"(?: sides?| facets?| joints?)?\s*(?:$|[.;\n)])")
_CAPITAL = re.compile(r"(?<![A-Za-z.])([LR])(?=\s+[A-Za-z]{2,}|\s+(?:[CTLS]\d|\d(?:st|nd|rd|th)\b))|(?<=[A-Za-z]{3} )([LR])(?=[.,;:](?:\s|$)|\s+\(|\s+\d)|(?<=[A-Za-z]{3}, )([LR])(?=,\s)|(?<=\()([LR])(?=\))")


#: the side a patient lies on or turns up is none of the work
_LAIN = re.compile(r"\b(?:hand|palm|arm|elbow|fingers|forearm)s? (?:was |were )?(?:placed |resting |rested |laid |held |brought |positioned |reaching |crossed )?(?:on|onto|over|across|to|against|behind) (?:to )?(?:the |his |her |their )?$|\b(?:lay|lying|lies|lain|rolled|turned|positioned|propped)\b(?: \w+)? (?:on|onto|over to) (?:his|her|the|their) $")
_UP = re.compile(r" side (?:up|down)\b| lateral decubitus| decubitus")


def marks(document: Document, start: int, end: int) -> list[tuple[int, int, str]]:
    """Side words of a stretch as (start, end, side)."""
    flat, out = document.flat, []
    for match in _MARK.finditer(flat, start, end):
        word, after = match.group(1), flat[match.end() : match.end() + 24]
        before = re.search(r"([a-z]+)\s*$", flat[max(start, match.start() - 14) : match.start()])
        previous = before.group(1) if before else ""
        if word in ("l", "r"):
            if not _CAPITAL.match(document.text, match.start()) or (match.start() and document.text[match.start() - 1] in ".-/'"):
                continue
        if word == "left" and previous not in ("the", "on", "of", "and"):
            following = re.match(r"[\s-]*([a-z]+)?", after)
            if (following and following.group(1) in _LEFT_VERB_AFTER) or re.match(r"\s*[.,;]", after) and previous in ("was", "were", "been"):
                continue
            if previous in ("was", "were", "been") and not re.match(r"[\s-]*[a-z]", after):
                continue
        if word == "both" and re.match(r"\s+(?:the )?(?:ap|oblique|views?|planes?|projections?|core|fna|ends|ports? (?:were|flush|aspirat|of the)|lumens?|lumina|limbs of the|channels?|tests|catheters (?:were|are) (?:flush|aspirat)|agents|runs|drugs|procedures|levels|needles?|images|pictures|films|spots|(?:lymph )?nodes?|lesions|nodules|masses|cysts|collections|abscesses|times|passes|targets|doses|samples|specimens|cores|clips|markers|(?:were |was |are |being |have been )?(?:biops\w+|sampled|cored|clipped)|vertebra\w*|before\b|after\b|pre\b|post\b|during\b|times\b|occasions|surveyed|scanned|examined|looked|assessed|imaged|evaluated|interrogated|sides? of the (?:clot|stent|lesion))", after):
            continue
        if word in ("right", "left") and _NOUN_AFTER.match(after):
            continue
        if word in ("right", "left") and (_LAIN.search(flat, max(start, match.start() - 40), match.start()) or _UP.match(flat, match.end())):
            continue
        side = _SIDE.get(word, "bilateral")
        out.append((match.start(), match.end(), side))
    return out


def _of(finding: Finding, found: list[tuple[int, int, str]], flat: str, clause_start: int, sentence_end: int) -> str:
    inside = [side for a, b, side in found if finding.start <= a and b <= finding.end]
    if inside:
        return "bilateral" if len(set(inside)) > 1 else inside[0]
    behind = _BEHIND.match(flat, finding.end, min(sentence_end, finding.end + 60))
    if behind:
        return _SIDE[behind.group(1)]
    before = [(a, b, side) for a, b, side in found if b <= finding.start]
    if before:
        a, b, side = before[-1]
        gap = flat[b : finding.start]
        if len(before) > 1 and re.fullmatch(r"\s*(?:and|&|\+|,? ?(?:and )?then|followed by|,|/)\s*(?:the\s+)?", flat[before[-2][1] : a]) and {side, before[-2][2]} == {"left", "right"}:
            side = "bilateral"
        if a >= clause_start or len(gap.split()) <= 14:
            return side
    if len(found) == 1 and found[0][2] == "bilateral" and not before and _AT_END.match(flat, found[0][1], sentence_end):
        return "bilateral"  # "L4-5 and L5-S1 facet joints, both sides."
    after = [(a, b, side) for a, b, side in found if a >= finding.end and len(flat[finding.end : a].split()) <= 7]
    if after and "," not in flat[finding.end : after[0][0]] and " and " not in flat[finding.end : after[0][0]] and not before:
        return after[0][2]
    return before[-1][2] if before else ""


def assign(document: Document) -> None:
    """Set ``side`` of every finding from its own sentence, else from the nearest sentence before in its section."""
    carried, section = "", -1
    for number, sentence in enumerate(document.sentences):
        if document.sentence_section[number] != section:
            section = document.sentence_section[number]
            heading = document.sections[section].heading
            carried = next((side for side in ("left", "right") if side in heading.split()), "")
        found = marks(document, sentence.start, sentence.end)
        for finding in document.by_sentence.get(number, ()):
            side = _of(finding, found, document.flat, sentence.start, sentence.end) if found else ""
            finding.side, finding.side_near = (side, True) if side else (carried, False)
        if found:
            carried = found[-1][2]
