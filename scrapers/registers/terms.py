"""When a row's contract ends: several columns told apart and set against each other."""

from __future__ import annotations

from datetime import date, timedelta

from registry.months import add_months
from scrapers.registers.dates import open_ended
from scrapers.registers.drafts import Cells, Draft


def put_end(draft: Draft, cells: Cells) -> None:
    """Put the end of the current term, or that there is none."""
    ends: dict[str, str | None] = {}
    for name in ("ends_on", "current_ends_on"):
        for _, reading, text in cells.get(name, []):
            ends[name] = reading.value
            draft.keep("ends_on", reading, text)
    draft.fields.pop("ends_on", None)
    settle_end(draft, ends.get("ends_on"), ends.get("current_ends_on"))
    spoken = (text for name in ("ends_on", "current_ends_on", "term_months") for _, _, text in cells.get(name, []))
    if "ends_on" not in draft.fields and any(map(open_ended, spoken)):
        draft.fields["open_ended"] = True


def settle_end(draft: Draft, original: str | None, current: str | None) -> None:
    """Put the end of the current term: the current expiry, unless it cannot be one. Days in ISO form."""
    starts_on = draft.fields.get("starts_on")
    chosen = current or original
    if original and current and current < original:
        if starts_on and current < starts_on <= original:
            chosen = original
            draft.warn(
                "ends_on",
                f"The current end {current} is before the start {starts_on}: the end date {original} was taken.",
            )
        else:
            draft.warn("ends_on", f"The current end {current} is before the end date {original}: which of them holds?")
        draft.write("ends_on", f"end {original}, current end {current}")
    if chosen:
        draft.fields["ends_on"] = chosen


def check_order(draft: Draft) -> None:
    """Note where days contradict each other, and where an end is missing that a term would give."""
    starts, ends, latest = (draft.fields.get(name) for name in ("starts_on", "ends_on", "max_ends_on"))
    if starts and ends and ends < starts:
        draft.warn("ends_on", f"The end {ends} is before the start {starts}: one of them is wrong.")
    if ends and latest and latest < ends:
        draft.warn("max_ends_on", f"The last possible end {latest} is before the end {ends}: one of them is wrong.")
    term = draft.fields.get("term_months")
    if starts and term and not ends and not draft.fields.get("open_ended"):
        would_end = add_months(date.fromisoformat(starts), term) - timedelta(days=1)
        draft.warn(
            "ends_on", f"No end date is given; start and term of {term} months would make it {would_end.isoformat()}."
        )
