"""Which names products may share."""

from registry.product_names import Named, clashes, without_echoes

ORCHARD = Named("orchard", ("MRI Housing Enterprise", "Orchard"), ("housing system",))


def test_a_name_of_another_product_clashes():
    assert clashes(Named("new", ("Orchard",)), [ORCHARD]) == [("Orchard", "orchard")]


def test_names_are_compared_without_case_accents_and_punctuation():
    assert clashes(Named("new", ("ORCHÁRD!",)), [ORCHARD]) == [("ORCHÁRD!", "orchard")]


def test_a_product_does_not_clash_with_itself():
    assert clashes(ORCHARD, [ORCHARD]) == []


def test_two_may_share_a_name_when_other_words_tell_them_apart():
    assert clashes(Named("new", ("Orchard",), ("orchestra bookings",)), [ORCHARD]) == []


def test_a_need_in_common_does_not_tell_them_apart():
    assert clashes(Named("new", ("Orchard",), ("bookings", "Housing Systems")), [ORCHARD]) == [("Orchard", "orchard")]


def test_a_name_that_says_the_same_is_kept_once():
    assert without_echoes(["iWorld", "I-World", "iworld", "SX3"], ["NEC Housing"]) == ["iWorld", "I-World", "SX3"]


def test_a_name_that_is_taken_is_left_out():
    assert without_echoes(["nec housing", "SX3"], ["NEC Housing"]) == ["SX3"]
