"""Where a notice becomes a contract: what the releases of one procurement say about its contracts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from registry.claims import Belief
from registry.ocds.classifications import cpv_codes
from registry.ocds.notice_types import notice_type, regime, stage
from registry.ocds.parties import Party, buyers, suppliers
from registry.ocds.shapes import Json, day, object_at, objects, text
from registry.ocds.values import value

_NOT_AWARDED = {"unsuccessful", "cancelled"}
# UK5 only announces a direct award that may never be made; the others say that there is, or will be, a contract.
_FOUNDING_TYPES = {"UK6", "UK7", "UK10", "UK11", None}
_OFFICIAL_TYPES = {"UK7", "UK10", "UK11"}


@dataclass(frozen=True, slots=True)
class ContractSaid:
    """What one release says about one contract."""

    key: str
    """The contract's id within the procurement, which Find a Tender makes equal to its award's."""
    release_id: str
    belief: Belief
    founds: bool
    """Whether this release is enough to say that there is a contract."""
    fields: dict[str, Any] = field(default_factory=dict)
    buyers: tuple[Party, ...] = ()
    suppliers: tuple[Party, ...] = ()
    lots: frozenset[str] = frozenset()
    wording: tuple[str, str] = ("", "")
    """Title and description, to classify."""


def contracts_said(releases: Sequence[Json]) -> dict[str, list[ContractSaid]]:
    """Return what cleaned releases of one OCID say about each contract, by the contract's key.

    Only contracts that some release founds are returned. Tender notices speak about a contract through the lots
    that its award names, and a procurement's cancellation about the awards that it names, or about all.
    """
    found: dict[str, list[ContractSaid]] = {}
    for release in releases:
        for said in _of_awards(release):
            found.setdefault(said.key, []).append(said)
    found = {key: saids for key, saids in found.items() if any(said.founds for said in saids)}
    for key, saids in found.items():
        lots = frozenset[str]().union(*(said.lots for said in saids))
        saids.extend(said for release in releases for said in _of_tender(release, key, lots))
    return found


def _of_awards(release: Json) -> Iterator[ContractSaid]:
    kind, under = notice_type(release), regime(release)
    awards = {text(award, "id"): award for award in objects(release, "awards")}
    contracts = {text(each, "awardID") or text(each, "id"): each for each in objects(release, "contracts")}
    for key in dict.fromkeys([*awards, *contracts]):
        award, contract = awards.get(key, {}), contracts.get(key, {})
        if not key or stage(release) == "cancellation":
            continue
        if not contract and text(award, "status") in _NOT_AWARDED:
            yield ContractSaid(key, text(release, "id"), Belief.notice, False, {"status": "cancelled"})
            continue
        if not contract and "suppliers" not in award:
            continue
        tender = object_at(release, "tender")
        title = text(contract, "title", 1000) or text(award, "title", 1000) or text(tender, "title", 1000)
        description = text(contract, "description") or text(award, "description") or text(tender, "description")
        yield ContractSaid(
            key=key,
            release_id=text(release, "id"),
            belief=Belief.official if kind in _OFFICIAL_TYPES else Belief.notice,
            founds=kind in _FOUNDING_TYPES,
            fields=_present(
                title=title,
                reference=_reference(tender),
                procedure=text(tender, "procurementMethodDetails", 500),
                cpv=list(cpv_codes(contract, award) or cpv_codes(tender)),
                **(_changed(contract) if kind in ("UK10", "UK11") else _agreed(award, contract, tender, under)),
            ),
            buyers=tuple(buyers(release)),
            suppliers=tuple(suppliers(award, release)),
            lots=frozenset(lot for lot in _strings(award, "relatedLots")),
            wording=(f"{title} . {text(tender, 'title', 1000)}", description),
        )


def _agreed(award: Json, contract: Json, tender: Json, under: str) -> dict[str, Any]:
    """What an award or contract notice says was agreed."""
    period = object_at(contract, "period") or object_at(award, "contractPeriod") or object_at(tender, "contractPeriod")
    worth = value(object_at(contract, "value") or object_at(award, "value"), net_by_law=under == "previous")
    renewal = object_at(contract, "renewal") or object_at(award, "renewal")
    return {
        "status": _status(award, contract, under),
        "signed_on": day(contract, "dateSigned"),
        "starts_on": day(period, "startDate"),
        "ends_on": day(period, "endDate"),
        "max_ends_on": day(period, "maxExtentDate"),
        "extension_text": text(renewal, "description", 5000),
        "value": _worth(worth),
    }


def _changed(contract: Json) -> dict[str, Any]:
    """What a change (UK10) or termination (UK11) notice says: never the start, which it gives as the change's day.

    Amendments that are only proposed are not yet said of the contract.
    """
    implementation, period = object_at(contract, "implementation"), object_at(contract, "period")
    for amendment in objects(contract, "amendments"):
        period = {**period, **object_at(amendment, "period")}
    terminated = text(contract, "status") == "terminated"
    return {
        "status": "terminated" if terminated else "active",
        "ends_on": day(implementation, "endDate") if terminated else day(period, "endDate"),
        "max_ends_on": day(implementation, "endDate") if terminated else day(period, "maxExtentDate"),
        "extension_text": text(object_at(contract, "renewal"), "description", 5000),
        "value": None if terminated else _worth(value(object_at(contract, "value"))),
    }


def _of_tender(release: Json, key: str, lots: frozenset[str]) -> Iterator[ContractSaid]:
    """What a tender notice says about a contract that is for one of its lots; or that it was called off.

    A cancellation names the awards that will not be made; one that names none calls off everything.
    """
    tender, reported = object_at(release, "tender"), stage(release)
    if reported == "cancellation":
        named = {text(each, "id") for each in objects(release, "awards")}
        named |= {text(each, "awardID") or text(each, "id") for each in objects(release, "contracts")}
        if key in named or not named:
            yield ContractSaid(key, text(release, "id"), Belief.notice, False, {"status": "cancelled"})
    elif reported == "tender":
        for lot in objects(tender, "lots"):
            if text(lot, "id") in lots or len(tender["lots"]) == 1:
                fields = _lot_fields(tender, lot)
                yield ContractSaid(key, text(release, "id"), Belief.notice, False, fields, tuple(buyers(release)))
                return
        if period := object_at(tender, "contractPeriod"):
            fields = _lot_fields(tender, {"contractPeriod": period})
            yield ContractSaid(key, text(release, "id"), Belief.notice, False, fields, tuple(buyers(release)))


def _lot_fields(tender: Json, lot: Json) -> dict[str, Any]:
    period = object_at(lot, "contractPeriod")
    return _present(
        reference=_reference(tender),
        procedure=text(tender, "procurementMethodDetails", 500),
        starts_on=day(period, "startDate"),
        ends_on=day(period, "endDate"),
        max_ends_on=day(period, "maxExtentDate"),
        extension_text=text(object_at(lot, "renewal"), "description", 5000),
    )


def _status(award: Json, contract: Json, under: str) -> str:
    stated = text(contract, "status") or text(award, "status")
    if stated in ("terminated", "cancelled"):
        return stated
    # Under the 2023 Act an award comes before the contract; an older award notice reports one that was signed.
    signed = bool(contract) or under != "procurement_act"
    return "active" if signed and stated not in ("pending", "planned") else "awarded"


def _reference(tender: Json) -> str:
    # Without a reference of the buyer's own, Find a Tender repeats the OCID.
    own = text(tender, "id", 300)
    return "" if own.startswith("ocds-") else own


def _worth(worth: Any) -> dict[str, Any] | None:
    if worth is None:
        return None
    return {
        "pence": worth.pence,
        "vat": worth.vat,
        "currency": worth.currency,
        "with_vat_pence": worth.with_vat_pence,
    }


def _present(**fields: Any) -> dict[str, Any]:
    """Drop what was not said, and write days as text, as statements are kept in JSON."""
    said = {name: given for name, given in fields.items() if given not in (None, "", [])}
    return {name: given.isoformat() if hasattr(given, "isoformat") else given for name, given in said.items()}


def _strings(parent: Json, key: str) -> list[str]:
    given = parent.get(key)
    return [each for each in given if isinstance(each, str)] if isinstance(given, list) else []
