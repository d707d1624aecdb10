"""The application put together: settings, health, the API page, the log."""

import json
import logging
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app import create_app
from registry.api.requests import JsonFormatter
from settings import BadSettings, read_settings
from tests.keys import key


def test_all_bad_settings_are_told_together(monkeypatch):
    for name, value in {"PORTAL_PACE": "slow", "NOTICE_SCOPE": "some", "DATABASE_URL": "mysql://x"}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(BadSettings) as raised:
        read_settings()

    assert all(name in str(raised.value) for name in ("PORTAL_PACE", "NOTICE_SCOPE", "DATABASE_URL"))


def test_production_refuses_to_start_half_made(monkeypatch):
    monkeypatch.setenv("ENVIRONMENT", "production")

    with pytest.raises(BadSettings, match=r"PUBLIC_URL(.|\n)*SECRET_KEY"):
        read_settings()


def test_production_starts_when_it_has_what_it_needs(monkeypatch):
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("SECRET_KEY", "a" * 32)
    monkeypatch.setenv("PUBLIC_URL", "https://registry.example")

    assert read_settings().production


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "127.0.0.1", "127.0.1.1:8000", "127.1", "[::1]", "[::1]:80", "0.0.0.0", "[::]"]
)
def test_production_refuses_a_public_url_that_only_this_machine_can_open(monkeypatch, host):
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("SECRET_KEY", "a" * 32)
    monkeypatch.setenv("PUBLIC_URL", f"http://{host}/")

    with pytest.raises(BadSettings, match="PUBLIC_URL"):
        read_settings()


@pytest.mark.parametrize("name", ["FIND_A_TENDER_URL", "CONTRACTS_FINDER_URL", "PUBLIC_URL"])
@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://portal.example",
        "portal.example",
        "https://",
        "javascript:alert(1)",
        "http://[::1",
        "http://portal.example:99999",
        "http://portal.example:0",
        "http://portal.example:port",
    ],
)
def test_an_address_must_be_a_web_address(monkeypatch, name, url):
    monkeypatch.setenv(name, url)

    with pytest.raises(BadSettings, match=name):
        read_settings()


@pytest.mark.parametrize("name", ["SEARCH_PATH", "JOBS_PATH", "DATABASE_URL"])
@pytest.mark.parametrize("empty", ["", " "])
def test_a_place_must_be_named(monkeypatch, name, empty):
    monkeypatch.setenv(name, empty)

    with pytest.raises(BadSettings, match=name):
        read_settings()


@pytest.mark.parametrize("port", ["notaport", "99999"])
def test_a_database_with_an_impossible_port_is_told_with_the_rest_and_without_its_password(monkeypatch, port):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://user:hidden@host:{port}/registry")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")

    with pytest.raises(BadSettings, match=r"DATABASE_URL(.|\n)*LOG_LEVEL") as raised:
        read_settings()

    assert "hidden" not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?uri=true&cache=shared",
        "sqlite:///file:registry?mode=memory&uri=true",
    ],
)
def test_a_database_that_processes_cannot_share_is_refused(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(BadSettings, match="DATABASE_URL: Name a file"):
        read_settings()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///registry.db",
        "sqlite:////srv/registry.db",
        "postgresql:///registry?host=/run/postgresql",
        "postgresql://user:a%40b@[::1]:5433/registry",
        "postgresql+psycopg://host/registry",
    ],
)
def test_a_database_that_can_be_shared_is_taken(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)

    assert read_settings().database_url == url


@pytest.mark.parametrize("program", [["flask", "--app", "app", "prepare"], ["gunicorn", "--bind", "127.0.0.1:0"]])
def test_a_bad_environment_is_a_message_and_the_end(program):
    command = [sys.executable, "-m", *program]
    environment = {**os.environ, "LOG_LEVEL": "LOUD"}

    ended = subprocess.run(
        command, cwd=Path(__file__).parent.parent, env=environment, capture_output=True, text=True, timeout=60
    )

    assert ended.returncode == 3
    assert "cannot be used:\n  LOG_LEVEL: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_index_among_other_files_is_a_message_too(monkeypatch, tmp_path, capsys):
    (tmp_path / "thesis.txt").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'registry.db'}")
    monkeypatch.setenv("SEARCH_PATH", str(tmp_path))

    with pytest.raises(SystemExit) as ended:
        create_app()

    assert ended.value.code == 3
    assert "SEARCH_PATH" in capsys.readouterr().err


def test_it_lives(client):
    assert client.get("/healthz").json == {"status": "ok"}


def test_it_is_ready_when_seeded(client):
    assert client.get("/readyz").status_code == 200


def test_it_is_not_ready_before_the_database_is_migrated(settings, tmp_path):
    app = create_app(replace(settings, database_url=f"sqlite:///{tmp_path / 'new.db'}"))

    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.mimetype == "application/problem+json"


def test_the_api_page_loads_nothing_from_elsewhere(client):
    page = client.get("/api/docs").text

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    for address in addresses:
        assert address.startswith("/api/"), address
        with client.get(address) as answer:
            assert answer.status_code == 200, address
    assert "<script>" not in page


def test_the_api_page_tells_no_validator_where_it_is(client):
    with client.get("/api/static/docs.js") as answer:
        assert "validatorUrl: null" in answer.text


def test_a_line_of_the_log_is_json_with_the_request(client, caplog):
    with caplog.at_level(logging.INFO, "thirty3.access"):
        client.get("/healthz")

    line = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert (line["method"], line["path"], line["status"]) == ("GET", "/healthz", 200)


def test_a_request_id_that_could_forge_a_log_is_replaced(client):
    answer = client.get("/healthz", headers={"X-Request-ID": "a b"})

    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_a_body_beyond_the_limit_is_refused(client, session):
    officer = key(session, "officer", "E09000007")
    answer = client.post("/api/v1/contracts", data=b"x" * 2_000_000, content_type="application/json", headers=officer)

    assert answer.status_code == 413


def test_what_breaks_unforeseen_is_a_problem_without_its_insides(app, monkeypatch):
    def broken(**_filters):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("registry.api.contracts.contracts_matching", broken)

    answer = app.test_client().get("/api/v1/contracts")

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "secret" not in answer.text
