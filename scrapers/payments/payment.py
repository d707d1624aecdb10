"""A payment as a row of a file tells it, and what becomes of the row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Status = Literal["attached", "not_attached", "dropped", "refused", "skipped"]
MatchedBy = Literal["ocid", "notice", "reference", "supplier"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Pence, on one VAT basis; and the same with VAT where both are told."""

    pence: int
    vat: str
    with_vat_pence: int | None = None

    @property
    def most(self) -> int:
        """The amount with VAT, as far as it is told: what section 70 counts by."""
        return self.pence if self.with_vat_pence is None else self.with_vat_pence


@dataclass(frozen=True, slots=True)
class Payment:
    """What was understood of one row; `payee` is only to find the contract by, and is kept nowhere."""

    number: int
    """The row's, as a spreadsheet shows it."""
    paid_on: str
    """In ISO form."""
    amount: Amount
    id: str
    """The council's number for it; empty where it gives none."""
    ocids: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    reference: str = ""
    payee: str = field(default="", repr=False)
    company_number: str | None = None


@dataclass(slots=True)
class Outcome:
    """What became of one row."""

    number: int
    status: Status
    why: str | None = None
    payment: Payment | None = None
    contract_id: str | None = None
    matched_by: MatchedBy | None = None
