"""`flask scrape`: read a portal, show how it goes, and sum up."""

from datetime import datetime
from typing import Any

import click
from flask import current_app

from scrapers.exceptions import ScrapeError
from scrapers.fetch import Waiting
from scrapers.harvest import Harvested
from scrapers.pages import BrokenPage
from scrapers.progress import PageRead, WindowRead
from scrapers.run import scrape
from scrapers.sources import all_sources
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
def scrape_command(source: str, since: datetime | None, until: datetime | None) -> None:
    """Read notices from a portal into the registry.

    It may be stopped and started again at any moment: what was read is kept, and nothing is stored twice.
    """
    if since and until and since >= until:
        raise click.UsageError("--since must come before --until.")
    sessions, settings = current_app.extensions["sessions"], current_app.extensions["scraping"]
    failed = []
    for name in all_sources() if source == "all" else [source]:
        try:
            done = scrape(name, sessions, settings, since, until, _tell)
        except ScrapeError as error:
            failed.append(f"{name}: {error}")
        else:
            click.echo(f"{name}: {_summary(done)}")
    if failed:
        raise click.ClickException("\n".join(failed))


def _tell(event: PageRead | WindowRead | BrokenPage | Waiting) -> None:
    if isinstance(event, WindowRead):
        start, end = (moment.astimezone(LONDON) for moment in (event.window.starts_at, event.window.ends_at))
        click.echo(f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}: {event.releases} releases, whole", err=True)
    elif isinstance(event, PageRead):
        if event.note:
            click.echo(f"  {event.url}: {event.note}", err=True)
    elif isinstance(event, BrokenPage):
        what = "lost" if event.lost else "broken, trying another way"
        click.echo(f"  {event.url}: {event.reason} ({what})", err=True)
    else:
        click.echo(f"  waiting {event.seconds:.0f} s: {event.why}", err=True)


def _summary(done: Harvested) -> str:
    return (
        f"{done.windows} windows, {done.pages} pages, {done.releases} releases: {done.new} new, {done.changed} changed,"
        f" {done.unchanged} unchanged, {done.out_of_scope} out of scope; {done.quarantined} pages quarantined"
    )
