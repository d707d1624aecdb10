"""Commands for watches, which the worker runs by itself: `flask watches collect | deliver`."""

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from watches.collecting import collect
from watches.delivering import deliver_webhooks
from watches.mailing import deliver_mail

watches = AppGroup("watches", help="Watches: what to tell, and telling it.")


@watches.command("collect")
def collect_command() -> None:
    """Find what there is to tell since the last time."""
    extensions = current_app.extensions
    lead_times = extensions["scraping"].lead_times
    found = collect(extensions["sessions"], type(extensions["search"]), lead_times, datetime.now(UTC))
    click.echo(f"{found} things to tell were found.")


@watches.command("deliver")
def deliver_command() -> None:
    """Send what is due: webhooks and mail."""
    sessions, settings = current_app.extensions["sessions"], current_app.extensions["watches"]
    posted, mailed = deliver_webhooks(sessions, settings), deliver_mail(sessions, settings)
    click.echo(f"{posted} events were taken by webhooks, and {mailed} mails were handed over.")
