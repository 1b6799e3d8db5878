"""Which space the words at the head of a work name, where nothing in the work itself names the fluid."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.tube_words import FRENCH, GAUGE, VOLUME

_COUNT = r"(?:(?:part|proc(?:edure)?|step|item|no\.?|number|site)?[ \t]*[#(]?(?:\d|[a-d]|one|two|three|first|second|third|i{1,3})[).:]*(?:[ \t]*[-:.][ \t]*|[ \t]+))?"
_SIDED = r"(?:(?:the )?(?:left|right|lt|rt|l|r)[ \t]+)?"
_AFTER = r"(?:[ \t]+(?:first|next|then|last|second|third|side|tap|left|right))?[ \t]*(?:\([^)\n]{0,30}\)[ \t]*)?(?:[.:\n]|[-\u2013\u2014][ \t])"
#: where a head begins, with its count
_OPENS = rf"(?:^|(?<=\n)|(?<=\. ))[ \t#*]*{_COUNT}"
#: "PART 1 - ABDOMEN.", "1) Belly:"
_BELLY = re.compile(rf"{_OPENS}(?:abdomen|abdominal|belly|ascites|[rl]lq)\b{_AFTER}")
#: "LEFT CHEST:", "Chest first.", "R hemithorax:", "Right base -"
_CHEST = re.compile(rf"{_OPENS}{_SIDED}(?:chest|hemi-?thorax|pleura|thorax|(?:lung )?base)\b{_AFTER}")
_TAPPER = re.compile(rf"yueh|one-?step|safe-?t|centesis|angiocath|caldwell|\bsheath(?:ed)?[ -]needle|needle[ -]catheter|\bcannula\b|(?:{FRENCH}|{GAUGE})|\bneedle\b")
_TAKEN = re.compile(rf"{VOLUME}|\d ?(?:l|lit(?:er|re)s?)\b")
_OTHER = re.compile(r"biops|\bcores?\b|abscess|collection|gallbladder|cholecyst|\bbile\b|gastrost|nephrost|stomach|kidney|pigtail|locking|tunnel|\bcuff|\btract\b")


def head_space(text: str) -> str:
    """The space that the only head of a text names: "belly", "chest", or nothing where there is none or both.

    Args:
        text: flat text of a work.
    """
    belly, chest = _BELLY.search(text), _CHEST.search(text)
    return "belly" if belly and not chest else "chest" if chest and not belly else ""


def let_down(text: str) -> bool:
    """Whether a needle or a tapping catheter went in and a volume came, and nothing else was done or left there."""
    return bool(_TAPPER.search(text) and _TAKEN.search(text)) and not _OTHER.search(text)


_COLLECTION = re.compile(rf"{_OPENS}(?:[a-z0-9-]+ ){{0,3}}?(?:abscess|collection|biloma|seroma|ha?ematoma|drain)(?: drain(?:age|ed)?| aspiration)?{_AFTER}")
_ENTERED = re.compile(rf"needle|trocar|yueh|punctur\w+|{GAUGE}")
_IN_IT = re.compile(r"\bpus\b|purulent|cavity|abscess|collection|debris|turbid|bloody|serous")
_DUCT = re.compile(r"\b(?:into|in|through|within|entered|punctured) (?:an? |the )?(?:\w+ ){0,3}(?:ducts?|biliary|gallbladder)\b")


def own_collection(text: str) -> bool:
    """Whether a collection has a block of its own, in which a needle of its own went into it and into no duct.

    Args:
        text: flat text of a report.
    """
    for head in _COLLECTION.finditer(text):
        end = text.find("\n\n", head.end())
        block = text[head.end() : end if end >= 0 else len(text)]
        if _ENTERED.search(block) and _IN_IT.search(block) and not _DUCT.search(block):
            return True
    return False
