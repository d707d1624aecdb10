"""The archive that is written while it is sent."""

import io
import os
import zipfile
from datetime import UTC, datetime
from hashlib import sha256

from registry.exports.archive import Entry, zip_chunks

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_what_goes_in_comes_out():
    entries = [Entry("one/a.txt", [b"first ", b"second"]), Entry("one/b.txt", [])]

    with zipfile.ZipFile(io.BytesIO(b"".join(zip_chunks(entries, AT)))) as archive:
        assert archive.testzip() is None
        assert archive.read("one/a.txt") == b"first second"
        assert archive.read("one/b.txt") == b""
        assert archive.getinfo("one/a.txt").date_time == (2026, 11, 21, 9, 30, 0)


def test_an_entry_is_measured_when_it_has_been_written():
    entry = Entry("a.txt", [b"first ", b"second"])
    list(zip_chunks([entry], AT))

    assert (entry.size, entry.digest.hexdigest()) == (12, sha256(b"first second").hexdigest())


def test_bytes_leave_before_the_next_are_read():
    read = 0

    def noise():
        nonlocal read
        for read in range(1, 101):  # noqa: B007 (counted for the assertion)
            yield os.urandom(100_000)

    first = next(chunk for chunk in zip_chunks([Entry("noise", noise())], AT) if len(chunk) > 50_000)

    assert read < 3
    assert len(first) < 300_000
