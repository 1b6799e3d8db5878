"""Runs a coder over labelled cases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cac.evaluation.cases import Case
from cac.evaluation.score import Outcome, score
from cac.report import ReportFault, fault

Suggest = Callable[[Mapping[str, Any]], Mapping[str, Any]]
# The labels of the shared corpora follow this payer unless a case says otherwise.
DEFAULT_PAYER = "medicare"


@dataclass(frozen=True)
class Answer:
    """The answer to one case; ``error`` names type and place of a failure, never report text."""

    case: Case
    suggestion: Mapping[str, Any] | None
    error: str | None
    outcome: Outcome


def report_fields(case: Case, accepted: Collection[str] | None = None) -> dict[str, Any]:
    """Build the fields of a report from a case.

    Args:
        case: the labelled case.
        accepted: names of encounter fields that the coder's report knows; None takes all.

    Returns:
        report_id, text, date_of_service, claim_type, payer and the encounter fields given with the case.
    """
    given = {k: v for k, v in case.encounter.items() if accepted is None or k in accepted}
    return {
        "payer": DEFAULT_PAYER,
        **given,
        "report_id": case.id,
        "text": case.report,
        "date_of_service": case.date_of_service,
        "claim_type": case.claim_type,
    }


def run(cases: Iterable[Case], suggest: Suggest, *, accepted: Collection[str] | None = None) -> list[Answer]:
    """Run the coder on each case and score the answers; a case that raises becomes an error and the run goes on.

    Args:
        cases: the labelled cases.
        suggest: takes the fields of a report, returns a mapping in the contract ``cac.suggestion/1``.
        accepted: see `report_fields`.

    Returns:
        One answer per case, in order.
    """
    return [_answer(case, suggest, accepted) for case in cases]


def _answer(case: Case, suggest: Suggest, accepted: Collection[str] | None) -> Answer:
    # The one place where every failure is caught: a measurement must count a broken case, not stop at it.
    # Scoring stands inside too, so that an answer outside the contract counts as a failure of the coder.
    try:
        suggestion = suggest(report_fields(case, accepted))
        return Answer(case, suggestion, None, score(case, suggestion))
    except Exception as error:
        text = str(error) if isinstance(error, ReportFault) else fault(error)
        return Answer(case, None, text, score(case, None, error=text))


def coder_suggest(without_rules: Collection[str] = frozenset()) -> Suggest:
    """Build the suggest function of the coder (imported here, because it is heavy).

    Args:
        without_rules: ids of rules to leave out, for removal tests.

    Raises:
        KnowledgeError: the knowledge base is broken; said once, before the run, instead of once per case.
    """
    from cac import Coder, Report
    from cac.knowledge import rules, tables

    tables.codes()
    rules.rules()
    coder = Coder(without_rules=frozenset(without_rules))

    def suggest(given: Mapping[str, Any]) -> Mapping[str, Any]:
        return coder.suggest(Report(**given)).to_dict()

    return suggest
