"""Feeding and decompression tubes: placement, conversion, replacement, declogging, check."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case
from cac.narrative.live import Station, blanked, open_or_endoscopic, stations, subject, title
from cac.narrative.procedure import Procedure
from cac.narrative.tube_acts import swapped
from cac.narrative.tube_words import GAUGE, SWAPPED

FAMILIES = ("enteral",)
_GJ = r"\bj[- ]limb\b|gastro-?jejun\w+|\bg[- ]?j\b|\bgj\b|\bg/j\b|transgastric jejun\w+|gastroduodenostom\w+"
_G = r"\brig\b|(?<!cyst)(?<!cysto)(?<!cyst-)gastrostom\w+|\bg[- ]?tubes?\b|\bpeg\b|mic-?key|\bg[- ]?button|balloon tube"
_J = r"\bjejunostom\w+|\bj[- ]?tubes?\b|duodenostom\w+"
_C = r"cecostom\w+|colostomy tube|chait"
_NASO = r"\b[no]g tube|nasogastric|nasojejunal|orogastric|naso-?enteric|dobh?off|\bngt\b|nasoduodenal|\bnjt?\b|oro-?jejunal|feeding tube"
_NEW = rf"{GAUGE}[^.;]{{0,30}}\b(?:stick|punctur\w+|into|between|entry|stomach|through|in\b)|\bstick\b|t-?tacks?|t-?bars?|t-?fasteners?|gastropex\w+|punctur\w+|needle|saf-?t-?pexy|sax[- ]?\w* anchor|cope suture|\bpush[ -](?:technique|gastrost\w+|peg|type|method|tube)|pull[- ]type|anchors?"

_SUBJECT = (
    r"\brig\b|gastropex|gastrost|jejunost(?<!hepaticojejunost)|gastro-?jejun|\bg-?j\b|\bgj\b|\bg[- ]?tube|\bj[- ]?tube|\bpeg\b|cecost|feeding tube|nasogastric|nasojejunal|dobh?off|enteric tube|sialogra|\b[no]g tube|\brig\b|\bpush g\b|\bpull g\b|naso-?enteric|\bnjt?\b|nasoduoden|naso-?jejun|\bnd tube|enteral tube|long (?:gi|intestinal) tube|button"
)

#: a scope that was not used, or could not be
_NO_SCOPE = re.compile(r"\b(?:no|without(?: an?)?|not|nor|never|instead of(?: an?)?|rather than(?: an?)?)(?: \w+)? (?:endoscop\w*|gastroscop\w*|egd|duodenoscop\w*|laparoscop\w*)\b|\b(?:endoscope|gastroscope|egd|duodenoscope|laparoscop\w+)\b(?: \w+){0,2} (?:not (?:used|possible|passed|needed|feasible|an option|tolerated|available|done)|declined|refused|impossible|failed|unsuccessful|contraindicated|could not|cannot)\b|\b(?:could not|cannot|unable to|failed|refused|declined|unfit for|not fit for|unsuitable for)(?: \w+){0,3} (?:egd|endoscope|gastroscope|gastroscopy|endoscopy)\b")


def read(case: Case) -> list[Procedure]:
    """Enteral tube work done today."""
    flat = case.document.flat
    if not re.search(rf"{_GJ}|{_G}|{_J}|{_C}|{_NASO}|long (?:intestinal|gi) tube|sialogra", flat):
        return []
    body = blanked(case)
    if open_or_endoscopic(case) or re.search(r"\b(?:endoscope|gastroscope|egd|duodenoscope|laparoscop\w+|colonoscope|cystoscope)\b|\bstamm\b|\bwitzel\b|purse-?string|gastrotomy|enterotomy|babcock|midline (?:laparotomy |abdominal )?incision", _NO_SCOPE.sub(" ", body)):
        return []
    if not re.search(_SUBJECT, subject(case)) and not re.search(r"\bt-? ?(?:fasteners?|tacks?|bars?)\b|gastropex\w+|transgastric[- ]?jejunal", body):
        return []  # a stomach pinned to the wall is entered to stay, whatever the title
    out: list[Procedure] = []
    for station in stations(case):
        out += _station(case, station)
    return out


def _station(case: Case, station: Station) -> list[Procedure]:
    head = title(case) if not station.label else station.label
    text, topic = station.text, station.text + head
    where = station.find(rf"{_GJ}|{_G}|{_J}|{_C}|{_NASO}|feeding tube|miller-abbott|sialogra\w+|tube")
    if where is None:
        return []
    made: list[Procedure] = []

    def add(name: str) -> Procedure:
        procedure = Procedure("enteral", name, target="gastrointestinal_tract").because(where)
        made.append(procedure)
        return procedure.set("fluoroscopy", fluoroscopy).set("contrast", bool(contrast))

    raw = case.document.flat
    contrast = re.search(r"(?<!\bno )(?<!without )(?<!nor )(?<!or )contrast(?! (?:was |were )?(?:not|never)\b)|gastrografin|gastroview|cystografin|hypaque|isovue|visipaque|iohexol|iopamidol|omnipaque|opacif\w+|\bdye\b", text)
    none = re.search(r"no fluoro\w*|without (?:imaging|fluoroscop\w+)|no imaging", raw) or re.search(r"bedside", text)
    none = none and not re.search(r"(?:under|with|by|on|using) (?:live |intermittent )?fluoro|spot (?:film|image)|fluoroscopy time|fluoroscopic(?:ally)? guid", text)
    fluoroscopy = bool(re.search(r"fluoro|spot (?:film|image)|c-arm|over (?:a |the )?(?:\w+ )?wire|glidewire|contrast (?:confirms|injected|both)", topic) and not none)
    if none:
        contrast = None
    beyond = re.search(r"(?:through|past|across|beyond|via)[^.]{0,30}(?:pylorus|treitz|lot\b)|proximal jejun\w+|into the jejun\w+|tip[^.]{0,40}jejun\w+", text)
    if re.search(r"sialogra", topic):
        add("sialogram")
        return made
    gj, gastro, jejun, cecum = (re.search(p, topic) for p in (_GJ, _G, _J, _C))
    if not station.label and not (gj or gastro or jejun or cecum) and not re.search(_NASO, topic):  # a tube of another day, named in the first line
        opening = case.document.flat[:110]
        gj, gastro, jejun, cecum = (re.search(p, opening) for p in (_GJ, _G, _J, _C))
    if not (gj or gastro or jejun or cecum):
        if re.search(r"miller-abbott|cantor|long (?:intestinal|gi) tube", topic):
            add("long_tube")
        elif re.search(_NASO, topic) and beyond and fluoroscopy and re.search(r"nostril|nares|nasal|nose|naso|oral|\bnj", topic) and re.search(r"advanc|plac|pass|insert|position|over (?:the|a) wire|bridle|\btip\b", text):
            add("long_tube")
        elif re.search(_NASO, topic) and re.search(r"fluoro", topic) and re.search(r"advanc|plac|pass|insert|position", text) and re.search(r"nostril|nares|nasal|nose|mouth|naso|oral|dobh?off", topic) and not re.search(r"insufflat", text):
            add("nasogastric_tube")
        return made
    fresh = re.search(_NEW, text) and re.search(r"insufflat\w*|inflated|t-?tacks?|t-?fastener|gastropex|stomach|needle|cecum|percutaneous|punctur|jejun", text) and not re.search(r"(?:old|existing|mature|indwelling) (?:(?!oro-?gastric|naso|oral|nasal|ng\b|og\b|ngt|ogt|foley)\S+ ){0,4}(?:tract|tube|gastrostomy)", text)
    swap = re.search(rf"{SWAPPED}|\bexch\b|\bexchang\w+|\breplac\w+|\bchang(?:ed|e)\b|new (?:\S+ ){{0,6}}(?:tube|catheter|gastrostomy|balloon|button|mic|peg|one|g-?j|gj)\b|new (?:[\w-]+ ){{0,2}}\d\d ?-?fr?(?:ench)?\b|accepted new|reinsert\w+|removed and (?:a )?(?:new|replac|exchang|chang)\w*|upsiz\w+|swap\w*", topic) or swapped(text) or None
    if swap and re.search(r"\bno (?:tube )?(?:exchange|change|replacement) (?:was|is|has|done|made|performed|needed|required|today)|\bnot (?:been )?(?:exchanged|replaced|changed)\b|\bnothing (?:was )?(?:changed|exchanged|replaced)|\bno change (?:was )?made", raw[station.start : station.end]) and not re.search(r"\bnew (?:\S+ ){0,4}(?:tube|catheter|button|gastrostomy)[^.;]{0,50}(?:plac|insert|advanc|pass|over)", text):
        swap = None
    clog = re.search(r"declog\w*|unclog\w*|unblock\w*|mechanically cleared|(?:clog|plug|debris|concretion|obstruction|inspissated|feed)\w*[^.]{0,40}(?:cleared|broken up|dislodged|disrupted|pushed)", topic)
    if not clog and re.search(r"\bclog\w*|occlu\w+|obstruct\w+|\bblock(?:ed|age)\b|plugged|(?:could not|cannot|would not|unable to|will not|won't) (?:be )?(?:flush\w*|\w+ used)|does not flush", case.document.flat):
        clog = re.search(r"(?:wire|brush|glidewire|stylet)[^.]{0,90}(?:work\w*|pass\w*|advanc\w*|lumen|clear\w*|restor\w*|through|open\w*|back and forth|to-and-fro)|(?:work|pass|advanc)\w*[^.]{0,60}(?:wire|brush)", text)
    convert = re.search(r"conver\w+|(?:turned|made|changed) into (?:a |an |one )|(?:g|gastrostomy|peg)(?: tube)? to (?:a )?(?:gj|g-?j|gastrojejun)", topic)
    if fresh:
        if cecum:
            add("cecostomy")
        elif jejun and not gj and not gastro and not re.search(r"stomach", text):
            add("jejunostomy")
        else:
            add("gastrostomy")
            if gj and beyond:
                add("to_gastrojejunostomy")
        return made
    grown = gj and beyond and re.search(r"mature (?:[\w-]+ ){0,2}(?:tract|stoma|track)|existing (?:[\w-]+ )?(?:tract|track|stoma)|through the (?:gastrostomy )?(?:tract|track|stoma)", text) and re.search(r"\bpeg\b|\bg[- ]?tube|\bgastrostomy", case.document.flat) and not re.search(rf"(?:{_GJ})(?: \w+){{0,4}} (?:exchang|replac|chang|was removed|out\b)|(?:existing|old|indwelling) (?:\S+ ){{0,3}}(?:{_GJ})", topic)
    if gj and (convert or grown or re.search(r"(?:g[- ]?tube|gastrostomy|peg)(?: tube)?[^.]{0,40}(?:out|off|removed|exchanged|withdrawn|pulled|swapped|traded|upgraded|changed)[^.]*\.?[^.]*(?:gj|g-?j|gastrojejun)|\bg\b (?:was )?(?:exchanged|swapped|changed|traded|upgraded|converted)[^.;]{0,30}(?:gj|g-?j\b|gastrojejun)", text) and beyond and not re.search(r"(?:existing|old|indwelling) (?:gj|g-?j)|(?:gj|g-?j|gastrojejun\w+)(?: \w+){0,3} (?:exchang|replac|chang|was removed)", topic)):
        add("to_gastrojejunostomy")
    elif clog and not swap:
        add("declog")
    elif swap and re.search(r"tube|catheter|button|peg|mic|\d\d ?-?fr?\b|\bg-?j\b", topic):
        kind = "gastrojejunostomy" if gj else "jejunostomy" if jejun and not gastro else "cecostomy" if cecum else "gastrostomy"
        revised = re.search(r"tract (?:was )?(?:dilated|revised|serially dilated)|serial dilat\w+|revision of (?:the )?(?:gastrostomy )?tract", re.sub(r"\b(?:no|without|neither)\b[^.;\n]{0,60}(?:dilat\w+|revis\w+)(?:[^.;\n]{0,40}tract)?|tract (?:was )?not (?:dilated|revised)", " ", text))
        add("replacement").set("tube", kind).set("tract_revised", bool(revised))
    elif contrast and re.search(r"inject\w+|instill\w+|\b(?:went|ran|run|pushed|put|given|gave|hand-?pushed)\b[^.;]{0,24}\b(?:in|through|down|via|by)\b|(?:tube|peg|gastrostomy|jejunostomy|button) (?:check|study|evaluation|injection|contrast)|(?:via|through|down|into|per) (?:the |an? |existing |indwelling )*(?:\w+ )?(?:tube|peg|button|gastrostomy|jejunostomy|g-?tube|j-?tube|port|lumen|limb)", topic) and re.search(r"tube|\bpeg\b|button|gastrostomy|jejunostomy", topic):
        add("tube_check")
    return made
