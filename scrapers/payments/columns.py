"""Which column of a payments file plays which part: what the headers say, and what the sender says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scrapers.payments.headers import rank, role_names, scored
from scrapers.registers.columns import YOU_SAID
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.headers import folded

AMOUNTS = ("amount", "net", "gross")
NAMING = ("ocid", "notice", "reference", "supplier")
"""What can lead from a payment to its contract."""


@dataclass(slots=True)
class Column:
    """A column and the part it plays, None when it plays none."""

    position: int
    header: str
    field: str | None = None
    why: str = "it is not needed, and not kept"


def assign(headers: Sequence[str], filled: Sequence[bool], said: Mapping[str, str | None]) -> list[Column]:
    """Return each column with its part. `filled` tells which hold anything, `said` is what the sender says.

    Raises `UnreadableRegister` where no column gives the day, the amount, or what leads to a contract.
    """
    columns = [Column(position, header) for position, header in enumerate(headers)]
    _as_said(columns, said)
    taken = {column.field for column in columns if column.field}
    for column in sorted(columns, key=lambda each: (not filled[each.position], rank(each.header), each.position)):
        role = next((name for _, name in scored(column.header)), None)
        if role is None or column.why == YOU_SAID:
            continue
        if role in taken:
            column.why = f"another column is the better one for {role}"
            continue
        taken.add(role)
        column.field, column.why = role, "its header says so"
    _check(columns, taken)
    return columns


def _as_said(columns: Sequence[Column], said: Mapping[str, str | None]) -> None:
    for header, field in said.items():
        named = [each for each in columns if each.header and folded(each.header) == folded(header)]
        if not named:
            raise UnreadableRegister(f"There is no column {header!r}. {_listed(columns)}")
        if field is not None and field not in role_names():
            raise UnreadableRegister(f"There is no field {field!r}. The fields are: {', '.join(role_names())}.")
        named[0].field, named[0].why = field, YOU_SAID
    given = [column.field for column in columns if column.field]
    if len(set(given)) < len(given):
        raise UnreadableRegister("Two columns are said to be the same field.")


def _check(columns: Sequence[Column], taken: set[str]) -> None:
    if "paid_on" not in taken:
        raise UnreadableRegister(f"No column gives the day of the payment. {_listed(columns)}")
    if taken.isdisjoint(AMOUNTS):
        raise UnreadableRegister(f"No column gives the amount of the payment. {_listed(columns)}")
    if taken.isdisjoint(NAMING):
        raise UnreadableRegister(f"No column names a contract or a supplier. {_listed(columns)}")


def _listed(columns: Sequence[Column]) -> str:
    return "The columns are: " + ", ".join(repr(column.header) for column in columns if column.header)[:2000] + "."
