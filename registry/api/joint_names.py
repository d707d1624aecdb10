"""The names of what joint opportunities speak about, read for a whole page at once."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from registry.api.session import session
from registry.joint.replacement_windows import Candidate
from registry.models import Authority, Product, Service, Supplier
from registry.queries import joint_procurement as queries
from registry.queries.market import products_called, suppliers_called

MOST_NAMED = 20
"""Suppliers or products that are named of one opportunity."""


class Names:
    """Authorities, suppliers, products, services and contracts by id."""

    def __init__(self, candidates: Iterable[Candidate], titles_of: Iterable[Candidate] = ()) -> None:
        given = list(candidates)
        self.authorities: dict[str, Authority] = _by(
            "gss", queries.authorities_called, chain.from_iterable(each.authorities for each in given)
        )
        self.services: dict[str, Service] = _by("id", queries.services_called, (each.service_id for each in given))
        self.products: dict[str, Product] = _by(
            "id", products_called, (each.product_id for each in given if each.product_id)
        )
        self.suppliers: dict[str, Supplier] = _by(
            "id", suppliers_called, chain.from_iterable(each.suppliers for each in given)
        )
        titled = sorted({each.id for each in titles_of})
        self._titles: dict[str, str] = dict(session().execute(queries.contracts_titled(titled)).all()) if titled else {}

    def authorities_of(self, codes: Iterable[str]) -> list[Authority]:
        return [self.authorities[each] for each in codes]

    def suppliers_of(self, ids: Sequence[str]) -> list[Supplier]:
        return [self.suppliers[each] for each in ids[:MOST_NAMED] if each in self.suppliers]

    def products_of(self, ids: Sequence[str]) -> list[Product]:
        return [self.products[each] for each in ids[:MOST_NAMED] if each in self.products]

    def contract(self, id_: str) -> dict[str, str]:
        return {"id": id_, "title": self._titles.get(id_, id_), "url": f"/api/v1/contracts/{id_}"}


def _by(key: str, called: Any, ids: Iterable[str]) -> dict[str, Any]:
    wanted = sorted(set(ids))
    return {getattr(each, key): each for each in session().scalars(called(wanted))} if wanted else {}
