"""No operation answers 500 to anything schemathesis thinks of, and every answer is as documented."""

from dataclasses import replace

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from schemathesis.config import SchemathesisConfig

from app import create_app
from search.sync import drain
from settings import read_settings
from tests.example_releases import contract_details, invitation
from tests.filing import file
from tests.keys import key
from tests.postgresql import binaries

METHODS = {"get", "post", "put", "patch", "delete"}
_SPEC = create_app(replace(read_settings(), log_level="ERROR")).test_client().get("/api/openapi.json").json
OPERATIONS = sorted((path, method) for path, ways in _SPEC["paths"].items() for method in METHODS & ways.keys())


@pytest.fixture(autouse=True)
def _where_more_is_refused(request):
    """Ask PostgreSQL where there is one: it refuses all that SQLite does, and more. Asking both takes minutes."""
    if binaries() is not None and not request.config.getoption("--postgresql"):
        pytest.skip("runs on PostgreSQL")


@pytest.fixture
def api(app, session, knowledge):
    file(session, knowledge, invitation(), contract_details())
    drain(app.extensions["sessions"], app.extensions["search"])
    config = SchemathesisConfig.from_path("schemathesis.toml")
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config)


@pytest.fixture
def admin(session):
    return key(session, "admin")


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_operation_breaks(api, admin, path, method):
    @effort(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=api[path][method.upper()].as_strategy())
    def answers_as_documented(case):
        case.call_and_validate(headers=admin)

    answers_as_documented()
