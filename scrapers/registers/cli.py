"""`flask import-register`: read a contracts register, show what was understood, and apply it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.db import read_only
from registry.models import Authority, Contract, RegisterImport
from registry.ocds.shapes import LONDON
from registry.queries.imports import rows_matching
from scrapers.exceptions import ScrapeError
from scrapers.registers.filing import apply_import
from scrapers.registers.importing import Columns, Upload, take_in
from scrapers.registers.report import write_report
from scrapers.registers.sheets import MOST_BYTES

SHOWN = 10
"""Problems and vanished contracts that are told; the report has all."""
BY = "import-register"


class ColumnChoice(click.ParamType):
    """A header and the field that its column feeds: "Starts=starts_on"; nothing after the sign leaves it out."""

    name = "header=field"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str | None]:
        header, sign, field = value.rpartition("=")
        if not sign or not header.strip():
            self.fail(f'{value!r}: give a header and a field, as in "Starts=starts_on".', param, ctx)
        return header.strip(), field.strip() or None


@click.command("import-register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", required=True, help="GSS code or slug of the authority whose register it is.")
@click.option("--said-on", type=click.DateTime(["%Y-%m-%d"]), help="The day as of which it speaks; else today.")
@click.option("--column", "columns", multiple=True, type=ColumnChoice(), help="What a column feeds, by its header.")
@click.option("--dry-run", is_flag=True, help="Only read it: no contract is changed.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what became of each row as CSV.")
def import_register_command(
    file: Path,
    authority: str,
    said_on: datetime | None,
    columns: tuple[tuple[str, str | None], ...],
    dry_run: bool,
    report: Path | None,
) -> None:
    """Import a contracts register: CSV, XLSX or ODS.

    The same file again changes nothing. It may be stopped at any moment: importing it again goes on from there.
    """
    sessions, scraping = current_app.extensions["sessions"], current_app.extensions["scraping"]
    day = said_on.date() if said_on else None
    upload = upload_of(file, authority_code(sessions, authority), BY, day, dict(columns))
    at = datetime.now(UTC)
    try:
        is_new = take_in(sessions, upload, scraping.locks, at.astimezone(LONDON).date(), at)
        with sessions() as session:
            _tell_reading(session, read_only(session).get_one(RegisterImport, upload.import_id), is_new)
        is_applied = not dry_run and apply_import(
            sessions, scraping.lead_times, scraping.locks, upload.import_id, BY, at, _tell_progress
        )
    except ScrapeError as error:
        raise click.ClickException(str(error)) from error
    with sessions() as session:
        row = read_only(session).get_one(RegisterImport, upload.import_id)
        _tell_outcome(session, row, is_applied)
        if report:
            with report.open("w", encoding="utf-8", newline="") as out:
                click.echo(f"The report of {write_report(session, row.id, out)} rows is in {report}.")


def authority_code(sessions: Any, word: str) -> str:
    """Return the GSS code of the authority that has this code or slug."""
    with sessions() as session:
        query = select(Authority.gss).where(or_(Authority.gss == word, Authority.slug == word.lower()))
        gss: str | None = read_only(session).scalar(query)
    if gss is None:
        raise click.ClickException(f"No authority is called {word!r}; `registry cover` adds others.")
    return gss


def upload_of(file: Path, gss: str, by: str, said_on: date | None, columns: Columns) -> Upload:
    """Return a file as it is imported, where its day has come and it is not too large."""
    if said_on and said_on > datetime.now(LONDON).date():
        raise click.ClickException("--said-on: give a day that has come.")
    if file.stat().st_size > MOST_BYTES:
        raise click.ClickException(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Send it in parts.")
    return Upload(file.read_bytes(), file.name, gss, by, said_on, columns)


def _tell_reading(session: Session, row: RegisterImport, is_new: bool) -> None:
    sheet = f", sheet {row.sheet!r}" if row.sheet else ""
    click.echo(f"{row.filename}{sheet}, as of {row.said_on}{'' if is_new else ' (known already)'}")
    for column in row.columns:
        click.echo(f"  {column['header'] or '(no header)'}: {column['field'] or '-'} ({column['why']})")
    for note in row.notes:
        click.echo(note)
    counts = row.counts
    click.echo(
        f"{counts['understood']} rows understood, {counts['partly']} in part, {counts['refused']} refused, "
        f"{counts['skipped']} skipped: {counts['contracts']} contracts"
    )
    for each in session.scalars(rows_matching(row.id, status=["refused", "partly"]).limit(SHOWN)):
        told = each.why or " ".join(f"{name}: {sentence}" for name, sentence in each.problems.items())
        click.echo(f"  row {each.number}, {each.status}: {told}")


def _tell_progress(done: int) -> None:
    click.echo(f"{done} contracts", err=True)


def _tell_outcome(session: Session, row: RegisterImport, is_applied: bool) -> None:
    if row.state == "read":
        click.echo(f"Only read: no contract was changed. {row.counts['new']} contracts would be new.")
    elif is_applied:
        counts = row.counts
        told = f"{counts['new']} new, {counts['changed']} changed, {counts['unchanged']} unchanged"
        click.echo(f"Applied: {told} contracts.")
    else:
        click.echo("Applied already: nothing was changed.")
    if row.vanished:
        click.echo(f"{len(row.vanished)} contracts of the register before are not in this one; they stay:")
    query = select(Contract).where(Contract.id.in_(row.vanished[:SHOWN])).order_by(Contract.title)
    for contract in session.scalars(query):
        click.echo(f"  {contract.id}  {contract.reference or '-'}  {contract.title[:80]}")
