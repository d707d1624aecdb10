"""Which rows of a register speak about one contract, and under which id the registry keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from registry.identities import public_id
from registry.supplier_names import name_key

Group = tuple[str, ...]
"""What rows about one contract share: reference, title and start; or where none has a reference, the suppliers too."""


@dataclass(frozen=True, slots=True)
class Known:
    """The id that an earlier register of the authority gave to a group, and how recent that register is."""

    id: str
    recency: int


def group_of(fields: Mapping[str, Any]) -> Group:
    """Return the group of a row that was understood, by what it says."""
    title, start = _folded(title_of(fields)), fields.get("starts_on") or ""
    if reference := _folded(fields.get("reference", "")):
        return "reference", reference, title, start
    sellers = sorted(each["company_number"] or _folded(each["name"]) for each in fields.get("suppliers", ()))
    return "title", title, start, *sellers


def title_of(fields: Mapping[str, Any]) -> str:
    """Return the title of a row; where it gives none, its description."""
    return str(fields.get("title") or fields.get("description") or "")


def contract_ids(rows: Iterable[tuple[int, Mapping[str, Any]]], gss: str, known: Mapping[Group, Known]) -> list[str]:
    """Return the contract's id for each row, given as number and fields, in their order.

    A group that an earlier register had keeps its id. Else a reference (or, without one, a title with its start)
    that only one group has makes the same id as for a contract that an officer tells of by hand; the groups that
    share one are told apart by title and start.
    """
    groups: list[Group] = []
    plain: dict[Group, str] = {}
    for _, fields in rows:
        group = group_of(fields)
        groups.append(group)
        if group not in plain:
            plain[group] = _plain_id(gss, fields)
    shared = Counter(map(_family, plain))
    chosen = _kept(plain, known)
    taken = set(chosen.values())
    for group, plain_id in plain.items():
        if group in chosen:
            continue
        is_plain = shared[_family(group)] == 1 and group[1] and plain_id not in taken
        chosen[group] = plain_id if is_plain else public_id("contract", gss, "register", *group)
        taken.add(chosen[group])
    return [chosen[group] for group in groups]


def _kept(groups: Iterable[Group], known: Mapping[Group, Known]) -> dict[Group, str]:
    """Return the groups that keep an earlier id; of several that had the same one, the latest."""
    kept: dict[Group, str] = {}
    taken: set[str] = set()
    found = [group for group in groups if group in known]
    for group in sorted(found, key=lambda each: -known[each].recency):
        if known[group].id not in taken:
            kept[group] = known[group].id
            taken.add(known[group].id)
    return kept


def _family(group: Group) -> Group:
    return group[:2] if group[0] == "reference" else group[:3]


def _plain_id(gss: str, fields: Mapping[str, Any]) -> str:
    """Return the id as `POST /contracts` makes it."""
    reference = " ".join(fields.get("reference", "").split())
    return public_id("contract", gss, reference or f"{name_key(title_of(fields))} {fields.get('starts_on')}")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
