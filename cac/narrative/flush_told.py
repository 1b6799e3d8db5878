"""The aorta and the legs filmed from above, told in telegrams: a flush catheter at its place, and legs that were filmed.

In: the live sentences of a report. Out: whether a sentence tells of the abdominal aorta filmed by a catheter that stood in
it, and which legs a sentence says were filmed; a catheter on its way to the other leg films nothing.
"""

from __future__ import annotations

from cac import patterns as re

_CATHETER = r"(?:pigtail|omni(?: ?flush)?|flush(?: cath\w*)?|\buf\b|(?<!guiding )(?<!infusion )(?<!support )cath(?:eter)?|straight flush|multi-?hole|sos|contra)"
_HIGH = r"(?:\bdiaphragm\b|\bt-?1[12]\b|\bl-?[12]\b(?:[-/ ]?l?-?[12])?|renals?\b(?: arter\w+)?|(?:upper|supra-?renal|juxta-?renal|infra-?renal|abdominal|high|perirenal|proximal) (?:abdominal )?aorta|\baorta\b|supra-?renal)"
#: a catheter at the height of the kidneys, in either order of words
_AT = re.compile(rf"\b{_CATHETER}\b[^.;]{{0,60}}?{_HIGH}|{_HIGH}[^.;]{{0,24}}\b{_CATHETER}\b|\baorta\b[^.;]{{0,40}}\b(?:filmed|shot|injected|imaged|run|studied|dsa) (?:through|thru|via|by|with|from|off) (?:the |an? )?(?:\d ?f(?:r|rench)? )?{_CATHETER}\b|\baorta flush|\bco2 aortogra|\baortic flush")
#: that a film was made of it: what it showed, or the film itself
_FILM = r"\bfilm\w*|\bshots?\b|\bshot\b|\binject\w*|\bruns?\b(?! (?:to|down|on to))|\bbolus\b|\bdsa\b|\bchase\w*|\bstepp\w*|\bpictures?\b|\bseries\b|\bimag(?:ed|es|ing)\b|\bstud(?:y|ied)\b|\baortogra\w*|\bangiogra\w*|\barteriogra\w*|\bcine\b|\bacquired\b|\bcontrast\b|\bco2\b"
_SHOWED = r"\baorta\b[^.;]{0,40}\b(?:normal|unremarkable|smooth|free|patent|clean|clear|ok|fine|disease\w*|calcif\w*|plaque|atheroma\w*|nil|ectatic|healthy|open|mild\w*|no |without)|\b(?:normal|unremarkable|smooth|patent|clean|healthy|open) (?:\w+ )?(?:aorta|renals)|\brenals?\b[^.;]{0,30}\b(?:normal|patent|single|unremarkable|ok|fine|open|free)"
_SEEN = re.compile(rf"{_FILM}|\bfor the (?:abdominal )?aorta\b|{_SHOWED}|\bto (?:the |both )?(?:feet|toes)\b")
_NOT_A_FILM = re.compile(r"\bveins?\b|venogra|venous|adrenal|\b(?:no|not|without|never|instead of|skipped|omitted|unnecessary)\b[^.;]{0,30}\b(?:aortogra\w*|flush|angiogra\w*|arteriogra\w*|run|film)|completion|endograft|\bevar\b|\bgraft\b|balloon pump|\bfilter\b|ivc|cava|embol[io]|thoracic|\barch\b|\bthen (?:down|over) (?:to|into) the (?:left|right)\b(?![^.]*film)")
#: legs that were filmed
_LEGS = r"(?:both (?:legs|limbs|sides|lower)|(?:left|right|l|r|lt|rt|whole (?:left|right)|entire (?:left|right)) (?:leg|limb|lower (?:extremity|limb)|le)\b|bilateral (?:legs?|run-?off|lower)|legs\b|pelvis and legs|run-?offs\b|bilat run-?off)"
_TO_FEET = r"\b(?:to|down to|through|as far as) (?:the |both )?(?:feet|foot|toes|ankles?)\b"
_LEGS_FILMED = re.compile(rf"{_LEGS}[^.;]{{0,60}}?(?:{_FILM}|{_TO_FEET})|(?:{_FILM})[^.;]{{0,60}}?{_LEGS}|(?:{_FILM})[^.;]{{0,50}}?{_TO_FEET}|\b(?:hip|groin|aorta|pelvis) to (?:toe|foot|ankle)s?\b|\bbolus[- ]chase")
_NO_LEGS = re.compile(r"\b(?:no|not|without|never|only)\b[^.;]{0,24}$")
_RESULT = re.compile(r"completion|final|control|afterwards|post[- ](?:stent|treatment|balloon|pta)|closure|\bno\b[^.;]{0,30}run-?off")


#: a sentence that only tells where the flush catheter stood
_ONLY_PLACE = re.compile(rf"\W*(?:\d ?f(?:r|rench)? )?{_CATHETER}\s*(?:-{{1,2}}>?|:|,|to|in|into|at|=>|→)?\s*(?:the )?(?:abdominal |upper |suprarenal )*aorta\W*")


def aorta_filmed(text: str, following: str, rest: str = "") -> re.Match[str] | None:
    """The words of a catheter at the height of the kidneys whose film this sentence or the next tells of.

    Args:
        text: one live sentence, flat.
        following: the sentence behind it.
        rest: the report behind it, where a bare place of the catheter may be followed by what the aorta looked like.
    """
    match = _AT.search(text)
    if match is None or _NOT_A_FILM.search(text):
        return None
    if _ONLY_PLACE.fullmatch(text):  # "Pigtail - abdominal aorta.", and the aorta described further on
        return match if re.search(_SHOWED, rest) else None
    return match if _SEEN.search(text[match.start() :]) or _SEEN.search(text) or re.search(_SHOWED, following) else None


#: contrast given through what stands in the puncture and nothing beyond it
_STICK = r"(?:sheath|needle|(?:inner )?dilator|cannula|angio-?cath|micro-?(?:sheath|puncture\w*|introducer)|introducer|side-?arm|it|there|here)"
_THROUGH_STICK = re.compile(rf"\b(?:injections?|injected|contrast|films?|filmed|runs?|pictures?|images?|series|dsa)\b[^.;]{{0,40}}?\b(?:(?:through|via|thru|from|by way of|off) (?:only )?(?:the |this |that )?(?:same )?{_STICK}\b|by hand\b)|\b(?:through|via|from) (?:the |this )?{_STICK}\b[^.;]{{0,30}}\b(?:hand )?(?:injections?|injected|runs?|films?|dsa)\b|\bhand (?:injections?|runs?)\b")
_ARTERIES_SHOWN = re.compile(r"\b(?:at|pt|dp|peroneal|tibials?|popliteal|sfa|plantar|pedal|graft|bypass|run-?off|thigh|calf|foot|anastomosis|arch|leg)\b")
_NO_STUDY = re.compile(r"closure|closed|angio-?seal|mynx|perclose|vascade|before (?:the )?(?:device|removal)|flush(?:ed)? with|heparin|completion|final|confirm\w* (?:position|entry|placement)|position(?:ed)? (?:was )?confirmed|\bvein|venous|venogra")


def through_the_stick(text: str, following: str) -> re.Match[str] | None:
    """The words of a study of a leg made through the needle or sheath of the puncture alone.

    Args:
        text: one live sentence, flat.
        following: the sentence behind it, in which the arteries shown may be told.
    """
    match = _THROUGH_STICK.search(text)
    return match if match and not _NO_STUDY.search(text) and _ARTERIES_SHOWN.search(text[match.start() :] + " " + following) else None


def legs_filmed(text: str) -> re.Match[str] | None:
    """The words that say that legs were filmed."""
    if _RESULT.search(text):
        return None
    return next((m for m in _LEGS_FILMED.finditer(text) if not _NO_LEGS.search(text[: m.start()])), None)
