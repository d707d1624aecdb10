"""Names that the registry knows find what they name, whichever of them is typed."""

import pytest

from search.asking import asked
from search.language import words_in
from tests.search.examples import authority, contract, notice, product, supplier

HOUNSLOW = "E09000018"


@pytest.fixture
def find(drained):
    """Return the ids that a search finds, in order."""
    client = drained()

    def found(q):
        return [hit["id"] for hit in client.get("/api/v1/search", query_string={"q": q}).json["hits"]]

    return found


@pytest.fixture
def estate(save):
    merged = supplier("supplier00002", "Northgate Public Services Ltd")
    merged.merged_into_id = "supplier00001"
    save(
        authority(HOUNSLOW),
        supplier("supplier00001", "NEC Software Solutions UK Limited", names=("NEC Software Ltd",)),
        merged,
        product("nec-housing", "NEC Housing", former=("Northgate Housing",), aliases=("SX3",)),
        contract("contract00001", "Annual support", product_id="nec-housing"),
        contract("contract00002", "Revenues system", supplier_ids=["supplier00001"]),
        notice("notice0000001", "Upgrade of NEC Housing"),
        notice("notice0000002", "Support from Northgate Public Services"),
        notice("notice0000003", "Housing repairs"),
    )


@pytest.mark.parametrize("name", ["Northgate Housing", "NEC Housing", "sx3", "northgate-housing"])
def test_every_name_of_a_product_finds_all_that_has_to_do_with_it(estate, find, name):
    found = find(name)

    assert found[:2] == ["nec-housing", "contract00001"]
    assert "notice0000001" in found
    assert "notice0000003" not in found


@pytest.mark.parametrize("name", ["Northgate Public Services", "NEC Software Solutions UK", "nec software ltd"])
def test_every_name_of_a_supplier_finds_it_and_what_it_sells(estate, find, name):
    assert {"supplier00001", "contract00002", "notice0000002"} <= set(find(name))


def test_other_names_are_found_beside_other_words_and_in_fields(estate, find):
    assert find("annual northgate housing")[0] == "contract00001"
    assert find("supplier:(northgate public services) kind:contract") == ["contract00002"]
    assert find('product:"northgate housing" kind:contract') == ["contract00001"]


def test_what_is_quoted_is_left_as_it_is(estate, find):
    assert find('"northgate public services"') == ["notice0000002"]


def test_other_names_are_few_whatever_the_registry_holds(sessions, save):
    spelt = tuple(f"Meridian {number} Ltd" for number in range(100))
    save(supplier(names=spelt))

    with sessions() as session:
        tree = asked(session, " ".join(["meridian systems"] * 6)).tree

    assert len(list(words_in(tree))) <= 12 + 6 * 6 * 8
