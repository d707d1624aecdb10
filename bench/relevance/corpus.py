"""The corpus as the product holds it: a database of the reference data and the records of `corpus.jsonl.gz`."""

import gzip
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session, sessionmaker

from registry.db import Base
from registry.models import (
    Contract,
    ContractAuthority,
    ContractSupplier,
    Notice,
    NoticeAuthority,
    NoticeSupplier,
    Procurement,
    Supplier,
    SupplierName,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)
from registry.seeding import seed
from registry.supplier_names import name_key

CORPUS = Path(__file__).with_name("corpus.jsonl.gz")

Row = dict[str, Any]


def load(sessions: sessionmaker[Session]) -> None:
    """Fill an empty database, tables and all."""
    with sessions.begin() as session:
        Base.metadata.create_all(session.connection())
        seed(session)
        tables: dict[type[Base], list[Row]] = {}
        for row in records():
            for table, values in _ROWS[row.pop("kind")](row):
                tables.setdefault(table, []).append(values)
        for table, rows in tables.items():
            session.execute(insert(table), rows)


def records() -> Iterator[Row]:
    """Yield the records of the corpus: suppliers, notices, contracts, systems."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _supplier(row: Row) -> Iterator[tuple[type[Base], Row]]:
    names = row.pop("names")
    yield Supplier, {**row, "slug": row["id"]}
    for name in names:
        yield SupplierName, {"supplier_id": row["id"], "name": name, "name_key": name_key(name)}


def _notice(row: Row) -> Iterator[tuple[type[Base], Row]]:
    links = list(_links(row, NoticeAuthority, NoticeSupplier, "notice_id"))
    published_at = datetime.fromisoformat(row.pop("published_at"))
    closes_at = row.pop("closes_at")
    shared = {**row, "regime": "unstated", "service_words": []}
    del shared["id"], shared["type"]
    yield Procurement, {**shared, "is_open": False, "first_published_at": published_at, "updated_at": published_at}
    yield (
        Notice,
        {
            **shared,
            "id": row["id"],
            "notice_type": row["type"],
            "source": "find_a_tender",
            "release_id": row["id"],
            "published_at": published_at,
            "recorded_at": published_at,
            "closes_at": datetime.fromisoformat(closes_at) if closes_at else None,
            "digest": b"",
            "raw": b"",
        },
    )
    yield from links


def _contract(row: Row) -> Iterator[tuple[type[Base], Row]]:
    links = list(_links(row, ContractAuthority, ContractSupplier, "contract_id"))
    days = {name: day and date.fromisoformat(day) for name in ("starts_on", "ends_on") for day in [row.pop(name)]}
    yield Contract, {**row, **days, "service_words": []}
    yield from links


def _links(row: Row, to_authority: type[Base], to_supplier: type[Base], key: str) -> Iterator[tuple[type[Base], Row]]:
    for gss in row.pop("authorities"):
        yield to_authority, {key: row["id"], "gss": gss}
    for supplier in row.pop("suppliers"):
        yield to_supplier, {key: row["id"], "sighted_id": supplier, "supplier_id": supplier}


def _system(row: Row) -> Iterator[tuple[type[Base], Row]]:
    system = {"system_id": row["id"]}
    authorities, services, contracts = row.pop("authorities"), row.pop("services"), row.pop("contracts")
    yield System, row
    yield from ((SystemAuthority, {**system, "gss": gss}) for gss in authorities)
    yield from ((SystemService, {**system, "service_id": service}) for service in services)
    yield from ((SystemContract, {**system, "contract_id": contract}) for contract in contracts)


_ROWS = {"supplier": _supplier, "notice": _notice, "contract": _contract, "system": _system}
