"""Contrast studies of the uterus and catheters in the fallopian tubes, told by name or by instrument, place and act."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import levels
from cac.narrative.case import Case
from cac.narrative.live import title
from cac.narrative.own_needle import surgical, today, told
from cac.narrative.procedure import Procedure

FAMILIES = ("gynecologic",)
_FAMILY = "gynecologic"

#: words without which no report is about uterus and tubes
_FIELD = re.compile(r"\bhsg\b|hystero-?salping\w*|sono-?hystero\w*|\bsis\b|\bshg\b|salpingogra\w+|fallopian|\btubal\b|\b(?:cornu|cornua|cornual)\b|\bftr\b|transcervical")
#: operations on uterus and tubes
_OPERATION = re.compile(r"salpingect\w+|ca?esarean|hysterectom\w+|oophorect\w+|tubal ligation|laparoscop\w+|laparotom\w+|pfannenstiel|d ?& ?c\b|hysteroscop\w+")
_STUDY = re.compile(r"\bhsg\b|hystero-?salpingo\w*|sono-?hystero\w*|saline[ -](?:infusion )?(?:sono\w*|ultraso\w*|hystero\w*)|\bsis\b|\bshg\b|uterosalpingo\w*|tubal patency (?:test|study)")
_NAMED_TUBE = re.compile(r"\bftr\b|(?:fallopian|tubal|transcervical)(?: tubes?)? (?:\w+ )?(?:catheteri[sz]\w+|recanali[sz]\w+|cannulation)|recanali[sz]\w+ of (?:the |both |her )?(?:\w+ ){0,3}tubes?|selective (?:\w+ )?salpingo\w+|transcervical recanali[sz]\w+")
_TOOL = r"(?:(?:micro-?)?(?:catheter|cath)s?|cannula|(?:guide-?|micro-?)?wires?|glide\w*|introducer|\d(?:\.\d)? ?-?(?:f|fr|french)\b|\.0\d\d)"
_ACT = r"(?:wedg\w+|to|advanc\w+|pass\w+|engag\w+|cross\w+|seat\w+|plac\w+|negotiat\w+|probed|rotat\w+|steer\w+|thread\w+|direct\w+|cannulat\w+|catheteri[sz]\w+|select\w+|mov\w+|manipulat\w+|push\w+|through|into|open(?:ed|s)\b|went|worked)"
#: an instrument led into a tube, in any order of the words
_ENTERED = re.compile(rf"\b(?:wedged|seated|engaged) (?:at|in|into)\b[^.;\n]{{0,40}}\b(?:ostium|ostia|cornu\w*)|{_TOOL}[^.;\n]{{0,60}}\b{_ACT}\b[^.;\n]{{0,60}}\b(?:ostium|ostia|cornu\w*|fallopian tubes?|(?:left|right|lt|rt|each|both|the) (?:proximal )?tubes?|interstitial)\b|\b(?:ostium|ostia|cornu\w*|fallopian tubes?|(?:left|right|lt|rt|each|both|the) tubes?)\b[^.;\n]{{0,50}}\b(?:was |were )?(?:engaged|cannulated|catheteri[sz]ed|selected|entered|recanali[sz]ed|crossed|probed|opened)\b[^.;\n]{{0,40}}|\b(?:selected|engaged|cannulated|catheteri[sz]ed|entered|recanali[sz]ed) (?:the )?(?:left|right|lt|rt|both|each) (?:tubal )?(?:ostium|ostia|cornu\w*|tubes?)")
_DENIED = re.compile(r"\b(?:no|not|never|neither|nor|without|unable|could ?n[o']t|\w+n't|(?:could|can|would|will|can ?not) be|possibilit\w+|chances?|counsel\w+|explain\w+|consent\w*|warn\w+|whether|risks?|hop(?:e|ed|ing)|in case|deferred|declin\w+|instead of|rather than|cancel\w+|may|might|consider\w*|offer\w*|discuss\w*|recommend\w*|refer\w*|if|should|for possible|scheduled|planned|candidate|last (?:week|month|year)|previous\w*|prior|in (?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4}))\b")
_THE_OTHER = re.compile(r"\b(?:same|likewise|similarly|repeat\w*|identical\w*|also|then|next|attention|other)\b")
_FILLED = re.compile(r"catheter|cannula|contrast|balloon|saline|isovue|omnipaque|ethiodol|lipiodol|\bdye\b|tip in (?:the )?os")
_SOUND = re.compile(r"sono-?hystero\w*|saline[ -](?:infusion )?(?:sono|ultraso)\w*|\bsis\b|\bshg\b|transvaginal|\btvus\b|ultraso\w+|sonogra\w+")
_RAYS = re.compile(r"fluoro\w*|screening|spot (?:films?|images?)|x-?ray|c-arm|radiogra\w+|contrast|isovue|omnipaque|\bhsg\b|hystero-?salping")


def read(case: Case) -> list[Procedure]:
    """The study of the uterus, or the catheter in the tube, which takes the study in."""
    if not _FIELD.search(case.document.flat):
        return []
    live = _by_sentence(case)
    if _OPERATION.search(title(case)) or surgical(case) or _OPERATION.search(today(live)) and not _STUDY.search(live) and not _NAMED_TUBE.search(live):
        return []
    tubes = _tubes(live)
    if tubes:
        where, side = tubes
        return [Procedure(_FAMILY, "tubal_catheterization", "fallopian_tube", side).because(where)]
    study = next((m for m in _STUDY.finditer(live) if not _spoken_of(live, m)), None)
    if study is None or not _FILLED.search(live):
        return []
    body = title(case) + " " + live
    made = Procedure(_FAMILY, "hysterosalpingography", "uterus").because(Span(*study.span()))
    return [made.set("fluoroscopy", not _SOUND.search(body) or bool(_RAYS.search(re.sub(r"(?:no|without) (?:\w+ )?(?:fluoro\w*|contrast|x-?rays?)", " ", body))) and not re.search(r"sono-?hystero|saline[ -]infusion", body))]


def _by_sentence(case: Case) -> str:
    """The live text with lines inside a sentence joined and a mark where a sentence ends without one; same positions."""
    chars = list(told(case, (*case.roles, "head")))
    ends = {span.end for span in case.document.sentences} | {span.start - 1 for span in case.document.sentences}
    return "".join((";" if n in ends or n + 1 in ends else " ") if c == "\n" else c for n, c in enumerate(chars))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(text.rfind(mark, 0, start) for mark in (". ", ";")) + 1
    ends = [at for mark in (". ", ";") if (at := text.find(mark, end)) >= 0]
    return first, min(ends, default=len(text))


def _spoken_of(text: str, match: re.Match[str]) -> bool:
    """Whether a name stands in a clause that denies it, or tells of another day or of what may come."""
    start, _ = _clause(text, *match.span())
    return bool(_DENIED.search(text[start : match.start()]) or re.match(r"[^.;,\n]{0,30}\b(?:last|in (?:19|20)\d\d|ago|not|deferred|declined|if|months? ago)\b", text[match.end() :]))


def _tubes(live: str) -> tuple[Span, str] | None:
    """Where a tube was entered and on which side; nothing where none was."""
    hits = [m for m in _ENTERED.finditer(live) if not _DENIED.search(live[_clause(live, *m.span())[0] : m.end()])]
    named = [m for m in _NAMED_TUBE.finditer(live) if not _spoken_of(live, m)]
    tool = re.search(_TOOL, live)
    if not (hits or named and tool and re.search(r"cornu|ostium|ostia|\btubes?\b|salping|fallopian", live)):
        return None
    sides: set[str] = set()
    for match in (*hits, *named):
        start, end = _clause(live, *match.span())
        sides |= _sides(live[start:end])
        following = live[end + 1 : _clause(live, end + 2, end + 3)[1]] if end + 3 < len(live) else ""
        if _THE_OTHER.search(following) and not _DENIED.search(following) and not re.search(r"\b(?:patent|open|normal|spill\w* freely)\b", following):
            sides |= _sides(following)
    return Span(*(hits or named)[0].span()), levels.side_of(sides)


def _sides(text: str) -> set[str]:
    text = re.sub(r"\b(?:left|right|lt|rt) (?:\w+ ){0,2}(?:was |is )?(?:patent|open|normal|not\b)[^.;]*", " ", text)
    out = {"left" if word[0] == "l" else "right" for word in re.findall(r"\b(left|right|lt|rt)\b", text)}
    return out | ({"left", "right"} if re.search(r"\bbilateral\b|\bboth (?:tubes|sides|ostia|cornua)\b|\beach (?:tube|side|ostium|cornu)\b", text) else set())
