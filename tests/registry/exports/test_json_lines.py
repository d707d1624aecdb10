"""JSON Lines."""

import json

from registry.exports.json_lines import json_chunks
from tests.registry.exports.examples import EVERY_KIND, KNOWN, UNKNOWN, rows


def read(*partitions):
    return [json.loads(line) for line in b"".join(json_chunks(EVERY_KIND, partitions)).splitlines()]


def test_lists_stay_lists_amounts_are_decimal_strings_and_line_breaks_are_escaped():
    assert read(rows(KNOWN)) == [
        {
            "text": 'A "quoted", text\r\nin two lines',
            "texts": ["Camden", "Hackney"],
            "day": "2026-11-21",
            "moment": "2026-11-21T09:30:00+00:00",
            "money": "-32316.05",
            "number": 18,
            "yes_no": False,
        }
    ]


def test_unknown_is_null():
    assert read(rows(UNKNOWN), rows(UNKNOWN)) == [UNKNOWN, UNKNOWN]


def test_text_is_as_it_is():
    (found,) = read(rows(KNOWN | {"text": "=1+1"}))

    assert found["text"] == "=1+1"
