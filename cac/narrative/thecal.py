"""Work at the thecal sac told by place, needle and what came out or went in, where no word names the act.

"Sac entered at L3-4, 22G, clear drops, four bottles" is a puncture; with methotrexate pushed it is chemotherapy; blood
of the patient put beside the sac is a patch; contrast in it for films is a myelogram.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding
from cac.narrative.case import Case
from cac.narrative.clause_sense import of_today_text
from cac.narrative.needle_drug import NEEDLE, STEROID

#: spinal fluid that came out, and where it was looked for
_FLUID = re.compile(r"\bcsf\b|cerebrospinal|spinal fluid|opening (?:pressure|at|of|was)?:? ?\d|opening pressure|\bop\b ?(?:of |was |is |= ?|: ?)?\d|\b(?:clear|bloody|blood[- ]stained|xanthochrom\w*|colou?rless|turbid|cloudy|crystal|straw|rosy|pink) (?:\w+ )?(?:drops?|fluid|drip|flow|tap)\b|(?:bottles|tubes|vials|universals|samples) (?:\w+ ){0,2}(?:off |away )?(?:to|for|sent)\b|\d ?(?:ml|cc|mls)\b[^.;\n]{0,30}\b(?:removed|let off|let out|drained|drawn|taken|collected|off|withdrawn|sent|for)\b|\b(?:removed|drained|drew|collected|took|withdrew|let out|let off)\b[^.;\n]{0,16}\d ?(?:ml|cc)\b|free flow|dripped|dripping|champagne tap|\b(?:opening|closing) (?:pressure )?\d")
_SAC = re.compile(r"\bthecal\b|intrathecal|subarachnoid|\bcsf\b|cerebrospinal|spinal fluid|dural sac|\bdura\b|\blps?\b|lumbar (?:puncture|tap)|spinal (?:tap|puncture)|\bthe sac\b|theca\b")
_SPACE = re.compile(r"\bl-? ?[1-5] ?(?:[-/]|and|on)? ?l?s? ?-?[1-5]\b|interspace|interspinous|interlaminar|lumbar")
_TAPPED = re.compile(r"\btap(?:ped|s)?\b|puncture[ds]?|entered|accessed|cannulated|\blps?\b|\bpass(?:es)?\b|pierced|reached|got (?:clear|csf|fluid|into)")
_OTHER = re.compile(r"epidur|facet|foramin|discogra|diskogra|myelo(?!p)|\bshunt|reservoir|ommaya|ventric|\bpump\b|\bdrain (?:placed|left|sutured|inserted|secured)|lumbar drain|spinal an[ae]+sthe|fistula|pseudomeningocele|\bcysts?\b|\b[lct]?i?l?esis?\b|\bcaudal\b|blood patch|\bebp\b|ascit|discs?\b|biops|bursa|\bjoint")
#: other trades in whose reports fluid and a level of the spine stand beside each other
_TRADE = re.compile(r"thoracente|pleura|effusion|paracente|venogra|cavogra|\bivc\b|cava\b|angiogra|arteriogra|nephrost|aort|gallbl|abscess|pigtail|biliary|french|\d ?fr?\b")
#: goes at the space, and fluid that went to the laboratory
_PRESSURE = re.compile(r"\b(?:opening|closing|op|cp)\b (?:pressure )?:?\d")
_TRIED = re.compile(r"\d ?(?:ml|cc) (?:of )?(?:csf|cerebrospinal|spinal fluid)|(?:csf|spinal fluid)[^.;\n]{0,30}\d ?(?:ml|cc)\b|\b(?:goes|attempts?|stabs?|sticks?|tries)\b|\blab\w*\b|\bmicro\w*|\btubes\b|\bbottles\b|\bcytolog\w*|\bcell count")
#: what is put into the sac against a tumour or a disease of the cord
_CHEMO = re.compile(r"methotrexate|\bmtx\b|cytarabine|\bara-?c\b|thiotepa|topotecan|nusinersen|spinraza|chemo(?:therap\w*)?\b|triple (?:it|intrathecal)|\bit chemo")
_CHEMO_GIVEN = re.compile(rf"(?:{_CHEMO.pattern})[^.;\n]{{0,60}}\b(?:\d+(?:\.\d+)? ?(?:mg|ml)|pushed|given|inject\w*|instill\w*|administ\w*|infus\w*|in over|slowly|went in|through it|deliver\w*)\b|\b(?:\d+(?:\.\d+)? ?(?:mg|ml)|pushed|gave|given|inject\w*|instill\w*|administ\w*|infus\w*|deliver\w*)\b[^.;\n]{{0,40}}(?:{_CHEMO.pattern})")
#: blood of the patient brought beside the sac
_OWN_BLOOD = re.compile(r"\b(?:own|autologous|venous|patient'?s?|fresh|her|his) (?:\w+ )?blood\b|\bblood (?:from|off|out of|taken from|drawn from)\b|\b\d{1,2} ?(?:ml|cc|mls)? ?(?:of )?(?:\w+ ){0,3}blood\b(?! (?:loss|pressure))")
_PATCH = re.compile(r"\bpatch(?:es|ed|ing)?\b|\bebp\b")
_LEAK = re.compile(r"wet tap|dural (?:tap|tear|breach|puncture)|\bfistula\b|post-?[ -]?(?:dural|lp|lumbar|spinal|myelo\w*|epidural)|\bpdph\b|\bcsf leak|\bleak\b|hypotension|headache|low[- ]pressure|orthostatic|postural")
_ROUTE = re.compile(rf"epidural|tuohy|touhy|\blor\b|loss[ -]of[ -]resistance|interlaminar|interspace|\b[ctl] ?-?\d{{1,2}} ?[-/]|{NEEDLE.pattern}")
_NOT_THE_SPINE = re.compile(r"\blung\b|pleura|pneumothora|fentanyl patch|lidocaine patch|nicotine patch|carotid patch|bovine patch|patch (?:angioplasty|repair)")


def told(case: Case) -> dict[str, list[Finding]]:
    """Acts at the sac that no phrase names, by kind; at most one kind."""
    live = of_today_text(case)
    if chemo := _chemotherapy(live):
        return {"intrathecal_chemo": _at(case, "intrathecal_chemo", *chemo.span())}
    if fluid := _punctured(live, case.document.flat):
        return {"lumbar_puncture": _at(case, "lumbar_puncture", *fluid.span())}
    return {}


def patched(case: Case) -> list[Finding]:
    """Own blood put beside the sac, told apart from the leak that it closes."""
    found = _patched(of_today_text(case), case.document.flat)
    return _at(case, "blood_patch", *found.span()) if found else []


def chemotherapy(case: Case) -> list[Finding]:
    """A drug against a tumour put into the sac, told apart from the puncture."""
    live = of_today_text(case)
    found = _chemotherapy(live)
    return _at(case, "intrathecal_chemo", *found.span()) if found else []


def _chemotherapy(live: str) -> re.Match[str] | None:
    at_the_back = _SAC.search(live) or re.search(r"\bl-? ?[1-5] ?[-/] ?l?s? ?[1-5]\b", live) and NEEDLE.search(live)
    return _CHEMO_GIVEN.search(live) if at_the_back and not re.search(r"ommaya|reservoir|\bpump\b|ventric|hepatic|arter", live) else None


def _patched(live: str, flat: str) -> re.Match[str] | None:
    """Own blood put beside the sac for a leak or a headache after a puncture."""
    if _NOT_THE_SPINE.search(live) or not (_PATCH.search(live) or _LEAK.search(flat)) or not _ROUTE.search(live):
        return None
    return _OWN_BLOOD.search(live) if re.search(r"epidural|tuohy|touhy|\blor\b|resistance|\bebp\b|dural|hypotension|\bpdph\b|csf|interspace|\b[ctl] ?-?\d", live) else None


#: bulges whose sac a spinal needle may enter as well
_OTHER_SAC = re.compile(r"aneurysm|endoleak|thrombin\b|hernia|pouch|seroma|varix|lymphocele")


def _punctured(live: str, flat: str) -> re.Match[str] | None:
    """Spinal fluid that came out of a needle at the back."""
    if _OTHER_SAC.search(flat):
        live = re.sub(r"\b(?:of|in|into|from|off) the sac\b|\bthe sac\b", lambda match: " " * len(match.group()), live)
    fluid = _FLUID.search(live)
    if fluid is None or _TRADE.search(flat) and not _SAC.search(live) or _OTHER.search(re.sub(r"\bnegative for [^.;\n]*", " ", live)) or re.search(STEROID + r"\w* \d", live):
        return None
    if not (_SAC.search(live) and (_SPACE.search(live) or NEEDLE.search(live)) or _SPACE.search(live) and re.search(r"\b(?:tap(?:ped)?|punctur\w*)\b", live) or _SPACE.search(live) and (_PRESSURE.search(live) or _ILLNESS.search(flat) and _VOLUME.search(live)) or _SPACE.search(live) and NEEDLE.search(live) and re.search(r"\bop\b|opening|bottles|tubes|clear", live)):
        return None
    return fluid if _PRESSURE.search(live) or _ILLNESS.search(flat) or NEEDLE.search(live) or _TAPPED.search(live) or _SAC.search(live) and _TRIED.search(live) else None


_VOLUME = re.compile(r"\b\d{1,2} ?(?:ml|cc)s? (?:was |were )?(?:taken|removed|drained|off|out|withdrawn|drawn|let|collected|of (?:clear|cloudy|csf))|\b(?:took|drained|removed|let out|let off|drew|withdrew) \d{1,2} ?(?:ml|cc)")
#: illnesses for which the spine is tapped
_ILLNESS = re.compile(r"\bnph\b|hydrocephal|\biih\b|intracranial hyper|pseudotumou?r|mening|encephal|myelitis|subarachnoid h|oligoclonal|guillain|papill?o?edema|demyelin|\bms\b|lymphoma|leuk(?:a?)emi")


#: contrast with its amount, the neck or the back as the way to the sac, and films
_CONTRAST = re.compile(r"\d ?(?:ml|cc)s?\b[^.;\n]{0,24}(?:omnipaque|isovue|iohexol|iopamidol|contrast|\bomni\b)|(?:omnipaque|isovue|iohexol|iopamidol|contrast|\bomni\b)[^.;\n]{0,24}\b\d+(?:\.\d)? ?(?:ml|cc)s?\b")
_AT_THE_NECK = re.compile(r"\bc-? ?1 ?[-/] ?(?:c ?-?)?2\b")
_FILMS = re.compile(r"\b(?:films?|radiographs?|views|projections?|obliques?)\b")
_REGION = re.compile(r"\b(?:cervical|thoracic|dorsal|lumb\w+|[ctl]-? ?spine|neck|back)\b")
_NO_STUDY = re.compile(r"\b(?:no|without|not)\b[^.;\n]{0,24}\b(?:films?|radiographs?|views|myelogra\w+)\b|cisternogra|joint|hysterosal|nephrost|angiogra|biliar|sinogra|fistulo")

#: a needle of the back with its fluid, and contrast that was brought along the canal or filmed there
_SPINAL = re.compile(r"spinal needle|\b(?:clear|colou?rless|xanthochrom\w*) (?:\w+ )?(?:fluid|drops?|flow|return|drip)|free flow|\bquincke|\bwhitacre|\bsprotte")
_RUN_UP = re.compile(r"\btable (?:was |is )?(?:then )?(?:tilt\w*|tipped|lowered|raised|upright)|\btilt\w*|head[- ]?(?:down|up)\b|trendelenburg|\bcontrast (?:was )?(?:then )?(?:moved|run|ran|brought|carried|flowed|pooled|guided|advanced|taken) (?:up|to|into|along|down|in)|\b(?:lumb\w+|cervical|thoracic|dorsal) (?:spine )?(?:spot )?(?:films?|views?|radiographs?)\b|\b(?:films?|views?|radiographs?) of the (?:lumb\w+|cervical|thoracic|dorsal|[lct]-?spine|neck|back|spine)|\broots? sleeves?|\bnerve root fill\w*|\bblock (?:at|to)\b")


def filmed(case: Case) -> list[Finding]:
    """Contrast put into the sac for films of the spine, where no word names the myelogram."""
    live = of_today_text(case)
    contrast = _CONTRAST.search(live)
    at_the_sac = _AT_THE_NECK.search(live) or _SPACE.search(live) and (_SAC.search(live) or _SPINAL.search(live) and _RUN_UP.search(live))
    if contrast is None or not at_the_sac or not (_FILMS.search(live) and _REGION.search(live)) or not NEEDLE.search(live) or _TRADE.search(case.document.flat) or _OTHER_SAC.search(case.document.flat) or _NO_STUDY.search(live) or _OTHER.search(live) or re.search(STEROID + r"\w* \d", live):
        return []
    return _at(case, "myelography", *contrast.span())


def _at(case: Case, value: str, start: int, end: int) -> list[Finding]:
    number = next((n for n, s in enumerate(case.document.sentences) if s.start <= start < s.end), 0)
    section = case.document.sections[case.document.sentence_section[number]]
    return [Finding("act", value, start, end, case.document.text[start:end], sentence=number, section=section.name, role=section.role)]
