# %% [markdown]
# # How far can a claim be trusted?
# Reads the shipped model (`models/claims`), the records of first runs (`models/first_runs.jsonl`) and the golden reports.
# Everything under "held out" comes from `meta.json`: there, no report was scored by a model that had seen its file.

# %%
import json
from pathlib import Path

import pandas as pd

from cac.confidence import families, features
from cac.confidence.model import find, load
from cac.evaluation import first_runs
from cac.evaluation.cases import read_cases
from cac.language.pipeline import read

ROOT = Path(__file__).resolve().parents[1]
folder = find(ROOT / "models" / "claims")
meta, model = json.loads((folder / "meta.json").read_text(encoding="utf-8")), load(folder)
pd.set_option("display.width", 160, "display.max_rows", 100, "display.max_columns", 20)

# %% [markdown]
# ## Families, held out by file
# Small families are at the bottom, and their figures rest on a handful of reports.

# %%
per_family = pd.DataFrame(meta["families"]).T.infer_objects().sort_values("reports", ascending=False)
print(per_family[["reports", "files", "threshold", "tp", "fp", "fn", "precision", "recall", "average_precision"]])
print("mean average precision", meta["macro_average_precision"])

# %% [markdown]
# ## Calibration, held out by batch
# `said` is the mean confidence, `right` the share an auditor agreed with. The last column is the distance weighted by count.

# %%
reliability = {}
for what in ("lines", "claims"):
    table = pd.DataFrame(meta[what]["bins"]).assign(distance=lambda t: (t["said"] - t["right"]).abs())
    reliability[what] = float((table["distance"] * table["count"]).sum() / table["count"].sum())
    print(f"\n{what}: AUC {meta[what]['auc']}, calibration error {reliability[what]:.3f}")
    print(table.to_string(index=False))

# %% [markdown]
# ## Writers differ
# A batch is one writer or one kind of report. Where `right` is far from `said`, a new house may be as far off.

# %%
batches = pd.DataFrame(meta["lines"]["by_batch"]).T.assign(distance=lambda t: t["right"] - t["said"]).sort_values("distance")
print(batches)

# %% [markdown]
# ## What first runs got wrong
# Share of lines an auditor agreed with, by family of the code.

# %%
runs = first_runs.read(ROOT / "models" / "first_runs.jsonl")
lines = pd.DataFrame(
    [
        {"batch": run.batch, "family": features.family(line["code"]) or "supplies", "agreed": verdict}
        for run in runs for line, verdict in zip(run.facts["lines"], run.agreed, strict=True) if verdict is not None
    ]
).astype({"agreed": int})
print(lines.groupby("family")["agreed"].agg(["count", "mean"]).round(3).sort_values("mean"))

# %% [markdown]
# ## Routing
# What would have passed unread at each lowest line confidence, and how much of it was exact.

# %%
routing = pd.DataFrame(meta["routing"]).assign(share_ready=lambda t: (t["ready"] / t["with_lines"]).round(3), share_exact=lambda t: (t["exact"] / t["ready"]).round(3))
print(routing.to_string(index=False))

# %% [markdown]
# ## What the shipped model reads in the golden reports
# The model has seen these reports: this is a look at what it does, not a score.

# %%
cases = [case for file in read_cases([ROOT / "corpora" / "golden"]) for case in file.cases if case.complete]
read_as = pd.DataFrame([families.probabilities(model, features.terms(read(case.report))) for case in cases], index=[case.id for case in cases])
labelled = pd.DataFrame([{name: any(features.family(line.code) == name for line in case.expected) for name in model.families} for case in cases], index=read_as.index)
seen = pd.DataFrame({"reports": labelled.sum(), "mean where labelled": read_as.where(labelled).mean().round(3), "mean elsewhere": read_as.where(~labelled).mean().round(3)})
print(seen.sort_values("mean where labelled"))

# %% [markdown]
# ## Which words speak for a family

# %%
weights = pd.DataFrame(model.weights, index=list(model.terms), columns=list(model.families))
for name in ("tips", "thrombectomy", "biliary"):
    print(f"{name}: {', '.join(weights[name].nlargest(8).index)}")
