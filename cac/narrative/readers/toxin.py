"""Botulinum toxin into muscles of face, neck, limbs and trunk."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FAMILIES = ("nerve_block",)
ORDER = 62
_TOXIN = re.compile(r"botulinum|\bbotox\b|dysport|xeomin|myobloc|daxxify|jeuveau|chemo-?denervat\w*|\b(?:on|inco|abo|rima|pra|daxi)[- ]?a?botulinum\w*|\bbont\b")
_GIVEN = re.compile(r"\binject\w*|\binfiltrat\w*|\bunits?\b|\d ?u\b|administ\w*|\bneedle|\binj\b|deposited|placed|delivered")
#: places with codes of their own
_ELSEWHERE = re.compile(r"detrusor|bladder|cystoscop|parotid|submandibular|salivary|sialorrh|anal (?:sphincter|fissure)|pylor|esophag|achalasia|axill\w+ hyperhidrosis|hyperhidrosis|vocal cord|laryn|crease|wrinkle|glabell\w+ lines|cosmetic|cricophar|strabism|extra-?ocular")
_MIGRAINE = re.compile(r"migraine")
_REGIONS = (
    ("neck", re.compile(r"sternocleidomastoid|\bscm\b|scalene\w*|splenius|semispinalis|levator scap\w*|cervical dystonia|torticollis|longus col|trapezius|neck muscle")),
    ("face", re.compile(r"orbicularis|blepharospasm|hemifacial|facial (?:muscle|spasm|nerve)|zygomatic|frontalis|masseter|mentalis|risorius")),
    ("trunk", re.compile(r"transvers\w+ abdom\w*|(?:internal|external) oblique|rectus abdominis|abdominal wall|paraspinal\w*|quadratus lumborum|erector|lateral abdominal|latissimus|pectoralis|rectus muscle")),
    ("limb", re.compile(r"gastroc\w*|soleus|tibialis|hamstring|adductor|biceps|triceps|brachialis|brachioradialis|flexor|extensor|pronator|quadriceps|rectus femoris|gracilis|semitend\w*|semimembr\w*|peroneus|lumbrical|hallucis|(?:upper|lower) (?:limb|extremity)|\bcalf\b|forearm")),
)
_MUSCLES = re.compile(
    r"(?:medial |lateral )?gastroc\w*|soleus|tibialis (?:ant\w+|post\w+)|hamstrings?|adductor \w+|biceps(?: brachii| femoris)?|triceps|brachialis|brachioradialis|flexor \w+ \w+|extensor \w+ \w+|pronator \w+|rectus femoris|vastus \w+|gracilis|semitendinosus|semimembranosus|peroneus \w+|lumbricals?|transvers\w+ abdominis|internal oblique|external oblique|rectus abdominis|quadratus lumborum|paraspinals?|latissimus|pectoralis \w+"
)


def read(case: Case) -> list[Procedure]:
    """Muscles given botulinum toxin today, one procedure for each region."""
    flat = case.document.flat
    if not _TOXIN.search(flat):
        return []
    where = seldom.done(case, _TOXIN, _GIVEN)
    text = seldom.about(case)
    if not where or _ELSEWHERE.search(text):
        return []
    if _MIGRAINE.search(flat) and re.search(r"frontalis|corrugator|occipitalis|temporalis|155 units|31 sites|preempt|chronic migraine", flat):
        return [seldom.guide(case, Procedure("nerve_block", "chemodenervation", "migraine").because(*where[:2]).set("region", "migraine"))]
    out = []
    for region, words in _REGIONS:
        named = [told for told in seldom.sentences(case) if any(seldom.live(told, m) for m in words.finditer(told.text))]
        if not named and not words.search(seldom.opening(case)):
            continue
        muscles = {m.group() for m in _MUSCLES.finditer(text) if words.search(m.group())} if region in ("trunk", "limb") else set()
        made = Procedure("nerve_block", "chemodenervation", region, seldom.side(case, where)).because(*where[:2]).set("region", region).set("muscles", len(muscles))
        out.append(seldom.guide(case, made))
    return out
