"""A break can be used while the contract runs: what an authority says of it is checked against what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from webargs.flaskparser import abort

from registry.api.seen import Fields
from registry.filing.contract_columns import value_of
from registry.renewing.term_ends import latest_on


@dataclass(frozen=True, slots=True)
class _Term:
    """The dates of a contract as they are once it is corrected."""

    starts_on: date | None
    ends_on: date | None
    max_ends_on: date | None
    break_on: date | None
    options: list[dict[str, Any]]
    open_ended: bool
    decision: str | None = None


def keep_break(known: Fields, claims: Mapping[str, Any]) -> None:
    """Refuse a break before the start or after the latest end, which a contract without a fixed end does not have.

    `claims` are what is said now, and go before what is `known`.
    """
    if not claims.get("break_on"):
        return
    term = _corrected(known, claims)
    latest = None if term.open_ended else latest_on(term)
    if term.break_on and term.starts_on and term.break_on < term.starts_on:
        _refuse(f"It comes before the start, {term.starts_on.isoformat()}.")
    if term.break_on and latest and term.break_on > latest:
        _refuse(f"It comes after the latest end, {latest.isoformat()}.")


def _corrected(known: Fields, claims: Mapping[str, Any]) -> _Term:
    def value(name: str) -> Any:
        return claims[name] if name in claims else value_of(known, name)

    def day(name: str) -> date | None:
        return date.fromisoformat(value(name)) if value(name) else None

    return _Term(
        starts_on=day("starts_on"),
        ends_on=day("ends_on"),
        max_ends_on=day("max_ends_on"),
        break_on=day("break_on"),
        options=value("options") or [],
        open_ended=bool(value("open_ended")),
    )


def _refuse(said: str) -> None:
    abort(422, messages={"json": {"break_on": [said]}})
