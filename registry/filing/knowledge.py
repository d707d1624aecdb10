"""What filing needs to know: who our authorities are, which services there are, how long replacing takes."""

import csv
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.authority_names import AuthorityMatcher, KnownAuthority
from registry.classification import Classifier, ServiceArea
from registry.models import Authority, Product, Service
from registry.products import KnownProduct, ProductBook
from registry.renewals import LeadTimes

REFERENCE = Path(__file__).parent.parent / "reference"


@dataclass(frozen=True, slots=True)
class Reference:
    """What resolving statements needs of the reference data."""

    service_kinds: dict[str, str]
    product_names: dict[str, str]
    lead_times: LeadTimes


@dataclass(frozen=True, slots=True)
class Knowledge(Reference):
    """The rules that read documents, loaded with the registry's reference data."""

    matcher: AuthorityMatcher
    classifier: Classifier
    products: ProductBook


def load_reference(session: Session, lead_times: LeadTimes) -> Reference:
    """Return what resolving needs: some milliseconds, where all knowledge takes a tenth of a second."""
    kinds = dict(session.execute(select(Service.id, Service.kind)).all())
    return Reference(kinds, dict(session.execute(select(Product.id, Product.name)).all()), lead_times)


def load_knowledge(session: Session, lead_times: LeadTimes) -> Knowledge:
    """Return the rules for the authorities and services that the registry holds."""
    services = list(session.scalars(select(Service).order_by(Service.id)))
    areas = [ServiceArea(each.id, each.name, each.kind, tuple(each.cpv), tuple(each.words)) for each in services]
    covered = list(session.scalars(select(Authority).options(selectinload(Authority.identities))))
    matcher = AuthorityMatcher([_known(each) for each in covered], _others({each.gss for each in covered}))
    products = list(session.scalars(select(Product).options(selectinload(Product.names)).order_by(Product.id)))
    return Knowledge(
        service_kinds={each.id: each.kind for each in services},
        product_names={each.id: each.name for each in products},
        lead_times=lead_times,
        matcher=matcher,
        classifier=Classifier(areas),
        products=ProductBook(map(_product, products)),
    )


def _product(product: Product) -> KnownProduct:
    return KnownProduct(
        id=product.id,
        name=product.name,
        maker=product.maker or "",
        names=(product.name, *(each.name for each in product.names)),
        needs=tuple(product.needs),
        services=tuple(product.services),
    )


def _known(authority: Authority) -> KnownAuthority:
    values: dict[str, list[str]] = {"name": [], "identifier": []}
    for identity in authority.identities:
        values[identity.kind].append(identity.value)
    return KnownAuthority(
        authority.gss,
        authority.short_name,
        authority.official_name,
        tuple(values["name"]),
        tuple(values["identifier"]),
    )


def _others(covered: set[str]) -> list[KnownAuthority]:
    """Return the other UK authorities, so that a misspelling of theirs is never taken for one of ours."""
    with (REFERENCE / "uk_local_authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["gss"] not in covered]
    return [
        KnownAuthority(
            row["gss"],
            row["short_name"],
            row["official_name"],
            tuple(filter(None, row["other_names"].split("; "))),
        )
        for row in rows
    ]
