"""Measure how often a claim changes when a report is written in another form that means the same.

    python tests/bench/bench_invariants.py [--show FORM] [CASES...]

CASES are files or folders of labelled cases; without them corpora/golden and $CAC_SHARED/cases (or ../shared/cases beside
the checkout). Forms: capitals, small letters, wrapped and unwrapped lines, doubled spaces, other words of headings, the impression first,
sides exchanged (RT and LT exchanged with them; reports on vessels that are no mirror images are left out), unrelated paragraphs. Prints per
form how many reports were tried and how many claims changed; with --show the reports whose claim changed in that form.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

from cac import Coder, Report
from cac.evaluation.cases import Case, read_case_file
from cac.evaluation.runner import report_fields
from cac.report import ENCOUNTER_FIELDS

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CAC_SHARED", ROOT.parent / "shared"))
Claim = list[tuple[str, int, tuple[str, ...]]]

#: vessels and organs whose right and left are no mirror images, and words that hold a side of their own
_UNEQUAL = re.compile(
    r"carotid|vertebral art|subclavian|innominate|brachiocephalic|arch\b|cava|hepatic|liver|portal|biliary|bile|duct|colic|gastric|spleen|splenic|renal vein|gonadal|adrenal|testic|ovarian|spermatic|varicocele|bronch|coronary|atri(?:um|al)|ventric|heart|pulmonary|azygos|may-thurner|appendi|gall|chole|stomach|gastro|duoden|colon|sigmoid|pancrea|mesenteric|celiac|lumbar art"
    r"|right[- ]angle|right away|right after|right[- ]hand|left in|left alone|left behind|left to\b|left for|left at|left with|left on|left off|left over|was left|were left|be left|is left|are left|and left\b|all right|left the|he left|she left|right at\b|left open|left un|left indwelling",
    re.IGNORECASE,
)
_SIDES = {"right": "left", "rt": "lt", "r": "l", "rcfa": "lcfa", "rsfa": "lsfa", "rle": "lle", "rue": "lue", "rij": "lij", "rlq": "llq", "ruq": "luq", "rul": "lul", "rll": "lll", "rcia": "lcia", "reia": "leia", "rpcn": "lpcn"}
_EXCHANGED = _SIDES | {other: one for one, other in _SIDES.items()}
_SIDE = re.compile(r"\b(?:" + "|".join(sorted(_EXCHANGED, key=len, reverse=True)) + r")(?:-sided)?\b", re.IGNORECASE)
_HEADINGS = {"technique": "details of procedure", "procedure in detail": "description of procedure", "findings": "procedural findings", "impression": "conclusion", "conclusion": "impression", "indication": "reason for exam", "history": "clinical history", "plan": "recommendations", "complications": "immediate complications"}


def _other_heading(text: str) -> str:
    def other(match: re.Match[str]) -> str:
        word = _HEADINGS[match[1].lower()]
        return (word.upper() if match[1].isupper() else word.capitalize()) + match[2]

    return re.sub(r"^(" + "|".join(_HEADINGS) + r")(:|\n)", other, text, flags=re.IGNORECASE | re.MULTILINE)


def _exchanged(text: str) -> str | None:
    if _UNEQUAL.search(text):
        return None

    def other(match: re.Match[str]) -> str:
        word, tail = match[0].split("-")[0], match[0][len(match[0].split("-")[0]) :]
        new = _EXCHANGED[word.lower()]
        return (new.upper() if word.isupper() else new.capitalize() if word[0].isupper() else new) + tail

    return _SIDE.sub(other, text)


def _impression_first(text: str) -> str | None:
    match = re.search(r"^(?:impression|conclusion)s?:?[ \t]*\n?(?:(?!\n[ \t]*\n)[\s\S])+", text, re.IGNORECASE | re.MULTILINE)
    return None if match is None or match.start() == 0 else f"{match[0].strip()}\n\n{text[: match.start()].rstrip()}\n{text[match.end() :]}"


def _wrapped(text: str) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, 66)) if len(line) > 90 else line for line in text.split("\n"))


FORMS: dict[str, Callable[[str], str | None]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "wrapped lines": _wrapped,
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "other headings": _other_heading,
    "impression first": _impression_first,
    "sides exchanged": _exchanged,
    "follow-up paragraph": lambda text: text + "\n\nFOLLOW-UP: Clinic in two weeks. Resume diet and home medication. A tunneled catheter or a biopsy may be considered later.",
    "family history": lambda text: text + "\n\nFAMILY HISTORY: Father had an aortic aneurysm stented in 1998; sister had a port and a liver biopsy.",
}


def cases(paths: list[str]) -> Iterator[Case]:
    """The labelled cases of files and folders."""
    for path in map(Path, paths or [str(ROOT / "corpora" / "golden"), str(SHARED / "cases")]):
        for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
            yield from read_case_file(file).cases


def claim(coder: Coder, case: Case, text: str, *, exchanged: bool = False) -> Claim:
    """Codes, units and modifiers of a text, with RT and LT exchanged where asked."""
    other = {"RT": "LT", "LT": "RT"} if exchanged else {}
    answer = coder.suggest(Report(**{**report_fields(case, ENCOUNTER_FIELDS), "text": text}))
    return sorted((line["code"], line["units"], tuple(sorted(other.get(m, m) for m in line["modifiers"]))) for line in answer.lines)


def main() -> int:
    """Run; see the module's text."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--show", choices=FORMS)
    arguments.add_argument("cases", nargs="*")
    given = arguments.parse_args()
    coder = Coder(store="", model="")
    tried, changed = dict.fromkeys(FORMS, 0), {form: [] for form in FORMS}
    for case in cases(given.cases):
        first = claim(coder, case, case.report)
        for form, write in FORMS.items():
            if given.show and form != given.show:
                continue
            text = write(case.report)
            if text is None or text == case.report:
                continue
            tried[form] += 1
            second = claim(coder, case, text, exchanged=form == "sides exchanged")
            if second != first:
                changed[form].append((case.id, first, second))
    for form in FORMS:
        if tried[form]:
            print(f"{form:22} {tried[form]:5} reports, {len(changed[form]):4} claims changed ({len(changed[form]) / tried[form]:.1%})")
    for name, first, second in changed.get(given.show or "", []):
        print(name, "|", first, "->", second)
    return 0


if __name__ == "__main__":
    sys.exit(main())
