"""Code facts, vessels, guidance relations and sources: typed rows of the knowledge tables.

Each table is read once, checked whole and kept. A table with a mistake is never used in part: the first
mistake is raised with file, line, column and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from cac.knowledge.strict import ROOT, KnowledgeError, check_choice, check_keys, parse_span, read_table, read_yaml

ANY_PARENT = "*"  # the contractor decides which primaries are accepted

SYSTEMS = frozenset({"CPT", "HCPCS"})
KINDS = frozenset("primary add_on catheter imaging guidance sedation unlisted category_iii device".split())
MARKS = frozenset({"verified", "unverified", "corrected", "disputed"})
RELATIONS = frozenset({"included", "never", "required_add_on", "separately_reportable"})
TERRITORIES = frozenset({"", "iliac", "femoral_popliteal", "tibial_peroneal", "inframalleolar"})
LESIONS = frozenset({"", "straightforward", "complex"})
SERVICES = frozenset({"", "angioplasty", "stent", "atherectomy", "stent_atherectomy", "lithotripsy"})
SEQUENCES = frozenset({"", "initial", "additional"})
VESSEL_SYSTEMS = frozenset({"arterial", "venous", "portal", "pulmonary", "lymphatic", "dialysis_access"})
SOURCE_KINDS = frozenset("official society payer trade vendor forum web code_page article project".split())
INDICATORS = frozenset({"global_days", "bilateral", "pc_tc", "mult_proc"})
#: families a report need not describe with words of their own: documentation decides about them
SILENT = frozenset({"guidance", "sedation", "supplies", "unlisted", "modifiers"})

_CODE = re.compile(r"\d{5}|\d{4}T|[A-V]\d{4}")
_SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VESSEL_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_PART_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

_CODE_HEAD = (
    "code label system kind add_on_to first_day last_day global_days bilateral pc_tc mult_proc mue mue_mai "
    "guidance_included guidance_required territory vessel_unit lesion service sequence includes mark source"
).split()
_VESSEL_HEAD = (
    "vessel_id name parent system side_sensitive continuation root synonyms ler_territory ler_unit "
    "angiography_code mark source note ref_id"
).split()
_GUIDANCE_HEAD = "procedure_code guidance_code relation note source".split()
_OUTSIDE_HEAD = "code label used_as source".split()
_CHANGE_HEAD = "code field value first_day last_day source".split()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. `date` may be a year or month; None means not known."""

    id: str
    title: str
    publisher: str
    edition: str | None
    date: str | None
    url: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class CodeFact:
    """Facts of one code. Days are inclusive; None is open (long in force, or no end known).

    `kind` names the role in a claim; a code with parents in `add_on_to` is an add-on whatever its kind
    (guidance and sedation codes can be). Indicators are those of the newest fee schedule read; `code_on`
    gives those of an earlier day. Empty strings and None mean the fact is not known or does not apply.
    """

    code: str
    family: str
    label: str
    system: str
    kind: str
    add_on_to: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    global_days: str
    bilateral: str
    pc_tc: str
    mult_proc: str
    mue: int | None
    mue_mai: str
    guidance_included: tuple[str, ...]
    guidance_required: tuple[str, ...]
    territory: str
    vessel_unit: str
    lesion: str
    service: str
    sequence: str
    includes: str
    mark: str
    sources: tuple[str, ...]

    @property
    def is_add_on(self) -> bool:
        """Whether the code needs a primary on the same claim."""
        return bool(self.add_on_to)

    def covers(self, day: date) -> bool:
        """Return whether the code is in force on the day."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Vessel:
    """One vessel of the tree. `root` is the first vessel of its vascular family, None for trunks."""

    id: str
    name: str
    parent: str | None
    system: str
    side_sensitive: bool
    continuation: bool
    root: str | None
    synonyms: tuple[str, ...]
    ler_territory: str
    ler_unit: str
    angiography_codes: tuple[str, ...]
    mark: str
    sources: tuple[str, ...]
    note: str
    ref_id: str


@dataclass(frozen=True, slots=True)
class GuidancePair:
    """How a guidance or S&I code stands to a procedure code, for the same target."""

    procedure_code: str
    guidance_code: str
    relation: str
    note: str
    sources: tuple[str, ...]


@cache
def sources() -> Mapping[str, Source]:
    """Return all sources by id."""
    return load_sources(ROOT)


@cache
def codes() -> Mapping[str, CodeFact]:
    """Return the facts of every code by code."""
    return load_codes(ROOT, known=sources())


@cache
def vessels() -> Mapping[str, Vessel]:
    """Return all vessels by id."""
    return load_vessels(ROOT, known=sources(), code_ids=codes())


@cache
def guidance() -> Mapping[tuple[str, str], GuidancePair]:
    """Return the guidance relations by procedure and guidance code."""
    return load_guidance(ROOT, known=sources(), code_ids=codes())


def in_force(code: str, day: date) -> bool:
    """Return whether a code is in force on a day.

    Raises:
        KeyError: the code is not in the knowledge base; that is another answer than "not in force".
    """
    return codes()[code].covers(day)


def code_on(code: str, day: date) -> CodeFact:
    """Return the facts of a code with the indicators that held on a day.

    Raises:
        KeyError: the code is not in the knowledge base.
    """
    held = {c.field: c.value for c in _changes() if c.code == code and c.covers(day)}
    return replace(codes()[code], **held)  # type: ignore[arg-type]


def load_sources(root: Path) -> dict[str, Source]:
    """Read `sources.yaml` below a folder.

    Raises:
        KnowledgeError: a mistake in the file.
    """
    path = root / "sources.yaml"
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise KnowledgeError(f"{path.name}: expected a mapping of source id to entry")
    found: dict[str, Source] = {}
    for key, entry in data.items():
        where = f"{path.name}, source {key!r}"
        if not _SOURCE_ID.fullmatch(key):
            raise KnowledgeError(f"{where}: an id is written in lower case with hyphens")
        check_keys(entry, required=("title", "publisher", "edition", "date", "url", "kind"), where=where)
        for name, value in entry.items():
            if not (isinstance(value, str) and value) and not (value is None and name in ("edition", "date", "url")):
                raise KnowledgeError(f"{where}: {name} is {value!r}; text is expected")
        check_choice(entry["kind"], allowed=SOURCE_KINDS, where=where, key="kind")
        if entry["date"] is not None and not _PART_DAY.fullmatch(entry["date"]):
            raise KnowledgeError(f'{where}: date is {entry["date"]!r}; allowed: "YYYY", "YYYY-MM", "YYYY-MM-DD" or null')
        found[key] = Source(id=key, **entry)
    return found


def load_codes(root: Path, *, known: Collection[str]) -> dict[str, CodeFact]:
    """Read every `families/*/codes.csv` below a folder.

    Raises:
        KnowledgeError: a mistake in a file, an unknown source, a code in two families, or a parent that does not exist.
    """
    found: dict[str, CodeFact] = {}
    for path in sorted((root / "families").glob("*/codes.csv")):
        family = path.parent.name
        for where, row in read_table(path, root=root, head=_CODE_HEAD):
            fact = _code_fact(row, family=family, where=where, known=known)
            if fact.code in found:
                raise KnowledgeError(f"{where}: code {fact.code} occurs twice, first in family {found[fact.code].family}")
            found[fact.code] = fact
    parents = found.keys() | _outside(root, known=known)
    for fact in found.values():
        for parent in fact.add_on_to:
            if parent != ANY_PARENT and parent not in parents:
                raise KnowledgeError(
                    f"families/{fact.family}/codes.csv, code {fact.code}: parent {parent} does not exist; "
                    "add it to a family or to tables/outside_codes.csv"
                )
    return found


def load_vessels(root: Path, *, known: Collection[str], code_ids: Collection[str]) -> dict[str, Vessel]:
    """Read `tables/vessels.csv` below a folder.

    Raises:
        KnowledgeError: a mistake in the file, a parent or root that does not exist, or a circle of parents.
    """
    found: dict[str, Vessel] = {}
    for where, row in read_table(root / "tables" / "vessels.csv", root=root, head=_VESSEL_HEAD):
        vessel = _vessel(row, where=where, known=known, code_ids=code_ids)
        if vessel.id in found:
            raise KnowledgeError(f"{where}: vessel {vessel.id} occurs twice")
        found[vessel.id] = vessel
    for vessel in found.values():
        for key, other in (("parent", vessel.parent), ("root", vessel.root)):
            if other is not None and other not in found:
                raise KnowledgeError(f"tables/vessels.csv, vessel {vessel.id}: {key} {other!r} does not exist")
        above, seen = vessel.parent, {vessel.id}
        while above is not None:
            if above in seen:
                raise KnowledgeError(f"tables/vessels.csv, vessel {vessel.id}: its parents form a circle")
            seen.add(above)
            above = found[above].parent
    return found


def load_guidance(root: Path, *, known: Collection[str], code_ids: Collection[str]) -> dict[tuple[str, str], GuidancePair]:
    """Read `tables/guidance.csv` below a folder.

    Raises:
        KnowledgeError: a mistake in the file, a pair that occurs twice, or a code that does not exist.
    """
    existing = {*code_ids, *_outside(root, known=known)}
    found: dict[tuple[str, str], GuidancePair] = {}
    for where, row in read_table(root / "tables" / "guidance.csv", root=root, head=_GUIDANCE_HEAD):
        pair = (row["procedure_code"], row["guidance_code"])
        for code in pair:
            if code not in existing:
                raise KnowledgeError(f"{where}: code {code!r} does not exist")
        if pair in found:
            raise KnowledgeError(f"{where}: pair {pair[0]} and {pair[1]} occurs twice")
        relation = check_choice(row["relation"], allowed=RELATIONS, where=where, key="relation")
        found[pair] = GuidancePair(*pair, relation, row["note"], _source_ids(row, where=where, known=known))
    return found


@dataclass(frozen=True, slots=True)
class _Change:
    code: str
    field: str
    value: str
    first_day: date | None
    last_day: date | None

    def covers(self, day: date) -> bool:
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@cache
def _changes() -> tuple[_Change, ...]:
    return load_changes(ROOT, known=sources(), code_ids=codes())


def load_changes(root: Path, *, known: Collection[str], code_ids: Collection[str]) -> tuple[_Change, ...]:
    """Read `tables/indicator_changes.csv`: indicators that held on earlier days than the newest ones.

    Raises:
        KnowledgeError: a mistake in the file, or a code that does not exist.
    """
    found = []
    for where, row in read_table(root / "tables" / "indicator_changes.csv", root=root, head=_CHANGE_HEAD):
        if row["code"] not in code_ids:
            raise KnowledgeError(f"{where}: code {row['code']!r} does not exist")
        field = check_choice(row["field"], allowed=INDICATORS, where=where, key="field")
        _source_ids(row, where=where, known=known)
        first, last = parse_span(row, where=where)
        found.append(_Change(row["code"], field, row["value"], first, last))
    return tuple(found)


def _outside(root: Path, *, known: Collection[str]) -> frozenset[str]:
    """Codes the project does not give but other codes refer to."""
    found = set()
    for where, row in read_table(root / "tables" / "outside_codes.csv", root=root, head=_OUTSIDE_HEAD):
        _source_ids(row, where=where, known=known)
        found.add(_code(row["code"], where=where))
    return frozenset(found)


def _code_fact(row: dict[str, str], *, family: str, where: str, known: Collection[str]) -> CodeFact:
    first, last = parse_span(row, where=where)
    parents = tuple(row["add_on_to"].split())
    if ANY_PARENT in parents and len(parents) > 1:
        raise KnowledgeError(f"{where}: add_on_to has {ANY_PARENT} beside codes; either is allowed, not both")
    if row["kind"] == "add_on" and not parents:
        raise KnowledgeError(f"{where}: kind is add_on but add_on_to is empty; name the parents or {ANY_PARENT}")
    if not row["label"]:
        raise KnowledgeError(f"{where}: label is empty; a short label of our own is expected")
    if row["mue"] and not row["mue"].isdecimal():
        raise KnowledgeError(f"{where}: mue is {row['mue']!r}; a whole number or nothing is allowed")
    return CodeFact(
        code=_code(row["code"], where=where),
        family=family,
        label=row["label"],
        system=check_choice(row["system"], allowed=SYSTEMS, where=where, key="system"),
        kind=check_choice(row["kind"], allowed=KINDS, where=where, key="kind"),
        add_on_to=parents,
        first_day=first,
        last_day=last,
        global_days=row["global_days"],
        bilateral=row["bilateral"],
        pc_tc=row["pc_tc"],
        mult_proc=row["mult_proc"],
        mue=int(row["mue"]) if row["mue"] else None,
        mue_mai=row["mue_mai"],
        guidance_included=tuple(row["guidance_included"].split()),
        guidance_required=tuple(row["guidance_required"].split()),
        territory=check_choice(row["territory"], allowed=TERRITORIES, where=where, key="territory"),
        vessel_unit=row["vessel_unit"],
        lesion=check_choice(row["lesion"], allowed=LESIONS, where=where, key="lesion"),
        service=check_choice(row["service"], allowed=SERVICES, where=where, key="service"),
        sequence=check_choice(row["sequence"], allowed=SEQUENCES, where=where, key="sequence"),
        includes=row["includes"],
        mark=check_choice(row["mark"], allowed=MARKS, where=where, key="mark"),
        sources=_source_ids(row, where=where, known=known),
    )


def _vessel(row: dict[str, str], *, where: str, known: Collection[str], code_ids: Collection[str]) -> Vessel:
    if not _VESSEL_ID.fullmatch(row["vessel_id"]):
        raise KnowledgeError(f"{where}: vessel_id is {row['vessel_id']!r}; an id is written in lower case with underscores")
    studies = tuple(row["angiography_code"].split())
    for code in studies:
        if code not in code_ids:
            raise KnowledgeError(f"{where}: angiography_code {code!r} does not exist")
    return Vessel(
        id=row["vessel_id"],
        name=row["name"],
        parent=row["parent"] or None,
        system=check_choice(row["system"], allowed=VESSEL_SYSTEMS, where=where, key="system"),
        side_sensitive=check_choice(row["side_sensitive"], allowed=("y", "n"), where=where, key="side_sensitive") == "y",
        continuation=check_choice(row["continuation"], allowed=("y", "n"), where=where, key="continuation") == "y",
        root=row["root"] or None,
        synonyms=tuple(part for part in row["synonyms"].split(";") if part),
        ler_territory=check_choice(row["ler_territory"], allowed=TERRITORIES, where=where, key="ler_territory"),
        ler_unit=row["ler_unit"],
        angiography_codes=studies,
        mark=check_choice(row["mark"], allowed=MARKS, where=where, key="mark"),
        sources=_source_ids(row, where=where, known=known),
        note=row["note"],
        ref_id=row["ref_id"],
    )


def _code(text: str, *, where: str) -> str:
    if not _CODE.fullmatch(text):
        raise KnowledgeError(f"{where}: code is {text!r}; five characters of CPT or HCPCS form are expected")
    return text


def _source_ids(row: dict[str, str], *, where: str, known: Collection[str]) -> tuple[str, ...]:
    ids = tuple(row["source"].split())
    if not ids:
        raise KnowledgeError(f"{where}: source is empty; at least one id of sources.yaml is expected")
    for name in ids:
        if name not in known:
            raise KnowledgeError(f'{where}: source "{name}" is not in sources.yaml; add it there, or correct the id')
    return ids
