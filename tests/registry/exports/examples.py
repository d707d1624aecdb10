"""An export of one column of each kind, and rows of it."""

from datetime import UTC, date, datetime

from registry.exports.columns import Column, Export, Kind
from registry.models import Service

EVERY_KIND = Export(
    "examples", Service.id, tuple(Column(kind.name, kind, Service.id) for kind in Kind), lambda _edition: None, {}
)
KNOWN = {
    "text": 'A "quoted", text\r\nin two lines',
    "texts": ["Camden", "Hackney"],
    "day": date(2026, 11, 21),
    "moment": datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
    "money": -3231605,
    "number": 18,
    "yes_no": False,
}
UNKNOWN = dict.fromkeys(KNOWN)


def rows(*values):
    return [[each[name] for name in EVERY_KIND.names] for each in values]
