"""The statements about a contract that its procurement's notices make."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from registry.claims import Belief
from registry.classification import Classification
from registry.filing.contracts import ContractFile
from registry.filing.knowledge import Knowledge
from registry.filing.notices import authorities_of
from registry.filing.suppliers import sighting
from registry.identities import public_id
from registry.models import Notice, Statement
from registry.ocds.contracts import ContractSaid
from registry.ocds.shapes import LONDON

CLASSIFICATION = "classification"
"""The source of what we work out from titles, descriptions and codes."""


def contract_file(
    ocid: str,
    key: str,
    saids: Sequence[ContractSaid],
    notices: Sequence[Notice],
    buyers: frozenset[str],
    knowledge: Knowledge,
) -> ContractFile | None:
    """Return what is said about the contract `key` of a procurement, as statements; None when it is not technology.

    `notices` are the procurement's, oldest first; `buyers` the covered authorities among its buyers.
    """
    titles = " . ".join(dict.fromkeys(said.wording[0] for said in saids if said.wording[0]))
    description = max((said.wording[1] for said in saids), key=lambda each: (len(each), each))
    cpv = sorted({code for said in saids for code in said.fields.get("cpv", ())})
    found = knowledge.classifier.classify(titles, description, cpv)
    if not found.is_technology:
        return None
    contract_id = public_id("contract", ocid, key)
    by_release = {notice.release_id: notice for notice in notices}
    statements: dict[str, Statement] = {}
    for said in saids:
        notice = by_release[said.release_id]
        fields = {**said.fields, **_parties(said, buyers, knowledge)}
        if said.release_id in statements:  # an award and a tender in one release speak with one voice
            fields |= statements[said.release_id].fields
        statements[said.release_id] = _statement(contract_id, notice.source, said.belief, notice, fields)
    made = list(statements.values())
    sellers = [party.name for said in saids for party in said.suppliers]
    derived = purpose(knowledge, found, titles, description, sellers)
    if derived:
        made.append(_statement(contract_id, CLASSIFICATION, Belief.derived, notices[-1], derived))
    return ContractFile(contract_id, ocid, tuple(made))


def purpose(
    knowledge: Knowledge, found: Classification, title: str, description: str, sellers: Sequence[str], stated: str = ""
) -> dict[str, Any]:
    """Return the claims about what a contract is for that we work out: its service, and its product.

    `stated` is the product in a source's own words.
    """
    claims: dict[str, Any] = {}
    if found.service:
        claims["service"] = {"id": found.service, "words": [*found.words, *found.cpv]}
    product = knowledge.products.recognise(title, description, sellers, stated)
    if product:
        claims["product"] = {"id": product.product, "words": list(product.words)}
    return claims


def _parties(said: ContractSaid, buyers: frozenset[str], knowledge: Knowledge) -> dict[str, Any]:
    """Return the claims about who buys and who sells, as a statement keeps them."""
    claims: dict[str, Any] = {}
    if said.founds:
        claims["authorities"] = sorted(authorities_of(said.buyers, knowledge) or buyers)
    if said.suppliers:
        sellers = sorted({sighting(party) for party in said.suppliers}, key=lambda each: (each.id, each.name))
        claims["suppliers"] = [asdict(each) for each in sellers]
    return claims


def _statement(contract_id: str, source: str, belief: Belief, notice: Notice, fields: dict[str, Any]) -> Statement:
    return Statement(
        subject_kind="contract",
        subject_id=contract_id,
        source=source,
        reference=notice.release_id,
        belief=belief.name,
        said_on=notice.published_at.astimezone(LONDON).date(),
        said_at=notice.published_at,
        fields=fields,
    )
