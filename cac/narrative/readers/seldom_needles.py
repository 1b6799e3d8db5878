"""Needles seldom put by this trade: cistern and cord, neurolysis in the sac or at the Gasserian ganglion, rare blocks, discs, muscle, blood products."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure
from cac.narrative.seldom import Act, rare

FAMILIES = ("lumbar_puncture", "nerve_block", "spine_injection", "joint", "pseudoaneurysm")
ORDER = 63
_NEEDLED = r"needle|punctur\w*|aspirat\w*|\binject\w*|\b\d{2} ?-?(?:g|ga|gauge)\b|cannula|instill\w*"
_GASSERIAN = r"gasserian|trigeminal (?:ganglion|rhizo\w*|rhizolysis|neuralgia)|meckel'?s? cave|foramen ovale"
_SAMPLED = r"biops\w+|\bcores?\b|sample|specimen|aspirat\w*|\bfna\b"
_ACTS = (
    rare("lumbar_puncture", "cisternal_puncture", r"cisterna magna|cisternal (?:puncture|tap)|sub-?occipital (?:puncture|tap|approach)|(?:lateral )?c ?-?1 ?[-/] ?(?:c ?-?)?2 (?:\w+ )?(?:puncture|tap|approach)|lateral cervical (?:puncture|tap)|cervical (?:puncture|tap) at c ?-?1", _NEEDLED + r"|csf", r"myelogra|contrast (?:was )?(?:inject|instill)|omnipaque|isovue|iohexol|iopamidol|lumbar puncture (?:was )?performed|facet|joint injection|lymph|thoracic duct|intrathecal (?:chemo|injection)|methotrexate|stem cell"),
    rare("lumbar_puncture", "cord_cyst_aspiration", r"syrinx\w*|syringo-?(?:hydro)?myeli\w+|hydromyelia|(?:intramedullary|spinal cord|intra-?spinal|arachnoid|tarlov|perineural) cyst", r"aspirat\w*|punctur\w*|needle|drain\w*", r"laminectom|syringo-?(?:pleural|peritoneal|subarachnoid) shunt|facet (?:joint )?(?:synovial )?cyst"),
    rare("lumbar_puncture", "cord_biopsy", r"spinal cord (?:lesion|mass|tumou?r|biops)|intramedullary (?:lesion|mass|tumou?r)|biops\w+ of (?:the )?(?:spinal )?cord|cord (?:lesion|mass) biops", _SAMPLED, r"laminectom|umbilical cord|cord compression|vertebral body|epidural mass"),
    rare("nerve_block", "subarachnoid_neurolysis", r"(?:intra-?thecal|subarachnoid)[^.;\n]{0,60}(?:phenol|alcohol|ethanol|neurolysis|neurolytic|saline neurolysis)|(?:phenol|alcohol|ethanol|neurolysis|neurolytic)[^.;\n]{0,60}(?:intra-?thecal|subarachnoid)", r"\binject\w*|instill\w*|administ\w*|needle|\bml\b|\bcc\b", r"\bceliac|splanchnic|hypogastric plexus|ablation of (?:the )?(?:liver|tumou?r)|subarachnoid h(?:a?emorrhage)"),
    rare("nerve_block", "gasserian_neurolysis", _GASSERIAN, r"radiofrequency|\brf\b|\brhizo\w+|glycerol|balloon (?:was )?(?:inflat|compress)\w*|compression|lesion(?:ed|ing)? (?:was|at|made)|phenol|alcohol|ethanol|thermocoagul\w*", r"craniotomy|microvascular decompression|gamma ?knife|radiosurgery|biopsy of"),
    rare("nerve_block", "paracervical_block", r"paracervical|para-cervical", r"block|\binject\w*|infiltrat\w*", r"emboli|hysteroscop|dilation and curettage|\bd ?& ?c\b"),
    rare("nerve_block", "lumbar_plexus_catheter", r"lumbar plexus|psoas compartment", r"catheter[^.;\n]{0,60}(?:thread|placed|left|advanced|secur|infus)|(?:thread|placed|left|advanc)\w*[^.;\n]{0,40}catheter|continuous", r"lumbosacral plexopathy|celiac"),
    rare("nerve_block", "spinal_malformation_injection", r"(?:spinal|cord|epidural|paraspinal|dural) (?:\w+ ){0,2}(?:avm|arterio-?venous malformation|vascular malformation)|avm of the (?:spinal )?cord", r"direct(?:ly)? (?:punctur|inject)\w*|percutaneous\w* inject\w*|needle", r"microcatheter|catheteri[sz]"),
    rare("spine_injection", "chemonucleolysis", r"chemonucleolysis|chymopapain|condoliase|\bhernicore\b|intra-?discal (?:enzyme|chymopapain)", _NEEDLED),
    rare("spine_injection", "disc_annuloplasty", r"intra-?discal electro-?thermal|\bidet\b|intra-?discal (?:thermal )?annuloplasty|electro-?thermal annuloplasty|biacuplasty|intra-?discal (?:radiofrequency|biacuplasty)", r"catheter|probe|heated|degrees|watts|cannula|needle|performed"),
    rare("spine_injection", "disc_product", r"via disc|allogen\w+ (?:\w+ ){0,3}(?:nucleus|disc|cell)|nucleus pulposus allograft|intra-?discal (?:\w+ ){0,3}(?:allograft|cellular product|tissue-based product)", _NEEDLED),
    rare("joint", "collagenase", r"collagenase|xiaflex", r"\binject\w*|needle|\bml\b|units|mg\b", r"peyronie|penile|debrid|santyl|wound"),
    rare("joint", "soft_tissue_foreign_body", r"(?:foreign body|foreign bodies|splinter|glass|shrapnel|bullet|pellet|needle fragment|retained (?:needle|fragment|wood\w*|metal\w*))[^.;\n]{0,160}(?:muscle|intramuscular|tendon sheath|fascia\b|thenar|gluteal|gluteus|deltoid|\bcalf\b|quadriceps|forearm|thigh)|(?:muscle|intramuscular|tendon sheath|thenar|gluteal|gluteus|deltoid|\bcalf\b|quadriceps|forearm|thigh)[^.;\n]{0,160}(?:foreign body|foreign bodies|splinter|glass fragment|shrapnel|bullet|pellet|retained (?:needle|fragment))", r"remov\w+|extract\w+|retriev\w+|grasped|pulled out|delivered", r"intravascular|vena cava|snare|airway|esophag|gastric|stomach|bronch|peritone|pulmonary artery|catheter fragment|sheath fragment|intraocular|\bport\b|eye"),
    rare("joint", "interstitial_needles", r"(?:interstitial|brachytherapy) (?:\w+ ){0,2}(?:needles?|catheters?)[^.;\n]{0,80}(?:muscle|soft tissue|sarcoma|thigh|tumou?r bed|extremity)|(?:muscle|soft tissue|sarcoma|thigh|extremity)[^.;\n]{0,80}(?:interstitial|brachytherapy) (?:\w+ ){0,2}(?:needles?|catheters?)", r"placed|inserted|placement|insertion|advanced|implant\w*", r"prostate|breast|cervix|vagin"),
    rare("pseudoaneurysm", "platelet_rich_plasma", r"platelet[- ]rich[- ]plasma|\bprp\b", r"\binject\w*|administ\w*|deliver\w*|deposit\w*|instill\w*", r"pan-?retinal|photocoag|\bprp\b (?:laser|if)"),
    rare("pseudoaneurysm", "white_cell_concentrate", r"(?:autologous|white) (?:white )?(?:blood )?cell concentrate|leukocyte[- ](?:rich )?concentrate|autologous protein solution|white blood cell concentrate", r"\binject\w*|administ\w*|deliver\w*", r"apheresis|infus(?:ed|ion)"),
)
#: a word of every act above; most reports hold none and are left at once
_QUICK = re.compile(
    r"cistern|occipital|cervical|c ?-?1|syrin[xg]|hydromyelia|cyst|cord|intramedullary|thecal|subarachnoid|gasserian|trigeminal|meckel|ovale|cervical|lumbar plexus|psoas comp|\bavm\b|malformation|nucleolysis|chymopapain|condoliase|hernicore|intra-?discal|\bidet\b|annuloplast|biacuplast|"
    r"via disc|allogen|nucleus|collagenase|xiaflex|foreign bod|splinter|glass|shrapnel|bullet|pellet|fragment|retained|interstitial|brachytherapy|platelet|\bprp\b|concentrate|protein solution"
)


def read(case: Case) -> list[Procedure]:
    """Rare needle work of today, one procedure for each kind."""
    out: list[Procedure] = []
    if not _QUICK.search(case.document.flat):
        return out
    for act in _ACTS:
        if not act.thing.search(case.document.flat):
            continue
        text = seldom.about(case)
        if act.never is not None and act.never.search(text):
            continue
        where = seldom.done(case, act.thing, act.work)
        if where:
            out.append(_facts(case, act, where, text))
    if any(p.name == "cord_biopsy" for p in out):
        out = [p for p in out if p.name != "cord_cyst_aspiration"]
    return out


def _facts(case: Case, act: Act, where: list[Span], text: str) -> Procedure:
    made = Procedure(act.family, act.name, side=seldom.side(case, where)).because(*where[:2])
    seldom.guide(case, made)
    if act.name == "gasserian_neurolysis":
        made.set("monitored", bool(made.facts["fluoroscopy"] or made.facts["ct"]))
    if act.name == "soft_tissue_foreign_body":
        deep = re.search(r"\bdeep\b|sub-?fascial|below the fascia|beneath the fascia|through the fascia|fascia (?:was )?(?:opened|incised)|complicated|intramuscular", text)
        shallow = re.search(r"\bsuperficial\b|tendon sheath|simple", text)
        made.set("depth", "deep" if deep else "superficial" if shallow else "")
    if act.name in ("disc_annuloplasty", "disc_product", "chemonucleolysis"):
        levels = {re.sub(r"[^0-9s]", "", m.group()) for m in re.finditer(r"\bl ?-?[1-5] ?[-/] ?(?:l ?-?|s ?-?)?[1-5]\b", text)}
        made.set("levels", max(1, len(levels))).set("further", max(0, len(levels) - 1))
    return made
