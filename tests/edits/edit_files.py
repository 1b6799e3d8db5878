"""Small invented files in each layout, for the tests of the edits package."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

PTP_HEADER = (
    "CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t\r\n"
    "Column1/Column2 Edits\t\t\t\t\t\t\r\n"
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"
    "\t\t\t\t*=no data\t1=allowed\t\r\n"
    "\t\t\t\t\t9=not applicable\t\r\n"
)
PTP_ROWS = [
    ("13121", "13120", "", "19960101", "19960101", "9", "CPT Manual or CMS manual coding instruction"),
    ("13121", "13120", "*", "19960101", "*", "0", "CPT Manual or CMS manual coding instruction"),
    ("17000", "17281", "", "19990701", "20041231", "1", "Mutually exclusive procedures"),
    ("17000", "17281", "", "19990701", "19990701", "9", "HCPCS/CPT procedure code definition"),
    ("36247", "36200", "", "20130101", "*", "1", "More extensive procedure"),
    ("36901", "36902", "", "20170101", "20211231", "0", "More extensive procedure"),
    ("36901", "36902", "", "20240101", "*", "1", "More extensive procedure"),
    ("36901", "76937", "", "20260701", "*", "1", "Standards of medical/surgical practice"),
]
PTP_CSV = (
    "column1,column2,deletion_date,modifier_indicator,rationale\n"
    "36247,36200,,1,More extensive procedure\n"
    "36247,36591,,0,CPT Manual or CMS manual coding instruction\n"
    "36901,36000,2024-06-30,1,Standards of medical/surgical practice\n"
    "36901,36000,2022-01-01,9,Standards of medical/surgical practice\n"
)
MUE_CMS = (
    '"CPT codes only are copyright 2025 American Medical Association.\n\nSeveral lines, one, two."\n'
    '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n'
    "36247,2,3 Date of Service Edit: Clinical,Clinical: Data\n"
    "36200,2,1 Line Edit,CMS Policy\n"
    "76937,1,2 Date of Service Edit: Policy,CMS Policy\n"
)
MUE_CSV = "hcpcs_code,mue_value,mai,rationale\n36247,2,3,Clinical: Data\n36200,2,1,CMS Policy\n76937,1,2,CMS Policy\n"
ADD_ON_CSV = (
    "add_on_code,primary_code,aoc_type\n36248,36246,1\n36248,36247,1\n76937,CCCCC,2\n36227,36222,3\n36227,CCCCC,3\n"
)
FEE_FIELDS = (
    "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,"
    "SURG,SURG,SURG,SURG,{0}BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT"
)
FEE_ABOVE = (
    ",,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,"
    "CO-,TEAM,{0}ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT"
)
FEE_TOP = (
    ",,,,NOT USED,,,,,,,,,,,,,,,,,,,{0},,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED",
    ",,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,{0},,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS",
)
HCPCS_HEADER = (
    "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,COV,BETOS,TOS1,ADD DT,ACT EFF DT,TERM DT,ACTION CD"
)
OPPS_CMS = [
    ["Addendum B.-OPPS Payment by HCPCS Code for CY 2026, April 2026"],
    ["HCPCS Code", "Short Descriptor", "SI", "APC", "Relative Weight", "Payment Rate",
     "National Unadjusted Copayment", "Minimum Unadjusted Copayment"],
    ["36247", "invented", "N", "", "", "", "", ""],
    ["C9600", "invented", "J1", "5193", "120.1", "$11,794.23", "", "2,358.85"],
    ["Note: rates are invented for this test."],
]  # fmt: skip


def ptp_cms(rows: list[tuple[str, ...]] = PTP_ROWS) -> str:
    """The tab separated CMS layout."""
    return PTP_HEADER + "".join("\t".join(row) + "\r\n" for row in rows)


def fee_csv(*, priced: bool, quarter: str = "2026 National Physician Fee Schedule Relative Value File July Release") -> str:
    """The stacked header of the fee schedule, with or without the price indicator column."""
    one, two = ("PRIC,", "IND,") if priced else ("", "")
    blank = "," if priced else ""
    above = [line.format(blank) for line in FEE_TOP]
    row = "36247,{0},invented,A,,6.04,33.46,,1.68,NA,0.99,40.49,8.71,0,000,0.00,0.00,0.00,2,1,1,0,0,{1},33.4009,09,0,99,0.00,0.00,0.00"
    rows = [row.format(modifier, "9," if priced else "") for modifier in ("", "26")]
    lines = [f",,{quarter}{',' * 28}", *above, FEE_ABOVE.format(one), FEE_FIELDS.format(two), *rows]
    return "\n".join(lines) + "\n"


def fee_record(code: str = "36247", modifier: str = "  ") -> str:
    """A fixed-width record of the fee schedule, 171 characters."""
    line = f"{code}{modifier}{'invented':<50}A".ljust(59)
    line += "  6.04" + "  33.46" + "  " + "   1.68" + "NA" + "  0.99" + "  40.49" + "  8.71" + "0" + "000"
    line += ".00.00.00" + "21100" + " " * 12 + " 32.3465" + " 09" + "0" + " 99"
    return line + "     0.00   0.00   0.00".rjust(171 - len(line))


def hcpcs_record(code: str, sequence: int, record: str, long: str, short: str = "", days: tuple[str, str, str] = ("", "", "")) -> str:
    """A fixed-width record of the Level II file."""
    line = f"{code:>5}{sequence:05d}{record}{long:<80}{short:<28}".ljust(229)
    line += ("D" if record in "37" else " ") + " " * 26 + "D1A" + " " * 9
    return (line + "".join(f"{day:<8}" for day in days) + "N").ljust(320)


def hcpcs_fixed() -> str:
    """Disclaimer, a modifier, a code in two records, a code that has ended."""
    return "\r\n".join([
        "***Disclaimers\t\t",
        "*An invented disclaimer.",
        hcpcs_record("LT", 100, "7", "Left side", "Left side", ("19840101", "19970101", "")),
        hcpcs_record("C1725", 100, "3", "Catheter, first part of the text", "Cath", ("20010401", "20240101", "")),
        hcpcs_record("C1725", 200, "4", "second part"),
        hcpcs_record("G0297", 100, "3", "Ended service", "Ended", ("20150205", "20150205", "20201231")),
        "",
    ])  # fmt: skip


def icd_order() -> str:
    """A header and two codes in the order layout."""
    rows = [("I702", "0", "Group"), ("I70212", "1", "First invented title"), ("I70213", "1", "Second invented title")]
    return "".join(f"{n:05d} {code:<7} {flag} {title:<60} {title}\r\n" for n, (code, flag, title) in enumerate(rows, 1))


def write(folder: Path, name: str, text: str | list[list[str]]) -> Path:
    """Write a file in the packing that its name asks for: plain, .gz, .zip (one member) or .xlsx."""
    path = folder / name
    if name.endswith(".xlsx"):
        import openpyxl

        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("table")
        rows = text if isinstance(text, list) else csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ",")
        for cells in rows:
            sheet.append([int(cell) if cell.isdigit() and not cell.startswith("0") else cell for cell in cells])
        book.save(path)
        return path
    if isinstance(text, list):
        stream = io.StringIO()
        csv.writer(stream).writerows(text)
        text = stream.getvalue()
    data = text.encode("latin-1")
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(data))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name.removesuffix(".zip"), data)
    else:
        path.write_bytes(data)
    return path
