"""Keys are issued for a role, shown once, and end."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry.exceptions import BadKeyRequest
from registry.issuing import issue_key, revoke_key
from registry.models import ApiKey
from registry.roles import Role

AT = datetime(2026, 9, 1, tzinfo=UTC)


def ask(client, key):
    return client.get("/api/v1/contracts", headers={"Authorization": f"Bearer {key}"}).status_code


def test_a_key_opens_until_it_is_revoked(session, client):
    key = issue_key(session, Role.viewer, "Digital team", AT, authority="hounslow")
    session.commit()
    assert ask(client, key) == 200

    revoke_key(session, key[:12], AT)
    session.commit()
    assert ask(client, key) == 401


def test_a_key_ends_with_its_term(session, client):
    key = issue_key(session, Role.editor, "Editors", AT, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    session.commit()

    assert ask(client, key) == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic dXNlcg==", "Bearer t33_x", "Bearer é", "t33_x", ""])
def test_a_header_that_holds_no_key_is_refused(client, header):
    answer = client.get("/api/v1/contracts", headers={"Authorization": header.encode().decode("latin-1")})

    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


def test_nothing_that_is_kept_opens_anything(session):
    key = issue_key(session, Role.admin, "Operators", AT)

    row = session.scalars(select(ApiKey)).one()
    assert key not in str(vars(row))
    assert key.startswith(row.prefix)


def test_the_use_of_a_key_is_noted_to_the_hour(session, client):
    key = issue_key(session, Role.admin, "Operators", AT)
    session.commit()
    ask(client, key)

    session.expire_all()
    assert session.scalars(select(ApiKey.last_used_at)).one() is not None


@pytest.mark.parametrize(
    ("role", "options", "told"),
    [
        (Role.officer, {}, "belongs to an authority"),
        (Role.viewer, {}, "belongs to an authority"),
        (Role.supplier, {}, "belongs to a supplier"),
        (Role.officer, {"authority": "atlantis"}, "atlantis"),
        (Role.supplier, {"supplier": "nobody"}, "nobody"),
        (Role.editor, {"scopes": ["estate"]}, "estate"),
        (Role.admin, {"label": " "}, "label"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused_with_the_reason(session, role, options, told):
    with pytest.raises(BadKeyRequest, match=told):
        issue_key(session, role, options.pop("label", "Someone"), AT, **options)


def test_a_key_is_issued_listed_and_revoked_at_the_command_line(app):
    run = app.test_cli_runner().invoke

    issued = run(args=["registry", "issue-key", "officer", "--label", "Housing IT", "--authority", "hounslow"])
    key = issued.stdout.strip()
    listed = run(args=["registry", "keys"]).stdout

    assert key.startswith("t33_")
    assert key[:12] in listed
    assert key not in listed
    assert "opens nothing" in run(args=["registry", "revoke-key", key[:12]]).stdout
    assert run(args=["registry", "revoke-key", key[:12]]).exit_code == 1
