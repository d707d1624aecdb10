"""The bundle: everything in one archive, and what describes it."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from registry.exports.bundle import write_bundle
from registry.exports.columns import Edition
from registry.exports.lists import EXPORTS
from registry.models import Authority, Contract, Notice, Procurement, Service, Supplier
from registry.renewals import LeadTimes
from tests.example_releases import award, contract_details, contracts_finder_award, invitation
from tests.filing import file

EDITION = Edition(datetime(2026, 11, 21, 9, tzinfo=UTC), date(2026, 11, 21), "https://r.example", LeadTimes())
FOLDER = "thirty3-2026-11-21"


@pytest.fixture
def bundle(session, knowledge, tmp_path):
    file(session, knowledge, invitation(), award(), contract_details(), contracts_finder_award())
    write_bundle(session, EDITION, tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        yield {name.removeprefix(f"{FOLDER}/"): archive.read(name) for name in archive.namelist()}


@pytest.fixture
def descriptor(bundle):
    return json.loads(bundle["datapackage.json"])


def table(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_it_holds_every_list_the_releases_and_what_describes_them(bundle):
    lists = {f"{export.name}.csv" for export in EXPORTS}

    assert set(bundle) == lists | {"README.txt", "datapackage.json", "contracts.ocds.jsonl"}


def test_it_holds_every_record(bundle, session):
    models = {
        "authorities": Authority,
        "services": Service,
        "suppliers": Supplier,
        "contracts": Contract,
        "notices": Notice,
        "procurements": Procurement,
    }
    for name, model in models.items():
        records = select(func.count()).select_from(model)
        records = records.where(Supplier.merged_into_id.is_(None)) if model is Supplier else records

        assert len(table(bundle[f"{name}.csv"])) == session.scalar(records) > 0, name
    assert len(bundle["contracts.ocds.jsonl"].splitlines()) == len(table(bundle["contracts.csv"]))


def test_the_descriptor_names_licence_version_and_sources(descriptor):
    assert descriptor["name"] == FOLDER
    assert descriptor["version"] == "2026-11-21"
    assert descriptor["licenses"][0]["name"] == "OGL-UK-3.0"
    assert "open-government-licence/version/3" in descriptor["licenses"][0]["path"]
    assert [each["title"] for each in descriptor["sources"]] == ["Find a Tender", "Contracts Finder"]


def test_the_descriptor_measures_every_file(bundle, descriptor):
    described = {each["path"]: each for each in descriptor["resources"]}

    assert set(described) == set(bundle) - {"README.txt", "datapackage.json"}
    for path, resource in described.items():
        assert resource["bytes"] == len(bundle[path])
        assert resource["hash"] == f"sha256:{sha256(bundle[path]).hexdigest()}"


def test_the_descriptor_has_the_columns_of_every_table_and_their_keys_are_unique(bundle, descriptor):
    for resource in descriptor["resources"]:
        if resource["format"] == "csv":
            rows = table(bundle[resource["path"]])
            fields = [field["name"] for field in resource["schema"]["fields"]]
            key = resource["schema"]["primaryKey"]

            assert not rows or list(rows[0]) == fields, resource["name"]
            assert len({row[key] for row in rows}) == len(rows), resource["name"]


READ = {
    "string": str,
    "number": float,
    "integer": int,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def test_every_cell_is_of_the_type_that_the_descriptor_says(bundle, descriptor):
    for resource in descriptor["resources"]:
        for row in table(bundle[resource["path"]]) if resource["format"] == "csv" else ():
            for field in resource["schema"]["fields"]:
                if row[field["name"]]:
                    READ[field["type"]](row[field["name"]])


def test_the_readme_says_licence_origin_day_and_what_unknown_means(bundle):
    text = bundle["README.txt"].decode()

    for said in ("21 November 2026", "Open Government Licence v3.0", "Find a Tender", "An empty cell is unknown"):
        assert said in text


def test_the_file_is_there_whole_or_not_at_all(session, tmp_path, monkeypatch):
    def broken(*_):
        yield b"PK"
        raise OSError("no space left")

    monkeypatch.setattr("registry.exports.bundle.bundle_chunks", broken)
    with pytest.raises(OSError, match="no space"):
        write_bundle(session, EDITION, tmp_path / "bundle.zip")

    assert not any(each.name.endswith(".zip") or "bundle" in each.name for each in tmp_path.iterdir())
