"""Destruction of tumours through the skin by heat, cold, electric pulses, sound or light, one procedure per organ and side."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.ablated import FROZE, ENERGIES, Target, energy_of, targets
from cac.narrative.case import Case
from cac.narrative.kept import kept_image
from cac.narrative.live import subject, title
from cac.narrative.needle_guidance import discontinued, guide
from cac.narrative.own_needle import told
from cac.narrative.procedure import Procedure

FAMILIES = ("ablation",)

_WORD = re.compile(FROZE + r"|\bfreez\w*(?! spray)|\bice\b[^.;\n]{0,20}\bprobes?\b|\bprobes?\b[^.;\n]{0,30}\bice\b|ablat|\bcryo\b|cryotherapy|cryosurg|ice ?ball|ablac|electroporation|nanoknife|histotrips|hifu|focused ultrasound|focussed ultrasound|\brfa\b|\bmwa\b|water vapor|rezum|\bmicrowav\w+|radio-?frequency|ethanol inject|alcohol inject|\bpei\b|\bire\b|osteocool|\brf\b|cryo-?(?:probe|needle)|ice ?(?:rod|sphere|force|seed|pearl)|neuwave|emprint|cool-?tip|starburst|leveen|solero|certus|moving[- ]shot|cooled (?:[\w-]+ )?electrode|endocare|visual[- ]?ice|acculis|\bamica\b|\bsulis\b|\bpr ?-?1[57]\b|\brita\b")
_OTHER_TRADE = re.compile(
    r"endovenous|saphenous|varicos|perforator vein|atrial|ventricular|pulmonary vein isolation|cardiac ablation|electrophysiolog|endometri|medial branch|facet|rhizotomy|genicular|geniculate|basivertebral"
    r"|sacroiliac|dorsal ramus|barrett|septal|goiter with iodine|radioiodine|lymphocele|neurolysis|cryoneurolysis|\bnerve\b|ganglion|trigeminal|nail matrix|warts?\b"
)
_TUMOUR = re.compile(r"\bidc\b|\bilc\b|\bdcis\b|\bnsclc\b|\bcrc\b|adenoca|\bca\b(?! ?\d)|\brecurrence\b|\bprimary\b|\bdeposits?\b|\bsecondar(?:y|ies)\b|tumou?r|mass|lesion|metasta|\bmets?\b|carcinoma|hepatocellular|melanoma|lymphoma|hcc|hepatoma|nodule|osteoid osteoma|fibroadenoma|neoplas|cancer|desmoid|malignan|adenoma|fibroid|sarcoma|\brcc\b|prostat|aldosteron|\b(?:cryo\w*|microwave|ablation|rfa|mwa) (?:of )?(?:the )?(?:left |right |bilateral )?(?:renal|kidneys?|liver|hepatic|lung|pulmonary|adrenal|bone)\b|\b(?:renal|kidney|liver|hepatic|lung|pulmonary|adrenal) (?:cryo\w*|microwave|ablation|rfa|mwa)")
_APPLICATOR = re.compile(r"\bmicrowaved\b|\bcryoablated\b|\d ?w(?:atts)?\b[^.;\n]{0,24}\bmin|probe|electrode|antenna|applicator|cryoneedle|cryo-?probe|needle|\bfib(?:er|re)|transducer|ice ?(?:rod|sphere|force|seed|pearl)|neuwave|emprint|cool-?tip|osteocool|starburst|leveen|treatment head|trocar|rf |catheter|active tip|\btip\b|moving[- ]shot|\b\d{1,2} ?-?(?:g|ga|gauge)\b")
_DELIVERED = re.compile(
    r"(?:cryo\w*|probes?|ice\w+|rods?)\b[^.\n]{0,40}\b\d{1,2} ?[/-] ?\d{1,2} ?[/-] ?\d{1,2}\b|watt|\bw\b|\d+ ?w |freez|froze|thaw|ice ?ball|minutes?|\bmin\b|pulses|degrees|°|burn|cycle|ablated|ablation (?:was )?(?:performed|carried|completed|zone|cavity|time|done)|zone|energy (?:was )?(?:applied|delivered)|kilojoule|joules|\bkj\b|sonication|microwaved|cryoablated|monitored|treated|treatment|ml of (?:absolute |dehydrated )?(?:ethanol|alcohol)"
)
_OPEN = re.compile(r"laparoscop\w+|laparotom\w+|thoracotomy|thoracoscop\w+|midline incision|open (?:surgical |microwave |liver |rf |hepatic )?ablation|bronchoscop\w+|robot")
_STOPPED = re.compile(r"(?:before|prior to|no) (?:any )?(?:ablation|energy|freez\w*|treatment|burn)[^.]{0,40}(?:deliver|start|begun|began|appl|perform|activat|given)?|\b(?:procedure|case|session)\b[^.;\n]{0,24}\b(?:abandon\w*|abort\w*|terminat\w*|discontinu\w*)|(?:ablation|energy|treatment) (?:was )?(?:not|never) (?:started|delivered|performed|applied|begun|activated|given|done)")
_DONE = re.compile(
    r"(?:probes?|electrodes?|antennas?|antennae|applicators?|needles?|cryo-?probes?|fib(?:er|re)s?|trocar|introducer|device|treatment head|it|energy|pulses|ablat\w+|freez\w*|tumou?r|lesions?|mass|nodule|metasta\w+|alcohol|ethanol|sonications?)\b[^.;\n]{0,90}\b(?:placed|plac\w+ in|advanced|inserted|positioned|introduced|deployed|targeted|passed|performed|delivered|applied|obtained|carried out|completed|treated|used|ablated|put|injected|burned|removed|in place)\b"
    r"|(?:placed|advanced|inserted|positioned|introduced|passed|used|put|treated|ablated|delivered)\b[^.;\n]{0,80}\b(?:probes?|electrodes?|antennas?|antennae|applicators?|needles?|cryo\w*|lesions?|tumou?rs?|mass|nodules?|energy|pulses)|freeze|\b(?:\d|one|two|three|four|five|six) (?:[\w-]+ ){0,3}(?:probes|cryo-?probes|electrodes|antennas|antennae|ice\w+)\b|\bone probe each|\d+ ?(?:w|watts)\b|ice ?ball|\d+ ?min|\d+ (?:high[- ]voltage )?pulses|(?:probe|electrode|antenna|applicator|needle|fibre|fiber|tip)s?\b[^.;\n]{0,60}\b\d+ ?(?:mm|cm|degrees|°|w|watts|c)\b[^.\n]{0,60}(?:degrees|°|watts|\bw\b|min\w*|seconds|\bkj\b)|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen) minutes|electrodes? (?:were |was )?(?:arranged|spaced|bracket\w*|placed|set)"
    r"|\broll-?offs?\b|\btracts? (?:was |were )?(?:ablated|cauteri[sz]ed|cooked|burned)|(?:cryo\w*|probes?|ice\w+|rods?)\b[^.\n]{0,40}\b\d{1,2} ?[/-] ?\d{1,2} ?[/-] ?\d{1,2}\b"
)
#: an organ and the size of what is in it, where the tumour has no name
_SIZED = re.compile(r"\b(?:kidney|renal|liver|hepatic|lung|segment \w+|lobe|adrenal|breast|bone|thyroid)\b[^.;\n]{0,40}\b\d+(?:\.\d+)? ?(?:cm|mm)\b")
#: what the eye and the generator tell of an ablation under way
_SEEN = re.compile(r"\b(?:ablatherm|sonablate|focal ?one|exablate|edison)\b|\b\d(?:\.\d)? ?cm each\b|\b(?:leveen|emprint|neuwave|cool-?tip|ice ?(?:rod|sphere|force|seed|pearl)s?|amica|acculis|solero|starburst|endocare|osteocool|rita)\b[^.;\n]{0,16}\b\d|\b(?:\d|one|two|three|four|single) (?:[\w-]+ ){0,2}(?:leveen|emprint|neuwave|cool-?tips?|ice ?(?:rod|sphere|force|seed|pearl)s?|antennas?|antennae|cryo-?probes|electrodes|applicators)\b|\bice\b(?! (?:pack|chips|water|cold|cream))|\broll-?offs?\b|(?:echogenic|gas|bubble|hyperechoic|steam)\w* (?:cloud|rim|halo|ring)|moving[- ]shot|(?:vascularity|flow|doppler signal) (?:was |is )?(?:abolished|gone|absent|lost|extinguished)|\bhalo\b|\bggo\b|ground[- ]glass|\b(?:double|triple|two|three|2|3|dual) (?:freez\w*|cycles?|thaw\w*|burns?|overlapping)|\bimpedance\b|margins? (?:of )?\d|\d ?mm (?:margin|beyond|all round)")
_HALTED = re.compile(r"abort|abandon|terminat|discontinu|stopped|cancell?ed|halted")
#: a question in a title
_ASKED = re.compile(r"[^.?\n:;]*\?(?=\s*(?:-+ ?)?(?:no\b|cancel\w*|actually|not\b))")
_CORES = re.compile(r"\bcores?\b|\bbiops\w+|\bpasses\b|\bspecimens?\b")
#: an ablation that a sentence only looks forward to
_BEFORE_ABLATION = re.compile(r"\b(?:before|prior to|ahead of|pending|possible|potential|candidate for|suitable for|no|without|for) (?:\w+ ){0,2}(?:cryo\w*|ablation\w*|microwave\w*|mwa|rfa)|\b(?:cryo\w*|ablation|microwave|mwa|rfa),? (?:on )?(?:another|next|later|at a later|to follow|deferred|separately|in a separate|not today|is to|will)\b")
#: the applicator and what went through it
_HEATED = re.compile(r"\bice\b(?! (?:pack|chips|water|cold))|ice ?(?:rod|sphere|force|seed|pearl)|roll-?off|freez\w+|froze|thaw|ice ?ball|\d ?w(?:atts?)?\b|antenna|electrode|applicator|(?:cryo|ablation|microwave|rf|rfa|neuwave|emprint|osteocool|ice\w*) ?-?(?:probe|needle)|cryo(?!precip)\w*|probes?\b|ablat\w+|\bpulses\b|joule|\bkj\b|(?:ethanol|alcohol)|\bburns?\b|laser|fib(?:er|re)\b|sonication|treatment head|\brfa?\b|microwave|\bmwa\b")
_MONITORED = re.compile(
    r"monitor|ice ?ball|gas cloud|bubbles?|hyperechoic|echogenic|ablation (?:zone|cavity|defect|margin|area|bed)|zone of ablation|(?:ct|mr|ultraso\w+|scans?|images?|imaging) (?:was |were )?(?:obtained |performed |acquired |repeated |done )?(?:at|every|during|throughout|after each|between)|intermittent (?:ct|scan|imag)|during (?:the |each |both )?(?:freez|ablation|treatment|burn)|ground[- ]glass|halo"
)
_PLANNING = re.compile(r"(?:3-?d|three[- ]dimensional)[^.\n]{0,60}(?:simulat|planning|plan\b)[^.\n]{0,80}(?:ablat|margin|volume)|ablation (?:planning|simulation) software")


def read(case: Case) -> list[Procedure]:
    """Ablations of tumours done or begun today."""
    flat = case.document.flat
    if not _WORD.search(flat) or not (_TUMOUR.search(flat) or _SIZED.search(flat)):
        return []
    body = told(case, case.roles)
    whole = _with_opening(case, told(case, (*case.roles, "head")))
    about = " ".join((title(case), subject(case)))
    about, body, whole = (_ASKED.sub(lambda asked: " " * len(asked.group()), text) for text in (about, body, whole))
    energy = energy_of(about) or energy_of(body)
    if not energy or not _WORD.search(whole):
        return []
    if energy not in ("ethanol", "histotripsy", "focused_ultrasound") and not (_APPLICATOR.search(body) or _APPLICATOR.search(flat) and _DONE.search(body)) or not (_DELIVERED.search(body) or _SEEN.search(body) or _HALTED.search(flat)):
        return []
    if not (_DONE.search(body) or _SEEN.search(body)):
        return []
    if _CORES.search(body) and not _HEATED.search(_BEFORE_ABLATION.sub(" ", body)) and not _HALTED.search(flat):
        return []  # only sampled, the ablation is to come
    opened = bool(_OPEN.search(body)) and energy != "electroporation"
    found = [] if opened else targets(case, whole, about)
    return [procedure for target in found if (procedure := _procedure(case, target, body, energy_of(target.words) or energy)) is not None]


def _with_opening(case: Case, whole: str) -> str:
    """The live text with its first clause, which names the act even where a date later in the sentence silenced it."""
    opening = re.match(r"[^.,;\n]{0,120}", case.document.flat)
    end = opening.end() if opening else 0
    return case.document.flat[:end] + whole[end:] if not re.search(r"\b(?:prior|previous|history|after|s/p|status post|request\w*|consult\w*|plan\w*)\b", case.document.flat[:end]) else whole


def _procedure(case: Case, target: Target, body: str, energy: str) -> Procedure | None:
    """The procedure of one organ and side, or nothing where its words are another trade's."""
    if target.organ != "prostate" and _OTHER_TRADE.search(target.near) and not _TUMOUR.search(target.near):
        return None
    made = Procedure("ablation", "tumor_ablation", target.organ, target.side).because(target.where)
    made.set("energy", energy).set("organ", target.organ, target.where)
    made.set("lesions", target.lesions).set("lobes", target.lobes).set("further_lobe", target.lobes > 1)
    made.set("malignant", bool(re.search(r"\bidc\b|\bilc\b|\bdcis\b|adenoca|\bca\b|carcinoma|malignan|cancer|invasive|ductal|metasta", target.near + case.document.flat[:1500])) and "fibroadenoma" not in target.near)
    made.set("open", bool(_OPEN.search(body)))
    large = re.search(r"(\d{2,4}) ?(?:cc|ml|cm3|cm\^3|cubic)", body)
    made.set("volume", int(large.group(1)) if large else 0)
    words = " ".join(s for s in re.split(r"(?<=[.;])\s|\n", body) if re.search(r"probe|electrode|antenna|applicator|needle|ablat|ice|cryo|introducer|\bfib(?:er|re)", s))
    guide(case, made, words, body, Span(0, len(case.document.flat)))
    kept = kept_image(case)
    if kept:
        made.set("image_stored", True, kept)
    monitored = _MONITORED.search(body)
    if monitored:
        made.set("monitored", True, Span(*monitored.span()))
    if _PLANNING.search(body):
        made.set("planned_volume", True)
    if (_STOPPED.search(body) or not re.search(r"freez|thaw|ice ?ball|watt|\d ?w\b|minutes|\bmin\b|pulses|ablat\w+ (?:zone|was performed|cavity)", body)) and _HALTED.search(case.document.flat):
        made.set("discontinued_modifier", discontinued(case))
    return made


def known(energy: str) -> bool:
    """Whether an energy is one this reader tells apart."""
    return energy in ENERGIES
