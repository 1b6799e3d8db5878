"""The knowledge tables: broken files are refused with a clear message, and the shipped data is sound."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest

from cac.knowledge import tables
from cac.knowledge.strict import ROOT, KnowledgeError, check_keys, parse_day, read_yaml_text

LOW, HIGH = date(1900, 1, 1), date(2999, 12, 31)

SOURCES = """
example-manual:
  title: "Example manual"
  publisher: "Example"
  edition: null
  date: "2025-01"
  url: null
  kind: official
"""
CODE = {
    "code": "99990", "label": "example service", "system": "CPT", "kind": "primary",
    "mark": "verified", "source": "example-manual",
}  # fmt: skip
VESSEL = {
    "vessel_id": "example_artery", "name": "example artery", "system": "arterial", "side_sensitive": "n",
    "continuation": "n", "mark": "verified", "source": "example-manual", "ref_id": "EX",
}  # fmt: skip
PAIR = {"procedure_code": "99990", "guidance_code": "99991", "relation": "included", "source": "example-manual"}


def _write(path: Path, head: list[str], rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, head, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _root(
    tmp_path: Path,
    *,
    codes: list[dict[str, str]] | None = None,
    vessels: list[dict[str, str]] | None = None,
    pairs: list[dict[str, str]] | None = None,
    sources: str = SOURCES,
) -> Path:
    second = CODE | {"code": "99991", "kind": "guidance"}
    _write(tmp_path / "families/example/codes.csv", tables._CODE_HEAD, codes or [CODE, second])
    _write(tmp_path / "tables/vessels.csv", tables._VESSEL_HEAD, vessels or [VESSEL])
    _write(tmp_path / "tables/guidance.csv", tables._GUIDANCE_HEAD, pairs or [PAIR])
    outside = [{"code": "99980", "label": "elsewhere", "used_as": "parent", "source": "example-manual"}]
    _write(tmp_path / "tables/outside_codes.csv", tables._OUTSIDE_HEAD, outside)
    (tmp_path / "sources.yaml").write_text(sources, encoding="utf-8")
    return tmp_path


def _load(root: Path) -> None:
    known = tables.load_sources(root)
    found = tables.load_codes(root, known=known)
    tables.load_vessels(root, known=known, code_ids=found)
    tables.load_guidance(root, known=known, code_ids=found)


def test_small_sound_folder_is_read(tmp_path: Path) -> None:
    root = _root(tmp_path, codes=[CODE, CODE | {"code": "99991", "kind": "add_on", "add_on_to": "99990 99980"}])
    found = tables.load_codes(root, known=tables.load_sources(root))
    assert found["99991"].add_on_to == ("99990", "99980")
    assert found["99991"].family == "example"
    _load(root)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"code": "9999"}, "five characters", id="code of four characters"),
        pytest.param({"label": ""}, "label is empty", id="no label"),
        pytest.param({"system": "cpt"}, "allowed: 'CPT', 'HCPCS'", id="unknown system"),
        pytest.param({"kind": "surgical"}, "kind is 'surgical'; allowed: 'add_on'", id="unknown kind"),
        pytest.param({"kind": "add_on"}, "add_on_to is empty", id="add-on without parent"),
        pytest.param({"add_on_to": "99999"}, "parent 99999 does not exist", id="unknown parent"),
        pytest.param({"add_on_to": "* 99991"}, "not both", id="any parent beside a code"),
        pytest.param({"first_day": "01/01/2026"}, 'a day is written "YYYY-MM-DD"', id="malformed day"),
        pytest.param({"last_day": "2025-02-30"}, 'a day is written "YYYY-MM-DD"', id="day that does not exist"),
        pytest.param({"first_day": "2026-01-01", "last_day": "2025-12-31"}, "before first_day", id="days reversed"),
        pytest.param({"mue": "two"}, "a whole number", id="MUE not a number"),
        pytest.param({"territory": "femoral-popliteal"}, "territory is", id="unknown territory"),
        pytest.param({"lesion": "stenosis"}, "lesion is", id="unknown lesion"),
        pytest.param({"service": "PTA"}, "service is", id="unknown service"),
        pytest.param({"sequence": "first"}, "sequence is", id="unknown sequence"),
        pytest.param({"mark": "V"}, "mark is 'V'", id="unknown mark"),
        pytest.param({"source": "no-such-source"}, '"no-such-source" is not in sources.yaml', id="unknown source"),
        pytest.param({"source": ""}, "source is empty", id="no source"),
        pytest.param({"label": " example"}, "blanks around 'example'", id="blanks around a value"),
    ],
)
def test_broken_code_row_is_refused(tmp_path: Path, change: dict[str, str], message: str) -> None:
    root = _root(tmp_path, codes=[CODE | {"code": "99991"}, CODE | change])
    with pytest.raises(KnowledgeError) as error:
        _load(root)
    assert message in str(error.value)
    assert "families/example/codes.csv" in str(error.value)


def test_code_in_two_families_is_refused(tmp_path: Path) -> None:
    root = _root(tmp_path)
    _write(root / "families/other/codes.csv", tables._CODE_HEAD, [CODE])
    with pytest.raises(KnowledgeError, match=r"families/other/codes.csv, line 2: code 99990 occurs twice, first in family example"):
        _load(root)


@pytest.mark.parametrize("edit", [lambda t: t.replace("label", "name", 1), lambda t: t.replace("code,label", "label,code", 1)])
def test_wrong_header_is_refused_with_the_right_one(tmp_path: Path, edit) -> None:
    path = _root(tmp_path) / "families/example/codes.csv"
    path.write_text(edit(path.read_text()))
    with pytest.raises(KnowledgeError, match="header differs .* allowed: code,label,system"):
        _load(tmp_path)


def test_short_row_is_refused(tmp_path: Path) -> None:
    path = _root(tmp_path) / "families/example/codes.csv"
    path.write_text(path.read_text() + "99992,short\n")
    with pytest.raises(KnowledgeError, match="line 4: 2 values; 23 are expected"):
        _load(tmp_path)


@pytest.mark.parametrize("name", ["sources.yaml", "tables/vessels.csv", "tables/guidance.csv", "tables/outside_codes.csv"])
def test_missing_file_is_reported(tmp_path: Path, name: str) -> None:
    (_root(tmp_path) / name).unlink()
    with pytest.raises(KnowledgeError, match=f"{Path(name).name}: file not found"):
        _load(tmp_path)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param([VESSEL | {"parent": "nowhere"}], "parent 'nowhere' does not exist", id="unknown parent"),
        pytest.param([VESSEL | {"root": "nowhere"}], "root 'nowhere' does not exist", id="unknown root"),
        pytest.param([VESSEL | {"parent": "example_artery"}], "circle", id="own parent"),
        pytest.param([VESSEL, VESSEL], "occurs twice", id="twice"),
        pytest.param([VESSEL | {"vessel_id": "SFA"}], "lower case", id="id in capitals"),
        pytest.param([VESSEL | {"angiography_code": "99970"}], "'99970' does not exist", id="unknown study"),
        pytest.param([VESSEL | {"continuation": "root"}], "allowed: 'n', 'y'", id="neither yes nor no"),
        pytest.param([VESSEL | {"ler_territory": "leg"}], "ler_territory is 'leg'", id="unknown territory"),
    ],
)
def test_broken_vessel_is_refused(tmp_path: Path, rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        _load(_root(tmp_path, vessels=rows))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param([PAIR, PAIR], "occurs twice", id="twice"),
        pytest.param([PAIR | {"relation": "bundled"}], "relation is 'bundled'; allowed: 'included'", id="unknown relation"),
        pytest.param([PAIR | {"guidance_code": "99970"}], "'99970' does not exist", id="unknown code"),
    ],
)
def test_broken_guidance_pair_is_refused(tmp_path: Path, rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        _load(_root(tmp_path, pairs=rows))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: official", "kind: rumor", "kind is 'rumor'"),
        ('"2025-01"', '"January 2025"', "date is 'January 2025'"),
        ('"2025-01"', "2025-01-01", "not in quotes"),
        ("  url: null\n", "", "missing key 'url'"),
        ("kind:", "page: x\n  kind:", "unknown key 'page'; allowed keys: date"),
        ("example-manual:", "Example Manual:", "lower case with hyphens"),
        ('"Example manual"', '""', "title is ''"),
    ],
)
def test_broken_source_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SOURCES
    with pytest.raises(KnowledgeError) as error:
        tables.load_sources(_root(tmp_path, sources=SOURCES.replace(old, new, 1)))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: 1\na: 2", "line 2, key 'a': duplicate key", id="duplicate key"),
        pytest.param("a: {b: 1, b: 2}", "key 'b': duplicate key", id="duplicate key inside"),
        pytest.param("x: 99990", "codes are strings in quotes", id="code as number"),
        pytest.param("x: 00520", "not in quotes", id="code read as octal"),
        pytest.param("x: 1.0e+5", "not in quotes", id="code read as float"),
        pytest.param("modifiers: [26]", "codes, modifiers and days are strings", id="modifier as number"),
        pytest.param("first_day: 2026-01-01", "not in quotes", id="day not quoted"),
        pytest.param("99990: x", "key 99990 is not a string", id="code as key"),
        pytest.param("x: no", "truth value", id="no read as false"),
        pytest.param("x:", "no value; write null", id="nothing after the colon"),
        pytest.param("x: !!python/tuple [1]", "not allowed", id="python tag"),
        pytest.param("<<: {a: 1}", "is not a string", id="merge key"),
        pytest.param("x: [1", "not readable as YAML", id="broken syntax"),
        pytest.param("", "the file is empty", id="empty"),
    ],
)
def test_ambiguous_yaml_is_refused(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        read_yaml_text(text, name="rules.yaml")
    assert message in str(error.value)
    assert str(error.value).startswith("rules.yaml")


def test_quoted_yaml_is_read_as_written() -> None:
    text = 'code: "99990"\nday: "2026-01-01"\nunits: 2\nmodifiers: ["26"]\nlast_day: null\nquery: true\nshare: 0.5'
    assert read_yaml_text(text, name="x") == {
        "code": "99990", "day": "2026-01-01", "units": 2, "modifiers": ["26"], "last_day": None, "query": True, "share": 0.5,
    }  # fmt: skip


def test_unknown_key_names_the_allowed_ones() -> None:
    with pytest.raises(KnowledgeError, match="rule a: unknown key 'when_'; allowed keys: id, when"):
        check_keys({"id": "a", "when_": 1}, required=("id",), optional=("when",), where="rule a")
    with pytest.raises(KnowledgeError, match="rule a: expected a mapping, found list"):
        check_keys([], required=("id",), where="rule a")


def test_empty_day_is_open() -> None:
    assert parse_day("", where="x", key="last_day") is None
    assert parse_day("2024-02-29", where="x", key="last_day") == date(2024, 2, 29)


def test_counts_of_the_shipped_tables() -> None:
    """A row lost by an edit is noticed; change the number together with the data."""
    assert len(tables.codes()) == 834
    assert len({fact.family for fact in tables.codes().values()}) == 42
    assert len(tables.vessels()) == 419
    assert len(tables.guidance()) == 2343


def _rows_in_files() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for path in sorted((ROOT / "families").glob("*/codes.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            rows += csv.DictReader(handle)
    return rows


def test_every_code_is_written_once_over_all_families() -> None:
    listed = [row["code"] for row in _rows_in_files()]
    assert len(listed) == len(set(listed)) == len(tables.codes())


def test_add_ons_have_a_parent_in_force_on_overlapping_days() -> None:
    outside = tables._outside(ROOT, known=tables.sources())
    checked = 0
    for fact in tables.codes().values():
        if not fact.is_add_on or fact.add_on_to == (tables.ANY_PARENT,):
            continue
        spans = [
            (tables.codes()[p].first_day or LOW, tables.codes()[p].last_day or HIGH) if p not in outside else (LOW, HIGH)
            for p in fact.add_on_to
        ]
        first, last = fact.first_day or LOW, fact.last_day or HIGH
        assert min(a for a, _ in spans) <= first and max(b for _, b in spans) >= last, fact.code
        checked += 1
    assert checked == sum(row["add_on_to"] not in ("", "*") for row in _rows_in_files())


def test_no_code_is_its_own_parent() -> None:
    assert [f.code for f in tables.codes().values() if f.code in f.add_on_to] == []


def test_leg_codes_are_filled_uniformly() -> None:
    legs = [f for f in tables.codes().values() if f.family == "leg_revascularization" and f.service]
    old = [f for f in legs if f.last_day is not None]
    new = [f for f in legs if f.last_day is None]
    assert (len(old), len(new)) == (16, 46)
    assert all(f.territory and f.service and f.sequence and f.vessel_unit for f in legs)
    assert all(f.lesion == "" for f in old)
    assert all((f.lesion == "") == (f.service == "lithotripsy") for f in new)
    keys = [(f.territory, f.lesion, f.service, f.sequence) for f in new]
    assert len(set(keys)) == len(keys)


def test_leg_codes_change_over_at_the_turn_of_the_year() -> None:
    assert tables.in_force("37220", date(2025, 12, 31)) and not tables.in_force("37220", date(2026, 1, 1))
    assert tables.in_force("37254", date(2026, 1, 1)) and not tables.in_force("37254", date(2025, 12, 31))


def test_unknown_code_is_not_answered_as_ended() -> None:
    with pytest.raises(KeyError):
        tables.in_force("99990", date(2026, 1, 1))


def test_indicator_of_the_earlier_year_is_given_for_its_days() -> None:
    assert tables.code_on("37236", date(2025, 12, 31)).bilateral == "1"
    assert tables.code_on("37236", date(2026, 1, 1)).bilateral == "0"


def test_labels_are_short() -> None:
    assert [f.code for f in tables.codes().values() if len(f.label) > 95] == []


def test_guidance_relations_agree_with_the_list_of_primaries() -> None:
    """Guidance that is an add-on may only be required beside a procedure that its own row lists."""
    for (procedure, code), pair in tables.guidance().items():
        parents = tables.codes()[code].add_on_to if code in tables.codes() else ()
        if pair.relation == "required_add_on" and tables.ANY_PARENT not in parents:
            assert procedure in parents, (procedure, code)


def test_tables_load_quickly() -> None:
    start = time.process_time()
    known = tables.load_sources(ROOT)
    found = tables.load_codes(ROOT, known=known)
    tables.load_vessels(ROOT, known=known, code_ids=found)
    tables.load_guidance(ROOT, known=known, code_ids=found)
    assert time.process_time() - start < 1.0
