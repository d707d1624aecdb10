"""What comes without a write: the clock moves renewals on, and sets of contracts that could be bought together change.

What was so when a watch was last looked at is kept with it. A watch is looked at once a day, and when news touch it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from registry.models import Contract, Watch
from registry.ocds.shapes import LONDON
from registry.renewals import LeadTimes
from watches.finding.joint_opportunities import look_at_joint_opportunities
from watches.finding.renewals import look_at_renewal
from watches.kinds import Found, Kind
from watches.news import News
from watches.readers import live_watches

MOST = 500
"""Watches that are looked at in one go: the rest follows a minute later."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found, and what to keep of it for the next."""

    watch_id: str
    state: dict[str, Any]
    on: date
    found: Found | None


def looks(news: News, lead_times: LeadTimes) -> Iterator[Look]:
    """Yield a look at each watch on a contract or a joint opportunity that was not looked at today, or has news."""
    on = news.at.astimezone(LONDON).date()
    yield from _at_contracts(news, lead_times, on)
    yield from _at_joint_opportunities(news, lead_times, on)


def _at_contracts(news: News, lead_times: LeadTimes, on: date) -> Iterator[Look]:
    touched = news.changed("contract") | set(news.ids("contract"))
    is_due = or_(Watch.looked_on.is_(None), Watch.looked_on < on, Watch.subject.in_(touched))
    watching = live_watches(news.at).where(Watch.kind == Kind.contract, is_due).limit(MOST)
    watches = news.session.scalars(watching).all()
    loaded = select(Contract).where(Contract.id.in_({each.subject for each in watches}), Contract.is_listed)
    contracts = {each.id: each for each in news.session.scalars(loaded.options(selectinload(Contract.service)))}
    for watch in watches:
        contract = contracts.get(str(watch.subject))
        state, found = look_at_renewal(watch, contract, on, lead_times) if contract else (watch.state, None)
        yield Look(watch.id, state, on, found)


def _at_joint_opportunities(news: News, lead_times: LeadTimes, on: date) -> Iterator[Look]:
    watching = live_watches(news.at).where(Watch.kind == Kind.joint_opportunity)
    if not news.rows:
        watching = watching.where(or_(Watch.looked_on.is_(None), Watch.looked_on < on))
    by_service: dict[str, list[Watch]] = {}
    for watch in news.session.scalars(watching.limit(MOST)):
        by_service.setdefault(str(watch.subject).rpartition("-")[0], []).append(watch)
    touched = _services_touched(news)
    for service_id, watches in by_service.items():
        due = [each for each in watches if service_id in touched or each.looked_on is None or each.looked_on < on]
        if due:
            for watch, state, found in look_at_joint_opportunities(news.session, service_id, due, on, lead_times):
                yield Look(watch.id, state, on, found)


def _services_touched(news: News) -> set[str | None]:
    ids = news.changed("contract") | set(news.ids("contract"))
    moved = {each.before.get("service_id") for each in news.changes if each.subject_kind == "contract"}
    return moved | set(news.session.scalars(select(Contract.service_id).where(Contract.id.in_(ids)).distinct()))
