"""The bundled sample: real notices and facts, so that a new registry has something true to show.

`notices.jsonl`: releases of Find a Tender and Contracts Finder, abridged: ids, parties, dates, values and codes as
published, without descriptions; Open Government Licence v3.0. `facts.csv`: contracts of London authorities as
council papers, registers and press tell of them, each with the address it comes from; `systems.csv`: systems that
they use, likewise.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from registry.filing.contracts import ContractFile, file_contracts
from registry.filing.knowledge import Knowledge
from registry.filing.suppliers import Sighting, file_suppliers, sighting
from registry.identities import public_id
from registry.models import Statement
from registry.ocds.parties import Party
from registry.ocds.shapes import pence
from scrapers.ingest import ingest
from scrapers.platforms.ocds_packages import read_release
from scrapers.sample.public_record import BELIEF, FOLDER, SOURCE
from scrapers.sample.systems import file_systems


def load_sample(sessions: sessionmaker[Session], knowledge: Knowledge) -> dict[str, int]:
    """File the sample; again changes nothing. Return how many notices and facts it holds."""
    notices = [read_release(each["release"], each["source"]) for each in _notices()]
    for start in range(0, len(notices), 100):
        with sessions.begin() as session:
            ingest(session, knowledge, notices[start : start + 100], "all", datetime.now(UTC))
    facts = list(_facts())
    with sessions.begin() as session:
        _file_facts(session, knowledge, facts)
        systems = file_systems(session, knowledge, datetime.now(UTC))
    return {"sample notices": len(notices), "sample facts": len(facts) + systems}


def _notices() -> Iterator[dict[str, Any]]:
    with (FOLDER / "notices.jsonl").open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _facts() -> Iterator[dict[str, str]]:
    with (FOLDER / "facts.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _file_facts(session: Session, knowledge: Knowledge, facts: list[dict[str, str]]) -> None:
    sellers = [_seller(row) for row in facts]
    file_suppliers(session, [each for each in sellers if each])
    files = [_file(row, seller, knowledge) for row, seller in zip(facts, sellers, strict=True)]
    file_contracts(session, knowledge, files, (), {SOURCE}, datetime.now(UTC))


def _seller(row: dict[str, str]) -> Sighting | None:
    numbers = (f"GB-COH-{row['company_number']}",) if row["company_number"] else ()
    return sighting(Party(row["supplier"], numbers)) if row["supplier"] else None


def _file(row: dict[str, str], seller: Sighting | None, knowledge: Knowledge) -> ContractFile:
    # On Contracts Finder an award's id is the OCID with a number; on Find a Tender it is the number.
    key = f"{row['ocid']}-1" if row["ocid"].startswith("ocds-b5fd17") else "1"
    identity = (row["ocid"], key) if row["ocid"] else (SOURCE, row["source_url"], row["title"])
    contract_id = public_id("contract", *identity)
    statement = Statement(
        subject_kind="contract",
        subject_id=contract_id,
        source=SOURCE,
        reference=row["source_url"],
        belief=BELIEF[row["confidence"]].name,
        said_on=date.fromisoformat(row["said_on"]),
        fields=_claims(row, seller, knowledge),
    )
    return ContractFile(contract_id, row["ocid"] or None, (statement,))


def _claims(row: dict[str, str], seller: Sighting | None, knowledge: Knowledge) -> dict[str, Any]:
    worth = {"pence": pence(row, "value"), "vat": row["vat"], "currency": "GBP", "with_vat_pence": None}
    named, product = [asdict(seller)] if seller else [], row["product"]
    found = knowledge.products.recognise("", "", [row["supplier"]], stated=product) if product else None
    claims = {
        "title": row["title"],
        "authorities": row["authorities"].split(";"),
        "suppliers": named,
        "product": product and {"id": found.product if found else None, "text": product},
        "service": {"id": row["service"], "words": [row["title"]]},
        "status": "active",
        "starts_on": row["starts_on"],
        "ends_on": row["ends_on"],
        "max_ends_on": row["max_ends_on"],
        "extension_text": row["extension"],
        "value": worth if row["value"] else None,
        "procedure": row["procedure"],
        "cpv": [row["cpv"]] if row["cpv"] else [],
    }
    return {name: given for name, given in claims.items() if given}
