"""Why and where something was embolized: bleeding, tumor, organ, other; artery, vein, portal branch, lymph duct."""

from __future__ import annotations

from cac import patterns as re
from dataclasses import dataclass

from cac.findings import Span
from cac.narrative.case import Case

_NEGATED = re.compile(
    r"\b(?:\bno\b|\bnot\b|\bwithout\b|\bdenies\b|negative for|\bnever\b|absence of|rather than|free of|rule[sd]? out|exclude\w*|\bno evidence of|un-?\s?|\bnon-?\s?|\bno (?:prior|current|active|recent)\b(?: or \w+)?)(?:\s+[\w/-]+){0,4}\s*$"
)
_FEARED = re.compile(r"\b(?:risk (?:of|for)|risks?\b|prevent\w*|prophyla\w+|to (?:reduce|minimi[sz]e|decrease|limit|avoid)|reduce|potential|possible|including|in case of|should|if|chance of|lowering|history of|h/o|hx of|prior|previous|remote)(?:\s+[\w/,-]+){0,5}\s*$")
_FEARED_AFTER = re.compile(r"^\s*(?:risk|precaution|diathesis|\d+ (?:years|months|yrs) ago|in the past|resolved|was excluded|absent|none)|^[^.;\n]{0,30}(?:\d+ (?:years|yrs|months) ago|resolved|in the past)")
BLEED = re.compile(
    r"\b(?:ha?e?morrhag\w*|(?:re-?)?bleed\w*|rebled\b|\bbled\b|extravasat\w*|\bextrav\b|ha?emoptysis|ha?ematemesis|\bmela?ena\b|ha?ematochezia|\bbrbpr\b|epistaxis|ha?ematuria|ha?emoperitoneum|ha?emothorax|ha?emobilia|\bpph\b|[lu]?gib\b|exsanguin\w*|ha?emarthros\w*|active blush|contrast blush|\bblush on ct\b|lacerat\w*|\blacs?\b|spurt\w*|shattered|transect\w*|ruptur\w*|transfus\w* require\w*|transfused\b|\b(?:radiation|ha?emorrhagic) cystitis|clot retention|massive transfusion|\bmtp\b|retroperitoneal ha?ematoma|rectus (?:sheath )?ha?ematoma|expanding ha?ematoma|ha?emodynamic\w* unstable|ha?emorrhagic shock|dropping (?:hgb|hemoglobin)|stab wound|gunshot|\bgsw\b|grade (?:i{1,3}|iv|v|[2-5])\b[^.\n]{0,30}(?:injur|spleen|splenic|liver|renal|kidney)|pelvic (?:ring )?fracture|(?:rectal|daily|fresh|frank|bright red|pr) blood\w*|blood (?:per|in|loss from|through|around)\b|(?:contrast|active) (?:puddle|pooling|leak\w*|escape|jet|blush)|\bpuddl\w+|\bpooling\b|\bjets?\b(?! ?lavage)|blow-?out|(?:bleeder|bleeders)\b|\bclots? in (?:the |his |her )?urine\b|\burine (?:is |was |turned |became )?(?:bloody|red|dark red|cherry|with clots?)\b|\bbloody (?:urine|stools?|output|drain\w*|emesis|sputum|effusion)\b|\bblood from (?:the )?(?:drain|tube|stoma|trach\w*|wound|nephrostomy)|\bsentinel bleed|\bactive into\b|\b(?:h[gb]b?|ha?emoglobin) \d{1,2}(?:\.\d)? from \d|\bdrop of (?:\d+(?:\.\d)? ?)?(?:g/dl |points? )?(?:in|of) (?:h[gb]b?|ha?emoglobin)|\bunstable\b(?! angina)|(?<!septic )\bshock\b|(?:hb|hgb|ha?emoglobin|h ?& ?h)\b[^.;\n]{0,16}(?:drop\w*|fall\w*|fell|down)|\boozing\b|blood-?stained)"
)
ACTIVE = re.compile(r"\b(?:active(?:ly)? (?:extravas|bleed|ha?emorrh|contrast)|ruptur|ha?emoperitoneum|bleeding (?:hcc|tumou?r|mass|hepatoma)|ha?emorrhag\w+ shock|spontaneous(?:ly)? (?:ha?emorrh|bleed|ruptur)|acute (?:bleed|ha?emorrh)|ha?emoglobin drop)")
_TUMOR = re.compile(
    r"\b(?:\bhcc\b|hepatocellular|hepatoma|carcinom\w*|metast\w*|\bmets?\b|cholangiocarcinoma|tumou?rs?\b|neoplas\w*|cancer\w*|malignan\w*|sarcoma|melanoma|neuroendocrine|carcinoid|\brcc\b|angiomyolipoma|\bamls?\b|h?emangioma\w*|adenoma|\bmass(?:es)?\b|meningioma|paraganglioma|glomus|angiofibroma|\bjna\b|giant cell|osteosarcoma|fibroids?|leiomyoma\w*|adenomyosis|uterine myoma|h?emangioblastoma|plasmacytoma|\bcrlm\b|\bnet liver\b|oncocytoma|pheochromocytoma)"
)
_FIBROID = re.compile(r"\b(?:(?:multi|peri|poly|intra|myo)?-?fibroids?|leiomyoma\w*|adenomyosis|myom(?:as?|atous|ata)\b|\bufe\b|menorrhagia|heavy (?:menstrual|menses|periods?)|bulk symptoms)")
_BIRTH = re.compile(r"\b(?:postpartum|post-?\s?partum|\bpph\b|cesarean|c-section|placenta|accreta|percreta|after delivery|uterine atony|retained products|post-?\s?(?:op\w*|myomectomy|hysterectomy|abortion|d ?& ?c)|uterine (?:avm|arteriovenous|pseudoaneurysm)|arteriovenous malformation|cervical (?:cancer|ectopic)|cesarean scar)")
_PROSTATE = re.compile(r"\bbph\b|prostatic hyper\w+|lower urinary tract|\bluts\b|prostatomegaly|\bipss\b|benign prosta\w+|enlarged prostate|prostate (?:artery )?emboli\w+|prostatic artery emboli\w+|\bpae\b")
_PLANNING = re.compile(r"(?:mapping|planning|work-?up|pre-?(?:treatment|therapy|radioemboli\w+|y-?\s?90))|\bmaa\b|macroaggregated|lung shunt|shunt (?:study|fraction|scan)|tc-?\s?99m?")
_ISOTOPE = re.compile(r"y-?\s?90|yttrium|radioembol|\bsirt\b|\btare\b|\bmaa\b|macroaggregated|theraspher|sir-?spher|lung shunt")
_ORGAN = re.compile(r"\b(?:hypersplen\w*|thrombocytopeni\w*|partial splenic|splenic (?:steal|sequestration)|pancytopenia|renal ablation|kidney ablation|ablat\w+ of (?:the )?(?:native )?(?:kidney|renal)|(?:nephrotic|proteinuria|refractory hypertension|end-?stage)[^.\n]{0,60}(?:kidney|renal)|polycystic kidney|native kidneys?|failed (?:renal )?(?:transplant|allograft)|graft intolerance|\bhypersplenic)")
_JOINT = re.compile(r"\b(?:genicular|geniculate|\bgae\b|osteoarthrit\w*|frozen shoulder|adhesive capsulitis|tendin\w+|plantar fasci\w+|epicondylitis|synovitis|capsulitis)")
_OTHER = re.compile(
    r"\b(?:\bpavms?\b|\bhht\b|telangiect\w*|aneurysm\w*|pseudoaneurysm\w*|arteriovenous (?:malformation|fistula)|\bavms?\b|\bavf\b|fistula|malformation|endoleak|endograft|\bevar\b|priapism|pre-?(?:operative|op)\b|vasospasm|bariatric|obesity|obese|weight[- ](?:loss|reduction)|\bbmi\b|h?emorrhoid\w*|steal|vascular lesion|varices|varicocele|protect\w*|hyper-?perfusion|redistribut\w*|flow diver\w*|shunt\w*)"
)
#: a leak into the sac around an endograft, and a sac that burst
_ENDOLEAK = re.compile(r"\b(?:endoleak\w*|type (?:ii|2) (?:leak|nidus))\b")
_SAC_BLED = re.compile(r"\bruptur\w*|ha?emoperitoneum|retroperitoneal (?:ha?ematoma|ha?emorrhage|bleed\w*)|ha?emorrhagic shock")
_TRAUMA = re.compile(r"\b(?:trauma\w*|lacerat\w*|\blacs?\b|\bmvc\b|\bmva\b|\bmcc\b|motor vehicle|motorcycle|(?<!index )(?<!pressure )(?<!gradient )(?<!output )(?<!rate )(?<!hct )(?<!hgb )(?<!hb )(?<!haemoglobin )(?<!hemoglobin )(?<!flow )(?<!shunt )fell\b(?! (?:at once|to \d|by \d|asleep|immediately))|(?<!pressure )(?<!hgb )(?<!hb )(?<!haemoglobin )(?<!hemoglobin )\bfall\b(?! (?:in|of) (?:the )?(?:pressure|gradient|h[gb]|ha?emoglobin))|\bped(?:estrian)? (?:struck|vs|hit)|struck by|crush\w*|pedestrian|gunshot|\bgsw\b|stab(?:bed|bing)?\b|fracture\w*|blunt|assault\w*|shattered)")


#: names of diseases that hold the word of another reason
_NAMES = re.compile(r"ha?emorrhagic telangiect\w*|anti-?ha?emorrhagic|ha?emorrhagic (?:cyst|stroke)|ha?emorrhoid\w*")


def said(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first match that the text affirms: not negated, feared or of the past."""
    for match in pattern.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "\n", ";", ": ", " but ", "- ")) + 1
        before, after = text[start : match.start()], text[match.end() : match.end() + 60]
        if not _NEGATED.search(before) and not _FEARED.search(before) and not _FEARED_AFTER.match(after):
            return match
    return None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: hemorrhage, lymph_leak, tumor, organ, other or empty where the report does not say; with its words."""

    name: str
    where: Span | None = None


class Story:
    """The text that tells the reason, most telling part first; positions are those of the report."""

    def __init__(self, case: Case) -> None:
        flat = case.document.flat
        keep = [c if c == "\n" else " " for c in flat]
        for number, span in enumerate(case.document.sentences):
            section = case.document.sections[case.document.sentence_section[number]]
            text = flat[span.start : span.end]
            if section.name in ("consent", "complications", "sedation", "materials", "allergies", "medications", "labs") or section.role == "plan":
                continue
            if re.search(r"\brisks?\b|consent|alternatives|\bebl\b|blood loss|complications?\b|hemostasis|differential includes", text) and not re.search(r"indication|history|extravas", text):
                continue
            keep[span.start : span.end] = text
        self.text = _NAMES.sub(lambda m: " " * len(m.group()), "".join(keep))

    def says(self, pattern: re.Pattern[str]) -> Span | None:
        """Words of the story that affirm a pattern."""
        match = said(self.text, pattern)
        return Span(*match.span()) if match else None


def arterial(story: Story, agents: set[str], organ: frozenset[str], *, planning: bool, treated_isotope: bool) -> Reason:
    """The reason of an arterial embolization.

    Args:
        story: what the report tells of the reason.
        agents: embolic agents given.
        organ: regions of the arteries embolized.
        planning: mapping before radioembolization.
        treated_isotope: the isotope itself was given.
    """
    says = story.says
    if planning and not treated_isotope:
        return Reason("other", says(_PLANNING))
    bleeding, active = says(BLEED), says(ACTIVE)
    if treated_isotope:
        return Reason("tumor", says(_TUMOR))
    if "chemo" in agents:
        rupture = says(re.compile(r"ruptur\w*|ha?emoperitoneum|bleeding (?:hcc|tumou?r|hepatoma)"))
        return Reason("hemorrhage", rupture) if rupture else Reason("tumor", says(_TUMOR))
    if "pelvis" in organ or not organ:
        fibroid, birth = says(_FIBROID), says(_BIRTH)
        if fibroid and not birth:
            return Reason("tumor", fibroid)
        prostate = says(_PROSTATE)
        if prostate:
            urine = says(re.compile(r"(?:refractory|gross|intractable|recurrent|persistent|severe|clot)[^.;\n]{0,30}ha?ematuria|clot retention|ha?emorrhag\w+ (?:prostat|cystitis)"))
            symptoms = says(re.compile(r"\bluts\b|lower urinary|\bipss\b|hyperplasia|\bbph\b|urinary retention|hypertrophy|obstruct"))
            return Reason("hemorrhage", urine) if urine and not symptoms else Reason("tumor", prostate)
    joint = says(_JOINT)
    if joint:
        blood = says(re.compile(r"ha?emarthros\w*"))
        return Reason("hemorrhage", blood) if blood else Reason("other", joint)
    leak = says(_ENDOLEAK)
    if leak and not says(_SAC_BLED):  # contrast that jets into the sac is the leak, not a bleeding
        return Reason("other", leak)
    before = says(re.compile(r"pre-?\s?op\w*\b(?! (?:ct|cta|mri?|mra|scans?|imag\w+|films?|stud(?:y|ies)|labs?|h[gb]b?|ha?emoglobin|creatinine|antibiotics?|notes?|echo\w*|ultrasound|biopsy|platelets|inr)\b)|prior to (?:surg|resect|nephrect|spine|tumor)|before (?:surg|resect|nephrect|fixation)|planned (?:resect|nephrect|surg)"))
    tumor = says(_TUMOR)
    if tumor and before and not active:
        return Reason("tumor", tumor)
    enlarged = says(_ORGAN)
    if enlarged and not active and organ & {"spleen", "kidney"} and not says(re.compile(r"extravasat|lacerat|trauma|fistula|\bavf\b|aneurysm|malformation|\bavm\b")):
        return Reason("organ", enlarged)
    if bleeding:
        return Reason("hemorrhage", active or bleeding)
    if tumor and not (says(re.compile(r"aneurysm|malformation|fistula|endoleak|\bavms?\b|\bnidus\b|arteriovenous")) and not organ & {"liver", "kidney", "pelvis"}):
        return Reason("tumor", tumor)
    hurt = says(_TRAUMA)
    if hurt and organ & {"spleen", "liver", "kidney", "pelvis", "chest"}:
        return Reason("hemorrhage", hurt)
    other = says(_OTHER)
    if other:
        return Reason("other", other)
    if hurt:
        return Reason("hemorrhage", hurt)
    return Reason("tumor", tumor) if tumor else Reason("")


def trauma(story: Story) -> bool:
    """Whether the report is on an injury, in which several fields may bleed."""
    return story.says(_TRAUMA) is not None


def planning(story: Story) -> bool:
    """Whether the report is on mapping before radioembolization."""
    return story.says(_PLANNING) is not None and bool(_ISOTOPE.search(story.text))
