"""The films of a myelogram: whether any were made, or only a scan followed."""

from __future__ import annotations

from cac import patterns as re
from cac.narrative.case import Case

_FILMS = re.compile(r"\bviews?\b|\bfilms?\b|\bimages\b|radiographs?|upright|oblique|\blateral\b|\bap\b|spot|block at|stenosis|findings|impression|root sleeves|defect")
_TAKEN = re.compile(r"(?:films?|views?|radiographs?|images?) (?:were |was )?(?:obtained|taken|acquired|made|show|demonstrat)|block at|(?:myelogra\w+|films?|images?) (?:show|demonstrat|reveal)|(?:films?|views?|radiographs?|images?|spots?)\b[^.\n]{0,80}(?:archived|stored|saved|sent to pacs|filed|in pacs)|(?:read|interpreted|reported) by (?:me|myself|the (?:operator|undersigned))|i (?:have )?(?:read|interpreted|reviewed) the (?:myelogra|films|images)|(?:cervical|thoracic|lumbar)(?: (?:series|run|study|films?|views?|images?|myelogra\w+|findings|spine|column|region|levels?))?\s*:[^.\n]{0,90}(?:narrow|defect|cut-?off|stenos|block|patent|normal|fill|expan|compress|impression|indent|flatten|efface|truncat|bars?\b|protru|bulg)|\b(?:on|in) (?:the )?(?:standing|upright|erect|flexion|extension|prone|supine|oblique|lateral|ap|frontal) (?:\w+ )?(?:views?|films?|images?|projections?|radiographs?|spots?)")
_LISTED = re.compile(r"\b(?:ap|pa|lat(?:eral)?|obl(?:ique)?s?|upright|flexion|extension)\b[^.\n]{0,40}(?:films?|views?|images)\b(?! to follow)")
_LOCAL = re.compile(r"injection only|no (?:conventional|plain|radiographic|spot)(?: \w+)? ?(?:films?|views?|images|radiographs)|no myelograph|ct only|ct (?:myelogra\w+ )?(?:to follow|only)|for ct myelogra")
#: pictures that only show where the needle lies
_NEEDLE_PICTURE = re.compile(r"\b(?:needle |tip ){1,2}(?:films?|images?|pictures?|views?)\b[^.;\n]{0,30}|(?:\b(?:single|spot|one|a|permanent|representative|fluoroscopic) ){0,3}\b(?:images?|films?|spots?|pictures?|views?)\b[^.;\n]{0,24}\bneedle\b[^.;\n]{0,40}|\bneedle (?:position |tip )?(?:images?|films?|pictures?)\b[^.;\n]{0,30}")
#: the saying that no film of the myelogram was made or read
_NEVER_FILMED = re.compile(r"\bno (?:\w+,? ){0,3}(?:myelogra\w+|films?|radiographs?|views?|images?|radiography)(?: (?:or|nor|and) \w+)?(?: (?:films?|radiographs?|views?|images?|series))?[^.;\n]{0,16}\b(?:obtained|taken|requested|acquired|read|made|interpreted|performed|exposed|needed)\b|(?:films?|radiographs?|myelogra\w+)[^.;\n]{0,20}\b(?:was|were) not (?:obtained|taken|requested|acquired|made|exposed|performed)|(?:films?|radiographs?|myelogra\w+) ?: ?(?:none|no\b(?! (?!films?|radiographs?|images?|views?)\w)|not)")
#: the part of a study that was not filmed: another region or some of its projections
_PART = re.compile(r"\b(?:that|this|the other|either|these|those|which) (?:region|part|level|segment|area|portion)s?\b|\b(?:flexion|extension|dynamic|stress|upright|standing|erect|oblique|swimmer\w*|lateral|frontal|ap|pa|delayed|further|additional|other|more|repeat|extra|decubitus|supine|post-?void)\b")
_REGION = re.compile(r"\b(?:cervical|thoracic|dorsal|lumbar|sacral|neck|[ctl]-?spine)\b")
#: a study named after the scan alone
_CT_MYELOGRAM = re.compile(r"\bct[ -](?:of the |cervical |thoracic |lumbar |total |spine |and |c-|t-|l-)*(?:spine )?myelo\w*|\bcts? (?:of the )?(?:\w+ ){0,3}spine (?:with|after|following) intrathecal")
_FILM_WORD = re.compile(r"\bfilms?\b|radiographs?\b|\bviews?\b|projections?\b|\boblique|\bupright|\bstanding|\bflexion|(?<!ct )(?<!ct-)(?<!post )(?<!post-)\bmyelogra\w+ (?:shows?|showed|demonstrat\w+|findings?|images?|films?)|(?<!ct )(?<!ct-)(?<!post )(?<!post-)\bmyelogra\w+ ?:")
#: the projections of the films
_PROJECTION = re.compile(r"\b(ap|pa|lat|lateral|obl|obliques?|upright|standing|erect|flex(?:ion)?|ext(?:ension)?|swimmers?|decub\w*|prone|cross-table)\b")


def told(case: Case, text: str, regions: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether films were made, and whether a scan alone was.

    Args:
        case: the report under reading.
        text: words of title, body and summary, the way of the needle left out.
        regions: regions of the spine that the study is of.
    """
    never = _never(case, regions)
    text = _NEEDLE_PICTURE.sub(" ", text)
    scan_alone = bool(_CT_MYELOGRAM.search(text)) and not _FILM_WORD.search(text)
    films = not never and not scan_alone and (_projections(text) or bool(_FILMS.search(text)) and (not _LOCAL.search(text) or bool(_TAKEN.search(text)) or bool(_LISTED.search(text))))
    return films, (never or scan_alone or bool(_LOCAL.search(text))) and not films


def _never(case: Case, regions: tuple[str, ...]) -> bool:
    """Whether no film at all was made: a region that was passed over, or a projection left out, is not the study."""
    whole = case.document.text.lower()
    for span in case.document.sentences:
        for piece in whole[span.start : span.end].replace("\n", " ").split(";"):
            match = _NEVER_FILMED.search(piece)
            if match and not _PART.search(piece) and {r.group() for r in _REGION.finditer(piece)} <= set(regions):
                return True
    return False


def _projections(text: str) -> bool:
    """Whether two or more projections are told together, not as the check of a needle."""
    for piece in re.split(r"[.;\n]", text):
        told = {m.group(1)[:3] for m in _PROJECTION.finditer(piece)} - {"pro"}
        if len(told) > 1 and not re.search(r"\bneedle\b|\btip\b|\bdepth\b|\bposition (?:was )?(?:confirm|check|verif)|\bconfirm\w* (?:in|on|by|with)\b|\bfluoro\w* (?:guid|control)|standing (?:pain|or|and)|(?:worse|pain|improve\w*|seen|increas\w+|mm) (?:\w+ )?(?:in|with|on) (?:standing|flexion|extension)", piece):
            return True
    return False
