"""Stimulators of cord and nerves: leads and generators put in, revised or taken out."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("nerve_block",)
ORDER = 62
_STIMULATOR = re.compile(r"neuro-?stimulat\w*|neuro-?modulat\w*|\bscs\b|dorsal column stim\w*|(?:spinal cord|cord|nerve) stim\b|(?:spinal(?: cord)?|cord|peripheral nerve|sacral(?: nerve)?|occipital(?: nerve)?|tibial(?: nerve)?) stimulat\w*|\bpns\b|stimulat(?:or|ion) (?:trial|lead|electrode|system|implant)|interstim|axonics|\bsprint\b (?:pns|lead|system)|stimrouter|curonix|\bnalu\b|stimwave")
#: stimulators of other trades, and the current that tests a needle
_OTHER = re.compile(r"pacemaker|defibrillat|\bicd\b|deep brain|\bdbs\b|vagus nerve stim|bone (?:growth )?stimulat|gastric (?:electrical )?stimulat|cochlear|diaphragm")
_LEAD = r"(?:leads?|electrodes?(?: arrays?)?|arrays?|octrode|octad|percutaneous wire)"
_WORK = {
    "lead_placed": re.compile(rf"\b{_LEAD}\b[^.;\n]{{0,60}}\b(?:placed|advanced|inserted|implanted|threaded|steered|positioned|passed|driven|floated|run|navigated|deployed|guided|introduced|left)\b|\b(?:placed|advanced|inserted|implanted|threaded|steered|positioned|passed|introduced|placement|insertion|implantation|plac(?:e|ing)|introducing) (?:of )?(?:\w+[- ]){{0,6}}?{_LEAD}\b"),
    "lead_removed": re.compile(rf"\b{_LEAD}\b[^.;\n]{{0,40}}\b(?:removed|pulled|explanted|withdrawn|extracted|taken out|came out)\b|\b(?:remov(?:ed|al)|explant(?:ed|ation)?|pulled|withdrew|extract(?:ed|ion)) (?:of )?(?:\w+[- ]){{0,6}}?{_LEAD}\b"),
    "lead_revised": re.compile(rf"\b{_LEAD}\b[^.;\n]{{0,50}}\b(?:revis\w+|repositioned|replaced|re-?anchored|re-?advanced|exchanged)\b|\b(?:revis(?:ed|ion)|reposition(?:ed|ing)|replac(?:ed|ement)|exchang\w+) (?:of )?(?:\w+[- ]){{0,6}}?{_LEAD}\b"),
    "generator_placed": re.compile(r"\b(?:generator|ipg|pulse generator|battery|receiver)\b[^.;\n]{0,70}\b(?:implanted|inserted|placed|seated|connected|anchored|replaced|secured|tucked|buried)\b|\b(?:implant(?:ed|ation|ing)?|insert(?:ed|ion)|plac(?:ed|ement)|replac(?:ed|ement|ing)|seated|connected to|exchang\w+) (?:of )?(?:\w+[- ]){0,6}?(?:generator|ipg|battery)\b"),
    "generator_removed": re.compile(r"\b(?:generator|ipg|pulse generator|battery)\b[^.;\n]{0,50}\b(?:removed|explanted|taken out|delivered|revised|relocated|repositioned)\b|\b(?:remov(?:ed|al)|explant(?:ed|ation)?|revis(?:ed|ion)|relocat\w+) (?:of )?(?:\w+[- ]){0,6}?(?:generator|ipg|battery)\b"),
}
_KINDS = (
    ("sacral", re.compile(r"sacral (?:nerve|neuro|root|stim|foram)|interstim|axonics|\bs ?3 (?:foram|nerve|root)")),
    ("cranial", re.compile(r"supra-?orbital|infra-?orbital|trigeminal|facial nerve|cranial nerve")),
    ("peripheral", re.compile(r"peripheral nerve|peripheral neuro|\bpns\b|stimrouter|curonix|\bnalu\b|\bsprint\b|stimwave|occipital nerve|(?:tibial|peroneal|sciatic|femoral|saphenous|suprascapular|axillary|genicular|ulnar|median|radial|ilioinguinal|medial branch) (?:nerve|nerves) (?:stimul|lead|electrode)|(?:lead|electrode)s?[^.\n]{0,60}(?:tibial|peroneal|sciatic|femoral|saphenous|suprascapular|axillary|genicular|ulnar|median|radial|occipital|ilioinguinal) nerve")),
    ("spinal", re.compile(r"spinal|dorsal column|\bscs\b|epidural|\bcord\b|\bt ?(?:7|8|9|10)\b")),
)
_TRIAL = re.compile(r"\btrial(?:ed|ing)?\b|temporary|externali[sz]ed|external (?:generator|pulse|stimulator)")
_TWO = re.compile(r"\b(?:two|2|dual|both|bilateral|paired|pair of) (?:[\w.-]+ ){0,5}?(?:leads|electrodes|arrays|octrodes)|\b(?:second|2nd|other|contralateral|companion|additional) (?:\w+ ){0,3}(?:lead|electrode|array)|\bleads? (?:x ?2|x2|\(2\))|(?:one|a|1) lead (?:\w+ ){0,3}on (?:each|either|both) sides?|leads? (?:\w+ ){0,3}(?:on|to) (?:each|either|both) sides?")
#: a generator worn outside, for the time of the trial
_WORN = re.compile(r"\b(?:external|trial|temporary|wearable|screening)\b")
_PADDLE = re.compile(r"paddle|laminectomy|laminotomy")


def read(case: Case) -> list[Procedure]:
    """Work on a stimulator today, one procedure for each act."""
    flat = case.document.flat
    if not _STIMULATOR.search(flat) or _OTHER.search(flat) or not _STIMULATOR.search(seldom.opening(case) + seldom.today(case)):
        return []
    where = {name: _where(case, words) for name, words in _WORK.items()}
    about = seldom.about(case)
    kind = next((name for name, words in _KINDS if words.search(about)), "")
    if not kind or not any(where.values()):
        return []
    out: list[Procedure] = []
    for name in _acts({name for name, spans in where.items() if spans}, about):
        made = Procedure("nerve_block", f"stimulator_{name}", kind).because(*where[name][:2])
        made.set("kind", kind).set("trial", bool(_TRIAL.search(about)) and not where["generator_placed"])
        made.set("integrated", bool(re.search(r"integrated (?:neuro-?)?stimulat|integrated (?:electrode|system|receiver)|stimwave|leadless", about)))
        made.set("paddle", bool(_PADDLE.search(about)))
        made.set("leads", _leads(about) if name == "lead_placed" else 1)
        if kind == "sacral":
            made.side = seldom.side(case, where[name][:2])
        out.append(made)
    return out


def _where(case: Case, words: re.Pattern[str]) -> list[Span]:
    """Where an act is told in the course, one entry for each sentence."""
    worn = words is _WORK["generator_placed"]
    return [told.span(m) for told in seldom.sentences(case) if (m := next((m for m in words.finditer(told.text) if seldom.live(told, m) and not (worn and _WORN.search(told.text[max(0, m.start() - 24) : m.end()]))), None))]


def _acts(found: set[str], about: str) -> list[str]:
    """The acts that stand for themselves: a new lead takes out the old one, a new generator replaces the old."""
    out = set(found)
    if "lead_revised" in out and re.search(r"\brevis|migrat|replac", about):
        out -= {"lead_placed", "lead_removed"}
    else:
        out.discard("lead_revised")
    if "lead_placed" in out:
        out.discard("lead_removed")
    if "generator_placed" in out:
        out.discard("generator_removed")
    return sorted(out)


def _leads(about: str) -> int:
    """How many arrays went in, two at most for a day."""
    return 2 if _TWO.search(about) else 1
