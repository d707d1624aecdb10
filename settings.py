"""Settings, read from the environment once: all bad ones are reported together."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from environs import Env, EnvValidationError, ValidationError, validate
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from registry.renewals import LeadTimes
from scrapers.sources import everything

SCOPES = ("technology", "covered", "all")
ENGINES = ("whoosh", "tantivy")
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")
ENVIRONMENTS = ("development", "production")
FIND_A_TENDER = "https://www.find-tender.service.gov.uk"
CONTRACTS_FINDER = "https://www.contractsfinder.service.gov.uk"


class BadSettings(Exception):
    """Raised when the environment holds settings that cannot be used; its text names each of them."""


@dataclass(frozen=True)
class Settings:
    """Everything that an operator can set."""

    production: bool
    database_url: str
    search_engine: str
    search_path: str
    jobs_path: str
    find_a_tender_url: str
    contracts_finder_url: str
    source_urls: dict[str, str]
    """Of all other sources, by name."""
    procontract_url: str
    """Blank: ProContract is not read live."""
    procontract_permission: str
    portal_pace: timedelta | None
    portal_wait: timedelta | None
    notice_scope: str
    scrape_minutes: int
    lead_times: LeadTimes
    public_url: str
    secret_key: str
    log_level: str
    mail_host: str
    """Blank: no mail is sent."""
    mail_port: int
    mail_username: str
    mail_password: str
    mail_from: str
    webhook_allow: list[str]
    """Hosts that webhooks may go to though they are private."""


def read_settings() -> Settings:
    """Return the settings of this process's environment; raise `BadSettings` naming every bad one."""
    env = Env(eager=False)
    seconds, months = validate.Range(0, 3600), validate.Range(0, 120)
    settings: dict[str, Any] = {
        "production": env.str("ENVIRONMENT", "development", validate=validate.OneOf(ENVIRONMENTS)) == "production",
        "database_url": env.str("DATABASE_URL", "sqlite:///var/thirty3.db", validate=_database_url),
        "search_engine": env.str("SEARCH_ENGINE", "whoosh", validate=validate.OneOf(ENGINES)),
        "search_path": env.str("SEARCH_PATH", "var/index", validate=_path),
        "jobs_path": env.str("JOBS_PATH", "var/jobs.db", validate=_path),
        "find_a_tender_url": env.str("FIND_A_TENDER_URL", FIND_A_TENDER, validate=_web_url),
        "contracts_finder_url": env.str("CONTRACTS_FINDER_URL", CONTRACTS_FINDER, validate=_web_url),
        "procontract_url": env.str("PROCONTRACT_URL", "", validate=_web_url_or_none),
        "procontract_permission": " ".join(env.str("PROCONTRACT_PERMISSION", "").split()),
        "source_urls": _source_urls(env),
        "portal_pace": _seconds(env.float("PORTAL_PACE", None, validate=seconds)),
        "portal_wait": _seconds(env.float("PORTAL_WAIT", None, validate=seconds)),
        "notice_scope": env.str("NOTICE_SCOPE", "technology", validate=validate.OneOf(SCOPES)),
        "scrape_minutes": env.int("SCRAPE_MINUTES", 60, validate=validate.OneOf([5, 10, 15, 20, 30, 60])),
        "public_url": env.str("PUBLIC_URL", "http://127.0.0.1:5000", validate=_web_url),
        "secret_key": env.str("SECRET_KEY", "only for development"),
        "log_level": env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"])),
        "mail_host": env.str("MAIL_HOST", "").strip(),
        "mail_port": env.int("MAIL_PORT", 587, validate=validate.Range(1, 65535)),
        "mail_username": env.str("MAIL_USERNAME", ""),
        "mail_password": env.str("MAIL_PASSWORD", ""),
        "mail_from": env.str("MAIL_FROM", "", validate=_mail_address_or_none),
        "webhook_allow": [str(each).lower() for each in env.list("WEBHOOK_ALLOW", list[str]())],
    }
    leads = {
        "frontline": env.int("LEAD_TIME_MONTHS_FRONTLINE", 18, validate=months),
        "corporate": env.int("LEAD_TIME_MONTHS_CORPORATE", 18, validate=months),
        "core": env.int("LEAD_TIME_MONTHS_CORE", 12, validate=months),
        "other": env.int("LEAD_TIME_MONTHS", 12, validate=months),
    }
    problems = _problems(env)
    if settings["procontract_url"] and len(settings["procontract_permission"].split()) < 3:
        problems["PROCONTRACT_PERMISSION"] = ["State in a sentence who permits it to be read: it goes on record."]
    if settings["mail_host"] and not settings["mail_from"]:
        problems.setdefault("MAIL_FROM", ["State which address mail is from: replies and what bounces go there."])
    if settings["production"]:
        problems |= _missing_in_production(settings)
    if problems:
        told = "\n".join(f"  {name}: {' '.join(said)}" for name, said in sorted(problems.items()))
        raise BadSettings(f"These settings cannot be used:\n{told}")
    return Settings(**settings, lead_times=LeadTimes(**leads))


def _source_urls(env: Env) -> dict[str, str]:
    """Return where each further source is read: `EXAMPLE_URL` for one that is called `example`."""
    own = ("find_a_tender", "contracts_finder")
    others = {name: source for name, source in everything().items() if name not in own}
    return {name: env.str(f"{name.upper()}_URL", of.base_url, validate=_web_url) for name, of in others.items()}


def _problems(env: Env) -> dict[str, list[str]]:
    try:
        env.seal()
    except EnvValidationError as error:
        return {name: [str(each) for each in said] for name, said in dict(error.error_messages).items()}  # type: ignore[arg-type]
    return {}


def _missing_in_production(settings: dict[str, Any]) -> dict[str, list[str]]:
    """Say what a public server needs and a laptop does not."""
    problems = {}
    if len(settings["secret_key"] or "") < 32:
        problems["SECRET_KEY"] = ["In production, set at least 32 random characters."]
    if _is_this_machine(urlsplit(settings["public_url"] or "").hostname or ""):
        problems["PUBLIC_URL"] = ["In production, set the address that people use: portals are told it too."]
    return problems


def _seconds(number: float | None) -> timedelta | None:
    return None if number is None else timedelta(seconds=number)


def _is_this_machine(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return host.rstrip(".").rpartition(".")[2] == "localhost" or host.startswith("127.")
    return address.is_loopback or address.is_unspecified


def _path(text: str) -> None:
    if not text.strip():
        raise ValidationError("Give a path.")


def _mail_address_or_none(text: str) -> None:
    if text:
        validate.Email(error="Give one mail address, as in registry@example.org.")(text)


def _web_url_or_none(text: str) -> None:
    if text:
        _web_url(text)


def _web_url(text: str) -> None:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, or none of 65535; half an IPv6 address
        good = False
    if not good:
        raise ValidationError("Give an http:// or https:// address; a port is from 1 to 65535.")


def _database_url(text: str) -> None:
    try:
        url = make_url(text)
        good = url.drivername in DATABASES and 0 < (url.port or 1) <= 65535
    except (ArgumentError, ValueError):  # no address at all; a port that is no number
        good = False
    if not good:
        raise ValidationError("Give a sqlite:/// or a postgresql:// address; a port is from 1 to 65535.")
    in_memory = not url.database or ":memory:" in url.database or url.query.get("mode") == "memory"
    if url.drivername == "sqlite" and in_memory:
        raise ValidationError("Name a file, as in sqlite:///var/thirty3.db: several processes share the database.")
