"""Clot taken out, told in any order of words: a device for it, or suction and what it brought, in one sentence.

In: the live sentences of a report. Out: for a sentence that tells of clot taken out today, the words that say so. A
device laid ready, refused or of another day is no act; blood drawn back to test a sheath brought no clot.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span

#: devices that do nothing but take out clot, whatever verb stands beside them
DEVICE = re.compile(
    r"angio-?jet|\bindigo\b(?! carmine)|\bpenumbra\b(?! coil| ruby| pod)|\bcat ?-?(?:[3-8]|12|16|d|rx)\b|flow-?triever|clot-?(?:t?riever|hunter)|\binari\b|\baspirex|\brotarex|\blightning\b (?:flash|bolt|7|8|12|16|intel)|\bflash\b (?=\w+ in|catheter|to|2\.0|passes)|rheolytic|\bzelante\b|\bsolent\b"
    r"|angiovac|alphavac|\bjeti\b|revcore|\bartix\b|\bpounce\b|\btriever ?-?(?:16|20|24)?\b|\bt(?:16|20|24)\b(?! ?(?:vertebr|level))|thrombectomy (?:catheter|device|system)|mechanical thrombectom|export (?:catheter|aspiration)|\bpronto\b (?:catheter|v\d|lp|aspir)|\bakura\b|\bprotrieve\b|\bhelo\b|\bcleaner ?(?:15|xt|pro|vac|device|catheter)"
)
_CLOT = re.compile(r"\bthromb(?:us|i|otic)\b|\bclots?\b|\bemboli?(?:us)?\b|\bembolic (?:material|debris)\b|\bcasts?\b|\bplugs? of\b|\b(?:white|red|pale|dark|gr[ae]y|firm|fibrin|platelet|calcific|first|second|long|soft|organi[sz]ed|rubbery) plugs?\b(?! device)")
_SUCTION = re.compile(r"\bsuck\w*|\bsuction\w*|\baspirat\w*|\bvac(?:uum\w*)?\b|\bhoover\w*")
_OUT = re.compile(r"\b(?:out|removed|retrieved|extracted|recovered|evacuated|taken|took|pulled|dragged|swept|hauled|fished|delivered|drawn|drew|withdrawn|came|yield\w*|harvest\w*|bagged|captured|brought|scooped|raked|stripped|milked|got)\b")
#: the same without words that a catheter shares with clot
_OUT_ALONE = re.compile(r"\bout\b|\b(?:removed|retrieved|extracted|recovered|evacuated|dragged|swept|hauled|fished|harvest\w*|bagged|scooped|raked|stripped|milked|came away|delivered)\b")
_TIMES = re.compile(r"\b(?:pass(?:es)?|runs?|pulls?|sweeps?|goes|x ?\d|times|twice|thrice)\b")
_TOOL = re.compile(r"\b(?:guide|sheath|catheter|\d{1,2} ?-?(?:f|fr|french)|syringe|canister|snare|basket|pigtail|balloon|disks?|device|separator|large[- ]bore)\b")
#: what takes a device or an act away from today
_NOT = re.compile(r"\b(?:no|not|never|without|nor|neither|instead of|rather than|avoid\w*|declin\w+|defer\w*|prior|previous\w*|earlier|yesterday|last (?:week|month|year|night)|ago|consider\w*|discuss\w*|debat\w*|possible|candidate|if|would|could|should|may|might|will|plan\w*|back-?up|stand-?by|ready|available|option|unopened|on the (?:table|shelf)|requested|for)\b[^.;,]{0,40}$")
_NOT_AFTER = re.compile(r"^[^.;]{0,36}\b(?:not\b|never\b|n't\b|unopened|unused|on (?:the )?(?:table|shelf|standby)|stand-?by|ready|available|in reserve|deferred|declined|considered|discussed|planned|tomorrow|if needed|could not|failed to|last (?:week|month|year)|yesterday|in (?:19|20)\d\d|years? ago)\b")
_NOT_OUT = re.compile(r"\b(?:ruled|washed|lyse\w*|dissolv\w*|lytic|tpa|alteplase)\b[^.;]{0,12}\bout\b|\bout(?:side|flow)\b|\bleft (?:in|alone)|\bnot (?:be )?(?:reached|removed|retrieved)")
_BLOOD_ONLY = re.compile(r"aspirat\w*[^.;]{0,20}\b(?:and flush\w*|blood return|freely)|\bno (?:\w+ ){0,2}(?:clot|thromb\w*)|(?:ascit|pleural|abscess|cyst|fluid|marrow|pus)\b")


def taken_out(text: str) -> Span | None:
    """The words of a sentence that tell of clot taken out today.

    Args:
        text: a live sentence, in lower case.

    Returns:
        Their place in the sentence, or None.
    """
    for match in DEVICE.finditer(text):
        if not _NOT.search(text[: match.start()][-60:]) and not _NOT_AFTER.match(text[match.end() :]):
            return Span(*match.span())
    if _BLOOD_ONLY.search(text):
        return None
    clot, suction, out = _CLOT.search(text), _SUCTION.search(text), _OUT.search(text)
    acts = [m for m in (suction, out) if m is not None]
    if not acts or any(_NOT.search(text[: m.start()][-60:]) or _NOT_AFTER.match(text[m.end() :]) for m in acts) or _NOT_OUT.search(text):
        return None
    if suction is not None and (clot is not None and (out is not None or _TOOL.search(text) or _TIMES.search(text)) or _TIMES.search(text) and _TOOL.search(text)):
        return Span(*suction.span())
    out = _OUT_ALONE.search(text)
    if clot is not None and out is not None and _TOOL.search(text) and not re.search(r"[,;:]", text[min(clot.end(), out.end()) : max(clot.start(), out.start())]):
        return Span(min(clot.start(), out.start()), max(clot.end(), out.end()))
    return None


#: words of clot by which a report is about it
ABOUT = re.compile(r"thromb(?!in\b)|\bclot|embol(?:us|i|ism|ic)\b|\bdvt\b|\bpe\b|\bocclu|\bshut\b|blocked|plugged|\bcta\b.*\bcut-?off|acute limb|cold (?:foot|leg|hand)")
