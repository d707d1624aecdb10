"""Who buys and who sells."""

from hypothesis import given

from registry.ocds.parties import ID_LIMIT, NAME_LIMIT, Party, buyers, suppliers
from tests.any_json import any_object, damaged, patient
from tests.example_releases import CAMDEN, CIVICA, CIVICA_BY_NAME, HACKNEY, award, release
from tests.real_releases import real_releases


def names(parties):
    return [party.name for party in parties]


def of_award(*sellers, listed=None):
    """Return the suppliers read from an award to `sellers`, of which the parties list `listed`."""
    published = award(sellers=sellers)
    published["parties"] = [CAMDEN, *(sellers if listed is None else listed)]
    return suppliers(published["awards"][0], published)


def test_a_buyer_has_its_name_and_identifier():
    assert buyers(release()) == [Party("London Borough of Camden", ("GB-PPON-PZXL-5842-VBBG",))]


def test_a_joint_purchase_has_all_its_buyers_the_stated_one_first():
    joint = release(buyers=[CAMDEN, HACKNEY], buyer={"id": HACKNEY["id"], "name": HACKNEY["name"]})

    assert names(buyers(joint)) == ["London Borough of Hackney", "London Borough of Camden"]


def test_without_a_stated_buyer_the_parties_tell():
    published = release(buyers=[CAMDEN, HACKNEY])
    del published["buyer"]

    assert names(buyers(published)) == ["London Borough of Camden", "London Borough of Hackney"]


def test_without_parties_the_stated_buyer_tells():
    published = release()
    del published["parties"]

    assert buyers(published) == [Party("London Borough of Camden", ("GB-PPON-PZXL-5842-VBBG",))]


def test_a_buyer_listed_twice_is_one():
    assert names(buyers(release(buyers=[CAMDEN, CAMDEN]))) == ["London Borough of Camden"]


def test_of_a_party_listed_twice_the_first_has_the_identifiers():
    first = {**CAMDEN, "identifier": {"scheme": "GB-LAE", "id": "CMD"}}
    again = {**CAMDEN, "roles": ["reviewBody"]}

    assert buyers(release(buyers=[first, again]))[0].identifiers == ("GB-LAE-CMD", "GB-PPON-PZXL-5842-VBBG")


def test_who_acts_for_the_buyers_is_no_buyer():
    agent = {**HACKNEY, "roles": ["procuringEntity"]}

    assert names(buyers(release(buyers=[CAMDEN, agent]))) == ["London Borough of Camden"]


def test_who_buys_and_acts_for_others_is_a_buyer():
    both = {**HACKNEY, "roles": ["procuringEntity", "buyer"]}

    assert names(buyers(release(buyers=[CAMDEN, both]))) == ["London Borough of Camden", "London Borough of Hackney"]


def test_buyers_without_ids_are_told_apart_by_name():
    unnumbered = [{"name": each["name"], "roles": ["buyer"]} for each in (CAMDEN, HACKNEY)]

    assert buyers({"parties": unnumbered}) == [
        Party("London Borough of Camden", ()),
        Party("London Borough of Hackney", ()),
    ]


def test_a_party_without_an_id_does_not_lend_its_identifiers_to_another():
    numbered = {"name": "Camden", "roles": ["buyer"], "identifier": {"scheme": "GB-LAE", "id": "CMD"}}
    other = {"name": "Hackney", "roles": ["buyer"]}

    assert buyers({"parties": [numbered, other]}) == [Party("Camden", ("GB-LAE-CMD",)), Party("Hackney", ())]


def test_a_buyer_stated_without_an_id_is_the_party_of_its_name():
    party = {"name": "Camden", "roles": ["buyer"], "identifier": {"scheme": "GB-LAE", "id": "CMD"}}

    assert buyers({"buyer": {"name": "Camden"}, "parties": [party]}) == [Party("Camden", ("GB-LAE-CMD",))]


def test_a_buyer_known_by_its_id_only_is_kept():
    assert buyers({"buyer": {"id": "GB-LAE-CMD"}}) == [Party("", ("GB-LAE-CMD",))]


def test_a_release_may_name_no_buyer():
    assert buyers(release(buyers=[])) == []


def test_the_strongest_identifier_comes_first():
    seller = {**CIVICA, "id": "GB-FTS-1", "additionalIdentifiers": [{"scheme": "GB-PPON", "id": "P"}]}

    assert of_award(seller)[0].identifiers == ("GB-COH-01628868", "GB-PPON-P", "GB-FTS-1")


def test_an_identifier_is_told_once():
    assert of_award(CIVICA) == [Party("Civica UK Limited", ("GB-COH-01628868",))]


def test_an_identifier_needs_its_scheme_and_its_number():
    seller = {"id": "1", "name": "Civica", "identifier": {"scheme": "GB-COH"}, "additionalIdentifiers": [{"id": "9"}]}

    assert of_award(seller)[0].identifiers == ("1",)


def test_an_award_may_have_several_suppliers_each_once():
    assert names(of_award(CIVICA, CIVICA_BY_NAME, CIVICA)) == ["Civica UK Limited", "CIVICA UK LTD"]


def test_a_supplier_that_the_parties_do_not_list_is_read_from_the_award():
    assert of_award(CIVICA, listed=[]) == [Party("Civica UK Limited", ("GB-COH-01628868",))]


def test_a_supplier_without_a_name_is_none():
    assert of_award({"id": "GB-FTS-1", "name": ""}) == []


def test_an_award_may_have_no_suppliers():
    assert suppliers({"id": "1"}, release()) == []


def test_contact_persons_are_never_read():
    person = {"name": "A. Person", "email": "a.person@example.org"}
    published = release(buyers=[{**CAMDEN, "contactPoint": person}], sellers=[{**CIVICA, "contactPoint": person}])

    assert "A. Person" not in repr(buyers(published))


@patient
@given(any_object | damaged(release(buyers=[CAMDEN, HACKNEY]), award()))
def test_whoever_buys_and_sells_in_anything_is_bounded(published):
    awards = published.get("awards")
    given_award = awards[0] if isinstance(awards, list) and awards and isinstance(awards[0], dict) else {}

    for party in [*buyers(published), *suppliers(given_award, published)]:
        assert len(party.name) <= NAME_LIMIT
        assert all(0 < len(each) <= ID_LIMIT for each in party.identifiers)


def test_every_real_release_names_its_buyers_each_once():
    for published in real_releases():
        found = [party.name.casefold() for party in buyers(published)]

        assert found
        assert len(found) == len(set(found))


def test_a_supplier_says_how_large_it_is_and_whether_it_is_a_social_enterprise():
    said = [
        ({"scale": "sme", "vcse": False}, (True, False)),
        ({"scale": "large", "vcse": True}, (False, True)),
        ({"scale": "selfEmployed", "vcse": "true"}, (None, None)),
        ({}, (None, None)),
    ]
    for details, expected in said:
        (party,) = of_award({**CIVICA, "details": details})

        assert (party.is_sme, party.is_vcse) == expected
