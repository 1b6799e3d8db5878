"""Devices, contrast and drugs of the hospital claim, from ``supplies/supplies.yaml``, checked on load."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from cac.knowledge.strict import ROOT, KnowledgeError, check_keys, read_yaml

_PATH = ROOT / "supplies" / "supplies.yaml"
_CODE = re.compile(r"[A-V]\d{4}")
_DEVICE = ("values", "words", "without", "words_only", "lines", "beside", "size", "once", "mark")


@dataclass(frozen=True, slots=True)
class SupplyFact:
    """What every supply has: permanent id, code, own label, source, mark."""

    id: str
    code: str
    label: str
    source: str
    mark: str
    system: str = "HCPCS"
    kind: str = "device"


@dataclass(frozen=True, slots=True)
class Device:
    """A device: the findings that name it, words it must or must not have, the codes that make it plausible."""

    fact: SupplyFact
    values: tuple[str, ...]
    words: re.Pattern[str] | None
    without: re.Pattern[str] | None
    words_only: re.Pattern[str] | None
    lines: tuple[str, ...]
    beside: tuple[str, ...]
    size: bool
    once: bool


@dataclass(frozen=True, slots=True)
class Contrast:
    """A contrast code: agents, and the range of iodine strength it covers."""

    fact: SupplyFact
    agents: re.Pattern[str]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug code: names, the unit of dose, how much of it is one unit of the code."""

    fact: SupplyFact
    names: re.Pattern[str]
    without: re.Pattern[str] | None
    unit: str
    per: float
    bare: bool


def _fact(entry: dict[str, Any], source: str, where: str) -> SupplyFact:
    if not _CODE.fullmatch(entry["code"]):
        raise KnowledgeError(f"{where}: code is {entry['code']!r}; a HCPCS Level II code in quotes is expected")
    return SupplyFact(entry["id"], entry["code"], entry["label"], source, entry.get("mark", "verified"))


def _words(entry: dict[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(entry[key]) if entry.get(key) else None


@cache
def _content() -> tuple[tuple[Device, ...], tuple[Contrast, ...], tuple[Drug, ...]]:
    where = "supplies/supplies.yaml"
    content = check_keys(read_yaml(_PATH), required=("defaults", "devices", "contrast", "drugs"), where=where)
    source = content["defaults"]["source"]
    devices, contrast, drugs = [], [], []
    for entry in content["devices"]:
        at = f"{where}, {entry.get('id')}"
        check_keys(entry, required=("id", "code", "label"), optional=_DEVICE, where=at)
        if not any(entry.get(key) for key in ("values", "words_only", "lines")):
            raise KnowledgeError(f"{at}: one of values, words_only, lines is needed to find the device")
        devices.append(
            Device(
                _fact(entry, source, at), tuple(entry.get("values") or ()), _words(entry, "words"), _words(entry, "without"), _words(entry, "words_only"),
                tuple(entry.get("lines") or ()), tuple(entry.get("beside") or ()), bool(entry.get("size")), bool(entry.get("once")),
            )
        )
    for entry in content["contrast"]:
        at = f"{where}, {entry.get('id')}"
        check_keys(entry, required=("id", "code", "label", "agents", "from", "to"), where=at)
        contrast.append(Contrast(_fact(entry, source, at), re.compile(rf"\b(?:{entry['agents']})\b"), entry["from"], entry["to"]))
    for entry in content["drugs"]:
        at = f"{where}, {entry.get('id')}"
        check_keys(entry, required=("id", "code", "label", "names", "unit", "per"), optional=("without", "bare"), where=at)
        if entry["unit"] not in ("units", "mg"):
            raise KnowledgeError(f"{at}: unit is {entry['unit']!r}; allowed: 'mg', 'units'")
        drugs.append(Drug(_fact(entry, source, at), re.compile(rf"\b(?:{entry['names']})\b"), _words(entry, "without"), entry["unit"], float(entry["per"]), bool(entry.get("bare"))))
    return tuple(devices), tuple(contrast), tuple(drugs)


def devices() -> tuple[Device, ...]:
    """Every device."""
    return _content()[0]


def contrast() -> tuple[Contrast, ...]:
    """Every contrast code."""
    return _content()[1]


def drugs() -> tuple[Drug, ...]:
    """Every drug."""
    return _content()[2]


@cache
def facts() -> dict[str, SupplyFact]:
    """Facts of every supply by code."""
    return {entry.fact.code: entry.fact for group in _content() for entry in group}
