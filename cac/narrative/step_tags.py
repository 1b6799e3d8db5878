"""Sentences as the reader of steps sees them: vessels, catheters and wires as marks, asides left out."""

from __future__ import annotations

from cac import patterns as re
from bisect import bisect_left

from cac.narrative import step_words as words
from cac.narrative.case import Case


#: the label of an item in brackets, which is no aside
_NUMBERED = re.compile(r"^\s*\(([a-h]|\d{1,2})\)\s")
#: the way to an artery told in brackets with its catheter: "(via CHA, microcatheter)"
_WAY = re.compile(r"\((?:[^()<]*\{c\}[^()<]*\b(?:via|through|thru|redirected|by way of)\b|[^()<{]*\b(?:via|through|thru|by way of)\b)[^()]*<\d+>[^()]*\)")


def tagged_line(case: Case, number: int, here: object) -> str:
    """The flat sentence with arteries as <n>, catheters as {c} and wires as {w}; two sides are two marks."""
    span = case.document.sentences[number]
    marks: dict[tuple[int, int], list[int]] = {}
    for index, mention in here:  # type: ignore[attr-defined]
        marks.setdefault((mention.span.start, mention.span.end), []).append(index)
    pieces = [(start, end, " , ".join(f"<{i}>" for i in indices)) for (start, end), indices in marks.items()]
    taken = sorted((a, b) for a, b, _ in pieces)
    for finding in case.document.by_sentence.get(number, ()):
        tag = "{c}" if finding.kind == "catheter_name" or (finding.kind == "device" and finding.value in ("catheter", "microcatheter", "lysis_catheter", "thrombectomy_device")) else "{w}" if finding.kind == "device" and finding.value == "wire" else ""
        position = bisect_left(taken, (finding.start, finding.end))
        clash = any(a < finding.end and finding.start < b for a, b in taken[max(0, position - 1) : position + 1])
        if tag and not clash:
            pieces.append((finding.start, finding.end, tag))
            taken = sorted([*taken, (finding.start, finding.end)])
    flat, out, at = case.document.flat, [], span.start
    for start, end, tag in sorted(pieces):
        if start < at:
            continue
        out += [flat[at:start], f" {tag} "]
        at = end
    out.append(flat[at : span.end])
    joined = re.sub(r"\((?:super-?)?((?:selected|catheteri[sz]ed|cannulated|engaged)\b)[^()]*\)", r" was \1 . ", "".join(out))
    joined = re.sub(r"(<\d+>)\s*\(\s*(?:super-?)?selective(?:ly)?\s*[;,:)][^(){]*\)?", r"\1 was selected . ", joined)
    joined = re.sub(r"\(\s*(dsa|runs?|arteriogra\w+|angiogra\w+|inj\w*)\b[^(){]*\)", r" - \1 ", joined)
    joined = re.sub(r"(<\d+>)\s{5,}(?=[a-z])", r"\1 : ", joined)  # a name, dots, a finding
    joined = _NUMBERED.sub(r" \1) ", joined, count=1)
    joined = _WAY.sub(" ", joined)
    text = re.sub(r"\([^(){]*\)|\[ ?\]\s*\w+", " ", joined)
    text = words.LONG_SHEATH.sub(" {c} to ", text)
    text = words.ARROW_LINE.sub(" {c} > ", words.MICRO_SIZE.sub(" {c} ", text), count=1) if words.ARROW_LINE.match(text) else words.MICRO_SIZE.sub(" {c} ", text)
    text = re.sub(r"(<\d+>)\s+(?:(?:arising|originating|coming|taken)\s+)?(?:at|from|off)\s+(?:the\s+)?(?:level of\s+)?(?:[tl]-?\d{1,2}(?:-[tl]?\d{1,2})?|aorta)\s+(?=(?:was|were)\b)", r"\1 ", text)
    text = re.sub(r",\s*(?:arising|originating|coming|taking off|with (?:a |an |its )?(?:separate|own|common|independent) (?:origin|trunk))[^,;.]{0,60},(?=\s*(?:was|were)\b)", " ", text)
    text = re.sub(r",\s*(?:an?|the|its|with an?|of|arising|originating) (?:[\w-]+ ){0,7}[\w-]+,(?=\s*(?:was|were)\b)", " ", text)
    text = re.sub(r",\s*(?:which|that) (?:also |then )?[^,.;<]{0,60},(?=\s*(?:was|were)\b)", " ", text)
    return re.sub(r"(?:that |which )?(?:arising|arises|arose|originating|originates|coming off|takes off)(?: \w+){0,4}\s+(?:from|off|at)(?: of)?\s+(?:the |its )?(?:[a-z]+\s+){0,3}<\d+>", " ", text)
