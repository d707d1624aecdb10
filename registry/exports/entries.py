"""What lists hold as entries of a feed: each with its own address, and the moment at which it was news."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from registry.exports.change_words import fields_in_words
from registry.exports.feeds import NEVER, Entry
from registry.ocds.notice_types import NOTICE_TYPES
from registry.ocds.shapes import LONDON
from registry.opportunities import Opportunity


def notice_entries(rows: Iterable[Any], root: str) -> Iterator[Entry]:
    """Yield notices; `root` is the registry's address."""
    for row in rows:
        what = NOTICE_TYPES[row.notice_type][0] if row.notice_type in NOTICE_TYPES else f"A notice of {row.stage}"
        text = f"{what} by {row.buyer_name or 'a buyer that it does not name'}.{_closing(row.closes_at)}"
        page = f"{root}/procurements/{quote(row.ocid, safe='')}#{row.id}"
        yield Entry(f"{root}/api/v1/notices/{row.id}", row.title, text, page, row.published_at)


def procurement_entries(rows: Iterable[Any], root: str) -> Iterator[Entry]:
    """Yield procurements, each news when its last notice was published."""
    for row in rows:
        path = f"procurements/{quote(row.ocid, safe='')}"
        text = f"{row.buyer_name}: {row.stage}.{_closing(row.closes_at)}"
        yield Entry(f"{root}/api/v1/{path}", row.title, text, f"{root}/{path}", row.updated_at)


def opportunity_entries(rows: Iterable[Opportunity], told_at: Mapping[str, datetime], root: str) -> Iterator[Entry]:
    """Yield opportunities; `told_at` says when sources last spoke of contracts."""
    for row in rows:
        at = told_at.get(row.key, NEVER) if row.source == "contract" else row.record.updated_at
        expected = f" Expected {_day(row.expected_on)}." if row.expected_on else ""
        text = f"{row.buyer_name}: {row.kind}.{_closing(row.closes_at)}{expected}"
        # What is expected, planned and open is news three times.
        entry_id = f"{root}/api/v1/{row.path}#{row.kind}"
        yield Entry(entry_id, row.title, text, f"{root}/{row.source}s/{quote(row.key, safe='')}", at)


def contract_entries(rows: Iterable[Any], told_at: Mapping[str, datetime], root: str) -> Iterator[Entry]:
    """Yield contracts, each news when a source last spoke of it."""
    for row in rows:
        path = f"contracts/{row.id}"
        at = told_at.get(row.id, NEVER)
        yield Entry(f"{root}/api/v1/{path}", row.title, contract_in_words(row), f"{root}/{path}", at)


def renewal_entries(rows: Iterable[Any], told_at: Mapping[str, datetime], root: str) -> Iterator[Entry]:
    """Yield contracts with their renewals: news once more when its state moves on."""
    for row in rows:
        contract, renewal = row["contract"], row["renewal"]
        entry_id = f"{root}/api/v1/contracts/{contract.id}#renewal-{renewal['state']}"
        text = f"{contract_in_words(contract)} {renewal['reason']}"
        page = f"{root}/contracts/{contract.id}"
        yield Entry(entry_id, contract.title, text, page, told_at.get(contract.id, NEVER))


def change_entries(rows: Iterable[Any], root: str) -> Iterator[Entry]:
    """Yield changes on record."""
    for row in rows:
        page = f"{root}/{row.subject_kind}s/{row.subject_id}"
        title = f"{row.subject_kind} {row.subject_id}: {row.action} by {row.by}"
        yield Entry(f"{root}/api/v1/changes/{row.id}", title, fields_in_words(row.before, row.after), page, row.at)


def contract_in_words(row: Any) -> str:
    """Say who buys from whom, and until when."""
    buyers = ", ".join(each.short_name for each in row.authorities) or "An authority not known"
    sellers = ", ".join(each.name for each in row.suppliers) or "a supplier not known"
    ends = f"ends on {_day(row.ends_on)}" if row.ends_on else "when it ends is not known"
    return f"{buyers} buys from {sellers}; {ends}."


def _closing(at: datetime | None) -> str:
    return f" Answers until {at.astimezone(LONDON):%-d %B %Y, %H:%M}." if at else ""


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
