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

PATHS = sorted(
    create_app(replace(read_settings(), log_level="ERROR")).test_client().get("/api/openapi.json").json["paths"]
)


@pytest.fixture
def api(app, session, knowledge):
    file(session, knowledge, invitation(), contract_details())
    drain(app.extensions["sessions"], app.extensions["search"])
    config = SchemathesisConfig.from_path("schemathesis.toml")
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config)


@pytest.mark.parametrize("path", PATHS)
def test_no_operation_breaks(api, path):
    @effort(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=api[path]["GET"].as_strategy())
    def answers_as_documented(case):
        case.call_and_validate()

    answers_as_documented()
