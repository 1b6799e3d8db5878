"""Caval filters, portosystemic shunts, biopsy through a vein, foreign bodies, intravascular ultrasound."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding, Span
from cac.narrative import intravascular, stray, venous_device_acts, venous_told
from cac.narrative.case import Case
from cac.narrative.live import blanked
from cac.narrative.veins import NO_TISSUE
from cac.narrative.procedure import Procedure

FAMILIES = ("ivc_filter", "tips", "transjugular", "foreign_body", "ivus")
ORDER = 40
_WHERE = ("body", "summary", "head")
_THING = r"(?:migrated |stray |embolized |broken |fractured |retained |displaced )?(?:coil|fragment|stent|plug|catheter tip|guide-?\s?wire|wire fragment|port catheter|foreign body|device)"
_CAUGHT = re.compile(rf"snare\w*[^.\n]{{0,60}}(?:caught|captured|grasped|engaged|around|snared|grabbed)[^.\n]{{0,40}}{_THING}[^.\n]{{0,80}}(?:removed|withdrawn|retrieved|pulled|extracted)|{_THING}[^.\n]{{0,50}}(?:snared|caught|captured|grasped)[^.\n]{{0,60}}(?:removed|withdrawn|retrieved|pulled|extracted|taken out)|(?:goose-?\s?neck|\ben-?\s?snare|snare|loop|forceps|basket)\b[^.\n]{{0,60}}\b(?:around|over|on|onto)\b[^.\n]{{0,30}}[,;]? ?(?:the )?{_THING}[^.\n]{{0,60}}(?:removed|withdrawn|retrieved|pulled|extracted|taken out)")
_WORK = re.compile(r"\bneck\b|\bgroin\b|gradient|\bstent|\bij\b|\b[lr]ij\b|\b[lr]?cf[va]\b|cath'd|\bcath\b|viatorr|french|\d ?fr?\b|ivus|intravascular u|sheath|wire|catheter|snare|punctur|access|jugular|femoral|needle|deployed|cavogra|probe|pullback|pulled back")
_LOST_WIRE = re.compile(r"(?:lost|retained|migrated|missing|forgotten) (?:guide-?)?wire|wire (?:was )?(?:left in|lost|retained|migrated)")
_WIRE_OUT = re.compile(r"wire (?:was |is )?(?:caught|snared|grasped|captured|engaged)[^.\n]{0,60}(?:out|removed|withdrawn|pulled|retrieved)|snare\w*[^.\n]{0,80}wire[^.\n]{0,60}(?:out|removed|withdrawn|pulled|retrieved)")
_BELOW = re.compile(r"(?:denali|celect|option(?: elite)?|gunther|tulip|greenfield|trapease|optease|aln|bird'?s nest|retrievable|permanent) filter[^.;\n]{0,24}(?:below (?:the )?(?:lowest |low )?renal|infra-?renal|at l[1-4]|in (?:the )?(?:infrarenal )?(?:ivc|cava))(?![^.\n]{0,60}(?:snare|retriev|remov|indwell|existing|prior))")
_FREED = re.compile(r"filter[^.\n]{0,50}\b(?P<how>freed|withdrawn|collapsed into|retrieved|captured|removed|pulled into|drawn into|came out|out in one)\b(?! (?:not|un))|(?:sheath|cone)[^.\n]{0,40}over (?:the filter|it)[^.\n]{0,40}(?P<over>out|removed|withdrawn)")
#: the basket of a caval filter, or clot in it
_BASKET = re.compile(r"\b(?:in|of|within|above|below) (?:the |its )?basket\b|filter basket|\bdebris\b(?=[^.;\n]{0,30}filter)")
_LINE = re.compile(r"(?:dialysis|central venous|tunneled|mahurkar|trialysis|quinton|picc|\bport\b|triple[ -]lumen|dual[ -]lumen)[^.\n]{0,60}(?:catheter|placed|placement|inserted)|infusion catheter|thrombectomy|clottriever")
_AGO = re.compile(r"\s*(?:by (?:us|\w+) )?(?:in |on |back in )?(?:\w+ )?(?:\d{1,2}/)?(?:(?:19|20)\d\d|(?:\d+|two|three|four|five|six|several) (?:days?|weeks?|months?|years?) (?:ago|back|earlier|before))")
_GIVEN_UP = re.compile(r"(?:retriev|remov)\w*[^.\n]{0,80}(?:unsuccessful|abandon|aborted|failed)|could not (?:free|retrieve|remove|engage|snare|capture|collapse|dislodge|get) (?:it|the)\b|left where it (?:is|was)|could not be (?:retrieved|removed|engaged|snared|captured)|filter (?:was )?left in (?:place|situ)|(?:attempt\w* )(?:was |were )?(?:abandon|aborted|terminated|unsuccessful)|unable to (?:retrieve|remove|engage|snare)")
_SEATED = re.compile(r"filter\b[^\n]{0,40}[.;,] [^\n]{0,80}cav[oa]gra[^\n]{0,60}[.;,] ?(?:placed|deployed|released)[^.\n]{0,20}(?:below|infrarenal|under)|cav[oa](?:gra\w+)?\b(?:[^\n]{0,160}[.;:,] )(?:(?:retrievable|option|denali|celect|(?:gunther )?tulip|ivc) )*filter (?:\(\w+\) )?(?:placed|in|deployed|released)\b|(?:cav[oa]gra\w*|\bgram)\b[^\n]{0,120}[.;,] ?(?:option(?: elite)?|denali|celect(?: platinum)?|gunther tulip|greenfield|optease|trapease) (?:filter )?(?:infra-?renal|below|under|beneath|at l[1-4]\b)")
_FILTER = re.compile(r"(?<!embolic )(?:ivc|caval?|vena cava|celect|denali|option|greenfield|tulip|retrievable|trapease|optease|infrarenal)[^.\n]{0,60}filter|filter[^.\n]{0,60}(?:cava|ivc|renal|infrarenal)|celect|denali|gunther tulip|option elite|greenfield|trapease|optease")

#: a shunt of before entered again
_SHUNT_AGAIN = re.compile(r"(?:existing|indwelling|old|previous|occluded|narrowed|stenosed|thrombosed|original) (?:\w+ )?(?:covered |bare |tips )?(?:stent|shunt|tips|viatorr)s?\b[^.;\n]{0,60}\b(?:crossed|entered|traversed|recanali[sz]ed|catheteri[sz]ed|cannulated|dilated|re-?lined|ballooned|accessed)|(?:cross|enter|travers|recanali[sz]|catheteri[sz]|cannulat|re-?lin)\w*[^.;\n]{0,30}(?:existing|indwelling|old|previous|occluded|narrowed|stenosed|original) (?:\w+ )?(?:stent|shunt|tips)|(?:tips|shunt) reduction|reduction of (?:the )?(?:tips|shunt)|(?:the )?shunt was (?:then )?(?:entered|crossed|re-?lined|dilated)|re-?lined with")
#: a filter that was seen to lie where it is
_LIES_THERE = re.compile(r"\bfilter (?:is |was |still |remains |noted |seen |present |known |again )*(?:in (?:situ|place|position)|\([^)\n]{0,40}(?:un-?retrieved|not retrieved|never retrieved|permanent)|un-?retrieved|incidentally|noted)|(?:incidental|known|unretrieved|indwelling|old|chronic) (?:\w+ ){0,2}filter\b")
#: steps by which a filter is put in, moved or taken out
_FILTER_STEP = re.compile(r"snar|hook|cav[oa]gra|\bcavo\b|jugular|retriev(?!able)\w*(?<!unretrieved)|\bij\b|filter (?:was |is )?(?:deployed|placed|released|removed|out\b|removal|collapsed|captured|grasped)|collaps|renal veins?")
#: a filter caught, shifted and let go again
_SHIFTED = re.compile(
    r"filter\b[^\n]{0,260}\b(?:re-?deployed|re-?released|re-?positioned|re-?seated|re-?opened|(?:released|deployed|opened|unsheathed|dropped|seated|let (?:out|go|down)) again)\b|filter\b[^.;\n]{0,120}\b(?:moved|shifted|pulled|pushed|drawn|brought|advanced|dragged|nudged|straightened|turned)\b[^.;\n]{0,60}\b(?:higher|lower|up(?:ward)?s?\b(?! (?:and )?(?:into|inside|in|out|through))|down(?:ward)?s?\b|cephalad|cranial\w*|caudal\w*|upright|below the renal|infrarenal|suprarenal|into (?:the )?(?:proper|correct|right|good) position)"
    r"|\b(?:re-?deployed|re-?released|re-?positioned)\b[^.;\n]{0,80}\bfilter\b|same (?:device|filter)[^.;\n]{0,40}(?:left|re-?deployed|remain)"
)
_NEW_FILTER = re.compile(r"(?:new|second|another|replacement) (?:\S+ ){0,3}filter (?:was )?(?:then )?(?:placed|deployed|released|inserted)|(?:placed|deployed|inserted)[^.;\n]{0,20}(?:new|second|another) (?:\S+ ){0,3}filter|filter (?:was )?(?:then )?(?:removed|retrieved|withdrawn)(?: from the (?:body|patient)| intact| whole| through)")
#: a filter that catches debris downstream of work in an artery
_PROTECTION = re.compile(r"embolic|distal protection|protection (?:device|filter)|spider|emboshield|\bnav-?6|filter-?wire|accunet|angioguard|debris|basket|carotid|\bsfa\b|popliteal artery|atherectomy")
#: the retrieval was not even begun
_NOT_BEGUN = re.compile(
    r"(?:snare|retriev\w+ (?:set|kit|device)|cone|loop)\b[^.;\n]{0,12}\b(?:not opened|unopened|never opened|not used|left (?:un)?opened)|(?:did not|didn't|chose not to) (?:go|proceed|take it) (?:any )?further|went no further|got no further|stopped (?:there|at that point)[^.;\n]{0,30}|(?:retriev\w*|removal)[^.;\n]{0,60}\b(?:not (?:attempted|begun|started|tried|performed|undertaken|pursued|done|made|carried out)|never (?:begun|started|attempted)|deferred|cancel\w*|postponed|called off|withheld|abandoned before)|no (?:attempt (?:at|was made|to)|retriev\w+ (?:device|sheath|set|kit|snare|attempt|system|tool)|snare|cone)\b[^.;\n]{0,40}|(?:retriev\w+ (?:device|sheath|set|kit|system)|snare|cone)[^.;\n]{0,40}\b(?:was|were) (?:not|never) (?:opened|introduced|inserted|used|advanced|unpacked|placed)"
    r"|(?:did not|didn't|decided not to|chose not to|elected not to|decision (?:was made )?not to|decided against)[^.;\n]{0,40}(?:retriev|remov|attempt|proceed|snare|filter)|(?:in view of|because of|given|due to|with)[^.;\n]{0,60}(?:clot|thromb\w*)[^.;\n]{0,60}(?:retriev\w*|removal|filter)[^.;\n]{0,30}(?:not|left|defer)"
)
#: what shows that it was begun all the same
_BEGUN = re.compile(r"(?:hook|filter|apex|tip of the filter)[^.;\n]{0,40}\b(?:was|were|could|is) (?:not be )?(?:\w+ )?(?:snared|engaged|captured|grasped|collapsed|sheathed|freed)|(?:snare|loop|forceps|cone)\b[^.;\n]{0,60}(?:passed|advanced|tried|attempt|around|over the hook|slipped|closed|opened in|engag)|attempt\w*[^.;\n]{0,40}(?:snare|engage|capture|retriev)\w*[^.;\n]{0,30}(?:fail|unsuccess|abandon|without)|(?:multiple|several|repeated|two|three) attempts|unable to (?:engage|snare|capture|free|collapse)|minutes of (?:trying|manipulation|attempt)")
#: a filter only thought of, or placed on another day of a stay told day by day
_ONLY_SPOKEN_OF = re.compile(r"(?:may|might|could|should|would|can|to) be (?:\w+ )?(?:indicated|considered|discussed|placed|needed|offered|warranted|arranged|evaluated)|is (?:recommended|suggested|advised|an option|indicated)|consider|candidate|recommend|if (?:anticoag|there|the|he|she|needed)|evaluate for|discuss|\boption\b(?! elite)")
#: a limb broken off a filter that stays where it is
_STRUT = re.compile(r"\b(?:fractured|broken|detached|embolized|migrated|stray|loose)\b[^.;\n]{0,24}\b(?:strut|limb|leg|arm|hook)s?\b(?=[^~]*\bfilter (?:body|itself|proper|remnant|basket)?[^.;\n]{0,12}\b(?:stays?|stayed|left|remain\w*|was not|is not|not (?:tried|attempted|touched)|bound|incorporated))")
#: a lost thing that is no filter, in a session in which a filter is put in or taken out
_LOST_OTHER = re.compile(r"\b(?:lost|retained|sheared|snapped|broken|fractured|stray)\b (?:[\w-]+ ){0,3}?(?:guide-?wire|wire|catheter|tubing|sheath tip|picc|coil)\b|\b(?:guide-?wire|wire|catheter|tubing|picc)\b (?:\w+ ){0,3}?(?:was|were|is|got|had been) (?:\w+ )?(?:lost|left behind|sheared|snapped|broken|retained)\b")
#: a retrieval that is still to come
_TO_COME = re.compile(r"\s*(?:is |was |to be |can be |will be )?(?:later|to follow|next|planned|in (?:\d+|two|three|four|six) (?:weeks|months)|another day|deferred|scheduled|booked|when)\b")
_DAY_OF_STAY = re.compile(r"(?:^|\n|[-*] ?)\W*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\s*[-:–]")


def read(case: Case) -> list[Procedure]:
    """Venous device work of today."""
    text = " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in _WHERE)
    if not _WORK.search(text) or re.search(r"no procedure (?:today|was (?:done|performed)|performed|done)", text):
        return []
    told = ([] if _STRUT.search(case.document.flat) or _only_lies_there(case.document.flat) else _filter(case, text) or _filter_whole(case), [] if _own_shunt(case) else _tips(case, text) or _shunt_whole(case), _biopsy(case, text) or _tissue_whole(case), _foreign_body(case))
    if not told[0] and not told[3] and (piece := venous_told.piece(*venous_told.texts(case))):
        told = (*told[:3], [Procedure("foreign_body", "retrieval").because(piece)])
    return [*(procedure for part in told for procedure in part), *_ivus(case)]


def _filter_whole(case: Case) -> list[Procedure]:
    """A filter read from the report as a whole, where no statement alone tells what was done to it."""
    flat, live = venous_told.texts(case)
    if _PROTECTION.search(flat) or _NOT_BEGUN.search(flat) and not _BEGUN.search(_without(flat, _NOT_BEGUN)):
        return []
    for name, told in (("reposition", venous_told.filter_moved), ("retrieval", venous_told.filter_out), ("placement", venous_told.filter_put)):
        if where := told(flat, live):
            return [Procedure("ivc_filter", name).because(where)]
    return []


#: a shunt of nature's own that is closed for varices
_OWN_SHUNT = re.compile(r"(?:gastro|spleno|lieno)-?\s?(?:renal|caval)\b")


def _own_shunt(case: Case) -> bool:
    """Whether the only shunt told of is one between veins of the body's own."""
    return bool(_OWN_SHUNT.search(case.document.flat)) and not re.search(r"\b(?:tips|dips)\b|viatorr|stent|transjugular intrahepatic", case.document.flat)


def _shunt_whole(case: Case) -> list[Procedure]:
    """A shunt read from the report as a whole."""
    flat, live = venous_told.texts(case)
    revised = venous_told.shunt_revised(flat, live)
    where = revised or venous_told.shunt_made(flat, live)
    return [Procedure("tips", "revision" if revised else "creation").because(where)] if where else []


def _tissue_whole(case: Case) -> list[Procedure]:
    """Tissue taken through a vein, read from the report as a whole."""
    where = venous_told.tissue(*venous_told.texts(case))
    return [Procedure("transjugular", "biopsy").because(where)] if where else []


def _without(text: str, pattern: re.Pattern[str]) -> str:
    """A text with the matches of a pattern blanked."""
    return pattern.sub(lambda m: " " * len(m.group()), text)


def _told(case: Case, found: list[Finding]) -> list[Finding]:
    return [f for f in found if f.role == "body"] or ([f for f in found if f.role == "summary"] if found else []) or found


def _only_lies_there(flat: str) -> bool:
    """Whether a filter is named once, as something the patient has, and no step of work on one is told."""
    return _LIES_THERE.search(flat) is not None and len(re.findall(r"\bfilter", flat)) == 1 and not _FILTER_STEP.search(_LIES_THERE.sub(" ", re.sub(r"un-?retrieved", " ", flat)))


def _filter(case: Case, text: str) -> list[Procedure]:
    if not _FILTER.search(text) and not (re.search(r"\bfilter\b", text) and re.search(r"\bcavo\b|\bcav[oa]gra|filter (?:retriev\w+|removal|extraction)|(?:retriev\w+|removal|extraction) of (?:\w+ ){0,3}filter|\bcava\b|\bivc\b|infra-?renal|renal veins?|\brenals\b", text) and not _PROTECTION.search(_BASKET.sub(" ", text))):
        return []
    return _filter_named(case, text) or _filter_told(case)


def _filter_told(case: Case) -> list[Procedure]:
    """A filter told by what was done to it, where no set phrase names the act."""
    live, flat = blanked(case, roles=("body",)), case.document.flat
    if _NOT_BEGUN.search(flat) and not _BEGUN.search(_without(flat, _NOT_BEGUN)):
        return []
    taken = venous_device_acts.filter_taken(flat, live)
    where = taken or venous_device_acts.filter_put(flat, live)
    return [Procedure("ivc_filter", "retrieval" if taken else "placement").because(where)] if where else []


def _filter_named(case: Case, text: str) -> list[Procedure]:
    """A filter told by a set phrase."""
    placed = [f for f in case.all("phrase", "filter_placed", roles=_WHERE) if not re.search(r"embolic|spider|emboshield|filterwire|nav6", case.sentence(f.sentence))]
    placed = [f for f in placed if not _AGO.match(case.document.flat[f.end : f.end + 40])]
    if not re.search(r"cav[oa]gra|\bcavo\b|jugular|femoral|\bij\b|\bcfv\b|sheath|introducer|deployed|renal|access|punctur|venogra", text):
        placed = []  # told without one step of the work
    placed = [f for f in placed if not _ONLY_SPOKEN_OF.search(case.sentence(f.sentence)) and not _DAY_OF_STAY.match(case.sentence(f.sentence))]
    whole = case.document.flat
    if _NOT_BEGUN.search(whole) and not _BEGUN.search(_without(whole, _NOT_BEGUN)) and not placed:
        return []
    caught = re.search(r"snar|hook|grasp|captur|collaps|sheath|sleeve|loop|catheter|wire", text)
    if caught and not _NEW_FILTER.search(text) and (shifted := _SHIFTED.search(blanked(case, roles=("body", "summary")))):
        return [Procedure("ivc_filter", "reposition").because(Span(*shifted.span()))]
    taken = case.all("phrase", "filter_retrieved", roles=_WHERE, status=("done", "removed", "existing"))
    taken = [f for f in taken if not _TO_COME.match(case.document.flat, f.end)]
    tried = case.all("phrase", "filter_retrieved", roles=_WHERE, status=("attempted", "failed"))
    if not taken and not placed and not tried and not _GIVEN_UP.search(text) and (told := _BELOW.search(blanked(case, roles=("body", "summary"))) or _SEATED.search(blanked(case, roles=("body",)))):
        return [Procedure("ivc_filter", "placement").because(Span(*told.span()))]
    if not taken and not placed:
        freed = _FREED.search(blanked(case, roles=("body", "summary")))
        if freed and freed.group("how"):
            return [Procedure("ivc_filter", "retrieval").because(Span(*freed.span()))]
    moved = case.all("phrase", "filter_repositioned", roles=_WHERE)
    if (taken or tried) and (tried or _GIVEN_UP.search(text)) and not re.search(r"filter (?:was )?(?:then )?(?:removed|retrieved)(?: intact| in its entirety|, )|removed intact|(?:freed|retrieved|withdrawn|removed|extracted|captured)[^.\n]{0,40}(?:entirely|intact|whole|in one piece|in its entirety|completely|through the sheath)|successful(?:ly)? (?:retriev|remov)", text):
        return [Procedure("ivc_filter", "retrieval_failed").because((taken or tried)[0])]
    if moved and not re.search(r"(?:removed|retrieved) intact|filter (?:was |is )?(?:then )?(?:removed|retrieved)|in its entirety|explant", text):
        return [Procedure("ivc_filter", "reposition").because(moved[0])]
    if taken:
        return [Procedure("ivc_filter", "retrieval").because(*_told(case, taken)[:2])]
    if placed:
        body = blanked(case, roles=("body",))
        second = bool(_LINE.search(body)) and len(re.findall(r"ultraso\w+|sonogra\w+", body)) >= 2
        return [Procedure("ivc_filter", "placement").because(*_told(case, placed)[:2]).set("second_device", second)]
    if moved:
        return [Procedure("ivc_filter", "reposition").because(moved[0])]
    return []


def _tips(case: Case, text: str) -> list[Procedure]:
    created = case.all("phrase", "tips_created", roles=_WHERE, status=("done", "attempted", "failed"))
    revised = case.all("phrase", "tips_revised", roles=_WHERE, status=("done", "existing"))
    again = _SHUNT_AGAIN.search(blanked(case, roles=("body", "summary", "head") if "head" in case.roles else ("body", "summary")))
    if created and again and not re.search(r"needle[^.\n]{0,80}portal vein|portal vein[^.\n]{0,40}punctur|tract[^.\n]{0,30}dilat", text):
        return [Procedure("tips", "revision").because(Span(*again.span()))]
    if created and (old := venous_device_acts.shunt_revised(case.document.flat, blanked(case, roles=("body",)))) and not re.search(r"needle|portal vein[^.\n]{0,40}(?:punctur|entered|access)|tract[^.\n]{0,30}(?:dilat|balloon)|creat", text):
        return [Procedure("tips", "revision").because(old)]
    if not created and not revised or not re.search(r"portal|portogra|shunt|viatorr|portosystemic", text):
        return _shunt_told(case)
    new = re.search(r"transcaval punctur|punctur\w*[^.\n]{0,50}portal vein|covered stent|(?:rosch|colapinto|ross modified|needle)[^.\n]{0,120}portal|portal vein[^.\n]{0,60}(?:punctur|access|entered)|tract[^.\n]{0,40}(?:dilated|\d+ ?mm)|(?:viatorr|covered stent|stent graft)[^.\n]{0,120}(?:deployed|placed)|(?:viatorr|stent graft)", text)
    if revised and re.search(r"existing|revision|recanaliz|reduc|occluded tips|tips (?:stent )?(?:is|was) (?:occluded|narrow|stenot)", text) and not re.search(r"needle[^.\n]{0,80}portal vein", text):
        return [Procedure("tips", "revision").because(revised[0])]
    if created and new:
        return [Procedure("tips", "creation").because(*_told(case, created)[:2])]
    return _shunt_told(case)


def _shunt_told(case: Case) -> list[Procedure]:
    """A shunt told by its steps, where no set phrase names the act."""
    live, flat = blanked(case, roles=("body",)), case.document.flat
    revised = venous_device_acts.shunt_revised(flat, live)
    where = revised or venous_device_acts.shunt_made(flat, live)
    return [Procedure("tips", "revision" if revised else "creation").because(where)] if where else []


def _biopsy(case: Case, text: str) -> list[Procedure]:
    found = case.all("phrase", "transjugular_biopsy", roles=_WHERE)
    out = []
    if found and not NO_TISSUE.search(text) and re.search(r"core|sample|specimen|pass(?:es)?\b|quick-?core|forceps|biops", text):
        out.append(Procedure("transjugular", "biopsy").because(*_told(case, found)[:2]))
    return out


def _foreign_body(case: Case) -> list[Procedure]:
    found = case.all("phrase", "foreign_body", roles=_WHERE, status=("done", "removed"))
    caught = _CAUGHT.search(blanked(case, roles=("body",))) or (_LOST_WIRE.search(case.document.flat) and _WIRE_OUT.search(blanked(case, roles=("body",))))
    if venous_device_acts.SCOPED.search(case.document.flat) or stray.NOT_MADE.search(case.document.flat):
        return []
    if not found and caught and not _FILTER.search(case.document.flat):
        return [Procedure("foreign_body", "retrieval").because(Span(*caught.span()))]
    beside = _STRUT.search(case.document.flat) or _LOST_OTHER.search(case.document.flat)
    piece = None if _FILTER.search(case.document.flat) and not beside else venous_device_acts.piece_taken(case.document.flat, blanked(case, roles=("body",)))
    if piece is not None and not found:
        return [Procedure("foreign_body", "retrieval").because(piece).set("other_piece", bool(beside))]
    if not found and (taken := stray.caught(case.document.flat, blanked(case, roles=case.roles))) is not None:
        return [Procedure("foreign_body", "retrieval").because(taken)]
    if not found and (sought := stray.given_up(case.document.flat, blanked(case, roles=case.roles))) is not None:
        return [Procedure("foreign_body", "retrieval_failed").because(sought)]
    if not found or not case.has("device", "snare", roles=_WHERE) and not re.search(r"snare|forceps|basket", case.document.flat):
        return []
    return [Procedure("foreign_body", "retrieval").because(*_told(case, found)[:2])]


def _ivus(case: Case) -> list[Procedure]:
    found, where = intravascular.vessels(case)
    if not where:
        return []
    procedure = Procedure("ivus", "ivus").because(*where[:2])
    procedure.set("vessels", tuple(sorted(found))).set("further", max(0, len(found) - 1))
    return [procedure]
