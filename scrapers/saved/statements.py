"""The statements that a page makes about contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from registry.claims import Belief
from registry.filing.contract_statements import CLASSIFICATION, purpose
from registry.filing.contracts import ContractFile
from registry.filing.knowledge import Knowledge
from registry.identities import public_id
from registry.models import Statement
from scrapers.registers.answers import CPV
from scrapers.registers.statements import statements_about
from scrapers.saved.told import Advert, Held

_OF_A_TERM = ("starts_on", "ends_on", "max_ends_on", "review_on", "open_ended", "options", "extension_text")
"""What a page says about a contract that national notices tell of already."""


def own_id(gss: str, reference: str) -> str:
    """Return the id of a contract that an authority's reference alone tells of: as registers and officers make it."""
    return public_id("contract", gss, reference)


def said_on(advert: Advert, given: date | None, today: date) -> date:
    """Return the day as of which an advert speaks: when it opened, and never after the contract's start.

    An award comes later than the advert that led to it, also where the advert is saved long after.
    """
    if given or advert.opens_on:
        return given or advert.opens_on or today
    return min(day for day in (advert.closes_on, advert.starts_on, today) if day)


def advert_joined(advert: Advert, contract_id: str, source: str, gss: str, day: date) -> ContractFile:
    """Return what an advert says about the contract that came of it: its planned term, and how it can be extended."""
    return ContractFile(contract_id, None, (_statement(contract_id, source, advert, gss, day, _term(advert)),))


def advert_alone(advert: Advert, source: str, buyers: Sequence[str], day: date, knowledge: Knowledge) -> ContractFile:
    """Return what an advert says about a contract that no notice tells of, and what we work out from its words."""
    contract_id, gss = own_id(buyers[0], advert.reference), buyers[0]
    cpv = sorted(set(CPV.findall(advert.described)))
    fields = {
        "title": advert.title,
        "reference": advert.reference,
        "authorities": list(buyers),
        **_term(advert),
        **({"cpv": cpv} if cpv else {}),
    }
    found = knowledge.classifier.classify(advert.title, advert.described, cpv)
    derived: dict[str, Any] = {"is_technology": found.is_technology}
    if found.is_technology:
        derived |= purpose(knowledge, found, advert.title, advert.described, ())
    own = _statement(contract_id, source, advert, gss, day, fields)
    ours = _statement(contract_id, CLASSIFICATION, advert, gss, day, derived)
    ours.belief, ours.as_written = Belief.derived.name, {}
    return ContractFile(contract_id, None, (own, ours))


def held_alone(
    contract_id: str, held: Sequence[Held], source: str, gss: str, day: date, knowledge: Knowledge
) -> ContractFile:
    """Return what rows of a page's table say about a contract, as rows of a register would."""
    rows, written = [each.fields for each in held], [each.as_written for each in held]
    file = statements_about(contract_id, rows, written, held[0].document, gss, day, knowledge)
    for each in file.statements:
        if each.source != CLASSIFICATION:
            each.source = source
    return file


def held_joined(contract_id: str, file: ContractFile) -> ContractFile:
    """Return of what rows say only the term, about a contract that national notices tell of."""
    said = next(each for each in file.statements if each.source != CLASSIFICATION)
    fields = {name: said.fields[name] for name in _OF_A_TERM if name in said.fields}
    same = {name: getattr(said, name) for name in ("source", "reference", "belief", "said_on", "gss", "as_written")}
    made = Statement(subject_kind="contract", subject_id=contract_id, fields=fields, **same)
    return ContractFile(contract_id, None, (made,))


def _term(advert: Advert) -> dict[str, Any]:
    days = {"starts_on": advert.starts_on, "ends_on": advert.ends_on}
    fields: dict[str, Any] = {name: day.isoformat() for name, day in days.items() if day}
    if advert.extension_text:
        fields["extension_text"] = advert.extension_text
    if advert.has_no_extension:
        fields["options"] = []
    if advert.value_pence:
        fields["value"] = {
            "pence": advert.value_pence,
            "with_vat_pence": None,
            "vat": "unknown",
            "currency": "GBP",
        }
    return fields


def _statement(
    contract_id: str, source: str, advert: Advert, gss: str, day: date, fields: Mapping[str, Any]
) -> Statement:
    return Statement(
        subject_kind="contract",
        subject_id=contract_id,
        source=source,
        reference=advert.document,
        belief=Belief.notice.name,
        said_on=day,
        gss=gss,
        fields=dict(fields),
        as_written=dict(advert.as_written),
    )
