"""Several suppliers in one cell, told apart only where it is safe."""

import pytest

from scrapers.registers.suppliers import read_suppliers, split_names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Example Ltd", ["Example Ltd"]),
        ("Example Ltd; Sample plc", ["Example Ltd", "Sample plc"]),
        ("Example Ltd\nSample plc", ["Example Ltd", "Sample plc"]),
        ("Example Ltd\\nSample plc", ["Example Ltd", "Sample plc"]),
        ("Example Ltd / Sample plc", ["Example Ltd", "Sample plc"]),
        ("Example Ltd, Sample plc", ["Example Ltd", "Sample plc"]),
        ("1. Example\n2. Sample", ["Example", "Sample"]),
        ("Smith, Jones & Co Ltd", ["Smith, Jones & Co Ltd"]),
        ("Smith & Jones, LLP", ["Smith & Jones, LLP"]),
        ("Example Ltd t/a Sample", ["Example Ltd t/a Sample"]),
        ("Cycle Ltd T/A Sample Ltd", ["Cycle Ltd T/A Sample Ltd"]),
        ("Example Civil engineering, J Sample", ["Example Civil engineering, J Sample"]),
        ("Example Community and Voluntary\nServices", ["Example Community and Voluntary Services"]),
        ("Example Ltd, 1 High Street, Salford, M1 5JW", ["Example Ltd"]),
        ("Various", []),
        ("TBC", []),
        ("", []),
    ],
)
def test_names_are_told_apart_where_it_is_safe(cell, names):
    assert split_names(cell)[0] == names


@pytest.mark.parametrize("cell", ["Example Civil engineering, J Sample", "Example / Sample"])
def test_a_cell_that_may_hold_several_says_so(cell):
    assert "more than one supplier" in split_names(cell)[1]


def test_numbers_go_to_names_when_there_are_as_many():
    found = read_suppliers("Example Ltd; Sample plc", "2535986; 9871073")

    assert [each["company_number"] for each in found.listed] == ["02535986", "09871073"]


def test_numbers_go_to_nobody_when_there_are_more_names():
    found = read_suppliers("Example Ltd; Sample plc", "2535986")

    assert [each["company_number"] for each in found.listed] == [None, None]
    assert found.number_problem == "1 number for 2 suppliers: whose is whose is not said"
