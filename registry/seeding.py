"""Reference data: from the files of `registry/reference` into the database. Seeding again updates."""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from registry.db import Base
from registry.exceptions import BadReferenceData
from registry.links import Link, link
from registry.models import Authority, AuthorityIdentity, CpvCode, Product, ProductName, Service

REFERENCE = Path(__file__).parent / "reference"
_AUTHORITY_COLUMNS = ("gss", "lae", "slug", "short_name", "official_name", "kind", "region")


def seed(session: Session) -> dict[str, int]:
    """Load authorities, services and CPV codes; return how many of each the files hold."""
    return {
        "authorities": _keep(session, _authorities()),
        "identities": _keep(session, _identities()),
        "services": _keep(session, _services()),
        "CPV codes": _keep(session, _cpv_codes()),
        "products": _keep_products(session),
    }


def cover(session: Session, path: Path) -> int:
    """Cover the authorities of a CSV file with the columns of `registry/reference/uk_local_authorities.csv` too.

    Raise `BadReferenceData` naming the line and the column when the file does not hold them.
    """
    authorities, identities = [], []
    for number, row in enumerate(_csv(path), start=2):
        if missing := [name for name in _AUTHORITY_COLUMNS if name not in ("lae", "slug") and not row.get(name)]:
            raise BadReferenceData(f"{path}, line {number}: {', '.join(missing)} is missing or empty.")
        if long := [name for name in _AUTHORITY_COLUMNS if len(row.get(name) or "") > _longest(name)]:
            raise BadReferenceData(f"{path}, line {number}: {', '.join(long)} is too long.")
        slug = row.get("slug") or re.sub(r"[^a-z0-9]+", "-", row["short_name"].lower()).strip("-")
        authorities.append(Authority(**{name: row.get(name) or None for name in _AUTHORITY_COLUMNS} | {"slug": slug}))
        names = (each.strip() for each in (row.get("other_names") or "").split(";"))
        identities += [_identity(row["gss"], "name", each, path.name) for each in names if each]
    _refuse_shared_slugs(session, authorities, path)
    count = _keep(session, authorities)
    _keep(session, {(each.gss, each.value): each for each in identities}.values())
    return count


def _refuse_shared_slugs(session: Session, authorities: list[Authority], path: Path) -> None:
    owners = {slug: gss for gss, slug in session.execute(select(Authority.gss, Authority.slug))}
    for each in authorities:
        if (owner := owners.setdefault(each.slug, each.gss)) != each.gss:
            raise BadReferenceData(f"{path}: {each.gss} has the slug {each.slug!r}, which is {owner}'s.")


def _longest(column: str) -> int:
    return int(Authority.__table__.c[column].type.length)  # type: ignore[attr-defined]


def _authorities() -> Iterator[Authority]:
    for row in _csv(REFERENCE / "authorities.csv"):
        yield Authority(**{name: row[name] for name in _AUTHORITY_COLUMNS if name != "region"}, region="London")


def _identities() -> Iterator[AuthorityIdentity]:
    for row in _csv(REFERENCE / "authority_identities.csv"):
        yield _identity(row["gss"], row["kind"], row["value"], row["origin"])


def _identity(gss: str, kind: str, value: str, origin: str) -> AuthorityIdentity:
    return AuthorityIdentity(gss=gss, kind=kind, value=value, origin=origin)


def _services() -> Iterator[Service]:
    for service_id, area in tomllib.loads((REFERENCE / "services.toml").read_text(encoding="utf-8")).items():
        yield Service(
            id=service_id,
            name=area["name"],
            kind=area["kind"],
            description=area["description"],
            esd_functions=area["esd"],
            cpv=area["cpv"],
            words=area["words"],
        )


def _cpv_codes() -> Iterator[CpvCode]:
    for line in (REFERENCE / "cpv_2008.psv").read_text(encoding="utf-8").splitlines():
        code, parent, _has_children, description = line.split("|", 3)
        yield CpvCode(code=code, parent_code=parent or None, description=description)


def _keep_products(session: Session) -> int:
    """Load products with their names, but for those that an editor has changed."""
    edited = set(session.scalars(select(Product.id).where(Product.is_edited)))
    described = tomllib.loads((REFERENCE / "products.toml").read_text(encoding="utf-8"))
    wanted = {id_: product for id_, product in described.items() if id_ not in edited}
    _keep(session, [_product(id_, product) for id_, product in wanted.items()])
    names = [each for id_, product in wanted.items() for each in _product_names(id_, product)]
    link(session, ProductName.product_id, wanted, names)
    return len(described)


def _product(id_: str, described: dict[str, Any]) -> Product:
    return Product(
        id=id_,
        name=described["name"],
        maker=described.get("maker"),
        maker_number=described.get("maker_number"),
        services=described.get("services", []),
        needs=described.get("needs", []),
        ends=[{**each, "on": str(each["on"])} for each in described.get("ends", ())],
        is_edited=False,
    )


def _product_names(id_: str, described: dict[str, Any]) -> Iterator[Link]:
    for kind, names in (("former", described.get("former_names", ())), ("alias", described.get("aliases", ()))):
        yield from ({"product_id": id_, "name": name, "kind": kind} for name in names)


def _csv(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadReferenceData(f"{path} cannot be read: {error}") from error


def _keep(session: Session, rows: Iterable[Base]) -> int:
    """Add the rows that are new, and update those that differ."""
    wanted = list(rows)
    if not wanted:
        return 0
    mapper = inspect(type(wanted[0]))
    names = [column.key for column in mapper.column_attrs if column.key != "version"]
    known = {tuple(mapper.primary_key_from_instance(row)): row for row in session.scalars(select(mapper.class_))}
    for row in wanted:
        existing = known.get(tuple(mapper.primary_key_from_instance(row)))
        if existing is None:
            session.add(row)
        else:
            for name in names:
                setattr(existing, name, getattr(row, name))
    session.flush()
    return len(wanted)
