"""``cac train``: the confidence model from labelled cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Optional

import typer

if TYPE_CHECKING:
    from cac.confidence.fit import Example
    from cac.confidence.fit_lines import Run
    from cac.evaluation.cases import Case, CaseFile


def train(
    cases: Annotated[list[Path], typer.Argument(metavar="CASES...", help="Files of labelled cases (jsonl), or folders of them; at least two files.")],
    out: Annotated[Path, typer.Option(help="Folder of the model; what stands in it is replaced.")],
    first_runs: Annotated[Optional[Path], typer.Option(help="Records of answers to reports nobody had read; without it the line model learns from present answers.")] = None,
    floors: Annotated[Optional[Path], typer.Option(help="Lowest acceptable scores (csv: measure,floor); exit 1 where one is missed.")] = None,
    ready_at: Annotated[float, typer.Option(min=0, max=1, help="Default confidence a line needs to pass unread.")] = 0.8,
) -> None:
    """Train the confidence model and print its cross-validated scores per family."""
    from cac.confidence.fit import TrainingError, fit_families
    from cac.confidence.fit_lines import fit_lines, routing_table, unread_scores
    from cac.confidence.write import below, write
    from cac.evaluation import first_runs as records
    from cac.evaluation.cases import CaseFileError, read_cases

    try:
        files = read_cases(cases)
        lowest = _floors(floors) if floors else {}
        usable = [case for file in files for case in file.cases if case.complete]
        examples, people = _examples(usable)
        runs = records.read(first_runs) if first_runs else _present(files)
        fit = fit_families(examples, people)
        lines = fit_lines(runs, fit.held_out)
    except (CaseFileError, TrainingError) as error:
        _refuse(str(error))
    thresholds = {name: entry["threshold"] for name, entry in fit.scores.items()}
    truth = {example.id: example.families for example in examples}
    data = [{"name": f"{file.name}", "sha256": file.sha256, "count": len(file.cases)} for file in files]
    counts = {
        "reports": len(usable), "left_out": sum(len(file.cases) for file in files) - len(usable), "first_runs": bool(first_runs),
        "lines_from": "answers of a first run" if first_runs else "present answers to the same reports", "command": _command(cases, out, first_runs, floors, ready_at),
    }
    if first_runs:
        data.append(_entry(first_runs, len(runs)))
    try:
        meta = write(
            out, fit, lines, data=data, counts=counts, floors=lowest, ready_at=ready_at,
            unread=unread_scores(runs, fit.held_out, thresholds, truth),
            routing=routing_table(runs, lines, lambda run: bool(unread_scores([run], fit.held_out, thresholds, truth)["reported"])),
        )
    except OSError as error:
        _refuse(f"{out}: cannot be written ({error.strerror})")
    typer.echo(_text(meta))
    missed = below(meta)
    for sentence in missed:
        typer.echo(f"cac train: {sentence}", err=True)
    if missed:
        raise typer.Exit(1)


def _examples(cases: Sequence[Case]) -> tuple[list[Example], set[str]]:
    """Terms and families of each report, and the names of persons in them."""
    from cac.confidence.features import family, terms
    from cac.confidence.fit import Example, names
    from cac.language.pipeline import read

    people = {word for case in cases for word in names(case.report)}
    out = []
    for case in cases:
        found = terms(read(case.report))
        families = frozenset(name for line in case.expected if (name := family(line.code)))
        out.append(Example(case.id, case.file, {term: len(places) for term, places in found.items()}, families))
    return out, people


def _present(files: Sequence[CaseFile]) -> list[Run]:
    """Answers the program gives now, without a model."""
    from cac import Coder, Report
    from cac.evaluation.first_runs import record, run
    from cac.evaluation.runner import report_fields
    from cac.report import ENCOUNTER_FIELDS, ReportError

    coder, out = Coder(model=""), []
    for case in (case for file in files for case in file.cases):
        try:
            answer = coder.suggest(Report(**report_fields(case, ENCOUNTER_FIELDS))).to_dict()
        except ReportError as error:
            _refuse(f"case {case.id}: {error}")
        out.append(run(record(case, answer, program="present")))
    return out


def _floors(path: Path) -> dict[str, float]:
    import csv

    try:
        with path.open(encoding="utf-8", newline="") as source:
            head, *rows = csv.reader(source)
        if head != ["measure", "floor"]:
            raise ValueError(head)
        return {name: float(floor) for name, floor in rows}
    except OSError as error:
        _refuse(f"{path}: cannot be read ({error.strerror})")
    except ValueError:
        _refuse(f"{path}: no table of floors; its columns are measure,floor")


def _entry(path: Path, count: int) -> dict[str, Any]:
    import hashlib

    return {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "count": count}


def _command(cases: Sequence[Path], out: Path, first_runs: Path | None, floors: Path | None, ready_at: float) -> str:
    """The command as the card shows it; of a path outside the working folder only the name."""
    def shown(path: Path) -> str:
        return path.name if path.is_absolute() else path.as_posix()

    parts = ["cac train", *(shown(path) for path in cases), f"--out {shown(out)}"]
    parts += [f"--first-runs {shown(first_runs)}"] if first_runs else []
    parts += [f"--floors {shown(floors)}"] if floors else []
    return " ".join([*parts, f"--ready-at {ready_at:g}"])


def _text(meta: dict[str, Any]) -> str:
    out = [f"model {meta['version']}: {meta['terms']} terms, {len(meta['families'])} families, {meta['counts']['reports']} reports, held out by file", ""]
    out.append(f"{'family':<24}{'reports':>8}{'at':>6}{'tp':>5}{'fp':>5}{'fn':>5}{'prec':>7}{'recall':>8}{'ap':>7}")
    for name, e in meta["families"].items():
        at = "-" if e["threshold"] is None else f"{e['threshold']:.2f}"
        precision = "-" if e["precision"] is None else f"{e['precision']:.3f}"
        out.append(f"{name:<24}{e['reports']:>8}{at:>6}{e['tp']:>5}{e['fp']:>5}{e['fn']:>5}{precision:>7}{e['recall']:>8.3f}{e['average_precision']:>7.3f}")
    out += ["", f"mean average precision {meta['macro_average_precision']}"]
    for name in ("lines", "claims"):
        e = meta[name]
        out.append(f"{name}: {e['right']} of {e['count']} right; AUC {e['auc']}, Brier {e['brier']} ({e['brier_of_the_share']} for the share alone), held out by batch")
    e = meta["unread"]
    out.append(f"unread families: reported {e['reported']} times in {e['answers']} answers, {e['right']} rightly; {e['not_reported']} not reported")
    return "\n".join(out)


def _refuse(message: str) -> NoReturn:
    typer.echo(f"cac train: {message}", err=True)
    raise typer.Exit(2)
