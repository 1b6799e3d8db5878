"""Filters, shunts, biopsies through a vein and lost pieces read from the report as a whole.

In: the flat text of a report and its live text (positions the same; what was not done today is blanked). Out: the words
of the act, or None. Asked where no phrase and no pair of verb and object names the act: then the parts of the act must
stand in the report, in whatever order and by whatever verb, and nothing that makes it another act.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case, once
from cac.narrative.live import blanked

_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")


@once
def texts(case: Case) -> tuple[str, str]:
    """Flat and live text with the points of numbers taken out, so that a point ends a statement."""
    live = blanked(case, roles=tuple(dict.fromkeys(("body", *(role for role in case.roles if role == "head")))))
    return _DECIMAL.sub(",", case.document.flat), _DECIMAL.sub(",", live)


def _span(match: re.Match[str] | None) -> Span | None:
    return Span(*match.span()) if match else None


def _statements(text: str) -> list[tuple[int, str]]:
    out, low = [], 0
    for mark in re.finditer(r"[.;](?=\s|$)|\n", text):
        out.append((low, text[low : mark.start()]))
        low = mark.end()
    return [*out, (low, text[low:])]


def _beside(live: str, first: re.Pattern[str], *others: re.Pattern[str], without: re.Pattern[str] | None = None) -> Span | None:
    """The first statement that holds every pattern and not the last: the words of the first."""
    for at, told in _statements(live):
        match = first.search(told)
        if match and all(p.search(told) for p in others) and not (without and without.search(told)):
            return Span(at + match.start(), at + match.end())
    return None


# -- filters ----------------------------------------------------------------------------------------------------
_FILTER = re.compile(r"(?<!embolic protection )(?<!spider )(?<!bacterial )(?<!air )\bfilters?\b(?! ?wire| needle| paper)|\bdenali\b|\bcelect\b|\boption elite\b|\btulip\b|\bgreenfield\b|\btrap-?ease\b|\bopt-?ease\b|\baln\b|vena ?tech|bird'?s nest|simon nitinol|\bmeridian\b|\beclipse\b|\bsentry\b|\bcrux\b")
_CAVA = re.compile(r"cav[oa]|\bivc\b|renal (?:vein|inflow)s?|\brenals?\b|infra-?renal|\biliac conf|\bl[1-4]\b")
_REACHED = re.compile(r"jugular|\b[rl]?\s?ijv?\b|femoral|\b[rl]?cfv\b|groin|neck|punct|\bstick\b|access|sheath|\bwire|\d ?fr?\b|seldinger")
_SEATED = re.compile(r"\b(?:sits?|sat|seated|lies|lay|landed|parked|positioned|placed|put|let go|released|deploy\w*|opened|left (?:at|just|below|in)|dropped|delivered|unsheathed|set|implanted|inserted|expanded|in (?:good )?position|went in|fired|anchored|infra-?renal|supra-?renal|apex|tip (?:at|just|below|under)|(?:below|under|beneath|caudal to) (?:the )?(?:\w+ ){0,3}renal|at l[1-4]|l[1-4]\b)")
_OLD_FILTER = re.compile(r"retriev\w*|\bremov\w*|\bsnare\w*|\bhook\b|\bcone\b|existing|indwelling|in situ|tilted (?:\w+ )?filter|filter[^.;\n]{0,20}(?:badly|severely|markedly) tilted|migrat\w*|\bmonths\b|\bago\b|taken out|came out|explant\w*|trapped|\bfilter out\b")
_WISHED = re.compile(r"\b(?:will|would|may|might|should|could|consider\w*|plan\w*|discuss\w*|explain\w*|candidate|declin\w*|if|requested?|referred|asked)\b")
_GRIPPED = re.compile(r"snar\w*|\bcone\b|\blasso\w*|\bloop\w*|forceps|laser|\bhook\w*|grasp\w*|coaxial|retriev\w+ (?:set|kit|sheath|system)|\bcaptur\w*|engulf\w*")
_GONE = re.compile(r"\b(?:out\b(?!side|flow| of (?:position|the question))|withdrawn|removed|freed?\b|free\b|complete|whole\b|counted|came\b|swallowed|folded|collapsed|re-?sheathed|retrieved|extracted|in one piece|intact|explanted)")
_KEPT_BACK = re.compile(r"could not|couldn't|unable|unsuccess\w*|fail\w*|abandon\w*|gave up|given up|left in|not (?:attempted|opened|begun|started|engage\w*)|never (?:started|begun|opened|attempted)|would not|wouldn't|defer\w*|elected not|decided (?:not|against)|no (?:retriev\w*|attempt)|aborted")
_RESEATED = re.compile(r"re-?(?:open|deploy|releas|posit|seat|center|centr)\w*|straighten\w*|upright|(?:walked|moved|pulled|pushed|drawn|advanced|dragged|shifted|brought|slid) (?:\w+ ){0,2}(?:cran\w+|ceph\w+|up\b|down\b|caud\w+|higher|lower|back to)")


def filter_put(flat: str, live: str) -> Span | None:
    """A filter, the cava and the way to it, and no old filter."""
    if not _CAVA.search(live) or not _REACHED.search(live) or _OLD_FILTER.search(re.sub(r"retrievable|removable|optional", " ", flat)):
        return None
    return _beside(live, _FILTER, _SEATED, without=_WISHED)


def filter_moved(flat: str, live: str) -> Span | None:
    """A filter gripped and set again, and not taken out."""
    if not _FILTER.search(flat) or not _CAVA.search(flat) or not _GRIPPED.search(live) or re.search(r"filter (?:was )?(?:removed|retrieved|out\b)|in one piece|withdrawn (?:whole|intact|complete)|new filter", live):
        return None
    return _span(_RESEATED.search(live))


def filter_out(flat: str, live: str) -> Span | None:
    """A filter gripped and gone, where nothing says that it stayed."""
    if not _FILTER.search(flat) or not re.search(r"cav[oa]|\bivc\b|jugular|\bij\b|\brij\b|neck", flat) or _KEPT_BACK.search(flat) or not _GRIPPED.search(live):
        return None
    if not re.search(r"retriev|remov|\bout\b|extract|explant|take|taken", flat):
        return None
    return _span(_GONE.search(live, _GRIPPED.search(live).start()))  # type: ignore[union-attr]


# -- shunts -----------------------------------------------------------------------------------------------------
_SHUNT = re.compile(r"\btipss?\b|\bdips\b|viatorr|porto-?\s?systemic|porto-?\s?caval|transjugular intrahepatic|\bshunt\b")
_LINER = re.compile(r"viatorr|covered (?:\w+ )?stent|stent-?\s?graft|\bvbx\b|fluency|\bcovera\b|viabahn|wallstent|e-?ptfe|\bstent(?:s|ed)?\b")
_FROM = re.compile(r"hepatic v|\b[rml]hv\b|\bhv\b|\bivc\b|cava|trans-?caval|gun-?\s?sight|right hepatic|middle hepatic|budd")
_PORTAL = re.compile(r"portal|\b[lrm]?pv\b|\bporto")
_NEEDLE = re.compile(r"needle|pass(?:es)?\b|throw|punct|\bstick\b|\bhit\b|colapinto|rosch|uchida|\bring set|haskal|hanafee|gun-?\s?sight|\bstab|entered|gained|trans-?hepatic")
_PRESSURES = re.compile(r"gradient|mm ?hg|pressure|\bpsg\b|\bppg\b|\bhvpg\b|difference|dilat\w*|plasti?ed|balloon|angioplast\w*")
#: the shunt lies there already
_SHUNT_OLD = re.compile(
    r"\b(?:existing|indwelling|old|prior|previous|occluded|stenosed|stenotic|narrowed|thrombosed|clotted|blocked|failing|original|known)\b(?! (?:portal|hepatic|pv\b|mesenteric|splenic|smv))[^.;\n]{0,40}\b(?:tipss?|shunt|viatorr|stent-?graft)|\b(?:tipss?|shunt)\b[^.;\n]{0,40}\b(?:check|revis\w*|dysfunction\w*|malfunction\w*|fail\w*|not (?:work|function|flow|patent)\w*|velocit\w+|blocked|clotted|occlu\w*|thrombos\w*|stenos\w*|narrow\w*|reduc\w*|made|created|creation|placed|inserted|(?:19|20)\d\d|ago|in-?stent|surveillance|down)\b"
    r"|(?:after|since|from|following) (?:the )?(?:tipss?|shunt)\b|(?:mid|in|intra)-?\s?(?:shunt|tips)\b|(?:revis|reduc|recanali[sz]|re-?lin|extend)\w* (?:of |the |this |her |his )*(?:\w+ )?(?:tipss?|shunt|viatorr|it\b)|(?:weeks|months|years|days) after (?:\w+ )?(?:shunt|tipss?)|\bin-?stent\b|s/p tips|status post tips|viatorr[^.;\n]{0,20}(?:crossed|occluded|thrombos|blocked|narrow)"
)
_SHUNT_WORK = re.compile(r"balloon|angioplast|dilat|\bpta\b|\bstent|viatorr|wallstent|\bvbx\b|viabahn|thrombectom|angiojet|aspirat|penumbra|plasti?ed|\bpalmaz\b|re-?lin|extend|constrain|reduc|\d ?x ?\d")
_NO_WORK = re.compile(r"no (?:intervention|treatment|balloon|stent|angioplast\w*|revision|dilat\w*)|not (?:treated|dilated|ballooned|revised)|pressures? only|check only|diagnostic only")
_SHUNT_REACHED = re.compile(r"jugular|\b[rl]?\s?ijv?\b|neck|femoral|trans-?hepatic|wired|cross|enter|cathet|sheath|access|venogra|portogra|gradient|pressure|\bpsg\b|\bppg\b")


def shunt_made(flat: str, live: str) -> Span | None:
    """A shunt made today: from a liver vein or the cava into a portal branch, lined, with a needle or pressures."""
    if not _SHUNT.search(flat) or _SHUNT_OLD.search(flat) or re.search(r"fistula|spleno-?renal|gastro-?renal shunt (?:was )?(?:emboli|occlu)|\bp-?arto|\bbrto|\bv-?p shunt|peritoneal shunt|denver", flat) and not re.search(r"\btips|\bdips\b|viatorr|portosystemic", flat):
        return None
    liner = next((m for m in _LINER.finditer(live) if not re.search(r"\b(?:no|not|without)\b[^.;\n]{0,20}$", live[max(0, m.start() - 24) : m.start()])), None)
    parts = (_FROM.search(live), _PORTAL.search(live), _NEEDLE.search(live), _PRESSURES.search(live))
    return _span(liner) if liner and parts[1] and sum(bool(p) for p in parts) >= 3 else _span(liner) if liner and "viatorr" in liner.group() and sum(bool(p) for p in parts) >= 2 else None


def shunt_revised(flat: str, live: str) -> Span | None:
    """An old shunt worked in today."""
    if not _SHUNT.search(flat) or not _SHUNT_OLD.search(flat) or not re.search(r"\btipss?\b|porto-?\s?systemic|portal|viatorr|\bpsg\b|encephalopath|ascites|varic|hydrothorax|gradient", flat) or _NO_WORK.search(flat):
        return None
    if re.search(r"dialysis|ventriculo|peritoneal shunt|av (?:graft|fistula)|\bavg\b", flat) or not _SHUNT_REACHED.search(live):
        return None
    return _span(_SHUNT_WORK.search(live))


# -- tissue through a vein --------------------------------------------------------------------------------------
_THROUGH_VEIN = re.compile(r"jugular|\b[rl]?\s?ijv?\b|\bneck\b|trans-?venous|venous route|through (?:a|the) vein|\btj\w*\b|trans-?femoral")
_ORGAN_VEIN = re.compile(r"hepatic v|\b[rml]hv\b|(?:right|middle|left) hepatic|renal v|\b[lr]rv\b|hepatic (?:wedge|venogra)|\btjl?b\b|\btj liver|\bwhvp\b|\bfhvp\b|\bhvpg\b")
_TISSUE = re.compile(r"biops\w*|\btj[lr]b\b|\bbx\b|\btissue\b|\bcores?\b|specimens?|histolog\w*|\bfragments?\b|glomerul\w*|portal tracts?")
_TAKEN = re.compile(
    r"\b(?:1[89]|20) ?-?g(?:a|auge)?\b[^.;\n]{0,24}(?:\bx ?\d\b|\d ?x\b|times)|side[- ]?cut\w*[^.;\n]{0,16}\d|\b(?:\d|one|two|three|four|five|six|seven|eight|several|multiple|good|adequate|further|double|triple)\b[^.;\n]{0,24}\b(?:cores?|pass(?:es)?|throws?|samples?|specimens?|cylinders?|fragments?|bites?|pieces|sticks|firings?|shots)\b|\b(?:cores?|pass(?:es)?|throws?|samples?|specimens?|cylinders?|fragments?|bites?)\b[^.;\n]{0,30}(?:\d|intact|obtained|taken|adequate|formalin|sent|good|cm\b|mm\b)|(?:quick-?core|labs|argon|needle|set|forceps|cannula)\b[^.;\n]{0,20}\bx ?\d|(?:biops\w*|cores?) x ?\d"
)
_SKIN = re.compile(r"percutaneous (?:liver|renal|core|biops|needle)|trans-?hepatic biops|(?:us|ultrasound|ct)[- ]guided (?:\w+ ){0,3}(?:biops|core)|coaxial (?:guide )?needle|gelfoam (?:tract|plug)|inter-?costal")


def tissue(flat: str, live: str) -> Span | None:
    """Tissue taken through a vein: the way through the neck or groin, the vein of the organ, and pieces counted."""
    if not _THROUGH_VEIN.search(live) or not _ORGAN_VEIN.search(live) or not _TISSUE.search(flat) or _SKIN.search(live) or re.search(r"blood sampl|venous sampl|renin|aldosteron|no (?:tissue|biops\w*|cores?|samples?|specimens?)\b|without biops|biops\w* (?:was )?(?:not|deferred|declined|cancel\w*)|not biops", flat):
        return None
    return _span(_TAKEN.search(live))


# -- lost pieces ------------------------------------------------------------------------------------------------
_PIECE = re.compile(
    r"(?:\b(?:broken|fractur\w+|sheared|snapped|retained|lost|stray|migrat\w+|emboli[sz]ed|detached|severed|cut|torn|floating|dislodged|slipped|escaped|forgotten|swallowed|misplaced|dropped)\b[^.;\n]{0,50}\b(?:catheter|picc|port|wire|guide-?wire|line|coils?|stent|plug|piece|end|tip|tubing|strut|lead|filter|sheath|balloon)\b"
    r"|\b(?:catheter|wire|guide-?wire|picc|port|line|lead|stent|coil|plug|tip|tubing|balloon|strut)\b[^.;\n]{0,40}\b(?:broke\w*|fractur\w+|sheared|snapped|lost|migrat\w+|emboli[sz]ed|detached|severed|slipped|escaped|gone (?:down|into)|had gone|swallowed|dislodged|sitting in)\b|\bfragments?\b|\bforeign (?:body|object)\b|\bpiece of\b)"
)
_TOOL = re.compile(r"\bsnare\w*|\ben-?snare\w*|goose-?\s?neck|\blasso\w*|\bloop (?:snare)?\b|forceps|\bbasket|grasper|dotter")
_BROUGHT = re.compile(r"\b(?:out\b(?!side|flow|line)|removed|withdrawn|recovered|retrieved|extracted|pulled|dragged|hauled|drawn|brought|delivered|came\b|complete\b|whole\b|entirety|one piece|intact)")
_VESSEL = re.compile(r"ventric|\batri|cava|\b[is]vc\b|vein|arter|pulmonary|\b[lr]?pas?\b|aort|subclavian|iliac|femoral|jugular|\bcfv\b|\brcfv\b|heart")
_NOT_A_PIECE = re.compile(r"through-and-through|floss|rendezvous|fibrin|sleeve|\bstrip\w*|reposition|cholangio|biliary|ureter|bladder|stones?\b|\w+scop(?:e|y)\b(?<!fluoroscopy)|polyp|thrombectom|\bfilter retriev|ingest|stomach|esophag|oesophag|gastric|bronch|tips\b|endograft|evar")
_LEFT_THERE = re.compile(r"not (?:snared|attempted|retrieved|removed)|no attempt|could not|couldn't|unable|without success|unsuccessful|gave up|abandon\w*|aborted|left (?:in place|in situ|where|alone)|remains? in (?:place|situ)")


def piece(flat: str, live: str) -> Span | None:
    """A lost piece, a tool that closed on it in a vessel, and the piece brought out."""
    tool = _TOOL.search(live)
    if tool is None or not _PIECE.search(flat) or not _VESSEL.search(flat) or _NOT_A_PIECE.search(live) or _LEFT_THERE.search(live) or re.search(r"no snare|snare (?:\w+ )?(?:not|was not|were not|never)|\bdrains?\b|drainage|abscess|collection|nephrost|gastrost", flat):
        return None
    if _FILTER.search(flat) and not re.search(r"fragment|broken|emboli[sz]ed|wire|catheter (?:tip|piece)|picc|\bport\b", flat):
        return None  # a filter is told of elsewhere
    return _span(tool) if _BROUGHT.search(live, tool.end()) else None
