"""What was changed of a record, as far as the public may know, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registry.api.session import session
from registry.models import Change
from registry.queries.changes import changes_matching
from registry.roles import PUBLIC
from web.documents import authority_names
from web.labels import label
from web.values import in_words
from web.words import PORTALS

SHOWN = 20
"""How many changes a page shows; the API has them all."""


BY = {"contract": "this registry, from its contracts", "classification": "this registry"}
"""Who changed something, where no person and no portal did."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, as it was and as it was left."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One change, as people read it."""

    change: Change
    by: str
    fields: list[FieldChange]


@dataclass(frozen=True, slots=True)
class History:
    """The latest changes, and whether there are more."""

    changes: list[Told]
    has_more: bool


def history_of(kind: str, id_: str) -> History:
    """Return the latest public changes of a `contract`, `system` or `product`."""
    subject: Mapping[str, Any] = {kind: id_}
    found = session().scalars(changes_matching(PUBLIC, **subject).limit(SHOWN + 1)).all()
    return History([_told(each) for each in found[:SHOWN]], len(found) > SHOWN)


def _told(change: Change) -> Told:
    names = [name for name in change.after if change.before.get(name) != change.after[name]]
    called = authority_names()
    fields = [
        FieldChange(
            label(name),
            in_words(name, change.before.get(name), called),
            in_words(name, change.after[name], called),
        )
        for name in names
    ]
    return Told(change, BY.get(change.by) or PORTALS.get(change.by, change.by), fields)
