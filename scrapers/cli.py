"""`flask scrape`: read a source, or the gaps of its record; show how it goes, and sum up."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click
from flask import current_app

from scrapers.exceptions import ScrapeError
from scrapers.gap_refills import refill_gaps
from scrapers.harvest import Harvested
from scrapers.pages import BrokenPage
from scrapers.progress import Event, PageRead, WindowRead
from scrapers.run import scrape
from scrapers.setbacks import SETBACKS, Setback
from scrapers.sources import everything
from scrapers.windows import LONDON


class Instant(click.ParamType):
    """A day or a moment, ISO 8601; without an offset it is London time."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            given = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: give a day or a moment, 2026-04-01 or 2026-04-01T09:30:00.", param, ctx)
        if not 2000 <= given.year <= 2100:
            self.fail(f"{value!r}: give a year from 2000 to 2100.", param, ctx)
        return given if given.tzinfo else given.replace(tzinfo=LONDON)


@click.command("scrape")
@click.argument("source", metavar="SOURCE|all")
@click.option("--since", type=Instant(), help="From here; else from where the last run got to.")
@click.option("--until", type=Instant(), help="To here; else to now.")
@click.option(
    "--gaps", is_flag=True, help="Read only what is missing: lost pages, and days that brought far too little."
)
def scrape_command(source: str, since: datetime | None, until: datetime | None, gaps: bool) -> None:
    """Read notices from a portal, or a published contracts register, into the registry.

    It may be stopped and started again at any moment: what was read is kept, and nothing is stored twice.
    """
    if since and until and since >= until:
        raise click.UsageError("--since must come before --until.")
    if gaps and (since or until):
        raise click.UsageError("--gaps knows what to read: leave out --since and --until.")
    failed = []
    for name in everything() if source == "all" else [source]:
        try:
            for line in _refilled(name) if gaps else _read(name, since, until):
                click.echo(f"{name}: {line}")
        except ScrapeError as error:
            failed.append(f"{name}: {error}")
    if failed:
        raise click.ClickException("\n".join(failed))


def _read(name: str, since: datetime | None, until: datetime | None) -> Iterator[str]:
    sessions, settings = current_app.extensions["sessions"], current_app.extensions["scraping"]
    yield _summary(scrape(name, sessions, settings, since, until, _tell))


def _refilled(name: str) -> Iterator[str]:
    sessions, settings = current_app.extensions["sessions"], current_app.extensions["scraping"]
    refilled = refill_gaps(name, sessions, settings, _tell)
    for each in refilled:
        start, end = (moment.astimezone(LONDON) for moment in (each.since, each.until))
        state = "closed" if each.is_closed else "still open"
        yield f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}: {each.new} new, {state}. {each.outcome}"
    if not refilled:
        yield "no gaps"


def _tell(event: Event) -> None:
    if isinstance(event, WindowRead):
        start, end = (moment.astimezone(LONDON) for moment in (event.window.starts_at, event.window.ends_at))
        click.echo(f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}: {event.releases} releases, whole", err=True)
    elif isinstance(event, PageRead):
        if event.note:
            click.echo(f"  {event.url}: {event.note}", err=True)
    elif isinstance(event, BrokenPage):
        what = "lost" if event.lost else "broken, trying another way"
        click.echo(f"  {event.url}: {event.reason} ({what})", err=True)
    elif isinstance(event, Setback):
        click.echo(f"  {event.url}: {SETBACKS[event.kind]}", err=True)
    else:
        click.echo(f"  waiting {event.seconds:.0f} s: {event.why}", err=True)


def _summary(done: Harvested) -> str:
    return (
        f"{done.windows} windows, {done.pages} pages, {done.releases} releases: {done.new} new, {done.changed} changed,"
        f" {done.unchanged} unchanged, {done.out_of_scope} out of scope; {done.quarantined} pages quarantined"
    )
