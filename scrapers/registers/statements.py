"""The statements about one contract that rows of a register make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from registry.claims import Belief
from registry.filing.contract_statements import CLASSIFICATION, purpose
from registry.filing.contracts import ContractFile
from registry.filing.knowledge import Knowledge
from registry.models import Statement
from scrapers.registers.claims import claims_of, words_of
from scrapers.registers.grouping import title_of

SOURCE = "register"
SPEAKING = frozenset({SOURCE, CLASSIFICATION})


def statements_about(
    contract_id: str,
    rows: Sequence[Mapping[str, Any]],
    as_written: Sequence[Mapping[str, str]],
    reference: str,
    gss: str,
    said_on: date,
    knowledge: Knowledge,
) -> ContractFile:
    """Return what rows about one contract say, and what we work out from their words.

    `rows` are their fields, `as_written` the words kept beside these, `reference` the import and its first row.
    """
    claims = claims_of(rows, gss)

    def statement(source: str, belief: Belief, fields: dict[str, Any], words: dict[str, str] | None) -> Statement:
        return Statement(
            subject_kind="contract",
            subject_id=contract_id,
            source=source,
            reference=reference,
            belief=belief.name,
            said_on=said_on,
            gss=gss,
            fields=fields,
            as_written=words,
        )

    return ContractFile(
        contract_id,
        None,
        (
            statement(SOURCE, Belief.register, claims, words_of(as_written)),
            statement(CLASSIFICATION, Belief.derived, _derived(rows, claims, knowledge), None),
        ),
    )


def _derived(rows: Sequence[Mapping[str, Any]], claims: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Return what a contract is for; a register holds every contract of a council, so also whether it is technology."""
    title, description = title_of(rows[0]), str(rows[0].get("description") or "")
    found = knowledge.classifier.classify(title, description, claims.get("cpv", ()))
    if not found.is_technology:
        return {"is_technology": False}
    sellers = [each["name"] for each in claims.get("suppliers", ())]
    return {"is_technology": True, **purpose(knowledge, found, title, description, sellers)}
