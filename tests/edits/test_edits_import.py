"""Every layout is recognised by its content and read; every kind of bad file is refused and changes nothing."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import edit_files as made
import pytest

from cac.claim.edits.importer import Imported, import_files
from cac.claim.edits.lookups import fee, hcpcs, icd10, opps
from cac.claim.edits.model import EditFileError, StoreError
from cac.claim.edits.quarters import quarter_in
from cac.claim.edits.store import open_store

CODES_2026 = "I70212  First invented title\nI70213  Second invented title\n"
HCPCS_CSV = (
    made.HCPCS_HEADER + "\n   LT,0010,7,Left side,Left side,D,,,19840101,19970101,,N\n"
    "C1725,0010,3,Catheter first,Cath,D,D1A,9,20010401,20240101,,N\nC1725,0020,4,part two,,,,,,,,\n"
)
HCPCS_LIST = (
    "hcpcs,listed_2026q3,short_descriptor,long_descriptor_2024,coverage_code_2024,tos_2024,betos_2024,date_added,"
    "date_terminated_2024file,opps_si_2026_04\nC1725,1,Cath,Catheter,D,9,D1A,2001-04-01,,N\n"
)
ICD_LIST = "code,code_nodot,valid_fy2026_apr,billable_fy2024,title_fy2024\nI70.2,I702,0,0,Group\nI70.212,I70212,1,1,First\n"
OPPS_CSV = "hcpcs,status_indicator,payment_rate,short_descriptor_level2_only\n36247,N,,\nC9600,J1,11794.23,invented\n"
FEE_FIXED = "HDR NOTICE\r\n" + made.fee_record() + "\r\n" + made.fee_record(modifier="26") + "\r\n"

GOOD = [
    ("ccipra-v322r0-f1.TXT", made.ptp_cms(), "ptp-practitioner", "2026Q3", 8),
    ("ccioph-v322r0-f1.txt", made.ptp_cms(), "ptp-hospital", "2026Q3", 8),
    ("practitioner.txt", made.ptp_cms(), "ptp-practitioner", "2026Q3", 8),
    ("ccipra-v322r0-f1.xlsx", made.ptp_cms(), "ptp-practitioner", "2026Q3", 8),
    ("ccipra-v322r0-f1.txt.zip", made.ptp_cms(), "ptp-practitioner", "2026Q3", 8),
    ("ncci_ptp_practitioner_2024q3.csv", made.PTP_CSV, "ptp-practitioner", "2024Q3", 4),
    ("ptp_hospital.csv.gz", made.PTP_CSV, "ptp-hospital", "2024Q3", 4),
    ("MUE_Eff_07-01-2026.csv", made.MUE_CMS, "mue-practitioner", "2026Q3", 3),
    ("mue_outpatient_hospital_2024q3.csv", made.MUE_CSV, "mue-hospital", "2024Q3", 3),
    ("ncci_addon_codes_2024-06.csv", made.ADD_ON_CSV, "add-on", "2024Q2", 5),
    ("schedule.csv", made.fee_csv(priced=True), "fee", "2026Q3", 2),
    ("schedule.csv", made.fee_csv(priced=False), "fee", "2026Q3", 2),
    ("schedule.xlsx", made.fee_csv(priced=True), "fee", "2026Q3", 2),
    ("PPRRVU2025_Oct.txt", FEE_FIXED, "fee", "2025Q4", 2),
    ("anweb.txt", made.hcpcs_fixed(), "hcpcs", "2024Q1", 3),
    ("HCPC2026_OCT.csv", HCPCS_CSV, "hcpcs", "2026Q4", 2),
    ("list.csv", HCPCS_LIST, "hcpcs", "2026Q3", 1),
    ("addendum.xlsx", made.OPPS_CMS, "opps", "2026Q2", 2),
    ("addendum.csv", made.OPPS_CMS, "opps", "2026Q2", 2),
    ("opps_2026-04.csv", OPPS_CSV, "opps", "2026Q2", 2),
    ("icd10cm-order-Jan-2021.txt", made.icd_order(), "icd10", "2021Q1", 3),
    ("icd10cm_codes_2026.txt.gz", CODES_2026, "icd10", "2025Q4", 2),
    ("titles.csv", ICD_LIST, "icd10", "2026Q2", 2),
]

REFUSED = [
    ("empty.txt", "", "the file is empty"),
    ("blank.txt", " \n\n", "the file is empty"),
    ("letter.txt", "Dear Sir,\nthis is a letter.\n", "no table that we know"),
    ("other.csv", "code,colour\n36247,blue\n", "not a table that we know"),
    ("practitioner_2024q3.csv", made.PTP_CSV[:-25], "cut short"),
    ("practitioner_2024q3.csv", made.PTP_CSV[:-50], "line 5"),
    ("practitioner_2024q3.csv", made.PTP_CSV.replace("36247,36591", ",36247,36591"), "line 3"),
    ("practitioner_2024q3.csv", made.PTP_CSV.replace("36247,36591,,0", "36247,36591,0,"), "line 3"),
    ("practitioner_2024q3.csv", made.PTP_CSV.replace("deletion_date", "colour"), "columns are missing or shifted"),
    ("practitioner_2024q3.csv", made.PTP_CSV.replace("2024-06-30", "2024-13-30"), "no valid day"),
    ("practitioner_2024q1.csv", made.PTP_CSV, "cannot be the table of 2024Q1"),
    ("2024q3.csv", made.PTP_CSV, "--setting"),
    ("practitioner.csv", made.PTP_CSV.replace("2024-06-30", "").replace("2022-01-01", ""), "--quarter"),
    ("ccipra-v322r0-f1.txt", made.ptp_cms()[:-30], "cut short"),
    ("ccipra-v322r0-f1.txt", made.ptp_cms().replace("36247\t36200\t", "36247\t36200"), "line"),
    ("mue_hospital.csv", made.MUE_CMS, "content of a practitioner table"),
    ("mue_hospital_2024q3.csv", made.MUE_CSV.replace("36200,2,1,", "36200,1,22,"), "line 3"),
    ("addon_2024-06.csv", made.ADD_ON_CSV[:-9], "line 6"),
    ("schedule.csv", made.fee_csv(priced=True).replace("36247,26,", "36247,,26,"), "does not fit"),
    ("schedule.csv", made.fee_csv(priced=True)[:-3], "cut short"),
    ("schedule_2025q1.csv", made.fee_csv(priced=True), "the content says 2026Q3"),
    ("PPRRVU2025_Oct.txt", FEE_FIXED[:-40], "line 3"),
    ("PPRRVU2025_Oct.txt", FEE_FIXED.replace("3624726", " 3624726"), "line 3"),
    ("anweb.txt", made.hcpcs_fixed()[:-100], "cut short"),
    ("anweb.txt", made.hcpcs_fixed().replace("C172500200", "C999900200"), "continues nothing"),
    ("icd10cm-order-Jan-2021.txt", made.icd_order().replace("00003 I70213", "00003  I70213"), "line 3"),
    ("icd10cm_codes_2026.txt", CODES_2026 + "I70\n", "line 3"),
    ("opps_2026-04.csv", OPPS_CSV.replace("C9600,J1,", "C9600,,J1,"), "line 3"),
]


def load(path: Path, store: Path, **options: object) -> Imported:
    """Import one file with one table."""
    (done,) = import_files([path], store_path=store, **options)  # type: ignore[arg-type]
    return done


@pytest.mark.parametrize(("name", "text", "kind", "quarter", "rows"), GOOD)
def test_a_layout_is_recognised_with_kind_quarter_and_rows(
    tmp_path: Path, name: str, text: str, kind: str, quarter: str, rows: int
) -> None:
    done = load(made.write(tmp_path, name, text), tmp_path / "store.sqlite")
    assert (done.kind, done.quarter, done.rows, done.action) == (kind, quarter, rows, "loaded")


@pytest.mark.parametrize(("name", "text", "message"), REFUSED)
def test_a_bad_file_is_refused_with_one_line_and_the_store_stays_as_it_was(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    store = tmp_path / "store.sqlite"
    load(made.write(tmp_path, "ccipra-v321r0-f1.txt", made.ptp_cms(made.PTP_ROWS[:-1])), store)
    before = store.read_bytes()
    with pytest.raises(EditFileError) as refused:
        load(made.write(tmp_path, name, text), store)
    assert message in str(refused.value)
    assert name.removesuffix(".gz") in str(refused.value)
    assert "\n" not in str(refused.value)
    assert store.read_bytes() == before


@pytest.mark.parametrize("name", ["ccipra-v322r0-f1.txt.gz", "ccipra-v322r0-f1.txt.zip", "ccipra-v322r0-f1.xlsx"])
def test_a_cut_archive_is_refused_and_no_store_appears(tmp_path: Path, name: str) -> None:
    path = made.write(tmp_path, name, made.ptp_cms())
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(EditFileError, match="damaged or cut short"):
        load(path, tmp_path / "store.sqlite")
    assert not (tmp_path / "store.sqlite").exists()


@pytest.mark.parametrize("data", [b"%PDF-1.7 binary", b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n\x00"])
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "practitioner_2024q3.csv"
    path.write_bytes(data)
    with pytest.raises(EditFileError, match="not a text or workbook file"):
        load(path, tmp_path / "store.sqlite")


def test_one_bad_file_among_good_ones_refuses_all(tmp_path: Path) -> None:
    good = made.write(tmp_path, "addon_2024-06.csv", made.ADD_ON_CSV)
    bad = made.write(tmp_path, "practitioner_2024q3.csv", made.PTP_CSV[:-25])
    with pytest.raises(EditFileError):
        import_files([good, bad], store_path=tmp_path / "store.sqlite")
    assert not (tmp_path / "store.sqlite").exists()


def test_a_shifted_member_refuses_the_whole_archive(tmp_path: Path) -> None:
    path = tmp_path / "practitioner_2024q3.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.csv", made.PTP_CSV)
        archive.writestr("two.csv", made.PTP_CSV.replace("deletion_date", "colour"))
    with pytest.raises(EditFileError, match="two.csv"):
        load(path, tmp_path / "store.sqlite")


def test_an_archive_gives_its_table_and_names_what_was_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "practitioner_2024q3.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "Some words about the file.\n")
        archive.writestr("one.csv", made.PTP_CSV)
        archive.writestr("one.xlsx", b"the same table again")
    done = load(path, tmp_path / "store.sqlite")
    assert (done.kind, done.quarter, done.notes[0]) == (
        "ptp-practitioner", "2024Q3", "left aside in the archive: readme.txt"
    )  # fmt: skip


def test_of_two_forms_of_a_table_in_an_archive_the_fuller_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "codes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("icd10cm_order_2026.txt", made.icd_order())
        archive.writestr("icd10cm_codes_2026.txt", CODES_2026)
    done = import_files([path], store_path=tmp_path / "store.sqlite")
    assert [one.action for one in done] == ["loaded", "left aside, icd10cm_order_2026.txt is the same table"]
    with open_store(tmp_path / "store.sqlite") as store:
        assert [one.rows for one in store.releases] == [3]


@pytest.mark.parametrize(
    ("name", "quarter"),
    [
        ("ccipra-v302r0-f1.TXT", "2024Q3"), ("ccioph-v323r0-f4.txt", "2026Q4"), ("medicare-ncci-2026q1-practitioner.zip", "2026Q1"),
        ("MCR_MUE_PractitionerServices_Eff_07-01-2026.csv", "2026Q3"), ("AOC_V2024Q2-MCR.txt", "2024Q2"),
        ("PPRRVU2026_Jul_nonQPP.csv", "2026Q3"), ("PPRRVU24_OCT.txt", "2024Q4"), ("RVU25D.zip", "2025Q4"),
        ("HCPC2026_JUL_ANWEB_06-02-2026.txt", "2026Q3"), ("opps_addendum_b_2026-04.csv", "2026Q2"),
        ("april-2026-opps-addendum-b.xlsx", "2026Q2"), ("icd10cm-order-Jan-2021.txt", "2021Q1"), ("icd10cm_order_2026.txt", "2025Q4"),
        ("icd10cm_fy2026apr_codes.csv", "2026Q2"), ("fy2026oct.csv", "2025Q4"), ("edits.txt", ""), ("HCPC2019_CONTR_ANWEB.txt", ""),
    ],
)  # fmt: skip
def test_a_name_tells_its_quarter(name: str, quarter: str) -> None:
    assert quarter_in(name, fiscal=name.startswith("icd")) == quarter


def test_two_parts_of_a_release_stand_side_by_side_and_the_same_part_is_replaced(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    load(made.write(tmp_path, "ccipra-v322r0-f1.txt", made.ptp_cms(made.PTP_ROWS[:4])), store)
    second = load(made.write(tmp_path, "ccipra-v322r0-f2.txt", made.ptp_cms(made.PTP_ROWS[4:])), store)
    assert second.action == "loaded"
    again = load(made.write(tmp_path, "ccipra-v322r0-f2.txt", made.ptp_cms([*made.PTP_ROWS[4:], made.PTP_ROWS[7]])), store)
    assert again.action == "replaced 4 rows"
    with open_store(store) as opened:
        assert [(one.file_name, one.rows) for one in opened.releases] == [
            ("ccipra-v322r0-f1.txt", 4), ("ccipra-v322r0-f2.txt", 5)
        ]  # fmt: skip


def test_a_much_shorter_table_replaces_only_when_told(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    load(made.write(tmp_path, "practitioner_2024q3.csv", made.PTP_CSV), store)
    shorter = made.write(tmp_path, "short_practitioner_2024q3.csv", "".join(made.PTP_CSV.splitlines(keepends=True)[:3]))
    with pytest.raises(EditFileError, match="--replace"):
        load(shorter, store)
    assert load(shorter, store, replace=True).action == "replaced 4 rows"


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path, store = made.write(tmp_path, "addon_2024-06.csv", made.ADD_ON_CSV), tmp_path / "store.sqlite"
    load(path, store)
    assert load(path, store).action == "already loaded"
    with open_store(store) as opened:
        assert len(opened.releases) == 1


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    wrong = made.write(tmp_path, "store.sqlite", "not a database, and long enough to be looked at " * 4)
    with pytest.raises(StoreError):
        open_store(wrong)
    with pytest.raises(StoreError):
        load(made.write(tmp_path, "addon_2024-06.csv", made.ADD_ON_CSV), wrong)


def test_fee_rows_are_read_by_header_whatever_the_columns_of_the_year(tmp_path: Path) -> None:
    read = []
    for name, text, quarter in (
        ("a.csv", made.fee_csv(priced=True), date(2026, 8, 1)),
        ("b.csv", made.fee_csv(priced=False), date(2026, 8, 1)),
        ("PPRRVU2025_Oct.txt", FEE_FIXED, date(2025, 11, 1)),
    ):
        store = tmp_path / f"{name}.sqlite"
        load(made.write(tmp_path, name, text), store)
        with open_store(store) as opened:
            entry = fee(opened, "36247", "26", quarter)
        assert entry is not None
        read.append((entry.status, entry.work, entry.total_facility, entry.na_facility, entry.bilateral, entry.supervision, entry.pricing))
    values = ("A", Decimal("6.04"), Decimal("8.71"), "NA", "1", "09")
    assert read == [(*values, "9"), (*values, ""), (*values, "")]


def test_a_schedule_of_a_later_quarter_never_answers_for_an_earlier_day(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    load(made.write(tmp_path, "a.csv", made.fee_csv(priced=True)), store)
    with open_store(store) as opened:
        assert fee(opened, "36247", "", date(2026, 6, 30)) is None
        current, after = fee(opened, "36247", "", date(2026, 9, 30)), fee(opened, "36247", "", date(2026, 10, 1))
    assert current and after
    assert (current.outdated, after.outdated, after.release) == (False, True, "fee schedule 2026Q3")


def test_level_two_texts_are_joined_and_ended_codes_are_not_in_force(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    load(made.write(tmp_path, "anweb.txt", made.hcpcs_fixed()), store)
    with open_store(store) as opened:
        joined, ended = hcpcs(opened, "C1725", date(2024, 2, 1)), hcpcs(opened, "G0297", date(2024, 2, 1))
        alive, side = hcpcs(opened, "G0297", date(2020, 12, 31)), hcpcs(opened, "LT", date(2024, 2, 1))
        before = hcpcs(opened, "C1725", date(2001, 3, 31))
    assert joined and ended and alive and side and before
    assert (joined.long, joined.coverage, joined.betos) == ("Catheter, first part of the text second part", "D", "D1A")
    assert (ended.in_force, ended.last_day, alive.in_force, side.long) == (False, date(2020, 12, 31), True, "Left side")
    assert (joined.in_force, before.in_force) == (True, False)


def test_diagnoses_are_found_with_and_without_dot_and_headers_are_not_billable(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    load(made.write(tmp_path, "icd10cm-order-Jan-2021.txt", made.icd_order()), store)
    with open_store(store) as opened:
        code, bare = icd10(opened, "I70.212", date(2021, 5, 1)), icd10(opened, "I70212", date(2021, 5, 1))
        header, later = icd10(opened, "I70.2", date(2021, 5, 1)), icd10(opened, "I70.212", date(2021, 10, 1))
    assert code == bare and code and header and later
    assert (code.code, code.title, code.billable) == ("I70.212", "First invented title", True)
    assert (header.billable, header.status, later.outdated, code.outdated) == (False, "header", True, False)


def test_hospital_status_and_rate_are_read_from_the_workbook(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    load(made.write(tmp_path, "addendum.xlsx", made.OPPS_CMS), store)
    with open_store(store) as opened:
        paid, packaged = opps(opened, "C9600", date(2026, 5, 1)), opps(opened, "36247", date(2026, 5, 1))
    assert paid and packaged
    assert (paid.status, paid.rate, paid.apc, packaged.status, packaged.rate) == ("J1", Decimal("11794.23"), "5193", "N", None)


def test_progress_is_told_while_a_file_is_read(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    path = made.write(tmp_path, "addon_2024-06.csv", made.ADD_ON_CSV)
    import_files(
        [path], store_path=tmp_path / "store.sqlite",
        watch=lambda name: lambda done, total: told.append((name, done, total)),
    )  # fmt: skip
    size = path.stat().st_size
    assert told[-1] == ("addon_2024-06.csv", size, size)
