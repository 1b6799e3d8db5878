"""A joint tapped, injected or filled, told by its name, the needle and what went in or came out.

"R hip. 22G, fluoro, 40 Kenalog / 4 ropi" has no verb and no act; a joint, a needle and a drug for joints are the act.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Sequence
from dataclasses import replace

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.clause_sense import of_today_text
from cac.narrative.joint_words import OTHER_WORK
from cac.narrative.needle_drug import DOSE, LOCAL, NEEDLE, STEROID, given

#: fluid that came out of a joint
_DRAWN = re.compile(
    r"\b(?:tap(?:ped)?|aspirat\w*|drain\w*|drew|drawn|withdr\w*|removed|took off|taken off|evacuat\w*|yield\w*|out through|came (?:out|back|away)|off|lavage\w*|washout)\b[^.;\n]{0,60}\b\d+(?:\.\d+)? ?(?:ml|mls|cc)\b|\b\d+(?:\.\d+)? ?(?:ml|mls|cc)\b[^.;\n]{0,50}\b(?:turbid|straw|cloudy|clear|bloody|blood-?stained|purulent|pus|murky|serous|synovial|fluid|effusion|yellow\w*|viscous|drained|aspirat\w*|drawn|withdrawn|removed|off|out|cultures?|lab\w*|micro\w*|crystals?|cell count)\b|\b(?:dry tap|wash(?:ed|out)?|tap(?:ped)?|aspirat\w*)\b[^.;\n]{0,80}\b(?:cultures?|lab\w*|micro\w*|crystals?|cell count|gram)\b"
)
#: contrast that fills a joint for a study
_STUDY = re.compile(r"\barthro(?:gra\w*)?\b(?! (?:plast|scop))|\bmra\b|\bmr-?a\b|\bfor (?:an? )?(?:mri?|ct)\b|\bto (?:the )?(?:mri?|ct|magnet)\b|\bthen (?:mri?|ct)\b|\b(?:mri?|ct) (?:arthro\w*|to follow|follows|after|next|next door|read|report)")
_FILLED = re.compile(r"\bgad\w*\b(?! ?(?:enhanc|mri))|\bgd\b|magnevist|multihance|prohance|dotarem|clariscan|gadavist|(?:omnipaque|isovue|iohexol|iopamidol|niopam|ultravist|\bomni\b|contrast|dye)\b")
_AMOUNT = re.compile(r"\b\d+(?:\.\d+)? ?(?:ml|mls|cc)\b")
_VISCO = re.compile(r"synvisc|durolane|monovisc|orthovisc|euflexxa|ostenil|hyalgan|supartz|hyaluron|\bprp\b|platelet|visco")
#: nerves, tendons, spine and other trades, whose reports name a joint as a landmark
_OTHER = re.compile(
    r"\bnerves?\b|\bplexus\b|\bblock(?:s|ed|ade)?\b|genicular|\bgan\b|tendon|sheath|fascia|ganglion|trigger|epidural|facet|foramin|sacro-?iliac|\bsij\b|\bsi joint|medial branch|\brfa?\b|radiofreq|ablat|cryo|biops|\bcores?\b|emboli|angiogra|arteriogra|venogra|catheter|stent|\bvein|arter(?:y|ial)|drain (?:left|placed|sutured)|pigtail|vertebroplast|kyphoplast|cement(?:ed|oplast)|lumbar|arthroscop|incision|\bport\b|\bpicc\b|lymph|\bmass\b|tumou?r|abscess|\bbotox|botulin|muscles?\b|quadratus|femoral access|groin access"
)
#: how far a joint stands from the needle in sentences
_REACH = 3


def told(case: Case, joints: Sequence[Finding]) -> list[Finding]:
    """One act for each joint entered with a needle, where no phrase names the act.

    Args:
        case: the report under reading.
        joints: joints of today's work.

    Returns:
        Findings of kind ``act``: an injection, or the filling of a joint for a study.
    """
    live = of_today_text(case)
    if not joints or _OTHER.search(live):
        return []
    several = len({j.value for j in joints}) > 1
    out = []
    for joint in joints:
        text = _near(case, live, joint, alone=not several)
        kind = _kind(text, live)
        if kind:
            out.append(replace(joint, kind="act", value=kind))
    return out


def filled(text: str) -> bool:
    """Whether contrast with its amount went in."""
    return bool(re.search(rf"{_AMOUNT.pattern}[^.;\n]{{0,40}}(?:{_FILLED.pattern})|(?:{_FILLED.pattern})[^.;\n]{{0,40}}{_AMOUNT.pattern}", text))


def _near(case: Case, live: str, joint: Finding, *, alone: bool) -> str:
    """The words of today about a joint; the whole report where it is the only one and stands near its beginning."""
    if alone and (joint.role == "head" or joint.sentence < 3):
        return live
    spans = case.document.sentences
    return live[spans[joint.sentence].start : spans[min(joint.sentence + (_REACH if alone else 1), len(spans) - 1)].end]


def _kind(text: str, live: str) -> str:
    """``arthrogram``, ``joint_injection`` or nothing."""
    needle = NEEDLE.search(text) or NEEDLE.search(live)
    drug = re.search(rf"(?:{STEROID})", text) or _VISCO.search(text)
    if not drug and _STUDY.search(live) and _FILLED.search(text) and (needle or _AMOUNT.search(text)):
        return "arthrogram"
    if (drug or re.search(rf"(?:{LOCAL})", text) and re.search(r"diagnostic|intra-?articular|\bin joint\b|in the joint|into (?:the )?joint", text)) and (DOSE.search(text) or given(text) or _VISCO.search(text) and needle):
        return "joint_injection"
    if _DRAWN.search(text) and needle:
        return "joint_injection"
    return ""


#: an operation that went before, may come or was put off
_NOT_NOW = re.compile(r"\b(?:before|deciding|decision|if|candidate|consider\w*|plan\w*|put|off|until|prior|previous\w*|post|s/p|status|after|since|avoid\w*|defer\w*|delay\w*|postpon\w*|hold|instead|wants?|wish\w*|possible|eventual\w*|future|may|might|would|offered|shot|referr\w*|discuss\w*|schedul\w*|awaiting|no|not|declin\w*)\b")


def other_work(text: str) -> int:
    """How often a text tells of work of another trade as done: what is planned, past or put off does not count."""
    count = 0
    for match in OTHER_WORK.finditer(text):
        low = max(text.rfind(mark, 0, match.start()) for mark in (". ", ";", "\n")) + 1
        count += not _NOT_NOW.search(text[max(low, match.start() - 60) : match.end() + 40].split(". ")[0])
    return count


#: the words before the name of a joint that heads an item or a paragraph, and those behind it
_ITEM = re.compile(r"(?:^|\n|(?<=\. ))[ \t]*(?:[\[(]?\d{1,2}[\].)/]{1,3}|[a-d][.)]|[-*#\u2022]+)?[ \t]*(?:(?:left|right|lt|rt|l|r|bilateral|greater|the|injection of|inj)[ ,]+)*$")
_HEADING = re.compile(r"(?: joint| bursa| injection| inj| steroid)*(?:,? (?:left|right|lt|rt|l|r))?(?: ?\([^)\n]{2,40}\))?\s*[.:\-\u2013\u2014]")
_STRONG = re.compile(rf"(?:{STEROID})|{_VISCO.pattern}|intra-?articular|\bgad\w*|capsule|arthrogra")


def heads_its_item(case: Case, start: int, end: int) -> bool:
    """Whether the name of a joint heads an item whose words tell of a needle of a size and of a drug for joints.

    Args:
        case: the report under reading.
        start, end: where the name of the joint stands.
    """
    live = of_today_text(case)
    if not _ITEM.search(live, max(0, start - 40), start) or not _HEADING.match(live, end):
        return False
    stop = re.search(r"\n[ \t]*\n|\n[ \t]*(?:[\[(]?\d{1,2}[\].)]|[a-d][.)]) ", live[end:])
    item = live[end : end + stop.start() if stop else end + 900]
    return bool(re.search(r"\b\d{2} ?-?g(?:a|auge)?\b|needle", item) and _STRONG.search(item) and (DOSE.search(item) or _AMOUNT.search(item)))


#: an artery entered at the wrist, and words of the joint itself
_RADIAL = re.compile(r"barbeau|\btr[- ]?band\b|\bradial (?:artery|access|approach|sheath|puncture|cocktail)|\btrans-?radial|left radial|right radial|\bulnar artery\b|snuff-?\s?box|allen'?s? test")
_OF_THE_WRIST = re.compile(r"radio-?carpal|carpal|arthro|intra-?articular|wrist joint|\bjoint\b|tfcc|ganglion|druj|wrist (?:injection|aspiration)")


def by_the_wrist(flat: str) -> bool:
    """Whether the wrist is only where an artery was entered.

    Args:
        flat: the report, lower case.
    """
    return bool(_RADIAL.search(flat)) and not _OF_THE_WRIST.search(flat)
