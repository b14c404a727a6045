"""Which pages are flagged for review by a person."""

import pytest

from function.document.pages import Block, Box, Line
from function.reading.confidence import expect_right
from function.reading.review import MIN_CONFIDENCE, find_reasons


def block(*confidences: float, text: str = "una línea cualquiera") -> tuple[Block, ...]:
    lines = tuple(Line(text, text, (0, 10 * n, 100, 10 * n + 8), c) for n, c in enumerate(confidences))
    return (Block("paragraph", "\n".join(line.text for line in lines), (0, 0, 100, 100), lines),)


@pytest.mark.parametrize("confidences", [(0.99,) * 20, (0.99,) * 59 + (0.8,), (0.985,) * 5])
def test_good_print_needs_no_review(confidences: tuple[float, ...]) -> None:
    blocks = block(*confidences)
    assert find_reasons(blocks, "ocr", expect_right(blocks)[0]) == ()


def test_a_page_with_a_tenth_of_its_lines_in_doubt_is_checked() -> None:
    blocks = block(*(0.99,) * 9, 0.8)
    assert find_reasons(blocks, "ocr", expect_right(blocks)[0]) == ("low_confidence",)


def written(*boxes: Box, text: str = "") -> tuple[Block, ...]:
    return tuple(Block("handwriting", text, box, ()) for box in boxes)


def test_handwriting_is_a_reason_even_where_all_else_is_read_well() -> None:
    """A value in a form, beside its label."""
    blocks = block(*(0.99,) * 20)
    assert find_reasons((*blocks, *written((120, 191, 200, 199))), "ocr", 0.99) == ("handwriting_like",)
    assert find_reasons(written((60, 100, 300, 120)), "ocr", None) == ("handwriting_like",)


def test_signatures_at_the_end_of_a_page_are_no_reason() -> None:
    blocks = block(*(0.99,) * 20)
    signatures = written((20, 230, 100, 260), (200, 231, 280, 262))
    assert find_reasons((*blocks, *signatures), "ocr", 0.99) == ()
    assert find_reasons((*blocks, *signatures[:1]), "ocr", 0.99) == ()


@pytest.mark.parametrize(
    "box", [(20, 55, 100, 58), (20, 230, 400, 260), (20, -40, 100, -10)], ids=["amid", "long", "at the top"]
)
def test_other_handwriting_is_no_signature(box: Box) -> None:
    assert find_reasons((*block(*(0.99,) * 20), *written(box)), "ocr", 0.99) == ("handwriting_like",)


@pytest.mark.parametrize("confidence", [0.55, 0.85])
def test_lines_in_doubt_are_bad_print(confidence: float) -> None:
    assert find_reasons(block(*(confidence,) * 8), "ocr", confidence) == ("low_confidence",)


def test_a_page_of_a_few_letters_is_nearly_empty() -> None:
    assert find_reasons(block(0.99, text="ok"), "ocr", 0.99) == ("nearly_empty",)


def test_a_blank_page_and_a_text_layer_are_left_alone() -> None:
    assert find_reasons((), "ocr", None) == ()
    assert find_reasons(block(1.0, text="ok"), "text_layer", 1.0) == ()


def test_an_unreadable_page_is_always_a_reason() -> None:
    assert find_reasons((), "unreadable", None) == ("unreadable",)


def test_a_page_with_lines_that_nobody_could_read_is_flagged() -> None:
    assert find_reasons(block(*(0.99,) * 20), "ocr", 0.99, unread=0.04) == ("print_not_read",)
    assert find_reasons(block(*(0.99,) * 20), "ocr", 0.99, unread=0.01) == ()


def test_the_confidence_of_a_page_counts_what_was_not_read() -> None:
    read = block(*(0.99,) * 9, text="x" * 20)
    whole, share = expect_right(read)
    assert share == 0.0
    assert whole is not None
    assert whole > MIN_CONFIDENCE
    confidence, share = expect_right((*read, Block("unread", "", (0, 200, 80, 208), ())))
    assert share == pytest.approx(0.1)
    assert confidence == pytest.approx(0.9 * whole)
    assert expect_right(()) == (None, 0.0)


def test_a_cut_line_counts_as_many_characters_as_a_whole_one() -> None:
    read = block(*(0.99,) * 9, text="x" * 20)
    cut, whole = (Block("unread", "", (0, 200, 80, 200 + height), ()) for height in (2, 8))
    assert expect_right((*read, cut)) == expect_right((*read, whole))


def test_a_few_lines_in_doubt_weigh_more_than_their_mean() -> None:
    """Where some print is hard to read, other print is missed."""
    even, uneven = expect_right(block(*(0.98,) * 10))[0], expect_right(block(*(1.0,) * 8, 0.9, 0.9))[0]
    assert even is not None
    assert uneven is not None
    assert uneven < even - 0.01


def test_confidence_never_falls_as_lines_get_surer() -> None:
    values = [expect_right(block(step / 100))[0] or 0.0 for step in range(101)]
    assert values == sorted(values)
    assert 0.0 <= values[0] <= values[-1] <= 1.0
