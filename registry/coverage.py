"""How much of an estate is known, and what is missing, said openly."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an authority, of a service, of both together, or of all."""

    systems: int = 0
    contracts: int = 0
    """Running technology contracts; what follows is of these."""
    with_end: int = 0
    with_value: int = 0
    value_confirmed: int = 0
    """Those of which the authority itself says the value."""
    confirmed_within_year: int = 0
    disputed: int = 0
    latest_word_on: date | None = None

    @property
    def is_anything(self) -> bool:
        return bool(self.systems or self.contracts)


COUNTS = [each.name for each in fields(Known)]


Pair = tuple[str, str | None]
"""An authority and a service; None is contracts of which the service is not known."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is known of each authority and service, of each pair of them, and of all together."""

    cells: dict[Pair, Known]
    authorities: dict[str, Known]
    services: dict[str | None, Known]
    total: Known

    def narrowed(self, gss: str | None, service: str | None) -> "Counted":
        """Return the part about one authority, one service or both: nothing need be counted again for that."""
        if gss is None and service is None:
            return self
        cells = {
            pair: known
            for pair, known in self.cells.items()
            if gss in (None, pair[0]) and (service is None or pair[1] == service)
        }
        if gss and service:
            total = cells.get((gss, service), Known())
        else:
            total = self.authorities.get(gss, Known()) if gss else self.services.get(service, Known())
        return Counted(
            cells,
            {of: known for (of, _), known in cells.items()} if service else {gss or "": total},
            {of: known for (_, of), known in cells.items()} if gss else {service: total},
            total,
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not known. Nothing known is not nothing there."""

    authorities: list[str]
    """Codes of authorities of which no system and no contract is known."""
    services: list[str]
    """Ids of services for which none is known anywhere."""
    pairs: int
    """How many pairs of an authority and a service nothing is known of, of `of_pairs`."""
    of_pairs: int
    without_register: list[str]
    """Codes of authorities whose contracts register was never read."""
    unread: list[str]
    """Portals that were never read."""
    sentences: list[str] = field(default_factory=list)


def known_pairs(cells: Mapping[Pair, Known]) -> set[tuple[str, str]]:
    """Return the pairs of an authority and a service of which anything is known."""
    return {(gss, service) for (gss, service), known in cells.items() if service is not None and known.is_anything}


def missing(
    authorities: Collection[str],
    services: Collection[str],
    cells: Mapping[Pair, Known],
    *,
    registers: Collection[str],
    unread: Iterable[str],
) -> Missing:
    """Return what is missing of these authorities and services; `registers` are authorities whose register was read."""
    pairs = {pair for pair in known_pairs(cells) if pair[0] in authorities and pair[1] in services}
    heard_of = {gss for (gss, _), known in cells.items() if known.is_anything}
    served = {service for _, service in pairs}
    found = Missing(
        authorities=[gss for gss in authorities if gss not in heard_of],
        services=[service for service in services if service not in served],
        pairs=len(authorities) * len(services) - len(pairs),
        of_pairs=len(authorities) * len(services),
        without_register=[gss for gss in authorities if gss not in registers],
        unread=list(unread),
    )
    found.sentences.extend(_sentences(found, len(authorities), len(services)))
    return found


def _sentences(found: Missing, authorities: int, services: int) -> Iterable[str]:
    told = (
        (len(found.authorities), f"Nothing is known of {len(found.authorities)} of {authorities} authorities."),
        (len(found.services), f"No system or contract is known for {len(found.services)} of {services} services."),
        (found.pairs, f"Of {found.pairs} of {found.of_pairs} pairs of an authority and a service nothing is known."),
        (
            len(found.without_register),
            f"The contracts register of {len(found.without_register)} of {authorities} authorities was never read.",
        ),
        (len(found.unread), f"Never read: {', '.join(found.unread)}."),
    )
    return (sentence for count, sentence in told if count)
