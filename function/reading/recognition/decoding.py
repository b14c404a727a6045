"""Decodes the recogniser's probabilities to a line of text, and corrects its bias.

PP-OCRv6 was trained on mostly Chinese text, where spaces and en dashes are rare: it tends to drop spaces in
tight print, and misses the stop at the very edge of a line. The probabilities still show what it saw, so
these characters get a lower threshold than the best guess.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float32]
Steps = NDArray[np.intp]

BLANK = 0
# In the lines of about 90 pages that could be aligned with their ground truth, 83 of 88 lost spaces come
# back, and 3 appear in 94,294 places without one. The threshold was chosen on the same pages.
SPACE_THRESHOLD = 0.1
# Minimum probability of an en dash relative to a hyphen. In the same lines 29 of 44 come back; of 227
# hyphens, including those of typewriter fonts, the worst had 0.0097. These lines include no short cells: a
# minus before an amount mostly stays.
DASH_THRESHOLD = 0.02
# Minimum probability of a stop or comma after the last letter. On 20 pages 4 of 5 lost ones come back (one as
# a comma); of 394 lines that end without any, the highest had 0.0009. The sample is small: measure again when
# there are more.
STOP_THRESHOLD = 0.01
STOPS = (".", ",")
# Only a letter's own white space follows the first, and precedes the second.
OPENING = frozenset("«“‘(¿¡[/")
CLOSING = frozenset("»”’),.;:!?]…/")


class LineDecoder:
    """Replaces PaddleX's `CTCLabelDecode` in a recogniser."""

    def __init__(self, characters: Sequence[str]) -> None:
        """`characters` is the model's vocabulary, with the CTC blank first."""
        self._characters = characters
        places = {character: place for place, character in enumerate(characters)}
        self._space = places[" "]
        self._hyphen, self._dash = places.get("-"), places.get("–")
        self._stops = [places[stop] for stop in STOPS]

    def __call__(self, predictions: Any, **_: Any) -> tuple[list[str], list[float]]:
        """Return texts and confidences of a batch; `predictions` holds one array (lines, steps,
        characters)."""
        lines = [self._decode(line) for line in np.asarray(predictions[0])]
        return [text for text, _ in lines], [confidence for _, confidence in lines]

    def _decode(self, line: Probabilities) -> tuple[str, float]:
        """Decode one line (steps, characters): the best guess of each step, without repeats and blanks
        (CTC)."""
        best = line.argmax(axis=1)
        steps = np.flatnonzero((best != BLANK) & np.concatenate(([True], best[1:] != best[:-1])))
        if len(steps) == 0:
            return "", 0.0
        letters = self._choose(line, steps, best[steps])
        text = letters[0]
        for letter, is_seen in zip(letters[1:], self._see_spaces(line, steps), strict=True):
            text += f" {letter}" if is_seen and may_part(text, letter) else letter
        return text + self._find_stop(line[steps[-1] + 1 :], text), float(line[steps, best[steps]].mean())

    def _see_spaces(self, line: Probabilities, steps: Steps) -> list[bool]:
        """Return for each letter but the first whether a space was seen between the one before and it."""
        space = line[:, self._space]
        seen = np.maximum(np.maximum.reduceat(space, steps)[:-1], space[steps[1:]])
        found: list[bool] = (seen > SPACE_THRESHOLD).tolist()
        return found

    def _find_stop(self, rest: Probabilities, text: str) -> str:
        """Return the stop half seen in `rest`, the steps after the last letter; only after letters and the
        like."""
        if len(rest) == 0 or not (text[-1].isalnum() or text[-1] in "»”)%"):
            return ""
        seen = rest[:, self._stops].max(axis=0)
        return STOPS[int(seen.argmax())] if seen.max() > STOP_THRESHOLD else ""

    def _choose(self, line: Probabilities, steps: Steps, best: Steps) -> list[str]:
        """Return the letters of the steps, whose `best` guesses are these; a hyphen may be a dash."""
        letters = [self._characters[place] for place in best.tolist()]
        if self._hyphen is None or self._dash is None:
            return letters
        for place in np.flatnonzero(best == self._hyphen).tolist():
            hyphen, dash = line[steps[place], [self._hyphen, self._dash]]
            if dash > DASH_THRESHOLD * (hyphen + dash):
                letters[place] = self._characters[self._dash]
        return letters


def may_part(text: str, letter: str) -> bool:
    """Whether a space may come between `text`, never empty, and the letter after it: not inside 0,12 or
    10:30."""
    last = text[-1]
    if " " in (last, letter) or last in OPENING or letter in CLOSING:
        return False
    return not (letter.isdigit() and last in ",.:" and text[-2:-1].isdigit())
