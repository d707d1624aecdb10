"""What of a record is searched by."""

from datetime import UTC, datetime

from registry.models import Supplier, SupplierName
from search.documents import notice_document, service_document, supplier_document
from tests.search.examples import authority, notice, service, supplier


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


def test_a_notice_bears_the_names_of_all_who_take_part():
    row = made(notice()[1], authorities=[authority()], suppliers=[supplier()], service=service())

    document = notice_document(row)

    assert document.names == ("Buyer", "Hounslow", "London Borough of Hounslow", "Meridian Systems Ltd")
    assert document.facets["authority"] == ("E09000018",)


def test_a_supplier_is_called_by_any_of_its_spellings():
    document = supplier_document(made(supplier(names=["Meridian"])))

    assert document.called == ("Meridian Systems Ltd", "Meridian")


def test_a_merged_supplier_has_no_document():
    assert supplier_document(Supplier(id="a", merged_into_id="b", names=[SupplierName(name="x")])) is None


def test_a_service_is_found_by_its_words():
    assert service_document(made(service())).words == ("landlord system",)
