"""Which imaging placed a needle: the modality that completed the step, not the one tried before or looked with after."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.kept import image_denied, kept_image
from cac.narrative.procedure import Procedure
from cac.narrative.sampling import heading
from cac.narrative.sonographic import WATCHED

_WORDS = {
    "ct": r"\bct(?:_+|\b)|\bcat scan|computed tomogra\w+|ct-fluoro\w*",
    "mr": r"\bmri\b|\bmr\b(?!\.)(?! [a-z]\.?(?:\W|$))|magnetic resonance",
    "ultrasound": r"ultraso\w+|sonogra\w+|\bsono\b|\bus\b|\bu/s\b|transducer|\btrus\b|\becho[ -]?(?:guid\w*|probe|images?|control)|\b(?:under|by|with) echo\b|echograph\w+|(?:linear|curved|curvilinear|convex|sector|phased|hockey[ -]stick|high[- ]frequency|transrectal|endorectal|transvaginal|endovaginal|vaginal|biplane|endocavitary|intracavitary|handheld|hand-held|small[ -]parts|abdominal|mhz)(?: array)? probe|\b(?:linear|curved|curvilinear|convex|phased|sector) array\b|\bprobe (?:held|on the|over the|covered|cover)|b-mode",
    "fluoroscopy": r"fluoro\w*|c-arm|cone[ -]beam(?: ct)?|\bcbct\b",
}
_NEEDLE = r"needle|introducer|trocar|coaxial|cannula|\bcores?\b|biops|aspirat|pass(?:es)?\b|fna\b|sampl|\d{2} ?-?(?:g|ga|gauge)\b|advanc|target|deploy|marker|fiducial|clip|punctur"
_GUIDED = r"(?:under|using|with|via|by|utilizing|utilising|employing)(?: (?:direct|continuous|real[ -]time|live|intermittent|constant|the|a|aid of|assistance of|sterile|high[ -]frequency|linear|step[ -]and[ -]shoot|low dose|limited|axial|noncontrast|sequential|serial|transrectal|grayscale|quick[ -]check|imaging|biplane)){0,4} *$"
_FAILED = re.compile(
    r"could not be|couldn't|not (?:well )?(?:seen|visuali[sz]ed|visible|identified|demonstrated|possible)|unable to|no (?:safe |acoustic |sonographic |suitable |good )*window|poorly (?:seen|visuali[sz]ed)|obscured|obscuring|not feasible|inadequate window|too deep|unsuccessful|not amenable|abandoned"
    r"|convert|switched|changed (?:to|over)|instead|limited by (?:bowel )?gas|bowel gas|nonvisuali[sz]|could not"
)
_AFTER = re.compile(
    r"(?:post[ -]?(?:procedur\w*|biops\w*|placement|aspiration|needle)|completion|final|follow[ -]?up|immediate|delayed|repeat|limited|after (?:the )?(?:biopsy|procedure|needle removal|removal)|\d+ minutes?)(?: \w+){0,3} *$"
)
_AFTER_SENTENCE = re.compile(r"^\s*(?:[\d.)\-*#]+\s*)?(?:post\b|postprocedur|post-?biops|completion|follow-?up|immediate post|afterwards|color doppler afterwards|repeat (?:ct|scan|ultraso)|limited (?:ct|ultraso)\w* (?:after|of the \w+ (?:after|following))|delayed|final (?:ct|scan|images?|ultraso)|no (?:hematoma|pneumothorax|bleed))")
_BEFORE_STUDY = re.compile(r"(?:prior|previous|recent|outside|diagnostic|comparison|earlier|dated|seen on|noted on|shown on|identified on|known from|based on|review of(?: the)?|pre-?procedur\w*(?: \w+)?|planning|pet/?|pet[ -]|correlat\w+ with|on)(?: the)? *$")
#: the screen on which the needle is followed
_ON = re.compile(r"\bon(?: the)? *$")
#: each pass or core seen on the screen
_SEEN_ON = re.compile(r"\b(?:seen|watched|followed|shown|visible|tracked|documented)\b[^.;]{0,40}\bon(?: the)? *$")
_THEN_ON = re.compile(r"\b(?:then|next|now|afterwards|subsequently),? on(?: the)? *$")
#: fluid drawn beside the lesion, under imaging of its own
_TAP = re.compile(r"\b(?:ascit\w*|paracentes\w+|thoracentes\w+|effusion)\b")
#: the scan that only planned the way in
_PLANNED_BEFORE = re.compile(r"\bplanning(?: (?:low[- ]dose|axial|initial|noncontrast|limited))? *$")
_PLANNED_AFTER = re.compile(r" (?:scan |images? |slices )?(?:was |were |is )?(?:first |only )?(?:used |made |done |obtained |acquired )?(?:(?:for |to )(?:radiation |treatment |radiotherapy |trajectory |route |path )?)?plan(?:ning|ned)?\b")
#: a needle led step by step between scans, where the room was named before
_STEPPED = re.compile(
    r"(?:needle|tip|coaxial|introducer|trocar|guide|cannula|it)\b[^.;\n]{0,60}\b(?:between|with|by|on|under|after|through|using)(?: (?:the|an?|each|every|successive|serial|sequential|intermittent|interval|repeat(?:ed)?|short|single|stored|low[- ]dose|limited|axial|spot|check|quick[- ]check|control|stepwise|further))* (?:slices?|scans?|sections?|cuts?|sweeps?|checks?|acquisitions?|spirals?|images)\b"
    r"|\b(?:stepped|step[- ]and[- ]shoot|step[- ]?wise|in (?:small |short |two |three )?steps|inched|walked in)\b[^.;\n]{0,60}\b(?:slices?|scans?|sections?|cuts?|checks?|images?)\b|\b(?:slices?|scans?|sections?|cuts?|images)\b[^.;\n]{0,30}\b(?:show\w*|confirm\w*|prov\w*|document\w*|put|place[ds]?|with)(?: the)?(?: needle)? (?:tip|needle|introducer)\b"
)
#: the screen as the only word for the probe
_SCREEN = re.compile(r"\b(?:on|kept on|followed on|seen on|watched on)(?: the)? (?:screen|monitor)\b")
_STUDY_AFTER = re.compile(r"^ *(?:\((?:\d{1,2}/|dated|from|of )|of \d|from \d|dated|\d{1,2}/\d|scan (?:of|from|dated|today was|on \d)|chest|abdomen|showed \d|performed on|report)")
_MARKING = re.compile(r"\bmark(?:ed|ing)?\b[^.]{0,40}(?:ultraso|sonogra|\bus\b|\bct\b)|(?:ultraso\w+|sonogra\w+|\bus\b|\bct\b)[^.]{0,60}\b(?:mark(?:ed|ing)?\b|to mark\b|localiz\w+ (?:the )?(?:skin|entry)|choose|planning)")
_BLIND = re.compile(r"no (?:imaging|image) guidance|without (?:image|imaging|ultrasound|ct|fluoroscop\w+)(?: guidance)?|(?:imaging|ultrasound|fluoroscopy|ct)(?: guidance)? (?:was |is )?not (?:used|needed|required|available)|by palpation|palpation guid|palpable landmarks|landmark|no (?:ultrasound|ct|fluoroscopy|imaging)\b(?: was)?(?: used)?|non-?image[ -]guided|fluoro(?:scopy)?: ?none|(?:guidance|imaging|ultrasound|\bus|\bct|fluoro\w*|x-?ray)(?: (?:\w+ )?(?:used|guidance|needed|performed|employed))?\s?: ?(?:none|nil|no\b(?= *(?:[.;,\n(]|$|guid|used|need))|not used|n/a)|advanced blind\w*|\bblind(?:ly)? (?:advanced|pass\w*|biops\w*|technique|percussion)|percussion|by feel\b|located by (?:feel|touch)|\bno (?:ct|us|ultrasound|fluoro\w*|image|imaging)(?: (?:or|nor|and|/) (?:ct|us|ultrasound|fluoro\w*|imaging))+ ?(?:was |were )?(?:used|needed)?|no imaging (?:\w+ ){0,2}(?:used|needed|employed|required)")
#: the operator's eye on the screen while the needle worked
_LOOKING = re.compile(r"\bwhile (?:we |i |being |it was |they were )?(?:watch|view|follow|observ|look)\w*|\bon (?:the )?screen\b|in plain view|under (?:my|our) (?:eyes|view)")
#: a needle led by the hand
_FELT = re.compile(r"by palpation|palpation guid|palpable landmarks|\bpalpation\b|advanced blind\w*|\bblind(?:ly)? (?:advanced|pass\w*|biops\w*|technique)|by feel\b|located by (?:feel|touch)|without (?:any )?(?:imaging|image guidance)")
#: the saying that no needle of the day was guided
_NONE_AT_ALL = re.compile(r"(?:ultrasound|\bus|\bct|fluoro\w*)(?: (?:\w+ )?(?:used|guidance|needed|performed|employed))?\s?: ?(?:none|nil|no\b(?= *(?:[.;,\n(]|$|guid|used|need))|not used|n/a)|no (?:imaging|image guidance|ultrasound|guidance) (?:\w+ ){0,2}(?:used|needed|employed|required)\b(?: (?:for|in|with|at) (?:either|any|both|all|these))?|(?:guidance|imaging): ?(?:none|nil|not used)|without (?:any )?(?:imaging|image guidance)")


#: targets for which a needle on a screen need not be under ultrasound
_NOT_BY_SOUND = ("lung", "superficial_bone", "deep_bone", "marrow", "disc", "joint", "")


def _plain(text: str) -> str:
    """The text with CT fluoroscopy as one word, so that it counts for CT alone."""
    return re.sub(r"\bct[ -](?:fluoro\w*|fluoroscop\w*)", lambda m: "ct" + "_" * (len(m.group()) - 2), text)


def scores(text: str) -> dict[str, int]:
    """Weight of each modality in the sentences of a text, as guidance of a needle."""
    out: dict[str, int] = {}
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", _plain(text)):
        failed = _FAILED.search(sentence)
        blamed = _blamed(sentence, failed) if failed else ""
        for modality, regex in _WORDS.items():
            for match in re.finditer(regex, sentence):
                before, after = sentence[: match.start()], sentence[match.end() :]
                followed = bool(_ON.search(before) and (WATCHED.search(sentence) or failed and re.search(r"\b(?:follow|track|target|reach|guid|approach)\w*", sentence)))
                followed = followed or bool(_SEEN_ON.search(before) and re.search(_NEEDLE, sentence))
                followed = followed or bool(_THEN_ON.search(before) and re.search(_NEEDLE, sentence))
                if _AFTER.search(before) or _AFTER_SENTENCE.search(sentence) or (_BEFORE_STUDY.search(before) and not followed) or _STUDY_AFTER.match(after):
                    continue
                if re.match(r"\W*(?:guidance )?(?:was |is |were )?not (?:used|needed|required|available|performed|employed)", after) or re.search(r"(?:\bno|without)(?: \w+)? $", before):
                    continue
                if re.match(r"(?:/\w+)?(?: (?:\w+ )?(?:used|guidance|needed|performed|employed))?\s?: ?(?:no\b(?= *(?:[.;,\n(]|$|guid|used|need))|none|nil|n/a)", after):
                    continue
                if modality in ("ct", "mr") and re.match(r" (?:scan |imaging )?(?:shows?|showed|demonstrat\w+|reveal\w+|read\w*)\b", after) and not re.search(_NEEDLE, sentence):
                    continue  # what a study of another day found
                if modality in ("ct", "mr") and (_PLANNED_BEFORE.search(before) or _PLANNED_AFTER.match(after) or not re.search(_NEEDLE, sentence) and re.search(r"\bplanning (?:$|ct|mri?)|for (?:radiation |treatment |radiotherapy )?planning", sentence)):
                    continue
                if modality == "ct" and re.search(r"cone[ -]beam $|pet[ /-]*$", before):
                    continue
                to = re.search(r"(?:convert\w*|switch\w*|chang\w*|transferred|moved|turned|proceed\w*|resort\w*|opted|elected)(?: \w+){0,5}? (?:to|with|for|under)(?: the)?(?: \w+)? *$|\b(?:therefore|thus|hence|so)(?: (?!not)\w+){0,3} *$", before) if not re.match(r"\W*(?:was |is |being )?(?:abandon|given up|fail|not\b|stopped)", after) else None
                if blamed and blamed != modality and not to and match.start() < failed.start():
                    continue  # named beside the one that failed
                if failed and not to:
                    out[modality] = out.get(modality, 0) - 4
                    continue
                weight = 1
                if re.search(_GUIDED, before) or "_" in match.group() or re.match(r"[ -]*(?:guid|fluoro|confirm|visuali[sz]ation)", after) or to:
                    weight += 2
                if re.search(_NEEDLE, sentence):
                    weight += 2
                if "probe" in match.group() and not re.search(_NEEDLE, sentence.replace("needle guide", "")):
                    weight = 3 if re.match(r" (?:with|carrying|and|fitted with|bearing) (?:an? |the |its )?(?:\w+ )?(?:needle guide|guide|biopsy (?:guide|attachment|channel)|bracket)", after) else 0
                if _MARKING.search(sentence) and not re.search(r"guid|real[ -]time|\blive\b|entered|\b(?:follow|watch|advanc|steer|monitor|track)\w*|to (?:place|insert|direct|pass)", sentence):
                    weight = 0
                out[modality] = out.get(modality, 0) + weight
    return out


def _blamed(sentence: str, failed: re.Match[str]) -> str:
    """The modality that a sentence says failed: the last one named before the failure, empty where none is."""
    named = [(m.start(), name) for name, regex in _WORDS.items() for m in re.finditer(regex, sentence[: failed.start()])]
    return max(named)[1] if named else ""


def modality(text: str, whole: str = "", head: str = "") -> str:
    """The modality that placed the needle, empty where none is told.

    Args:
        text: words of the lesion.
        whole: words of the whole narrative, read where the lesion names none.
        head: title and list of procedures, read only to choose between two that the body names equally.
    """
    for words in (text, whole):
        found = {name: weight for name, weight in scores(words).items() if weight > 0}
        if not found:
            continue
        best = max(found.values())
        named = [name for name, weight in found.items() if weight >= best - 1]
        if len(named) > 1 and head:
            titled = [name for name in named if re.search(_WORDS[name], _plain(head))]
            if len(titled) == 1:
                return titled[0]
        return max(found, key=lambda name: found[name])
    found = {name: weight for name, weight in scores(head).items() if weight > 0}
    if len(found) == 1:
        return next(iter(found))
    probe = next((m for m in re.finditer(r"\bprobe\b|transducer", whole) if not re.search(r"(?:cryo|ablation|gamma|microwave|neoprobe|scout|magseed|console) ?-?$", whole[: m.start()])), None)
    return "ultrasound" if not found and probe and WATCHED.search(whole) else ""


def blind(text: str) -> bool:
    """Whether the text says that no imaging guided the needle."""
    return _BLIND.search(text) is not None


def felt(text: str) -> bool:
    """Whether the text says that the needle was led by the hand."""
    return _FELT.search(text) is not None


def guide(case: Case, procedure: Procedure, text: str, whole: str, *where: Span) -> str:
    """Set ``modality``, ``image_stored`` (yes, no, or unknown) and return the modality.

    An image that is said not to have been kept, or a site that was only marked, leaves no guidance.
    """
    head = heading(case)
    flat = case.document.flat
    if procedure.family == "biopsy":
        kept = [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if not _TAP.search(part) or re.search(r"biops|\bcores?\b|\bfna\b", part)]
        text = "\n".join(kept) or text
    own = " ".join(flat[span.start : span.end] for span in where) if len(where) > 1 or where and where[0].end - where[0].start < len(flat) else ""
    unguided = max(scores(text).values(), default=0) < 3 and bool(_NONE_AT_ALL.search(own or flat) or own and _FELT.search(own))
    found = "" if unguided else modality(text, "" if blind(flat) and _NONE_AT_ALL.search(flat) else whole, "" if blind(flat) else head)
    named = {name for name, regex in _WORDS.items() if re.search(regex, _plain(flat))}
    if not found and not unguided and not blind(flat) and (WATCHED.search(text) or _LOOKING.search(text)) and (named - {"mr"} == {"ultrasound"} or not named and re.search(r"\bprobe (?:in|on|at|over|along|between|showed|shows|held|placed)\b|\btransducer\b|\bdoppler\b|\b(?:hypo|hyper|iso)?echo(?:ic|genic)\b|acoustic window", flat)):
        found = "ultrasound"  # the needle was watched, and no other imaging is named anywhere
    if not found and not unguided and not blind(flat):
        if "ct" in named and "ultrasound" not in named and _STEPPED.search(text):
            found = "ct"  # the slices are those of the scanner that planned the way
        elif not named and procedure.target not in _NOT_BY_SOUND and _SCREEN.search(text):
            found = "ultrasound"
    if image_denied(case, found):
        procedure.set("image_not_stored", True)
    stored = kept_image(case)
    if stored is not None:
        procedure.set("image_stored", True, stored)
    procedure.set("modality", found)
    word = next((m for m in re.finditer(_WORDS[found], text + " ")), None) if found else None
    if word is not None and where:
        first = next((f for f in case.all("modality", roles=None) if f.value in (found, "cone_beam_ct") and any(s.start <= f.start < s.end for s in where)), None)
        if first is not None:
            procedure.set("modality", found, first)
    return found


def discontinued(case: Case) -> str:
    """Modifier of a needle procedure stopped after its start because of the patient: physician or facility."""
    return "74" if case.encounter.get("claim_type") == "facility" else "53"
