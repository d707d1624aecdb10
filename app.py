"""The composition root: puts settings, database, API, search and scrapers together. Nothing imports it."""

from pathlib import Path

import click
from flask import Flask

import scrapers.api
import scrapers.cli
import scrapers.metrics
import scrapers.payments.api
import scrapers.payments.cli
import scrapers.registers.api
import scrapers.registers.cli
import scrapers.saved.cli
import search.api
import search.cli
import watches.api
import watches.cli
import watches.listening
import watches.search_feed
from indexing import indexed_after
from prepare import prepare_command
from registry import cli
from registry.api import (
    authorities,
    changes,
    contract_merges,
    contract_words,
    contracts,
    coverage,
    docs,
    exports,
    health,
    inbox,
    joint_opportunities,
    list_calendars,
    list_feeds,
    market_shares,
    notices,
    opportunities,
    plans,
    procurement_links,
    procurements,
    products,
    renewal_calendars,
    renewal_summaries,
    renewals,
    services,
    suppliers,
    systems,
    timelines,
    value_releases,
)
from registry.api.auth import watch_keys
from registry.api.errors import Api, register_database_errors
from registry.api.requests import set_up_logging, watch_requests
from registry.api.session import watch_sessions
from registry.db import make_engine, make_sessions
from scrapers.scrape_settings import ScrapeSettings
from search.engines import make_engine as make_search_engine
from search.exceptions import IndexMisplaced
from settings import BadSettings, Settings, read_settings
from watches.settings import MailSettings, WatchSettings
from web import pages
from worker import worker_command

NOUNS = (
    authorities,
    services,
    products,
    suppliers,
    contracts,
    contract_words,
    contract_merges,
    systems,
    inbox,
    notices,
    procurements,
    procurement_links,
    value_releases,
    opportunities,
    renewals,
    renewal_summaries,
    renewal_calendars,
    timelines,
    market_shares,
    joint_opportunities,
    plans,
    changes,
    coverage,
    exports,
    list_feeds,
    list_calendars,
)
VERSION = "0.4.0"
_ABOUT = {
    "API_TITLE": "Thirty3",
    "API_VERSION": VERSION,
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api",
    "OPENAPI_JSON_PATH": "openapi.json",
    "MAX_CONTENT_LENGTH": 1024 * 1024,
}


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, set up by the environment unless `settings` are given.

    A bad environment ends the process with a message: who set it needs no traceback.
    """
    if settings:
        return connected(assembled(), settings)
    try:
        return connected(assembled(), read_settings())
    except (BadSettings, IndexMisplaced) as error:
        click.echo(error, err=True)
        raise SystemExit(3) from None  # gunicorn stops at 3; after 1 it would start its workers again for ever


def assembled() -> Flask:
    """Return the application with all its operations, pages and commands, not yet connected to anything."""
    app = Flask(__name__, static_folder=None)
    app.config.update(_ABOUT)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    watch_sessions(app)
    watch_requests(app)
    watch_keys(app)
    register_database_errors(app)
    app.register_blueprint(health.blp)
    app.register_blueprint(scrapers.metrics.blp)
    app.register_blueprint(docs.blp)
    app.register_blueprint(pages.blp)
    api = Api(app)
    api.spec.components.security_scheme("bearerAuth", {"type": "http", "scheme": "bearer"})
    for noun in (
        *NOUNS,
        search.api,
        scrapers.api,
        scrapers.registers.api,
        scrapers.payments.api,
        watches.api,
        watches.search_feed,
    ):
        api.register_blueprint(noun.blp)
    for command in (cli.db, search.cli.search, prepare_command, worker_command, watches.cli.watches):
        app.cli.add_command(command)
    saved = (
        scrapers.payments.cli.import_payments_command,
        scrapers.saved.cli.import_pages_command,
        scrapers.saved.cli.read_procontract_command,
    )
    for changing in (cli.registry, scrapers.cli.scrape_command, scrapers.registers.cli.import_register_command, *saved):
        app.cli.add_command(indexed_after(changing))
    return app


def connected(app: Flask, settings: Settings) -> Flask:
    """Connect an application to the database, the index and the portals that `settings` name."""
    set_up_logging(settings.log_level)
    app.config.update(_flask_settings(settings))
    app.extensions["engine"] = make_engine(settings.database_url)
    app.extensions["sessions"] = make_sessions(app.extensions["engine"])
    app.extensions["scraping"] = _scrape_settings(settings)
    app.extensions["watches"] = _watch_settings(settings)
    app.extensions["search"] = make_search_engine(settings.search_engine, Path(settings.search_path))
    return app


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "LEAD_TIMES": settings.lead_times,
        "PUBLIC_URL": settings.public_url.rstrip("/"),
        "JOBS_PATH": settings.jobs_path,
        "PROCONTRACT_URL": settings.procontract_url,
        "PROCONTRACT_PERMISSION": settings.procontract_permission,
        "SCRAPE_AT": "0" if settings.scrape_minutes == 60 else f"*/{settings.scrape_minutes}",
    }


def _scrape_settings(settings: Settings) -> ScrapeSettings:
    return ScrapeSettings(
        urls={
            "find_a_tender": settings.find_a_tender_url,
            "contracts_finder": settings.contracts_finder_url,
            **settings.source_urls,
        },
        user_agent=f"Thirty3/{VERSION} (+{settings.public_url})",
        pace=settings.portal_pace,
        wait=settings.portal_wait,
        scope=settings.notice_scope,
        locks=Path(settings.jobs_path).parent / "locks",
        lead_times=settings.lead_times,
    )


def _watch_settings(settings: Settings) -> WatchSettings:
    mail = MailSettings(
        settings.mail_host, settings.mail_port, settings.mail_from, settings.mail_username, settings.mail_password
    )
    return WatchSettings(
        public_url=settings.public_url.rstrip("/"),
        secret=settings.secret_key,
        mail=mail if settings.mail_host else None,
        webhook_allow=frozenset(settings.webhook_allow),
    )
