"""``cac codes``: what is known of a code."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Optional

import typer

app = typer.Typer(no_args_is_help=True, help="What is known of a code: label, dates, indicators, rules, sources.")


def _day(value: str | None) -> date:
    from cac.report import day_of

    return day_of(value) or date.today()


@app.command("show")
def show(
    code: Annotated[str, typer.Argument(help="A CPT or HCPCS code.")],
    dos: Annotated[Optional[str], typer.Option(help="Day for which to answer, such as 2026-06-01.")] = None,
) -> None:
    """Show one code with its dates, indicators, rules and sources."""
    from cac.cli.main import InputError
    from cac.knowledge import rules, tables

    fact = tables.codes().get(code.upper())
    if fact is None and _level_2(code.upper(), _day(dos)):
        return
    if fact is None:
        raise InputError(f"code {code} is not in the knowledge base; look for words with `cac codes find`")
    day = _day(dos)
    force = "in force" if tables.in_force(fact.code, day) else "not in force"
    typer.echo(f"{fact.code}  {fact.label}\n  {force} on {day.isoformat()}; first day {fact.first_day or 'before 2025'}, last day {fact.last_day or 'none'}")
    typer.echo(f"  {fact.system}, {fact.kind.replace('_', ' ')}, family {fact.family}")
    if fact.add_on_to:
        typer.echo(f"  add-on to {' '.join(fact.add_on_to)}")
    typer.echo(f"  global {fact.global_days or '-'}, bilateral {fact.bilateral or '-'}, PC/TC {fact.pc_tc or '-'}, MUE {fact.mue or '-'}")
    if fact.includes:
        typer.echo(f"  includes: {fact.includes}")
    named = [r.id for rows in rules.rules().values() for r in rows if any(g.get("code") == fact.code for g in r.give)]
    typer.echo(f"  rules: {', '.join(named) if named else 'none'}")
    typer.echo(f"  mark: {fact.mark}; sources: {', '.join(fact.sources)}")


def _level_2(code: str, day: date) -> bool:
    """Show a code of the CMS tables and the notes on it; whether anything is known of it."""
    from cac.claim.edits import lookups, session
    from cac.knowledge import hcpcs_notes, supplies_table

    store, remarks, supply = session.current(), hcpcs_notes.notes(code), supplies_table.facts().get(code)
    entry = lookups.hcpcs(store, code, day) if store else None
    if entry is not None:
        force = "in force" if entry.in_force else "not in force"
        typer.echo(f"{entry.code}  {entry.short or entry.long or 'no text in the table loaded'}")
        typer.echo(f"  {force} on {day.isoformat()}; first day {entry.first_day or 'not stated'}, last day {entry.last_day or 'none'}; {entry.release}{', older than the day asked' if entry.outdated else ''}")
        paid = lookups.opps(store, code, day) if store else None
        if paid is not None:
            typer.echo(f"  hospital outpatient status {paid.status} ({paid.release})")
    if supply is not None:
        typer.echo(f"{'' if entry else supply.code + '  '}  hospital claim: {supply.label}; mark: {supply.mark}; source: {supply.source}")
    for remark in remarks:
        typer.echo(f"  note: {remark}" if entry or supply else f"{code}: {remark}")
    return bool(entry or supply or remarks)


@app.command("find")
def find(words: Annotated[list[str], typer.Argument(help="Words to look for in labels and families.")]) -> None:
    """Find codes by words of their label or family."""
    from cac.knowledge import tables

    wanted = [word.lower() for word in words]
    hits = [f for f in tables.codes().values() if all(w in f"{f.code} {f.label} {f.family} {f.includes}".lower() for w in wanted)]
    for fact in hits:
        typer.echo(f"{fact.code}  {fact.label[:60]:<60}  {fact.family}")
    if not hits:
        typer.echo("no code found", err=True)
        raise typer.Exit(1)
