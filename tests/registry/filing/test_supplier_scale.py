"""Whether a supplier is small is the last word that was published, in whatever order notices come."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry.filing.supplier_edits import correct
from registry.filing.supplier_record import Decision
from registry.models import Supplier
from tests.example_releases import CIVICA, award
from tests.filing import file

SAYS_SME = {**CIVICA, "details": {"scale": "sme", "vcse": False}}
SAYS_LARGE = {**CIVICA, "details": {"scale": "large"}}
SAYS_NOTHING = {**CIVICA, "details": {}}
BY_DAY = [
    award(number=f"{day}-2026", ocid=f"ocds-h6vhtk-0b000{day}", date=f"2026-06-0{day}T09:00:00Z", sellers=[seller])
    for day, seller in enumerate([SAYS_SME, SAYS_LARGE, SAYS_NOTHING], start=1)
]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_a_supplier_is_as_small_as_was_last_published(session, knowledge, order):
    for place in order:
        file(session, knowledge, BY_DAY[place])

    civica = session.scalars(select(Supplier)).one()
    assert (civica.is_sme, civica.is_vcse) == (False, False)


@pytest.mark.parametrize(("days", "is_sme"), [(1, True), (300, True), (-300, False)])
def test_an_editor_is_believed_until_a_later_notice(session, knowledge, days, is_sme):
    file(session, knowledge, BY_DAY[1])
    told_at = datetime(2026, 6, 2, 9, tzinfo=UTC) + timedelta(days=days)
    correct(session, session.scalars(select(Supplier)).one(), {"is_sme": True}, Decision("an editor", told_at))
    session.commit()

    file(session, knowledge, {**BY_DAY[1], "description": "Published again"})

    assert session.scalars(select(Supplier.is_sme)).one() is is_sme
