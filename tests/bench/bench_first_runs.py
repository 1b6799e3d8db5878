"""Record what the program answered on each blind batch before anybody had read it.

    python tests/bench/bench_first_runs.py [--out models/first_runs.jsonl]

The commit before the one that added a batch never saw its reports (later batches name the program that was scored): its
tree is unpacked to a temporary folder and run there on the batch. Prints exact claims per batch, to hold against ``corpora/blind/CARD.md``. The records carry facts
and verdicts, no word of a report. Two batches of the first commit with corpora (_1, _2) have no such tree.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from cac.evaluation.cases import Case, read_case_file
from cac.evaluation.first_runs import record

ROOT = Path(__file__).resolve().parents[2]
#: the program that had not seen the batches: as a rule the commit before the one that added them
PROGRAMS = {
    "3ba522711a7f^": ("vascular_3", "nonvascular_3"),
    "3da02ca9209a^": ("vascular_4", "nonvascular_4"),
    "490c7c2a9e8e^": ("path_1",),
    "ea99ecd4b671^": ("mini_biopsy", "mini_embo", "mini_legs", "mini_neg", "mini_spine", "mini_tubes", "mini_venous"),
    "c0f7a9c92ad2^": ("vascular_5", "nonvascular_5", "mixed_5"),
    "53a850028778^": ("vascular_6",),
    "92d65e3": ("vascular_7", "nonvascular_7", "vascular_7_long", "nonvascular_7_long", "transcribed_7", "vascular_8", "mixed_8"),
    "f2ab869": ("mixed_9",),
    "af53fbd": (
        "neck_10", "angio_10", "legs_10", "embo_10", "venous_10", "tubes_10", "spine_10", "published_v_10", "published_n_10", "long_v_10", "long_n_10", "transcribed_10",
        "long_11", "short_11",
    ),
    "e6c4d08": ("vascular_12a", "nonvascular_12a", "vascular_12b", "nonvascular_12b", "long_v_12", "long_n_12", "vascular_13", "nonvascular_13", "published_13"),
    "dd17434": ("vascular_14", "nonvascular_14", "published_14", "transcribed_14", "vascular_15", "nonvascular_15", "mixed_15"),
    "1902ac1": ("vascular_16", "nonvascular_16", "published_16", "vascular_17", "nonvascular_17", "published_17", "transcribed_17"),
}
#: runs inside the old tree: rows of a report's fields in, answers out; an old fault is no answer
RUN = """
import json, sys
from cac import Coder, Report
coder = Coder()
for row in sys.stdin:
    try:
        print(coder.suggest(Report(**json.loads(row))).to_json())
    except Exception:
        print("null")
"""


def answers(commit: str, cases: list[Case]) -> list[dict | None]:
    """Answers of the tree of a commit."""
    from cac.evaluation.runner import report_fields
    from cac.report import ENCOUNTER_FIELDS

    tree = subprocess.run(["git", "archive", commit, "cac"], cwd=ROOT, check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        tarfile.open(fileobj=BytesIO(tree)).extractall(folder, filter="data")
        rows = "".join(json.dumps(report_fields(case, ENCOUNTER_FIELDS)) + "\n" for case in cases)
        environment = {**os.environ, "PYTHONPATH": folder, "CAC_DATA_HOME": folder}
        done = subprocess.run([sys.executable, "-c", RUN], input=rows, text=True, check=True, capture_output=True, cwd=folder, env=environment)
    return [json.loads(row) for row in done.stdout.splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="write the records there")
    options = parser.parse_args()
    records = []
    for commit, batches in PROGRAMS.items():
        cases = [case for name in batches for case in read_case_file(ROOT / "corpora" / "blind" / f"{name}.jsonl").cases]
        found = [record(case, answer, program=commit) for case, answer in zip(cases, answers(commit, cases), strict=True) if answer is not None]
        for name in batches:
            mine = [entry for entry in found if entry["batch"] == name]
            total = sum(case.file == name for case in cases)
            print(f"{name:<15}{sum(entry['exact'] for entry in mine):>4} of {total} claims exact, {sum(v is not None for e in mine for v in e['agreed'])} lines judged, {sum(bool(v) for e in mine for v in e['agreed'])} agreed")
        records += found
    if options.out:
        options.out.write_text("".join(json.dumps(entry, separators=(",", ":")) + "\n" for entry in records), encoding="utf-8")


if __name__ == "__main__":
    main()
