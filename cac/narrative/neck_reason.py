"""Why an artery of the neck was studied beside the treatment of another one: the reason a report gives for one side.

A report may say of its treatment that an earlier scan fixed the plan, and of the other side that the scan could not
be read there. The second saying belongs to that side alone.
"""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case

#: an earlier scan that could not answer, or a question that the images of today had to answer
_REASON = re.compile(
    r"\bunread\w+|\b(?:could|can)(?: not|n't|not) (?:be )?(?:grad\w+|read|judg\w+|assess\w*|evaluat\w*|measur\w*|interpret\w*|exclud\w*|quantif\w+|follow\w*|tell|seen)|\breading was not possible|\bnot (?:\w+ )?(?:gradable|readable|assessable|evaluable|interpretable|excluded|covered|included|visuali[sz]ed|opacified)\b|\bungradable\b|\buninterpretable\b|\bunevaluable\b"
    r"|\bcould be (?:a|the|another) (?:source|cause|culprit)|\bpossible (?:second )?(?:source|culprit)|\bas (?:a|the|another) (?:possible )?source\b|\bwould (?:alter|change|decide|affect)|\b(?:needs?|needed|had|has) to (?:be )?(?:know|known|see|settle|settled|clarif\w+)|\b(?:was|were) (?:\w+ )?(?:asked|requested)\b|\b(?:asked|requested) (?:for|to|that|whether)|\bto (?:settle|clarify|exclude|rule out|find out|establish)\b|\bdiscrepan\w+|\bblooming\b|\b(?:new|unexplained) (?:finding|deficit|symptoms?) (?:on|of|in)\b"
)
_SIDE = re.compile(r"(?<![\w.])(?:(?P<left>left|lt|l(?= (?:ica|cca|carotid|vert)))|(?P<right>right|rt|r(?= (?:ica|cca|carotid|vert))))\b(?! (?:groin|femoral|cfa|radial|arm|leg|hand|hemipar|sided? weak|face))")
_NECK = re.compile(r"carotid|\bicas?\b|\bccas?\b|vertebral|\bverts?\b|bifurcation|\bbulb\b|\bside\b|\bneck\b|siphon")
_OFF = re.compile(r"\b(?:no|not|without)\b[^.;]{0,20}(?:reason|need|indication)")


def of_side(case: Case, side: str) -> Span | None:
    """The words that give a reason of its own for the study of one side of the neck.

    Args:
        case: a read report.
        side: left or right.
    """
    for number, span in enumerate(case.document.sentences):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number)
        if section.role in ("plan", "summary") or section.name in ("complications", "sedation", "consent", "materials") or not _NECK.search(text) or _OFF.search(text):
            continue
        for match in _REASON.finditer(text):
            clause = re.split(r";|\.\s", text[: match.start()])[-1]
            named = [m.lastgroup for m in _SIDE.finditer(clause)]
            if named and named[-1] == side:
                return Span(span.start + match.start(), span.start + match.end())
    return None
