"""Words of dictation that readers of drains and tubes share: sizes, volumes, fluids, how a tube ends."""

from __future__ import annotations

#: a number told in words, as speech without figures has it
_SPOKEN = r"(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|twenty[ -](?:one|two|four))"
#: size of a tube: "10F", "8.5-Fr", "ten french"
FRENCH = rf"(?:(?<![\d.])(?:8\.5|10\.2)(?= (?:in\b|pigtail|drain|tube|locking|catheter|cope|nephro|int|ext|left\b|went|back\b|placed|over\b))|\d+(?:\.\d+)? ?-?f(?:r|rench)?\b|{_SPOKEN} (?:french|fr)\b)"
#: size of a needle: "18G", "21 ga", "eighteen gauge"
GAUGE = rf"(?:\b\d\d ?-?g(?:a|auge)?\b|{_SPOKEN} (?:gauge|ga)\b)"
#: a volume of fluid: "6 L", "650 cc", "thirty milliliters"
VOLUME = (
    r"(?:\d ?(?:ml|mls|cc|l|lit(?:er|re)s?)\b|(?:hundred|ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five|six|seven|eight|nine|a|half)(?: a)? (?:ml|cc|millilit(?:er|re)s|lit(?:er|re)s?)\b)"
)
#: a tube changed for another
SWAPPED = r"(?:\bexchang\w+|\bexch\b|\bswap\w*|\bswitch(?:ed|ing)?\b|\btrad(?:ed|ing)\b|\brewired?\b|\breplac\w+|\bchang(?:ed?|ing)\b(?! in\b)|\bupsiz\w+|\bdownsiz\w+|\brenew\w*|\b(?:in place of|instead of|in lieu of|takes? the place of|took the place of|taking the place of|in exchange for|substituted for) (?:the |her |his |this |that )?(?:old|previous|prior|existing|former|original|indwelling|external|first|last|earlier|worn|blocked))"
#: the first puncture of an organ
PUNCTURE = rf"(?:{GAUGE}|\bneedle|\btrocar|\bpunctur\w+|\bchiba|\bstick\b|\bstuck\b|\bde novo\b|accustick|\bneff\b|micro-?puncture|seldinger|yueh)"
#: a narrowing widened with a balloon
BALLOONED = (
    r"\b(?:balloon|mustang|conquest|dorado|atlas|charger|evercross|powerflex)\b(?:[^.;]|\.\d){0,80}\b(?:dilat\w*|inflat\w*|across|held|atm|atmospheres|waist|burst|open\w*|abolish\w*|effac\w*|gave way|yield\w*)|\b(?:narrowing|stricture|stenosis|waist|anastomosis)\b(?:[^.;]|\.\d){0,60}\b(?:opened|treated|dilated|ballooned|stretched|angioplastied)\b(?:[^.;]|\.\d){0,40}\b(?:balloon|mustang|conquest|\d+ ?mm)"
    r"|\bballoon(?:ed| treatment| dilat\w*)|\b(?:cholangio|uretero)plasty\b"
)
#: what shows that a wire, needle or tube was at work in a telegram without verbs
AT_WORK = rf"{FRENCH}|{GAUGE}|wire|amplatz|bentson|rosen|kumpe|glide\w*|fluoro\w*|contrast|over (?:the|a) wire"
