"""The documents of what is bought: notices and contracts."""

from registry.doubts import closing_doubt, value_doubt
from registry.models import Contract, Notice, Service
from search.building.values import authority_names, day, known, once, product_names, service_names, service_words
from search.documents import Document


def notice_document(notice: Notice) -> Document:
    """Return the document of a notice."""
    suppliers = once(supplier.name for supplier in notice.suppliers)
    return Document(
        id=f"notice:{notice.id}",
        title=notice.title,
        version=notice.version,
        body=notice.description,
        names=once([notice.buyer_name, *authority_names(notice.authorities), *suppliers]),
        references=known(notice.ocid, notice.release_id, notice.notice_type, notice.buyer_id, *notice.cpv),
        words=service_words(_only(notice.service)),
        named={
            "supplier": suppliers,
            "authority": once([notice.buyer_name, *authority_names(notice.authorities)]),
            "service": service_names(_only(notice.service)),
        },
        facets={
            "kind": ("notice",),
            "authority": once(authority.gss for authority in notice.authorities),
            "service": known(notice.service_id),
            "supplier": once(supplier.id for supplier in notice.suppliers),
            "stage": (notice.stage,),
            "cpv": once(notice.cpv),
        },
        numbers={
            "published": day(notice.published_at),
            **_counted(notice),
        },
    )


def _counted(notice: Notice) -> dict[str, int | None]:
    """Return the deadline and the value by which a notice is found: neither where it can be right of no procurement."""
    worth = {"pence": notice.value_pence, "currency": notice.currency}
    # Whether it is of a framework or a market is not known here: what may be right of one counts.
    is_worth = value_doubt("value", worth, is_framework=True) is None
    is_closing = closing_doubt(notice.closes_at, notice.published_at.date(), is_market=True) is None
    return {
        "closing": day(notice.closes_at) if is_closing else None,
        "value": notice.value_pence if is_worth else None,
    }


def contract_document(contract: Contract) -> Document:
    """Return the document of a contract, findable by all that its service and its product are called."""
    suppliers = once(supplier.name for supplier in contract.suppliers)
    products = product_names(contract.product) if contract.product else ()
    return Document(
        id=f"contract:{contract.id}",
        title=contract.title,
        version=contract.version,
        body=contract.extension_text or "",
        names=once([*authority_names(contract.authorities), *suppliers]),
        references=known(contract.ocid, contract.reference, *contract.cpv),
        words=service_words(_only(contract.service)),
        product=known(*products, contract.product_text),
        named={
            "supplier": suppliers,
            "authority": once(authority_names(contract.authorities)),
            "service": service_names(_only(contract.service)),
        },
        facets={
            "kind": ("contract",),
            "authority": once(authority.gss for authority in contract.authorities),
            "service": known(contract.service_id),
            "supplier": once(supplier.id for supplier in contract.suppliers),
            "product": known(contract.product_id),
            "status": (contract.status,),
            "cpv": once(contract.cpv),
        },
        numbers={"ending": day(contract.ends_on), "value": contract.value_pence},
    )


def _only(service: Service | None) -> list[Service]:
    return [service] if service else []
