"""`/metrics`: the health of every source for Prometheus.

All of it is read from the database when it is asked for, so that it is the same whichever process answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from registry.api.clock import now
from registry.api.session import session
from registry.models import BrokenPage, IndexQueue, ScrapeRun, Source
from scrapers.health import Facts, Health
from scrapers.health_reading import healths
from scrapers.sources import everything

blp = Blueprint("metrics", __name__)


@blp.get("/metrics")
def metrics() -> Response:
    """Show the health of every source to Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Sources())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Sources(Collector):
    """Reads the gauges from the database as it stands."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        found = healths(session(), everything(), now())
        for name, help_text, value in _GAUGES:
            gauge = GaugeMetricFamily(name, help_text, labels=["source"])
            for source, (health, facts) in found.items():
                if (number := value(health, facts)) is not None:
                    gauge.add_metric([source], number)
            yield gauge
        yield _problems(found)
        yield _errors(found)
        yield _setbacks(found)
        yield from _counted()


def _last_day(facts: Facts) -> Any:
    return facts.days[-1] if facts.days else None


_GAUGES: tuple[tuple[str, str, Any], ...] = (
    ("thirty3_source_well", "1 when nothing is wrong with a source", lambda health, _: float(health.state == "well")),
    ("thirty3_source_lag_seconds", "How long ago its record ends", lambda health, _: _seconds(health.lag)),
    ("thirty3_source_usual_pause_seconds", "Between two readings", lambda health, _: _seconds(health.usual_pause)),
    ("thirty3_source_whole_until_seconds", "When its record ends", lambda _, facts: _instant(facts.whole_until)),
    ("thirty3_source_gaps", "Gaps of its record that are open", lambda _, facts: float(facts.open_gaps)),
    ("thirty3_source_gaps_refilled", "Gaps read again and whole", lambda _, facts: float(facts.refilled_gaps)),
    ("thirty3_source_waited_seconds", "Told to wait, in seven days", lambda _, facts: facts.waited.total_seconds()),
    (
        "thirty3_source_day_releases",
        "What its last whole day brought",
        lambda _, facts: getattr(_last_day(facts), "releases", None),
    ),
    (
        "thirty3_source_day_usual",
        "What that weekday brings as a rule",
        lambda _, facts: getattr(_last_day(facts), "usual", None),
    ),
)


def _problems(found: dict[str, tuple[Health, Facts]]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily("thirty3_source_problem", "Problems of a source, by kind", labels=["source", "kind"])
    for source, (health, _) in found.items():
        kinds = [problem.kind for problem in health.problems]
        for kind in sorted(set(kinds)):
            gauge.add_metric([source, kind], kinds.count(kind))
    return gauge


def _errors(found: dict[str, tuple[Health, Facts]]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily("thirty3_source_errors", "Failed runs of seven days, by kind", labels=["source", "kind"])
    for source, (health, _) in found.items():
        for kind, count in health.error_kinds.items():
            gauge.add_metric([source, kind], count)
    return gauge


def _setbacks(found: dict[str, tuple[Health, Facts]]) -> GaugeMetricFamily:
    what = "What it did in seven days that was got over, by kind"
    gauge = GaugeMetricFamily("thirty3_source_setbacks", what, labels=["source", "kind"])
    for source, (_, facts) in found.items():
        for kind, count in facts.setbacks.items():
            gauge.add_metric([source, kind], count)
    return gauge


def _counted() -> Iterator[GaugeMetricFamily]:
    ask = session().execute
    names = set(session().scalars(select(Source.name)))
    broken = {
        (name, str(is_lost).lower()): count
        for name, is_lost, count in ask(
            select(BrokenPage.source, BrokenPage.is_lost, func.count()).group_by(BrokenPage.source, BrokenPage.is_lost)
        )
    }
    pages = GaugeMetricFamily("thirty3_source_broken_pages", "Pages not read as published", labels=["source", "lost"])
    ended = select(ScrapeRun.source, func.max(ScrapeRun.finished_at)).group_by(ScrapeRun.source)
    runs = GaugeMetricFamily("thirty3_source_last_run_seconds", "When its latest run ended", labels=["source"])
    for name in sorted(names):
        for lost in ("false", "true"):
            pages.add_metric([name, lost], broken.get((name, lost), 0))
    for name, moment in ask(ended):
        if moment:
            runs.add_metric([name], moment.timestamp())
    yield pages
    yield runs
    waiting = session().scalar(select(func.count()).select_from(IndexQueue)) or 0
    yield GaugeMetricFamily("thirty3_index_queue", "Records that wait to be indexed", value=waiting)


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()


def _instant(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()
