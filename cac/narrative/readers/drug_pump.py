"""Pumps and catheters for drugs into the thecal sac: put in, taken out, interrogated, refilled."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.occasion import open_kinds
from cac.narrative.procedure import Procedure

FAMILIES = ("nerve_block",)
ORDER = 62
_PUMP = r"(?:pumps?|synchromed(?: ii)?|prometra|reservoirs?)"
_SUBJECT = re.compile(r"intra-?thecal (?:\w+ ){0,3}(?:pump|catheter|reservoir|drug delivery|delivery)|(?:baclofen|pain|morphine|ziconotide|drug|spinal infusion|medication|itb) pump|synchromed|prometra|implanted (?:\w+ ){0,2}pump|epidural (?:reservoir|port)|intrathecal port|pump (?:refill|interrogat|reprogram|analysis|implant)")
#: pumps of other trades
_OTHER = re.compile(r"insulin pump|balloon pump|hepatic arter\w* (?:infusion )?pump|\bhai pump|calf pump|pca pump|proton pump|heart pump|impella|alfapump|infusion pump (?:was )?set|bypass pump|ommaya")
_FILLED = re.compile(r"\brefill\w*|\bre-filled|\bfilled with\b|reservoir (?:was )?(?:emptied|aspirated|accessed)|(?:new|fresh) (?:drug|solution|medication|baclofen|morphine)[^.;\n]{0,40}(?:instilled|injected|placed|loaded)|(?:instilled|injected|loaded) (?:into|in) (?:the )?(?:pump|reservoir)")
_ANALYSED = re.compile(r"interrogat\w*|telemetr\w+|analy[sz]\w+|\bread-?out\b")
_PROGRAMMED = re.compile(r"re-?program\w*|\bprogrammed\b|(?:rate|dose|infusion) (?:was )?(?:increased|decreased|changed|adjusted|set|reduced)|(?:increased|decreased|changed|adjusted|reduced|set) (?:the )?(?:\w+ ){0,2}(?:rate|dose|infusion)|alarm date|bridge bolus")
_NOT_PROGRAMMED = re.compile(r"\b(?:no|without|not) (?:any )?(?:\w+ )?(?:re-?program\w*|(?:rate |dose |programming )?changes?|adjust\w*)|(?:rate|dose|program\w*|settings?)[^.;\n]{0,24}(?:un|not )changed|(?:was|were) not (?:re-?programmed|changed|adjusted)")
_BY_OTHERS = re.compile(r"(?:refill\w*|filled|accessed|done|performed)[^.;\n]{0,40}by (?:the |our )?(?:\w+ ){0,2}(?:nurse|rn|np|technologist|representative|rep)\b|\b(?:nurse|rn)\b[^.;\n]{0,30}(?:refilled|filled|accessed)")
_BY_PHYSICIAN = re.compile(r"\b(?:i|we|physician|by me|myself)\b[^.;\n]{0,60}(?:refill|filled|access|punctur|needle|advanc|aspirat)|(?:refill|access|punctur)\w*[^.;\n]{0,60}\b(?:by (?:me|the (?:physician|undersigned|operator|radiologist)|dr)|myself|skill of (?:a |the )?physician|physician skill)|requir\w+ (?:the )?(?:skill|physician)|(?:under|with|using|by) (?:\w+ ){0,2}(?:fluoro\w*|ultrasound|sono\w*)(?: guidance)?|(?:fluoro\w*|ultrasound|us)[ -]guid")
_CATHETER = r"(?:intra-?thecal |spinal |epidural |tunnel\w* )?catheter"
_CATHETER_IN = re.compile(rf"(?:{_CATHETER})[^.;\n]{{0,60}}\b(?:placed|implanted|inserted|threaded|advanced|tunnel\w+|revised|replaced|repositioned)\b|\b(?:implant(?:ed|ation)|insert(?:ed|ion)|plac(?:ed|ement)|revis(?:ed|ion)|replac(?:ed|ement)|threaded|advanced) (?:of )?(?:\w+[- ]){{0,4}}?{_CATHETER}")
_CATHETER_OUT = re.compile(rf"(?:{_CATHETER})[^.;\n]{{0,40}}\b(?:removed|explanted|withdrawn|pulled|taken out)\b|\b(?:remov(?:ed|al)|explant(?:ed|ation)) (?:of )?(?:\w+[- ]){{0,4}}?{_CATHETER}")
_PUMP_IN = re.compile(rf"\b{_PUMP}\b[^.;\n]{{0,60}}\b(?:implanted|inserted|placed|seated|replaced|secured|sutured|connected)\b|\b(?:implant(?:ed|ation|ing)|insert(?:ed|ion)|plac(?:ed|ement)|replac(?:ed|ement|ing)) (?:of )?(?:\w+[- ]){{0,5}}?{_PUMP}")
_PUMP_OUT = re.compile(rf"\b{_PUMP}\b[^.;\n]{{0,40}}\b(?:removed|explanted|taken out|delivered)\b|\b(?:remov(?:ed|al)|explant(?:ed|ation)) (?:of )?(?:\w+[- ]){{0,4}}?{_PUMP}")
_KNIFE = re.compile(r"incis\w+|pocket|tunnel\w*|dissect\w*|sutur\w+|tuohy|touhy")


def read(case: Case) -> list[Procedure]:
    """Work on an intrathecal pump or catheter today."""
    flat = case.document.flat
    if not _SUBJECT.search(flat) or _OTHER.search(flat) or not _SUBJECT.search(seldom.opening(case) + seldom.today(case)):
        return []
    text = seldom.today(case)
    if _KNIFE.search(text) and open_kinds(case) > 4:
        return []  # an operation through the open, the trade of others
    return _implants(case, text) if _KNIFE.search(text) else _visit(case, text)


def _implants(case: Case, text: str) -> list[Procedure]:
    """Catheters and pumps put in or taken out; a new pump takes the place of the old one."""
    out = []
    for name, words in (("drug_catheter_placed", _CATHETER_IN), ("drug_catheter_removed", _CATHETER_OUT), ("drug_pump_placed", _PUMP_IN), ("drug_pump_removed", _PUMP_OUT)):
        where = [told.span(m) for told in seldom.sentences(case) if (m := next((m for m in words.finditer(told.text) if seldom.live(told, m)), None))]
        if not where or name.endswith("removed") and any(p.name == name.replace("removed", "placed") for p in out):
            continue
        made = Procedure("nerve_block", name, "thecal_sac").because(*where[:2])
        made.set("reservoir_only", bool(re.search(r"\breservoir\b|\bport\b", text)) and not re.search(r"\bpump|synchromed|prometra", text + seldom.opening(case)))
        made.set("laminectomy", bool(re.search(r"\blaminectom\w+|laminotom\w+", text)))
        out.append(made)
    return out


def _visit(case: Case, text: str) -> list[Procedure]:
    """A pump read out, programmed or refilled without a knife."""
    filled = next((told.span(m) for told in seldom.sentences(case) if (m := _FILLED.search(told.text)) and seldom.live(told, m)), None)
    read_out = next((told.span(m) for told in seldom.sentences(case) if (m := _ANALYSED.search(told.text)) and seldom.live(told, m)), None)
    changed = None if _NOT_PROGRAMMED.search(text) else next((told.span(m) for told in seldom.sentences(case) if (m := _PROGRAMMED.search(told.text)) and seldom.live(told, m)), None)
    where = [span for span in (filled, read_out, changed) if span]
    if not where or not (read_out or changed or filled and re.search(r"needle|huber|port|septum|aspirat|template", text)):
        return []
    made = Procedure("nerve_block", "drug_pump_visit", "thecal_sac").because(*where)
    made.set("refilled", filled is not None, *([filled] if filled else [])).set("reprogrammed", changed is not None).set("analyzed", read_out is not None or changed is not None)
    by_physician = _BY_PHYSICIAN.search(text) is not None and not _BY_OTHERS.search(text)
    return [made.set("by_physician", by_physician).set("by_others", bool(_BY_OTHERS.search(text)))]
