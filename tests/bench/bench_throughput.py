"""Throughput and cold start of the whole chain, beside stock medspaCy with the same vocabulary.

Usage: python tests/bench/bench_throughput.py [--reports 60] [--words 0]

Stock medspaCy runs with its sectionizer, as the chain finds sections too. Prints cold start (a fresh process to a printed claim), `cac --help`, steady reports a second in one process for the
whole chain and for stock `medspacy.load()` with our target rules on the same reports, and the ratio.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def reports() -> list[tuple[str, str]]:
    """Date and text of every labelled report of the repository."""
    out = []
    for file in sorted((ROOT / "corpora").glob("*/*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                case = json.loads(line)
                out.append((case["date_of_service"], case["report"]))
    return out


def seconds(command: list[str]) -> float:
    """Best of three wall-clock times of a process."""
    best = 1e9
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return best


def ours(texts: list[tuple[str, str]]) -> float:
    """Reports a second of the whole chain in a process that has read the same reports before (patterns are compiled as they are needed)."""
    from cac import Coder, Report

    coder = Coder()
    for day, text in texts:
        coder.suggest(Report(text=text, date_of_service=day))
    start = time.perf_counter()
    for day, text in texts:
        coder.suggest(Report(text=text, date_of_service=day))
    return len(texts) / (time.perf_counter() - start)


def stock(texts: list[tuple[str, str]]) -> tuple[float, int]:
    """Reports a second of stock medspaCy with our vocabulary, and the number of its rules."""
    import medspacy
    from loguru import logger

    from cac.language import lexicon

    logger.disable("PyRuSH")  # its debug log prints words of the report
    nlp = medspacy.load()
    nlp.add_pipe("medspacy_sectionizer")
    found = lexicon.target_rules()
    nlp.get_pipe("medspacy_target_matcher").add(found)
    for _, text in texts:
        nlp(text)
    start = time.perf_counter()
    for _, text in texts:
        nlp(text)
    return len(texts) / (time.perf_counter() - start), len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=60, help="how many reports, taken evenly from the corpora")
    parser.add_argument("--words", type=int, default=0, help="only reports of at least so many words")
    options = parser.parse_args()
    texts = [entry for entry in reports() if len(entry[1].split()) >= options.words]
    chosen = texts[:: max(1, len(texts) // options.reports)][: options.reports]
    words = sum(len(text.split()) for _, text in chosen) / len(chosen)
    sample = ROOT / "corpora" / "samples" / "ivc_filter.txt"
    command = [sys.executable, "-m", "cac"]
    print(f"cold start to a printed claim  {seconds([*command, 'suggest', str(sample)]):.2f} s")
    print(f"cac --help                     {seconds([*command, '--help']):.2f} s")
    rate = ours(chosen)
    print(f"whole chain                    {rate:.0f} reports/s ({len(chosen)} reports, {words:.0f} words each)")
    other, count = stock(chosen)
    print(f"stock medspacy.load()          {other:.1f} reports/s ({count} target rules of our vocabulary)")
    print(f"ratio                          {rate / other:.1f}")


if __name__ == "__main__":
    main()
