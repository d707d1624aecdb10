"""The application put together: settings, health, the API page, the log."""

import json
import logging
import re
from dataclasses import replace

import pytest

from app import create_app
from registry.api.requests import JsonFormatter
from settings import BadSettings, read_settings


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


@pytest.mark.parametrize("url", ["ftp://portal.example", "portal.example", "https://", "javascript:alert(1)"])
def test_a_portal_must_be_a_web_address(monkeypatch, url):
    monkeypatch.setenv("FIND_A_TENDER_URL", url)

    with pytest.raises(BadSettings, match="FIND_A_TENDER_URL"):
        read_settings()


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


def test_a_body_beyond_the_limit_is_refused(client):
    answer = client.post("/api/v1/contracts", data=b"x" * 2_000_000, content_type="application/json")

    assert answer.status_code in (405, 413)


def test_what_breaks_unforeseen_is_a_problem_without_its_insides(app, monkeypatch):
    def broken(**_filters):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("registry.api.contracts.contracts_matching", broken)

    answer = app.test_client().get("/api/v1/contracts")

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "secret" not in answer.text
