"""Changes as a file: those that everyone may see."""

import json
from typing import Any

from registry.exports.columns import Column, Export, Kind, Linked
from registry.models import Change
from registry.queries.changes import changes_matching
from registry.roles import PUBLIC


def _url(row: Any, linked: Linked) -> str:
    return linked.url(f"changes/{row.id}")


def _json(name: str) -> Any:
    return lambda row, _linked: json.dumps(getattr(row, name), ensure_ascii=False)


CHANGES = Export(
    "changes",
    Change.id,
    (
        Column("id", Kind.number, Change.id),
        Column("url", Kind.text, _url, "The permalink."),
        Column("at", Kind.moment, Change.at),
        Column("by", Kind.text, Change.by, "The label of the key, or the source that was read."),
        Column("authority_gss", Kind.text, Change.gss, "The authority for which it was made."),
        Column("action", Kind.text, Change.action),
        Column("subject_kind", Kind.text, Change.subject_kind),
        Column("subject_id", Kind.text, Change.subject_id),
        Column("before", Kind.text, _json("before"), "JSON: the fields that were written, as they were."),
        Column("after", Kind.text, _json("after"), "JSON: the same fields, as they were left."),
        Column("note", Kind.text, Change.note),
    ),
    lambda _edition: changes_matching(PUBLIC),
    {},
    (Change.before, Change.after),
)
