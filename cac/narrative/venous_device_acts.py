"""Caval filters, shunts and lost pieces told by what was done to them, in whatever words.

In: the flat text of a report and its live text (what was not done today is blanked). Out: the words of the act, or
None. An act is a verb beside its object in one sentence, today and not denied; a shunt and the taking out of a filter
or a piece are acts in several steps, of which two or three must stand in the report.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span

_FILTER = (
    r"(?:(?<!embolic protection )(?<!spider )(?<!bacterial )(?<!air )\bfilter\b(?! ?wire| needle| paper)|\bdenali\b|\bcelect\b|\boption(?: elite\b|(?= (?:was |is )?(?:deployed|released|placed|dropped|let go|opened|seated)))|(?:gunther|günther) tulip|\bgreenfield\b|\btrap-?ease\b|\bopt-?ease\b|\baln\b"
    r"|vena ?tech|bird'?s nest|simon nitinol|\bmeridian filter|\beclipse filter|\bsentry\b (?:bioconvertible|filter))"
)
_PUT = (
    r"(?:placed|put (?:in|down|into)|went in|goes in|deployed|deploys|deploying|released|let (?:go|loose)|set (?:free|down)|unsheathed|uncovered|opened|delivered|inserted|implanted|seated|positioned|dropped|unloaded"
    r"|expanded|discharged|parked|landed|laid|fired|freed from (?:the|its) (?:sheath|introducer)|pushed out|left (?:at|just|with)|laid open)"
)
_PUT_NOUN = r"(?:placement|insertion|deployment|implantation|release)"
#: words that take the clause away from today
_NOT_TODAY = re.compile(
    r"\b(?:(?:no|without)(?! (?:\w+ )?(?:clots?|thromb\w+|duplicat\w+|anomal\w+|variants?|dvt|filling|stenos\w+|tilt|megacava|complicat\w+|double|extravas\w*))|not|never|cannot|could(?: not|n't)|unable|if|would|will|may|might|should|plan\w*|consider\w*|discuss\w*|candidate|declin\w+|refus\w+|defer\w*|instead of|rather than|prior|previous\w*|existing|old|indwelling|known|history of|s/p|status post|since|after|against|risks? of|possible|in case|requested|referred|here for|presents? for)\b[^.;:\n]{0,60}$"
)
_DATED = re.compile(r"^[^.;\n]{0,40}\b(?:(?:19|20)\d\d|\d{1,2}/\d{1,2}(?:/\d+)?|ago|last (?:week|month|year|winter|summer|spring|fall)|elsewhere|at an outside|later|tomorrow|next (?:week|month)|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b|^[^.;\n]{0,24}\b(?:not|n't|was declined|if)\b")


def _live(text: str, match: re.Match[str]) -> bool:
    """Whether the clause of an act tells of today."""
    low = max(text.rfind(mark, 0, match.start()) for mark in ".;\n") + 1
    return not _NOT_TODAY.search(text[low : match.start()]) and not _DATED.search(text[match.end() : match.end() + 60])


def _first(live: str, *patterns: re.Pattern[str]) -> Span | None:
    for pattern in patterns:
        for match in pattern.finditer(live):
            if _live(live, match) and match.group().strip():
                return Span(*match.span())
    return None


_FILTER_PUT = (
    re.compile(rf"{_FILTER}(?:(?!\bsheath\b|\bsnare|\bhook\b)[^.;\n]){{0,50}}?\b{_PUT}\b(?! ?(?:sheath|over it))"),
    re.compile(rf"\b{_PUT}\b(?: (?!sheath|catheter|wire|pigtail)[\w-]+){{0,5}}? {_FILTER}"),
    re.compile(rf"{_FILTER}[^.;\n]{{0,20}} {_PUT_NOUN}|{_PUT_NOUN} of [^.;\n]{{0,30}}{_FILTER}"),
)
#: the way to the cava and the picture of it
_CAVAL = re.compile(r"cav[oa]?-?gra|\bcavo\b|\bivc\b|vena cava|\bcava\b|renal veins?|\brenals?\b")
_GOT_TO = re.compile(r"punctur|access|needle|sheath|wire|stick|stuck|micropunct|\bij\b|jugular|femoral|\bcfv\b|groin|neck|\d ?fr?\b")


def filter_put(flat: str, live: str) -> Span | None:
    """The words of a filter put into the cava today."""
    if not _CAVAL.search(flat) or not _GOT_TO.search(live):
        return None
    return _first(live, *_FILTER_PUT)


_CAUGHT = re.compile(r"\b(?:hook|apex|tip|neck|legs?|struts?|filter|it)\b[^.;\n]{0,40}\b(?:snared|lassoed|hooked|caught|grabbed|grasped|engaged|captured|seized|coned|looped|got hold of|snagged)\b|\b(?:snared|lassoed|hooked|caught|grabbed|grasped|engaged|captured|seized|looped|snagged|got)\b[^.;\n]{0,30}\b(?:hook|apex|filter|struts?|legs?)\b|(?:snare|loop|cone|forceps|lasso)\b[^.;\n]{0,40}\b(?:around|over|round|on|onto|closed|tightened|cinched)\b")
_SLEEVED = re.compile(r"(?:sheath|sleeve|cone|dilator|introducer)s?\b[^.;\n]{0,50}\b(?:over|past|across|onto|along)\b[^.;\n]{0,30}\b(?:filter|it\b|struts?|legs?|arms|hook)|(?:filter|struts?|legs?)[^.;\n]{0,40}\b(?:collapsed|folded|closed|drawn|pulled|dragged|coaxed|swallowed|re-?sheathed|sheathed|taken up)\b[^.;\n]{0,40}|(?:collaps|fold|re-?sheath|swallow)\w*[^.;\n]{0,20}(?:filter|it\b|struts?|(?:in|into|inside) (?:the|a|its) (?:\w+ )?(?:sheath|sleeve))")
_CAME_OUT = re.compile(r"\b(?:filter|it|all|whole (?:thing|filter|device|unit)|device|everything|assembly)\b[^.;\n]{0,60}\b(?:came|come|taken|brought|pulled|slid|slipped|withdrawn|lifted|delivered|removed|retrieved|extracted|explanted|recovered)\b[^.;\n]{0,40}|(?:removed|retrieved|extracted|withdrawn|explanted|recovered|brought out|taken out|pulled out)\b[^.;\n]{0,30}(?:filter|intact|complete|whole|one piece|as a unit)|\bfilter (?:is )?out\b|\b(?:filter|it|device)\b[^.;\n]{0,40}\b(?:drawn|pulled|taken|brought|dragged) (?:up |back |down )?(?:in|into|inside) (?:the|a|its) (?:\w+ )?sheath|complete with (?:all|four|six|eight|twelve)|(?:all|six|twelve|four|eight) (?:\w+ )?(?:legs|struts|limbs|arms|prongs) (?:accounted|counted|present|intact|there|complete)")
_FAILED = re.compile(r"could not be|couldn't be|unable to|without success|unsuccessful|would not (?:come|release|budge|collapse|let)|wouldn't|gave up|given up|abandon\w*|aborted|left (?:in place|in situ|where it|alone)|remains? in (?:place|situ)|not retrievable|irretrievable")
_OUT_TODAY = re.compile(rf"\b(?:remov|retriev|extract|explant|take|taking|took)\w*(?: (?!sheath|set|kit)\w+){{0,3}}? {_FILTER}|{_FILTER} (?:out|removal|retrieval|extraction|explant\w*)|" + r"filter (?:out|removal|retrieval|extraction|explant\w*)|(?:removal|retrieval|extraction|explant\w*|taking out) of (?:\w+ ){0,4}filter|(?:remove|retrieve|take out|get) (?:the |his |her |an? )?(?:\w+ ){0,3}filter")


def filter_taken(flat: str, live: str) -> Span | None:
    """The words of a filter taken out today: caught, sleeved and out, two of the three, or out where that is the title."""
    if not re.search(rf"\bfilter\b|{_FILTER}", flat) or not re.search(r"cava|\bivc\b|cav[oa]gra|jugular|\bij\b|snare|hook", flat) or _FAILED.search(live):
        return None
    steps = [_first(live, pattern) for pattern in (_CAUGHT, _SLEEVED, _CAME_OUT)]
    found = [step for step in steps if step is not None]
    places = {(step.start, step.end) for step in found}
    named = _OUT_TODAY.search(flat[:400])
    if len(places) >= 2 and (named or steps[2] is not None) or steps[2] is not None and named and re.search(r"snar|loop|cone|hook|lasso|forceps", live):
        return found[-1]
    return None


_PORTAL_ENTRY = re.compile(
    r"\b(?:colapinto|rosch|uchida|throws?|passes)\b(?:(?!\bnone\b|\bnever\b|\bnot\b|\bfail)[^.\n]){0,160}\b(?:portal vein|portal branch|portal system|[lr]pv)\b|(?:needle|colapinto|rosch|uchida|ring set|gore (?:set|needle)|hanafee|\bpass(?:es)?\b|throw|stick|punctur\w*|stab|gun-?sight|catheter)[^.;\n]{0,100}\b(?:[lr]pv|mpv|portal|pv)\b|(?:\b[lr]pv|\bmpv|portal|\bpv\b)[^.;\n]{0,60}\b(?:entered|punctured|accessed|hit|got|gained|cannulated|reached|stuck|tapped)\b"
)
_TRACT = re.compile(r"\b(?:tract|track|parenchym\w+|channel|liver substance)\b[^.;\n]{0,60}\b(?:dilat\w+|open\w*|ballooned|pre-?dilat\w+|stretched|angioplast\w*|plasti?ed|widened|\d+ ?mm)|(?:dilat\w+|ballooned|open\w*|angioplast\w*|widen\w*)[^.;\n]{0,50}\b(?:tract|track|parenchym\w+|channel)")
_LINED = re.compile(r"(?:viatorr|stent-?\s?graft|covered stent|\bvbx\b|fluency|\bcovera\b|wallstent|\bstents?\b)[^.;\n]{0,80}\b(?:deployed|placed|released|laid|landed|put|unsheathed|opened|positioned|inserted|from the (?:portal|pv)|across|dilated|flared)\b|(?:deployed|placed|released|laid|landed|put|inserted|lined with|stented)[^.;\n]{0,50}(?:viatorr|stent-?\s?graft|covered stent|\bvbx\b|fluency|\bstents?\b)")
_SHUNT_BEFORE = re.compile(r"\b(?:tips|shunt)\b[^.;\n]{0,30}\b(?:check|revis\w+|dysfunction|malfunction\w*|surveillance|fail\w*|not (?:work|function|flow)\w*|velocit\w+|blocked|clotted|down|narrow\w*|occlu\w+|thrombos\w+|stenos\w+|(?:19|20)\d\d|ago)\b|\b(?:mid|in|intra)-?\s?(?:shunt|tips)\b|\b(?:existing|old|prior|previous|occluded|stenosed|narrowed|indwelling|thrombosed)\b[^.;\n]{0,30}\b(?:tips|shunt|viatorr)\b|\b(?:revis|reduc|recanali[sz])\w+ of (?:\w+ ){0,3}(?:tips|shunt)|\bs/p tips|status post tips")
#: a shunt that was talked about and never made, and the saying that there is none
_NEVER_MADE = re.compile(r"\bnever (?:had|received|underwent|got) (?:an? )?(?:tips|shunt)\b|\b(?:no|without(?: an?)?|never had(?: an?)?) (?:(?:known|history of|prior|previous|existing|earlier|old|indwelling|an?|surgical|or) ){1,4}(?:tips|shunts?)\b|\b(?:tips|shunt) (?:had |has |have )?(?:was |were |been |then |first |once |already )*(?:turned down|declined|refused|rejected|denied|considered|offered|discussed|proposed|deferred|postponed|not (?:done|made|placed|offered|possible|wanted)|attempted without success|evaluation|work-?\s?up|referral)\b[^.;\n]{0,30}")
_SHUNT_WORD = re.compile(r"\btips\b|\bdips\b|viatorr|porto-?\s?systemic|porto-?caval|portal (?:pressure|gradient)|transjugular intrahepatic|\bpsg\b|\bppg\b")


def shunt_made(flat: str, live: str) -> Span | None:
    """The words of a portosystemic shunt made today: the portal vein entered from the liver vein, and the tract lined."""
    flat = _NEVER_MADE.sub(" ", flat)
    if not _SHUNT_WORD.search(flat) or _SHUNT_BEFORE.search(flat):
        return None
    entry, tract, lined = (_first(live, pattern) for pattern in (_PORTAL_ENTRY, _TRACT, _LINED))
    return lined if entry and lined and (tract or re.search(r"viatorr|hepatic vein|\b[rml]hv\b", live)) else None


_SHUNT_ENTERED = re.compile(r"\b(?:cath\w*|wire|sheath)\b[^.;\n]{0,20}\b(?:through|across|down|into) (?:the )?(?:existing |old |whole )?(?:tips|shunt)\b|\b(?:tips|shunt|viatorr)\b[^.;\n]{0,60}\b(?:crossed|entered|traversed|catheteri[sz]ed|cannulated|engaged|wired|accessed|recanali[sz]ed|dilated|ballooned|angioplast\w*|extended|relined|stented)\b|(?:cross|enter|travers|catheteri[sz]|cannulat|wire|engag|recanali[sz]|re-?lin|balloon|dilat)\w*[^.;\n]{0,40}\b(?:tips|shunt|viatorr)\b")
_SHUNT_WORK = re.compile(r"\d ?(?:mm)? ?x ?\d|balloon|angioplast|dilat\w+|\bpta\b|stent|viatorr|\bvbx\b|thrombectom|angiojet|plasti?ed")


def shunt_revised(flat: str, live: str) -> Span | None:
    """The words of an old shunt entered and treated today."""
    if not _SHUNT_BEFORE.search(_NEVER_MADE.sub(" ", flat)) or not re.search(r"\btips\b|porto-?\s?systemic|portal", flat):
        return None
    entered = _first(live, _SHUNT_ENTERED)
    return entered if entered and _first(live, _SHUNT_WORK) else None


_PIECE = r"(?:(?:broken|fractured|sheared|snapped|retained|lost|stray|migrated|embolized|detached|severed|cut|torn|free|floating|dislodged)(?:[- ]off)? (?:\w+ ){0,3}?(?:catheter|picc|port|wire|guide-?wire|line|coil|stent|plug|piece|end|tip|tubing|strut|lead)|(?<!one )(?<!single )\b(?:(?:catheter|wire|picc|port|line|lead|stent|coil|device) (?:fragment|piece|remnant)|fragment|piece (?:of (?:the )?(?:\w+ )?(?:catheter|wire|picc|port|line|lead|tubing|sheath|stent|coil))?|remnant|segment of (?:the )?(?:catheter|wire|picc|port|line)|foreign (?:body|object)))"
_SNARED = re.compile(r"\b(?:snare\w*|en-?snare|goose-?\s?neck|amplatz(?: goose)?|lasso\w*|loop\w*|forceps|basket\w*|grasper|dotter)\b")
_HELD_BY = re.compile(rf"\b(?:snare\w*|forceps|lasso\w*|loop)\b[^.;\n]{{0,40}}\b(?:strut|limb|leg)\b[^.;\n]{{0,24}}\b(?:pulled|drawn|brought|withdrawn|removed|folded)|\b(?:snare\w*|en-?snare|goose-?\s?neck|lasso\w*|loop\w*|forceps|basket|grasper)\b[^.;\n]{{0,60}}(?:{_PIECE}|\bit\b|\b(?:the|its|one) (?:\w+ )?(?:coil|stent|end|tip|wire|hub|leading end)\b)|(?:{_PIECE}|\bit\b|\bthe (?:coil|stent|end|wire)\b)[^.;\n]{{0,60}}\b(?:snared|lassoed|looped|caught|captured|grasped|grabbed|hooked|seized|engaged|encircled)\b")
_BROUGHT = re.compile(r"\b(?:out\b|removed|withdrawn|recovered|retrieved|extracted|(?:pulled|dragged|hauled|drawn|delivered) (?:in|down|back|into|through|out)|brought (?:down|out|into|back|through)|drawn (?:in|into|out|down)|delivered|taken out|came (?:out|free|away)|externali[sz]ed|in (?:its )?entirety|complete\b|whole\b|one piece)")
_NOT_A_PIECE = re.compile(r"through-and-through|floss|rendezvous|fibrin (?:sheath|sleeve)|\bstrip\w*|reposition\w*|tip (?:was )?(?:moved|returned|brought) (?:back )?(?:to|into) the (?:svc|cavo)|cholangio|biliary|ureter|bladder|stones?\b|\w+scop(?:e|y)\b(?<!fluoroscopy)|polyp")


#: what was taken out of the gut, the airway or the bladder through a scope
SCOPED = re.compile(r"\begd\b|endoscop|gastroscop|colonoscop|bronchoscop|cystoscop|ureteroscop|\bercp\b|swallowed|ingested|esophag\w+ foreign|from the (?:stomach|esophagus|bronchus|bladder|duodenum)")


def piece_taken(flat: str, live: str) -> Span | None:
    """The words of a lost piece caught in a vessel and brought out today."""
    piece = None if SCOPED.search(flat) else re.search(_PIECE, flat)
    if piece is None or not _SNARED.search(live) or _NOT_A_PIECE.search(live):
        return None
    held = _first(live, _HELD_BY)
    if held is None or _FAILED.search(live) or not re.search(r"\bventric|\batri|\bcava|\b[is]vc\b|vein|arter|pulmonary|\b[lr]?pas?\b|aort|subclavian|iliac|femoral|jugular|\bcfv\b", flat):
        return None
    return held if _BROUGHT.search(live, held.start) else None
