"""Imaging that a report says was not used: "no fluoroscopy", "fluoroscopy had been booked but was not required"."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative.case import Case

_MODALITY = r"(?:fluoro\w*|ultraso\w+|sono\w*|u/s|us|ct(?: fluoro\w*)?|c-arm|x-?ray|imaging)"
#: imaging that was not used ("no fluoroscopy", "fluoroscopy had been booked but was not required"), words of kept images excepted
DENIED_GUIDANCE = re.compile(
    rf"\b(?:no|without|neither|nor|not under)(?: the)?(?: use of)?(?: any| live| real[ -]time| intraprocedural| image)? {_MODALITY}(?: guidance)?(?: (?:or|nor|and no|and|/) {_MODALITY})*(?: guidance)?(?= (?:was|were|is|used|needed|required|available|here|today|performed|necessary)\b| ?[.,;)\n]| and | or |$)"
    rf"|\b{_MODALITY}(?: guidance| machine| unit| room)?(?: (?:had been|was|is|were) (?:\w+ ){{1,3}}(?:but|and|, but))?,? (?:(?:was|were|is|had) )?(?:not|never|neither)(?: been)? (?:required|used|needed|available|employed|necessary|performed|utili[sz]ed|indicated|obtained|brought|switched on|turned on|connected|working)(?: (?:and|or|nor) (?:not )?(?:used|needed|required|available))?"
    rf"|(?:did not|didn't|never|could not|couldn't|unable to|chose not to|elected not to) (?:use|have|employ|need|require|turn on|bring|get)(?: to use)?(?: the| any| an?| my| our)? {_MODALITY}(?: guidance| machine| unit)?\b"
    rf"|\b{_MODALITY}(?: machine| unit| suite| room| table| equipment)(?: in [^.,;\n]{{2,25}}?)? (?:was|is|were|being) (?:down|unavailable|out of (?:service|order|use)|broken|occupied|in use|not working|under repair|being serviced)"
)


def settle(case: Case) -> None:
    """Give the status negated to imaging that was not used."""
    spans = [match.span() for match in DENIED_GUIDANCE.finditer(case.document.flat)]
    for finding in case.document.findings if spans else ():
        if finding.kind == "modality" and any(start <= finding.start < end for start, end in spans):
            finding.status = "negated"
