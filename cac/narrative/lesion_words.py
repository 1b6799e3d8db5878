"""One list of words by which dictation says that an artery is shut or narrowed; every reader of arteries asks it."""

from __future__ import annotations

#: no blood passes
SHUT_OTHERWISE = r"\boccl\b|\bshut\b|\bblock(?:ed|ages?)\b|\bplugged\b|\b(?:is|was|found|chronically|completely|totally) closed\b|\bclosed(?= (?:off|down|for|over|\d))|\bgone down\b|\b100 ?(?:%|percent|per cent)|\bno flow\b"
SHUT = rf"occlu(?!sion balloon)|\boccl\b|\bctos?\b|{SHUT_OTHERWISE}"
#: blood still passes
NARROW = r"\bsten\b|stenos|stenot|narrow|\btight\b|pinch(?:ed|ing)|squeez|flattened|\d ?%|percent|per ?cent|sub-?total|string[- ]like|critical|flow[- ]limiting|hourglass|choked|thread-?like|whittled|beaded|\bwaist|restenos|recoil"
#: a cavity told of as wide, which nobody dilated
WIDE = r"(?:\bhorns?|ventric\w+|ventricular|pupils?|pupillary|calyce?\w*|pelvi-?calyceal|ureter\w*|duct\w*|biliary|bowel|gastric|colonic|loops?|atri(?:um|al|a)|chamber|heart|cardiac|root|aortic|venous|aneurysmal|ectatic|sinus(?:oidal)?) dilat(?:ed|ation|ion)\b(?! (?:with|using|by|to \d|was|were)\b)|\bdilat(?:ation|ion) of (?:the |both )?(?:\w+ ){0,2}?(?:horns?|ventric\w+|pupils?|calyces|ducts?|loops?|chambers?|heart|root|collecting system)\b"
#: said before an artery that only tells how far a device was set from it
SPARED = r"(?:short of|(?:just |well |\d ?mm |a few (?:mm|millimet\w+) )*(?:before|ahead of|proximal to|distal to|clear of|away from|beyond|above|below)|sparing|spares?|avoid\w*|preserving|protecting|not covering|without covering|clearing|shy of|up to but not (?:across|over))"
#: something is wrong with it
DISEASED = r"thrombosed|\bcut-?off\b|disease|lesion|plaque|calcif|exophytic|coral|nodule|dissect|aneurysm|\bflap\b|ulcerated"
SICK = rf"(?:{SHUT}|{NARROW}|{DISEASED})"
