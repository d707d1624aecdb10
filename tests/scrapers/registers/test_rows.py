"""One row of a register: cells read, and set against each other."""

import pytest

from tests.scrapers.registers.example_register import ROW, one, read


def test_a_cell_that_is_not_understood_makes_the_row_partly_understood():
    row = one(Supplier="Example Ltd", Start_Date="99/99/999", Value="£1 to £2")

    assert row.status == "partly"
    assert row.as_written == {"starts_on": "99/99/999", "value_pence": "£1 to £2"}
    assert row.problems["starts_on"] == '"99/99/999": it is not a date that can be read; write it as 31/03/2025.'


def test_placeholders_leave_a_row_understood():
    row = one(Supplier="Various", Start_Date="TBC", End_Date="-", Value="nil", Company_Number="N/A", SME="tbc")

    assert (row.status, row.fields, row.as_written) == ("understood", {"title": "Housing system"}, {})


def test_a_missing_title_is_a_problem():
    assert "title" in read(("C1", "TBC", *ROW[2:])).rows[0].problems


@pytest.mark.parametrize(
    ("end", "current", "taken", "problem"),
    [
        ("31/03/2018", "31/12/2021", "2021-12-31", False),
        ("31/03/2018", "", "2018-03-31", False),
        ("", "31/12/2021", "2021-12-31", False),
        ("31/12/2021", "31/03/2019", "2019-03-31", True),
        ("31/12/2021", "31/03/2015", "2021-12-31", True),
    ],
)
def test_the_current_end_wins_and_a_contradiction_is_told(end, current, taken, problem):
    row = one(Supplier="Example Ltd", Start_Date="01/04/2016", End_Date=end, Current_Expiry_Date=current)

    assert row.fields["ends_on"] == taken
    assert ("ends_on" in row.problems) is problem


def test_an_end_is_never_worked_out_from_a_term():
    row = one(Supplier="Example Ltd", Start_Date="01/04/2024", End_Date="TBC", **{"Contract Duration (months)": "36"})

    assert "ends_on" not in row.fields
    assert row.problems["ends_on"] == "No end date is given; start and term of 36 months would make it 2027-03-31."


@pytest.mark.parametrize("words", ["Rolling", "ongoing", "until terminated"])
def test_a_contract_without_an_end_is_open_ended(words):
    row = one(Start_Date="01/04/2024", End_Date=words)

    assert (row.fields["open_ended"], row.as_written["ends_on"], row.status) == (True, words, "understood")


def test_dates_in_the_wrong_order_are_kept_with_a_problem():
    row = one(Start_Date="01/04/2024", End_Date="31/03/2024", Maximum_End_Date="31/03/2023")

    assert (row.fields["ends_on"], row.fields["max_ends_on"], row.status) == ("2024-03-31", "2023-03-31", "understood")
    assert set(row.problems) == {"ends_on", "max_ends_on"}


def test_one_month_first_column_makes_the_others_doubtful():
    rows = [("A", "Ltd A", "03/31/2024", "04/05/2025"), ("B", "Ltd B", "04/01/2024", "04/05/2025")]
    first = read(*rows, headers=("Title", "Supplier", "Start Date", "End Date")).rows[1]

    assert first.fields["starts_on"] == "2024-04-01"
    assert first.as_written["ends_on"] == "04/05/2025"


@pytest.mark.parametrize(
    ("months", "count", "taken", "options"),
    [
        ("12", "1", "Yes", [{"number": 1, "months": 12, "taken": 1}]),
        ("12", "1", "No", [{"number": 1, "months": 12, "taken": 0}]),
        ("12.0", "1", "", [{"number": 1, "months": 12, "taken": 0}]),
        ("0", "0", "N/A", []),
        ("12", "0", "", None),
        ("12", "2", "", None),
        ("0.3", "1", "", None),
        ("12", "Yes", "", None),
    ],
)
def test_options_are_read_where_months_and_number_leave_no_doubt(months, count, taken, options):
    row = one(**{"Option to extend (months)": months, "How many extensions": count, "Extension 1 Taken?": taken})

    assert row.fields.get("options") == options
    assert ("options" in row.problems) is (options is None)


@pytest.mark.parametrize(("total", "each"), [("£50,000", 12), ("£40,000", 6)])
def test_the_value_proves_whether_months_are_for_each_extension(total, each):
    row = one(
        **{
            "Contract Term (Months)": "36",
            "Option to extend (months)": "12",
            "How many extensions": "2",
            "Annual Value": "£10,000",
            "Total Contract Value (including extensions)": total,
        }
    )

    assert row.fields["options"] == [{"number": 2, "months": each, "taken": 0}]


def test_a_column_for_each_extension_makes_an_option_of_each():
    row = one(**{"Duration of extension in months": "12", "second": "6", "third": ""})

    assert row.fields["options"] == [{"number": 1, "months": 12, "taken": 0}, {"number": 1, "months": 6, "taken": 0}]


def test_a_yearly_amount_in_a_column_of_whole_values_is_a_yearly_amount():
    row = one(Contract_Value="£5,000 per annum")

    assert (row.fields["annual_value_pence"], "value_pence" in row.fields) == (500000, False)
    assert row.as_written["value_pence"] == "£5,000 per annum"


@pytest.mark.parametrize(
    ("header", "value", "vat"),
    [("Value (ex VAT)", "£5", "excluded"), ("Value", "£5 inc VAT", "included"), ("Value", "£5", "unknown")],
)
def test_vat_is_known_from_header_or_cell(header, value, vat):
    assert one(**{header: value}).fields["vat"] == vat


def test_an_amount_in_another_currency_is_not_taken_for_pounds():
    row = one(Value="5,000", Currency="EUR")

    assert (row.fields["currency"], "value_pence" in row.fields, row.status) == ("EUR", False, "partly")


def test_persons_are_kept_nowhere():
    row = one(
        Responsible_Officer="Jo Bloggs",
        Notes="ask jo.bloggs@example.gov.uk or tel 0161 496 0000",
        Who="a@b.example",
        Supplier="Example Ltd",
    )

    assert "logg" not in repr(row)
    assert "496" not in repr(row)
    assert "a@b" not in repr(row)
    assert row.raw["Notes"] == "ask [contact left out] or [contact left out]"


def test_a_total_of_months_is_shared_among_the_extensions():
    row = one(
        **{"Total option to extend (months)": "24", "Available No. of Ext.": "2", "Taken No. of Ext.": "1"},
        Available_extension_details="1+1 years",
    )

    assert row.fields["options"] == [{"number": 2, "months": 12, "taken": 1}]
    assert row.fields["extension_text"] == "1+1 years"


def test_an_option_that_is_not_understood_is_kept_in_words():
    row = one(**{"Option to extend (months)": "24", "How many extensions": "2"})

    assert row.fields["extension_text"] == "Option to extend (months): 24; How many extensions: 2"
    assert row.status == "partly"
