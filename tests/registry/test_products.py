import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.classification import DESCRIPTION_WORDS
from registry.phrases import folded_words
from registry.products import KnownProduct, ProductBook, Recognised

NEC_HOUSING = KnownProduct(
    "nec-housing",
    "NEC Housing",
    "NEC Software Solutions",
    ("Northgate Housing", "SX3"),
    needs=("nec housing", "northgate housing system", "tenancy"),
)
NEC_REVENUES = KnownProduct("nec-revenues", "NEC Revenues", "NEC Software Solutions", ("SX3",), needs=("revenues",))
ITRENT = KnownProduct("itrent", "iTrent", "MHR", ("Midland iTrent",))
MOSAIC = KnownProduct(
    "access-mosaic", "Mosaic", "The Access Group", ("Frameworki",), needs=("social care", "corelogic", "frameworki")
)
EXPERIAN_MOSAIC = KnownProduct("experian-mosaic", "Mosaic", "Experian", ("Experian Mosaic",), needs=("experian",))
UNIFORM = KnownProduct("idox-uniform", "Uniform", "Idox", ("Idox Uniform",), needs=("idox",))
ORACLE_FUSION = KnownProduct("oracle-fusion", "Oracle Fusion", "Oracle", ("Oracle Fusion Cloud",))
PRODUCTS = [NEC_HOUSING, NEC_REVENUES, ITRENT, MOSAIC, EXPERIAN_MOSAIC, UNIFORM, ORACLE_FUSION]
BOOK = ProductBook(PRODUCTS)
recognise = BOOK.recognise

NAMES = [name for product in PRODUCTS for name in (product.name, *product.names)]
TEXTS = st.lists(
    st.sampled_from([*NAMES, "social care", "idox", "revenues", "tenancy", "Experian", "system", "renewal", "&"])
    | st.text(alphabet="abcdefghijklmnopqrstuvwxyz -/", max_size=8),
    max_size=6,
).map(" ".join)
SUPPLIERS = st.lists(
    st.sampled_from(["MHR International UK Limited", "Idox Software Ltd", "Softcat plc", ""]), max_size=3
)


def product_of(title: str, description: str = "", suppliers: tuple[str, ...] = (), stated: str = "") -> str | None:
    found = recognise(title, description, suppliers, stated)
    return found.product if found else None


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("Renewal of NEC Housing", "nec-housing"),
        ("Northgate Housing System - extension", "nec-housing"),
        ("SX3 for tenancy and rents", "nec-housing"),
        ("iTrent HR system", "itrent"),
        ("Mosaic social care hosting", "access-mosaic"),
        ("Corelogic Mosaic", "access-mosaic"),
        ("Idox Uniform maintenance", "idox-uniform"),
    ],
)
def test_a_title_names_its_product(title: str, product: str):
    assert product_of(title) == product


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Supply of school uniforms",
        "Mosaic tiling at the lido",
        "Northgate housing development",
        "SX3",
    ],
)
def test_in_doubt_no_product_is_named(title: str):
    assert recognise(title) is None


def test_a_supplier_or_a_description_may_hold_what_a_name_needs():
    assert product_of("Uniform annual fee", suppliers=("Idox Software Ltd",)) == "idox-uniform"
    assert product_of("Mosaic hosting", "For adults' social care.") == "access-mosaic"


def test_a_supplier_alone_names_no_product():
    assert recognise("HR and payroll", suppliers=["iTrent Consulting Ltd", "MHR"]) is None


def test_a_name_that_two_products_share_is_told_apart_by_their_needs():
    assert product_of("Mosaic", suppliers=("Experian Limited",)) == "experian-mosaic"


def test_a_shared_name_is_nobodys_when_both_have_what_they_need():
    assert recognise("SX3 for tenancy and revenues") is None


def test_of_two_products_in_a_title_only_the_suppliers_own_is_meant():
    assert recognise("Oracle Fusion interface with iTrent") is None
    assert product_of("Oracle Fusion interface with iTrent", suppliers=("MHR International UK Limited",)) == "itrent"


def test_a_product_under_two_of_its_names_is_one_product():
    found = recognise("NEC Housing (formerly Northgate Housing)")

    assert found == Recognised("nec-housing", ("nec housing", "northgate housing"))


def test_the_words_are_those_of_the_text_folded():
    assert recognise("Midland  iTrents: renewal") == Recognised("itrent", ("midland itrents",))


def test_a_title_decides_before_a_description():
    assert product_of("iTrent renewal", "Works with Oracle Fusion.", ("Oracle",)) == "itrent"


def test_a_product_only_described_is_not_enough():
    assert recognise("HR and payroll", "It must work with iTrent.") is None


def test_a_product_described_counts_when_its_maker_supplies_it_or_stands_in_the_title():
    assert product_of("HR and payroll", "Continued use of iTrent.", ("MHR International UK Limited",)) == "itrent"
    assert product_of("MHR contract", "Continued use of iTrent.") == "itrent"


def test_only_the_start_of_a_description_is_read():
    assert recognise("HR", "word " * DESCRIPTION_WORDS + "iTrent", ["MHR"]) is None


def test_what_the_source_states_is_believed_first():
    assert product_of("Oracle Fusion renewal", stated="iTrent") == "itrent"


def test_a_stated_name_needs_nothing_else():
    assert recognise("Annual fee", stated="Uniform") == Recognised("idox-uniform", ("uniform",))


def test_a_stated_name_that_two_products_share_needs_more():
    assert recognise("Annual fee", stated="Mosaic") is None
    assert product_of("Social care records", stated="Mosaic") == "access-mosaic"


def test_a_name_is_found_among_other_stated_words():
    assert product_of("Annual fee", stated="NEC Housing (Northgate)") == "nec-housing"


def test_several_stated_products_leave_it_unsure_but_unknown_words_leave_it_to_the_title():
    assert recognise("iTrent renewal", stated="iTrent; Oracle Fusion") is None
    assert product_of("iTrent renewal", stated="SaaS") == "itrent"


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("northgate  HOUSING", ("nec-housing",)),
        ("Mosaic", ("access-mosaic", "experian-mosaic")),
        ("Northgate Housing renewal", ()),
        ("", ()),
    ],
)
def test_a_whole_name_is_looked_up(text: str, products: tuple[str, ...]):
    assert BOOK.named(text) == products


def test_an_id_belongs_to_one_product():
    with pytest.raises(ValueError, match="same id"):
        ProductBook([ITRENT, ITRENT])


@given(st.permutations(PRODUCTS), TEXTS, TEXTS, SUPPLIERS, TEXTS)
def test_the_order_of_products_does_not_matter(
    products: list[KnownProduct], title: str, description: str, suppliers: list[str], stated: str
):
    book = ProductBook(products)

    assert book.recognise(title, description, suppliers, stated) == recognise(title, description, suppliers, stated)
    assert book.named(title) == BOOK.named(title)


@given(TEXTS, TEXTS, SUPPLIERS)
def test_the_order_of_suppliers_does_not_matter(title: str, description: str, suppliers: list[str]):
    assert recognise(title, description, suppliers) == recognise(title, description, suppliers[::-1])


@given(TEXTS, TEXTS, SUPPLIERS, TEXTS)
def test_the_words_found_stand_in_one_of_the_texts(title: str, description: str, suppliers: list[str], stated: str):
    found = recognise(title, description, suppliers, stated)
    texts = [" ".join(folded_words(text)) for text in (title, description, stated)]

    assert found is None or any(all(word in text for word in found.words) for text in texts)


@given(TEXTS, SUPPLIERS)
def test_a_folded_title_names_the_same_product(title: str, suppliers: list[str]):
    assert recognise(" ".join(folded_words(title)), suppliers=suppliers) == recognise(title, suppliers=suppliers)


@given(TEXTS, SUPPLIERS)
def test_the_words_found_name_the_same_product_again(title: str, suppliers: list[str]):
    found = recognise(title, suppliers=suppliers)

    assert found is None or product_of(found.words[0], title, tuple(suppliers)) == found.product


@given(st.text(), st.text(), st.lists(st.text()), st.text())
def test_any_text_is_read(title: str, description: str, suppliers: list[str], stated: str):
    recognise(title, description, suppliers, stated)
