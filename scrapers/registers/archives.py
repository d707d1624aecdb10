"""The zip files that XLSX and ODS are: how much they may hold, and their parts, inflated with care."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from scrapers.registers.exceptions import UnreadableRegister

MOST_INFLATED = 300 * 1024 * 1024
MOST_RATIO = 250
"""A sheet of real words shrinks to a tenth or a fortieth; a bomb to a thousandth."""
SMALL = 4 * 1024 * 1024
MOST_PARTS = 2000
CHUNK = 1 << 18

BOMB = "The file unpacks to far more than a register holds. Save the register by itself in a new file."
DAMAGED = "The file is damaged and cannot be unpacked."


class Archive:
    """A zip file whose every part has been measured by inflating it."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise UnreadableRegister(DAMAGED) from error
        self._check_directory()
        self.names = {part.filename.lstrip("/"): part for part in self._parts}
        left = MOST_INFLATED
        for part in self._parts:
            left -= sum(map(len, self._inflate(part, left)))

    def _check_directory(self) -> None:
        if len(self._parts) > MOST_PARTS or sum(part.file_size for part in self._parts) > MOST_INFLATED:
            raise UnreadableRegister(BOMB)
        if len({part.filename.lower() for part in self._parts}) < len(self._parts):
            raise UnreadableRegister(DAMAGED)
        for part in self._parts:
            if part.flag_bits & 0x1:
                raise UnreadableRegister("The file is protected with a password. Save it without one.")
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UnreadableRegister(DAMAGED)
            if part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1):
                raise UnreadableRegister(BOMB)

    def _inflate(self, part: zipfile.ZipInfo, most: int = MOST_INFLATED) -> Iterator[bytes]:
        """Yield what really inflates: the size that the directory states may be a lie."""
        stated, part.file_size = part.file_size, most + 1
        seen = 0
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    seen += len(chunk)
                    if seen > stated or seen > most:
                        raise UnreadableRegister(BOMB)
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise UnreadableRegister(DAMAGED) from error
        finally:
            part.file_size = stated
        if seen != stated:
            raise UnreadableRegister(DAMAGED)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the part's bytes; nothing when there is no such part."""
        part = self.names.get(name.lstrip("/"))
        return self._inflate(part) if part else iter(())
