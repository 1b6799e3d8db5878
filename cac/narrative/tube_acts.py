"""What was done to a tube, told in any order: the old one out and a new one in, a tube that stays, two tubes in prose."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.tube_words import FRENCH, GAUGE

#: a tube of any kind, without its organ
TUBE = r"(?:tubes?|drains?|catheters?|pigtails?|cath)"
_GONE = r"(?:out\b|removed|withdrawn|pulled|taken (?:out|off|away|down)|off\b|lifted out|drawn out|slipped out|fell out|fallen out|slid out|backed out|came out|discarded|extracted|stripped off|away\b|drawn\b)"
_OLD_OUT = re.compile(
    rf"\b(?:{TUBE}|foley|pcn|nus|nephrostomy|old (?:one|\w+)|existing \w+|(?:left|right)? ?side)\b(?:(?!\bsheath\b|\bneedle\b|\bdilator\b)[^.;]){{0,60}}?\b{_GONE}|\b(?:the|his|her|old|existing|previous|indwelling|prior) (?:old |existing |previous |indwelling )?{FRENCH}(?! \w*(?:sheath|dilator|introducer))(?: \w+){{0,3}} {_GONE}|\b(?:removed|withdrew|pulled|took out|slid out|removing|withdrawing|removal of)\b[^.;]{{0,40}}\b(?:{TUBE}|nephrostomy|pcn)\b|\b(?:old|existing|indwelling|previous|prior) (?:\S+ ){{0,3}}(?:out|off|cut|away|drawn)\b|\bout with (?:the )?(?:old|existing)"
)
_IN = r"(?:in\b|into\b|inserted|placed|advanced|slid|passed|railroaded|threaded|delivered|put|introduced|positioned|deployed|left|formed|locked|went|fed|over|across|seated|set|home|laid|reinserted)"
_NEW_IN = re.compile(
    rf"\b(?:new|fresh|replacement|another|larger|bigger|identical|same[- ]size\w*|similar)\b[^.;]{{0,60}}\b(?:{TUBE}|cope|locking|{FRENCH})|{FRENCH}[^.;]{{0,70}}\b{_IN}|{FRENCH}\b[^.;]{{0,12}}\bon\b|\b(?:like[- ]for[- ]like|same again)\b[^.;]{{0,20}}{FRENCH}|\b{_IN}[^.;]{{0,40}}{FRENCH}|\bnew\b(?! finding| problem| symptom)[^.;]{{0,60}}\b{_IN}|\b(?:a |one )?new one\b"
)
_NOT_A_TUBE = re.compile(r"\b(?:sheath|dilator|introducer|kumpe|angled|angiographic|berenstein|guiding|diagnostic|balloon)\b")


def swapped(text: str) -> bool:
    """Whether a text tells that a tube came out and that another went in after it.

    Args:
        text: live text of a station.

    Returns:
        True for "catheter out over wire ... new 10F catheter", "the 12 Fr tube was withdrawn and a 16 Fr tube slid over the wire".
    """
    text = " ".join(text.split())
    for gone in _OLD_OUT.finditer(text):
        rest = text[gone.end() : gone.end() + 420]
        if any(not _NOT_A_TUBE.search(new.group()) for new in _NEW_IN.finditer(rest)):
            return True
    return False


_KEPT = re.compile(
    rf"(?:{FRENCH}[^.;]{{0,60}}(?:{TUBE}|locking|loop|apdl?|flexima|skater|dawson|cope)|{TUBE}\W{{1,3}}{FRENCH})"
)
_STAYS = re.compile(r"\b(?:locking (?:catheter|pigtail|drain|loop)|left|leaving|placed|inserted|put|advanced|deployed|introduced|locked|formed|secured|sutured|positioned|coiled|delivered|passed|railroaded|slid|bag|bulb|gravity|went)\b")
_ENTERED = re.compile(rf"{GAUGE}|needle|trocar|punctur\w+|\bentered\b|\bentry\b|access\w*|yueh|seldinger|approach\w*|target\w*|\bvia\b|traversed|reached|stick\b|chiba")
_SEVERAL = re.compile(r"\b(?:two|both|2|three|separate|second|another|other|additional|likewise|also|different|first|third)\b|\bx ?[23]\b")
_ANOTHER = re.compile(r"\b(?:separate|second|another|other|additional|likewise|also|next|different|third|then|same (?:way|manner|fashion|technique)|similar\w*|repeat\w*)\b")


def told_in_turn(text: str, collection: str) -> list[tuple[int, int]]:
    """Stretches of prose that each tell of one new drain, where a text tells of more than one.

    Args:
        text: live text of a report without stations.
        collection: pattern of what is drained.

    Returns:
        (start, end) for each drain; empty where there are not two entries with a tube of a size left after each.
    """
    if not _SEVERAL.search(text):
        return []
    out: list[tuple[int, int]] = []
    begin = 0
    for sentence in re.finditer(r"(?:[^.\n]|\.(?=\d))+", text):
        if not (_KEPT.search(sentence.group()) and _STAYS.search(sentence.group())):
            continue
        stretch = text[begin : sentence.end()]
        if not _ENTERED.search(stretch) or not re.search(collection, stretch) or out and not _ANOTHER.search(stretch):
            continue
        out.append((begin, sentence.end()))
        begin = sentence.end()
    if len(out) > 1:
        out[-1] = (out[-1][0], len(text))
    return out if len(out) > 1 else []
