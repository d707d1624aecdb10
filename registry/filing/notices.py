"""What is filed of one notice: the columns of its row, its buyers and its suppliers."""

from dataclasses import dataclass
from typing import Any

from registry.classification import Classification
from registry.filing.knowledge import Knowledge
from registry.identities import public_id
from registry.ocds.classifications import release_cpv_codes
from registry.ocds.deadlines import closes_at
from registry.ocds.notice_types import notice_type, regime, stage
from registry.ocds.parties import Party, buyers, suppliers
from registry.ocds.shapes import Json, clean, object_at, objects, text, wording
from registry.ocds.values import Value, value


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What one release says, read with what we know."""

    release: Json
    """The release, cleaned (`registry.ocds.shapes.clean`)."""
    columns: dict[str, Any]
    authorities: frozenset[str]
    """GSS codes of the covered authorities among the buyers."""
    suppliers: tuple[Party, ...]
    classification: Classification


def notice_id(ocid: str, release_id: str) -> str:
    """Return the public id of a notice."""
    return public_id("notice", ocid, release_id)


def read_notice(release: Json, knowledge: Knowledge) -> NoticeFacts:
    """Read a release as published."""
    release = clean(release)
    tender, buying = object_at(release, "tender"), buyers(release)
    found = classified(release, knowledge)
    worth = _worth(release, tender)
    columns = {
        "regime": regime(release),
        "notice_type": notice_type(release),
        "stage": stage(release),
        "title": _title(release, tender) or "Untitled",
        "description": description_of(release),
        "buyer_name": ", ".join(party.name for party in buying if party.name),
        "buyer_id": next((each for party in buying for each in reversed(party.identifiers)), None),
        "portal_url": _portal_url(release),
        "closes_at": closes_at(tender),
        "value_pence": worth.pence if worth else None,
        "vat": worth.vat if worth else None,
        "currency": worth.currency if worth else None,
        "cpv": list(release_cpv_codes(release)),
        "is_technology": found.is_technology,
        "service_id": found.service,
        "service_words": [*found.words, *found.cpv],
    }
    selling = {party: None for award in objects(release, "awards") for party in suppliers(award, release)}
    return NoticeFacts(release, columns, authorities_of(buying, knowledge), tuple(selling), found)


def classified(release: Json, knowledge: Knowledge) -> Classification:
    """Return which service a release (one notice's, or a procurement's merged) is for."""
    named = (*objects(release, "contracts"), *objects(release, "awards"))
    titles = [
        _title(release, object_at(release, "tender")),
        *(wording(each, "title", 1000) for each in list(named)[:20]),
    ]
    codes = release_cpv_codes(release)
    return knowledge.classifier.classify(" . ".join(dict.fromkeys(titles)), description_of(release), codes)


def description_of(release: Json) -> str:
    """Return what is to be bought, in the buyer's words."""
    return wording(object_at(release, "tender"), "description") or wording(release, "description")


def authorities_of(parties: list[Party] | tuple[Party, ...], knowledge: Knowledge) -> frozenset[str]:
    """Return the GSS codes of the covered authorities among parties."""
    matches = (knowledge.matcher.match(party.name, party.identifiers) for party in parties)
    return frozenset(match.gss for found in matches for match in found)


def _title(release: Json, tender: Json) -> str:
    named = (tender, release, *objects(release, "contracts"), *objects(release, "awards"))
    return next((found for each in named if (found := wording(each, "title", 1000))), "")


def _worth(release: Json, tender: Json) -> Value | None:
    """Return the tender's value; without one, that of the only contract or award."""
    net_by_law = regime(release) == "previous"
    agreed = [object_at(each, "value") for name in ("contracts", "awards") for each in objects(release, name)]
    agreed = [each for each in agreed if each]
    stated = object_at(tender, "value") or (agreed[0] if len(agreed) == 1 else {})
    return value(stated, net_by_law)


def _portal_url(release: Json) -> str | None:
    """Return the address of the notice's own page: the document with the release's id, or the first notice."""
    holders = [object_at(release, "planning"), object_at(release, "tender")]
    holders += [each for name in ("awards", "contracts") for each in objects(release, name)]
    documents = [document for holder in holders for document in objects(holder, "documents")]
    own = [each for each in documents if text(each, "id") == text(release, "id")]
    own += [each for each in documents if text(each, "documentType").endswith("Notice")]
    addresses = (text(each, "url", 1000) for each in own)
    return next((each for each in addresses if each.startswith(("https://", "http://"))), None)
