"""Promises kept by every operation, every source and every setting: swept, not sampled."""

import json
import re
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from scrapers.sources import all_sources
from tests.example_releases import contract_details, invitation
from tests.filing import file
from tests.keys import key

ROOT = Path(__file__).parent.parent
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def spec(client):
    return client.get("/api/openapi.json").json


@pytest.fixture
def operations(spec):
    return [
        (path, method, of) for path, ways in spec["paths"].items() for method, of in ways.items() if method in METHODS
    ]


@pytest.fixture
def lists(operations):
    return [(path, of) for path, method, of in operations if method == "get" and "{" not in path]


@pytest.fixture
def keys(session):
    """A key for each scope."""
    roles = {"estate": "officer", "imports": "officer", "plans": "officer", "reference": "editor"}
    roles |= {"profile": "supplier", "interest": "supplier", "watches": "viewer"}
    return {scope: key(session, role, "E09000007") for scope, role in roles.items()}


def scope_of(of):
    """Return the scope that an operation needs; None for who needs none."""
    return next(iter(of.get("security", [{"bearerAuth": []}])[0]["bearerAuth"]), None)


@pytest.fixture
def filled(session, knowledge):
    file(session, knowledge, invitation(), contract_details())


def test_the_document_is_valid_openapi(spec):
    validate(spec)
    assert spec["openapi"].startswith("3.1")


def test_every_operation_says_what_it_does_in_one_line(operations):
    assert operations
    for path, method, of in operations:
        assert re.match(r"[A-Z].{8,}[^.]\Z", of.get("summary", "")), f"{method} {path}"


def test_every_argument_is_described(operations):
    for path, _method, of in operations:
        for argument in of.get("parameters", ()):
            if argument["in"] == "query" and argument["name"] not in ("page", "page_size"):
                assert argument.get("description"), f"{path} {argument['name']}"


def test_every_error_is_documented_as_problem_json(operations, spec):
    for path, _method, of in operations:
        for code, answer in of["responses"].items():
            if code == "default" or code >= "400":
                name = answer.get("$ref", "").rpartition("/")[2]
                content = spec["components"]["responses"][name]["content"] if name else answer.get("content", {})
                assert set(content) <= {"application/problem+json"}, f"{path} {code}"


def test_every_list_refuses_an_unknown_argument(client, lists):
    for path, _of in lists:
        answer = client.get(path, query_string={"colour": "red"})

        assert answer.status_code == 422, path
        assert answer.mimetype == "application/problem+json"
        assert "colour" in answer.json["errors"]["query"]


@pytest.mark.parametrize("value", ["\x00", "%", "'; DROP TABLE contracts; --", "9" * 40, "-1", "0", "", "é" * 300])
def test_no_argument_of_any_list_breaks_it(client, filled, lists, value):
    for path, of in lists:
        for argument in of.get("parameters", ()):
            if argument["in"] == "query":
                answer = client.get(path, query_string={argument["name"]: value})

                expected = (401,) if of.get("security") else (200, 404, 422, 503)
                assert answer.status_code in expected, f"{path}?{argument['name']}={value!r}"


def test_no_page_number_breaks_a_list(client, filled, lists, keys):
    for path, of in lists:
        if any(argument["name"] == "page" for argument in of.get("parameters", ())):
            answer = client.get(path, query_string={"page": 10**20}, headers=keys.get(scope_of(of)))
            assert answer.status_code in (200, 422, 503), path


def test_every_list_pages(client, filled, lists, keys):
    paged = [each for each in lists if any(name["name"] == "page_size" for name in each[1].get("parameters", ()))]
    assert len(paged) > 7
    for path, of in paged:
        header = keys.get(scope_of(of))
        answer = client.get(path, query_string={"page_size": 1}, headers=header)
        if answer.status_code == 200:
            assert json.loads(answer.headers["X-Pagination"]).keys() >= {"total", "total_pages"}, path
        assert client.get(path, query_string={"page_size": 101}, headers=header).status_code == 422, path


@pytest.mark.parametrize("identifier", ["%00", "nothing", "9" * 300, "..%2f..", "%ed%a0%80"])
def test_no_identifier_breaks_an_item(client, operations, identifier, keys):
    for path, method, of in operations:
        if "{" in path:
            scopes = of.get("security", [{"bearerAuth": [None]}])[0]["bearerAuth"]
            key = keys.get(scopes[0] if scopes else "estate")
            answer = client.open(re.sub(r"{\w+}", identifier, path), method=method.upper(), headers=key, json={})

            assert answer.status_code in ((404,) if method == "get" else (403, 404, 415, 422, 428)), f"{method} {path}"
            assert answer.mimetype == "application/problem+json"


def test_every_item_is_found_through_its_link(client, filled, lists):
    for path, _of in lists:
        answer = client.get(path)
        if answer.status_code == 200 and isinstance(answer.json, list):
            for item in answer.json[:3]:
                linked = item.get("contract", item)
                assert client.get(linked["url"]).status_code == 200, linked["url"]


def test_every_wrong_method_says_which_are_right(client, spec):
    for path, ways in spec["paths"].items():
        right = METHODS & ways.keys()
        wrong = sorted(METHODS - right)[0]
        answer = client.open(re.sub(r"{\w+}", "x", path), method=wrong.upper(), json={})

        assert answer.status_code == 405, path
        assert {each.upper() for each in right} <= set(answer.headers["Allow"].split(", "))
        assert answer.mimetype == "application/problem+json"


def test_every_answer_has_a_request_id_and_safe_headers(client, operations):
    for path, _method, _of in operations:
        answer = client.get(re.sub(r"{\w+}", "x", path), headers={"X-Request-ID": "mine-1"})

        assert answer.headers["X-Request-ID"] == "mine-1"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_every_source_is_declared_whole():
    assert {"find_a_tender", "contracts_finder"} <= set(all_sources())
    for name, source in all_sources().items():
        assert source.__doc__, name
        assert source.documentation.startswith("https://"), name
        assert source.base_url.startswith("https://"), name


def test_every_setting_is_in_the_readme():
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "settings.py").read_text())
    readme = (ROOT / "README.md").read_text()

    assert len(read) > 10
    assert [name for name in read if f"`{name}`" not in readme] == []


def test_nothing_but_the_tests_imports_the_app():
    offenders = [
        path.name
        for package in ("registry", "scrapers", "search", "web")
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"^\s*(from app\b|import app\b)", path.read_text(), re.M)
    ]
    assert offenders == []
