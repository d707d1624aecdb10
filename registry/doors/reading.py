"""What the releases of one OCID say of their procurement, read for comparing it with others."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

from registry.doors.facts import Door
from registry.doors.references import dn_numbers, own_key, portal_keys
from registry.ocds.shapes import LONDON, Json, day, flag, object_at, objects, text
from registry.phrases import folded_words
from registry.supplier_names import name_key

_ADVERT = re.compile(r"/Advert(?:/Index)?\?(?:\S{0,60}&)?advertId=([0-9a-f-]{36})", re.IGNORECASE)
_NOTICE = re.compile(r"find-tender\.service\.gov\.uk/Notice/([0-9]{6}-[0-9]{4})", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{6}-[0-9]{4}")
_CALL_OFF = re.compile(r"call[ -]?off|mini[ -]?competition", re.IGNORECASE)
_STAGES = {"planning": "planning", "tender": "invitation", "cancellation": "invitation"}
_TELL_TERMS = {"planning", "tender", "award", "contract"}
"""What notices report that tell a contract's term: one of a change gives as start the day of the change."""
_RELATED = {"planning": "earlier", "prior": "prior", "framework": "frameworks"}
_seller_key = lru_cache(16_384)(name_key)
_MOST = 40
"""How many of one kind are kept: a framework with hundreds of call-offs is not found by one of them."""

Sets = defaultdict[str, set[Any]]
"""What is found, by the name that `Door` has for it."""


class NoticeRow(Protocol):
    """What is known already of a notice."""

    release_id: Any
    stage: Any
    closes_at: Any
    published_at: Any


def read_door(
    told: Sequence[tuple[NoticeRow, Json]],
    *,
    ocid: str,
    title: str,
    authorities: frozenset[str],
    pence: int | None,
    is_market: bool,
) -> Door:
    """Return what the notices of an OCID say, each with its cleaned release, oldest first; the rest is known of it."""
    found: Sets = defaultdict(set)
    found["buyers"] |= authorities
    found["numbers"] |= {number.casefold() for number in dn_numbers(title)}
    frameworks: list[bool] = []
    for notice, release in told:
        _read_notice(notice, found)
        _read_tender(object_at(release, "tender"), found, frameworks, tells_term=notice.stage in _TELL_TERMS)
        _read_agreements(release, found, tells_term=notice.stage in _TELL_TERMS)
        _read_buyers(release, found)
    return Door(
        ocid=ocid,
        title=title,
        is_framework=any(frameworks) if frameworks else None,
        is_call_off=bool(found.pop("call_offs", ())) or None,
        is_market=is_market,
        published_on=told[0][0].published_at.astimezone(LONDON).date(),
        pence=pence,
        **{name: _some(values) for name, values in found.items()},
    )


def _read_notice(notice: NoticeRow, found: Sets) -> None:
    found["stages"].add(_STAGES.get(notice.stage, "award"))
    if _NUMBER.fullmatch(notice.release_id):
        found["notices"].add(notice.release_id)
    if notice.closes_at:
        found["closes"].add(notice.closes_at.astimezone(LONDON).date())


def _read_tender(tender: Json, found: Sets, frameworks: list[bool], *, tells_term: bool) -> None:
    if reference := text(tender, "id", 300):
        found["numbers"] |= {number.casefold() for number in dn_numbers(reference)}
        found["portal_references"] |= portal_keys(reference)
        found["own_references"] |= {own_key(reference)} - {""}
    if tells_term:
        for each in (tender, *objects(tender, "lots")):
            _read_period(each.get("contractPeriod"), found)
    if _CALL_OFF.search(text(tender, "procurementMethodDetails", 500)):
        found["call_offs"].add(True)
    if (told := flag(object_at(tender, "techniques"), "hasFrameworkAgreement")) is not None:
        frameworks.append(told)
    _read_address(tender.get("submissionMethodDetails"), found)


def _read_agreements(release: Json, found: Sets, *, tells_term: bool) -> None:
    """Read awards and contracts, and what stands at them as at the release: related processes and documents."""
    agreed = [*objects(release, "awards"), *objects(release, "contracts")]
    for each in agreed:
        if tells_term:
            _read_period(each.get("period"), found)
            _read_period(each.get("contractPeriod"), found)
        found["suppliers"] |= {_seller_key(name) for seller in objects(each, "suppliers") if (name := _name(seller))}
    for each in (release, *agreed):
        for process in objects(each, "relatedProcesses"):
            _read_related(process, found)
    for each in (object_at(release, "planning"), object_at(release, "tender"), *agreed):
        for document in objects(each, "documents"):
            if document.get("id") != release.get("id"):
                _read_address(document.get("url"), found)


def _read_buyers(release: Json, found: Sets) -> None:
    """Read the names of the buyers, folded, as `registry.ocds.parties.buyers` finds them."""
    names = {_name(object_at(release, "buyer"))}
    for party in objects(release, "parties"):
        if isinstance(roles := party.get("roles"), list) and "buyer" in roles:
            names.add(_name(party))
    found["buyers"] |= {_folded(name) for name in names} - {""}


def _read_period(period: Any, found: Sets) -> None:
    if isinstance(period, dict):
        found["starts"] |= {day(period, "startDate")} - {None}
        found["ends"] |= {day(period, "endDate")} - {None}


def _read_related(process: Json, found: Sets) -> None:
    relationships, named = process.get("relationship"), text(process, "identifier", 200)
    if isinstance(relationships, list) and named.startswith("ocds-"):
        for name in (_RELATED[each] for each in _RELATED if each in relationships):
            found[name].add(named)


def _read_address(address: Any, found: Sets) -> None:
    """Read an address that a release leads to: an advert of ProContract, a notice of Find a Tender."""
    if isinstance(address, str) and ("dvert" in address or "find-tender" in address):
        found["numbers"] |= {f"advert:{each.casefold()}" for each in _ADVERT.findall(address[:2000])}
        found["linked_notices"] |= set(_NOTICE.findall(address[:2000]))


@lru_cache(16_384)
def _folded(name: str) -> str:
    return " ".join(folded_words(name))[:120]


def _name(party: Json) -> str:
    return text(party, "name", 500)


def _some(found: set[Any]) -> frozenset[Any]:
    return frozenset(found) if len(found) <= _MOST else frozenset(sorted(found)[-_MOST:])
