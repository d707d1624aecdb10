"""From notices to procurements, suppliers and contracts, whatever the order."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, inspect, select

from registry.db import Base, make_engine, make_sessions
from registry.filing.filer import refile_all
from registry.models import Contract, Notice, NoticeAuthority, Procurement, Statement, Supplier
from registry.queries.contracts import contract_by_id
from registry.seeding import seed
from tests.example_releases import (
    CAMDEN,
    CIVICA,
    CIVICA_BY_NAME,
    HACKNEY,
    LEEDS,
    award,
    cancellation,
    contract_details,
    contracts_finder_award,
    invitation,
    period,
    termination,
)
from tests.filing import file

LIFE = [invitation(), award(), contract_details(), termination()]


def only_contract(session):
    contract_id = session.scalars(select(Contract.id)).one()
    session.expire_all()
    return session.scalars(contract_by_id(contract_id)).one()


def everything(session):
    """All that is filed, less when it was and how often it was written."""
    session.expire_all()
    kept = {}
    for mapper in Base.registry.mappers:
        names = [column.key for column in mapper.column_attrs]
        names = [name for name in names if name not in ("recorded_at", "version", "queued_at")]
        if mapper.class_ is Statement:
            names.remove("id")
        if mapper.class_.__tablename__ not in ("index_queue", "changes"):  # what was done, not what is known
            rows = session.scalars(select(mapper.class_))
            kept[mapper.class_.__tablename__] = sorted(str([getattr(row, name) for name in names]) for row in rows)
    return kept


def test_contract_details_become_a_contract(session, knowledge):
    file(session, knowledge, contract_details())

    contract = only_contract(session)
    assert (contract.title, contract.status) == ("Housing management system", "active")
    assert (contract.starts_on, contract.ends_on) == (date(2026, 9, 15), date(2029, 9, 14))
    assert contract.max_ends_on == date(2031, 9, 14)
    assert (contract.value_pence, contract.value_with_vat_pence, contract.vat) == (10_000_000, 12_000_000, "excluded")
    assert [each.slug for each in contract.authorities] == ["camden"]
    assert [each.company_number for each in contract.suppliers] == ["01628868"]
    assert contract.service_id == "housing-management"


def test_the_day_to_act_is_the_end_less_the_lead_time_of_the_service(session, knowledge):
    file(session, knowledge, contract_details(agreed=period("2026-09-15", "2029-09-14")))

    assert only_contract(session).act_by_on == date(2028, 3, 14)


def test_an_award_and_its_contract_are_one_contract(session, knowledge):
    file(session, knowledge, award(), contract_details())

    assert only_contract(session).status == "active"


def test_every_claim_of_a_contract_names_the_notice_that_makes_it(session, knowledge):
    file(session, knowledge, *LIFE)

    references = set(session.scalars(select(Statement.reference).where(Statement.subject_kind == "contract")))
    assert references == {"000001-2026", "000002-2026", "000003-2026", "000004-2026"}


def test_a_termination_ends_the_contract(session, knowledge):
    file(session, knowledge, *LIFE)

    contract = only_contract(session)
    assert (contract.status, contract.ends_on) == ("terminated", date(2027, 1, 31))
    assert contract.starts_on == date(2026, 9, 15)


def test_a_buyer_we_do_not_cover_gets_a_notice_and_no_contract(session, knowledge):
    file(session, knowledge, contract_details(buyers=[LEEDS]))

    assert session.scalar(select(func.count()).select_from(Notice)) == 1
    assert session.scalar(select(func.count()).select_from(Contract)) == 0


def test_what_is_no_technology_is_no_contract(session, knowledge):
    roads = {"title": "Resurfacing of roads", "cpv": "45233223"}
    file(session, knowledge, contract_details(tender=roads, contract={"title": "Resurfacing of roads"}))

    assert session.scalar(select(func.count()).select_from(Contract)) == 0


def test_a_joint_purchase_belongs_to_all_its_buyers(session, knowledge):
    file(session, knowledge, contract_details(buyers=[CAMDEN, HACKNEY]))

    assert [each.slug for each in only_contract(session).authorities] == ["camden", "hackney"]


def test_a_cancellation_without_a_buyer_belongs_to_the_buyer_of_its_procurement(session, knowledge):
    file(session, knowledge, cancellation(buyers=[]))
    file(session, knowledge, invitation())

    linked = session.scalars(select(NoticeAuthority.gss).order_by(NoticeAuthority.notice_id)).all()
    assert linked == ["E09000007", "E09000007"]


@pytest.mark.parametrize("first", ["number", "name"])
def test_a_supplier_known_by_name_is_the_one_with_that_name_and_a_number(session, knowledge, first):
    by_number = contract_details(ocid="ocds-h6vhtk-0a0002", number="000009-2026")
    releases = [by_number, contracts_finder_award()]
    for release in releases if first == "number" else reversed(releases):
        file(session, knowledge, release)

    sellers = {each.id for contract in session.scalars(select(Contract.id)) for each in _suppliers(session, contract)}
    assert len(sellers) == 1
    shown = session.scalars(select(Supplier).where(Supplier.merged_into_id.is_(None))).one()
    assert (shown.name, shown.company_number) == ("Civica UK Limited", "01628868")


def test_a_name_that_two_companies_have_is_neither(session, knowledge):
    other = {**CIVICA, "id": "GB-COH-09999999", "identifier": {"scheme": "GB-COH", "id": "09999999"}}
    file(session, knowledge, contracts_finder_award(), contract_details())
    file(session, knowledge, contract_details(ocid="ocds-h6vhtk-0a0003", number="7-2026", sellers=[other]))

    by_name = session.scalars(select(Supplier).where(Supplier.company_number.is_(None))).one()
    assert by_name.merged_into_id is None


def _suppliers(session, contract_id):
    session.expire_all()
    return session.scalars(contract_by_id(contract_id)).one().suppliers


def test_filing_the_same_again_changes_nothing(session, knowledge):
    file(session, knowledge, *LIFE)
    before, versions = everything(session), session.scalars(select(Contract.version)).all()

    stored = file(session, knowledge, *LIFE)

    assert (stored.new, stored.changed, stored.unchanged) == (0, 0, 4)
    assert (everything(session), session.scalars(select(Contract.version)).all()) == (before, versions)


def test_working_everything_out_anew_changes_nothing(session, sessions, knowledge):
    file(session, knowledge, *LIFE, contracts_finder_award())
    before = everything(session)
    session.rollback()

    assert list(refile_all(sessions, knowledge)) == [2]

    assert everything(session) == before


def test_a_release_published_again_differently_replaces_what_it_said(session, knowledge):
    file(session, knowledge, contract_details())

    stored = file(session, knowledge, contract_details(agreed=period("2026-09-15", "2028-09-14")))

    assert (stored.new, stored.changed) == (0, 1)
    assert only_contract(session).ends_on == date(2028, 9, 14)


def test_a_contract_that_no_notice_founds_any_more_goes(session, knowledge):
    file(session, knowledge, contract_details())

    file(session, knowledge, {**contract_details(), "contracts": [], "awards": []})

    assert session.scalar(select(func.count()).select_from(Contract)) == 0
    assert session.scalar(select(func.count()).select_from(Statement)) == 0


@pytest.mark.parametrize(
    ("scope", "buyers", "title", "kept"),
    [
        ("technology", [LEEDS], "Housing management system", 1),
        ("technology", [LEEDS], "Grass cutting", 0),
        ("technology", [CAMDEN], "Grass cutting", 1),
        ("covered", [LEEDS], "Housing management system", 0),
        ("covered", [CAMDEN], "Grass cutting", 1),
        ("all", [LEEDS], "Grass cutting", 1),
    ],
)
def test_the_scope_decides_what_is_kept(session, knowledge, scope, buyers, title, kept):
    cpv = "48000000" if "system" in title else "77314000"

    stored = file(session, knowledge, invitation(buyers=buyers, tender={"title": title, "cpv": cpv}), scope=scope)

    assert (stored.new, stored.out_of_scope) == (kept, 1 - kept)


def test_a_procurement_is_open_until_it_is_awarded(session, knowledge):
    file(session, knowledge, invitation())
    assert session.scalars(select(Procurement.is_open)).one() is True

    file(session, knowledge, award())
    session.expire_all()
    assert session.scalars(select(Procurement.is_open)).one() is False


ALL_KINDS = [
    *LIFE,
    cancellation(buyers=[]),
    contracts_finder_award(),
    award(number="11-2026", ocid="ocds-h6vhtk-0a0009", sellers=[CIVICA_BY_NAME], buyers=[HACKNEY, CAMDEN]),
    invitation(number="12-2026", ocid="ocds-h6vhtk-0a0009", buyers=[HACKNEY]),
]


@pytest.fixture(scope="module")
def expected(tmp_path_factory, module_knowledge):
    return filed_in(ALL_KINDS, [8], tmp_path_factory.mktemp("expected"), module_knowledge)


@pytest.fixture(scope="module")
def module_knowledge(tmp_path_factory):
    from registry.filing.knowledge import load_knowledge
    from registry.renewals import LeadTimes

    with fresh(tmp_path_factory.mktemp("knowledge")) as session:
        return load_knowledge(session, LeadTimes())


def fresh(folder):
    engine = make_engine(f"sqlite:///{folder / 'fresh.db'}")
    Base.metadata.create_all(engine)
    session = make_sessions(engine)()
    seed(session)
    session.commit()
    return session


def filed_in(releases, sizes, folder, knowledge):
    with fresh(folder) as session:
        remaining = list(releases)
        for size in [*sizes, len(releases)]:
            file(session, knowledge, *remaining[:size])
            remaining = remaining[size:]
        filed = everything(session)
        inspect(session.get_bind()).engine.dispose()
    return filed


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(ALL_KINDS), sizes=st.lists(st.integers(1, 4), max_size=4))
def test_neither_the_order_nor_the_size_of_batches_matters(tmp_path_factory, module_knowledge, expected, order, sizes):
    filed = filed_in(order, sizes, tmp_path_factory.mktemp("shuffled"), module_knowledge)

    assert filed == expected


def contracts_by_title(session):
    session.expire_all()
    return {each.title: each for each in session.scalars(select(Contract))}


def test_two_contracts_under_one_award_are_two(session, knowledge):
    both = contract_details()
    first = {**both["contracts"][0], "id": "7", "title": "Housing system, north"}
    second = {**first, "id": "8", "title": "Housing system, south", "period": period("2026-09-15", "2028-01-01")}
    file(session, knowledge, award(), {**both, "contracts": [first, second]})

    found = contracts_by_title(session)
    assert {title: each.ends_on for title, each in found.items()} == {
        "Housing system, north": date(2029, 9, 14),
        "Housing system, south": date(2028, 1, 1),
    }


def test_old_awards_that_share_an_id_but_no_supplier_are_kept_apart(session, knowledge):
    old = {"legalBasis": {"scheme": "CELEX", "id": "32014L0024"}}
    other = {"id": "GB-FTS-5", "name": "Northgate Housing Ltd", "roles": ["supplier"]}
    one, two = award(number="31-2026", tender=old), award(number="32-2026", tender=old, sellers=[other])
    file(session, knowledge, two, one)

    assert session.scalar(select(func.count()).select_from(Contract)) == 2


def test_of_two_words_on_one_day_the_later_is_believed(session, knowledge):
    morning = contract_details(number="9-2026", date="2026-08-01T09:00:00+01:00", agreed=period(end="2028-01-01"))
    evening = contract_details(number="10-2026", date="2026-08-01T17:00:00+01:00", agreed=period(end="2030-01-01"))
    file(session, knowledge, evening, morning)

    assert only_contract(session).ends_on == date(2030, 1, 1)


def test_contract_details_published_after_the_end_do_not_bring_it_back(session, knowledge):
    late = contract_details(number="50-2027", date="2027-03-01T09:00:00Z")
    file(session, knowledge, termination(), late)

    contract = only_contract(session)
    assert (contract.status, contract.ends_on, contract.act_by_on) == ("terminated", date(2027, 1, 31), None)


def test_a_corrected_buyer_takes_the_stub_along(session, sessions, knowledge):
    stub = cancellation(buyers=[])
    file(session, knowledge, invitation(), stub)
    file(session, knowledge, invitation(buyers=[HACKNEY]))
    corrected = everything(session)
    session.rollback()

    list(refile_all(sessions, knowledge))

    assert everything(session) == corrected
    assert set(session.scalars(select(NoticeAuthority.gss))) == {"E09000012"}


def test_a_cancellation_that_names_no_buyer_is_always_in_scope(session, knowledge):
    roads = {"title": "Resurfacing of roads", "cpv": "45233223"}
    file(session, knowledge, invitation(tender=roads), scope="technology")

    file(session, knowledge, cancellation(buyers=[]), scope="technology")

    session.expire_all()
    assert session.scalars(select(Procurement.is_open)).one() is False


def test_suppliers_that_share_a_party_id_stay_two(session, knowledge):
    first = {**CIVICA, "id": "D"}
    second = {
        "id": "D",
        "name": "NEC Software Solutions UK Limited",
        "identifier": {"scheme": "GB-COH", "id": "00968498"},
        "roles": ["supplier"],
    }
    file(session, knowledge, contract_details(sellers=[first, second]))

    numbers = {each.name: each.company_number for each in only_contract(session).suppliers}
    assert numbers == {"Civica UK Limited": "01628868", "NEC Software Solutions UK Limited": "00968498"}


def test_html_in_a_title_is_read_as_people_read_it(session, knowledge):
    file(session, knowledge, invitation(tender={"title": "Adult social care &amp; housing<br/>system"}))

    assert session.scalars(select(Notice.title)).one() == "Adult social care & housing\nsystem"


def test_a_tender_of_no_valid_status_is_open(session, knowledge):
    odd = invitation()
    odd["tender"]["status"] = "InvalidStatus"
    file(session, knowledge, odd)

    assert session.scalars(select(Procurement.is_open)).one() is True
