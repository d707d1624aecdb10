"""Service areas as a file."""

from typing import Any

from registry.exports.columns import Column, Export, Kind, Linked
from registry.models import Service
from registry.queries.services import services_matching


def _url(row: Any, linked: Linked) -> str:
    return linked.url(f"services/{row.id}")


SERVICES = Export(
    "services",
    Service.id,
    (
        Column("id", Kind.text, Service.id),
        Column("url", Kind.text, _url, "The permalink."),
        Column("name", Kind.text, Service.name),
        Column("kind", Kind.text, Service.kind, "frontline, corporate or core technology."),
        Column("description", Kind.text, Service.description),
        Column("esd_functions", Kind.texts, Service.esd_functions, "Ids of the LGA's list of functions."),
        Column("cpv", Kind.texts, Service.cpv, "CPV codes that buyers typically give."),
        Column("words", Kind.texts, Service.words, "The words that betray it."),
    ),
    lambda _edition: services_matching(),
    {},
)
