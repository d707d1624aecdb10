"""Commands for the search index: `flask search rebuild | drain | check`."""

import functools
from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from search import sync
from search.exceptions import SearchError

search = AppGroup("search", help="The search index.")


def told(command: Callable[..., Any]) -> Callable[..., Any]:
    """Tell what is wrong with the index in a sentence, where it can be mended by hand."""

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except SearchError as error:
            raise click.ClickException(str(error)) from error

    return run


@search.command()
@told
def rebuild() -> None:
    """Write the whole index anew; searches go on in the old one meanwhile."""
    written = sync.rebuild(
        current_app.extensions["sessions"],
        current_app.extensions["search"],
        lambda done: click.echo(f"{done} documents", err=True),
    )
    click.echo(f"The index has {written} documents.")


@search.command()
@told
def drain() -> None:
    """Write what has changed since the last time."""
    drained = sync.drain(current_app.extensions["sessions"], current_app.extensions["search"], wait=-1)
    click.echo(f"{drained} records were brought up to date.")


@search.command()
@told
def check() -> None:
    """Compare the index with the database, and mend what differs."""
    sessions, engine = current_app.extensions["sessions"], current_app.extensions["search"]
    sync.drain(sessions, engine, wait=-1)
    found = sync.check(sessions, engine)
    sync.drain(sessions, engine, wait=-1)
    click.echo(f"{found.missing} missing, {found.outdated} outdated and {found.left_over} left over: mended.")
