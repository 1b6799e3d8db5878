"""Bile ducts and gallbladder in short dictations."""

from __future__ import annotations

from cac import patterns as re
from cac.narrative.procedure import Procedure
from cac.narrative.short.scene import Scene
from cac.narrative.short.words import BALLOON, NEEDLE, SCREENED

_DUCTS = (
    r"biliary|bilious|\bbile\b|cholangi\w*|transhepatic|\bptbds?\b|\bptcd?\b|\bpthc\b|klatskin|bismuth|\bcbd\b|\bchd\b|hepatico-?jejun\w*|choledoch\w*|(?<!thoracic )(?<!mammary )(?<!pancreatic )(?<!milk )(?<!parotid )\bducts?\b|\bductal (?:system|tree|stone|stricture)|ampulla\w*|papilla\b|hilar (?:lesion|stricture|mass|block|tumou?r|obstruct\w*)|\bhilum\b|obstructive jaundice|bilirubin|cholestasis|intrahepatic"
)
_STRONG = re.compile(r"biliary|bilious|\bbile\b|cholangi\w*|\bptbds?\b|\bptcd?\b|klatskin|bismuth|\bcbd\b|hepatico-?jejun\w*|choledoch\w*|\bducts?\b|\bductal\b|bilirubin|jaundice|ampulla|papilla|wallflex|\bhilum\b|\bhilar (?:lesion|stricture|block\w*|obstruct\w*)")
_GALLBLADDER = re.compile(r"gall ?bladder|\bgb\b|cholecyst\w*|murphy")
_NOT_HERE = re.compile(r"kidney|nephro|ureter|calyx|calyces|abscess|portal vein|\btips\b|breast|galactogra|thoracic duct|lymph\w*|pancreatic duct|biops(?:y|ies) of (?:a |the )?(?:liver|mass)|emboli[sz]")
#: metal or plastic that holds a duct open
_STENT = r"(?:stents?|stented|stenting|wallflex|wallstent|viabil|zilver|niti-?s|bonastent|hanarostent|s\.?e\.?m\.?s|luminexx|gore via\w*|(?:un)?covered \d+ ?x ?\d+|\b(?:8|10) ?x ?(?:40|60|80|100)(?: ?mm)?)"
_STENT_IN = re.compile(rf"{_STENT}[^.;]{{0,80}}\b(?:deploy\w*|releas\w*|plac\w*|open\w*|insert\w*|position\w*|unsheath\w*|expand\w*|laid|across|drop\w*|let go|bridg\w*|through|to|\d+ ?x ?\d+|flower\w*|post-?dilat\w*)|\b(?:deploy\w*|releas\w*|plac\w*|insert\w*|laid|drop\w*|bridg\w*|unsheath\w*|opened|with|then|new)\b[^.;]{{0,80}}{_STENT}|\bstented\b|primary stenting")
_STENT_LIES = re.compile(rf"(?:avoid\w*|catching on|existing|old|known|previous|indwelling|plastic|endoscopic|ercp|through the|along(?:side)?|beside|occluded|blocked)[^.;,]{{0,30}}{_STENT}|{_STENT}[^.;,]{{0,24}}\b(?:patent|in situ|in place|drains?|open\b|unchanged|occluded|blocked|from|lies|lying|seen|fine|works|working|functioning)")
_BY_SCOPE = re.compile(r"endoscopist|gastroenterolog\w+|\bgi\b|\bercp\b|\bscope\b|endoscop\w+|duodenoscop\w+")
_MET = re.compile(r"rendez-?vous|\b(?:endoscopist|gastroenterolog\w+|gi\b|colleague|scope|dr\.? \w+|his|her|their)\b[^.;]{0,80}\b(?:grasp\w*|snar\w*|captur\w*|grab\w*|caught|took|taken|picked|pulled|retriev\w*|received|continued|over)\b|\b(?:grasp\w*|snar\w*|captur\w*|grab\w*|caught|handed|picked up|retriev\w*|received|taken)\b[^.;]{0,60}\b(?:endoscop\w*|gastroenterolog\w*|gi\b|scope|duodenoscop\w*)")
_BOWEL = r"duoden\w+|jejun\w+|\bbowel\b|roux|\bd[1234]\b|small gut|\bgut\b|anastomos\w+|ampulla|papilla"
_INTERNAL = re.compile(rf"internal[ -/]*(?:and |to )?external|\bi ?/ ?e\b|\bint[ /-]+ext|internali[sz]\w*|internal(?:ly)?\b(?! jugular)|(?:loop|pigtail|tip|end|coil\w*|curl\w*|curled|lock\w*|formed|crossed|parked|sits?|sitting|seated|side ?holes?|catheter|drain|tube|\d ?fr?\b)[^.;]{{0,60}}\b(?:in|into|to|within|inside|beyond|past|reaching|across|through|lies)\b[^.;]{{0,24}}\b(?:{_BOWEL})|(?:{_BOWEL}) (?:loop|pigtail|coil|end|tip)")
_NOT_ACROSS = re.compile(r"(?:could|would|did|can) ?n[o']t (?:be )?(?:cross|pass|travers|negotiat|go|get)\w*|couldn'?t|wouldn'?t|not (?:be )?(?:cross\w*|travers\w*|pass(?:ed|able)|negotiat\w*)|unable to (?:cross|pass|travers|negotiat|get)\w*|fail\w* to (?:cross|pass|travers|negotiat)\w*|uncross\w+|impass\w+|(?<!internal[- /])(?<!internal to )(?<!internal and )(?<!int[- /])\bexternal (?:only|drain\w*|above|tube|catheter)|left external|no attempt (?:was )?(?:made )?(?:to|at) cross\w*|crossing (?:was )?(?:not|fail\w*|deferred|left|impossible|abandon\w*)|above the (?:obstruct|block|strict|lesion|tumou?r)\w*|(?:purely|simple|plain) external")
_WAS_EXTERNAL = re.compile(r"(?<!internal[- /])(?<!internal)(?<!int[- /])(?<!internal to )\bexternal(?:ly)?\b(?![- /]+internal)|\bconver[ts]\w*|\binternali[sz]\w*|now crossed|crossed (?:today|now|this time|at last|finally)")


def read(scene: Scene) -> list[Procedure]:
    """Work on the bile ducts or the gallbladder, one access."""
    gall = _GALLBLADDER.search(scene.text)
    where = scene.place(_DUCTS)
    if gall and not re.search(r"\bducts?\b(?! of)|\bptbd|\bptc\b|cholangiocarc|klatskin|hilar|biliary (?:drain|stent|tree|stricture)", scene.text):
        return _gallbladder(scene)
    if where is None or not _STRONG.search(scene.raw) or _NOT_HERE.search(scene.text):
        return []
    had, entered = scene.had_tube(), scene.needled() or re.search(r"\b(?:new(?:ly)?|fresh|second|right|left|percutaneous) (?:\w+ ){0,3}(?:access|puncture|entry)\b|punctur\w+|\bentered\b", scene.text) is not None
    fresh = entered and not (had and not re.search(r"\b(?:new(?:ly)?|fresh|de novo|second|another) (?:\w+ ){0,3}(?:access|puncture|entry|stick)", scene.text) and (scene.swapped() or not re.search(NEEDLE, scene.text)))
    side = next(iter(scene.sides()), "") if len(scene.sides()) == 1 else ""
    made: list[Procedure] = []

    def add(name: str) -> Procedure:
        made.append(scene.make("biliary", name, target="biliary_access_short", where=where, side=side))
        return made[-1]

    kept = scene.kept(had=had and not fresh)
    none = scene.none_left() and not _stays_anyway(scene)
    across = bool(_INTERNAL.search(scene.text)) and not _NOT_ACROSS.search(scene.raw)
    met = _MET.search(scene.text) and _BY_SCOPE.search(scene.raw)
    stent = _STENT_IN.search(_STENT_LIES.sub(lambda m: " " * len(m.group()), scene.text))
    if stent and met and not re.search(r"\b(?:i|we) (?:then )?(?:placed|deployed|stented|released)", scene.text):
        stent = None
    if not fresh and not had:
        return []
    if stent:
        add("stent").set("access", "new" if fresh else "existing").set("tube_left", bool(kept and not none)).set("stents", 2 if re.search(r"(?:two|both|bilateral|kissing|side[- ]by[- ]side|y[- ]config\w*|\b2\b)(?: [\w-]+){0,4} stents|stents? side[- ]by[- ]side|\bx ?2\b[^.;]{0,20}stent", scene.text) else 1)
    elif fresh and met:
        add("rendezvous")
    elif fresh and kept and not none:
        add("drain_placement").set("internal", across)
    elif fresh and scene.contrast():
        add("cholangiogram").set("access", "new")
    elif fresh:
        return []
    elif scene.changed() and (across or SCREENED.search(scene.text)):
        add("conversion" if across and _WAS_EXTERNAL.search(scene.raw) else "exchange")
    elif scene.taken_out() and not scene.renewed() and SCREENED.search(scene.text) and not re.search(r"by hand|bedside|without (?:imaging|fluoro\w*|screening)", scene.raw):
        add("drain_removal")
    elif scene.contrast() and not scene.taken_out():
        add("cholangiogram").set("access", "existing")
    if made and BALLOON.search(scene.text) and not stent and re.search(r"strictur\w*|stenos[ie]s|anastomos\w*|narrow\w*|waist|ampulla|papilla|sphincter", scene.text) and re.search(r"balloon|mustang|conquest|dorado|atlas|\d ?mm", scene.text) and not re.search(r"tract (?:was )?dilat|sweep|swept", scene.text):
        add("dilation").set("units", 1)
    if made and re.search(r"\bbrush\w*|forceps|\bbites\b", scene.text):
        add("sampling")
    if made and re.search(r"\b(?:stones?|calcul\w+)\b[^.;]{0,80}\b(?:basket\w*|swept|sweep\w*|push\w*|remov\w*|extract\w*|clear\w*|crush\w*|fogarty|flushed|expelled|deliver\w*)|\b(?:basket\w*|swept|sweep\w*|push\w*|extract\w*|clear\w*|crush\w*|expelled)\b[^.;]{0,60}\b(?:stones?|calcul\w+)", scene.text):
        add("stone_removal")
    return made


def _stays_anyway(scene: Scene) -> bool:
    """Whether a needle or an old tube went out and a tube of today stays all the same."""
    return bool(re.search(r"\b(?:left|to (?:bag|gravity)|bag|gravity|capped|lock\w*|secur\w*|sutur\w*|stays?|seated)\b", scene.text)) and not re.search(r"\bno (?:\w+ ){0,2}(?:tube|drain|catheter)|nothing (?:was )?left|tubeless|drain-?less", scene.raw)


def _gallbladder(scene: Scene) -> list[Procedure]:
    where = scene.place(_GALLBLADDER.pattern)
    if where is None or re.search(r"carcinoma|\bcancer\b|abscess|biops|laparoscop|cholecystectomy was", scene.text):
        return []
    had, none = scene.had_tube(), scene.none_left() and not _stays_anyway(scene)
    kept = scene.kept(had=had)
    name = ""
    if had and not scene.needled():
        name = "" if not SCREENED.search(scene.text) else "exchange" if scene.changed() else "drain_removal" if scene.taken_out() and not scene.renewed() else "cholangiogram" if scene.contrast() and not scene.taken_out() else ""
    elif scene.entered() and kept and not none and not had:
        name = "cholecystostomy"
    if not name:
        return []
    procedure = scene.make("biliary", name, target="gallbladder", where=where).set("gallbladder", True)
    return [procedure.set("access", "existing")]
