"""Measure the edits store on the full practitioner table: import, memory, check of a claim of twelve lines.

    python tests/bench/bench_edits.py [--parity] [FILE]

FILE is the practitioner table (plain csv form); without it, the one in $CAC_SHARED/data (or ../shared/data beside the
checkout). With --parity every row of the file, deleted ones included, is compared with the answer of the store.
Exit code 1 when a figure misses its target or an answer differs, 2 when there is no file.
"""

import csv
import gzip
import os
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from cac.claim.edits.check import check_claim, ptp_row
from cac.claim.edits.importer import import_files
from cac.claim.edits.model import Choice, ClaimLine
from cac.claim.edits.store import EditStore, choose, open_store

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CAC_SHARED", ROOT.parent / "shared"))
IMPORT_SECONDS, CHECK_MS, MEMORY_MB = 30.0, 5.0, 150.0
CLAIM_LINES, REPEATS = 12, 2000


def peak_mb() -> float:
    """Peak resident memory of this process."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / (1 << 20)


def parity(store: EditStore, path: Path) -> tuple[int, int]:
    """Rows compared, and pairs whose answer differs from the file on the first day of its quarter."""
    day = store.releases[0].first_day
    choice = choose(store, store.releases[0].kind, day)
    compared = differing = 0
    pair: tuple[str, str] = ("", "")
    wanted: str | None = None
    with gzip.open(path, "rt", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        for one, two, deleted, indicator, _ in rows:
            if (one, two) != pair:
                differing += _differs(store, pair, wanted, choice)
                pair, wanted = (one, two), None
            compared += 1
            if (not deleted or deleted >= day.isoformat()) and indicator != "9":
                wanted = indicator
    return compared, differing + _differs(store, pair, wanted, choice)


def _differs(store: EditStore, pair: tuple[str, str], wanted: str | None, choice: Choice) -> bool:
    found = ptp_row(store, *pair, choice.releases[0].first_day, choice)
    return (found[0] if found else None) != wanted


def main() -> int:
    """Measure and print; see the module."""
    named = [Path(arg) for arg in sys.argv[1:] if arg != "--parity"]
    files = named or sorted((SHARED / "data").glob("ncci_ptp_practitioner_*_full.csv.gz"))
    if not files:
        print("no practitioner table: name one, or set CAC_SHARED", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edits.sqlite"
        begun = time.perf_counter()
        done = import_files(files, store_path=path)
        seconds = time.perf_counter() - begun
        size = path.stat().st_size / (1 << 20)
        with open_store(path) as store:
            day = store.releases[0].first_day + timedelta(days=31)
            # The busiest column 1 codes against each other: the hardest claim the table can be asked.
            codes = [
                row[0]
                for row in store.connection.execute(
                    "SELECT column_1 FROM ptp WHERE last_day = 0 GROUP BY column_1 ORDER BY count(*) DESC LIMIT ?",
                    (CLAIM_LINES,),
                )
            ]
            claim = [ClaimLine(code) for code in codes]
            begun = time.perf_counter()
            first = check_claim(store, claim, day)
            cold = (time.perf_counter() - begun) * 1000
            begun = time.perf_counter()
            for _ in range(REPEATS):
                check_claim(store, claim, day)
            warm = (time.perf_counter() - begun) * 1000 / REPEATS
            memory = peak_mb()
            compared, differing = parity(store, files[0]) if "--parity" in sys.argv else (0, 0)
    rows, pairs = sum(one.rows for one in done), len(first.pairs)
    print(f"import   {seconds:8.2f} s   {rows:,} rows, store {size:.0f} MB (target {IMPORT_SECONDS:.0f} s)")
    print(f"check    {warm:8.3f} ms  {len(claim)} lines, {pairs} pairs, first {cold:.2f} ms (target {CHECK_MS:.0f} ms)")
    print(f"memory   {memory:8.1f} MB  peak of the process (target {MEMORY_MB:.0f} MB)")
    if compared:
        print(f"parity   {compared:,} rows compared, {differing:,} pairs differ")
    missed = differing or seconds > IMPORT_SECONDS or max(cold, warm) > CHECK_MS or memory > MEMORY_MB
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
