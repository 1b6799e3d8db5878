"""Words of imaging in live text: which modality guided, that none did, that no image was kept."""

from __future__ import annotations

import re

#: a study of another day, which guides nothing
_EARLIER_STUDY = re.compile(r"\b(?:prior|previous|outside|earlier|comparison) (?:ct|mri?|us|ultrasound)\b")


def modalities(text: str) -> tuple[str, ...]:
    """Modalities of guidance that a live text names."""
    tests = (
        ("ct", r"\bct drain|\bct[ -]*(?:and (?:ultrasound|us|fluoro\w*)[ -]*)?(?:guid|fluoro|localiz|confirm|show|demonstrat)|(?:under|with|by|using|via|axial|final|repeat|limited|(?:moved|taken|transferred|brought|turned) (?:\w+ ){0,3}to(?: the)?) ct\b(?! scan today)|\bct (?:table|gantry|suite|room)\b|\bct:|(?:^|[,;:/\n]|\. ?|[-+\]]) ?ct ?(?:[,;\n/+\-\[]|\.(?!\d)|$)|ct images|computed tomograph"),
        ("mr", r"\bmri?[ -]guid"),
        ("ultrasound", r"ultrasound|ultrason\w+|\bsonic\w*|(?:endo|trans)-?(?:rectal|vaginal|cavit\w*) (?:\w+ )?(?:probe|transducer|scan\w*)|(?:curvilinear|linear|curved|convex|micro-?convex|phased)(?: array)? (?:probe|transducer)|\bneedle[- ]guide\b|\bprobe (?:and|with|carrying) (?:a |the )?(?:needle|guide)|sonogra|\bsono\b|\bus\b|ultrasonogra|\bu/s\b|transducer|\btrus\b|\btvus\b"),
        ("fluoroscopy", r"fluoro|spot (?:film|image)|c-?arm|x-?ray guid|image intensif|\b(?:under|on|with|by|and) (?:live |x-?ray |brief )?screening\b|\bscreened\b|screening (?:time|\d)"),
    )
    today = _EARLIER_STUDY.sub(" ", text)
    found = tuple(name for name, regex in tests if re.search(regex, today))
    if not found and len(today.split()) < 90 and re.search(r"\bct\b(?! (?:scan(?: of)?|of|from|on|dated|yesterday|last|today|show\w*|report\w*|chest|abdomen|head|demonstrat\w*|reveal\w*|two|three|\d))", today):
        return ("ct",)  # a telegram puts the letters anywhere
    return found


#: words that say that no imaging guided
NO_GUIDANCE = (
    r"\bno (?:us|u/s|ultrasound|sono\w*|imaging|image|radiologic\w*|fluoro\w*)(?: guidance| used| available)?(?= ?(?:[.,;\n)]|$|was|used|done\b|performed|employed|at hand|to hand))|without (?:us|ultrasound|imaging|image guidance|any imaging)\b"
    r"|(?:imaging|ultrasound|us|image guidance) (?:was |were )?not (?:used|available|performed|employed)|(?:guidance|imaging)\s*[:\-]\s*(?:none|no\b|n/a|landmark)|landmarks? only|by landmarks?"
)
NOT_STORED = (
    r"(?:images?|pictures?|films?)(?: \w+){0,3} (?:not|never) (?:\w+ )?(?:saved|stored|archived|captured|recorded|kept|retained|sent)"
    r"|no (?:permanent |ultrasound |us )?(?:images?|pictures?)(?: (?:was|were))?(?: \w+){0,2} (?:saved|stored|archived|captured|recorded|kept|retained|obtained|sent)"
)
