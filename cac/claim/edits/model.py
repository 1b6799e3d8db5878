"""Data passed between the readers, the store, the check and the command line."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


class EditFileError(Exception):
    """A file cannot be imported; the message is one line that says where and why."""


class NearMissError(EditFileError):
    """A file resembles one of our tables but lacks columns of it: never passed over, even inside an archive."""


class StoreError(Exception):
    """The store cannot be opened or written; the message is one line."""


@dataclass(frozen=True)
class ClaimLine:
    """A line of a claim as the edits see it."""

    code: str
    units: int = 1
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class PairConflict:
    """Two codes of the claim that a PTP edit joins; `allowed` when a modifier on the claim lifts the edit."""

    column_1: str
    column_2: str
    indicator: str
    reason: str
    allowed: bool
    release: str


@dataclass(frozen=True)
class UnitConflict:
    """More units than the MUE value; `mai` says per line (1) or per day (2 policy, 3 clinical)."""

    code: str
    units: int
    limit: int
    mai: str
    reason: str
    release: str = ""


@dataclass(frozen=True)
class AddOnConflict:
    """An add-on code without one of its primary codes on the claim."""

    code: str
    parents: tuple[str, ...]
    release: str = ""


@dataclass(frozen=True)
class EditReport:
    """The answer of a check; `releases` names the PTP table used, or says that none is loaded."""

    pairs: tuple[PairConflict, ...] = ()
    units: tuple[UnitConflict, ...] = ()
    add_ons: tuple[AddOnConflict, ...] = ()
    warnings: tuple[str, ...] = ()
    releases: str = "not loaded"

    @property
    def conflict(self) -> bool:
        """Whether anything on the claim may not stand as it is."""
        return bool(self.units or self.add_ons or any(not pair.allowed for pair in self.pairs))


@dataclass(frozen=True)
class Release:
    """One imported file; a table published in several parts has several."""

    id: int
    kind: str
    quarter: str
    first_day: date
    last_day: date
    file_name: str
    sha256: str
    rows: int
    dated: bool
    first_key: str
    last_key: str
    imported_at: str


@dataclass(frozen=True)
class Choice:
    """The release that answers for a day, with a warning where it is not of that day."""

    kind: str
    releases: tuple[Release, ...] = ()
    quarter: str = ""
    outdated: bool = False
    extract: bool = False
    warning: str = ""
    fallbacks: "tuple[Choice, ...]" = ()

    def chain(self) -> "tuple[Choice, ...]":
        """The choice, and behind an extract the tables that answer for what it lacks, until a whole one."""
        return (self, *self.fallbacks)


@dataclass(frozen=True)
class HcpcsEntry:
    """A Level II code or modifier; `in_force` on the day asked."""

    code: str
    short: str
    long: str
    coverage: str
    betos: str
    tos: str
    first_day: date | None
    last_day: date | None
    in_force: bool
    release: str
    outdated: bool


@dataclass(frozen=True)
class Icd10Entry:
    """A diagnosis code; `status` is billable, header or ended."""

    code: str
    title: str
    billable: bool
    status: str
    release: str
    outdated: bool


@dataclass(frozen=True)
class FeeEntry:
    """Relative values and payment indicators of a code with a modifier ("" = global)."""

    code: str
    modifier: str
    status: str
    not_used: str
    work: Decimal
    pe_nonfacility: Decimal
    na_nonfacility: str
    pe_facility: Decimal
    na_facility: str
    malpractice: Decimal
    total_nonfacility: Decimal
    total_facility: Decimal
    pctc: str
    global_days: str
    preoperative: Decimal
    intraoperative: Decimal
    postoperative: Decimal
    multiple: str
    bilateral: str
    assistant: str
    co_surgeon: str
    team: str
    pricing: str
    endo_base: str
    conversion_factor: Decimal
    supervision: str
    calculation_flag: str
    imaging_family: str
    release: str
    outdated: bool


@dataclass(frozen=True)
class OppsEntry:
    """Hospital outpatient status and payment of a code; `rate` None where the code has no rate."""

    code: str
    status: str
    rate: Decimal | None
    short: str
    apc: str
    weight: str
    copay: str
    release: str
    outdated: bool


@dataclass
class Tally:
    """What a reader learnt while it read: filled in by the reader, read by the importer."""

    rows: int = 0
    first_key: str = ""
    last_key: str = ""
    latest: int = 0
    dated: bool = False
    active: int = 0
    active_zero: int = 0
    last_field: str = ""
    last_free_text: bool = False
    notes: list[str] = field(default_factory=list)
