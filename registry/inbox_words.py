"""Why an item waits, in a sentence or two with the facts: which source, which day, which value against which."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from registry.claims import Claim, Resolved
from registry.duplicates import Lookalike
from registry.inbox import Fields, Kind, Matter, OwnWord, lacks_end, lacks_value
from registry.weighing import SetAside

_LONGEST = 160
_FOUNDS = ("title", "authorities", "suppliers", "status", "starts_on", "ends_on", "value", "name", "contracts")
"""Fields that tell first of a record."""


def contract_why(matter: Matter, contract: Any, fields: Fields, sellers: Sequence[str]) -> str:
    """Return why a contract waits, but for disputes and duplicates."""
    kind, own = matter.kind, matter.own
    if kind is Kind.past_end:
        told = [
            f"Its term ended on {day(contract.ends_on)}{_says(fields, 'ends_on')}, and nobody has said what came then."
        ]
        if contract.max_ends_on and contract.max_ends_on > contract.ends_on:
            told.append(f"With every option taken it could run until {day(contract.max_ends_on)}.")
        return " ".join(told)
    if kind is Kind.missing_end:
        return f"{_last(own)}, and no source says when it ends."
    if kind is Kind.missing_value:
        return f"{_last(own)}, and no source says what it is worth."
    return " ".join([_waits(matter, "You have not spoken about it yet."), *_facts(contract, fields, sellers)])


def system_why(matter: Matter, fields: Fields, contracts: Mapping[str, Any]) -> str:
    """Return why a system waits, but for disputes; `contracts` are those that the authority knows, by id."""
    waits = _waits(matter, "You have not said whether you use it.")
    under = [named(contracts[each].title) for each in _value(fields, "contracts") or () if each in contracts]
    return f"{waits} It is bought under {', '.join(under)}." if under else waits


def dispute_why(name: str, said: Resolved, *, is_own: bool = True) -> str:
    """Return what is disputed: the notice's word, and the authority's, or that of another with which it shares."""
    against, field = said.disputes[0], name.removesuffix("_on").replace("_", " ")
    confirmed = said.confirmed_on or said.claim.said_on
    speaker = who(against)
    theirs = f"{speaker[0].upper()}{speaker[1:]} of {day(against.said_on)} says: {field} {in_words(against.value)}."
    return f"{theirs} {'You' if is_own else 'Another authority'} said on {day(confirmed)}: {in_words(said.value)}."


def doubt_why(found: SetAside) -> str:
    """Return what was published of a field, and why it was set aside."""
    claim, field = found.claim, found.doubt.field.removesuffix("_on").replace("_", " ")
    speaker = who(claim)
    said = f"{speaker[0].upper()}{speaker[1:]} of {day(claim.said_on)} says: {field} {in_words(claim.value)}."
    return f"{said} It was set aside because {found.doubt.why}: it counts nowhere until you say what is right."


def duplicate_why(pair: Lookalike, title: str) -> str:
    """Return why two contracts may be one; `title` is that of the one that would stay."""
    return " ".join([f"It looks like {named(title)}.", *pair.reasons])


def first_told_on(fields: Fields) -> date | None:
    """Return the earliest day on which something that is believed of a record was said."""
    return min((field.claim.said_on for name, field in fields.items() if name in _FOUNDS), default=None)


def day(value: date) -> str:
    """Return `9 May 2027`."""
    return f"{value.day} {value:%B %Y}"


def named(title: str) -> str:
    """Return a title as part of a sentence."""
    return f"“{_short(title)}”"


def who(claim: Claim) -> str:
    """Return who makes a claim."""
    if claim.reference.startswith(("http://", "https://")):
        return urlsplit(claim.reference).hostname or "a page"
    if claim.source == "classification":
        return f"our reading of notice {claim.reference}"
    if claim.source in ("register", "authority", "contract"):
        return {"register": "a contracts register", "authority": "the authority’s word", "contract": "a contract"}[
            claim.source
        ]
    return f"notice {claim.reference} ({claim.source.replace('_', ' ')})"


def in_words(value: Any) -> str:
    """Return a claimed value as people read it."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        if "pence" in value:
            return _money(value)
        return _short(str(value.get("name") or value.get("id") or value.get("text") or "something else"))
    if isinstance(value, (list, tuple)):
        return _short(", ".join(map(in_words, value))) or "none"
    return _day_or_text(str(value))


def _facts(contract: Any, fields: Fields, sellers: Sequence[str]) -> Iterable[str]:
    worth = _value(fields, "value") or _value(fields, "annual_value")
    known = [f"with {', '.join(sellers)}"] if sellers else []
    known += [f"from {day(contract.starts_on)}"] if contract.starts_on else []
    known += [f"until {day(contract.ends_on)}"] if contract.ends_on else []
    known += [f"worth {in_words(worth)}"] if worth else []
    if known:
        yield f"What is known: {', '.join(known)}{_says(fields, 'ends_on', 'starts_on', 'title')}."
    if lacks_end(contract):
        yield "No source says when it ends."
    if lacks_value(contract):
        yield "No source says what it is worth."


def _says(fields: Fields, *names: str) -> str:
    claim = next((fields[name].claim for name in names if name in fields), None)
    return f", according to {who(claim)} of {day(claim.said_on)}" if claim else ""


def _waits(matter: Matter, silent: str) -> str:
    if matter.kind is Kind.stale and matter.own.said_on:
        return f"You last spoke about it on {day(matter.own.said_on)}, more than a year ago."
    return "You have an unpublished draft." if matter.own.has_draft else silent


def _last(own: OwnWord) -> str:
    return f"You confirmed it on {day(own.said_on)}" if own.said_on else "You have not spoken about it yet"


def _value(fields: Fields, name: str) -> Any:
    return fields[name].value if name in fields else None


def _money(value: Mapping[str, Any]) -> str:
    if value.get("pence") is None:
        return "none"
    amount = f"{value['pence'] / 100:,.2f}".removesuffix(".00")
    currency = value.get("currency") or "GBP"
    vat = {"included": " with VAT", "excluded": " without VAT"}.get(value.get("vat") or "", "")
    return f"{'£' if currency == 'GBP' else currency + ' '}{amount}{vat}"


def _day_or_text(text: str) -> str:
    try:
        return day(date.fromisoformat(text)) if len(text) == len("2026-12-31") else _short(text)
    except ValueError:
        return _short(text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
