"""`flask import-payments`: read a payments file, show what was understood, and attach payments to contracts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app

from registry.ocds.shapes import LONDON
from scrapers.exceptions import ScrapeError
from scrapers.payments.importing import STATUSES, Taken, take_in
from scrapers.payments.report import write_report
from scrapers.registers.cli import ColumnChoice, authority_code, upload_of

SHOWN = 10
"""Rows that are told of; the report has all."""
BY = "import-payments"


@click.command("import-payments")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", required=True, help="GSS code or slug of the authority that paid.")
@click.option("--said-on", type=click.DateTime(["%Y-%m-%d"]), help="The day as of which it speaks; else today.")
@click.option("--column", "columns", multiple=True, type=ColumnChoice(), help="What a column feeds, by its header.")
@click.option("--dry-run", is_flag=True, help="Only read it: no contract is changed.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what became of each row as CSV.")
def import_payments_command(
    file: Path,
    authority: str,
    said_on: datetime | None,
    columns: tuple[tuple[str, str | None], ...],
    dry_run: bool,
    report: Path | None,
) -> None:
    """Attach the payments of a file to contracts: CSV, XLSX or ODS.

    The same file again changes nothing. The next one adds to it.
    """
    sessions, scraping = current_app.extensions["sessions"], current_app.extensions["scraping"]
    gss = authority_code(sessions, authority)
    upload = upload_of(file, gss, BY, said_on.date() if said_on else None, dict(columns))
    at = datetime.now(UTC)
    today = at.astimezone(LONDON).date()
    try:
        taken = take_in(sessions, scraping.lead_times, scraping.locks, upload, at, today, is_dry=dry_run)
    except ScrapeError as error:
        raise click.ClickException(str(error)) from error
    _tell(taken, file.name)
    if report:
        with report.open("w", encoding="utf-8", newline="") as out:
            click.echo(f"The report of {write_report(taken.file.rows, out)} rows is in {report}.")


def _tell(taken: Taken, name: str) -> None:
    sheet = f", sheet {taken.file.sheet!r}" if taken.file.sheet else ""
    click.echo(f"{name}{sheet}, as of {taken.document.said_on}")
    for column in taken.file.columns:
        click.echo(f"  {column.header or '(no header)'}: {column.field or '-'} ({column.why})")
    for note in taken.file.notes:
        click.echo(note)
    counts = taken.counts
    rows = ", ".join(f"{counts[name]} {name.replace('_', ' ')}" for name in STATUSES)
    click.echo(f"Rows: {rows}. {counts['payments']} payments under {counts['contracts']} contracts.")
    for each in [row for row in taken.file.rows if row.status in ("not_attached", "refused")][:SHOWN]:
        click.echo(f"  row {each.number}, {each.status.replace('_', ' ')}: {each.why}")
    if taken.filed is None:
        click.echo("Only read: no contract was changed.")
    else:
        click.echo(f"Attached: {taken.filed.changed} contracts changed, {taken.filed.unchanged} unchanged.")
