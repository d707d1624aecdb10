"""When two published suppliers are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.supplier_names import best_name, company_number, name_key, similarity


@pytest.mark.parametrize(
    ("published", "number"),
    [
        ("01628868", "01628868"),
        ("1628868", "01628868"),
        ("210725", "00210725"),
        (" 0162 8868 ", "01628868"),
        ("sc820837", "SC820837"),
        ("SC 19971", "SC019971"),
        ("NI001071", "NI001071"),
        ("OC300001", "OC300001"),
        ("SO300380", "SO300380"),
        ("NC000755", "NC000755"),
        ("FC031601", "FC031601"),
        ("RC000060", "RC000060"),
        ("CE042102", "CE042102"),
        ("BR021056", "BR021056"),
        ("ZC000195", "ZC000195"),
        ("RS007748", "RS007748"),
        ("NP000408", "NP000408"),
        ("IP031693", "IP031693"),
        ("IP29840R", "IP29840R"),
        ("R0000123", "R0000123"),
        ("Company Number - 07382763", "07382763"),
        ("Company No. 07382763", "07382763"),
    ],
)
def test_a_companies_house_number_is_written_in_full(published, number):
    assert company_number("GB-COH", published) == number


@pytest.mark.parametrize(
    ("scheme", "published"),
    [
        ("GB-COH", "Imosphere Ltd"),
        ("GB-COH", "458577871"),
        ("GB-COH", "GB458577871"),
        ("GB-COH", "GB45857787"),
        ("GB-COH", "12345"),
        ("GB-COH", "00000000"),
        ("GB-COH", "XX123456"),
        ("GB-COH", "CHC1194431"),
        ("GB-COH", "1194431-1"),
        ("GB-COH", "07382763 / 01628868"),
        ("GB-COH", "N/A"),
        ("GB-COH", "١٢٣٤٥٦٧٨"),
        ("GB-COH", ""),
        ("GB-CHC", "1194431"),
        ("GB-PPON", "PTYV-4866-DVHD"),
        ("", "01628868"),
    ],
)
def test_what_is_no_companies_house_number_is_none(scheme, published):
    assert company_number(scheme, published) is None


@pytest.mark.parametrize(
    "names",
    [
        (
            "Civica UK Ltd.",
            "CIVICA UK LIMITED",
            "Civica (UK) Ltd",
            "Civica U.K. Limited",
            "CIVICA UNITED KINGDOM LTD",
        ),
        ("British Council(The)", "The British Council", "BRITISH COUNCIL (THE)"),
        ("Ernst & Young", "Ernst and Young LLP", "Ernst &amp; Young L.L.P."),
        ("ATKINSRÉALIS LIMITED", "AtkinsRealis Ltd"),
        ("IAN EDGAR(LIVERPOOL)LIMITED", "Ian Edgar (Liverpool) Ltd"),
        (
            "DENNIS EAGLE LIMITED",
            "DENNIS EAGLE LIMITED (t/a Terberg Matec UK)",
            "Dennis Eagle Ltd T/A Terberg",
        ),
        ("Bamford Bus Company Ltd Trading as Wrightbus", "BAMFORD BUS LTD"),
        ("D Brice & Company Limited T/as D B Services", "D. Brice & Co Ltd"),
        ("Wagstaff Bros Limited trading as Wagstaff Interiors Group", "Wagstaff Bros. Ltd"),
        (
            "Liverpool Experience Campus Ltd (formerly The ACC Liverpool Group Ltd)",
            "Liverpool Experience Campus",
        ),
        ("Relx (UK) Ltd TA LexisNexis", "RELX UK LIMITED"),
        ("Fitness Warehouse Limited (03349377) - t/a Gym Gear", "Fitness Warehouse Ltd"),
        ("Price Waterhouse Coopers Llp", "PricewaterhouseCoopers LLP"),
        ("Hippo Digital Limted", "HIPPO DIGITAL LIMITED", "Hippo Digital Limitied"),
        ("ORANGE PUBLIC LIMITED COMPANY", "Orange plc", "Orange P.L.C."),
        ("JIGSAW RECOVERY PROJECT CIC", "Jigsaw Recovery Project Community Interest Company"),
        ("MCCONECHY&#039;S TYRE SERVICE LIMITED", "McConechy’s Tyre Service Ltd"),
        ("B.C.E. Mills Bros. and Partners Co. Limited", "BCE MILLS BROS & PARTNERS LTD"),
        ("HAFREN DYFRDWY CYFYNGEDIG", "Hafren Dyfrdwy Cyf"),
    ],
)
def test_spellings_of_one_legal_name_share_a_key(names):
    assert len({name_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RELX PLC", "Relx (UK) Ltd"),
        ("Capita Business Services Ltd", "Capita plc"),
        ("Ove Arup & Partners Limited", "Ove Arup & Partners International Limited"),
        ("MOONLIGHTING AV (NI) LIMITED", "Moonlighting AV Limited"),
        ("Centre4 Limited", "Centre Limited"),
    ],
)
def test_different_companies_have_different_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("best", "others"),
    [
        ("Civica Uk Ltd", ["CIVICA UK LIMITED"]),
        ("Boston Scientific Ltd.", ["BOSTON SCIENTIFIC LIMITED", "Boston Scientific"]),
        ("DENNIS EAGLE LIMITED", ["DENNIS EAGLE LIMITED (t/a Terberg Matec UK)"]),
        ("Ernst & Young LLP", ["Ernst & Young", "ERNST & YOUNG LLP", "Ernst &amp; Young LLP"]),
        ("PricewaterhouseCoopers LLP", ["PwC (PricewaterhouseCoopers)", "Price Waterhouse Coopers Llp"]),
        ("Hunter Apparel Solutions Ltd", ["Hunter apparel Solution Ltd", "HUNTER APPAREL SOLUTIONS LIMITED"]),
        ("The British Council", ["BRITISH COUNCIL(THE)"]),
        ("Bates Office Services Ltd", ["Bates Office Services LTD", "Bates Office Services Ltd "]),
        ("SCHNEIDER ELECTRIC LIMITED", ["Supplier SCHNEIDER ELECTRIC LIMITED"]),
        ("Capita Business Services Limited", ["Capita Business Services Ltd", ""]),
    ],
)
def test_the_name_shown_is_the_best_written(best, others):
    assert best_name([*others, best]) == best


def test_no_names_have_no_best_name():
    assert best_name([]) == ""


def test_a_near_name_is_suggested_and_a_far_one_is_not():
    near = similarity("Northgate Public Services (UK) Limited", "Northgate Public Services")
    far = similarity("Northgate Public Services (UK) Limited", "Softcat plc")

    assert near > 0.85 > 0.5 > far


def test_names_with_one_key_are_wholly_alike():
    assert similarity("Civica UK Ltd.", "CIVICA UK LIMITED") == 1.0


# fmt: off
PIECES = st.sampled_from([
    "the", "The", "&", "and", "t/a", "trading as", "formerly", "Ltd", "Ltd.", "Limited", "PLC", "Co",
    "company", "U.K.", "(UK)", "united kingdom", "public", "community interest", "é", "7", "12345678", "Acme",
    "acme", "&amp;", "'", ".", "-", "com", "pany", "lim", "ited",
])
# fmt: on
NAMES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=10).map(" ".join))


@given(NAMES)
def test_the_key_of_a_key_is_itself(name):
    assert name_key(name_key(name)) == name_key(name)


@given(NAMES.filter(str.strip))
def test_no_name_is_without_a_key(name):
    assert name_key(name)


@given(st.lists(NAMES, min_size=1), st.randoms(use_true_random=False))
def test_the_best_name_is_one_of_the_names_in_whatever_order(names, random):
    best = best_name(names)
    shuffled = names * 2
    random.shuffle(shuffled)

    assert best in names
    assert best_name(shuffled) == best


@given(NAMES, NAMES)
def test_similarity_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_scheme_and_number_give_eight_characters_or_none(scheme, number):
    for text in (company_number(scheme, number), company_number("GB-COH", number)):
        assert text is None or len(text) == 8


@given(st.from_regex(r"[0-9]{7,8}|(SC|NI|OC)[0-9]{6}", fullmatch=True))
def test_a_number_in_full_stays_as_it_is(number):
    full = company_number("GB-COH", number)

    assert full is None or company_number("GB-COH", full) == full
