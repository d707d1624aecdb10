"""How fast profiles and coverage answer over many contracts and systems.

    .venv/bin/python -m bench.profiles [--contracts 100000] [--systems 60000]

Requests go through the whole application in one process, without a network. Every contract has a notice's word and
one in ten its authority's, so that confirmed values are looked up as in a full registry.
"""

import argparse
import random
import statistics
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select, update

from app import create_app
from bench.lists import ask, fill, timed
from registry.identities import public_id
from registry.migrate import upgrade
from registry.models import (
    Contract,
    ContractAuthority,
    Product,
    Statement,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)
from registry.seeding import seed
from settings import read_settings

ASKED = [
    "/api/v1/authorities/hounslow",
    "/api/v1/services/housing-management",
    "/api/v1/products/nec-housing",
    "/api/v1/products",
    "/api/v1/products?called=Northgate%20Housing",
    "/api/v1/products?in_use=true",
    "/api/v1/suppliers/{supplier}",
    "/api/v1/coverage",
    "/api/v1/coverage?authority=hounslow",
    "/api/v1/coverage?authority=hounslow&service=housing-management",
    "/api/v1/coverage/cells",
    "/api/v1/coverage/cells?known=false&service=housing-management",
]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--contracts", type=int, default=100_000)
    options.add_argument("--systems", type=int, default=60_000)
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--database", help="an empty database to fill, instead of an SQLite file that goes again")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(
            read_settings(),
            database_url=given.database or f"sqlite:///{Path(folder) / 'bench.db'}",
            search_path=f"{folder}/index",
            jobs_path=f"{folder}/jobs.db",
            log_level="ERROR",
        )
        app = create_app(settings)
        upgrade(app.extensions["engine"])
        with app.extensions["sessions"].begin() as session:
            seed(session)
            fill(session, given.contracts)
            speak(session)
            use(session, given.systems)
        with app.extensions["engine"].connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
        client, names = app.test_client(), {"supplier": public_id("bench", "1")}
        for url in ASKED:
            times = sorted(timed(lambda url=url: ask(client, url.format(**names)), given.rounds))
            p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
            print(f"{p50 * 1000:7.1f} p50 {p95 * 1000:7.1f} p95 {times[-1] * 1000:7.1f} worst ms  {url}")


def speak(session):
    """Insert a notice's word about every contract, and its authority's about one in ten."""
    chance = random.Random(34)
    made_for = [(each.id, each.services) for each in session.scalars(select(Product))]
    at, said = datetime(2026, 6, 1, tzinfo=UTC), []
    services = dict(session.execute(select(Contract.id, Contract.service_id)).all())
    ids = list(services)
    products = {of: [id_ for id_, served in made_for if of in served] or [None] for of in set(services.values())}
    for number, id_ in enumerate(ids):
        spoken = {"subject_kind": "contract", "subject_id": id_, "said_on": at.date(), "recorded_at": at}
        value = {"value": {"pence": 100, "vat": "excluded", "currency": "GBP"}}
        said.append({**spoken, "source": "find_a_tender", "reference": f"{number}-2026", "belief": "notice"})
        said[-1]["fields"] = {"title": "A system", "cpv": ["48000000"], "authorities": ["E09000018"], **value}
        if number % 10 == 0:
            said.append({**spoken, "source": "authority", "reference": f"word {number}", "belief": "authority"})
            said[-1]["fields"] = value if number % 20 == 0 else {"ends_on": "2029-01-01"}
    session.execute(insert(Statement), [{**each, "audience": "public"} for each in said])
    session.execute(
        update(Contract),
        [
            {
                "id": id_,
                "version": 1,
                "product_id": chance.choice(products[services[id_]]),
                "annual_value_pence": chance.randrange(10**8) if chance.random() < 0.3 else None,
                "confirmed_on": at.date() if number % 10 == 0 else None,
                "disputed": ["ends_on"] if number % 50 == 0 else [],
            }
            for number, id_ in enumerate(ids)
        ],
    )


def use(session, count):
    """Insert a system for the first contracts, of the product, service and authority of each."""
    rows = session.execute(
        select(Contract.id, Contract.product_id, Contract.service_id, ContractAuthority.gss)
        .join(ContractAuthority)
        .limit(count)
    ).all()
    systems, users, served, bought = [], [], [], []
    for number, (contract_id, product, service, gss) in enumerate(rows):
        id_ = public_id("bench system", str(number))
        columns = {"name": f"System {number}", "status": "proposed", "version": 1, "is_listed": True}
        lists = {each: [] for each in ("modules", "interfaces", "standards", "replaces", "disputed")}
        systems.append({"id": id_, "product_id": product if number % 4 else None, **columns, **lists})
        users.append({"system_id": id_, "gss": gss})
        served.append({"system_id": id_, "service_id": service})
        bought.append({"system_id": id_, "contract_id": contract_id})
    for model, links in (
        (System, systems),
        (SystemAuthority, users),
        (SystemService, served),
        (SystemContract, bought),
    ):
        session.execute(insert(model), links)


if __name__ == "__main__":
    main()
