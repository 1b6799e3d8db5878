"""``cac batch``: an archive of reports to a file of answers, in the order of the input."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from cac.cli.options import MODEL, READY_AT, thresholds


def batch(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A jsonl file or a folder of text files.")],
    out: Annotated[Path, typer.Option(help="File of answers, one JSON object per line.")],
    dos: Annotated[Optional[str], typer.Option(help="Date of service where a row has none.")] = None,
    claim: Annotated[str, typer.Option(help="professional or facility.")] = "professional",
    payer: Annotated[str, typer.Option(help="Payer whose rules apply.")] = "medicare",
    ready_at: Annotated[Optional[list[str]], typer.Option(help=READY_AT)] = None,
    model: Annotated[Optional[str], typer.Option(help=MODEL)] = None,
    quarantine: Annotated[Optional[Path], typer.Option(help="File for rows that cannot be read; default OUT.bad.jsonl.")] = None,
) -> None:
    """Code every report of an archive; a bad row is set aside with its reason."""
    import json

    from cac.coder import Coder
    from cac.formats.archive import Bad, rows
    from cac.report import ReportError

    coder, done, bad = Coder(model=model, ready_at=thresholds(ready_at)), 0, []
    with out.open("w", encoding="utf-8") as sink:
        for row in rows(source, defaults={"date_of_service": dos, "claim_type": claim, "payer": payer}):
            if isinstance(row, Bad):
                bad.append({"where": row.where, "reason": row.reason})
                continue
            where, report = row
            try:
                sink.write(coder.suggest(report).to_json() + "\n")
                done += 1
            except ReportError as error:
                bad.append({"where": where, "reason": str(error)})
    if bad:
        path = quarantine or out.with_name(out.name + ".bad.jsonl")
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in bad), encoding="utf-8")
        typer.echo(f"{done} reports coded, {len(bad)} set aside in {path}", err=True)
        raise typer.Exit(1)
    typer.echo(f"{done} reports coded", err=True)
