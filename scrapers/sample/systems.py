"""The systems of the bundled sample."""

import csv
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from registry.filing.knowledge import Knowledge
from registry.filing.statements import replace_statements
from registry.filing.systems import resolve_systems, system_id
from registry.models import Statement
from registry.supplier_names import name_key
from scrapers.sample.public_record import BELIEF, FOLDER, SOURCE


def file_systems(session: Session, knowledge: Knowledge, at: datetime) -> int:
    """File the systems of the sample; again changes nothing. Return how many there are."""
    wanted: dict[str, list[Statement]] = {}
    for row in _rows():
        statement = _statement(row, knowledge)
        wanted.setdefault(statement.subject_id, []).append(statement)
    said, changed = replace_statements(session, "system", wanted, {SOURCE}, at)
    resolve_systems(session, knowledge, said, changed, at)
    return len(wanted)


def _rows() -> Iterator[dict[str, str]]:
    with (FOLDER / "systems.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _statement(row: dict[str, str], knowledge: Knowledge) -> Statement:
    found = knowledge.products.recognise(row["name"], stated=row["product"])
    product = found.product if found else None
    key = ("product", product) if product else ("name", name_key(row["name"]))
    claims = {
        "name": row["name"],
        "product": product,
        "services": [row["service"]] if row["service"] else None,
        "authorities": [row["authority"]],
    }
    return Statement(
        subject_kind="system",
        subject_id=system_id(row["authority"], *key),
        source=SOURCE,
        reference=row["source_url"],
        belief=BELIEF[row["confidence"]].name,
        said_on=date.fromisoformat(row["said_on"]),
        gss=row["authority"],
        fields={name: given for name, given in claims.items() if given},
    )
