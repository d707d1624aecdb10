"""What the fields of a release are called in a sentence: `the end of lot 2`."""

from collections.abc import Mapping
from typing import Any

from registry.ocds.difference_values import spaced
from registry.ocds.differences import Member, Path
from registry.ocds.shapes import Json, object_at, objects, text

_NAMES = {
    "tenderPeriod/endDate": "deadline",
    "tenderPeriod/startDate": "first day for answers",
    "enquiryPeriod/endDate": "deadline for questions",
    "expressionOfInterestDeadline": "deadline for asking to take part",
    "awardPeriod/endDate": "day by which it is to be decided",
    "communication/futureNoticeDate": "day on which its tender notice is expected",
    "tender/id": "buyer's reference",
    "tender/status": "state of the tender",
    "standstillPeriod/endDate": "end of the standstill",
    "contractPeriod/startDate": "contract start",
    "contractPeriod/endDate": "contract end",
    "contractPeriod/maxExtentDate": "latest contract end, with every option",
    "period/startDate": "start",
    "period/endDate": "end",
    "period/maxExtentDate": "latest end, with every option",
    "renewal/description": "text on extensions",
    "options/description": "text on options",
    "dateSigned": "day of signing",
    "aboveThreshold": "word on whether it is above the threshold",
    "procurementMethodDetails": "procedure",
    "implementation/endDate": "day on which it ended",
    "implementation/finalValue": "final value",
    "terminationRationaleClassifications": "reason for its end",
    "statusDetails": "reason given",
    "hasRenewal": "word on whether it can be extended",
    "hasOptions": "word on whether there are options",
}
"""By the whole path, or by its last one or two keys."""
_MEMBERS = {
    "parties": "organisation",
    "amendments": "change",
    "proposedAmendments": "proposed change",
    "metrics": "performance indicator",
    "relatedProcesses": "related procurement",
}
"""What one object of a list is called, where it is not the list's name without its s."""

_UNSPOKEN = {"tender", "planning", "details"}


def field_name(path: Path, record: Json) -> str:
    """Return what a field is called, with what it belongs to; a list of one needs no number."""
    owners = [number for number, each in enumerate(path) if isinstance(each, Member)]
    keys = [str(each) for each in path[owners[-1] + 1 if owners else 0 :] if each != "*"]
    of = owner_name(path[: owners[-1] + 1], record) if owners else ""
    called = _called(keys)
    if not of or not called:
        return of or f"the {called or 'record'}"
    return f"{of}'s {called}" if of.startswith("the ") and " of " not in of else f"the {called} of {of}"


def owner_name(path: Path, record: Json) -> str:
    """Return what an object of a list is called: `lot 2`, `the contract`, `item 1 of lot 2`."""
    *before, collection, member = path
    inner = [number for number, each in enumerate(before) if isinstance(each, Member)]
    of = f" of {owner_name(path[: inner[-1] + 1], record)}" if inner else ""
    return _one(str(collection), member, record, bool(inner)) + of


def _one(collection: str, member: Any, record: Json, is_inner: bool) -> str:
    kind = _MEMBERS.get(collection) or spaced(collection).removesuffix("s")
    holders: Mapping[str, Json] = {"lots": object_at(record, "tender"), "awards": record, "contracts": record}
    if not is_inner and collection in holders and len(list(objects(holders[collection], collection))) == 1:
        return f"the {kind}"
    if collection in ("parties", "suppliers"):
        named = (text(each, "name", 200) for each in objects(record, "parties") if each.get("id") == member.id)
        return next(filter(None, named), f"{kind} {member.id}")
    return f"{kind} {member.id}" if isinstance(member, Member) else f"a {kind}"


def _called(keys: list[str]) -> str:
    for last in (keys, keys[-2:], keys[-1:]):
        if name := _NAMES.get("/".join(last)):
            return name
    return " ".join(spaced(key) for key in keys if key not in _UNSPOKEN) or " ".join(map(spaced, keys))
