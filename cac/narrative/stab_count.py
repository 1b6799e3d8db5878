"""How many stab incisions a phlebectomy took, as the report counts them."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.course import Told
from cac.narrative.leg_veins import side_at
from cac.narrative.number_words import ONES, value

_NUMBER = r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|" + "|".join(sorted(ONES, key=len, reverse=True)) + ")"
_THING = r"(?:(?:separate|small|tiny|micro|mini|stab|skin|individual|punctate|further|additional|ambulatory|total|such) ?-?)*(?:stab wounds?|stabs?|incisions?|micro-?incisions?|phlebectom(?:y|ies)|avulsions?|nicks?|punctures?|stab sites?|sites?|openings?)"
_COUNT = re.compile(rf"(?P<word>more than|over|greater than|>|at least|in excess of|fewer than|less than|under|<|up to)?\s*\b(?P<low>{_NUMBER})(?:\s*(?:-|to|–)\s*(?P<high>{_NUMBER}))?(?!\s*mm)\s+(?:(?:separate|small|tiny|individual|further|additional|such|single)\s+)*(?:\d(?:\s*-\s*\d)?\s*-?mm\s+)?{_THING}\b|{_THING}[^.;\d\n]{{0,24}}?(?:number(?:ed|ing)?|total(?:l?ed|l?ing)?|count(?:ed)?|were|was|x|=|:|\()\s*(?:of )?(?P<word2>more than|over|>|<|fewer than|less than)?\s*(?P<low2>{_NUMBER})\b(?! ?(?:mm|cm|blade|ml|g\b|gauge|-0))|(?:total|count|number)(?: \w+){{0,4}}? (?:of )?(?P<low3>{_NUMBER})\b(?! ?(?:mm|cm|ml|minutes|%))")
#: words that tie a count far from the act to it
_STABS = re.compile(r"stab|micro-?\s?incision|phlebectom|avuls|hook|nicks?\b|count of incisions|incisions?\b")


def incisions(told: list[Told], numbers: set[int], leg: str, *, several: bool) -> int | None:
    """The count of stab incisions of one leg, ``None`` where the report gives none.

    Args:
        told: the course of the report.
        numbers: sentences that tell of the phlebectomy of this leg.
        leg: left, right or empty.
        several: whether both legs were treated; then a count must stand with its leg.
    """
    counts: list[int] = []
    carried = ""
    for sentence in told:
        side = side_at(sentence.text, len(sentence.text))
        carried = side or carried
        if not any(abs(sentence.number - number) <= 2 for number in numbers) and (several or not _STABS.search(sentence.text)):
            continue
        for match in _COUNT.finditer(sentence.text):
            near = side_at(sentence.text, match.start()) if several else leg
            if several and (near or carried) not in (leg, "bilateral", ""):
                continue
            low = value(match.group("low") or match.group("low2") or match.group("low3"))
            word = match.group("word") or match.group("word2") or ""
            if re.search(r"more|over|greater|>|excess", word):
                low += 1
            elif re.search(r"fewer|less|under|<", word):
                low -= 1
            if low > 0 and not re.match(r"\s*(?:mm|cm|blade)", sentence.text[match.end() : match.end() + 6]):
                counts.append(low)
    return max(counts) if counts else None
