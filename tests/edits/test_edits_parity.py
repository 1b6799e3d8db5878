"""Parity: our answer equals the official row, for every pair of the code set, before, in and after its life.

The files are public tables kept beside the checkout ($CAC_SHARED/data, or ../shared/data); without them the tests
are skipped. The oracle reads the files by itself, not through our readers.
"""

import csv
import gzip
import os
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cac.claim.edits.check import check_claim, ptp_row
from cac.claim.edits.importer import import_files
from cac.claim.edits.lookups import fee, hcpcs, icd10, opps
from cac.claim.edits.model import ClaimLine, EditFileError
from cac.claim.edits.store import EditStore, choose, open_store

DATA = Path(os.environ.get("CAC_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="public tables are not beside the checkout (set CAC_SHARED)")
BEFORE, FIRST, LAST, AFTER = date(2024, 6, 30), date(2024, 7, 1), date(2024, 9, 30), date(2026, 7, 1)
Life = tuple[int, int, str, str]


def opened(folder: Path, *names: str) -> EditStore:
    """A store with these files of the data folder."""
    for name in names:
        if not (DATA / name).exists():
            pytest.skip(f"{name} is not in the data folder")
        import_files([DATA / name], store_path=folder / "store.sqlite")
    return open_store(folder / "store.sqlite")


def text_rows(name: str) -> list[list[str]]:
    """Rows of a csv, packed or not."""
    stream = gzip.open(DATA / name, "rt", newline="") if name.endswith(".gz") else (DATA / name).open(newline="")
    with stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("ncci_ptp_practitioner_2024q3_ir_active.csv.gz", "ptp-practitioner", 123_894),
        ("ncci_ptp_outpatient_hospital_2024q3_ir_active.csv.gz", "ptp-hospital", 86_603),
    ],
)
def test_every_pair_of_the_code_set_equals_the_official_row(tmp_path: Path, name: str, kind: str, rows: int) -> None:
    official = {(row[0], row[1]): (row[3], row[4]) for row in text_rows(name)[1:]}
    assert len(official) == rows
    with opened(tmp_path, name) as store:
        choices = {day: choose(store, kind, day) for day in (BEFORE, FIRST, LAST, AFTER)}
        assert [bool(choice.releases) for choice in choices.values()] == [False, True, True, True]
        assert [choice.outdated for choice in choices.values()] == [False, False, False, True]
        assert "older than the date of service" in choices[AFTER].warning
        compared = 0
        for pair, expected in official.items():
            wanted = {BEFORE: None, FIRST: expected, LAST: expected, AFTER: expected}
            got = {day: ptp_row(store, *pair, day, choice) for day, choice in choices.items()}
            assert got == wanted, pair
            compared += 1
            back = (pair[1], pair[0])
            if back not in official:
                assert ptp_row(store, *back, FIRST, choices[FIRST]) is None, back
        assert compared == rows


def test_a_whole_claim_equals_the_official_rows(tmp_path: Path) -> None:
    name = "ncci_ptp_practitioner_2024q3_ir_active.csv.gz"
    official = {(row[0], row[1]): row[3] for row in text_rows(name)[1:]}
    codes = sorted({code for pair in official for code in pair})
    claims = [codes[at : at + 12] for at in range(0, len(codes), 6)]
    found = 0
    with opened(tmp_path, name) as store:
        for claim in claims:
            report = check_claim(store, [ClaimLine(code) for code in claim], FIRST)
            got = {(pair.column_1, pair.column_2): pair.indicator for pair in report.pairs}
            assert got == {pair: value for pair, value in official.items() if pair[0] in claim and pair[1] in claim}
            found += len(got)
    assert (len(claims), found > 1000) == (-(-len(codes) // 6), True)


def lives(name: str) -> dict[tuple[str, str], list[Life]]:
    """All rows of each pair of a file in the CMS layout."""
    stream = gzip.open(DATA / name, "rt", encoding="latin-1") if name.endswith(".gz") else (DATA / name).open(encoding="latin-1")
    found: dict[tuple[str, str], list[Life]] = defaultdict(list)
    with stream:
        for line in list(stream)[6:]:
            one, two, _, first, last, indicator, text = line.rstrip("\r\n").split("\t")
            found[one, two].append((int(first), 99999999 if last == "*" else int(last), indicator, text.strip()))
    return found


def days_around(pair_lives: list[Life]) -> Iterator[date]:
    """The day before, the first, the last and the day after each range of a pair."""
    for first, last, _, _ in pair_lives:
        begun = date.fromisoformat(str(first))
        yield from (begun - timedelta(days=1), begun)
        if last < 99999999:
            ended = date.fromisoformat(str(last))
            yield from (ended, ended + timedelta(days=1))
        else:
            yield begun + timedelta(days=4000)


@pytest.mark.parametrize(
    ("name", "rows"), [("ccipra-v322r0-f1.excerpt.TXT", 158), ("ccipra_2024q3_ir20codes.RECONSTRUCTED_layout.TXT.gz", 5832)]
)
def test_every_dated_pair_equals_the_official_row_around_each_range(tmp_path: Path, name: str, rows: int) -> None:
    with opened(tmp_path, name) as store:
        official = lives(name)
        compared = 0
        for pair, pair_lives in official.items():
            for day in days_around(pair_lives):
                number = int(day.strftime("%Y%m%d"))
                alive = [life for life in pair_lives if life[0] <= number <= life[1] and life[2] != "9"]
                expected = max(alive, key=lambda life: life[1])[2:] if alive else None
                assert ptp_row(store, *pair, day, choose(store, "ptp-practitioner", day)) == expected, (pair, day)
            compared += len(pair_lives)
        assert compared == rows


@pytest.mark.parametrize(
    ("name", "claim_type", "rows"),
    [("ncci_mue_practitioner_2024q3.csv", "professional", 14_677), ("ncci_mue_outpatient_hospital_2024q3.csv", "facility", 14_628)],
)
def test_every_unit_limit_equals_the_official_row(tmp_path: Path, name: str, claim_type: str, rows: int) -> None:
    with opened(tmp_path, name) as store:
        official = text_rows(name)[1:]
        assert len(official) == rows
        for code, value, mai, _ in official:
            limit = int(value)
            over = check_claim(store, [ClaimLine(code, limit + 1)], FIRST, claim_type=claim_type).units
            assert [(unit.code, unit.limit, unit.mai) for unit in over] == [(code, limit, mai)]
            assert check_claim(store, [ClaimLine(code, limit)], FIRST, claim_type=claim_type).units == ()


def test_every_add_on_has_the_official_primaries(tmp_path: Path) -> None:
    with opened(tmp_path, "ncci_addon_codes_2024-06.csv") as store:
        official: dict[str, set[str]] = defaultdict(set)
        for code, parent, _ in text_rows("ncci_addon_codes_2024-06.csv")[1:]:
            official[code].add(parent)
        for code, parents in official.items():
            (conflict,) = check_claim(store, [ClaimLine(code)], date(2024, 5, 1)).add_ons
            assert set(conflict.parents) == parents - {"CCCCC"}


def test_both_forms_of_the_fee_schedule_say_the_same(tmp_path: Path) -> None:
    day = date(2025, 11, 1)
    (tmp_path / "csv").mkdir()
    (tmp_path / "txt").mkdir()
    with opened(tmp_path / "csv", "PPRRVU2025_Oct.redacted.csv.gz") as one, opened(
        tmp_path / "txt", "PPRRVU2025_Oct.redacted.txt.gz"
    ) as two:
        rows = [row for row in text_rows("PPRRVU2025_Oct.redacted.csv.gz")[10:] if row[0]]
        assert len(rows) == 19_090
        for row in rows:
            first, second = fee(one, row[0], row[1], day), fee(two, row[0], row[1], day)
            assert first is not None and second is not None
            assert first == replace(second, global_days=first.global_days), row
            assert first.global_days.zfill(3) == second.global_days.zfill(3)
            assert (first.status, str(first.work), first.bilateral, first.supervision) == (row[3], row[5], row[19], row[25])


def test_the_schedule_with_one_column_more_is_read_by_its_header(tmp_path: Path) -> None:
    name = "PPRRVU2026_Jul_nonQPP.ir_36000-37501.redacted.csv"
    with opened(tmp_path, name) as store:
        rows = text_rows(name)[10:]
        for row in rows:
            entry = fee(store, row[0], row[1], date(2026, 8, 1))
            assert entry is not None
            assert (str(entry.total_facility), entry.team, entry.pricing, str(entry.conversion_factor)) == (row[12], row[22], row[23], row[25])
        assert len(rows) == 182


def test_level_two_hospital_and_diagnosis_tables_answer_as_their_files(tmp_path: Path) -> None:
    names = ("hcpcs_level2_2026q3_merged.csv.gz", "opps_addendum_b_2026-04.csv", "icd10cm_fy2026apr_codes_with_fy2024_titles.csv.gz",
             "icd10cm-order-Jan-2021.txt.gz", "2019-Alpha-Numeric-HCPCS-File.zip")  # fmt: skip
    with opened(tmp_path, *names) as store:
        day = date(2026, 8, 1)
        for row in text_rows(names[0])[1:]:
            entry = hcpcs(store, row[0], day)
            assert entry is not None
            assert (entry.short, entry.in_force) == (row[2].strip(), not (row[8] and row[8] < "2026-08-01")), row
        for row in text_rows(names[1])[1:]:
            paid = opps(store, row[0].strip(), date(2026, 5, 1))
            assert paid is not None and (paid.status, str(paid.rate or "")) == (row[1], row[2]), row
        for row in text_rows(names[2])[1:]:
            code = icd10(store, row[0], day)
            assert code is not None and (code.code, code.billable) == (row[0], row[2] == "1"), row
        with gzip.open(DATA / names[3], "rt", encoding="latin-1") as lines:
            for line in lines:
                code = icd10(store, line[6:13].strip(), date(2021, 3, 1))
                assert code is not None and code.billable == (line[14] == "1") and code.title, line
        old = hcpcs(store, "C1725", date(2019, 2, 1))
        assert old is not None and old.long.endswith("(may include guidance, infusion/perfusion capability)")


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    others = ("2026_ncci_medicare_policy_manual_all-chapters.pdf", "README.md", "icd10cm_tabular_2021.xml.gz", "lcd_coverage_ir_subset.json",
              "opps_status_indicators.csv", "qpp_claims_single_source_2025_ir.csv", "qpp_measures_ir_2024-2026.json")  # fmt: skip
    for name in others:
        with pytest.raises(EditFileError):
            import_files([DATA / name], store_path=tmp_path / "store.sqlite")
    assert not (tmp_path / "store.sqlite").exists()


def test_a_genuine_workbook_and_its_text_hold_the_same_codes(tmp_path: Path) -> None:
    with zipfile.ZipFile(DATA / "2019-Alpha-Numeric-HCPCS-File.zip") as archive:
        for name in ("HCPC2019_CONTR_ANWEB.txt", "HCPC2019_CONTR_ANWEB.xlsx"):
            (tmp_path / name).write_bytes(archive.read(name))
    stored = []
    for name in ("HCPC2019_CONTR_ANWEB.txt", "HCPC2019_CONTR_ANWEB.xlsx"):
        store_path = tmp_path / f"{name}.sqlite"
        (done,) = import_files([tmp_path / name], store_path=store_path)
        with open_store(store_path) as store:
            columns = "code, short, long, coverage, betos, first_day, last_day"
            stored.append((done.rows, store.connection.execute(f"SELECT {columns} FROM hcpcs ORDER BY code").fetchall()))
    assert stored[0][0] == stored[1][0]
    differing = [(one, two) for one, two in zip(stored[0][1], stored[1][1], strict=True) if one != two]
    assert differing == []
