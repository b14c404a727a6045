"""A thread that owns a model."""

import threading

import pytest

from function.errors import InferenceStuckError
from function.inference import STEP_SECONDS, ModelThread


def start(step_seconds: float = STEP_SECONDS) -> ModelThread[str]:
    thread = ModelThread("test", lambda: "model", step_seconds=step_seconds)
    thread.start().result()
    return thread


def test_steps_run_one_at_a_time_on_one_thread() -> None:
    thread = start()
    threads = {thread.call(lambda _: threading.get_ident()) for _ in range(5)}
    thread.stop()
    assert len(threads) == 1
    assert threads != {threading.get_ident()}


def test_a_step_that_hangs_is_given_up_and_known_from_then_on() -> None:
    thread = start(step_seconds=0.05)
    never = threading.Event()
    with pytest.raises(InferenceStuckError, match="so the function restarts"):
        thread.call(lambda _: never.wait())
    assert thread.is_stuck
    never.set()
    thread.stop()


def test_a_step_that_fails_fails_alone() -> None:
    thread = start()
    with pytest.raises(ZeroDivisionError):
        thread.call(lambda _: 1 // 0)
    assert thread.call(lambda model: model) == "model"
    assert not thread.is_stuck
    thread.stop()


def test_a_model_that_rests_is_let_go_and_loaded_again_by_the_next_step() -> None:
    loads: list[object] = []

    def load() -> object:
        loads.append(object())
        return loads[-1]

    thread = ModelThread("test", load)
    thread.start().result()
    thread.rest()
    assert thread._model is None
    assert thread.is_loaded
    assert thread.call(lambda model: model) is loads[1]
    assert thread.call(lambda model: model) is loads[1]
    thread.stop()
