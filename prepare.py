"""`flask prepare`: everything between an empty machine and a registry that answers."""

import click
from flask import current_app
from flask.cli import with_appcontext

from registry.filing.knowledge import load_knowledge
from registry.migrate import upgrade
from registry.seeding import seed
from scrapers.sample import load_sample
from search.cli import told
from search.sync import drain


@click.command("prepare")
@with_appcontext
@told
@click.option("--sample/--no-sample", default=True, help="Load the bundled sample of real notices and facts.")
def prepare_command(sample: bool) -> None:
    """Migrate the database, load the reference data and the sample, and index them. Again changes nothing."""
    extensions = current_app.extensions
    sessions = extensions["sessions"]
    upgrade(extensions["engine"])
    with sessions.begin() as session:
        loaded = seed(session)
    if sample:
        with sessions() as session:
            knowledge = load_knowledge(session, extensions["scraping"].lead_times)
        loaded |= load_sample(sessions, knowledge)
    drain(sessions, extensions["search"])
    click.echo("Ready: " + ", ".join(f"{count} {what}" for what, count in loaded.items()) + ".")
