"""Endografts of the thoracic and abdominal aorta and the iliac arteries, their extensions, fixation and access."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.course import Told, course, undone
from cac.narrative.endograft import Entry, endograft_told, entries, sides_in
from cac.narrative.endograft_terse import HISTORY, OLD_GRAFT, REACHED, TWO_LEGS, told_of_parts
from cac.narrative.live import subject, title
from cac.narrative.procedure import Procedure

FAMILIES = ("aortic_endograft",)
ORDER = 42
_FAMILY = "aortic_endograft"
_SUBJECT = re.compile(
    r"\baorto-?\s?(?:bi|uni|mono)|\brenu\b|\bc-?tag\b|valiant|navion|main body|aortic cuff|\bp?evar\b|\btevar\b|endovascular (?:\w+ ){0,5}(?:aneurysm|aortic|aorta|dissection|transection|iliac)\w*(?: \w+){0,2} repair|endovascular (?:repair|exclusion|stent[- ]graft\w*)|endo-?graft\w*|stent[- ]?graft\w* (?:repair|of|placement)|aortic stent[- ]?graft|endoluminal (?:graft|repair)|endoprosthes\w+|\bibe\b|\bibd\b|branch(?:ed)? iliac (?:device|endo|graft)|iliac (?:branch|limb)|limb (?:extension|graft)|endo-?anchor|endo-?stapl|\bendovascular\b|excluder|endurant|zenith|iliac (?:artery )?(?:tube |covered |stent[- ]?)?graft|(?:tube|covered) (?:endo-?)?graft"
)
_AORTA = re.compile(r"bifurcated|\bendo-?graft|main body|\bendurant|\bexcluder|\bzenith|\bovation\b|aorto|\baaa\b|\btaa\b|aort(?:a|ic|o)|iliac (?:artery )?(?:pseudo-?)?aneurysm|iliac aneurysm|iliac artery (?:rupture|perforation)|\bcia (?:aneurysm|\d)|aneurysm|endoleak|\bt?evar\b|thoracic|transection")
_DEPLOYED = re.compile(r"deploy\w*|releas\w*|placed|placement|implant\w*|insert\w*|landed|extended|positioned|plac\w+|used|delivered|tube endograft|x ?\d{2,3}|\bvia\b|\d ?mm\b|gate|advanced|from (?:the )?(?:left|right)")
_GRAFT = r"(?:endo-?grafts?|stent[- ]?grafts?|(?<!be)(?<!be-)grafts?\b|devices?|main (?:body|trunk)|trunk(?! (?:of|division)| (?:had|was|were|is) (?:stopp|occlu|emboli|plug|coil))|limbs?|endoprosthes[ie]s|excluder|endurant|zenith|ovation|\bafx\b|treo|incraft|alto\b|c-?tag|\btag\b|valiant|navion|relay|alpha thoracic|components?|pieces|cuff|converter|renu|extender|extension|viabahn|\bvbx\b|covered stents?|icast)"
_THORACIC = re.compile(r"\btevar\b|thoracic (?:aort\w+ )?(?:endo|stent|aneurysm|dissection|transection)|descending thoracic|thoracic endograft|c-?tag\b|valiant|navion|alpha thoracic|type b dissection|relay ?pro|thoracic aorta|thoracic branch|\btbe\b")
_ABDOMINAL = re.compile(r"\bzenith\b|\btreo\b|incraft|\brenu\b|\bp?evar\b|\baaa\b|abdominal aort|infrarenal|infra-renal|aorto-?(?:bi-?)?iliac|bifurcated|main (?:body|trunk)|excluder|endurant|ovation|\bafx\b|contralateral (?:gate|limb)|below the (?:lowest )?renal|iliac limb|aorto-?uni")
_BI = re.compile(r"main body[^.;\n]{0,40}\bcontra|bi-?iliac|bifurcated|\bcontra(?:lateral)?\b[^.;\n]{0,16}(?:limb|leg|gate)|\b(?:left|right|[lr]) (?:and (?:left|right|[lr]) )?(?:iliac )?limbs?\b(?! ischa?emia)|contralateral (?:\w+ )?(?:gate|limb|leg)|contra (?:gate|limb)|both (?:\w+ ){0,2}(?:iliac )?limbs|(?:left|right|ipsilateral|iliac) limb|bilateral (?:iliac )?limbs|two[- ]piece|three[- ]piece|3 pieces|2 pieces|gate (?:was )?cannulat\w*|cannulat\w*[^.\n]{0,30}gate")
_UNI = re.compile(r"\brenu\b|aorto-?\s?uni-?\s?(?:lateral )?-?(?:iliac|lateral|femoral)|\baui\b|uni-?iliac|aorto-?mono-?iliac|converter")
_TUBE = re.compile(r"(?:aort\w+ )?tube (?:endo-?)?(?:stent-?)?grafts?|aorto-?aortic|straight (?:tube|endograft|aortic)|tubular|tube endograft|aortic cuffs? (?:was|were) (?:used|deployed|placed)|tube device")
_RUPTURE = re.compile(r"ruptur\w*|transect\w*|traumatic (?:aortic|injury|disruption)|aortic (?:injury|disruption|transection)|active extravasation from the (?:aorta|aneurysm|iliac)")
_NO_RUPTURE = re.compile(r"\b(?:no|not|non|without|un|never|risk of|prevent|negative for|concern for|impending|if|balloon)\b[^.;\n]{0,45}$|non-?$|un-?$")
_LSA = r"(?:left )?(?:subclavian|lsca?\b|lsa\b)"
_LSA_OPEN = re.compile(rf"(?:distal to|beyond|below|just past|past|preserv\w+|spar\w+|not (?:to )?(?:cover\w*|over)|without cover\w*|short of|flush with|mm (?:distal|from|beyond|below))[^.\n]{{0,60}}{_LSA}|{_LSA}[^.\n]{{0,60}}(?:not covered|uncovered|preserved|spared|patent|was left open|remained open|open\b|not be covered)|zone (?:3|4|three|four)")
_LSA_COVERED = re.compile(rf"(?:cover\w*|across|over|occlud\w*)[^.\n]{{0,60}}{_LSA}|{_LSA}[^.\n]{{0,50}}(?:was |were |is |being )?(?:intentionally |deliberately |purposely |completely |fully )?(?:covered|occluded|sacrificed)|zone (?:2|two|1|one)|distal to the left (?:common )?carotid|beyond the left (?:common )?carotid|between the left (?:common )?carotid|left (?:common )?carotid[^.\n]{{0,30}}(?:origin|landing)")
_BRANCHED = re.compile(r"thoracic branch (?:endoprosthesis|endograft|device)|\btbe\b|(?:single|side)[- ]branch(?:ed)? (?:thoracic )?(?:endograft|endoprosthesis|device)|branched thoracic|castor")
_FENESTRATED = re.compile(r"fenestrat\w*(?: \w+){0,3} (?:endograft|graft|repair|device)|\bfevar\b|z-?fen|\bbevar\b|branched (?:aortic )?endograft (?:for|of) (?:the )?(?:visceral|thoracoabdominal)|snorkel|chimney|\bcheva[rs]\b|four[- ]vessel|t-?branch|visceral branch")
#: another way to do it that was weighed and not taken
_NOT_CHOSEN = re.compile(r"[^.\n]*\b(?:thought (?:about|of)|considered|discussed|not (?:necessary|needed|required|chosen|used)|unnecessary|rejected|decided against|if needed)\b[^.\n]*")
_IBE = re.compile(r"branch(?:ed)? iliac (?:device|endo-?graft|graft|endoprosthes\w+|component|system)|iliac branch(?:ed)? (?:\w+ )?(?:endoprosthes\w+|endo-?graft|device|graft|component|stent)?|\bibe\b|\bibd\b|bifurcated iliac (?:endo)?graft")
_EXTENSION = re.compile(r"\blengthen(?:ed|ing)\b|\b(?:extra|additional|further|more) (?:limb|leg|piece|length)|prolong(?:ed|ation)|exten(?:d(?:ed|er|ing)?|sion|sions|ders)\b|additional (?:\w+ )?(?:limb|stent-?graft|piece|component)|bell-?bottom|bridg\w+|(?:further|additional|second|another|extra|third|longer|added)\b[^.;,\n]{0,34}?\b(?:limb|leg|stent-?graft|endo-?graft|piece|component|graft|prosthesis|viabahn)\b")
_EXTERNAL = re.compile(r"external iliac|\b[rl]?eias?\b")
_EMBOLIC = re.compile(r"onyx|\bglue\b|n-?bca|cyanoacrylate|\bcoils?\b|coiled|\bplugs?\b|emboli[sz]\w+|thrombin")
#: the reason of an extension that itself says "not"
_REASON = re.compile(r"\b(?:since|because|as|given that)\b[^.,;]{0,60}\b(?:not|n't|short|fail\w*|unable)\b[^.,;]{0,40}$")
_SUPRARENAL = re.compile(r"(?:proximal|aortic) (?:extension|cuff|extender)[^.\n]{0,80}(?:above|proximal to|supra)[- ]?(?:the )?(?:renal|sma|celiac)")
_NEW_BODY = re.compile(r"main (?:body|trunk)[^.\n]{0,90}(?:deploy|plac|insert|releas|advanc|deliver)|(?:deploy|plac|insert|releas|advanc|deliver)\w*[^.\n]{0,70}(?:main (?:body|trunk)|bifurcated|trunk body)|bifurcated (?:\w+ ){0,3}(?:main|endograft|graft|device|body)|contralateral (?:limb )?gate")
_AORTIC_WORK = re.compile(r"main (?:body|trunk)|trunk body|\bgate\b|bifurcat\w+ (?:\w+ )?(?:endo|graft|device|stent|body)|\baaa\b|abdominal aort|infrarenal|\bp?evar\b|renals?\b|contralateral|aorto-|aortic (?:neck|endograft|stent|graft|aneurysm)|bi-?iliac|uni-?iliac")
_OLD_BODY = re.compile(r"\b(?:old|existing|prior|previous|indwelling|original|earlier|in-?situ|migrated|its|first)(?: \w+){0,2} (?:main (?:body|trunk)|bifurcated \w+|endo-?graft)")
_NO_GRAFT = re.compile(r"(?:mesenteric|c(?:o)?eliac|tibioperoneal|thyrocervical|costocervical|venous|pulmonary|bronchial|brachiocephalic|lumbar|common|ima|sma|iia|hypogastric|iliac|arterial|artery|profunda|feeding|vessel) (?:main )?trunks?$|(?:perclose|closure|angio-?seal|mynx|proglide|prostyle|manta|vascade|snare|infusion|thrombectomy|hemostasis) (?:\w+ )?devices?$")
_FIXATION = re.compile(r"heli-?fx|endo-?anchors?|endo-?stapl\w*|aptus|endosutur\w*|transmural (?:fixation|fasten)")
_OCCLUDER = re.compile(r"\b(?:plugs?|occlu(?:der|ding device)|amplatzer)\b[^.;\n]{0,50}\b(?:common iliac|[lr]?cia|iliac)\b(?! (?:internal|limb))|\b(?:common iliac|[lr]?cia)\b[^.;\n]{0,40}\b(?:plug(?:ged)?|occlu(?:der|ding device)|blocked|closed off)\b|iliac occlu(?:der|sion (?:device|plug))|occluder (?:device )?(?:was )?(?:deployed|placed)|contralateral (?:common )?iliac (?:artery )?(?:was )?(?:occluded|plugged)")
_FEM_FEM = re.compile(r"\bcross-?over (?:ptfe|dacron|graft|bypass|prosthe\w+)\b[^.;\n]{0,36}\b(?:femoral|groin)|\b(?:ptfe|dacron|bypass|graft|prosthesis)\b[^.;\n]{0,30}\b(?:right[- ]to[- ]left|left[- ]to[- ]right|r-to-l|l-to-r)\b[^.;\n]{0,12}(?:femoral|groin)|(?:femoro-?\s?femoral|fem-?fem|fem fem|cross-?\s?femoral|crossover femoral|femoral cross-?over) (?:\w+ )?(?:bypass|graft|conduit|crossover|ptfe|dacron)|fem(?:oral)?[- ]?(?:to[- ])?(?:-)?fem(?:oral)? (?:prosthetic )?(?:bypass|graft|crossover|cross-?over)")
_TRANSPOSITION = re.compile(r"(?:subclavian[- ](?:to[- ])?(?:left )?carotid|carotid[- ](?:to[- ])?subclavian) transposition")
_CAROTID_BYPASS = re.compile(r"carotid[- ](?:to[- ])?(?:left |right )?carotid (?:artery )?(?:bypass|graft)")
_DRUG = re.compile(r"pentagalloyl|nectero|\bpgg\b|wall[- ]stabili[sz]")
_GIVEN = re.compile(r"deliver\w*|infus\w*|inject\w*|inflat\w*|instill\w*")


#: a graft sewn in through the open belly, and what only a graft put in through the groin is told with
_SEWN = re.compile(r"laparotom\w+|midline|retroperitone\w+ (?:was )?(?:opened|closed|entered|incised)|(?:cross-?|infrarenal |supraceliac |suprarenal |aortic |iliac )clamps?\w*|clamp(?:ed|s)\b|end[- ]to[- ](?:end|side)|anastomos\w+|\b[2-5]-0 prolene|\bfelt\b|oversewn|sewn|bowel (?:was )?(?:packed|retracted|eviscerat\w+)|aorto-?(?:bi-?)?(?:femoral|iliac|bifemoral)|aorta (?:was )?(?:transected|opened|incised|divided)|dacron|endarterectomy|cell saver|lumbars? (?:were )?(?:ligated|oversewn)")
_ENDO = re.compile(r"endo-?graft|stent-?graft|main body|fluoro|angiogra|aortogra|deployed|contralateral gate|pigtail|\b(?:1[0-9]|2[0-6]) ?f(?:r|rench)?\b|excluder|endurant|zenith|endovascular(?! repair was| versus)|glidewire|lunderquist")


def read(case: Case) -> list[Procedure]:
    """Endograft work of today with its extensions, fixation and accesses."""
    flat = case.document.flat
    if not _SUBJECT.search(flat) or not _AORTA.search(flat):
        return []
    told = course(case)
    text = "\n".join(t.text for t in told)
    if not _SUBJECT.search(subject(case)) and not re.search(r"aneurysm|dissection|transection|ruptur", title(case)) and not endograft_told(text):
        return []
    if len({m.group() for m in _SEWN.finditer(text + "\n" + title(case))}) >= 3 and not _ENDO.search(text):
        return []  # a graft sewn in through the open belly
    if _DRUG.search(text) and _GIVEN.search(text):
        first = next(t.span(m) for t in told if (m := _DRUG.search(t.text)))
        opened = re.search(r"cut-?\s?down|open (?:femoral|exposure)|dissected", text)
        return [Procedure(_FAMILY, "wall_drug", "aorta", "").because(first).set("opened", bool(opened))]
    placed = _placed(told)
    if placed is None:
        return []
    if _FENESTRATED.search(text + title(case)) and _FENESTRATED.search(_NOT_CHOSEN.sub(" ", flat)) and not re.search(r"no fenestrat|not fenestrat", text):
        case.notes.append("a fenestrated, branched or parallel endograft is told; its codes are not in these rules")
        return []
    main = _main(case, told, text, placed)
    if main is None:
        return []
    out = [main]
    out += _more(case, told, text, main)
    out += _accesses(case, told, main)
    return out


def _first(told: list[Told], regex: re.Pattern[str]) -> Span | None:
    return next((t.span(m) for t in told for m in regex.finditer(t.text) if not undone(t.text, m.start(), m.end())), None)


def _placed(told: list[Told]) -> Span | None:
    """The first words that tell of a graft put in."""
    graft = re.compile(_GRAFT)
    for sentence in told:
        for match in graft.finditer(sentence.text):
            if _NO_GRAFT.search(sentence.text[max(0, match.start() - 24) : match.end()]):
                continue
            near = sentence.text[max(0, match.start() - 70) : match.end() + 90]
            if _DEPLOYED.search(near) and not undone(sentence.text, match.start(), match.end()) and not HISTORY.search(near):
                return sentence.span(match)
    return told_of_parts(told)


def _ruptured(case: Case, told: list[Told]) -> bool:
    for where in (*(t.text for t in told), *(case.document.flat[s.start : s.end] for s in case.document.sections if s.role in ("head", "background"))):
        for match in _RUPTURE.finditer(where):
            if not _NO_RUPTURE.search(where[max(0, match.start() - 50) : match.start()]) and not re.match(r"[^.;\n]{0,20}(?:was excluded|ruled out|risk|precautions)", where[match.end() : match.end() + 30]):
                return True
    return False


def _main(case: Case, told: list[Told], text: str, placed: Span) -> Procedure | None:
    flat = case.document.flat
    both = text + "\n" + title(case)
    thoracic = bool(_THORACIC.search(both)) and not (_NEW_BODY.search(text) and not re.search(r"\btevar\b|thoracic (?:endo|stent)|c-?tag|valiant", both))
    old = bool(OLD_GRAFT.search(flat)) and not _NEW_BODY.search(_OLD_BODY.sub(" ", text))
    made = Procedure(_FAMILY, "", "", "").because(placed)
    made.set("ruptured", _ruptured(case, told))
    if thoracic:
        made.target = "thoracic_aorta"
        if old and re.search(r"exten\w+|proximal|distal|endoleak", both):
            distal = re.search(r"distal (?:\w+ ){0,2}(?:exten|component|endograft|piece|cuff)|exten\w+[^.\n]{0,40}distal|type (?:i|1)b|celiac", both)
            made.name = "thoracic_extension"
            return made.set("end", "distal" if distal else "proximal").set("further", 0)
        made.name = "thoracic"
        made.set("branched", bool(_BRANCHED.search(both)) and bool(re.search(r"subclavian|branch", text)))
        opened, covered = _LSA_OPEN.search(both), _LSA_COVERED.search(both)
        if covered and not opened or covered and re.search(rf"{_LSA}[^.\n]{{0,40}}(?:covered|occluded|sacrificed)(?<!not covered)|(?:intentional|deliberate|purposeful) coverage|cover(?:ed|ing|age) (?:of )?(?:the )?{_LSA}", both) and not re.search(rf"(?:not|without|no) (?:be )?cover\w*(?: of)?(?: the)? ?{_LSA}|{_LSA}[^.\n]{{0,30}}not (?:be )?covered", both):
            made.set("subclavian", "covered")
        elif opened:
            made.set("subclavian", "open")
        return made
    branch = _IBE.search(both) is not None and not re.search(r"no (?:iliac )?branch|branch endograft\? no|branch device was not", both)
    aortic = _ABDOMINAL.search(text) and (_NEW_BODY.search(text) or _BI.search(text) or _UNI.search(text) or _TUBE.search(text) or TWO_LEGS.search(text)) and not re.search(r"no aortic (?:device|component|graft|main)|no aorta device|without (?:an )?aortic", text)
    iliac_only = re.search(r"iliac", text) and re.search(r"iliac (?:artery )?(?:pseudo-?)?aneurysm|iliac[^.\n]{0,30}(?:aneurysm|ruptur|perforat)|\bcia\b[^.\n]{0,12}(?:aneurysm|\d\.\d ?cm)|aneurysm[^.\n]{0,40}iliac", flat) and not (_ABDOMINAL.search(text) and _NEW_BODY.search(text))
    if old and (_EXTENSION.search(text) or re.search(r"cuff|relin|endoleak|limb", text)) and not branch:
        if _EMBOLIC.search(text) and not (_EXTENSION.search(text) or re.search(r"cuff|relin", text)):
            return None  # the leak was closed from within, no graft was added
        made.name = "delayed_extension"
        return made.set("vessels", _extension_vessels(told))
    if aortic and not (iliac_only and (re.search(r"no aort", text) or not _AORTIC_WORK.search(both))):
        made.name = "abdominal"
        made.target = "abdominal_aorta"
        shape = "uni_iliac" if _UNI.search(both) else "bi_iliac" if _BI.search(both) else "tube" if _TUBE.search(both) else "bi_iliac" if TWO_LEGS.search(both) else ""
        return made.set("shape", shape)
    if branch:
        made.name, made.target = "iliac_branch_alone", "common_iliac_artery"
        sides = _sides_of(told, _IBE, case)
        return made.set("sides", max(1, len(sides)))
    if iliac_only:
        made.name, made.target = "iliac_tube", "common_iliac_artery"
        sides = _sides_of(told, re.compile(_GRAFT), case) or _sides_of(told, re.compile(r"iliac|\bcia\b"), case)
        made.side = "bilateral" if len(sides) == 2 else next(iter(sides), "")
        return made
    if re.search(r"\bp?evar\b|\baaa\b|abdominal aort|infrarenal", both + flat[:600]) and not old:
        made.name, made.target = "abdominal", "abdominal_aorta"
        return made.set("shape", "")
    return None


def _sides_of(told: list[Told], regex: re.Pattern[str], case: Case) -> set[str]:
    out: set[str] = set()
    for sentence in told:
        for match in regex.finditer(sentence.text):
            if not undone(sentence.text, match.start(), match.end()):
                found = sides_in(sentence.text, match.start(), match.end())
                if len(found) == 1 or re.search(r"bilateral|both", sentence.text):
                    out |= set(found)
    if len(out) != 1:
        head = set(sides_in(title(case) or case.document.flat[:200], 0, 200))
        if len(head) == 1:
            return head
    return out


def _extension_vessels(told: list[Told]) -> int:
    vessels: set[str] = set()
    for sentence in told:
        for match in re.finditer(r"cuff|exten(?:sion|der)s?\b|limb|stent[- ]?graft|endo-?graft|relin\w+", sentence.text):
            near = sentence.text[max(0, match.start() - 90) : match.end() + 110]
            if not (_DEPLOYED.search(near) or _EXTENSION.search(near)) or undone(sentence.text, match.start(), match.end()):
                continue
            if re.search(r"aortic (?:cuff|exten)|proximal (?:cuff|exten|aortic)|cuff|infrarenal", near) and not re.search(r"iliac", near):
                vessels.add("aorta")
            elif re.search(r"iliac|limb|\b[ce]ia\b", near):
                vessels |= {f"iliac {side}" for side in sides_in(sentence.text, match.start(), match.end())} or {"iliac"}
    vessels.discard("iliac") if len(vessels) > 1 else None
    return max(1, len(vessels))


def _more(case: Case, told: list[Told], text: str, main: Procedure) -> list[Procedure]:
    """Branch grafts, extensions beyond the zone, fixation and open work beside the graft."""
    out: list[Procedure] = []

    def add(name: str, where: Span | None, *, side: str = "", units: int = 1) -> None:
        if where is not None:
            out.append(Procedure(_FAMILY, name, main.target, side).because(where).set("units", units))

    if main.name == "abdominal":
        if (branch := _first(told, _IBE)) and not re.search(r"no (?:iliac )?branch", text):
            add("iliac_branch", branch, units=max(1, len(_sides_of(told, _IBE, case))))
        outside = _outside(told, branch=bool(branch))
        if outside:
            add("extension", next(iter(outside.values())), units=len(outside))
    if re.search(r"deploy|placed|implant|fired|used|applied|insert|x ?\d|\d+ (?:heli|endo)", text):
        add("fixation", _first(told, _FIXATION))
    if main.name in ("abdominal", "iliac_tube", "delayed_extension"):
        add("iliac_occluder", _first(told, _OCCLUDER) if _UNI.search(text) or "occlu" in text else None)
        add("femoral_crossover", _first(told, _FEM_FEM))
    if main.name == "thoracic":
        add("transposition", _first(told, _TRANSPOSITION))
        add("carotid_bypass", _first(told, _CAROTID_BYPASS))
    return out


def _outside(told: list[Told], *, branch: bool) -> dict[str, Span]:
    """Vessels beyond the zone of the graft that took an extension of their own."""
    out: dict[str, Span] = {}
    for sentence in told:
        for match in _EXTENSION.finditer(sentence.text):
            near = sentence.text[max(0, match.start() - 80) : match.end() + 120]
            if (undone(sentence.text, match.start(), match.end()) and not _REASON.search(sentence.text[: match.start()])) or re.search(r"no (?:further |additional )?exten", near):
                continue
            external = _EXTERNAL.search(near)
            if external and not branch and (_DEPLOYED.search(near) or REACHED.search(near)):
                place = sentence.text.find(external.group(0), max(0, match.start() - 80))
                sides = sides_in(sentence.text, place, place + len(external.group(0)))
                for side in sides or ("",):
                    out.setdefault(side, sentence.span(match))
            elif _SUPRARENAL.search(near):
                out.setdefault("aorta", sentence.span(match))
    if len(out) > 1:
        out.pop("", None)
    return out


def _accesses(case: Case, told: list[Told], main: Procedure) -> list[Procedure]:
    default = ""
    out = []
    for (site, side), entry in entries(told, default=default).items():
        if not side and any(s == site and other for s, other in entries(told, default=default)):
            continue
        made = _access(entry, site, side)
        if made:
            out.append(made)
    return out


def _access(entry: Entry, site: str, side: str) -> Procedure | None:
    made = Procedure(_FAMILY, "access", f"{site}_artery", side).because(*entry.where[:2])
    if entry.opened:
        return made.set("kind", f"open_{site}_conduit" if entry.conduit and site != "brachial" else f"open_{site}")
    if site != "femoral" or not entry.punctured:
        return None
    made.set("kind", "percutaneous").set("closed", entry.closed)
    if entry.french:
        made.set("french", entry.french)
    return made
