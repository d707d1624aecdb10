"""Who buys and who sells in a release."""

from collections.abc import Iterator
from dataclasses import dataclass

from registry.ocds.shapes import Json, object_at, objects, text

NAME_LIMIT = 500
ID_LIMIT = 200
SMALL_SCALES = {"micro": True, "small": True, "medium": True, "sme": True, "large": False}
"""OCDS codes for the size of an organisation: whether it is a small or medium-sized enterprise.

https://extensions.open-contracting.org/en/extensions/partyScale/master/
"""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as a release names it. Contact persons are never read."""

    name: str
    identifiers: tuple[str, ...]
    """Scheme and id in one, strongest first: `GB-COH-01628868`."""
    is_sme: bool | None = None
    is_vcse: bool | None = None
    """Whether it is a voluntary, community or social enterprise. None where the release does not say."""


def buyers(release: Json) -> list[Party]:
    """Return the buyers, the release's own buyer first, then the others of a joint purchase.

    A party that is only a `procuringEntity` acts or advises for the buyers, and is none.
    """
    parties = _parties(release)
    stated = object_at(release, "buyer")
    found = {}
    if stated:
        found[_key(stated)] = _party(stated, parties)
    for each in objects(release, "parties"):
        roles = each.get("roles")
        if isinstance(roles, list) and "buyer" in roles:
            found.setdefault(_key(each), _party(each, parties))
    return [party for party in found.values() if party.name or party.identifiers]


def suppliers(award: Json, release: Json) -> list[Party]:
    """Return the suppliers of an award, each once."""
    parties = _parties(release)
    found = dict.fromkeys(_party(each, parties) for each in objects(award, "suppliers"))
    return [party for party in found if party.name]


def _parties(release: Json) -> dict[tuple[str, str], Json]:
    """Return the parties by id and name, and by id alone.

    Under older law one party may be listed twice under one id, once for each role: the first has the identifiers.
    Where two parties share an id by mistake, only the one of the same name is meant.
    """
    found: dict[tuple[str, str], Json] = {}
    for each in objects(release, "parties"):
        found.setdefault((_key(each), text(each, "name")), each)
        found.setdefault((_key(each), ""), each)
    return found


def _key(reference: Json) -> str:
    return text(reference, "id") or text(reference, "name")


def _party(reference: Json, parties: dict[tuple[str, str], Json]) -> Party:
    of_that_id = parties.get((_key(reference), ""), reference)
    whole = parties.get((_key(reference), text(reference, "name")), of_that_id)
    name = text(reference, "name", NAME_LIMIT) or text(whole, "name", NAME_LIMIT)
    details = object_at(whole, "details")
    is_vcse = details.get("vcse") if isinstance(details.get("vcse"), bool) else None
    is_sme = SMALL_SCALES.get(text(details, "scale").lower())
    return Party(name, tuple(dict.fromkeys(_identifiers(reference, whole))), is_sme, is_vcse)


def _identifiers(reference: Json, whole: Json) -> Iterator[str]:
    given = [object_at(whole, "identifier"), *objects(whole, "additionalIdentifiers")]
    for each in given:
        scheme, number = text(each, "scheme", ID_LIMIT), text(each, "id", ID_LIMIT)
        if scheme and number:
            yield f"{scheme}-{number}"[:ID_LIMIT]
    if party_id := text(reference, "id", ID_LIMIT):
        yield party_id
