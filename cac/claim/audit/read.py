"""Claims that somebody coded: csv with one line of a claim per row, or the service lines of an 837 file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from cac.claim.audit.model import ClaimFileError, CodedLine

_NAMES = {
    "report_id": ("report_id", "id", "accession", "accession_number", "claim_id", "report"),
    "code": ("code", "cpt", "hcpcs", "cpt_code", "hcpcs_code", "procedure_code"),
    "units": ("units", "unit", "quantity", "qty"),
    "modifiers": ("modifiers", "modifier", "mods", "mod"),
    "coder": ("coder", "coded_by", "user", "coder_id"),
    "charge": ("charge", "amount", "charge_amount"),
    "day": ("date_of_service", "dos", "service_date"),
}
_FURTHER = re.compile(r"(?:modifier|mod)_?([1-4])")
_CODE = re.compile(r"([0-9A-Z]\d{3}[0-9A-Z])((?:-[0-9A-Z]{2})*)")
_MODIFIER = re.compile(r"[0-9A-Z]{2}")
_SPLIT = re.compile(r"[\s,;:|/+-]+")
_QUALIFIERS = ("HC", "HP", "WK")
_LINE_OF_SEGMENT = {"SV1": (1, 2, 4), "SV2": (2, 3, 5)}  # positions of procedure, charge and units


def read_claims(path: Path) -> list[CodedLine]:
    """The coded lines of a file, in its order.

    Args:
        path: csv (comma, semicolon or tab) with at least ``report_id`` and ``code``, or an 837 text.

    Raises:
        ClaimFileError: the file cannot be read as either, or a row is no line of a claim.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ClaimFileError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ClaimFileError(f"{path}: no text in UTF-8; give a csv or an 837 file") from None
    if not text.strip():
        raise ClaimFileError(f"{path}: empty; give a csv with report_id, code, units, modifiers or an 837 file")
    if re.match(r"\s*(?:ISA|ST\W837|CLM|LX|HL)\W", text):
        return _service_lines(text, path.name)
    return _rows(text, path.name)


def _rows(text: str, name: str) -> list[CodedLine]:
    head = text.splitlines()[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    titles = [(title or "").strip().lower().replace(" ", "_") for title in reader.fieldnames or ()]
    place = {field: next((t for t in titles if t in names), "") for field, names in _NAMES.items()}
    further = [title for title in titles if _FURTHER.fullmatch(title)]
    for needed in ("report_id", "code"):
        if not place[needed]:
            raise ClaimFileError(f"{name}: no column {needed}; its header names {', '.join(titles) or 'nothing'}")
    out = []
    for row in reader:
        where = f"{name} line {reader.line_num}"
        cells = {title: (value or "").strip() for title, value in zip(titles, row.values(), strict=False) if isinstance(value, str)}
        if not any(cells.values()):
            continue
        got = {field: cells.get(title, "") for field, title in place.items()}
        written = " ".join([got["modifiers"], *(cells.get(title, "") for title in further)])
        out.append(_line(got["report_id"], got["code"], got["units"], written, where, coder=got["coder"], charge=got["charge"], day=got["day"]))
    if not out:
        raise ClaimFileError(f"{name}: a header and no line of a claim")
    return out


def _line(report_id: str, code: str, units: str, modifiers: str, where: str, *, coder: str = "", charge: str = "", day: str = "") -> CodedLine:
    found = _CODE.fullmatch(code.upper().replace(" ", ""))
    if not report_id or not found:
        raise ClaimFileError(f"{where}: {'no report_id' if not report_id else f'{code!r} is no procedure code'}")
    marks = [*found[2].split("-")[1:], *(part for part in _SPLIT.split(modifiers.upper()) if part)]
    wrong = next((mark for mark in marks if not _MODIFIER.fullmatch(mark)), None)
    if wrong:
        raise ClaimFileError(f"{where}: {wrong!r} is no modifier; write two characters each, with blanks between")
    try:
        number = float(units) if units else 1.0
        amount = float(charge.replace(",", "").lstrip("$")) if charge else None
    except ValueError:
        raise ClaimFileError(f"{where}: units {units!r} and charge {charge!r} are to be numbers") from None
    if number < 1 or number != int(number):
        raise ClaimFileError(f"{where}: {units!r} units; a whole number from 1 is expected")
    return CodedLine(report_id, found[1], int(number), tuple(dict.fromkeys(marks)), coder, amount, day, where)


def _service_lines(text: str, name: str) -> list[CodedLine]:
    element, component, end = "*", ":", "~"
    if text.lstrip().startswith("ISA") and len(text.lstrip()) > 105:
        header = text.lstrip()
        element, component, end = header[3], header[104], header[105]
    out: list[CodedLine] = []
    claim, coder = "", ""
    for number, raw in enumerate(text.split(end), 1):
        parts = raw.strip().split(element)
        where = f"{name} segment {number}"
        if parts[0] == "CLM":
            claim, coder = parts[1].strip() if len(parts) > 1 else "", ""
        elif parts[0] == "DTP" and len(parts) > 3 and parts[1] == "472" and out and out[-1].report_id == claim and not out[-1].day:
            day = parts[3][:8]
            out[-1] = CodedLine(claim, out[-1].code, out[-1].units, out[-1].modifiers, out[-1].coder, out[-1].charge, f"{day[:4]}-{day[4:6]}-{day[6:]}", out[-1].where)
        elif parts[0] in _LINE_OF_SEGMENT:
            at = _LINE_OF_SEGMENT[parts[0]]
            cells = [parts[i] if len(parts) > i else "" for i in at]
            procedure = cells[0].split(component)
            if not claim:
                raise ClaimFileError(f"{where}: a service line before any CLM segment, so its claim is not known")
            if procedure[0] not in _QUALIFIERS or len(procedure) < 2:
                if parts[0] == "SV2" and not cells[0]:
                    continue  # a revenue code without a procedure
                raise ClaimFileError(f"{where}: {cells[0]!r} names no procedure code")
            out.append(_line(claim, procedure[1], cells[2], " ".join(procedure[2:6]), where, coder=coder, charge=cells[1]))
    if not out:
        raise ClaimFileError(f"{name}: no service line (SV1 or SV2) in it")
    return out
