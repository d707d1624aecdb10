"""Make the corpus anew from files of OCDS releases: `python -m bench.relevance.build FILE.jsonl …`.

The releases and the bundled sample go through the product's own filing, into a database that is thrown away; what it
then holds is written down, descriptions cut short and without addresses.
"""

import argparse
import gzip
import json
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload, sessionmaker

from bench.relevance.corpus import CORPUS
from registry.db import Base, make_engine, make_sessions
from registry.filing.knowledge import load_knowledge
from registry.models import Contract, Notice, Supplier, System
from registry.renewals import LeadTimes
from registry.seeding import seed
from scrapers.ingest import ingest
from scrapers.platforms.ocds_packages import read_release
from scrapers.sample import load_sample
from search.kinds import KINDS

LONGEST = 300
"""Characters of a description that are kept."""

_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|\+?\(?\b[0+]\d[\d ()-]{8,}\d\b")
_PAGE = 100


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("releases", type=Path, nargs="+", help="files of releases, one a line")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/filed.db")
        Base.metadata.create_all(engine)
        sessions = make_sessions(engine)
        _file(sessions, given.releases)
        with sessions() as session:
            rows = [json.dumps(row, ensure_ascii=False) for row in _rows(session)]
        engine.dispose()
    # Without the time of day in its header, the same rows make the same file.
    CORPUS.write_bytes(gzip.compress(("\n".join(rows) + "\n").encode(), mtime=0))
    print(f"{len(rows)} records, {CORPUS.stat().st_size / 1e6:.2f} MB")


def _file(sessions: sessionmaker[Session], files: list[Path]) -> None:
    with sessions.begin() as session:
        seed(session)
        knowledge = load_knowledge(session, LeadTimes())
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n") if line]
    for start in range(0, len(lines), _PAGE):
        notices = [read_release(json.loads(line), _source(line)) for line in lines[start : start + _PAGE]]
        with sessions.begin() as session:
            ingest(session, knowledge, notices, "all", datetime.now(UTC))
    load_sample(sessions, knowledge)


def _source(line: str) -> str:
    return "contracts_finder" if json.loads(line)["ocid"].startswith("ocds-b5fd17") else "find_a_tender"


def _rows(session: Session) -> Iterator[dict[str, Any]]:
    latest = select(func.max(Notice.published_at)).group_by(Notice.ocid)
    newest = KINDS["notice"].indexed.where(Notice.published_at.in_(latest)).order_by(Notice.published_at.desc())
    # Of one procurement the newest notice: others repeat its words.
    notices = {each.ocid: each for each in reversed(_all(session, newest))}
    contracts = _all(session, _searched("contract").options(selectinload(Contract.suppliers)))
    systems = _all(session, _searched("system"))
    selling = {each.id for sold in (*notices.values(), *contracts) for each in sold.suppliers}
    yield from map(_supplier, _all(session, _searched("supplier").where(Supplier.id.in_(selling))))
    yield from map(_notice, sorted(notices.values(), key=lambda each: str(each.id)))
    yield from map(_contract, contracts)
    yield from map(_system, systems)


def _searched(kind: str) -> Select[Any]:
    of = KINDS[kind]
    return of.indexed.where(of.searched).order_by(of.key)


def _all(session: Session, wanted: Select[Any]) -> list[Any]:
    return list(session.scalars(wanted))


def _supplier(row: Supplier) -> dict[str, Any]:
    names = [each.name for each in row.names]
    return {"kind": "supplier", "id": row.id, "name": row.name, "names": names, "company_number": row.company_number}


def _notice(row: Notice) -> dict[str, Any]:
    return {
        "kind": "notice",
        "ocid": row.ocid,
        "type": row.notice_type,
        "stage": row.stage,
        "description": _short(row.description),
        "buyer_name": row.buyer_name,
        "published_at": row.published_at.isoformat(),
        "closes_at": row.closes_at.isoformat() if row.closes_at else None,
        **_bought(row),
    }


def _contract(row: Contract) -> dict[str, Any]:
    return {
        "kind": "contract",
        "ocid": row.ocid,
        "status": row.status,
        "extension_text": _short(row.extension_text or ""),
        "product_id": row.product_id,
        "product_text": row.product_text,
        "starts_on": _day(row.starts_on),
        "ends_on": _day(row.ends_on),
        **_bought(row),
    }


def _bought(row: Notice | Contract) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": _ADDRESS.sub("", row.title),
        "authorities": [each.gss for each in row.authorities],
        "suppliers": [each.id for each in row.suppliers],
        "service_id": row.service_id,
        "is_technology": row.is_technology,
        "value_pence": row.value_pence,
        "cpv": row.cpv,
    }


def _system(row: System) -> dict[str, Any]:
    return {
        "kind": "system",
        "id": row.id,
        "name": row.name,
        "status": row.status,
        "product_id": row.product_id,
        "authorities": [each.gss for each in row.authorities],
        "services": [each.id for each in row.services],
        "contracts": [each.id for each in row.contracts],
    }


def _short(text: str) -> str:
    """Return the beginning of a text, up to a whole word, without e-mail addresses, links and telephone numbers."""
    text = " ".join(_ADDRESS.sub("", text).split())
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


if __name__ == "__main__":
    main()
