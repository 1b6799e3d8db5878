"""Devices, contrast and drugs of a hospital claim, with counts and units from the report.

A supply is told by the body of the report, done today, and stands only beside a procedure that uses it. What is not
told (a number, a size, a dose, a strength) is asked, never guessed.
"""

from __future__ import annotations

import math
from cac import patterns as re
from collections.abc import Iterable, Iterator
from datetime import date

from cac.claim.bundling import matches
from cac.claim.counts import count
from cac.claim.line import Line
from cac.claim.settle import Claim
from cac.coding.engine import Candidate, Need
from cac.findings import Finding, Span
from cac.knowledge import supplies_table as table
from cac.narrative.case import Case
from cac.narrative.procedure import Procedure

FACILITY = "facility"
_ROLES = ("body",)
_NOT_GIVEN = re.compile(r"\b(?:no|not|none|without|withheld|held|hold|resume|allerg\w*|discuss\w*|declin\w*|instead of|prior to arrival|at home|home dose)\b")
_STRENGTH = re.compile(r"(?:[\s-]*(?:m|injection))?[\s-]*(\d{3})\b")
_BARE = re.compile(r"(?:\s+(?:bolus|iv|given|of|was|ia|systemically))*\s+(\d{1,2},\d{3}|\d{3,5})\b(?!\s*(?:ml|mg|mcg|sec|min))")
_RATE = re.compile(r"\s*(?:/|per)\s*(?:h|hr|hour|kg|min)\b")
_TIMES = re.compile(r"\s*x\s?(\d)\b")
_DOSE = {"mg": {"mg": 1.0, "mcg": 0.001, "g": 1000.0}, "units": {"units": 1.0, "unit": 1.0}}
_NEAR = 34  # characters between a drug and its dose


def apply(claim: Claim, case: Case, day: date) -> None:
    """Add the supplies of a facility claim; a professional claim carries none.

    Args:
        claim: the finished claim, changed in place.
        case: the case it was made from.
        day: date of service.
    """
    if case.encounter.get("claim_type") != FACILITY or not claim.lines:
        return
    procedures = [line.code for line in claim.lines]
    needs: list[Need] = []
    lines = [*_devices(case, procedures, needs), *_contrast(case, needs), *_drugs(case, needs)]
    claim.lines += _merged(lines)
    claim.needs += needs


def _line(fact: table.SupplyFact, units: int, why: str, evidence: Iterable[Span], name: str) -> Line:
    spans = tuple(dict.fromkeys(evidence))[:6]
    procedure = Procedure("supplies", name, fact.label, "", {}, {"procedure": spans})
    return Line(fact.code, units, "", [Candidate(fact.code, units, "", fact.id, why, (fact.source,), spans, "supplies", procedure, -1, fact.kind, fact.mark)])


def _merged(lines: Iterable[Line]) -> list[Line]:
    out: dict[str, Line] = {}
    for line in lines:
        before = out.get(line.code)
        if before is None:
            out[line.code] = line
        else:
            before.units += line.units
            before.candidates += line.candidates
    return list(out.values())


def _beside(device: table.Device, procedures: list[str]) -> bool:
    return not device.beside or any(matches({"codes": list(device.beside)}, code) for code in procedures)


def _devices(case: Case, procedures: list[str], needs: list[Need]) -> Iterator[Line]:
    document = case.document
    for device in table.devices():
        if device.lines:
            if wanted := next((code for code in device.lines if code in procedures), None):
                spans = case.says(r"intravascular ultrasound|\bivus\b", roles=_ROLES) or case.says(r"ultrasound", roles=_ROLES)
                if spans:
                    yield _line(device.fact, 1, f"{device.fact.label}, used for {wanted}", spans[:1], "device")
            continue
        if not _beside(device, procedures):
            continue
        mentions = _mentions(case, device)
        if not mentions:
            continue
        told = count(document, mentions, once=device.once)
        spans = [finding.span for finding in mentions]
        if not told.known:
            needs.append(Need("supplies.device_count", device.fact.code, device.fact.id, "ask", tuple(spans[:6])))
        if device.size and not told.sized:
            needs.append(Need("supplies.device_size", device.fact.code, device.fact.id, "ask", tuple(spans[:6])))
        yield _line(device.fact, told.number, device.fact.label, spans, "device")


def _mentions(case: Case, device: table.Device) -> list[Finding]:
    if device.words_only is not None:
        flat = case.document.flat
        return [
            Finding("device", device.fact.id, span.start, span.end, case.document.text[span.start : span.end], _sentence(case, span.start))
            for span in case.says(device.words_only.pattern, roles=_ROLES) if not _NOT_GIVEN.search(flat[max(0, span.start - 30) : span.start])
        ]
    found = case.all("device", *device.values, roles=_ROLES)
    return [finding for finding in found if _worded(case, finding, device)]


def _worded(case: Case, finding: Finding, device: table.Device) -> bool:
    near = case.document.flat[max(0, finding.start - 24) : finding.end + 12]
    return (device.words is None or bool(device.words.search(near))) and (device.without is None or not device.without.search(near))


def _sentence(case: Case, position: int) -> int:
    return next((n for n, span in enumerate(case.document.sentences) if span.start <= position < span.end), 0)


def _contrast(case: Case, needs: list[Need]) -> Iterator[Line]:
    """Contrast per mL: the volume stands in the sentence of the agent."""
    flat = case.document.flat
    volumes: dict[int, tuple[Finding, table.SupplyFact, Span]] = {}
    without_volume: list[tuple[Span, table.SupplyFact]] = []
    agents = table.contrast()[0].agents
    for match in agents.finditer(flat):
        number = _sentence(case, match.start())
        strength = _STRENGTH.match(flat, match.end())
        if case.section_at(match.start()) not in _ROLES or _NOT_GIVEN.search(case.sentence(number)) or strength is None:
            continue
        entry = next((c for c in table.contrast() if c.low <= int(strength[1]) <= c.high), None)
        if entry is None:
            continue
        span = Span(match.start(), strength.end())
        near = [m for m in case.document.by_sentence.get(number, ()) if m.kind == "measure" and m.unit == "ml" and m.status == "done" and _gap(m, span) <= _NEAR]
        if near:
            volume = min(near, key=lambda m: _gap(m, span))
            volumes[volume.start] = (volume, entry.fact, span)
        else:
            without_volume.append((span, entry.fact))
    totals: dict[str, list[tuple[Finding, table.SupplyFact, Span]]] = {}
    for entry in volumes.values():
        totals.setdefault(entry[1].code, []).append(entry)
    for entries in totals.values():
        amounts = {(e[0].number or 0.0, e[0].section) for e in entries}
        largest = max(number for number, _ in amounts)
        units = math.ceil(largest if len({s for _, s in amounts}) > 1 else sum(number for number, _ in amounts))
        yield _line(entries[0][1], units, f"{units} mL of contrast", [Span(min(v.start, s.start), max(v.end, s.end)) for v, _, s in entries], "contrast")
    for span, fact in without_volume:
        if fact.code not in totals:
            needs.append(Need("supplies.contrast_volume", fact.code, fact.id, "ask", (span,)))
    unnamed = case.says(r"\bcontrast\s*(?:volume|used|given)?\s*:?\s*\d{1,3}\s*(?:ml|cc)\b|\b\d{1,3}\s*(?:ml|cc) (?:of )?(?:iodinated |nonionic )?contrast\b", roles=_ROLES)
    if unnamed and not totals and not without_volume:
        fact = table.contrast()[0].fact
        needs.append(Need("supplies.contrast_strength", fact.code, fact.id, "ask", tuple(unnamed[:3])))


def _gap(finding: Finding, span: Span) -> int:
    return max(0, span.start - finding.end, finding.start - span.end)


def _drugs(case: Case, needs: list[Need]) -> Iterator[Line]:
    flat = case.document.flat
    for drug in table.drugs():
        doses: dict[tuple[int, int], tuple[float, Span, str]] = {}
        bare_names: list[Span] = []
        for match in drug.names.finditer(flat):
            number = _sentence(case, match.start())
            near = flat[max(0, match.start() - 20) : match.end() + 20]
            if case.section_at(match.start()) not in _ROLES or _NOT_GIVEN.search(case.sentence(number)) or (drug.without and drug.without.search(near)):
                continue
            name = Span(match.start(), match.end())
            dose = _dose(case, drug, name, number)
            if dose is None:
                bare_names.append(name)
            else:
                doses[dose[1].start, dose[1].end] = dose
        if doses:
            amount = _total(list(doses.values()))
            units = max(1, math.ceil(round(amount / drug.per, 6)))
            yield _line(drug.fact, units, f"{drug.fact.label}: {amount:g} {drug.unit}", [span for _, span, _ in doses.values()], "drug")
        elif bare_names:
            needs.append(Need("supplies.drug_dose", drug.fact.code, drug.fact.id, "ask", tuple(bare_names[:3])))


def _dose(case: Case, drug: table.Drug, name: Span, number: int) -> tuple[float, Span, str] | None:
    """The dose nearest to a name in its sentence, with the words from one to the other and its section."""
    flat, factors = case.document.flat, _DOSE[drug.unit]
    near = [m for m in case.document.by_sentence.get(number, ()) if m.kind == "measure" and m.unit in factors and m.status == "done" and _gap(m, name) <= _NEAR and not _RATE.match(flat, m.end)]
    others = [m for other in table.drugs() if other is not drug for m in other.names.finditer(flat, *_bounds(case, number))]
    near = [m for m in near if not any(min(m.end, name.end) <= o.start() < max(m.start, name.start) for o in others)]
    if near:
        dose = min(near, key=lambda m: (_gap(m, name), m.start < name.start))
        times = _TIMES.match(flat, dose.end)
        amount = (dose.number or 0.0) * factors[dose.unit] * (int(times[1]) if times else 1)
        return amount, Span(min(name.start, dose.start), max(name.end, dose.end)), dose.section
    bare = _BARE.match(flat, name.end) if drug.bare else None
    if bare is None:
        return None
    return float(bare[1].replace(",", "")), Span(name.start, bare.end()), ""


def _bounds(case: Case, number: int) -> tuple[int, int]:
    span = case.document.sentences[number]
    return span.start, span.end


def _total(doses: list[tuple[float, Span, str]]) -> float:
    """Doses add up; one that repeats in another section is the same dose told again."""
    kept: list[tuple[float, str]] = []
    for amount, _, section in doses:
        if not any(amount == other and section != place for other, place in kept):
            kept.append((amount, section))
    return sum(amount for amount, _ in kept)
