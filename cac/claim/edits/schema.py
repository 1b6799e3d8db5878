"""The tables of the store."""

FEE_FIELDS = (
    "code", "modifier", "status", "not_used", "work", "pe_nonfacility", "na_nonfacility", "pe_facility", "na_facility",
    "malpractice", "total_nonfacility", "total_facility", "pctc", "global_days", "preoperative", "intraoperative",
    "postoperative", "multiple", "bilateral", "assistant", "co_surgeon", "team", "pricing", "endo_base",
    "conversion_factor", "supervision", "calculation_flag", "imaging_family",
)  # fmt: skip
FEE_AMOUNTS = (
    "work", "pe_nonfacility", "pe_facility", "malpractice", "total_nonfacility", "total_facility", "preoperative",
    "intraoperative", "postoperative", "conversion_factor",
)  # fmt: skip

VERSION = 1

# Days are numbers YYYYMMDD; last_day 0 = no end; first_day 0 = not stated: in force from the first day of the release.
DDL = f"""
CREATE TABLE IF NOT EXISTS releases (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, quarter TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
    file_name TEXT NOT NULL, sha256 TEXT NOT NULL, rows INTEGER NOT NULL, dated INTEGER NOT NULL,
    first_key TEXT NOT NULL, last_key TEXT NOT NULL, imported_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS ptp (
    release INTEGER, column_1 TEXT, column_2 TEXT, first_day INTEGER, last_day INTEGER, indicator TEXT, text INTEGER,
    PRIMARY KEY (release, column_1, column_2, first_day, last_day, indicator)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mue (
    release INTEGER, code TEXT, units INTEGER, mai TEXT, text INTEGER, PRIMARY KEY (release, code)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS add_on (
    release INTEGER, code TEXT, parent TEXT, type TEXT, first_day INTEGER, last_day INTEGER,
    PRIMARY KEY (release, code, parent, first_day, last_day)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fee (
    release INTEGER, {", ".join(f"{name} TEXT" for name in FEE_FIELDS)},
    PRIMARY KEY (release, code, modifier)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hcpcs (
    release INTEGER, code TEXT, short TEXT, long TEXT, coverage TEXT, betos TEXT, tos TEXT, first_day INTEGER,
    last_day INTEGER, PRIMARY KEY (release, code)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS icd10 (
    release INTEGER, code TEXT, title TEXT, status TEXT, PRIMARY KEY (release, code)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS opps (
    release INTEGER, code TEXT, status TEXT, rate TEXT, short TEXT, apc TEXT, weight TEXT, copay TEXT,
    PRIMARY KEY (release, code)) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""

# Table of the store per family of kinds, with the number of its columns after the release.
TABLES = {
    "ptp": ("ptp", 6), "mue": ("mue", 4), "add-on": ("add_on", 5), "fee": ("fee", len(FEE_FIELDS)),
    "hcpcs": ("hcpcs", 8), "icd10": ("icd10", 3), "opps": ("opps", 7),
}  # fmt: skip
