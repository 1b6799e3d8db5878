"""Claims read from csv and from 837 service lines; the command over them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cac.claim.audit.model import ClaimFileError
from cac.claim.audit.read import read_claims

REPORT = "Indication: pelvic abscess. Under CT guidance an 8 French pigtail catheter was placed in the pelvic abscess and left to bag drainage."
HEADER = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260504*1200*^*00501*000000001*0*T*:~"


def read(tmp_path: Path, text: str, name: str = "claims.csv") -> list[tuple[str, str, int, tuple[str, ...]]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(one.report_id, one.code, one.units, one.modifiers) for one in read_claims(path)]


@pytest.mark.parametrize(
    "text",
    [
        "report_id,code,units,modifiers\na,49406,2,26 LT\n",
        "id;CPT;Units;Modifier 1;Modifier 2\na;49406;2;26;LT\n",
        "report_id\tcode\tquantity\ta\na\t49406-26-LT\t2.0\t\n",
        "report_id,code,units,modifiers\n\na,49406,2,\"26,lt\"\n",
    ],
)
def test_csv_forms(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == [("a", "49406", 2, ("26", "LT"))]


@pytest.mark.parametrize("head", ["", HEADER + "ST*837*0001*005010X222A1~"])
def test_service_lines_of_837(tmp_path: Path, head: str) -> None:
    text = head + "CLM*a*500***22:B:1~\nLX*1~\nSV1*HC:49406:26:LT*400*UN*2***1~\nDTP*472*D8*20260504~\nCLM*b*10***22:B:1~\nSV1*HC:77012*10*UN*1~"
    assert read(tmp_path, text, "claims.837") == [("a", "49406", 2, ("26", "LT")), ("b", "77012", 1, ())]
    first = read_claims(tmp_path / "claims.837")[0]
    assert (first.day, first.charge) == ("2026-05-04", 400.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("report,units\na,1\n", "no column code"),
        ("report_id,code\n", "no line of a claim"),
        ("report_id,code\na,drain\n", "line 2: 'DRAIN' is no procedure code"),
        ("report_id,code,units\na,49406,half\n", "are to be numbers"),
        ("report_id,code,units\na,49406,0\n", "a whole number from 1"),
        ("report_id,code,modifiers\na,49406,LEFT\n", "'LEFT' is no modifier"),
        ("SV1*HC:49406*1*UN*1~", "no column"),
        ("LX*1~SV1*HC:49406*1*UN*1~", "before any CLM"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ClaimFileError) as error:
        read(tmp_path, text)
    assert said.lower() in str(error.value).lower() and "\n" not in str(error.value)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAC_DATA_HOME", str(tmp_path / "data"))
    rows = [{"report_id": "a", "text": REPORT, "date_of_service": "2026-05-04"}, {"report_id": "c", "text": REPORT, "date_of_service": "2026-05-04"}]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def run(place: Path, claims: str, *options: str) -> tuple[int, str]:
    import typer

    from cac.cli.audit import audit

    (place / "claims.csv").write_text(claims, encoding="utf-8")
    app = typer.Typer()
    app.command()(audit)
    result = CliRunner().invoke(app, [str(place / "reports.jsonl"), "--claims", str(place / "claims.csv"), *options])
    return result.exit_code, result.stdout


def test_the_command_answers_in_three_forms(place: Path) -> None:
    claims = "report_id,code,coder\na,49406,kim\na,32555,kim\nb,49406,lee\n"
    code, text = run(place, claims, "--format", "json")
    assert code == 1
    found = json.loads(text)
    assert [(one["code"], one["status"]) for one in found["reports"][0]["lines"]] == [("49406", "confirmed"), ("32555", "unsupported")]
    assert found["unmatched"] == {"reports_without_a_claim": ["c"], "reports_not_read": [], "claims_without_a_report": ["b"]}
    assert found["reports"][0]["lines"][0]["evidence"][0]["text"] in REPORT
    code, text = run(place, claims)
    assert code == 1 and "a  32555  unsupported" in text.replace("a 32555 unsupported", "a  32555  unsupported")
    assert max(len(row) for row in text.splitlines()) <= 80
    code, text = run(place, claims, "--format", "csv")
    assert text.splitlines()[0].startswith("report_id,date_of_service,coder,line,status")


def test_a_confirmed_claim_ends_with_code_0(place: Path) -> None:
    assert run(place, "report_id,code\na,49406\n", "--format", "csv")[0] == 0
