"""Prostate: needle samples by route, imaging and strategy, and the spacer between prostate and rectum."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.kept import image_denied
from cac.narrative.live import subject, title
from cac.narrative.needle_guidance import blind, discontinued
from cac.narrative.own_needle import told
from cac.narrative.procedure import Procedure
from cac.narrative.sampling import heading

FAMILIES = ("prostate",)
_FAMILY = "prostate"
_RECTAL = r"trans[ -]?rectal|\btrus\b|end[o]?rectal (?:needle|approach|route)|through the rect\w+|rectal wall|via the rect\w+|transrectally"
_PERINEAL = r"trans[ -]?perineal|perineal (?:approach|grid|skin|template|access|route|biops\w+)|through the perine\w+|via (?:the )?perine\w+|precisionpoint|perineum (?:was )?(?:prepped|anesthetized|infiltrated|punctured)|\btpb\b|\btp (?:\w+ )?(?:bx|biops\w+)|camprobe|ginsburg"
_FUSION = r"fusion|uronav|artemis|koelis|trinity|exactvu|dynacad|\bmim\b|philips uronav|bk fusion|navigo|fused|co-?registered|(?:elastic|rigid) registration|registration of (?:the )?(?:\w+ )?mr|software (?:registration|overlay)|registered to (?:the )?(?:live |real[ -]time )?(?:us|ultrasound)"
_NO_FUSION = r"(?:no|without|not) (?:\w+ ){0,3}(?:fusion|registration|software)|fusion (?:software |device |platform |system |was )*(?:is |was )?(?:not|un)\w*|hip is fused|cognitive(?:ly)?(?: fusion| \w+ fusion)?|fusion[^.;]{0,30}(?:under repair|unavailable|out of service|down\b|broken|offline|declined|cancel\w*|not )"
_COGNITIVE = r"cognitive|visual (?:comparison|registration|estimation)|mentally|eyeball|side[ -]by[ -]side"
_BORE = r"in[ -]?bore|in[ -]gantry|mr[i]?[ -]scanner|inside the (?:mr|magnet|scanner|bore)|within the (?:mr|magnet|scanner|bore)|\bmri?[ -]guided\b|under (?:direct |real[ -]time )?mri?\b|dynatrim|mri? guidance|\bct[ -]guided\b|under ct|ct guidance|ct fluoro\w*"
_SYSTEMATIC = r"systematic|sextant|(?:standard|template|random|extended) (?:\w+[ -]){0,2}(?:cores?|biops\w+|sampling|template)|1[0-8][ -]cores?(?: \w+){0,3} (?:standard|template|systematic|random)|12[ -]core|twelve[ -]core|each (?:sextant|sector|zone|side)|(?:base|mid|apex)[^.]{0,40}(?:base|mid|apex)[^.]{0,60}(?:each side|bilateral|left and right|right and left|both sides)|standard (?:of care )?(?:12|twelve)|double sextant|ginsburg"
_ONLY = r"(?:no|without|not) (?:\w+ ){0,3}systematic|systematic (?:\w+ ){0,3}(?:not (?:performed|done|obtained|taken)|deferred|omitted|was not)|target(?:ed|s)?(?: biops\w+| cores?| sampling)? only|only (?:the )?target|lesion[ -]only"
_TARGETED = r"target(?:ed|ing|s)?\b|\brois?\b|regions? of interest|index lesion|pi-?rads [345]|lesion"
#: a piece of tissue, and how it is told to have been won
_PIECE = r"(?:cores?|biops(?:y|ies)|bx|samples?|specimens?|cylinders?|strips|tissue)"
_WON = r"(?:taken|obtained|performed|acquired|collected|harvested|procured|retrieved|secured|removed|gathered|drawn|made|done|cut|sent|submitted|labell?ed|potted|fired|yielded)"
_SAMPLED = rf"\bcores?\b|\b{_PIECE}\b[^.;\n]{{0,80}}\b{_WON}\b|\b(?:took|{_WON})\b[^.;\n]{{0,60}}\b{_PIECE}\b|\b(?:\d{{1,2}}|two|three|four|five|six|eight|ten|twelve|fourteen|sixteen) (?:[\w-]+ ){{0,3}}{_PIECE}\b|\b(?:bx|biops(?:y|ies)|samples?|specimens?|template) ?(?:x|\u00d7) ?\d|\b(?:gun|needle|left|right|lt|rt|base|mid|apex|lobe|side|zone|sextant|systematic|target|roi ?\d?) ?x ?\d|\b(?:shots?|firings?|fired)\b|\bx ?\d{{1,2}} (?:bx|biops\w+|samples?|specimens?)"
_OPEN = r"prostatectomy|turp\b|transurethral resection|incisional biops|cystoscop\w+ (?:was|with)"
_ELSEWHERE = r"\b(?:lung|liver|hepatic|renal|kidney|bone|marrow|node|thyroid|breast|pulmonary|lobe|vertebra\w*|mass|nodule|embolization|angiogra\w+)\b"
#: the gland as the source of a tumour, and the places such a tumour goes to
_TUMOUR_OF = re.compile(r"prostat\w* (?:\w+ )?(?:cancer|carcinoma|ca|adenoca\w*|primary|malignancy|origin|metast\w+|mets)\b")
_OTHER_TARGET = re.compile(rf"{_ELSEWHERE}|\b(?:[tls]\d{{1,2}}|pedic\w+|iliac|ilium|sacr\w+|ribs?|femur|femoral|humer\w+|acetabul\w+|sclerotic|lytic|adenopathy|segment)\b")
#: the gland by name, by its probe, or by the blood test together with the way to it
_GLAND = r"prostat|\btrus\b|uronav|transperineal (?:biops|bx|sampl|core)|camprobe|precisionpoint"
_HINT = r"\bpsa\b|pi-?rads|\bdre\b|seminal vesicle|peripheral zone|transition(?:al)? zone|\b[pt]z\b"
_WAY = r"trans-?rectal|endorectal|rectal (?:probe|ultraso|sono|approach|needle|sleeve|coil|guide)|\bin(?:to|side)? the rectum|\brectum\b|transperineal|perineal"
_SPACER_WORD = r"spaceoar|hydrogel|barrigel"
_SATURATION = r"saturation|mapping biops|(?:brachytherapy )?(?:template|grid)[ -](?:mapping|guided saturation)|every 5 ?mm|5[ -]mm (?:grid|intervals?|template)|three[ -]dimensional mapping|3d mapping"

_OTHER_WAY = r"(?:saturation|mapping|in[ -]?bore|in[ -]gantry|magnet|mr[i]?[ -]scanner)"
_TURNED = r"(?:debated|considered|discussed|talked about|offered|declined|refused|waiting list|wait for|would have|could have|unavailable|not available|not (?:needed|done|performed|used|required))"
#: a way of sampling that was turned down, or only talked about
_NOT_THIS_WAY = re.compile(
    r"\b(?:no|not|nor|neither|without|rather than|instead of|in lieu of|as opposed to|never)\b[^.;\n]{0,50}?(?:saturation|mapping|grid|in[ -]?bore|in[ -]gantry|magnet|scanner)[^.;,\n]*"
    rf"|\b{_TURNED}\b[^.;\n]{{0,60}}\b{_OTHER_WAY}[^.;,\n]*|\b{_OTHER_WAY}(?:(?!perform|taken|obtained|\bdone\b|cores)[^.;\n]){{0,40}}\b{_TURNED}\b"
    r"|\bin[ -]?bore (?:slots?|lists?|dates?|appointments?|capacity|options?|services?|waits?)\b|(?:saturation|mapping)(?: \w+){0,3} ?(?:: ?(?:no|none|nil)\b|(?:was |were )?(?:not|un)\w*)"
)


def read(case: Case) -> list[Procedure]:
    """Samples of the prostate and spacers placed today."""
    flat = case.document.flat
    about = subject(case)
    if not _meant(about) and not re.search(_SPACER_WORD, about):
        return []
    if not _meant(_TUMOUR_OF.sub(" ", flat)) and not re.search(_WAY, flat) and _OTHER_TARGET.search(flat):
        return []  # the gland is only where the tumour came from
    live = told(case, case.roles).replace("\n", " ")
    named = heading(case)
    if not _meant(live + named) and not _meant(flat) and not re.search(_SPACER_WORD, live + named) or re.search(_ELSEWHERE, named) and not _meant(named):
        return []
    out = _spacer(case, live, about)
    if re.search(_SAMPLED, live + " " + named) and not re.search(_OPEN, live):
        out += _biopsy(case, live)
    return out


def _meant(text: str) -> bool:
    """Whether a text is about the prostate: named, or told by its blood test or zones and by the way the needle went."""
    return bool(re.search(_GLAND, text) or re.search(_HINT, text) and re.search(_WAY, text))


def _span(text: str, regex: str) -> Span | None:
    match = re.search(regex, text)
    return Span(*match.span()) if match else None


def _spacer(case: Case, live: str, about: str) -> list[Procedure]:
    name = r"spaceoar|space oar|hydrogel|barrigel|bioprotect|(?:rectal|perirectal|periprostatic) spacer|biodegradable (?:spacer|material)"
    if not re.search(name, about) or not re.search(r"inject\w*|placed|deployed|instill\w*|infus\w*|hydrodissect\w*|insert\w*|delivered|inflat\w*|placement", live):
        return []
    where = _span(live, name) or _span(case.document.flat, name)
    if re.search(rf"\bno (?:\w+ ){{0,3}}(?:{name})|(?:{name})(?: \w+){{0,3}} (?:was |were )?(?:not (?:used|placed|injected|inserted|performed|requested|available)|declined|deferred|omitted|refused|contraindicated)|(?:{name})[^.;\n]{{0,24}}\b(?:offered|discussed|considered)\b[^.;\n]{{0,30}}\b(?:declin\w+|refus\w+|not|no)\b|without (?:a |any )?(?:\w+ )?(?:{name})", case.document.flat):
        return []
    if re.search(r"(?:return|scheduled|plan\w*|refer\w*|candidate) for (?:\w+ ){0,3}(?:spaceoar|spacer|hydrogel)", case.document.flat) or where is None or not re.search(name, live):
        return []
    return [Procedure(_FAMILY, "spacer", target="prostate").because(where)]


def _biopsy(case: Case, live: str) -> list[Procedure]:
    whole = live + " " + title(case)
    taken = _span(live, _SAMPLED)
    stopped = case.says(r"(?:procedure|biopsy)(?: \w+){0,3} (?:terminated|aborted|discontinued|stopped|abandoned)|(?:terminated|aborted|discontinued|stopped|abandon(?:ed)?) (?:the )?(?:procedure|biopsy)")
    if taken is None and not stopped:
        return []
    if not re.search(r"needle|\d{2} ?-?(?:g|ga|gauge)\b|max-?core|monopty|\bgun\b|\bcores?\b|probe|\bx ?\d|uronav|artemis|koelis", live):
        return []
    procedure = Procedure(_FAMILY, "biopsy", target="prostate").because(taken or stopped[0])

    def tell(fact: str, value: object, regex: str) -> None:
        procedure.set(fact, value, *([where] if (where := _span(live, regex)) else []))

    perineal, rectal = re.search(_PERINEAL, whole), re.search(_RECTAL, re.sub(r"(?:trans|endo)rectal (?:ultraso\w+|us\b|probe|transducer|sonogra\w+|imaging|\d)|biplane endorectal|\btrus\b(?! biops)", " ", whole))
    if not perineal and not rectal and re.search(r"\btrus\b|transrectal", whole):
        rectal = re.search(r"\btrus\b|transrectal", whole)
    route = "perineal" if perineal else "rectal" if rectal else ""
    tell("route", route, _PERINEAL if perineal else _RECTAL)
    bore = _bore(_NOT_THIS_WAY.sub(" ", whole))
    sound = re.search(r"ultraso\w+|sonogra\w+|\btrus\b|\bus\b|probe|transducer", live) or re.search(r"ultraso\w+|\btrus\b|\bus\b", title(case))
    fusion = bool(re.search(_FUSION, re.sub(_NO_FUSION, " ", whole))) and (not re.search(_COGNITIVE, live) or bool(re.search(r"regist|fused|uronav|artemis|koelis|overla", live))) and not re.search(r"(?:no|without) (?:\w+ ){0,2}fusion|fusion (?:software|device|platform|system)?[^.]{0,20}not ", case.document.flat)
    image = "in_bore" if bore else "fusion" if fusion else "ultrasound" if sound else ""
    if image != "in_bore" and image_denied(case):
        procedure.set("image_not_stored", True)
    tell("imaging", image, {"in_bore": _BORE, "fusion": _FUSION}.get(image, r"ultraso\w+|\btrus\b|probe|transducer"))
    procedure.set("bore_modality", bore)
    procedure.set("no_imaging", image == "" and (blind(live) or bool(re.search(r"digital(?:ly)?[ -]guid|finger[ -]guid|digital guidance|palpat", live))))
    only = re.search(_ONLY, case.document.flat.replace("\n", " "))
    body = re.sub(r"cognitive(?:ly)?[ -]\w*", "", live)
    systematic = bool(re.search(_SYSTEMATIC, live)) and not only
    targeted = bool(re.search(_TARGETED, body)) and (fusion or bool(bore))
    tell("systematic", systematic, _SYSTEMATIC)
    tell("targeted", targeted, _TARGETED)
    procedure.set("targets", _targets(case, live) if targeted else 0)
    procedure.set("further_targets", max(0, int(procedure.facts["targets"]) - 1))
    procedure.set("saturation", bool(re.search(_SATURATION, _NOT_THIS_WAY.sub(" ", whole))) and bool(perineal))
    procedure.set("strategy_told", bool(systematic or targeted))
    unclear = bool(re.search(r"mri?[ -]target|targeted biops|targeted cores", whole)) and not fusion and not bore and not re.search(_COGNITIVE, case.document.flat)
    procedure.set("fusion_unclear", unclear)
    if stopped and taken is None:
        procedure.set("discontinued_modifier", discontinued(case), stopped[0])
    stored = case.all("document", "image_stored")
    if stored:
        procedure.set("image_stored", True, stored[0])
    return [procedure]


def _bore(text: str) -> str:
    """CT or MR when the needle was guided inside that scanner."""
    text = re.sub(r"(?:prior|previous|recent|diagnostic|multiparametric|mp) ?-?mri?\b", " ", text)
    match = re.search(_BORE, text)
    if not match or re.search(r"mri?[ -]guided (?:fusion|us\b|ultraso)|mri?[/-]us\b", text) and not re.search(r"in[ -]?bore", text):
        return ""
    if re.search(r"fusion", text) and not re.search(r"in[ -]?bore|in[ -]gantry", text):
        return ""
    return "ct" if re.search(r"\bct\b", match.group()) else "mr"


def _targets(case: Case, live: str) -> int:
    """How many distinct targets were sampled."""
    named: set[str] = set()
    for match in re.finditer(r"\b(?:roi|target|lesion|region of interest|t)[\s-]*(?:#|no\.?|number)?\s*([1-5]|one|two|three|four|[a-d])\b(?![a-z'])(?!\s*(?:mm|cm|cores?|samples?|additional))", live):
        value = {"one": "1", "two": "2", "three": "3", "four": "4", "a": "1", "b": "2", "c": "3", "d": "4"}.get(match.group(1), match.group(1))
        sentence = live[max(0, live.rfind(".", 0, match.start())) : live.find(".", match.end()) + 1 or None]
        if not re.search(r"not (?:sampled|biopsied|targeted)|deferred", case.document.flat[match.start() : match.start() + 90].split(".")[0]) and sentence:
            named.add(value)
    if named:
        return len(named)
    words = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4, "both": 2, "one": 1, "single": 1}
    best = 1
    for match in re.finditer(r"\b(two|three|four|both|2|3|4)\b (?!cores?|samples?|passes)(?:(?!cores?|samples?)[\w/-]+ ){0,3}(?:targets|rois|lesions|regions of interest|areas)\b", live):
        best = max(best, words[match.group(1)])
    return best
