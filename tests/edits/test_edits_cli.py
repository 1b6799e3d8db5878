"""The commands: exit codes, what goes to stdout and stderr, the module run as a program."""

import json
import os
import subprocess
import sys
from pathlib import Path

import edit_files as made
import pytest
from typer.testing import CliRunner, Result

from cac.cli.edits import app

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("CAC_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*args: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, [str(arg) for arg in args])


def filled(folder: Path) -> None:
    """Import the plain tables of one quarter."""
    result = run("import", made.write(folder, "ncci_ptp_practitioner_2024q3.csv", made.PTP_CSV),
                 made.write(folder, "ncci_mue_practitioner_2024q3.csv", made.MUE_CSV),
                 made.write(folder, "ncci_addon_2024q3.csv", made.ADD_ON_CSV))  # fmt: skip
    assert result.exit_code == 0, result.output


def test_import_says_what_was_read_and_status_shows_it(tmp_path: Path, home: Path) -> None:
    result = run("import", made.write(tmp_path, "ncci_ptp_practitioner_2024q3.csv", made.PTP_CSV))
    assert (result.exit_code, result.stdout) == (
        0, "ncci_ptp_practitioner_2024q3.csv: ptp-practitioner 2024Q3, 4 rows, loaded\n"
    )  # fmt: skip
    status = run("status")
    assert status.exit_code == 0, status.output
    assert status.stdout.splitlines()[0] == f"store: {home / 'edits.sqlite'}"
    assert status.stdout.splitlines()[1].split()[:9] == [
        "ptp-practitioner", "2024Q3", "2024-07-01", "to", "2024-09-30", "4", "rows", "extract", "ncci_ptp_practitioner_2024q3.csv"
    ]  # fmt: skip


def test_status_of_nothing_says_how_to_begin(home: Path) -> None:
    assert run("status").stdout == f"store: {home / 'edits.sqlite'}\nno table is loaded: cac edits import FILE...\n"
    assert not home.exists()


def test_check_prints_each_pair_and_exits_1(tmp_path: Path) -> None:
    filled(tmp_path)
    result = run("check", "36247", "36200", "--dos", "2024-08-01", "--payer", "medicare")
    assert result.exit_code == 1, result.output
    assert result.stdout.splitlines() == [
        "date of service 2024-08-01, professional, edits: NCCI 2024Q3",
        "column 1  column 2  indicator  state     reason",
        "36247     36200     1          conflict  More extensive procedure (a modifier may lift it, if the record supports it)",
    ]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("36247", "36200-59"), 0), (("36247", "36591-59"), 1), (("36200",), 0), (("36200x3",), 1), (("36248", "36200"), 1),
        (("36247", "36248x2"), 0), (("3624",), 2), (("36247", "--dos", "yesterday"), 2), (("36247", "--claim", "dental"), 2),
        (("36247", "--format", "xml"), 2), (("36247", "36200", "--dos", "2024-01-01"), 2), (("36247", "36200", "--dos", "2026-01-01"), 1),
    ],
)  # fmt: skip
def test_exit_codes_of_check(tmp_path: Path, args: tuple[str, ...], code: int) -> None:
    filled(tmp_path)
    dated = args if "--dos" in args else (*args, "--dos", "2024-08-01")
    result = run("check", *dated)
    assert result.exit_code == code, result.output
    if code == 2:
        assert len([line for line in result.stderr.splitlines() if line.startswith("cac edits: ")]) == 1


def test_an_older_table_warns_on_stderr(tmp_path: Path) -> None:
    filled(tmp_path)
    result = run("check", "37254", "36247", "--dos", "2026-08-01")
    assert result.exit_code == 0, result.output
    assert "older than the date of service 2026-08-01" in result.stderr
    assert "older" not in result.stdout


def test_json_holds_the_whole_answer(tmp_path: Path) -> None:
    filled(tmp_path)
    answer = json.loads(run("check", "36247x3", "36200-59", "--dos", "2024-08-01", "--format", "json").stdout)
    assert (answer["schema"], answer["releases"], answer["conflict"]) == ("cac.edits.check/1", "NCCI 2024Q3", True)
    assert answer["pairs"] == [{"column_1": "36247", "column_2": "36200", "indicator": "1",
                                "reason": "More extensive procedure", "allowed": True, "release": "2024Q3"}]  # fmt: skip
    assert [unit["code"] for unit in answer["units"]] == ["36247"]
    status = json.loads(run("status", "--format", "json").stdout)
    assert [one["kind"] for one in status["releases"]] == ["add-on", "mue-practitioner", "ptp-practitioner"]


def test_a_refused_file_is_one_line_on_stderr_with_exit_2(tmp_path: Path, home: Path) -> None:
    filled(tmp_path)
    before = (home / "edits.sqlite").read_bytes()
    for path in (made.write(tmp_path, "practitioner_2024q3.csv", made.PTP_CSV[:-25]), tmp_path / "absent.csv"):
        result = run("import", path)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
        assert result.stderr.startswith("cac edits: ")
    assert (home / "edits.sqlite").read_bytes() == before


def test_quarter_and_setting_can_be_stated(tmp_path: Path) -> None:
    path = made.write(tmp_path, "pairs.csv", made.PTP_CSV.replace("2024-06-30", "").replace("2022-01-01", ""))
    result = run("import", path, "--quarter", "2024q3", "--setting", "hospital")
    assert (result.exit_code, result.stdout) == (0, "pairs.csv: ptp-hospital 2024Q3, 4 rows, loaded\n")
    assert run("import", path, "--quarter", "summer").exit_code == 2
    assert run("import", path, "--setting", "ward").exit_code == 2


def test_the_module_runs_as_a_program_and_shows_no_progress_on_a_pipe(tmp_path: Path) -> None:
    path = made.write(tmp_path, "ncci_ptp_practitioner_2024q3.csv", made.PTP_CSV)
    begin = [sys.executable, "-m", "cac.cli.edits"]
    options = {"capture_output": True, "text": True, "cwd": ROOT, "env": dict(os.environ)}
    done = subprocess.run([*begin, "import", str(path)], **options)  # type: ignore[call-overload]
    note = "  note: 4 rows, a whole table has over 2,200,000: it counts as an extract\n"
    assert (done.returncode, done.stderr) == (0, note)
    check = subprocess.run([*begin, "check", "36247", "36200", "--dos", "2024-08-01"], **options)  # type: ignore[call-overload]
    assert (check.returncode, check.stdout.splitlines()[2][:29]) == (1, "36247     36200     1        ")
