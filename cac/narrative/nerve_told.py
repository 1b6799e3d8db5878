"""A nerve, plexus or plane blocked or destroyed, told by its name and what went there, where no phrase names the act.

"Stellate, left. Fluoro at C6, 8 ml bupi" names no block; the nerve stands at the head and a drug with its amount follows.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Sequence
from dataclasses import replace

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.clause_sense import of_today_text
from cac.narrative.needle_drug import LOCAL, STEROID, given

#: work of other families, in whose reports a nerve is a landmark or its block the anesthesia
_OTHER = re.compile(
    r"\bbiops|\bdrain(?:age|ed)?\b(?! (?:pain|site))|\bemboli[sz]|angiogra|angioplast|arteriogra|arthrogra|\bstent|nephrost|gastrost|facet|\bmedial branch|epidural|foramin|sacro-?iliac|\bsij\b|vertebroplast|kyphoplast|sacroplast|incision was|arthroscop|\bfistula\b|dialysis|\bgraft\b|thrombect|\bport\b|\bpicc\b|tumou?r ablat|microwave|\bcores?\b|lumbar puncture|myelogra|discogra|\bcement|\bpedicle|femoral (?:access|sheath|puncture)|saphenous vein|\bgsv\b|varic|sclerother|botox|botulin"
)
#: anesthesia by others for the work of today
_BY_OTHERS = re.compile(r"(?:block|plexus|plane|nerve)\w*[^.;\n]{0,30}\b(?:by|per) (?:the )?an[ae]+sth|under (?:an? )?(?:\w+ ){0,3}block|an[ae]+sthe(?:sia|tist)[^.;\n]{0,20}\b(?:placed|gave|did|performed)[^.;\n]{0,20}block")
#: the skin and the way numbed for the needle
_SKIN = re.compile(r"[^.;\n]*\b(?:skin|subcutaneous\w*|wheal|superficial\w*|dermal|numbed|track|tract)\b[^.;\n]*")
#: what destroys a nerve: alcohol, phenol, heat or cold
_AGENT = re.compile(r"(?:\d ?%|absolute|dehydrated|\bml|\bcc)(?: of)?(?: \d+ ?%)?(?: absolute| dehydrated| pure| sterile)? (?:alcohol|ethanol|etoh|phenol)\b|\b(?:phenol|alcohol|ethanol|etoh)\b(?: \(?| in \w+ ?| absolute ?)\d+(?:\.\d+)? ?(?:%|ml\b|cc\b|percent)|\d+ ?% (?:aqueous )?(?:phenol|alcohol)|\b(?:alcohol|phenol|ethanol) (?:neurolysis|ablation)")
_HEAT = re.compile(r"\brf[ak]?\b|radio-?frequency|\blesion(?:s|ed|ing)?\b|\bburn(?:s|ed|t)?\b|cooled|coolief|denervat\w*|thermo\w*|cryo\w*|iovera|freez\w*|ice ?ball|rhizotom\w*|neurotom\w*")
_HOT = re.compile(r"\b[5-9]\d ?(?:c\b|°|deg\w*|x ?\d|/ ?\d|for \d)|\b\d{2,3} ?(?:s|sec\w*)\b|\bminus \d|-\d\d ?(?:c|°)|ice ?ball|freez|\bmin(?:ute)?s?\b")
_TUMOUR = re.compile(r"\btumou?r|\bmass\b|\bmetasta|lesion (?:of|in) the (?:bone|liver|lung|kidney)|osteoid")
_HEADS = re.compile(r"(?:^|[\n.;:] ?)\W*(?:\d\W+)?(?:(?:us|ct|fluoro\w*|ultraso\w*|guided|left|right|bilateral|both|r|l|rt|lt|b/l|the|greater|lesser|third|single|shot|diagnostic|therapeutic|repeat|block of|injection of|posterior|anterior|thoracic|lumbar|pre-?op\w*|post-?op\w*|to|test|dx|at)[ ,:-]+)*$")
_TO = re.compile(r"(?:needle|gauge|\d{2} ?-?g\b|tip|quincke|chiba|stimuplex|\d{2} spinal|probe|cannula|electrode|\bla\b|ml|cc)\b[^.;\n]{0,140}\b(?:to|at|onto|around|beside|near|toward|adjacent to|next to|alongside|against|by|into|upon|on|in|deep to|under|each|of)\b(?: the)? (?:(?:left|right|greater|lesser|each|both|bilateral|level of the|region of the|r|l|rt|lt|superior|inferior) )*$")

#: the drug seen around a nerve after it was given
_SPREAD = r"(?:spread\w*|halo|ring(?:ed)?|donut|doughnut|surround\w*|encircl\w*|hydro-?dissect\w*|bath(?:ed|ing|es)|circumferen\w*|envelop\w*|coat(?:ed|ing)|target sign|flood\w*|envelop\w*|pooled|floated|lifted)"
_BATHED_BEFORE = re.compile(rf"\b{_SPREAD}\b[^.;\n]{{0,60}}$")
_BATHED_AFTER = re.compile(rf"[^.;\n]{{0,50}}\b{_SPREAD}\b")
#: the lower edge of a rib, where the intercostal nerve runs
_RIB = re.compile(
    r"\b(?:under|below|beneath|underneath|inferior to|caudad? (?:to|of)|(?:lower|inferior|caudal) (?:edge|margin|border|aspect|surface)s?|undersurfaces?|undersides?|bottom|walk\w* (?:\w+ ){0,2}off)\b[^.;\n]{0,50}\bribs?\b"
    r"|\bribs?\b[^.;\n]{0,30}\b(?:undersurface|underside|(?:lower|inferior|caudal) (?:edge|margin|border|aspect|surface)|grooves?|bottom)\b|\b(?:sub-?costal|costal) grooves?\b"
)
#: what a needle between the ribs may be for, no nerve
_FOR_THE_CHEST = re.compile(r"effusion|empyema|thoracent|chest tube|pneumothorax (?:was )?(?:drained|evacuat)|\bfluid\b[^.;\n]{0,30}(?:drain|aspirat|remov|withdr)|erector|\besp\b|serratus|paravertebral|trigger|costochond|cryo")


def at_the_ribs(case: Case) -> list[Finding]:
    """The intercostal nerve by the ribs under which a numbing drug was put, where no word names it.

    Args:
        case: the report under reading.

    Returns:
        One finding of kind ``nerve`` or none.
    """
    live = of_today_text(case).replace("\n", " ")  # a line may end anywhere
    found = _RIB.search(live)
    if found is None or _FOR_THE_CHEST.search(live) or _OTHER.search(live) or not re.search(r"needle|\b\d{2} ?-?(?:g|ga|gauge)\b", live) or not _DOSE_OF_LOCAL.search(_SKIN.sub(" ", live)):
        return []
    number = next((n for n, span in enumerate(case.document.sentences) if span.start <= found.start() < span.end), None)
    if number is None:
        return []
    section = case.document.sections[case.document.sentence_section[number]]
    return [Finding("nerve", "intercostal", found.start(), found.end(), case.document.text[found.start() : found.end()], sentence=number, section=section.name, role=section.role)]


#: a numbing drug with its amount
_DOSE_OF_LOCAL = re.compile(rf"\d ?(?:ml|cc)s?\b(?:[^.;\n]|\.\d){{0,30}}(?:{LOCAL})|(?:{LOCAL})\w*(?:[^.;\n]|\.\d){{0,24}}\d ?(?:ml|cc)s?\b")


def told(case: Case, nerves: Sequence[Finding]) -> list[Finding]:
    """One act at each nerve that was reached with a drug or with heat, where no phrase names the act.

    Args:
        case: the report under reading.
        nerves: nerves named in today's work.

    Returns:
        Findings of kind ``act``: ``nerve_block`` or ``nerve_destruction``.
    """
    live = of_today_text(case)
    nerves = [n for n in nerves if not ("median" in n.text.lower() and "carpal tunnel" in live)]  # the nerve of the tunnel that was filled
    if not nerves or _OTHER.search(live) or _BY_OTHERS.search(live):
        return []
    several = len({n.value for n in nerves}) > 1
    out = []
    for nerve in nerves:
        span = case.document.sentences[nerve.sentence]
        opens = nerve.role == "head" or nerve.sentence < 3
        before = live[max(0, nerve.start - 150) : nerve.start]
        headed = bool(_HEADS.search(before) or _TO.search(live[span.start : nerve.start]))
        bathed = nerve.role != "head" and bool(_BATHED_BEFORE.search(live[span.start : nerve.start]) or _BATHED_AFTER.match(live, nerve.end))
        if not (headed or bathed or opens and not several):
            continue
        if bathed and not headed:
            first = case.document.sentences[max(0, nerve.sentence - 4)].start
            if _kind(_SKIN.sub(" ", live[first : span.end])) == "nerve_block":
                out.append(replace(nerve, kind="act", value="nerve_block"))
            continue
        last = case.document.sentences[min(nerve.sentence + 4, len(case.document.sentences) - 1)].end
        text = _SKIN.sub(" ", live if opens and not several else live[span.start : last])
        if kind := _kind(text):
            out.append(replace(nerve, kind="act", value=kind))
    return out


def _kind(text: str) -> str:
    if _TUMOUR.search(text) and not _AGENT.search(text):
        return "nerve_block" if given(text) and not _HEAT.search(text) else ""
    if _AGENT.search(text) or _HEAT.search(text) and _HOT.search(text):
        return "nerve_destruction"
    return "nerve_block" if given(text) and re.search(rf"{LOCAL}|{STEROID}|\bla\b|an[ae]sthetic", text) else ""
