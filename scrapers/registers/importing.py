"""Taking a register in: it is read whole, and every row is kept with what was understood; no contract changes yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session, sessionmaker

from registry.collecting import collecting_later
from registry.db import read_only
from registry.identities import public_id
from registry.models import Change, Contract, RegisterImport, RegisterRow
from registry.visibility import Audience
from scrapers.registers.chunks import chunked
from scrapers.registers.columns import YOU_SAID
from scrapers.registers.grouping import contract_ids
from scrapers.registers.headers import folded
from scrapers.registers.history import known_groups, vanished_before
from scrapers.registers.judging import kept_rows
from scrapers.registers.locking import importing_for
from scrapers.registers.reading import read_register
from scrapers.registers.register import Register

CHUNK = 1000
Columns = Mapping[str, str | None]
"""What columns feed, by their headers: {"Start Date": "starts_on", "Notes": None}."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A register as it was sent."""

    data: bytes
    filename: str
    gss: str
    by: str
    said_on: date | None
    """The day as of which it speaks; None when the sender does not say: today, unless the file is known."""
    columns: Columns | None = None

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()

    @property
    def import_id(self) -> str:
        """Stands for the authority and the bytes."""
        return public_id("import", self.gss, self.digest)


def take_in(sessions: sessionmaker[Session], upload: Upload, locks: Path, today: date, at: datetime) -> bool:
    """Read a register and keep its rows; return whether anything is new.

    The same file with the same columns and day changes nothing. With others it is read anew, and is `read` again
    until it is applied again. All is one transaction. Raises `UnreadableRegister` and `ImportBusy`.
    """
    with importing_for(upload.gss, locks):
        with sessions() as session:
            before = read_only(session).get(RegisterImport, upload.import_id)
        if before and _is_same(before, upload):
            return False
        said = _merged(before.columns, upload.columns) if before else upload.columns
        with collecting_later():
            register = read_register(upload.data, upload.filename, said)
            with sessions.begin() as session:
                _keep(session, upload, register, today, at)
        return True


def _is_same(row: RegisterImport, upload: Upload) -> bool:
    fed = {folded(each["header"]): each["field"] for each in row.columns}
    if upload.said_on not in (None, row.said_on):
        return False
    return all(fed.get(folded(header), "no such column") == field for header, field in (upload.columns or {}).items())


def _merged(columns: Sequence[Mapping[str, Any]], said: Columns | None) -> Columns:
    """Return what was said of columns earlier, with what is said now."""
    now = {folded(header) for header in said or {}}
    earlier = (each for each in columns if each["why"] == YOU_SAID and folded(each["header"]) not in now)
    return {**{each["header"]: each["field"] for each in earlier}, **(said or {})}


def _keep(session: Session, upload: Upload, register: Register, today: date, at: datetime) -> None:
    row = session.get(RegisterImport, upload.import_id)
    is_new = row is None
    row = row or RegisterImport(
        id=upload.import_id, gss=upload.gss, filename=_tidy(upload.filename), digest=upload.digest, said_on=today
    )
    row.said_on = upload.said_on or row.said_on
    row.state, row.read_at, row.applied_at, row.by = "read", at, None, upload.by
    row.sheet, row.header_row, row.notes = register.sheet, register.header_row, list(register.notes)
    row.columns = [asdict(column) | {"samples": list(column.samples)} for column in register.columns]
    understood = [(each.number, each.fields) for each in register.rows if each.status in ("understood", "partly")]
    found = contract_ids(understood, upload.gss, known_groups(session, upload.gss, upload.import_id))
    contract_of = {number: id_ for (number, _), id_ in zip(understood, found, strict=True)}
    ids = set(found)
    row.vanished = vanished_before(session, row, ids)
    row.counts = {}
    session.add(row)
    session.flush()
    statuses = _keep_rows(session, row.id, kept_rows(register.rows, contract_of), is_new)
    row.counts = {**statuses, "contracts": len(ids), "new": len(ids) - _known(session, ids)}
    session.add(_change(row, at))


def _keep_rows(session: Session, import_id: str, rows: Iterable[dict[str, object]], is_new: bool) -> dict[str, int]:
    if not is_new:
        session.execute(delete(RegisterRow).where(RegisterRow.import_id == import_id))
    statuses = Counter(dict.fromkeys(("understood", "partly", "refused", "skipped"), 0))
    for chunk in chunked(rows, CHUNK):
        statuses.update(str(each["status"]) for each in chunk)
        session.execute(insert(RegisterRow), [{"import_id": import_id, **each} for each in chunk])
    return dict(statuses)


def _known(session: Session, ids: Iterable[str]) -> int:
    """Return how many of the contracts there are already."""
    counted = select(func.count()).select_from(Contract)
    return sum(session.scalar(counted.where(Contract.id.in_(chunk))) or 0 for chunk in chunked(sorted(ids), CHUNK))


def _tidy(filename: str) -> str:
    """Return the last part of a path, without what no database keeps."""
    name = re.sub("[\x00-\x1f\x7f\ud800-\udfff]", "", re.split(r"[/\\]", filename)[-1])
    return name[-300:] or "register"


def _change(row: RegisterImport, at: datetime) -> Change:
    after = {"state": row.state, "said_on": row.said_on.isoformat(), **row.counts}
    return Change(
        at=at,
        by=row.by,
        gss=row.gss,
        action="read",
        subject_kind="import",
        subject_id=row.id,
        before=dict.fromkeys(after),
        after=after,
        audience=Audience.draft.value,  # a dry run is nobody else's business
    )
