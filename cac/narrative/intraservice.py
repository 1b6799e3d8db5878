"""How long a service lasted: minutes in figures or words, or two times of the clock."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.number_words import ONES, TENS, value

_TEN = "|".join(TENS)
_ONE = "|".join(sorted(ONES, key=len, reverse=True))
_N = rf"(?:\d{{1,3}}|(?:{_TEN})(?:[ -](?:{'|'.join(ONES[:9])}))?|{_ONE})"
_HOUR = r"(?:hours?|hrs?|h)\b\.?"
_MINUTE = r"(?:minutes?|mins?|min)\b"
_LENGTH = re.compile(
    rf"(?<![\w.:/])(?:(?P<half>half an hour|a half hour|half-hour)|(?:(?:an|one|1) )?hour and a (?P<more>half|quarter)"
    rf"|(?:(?P<h>{_N}|an?)[ -]?{_HOUR},?(?: and)? ?)?(?P<m>{_N})[ -]?(?:(?:continuous|consecutive|total|full|intraservice|uninterrupted) )?{_MINUTE}|(?P<hours>{_N}|an?)[ -]?{_HOUR}(?! ?\d))"
    rf"|(?:{_MINUTE}(?: \w+){{0,3}} ?[:=]|intra-?\s?service(?: time)?:?|sedation (?:time|duration|period)\W{{0,2}}) ?(?P<field>\d{{1,3}})(?!\d|[:.]\d| ?(?:{_MINUTE}|{_HOUR}))"
)
#: what else is told in minutes
_OTHER = re.compile(r"every|\bq\b|fluoro\w*|compress|dwell|inflat|balloon|hold|held|(?<!blood )pressure|recover\w*|post-?service|post-?procedur\w*|pre-?service|infus|later|bolus|apart|freeze|thaw|burn|ablat|bed ?rest|deliver\w*|clamp|wait\w*|observ(?:ed|ation) (?:for|period)|hemosta|haemosta|contrast|screen\w*|ultrasound time|scan|ago\b|within|spasm|tourniquet|each$|flat for|lie\b")
_SERVICE = re.compile(r"intra-?\s?serv\w*|sedat\w*|face[- ]to[- ]face|\btotal\w*|duration|attend\w*|in-?room|present|presence|service|lasted|monitor\w*|\btime\b|supervis\w*|minutes?\b")
_TIME = re.compile(
    r"(?<![\d./:\w])(?:(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?![\d]|[./:]\d)|(?P<h4>[01]?\d|2[0-3])(?P<m4>[0-5]\d)(?![\d:])"
    rf"|(?<=start )(?P<hs>[01]?\d|2[0-3]) (?P<ms>[0-5]\d)\b|(?<=stop )(?P<he>[01]?\d|2[0-3]) (?P<me>[0-5]\d)\b|(?<=end )(?P<hf>[01]?\d|2[0-3]) (?P<mf>[0-5]\d)\b"
    rf"|\b(?P<hw>{'|'.join(ONES[:12])}) (?:(?:oh|o|zero) (?P<mo>{'|'.join(ONES[:9])})|(?P<mt>{'|'.join(ONES[9:])}|twenty|thirty|forty|fifty)(?:[ -](?P<mu>{'|'.join(ONES[:9])}))?)\b)"
    r"(?! ?(?:mg|mcg|ml|cc|units?\b|mm|mgy|cm|f\b|fr\b|french|gauge|g\b|micro\w*|milli\w*|%|percent))(?: ?(?P<ap>[ap])\.? ?m\b\.?)?(?: ?(?:h|hrs|hours)\b)?"
)
_START = re.compile(r"start\w*|beg[aiu]n\w*|commenc\w*|initiat\w*|\bfirst\b|1st|onset|induc\w*|\bfrom\b|\bin\b|drug|sedat\w*|service|between|\btime\b|face|\bgiven\b|\border\w*|administ\w+|\bdose\b|contact|\bt-?0\b|\bt ?zero\b")
_END = re.compile(r"\bdone\b|\bt-?end\b|stop\w*|\bend\w*|finish\w*|conclud\w*|complet\w*|releas\w*|\bleft\b|\bleave\b|until|\btill?\b|through|thru|\bout\b|terminat\w*|\boff\b|last\b|\bto\b|ceas\w*")


#: times written with a blank ("first dose 8 12", "at 9 31") or parted by a slash
_SPACED = re.compile(r"(?<=\w )((?<=dose )\d{1,2}|(?<=at )\d{1,2}|(?<=from )\d{1,2}|(?<=til )\d{1,2}|(?<=till )\d{1,2}|(?<=until )\d{1,2}|(?<=start )\d{1,2}|(?<=stop )\d{1,2}|(?<=began )\d{1,2}|(?<=ended )\d{1,2}|(?<=in )\d{1,2}|(?<=out )\d{1,2}) ([0-5]\d)\b(?! ?(?:mg|mcg|ml|cc|units?|mm|f\b|fr\b|french|gauge|cm|x\b|by\b|\d))")
_SLASHED = re.compile(r"(\d[:.]\d\d)/(\d{1,2}[:.]\d\d)")


def _length(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["more"]:
        return 90 if match["more"] == "half" else 75
    if match["field"]:
        return int(match["field"])
    if match["hours"]:
        return 60 * value(match["hours"])
    return (60 * value(match["h"]) if match["h"] else 0) + value(match["m"])


def intraservice(text: str) -> tuple[int, int, int] | None:
    """Minutes of a service and where they are told.

    Args:
        text: flat text of the statements on the service.

    Returns:
        (minutes, start, end) in the text; a length told beside the service itself goes before the clock, the clock
        before a bare length; nothing where neither is told.

    >>> intraservice("sedation start 10:02, stop 10:31")[0]
    29
    """
    told: list[tuple[int, int, int]] = []
    bare: list[tuple[int, int, int]] = []
    last = 0
    for match in _LENGTH.finditer(text):
        before = re.split(r"[.;\n](?:\s|$)|, ", text[max(last, match.start() - 60) : match.start()])[-1]
        last = match.end()  # "every five minutes total sedation time twenty six minutes": each length has its own words
        after = re.split(r"[.;,\n](?:\s|$)", text[match.end() : match.end() + 30])[0]
        value = _length(match)
        if not 1 <= value <= 600 or _OTHER.search(before) or _OTHER.search(after[:20]) or _OTHER.search(match.group()):
            continue
        kind = told if _SERVICE.search(before) or _SERVICE.search(after) or match["field"] else bare
        kind.append((value, match.start(), match.end()))
    return max(told, default=None) or _clock(text) or max(bare, default=None)


def _clock(text: str) -> tuple[int, int, int] | None:
    """The pair of times that says most clearly when the service began and ended."""
    text = _SPACED.sub(r"\1:\2", _SLASHED.sub(r"\1-\2", text))  # of the same length
    times = list(_TIME.finditer(text))
    best: tuple[int, int, tuple[int, int, int]] | None = None
    for one, other in zip(times, times[1:], strict=False):
        gap = text[one.end() : other.start()]
        lead = text[max(0, one.start() - 70) : one.start()]
        if len(gap) > 200:
            continue
        direct = re.fullmatch(r"\s*(?:-{1,2}|–|—|to|till?|until|through|thru|/|and|,)\s*(?:about )?", gap) is not None
        ended = _END.search(gap) is not None or re.match(r"[^.,;\n]{0,30}(?:releas|left|end|finish|stop|\bout\b|done|\boff\b|conclu|complet|ceas)", text[other.end() : other.end() + 30]) is not None
        began = _START.search(lead) is not None or re.search(r"\bat\s*$", lead) is not None or _START.search(gap[:40]) is not None
        if not (direct or ended and began):
            continue
        value = _difference(one, other)
        if not 1 <= value <= 600:
            continue
        score = 3 * bool(re.search(r"sedat|service|face|dose|\bsed\b|versed|midazolam|fentanyl|attend", lead + gap)) + 2 * direct + (ended and began)
        if best is None or score > best[0]:
            best = (score, one.start(), (value, one.start(), other.end()))
    return best[2] if best else None


def _difference(one: re.Match[str], other: re.Match[str]) -> int:
    first, last = _moment(one), _moment(other)
    if one["ap"] is None and other["ap"] == "p" and first + 720 <= last:
        first += 720
    value = last - first
    if value <= 0:
        value += 720 if value > -720 and first < 780 and last < 780 else 1440
    return value


def _moment(match: re.Match[str]) -> int:
    if match["hw"]:
        minute = value(match["mo"]) if match["mo"] else value(f"{match['mt']} {match['mu']}" if match["mu"] else match["mt"])
        hour = value(match["hw"])
    else:
        hour = int(match["h"] or match["h4"] or match["hs"] or match["he"] or match["hf"])
        minute = int(match["m"] or match["m4"] or match["ms"] or match["me"] or match["mf"])
    if match["ap"] == "p" and hour < 12:
        hour += 12
    if match["ap"] == "a" and hour == 12:
        hour = 0
    return 60 * hour + minute
