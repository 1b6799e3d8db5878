"""The one file that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cac import patterns
from cac.claim import coverage, diagnoses, finish, ncci
from cac.claim import settle as claims
from cac.claim.edits import session
from cac.claim.edits.model import StoreError
from cac.coding import engine, untold
from cac.confidence import layer as confidence
from cac.findings import Span
from cac.knowledge import base, overlays, supplies_table, tables
from cac.knowledge.strict import KnowledgeError
from cac.narrative import family_words, merely_seen, named, reader
from cac.narrative.case import Case
from cac.queries.physician import Query, queries
from cac.report import Report, ReportError, ReportFault, checked
from cac.suggestion import Suggestion


class Coder:
    """Codes reports. Build once, use for many.

    Args:
        without_rules: ids of rules and relations to leave out (used to show that every rule matters).
        store: file of the CMS quarterly tables; the one in the user's data folder when None; no tables when empty.
        payer_file: a payer overlay of the user's own, used whatever payer a report names.
        model: folder of the confidence model; the one that ships when None; no model when empty.
        ready_at: lowest confidence of a line that may pass unread, by family (the empty name for all others).

    Raises:
        KnowledgeError: the payer file has another form than an overlay, or the model cannot be used.
    """

    def __init__(self, *, without_rules: set[str] | frozenset[str] = frozenset(), store: Path | str | None = None, payer_file: Path | str | None = None, model: Path | str | None = None, ready_at: Mapping[str, float] | None = None) -> None:
        self._without = frozenset(without_rules)
        self._store = store
        self._payer_file = payer_file
        self._model = confidence.find(model)
        self._ready_at = dict(ready_at or {})
        if payer_file:
            overlays.own(Path(payer_file))  # a mistake in the file is said at once, not with the first report

    def suggest(self, report: Report) -> Suggestion:
        """The explained claim of one report.

        Args:
            report: text and what is known of the encounter.

        Returns:
            Lines, rejected codes, queries, findings, procedures and notes; empty lines with a note where
            nothing can be said.

        Raises:
            ReportError: the input cannot be used; the message says why.
            ReportFault: the program failed on this report; a batch sets it aside and goes on.
        """
        try:
            return self._suggest(report)
        except (ReportError, KnowledgeError, StoreError):
            raise
        except Exception as error:
            raise ReportFault(error) from None
        finally:
            patterns.forget()  # no words of a report stay behind

    def _suggest(self, report: Report) -> Suggestion:
        from cac.language.encounter import from_text
        from cac.language.pipeline import read

        report = checked(report)
        document = read(report.text)
        stated = from_text(document)
        report, notes = base.encounter(report, stated)
        answer = Suggestion(report.report_id, report.encounter(), notes=notes)
        day = report.date_of_service
        case = Case(document, encounter=report.encounter(), day=day if isinstance(day, date) else None)
        if not report.text.strip():
            answer.notes.append("the report is empty")
        reviewed = base.reviewed(case.day)
        if reviewed:
            answer.notes.append(reviewed)
        words, whole = family_words.words(document), merely_seen.without(case, [])
        procedures, coded = self._coded(case) if report.text.strip() else ([], engine.Coded())
        if reviewed:
            coded = engine.Coded()
        procedures, coded = untold.settled(case, whole, procedures, coded, words, self._coded)
        answer.notes += [note for note in case.notes if note not in answer.notes]
        claim = claims.settle(coded, case, case.day, without=self._without) if case.day else claims.Claim()
        store = None if self._store == "" else session.current(self._store)
        if case.day and not reviewed:
            answer.suggestions += finish.apply(claim, case, case.day, store=store, payer_file=self._payer_file, history=report.history, operator=report.operator)
        asked = queries([*coded.needs, *claim.needs])
        self._fill(answer, case, procedures, claim, asked)
        if claim.lines and case.day:
            found = diagnoses.candidates(case, claim.lines, case.day, store=store)
            answer.diagnoses = [{**entry, "evidence": [case.document.shown(s.start, s.end) for s in entry["evidence"]]} for entry in found]
            answer.suggestions += coverage.notes([line.code for line in claim.lines], answer.diagnoses) if self._store != "" else []
        if store and case.day:
            answer.knowledge |= ncci.quarters(store, case.day, claim_type=report.claim_type)
        confidence.apply(answer, document, model=self._model, ready_at=self._ready_at, coded=bool(case.day and not reviewed))
        return answer

    def _coded(self, case: Case) -> tuple[list[Any], engine.Coded]:
        """The procedures of a case and what the rules in force on its day make of them."""
        procedures = reader.read(case, self._serves)
        return procedures, self._rules(case, procedures)

    def _rules(self, case: Case, procedures: list[Any]) -> engine.Coded:
        return engine.code(procedures, case, case.day, without=self._without) if case.day else engine.Coded()

    def _serves(self, case: Case, procedures: list[Any]) -> set[str]:
        """The families that procedures serve: their own and those of the codes that are given, refused or asked about."""
        coded = self._rules(case, procedures)
        codes = {entry.code for entries in (coded.candidates, coded.rejections, coded.needs) for entry in entries}
        return {procedure.family for procedure in procedures} | {fact.family for code in codes if (fact := tables.codes().get(code))}

    def findings(self, report: Report) -> list[dict[str, Any]]:
        """The findings of one report alone: the five named kinds and the rest, in order of position."""
        return self.suggest(report).findings

    def _fill(self, answer: Suggestion, case: Case, procedures: list[Any], claim: claims.Claim, asked: list[Query]) -> None:
        def shown(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
            return [case.document.shown(s.start, s.end) for s in spans]

        for line in claim.lines:
            lead = line.candidates[0]
            fact = tables.codes().get(line.code) or supplies_table.facts()[line.code]
            answer.lines.append(
                {
                    "code": line.code, "system": fact.system, "units": line.units, "modifiers": list(line.modifiers),
                    "side": line.told_side, "role": lead.role or fact.kind, "label": fact.label, "confidence": None, "rule": lead.rule,
                    "rules": sorted({c.rule for c in line.candidates}), "sources": list(dict.fromkeys(s for c in line.candidates for s in c.sources)),
                    "why": lead.why or fact.label, "modifier_reasons": dict(line.reasons), "modifier_sources": dict(line.sources), "mark": lead.mark, "evidence": shown(line.evidence),
                }
            )
        answer.rejected = [
            {"code": r.code, "reason_kind": r.reason_kind, "reason": r.reason, "rule": r.rule, "sources": list(r.sources), "evidence": shown(r.evidence)}
            for r in claim.rejections
        ]
        answer.queries = [
            {
                "id": q.id, "element": q.element, "question": q.question, "options": list(q.options), "indicators": shown(q.indicators),
                "affects": list(q.affects), "effect": q.effect,
            }
            for q in asked
        ]
        answer.findings = named.findings(case.document, procedures)
        answer.procedures = [
            {
                "family": p.family, "name": p.name, "target": p.target, "side": p.side,
                "facts": {key: list(value) if isinstance(value, tuple) else value for key, value in sorted(p.facts.items())},
                "evidence": shown(tuple(dict.fromkeys(p.evidence["procedure"]))),
            }
            for p in procedures
        ]
        answer.notes += [note for note in claim.notes if note not in answer.notes]
        if not claim.lines and not procedures:
            answer.notes.append("the report describes no procedure that the program codes")
        answer.routing = base.routing(answer.lines, answer.queries, answer.notes)
        answer.knowledge = base.stamp(case.day)
