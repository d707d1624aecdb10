"""Releases filed as if a portal had published them."""

from datetime import UTC, datetime

from scrapers.ingest import ingest
from scrapers.platforms.ocds_packages import read_release

AT = datetime(2026, 9, 1, tzinfo=UTC)


def read(release):
    source = "contracts_finder" if release["ocid"].startswith("ocds-b5fd17") else "find_a_tender"
    return read_release(release, source)


def file(session, knowledge, *releases, scope="all"):
    stored = ingest(session, knowledge, [read(release) for release in releases], scope, AT)
    session.commit()
    return stored
