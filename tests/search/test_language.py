import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.exceptions import QueryTooLong
from search.language import MAX_DEPTH, All, Any, In, Not, Phrase, Prefix, Word, corrected, read, words_in
from search.reading import reading
from search.synonyms import widen

HOSTILE = [
    "*a*", "*", "text:*", "?????", "a*", "*tion", "*a* " * 20, "a OR " * 51, "(" * 200, "NOT x " * 40, '"' * 256,
    "a" * 256, "(a+)+$", ".*", "word~9", "[a TO z]", "date:[nonsense", "a^1e309", '"a b"~100000',
    " ".join(["long"] * 51), "\x00", "‮emoji😀", "İıß", "é́́́" * 60, "​‌", "no:field", "AND AND", "the of and", "",
    "-", "--", "OR", "OR OR", "a OR", "(" * 5 + "housing" + ")" * 5, "kind:" * 40, "title:(", "supplier:-x", "foo:bar",
    "-(a OR -(b))", "title:supplier:x", ")(", "kind:(housing OR", '-"', '"-', "-*", "'", "ﷺ" * 256,
]  # fmt: skip
"""What has hung or broken search engines."""


def leaves(node):
    match node:
        case All(nodes) | Any(nodes):
            return sum(map(leaves, nodes))
        case Not(inner) | In(_, inner):
            return leaves(inner)
        case Phrase(words):
            return len(words)
    return 1


def depth(node):
    match node:
        case All(nodes) | Any(nodes):
            return 1 + max(map(depth, nodes), default=0)
        case Not(inner) | In(_, inner):
            return 1 + depth(inner)
    return 1


def test_words_are_all_wanted():
    assert read("Housing management").tree == All((Word("housing"), Word("management")))


def test_quotation_marks_make_a_phrase():
    assert read("“social care” cases").tree == All((Phrase(("social", "care")), Word("cases")))


def test_a_minus_leaves_out():
    assert read('housing -repairs -"voids team"').tree == All(
        (Word("housing"), Not(Word("repairs")), Not(Phrase(("voids", "team"))))
    )


def test_a_star_after_three_letters_is_a_beginning():
    assert read("pro*").tree == Prefix("pro")
    assert read("pr*").tree == Word("pr")


def test_a_hyphen_keeps_words_together():
    assert read("DN-12345").tree == Phrase(("dn", "12345"), quoted=False)


def test_what_is_broken_is_plain_words():
    assert read('"housing (management^2').tree == All((Word("housing"), Phrase(("management", "2"), quoted=False)))


def test_or_joins_what_stands_beside_it():
    assert read("council repairs OR lettings").tree == All(
        (Word("council"), Any((Word("repairs"), Word("lettings")), typed=True))
    )
    assert read("repairs or lettings").tree == All((Word("repairs"), Word("lettings")))


def test_brackets_group():
    assert read("council (social care) OR -(housing OR voids)").tree == All(
        (
            Word("council"),
            Any(
                (All((Word("social"), Word("care"))), Not(Any((Word("housing"), Word("voids")), typed=True))),
                typed=True,
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("supplier:civica", In("supplier", Word("civica"))),
        ("Supplier:Civica", In("supplier", Word("civica"))),
        ('title:"social care"', In("title", Phrase(("social", "care")))),
        ("-kind:notice", Not(In("kind", Word("notice")))),
        ("product:hous*", In("product", Prefix("hous"))),
        ("id:DN-123", In("reference", Phrase(("dn", "123"), quoted=False))),
        ("buyer:(camden OR barnet)", In("authority", Any((Word("camden"), Word("barnet")), typed=True))),
    ],
)
def test_a_field_and_a_colon_look_there(text, tree):
    assert read(text).tree == tree


@pytest.mark.parametrize("text", ["10:30", "https://housing.example", "Lot 1: housing"])
def test_times_addresses_and_headings_are_no_fields(text):
    question = read(text)

    assert question.notes == ()
    assert "field" not in reading(question)


@pytest.mark.parametrize(
    ("text", "plain", "said"),
    [
        ('"social care', "social care", "a quotation mark has no partner"),
        ("housing OR", "housing", "OR has nothing on one side"),
        ("OR housing", "housing", "OR has nothing on one side"),
        ("foo:housing", "foo-housing", "there is no field foo"),
        ("(housing OR care", "housing OR care", "a bracket has no partner"),
        ("((((housing))))", "housing", "more than 3 brackets"),
    ],
)
def test_what_is_broken_is_read_as_plain_words_and_said(text, plain, said):
    assert read(text).tree == read(plain).tree
    assert said in reading(read(text))


def test_the_reading_tells_fields_and_alternatives():
    assert reading(read("supplier:civica (housing OR care) -kind:notice")) == (
        "civica as its supplier and (housing or care), without notice as its kind"
    )


def test_other_names_are_known_in_groups_and_fields():
    assert "human" in set(words_in(widen(read("title:hr").tree)))
    assert "human" in set(words_in(widen(read("council (hr OR care)").tree)))
    assert widen(read("reference:hr").tree) == read("reference:hr").tree


def test_no_words_find_nothing_but_no_text_finds_everything():
    assert read("???").tree == Any(())
    assert read(" ").tree == All(())


def test_too_long_a_search_is_refused():
    with pytest.raises(QueryTooLong, match="256"):
        read("a" * 257)


def test_words_beyond_the_twelfth_are_left_out_and_named():
    question = read(" ".join(f"w{number}" for number in range(14)))

    assert leaves(question.tree) == 12
    assert question.left_out == ("w12", "w13")
    assert "not searched for: w12 w13" in reading(question)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_as_at_most_twelve_words(text):
    assert leaves(read(text).tree) <= 12


SCRAPS = ["housing", "care", " ", " ", "OR", "(", ")", '"', "-", "*", "supplier:", "kind:", "foo:", ":", "procur"]


@given(st.text(max_size=256) | st.lists(st.sampled_from(SCRAPS), max_size=32).map("".join))
def test_reading_is_total_and_bounded(text):
    question = read(text)

    assert leaves(question.tree) <= 12
    assert depth(question.tree) <= 4 * (MAX_DEPTH + 1) + 1
    assert leaves(widen(question.tree)) <= 12 * 25
    assert reading(question)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=100).filter(lambda text: "OR" not in text))
@example("\u01300")
def test_case_does_not_matter(text):
    assert read(text.casefold()).tree == read(text).tree


@given(st.lists(st.sampled_from(["housing", '"social care"', "-void", "procur*", "c++"]), max_size=8))
def test_spaces_do_not_matter(parts):
    assert read(" ".join(parts)) == read("  \t ".join(parts) + " ")


def test_a_known_thing_is_also_found_by_its_other_names():
    tree = widen(read("hr strategy").tree)

    assert tree == All((Any((Word("hr"), Phrase(("human", "resources")))), Word("strategy")))


def test_names_are_known_in_any_form():
    assert {"integrated", "solution"} <= set(words_in(widen(read("Housing Management Systems").tree)))
    assert "eprocurement" in words_in(widen(read("e-procurement").tree))


def test_what_is_quoted_or_left_out_has_no_other_names():
    for text in ('"human resources"', "-hr"):
        assert widen(read(text).tree) == read(text).tree


def test_the_reading_is_in_plain_words():
    assert reading(read('housing "social care" procur* -voids')) == (
        'housing and "social care" and anything beginning with procur, without voids'
    )


def test_a_correction_keeps_the_rest_as_typed():
    assert corrected('Sofware -for "Housing"', {"sofware": "software"}) == 'software -for "Housing"'
    assert corrected("housing", {"sofware": "software"}) is None
