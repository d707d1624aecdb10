import pytest

from scrapers.saved.references import key, names, tidy


@pytest.mark.parametrize("written", ["DN752554", "dn752554", "DN 752554", " DN-752554 "])
def test_procontracts_numbers_are_written_in_one_way(written):
    assert tidy(written) == "DN752554"


@pytest.mark.parametrize(
    ("reference", "tender_id"),
    [
        ("DN766913", "DN766913"),
        ("DN752554", "WIRLC001-DN752554-57115035"),
        ("tender_396028", "tender_396028/1304810"),
        ("CT 12", "ct 12"),
        ("7", "7"),
    ],
)
def test_a_reference_names_the_tender_that_is_it_or_has_it_among_its_parts(reference, tender_id):
    assert names(key(reference), key(tender_id))


@pytest.mark.parametrize(
    ("reference", "tender_id"),
    [
        ("DN75255", "WIRLC001-DN752554-57115035"),
        ("DN752554", "XDN752554"),
        ("57115035", "WIRLC001-DN752554-57115035"),
        ("A1", "A1-2024"),
        ("tender", "tender_396028/1304810"),
        ("", ""),
        ("", "DN766913"),
        (".*", "DN766913"),
    ],
)
def test_a_part_of_a_number_or_a_short_word_names_nothing(reference, tender_id):
    assert not names(key(reference), key(tender_id))
