"""The same pages, in any order and again, leave the registry as it is."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.db import Base
from tests.scrapers.registers.example_imports import everything
from tests.scrapers.saved.example_pages import advert, expiring, old_advert, opportunities, question_page
from tests.scrapers.saved.saving import bring

PAGES = (
    advert(),
    advert(Contract_end="31/03/2029"),
    advert(Contract_start="01/04/2030", Contract_end="31/03/2034"),
    advert("DN700002", "Care case management"),
    advert("DN700001", Contract_start=None, Contract_end=None),
    old_advert("DN700001"),
    old_advert(number="0", period="N/A"),
    question_page(),
    opportunities(("DN700001", "Hub", "Camden Council")),
    expiring(("DN700002", "Care system", "Example Ltd", "01/04/2022", "31/03/2027")),
    expiring(("DN700002", "Care system", "Example Ltd", "01/04/2022", "31/03/2028")),
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(PAGES), again=st.lists(st.sampled_from(PAGES), max_size=4))
def test_pages_in_any_order_and_again_come_to_the_same(sessions, knowledge, order, again):
    _emptied(sessions)
    bring(sessions, *PAGES, knowledge=knowledge)
    expected = _kept(sessions)
    _emptied(sessions)

    bring(sessions, *order, *again, knowledge=knowledge)

    assert _kept(sessions) == expected


def _kept(sessions):
    """Return all but versions, which count the ways there, and changes, which tell of them."""
    kept = everything(sessions, without=("changes",))
    with sessions() as session:
        table = Base.metadata.tables["contracts"]
        columns = [column for column in table.columns if column.name not in ("version", "updated_at")]
        kept["contracts"] = sorted(repr(row) for row in session.execute(table.select().with_only_columns(*columns)))
    return {name: rows for name, rows in kept.items() if name in ("contracts", "statements", "suppliers")}


def _emptied(sessions):
    names = ("index_queue", "changes", "statements", "system_contracts", "contract_authorities", "contract_suppliers")
    with sessions.begin() as session:
        for name in (*names, "supplier_names", "contracts", "suppliers"):
            if name in Base.metadata.tables:
                session.execute(Base.metadata.tables[name].delete())
