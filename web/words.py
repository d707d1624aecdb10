"""Values in words: days, money, states and where things come from."""

from datetime import date, datetime
from typing import Any

from registry.ocds.notice_types import NOTICE_TYPES
from registry.ocds.shapes import LONDON
from scrapers.sources import all_sources

PORTALS = {name: source.title for name, source in all_sources().items()} | {
    "public_record": "Public record",
    "classification": "Worked out by us from the notice",
    "authority": "The authority itself",
}
"""Who speaks, by source."""
STATES = {
    "past_end": ("past its end", "The term that sources state is over, and no notice says what happened."),
    "act_now": ("act now", "The day to start its replacement has come or gone."),
    "due": ("due", "Its replacement must start within six months."),
    "upcoming": ("upcoming", "Its replacement must start within two years."),
    "distant": ("distant", "Its replacement need not start for two years."),
    "open_ended": ("open-ended", "It runs until one side ends it."),
    "unknown": ("not known", "No source that we read says when it ends."),
}
"""How pressing a renewal is: what it is called, and what that means."""
KINDS = {
    "service": ("Service", "Services"),
    "authority": ("Authority", "Authorities"),
    "contract": ("Contract", "Contracts"),
    "supplier": ("Supplier", "Suppliers"),
    "notice": ("Notice", "Notices"),
}
SERVICE_KINDS = {
    "frontline": ("Frontline", "Residents meet it."),
    "corporate": ("Corporate", "Every council runs it inside."),
    "core": ("Core", "Technology itself."),
}
FIELDS = {
    "title": "Title",
    "authorities": "Authority",
    "suppliers": "Supplier",
    "product": "Product",
    "service": "Service",
    "status": "Status",
    "signed_on": "Signed",
    "starts_on": "Starts",
    "ends_on": "Ends",
    "max_ends_on": "Latest end, options taken",
    "extension_text": "Options, in the buyer’s words",
    "value": "Value",
    "procedure": "How it was bought",
    "cpv": "CPV codes",
    "reference": "The buyer’s reference",
}
"""The fields of a contract, as its page has them."""
FOUND_IN = {
    "title": "its title",
    "description": "its description",
    "names": "its names",
    "references": "its numbers",
    "service": "its service",
}
_VAT = {"included": "with VAT", "excluded": "without VAT"}


def day(value: date | datetime) -> str:
    """Return `9 May 2027`; of an instant, the day it was in London."""
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return f"{local.day} {local:%b %Y}"


def moment(value: datetime) -> str:
    """Return `9 May 2027, 17:00`, as clocks in London had it."""
    return f"{day(value)}, {value.astimezone(LONDON):%H:%M}"


def money(row: Any) -> str:
    """Return the value of a row with `value_pence`, `currency` and `vat`: `£32,316 without VAT`."""
    sign = "£" if row.currency == "GBP" else f"{row.currency or ''} "
    amount = f"{row.value_pence / 100:,.2f}".removesuffix(".00")
    return f"{sign}{amount} {_VAT.get(row.vat, '(VAT not stated)')}".strip()


def number(count: int, one: str, many: str) -> str:
    """Return `1 contract` or `1,200 contracts`."""
    return f"{count:,} {one if count == 1 else many}"


def notice_kind(notice: Any) -> str:
    """Return what kind of notice it is: `Contract details notice (UK7)`; under older law, the stage it reports."""
    if notice.notice_type:
        return f"{NOTICE_TYPES[notice.notice_type][0]} ({notice.notice_type})"
    return f"{notice.stage.capitalize()} notice"


def is_web(url: str | None) -> bool:
    """Tell whether an address may be linked: notices are written by others, and a browser runs `javascript:`."""
    return bool(url and url.startswith(("https://", "http://")))
