"""Seed 200 errors of 8 kinds into the labelled claims and measure what the audit finds.

    python tests/bench/bench_audit.py [--errors N] [--seed N] [--show KIND] [CASES]

CASES is a folder of labelled cases; without it $CAC_SHARED/cases (or ../shared/cases beside the checkout). One error
goes into one claim; the labelled lines that carry none are what a false alarm is counted on. Three measures:

- coder: the report is read by the coder, on all cases;
- exact: the same on the cases whose claim the coder gets exactly right;
- labels: the labelled lines stand for the report, which measures the comparison alone.

Labels after published answers leave modifiers unsaid: a missing modifier on their other lines is no false alarm there,
and lines marked arguable are left out of the false alarms. A case may have several accepted claims: what the audit says is
no false alarm either where another accepted claim of the case says the same.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cac import Coder, Report
from cac.claim.audit.compare import audit
from cac.claim.audit.model import AuditedReport, CodedLine
from cac.claim.edits import facts
from cac.claim.edits.importer import import_files
from cac.claim.edits.store import EditStore, choose, open_store
from cac.evaluation.cases import Case, read_cases
from cac.evaluation.lines import count_units
from cac.knowledge import tables

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CAC_SHARED", ROOT.parent / "shared"))
TABLES = ("ncci_ptp_practitioner_2024q3_ir_active.csv.gz", "ncci_mue_practitioner_2024q3.csv", "ncci_addon_codes_2024-06.csv")
FOUND_GOAL, ALARM_GOAL = 0.98, 0.02
#: what the audit may say about an error of a kind
ACCEPTED = {
    "missing_line": {"missing", "wrong_units"},
    "extra_line": {"unsupported", "edit_conflict"},
    "wrong_units": {"wrong_units", "unsupported", "missing", "missing_modifier"},
    "wrong_side": {"wrong_modifier"},
    "missing_modifier": {"missing_modifier", "wrong_units"},
    "needless_modifier": {"wrong_modifier", "wrong_units"},
    "edit_conflict": {"edit_conflict"},
    "out_of_date": {"out_of_date"},
}
Line = tuple[str, int, tuple[str, ...]]


@dataclass(frozen=True)
class Seeded:
    """One claim with one error: the lines, the kind, the codes the error concerns."""

    case: Case
    kind: str
    lines: tuple[Line, ...]
    codes: frozenset[str]


def base(case: Case) -> list[Line]:
    """The labelled lines of a case."""
    return [(line.code, line.units, tuple(line.modifiers or ())) for line in case.expected]


def accepted_codes(case: Case) -> set[str]:
    """Codes of any accepted list."""
    return {line.code for lines in (case.expected, *case.alternatives) for line in lines}


def seed(case: Case, kind: str, dice: random.Random, store: EditStore) -> Seeded | None:
    """The claim of a case with one error of a kind, None where the kind does not fit the case."""
    lines, day = base(case), date.fromisoformat(case.date_of_service)
    places = [i for i, line in enumerate(case.expected) if not line.arguable]
    dice.shuffle(places)
    known = tables.codes()
    if kind == "missing_line":
        if len(lines) < 2 or not places:
            return None
        at = places[0]
        return Seeded(case, kind, tuple(lines[:at] + lines[at + 1 :]), frozenset({lines[at][0]}))
    if kind in ("extra_line", "edit_conflict"):
        code = _forbidden(case, dice, day) if kind == "extra_line" else _column_2(case, dice, day, store)
        return Seeded(case, kind, (*lines, (code, 1, ())), frozenset({code})) if code else None
    for at in places:
        code, units, modifiers = lines[at]
        fact = known.get(code)
        changed = _changed(kind, code, units, modifiers, fact, dice, day, minimum=case.modifiers_are_minimum)
        if changed is not None:
            return Seeded(case, kind, (*lines[:at], changed, *lines[at + 1 :]), frozenset({code, changed[0]}))
    return None


def _changed(kind: str, code: str, units: int, modifiers: tuple[str, ...], fact: Any, dice: random.Random, day: date, *, minimum: bool) -> Line | None:
    if kind == "wrong_units":
        return None if "50" in modifiers else (code, units + 1 if units == 1 or dice.random() < 0.5 else units - 1, modifiers)
    if kind == "wrong_side":
        side = next((m for m in modifiers if m in ("RT", "LT")), None)
        return (code, units, tuple({"RT": "LT", "LT": "RT"}.get(m, m) for m in modifiers)) if side else None
    if kind == "missing_modifier":
        due = [m for m in modifiers if m in ("26", "59", "50", "53", "52") or (m in ("RT", "LT") and fact is not None and fact.bilateral == "1")]
        gone = dice.choice(due) if due else None
        return (code, units, tuple(m for m in modifiers if m != gone)) if gone else None
    if kind == "needless_modifier":
        if minimum or fact is None:
            return None
        choices = [m for m in ("59", "52") if m not in modifiers] + (["26"] if fact.pc_tc not in ("1",) and "26" not in modifiers else [])
        return (code, units, (*modifiers, dice.choice(choices))) if choices else None
    family = fact.family if fact is not None else ""
    ended = [c for c in tables.codes().values() if c.last_day is not None and c.last_day < day]
    same = [c for c in ended if c.family == family] or ended
    return (dice.choice(same).code, units, modifiers) if same else None


def _forbidden(case: Case, dice: random.Random, day: date) -> str:
    known = tables.codes()
    named = [f.code for f in case.must_not if not f.words and not f.modifiers and f.units is None and f.code in known and known[f.code].covers(day)]
    families = {known[line.code].family for line in case.expected if line.code in known}
    near = [c.code for c in known.values() if c.family in families and c.covers(day)]
    for pool in (named, near):
        left = [code for code in pool if code not in accepted_codes(case)]
        if left:
            return dice.choice(left)
    return ""


def _column_2(case: Case, dice: random.Random, day: date, store: EditStore) -> str:
    release = choose(store, "ptp-practitioner", day).releases[0].id
    known, found = tables.codes(), set()
    for line in case.expected:
        if facts.allowing_modifiers() & set(line.modifiers or ()):
            continue  # the tables let any pair of this line stand
        rows = store.connection.execute("SELECT column_2 FROM ptp WHERE release = ? AND column_1 = ? AND indicator IN ('0', '1')", (release, line.code))
        found |= {code for (code,) in rows if code in known and known[code].covers(day)}
    left = sorted(found - accepted_codes(case))
    return dice.choice(left) if left else ""


def seeded(cases: list[Case], number: int, dice: random.Random, store: EditStore) -> list[Seeded]:
    """Errors spread evenly over the kinds, one to a case as long as the cases last."""
    out: list[Seeded] = []
    used: set[str] = set()
    for kind in sorted(ACCEPTED, key=lambda k: sum(seed(c, k, random.Random(1), store) is not None for c in cases)):
        free = [case for case in cases if case.id not in used]
        dice.shuffle(free)
        again = [case for case in cases if case.id in used]
        dice.shuffle(again)
        made = 0
        for case in free + again:
            if made == number // len(ACCEPTED):
                break
            one = seed(case, kind, dice, store)
            if one is not None:
                out.append(one)
                used.add(case.id)
                made += 1
    return out


def answer_of_labels(case: Case) -> dict[str, Any]:
    """An answer in which the labelled lines stand for what the report supports."""
    def line(code: str, units: int, modifiers: tuple[str, ...]) -> dict[str, Any]:
        return {"code": code, "units": units, "modifiers": list(modifiers), "rule": "label", "sources": ["label"], "why": "labelled", "modifier_reasons": {}, "evidence": []}

    encounter = {"claim_type": case.claim_type, "place_of_service": "22", "date_of_service": case.date_of_service}
    return {"report_id": case.id, "encounter": encounter, "lines": [line(*one) for one in base(case)], "rejected": [], "queries": [], "notes": []}


def said(found: AuditedReport) -> list[tuple[str, str, bool]]:
    """Code, kind and whether it is a line of the claim, of everything the audit says."""
    rows = [(line.line.code, finding.kind, True) for line in found.lines for finding in line.findings]
    return rows + [(shown[:5], finding.kind, False) for shown, finding in found.missing]


def measure(errors: list[Seeded], answers: dict[str, dict[str, Any]], store: EditStore, show: str = "") -> dict[str, Any]:
    """Found and false alarms per kind."""
    found: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    clean: Counter[str] = Counter()
    alarmed: dict[str, Counter[str]] = defaultdict(Counter)
    for error in errors:
        case = error.case
        coded = [CodedLine(case.id, code, units, modifiers) for code, units, modifiers in error.lines]
        result = audit(answers[case.id], coded, day=date.fromisoformat(case.date_of_service), store=store)
        rows = said(result)
        hit = any(code in error.codes and kind in ACCEPTED[error.kind] for code, kind, _ in rows)
        found[error.kind] += hit
        if show == error.kind and not hit:
            print("not found", case.id, error.codes, error.lines, rows)
        arguable = {line.code for line in case.expected if line.arguable}
        others = [line for line in case.expected if line.code not in error.codes and not line.arguable]
        clean[error.kind] += len(others)
        false = {
            (code, kind) for code, kind, _ in rows
            if code not in error.codes and code not in arguable and not (case.modifiers_are_minimum and kind in ("missing_modifier", "wrong_modifier", "edit_conflict")) and not (kind == "missing" and not case.complete)
            and not _another_says_so(case, code, kind)
        }
        alarms[error.kind] += len(false)
        for _, kind in false:
            alarmed[error.kind][kind] += 1
        if show in ("alarms", "labels") and false:
            print("alarm", case.id, error.kind, sorted(false))
    totals = Counter(error.kind for error in errors)
    return {"found": found, "totals": totals, "alarms": alarms, "clean": clean, "kinds": alarmed}


def _another_says_so(case: Case, code: str, kind: str) -> bool:
    """Whether a further accepted claim of the case lacks the code, has it, or has other units of it, as the audit says."""
    labelled = count_units(case.expected)[code]
    others = {count_units(lines)[code] for lines in case.alternatives}
    if kind == "missing":
        return not labelled and any(others)
    if kind in ("unsupported", "edit_conflict"):
        return 0 in others
    return kind == "wrong_units" and bool(others - {labelled, 0})


def exact(case: Case, answer: dict[str, Any]) -> bool:
    """Whether the coder gives the labelled claim, code by code and unit by unit."""
    given: Counter[str] = Counter()
    for line in answer["lines"]:
        given[line["code"]] += line["units"] * (2 if "50" in line["modifiers"] else 1)
    return given == count_units(case.expected)


def table(name: str, got: dict[str, Any]) -> str:
    """A measure as text."""
    rows = [f"{name:<20}{'seeded':>8}{'found':>8}{'share':>9}{'clean lines':>13}{'alarms':>8}{'share':>9}"]
    for kind in ACCEPTED:
        rows.append(_row(kind, got["totals"][kind], got["found"][kind], got["clean"][kind], got["alarms"][kind]))
    rows.append(_row("all", *(sum(got[key].values()) for key in ("totals", "found", "clean", "alarms"))))
    return "\n".join(rows)


def _row(kind: str, total: int, found: int, clean: int, alarms: int) -> str:
    share = f"{100 * found / total:.1f} %" if total else "no data"
    rate = f"{100 * alarms / clean:.1f} %" if clean else "no data"
    return f"  {kind:<18}{total:>8}{found:>8}{share:>9}{clean:>13}{alarms:>8}{rate:>9}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="?", type=Path, default=SHARED / "cases")
    parser.add_argument("--errors", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260601)
    parser.add_argument("--show", default="")
    given = parser.parse_args()
    if not given.cases.is_dir() or not (SHARED / "data").is_dir():
        print(f"no cases in {given.cases} or no tables in {SHARED / 'data'}", file=sys.stderr)
        return 2
    cases = [case for file in read_cases([given.cases]) for case in file.cases if case.expected]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        import_files([SHARED / "data" / name for name in TABLES], store_path=path)
        with open_store(path) as store:
            errors = seeded(cases, given.errors, random.Random(given.seed), store)
            coder = Coder(store=path)
            wanted = {error.case.id: error.case for error in errors}
            answers = {
                key: coder.suggest(Report(text=c.report, report_id=c.id, date_of_service=c.date_of_service, claim_type=c.claim_type, **c.encounter)).to_dict()
                for key, c in wanted.items()
            }
            right = {key for key, c in wanted.items() if exact(c, answers[key])}
            coder_all = measure(errors, answers, store, "" if given.show == "labels" else given.show)
            coder_right = measure([e for e in errors if e.case.id in right], answers, store)
            labels = measure(errors, {key: answer_of_labels(c) for key, c in wanted.items()}, store, given.show if given.show == "labels" else "")
    print(f"{len(errors)} errors in {len(wanted)} claims; the coder is exact on {len(right)} of them\n")
    print("\n\n".join(table(*pair) for pair in (("coder", coder_all), ("exact", coder_right), ("labels", labels))))
    share = sum(labels["found"].values()) / max(1, len(errors))
    rate = sum(labels["alarms"].values()) / max(1, sum(labels["clean"].values()))
    return 0 if share >= FOUND_GOAL and rate < ALARM_GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
