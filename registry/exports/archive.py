"""A ZIP archive written while it is sent: nothing of it is kept."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any


@dataclass(slots=True)
class Entry:
    """A file of an archive; what it measures is known once it has been written."""

    path: str
    chunks: Iterable[bytes]
    size: int = 0
    digest: Any = field(default_factory=sha256)


class _Outlet(io.RawIOBase):
    """What was written since it was last taken. It cannot seek, so zipfile writes from front to back."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held


def zip_chunks(entries: Iterable[Entry], at: datetime) -> Iterator[bytes]:
    """Yield the bytes of an archive; all its files bear the time `at`."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.path, at.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as file:
                for chunk in entry.chunks:
                    entry.size += len(chunk)
                    entry.digest.update(chunk)
                    file.write(chunk)
                    if ready := outlet.taken():
                        yield ready
    yield outlet.taken()
