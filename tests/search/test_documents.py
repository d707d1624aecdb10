"""What of a record is searched by."""

from datetime import UTC, datetime

from search.building.parties import supplier_document
from search.building.purchases import contract_document, notice_document
from search.building.technology import CataloguedProduct, product_document, service_document, system_document
from tests.search.examples import authority, contract, document, notice, product, service, supplier, system


def made(record, **related):
    """Return a record as if it had been saved and loaded with what it is related to."""
    record.version = 1
    for name, value in related.items():
        record.__dict__[name] = value
    return record


def test_a_day_is_the_one_in_london():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    row = made(notice(closes_at=late)[1], authorities=[], suppliers=[], service=None)

    assert notice_document(row).numbers["closing"] == datetime(2026, 7, 1).toordinal()


def test_an_unknown_day_is_none_and_one_that_cannot_be_is_left_out():
    numbers = notice_document(made(notice()[1], authorities=[], suppliers=[], service=None)).numbers

    assert numbers["closing"] is None
    assert "ending" not in numbers


def test_what_can_be_right_of_no_procurement_finds_no_notice():
    def numbers(**said):
        return notice_document(made(notice(**said)[1], authorities=[], suppliers=[], service=None)).numbers

    assert numbers(value_pence=10**14, currency="GBP")["value"] is None
    assert numbers(value_pence=60_000_00, currency="AED")["value"] is None
    assert numbers(value_pence=60_000_00, currency="GBP")["value"] == 60_000_00
    assert numbers(closes_at=datetime(2076, 6, 30, tzinfo=UTC))["closing"] is None


def test_a_notice_bears_the_names_of_all_who_take_part():
    row = made(notice()[1], authorities=[authority()], suppliers=[supplier()], service=service())

    document = notice_document(row)

    assert document.names == ("Buyer", "Hounslow", "London Borough of Hounslow", "Meridian Systems Ltd")
    assert document.facets["authority"] == ("E09000018",)


def test_a_supplier_is_called_by_any_of_its_spellings():
    document = supplier_document(made(supplier(names=["Meridian"])))

    assert document.called == ("Meridian Systems Ltd", "Meridian")


def test_a_service_is_found_by_its_words():
    assert service_document(made(service())).words == ("landlord system",)


def test_a_contract_bears_what_its_product_is_called_and_what_its_source_calls_it():
    row = contract(product_id="tenancy-one", product_text="T1 suite")[0]
    row = made(row, authorities=[], suppliers=[], service=None, product=product())

    document = contract_document(row)

    assert document.product == ("Tenancy One", "Northgate Homes", "T1 suite")
    assert document.facets["product"] == ("tenancy-one",)


def test_a_product_is_called_by_all_its_names_and_not_by_its_maker():
    document = product_document(CataloguedProduct(made(product(aliases=["T1"])), [service()]))

    assert document.called == ("Tenancy One", "Northgate Homes", "T1")
    assert document.names == ("Northgate Homes", "T1", "Alder")
    assert (document.words, document.facets["service"]) == (("Housing management",), ("housing-management",))


def used(name, contracts=(), **related):
    row = system(name=name)[0]
    row.modules, row.standards, row.interfaces = [], ["UPRN"], []
    return made(row, authorities=[], services=[], contracts=list(contracts), **related)


def test_a_system_has_the_suppliers_of_its_listed_contracts():
    sold = made(contract()[0], suppliers=[supplier()], is_listed=True)
    rejected = made(contract()[0], suppliers=[supplier("supplier00002", "Bexcom")], is_listed=False)

    document = system_document(used("Suite", [sold, rejected, sold], product=None))

    assert document.facets["supplier"] == ("supplier00001",)
    assert document.names == ("Meridian Systems Ltd",)


def test_a_system_is_called_by_its_own_name_only_where_that_is_not_its_products():
    assert system_document(used("Suite", product=product())).called == ("Suite",)
    assert system_document(used("Tenancy One", product=product())).called == ()


def test_a_stamp_tells_what_is_said_and_not_in_which_order():
    one = document("notice:a", names=("A", "B"), facets={"cpv": ("1", "2"), "stage": ("award",)})
    same = document("notice:a", names=("B", "A"), facets={"stage": ("award",), "cpv": ("2", "1")})

    assert one.stamp == same.stamp
    assert one.stamp != document("notice:a", names=("A",)).stamp
