"""Read again without one sentence: no single remark may silence a work that the whole report tells of.

Readers stop at words that speak against their work: a landmark that is the vein of another route, an old operation,
"no intervention today". Such a remark stands in one sentence. Where the words of a report tell of a family
(`cac.narrative.family_words`) that no procedure serves, and its kind is not that of a document without a procedure,
the report is read without each of its sentences in turn. What most of the readings that serve the family agree on
is the answer; it is marked by a note, and never by words alone: the readers found the work and its evidence. A first
line that calls the document a consult is such a remark, too.
"""

from __future__ import annotations

from cac import patterns as re
from collections import Counter
from collections.abc import Callable

from cac.knowledge.tables import SILENT
from cac.narrative import family_words, kind, merely_seen, occasion
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

#: a family is told of above the one probability, and may be meant above the other; a document carries a procedure below the last
TOLD, MEANT, NONE = 0.7, 0.1, 0.5
#: the note of an answer that was won by reading again
NOTE = "{families}: read without the sentence at characters {start} to {end}, which spoke against it; compare the report"
FORM = "{families}: read although the form of the document is that of one without a procedure; compare the report"

#: what calls work off is no stray remark: such a sentence always stands
_CALLED_OFF = re.compile(
    r"cancel\w*|\babort\w*|\bdefer\w*|postpon\w*|abandon\w*|unsuccess\w*|\bfail\w*|\bunable|could ?n[o']t|cannot|stopped|terminat\w*|discontinu\w*|declin\w*|refus\w*|called off|given up|gave up|instead of"
    r"|\b(?:not|never) (?:\w+ )?(?:performed|done|attempted|carried out|undertaken|begun|started|possible|safe\w*|placed|obtained|needed|required|indicated|necessary|seen|found|entered|reached|made|given)\b"
    r"|\b(?:no|without|insufficient|too (?:little|small|few)|inadequate)\b[^.;\n]{0,24}(?:procedures?|puncture|needle|safe|window|access|fluid|collection|attempts?|target|path|biopsy|sample|drain\w*|inject\w*|tap)\b"
)

Read = Callable[[Case], list[Procedure]]
#: the families that procedures serve: their own and those of the codes they lead to
Serves = Callable[[Case, list[Procedure]], set[str]]


def settled(case: Case, read: Read, serves: Serves, *, anyhow: Read | None = None) -> list[Procedure]:
    """The procedures of a case; read again where a family that its words tell of is not served.

    Args:
        case: the case as it is read; takes over the reading that is kept.
        read: reads a case to its procedures; may change the case.
        serves: the families that procedures serve.
        anyhow: reads a case whatever the form of the document.
    """
    whole = merely_seen.without(case, [])
    probable = family_words.probabilities(family_words.words(case.document))
    found = read(case)
    wanted = {name for name, value in probable.items() if value >= TOLD} - {p.family for p in found} - SILENT - {family_words.STUDY}
    wanted = wanted and wanted - serves(case, found)  # the rules are asked only where they could tell more
    if not wanted or kind.probability(whole.document.flat, occasion.evidence(whole)) >= NONE:
        return found
    kept = Counter(_work([procedure for procedure in found if probable.get(procedure.family, 0) >= MEANT]))
    if anyhow and not found:
        bare = merely_seen.without(whole, [])
        procedures = anyhow(bare)
        if told := wanted & serves(bare, procedures):
            return _kept(case, bare, procedures, FORM, told)
    readings = []
    for span in whole.document.sentences:
        if _CALLED_OFF.search(whole.document.flat[span.start : span.end]):
            continue
        bare = merely_seen.without(whole, [(span.start, span.end)])
        procedures = read(bare)
        if wanted & serves(bare, procedures) and kept <= Counter(_work(procedures)):
            readings.append((bare, procedures, span))
    if not readings:
        return found
    votes = Counter(_work(procedures) for _, procedures, _ in readings)
    bare, procedures, span = max(readings, key=lambda reading: votes[_work(reading[1])])
    start, end = whole.document.placed(span.start, span.end)
    return _kept(case, bare, procedures, NOTE, wanted & serves(bare, procedures), start=start, end=end)


def _kept(case: Case, bare: Case, procedures: list[Procedure], note: str, told: set[str], **places: int) -> list[Procedure]:
    """The procedures of a reading, which the case takes over with a note."""
    merely_seen.adopt(case, bare)
    case.notes.append(note.format(families=", ".join(sorted(name.replace("_", " ") for name in told)), **places))
    return procedures


def _work(procedures: list[Procedure]) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(sorted((p.family, p.name, p.target, p.side) for p in procedures))
