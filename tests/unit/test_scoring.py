import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.scoring import bag_of_words_f1, character_error_rate

words = st.text(alphabet="abñé€ \n\u00a0", max_size=40)


def test_one_wrong_letter_in_ten_is_a_tenth() -> None:
    assert character_error_rate("muy señora", "muy senora") == pytest.approx(0.1)


def test_white_space_of_any_kind_and_length_is_one_gap() -> None:
    assert character_error_rate("1.250,00 € al mes", " 1.250,00\u00a0€\n al   mes\n") == 0


def test_a_missing_gap_is_an_error() -> None:
    assert character_error_rate("de la casa", "dela casa") == pytest.approx(0.1)


def test_an_accent_is_a_difference() -> None:
    assert character_error_rate("año", "ano") > 0
    assert bag_of_words_f1("año", "ano") == 0


def test_nothing_recognised_is_all_wrong() -> None:
    assert character_error_rate("texto", "") == 1
    assert bag_of_words_f1("texto", "") == 0


def test_an_empty_reference_is_refused() -> None:
    with pytest.raises(ValueError, match="reference is empty"):
        character_error_rate(" \n", "texto")


def test_order_costs_characters_but_no_words() -> None:
    assert character_error_rate("uno dos tres", "tres dos uno") > 0.3
    assert bag_of_words_f1("uno dos tres", "tres dos uno") == 1


def test_a_repeated_word_counts_as_often_as_it_is_printed() -> None:
    assert bag_of_words_f1("si no si", "si no") == pytest.approx(0.8)


@given(words)
def test_every_text_agrees_with_itself(text: str) -> None:
    assert bag_of_words_f1(text, text) == 1
    assert not text.split() or character_error_rate(text, text) == 0
