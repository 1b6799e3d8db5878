"""Embolization: one procedure for each reason and surgical field, with radioembolization and head and neck."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import embolic, embolization_place, embolization_reason, stray
from cac.narrative.case import Case
from cac.narrative.embolic import Act
from cac.narrative.live import blanked
from cac.narrative.outside_vessels import marked_only, outside_vessels
from cac.narrative.procedure import Procedure
from cac.narrative.step_telegram_words import AS_PLANNED

FAMILIES = ("embolization",)
ORDER = 62

_ISOTOPE = re.compile(r"\by-?\s?90|yttrium|90-?y\b|theraspheres?|sir-?\s?spheres?|\bgbq\b|radioemboli[sz]|quiremspheres?|holmium|(?:resin|glass) microspheres?")
_ISOTOPE_PART = re.compile(r"\bdoses?\b|\bactivity\b|\bvials?\b|microspheres|\bspheres\b|aliquots?")
_NO_ISOTOPE = re.compile(r"\bmaa\b|macroaggregated|tc-?\s?99|lidocaine|dose[- ](?:area|length)|fluoro|air kerma|mgy|fentanyl|midazolam|heparin|planning|mapping|\bplan\b|will be|scheduled|simulation")
#: an activity and where it went, without a verb
_AMOUNT = re.compile(r"\d ?(?:gbq|mci)\b[^.;\n]{0,40}\b(?:into|to|in|via|through|down)\b(?![^.;\n]{0,30}\b(?:plan|order|prescri)\w*)|\b(?:into|to|in)\b[^.;\n]{0,40}\d ?(?:gbq|mci)\b|activity[^.;\n]{0,20}\d ?(?:gbq|mci)\b[^;\n]{0,40}(?:aliquots?|stasis|slow\w*|residual)")
_GIVING = re.compile(r"\b(?:infus\w+|inject\w+|deliver\w*|administ\w+|gave|given|instill\w+|treated with)\b")
_OTHER_USER = re.compile(r"authori[sz]ed user[^.\n]{0,60}(?:\bdr\.?\s|\bmd\b|radiation oncolog|nuclear medicine|physicist)|(?:radiation oncolog\w+|nuclear medicine(?: physician)?|rad onc)[^.\n]{0,80}(?:authori[sz]ed user|administ|deliver|infus|inject|documents|separate)|(?:deliver|administ|infus|inject)\w*[^.\n]{0,40}\bby (?:dr\.?|radiation oncolog|nuclear medicine|rad onc)")
_OWN_USER = re.compile(r"\bi (?:am|was|act(?:ed)? as|serv\w+ as)(?: \w+){0,3} \bau\b|\bau\b ?(?:[:=(-]|is|was) ?(?:me|self|myself|operator)|authori[sz]ed user ?[:=] ?(?:me|self|myself|operator|same)|\b(?:i|operator|myself|me|attending|undersigned|interventional radiolog\w+|ir physician)\b[^.\n]{0,60}authori[sz]ed user|authori[sz]ed user[^.\n]{0,50}(?:\bmyself|\bself\b|\bi\b|\bme\b|operator|same physician|undersigned|above|interventional radiolog\w+)|as (?:the )?authori[sz]ed user,? i\b(?! placed| only)|i am (?:also |both )?(?:the |an )?authori[sz]ed")
#: another physician in the place of the authorized user
_ANOTHER = re.compile(r"(?:\bdr\.? \w+|nuclear medicine(?: physician)?|radiation oncolog\w+|rad onc)\b[^;\n]{0,40}\b(?:acted|served|serving|acting|was|is) (?:as )?(?:the )?(?:sole )?(?:authori[sz]ed user|au\b)")
_OWN_WORK = {
    "treatment_plan": re.compile(r"(?:i|operator|author)\b[^.\n]{0,50}(?:complex )?(?:treatment|therapeutic radiology) plan(?:ning)? (?:was |is )?(?:performed|completed|documented|written)[^.\n]{0,40}|(?:complex )?treatment plan(?:ning)?[^.\n]{0,40}(?:completed|performed|written) by (?:me|myself|the operator)"),
    "dosimetry": re.compile(r"(?:dosimetry|dose calculation)[^.\n]{0,60}(?:performed|done|calculated|completed) by (?:me|myself|the operator)|\bi (?:performed|did|completed|calculated)[^.\n]{0,40}(?:dosimetry|dose calculation)"),
    "emission_scan": re.compile(r"spect(?:/ct| ct)?[^.\n]{0,80}(?:interpreted|read|reported) (?:here )?by (?:me|myself|the operator)|\bi (?:interpreted|read|reviewed and interpreted)[^.\n]{0,40}spect"),
}
_NOT_OWN = re.compile(r"separate(?:ly)?[^.\n]{0,20}(?:dictat|report)|another|by (?:dr|nuclear|radiation|physic)")
_COMPLETION = re.compile(r"(?:last|closing|end) (?:film|run|shot|picture|series|angiogra\w*|injection)|(?:post|control|final|completion) (?:films?|pictures?|shots?)\b|(?:completion|final|follow-?\s?up|post-?\s?emboli[sz]ation|control|repeat|post)\s+(?:\w+ ){0,3}(?:angiogra|arteriogra|runs?\b|injection|dsa|series|images?)|(?:angiogra|arteriogra)\w+ (?:after|following) (?:the )?emboli|(?:final|completion)\s*[:-]")

#: alcohol or phenol for a nerve, and the vessels that such a drug may also fill
_NEUROLYTIC = re.compile(r"neurolysis|neurolytic|\b(?:celiac|coeliac|splanchnic|hypogastric) (?:plexus |nerves? |ganglia )?(?:block|ablation|alcohol|destruction)|\balcoholi[sz]ation of the (?:\w+ )?(?:plexus|nerve|ganglion)")
_VESSEL_FILLED = re.compile(r"sclero(?:sed|therapy|sant)|malformation|varicocele|emboli[sz]|angiogra|microcath|\b(?:brto|parto|carto)\b")
#: veins under the skin of a leg that are closed for reflux
_TRUNKS = ("gsv", "ssv", "aasv", "pasv", "aagsv", "pagsv", "tributary", "perforator", "giacomini")
#: the film after the treatment told as not made
_NONE_MADE = re.compile(r"\b(?:no|without an?y?) <|<[^<.]*(?:: ?none\b|\b(?:was|were) (?:not|never)\b|: ?not\b)")


def read(case: Case, before: list[Procedure]) -> list[Procedure]:
    """Embolizations done today.

    Args:
        case: a read report.
        before: what other readers have found; a coil that was lost and taken out embolized nothing today.
    """
    found = embolic.acts(case)
    found = [a for a in found if not (a.agent == "sclerosant" and _NEUROLYTIC.search(case.document.flat) and not _VESSEL_FILLED.search(blanked(case)))]
    if any(p.family == "foreign_body" for p in before):
        found = [a for a in found if not stray.only_lost(case.sentence(a.sentence))]
    if not found:
        return []
    if {a.agent for a in found} <= {"gelfoam", "plug", "glue", "verb"} and re.search(r"biops|\bcores?\b|ablat|\bcoaxial\b|formalin|\b1\d ?-?(?:g|ga|gauge)\b[^.;\n]{0,12}\bx ?\d", case.document.flat) and not re.search(r"arter|angiogra|catheter", blanked(case)):
        return []  # the tract of a needle is plugged
    if {a.agent for a in found} <= {"sclerosant", "verb"} and any(p.family == "venous_ablation" and p.target in _TRUNKS for p in before):
        return []  # foam in a vein of the leg has its own codes
    if {a.agent for a in found} <= {"coil", "coils", "verb"} and marked_only(case):
        return []  # coils as marks in a tumor
    if outside_vessels(case, before):
        return []  # a duct, a ureter or a tract of a tube was closed, or the loop of a stent lies coiled
    place = embolization_place.read(case, found)
    if place.elsewhere:
        return []
    story = embolization_reason.Story(case)
    where = [a.where for a in _spread(found)]
    if place.system == "head":
        return _head(case, place, where)
    agents = {a.agent for a in found}
    isotope = "isotope" in agents and _isotope_given(case)
    planning = embolization_reason.planning(story) and not isotope
    if "isotope" in agents and not isotope and not agents - {"isotope", "verb"}:
        return []
    made = Procedure("embolization", "embolization", place.target, place.side).because(*where)
    made.set("system", place.system).set("field", place.fields).set("agents", tuple(sorted(agents - {"verb"})))
    if place.system == "arterial":
        reason = embolization_reason.arterial(story, agents, frozenset(f.split()[-1] for f in place.fields), planning=planning, treated_isotope=isotope)
    else:
        reason = embolization_place.reason(story, place)
    made.set("reason", reason.name, *([reason.where] if reason.where else []))
    several = len(place.fields) > 1 and (reason.name == "hemorrhage" and embolization_reason.trauma(story) or set(place.fields) == {"left knee", "right knee"})
    made.set("fields", min(2, len(place.fields)) if several else 1)
    if several:
        made.set("field_modifier", "59")
    if place.disputed:
        made.set("disputed", place.disputed)
    out = [made]
    if isotope:
        made.set("isotope", True)
        out.append(_isotope(case, where))
    if isotope or planning:
        out += _planning_work(case, where)
    return out


def _isotope_given(case: Case) -> bool:
    """Whether the isotope itself was given today, not the particles of a mapping."""
    for number, owner in enumerate(case.document.sentence_section):
        text = AS_PLANNED.sub(" ", case.sentence(number))
        if case.document.sections[owner].role in ("body", "summary") and (_GIVING.search(text) or _AMOUNT.search(text)):
            if _ISOTOPE.search(text) and not re.search(r"will be|scheduled|planned|for future|return", text) or _ISOTOPE_PART.search(text) and not _NO_ISOTOPE.search(text):
                return True
    return False


def _spread(found: list[Act]) -> list[Act]:
    """The first act of each sentence, five at most."""
    seen: dict[int, Act] = {}
    for act in found:
        seen.setdefault(act.sentence, act)
    return list(seen.values())[:5]


def _isotope(case: Case, where: list[Span]) -> Procedure:
    """The administration of the radiopharmaceutical by its authorized user."""
    flat = case.document.flat
    own, other = _OWN_USER.search(flat), _OTHER_USER.search(flat)
    if acted := _ANOTHER.search(flat):
        own, other = None, acted
    made = Procedure("embolization", "radionuclide_administration", "liver").because(*where[:2])
    if own:
        made.set("authorized_user", "author", Span(*own.span()))
    elif other:
        made.set("authorized_user", "other", Span(*other.span()))
    return made


def _planning_work(case: Case, where: list[Span]) -> list[Procedure]:
    """Planning, dose calculation and reading of the emission scan, where the author says that they are his own."""
    out = []
    for name, pattern in _OWN_WORK.items():
        match = next((m for m in pattern.finditer(case.document.flat) if not _NOT_OWN.search(case.document.flat[max(0, m.start() - 40) : m.end() + 60])), None)
        if match:
            out.append(Procedure("embolization", name, "liver").because(Span(*match.span())))
    return out


def _head(case: Case, place: embolization_place.Place, where: list[Span]) -> list[Procedure]:
    made = Procedure("embolization", "head_embolization", place.target, place.side).because(*where)
    made.set("field", place.fields).set("nervous_system", place.nervous)
    if place.disputed:
        made.set("disputed", place.disputed)
    check = next((m for m in _COMPLETION.finditer(case.document.flat) if not re.search(r"\b(?:will|recommend\w*|schedul\w*|plan\w*|in \d+|at \d+)[^.\n]{0,30}$", case.document.flat[: m.start()][-60:]) and not _NONE_MADE.search(case.document.flat[max(0, m.start() - 12) : m.start()] + "<" + case.document.flat[m.start() : m.end() + 30])), None)
    made.set("follow_up_angiogram", bool(check))
    return [made]
