"""From the words beside labels to an advert: days, money, and extensions in the buyer's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from scrapers.registers.cells import is_placeholder, without_contacts
from scrapers.registers.dates import read_date
from scrapers.registers.money import read_money
from scrapers.saved.references import tidy
from scrapers.saved.told import Advert

LONGEST_TITLE = 1000
_DAYS = {
    "opens_on": "when it opens",
    "closes_on": "when it closes",
    "starts_on": "the contract's start",
    "ends_on": "the contract's end",
}
_NONE = {"0", "no", "none", "nil", "0 months", "no extension", "no extensions"}


def advert(said: Mapping[str, str], document: str) -> Advert:
    """Return an advert from what stands beside its labels, by field."""
    problems: list[str] = []
    days = {name: _day(said.get(name, ""), what, problems) for name, what in _DAYS.items()}
    starts_on, ends_on = days["starts_on"], days["ends_on"]
    if starts_on and ends_on and ends_on < starts_on:
        problems.append(f"The contract would end on {ends_on}, before it starts on {starts_on}: neither is taken.")
        days["starts_on"] = days["ends_on"] = None
    return Advert(
        reference=tidy(said["reference"]),
        title=without_contacts(said["title"][:LONGEST_TITLE]),
        buyer=said.get("buyer", ""),
        document=document,
        described=" . ".join(said[name] for name in ("description", "categories", "keywords") if said.get(name)),
        value_pence=_pence(said.get("value", ""), problems),
        extension_text=_extensions(said),
        has_no_extension=_has_none(said),
        as_written=_as_written(said, days),
        problems=tuple(problems),
        **days,
    )


def _day(text: str, what: str, problems: list[str]) -> date | None:
    reading = read_date(text)
    if reading.problem:
        problems.append(f"“{text[:40]}” for {what}: {reading.problem}.")
    return date.fromisoformat(reading.value) if reading.value else None


def _pence(text: str, problems: list[str]) -> int | None:
    reading = read_money(text)
    if reading.problem:
        problems.append(f"“{text[:40]}” for the value: {reading.problem}.")
    pence: int | None = reading.value
    return pence if pence and pence > 0 else None


def _has_none(said: Mapping[str, str]) -> bool:
    """Whether the page says that no extension is anticipated."""
    told = [said.get(name, "").casefold().strip(" .") for name in ("extension_number", "extension_period")]
    return any(each in _NONE for each in told) and all(each in _NONE or is_placeholder(each) for each in told)


def _extensions(said: Mapping[str, str]) -> str | None:
    """Return what is anticipated in the page's words; None where nothing is.

    "2" and "24 months" may mean two of a year or two of two years: the page does not say, and so nobody is told.
    """
    if _has_none(said):
        return None
    number, period, other = (_told(said, f"extension_{name}") for name in ("number", "period", "other"))
    parts = [f"Number of anticipated extensions: {number}"] if number else []
    parts += [f"Anticipated extension period: {period}"] if period else []
    if number not in ("", "1") and period:
        parts[-1] += " (whether each or in all is not said)"
    parts += [other] if other else []
    return "; ".join(parts)[:5000] or None


def _told(said: Mapping[str, str], name: str) -> str:
    text = without_contacts(said.get(name, ""))
    return "" if is_placeholder(text) else text


def _as_written(said: Mapping[str, str], days: Mapping[str, date | None]) -> dict[str, str]:
    """Keep a stated term beside an end that is not stated: it is not worked out."""
    period = _told(said, "contract_period")
    return {"ends_on": f"Contract period: {period[:300]}"} if period and not days["ends_on"] else {}
