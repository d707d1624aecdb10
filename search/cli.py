"""Commands for the search index: `flask search rebuild | drain | check`."""

import click
from flask import current_app
from flask.cli import AppGroup

from search import sync

search = AppGroup("search", help="The search index.")


@search.command()
def rebuild() -> None:
    """Write the whole index anew; searches go on in the old one meanwhile."""
    written = sync.rebuild(
        current_app.extensions["sessions"],
        current_app.extensions["search"],
        lambda done: click.echo(f"{done} documents", err=True),
    )
    click.echo(f"The index has {written} documents.")


@search.command()
def drain() -> None:
    """Write what has changed since the last time."""
    drained = sync.drain(current_app.extensions["sessions"], current_app.extensions["search"], wait=-1)
    click.echo(f"{drained} records were brought up to date.")


@search.command()
def check() -> None:
    """Compare the index with the database, and mend what differs."""
    sessions, engine = current_app.extensions["sessions"], current_app.extensions["search"]
    sync.drain(sessions, engine, wait=-1)
    found = sync.check(sessions, engine)
    sync.drain(sessions, engine, wait=-1)
    click.echo(f"{found.missing} missing, {found.outdated} outdated and {found.left_over} left over: mended.")
