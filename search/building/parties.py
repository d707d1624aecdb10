"""The documents of who buys and sells: authorities and suppliers."""

from registry.models import Authority, Supplier
from search.building.values import known, once
from search.documents import Document


def supplier_document(supplier: Supplier) -> Document:
    """Return the document of a supplier under all its names."""
    names = once([supplier.name, *(name.name for name in supplier.names)])
    return Document(
        id=f"supplier:{supplier.id}",
        title=supplier.name,
        version=supplier.version,
        names=names[1:],
        references=known(supplier.company_number),
        called=names,
        named={"supplier": names},
        facets={"kind": ("supplier",), "supplier": (supplier.id,)},
    )


def authority_document(authority: Authority) -> Document:
    """Return the document of an authority under all its names."""
    published = [identity.value for identity in authority.identities if identity.kind == "name"]
    names = once([authority.official_name, authority.short_name, *published])
    identifiers = [identity.value for identity in authority.identities if identity.kind != "name"]
    return Document(
        id=f"authority:{authority.gss}",
        title=authority.official_name,
        version=authority.version,
        names=names[1:],
        references=known(authority.gss, authority.lae, *identifiers),
        called=names,
        named={"authority": names},
        facets={"kind": ("authority",), "authority": (authority.gss,)},
    )
