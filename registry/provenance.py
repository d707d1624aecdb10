"""Statements as they are kept, and what they resolve to."""

from collections.abc import Iterable
from itertools import groupby

from registry.claims import Belief, Resolved, Said
from registry.models import Statement
from registry.weighing import Weighed, weigh


def said(statement: Statement) -> Said:
    """Return a kept statement as the rules read it."""
    return Said(
        statement.source,
        statement.reference,
        Belief[statement.belief],
        statement.said_on,
        statement.fields,
        statement.said_at,
        statement.released or (),
    )


def weighed(statements: Iterable[Statement]) -> Weighed:
    """Return what kept statements about one record resolve to, and what was set aside for being in doubt."""
    return weigh(map(said, statements))


def believed(statements: Iterable[Statement]) -> dict[str, Resolved]:
    """Return what kept statements about one record resolve to, by field."""
    return weighed(statements).fields


def believed_by_subject(statements: Iterable[Statement]) -> dict[str, dict[str, Resolved]]:
    """Return what kept statements resolve to, by record and field; those about one record come together."""
    return {subject_id: believed(of) for subject_id, of in groupby(statements, lambda each: each.subject_id)}


def latest_on(name: str, statements: Iterable[Statement]) -> Statement | None:
    """Return the latest of an authority's words about a field; None when it has not spoken about it."""
    told = [each for each in statements if name in each.fields]
    return max(told, key=lambda each: (each.said_on, each.said_at), default=None)


def rejecting(statements: Iterable[Statement]) -> set[str]:
    """Return the authorities whose latest word is that a record is not theirs."""
    own: dict[str, list[Statement]] = {}
    for each in statements:
        if each.gss and each.belief == Belief.authority.name:
            own.setdefault(each.gss, []).append(each)
    latest = {gss: latest_on("is_rejected", words) for gss, words in own.items()}
    return {gss for gss, each in latest.items() if each and each.fields["is_rejected"]}
