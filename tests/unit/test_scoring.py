import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.scoring import (
    Counts,
    Kept,
    bag_of_words_f1,
    character_error_rate,
    count_edits_of_best,
    count_kept,
    count_lost,
    plain,
)

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


def test_signs_that_look_alike_and_leaders_make_no_difference() -> None:
    assert plain("«L’año» – fin…………… 3\u00a0€\n\nofi\u00adcina") == "«L'año» - fin 3 € oficina"
    assert plain("de\ufb01nido ____ ===== . . . . 7") == "definido 7"


def test_the_best_order_counts() -> None:
    orders = ("uno dos tres cuatro", "uno tres dos cuatro")
    assert count_edits_of_best(orders, "uno tres dos cuatr") == Counts(1, 19)
    assert count_edits_of_best(orders[:1], "uno tres dos cuatr").edits > 1


def test_order_loses_nothing() -> None:
    assert count_lost("uno dos tres", "tres dos uno") == Counts(0, 10)


def test_short_words_run_together_lose_nothing() -> None:
    assert count_lost("uno dos tres", "unodostres").edits == 0


def test_a_misread_word_loses_its_wrong_characters_and_a_missing_one_all_of_them() -> None:
    assert count_lost("factura número", "factvra numero").edits == 2
    assert count_lost("factura número", "factura").edits == 6
    assert count_lost("factura", "") == Counts(7, 7)


def test_a_repeated_word_is_lost_as_often_as_it_is_missing() -> None:
    assert count_lost("si no si", "si no").edits == 2


def test_what_was_added_loses_nothing() -> None:
    assert count_lost("total", "total 21 %").edits == 0


def test_units_are_kept_together_in_whatever_order_they_come() -> None:
    units = ("Calle Mayor 3 Madrid", "Total 12,50 €")
    assert count_kept(units, "Total | 12,50 € Calle Mayor 3\nMadrid") == Kept(5, 5)


def test_a_row_read_across_breaks_both_its_units() -> None:
    units = ("Calle Mayor 3", "Rúa Nova 7")
    assert count_kept(units, "Calle Mayor Rúa Nova 3 7") == Kept(2, 4)


def test_the_seam_of_two_units_is_not_judged() -> None:
    assert count_kept(("uno dos", "tres"), "tres uno dos") == Kept(1, 1)
    assert count_kept(("solo",), "") == Kept(0, 0)


def test_boxes_to_tick_part_no_words() -> None:
    assert count_kept(("Sexo: F M", "[a b]"), "Sexo: [x] F [ ] M\n[a b]") == Kept(3, 3)


@given(words, words)
def test_no_more_is_lost_than_there_is(reference: str, recognised: str) -> None:
    lost = count_lost(reference, recognised)
    assert 0 <= lost.edits <= lost.characters
