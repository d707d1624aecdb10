"""What a notice changed, in a sentence."""

from collections.abc import Callable
from typing import Any

from registry.ocds.difference_names import field_name, owner_name
from registry.ocds.difference_values import in_words, moved
from registry.ocds.differences import Difference, Member, Path
from registry.ocds.shapes import Json, object_at, objects, text

_ENDS = {
    ("contracts", "terminated"): "{} was ended.",
    ("contracts", "cancelled"): "{} was called off.",
    ("awards", "cancelled"): "{} was called off.",
    ("awards", "unsuccessful"): "{} was not made.",
    ("lots", "cancelled"): "{} was cancelled.",
    ("lots", "unsuccessful"): "{} found no supplier.",
}


def change_in_words(change: Difference, record: Json) -> str:
    """Return what a difference between two states of a record says; `record` is the later."""
    collection = str(change.path[-2]) if len(change.path) > 1 else ""
    if isinstance(change.path[-1], Member):
        return _sentence(_of_member(change, collection, record))
    if change.path == ("tender", "status") and change.after in ("cancelled", "withdrawn"):
        return f"The procurement was {change.after}."
    if len(change.path) > 2 and change.path[-1] == "status":
        ended = _ENDS.get((str(change.path[-3]), str(change.after)))
        if ended and isinstance(change.path[-2], Member):
            return _sentence(ended.format(owner_name(change.path[:-1], record)))
    return _sentence(_of_field(change, field_name(change.path, record)))


def unmerged_in_words(path: Path, value: Any, record: Json) -> str:
    """Return what a release says beside the record."""
    return _sentence(f"the notice itself also gives {field_name(path, record)} as {in_words(value)}.")


def _of_field(change: Difference, called: str) -> str:
    old, new = change.before, change.after
    if old is None:
        return f"{called} was given: {in_words(new)}."
    if new is None:
        return f"{called} was left out; it was {in_words(old)}."
    if isinstance(old, str) and isinstance(new, str) and (days := moved(old, new)):
        return f"{called} moved {days}."
    told = in_words(old), in_words(new)
    if told[0] == told[1]:
        return f"{called} was written in another way: {told[1]}."
    return f"{called} changed from {told[0]} to {told[1]}."


def _of_member(change: Difference, collection: str, record: Json) -> str:
    called = owner_name(change.path, record)
    if change.after is None:
        return f"{called} was left out."
    if change.before is None and isinstance(change.after, dict):
        told = _ADDED.get(collection)
        return told(change.after, called, record) if told else f"{called} was added{_detail(change.after)}."
    return _of_field(change, called)


def _award(award: Json, called: str, record: Json) -> str:
    sellers = [text(each, "name", 200) for each in objects(award, "suppliers")]
    if not any(sellers):
        return f"{called} was added{_detail(award)}."
    worth = in_words(object_at(award, "value")) if object_at(award, "value") else ""
    lots = award.get("relatedLots")
    many = len(list(objects(object_at(record, "tender"), "lots"))) > 1
    what = f"lot {', '.join(map(str, lots))}" if many and isinstance(lots, list) else "it"
    return f"{what} was awarded to {_joined(sellers)}{f', for {worth}' if worth else ''}."


def _contract(contract: Json, called: str, _record: Json) -> str:
    period, worth = object_at(contract, "period"), object_at(contract, "value")
    if text(contract, "status") == "cancelled":
        return f"{called} was called off{_because(contract, 'statusDetails')}."
    if text(contract, "status") == "terminated":
        ended = object_at(contract, "implementation").get("endDate")
        return f"{called} was ended{f' on {in_words(ended)}' if ended else ''}."
    said = [text(contract, "title", 200)]
    said += [
        f"{word} {in_words(period[key])}" for word, key in (("from", "startDate"), ("to", "endDate")) if key in period
    ]
    said += [f"for {in_words(worth)}"] if worth else []
    told = ", ".join(filter(None, said))
    return f"{called} was told of{f': {told}' if told else ''}."


def _party(party: Json, called: str, _record: Json) -> str:
    roles = party.get("roles")
    return f"{called} was named{f' as {in_words(roles)}' if roles else ''}."


def _supplier(supplier: Json, called: str, _record: Json) -> str:
    return f"{text(supplier, 'name', 200) or called} was added as a supplier."


def _document(document: Json, called: str, _record: Json) -> str:
    title = text(document, "title", 200) or text(document, "description", 200)
    return f"{f'the document “{title}”' if title else called} was added."


def _amendment(amendment: Json, called: str, _record: Json) -> str:
    changed = called.partition(" of ")[2]
    if changed.startswith(("the contract", "contract")):
        return f"{changed} was changed{_dated(amendment)}{_because(amendment, 'rationale')}."
    return f"the notice was corrected{_because(amendment, 'rationale') or _because(amendment, 'description')}."


def _proposed(amendment: Json, _called: str, _record: Json) -> str:
    period = object_at(amendment, "period")
    end = f": its end would be {in_words(period['endDate'])}" if "endDate" in period else ""
    return f"a change of the contract is proposed{_dated(amendment)}{end}{_because(amendment, 'rationale')}."


def _observation(observation: Json, called: str, _record: Json) -> str:
    rating = text(object_at(observation, "measureClassification"), "description", 200)
    measure = in_words(observation.get("measure", "not told"))
    return f"{called.partition(' of ')[2] or called} was measured: {measure}{f' ({rating})' if rating else ''}."


_ADDED: dict[str, Callable[[Json, str, Json], str]] = {
    "awards": _award,
    "contracts": _contract,
    "parties": _party,
    "suppliers": _supplier,
    "documents": _document,
    "amendments": _amendment,
    "proposedAmendments": _proposed,
    "observations": _observation,
}


def _detail(added: Json) -> str:
    named = next((found for key in ("title", "name", "description") if (found := text(added, key))), "")
    return f": {in_words(named)}" if named else ""


def _dated(amendment: Json) -> str:
    return f" for {in_words(amendment['date'])}" if "date" in amendment else ""


def _because(holder: Json, key: str) -> str:
    why = text(holder, key)
    return f", because: {in_words(why)}" if why else ""


def _joined(names: list[str]) -> str:
    *first, last = [each or "a supplier without a name" for each in names]
    return f"{', '.join(first)} and {last}" if first else last


def _sentence(words: str) -> str:
    whole = words[:-1] if words.endswith(("..", "….")) else words
    return f"{whole[:1].upper()}{whole[1:]}"
