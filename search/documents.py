"""Documents: what of each record is searched, filtered, counted and sorted by, whatever the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from registry.models import Authority, Contract, Notice, Service, Supplier
from registry.ocds.shapes import LONDON

Record = Notice | Contract | Supplier | Authority | Service


FACETS = ("kind", "authority", "service", "supplier", "stage", "status", "cpv")
"""What documents are filtered and counted by; each may have several values."""
NUMBERS = ("published", "closing", "ending", "value")
"""What documents are sorted and limited by: days as ordinals of `date`, value in pence."""


@dataclass(frozen=True, slots=True)
class Document:
    """One record as it is searched; `notice:abc` stands for the record `abc` of kind `notice`."""

    id: str
    title: str
    version: int
    body: str = ""
    names: tuple[str, ...] = ()
    """Of buyers and suppliers, or the record's own other names."""
    references: tuple[str, ...] = ()
    """OCIDs, the buyer's references, codes, company numbers."""
    words: tuple[str, ...] = ()
    """What its service is also called: found by, but not said by the record itself."""
    called: tuple[str, ...] = ()
    """The names that, typed exactly, put it first."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    """None is an unknown; a number that such a record does not have is left out."""

    @property
    def kind(self) -> str:
        """The kind of record: `notice`, `contract`, `supplier`, `authority` or `service`."""
        return self.id.partition(":")[0]


def notice_document(notice: Notice) -> Document:
    """Return the document of a notice."""
    suppliers = _once(supplier.name for supplier in notice.suppliers)
    return Document(
        id=f"notice:{notice.id}",
        title=notice.title,
        version=notice.version,
        body=notice.description,
        names=_once([notice.buyer_name, *_authority_names(notice.authorities), *suppliers]),
        references=_known(notice.ocid, notice.release_id, notice.notice_type, notice.buyer_id, *notice.cpv),
        words=_service_words(notice.service),
        facets={
            "kind": ("notice",),
            "authority": _once(authority.gss for authority in notice.authorities),
            "service": _known(notice.service_id),
            "supplier": _once(supplier.id for supplier in notice.suppliers),
            "stage": (notice.stage,),
            "cpv": _once(notice.cpv),
        },
        numbers={
            "published": _day(notice.published_at),
            "closing": _day(notice.closes_at),
            "value": notice.value_pence,
        },
    )


def contract_document(contract: Contract) -> Document:
    """Return the document of a contract, findable by all that its service is called."""
    suppliers = _once(supplier.name for supplier in contract.suppliers)
    return Document(
        id=f"contract:{contract.id}",
        title=contract.title,
        version=contract.version,
        body=contract.extension_text or "",
        names=_once([*_authority_names(contract.authorities), *suppliers]),
        references=_known(contract.ocid, contract.reference, *contract.cpv),
        words=_service_words(contract.service),
        facets={
            "kind": ("contract",),
            "authority": _once(authority.gss for authority in contract.authorities),
            "service": _known(contract.service_id),
            "supplier": _once(supplier.id for supplier in contract.suppliers),
            "status": (contract.status,),
            "cpv": _once(contract.cpv),
        },
        numbers={"ending": _day(contract.ends_on), "value": contract.value_pence},
    )


def supplier_document(supplier: Supplier) -> Document | None:
    """Return the document of a supplier under all its names; None when it was merged into another."""
    if supplier.merged_into_id is not None:
        return None
    names = _once([supplier.name, *(name.name for name in supplier.names)])
    return Document(
        id=f"supplier:{supplier.id}",
        title=supplier.name,
        version=supplier.version,
        names=names[1:],
        references=_known(supplier.company_number),
        called=names,
        facets={"kind": ("supplier",), "supplier": (supplier.id,)},
    )


def authority_document(authority: Authority) -> Document:
    """Return the document of an authority under all its names."""
    published = [identity.value for identity in authority.identities if identity.kind == "name"]
    names = _once([authority.official_name, authority.short_name, *published])
    identifiers = [identity.value for identity in authority.identities if identity.kind != "name"]
    return Document(
        id=f"authority:{authority.gss}",
        title=authority.official_name,
        version=authority.version,
        names=names[1:],
        references=_known(authority.gss, authority.lae, *identifiers),
        called=names,
        facets={"kind": ("authority",), "authority": (authority.gss,)},
    )


def service_document(service: Service) -> Document:
    """Return the document of a service area with the words that betray it."""
    return Document(
        id=f"service:{service.id}",
        title=service.name,
        version=service.version,
        body=service.description,
        words=_once(service.words),
        called=(service.name,),
        facets={"kind": ("service",), "service": (service.id,)},
    )


def _service_words(service: Service | None) -> tuple[str, ...]:
    # Not `service.words`: they name products too, and would find the contracts of their competitors.
    return _known(service.name, service.description) if service else ()


def _authority_names(authorities: Iterable[Authority]) -> list[str]:
    return [name for authority in authorities for name in (authority.short_name, authority.official_name)]


def _known(*values: str | None) -> tuple[str, ...]:
    return _once(value for value in values if value)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _day(moment: date | datetime | None) -> int | None:
    """Return the day in London on which a moment falls, as an ordinal."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(LONDON)
    return moment.toordinal() if moment else None
