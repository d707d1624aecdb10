"""The documents of technology: products, the systems that they are in use, and the services that they are for."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.models import Product, Service, Supplier, System
from search.building.values import authority_names, known, once, product_names, service_names, service_words
from search.documents import Document


@dataclass(frozen=True, slots=True)
class CataloguedProduct:
    """A product with the services that it is for, of which its row has the ids alone."""

    product: Product
    services: Sequence[Service]

    @property
    def id(self) -> str:
        return self.product.id


def product_document(catalogued: CataloguedProduct) -> Document:
    """Return the document of a product under all its names."""
    product = catalogued.product
    called = product_names(product)
    return Document(
        id=f"product:{product.id}",
        title=product.name,
        version=product.version,
        names=known(*called[1:], product.maker),
        references=known(product.maker_number),
        words=service_names(catalogued.services),
        called=called,
        named={"product": called, "service": service_names(catalogued.services)},
        facets={
            "kind": ("product",),
            "service": once(service.id for service in catalogued.services),
            "product": (product.id,),
        },
    )


def system_document(system: System) -> Document:
    """Return the document of a system, findable by all that its product is called."""
    product = product_names(system.product) if system.product else ()
    suppliers = suppliers_of(system)
    return Document(
        id=f"system:{system.id}",
        title=system.name,
        version=system.version,
        body=", ".join([*system.modules, *system.standards, *system.interfaces]),
        names=once([*authority_names(system.authorities), *(supplier.name for supplier in suppliers)]),
        words=service_words(system.services),
        product=product,
        # One that is called like its product comes behind it.
        called=() if system.name in product else (system.name,),
        named={
            "supplier": once(supplier.name for supplier in suppliers),
            "authority": once(authority_names(system.authorities)),
            "service": service_names(system.services),
        },
        facets={
            "kind": ("system",),
            "authority": once(authority.gss for authority in system.authorities),
            "service": once(service.id for service in system.services),
            "supplier": once(supplier.id for supplier in suppliers),
            "product": known(system.product_id),
            "status": (system.status,),
        },
    )


def suppliers_of(system: System) -> list[Supplier]:
    """Return who sells a system under the contracts that are listed, each once."""
    listed = (contract for contract in system.contracts if contract.is_listed)
    return list({supplier.id: supplier for contract in listed for supplier in contract.suppliers}.values())


def service_document(service: Service) -> Document:
    """Return the document of a service area with the words that betray it."""
    return Document(
        id=f"service:{service.id}",
        title=service.name,
        version=service.version,
        body=service.description,
        words=once(service.words),
        called=(service.name,),
        named={"service": once([service.name, *service.words])},
        facets={"kind": ("service",), "service": (service.id,)},
    )
