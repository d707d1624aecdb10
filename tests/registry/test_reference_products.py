import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from registry.phrases import comparable_words
from registry.products import KnownProduct, ProductBook

REFERENCE = Path(__file__).parents[2] / "registry" / "reference"
PRODUCTS = tomllib.loads((REFERENCE / "products.toml").read_text(encoding="utf-8"))
SERVICES = tomllib.loads((REFERENCE / "services.toml").read_text(encoding="utf-8"))
LISTS = ("former_names", "aliases", "needs")


def names_of(product: str) -> list[str]:
    each = PRODUCTS[product]
    return [each["name"], *each.get("former_names", []), *each.get("aliases", [])]


def needs_of(product: str) -> set[tuple[str, ...]]:
    return set(map(comparable_words, PRODUCTS[product].get("needs", [])))


@pytest.fixture(scope="module")
def book() -> ProductBook:
    return ProductBook(
        KnownProduct(
            product,
            each["name"],
            each["maker"],
            tuple(names_of(product)),
            tuple(each.get("needs", [])),
            tuple(each["services"]),
        )
        for product, each in PRODUCTS.items()
    )


def astray(rule: Callable[[str], object]) -> list[str]:
    """Return the products that break a rule."""
    return [product for product in PRODUCTS if not rule(product)]


def test_there_are_enough_products_to_be_useful():
    assert len(PRODUCTS) >= 150


def test_a_product_has_what_it_must_and_nothing_unknown():
    required, optional = {"name", "maker", "services"}, {"maker_number", "ends", *LISTS}

    assert astray(lambda product: required <= set(PRODUCTS[product]) <= required | optional) == []


def test_an_id_is_a_slug():
    assert astray(lambda product: re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", product)) == []


def test_names_say_something_and_are_listed_once():
    def listed_once(product: str) -> bool:
        folded = [comparable_words(name) for name in names_of(product)]
        return all(folded) and len(set(folded)) == len(folded)

    assert astray(listed_once) == []


def test_a_maker_is_named_without_its_legal_form():
    words = {product: set(comparable_words(each["maker"])) for product, each in PRODUCTS.items()}

    assert astray(lambda product: words[product] and not words[product] & {"ltd", "limited", "plc"}) == []


def test_a_maker_has_one_number_of_companies_house():
    numbers = defaultdict(set)
    for each in PRODUCTS.values():
        numbers[each["maker"]].add(each.get("maker_number", ""))

    assert {maker: found for maker, found in numbers.items() if len(found) > 1} == {}
    assert all(re.fullmatch(r"|[A-Z]{2}\d{6}|\d{8}", number) for found in numbers.values() for number in found)


def test_lists_are_left_out_when_empty_and_repeat_nothing():
    lists = [values for each in PRODUCTS.values() for key in LISTS if (values := each.get(key)) is not None]

    assert [values for values in lists if not values or len(set(values)) < len(values)] == []


def test_needs_are_lower_case_and_say_something():
    needs = [need for each in PRODUCTS.values() for need in each.get("needs", [])]

    assert [need for need in needs if need != need.lower() or not comparable_words(need)] == []


def test_every_service_exists():
    assert astray(lambda product: set() < set(PRODUCTS[product]["services"]) <= set(SERVICES)) == []


def test_a_name_is_shared_only_by_products_that_needs_tell_apart():
    owners = defaultdict(set)
    for product in PRODUCTS:
        for name in names_of(product):
            owners[comparable_words(name)].add(product)
    shared = {pair for products in owners.values() for pair in combinations(sorted(products), 2)}

    assert [
        (one, other)
        for one, other in sorted(shared)
        if not needs_of(one) or not needs_of(other) or needs_of(one) & needs_of(other)
    ] == []


def test_a_very_short_name_has_needs():
    short = [product for product in PRODUCTS for name in names_of(product) if len("".join(comparable_words(name))) <= 3]

    assert [product for product in short if not needs_of(product)] == []


def test_a_product_is_looked_up_by_each_of_its_names(book: ProductBook):
    assert astray(lambda product: all(product in book.named(name) for name in names_of(product))) == []


def test_a_product_is_recognised_by_each_of_its_names_beside_something_it_needs(book: ProductBook):
    def recognised(product: str, name: str) -> bool:
        needs = PRODUCTS[product].get("needs", [""])
        return any((found := book.recognise(name, need)) and found.product == product for need in needs)

    assert astray(lambda product: all(recognised(product, name) for name in names_of(product))) == []


def test_a_stated_name_is_believed_unless_shared(book: ProductBook):
    def believed(product: str, name: str) -> bool:
        found = book.recognise("Annual fee", stated=name)
        return len(book.named(name)) > 1 or (found is not None and found.product == product)

    assert astray(lambda product: all(believed(product, name) for name in names_of(product))) == []


def test_an_end_of_support_says_which_version_when_and_where():
    ends = [end for each in PRODUCTS.values() for end in each.get("ends", [])]

    assert ends
    assert [end for end in ends if set(end) != {"version", "on", "source"} or not end["version"]] == []
    assert [end for end in ends if date.fromisoformat(end["on"]).isoformat() != end["on"]] == []
    assert [end for end in ends if not re.fullmatch(r"https://[a-z.]+/\S+", end["source"])] == []


@pytest.mark.parametrize(
    ("title", "suppliers", "product"),
    [
        ("Mosaic Social Care system", [], "access-mosaic"),
        ("Experian Mosaic licence", [], "experian-mosaic"),
        ("Capita Academy revenues and benefits system", [], "academy"),
        ("Capita One education system", [], "mri-one-education"),
        ("Capita Housing (now MRI Housing One)", [], "mri-housing-one"),
        ("Business World Cloud", ["Unit 4 Business Software Limited"], "unit4-erp"),
        ("Uniform software support", ["Idox Software Ltd"], "idox-uniform"),
        ("Confirm Software System", ["Confirm Solutions Limited"], "confirm"),
        ("Symphony library management", [], "sirsidynix-symphony"),
        ("Symphony gazetteer support", ["Aligned Assets"], "aligned-assets-symphony"),
        ("SAP ERP S/4HANA platform", [], "sap-s4hana"),
        ("Oracle Cloud for finance and HR", [], "oracle-fusion"),
        ("Firmstep forms renewal", [], "govservice"),
        ("VMware Horizon licences", [], "omnissa-horizon"),
        ("Bartec in-cab waste system", [], "bartec-collective"),
    ],
)
def test_councils_words_for_their_systems_are_understood(
    title: str, suppliers: list[str], product: str, book: ProductBook
):
    found = book.recognise(title, suppliers=suppliers)

    assert found
    assert found.product == product


@pytest.mark.parametrize(
    "title",
    [
        "Supply of school uniforms",
        "SIM cards for schools",
        "Academy school conversion",
        "Refuse collection HQ refurbishment",
        "Assistive technology one year contract",
        "Ring central heating pipework",
        "Local authority public protection review",
        "Northgate housing development",
        "Gladstone leisure centre roof",
        "Windows and doors 10 year programme",
        "Storm drainage",
        "Microsoft licences",
        "Oracle support",
    ],
)
def test_everyday_words_name_no_product(title: str, book: ProductBook):
    assert book.recognise(title) is None
