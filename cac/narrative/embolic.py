"""Embolic acts of a report: where something was occluded on purpose today, and with what.

Tracts sealed on withdrawal, protection devices, emboli as a disease and coils or plugs of earlier days are no
acts; the same words in consent, plan and history are not read.
"""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative import access as sites
from cac.narrative import vein_walk
from cac.narrative.arteries import told
from cac.narrative.case import Case
from cac.narrative.catheter import walk
from cac.narrative.embolic_words import ACT, NO_ACT, UNDONE
from cac.narrative.live import blanked, subject
from cac.narrative.occasion import open_kinds
from cac.narrative.own_words import own_words
from cac.narrative.step_telegram import brief
from cac.narrative.veins import PORTAL

#: something was given, put or left: needed beside an agent, not beside the verb
_GIVEN = re.compile(
    r"inject|infus|deliver|administ|deploy|place|plac(?:ed|ing)|releas|detach|instill|given|embol|pack|used|using|with|until|\bto (?:near )?stasis|stasis|\d|introduc|insert|push|"
    r"(?:\bvia|\bthrough)|coiled|coiling|plugged|slurry|pledget|torpedo|closed|occlu|flood|fill|sandwich|front door|then|across|back|\bfrom\b|exclud|isolat|\bdistal|\bproximal|\bseal"
)
_CATHETER = re.compile(r"cathet|microcath|sheath|angiogra|arteriogra|venogra|fluoro|\bdsa\b|punctur|needle|access|lymphangiogra|portogra|\bcobra\b|\bc2\b|progreat|femoral|\brcfa\b|\brfa\b|cannulat|selected|radial|\b1?\d ?fr?\b|\brij\b|\bcath\b|\b[lr]?cfa\b|\bmicro\b|emboli[sz]|\bstick\b|\bstuck\b|\bfem\b|\b[lr]ij\b|\b[lr]t? ij\b|\bcfv\b|jugular|groin|transhepatic")
_OPEN = re.compile(r"skin incision|incision was (?:made|carried)|bovie|electrocautery|laparotom|craniotom|thoracotom|laparoscop|sternotom|scope was|endoscop\w+ was (?:advanc|insert|pass)|trocar|curett|suture ligat|bone flap|periosteum|blunt dissection|hysterectomy was|resected|screws?\b|arthroscop")
#: an act told as done: the verb in its past, or an agent with the way, amount or size in which it was given
_DONE = re.compile(
    r"emboli[sz]ed\b|emboli[sz]ation (?:was|were|with|of|using|performed|carried|to|proceeded|continued|achieved|by|then)|coiled\b|plugged\b|devasculari[sz]ed|sclerosed|(?:were|was) occluded|sclerotherapy (?:was|of|with)|underwent \w+ embol|(?:radio|chemo)emboli[sz]ation (?:was|of|with|therapy)"
    r"|inject|infus|deliver|administ|deploy|\bplac|releas|detach|instill|\bgiven\b|\bgave\b|\bpack|near[- ]stasis|\bstasis|\buntil\b|slurry|pledget|torpedo|\bvials?\b|\d ?(?:ml|cc|mm|cm|micron|um|\u00b5m|mg|gbq|mci)\b|\d+ ?(?:-|to|x|/) ?\d+|\bx ?\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|multiple|several|\d+)\b (?:\w+ ){0,3}(?:coils?|plugs?|beads)|using|closed|sandwich|\bacross\b|\bdistal\b|\bfoam\b"
)
_ELSEWHEN = re.compile(r"previous|\bprior\b|\bago\b|in the past|choice|explained|will be|likely|(?<![a-z-])elective|consider|candidate|scheduled|planned|discuss|s/p|status post|history of|\bearlier\b|separate session|recommend|\bmay\b|return|yesterday|\bby (?:dr|interventional radiology|ir\b)|last night|anticipated|next (?:week|month|session)|in \d+[- ]\d+ (?:wks?|weeks?)|after (?:prior|previous)|underwent")
_TODAY = re.compile(r"emboli[sz]ed (?:with|using|to|until|from|at)|emboli[sz]ation was (?:then |next )?(?:performed|carried)|\bwas (?:then |next |selectively )?emboli[sz]ed|inject|infus|deliver|administ|deployed|placed|stasis")
_LEFT_BEHIND = frozenset({"coil", "plug", "glue", "gelfoam", "particles", "sclerosant", "antibiotic", "diverter"})
_TALK = re.compile(r"discuss|explain|options?|alternatives|would (?:be|need)|counsel|candidate|offered|agree[ds]? to|plan\b|asked about")
_LISTED = re.compile(r"(?:[,;:]|\band|\bthen|\+|&)\s*(?:[\w.-]+ ){0,3}$")
_NOTE = re.compile(r"(?:telephone|progress|consult\w*|clinic|follow-?\s?up|discharge|admission|office)\s*(?:note|visit|summary|letter)|tube rounds|hospital course")
_WORKS = frozenset({"verb", "chemo", "isotope"})
_NAMED = re.compile(r"emboli[sz]|\btace\b|y-?90|yttrium|(?<![a-z])sclero|\bcoils\b|\bcoiling|\bplug|\b(?:brto|parto|carto|gae|ufe|uae|pae|bae|tare|tae|sirt|pve|hae)\b|stasis|aneurysm|varic|malformation|leak|\bavms?\b|nidus|gel-?foam|\\bpva\\b|epistaxis|blowout|divert")
_TITLE = re.compile(r"emboli[sz]|radioembol|chemoembol|\bcoiling\b|sclerotherap|\b(?:brto|parto|carto|gae|ufe|uae|pae|bae|tace|tare|tae|sirt|pve|hae)\b")

#: a report in which the bare name of an agent may be anything: a stent, a marker, a picture compared to beads
_LONG = 150
#: what an embolic agent does to its vessel
_EFFECT = re.compile(r"\bstasis\b|\bemboli[sz]|\bembo\b|\bocclu(?:d|sion|sive)|\bexclu(?:d|sion)|thrombos(?:ed|is of)|\bsealed\b|prun(?:ed|ing)|devascular|sclero|obliterat|closed (?:off|it|them|the)\b|(?:was|were) closed\b|shut (?:down|off)|no (?:further|more|residual|remaining|longer any) (?:flow|fill\w*|bleed\w*|blush|extravas\w*|opacif\w*|leak)|(?:flow|fill\w*|blush|bleeding|extravas\w*|opacification|leak)[^.;\n]{0,24}\b(?:gone|stopped|ceased|abolished|no longer|cessation|absent|eliminated|resolved|disappeared|not seen)|cessation of|(?:un)?til (?:flow|forward|antegrade|slow)|\bpacked\b|\bcoiled\b|\bcoiling\b|\bplugged\b|no longer (?:fill|opacif|bleed|seen)|stopped (?:flow|fill|bleed)|back-?flow|reflux was seen|isolat|raymond|complete fill|cast\b")


@dataclass(frozen=True, slots=True)
class Act:
    """One statement of an occlusion: its agent (``verb`` where only the act is told), its place and sentence."""

    agent: str
    where: Span
    sentence: int


_VASCULAR = re.compile(r"arter|\bvein|venous|venogra|angiogra|microcath|cathet|sheath|\b[lr]?cf[av]\b|emboli[sz]|lymph(?:angio|atic)|varic|malformation|endoleak")
_SURELY = re.compile(r"emboli[sz]ed (?:with|using|to|until)|(?:coils?|plugs?|particles|glue|gel-?foam|spheres|onyx) (?:was|were) (?:then )?(?:deployed|placed|injected|given|released|delivered)")
#: the saying that nothing was occluded in the end
_NONE = re.compile(r"\bno (?:therapeutic |prophylactic |coil |arterial )?emboli[sz]ation (?:at all )?(?:was |were |has been )?(?:\w+ )?(?:carried out|performed|done|undertaken|attempted|given|needed|necessary|required)\b|(?:^|[.\n]\s*)no (?:treatment|intervention|embolization)(?: (?:today|given|performed|done|was given))?\s*(?:[.;\n]|$)|(?:nothing|no vessel|no artery|neither vessel|none of (?:them|these)) (?:(?:was|were) )?(?:embolized|embolised|coiled)(?!\s+(?:on|in|at|of|for|there|here|from|via|through|at this|on this|else|further|more|beyond|distal\w*|proximal\w*)\b)")

#: such a saying about one side or one vessel of several
_OF_ONE_PLACE = re.compile(r"\b(?:on|at|in|from) (?:this|that|the (?:left|right|other|opposite|first|second|contralateral)) (?:side|one|vessel|territory|artery)\b|\b(?:left|right|this|that) side\b|\bof (?:this|that) (?:vessel|branch|artery|side)\b")


def _around(flat: str, match: re.Match[str]) -> str:
    """The sentence in which a match stands."""
    return flat[max(flat.rfind(mark, 0, match.start()) for mark in ".;\n") + 1 : match.end()] + re.split(r"[.;\n]", flat[match.end() : match.end() + 60])[0]


#: the way into vessels that no walk follows: portal branches, arteries of the lung, a stick into a nidus
_OTHER_WAY = re.compile(r"portal[^.;\n]{0,60}(?:stick|punctur\w*|entry|access\w*|needle|transhepatic|\d{2} ?g)|(?:stick|punctur\w*|entry|access\w*|needle|transhepatic|\d{2} ?g)\b[^.;\n]{0,60}portal|\bpavms?\b|pulmonary (?:avm|arteriovenous|av\b)|\bhht\b|lung avm|\bnidus\b|(?:spermatic|gonadal|ovarian|testicular) v|malformation[^\n]{0,160}\b(?:sticks?|stuck|punctur\w*|needles?|direct(?:ly)?|percutaneous(?:ly)?|\d{2} ?-?g(?:a|auge)?)\b|\b(?:sticks?|stuck|punctur\w*|needles?|direct|percutaneous|\d{2} ?-?g(?:a|auge)?)\b[^\n]{0,160}malformation")
#: the way into the thoracic duct
_LYMPH_WAY = re.compile(r"(?:cisterna chyli|thoracic duct|lymphatic (?:vessel|channel)s?|lymph ?duct|\bduct)\b[^.;\n]{0,80}(?:hit|punctur\w*|needle|chiba|cannulat\w*|access\w*|enter\w*|catheter\w*|stick|\d ?g\b)|(?:punctur\w*|needle|chiba|access\w*|catheter\w*|cannulat\w*)[^.;\n]{0,60}(?:cisterna|thoracic duct)")


def acts(case: Case) -> list[Act]:
    """Embolic acts done today, in order of the report; empty where the report is of another kind."""
    flat = case.document.flat
    if open_kinds(case) >= 3 and not re.search(r"microcath|arteriogra|angiogra(?!m (?:tomorrow|if))|fluoroscopic guidance|selected|\bsheath", flat):
        return []
    own = own_words(case)
    if re.search(r"biops|\bcores?\b|aspirat|marrow", own) and not _VASCULAR.search(own) and not walk(case).families:
        return []  # a plug in the tract of a needle, particles in an aspirate
    live = blanked(case, roles=tuple(dict.fromkeys((*case.roles, "head"))))
    if not ACT.search(own) or not (_CATHETER.search(own) or walk(case).families) or len(_OPEN.findall(live)) >= 2 and not re.search(r"microcatheter|arteriogra|angiogra|interventional radiolog|\bcfa\b", flat):
        return []
    if any(not re.search(r"further|additional|more|repeat", flat[max(0, m.start() - 20) : m.end()]) and not _OF_ONE_PLACE.search(_around(flat, m)) for m in _NONE.finditer(flat)) and not _SURELY.search(live):
        return []
    if _NOTE.search(flat[:320]) and not sites.read(case):
        return []
    selected = bool(walk(case).families) or any(p.order or p.name in PORTAL for p in vein_walk.walk(case).positions)
    selected = selected or brief(case) and (_LYMPH_WAY.search(own) or _OTHER_WAY.search(own)) is not None
    few = brief(case) and selected  # in a telegram an agent named was given
    alive, titled = told(case), bool(_TITLE.search(subject(case)))
    out: list[Act] = []
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        if (number not in alive and section.role != "summary") or section.name in ("materials", "sedation", "complications", "consent"):
            continue
        text = flat[span.start : span.end]
        dead = [m.span() for m in UNDONE.finditer(text)] + [m.span() for m in NO_ACT.finditer(text)]
        for match in ACT.finditer(text):
            agent = match.lastgroup or ""
            if any(a < match.end() and match.start() < b for a, b in dead):
                continue
            low, high = span.start + match.start(), span.start + match.end()
            if not live[low:high].strip() and agent == "verb" or any(past.start <= low < past.end for past in case.past):
                continue
            if agent != "verb" and not titled and not few and not (selected and _LISTED.search(text[: match.start()])) and not _GIVEN.search(text[max(0, match.start() - 90) : match.start()] + " " + text[match.end() : match.end() + 110]):
                continue
            if (agent in _WORKS or _TALK.search(text)) and _ELSEWHEN.search(text) and not _TODAY.search(text):
                continue
            out.append(Act(agent, Span(low, high), number))
    return _sure(case, out, titled=titled, selected=selected)


def _sure(case: Case, found: list[Act], *, titled: bool, selected: bool) -> list[Act]:
    """Acts of a report that tells of one: its verb or an agent in the telling, not in the title or summary alone."""
    if not found:
        return []
    alive, sections = told(case), case.document.sections

    def strong(act: Act) -> bool:
        if act.sentence not in alive or sections[case.document.sentence_section[act.sentence]].role == "summary":
            return False
        text = case.sentence(act.sentence)
        if act.agent in _LEFT_BEHIND and (titled and act.sentence or selected and not _ELSEWHEN.search(text)):
            return True
        return bool(_DONE.search(text + " " + _next(case, act.sentence)))

    sure = [a for a in found if strong(a)]
    if not sure or not selected and all(a.agent not in ("verb", "isotope", "plug") for a in sure) and not _NAMED.search(own_words(case)):
        return []
    if not titled and not _shown(case, found):
        return []
    if not selected and not titled and all(_ELSEWHEN.search(case.sentence(a.sentence)) for a in sure):
        return []
    return found


def _shown(case: Case, found: list[Act]) -> bool:
    """Whether a long report tells more of its occlusion than the bare name of an agent: the verb, several agents, or what the agent did."""
    live = blanked(case)
    if len(case.document.flat.split()) <= _LONG or len({a.sentence for a in found}) > 2 or len({a.agent for a in found}) > 1 or any(a.agent in ("verb", "isotope", "diverter") for a in found):
        return True
    return bool(_EFFECT.search(NO_ACT.sub(" ", live)))


def _next(case: Case, number: int) -> str:
    """The sentence that follows in the same section, where the first is short."""
    sections = case.document.sentence_section
    if number + 1 < len(sections) and sections[number + 1] == sections[number] and len(case.sentence(number)) < 60:
        return case.sentence(number + 1)
    return ""
