"""Read the YAML and the small value forms of the knowledge base, refusing what is ambiguous.

Plain YAML turns an unquoted code into a number, a day into a date object, `no` into false, and keeps the
last of two equal keys without a word. None of that may happen to a billing rule, so every such form is an
error here, with the file, the line, the key and what is allowed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: same result, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

ROOT = Path(__file__).parent

_TAG = "tag:yaml.org,2002:"
_CODE_KEY = re.compile(r"(?:^|_)(?:codes?|modifiers?|add_on_to|parents?|cpt|hcpcs|icd10|icd)$")
_DAY_KEYS = frozenset({"first_day", "last_day", "reviewed_through", "as_of", "dos", "date"})
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN_INT = re.compile(r"[-+]?(?:0|[1-9]\d{0,3})")
_PLAIN_FLOAT = re.compile(r"[-+]?\d+\.\d+")


class KnowledgeError(ValueError):
    """A file of the knowledge base is not in the form the loader accepts."""


def shown(path: Path) -> str:
    """Return the path as messages show it: below the knowledge folder where possible.

    Args:
        path: a file of the knowledge base or any other file.

    Returns:
        The relative path with forward slashes, or the file name alone for a file elsewhere.
    """
    try:
        return path.resolve().relative_to(ROOT.resolve()).as_posix()
    except ValueError:
        return path.name


def read_yaml(path: Path | str) -> Any:
    """Read one YAML file strictly.

    Args:
        path: the file.

    Returns:
        Mappings, lists, strings, small numbers, true, false and null. Codes, modifiers and days are strings.

    Raises:
        KnowledgeError: the file is missing, empty or not YAML; a key occurs twice or is not a string; a code,
            modifier or day is not quoted; a number or truth value is written in a form that YAML reinterprets.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise KnowledgeError(f"{shown(path)}: file not found") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{shown(path)}: not UTF-8 text") from error
    return read_yaml_text(text, name=shown(path))


def read_yaml_text(text: str, *, name: str) -> Any:
    """Read YAML from a string; `name` stands for the file in messages. See `read_yaml`."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise KnowledgeError(f"{name}: the file is empty; a mapping or a list is allowed")
        _check_node(node, name=name, key="", above=())
        return loader.construct_document(node)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{name}: not readable as YAML: {_one_line(error)}") from error
    finally:
        loader.dispose()


def check_keys(
    mapping: object, *, required: Collection[str] = (), optional: Collection[str] = (), where: str
) -> Mapping[str, Any]:
    """Check that a value is a mapping with all required keys and no unknown one.

    Args:
        mapping: the value read.
        required: keys that must be there.
        optional: keys that may be there.
        where: file and entry, as the message shows them.

    Returns:
        The mapping, unchanged.

    Raises:
        KnowledgeError: not a mapping, a key is missing, or a key is unknown; the allowed keys are named.
    """
    allowed = ", ".join(sorted({*required, *optional}))
    if not isinstance(mapping, Mapping):
        raise KnowledgeError(f"{where}: expected a mapping, found {_kind(mapping)}; allowed keys: {allowed}")
    for key in mapping:
        if key not in required and key not in optional:
            raise KnowledgeError(f"{where}: unknown key {key!r}; allowed keys: {allowed}")
    missing = sorted(key for key in required if key not in mapping)
    if missing:
        raise KnowledgeError(f"{where}: missing key {', '.join(map(repr, missing))}; allowed keys: {allowed}")
    return mapping


def check_choice(value: object, *, allowed: Collection[str], where: str, key: str) -> str:
    """Return the value if it is one of the allowed strings.

    Raises:
        KnowledgeError: it is not; the message names the allowed ones.
    """
    if isinstance(value, str) and value in allowed:
        return value
    names = ", ".join(repr(name) for name in sorted(allowed))
    raise KnowledgeError(f"{where}: {key} is {value!r}; allowed: {names}")


def parse_day(value: object, *, where: str, key: str) -> date | None:
    """Read a day written as "YYYY-MM-DD"; an empty string or null is no day.

    >>> parse_day("2026-01-01", where="codes.csv", key="first_day")
    datetime.date(2026, 1, 1)

    Raises:
        KnowledgeError: any other form, or a day that does not exist.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise KnowledgeError(f'{where}: {key} is {value!r}; a day is written "YYYY-MM-DD", or left empty')


def parse_span(row: Mapping[str, str], *, where: str) -> tuple[date | None, date | None]:
    """Read `first_day` and `last_day` of one entry; both are inclusive, none is open.

    Raises:
        KnowledgeError: a day in another form, or the last day before the first.
    """
    first = parse_day(row["first_day"], where=where, key="first_day")
    last = parse_day(row["last_day"], where=where, key="last_day")
    if first is not None and last is not None and last < first:
        raise KnowledgeError(f"{where}: last_day {last} is before first_day {first}")
    return first, last


def read_table(path: Path, *, root: Path, head: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Read a CSV table with a fixed header.

    Args:
        path: the file.
        root: the folder that messages leave out of the path.
        head: the columns, in order.

    Yields:
        Where the row stands (for messages) and its values by column.

    Raises:
        KnowledgeError: the file is missing, its header differs, a row is short or long, or a value has blanks around it.
    """
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KnowledgeError(f"{name}: file not found") from error
    lines = csv.reader(text.splitlines())
    first = next(lines, [])
    if first != list(head):
        wrong = sorted(set(first) ^ set(head)) or ["order of columns"]
        raise KnowledgeError(f"{name}: header differs ({', '.join(wrong)}); allowed: {','.join(head)}")
    for cells in lines:
        where = f"{name}, line {lines.line_num}"
        if len(cells) != len(head):
            raise KnowledgeError(f"{where}: {len(cells)} values; {len(head)} are expected")
        for key, cell in zip(head, cells):
            if cell != cell.strip():
                raise KnowledgeError(f"{where}: {key} has blanks around {cell.strip()!r}")
        yield where, dict(zip(head, cells))


def _check_node(node: yaml.Node, *, name: str, key: str, above: tuple[int, ...]) -> None:
    if id(node) in above:
        raise KnowledgeError(f"{_at(name, node, key)}: an alias that contains itself is not allowed")
    above = (*above, id(node))
    if isinstance(node, yaml.CollectionNode) and node.tag not in (_TAG + "map", _TAG + "seq"):
        raise KnowledgeError(f"{_at(name, node, key)}: tag {node.tag} is not allowed; write plain mappings and lists")
    if isinstance(node, yaml.MappingNode):
        _check_mapping(node, name=name, above=above)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_node(item, name=name, key=key, above=above)
    else:
        _check_scalar(node, name=name, key=key)


def _check_mapping(node: yaml.MappingNode, *, name: str, above: tuple[int, ...]) -> None:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != _TAG + "str":
            text = getattr(key_node, "value", "?")
            found = text if isinstance(text, str) else "a collection"
            raise KnowledgeError(f"{_at(name, key_node, '')}: key {found} is not a string; put keys such as codes in quotes")
        if key_node.value in seen:
            raise KnowledgeError(f"{_at(name, key_node, key_node.value)}: duplicate key; each key is allowed once")
        seen.add(key_node.value)
        _check_node(value_node, name=name, key=key_node.value, above=above)


def _check_scalar(node: yaml.ScalarNode, *, name: str, key: str) -> None:
    kind, text = node.tag.removeprefix(_TAG), node.value
    if kind == "str":
        return
    at = _at(name, node, key)
    if kind == "timestamp":
        raise KnowledgeError(f'{at}: {text} is not in quotes; a day is written "YYYY-MM-DD" in quotes')
    if kind == "null":
        if text not in ("null", "~"):
            raise KnowledgeError(f"{at}: no value; write null where none is meant")
        return
    if kind == "bool":
        if text not in ("true", "false"):
            raise KnowledgeError(f"{at}: {text} would be read as a truth value; allowed: true, false, or text in quotes")
    elif kind in ("int", "float"):
        form = _PLAIN_INT if kind == "int" else _PLAIN_FLOAT
        if not form.fullmatch(text):
            raise KnowledgeError(f"{at}: {text} is not in quotes; codes are strings in quotes, numbers have at most four digits")
    else:
        raise KnowledgeError(f"{at}: tag {node.tag} is not allowed; allowed: text, numbers, true, false, null")
    if _CODE_KEY.search(key) or key in _DAY_KEYS:
        raise KnowledgeError(f"{at}: {text} is not a string; codes, modifiers and days are strings in quotes")


def _at(name: str, node: yaml.Node, key: str) -> str:
    line = f"{name}, line {node.start_mark.line + 1}"
    return f"{line}, key {key!r}" if key else line


def _kind(value: object) -> str:
    return "nothing" if value is None else type(value).__name__


def _one_line(error: yaml.YAMLError) -> str:
    return " ".join(str(error).split())
