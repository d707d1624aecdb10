"""What is put right in the releases of one procurement before they are merged: what would overwrite another thing."""

from collections.abc import Iterator, Sequence
from typing import Any

from registry.ocds.notice_types import notice_type, regime
from registry.ocds.shapes import Json, object_at, objects, text


def with_awards_apart(ordered: Sequence[Json]) -> list[Json]:
    """Return releases, oldest first, in which every id of an award means one award.

    Find a Tender gave awards of several old-law notices of one procurement the same id. One to other suppliers than
    the first of its id is another award: it, and the contract under it, gets its release's id too, `1@012345-2026`.
    """
    first: dict[str, frozenset[str]] = {}
    return [_apart(release, first) if regime(release) == "previous" else release for release in ordered]


def _apart(release: Json, first: dict[str, frozenset[str]]) -> Json:
    taken: set[str] = set()
    for award in objects(release, "awards"):
        key, sellers = text(award, "id"), _sellers(award)
        if key and sellers and first.setdefault(key, sellers).isdisjoint(sellers):
            taken.add(key)
    if not taken:
        return release
    own = text(release, "id")
    awards = [_renamed(each, ("id",), taken, own) for each in release["awards"]]
    if isinstance(release.get("contracts"), list):
        contracts = [_renamed(each, ("id", "awardID"), taken, own) for each in release["contracts"]]
        return {**release, "awards": awards, "contracts": contracts}
    return {**release, "awards": awards}


def _renamed(each: Any, keys: tuple[str, ...], taken: set[str], own: str) -> Any:
    if not isinstance(each, dict):
        return each
    return {**each, **{key: f"{text(each, key)}@{own}" for key in keys if text(each, key) in taken}}


def _sellers(award: Json) -> frozenset[str]:
    return frozenset(text(each, "name").casefold() or text(each, "id") for each in objects(award, "suppliers"))


def mergeable(release: Json) -> Json:
    """Return a cleaned release without what would spoil the record: a false start, a role that hides another."""
    release = _without_day_of_change(release) if notice_type(release) == "UK10" else release
    return _with_all_roles(release) if "parties" in release else release


def _without_day_of_change(release: Json) -> Json:
    """Leave out what a change notice gives as a contract's start: it is the day from which the change is in force."""
    changed = [
        {**each, "period": {key: day for key, day in each["period"].items() if key != "startDate"}}
        if object_at(each, "period")
        else each
        for each in objects(release, "contracts")
    ]
    return {**release, "contracts": changed} if changed else release


def _with_all_roles(release: Json) -> Json:
    """Give a party that is listed once for each of its roles all of them every time: the last one would win."""
    roles: dict[str, dict[str, None]] = {}
    parties = list(objects(release, "parties"))
    for each in parties:
        roles.setdefault(text(each, "id"), {}).update(dict.fromkeys(_roles(each)))
    if len(roles) == len(parties) or len(parties) != len(release["parties"]):
        return release
    whole = [{**each, "roles": list(roles[text(each, "id")])} if text(each, "id") else each for each in parties]
    return {**release, "parties": [each if each.get("roles") else _bare(each) for each in whole]}


def _bare(party: Json) -> Json:
    return {key: inner for key, inner in party.items() if key != "roles"}


def _roles(party: Json) -> Iterator[str]:
    given = party.get("roles")
    return (each for each in given if isinstance(each, str)) if isinstance(given, list) else iter(())
