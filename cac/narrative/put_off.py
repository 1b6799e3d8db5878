"""What a report puts off to another day or lists as not done: "IVUS and stent to be scheduled", "Not performed: filter, lysis"."""

from __future__ import annotations

from cac import patterns as re

_NUMBER = r"(?:\d{1,2}|an?|one|two|three|four|five|six|eight|ten|twelve|few|several|couple of)"
_TIMES = r"(?:days?|d|weeks?|wks?|w|months?|mos?|mths?|years?|yrs?)"
#: a day that has not come
_LATER = re.compile(
    r"\bto be (?:scheduled|arranged|booked|planned|decided|considered|discussed|offered|revisited|addressed|staged|determined|tackled|done|performed|treated|dealt with)\b|\bin the new year\b|\bnot (?:for )?today\b|\banother (?:day|time|session|visit|sitting|occasion)\b"
    r"|\b(?:next|following|second|future|later|subsequent) (?:week|month|session|visit|sitting|appointment|year|time|stage|date|day|occasion|clinic|mon|tues|wednes|thurs|fri)(?:day)?\b|\b(?:at|on|in) (?:a |the )?(?:later|future|separate|subsequent|second) (?:date|day|visit|session|sitting|time|stage|occasion|procedure|operation|admission|appointment)\b"
    rf"|\bin (?:about |around |approximately |approx\.? |the next |~ ?)?(?:another )?{_NUMBER}(?: ?(?:-|to|or) ?{_NUMBER})? {_TIMES}\b(?!(?: \w+)? (?:ago|earlier|prior|before|old))|(?<![\d/.])(?:[1-9]|1\d)/52\b(?! ?(?:ago|back|old|history|/))|\blater (?:this|in the) (?:week|month|year)\b|\btomorrow\b"
    r"|\b(?:deferred|postponed|pencil\w+ in|booked|scheduled|planned|staged|held over|reserved|left|kept) (?:to|until|till|for) (?:a |an |the |her |his |when |after )?(?:\w+ ){0,2}(?:session|visit|day|date|week|month|clinic|appointment|stage|sitting|time|needed|recurrence|surgery|delivery|symptoms?)\b"
    r"|\b(?:is|are|was|were|remains?|seems?|would be|might be|could be|may be|will be) (?:only |still |always |also |probably |perhaps )?(?:another|an|the next|the other|a further|a possible|one|a reasonable|a good|our next|my next|a fall-?back|the fall-?back) (?:\w+ )?(?:options?|possibilit(?:y|ies)|alternatives?|steps?|considerations?|candidates?|choices?)\b(?! (?:and|so|that) (?:was|were|we|i)\b)"
    r"|(?:^|(?<=[.;\n] ))should (?:the|this|that|these|it|she|he|they|her|his|symptoms?|pain|any|there|further|more|\w+ (?:recur|persist|fail|return|develop|remain|come|prefer))\b"
    r"|\b(?:i|we) (?:would|might|will) (?:then |next |also |instead |consider |happily |gladly |rather |first )*(?:inject|try|do|perform|offer|repeat|treat|block|proceed|go on|suggest|propose|add|ask|request|recommend|move on|turn to|consider|place|exchange|biopsy|ablate|drain|attempt)\b"
    r"|\bif (?:\w+ ){0,4}?(?:recur\w*|persist\w*|needed|necessary|required|symptom\w*|uncomfortable|no better|not better|fails?|worse\w*|returns?|comes? back|re-?bleeds?|bleeds?|remains?|continues?|re-?accumulat\w*|re-?occlud\w*|re-?narrows?|closes|clots|wanted|desired|wishes)\b"
)
#: words by which a statement tells of work that was done, once those of the other day are taken out
_DONE = re.compile(
    r"\b(?!(?:need|requir|indicat|schedul|plann|book|defer|stag|postpon|relat|continu|repeat|consider|recommend|advis|resid|unrelat|interest|suspect|retain|enlarg|involv|infect|refer|arrang|reserv|propos|discuss|mention|request|prefer|bas)(?:n?ed|red)\b)[a-z]{2,}(?<!r)(?<!n)ed\b"
    r"|\b[a-z]{2,}(?:ered|ained|ioned|ened|ined|uned|urned|orned|pened|anned|ared|ured|ored|erred|rred)\b(?<!needed)(?<!deferred)(?<!referred)(?<!planned)(?<!retained)(?<!considered)(?<!mentioned)(?<!preferred)(?<!required)(?<!scanned)"
    r"|\b(?:successful|uncomplicated|impression|today|now|recurren\w+|episodes?|admissions?|since|(?:with)?drawn|given|made|run|kept|seen|shown|found|blown|swept|begun|gone|done to|was|were|been|i|we|put|cut|led|went|took|taken|sent|drawn|left in|done (?!at|on|in|next))\b|->|=>|\d ?(?:f|fr|french|g|ga|gauge|mm|ml|cc|mg|mcg|x)\b"
)
#: lists of what was not done, under a heading of their own
_LISTED = re.compile(
    r"(?:^|(?<=[.;\n(])|(?<=[.)] )) ?(?:[ivx]{1,4}[.)] ?|\d{1,2}[.)] ?|[-*] ?)?(?:(?:also )?(?:discussed|considered|offered|talked about|contemplated|requested)(?: with (?:the )?\w+)?,? ?(?:but |and )?)?(?:things |work |items )?(?:not|never|none of the following)(?: (?:been|otherwise|today))? ?"
    r"(?:performed|done|required|needed|used|attempted|undertaken|indicated|carried out|given|treated|necessary|addressed|studied|placed|made|tried|part of (?:this|today)\w*(?: \w+)?)(?: (?:today|here|this time|on this occasion|in this session|at this (?:visit|session|sitting)))? ?[:\-\u2013\u2014] ?(?:[^.\n]|\.(?=\d))*"
)
#: the line of what was planned and the line of what was done, as two fields of a form
_THING = r"(?:procedures?|operations?|injections?|interventions?|treatments?|services?|works?|blocks?|studies|study|exams?)"
_WISHED = r"(?:planned|scheduled|intended|requested|proposed|ordered|consented|booked|listed|asked for|pre-?op(?:erative)? plan)"
_MADE = r"(?:done|performed|completed|actual(?:ly)?(?: done| performed)?|final|carried out|delivered|executed|accomplished)"
_PLANNED_FIELD = re.compile(rf"(?:^|(?<=\n))\W*(?:{_WISHED}(?: {_THING})?|{_THING} (?:as )?{_WISHED})(?: for)?(?: today)? ?[:\u2013\u2014-][^\n]*(?:\n(?![^\n:]{{2,40}}:|\s*\n)[^\n]*)?")
_DONE_FIELD = re.compile(rf"(?:^|(?<=\n))\W*(?:{_MADE}(?: {_THING})?|{_THING} (?:actually )?{_MADE})(?: today)? ?[:\u2013\u2014-] ?(?!same|as (?:planned|above|scheduled|ordered|requested))(?P<told>\w[^\n]*)")
#: a word of work in the field of what was done
_NAMES_WORK = re.compile(r"inject|block|epidural|steroid|biops|drain|tube|cath|aspirat|\w+plasty|\w+ectomy|\w+tomy|\w+stomy|gram\b|graphy|ablat|embol|stent|plac|remov|exchang|punctur|\btap\b|\w+centesis|exam|study|line\b|port\b|picc|filter|coil|fna\b|esi\b|\blp\b|needle|\b\d{2} ?-?g\b")
_SIDES = re.compile(r"\b(?:bilateral(?:ly)?|bilat|b/l|both(?: sides)?|left|right|lt|rt|left and right|right and left)\b")


def _only_planned(flat: str) -> list[tuple[int, int]]:
    """The field of what was planned, where another field says what was done: by the name of the work or by its sides."""
    done = _DONE_FIELD.search(flat)
    if done is None:
        return []
    spans = [match.span() for match in _PLANNED_FIELD.finditer(flat)]
    rest = "".join(flat[b:a] for (_, b), (a, _) in zip([(0, 0), *spans], [*spans, (len(flat), 0)], strict=True))
    named = _NAMES_WORK.search(done["told"]) or _SIDES.search(done["told"]) and _NAMES_WORK.search(rest)
    return spans if named else []


_MARK = re.compile(r"[,;:.\n()](?=\s|$)|\s[-\u2013\u2014]{1,2}\s|\(")


def spans(flat: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that tell of another day or of nothing done.

    Args:
        flat: flat text of the report.
        sentences: (start, end) of its sentences.

    Returns:
        (start, end) of each stretch; a statement that also tells of work done keeps it.
    """
    out = [match.span() for match in _LISTED.finditer(flat)] + _only_planned(flat)
    for start, end in sentences[1:]:
        for match in _LATER.finditer(flat, start, end):
            marks = [start, *(mark.end() for mark in _MARK.finditer(flat, start, match.start()))]
            after = _MARK.search(flat, match.end(), end)
            stop = after.start() if after else end
            if _DONE.search(_LATER.sub(" ", flat[marks[-1] : stop])):
                continue
            begin = marks.pop()
            while marks and flat[:begin].rstrip().endswith(",") and not _DONE.search(flat, marks[-1], begin):
                begin = marks.pop()
            out.append((begin, stop))
    return out
