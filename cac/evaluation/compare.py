"""Comparison of two result files: what became right, what became wrong, how the measures moved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from cac.evaluation.report import NO_DATA, WIDTH
from cac.evaluation.results import EVALUATION_VERSION, SCHEMA, show_rows

SHARES = (
    ("exact claims", "exact"),
    ("  where codes are due", "exact_coded"),
    ("  where silence is right", "exact_empty"),
    ("precision", "precision"),
    ("recall", "recall"),
    ("F1", "f1"),
    ("units, matched codes", "units"),
    ("modifiers, matched codes", "modifiers"),
)
COUNTS = (("wrong units", "wrong_units"), ("forbidden codes", "forbidden_codes"), ("coder errors", "errors"))


class ResultFileError(ValueError):
    """A result file cannot be read or compared; the message names file and what is wrong."""


def read_result(path: Path) -> dict[str, Any]:
    """Read a result file.

    Raises:
        ResultFileError: it cannot be opened, is no JSON, or is no result of this version of the evaluation.
    """
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResultFileError(f"{path}: cannot be read ({error.strerror})") from error
    except json.JSONDecodeError as error:
        raise ResultFileError(f"{path}, line {error.lineno}: not JSON ({error.msg})") from error
    except UnicodeDecodeError as error:
        raise ResultFileError(f"{path}: not UTF-8") from error
    if not isinstance(result, dict) or result.get("schema") != SCHEMA:
        raise ResultFileError(f"{path}: no result file of schema {SCHEMA}")
    if result.get("evaluation_version") != EVALUATION_VERSION:
        raise ResultFileError(
            f"{path}: evaluation version {result.get('evaluation_version')}, this is {EVALUATION_VERSION}; "
            "the scores are not comparable, run it again"
        )
    overall = result.get("overall")
    lacking = [key for _, key in (*SHARES, *COUNTS) if not isinstance(overall, dict) or key not in overall]
    lacking += [key for key in ("cases", "corpus", "selection") if key not in result]
    if lacking:
        raise ResultFileError(f"{path}: {', '.join(lacking)} is missing; run the evaluation again")
    return result


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Compare two results.

    Args:
        before: the earlier result.
        after: the later result.

    Returns:
        Cases that became right or wrong, cases with another answer of the same verdict, cases in one of the two only, and
        each measure before, after and their difference (None where either has no data).
    """
    old = {row["id"]: row for row in before["cases"]}
    new = {row["id"]: row for row in after["cases"]}
    both = [key for key in old if key in new]
    changed = [key for key in both if _answer(old[key]) != _answer(new[key])]
    measures: dict[str, Any] = {}
    for _, key in (*SHARES, *COUNTS):
        a, b = _value(before["overall"][key]), _value(after["overall"][key])
        measures[key] = {"before": a, "after": b, "difference": None if a is None or b is None else round(b - a, 6)}
    return {
        "same_corpus": before["corpus"]["sha256"] == after["corpus"]["sha256"],
        "same_selection": before["selection"] == after["selection"],
        "compared": len(both),
        "became_right": [_change(old[k], new[k]) for k in both if new[k]["right"] and not old[k]["right"]],
        "became_wrong": [_change(old[k], new[k]) for k in both if old[k]["right"] and not new[k]["right"]],
        "changed_same_verdict": [_change(old[k], new[k]) for k in changed if old[k]["right"] == new[k]["right"]],
        "only_before": [key for key in old if key not in new],
        "only_after": [key for key in new if key not in old],
        "measures": measures,
    }


def _answer(row: Mapping[str, Any]) -> tuple[Any, ...]:
    lines = sorted((line["code"], line["units"], tuple(line["modifiers"])) for line in row["given"])
    return (lines, row["error"])


def _change(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": new["id"],
        "family": new["family"],
        "before": old["error"] or show_rows(old["given"]),
        "after": new["error"] or show_rows(new["given"]),
        "missing": new["missing"],
        "extra": new["extra"],
    }


def _value(measure: Any) -> float | None:
    return measure["value"] if isinstance(measure, dict) else measure


def render_comparison(found: Mapping[str, Any]) -> str:
    """Write a comparison as text, 80 columns wide."""
    rows = [f"{found['compared']} cases compared"]
    if not found["same_corpus"]:
        rows.append("The corpora differ: the measures are of different cases, the lists of the shared ids.")
    elif not found["same_selection"]:
        rows.append("The selections differ: the measures are of different cases.")
    rows = [part for row in rows for part in wrap(row, WIDTH)]
    rows += ["", f"{'measure':<28} {'before':>9} {'after':>9} {'change':>12}"]
    for name, key in SHARES:
        m = found["measures"][key]
        rows.append(f"{name:<28} {_share(m['before']):>9} {_share(m['after']):>9} {_points(m['difference']):>12}")
    for name, key in COUNTS:
        m = found["measures"][key]
        rows.append(f"{name:<28} {m['before']:>9} {m['after']:>9} {m['difference']:>+12}")
    for key, title in (
        ("became_right", "Became right"),
        ("became_wrong", "Became wrong"),
        ("changed_same_verdict", "Another answer, same verdict"),
    ):
        rows += ["", f"{title}: {len(found[key])}"]
        for change in found[key]:
            rows.append(f"  {change['id']}  {change['family']}")
            rows += _indented("before", change["before"]) + _indented("after", change["after"])
    for key, title in (("only_before", "Only in the first file"), ("only_after", "Only in the second file")):
        if found[key]:
            rows += ["", f"{title}: {len(found[key])}", *wrap(", ".join(found[key]), WIDTH, initial_indent="  ", subsequent_indent="  ")]
    return "\n".join(rows) + "\n"


def _share(value: float | None) -> str:
    return NO_DATA if value is None else f"{100 * value:.1f} %"


def _points(value: float | None) -> str:
    return NO_DATA if value is None else f"{100 * value:+.1f} points"


def _indented(name: str, text: str) -> Sequence[str]:
    return wrap(text, WIDTH, initial_indent=f"    {name + ':':<8}", subsequent_indent=" " * 12)
