"""How fast lists and items answer over many contracts, beside the same rows read with bare sqlite3 and json.

    .venv/bin/python -m bench.lists [--contracts 100000]

Requests go through the whole application in one process, without a network. Ratios compare within this run.
"""

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from app import create_app
from registry.identities import public_id
from registry.migrate import upgrade
from registry.models import Authority, Contract, ContractAuthority, ContractSupplier, Service, Supplier
from registry.renewals import act_by_on
from registry.seeding import seed
from settings import read_settings

ASKED = [
    "/api/v1/contracts",
    "/api/v1/contracts?page=2000&page_size=20",
    "/api/v1/contracts?page_size=100",
    "/api/v1/contracts?authority=hounslow",
    "/api/v1/contracts?service=housing-management&ends_after=2027-01-01",
    "/api/v1/contracts?cpv=48&sort=-value",
    "/api/v1/contracts?value_min=100000&sort=title",
    "/api/v1/renewals",
    "/api/v1/renewals?state=act_now",
    "/api/v1/renewals?within=12&authority=hounslow,camden",
    "/api/v1/suppliers",
    "/api/v1/authorities/hounslow",
    "/api/v1/services/housing-management",
    "/api/v1/contracts/{id}",
]
BARE = "SELECT * FROM contracts ORDER BY ends_on IS NULL, ends_on, id LIMIT 20"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--contracts", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=60)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        settings = replace(
            read_settings(),
            database_url=f"sqlite:///{path}",
            search_path=f"{folder}/index",
            jobs_path=f"{folder}/jobs.db",
            log_level="ERROR",
        )
        app = create_app(settings)
        upgrade(app.extensions["engine"])
        with app.extensions["sessions"].begin() as session:
            seed(session)
            one = fill(session, given.contracts)
        with app.extensions["engine"].connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
        bare = statistics.median(timed(lambda: bare_page(path), given.rounds))
        print(f"{given.contracts} contracts; bare sqlite3 and json, first page: {bare * 1000:.2f} ms")
        client = app.test_client()
        for url in ASKED:
            times = sorted(timed(lambda url=url: ask(client, url.format(id=one)), given.rounds))
            p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
            print(f"{p50 * 1000:7.1f} p50 {p95 * 1000:7.1f} p95 ms {p50 / bare:6.1f} x bare  {url}")


def fill(session, count):
    """Insert contracts with authorities, suppliers and codes as a full registry would have them."""
    chance = random.Random(33)
    authorities = list(session.scalars(select(Authority.gss)))
    services = list(session.execute(select(Service.id, Service.kind)))
    suppliers = [public_id("bench", str(number)) for number in range(5000)]
    session.execute(insert(Supplier), [{"id": i, "slug": i, "name": f"Supplier {i}", "version": 1} for i in suppliers])
    contracts, buys, sells = [], [], []
    for number in range(count):
        id_ = public_id("bench contract", str(number))
        service, kind = chance.choice(services)
        starts_on = date(2018, 1, 1) + timedelta(days=chance.randrange(3300))
        ends_on = starts_on + timedelta(days=chance.randrange(365, 2500)) if chance.random() < 0.9 else None
        contracts.append(
            {
                "id": id_,
                "title": f"{service} system {number}",
                "status": "active",
                "starts_on": starts_on,
                "ends_on": ends_on,
                "value_pence": chance.randrange(10**9) if chance.random() < 0.8 else None,
                "vat": "excluded",
                "currency": "GBP",
                "cpv": [chance.choice(["48000000", "72000000", "32000000"])],
                "service_id": service,
                "service_words": [],
                "act_by_on": act_by_on(ends_on, 12 if kind == "core" else 18),
                "version": 1,
            }
        )
        buys.append({"contract_id": id_, "gss": chance.choice(authorities)})
        seller = chance.choice(suppliers)
        sells.append({"contract_id": id_, "sighted_id": seller, "supplier_id": seller})
    for model, rows in ((Contract, contracts), (ContractAuthority, buys), (ContractSupplier, sells)):
        session.execute(insert(model), rows)
    return contracts[0]["id"]


def bare_page(path):
    connection = sqlite3.connect(path)
    json.dumps(connection.execute(BARE).fetchall())
    connection.execute("SELECT count(*) FROM contracts").fetchone()
    connection.close()


def ask(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)


def timed(action, rounds):
    action()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return times


if __name__ == "__main__":
    main()
