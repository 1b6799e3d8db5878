"""Breast: samples and localisations by modality and lesion, cysts, ducts, specimen films."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable
from dataclasses import replace

from cac.findings import Finding, Span
from cac.narrative.breast_words import unnamed_breast
from cac.narrative.breast_sides import by_side, given_up, sides, without_list
from cac.narrative.breast_told import localised
from cac.narrative.case import Case
from cac.narrative.counting import counted, repeated
from cac.narrative.kept import image_denied
from cac.narrative.live import subject, title
from cac.narrative.marked import acts as marker_acts
from cac.narrative.marked import lettered
from cac.narrative.needle_guidance import blind, discontinued, felt
from cac.narrative.own_needle import of_today, told
from cac.narrative.procedure import Procedure
from cac.narrative.sampled import same
from cac.narrative.sampling import Lesion, lesions

FAMILIES = ("breast", "biopsy", "drainage")
ORDER = 72
_FAMILY = "breast"
_WORDS = {
    "stereotactic": r"stereo\w*|tomosynthesis|\btomo\b|\bdbt\b|affirm|prone table|brevera|add-on unit|lorad|fischer table|(?<!grid )coordinates",
    "mr": r"\bmri?\b|magnetic resonance|\bgad\w*|dotarem|multihance|prohance|breast coil|subtraction|\bmagnet\b|\bt1\b|\benhances?\b|non-?mass",
    "ultrasound": r"ultraso\w+|sonogra\w+|\bus\b|\bsono\b|transducer|\bu/s\b",
    "mammographic": r"mammogra\w*|\bmammo\b|alphanumeric|\bgrid\b|orthogonal|fenestrated",
}
#: what fills a cavity of the breast that is no cyst
_FLUID = re.compile(r"\bpus\b|purulen\w+|abscess|seroma|hematoma|haematoma|collection")
_OPEN = r"bovie|electrocautery|metzenbaum|was excised|skin incision was (?:made|carried)|operating (?:room|theat(?:re|er))[^.;\n]{0,24}(?:placed|positioned|laid)|general endotracheal|lumpectomy was|skin flaps?|dissection (?:was|down)|laparotom"
#: the breast as the source of a tumour elsewhere
_TUMOUR_OF = r"(?:history of |known |metastatic |prior |previous |h/o )?(?:\w+ )?breast (?:cancer|carcinoma|ca|primary|malignancy|origin|adenocarcinoma|metast\w+)\b"
#: pieces counted at a further target without their name
_MORE = re.compile(r"\b(?:another|further|again|likewise|similarly|same|also|x) ?\d|\b(?:another|further|again|same) (?:two|three|four|five|six|eight|ten|twelve)\b|\b\d{1,2} (?:more|further|with)\b|samples|cores")
#: a needle led by the hand alone
_BY_HAND = re.compile(r"without (?:any )?(?:imaging|image guidance|ultraso\w+)(?: guidance)?|no (?:imaging|image guidance|ultrasound) (?:was )?(?:used|guidance|needed)|by (?:palpation|feel)|palpation[- ]guid\w+|palpable landmarks")
#: a core cut freehand under the eye: the needle seen in the mass, in two planes, before and after the shot
_HELD = re.compile(r"needle (?:was |is |seen |shown |tip )*(?:through|within|across|traversing|crossing|in) (?:the |each |both )?(?:mass|lesion|nodule|target)|orthogonal planes|\bon (?:the )?screen\b|pre-? ?(?:and|/|&) ?post-? ?fire|post-?fire|parallel to the chest wall|free[- ]?hand|\b\d+ ?mhz\b|\bprobe\b")
#: the breast named as what was let alone
_NOT_HERE = re.compile(r"\b(?:no|neither|not a|without (?:any |a )?) ?(?:left |right )?breast (?:target|lesion|mass|biops|abnormalit|work|intervention|procedure|finding)\w*[^.;\n]*")
#: a modality that was not used or did not show the target
_UNUSED = re.compile(r"\b(?:no|not|without|never|neither|nor)\b(?: (?:\w+ )?(?:seen|visible|used|on|under|by|with|using|found|shown|apparent|an?|the|any))* (?:stereo\w*|tomo\w*|ultraso\w+|sono\w*|us\b|mri?\b)[^.;,\n]*")
#: brackets on an earlier study or sample
_ASIDE = re.compile(r"\([^()]*(?:\b(?:from|on|dated|of) (?:\w+ )?\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?=\))|\bprior\b|\bprevious|\bearlier\b|\bago\b|\blast \w+|\bknown\b|\bproven\b|\b(?:19|20)\d\d\b)[^()]*\)")
_EARLIER = re.compile(r"\bhad (?:an? |her |two )?(?:[\w-]+ ){0,4}biops|\bbiops\w*\b[^.;\n]{0,24}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b[^.;\n]{0,12}\bbiops")
_SKIP = re.compile(
    r"^\s*(?:post\b|post[- ]|two[- ]view|2[- ]view|final|impression|assessment)|post[- ]?(?:procedure|biopsy|clip|deployment|localization|placement|marker)[- \w,()]{0,30}(?:mammo|film|image|view|cc\b)|(?:prior|previous|recent|diagnostic|screening|outside) (?:\w+ ){0,3}(?:mammo\w*|mri?\b|ultraso\w*|sono\w*|tomo\w*|us\b)|(?:mammo\w*|mri?|ultraso\w*|us) (?:of|dated|on|from) \d|seen (?:only )?on (?:\w+ ){0,2}(?:mri?|mammo\w*|ultraso\w*)|mr breast \d|correlat|(?:proven|diagnosed|detected|established|known) (?:by|on|at|with|from) |\b(?:weeks?|months?|years?) ago\b"
)


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """What was done in the breast today, one procedure for each lesion."""
    flat = _NOT_HERE.sub(" ", case.document.flat)
    if not unnamed_breast(case) and (not re.search(r"breast|ductogra|galactogra", flat) or not re.search(r"breast|ductogra|galactogra|locali[sz]|stereotactic|reflector|magseed|\bsavi\b|hook-?wire|kopans", re.sub(_TUMOUR_OF, " ", subject(case)))):
        return []
    body = told(case).replace("\n", " ")
    if re.search(_OPEN, body):
        return []
    out: list[Procedure] = []
    found_here, alone = _lesions(case)
    found_here = without_list(case, found_here)
    divided = by_side(case, found_here)
    found_here, alone = divided, alone and len(divided) == len(found_here)
    sampled = any({f.value for f in lesion.acts} & {"core", "vacuum"} for lesion in found_here)
    for lesion in found_here:
        if sampled and _MORE.search(lesion.text) and {f.value for f in lesion.acts} == {"clip"}:
            lesion.acts = [replace(f, kind="sampling", value="core") for f in lesion.acts]  # "at 5:00 another 4 with a wing marker"
        last = out[-1] if out and out[-1].side == lesion.side and lesion.ordinal else None
        made = _procedure(case, lesion, body, str(last.facts["modality"]) if last else "")
        if given_up(case, lesion):
            made = made if made is not None and made.name == "biopsy" else Procedure(_FAMILY, "biopsy", target="breast", side=lesion.side).because(*lesion.acts[:1])
            made.set("modality", _modality(case, lesion, body, localisation=False)).set("units", 1).set("discontinued_modifier", discontinued(case))
        if made is not None:
            out.append(made)
            if alone and made.name == "localization":
                made.set("units", max(int(made.facts["units"]), repeated(lesion.text)))
    alike = [p for p in out if p.name == out[0].name]
    if len(alike) > 1 and len(alike) >= max(int(p.facts.get("units", 1)) for p in alike):  # lesions told one by one need no count
        for made in alike:
            made.set("units", 1)
    out += _collection(case, body, found) if not out else []
    out += _emptied(case, body) if not out else []
    out += _localisers(case, body) if not out else []
    out += _stopped(case, body) if not out else []
    out += _ducts(case, body)
    out += _specimen(case, body, out)
    return _further(case, out)


def _acts(case: Case) -> Callable[[Finding], bool]:
    put = marker_acts(case, "clip", "localizer", *_wires(case))

    def act(finding: Finding) -> bool:
        if finding.kind == "breast_act" and finding.value in ("cyst_aspiration", "cyst_collapse"):
            return True
        if finding.kind == "sampling" and finding.value in ("core", "vacuum", "fna", "aspirate", "biopsy"):
            flat = case.sentence(finding.sentence)
            if re.match(r"specimen", finding.text.lower()) and re.match(r"s? (?:mri?|film|x-?ray|mammogra|radiogra|image|imaging)", case.document.flat[finding.end : finding.end + 14]):
                return False
            if finding.value in ("core", "vacuum"):
                flat = re.sub(r"specimen radiogra\w*|cold ischemi\w*", "", flat)
            return of_today(case, finding) and not re.search(r"biopsy[- ]proven|prior biops|previous biops|biopsy (?:clip|cavity|site|marker)|post[- ]?biopsy|risks|core facility|non-?diagnostic|cold ischemi|specimen radiogra|pathology (?:result|pend)", flat)
        return finding.kind == "marker" and put(finding)

    return act


def _wires(case: Case) -> tuple[str, ...]:
    """A wire is a localiser only where the report is about localisation."""
    return ("wire",) if re.search(r"locali[sz]|\bbracket\w*|\b(?:guide|hook) ?wires?\b|\bwires?\b[^.\n]{0,80}(?:mammogra\w+|alphanumeric|\bgrid\b)|\bhook\b|\b(?:mri?|us|sono|ultraso\w+|stereo\w*|tomo\w*|mammo\w*)[- ](?:guided |directed )?wires?\b|\btitanium wires?\b|\bwires? (?:loc\b|locs\b|[lr]\b|left|right)", subject(case)) else ()


def _lesions(case: Case) -> tuple[list[Lesion], bool]:
    """Lesions of the breast, and whether there is one lesion in all."""
    by_letter = [item for item in lettered(case, "clip", "localizer", *_wires(case)) if item[0] == "breast"]
    if by_letter:
        return [Lesion(site="breast", side=side, ordinal=str(n), acts=[finding], text=case.sentence(finding.sentence)) for n, (_, side, finding) in enumerate(by_letter, 1)], len(by_letter) == 1
    roles = tuple(role for role in case.roles if role != "summary") or case.roles
    every = lesions(case, acts=_acts(case), roles=roles, same=same)
    found = [lesion for lesion in every if lesion.site in ("breast", "") or re.search("breast", re.sub(_TUMOUR_OF, " ", lesion.text))]
    if any(lesion.site == "breast" for lesion in found):
        found = [lesion for lesion in found if lesion.site == "breast" or lesion.ordinal or not lesion.site and (lesion.clocks or re.match(r"(?:left|right|lt|rt)\b", lesion.label))]
    return [lesion for lesion in found if not re.search(r"\baxilla\w*|lymph node", lesion.label) and lesion.site not in ("superficial_node", "node")], len(every) == 1


def _modality(case: Case, lesion: Lesion, body: str, *, localisation: bool, inherited: str = "") -> str:
    """The modality that guided the needle of a lesion of the breast."""
    opening = "" if felt(case.document.flat) or blind(body) else title(case) + " " + case.document.flat[:160].rpartition(" ")[0]
    told_apart = sides(case)
    if told_apart and lesion.label in ("left", "right") and told_apart[0][1] < len(opening):
        opening = opening[: max(0, told_apart[0][1] - len(title(case)))]  # the words under one side lead no needle on the other
    acted = " ".join(case.sentence(f.sentence) for f in lesion.acts)
    if _BY_HAND.search(acted) and not re.search(r"(?:under|using|with|via|by) (?:\w+ ){0,2}(?:ultraso\w+|us\b|stereo\w*|tomo\w*|mri?\b)|(?:guid|real[- ]time)", re.sub(_BY_HAND, " ", acted)):
        return ""
    titled = {name for name, regex in _WORDS.items() if re.search(regex, title(case).split("\n")[0][:160] or opening.split("\n")[0])}
    led = [name for name, regex in _WORDS.items() if re.search(rf"(?:{regex})[ -](?:guided|directed)", opening)]
    if localisation and len(led) == 1 and not lesion.ordinal:
        return led[0]
    other = {"left": "right", "right": "left"}.get(lesion.side, "")
    for text in (lesion.text, body, opening):
        weights: dict[str, int] = {}
        for sentence in re.split(r"(?<=[.!?;])\s+|\n+", _UNUSED.sub(" ", _ASIDE.sub(" ", text))):
            if text is lesion.text and other and re.search(rf"\b{other}\b", sentence) and not re.search(rf"\b{lesion.side}\b", sentence):
                continue  # of the other breast
            if _EARLIER.search(sentence) or _SKIP.search(re.sub(r"\([^()]*\)", " ", sentence)):
                continue
            for name, regex in _WORDS.items():
                for match in re.finditer(regex, sentence):
                    before, after = sentence[: match.start()], sentence[match.end() :]
                    weight = 1
                    if re.search(r"(?:under|using|with|via|by|utilizing)(?: [\w-]+){0,3} $", before) or re.match(r"[ -]*(?:guid|localiz|biops|core|vacuum|needle|wire)", after):
                        weight += 2
                    if re.search(r"needle|device|probe|\d{1,2} ?-?(?:g|ga|gauge)\b|deploy|biops|advanc|wire|seed|introducer|target", sentence):
                        weight += 1
                    weights[name] = weights.get(name, 0) + weight
        if not localisation and weights.get("stereotactic"):
            weights["stereotactic"] += weights.pop("mammographic", 0)
        if not localisation:
            weights.pop("mammographic", None)
        if localisation and weights.get("stereotactic") and weights.get("mammographic") and re.search(r"stereotactic|tomosynthesis|tomo\b", text):
            weights["stereotactic"] += weights.pop("mammographic")
        best = max(weights.values(), default=0)
        if len(titled) == 1 and weights and (best <= 2 or weights.get(next(iter(titled)), -9) + 3 >= best):
            return next(iter(titled))
        if weights:
            return max(weights, key=lambda name: weights[name])
        if inherited:
            return inherited
    if not localisation and _HELD.search(lesion.text + body) and not any(re.search(_WORDS[name], body + opening) for name in ("stereotactic", "mr")):
        return "ultrasound"
    return ""


def _procedure(case: Case, lesion: Lesion, body: str, before: str) -> Procedure | None:
    """What was done at a lesion; ``before`` is the modality of the target above it in a list of one breast."""
    values = {f.value for f in lesion.acts}
    head = title(case) + " " + told(case, (*case.roles, "head"))[:200]
    cyst = "cyst_aspiration" in values or bool(re.search(r"\bcysts?\b", lesion.text) and re.search(r"aspirat|collapsed|\bml\b|\bcc\b", lesion.text) and not values & {"core", "vacuum", "fna"})
    aspirated = "fna" in values and bool(re.search(r"\b2[1-7] ?-?(?:g|ga|gauge)\b", lesion.text))
    biopsy = bool(values & {"core", "vacuum"}) or (not aspirated and bool(re.search(r"core|vacuum|(?:stereo\w*|tomo\w*|mri?|magnetic resonance|ultraso\w+|us)(?:[ -]guided)? (?:\w+ ){0,3}(?:biops|bx\b)", head)) and "biopsy" in values and bool(re.search(r"\d{1,2} ?-?(?:g|ga|gauge)\b|samples?|specimens?|biops|\bx ?\d", lesion.text)))
    cut = not re.search(r"\bno (?:biops\w*|samples?)", case.document.flat) and re.search(r"\b(?:[7-9]|1[0-8]) ?-?(?:g|ga|gauge)\b[^.;\n]{0,40}", lesion.text)
    biopsy = biopsy or bool(not cyst and not aspirated and cut and values & {"biopsy", "clip"} and re.search(r"\bx ?\d|\b(?:\d+|two|three|four|five|six|eight|ten|twelve) (?:more |further |good |solid )?(?:[\w-]+ )?(?:samples|cores|specimens|passes|throws|strips|pieces|bites|lengths|cylinders)|\banother (?:\d|two|three|four|five|six)", cut.group()))
    fna = "fna" in values or bool("aspirate" in values and re.search(r"cytolog|slides", lesion.text) and re.search(r"\b2[1-7] ?-?(?:g|ga|gauge)\b", lesion.text))
    fine = re.search(r"\b2[1-7] ?-?(?:g|ga|gauge)\b", lesion.text)
    fna = fna or bool(fine and (re.search(r"cytolog", lesion.text) or re.search(r"\bfna\b|fine[ -]needle", head) and not re.search(r"core", head)))
    localised = bool(values & {"localizer", "clip", "wire"})
    name = "biopsy" if biopsy else "fna" if fna and not cyst else "cyst" if cyst else "localization" if localised else ""
    if not name:
        return None
    family = "biopsy" if name == "fna" else _FAMILY
    procedure = Procedure(family, "sample" if name == "fna" else name, target="breast", side=lesion.side or _side(case))
    procedure.because(*lesion.acts[:4])
    modality = _modality(case, lesion, body, localisation=name == "localization", inherited=before)
    procedure.set("modality", modality)
    if image_denied(case):
        procedure.set("image_not_stored", True)
    stored = case.all("document", "image_stored")
    if stored:
        procedure.set("image_stored", True, stored[0])
    procedure.set("no_imaging_told", not modality and (blind(body) or "palpa" in body))
    if name == "biopsy":
        procedure.set("tomosynthesis_only", modality == "stereotactic" and bool(re.search(r"tomosynthesis|\btomo\b|\bdbt\b", body + head)) and not re.search(r"stereo", body + head))
    units = 1 if lesion.ordinal else counted(lesion.text)
    if name == "cyst":
        units = max(units, _cysts(lesion.text))
    if name == "fna":
        procedure.set("fna", True).set("core", False).set("technique", "told").set("site", "breast")
        procedure.set("modality", modality if modality in ("ultrasound", "mr") else "none")
    return procedure.set("units", units)


def _localisers(case: Case, body: str) -> list[Procedure]:
    """Localisers of a telegram that names device, guidance and target and no act."""
    out = []
    for item in localised(body):
        modality = _modality(case, Lesion(text=body), body, localisation=True)
        made = Procedure(_FAMILY, "localization", target="breast", side=item.side or _side(case)).because(item.where)
        out.append(made.set("modality", modality).set("no_imaging_told", False).set("units", item.units))
    return out


def _cysts(text: str) -> int:
    """Cysts that gave fluid: clock positions with a volume."""
    return len({m.group(1) for m in re.finditer(r"\b(\d{1,2}:\d\d|\d{1,2} ?o'?clock)(?:[^.;\n]|\.\d){0,70}?\b\d+(?:\.\d+)? ?(?:ml|cc)\b", text)}) or 1


def _side(case: Case) -> str:
    found = [f for f in case.all("sampled_site", "breast", roles=("head", "body", "summary"), status=None) if f.side in ("left", "right")]
    sides = [f.side for f in found if not re.search(r"unremarkable|normal|no (?:lesion|abnormal\w+)|not (?:examined|treated|biopsied)", case.sentence(f.sentence))] + [f.side for f in found if f.sentence == 0 or f.role == "head"]
    if not sides:  # a telegram of the breast room names the side alone
        named = {"left" if word[0] == "l" else "right" for word in re.findall(r"\b(left|right|lt|rt)\b", told(case, (*case.roles, "head")))}
        return named.pop() if len(named) == 1 else ""
    return max(set(sides), key=sides.count) if sides else ""


def _further(case: Case, made: list[Procedure]) -> list[Procedure]:
    """Number the lesions of one kind and modality: the first takes the first-lesion code, whichever breast."""
    count: dict[tuple[str, str], int] = {}
    kinds: set[str] = {p.name for p in made}
    for procedure in made:
        key = (procedure.name, str(procedure.facts.get("modality", "")))
        procedure.set("further", key in count)
        units = int(procedure.facts.get("units", 1))
        procedure.set("further_units", units if key in count else units - 1)
        procedure.set("several", units > 1)
        second = any(k[0] == key[0] and k != key for k in count) and key not in count
        if second:
            procedure.set("second_modality", "59").set("second_modality_reason", "another lesion under another modality")
        procedure.set("beside_biopsy", "biopsy" in kinds and procedure.name != "biopsy")
        count[key] = count.get(key, 0) + units
    return made


def _stopped(case: Case, body: str) -> list[Procedure]:
    stop = case.says(r"(?:procedure|biopsy)(?: \w+){0,3} (?:terminated|aborted|discontinued|stopped|abandoned)|(?:terminated|aborted|discontinued|stopped|abandon(?:ed)?) (?:the )?(?:procedure|biopsy)")
    if not stop or not re.search(r"(?:needle|probe|introducer|device|obturator)[^.]{0,60}(?:advanc|insert|plac|introduc)|(?:advanc|insert|introduc)\w*[^.]{0,50}(?:needle|probe|introducer|device)", body):
        return []
    if not re.search(r"biops", title(case) + case.document.flat[:200]):
        return []
    procedure = Procedure(_FAMILY, "biopsy", target="breast", side=_side(case)).because(stop[0])
    procedure.set("modality", _modality(case, Lesion(text=body), body, localisation=False)).set("units", 1)
    return [procedure.set("discontinued_modifier", discontinued(case))]


def _collection(case: Case, body: str, found: list[Procedure]) -> list[Procedure]:
    """An abscess, seroma or haematoma of the breast emptied through a needle, with nothing left in it."""
    if found or not _FLUID.search(body) or not re.search(r"needle|angiocath|\d{2} ?-?(?:g|ga|gauge)\b", body) or re.search(r"pigtail|(?:drain|catheter)\b[^.;]{0,40}(?:left|secured|sutured|placed)", body):
        return []
    taken = re.search(r"\d ?(?:ml|cc)\b[^.;]{0,60}(?:aspirat|removed|withdrawn|evacuat|drained)|(?:aspirat\w*|removed|withdrawn|evacuat\w*|drained|yield\w*)[^.;]{0,60}\d ?(?:ml|cc)\b", body)
    if not taken:
        return []
    modality = _modality(case, Lesion(text=body), body, localisation=False)
    guidance = (modality,) if modality == "ultrasound" else ()
    procedure = Procedure("drainage", "aspiration", target="breast", side=_side(case)).because(Span(*taken.span()))
    stored = case.all("document", "image_stored")
    if stored:
        procedure.set("image_stored", True, stored[0])
    return [procedure.set("site_class", "soft_tissue").set("contrast", False).set("guidance", guidance).set("first_guidance", modality if guidance else "")]


def _emptied(case: Case, body: str) -> list[Procedure]:
    """A cyst of the breast emptied through a needle, told without a word for the act ("cyst 2:00, 21G, 8 cc green")."""
    cyst = re.search(r"\bcysts?\b", body)
    if cyst is None or re.search(r"cyst(?:ic)? (?:mass|lesion) biops|\bcores?\b|\bfna\b|vacuum", body) or not re.search(r"\b\d{2} ?-?(?:g|ga|gauge)\b|needle|tapped|punctur", body) or not re.search(r"\d ?(?:ml|cc)\b", body):
        return []
    procedure = Procedure(_FAMILY, "cyst", target="breast", side=_side(case)).because(Span(*cyst.span()))
    procedure.set("modality", _modality(case, Lesion(text=body), body, localisation=False)).set("units", _cysts(body))
    stored = case.all("document", "image_stored")
    if stored:
        procedure.set("image_stored", True, stored[0])
    if image_denied(case):
        procedure.set("image_not_stored", True)
    return [procedure.set("no_imaging_told", blind(body) or "palpa" in body)]


def _ducts(case: Case, body: str) -> list[Procedure]:
    match = re.search(r"ductogra\w+|galactogra\w+", body)
    if not match or not re.search(r"cannul|catheteri[sz]|contrast|inject|isovue|omnipaque|\d ?(?:ml|cc)\b", body):
        return []
    several = re.search(r"(?:two|three|multiple|second|both|2|3) (?:separate |discharging |different )?(?:ducts|ductal orifices|orifices)", body)
    return [Procedure(_FAMILY, "ductogram", target="breast", side=_side(case)).because(Span(*match.span())).set("multiple_ducts", bool(several)).set("units", 1)]


#: a film of what the surgeon took out, in either order of the words
_SPECIMEN_FILM = r"faxitron[^.;\n]{0,30}\bspecimen|\bexcised (?:tissue|breast|lump)\w*[^.;\n]{0,30}\bx-?ray\w*|specimens? (?:for|to|in|on|under) (?:\w+ )?(?:radiogra\w+|x-?ray|film\w*|faxitron|mammogra\w+)|(?:surgical |excisional |lumpectomy |excised )?specimens? (?:radiogra\w+|mammogra\w+|films?|x-?rays?|tomo\w*|imaging)|(?:radiograph|mammogram|film|x-?ray|faxitron)s? (?:of|from|on) (?:the |a |an )?(?:\w+ ){0,3}?(?:specimen|lumpectomy|excision)\b|\bspecimen\b[^.;\n]{0,24}\bfaxitron"


def _specimen(case: Case, body: str, made: list[Procedure]) -> list[Procedure]:
    """Film of a surgical specimen read today; that of core samples is part of the biopsy."""
    match = re.search(_SPECIMEN_FILM, body)
    if not match or any(p.name == "biopsy" for p in made):
        return []
    sentence = body[max(0, body.rfind(".", 0, match.start())) : body.find(".", match.end()) + 1 or None]
    if re.search(r"\bwill\b|tomorrow|\blater\b|in (?:the )?or\b|to be|pending|planned|by the or\b", case.document.flat[match.start() : match.start() + 120].split(".")[0]) or not re.search(r"contain|demonstrat|show|include|confirm|within|present|intact|includes|identified|performed|obtained|received|reviewed|\bseen\b|\bboth\b|\bmargins?\b|\bin it\b|in the (?:middle|cent)|called|phoned|told|\bhas\b|holds?|complete|absent|missing|\bnot\b", sentence):
        return []
    return [Procedure(_FAMILY, "specimen", target="breast", side="").because(Span(*match.span())).set("units", 1)]
