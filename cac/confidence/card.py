"""The model card, written from ``meta.json`` alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def render(meta: Mapping[str, Any]) -> str:
    """The card as Markdown."""
    counts, unread, lines, claims = meta["counts"], meta["unread"], meta["lines"], meta["claims"]
    worst, worst_entry = max(lines["by_batch"].items(), key=lambda item: abs(item[1]["said"] - item[1]["right"]))
    speaking = sum(entry["threshold"] is not None for entry in meta["families"].values())
    out = [
        f"# Model {meta['version']}", "",
        "Written by `cac train` from `meta.json`; do not edit.", "",
        "**For.** Telling how far a claim of this program can be trusted: families the text describes and no line covers, the probability that "
        "an auditor agrees with a line, and the probability that the whole claim is exact.", "",
        "**Not for.** Choosing codes: the model adds no line and removes none. Reports outside interventional radiology, or in another language than English. Judging physicians or coders.", "",
        f"**How it works.** Families: one logistic regression per family on tf-idf of words and word pairs ({meta['terms']} terms; no digits; each in at least "
        f"{meta['vocabulary']['reports_at_least']} reports of {meta['vocabulary']['files_at_least']} files; words after a title or before a degree are left out). History, consent and plan are not read. "
        "Lines and claims: logistic regression on facts of the answer (rule family, role, evidence, questions, size of the claim) and the probabilities of the families.", "",
        f"**Learned from.** Families: {counts['reports']} reports with a complete label ({counts['left_out']} with an incomplete one left out). Lines: {counts['lines_from']}; {lines['count']} judged lines of {claims['count']} answers in {claims['batches']} batches. "
        "All reports are invented, written for this project (Apache-2.0); their cards are in `corpora/`.", "",
        *(["**Unseen answers.** The reports of `corpora/blind` were used for repair after their first run, so today's answers to them are nearly all right and would teach blind trust. The line and claim models therefore learn from the first "
           "runs: the program as it was before a batch was added, run on that batch (`tests/bench/bench_first_runs.py`). No other correction is made. Repairs since then make the figures low rather than high; "
           "the batches are harder than routine dictation, which works in the same direction.", ""] if counts["first_runs"] else
          ["**Seen answers.** No record of first runs was given: the line and claim models learned from present answers to the labelled reports. Where these reports were used for repair, confidence is too high.", ""]),
        "**Limits.** One label per report, no second reader. Agreement is judged by code and units, not by modifiers. A family whose held-out scores never reach "
        f"precision {meta['vocabulary']['threshold_precision']} with enough hits does not speak up ({speaking} of {len(meta['families'])} do). Confidence ranks lines moderately (AUC below), so a high figure is no proof. "
        f"Batches differ: of {worst}, {worst_entry['count']} lines, the mean said was {worst_entry['said']} and {worst_entry['right']} were right. "
        "Measures and strength of the fits were chosen with the held-out figures in sight, which flatters them a little. Mixed writers, invented style: real dictation of another house may shift every figure; "
        "train on your own labelled cases.", "",
        "**Rebuild.** " + f"`{counts['command']}`; the same files and the same program give the same bytes.", "",
        "## Families, held out by file", "",
        f"Mean average precision {meta['macro_average_precision']}. Precision and recall at the threshold (0.5 where the family does not speak up); thresholds were chosen on these held-out scores.", "",
        "| family | reports | files | threshold | tp | fp | fn | precision | recall | average precision |", "|---|---|---|---|---|---|---|---|---|---|",
        *(f"| {name} | {e['reports']} | {e['files']} | {_or(e['threshold'], 'silent')} | {e['tp']} | {e['fp']} | {e['fn']} | {_or(e['precision'], 'no data')} | {e['recall']} | {e['average_precision']} |" for name, e in meta["families"].items()), "",
        f"Beside the recorded answers ({unread['answers']}), an unread family would have been reported {unread['reported']} times, {unread['right']} times rightly; {unread['not_reported']} families missing from the answer went unreported.", "",
        "## Lines, held out by batch", "", *_reliability(lines, "lines"),
        "## Whole claims, held out by batch", "", *_reliability(claims, "claims"),
        "## Routing", "",
        f"Claims of the recorded answers that would have passed unread (`ready`) at each threshold, with no question, note or disputed rule; the default is {meta['ready_at']}. The first row is routing without a model.", "",
        "| lowest line confidence | claims with lines | ready | exact among them | share exact |", "|---|---|---|---|---|",
        *(f"| {e['ready_at']} | {e['with_lines']} | {e['ready']} | {e['exact']} | {_share(e['exact'], e['ready'])} |" for e in meta["routing"]), "",
        "## Data", "", "| file | cases or records | sha256 |", "|---|---|---|",
        *(f"| `{entry['name']}` | {entry['count']} | `{entry['sha256'][:12]}` |" for entry in meta["data"]), "",
    ]
    return "\n".join(out)


def _reliability(score: Mapping[str, Any], what: str) -> Sequence[str]:
    return [
        f"{score['right']} of {score['count']} {what} right ({score['share_right']}). AUC {score['auc']}; Brier {score['brier']}, {score['brier_of_the_share']} when always saying the share.", "",
        "| said from | to | count | mean said | share right |", "|---|---|---|---|---|",
        *(f"| {e['from']} | {e['to']} | {e['count']} | {e['said']} | {e['right']} |" for e in score["bins"]), "",
        "| batch | count | mean said | share right |", "|---|---|---|---|",
        *(f"| {name} | {e['count']} | {e['said']} | {e['right']} |" for name, e in score["by_batch"].items()), "",
    ]


def _or(value: Any, other: str) -> Any:
    return other if value is None else value


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "no data"
