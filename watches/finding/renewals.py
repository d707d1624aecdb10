"""When the days of a contract come near: it is told when its state moves on, and when an option must soon be taken."""

from datetime import date, timedelta
from typing import Any

from registry.models import Contract, Watch
from registry.renewals import RUNNING, LeadTimes, Renewal, State, renewal
from watches.kinds import Event, Found

SOON = timedelta(days=90)
"""Before the last day to take an option: enough to ask, decide and write."""
_TOLD = {
    State.past_end: "Its term is over, and no notice says what happened.",
    State.act_now: "The day to start its replacement has come.",
    State.due: "The day to start its replacement comes within six months.",
    State.upcoming: "The day to start its replacement comes within two years.",
}


def look_at_renewal(
    watch: Watch, contract: Contract, on: date, lead_times: LeadTimes
) -> tuple[dict[str, Any], Found | None]:
    """Return what to keep of a contract's renewal as seen on a day, and what to tell since the last look."""
    kind = contract.service.kind if contract.service else None
    seen = renewal(contract, on, lead_times.of(kind, contract.lead_months))
    is_running = contract.status in RUNNING
    state = {"state": seen.state.value if is_running else "over", "option_by": _option_by(seen, on, is_running)}
    told = _told(seen, watch.state, state) if watch.state else ""
    if not told:
        return state, None
    days = "-".join(filter(None, (state["state"], state["option_by"], _day(seen.act_by_on), _day(seen.ends_on))))
    found = Found(watch.id, f"renewal:{days}", Event.renewal, "contract", contract.id, f"{told} {seen.reason}".strip())
    return state, found


def _told(seen: Renewal, before: dict[str, Any], now: dict[str, Any]) -> str:
    told = []
    if now["state"] != before.get("state") and now["state"] in {each.value for each in _TOLD}:
        told.append(_TOLD[seen.state])
    if now["option_by"] and now["option_by"] != before.get("option_by"):
        told.append(f"Its next option must be taken by {seen.option_notice_on:%-d %B %Y}.")
    return " ".join(told)


def _option_by(seen: Renewal, on: date, is_running: bool) -> str | None:
    by = seen.option_notice_on
    return by.isoformat() if is_running and by and on <= by <= on + SOON else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
