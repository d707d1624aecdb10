"""`flask db` and `flask registry`: the schema, the reference data, and working everything out anew."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from registry.exceptions import RegistryError
from registry.filing.filer import refile_all
from registry.filing.knowledge import load_knowledge
from registry.migrate import upgrade
from registry.seeding import cover, seed

db = AppGroup("db", help="The database's schema.")
registry = AppGroup("registry", help="The registry's reference data and records.")


@db.command("upgrade")
def upgrade_command() -> None:
    """Bring the database to the newest schema."""
    upgrade(current_app.extensions["engine"])
    click.echo("The database has the newest schema.")


@registry.command("seed")
def seed_command() -> None:
    """Load the reference data; again after an update."""
    with current_app.extensions["sessions"].begin() as session:
        counts = seed(session)
    click.echo("Loaded " + ", ".join(f"{count} {what}" for what, count in counts.items()) + ".")


@registry.command("cover")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def cover_command(file: Path) -> None:
    """Cover the authorities of a CSV file too (columns as in registry/reference/uk_local_authorities.csv).

    Run `registry rebuild` afterwards, so that notices already read are matched to them.
    """
    try:
        with current_app.extensions["sessions"].begin() as session:
            count = cover(session, file)
    except RegistryError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"The file's {count} authorities are covered. Run `registry rebuild` to match notices already read.")


@registry.command("rebuild")
def rebuild_command() -> None:
    """Work every procurement and contract out anew from the notices as kept."""
    sessions, settings = current_app.extensions["sessions"], current_app.extensions["scraping"]
    with sessions() as session:
        knowledge = load_knowledge(session, settings.lead_times)
    done = 0
    for done in refile_all(sessions, knowledge):
        click.echo(f"{done} procurements", err=True)
    click.echo(f"Worked out {done} procurements anew.")
