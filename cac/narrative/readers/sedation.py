"""Moderate sedation: who gave it, who watched, how long."""

from __future__ import annotations

import re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("sedation",)
ORDER = 85

_DRUG = re.compile(r"midazolam|versed|fentanyl|\bmidaz\b|\bfent\b|conscious sedation|moderate sedation|moderate \(conscious\) sedation|iv sedation|intravenous sedation|moderate conscious sedation|procedural sedation|moderate,|sedation[^.\n]{0,40}(?:\boperator|\bme\b|supervis|performing)|operator[- ](?:supervised|directed|administered) sedation|\bsed(?:ation)?\b[: ]+(?:by )?(?:me\b|operator|\d{4}|\d{1,3} ?min)")
_NONE = re.compile(
    r"\bno (?:iv |moderate |conscious |intravenous )?(?:sedation|sedative)|sedation\s*[:\-/a-z ]{0,14}?\s*(?:none|n/a)\b|not moderate sedation|without (?:moderate |iv )?sedation|none (?:was |were )?(?:given|administered)|"
    r"sedation was not|declined sedation|(?:minimal|light) sedation|anxiolysis only|for analgesia only|fentanyl only|no moderate"
)
_ANAESTHESIA = re.compile(
    r"general (?:endotracheal )?an[ae]+sthesia|\bgeta\b|\bgeta?\b(?= by)|monitored an[ae]+sthesia|\bmac\b|\bcrna\b|an[ae]+sthesia (?:team|service|care|provider|staff)|by an[ae]+sthesi|an[ae]+sthesiolog|(?<!emergently )(?<!urgently )(?<!subsequently )(?<!then )intubated(?! (?:\w+ )?(?:by|with help of|during|in the course of|for (?:airway|hypox\w*|respirat\w*|desat\w*|arrest))(?: the)?(?: \w+){0,2}? (?:icu|code|rapid|response|resus\w*|critical|intensiv\w*|ed\b|emergency|arrest|transport|medic\w*|protection|failure|respons\w*))|propofol|general an[ae]sthetic|laryngeal mask|\blma\b"
)
_OTHER_PHYSICIAN = re.compile(r"(?:sedation|sedated) (?:was )?(?:provided|administered|performed|given|managed) by (?:another|a second|a different) (?:physician|provider)|sedation (?:was )?(?:provided|managed|administered) by (?:the )?(?:intensivist|emergency physician|ed physician|hospitalist|pediatric sedation)|sedation (?:was )?(?:provided|managed|administered|given|performed) by (?:dr\.? \w+|md)[^.\n]{0,12}(?:sedation (?:service|team)|hospitalist|intensivist|critical care|emergency|pediatric sedation)")
_NURSE = re.compile(r"\brn\b|nurs|\bsister\b|\bodp\b|\blpn\b|\bcrn\b|technician|observer|technologist|monitored by|trained (?:professional|individual|personnel|person|provider)")
_WATCH = re.compile(r"independent|\bindep\b|\bobs\b|\bwatch(?:ed|ing)?\b|dedicated|observer|monitor|chart|no other|sole|trained|record|administered by|given by|continuous")
_NO_OBSERVER = re.compile(r"(?:no|without an?) (?:independent|separate|dedicated|trained)? ?observer|observer (?:was )?not")
_MINUTES = re.compile(r"(?<![\d.:])(\d{1,3})[\s-]*(?:min\b|mins\b|minutes?\b)")
_NOT_THIS = re.compile(r"every|\bq\b|fluoro|compress|dwell|inflat|hold|held|pressure|recovery|infus|later|after|bolus|apart|freeze|thaw|burn|ablat")
_RANGE = re.compile(
    r"(?<![\d:/])(\d{1,2}):?(\d{2})\s*(?:h|hrs|hours|am|pm)?[,;.]?\s*(?:-{1,2}|to|through|until|thru|and|,?\s*(?:sedation )?(?:stop|end|stopped|ended|finish)(?:ped|ed)?(?: time)?(?: at)?:?|[^.\d]{0,60}?(?:ended|stopped|end(?: of (?:face-to-face|sedation|service|procedure|case|intra-?service)(?: time| service)?)?|stop|left(?: the (?:table|room|bedside))?|out|until|finished|concluded|completed|terminated)(?: at| time)?:?)\s*(\d{1,2}):?(\d{2})(?![\d/])"
)
_SUPERVISED = re.compile(r"supervis|directed by|under my|i was (?:present|in continuous)|by me|performing (?:physician|radiologist)|operator|direction|continuous attendance|undersigned|oversight")


def read(case: Case) -> list[Procedure]:
    """The sedation of the session, if any was given by the operator or another physician."""
    zone = _zone(case)
    if not zone:
        return []
    text = " ".join(case.sentence(n) for n in zone)
    drug = next(((n, m) for n in zone if (m := _DRUG.search(case.sentence(n)))), None)
    if drug is None or (_NONE.search(text) and not re.search(r"moderate sedation (?:was )?(?:provided|given|administered|performed)", text)):
        return []
    number, match = drug
    start = case.document.sentences[number].start
    procedure = Procedure("sedation", "moderate_sedation").because(Span(start + match.start(), start + match.end()))
    everything = " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in ("body", "head"))
    team = _ANAESTHESIA.search(text) or re.search(r"(?:^|\. |anesthesia:? )\s*(?:general|mac|geta)\b", everything)
    procedure.set("by_anesthesia", bool(team))
    procedure.set("by_other_physician", bool(_OTHER_PHYSICIAN.search(text)))
    observer = next((n for n in zone if _NURSE.search(case.sentence(n)) and _WATCH.search(case.sentence(n) + " " + (case.sentence(n + 1) if n + 1 in zone else ""))), None)
    if observer is not None and not _NO_OBSERVER.search(text):
        procedure.set("observer", True, case.document.sentences[observer])
    minutes = _minutes(case, zone)
    if minutes:
        procedure.set("minutes", minutes[0], minutes[1])
        procedure.set("additional_units", max(0, (minutes[0] - 8) // 15))
    supervised = next((n for n in zone if _SUPERVISED.search(case.sentence(n))), None)
    if supervised is not None:
        procedure.set("supervised", True, case.document.sentences[supervised])
    return [procedure]


def _zone(case: Case) -> list[int]:
    """Sentences about sedation: those with its words and, around them, those that go on about it."""
    out: set[int] = set()
    for number in range(len(case.document.sentences)):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number)
        dose = re.search(r"\bm?c?g\b|\bmin|\brn\b|\d{1,2}:\d{2}|nurse|supervis", text)
        given = dose and (re.search(r"sedat", text) or (number - 1 in out and _DRUG.search(text)))
        if section.role == "plan" or (section.name in ("history", "comparison", "consent") and not given):
            continue
        if section.name == "sedation" or _DRUG.search(text) or re.search(r"sedation|sedated|\bsed\b[: ]", text):
            if section.role == "head" and section.name != "sedation":
                continue
            out.add(number)
            for other in (number + 1, number + 2, number - 1):
                near = case.sentence(other)
                if near and re.search(r"\brn\b|nurse|observer|monitor|\d{1,2}:\d{2}|\d{4} ?(?:-|to) ?\d{4}|intra-?service|sedation|supervis|minutes|(?<![a-z])min\b|no other|dut(?:y|ies)", near) and not re.search(r"fluoro|contrast", near):
                    out.add(other)
    return sorted(out)


_HOURS = re.compile(r"(?<![\d.:])(?P<hours>\d|an?|one|two|three)[ -]?(?:h|hr|hrs|hour|hours)\b(?: and)?(?: (?P<minutes>\d{1,2}|[a-z]+(?:[ -][a-z]+)?)[ -]?min(?:ute)?s?\b)?")
_WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_WORD_MINUTES = re.compile(r"\b(?P<tens>twenty|thirty|forty|fifty)?[ -]?(?P<ones>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)? minutes?\b")


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    return sum(_TENS.get(w, _WORDS.get(w, 0)) for w in re.split(r"[ -]", words))


def _spoken(text: str) -> tuple[int, int, int] | None:
    """A length of time in hours or in words: minutes, start, end."""
    match = _HOURS.search(text)
    if match:
        hours = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}.get(match["hours"]) or int(match["hours"])
        return hours * 60 + (_number(match["minutes"]) if match["minutes"] else 0), match.start(), match.end()
    match = _WORD_MINUTES.search(text)
    if match and (match["tens"] or match["ones"]):
        return _number(" ".join(p for p in (match["tens"], match["ones"]) if p)), match.start(), match.end()
    return None


def _minutes(case: Case, zone: list[int]) -> tuple[int, Span] | None:
    best: tuple[int, Span] | None = None
    for number in zone:
        text, start = case.sentence(number), case.document.sentences[number].start
        spoken = _spoken(text) if "sedat" in text else None
        if spoken and not _NOT_THIS.search(text[max(0, spoken[1] - 26) : spoken[1]]) and not _NOT_THIS.search(text[spoken[2] : spoken[2] + 12]):
            return spoken[0], Span(start + spoken[1], start + spoken[2])
        for match in _MINUTES.finditer(text):
            before, after = text[max(0, match.start() - 26) : match.start()], text[match.end() : match.end() + 22]
            if _NOT_THIS.search(before) or _NOT_THIS.search(after[:12]):
                continue
            value = int(match.group(1))
            if 1 <= value <= 400 and (best is None or value > best[0]):
                best = (value, Span(start + match.start(), start + match.end()))
    if best:
        return best
    joined = ""
    places: list[tuple[int, int]] = []
    for number in zone:
        places.append((len(joined), case.document.sentences[number].start))
        joined += case.sentence(number) + " "
    match = _RANGE.search(joined)
    if match is None:
        return None
    h1, m1, h2, m2 = (int(part) for part in match.groups())
    if max(m1, m2) > 59 or max(h1, h2) > 24:
        return None
    value = (h2 * 60 + m2) - (h1 * 60 + m1)
    if value <= 0:
        value += 12 * 60 if value > -12 * 60 and h1 <= 12 and h2 <= 12 else 24 * 60
    if not 1 <= value <= 400:
        return None
    base, origin = max(p for p in places if p[0] <= match.start())
    start = origin + match.start() - base
    return value, Span(start, min(origin + match.end() - base, len(case.document.text)))
