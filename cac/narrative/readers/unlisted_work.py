"""Image-guided work that no code names: the unlisted code of its organ, with the reason."""

from __future__ import annotations

import re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("unlisted",)
ORDER = 93
_PLACED = r"deploy\w*|plac(?:ed|ement)|insert\w*|released|implant\w*"
#: site of the rules, what names the work, what tells that it was done, what makes it another trade's
_WORK = tuple(
    (site, re.compile(thing), re.compile(work), re.compile(never) if never else None)
    for site, thing, work, never in (
        ("pelvis", r"acetabulo-?plasty|(?:cementoplasty|osteoplasty|cement augmentation)[^.;\n]{0,60}(?:acetabul\w+|ili(?:um|ac)|ischi\w+|pub(?:is|ic)|pelvi\w+)|(?:acetabul\w+|iliac bone|ischi\w+|pelvic bone)[^.;\n]{0,60}(?:cementoplasty|osteoplasty|cement|pmma)", r"cement|pmma|methacrylate|inject\w*", r"arthroplasty|\bcup\b|femoral stem|sacroplasty|sacral"),
        ("airway", r"(?:tracheal|bronchial|tracheo-?bronchial|airway|main-?stem) stents?|stents?[^.;\n]{0,40}(?:trachea|bronch\w+|airway)", _PLACED + r"|balloon", r"bronchoscop\w+|endoscop\w+|intubat\w+ by|tracheostomy tube (?:change|exchange)"),
        ("stomach", r"gastro-?cutaneous fistula|(?:gastrostomy|gastric) (?:tract|fistula)[^.;\n]{0,40}(?:clos|plug|glue|emboli[sz]|seal)|(?:gastric outlet|pyloric|antral) stents?", _PLACED + r"|plug\w*|glue\w*|clos(?:ed|ure)|seal\w*", r"endoscop\w+|laparoscop\w+|sutured|excis\w+|spontaneous|(?:silver nitrate)"),
        ("small_intestine", r"(?:duodenal|jejunal|small bowel) stents?|stents?[^.;\n]{0,30}(?:duoden\w+|jejun\w+)|entero-?cutaneous fistula", _PLACED + r"|plug\w*|glue\w*|seal\w*", r"endoscop\w+|laparoscop\w+|biliary|choledoch|pouchogram|resect\w+|drain\w*|portal|mesenteric|\bveins?\b|transjugular|arter(?:y|ies|ial)"),
        ("rectum", r"(?:rectal|recto-?sigmoid|anorectal) stents?", _PLACED, r"colonoscop\w+|endoscop\w+|sigmoidoscop\w+|laparoscop\w+"),
        ("bile", r"(?:intraductal|endobiliary|biliary) (?:radio-?frequency|rf|photodynamic)[^.;\n]{0,30}|(?<!of )gallbladder (?:cryo-?|micro-?wave |thermal |chemical )?ablation|ablation of (?:the )?gallbladder(?! fossa)|cholecysto-?(?:duodenal|duodenostomy|gastric) stents?", r"ablat\w*|delivered|watts|freez\w*|instill\w*|" + _PLACED, r"endoscop\w+|\bercp\b|laparoscop\w+"),
        ("urinary", r"(?:percutaneous )?(?:uretero-?(?:neo)?-?(?:cystostomy|vesical|ileal|enteric)|ureteral) (?:neo-?anastomosis|re-?anastomosis)|neo-?(?:ureterocystostomy|anastomosis)[^.;\n]{0,60}ureter|urethral (?:recanali[sz]ation|realignment|stent)", r"creat\w*|performed|wire|balloon|needle|crossed|" + _PLACED, r"cystoscop\w+|ureteroscop\w+|laparoscop\w+|robot"),
        ("male_genital", r"spermatocele|epididymal cyst|seminal vesicle (?:abscess|cyst)", r"scleros\w+|sclerotherapy|aspirat\w*|drain\w*|doxycycline|alcohol", r"excis\w+|vasectomy|tese\b"),
        ("female_genital", r"(?:fallopian|tubal) (?:tube )?(?:occlusion|emboli[sz]ation)|hydrosalpinx[^.;\n]{0,60}(?:occlu|coil|emboli[sz])", r"coils?|occlu\w*|deploy\w*|plac\w*", r"hysteroscop\w+|laparoscop\w+|recanali[sz]"),
    )
)
#: a word of every work above; most reports hold none and are left at once
_QUICK = re.compile(r"plasty|augmentation|cement|pmma|stent|fistula|tract|intraductal|endobiliary|gallbladder|cholecysto|biliary|anastomosis|cystostomy|urethral|spermatocele|epididym|seminal|fallopian|tubal|hydrosalpinx")
_GUIDED = re.compile(r"fluoro\w*|ultrasound|sono\w*|\bct\b|c-?arm|image[- ]guid\w*|needle|wire")
_COMPARED = re.compile(r"(?:comparable|similar|equivalent|crosswalk\w*)[^.;\n]{0,40}(?:to|with) (?:cpt|code|\d{5})")


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Work of today without a code of its own, one procedure for each organ."""
    out: list[Procedure] = []
    if not _QUICK.search(case.document.flat) or not any(thing.search(case.document.flat) for _, thing, _, _ in _WORK):
        return out
    about = seldom.about(case)
    for site, thing, work, never in _WORK:
        if not thing.search(case.document.flat) or never is not None and never.search(about) or not _GUIDED.search(about):
            continue
        where = seldom.done(case, thing, work)
        if where:
            out.append(Procedure("unlisted", "work", site, seldom.side(case, where)).because(*where[:2]).set("site", site).set("comparator", bool(_COMPARED.search(case.document.flat))))
    return out[:1]
