"""A register as read: its columns, and every row with what was understood of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["understood", "partly", "refused", "skipped"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet, and the field that it feeds; None when it feeds none."""

    position: int
    """Counted from 0."""
    header: str
    field: str | None
    why: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row below the header; `number` is the row's in a spreadsheet."""

    number: int
    status: Status
    why: str | None
    fields: Mapping[str, Any]
    """What was understood: days in ISO form, money in pence, suppliers and options as lists."""
    as_written: Mapping[str, str]
    """By field, the words of what was not understood, or was read as something else than is written."""
    problems: Mapping[str, str]
    """By field, what is wrong and what would be right."""
    raw: Mapping[str, str]
    """By header, the cells that hold something; persons' names, addresses and numbers left out."""


@dataclass(frozen=True, slots=True)
class Register:
    """A whole register."""

    sheet: str | None
    header_row: int
    """The row that holds the headers, or the lower of two that do; counted from 1."""
    columns: tuple[Column, ...]
    rows: tuple[RegisterRow, ...]
    notes: tuple[str, ...]
