"""`cac evaluate`: score the coder against labelled cases, or compare two result files."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Optional

import typer

if TYPE_CHECKING:
    from cac.evaluation.cases import Case, CaseFile


class Format(StrEnum):
    """How the answer is printed."""

    text = "text"
    json = "json"


def evaluate(
    cases: Annotated[
        Optional[list[Path]], typer.Argument(metavar="CASES...", help="Files of labelled cases (jsonl), or folders of them.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List each miss with evidence, reasons and queries.")] = False,
    family: Annotated[
        Optional[list[str]],
        typer.Option(help="Only this family, file, kind, difficulty or origin, as named in the cases; may be repeated."),
    ] = None,
    basis: Annotated[Optional[list[str]], typer.Option(help="Only cases labelled on this basis; may be repeated.")] = None,
    id: Annotated[Optional[list[str]], typer.Option("--id", help="Only the case with this id; may be repeated.")] = None,
    limit: Annotated[Optional[int], typer.Option(min=1, help="Only the first N cases that are left.")] = None,
    format: Annotated[Format, typer.Option("--format", help="Print text tables or one JSON object.")] = Format.text,
    out: Annotated[Optional[Path], typer.Option(help="Also write the result file (JSON, without report text).")] = None,
    compare: Annotated[
        Optional[tuple[Path, Path]], typer.Option(help="Compare two result files instead of running the coder.")
    ] = None,
    facts: Annotated[Optional[Path], typer.Option(help="Folder of facts cases, for --removal and --coverage.")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="Print rule, cases and dates of every code in force; list the gaps.")] = False,
    removal: Annotated[bool, typer.Option("--removal", help="Take out each rule in turn; list rules no case guards.")] = False,
) -> None:
    """Score the coder against labelled cases: exact claims, precision, recall, units, modifiers, forbidden codes.

    A line that a label marks arguable may be given or left out. The nearest accepted list (expected or an
    alternative) is the measure. Labels marked incomplete count for recall only. Intervals are 95 % Wilson intervals.
    """
    from cac.evaluation.cases import CaseFileError, read_cases

    if compare:
        if cases or removal:
            _refuse("--compare takes two result files and no cases")
        _compare(compare, format, out)
        return
    if not cases:
        _refuse("no case file given")
    try:
        files = read_cases(cases)
    except CaseFileError as error:
        _refuse(str(error))
    selection: dict[str, Any] = {"family": family, "basis": basis, "id": id, "limit": limit}
    chosen = _choose(files, family or [], basis or [], id or [])[:limit]
    accepted = _accepted_fields(files)
    if coverage:
        _coverage(chosen, facts, format, out)
    elif removal:
        _removal(chosen, accepted, facts, format, out)
    else:
        _score(files, chosen, accepted, selection, errors, format, out)


def _score(
    files: Sequence[CaseFile],
    chosen: Sequence[Case],
    accepted: Collection[str],
    selection: dict[str, Any],
    errors: bool,
    format: Format,
    out: Path | None,
) -> None:
    from cac.evaluation.misses import list_misses
    from cac.evaluation.report import render, render_misses
    from cac.evaluation.results import build_result
    from cac.evaluation.runner import coder_suggest, run

    answers = run(chosen, coder_suggest(), accepted=accepted)
    result = build_result(files, answers, selection=selection)
    if out:
        _write(out, result)
    misses = list_misses(answers) if errors else []
    if format is Format.json:
        typer.echo(_json(result | ({"misses": misses} if errors else {})))
        return
    typer.echo(render(result), nl=False)
    if errors:
        typer.echo("\n" + render_misses(misses), nl=False)


def _coverage(chosen: Sequence[Case], folder: Path | None, format: Format, out: Path | None) -> None:
    from dataclasses import asdict

    from cac.evaluation.coverage import render, table
    from cac.evaluation.facts import read_facts
    from cac.knowledge import base

    first, last = base.period()
    rows = table(read_facts(folder) if folder else [], chosen, first=first, last=last)
    if out:
        _write(out, {"rows": [asdict(row) for row in rows]})
    typer.echo(_json({"rows": [asdict(row) for row in rows]}) if format is Format.json else render(rows))


def _removal(chosen: Sequence[Case], accepted: Collection[str], folder: Path | None, format: Format, out: Path | None) -> None:
    from dataclasses import asdict, replace

    from cac.evaluation.facts import guarded_rules, read_facts

    from cac.evaluation.removal import removal_test, render_removal
    from cac.evaluation.runner import coder_suggest
    from cac.knowledge.rules import rule_ids

    by_facts = guarded_rules(read_facts(folder)) if folder else {}
    found = removal_test(chosen, coder_suggest, set(rule_ids()) - by_facts.keys(), accepted=accepted)
    found = replace(found, rules=found.rules + len(by_facts), guarded={**found.guarded, **{rule: (name,) for rule, name in by_facts.items()}})
    if out:
        _write(out, asdict(found))
    typer.echo(_json(asdict(found)) if format is Format.json else render_removal(found).rstrip("\n"))


def _compare(paths: tuple[Path, Path], format: Format, out: Path | None) -> None:
    from cac.evaluation.compare import ResultFileError, compare, read_result, render_comparison

    try:
        found = compare(read_result(paths[0]), read_result(paths[1]))
    except ResultFileError as error:
        _refuse(str(error))
    if out:
        _write(out, found)
    typer.echo(_json(found) if format is Format.json else render_comparison(found).rstrip("\n"))


def _choose(files: Sequence[CaseFile], families: Sequence[str], bases: Sequence[str], ids: Sequence[str]) -> list[Case]:
    """Pick cases; a name that fits no case is wrong use, because a silent empty selection looks like a result."""
    cases = [case for file in files for case in file.cases]
    for option, wanted, names in (
        ("--family", families, lambda case: _groups(case)),
        ("--basis", bases, lambda case: {_plain(case.basis)}),
        ("--id", ids, lambda case: {_plain(case.id)}),
    ):
        if not wanted:
            continue
        known = set().union(*(names(case) for case in cases))
        for name in wanted:
            if _plain(name) not in known:
                listed = "" if option == "--id" else f"; the cases have {', '.join(sorted(known))}"
                _refuse(f"{option} {name!r} fits no case{listed}")
        keys = {_plain(name) for name in wanted}
        cases = [case for case in cases if names(case) & keys]
    if not cases:
        _refuse("no case fits all the options together")
    return cases


def _groups(case: Case) -> set[str]:
    return {_plain(name) for name in (case.family, case.file, case.kind, case.difficulty, case.origin) if name}


def _plain(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _accepted_fields(files: Sequence[CaseFile]) -> Collection[str]:
    from cac.report import ENCOUNTER_FIELDS

    unused = {key for file in files for case in file.cases for key in case.encounter} - set(ENCOUNTER_FIELDS)
    unused |= {f"{key} (in a line)" for file in files for key in file.unused_line_keys}
    if unused:
        typer.echo(f"cac evaluate: keys that nothing reads: {', '.join(sorted(unused))}", err=True)
    return ENCOUNTER_FIELDS


def _write(path: Path, data: Any) -> None:
    try:
        path.write_text(_json(data) + "\n", encoding="utf-8")
    except OSError as error:
        _refuse(f"{path}: cannot be written ({error.strerror})")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _refuse(message: str) -> NoReturn:
    typer.echo(f"cac evaluate: {message}", err=True)
    raise typer.Exit(2)
