"""Closing of the wound: glue laid on the skin at the end is no agent of any treatment.

The words of the glue are blanked in the flat text; its length, and with it every offset, stays.
"""

from __future__ import annotations

from cac import patterns as re

_GLUE = r"(?:glue[ds]?\b|gluing\b|cyanoacrylate\b|(?:n-?)?butyl(?:-?cyanoacrylate)?\b|histoacryl\b|glubran\b)"
_WOUND = r"(?:skin|incisions?|wounds?|dermatotom\w+|dermis|nicks?|subcuticular|cuticle|epidermis|stab|exit site|entry site|entry point|pocket|neck site|chest site|(?:puncture|access|insertion|surgical|venotomy) (?:sites?|wounds?|holes?))"
_ON_SKIN = re.compile(
    rf"\b(?:skin|tissue|surgical|topical|wound|dermal|medical|liquid|sterile|cutaneous)[ -]{_GLUE}"
    rf"|\b{_WOUND} (?:(?:was|were|is|are|then|re-?|all|both|also|again|finally) ?)*(?:closed|sealed|approximated|re-?approximated|glued|dressed|covered|secured|opposed|apposed|shut)\b[^.;\n]{{0,50}}?\b{_GLUE}"
    rf"|\b{_WOUND} {_GLUE}"
    rf"|\b{_GLUE}(?: [a-z]+)?,?(?: (?:and|&|plus|with|or|then|\+))? ?(?:steri|dressing|gauze|band-?aid|tegaderm|bandage|sterile (?:dressing|strip))"
    rf"|\b(?:steri-? ?strips?|dressing|gauze|tegaderm|monocryl|vicryl|sutures?|stitch(?:es)?|staples?)(?:,| and| &| plus| \+|/)+ ?(?:\w+ )?{_GLUE}"
    rf"|\b{_GLUE}(?: adhesive)?(?: (?:was|were|then|applied|placed|put|used|laid))* (?:to|on|onto|over|for|at|across) (?:(?:the|his|her|all|both|a|each|small|access) )*{_WOUND}\b"
)
_WORD = re.compile(rf"\b{_GLUE}")
#: the same words of a fistula, tract or vessel that was closed by glue
_VESSEL = re.compile(r"arter|\bvein\b|\bvessel|varix|varic|aneurysm|\bsac\b|fistula|\btract\b|nidus|endoleak|feeder|branch|perforator|saphenous|\bleak\b")


def blanked(flat: str) -> str:
    """The flat text without glue that closed the skin; same length."""
    if "glu" not in flat and "acryl" not in flat and "butyl" not in flat:
        return flat
    chars = list(flat)
    for match in _ON_SKIN.finditer(flat):
        if _VESSEL.search(match.group()):
            continue
        for word in _WORD.finditer(flat, match.start(), match.end()):
            chars[word.start() : word.end()] = " " * (word.end() - word.start())
    return "".join(chars)
