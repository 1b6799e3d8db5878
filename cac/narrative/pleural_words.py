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
#: the pleura as a line on the screen
LANDMARK = re.compile(r"\b(?:sub|extra|trans|para|juxta)-pleural\b|\bpleural (?:line|reflection|interface|edge|stripe|surface|entry|crossing|pass|puncture)s?\b|\b(?:above|superficial to|short of|deep to|off|avoid\w*) the (?:parietal |visceral )?pleura\b")
#: a site that was marked and then entered under the eye all the same
LIVE_TOO = re.compile(r"\bmark\w*\b[^.;\n]{0,24}\b(?:and|then|plus|with|\+|followed by)\b[^.;\n]{0,24}\b(?:live|real[- ]time|guid\w+|watch\w*|follow\w*|seen|under (?:us|ultrasound))|\b(?:live|real[- ]time) (?:entry|puncture|needle|insertion|access)\b")
