"""Files as streams: plain, .gz, .zip with members, .xlsx; told apart by their first bytes, not by their name."""

import codecs
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cac.claim.edits.model import EditFileError

Progress = Callable[[int, int], None]
READ_ERRORS = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)
_STEP = 1 << 20


def _western(error: UnicodeError) -> tuple[str, int]:
    """Decode what is not UTF-8 as Latin-1, byte by byte: CMS mixes both."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("cac_western", _western)


@dataclass(frozen=True)
class Source:
    """One table to read: a file, or a member of a zip."""

    path: Path
    member: str = ""
    packing: str = "plain"
    workbook: bool = False
    size: int = 0

    @property
    def name(self) -> str:
        """Name to show: the member's where there is one."""
        return self.member or self.path.name


def open_sources(path: Path) -> list[Source]:
    """The tables of a file.

    Args:
        path: A file of any of the packings.

    Returns:
        One source, or one per member of a zip; a workbook that repeats a text member of the same name is left out.

    Raises:
        EditFileError: The file is absent, empty, not readable or not a whole archive.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError as error:
        raise EditFileError(f"{path}: cannot be read ({error.strerror})") from None
    if not size:
        raise EditFileError(f"{path.name}: the file is empty")
    if head[:2] == b"\x1f\x8b":
        return [Source(path, packing="gzip", size=size)]
    if head != b"PK\x03\x04":
        return [Source(path, size=size)]
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and info.file_size]
            names = {info.filename for info in infos}
    except zipfile.BadZipFile:
        raise EditFileError(f"{path.name}: the archive is damaged or cut short") from None
    if "[Content_Types].xml" in names:
        return [Source(path, workbook=True, size=size)]
    texts = {Path(name).stem.lower() for name in names if not name.lower().endswith(".xlsx")}
    return [
        Source(path, info.filename, "zip", info.filename.lower().endswith(".xlsx"), info.file_size)
        for info in infos
        if not (info.filename.lower().endswith(".xlsx") and Path(info.filename).stem.lower() in texts)
    ]


class _Counted(io.RawIOBase):
    """A raw stream that tells how far it has been read."""

    def __init__(self, raw: BinaryIO, size: int, progress: Progress | None) -> None:
        self._raw, self._size, self._progress = raw, size, progress
        self._done = self._told = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        self._done += len(data)
        if self._progress and (self._done - self._told >= _STEP or not data):
            self._told = self._done
            self._progress(self._done, self._size)
        return len(data)


@contextmanager
def open_bytes(source: Source, progress: Progress | None = None) -> Iterator[BinaryIO]:
    """The unpacked bytes of a source."""
    with ExitStack() as stack:
        if source.packing == "zip":
            archive = stack.enter_context(zipfile.ZipFile(source.path))
            raw: BinaryIO = stack.enter_context(archive.open(source.member))  # type: ignore[assignment]
        else:
            raw = stack.enter_context(source.path.open("rb"))
        counted = io.BufferedReader(_Counted(raw, source.size, progress), 1 << 17)
        if source.packing == "gzip":
            yield stack.enter_context(gzip.GzipFile(fileobj=counted))  # type: ignore[misc]
        else:
            yield counted


@contextmanager
def open_lines(source: Source, progress: Progress | None = None) -> Iterator["Lines"]:
    """The lines of a text source, line ends kept."""
    with open_bytes(source, progress) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="cac_western", newline="")
        try:
            yield Lines(text)
        finally:
            text.detach()


class Lines:
    """Lines of a text; afterwards `unterminated` tells whether the last one had no end."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self._last = "\n"

    def __iter__(self) -> Iterator[str]:
        last = "\n"
        for last in self._text:
            yield last
        self._last = last

    @property
    def unterminated(self) -> bool:
        """Whether the text ended in the middle of a line."""
        return not self._last.endswith(("\n", "\r"))


def read_head(source: Source, count: int = 80) -> list[str]:
    """The first lines of a text source.

    Raises:
        EditFileError: The content is binary, or the packing is damaged.
    """
    try:
        with open_bytes(source) as stream:
            data = stream.read(1 << 16)
    except READ_ERRORS:
        raise EditFileError(f"{source.name}: the archive is damaged or cut short") from None
    if not data.strip():
        raise EditFileError(f"{source.name}: the file is empty")
    if b"\x00" in data or data[:5] == b"%PDF-":
        raise EditFileError(f"{source.name}: not a text or workbook file")
    text = data.decode("utf-8-sig", errors="cac_western")
    return text.splitlines()[:count]


def sha256_of(path: Path) -> str:
    """Checksum of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
