"""Claims of rows, in the shapes of statements."""

from scrapers.registers.claims import claims_of, contradictions, words_of


def row(**fields):
    return {"title": "Housing system", "reference": "C1", **fields}


def seller(name, number=None):
    return {"name": name, "company_number": number}


def test_a_row_speaks_for_its_authority_of_a_contract_that_runs():
    claims = claims_of([row()], "E09000007")

    assert claims == {"title": "Housing system", "reference": "C1", "authorities": ["E09000007"], "status": "active"}


def test_amounts_have_their_basis():
    claims = claims_of([row(value_pence=100, annual_value_pence=50, vat="excluded")], "E09000007")

    assert claims["value"] == {"pence": 100, "with_vat_pence": None, "vat": "excluded", "currency": "GBP"}
    assert claims["annual_value"]["pence"] == 50


def test_an_amount_of_nothing_is_an_amount():
    assert claims_of([row(value_pence=0)], "E09000007")["value"]["vat"] == "unknown"


def test_rows_about_one_contract_join_their_suppliers():
    rows = [row(suppliers=[seller("Example Ltd", "01234568")]), row(suppliers=[seller("Sample plc")])]

    assert {each["name"] for each in claims_of(rows, "E09000007")["suppliers"]} == {"Example Ltd", "Sample plc"}


def test_what_rows_contradict_each_other_on_is_left_out():
    rows = [row(value_pence=1, ends_on="2027-03-31"), row(value_pence=2, ends_on="2027-03-31")]

    assert contradictions(rows) == ["value_pence"]
    assert "value" not in claims_of(rows, "E09000007")
    assert claims_of(rows, "E09000007")["ends_on"] == "2027-03-31"


def test_what_one_row_says_and_another_does_not_is_kept():
    assert claims_of([row(), row(ends_on="2027-03-31")], "E09000007")["ends_on"] == "2027-03-31"


def test_an_end_takes_back_that_it_was_open_ended():
    assert claims_of([row(ends_on="2027-03-31")], "E09000007")["open_ended"] is False
    assert claims_of([row(open_ended=True)], "E09000007")["open_ended"] is True
    assert "open_ended" not in claims_of([row()], "E09000007")


def test_options_have_the_shape_of_corrections():
    claims = claims_of([row(options=[{"number": 1, "months": 12, "taken": 0}])], "E09000007")

    assert claims["options"] == [{"number": 1, "months": 12, "taken": 0, "notice_days": None}]


def test_that_there_are_no_options_is_a_claim():
    assert claims_of([row(options=[])], "E09000007")["options"] == []


def test_a_reference_too_long_to_keep_is_left_out():
    assert "reference" not in claims_of([row(reference="x" * 301)], "E09000007")


def test_words_stand_beside_the_claims_that_they_are_about():
    rows = [{"value_pence": "about 5", "vat": "?"}, {"value_pence": "about 5", "ends_on": "soon"}]

    assert words_of(rows) == {"value": "about 5; ?", "ends_on": "soon"}
