"""A piece lost in a vessel, caught and brought out: three things told anywhere in a report, in any order.

In: the flat text of a report and its live text. Out: the words of the catch, or None. The thing that was lost (a catheter,
a wire, a coil, a stent, a plug), the tool that caught it and its coming out must all stand there; a filter, a stone,
clot, and what was taken out through a scope or by open surgery are other work.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span

_THING = (
    r"(?:catheter|picc|port(?:-?a-?cath)?|mediport|line|tubing|(?:guide|glide)-?\s?wire|wire|coils?|micro-?coils?|stents?|plug|amplatzer|occluder|device|lead|electrode|sheath|dilator|needle|bullet|pellet|hub|cuff|tip|end|fragment|piece|segment|stump|remnant|balloon|marker|clip|strut|valve|cement|glue|wallstent|hickman|broviac|dialysis catheter|shunt|cap|introducer|angioseal|closure device)"
)
_LOST = (
    r"(?:snap(?:ped|s)?|broken?|broke|fractur\w+|shear\w+|shorn|sever\w+|lost|migrat\w+|emboli[sz](?:ed|ing)|travel\w+|drift\w+|wander\w*|slipped|dislodged|displaced|detach\w+|retained|stray\w*|adrift|loose|pinch(?:ed)?[- ]off|separated|disconnected|came (?:off|apart)|fell off|(?:gone|vanished|disappeared)(?= (?:during|in\b|while|into|down|from|inside|with)|[.,;])|cut (?:off|through)|torn|tore|float\w*|flown|flew|escaped|mis-?placed|malpositioned in|missing|ended(?: up)?|remain(?:s|ed|ing)? (?:in|behind)|stuck|lodged|meant for|left (?:behind|in(?:side)?|over)|inside the (?:patient|heart|vein)|forgotten|draped|foreign (?:body|object)|fragment\w*|remnant)"
)
#: a thing and that it was lost, in one sentence
_STRAY = re.compile(rf"\b{_THING}s?\b[^.;\n]{{0,90}}\b{_LOST}\b|\b{_LOST}\b[^.;\n]{{0,60}}\b{_THING}s?\b|\bforeign (?:body|object)\b|\bpiece of\b")
_TOOL = r"(?:micro-?snare|snare[sd]?|snaring|en-?snare|goose-?\s?neck|amplatz goose|lasso\w*|tri-?lobe\w*|forceps|basket|grasper|wire loop|loop snare|retriever|dotter|hooked pigtail|grabber|retrieval (?:device|basket|forceps))"
_TOOL_SEEN = re.compile(rf"\b{_TOOL}\b")
_CATCH = re.compile(rf"\b{_TOOL}\b[^;\n]{{0,80}}?\b(?:grab\w*|caught|catch\w*|engag\w*|captur\w*|grasp\w*|hook\w*|seiz\w*|took hold|got (?:it|hold)|closed|tighten\w*|cinch\w*|around|over|onto|encircl\w*|lasso\w*|held|holds|looped|clos\w+|picked|pulled|removed|retriev\w*|extract\w*|brought|out)\b|\b(?:grab\w*|caught|engag\w*|captur\w*|grasp\w*|hook\w*|seiz\w*|encircl\w*|retriev\w*|removed|extract\w*|pulled|taken|fished|picked)\b[^;\n]{{0,60}}?\b(?:with|by|using|via|through|in) (?:an? |the |our )?(?:[\w.-]+ ){{0,4}}?{_TOOL}\b|\b(?:snared|lassoed)\b|\b{_TOOL}\b")
_CAME = re.compile(r"\bout\b(?! of (?:the )?(?:hospital|plan))|\b(?:removed|withdrawn|recovered|retriev(?:ed|al)|extracted|delivered|taken out|brought (?:down|out|back|through)|drawn (?:in|into|out|down)|pulled (?:in|down|back|into|through|out)|dragged|hauled|delivered|externali[sz]ed|entirety|complete(?:ly)?|whole|intact|in full|in one|in toto|gone|came|comes|got it|in the jar|bagged|recovered)\b")
_LOST_CAUSE = re.compile(r"could not be|couldn't|unable to|without success|unsuccessful|would not (?:come|release|budge|let)|wouldn't|gave up|given up|abandon\w*|aborted|left (?:in place|in situ|where it|alone)|remains? (?:in place|in situ|where)|irretrievable|not retriev\w+|only (?:watched|observed)|no attempt")
_VESSEL = re.compile(r"\bventric|\batri|\bcava|\b[is]vc\b|\bvein|arter|pulmonary|\b[lr]?pas?\b|aort|subclavian|iliac|femoral|jugular|\b[lr]?cf[va]\b|\b[lr]ij\b|brachiocephalic|innominate|azygos|venous|intravascular|sinus|\brfv\b|\blfv\b|\bsfa\b|popliteal|groin")
_OTHER_WORK = re.compile(r"through-and-through|floss|rendezvous|fibrin (?:sheath|sleeve)|\bstripp?\w*\b|cholangio|biliary|ureter|\bbladder\b|\bstones?\b|polyp|nephrostom|gastrostom|\bbile\b|(?<!protection )\bfilter\b(?! ?-?(?:arm|leg|strut|limb|wire|tip|fragment|basket))|thrombectom|clot (?:was )?(?:removed|retrieved)|\bendoscop|\bbronchoscop|\bcystoscop|swallowed|ingested|esophag\w+")
_DENIED = re.compile(r"\b(?:no|not|never|without|if|would|could|may|might|should|plan\w*|consider\w*|discuss\w*|declin\w+|candidate|for)\b[^.;\n]{0,30}$")


#: the saying that nobody tried
NOT_MADE = re.compile(r"\bno attempt (?:was |has been |were )?made\b(?! to (?:remove|retrieve) the (?:other|second|rest|remaining))")


def caught(flat: str, live: str) -> Span | None:
    """The words of a lost piece caught in a vessel and brought out today.

    Args:
        flat: the text of a report.
        live: the same with what was not done today blanked.

    Returns:
        The place of the catch, or None.
    """
    if not _TOOL_SEEN.search(live) or not _STRAY.search(flat) or not _VESSEL.search(flat) or _OTHER_WORK.search(flat) or _LOST_CAUSE.search(live):
        return None
    for match in _CATCH.finditer(live):
        low = max(live.rfind(mark, 0, match.start()) for mark in ".;\n") + 1
        if _DENIED.search(live[low : match.start()]):
            continue
        if _CAME.search(live, low):
            return Span(*match.span())
    return None


#: an effort begun, and its end without the piece
_EFFORT = re.compile(r"\battempt(?:s|ed|ing)?\b|\btried\b|\btries\b|\bpass(?:es)?\b|\bminutes\b|\b\d+ min\b|\bmanoeuv\w+|\bmaneuv\w+")
_GIVEN_UP = re.compile(r"\b(?:we|i|case|procedure|attempts?|effort\w*)\b[^.;\n]{0,24}\b(?:stopped|terminated|abandon\w*|aborted|gave up|given up|halted|discontinued|ceased)\b")
_STAYS = re.compile(r"\b(?:piece|fragment|strut|wire|catheter|coil|stent|tip|segment|it|body|remnant|device)\b[^.;\n]{0,24}\b(?:remains?|stays?|left (?:in place|in situ|where|behind)|still (?:there|in))\b|could not be (?:retrieved|removed|snared|extracted|freed|captured)|\bunsuccessful\b|without success")
_NEVER_TRIED = re.compile(r"\bno (?:snare|attempt|retrieval)\b|not (?:attempted|tried)|without (?:an )?attempt|only watched")


def given_up(flat: str, live: str) -> Span | None:
    """The words of the tool with which a lost piece was sought in a vessel and left behind.

    Args:
        flat: the text of a report.
        live: the same with what was not done today blanked.
    """
    tool = _TOOL_SEEN.search(live)
    if tool is None or not _STRAY.search(flat) or not _VESSEL.search(flat) or _OTHER_WORK.search(flat) or _NEVER_TRIED.search(flat):
        return None
    low = max(live.rfind(mark, 0, tool.start()) for mark in ".;\n") + 1
    if _DENIED.search(live[low : tool.start()]) or not (_EFFORT.search(flat) and _GIVEN_UP.search(flat) and _STAYS.search(flat)):
        return None
    return Span(*tool.span())


#: a coil or plug told of only as the piece that was lost
_AGENT = re.compile(r"\b(?:micro-?)?(?:coils?|plugs?|amplatzer)\b")


def only_lost(text: str) -> bool:
    """Whether a sentence tells of its coil or plug only as one that was lost and caught."""
    return bool(_AGENT.search(text)) and bool(re.search(rf"\b{_LOST}\b|\b{_TOOL}\b|\bstretched\b", text))
