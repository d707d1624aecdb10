"""CSV."""

import csv
import io

from registry.exports.delimited import csv_chunks
from tests.registry.exports.examples import EVERY_KIND, KNOWN, UNKNOWN, rows


def read(*partitions):
    data = b"".join(csv_chunks(EVERY_KIND, partitions))
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_every_kind_is_written_so_that_it_can_be_read_again():
    assert read(rows(KNOWN)) == [
        {
            "text": 'A "quoted", text\r\nin two lines',
            "texts": "Camden; Hackney",
            "day": "2026-11-21",
            "moment": "2026-11-21T09:30:00+00:00",
            "money": "-32316.05",
            "number": "18",
            "yes_no": "false",
        }
    ]


def test_unknown_is_empty_and_nothing_is_not():
    (unknown, nothing) = read(rows(UNKNOWN, KNOWN | {"money": 0, "number": 0}))

    assert set(unknown.values()) == {""}
    assert (nothing["money"], nothing["number"]) == ("0.00", "0")


def test_the_header_comes_once_and_also_without_rows():
    assert len(read(rows(KNOWN), rows(KNOWN))) == 2
    assert b"".join(csv_chunks(EVERY_KIND, [])) == b"text,texts,day,moment,money,number,yes_no\r\n"


def test_lines_end_as_rfc_4180_says_and_no_mark_comes_first():
    data = b"".join(csv_chunks(EVERY_KIND, [rows(KNOWN)]))

    assert data.startswith(b"text,")
    assert data.endswith(b"\r\n")
