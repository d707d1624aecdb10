"""Where a notice becomes a contract: what the releases of one procurement say about its contracts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from registry.claims import Belief
from registry.ocds.classifications import cpv_codes
from registry.ocds.contract_life import life_terms
from registry.ocds.notice_types import notice_type, regime, stage
from registry.ocds.parties import Party, buyers, suppliers
from registry.ocds.shapes import Json, object_at, objects, text, wording
from registry.ocds.terms import agreed_terms, agreement_terms, changed_terms, planned_terms, tender_terms

_NOT_AWARDED = {"unsuccessful", "cancelled"}
# UK5 only announces a direct award that may never be made; the others say that there is, or will be, a contract.
_FOUNDING_TYPES = {"UK6", "UK7", "UK10", "UK11", None}
_OFFICIAL_TYPES = {"UK7", "UK10", "UK11"}


@dataclass(frozen=True, slots=True)
class ContractSaid:
    """What one release says about one contract."""

    key: str
    """The contract's id within the procurement, else its award's; Find a Tender makes the two equal."""
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
    award: str = ""
    """The award that it was made under."""
    is_contract: bool = False
    """Whether a contract is spoken about, and not only an award."""
    old_law: bool = False

    @property
    def sellers(self) -> frozenset[str]:
        return frozenset(party.name.casefold() for party in self.suppliers)


def contracts_said(releases: Sequence[Json]) -> dict[str, list[ContractSaid]]:
    """Return what cleaned releases of one OCID, oldest first, say about each contract, by the contract's key.

    Only contracts that some release founds are returned. Tender notices speak about a contract through the lots
    that its award names, and a procurement's cancellation about the awards that it names, or about all.
    """
    found: dict[str, list[ContractSaid]] = {}
    for said in _by_contract([said for release in releases for said in _of_awards(release)]):
        found.setdefault(said.key, []).append(said)
    found = {key: saids for key, saids in found.items() if any(said.founds for said in saids)}
    for key, saids in found.items():
        lots = frozenset[str]().union(*(said.lots for said in saids))
        saids.extend(said for release in releases for said in _of_tender(release, key, lots))
        found[key] = _ended(saids)
    return found


def _by_contract(saids: Sequence[ContractSaid]) -> Iterator[ContractSaid]:
    """Give what is said of an award to the contracts made under it, and keep awards apart that share an id."""
    made_under: dict[str, dict[str, None]] = {}
    for said in saids:
        if said.key != said.award:
            made_under.setdefault(said.award, {})[said.key] = None
    keys = {said.key for said in saids if said.is_contract}
    first: dict[str, frozenset[str]] = {}
    for said in saids:
        if said.award in made_under and said.key not in keys:
            yield from (replace(said, key=key) for key in made_under[said.award])
        elif said.old_law and said.suppliers and first.setdefault(said.key, said.sellers).isdisjoint(said.sellers):
            # Find a Tender gave awards of several old-law notices of one procurement the same id.
            yield replace(said, key=f"{said.key}@{said.release_id}")
        else:
            yield said


def _ended(saids: list[ContractSaid]) -> list[ContractSaid]:
    """Let a termination have the last word on how and when a contract ends: details may be published after it."""
    if not any(said.fields.get("status") == "terminated" for said in saids):
        return saids
    final = {"status", "ends_on", "max_ends_on"}
    return [
        said
        if said.fields.get("status") == "terminated"
        else replace(said, fields={name: given for name, given in said.fields.items() if name not in final})
        for said in saids
    ]


def _of_awards(release: Json) -> Iterator[ContractSaid]:
    """What an award, contract, change or termination notice says, by contract, and by award without one."""
    if stage(release) == "cancellation":
        return
    awards = {text(award, "id"): award for award in objects(release, "awards")}
    contracts = [(text(each, "id") or text(each, "awardID"), each) for each in objects(release, "contracts")]
    for key, contract in contracts:
        under = text(contract, "awardID") or key
        if key:
            yield _of_award(release, key, under, awards.get(under, {}), contract)
    signed = {text(contract, "awardID") or key for key, contract in contracts}
    for key, award in awards.items():
        if not key or key in signed:
            continue
        if text(award, "status") in _NOT_AWARDED:
            yield ContractSaid(key, text(release, "id"), Belief.notice, False, {"status": "cancelled"}, award=key)
        elif "suppliers" in award:
            yield _of_award(release, key, key, award, {})


def _of_award(release: Json, key: str, award_key: str, award: Json, contract: Json) -> ContractSaid:
    kind, tender = notice_type(release), object_at(release, "tender")
    named = (contract, award, tender)
    title = next((found for each in named if (found := wording(each, "title", 1000))), "")
    description = next((found for each in named if (found := wording(each, "description"))), "")
    is_change = kind in ("UK10", "UK11")
    terms = changed_terms(contract) if is_change else agreed_terms(award, contract, tender, regime(release))
    terms |= life_terms(contract, kind)
    cpv = list(cpv_codes(contract, award) or cpv_codes(tender))
    return ContractSaid(
        key=key,
        release_id=text(release, "id"),
        belief=Belief.official if kind in _OFFICIAL_TYPES else Belief.notice,
        founds=kind in _FOUNDING_TYPES,
        fields={**_stated(title=title, cpv=cpv), **tender_terms(tender), **agreement_terms(release), **terms},
        buyers=tuple(buyers(release)),
        suppliers=tuple(suppliers(award, release)),
        lots=_lots(award),
        award=award_key,
        is_contract=bool(contract),
        old_law=regime(release) == "previous",
        wording=(f"{title} . {text(tender, 'title', 1000)}", description),
    )


def _of_tender(release: Json, key: str, lots: frozenset[str]) -> Iterator[ContractSaid]:
    """What a tender notice says about a contract that is for one of its lots; or that it was called off."""
    tender, reported = object_at(release, "tender"), stage(release)
    if reported == "cancellation" and _calls_off(release, key):
        yield ContractSaid(key, text(release, "id"), Belief.notice, False, {"status": "cancelled"})
    elif reported == "tender":
        offered = list(objects(tender, "lots")) or [tender]
        meant = offered if len(offered) == 1 else [lot for lot in offered if text(lot, "id") in lots]
        for lot in meant[:1]:
            terms = planned_terms(tender, lot)
            yield ContractSaid(key, text(release, "id"), Belief.notice, False, terms, tuple(buyers(release)))


def _calls_off(release: Json, key: str) -> bool:
    """Whether a cancellation means this award: it names those that will not be made; one that names none means all."""
    named = {text(each, "id") for each in objects(release, "awards")}
    named |= {text(each, "awardID") or text(each, "id") for each in objects(release, "contracts")}
    return key in named or not named


def _stated(**fields: Any) -> dict[str, Any]:
    return {name: given for name, given in fields.items() if given}


def _lots(award: Json) -> frozenset[str]:
    given = award.get("relatedLots")
    return frozenset(each for each in given if isinstance(each, str)) if isinstance(given, list) else frozenset()
