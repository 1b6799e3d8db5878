"""Words of a needle and of what went through it, shared by the readers of injections.

A telegram says "25G, 2 ml bupi + 40 triam" and uses no verb: a drug of the trade with its amount was given, and a
gauge was a needle. Readers of spine, joints and nerves ask here, so that each knows the drugs the others know.
"""

from __future__ import annotations

from cac import patterns as re

STEROID = r"steroid|\bdep\b(?= ?\d)|triamc?\w*\b|kenalog|kenacort|adcortyl|\bken\b(?= ?\d)|aristospan|\bdepo\b|depo-?med\w*|cortisone|methylpred|\bmpa\b|betameth|\bbeta\b(?= ?\d)|celestone|dexameth|\bdexa\b|\bdex\b|decadron|solu-?med\w*|prednis\w+"
LOCAL = r"bupi|\bmarc\b|\bbup\b|\bbupe?i?v\b|marcain|sensorcaine|\bropi|naropin|lido|ligno|xylo|mepiv|carbocaine|levo-?bupi|chirocaine|prilocaine|\bprilo\b|chloroprocaine|exparel"
#: an amount, in any order of number and unit; a bare number stands for mg of a steroid
_AMOUNT = r"\d(?:\.\d+)? ?(?:mg|mcg|ml|mls|cc|ccs|%|percent|per cent)\b"
_ANY = rf"(?:{STEROID}|{LOCAL}|\blocal an[ae]sthetic|\bla\b|injectate|\bprp\b|hyaluron\w*|synvisc|durolane|monovisc|orthovisc|euflexxa|ostenil)"
#: a drug of these with its amount, no patch on the skin and no tablets
DOSE = re.compile(
    rf"{_AMOUNT}(?:[^.;\n]|\.\d){{0,40}}{_ANY}(?!\w* (?:patch|cream|gel|ointment|tablet|spray))|{_ANY}\w*(?:[^.;\n]|\.\d){{0,24}}?(?:{_AMOUNT}|\b\d{{1,3}}\b(?! ?(?:g\b|ga\b|gauge|weeks?|days?|months?|years?|times|hours?|hrs?|min)))|\b\d{{1,3}} (?:of )?(?:{STEROID})"
    rf"|\b(?:half|quarter|one|two|three|four|five|six|eight|ten|twenty)(?: and a half)?(?: of)?(?: an?)? (?:ml|cc|mls|ccs|millilit\w+)\b[^.;\n]{{0,40}}{_ANY}"
)
DRUG = re.compile(rf"(?:{STEROID}|{LOCAL})\w*|an[ae]sthetic|particulate|injectate|\bla\b(?= (?:deep|spread|placed|deposited|injected|given|around))")
#: a needle by its name, its gauge, its maker or by what it did
NEEDLE = re.compile(
    r"\bneedles?\b|\b\d{2} ?-?(?:g|ga|gauge)\b|\b(?:1[6-9]|2[0-9]|30) (?:spinal|chiba|quincke|whitacre|sprotte|tuohy|touhy|blunt|sharp|curved|straight|echogenic|pencil)\b|tuohy|touhy|quincke|whitacre|sprotte|\bchiba\b|stimuplex|\binject|\binfiltrat|\binstill|\bbl(?:oc)?k(?:s|ed|ing|ade)?\b|\bbathed\b|\bneedled\b|\bpunctur|\bdistend\w*|\btip (?:in|at|on|within|against|beside|under|deep|just)\b|\bin[ -]plane\b|\bout[ -]of[ -]plane\b"
)
#: contrast by its name: where it was given, somebody looked at it
CONTRAST_NAMED = r"omnipaque|isovue|iohexol|iopamidol|visipaque|conray|\bomni\b|iodixanol|ultravist|iopromide|niopam|optiray|gastromiro"
#: contrast seen at the end of the needle
CONTRAST_SEEN = re.compile(
    rf"(?:{CONTRAST_NAMED})(?! allerg)|(?<!no )(?<!without )(?<!any )\b(?:contrast|dye)\b(?! allerg| reaction| was not| not | withheld| avoided)[^.;\n]{{0,60}}\b(?:spread\w*|flow\w*|outlin\w+|pattern|pool\w*|uptake|run-?off|confirm\w*|check\w*|track\w*|hug\w*|around|along|went|ran|rose|up|into|in|stuck|fill\w*|good|fine|ok|okay|satisfactory|shows?|showed|stayed|lay|lies|crescent|line|no vascular|ia\b|intra-?articular|intravascular|medial\w*|lateral\w*|caud\w*|ceph\w*|cran\w*)\b|\b(?:crescent|blush|comma|stripe|film|line|puff|dab|drop|test|squirt|whiff|bead|cloud) of (?:contrast|dye)|\b\d(?:\.\d+)? ?(?:ml|cc) (?:of )?(?:contrast|dye)\b|epidurogram|arthrographic|neurogram|myelographic|\blit up\b"
)


_X_RAY = re.compile(r"\bcone[- ]beam|\bcbct\b|\bbi-?plane\b|radio(?:graphic|logical|logic|scopic) (?:control|guid)|\bradioscop|scott(?:y|ie)[- ]dog|\bc-?arm\b|\b(?:oblique|lateral|clo|ap) (?:and \w+ )?(?:view|picture|projection|film|image|screening)s?\b|\bx-?rays?\b(?! (?:of|from|show|report|order|last|today|were|was|done|find|normal))|\bii\b(?= (?:used|guid|control|in))|\bfluoro\w*")
_DECLINED = re.compile(r"\b(?:no|not|without|declin\w*|refus\w*|avoid\w*|instead of|rather than|free of|sparing|never|previous|prior|on|old)\b[^.;,]{0,16}$")


#: a projection on which needle or bone was judged while the work went on
_PROJECTED = re.compile(r"\b(?:profiled|squared|lined up|confirm\w*|checked|judged|verified|depth|advanced|positioned)\b[^.;\n]{0,40}\bon (?:the )?(?:ap|a-p|anteroposterior|lateral|oblique|pillar)\b|\b(?:ap|a-p|anteroposterior|lateral|oblique|pillar) (?:images?|imaging|fluoro\w*|projections?|screening)\b[^.;\n]{0,40}\b(?:confirm\w*|show\w*|depth|check\w*|verif\w*|put|plac\w*)")


def screened(text: str) -> bool:
    """Whether X-rays followed a needle: named and not declined, or contrast was seen at its tip."""
    return bool(CONTRAST_SEEN.search(text) or _PROJECTED.search(text)) or any(not _DECLINED.search(text[max(0, m.start() - 30) : m.start()]) for m in _X_RAY.finditer(text))


#: a drug and the giving of it in one stretch
_GIVING = r"(?:deposit\w*|placed|given|gave|deliver\w*|spread\w*|administ\w*|instill\w*|around|onto|into|deep to|beside|alongside|bath\w*|flood\w*|each|per side|a side)"
_GIVEN = re.compile(rf"(?:{STEROID}|{LOCAL}|\bla\b|local an[ae]sthetic)[^.;\n]{{0,40}}\b{_GIVING}\b|\b{_GIVING}\b[^.;\n]{{0,30}}(?:{STEROID}|{LOCAL}|\bla\b|local an[ae]sthetic)")


def given(text: str) -> bool:
    """Whether a text tells that a drug for nerves or joints was given: the drug with a needle, or with its amount."""
    return bool(DOSE.search(text) or _GIVEN.search(text)) or bool(DRUG.search(text) and NEEDLE.search(text))
