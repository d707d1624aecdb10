"""Facts as people read them: a contract with its renewal, and which document says what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from registry.api.clock import today
from registry.api.renewals import renewal_of
from registry.api.session import session
from registry.claims import Claim, Resolved
from registry.filing.notices import notice_id
from registry.models import Contract, Notice
from registry.provenance import believed_by_subject
from registry.queries.contracts import statements_about
from web.words import PORTALS

Fields = Mapping[str, Resolved]


@dataclass(frozen=True, slots=True)
class Word:
    """One document's word: who says it, where it can be read (None when nowhere on the web), and when."""

    who: str
    url: str | None
    said_on: date
    confidence: str


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in a list."""

    contract: Contract
    renewal: dict[str, Any]
    product: str | None
    end_said: Word | None
    """Who says when it ends; None when nobody does."""


def contract_rows(contracts: Sequence[Contract]) -> list[ContractRow]:
    """Return contracts with what their dates mean today, and who says when they end."""
    fields = believed_by_subject(session().scalars(statements_about(*(each.id for each in contracts))))
    ends = [(each, fields[each.id]["ends_on"]) for each in contracts if "ends_on" in fields.get(each.id, {})]
    links = _links((contract, end.claim) for contract, end in ends)
    said = {contract.id: word(contract, end, links) for contract, end in ends}
    return [_row(each, fields.get(each.id, {}), said.get(each.id)) for each in contracts]


def words_about(contract: Contract, fields: Fields) -> dict[str, tuple[Word, list[tuple[Any, Word]]]]:
    """Return per field who says it, and the values that speak against it, each with who says that."""
    every = [claim for field in fields.values() for claim in (field.claim, *field.disputes)]
    links = _links((contract, claim) for claim in every)
    return {
        name: (
            word(contract, field, links),
            [(claim.value, word(contract, Resolved(claim, None), links)) for claim in field.disputes],
        )
        for name, field in fields.items()
    }


def word(contract: Contract, field: Resolved, links: Mapping[str, str | None]) -> Word:
    """Return who says the value of a field; `links` are the addresses of notices by id."""
    claim = field.claim
    is_page = claim.reference.startswith(("http://", "https://"))
    url = claim.reference if is_page else links.get(_notice_id(contract, claim))
    who = PORTALS.get(claim.source, claim.source)
    if claim.source == "public_record" and is_page:
        who = urlsplit(claim.reference).hostname or who
    return Word(who, url, claim.said_on, field.confidence(today()))


def _row(contract: Contract, fields: Fields, end_said: Word | None) -> ContractRow:
    product = contract.product.name if contract.product else contract.product_text
    return ContractRow(contract, renewal_of(contract, today(), fields), product, end_said)


def _links(claims: Iterable[tuple[Contract, Claim]]) -> dict[str, str | None]:
    ids = {_notice_id(contract, claim) for contract, claim in claims}
    return dict(session().execute(select(Notice.id, Notice.portal_url).where(Notice.id.in_(ids))).all())


def _notice_id(contract: Contract, claim: Claim) -> str:
    return notice_id(contract.ocid or "", claim.reference)
