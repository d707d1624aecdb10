"""Which column plays which part: what the headers say, checked against the cells, and what the sender says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scrapers.registers.cells import EMAIL, is_placeholder, without_contacts
from scrapers.registers.contents import contradiction, role_by_contents, role_of_text
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.headers import Role, fields, folded, roles, scored
from scrapers.registers.register import Column

SAMPLES = 3
YOU_SAID = "you said so"
PERSONAL = "it names persons, and is not kept"


@dataclass(slots=True)
class Assigned:
    """A column and its role, None when it has none; `kept` is False when not even its text is."""

    position: int
    header: str
    role: Role | None = None
    why: str = "its header is not known"
    kept: bool = True


def assign(headers: Sequence[str], cells: Sequence[Sequence[str]], said: Mapping[str, str | None]) -> list[Assigned]:
    """Return each column with its role. `cells` holds texts of each column, `said` the sender's words."""
    columns = [Assigned(position, header) for position, header in enumerate(headers)]
    taken: dict[str, Assigned] = {}
    _as_said(columns, said, taken)
    for _, position, name in _claims(columns, cells):
        column, role = columns[position], roles()[name]
        if column.role is not None or not column.kept:
            continue
        _claim(column, role, taken, cells[position])
    for column in columns:
        if column.role is None and column.kept and column.why != YOU_SAID:
            _by_contents(column, cells[column.position], taken)
    _without_title(columns, taken)
    return columns


def described(column: Assigned, cells: Sequence[str]) -> Column:
    """Return the column as the sender sees it, with a few of its cells."""
    field = column.role.field if column.role and column.role.kind not in ("dropped", "not_needed") else None
    samples = tuple(dict.fromkeys(without_contacts(text)[:80] for text in cells if text and not is_placeholder(text)))[
        :SAMPLES
    ]
    return Column(column.position, column.header, field, column.why, samples if column.kept else ())


def _as_said(columns: list[Assigned], said: Mapping[str, str | None], taken: dict[str, Assigned]) -> None:
    for header, field in said.items():
        named = [column for column in columns if header in (column.header, folded(column.header)) and column.header]
        named = named or [column for column in columns if column.header and folded(column.header) == folded(header)]
        if not named:
            raise UnreadableRegister(f"There is no column {header!r}. The columns are: {_list(columns)}.")
        if field is not None and (not isinstance(field, str) or field not in fields()):
            raise UnreadableRegister(f"There is no field {field!r}. The fields are: {', '.join(sorted(fields()))}.")
        for column in named[:1]:
            column.why = YOU_SAID
            column.kept = field is not None or not _names_persons(column.header)
            column.role = _role_for(column.header, field) if field else None
            other = taken.get(column.role.name) if column.role and not column.role.many else None
            if other:
                raise UnreadableRegister(f"Both {other.header!r} and {header!r} are said to be {field}.")
            if column.role:
                taken[column.role.name] = column


def _names_persons(header: str) -> bool:
    return any(roles()[name].kind == "dropped" for _, name in scored(header)[:1])


def _role_for(header: str, field: str) -> Role:
    """Return the role that feeds a field; where several do, the one that the header speaks for."""
    feeding = [role for role in roles().values() if role.field == field]
    return next((role for _, name in scored(header) for role in feeding if role.name == name), feeding[0])


def _list(columns: Sequence[Assigned]) -> str:
    return ", ".join(repr(column.header) for column in columns if column.header)[:2000]


def _claims(columns: list[Assigned], cells: Sequence[Sequence[str]]) -> list[tuple[float, int, str]]:
    """Return what the headers claim, the surest first, and the leftmost of equals."""
    claims = []
    for column in columns:
        if column.why == YOU_SAID:
            continue
        for score, name in scored(column.header):
            filled = sum(1 for text in cells[column.position] if text) > 0
            claims.append((score - (0 if filled else 5), -column.position, role_of_text(name, cells[column.position])))
    return [(score, -position, name) for score, position, name in sorted(claims, reverse=True)]


def _claim(column: Assigned, role: Role, taken: dict[str, Assigned], cells: Sequence[str]) -> None:
    if role.kind == "dropped":
        column.role, column.why, column.kept = role, PERSONAL, False
        return
    if _mostly_emails(cells):
        return
    against = contradiction(role, cells)
    if against:
        column.why = f"its header says {role.field}, but {against}"
        return
    other = taken.get(role.name)
    if other and not role.many:
        column.why = f"{other.header!r} is the better column for {role.field}"
        return
    taken.setdefault(role.name, column)
    column.role, column.why = role, "not needed" if role.kind == "not_needed" else "its header says so"


def _by_contents(column: Assigned, cells: Sequence[str], taken: dict[str, Assigned]) -> None:
    if _mostly_emails(cells):
        column.role, column.why, column.kept = roles()["contact"], PERSONAL, False
        return
    found = role_by_contents(cells)
    if found and found[0] not in taken:
        role = roles()[found[0]]
        column.role, column.why = role, f"its cells look like {found[1]}"
        column.kept = role.kind != "dropped"
        taken[role.name] = column
    elif not column.header:
        column.why = "it has no header"


def _mostly_emails(cells: Sequence[str]) -> bool:
    filled = [text for text in cells if text and not is_placeholder(text)]
    return bool(filled) and sum(map(_is_email, filled)) * 2 > len(filled)


def _is_email(text: str) -> bool:
    return sum(len(found[0]) for found in EMAIL.finditer(text)) * 2 > len(text)


def _without_title(columns: list[Assigned], taken: dict[str, Assigned]) -> None:
    """Let the description stand in for a title that no column gives."""
    if "title" not in taken and "description" in taken and taken["description"].why != YOU_SAID:
        column = taken["title"] = taken.pop("description")
        column.role, column.why = roles()["title"], "no other column gives a title"
    if "title" not in taken and "supplier" not in taken:
        raise UnreadableRegister(f"No column could be a title or a supplier. The columns are: {_list(columns)}.")
