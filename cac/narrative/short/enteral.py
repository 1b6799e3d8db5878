"""Feeding and venting tubes in short dictations."""

from __future__ import annotations

from cac import patterns as re
from cac.narrative.procedure import Procedure
from cac.narrative.short.scene import Scene
from cac.narrative.short.words import SCREENED

_GJ = r"gastro-?jejun\w*|\bg[- /]?j\b|\bgjt?\b|\bpeg-?j\b|transgastric|\bj[- ]limb|\bjej(?:unal)? (?:limb|extension|arm|port)"
_G = r"gastrost\w*|\bg[- ]?tubes?\b|\bpegs?\b|\bprgs?\b|\brigs?\b|mic-?key|\bbutton|gastropex\w*|\bstomach\b|gastric|\bmic\b"
_J = r"(?<!hepatico)(?<!hepatico-)(?<!choledocho)jejunost\w*|\bj[- ]?tubes?\b|direct jejun\w*|jejunopex\w*|loop of (?:\w+ )?jejunum|jejunal loop|jejunum (?:was )?(?:punctur|pex|access|found|seen)\w*"
_C = r"c[ae]*cost\w*|c[ae]*cum|c[ae]*cal|chait"
_NOSE = r"\b[no]g\b|naso\w*|oro-?(?:gastric|enteric|jejun\w*)|nostril|nares|naris|\bnose\b|dobh?-?hoff|cor-?pak|\bnjt?\b|\bndt?\b|bridle"
_FRESH = re.compile(r"\bt[- ]?(?:tacks?|fasteners?|bars?|anchors?)\b|gastropex\w*|anchor(?:s|ed)\b|saf-?t-?pexy|insufflat\w*|inflated (?:with|via|through) (?:air|ng|the ng)|peel-?away|\b1[78] ?-?g(?:a|auge)?\b|\bneedle|punctur\w*|\bpush\b|\bpull[- ](?:type|technique|through)|introducer kit|stab")
_HAD = re.compile(r"existing|indwelling|old (?:tube|one|peg|gj)|mature|since|routine|(?:tube|peg|gj|button|gastrostomy|jejunostomy) (?:change|exchange|check|study|fell|out\b|came|pulled|dislodg|block|clog|leak|burst|crack|broke|stuck|is|was|due)|blocked|clogged|fell out|fallen|pulled out|leak\w*|balloon (?:burst|failed|ruptured)|same tube|migrat\w*|coiled back|retracted")
_CLOG = re.compile(r"\b(?:block\w*|clog\w*|occlu\w*|obstruct\w*|plug\w*|inspissat\w*|debris|cast|crushed|no flow|won'?t flush|will not flush|would not flush|could not be flushed|not flush\w*)\b")
_UNCLOG = re.compile(r"declog\w*|unclog\w*|unblock\w*|unplug\w*|(?:wire|glide\w*|brush|stylet|balloon|guide\w*|amplatz|catheter|drill\w*|auger)\b[^.]{0,120}\b(?:plug|clog|block\w*|obstruct\w*|debris|lumen|through|clear\w*|restor\w*|open\w*|back and forth|to and fro|patent|freely|ream\w*|drill\w*|broke\w*|dislodg\w*)|\b(?:ream|drill|clear|open|restor|disrupt|dislodg|broke|fragment|disimpact)\w*\b[^.;]{0,60}\b(?:plug|clog|lumen|limb|tube|debris|obstruct\w*|paten\w*|block\w*)")
_BEYOND = re.compile(r"jejun\w+|treitz|\bdj flexure|beyond the pylorus|past the pylorus|post-?pyloric|duodeno-?jejun\w*|ligament|\bd[34]\b|distal duoden\w*")


def read(scene: Scene) -> list[Procedure]:
    """One tube of the stomach or the bowel."""
    text = scene.text
    where = scene.place(rf"{_GJ}|{_G}|{_J}|{_C}|{_NOSE}")
    if where is None or re.search(r"biops|\bpus\b|appendi\w*|collection|bile\b|biliary|nephro|abscess|emboli[sz]|varic|endoscop(?:e|ist) (?:was |is )?(?:advanc|pass)|laparoscop|pleura|\bcyst", text):
        return []
    gj, gastro, jejun, cecum, nose = (re.search(words, text) for words in (_GJ, _G, _J, _C, _NOSE))
    fresh = _FRESH.search(text) and (scene.needled() or re.search(r"t[- ]?(?:tack|fasten|bar|anchor)|gastropex|peel-?away|anchors", text)) and not (scene.had_tube() and re.search(r"\b(?:mature|existing|same|old) (?:\w+ )?(?:tract|track|stoma|tube)", text))
    contrast = re.search(r"contrast|gastrografin|omnipaque|isovue|opacif\w*|water-?soluble|\bdye\b|rugae", text)
    screened = bool(SCREENED.search(text)) and not re.search(r"no (?:fluoro\w*|imaging)|without (?:fluoro\w*|imaging)|bedside", scene.raw)
    made: list[Procedure] = []

    def add(name: str) -> Procedure:
        made.append(scene.make("enteral", name, target="gastrointestinal_tract", where=where).set("fluoroscopy", screened).set("contrast", bool(contrast)))
        return made[-1]

    kept = scene.kept() or re.search(r"\b(?:tube|button|balloon|bumper|bolster|disc|mic|catheter)\b[^.;]{0,40}\b(?:in|placed|seated|inflated|ml|cc)\b", text)
    if fresh and not (_HAD.search(scene.raw) and scene.swapped()):
        if not kept or re.search(r"aborted|abandoned|no safe window|not placed", scene.raw):
            return []
        if cecum:
            add("cecostomy")
        elif jejun and not gastro and not gj:
            add("jejunostomy")
        else:
            add("gastrostomy")
            if gj and _BEYOND.search(text):
                add("to_gastrojejunostomy")
        return made
    had = _HAD.search(scene.raw) or scene.had_tube() or re.search(r"\bnew (?:[\w-]+ ){0,2}\d{2} ?-?f(?:r|rench)?\b", text)
    if had and (gj or gastro or jejun or cecum):
        kind = "gastrojejunostomy" if gj else "jejunostomy" if jejun and not gastro else "cecostomy" if cecum else "gastrostomy"
        same = re.search(r"same tube|tube (?:was )?(?:kept|left|retained|stays|not (?:changed|exchanged|replaced))|kept (?:the|same)|not (?:exchanged|changed|replaced)|no (?:exchange|change|replacement)", scene.raw)
        if _CLOG.search(scene.raw) and _UNCLOG.search(text) and (same or not scene.swapped()):
            add("declog")
        elif scene.swapped() and not same and (scene.kept() or re.search(r"\bnew\b|replac\w*|exchang\w*|swap\w*", text)):
            if gj and _BEYOND.search(text) and re.search(r"conver\w*|turned into|made into|\b(?:g[- ]?tube|gastrostomy|peg)\b[^.;]{0,50}\b(?:to|for|into|upgraded)\b[^.;]{0,24}(?:gastro-?jejun|\bg[- ]?j|\bpeg-?j)", text):
                add("to_gastrojejunostomy")
            else:
                add("replacement").set("tube", kind).set("tract_revised", bool(re.search(r"tract (?:was )?(?:dilat|revis)|serial(?:ly)? dilat", text)))
        elif contrast and not scene.taken_out():
            add("tube_check")
        return made
    if nose and not (gj or jejun or cecum) and screened and re.search(r"pass\w*|advanc\w*|plac\w*|steer\w*|slid\w*|insert\w*|thread\w*|guid\w*|\btip\b|down|through|bridle", text) and not re.search(r"insufflat", text):
        add("long_tube" if _BEYOND.search(text) else "nasogastric_tube")
    return made
