"""`flask import-pages` and `flask read-procontract`: pages that a borough saved, and live ones where permitted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import or_, select

from registry.db import read_only
from registry.models import Authority
from registry.ocds.shapes import LONDON
from scrapers.exceptions import ScrapeError
from scrapers.fetch import Waiting
from scrapers.saved.exceptions import NotPermitted
from scrapers.saved.importing import Import, import_files
from scrapers.saved.live import PACE, WAIT, Permission, read_live
from scrapers.saved.outcomes import PageReport
from scrapers.saved.platforms import all_layouts
from scrapers.saved.report import lines, write_report
from scrapers.saved.robots import ObedientClient


@click.command("import-pages")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--authority", required=True, help="GSS code or slug of the authority whose pages they are.")
@click.option("--platform", type=click.Choice(sorted(all_layouts())), help="The portal; else each page's marks tell.")
@click.option("--said-on", type=click.DateTime(["%Y-%m-%d"]), help="The day as of which all of them speak.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what became of each as CSV.")
def import_pages_command(
    path: Path, authority: str, platform: str | None, said_on: datetime | None, report: Path | None
) -> None:
    """Import pages saved from a portal (.html) and its exports (.csv, .xlsx): a file, or all files of a folder.

    The same pages again change nothing.
    """
    day = _day(said_on)
    paths = sorted(each for each in path.iterdir() if not each.is_dir()) if path.is_dir() else [path]
    run = _import(authority, platform=platform, said_on=day)
    try:
        reports = import_files(run, paths, _tell)
    except ScrapeError as error:
        raise click.ClickException(str(error)) from error
    click.echo(_summary(reports))
    if report:
        with report.open("w", encoding="utf-8", newline="") as out:
            write_report(reports, out)


@click.command("read-procontract")
@click.option("--authority", required=True, help="GSS code or slug of the authority whose adverts are read.")
def read_procontract_command(authority: str) -> None:
    """Read ProContract live: off, until settings name the portal and state who permits it."""
    permission = Permission(current_app.config["PROCONTRACT_URL"], current_app.config["PROCONTRACT_PERMISSION"])
    if not permission.url:
        raise click.ClickException(
            "Live reading is off: PROCONTRACT_URL and PROCONTRACT_PERMISSION switch it on. Import saved pages instead."
        )
    scraping = current_app.extensions["scraping"]
    pace, wait = scraping.pace or PACE, scraping.wait or WAIT
    client = ObedientClient(permission.url, user_agent=scraping.user_agent, pace=pace, wait=wait)
    client.on_wait = _tell_wait
    run = _import(authority, platform="procontract", by="procontract", note=permission.sentence)
    try:
        number = read_live(run, permission, client, _tell)
    except (ScrapeError, NotPermitted) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{number} adverts read.")


def _import(authority: str, **how: Any) -> Import:
    sessions, scraping = current_app.extensions["sessions"], current_app.extensions["scraping"]
    with sessions() as session:
        query = select(Authority.gss).where(or_(Authority.gss == authority, Authority.slug == authority.lower()))
        gss = read_only(session).scalar(query)
    if gss is None:
        raise click.ClickException(f"No authority is called {authority!r}; `registry cover` adds others.")
    return Import(sessions, scraping.lead_times, scraping.locks, gss, datetime.now(UTC), **how)


def _day(said_on: datetime | None) -> date | None:
    if said_on and said_on.date() > datetime.now(LONDON).date():
        raise click.ClickException("--said-on: give a day that has come.")
    return said_on.date() if said_on else None


def _tell(report: PageReport) -> None:
    for line in lines(report):
        click.echo("".join(each for each in line if each.isprintable()))


def _tell_wait(waiting: Waiting) -> None:
    if waiting.seconds > PACE.total_seconds() + 1:
        click.echo(f"  waiting {waiting.seconds:.0f} s: {waiting.why}", err=True)


def _summary(reports: list[PageReport]) -> str:
    statuses = [each.status for each in reports]
    told = ", ".join(f"{statuses.count(each)} {each}" for each in ("understood", "partly", "refused"))
    new, changed = sum(each.new for each in reports), sum(each.changed for each in reports)
    return f"{len(reports)} pages: {told}; {new} contracts new, {changed} changed."
