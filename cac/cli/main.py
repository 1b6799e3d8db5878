"""The ``cac`` command: a thin shell over the library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from cac.cli.options import MODEL, READY_AT, thresholds

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Computer-assisted coding for interventional radiology.")


class InputError(Exception):
    """Wrong use or unreadable input: one clear line."""


@app.command()
def suggest(
    file: Annotated[str, typer.Argument(help="Report as a text file, or - for standard input.")] = "-",
    format: Annotated[str, typer.Option(help="text, json or html.")] = "text",
    dos: Annotated[Optional[str], typer.Option(help="Date of service, such as 2026-06-01; read from the report where not given.")] = None,
    claim: Annotated[str, typer.Option(help="professional or facility.")] = "professional",
    payer: Annotated[str, typer.Option(help="Payer whose rules apply.")] = "medicare",
    pos: Annotated[str, typer.Option(help="Place of service code.")] = "22",
    age: Annotated[Optional[float], typer.Option(help="Age of the patient in years.")] = None,
    payer_file: Annotated[Optional[Path], typer.Option(help="A payer overlay of your own, a YAML file checked on load.")] = None,
    store: Annotated[Optional[Path], typer.Option(help="File of the CMS tables (default: in the user's data folder).")] = None,
    ready_at: Annotated[Optional[list[str]], typer.Option(help=READY_AT)] = None,
    model: Annotated[Optional[str], typer.Option(help=MODEL)] = None,
) -> None:
    """Code one report."""
    from cac.cli.show import render
    from cac.coder import Coder
    from cac.report import Report

    if format not in ("text", "json", "html"):
        raise InputError(f"format {format!r} is unknown: use text, json or html")
    report = Report(text=read_text(file), date_of_service=dos, claim_type=claim, payer=payer, place_of_service=pos, patient_age=age)
    typer.echo(render(Coder(store=store, payer_file=payer_file, model=model, ready_at=thresholds(ready_at)).suggest(report), format=format, color=format == "text" and sys.stdout.isatty()))


@app.command()
def extract(
    file: Annotated[str, typer.Argument(help="Report as a text file, or - for standard input.")] = "-",
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
) -> None:
    """Show what is found in a report: the five named findings first."""
    from cac.cli.show import render_findings
    from cac.coder import Coder
    from cac.report import Report

    if format not in ("text", "json"):
        raise InputError(f"format {format!r} is unknown: use text or json")
    typer.echo(render_findings(Coder().findings(Report(text=read_text(file))), format=format))


@app.command()
def schema() -> None:
    """Print the JSON Schema of an answer."""
    import json

    from cac.schema import schema as build

    typer.echo(json.dumps(build(), indent=1))


def read_text(name: str) -> str:
    """The text of a file or of standard input.

    Raises:
        InputError: the input is missing, a folder, empty or not text.
    """
    if name == "-":
        data, shown = sys.stdin.buffer.read(), "standard input"
    else:
        path, shown = Path(name), name
        if not path.exists():
            raise InputError(f"{name}: no such file; give the path of a text file or - for standard input")
        if path.is_dir():
            raise InputError(f"{name} is a folder; use `cac batch` for a folder of reports")
        data = path.read_bytes()
    return decoded(data, shown)


def decoded(data: bytes, shown: str) -> str:
    """Text of bytes in UTF-8, UTF-16 with a mark, or Latin-1.

    Raises:
        InputError: empty or binary input.
    """
    if not data.strip():
        raise InputError(f"{shown} is empty; give a report")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\x00" in data or data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xd0\xcf\x11\xe0")):
        raise InputError(f"{shown} is binary data, not text; convert it to plain text first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _mount() -> None:
    """Commands that live in files of their own; each module imports heavy things only when called."""
    from cac.cli import batch, codes, queries

    app.command("batch")(batch.batch)
    app.command("queries")(queries.queries)
    app.add_typer(codes.app, name="codes")
    for name, attribute in (("edits", "app"), ("evaluate", "evaluate"), ("audit", "audit"), ("train", "train")):
        try:
            module = __import__(f"cac.cli.{name}", fromlist=[attribute])
        except ModuleNotFoundError as error:
            if error.name != f"cac.cli.{name}":
                raise
            continue
        target = getattr(module, attribute)
        if isinstance(target, typer.Typer):
            app.add_typer(target, name=name)
        else:
            app.command(name)(target)


def run() -> None:
    """Entry point: exit code 0 done, 1 needs attention, 2 wrong use or unreadable input."""
    from cac.knowledge.strict import KnowledgeError
    from cac.report import ReportError

    _mount()
    try:
        app()
    except (InputError, ReportError, KnowledgeError) as error:
        print(f"cac: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    except BrokenPipeError:
        raise SystemExit(0) from None


if __name__ == "__main__":
    run()
