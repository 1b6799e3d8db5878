"""Acts that are seldom done: a thing and the work on it told in one sentence of the course, or a title and its needle.

Readers of rare procedures share one way of reading: the thing has to be named, the work has to be told of today, and
a report that only names the thing (a device that is there, a plan, a history) stays silent.
"""

from __future__ import annotations

from dataclasses import dataclass

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case, once
from cac.narrative.course import Told, course, undone
from cac.narrative.kept import image_denied, kept_image
from cac.narrative.live import modalities, title
from cac.narrative.procedure import Procedure
from cac.narrative.target_words import SIDES


@dataclass(frozen=True, slots=True)
class Act:
    """A rare act: whose rules code it, what names it, what tells that it was done, and what makes it something else."""

    family: str
    name: str
    thing: re.Pattern[str]
    work: re.Pattern[str]
    never: re.Pattern[str] | None = None


def rare(family: str, name: str, thing: str, work: str, never: str = "") -> Act:
    """A rare act from the words of its patterns."""
    return Act(family, name, re.compile(thing), re.compile(work), re.compile(never) if never else None)


#: work of another day, or only thought of, anywhere in the statement
_OTHER_DAY = re.compile(
    r"\b(?:has (?:a|an|had)|placed (?:in (?:19|20)\d\d|last|years? ago|elsewhere)|in (?:19|20)\d\d|years? ago|months? ago|weeks? ago|last (?:week|month|year)|history of|status post|\bs/p\b|will be|to be (?:scheduled|done|performed|considered)|is scheduled|scheduled for|candidate|offered|eligib\w+|asked about|wants|wishes|interested|enroll\w*|consider(?:ed|ing|ation)?|refer(?:red|ral)?|plan(?:ned|s)? (?:for|to)|"
    r"deferred|declined|discuss\w*|may be|could be|would be|if (?:pain|symptoms|this|the|he|she|there|it)|tomorrow|later (?:this|that|in|on|date)|\blater$|next (?:week|month|visit|session))\b"
)
#: a thing that lies in the patient already, by the words just before and just after it
_THERE_BEFORE = re.compile(r"\b(?:existing|indwelling|known|previous(?:ly)?|prior|with (?:a|an))(?: [\w-]+){0,3} $")
_THERE_AFTER = re.compile(r"^(?: [\w-]+){0,3} (?:(?:is|was|are|were|remains?) )?(?:in place|in situ|not (?:touched|accessed|used|changed)|visible|switched off|turned off)\b")
_GAP = re.compile(r"[.;\n]")


@once
def sentences(case: Case) -> tuple[Told, ...]:
    """The sentences that tell of today's work; in a short note they may all stand behind the word "indication"."""
    told = tuple(course(case))
    if any(re.search(r"[a-z]", t.text) and t.number for t in told):
        return told
    sections, owners, out = case.document.sections, case.document.sentence_section, list(told)
    for number, span in enumerate(case.document.sentences):
        if number and sections[owners[number]].name == "indication" and owners[number - 1] == owners[number]:
            out.append(Told(number, span.start, case.sentence(number)))
    return tuple(out)


@once
def opening(case: Case) -> str:
    """The title and the first line (the first sentence of a report without lines), in which the work is named."""
    lines = [line for line in case.document.flat.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    return ". ".join((title(case), first if len(first) < 120 else re.split(r"[.;](?=\s)", first)[0][:160]))


def live(told: Told, match: re.Match[str]) -> bool:
    """Whether a match tells of today: not denied, not of another day."""
    return _of_today(told.text, match)


def _of_today(text: str, match: re.Match[str]) -> bool:
    there = _THERE_BEFORE.search(text[max(0, match.start() - 50) : match.start()]) or _THERE_AFTER.search(text[match.end() : match.end() + 60])
    return not undone(text, match.start(), match.end()) and not there and _OTHER_DAY.search(_clause(text, match)) is None


def _clause(text: str, match: re.Match[str]) -> str:
    """The statement round a match, up to the next full stop, semicolon or new line."""
    lows = [m.end() for m in _GAP.finditer(text, 0, match.start())]
    high = _GAP.search(text, match.end())
    return text[lows[-1] if lows else 0 : high.start() if high else len(text)]


def together(case: Case, thing: re.Pattern[str], work: re.Pattern[str]) -> list[Span]:
    """Where a thing and the work on it stand in one sentence of today, one entry for each sentence."""
    out = []
    for told in sentences(case):
        found = next((m for m in thing.finditer(told.text) if live(told, m)), None)
        act = next((m for m in work.finditer(told.text) if live(told, m)), None)
        if found and act:
            out.append(Span(told.start + min(found.start(), act.start()), told.start + max(found.end(), act.end())))
    return out


def headed(case: Case, thing: re.Pattern[str], work: re.Pattern[str]) -> list[Span]:
    """Where the work is told of, in a report whose title names the thing."""
    head = opening(case)
    if not any(_of_today(head, m) for m in thing.finditer(head)):
        return []
    return [told.span(m) for told in sentences(case) if (m := next((m for m in work.finditer(told.text) if live(told, m)), None))]


def done(case: Case, thing: re.Pattern[str], work: re.Pattern[str]) -> list[Span]:
    """Thing and work in one sentence, else the thing in the title and the work in the course."""
    if not thing.search(case.document.flat):
        return []
    return together(case, thing, work) or headed(case, thing, work)


def today(case: Case) -> str:
    """The text of the course."""
    return " ".join(told.text for told in sentences(case)).replace("\n", " ")


_DENIED = re.compile(r"\b(?:no|not|without|never|neither|nor)\b(?: [\w-]+){1,4}")


def about(case: Case) -> str:
    """What names and tells the work of today, without what is denied."""
    return f"{_DENIED.sub(' ', opening(case))} {today(case)}"




def side(case: Case, spans: list[Span]) -> str:
    """The side the sentences of the act name, else that of the title; ``bilateral`` for both."""
    texts = [told.text for told in sentences(case) if any(told.start <= span.start < told.start + max(1, len(told.text)) for span in spans)]
    for text in (re.sub(r"\([^()\n]*\)", " ", words) for words in (" ".join(texts), opening(case), today(case))):
        if only := re.search(r"\b(left|right) (?:side )?only\b|\bonly (?:the )?(left|right)\b", text):
            return only.group(1) or only.group(2)
        if re.search(r"\b(?:bilateral\w*|both)\b", text):
            return "bilateral"
        named = {SIDES[word] for word in re.findall(r"\b(left|right|lt|rt)\b", text)}
        if named:
            return "bilateral" if len(named) == 2 else named.pop()
    return ""


def guide(case: Case, procedure: Procedure) -> Procedure:
    """Set which modality guided the needle of today and whether an image was kept."""
    found = modalities(f"{today(case)} {opening(case)}")
    for modality in ("ultrasound", "fluoroscopy", "ct"):
        procedure.set(modality, modality in found)
    if procedure.facts["ct"] and procedure.facts["fluoroscopy"] and re.search(r"\bct[ -]fluoro", today(case)):
        procedure.set("fluoroscopy", False)
    kept = kept_image(case)
    return procedure.set("image_stored", kept is not None and not image_denied(case), *([kept] if kept else []))
