"""The documents behind a page: who speaks, and where it can be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask import url_for
from sqlalchemy import select

from registry.api.cached import once_a_minute
from registry.api.clock import today
from registry.api.session import session
from registry.claims import Claim, Resolved
from registry.filing.notices import notice_id
from registry.models import Authority, Contract, Notice, Statement
from registry.roles import PUBLIC
from registry.visibility import seen_by
from web.words import PORTALS, is_web


@dataclass(frozen=True, slots=True)
class Word:
    """One document's word: who says it, where it can be read (None when nowhere on the web), and when."""

    who: str
    url: str | None
    said_on: date
    confidence: str


def public(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements that anyone may see today: pages know no others."""
    return seen_by(PUBLIC, statements, today())


def authority_names() -> dict[str, str]:
    """Return what authorities are called, by code, as of this minute."""
    return once_a_minute(
        "authority_names", lambda: dict(session().execute(select(Authority.gss, Authority.short_name)).all())
    )


class Documents:
    """Statements by the documents that make them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        """Look up, all at once, what the statements do not hold themselves."""
        self._made = {(each.source, each.reference): each for each in statements}
        self._ocids = _ocids({each.subject_id for each in statements if each.subject_kind == "contract"})
        self._notices = _notices({self._notice_of(each) for each in statements if _is_notice(each)})
        self._authorities = authority_names()

    def word(self, field: Resolved) -> Word:
        """Return who says what is believed of a field."""
        return self._word(field.claim, field.confidence(today()))

    def against(self, claim: Claim) -> Word:
        """Return who says what speaks against that."""
        return self._word(claim, Resolved(claim, None).confidence(today()))

    def spelt(self) -> dict[str, list[tuple[str, str]]]:
        """Return by field what registers have where it was not wholly understood: who, and in which words."""
        found: dict[str, list[tuple[str, str]]] = {}
        for statement in self._made.values():
            for name, text in statement.as_written.items():
                found.setdefault(name, []).append((self._who(statement), text))
        return found

    def _word(self, claim: Claim, confidence: str) -> Word:
        statement = self._made[claim.source, claim.reference]
        return Word(self._who(statement), self._url(statement), claim.said_on, confidence)

    def _who(self, statement: Statement) -> str:
        if statement.source == "register":
            return f"Contracts register of {self._authorities.get(statement.gss or '', 'the authority')}"
        if statement.source == "payments":
            return f"Payments file of {self._authorities.get(statement.gss or '', 'the authority')}"
        if statement.source == "public_record" and is_web(statement.reference):
            return urlsplit(statement.reference).hostname or PORTALS["public_record"]
        return PORTALS.get(statement.source, statement.source)

    def _url(self, statement: Statement) -> str | None:
        if statement.source == "contract":
            return url_for("pages.contract", key=statement.reference)
        if _is_notice(statement):
            return self._notices.get(self._notice_of(statement))
        return statement.reference if is_web(statement.reference) else None

    def _notice_of(self, statement: Statement) -> str:
        return notice_id(self._ocids.get(statement.subject_id) or "", statement.reference)


def _is_notice(statement: Statement) -> bool:
    spoken = statement.source in ("register", "payments", "authority", "contract")
    return not spoken and statement.subject_kind == "contract" and not is_web(statement.reference)


def _ocids(contract_ids: set[str]) -> dict[str, str | None]:
    if not contract_ids:
        return {}
    return dict(session().execute(select(Contract.id, Contract.ocid).where(Contract.id.in_(contract_ids))).all())


def _notices(ids: set[str]) -> dict[str, str]:
    """Return the addresses of notices, but for those that may not be linked."""
    if not ids:
        return {}
    found = session().execute(select(Notice.id, Notice.portal_url).where(Notice.id.in_(ids)))
    return {id_: url for id_, url in found if url and is_web(url)}
