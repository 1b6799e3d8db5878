"""`cac edits`: import the CMS quarterly tables, show what is loaded, check codes against them."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from cac.claim.edits.importer import Watch
    from cac.claim.edits.model import ClaimLine, EditReport, Release

app = typer.Typer(
    help="CMS quarterly edit tables: import them, see what is loaded, check codes against them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

StorePath = Annotated[
    Path | None, typer.Option("--store", help="Store file (default: in the user's data folder, see $CAC_DATA_HOME).")
]
Format = Annotated[str, typer.Option("--format", help="text or json.")]

_CODE = re.compile(r"([0-9A-Z]{5})((?:-[0-9A-Z]{2})*)(?:[X*:](\d{1,4}))?")


@app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files as CMS publishes them, or plain csv.")],
    quarter: Annotated[str, typer.Option(help="Quarter (YYYYQn), where neither content nor name tells it.")] = "",
    setting: Annotated[str, typer.Option(help="practitioner, hospital or dme, where nothing tells it.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Accept a table much shorter than before.")] = False,
    store: StorePath = None,
    form: Format = "text",
) -> None:
    """Import tables into the store: all files, or none of them where one is refused."""
    from cac.claim.edits.importer import import_files
    from cac.claim.edits.quarters import valid_quarter
    from cac.claim.edits.store import default_store_path

    _check_format(form)
    if setting not in {"", "practitioner", "hospital", "dme"}:
        raise _fail(f"setting {setting!r} is none of practitioner, hospital, dme")
    with _clear_errors(), _watching() as watch:
        done = import_files(
            files,
            store_path=store or default_store_path(),
            quarter=valid_quarter(quarter) if quarter else "",
            setting=setting,
            replace=replace,
            watch=watch,
        )
    if form == "json":
        _print_json({"schema": "cac.edits.import/1", "tables": [one.__dict__ for one in done]})
        return
    for one in done:
        typer.echo(f"{one.file_name}: {one.kind} {one.quarter}, {one.rows:,} rows, {one.action}")
        for note in one.notes:
            typer.echo(f"  note: {note}", err=True)


@app.command("status")
def status_command(store: StorePath = None, form: Format = "text") -> None:
    """Show the tables that are loaded, and from which file."""
    from cac.claim.edits.store import default_store_path, open_store

    _check_format(form)
    path = store or default_store_path()
    with _clear_errors(), open_store(path) as opened:
        releases = opened.releases
    if form == "json":
        _print_json({"schema": "cac.edits.status/1", "store": str(path), "releases": [_plain(r) for r in releases]})
        return
    typer.echo(f"store: {path}")
    if not releases:
        typer.echo("no table is loaded: cac edits import FILE...")
    for line in _status_lines(releases):
        typer.echo(line)


@app.command("check")
def check_command(
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="CODE, CODE-MOD-MOD, CODEx2 (units).")],
    dos: Annotated[str, typer.Option(help="Date of service, YYYY-MM-DD (default: today).")] = "",
    claim: Annotated[str, typer.Option(help="professional or facility.")] = "professional",
    payer: Annotated[str, typer.Option(help="Payer, to be told where the CMS tables may not be its own.")] = "",
    store: StorePath = None,
    form: Format = "text",
) -> None:
    """Check codes billed together: pairs, units, add-ons. Exit code 1 when something conflicts."""
    from datetime import date

    from cac.claim.edits.check import check_claim
    from cac.claim.edits.store import open_store

    _check_format(form)
    try:
        day = date.fromisoformat(dos) if dos else date.today()
    except ValueError:
        raise _fail(f"date of service {dos!r} is not a day of the form YYYY-MM-DD") from None
    lines = [parse_line(text) for text in codes]
    with _clear_errors(), open_store(store) as opened:
        report = check_claim(opened, lines, day, claim_type=claim, payer=payer)
    if form == "json":
        content = {"schema": "cac.edits.check/1", "date_of_service": day.isoformat(), "claim_type": claim}
        _print_json({**content, **_plain(report), "conflict": report.conflict})
    else:
        typer.echo(f"date of service {day}, {claim}, edits: {report.releases}")
        for line in _report_lines(report):
            typer.echo(line)
        for warning in report.warnings:
            typer.echo(f"warning: {warning}", err=True)
    if report.conflict:
        raise typer.Exit(1)
    if report.releases == "not loaded":
        raise _fail(f"no PTP table for {day} is loaded, so pairs were not checked: cac edits import FILE...")


def parse_line(text: str) -> "ClaimLine":
    """A claim line of its short form.

    Raises:
        typer.Exit: It has not that form (exit code 2, one line on stderr).
    """
    from cac.claim.edits.model import ClaimLine

    found = _CODE.fullmatch(text.strip().upper())
    if not found:
        raise _fail(f"{text!r} is not a code: write CODE, CODE-MOD or CODEx2")
    return ClaimLine(found[1], int(found[3] or 1), tuple(found[2].split("-")[1:]))


def _report_lines(report: "EditReport") -> Iterator[str]:
    if report.pairs:
        yield "column 1  column 2  indicator  state     reason"
    for pair in report.pairs:
        state = "modifier" if pair.allowed else "conflict"
        hint = "" if pair.allowed or pair.indicator != "1" else " (a modifier may lift it, if the record supports it)"
        yield f"{pair.column_1:<8}  {pair.column_2:<8}  {pair.indicator:<9}  {state:<8}  {pair.reason}{hint}"
    spans = {"1": "per line", "2": "per day, by policy", "3": "per day, clinical"}
    for unit in report.units:
        yield f"units: {unit.code} has {unit.units}, limit {unit.limit} ({spans[unit.mai]}): {unit.reason}"
    for add_on in report.add_ons:
        shown = ", ".join(add_on.parents[:8]) or "the contractor decides which"
        more = f" and {len(add_on.parents) - 8} more" if len(add_on.parents) > 8 else ""
        yield f"add-on: {add_on.code} without a primary code ({shown}{more})"
    if not (report.pairs or report.units or report.add_ons):
        yield "nothing found" if report.releases != "not loaded" else "nothing was checked against PTP edits"


def _status_lines(releases: "tuple[Release, ...]") -> Iterator[str]:
    from cac.claim.edits import facts

    whole: dict[tuple[str, str], int] = {}
    for release in releases:
        key = (release.kind, release.quarter)
        whole[key] = whole.get(key, 0) + release.rows
    for release in releases:
        extract = whole[release.kind, release.quarter] < facts.kinds()[release.kind].complete_rows
        yield (
            f"{release.kind:<17} {release.quarter}  {release.first_day} to {release.last_day}  {release.rows:>10,} rows"
            f"{'  extract' if extract else '         '}  {release.file_name}  (imported {release.imported_at})"
        )


@contextmanager
def _watching() -> "Iterator[Watch | None]":
    """Progress bars on stderr, when it is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:

        def watch(name: str) -> Any:
            task = bars.add_task(name, total=None)
            return lambda done, total: bars.update(task, completed=done, total=total or None)

        yield watch


@contextmanager
def _clear_errors() -> Iterator[None]:
    from cac.claim.edits.model import EditFileError, StoreError

    try:
        yield
    except (EditFileError, StoreError, ValueError) as error:
        raise _fail(str(error)) from None


def _fail(message: str) -> typer.Exit:
    typer.echo(f"cac edits: {' '.join(message.split())}", err=True)
    return typer.Exit(2)


def _check_format(form: str) -> None:
    if form not in {"text", "json"}:
        raise _fail(f"format {form!r} is neither text nor json")


def _plain(value: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(value)


def _print_json(content: dict[str, Any]) -> None:
    import json

    typer.echo(json.dumps(content, ensure_ascii=False, default=str))


if __name__ == "__main__":
    app()
