"""Lumbar puncture, blood patch, intrathecal drugs, myelography."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Finding, Span
from cac.narrative import myelogram_films, thecal
from cac.narrative.case import Case
from cac.narrative.clause_sense import of_today_text, runs_on, sense, today
from cac.narrative.common import guided
from cac.narrative.kept import kept_image
from cac.narrative.needle_drug import NEEDLE
from cac.narrative.procedure import Procedure
from cac.narrative.sonographic import WATCHED
from cac.narrative.spine_ct import REGIONS, contrast_for_ct, described

FAMILIES = ("lumbar_puncture",)
_WHERE = ("body", "summary", "head")
_REGION = {
    "cervical": re.compile(r"cervical (?:\w+ ){0,3}?(?:myelogra|images?|films?|views?|spots?|column|spine|canal|region|segment|series|runs?\b|study)|cervical\s*:|cervical (?:and|,)|into the cervical|c-spine"),
    "thoracic": re.compile(r"\bdorsal (?:spine|myelogra|cord|films?)|thoracic (?:\w+ ){0,3}?(?:myelogra|images?|films?|views?|spots?|column|canal|region|segment|series|runs?\b|study)|thoracic\s*:|thoracic (?:and|,)|into the thoracic|t-spine"),
    "lumbar": re.compile(r"lumbar (?:\w+ ){0,3}?(?:myelogra|images?|films?|views?|spots?|column|canal|region|spine films|series|runs?\b|study)|lumbar\s*:|lumbar (?:and|,)|lumbosacral"),
}
_NOT_BEGUN = re.compile(r"(?:abort|cancel|stopp|terminat|discontinu|postpon|abandon|declin|refus|withdr|halt|call)\w*[^.\n]{0,80}before (?:any |the )?needle (?:insertion|placement|entry|was)|before (?:any |the )?needle (?:insertion|placement|entry)[^.\n]{0,60}(?:abort|cancel|stopp|terminat|discontinu|postpon|abandon|declin|refus)|no needle (?:was )?(?:placed|inserted|advanced)")
_CLOSING = re.compile(r"\bcp\b ?:? ?(?:of |was )?\d|closing")
_NO_CLOSING = re.compile(r"\b(?:no|without) closing(?: pressure)?|closing (?:pressure )?(?:was |is )?(?::? ?(?:not|none|n/a|deferred|omitted)|could not)[^.;\n]{0,20}")
_BRAIN = re.compile(r"burr hole|ventricul(?:ar|ostomy)|\bevd\b|twist drill|shunt (?:valve|tap)|ommaya")
#: the puncture was at the back and not at the head
_AT_THE_BACK = re.compile(r"lumbar|\blps?\b|spinal (?:needle|tap)|thecal|interlaminar|\bl ?[1-5] ?[-/] ?l? ?[2-5s]")
_NO_MYELOGRAM = re.compile(r"(?:no|without) (?:dural puncture|intrathecal (?:spread|contrast|flow))|myelogram without")
_NEEDLE = re.compile(rf"{NEEDLE.pattern}|\blor\b|resistance|opening (?:at|of|was|is)? ?\d|needle|gauge|tuohy|touhy|csf|cerebrospinal|opening pressure|\bop\b|intrathecal|thecal|puncture|subarachnoid")


#: needle work in the words of a narrative that stands under a heading of procedures
_AT_WORK = re.compile(r"needle (?:was|is)|\b\d{2} ?-?(?:g|ga|gauge)\b|csf|cerebrospinal|opening pressure|punctured|instilled|was (?:entered|accessed)")
#: a scan that was looked at, asked for or done afterwards, and guided nothing
_SCAN = re.compile(r"\b(?:cells?|plt|platelets?|wbc|rbc|diff|blood|cd4) ct\b|\b(?:head|brain|cranial) ct\b|\bct (?:of |scan of )?(?:the )?(?:head|brain)|\b(?:post|after|before|for|to|no|the|a|prior|recent|outside|delayed|subsequent|later|followed by)[- ](?:myelogra\w+ |the )?ct\b(?! (?:guid|fluoro|table|gantry|suite|scanner))|\bct (?:myelogra\w*|scan|to follow|follow\w*|that follow\w*|will|is|was|shows?|showed|without|with|negative|normal|images?|of|after)\b|\bct ?:")
_SELF = re.compile(r"(?:by|:) ?(?:me\b|myself|(?:the )?(?:undersigned|operator|same|author|performing|proceduralist)|this (?:physician|radiologist))|\bi (?:personally )?(?:read|interpret)")


def read(case: Case) -> list[Procedure]:
    """Punctures of the thecal sac done today, one procedure each."""
    spoken = runs_on(case)
    acts = {value: [f for f in case.all("act", value, roles=_WHERE, status=None if spoken else ("done",)) if sense(case, f) not in ("other_day", "later", "denied")] for value in ("lumbar_puncture", "myelography", "blood_patch", "intrathecal_chemo")}
    acts["lumbar_puncture"] = [f for f in acts["lumbar_puncture"] if not _by_accident(case, f)]
    if _NOT_BEGUN.search(case.document.flat):
        return []
    if not acts["myelography"] and (_INSTILLED.search(of_today_text(case)) or (_SAC.search(of_today_text(case)) or _SPACE.search(of_today_text(case))) and _CONTRAST_GIVEN.search(of_today_text(case))):  # asked for, and the contrast went in
        acts["myelography"] = [f for f in case.all("act", "myelography", roles=_WHERE, status=("planned", "done", "hypothetical")) if sense(case, f) in ("", "later")]
    if not acts["blood_patch"] and _BLOOD_GIVEN.search(of_today_text(case)) and re.search(r"epidural|tuohy|touhy|\blor\b|loss[ -]of[ -]resistance", of_today_text(case)):  # the day of the headache is not that of the patch
        acts["blood_patch"] = [f for f in case.all("act", "blood_patch", roles=_WHERE, status=("prior",)) if not sense(case, f)]
    if not acts["blood_patch"]:
        acts["blood_patch"] = thecal.patched(case)
    filmed = thecal.filmed(case)
    by_place = {} if any(acts.values()) or filmed else thecal.told(case)
    if by_place:
        acts |= by_place
    elif not acts["intrathecal_chemo"] and not acts["myelography"]:
        acts["intrathecal_chemo"] = thecal.chemotherapy(case)
    if not any(acts.values()) and not filmed or not (by_place or _NEEDLE.search(case.document.flat) or acts["myelography"] and _CONTRAST_GIVEN.search(case.document.flat)) or (_BRAIN.search(case.document.flat) and not _AT_THE_BACK.search(case.document.flat)):
        return []
    if not _MYELOGRAM.search(case.document.flat) and (acts["intrathecal_chemo"] or not contrast_for_ct(case)) or _NO_MYELOGRAM.search(case.document.flat):
        acts["myelography"] = []
    if not acts["myelography"] and not acts["blood_patch"]:
        acts["myelography"] = filmed
    acts["blood_patch"] = [f for f in acts["blood_patch"] if not _held_out(case, f)]
    if acts["blood_patch"] and not _patched(case, acts["blood_patch"]):
        acts["blood_patch"] = []
    if acts["blood_patch"] and not (re.search(r"\blung\b|pleura|pneumothora", case.document.flat) and not re.search(r"epidural|dural|headache|lumbar", case.document.flat)) and re.search(r"epidural|dural|csf|headache|intrathecal|lumbar|spinal|\bebp\b|autologous|tuohy|touhy|\blor\b|\bl ?\d", case.document.flat):
        return [_imaged(case, Procedure("lumbar_puncture", "blood_patch").because(acts["blood_patch"][0]), acts["blood_patch"])]
    if acts["myelography"] and _told(case, acts["myelography"]):
        return [_myelogram(case, acts["myelography"])]
    found = acts["intrathecal_chemo"] or acts["lumbar_puncture"]
    if not found or not by_place and not _told(case, found):
        return []
    name = "intrathecal_chemotherapy" if acts["intrathecal_chemo"] else "lumbar_puncture"
    procedure = Procedure("lumbar_puncture", name).because(found[0])
    phrases = [f for f in case.all("phrase", "therapeutic_lp", roles=("body", "summary", "head", "background"), status=None) if f.status != "negated" and not _NO_CLOSING.search(case.document.flat[max(0, f.start - 14) : f.end + 30])]
    therapeutic = phrases[0] if phrases else None
    volume = [f for f in case.all("measure", "ml") if f.number and 20 <= f.number <= 80 and re.search(r"csf|cerebrospinal|fluid|removed|drained|\boff\b|withdrawn|let out|let go|\bout\b", case.sentence(f.sentence))]
    diagnostic_only = re.search(r"(?<!non)(?<!non-)diagnostic (?:[\w-]+ ){0,3}?(?:lumbar puncture|lp|tap|puncture)\b", case.document.flat) and not re.search(r"diagnostic and therapeutic|therapeutic", case.document.flat)
    procedure.set("therapeutic", bool((therapeutic or volume or _closed_on_purpose(case)) and not diagnostic_only), *([therapeutic] if therapeutic else volume[:1]))
    return [_imaged(case, procedure, found)]


def _closed_on_purpose(case: Case) -> bool:
    """Whether a closing pressure speaks for the lowering of pressure: with a tap for the laboratory alone it is only measured."""
    flat = case.document.flat
    if not _CLOSING.search(_NO_CLOSING.sub(" ", flat)):
        return False
    return not _TO_THE_LAB.search(flat) or bool(_LOWERED.search(of_today_text(case)))


#: fluid sent for studies, and fluid let off to lower the pressure
_TO_THE_LAB = re.compile(r"\b(?:to (?:the )?lab\w*|tubes?|vials?|cell counts?|cells|cultures?|cytolog\w*|flow cytometry|gram stain|oligoclonal|protein|glucose|studies|analysis|sent)\b")
_LOWERED = re.compile(r"\b(?:let|drained|taken|took|drawn|bled) off\b|\bdrain(?:ed|age|ing)?\b(?! (?:placed|catheter))|\b(?:lower|reduc|reliev|decompress)\w*[^.;\n]{0,20}\bpressure|pressure relief|high[- ]volume|large[- ]volume|tap test|\b(?:until|till|to) (?:a )?(?:cp|closing)|\bdown to\b|pressure (?:was )?(?:brought|came|fell|dropped|lowered|reduced)")
#: contrast put into the sac
_INSTILLED = re.compile(r"(?:omnipaque|isovue|iohexol|iopamidol|contrast|\bomni\b)[^.;\n]{0,60}\b(?:intrathecal\w*|thecal|subarachnoid|instill\w*)|\b(?:intrathecal\w*|thecal|subarachnoid|instill\w*)[^.;\n]{0,60}(?:omnipaque|isovue|iohexol|iopamidol|contrast|\bomni\b)")
#: the sac was entered, and contrast for it with its amount
_SAC = re.compile(r"\bthecal\b|intrathecal|subarachnoid|\bcsf\b|cerebrospinal|spinal fluid|dural sac|\bdura\b")
_SPACE = re.compile(r"\bl-? ?[1-5] ?[-/] ?l?s? ?[1-5]\b|\bc-?1 ?[-/] ?c?-?2\b")
_CONTRAST_GIVEN = re.compile(r"\d ?(?:ml|cc)\b[^.;\n]{0,24}(?:omnipaque|isovue|iohexol|iopamidol|contrast|\bomni\b)|(?:omnipaque|isovue|iohexol|iopamidol|contrast|\bomni\b)[^.;\n]{0,24}\b\d+(?:\.\d)? ?(?:ml|cc)\b")
#: names of the study by films
_MYELOGRAM = re.compile(r"myelogra|\bmyelo\b")
#: a sac entered by mischance on the way to another space
_MISCHANCE = re.compile(r"accident\w*|inadvertent\w*|unintended|unintentional\w*|\bwet\b|complicat\w+|gushed|unexpected\w*|recogni[sz]ed")
_EPIDURAL = re.compile(r"\bepidural|interlaminar|\b[lct]?esis?\b|tuohy|touhy")


def _by_accident(case: Case, finding: Finding) -> bool:
    """Whether a puncture of the sac is told as a mischance of work in the epidural space, and not as the work."""
    if finding.role == "head" and finding.section != "complications" or not _EPIDURAL.search(case.document.flat):
        return False
    start = case.document.flat.rfind("\n", 0, finding.start) + 1
    return finding.section == "complications" or bool(_MISCHANCE.search(case.document.flat[start : finding.end + 40]))


#: a patch held out for the case of a headache
_IF_NEEDED = re.compile(r"(?:es|ing)?,? (?:(?:is |was |would be |will be |can be |may be )?(?:available|offered|discussed|considered|arranged|needed|advised|an option)|if\b|should\b|in case|as needed|prn|when\b)")
#: the headache that a patch would be for, told in the advice
_IF_HEADACHE = re.compile(r"(?:es|ing)?,? for (?:any|persist\w+|positional|postural|subsequent) ")
#: blood drawn and put into the epidural space
_BLOOD_GIVEN = re.compile(r"\bblood\b(?! (?:pressure|thinn|return|count|tinged|sugar|glucose|loss|cultures?|vessel))[^.;\n]{0,70}\b(?:drawn|draw|withdrawn|inject\w*|instill\w*|deliver\w*|placed|given|administ\w*|obtained|collected|taken|went|pushed)\b|\b(?:inject\w*|instill\w*|drew|drawn|withdr\w*|placed|gave|put|deliver\w*|pushed|took|infus\w*|\d+ ?(?:ml|cc))\b[^.;\n]{0,60}\bblood\b(?! (?:pressure|thinn|return|count|tinged|loss))")


def _held_out(case: Case, finding: Finding) -> bool:
    """Whether a patch is only held out for the case of a headache; the title and the first words name the work."""
    after = case.document.flat[finding.end : finding.end + 60]
    titled = finding.role == "head" or finding.start < (case.document.sentences[0].end if case.document.sentences else 0)
    return bool(_IF_NEEDED.match(after) or not titled and _IF_HEADACHE.match(after))


def _patched(case: Case, found: list[Finding]) -> bool:
    """Whether a blood patch stands in a title or blood is told to have been given, where a puncture is the other reading."""
    first = case.document.sentences[0].end if case.document.sentences else 0
    if any(f.role == "head" or f.start < first for f in found):
        return True
    return bool(_BLOOD_GIVEN.search(of_today_text(case)))


def _told(case: Case, found: list[Finding]) -> bool:
    """The needle work is told outside history and indication."""
    if any(_AT_WORK.search(case.sentence(n)) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role == "head"):
        return True
    return any(_NEEDLE.search(case.sentence(n)) or _CONTRAST_GIVEN.search(case.sentence(n)) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in case.roles)


def _imaged(case: Case, procedure: Procedure, near: list[Finding]) -> Procedure:
    guided(case, procedure, near)
    named = today(case, "modality", "fluoroscopy", "ct", roles=_WHERE) if runs_on(case) else case.all("modality", "fluoroscopy", "ct", status=("done", "attempted", "failed") if _FAILED_BEFORE.search(case.document.flat) else ("done", "attempted"), roles=_WHERE)
    used = [f for f in named if not _only_a_scan(case, f)]
    procedure.set("imaged", bool(used) and not _UNAIDED.search(case.document.flat))
    if procedure.name == "lumbar_puncture":
        probe = _SONO.search(of_today_text(case))
        watched = bool(probe) and bool(WATCHED.search(of_today_text(case)) or _SONO_GUIDED.search(of_today_text(case))) and not _NO_SONO.search(case.document.flat)
        stored = kept_image(case)
        procedure.set("ultrasound", watched, *([Span(*probe.span())] if probe and watched else []))
        procedure.set("image_stored", bool(stored), *([stored] if stored else []))
    return procedure


#: an ultrasound probe at the back, and the needle led by it
_SONO = re.compile(r"ultraso\w+|sonogra\w+|\bsono\b|\bus\b|\bu/s\b|transducer|(?:linear|curved|curvilinear|convex|phased)(?: array)? probe|\bprobe\b")
_SONO_GUIDED = re.compile(r"(?:ultraso\w+|sonogra\w+|\bus|u/s)[ -](?:guid|direct)|(?:under|with|via|using|by) (?:direct |live |continuous )?(?:us|ultraso\w+|sonogra\w+|u/s)\b(?! (?:to )?(?:mark|probe|localiz|pre))|(?:ultraso\w+|sonogra\w+|\bus) (?:was )?used to (?:guide|direct|steer|follow)")
_NO_SONO = re.compile(r"\bmark(?:ed|ing)?\b[^.;\n]{0,50}(?:ultraso|sonogra|\bus\b|probe)[^.;\n]{0,80}(?:by feel|landmark|blind|then needle)|\bno (?:ultraso\w+|us|sonogra\w+)\b|(?:ultraso\w+|\bus) (?:was )?(?:used )?(?:only|just|solely) (?:to mark|for marking)|without (?:ultraso|sonogra|\bus\b)")


#: tries of others without imaging, before this one
_FAILED_BEFORE = re.compile(r"\b(?:fail\w*|unsuccessful\w*|attempt\w*)\b[^.;\n]{0,40}\b(?:floor|bedside|wards?|ed\b|er\b|icu|clinic|emergency|neurology|blind\w*|landmarks?|elsewhere|team|x ?\d|residents?)\b")
#: the saying that the needle went in without imaging
_UNAIDED = re.compile(r"\bno (?:fluoro\w*|imaging|image guidance|radiologic\w*)(?: guidance)?(?: or (?:ct|ultrasound|us|fluoro\w*))?(?: guidance)? ?(?:[.,;\n]|$|was|were|used)|without (?:imaging|image guidance|fluoro\w*)|(?:imaging|guidance) ?: ?(?:none|no\b|n/a|landmark)|by (?:palpation|landmarks?) (?:only|alone)|(?:fluoro\w*|imaging|c-?arm) (?:was |were |is )?(?:not (?:used|available|needed|required)|unavailable|contra-?indicated|out of)")


def _only_a_scan(case: Case, finding: Finding) -> bool:
    """Whether CT is named for a scan beside the puncture."""
    if finding.value != "ct":
        return sense(case, finding) in ("other_day", "denied")
    near = case.document.flat[max(0, finding.start - 16) : finding.end + 24]
    return bool(_SCAN.search(near)) and not re.search(r"ct[- ](?:guid|fluoro)|under ct|guidance", near) or bool(sense(case, finding))


def _myelogram(case: Case, found: list[Finding]) -> Procedure:
    procedure = Procedure("lumbar_puncture", "myelography").because(found[0])
    text = " ".join(case.sentence(n).replace("\n", " ") for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role in ("body", "head", "summary"))
    text = re.sub(r"\bmyelo\b", "myelogram", text)
    text = re.sub(r"\blumbar (?:approach|puncture|access|route|injection|stick|tap|needle|entry|interspace|thecal|sac|subarachnoid|cistern)\b", " ", text)
    text = _NO_WAY_IN.sub(" ", text)
    for letter, name in (("c", "cervical"), ("t", "thoracic"), ("l", "lumbar")):
        text = re.sub(rf"(?<![a-z]){letter}[- ]spine\b", f"{name} spine", text)
    regions = [name for name, pattern in _REGION.items() if pattern.search(text)]
    title = [name for name in _REGION if re.search(rf"{name}[^.:\n]{{0,40}}myelogra|myelogra\w*[^.:\n]{{0,30}}{name}", text)]
    if title:
        regions = title
    regions = [name for name in regions if not re.search(rf"{name}\s*:?[^.\n]{{0,60}}(?:not (?:filmed|imaged|studied|evaluated|included)|no films)", text)]
    if listed := re.search(r"myelogra\w*: ?((?:cervical|thoracic|lumbar)(?:(?:, ?| and |, and )(?:cervical|thoracic|lumbar))+)", text):
        regions = [name for name in _REGION if name in listed.group(1)]
    if not regions:
        regions = _by_levels(case, text)
    if re.search(r"(?:total|complete|entire|whole)[ -](?:spine )?myelogra", text):
        regions = list(_REGION)
    procedure.set("regions", tuple(regions)).set("region_count", len(regions)).set("region", regions[0] if len(regions) == 1 else "")
    high = case.first("phrase", "c1_c2_puncture", roles=_WHERE)
    procedure.set("cervical_puncture", high is not None, *([high] if high else []))
    others = [f for f in case.all("phrase", "read_by_other", roles=("body", "summary", "plan"), status=None) if not _SELF.search(case.document.flat[f.start : f.end + 24])]
    other = next((f for f in others if not re.search(r"\bct\b", case.sentence(f.sentence))), others[0] if others else None)
    later_ct = other is not None and re.search(r"\bct\b", case.sentence(other.sentence)) is not None
    films, scan_alone = myelogram_films.told(case, text, tuple(regions))
    procedure.set("ct_only", scan_alone)
    procedure.set("interpreted", films and (other is None or later_ct))
    scan = described(case, filmed=films, studied=tuple(regions) or ("lumbar",))
    for region in REGIONS:
        procedure.set(f"ct_{region}", region in scan.regions, *(scan.evidence if region in scan.regions else ()))
    return _imaged(case, procedure, found)


#: why the needle did not go in at the back
_NO_WAY_IN = re.compile(r"\b(?:because|since|as|due to|given|owing to)\b[^.;\n]{0,30}\b(?:lumb\w+|back|l-?spine)\b[^.;\n]{0,60}|\b(?:lumb\w+|l-?spine)\b[^.;\n]{0,30}\b(?:is|was|being)? ?(?:fused|inaccessible|obliterated|scarred|impassable|not (?:possible|accessible|feasible|safe|usable))\b")


def _by_levels(case: Case, text: str) -> list[str]:
    """The part of the spine that a myelogram is of, by the neck or back it names, else by the levels at which something was seen."""
    told = [name for name, words in (("cervical", r"\bneck\b|\bc-?spine"), ("thoracic", r"\bt-?spine\b|\bdorsal spine|mid-?back"), ("lumbar", r"\bl-?s?-?spine\b|low(?:er)? back|lumbo")) if re.search(words, text)]
    if told:
        return told
    seen = re.compile(r"stenos|waist|defect|block|cut|bulg|protru|narrow|normal|root|bar\b|ridge|osteophyt|leak|divertic|hern|short|free|impress|spondyl|clear|patent|compress")
    letters = {f.value[0] for f in case.all("level", roles=_WHERE) if not re.search(r"needle|tap|punctur|\d{2} ?g\b|entered|access|approach|interspace|\bat $", case.document.flat[max(0, f.start - 12) : f.end + 14]) and seen.search(re.split(r"[.;\n]", case.document.flat[f.end : f.end + 60])[0])}
    return [name for name, letter in (("cervical", "C"), ("thoracic", "T"), ("lumbar", "L")) if letter in letters]
