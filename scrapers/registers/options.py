"""How a row's contract can be extended: months, numbers and yeses of several columns, set against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from scrapers.registers.cells import is_placeholder
from scrapers.registers.columns import Assigned
from scrapers.registers.drafts import Cells, Draft
from scrapers.registers.headers import folded

DAYS_IN_MONTH = 30.44
ROLES = ("option_months", "option_total_months", "option_count", "option_taken_count", "option_taken")


@dataclass(slots=True)
class Options:
    """What the columns on extensions say; None where one says nothing."""

    columns: int = 0
    """How many columns there are for months: with several, each is an option of its own."""
    has_count: bool = False
    """There is a column for the number of extensions."""
    months: list[int] = field(default_factory=list)
    """A number for each column that gives months."""
    is_total: bool = False
    is_each: bool = False
    count: int | None = None
    taken: int = 0
    words: list[str] = field(default_factory=list)
    """Each cell with its header."""


def put_options(draft: Draft, cells: Cells, columns: Sequence[Assigned]) -> None:
    """Put the options to extend. `columns` are the sheet's columns on options, whether the row fills them or not."""
    names = [column.role.name for column in columns if column.role]
    said = Options(columns=names.count("option_months"), has_count="option_count" in names)
    yeses = 0
    for name in ROLES:
        for column, reading, text in cells.get(name, []):
            if is_placeholder(text):
                continue
            said.words.append(f"{column.header}: {text}")
            if reading.problem:
                draft.fail("options", text, reading.problem)
            elif name in ("option_months", "option_total_months"):
                _add_months(said, reading.value, column)
            elif name == "option_count":
                said.count = reading.value
            elif name == "option_taken_count":
                said.taken = reading.value or 0
            else:
                yeses += reading.value is True
    said.taken = max(said.taken, yeses)
    _settle(draft, said)


def _add_months(said: Options, months: int | None, column: Assigned) -> None:
    if months is None or column.role is None:
        return
    said.months.append(months)
    said.is_total = said.is_total or column.role.name == "option_total_months"
    said.is_each = said.is_each or re.search(r"\b(?:each|per)\b", folded(column.header)) is not None


def _settle(draft: Draft, said: Options) -> None:
    """Put the options where their number and months leave no doubt; else their words."""
    if not said.words:
        return
    options, problem = _options(draft, said)
    words = "; ".join(said.words)
    if options is not None:
        draft.fields["options"] = options
        if said.columns == 1 and len(options) == 1 and options[0]["number"] > 1:
            draft.write("options", words)
    elif problem:
        draft.fail("options", words, problem)
        draft.fields.setdefault("extension_text", words)
    else:
        draft.write("options", words)


def _options(draft: Draft, said: Options) -> tuple[list[dict[str, int]] | None, str | None]:
    if said.columns > 1:
        return _one_by_one(said)
    months = said.months[0] if said.months else None
    if months is None:
        return ([], None) if said.count == 0 else (None, None)
    if months == 0 and not said.count:
        return [], None
    if said.has_count and said.count is None:
        return None, "how many extensions there are is not given"
    count = said.count if said.has_count and said.count is not None else 1
    if not months or not count:
        return None, "the months and the number of extensions contradict each other"
    if said.taken > count:
        return None, f"{said.taken} extensions are said to be taken of {count}"
    if count > 1:
        each = _months_each(draft, said, months, count)
        if each is None:
            return None, f"whether {months} months are for each of {count} extensions or for all is not said"
        months = each
    return [{"number": count, "months": months, "taken": said.taken}], None


def _one_by_one(said: Options) -> tuple[list[dict[str, int]] | None, str | None]:
    filled = [months for months in said.months if months]
    if said.taken > len(filled):
        return None, f"{said.taken} extensions are said to be taken of {len(filled)}"
    return [
        {"number": 1, "months": months, "taken": int(index < said.taken)} for index, months in enumerate(filled)
    ], None


def _months_each(draft: Draft, said: Options, months: int, count: int) -> int | None:
    """Return the months of one extension, as the header says, or as the row's own value and dates prove."""
    shared = months // count if months % count == 0 else None
    if said.is_each:
        return months
    if said.is_total:
        return shared
    proofs = set()
    for spanned in _spans(draft, said, count):
        term = draft.fields.get("term_months") or 0
        for total, each in ((months * count, months), (months, shared)):
            if each and abs(spanned - term - total) < 0.5:
                proofs.add(each)
    return proofs.pop() if len(proofs) == 1 else None


def _spans(draft: Draft, said: Options, count: int) -> list[float]:
    """Return the months that the contract runs with every option, by its value and by its dates."""
    spans: list[float] = []
    if not draft.fields.get("term_months"):
        return spans
    total, annual = draft.fields.get("value_pence"), draft.fields.get("annual_value_pence")
    if total and annual and annual > 0:
        spans.append(total / annual * 12)
    starts, ends = draft.fields.get("starts_on"), draft.fields.get("ends_on")
    if starts and ends and said.taken == count:
        days = (date.fromisoformat(ends) - date.fromisoformat(starts)).days + 1
        spans.append(days / DAYS_IN_MONTH)
    return spans
