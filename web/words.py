"""Values in words: days, money, states and where things come from."""

from datetime import date, datetime
from typing import Any

from registry.ocds.notice_types import NOTICE_TYPES
from registry.ocds.shapes import LONDON
from scrapers.sources import all_sources
from web.labels import CONTRACT_FIELDS

PORTALS = {name: source.title for name, source in all_sources().items()} | {
    "public_record": "Public record",
    "classification": "Worked out by us from the notice",
    "authority": "The authority itself",
    "register": "Contracts register",
    "payments": "Payments file",
    "procontract": "ProContract, a saved page",
    "london_tenders": "London Tenders Portal, a saved page",
    "jaggaer": "Jaggaer, a saved page",
    "in_tend": "In-Tend, a saved page",
    "contract": "Worked out by us from a contract for it",
}
"""Who speaks, by source."""
STATES = {
    "past_end": ("past its end", "The term that sources state is over, and no notice says what happened."),
    "act_now": ("act now", "The day to start its replacement has come or gone."),
    "due": ("due", "Its replacement must start within six months."),
    "upcoming": ("upcoming", "Its replacement must start within two years."),
    "distant": ("distant", "Its replacement need not start for two years."),
    "open_ended": ("open-ended", "It runs until one side ends it."),
    "unknown": ("not known", "There is no day to act by: no source says when it ends, or nothing is to replace it."),
}
"""How pressing a renewal is: what it is called, and what that means."""
KINDS = {
    "service": ("Service", "Services"),
    "authority": ("Authority", "Authorities"),
    "product": ("Product", "Products"),
    "system": ("System", "Systems"),
    "contract": ("Contract", "Contracts"),
    "supplier": ("Supplier", "Suppliers"),
    "notice": ("Notice", "Notices"),
    "plan": ("Plan", "Plans"),
}
SERVICE_KINDS = {
    "frontline": ("Frontline", "Residents meet it."),
    "corporate": ("Corporate", "Every council runs it inside."),
    "core": ("Core", "Technology itself."),
}
FIELDS = {name: called for name, called in CONTRACT_FIELDS.items() if name not in ("options", "decision")}
"""The fields of a contract whose value can be told in a few words."""
SYSTEM_STATUSES = {
    "proposed": ("proposed", "Sources say so; its authority has not confirmed it."),
    "live": ("live", "Its authority says that it is in use."),
    "retiring": ("retiring", "Its authority says that it is on the way out."),
    "retired": ("retired", "Its authority says that it is no longer used."),
}
"""How far a system is in its life: what it is called, and what that means."""
AGREEMENTS = {
    "contract": "a contract of its own",
    "framework": "a framework",
    "call_off": "a call-off from a framework",
}
DECISIONS = {
    "undecided": "not decided yet",
    "extend": "extend it",
    "re-procure": "buy it again",
    "exit": "do without it",
}
"""What an authority can decide to do at a contract's end."""
ACTIONS = {
    "confirm": "confirmed",
    "correct": "corrected",
    "decide": "decided",
    "reject": "rejected",
    "options": "told of options",
    "tell": "told of it",
    "import": "imported",
    "publish": "published",
    "merge": "merged",
    "split": "split",
    "release": "let count what was set aside",
    "set_aside": "set aside again",
}
"""What was done in a change; what is not here is called as it is."""
FOUND_IN = {
    "title": "its title",
    "description": "its description",
    "names": "its names",
    "references": "its numbers",
    "service": "its service",
    "product": "its product",
}
_VAT = {"included": "with VAT", "excluded": "without VAT"}


def day(value: date | datetime) -> str:
    """Return `9 May 2027`; of an instant, the day it was in London."""
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return f"{local.day} {local:%b %Y}"


def iso_day(text: str) -> str:
    """Return the day of an ISO 8601 day or moment as `9 May 2027`."""
    return day(datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text))


def moment(value: datetime) -> str:
    """Return `9 May 2027, 17:00`, as clocks in London had it."""
    return f"{day(value)}, {value.astimezone(LONDON):%H:%M}"


def money(row: Any) -> str:
    """Return the value of a row with `value_pence`, `currency` and `vat`: `£32,316 without VAT`."""
    return amount(row.value_pence, row.currency, row.vat)


def yearly(contract: Any) -> str:
    """Return the value of a contract a year."""
    return amount(contract.annual_value_pence, contract.currency, contract.annual_vat)


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


def amount(pence: int, currency: str | None, vat: str | None) -> str:
    """Return an amount on its VAT basis: `£32,316 without VAT`."""
    sign = "£" if currency == "GBP" else f"{currency or ''} "
    number = f"{abs(pence) / 100:,.2f}".removesuffix(".00")
    return f"{'-' if pence < 0 else ''}{sign}{number} {_VAT.get(vat or '', '(VAT not stated)')}".strip()
