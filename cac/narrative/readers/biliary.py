"""Biliary work through the liver and the gallbladder: study, drain, exchange, stent, stones, endoscopy."""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable
from dataclasses import replace

from cac.narrative.case import Case
from cac.narrative.live import Station, background, by_side, open_or_endoscopic, opening, stations, subject, title
from cac.narrative.procedure import Procedure
from cac.narrative.tube_acts import swapped
from cac.narrative.tube_words import AT_WORK, BALLOONED, FRENCH, GAUGE, PUNCTURE, SWAPPED

FAMILIES = ("biliary",)
_TOPIC = r"biliary|perc(?:utaneous)? chole\b|chole tube|cholecystitis|\bgb (?:dist|drain|wall|tube|lumen|full|punctur|fundus)\w*|\bbile (?:duct|leak|drain)|internal[-/ ]+external (?:\w+ )?(?:drain|cath|tube)|cholangi\w+|transhepatic|\bptc\b|\bptbd\b|hepaticojejunostomy|cholecystostom\w+|gallbladder|\bcbd\b|hepatic duct|common duct|(?:posterior|anterior|(?:segment|seg) ?\w+|intrahepatic|sectoral|lateral|medial) ducts?"
_NEW = rf"{GAUGE}|\bpass(?:es)? into\b|needle|\bst(?:ick|uck)\b|\bde novo\b|chiba|punctur\w+|access(?:ed|ing)?\b|\benter(?:ed|ing)?\b|accustick|neff|no (?:prior|previous) (?:biliary|perc)"
_OLD = r"(?:drain|tube|ptbd)[^.;]{0,30}(?:removed|withdrawn|pulled(?! back)|taken out)|removal of (?:\w+ ){0,4}(?:drain|tube|ptbd)|(?:removed|pulled|withdrew) (?:the |a )?(?:\w+ ){0,3}(?:drain|tube)|(?:tract|track)[^.]{0,40}(?:recannulat|re-?enter|re-?access|probed|salvag|rescued|negotiat|catheteri[sz])\w*|(?:recannulat|re-?enter|probe|salvag)\w*[^.]{0,40}(?:tract|track|hole)|(?:fell|fallen|pulled|slipped|came)[ -]out|dislodged|(?:through|via|into|down) (?:the |both |existing |indwelling )*(?:\w+ )?(?:drain|tube|catheter)s?\b(?! (?:was|were) (?:placed|advanced|left|inserted))|(?:drain|tube|catheter)s?(?: on the (?:left|right)| \w+)? (?:was|were) (?:then |each |both |gently )?(?:inject|stud|opacif)|(?:via|through) (?:the )?(?:t-?tube|ptbd)|(?:ptbd|drain|tube) (?:change|exch|swap\w*|check|study|out)\b|(?:drain|tube|ptbd|catheter)s? (?:has been |have been |was |is |already )?(?:in place|in situ)|tube cholangiogra\w+|existing|indwelling|pre-?existing|old \d+|in situ|(?:drain|tube|catheter)(?: was| were)? (?:then )?(?:cut|exchang|remov|inject|chang)|through (?:the|both) (?:\w+ )?(?:drain|tube|catheter)|over (?:a |the )?(?:\w+ ){0,2}(?:wire|amplatz)[^.]{0,40}(?:drain|tube|catheter)[^.]{0,30}remov|(?:tube|drain|catheter) (?:change|exchange|check)|(?:drain|tube|catheter) exchanged|\b(?:cut|took|slid|drew|pulled|stripped|eased) (?:the |her |his )(?:\w+ )?(?:drain|tube|catheter)"
_INTERNAL = r"\bi ?/ ?e\b|internal[ -/]*(?:and |to )?external|int[ -/]*ext|internal/external|(?:loop|pigtail|tip|end)[^.]{0,40}(?:duoden\w+|jejun\w+|bowel|roux|\bd[234]\b|\blimb\b)|(?:drain|catheter)[^.]{0,80}(?:into|in|to|within) the (?:\w+ ){0,3}(?:duodenum|jejunum|bowel|roux)|(?:drain|catheter)[^.]{0,60}(?:into|in|within|tip) (?:duoden\w+|jejun\w+|bowel)|side ?holes[^.]{0,60}(?:to|and) the bowel|\b(?:side ?-?)?holes (?:lie |are |sit |both |placed |cut )*(?:above and below|on (?:both|either) sides?|either side|proximal and distal)"
_TUBE = r"(?:drain|catheter|pigtail|tube|cope|\d+(?:\.\d+)? ?-?f(?:r|rench)?\b)"
_PUT = r"\b(?:plac\w+|left\b|advanc\w+|form\w+|lock\w*|insert\w*|leave|replaced?|deploy\w*|posi\w+|new\b|exchang\w+|chang(?:e|ed|ing)\b|exch\b|swap\w*|convert\w*|downsiz\w*|upsiz\w*|bag\b|gravity|capped|sutured|secured|seated|(?:sits|now (?:lies|runs|ends|reaches|extends|spans|goes|bridges|traverses|crosses)|lies now)\b|put (?:back|in)|set\b|reinserted|coiled)"
_NO_TUBE = r"no (?:drain|tube|catheter)s? (?:on (?:the|that|this) \w+ side|on the (?:left|right)|in (?:him|her)|any ?more|any longer|now)\b|\ball out\b|no (?:external |safety |indwelling )?(?:tube|drain|catheter)(?: \w+){0,3} (?:left|in the patient)|no catheter left|without (?:leaving )?(?:a |an )?(?:safety|external) |not to leave|there is no (?:catheter|drain)|no external (?:tube|drain)|tract (?:was )?(?:plugged|emboli\w+)|sheath (?:was )?removed"
#: both sides treated alike
_BOTH = r"bilateral (?:\w+ ){0,2}(?:ptbd|biliary drain\w*|internal|int\b|drain|tube)|(?:right and left|left and right|\br and l\b|\bl and r\b|\bboth)\b[^.]{0,60}(?:drains|tubes|ducts|catheters|sides(?! of (?:the|this|it)))"
#: the gallbladder as a place or as the origin of a growth, not as what is drained
_NAMED_FOR = re.compile(r"(?:gallbladder|\bgb) (?:cancer|carcinoma|ca\b|adeno\w+|mass|primary|tumou?r|malign\w+|fossa|bed)|(?:cancer|carcinoma|adenocarcinoma|malignancy) of (?:the )?gallbladder|(?:next|adjacent|close|anterior|posterior|medial|lateral|inferior) to (?:the )?gallbladder|(?:near|beside|behind|below|avoid\w*|around) (?:the )?gallbladder")
#: a wire or a sheath put in, which is no tube
_WIRE_IN = re.compile(r"\b(?:wire|guidewire|sheath|amplatz|bentson|rosen)\b(?: was| were)?(?: then)? (?:placed|left|replaced)\b|\bnot (?:re-?placed|replaced|put back|exchanged)\b")
#: both sides only looked at
_SEEN_BOTH = re.compile(r"opacif|\bholes\b|side ?-?holes|communicat|\bfill|\bshow|demonstrat|dilated ducts|drain(?:s|ed)? well|good (?:flow|drainage|filling)|decompress")

#: samples that were not taken
_NO_SAMPLE = re.compile(r"\b(?:no|nor|without|neither|not) (?:an? |any |the )?(?:[\w-]+,? ){0,2}?(?:brush\w*|forceps|biops\w+)\b[^.;,]{0,30}|\b(?:brush\w*|forceps|biops\w+)(?: \w+){0,3} (?:was |were |is )?(?:not|never) (?:done|taken|tried|attempted|performed|used|repeated|sent|needed)\b")
_SUBJECT = (
    r"rendezvous|\bcbd\b|common (?:bile |hepatic )?duct|\bptd\b|\bgb (?:tube|drain)|(?:r|l|right|left|bile|hepatic) duct|biliary|perc(?:utaneous)? chole|chole tube|cholangio|\bptc\b|ptbd|cholecystost|cholecystitis|\bbile (?:duct|leak|drain)|internal[-/ ]+external (?:\w+ )?(?:drain|cath|tube)|gallbladder|transhepatic|biliary stent|cbd stent"
)


def read(case: Case) -> list[Procedure]:
    """Biliary and gallbladder work done today."""
    flat = case.document.flat
    if not re.search(_TOPIC, flat) or open_or_endoscopic(case):
        return []
    if not re.search(_SUBJECT, subject(case)):
        return []
    if "thyroid" in flat and not re.search(r"biliary|\bbile\b|hepatic|cholangio", flat):
        return []  # the papillary carcinoma of the same three letters
    if "portal" in flat and not re.search(r"biliary|\bbile\b|cholangiogra|gallbladder|cholecyst|\bducts?\b|ptbd|\bptc\b", flat):
        return []  # through the liver into its veins
    if re.search(r"\btips\b|portosystemic|viatorr", flat) and not re.search(r"cholangiogra|ptbd|\bptc\b|biliary (?:drain|catheter|tube|stent|obstruct|dilat)|gallbladder|cholecyst|\bducts?\b[^.;\n]{0,30}(?:stent|drain|obstruct|dilat)", flat):
        return []  # a pass of the needle that met a bile duct
    out: list[Procedure] = []
    shared = ""
    places = stations(case)
    if places[0].label:  # what stands before the stations goes for each of them
        shared = case.document.flat[: places[0].start]
    for station in places if places[0].label else by_side(places[0], r"\w*ptbd|drain|tube|duct|biliary|system|side|hepatic|catheter|internal|external"):
        out += _station(case, station, shared)
    return out


def _live(station: Station, dead: re.Pattern[str]) -> Station:
    """A station without some of its words."""
    return replace(station, text=dead.sub(lambda match: " " * len(match.group()), station.text))


def _both(topic: str) -> bool:
    """Whether both sides were treated alike, and not only filled with contrast."""
    for match in re.finditer(_BOTH, topic):
        low, high = topic.rfind(".", 0, match.start()) + 1, topic.find(".", match.end())
        clause = topic[low : high if high >= 0 else len(topic)]
        if re.search(r"drain|tube|catheter|ptbd", match.group()) or not _SEEN_BOTH.search(clause):
            return True
    return False


def _station(case: Case, station: Station, shared: str) -> list[Procedure]:
    head = title(case) + (" " + opening(case) if station.label else "")
    topic = station.text + ("" if station.label else head)
    if not re.search(_TOPIC, topic) and not (re.search(_TOPIC, head + case.document.flat[:160]) and station.label):
        return []
    where = station.find(_TOPIC) or station.find(_TUBE)
    if where is None or not re.search(AT_WORK + r"|inject\w*|cholangiogra\w+|sheath|lidocaine|punctur\w+|trocar|pigtail|locking|seldinger|\bbile\b(?! duct)", topic) or re.search(r"sphincterotome|duodenoscope|major papilla was cannulated", station.text):
        return []
    if re.search(r"abscessogra\w*|sinogra\w*|\bcavity\b|abscess|\bpus\b|collection", topic) and not re.search(r"cholangio\w*|ptbd|\bptc\b|biliary (?:\w+ )?(?:drain\w*|tube|catheter|stent)|cholecyst|gallbladder|internal|transhepatic (?:cholangio|biliary|drain|tube|catheter)|hepaticojejun|\bbile\b|\bducts?\b", _NAMED_FOR.sub(" ", topic + head)):
        return []  # the drain of an abscess that is seen to reach a duct
    made: list[Procedure] = []
    side = station.side_of()

    def add(name: str) -> Procedure:
        procedure = Procedure("biliary", name, target=f"biliary_access_{station.start}", side=side).because(where)
        made.append(procedure)
        return procedure

    gallbladder = re.search(r"cholecystostom|gallbladder|chole tube|perc(?:utaneous)? chole\b|\bgb\b", _NAMED_FOR.sub(" ", topic)) or re.search(r"cholecystitis", case.document.flat[:160]) and re.search(r"\bbile\b", station.text) and not re.search(r"abscess|collection|biloma|\bducts?\b|ptbd", station.text + head)
    if gallbladder and not re.search(r"ptbd|\bptc\b|(?:punctur\w+|enter\w+|access\w*|into|dilated)[^.]{0,40}(?<!common )bile ducts?|biliary drain|transhepatic cholangio|biliary stent", head + station.text):
        _gallbladder(station, topic, add)
        return made
    if not re.search(r"percutaneous|transhepatic|drain|tube|catheter|ptc|ptbd|chiba|t-tube|stent|rendezvous|duct punctur", topic + head):
        return []
    contrast = station.find(r"cholangiogra\w+|contrast|opacif\w+|inject\w+|\bptc\b|ducts? (?:are|is|were|was) (?:of normal|normal|dilated|patent|not dilated)|prompt (?:flow|emptying|drainage)")
    old = station.find(_OLD) or (station.find(_TUBE) if swapped(station.text) else None)
    new = station.find(_NEW)
    ducted = re.search(r"guided (?:needle )?(?:puncture|access|stick|entry)\b|(?:duct|segment)\b[^.]{0,40}\. [^.]{0,30}(?:punctur|needle|chiba)\w*|(?:duct|biliary|segment|intercostal|subxiphoid|hepatic)[^.]{0,80}(?:access|punctur|enter|needle|chiba)|(?:needle|chiba|punctur\w+|access\w*|entered)[^.]{0,170}(?:duct|biliary|segment)", station.text)
    fresh = bool(new and (ducted or not old) and not (old and re.search(r"existing (?:\S+ ){0,4}(?:drain|tube|catheter|tract)|(?:drain|tube) (?:change|exchange)", topic + shared)))
    if not fresh and not old and not re.search(rf"{SWAPPED}[^.;]{{0,50}}(?:{_TUBE}|wire)", station.text) and not re.search(r"exchange|existing|indwelling|check|through|convert|internaliz|downsiz|upsiz|(?:drain|tube|ptbd) (?:change|exch\b|swap|out\b)", topic + shared):
        return []
    stents = r"(?:stent|wallflex|viabil|wallstent|bonastent|niti-?s\b|zilver|hanarostent)"
    lying = re.search(rf"{stents}s?(?: (?:is|was|are|were|remains?|appears?))?\W{{1,3}}(?:\w+,? ){{0,3}}(?:in (?:place|situ|good position|position)|patent|unchanged|seen|noted|visible|already)", station.text)
    stent = station.find(rf"{stents}[^.]{{0,60}}(?:deploy\w*|plac\w+|open\w*|insert\w*|releas\w+|position\w*|let go|unsheathed|expanded|laid|dropped|across)|(?:deploy\w*|plac\w+|insert\w*)[^.]{{0,60}}{stents}|{stents} from|biliary stent placement|{stents}(?:ing)? across|(?:metal|covered|bare) stent(?:ing)?[^.]{{0,40}}(?:via|through|thru|\d+ ?x ?\d+)")
    if re.search(r"plastic stent|stent (?:is |was )?(?:seen|noted|in place|patent)", station.text) and not re.search(r"deploy|stent[^.]{0,40}placed|placed[^.]{0,40}stent", station.text):
        stent = None
    if lying and stent and not re.search(rf"(?:deploy|releas|plac|insert|open|post-?dilat)\w*[^.;]{{0,60}}{stents}|{stents}[^.;]{{0,60}}(?:deploy|releas|was (?:then )?placed|were (?:then )?placed|insert|opened)", station.text):
        stent = None  # one that lies there already
    met = re.search(r"rendezvous|(?:endoscopist|gastroenterolog\w+|\bgi\b)[^.]{0,60}(?:grasp|snar|captur|grab|caught|took hold)\w*[^.]{0,30}wire|wire[^.]{0,60}(?:grasp|snar|captur|grabb|caught)\w*[^.]{0,40}(?:endoscop|gastroenterolog|\bgi\b|scope)", topic)
    if met and stent and re.search(r"(?:endoscopist|gastroenterolog\w+|\bgi\b|\bercp\b|\bdr\. )[^\n]{0,240}\bstent|stent[^.]{0,80}(?:endoscop|\bercp\b|separate (?:endoscopy )?report|by gi\b)", station.text) and not re.search(r"\b(?:i|we) (?:\w+ )?(?:placed|deployed)[^.]{0,60}stent", station.text):
        stent = None  # the endoscopist's, over the wire that was handed to him
    tube_left = station.find(rf"{_TUBE}[^.]{{0,90}}{_PUT}|{_PUT}[^.]{{0,90}}{_TUBE}|{FRENCH}[^.]{{0,60}}(?:drain|catheter|tube|pigtail)")
    none_left = re.search(_NO_TUBE, case.document.flat[station.start : station.end]) and not re.search(r"(?:drain|catheter|tube)[^.]{0,40}(?:left in|sutured|secured|to (?:gravity|bag))", station.text)
    scope = station.find(r"choledochoscop\w+|cholangioscop\w+|spyglass|endoscope (?:was )?(?:advanc|pass|introduc)\w*|biliary endoscopy")
    if scope and re.search(r"\bno (?:cholangio|choledocho)scop\w*|\bno (?:spyglass|endoscop\w+|scope) (?:was |is )?(?:used|done|available|passed|today|needed|this)|(?:scop\w*|spyglass) (?:was |were |is )?(?:not (?:used|available|done|passed|working|needed|performed|attempted)|unavailable|broken|out of (?:order|service)|down for|(?:had been |was )?booked,?[^.;\n]{0,30}(?:broken|not|but|unavailable|cancel))|without (?:\w+ )?(?:cholangio|choledocho)scop", case.document.flat[station.start : station.end]):
        scope = None
    balloon = station.find(BALLOONED + r"|(?:balloon|mustang|conquest)[^.]{0,60}(?:dilat|inflat)|dilat\w+ (?:with|to|using)[^.]{0,30}(?:\d+ ?(?:mm|x)|balloon|mustang|conquest)|balloon (?:dilat\w+|sphincteroplast\w+|cholangioplast\w+)|cholangioplasty was|cholangioplasty (?:with|to)|balloon(?:ed)? ")
    if re.search(r"without balloon|no balloon", case.document.flat[station.start : station.end]) and not re.search(r"inflat|atm", station.text):
        balloon = None
    if re.search(r"(?:stones?|swept|sweep\w*)(?:[^.]|\.\d){0,80}balloon|balloon sweep", station.text) and not re.search(r"dilat\w+|inflat|plasty", station.text):
        balloon = None  # a balloon that sweeps stones
    sample = _live(station, _NO_SAMPLE).find(r"brush\w*|forceps[^.]{0,120}(?:bites?|biops\w+|samples?|specimens?|passes|fragments|tissue)|(?:bites?|samples?|specimens?|fragments)[^.]{0,80}forceps|forceps(?: \w+){0,3} x ?\d|forceps biops\w+|biops\w+[^.]{0,60}(?:duct|stricture|forceps|brush)|(?:duct|stricture)[^.]{0,40}biops")
    stones = station.find(r"(?:stones?|calcul\w+)[^.]{0,120}(?:basket\w*|remov\w*|extract\w*|push\w*|swept|crush\w*|clear\w*|fogarty|retriev\w+)|(?:basket|extract|remov|push|swept|sweep)\w*[^.]{0,80}(?:stones?|calcul\w+)|lithotripsy")
    if scope:
        add("endoscopy").set("dilated", bool(balloon)).set("stented", bool(stent)).set("stones", bool(stones)).set("sampled", bool(sample))
    unwired = _WIRE_IN.sub(" ", station.text)
    act: Procedure | None = None
    internal = bool(station.find(_INTERNAL))
    crossing_failed = re.search(r"(?:could|would) not (?:be )?cross|unable to cross|not crossed|(?:did not|no|not) attempt\w* (?:was made )?(?:to|at) cross\w*|crossing (?:was )?not attempted|failed to cross|cannot be crossed", case.document.flat[station.start : station.end])
    if stent:
        safety = station.find(rf"(?:left|leave|leaving|kept|keep|retain\w*|parked|plac\w+)[^.]{{0,60}}(?:external|safety|internal|pigtail|drain\b|drainage catheter)|{FRENCH}[^.;]{{0,30}}(?:safety|external) (?:drain|catheter|tube)|(?:safety|external|biliary|pigtail) (?:drain|catheter)[^.]{{0,60}}(?:left|kept|retained|plac|to gravity|capped)|{FRENCH}[^.;]{{0,40}}(?:drain\b|drainage catheter|pigtail|external catheter)") and not none_left
        act = add("stent").set("access", "new" if fresh else "existing").set("tube_left", bool(safety))
        two = station.find(r"(?:two|both|bilateral|kissing|side.by.side)(?: \w+){0,4} stents|stents? (?:were )?(?:deployed|placed) side.by.side")
        act.set("stents", 2 if two and not re.search(r"overlap", station.text) else 1)
    elif fresh and met:
        act = add("rendezvous")
    elif fresh and tube_left and not none_left and re.search(rf"drain|pigtail|left\b|locking|bag\b|catheter|ptbd[^.]{{0,40}}{FRENCH}", station.text) and not re.search(r"(?:needle|catheter|chiba) (?:was )?removed\.? *(?:no|$)", station.text):
        crossed = internal and not (crossing_failed and not re.search(r"duoden\w+[^.]*(?:pigtail|loop)|internal[ -/]+external", station.text))
        if crossing_failed and not re.search(r"(?:loop|pigtail)[^.]{0,40}(?:duoden|jejun|bowel)|was then crossed", station.text):
            crossed = False
        act = add("drain_placement").set("internal", bool(crossed))
    elif fresh:
        act = add("cholangiogram").set("access", "new") if contrast else None
    elif old and not swapped(station.text) and re.search(r"(?:remov|pull|withdr[ae]w)\w*|\b(?:took|slid|drew|eased|stripped) (?:(?:the|it|her|his|that) ?)(?:\w+ ){0,2}(?:off|out|away)\b|\b(?:taken|lifted|drawn|slid|slipped) (?:out|off|away)\b|(?:drain|ptbd|tube|catheter) out\b", station.text) and (none_left or not re.search(r"\bnew\b(?! (?:ptc|access|puncture|jaundice|stricture|leak|problem|symptom)\w*)|exchang|replac|placed|upsiz|(?:was|were|is|be) left\b|\bleft (?:in|to|open|above|across|clamped|capped)\b", unwired)):
        by_hand = re.search(r"\bby hand\b|without (?:a |any )?(?:wire|fluoro\w*|imaging)|no fluoro\w*|(?:on|at) the (?:stretcher|bedside|gurney|ward)|bedside removal", case.document.flat[station.start : station.end]) and not re.search(r"(?:remov|pull|withdr[ae]w)\w*[^.;]{0,40}(?:over|under)\b|over (?:a |the )?(?:\w+ )?wire", station.text)
        if by_hand:
            act = add("cholangiogram").set("access", "existing") if contrast else None
        elif re.search(r"fluoro|over (?:a |the )?(?:\w+ )?wire|(?<!no )(?<!without )(?<!or )(?<!nor )contrast|cholangio", topic):
            act = add("drain_removal")
    elif tube_left and re.search(rf"\bexchang\w+|\breplac\w+|\bnew (?:[^\s.]+ ){{0,6}}{_TUBE}|conver[ts]\w*|internaliz\w+|upsiz\w+|downsiz\w+|{_TUBE}[^.;]{{0,60}}\bplaced|\bplaced[^.;]{{0,60}}{_TUBE}|\bchanged?\b|exch\b|swap\w*|{FRENCH}(?: (?!sheath|introducer)[^\s.;]+){{0,5}} (?:was |were )?(?:then )?(?:locked|formed|seated|coiled|left|laid|set|sited|parked)\b|{SWAPPED}[^.;]{{0,50}}(?:{_TUBE}|wire)|{_TUBE}[^.;]{{0,80}}{SWAPPED} (?:one|drain|tube|catheter)\b|{_TUBE}[^.;]{{0,40}}\bput back\b|{FRENCH}[^.;]{{0,50}}\bnow (?:lies|sits|runs|ends|reaches|extends|spans|goes|bridges|traverses|crosses)\b", unwired) or old and swapped(station.text):
        was_external = re.search(r"(?:existing|old|indwelling|the|prior|previous|right|left|\df)\b[^.]{0,30}(?<!internal[-/ ])(?<!internal )(?<!int-)(?<!internal to )external (?:biliary )?(?:drain|catheter|tube)|(?<!internal[-/ ])(?<!internal )(?<!int[-/])external (?:biliary )?(?:drain|catheter|tube)[^.]{0,40}(?:remov|exchang|convert|cut)|(?:drain|ptbd|tube|catheter)s?,? (?:\w+ )?\(?external (?:type|only|one|kind|drainage)\b|external[- ]only|(?:left|was|been|is|still|only|purely) (?:left )?external(?:ly)?\b(?![-/ ]+(?:and )?internal)|\bexternal(?! and internal)(?! to internal)(?<!internal[-/ ]external) (?:\S+ ){1,3}(?:drain|catheter|tube)|conver[ts]\w*[^.]{0,60}(?:internal|int)|internaliz\w+", case.document.flat[station.start : station.end] + (background(case) if not station.label else "") + (head if not station.label else ""))
        if not was_external and not station.label:
            was_external = re.search(r"\bconver[ts]\w*", head + case.document.flat[:120])
        act = add("conversion" if was_external and internal and not (crossing_failed and not re.search("now crossed|was crossed", station.text)) else "exchange")
    elif contrast and old and re.search(r"cholangiogra|contrast|inject", station.text):
        act = add("cholangiogram").set("access", "existing")
    if act is None:
        return made
    if not station.label and act.name in ("drain_placement", "exchange", "conversion") and _both(topic) and not re.search(r"\bonly\b|(?:left|right) (?:drain|tube|catheter) (?:was )?(?:not|left|removed)", station.text):
        other = add(act.name)
        other.target = f"biliary_access_{station.start}_other"
        for fact, value in act.facts.items():
            other.set(fact, value)
    if balloon and not stent and not scope:
        add("dilation").set("units", 1)
    if sample and not scope:
        add("sampling")
    if stones and not scope and not re.search(r"no stones|debris only|incidental|no basket|sludge only|only sludge|nothing (?:that |which )?[^.;]{0,30}stones?\b|count\w* as (?:a )?stone", case.document.flat[station.start : station.end]):
        add("stone_removal")
    return made


def _gallbladder(station: Station, topic: str, add: Callable[[str], Procedure]) -> None:
    fresh = station.find(rf"{PUNCTURE}|needle|chiba|punctur\w+|trocar|access(?:ed)?\b|transhepatic|seldinger")
    left = station.find(rf"pigtail|drain|tube|catheter|cope|{FRENCH}")
    swap = re.search(r"swap\w*|\brewired?\b|\btraded\b|\bswitched\b|\bexch\b|exchang\w+|replac\w+|upsiz\w+|(?:tube|drain|catheter|cholecystostomy)(?: \w+)? chang(?:e|ed|ing)\b|\bchange of\b", topic) or re.search(r"\bnew (?:\S+ ){0,3}(?:catheter|tube|drain|cholecystostomy|loop|pigtail)\b", station.text) and not fresh or swapped(station.text)
    check = re.search(r"(?:tube|drain) (?:check|study)|contrast|inject\w+|cholecystogra\w+|cholangiogra\w+", station.text)
    removed = re.search(r"(?:tube|drain|catheter|cholecystostomy)(?: \w+){0,3} (?:remov\w+|withdrawn|pulled|taken out|out\b)|tube removal|removal of|(?:removed|withdrew|pulled)[^.;]{0,40}(?:tube|drain|catheter)", station.text)
    old = re.search(r"existing|indwelling|through (?:the )?(?:\w+ )?(?:tube|drain|catheter)|tube (?:check|study)|previously", topic)
    if not fresh and not (swap or old or removed) and re.search(rf"(?:cholecystostomy|gb tube|chole tube)[^\n]{{0,60}}{FRENCH}", topic) and re.search(r"\bus\b|ultrasound|\bct\b", topic) and not re.search(r"contrast|check|study|inject", topic):
        fresh = station.find(FRENCH)  # a tube of a size put in under imaging, nothing said of one in place
    if swap and not re.search(r"18 ?-?g|21 ?-?g|new access", topic):
        add("exchange").set("gallbladder", True)
    elif fresh and left and not (old and not re.search(PUNCTURE, station.text)) and re.search(r"gallbladder|cholecystostom|chole tube|perc(?:utaneous)? chole|\bgb\b|cholecystitis", topic):
        if re.search(r"aspirat\w+ only|no (?:drain|tube|catheter)(?: \w+){0,2} left|needle (?:was )?removed", topic):
            return
        add("cholecystostomy")
    elif removed and re.search(r"cholecystostomy|chole tube|\bgb tube", topic) and re.search(r"fluoro|wire|tract", station.text):
        add("drain_removal").set("gallbladder", True)
    elif check and left:
        add("cholangiogram").set("access", "existing").set("gallbladder", True)
