"""Moderate sedation: who gave it, who watched, how long."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.intraservice import intraservice
from cac.narrative.procedure import Procedure

FAMILIES = ("sedation",)
ORDER = 85

_DRUG = re.compile(r"midazolam|\bversed|fentanyl|\bmidaz\b|\bfent\b|sedat(?:ion|ed)|\bmod sed\b|\bsed\b[: ]+(?:by )?(?:me\b|operator|\d{4}|\d{1,3} ?min)")
_NONE = re.compile(
    r"\bno (?:iv |moderate |conscious |intravenous )?(?:sedation|sedative)(?!(?:[- ]related)? (?:complic|event|issue|problem|reversal|adverse))|sedation\s*[:\-/a-z ]{0,14}?\s*(?:none|n/a)\b|not moderate sedation|without (?:moderate |iv )?sedation|none (?:was |were )?(?:given|administered)|"
    r"sedation was not|declined sedation|minimal sedation|anxiolysis only|for analgesia only|fentanyl only|no moderate"
)
#: less than moderate, unless it was watched and timed as moderate sedation is
_LIGHT = re.compile(r"\blight sedation")
_ANAESTHESIA = re.compile(
    r"general (?:endotracheal )?an[ae]+sthesia|\bgeta\b|\bgeta?\b(?= by)|monitored an[ae]+sthesia|\bmac\b|\bcrna\b|an[ae]+sthesia (?:team|service|care|provider|staff)|by an[ae]+sthesi|an[ae]+sthesiolog|(?<!emergently )(?<!urgently )(?<!subsequently )(?<!then )intubated(?! (?:\w+ )?(?:by|with help of|during|in the course of|for (?:airway|hypox\w*|respirat\w*|desat\w*|arrest))(?: the)?(?: \w+){0,2}? (?:icu|code|rapid|response|resus\w*|critical|intensiv\w*|ed\b|emergency|arrest|transport|medic\w*|protection|failure|respons\w*))|propofol(?![- ]free| was not)|general an[ae]sthetic|laryngeal mask|\blma\b"
)
_NO_TEAM = re.compile(r"(?:\bno\b|\bnot\b|without|neither|\bnor\b|instead of|rather than|in place of)(?: \w+){0,4}\s*$")
#: anesthesia that was talked of and not given
_REFUSED = re.compile(r"(?: \w+)? ?(?:an[a]?esthe\w+)?,? (?:\(?|- ?)(?:(?:was|were|had been|is|team|support|service|care|option|as an option|and|or|initially|first|but|also|by|the|patient|he|she|having been|being|which|offered,?|proposed,?|considered,?|discussed,?|&) )*(?:declined|refused|turned down|rejected|avoided|not (?:\w+ )?(?:wanted|needed|required|desired|available|used|necessary|wished|given|asked|involved)|unavailable|unnecessary|considered too|deferred)\b")
_OTHER_PHYSICIAN = re.compile(r"(?:icu|\bed\b|emergency|hospitalist|intensivi\w+|critical care|pulmonolog\w+|cardiolog\w+|gastroenterolog\w+|pediatric|paediatric) ?(?:physician|attending|doctor|fellow|team|service|sedation team)? (?:\w+ )?(?:gave|provided|administered|directed|supervised|managed|ran|delivered) (?:and \w+ )?(?:the |all )?(?:\w+ )?sedation|(?:rather than|instead of|and not|not) by me\b|did not take part in the procedure|(?:directed|provided|supervised|ordered|administered|managed|given|overseen|run|led) (?:and \w+ )?by (?:the |an? |our )?(?:\w+ )?(?:icu|\bed\b|emergency|hospitalist|intensivi\w+|critical care|pulmonolog\w+|cardiolog\w+|gastroenterolog\w+|endoscopist|sedation (?:service|team))|(?:by|from) dr\.? \w+,? of the (?:emergency|icu|intensive|hospitalist|pediatric|paediatric|critical)|(?:sedation|sedated) (?:was )?(?:provided|administered|performed|given|managed) by (?:another|a second|a different) (?:physician|provider)|sedation (?:was )?(?:provided|managed|administered) by (?:the )?(?:intensivist|emergency physician|ed physician|hospitalist|pediatric sedation)|sedation (?:was )?(?:provided|managed|administered|given|performed) by (?:dr\.? \w+|md)[^.\n]{0,12}(?:sedation (?:service|team)|hospitalist|intensivist|critical care|emergency|pediatric sedation)")
_NURSE = re.compile(r"\brn\b|\br\. ?n\b|\bnp\b|\bcrnp\b|nurs|\bsister\b|\bodp\b|\blpn\b|\bcrn\b|technician|observer|technologist|monitored by|trained (?:professional|individual|personnel|person|provider)")
_WATCH = re.compile(r"independent|\bind(?:ep)?\b|\bobs\b|\bwatch|dedicated|observ|monitor|chart|trained|record|administered by|given by|continuous|sedation (?:nurse|rn|sister)|\btracked\b|surveil|look(?:ed|ing) after|stayed with|head of (?:the )?bed|at (?:his|her|the) head")
#: said of one who was set apart to watch
_SET_APART = re.compile(r"independent|\bindep?\b|dedicated|trained observer|\b(?:no|without|w/o|nor|free of(?: all| any)?|zero)\b (?:\w+ ){0,2}?(?:dut(?:y|ies)|tasks?|jobs?|roles?|responsibilit\w+)\b")
#: said of one who did nothing else
_NOTHING_ELSE = re.compile(r"independent|\bindep?\b|dedicated|trained observer|\b(?:no|without|w/o|nor|any|free of(?: all| any)?|zero|not)\b (?:\w+ ){0,2}?(?:other|second|further|additional|procedural|assisting|competing|concurrent|another)? ?(?:dut(?:y|ies)|tasks?|jobs?|roles?|responsibilit\w+|assignments?|functions?|obligations?)\b|\b(?:only|sole|single|exclusive|one) (?:\w+ )?(?:dut(?:y|ies)|tasks?|jobs?|roles?|responsibilit\w+|assignment|function|purpose|concern)|nothing (?:but|else|except|other)|(?<!midazolam )(?<!versed )(?<!fentanyl )(?<!mcg )(?<!mg )(?<!ug )\bonly\b|exclusiv|solely|uninvolved|not (?:otherwise )?involved|separate (?:from|nurse|rn\b)|(?:not|never) (?:assist|help|scrub)|non-?scrubbed|assigned (?:only )?to (?:the )?(?:sedation|monitor)|\bsole\b|no other")
#: said of one who did other work meanwhile
_BUSY = re.compile(r"circulat|fetch|\b(?:opening|opened|getting|pulling) (?:the )?(?:suppl\w+|trays?|devices|stock|equipment)|(?:alternat|doubl)\w+ (?:as|between)|scrubbed (?:in|and)|(?<!not )assist(?:ed|ing)\b(?! dut)|helped|handed|one nurse short|other duties(?! at)|as well as|(?:was|were) also|double duty|left the room|\bshared\b|(?:two|three|both|other|another) (?:rooms?|patients?|suites?)|between (?:tasks|jobs|rooms|cases)")
#: the saying that the record does not tell who watched, or the blank of a form
_WATCHED_BY = r"(?:observer|monitor\w*|watch\w*|observ\w*|nurse|\brn\b)"
_SILENT = r"(?:left (?:blank|empty|open)|blank|empty|missing|unknown|unclear|not (?:\w+ ){0,2}?(?:stated|named|recorded|documented|entered|noted|known|given|filled|specified|found|mentioned|identified|listed|charted|clear|told|written|said|in (?:the|this) (?:record|chart|note|template|form))|(?:could|can) ?not be (?:found|identified|determined|established|confirmed|read)|nowhere|no (?:name|entry|record|mention))"
_UNTOLD = re.compile(
    rf"[^.;\n]*\b{_WATCHED_BY}\b[^.;\n]{{0,60}}\b{_SILENT}\b[^.;\n]*"
    rf"|[^.;\n]*\b(?:{_SILENT}|does(?:n't| not) (?:say|state|tell|record|name|document|specify|mention|identify|show)|(?:fails|omits|neglects) to (?:say|state|name|record)|no (?:name|entry|record|mention|statement|documentation|note)s?) (?:of |as to |for |about )?(?:the |an? |any )?(?:who|which|whether|if|name)\b[^.;\n]{{0,60}}\b{_WATCHED_BY}[^.;\n]*"
    rf"|\b(?:independent |trained |dedicated |monitoring |sedation )*(?:observer|monitor(?:ed by|ing)?|nurse|rn)(?: ?\([^)\n]{{0,30}}\))? ?[:=-] ?(?:_{{2,}}(?!_)|\*{{2,}}(?!\*)|\?+(?!\?)|\.{{3,}}(?!\.)|\[[^\]\w]*(?:blank|name|rn|observer|fill\w*|insert|none|x+)?[^\]\w]*\]|<[^>\n]{{0,30}}>|\(\s*\)|blank\b|tbd\b|n/a\b)(?! ?,? ?(?:rn\b|nurse|bsn))"
)
_NO_OBSERVER = re.compile(r"\b(?:no|without an?|without any) (?:(?:statement|mention|record|documentation|note) of (?:an? |the )?)?(?:independent |separate |dedicated |trained )*(?:observer|monitoring nurse)|observer\W{1,3}(?:is |was )?(?:not\b|none|nobody|absent|n/a)")
_SUPERVISED = re.compile(r"supervis|(?:at|on|by|to|per|under) (?:my|the operator'?s|operator'?s) (?:direct |verbal |specific )?(?:orders?|direction|instruct\w+|request|command)|directed by|\bi (?:\w+ )?(?:direct|order|administer|provid|gave|oversaw|manag)\w*|(?:operator|physician|radiologist)[- ]directed|under my|i was (?:present|in continuous)|by me|performing (?:physician|radiologist)|operator|direction|continuous attendance|undersigned|oversight")


def read(case: Case) -> list[Procedure]:
    """The sedation of the session, if any was given by the operator or another physician."""
    zone = _zone(case)
    if not zone:
        return []
    text = " ".join(case.sentence(n) for n in zone)
    drug = next(((n, m) for n in zone if (m := _DRUG.search(case.sentence(n)))), None)
    if _LIGHT.search(text) and (_watcher(text) is None or _minutes(case, zone) is None):
        return []
    if drug is None or (_NONE.search(text) and not re.search(r"moderate sedation (?:was )?(?:provided|given|administered|performed)", text)):
        return []
    number, match = drug
    start = case.document.sentences[number].start
    procedure = Procedure("sedation", "moderate_sedation").because(Span(start + match.start(), start + match.end()))
    everything = " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in ("body", "head"))
    team = next((m for m in _ANAESTHESIA.finditer(text) if not _NO_TEAM.search(text[max(0, m.start() - 40) : m.start()]) and not _REFUSED.match(text, m.end())), None) or next((m for m in re.finditer(r"(?:^|\. |anesthesia:? )\s*(?:general|mac|geta)\b", everything) if not _REFUSED.match(everything, m.end())), None)
    procedure.set("by_anesthesia", bool(team))
    procedure.set("by_other_physician", bool(_OTHER_PHYSICIAN.search(text)))
    watched = _watcher(text)
    if watched is not None and not _NO_OBSERVER.search(text):
        place = next((n for n in zone if watched in case.sentence(n)), zone[0])
        procedure.set("observer", True, case.document.sentences[place])
    minutes = _minutes(case, zone)
    if minutes:
        procedure.set("minutes", minutes[0], minutes[1])
        procedure.set("additional_units", max(0, (minutes[0] - 8) // 15))
    supervised = next((n for n in zone if _SUPERVISED.search(case.sentence(n))), None)
    if supervised is not None:
        procedure.set("supervised", True, case.document.sentences[supervised])
    return [procedure]


def _watcher(text: str) -> str | None:
    """The words for the one who watched, where the statement says that somebody did nothing else or watched on purpose."""
    text = _UNTOLD.sub(" ", text)
    watching, busy = [], False
    for match in _NURSE.finditer(text):
        before, after = text[max(0, match.start() - 130) : match.start()], text[match.end() : match.end() + 130]
        around, own = before + match.group() + after, re.split(r"[.;](?:\s|$)", after)[0]
        working = _BUSY.search(before[-14:] + own) is not None
        if _SET_APART.search(around) or not _BUSY.search(own) and _NOTHING_ELSE.search(re.split(r"[.;]\s", before)[-1] + match.group() + after):
            return match.group()
        busy = busy or working
        if _WATCH.search(around):
            watching.append(match.group())
    return watching[0] if watching and not busy else None


_SEED = re.compile(r"sedat|\bsed\b[: ]|midazolam|\bversed|fentanyl|\bmidaz\b|\bfent\b")
#: how a statement on sedation goes on
_ON = re.compile(r"\brn\b|\br\. ?n\b|nurs|responsib|exclusiv|\bclock\b|observer|monitor|\d{1,2}[:.]\d{2}|\b\d{4} ?(?:-|to|h\b)|intra-?\s?service|face[- ]to[- ]face|supervis|directed by|operator|minutes|(?<![a-z])min\b|no other|dut(?:y|ies)|first (?:dose|medication)|\b(?:start|stop|end)\b|released|duration|attendance|level of consciousness|vital signs|\bsole\b|observed by|\b[0-2]\d[0-5]\d\b[^.\n]{0,80}\b[0-2]\d[0-5]\d\b|(?:my|operator|physician) (?:\w+ )?(?:contact|presence|time with)|bedside|\bleft the (?:table|room|bedside|patient|suite)|^\s*[a-z]\. ?[a-z]+\b")
_NOT_ON = re.compile(r"fluoro|contrast|needle|sheath|cathet|punctur|\bwire|access|biops|inject|drain\b|prepped|draped|\bct\b(?! (?:\w+ )?(?:nurse|rn|tech\w*)\b)|ultraso|pressure (?:was )?held")


def _zone(case: Case) -> list[int]:
    """Sentences about sedation: those with its words and, around them, those that go on about it."""
    out: set[int] = set()
    total = len(case.document.sentences)
    run_on = case.document.flat.count(".") < 4  # speech without stops holds other things in one breath
    for number in range(total):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number)
        dose = re.search(r"\bm?c?g\b|\bmin|\brn\b|\d{1,2}[:.]\d{2}|nurse|supervis|\bi (?:gave|directed)|conscious|moderate", text)
        given = dose and (re.search(r"sedat", text) or (number - 1 in out and _SEED.search(text)))
        if section.role == "plan" or (section.name in ("history", "comparison", "consent") and not given):
            continue
        if section.name == "sedation" or _SEED.search(text):
            if section.role == "head" and section.name != "sedation" and not (dose and _WATCH.search(text)):
                continue
            out.add(number)
            for step, reach in ((1, 7), (-1, 3)):
                near = number + step
                missed = 0
                while 0 <= near < total and abs(near - number) <= reach and missed < 2:
                    words = case.sentence(near)
                    missed = 0 if _ON.search(words) else missed + 1
                    if _NOT_ON.search(words) and not _SEED.search(words) and not (run_on and abs(near - number) == 1):
                        break
                    if not missed:
                        out.add(near)
                    near += step
    return sorted(out)


def _minutes(case: Case, zone: list[int]) -> tuple[int, Span] | None:
    """Intraservice minutes told in the sentences of the zone."""
    joined = ""
    places: list[tuple[int, int]] = []
    for number in zone:
        places.append((len(joined), case.document.sentences[number].start))
        joined += case.sentence(number) + "\n"
    found = intraservice(joined)
    if found is None:
        return None
    value, low, high = found
    base, origin = max(p for p in places if p[0] <= low)
    start = origin + low - base
    return value, Span(start, min(origin + high - base, len(case.document.text)))
