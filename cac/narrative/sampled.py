"""Sites of sampling: classes that may be one target, the refined class of a lesion, the kind of sample."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.sampling import Lesion

NODES = ("superficial_node", "deep_node", "node")
SOFT = ("soft_tissue", "muscle", "chest_wall", "psoas")
BONES = ("superficial_bone", "deep_bone", "marrow", "disc")
OTHER_FAMILIES = ("breast", "prostate", "bile_duct", "ureter", "disc", "esophagus")
_DEEP = r"retroperit|para-?\s?aortic|aortocaval|mesenter|iliac|pelvi|porta|celiac|retrocrural|abdom|presacral|peripancreatic"
_SHALLOW = r"cervical|neck|axill|inguinal|groin|supraclav|jugul|submandib|level [iv\d]|parotid|infraclav"
_CHEST = r"mediastin|hilar|paratrach|subcarinal|prevascular|thymic"


def same(one: str, other: str) -> bool:
    """Whether two classes of site may name one target."""
    if one == other or not one or not other:
        return True
    if {one, other} == {"superficial_node", "deep_node"}:
        return False
    for group in (NODES, SOFT, BONES):
        if one in group and other in group:
            return one != "marrow" and other != "marrow" or {one, other} <= {"marrow", "superficial_bone"}
    loose = {frozenset(pair) for pair in (("node", "thyroid"), ("node", "retroperitoneum"), ("deep_node", "retroperitoneum"), ("node", "lung"), ("soft_tissue", "retroperitoneum"), ("soft_tissue", "deep_bone"), ("muscle", "deep_bone"), ("soft_tissue", "superficial_bone"), ("psoas", "retroperitoneum"), ("pleura", "chest_wall"))}
    return frozenset((one, other)) in loose


def refined(site: str, text: str, around: str, *, marrow: bool) -> str:
    """The class the rules know, from the class read and the words of the lesion and of the report."""
    for words in (text, around):
        if site == "node":
            if re.search(_CHEST, words):
                return "lung"
            shallow, deep = re.search(_SHALLOW, words), re.search(_DEEP, words)
            if shallow and not deep:
                return "superficial_node"
            if deep and not shallow:
                return "deep_node"
            if shallow and deep and words is around:
                return "superficial_node" if shallow.start() < deep.start() else "deep_node"
        if site == "soft_tissue":
            if re.search(r"intramuscular|\bmuscle|musculature", words):
                return "muscle"
            if re.search(r"chest wall|\bneck\b", words):
                return "chest_wall"
            if re.search(r"retroperit|presacral|pelvic (?:side)?wall|omental|mesenter", words):
                return "retroperitoneum"
        if site == "psoas":
            if re.search(r"retroperitoneal (?:mass|lesion)", words):
                return "retroperitoneum"
    if site == "disc" and re.search(r"pedic\w*|vertebral body|\bbody\b|jamshidi|bone (?:biops|cores?)", text) and not re.search(r"\bdis[ck]s?\b(?! ?(?:itis|height|narrow))|interspace|intervertebral", text):
        site = "deep_bone"  # discitis is the question, the body is the target
    if site == "psoas":
        return "muscle"
    if site == "deep_bone" and re.search(r"\b(?:iliac|ilium|sternum|sternal|manubri\w+|ribs?|clavic\w+|spinous process|psis|calvari\w+|skull)\b", text) and not re.search(r"vertebra|sacr|femur|femoral|acetab|humer|ischi|pubi|scapul|\b[tl]\d{1,2}\b", text):
        site = "superficial_bone"
    if site in ("superficial_bone", "deep_bone") and marrow:
        return "marrow"
    return site


#: organs whose needle of this size, passed more than once, brings tissue
_BY_CORE = ("lung", "liver", "kidney", "pleura", "retroperitoneum", "deep_node", "pancreas", "muscle", "chest_wall", "soft_tissue", "spleen")
#: cells on glass, however they are told
_CELLS = re.compile(r"cytolog|cytopath|cytotech|\bcyto\b|\bslides?\b|\bsmears?\b|thin-?prep|cell ?block|\brose\b|diff-?quik|cytolyt|cellularity|afirma|thyroseq|veracyte|molecular")


def technique(lesion: Lesion, head: str) -> tuple[bool, bool, str]:
    """(core, aspiration, how it was told) of a lesion; both false where only "biopsy" is said."""
    values = {f.value for f in lesion.acts}
    core = bool(values & {"core", "vacuum"})
    fna = "fna" in values
    gauges = {int(g) for g in re.findall(r"\b(1\d|2\d) ?-?(?:g|ga|gauge)\b", lesion.text)} | {int(g) for pair in re.findall(r"\b(1[4-9])/(1[6-9]|2[0-5])\b(?![/.\d])", lesion.text) for g in pair}
    said = re.sub(r"[^.\n]*\b(?:ascit\w*|effusion|paracentes\w+|thoracentes\w+)\b(?:[^.\n]|\.\d)*", " ", lesion.text)  # fluid sent for cells is no needle of the lesion
    fine = any(g >= 21 for g in gauges)
    if not fna and not core and "aspirate" in values and (fine or "cytology" in values):
        fna = True
    if fna or core:
        return core, fna, "told"
    if ("cytology" in values or _CELLS.search(lesion.text)) and fine and not any(g <= 20 for g in gauges):
        return False, True, "fine needle, cytology"
    head_core, head_fna = re.search(r"\bcores?\b|tru-?cut", head), re.search(r"\bfnas?\b|fine[ -]needle|aspiration", head)
    if head_core and head_fna and fine and any(g <= 20 for g in gauges):
        return True, True, "title"
    if head_core and not head_fna:
        return True, False, "title"
    if head_fna and not head_core:
        return False, True, "title"
    if gauges and all(g <= 18 for g in gauges) and re.search(r"\bpass(?:es)?\b|touch prep|imprint|\bx ?\d\b", lesion.text) and not _CELLS.search(lesion.text):
        return True, False, "large needle, passes"
    large = [g for g in gauges if g <= 20]
    if gauges and len(large) == len(gauges) and lesion.site in _BY_CORE and re.search(r"\bx ?\d\b|\b(?:\d+|two|three|four|five|six) (?:[\w-]+ )?(?:passes|samples|specimens|firings|shots|strips|worms|lengths|bites|pieces|slivers|cylinders|jabs|throws)\b|\b(?:twice|thrice)\b", lesion.text) and not _CELLS.search(lesion.text) and "aspirate" not in values:
        return True, False, "cutting size, counted passes"
    if gauges and all(g >= 23 for g in gauges) and re.search(r"\bpass(?:es)?\b|\bx ?\d\b|samples?|needled|aspirat|\b(?:dips|stabs|plunges)\b", lesion.text):
        return False, True, "fine needle, counted passes"
    counted = re.search(r"\bx ?\d\b|(?:\d+|two|three|four|five|six) (?:good )?(?:passes|samples|specimens)|glomerul|culture and path|flow and path|\brpmi\b", lesion.text)
    if gauges and all(g <= 18 for g in gauges) and counted and ("cytology" not in values or said != lesion.text) and not re.search(r"cytolog", said):
        return True, False, "large needle, counted passes"
    if large and (re.search(r"biopsy (?:needle|gun|device|system)|needle biopsies|formalin|histolog|tissue|pathology|fired|throw|strips?\b|threads|cylinders?|slivers|fragments|bites|pieces|trephine|spring[- ]?loaded|tru-?cut|rpmi|glomerul|lengths|worms|plug\b", lesion.text)) and not fine:
        return True, False, "large needle, tissue"
    return False, False, "not told"
