"""What describes a bundle: a Frictionless Data Package descriptor for programs, and a page for people.

https://specs.frictionlessdata.io/data-package/
"""

from collections.abc import Mapping
from typing import Any

from registry.exports.archive import Entry
from registry.exports.columns import Column, Edition, Export, Kind
from registry.exports.lists import EXPORTS
from registry.exports.ocds_releases import EXTENSIONS, OWN_PREFIX
from registry.exports.publisher import LICENCE, LICENCE_NAME, PUBLISHER, SOURCES

Json = dict[str, Any]
TITLE = "The registry of the technology that London's boroughs buy"


def datapackage(edition: Edition, name: str, tables: Mapping[str, Entry], ocds: Entry) -> Json:
    """Return the descriptor of a bundle whose files have been written: `tables` by their export's name."""
    licences = [{"name": "OGL-UK-3.0", "path": LICENCE, "title": LICENCE_NAME}]
    releases = {
        "name": "contracts-ocds",
        "title": "Contracts as OCDS 1.1 releases, one a line",
        **_measured(ocds),
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "ocds:extensions": list(EXTENSIONS),
    }
    return {
        "profile": "data-package",
        "name": name,
        "id": edition.public_url,
        "title": TITLE,
        "homepage": edition.public_url,
        "version": edition.on.isoformat(),
        "created": edition.at.isoformat(timespec="seconds"),
        "licenses": licences,
        "contributors": [{"title": PUBLISHER, "path": edition.public_url, "role": "publisher"}],
        "sources": [{"title": title, "path": path} for title, path in SOURCES],
        "resources": [*(_table(export, tables[export.name]) for export in EXPORTS), releases],
    }


def _table(export: Export, entry: Entry) -> Json:
    return {
        "profile": "tabular-data-resource",
        "name": export.name,
        **_measured(entry),
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [_field(column) for column in export.columns],
            "primaryKey": _key(export),
            "missingValues": [""],
        },
    }


def _key(export: Export) -> str:
    """Return the column that tells rows apart: the key, or what rows without one of their own table call `id`."""
    return next((column.name for column in export.columns if column.read is export.key), "id")


def _measured(entry: Entry) -> Json:
    path = entry.path.rpartition("/")[2]
    return {"path": path, "encoding": "utf-8", "bytes": entry.size, "hash": f"sha256:{entry.digest.hexdigest()}"}


def _field(column: Column) -> Json:
    is_list = column.kind is Kind.texts
    told = f"{column.description} Separated by semicolons." if is_list else column.description
    field = {"name": column.name, "type": Kind.text.value if is_list else column.kind.value, "description": told}
    return {name: given for name, given in field.items() if given}


def readme(edition: Edition) -> str:
    """Return what people should know of a bundle."""
    sources = "\n".join(f"  {title}, {path}" for title, path in SOURCES)
    lists = "\n".join(f"  {export.name}.csv" for export in EXPORTS)
    return f"""{TITLE}
As known on {edition.on:%-d %B %Y}. {edition.public_url}

LICENCE
Contains public sector information licensed under the {LICENCE_NAME}:
{LICENCE}

ORIGIN
Notices that public bodies published on:
{sources}
and what authorities and other public registers say; each record's permalink (the column url) shows who says what.
Buyers are matched to authorities, suppliers to companies, and contracts to services by this registry.

FILES
{lists}
  contracts.ocds.jsonl   contracts in the Open Contracting Data Standard 1.1, one release a line
  datapackage.json       the columns of every file, its size and its SHA-256 (Frictionless Data Package)
opportunities.csv holds what was open, planned or expected when the bundle was made. Renewals are seen from its day.
plans.csv holds the joint procurements that are for everyone to read.

HOW TO READ THEM
UTF-8, commas, a header. An empty cell is unknown: it is neither zero nor "no", and a contract without an end has
an end that no source states. Days are YYYY-MM-DD, moments are in UTC. Amounts are decimals over the whole life of
a contract, in the currency and on the VAT basis of the columns beside them. Several values in one cell are separated
by semicolons. Text that a spreadsheet would run as a formula has an apostrophe before it.
Ids and permalinks stay the same. An OCID that begins with {OWN_PREFIX} is this registry's own: its procurement is
not known.
"""
