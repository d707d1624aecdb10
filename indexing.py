"""Commands that change records leave the search index in step, also where no worker runs."""

import copy
import functools
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from search.cli import told
from search.sync import drain


def indexed_after(command: click.Command) -> click.Command:
    """Return a command (or a group of them) that indexes what it changed when it ends, well or not."""
    command = copy.copy(command)
    if isinstance(command, click.Group):
        command.commands = {name: indexed_after(each) for name, each in command.commands.items()}
    elif command.callback is not None:
        command.callback = _then_index(command.callback)
    return command


def _then_index(callback: Any) -> Any:
    @with_appcontext
    @told
    @functools.wraps(callback)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            return callback(*arguments, **options)
        finally:
            drain(current_app.extensions["sessions"], current_app.extensions["search"])

    return run
