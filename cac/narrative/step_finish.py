"""Steps of the catheter with their stretch of text: what was imaged from each, as a map or as a study, and through what."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass, replace

from cac.findings import Span
from cac.narrative import step_words as words
from cac.narrative.arteries import AORTA, Mention, chain, place, root
from cac.narrative.case import Case
from cac.narrative.embolic_words import ACT
from cac.narrative.prior_study import intervention


@dataclass(frozen=True, slots=True)
class Step:
    """An artery entered.

    Attributes:
        mention: the artery.
        how: move, select, image, list, label, pass, or told (in a telegram, without a verb).
        evidence: the words of the statement.
        end: where the next step begins.
        text: flat words from this step to the next.
        imaged: the artery was studied from this position.
        map_only: images served as a map or a check only.
        level: spinal level of a segmental artery.
        trunk: trunk the artery hangs on in a variant.
        bovine: the left common carotid leaves the innominate.
        title_side: the one side of the title.
    """

    mention: Mention
    how: str
    evidence: Span
    end: int = 0
    text: str = ""
    imaged: bool = False
    map_only: bool = False
    level: str = ""
    trunk: str = ""
    bovine: bool = False
    title_side: str = ""


#: a statement that lists the vessels which were filmed
_RUNS = re.compile(r"\s*(?:runs?|dsa|injections?|angiograms?|arteriograms?|series|images)(?: obtained| performed| of)?\s*:")


#: "right renal artery: 20% ostial narrowing, normal nephrogram"
_DESCRIBED = re.compile(r"\s*(?:artery )?(?:\([^()]{0,40}\)\s*)?:\s*(?!selected|entered|engaged|microcath|stent|balloon|wire)[^.]*(?:\d ?%|percent|narrow|stenos|normal|patent|smooth|nephrogram|blush|extravas|no (?:aneurysm|lesion))")
#: the rate of an injection behind an artery and its catheter, and a row that such a label opens
_RATE = re.compile(r"\s*(?:artery )?(?:\([^()]{0,40}\)\s*)?[:,-]\s*\d{1,2}(?:\.\d)? ?(?:/|for|x|@) ?\d{1,2}\b")
_ROW = re.compile(r"\s*(?:artery )?(?:\([^()]{0,40}\)\s*)?:")
#: a verb, which a telegram does without
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have|been|advanced|passed|placed|used|exchanged)\b")
#: what follows an artery that was only passed
_ON_THE_WAY = re.compile(r"\s*(?:artery |trunk |axis )?,?\s*(?:and |then |on |further |deeper |down )*(?:to|into|->|=>|>|beyond|then)\b")
#: the degree of a stenosis told in the sentence of the selection
_SHARE = re.compile(r"^[^.]*(?:cannulat|cathet|select|engag)\w*[^.]{0,24}?,\s*\d+ ?(?:%|percent)[^.]{0,12}(?:ostial|origin|stenos|narrow|proximal)")


#: branches of the right hepatic artery, wherever that comes from
_RIGHT_LOBE = frozenset({"right_anterior_hepatic_artery", "right_posterior_hepatic_artery", "caudate_hepatic_artery"})
#: a part of a trunk
_LIMB = re.compile(r"branch|limb|division|component|ramus|portion|moiety")
#: the film of the next artery, told before its name in a sentence of its own
_OF_NEXT = re.compile(r"[.;\n]\s*(?:\w+ ){0,3}(?:runs?|dsa|injections?|arteriogra\w+|angiogra\w+|films?|shots?|series|injected)(?: \w+)? (?:from|of|in|at|into|through|via) (?:the )?(?:\w+ )?$")
#: what its injection showed, headed as such, right behind the artery that was entered
_THEN_FOUND = re.compile(r"[^.;:<]{0,60}[.;]\s*(?:the )?(?:angiographic |arteriographic )?findings?\b[^.:;]{0,20}[:=-]")
#: on from an artery to its branch, with no word of coming back
_NO_WAY_BACK = re.compile(r"(?:(?!\b(?:back|withdr\w*|pulled|return\w*|retract\w*|exchang\w*|separate\w*|proper|common)\b)[^.;]){0,60}")
_SPOKEN_LEVEL = {word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)}


def live(mention: Mention) -> bool:
    """Whether an artery is told of as of today and not as a mark on the skin."""
    return not mention.skin and mention.status in ("done", "existing", "attempted", "removed")


def finished(case: Case, named: list[Mention], taken: list[tuple[int, str]], trunks: dict[int, Mention]) -> list[Step]:
    """Steps with their stretch of text; repeated mentions in a row are one step."""
    flat = case.document.flat
    merged: list[tuple[Mention, str]] = []
    passed = {id(named[index]): way for index, trunk in trunks.items() if trunk.name not in AORTA and (way := place(trunk.name, trunk.side)) not in chain(place(named[index].name, named[index].side))}
    for index, how in sorted(dict.fromkeys(taken)):
        mention = named[index]
        if merged and merged[-1][0].name == mention.name and merged[-1][0].side == mention.side and merged[-1][0].branch == mention.branch and (merged[-1][0].below or not mention.below):
            if id(mention) in passed and id(merged[-1][0]) not in passed:
                passed[id(merged[-1][0])] = passed[id(mention)]
            continue
        merged.append((mention, how))
    bovine = bool(re.search(r"bovine (?:arch|config|anatomy|origin|variant|left)|arch is bovine", flat)) and not re.search(r"no bovine|bovine absent|not bovine", flat)
    title = " ".join(flat[s.start : s.end] for s in case.document.sections if s.role == "head") or flat[:200]
    sides = set(re.findall(r"\b(left|right)\b", title))
    title_side = sides.pop() if len(sides) == 1 and "bilateral" not in title else ""
    out: list[Step] = []
    through: dict[tuple[str, str], str] = {}
    treated = intervention(case) is not None
    told_imaged = {(m.name, m.side) for m in named if _RUNS.match(case.sentence(m.sentence)) and live(m)}
    described = {(m.name, m.side) for m in named if live(m) and _DESCRIBED.match(case.document.flat[m.span.end : case.document.sentences[m.sentence].end]) and case.document.flat[case.document.sentences[m.sentence].start : m.span.start].strip(" -*\n0123456789.)") in ("", "the")}
    for number, (mention, how) in enumerate(merged):
        later = [m.span.start for m, _ in merged[number + 1 :] if m.span.start > mention.span.start]
        sentence = case.document.sentences[mention.sentence]
        end = min(later[0] if later else len(flat), _section_end(case, mention.span.start))
        if own_film := _OF_NEXT.search(flat[mention.span.end : end]):
            end = mention.span.end + own_film.start()
        text = flat[sentence.start if not number or merged[number - 1][0].sentence != mention.sentence else mention.span.start : end]
        told_after = any(m.start() < mention.span.start - sentence.start for m in words.AFTERWARDS.finditer(flat[sentence.start : sentence.end]))
        shown = how == "list" or how == "image" and not told_after or how == "label" and bool(words.IMAGED.search(words.AFTERWARDS.sub(" ", text)) or re.search(r"select|cathet(?!er)", text))
        imaged = shown or bool(words.IMAGED.search(words.AFTERWARDS.sub(" ", flat[mention.span.start : _until_cleared(flat, mention.span.end, end)]))) or (
            number + 1 < len(merged) and merged[number + 1][0].sentence == mention.sentence
            and (bool(words.IMAGED.search(flat[sentence.start : sentence.end])) or (merged[number + 1][0].name == mention.name and merged[number + 1][0].side != mention.side and bool(words.BOTH_DONE.search(flat[sentence.start : sentence.end + 90]))))
        )
        in_findings = case.document.sections[case.document.sentence_section[mention.sentence]].name == "findings"
        imaged = imaged or how in ("select", "label") and (mention.name, mention.side) in described
        imaged = imaged or how == "select" and bool(_SHARE.search(flat[mention.span.end : case.document.sentences[mention.sentence].end]))
        imaged = imaged or (mention.name, mention.side) in told_imaged or (in_findings and how == "select")
        if how in ("select", "move", "list") and _THEN_FOUND.match(flat, mention.span.end):
            imaged, text = True, text + " findings: "
        imaged = imaged or how == "label" and _RATE.match(flat, mention.span.end) is not None
        near = case.document.sentences[min(mention.sentence + 1, len(case.document.sentences) - 1)].end
        label = how in ("select", "list") and words.SELECTED_LABEL.match(flat, mention.span.end, end) is not None
        imaged = imaged or how in ("told", "move") and not treated and (how == "told" or not mention.name.startswith(words.LEG) and not _FINITE.search(flat, sentence.start, sentence.end)) and not _ON_THE_WAY.match(flat, mention.span.end, sentence.end)
        imaged = imaged or label or not treated and how in ("move", "select", "label") and bool(words.SHOWED.search(flat[mention.span.end : min(end, near)]))
        own = flat[mention.span.start : min(end, near)]
        imaged = imaged or how == "label" and _ROW.match(flat, mention.span.end) is not None and words.SHOWED.search(own) is not None and not ACT.search(own)
        real = words.ONLY_MAP.sub(" ", own)
        map_only = bool(words.ONLY_MAP.search(own)) and not re.search(r"arteriogra|angiogra(?!m confirmed)|\bdsa\b|\bruns\b|multiple|oblique|magnified", real)
        steps = [Step(mention, how, Span(mention.span.start, mention.span.end), end, text, imaged, map_only, "", "", bovine, title_side)]
        if id(mention) in passed:
            steps = [replace(steps[0], trunk=passed[id(mention)])]
        if mention.name in ("posterior_intercostal_artery", "lumbar_artery"):
            clause = flat[sentence.start : min(sentence.end, mention.span.end + 40)]
            own = re.findall(r"\b([tl])[ -]?(\d{1,2})\b", flat[mention.span.start : mention.span.end])
            own = own or [(letter, _SPOKEN_LEVEL[word]) for letter, word in re.findall(r"\b([tl]) (one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", flat[mention.span.start : mention.span.end])]
            kind = "t" if mention.name == "posterior_intercostal_artery" else "l"
            if not own and (row := words.LEVELS_BEFORE.search(flat, sentence.start, mention.span.start)):
                own = words.LEVEL.findall(row.group())  # "left T9 and T10 intercostals"
            if own and (more := words.LEVELS_BEHIND.match(flat, mention.span.end, sentence.end)):
                own = [*own, *((letter or own[-1][0], digits) for letter, digits in re.findall(r"\b([tl]?)-?(\d{1,2})\b", more.group()))]
            told = own or [pair for pair in words.LEVEL.findall(clause) if pair[0] == kind] or words.LEVEL.findall(clause)
            levels = [f"{letter}{digits}" for letter, digits in told]
            steps = [replace(steps[0], level=level) for level in dict.fromkeys(levels)] or steps
        if mention.name == "bronchial_artery" and out and (out[-1].mention.name == "intercostobronchial_trunk" or out[-1].trunk or mention.side != "left" and any(s.mention.name == "intercostobronchial_trunk" for s in out)) and _LIMB.search(flat, mention.span.start, mention.span.end + 11):
            steps = [replace(steps[0], trunk="intercostobronchial_trunk")]
        if mention.name == "lumbar_artery" and any(s.mention.name == "iliolumbar_artery" for s in out):  # reached through the pelvis
            steps = [replace(steps[0], trunk=place("iliolumbar_artery", mention.side))]
        if mention.name in _RIGHT_LOBE and (replaced := next((s for s in reversed(out) if s.mention.name == "replaced_right_hepatic_artery"), None)) and not any(s.mention.name == "right_hepatic_artery" for s in out):
            steps = [replace(one, trunk=place(replaced.mention.name, "")) for one in steps]
        if mention.name == "middle_hepatic_artery" and out and out[-1].mention.name == "left_hepatic_artery" and _NO_WAY_BACK.fullmatch(flat, out[-1].mention.span.end, mention.span.start):
            steps = [replace(steps[0], trunk=place("left_hepatic_artery", ""))]  # the branch to segment IV reached through the left hepatic
        if mention.name == "marginal_artery_of_drummond" and out and root(own := place(out[-1].mention.name, out[-1].mention.side)) == "superior_mesenteric_artery":
            steps = [replace(steps[0], trunk=own)]  # the arcade of the colon entered from above
        elif id(mention) not in passed and (way := through.get((mention.name, mention.side))):
            steps = [replace(steps[0], trunk=way)]  # reached before through another family
        through |= {(s.mention.name, s.mention.side): s.trunk for s in steps if s.trunk and id(mention) in passed}
        if mention.name == "vasa_recta" and out and out[-1].mention.name == "marginal_artery_of_drummond" and out[-1].trunk:
            continue
        if mention.name == "vasa_recta" and out:  # the end branches belong to the artery they were reached through
            steps = [replace(steps[0], trunk=place(out[-1].mention.name, out[-1].mention.side))]
        out += steps
    return out


def _until_cleared(flat: str, start: int, end: int) -> int:
    """Where the clot was taken from an artery, after which images show the result; the end where none was."""
    cleared = words.TAKEN_OUT.search(flat, start, end)
    return cleared.start() if cleared else end


def _section_end(case: Case, at: int) -> int:
    for section in case.document.sections:
        if section.start > at and (section.role != "body" or section.name in words.SKIP or section.name == "findings"):
            return section.start
    return len(case.document.flat)
