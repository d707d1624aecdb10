"""`flask db` and `flask registry`: the schema, the reference data, and working everything out anew."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from registry.db import read_only
from registry.exceptions import RegistryError
from registry.exports.bundle import write_bundle
from registry.exports.columns import Edition
from registry.filing.filer import refile_all
from registry.filing.knowledge import load_knowledge
from registry.issuing import issue_key, revoke_key
from registry.migrate import upgrade
from registry.models import ApiKey
from registry.ocds.shapes import LONDON
from registry.roles import Role, Scope
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


@registry.command("bundle")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def bundle_command(file: Path) -> None:
    """Write everything public as one dated archive of CSV files and OCDS releases."""
    at, config = datetime.now(UTC), current_app.config
    on = at.astimezone(LONDON).date()
    edition = Edition(at=at, on=on, public_url=config["PUBLIC_URL"], lead_times=config["LEAD_TIMES"])
    with current_app.extensions["sessions"]() as session:
        write_bundle(read_only(session), edition, file)
    click.echo(f"{file} holds everything public, {file.stat().st_size / 1e6:.1f} MB.")


@registry.command("issue-key")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--label", required=True, help="Who holds it: a team or a role, not a person.")
@click.option("--authority", help="GSS code or slug of the authority it speaks for.")
@click.option("--supplier", help="Id, slug or company number of the supplier it speaks for.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice([scope.value for scope in Scope]))
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long it is good for.")
def issue_key_command(
    role: str, label: str, authority: str | None, supplier: str | None, scopes: tuple[str, ...], days: int
) -> None:
    """Issue a key and show it, once: only its digest is kept."""
    at = datetime.now(UTC)
    try:
        with current_app.extensions["sessions"].begin() as session:
            key = issue_key(
                session,
                Role(role),
                label,
                at,
                authority=authority,
                supplier=supplier,
                scopes=scopes,
                expires_at=at + timedelta(days=days),
            )
    except RegistryError as error:
        raise click.ClickException(str(error)) from error
    click.echo(key)
    click.echo("Keep it safe: it is not shown again. Send it as Authorization: Bearer <key>.", err=True)


@registry.command("keys")
def keys_command() -> None:
    """List keys: how each begins, whose it is, and until when it is good."""
    with current_app.extensions["sessions"]() as session:
        for row in session.scalars(select(ApiKey).order_by(ApiKey.id)):
            ends = f"revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else f"until {row.expires_at:%Y-%m-%d}"
            used = f"last used {row.last_used_at:%Y-%m-%d}" if row.last_used_at else "never used"
            click.echo(f"{row.prefix}  {row.role}  {row.gss or row.supplier_id or '-'}  {ends}  {used}  {row.label}")


@registry.command("revoke-key")
@click.argument("prefix")
def revoke_key_command(prefix: str) -> None:
    """End a key, named by how it begins."""
    try:
        with current_app.extensions["sessions"].begin() as session:
            row = revoke_key(session, prefix, datetime.now(UTC))
    except RegistryError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{row.prefix} ({row.label}) opens nothing any more.")
