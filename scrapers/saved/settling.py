"""What is kept of a page's word beside what the same page said before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.filing.contracts import ContractFile
from registry.models import Statement


def settled(session: Session, files: Iterable[ContractFile], source: str, given: date | None) -> list[ContractFile]:
    """Return the files to be filed; a contract of which the page has said something later is left out.

    The later day wins; on one day what sorts higher, so that the order of reading cannot matter. The same said again
    keeps its day, unless a later one is `given`. Each contract is in one file: a page that speaks of one twice counts
    as two savings of the page.
    """
    chosen: dict[str, ContractFile] = {}
    for file in files:
        if file.id not in chosen or _order(_said(file, source)) > _order(_said(chosen[file.id], source)):
            chosen[file.id] = file
    kept = (_beside_earlier(session, file, _said(file, source), given) for file in chosen.values())
    return [file for file in kept if file is not None]


def _beside_earlier(session: Session, file: ContractFile, said: Statement, given: date | None) -> ContractFile | None:
    query = select(Statement).where(
        Statement.subject_kind == "contract",
        Statement.subject_id == file.id,
        Statement.source == said.source,
        Statement.reference == said.reference,
    )
    before = session.scalar(query)
    if before is None:
        return file
    is_same = (before.fields, before.as_written) == (said.fields, said.as_written or {})
    if is_same and not (given and given > before.said_on):
        for each in file.statements:
            each.said_on = before.said_on
        return file
    return file if _order(said) > _order(before) else None


def _said(file: ContractFile, source: str) -> Statement:
    return next(each for each in file.statements if each.source == source)


def _order(said: Statement) -> tuple[date, str]:
    return said.said_on, json.dumps([said.fields, said.as_written or {}], sort_keys=True)
