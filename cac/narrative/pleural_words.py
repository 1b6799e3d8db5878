"""Words of the pleura that is spared on the way to something else, and of a belly that is emptied."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.tube_words import VOLUME

#: the pleura that a track to something else keeps clear of
SPARED = re.compile(
    r"(?:avoid\w*|below|beneath|caudal to|clear of|spar\w+|inferior to|away from|without (?:crossing|transgress\w+|travers\w+)|(?:not|never) (?:cross|transgress|travers)\w*)(?: \w+){0,3} pleura\w*(?: \w*(?:space|reflection|recess))?|(?:no |trans)pleural (?:transgression|crossing|violation)|pleural (?:reflection|transgression)|(?:small|trace|tiny|minimal|known|unchanged|reactive|adjacent) (?:\w+ )?pleural effusion(?! (?:was|were) (?:punctured|drained|aspirated|tapped))"
)
#: the belly emptied, where no word names the fluid
BELLY = re.compile(rf"\b(?:belly|abdomen|abdominal)\b(?:[^\n]){{0,240}}(?:centesis|yueh|safe-t|one-?step|\bcannula\b)[^\n]{{0,200}}(?:{VOLUME}|\d ?(?:l|lit(?:er|re)s?|ml|cc)\b)")
