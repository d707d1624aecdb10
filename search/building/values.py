"""What documents of several kinds are made of: names, days, the words of a service or a product."""

from collections.abc import Iterable
from datetime import date, datetime

from registry.models import Authority, Product, Service
from registry.ocds.shapes import LONDON


def once(values: Iterable[str]) -> tuple[str, ...]:
    """Return each value once, in order."""
    return tuple(dict.fromkeys(values))


def known(*values: str | None) -> tuple[str, ...]:
    """Return each value that there is once, in order."""
    return once(value for value in values if value)


def day(moment: date | datetime | None) -> int | None:
    """Return the day in London on which a moment falls, as an ordinal."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(LONDON)
    return moment.toordinal() if moment else None


def authority_names(authorities: Iterable[Authority]) -> list[str]:
    """Return the short and the official name of each authority."""
    return [name for authority in authorities for name in (authority.short_name, authority.official_name)]


def product_names(product: Product) -> tuple[str, ...]:
    """Return what a product is called: now, formerly, and for short."""
    return once([product.name, *(each.name for each in product.names)])


def service_words(services: Iterable[Service]) -> tuple[str, ...]:
    """Return what finds a record by its services."""
    # Not `service.words`: they name products too, and would find the contracts of their competitors.
    return known(*(text for service in services for text in (service.name, service.description)))


def service_names(services: Iterable[Service]) -> tuple[str, ...]:
    """Return what services are called."""
    return once(service.name for service in services)
