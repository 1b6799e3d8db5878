"""The medspaCy-style pipeline: blank English, our tokenizer, our components.

Components (each registered, each usable in a pipeline of the user's own after ``cac_sentences``):

``cac_sentences``  sections and sentences of dictation -> ``doc._.cac_document``
``cac_findings``   terms, patterns, numbers, levels -> findings
``cac_status``     side and status of every finding
"""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from cac.findings import Document, Finding, Span
from cac.language import bystanders, clauses, corrections, lexicon, matcher, numbers, sections, sentences, sides, spoken, status, templates, wound
from cac.language.normal import normalise
from cac.language.tokens import Tokenizer, flatten, spans

COMPONENTS = ("cac_sentences", "cac_findings", "cac_status")

if not Doc.has_extension("cac_document"):
    Doc.set_extension("cac_document", default=None)


@Language.component("cac_sentences")
def cac_sentences(doc: Doc) -> Doc:
    """Set sections and sentences; misses a sentence end that has no mark inside a short sentence."""
    text = doc.text  # spaCy puts it together anew at every call
    flat = corrections.blanked(flatten(text))
    found = sections.find(flat)
    pieces: list[Span] = []
    owner: list[int] = []
    borders = [section.start for section in found][1:]
    for start, end in sentences.split(flat):
        cuts = [start, *(b for b in borders if start < b < end), end]
        for a, b in zip(cuts, cuts[1:], strict=False):
            piece = flat[a:b]
            if not piece.strip():
                continue
            a += len(piece) - len(piece.lstrip())
            pieces.append(Span(a, a + len(piece.strip())))
            owner.append(max(i for i, section in enumerate(found) if section.start <= a))
    shown = wound.blanked(templates.blanked(flat, text))
    shown, gone, named, idle = bystanders.blanked(shown, [(piece.start, piece.end, "body" if found[own].name == "consent" else found[own].role) for piece, own in zip(pieces, owner, strict=True)])
    kept = [index for index, piece in enumerate(pieces) if piece.start not in gone]
    doc._.cac_document = Document(text, shown, found, [pieces[index] for index in kept], [owner[index] for index in kept], only_named=named, idle=idle)
    return doc


@Language.component("cac_findings")
def cac_findings(doc: Doc) -> Doc:
    """Add every term of the lexicon, every measure and level; needs ``cac_sentences``."""
    document = doc._.cac_document
    matcher.find(document, lexicon.load(), spans(document.text))
    _merge(document, numbers.find(document))
    return doc


def _merge(document: Document, extra: list[Finding]) -> None:
    starts = [sentence.start for sentence in document.sentences]
    from bisect import bisect_right

    for finding in extra:
        number = max(0, bisect_right(starts, finding.start) - 1)
        sentence = document.sentences[number]
        finding.sentence = number
        finding.clause = clauses.number_of(clauses.cuts(document.flat, sentence.start, sentence.end), finding.start)
        section = document.sections[document.sentence_section[number]]
        finding.section, finding.role = section.name, section.role
    document.findings = sorted([*document.findings, *extra], key=lambda f: (f.start, -f.end, f.kind, f.value))
    document.by_sentence = {}
    for finding in document.findings:
        document.by_sentence.setdefault(finding.sentence, []).append(finding)


@Language.component("cac_status")
def cac_status(doc: Doc) -> Doc:
    """Set side and status of every finding; needs ``cac_findings``."""
    document = doc._.cac_document
    cuts = {n: clauses.cuts(document.flat, document.sentences[n].start, document.sentences[n].end) for n in document.by_sentence}
    sides.assign(document)
    status.assign(document, spans(document.text), cuts)
    return doc


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The pipeline, built once per process."""
    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read(text: str) -> Document:
    """Read one report.

    Args:
        text: the report as given.

    Returns:
        Sections, sentences and findings with offsets into ``text``.
    """
    plain, origin = spoken.written(*normalise(text))
    document = pipeline()(plain)._.cac_document
    document.given, document.origin = text, origin
    return document
