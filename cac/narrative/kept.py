"""Whether an image of the guidance was kept, however the sentence is built."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case, once
from cac.narrative.live import NOT_STORED
from cac.narrative.sonographic import KEPT

#: a picture of the guidance; a bare clip is a marker of tissue and a bare film one of the chest
_PICTURE = r"(?:(?:images?|imaging documentation|image documentation|pictures?|pics?|photo\w*|stills?|frames?|snap-?shots?|screen[ -]?shots?|screen ?grabs?|hard ?-?cop(?:y|ies)|print-?outs?|cine(?: (?:loops?|clips?))?|(?:video|sono\w*|ultrasound|us) (?:clips?|loops?|recordings?|prints?|records?)|(?:image|sono\w*|ultrasound|us|permanent) (?:record\w*|documentation))\b)"
_KEEP = r"(?:sav(?:e|ed|ing)|stor(?:e|ed|ing|age)|archiv\w+|kept|keep(?:ing)?|retain\w*|record(?:ed|ing)?|captur\w+|print(?:ed|ing)?|sent|send(?:ing)?|upload\w*|transfer\w*|export\w*|document(?:ed|ing)?|filed|recover\w*|retriev\w+|preserv\w*|taken|made|obtained|in pacs|to pacs|on file|exists?|available)"
_UNDONE = r"(?:not|never|neither|nor|cannot|couldn't|couldnt|wasn't|weren't|wouldn't|didn't|unable|failed|fail(?:ure|s)?|lost|un(?:available|recoverable|successful|readable)|missing|corrupt\w*|erased|deleted|overwritten|impossible|forgotten|forgot|omitted|none|nil)"
#: sentences that say that no picture of the guidance was kept
_LOST = re.compile(
    rf"\b(?:no|not (?:one|a|a single|any)|none of (?:the|our)|nor any|without (?:any |a )?|zero|never an?)\b ?(?:[\w-]+ ){{0,2}}?{_PICTURE}(?![ -](?:guid|intensif|quality|artifact|review|available for comparison))[^.;\n]{{0,70}}\b{_KEEP}\b"
    rf"|{_PICTURE}[^.;\n]{{0,50}}\b{_UNDONE}\b[^.;\n]{{0,30}}\b{_KEEP}\b|{_PICTURE}[^.;\n]{{0,30}}\b(?:were|was|is|are|got|had been) (?:all |both |then |later |accidentally )?(?:lost|deleted|erased|overwritten|omitted|forgotten|not done|not made|not saved|corrupted|missing|unrecoverable)|{_PICTURE},? (?:lost|deleted|erased|overwritten|omitted|forgotten|corrupted|missing)\b|\bwithout (?:a |any )?(?:permanent |stored |saved |hard )?{_PICTURE}(?! guid)|\b(?:machine|scanner|unit|system|pacs|archive)\b[^.;\n]{{0,30}}\b(?:did not|didn't|would not|failed to) (?:store|save|record|archive|keep|capture)|\bno (?:stills?|frames?|prints?|snap-?shots?|screen[ -]?shots?|screen ?grabs?|photo\w*)\b(?! guid)\b"
    rf"|\b(?:{_UNDONE}|without)\b(?: (?!on\b|in\b)[\w'-]+){{0,3}}? {_KEEP}\b[^.;\n]{{0,40}}{_PICTURE}|\b{_KEEP}\b(?: (?:of|the|an?|any|our|these|all|us|ultrasound))* {_PICTURE}[^.;\n]{{0,30}}\b{_UNDONE}\b"
    rf"|{_PICTURE} ?(?:saved|stored|kept|archived|storage)? ?[:=] ?(?:no\b|none|nil|not\b|n\b)|\bno (?:hard ?-?cop(?:y|ies)|permanent (?:images?|record(?:ing)?|picture)|(?:us|ultrasound|sono\w*|needle|guidance) (?:images?|pictures?|stills?))\b(?! guid)|\b(?:there (?:is|are|was|were|exists?)|we have|i have|leaving|left with|with) (?:therefore |thus |so )?no {_PICTURE}(?! (?:artifact|guid|quality|degrad))"
    rf"|\b(?:machine|scanner|unit|printer|hard drive|disk|disc|pacs|archive|storage|server|network|system)\b[^.;\n]{{0,50}}\b(?:fail\w*|froze|crash\w*|full|down|offline|broke\w*|jam\w*|would not|could not|did not|out of (?:paper|order|service))\b[^.;\n]{{0,50}}\b(?:no|not|nothing|none|lost|without|before|so)\b[^.;\n]{{0,40}}(?:{_PICTURE}|\b{_KEEP}\b)|\bnothing (?:was |could be )?(?:saved|stored|archived|recorded|printed|sent to pacs)\b"
)
#: pictures of another study, or of what came after the needle
_OTHER = re.compile(r"\b(?:prior|previous|outside|comparison|earlier|old|outside|post-?\s?(?:procedur\w+|biops\w+|clip)|afterwards?|follow-?up|pre-?procedur\w+|baseline|diagnostic|chest|x-?rays?|radiographs?|mammogra\w+|disc from|from (?:the )?(?:outside|referring|other))\b")
_SONO = re.compile(r"ultraso\w+|sonogra\w+|\bsono\b|\bus\b|\bu/s\b")
#: the telegram of a picture kept, at the end of the words of the needle (", stored.")
_BARE = re.compile(r"(?:(?<=[,;:.] )|^)(?:all |both )?(?:saved|stored|archived|recorded|on file)(?: (?:to|in|on) (?:file|archive|chart|record|disk))?\s*(?=[,;.]|$)")
_ABSENT = re.compile(rf"{NOT_STORED}|{_LOST.pattern}|not (?:saved|stored|archived|recorded|kept|printed|captured)|no (?:\w+ )?(?:images?|pictures?|hard copy)\b")


@once
def kept_image(case: Case) -> Span | None:
    """Where the report says that an image of the guidance was kept; nothing where it denies it.

    Args:
        case: the report under reading.

    Returns:
        The words, or ``None`` where no image is said to be kept.
    """
    found = [f for f in case.all("document", "image_stored") if not any(asked.start <= f.start < asked.end for asked in case.document.turned_down) and not _ABSENT.search(case.sentence(f.sentence))]
    if found:
        return found[0].span
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number).replace("\n", " ")
        match = (KEPT.search(text) or _BARE.search(text)) if section.role in case.roles else None
        if match and any(span.start + match.start() >= asked.start and span.start + match.start() < asked.end for asked in case.document.turned_down):
            continue
        if match and not _ABSENT.search(text):
            return Span(span.start + match.start(), span.start + match.end())
    return None


@once
def image_denied(case: Case, modality: str = "") -> bool:
    """Whether the report says that no image of the guidance was kept, by will, by forgetting or by a machine that failed.

    A plain denial holds whatever else is said; the wider wordings yield to another sentence that tells of an image
    kept. A denial of ultrasound pictures says nothing about a needle that another ``modality`` guided.
    """
    texts = [case.sentence(n).replace("\n", " ") for n in range(len(case.document.sentences))]
    if modality not in ("", "ultrasound"):
        texts = [text for text in texts if not _SONO.search(text)]
    if any(re.search(NOT_STORED, text) for text in texts):
        return True
    return any(_LOST.search(text) and not _OTHER.search(text) for text in texts) and kept_image(case) is None
