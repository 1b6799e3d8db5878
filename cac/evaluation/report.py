"""Text tables of an evaluation, 80 columns wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

WIDTH = 80
NO_DATA = "no data"
NAME = 20
HEAD = " ".join(["   n", *(f"{name:>7}" for name in ("exact", "%", "95 %", "prec", "rec", "F1")), f"{'wrong':>6}"])


def render(result: Mapping[str, Any]) -> str:
    """Write the tables of a result.

    Args:
        result: plain data of `results.build_result`.

    Returns:
        Heading, overall measures with counts and intervals, one row per file and per family.
    """
    blocks = [_heading(result), _measures(result["overall"])]
    for name in ("file", "kind", "family"):
        groups = result["by"].get(name) or {}
        if len(groups) > 1 or (groups and name == "family"):
            blocks.append("\n".join([_head(f"per {name}"), *(_row(key, value) for key, value in groups.items())]))
    return "\n\n".join(blocks) + "\n"


def _heading(result: Mapping[str, Any]) -> str:
    corpus, code, knowledge = result["corpus"], result["code"], result["knowledge"]
    rows = [
        f"{corpus['cases_run']} of {corpus['cases']} cases from {len(corpus['files'])} file(s), "
        f"corpus sha256 {corpus['sha256'][:16]}",
        f"code {code['version']} ({code['sha256'][:12]}), knowledge {', '.join(knowledge['version'])}, "
        f"NCCI {', '.join(knowledge['ncci'])}",
    ]
    if corpus["cases_run"] < corpus["cases"]:
        rows.append("Part of the corpus: a look, not a result.")
    return "\n".join(part for row in rows for part in wrap(row, WIDTH))


def _measures(totals: Mapping[str, Any]) -> str:
    rows = [f"{'measure':<28} {'value':>8} {'95 % interval':>17}  counts"]
    for key, name, of in (
        ("exact", "exact claims", "complete cases"),
        ("exact_coded", "  where codes are due", "complete cases"),
        ("exact_empty", "  where silence is right", "complete cases"),
        ("precision", "precision", "units given"),
        ("recall", "recall", "units expected"),
        ("units", "units, matched codes", "codes"),
        ("modifiers", "modifiers, matched codes", "codes"),
    ):
        ratio = totals[key]
        rows.append(
            f"{name:<28} {percent(ratio['value']):>8} {_interval(ratio['interval_95']):>17}"
            f"  {ratio['hits']} of {ratio['of']} {of}"
        )
    rows.insert(6, f"{'F1':<28} {percent(totals['f1']):>8}")
    rows.append(
        f"{'wrong units per report':<28} {number(totals['wrong_per_report']):>8} {'':>17}"
        f"  {totals['wrong_units']} in {totals['complete']} complete cases"
    )
    rows.append(
        f"{'forbidden codes':<28} {totals['forbidden_codes']:>8} {'':>17}"
        f"  in {totals['forbidden_cases']} of {totals['cases']} cases"
    )
    rows.append(f"{'coder errors':<28} {totals['errors']:>8} {'':>17}  of {totals['cases']} cases")
    return "\n".join(rows)


def _head(title: str) -> str:
    return f"{title:<{NAME}}{HEAD}"


def _row(name: str, totals: Mapping[str, Any]) -> str:
    exact = totals["exact"]
    bounds = exact["interval_95"]
    short = NO_DATA if bounds is None else f"{100 * bounds[0]:.0f}-{100 * bounds[1]:.0f}"
    lead = f"{name}\n{'':{NAME}}" if len(name) > NAME else f"{name:<{NAME}}"
    counts = f"{exact['hits']}/{exact['of']}"
    shares = (totals["precision"]["value"], totals["recall"]["value"], totals["f1"])
    cells = " ".join(f"{text:>7}" for text in (counts, _bare(exact["value"]), short, *map(_bare, shares)))
    return f"{lead}{totals['cases']:>4} {cells} {number(totals['wrong_per_report'], missing='-'):>6}"


def percent(value: float | None) -> str:
    """Write a share in percent; no data stays ``no data``."""
    return NO_DATA if value is None else f"{100 * value:.1f} %"


def number(value: float | None, *, missing: str = NO_DATA) -> str:
    """Write a number with two decimals; no data stays ``no data``."""
    return missing if value is None else f"{value:.2f}"


def _bare(value: float | None) -> str:
    return NO_DATA if value is None else f"{100 * value:.1f}"


def _interval(bounds: Sequence[float] | None) -> str:
    return NO_DATA if bounds is None else f"{100 * bounds[0]:.1f} to {100 * bounds[1]:.1f} %"


def render_misses(misses: Sequence[Mapping[str, Any]]) -> str:
    """Write the list of misses (`misses.list_misses`), one block per case."""
    if not misses:
        return "No misses.\n"
    kinds = sorted({miss["kind"] for miss in misses})
    counts = ", ".join(f"{kind} {sum(miss['kind'] == kind for miss in misses)}" for kind in kinds)
    return "\n\n".join([f"Misses: {len(misses)} ({counts})", *(_miss(miss) for miss in misses)]) + "\n"


def _miss(miss: Mapping[str, Any]) -> str:
    rows = [f"{miss['id']}  {miss['family']}  {miss['kind']}{'' if miss['complete'] else '  (incomplete label)'}"]
    if miss["error"]:
        rows += _field("error", miss["error"])
    rows += _field("expected", miss["expected_text"])
    arguable = [line["code"] for line in miss["expected"] if line["arguable"]]
    if arguable:
        rows += _field("arguable", ", ".join(arguable))
    if miss["accepted"] != "expected":
        rows += _field("nearest", miss["accepted"])
    rows += _field("given", miss["given_text"])
    for key in ("missing", "extra"):
        if miss[key]:
            rows += _field(key, ", ".join(code if n == 1 else f"{code} x{n}" for code, n in miss[key].items()))
    for key, name in (("forbidden", "forbidden"), ("forbidden_in_some_form", "check")):
        for code, reason in miss[key].items():
            rows += _field(name, f"{code}: {reason}")
    for text in miss["modifiers"]:
        rows += _field("modifiers", text)
    for key in ("evidence", "rejected", "queries"):
        for code, texts in miss[key].items():
            for text in texts:
                rows += _field(key, f"{code} {text}")
    return "\n".join(rows)


def _field(name: str, text: str) -> list[str]:
    lead = f"  {name + ':':<11}"
    return wrap(" ".join(text.split()), WIDTH, initial_indent=lead, subsequent_indent=" " * 13) or [lead.rstrip()]
