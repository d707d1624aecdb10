"""What the cells of a column look like, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from scrapers.registers.answers import CPV
from scrapers.registers.cells import TELEPHONE, is_placeholder
from scrapers.registers.dates import MONTHS, Order, read_date
from scrapers.registers.headers import Role
from scrapers.registers.money import read_money
from scrapers.registers.suppliers import is_company

ENOUGH = 4
"""Cells from which a column without a known header can be told."""
DATE_LIKE = re.compile(rf"\d|{'|'.join(MONTHS)}|rolling|going|open|perpetual|indefinite|further", re.IGNORECASE)


def share(cells: Sequence[str], looks: Callable[[str], bool]) -> float:
    """Return the share of the filled cells that look like it; 0 when none are filled."""
    filled = [text for text in cells if text and not is_placeholder(text)]
    return sum(map(looks, filled)) / len(filled) if filled else 0.0


def contradiction(role: Role, cells: Sequence[str]) -> str | None:
    """Return why the cells cannot be what the header says; None when they can."""
    filled = [text for text in cells if text and not is_placeholder(text)]
    if len(filled) < 2:
        return None
    if role.kind == "date" and share(filled, lambda text: DATE_LIKE.search(text) is not None) < 0.3:
        return "its cells are not dates"
    if role.kind == "date" and share(filled, _is_amount) > 0.7:
        return "its cells are amounts"
    if role.kind == "money" and share(filled, _is_written_date) > 0.5:
        return "its cells are dates"
    if role.kind in ("months", "count") and share(filled, _is_written_date) > 0.5:
        return "its cells are dates"
    if role.name in ("title", "supplier") and share(filled, _is_number_or_date) > 0.8:
        return "its cells are numbers or dates"
    return None


def role_of_text(name: str, cells: Sequence[str]) -> str:
    """Return the role after a look at the cells: a column of extensions may hold words or last days."""
    if name == "extension_text" and share(cells, _is_written_date) > 0.5:
        return "max_ends_on"
    if name == "max_ends_on" and share(cells, _is_written_date) == 0 and share(cells, _has_letters) > 0.5:
        return "extension_text"
    if name in ("sme", "vcse") and share(cells, _names_kinds) > 0.3:
        return "sme_vcse"
    return name


def role_by_contents(cells: Sequence[str]) -> tuple[str, str] | None:
    """Return the role that the cells alone give away, and what they look like."""
    filled = [text for text in cells if text and not is_placeholder(text)]
    if len(filled) < ENOUGH:
        return None
    if share(filled, lambda text: TELEPHONE.search(text) is not None or _is_telephone(text)) > 0.5:
        return "contact", "telephone numbers"
    if share(filled, lambda text: re.fullmatch(r"\d{8}-\d", text.strip()) is not None) > 0.5 and any(
        map(CPV.search, filled)
    ):
        return "cpv", "CPV codes"
    if share(filled, is_company) > 0.4:
        return "supplier", "companies"
    return None


def _is_written_date(text: str) -> bool:
    return len(text) < 40 and not text.strip().isdigit() and read_date(text, Order.day_first).value is not None


def _is_amount(text: str) -> bool:
    bare = text.strip()
    return (
        ("£" in bare or "." in bare or not bare.isdigit())
        and read_money(bare).value is not None
        and not _is_written_date(bare)
    )


def _is_number_or_date(text: str) -> bool:
    return re.fullmatch(r"[\d\s.,£-]+", text.strip()) is not None or _is_written_date(text)


def _is_telephone(text: str) -> bool:
    return re.fullmatch(r"(?:\+44|0)[\d ()]{9,14}", text.strip()) is not None and sum(map(str.isdigit, text)) in (
        10,
        11,
        12,
    )


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _names_kinds(text: str) -> bool:
    return re.search(r"\bsme\b|\bvcs|voluntary|charit|micro|small|medium|large", text, re.IGNORECASE) is not None
