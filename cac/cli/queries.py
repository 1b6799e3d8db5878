"""``cac queries``: the list of questions to physicians for an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer


def queries(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A jsonl file or a folder of text files.")],
    out: Annotated[Path, typer.Option(help="File to write: .csv or .txt.")],
    dos: Annotated[Optional[str], typer.Option(help="Date of service where a row has none.")] = None,
) -> None:
    """Write the questions whose answers would change codes, one row each."""
    import csv

    from cac.cli.main import InputError
    from cac.coder import Coder
    from cac.formats.archive import Bad, rows
    from cac.report import ReportError

    if out.suffix not in (".csv", ".txt"):
        raise InputError(f"{out}: unknown form; name a .csv or a .txt file")
    coder, count, bad = Coder(), 0, 0
    with out.open("w", encoding="utf-8", newline="") as sink:
        table = csv.writer(sink) if out.suffix == ".csv" else None
        if table:
            table.writerow(["report_id", "date_of_service", "element", "question", "options", "the report says", "affects", "effect"])
        for row in rows(source, defaults={"date_of_service": dos}):
            if isinstance(row, Bad):
                bad += 1
                typer.echo(f"{row.where}: {row.reason}", err=True)
                continue
            try:
                answer = coder.suggest(row[1])
            except ReportError as error:
                bad += 1
                typer.echo(f"{row[0]}: {error}", err=True)
                continue
            for query in answer.queries:
                count += 1
                says = " ... ".join(" ".join(i["text"].split()) for i in query["indicators"])
                day = answer.encounter.get("date_of_service") or ""
                if table:
                    table.writerow([answer.report_id, day, query["element"], query["question"], " / ".join(query["options"]), says, " ".join(query["affects"]), query["effect"]])
                else:
                    options = "\n".join(f"  [ ] {option}" for option in query["options"])
                    sink.write(f"Report {answer.report_id}, {day}\n{query['question']}\nThe report says: {says}\n{options}\n\n")
    typer.echo(f"{count} questions" + (f", {bad} rows not read" if bad else ""), err=True)
    if bad:
        raise typer.Exit(1)
