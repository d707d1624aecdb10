"""The contracts of a joint opportunity on a line of time, as a picture inside its page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import render_template
from markupsafe import Markup

from registry.api.clock import today
from registry.api.pictures import readable
from registry.api.timeline_pictures import picture
from registry.renewing.term_ends import natural_ends
from web.facts import ContractRow

MOST_BARS = 60


def drawn(shown: dict[str, Any], rows: Iterable[ContractRow]) -> Markup:
    """Return the contracts as bars, by authority, and the days on which all can be replaced, as SVG."""
    bars = sorted((_bar(row) for row in rows), key=_by_authority)
    timeline = {
        "on": today(),
        "bars": bars[:MOST_BARS],
        "not_shown": max(0, shown["contracts"] - MOST_BARS),
        "windows": [{name: shown[name] for name in ("first_on", "last_on", "best_on", "authorities")}],
    }
    return Markup(render_template("timeline.svg", readable=readable, **picture(timeline)))  # noqa: S704 (it escapes)


def _bar(row: ContractRow) -> dict[str, Any]:
    contract, renewal = row.contract, row.renewal
    return {
        "contract": {"title": contract.title},
        "authorities": contract.authorities,
        "starts_on": contract.starts_on,
        "natural_ends": natural_ends(contract),
        **{name: renewal[name] for name in ("ends_on", "latest_ends_on", "act_by_on")},
    }


def _by_authority(bar: dict[str, Any]) -> tuple[Any, ...]:
    return [each.short_name for each in bar["authorities"]], bar["ends_on"] or date.max, bar["contract"]["title"]
