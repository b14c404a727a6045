"""When the model that flattens bent paper is in memory."""

from typing import Any

import numpy as np
import pytest

from function.machine.openvino import CompiledGraph
from function.models.locate import ocr_model_files
from function.reading.recognition.unbending import Unbender
from tests.support.settings import settings


def test_the_model_stays_while_bent_pages_come_and_goes_after_a_flat_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[CompiledGraph] = []

    def load(*arguments: Any, **options: Any) -> CompiledGraph:
        loaded.append(CompiledGraph(*arguments, **options))
        return loaded[-1]

    monkeypatch.setattr("function.reading.recognition.unbending.CompiledGraph", load)
    unbend, page = Unbender(ocr_model_files(settings()).flattening, 1), np.full((300, 200, 3), 255, np.uint8)
    for _ in range(2):
        unbend(page)
        unbend.rest()
    assert len(loaded) == 1
    unbend.rest()
    unbend(page)
    assert len(loaded) == 2
