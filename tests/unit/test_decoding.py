import numpy as np
import pytest

from function.reading.recognition.decoding import LineDecoder, may_part

VOCABULARY = ["blank", "a", "b", "-", "–", ".", ",", " "]
decode = LineDecoder(VOCABULARY)


def see(*steps: dict[str, float]) -> tuple[str, float]:
    """The text and its confidence for steps with these probabilities; the blank gets the rest."""
    line = np.zeros((1, len(steps), len(VOCABULARY)), np.float32)
    for number, step in enumerate(steps):
        for character, probability in step.items():
            line[0, number, VOCABULARY.index(character)] = probability
        line[0, number, 0] = 1 - sum(step.values())
    texts, confidences = decode([line])
    return texts[0], confidences[0]


def test_repeats_are_one_character_unless_a_blank_is_between() -> None:
    text, confidence = see({"a": 0.9}, {"a": 0.8}, {}, {"a": 0.7}, {"b": 1.0})
    assert text == "aab"
    assert confidence == pytest.approx((0.9 + 0.7 + 1.0) / 3)


def test_a_character_at_both_ends_is_read_twice() -> None:
    assert see({"a": 0.9}, {}, {"b": 0.9}, {}, {"a": 0.9})[0] == "aba"


def test_a_space_that_the_recogniser_half_saw_is_written() -> None:
    assert see({"a": 1.0}, {" ": 0.2}, {"b": 1.0})[0] == "a b"
    assert see({"a": 1.0}, {" ": 0.02}, {"b": 1.0})[0] == "ab"


def test_a_space_is_written_once() -> None:
    assert see({"a": 1.0}, {" ": 0.3}, {" ": 0.9}, {" ": 0.3}, {"b": 1.0})[0] == "a b"


def test_a_hyphen_that_may_well_be_a_dash_is_a_dash() -> None:
    assert see({"-": 0.9, "–": 0.05})[0] == "–"
    assert see({"-": 0.98, "–": 0.009})[0] == "-"


def test_nothing_seen_is_nothing_read_without_confidence() -> None:
    assert see({}, {}) == ("", 0.0)


def test_a_vocabulary_without_dashes_keeps_its_hyphens() -> None:
    line = np.array([[[0.0, 1.0, 0.0, 0.0, 0.0]]], np.float32)
    assert LineDecoder(["blank", "-", ".", ",", " "])(line[None])[0] == ["-"]


def test_a_stop_half_seen_at_the_edge_of_a_line_is_written() -> None:
    assert see({"a": 1.0}, {".": 0.04, ",": 0.02})[0] == "a."
    assert see({"a": 1.0}, {".": 0.02, ",": 0.04})[0] == "a,"
    assert see({"a": 1.0}, {".": 0.001})[0] == "a"
    assert see({"a": 1.0}, {".": 0.9}, {}, {".": 0.04})[0] == "a."


@pytest.mark.parametrize(
    ("text", "letter"), [("0,", "1"), ("10:", "3"), ("«", "c"), ("casa", "."), ("a ", "b")]
)
def test_there_is_no_space_where_none_is_ever_printed(text: str, letter: str) -> None:
    assert not may_part(text, letter)


@pytest.mark.parametrize(("text", "letter"), [("casa", "y"), ("casa,", "y"), ("n.º", "3"), ("PRIMERA.", "D")])
def test_a_space_may_stand_between_words(text: str, letter: str) -> None:
    assert may_part(text, letter)
