"""Things that a report only mentions beside its work: cysts and effusions seen, old illnesses, ways to go on that were talked about.

A target of a short report may stand in just such a sentence ("There is a 6 cm abscess. 10F pigtail."). So the words
are left out on trial only: where the rest of the report tells of work all the same, they were asides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from cac import patterns as re
from cac.findings import Span
from cac.narrative.case import Case

#: what an image shows beside the target; narrowings, clots and bulges of vessels are reasons and stay
_THING = re.compile(
    r"\b(?:pseudo-?cysts?|cysts?|effusions?|ascites|free fluid|fluid|collections?|h(?:a)?ematomas?|seromas?|lymphoceles?|hydronephrosis|gall ?stones?|stones?|calcul(?:i|us)|cholelithiasis|nephrolithiasis|gall ?bladder|nodul\w+|mass(?:es)?|lesions?|adenopathy|lymphadenopathy|hernias?|diverticul\w+|degenerative|spondylosis|scoliosis|atelectasis|consolidation|emphysema|cardiomegaly|hepatomegaly|splenomegaly|hepatosplenomegaly|cirrhosis|steatosis|h(?:a)?emangiomas?|fibroids?|adenomas?|angiomyolipomas?|osteophyt\w+|pneumothorax)\b"
)
#: how it is told
_TOLD = re.compile(
    r"\bthere (?:is|are|was|were)\b|\b(?:is|are|was|were)(?: (?:also|again|incidentally|likewise|partly|partially))* (?:noted|seen|present|identified|visible|visuali[sz]ed|evident|demonstrated|unchanged|stable|observed|shown|apparent|incidental)\b|\b(?:incidental(?:ly)?|stable|unchanged|trace|tiny|known|chronic|simple|degenerative|again (?:noted|seen))\b|\b(?:contains?|harbou?rs)\b|^\W*(?:(?:findings?|note|other|also|incidentals?)\W+)?(?:small|mild|moderate|minimal|multiple|several|few|scattered|bilateral|some)\b"
)
#: beside the target whatever comes after it
_BESIDE = re.compile(r"\bincidental(?:ly|s)?\b|\b(?:stable|unchanged|simple|trace|tiny)\b|degenerative|known (?:simple|renal|hepatic|liver) cyst")
#: an act, a tool, or what came of it
_WORK = re.compile(
    r"needle|punctur(?!e site)|\b\d+(?:\.\d)? ?-?(?:f|fr|french|g|ga|gauge)\b|cath|pigtail|\bdrain|aspirat|\binject|biops|\bcores?\b|\bsent\b|\d ?(?:ml|cc|l|lit\w+)\b|remov|withdr|plac(?:ed|ing|ement)|insert|advanc|\bwire|sheath|contrast|\bdye\b|coil|embol|balloon|stent|tube|\btap|access|\bdrawn|sampl|guid|fluoro|screen|collaps|empt|resol|evacuat|residual|decreas|smaller|decompress|\bpus\b|flow|target|\bno\b|\bnot\b|without|\bfna\b|ablat|inflat|deploy|select|filter|\bline\b|\bport\b|opacif|fill|communicat|\bcuff|tunnel|block|steroid|\bnerve"
)
#: old illnesses under their name
_ILLS = re.compile(r"(?:^|(?<=[.;\n])) ?(?:past (?:medical|surgical) history|past history|pmhx?|medical history|co-?morbidit\w+|pm/sh|other (?:medical )?problems)\b ?[:\-][^.;\n]*")
#: ways to go on that were talked about, as a list
_OFFERED = re.compile(r"(?:^|(?<=[.;\n])) ?(?:options|alternatives|choices|we)?(?: \w+){0,2} ?\b(?:discussed|offered|considered|options|alternatives|choices)(?: \w+){0,2}: [^.;:\n]*")
#: what the patient chose among them; what a patient wishes is often the only name of the work
_CHOSEN = re.compile(r"(?:^|(?<=[.;\n])) ?(?:mr\.? \w+|mrs\.? \w+|ms\.? \w+|he|she|they|(?:the )?(?:patient|pt|family|wife|husband|couple)) (?:picked|chose|opted|elected|decided)\b[^.;\n]{3,90}")
#: what was agreed to, as a list: it names what might be done
_AGREED = re.compile(
    r"(?:^|(?<=[.;\n])|(?<=[.;] )|(?<=[.;]  )) ?(?:[^.;\n:]{0,40}\bconsent(?:s|ed)?\b(?: form)?(?:[^.;\n]{0,60}?\b(?:for|to|cover\w*|includ\w*|list\w*|nam\w+|mention\w*|read\w*)\b| ?[:=-])|(?:[a-z /]{0,24}: )?(?:the |her |his )?(?:signed )?(?:paper|form|sheet|paperwork)\b[^.;\n]{0,20}\b(?:covers?|includes?|lists?|names?|mentions?|reads?)\b)(?P<list>[^.\n]*)"
)
_AND = re.compile(r",|;|/|\b(?:and|or|plus|as well as|with possible|possible)\b")
_AT_TABLE = re.compile(r"needle|\d ?-?(?:f|fr|french|g|ga|gauge|ml|cc|mm|cm)\b|\b(?:was|were) (?:then |subsequently )?(?:advanced|inserted|deployed|injected|punctured|accessed|placed|dilated|prepped|draped|numbed)|lidocaine|sheath")
#: what relatives had, under a heading or in a clause of its own
_RELATIVE = r"(?:mother|father|mom|mum|dad|sister|brother|husband|wife|son|daughter|aunt|uncle|cousin|niece|nephew|grand-?(?:mother|father|parents?|son|daughter)|siblings?|parents?|partner|spouse|neighbou?r|friend|twin|relatives?)s?"
_FAMILY = re.compile(r"(?:^|(?<=\n))[ *#-]*(?:family (?:medical |cancer |surgical )?(?:history|hx)|fam(?:ily)? ?hx|fhx?|fam hist(?:ory)?) ?[:.\n\u2013-]\s*")
_STATEMENT = re.compile(r"(?:[^.!?\n]|\.(?=\d)|\n(?!\s*\n|[^\n:]{2,40}:))+[.!?]?\s*")
_OF_A_RELATIVE = re.compile(rf"\b(?:his|her|their|the patient'?s|patient'?s|a|one|whose|maternal|paternal)(?: (?:late|twin|older|younger|elder|maternal|paternal|half|step)){{0,2}} {_RELATIVE}(?: (?:also|recently|once|who|already|herself|himself)){{0,2}} (?:had|has had|underwent|has undergone|received|got|needed|required|lost|died)\b[^.;\n]*")
#: longest sentence that is a mere mention
_LONGEST = 170
#: families that tell nothing of what a report is about
_COMPANY = frozenset({"sedation", "guidance", "vascular_access_guidance"})


def never_work(case: Case) -> list[tuple[int, int]]:
    """Stretches that tell of no work in any report: old illnesses, ways to go on that were talked about.

    Args:
        case: the case.
    """
    flat = case.document.flat
    out = [match.span() for match in _ILLS.finditer(flat) if not _WORK.search(match.group(), 12)]
    out += [match.span() for match in _OF_A_RELATIVE.finditer(flat)]
    for match in _FAMILY.finditer(flat):
        told = _STATEMENT.match(flat, match.end())
        end = told.end() if told else match.end()
        while (more := _STATEMENT.match(flat, end)) and re.search(_RELATIVE, more.group()):
            end = more.end()
        out.append((match.start(), end))
    return out + [match.span() for pattern in (_OFFERED, _CHOSEN) for match in pattern.finditer(flat) if not re.search(r"needle|\d ?(?:f|fr|french|g|ga|gauge|ml|cc)\b|placed|advanced", match.group())]


def spans(case: Case) -> list[tuple[int, int]]:
    """Stretches that only show something beside the work.

    Args:
        case: the case.
    """
    flat = case.document.flat
    out = [match.span() for match in _ILLS.finditer(flat)]
    for number, span in enumerate(case.document.sentences):
        text = case.sentence(number)
        if len(text) > _LONGEST or not number or not _THING.search(text) or not _TOLD.search(text) or _WORK.search(text):
            continue
        again = any(thing.group() in flat[span.end :] for thing in _THING.finditer(text))
        if not _WORK.search(flat, span.end) or _BESIDE.search(text) and (not again or "incidental" in text):
            out.append((span.start, span.end))
    return out


#: studies of other days bear on the study of today
_STUDY = re.compile(r"angiogra|arteriogra|aortogra|venogra|cholangiogra|nephrostogra|fistulogra")


#: the side that opens a statement also heads those after it
_SIDE_OPENS = re.compile(r"\W*(?:left|right|lt|rt|l|r)(?: [a-z]+)?\s*:")


def only_named(case: Case) -> list[tuple[int, int]]:
    """Stretches that only name work: talked about, turned down, to come, of others or of another day.

    Args:
        case: the case.
    """
    flat = case.document.flat
    found = [(span.start, span.end) for span in case.document.only_named if not _STUDY.search(flat[span.start : span.end])]
    return [(start + (label.end() if (label := _SIDE_OPENS.match(flat[start:end])) else 0), end) for start, end in found]


def agreed(case: Case) -> list[tuple[int, int]]:
    """Stretches that list what was agreed to: what might be done.

    Args:
        case: the case.
    """
    return [match.span() for match in _AGREED.finditer(case.document.flat) if len(_AND.findall(match["list"])) > 1 and not _AT_TABLE.search(match.group())]


def idle(case: Case) -> list[tuple[int, int]]:
    """Stretches that name work and have no word of an act.

    Args:
        case: the case.
    """
    return [(span.start, span.end) for span in case.document.idle]


def part_of(found: list, full: list) -> bool:
    """Whether procedures are others with every fact, less some that are more than company: what is told idly may only have added work.

    Args:
        found: procedures read without the words in question.
        full: procedures read with them.
    """
    left = [(procedure.family, procedure.name, procedure.target, procedure.side, procedure.facts) for procedure in full]
    for procedure in found:
        told = (procedure.family, procedure.name, procedure.target, procedure.side, procedure.facts)
        if told not in left:
            return False
        left.remove(told)
    return bool(left) and not any(family in _COMPANY for family, *_ in left)


def within(found: list, full: list) -> bool:
    """Whether procedures are some of others and none besides: what only names work may add no work and be no name of it.

    Args:
        found: procedures read without the words in question.
        full: procedures read with them.
    """
    return _kinds(found) <= _kinds(full)


def less(found: list, full: list) -> bool:
    """Whether procedures are some of others and fewer.

    Args:
        found: procedures read without the words in question.
        full: procedures read with them.
    """
    return _kinds(found) < _kinds(full)


def _kinds(procedures: list) -> Counter:
    """Kinds of work and how often each was done; the way through a dialysis circuit is part of its work."""
    kinds = Counter((procedure.family, procedure.name) for procedure in procedures if procedure.family not in _COMPANY)
    if ("dialysis_circuit", "circuit") in kinds:
        kinds.pop(("venography", "catheterization"), None)
        kinds.update((procedure.family, fact) for procedure in procedures for fact in ("clot", "embolization") if procedure.family == "dialysis_circuit" and procedure.facts.get(fact))
    return kinds


def without(case: Case, stretches: list[tuple[int, int]]) -> Case:
    """The case with stretches blanked and what was found in them left out; the one given stays as it is."""

    def inside(at: int) -> bool:
        return any(start <= at < end for start, end in stretches)

    document = case.document
    chars = list(document.flat)
    for start, end in stretches:
        chars[start:end] = [c if c == "\n" else " " for c in chars[start:end]]
    findings = [replace(finding) for finding in document.findings if not inside(finding.start)]
    by_sentence: dict[int, list] = {}
    for finding in findings:
        by_sentence.setdefault(finding.sentence, []).append(finding)
    rest = replace(document, flat="".join(chars), findings=findings, by_sentence=by_sentence)
    return Case(rest, encounter=case.encounter, day=case.day, session=dict(case.session), session_evidence=dict(case.session_evidence), notes=list(case.notes))


def adopt(case: Case, other: Case) -> None:
    """Give a case the reading of another."""
    for name in ("document", "session", "session_evidence", "notes", "roles", "_index", "known", "past"):
        setattr(case, name, getattr(other, name))


def tells(found: list) -> bool:
    """Whether procedures are more than sedation and guidance."""
    return any(procedure.family not in _COMPANY for procedure in found)
